"""A series comes onto another grid as GDAL's warper should bring it, window by window alike."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import align, detect_cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.grid import Grid, Window
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.resampling import OntoGrid
from geogap_plugin.raster.series import open_series

NAMES = ["2010-01-16", "2010-02-15", "2010-03-16"]


@pytest.fixture
def regular(write_tif):
    opened = []

    def make(values, **options):
        series = open_series(str(write_tif(f"{len(opened)}.tif", values, NAMES, **options)))
        opened.append(series)
        return RegularSeries(series, align(series.times, detect_cadence(series.times)))

    yield make
    for series in opened:
        series.close()


def onto(series, place, width, height, crs=None):
    grid = Grid(series.grid.crs_wkt if crs is None else crs, place, width, height)
    return OntoGrid(series, grid, np.arange(3))


def test_the_same_grid_keeps_every_bit(regular):
    values = np.random.default_rng(0).normal(size=(3, 6, 8)).astype("f4")
    series = regular(values)
    matched = OntoGrid(series, series.grid, np.array([2, 0]))
    assert matched.resampling == ""
    np.testing.assert_array_equal(matched.read(series.grid.full_window), values[[2, 0]])


def test_smaller_cells_are_averaged_without_the_missing(regular):
    values = np.random.default_rng(1).normal(size=(3, 6, 8)).astype("f4")
    values[1, :2, :2] = np.nan
    values[2, 0, 0] = np.nan
    matched = onto(regular(values), (10.0, 2.0, 0.0, 50.0, 0.0, -2.0), 4, 3)
    assert (matched.resampling, matched.cells_per_cell) == ("average", pytest.approx(4))
    blocks = values.reshape(3, 3, 2, 4, 2).transpose(0, 1, 3, 2, 4).reshape(3, 3, 4, 4)
    with np.errstate(invalid="ignore"):
        seen = np.isfinite(blocks)
        expected = np.where(seen, blocks, 0).sum(axis=3) / seen.sum(axis=3)
    np.testing.assert_allclose(matched.read(Window(0, 0, 4, 3)), expected, atol=1e-6)


def test_larger_cells_are_interpolated(regular):
    x, y = np.meshgrid(np.arange(8.0), np.arange(6.0))
    plane = np.stack([2 * x + 3 * y, x, y]).astype("f4")
    matched = onto(regular(plane), (12.0, 0.5, 0.0, 48.0, 0.0, -0.5), 6, 4)
    assert matched.resampling == "bilinear"
    column, row = np.meshgrid(2 + 0.5 * (np.arange(6) + 0.5) - 0.5, 2 + 0.5 * (np.arange(4) + 0.5) - 0.5)
    np.testing.assert_allclose(matched.read(Window(0, 0, 6, 4))[0], 2 * column + 3 * row, atol=1e-4)


@pytest.mark.parametrize("place", [(10.3, 1.7, 0.0, 49.6, 0.0, -1.1), (10.3, 0.37, 0.0, 49.6, 0.0, -0.41)])
def test_windows_join_without_a_seam(regular, place):
    matched = onto(regular(np.random.default_rng(2).normal(size=(3, 6, 8)).astype("f4")), place, 4, 4)
    whole = matched.read(Window(0, 0, 4, 4))
    for row in range(4):
        for column in range(4):
            part = matched.read(Window(column, row, 1, 1))
            np.testing.assert_allclose(part[:, 0, 0], whole[:, row, column], rtol=1e-5, equal_nan=True)


def test_longitudes_counted_from_zero_find_their_place(regular):
    values = np.arange(3 * 48, dtype="f4").reshape(3, 6, 8)
    series = regular(values, place=(300, 1, 0, 50, 0, -1))
    matched = onto(series, (-60.0, 2.0, 0.0, 50.0, 0.0, -2.0), 4, 3)
    assert matched.read(Window(0, 0, 1, 1))[0, 0, 0] == pytest.approx(values[0, :2, :2].mean())


def test_another_projection_is_reprojected(regular):
    metres = regular(np.full((3, 40, 40), 7, dtype="f4"), place=(5e5, 1e4, 0, 5.6e6, 0, -1e4), epsg=32632)
    degrees = regular(np.zeros((3, 6, 8), dtype="f4"), place=(10, 0.2, 0, 50, 0, -0.2))
    matched = OntoGrid(metres, degrees.grid, np.arange(3))
    np.testing.assert_allclose(matched.read(degrees.grid.full_window), 7, rtol=1e-6)


def test_series_that_do_not_meet_are_refused(regular):
    series = regular(np.zeros((3, 6, 8), dtype="f4"))
    with pytest.raises(InputError, match="do not overlap"):
        onto(series, (100.0, 1.0, 0.0, 50.0, 0.0, -1.0), 4, 3)
    with pytest.raises(InputError, match="no coordinate reference system"):
        onto(series, (10.0, 2.0, 0.0, 50.0, 0.0, -2.0), 4, 3, crs="")
