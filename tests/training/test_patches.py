"""Models of patches: synthetic stacks, what is encoded of them, training, export, and a user's own stack."""

import importlib.util
import os
from pathlib import Path

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("TensorFlow is not installed here; see training/requirements.txt", allow_module_level=True)

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import onnx
import rasterio
from rasterio.transform import from_origin

from geogap_plugin.core.clouds.fillers import fit_regression
from geogap_plugin.core.clouds.patch_model import FEATURES, PatchModel
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import METADATA_KEY, ModelCard, card_of
from geogap_plugin.core.onnx_file import read_model
from training import export, fit, own_stack
from training.beginning import Run
from training.group import Group
from training.networks import build_network, reach
from training.patches import draw, encode_hidden, patch_groups
from training.rebuild import rebuild
from training.recipe import read_recipe
from training.synthetic_stacks import draw_clouds, draw_stack, gaussian_field, power_law_field
from training.train import train

# Threads can be set only before the first network is made.
fit.prepare_tensorflow(3)


def small(name="clouds", **changes):
    settings = {
        "series": 32,
        "validation": 8,
        "calibration": 16,
        "lengths": (6,),
        "size": 32,
        "channels": 4,
        "dense": 4,
    }
    settings |= {"epochs": 1, "batch": 8, "seed": 3}
    return read_recipe(name).override(**(settings | changes))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the folder, the file, the card and the lines of one small run without real data."""
    folder = tmp_path_factory.mktemp("clouds")
    lines = []
    path = folder / "clouds.onnx"
    card = train(small(), path, folder, folder, "python -m training train clouds", lines.append)
    return folder, path, card, lines


def test_a_stack_is_drawn_again_by_its_numbers_alone():
    first, second, other = (draw(small(), "training", 6, number) for number in (4, 4, 5))
    np.testing.assert_array_equal(first.truth, second.truth)
    np.testing.assert_array_equal(first.cloudy, second.cloudy)
    assert not np.array_equal(first.truth, other.truth)
    assert not np.array_equal(first.truth, draw(small(), "test", 6, 4).truth)


def test_stacks_ascend_in_time_and_vary_in_space_and_time():
    for seed in range(6):
        stack = draw_stack(np.random.default_rng(seed), 8, 32)
        assert (np.diff(stack.days) > 0).all()
        assert np.isfinite(stack.truth).all()
        assert stack.truth.std(axis=0).max() > 0
        assert stack.truth.std(axis=(1, 2)).min() > 0


def test_every_pixel_is_clear_on_three_dates_and_covers_range_from_none_to_all():
    shares = []
    for seed in range(12):
        cloudy = draw_clouds(np.random.default_rng(seed), 9, 32)
        assert ((~cloudy).sum(axis=0) >= 3).all()
        shares += cloudy.mean(axis=(1, 2)).tolist()
    assert min(shares) < 0.05
    assert max(shares) > 0.8


def test_fields_have_unit_variance_and_reach_as_far_as_is_asked():
    rng = np.random.default_rng(0)

    def correlation(fields, axis, lag=4):
        here = np.take(fields, range(64 - lag), axis)
        return float((here * np.take(fields, range(lag, 64), axis)).mean() / (fields**2).mean())

    near, far = (np.array([gaussian_field(rng, 64, r, 1.0, 0.0) for _ in range(30)]) for r in (1.0, 8.0))
    assert near.var() == pytest.approx(1, abs=0.15)
    assert correlation(near, 1) < 0.2 < 0.6 < correlation(far, 1)
    stretched = np.array([gaussian_field(rng, 64, 2.0, 5.0, 0.0) for _ in range(30)])
    assert correlation(stretched, 2) > correlation(stretched, 1) + 0.3
    rough, smooth = (np.array([power_law_field(rng, 64, s) for _ in range(10)]) for s in (1.5, 3.5))
    assert np.abs(np.diff(rough, axis=1)).mean() > 2 * np.abs(np.diff(smooth, axis=1)).mean()


def encoded(truth, given, days):
    return encode_hidden(fit_regression([given], days, 300.0), given, truth)


def test_what_clouds_hide_is_in_the_target_and_nowhere_in_the_inputs():
    stack = draw(small(), "training", 6, 0)
    given = np.where(stack.cloudy, np.nan, stack.truth)
    ours = encoded(stack.truth, given, stack.days)
    theirs = encoded(np.where(stack.cloudy, stack.truth + 1, stack.truth), given, stack.days)
    np.testing.assert_array_equal(ours.inputs, theirs.inputs)
    layers = fit_regression([given], stack.days, 300.0).layers(given)
    images = stack.cloudy.any(axis=(1, 2))
    np.testing.assert_array_equal(ours.hidden, stack.cloudy[images])
    expected = np.clip(((stack.truth - layers.mean) / layers.sd)[images], -15, 15)
    np.testing.assert_allclose(ours.target[ours.hidden], expected[ours.hidden], rtol=1e-4, atol=1e-5)
    assert not ours.target[~ours.hidden].any()


def test_groups_come_out_of_the_cache_as_they_went_in(tmp_path):
    first, second = (patch_groups(small(), "validation", 8, tmp_path)[0] for _ in range(2))
    assert len(list(tmp_path.glob("validation-6-*.npz"))) == 1
    for name in Group.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    assert first.inputs.shape == (8, 32, 32, len(FEATURES))


def test_before_training_the_network_returns_the_regression_with_its_uncertainty():
    recipe = small()
    network = build_network(recipe)
    inputs = np.random.default_rng(0).normal(size=(2, 16, 24, len(FEATURES))).astype(np.float32)
    from statistics import NormalDist

    normal = [NormalDist().inv_cdf(level) for level in recipe.quantiles]
    np.testing.assert_allclose(np.asarray(network(inputs)), np.broadcast_to(normal, (2, 16, 24, 7)), atol=1e-6)


@pytest.mark.parametrize("layers", [1, 2])
def test_the_network_sees_no_further_than_the_card_says(layers):
    recipe = small(layers=layers)
    network = build_network(recipe)
    rng = np.random.default_rng(0)
    network.set_weights([rng.uniform(0, 1, weight.shape) for weight in network.get_weights()])
    inputs = np.zeros((1, 80, 80, len(FEATURES)), np.float32)
    changed = inputs.copy()
    changed[0, 40, 41] = 1
    moved = np.argwhere(np.abs(np.asarray(network(changed) - network(inputs))).max(axis=-1)[0] > 0)
    far = int(np.abs(moved - [40, 41]).max())
    assert 0 < far <= reach(recipe.settings)


def test_the_file_holds_a_card_that_fits_its_graph(made):
    _, path, card, lines = made
    _, info = read_model(path)
    assert (info.opset, info.ir_version) == (17, 8)
    assert info.inputs[0].dims == ("batch", "height", "width", len(FEATURES))
    assert ModelCard.parse(info.metadata[METADATA_KEY]) == card
    assert (card.task, card.product, card.baseline) == ("patch", "clear-sky", "regression")
    assert card.overlap == reach(small().settings)
    assert {score.data for score in card.scores} == {"synthetic stacks"}
    assert any(line.startswith("epoch 1/1") for line in lines)


def test_keras_and_onnx_runtime_agree_on_images_of_any_size(made):
    folder, path, _, _ = made
    network = keras.models.load_model(folder / "clouds" / "unet" / "best.keras")
    predict = export.runner(onnx.load(path))
    for shape in ((1, 8, 8), (3, 40, 16)):
        inputs = np.random.default_rng(0).normal(size=(*shape, len(FEATURES))).astype(np.float32)
        expected = np.asarray(network(inputs))
        got = predict({"features": inputs})["quantiles"]
        assert np.max(np.abs(got - expected)) < 1e-4 * np.max(np.abs(expected))


def test_the_network_can_be_rebuilt_from_the_file_alone(made):
    _, path, card, _ = made
    data, _ = read_model(path)
    network = rebuild(card, data, export.runner(onnx.load_from_string(data)))
    assert network.count_params() > 500


def write_stack(path, stack):
    times = np.datetime64("2020-01-01", "s") + np.rint(86400 * stack.days).astype("timedelta64[s]")
    values = np.where(stack.cloudy, np.nan, 300 + 10 * stack.truth).astype(np.float32)
    profile = {"driver": "GTiff", "height": values.shape[1], "width": values.shape[2], "count": len(values)}
    profile |= {"dtype": "float32", "nodata": np.nan, "crs": "EPSG:32630", "transform": from_origin(0, 0, 30, 30)}
    with rasterio.open(path, "w", **profile) as data:
        for band, (image, date) in enumerate(zip(values, times, strict=True), 1):
            data.write(image, band)
            data.set_band_description(band, str(date).replace("T", " "))
        data.units = ["K"] * len(values)
        data.update_tags(GEOGAP_VARIABLE="LST")
    return path


@pytest.fixture(scope="module")
def stack_file(tmp_path_factory):
    return write_stack(tmp_path_factory.mktemp("own") / "city.tif", draw_stack(np.random.default_rng(2), 10, 44))


def run_of(made, stack_file, folder, **changes):
    return Run(stack_file, folder / "city.onnx", folder / "build", made[1], "the command", "CC0-1.0", **changes)


def own_recipe(**changes):
    return read_recipe("stack").override(**({"series": 24, "epochs": 1, "seed": 3} | changes))


def test_going_on_with_ones_own_stack_says_what_it_began_with_and_scores_all(made, stack_file, tmp_path):
    lines = []
    card = own_stack.train_stack(own_recipe(), run_of(made, stack_file, tmp_path, keep_anyway=True), lines.append)
    assert (card.name, card.task, card.unit, card.product) == ("city", "patch", "K", "clear-sky")
    assert card.training.parameters["began_with"].startswith("clouds 1.0.0, sha256 ")
    assert card.training.data[0].name == "city.tif"
    assert card.training.data[0].licence == "CC0-1.0"
    assert len({score.split for score in card.scores}) == 2
    assert any(line.startswith("Validation loss before training") for line in lines)
    data, info = read_model(tmp_path / "city.onnx")
    assert card_of(info) == card
    PatchModel(card, export.runner(onnx.load_from_string(data)))


def test_a_model_that_held_out_clouds_speak_against_is_not_written(made, stack_file, tmp_path):
    lines = []
    # So large a step spoils any network.
    recipe = own_recipe(learning_rate=3.0, epochs=2)
    assert own_stack.train_stack(recipe, run_of(made, stack_file, tmp_path), lines.append) is None
    assert not (tmp_path / "city.onnx").exists()
    assert any("not as good as what there was" in line for line in lines)


def test_a_stack_without_clouds_is_refused(made, tmp_path):
    stack = draw_stack(np.random.default_rng(4), 6, 24)
    path = write_stack(tmp_path / "clear.tif", type(stack)(stack.days, stack.truth, np.zeros_like(stack.cloudy)))
    with pytest.raises(InputError, match="no clouds"):
        own_stack.train_stack(own_recipe(), run_of(made, path, tmp_path), lambda line: None)


def test_the_recipe_of_the_bundled_model_goes_on_with_a_file_that_is_given(made, stack_file, tmp_path, capsys):
    from training.__main__ import main

    output = tmp_path / "own.onnx"
    command = ["train", "clouds", "--data", str(stack_file), "--begin", str(made[1]), "--keep-anyway", "--series", "8"]
    command += ["--epochs", "1", "--build", str(tmp_path / "build"), "--output", str(output)]
    assert main(command) == 0
    assert "Beginning with the weights of clouds 1.0.0." in capsys.readouterr().out
    card = card_of(read_model(output)[1])
    assert card.training.command.startswith("python -m training train stack --data city.tif")
    assert Path(output).stat().st_size < 2 * 2**20
