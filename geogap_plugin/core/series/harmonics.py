"""Mean, trend and seasonal cycle fitted to each cell by least squares, with as many terms as its observations bear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence, as_times, decimal_years, season_index

YEAR_DAYS = 365.2425
"""Mean length of a calendar year."""

_SUBDAILY = 0.5
_YEARS_FOR_YEAR = 1.95
"""Years that a sub-daily record must span to show the year, too: two, of which the last hours may be missing."""

# Columns of the design matrix that may be used together, from the richest: all of one cycle; trend and first harmonic;
# first harmonic; mean alone. Then mean and trend where the dates themselves show no cycle, as those of a yearly series;
# and all columns of a design that holds the year beside the day.
_LEVELS = ((0, 1, 2, 3, 4, 5), (0, 1, 2, 3), (0, 2, 3), (0,), (0, 1), (0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
MEAN_ONLY = 3
"""The level of a design that holds the intercept alone: see :func:`columns_of`."""

_CYCLE = 2
_TREND_ONLY = 4
_DAY_AND_YEAR = 5
_CYCLES_NEEDED = (2.0, 2.0, 1.0)
_WAVES = ((1, np.cos), (1, np.sin), (2, np.cos), (2, np.sin))
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
        Part of the cycle that each time falls in: the calendar month of monthly data, the hour of hourly data (in
        each calendar month where there are `years`).
    years : ndarray of float64, shape (T,), or None
        Time in years where the cycle is the day and the record spans at least two years; None otherwise.
    """

    positions: np.ndarray
    phase: np.ndarray
    period: float
    seasons: np.ndarray
    years: np.ndarray | None = None


def clock(times: np.ndarray, cadence: Cadence) -> Clock:
    """Count time in steps of the cadence and in cycles of its season.

    The cycle is the year, counted by the calendar so that leap days do not shift the season. For steps of less than
    half a day it is the day, with the year beside it where the record spans two.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
    cadence : Cadence
    """
    times = as_times(times)
    days = times.astype(np.int64) / 86400.0
    years = decimal_years(times)
    step = cadence.days
    if cadence.unit == "irregular":
        spacing = np.diff(np.unique(days))
        step = float(np.median(spacing)) if spacing.size else 1.0
    if step < _SUBDAILY:
        hours = min(24, round(1 / step))
        seasons = ((days % 1.0) * hours).astype(int)
        if years[-1] - years[0] < _YEARS_FOR_YEAR:
            return Clock((days - days[0]) / step, days, 1 / step, seasons)
        seasons += hours * (times.astype("datetime64[M]").astype(int) % 12)
        return Clock((days - days[0]) / step, days, 1 / step, seasons, years)
    period = YEAR_DAYS / step
    return Clock((years - np.floor(years[0])) * period, years, period, season_index(times, cadence))


def design_matrix(phase: np.ndarray, years: np.ndarray | None = None) -> np.ndarray:
    """Return the columns intercept, trend, and cosine and sine of the cycle and of half of it, shape (T, 6).

    Parameters
    ----------
    phase : ndarray, shape (T,)
        Time in cycles. The trend runs from -1 to 1 over these times.
    years : ndarray, shape (T,), optional
        Time in years where the cycle is the day: four more columns hold the year and half of it, shape (T, 10).
    """
    middle, half = 0.5 * (phase.min() + phase.max()), 0.5 * (phase.max() - phase.min())
    trend = (phase - middle) / (half if half > 0 else 1.0)
    waves = [wave(2 * np.pi * order * time) for time in (phase, years) if time is not None for order, wave in _WAVES]
    return np.column_stack([np.ones_like(phase), trend, *waves])


