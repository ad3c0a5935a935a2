"""A trend's interval holds the true trend as often as it says, with noise that remembers and with filled epochs."""

import math

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.series.trend import fit_trend

MONTH = Cadence("month")


def months(count):
    return ((np.datetime64("2003-01") + np.arange(count)).astype("datetime64[D]") + 15).astype("datetime64[s]")


def noise(rng, count, phi):
    values = np.empty(count)
    values[0] = rng.normal()
    for index in range(1, count):
        values[index] = phi * values[index - 1] + math.sqrt(1 - phi**2) * rng.normal()
    return values


def season(count):
    angle = 2 * np.pi * np.arange(count) / 12
    return 6 * np.sin(angle) + 2 * np.cos(2 * angle)


@pytest.mark.parametrize("phi", [0.0, 0.6])
def test_nine_in_ten_intervals_hold_the_trend(phi):
    rng = np.random.default_rng(11)
    times, slopes, errors, inside = months(180), [], [], 0
    for _ in range(300):
        values = season(180) + 0.3 * np.arange(180) / 12 + noise(rng, 180, phi)
        values[rng.random(180) < 0.1] = np.nan
        trend = fit_trend(times, values, MONTH)
        slopes.append(trend.slope)
        errors.append(trend.sd)
        low, high = trend.interval90()
        inside += low < 0.3 < high
    assert 0.85 <= inside / 300 <= 0.95
    assert np.mean(errors) == pytest.approx(np.std(slopes), rel=0.15)


def test_a_trend_with_filled_epochs_holds_as_often():
    rng = np.random.default_rng(12)
    times, inside = months(180), 0
    for _ in range(300):
        values = season(180) + 0.3 * np.arange(180) / 12 + noise(rng, 180, 0.6)
        extra = np.zeros(180)
        # A year and some months filled with errors that last like the noise.
        for start, length in ((40, 3), (90, 12), (140, 5)):
            extra[start : start + length] = 2.0
            values[start : start + length] += 2.0 * noise(rng, length, 0.6)
        low, high = fit_trend(times, values, MONTH, extra).interval90()
        inside += low < 0.3 < high
    assert 0.85 <= inside / 300 <= 0.95


def test_a_straight_line_is_found_exactly():
    times = months(60)
    years = 2003 + np.arange(60) / 12
    trend = fit_trend(times, 2.0 * (years - 2003) + season(60), MONTH)
    assert trend.slope == pytest.approx(2.0, rel=0.01)
    assert trend.sd < 0.05
    np.testing.assert_allclose(trend.line(times), 2.0 * (years - 2003), atol=0.25)


def test_a_constant_has_no_trend_and_no_error():
    trend = fit_trend(months(60), np.full(60, 3.0), MONTH)
    assert trend.slope == pytest.approx(0, abs=1e-9)
    assert trend.level == pytest.approx(3.0)


def test_uncertain_epochs_count_less():
    times, values = months(120), season(120) + noise(np.random.default_rng(1), 120, 0.5)
    wrong = values.copy()
    wrong[100:] += 50
    extra = np.where(np.arange(120) >= 100, 500.0, 0.0)
    trend, without = fit_trend(times, wrong, MONTH, extra), fit_trend(times[:100], values[:100], MONTH)
    assert trend.slope == pytest.approx(without.slope, abs=0.05)
    assert trend.sd == pytest.approx(without.sd, rel=0.05)
    assert trend.epochs == 120


def test_noise_that_remembers_makes_a_trend_less_certain():
    rng = np.random.default_rng(2)
    forgetful, persistent = (fit_trend(months(180), noise(rng, 180, phi), MONTH) for phi in (0.0, 0.8))
    assert persistent.persistence == pytest.approx(0.8, abs=0.15)
    assert persistent.sd > 2 * forgetful.sd


@pytest.mark.parametrize("count", [0, 1, 10, 20])
def test_a_short_record_bears_no_trend(count):
    trend = fit_trend(months(60), np.where(np.arange(60) < count, 1.0, np.nan), MONTH)
    assert math.isnan(trend.slope)
    assert trend.epochs == count


def test_daily_and_irregular_series_have_trends_per_year():
    rng = np.random.default_rng(3)
    days = np.sort(rng.choice(3650, 400, replace=False))
    times = (np.datetime64("2010-01-01") + days).astype("datetime64[s]")
    values = 0.5 * days / 365.25 + np.sin(2 * np.pi * days / 365.25) + 0.2 * rng.normal(size=400)
    for cadence in (Cadence("day"), Cadence("irregular")):
        trend = fit_trend(times, values, cadence)
        assert trend.slope == pytest.approx(0.5, abs=4 * trend.sd)
        assert 0.001 < trend.sd < 0.02
