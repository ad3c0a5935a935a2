"""Which epochs of a predictor make its value at each epoch of a target, and how: nearest, last, linear, mean or sum."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from .calendar import Cadence, align
from .epochs import Epochs
from .errors import InputError

METHODS = ("nearest", "last", "linear", "mean", "sum")
"""How values meet in time: see :func:`collocate`."""

_AS_FINE = 1.25
"""A predictor is averaged over the target's periods if its cadence is at most this multiple of their length."""

_DURATIONS = {
    **dict.fromkeys(("min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("week", "weeks"), 7 * 86400),
}
_AMOUNT = re.compile(r"(?:[mcdk]?m|kg[ /]*m\W*2|[kMG]?J[ /]*m\W*2|[kMG]?W[ .]?h[ /]*m\W*2)(?: ?\(?w\.? ?e\.?\)?)?")
"""Units of amounts: a height or mass of water, an energy on an area. They add up; other units are integrated."""

_PER_TIME = {
    time: re.compile(rf"(?: ?/ ?(?:{names})|[ .](?:{names})\W{{0,2}}-1)$")
    for time, names in (("h", "h|hr|hour"), ("d", "d|day"), ("month", "month"))
}
"""How a unit says that it is a rate per hour, day or month."""


@dataclass(frozen=True)
class Draw:
    """The epochs of a predictor that the value at one epoch of the target is made of.

    Parameters
    ----------
    members : ndarray of int, shape (K,)
        Epochs of the predictor. For `nearest` and `last` the nearest comes first; for `linear` those up to the target,
        the nearest first, then those after it; for `mean` and `sum` in order of time.
    offsets : ndarray of float64, shape (K,)
        Seconds from the target's moment to each member.
    slots : ndarray of int
        For `mean` and `sum`: where in `members` each period of the predictor's calendar begins, as several dates of one
        period count once.
    expected : int
        For `mean` and `sum`: number of values that the window holds when none is missing.
    """

    members: np.ndarray
    offsets: np.ndarray
    slots: np.ndarray
    expected: int


@dataclass(frozen=True)
class Collocation:
    """How the epochs of a predictor make values at the epochs of a target.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    draws : tuple of Draw
        One for every epoch of the target.
    max_missing : int
        Values that a window may lack.
    factor : float
        What a sum is multiplied by.
    """

    method: str
    draws: tuple[Draw, ...]
    max_missing: int = 0
    factor: float = 1.0

    @property
    def matched(self) -> np.ndarray:
        """Epochs of the target that can have a value, shape (E,), bool."""
        return np.array([self._can(draw) for draw in self.draws], dtype=bool)

    @property
    def most_members(self) -> int:
        """Number of epochs of the predictor that the largest draw holds."""
        return max((draw.members.size for draw in self.draws), default=0)

    def first_choice(self, draw: Draw) -> np.ndarray:
        """Return the epochs, in order of time, that a draw gives the value of where none of them is missing."""
        count = draw.members.size
        if self.method == "linear" and count and draw.offsets[0] != 0:
            before = int((draw.offsets < 0).sum())
            return draw.members[[0, before]] if 0 < before < count else draw.members[:0]
        return draw.members if self.method in ("mean", "sum") else draw.members[:1]

    def _can(self, draw: Draw) -> bool:
        if self.method == "linear":
            before = draw.offsets <= 0
            return bool((draw.offsets == 0).any() or (before.any() and not before.all()))
        return draw.slots.size > 0 and draw.expected - draw.slots.size <= self.max_missing

    def value(self, draw: Draw, values: np.ndarray, places: np.ndarray | None = None) -> np.ndarray:
        """Return what one draw gives.

        Parameters
        ----------
        draw : Draw
        values : ndarray of float32, shape (M, N)
            NaN where missing.
        places : ndarray of int, shape (K,), optional
            Where in `values` the members of the draw are; by default they are all there is, in their order.

        Returns
        -------
        ndarray of float32, shape (N,)
            NaN where too little is there.
        """
        if not self._can(draw):
            return np.full(values.shape[1:], np.nan, dtype=np.float32)
        places = np.arange(draw.members.size) if places is None else places
        if self.method in ("mean", "sum"):
            return self._window(draw, values[places])
        if self.method == "linear":
            return _interpolated(draw.offsets, values, places)
        return _first_valid(values, places)[0]

    def layers(self) -> tuple[list[Draw], np.ndarray]:
        """Return the different draws that can give a value, and which of them each epoch takes, -1 for none."""
        draws: dict[tuple[bytes, bytes, int], Draw] = {}
        keys: list[tuple[bytes, bytes, int] | None] = []
        for draw in self.draws:
            offsets = draw.offsets.tobytes() if self.method == "linear" else b""
            keys.append((draw.members.tobytes(), offsets, draw.expected) if self._can(draw) else None)
            if keys[-1] is not None:
                draws.setdefault(keys[-1], draw)
        number = {key: index for index, key in enumerate(draws)}
        return list(draws.values()), np.array([-1 if key is None else number[key] for key in keys], dtype=np.int64)

    def _window(self, draw: Draw, values: np.ndarray) -> np.ndarray:
        there = np.isfinite(values)
        total = np.add.reduceat(np.where(there, values, 0), draw.slots, axis=0, dtype=np.float64)
        count = np.add.reduceat(there, draw.slots, axis=0, dtype=np.int64)
        of_slots = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
        found = (count > 0).sum(axis=0)
        enough = (found > 0) & (draw.expected - found <= self.max_missing)
        mean = np.divide(of_slots.sum(axis=0), found, out=np.full(found.shape, np.nan), where=enough)
        # A value that may be missing counts as the mean of the others.
        return (mean if self.method == "mean" else mean * (draw.expected * self.factor)).astype(np.float32)


def choose_method(source: Epochs, target: Epochs) -> str:
    """Return the method that suits the dates of a predictor and a target.

    The mean over the periods of the target where it has such and the predictor is about as fine or finer; else the
    nearest of irregular dates, and linear interpolation between regular ones.
    """
    if source.cadence.unit == "irregular":
        return "nearest"
    if target.has_periods:
        length = np.median((target.ends - target.starts).astype(np.int64))
        if source.step.astype(np.int64) <= _AS_FINE * length:
            return "mean"
    return "linear"


def default_tolerance(source: Epochs) -> np.timedelta64:
    """Return how far in time a value may lie by default: a step of the cadence, or twice the median spacing."""
    return source.step * (2 if source.cadence.unit == "irregular" else 1)


def collocate(
    source: Epochs,
    target: Epochs,
    method: str,
    *,
    bounds: np.ndarray | None = None,
    window: np.timedelta64 | None = None,
    tolerance: np.timedelta64 | None = None,
    max_missing: int = 0,
    factor: float = 1.0,
) -> Collocation:
    """Say which epochs of a predictor make the value at each epoch of a target.

    Parameters
    ----------
    source, target : Epochs
        Of the predictor and of the target.
    method : {"nearest", "last", "linear", "mean", "sum"}
        `nearest`: the value that is nearest in time, the earlier of two that are equally near. `last`: the last value
        whose period has begun. `linear`: between the last value up to the target's moment and the first after it, with
        no extrapolation. All three look for each cell's own values and no further than `tolerance`. `mean` and `sum`:
        the values whose periods end inside a window, open at its start and closed at its end.
    bounds : ndarray of datetime64, shape (T, 2), optional
        Periods that the predictor's file states: they tell which of two dates in one month belongs to the next.
    window : timedelta64, optional
        Length of the windows, which end where the target's epochs do. By default they are the target's own periods.
    tolerance : timedelta64, optional
        By default :func:`default_tolerance`.
    max_missing : int
        Values that a window may lack; missing ones then count as the mean of the others.
    factor : float
        What sums are multiplied by: see :func:`unit_of_sum`.

    Raises
    ------
    InputError
        If the target's epochs are instants and no window is given, or a sum is asked for of irregular dates.
    """
    if method in ("mean", "sum"):
        return Collocation(method, _windows(source, target, method, bounds, window), max_missing, factor)
    reach = default_tolerance(source) if tolerance is None else tolerance
    keys = source.starts if method == "last" else source.moments
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    draws = []
    for moment in target.moments:
        first = np.searchsorted(keys, moment - reach, side="left")
        until = np.searchsorted(keys, moment, side="right")
        end = until if method == "last" else np.searchsorted(keys, moment + reach, side="right")
        offsets = (keys[first:end] - moment).astype(np.float64)
        after = offsets > 0 if method == "linear" else np.zeros(offsets.shape)
        rank = np.lexsort((offsets, np.abs(offsets), after))
        draws.append(Draw(order[first:end][rank], offsets[rank], np.arange(rank.size)[:1], 1))
    return Collocation(method, tuple(draws))


def stands_still() -> Collocation:
    """Return the collocation of a predictor that does not change: its one epoch is the only one of the output."""
    return Collocation("nearest", (Draw(np.zeros(1, dtype=np.int64), np.zeros(1), np.zeros(1, dtype=np.int64), 1),))


def parse_duration(text: str, parameter: str) -> np.timedelta64 | None:
    """Read `6 hours`, `90 min`, `2.5 d` or `1 week`; None for an empty text.

    Raises
    ------
    InputError
        If the text is no duration longer than nothing; it names the parameter.
    """
    words = text.strip().lower()
    if not words:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d*)?)\s*([a-z]+)", words)
    seconds = round(float(match[1]) * _DURATIONS[match[2]]) if match and match[2] in _DURATIONS else 0
    if seconds <= 0:
        raise InputError(f"{parameter}: “{text}” is no length of time. Write for example 6 hours, 90 min or 8 days.")
    return np.timedelta64(seconds, "s")


