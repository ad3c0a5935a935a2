"""The whole way of docs/lst-gap.md on a city that is made up: acquire, match, train, install, fill, compare."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.worker.training import ENVIRONMENT_VARIABLE
from tests import city as made_up

from .conftest import read

gdal.UseExceptions()
pytestmark = pytest.mark.timeout(300)

ROOT = Path(__file__).parents[2]
ENVIRONMENT = Path(os.environ.get(ENVIRONMENT_VARIABLE) or ROOT / "build" / "venvs" / "training")
PERIOD = {
    "START": str(made_up.START)[:10],
    "END": str(made_up.START + np.timedelta64(made_up.DAYS - 1, "D"))[:10],
}
SCENES = 30
SMALL = {"filters": "[24, 24]", "dense": 16, "samples": 6000, "validation": 1500, "calibration": 1500, "batch": 128,
         "epochs": 6, "block": 8}  # fmt: skip
OBSERVED, FILLED = 1, 2
NAMES = ("red", "nir", "terrain", "landcover", "T2M", "GL")


def process(name, parameters):
    """Run an algorithm as Processing does; return its results and its log."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"geogap:{name}")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    accepted, reason = algorithm.checkParameterValues(parameters, context)
    assert accepted, reason
    results, succeeded = algorithm.run(parameters, context, feedback, {}, False)
    assert succeeded, feedback.textLog()
    return results, feedback.textLog()


