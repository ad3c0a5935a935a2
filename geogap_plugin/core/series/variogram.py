"""How a cell's values drift apart with time: a variogram fitted to each cell on its own."""

from dataclasses import dataclass

import numpy as np

_MAX_LAGS = 40
_SWEEPS = 200
_PRIOR_PAIRS = 10.0
_PRIOR_RANGE = 3.0
_PRIOR_NUGGET = 0.2


@dataclass(frozen=True)
class Variogram:
    """Semivariance as a sum of a nugget, exponential terms and an annual (or daily) cosine.

    gamma(h) = nugget + sum_k sill_k (1 - exp(-h / range_k)) + cycle (1 - cos(2 pi h / period)) for h > 0.

    Parameters
    ----------
    nugget, cycle : ndarray, shape (N,)
        Squared unit of the series.
    sills : ndarray, shape (K, N)
        Squared unit of the series.
    ranges : tuple of float, length K
        In the unit of time of the lags.
    period : float
        In the unit of time of the lags.
    """

    nugget: np.ndarray
    cycle: np.ndarray
    sills: np.ndarray
    ranges: "tuple[float, ...]"
    period: float

    @property
    def sill(self) -> np.ndarray:
        """Variance of the series, shape (N,)."""
        return self.nugget + self.cycle + self.sills.sum(axis=0)

    def gamma(self, lag: np.ndarray) -> np.ndarray:
        """Return the semivariance at finite lags of shape (T, N); 0 at lag 0."""
        total = np.where(lag > 0, self.nugget, 0.0)
        total += self.cycle * (1 - np.cos(2 * np.pi / self.period * lag))
        for sill, reach in zip(self.sills, self.ranges):
            total -= sill * np.expm1(-lag / reach)
        return total

    def covariance(self, lag: np.ndarray) -> np.ndarray:
        """Return the covariance at lags of shape (T, N); the sill at lag 0, 0 at an infinite one."""
        finite = np.where(np.isfinite(lag), lag, 0.0)
        return np.where(np.isfinite(lag), self.sill - self.gamma(finite), 0.0)

    def spectrum(self, frequency: float, length: int) -> np.ndarray:
        """Return the spectral density at a frequency (cycles a step) as a record of `length` epochs sees it.

        It is the variance of a mean (at frequency 0) or of a sine's coefficient, relative to that of uncorrelated
        values: how many times too small an error is that takes residuals for independent.

        Returns
        -------
        ndarray, shape (N,)
            Squared unit of the series.
        """
        lag = np.arange(1, length)[:, np.newaxis].astype(float)
        taper = (1 - lag / length) * np.cos(2 * np.pi * frequency * lag)
        return np.maximum(self.sill + 2 * (taper * self.covariance(lag)).sum(axis=0), 0.0)


def fit_variogram(positions: np.ndarray, series: np.ndarray, period: float) -> Variogram:
    """Fit a variogram to every cell by non-negative weighted least squares.

    The classical estimator (Matheron 1963) over lags of one epoch to half the record is fitted with weights of
    pair count over squared semivariance (Cressie 1985, Math. Geol. 17, 563-586). Each lag carries as many
    pseudo-pairs of a prior shape as keep short records sane and vanish in long ones. Any non-negative sum of these
    terms is a valid variogram, so that no variance derived from it can be negative.

    Parameters
    ----------
    positions : ndarray of float64, shape (T,), ascending
        Times in steps of the cadence.
    series : ndarray of float64, shape (T, N)
        NaN = missing. Nothing is borrowed from neighbouring cells.
    period : float
        Length of the year (or day), in steps.
    """
    epochs, cells = series.shape
    observed = np.isfinite(series)
    count = observed.sum(axis=0)
    scale = _spread(series, observed, count)
    scaled = np.where(observed, series, 0.0) / np.where(scale > 0, scale, 1.0)
    lags, gammas, pairs = [], [], []
    for lag in _row_lags(epochs):
        both = observed[lag:] & observed[:-lag]
        difference = np.where(both, scaled[lag:] - scaled[:-lag], 0.0)
        number = both.sum(axis=0)
        lags.append(float(np.mean(positions[lag:] - positions[:-lag])))
        gammas.append(0.5 * np.sum(difference**2, axis=0) / np.maximum(number, 1))
        pairs.append(number)
    ranges = _ranges(float(positions[-1] - positions[0]))
    if not lags:
        unit = np.zeros(cells)
        return Variogram(_PRIOR_NUGGET * scale**2, unit, np.outer([1 - _PRIOR_NUGGET], scale**2), ranges[:1], period)
    distance = np.array(lags)
    basis = [np.ones_like(distance), 1 - np.cos(2 * np.pi * distance / period)]
    if distance[-1] < 0.75 * period or period < 4:
        basis[1] = np.zeros_like(distance)  # a cycle that the lags do not show cannot be told from drift
    basis += [-np.expm1(-distance / reach) for reach in ranges]
    target, weights = _blend_with_prior(distance, np.array(gammas), np.array(pairs, dtype=float))
    coefficients = _non_negative(np.array(basis), target, weights) * scale**2
    return Variogram(coefficients[0], coefficients[1], coefficients[2:], ranges, period)


def _spread(series: np.ndarray, observed: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Return the standard deviation of every cell; 0 where there is only one observation."""
    filled = np.where(observed, series, 0.0)
    mean = filled.sum(axis=0) / np.maximum(count, 1)
    deviation = np.where(observed, series - mean, 0.0)
    spread = np.sqrt((deviation**2).sum(axis=0) / np.maximum(count - 1, 1))
    # Differences at the level of rounding are none: a constant cell has no spread.
    spread[spread < 1e-9 * np.abs(mean)] = 0.0
    return spread


def _row_lags(epochs: int) -> np.ndarray:
    """Lags in epochs, every one at first and ever sparser, up to half the record."""
    longest = epochs // 2
    if longest <= _MAX_LAGS:
        return np.arange(1, longest + 1)
    return np.unique(np.round(np.geomspace(1, longest, _MAX_LAGS)).astype(int))


def _ranges(span: float) -> "tuple[float, ...]":
    ranges = [1.0]
    while ranges[-1] * 4 <= span / 2:
        ranges.append(ranges[-1] * 4)
    return tuple(ranges)


def _blend_with_prior(steps: np.ndarray, gammas: np.ndarray, pairs: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    prior = (1 - (1 - _PRIOR_NUGGET) * np.exp(-steps / _PRIOR_RANGE))[:, np.newaxis]
    total = pairs + _PRIOR_PAIRS
    target = (pairs * gammas + _PRIOR_PAIRS * prior) / total
    return target, total / target**2


def _non_negative(basis: np.ndarray, target: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Non-negative least squares of all cells at once by cyclic coordinate descent.

    The number of sweeps is fixed, so that a cell's result cannot depend on its neighbours' convergence.

    Parameters
    ----------
    basis : ndarray, shape (B, L)
    target, weights : ndarray, shape (L, N)

    Returns
    -------
    ndarray, shape (B, N)
    """
    gram = np.einsum("al,bl,ln->abn", basis, basis, weights)
    moment = np.einsum("al,ln->an", basis, weights * target)
    result = np.zeros_like(moment)
    usable = [index for index in range(len(basis)) if basis[index].any()]
    for _ in range(_SWEEPS):
        for index in usable:
            slope = moment[index] - np.einsum("bn,bn->n", gram[index], result)
            result[index] = np.maximum(result[index] + slope / gram[index, index], 0.0)
    return result
