"""Gaps of a block of cells: which cells are outside, how long every gap is, how far the nearest observation."""

import numpy as np

from .calendar import as_times


def outside_cells(values: np.ndarray) -> np.ndarray:
    """Return the cells that never have a value, shape (N,), bool, for `values` of shape (T, N), NaN = missing."""
    return ~np.isfinite(values).any(axis=0)


def runs(missing: np.ndarray) -> "list[tuple[int, int]]":
    """Return the runs of True in a 1-D mask as (first index, length), in order."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], np.asarray(missing, dtype=bool), [False]]).astype(np.int8)))
    return [(int(first), int(last - first)) for first, last in edges.reshape(-1, 2)]


def gap_lengths(values: np.ndarray) -> np.ndarray:
    """Return how many epochs long the gap is that each missing value belongs to.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.

    Returns
    -------
    ndarray of int32, shape (T, N)
        0 where there is a value.
    """
    missing = ~np.isfinite(values)
    epochs = np.arange(1, len(missing) + 1, dtype=np.int32)[:, np.newaxis]
    before = np.maximum.accumulate(np.where(missing, 0, epochs), axis=0)
    after = np.minimum.accumulate(np.where(missing, len(missing) + 1, epochs)[::-1], axis=0)[::-1]
    return np.where(missing, after - before - 1, 0).astype(np.int32)


def distances(times: np.ndarray, observed: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    """Return the days from each epoch to the previous and to the following observation.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    observed : ndarray of bool, shape (T, N)

    Returns
    -------
    previous, following : ndarray of float64, shape (T, N)
        Days; 0 at an observation, inf where there is none on that side.
    """
    days = (as_times(times).astype(np.int64) / 86400.0)[:, np.newaxis]
    before = np.maximum.accumulate(np.where(observed, days, -np.inf), axis=0)
    after = np.minimum.accumulate(np.where(observed, days, np.inf)[::-1], axis=0)[::-1]
    return days - before, after - days


def count_gaps(values: np.ndarray) -> "dict[int, int]":
    """Return how many gaps of each length (epochs) a block of shape (T, N) has, counted over all cells."""
    lengths, values_in_gaps = np.unique(gap_lengths(values), return_counts=True)
    # A gap of length n shows as n values that say n.
    return {int(length): int(number // length) for length, number in zip(lengths, values_in_gaps) if length}
