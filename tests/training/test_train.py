"""Training from recipe to ONNX file: small, but with every step that a real run takes."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("TensorFlow is not installed here; see training/requirements.txt", allow_module_level=True)

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import ModelFileError
from geogap_plugin.core.model_card import METADATA_KEY, ModelCard
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.core.series.features import BRIDGED, FEATURES, SPREAD
from geogap_plugin.core.series.series_model import SeriesModel
from training import export, fit
from training.data import draw, groups, monthly_times
from training.networks import build_network, pinball
from training.recipe import RECIPES, read_recipe
from training.train import train

ROOT = Path(__file__).parents[2]
MONTH = Cadence("month")


def small(**changes):
    settings = {
        "series": 320,
        "validation": 64,
        "calibration": 160,
        "lengths": (72, 96),
        "units": 8,
        "dense": 8,
        "networks": ("lstm",),
    }
    settings |= {"epochs": 1, "batch": 64, "seed": 3}
    return read_recipe("monthly").override(**(settings | changes))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the folder, the file, the card and the lines of one small run without real data."""
    folder = tmp_path_factory.mktemp("train")
    lines = []
    card = train(small(), folder / "small.onnx", folder, folder, "python -m training train monthly", lines.append)
    return folder, folder / "small.onnx", card, lines


def session(path):
    import onnxruntime

    run = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    return lambda inputs: {"quantiles": run.run(["quantiles"], inputs)[0]}


def test_the_file_holds_a_card_that_fits_its_graph(made):
    _, path, card, _ = made
    _, info = read_model(path)
    assert (info.opset, info.ir_version) == (17, 8)
    assert info.inputs[0].dims == ("batch", "time", len(FEATURES))
    assert info.outputs[0].dims == ("batch", "time", len(card.quantiles))
    stored = ModelCard.parse(info.metadata[METADATA_KEY])
    assert stored == card
    stored.check_graph(info.inputs, info.outputs)


def test_the_card_tells_how_the_model_was_made(made):
    _, _, card, _ = made
    assert card.training.command == "python -m training train monthly"
    assert card.training.parameters["units"] == 8
    assert card.training.parameters["series"] == 320
    assert card.training.seed == 3
    assert card.training.packages["keras"]
    assert card.training.minutes > 0
    assert (card.domain.series_length.low, card.domain.series_length.high) == (72, 96)
    assert {score.data for score in card.scores} == {"synthetic series"}
    assert all(0.5 < step.factor < 2 for step in card.conformal)


def test_keras_and_onnx_runtime_agree(made):
    folder, path, _, _ = made
    import keras

    network = keras.models.load_model(folder / "monthly" / "lstm" / "best.keras")
    inputs = np.random.default_rng(0).normal(size=(5, 131, len(FEATURES))).astype(np.float32)
    expected = np.asarray(network(inputs))
    got = session(path)({"features": inputs})["quantiles"]
    assert np.max(np.abs(got - expected)) < 1e-4 * np.max(np.abs(expected))


def test_the_network_with_the_lower_validation_loss_becomes_the_model(tmp_path):
    lines = []
    recipe = small(networks=("lstm", "conv"), series=128, channels=8, dilations=(1, 4))
    card = train(recipe, tmp_path / "both.onnx", tmp_path, tmp_path, "python -m training train monthly", lines.append)
    import keras

    losses = {
        kind: min(json.loads((tmp_path / "monthly" / kind / "progress.json").read_text(encoding="utf-8"))["validation"])
        for kind in ("lstm", "conv")
    }
    assert card.training.parameters["network"] == min(losses, key=losses.get)
    assert card.training.parameters["validation_loss_conv"] == pytest.approx(losses["conv"], abs=1e-5)
    assert any("taken" in line for line in lines)
    for kind in losses:
        network = keras.models.load_model(tmp_path / "monthly" / kind / "best.keras")
        for epochs in (40, 131):
            inputs = np.random.default_rng(0).normal(size=(3, epochs, len(FEATURES))).astype(np.float32)
            run = export.runner(export.to_onnx(network))
            assert export.largest_difference(network, run, inputs) < 1e-4


