"""`geogap:fetchweather` fetches INCA and ERA5-Land as dated series, and never shows the key."""

import hashlib
import io
import json
import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsRasterLayer

from geogap_plugin.sources import catalog

from ..sources.authentication import configuration
from ..sources.loopback import Server
from ..sources.weather_servers import EPOCH, KEY, Hub, Store, era_value, hourly_rain, inca_value
from .conftest import read, refused

gdal.UseExceptions()

VIENNA = "16.20,16.25,48.15,48.18 [EPSG:4326]"
ALPS = "10.02,10.41,46.04,46.33 [EPSG:4326]"
LATITUDES, LONGITUDES = np.array([46.3, 46.2, 46.1, 46.0]), np.array([10.0, 10.1, 10.2, 10.3, 10.4])


class World:
    """Both services on this machine, and a cache of its own."""

    def __init__(self, server, folder, monkeypatch):
        self.server = server
        (folder / "served").mkdir()
        self.hub = Hub(server, folder / "served")
        self.store = Store(server, folder / "served")
        self.cache = folder / "cache"
        content = json.loads(Path(catalog.__file__).with_name("catalog.json").read_text(encoding="utf-8"))
        content["services"] |= {"geosphere": self.hub.root, "cds": self.store.root}
        registry = folder / "catalog.json"
        registry.write_text(json.dumps(content), encoding="utf-8")
        monkeypatch.setenv("GEOGAP_CATALOG", str(registry))
        monkeypatch.setenv("GEOGAP_CACHE", str(self.cache))
        monkeypatch.setenv("CDSAPI_KEY", KEY)
        monkeypatch.setattr("geogap_plugin.sources.cds._FIRST_LOOK", 0.02)


@pytest.fixture
def world(tmp_path, monkeypatch):
    with Server() as server:
        yield World(server, tmp_path, monkeypatch)


def inca(tmp_path, **more):
    asked = {"DATASET": "inca-hourly", "EXTENT": VIENNA, "START": "2020-07-01", "END": "2020-07-01"}
    return {**asked, "OUTPUT_FOLDER": str(tmp_path / "out"), **more}


def era(tmp_path, **more):
    asked = {"DATASET": "era5-land-hourly", "EXTENT": ALPS, "START": "2020-02-03", "END": "2020-02-04"}
    return {**asked, "OUTPUT_FOLDER": str(tmp_path / "out"), **more}


def left(tmp_path):
    """What lies in the output folder and, of the cache, what is no whole file."""
    out = tmp_path / "out"
    found = [path.name for path in out.rglob("*")] if out.exists() else []
    return found + [path.name for path in (tmp_path / "cache").rglob(".*")] + ["out"] * out.exists()


