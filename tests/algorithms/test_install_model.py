"""`geogap:installmodel` lists all that is wrong, runs the model once, and what is installed is then used."""

import json
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.library import install
from tests.series_onnx import card, series_model

from .conftest import read


@pytest.fixture
def library(tmp_path, monkeypatch, runtime_folder):
    """The library of a QGIS profile of our own."""
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{tmp_path}/profile/"))
    return tmp_path / "profile" / "geogap" / "models"


def model_file(tmp_path, file="model.onnx", **changes):
    path = tmp_path / file
    path.write_bytes(series_model(**changes))
    return str(path)


def refusal(parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:installmodel")
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    return reason


def failure(parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:installmodel")
    feedback = QgsProcessingFeedback()
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    return feedback.textLog()


def test_a_sound_model_is_run_and_installed(run, library, tmp_path):
    source = model_file(tmp_path)
    results, feedback, _ = run("installmodel", {"INPUT": source})
    assert Path(results["OUTPUT"]).parent == library
    assert Path(results["OUTPUT"]).read_bytes() == Path(source).read_bytes()
    assert (results["NAME"], results["VERSION"]) == ("monthly", "1.0.0")
    assert 0 < results["TIME_PER_CELL"] < 1000
    assert "ms for a cell" in feedback.textLog()
    assert "GRACE, blocks, RMSE: 2.5 cm (baseline: 2.6)" in feedback.textLog()


def test_the_log_says_what_the_model_is_for_and_only_the_first_scores(run, library, root):
    model = root / "resources" / "models" / "clouds.onnx"
    scores = card_of(read_model(model)[1]).scores
    assert len(scores) > 20
    _, feedback, _ = run("installmodel", {"INPUT": str(model)})
    log = feedback.textLog()
    assert ": fills clouds in stacks of images of any variable, with dates at any distance." in log
    assert "one irregular" not in log
    told = [line for line in log.splitlines() if "(baseline:" in line]
    assert 2 <= len(told) <= 5
    assert len({line.rpartition(", ")[0] for line in told}) == len(told)
    assert f"  {len(scores) - len(told)} more scores are in the card" in log


def test_every_field_that_is_wrong_is_named(provider, library, tmp_path):
    source = model_file(tmp_path, licence="", baseline="kriging", unit=3)
    reason = refusal({"INPUT": source})
    for field in ("licence", "baseline", "unit"):
        assert f"• {field}: " in reason
    assert source in reason
    assert not library.exists()


def test_a_card_that_only_this_version_cannot_serve_is_explained(provider, library, tmp_path):
    wrong = card(cadence="fortnight")
    wrong["inputs"][0]["features"] = ["residual", "phase of the moon"]
    source = model_file(tmp_path, features=2, metadata={"geogap": json.dumps(wrong)})
    reason = refusal({"INPUT": source})
    assert "• cadence: “fortnight”" in reason
    assert "• inputs[0].features: the model monthly expects residual, phase of the moon" in reason


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x89HDF\r\n", "a Keras or HDF5 file"), (b"", "not a valid ONNX model"), (series_model(metadata={}), "card")],
)
def test_any_other_file_is_explained(provider, library, tmp_path, content, words):
    path = tmp_path / "weights.h5"
    path.write_bytes(content)
    assert words in refusal({"INPUT": str(path)})


def test_a_model_that_returns_no_numbers_is_not_installed(provider, library, tmp_path):
    log = failure({"INPUT": model_file(tmp_path, spread=np.inf)})
    assert "model.onnx" in log
    assert "outputs[0]: 240 of 360 numbers" in log
    assert not library.exists()


def test_without_onnx_runtime_the_model_is_installed_and_it_is_said(run, library, tmp_path, monkeypatch):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(tmp_path / "nothing here"))
    results, feedback, _ = run("installmodel", {"INPUT": model_file(tmp_path)})
    assert Path(results["OUTPUT"]).is_file()
    assert "TIME_PER_CELL" not in results
    assert "without having been run" in feedback.textLog()


def test_cancel_installs_nothing(provider, library, tmp_path):
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:installmodel")
    algorithm.run({"INPUT": model_file(tmp_path)}, QgsProcessingContext(), feedback, {}, False)
    assert not library.exists()


def test_a_different_model_of_the_same_version_must_be_allowed(run, library, tmp_path):
    first, _, _ = run("installmodel", {"INPUT": model_file(tmp_path)})
    other = model_file(tmp_path, "other.onnx", spread=2)
    assert "OVERWRITE" in failure({"INPUT": other})
    results, _, _ = run("installmodel", {"INPUT": other, "OVERWRITE": True})
    assert results["OUTPUT"] == first["OUTPUT"]
    assert Path(results["OUTPUT"]).read_bytes() == Path(other).read_bytes()


def filled_by(run, series_file, tmp_path, **parameters):
    output = str(tmp_path / "filled.tif")
    _, feedback, _ = run("fillseries", {"INPUT": series_file, "METHOD": "model", "OUTPUT": output, **parameters})
    return read(output)[2]["GEOGAP_MODEL"], feedback.textLog()


def test_an_installed_model_is_used_by_its_name(run, library, series_file, tmp_path):
    install(series_model(name="andes", version="0.9"), library)
    install(series_model(name="andes", version="0.10"), library)
    (library / "broken.onnx").write_bytes(b"broken")
    used, log = filled_by(run, series_file, tmp_path, MODEL="andes")
    assert used == "andes 0.10"
    assert "broken.onnx is left out" in log
    assert filled_by(run, series_file, tmp_path, MODEL="andes 0.9")[0] == "andes 0.9"
    assert filled_by(run, series_file, tmp_path, MODEL=model_file(tmp_path, name="file"))[0] == "file 1.0.0"


def test_a_name_that_nobody_installed_lists_what_there_is(provider, library, series_file, tmp_path):
    install(series_model(name="andes"), library)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    parameters = {"INPUT": series_file, "METHOD": "model", "MODEL": "alps", "OUTPUT": str(tmp_path / "x.tif")}
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "andes" in reason


def test_without_a_bundled_model_an_installed_one_of_the_cadence_is_taken(
    run, library, series_file, tmp_path, monkeypatch
):
    bundled = tmp_path / "bundled"
    monkeypatch.setattr("geogap_plugin.algorithms.methods.MODELS", bundled)
    install(series_model(name="daily", cadence="day"), library)
    install(series_model(name="andes", version="1"), library)
    assert filled_by(run, series_file, tmp_path)[0] == "andes 1"
    install(series_model(name="zagros", version="1"), bundled)
    assert filled_by(run, series_file, tmp_path)[0] == "zagros 1"
    install(series_model(name="zagros", version="1.1"), library)
    assert filled_by(run, series_file, tmp_path)[0] == "zagros 1.1"
