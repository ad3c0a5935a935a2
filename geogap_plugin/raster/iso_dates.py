"""Dates that somebody wrote: ISO text, metadata of bands and files, and patterns such as `%Y%m%d`."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Optional

import numpy as np

from ..core.errors import CalendarError

_ISO = re.compile(
    r"(\d{4})-?(\d{2})"
    r"(?:-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?)?"
)
_FIRST_YEAR, _LAST_YEAR = 1500, 2999
_EXIF = re.compile(r"(\d{4}):(\d{2}):(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?")
_BAND_KEYS = ("date", "time", "datetime", "acquisition_date", "acquisitiondatetime", "timestamp")
_FILE_KEYS = (
    *_BAND_KEYS, "date_acquired", "acquisition_datetime", "rangebeginningdate", "sensing_time", "start_time",
    "time_coverage_start", "hdr time_coverage_start", "tifftag_datetime",
)  # fmt: skip
_DIRECTIVES = {
    "%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{2}", "%d": r"\d{2}", "%j": r"\d{3}", "%H": r"\d{2}", "%M": r"\d{2}",
    "%S": r"\d{2}", "%b": r"[A-Za-z]{3}", "%B": r"[A-Za-z]+",
}  # fmt: skip


def parse_iso(text: str) -> Optional[np.datetime64]:
    """Read `2010-01-16`, `2010-01`, `20100116`, `2010-01-16T10:30:00Z` or EXIF's `2010:01:16 10:30:00`, else None.

    A year alone is no date here: a band named `2010` may be a number like any other.
    """
    text = text.strip()
    match = _ISO.fullmatch(text) or _EXIF.fullmatch(text)
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    pairs = zip(match.group(1, 2, 3, 4, 5, 6), (0, 1, 1, 0, 0, 0))
    year, month, day, hour, minute, second = (int(part) if part else default for part, default in pairs)
    try:
        time = np.datetime64(datetime(year, month, day, hour, minute, second), "s")
    except ValueError:
        return None
    zone = match[7] if match.re is _ISO else None
    if zone and zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        time -= np.timedelta64(minutes if zone[0] == "+" else -minutes, "m")
    return time


def date_of_band(description: str, metadata: Mapping[str, str]) -> Optional[np.datetime64]:
    """Return the date that a band's description or metadata states, None if neither does."""
    time = parse_iso(description)
    return time if time is not None else _date_under(_BAND_KEYS, metadata)


def date_of_tags(metadata: Mapping[str, str]) -> Optional[np.datetime64]:
    """Return the date of acquisition that a file's tags state, None if they don't."""
    return _date_under(_FILE_KEYS, metadata)


def _date_under(keys: Sequence[str], metadata: Mapping[str, str]) -> Optional[np.datetime64]:
    by_name = {name.lower(): value for name, value in metadata.items()}
    found = (parse_iso(by_name[key]) for key in keys if key in by_name)
    return next((time for time in found if time is not None), None)


def explicit_dates(dates: "str | Sequence[object]", names: Sequence[str]) -> np.ndarray:
    """Return the dates that the user gave for the files or bands called `names`, in their order.

    Parameters
    ----------
    dates : str or sequence
        A pattern with `%Y`, `%m`, `%d`, `%j`, `%H`, ... that stands somewhere in every name, or one date for each name:
        ISO text or datetime64.
    names : sequence of str
        What the pattern is looked for in.

    Returns
    -------
    ndarray of datetime64[s], shape (len(names),)

    Raises
    ------
    CalendarError
        If the number of dates is wrong, one cannot be read, or the pattern is not found in a name.
    """
    if isinstance(dates, str) and "%" in dates:
        return np.array([_by_pattern(dates, name) for name in names], dtype="datetime64[s]")
    given = [dates] if isinstance(dates, (str, np.datetime64, datetime)) else list(dates)
    if len(given) != len(names):
        raise CalendarError(
            f"{len(given)} dates were given for {len(names)} epochs. Give one date for each, in their order."
        )
    return np.array([_one_date(date) for date in given], dtype="datetime64[s]")


def _one_date(date: object) -> np.datetime64:
    time = parse_iso(date) if isinstance(date, str) else np.array([date]).astype("datetime64[s]")[0]
    if time is None or np.isnat(time):
        raise CalendarError(f"“{date}” is not a date. Write dates as 2010-01-16 or 2010-01-16T10:30:00.")
    return time


def _by_pattern(pattern: str, name: str) -> np.datetime64:
    expression, kept = "", ""
    for piece in re.split(r"(%[A-Za-z%])", pattern):
        if piece.startswith("%") and piece in _DIRECTIVES:
            expression += f"({_DIRECTIVES[piece]})"
            kept += piece + " "
        elif piece.startswith("%") and piece != "%%":
            raise CalendarError(f"The pattern “{pattern}” holds {piece}; known are {', '.join(_DIRECTIVES)}.")
        else:
            expression += re.escape(piece.replace("%%", "%")).replace(r"\*", ".*?").replace(r"\?", ".")
    for match in re.finditer(expression, name):
        try:
            return np.datetime64(datetime.strptime(" ".join(match.groups()), kept.strip()), "s")
        except ValueError:
            continue
    raise CalendarError(
        f"The date pattern “{pattern}” does not occur in “{name}”. Correct the pattern or list the dates."
    )
