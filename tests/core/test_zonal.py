"""A regional mean weights cells by area, leaves out what is missing, and says how much of it is filled."""

import math

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.regions.zonal import RegionSeries, ZoneSums


def locate(columns, rows):
    return np.asarray(columns) * 0.1, np.asarray(rows) * 0.1


def summed(values, *, weights=(1.0, 2.0, 3.0), sd=None, filled=None, area=8.0, length=10.0):
    values = np.array(values, dtype=float)
    sums = ZoneSums(len(values), 3, 3, knows_filled=filled is not None, knows_errors=sd is not None)
    place = np.arange(3)
    sums.add(np.array(weights), np.zeros(3, dtype=int), place, values, sd, filled)
    return sums.series(area, length, locate, 6371.0)


def test_missing_cells_leave_the_mean_and_lower_the_share():
    found = summed([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0], [np.nan] * 3])
    np.testing.assert_allclose(found.mean, [14 / 6, 10 / 4, np.nan])
    np.testing.assert_allclose(found.value_share, [6 / 8, 4 / 8, 0])


def test_without_uncertainty_nothing_is_known_of_errors():
    found = summed([[1.0, 2.0, 3.0]])
    assert np.isnan(found.sd).all()
    assert np.isnan(found.filled_share).all()
    assert not found.filled().any()


def test_filled_cells_count_by_their_area_where_they_have_a_value():
    filled = np.array([[True, False, True], [True, True, False]])
    found = summed([[1.0, 2.0, np.nan], [1.0, 2.0, 3.0]], sd=np.ones((2, 3)), filled=filled)
    np.testing.assert_allclose(found.filled_share, [1 / 8, 3 / 8])
    assert found.filled().tolist() == [False, False]


def test_a_missing_value_adds_no_error():
    found = summed([[1.0, np.nan, np.nan]], sd=np.array([[0.7, np.nan, 9.0]]), filled=np.ones((1, 3), dtype=bool))
    assert found.sd[0] == pytest.approx(0.7)


def record(count=120):
    times = (np.datetime64("2003-01") + np.arange(count)).astype("datetime64[s]")
    values = np.random.default_rng(0).normal(size=count)
    return times, values


def test_filled_and_thin_epochs_are_left_out_of_the_observed_trend():
    times, mean = record()
    share, filled = np.ones(120), np.zeros(120)
    filled[30:40], share[50:55] = 0.9, 0.3
    mean[30:40] += 100
    mean[50:55] += 1000
    series = RegionSeries(mean, np.where(filled > 0, 50.0, 0.0), share, filled, 1.0)
    trend, observed = series.trends(times, Cadence("month"))
    assert (trend.epochs, observed.epochs) == (115, 105)
    assert abs(observed.slope) < 4 * observed.sd < 1


def test_the_usual_error_of_observed_epochs_is_not_counted_twice():
    times, mean = record()
    series = RegionSeries(mean, np.full(120, 0.8), np.ones(120), np.zeros(120), 1.0)
    trend, observed = series.trends(times, Cadence("month"))
    assert trend.sd == observed.sd
    assert math.isfinite(trend.sd)
