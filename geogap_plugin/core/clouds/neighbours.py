"""Pixels of which nothing is known, from the pixels around them."""

from __future__ import annotations

import numpy as np

from ..estimate import Estimate


def fill_from_neighbours(said: Estimate, unknown: np.ndarray) -> Estimate:
    """Replace unknown pixels of images by the mean of their neighbours, ring by ring from the edge inwards.

    Parameters
    ----------
    said : Estimate
        Of shape (T, h, w); NaN at pixels that are not to be filled and lend nothing.
    unknown : ndarray of bool, shape (h, w)

    Returns
    -------
    Estimate
        The standard deviation of a replaced pixel holds the spread of its neighbours besides theirs.
    """
    mean, variance = said.mean.copy(), said.sd**2
    left = unknown.copy()
    known = np.isfinite(mean).any(axis=0) & ~unknown
    while left.any():
        rows, columns = np.nonzero(left & _touches(known))
        if not rows.size:
            break
        usable, values, variances = (_around(array, rows, columns) for array in (known[np.newaxis], mean, variance))
        count = usable.sum(axis=0)
        average = np.where(usable, values, 0.0).sum(axis=0) / count
        spread = np.where(usable, (values - average) ** 2 + variances, 0.0).sum(axis=0) / count
        mean[:, rows, columns], variance[:, rows, columns] = average, spread
        known[rows, columns], left[rows, columns] = True, False
    return Estimate(mean, np.sqrt(variance))


def _touches(known: np.ndarray) -> np.ndarray:
    rows, columns = np.indices(known.shape)
    return _around(known, rows.ravel(), columns.ravel()).any(axis=0).reshape(known.shape)


def _around(array: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return the eight neighbours of pixels, shape (8, ..., K); zero, or False, beyond the edge."""
    padded = np.pad(array, [(0, 0)] * (array.ndim - 2) + [(1, 1), (1, 1)])
    steps = [(row, column) for row in range(3) for column in range(3) if (row, column) != (1, 1)]
    return np.stack([padded[..., rows + row, columns + column] for row, column in steps])
