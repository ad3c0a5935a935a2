"""Training windows of a user's own series: its cells, with gaps drawn over them, encoded as the plugin encodes them."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.series import features
from geogap_plugin.core.series.series_model import MIN_OBSERVATIONS
from geogap_plugin.core.trials import hiding

from .group import Group
from .recipe import Recipe
from .series_file import OwnSeries
from .split import Split
from .synthetic import draw_gaps


def training_windows(recipe: Recipe, series: OwnSeries, split: Split) -> Group:
    """Encode as many windows as the recipe asks for, of the training part alone.

    Half have gaps as :func:`training.synthetic.draw_gaps` draws them (single epochs, and blocks), half the series' own
    pattern, moved to other dates; where the series has no gaps, all have drawn ones.

    Raises
    ------
    InputError
        If too little is left to train on.
    """
    values, times = series.values[: split.training], series.times[: split.training]
    rng = np.random.default_rng(recipe.settings.seed)
    rounds = -(-recipe.settings.series // values.shape[1])
    drawn = [draw_gaps(rng, *values.shape) for _ in range(rounds)]
    try:
        own = hiding.own_pattern(values, count=rounds, seed=recipe.settings.seed)
        masks = [own[index % len(own)] if index % 2 else drawn[index] for index in range(rounds)]
    except InputError:  # the training part has no gaps
        masks = drawn
    wanted = recipe.settings.series
    hidden = np.concatenate(masks, axis=1)[:, :wanted]
    return _encode(recipe, series, times, np.tile(values, rounds)[:, :wanted], hidden)


def validation_windows(recipe: Recipe, series: OwnSeries, split: Split) -> Group:
    """Encode windows in which blocks of the validation part are hidden; they end before the test part begins."""
    end = split.validation[1]
    values, times = series.values[:end], series.times[:end]
    masks = split.validation_masks()
    hidden = np.concatenate([np.broadcast_to(mask, values.shape) for mask in masks], axis=1)
    truth = np.tile(values, len(masks))
    if truth.shape[1] > recipe.settings.validation:
        rng = np.random.default_rng(recipe.settings.seed)
        chosen = np.sort(rng.choice(truth.shape[1], recipe.settings.validation, replace=False))
        truth, hidden = truth[:, chosen], hidden[:, chosen]
    return _encode(recipe, series, times, truth, hidden)


def _encode(recipe: Recipe, series: OwnSeries, times: np.ndarray, truth: np.ndarray, hidden: np.ndarray) -> Group:
    known = np.isfinite(truth)
    hidden = hidden & known
    usable = hidden.any(axis=0) & ((known & ~hidden).sum(axis=0) >= MIN_OBSERVATIONS)
    if not usable.any():
        raise InputError(
            f"{series.name}: no cell has {MIN_OBSERVATIONS} observations left once known values are hidden. Training "
            "needs a longer or fuller record."
        )
    truth, hidden = truth[:, usable], hidden[:, usable]
    encoded = features.encode(times, np.where(hidden, np.nan, truth), series.cadence, recipe.baseline)
    # Where nothing is hidden there may be nothing known either, and the loss would turn NaN.
    target = np.where(hidden.T, encoded.standardise(truth), 0.0)
    return Group(
        encoded.inputs,
        target.astype(np.float32),
        np.ascontiguousarray(hidden.T),
        np.minimum(encoded.distance.T, len(times)).astype(np.float32),
    )
