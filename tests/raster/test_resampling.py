"""A series comes onto another grid as GDAL's warper should bring it, window by window alike."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import align, detect_cadence
from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled, InputError
from geogap_plugin.raster.grid import Grid, Window
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.resampling import CLASSES, OntoGrid
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


def overlap(start, size, count):
    """Share of each of so many source cells that lies between `start` and `start + size`."""
    edges = np.arange(count)
    return np.clip(np.minimum(edges + 1, start + size) - np.maximum(edges, start), 0, None)


def by_hand(values, ratio, west, north, rows, columns, method, least):
    """Every value of an area method on one grid laid over another, from the cells that each cell overlaps."""
    expected = np.full((len(values), rows, columns), np.nan)
    for epoch, row, column in np.ndindex(expected.shape):
        weights = np.outer(
            overlap(north + row * ratio, ratio, values.shape[1]), overlap(west + column * ratio, ratio, values.shape[2])
        )
        weights[(weights < 1e-9) | np.isnan(values[epoch])] = 0
        inside = values[epoch][weights > 0]
        if not inside.size or weights.sum() / ratio**2 < least - 1e-5:
            continue
        if method == "average":
            expected[epoch, row, column] = (weights[weights > 0] * inside).sum() / weights.sum()
        else:
            middle = np.sort(inside)[(inside.size - 1) // 2]
            expected[epoch, row, column] = {"min": inside.min(), "max": inside.max(), "median": middle}[method]
    return expected


@pytest.mark.parametrize("method", ["average", "min", "max", "median"])
@pytest.mark.parametrize("least", [0.0, 0.5, 0.9])
@pytest.mark.parametrize(
    ("east", "down", "ratio"), [(0, 0, 7), (1.33, -2.77, 7), (0.5, 0.5, 2), (0, 0, 2.5), (-4, 3, 4)]
)
def test_areas_hold_what_lies_in_them_if_enough_does(regular, method, least, east, down, ratio):
    rng = np.random.default_rng(5)
    values = rng.integers(0, 9, size=(3, 35, 40)).astype("f4")
    values[1:][rng.random((2, 35, 40)) < 0.45] = np.nan
    series = regular(values, place=(681200.3, 10, 0, 5240820.7, 0, -10), epsg=32632)
    place = (681200.3 + 10 * east, 10.0 * ratio, 0.0, 5240820.7 - 10 * down, 0.0, -10.0 * ratio)
    matched = OntoGrid(series, Grid(series.grid.crs_wkt, place, 8, 7), resampling=method, least_share=least)
    whole = matched.read(Window(0, 0, 8, 7))
    np.testing.assert_allclose(whole, by_hand(values, ratio, east, down, 7, 8, method, least), atol=1e-5)
    for window in (Window(3, 2, 3, 2), Window(7, 6, 1, 1), Window(0, 5, 8, 2)):
        part = whole[:, window.row : window.row + window.height, window.column : window.column + window.width]
        np.testing.assert_array_equal(matched.read(window), part)


def test_classes_are_taken_never_mixed(regular):
    rng = np.random.default_rng(6)
    classes = rng.choice([11.0, 42.0, 95.0], size=(3, 30, 30)).astype("f4")
    classes[0, :10] = 42
    classes[2][rng.random((30, 30)) < 0.3] = np.nan
    for ratio, chosen in ((3, "mode"), (0.4, "nearest")):
        series = regular(classes)
        grid = Grid(series.grid.crs_wkt, (10.0, ratio, 0.0, 50.0, 0.0, -ratio), 9, 9)
        matched = OntoGrid(series, grid, resampling=CLASSES, least_share=0.5)
        assert matched.resampling == chosen
        found = matched.read(grid.full_window)
        assert np.isin(found[np.isfinite(found)], [11, 42, 95]).all()
        np.testing.assert_array_equal(found[0, :3], 42)
    # Of every nine cells, the most frequent class, or one of those that are equally frequent.
    series = regular(classes[:2].repeat(2, axis=0)[:3])
    grid = Grid(series.grid.crs_wkt, (10.0, 3.0, 0.0, 50.0, 0.0, -3.0), 10, 10)
    found = OntoGrid(series, grid, resampling="mode", least_share=0.5).read(grid.full_window)[2]
    for row, column in np.ndindex(10, 10):
        names, counts = np.unique(classes[1, 3 * row : 3 * row + 3, 3 * column : 3 * column + 3], return_counts=True)
        assert found[row, column] in names[counts == counts.max()]


@pytest.mark.parametrize("method", ["bilinear", "cubic"])
def test_interpolation_does_not_reach_into_missing_cells(regular, method):
    values = np.random.default_rng(7).normal(10, 1, size=(3, 6, 8)).astype("f4")
    values[1, 2:4, 3:5] = np.nan
    series = regular(values)
    grid = Grid(series.grid.crs_wkt, (9.0, 0.25, 0.0, 51.0, 0.0, -0.25), 40, 32)
    found = OntoGrid(series, grid, resampling=method, least_share=0.5).read(grid.full_window)
    expected = np.full((3, 32, 40), False)
    expected[:, 4:28, 4:36] = np.repeat(np.repeat(np.isfinite(values), 4, axis=1), 4, axis=2)
    np.testing.assert_array_equal(np.isfinite(found), expected)


@pytest.mark.parametrize("method", ["nearest", "bilinear", "cubic", "average", "mode", "median"])
@pytest.mark.parametrize("cell", [0.11, 0.013])
def test_no_window_shows_after_reprojection(regular, method, cell):
    values = np.random.default_rng(8).integers(0, 6, size=(3, 60, 60)).astype("f4")
    values[1, 20:40, 10:30] = np.nan
    series = regular(values, place=(5e5, 2000, 0, 5.6e6, 0, -2000), epsg=32632)
    degrees = regular(np.zeros((3, 6, 8), dtype="f4"))
    size = 6 if cell > 0.1 else 24
    grid = Grid(degrees.grid.crs_wkt, (9.1, cell, 0.0, 50.5, 0.0, -cell), size, size)
    matched = OntoGrid(series, grid, resampling=method, least_share=0.5)
    whole = matched.read(grid.full_window)
    assert np.isfinite(whole).any()
    for window in (Window(0, 0, 3, 5), Window(size - 2, 1, 2, 3), Window(2, size - 1, 3, 1)):
        part = whole[:, window.row : window.row + window.height, window.column : window.column + window.width]
        np.testing.assert_allclose(matched.read(window), part, atol=2e-6)


def test_a_cancel_stops_a_warp(regular):
    series = regular(np.zeros((3, 6, 8), dtype="f4"))
    grid = Grid(series.grid.crs_wkt, (10.0, 0.01, 0.0, 50.0, 0.0, -0.01), 800, 600)
    asked = []
    with cancellation(lambda: len(asked) > 3 or asked.append(1)), pytest.raises(Cancelled):
        OntoGrid(series, grid).read(grid.full_window)
