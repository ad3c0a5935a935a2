"""`geogap:trainmodel` goes on with the bundled model for clouds on a user's stack of images."""

from __future__ import annotations

import re

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from geogap_plugin.algorithms.train_model import TrainModel
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model

from .test_train_model import check, environment, profile  # noqa: F401

DATES = 12


def write_stack(path, *, cloudy=True):
    """Write images of a warm and a cold half, whose anomalies are smooth in space and different each date."""
    generator = np.random.default_rng(5)
    rows, columns = np.mgrid[:40, :48]
    driver = gdal.GetDriverByName("GTiff")
    data = driver.Create(str(path), 48, 40, DATES, gdal.GDT_Float32)
    data.SetGeoTransform((600000, 70, 0, 5200000, 0, -70))
    system = osr.SpatialReference()
    system.ImportFromEPSG(32633)
    data.SetProjection(system.ExportToWkt())
    data.SetMetadataItem("GEOGAP_VARIABLE", "LST")
    for date in range(DATES):
        slope = generator.normal(size=2)
        image = 295 + 6 * (columns > 20) + 0.1 * (slope[0] * rows + slope[1] * columns) + generator.normal(0, 3)
        image += generator.normal(0, 0.3, image.shape)
        if cloudy:
            top, left = generator.integers(0, 20, 2)
            image[top : top + 14, left : left + 18] = np.nan
        band = data.GetRasterBand(date + 1)
        band.SetDescription(f"2023-06-{1 + 2 * date:02d}")
        band.SetUnitType("K")
        band.SetNoDataValue(np.nan)
        band.WriteArray(image.astype(np.float32))
    del band, data
    return str(path)


@pytest.fixture(scope="module")
def stack_file(tmp_path_factory):
    return write_stack(tmp_path_factory.mktemp("stack") / "city.tif")


def test_the_recipe_stack_needs_images(provider):
    accepted, reason = check({"RECIPE": "stack", "INSTALL": True})
    assert not accepted
    assert "needs images to train on" in reason


@pytest.mark.parametrize("recipe", ["stack", "clouds"])
def test_a_model_for_clouds_is_trained_on_a_stack_and_put_into_the_library(
    run,
    environment,  # noqa: F811
    profile,  # noqa: F811
    stack_file,
    recipe,
):
    parameters = {"RECIPE": recipe, "DATA": stack_file, "LICENCE": "CC0-1.0", "EPOCHS": 1, "SERIES": 24}
    results, feedback, _ = run("trainmodel", {**parameters, "KEEP_ANYWAY": True})
    assert results["KEPT"] is True
    [installed] = (profile / "models").glob("*.onnx")
    card = card_of(read_model(installed)[1])
    assert (card.name, card.task, card.variable, card.unit) == ("city", "patch", "LST", "K")
    assert card.product == "clear-sky"
    assert card.training.data[0].licence == "CC0-1.0"
    assert card.training.parameters["began_with"].startswith("clouds 1.")
    log = feedback.textLog()
    assert "Beginning with the weights of clouds 1." in log
    assert re.search(r"epoch 1/1  loss 0\.\d+  validation 0\.\d+", log)
    assert re.search(r"trained model: RMSE [\d.]+, MAE", log)
    assert feedback.progress() == 100


def test_a_stack_without_clouds_is_refused_in_words(provider, environment, profile, tmp_path):  # noqa: F811
    clear = write_stack(tmp_path / "clear.tif", cloudy=False)
    with pytest.raises(QgsProcessingException, match="no clouds"):
        TrainModel().create().run(
            {"RECIPE": "stack", "DATA": clear}, QgsProcessingContext(), QgsProcessingFeedback(), {}, False
        )
    assert not (profile / "models").exists()
