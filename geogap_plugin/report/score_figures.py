"""Figures of scores: error and skill by the length of the gap, reliability, and maps of the scored cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.trials.bootstrap import Interval
from ..core.trials.skill import RELIABILITY_LEVELS, ScoreRow
from .figures import FILLED, OBSERVED, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS = (FILLED, OBSERVED, "#2b7a78", "#edae49", "#8d6a9f", "#7c8894", "#4f9dde", "#b5651d")
_SPREAD = 0.5
_SHARES = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]


def length_figure(rows: Mapping[str, Sequence[ScoreRow]], unit: str, step: str) -> Figure:
    """Draw error, and skill against the mean of the season, by the length of the gap, with bootstrap intervals.

    Parameters
    ----------
    rows : mapping of str to sequence of ScoreRow
        By the method's label; each has one row for every class of length, the first method's being all classes.
    unit : str
        Of the series.
    step : str
        What gap lengths are counted in.
    """
    figure = new_figure(10, 3.6)
    error, skill = figure.subplots(1, 2)
    labels = [row.part for row in next(iter(rows.values()))]
    for axes, metric in ((error, "rmse"), (skill, "skill_climatology")):
        for number, (label, parts) in enumerate(rows.items()):
            shift = _SPREAD * ((number + 0.5) / len(rows) - 0.5)
            places = [labels.index(row.part) + shift for row in parts]
            _dots(axes, places, [row.metrics[metric] for row in parts], label, _COLOURS[number % len(_COLOURS)])
        axes.set_xticks(range(len(labels)), labels)
        axes.set_xlim(-0.6, len(labels) - 0.4)
        axes.set_xlabel(f"length of the gap ({step})")
        _tidy(axes)
    error.set_ylabel(f"RMSE ({unit})" if unit else "RMSE")
    error.set_ylim(bottom=0)
    error.set_title("Error: lower is better", loc="left", fontsize=10)
    skill.axhline(0, color="#7c8894", linewidth=0.9)
    skill.set_title("Skill against the mean of the season: higher is better", loc="left", fontsize=10)
    skill.set_ylabel("share of the error saved")
    skill.set_ylim(bottom=max(skill.get_ylim()[0], -1.5), top=1)
    error.legend(frameon=False, fontsize=8, loc="lower left")
    return figure


def reliability_figure(shares: Mapping[str, Sequence[Interval]]) -> Figure:
    """Draw which share of the hidden values lies inside intervals of each nominal level; the first method in bold.

    Parameters
    ----------
    shares : mapping of str to sequence of Interval
        By the method's label, one for each of :data:`.skill.RELIABILITY_LEVELS`.
    """
    figure = new_figure(8.4, 4.6)
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="#7c8894", linewidth=1, linestyle=":", label="honest")
    axes.fill_between([0, 1], [0, 1], [0, 0], color=FILLED, alpha=0.05, linewidth=0)
    axes.text(0.96, 0.06, "too sure of itself", ha="right", fontsize=8, color="#a0525d")
    axes.text(0.04, 0.92, "too cautious", fontsize=8, color="#5b6b78")
    for number, (label, intervals) in enumerate(shares.items()):
        values = [interval.value for interval in intervals]
        colour = _COLOURS[number % len(_COLOURS)]
        if number == 0:
            low, high = ([getattr(interval, bound) for interval in intervals] for bound in ("low", "high"))
            axes.fill_between(RELIABILITY_LEVELS, low, high, color=colour, alpha=0.2, linewidth=0)
        width = 2.0 if number == 0 else 0.9
        axes.plot(RELIABILITY_LEVELS, values, color=colour, linewidth=width, marker="o", markersize=3, label=label)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda share, _: f"{share:.0%}")
        axis.set_ticks(_SHARES)
    axes.set_xlabel("interval's nominal level")
    axes.set_ylabel("hidden values inside it")
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.02, 1))
    _tidy(axes)
    return figure


@dataclass(frozen=True)
class CellMap:
    """A map of scored cells.

    Parameters
    ----------
    title, label : str
        What it shows, and the name and unit of the colours.
    values : ndarray, shape (N,)
        NaN where a cell could not be scored.
    colours : str
        matplotlib's name of the colour map.
    low, high : float
        Values at the ends of the colours.
    """

    title: str
    label: str
    values: np.ndarray
    colours: str
    low: float
    high: float


def cell_maps_figure(
    x: np.ndarray, y: np.ndarray, size: tuple[float, float], maps: Sequence[CellMap], latitude: float | None
) -> Figure:
    """Draw maps of the scored cells side by side, each cell a rectangle.

    Parameters
    ----------
    x, y : ndarray, shape (N,)
        Centres of the cells.
    size : tuple of float
        Width and height of a rectangle: of a cell, or of the area that a sampled one stands for.
    maps : sequence of CellMap
    latitude : float or None
        Degrees at which the map is true to scale; None for projected coordinates.
    """
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    stretch = 1.0 if latitude is None else 1 / max(float(np.cos(np.deg2rad(latitude))), 0.2)
    width, height = size
    shape = (np.ptp(y) + height) * stretch / (np.ptp(x) + width)
    figure = new_figure(10, min(max(10 / len(maps) * shape * 0.62, 1.2), 5.5) + 0.6)
    axes = figure.subplots(1, len(maps), squeeze=False)[0]
    for panel, drawn in zip(axes, maps):
        known = np.isfinite(drawn.values)
        for chosen, colour in ((~known, "#e6eaee"), (known, None)):
            corners = zip(x[chosen] - width / 2, y[chosen] - height / 2)
            patches = PatchCollection([Rectangle(corner, width, height) for corner in corners], linewidths=0)
            if colour:
                patches.set_facecolor(colour)
            else:
                patches.set_array(drawn.values[known])
                patches.set_cmap(drawn.colours)
                patches.set_clim(drawn.low, drawn.high)
                figure.colorbar(patches, ax=panel, label=drawn.label, shrink=0.8, extend="both")
            panel.add_collection(patches)
        panel.set_xlim(x.min() - width, x.max() + width)
        panel.set_ylim(y.min() - height, y.max() + height)
        panel.set_aspect(stretch)
        panel.set_xticks([])
        panel.set_yticks([])
        panel.spines[:].set_color("#d9dee3")
        panel.set_title(drawn.title, loc="left", fontsize=10)
    return figure


def _dots(axes: Axes, places: Sequence[float], scores: Sequence[Interval], label: str, colour: str) -> None:
    values = np.array([score.value for score in scores])
    # A score without an interval gets a bar of no length.
    low = np.array([score.surely_low for score in scores])
    high = np.array([score.surely_high for score in scores])
    bars = [np.maximum(values - low, 0), np.maximum(high - values, 0)]
    axes.errorbar(places, values, yerr=bars, color=colour, marker="o", markersize=4, linestyle="none", label=label)


def _tidy(axes: Axes) -> None:
    axes.grid(True, axis="y", color="#e6e6e6", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
