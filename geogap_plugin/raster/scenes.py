"""Scenes: single images of a date, each on a grid of its own."""

from __future__ import annotations

from pathlib import PurePath

import numpy as np

from .grid import Grid, Window
from .resampling import OntoGrid
from .series import RasterSeries


class Scene:
    """One epoch of an open series, read window by window as `OntoGrid` wants it.

    Parameters
    ----------
    series : RasterSeries
    epoch : int
    nodata : float, optional
        Taken for missing besides what the file says.

    Attributes
    ----------
    source : str
        The file.
    time : datetime64[s]
    """

    def __init__(self, series: RasterSeries, epoch: int, nodata: float | None = None) -> None:
        self.series = series
        self.epoch = epoch
        self.grid: Grid = series.grid
        self.times = series.times[epoch : epoch + 1]
        self.time = series.times[epoch]
        self.source = series.sources[epoch]
        self._nodata = nodata

    @property
    def name(self) -> str:
        """The file's name, with the date where the file holds several."""
        stem = PurePath(self.source).stem
        return stem if len(self.series.times) == 1 else f"{stem} {self.time.astype('datetime64[D]')}"

    def read(self, window: Window | None = None) -> np.ndarray:
        """Return the values of a window: float32, shape (1, height, width), NaN where missing."""
        values = self.series.read(window, [self.epoch])
        if self._nodata is not None:
            values[values == np.float32(self._nodata)] = np.nan
        return values

    def onto(self, grid: Grid, resampling: str = "auto", motion: np.ndarray | None = None) -> OntoGrid:
        """Return the scene on another grid, see :class:`.resampling.OntoGrid`; interpolation invents no cells."""
        share = None if resampling == "nearest" else 0.5
        return OntoGrid(self, grid, None, resampling, least_share=share, motion=motion)


def coarsened(grid: Grid, factor: int) -> Grid:
    """Return a grid over the same place of cells `factor` times as large."""
    west, dx, _, north, _, dy = grid.geotransform
    place = (west, dx * factor, 0.0, north, 0.0, dy * factor)
    return Grid(grid.crs_wkt, place, max(1, grid.width // factor), max(1, grid.height // factor))
