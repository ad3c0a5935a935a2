"""Where cells of a grid lie, as `core` needs to know it."""

import numpy as np
from osgeo import osr

from ..core.regions.places import Places
from .grid import Grid, Window


def cell_places(grid: Grid, rows: np.ndarray, columns: np.ndarray) -> Places:
    """Return the places of N cells, given by their rows and columns, shape (N,) each."""
    x, y = grid.cell_centre(np.asarray(rows), np.asarray(columns))  # type: ignore[arg-type]
    unit = float(osr.SpatialReference(wkt=grid.crs_wkt).GetLinearUnits()) if grid.crs_wkt else None
    return Places(np.asarray(x, dtype=float), np.asarray(y, dtype=float), grid.is_geographic, unit)


def window_places(grid: Grid, window: Window) -> Places:
    """Return the places of a window's cells, row by row."""
    rows, columns = np.indices((window.height, window.width))
    return cell_places(grid, rows.ravel() + window.row, columns.ravel() + window.column)


def footprint(grid: Grid, cells: np.ndarray) -> "tuple[float, float]":
    """Return the width and height of the area that each of some sampled cells stands for, in the units of the grid.

    Parameters
    ----------
    cells : ndarray of int, shape (N, 2)
        Row and column of each; several in most rows.
    """
    rows, columns = np.asarray(cells).T
    between_rows = np.diff(np.unique(rows))
    between_columns = np.diff(columns)[np.diff(rows) == 0]
    across, down = (int(np.median(steps)) if steps.size else 1 for steps in (between_columns, between_rows))
    return across * grid.geotransform[1], -down * grid.geotransform[5]
