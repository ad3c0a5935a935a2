"""The one grid that scenes of several projections are brought onto."""

from __future__ import annotations

import numpy as np
from osgeo import osr

from ..core.errors import InputError
from .gdal_calls import quiet_gdal
from .grid import Grid

_STEPS = 21
"""Points along an edge that is carried into another CRS."""


def crs_wkt(definition: str) -> str:
    """Return a coordinate reference system as WKT, from `EPSG:…` or WKT.

    Raises
    ------
    InputError
        If it is neither.
    """
    reference = osr.SpatialReference()
    try:
        with quiet_gdal():
            reference.SetFromUserInput(definition)
        return reference.ExportToWkt()
    except RuntimeError as error:
        raise InputError(f"“{definition}” is no coordinate reference system: {error}") from error


def bounds_in(
    wkt: str, extent: tuple[float, float, float, float], target: str
) -> tuple[float, float, float, float] | None:
    """Return the box around an extent (west, south, east, north) in another CRS, None where it has no place there."""
    if wkt == target:
        return extent
    references = [osr.SpatialReference(wkt=text) for text in (wkt, target)]
    for reference in references:
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    with quiet_gdal():
        try:
            box = osr.CoordinateTransformation(*references).TransformBounds(*extent, _STEPS)
        except RuntimeError:
            return None
    return box if np.isfinite(box).all() else None


def snapped_grid(
    wkt: str, extent: tuple[float, float, float, float], cell: float, corner: tuple[float, float] = (0.0, 0.0)
) -> Grid:
    """Return the grid of square cells that covers an extent, its edges a whole number of cells from a corner.

    Parameters
    ----------
    extent : tuple of float
        West, south, east, north, in the units of the CRS.
    cell : float
        Size of the cells.
    corner : tuple of float
        Of a grid that the cells are to fall together with, such as that of the scenes.

    Raises
    ------
    InputError
        If there would be no cell, or too many for a raster.
    """
    if not cell > 0:
        raise InputError(f"A resolution of {cell:g} makes no cells. Give a number above 0.")
    west, south, east, north = extent
    left = corner[0] + np.floor((west - corner[0]) / cell + 1e-6) * cell
    top = corner[1] + np.ceil((north - corner[1]) / cell - 1e-6) * cell
    width = max(1, int(np.ceil((east - left) / cell - 1e-6)))
    height = max(1, int(np.ceil((top - south) / cell - 1e-6)))
    if max(width, height) > 200_000:
        raise InputError(
            f"The region has {width:,} x {height:,} cells of {cell:g}. Choose a smaller region or a coarser "
            "resolution, in the units of the coordinate reference system."
        )
    return Grid(wkt, (float(left), cell, 0.0, float(top), 0.0, -cell), width, height)


def cell_size_in(grid: Grid, scene: Grid) -> float:
    """Return how large the cells of a grid are in the units of a scene's CRS, at the middle of the grid."""
    x, y = grid.cell_centre(grid.height // 2, grid.width // 2)
    half = grid.geotransform[1] / 2
    box = bounds_in(grid.crs_wkt, (x - half, y - half, x + half, y + half), scene.crs_wkt)
    return 0.0 if box is None else max(box[2] - box[0], box[3] - box[1])


def pixel_size_in(scenes: str, pixel: float, target: str, extent: tuple[float, float, float, float]) -> float:
    """Return the size of a pixel of the scenes in another CRS, in the middle of an extent of it, to two digits."""
    box = bounds_in(target, extent, scenes)
    if box is None:
        raise InputError("The scenes' own resolution means nothing in this coordinate reference system. Give one.")
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    one = Grid(scenes, (x - pixel / 2, pixel, 0.0, y + pixel / 2, 0.0, -pixel), 1, 1)
    there = Grid(target, (extent[0], 1.0, 0.0, extent[3], 0.0, -1.0), 1, 1)
    return float(f"{cell_size_in(one, there):.2g}")
