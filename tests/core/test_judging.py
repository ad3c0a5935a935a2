"""The method is taken that comes closest on values it has not seen."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.judging import judge

MONTH = Cadence("month")
TIMES = (np.datetime64("2005-01") + np.arange(60)).astype("datetime64[s]")


def record():
    random = np.random.default_rng(3)
    values = random.normal(size=(60, 4))
    values[[10, 11, 12, 40]] = np.nan
    return values


def off_by(error):
    """A method that knows the truth and is off by `error`; it fails when it is shown a value that is hidden."""
    truth = record()

    def method(times, values, cadence):
        assert np.isnan(values).sum() > np.isnan(truth).sum()
        return Estimate(np.nan_to_num(truth) + error, np.full(values.shape, 1.0))

    return method


def test_the_closest_method_wins_and_its_scores_are_its_errors():
    judgement = judge(TIMES, record(), {"far": off_by(0.5), "near": off_by(-0.1)}, MONTH)
    assert judgement.best == "near"
    assert judgement.scores["near"].rmse == pytest.approx(0.1)
    assert judgement.scores["near"].bias == pytest.approx(-0.1)
    assert judgement.scores["far"].mae == pytest.approx(0.5)
    assert judgement.scores["far"].coverage90 == 1
    assert judgement.scores["near"].count > 16
    assert "own gaps" in judgement.design


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
    assert "3 epochs" in judgement.design


def test_judging_again_gives_the_same_scores():
    methods = {"near": off_by(0.1)}
    assert judge(TIMES, record(), methods, MONTH) == judge(TIMES, record(), methods, MONTH)