def test_an_export_that_differs_from_the_network_is_refused(made):
    folder, path, _, _ = made
    import keras

    network = keras.models.load_model(folder / "monthly" / "lstm" / "best.keras")
    inputs = np.random.default_rng(0).normal(size=(5, 60, len(FEATURES))).astype(np.float32)
    right = session(path)
    assert export.largest_difference(network, right, inputs) < 1e-4
    with pytest.raises(ModelFileError, match="differs"):
        export.largest_difference(network, lambda given: {"quantiles": right(given)["quantiles"] + 0.01}, inputs)


def test_the_file_fills_a_series_better_than_its_mean_and_covers_what_it_says(made):
    _, path, card, _ = made
    truth, hidden = draw(3, "test", 120, 0, 60)
    estimate = SeriesModel(card, session(path))(monthly_times(120), np.where(hidden, np.nan, truth), MONTH)
    mean = np.nanmean(np.where(hidden, np.nan, truth), axis=0)
    error = np.sqrt(np.mean((estimate.mean - truth)[hidden] ** 2))
    assert error < 0.75 * np.sqrt(np.mean((truth - mean)[hidden] ** 2))
    inside = np.abs(estimate.mean - truth)[hidden] < 1.645 * estimate.sd[hidden]
    assert 0.83 < inside.mean() < 0.96


def test_progress_shows_epoch_losses_and_the_estimated_end(made):
    _, _, _, lines = made
    line = next(line for line in lines if line.startswith("epoch 1/1"))
    assert "loss 0." in line
    assert "validation 0." in line
    assert "ends in 0 min" in line


def test_a_network_that_was_not_trained_returns_the_baseline_with_its_own_uncertainty():
    recipe = small()
    inputs = np.random.default_rng(1).normal(size=(2, 40, len(FEATURES))).astype(np.float32)
    output = np.asarray(build_network(recipe)(inputs))
    middle = recipe.quantiles.index(0.5)
    np.testing.assert_allclose(output[:, :, middle], inputs[:, :, BRIDGED], atol=1e-6)
    upper = recipe.quantiles.index(0.975)
    np.testing.assert_allclose(output[:, :, upper] - output[:, :, middle], 1.959964 * inputs[:, :, SPREAD], atol=1e-5)


def test_the_loss_counts_hidden_values_alone_and_is_least_at_the_quantile():
    target = np.array([[1.0, 2.0, 3.0]], dtype=np.float32)
    hidden = np.array([[1.0, 0.0, 1.0]], dtype=np.float32)
    predicted = np.array([[[0.0], [99.0], [5.0]]], dtype=np.float32)
    # 0.9 * 1 for the value that lies above the quantile, 0.1 * 2 for the one that lies below.
    assert float(pinball(target, hidden, predicted, (0.9,))) == pytest.approx((0.9 + 0.2) / 2)
    sample = np.random.default_rng(2).normal(size=(1, 5001)).astype(np.float32)
    guesses = np.linspace(-2, 2, 81)
    losses = [
        float(pinball(sample, np.ones_like(sample), np.full((1, 5001, 1), guess, dtype=np.float32), (0.9,)))
        for guess in guesses
    ]
    assert guesses[np.argmin(losses)] == pytest.approx(np.quantile(sample, 0.9), abs=0.05)


