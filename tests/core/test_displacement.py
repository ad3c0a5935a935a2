"""Windows are found again to parts of a pixel, and what departs from its neighbours is dropped."""

from __future__ import annotations

import numpy as np
import pytest

from geogap_plugin.core.motion.displacement import METHODS, correlation_surface, features, match
from geogap_plugin.core.motion.velocity import choose_pairs, median_outliers, velocity
from geogap_plugin.core.regions.geodesy import metres_per_degree
from tests.glacier import Ground, places

ROWS, COLUMNS = (axis.ravel() for axis in np.mgrid[30:150:20, 30:150:20])


def pair(across, down, noise=0.0):
    ground, (columns, rows) = Ground(6), places(180, 180)
    random = np.random.default_rng(3)
    first = ground(columns, rows) + noise * random.standard_normal(rows.shape)
    second = 0.5 * ground(columns - across, rows - down) + 90 + 0.5 * noise * random.standard_normal(rows.shape)
    return first, second


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("across", "down"), [(0.0, 0.0), (3.27, -5.61), (-0.5, 1.5)])
def test_a_shift_is_measured_to_parts_of_a_pixel(method, across, down):
    first, second = (features(image, method) for image in pair(across, down, noise=6.0))
    found = match(first, second, ROWS, COLUMNS, 32, 9)
    errors = np.stack([found.columns - across, found.rows - down])
    assert np.isfinite(errors).all()
    assert np.sqrt((errors**2).mean()) < 0.05
    assert np.abs(errors.mean(axis=1)).max() < 0.03
    assert (found.correlation > 0.5).all()


@pytest.mark.parametrize("method", METHODS)
def test_noise_does_not_draw_displacements_to_some_part_of_a_pixel(method):
    ground, (columns, rows) = Ground(6), places(180, 180)
    random = np.random.default_rng(7)
    middles = [axis.ravel() for axis in np.mgrid[26:160:16, 26:160:16]]
    biases = []
    for across in (0.1, 0.3, 0.5, 0.7, 0.9):
        images = [ground(columns, rows), ground(columns - across, rows)]
        # Noise of its own in each image, five decibels below the ground.
        images = [image + image.std() * 10 ** (-5 / 20) * random.standard_normal(image.shape) for image in images]
        found = match(*(features(image, method) for image in images), *middles, 32, 4)
        believed = found.signal_to_noise > 3.5
        assert believed.mean() > 0.8
        biases.append((found.columns - across)[believed].mean())
    assert np.abs(biases).max() < 0.045


@pytest.mark.parametrize("method", METHODS)
def test_displacements_of_real_scenes_prefer_no_part_of_a_pixel(data_folder, method):
    gdal = pytest.importorskip("osgeo.gdal")
    # Scenes of two springs whose frames differ by some pixels, more in one place than in another.
    files = [
        data_folder / "glacier" / "parvati_rgb" / f"LC08_L2SP_147038_{date}_02_T1.png"
        for date in ("20130418", "20150323")
    ]
    if not all(file.is_file() for file in files):
        pytest.skip("no scenes of the Parvati glacier among the data")
    images = [gdal.Open(str(file)).ReadAsArray()[1, :845, :1016] for file in files]
    middles = [axis.ravel() for axis in np.mgrid[30:815:48, 30:985:48]]
    found = match(*(features(image, method) for image in images), *middles, 32, 8)
    believed = (found.signal_to_noise > 3.5) & (found.correlation > 0.5)
    for displacements in (found.columns[believed], found.rows[believed]):
        assert np.ptp(np.percentile(displacements, (5, 95))) > 1.5
        from_whole = np.abs(displacements - np.round(displacements))
        assert (from_whole > 0.25).mean() == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize("method", METHODS)
def test_stripes_without_data_leave_the_displacement_right(method):
    first, second = pair(3.27, -1.61)
    first[np.arange(180) % 12 < 3] = np.nan
    second[np.arange(180) % 12 < 3] = np.nan
    found = match(features(first, method), features(second, method), ROWS, COLUMNS, 32, 9)
    there = np.isfinite(found.rows)
    assert there.mean() > 0.6
    assert np.median(np.hypot(found.columns - 3.27, found.rows + 1.61)[there]) < 0.15


