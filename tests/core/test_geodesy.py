"""Areas on the ellipsoid and distances on the sphere agree with independent formulas."""

import math

import numpy as np
import pytest

from geogap_plugin.core.regions.geodesy import authalic, distances_between, unit_vectors

SEMI_MAJOR, FLATTENING = 6378137.0, 1 / 298.257223563


@pytest.mark.parametrize(("south", "north"), [(0, 1), (44, 45), (-90, -89), (-30, 60)])
def test_the_area_of_a_zone_is_the_integral_of_its_radii_of_curvature(south, north):
    e2 = FLATTENING * (2 - FLATTENING)
    # Gauss-Legendre quadrature of M N cos(phi).
    node, weight = np.polynomial.legendre.leggauss(60)
    phi = np.deg2rad(0.5 * (north - south) * node + 0.5 * (north + south))
    integrand = SEMI_MAJOR**2 * (1 - e2) * np.cos(phi) / (1 - e2 * np.sin(phi) ** 2) ** 2
    expected = np.deg2rad(0.5 * (north - south)) * (weight @ integrand) * np.deg2rad(0.5)
    q = authalic(np.array([south, north]), FLATTENING)
    assert 0.5 * SEMI_MAJOR**2 * np.deg2rad(0.5) * (q[1] - q[0]) == pytest.approx(expected, rel=1e-11)


def test_the_whole_ellipsoid_has_the_surface_of_wgs84():
    q = authalic(np.array([-90.0, 90.0]), FLATTENING)
    assert math.pi * SEMI_MAJOR**2 * (q[1] - q[0]) == pytest.approx(510_065_621.724e6, rel=1e-10)


def test_a_sphere_has_no_flattening():
    np.testing.assert_allclose(authalic(np.array([-90, 0, 30, 90]), 0.0), [-2, 0, 1, 2], atol=1e-12)


def test_distances_follow_the_haversine_formula():
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(-180, 180, 20), rng.uniform(-90, 90, 20)
    found = distances_between(unit_vectors(lon, lat), unit_vectors(lon, lat), 6371.0)
    for i in range(20):
        for j in range(20):
            a = (
                math.sin(math.radians(lat[j] - lat[i]) / 2) ** 2
                + math.cos(math.radians(lat[i]))
                * math.cos(math.radians(lat[j]))
                * math.sin(math.radians(lon[j] - lon[i]) / 2) ** 2
            )
            assert found[i, j] == pytest.approx(2 * 6371 * math.asin(min(1, math.sqrt(a))), abs=0.01)
