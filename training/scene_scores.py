"""Scores of a model of predictors on held-out scenes under clouds of other dates, beside a regression."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from geogap_plugin.core.clouds.cloud_filling import REGRESSION, CloudFill, CloudModel
from geogap_plugin.core.clouds.cloud_fitting import fit_clouds
from geogap_plugin.core.clouds.outliers import LIMITS
from geogap_plugin.core.clouds.predictor_model import PredictorModel, fit_predictor_model
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.model_card import Score
from geogap_plugin.core.trials import scoring
from geogap_plugin.core.trials.scoring import MethodScores

from .recipe import PixelSettings
from .scene_file import Scenes
from .scene_split import SHARES, SceneSplit, held_out_blocks, lay_over

TRAINED, ALONE, BASELINE = "trained model", "network alone", "regression on predictors and other dates"
NEAR_ENOUGH = 3.0
"""Degrees: the published share of errors is of those within so many."""

_METRICS: tuple[tuple[str, str, str | None], ...] = (
    ("rmse", "RMSE", None),
    ("mae", "MAE", None),
    ("bias", "bias", None),
    ("r2", "R2", "1"),
    ("within", f"share within {NEAR_ENOUGH:g} degrees", "1"),
    ("coverage_90", "share within the 90 % interval", "1"),
)
_ROUNDS = 2


@dataclass(frozen=True)
class Hidden:
    """Hidden pixels of held-out scenes, one after the other.

    Parameters
    ----------
    truth : ndarray, shape (N,)
    share : ndarray, shape (N,)
        Of the scene, what was to be hidden.
    apart : ndarray of bool, shape (N,)
        Whether the pixel lies in a block that was never trained on.
    said : dict of str to Estimate
        By method, each of shape (N,).
    """

    truth: np.ndarray
    share: np.ndarray
    apart: np.ndarray
    said: dict[str, Estimate]

    def scores(self, chosen: np.ndarray | slice = slice(None)) -> dict[str, MethodScores]:
        """Score all methods on some of the pixels."""
        return {name: _scores(self.truth[chosen], said.at(chosen)) for name, said in self.said.items()}


def hide_and_fill(
    model: PredictorModel, scenes: Scenes, split: SceneSplit, settings: PixelSettings, say: Callable[[str], None]
) -> Hidden:
    """Lay clouds of other dates over the held-out scenes, a share of 20 to 100 % each, and let all methods fill them.

    Every method sees the same: all scenes without what is hidden. The network alone sees predictors only.
    """
    truth, share, apart = [], [], []
    said: dict[str, list[Estimate]] = {TRAINED: [], ALONE: [], BASELINE: []}
    blocks = [held_out_blocks(window, settings.block, settings.held_out, settings.seed) for window in scenes.windows]
    quantities = np.flatnonzero(~np.array(scenes.classes))
    drivers = [part[quantities] for part in scenes.predictors] if quantities.size else None
    for number in range(_ROUNDS):
        say(f"Laying clouds over {len(split.test)} held-out scenes, {number + 1} of {_ROUNDS}…")
        shares = np.array([SHARES[(index + number) % len(SHARES)] for index in range(len(split.test))])
        hidden = []
        for place, values in enumerate(scenes.values):
            rng = np.random.default_rng([settings.seed, 4, number, place])
            mask = np.zeros(values.shape, bool)
            for scene, wanted in zip(split.test, shares, strict=True):
                mask[scene] = lay_over(values, scene, wanted, rng)
            hidden.append(mask)
        given = [np.where(mask, np.nan, values) for mask, values in zip(hidden, scenes.values, strict=True)]
        trained = fit_predictor_model(
            model, given, scenes.times, scenes.predictors, scenes.offered, seed=settings.seed + number
        )
        baseline = fit_clouds(given, scenes.times, REGRESSION, drivers, seed=settings.seed + number)
        order = model.order(scenes.offered)
        for place, mask in enumerate(hidden):
            alone = model.estimate(scenes.predictors[place][order], scenes.days)
            said[ALONE].append(alone.at(mask))
            said[TRAINED].append(_filled(trained, given[place], scenes.predictors[place], mask))
            said[BASELINE].append(_filled(baseline, given[place], None if drivers is None else drivers[place], mask))
            truth.append(scenes.values[place][mask].astype(float))
            wanted = np.zeros(len(mask))
            wanted[split.test] = shares
            share.append(np.broadcast_to(wanted[:, np.newaxis, np.newaxis], mask.shape)[mask])
            apart.append(np.broadcast_to(blocks[place], mask.shape)[mask])
    joined = {
        name: Estimate(*(np.concatenate([getattr(part, what) for part in parts]) for what in ("mean", "sd")))
        for name, parts in said.items()
    }
    return Hidden(np.concatenate(truth), np.concatenate(share), np.concatenate(apart), joined)


def card_scores(hidden: Hidden, data: str, unit: str) -> tuple[Score, ...]:
    """Return rows for a model card: all pixels, by share of the scene under clouds, blocks apart, the network alone."""
    clouds = "whole days held out, under clouds of other dates"
    rows = list(_rows(hidden.scores(), TRAINED, data, clouds, unit))
    for share in SHARES:
        chosen = hidden.share == share
        if chosen.any():
            words = "whole scenes empty" if share == 1 else f"{100 * share:.0f} % of each scene"
            rows += _rows(hidden.scores(chosen), TRAINED, data, f"{clouds}: {words}", unit)
    if hidden.apart.any():
        rows += _rows(hidden.scores(hidden.apart), TRAINED, data, f"{clouds}, in blocks held out as well", unit)
    rows += _rows(hidden.scores(), ALONE, data, f"{clouds}: the network alone, from predictors", unit)
    return tuple(rows)


def score_lines(scores: dict[str, MethodScores], unit: str) -> list[str]:
    """Return a table as lines."""
    width = max(map(len, scores))
    metrics = [(name, label) for name, label, _ in _METRICS if name != "within" or unit in LIMITS]
    lines = [f"{f'(RMSE, MAE, bias in {unit})':{width}s}  " + "  ".join(label for _, label in metrics)]
    for method, found in scores.items():
        numbers = (f"{found.mean(name):{len(label)}.4g}" for name, label in metrics)
        lines.append(f"{method:{width}s}  " + "  ".join(numbers))
    return lines


def _rows(scores: dict[str, MethodScores], ours: str, data: str, split: str, unit: str) -> Iterator[Score]:
    for metric, label, own_unit in _METRICS:
        if metric == "within" and unit not in LIMITS:
            continue
        numbers = (float(f"{scores[name].mean(metric):.5g}") for name in (ours, BASELINE))
        yield Score(data, split, label, own_unit or unit, *numbers)


def _filled(model: CloudModel, given: np.ndarray, predictors: np.ndarray | None, mask: np.ndarray) -> Estimate:
    everywhere = np.ones(given.shape[1:], dtype=bool)
    filled: CloudFill = model.fill(given, predictors, everywhere)
    return Estimate(filled.value[mask].astype(float), filled.sd[mask].astype(float))


def _scores(truth: np.ndarray, said: Estimate) -> MethodScores:
    found = {
        "rmse": scoring.rmse(truth, said.mean, axis=None),
        "mae": scoring.mae(truth, said.mean, axis=None),
        "bias": scoring.bias(truth, said.mean, axis=None),
        "r2": scoring.nse(truth, said.mean, axis=None),
        "crps": scoring.crps(truth, said.mean, said.sd, axis=None),
        "within": np.mean(np.abs(said.mean - truth) <= NEAR_ENOUGH),
        "coverage_90": scoring.coverage(truth, said.mean, said.sd, 0.9, axis=None),
    }
    return MethodScores({metric: np.array([number]) for metric, number in found.items()}, 0.0)
