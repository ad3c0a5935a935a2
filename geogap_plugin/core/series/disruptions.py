"""What disrupts a long record: single wild values, and level shifts such as an earthquake's."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

_WILD = 20.0
_LEAST_JUMP = 30.0
_LEAST_SHARE = 0.5
_TAIL = 0.1
_NEAR = 5
_FEWEST_JUMPS = 50
_COMMON = 1 / 300


def wild_values(values: np.ndarray) -> np.ndarray:
    """Return which values lie off the median of the eleven observations about them by twenty typical changes or more.

    A typical change is the median of the absolute changes from one observation to the next. Where more than one value
    in 300 is wild, none is: such values belong to the process.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.

    Returns
    -------
    ndarray of bool, shape (T, N)
    """
    wild = np.zeros(values.shape, dtype=bool)
    for cell, series in enumerate(values.T):
        known = np.flatnonzero(np.isfinite(series))
        if known.size < _FEWEST_JUMPS:
            continue
        observed = series[known]
        about = np.median(sliding_window_view(np.pad(observed, _NEAR, mode="edge"), 2 * _NEAR + 1), axis=1)
        typical = np.median(np.abs(np.diff(observed)))
        far = np.abs(observed - about) > _WILD * typical
        if typical > 0 and far.mean() <= _COMMON:
            wild[known[far], cell] = True
    return wild


def level_shifts(values: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the sum of the level shifts up to every epoch, and how uncertain their dates make it.

    A level shift is a change from one observation to the next of more than thirty times the typical one (a change
    over n epochs counts 1 / sqrt(n), as of a random walk), of which more than half remains, both in the medians of
    five observations and in those of a longer window before and after it, and which separates nine tenths of that
    window's values before it from nine tenths after it. A quarter of the window must be observed. Rain on soil, a
    flood or a snowfall, which fade within weeks, are none, and neither are jumps that come oftener than once in 300
    observations.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    window : int
        Epochs on either side over which a shift must remain, such as a year's.

    Returns
    -------
    level : ndarray, shape (T, N)
        In the unit of the values; 0 before the first shift, half a shift where the observations leave its date open.
    doubt : ndarray, shape (T, N)
        Variance of the level there, in the squared unit of the values; 0 elsewhere.
    """
    observed = np.isfinite(values)
    epochs = np.arange(len(values))[:, np.newaxis]
    previous = np.maximum.accumulate(np.where(observed, epochs, -1), axis=0)
    previous = np.concatenate([np.full((1, values.shape[1]), -1), previous[:-1]])
    known = observed & (previous >= 0)
    jump = values - np.take_along_axis(values, np.maximum(previous, 0), axis=0)
    size = np.where(known, np.abs(jump) / np.sqrt(np.maximum(epochs - previous, 1)), np.inf)
    count = known.sum(axis=0)
    typical = np.take_along_axis(np.sort(size, axis=0), (count // 2)[np.newaxis].clip(max=len(values) - 1), axis=0)[0]
    large = known & (typical > 0) & (size > _LEAST_JUMP * typical)
    # Where such jumps are common they belong to the process, like rain.
    large &= (count >= _FEWEST_JUMPS) & (large.sum(axis=0) <= np.maximum(_COMMON * count, 3))
    level, doubt = np.zeros(values.shape), np.zeros(values.shape)
    for epoch, cell in zip(*np.nonzero(large)):
        series = values[:, cell] - level[:, cell]
        last = previous[epoch, cell]
        before, after = series[: last + 1][-window:], series[epoch:][:window]
        before, after = before[np.isfinite(before)], after[np.isfinite(after)]
        shift = float(np.median(after[:_NEAR]) - np.median(before[-_NEAR:]))
        if min(before.size, after.size) >= window / 4 and _remains(shift / jump[epoch, cell], shift, before, after):
            level[last + 1 : epoch, cell] += shift / 2
            doubt[last + 1 : epoch, cell] += shift**2 / 4
            level[epoch:, cell] += shift
    return level, doubt


def _remains(share: float, shift: float, before: np.ndarray, after: np.ndarray) -> bool:
    """Whether a jump, of which a share remains at once, remains in the medians and parts the bulk of the values."""
    direction = np.sign(shift)
    apart = np.quantile(direction * after, _TAIL) > np.quantile(direction * before, 1 - _TAIL)
    return bool(apart and min(share, (np.median(after) - np.median(before)) / shift) > _LEAST_SHARE)
