"""Trend and two harmonics by least squares, alone and with the residual interpolated linearly."""

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.harmonics import clock, fit_harmonics


def harmonics(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Fit mean, trend, annual and semiannual cycle, as HANTS and least-squares spectral estimation do.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray, shape (T, N)
        NaN = missing.
    cadence : Cadence

    Returns
    -------
    Estimate
        Of shape (T, N), in the unit of the values. Its sd is NaN: the method states no error.
    """
    return without_error(fit_harmonics(clock(times, cadence).phase, values).value)


def harmonics_and_linear(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Add the linearly interpolated residual to :func:`harmonics`; beyond the ends the last residual is held."""
    fit = fit_harmonics(clock(times, cadence).phase, values).value
    days = times.astype("datetime64[s]").astype(np.int64) / 86400.0
    mean = fit.copy()
    for cell in np.flatnonzero(np.isfinite(values).any(axis=0)):
        seen = np.isfinite(values[:, cell])
        mean[:, cell] += np.interp(days, days[seen], (values - fit)[seen, cell])
    return without_error(mean)


def without_error(mean: np.ndarray) -> Estimate:
    """Return the estimate of a method that states no error."""
    return Estimate(mean, np.full(mean.shape, np.nan))
