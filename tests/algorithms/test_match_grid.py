"""`geogap:matchgrid` lays predictors onto the grid and the dates of a target, as worked out with plain numpy."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsRasterLayer
from scipy.interpolate import RegularGridInterpolator
from scipy.io import netcdf_file

from geogap_plugin.algorithms.match_grid import MatchGrid

from .conftest import read

SCENES = ("2022-06-01T10:37:12", "2022-06-01T23:05:00", "2022-06-02T14:20:30", "2022-06-02T14:20:30")
HOURS = np.arange(np.datetime64("2022-06-01T00:00:00"), np.datetime64("2022-06-03T00:00:00"), np.timedelta64(3600, "s"))
CELL, COARSE, FINE = 70.0, 1000.0, 10.0
WEST, NORTH = 681200.0, 5240820.0


def write(path, values, labels, cell, *, west=WEST, north=NORTH, unit="", epsg=32632, nodata=None, meanings=""):
    """Write bands on a UTM grid with plain GDAL."""
    values = np.asarray(values)
    kind = {"f4": gdal.GDT_Float32, "u1": gdal.GDT_Byte, "i2": gdal.GDT_Int16}[values.dtype.str[1:]]
    data = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[2], values.shape[1], len(values), kind)
    data.SetGeoTransform((west, cell, 0, north, 0, -cell))
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        data.SetProjection(reference.ExportToWkt())
    for number, layer in enumerate(values, start=1):
        band = data.GetRasterBand(number)
        band.SetDescription(labels[number - 1] if labels else "")
        band.SetUnitType(unit)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if meanings:
            band.SetMetadata({"flag_values": "4 5 9", "flag_meanings": meanings})
        band.WriteArray(layer)
    data = None
    return str(path)


@pytest.fixture
def target(tmp_path):
    """Scenes of land surface temperature at irregular times, 30 rows by 40 columns of 70 m; two at the same time."""
    values = np.random.default_rng(0).normal(300, 5, size=(4, 30, 40)).astype("f4")
    return write(tmp_path / "lst.tif", values, SCENES, CELL, unit="K")


@pytest.fixture
def radiation(tmp_path):
    """Hourly radiation on a kilometre grid: a plane in space that changes from hour to hour."""
    y, x = np.mgrid[0:6, 0:6]
    values = (100 + 10 * x + 7 * y)[np.newaxis] + 3.0 * np.arange(48)[:, np.newaxis, np.newaxis]
    labels = [str(hour) for hour in HOURS]
    return write(
        tmp_path / "inca.tif", values.astype("f4"), labels, COARSE, west=WEST - 1000, north=NORTH + 1000, unit="W m-2"
    )


def plane():
    """The plane of `radiation` at the centres of the target's cells."""
    x = (1000 + (np.arange(40) + 0.5) * CELL) / COARSE - 0.5
    y = (1000 + (np.arange(30) + 0.5) * CELL) / COARSE - 0.5
    return 100 + 10 * x[np.newaxis] + 7 * y[:, np.newaxis]


def variables_of(path):
    """All variables of a NetCDF file as arrays."""
    root = gdal.OpenEx(str(path), gdal.OF_MULTIDIM_RASTER).GetRootGroup()
    return {name: root.OpenMDArray(name).ReadAsArray() for name in root.GetMDArrayNames(["SHOW_ALL=YES"])}


def unit_on_the_targets_grid(path):
    """The unit of a file that lies on the target's grid."""
    data = gdal.Open(path)
    assert data.GetGeoTransform() == (WEST, CELL, 0, NORTH, 0, -CELL)
    assert (data.RasterXSize, data.RasterYSize) == (40, 30)
    assert osr.SpatialReference(wkt=data.GetProjection()).GetAuthorityCode(None) == "32632"
    return data.GetRasterBand(1).GetUnitType()


def test_six_hour_sums_meet_the_scenes(run, target, radiation, tmp_path):
    results, feedback, _ = run(
        "matchgrid",
        {
            "INPUTS": [radiation],
            "TARGET": target,
            "TIME": "sum",
            "WINDOW": "6 hours",
            "OUTPUT_FOLDER": str(tmp_path / "out"),
        },
    )
    assert results["OUTPUTS"] == [str(tmp_path / "out" / "inca.tif")]
    found, labels, tags = read(results["OUTPUTS"][0])
    assert labels == list(SCENES)
    # Hours 5 to 10, 18 to 23 and 9 to 14 of the next day.
    for band, hours in zip(found, (range(5, 11), range(18, 24), range(33, 39), range(33, 39))):
        np.testing.assert_allclose(band, 6 * plane() + 3 * sum(hours), rtol=1e-5)
    assert unit_on_the_targets_grid(results["OUTPUTS"][0]) == "W m-2 h"
    assert tags["GEOGAP_ALGORITHM"] == "geogap:matchgrid"
    assert (tags["GEOGAP_TIME"], tags["GEOGAP_WINDOW"], tags["GEOGAP_RESAMPLING"]) == ("sum", "6 h", "bilinear")
    assert "the sum is in W m-2 h" in feedback.textLog()


