"""GeoTIFFs and lists of files open as series; what does not fit together is refused by name."""

import threading
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.errors import CalendarError, InputError
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.series import open_series

MONTHS = ["2010-01-16", "2010-02-15", "2010-03-16"]


def test_bands_named_by_dates_are_epochs(write_tif, cube):
    path = write_tif("lst.tif", cube, MONTHS, unit="K")
    with open_series(path) as series:
        assert [str(time)[:10] for time in series.times] == MONTHS
        assert (series.unit, series.name, series.bounds) == ("K", "lst", None)
        assert series.grid.extent == (10.0, 46.0, 16.0, 50.0)
        assert series.read().tobytes() == cube.tobytes()
        assert np.array_equal(series.read(Window(2, 1, 3, 2), epochs=[2]), cube[2:, 1:3, 2:5])


def test_a_temporary_file_is_called_by_what_it_holds(write_tif, cube):
    for tags, name in (
        ({"GEOGAP_VARIABLE": "lwe_thickness", "GEOGAP_LONG_NAME": "Water storage"}, "Water storage"),
        ({"GEOGAP_VARIABLE": "lwe_thickness"}, "lwe_thickness"),
        ({}, "series"),
    ):
        with open_series(write_tif("OUTPUT.tif", cube, MONTHS, tags=tags)) as series:
            assert series.name == name
    with open_series(write_tif("OUTPUTS_of_May.tif", cube, MONTHS)) as series:
        assert series.name == "OUTPUTS_of_May"


def test_bands_out_of_order_are_sorted(write_tif, cube):
    with open_series(write_tif("a.tif", cube, [MONTHS[2], MONTHS[0], MONTHS[1]])) as series:
        assert np.array_equal(series.read(), cube[[1, 2, 0]])
        assert series.band_of(0) == 2


def test_bands_may_state_their_dates_in_their_metadata(write_tif, cube):
    path = write_tif("a.tif", cube, metadata=[{"date": "20100116"}, {"date": "20100215"}, {"date": "20100316"}])
    with open_series(path) as series:
        assert [str(time)[:10] for time in series.times] == MONTHS


def test_netcdf_times_that_gdal_copied_into_a_geotiff_are_read(write_tif, cube):
    steps = [{"NETCDF_DIM_time": text} for text in ("0", "31", "59.5")]
    path = write_tif("a.tif", cube, metadata=steps, tags={"time#units": "days since 2010-01-01"})
    with open_series(path) as series:
        assert str(series.times[2]) == "2010-03-01T12:00:00"


def test_nodata_scale_and_offset_of_bands_are_applied(write_tif):
    stored = np.arange(24, dtype=np.int16).reshape(1, 4, 6)
    stored[0, 0, 0] = -9999
    path = write_tif("a.tif", stored, ["2010-01-16"], nodata=-9999, scale=0.02, offset=273.15)
    with open_series(path) as series:
        values = series.read()
    assert np.isnan(values[0, 0, 0])
    assert np.array_equal(values.ravel()[1:], (stored.ravel()[1:] * 0.02 + 273.15).astype(np.float32))


