"""The share of a cell that a polygon covers is the area of their intersection, whatever the polygon."""

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.regions.coverage import Region, coverage, unbroken


def box(west, south, east, north):
    return np.array([(west, south), (east, south), (east, north), (west, north), (west, south)], dtype=float)


def region(*polygons):
    return Region("1", "test", [list(polygon) for polygon in polygons])


def shares(polygon, rows=4, columns=5):
    """Cells of 2 x 3 units, the north-west corner at (10, 12)."""
    return coverage(region(polygon), (10.0, 12.0), (2.0, 3.0), (rows, columns))


def overlap(start, end, edges):
    """Share of every interval between edges that lies between start and end."""
    return np.array([max(0.0, min(end, b) - max(start, a)) / (b - a) for a, b in zip(edges, edges[1:])])


@pytest.mark.parametrize(
    "edges",
    [(12.5, 3.3, 17.1, 10.2), (10.0, 0.0, 20.0, 12.0), (12.0, 6.0, 14.0, 9.0), (5.0, -5.0, 30.0, 30.0)],
    ids=["cuts cells", "the whole grid", "one cell", "beyond the grid"],
)
def test_a_rectangle_covers_the_product_of_its_sides(edges):
    west, south, east, north = edges
    expected = np.outer(
        overlap(12 - north, 12 - south, np.arange(5) * 3.0), overlap(west, east, 10 + np.arange(6) * 2.0)
    )
    np.testing.assert_allclose(shares([box(*edges)]), expected, atol=1e-12)


def test_the_direction_of_a_ring_does_not_matter():
    outline, hole = box(11, 2, 19, 11), box(13, 4, 16, 8)
    expected = shares([outline]) - shares([hole])
    for rings in ([outline, hole], [outline[::-1], hole], [outline, hole[::-1]], [outline[::-1], hole[::-1]]):
        np.testing.assert_allclose(shares(rings), expected, atol=1e-12)


def test_a_triangle_inside_one_cell_covers_its_share():
    triangle = np.array([(12.5, 10.0), (13.5, 10.0), (13.0, 11.0)])
    found = shares([triangle])
    assert found[0, 1] == pytest.approx(0.5 / 6, abs=1e-12)
    assert np.count_nonzero(found) == 1


def test_a_slope_covers_half_of_what_it_crosses():
    found = coverage(region([np.array([(0.0, 0.0), (3.0, 0.0), (3.0, 3.0)])]), (0.0, 3.0), (1.0, 1.0), (3, 3))
    np.testing.assert_allclose(found, [[0, 0, 0.5], [0, 0.5, 1], [0.5, 1, 1]], atol=1e-12)


def test_parts_add_up_to_the_region():
    parts = [box(10.3, 1, 12.2, 4)], [box(15, 5, 19.9, 11.5), box(16, 6, 17, 7)]
    together = coverage(region(*parts), (10.0, 12.0), (2.0, 3.0), (4, 5))
    np.testing.assert_allclose(together, sum(shares(part) for part in parts), atol=1e-12)
    assert together.sum() * 6 == pytest.approx(region(*parts).planar_area())
    assert region(*parts).planar_area() == pytest.approx(1.9 * 3 + 4.9 * 6.5 - 1)


def test_a_window_of_the_grid_has_the_same_shares():
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    star = np.column_stack([15 + (2 + np.cos(5 * angle)) * np.cos(angle), 6 + 3 * np.sin(angle)])
    whole = shares([star])
    part = coverage(region([star]), (14.0, 9.0), (2.0, 3.0), (2, 2))
    np.testing.assert_allclose(part, whole[1:3, 2:4], atol=1e-12)
    assert whole.sum() * 6 == pytest.approx(region([star]).planar_area(), rel=1e-12)


def test_a_ring_over_the_date_line_is_drawn_in_one_piece():
    ring = np.array([(170.0, 0.0), (179.0, 0.0), (-175.0, 0.0), (-175.0, 5.0), (170.0, 5.0), (170.0, 0.0)])
    hole = np.array([(-178.0, 1.0), (-177.0, 1.0), (-177.0, 2.0), (-178.0, 1.0)])
    outline, inner = unbroken([ring, hole], "Fiji")
    assert (outline[:, 0].min(), outline[:, 0].max()) == (170, 185)
    assert (inner[:, 0].min(), inner[:, 0].max()) == (182, 183)


def test_a_ring_around_a_pole_is_refused():
    longitude = np.linspace(0, 360, 37)
    with pytest.raises(InputError, match="“Antarctica” encloses a pole"):
        unbroken([np.column_stack([(longitude + 180) % 360 - 180, np.full(37, -70.0)])], "Antarctica")
