"""Epochs of a predictor meet those of a target as counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.collocation import (
    choose_method,
    collocate,
    parse_duration,
    stands_still,
    unit_of_sum,
)
from geogap_plugin.core.epochs import lay_out
from geogap_plugin.core.errors import InputError

HOURS = np.arange(np.datetime64("2022-06-01T00:00:00"), np.datetime64("2022-06-04T00:00:00"), np.timedelta64(1, "h"))
SIX = np.timedelta64(6, "h")


def moments(*texts):
    return np.array(texts, dtype="datetime64[s]")


def instants(*texts):
    return lay_out(moments(*texts), stamp="instant")


def values_of(collocation, values):
    """What every draw gives of one cell's record."""
    column = np.asarray(values, dtype=np.float32)[:, np.newaxis]
    return np.array([collocation.value(draw, column[draw.members])[0] for draw in collocation.draws])


OVERPASSES = ("2022-06-01T10:37:12", "2022-06-02T06:00:00", "2022-06-03T01:05:00", "2022-06-03T22:40:30")


def test_six_hours_before_an_overpass_are_six_values():
    collocation = collocate(lay_out(HOURS), instants(*OVERPASSES), "sum", window=SIX)
    for draw, last in zip(collocation.draws, ("2022-06-01T10", "2022-06-02T06", "2022-06-03T01", "2022-06-03T22")):
        expected = np.datetime64(last, "s") - np.arange(6)[::-1] * np.timedelta64(3600, "s")
        np.testing.assert_array_equal(HOURS[draw.members], expected)
    record = np.arange(72.0)
    np.testing.assert_array_equal(values_of(collocation, record), [45, 165, 6 * 46.5, 6 * 67.5])


def test_hours_dated_by_their_start_end_an_hour_later():
    source = lay_out(HOURS, stamp="start")
    draw = collocate(source, instants("2022-06-01T10:37"), "sum", window=SIX).draws[0]
    np.testing.assert_array_equal(HOURS[draw.members], HOURS[4:10])


def test_periods_that_a_file_states_count():
    middles = HOURS + np.timedelta64(30, "m")
    bounds = np.column_stack([HOURS, HOURS + np.timedelta64(1, "h")])
    source = lay_out(middles, bounds)
    draw = collocate(source, instants("2022-06-01T10:37"), "mean", window=SIX).draws[0]
    np.testing.assert_array_equal(middles[draw.members], middles[4:10])


def test_a_window_that_lacks_a_value_gives_none_unless_allowed():
    record = np.arange(72.0)
    record[8] = np.nan
    target = instants("2022-06-01T10:37", "2022-06-01T03:00", "2022-06-02T06:00")
    strict = values_of(collocate(lay_out(HOURS), target, "sum", window=SIX), record)
    np.testing.assert_array_equal(strict, [np.nan, np.nan, sum(range(25, 31))])
    lenient = values_of(collocate(lay_out(HOURS), target, "sum", window=SIX, max_missing=2), record)
    # The five that are there stand for six; the window of 03:00 begins three hours before the record: two missing.
    np.testing.assert_allclose(lenient, [np.mean([5, 6, 7, 9, 10]) * 6, np.mean([0, 1, 2, 3]) * 6, sum(range(25, 31))])
    assert collocate(lay_out(HOURS), target, "sum", window=SIX).matched.tolist() == [True, False, True]


def test_an_hour_that_is_no_epoch_of_the_file_is_missing_too():
    there = np.delete(HOURS, 8)
    record = np.delete(np.arange(72.0), 8)
    target = instants("2022-06-01T10:37", "2022-06-02T06:00")
    for method in ("mean", "sum"):
        assert np.isnan(values_of(collocate(lay_out(there), target, method, window=SIX), record)[0])
    one = collocate(lay_out(there), target, "mean", window=SIX, max_missing=1)
    np.testing.assert_allclose(values_of(one, record), [np.mean([5, 6, 7, 9, 10]), 27.5])


def test_two_values_of_one_period_count_once():
    twice = np.sort(np.concatenate([HOURS, HOURS[7:8]]))
    record = np.insert(np.arange(72.0), 8, 107.0)
    target = instants("2022-06-01T10:37")
    found = values_of(collocate(lay_out(twice), target, "sum", window=SIX), record)
    np.testing.assert_allclose(found, [5 + 6 + (7 + 107) / 2 + 8 + 9 + 10])


def test_days_make_the_mean_of_a_month_and_an_incomplete_month_none():
    days = np.arange(np.datetime64("2010-01-01"), np.datetime64("2010-03-20"))
    months = lay_out(moments("2010-01-16", "2010-02-15", "2010-03-16"))
    record = np.arange(len(days), dtype=float)
    collocation = collocate(lay_out(days), months, "mean")
    np.testing.assert_allclose(values_of(collocation, record), [15.0, 31 + 13.5, np.nan])