def test_windows_without_values_or_without_contrast_have_no_displacement():
    first, second = pair(1.0, 1.0)
    first[:90] = np.nan
    second[88:] = 5.0
    found = match(features(first, "orientation"), features(second, "orientation"), ROWS, COLUMNS, 32, 5)
    assert np.isnan(found.columns[np.abs(ROWS - 90) > 10]).all()


def test_a_displacement_beyond_the_search_is_not_invented():
    first, second = (features(image, "ncc") for image in pair(12.0, 0.0))
    found = match(first, second, ROWS, COLUMNS, 32, 4)
    believed = (found.signal_to_noise > 3.5) & (found.correlation > 0.5)
    assert not believed.any()


def test_the_correlation_surface_is_pearsons_correlation_of_what_both_know():
    random = np.random.default_rng(4)
    template, area = random.standard_normal((1, 1, 6, 6)), random.standard_normal((1, 1, 10, 10))
    template[0, 0, 2, 3] = area[0, 0, 4, 4] = np.nan
    surface = correlation_surface(template, area)
    for row, column in ((0, 0), (2, 3), (4, 1)):
        part = area[0, 0, row : row + 6, column : column + 6]
        known = np.isfinite(part) & np.isfinite(template[0, 0])
        expected = np.corrcoef(part[known], template[0, 0][known])[0, 1]
        assert surface[0, row, column] == pytest.approx(expected, abs=1e-9)


def test_a_displacement_unlike_its_neighbours_is_an_outlier_and_a_gradient_is_not():
    rows, columns = np.indices((9, 11)).astype(float)
    u, v = 0.3 * columns, -0.2 * rows
    inner = np.zeros(u.shape, dtype=bool)
    inner[1:-1, 1:-1] = True
    assert not (median_outliers(u, v) & inner).any()
    u[4, 5] += 4
    found = median_outliers(u, v)
    assert found[4, 5]
    assert not (found & inner).sum() > 1
    alone = np.full((5, 5), np.nan)
    alone[2, 2] = 1.0
    assert median_outliers(alone, alone)[2, 2]


def test_what_stable_ground_seems_to_move_by_is_taken_off():
    random = np.random.default_rng(5)
    east, north = 0.8 + random.normal(0, 0.5, (40, 40)), -1.1 + random.normal(0, 0.7, (40, 40))
    north[:, 15:25] -= 90.0
    stable = np.ones((40, 40), dtype=bool)
    stable[:, 15:25] = False
    field = velocity(east, north, stable, 730.5)
    assert field.bias == pytest.approx((0.8, -1.1), abs=0.08)
    assert field.spread == pytest.approx((0.5, 0.7), rel=0.1)
    assert np.median(field.speed[~stable]) == pytest.approx(45, abs=0.3)
    # Along the flow, which goes south, half of the spread of the north component: two years lie between.
    assert np.median(field.uncertainty[~stable]) == pytest.approx(0.35, rel=0.12)
    assert field.azimuth((20, 20)) == pytest.approx(180, abs=2)


def test_without_stable_ground_nothing_is_taken_off():
    random = np.random.default_rng(6)
    east, north = 3 + random.normal(0, 0.2, (30, 30)), random.normal(0, 0.2, (30, 30))
    field = velocity(east, north, None, 365.25)
    assert field.bias == (0.0, 0.0)
    assert np.median(field.east) == pytest.approx(3, abs=0.05)
    assert np.median(field.uncertainty) == pytest.approx(0.2, rel=0.3)


def test_scenes_are_paired_by_time_and_season():
    times = np.array(["2013-08-01", "2013-12-10", "2014-07-20", "2014-12-01", "2016-08-10"], dtype="datetime64[s]")
    assert choose_pairs(times, 0, 366) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert choose_pairs(times, 300, 40) == [(0, 2), (1, 3), (2, 4)]
    assert choose_pairs(times, 4000, 366) == []


def test_a_degree_is_as_long_as_on_the_ellipsoid():
    # Of WGS 84, as printed in tables of it.
    along, up = metres_per_degree(np.array([0.0, 45.0, 90.0]), 6378137.0, 1 / 298.257223563)
    assert along == pytest.approx([111319.5, 78846.8, 0.0], abs=0.1)
    assert up == pytest.approx([110574.3, 111131.8, 111693.9], abs=0.1)
