"""Filling by empirical orthogonal functions."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.eof import fit_eof


def low_rank(noise, seed=0):
    generator = np.random.default_rng(seed)
    truth = 5 + generator.normal(size=(16, 2)) @ generator.normal(size=(2, 600)) * 2
    return truth, truth + noise * generator.normal(size=truth.shape)


def test_a_stack_of_two_functions_is_restored():
    truth, values = low_rank(noise=0.01)
    hidden = np.random.default_rng(1).random(truth.shape) < 0.3
    said = fit_eof(np.where(hidden, np.nan, values), np.arange(16) * 8.0, rank=2).regress(
        np.where(hidden, np.nan, values)
    )
    assert np.sqrt(((said.mean - truth)[hidden] ** 2).mean()) < 0.05


def test_too_few_functions_restore_less():
    truth, values = low_rank(noise=0.01)
    hidden = np.random.default_rng(1).random(truth.shape) < 0.3
    given = np.where(hidden, np.nan, values)
    one, two = (fit_eof(given, np.arange(16) * 8.0, rank).regress(given).mean for rank in (1, 2))
    assert np.abs(one - truth)[hidden].mean() > 5 * np.abs(two - truth)[hidden].mean()


def test_its_standard_deviation_is_that_of_its_errors():
    _, values = low_rank(noise=0.5)
    hidden = np.random.default_rng(1).random(values.shape) < 0.2
    given = np.where(hidden, np.nan, values)
    said = fit_eof(given, np.arange(16) * 8.0, rank=2).regress(given)
    relative = ((said.mean - values) / said.sd)[hidden]
    assert 0.85 < np.sqrt((relative**2).mean()) < 1.25
