"""Regression of a stack on predictors."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.predictor_trend import fit_predictor_trend

DAYS = np.arange(72) / 24.0


def driven(seed=0, pixels=200):
    """Return values that follow a predictor by 2 a unit, with constant differences between pixels that oppose it."""
    generator = np.random.default_rng(seed)
    place = generator.normal(0, 5, pixels)
    predictor = place + generator.normal(0, 2, (72, pixels))
    values = 300 - 3 * place + 2 * (predictor - place) + 0.1 * generator.normal(size=predictor.shape)
    return values, predictor[np.newaxis], place


def left_within(values, trend):
    residual = values - trend
    return (residual - np.nanmean(residual, axis=0))[np.isfinite(values)].std()


def test_the_slope_is_that_in_time_not_that_between_pixels():
    values, predictors, _ = driven()
    trend = fit_predictor_trend(values, predictors, DAYS).predict(predictors, DAYS)
    assert left_within(values, trend) < 0.15


def test_a_predictor_without_a_say_changes_little():
    values, _, _ = driven()
    noise = np.random.default_rng(5).normal(size=(1, *values.shape))
    trend = fit_predictor_trend(values, noise, DAYS).predict(noise, DAYS)
    assert trend.std() < 0.2


def test_missing_predictors_are_what_is_usual_at_the_hour():
    generator = np.random.default_rng(0)
    wave = 10 * np.cos(2 * np.pi * DAYS)[:, np.newaxis]
    predictors = (wave + 0.1 * generator.normal(size=(72, 80)))[np.newaxis]
    values = 300 + 0.5 * predictors[0]
    absent = generator.random(predictors.shape) < 0.3
    given = np.where(absent, np.nan, predictors)
    trend = fit_predictor_trend(values, given, DAYS).predict(given, DAYS)
    assert np.isfinite(trend).all()
    assert left_within(values, trend) < 0.2


def test_predictors_where_the_values_lack_have_no_part_in_the_slope():
    values, predictors, _ = driven()
    absent = np.random.default_rng(3).random(values.shape) < 0.3
    trend = fit_predictor_trend(np.where(absent, np.nan, values), predictors, DAYS)
    assert left_within(values, trend.predict(predictors, DAYS)) < 0.15
