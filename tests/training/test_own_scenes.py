"""Training on scenes and predictors: what the network sees, what is held out, and when a model is kept."""

import importlib.util
import json
import os
from dataclasses import replace

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("TensorFlow is not installed here; see training/requirements.txt", allow_module_level=True)

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import onnx

from geogap_plugin.core.clouds.predictor_model import PredictorModel, encode, feature_names
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model
from training import export, fit, own_scenes
from training.__main__ import main
from training.pixel_network import build_pixel_network, fit_line, over_images
from training.pixels import MISSING, describe_predictors, draw_groups
from training.recipe import read_recipe
from training.scene_file import read_scenes
from training.scene_split import held_out_blocks, split_scenes

from . import scenes

# TensorFlow takes its threads before its first operation, which here may be any test's.
fit.prepare_tensorflow(0)

SMALL = {"filters": (16, 16), "dense": 8, "samples": 3000, "validation": 600, "calibration": 600, "block": 8,
         "epochs": 2, "batch": 128}  # fmt: skip


def small(**changes):
    return read_recipe("lst").override(**{**SMALL, **changes})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenes")
    scenes.make(folder)
    return folder


@pytest.fixture(scope="module")
def read(folder):
    return read_scenes(small().data, folder)


@pytest.fixture(scope="module")
def split(read):
    return split_scenes(read.times, np.ones(len(read.times), bool), small().settings.seed)


# What the network sees.


def test_predictors_are_described_by_the_scenes_that_are_trained_on(read, split):
    specs = {spec.name: spec for spec in describe_predictors(read, split)}
    air = read.predictors[0][0]
    assert specs["cover"].classes == (scenes.GRASS, scenes.ROOF)
    assert specs["T2M"].unit == "K"
    assert specs["T2M"].mean == pytest.approx(air[split.training].mean(), abs=1e-3)
    assert specs["T2M"].sd == pytest.approx(air[split.training].std(), abs=1e-3)
    changed = [read.predictors[0].copy()]
    changed[0][0, np.concatenate([split.validation, split.test])] += 1000
    assert describe_predictors(replace(read, predictors=changed), split) == tuple(specs.values())
    changed[0][0] = np.nan
    with pytest.raises(InputError, match="“T2M” has no value"):
        describe_predictors(replace(read, predictors=changed), split)


def test_a_patch_is_what_the_plugin_makes_of_the_image_around_the_pixel(read, split):
    recipe, specs = small(samples=600), describe_predictors(read, split)
    _, _, calibration, _ = draw_groups(recipe, read, split, specs)
    encoded = np.pad(encode(read.predictors[0], read.days, specs), ((0, 0), (2, 2), (2, 2), (0, 0)))
    for inputs, target in list(zip(calibration.inputs, calibration.target[:, 0, 0]))[:40]:
        places = [place for place in np.argwhere(read.values[0] == target) if place[0] in split.validation]
        found = [encoded[scene, row : row + 5, column : column + 5] for scene, row, column in places]
        assert any(np.array_equal(inputs, patch) for patch in found)


def test_nothing_of_held_out_scenes_and_blocks_reaches_the_training_pixels(read, split):
    recipe, specs = small(), describe_predictors(read, split)
    training, _, _, standard = draw_groups(recipe, read, split, specs)
    block = held_out_blocks(read.windows[0], recipe.settings.block, recipe.settings.held_out, recipe.settings.seed)
    assert 0.05 < block.mean() < 0.5
    changed = read.values[0].copy()
    for part in (split.validation, split.test):
        changed[part] += 50
    changed[:, block] += 50
    again, _, _, other = draw_groups(recipe, replace(read, values=[changed]), split, specs)
    assert other == standard
    np.testing.assert_array_equal(again.inputs, training.inputs)
    np.testing.assert_array_equal(again.target, training.target)


def test_training_pixels_lack_a_predictor_now_and_then_and_others_never(read, split):
    specs = describe_predictors(read, split)
    training, validation, _, _ = draw_groups(small(), read, split, specs)
    column = feature_names(specs).index("T2M known")
    without = (training.inputs[:, 2, 2, column] == 0).mean()
    assert MISSING / 2 < without < 2 * MISSING
    assert (validation.inputs[:, 2, 2, column] == 1).all()