def test_bands_with_interleaved_pixels_are_read_alike(write_tif):
    values = np.random.default_rng(4).normal(size=(3, 50, 60)).astype(np.float32)
    options = ["INTERLEAVE=PIXEL", "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "COMPRESS=DEFLATE"]
    with open_series(write_tif("a.tif", values, MONTHS, options=options)) as series:
        assert np.array_equal(series.read(), values)
        assert np.array_equal(series.read(Window(5, 7, 30, 20), epochs=[2, 0, 1]), values[[2, 0, 1], 7:27, 5:35])


def test_cells_under_the_mask_of_a_raster_are_missing(write_tif, cube):
    path = write_tif("a.tif", cube, MONTHS)
    mask = np.full((4, 6), 255, dtype=np.uint8)
    mask[2, 3] = 0
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    del dataset
    with open_series(path) as series:
        assert np.argwhere(np.isnan(series.read())).tolist() == [[0, 2, 3], [1, 2, 3], [2, 2, 3]]


def test_a_raster_stored_from_south_to_north_is_turned_north_up(write_tif, cube):
    path = write_tif("a.tif", cube[:, ::-1], MONTHS, place=(10, 1, 0, 46, 0, 1))
    with open_series(path) as series:
        assert series.grid.geotransform == (10.0, 1.0, 0.0, 50.0, 0.0, -1.0)
        assert np.array_equal(series.read(), cube)
        assert np.array_equal(series.read(Window(0, 3, 6, 1)), cube[:, 3:])


def test_a_raster_without_a_place_lies_where_qgis_draws_it(write_tif, cube):
    with open_series(write_tif("a.tif", cube, MONTHS, place=None, epsg=None)) as series:
        assert series.grid.extent == (0.0, -4.0, 6.0, 0.0)
        assert series.grid.crs_wkt == ""


def test_a_rotated_raster_is_refused(write_tif, cube):
    path = write_tif("turned.tif", cube, MONTHS, place=(10, 1, 0.2, 50, 0.2, -1))
    with pytest.raises(InputError, match=r"turned\.tif: the grid is rotated"):
        open_series(path)


def test_undated_bands_are_refused_with_a_way_out(write_tif, cube):
    path = write_tif("rgb.tif", cube, ["red", "green", "blue"])
    with pytest.raises(CalendarError, match=r"rgb\.tif holds 3 bands without dates \(red, green, blue\)"):
        open_series(path)
    with open_series(path, dates=["2010-03", "2010-01", "2010-02"]) as series:
        assert np.array_equal(series.read(), cube[[1, 2, 0]])


def test_one_band_of_many_is_chosen_by_name_or_number(write_tif, cube):
    path = write_tif("scene_20100131.tif", cube, ["red", "green", "blue"])
    for variable in ("green", "2"):
        with open_series(path, variable=variable) as series:
            assert str(series.times[0])[:10] == "2010-01-31"
            assert np.array_equal(series.read(), cube[1:2])
    with pytest.raises(InputError, match=r"no band is called “nir”.*red, green, blue"):
        open_series(path, variable="nir")


def test_a_pattern_dates_the_bands_of_one_file_by_their_names(write_tif, cube):
    path = write_tif("a.tif", cube, ["LST_2010032", "LST_2010033", "LST_2010034"])
    with open_series(path, dates="%Y%j") as series:
        assert str(series.times[0])[:10] == "2010-02-01"


def test_files_dated_by_their_names_are_sorted(write_tif, cube):
    names = ["lst_20100316.tif", "lst_20100116.tif", "lst_20100215.tif"]
    paths = [write_tif(name, cube[[epoch]]) for name, epoch in zip(names, (2, 0, 1))]
    with open_series(paths) as series:
        assert [str(time)[:10] for time in series.times] == MONTHS
        assert series.sources == (paths[1], paths[2], paths[0])
        assert series.name == "lst"
        assert np.array_equal(series.read(), cube)
        assert np.array_equal(series.read(Window(1, 1, 2, 2), [1, 0]), cube[[1, 0], 1:3, 1:3])


def test_ranges_in_names_become_bounds(write_tif, cube):
    paths = [write_tif(name, cube[:1]) for name in ("GRD-3_2018152-2018181_X.tif", "GRD-3_2018182-2018199_X.tif")]
    with open_series(paths) as series:
        assert [str(day)[:10] for day in series.bounds[1]] == ["2018-07-01", "2018-07-19"]
        assert [str(time) for time in series.times] == ["2018-06-16T00:00:00", "2018-07-10T00:00:00"]


def test_a_date_in_the_name_is_trusted_before_the_date_of_processing(write_tif, cube):
    tags = {"TIFFTAG_DATETIME": "2021:04:01 06:57:06"}
    with open_series([write_tif("lst_20100116.tif", cube[:1], tags=tags)]) as series:
        assert str(series.times[0])[:10] == "2010-01-16"
    with open_series([write_tif("lst.tif", cube[:1], tags=tags)]) as series:
        assert str(series.times[0]) == "2021-04-01T06:57:06"


def test_given_dates_override_the_files(write_tif, cube):
    paths = [write_tif(f"lst_2010011{day}.tif", cube[[day]]) for day in range(3)]
    with open_series(paths, dates=["2012-03-01", "2012-01-01", np.datetime64("2012-02-01")]) as series:
        assert np.array_equal(series.read(), cube[[1, 2, 0]])


def test_files_of_several_epochs_are_joined(write_tif, cube):
    paths = [write_tif("b.tif", cube[2:], MONTHS[2:]), write_tif("a.tif", cube[:2], MONTHS[:2])]
    with open_series(paths) as series:
        assert np.array_equal(series.read(), cube)


def test_a_file_without_a_date_is_named(write_tif, cube):
    paths = [write_tif(name, cube[:1]) for name in ("lst_20100116.tif", "mask.tif")]
    with pytest.raises(CalendarError, match=r"mask\.tif: no date"):
        open_series(paths)


def test_files_on_different_grids_are_refused_with_the_numbers(write_tif, cube):
    paths = [
        write_tif("lst_20100116.tif", cube[:1]),
        write_tif("lst_20100215.tif", cube[:1], place=(10.5, 1, 0, 50, 0, -1)),
    ]
    with pytest.raises(
        InputError, match=r"20100116\.tif and .*20100215\.tif.*10, 46, 16, 50 against 10\.5, 46, 16\.5, 50"
    ):
        open_series(paths)


def test_files_in_different_units_are_refused(write_tif, cube):
    paths = [write_tif("a_20100116.tif", cube[:1], unit="m"), write_tif("a_20100215.tif", cube[:1], unit="cm")]
    with pytest.raises(InputError, match=r"“m”.*“cm”"):
        open_series(paths)


def test_a_sidecar_in_the_list_is_refused_by_name(write_tif, cube, tmp_path):
    sidecar = tmp_path / "lst_20100116_MTL.txt"
    sidecar.write_text("GROUP = LEVEL1\n")
    with pytest.raises(InputError, match=r"lst_20100116_MTL\.txt.*leave it out"):
        open_series([write_tif("lst_20100116.tif", cube[:1]), str(sidecar)])


@pytest.mark.parametrize("missing", ["nowhere.tif", "nowhere.nc"])
def test_a_file_that_does_not_exist_is_named(missing, capfd):
    with pytest.raises(InputError, match="nowhere"):
        open_series(missing)
    assert capfd.readouterr().err == ""


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="It is a folder"):
        open_series(str(tmp_path))


