"""Weights of a combination are those that come closest, and stay sensible where little is known."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.blending import Blend, combine, convex_weights
from geogap_plugin.core.series.calibration import Calibration


def test_independent_errors_are_weighted_by_their_precision():
    random = np.random.default_rng(0)
    errors = random.normal(size=(2, 4000, 3)) * np.array([1.0, 1.2])[:, np.newaxis, np.newaxis]
    weights = convex_weights(errors)
    # 1 / variance: 1 and 1/1.44, so 0.59 and 0.41.
    assert weights[0] == pytest.approx(0.59, abs=0.02)
    assert weights.sum(axis=0) == pytest.approx(1)


def test_a_method_that_adds_nothing_is_dropped():
    random = np.random.default_rng(1)
    good = random.normal(size=(2000, 2))
    errors = np.stack([good, good + random.normal(size=good.shape)])
    assert convex_weights(errors).tolist() == [[1, 1], [0, 0]]


def test_a_method_that_is_much_worse_gets_no_weight_even_where_it_would_help():
    random = np.random.default_rng(4)
    errors = random.normal(size=(3, 2000, 20)) * np.array([1.0, 1.1, 1.5])[:, np.newaxis, np.newaxis]
    # Independent errors: 1 / variance would give the third a weight of 0.2.
    weights = convex_weights(errors)
    assert (weights[2] == 0).all()
    assert weights[0] == pytest.approx(1.21 / 2.21, abs=0.03)


def test_weights_follow_the_region_where_it_differs():
    random = np.random.default_rng(2)
    sizes = np.ones((2, 1, 60))
    sizes[0, 0, :30], sizes[1, 0, 30:] = 0.3, 0.3
    weights = convex_weights(random.normal(size=(2, 400, 60)) * sizes)
    assert (weights[0, :20] > weights[1, :20]).all()
    assert (weights[0, 40:] < weights[1, 40:]).all()


def test_cells_in_which_nothing_was_hidden_take_the_common_weights():
    random = np.random.default_rng(3)
    errors = random.normal(size=(2, 500, 5)) * np.array([1.0, 1.1])[:, np.newaxis, np.newaxis]
    errors[:, :, 2] = np.nan
    weights = convex_weights(errors)
    assert np.isfinite(weights).all()
    assert weights[0, 2] == pytest.approx(weights[0].mean(), abs=0.02)
    assert convex_weights(np.full((4, 3, 2), np.nan)).tolist() == [[0.25, 0.25]] * 4


def test_a_method_without_an_answer_leaves_its_weight_to_the_others():
    one = Estimate(np.array([[1.0, np.nan]]), np.array([[0.1, np.nan]]))
    three = Estimate(np.array([[3.0, 3.0]]), np.array([[0.3, 0.3]]))
    both = combine([one, three], np.full((2, 2), 0.5))
    assert both.mean.tolist() == [[2.0, 3.0]]
    assert both.sd == pytest.approx(np.array([[0.2, 0.3]]))


def test_a_method_is_asked_only_for_the_cells_in_which_it_counts():
    asked = []

    def method(value):
        def fill(times, values, cadence):
            asked.append(values.shape[1])
            return Estimate(np.full(values.shape, value), np.ones(values.shape))

        return fill

    times = (np.datetime64("2005-01") + np.arange(4)).astype("datetime64[s]")
    values = np.array([[0.0] * 3, [np.nan] * 3, [0.0] * 3, [0.0] * 3])
    blend = Blend({"gp": method(1.0), "linear": method(2.0)}, np.array([[1, 1, 0.5], [0, 0, 0.5]]), Calibration())
    assert blend(times, values, Cadence("month")).mean[1].tolist() == [1.0, 1.0, 1.5]
    assert asked == [3, 1]
    assert blend.of_cells(np.array([2]))(times, values[:, 2:], Cadence("month")).mean[1].tolist() == [1.5]
