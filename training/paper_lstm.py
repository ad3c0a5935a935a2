"""A published network for comparison: an LSTM on the same calendar month of the six previous years, its errors mended.

The published one was trained on a random choice of neighbouring pixels, on unscaled values with -9999 for what is
missing, and gave no uncertainty. This one sees standardised cells and a mask, is trained and scored on a split in time
(:mod:`training.split`), and returns quantiles.
"""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist

import keras
import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.estimate import Estimate, Method
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.core.trials.scoring import MethodScores, evaluate

from . import fit, ranking
from .beginning import ZERO_SHOT, bundled_model
from .group import Group
from .own_series import open_split
from .progress import Say
from .recipe import Recipe
from .series_file import OwnSeries

YEARS, MONTHS = 6, 12
NAME, LAST_YEAR = "published LSTM", "same month last year"


def build_paper_network(recipe: Recipe) -> keras.Model:
    """Build the network: from (batch, six years, value and mask) to (batch, 1, quantile)."""
    inputs = keras.Input((YEARS, 2), name="years")
    state = keras.layers.LSTM(recipe.settings.units)(inputs)
    quantiles = keras.layers.Dense(len(recipe.quantiles))(state)
    return keras.Model(inputs, keras.layers.Reshape((1, len(recipe.quantiles)))(quantiles), name=recipe.name)


def previous_years(values: np.ndarray) -> np.ndarray:
    """Return what the network sees at every month: the same month of the six previous years and whether it is there.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        Consecutive months; NaN = missing.

    Returns
    -------
    ndarray of float32, shape (T, N, 6, 2)
        The oldest year first; the value is 0 where there is none.
    """
    seen = np.full((*values.shape, YEARS), np.nan)
    for year in range(YEARS):
        back = MONTHS * (YEARS - year)
        seen[back:, :, year] = values[: max(len(values) - back, 0)]
    there = np.isfinite(seen)
    return np.stack([np.where(there, seen, 0.0), there], axis=-1).astype(np.float32)


class PaperLstm:
    """The trained network as a filling method.

    Parameters
    ----------
    network : keras.Model
    quantiles : tuple of float
    """

    def __init__(self, network: keras.Model, quantiles: tuple[float, ...]) -> None:
        self._network = network
        self._middle = quantiles.index(0.5)
        normal = np.array([NormalDist().inv_cdf(level) for level in quantiles])
        self._slope = normal / np.sum(normal**2)

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing): the median, and the slope over the quantiles of the normal one."""
        middle, scale = _moments(values)
        inputs = previous_years((values - middle) / scale)
        output = fit.predict(self._network, inputs.reshape(-1, YEARS, 2), batch=8192)[:, 0, :]
        quantiles = np.sort(output, axis=1).reshape(*values.shape, -1)
        return Estimate(middle + scale * quantiles[:, :, self._middle], scale * (quantiles @ self._slope))


def same_month_last_year(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Repeat the latest earlier year that has the month, the cell's mean where none has; a method like any baseline.

    The standard deviation is that of the differences between neighbouring years.
    """
    mean = np.full(values.shape, np.nan)
    for month in range(MONTHS, len(values)):
        previous = values[month - MONTHS]
        mean[month] = np.where(np.isfinite(previous), previous, mean[month - MONTHS])
    mean = np.where(np.isfinite(mean), mean, np.nanmean(values, axis=0))
    spread = np.nanstd(values[MONTHS:] - values[:-MONTHS], axis=0)
    return Estimate(mean, np.broadcast_to(spread, values.shape).copy())


def compare(
    recipe: Recipe, data: Path, build: Path, bundled: Path, say: Say, variable: str | None = None
) -> dict[str, MethodScores]:
    """Train the network on the first part of a series, and score it on the last beside simple methods and our model.

    Raises
    ------
    InputError
        If the series is not monthly, or too short.
    """
    series, split = open_split(recipe, data, variable, say)
    if series.cadence != Cadence("month"):
        raise InputError(f"{series.name} has a cadence of one {series.cadence}; the published network is for months.")
    fit.prepare_tensorflow(recipe.settings.seed)
    training = _group(recipe, series, 0, split.training, recipe.settings.series)
    validation = _group(recipe, series, *split.validation, recipe.settings.validation)
    say(f"{len(training.inputs):,} values to learn from, {len(validation.inputs):,} to choose the best epoch.")
    folder = build / f"{recipe.name}-{series.digest}"
    network, _ = fit.fit(recipe, [training], [validation], folder, say, build_paper_network(recipe))
    methods: dict[str, Method] = {
        NAME: PaperLstm(network, recipe.quantiles),
        LAST_YEAR: same_month_last_year,
        "climatology": BASELINES["climatology"],
        "gp": BASELINES["gp"],
    }
    known = bundled_model(bundled, series.cadence, say, with_network=False)
    if known:
        methods[ZERO_SHOT] = known.model
    masks = split.test_masks()
    say(f"Scoring on {len(masks)} held-out blocks…")
    scores = evaluate(series.times, series.values, methods, series.cadence, masks).methods
    for line in ranking.score_lines(scores, series.unit):
        say(line)
    return scores


def _moments(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and standard deviation of every cell from what is there; 0 and 1 of a cell without values."""
    there = np.isfinite(values)
    count = np.maximum(there.sum(axis=0), 1)
    middle = np.where(there, values, 0.0).sum(axis=0) / count
    spread = np.sqrt(np.where(there, (values - middle) ** 2, 0.0).sum(axis=0) / count)
    return middle, np.where(spread > 0, spread, 1.0)


def _group(recipe: Recipe, series: OwnSeries, first: int, end: int, most: int) -> Group:
    """Return the known values of epochs `first` to `end` that have an earlier year; later epochs are not looked at."""
    values = series.values[:end]
    middle, scale = _moments(values)
    standard = (values - middle) / scale
    inputs = previous_years(standard)
    usable = np.isfinite(standard) & (inputs[..., 1] > 0).any(axis=2)
    usable[:first] = False
    inputs, target = inputs[usable], standard[usable]
    if len(target) > most:
        chosen = np.sort(np.random.default_rng(recipe.settings.seed).choice(len(target), most, replace=False))
        inputs, target = inputs[chosen], target[chosen]
    one = np.ones((len(target), 1))
    return Group(inputs, target[:, np.newaxis].astype(np.float32), one.astype(bool), one.astype(np.float32))
