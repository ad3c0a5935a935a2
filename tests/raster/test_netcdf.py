"""CF NetCDF files with all their freedoms open as the same north-up series."""

import zipfile

import numpy as np
import pytest
from osgeo import gdal, osr

from geogap_plugin.core.errors import CalendarError, InputError
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.netcdf import split_source
from geogap_plugin.raster.series import open_series

GRID = ("time", "lat", "lon")


def read(path, **options):
    with open_series(path, **options) as series:
        return series.read()


def test_a_plain_file_opens_with_dates_grid_unit_and_values(write_netcdf, axes, cube):
    attributes = {"units": "cm", "long_name": "water"}
    path = write_netcdf("twsa.nc", {**axes, "lwe": (GRID, cube, attributes)})
    with open_series(path) as series:
        assert [str(time)[:10] for time in series.times] == ["2010-01-01", "2010-02-01", "2010-03-01"]
        assert series.bounds is None
        assert series.grid.geotransform == (10.0, 1.0, 0.0, 50.0, 0.0, -1.0)
        assert osr.SpatialReference(wkt=series.grid.crs_wkt).GetAuthorityCode(None) == "4326"
        assert (series.variable, series.unit, series.long_name, series.name) == ("lwe", "cm", "water", "twsa")
        assert series.sources == (path,) * 3
        assert [series.band_of(epoch) for epoch in range(3)] == [1, 2, 3]
        assert series.read().tobytes() == cube.tobytes()


@pytest.mark.parametrize("order", [("lat", "lon", "time"), ("lon", "lat", "time"), ("time", "lon", "lat")])
def test_the_order_of_the_axes_does_not_matter(write_netcdf, axes, cube, order):
    turned = cube.transpose([GRID.index(name) for name in order])
    assert np.array_equal(read(write_netcdf("a.nc", {**axes, "v": (order, turned, {})})), cube)


def test_rows_from_south_to_north_are_turned_north_up(write_netcdf, axes, cube):
    axes["lat"] = (("lat",), axes["lat"][1][::-1], axes["lat"][2])
    path = write_netcdf("a.nc", {**axes, "v": (GRID, cube[:, ::-1], {})})
    with open_series(path) as series:
        assert series.grid.geotransform == (10.0, 1.0, 0.0, 50.0, 0.0, -1.0)
        assert np.array_equal(series.read(), cube)
        assert np.array_equal(series.read(Window(1, 2, 3, 1)), cube[:, 2:3, 1:4])


def test_columns_from_east_to_west_are_turned(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), axes["lon"][1][::-1], axes["lon"][2])
    path = write_netcdf("a.nc", {**axes, "v": (GRID, cube[:, :, ::-1], {})})
    with open_series(path) as series:
        assert series.grid.geotransform[0] == 10.0
        assert np.array_equal(series.read(Window(1, 0, 4, 4)), cube[:, :, 1:5])


def test_longitudes_beyond_180_move_to_the_west_without_resampling(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), np.arange(6) + 278.5, axes["lon"][2])
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert series.grid.geotransform[0] == -82.0
        assert np.array_equal(series.read(), cube)


def test_a_global_grid_from_0_to_360_begins_at_minus_180(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), np.arange(6) * 60.0 + 30, axes["lon"][2])
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert series.grid.geotransform[:2] == (-180.0, 60.0)
        assert np.array_equal(series.read(), cube[:, :, [3, 4, 5, 0, 1, 2]])
        assert np.array_equal(series.read(Window(2, 1, 2, 2)), cube[:, 1:3][:, :, [5, 0]])


def test_a_region_across_180_keeps_its_own_numbers(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), np.arange(6) + 177.5, axes["lon"][2])
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert series.grid.extent[0] == 177.0
        assert np.array_equal(series.read(), cube)


def test_packed_integers_are_unpacked_and_their_fill_values_missing(write_netcdf, axes):
    stored = np.arange(72, dtype=np.int16).reshape(3, 4, 6)
    stored[0, 0, :4] = [-32768, -999, 71, 72]
    found = {
        "scale_factor": np.float64(0.01),
        "add_offset": np.float64(273.15),
        "_FillValue": np.int16(-32768),
        "missing_value": np.int16(-999),
        "valid_min": np.int16(0),
        "valid_max": np.int16(71),
    }
    values = read(write_netcdf("a.nc", {**axes, "v": (GRID, stored, found)}))
    assert np.isnan(values[0, 0]).tolist() == [True, True, False, True, False, False]
    present = np.isfinite(values)
    assert np.array_equal(values[present], (stored[present] * 0.01 + 273.15).astype(np.float32))


