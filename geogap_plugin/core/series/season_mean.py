"""The mean of the season as a filling: what a method must beat to be worth more than a look at the calendar."""

from __future__ import annotations

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate
from .harmonics import clock


def season_mean(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Estimate every value by the cell's mean of its season (its calendar month, in a monthly series).

    A season that a cell was never observed in takes the cell's mean. The standard deviation is that of the cell's
    departures from its seasons, with the share that n years behind a mean add: a factor of sqrt(1 + 1/n).

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray of float64, shape (T, N)
        NaN = missing.
    cadence : Cadence
    """
    seasons = clock(times, cadence).seasons
    observed = np.isfinite(values)
    count = observed.sum(axis=0)
    overall = np.divide(
        np.where(observed, values, 0.0).sum(axis=0), count, out=np.full(values.shape[1], np.nan), where=count > 0
    )
    cycle = seasonal_cycle(values, seasons)
    years = np.zeros(values.shape)
    for season in np.unique(seasons):
        years[seasons == season] = observed[seasons == season].sum(axis=0)
    mean = np.where(np.isfinite(cycle), cycle, overall)
    departure = np.where(observed, values - mean, 0.0)
    # Each season mean takes one of the observations' degrees of freedom.
    means = np.array([observed[seasons == season].any(axis=0) for season in np.unique(seasons)]).sum(axis=0)
    variance = (departure**2).sum(axis=0) / np.maximum(count - means, 1)
    return Estimate(mean, np.sqrt(variance * (1 + 1 / np.maximum(years, 1))))


def seasonal_cycle(values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Return each cell's mean of the season at every epoch, shape (T, N).

    Subtracted from observed and predicted alike, it makes the deseasonalised scores, to which a filling that merely
    repeats the season contributes nothing.

    Parameters
    ----------
    values : ndarray, shape (T, N)
    seasons : ndarray of int, shape (T,)
        As :attr:`.harmonics.Clock.seasons` gives them.
    """
    cycle = np.full(values.shape, np.nan)
    for season in np.unique(seasons):
        rows = seasons == season
        count = np.isfinite(values[rows]).sum(axis=0)
        total = np.where(np.isfinite(values[rows]), values[rows], 0.0).sum(axis=0)
        cycle[rows] = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return cycle