def test_the_network_of_images_is_that_of_patches_at_every_pixel(read, split):
    recipe, specs = small(), describe_predictors(read, split)
    training, validation, _, standard = draw_groups(recipe, read, split, specs)
    line = fit_line(training, validation)
    network = build_pixel_network(recipe, line)
    rng = np.random.default_rng(0)
    network.set_weights([weight + 0.1 * rng.standard_normal(weight.shape) for weight in network.get_weights()])
    whole = over_images(recipe, network, line, standard.mean, standard.sd)
    image = encode(read.predictors[0][:, [3]], read.days[[3]], specs)
    said = np.asarray(whole(image))[0]
    around = np.pad(image[0], ((2, 2), (2, 2), (0, 0)))
    for row, column in ((0, 0), (7, 12), (31, 31), (0, 20)):
        patch = around[row : row + 5, column : column + 5][None]
        expected = standard.mean + standard.sd * np.asarray(network(patch))[0, 0, 0]
        np.testing.assert_allclose(said[row, column], expected, rtol=1e-5)


def test_before_training_the_network_is_the_linear_regression(read, split):
    recipe, specs = small(), describe_predictors(read, split)
    training, validation, _, _ = draw_groups(recipe, read, split, specs)
    line = fit_line(training, validation)
    said = np.asarray(build_pixel_network(recipe, line)(validation.inputs))[:, 0, 0]
    expected = validation.inputs[:, 2, 2] @ line.slopes + line.intercept
    np.testing.assert_allclose(said[:, recipe.quantiles.index(0.5)], expected, atol=1e-4)
    error = expected - validation.target[:, 0, 0]
    assert line.spread == pytest.approx(np.sqrt(np.mean(error**2)), rel=1e-4)
    half = said[:, recipe.quantiles.index(0.95)] - said[:, recipe.quantiles.index(0.5)]
    np.testing.assert_allclose(half, 1.6449 * line.spread, rtol=1e-3)


# When a model is kept.


def run_of(folder, place, **changes):
    return own_scenes.SceneRun(folder, place / "out" / "lst.onnx", place / "build", "the command", "CC0-1.0", **changes)


def test_a_model_says_on_its_card_what_it_needs_and_how_it_did_and_runs_as_it_was_scored(folder, tmp_path):
    lines = []
    card = own_scenes.train_scenes(small(epochs=4), run_of(folder, tmp_path, keep_anyway=True), lines.append)
    data, info = read_model(tmp_path / "out" / "lst.onnx")
    assert card == card_of(info)
    assert (card.name, card.task, card.variable, card.unit, card.product) == (
        "lst", "predictors", "LST", "K", "clear-sky",
    )  # fmt: skip
    [trained_on] = card.training.data
    assert (trained_on.name, trained_on.licence, trained_on.period) == (
        "lst.tif",
        "CC0-1.0",
        "2022-06-01 to 2022-08-10",
    )
    assert [spec.name for spec in card.predictors] == ["T2M", "cover", "height"]
    scores = {(score.split, score.metric): score for score in card.scores}
    everything = "whole days held out, under clouds of other dates"
    for metric in ("RMSE", "MAE", "bias", "R2", "share within 3 degrees", "share within the 90 % interval"):
        for split in (everything, f"{everything}: 20 % of each scene", f"{everything}: whole scenes empty"):
            assert (split, metric) in scores
    alone = scores[(f"{everything}: the network alone, from predictors", "RMSE")]
    # Air, cover and height say nearly all; the noise is 0.3 K.
    assert 0.3 < alone.model < 2.5
    assert scores[(everything, "RMSE")].unit == "K"
    assert scores[(everything, "R2")].unit == "1"
    assert any("no day is in two parts" in line for line in lines)
    assert lines[-1].facts["written"].endswith("lst.onnx")
    model = PredictorModel(card, export.runner(onnx.load_from_string(data)))
    truth, _ = scenes.make(tmp_path / "again")
    read = read_scenes(small().data, folder)
    said = model.estimate(read.predictors[0], read.days)
    assert np.sqrt(np.mean((said.mean - truth) ** 2)) < 2
    assert 0.75 < np.mean(np.abs(said.mean - truth) < 1.645 * said.sd) <= 1


