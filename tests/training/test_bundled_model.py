"""The model that comes with the plugin: small, sound, and better than its baseline on what it was trained for."""

import importlib.util
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.model_card import METADATA_KEY, ModelCard
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.core.series.baselines import FOUNDATIONS
from geogap_plugin.core.series.series_model import SeriesModel
from training.page import card_page
from training.synthetic import draw_gaps, draw_series

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "resources" / "models" / "monthly.onnx"
RUNTIME = os.environ.get("GEOGAP_RUNTIME") or str(ROOT / "build" / "runtime")
MONTH = Cadence("month")


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
    return SeriesModel(bundled[2], lambda inputs: {"quantiles": session.run(["quantiles"], inputs)[0]})


def months(epochs):
    return (np.datetime64("2001-01", "M") + np.arange(epochs)).astype("datetime64[s]")


def test_the_file_is_small_and_of_the_version_that_every_runtime_reads(bundled):
    data, info, _ = bundled
    assert len(data) < 2 * 2**20
    assert (info.opset, info.ir_version) == (17, 8)
    assert info.domains == {""}


def test_the_card_fits_the_graph_and_tells_how_to_make_the_model_again(bundled):
    _, info, card = bundled
    card.check_graph(info.inputs, info.outputs)
    assert (card.task, card.cadence, card.baseline) == ("series", "month", "seasonal_gp")
    assert card.training.command.startswith("python -m training train monthly")
    assert card.training.minutes > 1
    assert "Loop" not in bundled[0].decode("latin-1")


def test_on_real_data_the_model_is_level_with_its_baseline_and_better_in_single_months(bundled):
    scores = [score for score in bundled[2].scores if score.data.startswith("GRACE")]
    assert {score.split.partition(" ")[0] for score in scores} == {"ten", "twenty"}
    for score in scores:
        if score.metric.startswith("RMSE, mean"):
            assert score.model < 1.01 * score.baseline
        if score.metric.startswith("CRPS"):
            assert score.model < (1.0 if score.split.startswith("twenty") else 1.01) * score.baseline
        if score.metric == "share within the 90 % interval":
            assert score.model == pytest.approx(0.9, abs=0.03)


def test_the_documentation_page_is_the_one_that_the_card_makes(bundled):
    page = (ROOT / "docs" / "models" / "monthly.md").read_text(encoding="utf-8")
    assert page == card_page(bundled[2], MODEL.name)


def test_it_fills_unseen_series_better_than_its_baseline(model):
    rng = np.random.default_rng(20240707)
    truth, hidden = draw_series(rng, 150, 300).total, draw_gaps(rng, 150, 300)
    truth = truth / truth.std(axis=0)
    given = np.where(hidden, np.nan, truth)
    errors = [
        np.sqrt(np.mean((method(months(150), given, MONTH).mean - truth)[hidden] ** 2))
        for method in (model, FOUNDATIONS[model.card.baseline])
    ]
    assert errors[0] < errors[1]


def test_its_intervals_hold_what_they_promise(model):
    rng = np.random.default_rng(20240708)
    truth, hidden = draw_series(rng, 150, 300).total, draw_gaps(rng, 150, 300)
    quantiles = model.quantiles(months(150), np.where(hidden, np.nan, truth), MONTH)
    levels = model.card.quantiles
    for low, high in ((0.05, 0.95), (0.1, 0.9), (0.25, 0.75)):
        inside = (truth >= quantiles[levels.index(low)]) & (truth <= quantiles[levels.index(high)])
        assert inside[hidden].mean() == pytest.approx(high - low, abs=0.03)


def test_the_unit_of_the_series_does_not_matter(model):
    rng = np.random.default_rng(20240709)
    truth, hidden = draw_series(rng, 120, 20).total, draw_gaps(rng, 120, 20)
    given = np.where(hidden, np.nan, truth)
    plain = model(months(120), given, MONTH)
    kelvin = model(months(120), 273.15 + 0.01 * given, MONTH)
    np.testing.assert_allclose((kelvin.mean - 273.15) / 0.01, plain.mean, atol=1e-3)
    np.testing.assert_allclose(kelvin.sd / 0.01, plain.sd, rtol=1e-3)


def test_the_size_of_a_block_does_not_change_the_result(model):
    rng = np.random.default_rng(20240710)
    truth, hidden = draw_series(rng, 120, 50).total, draw_gaps(rng, 120, 50)
    given = np.where(hidden, np.nan, truth)
    whole = model(months(120), given, MONTH).mean
    parts = np.concatenate(
        [model(months(120), given[:, cut], MONTH).mean for cut in np.split(np.arange(50), 10)], axis=1
    )
    assert np.max(np.abs(whole - parts) / truth.std(axis=0)) < 1e-6