def test_unsigned_bytes_kept_as_signed_are_read_unsigned(write_netcdf, axes):
    stored = np.full((3, 4, 6), -56, dtype=np.int16)
    found = {"_Unsigned": "true", "_FillValue": np.int16(-1), "valid_range": np.array([0, -6], dtype=np.int16)}
    stored[0, 0, 0] = -1
    values = read(write_netcdf("a.nc", {**axes, "v": (GRID, stored, found)}))
    assert np.isnan(values[0, 0, 0])
    assert values[1, 1, 1] == 65536 - 56


def test_doubles_are_rounded_once_to_the_nearest_float(write_netcdf, axes):
    values = np.random.default_rng(3).normal(size=(3, 4, 6))
    assert np.array_equal(read(write_netcdf("a.nc", {**axes, "v": (GRID, values, {})})), values.astype(np.float32))


def test_a_float_fill_value_is_compared_in_the_type_of_the_file(write_netcdf, axes, cube):
    cube[1, 2, 3] = 1e20
    values = read(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {"_FillValue": np.float32(1e20)})}))
    assert np.argwhere(np.isnan(values)).tolist() == [[1, 2, 3]]


def test_cells_that_were_never_written_are_missing(write_netcdf, axes):
    stored = np.full((3, 4, 6), 7, dtype=np.int32)
    stored[2, 2, 2] = -2147483647
    assert np.argwhere(np.isnan(read(write_netcdf("a.nc", {**axes, "v": (GRID, stored, {})})))).tolist() == [[2, 2, 2]]


def test_infinite_values_are_missing(write_netcdf, axes, cube):
    cube[0, 0, 0] = np.inf
    assert np.isnan(read(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})}))[0, 0, 0])


def test_bounds_of_the_time_axis_are_read(write_netcdf, axes, cube):
    axes["time"][2]["bounds"] = "time_bounds"
    edges = np.array([[0.0, 31.0], [31.0, 59.0], [59.0, 90.0]])
    path = write_netcdf("a.nc", {**axes, "time_bounds": (("time", "nv"), edges, {}), "v": (GRID, cube, {})})
    with open_series(path) as series:
        assert [str(day)[:10] for day in series.bounds[1]] == ["2010-02-01", "2010-03-01"]


def test_declared_bounds_that_are_absent_are_none(write_netcdf, axes, cube):
    axes["time"][2]["bounds"] = "time_bounds"
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert series.bounds is None


def test_epochs_are_sorted_by_time_and_keep_their_values(write_netcdf, axes, cube):
    axes["time"] = (("time",), np.array([59.0, 0.0, 31.0]), axes["time"][2])
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert [str(time)[:10] for time in series.times] == ["2010-01-01", "2010-02-01", "2010-03-01"]
        assert np.array_equal(series.read(), cube[[1, 2, 0]])
        assert [series.band_of(epoch) for epoch in range(3)] == [2, 3, 1]


def test_chosen_epochs_come_in_the_order_asked_for(write_netcdf, axes, cube):
    with open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})) as series:
        assert np.array_equal(series.read(epochs=[2, 0, 0]), cube[[2, 0, 0]])
        assert series.read(epochs=[]).shape == (0, 4, 6)
        with pytest.raises(InputError, match="epochs 0 to 2"):
            series.read(epochs=[3])


def test_axes_of_one_step_are_dropped(write_netcdf, axes, cube):
    axes["level"] = (("level",), np.array([850.0]), {"units": "hPa"})
    path = write_netcdf("a.nc", {**axes, "v": (("time", "level", "lat", "lon"), cube[:, np.newaxis], {})})
    assert np.array_equal(read(path), cube)


def test_several_levels_are_refused_by_name(write_netcdf, axes, cube):
    axes["level"] = (("level",), np.array([850.0, 500.0]), {"units": "hPa"})
    stacked = np.stack([cube, cube], axis=1)
    with pytest.raises(InputError, match=r"level \(2\)"):
        read(write_netcdf("a.nc", {**axes, "v": (("time", "level", "lat", "lon"), stacked, {})}))