def test_inca_comes_on_its_own_grid_with_the_values_of_the_service(run, world, tmp_path):
    results, feedback, _ = run("fetchweather", inca(tmp_path, VARIABLES=["GL", "T2M"]))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["GL.tif", "T2M.tif", "manifest.json"]
    for name, unit in (("T2M", "°C"), ("GL", "W m-2")):
        path = str(tmp_path / "out" / f"{name}.tif")
        values, labels, metadata = read(path)
        data = gdal.Open(path)
        west, dx, _, north, _, dy = data.GetGeoTransform()
        assert (dx, dy) == (1000, -1000)
        assert (west % 1000, north % 1000) == (0, 0)
        x, y = west + 1000 * (np.arange(values.shape[2]) + 0.5), north - 1000 * (np.arange(values.shape[1]) + 0.5)
        hours = (np.datetime64("2020-07-01", "s") - EPOCH).astype(int) // 3600 + np.arange(24)
        expected = inca_value(name, hours[:, None, None], y[:, None], x)
        np.testing.assert_allclose(values, expected, atol=0.0051)
        assert labels == [f"2020-07-01T{hour:02d}:00" for hour in range(24)]
        lambert = osr.SpatialReference()
        lambert.ImportFromEPSG(31287)
        assert data.GetSpatialRef().IsSame(lambert, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"])
        assert data.GetRasterBand(1).GetUnitType() == unit
        assert metadata["GEOGAP_PRODUCT"] == "inca-hourly"
        assert "CC BY 4.0" in metadata["GEOGAP_LICENCE"]
        # The cells that the box touches, and no more than one row or column beside them.
        project = osr.CoordinateTransformation(_degrees(), _traditional(lambert)).TransformPoint
        corners = [project(lon, lat)[:2] for lon in (16.20, 16.25) for lat in (48.15, 48.18)]
        for (low, high), some in zip(((west, west + 1000 * len(x)), (north - 1000 * len(y), north)), zip(*corners)):
            assert 0 <= min(some) - low < 1000
            assert 0 <= high - max(some) < 1000
    assert (results["EPOCHS"], results["MISSING_EPOCHS"]) == (24, 0)
    assert [Path(path).stem for path in results["OUTPUT_LAYERS"]] == ["T2M", "GL"]
    assert "2 variables, 24 times from 2020-07-01T00 to 2020-07-01T23" in feedback.textLog()


def _degrees():
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    return _traditional(reference)


def _traditional(reference):
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def test_inca_in_several_requests_is_one_series(run, world, tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.sources.geosphere._MOST_VALUES", 1500)
    world.hub.limit = 1500
    results, _, _ = run("fetchweather", inca(tmp_path, VARIABLES=["T2M"], END="2020-07-03"))
    assert len(world.hub.asked) > 2
    values, labels, _ = read(str(tmp_path / "out" / "T2M.tif"))
    assert len(labels) == results["EPOCHS"] == 72
    assert np.isfinite(values).all()


def test_a_point_is_one_cell(run, world, tmp_path):
    point = "16.2,16.2,48.15,48.15 [EPSG:4326]"
    for asked in (inca(tmp_path, VARIABLES=["T2M"]), era(tmp_path, VARIABLES=["2m_temperature"])):
        results, _, _ = run("fetchweather", {**asked, "EXTENT": point, "OUTPUT_FOLDER": "TEMPORARY_OUTPUT"})
        values, _, _ = read(results["OUTPUT_LAYERS"][0])
        assert values.shape[1:] == (1, 1)
        assert np.isfinite(values).all()


def test_the_usual_variables_come_where_none_is_chosen(run, world, tmp_path):
    results, _, _ = run("fetchweather", inca(tmp_path))
    assert {Path(path).stem for path in results["OUTPUT_LAYERS"]} == {"T2M", "RH2M", "GL", "UU", "VV"}
    results, _, _ = run("fetchweather", era(tmp_path, OUTPUT_FOLDER=str(tmp_path / "era")))
    assert {Path(path).stem for path in results["OUTPUT_LAYERS"]} == {"2m_temperature", "total_precipitation"}


HOURS = np.arange(np.datetime64("2020-02-03T00"), np.datetime64("2020-02-05T00"))


def amounts():
    """The true amounts of the hours that end at HOURS, on the cells of ALPS."""
    place = 1 + LATITUDES[:, None] / 100 + LONGITUDES / 1000
    return 1e-5 * hourly_rain(HOURS.astype(np.int64))[:, None, None] * place


@pytest.mark.parametrize("form", ["plain", "versions", "archive"])
def test_era5_land_hours_are_states_and_amounts(run, world, tmp_path, form):
    world.store.preliminary = np.datetime64("2020-02-04T07")
    world.store.versions = form == "versions"
    if form == "archive":
        world.store.archive = zipped
    results, feedback, _ = run("fetchweather", era(tmp_path))
    temperature, labels, metadata = read(str(tmp_path / "out" / "2m_temperature.tif"))
    assert labels == [f"{str(hour)[:13]}:00" for hour in HOURS]
    expected = era_value("t2m", HOURS, LATITUDES, LONGITUDES).astype(np.float32)
    there = np.ones((4, 5), dtype=bool)
    there[0, 0] = False  # SEA
    np.testing.assert_array_equal(temperature[:, there], expected[:, there])
    assert np.isnan(temperature[:, 0, 0]).all()
    rain, _, about = read(str(tmp_path / "out" / "total_precipitation.tif"))
    np.testing.assert_allclose(rain[:, there], amounts()[:, there], atol=1e-9)
    data = gdal.Open(str(tmp_path / "out" / "total_precipitation.tif"))
    np.testing.assert_allclose(data.GetGeoTransform(), (9.95, 0.1, 0, 46.35, 0, -0.1), atol=1e-9)
    assert data.GetSpatialRef().GetAuthorityCode(None) == "4326"
    assert data.GetRasterBand(1).GetUnitType() == "m"
    assert "amount of the hour that ends" in about["GEOGAP_LONG_NAME"]
    assert "GEOGAP_LONG_NAME" in metadata
    assert (results["EPOCHS"], results["MISSING_EPOCHS"]) == (48, 0)
    if form != "versions":
        assert "17 of the dates that were fetched have preliminary values" in feedback.textLog()
        assert about["GEOGAP_PRELIMINARY"] == "17"


def zipped(body):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("data_stream-oper_stepType-accum.nc", body)
    return packed.getvalue()


def test_the_first_hour_of_a_month_has_its_amount(run, world, tmp_path):
    run("fetchweather", era(tmp_path, START="2020-03-01", END="2020-03-01", VARIABLES=["total_precipitation"]))
    rain, labels, _ = read(str(tmp_path / "out" / "total_precipitation.tif"))
    assert labels[0] == "2020-03-01T00:00"
    hour = np.datetime64("2020-03-01T00").astype(np.int64)
    place = 1 + LATITUDES[1] / 100 + LONGITUDES[1] / 1000
    assert rain[0, 1, 1] == pytest.approx(1e-5 * hourly_rain(np.array([hour]))[0] * place, abs=1e-9)


def test_evaporation_and_radiation_keep_sign_and_unit(run, world, tmp_path):
    names = ["total_evaporation", "surface_solar_radiation_downwards", "volumetric_soil_water_layer_1"]
    run("fetchweather", era(tmp_path, VARIABLES=names))
    units = {}
    for name in names:
        data = gdal.Open(str(tmp_path / "out" / f"{name}.tif"))
        units[name] = data.GetRasterBand(1).GetUnitType()
    assert list(units.values()) == ["m", "J m-2", "m3 m-3"]
    evaporation, _, _ = read(str(tmp_path / "out" / "total_evaporation.tif"))
    np.testing.assert_allclose(evaporation[:, 1:, 1:], -amounts()[:, 1:, 1:], atol=1e-9)


def test_monthly_amounts_are_those_of_a_day(run, world, tmp_path):
    asked = era(tmp_path, DATASET="era5-land-monthly", START="2018-11-15", END="2020-02-15")
    results, _, _ = run("fetchweather", asked)
    for name, short, unit in (("2m_temperature", "t2m", "K"), ("total_precipitation", "tp", "m day-1")):
        path = str(tmp_path / "out" / f"{name}.tif")
        values, labels, metadata = read(path)
        months = np.arange(np.datetime64("2018-11"), np.datetime64("2020-03"))
        assert [label[:7] for label in labels] == [str(month) for month in months]
        expected = era_value(short, months, LATITUDES, LONGITUDES, monthly=True).astype(np.float32)
        np.testing.assert_array_equal(values[:, 1:], expected[:, 1:])
        assert gdal.Open(path).GetRasterBand(1).GetUnitType() == unit
        assert ("mean amount of a day" in metadata["GEOGAP_LONG_NAME"]) == (short == "tp")
    assert results["EPOCHS"] == 16


def test_the_manifest_allows_the_fetch_to_be_audited_and_the_cache_spares_the_second(run, world, tmp_path):
    results, _, _ = run("fetchweather", era(tmp_path))
    said = json.loads(Path(results["MANIFEST"]).read_text(encoding="utf-8"))
    assert said["product"] == "era5-land-hourly"
    assert any("10.24381/cds.e2161bac" in text for text in said["citation"])
    assert said["parameters"] == {
        "DATASET": "era5-land-hourly", "VARIABLES": ["2m_temperature", "total_precipitation"], "EXTENT": ALPS,
        "START": "2020-02-03T00", "END": "2020-02-04T23",
    }  # fmt: skip
    for file in said["files"]:
        content = (world.cache / "era5-land-hourly" / file["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert file["inputs"]["area"] == [46.4, 9.9, 45.9, 10.5]
        assert file["url"].endswith("/processes/reanalysis-era5-land/execution")
    first = read(str(tmp_path / "out" / "2m_temperature.tif"))[0]
    world.store.jobs.clear()
    run("fetchweather", era(tmp_path))
    assert world.store.jobs == {}
    assert read(str(tmp_path / "out" / "2m_temperature.tif"))[0].tobytes() == first.tobytes()


def test_results_are_dated_layers(run, world, tmp_path):
    results, _, context = run("fetchweather", inca(tmp_path, VARIABLES=["T2M"]))
    (path,) = results["OUTPUT_LAYERS"]
    details = context.layerToLoadOnCompletionDetails(path)
    assert details.name == "Air temperature at 2 m (INCA analyses, hourly)"
    layer = QgsRasterLayer(path, "x")
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert layer.temporalProperties().isActive()
    moments = layer.temporalProperties().fixedRangePerBand()[1]
    assert moments.begin().toString("yyyy-MM-ddTHH:mm") == "2020-07-01T00:00"
    assert moments.end().toString("yyyy-MM-ddTHH:mm") == "2020-07-01T01:00"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"VARIABLES": ["T2M", "2m_temperature"]}, "has no variable 2m_temperature. It has T2M, TD2M"),
        ({"START": None}, "hourly since 2011-03-15: choose a period"),
        ({"START": "2020-07-02"}, "comes after the last"),
        ({"EXTENT": "2,3,48,49 [EPSG:4326]"}, "cover 8.1 to 17.74 degrees east"),
        ({"START": "2001-01-01", "END": "2001-02-01"}, "reach from 2011-03-15T00 to now"),
        ({"DATASET": "era5-land-hourly", "EXTENT": None, "START": "1990-01-01"}, "a GeoTIFF holds 65,535 bands"),
        ({"DATASET": "era5-land-hourly", "EXTENT": None, "START": "2020-01-01"}, "more than 20 GB"),
    ],
)
def test_what_cannot_be_is_refused_in_words(provider, world, tmp_path, more, words):
    assert words in refused("fetchweather", inca(tmp_path, **more))
    assert left(tmp_path) == []
    assert all("/catalogue/" in path for _, path, _ in world.server.seen)


