"""The page that `scoregaps` writes: whether to trust a filling, and all that this rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.limits import colour_limits
from ..core.trials.bootstrap import Interval
from ..core.trials.hidden_values import HiddenValues
from ..core.trials.skill import ERRORS, ScoreRow, ScoreTable
from ..core.trials.verdict import Trust, Verdict
from .figures import CellSeries, series_figure, svg
from .fill import METHOD_NAMES as FILLING_NAMES
from .html import number, page, paragraph, table
from .score_figures import CellMap, cell_maps_figure, length_figure, reliability_figure

METHOD_NAMES = {**FILLING_NAMES, "season_mean": "Mean of the season"}

DESIGNS = {
    "own": "The series' own gaps were laid over other dates, clouds as clouds and outages as outages.",
    "block": "All cells were hidden at once, for one stretch of time after the other, spread evenly over the record.",
    "scattered": "Single dates here and there were hidden in all cells.",
    "begin": "The beginning of the record was hidden, and the beginning of records made to start later: a hindcast.",
    "region": (
        "One region after the other was hidden for a stretch of time, together with 300 km around it. Methods that "
        "work cell by cell use nothing of a cell's neighbours; this shows whether the choice between methods and the "
        "calibration of their uncertainties, learnt elsewhere, carry over to the region."
    ),
    "cloud": "What is missing in one image was hidden in another: real cloud shapes, empty images included.",
}

_LABELS = {
    "rmse": "RMSE",
    "mae": "MAE",
    "bias": "bias",
    "crps": "CRPS",
    "nse": "NSE",
    "nse_deseasonalised": "NSE without season",
    "kge": "KGE",
    "kge_deseasonalised": "KGE without season",
    "pcc": "PCC",
    "pcc_deseasonalised": "PCC without season",
    "skill_climatology": "skill against the mean of the season",
    "skill_simple": "skill against the best simple baseline",
    "coverage_50": "in 50 % interval",
    "coverage_80": "in 80 % interval",
    "coverage_90": "in 90 % interval",
    "width_50": "width of 50 %",
    "width_80": "width of 80 %",
    "width_90": "width of 90 %",
}

_TABLES: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    (
        "How far off",
        ("rmse", "mae", "bias", "crps"),
        (
            ("RMSE", "typical size of the error; large errors count more. Lower is better."),
            ("MAE", "average size of the error. Lower is better."),
            ("bias", "average error with its sign: above 0, filled values are too high."),
            (
                "CRPS",
                "error of value and uncertainty together; as MAE for a method that is always sure. Lower is better.",
            ),
        ),
    ),
    (
        "How much of the variation it follows",
        ("nse", "nse_deseasonalised", "kge", "kge_deseasonalised", "pcc", "pcc_deseasonalised"),
        (
            ("NSE", "1 is perfect, 0 no better than the cell's mean, below 0 worse. Above 0.5 counts as satisfactory."),
            (
                "KGE",
                "1 is perfect; falls with wrong timing, range or mean. Says little where means are near 0.",
            ),
            ("PCC", "correlation: 1 where filled and true values rise and fall together, whatever their size."),
            ("without season", "the same after each cell's mean season is taken away: what is more than the calendar."),
        ),
    ),
    (
        "Whether it is worth it",
        ("skill_climatology", "skill_simple"),
        (
            ("skill", "share of the RMSE that is saved: 0.25 is a quarter less, 0 no gain, below 0 worse."),
            ("mean of the season", "each calendar month's (or day's) average in the cell, used as the filling."),
        ),
    ),
    (
        "Whether its uncertainty is honest",
        ("coverage_50", "coverage_80", "coverage_90", "width_50", "width_80", "width_90"),
        (
            (
                "in 90 % interval",
                "share of the true values inside; 90 % is honest, less is too sure, more is cautious.",
            ),
            ("width", "average width of that interval. Of two honest methods the narrower is better."),
        ),
    ),
)


@dataclass(frozen=True)
class ScoredCells:
    """The scores of the chosen method in every sampled cell, and where these lie.

    Parameters
    ----------
    scores : dict of str to ndarray, shape (N,)
        As :func:`.skill.cell_scores` gives them.
    x, y : ndarray, shape (N,)
        Centres of the cells.
    size : tuple of float
        Width and height of the area that one stands for, in the unit of x and y.
    geographic : bool
        Whether x and y are degrees.
    """

    scores: dict[str, np.ndarray]
    x: np.ndarray
    y: np.ndarray
    size: tuple[float, float]
    geographic: bool


@dataclass(frozen=True)
class ScoreReport:
    """What the page tells.

    Parameters
    ----------
    name, unit, step : str
        The series, its unit, and what its epochs are (`month`).
    method, design : str
        The method that was scored, and how values were hidden, by their ids.
    verdict : Verdict
    table : ScoreTable
    reliability : dict of str to list of Interval
        By the method's id, the chosen one first; see :func:`.skill.reliability`.
    series : list of CellSeries
        Of the best, a typical and the worst cell.
    cells : ScoredCells
    provenance : dict of str to str
    """

    name: str
    unit: str
    step: str
    method: str
    design: str
    verdict: Verdict
    table: ScoreTable
    reliability: dict[str, list[Interval]]
    series: list[CellSeries]
    cells: ScoredCells
    provenance: dict[str, str]


def verdict_text(verdict: Verdict, table_: ScoreTable, method: str, unit: str) -> str:
    """Say in words whether to trust the filling; the rule is that of :func:`.verdict.judge_scores`."""
    row = table_.overall()[method]
    nse, error = row.metrics["nse"], row.metrics["rmse"]
    start = {
        Trust.YES: "Trust the filling",
        Trust.WITH_CARE: "Trust the filling with care",
        Trust.NO: "Do not trust the filling",
        Trust.UNKNOWN: "Whether to trust the filling could not be judged",
    }[verdict.trust]
    gaps = "1 gap" if row.gaps == 1 else f"{row.gaps} gaps"
    told = [
        f"{start}: on {row.values} known values hidden in {gaps}, {_inside(METHOD_NAMES[method])} is typically "
        f"{number(error.value)}{' ' + unit if unit else ''} off{_bounds(error, 'rmse')}, with an NSE of "
        f"{_written(nse.value, 'nse')}{_bounds(nse, 'nse')}."
    ]
    if verdict.trust is Trust.UNKNOWN:
        told.append("Too few values were hidden in each cell, or they do not vary. Hide more, or lengthen the series.")
    elif not verdict.better_than_mean:
        told.append("It is not surely better than each cell's mean.")
    elif not verdict.precise:
        told.append("It shows the course of the series; single values are uncertain.")
    if verdict.better_than_mean and not verdict.better_than_season:
        told.append("It is not surely closer than the mean of the season.")
    if verdict.beaten:
        told.append(f"{_inside(METHOD_NAMES[table_.simple])} comes closer.")
    share = _written(row.metrics["coverage_90"].value, "coverage_90")
    honest = "hold only" if verdict.overconfident else "hold"
    told.append(f"Its 90 % intervals {honest} {share} of the hidden values.")
    if row.gaps == 1:
        told.append("With a single gap, nothing can be said of how much these figures owe to chance.")
    return " ".join(told)


def score_page(report: ScoreReport) -> str:
    """Return the page as HTML."""
    overall = report.table.overall()
    chosen = overall[report.method]
    unit = f" ({report.unit})" if report.unit else ""
    sections = [
        (
            "What was done",
            paragraph(DESIGNS[report.design])
            + paragraph(
                f"{chosen.values} known values of {chosen.cells} cells were hidden, in {chosen.gaps} separate gaps. "
                "Every method filled them from what was left; no method, no choice and no calibration ever saw a "
                "hidden value. Numbers in brackets are 90 % intervals: how far a score could have come out otherwise "
                "with other gaps."
            ),
        ),
        ("The best, a typical and the worst cell", "".join(svg(series_figure(cell)) for cell in report.series)),
        ("Where it is good", svg(_maps(report))),
        ("By the length of the gap", _lengths(report)),
        (
            "Whether the uncertainty is honest",
            svg(reliability_figure({METHOD_NAMES[name]: found for name, found in report.reliability.items()})),
        ),
    ]
    for title, metrics, meanings in _TABLES:
        header = ("method", *(_LABELS[metric] + (unit if metric in ERRORS else "") for metric in metrics))
        rows = [_cells(METHOD_NAMES[name], row, metrics) for name, row in overall.items()]
        note = "".join(f"<dt>{name}</dt><dd>{meaning}</dd>" for name, meaning in meanings)
        best = f"The best simple baseline here: {_inside(METHOD_NAMES[report.table.simple])}."
        extra = paragraph(best, "note") if "skill_simple" in metrics and report.table.simple else ""
        marked = METHOD_NAMES[report.method]
        sections.append((title, table(header, rows, chosen=marked) + extra + f'<dl class="note">{note}</dl>'))
    sections += [_parts(report, "latitude", "By latitude", "latitude")] if report.cells.geographic else []
    sections.append(("Where this comes from", table(("", ""), sorted(report.provenance.items()))))
    lead = verdict_text(report.verdict, report.table, report.method, report.unit)
    return page(f"{report.name}: how good is the filling?", lead, [part for part in sections if part[1]])


def cell_series(
    times: np.ndarray, values: np.ndarray, hidden: HiddenValues, method: str, cell: int, title: str, unit: str
) -> CellSeries:
    """Return a cell's record with what was hidden of it and what was filled, as a series to draw.

    Repetitions are drawn one after the other, as long as they leave the epochs beside those drawn before alone.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray, shape (T,)
        The cell's known values.
    hidden : HiddenValues
    method : str
    cell : int
        Its index in `hidden`.
    title, unit : str
    """
    value, spread, truth = values.astype(float), np.zeros(len(values)), np.full(len(values), np.nan)
    taken = np.zeros(len(values) + 2, dtype=bool)
    here = hidden.where(hidden.cell == cell)
    estimate = here.estimates[method]
    for repetition in np.unique(here.repetition):
        rows = here.repetition == repetition
        epochs = here.epoch[rows]
        if taken[epochs].any() or taken[epochs + 1].any() or taken[epochs + 2].any():
            continue
        taken[epochs + 1] = True
        value[epochs], spread[epochs] = estimate.mean[rows], estimate.sd[rows]
        truth[epochs] = here.truth[rows]
    return CellSeries(times, value, spread, np.isfinite(truth), title, unit, truth)


def telling_cells(scores: np.ndarray) -> list[tuple[str, int]]:
    """Return the best, the median and the worst cell by a score (N,), each with a word for it; NaN left out."""
    known = np.flatnonzero(np.isfinite(scores))
    if not known.size:
        return []
    order = known[np.argsort(scores[known], kind="stable")]
    found = (("best", order[-1]), ("typical", order[order.size // 2]), ("worst", order[0]))
    return [(word, int(cell)) for word, cell in found][: order.size]


def with_interval(score: Interval, metric: str) -> str:
    """Return a score with its bootstrap interval in brackets, as this metric is written."""
    if not np.isfinite(score.value):
        return "–"
    # A table's column breaks before the brackets, not inside them.
    bounds = _bounds(score, metric).strip().replace(" ", "\N{NO-BREAK SPACE}")
    return f"{_written(score.value, metric)} {bounds}".strip()


def _bounds(score: Interval, metric: str) -> str:
    known = np.isfinite(score.low)
    return f" ({_written(score.low, metric)} to {_written(score.high, metric)})" if known else ""


def _written(value: float, metric: str) -> str:
    """Return errors with three digits, shares in percent, all else with two decimals."""
    if metric in ERRORS:
        return number(value)
    return f"{100 * value:.0f} %" if metric.startswith("coverage") else f"{value:.2f}"


def _inside(label: str) -> str:
    """Return a method's label as it stands inside a sentence."""
    return f"“{label}”"