def test_hours_are_interpolated_onto_overpasses_by_default(run, target, radiation, tmp_path):
    parameters = {"INPUTS": [radiation], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path / "out")}
    results, feedback, _ = run("matchgrid", parameters)
    found, _, _ = read(results["OUTPUTS"][0])
    for band, hour in zip(found, (10 + 37.2 / 60, 23 + 5 / 60, 38 + 20.5 / 60, 38 + 20.5 / 60)):
        np.testing.assert_allclose(band, plane() + 3 * hour, rtol=1e-5)
    assert "linear within 1 h; 4 of 4 dates" in feedback.textLog()


def test_fine_scenes_are_averaged_and_meet_the_nearest_clear_date(run, target, tmp_path):
    rng = np.random.default_rng(2)
    scenes = rng.normal(0.3, 0.1, size=(3, 210, 280)).astype("f4")
    scenes[1, :70] = np.nan
    scenes[1, 70:105, ::2] = np.nan
    dates = ["2022-05-20", "2022-05-31", "2022-07-20"]
    path = write(tmp_path / "b04.tif", scenes, dates, FINE)
    results, _, _ = run(
        "matchgrid",
        {"INPUTS": [path], "TARGET": target, "TOLERANCE": "20 days", "OUTPUT_FOLDER": str(tmp_path / "out")},
    )
    found, _, _ = read(results["OUTPUTS"][0])
    nearest = np.where(np.isnan(scenes[1]), scenes[0], scenes[1]).astype(float)
    expected = nearest.reshape(30, 7, 40, 7).mean(axis=(1, 3))
    for band in found:
        np.testing.assert_allclose(band, expected, atol=1e-5)
    alone = {"INPUTS": [path], "TARGET": target, "TOLERANCE": "5 days", "OUTPUT_FOLDER": str(tmp_path / "alone")}
    found, _, _ = read(run("matchgrid", alone)[0]["OUTPUTS"][0])
    # Clouded cells are missing; where half of a cell is clear, its clear half counts.
    clear = np.isfinite(scenes[1]).reshape(30, 7, 40, 7).mean(axis=(1, 3))
    with np.errstate(invalid="ignore"):
        means = np.nansum(scenes[1].astype(float).reshape(30, 7, 40, 7), axis=(1, 3)) / 49 / clear
    np.testing.assert_allclose(found[0], np.where(clear >= 0.5, means, np.nan), atol=1e-5)
    assert np.isnan(found[0]).any()


@pytest.mark.parametrize("resampling", ["auto", "average", "bilinear", "cubic", "median", "nearest"])
@pytest.mark.parametrize("time", ["auto", "mean", "linear"])
def test_classes_never_come_out_that_were_not_in_the_input(run, target, tmp_path, resampling, time):
    scl = np.random.default_rng(3).choice(np.array([4, 5, 9], dtype="u1"), size=(2, 210, 280))
    path = write(
        tmp_path / "scl.tif", scl, ["2022-05-31", "2022-06-05"], FINE, nodata=0, meanings="vegetation bare cloud"
    )
    results, feedback, _ = run(
        "matchgrid",
        {
            "INPUTS": [path],
            "TARGET": target,
            "RESAMPLING": resampling,
            "TIME": time,
            "WINDOW": "3 d",
            "OUTPUT_FOLDER": str(tmp_path / "out"),
        },
    )
    data = gdal.Open(results["OUTPUTS"][0])
    assert data.GetRasterBand(1).DataType == gdal.GDT_Byte
    assert set(np.unique(data.ReadAsArray())) == {4, 5, 9}
    assert data.GetMetadata()["flag_meanings"] == "vegetation bare cloud"
    log = feedback.textLog()
    assert "classes, never averaged (flag_meanings)" in log
    assert (f"“{resampling}” would mix classes" in log) == (resampling not in ("auto", "nearest"))
    assert (f"“{time}” would mix classes" in log) == (time != "auto")


