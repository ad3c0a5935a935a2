"""The page that `fillseries` writes: what was missing, what it was filled with, how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.calendar import Alignment
from ..core.gaps import runs
from ..core.series.baselines import BASELINE_LABELS
from ..core.series.filling import FILLED_FLAGS, Fill
from ..core.series.trend import Z90
from ..core.trials.judging import Judgement
from .figures import CellSeries, MapPanels, map_figure, series_figure, svg
from .gaps import missing_table
from .html import calendar_section, number, page, paragraph, table

METHOD_NAMES = {"auto": "Combination of all methods", "model": "Neural network", **BASELINE_LABELS}


@dataclass(frozen=True)
class FillReport:
    """What the page tells.

    Parameters
    ----------
    name, unit : str
        The series and its unit.
    alignment : Alignment
    share : ndarray, shape (E,)
        Share of the cells inside that missed a value at each epoch before filling, 0 to 1.
    filled, left_open : int
        Numbers of values.
    judgement : Judgement
        How the methods did on hidden values, and which was taken.
    cell : CellSeries
    panels : MapPanels or None
        None where there is no gap to draw.
    provenance : dict of str to str
    warnings : list of str
        In which respects the series lies outside what the model was trained on.
    """

    name: str
    unit: str
    alignment: Alignment
    share: np.ndarray
    filled: int
    left_open: int
    judgement: Judgement
    cell: CellSeries
    panels: MapPanels | None
    provenance: dict[str, str]
    warnings: list[str]


def verdict(judgement: Judgement, unit: str) -> str:
    """Say in one sentence whether to trust the filling."""
    if judgement.best not in judgement.scores:
        return "The series is too short to hide values from it, so the filling could not be judged on it."
    score = judgement.scores[judgement.best]
    method = METHOD_NAMES[judgement.best]
    typical = f"typically {number(score.rmse)} {unit} off".replace("  ", " ")
    if score.nse >= 0.65:
        trust = "The filled values can be used like observations of that precision"
    elif score.nse >= 0.3:
        trust = "The filled values show the course of the series; single values are uncertain"
    else:
        trust = "The filled values are little better than the cell's mean; do not build on single ones"
    return f"{trust} ({method}; {typical} on {score.count} known values that were hidden for a test)."


def scores_table(judgement: Judgement, unit: str) -> str:
    """Return the table of the methods' scores on the hidden values."""
    rows = [
        (
            METHOD_NAMES[name],
            number(score.rmse),
            number(score.mae),
            number(score.bias),
            number(score.nse),
            f"{score.coverage90:.0%}",
        )
        for name, score in judgement.scores.items()
    ]
    header = ("method", f"RMSE ({unit})", f"MAE ({unit})", f"bias ({unit})", "NSE (median)", "in 90 % interval")
    return table(header, rows, chosen=METHOD_NAMES[judgement.best])


def weights_table(judgement: Judgement) -> str:
    """Return the table of how much of each method is in the combination, and how often each has the most."""
    rows = [(METHOD_NAMES[name], f"{weight:.0%}", f"{won:.0%}") for name, (weight, won) in judgement.shares().items()]
    return table(("method", "mean weight", "cells where it weighs most"), rows)


def fill_page(report: FillReport) -> str:
    """Return the page as HTML."""
    alignment = report.alignment
    labels = alignment.labels()
    gaps = runs(report.share >= 1)
    sections = [
        (
            "What was missing",
            calendar_section(alignment.times, report.share, alignment.cadence)
            + (missing_table(labels, gaps) if gaps else paragraph("No epoch is missing altogether."))
            + paragraph(f"{report.filled} values were filled, {report.left_open} were left open.")
            + "".join(paragraph(note, "note") for note in alignment.notes),
        ),
        ("One cell's series", svg(series_figure(report.cell))),
    ]
    if report.panels is not None:
        sections.append(("The longest gap", svg(map_figure(report.panels))))
    if report.judgement.scores:
        sections.append(
            (
                "How well the methods fill this series",
                paragraph(report.judgement.design)
                + scores_table(report.judgement, report.unit)
                + (weights_table(report.judgement) if len(report.judgement.methods) > 1 else ""),
            )
        )
    if report.warnings:
        sections.insert(0, ("Outside the model's domain", "".join(paragraph(text, "note") for text in report.warnings)))
    rows = sorted(report.provenance.items())
    sections.append(("Where this comes from", table(("", ""), rows)))
    return page(f"{report.name}, filled", verdict(report.judgement, report.unit), sections)


def gap_epochs(share: np.ndarray) -> list[int]:
    """Return the epochs that show the longest gap best: its neighbours and two inside it; [] without a gap."""
    gaps = runs(share >= 1) or runs(share >= max(float(share.max()), 1e-9))
    if not gaps:
        return []
    first, length = max(gaps, key=lambda gap: gap[1])
    wanted = [first - 1, first + length // 3, first + (2 * length) // 3, first + length]
    return sorted({epoch for epoch in wanted if 0 <= epoch < len(share)})


def cell_series(times: np.ndarray, filled: Fill, title: str, unit: str, half_width: float = Z90) -> CellSeries:
    """Return one cell of a fill (arrays of shape (E,)) as a series to draw; see :class:`.figures.CellSeries`."""
    shown = np.isin(filled.flag, FILLED_FLAGS)
    return CellSeries(times, filled.value, filled.uncertainty, shown, title, unit, half_width=half_width)


def map_panels(
    labels: list[str],
    maps: tuple[np.ndarray, np.ndarray, np.ndarray],
    extent: tuple[float, float, float, float],
    unit: str,
    title: str,
) -> MapPanels:
    """Return maps of (before, after, uncertainty), each of shape (epochs, height, width), as panels to draw."""
    before, after, uncertainty = (list(stack) for stack in maps)
    return MapPanels(labels, before, after, uncertainty, extent, unit, title)