def choose_levels(phase: np.ndarray, observed: np.ndarray, years: np.ndarray | None = None) -> np.ndarray:
    """Choose how many terms each cell's observations bear.

    A cell gets the richest design for which it has two cycles of record (one for the cycle without a trend), three
    observations a term, and observations spread so well over the year that every combination of the terms is
    determined with at most half the variance of one observation. A cell seen in summer only is given no invented
    winter that way. Where all dates together could not determine a cycle, a trend needs none.

    Parameters
    ----------
    phase : ndarray, shape (T,)
    observed : ndarray of bool, shape (T, N)
    years : ndarray, shape (T,), optional
        As in :func:`design_matrix`.

    Returns
    -------
    ndarray of int, shape (N,)
        Index into the designs: :func:`columns_of`.
    """
    seen = observed.astype(float)
    count = seen.sum(axis=0)
    span = _span(phase, observed)
    design = design_matrix(phase, years)
    normal = _normal_matrices(design, seen)
    chosen = np.full(observed.shape[1], MEAN_ONLY)
    if not _informs(_CYCLE, _normal_matrices(design, np.ones((len(phase), 1)))).any():
        chosen[_bears(_TREND_ONLY, normal, count) & (span >= _CYCLES_NEEDED[0] - 0.1)] = _TREND_ONLY
    for level in reversed(range(MEAN_ONLY)):
        chosen[_bears(level, normal, count) & (span >= _CYCLES_NEEDED[level] - 0.1)] = level
    if years is not None:
        chosen[_bears(_DAY_AND_YEAR, normal, count) & (_span(years, observed) >= _YEARS_FOR_YEAR)] = _DAY_AND_YEAR
    return chosen


def _span(time: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the time between each cell's first and last observation, shape (N,); 0 where there is none."""
    first = np.where(observed, time[:, np.newaxis], np.inf).min(axis=0, initial=np.inf)
    last = np.where(observed, time[:, np.newaxis], -np.inf).max(axis=0, initial=-np.inf)
    return np.where(np.isfinite(first), last - first, 0.0)


def _bears(level: int, normal: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Whether each cell has the observations and the information that a level needs, shape (N,)."""
    return (count >= _OBSERVATIONS_PER_TERM * len(_LEVELS[level])) & _informs(level, normal)


def _informs(level: int, normal: np.ndarray) -> np.ndarray:
    """Whether normal matrices (N, P, P) determine every combination of a level's terms well enough, shape (N,)."""
    columns = np.array(_LEVELS[level])
    least = np.linalg.eigvalsh(normal[:, columns[:, np.newaxis], columns])[:, 0]
    # Rounded, so that the last bits of a sum cannot decide.
    return np.round(least, 9) >= _INFORMATION_NEEDED


def columns_of(level: int) -> tuple[int, ...]:
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
    spread : ndarray, shape (N, P, P)
        Covariance of the coefficients of all columns of the design for uncorrelated residuals of unit variance; 0
        for terms that were not fitted.
    """

    value: np.ndarray
    seasonal: np.ndarray
    terms: np.ndarray
    spread: np.ndarray


def fit_harmonics(phase: np.ndarray, values: np.ndarray, years: np.ndarray | None = None) -> HarmonicFit:
    """Fit every cell by ordinary least squares.

    Parameters
    ----------
    phase : ndarray, shape (T,)
        Time in cycles.
    values : ndarray, shape (T, N)
        NaN = missing.
    years : ndarray, shape (T,), optional
        As in :func:`design_matrix`.
    """
    observed = np.isfinite(values)
    design = design_matrix(phase, years)
    count = np.maximum(observed.sum(axis=0), 1)
    centre = np.where(observed, values, 0.0).sum(axis=0) / count
    centred = np.where(observed, values - centre, 0.0)
    levels = choose_levels(phase, observed, years)
    coefficients = np.zeros((design.shape[1], values.shape[1]))
    spread = np.zeros((values.shape[1], design.shape[1], design.shape[1]))
    spread[:, 0, 0] = 1 / count
    for level, columns in enumerate(_LEVELS):
        cells = np.flatnonzero(levels == level)
        if cells.size and level != MEAN_ONLY:
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