def test_the_user_names_classes_that_the_file_does_not(run, target, tmp_path):
    cover = np.random.default_rng(4).choice(np.array([10, 200], dtype="i2"), size=(1, 5, 5))
    path = write(tmp_path / "cover.tif", cover, [], COARSE)
    parameters = {"INPUTS": [path], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path / "out")}
    found, _, _ = read(run("matchgrid", parameters)[0]["OUTPUTS"][0])
    assert len(np.unique(found)) > 2
    results, feedback, _ = run("matchgrid", {**parameters, "CATEGORICAL": "Cover"})
    found, labels, tags = read(results["OUTPUTS"][0])
    assert set(np.unique(found)) <= {10, 200}
    assert (found.shape, labels, tags["GEOGAP_CLASSES"]) == ((1, 30, 40), ["cover"], "named")
    assert "no date, stands for all; cells: nearest" in feedback.textLog()
    with pytest.raises(QgsProcessingException, match=r"no input is called “roads”\. There are: cover"):
        run("matchgrid", {**parameters, "CATEGORICAL": "roads"})


def test_a_terrain_model_in_another_projection_is_one_band(run, target, tmp_path):
    lon, lat = np.meshgrid(11.3 + (np.arange(60) + 0.5) * 0.005, 47.4 - (np.arange(60) + 0.5) * 0.005)
    heights = (1000 + 4000 * (lon - 11.4) - 3000 * (lat - 47.2)).astype("f4")
    path = write(tmp_path / "dem.tif", heights[np.newaxis], [], 0.005, west=11.3, north=47.4, unit="m", epsg=4326)
    results, _, _ = run("matchgrid", {"INPUTS": [path], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path / "out")})
    found, _, _ = read(results["OUTPUTS"][0])
    assert unit_on_the_targets_grid(results["OUTPUTS"][0]) == "m"
    utm, degrees = osr.SpatialReference(), osr.SpatialReference()
    utm.ImportFromEPSG(32632)
    degrees.ImportFromEPSG(4326)
    for reference in (utm, degrees):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_degrees = osr.CoordinateTransformation(utm, degrees)
    for row, column in ((0, 0), (29, 39), (12, 7)):
        x, y, _ = to_degrees.TransformPoint(WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL)
        expected = 1000 + 4000 * (x - 11.4) - 3000 * (y - 47.2)
        assert found[0, row, column] == pytest.approx(expected, abs=0.05)


def test_on_the_same_grid_and_dates_every_bit_stays(run, target, tmp_path):
    values = np.random.default_rng(5).normal(size=(4, 30, 40)).astype("f4")
    values[2, 3, 4] = np.nan
    path = write(tmp_path / "ndvi.tif", values, SCENES, CELL)
    results, _, _ = run(
        "matchgrid",
        {
            "INPUTS": [path],
            "TARGET": target,
            "TIME": "nearest",
            "TOLERANCE": "1 min",
            "OUTPUT_FOLDER": str(tmp_path / "o"),
        },
    )
    found = gdal.Open(results["OUTPUTS"][0]).ReadAsArray()
    np.testing.assert_array_equal(found[:2], values[:2])
    # Two scenes of one time: the earlier band, and the other where it has no value.
    np.testing.assert_array_equal(found[2], np.where(np.isnan(values[2]), values[3], values[2]))


def test_months_of_days(run, series_file, tmp_path):
    days = np.arange(np.datetime64("2003-01-01"), np.datetime64("2004-01-01"))
    months = days.astype("datetime64[M]")
    values = np.random.default_rng(6).normal(size=(365, 6, 5)).astype("f4")
    path = write(
        tmp_path / "rain.tif", values, [str(day) for day in days], 1.0, west=-60, north=3, unit="mm", epsg=4326
    )
    parameters = {"INPUTS": [path], "TARGET": series_file, "TIME": "sum", "OUTPUT_FOLDER": str(tmp_path / "o")}
    results, _, _ = run("matchgrid", parameters)
    found, labels, _ = read(results["OUTPUTS"][0])
    assert gdal.Open(results["OUTPUTS"][0]).GetRasterBand(1).GetUnitType() == "mm"
    for index in range(12):
        expected = values[months == np.datetime64(labels[index][:7])].astype(float).sum(axis=0)
        np.testing.assert_allclose(found[index], expected, atol=1e-4)
    assert np.isnan(found[12:]).all()


