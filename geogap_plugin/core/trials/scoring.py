"""How good a filling is: metrics of hidden values, and the evaluation that hides, fills and compares."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Optional, Union

import numpy as np

from ..calendar import Cadence
from ..errors import InputError
from ..estimate import Method
from ..series.harmonics import clock
from ..series.season_mean import seasonal_cycle
from .trial import run_trial

LEVELS = (0.5, 0.8, 0.9)
"""Nominal levels of the central intervals that are judged."""

Number = Union[float, np.ndarray]
"""One number, or one for each cell."""

Axis = Union[int, "tuple[int, ...]", None]

_erf = np.frompyfunc(math.erf, 1, 1)


def rmse(
    observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None
) -> Number:
    """Return the root of the mean squared error, in the unit of the values.

    Parameters
    ----------
    observed, predicted : ndarray
        Pairs in which either is NaN are left out.
    axis : int, tuple of int or None
        What to average over: 0 for one number a cell, None for one in all.
    weights : ndarray, optional
        Broadcast against the values, such as the areas of the cells.

    Returns
    -------
    ndarray or float
        NaN where there is no pair.
    """
    return np.sqrt(_mean((predicted - observed) ** 2, axis, weights))


def mae(observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None) -> Number:
    """Return the mean absolute error, in the unit of the values. Parameters are those of :func:`rmse`."""
    return _mean(np.abs(predicted - observed), axis, weights)


def bias(
    observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None
) -> Number:
    """Return the mean of predicted less observed, in the unit of the values. Parameters are those of :func:`rmse`."""
    return _mean(predicted - observed, axis, weights)


def nse(observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None) -> Number:
    """Return the Nash-Sutcliffe efficiency: 1 is perfect, 0 as good as the mean of the hidden observations.

    Nash & Sutcliffe 1970, J. Hydrol. 10, 282-290, eq. 3. Parameters are those of :func:`rmse`; NaN where the
    observations do not vary.
    """
    return moments(observed, predicted, axis=axis, weights=weights).nse


def pearson(
    observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None
) -> Number:
    """Return Pearson's correlation coefficient. Parameters are those of :func:`rmse`; NaN where either is constant."""
    return moments(observed, predicted, axis=axis, weights=weights).pearson


def kge(observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None) -> Number:
    """Return the Kling-Gupta efficiency, 1 - sqrt((r - 1)^2 + (alpha - 1)^2 + (beta - 1)^2).

    r is the correlation, alpha the ratio of the standard deviations, beta the ratio of the means, predicted over
    observed (Gupta et al. 2009, J. Hydrol. 377, 80-91, eq. 9). beta says little of anomalies, whose mean is near
    zero. Parameters are those of :func:`rmse`.
    """
    return moments(observed, predicted, axis=axis, weights=weights).kge


@dataclass(frozen=True)
class Moments:
    """Moments of pairs of observed and predicted values, from which efficiencies follow; all of one shape.

    Parameters
    ----------
    mean_observed, mean_predicted : float or ndarray
    variance_observed, variance_predicted, covariance : float or ndarray
        About the means; 0 for a constant.
    squared_error : float or ndarray
        Mean of (predicted - observed)^2.
    """

    mean_observed: Number
    mean_predicted: Number
    variance_observed: Number
    variance_predicted: Number
    covariance: Number
    squared_error: Number

    @property
    def nse(self) -> Number:
        """Nash-Sutcliffe efficiency; see :func:`nse`."""
        return 1 - _ratio(self.squared_error, self.variance_observed)

    @property
    def pearson(self) -> Number:
        """Pearson's correlation coefficient."""
        return _ratio(self.covariance, np.sqrt(self.variance_observed * self.variance_predicted))

    @property
    def kge(self) -> Number:
        """Kling-Gupta efficiency; see :func:`kge`."""
        alpha = np.sqrt(_ratio(self.variance_predicted, self.variance_observed))
        beta = _ratio(self.mean_predicted, self.mean_observed)
        return 1 - np.sqrt((self.pearson - 1) ** 2 + (alpha - 1) ** 2 + (beta - 1) ** 2)


