from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.errors import CalendarError
from geogap_plugin.raster.cf_time import decode_times, is_time_unit


def decoded(values, units, calendar="standard"):
    return [str(time) for time in decode_times(np.atleast_1d(values), units, calendar)]


@pytest.mark.parametrize(
    ("value", "units", "expected"),
    [
        (0, "days since 2002-01-01T00:00:00Z", "2002-01-01T00:00:00"),
        (106.5, "days since 2002-01-01", "2002-04-17T12:00:00"),
        (1.5, "hours since 2010-01-01 06:00", "2010-01-01T07:30:00"),
        (90, "minutes since 2010-1-1 0:0:0.0", "2010-01-01T01:30:00"),
        (562236818.980285, "seconds since 2000-01-01 12:00:00", "2017-10-25T20:53:39"),
        (2, "weeks since 2010-01-01", "2010-01-15T00:00:00"),
        (949, "months since 1899-12 00:00:00", "1979-01-01T00:00:00"),
        (2.5, "months since 2010-01-01", "2010-03-16T12:00:00"),
        (1, "months since 2010-01-16", "2010-02-16T00:00:00"),
        (3, "years since 2010-07-01", "2013-07-01T00:00:00"),
        (0, "hours since 2010-01-01 00:00:00 +02:00", "2009-12-31T22:00:00"),
        (-1, "days since 2000-03-01", "2000-02-29T00:00:00"),
        (5e6, "milliseconds since 1970-01-01", "1970-01-01T01:23:20"),
    ],
)
def test_units_from_milliseconds_to_years(value, units, expected):
    assert decoded(value, units) == [expected]


@given(st.floats(-20000, 80000, allow_nan=False), st.sampled_from(["days", "hours", "seconds"]))
def test_the_gregorian_calendar_agrees_with_python(value, unit):
    expected = datetime(1950, 1, 1) + timedelta(**{unit: value})
    found = decode_times(np.array([value]), f"{unit} since 1950-01-01", "proleptic_gregorian")[0].item()
    assert abs((found - expected).total_seconds()) <= 0.501


def test_before_1582_the_standard_calendar_counts_julian_days():
    # As cftime's num2date has it; the day after 4 October 1582 was the fifteenth.
    assert decoded(727564, "days since 1-1-1 00:00:00", "standard") == ["1992-12-31T00:00:00"]
    assert decoded(727564, "days since 1-1-1 00:00:00", "proleptic_gregorian") == ["1993-01-02T00:00:00"]
    assert decoded(577737, "days since 1-1-1", "gregorian") == ["1582-10-15T00:00:00"]


def test_no_leap_day_is_ever_named_in_a_noleap_calendar():
    times = decode_times(np.arange(59, 61), "days since 2012-01-01", "noleap")
    assert [str(time)[:10] for time in times] == ["2012-03-01", "2012-03-02"]


def test_dates_of_a_360_day_calendar_that_exist_keep_their_name():
    assert decoded([27015, 27045], "days since 1859-12-01", "360_day") == ["1934-12-16T00:00:00", "1935-01-16T00:00:00"]


def test_an_axis_with_dates_that_do_not_exist_is_spread_over_the_year():
    times = decode_times(np.arange(720), "days since 2011-01-01", "360_day")
    assert np.unique(times).size == 720
    assert (np.diff(times) > np.timedelta64(0, "s")).all()
    assert str(times[0]) == "2011-01-01T00:00:00"
    assert str(times[360]) == "2012-01-01T00:00:00"
    assert str(times[-1])[:10] == "2012-12-31"


def test_two_dates_never_fall_together_in_an_all_leap_calendar():
    times = decode_times(np.arange(366 * 2), "days since 2010-01-01", "all_leap")
    assert np.unique(times).size == 366 * 2


def test_julian_dates_keep_their_name():
    assert decoded([0, 28], "days since 2010-02-01", "julian") == ["2010-02-01T00:00:00", "2010-03-01T00:00:00"]


@pytest.mark.parametrize("calendar", ["noleap", "all_leap", "360_day", "julian", "standard"])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_first_of_every_month_keeps_its_name_in_every_calendar(calendar, month):
    assert decoded(0, f"days since 2013-{month:02}-01", calendar) == [f"2013-{month:02}-01T00:00:00"]


@pytest.mark.parametrize(
    ("value", "units", "calendar", "phrase"),
    [
        (0, "days", "standard", "not of the form"),
        (0, "fortnights since 2010-01-01", "standard", "fortnights"),
        (0, "days since yesterday", "standard", "yesterday"),
        (0, "days since 2010-13-01", "standard", "does not exist"),
        (0, "days since 2010-01-01", "lunar", "lunar"),
        (np.nan, "days since 2010-01-01", "standard", "missing values"),
        (9.96921e36, "days since 1900-01-01", "standard", "not a date"),
    ],
)
def test_what_cannot_be_decoded_is_refused(value, units, calendar, phrase):
    with pytest.raises(CalendarError, match=phrase):
        decode_times(np.array([value]), units, calendar)


def test_time_units_are_told_from_others():
    assert is_time_unit("days since 2002-01-01")
    assert not is_time_unit("degrees_east")
    assert not is_time_unit("")
