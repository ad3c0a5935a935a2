"""The model for clouds that comes with the plugin: small, sound, and better than the regression that it corrects."""

import importlib.util
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.clouds.fillers import fit_regression
from geogap_plugin.core.clouds.patch_model import PatchModel
from geogap_plugin.core.model_card import METADATA_KEY, ModelCard
from geogap_plugin.core.onnx_file import read_model
from training.page import card_page
from training.synthetic_stacks import draw_stack

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "resources" / "models" / "clouds.onnx"
RUNTIME = os.environ.get("GEOGAP_RUNTIME") or str(ROOT / "build" / "runtime")
SEEDS = range(700, 708)


@pytest.fixture(scope="module")
def bundled():
    data, info = read_model(MODEL)
    return data, info, ModelCard.parse(info.metadata[METADATA_KEY])


@pytest.fixture(scope="module")
def model(bundled):
    if importlib.util.find_spec("onnxruntime") is None and (Path(RUNTIME) / "onnxruntime").is_dir():
        sys.path.append(RUNTIME)
    onnxruntime = pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed; set GEOGAP_RUNTIME")
    session = onnxruntime.InferenceSession(bundled[0], providers=["CPUExecutionProvider"])
    return PatchModel(bundled[2], lambda inputs: {"quantiles": session.run(["quantiles"], inputs)[0]})


@pytest.fixture(scope="module")
def filled(model):
    """Return what was hidden of unseen stacks, and what the regression and the model say, each of unit variance."""
    truth, before, after, spread = [], [], [], []
    for seed in SEEDS:
        stack = draw_stack(np.random.default_rng(seed), 10, 64)
        given = np.where(stack.cloudy, np.nan, stack.truth)
        base = fit_regression([given], stack.days, 300.0)
        scale = stack.truth[stack.cloudy].std()
        said, corrected = base.estimate(given, None), model.on(base).estimate(given)
        truth.append(stack.truth[stack.cloudy] / scale)
        before.append(said.mean[stack.cloudy] / scale)
        after.append(corrected.mean[stack.cloudy] / scale)
        spread.append(corrected.sd[stack.cloudy] / scale)
    return tuple(np.concatenate(part) for part in (truth, before, after, spread))


def test_the_file_is_small_and_of_the_version_that_every_runtime_reads(bundled):
    data, info, _ = bundled
    assert len(data) < 2 * 2**20
    assert (info.opset, info.ir_version) == (17, 8)
    assert info.inputs[0].dims[:3] == ("batch", "height", "width")


def test_the_card_fits_the_graph_and_tells_how_to_make_the_model_again(bundled):
    _, info, card = bundled
    card.check_graph(info.inputs, info.outputs)
    assert (card.task, card.product, card.cadence, card.baseline) == ("patch", "clear-sky", "irregular", "regression")
    assert card.training.command.startswith("python -m training train clouds")
    assert card.training.minutes > 1


def test_on_real_data_the_model_is_no_worse_than_the_regression(bundled):
    scores = [score for score in bundled[2].scores if score.data != "synthetic stacks"]
    assert {score.data for score in scores} == {"MODIS NDVI, Alaska", "MODIS LST, Madrid"}
    for score in scores:
        if score.metric in ("RMSE", "MAE", "CRPS"):
            assert score.model < 1.01 * score.baseline
        if score.metric == "share within the 90 % interval":
            assert score.model == pytest.approx(0.9, abs=0.07)


def test_the_documentation_page_is_the_one_that_the_card_makes(bundled):
    page = (ROOT / "docs" / "models" / "clouds.md").read_text(encoding="utf-8")
    assert page == card_page(bundled[2], MODEL.name)


def test_it_fills_unseen_stacks_better_than_the_regression(filled):
    truth, before, after, _ = filled
    assert np.sqrt(np.mean((after - truth) ** 2)) < 0.99 * np.sqrt(np.mean((before - truth) ** 2))


def test_its_intervals_hold_about_what_they_promise_before_any_calibration_on_the_stack(filled):
    truth, _, after, spread = filled
    assert np.mean(np.abs(after - truth) <= 1.6449 * spread) == pytest.approx(0.9, abs=0.05)


def test_the_unit_of_the_stack_does_not_matter(model):
    stack = draw_stack(np.random.default_rng(720), 8, 48)
    given = np.where(stack.cloudy, np.nan, stack.truth)
    kelvin = 290.0 + 7.0 * given
    plain, other = (
        model.on(fit_regression([values], stack.days, 300.0)).estimate(values) for values in (given, kelvin)
    )
    np.testing.assert_allclose((other.mean - 290.0) / 7.0, plain.mean, atol=2e-3)
    np.testing.assert_allclose(other.sd / 7.0, plain.sd, rtol=5e-3)