def test_outputs_are_named_after_input_and_variable_and_load_as_dated_layers(run, target, radiation, tmp_path):
    path = tmp_path / "weather.nc"
    with netcdf_file(str(path), "w") as file:
        for name, axis, units in (
            ("time", np.arange(48.0), "hours since 2022-06-01"),
            ("lat", np.array([47.4, 47.3, 47.2]), "degrees_north"),
            ("lon", np.array([11.3, 11.4, 11.5]), "degrees_east"),
        ):
            file.createDimension(name, len(axis))
            file.createVariable(name, "f8", (name,))[:] = axis
            file.variables[name].units = units
        for name, unit in (("T2M", "K"), ("GL", "W m-2")):
            made = file.createVariable(name, "f4", ("time", "lat", "lon"))
            made[:] = np.full((48, 3, 3), 280)
            made.units = unit
    folder = tmp_path / "new" / "out"
    results, feedback, context = run(
        "matchgrid", {"INPUTS": [str(path), radiation], "TARGET": target, "OUTPUT_FOLDER": str(folder)}
    )
    assert sorted(file.name for file in folder.iterdir()) == ["inca.tif", "weather_GL.tif", "weather_T2M.tif"]
    assert set(context.layersToLoadOnCompletion()) == set(results["OUTPUTS"])
    details = context.layerToLoadOnCompletionDetails(str(folder / "weather_T2M.tif"))
    layer = QgsRasterLayer(str(folder / "weather_T2M.tif"))
    details.postProcessor().postProcessLayer(layer, context, feedback)
    ranges = layer.temporalProperties().fixedRangePerBand()
    assert len(ranges) == 4
    assert ranges[1].contains(ranges[1].begin())
    chosen, _, _ = run(
        "matchgrid",
        {
            "INPUTS": [str(path)], "TARGET": target, "VARIABLES": "GL", "LOAD": False,
            "OUTPUT_FOLDER": str(tmp_path / "gl"),
        },
    )  # fmt: skip
    assert [file.name for file in (tmp_path / "gl").iterdir()] == ["weather_GL.tif"]
    assert len(chosen["OUTPUTS"]) == 1


def test_what_does_not_meet_is_said_with_its_name(run, target, radiation, tmp_path):
    there = str(tmp_path / "o")

    def refused(path, message, **parameters):
        with pytest.raises((QgsProcessingException, AssertionError), match=message):
            run("matchgrid", {"INPUTS": [path], "TARGET": target, "OUTPUT_FOLDER": there, **parameters})
        assert not (tmp_path / "o").exists()

    far = write(tmp_path / "far.tif", np.ones((1, 5, 5), "f4"), [], COARSE, west=WEST + 1e6)
    refused(far, "far: The two series do not overlap")
    nowhere = write(tmp_path / "nowhere.tif", np.ones((1, 5, 5), "f4"), [], COARSE, epsg=0)
    refused(nowhere, "nowhere: .*no coordinate reference system")
    late = write(tmp_path / "late.tif", np.ones((2, 5, 5), "f4"), ["2023-01-01", "2023-02-01"], COARSE)
    refused(late, "late: none of its dates from 2023-01-01T00:00:00 to .* gives a value")
    undated = write(tmp_path / "bands.tif", np.ones((2, 5, 5), "f4"), [], COARSE)
    refused(undated, "2 bands without dates")
    refused(radiation, "WINDOW: the target's dates are moments", TIME="sum")
    refused(radiation, "WINDOW: “six” is no length of time", WINDOW="six")
    refused(target, "Nothing is left of the predictors. lst is the target")
    still = write(tmp_path / "still.tif", np.ones((1, 30, 40), "f4"), [], CELL)
    refused(radiation, "inca: it has 48 dates, and the target still has none", TARGET=still)


def test_an_input_is_never_overwritten(run, target, radiation, tmp_path):
    before = Path(radiation).read_bytes()
    with pytest.raises(QgsProcessingException, match="Choose another name"):
        run("matchgrid", {"INPUTS": [radiation], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path)})
    assert Path(radiation).read_bytes() == before


def test_a_cancelled_run_leaves_nothing(run, target, radiation, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgress(self, share):
            if share > 40:
                self.cancel()

    other = write(tmp_path / "dem.tif", np.ones((1, 30, 40), "f4"), [], CELL)
    before = {file for file in tmp_path.iterdir() if not file.name.endswith(".aux.xml")}
    parameters = {"INPUTS": [radiation, other], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path / "a" / "b")}
    run("matchgrid", parameters, Impatient())
    assert {file for file in tmp_path.iterdir() if not file.name.endswith(".aux.xml")} == before


