"""Scenes are cut out onto one grid, whole or not at all, and the scenes of a day are laid together cell by cell."""

import threading
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr

from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled, InputError
from geogap_plugin.raster.blockwise import Control
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.scene_band import SceneBand, UnreadableError
from geogap_plugin.raster.scene_mosaic import Cut, DayMosaics, covered_shares, cut_scene, write_mosaics
from geogap_plugin.raster.writer import SeriesWriter
from tests.raster.scenes import damage_tile, grid, wkt, write_scene

TIME = np.datetime64("2024-05-10T09:50:12")
GRID = grid(500000, 5300000, 10.0, 80, 60)


def cut(path, target, out, control=None, **more):
    return cut_scene(SceneBand(str(path), "scene"), target, Path(out), time=TIME, control=control or Control(), **more)


def stored(path):
    """Return values, geotransform and band description as plain GDAL reads them."""
    dataset = gdal.Open(str(path))
    return dataset.ReadAsArray(), dataset.GetGeoTransform(), dataset.GetRasterBand(1).GetDescription()


def noise(shape, seed=0):
    return np.random.default_rng(seed).random(shape).astype(np.float32)


# Cutting out.


def test_pixels_on_the_grid_stay_as_they_are(tmp_path):
    values = noise((100, 90))
    scene = write_scene(tmp_path / "a.tif", values, west=499900, north=5300100)
    assert cut(scene, GRID, tmp_path / "cut.tif", unit="K")
    found, place, name = stored(tmp_path / "cut.tif")
    np.testing.assert_array_equal(found, values[10:70, 10:90])
    assert place == (500000, 10, 0, 5300000, 0, -10)
    assert name == "2024-05-10T09:50:12"
    assert Cut.found(tmp_path / "cut.tif", GRID) == Cut(tmp_path / "cut.tif", Window(0, 0, 80, 60))


def test_a_scene_that_covers_part_of_the_grid_makes_a_small_cut(tmp_path):
    values = noise((30, 30))
    scene = write_scene(tmp_path / "a.tif", values, west=500600, north=5299800)
    assert cut(scene, GRID, tmp_path / "cut.tif")
    assert Cut.found(tmp_path / "cut.tif", GRID).window == Window(60, 20, 20, 30)
    np.testing.assert_array_equal(stored(tmp_path / "cut.tif")[0], values[:, :20])


@pytest.mark.parametrize(
    ("west", "north", "epsg"),
    [(500800, 5300000, 32633), (499700, 5300000, 32633), (500000, 5299400, 32633), (0, 0, 32733)],
)
def test_a_scene_beside_the_grid_leaves_no_file(tmp_path, west, north, epsg):
    scene = write_scene(tmp_path / "a.tif", noise((30, 30)), west=west, north=north, epsg=epsg)
    assert not cut(scene, GRID, tmp_path / "cut.tif")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tif"]


def test_smaller_pixels_are_averaged_and_missing_ones_do_not_count(tmp_path):
    values = noise((120, 160))
    values[noise((120, 160), 1) < 0.3] = np.nan
    values[:2, :2] = np.nan
    scene = write_scene(tmp_path / "a.tif", values, cell=5)
    assert cut(scene, GRID, tmp_path / "cut.tif")
    there = np.isfinite(values).reshape(60, 2, 80, 2).sum(axis=(1, 3))
    sums = np.nan_to_num(values).reshape(60, 2, 80, 2).sum(axis=(1, 3))
    expected = np.where(there > 0, sums / np.maximum(there, 1), np.nan)
    np.testing.assert_allclose(stored(tmp_path / "cut.tif")[0], expected, rtol=1e-6)
    assert np.isnan(expected[0, 0])


def test_the_chosen_resampling_is_used(tmp_path):
    values = noise((20, 20))
    scene = write_scene(tmp_path / "a.tif", values, cell=40)
    assert cut(scene, GRID, tmp_path / "cut.tif", resampling="nearest")
    np.testing.assert_array_equal(stored(tmp_path / "cut.tif")[0], np.kron(values, np.ones((4, 4)))[:60, :80])


def lon_lat(epsg, x, y):
    reference, degrees = osr.SpatialReference(wkt=wkt(epsg)), osr.SpatialReference(wkt=wkt(4326))
    for one in (reference, degrees):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    points = osr.CoordinateTransformation(reference, degrees).TransformPoints(np.column_stack([x, y]).tolist())
    return np.array(points)[:, :2].T


def field(epsg, west, north, cell, shape):
    """A smooth field over longitude and latitude, on a grid of any projection."""
    rows, columns = np.indices(shape)
    x, y = west + (columns + 0.5) * cell, north - (rows + 0.5) * cell
    lon, lat = lon_lat(epsg, x.ravel(), y.ravel())
    return (280 + 40 * (lon - 12) + 30 * (lat - 47.5)).reshape(shape).astype(np.float32)


