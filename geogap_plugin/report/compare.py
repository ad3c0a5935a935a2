"""The page that `compareseries` writes: how well two series agree, on the map and in their means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.limits import colour_limits
from ..core.trials.agreement import METRICS, PairedMean, unit_of
from .figures import FILLED, OBSERVED, new_figure, svg
from .html import number, page, paragraph, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DRAWN = 30


@dataclass(frozen=True)
class ComparisonReport:
    """What the page tells.

    Parameters
    ----------
    names : tuple of str
        Of the reference and of the other series.
    unit : str
        In which both are compared.
    times : ndarray of datetime64[s], shape (P,)
        Common epochs.
    labels : list of str
        Of the common epochs.
    means : list of PairedMean
        Of all cells, and of every region.
    maps : ndarray, shape (5, height, width)
        The metrics, thinned.
    extent : tuple of float
        West, east, south, north.
    notes : list of str
        How the two were brought together.
    provenance : dict of str to str
    """

    names: tuple[str, str]
    unit: str
    times: np.ndarray
    labels: list[str]
    means: list[PairedMean]
    maps: np.ndarray
    extent: tuple[float, float, float, float]
    notes: list[str]
    provenance: dict[str, str]


def comparison_page(report: ComparisonReport) -> str:
    """Return the page as HTML."""
    one, other = report.names
    found = report.means[0].metrics()
    lead = (
        f"Over {len(report.labels)} common epochs from {report.labels[0]} to {report.labels[-1]}, the mean of {other} "
        f"follows that of {one} with a correlation of {number(found['PCC'])}. It differs by "
        f"{number(found['RMSE'])} {report.unit} (RMSE); the mean difference is {number(found['bias'])} {report.unit}."
    )
    sections = [
        ("Mean series", metrics_table(report) + paragraph(_METRICS.format(one, other), "note")),
        ("Cell by cell", _medians(report) + svg(metric_maps(report))),
    ]
    for mean in report.means[:_DRAWN]:
        sections.append((mean.name, svg(pair_figure(report, mean))))
    if len(report.means) > _DRAWN:
        sections.append(
            ("More regions", paragraph(f"{_DRAWN} of {len(report.means)} series are drawn; see the table."))
        )
    sections.append(("How the two were brought together", "".join(paragraph(note) for note in report.notes)))
    sections.append(("Where this comes from", table(("", ""), sorted(report.provenance.items()))))
    return page(f"{one} and {other}", lead, sections)


_METRICS = (
    "{0} is the reference. PCC: Pearson's correlation. NSE: Nash-Sutcliffe efficiency, 1 where the two are equal, 0 "
    "where {1} is no better than the mean of the reference. KGE: Kling-Gupta efficiency, 1 where they are equal; its "
    "ratio of means says little of anomalies, whose mean is near zero. RMSE: typical difference. Bias: mean of {1} "
    "less the reference."
)


def metrics_table(report: ComparisonReport) -> str:
    """Return the table of the mean series' metrics."""
    header = ("area", "epochs", *_headings(report.unit))
    rows = [
        (mean.name, number(mean.epochs(), 4), *(number(value) for value in mean.metrics().values()))
        for mean in report.means
    ]
    return table(header, rows)


def _headings(unit: str) -> list[str]:
    return [f"{name} ({unit_of(name, unit) or '1'})" for name in METRICS]


def _medians(report: ComparisonReport) -> str:
    medians = [float(np.median(band[np.isfinite(band)])) if np.isfinite(band).any() else np.nan for band in report.maps]
    return table(("", *_headings(report.unit)), [("median over the cells", *(number(value) for value in medians))])


def metric_maps(report: ComparisonReport) -> Figure:
    """Draw a map of every metric."""
    west, east, south, north = report.extent
    shape = min(max(abs(north - south) / abs(east - west), 0.3), 2.0)
    figure = new_figure(10, 2 * (2.9 * shape + 0.5))
    panels = figure.subplots(2, 3).ravel()
    panels[-1].set_axis_off()
    for axes, name, band in zip(panels, METRICS, report.maps):
        if name == "RMSE":
            colours, (low, high) = "magma_r", colour_limits(band, from_zero=True)
        elif name == "bias":
            colours, (low, high) = "RdBu", colour_limits(band, symmetric=True)
        else:
            colours, low, high = "PRGn", -1.0, 1.0
        drawn = axes.imshow(band, extent=report.extent, cmap=colours, vmin=low, vmax=high, interpolation="nearest")
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_title(name, loc="left", fontsize=10)
        figure.colorbar(drawn, ax=axes, label=unit_of(name, report.unit), shrink=0.85)
    return figure


def pair_figure(report: ComparisonReport, mean: PairedMean) -> Figure:
    """Draw the mean series of both."""
    figure = new_figure(10, 3)
    axes = figure.subplots()
    moments = report.times.astype("datetime64[s]").astype(object)
    for values, name, colour in zip(mean.means(), report.names, (OBSERVED, FILLED)):
        axes.plot(moments, values, color=colour, linewidth=1.0, marker="o", markersize=2, label=name)
    axes.set_ylabel(report.unit)
    axes.grid(True, color="#e6e6e6", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.01)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=2, frameon=False, fontsize=8)
    return figure
