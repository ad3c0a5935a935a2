"""The published network for comparison: what it sees, that it learns from the past alone, and the table it ends in."""

import importlib.util
import os

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("TensorFlow is not installed here; see training/requirements.txt", allow_module_level=True)

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

from geogap_plugin.core.calendar import Cadence
from training import fit
from training.__main__ import main
from training.paper_lstm import (
    LAST_YEAR,
    NAME,
    PaperLstm,
    build_paper_network,
    compare,
    previous_years,
    same_month_last_year,
)
from training.recipe import read_recipe

# TensorFlow takes its threads before its first operation, which here may be any test's.
fit.prepare_tensorflow(0)

MONTH = Cadence("month")


def months(epochs):
    return (np.datetime64("2001-01", "M") + np.arange(epochs)).astype("datetime64[s]")


def test_the_network_sees_the_same_month_of_the_six_previous_years():
    values = np.arange(100.0)[:, np.newaxis]
    values[64] = np.nan
    seen = previous_years(values)
    assert seen.shape == (100, 1, 6, 2)
    np.testing.assert_array_equal(seen[88, 0, :, 0], [16, 28, 40, 52, 0, 76])
    np.testing.assert_array_equal(seen[88, 0, :, 1], [1, 1, 1, 1, 0, 1])
    np.testing.assert_array_equal(seen[11, 0], np.zeros((6, 2)))


def test_the_same_month_last_year_reaches_back_to_the_latest_year_that_has_it():
    values = np.arange(48.0)[:, np.newaxis]
    values[24:36] = np.nan
    estimate = same_month_last_year(months(48), values, MONTH)
    np.testing.assert_array_equal(estimate.mean[24:36, 0], np.arange(12.0, 24.0))
    np.testing.assert_array_equal(estimate.mean[36:, 0], np.arange(12.0, 24.0))
    assert estimate.mean[0, 0] == pytest.approx(np.nanmean(values))


def test_the_method_does_not_look_at_later_months():
    recipe = read_recipe("paper-lstm").override(units=4)
    method = PaperLstm(build_paper_network(recipe), recipe.quantiles)
    values = np.random.default_rng(0).normal(size=(96, 3))
    values -= values.mean(axis=0)
    later = values.copy()
    later[80:] = later[80:][::-1]  # other values with the same mean and spread
    one, other = (method(months(96), given, MONTH) for given in (values, later))
    np.testing.assert_allclose(one.mean[:80], other.mean[:80], atol=1e-5)
    assert (one.sd >= 0).all()


def test_it_learns_a_season_and_is_scored_beside_the_others(tmp_path):
    from tests.training.test_own_series import MONTHS, field, write_geotiff

    dates = [f"{np.datetime64('2002-01') + month}-16" for month in range(MONTHS)]
    path = write_geotiff(tmp_path / "own.tif", field(), dates)
    lines = []
    recipe = read_recipe("paper-lstm").override(units=16, epochs=8, series=1500, learning_rate=0.01)
    scores = compare(recipe, path, tmp_path, tmp_path / "none.onnx", lines.append)
    assert list(scores) == [NAME, LAST_YEAR, "climatology", "gp"]
    spread = field().std(axis=0).mean()
    assert scores[NAME].mean("rmse") < 0.8 * spread
    table = [line for line in lines if line.startswith((NAME, LAST_YEAR, "climatology", "gp"))]
    assert len(table) == 4
    assert any("RMSE, CRPS in cm" in line for line in lines)


def test_it_cannot_be_trained_for_filling(capsys):
    assert main(["train", "paper-lstm"]) == 1
    assert "for comparison only" in capsys.readouterr().err