def test_a_period_or_region_without_data_says_what_there_is(provider, world, tmp_path):
    world.store.interval[1] = "2020-01-31T00:00:00Z"
    assert "reach from 1950-01-01T00 to 2020-01-31T23" in refused("fetchweather", era(tmp_path))
    assert left(tmp_path) == []


def test_missing_hours_are_counted(run, world, tmp_path):
    file = world.store.file
    dropped = {"10:00", "11:00"}

    def gappy(known):
        clocks = [one for one in known["inputs"]["time"] if one not in dropped]
        return file({**known, "inputs": {**known["inputs"], "time": clocks}})

    world.store.file = gappy
    results, _, _ = run("fetchweather", era(tmp_path, VARIABLES=["2m_temperature"]))
    values, _, _ = read(str(tmp_path / "out" / "2m_temperature.tif"))
    assert results["MISSING_EPOCHS"] == 4
    assert np.flatnonzero(~np.isfinite(values[:, 1, 1])).tolist() == [10, 11, 34, 35]


def test_without_a_key_the_way_to_one_is_shown(provider, world, tmp_path, monkeypatch):
    monkeypatch.delenv("CDSAPI_KEY")
    text = refused("fetchweather", era(tmp_path))
    assert "cds.climate.copernicus.eu" in text
    assert "PRIVATE-TOKEN" in text
    with configuration("APIHeader", Authorization=f"Bearer {KEY}") as chosen:
        text = refused("fetchweather", era(tmp_path, AUTH=chosen))
    assert "holds no header “PRIVATE-TOKEN”" in text
    assert KEY not in text
    assert world.server.seen == []


