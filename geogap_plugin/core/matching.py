"""Which epochs of two calendars belong together."""

from __future__ import annotations

import numpy as np

from .calendar import Alignment


def match_epochs(one: Alignment, other: Alignment) -> tuple[np.ndarray, np.ndarray]:
    """Pair the epochs of two aligned series that both have data, on the calendar of the first.

    An epoch of `other` belongs to the period of `one` that it falls in; on an irregular calendar, to the epoch of the
    same day. Where a period of either holds several epochs, they are paired in order.

    Returns
    -------
    ndarray of int, ndarray of int, both of shape (P,)
        Indices of epochs of `one` and of `other`.
    """
    slots = _slots(one, one.times[~one.missing])
    placed = _slots(one, other.times[~other.missing])
    index_one, index_other = np.flatnonzero(~one.missing), np.flatnonzero(~other.missing)
    pairs: list[tuple[int, int]] = []
    for slot in np.intersect1d(slots, placed):
        if slot >= 0:
            pairs += zip(index_one[slots == slot].tolist(), index_other[placed == slot].tolist())
    paired = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return paired[:, 0], paired[:, 1]


def _slots(calendar: Alignment, times: np.ndarray) -> np.ndarray:
    """Return a number for the period of a calendar that each time falls in, -1 for none."""
    if calendar.cadence.unit == "irregular":
        return times.astype("datetime64[D]").astype(int)
    starts, ends = np.unique(calendar.starts), np.unique(calendar.ends)
    slot = np.searchsorted(starts, times, side="right") - 1
    return np.where((slot >= 0) & (times < ends[slot]), slot, -1)
