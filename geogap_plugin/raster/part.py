"""What a series is made of: the epochs of one file, read by index and window."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Protocol

import numpy as np

from ..core.errors import CalendarError
from .grid import Grid, Window

_SCRATCH = 16 * 2**20
"""Bytes that unpacking may take beside the result."""


@dataclass
class PartInfo:
    """What is known of a file's epochs without reading its values.

    Parameters
    ----------
    source : str
        The file, as it was given.
    grid : Grid
        North-up.
    count : int
        Number of epochs.
    times : ndarray of datetime64[s], shape (count,), or None
        None where the file itself holds no dates.
    bounds : ndarray of datetime64[s], shape (count, 2), or None
    labels : list of str
        Names of the epochs in the file: band descriptions, or values along the undated dimension.
    block : tuple of int
        Height and width of the file's own blocks.
    block_origin : tuple of int
        Row and column of the grid at which one of these blocks begins.
    fallback : datetime64[s], optional
        A date from the file's tags, which may be that of processing: taken only if the name holds none.
    problem : CalendarError, optional
        Why the file's own dates cannot be read: raised unless dates are given.
    """

    source: str
    grid: Grid
    count: int
    times: Optional[np.ndarray]
    bounds: Optional[np.ndarray]
    variable: str
    unit: str
    long_name: str
    labels: "list[str]"
    block: "tuple[int, int]"
    block_origin: "tuple[int, int]" = (0, 0)
    fallback: Optional[np.datetime64] = None
    problem: Optional[CalendarError] = None


class Part(Protocol):
    """The epochs of one file."""

    info: PartInfo

    def read(self, epochs: np.ndarray, window: Window, out: np.ndarray) -> None:
        """Fill `out` (len(epochs), height, width; float32) with the values of some epochs, NaN where missing."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Handles:
    """Open files, the least recently used closed when there are too many: a list may name thousands.

    Parameters
    ----------
    limit : int
        How many may be open at a time.
    """

    def __init__(self, limit: int = 64) -> None:
        self._limit = limit
        self._open: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any, open_file: Callable[[], Any]) -> Any:
        """Return the open file `key`, opening it if need be."""
        if key in self._open:
            self._open.move_to_end(key)
        else:
            while len(self._open) >= self._limit:
                self._open.popitem(last=False)
            self._open[key] = open_file()
        return self._open[key]

    def drop(self, key: Any) -> None:
        """Close one file."""
        self._open.pop(key, None)


@dataclass
class Packing:
    """How stored numbers become values.

    Parameters
    ----------
    scale, offset : float
        value = stored * scale + offset.
    missing : list of float
        Stored numbers that mean no value.
    lowest, highest : float, optional
        Stored numbers outside this range mean no value.
    """

    scale: float = 1.0
    offset: float = 0.0
    missing: "list[float]" = field(default_factory=list)
    lowest: Optional[float] = None
    highest: Optional[float] = None

    def unpack(self, stored: np.ndarray, out: np.ndarray) -> None:
        """Write the values of `stored` into `out` (float32, same shape): NaN where missing or not finite.

        float32 values that are not packed arrive bit-identical; all others are computed in float64 and rounded once.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            if self.scale == 1.0 and self.offset == 0.0:
                out[...] = stored
            else:
                out[...] = stored.astype(np.float64) * self.scale + self.offset
            gone = ~np.isfinite(out)
            for number in self.missing:
                # In the type of the file: 1e20 as float32 is not 1e20 as float64.
                gone |= stored == (stored.dtype.type(number) if stored.dtype.kind == "f" else number)
            if self.lowest is not None:
                gone |= stored < self.lowest
            if self.highest is not None:
                gone |= stored > self.highest
        out[gone] = np.nan


def runs_of_epochs(epochs: np.ndarray, cells: int, step: int = 1) -> "list[tuple[int, int, int]]":
    """Split epochs into runs of neighbours, each small enough to unpack within a fixed scratch memory.

    Parameters
    ----------
    epochs : ndarray of int
        Indices in the file.
    cells : int
        Cells read of each.
    step : int
        Epochs that the file keeps in one chunk: runs end where chunks do.

    Returns
    -------
    list of (position, first, count)
        `count` epochs from `first` go to `position` and after.
    """
    most = max(1, _SCRATCH // (8 * cells))
    if step > 1:
        most = max(step, most // step * step)
    breaks = np.flatnonzero(np.diff(epochs) != 1) + 1
    runs = []
    for start, end in zip([0, *breaks], [*breaks, len(epochs)]):
        position = int(start)
        while position < end:
            first = int(epochs[position])
            # Up to the next multiple of `most`, so that no chunk is read for two runs.
            count = min(int(end) - position, most - first % most)
            runs.append((position, first, count))
            position += count
    return runs
