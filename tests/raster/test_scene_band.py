"""A band of a scene is read at a fitting overview, as values, and no cloud gets into its neighbours."""

import math

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError, NetworkError
from geogap_plugin.core.quality import parse_quality_rules
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.resampling import OntoGrid
from geogap_plugin.raster.scene_band import AS_STORED, ClearPixels, SceneBand, StoredAs, UnreadableError
from tests.raster.scenes import damage_tile, grid, write_scene

RANDOM = np.random.default_rng(5)


def read(layer, window=None):
    [values] = layer.read(window or layer.grid.full_window)
    assert values.dtype == np.float32
    return values


def rule(text):
    [found] = parse_quality_rules(text)
    return found


# Numbers become values.


@pytest.mark.parametrize(
    ("said", "scale", "offset", "nodata"),
    [
        (StoredAs(), 0.5, 3.0, 9),
        (StoredAs(scale=0.1), 0.1, 3.0, 9),
        (StoredAs(offset=-1.0), 0.5, -1.0, 9),
        (StoredAs(nodata=4.0), 0.5, 3.0, 4),
        (StoredAs(nodata=math.nan), 0.5, 3.0, None),
        (StoredAs(0.00341802, 149.0, 0.0), 0.00341802, 149.0, 0),
        (AS_STORED, 1.0, 0.0, None),
    ],
)
def test_what_the_catalogue_says_counts_before_the_file(tmp_path, said, scale, offset, nodata):
    stored = np.arange(12, dtype=np.uint16).reshape(3, 4)
    path = write_scene(tmp_path / "a.tif", stored, nodata=9, scale=0.5, offset=3.0)
    expected = stored * scale + offset
    if nodata is not None:
        expected[stored == nodata] = np.nan
    np.testing.assert_allclose(read(SceneBand(path, "a", said)), expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("kind", "nodata"), [(np.uint8, 0), (np.uint16, 65535), (np.int16, -9999), (np.float32, -3.4028234663852886e38)]
)
def test_nodata_of_all_types(tmp_path, kind, nodata):
    stored = np.array([[1, nodata], [nodata, 2]], dtype=kind)
    path = write_scene(tmp_path / "a.tif", stored, nodata=nodata)
    np.testing.assert_array_equal(read(SceneBand(path, "a")), [[1, np.nan], [np.nan, 2]])
    said = write_scene(tmp_path / "b.tif", stored)
    np.testing.assert_array_equal(read(SceneBand(said, "b", StoredAs(nodata=nodata))), [[1, np.nan], [np.nan, 2]])


def test_a_file_that_says_nothing_is_taken_as_it_is(tmp_path):
    stored = np.array([[0.0, np.nan], [np.inf, 280.5]], dtype=np.float32)
    values = read(SceneBand(write_scene(tmp_path / "a.tif", stored), "a"))
    np.testing.assert_array_equal(values, [[0.0, np.nan], [np.nan, 280.5]])


def test_numbers_as_stored_keep_all_their_bits(tmp_path):
    stored = np.array([[2**32 - 1, 2**31 + 1], [2**24 + 1, 0]], dtype=np.uint32)
    band = SceneBand(write_scene(tmp_path / "a.tif", stored, nodata=0, scale=0.1), "a")
    np.testing.assert_array_equal(band.stored(band.grid.full_window), stored)
    np.testing.assert_array_equal(band.stored(Window(1, 0, 1, 2)), stored[:, 1:])


# Overviews.