@pytest.fixture(scope="module")
def way(provider, runtime_folder, tmp_path_factory):
    """Go the way once; return the city, the folder with all files, and what training, installing and filling said."""
    if not list(ENVIRONMENT.glob("lib/python3.*/site-packages/tensorflow")):
        pytest.skip(f"there is no TensorFlow in {ENVIRONMENT}; run 'make setup-training'")
    folder = tmp_path_factory.mktemp("way")
    city = made_up.make_city(folder, SCENES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
        patch.setenv(ENVIRONMENT_VARIABLE, str(ENVIRONMENT))
        patch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{folder}/profile/"))
        (folder / "services").mkdir()
        with made_up.served(city, folder / "services") as environment:
            for name, value in environment.items():
                patch.setenv(name, value)
            acquire(folder)
        match(folder)
        trained = process("trainmodel", {
            "RECIPE_FILE": small_recipe(folder), "DATA": str(folder / "lst.tif"), "PREDICTORS": predictors(folder),
            "PRODUCT": "clear-sky", "LICENCE": "made up", "KEEP_ANYWAY": True,
            "OUTPUT_MODEL": str(folder / "lst.onnx"),
        })  # fmt: skip
        # Another machine gets the file alone.
        patch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{folder}/elsewhere/"))
        installed = process("installmodel", {"INPUT": str(folder / "lst.onnx")})
        filled = process("fillclouds", {
            "INPUT": str(folder / "lst.tif"), "METHOD": "model", "MODEL": installed[0]["NAME"],
            "PREDICTORS": predictors(folder), "OUTPUT": str(folder / "filled.tif"),
            "OUTPUT_UNCERTAINTY": str(folder / "uncertainty.tif"), "OUTPUT_FLAGS": str(folder / "flags.tif"),
        })  # fmt: skip
        yield SimpleNamespace(city=city, folder=folder, trained=trained, installed=installed, filled=filled)


def acquire(folder):
    """Fetch temperature, reflectances and weather from the three services."""
    process("fetchecostress", {
        "EXTENT": made_up.REGION, "MIN_COVER": 0, "OUTPUT": str(folder / "lst.tif"), **PERIOD,
    })  # fmt: skip
    process("fetchscenes", {
        "COLLECTION": "sentinel-2-l2a", "ASSETS": "red,nir", "GRID": str(folder / "lst.tif"),
        "OUTPUT_FOLDER": str(folder / "sentinel"), **PERIOD,
    })  # fmt: skip
    process("fetchweather", {
        "DATASET": "inca-hourly", "VARIABLES": ["T2M", "GL"], "EXTENT": made_up.AROUND,
        "OUTPUT_FOLDER": str(folder / "inca"), **PERIOD,
    })  # fmt: skip


def match(folder):
    """Bring the predictors onto the grid and dates of the temperature, each in its own way."""
    for files, how in (
        (("sentinel/red", "sentinel/nir"), {"TIME": "nearest", "TOLERANCE": "40 days"}),
        (("inca/T2M", "inca/GL"), {"TIME": "sum", "WINDOW": "6 hours"}),
        (("terrain", "landcover"), {}),
    ):
        process("matchgrid", {
            "INPUTS": [str(folder / f"{file}.tif") for file in files], "TARGET": str(folder / "lst.tif"), "LOAD": False,
            "OUTPUT_FOLDER": str(folder / "predictors"), **how,
        })  # fmt: skip


def predictors(folder, names=NAMES):
    return [str(folder / "predictors" / f"{name}.tif") for name in names]


def small_recipe(folder):
    """The recipe with a network that is trained in seconds."""
    text = (ROOT / "training" / "recipes" / "lst.toml").read_text(encoding="utf-8")
    for name, value in SMALL.items():
        text, changed = re.subn(rf"^{name} = [^#\n]+", f"{name} = {value}  ", text, flags=re.MULTILINE)
        assert changed == 1
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_is_acquired_is_what_was_seen_without_clouds(way):
    values, labels, _ = read(str(way.folder / "lst.tif"))
    assert labels == [str(time) for time in way.city.times]
    np.testing.assert_array_equal(values, np.where(way.city.cloudy, np.nan, way.city.seen))


def test_the_weather_of_six_hours_is_summed_and_classes_are_not_averaged(way):
    values, _, _ = read(str(way.folder / "predictors" / "GL.tif"))
    assert gdal.Open(str(way.folder / "predictors" / "GL.tif")).GetRasterBand(1).GetUnitType() == "W m-2 h"
    last = ((way.city.times - made_up.START) / np.timedelta64(1, "h")).astype(int)
    sums = np.array([sum(way.city.sun[hour - step] for step in range(6)) for hour in last])
    np.testing.assert_allclose(values, np.broadcast_to(sums[:, None, None], values.shape), atol=0.1)
    classes, _, _ = read(str(way.folder / "predictors" / "landcover.tif"))
    assert set(np.unique(classes)) <= {made_up.WATER, made_up.HOUSES, made_up.TREES}


def test_the_card_tells_product_predictors_split_and_scores_beside_the_regression(way):
    card = card_of(read_model(way.folder / "lst.onnx")[1])
    assert (card.task, card.product, card.unit) == ("predictors", "clear-sky", "K")
    assert [(spec.name, spec.unit) for spec in card.predictors] == [
        ("red", "1"), ("nir", "1"), ("terrain", "m"), ("landcover", ""), ("T2M", "°C h"), ("GL", "W m-2 h"),
    ]  # fmt: skip
    assert card.predictors[3].classes == (made_up.WATER, made_up.HOUSES, made_up.TREES)
    assert "no day is in two parts" in card.description
    rows = {(score.split.rpartition(": ")[2], score.metric): score for score in card.scores}
    assert {"RMSE", "MAE", "bias", "R2", "share within 3 degrees"} <= {metric for _, metric in rows}
    assert {f"{share} % of each scene" for share in (20, 40, 60, 80)} <= {split for split, _ in rows}
    assert "regression on predictors and other dates" in way.trained[1]
    assert "Predictors: red, nir, terrain, landcover (classes), T2M, GL." in way.trained[1]
    assert "tells LST (K) under clouds from predictors, with dates at any distance." in way.installed[1]


def test_what_is_filled_is_close_to_the_truth_and_says_how_close(way):
    filled, _, metadata = read(str(way.folder / "filled.tif"))
    uncertainty, flags = (read(str(way.folder / f"{name}.tif"))[0] for name in ("uncertainty", "flags"))
    given, _, _ = read(str(way.folder / "lst.tif"))
    observed = ~way.city.cloudy & (flags == OBSERVED)
    assert np.count_nonzero(observed) > 0.999 * np.count_nonzero(~way.city.cloudy)
    np.testing.assert_array_equal(filled[observed], given[observed])
    under = way.city.cloudy
    assert (flags[under] == FILLED).all()
    error = filled - way.city.truth
    empty = under.all(axis=(1, 2))
    assert empty.sum() == 1
    partly = under & ~empty[:, None, None]
    assert np.sqrt(np.mean(error[partly] ** 2)) < 0.6
    assert np.mean(np.abs(error[under]) <= 3) > 0.97
    # The clear pixels of its own date are what a cloud is filled with at the least.
    level = np.nanmean(np.where(np.isfinite(given), given, np.nan)[~empty], axis=(1, 2))
    simple = level[:, None, None] - way.city.truth[~empty]
    assert np.mean(error[partly] ** 2) < 0.05 * np.mean(simple[under[~empty]] ** 2)
    assert 0.8 < np.mean(np.abs(error[partly]) < 1.645 * uncertainty[partly]) <= 1
    assert metadata["GEOGAP_PRODUCT"] == "clear-sky"
    assert metadata["GEOGAP_MODEL"].startswith("lst ")
    assert "under clouds the ground is cooler by day" in way.filled[1]
    assert "was trained on this series" in way.filled[1]


def test_a_single_image_is_filled_where_each_predictor_is_known(way, tmp_path):
    given = read(str(way.folder / "lst.tif"))[0]
    # Neither nearly clear nor nearly hidden.
    date = int(np.argmin(np.abs(way.city.cloudy.mean(axis=(1, 2)) - 0.4)))
    options = gdal.TranslateOptions(bandList=[date + 1])
    gdal.Translate(str(tmp_path / "image.tif"), str(way.folder / "lst.tif"), options=options)
    terrain, _, _ = read(str(way.folder / "predictors" / "terrain.tif"))
    masked = gdal.GetDriverByName("GTiff").CreateCopy(
        str(tmp_path / "terrain.tif"), gdal.Open(str(way.folder / "predictors" / "terrain.tif"))
    )
    cloudy = way.city.cloudy[date]
    sea = np.zeros_like(cloudy)
    sea[:, :3] = True
    masked.GetRasterBand(1).SetNoDataValue(-9999.0)
    masked.GetRasterBand(1).WriteArray(np.where(sea, -9999.0, terrain[0]))
    masked = None
    others = predictors(way.folder, [name for name in NAMES if name != "terrain"])
    process("fillclouds", {
        "INPUT": str(tmp_path / "image.tif"), "METHOD": "model", "MODEL": str(way.folder / "lst.onnx"),
        "PREDICTORS": [*others, str(tmp_path / "terrain.tif")],
        "OUTPUT": str(tmp_path / "filled.tif"), "OUTPUT_FLAGS": str(tmp_path / "flags.tif"),
    })  # fmt: skip
    filled, flags = (read(str(tmp_path / f"{name}.tif"))[0][0] for name in ("filled", "flags"))
    assert (flags[cloudy & ~sea] == FILLED).all()
    assert (flags[cloudy & sea] == 0).all()
    assert np.isnan(filled[cloudy & sea]).all()
    np.testing.assert_array_equal(filled[flags == OBSERVED], given[date][flags == OBSERVED])
    error = (filled - way.city.truth[date])[cloudy & ~sea]
    assert np.mean(np.abs(error) <= 3) > 0.9


def test_other_predictors_are_refused_with_the_names_of_both_sides(way):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    feedback = QgsProcessingFeedback()
    parameters = {
        "INPUT": str(way.folder / "lst.tif"), "METHOD": "model", "MODEL": str(way.folder / "lst.onnx"),
        "PREDICTORS": predictors(way.folder, ("red", "nir", "terrain", "landcover", "GL")),
        "OUTPUT": str(way.folder / "never.tif"),
    }  # fmt: skip
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert "“T2M” is missing" in feedback.textLog()
    assert "It needs: red (1), nir (1), terrain (m), landcover, T2M (°C h), GL (W m-2 h)" in feedback.textLog()
    assert not (way.folder / "never.tif").exists()
