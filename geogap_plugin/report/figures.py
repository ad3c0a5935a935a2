"""Figures of series, maps and calendars, drawn with matplotlib, which is loaded when the first is drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import numpy as np

from ..core.errors import GeoGapError
from ..core.gaps import runs
from ..core.series.trend import Z90

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OBSERVED = "#1b4965"
FILLED = "#d1495b"
BAND = "#edae49"
_MOST_LABELS = 25
_MARGIN = 0.12


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure of the given size in inches, independent of any screen and of pyplot's state."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise GeoGapError(
            "Pictures need matplotlib, which this QGIS lacks. Install it for QGIS's Python, or leave the report out.",
            str(error),
        ) from error

    figure = Figure(figsize=(width, height), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def svg(figure: Figure) -> str:
    """Return a figure as an `<svg>` element to stand inside an HTML page."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})
    document = text.getvalue()
    return document[document.index("<svg") :]


def save_png(figure: Figure, path: Path) -> None:
    """Write a figure as a PNG file."""
    figure.savefig(path, format="png")


@dataclass(frozen=True)
class CellSeries:
    """The filled series of one cell, in the unit of the series.

    Parameters
    ----------
    times : ndarray of datetime64, shape (E,)
    value, uncertainty : ndarray, shape (E,)
        Uncertainty is one standard deviation.
    filled : ndarray of bool, shape (E,)
    title, unit : str
    truth : ndarray, shape (E,), optional
        What was known where a value was hidden for a test and filled; NaN elsewhere.
    half_width : float
        Half the width of the 90 % interval, in standard deviations.
    """

    times: np.ndarray
    value: np.ndarray
    uncertainty: np.ndarray
    filled: np.ndarray
    title: str
    unit: str
    truth: Optional[np.ndarray] = None
    half_width: float = Z90


def draw_series(
    axes: Axes,
    cell: CellSeries,
    *,
    observed: str = OBSERVED,
    filled: str = FILLED,
    band: str = BAND,
    labels: tuple[Optional[str], Optional[str]] = ("observed", "filled, 90 % interval"),
) -> None:
    """Draw observed values as a line, filled ones as dots with their 90 % interval, in the given colours."""
    times = cell.times.astype("datetime64[s]").astype(object)
    half_width = cell.half_width * cell.uncertainty
    for first, length in runs(cell.filled):
        # One epoch wider on either side, so that the lines meet.
        part = slice(max(first - 1, 0), first + length + 1)
        axes.fill_between(
            times[part],
            (cell.value - half_width)[part],
            (cell.value + half_width)[part],
            color=band,
            alpha=0.45,
            linewidth=0,
        )
        axes.plot(times[part], cell.value[part], color=filled, linewidth=1.1, linestyle="--")
    known = np.where(cell.filled, np.nan, cell.value)
    axes.plot(times, known, color=observed, linewidth=1.3, marker="o", markersize=2, label=labels[0])
    dots = np.where(cell.filled, cell.value, np.nan)
    axes.plot(times, dots, color=filled, linestyle="none", marker="o", markersize=3.2, label=labels[1])


def series_figure(cell: CellSeries) -> Figure:
    """Draw a cell's series: observed values as a line, filled ones as dots with their 90 % interval."""
    figure = new_figure(10, 3.6)
    axes = figure.subplots()
    times = cell.times.astype("datetime64[s]").astype(object)
    draw_series(axes, cell)
    if cell.truth is not None:
        ring = {"marker": "o", "markersize": 4.2, "markerfacecolor": "none", "markeredgewidth": 0.9}
        axes.plot(times, cell.truth, color=OBSERVED, linestyle="none", label="hidden from the methods", **ring)
    axes.set_title(cell.title, loc="left", fontsize=10)
    axes.set_ylabel(cell.unit)
    axes.grid(True, color="#e6e6e6", linewidth=0.6)
    axes.legend(frameon=False, fontsize=8, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2, ncols=3)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


@dataclass(frozen=True)
class MapPanels:
    """Maps of a gap and of the epochs on either side of it.

    Parameters
    ----------
    labels : list of str
        One a column: the epochs' labels.
    before, after, uncertainty : list of ndarray, shape (height, width)
        The series as it was, as filled, and one standard deviation of what was filled.
    extent : tuple of float
        West, east, south, north.
    unit, title : str
    symmetric : bool
        Whether zero is the middle of the colours, as of anomalies.
    """

    labels: list[str]
    before: list[np.ndarray]
    after: list[np.ndarray]
    uncertainty: list[np.ndarray]
    extent: tuple[float, float, float, float]
    unit: str
    title: str
    symmetric: bool = True