def test_a_model_that_is_worse_than_the_regression_is_not_written(folder, tmp_path):
    lines = []
    recipe = small(learning_rate=3.0, epochs=1)
    assert own_scenes.train_scenes(recipe, run_of(folder, tmp_path), lines.append) is None
    assert not (tmp_path / "out").exists()
    assert any("is not as good as what there was" in line for line in lines)
    assert lines[-1].facts["written"] == ""


def test_an_all_weather_model_needs_a_predictor_of_the_weather(folder, tmp_path):
    recipe = replace(small(), product="all-weather")
    blind = replace(recipe, data=replace(recipe.data, predictors=("predictors/height.tif", "predictors/cover.tif")))
    with pytest.raises(InputError, match=r"needs radiation or the air temperature at 2 m .* height \(m\), cover"):
        own_scenes.train_scenes(blind, run_of(folder, tmp_path), lambda line: None)
    with pytest.raises(InputError, match="the product “cloudy” is not one of clear-sky, all-weather"):
        own_scenes.train_scenes(replace(recipe, product="cloudy"), run_of(folder, tmp_path), lambda line: None)


def test_too_few_pixels_are_refused(folder, tmp_path):
    truth, _ = scenes.make(tmp_path, dates=6)
    scenes.write(
        tmp_path / "lst.tif", np.where(np.random.default_rng(0).random(truth.shape) < 0.95, np.nan, truth).astype("f4"),
        scenes.moments(6), "K",
    )  # fmt: skip
    with pytest.raises(InputError, match="500 are the fewest"):
        own_scenes.train_scenes(small(), run_of(tmp_path, tmp_path), lambda line: None)


# The command line.


def own_recipe(path, **more):
    text = (own_scenes.Path(own_scenes.__file__).parent / "recipes" / "lst.toml").read_text(encoding="utf-8")
    for name, value in {**SMALL, **more}.items():
        [line] = [one for one in text.splitlines() if one.startswith(f"{name} = ")]
        text = text.replace(line, f"{name} = {json.dumps(value)}")
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_line_trains_on_files_and_speaks_json(folder, tmp_path, capsys):
    recipe = own_recipe(tmp_path / "mine.toml")
    files = [str(folder / "predictors" / f"{name}.tif") for name in ("T2M", "height")]
    words = ["train", str(recipe), "--data", str(folder / "lst.tif"), "--predictors", *files, "--licence", "CC0-1.0"]
    words += ["--output", str(tmp_path / "lst.onnx"), "--build", str(tmp_path), "--epochs", "1", "--keep-anyway"]
    assert main([*words, "--progress", "json"]) == 0
    spoken = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["epochs"] for line in spoken if "epoch" in line] == [1]
    assert spoken[-1]["written"] == str(tmp_path / "lst.onnx")
    card = card_of(read_model(tmp_path / "lst.onnx")[1])
    assert [spec.name for spec in card.predictors] == ["T2M", "height"]
    assert card.training.parameters["epochs"] == 1
    for word in ("--data lst.tif", "--predictors T2M.tif height.tif", '--licence "CC0-1.0"'):
        assert word in card.training.command
    assert str(folder) not in card.training.command


def test_the_paths_of_a_recipe_of_ones_own_lie_beside_it(folder, tmp_path, capsys):
    recipe = own_recipe(folder / "mine.toml", epochs=1)
    words = ["--output", str(tmp_path / "lst.onnx"), "--build", str(tmp_path), "--keep-anyway"]
    assert main(["train", str(recipe), *words]) == 0
    assert "Predictors: T2M, cover (classes), height." in capsys.readouterr().out
    assert (tmp_path / "lst.onnx").exists()


def test_the_recipe_asks_where_the_scenes_are(capsys):
    assert main(["train", "lst"]) == 1
    assert "--data FOLDER" in capsys.readouterr().err
