"""The page that `fillclouds` writes: what the clouds hid, what it was filled with, how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.clouds.cloud_filling import AUTO, CloudModel
from ..core.model_card import ALL_WEATHER, CLEAR_SKY
from .figures import CellSeries, MapPanels, cloud_share_figure, map_figure, series_figure, svg
from .html import number, page, paragraph, table

METHOD_NAMES = {
    "auto": "Combination of all methods",
    "model": "Neural network",
    "predictors": "Predictors, other dates and kriging",
    "regression": "Other dates and kriging",
    "eof": "Empirical orthogonal functions (DINEOF)",
    "annual_cycle": "Cycle of the year or the day",
    "climatology": "Mean of the season",
}

PRODUCTS = {
    CLEAR_SKY: (
        "Clear-sky product: what is filled is the temperature that a clear sky would have shown. Under clouds the "
        "ground is cooler by day and warmer at night."
    ),
    ALL_WEATHER: "All-weather product: what is filled is the temperature of the ground as it was under the clouds.",
}

_MOST_ROWS = 20


@dataclass(frozen=True)
class CloudReport:
    """What the page tells.

    Parameters
    ----------
    name, unit : str
        The stack and its unit.
    labels : list of str
        One for each date.
    times : ndarray of datetime64, shape (E,)
    share : ndarray, shape (E,)
        Share of the pixels inside that missed a value at each date before filling, 0 to 1; outliers count as missing.
    outliers : ndarray of int, shape (E,)
    counts : tuple of int
        Values observed, filled and left open.
    model : CloudModel
    limits : tuple of float or None
        Values beyond them are outliers; None where outliers are kept.
    product : str
        A key of :data:`PRODUCTS`, or ''.
    cell : CellSeries
    panels : MapPanels or None
        None where there is no gap to draw.
    provenance : dict of str to str
    """

    name: str
    unit: str
    labels: list[str]
    times: np.ndarray
    share: np.ndarray
    outliers: np.ndarray
    counts: tuple[int, int, int]
    model: CloudModel
    limits: tuple[float, float] | None
    product: str
    cell: CellSeries
    panels: MapPanels | None
    provenance: dict[str, str]


def shown_epochs(share: np.ndarray) -> list[int]:
    """Return the dates that show most of a filling: an empty one, the cloudiest of the others, and a middle one.

    Parameters
    ----------
    share : ndarray, shape (E,)
        Share of the pixels that miss a value, 0 to 1.
    """
    empty, cloudy = np.flatnonzero(share >= 1), np.flatnonzero((share > 0) & (share < 1))
    chosen = set(empty[:1].tolist())
    if cloudy.size:
        order = cloudy[np.argsort(share[cloudy], kind="stable")]
        chosen |= {int(order[-1]), int(order[len(order) // 2])}
    return sorted(chosen)


def cloud_page(report: CloudReport) -> str:
    """Return the page as HTML."""
    observed, filled, left_open = report.counts
    sections = []
    if report.product:
        sections.append(("What the values mean", paragraph(PRODUCTS[report.product])))
    sections.append(
        (
            "What was missing",
            paragraph(
                f"{observed:,} values were observed, {filled:,} were filled, {left_open:,} were left open. "
                f"{np.count_nonzero(report.share >= 1)} of {len(report.labels)} dates were empty, "
                f"{np.count_nonzero(report.share == 0)} complete."
            )
            + svg(cloud_share_figure(report.times, report.share)),
        )
    )
    if report.panels is not None:
        sections.append(("Before and after", svg(map_figure(report.panels))))
    sections.append(("One pixel's series", svg(series_figure(report.cell))))
    if report.model.scores:
        sections.append(("How well the methods fill this stack", _scores(report)))
    if report.limits is not None:
        sections.append(("Outliers", _outliers(report)))
    sections.append(("Where this comes from", table(("", ""), sorted(report.provenance.items()))))
    return page(f"{report.name}, clouds filled", verdict(report.model, report.unit), sections)


def verdict(model: CloudModel, unit: str) -> str:
    """Say in one sentence how far to trust the filling."""
    taken = AUTO if AUTO in model.scores else next(iter(model.scores), None)
    if taken is None:
        return "Nothing could be hidden from this stack for a test, so that the filling could not be judged on it."
    score = model.scores[taken]
    off = f"{number(score.rmse)} {unit}".strip()
    return (
        f"What is filled is typically {off} off (root mean square error of {score.count:,} known values that were "
        f"hidden under cloud shapes of other dates); {score.coverage90:.0%} of them lie inside their 90 % interval."
    )


def _scores(report: CloudReport) -> str:
    model, unit = report.model, report.unit or "1"
    rows = [
        (
            METHOD_NAMES[name],
            number(score.rmse),
            number(score.mae),
            number(score.bias),
            f"{score.coverage90:.0%}",
            f"{score.count:,}",
        )
        for name, score in model.scores.items()
    ]
    header = ("method", f"RMSE ({unit})", f"MAE ({unit})", f"bias ({unit})", "in 90 % interval", "values")
    text = paragraph(
        "Cloud shapes of other dates were laid over known pixels of a sample of the stack, and some dates were emptied "
        "if some of its dates are empty. Settings, weights and calibration of each half were found on the other half."
    )
    text += table(header, rows, chosen=METHOD_NAMES[AUTO] if AUTO in model.scores else None)
    reach = model.half_widths
    text += paragraph(
        f"As the errors on hidden values lie, intervals of 50, 80 and 90 % reach {number(reach[0.5])}, "
        f"{number(reach[0.8])} and {number(reach[0.9])} standard deviations to either side (0.674, 1.28 and 1.64 if "
        "the errors were normal)."
    )
    if AUTO not in model.scores:
        return text
    weights = model.weights
    weighed = [
        (METHOD_NAMES[name], f"{weights.clear[name]:.0%}", f"{weights.empty[name]:.0%}") for name in weights.clear
    ]
    return text + table(("method", "weight where some of the image is clear", "weight in empty images"), weighed)


def _outliers(report: CloudReport) -> str:
    low, high = report.limits or (-np.inf, np.inf)
    limits = f"outside {number(low)} to {number(high)} {report.unit}".rstrip() if np.isfinite(low) else ""
    away = "more than eight robust standard deviations from"
    image = f"{away} the image's median where more than 2 % of the image are outside" if limits else ""
    rule = ", or ".join(filter(None, (limits, f"{away} what the eight pixels around suggest", image)))
    total = int(report.outliers.sum())
    text = paragraph(
        f"{total:,} values were {rule}. They were not used, and filled like gaps (flag 4)."
        if total
        else f"No value was {rule}."
    )
    worst = [epoch for epoch in np.argsort(-report.outliers, kind="stable")[:_MOST_ROWS] if report.outliers[epoch]]
    rows = [(report.labels[epoch], f"{report.outliers[epoch]:,}") for epoch in worst]
    return text + (table(("date", "outliers (pixels)"), rows) if rows else "")
