"""The bootstrap of a mean has the spread that theory gives it."""

import numpy as np
import pytest

from geogap_plugin.core.trials.bootstrap import Interval, interval, resample_counts


def test_every_resample_draws_as_many_units_as_there_are_and_the_first_row_is_the_sample():
    counts = resample_counts(7, 100, seed=1)
    assert counts.shape == (101, 7)
    assert (counts.sum(axis=1) == 7).all()
    assert (counts[0] == 1).all()
    np.testing.assert_array_equal(counts, resample_counts(7, 100, seed=1))
    assert (counts != resample_counts(7, 100, seed=2)).any()


def test_the_interval_of_a_mean_is_that_of_the_normal_approximation():
    values = np.random.default_rng(3).normal(5, 2, 200)
    found = interval(resample_counts(200, 4000) @ values / 200, 200)
    half = 1.645 * values.std() / np.sqrt(200)
    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - half, abs=0.03)
    assert found.high == pytest.approx(values.mean() + half, abs=0.03)


def test_one_unit_has_a_score_but_no_interval():
    found = interval(np.array([3.0, 3.0, 3.0]), 1)
    assert found.value == found.surely_low == found.surely_high == 3
    assert np.isnan(found.low)
    assert Interval(1.0, 0.5, 1.5).surely_low == 0.5


def test_resamples_without_a_score_are_left_out():
    found = interval(np.array([2.0, np.nan, 1.0, 3.0]), 3)
    assert (found.low, found.high) == pytest.approx((1.1, 2.9))
