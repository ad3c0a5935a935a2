"""Scores of a model beside its baseline's, on the same hidden values of the same cells, as the plugin computes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.model_card import Score
from geogap_plugin.core.series.baselines import FOUNDATIONS
from geogap_plugin.core.series.series_model import SeriesModel
from geogap_plugin.core.trials import hiding, scoring

from . import grace
from .data import draw, monthly_times

_TEST_SERIES, _TEST_EPOCHS = 2000, 180

# Metric of core.trials.scoring, its summary over the cells, what the card calls it; None stands for the data's unit.
METRICS: tuple[tuple[str, Callable[[np.ndarray], float], str, str | None], ...] = (
    ("rmse", np.nanmedian, "RMSE, median over cells", None),
    ("rmse", np.nanmean, "RMSE, mean over cells", None),
    ("crps", np.nanmean, "CRPS, mean over cells", None),
    ("nse", np.nanmedian, "NSE, median over cells", "1"),
    ("nse_deseasonalised", np.nanmedian, "NSE without the season, median over cells", "1"),
    ("coverage_50", np.nanmean, "share within the 50 % interval", "1"),
    ("coverage_90", np.nanmean, "share within the 90 % interval", "1"),
)


@dataclass(frozen=True)
class Case:
    """Blocks of cells with what to hide of them: a list of (times, values, masks)."""

    data: str
    split: str
    unit: str
    blocks: list[tuple[np.ndarray, np.ndarray, list[np.ndarray]]]


def score(model: SeriesModel, seed: int, folder: Path, say: Callable[[str], None]) -> list[Score]:
    """Score a model on held-out synthetic series and on the GRACE windows of a folder, if it has any.

    Parameters
    ----------
    model : SeriesModel
    seed : int
        Seed of the recipe; the test series have random numbers of their own.
    folder : Path
        Data folder that holds `grace/`.
    say : callable
        Takes each line of progress.
    """
    cases = [_synthetic(seed), *_real(folder)]
    if len(cases) == 1:
        say(f"There are no GRACE windows under {folder}: the scores are of synthetic series alone.")
    table = []
    for case in cases:
        say(f"Scoring on {case.data}, {case.split}…")
        for row in _rows(model, case):
            say(f"  {row.metric}: {row.model:g} {row.unit}, baseline {row.baseline:g}")
            table.append(row)
    return table


def _rows(model: SeriesModel, case: Case) -> Iterator[Score]:
    methods = {"model": model, "baseline": FOUNDATIONS[model.card.baseline]}
    cadence = Cadence.parse(model.card.cadence)
    found = [scoring.evaluate(times, values, methods, cadence, masks).methods for times, values, masks in case.blocks]
    for metric, summary, label, unit in METRICS:
        ours, theirs = (
            float(f"{summary(np.concatenate([part[name].cells[metric] for part in found])):.5g}") for name in methods
        )
        yield Score(case.data, case.split, label, unit or case.unit, ours, theirs)


def _synthetic(seed: int) -> Case:
    truth, hidden = draw(seed, "test", _TEST_EPOCHS, 0, _TEST_SERIES)
    block = (monthly_times(len(truth)), truth / truth.std(axis=0), [hidden])
    return Case("synthetic series", "single months and blocks of 1 to 18", "standard deviation of the cell", [block])


def _real(folder: Path) -> Iterator[Case]:
    records = grace.read_records(folder)
    designs = {
        "ten blocks of eleven months, hidden over all cells": hiding.blocks,
        "twenty single months, hidden over all cells": hiding.scattered,
    }
    for split, hide in designs.items():
        if records:
            blocks = [(record.times, record.values, hide(record.values)) for record in records]
            yield Case("GRACE JPL L3 (South America, Africa, Europe)", split, "cm", blocks)