@pytest.mark.parametrize(
    ("cell", "pixel"),
    [(5, 10), (10, 10), (19, 10), (39, 10), (40, 20), (79, 20), (80, 40), (160, 80), (1000, 80)],
)
def test_an_overview_has_pixels_half_as_large_as_the_cells_or_smaller(tmp_path, cell, pixel):
    path = write_scene(tmp_path / "a.tif", np.zeros((160, 160), np.uint8), overviews=(2, 4, 8))
    wanted = grid(500000, 5300000, float(cell), max(1, 1600 // cell), max(1, 1600 // cell))
    band = SceneBand(path, "a", wanted=wanted)
    assert band.grid.geotransform[1] == pixel
    assert band.grid.width == 1600 // pixel
    assert band.grid.extent == (500000, 5298400, 501600, 5300000)


def test_without_a_grid_the_raster_itself_is_read(tmp_path):
    path = write_scene(tmp_path / "a.tif", np.zeros((64, 64), np.uint8), overviews=(2, 4))
    assert SceneBand(path, "a").grid.width == 64


def test_overviews_are_chosen_in_the_units_of_the_scene(tmp_path):
    path = write_scene(tmp_path / "a.tif", np.zeros((160, 160), np.uint8), overviews=(2, 4, 8))
    # 0.001 degrees of latitude are 111 m, of longitude at 48 degrees north 74 m.
    degrees = grid(15.0, 47.85, 0.001, 10, 10, epsg=4326)
    assert SceneBand(path, "a", wanted=degrees).grid.geotransform[1] in (20, 40)


def test_an_overview_of_an_odd_raster_keeps_its_edges(tmp_path):
    values = np.arange(101 * 67, dtype=np.float32).reshape(67, 101)
    path = write_scene(tmp_path / "a.tif", values, overviews=(2, 4))
    band = SceneBand(path, "a", wanted=grid(500000, 5300000, 85.0, 10, 7))
    assert band.grid.width == 26
    assert band.grid.extent == pytest.approx((500000, 5299330, 501010, 5300000))


# Masks.


def test_pixels_that_the_quality_layer_calls_unusable_are_left_out(tmp_path):
    stored = RANDOM.integers(1, 1000, (20, 30)).astype(np.uint16)
    quality = RANDOM.integers(0, 2**16, (20, 30)).astype(np.uint16)
    band = SceneBand(write_scene(tmp_path / "a.tif", stored), "a", StoredAs(0.5))
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality), "q", AS_STORED)
    clear = ClearPixels(band, [(layer, rule("q: bit 3, bits 8-9 = 2, 3"))])
    bad = (quality // 8 % 2 == 1) | np.isin(quality // 256 % 4, (2, 3))
    expected = np.where(bad, np.nan, stored * 0.5)
    np.testing.assert_array_equal(read(clear), expected)
    np.testing.assert_array_equal(read(clear, Window(7, 3, 11, 9)), expected[3:12, 7:18])


def test_nodata_of_a_quality_layer_may_mean_good(tmp_path):
    """SCL and many bit fields declare 0 as nodata, or mean by it that nothing is wrong."""
    quality = np.array([[0, 1], [2, 0]], dtype=np.uint8)
    band = SceneBand(write_scene(tmp_path / "a.tif", np.full((2, 2), 7, np.uint8)), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality, nodata=0, scale=3, offset=1), "q", AS_STORED)
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: bit 1"))])), [[7, 7], [np.nan, 7]])
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: 0"))])), [[np.nan, 7], [7, np.nan]])


def test_bits_of_wide_layers_count(tmp_path):
    """float32 has 24 bits: a layer of 32 would lose its lowest."""
    quality = np.array([[2**31, 2**31 + 1], [2**31 + 2, 3]], dtype=np.uint32)
    band = SceneBand(write_scene(tmp_path / "a.tif", np.full((2, 2), 7, np.uint8)), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality), "q", AS_STORED)
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: bit 0"))])), [[7, np.nan], [7, np.nan]])


def test_several_layers_and_a_float_layer_with_gaps(tmp_path):
    band = SceneBand(write_scene(tmp_path / "a.tif", np.arange(6, dtype=np.float32).reshape(2, 3)), "a")
    one = SceneBand(write_scene(tmp_path / "q.tif", np.array([[1, 0, 0], [0, 0, 0]], np.uint8)), "q", AS_STORED)
    gaps = np.array([[0, np.nan, 0], [0, 0, 2]], np.float32)
    two = SceneBand(write_scene(tmp_path / "r.tif", gaps), "r", AS_STORED)
    clear = ClearPixels(band, [(one, rule("q: 1")), (two, rule("r: 2"))])
    np.testing.assert_array_equal(read(clear), [[np.nan, np.nan, 2], [3, 4, np.nan]])


