"""Satellite scenes: real STAC and file servers, real Landsat scenes and scenes made here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from geogap_plugin.algorithms.fetch_scenes import FetchScenes
from tests.sources.real_servers import nginx, rustac
from tests.sources.stac_items import collection, item

gdal.UseExceptions()
pytestmark = pytest.mark.timeout(120)

SCALE, OFFSET = 3.342e-4, 0.1  # radiance of Landsat 8's band 10, W m-2 sr-1 um-1
REGION = "-74.9,-74.2,40.4,41.0 [EPSG:4326]"
BQA = "bqa: bit 0, bit 4, bits 7-8 = 3"  # Collection 1: fill, cloud, cloud shadow with high confidence


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("GEOGAP_CACHE", str(folder))
    return folder


@pytest.fixture(scope="module")
def landsat(data_folder, tmp_path_factory):
    """Serve the shared Landsat scenes' thermal band and quality layer; yield the address of the catalogue."""
    folder = tmp_path_factory.mktemp("landsat")
    (folder / "www").mkdir()
    items = []
    with nginx(folder / "www", folder) as (address, log):
        for number, scene in enumerate(sorted((data_folder / "landsat").glob("LC08_*"))):
            files = {}
            band = {"raster:bands": [{"nodata": 0, "scale": SCALE, "offset": OFFSET, "unit": "W m-2 sr-1 um-1"}]}
            for ending, key, more in (("B10", "lwir11", band), ("BQA", "bqa", {})):
                served = folder / "www" / f"{scene.name}_{ending}.tif"
                gdal.Translate(
                    str(served),
                    str(next(scene.glob(f"*_{ending}.TIF"))),
                    format="COG",
                    creationOptions=["COMPRESS=DEFLATE", "BLOCKSIZE=128"],
                )
                files[key] = (served, f"{address}/{served.name}", more)
            day = scene.name.split("_")[3]
            when = f"{day[:4]}-{day[4:6]}-{day[6:]}T15:40:{number:02d}Z"
            items.append(item(scene.name, "landsat-thermal", when, files, cloud=5.0 * number))
        with rustac(collection("landsat-thermal"), items, folder) as catalog:
            yield catalog, folder / "www", log


def asked(catalog, folder, **more):
    return {
        "CATALOG": catalog,
        "COLLECTION": "landsat-thermal",
        "ASSETS": "lwir11",
        "EXTENT": REGION,
        "START": "2018-01-01",
        "END": "2018-12-31",
        "MAX_CLOUD": 100,
        "RESOLUTION": 3000,
        "MASK": BQA,
        "OUTPUT_FOLDER": str(folder),
        **more,
    }


def bands(path):
    """Return band descriptions and values of a series."""
    dataset = gdal.Open(str(path))
    names = [dataset.GetRasterBand(number + 1).GetDescription() for number in range(dataset.RasterCount)]
    return names, dataset.ReadAsArray()


def test_a_scene_on_its_own_grid_arrives_as_radiance_without_clouds(run, landsat, tmp_path):
    catalog, files, _ = landsat
    name = "LC08_L1TP_014031_20180428_20180502_01_T1"
    stored, quality = (gdal.Open(str(files / f"{name}_{kind}.tif")).ReadAsArray() for kind in ("B10", "BQA"))
    expected = np.where(stored == 0, np.nan, stored * SCALE + OFFSET)
    cloudy = ((quality & 1) > 0) | ((quality >> 4 & 1) > 0) | ((quality >> 7 & 3) == 3)
    expected[cloudy] = np.nan

    grid = str(files / f"{name}_B10.tif")
    more = {"GRID": grid, "EXTENT": None, "RESOLUTION": None, "START": "2018-04-28", "END": "2018-04-28"}
    results, _, _ = run("fetchscenes", asked(catalog, tmp_path / "out", **more))

    names, values = bands(tmp_path / "out" / "lwir11.tif")
    assert len(names) == 1
    assert names[0].startswith("2018-04-28T15:40")
    # The scene of the row to the south is of the same day, cloudier, and lies below this one where they overlap.
    there = np.isfinite(expected)
    assert there.mean() > 0.1
    assert cloudy.mean() > 0.1
    np.testing.assert_allclose(values[there], expected[there], rtol=1e-6)
    assert results["SCENES"] == 2
    assert results["DATES"] == 1