@pytest.mark.parametrize(("epsg", "west"), [(32633, 274000), (32632, 724000), (3035, 4470000), (4326, 11.98)])
def test_scenes_of_two_utm_zones_meet_on_one_grid(tmp_path, epsg, west):
    """12 degrees east is where the zones 32 and 33 meet: a field over longitude and latitude looks the same in both."""
    wanted = grid(274400, 5272500, 30.0, 40, 30)  # zone 33
    [lon], [lat] = lon_lat(32633, [275000], [5272000])
    if epsg == 4326:
        north, cell, shape = lat + 0.02, 0.0003, (140, 200)
    else:
        reference = osr.SpatialReference(wkt=wkt(epsg))
        degrees = osr.SpatialReference(wkt=wkt(4326))
        for one in (reference, degrees):
            one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        x, y, _ = osr.CoordinateTransformation(degrees, reference).TransformPoint(lon, lat)
        west, north, cell, shape = round(x) - 2000, round(y) + 2000, 30, (140, 140)
    scene = write_scene(
        tmp_path / "a.tif", field(epsg, west, north, cell, shape), west=west, north=north, cell=cell, epsg=epsg
    )
    assert cut(scene, wanted, tmp_path / "cut.tif")
    found = stored(tmp_path / "cut.tif")[0]
    expected = field(32633, 274400, 5272500, 30, (30, 40))
    # 30 m are 0.016 of the field's unit: a shift of half a pixel would show.
    np.testing.assert_allclose(found, expected, atol=0.002)


def test_a_scene_across_the_date_line_is_found(tmp_path):
    """A scene of zone 60 that reaches beyond 180 degrees, on a grid of longitudes and latitudes that ends there."""
    scene = write_scene(
        tmp_path / "a.tif", np.full((200, 200), 7, np.uint8), west=790000, north=8030000, cell=200, epsg=32760
    )
    west = grid(179.9, -17.9, 0.002, 50, 50, epsg=4326)
    assert cut(scene, west, tmp_path / "cut.tif")
    assert (stored(tmp_path / "cut.tif")[0] == 7).all()


class Watched:
    """A band that notes what is read of it."""

    def __init__(self, path, on_read=lambda: None):
        self.band = SceneBand(str(path), "scene")
        self.grid, self.times = self.band.grid, self.band.times
        self.windows, self.on_read = [], on_read

    def read(self, window):
        self.windows.append(window)
        self.on_read()
        return self.band.read(window)


def test_cells_much_larger_than_pixels_take_no_more_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.raster.scene_mosaic._PIXELS", 20_000)
    values = noise((800, 800))
    watched = Watched(write_scene(tmp_path / "a.tif", values))
    wanted = grid(500000, 5300000, 200.0, 40, 40)
    assert cut_scene(watched, wanted, tmp_path / "cut.tif", time=TIME, control=Control())
    assert max(window.width * window.height for window in watched.windows) < 150_000
    np.testing.assert_allclose(
        stored(tmp_path / "cut.tif")[0], values.reshape(40, 20, 40, 20).mean(axis=(1, 3)), rtol=1e-5
    )


def test_progress_goes_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.raster.scene_mosaic._CELLS", 1000)
    told = []
    scene = write_scene(tmp_path / "a.tif", noise((100, 100)))
    assert cut(scene, GRID, tmp_path / "cut.tif", Control(progress=told.append))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 3


def test_cancel_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.raster.scene_mosaic._CELLS", 1000)
    pressed = threading.Event()
    watched = Watched(write_scene(tmp_path / "a.tif", noise((100, 100))), pressed.set)
    with pytest.raises(Cancelled):
        cut_scene(watched, GRID, tmp_path / "cut.tif", time=TIME, control=Control(cancelled=pressed.is_set))
    assert len(watched.windows) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.tif"]


def test_a_damaged_scene_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.raster.scene_mosaic._CELLS", 1000)
    options = ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32", "COMPRESS=DEFLATE"]
    scene = write_scene(tmp_path / "a.tif", noise((100, 100)), options=options)
    damage_tile(scene, "1_1")
    with pytest.raises(UnreadableError, match="scene could not be read"):
        cut(scene, GRID, tmp_path / "cut.tif")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tif"]


def test_a_folder_that_is_not_there_is_no_fault_of_the_scene(tmp_path):
    scene = write_scene(tmp_path / "a.tif", noise((100, 100)))
    with pytest.raises(InputError, match="does not exist") as raised:
        cut(scene, GRID, tmp_path / "nowhere" / "cut.tif")
    assert not isinstance(raised.value, UnreadableError)


# Laying together.