def moments(
    observed: np.ndarray, predicted: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None
) -> Moments:
    """Return the moments of all pairs. Parameters are those of :func:`rmse`."""
    both = np.isfinite(observed) & np.isfinite(predicted)
    observed, predicted = np.where(both, observed, np.nan), np.where(both, predicted, np.nan)
    mean_observed, mean_predicted = _mean(observed, axis, weights), _mean(predicted, axis, weights)
    from_observed = observed - _restore(mean_observed, axis)
    from_predicted = predicted - _restore(mean_predicted, axis)
    return Moments(
        mean_observed,
        mean_predicted,
        _variance(from_observed, mean_observed, axis, weights),
        _variance(from_predicted, mean_predicted, axis, weights),
        _mean(from_observed * from_predicted, axis, weights),
        _mean((predicted - observed) ** 2, axis, weights),
    )


def coverage(
    observed: np.ndarray,
    mean: np.ndarray,
    sd: np.ndarray,
    level: float,
    *,
    axis: Axis = 0,
    weights: Optional[np.ndarray] = None,
) -> Number:
    """Return the share of observations inside the central interval of a nominal level, 0 to 1.

    Parameters
    ----------
    observed, mean, sd : ndarray
        Predictions are taken as Gaussian.
    level : float
        Nominal probability, such as 0.9.
    axis, weights
        As in :func:`rmse`.
    """
    inside = (np.abs(observed - mean) <= _half_width(level) * sd).astype(float)
    return _mean(np.where(np.isfinite(observed + mean + sd), inside, np.nan), axis, weights)


def interval_width(sd: np.ndarray, level: float, *, axis: Axis = 0, weights: Optional[np.ndarray] = None) -> Number:
    """Return the mean width of the central Gaussian interval of a nominal level, in the unit of the values."""
    return _mean(2 * _half_width(level) * sd, axis, weights)


def crps(
    observed: np.ndarray, mean: np.ndarray, sd: np.ndarray, *, axis: Axis = 0, weights: Optional[np.ndarray] = None
) -> Number:
    """Return the mean continuous ranked probability score of Gaussian predictions, in the unit of the values.

    It is the mean absolute error of a prediction without uncertainty, and smaller for an honest one: Gneiting &
    Raftery 2007, J. Am. Stat. Assoc. 102, 359-378, eq. 21. Parameters are those of :func:`coverage`.
    """
    error = np.asarray(observed - mean, dtype=float)
    sd = np.broadcast_to(np.asarray(sd, dtype=float), error.shape)
    scaled = np.divide(error, sd, out=np.zeros_like(error), where=sd > 0)
    density = np.exp(-0.5 * scaled**2) / math.sqrt(2 * math.pi)
    # 2 Phi(z) - 1 = erf(z / sqrt 2)
    distribution = _erf(scaled / math.sqrt(2)).astype(float)
    score = sd * (scaled * distribution + 2 * density - 1 / math.sqrt(math.pi))
    return _mean(np.where(sd > 0, score, np.where(sd == 0, np.abs(error), np.nan)), axis, weights)


def skill(score: Number, reference: Number) -> Number:
    """Return 1 - score / reference: the share by which an error falls below that of a reference; 0 if no better."""
    return 1 - _ratio(np.asarray(score, dtype=float), np.asarray(reference, dtype=float))


@dataclass(frozen=True)
class MethodScores:
    """Scores of one method on hidden values, cell by cell.

    Parameters
    ----------
    cells : dict of str to ndarray, shape (N,)
        `rmse`, `mae`, `bias`, `crps`, `width_90` in the unit of the values; `nse`, `nse_deseasonalised`, `pearson`,
        `pearson_deseasonalised`, `kge` and `coverage_50`, `coverage_80`, `coverage_90` without one. NaN for a cell
        without hidden values.
    seconds : float
        Wall-clock time of all fillings.
    """

    cells: "dict[str, np.ndarray]"
    seconds: float

    def median(self, metric: str) -> float:
        """Return the median over the cells."""
        return float(np.median(_finite(self.cells[metric]))) if _finite(self.cells[metric]).size else math.nan

    def mean(self, metric: str, weights: Optional[np.ndarray] = None) -> float:
        """Return the mean over the cells, weighted by `weights` (N,) if given."""
        return float(_mean(self.cells[metric], 0, weights))


