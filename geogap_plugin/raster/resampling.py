"""A series on the grid of another, resampled by GDAL's warper, window by window."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, gdal_array, osr

from ..core.errors import InputError
from .gdal_calls import quiet_gdal
from .grid import Grid, Window
from .regular import RegularSeries

_MARGIN = 3
"""Cells read around a window, so that its edge is resampled like its middle."""

_EDGE_POINTS = 21


class OntoGrid:
    """Chosen epochs of a series on another grid.

    Cells of the series that are smaller than those of the grid are averaged, larger ones interpolated bilinearly; on
    the same grid, values stay as they are.

    Parameters
    ----------
    series : RegularSeries
    grid : Grid
        The grid wanted.
    epochs : ndarray of int
        Which epochs of the series.

    Attributes
    ----------
    resampling : str
        `average`, `bilinear`, or '' on the same grid.
    cells_per_cell : float
        Cells of the series for every cell of the grid.

    Raises
    ------
    InputError
        If only one of the two has a coordinate reference system, or they do not overlap.
    """

    def __init__(self, series: RegularSeries, grid: Grid, epochs: np.ndarray) -> None:
        self.grid = grid
        self._series = series
        self._epochs = epochs
        self.resampling = ""
        self.cells_per_cell = 1.0
        source = series.grid
        if source.matches(grid):
            return
        if bool(source.crs_wkt) != bool(grid.crs_wkt):
            raise InputError(
                "One of the two series has no coordinate reference system, so that they cannot be laid onto one "
                "another. Assign it first."
            )
        self._transform = None
        if grid.crs_wkt:
            self._transform = osr.CoordinateTransformation(_traditional(grid), _traditional(source))
        around_globe = grid.is_geographic and source.is_geographic
        self._turns = (0.0, 360.0, -360.0) if around_globe else (0.0,)
        met = [part for turn in self._turns for part in [self._source_window(grid.full_window, turn)] if part]
        if not met:
            raise InputError("The two series do not overlap on the map. Choose series of the same region.")
        # How many source cells the grid's cells span, along the finer of the two axes.
        x, y = grid.cell_centre(grid.height // 2, grid.width // 2)
        dx, dy = grid.geotransform[1], -grid.geotransform[5]
        corners = self._to_source(np.array([x - dx / 2, x + dx / 2]), np.array([y - dy / 2, y + dy / 2]))
        across, down = (abs(float(ends[1] - ends[0])) for ends in corners)
        ratio = (across / source.geotransform[1], down / -source.geotransform[5])
        self.cells_per_cell = max(1.0, ratio[0] * ratio[1])
        self.resampling = "average" if max(ratio) > 1 + 1e-6 else "bilinear"

    def read(self, window: Window) -> np.ndarray:
        """Return the values of a window of the grid: float32, shape (epochs, height, width), NaN where missing."""
        if not self.resampling:
            return self._series.read(window)[self._epochs]
        values = np.full((len(self._epochs), window.height, window.width), np.nan, dtype=np.float32)
        for turn in self._turns:
            part = self._source_window(window, turn)
            if part is not None:
                found = np.ascontiguousarray(self._series.read(part)[self._epochs])
                self._warp(found, self._series.grid.subgrid(part), turn, values, self.grid.subgrid(window))
        return values

    def _warp(self, found: np.ndarray, source: Grid, turn: float, values: np.ndarray, target: Grid) -> None:
        """Resample an array on one grid into an array on another, in place, where it has values."""
        with quiet_gdal():
            datasets = []
            for array, grid, shift in ((found, source, turn), (values, target, 0.0)):
                dataset = gdal_array.OpenArray(array)
                west, *others = grid.geotransform
                dataset.SetGeoTransform((west + shift, *others))
                dataset.SetProjection(grid.crs_wkt)
                for band in range(1, dataset.RasterCount + 1):
                    dataset.GetRasterBand(band).SetNoDataValue(float("nan"))
                datasets.append(dataset)
            gdal.Warp(
                datasets[1],
                datasets[0],
                resampleAlg=self.resampling,
                errorThreshold=0,
                warpOptions=["UNIFIED_SRC_NODATA=NO"],
            )
            datasets[1].FlushCache()

    def _source_window(self, window: Window, turn: float) -> Window | None:
        """Return the cells of the series under a window of the grid, with a margin; None where there are none."""
        west, south, east, north = self.grid.subgrid(window).extent
        x, y = (edges.ravel() for edges in np.meshgrid(_spread(west, east), _spread(south, north)))
        x, y = self._to_source(x, y)
        source = self._series.grid
        x = x - turn
        if not (np.isfinite(x).any() and np.isfinite(y).any()):
            return None
        left, dx, _, top, _, dy = source.geotransform
        # Where part of the window has no place in the other projection, nothing tells how far it reaches.
        everything = not (np.isfinite(x).all() and np.isfinite(y).all())
        columns = (0, source.width) if everything else _cells((x - left) / dx, source.width)
        rows = (0, source.height) if everything else _cells((y - top) / dy, source.height)
        if columns is None or rows is None:
            return None
        return Window(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])

    def _to_source(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self._transform is None:
            return x, y
        with quiet_gdal():
            points = np.array(self._transform.TransformPoints(np.column_stack([x, y]).tolist()))
        points[~np.isfinite(points)] = np.nan
        return points[:, 0], points[:, 1]


def _spread(start: float, end: float) -> np.ndarray:
    return np.linspace(start, end, _EDGE_POINTS)


def _cells(places: np.ndarray, count: int) -> tuple[int, int] | None:
    """Return first and last-plus-one of the cells between the least and the greatest place, None for none."""
    if places.max() <= 0 or places.min() >= count:
        return None
    first = max(0, int(np.floor(places.min())) - _MARGIN)
    return first, min(count, int(np.ceil(places.max())) + _MARGIN)


def _traditional(grid: Grid) -> osr.SpatialReference:
    reference = osr.SpatialReference(wkt=grid.crs_wkt)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
