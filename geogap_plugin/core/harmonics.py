"""Mean, trend and seasonal cycle fitted to each cell by least squares, with as many terms as its observations bear."""

from dataclasses import dataclass

import numpy as np

from .calendar import Cadence, as_times, decimal_years, season_index

_YEAR_DAYS = 365.2425
_SUBDAILY = 0.5
# Columns of the design matrix that may be used together, from the richest: all of them; trend and first harmonic;
# first harmonic; mean alone.
_LEVELS = ((0, 1, 2, 3, 4, 5), (0, 1, 2, 3), (0, 2, 3), (0,))
MEAN_ONLY = len(_LEVELS) - 1
"""The level of a design that holds the intercept alone: see :func:`columns_of`."""

_CYCLES_NEEDED = (2.0, 2.0, 1.0, 0.0)
_OBSERVATIONS_PER_TERM = 3
_INFORMATION_NEEDED = 2.0


@dataclass(frozen=True)
class Clock:
    """Times as numbers.

    Parameters
    ----------
    positions : ndarray of float64, shape (T,)
        Time in steps of the cadence (months for monthly data, days for daily data); in median spacings for
        irregular data.
    phase : ndarray of float64, shape (T,)
        Time in cycles: years, or days where the cadence is shorter than a day.
    period : float
        Steps in one cycle.
    seasons : ndarray of int, shape (T,)
        Part of the cycle that each time falls in: the calendar month of monthly data, the hour of hourly data.
    """

    positions: np.ndarray
    phase: np.ndarray
    period: float
    seasons: np.ndarray

    @property
    def step(self) -> float:
        """Typical spacing of two epochs, in steps."""
        return 1.0


def clock(times: np.ndarray, cadence: Cadence) -> Clock:
    """Count time in steps of the cadence and in cycles of its season.

    The cycle is the year, counted by the calendar so that leap days do not shift the season. For steps of less than
    half a day it is the day.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
    cadence : Cadence
    """
    times = as_times(times)
    days = times.astype(np.int64) / 86400.0
    step = cadence.days
    if cadence.unit == "irregular":
        spacing = np.diff(np.unique(days))
        step = float(np.median(spacing)) if spacing.size else 1.0
    if step < _SUBDAILY:
        hours = min(24, round(1 / step))
        return Clock((days - days[0]) / step, days, 1 / step, ((days % 1.0) * hours).astype(int))
    years = decimal_years(times)
    period = _YEAR_DAYS / step
    return Clock((years - np.floor(years[0])) * period, years, period, season_index(times, cadence))


def design_matrix(phase: np.ndarray) -> np.ndarray:
    """Return the columns intercept, trend, annual cosine and sine, semiannual cosine and sine, shape (T, 6).

    Parameters
    ----------
    phase : ndarray, shape (T,)
        Time in cycles. The trend runs from -1 to 1 over these times.
    """
    middle, half = 0.5 * (phase.min() + phase.max()), 0.5 * (phase.max() - phase.min())
    trend = (phase - middle) / (half if half > 0 else 1.0)
    angle = 2 * np.pi * phase
    return np.column_stack(
        [np.ones_like(phase), trend, np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)]
    )


