"""The mean of the season as a filling: what a method must beat to be worth more than a look at the calendar."""

from __future__ import annotations

import numpy as np

from .calendar import Cadence
from .estimate import Estimate
from .harmonics import clock
from .scoring import seasonal_cycle


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
