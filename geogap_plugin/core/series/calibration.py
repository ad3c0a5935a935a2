"""Conformal calibration: by how much a method's standard deviation must change to hold what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate, Method
from .bridge import find_neighbours
from .harmonics import clock

DISTANCES = (1, 2, 3, 4, 6, 9, 12, 18)
"""Upper ends of the classes of distance to the nearest observation, in epochs; the last class is open."""

_LEVELS = (0.5, 0.8, 0.9)
_FEWEST = 30
_PRIOR_EPOCHS = 10.0


@dataclass(frozen=True)
class Calibration:
    """Factors of a method's standard deviation.

    Parameters
    ----------
    factors : tuple of float
        One for each class of :data:`DISTANCES`; all 1 where nothing is known.
    """

    factors: tuple[float, ...] = (1.0,) * len(DISTANCES)

    def factor(self, distance: np.ndarray) -> np.ndarray:
        """Return the factors at distances (epochs) to the nearest observation."""
        index = np.searchsorted(DISTANCES, np.minimum(distance, DISTANCES[-1]), side="left")
        return np.asarray(self.factors)[index]

    def apply(self, estimate: Estimate, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Return the estimate of `values` (T, N; NaN = missing) with calibrated standard deviations."""
        distance = nearest_observation(times, np.isfinite(values), cadence)
        return Estimate(estimate.mean, estimate.sd * self.factor(distance))


def nearest_observation(times: np.ndarray, observed: np.ndarray, cadence: Cadence) -> np.ndarray:
    """Return the whole epochs to the nearest observation, shape (T, N): 0 at one, inf in a cell without any."""
    near = find_neighbours(clock(times, cadence).positions, observed)
    # Months differ in length: the neighbouring month is one epoch away, not 0.98 or 1.02.
    return np.where(observed, 0.0, np.maximum(np.rint(np.minimum(near.before, near.after)), 1.0))


def calibrate(
    truth: np.ndarray, mean: np.ndarray, sd: np.ndarray, distance: np.ndarray, epoch: np.ndarray | None = None
) -> Calibration:
    """Return the factors that give the central 50, 80 and 90 % intervals their nominal share of hidden values.

    In each class of distance and for each level, the factor is an empirical quantile of the absolute errors over
    their standard deviation, relative to the same quantile of the normal distribution (split conformal prediction with
    scaled scores: Lei et al. 2018, J. Am. Stat. Assoc. 113, 1094-1111). A class gets the geometric mean over the
    levels. Values of one epoch share their weather and count as one observation: a class is drawn towards
    the factor of all classes, and that towards 1, as if ten more epochs had shown it.

    Parameters
    ----------
    truth, mean, sd, distance : ndarray, shape (H, N) or (H,)
        Hidden values, what was said of them, and epochs to the nearest observation; NaN in `truth` where nothing
        was hidden.
    epoch : ndarray of int, shape (H,), optional
        Of each value; each row is one if not given.
    """
    if epoch is None:
        epoch = np.broadcast_to(np.arange(len(truth)).reshape(-1, *[1] * (truth.ndim - 1)), truth.shape)
    usable = np.isfinite(truth) & np.isfinite(mean) & (sd > 0)
    relative = np.abs(truth - mean) / np.where(usable, sd, 1.0)
    overall = _drawn(relative, usable, epoch, 1.0)
    bounds = (0, *DISTANCES[:-1], np.inf)
    classes = [usable & (distance > low) & (distance <= high) for low, high in zip(bounds, bounds[1:])]
    return Calibration(tuple(_drawn(relative, chosen, epoch, overall) for chosen in classes))


def _drawn(relative: np.ndarray, chosen: np.ndarray, epoch: np.ndarray, prior: float) -> float:
    """Return the factor of the chosen errors, drawn towards a prior one."""
    if np.count_nonzero(chosen) < _FEWEST:
        return prior
    normal = NormalDist()
    ratios = [float(np.quantile(relative[chosen], level)) / normal.inv_cdf(0.5 + 0.5 * level) for level in _LEVELS]
    logarithm = float(np.mean(np.log(np.maximum(ratios, 1e-6))))
    epochs = np.unique(epoch[chosen]).size
    share = epochs / (epochs + _PRIOR_EPOCHS)
    return float(np.exp(share * logarithm + (1 - share) * np.log(prior)))


@dataclass(frozen=True)
class Calibrated:
    """A method whose standard deviations are calibrated, called as any other."""

    method: Method
    calibration: Calibration

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing) at all `times` (T, datetime64[s])."""
        return self.calibration.apply(self.method(times, values, cadence), times, values, cadence)
