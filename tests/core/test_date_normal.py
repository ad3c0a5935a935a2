"""The multivariate normal of dates: against plain matrix algebra, one pixel at a time."""

from __future__ import annotations

import numpy as np
import pytest

from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.clouds.date_normal import DateNormal, fit_dates, starting_normal
from geogap_plugin.core.errors import Cancelled

DATES = 9


def a_covariance(seed=0):
    root = np.random.default_rng(seed).normal(size=(DATES, DATES))
    return root @ root.T + 0.5 * np.eye(DATES)


def draws(pixels, missing, seed=1):
    """Return values (T, N) of the distribution with random ones missing, the mean and the covariance."""
    generator = np.random.default_rng(seed)
    covariance, mean = a_covariance(), np.linspace(-2, 5, DATES)
    values = generator.multivariate_normal(mean, covariance, size=pixels).T
    return values, np.where(generator.random(values.shape) < missing, np.nan, values), mean, covariance


def test_a_missing_value_has_the_textbook_conditional_mean_and_variance():
    _, given, mean, covariance = draws(40, 0.4)
    said = DateNormal(mean, covariance).regress(given)
    for pixel in range(given.shape[1]):
        seen = np.isfinite(given[:, pixel])
        cross = covariance[np.ix_(~seen, seen)]
        gain = cross @ np.linalg.inv(covariance[np.ix_(seen, seen)]) if seen.any() else np.zeros(cross.shape)
        np.testing.assert_allclose(said.mean[~seen, pixel], mean[~seen] + gain @ (given[:, pixel] - mean)[seen])
        left = np.diagonal(covariance[np.ix_(~seen, ~seen)] - gain @ cross.T)
        np.testing.assert_allclose(said.sd[~seen, pixel] ** 2, left)


def test_an_observed_value_is_predicted_from_the_other_dates_alone():
    _, given, mean, covariance = draws(20, 0.3)
    normal = DateNormal(mean, covariance)
    said = normal.regress(given)
    for date, pixel in zip(*np.nonzero(np.isfinite(given))):
        without = given[:, [pixel]].copy()
        without[date] = np.nan
        alone = normal.regress(without)
        np.testing.assert_allclose(said.mean[date, pixel], alone.mean[date, 0])
        np.testing.assert_allclose(said.sd[date, pixel], alone.sd[date, 0])


def test_a_pixel_is_regressed_alike_alone_and_among_others():
    _, given, mean, covariance = draws(5000, 0.5)
    normal = DateNormal(mean, covariance)
    together, alone = normal.regress(given), normal.regress(given[:, 4321:4322])
    np.testing.assert_allclose(together.mean[:, 4321], alone.mean[:, 0], rtol=1e-9)
    np.testing.assert_allclose(together.spread[4321], alone.spread[0], rtol=1e-9)


def test_the_fit_finds_mean_and_covariance_behind_missing_values():
    truth, given, mean, covariance = draws(2500, 0.3)
    fitted = fit_dates(given, np.arange(DATES) * 16.0, prior_pixels=1.0)
    np.testing.assert_allclose(fitted.mean, mean, atol=0.15)
    np.testing.assert_allclose(fitted.covariance, covariance, atol=0.15 * np.diagonal(covariance).max())
    hidden = np.isnan(given)
    ideal = DateNormal(mean, covariance).regress(given).mean
    error = (fitted.regress(given).mean - truth)[hidden]
    assert np.sqrt((error**2).mean()) < 1.03 * np.sqrt(((ideal - truth)[hidden] ** 2).mean())


def test_more_prior_pixels_draw_the_covariance_to_the_kernel():
    _, given, _, _ = draws(300, 0.2)
    days = np.arange(DATES) * 16.0
    start = starting_normal(given, days, 1e9).covariance
    near, far = (np.abs(fit_dates(given, days, prior).covariance - start).max() for prior in (1e6, 1.0))
    assert near < 0.1 * far


def test_an_empty_date_of_a_daily_cycle_gets_its_hours_level():
    hours = np.arange(72)
    truth = 290 + 10 * np.cos(2 * np.pi * (hours - 14) / 24)
    values = truth[:, np.newaxis] + np.random.default_rng(0).normal(0, 0.3, (72, 50))
    values[40] = np.nan
    assert starting_normal(values, hours / 24, 100.0).mean[40] == pytest.approx(truth[40], abs=0.5)


def test_the_user_can_cancel():
    _, given, _, _ = draws(100, 0.3)
    with pytest.raises(Cancelled), cancellation(lambda: True):
        fit_dates(given, np.arange(DATES) * 16.0, 100.0)


@pytest.mark.parametrize("missing", [1, 3, 6, 9])
def test_regression_is_the_conditional_normal_however_many_dates_are_missing(missing):
    generator = np.random.default_rng(missing)
    dates, pixels = 12, 7
    root = generator.normal(size=(dates, dates))
    normal = DateNormal(generator.normal(size=dates), root @ root.T + 0.1 * np.eye(dates))
    values = generator.normal(size=(dates, pixels))
    for pixel in range(pixels):
        values[generator.choice(dates, missing, replace=False), pixel] = np.nan
    said = normal.regress(values)
    for pixel in range(pixels):
        for date in range(dates):
            others = np.flatnonzero(np.isfinite(values[:, pixel]) & (np.arange(dates) != date))
            weights = np.linalg.solve(normal.covariance[np.ix_(others, others)], normal.covariance[others, date])
            mean = normal.mean[date] + weights @ (values[others, pixel] - normal.mean[others])
            variance = normal.covariance[date, date] - weights @ normal.covariance[others, date]
            assert said.mean[date, pixel] == pytest.approx(mean, rel=1e-8, abs=1e-8)
            assert said.sd[date, pixel] ** 2 == pytest.approx(variance, rel=1e-7)
