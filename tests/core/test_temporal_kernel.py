"""The covariance of dates by the time between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geogap_plugin.core.clouds.temporal_kernel import cycles, fit_kernel, non_negative, waves


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (np.arange(0, 1000, 16.0), [365.2425]),
        (np.arange(72) / 24, [1.0]),
        (np.arange(0, 600, 3.3), [365.2425, 1.0]),
        (np.arange(30.0), []),
        (np.arange(30.0) + 0.01 * np.sin(np.arange(30)), []),
    ],
)
def test_dates_show_their_cycles(days, expected):
    assert cycles(days) == expected


def test_hours_around_midnight_are_one_hour():
    days = np.arange(30.0) + np.where(np.arange(30) % 2, 0.005, -0.005)
    assert cycles(days) == []


def test_waves_are_orthogonal_over_whole_days():
    columns = waves(np.arange(48) / 24, 2)
    np.testing.assert_allclose(columns @ columns.T, np.diag([48, 24, 24, 24, 24]), atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 25))
def test_a_kernel_is_positive_definite_whatever_the_moments(seed, count):
    generator = np.random.default_rng(seed)
    days = np.sort(generator.uniform(0, 900, count))
    sample = generator.normal(size=(count, 4))
    kernel = fit_kernel(sample @ sample.T / 4, generator.integers(0, 3, (count, count)).astype(float), days)
    assert np.linalg.eigvalsh(kernel).min() > -1e-9 * kernel[0, 0]
    np.testing.assert_allclose(np.diagonal(kernel), kernel[0, 0])


def test_a_kernel_finds_the_decay_that_made_the_moments():
    days = np.arange(0, 400, 8.0)
    truth = 3 * np.exp(-np.abs(days[:, np.newaxis] - days) / 60)
    np.testing.assert_allclose(fit_kernel(truth, np.ones(truth.shape), days), truth, atol=0.15)


def test_least_squares_without_negative_numbers():
    design = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    np.testing.assert_allclose(non_negative(design, design @ [2.0, 3.0]), [2, 3], atol=1e-6)
    # With the second held at 0, the first is the mean of 1 and -1 + 1.
    np.testing.assert_allclose(non_negative(np.eye(2), np.array([1.0, -1.0])), [1, 0], atol=1e-9)
