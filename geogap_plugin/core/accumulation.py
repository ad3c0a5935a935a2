"""Amounts of single hours from totals that a weather model adds up through the day."""

from __future__ import annotations

import numpy as np

_HOUR = np.timedelta64(3600, "s")


def hourly_amounts(times: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Return the amount of the hour that ends at each time.

    ERA5-Land adds up from 00 UTC: the total at 01 is the amount of the first hour, that at 00 the amount of the whole
    day before (ECMWF, ERA5-Land data documentation, accumulations). So the amount is the difference from the hour
    before, and at 01 the total itself. Without the hour before it is unknown.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
        Ascending, UTC.
    totals : ndarray of float, shape (T, ...)
        NaN = missing.

    Returns
    -------
    ndarray of float32, of the shape of `totals`
        In the unit of the totals. Differences may be off by the rounding of the totals, and so slightly negative.
    """
    times = times.astype("datetime64[s]")
    amounts = np.full(totals.shape, np.nan, dtype=np.float32)
    follows = np.flatnonzero(np.diff(times) == _HOUR) + 1
    amounts[follows] = totals[follows].astype(np.float64) - totals[follows - 1]
    first = (times - times.astype("datetime64[D]")) == _HOUR
    amounts[first] = totals[first]
    return amounts