def test_several_variables_are_listed_and_one_is_chosen_by_name(write_netcdf, axes, cube):
    path = write_netcdf("a.nc", {**axes, "tas": (GRID, cube, {}), "pr": (GRID, cube * 2, {})})
    with pytest.raises(InputError, match=r"a\.nc holds several variables: tas, pr"):
        open_series(path)
    assert np.array_equal(read(path, variable="pr"), cube * 2)
    assert np.array_equal(read(f'NETCDF:"{path}":pr'), cube * 2)
    assert np.array_equal(read(f"NETCDF:{path}:tas"), cube)
    with pytest.raises(InputError, match=r"no variable “lst”.*tas, pr"):
        open_series(path, variable="lst")


@pytest.mark.parametrize(
    ("source", "path", "variable"),
    [
        ('NETCDF:"C:/data/a b.nc":lwe', "C:/data/a b.nc", "lwe"),
        ("NETCDF:C:\\data\\a.nc:lwe", "C:\\data\\a.nc", "lwe"),
        ("netcdf:/data/a.nc:lwe", "/data/a.nc", "lwe"),
        ('HDF5:"/data/a.h5"://group/lwe', "/data/a.h5", "group/lwe"),
        ("/data/a.nc", "/data/a.nc", None),
        ("C:/data/a.nc", "C:/data/a.nc", None),
    ],
)
def test_a_subdataset_is_split_into_file_and_variable(source, path, variable):
    assert split_source(source) == (path, variable)


def test_two_variables_of_one_file_are_not_mixed_up(write_netcdf, axes, cube):
    path = write_netcdf("a.nc", {**axes, "a": (GRID, cube, {}), "b": (GRID, cube * 2, {})})
    with open_series([f'NETCDF:"{path}":a', f'NETCDF:"{path}":b']) as series:
        assert np.array_equal(series.read()[[0, 2, 4]], cube)
        assert np.array_equal(series.read()[[1, 3, 5]], cube * 2)


def test_a_file_within_an_archive_is_read(write_netcdf, axes, cube, tmp_path):
    path = write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "inside.nc")
    assert np.array_equal(read(f"/vsizip/{tmp_path}/a.zip/inside.nc"), cube)


def test_a_grid_mapping_gives_the_crs(write_netcdf, axes, cube):
    metres = {
        "x": (("x",), 500015.0 + 30 * np.arange(6), {"standard_name": "projection_x_coordinate", "units": "m"}),
        "y": (("y",), 5000015.0 - 30 * np.arange(4), {"standard_name": "projection_y_coordinate", "units": "m"}),
    }
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    mapping = ((), np.array(0, dtype=np.int32), {"spatial_ref": crs.ExportToWkt()})
    value = (("time", "y", "x"), cube, {"grid_mapping": "utm"})
    path = write_netcdf("a.nc", {"time": axes["time"], **metres, "utm": mapping, "v": value}, Conventions="CF-1.7")
    with open_series(path) as series:
        assert osr.SpatialReference(wkt=series.grid.crs_wkt).GetAuthorityCode(None) == "32633"
        assert series.grid.extent == (500000.0, 4999910.0, 500180.0, 5000030.0)


def test_a_crs_attribute_of_the_file_gives_the_crs(write_netcdf, axes, cube):
    metres = {"x": (("x",), 500015.0 + 30 * np.arange(6), {}), "y": (("y",), 5000015.0 - 30 * np.arange(4), {})}
    path = write_netcdf("a.nc", {"time": axes["time"], **metres, "v": (("time", "y", "x"), cube, {})}, crs="EPSG:32721")
    with open_series(path) as series:
        assert osr.SpatialReference(wkt=series.grid.crs_wkt).GetAuthorityCode(None) == "32721"


def test_a_gaussian_grid_is_refused_with_its_steps(write_netcdf, axes, cube):
    axes["lat"] = (("lat",), np.array([49.5, 48.5, 47.4, 46.1]), axes["lat"][2])
    with pytest.raises(InputError, match=r"along lat are not evenly spaced.*-1\.3.*-1"):
        open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})}))


def test_curvilinear_coordinates_are_refused(write_netcdf, axes, cube):
    place = {"lat2": (("y", "x"), np.ones((4, 6)), {"units": "degrees_north"})}
    value = (("time", "y", "x"), cube, {"coordinates": "lat2"})
    with pytest.raises(InputError, match=r"2-D coordinates \(lat2\)"):
        open_series(write_netcdf("a.nc", {"time": axes["time"], **place, "v": value}))