def test_an_empty_list_is_refused():
    with pytest.raises(InputError, match="No raster"):
        open_series([])


def test_a_file_cut_short_is_refused_when_read(write_tif, cube, capfd):
    path = write_tif("lst.tif", np.tile(cube, (1, 50, 50)), MONTHS, options=["COMPRESS=DEFLATE"])
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"lst\.tif"), open_series(path) as series:
        series.read()
    assert capfd.readouterr().err == ""


def test_windows_follow_the_tiles_of_the_file_and_stay_within_the_memory(write_tif):
    values = np.zeros((3, 100, 200), dtype=np.float32)
    options = ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16"]
    with open_series(write_tif("a.tif", values, MONTHS, options=options)) as series:
        windows = list(series.windows(3 * 4 * 1500))
        assert all(3 * 4 * window.width * window.height <= 3 * 4 * 1500 for window in windows)
        assert {window.row % 16 for window in windows} == {0}
        assert {window.column % 32 for window in windows} == {0}
        assert sum(window.width * window.height for window in windows) == 100 * 200


def test_windows_count_the_bytes_they_are_told(write_tif, cube):
    with open_series(write_tif("a.tif", cube, MONTHS)) as series:
        assert max(w.width * w.height for w in series.windows(1000, bytes_per_cell=100)) <= 10
        within = list(series.windows(1000, bytes_per_cell=1, within=Window(2, 1, 3, 2)))
        assert within == [Window(2, 1, 3, 2)]


def test_too_little_memory_for_one_cell_says_how_much_is_needed(write_tif, cube):
    with (
        open_series(write_tif("a.tif", cube, MONTHS)) as series,
        pytest.raises(InputError, match="do not hold one cell"),
    ):
        next(series.windows(11))


def test_a_window_beyond_the_grid_is_refused(write_tif, cube):
    with (
        open_series(write_tif("a.tif", cube, MONTHS)) as series,
        pytest.raises(InputError, match="does not lie inside"),
    ):
        series.read(Window(5, 0, 2, 1))


def test_several_threads_read_the_same_values(write_tif):
    values = np.random.default_rng(2).normal(size=(3, 64, 64)).astype(np.float32)
    found = {}
    with open_series(write_tif("a.tif", values, MONTHS)) as series:

        def read(row):
            found[row] = series.read(Window(0, row, 64, 8))

        threads = [threading.Thread(target=read, args=(row,)) for row in range(0, 64, 8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for row, part in found.items():
        assert np.array_equal(part, values[:, row : row + 8])
    assert len(found) == 8


def test_more_files_than_may_be_open_at_a_time_are_read(write_tif, cube):
    days = np.arange(np.datetime64("2010-01-01"), np.datetime64("2010-05-01"))
    paths = [write_tif(f"d/lst_{day}.tif", cube[:1] + index) for index, day in enumerate(days)]
    with open_series(paths) as series:
        for row in range(2):
            expected = np.array([cube[0, row, 0] + index for index in range(len(days))], dtype=np.float32)
            assert np.array_equal(series.read(Window(0, row, 1, 1))[:, 0, 0], expected)
