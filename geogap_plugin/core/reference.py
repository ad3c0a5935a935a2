"""Anomalies: every cell less its mean over a reference period."""

import numpy as np


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
