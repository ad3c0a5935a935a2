"""Dates in file names: one pattern is found that dates all files of a list, or none is accepted."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Optional

import numpy as np

from ..core.errors import CalendarError

_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_Y, _M, _D, _J = r"(?P<Y{0}>\d{{4}})", r"(?P<m{0}>\d{{2}})", r"(?P<d{0}>\d{{2}})", r"(?P<j{0}>\d{{3}})"
_CLOCK = r"(?P<H>\d{2})[:\-_]?(?P<M>\d{2})(?:[:\-_]?(?P<S>\d{2}))?(?:\.\d+)?Z?"


def _date(form: str, index: str = "") -> str:
    """Put named groups for one date into a form such as `YmD` with its separators."""
    return "".join({"Y": _Y, "m": _M, "d": _D, "j": _J}.get(letter, re.escape(letter)).format(index) for letter in form)


def _alone(expression: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\d){expression}(?!\d)")


def _range(form: str) -> "re.Pattern[str]":
    return _alone(_date(form) + r"(?:-|--|_to_|-to-|\.\.)" + _date(form, "2"))


# From the most to the least specific: the first that dates every file is taken. What is shown to the user is the label.
_PATTERNS = (
    ("Landsat product name", re.compile(r"L[COTEM]\d{2}_[A-Z0-9]{4}_\d{6}_" + _date("Ymd") + r"(?!\d)")),
    ("Sentinel product name", re.compile(r"S[1-6][A-D]_[A-Z0-9_]*?_" + _date("Ymd") + "T" + _CLOCK + r"(?!\d)")),
    ("MODIS or VIIRS granule (A2010031)", re.compile(r"(?:^|[._])(?:A|doy)" + _date("Yj") + r"(?!\d)")),
    ("range 2010001-2010031", _range("Yj")),
    ("range 20100101-20100131", _range("Ymd")),
    ("range 2010-01-01_to_2010-01-31", _range("Y-m-d")),
    ("20100131T1030", _alone(_date("Ymd") + "[T_]" + _CLOCK)),
    ("2010-01-31T1030", _alone(_date("Y-m-d") + "[T_ ]" + _CLOCK)),
    ("20100131", _alone(_date("Ymd"))),
    ("2010-01-31", _alone(_date("Y-m-d"))),
    ("2010_01_31", _alone(_date("Y_m_d"))),
    ("2010.01.31", _alone(_date("Y.m.d"))),
    ("2010_031 (day of the year)", _alone(_date("Y_j"))),
    ("2010-031 (day of the year)", _alone(_date("Y-j"))),
    ("2010.031 (day of the year)", _alone(_date("Y.j"))),
    ("2010031 (day of the year)", _alone(_date("Yj"))),
    ("2010-01", _alone(_date("Y-m"))),
    ("2010_01", _alone(_date("Y_m"))),
    ("2010.01", _alone(_date("Y.m"))),
    ("201001", _alone(_date("Ym"))),
)
_TRIED = (
    "20100131, 2010-01-31, 2010-01, 201001, the day of the year as 2010031, also with _ or . between them, these with "
    "a time of day, ranges such as 2010001-2010031, and the names of Landsat, Sentinel and MODIS products"
)
_HOW_TO_HELP = "Give the dates: a list, or a pattern such as %Y%m%d."


class NameDate(NamedTuple):
    """What a file name says of its time.

    Parameters
    ----------
    time : datetime
        The date, or the middle of a range.
    start, end : datetime or None
        The range, half open: `end` is the day after its last day.
    """

    time: datetime
    start: Optional[datetime] = None
    end: Optional[datetime] = None


def dates_from_names(paths: Sequence[str]) -> "tuple[np.ndarray, Optional[np.ndarray]]":
    """Find the dates of files in their names, or else in the names of their folders.

    Returns
    -------
    times : ndarray of datetime64[s], shape (T,)
    bounds : ndarray of datetime64[s], shape (T, 2), or None
        If the names hold ranges such as `2007244-2007273`.

    Raises
    ------
    CalendarError
        If a file has no date, or more than one that fits. The message names the file and says what was tried.
    """
    parts = [[part for part in re.split(r"[/\\]", path) if part] for path in paths]
    found = _common_pattern([part[-1] for part in parts], paths)
    if found is None and all(len(part) > 1 for part in parts):
        found = _common_pattern([part[-2] for part in parts], paths)
    if found is None:
        raise CalendarError(_no_date([part[-1] for part in parts], paths))
    times = np.array([date.time for date in found], dtype="datetime64[s]")
    if any(date.start is None for date in found):
        return times, None
    return times, np.array([(date.start, date.end) for date in found], dtype="datetime64[s]")


def _common_pattern(names: Sequence[str], paths: Sequence[str]) -> "Optional[list[NameDate]]":
    for _, pattern in _PATTERNS:
        matches = [_dates_in(name, pattern) for name in names]
        if all(matches):
            return _one_each(matches, paths)
    return None


def _dates_in(name: str, pattern: "re.Pattern[str]") -> "list[NameDate]":
    """Return all different dates that a pattern finds in a name, in order."""
    found = [_as_date(match) for match in pattern.finditer(name)]
    return list(dict.fromkeys(date for date in found if date is not None))


def _as_date(match: "re.Match[str]") -> Optional[NameDate]:
    groups = match.groupdict()
    try:
        first = _instant(groups, "")
        if groups.get("Y2") is None:
            return NameDate(first)
        end = _instant(groups, "2") + timedelta(days=1)
    except ValueError:
        return None
    return NameDate(first + (end - first) / 2, first, end) if timedelta(0) < end - first < timedelta(days=800) else None


def _instant(groups: "dict[str, Optional[str]]", index: str) -> datetime:
    year = int(groups["Y" + index] or 0)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    if groups.get("j" + index):
        day_of_year = int(groups["j" + index] or 0)
        date = datetime(year, 1, 1) + timedelta(days=day_of_year - 1)
        if day_of_year < 1 or date.year != year:
            raise ValueError(day_of_year)
        return date
    hour, minute, second = (int(groups.get(letter) or 0) if not index else 0 for letter in "HMS")
    month, day = int(groups["m" + index] or 1), int(groups.get("d" + index) or 1)
    return datetime(year, month, day, hour, minute, second)


def _one_each(matches: "list[list[NameDate]]", paths: Sequence[str]) -> "list[NameDate]":
    """Choose the date of every file: what all names share (a version, a reference epoch) is not it."""
    shared = set.intersection(*(set(dates) for dates in matches)) if len(matches) > 1 else set()
    if all(set(dates) - shared for dates in matches):
        matches = [[date for date in dates if date not in shared] for dates in matches]
    for dates, path in zip(matches, paths):
        if len(dates) > 1:
            seen = " and ".join(str(date.time.date()) for date in dates)
            raise CalendarError(f"{path}: the name holds more than one date ({seen}). {_HOW_TO_HELP}")
    return [dates[0] for dates in matches]


def _no_date(names: Sequence[str], paths: Sequence[str]) -> str:
    """Say which file has no date under the pattern that dates most of the others."""
    label, pattern = max(_PATTERNS, key=lambda entry: sum(bool(_dates_in(name, entry[1])) for name in names))
    without = [path for name, path in zip(names, paths) if not _dates_in(name, pattern)]
    if len(without) < len(names):
        return (
            f"{without[0]}: no date like {label} in the name, though {len(names) - len(without)} of the {len(names)} "
            f"files have one. Leave this file out, rename it, or give the dates: a list, or a pattern such as %Y%m%d."
        )
    return f"{paths[0]}: no date in the file, its metadata or its name (looked for {_TRIED}). {_HOW_TO_HELP}"
