"""A regular series whose cells are scaled or masked by still fields on the same grid, without copying it."""

from __future__ import annotations

import numpy as np

from ..core.calendar import Alignment
from ..core.errors import InputError
from .grid import Window
from .regular import RegularSeries
from .series import RasterSeries

_LAND = 0.5


class AdjustedSeries(RegularSeries):
    """A view of a series with one epoch for every period of its calendar, times a factor, on land only.

    Parameters
    ----------
    series : RasterSeries
    alignment : Alignment
    window : Window, optional
        The part of the grid to use; all of it by default.
    scale : RasterSeries, optional
        One epoch: what every cell is multiplied by. Cells without a factor become missing.
    land : RasterSeries, optional
        One epoch: 1 on land, 0 at sea. Cells at sea become missing.

    Raises
    ------
    InputError
        If a field lies on another grid than the series.
    """

    def __init__(
        self,
        series: RasterSeries,
        alignment: Alignment,
        window: Window | None = None,
        *,
        scale: RasterSeries | None = None,
        land: RasterSeries | None = None,
    ) -> None:
        super().__init__(series, alignment, window)
        self._scale = scale
        self._land = land
        for field in filter(None, (scale, land)):
            difference = series.grid.difference(field.grid)
            if difference:
                raise InputError(f"{field.sources[0]} and {series.sources[0]} do not lie on one grid: {difference}.")

    def read(self, window: Window | None = None) -> np.ndarray:
        """Return all epochs of a window of the grid: float32, shape (E, height, width), NaN where missing."""
        window = window or self.grid.full_window
        values = super().read(window)
        of_file = window.shifted(self.offset.column, self.offset.row)
        if self._scale is not None:
            values = (values * self._scale.read(of_file).astype(np.float64)).astype(np.float32)
        if self._land is not None:
            values[:, ~(self._land.read(of_file)[0] > _LAND)] = np.nan
        return values
