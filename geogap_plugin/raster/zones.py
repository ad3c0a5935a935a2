"""Regions on a grid: which cells they cover, by how much of the Earth's surface, and what the cells there hold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from osgeo import osr

from ..core.cancellation import cancellation, checkpoint
from ..core.errors import InputError
from ..core.regions.correlation import Correlogram, correlogram
from ..core.regions.coverage import Region, coverage
from ..core.regions.geodesy import authalic, metres_per_degree, unit_vectors
from ..core.regions.zonal import RegionSeries, ZoneSums
from ..core.series.filling import FILLED_FLAGS
from .blockwise import Control, each_window
from .gdal_calls import bounded_cache, quiet_gdal
from .grid import Grid, Window
from .regular import RegularSeries
from .tiling import tile

_BYTES_PER_VALUE = 64
_CELLS_AT_ONCE = 1_000_000
_NODES = 128
_SITES = 5
_OFFSETS = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64])
_LEAST_OBSERVED = 24


class Surface:
    """Where the cells of a grid lie on the Earth, and how large they are.

    Parameters
    ----------
    grid : Grid

    Raises
    ------
    InputError
        If the grid has no coordinate reference system: its cells have no place on the Earth.
    """

    def __init__(self, grid: Grid) -> None:
        if not grid.crs_wkt:
            raise InputError(
                "The raster has no coordinate reference system, so that nothing tells where on the Earth its cells "
                "lie. Assign one first."
            )
        self.grid = grid
        reference = _reference(grid.crs_wkt)
        self._geographic = bool(reference.IsGeographic())
        self._semi_major = reference.GetSemiMajor()
        inverse = reference.GetInvFlattening()
        self._flattening = 1 / inverse if inverse else 0.0
        # Mean radius (2a + b) / 3 (Moritz 2000).
        self.radius = self._semi_major * (1 - self._flattening / 3) / 1000
        """km"""
        if not self._geographic:
            self._transform = osr.CoordinateTransformation(reference, _geographic_part(reference))
            self._nodes = [np.unique(np.linspace(0, n, min(n, _NODES) + 1).round()) for n in (grid.height, grid.width)]
            self._node_areas = self._areas_at_nodes()

    def locate(self, columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return longitudes and latitudes, degrees, of places counted in cells from the north-west corner."""
        west, dx, _, north, _, dy = self.grid.geotransform
        x, y = west + np.asarray(columns) * dx, north + np.asarray(rows) * dy
        if self._geographic:
            return x, np.clip(y, -90, 90)
        with quiet_gdal():
            points = np.array(self._transform.TransformPoints(np.stack([x.ravel(), y.ravel()], axis=1).tolist()))
        points[~np.isfinite(points)] = np.nan
        return points[:, 0].reshape(x.shape), points[:, 1].reshape(x.shape)

    def metres(self, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Return what a step of one column or row is on the ground, shape (K, 2, 2).

        `metres @ (columns, rows)` gives metres to the true east and north, whatever the projection does to lengths and
        directions there.

        Parameters
        ----------
        columns, rows : ndarray, shape (K,)
            Places counted in cells from the north-west corner.
        """
        columns, rows = np.asarray(columns, dtype=float), np.asarray(rows, dtype=float)
        along, up = metres_per_degree(self.locate(columns, rows)[1], self._semi_major, self._flattening)
        steps = []
        for column, row in ((0.5, 0.0), (0.0, 0.5)):
            begin, end = (self.locate(columns + side * column, rows + side * row) for side in (-1, 1))
            longitude = (end[0] - begin[0] + 180) % 360 - 180
            steps.append(np.stack([longitude * along, (end[1] - begin[1]) * up], axis=-1))
        return np.stack(steps, axis=-1)

    def cell_length(self) -> float:
        """Return the side of a square as large as the cell in the middle of the grid, metres."""
        middle = np.array([self.grid.width / 2]), np.array([self.grid.height / 2])
        return float(np.sqrt(abs(np.linalg.det(self.metres(*middle)[0]))))

    def areas(self, window: Window) -> np.ndarray:
        """Return the areas of the cells of a window, m2, shape (height, width).

        Exact on the ellipsoid for a grid of longitudes and latitudes. Of other grids, the areas of the quadrangles
        between the cells' corners, at 129 x 129 places at most, and between these by interpolation.
        """
        rows = np.arange(window.row, window.row + window.height + 1)
        if self._geographic:
            _, dx, _, north, _, dy = self.grid.geotransform
            q = authalic(np.clip(north + rows * dy, -90, 90), self._flattening)
            areas = 0.5 * self._semi_major**2 * np.deg2rad(dx) * (q[:-1] - q[1:])
            return np.broadcast_to(areas[:, np.newaxis], (window.height, window.width))
        columns = np.arange(window.column, window.column + window.width) + 0.5
        across = np.stack([np.interp(columns, self._nodes[1], line) for line in self._node_areas])
        at = np.clip(np.searchsorted(self._nodes[0], rows[:-1] + 0.5) - 1, 0, len(self._nodes[0]) - 2)
        begin, end = self._nodes[0][at], self._nodes[0][at + 1]
        share = ((rows[:-1] + 0.5 - begin) / (end - begin))[:, np.newaxis]
        return (1 - share) * across[at] + share * across[at + 1]

    def _areas_at_nodes(self) -> np.ndarray:
        """Return the area of a cell around every node, 0 where the projection has no place for it."""
        row, column = np.meshgrid(*self._nodes, indexing="ij")
        corners = [self.locate(column + a, row + b) for a, b in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))]
        q = [authalic(latitude, self._flattening) for _, latitude in corners]
        first = corners[0][0]
        # The shorter way around the Earth between the corners of a cell.
        x = [np.deg2rad((longitude - first + 180) % 360 - 180) for longitude, _ in corners]
        y = [value - q[0] for value in q]
        doubled = sum(x[i] * y[(i + 1) % 4] - x[(i + 1) % 4] * y[i] for i in range(4))
        return np.nan_to_num(0.25 * self._semi_major**2 * np.abs(doubled))


class Zone:
    """A region on a grid.

    Parameters
    ----------
    region : Region
        In the coordinates of the grid.
    surface : Surface

    Attributes
    ----------
    window : Window
        The cells that the region may touch.
    cells : int
        Number of cells that it touches.
    area : float
        Of the region, m2; what lies outside the grid counts by its share of the region on the map.

    Raises
    ------
    InputError
        If the region does not meet the raster.
    """

    def __init__(self, region: Region, surface: Surface) -> None:
        self.surface = surface
        grid = surface.grid
        west, dx, _, north, _, dy = grid.geotransform
        # A region may be given in either count of longitudes, and reach across the seam of the grid.
        turns = (0.0, 360.0, -360.0) if grid.is_geographic else (0.0,)
        self.region = Region(
            region.identifier,
            region.name,
            [polygon for turn in turns for polygon in region.moved(turn) if _meets(polygon[0], grid.extent)],
        )
        covered = 0.0
        self.cells, inside = 0, 0.0
        if self.region.polygons:
            left, bottom, right, top = self.region.bounds()
            first, last = max(0, int((left - west) // dx)), min(grid.width, int(-(-(right - west) // dx)))
            upper, lower = max(0, int((top - north) // dy)), min(grid.height, int(-(-(bottom - north) // dy)))
            self.window = Window(first, upper, last - first, lower - upper)
            for block in tile(self.window, _CELLS_AT_ONCE):
                checkpoint()
                share = self.shares(block)
                covered += float(share.sum())
                inside += float((share * surface.areas(block)).sum())
                self.cells += int((share > 0).sum())
        if not inside:
            edges = ", ".join(f"{edge:g}" for edge in grid.extent)
            raise InputError(
                f"The region “{region.name}” does not meet the raster, which covers {edges} "
                "(west, south, east, north). Choose regions inside it, and check the coordinate system of both layers."
            )
        self.inside_share = min(1.0, covered * dx * -dy / region.planar_area())
        """Share of the region, on the map, that lies inside the grid."""
        self.area = inside / (self.inside_share if self.inside_share < 1 - 1e-6 else 1.0)

    def shares(self, window: Window) -> np.ndarray:
        """Return the share of every cell of a window of the grid that the region covers, shape (height, width)."""
        west, dx, _, north, _, dy = self.surface.grid.geotransform
        origin = (west + window.column * dx, north + window.row * dy)
        return coverage(self.region, origin, (dx, -dy), (window.height, window.width))

    def weights(self, window: Window) -> np.ndarray:
        """Return the area of every cell of a window inside the region, m2, shape (height, width)."""
        return self.shares(window) * self.surface.areas(window)


def union(windows: list[Window]) -> Window:
    """Return the smallest window that holds all of some windows."""
    column, row = min(window.column for window in windows), min(window.row for window in windows)
    right = max(window.column + window.width for window in windows)
    lower = max(window.row + window.height for window in windows)
    return Window(column, row, right - column, lower - row)


class KnownErrors:
    """A series with what is known of its errors.

    Parameters
    ----------
    series : RegularSeries
    uncertainty : RegularSeries, optional
        Standard deviations; 0 where a value is observed.
    flags : RegularSeries, optional
        2 where a value is filled; without flags, a positive uncertainty says so.
    measurement_sd : float
        Standard deviation of observed values, in the unit of the series.

    Attributes
    ----------
    knows_filled, knows_errors : bool
        Whether it is known which values are filled, and how large errors are.
    """

    def __init__(
        self,
        series: RegularSeries,
        uncertainty: RegularSeries | None = None,
        flags: RegularSeries | None = None,
        measurement_sd: float = 0.0,
    ) -> None:
        self.series = series
        self._uncertainty = uncertainty
        self._flags = flags
        self._measurement_sd = measurement_sd
        self.knows_filled = uncertainty is not None or flags is not None
        self.knows_errors = uncertainty is not None or measurement_sd > 0

    def within(self, window: Window) -> KnownErrors:
        """Return the same of a part of the grid."""
        uncertainty, flags = (
            None if view is None else _part(view, window) for view in (self._uncertainty, self._flags)
        )
        return KnownErrors(_part(self.series, window), uncertainty, flags, self._measurement_sd)

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray | None, np.ndarray | None]:
        """Return values, standard deviations (None: not known) and what is filled (None: not known), shape (E, N)."""
        values = self.series.cells(window)
        spread = None if self._uncertainty is None else self._uncertainty.cells(window)
        flags = None if self._flags is None else self._flags.cells(window)
        filled = None if flags is None else np.isin(flags, FILLED_FLAGS)
        if filled is None and spread is not None:
            filled = spread > 0
        if spread is None and not self._measurement_sd:
            return values, None, filled
        sd = np.zeros_like(values) if spread is None else spread
        if self._measurement_sd:
            sd = np.where(False if filled is None else filled, sd, np.float32(self._measurement_sd))
        return values, sd, filled

    def observed(self, window: Window) -> np.ndarray:
        """Return the values that are not filled, shape (E, N)."""
        values, _, filled = self.read(window)
        return values if filled is None else np.where(filled, np.nan, values)


def zonal_series(zone: Zone, source: KnownErrors, control: Control, length: float) -> RegionSeries:
    """Return the area-weighted series of a region, reading its cells block by block.

    Parameters
    ----------
    length : float
        Correlation length of the errors, km.
    """
    window = zone.window
    part = source.within(window)
    sums = ZoneSums(
        len(part.series.times),
        zone.cells,
        window.width,
        knows_filled=part.knows_filled,
        knows_errors=part.knows_errors,
    )
    with cancellation(control.cancelled):
        for block in each_window(part.series, control, bytes_per_value=_BYTES_PER_VALUE):
            weights = zone.weights(block.shifted(window.column, window.row)).ravel()
            inside = np.flatnonzero(weights)
            if inside.size:
                row, column = np.divmod(inside, block.width)
                values, sd, filled = part.read(block)
                sums.add(
                    weights[inside],
                    row + block.row,
                    column + block.column,
                    values[:, inside],
                    None if sd is None else sd[:, inside],
                    None if filled is None else filled[:, inside],
                )

        def locate(columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            return zone.surface.locate(columns + window.column, rows + window.row)

        return sums.series(zone.area, length, locate, zone.surface.radius)


def sample_correlogram(source: KnownErrors, surface: Surface, control: Control, within: Window) -> Correlogram:
    """Estimate how far the departures from trend and season are alike, from observed values of a sample of the cells.

    The sample has 25 sites spread evenly over a window, and at each the cells 1, 2, 3, 4, 6, 8, 12 ... columns east
    and rows south of it, so that short and long distances are there.

    Parameters
    ----------
    within : Window
        The part of the grid to sample.
    """
    series = source.series
    values: list[np.ndarray] = []
    places: list[np.ndarray] = []
    with cancellation(control.cancelled), bounded_cache(control.memory // 2):
        for line, offsets in _lines(within):
            checkpoint()
            found = source.observed(line)[:, offsets]
            seen = np.isfinite(found).sum(axis=0) >= _LEAST_OBSERVED
            values.append(found[:, seen])
            eastwards = line.height == 1
            along = offsets[seen]
            places.append(np.stack([line.column + along * eastwards, line.row + along * (not eastwards)]))
        place, once = np.unique(np.concatenate(places, axis=1), axis=1, return_index=True)
        directions = unit_vectors(*surface.locate(place[0] + 0.5, place[1] + 0.5))
        found = np.concatenate(values, axis=1)[:, once]
        return correlogram(series.times, found, series.cadence, directions, surface.radius)


def _lines(within: Window) -> Iterator[tuple[Window, np.ndarray]]:
    """Yield windows of one row or one column, and which of their cells to take."""
    for row in _sites(within.row, within.height):
        for column in _sites(within.column, within.width):
            across, down = (
                _OFFSETS[: np.searchsorted(_OFFSETS, min(end - start, max(2, size // (_SITES - 1))))]
                for start, end, size in (
                    (column, within.column + within.width, within.width),
                    (row, within.row + within.height, within.height),
                )
            )
            yield Window(column, row, int(across[-1]) + 1, 1), across
            if down.size > 1:
                yield Window(column, row, 1, int(down[-1]) + 1), down


def _sites(start: int, size: int) -> list[int]:
    places = np.linspace(start, start + size - 1, _SITES, endpoint=size <= _SITES)
    return np.unique(places.round().astype(int)).tolist()


def _part(series: RegularSeries, window: Window) -> RegularSeries:
    return RegularSeries(series.series, series.alignment, window.shifted(series.offset.column, series.offset.row))


def _meets(outline: np.ndarray, extent: tuple[float, float, float, float]) -> bool:
    """Whether the box around an outline and an extent (west, south, east, north) share more than an edge."""
    west, south, east, north = extent
    (left, bottom), (right, top) = outline.min(axis=0), outline.max(axis=0)
    return bool(left < east and right > west and bottom < north and top > south)


def _reference(wkt: str) -> osr.SpatialReference:
    reference = osr.SpatialReference(wkt=wkt)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _geographic_part(reference: osr.SpatialReference) -> osr.SpatialReference:
    geographic = reference.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return geographic
