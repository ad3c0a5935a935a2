"""Satellite scenes on one grid: each cut out and resampled once, then laid side by side, a mosaic for every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..core.cancellation import cancellation, checkpoint
from ..core.errors import InputError
from ..core.scene_days import overlay
from .blockwise import Control, each_window
from .grid import Grid, Window
from .part import Handles
from .resampling import Layers, OntoGrid
from .scene_band import SceneBand
from .scene_grid import bounds_in
from .tiling import tile
from .writer import SeriesWriter

_CELLS, _PIXELS = 2**20, 2**22
"""Cells that are worked on at a time, and pixels of a scene under them."""


def cut_scene(
    layer: Layers,
    grid: Grid,
    path: Path,
    *,
    resampling: str = "auto",
    time: np.datetime64,
    unit: str = "",
    metadata: Mapping[str, str] | None = None,
    control: Control,
) -> bool:
    """Write what a scene holds of a grid as a GeoTIFF on the grid's cells; whole or not at all.

    Parameters
    ----------
    layer : Layers
        With one layer.
    resampling : str
        One of :data:`geogap_plugin.raster.resampling.RESAMPLING`.
    time : datetime64
        Of the band.

    Returns
    -------
    bool
        False if the scene does not touch the grid; then nothing is written.
    """
    window = _under(layer.grid, grid)
    if window is None:
        return False
    part = grid.subgrid(window)
    try:
        resampled = OntoGrid(layer, part, resampling=resampling)
    except InputError:
        return False
    total, done = part.width * part.height, 0
    writer = SeriesWriter(path, part, np.array([time]), unit=unit, metadata=metadata)
    with cancellation(control.cancelled), writer:
        cells = max(1, min(_CELLS, int(_PIXELS / resampled.cells_per_cell)))
        for block in tile(part.full_window, cells, writer.preferred_block):
            checkpoint()
            writer.write(block, resampled.read(block))
            done += block.width * block.height
            control.progress(done / total)
    return True


def _under(scene: Grid, grid: Grid) -> Window | None:
    """Return the cells of a grid that a scene may touch, None for none."""
    box = bounds_in(scene.crs_wkt, scene.extent, grid.crs_wkt)
    if box is None or box[0] > box[2]:  # nowhere, or on both sides of 180 degrees
        return grid.full_window
    try:
        return grid.window_for_extent(*box)
    except InputError:
        return None


@dataclass(frozen=True)
class Cut:
    """A scene that was cut out.

    Parameters
    ----------
    path : Path
    window : Window
        Where it lies in the grid.
    implausible : int
        Pixels that were left out because their own values cannot be.
    """

    path: Path
    window: Window
    implausible: int = 0

    @classmethod
    def found(cls, path: Path, grid: Grid) -> Cut:
        """Return a cut that lies on disk."""
        return cls(path, grid.window_for_extent(*SceneBand(str(path), path.name).grid.extent))


class DayMosaics:
    """Mosaics of cut scenes as one series, read window by window.

    Parameters
    ----------
    days : sequence of sequences of Cut
        For every epoch the scenes of its day; the first with a value in a cell gives it.
    times : ndarray of datetime64[s], shape (E,)
    grid : Grid
    """

    def __init__(self, days: Sequence[Sequence[Cut]], times: np.ndarray, grid: Grid) -> None:
        self.grid = grid
        self.times = times
        self._days = days
        self._open = Handles()

    def windows(self, memory: int, bytes_per_value: int = 4, block: tuple[int, int] | None = None) -> Iterator[Window]:
        """Yield windows that cover the grid once, each taking at most `memory` bytes for all epochs."""
        return tile(self.grid.full_window, max(1, memory // (len(self.times) * bytes_per_value)), block or (1, 1))

    def read(self, window: Window) -> np.ndarray:
        """Return all epochs of a window of the grid: float32, shape (E, height, width), NaN where missing."""
        values = np.full((len(self.times), window.height, window.width), np.nan, dtype=np.float32)
        for epoch, cuts in enumerate(self._days):
            checkpoint()
            layers = [values[epoch], *(self._read(cut, window) for cut in cuts if cut.window.meets(window))]
            values[epoch] = overlay(layers)
        return values

    def _read(self, cut: Cut, window: Window) -> np.ndarray:
        """Return what a cut holds of a window, NaN beside it."""
        left, top = max(cut.window.column, window.column), max(cut.window.row, window.row)
        right = min(cut.window.column + cut.window.width, window.column + window.width)
        bottom = min(cut.window.row + cut.window.height, window.row + window.height)
        band: Any = self._open.get(cut.path, lambda: SceneBand(str(cut.path), cut.path.name))
        shared = Window(left, top, right - left, bottom - top)
        layer = np.full((window.height, window.width), np.nan, dtype=np.float32)
        rows = slice(top - window.row, bottom - window.row)
        columns = slice(left - window.column, right - window.column)
        layer[rows, columns] = band.read(shared.shifted(-cut.window.column, -cut.window.row))[0]
        return layer


def covered_shares(mosaics: DayMosaics, control: Control) -> np.ndarray:
    """Return the share of the cells that have a value, 0 to 1, for every epoch, shape (E,)."""
    seen = np.zeros(len(mosaics.times))
    with cancellation(control.cancelled):
        for window in each_window(mosaics, control):
            seen += np.isfinite(mosaics.read(window)).sum(axis=(1, 2))
    return seen / (mosaics.grid.width * mosaics.grid.height)


def write_mosaics(mosaics: DayMosaics, writer: SeriesWriter, control: Control) -> np.ndarray:
    """Write mosaics as a series; return the share of the cells that have a value, for every epoch, shape (E,)."""
    seen = np.zeros(len(mosaics.times))
    with cancellation(control.cancelled), writer:
        for window in each_window(mosaics, control, writer):
            values = mosaics.read(window)
            seen += np.isfinite(values).sum(axis=(1, 2))
            writer.write(window, values)
    return seen / (mosaics.grid.width * mosaics.grid.height)
