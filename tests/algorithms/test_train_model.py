"""`geogap:trainmodel` runs a recipe in the training environment and puts the model into the library."""

import importlib.util
import os
import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from geogap_plugin.algorithms import train_model
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.worker.training import ENVIRONMENT_VARIABLE, SIZE

from .conftest import write_series

ROOT = Path(__file__).parents[2]
ENVIRONMENT = Path(os.environ.get(ENVIRONMENT_VARIABLE) or ROOT / "build" / "venvs" / "training")


@pytest.fixture
def environment(monkeypatch):
    """The training environment, named as a user names one."""
    if not list(ENVIRONMENT.glob("lib/python3.*/site-packages/tensorflow")):
        pytest.skip(f"there is no TensorFlow in {ENVIRONMENT}; run 'make setup-training'")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(ENVIRONMENT))


@pytest.fixture
def profile(tmp_path, monkeypatch):
    """Let models, checkpoints and the environment go to a folder of the test's own."""
    folder = tmp_path / "profile"
    monkeypatch.setattr(train_model, "library_folder", lambda: str(folder / "models"))
    monkeypatch.setattr(train_model, "training_folder", lambda: folder / "training")
    return folder


@pytest.fixture
def recipe(tmp_path):
    """A recipe that takes seconds: a small network from scratch, with a baseline that is quickly encoded."""
    text = (ROOT / "training" / "recipes" / "series.toml").read_text(encoding="utf-8")
    small = {"networks": '["lstm"]', "units": 4, "dense": 4, "series": 60, "validation": 40, "batch": 20, "epochs": 2}
    for name, value in {**small, "baseline": '"harmonic"'}.items():
        text = re.sub(rf"^{name} = [^#\n]+", f"{name} = {value}  ", text, flags=re.MULTILINE)
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


class Cancelling(QgsProcessingFeedback):
    """Cancels as soon as a line of progress matches."""

    def __init__(self, pattern):
        super().__init__()
        self._pattern = pattern

    def setProgressText(self, text):
        super().setProgressText(text)
        if re.match(self._pattern, text):
            self.cancel()


def check(parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:trainmodel")
    return algorithm.checkParameterValues(parameters, QgsProcessingContext())


def test_the_recipes_are_offered_the_one_for_ones_own_series_first(provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:trainmodel")
    options = algorithm.parameterDefinition("RECIPE").options()
    assert options[0] == "series"
    assert "monthly" in options
    assert "paper-lstm" not in options


def test_a_missing_environment_is_refused_with_its_size_before_anything_runs(
    provider, profile, series_file, monkeypatch
):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    accepted, reason = check({"RECIPE": "series", "DATA": series_file})
    assert not accepted
    assert SIZE in reason
    assert "INSTALL" in reason
    assert check({"RECIPE": "series", "DATA": series_file, "INSTALL": True}) == (True, "")
    assert not profile.exists()


def test_the_recipe_series_needs_a_series(provider):
    accepted, reason = check({"RECIPE": "series", "INSTALL": True})
    assert not accepted
    assert "series to train on" in reason


def test_a_model_is_trained_on_a_series_and_put_into_the_library(
    run, environment, profile, recipe, series_file, tmp_path
):
    copy = tmp_path / "copy.onnx"
    results, feedback, _ = run(
        "trainmodel",
        {
            "RECIPE_FILE": recipe,
            "DATA": series_file,
            "LICENCE": "CC0-1.0",
            "EPOCHS": 1,
            "KEEP_ANYWAY": True,
            "OUTPUT_MODEL": str(copy),
        },
    )
    assert results["KEPT"] is True
    [installed] = (profile / "models").glob("*.onnx")
    assert results["INSTALLED"] == str(installed)
    assert copy.read_bytes() == installed.read_bytes()
    card = card_of(read_model(installed)[1])
    assert results["NAME"] == card.name == Path(series_file).stem.replace(" ", "-")
    [data] = card.training.data
    assert (data.name, data.licence) == (Path(series_file).name, "CC0-1.0")
    assert card.training.parameters["epochs"] == 1
    log = feedback.textLog()
    assert re.search(r"epoch 1/1  loss 0\.\d+  validation 0\.\d+.*ends in 0 min", log)
    assert "Split: trained on 2003-01-16" in log
    assert feedback.progress() == 100
    assert [path.name for path in (profile / "training" / "runs").iterdir()] == [
        path.name for path in (profile / "training" / "runs").glob("series-*")
    ]


def test_cancelling_keeps_the_last_checkpoint_and_the_next_run_goes_on(
    provider, environment, profile, recipe, series_file
):
    parameters = {"RECIPE_FILE": recipe, "DATA": series_file, "EPOCHS": 3, "KEEP_ANYWAY": True}

    def train(feedback):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:trainmodel")
        return algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)

    first = Cancelling("epoch 1/3")
    results, _ = train(first)
    assert "KEPT" not in results
    assert "last checkpoint stays in" in first.textLog()
    assert not (profile / "models").exists()
    [folder] = (profile / "training" / "runs").iterdir()
    assert (folder / "last.keras").exists()
    second = QgsProcessingFeedback()
    results, succeeded = train(second)
    assert succeeded
    assert results["KEPT"] is True
    assert "epoch 3/3" in second.textLog()
    assert "epoch 1/3" not in second.textLog()


def test_what_training_refuses_reaches_the_user_in_words(provider, environment, profile, recipe, tmp_path):
    short = write_series(tmp_path / "short.tif", years=5)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:trainmodel")
    parameters = {"RECIPE_FILE": recipe, "DATA": short}
    feedback = QgsProcessingFeedback()
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert feedback.textLog().count("The record has 60 epochs") == 1
    assert "oneDNN" not in feedback.textLog()


def test_a_worse_model_is_not_installed_and_the_algorithm_says_so(
    run, environment, profile, recipe, series_file, tmp_path
):
    wild = Path(recipe).with_name("wild.toml")
    text = Path(recipe).read_text(encoding="utf-8")
    wild.write_text(re.sub(r"^learning_rate = \S+", "learning_rate = 3.0", text, flags=re.MULTILINE), encoding="utf-8")
    results, feedback, _ = run("trainmodel", {"RECIPE_FILE": str(wild), "DATA": series_file})
    assert results["KEPT"] is False
    assert "not as good as what there was" in feedback.textLog()
    assert not (profile / "models").exists()


def test_qgis_does_not_import_what_training_needs():
    assert importlib.util.find_spec("tensorflow") is None