def map_figure(panels: MapPanels) -> Figure:
    """Draw a gap before and after: a column for each epoch, a row each for before, after and uncertainty."""
    columns = len(panels.labels)
    west, east, south, north = panels.extent
    shape = min(max(abs(north - south) / abs(east - west), 0.4), 2.0)
    figure = new_figure(2.5 * columns + 1.2, 3 * (2.5 * shape + 0.25) + 0.6)
    axes = figure.subplots(3, columns, squeeze=False)
    figure.suptitle(panels.title, fontsize=11, x=0.02, ha="left")
    shared = ("RdBu", *_symmetric_limits(panels.after)) if panels.symmetric else ("viridis", *_limits(panels.after))
    spread = _upper_limit(panels.uncertainty)
    rows = (
        ("before", panels.before, "no data", *shared),
        ("after", panels.after, "left open", *shared),
        ("uncertainty (1 s.d.)", panels.uncertainty, "observed", "magma_r", 0.0, spread),
    )
    inside = np.isfinite(np.stack(panels.after)).any(axis=0)
    for row, (name, images, empty, colours, low, high) in enumerate(rows):
        for column, image in enumerate(images):
            drawn = _draw_map(axes[row, column], image, inside, panels.extent, empty, colours, low, high)
        axes[row, 0].set_ylabel(name, fontsize=9)
        figure.colorbar(drawn, ax=axes[row].tolist(), label=panels.unit, shrink=0.85)
    for column, label in enumerate(panels.labels):
        axes[0, column].set_title(label, fontsize=9)
    return figure


def _draw_map(
    axes: Axes, image: np.ndarray, inside: np.ndarray, extent, empty: str, colours: str, low: float, high: float
):
    axes.imshow(np.where(inside, 1.0, np.nan), extent=extent, cmap="Greys", vmin=0.4, vmax=8, interpolation="nearest")
    drawn = axes.imshow(image, extent=extent, cmap=colours, vmin=low, vmax=high, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    if inside.any() and not np.isfinite(image[inside]).any():
        axes.text(0.5, 0.5, empty, transform=axes.transAxes, ha="center", va="center", fontsize=9, color="#666666")
    return drawn


def _symmetric_limits(images: list[np.ndarray]) -> tuple[float, float]:
    limit = _upper_limit([np.abs(image) for image in images])
    return -limit, limit


def _limits(images: list[np.ndarray]) -> tuple[float, float]:
    values = np.stack(images)
    values = values[np.isfinite(values)]
    low, high = np.percentile(values, (2, 98)) if values.size else (0.0, 1.0)
    return float(low), float(high)


def _upper_limit(images: list[np.ndarray]) -> float:
    values = np.stack(images)
    values = values[np.isfinite(values)]
    return float(np.percentile(values, 98)) or 1.0 if values.size else 1.0


def cloud_share_figure(times: np.ndarray, share: np.ndarray) -> Figure:
    """Draw the share of an image that is missing at each date, in percent."""
    figure = new_figure(10, 2.2)
    axes = figure.subplots()
    dates = times.astype("datetime64[s]").astype(object)
    axes.vlines(dates, 0, 100 * share, color=FILLED, linewidth=max(0.6, min(4.0, 500 / len(dates))))
    axes.set_ylim(0, 100)
    axes.set_ylabel("missing (%)")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def gap_length_figure(counts: dict[int, int], step: str) -> Optional[Figure]:
    """Draw how many gaps of each length there are; None when there is no gap."""
    if not counts:
        return None
    figure = new_figure(6, 2.6)
    axes = figure.subplots()
    lengths = sorted(counts)
    axes.bar(range(len(lengths)), [counts[length] for length in lengths], color=FILLED, width=0.7)
    labelled = range(0, len(lengths), -(-len(lengths) // _MOST_LABELS))
    axes.set_xticks(labelled, [str(lengths[place]) for place in labelled], fontsize=8)
    axes.set_xlabel(f"length of the gap ({step})")
    axes.set_ylabel("gaps, over all cells")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(y=_MARGIN)
    return figure