def test_no_cloud_gets_into_an_average(tmp_path):
    """Clouds of 200 K over land of 300 K: in cells of ten pixels, whatever is left is land."""
    cloudy = RANDOM.random((200, 200)) < 0.3
    band = SceneBand(write_scene(tmp_path / "a.tif", np.where(cloudy, 200, 300).astype(np.float32)), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", cloudy.astype(np.uint8)), "q", AS_STORED)
    wanted = grid(500000, 5300000, 100.0, 20, 20)
    values = read(OntoGrid(ClearPixels(band, [(layer, rule("q: 1"))]), wanted))
    np.testing.assert_array_equal(values, np.full((20, 20), 300))
    assert read(OntoGrid(band, wanted)).min() < 290, "without the mask they do"


@pytest.mark.parametrize("how", ["AVERAGE", "NEAREST"])
def test_no_cloud_gets_into_an_average_by_way_of_an_overview(tmp_path, how):
    """An overview averages clouds into its pixels, and that of a quality layer is one pixel of many, or nonsense."""
    cloudy = np.zeros((256, 256), dtype=bool)
    for row, column in RANDOM.integers(0, 250, (400, 2)):
        cloudy[row : row + 5, column : column + 3] = True
    clouds = np.where(cloudy, 200, 300).astype(np.float32)
    path = write_scene(tmp_path / "a.tif", clouds, overviews=(2, 4, 8), how="AVERAGE")
    quality = write_scene(tmp_path / "q.tif", cloudy.astype(np.uint8), overviews=(2, 4, 8), how=how)
    wanted = grid(500000, 5300000, 80.0, 32, 32)
    band = SceneBand(path, "a", wanted=wanted)
    assert band.grid.geotransform[1] == 40
    values = read(ClearPixels(band, [(SceneBand(quality, "q", AS_STORED), rule("q: 1"))]))
    touched = cloudy.reshape(64, 4, 64, 4).any(axis=(1, 3))
    np.testing.assert_array_equal(values, np.where(touched, np.nan, 300))
    assert 0.1 < touched.mean() < 0.9


def test_a_coarser_quality_layer_counts_for_all_pixels_under_it(tmp_path):
    values = np.arange(64, dtype=np.float32).reshape(8, 8)
    band = SceneBand(write_scene(tmp_path / "a.tif", values), "a")
    quality = np.array([[0, 3], [8, 0]], dtype=np.uint8)
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality, cell=40), "q", AS_STORED)
    bad = np.kron(quality > 0, np.ones((4, 4), dtype=bool))
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: 3, 8"))])), np.where(bad, np.nan, values))


def test_one_bad_pixel_of_a_finer_quality_layer_is_enough(tmp_path):
    quality = np.zeros((8, 8), dtype=np.uint8)
    quality[0, 3] = quality[7, 7] = 1
    band = SceneBand(write_scene(tmp_path / "a.tif", np.full((4, 4), 5, np.uint8), cell=20), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality), "q", AS_STORED)
    expected = np.full((4, 4), 5.0)
    expected[0, 1] = expected[3, 3] = np.nan
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: 1"))])), expected)