@dataclass(frozen=True)
class Scores:
    """Scores of several methods on the same hidden values.

    Parameters
    ----------
    methods : dict of str to MethodScores
    hidden : int
        Number of values that were hidden, over all masks and cells.
    """

    methods: "dict[str, MethodScores]"
    hidden: int

    def best(self, metric: str = "crps") -> str:
        """Return the name of the method with the lowest mean of an error metric over the cells."""
        means = {name: scores.mean(metric) for name, scores in self.methods.items()}
        finite = {name: value for name, value in means.items() if math.isfinite(value)}
        if not finite:
            raise InputError("No method could be scored: no hidden value was filled. Hide less or lengthen the series.")
        return min(finite, key=lambda name: finite[name])


def evaluate(
    times: np.ndarray,
    values: np.ndarray,
    methods: "Mapping[str, Method]",
    cadence: Cadence,
    masks: "Sequence[np.ndarray]",
) -> Scores:
    """Hide values, fill with every method and score what was filled.

    The methods are given a copy in which the hidden values are NaN; no step of theirs can see them.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing.
    methods : mapping of str to Method
    cadence : Cadence
    masks : sequence of ndarray of bool, shape (T, N) or (T, 1)
        Each is one repetition, filled on its own; :mod:`.hiding` makes them.

    Returns
    -------
    Scores

    Raises
    ------
    InputError
        If nothing is hidden.
    """
    values = np.asarray(values, dtype=np.float64)
    hidden_masks = [np.isfinite(values) & mask for mask in masks]
    if not any(hidden.any() for hidden in hidden_masks):
        raise InputError("The masks hide no known value; there is nothing to score.")
    trial = run_trial(times, values, methods, cadence, hidden_masks)
    season = seasonal_cycle(values, clock(times, cadence).seasons)[trial.epoch]
    scores = {
        name: MethodScores(score_cells(trial.truth, estimate.mean, estimate.sd, season), trial.seconds[name])
        for name, estimate in trial.estimates.items()
    }
    return Scores(scores, int(np.isfinite(trial.truth).sum()))


def score_cells(truth: np.ndarray, mean: np.ndarray, sd: np.ndarray, season: np.ndarray) -> "dict[str, np.ndarray]":
    """Return all metrics of :class:`MethodScores` from hidden values and predictions of shape (H, N)."""
    table = {
        "rmse": rmse(truth, mean),
        "mae": mae(truth, mean),
        "bias": bias(truth, mean),
        "nse": nse(truth, mean),
        "nse_deseasonalised": nse(truth - season, mean - season),
        "pearson": pearson(truth, mean),
        "pearson_deseasonalised": pearson(truth - season, mean - season),
        "kge": kge(truth, mean),
        "crps": crps(truth, mean, sd),
        "width_90": interval_width(np.where(np.isfinite(truth), sd, np.nan), 0.9),
    }
    for level in LEVELS:
        table[f"coverage_{level * 100:.0f}"] = coverage(truth, mean, sd, level)
    return {name: np.asarray(values) for name, values in table.items()}


def _finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def _half_width(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + 0.5 * level)


def _mean(values: np.ndarray, axis: Axis, weights: Optional[np.ndarray]) -> Number:
    """Weighted mean over what is finite; NaN where nothing is."""
    values = np.asarray(values, dtype=float)
    finite = np.isfinite(values)
    weight = finite * (1.0 if weights is None else np.broadcast_to(weights, values.shape))
    total = weight.sum(axis=axis)
    return _ratio((np.where(finite, values, 0.0) * weight).sum(axis=axis), total)


def _ratio(numerator: Number, denominator: Number) -> Number:
    numerator, denominator = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    quotient = np.divide(
        numerator, denominator, out=np.full(np.broadcast(numerator, denominator).shape, np.nan), where=denominator != 0
    )
    return quotient[()]


def _variance(deviation: np.ndarray, mean: Number, axis: Axis, weights: Optional[np.ndarray]) -> Number:
    variance = _mean(deviation**2, axis, weights)
    # What is left of a constant is rounding.
    return np.where(variance < 1e-24 * np.square(mean), 0.0, variance)[()]


def _restore(reduced: Number, axis: Axis) -> Number:
    return reduced if axis is None else np.expand_dims(reduced, axis)