def test_two_runs_with_one_seed_have_the_same_losses(tmp_path):
    recipe = small(series=128)
    histories = []
    for name in ("one", "two"):
        fit.prepare_tensorflow(recipe.settings.seed)
        training = groups(recipe, "training", 128, tmp_path / name)
        histories.append(fit.fit(recipe, training, training, tmp_path / name / "run", lambda line: None)[1])
    assert histories[0].losses == histories[1].losses
    assert histories[0].validation == histories[1].validation
    other = small(series=128, seed=4)
    training = groups(other, "training", 128, tmp_path / "cache")
    assert fit.fit(other, training, training, tmp_path / "other", lambda line: None)[1].losses != histories[0].losses


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path):
    recipe = tmp_path / "own.toml"
    text = (RECIPES / "monthly.toml").read_text(encoding="utf-8")
    for name, value in (("series", 400), ("validation", 64), ("calibration", 160), ("epochs", 4), ("units", 8)):
        text = re.sub(rf"^{name} = \d+", f"{name} = {value}", text, flags=re.MULTILINE)
    text = text.replace('["lstm", "conv"]', '["conv"]')
    recipe.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "training", "train", str(recipe), "--batch", "16", "--build", str(tmp_path)]
    command += ["--output", str(tmp_path / "m.onnx"), "--data", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    record = tmp_path / "monthly" / "conv" / "progress.json"
    for _ in range(600):
        if record.exists():
            break
        time.sleep(0.1)
    process.kill()
    process.communicate()
    assert record.exists()
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert "epoch 4/4" in result.stdout
    assert "epoch 1/4" not in result.stdout
    card = ModelCard.parse(read_model(tmp_path / "m.onnx")[1].metadata[METADATA_KEY])
    assert card.training.command == f"python -m training train {recipe} --batch 16"
    assert card.training.parameters["batch"] == 16


def test_a_resumed_run_ends_as_one_that_was_never_stopped(tmp_path, monkeypatch):
    recipe = small(series=128, epochs=3)
    training = groups(recipe, "training", 128, tmp_path)
    whole = fit.fit(recipe, training, training, tmp_path / "whole", lambda line: None)[1]

    class Stopped(Exception):
        pass

    def stop(line):
        if line.startswith("epoch 2/3"):
            raise Stopped

    with pytest.raises(Stopped):
        fit.fit(recipe, training, training, tmp_path / "parts", stop)
    resumed = fit.fit(recipe, training, training, tmp_path / "parts", lambda line: None)[1]
    assert resumed.losses == pytest.approx(whole.losses, rel=1e-5)
    assert resumed.validation == pytest.approx(whole.validation, rel=1e-5)


def test_another_recipe_in_the_same_folder_starts_afresh(tmp_path):
    first = small(series=128)
    training = groups(first, "training", 128, tmp_path)
    fit.fit(first, training, training, tmp_path / "run", lambda line: None)
    lines = []
    fit.fit(small(series=128, learning_rate=0.001), training, training, tmp_path / "run", lines.append)
    assert any(line.startswith("epoch 1/1") for line in lines)


def test_training_series_are_not_those_of_validation_or_test():
    drawn = [draw(3, purpose, 72, 0, 10)[0] for purpose in ("training", "validation", "calibration", "test")]
    for index, one in enumerate(drawn):
        for other in drawn[index + 1 :]:
            assert not (one == other).any()


def test_the_cache_gives_what_was_drawn(tmp_path):
    recipe = small(series=20)
    fresh = groups(recipe, "training", 20, tmp_path)
    stored = groups(recipe, "training", 20, tmp_path)
    for one, other in zip(fresh, stored):
        np.testing.assert_array_equal(one.inputs, other.inputs)
        np.testing.assert_array_equal(one.hidden, other.hidden)


def test_the_learning_curve_and_the_logs_lie_beside_the_checkpoints(made):
    import tensorflow as tf
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    folder, _, _, lines = made
    run = next((folder / "monthly").rglob("progress.json")).parent
    assert (run / "learning_curve.png").read_bytes().startswith(b"\x89PNG")
    logs = EventAccumulator(str(run / "logs"), size_guidance={"tensors": 0}).Reload()
    assert set(logs.Tags()["tensors"]) == {"loss/training", "loss/validation", "learning rate"}
    stored = json.loads((run / "progress.json").read_text(encoding="utf-8"))
    [event] = logs.Tensors("loss/validation")
    assert float(tf.make_ndarray(event.tensor_proto)) == pytest.approx(stored["validation"][0], rel=1e-6)
    assert any(str(run) in line for line in lines)
