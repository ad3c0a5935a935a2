"""Distances are those of the sphere or of the plane, and areas shrink towards the poles."""

import math

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.regions.places import Places, area_weights

DEGREE_KM = 2 * math.pi * 6371.0072 / 360


def geographic(*points):
    x, y = np.array(points, dtype=float).T
    return Places(x, y, True)


def test_a_degree_of_latitude_is_the_same_everywhere_and_one_of_longitude_shrinks():
    places = geographic((0, 1), (0, 61), (2, 60), (10, 60))
    assert places.distance_km(0, 0)[0] == pytest.approx(DEGREE_KM, rel=1e-6)
    assert places.distance_km(0, 60)[1] == pytest.approx(DEGREE_KM, rel=1e-6)
    # cos(c) = sin^2 60 + cos^2 60 cos(10): the spherical law of cosines.
    angle = math.acos(0.75 + 0.25 * math.cos(math.radians(10)))
    assert places.distance_km(0, 60)[3] == pytest.approx(6371.0072 * angle, rel=1e-6)


def test_distances_go_the_short_way_over_the_date_line_and_the_pole():
    assert geographic((-179, 0)).distance_km(179, 0)[0] == pytest.approx(2 * DEGREE_KM, rel=1e-6)
    assert geographic((180, 89)).distance_km(0, 89)[0] == pytest.approx(2 * DEGREE_KM, rel=1e-6)
    assert geographic((0, -90)).distance_km(37, 90)[0] == pytest.approx(180 * DEGREE_KM, rel=1e-6)


def test_projected_distances_follow_the_unit_of_the_coordinates():
    x, y = np.array([3000.0]), np.array([4000.0])
    assert Places(x, y, False).distance_km(0, 0)[0] == pytest.approx(5)
    assert Places(x, y, False, 0.3048).distance_km(0, 0)[0] == pytest.approx(5 * 0.3048)
    with pytest.raises(InputError, match="coordinate system"):
        Places(x, y, False, None).distance_km(0, 0)


def test_the_nearest_place_is_found_over_the_date_line_too():
    others = geographic((170, 0), (-179, 0), (0, 50))
    np.testing.assert_array_equal(geographic((179, 0), (172, 5), (-30, 40)).nearest(others), [1, 0, 2])


def test_cells_weigh_as_much_as_their_area():
    np.testing.assert_allclose(geographic((0, 0), (0, 60), (0, 90)).weights, [1, 0.5, 0], atol=1e-12)
    np.testing.assert_array_equal(Places(np.zeros(2), np.array([0.0, 60]), False).weights, [1, 1])


def test_area_shrinks_towards_the_poles():
    np.testing.assert_allclose(area_weights(np.array([0.0, 60.0, 90.0])), [1, 0.5, 0], atol=1e-12)
