"""Limits for colours: the values between which nearly everything lies."""

from __future__ import annotations

import numpy as np

_CUT_PERCENT = 2


def colour_limits(values: np.ndarray, *, symmetric: bool = False, from_zero: bool = False) -> tuple[float, float]:
    """Return the 2nd and the 98th percentile of the values that are there, and never twice the same number.

    Parameters
    ----------
    values : ndarray
        NaN = missing.
    symmetric : bool
        The same distance on both sides of zero, for anomalies.
    from_zero : bool
        From zero upwards, for uncertainties.
    """
    finite = values[np.isfinite(values)]
    low, high = np.percentile(finite, [_CUT_PERCENT, 100 - _CUT_PERCENT]) if finite.size else (0.0, 1.0)
    if symmetric:
        high = max(abs(low), abs(high))
        low = -high
    if from_zero:
        low = 0.0
    # Three digits, so that a legend is read at a glance.
    low, high = float(f"{low:.3g}"), float(f"{high:.3g}")
    return (low, high) if high > low else (low, low + 1.0)
