"""`geogap:exportnetcdf` writes a file that the CF checker accepts, and that everything reads back bit for bit."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsRasterLayer

from geogap_plugin.raster.series import open_series

MONTHS = np.arange(np.datetime64("2003-01"), np.datetime64("2005-01"))
MID_MONTHS = MONTHS.astype("datetime64[D]") + 15
DAYS = np.arange(np.datetime64("2020-02-25"), np.datetime64("2020-03-20"))
LON_LAT = ("EPSG:4326", (-60.0, 1.0 / 3, 0.0, 3.0, 0.0, -1.0 / 3))
UTM = ("EPSG:32643", (600015.0, 30.0, 0.0, 3600045.0, 0.0, -30.0))


def write(path, dates, values, place=LON_LAT, unit="", dtype=gdal.GDT_Float32, tags=()):
    """Write dated bands with plain GDAL."""
    count, height, width = values.shape
    data = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, dtype)
    crs, geotransform = place
    data.SetGeoTransform(geotransform)
    if crs:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        data.SetProjection(reference.ExportToWkt())
    data.SetMetadata(dict(tags))
    for number, (date, band) in enumerate(zip(dates, values), start=1):
        raster = data.GetRasterBand(number)
        raster.SetDescription(str(date))
        raster.SetUnitType(unit)
        raster.WriteArray(band)
    data = None
    return str(path)


def numbers(count, height=6, width=5):
    """Awkward float32 numbers, with gaps: tiny, huge, negative zero."""
    values = np.random.default_rng(1).normal(0, 10, (count, height, width)).astype(np.float32)
    values[0, 0, :5] = [np.float32(1e-45), np.float32(3.4e38), np.float32(-0.0), np.nan, np.float32(0.1)]
    values[:, 2, 2] = np.nan
    return values


@pytest.fixture
def filled(tmp_path):
    """Write a series, its uncertainty and its flags; return them as parameters, and their arrays."""

    def make(dates=MID_MONTHS, place=LON_LAT, unit="cm", variable="lwe_thickness", tags=(), size=(6, 5)):
        values = numbers(len(dates), *size)
        sigma = np.abs(values)
        flags = np.where(np.isnan(values), 0, np.where(values > 0, 1, 2)).astype(np.uint8)
        tags = {"GEOGAP_VARIABLE": variable, "GEOGAP_METHOD": "harmonic", "GEOGAP_VERSION": "0.1", **dict(tags)}
        parameters = {
            "INPUT": write(tmp_path / "filled.tif", dates, values, place, unit, tags=tags),
            "UNCERTAINTY": write(tmp_path / "sigma.tif", dates, sigma, place, unit),
            "FLAGS": write(tmp_path / "flags.tif", dates, flags, place, dtype=gdal.GDT_Byte),
            "OUTPUT": str(tmp_path / "out" / "filled.nc"),
        }
        Path(parameters["OUTPUT"]).parent.mkdir(exist_ok=True)
        return parameters, values, sigma, flags

    return make


def header(path):
    """Return attributes of the file and of its variables as plain GDAL reads them."""
    root = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER).GetRootGroup()

    def texts(holder):
        return {item.GetName(): item.Read() for item in holder.GetAttributes()}

    names = root.GetMDArrayNames(["SHOW_ALL=YES"])
    arrays = {name: root.OpenMDArray(name) for name in names}
    return texts(root), {name: {**texts(array), "units": array.GetUnit()} for name, array in arrays.items()}


def complaints(python, path, suite):
    """Return what the compliance checker has to say, by priority."""
    checker = Path(python).with_name("compliance-checker")
    done = subprocess.run([checker, "-t", suite, "-f", "json", "-o", "-", path], capture_output=True, check=False)
    report = json.loads(done.stdout)[suite]

    def messages(result):
        value, whole = result["value"]
        own = [f"{result['name']} {message}" for message in result["msgs"]] if value < whole else []
        return own + [message for child in result["children"] for message in messages(child)]

    assert report["possible_points"] > 10
    return {
        priority: [message for result in report[f"{priority}_priorities"] for message in messages(result)]
        for priority in ("high", "medium", "low")
    }


@pytest.mark.parametrize(
    ("dates", "place", "unit", "variable"),
    [
        (MID_MONTHS, LON_LAT, "cm", "lwe_thickness"),
        (DAYS, UTM, "°C", "LST"),
        (["2020-01-03T10:30:00", "2020-01-19T10:31:05", "2020-03-07T10:29:59"], UTM, "1", "NDVI"),
        (DAYS, ("EPSG:3035", (4e6, 500.0, 0.0, 3e6, 0.0, -500.0)), "W/m²", "flux"),
    ],
    ids=["monthly", "projected days", "scenes", "Lambert"],
)
def test_the_compliance_checker_finds_nothing_wrong(run, filled, netcdf_python, dates, place, unit, variable):
    parameters, *_ = filled(dates, place, unit, variable)
    run("exportnetcdf", parameters)
    found = complaints(netcdf_python, parameters["OUTPUT"], "cf:1.8")
    assert found == {"high": [], "medium": [], "low": []}
    found = complaints(netcdf_python, parameters["OUTPUT"], "acdd:1.3")["high"]
    assert all("standard_name" in message for message in found)
    assert bool(found) == (variable in ("lwe_thickness", "flux"))


@pytest.mark.parametrize("place", [LON_LAT, UTM, ("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0))], ids=["degrees", "UTM", "none"])
def test_geogap_reads_back_the_same_values_dates_unit_and_grid(run, filled, place):
    parameters, _, sigma, flags = filled(place=place)
    run("exportnetcdf", parameters)
    with open_series(parameters["INPUT"]) as source, open_series(parameters["OUTPUT"]) as series:
        assert series.read().tobytes() == source.read().tobytes()
        assert (series.times == source.times).all()
        assert (series.unit, series.variable) == ("cm", "lwe_thickness")
        assert series.grid.difference(source.grid) == ""
        assert series.grid.geotransform == pytest.approx(source.grid.geotransform, abs=1e-9)
        assert (series.bounds[:, 0] == MONTHS.astype("datetime64[s]")).all()
        assert (series.bounds[:, 1] == (MONTHS + 1).astype("datetime64[s]")).all()
    with open_series(parameters["OUTPUT"], variable="lwe_thickness_uncertainty") as series:
        assert np.array_equal(series.read(), sigma, equal_nan=True)
    with open_series(parameters["OUTPUT"], variable="lwe_thickness_flag") as series:
        assert np.array_equal(series.read(), flags)


def test_qgis_opens_every_variable_in_its_place(run, filled):
    parameters, values, *_ = filled(DAYS, UTM)
    run("exportnetcdf", parameters)
    layer = QgsRasterLayer(f'NETCDF:"{parameters["OUTPUT"]}":lwe_thickness', "exported")
    assert layer.isValid()
    assert layer.bandCount() == len(DAYS)
    assert layer.crs().authid() == "EPSG:32643"
    extent = layer.extent()
    assert (extent.xMinimum(), extent.yMaximum()) == (600015.0, 3600045.0)
    assert layer.dataProvider().sample(extent.center(), 1)[0] == pytest.approx(values[0, 3, 2])


def test_xarray_decodes_times_values_and_flags(run, filled, netcdf_python, tmp_path):
    parameters, values, _, flags = filled(DAYS, UTM)
    run("exportnetcdf", parameters)
    code = """
