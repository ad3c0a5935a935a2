"""Anomalies: every cell less its mean over a reference period."""

from __future__ import annotations

import re

import numpy as np

from .errors import InputError


def subtract_mean(values: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Subtract each cell's mean over the reference epochs.

    Parameters
    ----------
    values : ndarray of float32, shape (T, N)
        NaN = missing.
    reference : ndarray of bool, shape (T,)

    Returns
    -------
    ndarray of float32, shape (T, N)
        NaN throughout for a cell without a value in the reference period: its anomaly is not known.
    """
    chosen = values[reference].astype(np.float64)
    count = np.isfinite(chosen).sum(axis=0)
    mean = np.divide(np.nansum(chosen, axis=0), count, out=np.full(chosen.shape[1], np.nan), where=count > 0)
    return (values - mean).astype(np.float32)


def parse_period(text: str) -> tuple[np.datetime64, ...]:
    """Read `2004-01/2009-12` or `2004/2009` as its first and last month; nothing for an empty text.

    Raises
    ------
    InputError
        If the text is no period, or one that ends before it begins.
    """
    if not text.strip():
        return ()
    match = re.fullmatch(r"\s*(\d{4}(?:-\d\d)?)\s*/\s*(\d{4}(?:-\d\d)?)\s*", text)
    if not match:
        raise InputError(
            f"“{text}” is not a reference period. Write its first and last month, such as 2004-01/2009-12."
        )
    try:
        first = np.datetime64(match[1]).astype("datetime64[M]")
        last = np.datetime64(match[2])
    except ValueError as error:
        raise InputError(f"“{text}” is not a reference period: {error}.") from error
    if last.dtype == "datetime64[Y]":
        last = (last + 1).astype("datetime64[M]") - 1
    if last < first:
        raise InputError(f"The reference period “{text}” ends before it begins.")
    return first, last


def epochs_within(times: np.ndarray, period: tuple[np.datetime64, ...]) -> np.ndarray:
    """Return which times lie in a period of months, shape (T,), bool; none in an empty period."""
    if not period:
        return np.zeros(len(times), dtype=bool)
    months = times.astype("datetime64[M]")
    return (months >= period[0]) & (months <= period[1])
