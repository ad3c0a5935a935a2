"""Bridging gaps from the two observations that enclose them, with the error that a variogram says this has."""

from dataclasses import dataclass

import numpy as np

from .variogram import Variogram


@dataclass(frozen=True)
class Neighbours:
    """The observations before and after every epoch of every cell.

    Parameters
    ----------
    previous, following : ndarray of intp, shape (T, N)
        Index of the nearest observed epoch at or before, and at or after; -1 if there is none.
    before, after : ndarray of float64, shape (T, N)
        Time to them, in the unit of the times that were given; inf if there is none.
    """

    previous: np.ndarray
    following: np.ndarray
    before: np.ndarray
    after: np.ndarray

    @property
    def weight(self) -> np.ndarray:
        """Weight of the following observation in linear interpolation, shape (T, N); 0 or 1 beyond the ends."""
        one_sided = np.where(self.previous < 0, 1.0, 0.0)
        total = self.before + self.after
        inside = np.isfinite(total) & (total > 0)
        return np.divide(self.before, total, out=one_sided, where=inside)

    def values(self, series: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
        """Return the values of `series` (T, N) at the two observations; 0 where there is none."""
        first = np.take_along_axis(series, np.maximum(self.previous, 0), axis=0)
        second = np.take_along_axis(series, np.maximum(self.following, 0), axis=0)
        return np.where(self.previous < 0, 0.0, first), np.where(self.following < 0, 0.0, second)


def find_neighbours(positions: np.ndarray, observed: np.ndarray) -> Neighbours:
    """Find the observations that enclose every epoch.

    Parameters
    ----------
    positions : ndarray of float64, shape (T,), ascending
        Times as numbers, in any unit.
    observed : ndarray of bool, shape (T, N)
    """
    epochs = np.arange(len(positions))[:, np.newaxis]
    previous = np.maximum.accumulate(np.where(observed, epochs, -1), axis=0)
    following = np.minimum.accumulate(np.where(observed, epochs, len(positions))[::-1], axis=0)[::-1]
    following[following == len(positions)] = -1
    here = positions[:, np.newaxis]
    before = np.where(previous < 0, np.inf, here - positions[previous])
    after = np.where(following < 0, np.inf, positions[following] - here)
    return Neighbours(previous, following, before, after)


def linear_bridge(series: np.ndarray, near: Neighbours, variogram: Variogram) -> "tuple[np.ndarray, np.ndarray]":
    """Interpolate linearly in time; hold the first and last observation beyond the ends.

    The error variance is that of any linear predictor whose weights sum to one (Cressie 1993, Statistics for
    Spatial Data, eq. 3.2.9): with w the weight of the following observation, a and b the times to the two,

        2 (1 - w) gamma(a) + 2 w gamma(b) - 2 w (1 - w) gamma(a + b).

    Parameters
    ----------
    series : ndarray, shape (T, N)
        NaN = missing.
    near : Neighbours
        Of the same epochs and cells.
    variogram : Variogram
        Semivariance of `series`.

    Returns
    -------
    mean, variance : ndarray, shape (T, N)
    """
    weight = near.weight
    first, second = near.values(series)
    mean = np.where(weight == 0, first, np.where(weight == 1, second, first + weight * (second - first)))
    # The weight of a neighbour that does not exist is 0: any finite time to it will do.
    before = np.where(np.isfinite(near.before), near.before, 0.0)
    after = np.where(np.isfinite(near.after), near.after, 0.0)
    variance = 2 * (1 - weight) * variogram.gamma(before) + 2 * weight * variogram.gamma(after)
    variance -= 2 * weight * (1 - weight) * variogram.gamma(before + after)
    return mean, np.maximum(variance, 0.0)


@dataclass(frozen=True)
class KrigingWeights:
    """Weights of the two enclosing observations in simple kriging, all of shape (T, N).

    Parameters
    ----------
    previous, following : ndarray
        Weight of each observation; 0 where there is none.
    variance : ndarray
        Error variance of the prediction, squared unit of the series.
    """

    previous: np.ndarray
    following: np.ndarray
    variance: np.ndarray


def kriging_weights(near: Neighbours, variogram: Variogram) -> KrigingWeights:
    """Solve the simple kriging system of the two enclosing observations (Cressie 1993, section 3.4.5).

    For a single Ornstein-Uhlenbeck term the prediction is the exact conditional mean: an AR(1) bridge.
    """
    sill = variogram.sill
    to_first = variogram.covariance(near.before)
    to_second = variogram.covariance(near.after)
    # Between neighbours that are one and the same observation the system is singular; such an epoch is observed.
    between = np.where(near.previous == near.following, 0.0, variogram.covariance(near.before + near.after))
    determinant = np.maximum(sill**2 - between**2, 1e-12 * sill**2)
    safe = np.where(determinant > 0, determinant, 1.0)
    first = (to_first * sill - to_second * between) / safe
    second = (to_second * sill - to_first * between) / safe
    return KrigingWeights(first, second, np.maximum(sill - first * to_first - second * to_second, 0.0))


def kriged_bridge(series: np.ndarray, near: Neighbours, variogram: Variogram) -> "tuple[np.ndarray, np.ndarray]":
    """Predict a zero-mean series from the two enclosing observations.

    The prediction fades to zero as the observations become distant, within long gaps and beyond the ends of the
    record. Parameters and returns are those of :func:`linear_bridge`.
    """
    weights = kriging_weights(near, variogram)
    first, second = near.values(series)
    return weights.previous * first + weights.following * second, weights.variance
