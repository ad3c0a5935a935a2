"""Several series in one figure on the screen, and the same as a table; drawn with matplotlib, loaded on first use."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np

from .figures import CellSeries, draw_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TRACE_COLOURS = ("#2a78b5", "#d9622b", "#1f9e77", "#b5549b", "#c99412", "#7d6bc0", "#3fa7c4", "#8a8d91")
"""Told apart by people who see few colours, and readable on white and on black."""

_HEADER = ("series", "date", "value", "standard deviation", "unit", "kind")
_FAINT = 0.18
_MOST_COLUMNS = 4
_LETTER_POINTS, _HANDLE_POINTS = 4.2, 32


@dataclass(frozen=True)
class Trace:
    """A series as a line of a figure.

    Parameters
    ----------
    series : CellSeries
        Its title is the line's name.
    colour : str
    curve : ndarray, shape (E,), optional
        A baseline to draw behind it, in the unit of the series.
    """

    series: CellSeries
    colour: str
    curve: Optional[np.ndarray] = None


@dataclass(frozen=True)
class Look:
    """The colours of what surrounds the lines.

    Parameters
    ----------
    background, text : str
        As `#rrggbb`.
    """

    background: str
    text: str


def draw_traces(figure: Figure, traces: Sequence[Trace], look: Look) -> list[Axes]:
    """Draw series into an empty figure: one panel for each unit, under a common time axis.

    Returns
    -------
    list of Axes
        The panels, from the top; [] without a trace.
    """
    figure.clear()
    figure.set_facecolor(look.background)
    units = list(dict.fromkeys(trace.series.unit for trace in traces))
    if not units:
        return []
    panels = figure.subplots(len(units), 1, sharex=True, squeeze=False)[:, 0].tolist()
    for axes, unit in zip(panels, units):
        _dress(axes, look)
        axes.set_ylabel(unit or "1", color=look.text, fontsize=9)
        for trace in traces:
            if trace.series.unit == unit:
                _draw(axes, trace)
        axes.margins(x=0.01, y=0.08)
    _label(panels[0], traces, look)
    return panels


def _draw(axes: Axes, trace: Trace) -> None:
    colour = trace.colour
    if trace.curve is not None:
        axes.plot(_dates(trace.series), trace.curve, color=colour, alpha=0.55, linewidth=2.2, zorder=1)
    draw_series(axes, trace.series, observed=colour, filled=colour, band=colour, labels=(trace.series.title, None))
    # Filled values are hollow, so that they are told apart without colour.
    axes.lines[-1].set_markerfacecolor(axes.get_facecolor())


def _dress(axes: Axes, look: Look) -> None:
    axes.set_facecolor(look.background)
    axes.grid(True, color=look.text, alpha=_FAINT, linewidth=0.6)
    axes.tick_params(colors=look.text, labelsize=8)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.text)
        spine.set_alpha(0.4)


def _label(axes: Axes, traces: Sequence[Trace], look: Look) -> None:
    """Name the lines, and say once what full and hollow dots and the band are."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [
        Line2D([], [], color=trace.colour, marker="o", markersize=3, label=trace.series.title) for trace in traces
    ]
    if any(trace.series.filled.any() for trace in traces):
        dot = {"color": look.text, "marker": "o", "markersize": 4}
        handles.append(Line2D([], [], markerfacecolor=look.background, linestyle="--", **dot, label="filled"))
    if any(np.nan_to_num(trace.series.uncertainty).any() for trace in traces):
        handles.append(Patch(color=look.text, alpha=0.3, linewidth=0, label="90 % interval"))
    if any(trace.curve is not None for trace in traces):
        handles.append(Line2D([], [], color=look.text, alpha=0.55, linewidth=2.2, label="baseline"))
    longest = max(len(handle.get_label()) for handle in handles)
    figure = axes.get_figure()
    room = figure.get_figwidth() * 72 / (_LETTER_POINTS * longest + _HANDLE_POINTS)
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=max(1, min(len(handles), _MOST_COLUMNS, int(room))),
        fontsize=8,
        frameon=False,
        labelcolor=look.text,
        borderaxespad=0.2,
    )


def traces_table(traces: Sequence[Trace]) -> str:
    """Return the series as CSV text: a row for each epoch of each series, `missing` where there is no value."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for trace in traces:
        series = trace.series
        for time, value, spread, filled in zip(series.times, series.value, series.uncertainty, series.filled):
            kind = "missing" if not np.isfinite(value) else "filled" if filled else "observed"
            writer.writerow([series.title, str(time), _number(value), _number(spread), series.unit, kind])
    return text.getvalue()


def _number(value: float) -> str:
    return f"{value:.9g}" if np.isfinite(value) else ""


def _dates(series: CellSeries) -> np.ndarray:
    return series.times.astype("datetime64[s]").astype(object)


def readout(traces: Sequence[Trace], time: np.datetime64) -> str:
    """Say what every series holds at the epoch nearest to a time: date, value, 90 % interval, unit."""
    lines = []
    for trace in traces:
        series = trace.series
        epoch = int(np.argmin(np.abs(series.times - time)))
        value, spread = float(series.value[epoch]), float(series.uncertainty[epoch])
        text = "missing"
        if np.isfinite(value):
            interval = f" ± {series.half_width * spread:.3g}" if spread > 0 else ""
            text = f"{value:.4g}{interval} {series.unit}".rstrip() + (" (filled)" if series.filled[epoch] else "")
        lines.append(f"{series.title}, {str(series.times[epoch])[:16].replace('T00:00', '')}: {text}")
    return "\n".join(lines)
