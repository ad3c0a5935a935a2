"""A series on the grid of another, resampled by GDAL's warper, window by window."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from osgeo import gdal, gdal_array, osr

from ..core.cancellation import checkpoint
from ..core.errors import Cancelled, InputError
from .gdal_calls import quiet_gdal
from .grid import Grid, Window

RESAMPLING = ("auto", "nearest", "bilinear", "cubic", "average", "mode", "min", "max", "median")
"""How cells meet. `auto` averages smaller cells and interpolates larger ones bilinearly."""

CLASSES = "classes"
"""As `auto`, for classes: the most frequent of smaller cells, the nearest of larger ones."""

_CHOICES = {"auto": ("average", "bilinear"), CLASSES: ("mode", "nearest")}
"""What is taken for smaller cells and for larger ones."""

_OF_AREA = ("average", "mode", "min", "max", "median")
_GDAL_NAMES = {"nearest": "near", "median": "med"}

_MARGIN = 3
"""Cells read around a window, so that its edge is resampled like its middle."""

_EDGE_POINTS = 21

_ANY, _ROUNDING = 1e-4, 1e-5
"""The least share of a cell that counts at all, and what sums of single precision may lack of a share."""

_Place = tuple[float, float, float, float, float, float]

_SCRATCH = 8 * 2**20
"""Bytes of the epochs that are warped at a time: GDAL copies them."""


class Layers(Protocol):
    """What can be laid onto another grid: layers that are read window by window."""

    grid: Grid
    times: np.ndarray

    def read(self, window: Window) -> np.ndarray:
        """Return the values of a window: float32, shape (layers, height, width), NaN where missing."""
        ...


class OntoGrid:
    """Chosen epochs of a series on another grid.

    On the same grid, values stay as they are.

    Parameters
    ----------
    series : Layers
        Such as a RegularSeries.
    grid : Grid
        The grid wanted.
    epochs : ndarray of int, optional
        Which epochs of the series; all by default.
    resampling : str
        One of `RESAMPLING`, or `CLASSES`.
    least_share : float, optional
        `average`, `mode`, `min`, `max` and `median` give a value where cells with a value cover at least this share of
        the cell, 0 to 1; `bilinear` and `cubic` where the centre of the cell lies in a cell with a value. By default a
        value is given wherever GDAL finds one.
    motion : ndarray of float64, shape (2, 3), optional
        The place (column, row) at which the series shows what belongs at (column, row, 1) of the grid, both counted in
        cells of the grid from its north-west corner. Values are resampled once, whatever the motion and the two grids.

    Attributes
    ----------
    resampling : str
        What is done; '' on the same grid.
    times : ndarray of datetime64[s], shape (epochs,)
    cells_per_cell : float
        Cells of the series for every cell of the grid.

    Raises
    ------
    InputError
        If only one of the two has a coordinate reference system, or they do not overlap.
    """

    def __init__(
        self,
        series: Layers,
        grid: Grid,
        epochs: np.ndarray | None = None,
        resampling: str = "auto",
        *,
        least_share: float | None = None,
        motion: np.ndarray | None = None,
    ) -> None:
        self.grid = grid
        self._motion = motion
        self._series = series
        self._epochs = slice(None) if epochs is None else epochs
        self.times = series.times[self._epochs]
        self._count = len(self.times)
        self._least_share = least_share
        self.resampling = ""
        self.cells_per_cell = 1.0
        source = series.grid
        if source.matches(grid) and motion is None:
            return
        if bool(source.crs_wkt) != bool(grid.crs_wkt):
            raise InputError(
                "One of the two series has no coordinate reference system, so that they cannot be laid onto one "
                "another. Assign it first."
            )
        self._transform = None
        if grid.crs_wkt and not _traditional(grid).IsSame(_traditional(source)):
            self._transform = osr.CoordinateTransformation(_traditional(grid), _traditional(source))
        around_globe = grid.is_geographic and source.is_geographic
        self._turns = (0.0, 360.0, -360.0) if around_globe else (0.0,)
        self._margin = _MARGIN
        met = [part for turn in self._turns for part in [self._source_window(grid.full_window, turn)] if part]
        if not met:
            raise InputError("The two series do not overlap on the map. Choose series of the same region.")
        # How many source cells the grid's cells span, along the finer of the two axes.
        x, y = grid.cell_centre(grid.height // 2, grid.width // 2)
        dx, dy = grid.geotransform[1], -grid.geotransform[5]
        corners = self._to_source(np.array([x - dx / 2, x + dx / 2]), np.array([y - dy / 2, y + dy / 2]))
        across, down = (abs(float(ends[1] - ends[0])) for ends in corners)
        self._ratio = (across / source.geotransform[1], down / -source.geotransform[5])
        self.cells_per_cell = max(1.0, self._ratio[0] * self._ratio[1])
        smaller = max(self._ratio) > 1 + 1e-6
        self.resampling = _CHOICES[resampling][0 if smaller else 1] if resampling in _CHOICES else resampling
        if smaller:
            # The kernels of interpolation widen with the cells; beside the source, a cell may hang over its edge.
            self._margin += 2 * int(np.ceil(max(self._ratio)))

    def read(self, window: Window) -> np.ndarray:
        """Return the values of a window of the grid: float32, shape (epochs, height, width), NaN where missing.

        Raises
        ------
        Cancelled
            If the user has cancelled.
        """
        if not self.resampling:
            return self._series.read(window)[self._epochs]
        values = np.full((self._count, window.height, window.width), np.nan, dtype=np.float32)
        checks = self._least_share is not None and self.resampling != "nearest"
        covered = np.zeros(values.shape if checks else 0, dtype=np.float32)
        for turn in self._turns:
            part = self._source_window(window, turn)
            if part is None:
                continue
            found = np.ascontiguousarray(self._series.read(part)[self._epochs])
            if self.resampling in _OF_AREA:
                # GDAL gives too much weight to cells at an edge that a cell of the grid hangs over: there is none.
                rim = self._margin
                found = np.pad(found, ((0, 0), (rim, rim), (rim, rim)), constant_values=np.nan)
                part = Window(part.column - rim, part.row - rim, part.width + 2 * rim, part.height + 2 * rim)
            step = max(1, _SCRATCH // (4 * max(part.width * part.height, window.width * window.height)))
            for first in range(0, self._count, step):
                checkpoint()
                some = slice(first, first + step)
                self._warp(found[some], part, turn, values[some], window, self.resampling)
                if checks:
                    covered[some] += self._covered(found[some], part, turn, window)
        if checks:
            least = self._least_share if self.resampling in _OF_AREA else 1.0
            values[covered < max(least or 0.0, _ANY) - _ROUNDING] = np.nan
        return values

    def _covered(self, found: np.ndarray, part: Window, turn: float, window: Window) -> np.ndarray:
        """Return the share of each cell that cells with a value cover, or whether its centre lies in one."""
        there = np.isfinite(found)
        whole = there.all(axis=(1, 2))
        # One mask does for all epochs that lack nothing.
        layers = np.concatenate([there[~whole], np.ones((1, *there.shape[1:]), dtype=bool)]).astype(np.float32)
        shares = np.full((len(layers), window.height, window.width), np.nan, dtype=np.float32)
        self._warp(layers, part, turn, shares, window, "average" if self.resampling in _OF_AREA else "nearest")
        shares = np.nan_to_num(shares, copy=False, nan=0.0)
        result = np.broadcast_to(shares[-1], (len(found), *shares.shape[1:])).copy()
        result[~whole] = shares[:-1]
        return result

    def _warp(
        self, found: np.ndarray, part: Window, turn: float, values: np.ndarray, window: Window, resampling: str
    ) -> None:
        """Resample an array of a window of the source into one of a window of the grid, in place, where it can."""
        source, target = self._series.grid.geotransform, self.grid.geotransform
        west, north = source[0] + turn, source[3]
        if self._transform is None:
            # In cells of the source, counted from its window: sums of small numbers, so that a centre on an edge, or an
            # edge on an edge, is one in every window.
            across, down = target[1] / source[1], target[5] / source[5]
            first, second = self._motion_of(window)
            places = (
                (0.0, 1.0, 0.0, 0.0, 0.0, -1.0),
                (
                    (target[0] - west) / source[1] + first[2] * across - part.column,
                    first[0] * across,
                    first[1] * across,
                    part.row - (target[3] - north) / source[5] - second[2] * down,
                    -second[0] * down,
                    -second[1] * down,
                ),
            )
        else:
            places = (
                _moved((west, *source[1:]), part.column, part.row),
                _placed(target, *self._motion_of(window)),
            )
        with quiet_gdal():
            datasets = []
            for array, grid, place in ((found, self._series.grid, places[0]), (values, self.grid, places[1])):
                dataset = gdal_array.OpenArray(array)
                dataset.SetGeoTransform(place)
                dataset.SetProjection("" if self._transform is None else grid.crs_wkt)
                for band in range(1, dataset.RasterCount + 1):
                    dataset.GetRasterBand(band).SetNoDataValue(float("nan"))
                datasets.append(dataset)
            options = ["UNIFIED_SRC_NODATA=NO"]
            if all(np.isfinite(self._ratio)):
                # GDAL would derive the width of its kernels from every window anew.
                options += [f"{axis}SCALE={1 / ratio!r}" for axis, ratio in zip("XY", self._ratio)]
            try:
                gdal.Warp(
                    datasets[1],
                    datasets[0],
                    resampleAlg=_GDAL_NAMES.get(resampling, resampling),
                    errorThreshold=0,
                    warpOptions=options,
                    callback=_go_on,
                )
            except RuntimeError:
                checkpoint()
                raise
            finally:
                # Closed while their arrays are there: what an exception keeps alive is freed in any order.
                dataset = None
                while datasets:
                    datasets.pop().FlushCache()

    def _source_window(self, window: Window, turn: float) -> Window | None:
        """Return the cells of the series under a window of the grid, with a margin; None where there are none."""
        west, south, east, north = self.grid.subgrid(window).extent
        x, y = self._moved_places(*(edges.ravel() for edges in np.meshgrid(_spread(west, east), _spread(south, north))))
        x, y = self._to_source(x, y)
        source = self._series.grid
        x = x - turn
        if not (np.isfinite(x).any() and np.isfinite(y).any()):
            return None
        left, dx, _, top, _, dy = source.geotransform
        # Where part of the window has no place in the other projection, nothing tells how far it reaches.
        everything = not (np.isfinite(x).all() and np.isfinite(y).all())
        columns = (0, source.width) if everything else _cells((x - left) / dx, source.width, self._margin)
        rows = (0, source.height) if everything else _cells((y - top) / dy, source.height, self._margin)
        if columns is None or rows is None:
            return None
        return Window(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])

    def _motion_of(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Return where the columns and rows of a window come to lie, in cells of the grid: two rows of a matrix."""
        matrix = np.eye(2, 3) if self._motion is None else np.array(self._motion, dtype=float)
        matrix[:, 2] += matrix[:, :2] @ (window.column, window.row)
        return matrix[0], matrix[1]

    def _moved_places(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self._motion is None:
            return x, y
        west, dx, _, north, _, dy = self.grid.geotransform
        cells = np.stack([(x - west) / dx, (y - north) / dy, np.ones(x.shape)])
        columns, rows = self._motion @ cells
        return west + columns * dx, north + rows * dy

    def _to_source(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self._transform is None:
            return x, y
        with quiet_gdal():
            points = np.array(self._transform.TransformPoints(np.column_stack([x, y]).tolist()))
        points[~np.isfinite(points)] = np.nan
        return points[:, 0], points[:, 1]


def _moved(geotransform: _Place, columns: int, rows: int) -> _Place:
    """Return the geotransform of a window, which may begin beyond its grid."""
    west, dx, _, north, _, dy = geotransform
    return west + columns * dx, dx, 0.0, north + rows * dy, 0.0, dy


def _placed(geotransform: _Place, first: np.ndarray, second: np.ndarray) -> _Place:
    """Return the geotransform of a window whose cells lie where a motion takes them."""
    west, dx, _, north, _, dy = geotransform
    return (
        west + float(first[2]) * dx, float(first[0]) * dx, float(first[1]) * dx,
        north + float(second[2]) * dy, float(second[0]) * dy, float(second[1]) * dy,
    )  # fmt: skip


def _go_on(share: float, message: str, data: object) -> int:
    """Tell GDAL whether to go on: nothing that is raised in here would get through it."""
    try:
        checkpoint()
    except Cancelled:
        return 0
    return 1


def _spread(start: float, end: float) -> np.ndarray:
    return np.linspace(start, end, _EDGE_POINTS)


def _cells(places: np.ndarray, count: int, margin: int) -> tuple[int, int] | None:
    """Return first and last-plus-one of the cells between the least and the greatest place, None for none."""
    if places.max() <= 0 or places.min() >= count:
        return None
    first = max(0, int(np.floor(places.min())) - margin)
    return first, min(count, int(np.ceil(places.max())) + margin)


def _traditional(grid: Grid) -> osr.SpatialReference:
    reference = osr.SpatialReference(wkt=grid.crs_wkt)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
