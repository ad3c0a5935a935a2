"""Totals since midnight become the amounts of single hours."""

import numpy as np

from geogap_plugin.core.accumulation import hourly_amounts

START = np.datetime64("2020-02-28T21", "s")


def totals_of(amounts, times):
    """Add up as ERA5-Land does, hour by hour: the total at 00 UTC is that of the whole day before."""
    totals, total = [], np.nan
    for time, amount in zip(times, amounts):
        total = amount if time.astype("datetime64[h]").astype(int) % 24 == 1 else total + amount
        totals.append(total)
    return np.array(totals)


def test_amounts_come_back_across_midnight():
    times = START + np.arange(60) * np.timedelta64(3600, "s")
    amounts = np.random.default_rng(3).gamma(0.5, 0.002, (60, 2, 3))
    totals = totals_of(amounts, times)
    found = hourly_amounts(times, totals)
    known = np.isfinite(totals[:, 0, 0])
    assert known.sum() == 56  # from 01 UTC of the first whole day
    np.testing.assert_allclose(found[known], amounts[known], rtol=1e-5, atol=1e-9)
    assert found.dtype == np.float32


def test_without_the_hour_before_only_the_first_hour_of_a_day_is_known():
    times = np.array(["2020-01-01T00", "2020-01-01T01", "2020-01-01T03", "2020-01-01T04"], "datetime64[s]")
    found = hourly_amounts(times, np.array([9.0, 1.0, 4.0, 6.0]))
    np.testing.assert_array_equal(found, [np.nan, 1.0, np.nan, 2.0])


def test_a_missing_total_leaves_its_hour_and_the_next_unknown():
    times = np.datetime64("2020-01-01T01", "s") + np.arange(4) * np.timedelta64(3600, "s")
    found = hourly_amounts(times, np.array([1.0, np.nan, 4.0, 5.0]))
    np.testing.assert_array_equal(found, [1.0, np.nan, np.nan, 1.0])


def test_evaporation_keeps_its_sign():
    times = np.datetime64("2020-01-01T01", "s") + np.arange(3) * np.timedelta64(3600, "s")
    np.testing.assert_array_equal(hourly_amounts(times, np.array([-1.0, -3.0, -3.5])), [-1.0, -2.0, -0.5])
