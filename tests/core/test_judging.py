"""Methods are judged on values they have not seen, combined as they did there, and calibrated by it."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.trials.hiding import own_pattern
from geogap_plugin.core.trials.judging import AUTO, estimate_all, judge, judged_cells
from geogap_plugin.core.trials.trial import run_trial

MONTH = Cadence("month")
TIMES = (np.datetime64("2005-01") + np.arange(60)).astype("datetime64[s]")


def record(cells=4):
    random = np.random.default_rng(3)
    values = random.normal(size=(60, cells))
    values[[10, 11, 12, 40]] = np.nan
    return values


def off_by(error, sd=1.0):
    """A method that knows the truth and is off by `error`; it fails when it is shown no gap of its own."""
    truth = record()

    def method(times, values, cadence):
        assert np.isnan(values).sum() > np.isnan(truth).sum()
        return Estimate(np.nan_to_num(truth) + error, np.full(values.shape, sd))

    return method


def test_scores_are_the_errors_on_hidden_values_and_the_best_has_the_weight():
    judgement = judge(TIMES, record(), {"far": off_by(0.5), "near": off_by(-0.1)}, MONTH)
    assert judgement.best == AUTO
    assert judgement.scores["near"].rmse == pytest.approx(0.1)
    assert judgement.scores["near"].bias == pytest.approx(-0.1)
    assert judgement.scores["far"].mae == pytest.approx(0.5)
    assert judgement.scores["near"].count > 16
    assert "own gaps" in judgement.design
    weights = {name: weight for name, (weight, _) in judgement.shares().items()}
    assert weights == {"far": 0.0, "near": 1.0}
    assert judgement.shares()["near"][1] == 1.0
    assert judgement.scores[AUTO].rmse == pytest.approx(0.1)


def test_one_method_is_taken_alone():
    judgement = judge(TIMES, record(), {"near": off_by(0.1)}, MONTH)
    assert judgement.best == judgement.mixture() == "near"
    assert list(judgement.scores) == ["near"]
    assert (judgement.weights == 1).all()


def test_a_series_without_gaps_is_judged_on_scattered_dates():
    values = np.random.default_rng(1).normal(size=(60, 2))
    zero = {"zero": lambda times, values, cadence: Estimate(np.zeros(values.shape), np.ones(values.shape))}
    judgement = judge(TIMES, values, zero, MONTH)
    assert judgement.scores["zero"].rmse == pytest.approx(1, abs=0.3)
    assert "no gaps" in judgement.design


def test_a_series_too_short_to_judge_takes_the_first_method_and_says_so():
    judgement = judge(TIMES[:3], record()[:3], {"first": off_by(0), "second": off_by(0)}, MONTH)
    assert judgement.best == "first"
    assert judgement.scores == {}
    assert judgement.weights[:, 0].tolist() == [1, 0]
    assert "3 epochs" in judgement.design


def test_judging_again_gives_the_same_result():
    methods = {"near": off_by(0.1), "far": off_by(0.4)}
    first, second = (judge(TIMES, record(), methods, MONTH) for _ in range(2))
    assert first.scores == second.scores
    assert np.array_equal(first.weights, second.weights)


def noise(sd):
    """A method that says zero, with a standard deviation of its own."""
    return lambda times, values, cadence: Estimate(
        np.where(np.isfinite(values), values, 0.0), np.where(np.isfinite(values), 0.0, sd)
    )


def test_a_method_that_is_too_sure_of_itself_is_calibrated():
    values = np.random.default_rng(5).normal(0, 2, size=(60, 80))
    values[[10, 11, 12, 13, 14, 40]] = np.nan
    truth = values.copy()
    for sd in (0.2, 20.0):
        found = estimate_all(TIMES, truth, {"zero": noise(sd)}, MONTH)["zero"]
        assert found.sd[np.isnan(values)].mean() == pytest.approx(2, rel=0.25)


def test_the_score_of_the_combination_is_not_flattered_by_its_own_fit():
    """Methods of pure noise: a combination that was fitted on what it is scored on would look better than it is."""
    random = np.random.default_rng(8)
    values = random.normal(size=(60, 1))
    values[[10, 40]] = np.nan

    def guess(seed):
        said = np.random.default_rng(seed).normal(size=values.shape)
        return lambda times, given, cadence: Estimate(said[:, : given.shape[1]], np.ones(given.shape))

    methods = {f"guess {seed}": guess(seed) for seed in range(5)}
    judgement = judge(TIMES, values, methods, MONTH)
    errors = run_trial(TIMES, values, methods, MONTH, own_pattern(values, count=8, seed=0)).errors()
    flattered = np.sqrt(np.nanmean(np.einsum("mn,mhn->hn", judgement.weights, errors) ** 2))
    assert judgement.scores[AUTO].rmse > 1.01 * flattered


def test_all_methods_and_the_combination_are_estimated_on_what_is_given_alone():
    values = np.random.default_rng(2).normal(size=(60, 500)).cumsum(axis=0)
    values[20:26] = np.nan
    methods = {
        "zero": noise(1.0),
        "one": lambda times, given, cadence: Estimate(np.ones(given.shape), np.ones(given.shape)),
    }
    found = estimate_all(TIMES, values, methods, MONTH)
    assert set(found) == {"zero", "one", AUTO}
    assert found[AUTO].mean.shape == values.shape
    observed = np.isfinite(values)
    assert np.array_equal(found["zero"].mean[observed], values[observed])


def test_fewer_cells_are_judged_where_each_has_its_own_gaps():
    shared = record(1000)
    clouded = np.where(np.random.default_rng(0).random(shared.shape) < 0.2, np.nan, shared)
    assert len(judged_cells(shared)) == 400
    assert len(judged_cells(clouded)) == 60
    assert judged_cells(shared[:, :5]).tolist() == [0, 1, 2, 3, 4]
