"""The cycle of the year, or of the day in hourly series, as a filling: harmonics fitted to each pixel."""

from __future__ import annotations

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate
from ..series.harmonics import clock, fit_harmonics


def annual_cycle(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Estimate every value by the pixel's mean, trend and first two harmonics of its cycle.

    The annual temperature cycle of Bechtel (2012, Remote Sens. 4, 2850-2870), with as many terms as a pixel's
    observations bear. For steps of less than half a day the cycle is that of the day, by harmonics in place of the
    piecewise model of Goettsche & Olesen (2001, Remote Sens. Environ. 76, 337-348), which is for cloud-free days only.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray of float64, shape (T, N)
        NaN = missing.
    cadence : Cadence
    """
    time = clock(times, cadence)
    fit = fit_harmonics(time.phase, values, time.years)
    count = np.isfinite(values).sum(axis=0)
    left = np.where(np.isfinite(values), values - fit.value, 0.0)
    variance = (left**2).sum(axis=0) / np.maximum(count - fit.terms, 1)
    return Estimate(fit.value, np.broadcast_to(np.sqrt(variance), values.shape))
