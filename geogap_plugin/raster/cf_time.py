"""Times of CF NetCDF files, in any CF unit and calendar, as datetime64 of the Gregorian calendar."""

import re

import numpy as np

from ..core.errors import CalendarError

_SECONDS = {
    "microsecond": 1e-6, "millisecond": 1e-3, "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800,
}  # fmt: skip
_ABBREVIATIONS = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "ms": "millisecond",
    "msec": "millisecond", "common_year": "year", "mon": "month",
}  # fmt: skip
_MIXED = ("standard", "gregorian")
_GREGORIAN = (*_MIXED, "proleptic_gregorian")
_DAYS_OF_YEAR = {"noleap": 365, "365_day": 365, "all_leap": 366, "366_day": 366, "360_day": 360}
_REFORM = (1582, 10, 15)
_UNITS = re.compile(r"\s*([a-z_]+)\s+since\s+(.+?)\s*", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(-?\d{1,4})-(\d{1,2})(?:-(\d{1,2}))?"
    r"(?:[T\s]+(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:\.\d*)?)?)?"
    r"\s*(?:Z|UTC|GMT|([+-]\d{1,2}):?(\d{2})?)?",
    re.IGNORECASE,
)
_MONTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]).cumsum()
_MONTHS_LEAP = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]).cumsum()


def is_time_unit(units: str) -> bool:
    """Whether a units attribute is that of a time axis, such as `days since 2002-01-01`."""
    return bool(_UNITS.fullmatch(units or ""))


def decode_times(values: np.ndarray, units: str, calendar: str = "standard") -> np.ndarray:
    """Turn the numbers of a CF time axis into dates of the Gregorian calendar.

    Dates of model calendars (`noleap`, `all_leap`, `360_day`, `julian`) keep their day and month where all of them
    exist in the Gregorian calendar. Otherwise the whole axis is laid onto it by the fraction of the year, so that no
    two dates fall together (as `align_on="year"` does in xarray).

    Parameters
    ----------
    values : ndarray
        Numbers, any shape.
    units : str
        CF units: from microseconds to years, `since` a reference date. A month or a year counts by the calendar:
        2.5 months since 1 January is the middle of March.
    calendar : str
        CF calendar; '' for the standard one.

    Returns
    -------
    ndarray of datetime64[s]
        UTC, rounded to seconds, of the same shape.

    Raises
    ------
    CalendarError
        If the units or the calendar are unknown, or a number is missing or out of range.
    """
    calendar = (calendar or "standard").strip().lower()
    if calendar not in _GREGORIAN and calendar not in _DAYS_OF_YEAR and calendar != "julian":
        raise CalendarError(f"The calendar “{calendar}” is not one of CF's. Give the dates instead.")
    unit, reference, seconds = _parse_units(units)
    values = np.asarray(values, dtype=np.float64)
    if not np.isfinite(values).all():
        raise CalendarError("The time axis has missing values. Give the dates instead.")
    if np.abs(values * _SECONDS.get(unit, 2.6e6 if unit == "month" else 3.2e7)).max(initial=0) > 3e12:
        raise CalendarError(f"The time axis holds {values.flat[np.abs(values).argmax()]:g} {units}: not a date.")
    day, second = _add(values, unit, reference, seconds, calendar)
    if calendar in _GREGORIAN:
        return _datetime(day, second)
    return _to_gregorian(day, second, calendar)


