"""Ways of hiding known values, so that a filling can be judged against what was really there."""

from collections.abc import Iterable
from typing import Callable

import numpy as np

from ..errors import InputError
from ..gaps import runs

_SHORTEST_RECORD = 8
_FEWEST_LEFT = 2


def blocks(values: np.ndarray, *, count: int = 10, length: int = 11, seed: int = 0) -> "list[np.ndarray]":
    """Hide blocks of consecutive epochs in all cells at once, spread evenly over the record.

    The first and last block keep some record before and after them: a gap has two sides. `beginning` judges the
    other kind.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    count : int
        Number of blocks; each is hidden on its own.
    length : int
        Epochs in a block, at most a quarter of the record.
    seed : int
        Unused: this design is not random.

    Returns
    -------
    list of ndarray of bool, shape (T, N)
        True where a known value is hidden.

    Raises
    ------
    InputError
        If the record is shorter than eight epochs.
    """
    epochs = record_length(values)
    return _of_known(values, [_rows(epochs, block) for block in block_epochs(epochs, count, length)])


def block_epochs(epochs: int, count: int, length: int) -> "list[range]":
    """Return the epochs of every block that :func:`blocks` hides in a record of so many epochs."""
    length = min(length, epochs // 4)
    starts = np.unique(np.linspace(0, epochs - length, count + 2).round().astype(int)[1:-1])
    return [range(start, start + length) for start in starts.tolist()]


def one_block(values: np.ndarray, first: int, length: int) -> "list[np.ndarray]":
    """Hide one block of consecutive epochs in all cells, from the epoch with index `first`."""
    return _of_known(values, [_rows(record_length(values), range(first, first + length))])


def beginning(values: np.ndarray, *, count: int = 1, length: int = 11, seed: int = 0) -> "list[np.ndarray]":
    """Hide the first `length` observed epochs of the record (a hindcast). Parameters are those of :func:`blocks`."""
    epochs = record_length(values)
    seen = np.flatnonzero(np.isfinite(values).any(axis=1))
    return _of_known(values, [_rows(epochs, seen[: min(length, seen.size // 4)])])


def scattered(values: np.ndarray, *, count: int = 1, length: int = 20, seed: int = 0) -> "list[np.ndarray]":
    """Hide `length` random observed epochs in all cells at once, `count` times.

    Parameters are those of :func:`blocks`; at most a quarter of the observed epochs are hidden.
    """
    epochs = record_length(values)
    return _of_known(values, [_rows(epochs, rows) for rows in scattered_epochs(values, count, length, seed)])


def scattered_epochs(values: np.ndarray, count: int, length: int, seed: int) -> "list[np.ndarray]":
    """Return the epochs that :func:`scattered` hides, one array for each repetition."""
    seen = np.flatnonzero(np.isfinite(values).any(axis=1))
    generator = np.random.default_rng(seed)
    return [generator.choice(seen, min(length, seen.size // 4), replace=False) for _ in range(count)]


def own_pattern(values: np.ndarray, *, count: int = 10, length: int = 0, seed: int = 0) -> "list[np.ndarray]":
    """Hide values with the data's own missing pattern, shifted in time (around the ends of the record).

    Gaps keep their shapes in space and time: clouds stay clouds, outages outages. A cell that a shift would leave
    with fewer than two values is not hidden in that repetition.

    Parameters
    ----------
    count : int
        Number of different shifts; each is hidden on its own.
    length : int
        Unused: the pattern has its own lengths.

    Other parameters, returns and errors are those of :func:`blocks`; data without a gap are refused, too.
    """
    epochs = record_length(values)
    missing = missing_inside(values)
    return _of_known(values, [np.roll(missing, shift, axis=0) for shift in pattern_shifts(epochs, count, seed)])


def missing_inside(values: np.ndarray) -> np.ndarray:
    """Return what is missing in cells that have a value at other epochs, shape (T, N), bool.

    Raises
    ------
    InputError
        If nothing is missing.
    """
    known = np.isfinite(values)
    missing = ~known & known.any(axis=0)
    if not missing.any():
        raise InputError("The series has no gaps whose pattern could be hidden elsewhere. Choose blocks or scattered.")
    return missing


def pattern_shifts(epochs: int, count: int, seed: int) -> "list[int]":
    """Return by how many epochs :func:`own_pattern` shifts the missing pattern in each repetition."""
    generator = np.random.default_rng(seed)
    return np.sort(generator.choice(np.arange(1, epochs), min(count, epochs - 1), replace=False)).tolist()


DESIGNS: "dict[str, Callable[..., list[np.ndarray]]]" = {
    "blocks": blocks,
    "own_pattern": own_pattern,
    "scattered": scattered,
    "beginning": beginning,
}
"""All designs; each takes `values` and the keywords `count`, `length` and `seed`."""


def typical_gap(values: np.ndarray) -> int:
    """Return the length (epochs) of the longest gap that all cells share, at least 1: a fitting length of blocks."""
    missing = ~np.isfinite(values).any(axis=1)
    return max((length for _, length in runs(missing)), default=1)


def hide_known(values: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return what a mask (T, N) or (T, 1) hides of the known values; nothing in cells that it would leave too few."""
    known = np.isfinite(values)
    hidden = known & mask
    hidden[:, (known & ~hidden).sum(axis=0) < _FEWEST_LEFT] = False
    return hidden


def record_length(values: np.ndarray) -> int:
    """Return the number of epochs of values (T, N); raise InputError if they are too few to hide any."""
    if len(values) < _SHORTEST_RECORD:
        raise InputError(f"The series has {len(values)} epochs; hiding known values needs at least {_SHORTEST_RECORD}.")
    return len(values)


def _rows(epochs: int, rows: "Iterable[int]") -> np.ndarray:
    mask = np.zeros((epochs, 1), dtype=bool)
    mask[np.asarray(list(rows), dtype=int)] = True
    return mask


def _of_known(values: np.ndarray, masks: "list[np.ndarray]") -> "list[np.ndarray]":
    """Keep what hides known values and leaves every cell enough of them; drop masks that then hide nothing."""
    kept = [hidden for hidden in (hide_known(values, mask) for mask in masks) if hidden.any()]
    if not kept:
        raise InputError("No known value could be hidden: the series has too few observations.")
    return kept
