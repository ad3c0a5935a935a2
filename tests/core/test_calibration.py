"""Calibrated standard deviations hold what they promise, class of distance by class of distance."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.series.calibration import DISTANCES, Calibration, calibrate, nearest_observation


def test_the_true_spread_is_found_in_every_class_of_distance():
    random = np.random.default_rng(0)
    distance = np.tile(np.array([1.0, 3.0, 9.0, 30.0]), 500)[:, np.newaxis] * np.ones((1, 40))
    spread = np.sqrt(distance)
    factors = calibrate(
        random.normal(size=distance.shape) * spread, np.zeros_like(distance), np.ones_like(distance), distance
    )
    for steps in (1, 3, 9, 30):
        assert factors.factor(np.array([steps]))[0] == pytest.approx(np.sqrt(steps), rel=0.05)


def test_few_epochs_move_the_factors_little():
    random = np.random.default_rng(1)
    shape = (5, 1000)
    one = calibrate(5 * random.normal(size=shape), np.zeros(shape), np.ones(shape), np.ones(shape))
    # Five epochs against ten that stand for a factor of 1, twice: of all classes and of the class.
    overall = np.log(5) * 5 / 15
    assert np.log(one.factors[0]) == pytest.approx(overall + (np.log(5) - overall) * 5 / 15, abs=0.05)


def test_nothing_hidden_leaves_everything_as_it_is():
    nothing = np.full((3, 2), np.nan)
    assert calibrate(nothing, nothing, nothing, np.ones((3, 2))) == Calibration()
    assert Calibration().factor(np.array([0.0, 1.0, np.inf])).tolist() == [1, 1, 1]


def test_classes_of_distance_reach_to_their_upper_end():
    steps = Calibration(tuple(float(index) for index in range(len(DISTANCES))))
    assert steps.factor(np.array([1, 2, 5, 6, 7, 18, 40])).tolist() == [0, 1, 4, 4, 5, 7, 7]


def test_the_neighbouring_month_is_one_epoch_away_whatever_its_length():
    times = (np.datetime64("2005-01") + np.arange(12)).astype("datetime64[D]") + 14
    observed = np.ones((12, 2), dtype=bool)
    observed[2:6, 0] = False
    observed[:, 1] = False
    found = nearest_observation(times.astype("datetime64[s]"), observed, Cadence("month"))
    assert found[:, 0].tolist() == [0, 0, 1, 2, 2, 1, 0, 0, 0, 0, 0, 0]
    assert np.isinf(found[:, 1]).all()