def test_the_key_comes_from_the_authentication_manager(run, world, tmp_path, monkeypatch):
    monkeypatch.delenv("CDSAPI_KEY")
    with configuration("APIHeader", **{"PRIVATE-TOKEN": KEY}) as chosen:
        results, feedback, _ = run("fetchweather", era(tmp_path, AUTH=chosen))
    assert results["EPOCHS"] == 48
    assert KEY not in feedback.textLog() + feedback.htmlLog()
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes()
    keyed = {path.split("/")[2] for _, path, headers in world.server.seen if "private-token" in headers}
    assert keyed == {"retrieve"}
    assert not any("private-token" in headers for _, path, headers in world.server.seen if "cache" in path)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("key", "does not accept the key"),
        (
            "licence",
            "Open https://cds.climate.copernicus.eu/datasets/reanalysis-era5-land?tab=download#manage-licences",
        ),
        ("failed", "no data for this date"),
        ("echo", "operation not permitted"),
    ],
)
def test_the_key_is_never_seen_whatever_goes_wrong(provider, world, tmp_path, monkeypatch, case, words):
    used = KEY
    if case == "key":
        used = "fedcba98-wrong-key"
        monkeypatch.setenv("CDSAPI_KEY", used)
    elif case == "licence":
        world.store.accepted = False
    elif case == "failed":
        world.store.states = [["failed"]]
        world.store.traceback += f" for {KEY}"
    else:
        path = "/api/retrieve/v1/processes/reanalysis-era5-land/execution"
        detail = f"operation not permitted with {KEY}"
        world.server.pages[path] = lambda query, headers: world.store._refuse(403, "permission denied", detail)
    feedback = QgsProcessingFeedback()
    text = refused("fetchweather", era(tmp_path), feedback)
    assert words in text
    assert used not in text + feedback.htmlLog()
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or used.encode() not in path.read_bytes()
    assert "out" not in left(tmp_path)


