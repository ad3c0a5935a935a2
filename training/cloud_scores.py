"""Scores of models of patches, as “Fill clouds” uses them, beside the regression that they correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geogap_plugin.core.clouds.cloud_filling import MODEL, REGRESSION
from geogap_plugin.core.clouds.cloud_fitting import fit_clouds
from geogap_plugin.core.clouds.patch_model import PatchModel
from geogap_plugin.core.estimate import Estimate, joined
from geogap_plugin.core.model_card import Score
from geogap_plugin.core.trials import scoring
from geogap_plugin.core.trials.scoring import MethodScores

from . import cloud_records
from .patches import draw
from .recipe import Recipe

METRICS: tuple[tuple[str, str, str | None], ...] = (
    ("rmse", "RMSE", None),
    ("mae", "MAE", None),
    ("crps", "CRPS", None),
    ("coverage_50", "share within the 50 % interval", "1"),
    ("coverage_90", "share within the 90 % interval", "1"),
)
"""Of :func:`scores_of`, what the card calls it, and its unit; None stands for the data's."""

_TEST_STACKS = 2
_START = np.datetime64("2000-01-01", "s")


@dataclass(frozen=True)
class Case:
    """Stacks with what clouds hide of them: a list of (times, given, truth), images of shape (T, h, w)."""

    data: str
    split: str
    unit: str
    stacks: list[tuple[np.ndarray, np.ndarray, np.ndarray]]


def score(model: PatchModel, recipe: Recipe, folder: Path, say: Callable[[str], None]) -> list[Score]:
    """Score a model on held-out synthetic stacks and on the images of a folder, if it has any.

    Parameters
    ----------
    model : PatchModel
    recipe : Recipe
    folder : Path
        Data folder that holds `ndvi/` and `lst/`.
    say : callable
        Takes each line of progress.
    """
    cases = [_synthetic(recipe), *_real(folder)]
    if len(cases) == 1:
        say(f"There are no images under {folder}: the scores are of synthetic stacks alone.")
    table = []
    for case in cases:
        say(f"Scoring on {case.data}, {case.split}…")
        found = [_relative(*stack, model, alone=len(case.stacks) == 1) for stack in case.stacks]
        truth = np.concatenate([values for values, _ in found])
        ours, theirs = (scores_of(truth, joined([said[name] for _, said in found])) for name in (MODEL, REGRESSION))
        for row in rows(case.data, case.split, case.unit, ours, theirs):
            say(f"  {row.metric}: {row.model:g} {row.unit}, baseline {row.baseline:g}")
            table.append(row)
    return table


def fill_hidden(
    models: Mapping[str, PatchModel | None],
    given: Sequence[np.ndarray],
    truth: Sequence[np.ndarray],
    times: np.ndarray,
    seed: int = 0,
) -> tuple[np.ndarray, dict[str, Estimate]]:
    """Fill windows of a stack by each model, and by the regression alone for None.

    Parameters
    ----------
    models : mapping of str to PatchModel or None
    given, truth : sequence of ndarray, shape (T, h, w)
        NaN = missing, and unknown.
    times : ndarray of datetime64, shape (T,)
    seed : int
        Of the clouds that the uncertainty is calibrated on.

    Returns
    -------
    ndarray, shape (N,)
        The truth of what was hidden.
    dict of str to Estimate
        What each said of it, of shape (N,).
    """
    hidden = [np.isfinite(whole) & ~np.isfinite(part) for whole, part in zip(truth, given, strict=True)]
    said = {}
    for name, model in models.items():
        method, corrected = (REGRESSION, None) if model is None else (MODEL, model.on)
        fitted = fit_clouds(given, times, method, seed=seed, corrected=corrected)
        filled = [fitted.fill(part, inside=np.ones(part.shape[1:], dtype=bool)) for part in given]
        said[name] = joined(
            [Estimate(part.value[mask], part.sd[mask]) for part, mask in zip(filled, hidden, strict=True)]
        )
    return np.concatenate([whole[mask] for whole, mask in zip(truth, hidden, strict=True)]), said


def rows(data: str, split: str, unit: str, ours: MethodScores, theirs: MethodScores) -> Iterator[Score]:
    """Yield rows for a model card."""
    for metric, label, own_unit in METRICS:
        numbers = (float(f"{scores.mean(metric):.5g}") for scores in (ours, theirs))
        yield Score(data, split, label, own_unit or unit, *numbers)


def scores_of(truth: np.ndarray, said: Estimate) -> MethodScores:
    """Score an estimate of hidden pixels, each of shape (N,), all of them together."""
    found = {
        "rmse": scoring.rmse(truth, said.mean, axis=None),
        "mae": scoring.mae(truth, said.mean, axis=None),
        "crps": scoring.crps(truth, said.mean, said.sd, axis=None),
        "coverage_50": scoring.coverage(truth, said.mean, said.sd, 0.5, axis=None),
        "coverage_90": scoring.coverage(truth, said.mean, said.sd, 0.9, axis=None),
    }
    return MethodScores({metric: np.array([number]) for metric, number in found.items()}, seconds=0.0)


def _relative(
    times: np.ndarray, given: np.ndarray, truth: np.ndarray, model: PatchModel, *, alone: bool
) -> tuple[np.ndarray, dict[str, Estimate]]:
    """Fill a stack; several stacks have no unit in common but the spread of what is hidden."""
    values, said = fill_hidden({MODEL: model, REGRESSION: None}, [given], [truth], times)
    scale = 1.0 if alone else float(values.std())
    return values / scale, {name: Estimate(part.mean / scale, part.sd / scale) for name, part in said.items()}


def _synthetic(recipe: Recipe) -> Case:
    stacks = []
    for dates in recipe.settings.lengths:
        for number in range(_TEST_STACKS):
            stack = draw(recipe, "test", dates, number)
            times = _START + np.rint(86400 * stack.days).astype("timedelta64[s]")
            stacks.append((times, np.where(stack.cloudy, np.nan, stack.truth), stack.truth))
    return Case("synthetic stacks", "under fractal clouds", "standard deviation of what is hidden", stacks)


def _real(folder: Path) -> Iterator[Case]:
    for record in cloud_records.read_records(folder):
        yield Case(record.name, record.split, record.unit, [(record.times, record.given, record.truth)])
