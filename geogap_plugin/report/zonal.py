"""The page that `zonalseries` writes: every region's series with its uncertainty, and the trends side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.calendar import Alignment
from ..core.regions.correlation import Correlogram
from ..core.regions.zonal import RegionSeries
from ..core.series.trend import Z90, Trend
from .figures import BAND, FILLED, OBSERVED, new_figure, svg
from .html import number, page, paragraph, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DRAWN = 30


@dataclass(frozen=True)
class RegionResult:
    """One region: its series, its trend from all epochs and that from the epochs that are not filled."""

    name: str
    series: RegionSeries
    trend: Trend
    trend_observed: Trend


@dataclass(frozen=True)
class ErrorModel:
    """How alike the errors of neighbouring cells are.

    Parameters
    ----------
    length : float
        Correlation length, km; inf where errors are one and the same, NaN where they are not known.
    origin : str
        In words, where it comes from.
    correlogram : Correlogram or None
        What it was estimated from, if it was.
    """

    length: float
    origin: str
    correlogram: Correlogram | None = None


@dataclass(frozen=True)
class ZonalReport:
    """What the page tells.

    Parameters
    ----------
    name, unit : str
        The series and its unit.
    alignment : Alignment
    regions : list of RegionResult
    errors : ErrorModel
    provenance : dict of str to str
    """

    name: str
    unit: str
    alignment: Alignment
    regions: list[RegionResult]
    errors: ErrorModel
    provenance: dict[str, str]


def zonal_page(report: ZonalReport) -> str:
    """Return the page as HTML."""
    labels = report.alignment.labels()
    count = len(report.regions)
    lead = (
        f"Area-weighted means of {count} {'region' if count == 1 else 'regions'} from {labels[0]} to {labels[-1]}"
        f"{f', in {report.unit}' if report.unit else ''}."
    )
    sections = [("Trends", trend_table(report.regions, report.unit) + paragraph(_TRENDS, "note"))]
    for region in report.regions[:_DRAWN]:
        drawn = svg(region_figure(report.alignment.times, region, report.unit))
        sections.append((region.name, drawn + paragraph(_summary(region, report.unit))))
    if count > _DRAWN:
        sections.append(("More regions", paragraph(f"The first {_DRAWN} of {count} regions are drawn; see the table.")))
    known = report.errors.length == report.errors.length
    explained = paragraph(f"{report.errors.origin} {_UNCERTAINTY if known else ''}")
    if report.errors.correlogram is not None:
        explained += svg(correlogram_figure(report.errors.correlogram))
    sections.append(("How far to trust the means", explained))
    sections.append(("Where this comes from", table(("", ""), sorted(report.provenance.items()))))
    return page(f"Regions of {report.name}", lead, sections)


_TRENDS = (
    "Generalised least squares with an annual and a semiannual cycle and first-order autoregressive noise; in brackets "
    "the 90 % interval. “All epochs” counts filled epochs with their own uncertainty; “without filled” leaves out "
    "every epoch at which more than half of the area with values is filled. Where the two differ by more than their "
    "intervals, the trend rests on the filling."
)
_UNCERTAINTY = (
    "Errors of two cells a distance d apart are taken as correlated by exp(-d / L). The uncertainty of observed values "
    "is that which the user gave, none by default: measurement errors are not in it."
)


def trend_table(regions: list[RegionResult], unit: str) -> str:
    """Return the table of the trends."""
    per_year = f"{unit or '1'}/year"
    header = (
        "region",
        "area (km²)",
        "epochs",
        "filled",
        f"all epochs ({per_year})",
        f"without filled ({per_year})",
    )
    rows = [
        (
            region.name,
            f"{region.series.area:,.0f}" if region.series.area >= 1000 else number(region.series.area),
            number(int(np.isfinite(region.series.mean).sum()), 4),
            number(int(region.series.filled().sum()), 4),
            _with_interval(region.trend),
            _with_interval(region.trend_observed),
        )
        for region in regions
    ]
    return table(header, rows)


def _with_interval(trend: Trend) -> str:
    if not np.isfinite(trend.slope):
        return "record too short"
    low, high = trend.interval90()
    return f"{trend.slope:+.3g} ({low:+.3g} … {high:+.3g})"


def _summary(region: RegionResult, unit: str) -> str:
    series, filled = region.series, region.series.filled()
    text = f"{int(filled.sum())} of {np.isfinite(series.mean).sum()} epochs are filled"
    if filled.any() and np.isfinite(series.sd[filled]).any():
        text += f", typically to ± {number(float(np.nanmedian(series.sd[filled])))} {unit} (one standard deviation)"
    share = float(series.value_share.max())
    if share < 0.995:
        text += f"; at best {share:.0%} of the region's area has values"
    return text.replace("  ", " ") + "."


def region_figure(times: np.ndarray, region: RegionResult, unit: str) -> Figure:
    """Draw a region's series with its 90 % band, filled epochs marked, and both trend lines."""
    figure = new_figure(10, 3.4)
    axes = figure.subplots()
    moments = times.astype("datetime64[s]").astype(object)
    series, filled = region.series, region.series.filled()
    half_width = Z90 * np.nan_to_num(series.sd)
    if half_width.any():
        low, high = series.mean - half_width, series.mean + half_width
        axes.fill_between(moments, low, high, color=BAND, alpha=0.5, linewidth=0, label="90 % interval")
    axes.plot(moments, series.mean, color=OBSERVED, linewidth=1.0)
    for chosen, colour, size, label in ((~filled, OBSERVED, 2.2, "observed"), (filled, FILLED, 3.4, "filled")):
        if np.isfinite(series.mean[chosen]).any():
            dots = np.where(chosen, series.mean, np.nan)
            axes.plot(moments, dots, color=colour, linestyle="none", marker="o", markersize=size, label=label)
    for trend, style, label in (
        (region.trend, "-", "trend, all epochs"),
        (region.trend_observed, "--", "trend without filled"),
    ):
        if np.isfinite(trend.slope) and (trend is region.trend or filled.any()):
            axes.plot(moments, trend.line(times), color="#3a3a3a", linewidth=1.1, linestyle=style, label=label)
    axes.set_ylabel(unit)
    axes.grid(True, color="#e6e6e6", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.01)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=5, frameon=False, fontsize=8)
    return figure


def correlogram_figure(found: Correlogram) -> Figure:
    """Draw how the correlation falls with distance, and the curve that was fitted."""
    figure = new_figure(6, 2.8)
    axes = figure.subplots()
    axes.plot(
        found.distance, found.correlation, color=OBSERVED, linestyle="none", marker="o", markersize=4, label="median"
    )
    distance = np.linspace(0, found.distance.max(), 200)
    label = f"exp(-d / {number(found.length)} km)"
    axes.plot(distance, np.exp(-distance / found.length), color=FILLED, linewidth=1.3, label=label)
    axes.axhline(0, color="#b0b0b0", linewidth=0.6)
    axes.set_xlabel("distance (km)")
    axes.set_ylabel("correlation (1)")
    axes.set_title("Correlation of pairs of cells, trend and season removed", loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    return figure