def _parse_units(units: str) -> "tuple[str, tuple[int, int, int], int]":
    """Split CF units into the unit, the reference date, and its seconds of the day (UTC)."""
    match = _UNITS.fullmatch(units or "")
    if not match:
        raise CalendarError(
            f"The time units “{units}” are not of the form “days since 2002-01-01”. Give the dates instead."
        )
    unit = match[1].lower()
    unit = _ABBREVIATIONS.get(unit, unit)
    unit = _ABBREVIATIONS.get(unit.rstrip("s"), unit.rstrip("s"))
    if unit not in _SECONDS and unit not in ("month", "year"):
        raise CalendarError(f"The time unit “{match[1]}” is unknown (“{units}”). Give the dates instead.")
    date = _REFERENCE.fullmatch(match[2])
    if not date:
        raise CalendarError(f"The reference date “{match[2]}” of the time axis cannot be read. Give the dates instead.")
    year, month, day = int(date[1]), int(date[2]), int(date[3] or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise CalendarError(f"The reference date “{match[2]}” of the time axis does not exist. Give the dates instead.")
    hour, minute, second = (int(part or 0) for part in date.group(4, 5, 6))
    offset = 0
    if date[7]:
        sign = -1 if date[7].startswith("-") else 1
        offset = int(date[7]) * 3600 + sign * int(date[8] or 0) * 60
    return unit, (year, month, day), hour * 3600 + minute * 60 + second - offset


def _add(
    values: np.ndarray, unit: str, reference: "tuple[int, int, int]", seconds: int, calendar: str
) -> "tuple[np.ndarray, np.ndarray]":
    """Return the day number in the calendar, and second of the day, of `values` units after the reference."""
    if unit in _SECONDS:
        year, month, day = map(np.array, reference)
        origin = int(_day_number(year, month, day, calendar))
        days = values * (_SECONDS[unit] / 86400)
        whole = np.floor(days)
        if unit in ("day", "week"):
            second = np.rint((days - whole) * 86400)
        else:  # seconds and hours are exact where a fraction of a day is not
            second = np.rint(values * _SECONDS[unit] - whole * 86400)
        total = second.astype(np.int64) + seconds
        return origin + whole.astype(np.int64) + total // 86400, total % 86400
    months = values * (12 if unit == "year" else 1) + (reference[0] * 12 + reference[1] - 1)
    whole = np.floor(months + 1e-9)
    first, following = (
        _day_number(
            (count // 12).astype(np.int64), (count % 12).astype(np.int64) + 1, np.ones(count.shape, np.int64), calendar
        )
        for count in (whole, whole + 1)
    )
    inside = np.clip(months - whole, 0, None) * (following - first) * 86400
    total = np.rint(inside).astype(np.int64) + (reference[2] - 1) * 86400 + seconds
    return first + total // 86400, total % 86400


def _day_number(year: np.ndarray, month: np.ndarray, day: np.ndarray, calendar: str) -> np.ndarray:
    """Count days in a calendar; from 1970-01-01 in the Gregorian ones."""
    if calendar == "360_day":
        return year * 360 + (month - 1) * 30 + day - 1
    if calendar in _DAYS_OF_YEAR:
        length = _DAYS_OF_YEAR[calendar]
        return year * length + (_MONTHS_LEAP if length == 366 else _MONTHS)[month - 1] + day - 1
    if calendar == "julian":
        return _julian_day(year, month, day)
    gregorian = _gregorian_day(year, month, day)
    if calendar in _MIXED:
        # Before the reform of 1582 the standard calendar is the Julian one.
        before = (year * 10000 + month * 100 + day) < (_REFORM[0] * 10000 + _REFORM[1] * 100 + _REFORM[2])
        return np.where(before, _julian_day(year, month, day), gregorian)
    return gregorian


def _gregorian_day(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    months = ((np.asarray(year) - 1970) * 12 + np.asarray(month) - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64) + day - 1


def _julian_day(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Days since 1970-01-01 (Gregorian) of a date of the Julian calendar (Meeus, Astronomical Algorithms, ch. 7)."""
    early = np.asarray(month) <= 2
    julian = np.floor(365.25 * (year - early + 4716)) + np.floor(30.6001 * (month + 12 * early + 1)) + day - 1524
    return (julian - 2440588).astype(np.int64)


def _datetime(day: np.ndarray, second: np.ndarray) -> np.ndarray:
    return day.astype("datetime64[D]").astype("datetime64[s]") + second.astype("timedelta64[s]")


def _to_gregorian(day: np.ndarray, second: np.ndarray, calendar: str) -> np.ndarray:
    year, month, day_of_month, day_of_year, length = _labels(day, calendar)
    as_labelled = _gregorian_day(year, month, day_of_month)
    if (as_labelled.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1 == month).all():
        return _datetime(as_labelled, second)
    first = np.ones_like(month)
    start = _gregorian_day(year, first, first)
    new_length = _gregorian_day(year + 1, first, first) - start
    whole_days = start + np.floor(day_of_year * new_length / length + 0.5).astype(np.int64)
    times = _datetime(whole_days, second)
    if np.unique(times).size < np.unique(day * 86400 + second).size:
        fraction = (day_of_year + second / 86400) / length
        return _datetime(start, np.rint(fraction * new_length * 86400).astype(np.int64))
    return times


def _labels(day: np.ndarray, calendar: str) -> "tuple[np.ndarray, ...]":
    """Return year, month, day of the month, day of the year from 0, and days in that year of day numbers."""
    if calendar == "julian":
        year = np.floor((day + 2440588 + 1401) / 365.25).astype(np.int64) - 4716
        year += _julian_day(year + 1, np.array(1), np.array(1)) <= day
        year -= _julian_day(year, np.array(1), np.array(1)) > day
        start = _julian_day(year, np.array(1), np.array(1))
        length = _julian_day(year + 1, np.array(1), np.array(1)) - start
        of_year = day - start
    else:
        length = np.full(day.shape, _DAYS_OF_YEAR[calendar])
        year, of_year = day // length, day % length
    if calendar == "360_day":
        return year, of_year // 30 + 1, of_year % 30 + 1, of_year, length
    common, leap = (np.searchsorted(table, of_year, side="right") for table in (_MONTHS, _MONTHS_LEAP))
    month = np.where(length == 366, leap, common)
    before = np.where(length == 366, _MONTHS_LEAP[month - 1], _MONTHS[month - 1])
    return year, month, of_year - before + 1, of_year, length