import json, sys
import numpy as np
import xarray
with xarray.open_dataset(sys.argv[1]) as data:
    np.savez(sys.argv[2], time=data.time.values, value=data.lwe_thickness.values, flag=data.lwe_thickness_flag.values,
             x=data.x.values, y=data.y.values, bounds=data.time_bounds.values)
    print(json.dumps([data.lwe_thickness.dims, data.lwe_thickness.attrs["units"],
                      data.lwe_thickness_flag.attrs["flag_meanings"]]))
"""
    arrays = tmp_path / "arrays.npz"
    done = subprocess.run(
        [netcdf_python, "-c", code, parameters["OUTPUT"], arrays], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        ["time", "y", "x"],
        "cm",
        "outside observed filled gap_left_open outlier_replaced",
    ]
    with np.load(arrays) as found:
        assert (found["time"] == DAYS).all()
        assert (found["bounds"] == np.column_stack([DAYS, DAYS + 1])).all()
        assert found["value"].tobytes() == values.tobytes()
        assert (found["flag"] == flags).all()
        assert found["x"].tolist() == [600030.0 + 30 * column for column in range(5)]
        assert found["y"].tolist() == [3600030.0 - 30 * row for row in range(6)]


def test_the_file_says_where_it_comes_from(run, filled):
    tags = {
        "GEOGAP_MODEL": "monthly 1.0.0",
        "GEOGAP_SCORES": '{"gp": 1}',
        "history": "2020: made",
        "licence": "CC0-1.0",
    }
    parameters, *_ = filled(tags=tags)
    run("exportnetcdf", {**parameters, "INSTITUTION": "Institut für Wasser", "TITLE": "Água"})
    root, arrays = header(parameters["OUTPUT"])
    assert root["Conventions"] == "CF-1.8, ACDD-1.3"
    assert root["GEOGAP_SCORES"] == '{"gp": 1}'
    assert "harmonic" in root["source"]
    assert "monthly 1.0.0" in root["source"]
    newest, older = root["history"].splitlines()
    assert "geogap:exportnetcdf" in newest
    assert "UNCERTAINTY sigma" in newest
    assert older == "2020: made"
    assert (root["license"], root["institution"], root["title"]) == ("CC0-1.0", "Institut für Wasser", "Água")
    assert (root["time_coverage_start"], root["time_coverage_end"]) == ("2003-01-01T00:00:00Z", "2005-01-01T00:00:00Z")
    assert (root["time_coverage_duration"], root["time_coverage_resolution"]) == ("P731D", "P1M")
    assert (root["geospatial_lat_min"], root["geospatial_lon_max"]) == pytest.approx((1.0, -60 + 5 / 3))
    assert arrays["lwe_thickness"]["ancillary_variables"] == "lwe_thickness_uncertainty lwe_thickness_flag"
    assert list(arrays["lwe_thickness_flag"]["flag_values"]) == [0, 1, 2, 3, 4]


def test_the_region_of_a_projected_grid_is_given_in_degrees(run, filled):
    parameters, *_ = filled(DAYS, UTM)
    run("exportnetcdf", parameters)
    root, _ = header(parameters["OUTPUT"])
    # Zone 43's central meridian is 75 E; 100 km east of it at 32.5 N is 1.06 degrees further (111.3 km x cos 32.5).
    assert root["geospatial_lon_min"] == pytest.approx(75 + 100.015 / (111.32 * np.cos(np.radians(32.53))), abs=0.01)
    assert root["geospatial_lat_max"] == pytest.approx(3600.045 / 110.86, abs=0.1)


def test_without_companions_the_value_stands_alone(run, filled):
    parameters, *_ = filled()
    run("exportnetcdf", {"INPUT": parameters["INPUT"], "OUTPUT": parameters["OUTPUT"]})
    _, arrays = header(parameters["OUTPUT"])
    assert {"lwe_thickness_flag", "lwe_thickness_uncertainty"}.isdisjoint(arrays)
    assert "ancillary_variables" not in arrays["lwe_thickness"]


def test_a_projection_without_a_name_in_cf_gets_the_true_latitude_and_longitude(run, filled):
    # LV95: its origin at Bern is 46 deg 57' 08.66" N, 7 deg 26' 22.50" E.
    parameters, *_ = filled(place=("EPSG:2056", (2_600_000 - 50.0, 100.0, 0.0, 1_200_000 + 50.0, 0.0, -100.0)))
    run("exportnetcdf", parameters)
    root = gdal.OpenEx(parameters["OUTPUT"], gdal.OF_MULTIDIM_RASTER).GetRootGroup()
    assert root.OpenMDArray("lat").ReadAsArray()[0, 0] == pytest.approx(46 + 57 / 60 + 8.66 / 3600, abs=2e-3)
    assert root.OpenMDArray("lon").ReadAsArray()[0, 0] == pytest.approx(7 + 26 / 60 + 22.5 / 3600, abs=2e-3)
    with open_series(parameters["INPUT"]) as source, open_series(parameters["OUTPUT"]) as series:
        assert series.grid.difference(source.grid) == ""
        assert series.read().tobytes() == source.read().tobytes()


def test_modis_sinusoidal_carries_the_names_of_cf(run, filled):
    parameters, *_ = filled(place=("+proj=sinu +R=6371007.181 +units=m +type=crs", (0.0, 463.3, 0.0, 5e6, 0.0, -463.3)))
    run("exportnetcdf", parameters)
    _, arrays = header(parameters["OUTPUT"])
    assert [name for name in arrays if "sinusoidal" in name] == ["sinusoidal"]
    assert arrays["sinusoidal"]["grid_mapping_name"] == "sinusoidal"
    assert arrays["sinusoidal"]["longitude_of_projection_origin"] == 0.0


def test_an_unknown_unit_is_told_and_can_be_given(run, filled):
    parameters, *_ = filled(unit="DN")
    _, feedback, _ = run("exportnetcdf", parameters)
    assert "“DN”" in feedback.textLog()
    assert header(parameters["OUTPUT"])[1]["lwe_thickness"]["units"] == ""
    run("exportnetcdf", {**parameters, "UNIT": "count"})
    assert header(parameters["OUTPUT"])[1]["lwe_thickness_uncertainty"]["units"] == "count"


def test_an_index_without_a_unit_is_a_number(run, filled):
    parameters, *_ = filled(unit="", variable="NDVI")
    _, feedback, _ = run("exportnetcdf", parameters)
    assert "UNIT" not in feedback.textLog()
    about = header(parameters["OUTPUT"])[1]["NDVI"]
    assert (about["units"], about["standard_name"]) == ("1", "normalized_difference_vegetation_index")


def test_the_bounds_and_standard_name_of_a_netcdf_input_are_kept(run, filled, tmp_path):
    parameters, *_ = filled(unit="K", variable="LST")
    run("exportnetcdf", parameters)
    again = str(tmp_path / "out" / "again.nc")
    run("exportnetcdf", {"INPUT": parameters["OUTPUT"], "OUTPUT": again, "CADENCE": "irregular"})
    root, arrays = header(again)
    assert arrays["LST"]["standard_name"] == "surface_temperature"
    assert len(root["history"].splitlines()) == 2
    with open_series(parameters["OUTPUT"]) as first, open_series(again) as second:
        assert second.read().tobytes() == first.read().tobytes()
        assert (second.bounds == first.bounds).all()


def failure(parameters, feedback=None):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:exportnetcdf")
    feedback = feedback or QgsProcessingFeedback()
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    return succeeded, feedback.textLog()


def test_companions_of_another_series_are_refused_by_name(provider, filled, tmp_path):
    parameters, values, *_ = filled()
    shifted = write(tmp_path / "shifted.tif", MID_MONTHS, values, UTM, "cm")
    later = write(tmp_path / "later.tif", MID_MONTHS + 365, values, LON_LAT, "cm")
    metres = write(tmp_path / "metres.tif", MID_MONTHS, values, LON_LAT, "m")
    for name, path, words in (
        ("UNCERTAINTY", shifted, "does not lie on the grid"),
        ("FLAGS", later, "the same dates"),
        ("UNCERTAINTY", metres, "is in “m”, the series in “cm”"),
        ("FLAGS", parameters["INPUT"], "other numbers than flags"),
    ):
        succeeded, log = failure({**parameters, name: path})
        assert not succeeded
        assert words in log
        assert Path(path).stem in log
        assert list(Path(parameters["OUTPUT"]).parent.iterdir()) == []


def test_two_epochs_of_one_date_are_refused(provider, filled):
    parameters, *_ = filled(dates=["2020-01-01", "2020-01-01", "2020-01-02"])
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:exportnetcdf")
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "two epochs of 2020-01-01" in reason


def test_an_existing_file_stays_until_the_new_one_is_whole(provider, filled):
    parameters, *_ = filled()
    Path(parameters["OUTPUT"]).write_text("from before", encoding="utf-8")

    class CancelSoon(QgsProcessingFeedback):
        def setProgress(self, progress):
            super().setProgress(progress)
            self.cancel()

    failure(parameters, CancelSoon())
    assert Path(parameters["OUTPUT"]).read_text(encoding="utf-8") == "from before"
    assert len(list(Path(parameters["OUTPUT"]).parent.iterdir())) == 1


def test_the_file_is_the_same_whatever_the_memory_limit(run, filled):
    parameters, values, _, flags = filled(size=(300, 301), dates=MID_MONTHS)
    run("exportnetcdf", {**parameters, "MEMORY": 16})
    with open_series(parameters["OUTPUT"]) as series:
        assert series.read().tobytes() == values.tobytes()
    with open_series(parameters["OUTPUT"], variable="lwe_thickness_flag") as series:
        assert np.array_equal(series.read(), flags)
