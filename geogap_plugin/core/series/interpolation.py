"""Filling through time without a model: linear, climatology and harmonic estimates."""

from typing import Callable

import numpy as np

from ..calendar import Cadence
from ..cancellation import checkpoint
from ..estimate import Estimate
from .bridge import KrigingWeights, Neighbours, find_neighbours, kriged_bridge, kriging_weights, linear_bridge
from .harmonics import YEAR_DAYS, Clock, HarmonicFit, clock, design_matrix, fit_harmonics
from .variogram import Variogram, fit_variogram

_CHUNK_VALUES = 200_000
"""Values (epochs times cells) worked on at a time: working memory stays near 100 MB whatever the block."""


def linear(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Interpolate linearly in time; hold the first and the last observation beyond the ends of the record.

    The standard deviation follows from each cell's own variogram: see :func:`.bridge.linear_bridge`.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray of float64, shape (T, N)
        NaN = missing.
    cadence : Cadence

    Returns
    -------
    Estimate
        The observation itself, with an sd of 0, where there is one; NaN for a cell that has none.
    """
    return _in_chunks(_linear, clock(times, cadence), values)


def climatology(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Add the linearly bridged residual to the mean of the season (the calendar month of a monthly series).

    A season without an observation takes its value from the harmonic fit; a cell with less than two cycles of record
    takes all of them from there. Beyond the ends of the record the last residual fades, as fast as the cell's own
    residuals forget.

    Parameters and returns are those of :func:`linear`. The variance of the bridged residual grows by the share that
    estimating the season means takes: with n years behind a season, (n + 1) / (n - 1).
    """
    return _in_chunks(_climatology, clock(times, cadence), values)


def harmonic(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Add the bridged residual to a fit of mean, trend, annual and semiannual cycle.

    The residual is predicted from the two enclosing observations by its own covariance
    (:func:`.bridge.kriged_bridge`), so that it fades in long gaps and beyond the ends of the record. Series shorter
    than two years are fitted with fewer terms (:func:`.harmonics.choose_levels`).

    Parameters and returns are those of :func:`linear`. The variance includes that of the fitted terms, whose
    errors grow with the memory of the residuals (Grenander 1954, Ann. Math. Stat. 25, 252-272).
    """
    return _in_chunks(_harmonic, clock(times, cadence), values)


_Bridge = Callable[[Clock, np.ndarray, Neighbours], "tuple[np.ndarray, np.ndarray]"]


def _in_chunks(method: _Bridge, time: Clock, values: np.ndarray) -> Estimate:
    """Run a method on a few cells at a time and put the observations back exactly."""
    observed = np.isfinite(values)
    mean = np.full(values.shape, np.nan)
    sd = np.full(values.shape, np.nan)
    cells = np.flatnonzero(observed.any(axis=0))
    width = max(1, _CHUNK_VALUES // len(values))
    for first in range(0, cells.size, width):
        checkpoint()
        chunk = cells[first : first + width]
        near = find_neighbours(time.positions, observed[:, chunk])
        block = np.where(observed[:, chunk], values[:, chunk], np.nan)
        predicted, variance = method(time, block, near)
        # One observation tells nothing of the spread: its magnitude has to do.
        single = observed[:, chunk].sum(axis=0) == 1
        variance[:, single] = np.nansum(block[:, single], axis=0) ** 2
        mean[:, chunk] = predicted
        sd[:, chunk] = np.sqrt(variance)
    return Estimate(np.where(observed, values, mean), np.where(observed, 0.0, sd))


def _linear(time: Clock, values: np.ndarray, near: Neighbours) -> "tuple[np.ndarray, np.ndarray]":
    return linear_bridge(values, near, fit_variogram(time.positions, values, time.period))


_CYCLES_FOR_MEANS = 1.9
"""A season mean needs about two cycles of record; two years of months span 1.92 years from first to last."""


def _climatology(time: Clock, values: np.ndarray, near: Neighbours) -> "tuple[np.ndarray, np.ndarray]":
    observed = np.isfinite(values)
    fit = fit_harmonics(time.phase, values, time.years)
    cycle = fit.seasonal.copy()
    years = np.zeros(values.shape)
    for season in np.unique(time.seasons):
        rows = time.seasons == season
        count = observed[rows].sum(axis=0)
        total = np.where(observed[rows], values[rows], 0.0).sum(axis=0)
        mean = np.divide(total, count, out=cycle[rows].mean(axis=0), where=count > 0)
        cycle[rows] = np.where(count > 0, mean, cycle[rows])
        years[rows] = count
    short = _span(time.phase, observed) < _CYCLES_FOR_MEANS
    cycle[:, short] = fit.seasonal[:, short]
    years[:, short] = np.maximum(observed.sum(axis=0) / fit.terms, 1)[short]
    residual = values - cycle
    variogram = fit_variogram(time.positions, residual, time.period)
    beyond = (near.previous < 0) | (near.following < 0)
    linear_mean, linear_variance = linear_bridge(residual, near, variogram)
    faded_mean, faded_variance = kriged_bridge(residual, near, variogram)
    bridged = np.where(beyond, faded_mean, linear_mean)
    variance = np.where(beyond, faded_variance, linear_variance)
    # A season seen once, or never, is as uncertain as three residuals.
    years = np.maximum(years, 2.0)
    return cycle + bridged, variance * (years + 1) / (years - 1)


def _harmonic(time: Clock, values: np.ndarray, near: Neighbours) -> "tuple[np.ndarray, np.ndarray]":
    fit = fit_harmonics(time.phase, values, time.years)
    residual = values - fit.value
    variogram = fit_variogram(time.positions, residual, time.period)
    weights = kriging_weights(near, variogram)
    first, second = near.values(residual)
    bridged = weights.previous * first + weights.following * second
    # Fitting takes its share of the residuals' variance.
    count = np.maximum(np.isfinite(values).sum(axis=0), 2 * fit.terms)
    share = count / (count - fit.terms)
    variance = share * (weights.variance + _fit_variance(time, fit, near, weights, variogram))
    return fit.value + bridged, variance


def _fit_variance(
    time: Clock, fit: HarmonicFit, near: Neighbours, weights: KrigingWeights, variogram: Variogram
) -> np.ndarray:
    """Return the variance that the uncertain coefficients add to a kriged prediction, shape (T, N).

    An error of the fit is an error of the residuals, too: the bridge takes back what it does at the two observations.
    """
    design = design_matrix(time.phase, time.years)
    cycles = [0.0, 1 / time.period, 2 / time.period]
    if time.years is not None:
        cycles += [1 / (YEAR_DAYS * time.period), 2 / (YEAR_DAYS * time.period)]
    # Intercept and trend share the density at 0, a cosine and its sine that of their frequency.
    density = [variogram.spectrum(cycle, len(design)) for cycle in cycles for _ in range(2)]
    scale = np.sqrt(np.array(density)).T
    covariance = fit.spread * scale[:, :, np.newaxis] * scale[:, np.newaxis, :]
    left = np.repeat(design[:, np.newaxis], near.previous.shape[1], axis=1)
    left -= weights.previous[:, :, np.newaxis] * design[near.previous]
    left -= weights.following[:, :, np.newaxis] * design[near.following]
    return np.maximum(np.einsum("tnp,npq,tnq->tn", left, covariance, left, optimize=True), 0.0)


def _span(phase: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Cycles between each cell's first and last observation, shape (N,)."""
    here = phase[:, np.newaxis]
    return np.where(observed, here, -np.inf).max(axis=0) - np.where(observed, here, np.inf).min(axis=0)
