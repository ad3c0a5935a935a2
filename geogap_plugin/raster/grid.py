"""Where the cells of a raster lie: grids, and windows of them."""

from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
from osgeo import osr

from ..core.errors import InputError

_SAME = 1e-3
"""Grids are the same when no corner differs by more than this share of a cell."""


class Window(NamedTuple):
    """A rectangle of cells.

    Parameters
    ----------
    column, row : int
        Its first column and row; rows count from the north.
    width, height : int
        Its size in cells.
    """

    column: int
    row: int
    width: int
    height: int

    def shifted(self, columns: int, rows: int) -> "Window":
        """Return a window of the same size, so many columns and rows further on."""
        return Window(self.column + columns, self.row + rows, self.width, self.height)

    def meets(self, other: "Window") -> bool:
        """Whether another window has a cell of this one."""
        return (
            self.column < other.column + other.width
            and other.column < self.column + self.width
            and self.row < other.row + other.height
            and other.row < self.row + self.height
        )


@dataclass(frozen=True)
class Grid:
    """A north-up grid of equal cells.

    Parameters
    ----------
    crs_wkt : str
        Coordinate reference system, '' if unknown.
    geotransform : tuple of float
        As in GDAL: west edge, cell width, 0, north edge, 0, minus the cell height, in the units of the CRS.
    width, height : int
        Number of columns and rows.
    """

    crs_wkt: str
    geotransform: "tuple[float, float, float, float, float, float]"
    width: int
    height: int

    def __post_init__(self) -> None:
        _, dx, skew_x, _, skew_y, dy = self.geotransform
        if skew_x or skew_y or dx <= 0 or dy >= 0:
            raise InputError(
                f"The geotransform {self.geotransform} is not north-up. Warp the raster to an unrotated grid first."
            )
        if self.width < 1 or self.height < 1:
            raise InputError(f"A grid of {self.width} x {self.height} cells is empty.")

    @property
    def extent(self) -> "tuple[float, float, float, float]":
        """West, south, east and north edge, in the units of the CRS."""
        west, dx, _, north, _, dy = self.geotransform
        return west, north + self.height * dy, west + self.width * dx, north

    @property
    def is_geographic(self) -> bool:
        """Whether the coordinates are degrees of longitude and latitude."""
        return bool(self.crs_wkt) and bool(osr.SpatialReference(wkt=self.crs_wkt).IsGeographic())

    @property
    def is_global(self) -> bool:
        """Whether the columns go once around the Earth."""
        return self.is_geographic and abs(self.width * self.geotransform[1] - 360) < 0.02 * self.geotransform[1]

    @property
    def full_window(self) -> Window:
        """The window of all cells."""
        return Window(0, 0, self.width, self.height)

    def row_window(self, row: int) -> Window:
        """Return the window of one row."""
        return Window(0, row, self.width, 1)

    def cell_centre(self, row: int, column: int) -> "tuple[float, float]":
        """Return x and y of the centre of a cell."""
        west, dx, _, north, _, dy = self.geotransform
        return west + (column + 0.5) * dx, north + (row + 0.5) * dy

    def subgrid(self, window: Window) -> "Grid":
        """Return the grid of a window.

        Raises
        ------
        InputError
            If the window reaches beyond the grid.
        """
        self.check_window(window)
        west, dx, _, north, _, dy = self.geotransform
        moved = (west + window.column * dx, dx, 0.0, north + window.row * dy, 0.0, dy)
        return Grid(self.crs_wkt, moved, window.width, window.height)

    def check_window(self, window: Window) -> None:
        """Refuse a window that is empty or reaches beyond the grid.

        Raises
        ------
        InputError
            If it does.
        """
        column, row, width, height = window
        if min(width, height) < 1 or min(column, row) < 0 or column + width > self.width or row + height > self.height:
            raise InputError(f"{window} does not lie inside a grid of {self.width} x {self.height} cells.")

    def window_for_extent(self, xmin: float, ymin: float, xmax: float, ymax: float) -> Window:
        """Return the cells that an extent touches, in the coordinates of this grid.

        An edge within a thousandth of a cell of a cell's edge does not touch the cell beyond. On a geographic grid,
        longitudes may be given as -180..180 or 0..360, whichever the grid uses.

        Raises
        ------
        InputError
            If the extent touches no cell, or lies on both sides of the seam of a global grid.
        """
        if not (xmin <= xmax and ymin <= ymax):
            raise InputError(f"The extent {xmin}, {ymin}, {xmax}, {ymax} is not in the order west, south, east, north.")
        dx, dy = self.geotransform[1], -self.geotransform[5]
        turns = (0.0, 360.0, -360.0) if self.is_geographic else (0.0,)
        if self.is_global and xmax - xmin >= 360 - dx / 2:
            columns: Optional[tuple[int, int]] = (0, self.width)
        else:
            found = [
                _touched(xmin + turn - self.extent[0], xmax + turn - self.extent[0], dx, self.width) for turn in turns
            ]
            spans = [span for span in found if span]
            if self.is_global and len(spans) > 1:
                raise InputError(
                    f"The extent {xmin:g}..{xmax:g} lies on both sides of {self.extent[0]:g} degrees, where the grid "
                    "begins and ends. Work on the two sides one after the other."
                )
            columns = max(spans, key=lambda span: span[1] - span[0], default=None)
        rows = _touched(self.extent[3] - ymax, self.extent[3] - ymin, dy, self.height)
        if columns is None or rows is None:
            raise InputError(
                f"The extent {xmin:g}, {ymin:g}, {xmax:g}, {ymax:g} (west, south, east, north) does not meet "
                f"the raster, which covers {', '.join(f'{edge:g}' for edge in self.extent)}."
            )
        return Window(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])

    def difference(self, other: "Grid") -> str:
        """Say in which numbers another grid differs, '' if it is the same to a thousandth of a cell."""
        if (self.width, self.height) != (other.width, other.height):
            return f"{self.width} x {self.height} cells against {other.width} x {other.height}"
        dx, dy = self.geotransform[1], -self.geotransform[5]
        apart = [abs(mine - theirs) / cell for mine, theirs, cell in zip(self.extent, other.extent, (dx, dy, dx, dy))]
        if max(apart) > _SAME:
            mine, theirs = (", ".join(f"{edge:.10g}" for edge in grid.extent) for grid in (self, other))
            return f"west, south, east, north {mine} against {theirs}"
        if self.crs_wkt != other.crs_wkt and not _same_crs(self.crs_wkt, other.crs_wkt):
            return f"coordinate system {_crs_name(self.crs_wkt)} against {_crs_name(other.crs_wkt)}"
        return ""

    def matches(self, other: "Grid") -> bool:
        """Whether another grid has the same cells, to a thousandth of a cell."""
        return not self.difference(other)


def _touched(start: float, end: float, cell: float, count: int) -> Optional["tuple[int, int]"]:
    """First and last-plus-one of the cells between two distances from the grid's edge, None for none of them."""
    first = int(np.floor(start / cell + _SAME))
    last = int(np.ceil(end / cell - _SAME))
    last = max(last, first + 1)  # a point, too, touches the cell it lies in
    first, last = max(first, 0), min(last, count)
    return (first, last) if first < last else None


def _same_crs(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return bool(osr.SpatialReference(wkt=one).IsSame(osr.SpatialReference(wkt=other)))


def _crs_name(wkt: str) -> str:
    return osr.SpatialReference(wkt=wkt).GetName() or "unnamed" if wkt else "none"
