"""How much of every cell of a grid a polygon covers, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError

_NOTHING = 1e-9
"""Shares below this are the rounding of sums, not area."""


@dataclass(frozen=True)
class Region:
    """A region by its polygons.

    Parameters
    ----------
    identifier : str
        Unlike any other region's.
    name : str
        For people.
    polygons : list of list of ndarray, shape (n, 2)
        Valid polygons that do not overlap, each an outline followed by its holes, in the coordinates of the grid.
    """

    identifier: str
    name: str
    polygons: list[list[np.ndarray]]

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north."""
        points = np.concatenate([polygon[0] for polygon in self.polygons])
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def planar_area(self) -> float:
        """Return the area in squared units of the coordinates."""
        return sum(abs(ring_area(ring)) * (1 if first else -1) for first, ring in self.rings())

    def rings(self) -> list[tuple[bool, np.ndarray]]:
        """Return every ring, and whether it is an outline (True) or a hole."""
        return [(number == 0, ring) for polygon in self.polygons for number, ring in enumerate(polygon)]

    def moved(self, x: float) -> list[list[np.ndarray]]:
        """Return the polygons so far to the east."""
        return [[ring + np.array([x, 0.0]) for ring in polygon] for polygon in self.polygons]


def ring_area(ring: np.ndarray) -> float:
    """Return the signed area inside a ring of shape (n, 2), closed or not: positive where it runs counter-clockwise."""
    # Relative to a corner, so that large coordinates do not cancel.
    x, y = (ring - ring[0]).T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def unbroken(polygon: list[np.ndarray], name: str) -> list[np.ndarray]:
    """Return a polygon of longitudes and latitudes, degrees, whose rings do not jump where longitudes begin anew.

    Neighbouring corners must lie less than half a turn apart. Longitudes may leave -180..180.

    Raises
    ------
    InputError
        If the polygon encloses a pole: on a map of longitudes and latitudes it has no outline.
    """
    rings = []
    for ring in polygon:
        longitude = np.unwrap(ring[:, 0], period=360)
        if abs(longitude[-1] - longitude[0]) > 180:
            raise InputError(
                f"The region “{name}” encloses a pole, which a raster of longitudes and latitudes cannot show. "
                "Warp the raster to the coordinate system of the regions first."
            )
        rings.append(np.column_stack([longitude, ring[:, 1]]))
    middle = rings[0][:, 0].mean()
    return [ring + np.array([360 * np.round((middle - ring[:, 0].mean()) / 360), 0]) for ring in rings]


def coverage(
    region: Region, origin: tuple[float, float], cell: tuple[float, float], shape: tuple[int, int]
) -> np.ndarray:
    """Return the share of every cell that a region covers.

    Green's theorem, cell by cell: every edge is cut where it crosses the lines of the grid. A piece that rises by dv
    within one cell adds dv times the distance to the cell's right side to that cell, and dv to all cells right of it;
    the sum of the pieces is the area (the exact coverage of scan converters: Carpenter 1984, SIGGRAPH 18, 103-108).

    Parameters
    ----------
    region : Region
    origin : tuple of float
        x of the west and y of the north edge of the grid.
    cell : tuple of float
        Width and height of a cell, both positive.
    shape : tuple of int
        Rows and columns.

    Returns
    -------
    ndarray of float64, shape (rows, columns)
        0 to 1.
    """
    rows, columns = shape
    # Two more columns: one for what an edge adds to its right neighbour, one for edges east of the grid.
    steps = np.zeros((rows, columns + 2))
    for is_outline, ring in region.rings():
        # Rows count downwards, so that a counter-clockwise outline falls on its left side.
        outward = np.sign(ring_area(ring)) * (1 if is_outline else -1)
        u, v = (ring[:, 0] - origin[0]) / cell[0], (origin[1] - ring[:, 1]) / cell[1]
        start_u, start_v, end_u, end_v = _pieces(u, v, rows, columns)
        rise = outward * (end_v - start_v)
        across = 0.5 * (np.clip(start_u, 0, columns) + np.clip(end_u, 0, columns))
        row = np.clip(np.floor(0.5 * (start_v + end_v)).astype(int), 0, rows - 1)
        column = np.floor(across).astype(int)
        np.add.at(steps, (row, column), rise * (column + 1 - across))
        np.add.at(steps, (row, column + 1), rise * (across - column))
    share = np.cumsum(steps, axis=1)[:, :columns]
    share[share < _NOTHING] = 0.0
    return np.minimum(share, 1.0)


def _pieces(u: np.ndarray, v: np.ndarray, rows: int, columns: int) -> tuple[np.ndarray, ...]:
    """Cut the edges of a ring at the lines of the grid.

    Parameters
    ----------
    u, v : ndarray, shape (n,)
        Corners in columns and rows from the north-west corner of the grid.

    Returns
    -------
    start_u, start_v, end_u, end_v : ndarray, shape (pieces,)
        Pieces within the rows of the grid; none crosses a line of it.
    """
    ends = np.stack([u, v, np.roll(u, -1), np.roll(v, -1)])
    u0, v0, u1, v1 = ends
    # Edges above, below or east of the grid change no cell of it.
    there = (np.maximum(v0, v1) > 0) & (np.minimum(v0, v1) < rows) & (np.minimum(u0, u1) < columns) & (v0 != v1)
    u0, v0, u1, v1 = ends[:, there]
    count = u0.size
    edges, places = [np.arange(count), np.arange(count)], [np.zeros(count), np.ones(count)]
    for begin, end, last in ((v0, v1, rows), (u0, u1, columns)):
        edge, line = _crossed(begin, end, last)
        edges.append(edge)
        places.append((line - begin[edge]) / (end - begin)[edge])
    edge, place = np.concatenate(edges), np.concatenate(places)
    order = np.lexsort((place, edge))
    edge, place = edge[order], place[order]
    same = edge[1:] == edge[:-1]
    edge, begin, end = edge[1:][same], place[:-1][same], place[1:][same]
    du, dv = (u1 - u0)[edge], (v1 - v0)[edge]
    middle = v0[edge] + 0.5 * (begin + end) * dv
    inside = (middle > 0) & (middle < rows)
    u0, v0 = u0[edge], v0[edge]
    pieces = (u0 + begin * du, v0 + begin * dv, u0 + end * du, v0 + end * dv)
    return tuple(values[inside] for values in pieces)


def _crossed(begin: np.ndarray, end: np.ndarray, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (edge, line) for every line 0..`last` that lies strictly between the ends of an edge."""
    low, high = np.minimum(begin, end), np.maximum(begin, end)
    first = np.maximum(np.floor(low) + 1, 0).astype(int)
    count = np.maximum(np.minimum(np.ceil(high) - 1, last).astype(int) - first + 1, 0)
    edge = np.repeat(np.arange(count.size), count)
    return edge, first[edge] + np.arange(edge.size) - np.repeat(np.cumsum(count) - count, count)
