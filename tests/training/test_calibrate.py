"""Conformal calibration: factors that make intervals hold their promise, by distance."""

import numpy as np
import pytest

from training.calibrate import DISTANCES, conformal_factors

LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NORMAL = np.array([-1.959964, -1.281552, -0.674490, 0.0, 0.674490, 1.281552, 1.959964])


def test_intervals_that_hold_their_promise_get_the_factor_one():
    rng = np.random.default_rng(1)
    target = rng.normal(size=80_000)
    distance = rng.integers(1, 19, 80_000)
    factors = conformal_factors(np.tile(NORMAL, (80_000, 1)), target, distance, LEVELS)
    assert [step.distance for step in factors] == list(DISTANCES)
    assert [step.factor for step in factors] == pytest.approx([1.0] * len(DISTANCES), abs=0.03)


def test_intervals_that_are_too_narrow_at_a_distance_widen_there_alone():
    rng = np.random.default_rng(2)
    distance = rng.integers(1, 19, 80_000)
    target = rng.normal(size=80_000) * np.where(distance > 6, 2.0, 1.0)
    factors = conformal_factors(np.tile(NORMAL, (80_000, 1)), target, distance, LEVELS)
    expected = [1.0 if limit <= 6 else 2.0 for limit in DISTANCES]
    assert [step.factor for step in factors] == pytest.approx(expected, rel=0.04)


def test_a_class_with_too_few_values_takes_the_factor_before_it():
    rng = np.random.default_rng(3)
    target = 1.5 * rng.normal(size=20_000)
    factors = conformal_factors(np.tile(NORMAL, (20_000, 1)), target, np.ones(20_000), LEVELS)
    assert len({step.factor for step in factors}) == 1
    assert factors[0].factor == pytest.approx(1.5, rel=0.03)