def _cells(name: str, row: ScoreRow, metrics: Sequence[str]) -> tuple[str, ...]:
    return (name, *(with_interval(row.metrics[key], key) for key in metrics))


def _lengths(report: ScoreReport) -> str:
    names = list(dict.fromkeys([report.method, report.table.simple, "season_mean"]))
    rows = {METHOD_NAMES[name]: report.table.part("gap length", name) for name in names if name}
    counted = "epochs" if report.step == "irregular" else f"epochs of one {report.step}"
    figure = svg(length_figure(rows, report.unit, counted))
    return figure + _parts(report, "gap length", "", "epochs in the gap")[1]


def _parts(report: ScoreReport, scope: str, title: str, header: str) -> tuple[str, str]:
    unit = f" ({report.unit})" if report.unit else ""
    metrics = ("rmse", "nse", "nse_deseasonalised", "skill_simple", "coverage_90")
    rows = [
        (row.part, row.values, row.gaps, *_cells("", row, metrics)[1:])
        for row in report.table.part(scope, report.method)
    ]
    names = [_LABELS[metric] + (unit if metric in ERRORS else "") for metric in metrics]
    return title, table((header, "values", "gaps", *names), rows) if rows else ""


def _maps(report: ScoreReport):
    cells, unit = report.cells, f"RMSE ({report.unit})" if report.unit else "RMSE"
    high = colour_limits(cells.scores["rmse"], from_zero=True)[1]
    reach = max(colour_limits(cells.scores["skill_simple"], symmetric=True)[1], 0.1)
    maps = [
        CellMap("Error", unit, cells.scores["rmse"], "magma_r", 0.0, high),
        CellMap("Variation explained", "NSE", cells.scores["nse"], "BrBG", -1.0, 1.0),
    ]
    if report.method != report.table.simple:
        gain = cells.scores["skill_simple"]
        maps.append(CellMap("Gain over the simple", "share of RMSE saved", gain, "BrBG", -reach, reach))
    return cell_maps_figure(cells.x, cells.y, cells.size, maps, float(cells.y.mean()) if cells.geographic else None)
