"""Epochs of two calendars are paired by the period that they fall in."""

import numpy as np

from geogap_plugin.core.calendar import Cadence, align
from geogap_plugin.core.matching import match_epochs


def aligned(dates, cadence="month"):
    return align(np.array(dates, dtype="datetime64[s]"), Cadence.parse(cadence))


def pairs(one, other):
    left, right = match_epochs(one, other)
    return [
        (str(one.times[i].astype("datetime64[D]")), str(other.times[j].astype("datetime64[D]")))
        for i, j in zip(left, right)
    ]


def test_months_pair_whatever_the_day():
    one, other = (
        aligned(["2010-01-16", "2010-02-14", "2010-04-16"]),
        aligned(["2010-02-01", "2010-03-01", "2010-04-30"]),
    )
    assert pairs(one, other) == [("2010-02-15", "2010-02-15"), ("2010-04-16", "2010-04-16")]


def test_two_solutions_in_one_month_pair_in_order():
    dates = ["2011-12-16", "2012-01-05", "2012-01-25", "2012-02-16"]
    assert len(pairs(aligned(dates), aligned(dates))) == 4
    assert pairs(aligned(dates), aligned(["2012-01-15", "2012-02-15"]))[0][0] == "2012-01-05"


def test_composites_that_begin_on_other_days_pair_by_period():
    one, other = (
        aligned(["2010-01-01", "2010-01-09", "2010-01-17"], "8 days"),
        aligned(["2010-01-12", "2010-01-20"], "8 days"),
    )
    assert pairs(one, other) == [("2010-01-09", "2010-01-12"), ("2010-01-17", "2010-01-20")]


def test_irregular_dates_pair_on_the_same_day():
    one = aligned(["2010-01-01T10:00", "2010-01-05T10:00", "2010-02-01T10:00"], "irregular")
    other = aligned(["2010-01-05T12:30", "2010-01-06T10:00", "2010-02-01T09:00"], "irregular")
    assert [day for day, _ in pairs(one, other)] == ["2010-01-05", "2010-02-01"]


def test_series_of_other_years_have_nothing_in_common():
    assert pairs(aligned(["2010-01-16", "2010-02-16"]), aligned(["2012-01-16", "2012-02-16"])) == []