def test_from_catalogue_to_filled_layer_with_qgis_process_alone(landsat, tmp_path, root, own_cache):
    catalog, *_ = landsat
    environment = {
        **os.environ,
        "QGIS_PLUGINPATH": str(root / "build" / "plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        "GEOGAP_CACHE": str(own_cache),
    }
    environment.pop("PYTHONPATH", None)

    def qgis_process(*words):
        done = subprocess.run(
            ["qgis_process", "--json", *words], env=environment, capture_output=True, text=True, timeout=100
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(algorithm, **parameters):
        words = [f"--{key}={value}" for key, value in parameters.items() if value is not None]
        return json.loads(qgis_process("run", f"geogap:{algorithm}", *words))["results"]

    qgis_process("plugins", "enable", "geogap_plugin")
    fetched = run("fetchscenes", **asked(catalog, tmp_path / "out"))
    series = str(tmp_path / "out" / "lwir11.tif")
    assert fetched["SCENES"] == 19
    assert fetched["OUTPUT_LAYERS"] in (series, [series])
    gaps = run("findgaps", INPUT=series, OUTPUT_TABLE=str(tmp_path / "gaps.csv"))
    assert gaps
    filled = run("fillseries", INPUT=series, METHOD="linear", OUTPUT=str(tmp_path / "filled.tif"))
    before, after = bands(series), bands(tmp_path / "filled.tif")
    assert [np.datetime64(name, "s") for name in before[0]] == [np.datetime64(name, "s") for name in after[0]]
    assert len(before[0]) == 17
    seen = np.isfinite(before[1])
    np.testing.assert_array_equal(after[1][seen], before[1][seen])
    assert filled["FILLED"] > 0
    assert np.isfinite(after[1]).sum() == seen.sum() + filled["FILLED"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert len(manifest["scenes"]) == 19
    assert manifest["parameters"]["MASK"] == BQA


def test_only_listing_downloads_no_scene(run, landsat, tmp_path):
    catalog, _, log = landsat
    before = log.read_text()
    results, feedback, _ = run(
        "fetchscenes",
        asked(
            catalog,
            tmp_path / "out",
            LIST_ONLY=True,
            MAX_CLOUD=30,
            OUTPUT_HTML=str(tmp_path / "list.html"),
            OUTPUT_FOOTPRINTS=str(tmp_path / "outlines.gpkg"),
        ),
    )
    assert log.read_text() == before
    assert results["SCENES"] == 7  # clouds 0, 5, … 30 %
    assert "12 of them too cloudy" in feedback.textLog()
    assert "MB to read" in feedback.textLog()
    assert not (tmp_path / "out").exists()
    page = (tmp_path / "list.html").read_text()
    assert page.count("<figure>") == 7
    assert "30 % clouds" in page
    outlines = QgsVectorLayer(results["OUTPUT_FOOTPRINTS"])
    clouds = sorted(feature["cloud"] for feature in outlines.getFeatures())
    assert clouds == [5.0 * number for number in range(7)]
    sizes = [feature["megabytes"] for feature in outlines.getFeatures()]
    assert min(sizes) > 0
    assert sum(sizes) == pytest.approx(results["MEGABYTES"])


def test_only_chosen_scenes_are_fetched(run, landsat, tmp_path):
    catalog, files, _ = landsat
    chosen = sorted(path.name[:-8] for path in files.glob("*_B10.tif"))[2:4]
    results, _, _ = run("fetchscenes", asked(catalog, tmp_path / "out", SCENE_IDS=", ".join(chosen)))
    assert results["SCENES"] == 2
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert sorted(scene["scene"] for scene in manifest["scenes"]) == chosen


def test_a_second_run_reads_nothing_again(run, landsat, tmp_path):
    catalog, _, log = landsat
    run("fetchscenes", asked(catalog, tmp_path / "first"))
    before = log.read_text()
    _, feedback, _ = run("fetchscenes", asked(catalog, tmp_path / "second"))
    assert log.read_text() == before
    assert "19 of 19 cuts were there already" in feedback.textLog()
    first, second = (gdal.Open(str(tmp_path / name / "lwir11.tif")).ReadAsArray() for name in ("first", "second"))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"COLLECTION": "landsat-therml"}, "landsat-thermal"),
        ({"ASSETS": "lwir12"}, "bqa, lwir11"),
        ({"SCENE_IDS": "LC08_NONE"}, "not among the scenes that were found: LC08_NONE"),
        ({"MASK": "qa_pixel: bit 3"}, "has no quality layer “qa_pixel”"),
        ({"START": "2019-01-01", "END": "2019-02-01"}, "2019-01-01 to 2019-02-01"),
        ({"MAX_CLOUD": 0, "START": "2018-06-01"}, "are too cloudy"),
    ],
)
def test_what_cannot_be_found_says_what_there_is(provider, landsat, tmp_path, wrong, words):
    catalog, *_ = landsat
    with pytest.raises(QgsProcessingException, match=re.escape(words)):
        FetchScenes().create().processAlgorithm(
            asked(catalog, tmp_path / "out", **wrong), QgsProcessingContext(), QgsProcessingFeedback()
        )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"START": None}, "“First day” is empty"),
        ({"EXTENT": None}, "“Region” is empty"),
        ({"CATALOG": "planetary"}, "is no catalogue"),
        ({"MASK": "cloud"}, "no rule for a quality layer"),
        ({"ASSETS": "lwir11, lwir11"}, "twice"),
        ({"END": "2017-12-31"}, "comes after the last"),
        ({"CATALOG": "copernicus"}, "pair of S3 keys"),
    ],
)
def test_parameters_are_checked_before_anything_is_asked(provider, tmp_path, monkeypatch, wrong, words):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    algorithm = FetchScenes().create()
    accepted, reason = algorithm.checkParameterValues(
        asked("http://127.0.0.1:9/", tmp_path / "out", **wrong), QgsProcessingContext()
    )
    assert not accepted
    assert words in reason