def choose_levels(phase: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Choose how many terms each cell's observations bear.

    A cell gets the richest design for which it has two cycles of record (one for the cycle without a trend), three
    observations a term, and observations spread so well over the year that every combination of the terms is
    determined with at most half the variance of one observation. A cell seen in summer only is given no invented
    winter that way.

    Parameters
    ----------
    phase : ndarray, shape (T,)
    observed : ndarray of bool, shape (T, N)

    Returns
    -------
    ndarray of int, shape (N,)
        Index into the designs: :func:`columns_of`.
    """
    seen = observed.astype(float)
    count = seen.sum(axis=0)
    first = np.where(observed, phase[:, np.newaxis], np.inf).min(axis=0, initial=np.inf)
    last = np.where(observed, phase[:, np.newaxis], -np.inf).max(axis=0, initial=-np.inf)
    span = np.where(count > 0, last - first, 0.0)
    normal = _normal_matrices(design_matrix(phase), seen)
    chosen = np.full(observed.shape[1], len(_LEVELS) - 1)
    for level in reversed(range(len(_LEVELS) - 1)):
        columns = np.array(_LEVELS[level])
        least = np.linalg.eigvalsh(normal[:, columns[:, np.newaxis], columns])[:, 0]
        bears = (span >= _CYCLES_NEEDED[level] - 0.1) & (count >= _OBSERVATIONS_PER_TERM * len(columns))
        # Rounded, so that the last bits of a sum cannot decide.
        chosen[bears & (np.round(least, 9) >= _INFORMATION_NEEDED)] = level
    return chosen


def columns_of(level: int) -> "tuple[int, ...]":
    """Return the columns of :func:`design_matrix` that a level uses."""
    return _LEVELS[level]


@dataclass(frozen=True)
class HarmonicFit:
    """Least-squares fit of mean, trend and seasonal cycle.

    Parameters
    ----------
    value : ndarray, shape (T, N)
        The fit at every epoch; NaN for a cell without observations.
    seasonal : ndarray, shape (T, N)
        The fit without its trend, at the mean level of the cell's observations.
    terms : ndarray of int, shape (N,)
        Number of fitted terms.
    spread : ndarray, shape (N, 6, 6)
        Covariance of the six coefficients for uncorrelated residuals of unit variance; 0 for terms that were not
        fitted.
    """

    value: np.ndarray
    seasonal: np.ndarray
    terms: np.ndarray
    spread: np.ndarray


def fit_harmonics(phase: np.ndarray, values: np.ndarray) -> HarmonicFit:
    """Fit every cell by ordinary least squares.

    Parameters
    ----------
    phase : ndarray, shape (T,)
        Time in cycles.
    values : ndarray, shape (T, N)
        NaN = missing.
    """
    observed = np.isfinite(values)
    design = design_matrix(phase)
    count = np.maximum(observed.sum(axis=0), 1)
    centre = np.where(observed, values, 0.0).sum(axis=0) / count
    centred = np.where(observed, values - centre, 0.0)
    levels = choose_levels(phase, observed)
    coefficients = np.zeros((design.shape[1], values.shape[1]))
    spread = np.zeros((values.shape[1], design.shape[1], design.shape[1]))
    spread[:, 0, 0] = 1 / count
    for level, columns in enumerate(_LEVELS[:-1]):
        cells = np.flatnonzero(levels == level)
        if cells.size:
            terms = np.array(columns)
            chosen = design[:, terms]
            inverse = np.linalg.inv(_normal_matrices(chosen, observed[:, cells].astype(float)))
            moment = (chosen.T @ centred[:, cells]).T[:, :, np.newaxis]
            coefficients[np.ix_(terms, cells)] = (inverse @ moment)[:, :, 0].T
            spread[np.ix_(cells, terms, terms)] = inverse
    fitted = centre + design @ coefficients
    trend = np.where(observed, design[:, [1]], 0.0).sum(axis=0) / count
    seasonal = fitted - (design[:, [1]] - trend) * coefficients[1]
    empty = ~observed.any(axis=0)
    fitted[:, empty] = np.nan
    seasonal[:, empty] = np.nan
    return HarmonicFit(fitted, seasonal, np.array([len(columns) for columns in _LEVELS])[levels], spread)


def _normal_matrices(design: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Return each cell's normal matrix, shape (N, P, P), for observations marked 1 in `seen` (T, N)."""
    terms = design.shape[1]
    products = (design[:, :, np.newaxis] * design[:, np.newaxis, :]).reshape(len(design), -1)
    return (seen.T @ products).reshape(-1, terms, terms)
