"""Which cells of a grid are ground that does not move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core.regions.coverage import Region, coverage
from .grid import Grid, Window
from .resampling import Layers, OntoGrid

_HALF = 0.5


class StableGround:
    """A mask of stable ground, from a raster or from polygons.

    Parameters
    ----------
    marks : Layers or sequence of Region
        A raster whose values other than zero mark cells, or regions in the coordinates of the grids.
    moving : bool
        Whether what is marked moves, such as glaciers; otherwise it is what stands still.
    """

    def __init__(self, marks: Layers | Sequence[Region], *, moving: bool) -> None:
        self._marks = marks
        self._moving = moving

    def read(self, grid: Grid, window: Window | None = None) -> np.ndarray:
        """Return whether each cell of a window of a grid is stable, shape (height, width).

        Raises
        ------
        InputError
            If the raster does not overlap the grid.
        """
        window = window or grid.full_window
        if isinstance(self._marks, Sequence):
            marked = _covered(self._marks, grid, window)
        else:
            values = OntoGrid(self._marks, grid, None, "nearest").read(window)[0]
            marked = np.isfinite(values) & (values != 0)
        return ~marked if self._moving else marked


def _covered(regions: Sequence[Region], grid: Grid, window: Window) -> np.ndarray:
    """Return the cells of which regions cover half."""
    share = np.zeros((window.height, window.width))
    west, dx, _, north, _, dy = grid.subgrid(window).geotransform
    for region in regions:
        left, bottom, right, top = region.bounds()
        first, last = max(0, int((left - west) // dx)), min(window.width, int((right - west) // dx) + 1)
        upper, lower = max(0, int((top - north) // dy)), min(window.height, int((bottom - north) // dy) + 1)
        if first < last and upper < lower:
            origin = (west + first * dx, north + upper * dy)
            share[upper:lower, first:last] += coverage(region, origin, (dx, -dy), (lower - upper, last - first))
    return share >= _HALF
