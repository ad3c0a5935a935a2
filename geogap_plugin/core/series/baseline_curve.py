"""The smooth curve that a cell's own record suggests, to be drawn beside its values."""

from __future__ import annotations

import numpy as np

from ..calendar import Cadence
from ..errors import InputError
from .harmonics import clock, fit_harmonics
from .season_mean import season_mean

CURVES = ("season", "harmonic")
"""The mean of each season (calendar month, in a monthly series); mean, trend and harmonics fitted by least squares."""


def baseline_curve(name: str, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> np.ndarray:
    """Return the curve at every epoch, observed or not, in the unit of the values.

    Parameters
    ----------
    name : str
        One of CURVES.
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T,)
        NaN = missing.
    cadence : Cadence

    Returns
    -------
    ndarray of float64, shape (T,)
        NaN for a record without values.

    Raises
    ------
    InputError
        If there is no such curve.
    """
    column = np.asarray(values, dtype=np.float64)[:, np.newaxis]
    if not np.isfinite(column).any():
        return np.full(len(column), np.nan)
    if name == "season":
        return season_mean(times, column, cadence).mean[:, 0]
    if name == "harmonic":
        time = clock(times, cadence)
        return fit_harmonics(time.phase, column, time.years).value[:, 0]
    raise InputError(f"“{name}” is no baseline curve; choose one of {', '.join(CURVES)}.")