def test_memory_does_not_change_the_result(run, tmp_path):
    rng = np.random.default_rng(7)
    scenes = write(tmp_path / "big.tif", np.zeros((4, 300, 300), "f4"), SCENES, CELL)
    values = rng.normal(size=(48, 60, 60)).astype("f4")
    values[rng.random(values.shape) < 0.05] = np.nan
    path = write(tmp_path / "hourly.tif", values, [str(hour) for hour in HOURS], 411.0)
    parameters = {"INPUTS": [path], "TARGET": scenes, "TIME": "mean", "WINDOW": "6 h", "MAX_MISSING": 2}
    found = []
    for memory in (16, 512):
        results, _, _ = run("matchgrid", {**parameters, "MEMORY": memory, "OUTPUT_FOLDER": str(tmp_path / str(memory))})
        found.append(read(results["OUTPUTS"][0])[0])
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)
    assert np.isfinite(found[0]).mean() > 0.9


def test_hourly_forecasts_meet_geostationary_scenes(provider, data_folder, tmp_path):
    source = tmp_path / "goes.nc"
    shutil.copy(data_folder / "lst" / "goes16_argentina_2022-12-14_16.nc", source)
    results = processing.run(
        "geogap:matchgrid",
        {"INPUTS": [str(source)], "TARGET": str(source), "TARGET_VARIABLE": "LST", "OUTPUT_FOLDER": "TEMPORARY_OUTPUT"},
    )
    found, labels, tags = read(results["OUTPUTS"][0])
    axes = variables_of(source)
    assert found.shape == axes["LST"].shape
    assert tags["GEOGAP_VARIABLE"] == "T2M_GFS"
    assert labels[0] == "2022-12-14T00:00:00"
    north_up = axes["lat"][0] > axes["lat"][-1]
    for band in (0, 30, 65):
        epoch = int(np.flatnonzero(axes["time_gfs"] == axes["time"][band])[0])
        interpolate = RegularGridInterpolator(
            (axes["lat_gfs"], axes["lon_gfs"]), axes["T2M_GFS"][epoch].astype(float), bounds_error=False
        )
        rows = axes["lat"] if north_up else axes["lat"][::-1]
        expected = interpolate(tuple(np.meshgrid(rows, axes["lon"], indexing="ij")))
        inside = np.isfinite(expected)
        assert inside.mean() > 0.9
        np.testing.assert_allclose(found[band][inside], expected[inside], atol=2e-2)


def test_irregular_overpasses_keep_their_own_dates(run, data_folder, tmp_path):
    source = tmp_path / "eco.nc"
    shutil.copy(data_folder / "lst" / "ecostress_amazon_ATTO.nc", source)
    results, feedback, _ = run(
        "matchgrid",
        {
            "INPUTS": [str(source)], "TARGET": str(source), "TARGET_VARIABLE": "LST", "VARIABLES": "NDVI,LST",
            "TIME": "nearest", "TOLERANCE": "2 days", "OUTPUT_FOLDER": str(tmp_path / "o"),
        },
    )  # fmt: skip
    assert "LST is the target" in feedback.textLog()
    found, labels, _ = read(results["OUTPUTS"][0])
    variables = variables_of(source)
    ndvi, lst_times, ndvi_times = (variables[name] for name in ("NDVI", "time_LST", "time_NDVI"))
    if variables["y"][0] < variables["y"][-1]:
        ndvi = ndvi[:, ::-1]
    assert len(labels) == len(lst_times)
    start = np.datetime64("2018-08-05T15:39:17")
    np.testing.assert_array_equal(
        np.array(labels, "datetime64[s]"), start + np.sort(lst_times).astype("timedelta64[s]")
    )
    for band, moment in enumerate(np.sort(lst_times)):
        apart = np.abs(ndvi_times - moment)
        expected = np.full(ndvi.shape[1:], np.nan, dtype=np.float32)
        for epoch in np.argsort(apart, kind="stable")[::-1]:
            if apart[epoch] <= 2 * 86400:
                expected = np.where(np.isfinite(ndvi[epoch]), ndvi[epoch], expected)
        np.testing.assert_array_equal(found[band], expected)


def test_a_layer_of_the_project_is_accepted(run, target, radiation, tmp_path):
    layer = QgsRasterLayer(radiation, "radiation")
    QgsProject.instance().addMapLayer(layer)
    try:
        results, _, _ = run(
            "matchgrid", {"INPUTS": [layer.id()], "TARGET": target, "OUTPUT_FOLDER": str(tmp_path / "o")}
        )
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert results["OUTPUTS"] == [str(tmp_path / "o" / "inca.tif")]


def test_the_published_parameters_stay():
    algorithm = MatchGrid()
    algorithm.initAlgorithm()
    names = {definition.name() for definition in algorithm.parameterDefinitions()}
    assert {"INPUTS", "TARGET", "RESAMPLING", "OUTPUT_FOLDER"} <= names