@pytest.fixture
def pieces(tmp_path):
    """Cuts that overlap in part, some with holes: (cut, its values on the whole grid, NaN elsewhere)."""

    def make(name, window, seed, holes=0.3):
        values = noise((window.height, window.width), seed)
        values[noise(values.shape, seed + 100) < holes] = np.nan
        west, north = 500000 + 10 * window.column, 5300000 - 10 * window.row
        path = Path(write_scene(tmp_path / f"{name}.tif", values, west=west, north=north, nodata=np.nan))
        whole = np.full((60, 80), np.nan, np.float32)
        whole[window.row : window.row + window.height, window.column : window.column + window.width] = values
        found = Cut.found(path, GRID)
        assert found.window == window
        return found, whole

    return {
        "top left": make("tl", Window(0, 0, 50, 40), 1),
        "bottom right": make("br", Window(30, 20, 50, 40), 2),
        "whole": make("w", Window(0, 0, 80, 60), 3),
        "one cell": make("o", Window(79, 59, 1, 1), 4, holes=0),
        "row": make("r", Window(0, 30, 80, 1), 5),
    }


DAYS = (
    ("top left", "bottom right"),
    ("bottom right", "top left", "row", "whole"),
    ("one cell",),
    ("row", "one cell"),
    (),
)
TIMES = np.datetime64("2024-05-10T10:00:00") + np.arange(len(DAYS)) * np.timedelta64(1, "D")


def laid(pieces):
    # No fixture: its files would be closed after QGIS, and GDAL with it, has ended.
    return DayMosaics([[pieces[name][0] for name in day] for day in DAYS], TIMES, GRID)


@pytest.fixture
def expected(pieces):
    """Every cell from the first piece of its day that has it."""
    result = np.full((len(DAYS), 60, 80), np.nan, np.float32)
    for epoch, day in enumerate(DAYS):
        for name in reversed(day):
            whole = pieces[name][1]
            result[epoch][np.isfinite(whole)] = whole[np.isfinite(whole)]
    return result


def test_a_mosaic_takes_each_cell_from_the_first_scene_that_has_it(pieces, expected):
    found = laid(pieces).read(GRID.full_window)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    "window", [(0, 0, 80, 1), (79, 0, 1, 60), (29, 19, 3, 3), (49, 39, 2, 2), (79, 59, 1, 1), (10, 50, 15, 10)]
)
def test_any_window_of_a_mosaic_is_the_same(pieces, expected, window):
    column, row, width, height = window
    np.testing.assert_array_equal(
        laid(pieces).read(Window(*window)), expected[:, row : row + height, column : column + width]
    )


@pytest.mark.parametrize("memory", [1, 100, 5_000, 10**9])
def test_windows_cover_the_grid_once_within_the_memory(pieces, memory):
    seen = np.zeros((60, 80), dtype=int)
    for column, row, width, height in laid(pieces).windows(memory, bytes_per_value=4, block=(16, 16)):
        seen[row : row + height, column : column + width] += 1
        assert width * height == 1 or width * height * len(TIMES) * 4 <= memory
    assert (seen == 1).all()


@pytest.mark.parametrize("memory", [2**20, 2**30])
def test_mosaics_become_a_series_with_a_band_for_each_day(pieces, expected, tmp_path, memory):
    mosaics = laid(pieces)
    writer = SeriesWriter(tmp_path / "out.tif", GRID, TIMES, unit="K")
    shares = write_mosaics(mosaics, writer, Control(memory))
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    np.testing.assert_array_equal(dataset.ReadAsArray(), expected)
    assert dataset.GetRasterBand(2).GetDescription() == "2024-05-11T10:00:00"
    assert dataset.GetRasterBand(1).GetUnitType() == "K"
    np.testing.assert_allclose(shares, np.isfinite(expected).mean(axis=(1, 2)))
    np.testing.assert_allclose(covered_shares(mosaics, Control(memory)), shares)
    assert shares[4] == 0.0, "a day without a value stays as an empty band"


def test_hundreds_of_scenes_need_few_open_files(pieces, tmp_path):
    cuts = []
    for number in range(200):
        path = tmp_path / f"n{number}.tif"
        path.write_bytes(pieces["one cell"][0].path.read_bytes())
        cuts.append([Cut.found(path, GRID)])
    times = TIMES[0] + np.arange(200) * np.timedelta64(1, "D")
    mosaics = DayMosaics(cuts, times, GRID)
    before = len(list(Path("/proc/self/fd").iterdir()))
    values = mosaics.read(GRID.full_window)
    assert len(list(Path("/proc/self/fd").iterdir())) - before <= 70
    assert np.isfinite(values).sum() == 200


def test_cancel_is_heard_between_the_days(pieces):
    mosaics, asked = laid(pieces), []

    def pressed():
        asked.append(None)
        return len(asked) > 2

    with cancellation(pressed), pytest.raises(Cancelled):
        mosaics.read(GRID.full_window)
    assert len(asked) == 3