def test_too_much_is_refused_before_it_is_downloaded(provider, landsat, tmp_path):
    catalog, _, log = landsat
    before = log.read_text()
    with pytest.raises(QgsProcessingException, match="Most to download"):
        FetchScenes().create().processAlgorithm(
            asked(catalog, tmp_path / "out", RESOLUTION=10, MAX_SIZE=1), QgsProcessingContext(), QgsProcessingFeedback()
        )
    assert log.read_text() == before


# Scenes made here.


def scene(path, values, west, north, cell, epsg=32633):
    """Write an array as a cloud-optimised GeoTIFF with overviews."""
    height, width = values.shape
    memory = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_UInt16)
    memory.SetGeoTransform((west, cell, 0, north, 0, -cell))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    memory.SetProjection(reference.ExportToWkt())
    memory.WriteArray(values)
    gdal.GetDriverByName("COG").CreateCopy(
        str(path), memory, options=["COMPRESS=DEFLATE", "BLOCKSIZE=256", "OVERVIEW_RESAMPLING=AVERAGE"]
    )


@pytest.fixture
def catalogue(tmp_path):
    """Serve scenes: a function that takes items made from arrays."""
    with nginx(tmp_path / "www", tmp_path) as (address, log):

        def offered(scenes):
            items = []
            for name, when, layers, more in scenes:
                files = {}
                for key, (values, west, north, cell, about) in layers.items():
                    path = tmp_path / "www" / f"{name}.{key}.tif"
                    scene(path, values, west, north, cell)
                    files[key] = (path, f"{address}/{path.name}", about)
                items.append(item(name, "made", when, files, **more))
            return rustac(collection("made"), items, tmp_path)

        (tmp_path / "www").mkdir(exist_ok=True)
        yield offered, log


