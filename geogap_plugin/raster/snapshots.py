"""The few values that a report draws, picked up while a raster is filled block by block."""

from __future__ import annotations

import numpy as np

from ..core.series.filling import FILLED_FLAGS, Fill, Flag
from .grid import Grid, Window

_LONGEST_SIDE = 400


class Snapshots:
    """Keeps one cell's whole series and thinned maps of a few epochs.

    Parameters
    ----------
    grid : Grid
    epochs : list of int
        Epochs to keep as maps.
    cell : tuple of int
        Row and column of the cell to keep as a series.
    length : int
        Number of epochs of the series.
    """

    def __init__(self, grid: Grid, epochs: list[int], cell: tuple[int, int], length: int) -> None:
        self.epochs = epochs
        self.cell = cell
        self.step = max(1, -(-max(grid.width, grid.height) // _LONGEST_SIDE))
        shape = (len(epochs), -(-grid.height // self.step), -(-grid.width // self.step))
        self.value = np.full(shape, np.nan, dtype=np.float32)
        self.uncertainty = np.full(shape, np.nan, dtype=np.float32)
        self.flag = np.zeros(shape, dtype=np.uint8)
        self.cell_fill = Fill(np.full(length, np.nan), np.full(length, np.nan), np.zeros(length, dtype=np.uint8))

    def take(self, window: Window, filled: Fill) -> None:
        """Pick up what lies in a block; `filled` holds the block's cells in row order."""
        rows = np.arange(-(-window.row // self.step) * self.step, window.row + window.height, self.step)
        columns = np.arange(-(-window.column // self.step) * self.step, window.column + window.width, self.step)
        if rows.size and columns.size:
            target = np.ix_(np.arange(len(self.epochs)), rows // self.step, columns // self.step)
            source = np.ix_(np.array(self.epochs, dtype=int), rows - window.row, columns - window.column)
            for kept, block in (
                (self.value, filled.value),
                (self.uncertainty, filled.uncertainty),
                (self.flag, filled.flag),
            ):
                kept[target] = block.reshape(-1, window.height, window.width)[source]
        row, column = self.cell[0] - window.row, self.cell[1] - window.column
        if 0 <= row < window.height and 0 <= column < window.width:
            index = row * window.width + column
            self.cell_fill = Fill(filled.value[:, index], filled.uncertainty[:, index], filled.flag[:, index])

    def before(self) -> np.ndarray:
        """Return the maps as they were before filling, NaN in gaps, shape (epochs, height, width)."""
        return np.where(self.flag == Flag.OBSERVED, self.value, np.nan)

    def filled_uncertainty(self) -> np.ndarray:
        """Return the maps' uncertainty where a value was filled, NaN elsewhere."""
        return np.where(np.isin(self.flag, FILLED_FLAGS), self.uncertainty, np.nan)