def test_a_single_column_without_bounds_has_no_known_cell_size(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), np.array([10.5]), axes["lon"][2])
    with pytest.raises(InputError, match="single cell along lon"):
        open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube[:, :, :1], {})}))


def test_a_single_column_with_bounds_opens(write_netcdf, axes, cube):
    axes["lon"] = (("lon",), np.array([10.5]), {**axes["lon"][2], "bounds": "lon_bnds"})
    edges = (("lon", "nv"), np.array([[10.0, 11.0]]), {})
    with open_series(write_netcdf("a.nc", {**axes, "lon_bnds": edges, "v": (GRID, cube[:, :, :1], {})})) as series:
        assert series.grid.extent == (10.0, 46.0, 11.0, 50.0)


def test_undated_steps_ask_for_dates_and_take_them(write_netcdf, axes, cube):
    path = write_netcdf("a.nc", {"lat": axes["lat"], "lon": axes["lon"], "v": (("step", "lat", "lon"), cube, {})})
    with pytest.raises(CalendarError, match="3 bands without dates"):
        open_series(path)
    with open_series(path, dates=["2014-03-01", "2014-01-01", "2014-02-01"]) as series:
        assert np.array_equal(series.read(), cube[[1, 2, 0]])


def test_an_unknown_calendar_names_the_file_and_the_variable(write_netcdf, axes, cube):
    axes["time"][2]["calendar"] = "lunar"
    with pytest.raises(CalendarError, match=r"a\.nc: v: .*lunar"):
        open_series(write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})}))


def test_given_dates_stand_in_for_a_time_axis_that_cannot_be_decoded(write_netcdf, axes, cube):
    axes["time"][2]["calendar"] = "lunar"
    path = write_netcdf("a.nc", {**axes, "v": (GRID, cube, {})})
    with open_series(path, dates=["2010-01", "2010-02", "2010-03"]) as series:
        assert np.array_equal(series.read(), cube)


def test_monthly_files_of_one_time_step_make_a_series(write_netcdf, axes, cube):
    paths = []
    for month in (2, 0, 1):
        axes["time"] = (("time",), np.array([[0.0], [31.0], [59.0]][month]), axes["time"][2])
        paths.append(write_netcdf(f"m{month}.nc", {**axes, "v": (GRID, cube[month : month + 1], {"units": "m"})}))
    with open_series(paths) as series:
        assert np.array_equal(series.read(), cube)
        assert series.sources == (paths[1], paths[2], paths[0])
        assert series.name == "m"


def test_a_chunked_compressed_netcdf4_file_is_read_along_its_chunks(tmp_path):
    values = np.random.default_rng(1).normal(size=(10, 40, 60)).astype(np.float32)
    path = str(tmp_path / "chunked.nc")
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(path)
    root = dataset.GetRootGroup()
    sizes = {"time": 10, "lat": 40, "lon": 60}
    kinds = {"time": gdal.DIM_TYPE_TEMPORAL, "lat": gdal.DIM_TYPE_HORIZONTAL_Y, "lon": gdal.DIM_TYPE_HORIZONTAL_X}
    dimensions = [root.CreateDimension(name, kinds[name], None, size) for name, size in sizes.items()]
    number = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    units = {"time": "days since 2010-01-01", "lat": "degrees_north", "lon": "degrees_east"}
    for dimension, start in zip(dimensions, (0, -19.5, 100.5)):
        coordinate = root.CreateMDArray(dimension.GetName(), [dimension], number)
        coordinate.Write((start + np.arange(dimension.GetSize())).astype(np.float64))
        text = coordinate.CreateAttribute("units", [], gdal.ExtendedDataType.CreateString())
        text.Write(units[dimension.GetName()])
    array = root.CreateMDArray(
        "v", dimensions, gdal.ExtendedDataType.Create(gdal.GDT_Float32), ["BLOCKSIZE=2,16,20", "COMPRESS=DEFLATE"]
    )
    array.Write(values)
    del array, coordinate, dimension, dimensions, text, root, dataset
    north_up = values[:, ::-1]
    with open_series(path) as series:
        assert series.read().tobytes() == np.ascontiguousarray(north_up).tobytes()
        rows = set()
        for window in series.windows(10 * 4 * 16 * 20):
            rows.add(window.row)
            expected = north_up[
                :, window.row : window.row + window.height, window.column : window.column + window.width
            ]
            assert np.array_equal(series.read(window), expected)
        # The file's chunks begin at its southern edge: 16, 16 and 8 rows from there.
        assert rows == {0, 8, 24}
