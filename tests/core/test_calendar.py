"""Cadences are detected, calendars expect what they should, and dates that share a period are treated as asked."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.calendar import (
    Cadence,
    align,
    decimal_years,
    detect_cadence,
    epoch_ranges,
    season_index,
    season_length,
)
from geogap_plugin.core.errors import CalendarError


def times(text):
    return np.array(text.split(), dtype="datetime64[s]")


# Mid-times and bounds of real GRACE solutions: December 2011's runs into January 2012, May 2015's begins in April.
GRACE = times("2011-09-16 2011-10-16 2011-11-01 2012-01-01 2012-01-16 2012-02-15 2012-03-16")
GRACE_BOUNDS = np.array(
    [
        ["2011-09-01", "2011-10-01"],
        ["2011-10-01", "2011-11-01"],
        ["2011-10-17", "2011-11-17"],
        ["2011-12-17", "2012-01-16"],
        ["2012-01-01", "2012-02-01"],
        ["2012-02-01", "2012-03-01"],
        ["2012-03-01", "2012-04-01"],
    ],
    dtype="datetime64[s]",
)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("2002-04-17 2002-05-10 2002-08-16 2002-09-16 2002-10-16", "month"),
        ("2010-01-01 2010-04-01 2010-07-01 2010-10-01 2011-04-01", "3 months"),
        ("2010-07-01 2011-07-01 2013-07-01 2014-07-01", "12 months"),
        ("2001-12-11 2001-12-19 2001-12-27 2002-01-01 2002-01-09", "8 days of year"),
        ("2018-01-06 2018-01-22 2018-02-23 2018-03-11", "16 days"),
        ("2020-01-01 2020-01-02 2020-01-03 2020-01-06 2020-01-07", "day"),
        ("2020-01-01T00 2020-01-01T01 2020-01-01T02 2020-01-01T05", "hour"),
        ("2020-01-01T00:00:00 2020-01-01T00:00:01 2020-01-01T00:00:02", "second"),
        ("2016-01-03 2016-01-20 2016-02-02 2016-04-30 2016-05-07 2016-05-29", "irregular"),
        ("2016-01-03", "irregular"),
    ],
)
def test_the_cadence_is_detected_through_gaps(dates, expected):
    assert str(detect_cadence(times(dates))) == expected


@pytest.mark.parametrize("text", ["month", "8 days", "16 days of year", "day", "3 hours", "irregular"])
def test_a_cadence_survives_being_written_and_read(text):
    assert str(Cadence.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "same"),
    [("P1M", "month"), ("P8D", "8 days"), ("PT3H", "3 hours"), ("year", "12 months"), ("week", "7 days")],
)
def test_other_spellings_of_a_cadence_are_read(text, same):
    assert Cadence.parse(text) == Cadence.parse(same)


@pytest.mark.parametrize("text", ["", "monthly-ish", "0 days", "P0D", "-1 day"])
def test_what_is_no_cadence_is_refused_by_name(text):
    with pytest.raises(CalendarError, match="not a cadence"):
        Cadence.parse(text)


def test_missing_months_are_the_months_without_a_date():
    aligned = align(times("2002-04-17 2002-05-10 2002-08-16"), Cadence("month"))
    assert aligned.labels() == ["2002-04", "2002-05", "2002-06", "2002-07", "2002-08"]
    assert aligned.missing.tolist() == [False, False, True, True, False]
    assert str(aligned.times[0]) == "2002-04-16T00:00:00"


def test_a_solution_that_reaches_into_an_empty_month_takes_it():
    aligned = align(GRACE, Cadence("month"), bounds=GRACE_BOUNDS)
    by_label = dict(zip(aligned.labels(), aligned.sources))
    assert by_label["2011-12"] == (3,)
    assert by_label["2012-01"] == (4,)
    assert not aligned.missing.any()
    assert aligned.notes == ("2011-12: solution of 2012-01-01",)


def test_without_bounds_the_side_of_the_month_decides():
    aligned = align(GRACE, Cadence("month"))
    assert dict(zip(aligned.labels(), aligned.sources))["2011-12"] == (3,)


def test_two_dates_with_no_empty_neighbour_both_stay():
    dates = times("2011-12-16 2012-01-01 2012-01-20 2012-02-15")
    aligned = align(dates, Cadence("month"))
    assert aligned.sources == ((0,), (1,), (2,), (3,))
    assert aligned.times[1:3].tolist() == dates[1:3].tolist()


@pytest.mark.parametrize(("how", "kept"), [("mean", (3, 4)), ("first", (3,)), ("last", (4,))])
def test_duplicates_are_averaged_or_chosen_as_asked(how, kept):
    aligned = align(GRACE, Cadence("month"), bounds=GRACE_BOUNDS, duplicates=how)
    by_label = dict(zip(aligned.labels(), aligned.sources))
    assert by_label["2012-01"] == kept
    assert by_label["2011-12"] == ()


def test_refused_duplicates_are_named():
    with pytest.raises(CalendarError, match="2012-01-01 and 2012-01-16 fall in the same period"):
        align(GRACE, Cadence("month"), duplicates="refuse")


def test_the_calendar_reaches_to_the_dates_asked_for():
    aligned = align(
        times("2010-03-16"), Cadence("month"), start=np.datetime64("2010-01-05"), end=np.datetime64("2010-05-01")
    )
    assert aligned.labels() == ["2010-01", "2010-02", "2010-03", "2010-04", "2010-05"]


def test_a_part_of_a_calendar_ends_with_its_last_date_and_keeps_its_own_notes():
    aligned = align(GRACE, Cadence("month"), bounds=GRACE_BOUNDS, end=np.datetime64("2012-09-01"))
    part = aligned.within(np.datetime64("2011-12"), np.datetime64("2012-08"))
    assert part.labels() == ["2011-12", "2012-01", "2012-02", "2012-03"]
    assert part.sources == ((3,), (4,), (5,), (6,))
    assert part.notes == ("2011-12: solution of 2012-01-01",)
    assert aligned.within(np.datetime64("2012-01"), np.datetime64("2012-02")).notes == ()
    assert aligned.within(np.datetime64("2012-05"), np.datetime64("2012-08")) is None


def test_a_part_of_an_hourly_calendar_is_cut_by_hours():
    hours = times("2020-01-01T00:10 2020-01-01T02:00 2020-01-01T02:20 2020-01-01T05:00")
    aligned = align(hours, Cadence("hour"), duplicates="first")
    part = aligned.within(np.datetime64("2020-01-01T01", "h"), np.datetime64("2020-01-01T02", "h"))
    assert [len(members) for members in part.sources] == [0, 1]
    assert len(part.notes) == 1


def test_composites_that_restart_on_new_year_have_46_a_year():
    aligned = align(times("2003-01-01 2004-01-01 2005-01-01"), Cadence("day", 8, yearly_restart=True))
    assert len(aligned.times) == 2 * 46 + 1
    assert aligned.labels()[45:47] == ["2003-12-27", "2004-01-01"]


def test_an_absurd_calendar_is_refused_before_memory_is_taken():
    with pytest.raises(CalendarError, match="more than 1000000"):
        align(times("1900-01-01T00:00:00 2020-01-01T00:00:00"), Cadence("second"))


def test_no_dates_and_not_a_time_are_refused():
    with pytest.raises(CalendarError, match="no dates"):
        detect_cadence(np.array([], dtype="datetime64[s]"))
    with pytest.raises(CalendarError, match="Epoch 2"):
        align(np.array(["2020-01-01", "NaT"], dtype="datetime64[s]"), Cadence("month"))


@given(
    st.lists(st.dates(datetime.date(1985, 1, 1), datetime.date(2040, 12, 31)), min_size=1, max_size=60, unique=True),
    st.sampled_from(["month", "3 months", "8 days", "8 days of year", "day", "irregular"]),
    st.sampled_from(["separate", "mean", "first", "last"]),
)
def test_every_date_has_its_epoch_and_epochs_ascend(dates, cadence, duplicates):
    given_times = np.array(dates, dtype="datetime64[s]")
    aligned = align(given_times, Cadence.parse(cadence), duplicates=duplicates)
    used = sorted(index for members in aligned.sources for index in members)
    if duplicates in ("separate", "mean"):
        assert used == list(range(len(dates)))
    assert len(set(used)) == len(used)
    assert np.all(np.diff(aligned.times) > np.timedelta64(0, "s"))
    assert np.all(aligned.starts < aligned.ends)


def test_epoch_ranges_cover_the_months_without_overlap():
    starts, ends = epoch_ranges(times("2010-01-16 2010-02-15 2010-03-16"), Cadence("month"))
    assert starts.astype(str).tolist() == ["2010-01-01T00:00:00", "2010-02-01T00:00:00", "2010-03-01T00:00:00"]
    assert ends[:-1].tolist() == starts[1:].tolist()


def test_irregular_epochs_meet_halfway():
    starts, ends = epoch_ranges(times("2010-01-01 2010-01-03 2010-01-09"), Cadence("irregular"))
    assert ends.astype("datetime64[D]").astype(str).tolist() == ["2010-01-02", "2010-01-06", "2010-01-12"]
    assert starts[1:].tolist() == ends[:-1].tolist()


@pytest.mark.parametrize("date", ["2012-02-29", "2011-07-02", "2000-12-31"])
def test_decimal_years_count_the_days_of_their_own_year(date):
    day = datetime.date.fromisoformat(date)
    days = 366 if (day.year % 4 == 0 and day.year % 100 != 0) or day.year % 400 == 0 else 365
    expected = day.year + (day.timetuple().tm_yday - 1) / days
    assert decimal_years(times(date))[0] == pytest.approx(expected, abs=1e-9)


def test_seasons_are_months_or_steps_of_at_least_eight_days():
    assert season_length(Cadence("month")) == 12
    assert season_length(Cadence("day", 8)) == 46
    assert season_length(Cadence("day")) == 46
    assert season_index(times("2001-01-31 2001-12-01"), Cadence("month")).tolist() == [0, 11]
    assert season_index(times("2004-12-31"), Cadence("day")).tolist() == [45]


def test_scenes_of_a_satellite_are_not_months_though_a_month_lies_between_most_of_them():
    clear = np.datetime64("2015-01-04T15") + 24 * np.cumsum(np.tile([8, 29, 60, 29], 12))
    assert np.median(np.diff(clear)) == np.timedelta64(29 * 24, "h")
    assert detect_cadence(clear) == Cadence("irregular")


def test_overpasses_at_any_hour_of_the_day_are_not_days():
    # As the Space Station comes: every one to three days, each time 20 to 24 minutes earlier.
    days = np.cumsum(np.tile([1, 1, 2, 1, 3], 12))
    minutes = 1440 * days - 23 * np.arange(days.size) ** 1.1
    station = np.datetime64("2022-05-01T12:00:00") + (60 * minutes).astype("timedelta64[s]")
    assert np.unique(station.astype("datetime64[D]")).size > 0.9 * days.size
    assert detect_cadence(station) == Cadence("irregular")
    # A satellite that keeps to the sun, now and then an hour off; and days stamped at noon or at midnight.
    sun = np.datetime64("2022-05-01T10:30:00") + (1440 * days + 50 * (days % 3) - 50).astype("timedelta64[m]")
    assert detect_cadence(sun) == Cadence("day")
    stamped = np.datetime64("2022-05-01T00:00:00") + (24 * days + 12 * (days % 2)).astype("timedelta64[h]")
    assert detect_cadence(stamped) == Cadence("day")