def unit_of_sum(unit: str, cadence: Cadence) -> tuple[float, str]:
    """Return the factor that makes a quantity of a plain sum over epochs, and its unit.

    Amounts of a period (mm, kg m-2, J m-2, Wh m-2) add up and keep their unit. All else is integrated over time: the
    sum is multiplied by the step of the cadence, in hours for steps shorter than a day, in days, or in months, and the
    unit says so: W m-2 becomes W m-2 h. A rate per that same time becomes an amount: mm h-1 becomes mm.

    Parameters
    ----------
    unit : str
        '' if unknown: the sum is not multiplied.
    cadence : Cadence
        Of the series that is summed, regular.
    """
    if not unit or _AMOUNT.fullmatch(unit.strip().replace("²", "2")):
        return 1.0, unit
    time = {"month": "month", "day": "d"}.get(cadence.unit, "h")
    factor = cadence.step if time in ("month", "d") else cadence.days * 24
    rate = _PER_TIME[time].search(unit)
    integral = unit[: rate.start()] if rate and rate.start() else f"{unit} {time}"
    return float(factor), integral


def _first_valid(values: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first value that is there at some places, NaN for none, and which one it is; both of shape (N,)."""
    found = values[places[0]].copy()
    which = np.zeros(found.shape, dtype=np.int64)
    missing = np.flatnonzero(np.isnan(found))
    for number, place in enumerate(places[1:].tolist(), start=1):
        if not missing.size:
            break
        found[missing] = values[place][missing]
        which[missing] = number
        missing = missing[np.isnan(found[missing])]
    return found, which


def _interpolated(offsets: np.ndarray, values: np.ndarray, places: np.ndarray) -> np.ndarray:
    count = int((offsets <= 0).sum())
    before, first = _first_valid(values, places[:count])
    since = -offsets[:count][first]
    if count == len(offsets):
        return np.where(since == 0, before, np.float32(np.nan))
    after, second = _first_valid(values, places[count:])
    share = since / (since + offsets[count:][second])
    between = before.astype(np.float64) * (1 - share) + after.astype(np.float64) * share
    return np.where(since == 0, before, between.astype(np.float32))


def _windows(
    source: Epochs, target: Epochs, method: str, bounds: np.ndarray | None, window: np.timedelta64 | None
) -> tuple[Draw, ...]:
    if window is None and not target.has_periods:
        raise InputError(
            "WINDOW: the target's dates are moments without a period, so that a mean or sum needs the length of its "
            "window. Write for example 6 hours."
        )
    closes = target.ends
    opens = target.starts if window is None else closes - window
    if source.cadence.unit == "irregular":
        if method == "sum":
            raise InputError(
                "The dates are irregular, so that nobody knows how many values a sum should hold. Choose another way "
                "to match dates, or a predictor with a regular cadence."
            )
        order = np.argsort(source.ends, kind="stable")
        ends = source.ends[order]
        members: list[tuple[int, ...]] = [(index,) for index in order.tolist()]
    else:
        ends, members = _calendar(source, bounds, (closes - opens).max())
    moments = source.moments
    draws = []
    for opening, closing, moment in zip(opens, closes, target.moments):
        first, last = np.searchsorted(ends, (opening, closing), side="right")
        filled = [slot for slot in members[first:last] if slot]
        inside = np.array([index for slot in filled for index in slot], dtype=np.int64)
        slots = np.cumsum([0, *(len(slot) for slot in filled)])[:-1].astype(np.int64)
        draws.append(Draw(inside, (moments[inside] - moment).astype(np.float64), slots, int(last - first)))
    return tuple(draws)


def _calendar(
    source: Epochs, bounds: np.ndarray | None, longest: np.timedelta64
) -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """Return the end of every period that the cadence expects, a window beyond the record, and the epochs in each."""
    first, last = source.times[0] - longest, source.times[-1] + longest
    aligned = align(source.times, source.cadence, bounds=bounds, duplicates="mean", start=first, end=last)
    if source.cadence.unit == "month" or source.cadence.yearly_restart:
        return aligned.ends, list(aligned.sources)
    slot_of = {index: slot for slot, slot_members in enumerate(aligned.sources) for index in slot_members}
    beginnings = aligned.starts[[slot_of[index] for index in range(len(source.times))]]
    later = np.median((source.ends - beginnings).astype(np.int64)).astype("timedelta64[s]")
    return aligned.starts + later, list(aligned.sources)