def test_months_meet_months_whatever_day_they_are_dated():
    firsts = lay_out(np.arange(np.datetime64("2011-01"), np.datetime64("2012-03")).astype("datetime64[s]"))
    # GRACE's solution of 17 December 2011 to 16 January 2012 stands for December.
    times = moments("2011-08-16", "2011-09-16", "2011-10-16T12", "2011-11-16", "2012-01-01", "2012-01-17", "2012-02-15")
    bounds = np.array(
        [("2011-08-01", "2011-09-01"), ("2011-09-01", "2011-10-01"), ("2011-10-01", "2011-11-01"),
         ("2011-11-04", "2011-11-28"), ("2011-12-17", "2012-01-16"), ("2012-01-03", "2012-02-01"),
         ("2012-02-01", "2012-03-01")], dtype="datetime64[s]",
    )  # fmt: skip
    grace = lay_out(times, bounds)
    assert choose_method(firsts, grace) == "mean"
    np.testing.assert_array_equal(values_of(collocate(firsts, grace, "mean"), np.arange(1, 15)), np.arange(8, 15))


def test_the_nearest_value_that_is_there_is_taken_within_the_tolerance():
    source = instants("2020-01-01", "2020-01-06", "2020-01-11", "2020-02-20")
    target = instants("2020-01-07T10:00", "2020-01-03T12:00", "2020-02-01")
    collocation = collocate(source, target, "nearest", tolerance=np.timedelta64(5, "D"))
    np.testing.assert_array_equal(values_of(collocation, [1, 2, 3, 4]), [2, 1, np.nan])
    np.testing.assert_array_equal(values_of(collocation, [1, np.nan, 3, 4]), [3, 1, np.nan])


def test_the_last_value_is_never_one_of_the_future():
    source = instants("2020-01-01", "2020-01-06", "2020-01-11")
    target = instants("2020-01-05T23:00", "2020-01-06", "2019-12-31")
    collocation = collocate(source, target, "last", tolerance=np.timedelta64(30, "D"))
    np.testing.assert_array_equal(values_of(collocation, [1, 2, 3]), [1, 2, np.nan])
    np.testing.assert_array_equal(values_of(collocation, [1, np.nan, 3]), [1, 1, np.nan])


def test_a_date_without_time_is_at_or_before_a_time_of_that_day():
    days = lay_out(np.array(["2020-01-05", "2020-01-06", "2020-01-08"], dtype="datetime64[D]"))
    target = instants("2020-01-06T09:30")
    np.testing.assert_array_equal(values_of(collocate(days, target, "last"), [1, 2, 3]), [2])


def test_composites_are_periods_and_scenes_are_days():
    start, day = np.datetime64("2020-01-01"), np.timedelta64(1, "D")
    composites = lay_out(start + np.arange(0, 366, 16) * day)
    assert composites.moments[1] == np.datetime64("2020-01-25")
    for step in (5, 16):
        scenes = lay_out(np.datetime64("2020-01-04") + np.arange(0, 200, step) * day)
        assert scenes.moments[1] == np.datetime64("2020-01-04T12") + step * day


def test_linear_interpolation_needs_both_sides_and_keeps_exact_dates():
    source = lay_out(HOURS)
    target = instants("2022-06-01T10:15", "2022-06-01T11:00", "2022-05-31T23:30", "2022-06-03T23:30")
    found = values_of(collocate(source, target, "linear"), np.arange(72.0) ** 2)
    np.testing.assert_allclose(found, [0.75 * 100 + 0.25 * 121, 121, np.nan, np.nan])
    holed = np.arange(72.0)
    holed[11] = np.nan
    np.testing.assert_array_equal(values_of(collocate(source, instants("2022-06-01T10:30"), "linear"), holed), [np.nan])


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=30, unique=True),
    st.lists(st.integers(0, 400), min_size=1, max_size=10),
    st.data(),
)
def test_draws_are_those_of_a_plain_search(source_days, target_days, data):
    start = np.datetime64("2015-01-01T00:00:00")
    source_times = start + np.sort(source_days) * np.timedelta64(1, "D")
    target_times = start + np.sort(target_days) * np.timedelta64(1, "D")
    gone = data.draw(st.lists(st.booleans(), min_size=len(source_days), max_size=len(source_days)))
    record = np.where(gone, np.nan, np.arange(len(source_days), dtype=float))
    reach = data.draw(st.integers(1, 60))
    source, target = lay_out(source_times, stamp="instant"), lay_out(target_times, stamp="instant")
    tolerance = np.timedelta64(reach, "D")
    found = {
        method: values_of(collocate(source, target, method, tolerance=tolerance), record)
        for method in ("nearest", "last", "linear")
    }
    days = np.sort(source_days)
    seen = np.isfinite(record)
    for index, day in enumerate(np.sort(target_days)):
        near = [(abs(d - day), d, v) for d, v in zip(days[seen], record[seen]) if abs(d - day) <= reach]
        before = max(((d, v) for _, d, v in near if d <= day), default=None)
        after = min(((d, v) for _, d, v in near if d > day), default=None)
        np.testing.assert_equal(found["nearest"][index], min(near)[2] if near else np.nan)
        np.testing.assert_equal(found["last"][index], before[1] if before else np.nan)
        if before and before[0] == day:
            expected = before[1]
        elif before and after:
            expected = np.interp(day, [before[0], after[0]], [before[1], after[1]])
        else:
            expected = np.nan
        np.testing.assert_allclose(found["linear"][index], expected, rtol=1e-6)


