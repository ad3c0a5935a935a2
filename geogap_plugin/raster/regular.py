"""A series laid onto its regular calendar, without copying it: missing epochs read as NaN."""

from collections.abc import Iterator
from typing import Optional

import numpy as np

from ..core.calendar import Alignment
from .grid import Grid, Window
from .series import RasterSeries
from .tiling import tile


class RegularSeries:
    """A view of a series with one epoch for every period of its calendar.

    Parameters
    ----------
    series : RasterSeries
        The files, as they are.
    alignment : Alignment
        Which of its dates stand for which epoch.
    window : Window, optional
        The part of the grid to use; all of it by default.
    """

    def __init__(self, series: RasterSeries, alignment: Alignment, window: Optional[Window] = None) -> None:
        self.series = series
        self.alignment = alignment
        self.offset = window or series.grid.full_window
        self.grid: Grid = series.grid.subgrid(self.offset)
        self.times = alignment.times
        self.cadence = alignment.cadence
        self._single = np.array([members[0] if len(members) == 1 else -1 for members in alignment.sources])

    def read(self, window: Optional[Window] = None) -> np.ndarray:
        """Return all epochs of a window of the grid: float32, shape (E, height, width), NaN where missing."""
        window = window or self.grid.full_window
        of_file = window.shifted(self.offset.column, self.offset.row)
        found = self.series.read(of_file)
        values = np.full((len(self.times), window.height, window.width), np.nan, dtype=np.float32)
        single = self._single >= 0
        values[single] = found[self._single[single]]
        for epoch, members in enumerate(self.alignment.sources):
            if len(members) > 1:
                values[epoch] = _mean_of_observed(found[list(members)])
        return values

    def cells(self, window: Window) -> np.ndarray:
        """Return all epochs of the cells of a window, row by row: float32, shape (E, N), NaN where missing."""
        return self.read(window).reshape(len(self.times), -1)

    def windows(
        self, memory: int, bytes_per_value: int = 4, block: Optional[tuple[int, int]] = None
    ) -> Iterator[Window]:
        """Yield windows that cover the grid once, each taking at most `memory` bytes for all epochs.

        Parameters
        ----------
        block : tuple of int, optional
            Height and width of the tiles of an output on this grid; the windows follow the source's blocks otherwise.
        """
        per_cell = max(len(self.times), len(self.series.times)) * bytes_per_value
        if block is not None and memory >= per_cell:
            yield from tile(self.grid.full_window, memory // per_cell, block)
            return
        for window in self.series.windows(memory, bytes_per_cell=per_cell, within=self.offset):
            yield window.shifted(-self.offset.column, -self.offset.row)


def _mean_of_observed(layers: np.ndarray) -> np.ndarray:
    """Mean over the first axis of the values that are there, NaN where there is none."""
    observed = np.isfinite(layers)
    total = np.where(observed, layers, 0).sum(axis=0, dtype=np.float64)
    count = observed.sum(axis=0)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0).astype(np.float32)
