"""When the values of a series hold: instants, or the periods that its dates stand for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .calendar import Cadence, align, as_times, detect_cadence, epoch_ranges

STAMPS = ("auto", "instant", "start", "end")
"""What a date says of the period that a value stands for: see :func:`lay_out`."""

_DAY = np.timedelta64(86400, "s")
_LONGEST_MONTH = 31 * _DAY
_MEAN_MONTH = np.timedelta64(round(365.2425 / 12 * 86400), "s")
_DATE_ONLY = (np.timedelta64(0, "s"), _DAY // 2)
"""Times of day of a date that has none: midnight, or noon where a file dates the middle of the day."""

_OF_A_MONTH, _MOSTLY = 0.2, 0.75
"""Steps of monthly dates are whole months to this share of one, most of them; GRACE's months are uneven."""

_COMPOSITES = (8, 16)
"""Lengths in days of the periods that composites of MODIS and VIIRS stand for."""


@dataclass(frozen=True)
class Epochs:
    """When the values of a series hold.

    Parameters
    ----------
    cadence : Cadence
        As detected from the dates; irregular where they are those of scenes.
    times : ndarray of datetime64[s], shape (T,)
        The dates as they are, ascending.
    starts, ends : ndarray of datetime64[s], shape (T,)
        The period that each value stands for; the same moment twice for a value of an instant.
    """

    cadence: Cadence
    times: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    @property
    def moments(self) -> np.ndarray:
        """The middle of each period, or the instant; datetime64[s], shape (T,)."""
        return self.starts + (self.ends - self.starts) // 2

    @property
    def has_periods(self) -> bool:
        """Whether every value stands for a period."""
        return bool((self.ends > self.starts).all())

    @property
    def step(self) -> np.timedelta64:
        """The longest step of the cadence, or the median spacing of irregular dates; a day for a single date."""
        if self.cadence.unit == "month":
            return self.cadence.step * _LONGEST_MONTH
        if self.cadence.unit != "irregular":
            return _step(self.cadence)
        spacing = np.diff(np.unique(self.times))
        return np.median(spacing.astype(np.int64)).astype("timedelta64[s]") if spacing.size else _DAY


def lay_out(times: np.ndarray, bounds: np.ndarray | None = None, stamp: str = "auto") -> Epochs:
    """Say for which periods the values of a series stand.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
        Ascending.
    bounds : ndarray of datetime64, shape (T, 2), optional
        Periods that the file states.
    stamp : {"auto", "instant", "start", "end"}
        What the dates are: instants, or the start or the end of periods as long as the cadence. `auto`: months are
        months; otherwise bounds that the file states count; dates without a time of day (midnight or noon everywhere)
        are whole days, or composites of 8 or 16 days where they count from 1 January; all else are instants.

    Raises
    ------
    CalendarError
        If there are no times.
    """
    times = as_times(times)
    cadence = detect_cadence(times)
    of_day = np.unique(times - times.astype("datetime64[D]"))
    if stamp == "auto" and bounds is None and not _is_kept(times, of_day, cadence):
        cadence = Cadence("irregular")
    if stamp == "instant" or (stamp != "auto" and cadence.unit == "irregular"):
        return Epochs(cadence, times, times, times)
    if stamp == "end":
        if cadence.unit == "month":
            starts, ends = epoch_ranges(times - np.timedelta64(1, "s"), cadence)
            return Epochs(cadence, times, starts, ends)
        return Epochs(cadence, times, times - _step(cadence), times)
    if cadence.unit == "month":
        return Epochs(cadence, times, *_months(times, bounds, cadence))
    if stamp == "start" and not cadence.yearly_restart:
        return Epochs(cadence, times, times, times + _step(cadence))
    if stamp == "auto" and bounds is not None and (bounds[:, 1] > bounds[:, 0]).all():
        return Epochs(cadence, times, bounds[:, 0].astype("datetime64[s]"), bounds[:, 1].astype("datetime64[s]"))
    if stamp == "auto" and not (of_day.size == 1 and of_day[0] in _DATE_ONLY):
        return Epochs(cadence, times, times, times)
    if stamp == "start" or _are_composites(times, cadence):
        return Epochs(cadence, times, *epoch_ranges(times, cadence))
    days = times.astype("datetime64[D]").astype("datetime64[s]")
    return Epochs(cadence, times, days, days + _DAY)


def _is_kept(times: np.ndarray, of_day: np.ndarray, cadence: Cadence) -> bool:
    """Whether dates keep a cadence of days or months: scenes of a satellite seem to, if they are few."""
    if cadence.unit == "month":
        months = np.diff(np.unique(times)) / (_MEAN_MONTH)
        whole = (np.round(months) >= 1) & (np.abs(months - np.round(months)) <= _OF_A_MONTH)
        return bool(np.isin(of_day, _DATE_ONLY).all()) and bool(whole.mean() >= _MOSTLY)
    return cadence.unit != "day" or of_day.size == 1


def _are_composites(times: np.ndarray, cadence: Cadence) -> bool:
    """Whether dates count from 1 January in steps of a composite's length: those of scenes seldom do."""
    since_new_year = (times.astype("datetime64[D]") - times.astype("datetime64[Y]")).astype(np.int64)
    counted = cadence.step in _COMPOSITES and bool((since_new_year % cadence.step == 0).all())
    return cadence.yearly_restart or (cadence.unit == "day" and counted)


def _months(times: np.ndarray, bounds: np.ndarray | None, cadence: Cadence) -> tuple[np.ndarray, np.ndarray]:
    """Return the calendar months of dates; a date that reaches into an empty neighbouring month takes that one."""
    aligned = align(times, cadence, bounds=bounds)
    slot_of = {index: slot for slot, members in enumerate(aligned.sources) for index in members}
    slots = [slot_of[index] for index in range(len(times))]
    return aligned.starts[slots], aligned.ends[slots]


def _step(cadence: Cadence) -> np.timedelta64:
    return np.timedelta64(round(cadence.days * 86400), "s")