def test_beside_the_quality_layer_nothing_is_usable(tmp_path):
    band = SceneBand(write_scene(tmp_path / "a.tif", np.full((4, 6), 5, np.uint8)), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", np.zeros((4, 4), np.uint8), west=500020), "q", AS_STORED)
    expected = np.full((4, 6), 5.0)
    expected[:, :2] = np.nan
    np.testing.assert_array_equal(read(ClearPixels(band, [(layer, rule("q: 1"))])), expected)


def test_a_large_mask_is_read_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.raster.scene_band._FLAGS", 500)
    quality = (RANDOM.random((240, 240)) < 0.02).astype(np.uint8)
    values = RANDOM.random((60, 60)).astype(np.float32)
    band = SceneBand(write_scene(tmp_path / "a.tif", values, cell=40), "a")
    layer = SceneBand(write_scene(tmp_path / "q.tif", quality), "q", AS_STORED)
    clear = ClearPixels(band, [(layer, rule("q: 1"))])
    expected = np.where(quality.reshape(60, 4, 60, 4).any(axis=(1, 3)), np.nan, values)
    np.testing.assert_array_equal(read(clear), expected)
    np.testing.assert_array_equal(read(clear, Window(13, 7, 31, 41)), expected[7:48, 13:44])


def test_the_band_itself_may_be_its_quality_layer(tmp_path):
    stored = np.array([[100, 14000], [15000, 60000], [0, 16000]], dtype=np.uint16)
    band = SceneBand(write_scene(tmp_path / "a.tif", stored, nodata=0), "a", StoredAs(0.02))
    clear = ClearPixels(band, [(band, rule("a: outside 200-370"))])
    np.testing.assert_allclose(read(clear), [[np.nan, 280], [300, np.nan], [np.nan, 320]])
    assert clear.implausible == 2, "what is missing is not implausible"


# What cannot be read.


def test_a_quality_layer_of_another_place_is_an_error(tmp_path):
    band = SceneBand(write_scene(tmp_path / "a.tif", np.ones((4, 4), np.uint8)), "S1, lst")
    layer = SceneBand(write_scene(tmp_path / "q.tif", np.ones((4, 4), np.uint8), west=900000), "S1, qa", AS_STORED)
    with pytest.raises(UnreadableError, match="S1, qa does not lie where S1, lst lies"):
        ClearPixels(band, [(layer, rule("q: 1"))])


def test_a_raster_without_a_place_is_an_error(tmp_path):
    path = write_scene(tmp_path / "a.tif", np.ones((4, 4), np.uint8), epsg=None)
    with pytest.raises(InputError, match="S1, red has no coordinate reference system"):
        SceneBand(path, "S1, red")


@pytest.mark.parametrize("content", [b"", b"<html>Sign in</html>", b"II*\0" + bytes(100)])
def test_what_is_no_raster_is_named(tmp_path, content):
    (tmp_path / "a.tif").write_bytes(content)
    with pytest.raises(UnreadableError, match="S1, red could not be read"):
        SceneBand(str(tmp_path / "a.tif"), "S1, red")


def test_a_damaged_tile_is_an_error_and_the_others_are_not(tmp_path):
    values = RANDOM.integers(0, 60000, (256, 256)).astype(np.uint16)
    options = ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"]
    path = write_scene(tmp_path / "a.tif", values, options=options)
    damage_tile(path)
    band = SceneBand(path, "S1, red")
    np.testing.assert_array_equal(read(band, Window(0, 0, 128, 128)), values[:128, :128])
    with pytest.raises(UnreadableError, match="S1, red could not be read"):
        read(band, Window(100, 100, 100, 100))


def test_what_gdal_does_not_tell_is_asked_after_it(tmp_path):
    path = write_scene(tmp_path / "a.tif", np.ones((4, 4), np.uint8))
    lost = []

    def check():
        if lost:
            raise NetworkError("The end of the file did not come.")

    band = SceneBand(path, "a", check=check)
    assert read(band).all()
    lost.append(True)
    with pytest.raises(NetworkError, match="did not come"):
        read(band)
    with pytest.raises(NetworkError, match="did not come"):
        SceneBand(path, "a", check=check)


def test_a_closed_band_says_so(tmp_path):
    band = SceneBand(write_scene(tmp_path / "a.tif", np.ones((4, 4), np.uint8)), "a")
    band.close()
    band.close()
    with pytest.raises(InputError, match="a is closed"):
        read(band)