@given(st.integers(1, 48), st.integers(0, 71 * 3600))
def test_a_window_of_whole_steps_always_holds_as_many_values(hours, second):
    target = lay_out(HOURS[:1] + np.timedelta64(second, "s"), stamp="instant")
    draw = collocate(lay_out(HOURS), target, "sum", window=np.timedelta64(hours, "h")).draws[0]
    assert draw.expected == hours
    assert draw.members.size == min(hours, second // 3600 + 1)


def test_equal_draws_are_one_layer():
    source = instants("2020-01-01", "2020-01-06", "2020-01-11")
    target = instants("2020-01-06", "2020-01-06T01:00", "2020-03-01", "2020-01-01")
    draws, layer_of = collocate(source, target, "nearest", tolerance=np.timedelta64(4, "D")).layers()
    assert layer_of.tolist() == [0, 0, -1, 1]
    assert [draw.members.tolist() for draw in draws] == [[1], [0]]


def test_what_auto_chooses():
    hourly, scenes = lay_out(HOURS), lay_out(moments(*OVERPASSES))
    daily = lay_out(np.arange(np.datetime64("2022-06-01"), np.datetime64("2022-06-20")))
    monthly = lay_out(np.arange(np.datetime64("2022-01"), np.datetime64("2023-01")))
    assert choose_method(hourly, scenes) == "linear"
    assert choose_method(scenes, hourly) == "nearest"
    assert choose_method(hourly, daily) == "mean"
    assert choose_method(daily, monthly) == "mean"
    assert choose_method(monthly, monthly) == "mean"
    assert choose_method(monthly, daily) == "linear"


def test_few_scenes_are_no_months_and_no_days():
    for times in (
        moments("2022-05-20", "2022-05-31", "2022-07-20"),
        moments("2022-05-20T10:30:14", "2022-06-20T10:31:02", "2022-07-19T10:29:55"),
        moments("2022-05-20T13:10", "2022-05-21T12:15", "2022-05-22T13:00", "2022-05-24T12:45"),
    ):
        assert lay_out(times).cadence == Cadence("irregular")
    assert lay_out(moments("2022-05-16", "2022-06-15T12", "2022-07-16", "2022-10-16")).cadence == Cadence("month")


def test_sums_without_a_meaning_are_refused():
    scenes = lay_out(moments(*OVERPASSES))
    with pytest.raises(InputError, match="irregular"):
        collocate(scenes, scenes, "sum", window=SIX)
    with pytest.raises(InputError, match="WINDOW"):
        collocate(lay_out(HOURS), scenes, "mean")


@pytest.mark.parametrize(
    ("unit", "cadence", "factor", "integral"),
    [
        ("W m-2", Cadence("hour"), 1, "W m-2 h"),
        ("W m-2", Cadence("hour", 3), 3, "W m-2 h"),
        ("W m-2", Cadence("minute", 10), 1 / 6, "W m-2 h"),
        ("K", Cadence("day"), 1, "K d"),
        ("mm", Cadence("hour", 3), 1, "mm"),
        ("kg m-2", Cadence("hour"), 1, "kg m-2"),
        ("J/m²", Cadence("hour"), 1, "J/m²"),
        ("mm h-1", Cadence("hour", 3), 3, "mm"),
        ("mm/day", Cadence("day", 8), 8, "mm"),
        ("kg m-2 s-1", Cadence("hour"), 1, "kg m-2 s-1 h"),
        ("", Cadence("hour", 3), 1, ""),
    ],
)
def test_the_unit_of_a_sum_is_honest(unit, cadence, factor, integral):
    assert unit_of_sum(unit, cadence) == (pytest.approx(factor), integral)


def test_durations_are_read_or_refused():
    for text, seconds in (("6 h", 21600), ("90 min", 5400), ("2.5 days", 216000), ("1 week", 604800)):
        assert parse_duration(text, "WINDOW") == np.timedelta64(seconds, "s")
    assert parse_duration("  ", "WINDOW") is None
    for wrong in ("six hours", "0 h", "3 months", "-1 d", "5"):
        with pytest.raises(InputError, match="TOLERANCE"):
            parse_duration(wrong, "TOLERANCE")


def test_what_stands_still_is_its_only_epoch():
    np.testing.assert_array_equal(values_of(stands_still(), [7.0]), [7.0])