def test_only_the_region_is_read_and_an_overview_where_it_does(run, catalogue, tmp_path):
    offered, log = catalogue
    values = np.random.default_rng(1).integers(1, 60000, (2048, 2048)).astype(np.uint16)
    layer = {"b": (values, 500000.0, 5300000.0, 10.0, {})}
    with offered([("one", "2024-05-01T10:00:00Z", layer, {})]) as address:
        size = (tmp_path / "www" / "one.b.tif").stat().st_size

        def read(extent, **more):
            before = len(log.read_text().splitlines())
            parameters = asked(
                address,
                tmp_path / "out",
                COLLECTION="made",
                ASSETS="b",
                MASK="none",
                START="2024-01-01",
                END=None,
                **more,
            )
            run("fetchscenes", {**parameters, "EXTENT": f"{extent} [EPSG:32633]"})
            lines = log.read_text().splitlines()[before:]
            return sum(int(line.split()[3]) for line in lines), gdal.Open(str(tmp_path / "out" / "b.tif"))

        small, series = read("505000,507000,5290000,5292000", RESOLUTION=None)
        np.testing.assert_array_equal(series.ReadAsArray(), values[800:1000, 500:700])
        whole, series = read("500000,520480,5279520,5300000", RESOLUTION=160)
        assert small < 0.1 * size
        assert whole < 0.2 * size
        means = values.reshape(128, 16, 128, 16).mean(axis=(1, 3))
        # GDAL rounds the averages of each overview to whole numbers.
        np.testing.assert_allclose(series.ReadAsArray(), means, atol=2)


def test_neighbours_of_one_day_are_laid_together_the_clearer_one_on_top(run, catalogue, tmp_path):
    offered, _ = catalogue
    left, right = np.full((50, 50), 100, np.uint16), np.full((50, 50), 200, np.uint16)
    left[:, :10] = 0
    about = {"raster:bands": [{"nodata": 0, "scale": 0.5}]}
    scenes = [
        ("left", "2024-05-01T23:59:50Z", {"b": (left, 500000.0, 5300000.0, 100.0, about)}, {"cloud": 40.0}),
        ("right", "2024-05-02T00:00:10Z", {"b": (right, 503000.0, 5300000.0, 100.0, about)}, {"cloud": 10.0}),
        ("later", "2024-05-03T00:00:00Z", {"b": (right, 503000.0, 5300000.0, 100.0, about)}, {"cloud": 10.0}),
    ]
    with offered(scenes) as address:
        parameters = asked(
            address, tmp_path / "out", COLLECTION="made", ASSETS="b", MASK="none", START="2024-01-01", RESOLUTION=None
        )
        results, _, _ = run(
            "fetchscenes", {**parameters, "END": None, "EXTENT": "500000,508000,5295000,5300000 [EPSG:32633]"}
        )
    names, values = bands(tmp_path / "out" / "b.tif")
    assert names == ["2024-05-02", "2024-05-03"]
    assert results["DATES"] == 2
    expected = np.full((50, 80), np.nan)
    expected[:, 10:30], expected[:, 30:] = 50, 100
    np.testing.assert_array_equal(values[0], expected)


class CancelSoon(QgsProcessingFeedback):
    """Cancels when the download has begun."""

    def pushInfo(self, text):
        super().pushInfo(text)
        if "to read" in text:
            self.cancel()


def test_cancel_leaves_nothing_behind(provider, landsat, tmp_path, own_cache):
    catalog, *_ = landsat
    feedback = CancelSoon()
    began = time.monotonic()
    results = (
        FetchScenes().create().processAlgorithm(asked(catalog, tmp_path / "out"), QgsProcessingContext(), feedback)
    )
    assert results == {}
    assert time.monotonic() - began < 10
    assert not (tmp_path / "out").exists()
    assert not list(own_cache.rglob("*.part*"))


def test_a_token_for_a_catalogue_of_ones_own_is_never_seen(provider, landsat, tmp_path, monkeypatch, own_cache):
    catalog, *_ = landsat
    token = "own-catalogue-token-0123456789"
    monkeypatch.setenv("GEOGAP_STAC_AUTHORIZATION", token)
    feedback = QgsProcessingFeedback()
    FetchScenes().create().processAlgorithm(
        asked(catalog, tmp_path / "out", OUTPUT_HTML=str(tmp_path / "list.html")), QgsProcessingContext(), feedback
    )
    written = [path for folder in (tmp_path, own_cache) for path in folder.rglob("*") if path.is_file()]
    assert len(written) > 20
    assert token not in feedback.textLog()
    assert not [path for path in written if token.encode() in path.read_bytes()]