@pytest.mark.parametrize("kind", ["hub", "store"])
def test_a_file_that_is_damaged_is_thrown_away_and_fetched_anew(provider, run, world, tmp_path, kind):
    asked = inca(tmp_path, VARIABLES=["T2M"]) if kind == "hub" else era(tmp_path, VARIABLES=["2m_temperature"])
    if kind == "hub":
        page = world.server.pages[Hub.PATH]
        world.server.pages[Hub.PATH] = lambda q, h: (*page(q, h)[:2], page(q, h)[2][:3000])
    else:
        file = world.store.file
        world.store.file = lambda known: file(known)[:3000]
    assert "damaged, although it came whole" in refused("fetchweather", asked)
    assert left(tmp_path) == []
    if kind == "hub":
        world.server.pages[Hub.PATH] = page
    else:
        world.store.file = file
    results, _, _ = run("fetchweather", asked)
    assert results["MISSING_EPOCHS"] == 0


def test_faults_on_the_way_are_survived(run, world, tmp_path):
    jobs = "/api/retrieve/v1/jobs/job-0000"
    world.server.faults = {
        jobs: ["503"],
        f"{jobs}/results": ["html"],
        "/cci2-prod-cache-1/2025-03-14/job-0000.nc": ["cut"],
        "/api/catalogue/v1/collections/reanalysis-era5-land": ["drop"],
    }
    results, _, _ = run("fetchweather", era(tmp_path, VARIABLES=["2m_temperature"]))
    assert results["MISSING_EPOCHS"] == 0


def test_outputs_appear_together_or_not_at_all(provider, world, tmp_path):
    (tmp_path / "out" / "total_precipitation.tif").mkdir(parents=True)
    assert "total_precipitation.tif" in refused("fetchweather", era(tmp_path))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["total_precipitation.tif"]


def test_a_missing_folder_is_noticed_before_anything_is_asked_for(provider, world, tmp_path):
    assert "does not exist" in refused("fetchweather", era(tmp_path, OUTPUT_FOLDER=str(tmp_path / "no" / "out")))
    (tmp_path / "file").write_bytes(b"")
    assert "does not exist" in refused("fetchweather", era(tmp_path, OUTPUT_FOLDER=str(tmp_path / "file")))
    assert world.server.seen == []


@pytest.mark.parametrize("where", ["queue", "download", "hub"])
def test_cancel_is_heard_within_a_second_and_leaves_nothing(provider, world, tmp_path, where):
    asked = inca(tmp_path) if where == "hub" else era(tmp_path)
    if where == "queue":
        world.store.states = [["accepted"], ["accepted"]]
    elif where == "download":
        world.server.faults["/cci2-prod-cache-1/2025-03-14/job-0000.nc"] = ["silence"]
    else:
        world.server.faults[Hub.PATH] = ["silence"]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchweather")
    feedback = QgsProcessingFeedback()
    threading.Timer(0.8, feedback.cancel).start()
    begin = time.monotonic()
    results, _ = algorithm.run(asked, QgsProcessingContext(), feedback, {}, True)
    assert time.monotonic() - begin < 1.8
    assert not results.get("OUTPUT_LAYERS")
    assert left(tmp_path) == []
    assert set(world.store.deleted) == set(world.store.jobs)
    assert len(world.store.jobs) == (0 if where == "hub" else 2)


def test_the_help_says_what_there_is_and_how_to_get_a_key(provider):
    text = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchweather").shortHelpString()
    for product in catalog.read_catalog().weather:
        assert f"• {product.id}: {product.title}" in text
    assert "T2M* Air temperature at 2 m (°C)" in text
    assert "personal access token" in text
    assert "{" not in text
