"""A series at the epochs of another, cell by cell on its own grid, and the writing of it on the grid of the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..core.cancellation import cancellation, checkpoint
from ..core.collocation import Collocation
from ..core.errors import InputError
from .blockwise import Control, each_window
from .classes import MOST
from .grid import Window
from .regular import RegularSeries
from .resampling import OntoGrid
from .series import RasterSeries
from .writer import SeriesWriter

_SCRATCH = 16 * 2**20
"""Bytes of source epochs that are held at a time, unless one epoch of the target needs more."""

_BYTES_PER_RESULT = 16
"""For every value of the output: the value, what covers it, and what is counted and stored of it."""

_BYTES_PER_SOURCE = 16
"""For every cell of the source and epoch of the output: its value, a copy with a rim, and what GDAL warps of it."""

_BYTES_PER_MEMBER = 32
"""For every cell and epoch of the source that one epoch of the output is made of: values, masks and float64 sums."""

_ENOUGH = 256 * 2**20
"""More memory makes nothing faster, but what GDAL has cached is compressed before a cancel is answered."""

_SAMPLE = 200_000
"""Values that are kept for the colours of the map."""


class CollocatedSeries:
    """A view of a series with a layer for every different value at the epochs of a target.

    Values meet in time, cell by cell on the grid of the series, before they do in space.

    Parameters
    ----------
    series : RasterSeries
    collocation : Collocation
        Which of its epochs make the value at which epoch of the target.
    epochs : ndarray of datetime64[s], shape (E,)
        Those of the target.

    Attributes
    ----------
    layer_of : ndarray of int, shape (E,)
        The layer of each epoch of the target, -1 where none has a value.
    times : ndarray of datetime64[s], shape (L,)
        First epoch of the target that takes each layer.
    """

    def __init__(self, series: RasterSeries, collocation: Collocation, epochs: np.ndarray) -> None:
        self.series = series
        self.collocation = collocation
        self.epochs = epochs
        self.grid = series.grid
        self._draws, self.layer_of = collocation.layers()
        taken, first = np.unique(self.layer_of, return_index=True)
        self.times = epochs[first[taken >= 0]]
        self._batched: tuple[int, list[tuple[list[int], np.ndarray]]] = (0, [])

    def read(self, window: Window) -> np.ndarray:
        """Return all layers of a window of the grid: float32, shape (L, height, width), NaN where missing.

        Raises
        ------
        Cancelled
            If the user has cancelled.
        """
        cells = window.width * window.height
        values = np.empty((len(self._draws), cells), dtype=np.float32)
        for layers, needed in self._batches(max(1, _SCRATCH // (4 * cells))):
            checkpoint()
            found = self.series.read(window, needed.tolist()).reshape(needed.size, cells)
            for layer in layers:
                draw = self._draws[layer]
                values[layer] = self.collocation.value(draw, found, np.searchsorted(needed, draw.members))
        return values.reshape(-1, window.height, window.width)

    def _batches(self, most: int) -> list[tuple[list[int], np.ndarray]]:
        """Group neighbouring layers that need at most so many epochs of the source; return both, the latter sorted."""
        if self._batched[0] == most:
            return self._batched[1]
        batches: list[tuple[list[int], set[int]]] = []
        for layer, draw in enumerate(self._draws):
            members = set(draw.members.tolist())
            if batches and len(batches[-1][1] | members) <= most:
                batches[-1][0].append(layer)
                batches[-1][1].update(members)
            else:
                batches.append(([layer], members))
        self._batched = most, [(layers, np.array(sorted(needed), dtype=np.int64)) for layers, needed in batches]
        return self._batched[1]


@dataclass(frozen=True)
class Matched:
    """What came of a series on the target's grid.

    Parameters
    ----------
    share_per_epoch : ndarray, shape (E,)
        Share of the target's cells that have a value, 0 to 1.
    sample : ndarray of float32
        Some of the values, for the colours of a map.
    """

    share_per_epoch: np.ndarray
    sample: np.ndarray


def write_matched(
    layers: OntoGrid,
    source: CollocatedSeries,
    target: RegularSeries,
    writer: SeriesWriter,
    control: Control,
    *,
    classes: bool = False,
) -> Matched:
    """Write a series at the epochs and on the grid of a target, window by window, into a writer that is open.

    Parameters
    ----------
    layers : OntoGrid
        Of `source` on the grid of `target`.
    classes : bool
        Refuse whole numbers that single precision does not hold.

    Raises
    ------
    InputError
        If a class is such a number.
    """
    epochs = len(source.epochs)
    per_cell = epochs * _BYTES_PER_RESULT + len(source.times) * _BYTES_PER_SOURCE * layers.cells_per_cell
    per_cell += _BYTES_PER_MEMBER * source.collocation.most_members * layers.cells_per_cell
    # Windows are reckoned for the epochs of the target, whatever is written of them.
    per_value = max(1, -(-int(per_cell) // max(len(target.times), len(target.series.times))))
    cells = target.grid.width * target.grid.height
    count = np.zeros(epochs, dtype=np.int64)
    sample = []
    apart = -(-cells * epochs // _SAMPLE)
    within = replace(control, memory=min(control.memory, _ENOUGH))
    with cancellation(control.cancelled):
        for window in each_window(target, within, writer, per_value):
            values = layers.read(window)[source.layer_of]
            values[source.layer_of < 0] = np.nan
            if classes and (np.abs(values) >= MOST).any():
                raise InputError(
                    f"{source.series.name} holds classes of {MOST:,} and more, which are not read exactly. Number the "
                    "classes anew."
                )
            writer.write(window, values)
            count += np.isfinite(values).sum(axis=(1, 2))
            sample.append(values.ravel()[::apart].copy())
    return Matched(count / cells, np.concatenate(sample))
