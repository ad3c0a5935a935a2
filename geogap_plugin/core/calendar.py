"""Cadences and calendars: which epochs a series should have, and which of its dates stand for which epoch."""

import re
from dataclasses import dataclass, field, replace

import numpy as np

from .errors import CalendarError

DUPLICATES = ("separate", "mean", "first", "last", "refuse")
"""What may be done with several dates in one period: see :func:`align`."""

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_DAY = np.timedelta64(86400, "s")
_MOSTLY = 0.9
"""Share of the dates of monthly data that have a month of their own, at least: GRACE has two solutions in some."""

_HALF_DAY, _FEW_HOURS = 43200, 6 * 3600
"""Seconds. Satellites in an orbit that keeps to the sun come within two hours, two of them within five."""

_MAX_EPOCHS = 1_000_000
_SHORTEST_SEASON_DAYS = 8


@dataclass(frozen=True)
class Cadence:
    """The expected spacing of the epochs of a series.

    Parameters
    ----------
    unit : {"month", "day", "hour", "minute", "second", "irregular"}
        What is counted. A year is twelve months.
    step : int
        How many units lie between two epochs.
    yearly_restart : bool
        True where the count begins anew on every 1 January, as in MODIS 8- and 16-day composites.
    """

    unit: str
    step: int = 1
    yearly_restart: bool = False

    @classmethod
    def parse(cls, text: str) -> "Cadence":
        """Read `month`, `8 days`, `16 days of year`, `year`, `irregular`, or an ISO 8601 period such as `P1M`.

        Raises
        ------
        CalendarError
            If the text is none of these.
        """
        words = text.strip().lower()
        if words in ("irregular", "none"):
            return cls("irregular")
        iso = re.fullmatch(r"p(?:(\d+)([ymwd])|t(\d+)([hms]))", words)
        if iso:
            count, letter = (iso[1], iso[2]) if iso[1] else (iso[3], "t" + iso[4])
            unit, factor = {
                "y": ("month", 12),
                "m": ("month", 1),
                "w": ("day", 7),
                "d": ("day", 1),
                "th": ("hour", 1),
                "tm": ("minute", 1),
                "ts": ("second", 1),
            }[letter]
            if int(count):
                return cls(unit, int(count) * factor)
        plain = re.fullmatch(r"(?:(\d+)[\s-]*)?(year|month|week|day|hour|minute|second)s?( of year)?", words)
        if plain and plain[1] != "0":
            unit, factor = {"year": ("month", 12), "week": ("day", 7)}.get(plain[2], (plain[2], 1))
            return cls(unit, int(plain[1] or 1) * factor, bool(plain[3]) and unit == "day")
        raise CalendarError(
            f"“{text}” is not a cadence. Write for example “month”, “8 days”, “day”, “3 hours” or “irregular”."
        )

    def __str__(self) -> str:
        if self.unit == "irregular" or self.step == 1:
            return self.unit
        return f"{self.step} {self.unit}s" + (" of year" if self.yearly_restart else "")

    @property
    def days(self) -> float:
        """Mean length of one step in days; NaN for an irregular series."""
        if self.unit == "irregular":
            return float("nan")
        if self.unit == "month":
            return self.step * 365.2425 / 12
        return self.step * _SECONDS[self.unit] / 86400

    @property
    def date_only(self) -> bool:
        """True where a date without a time of day names an epoch."""
        return self.unit in ("month", "day")


@dataclass(frozen=True)
class Alignment:
    """The epochs of a regular series and the source dates that stand for each.

    Parameters
    ----------
    cadence : Cadence
    times : ndarray of datetime64[s], shape (E,)
        Nominal date of each epoch: the middle of a month, the beginning of any other period.
    starts, ends : ndarray of datetime64[s], shape (E,)
        The half-open period that each epoch stands for.
    sources : tuple of tuple of int
        For each epoch, the indices of the dates that were given; empty where the epoch is missing.
    notes : tuple of str
        What was decided about dates that share a period, for the log and the report.
    """

    cadence: Cadence
    times: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    sources: "tuple[tuple[int, ...], ...]"
    notes: "tuple[str, ...]" = field(default=())

    @property
    def missing(self) -> np.ndarray:
        """Epochs that the calendar expects and the series lacks, shape (E,), bool."""
        return np.array([not members for members in self.sources], dtype=bool)

    def labels(self) -> "list[str]":
        """Return the shortest unambiguous ISO 8601 label of every epoch (`2010-01` for months)."""
        return [epoch_label(time, self.cadence) for time in self.times]

    def within(self, first: np.datetime64, last: np.datetime64) -> "Alignment | None":
        """Return the epochs that begin in a period, up to the last one with a date; None if none of them has one.

        Parameters
        ----------
        first, last : datetime64 of one precision
            Such as the first and the last month, both included.
        """
        begins = self.starts.astype(first.dtype)
        kept = np.flatnonzero((begins >= first) & (begins <= min(last, begins[~self.missing].max())))
        sources = tuple(self.sources[epoch] for epoch in kept)
        if not any(sources):
            return None
        labels = {epoch_label(moment, self.cadence) for moment in (*self.times[kept], *self.starts[kept])}
        return replace(
            self,
            times=self.times[kept],
            starts=self.starts[kept],
            ends=self.ends[kept],
            sources=sources,
            notes=tuple(note for note in self.notes if note.partition(": ")[0] in labels),
        )


def epoch_label(time: np.datetime64, cadence: Cadence) -> str:
    """Return an epoch's ISO 8601 label in the precision of its cadence: `2010-01`, `2010-01-09`, `2010-01-09T06:00`."""
    precision = "M" if cadence.unit == "month" else "D" if cadence.unit == "day" else "m"
    if cadence.unit == "irregular":
        precision = next(unit for unit in ("D", "m", "s") if time == time.astype(f"datetime64[{unit}]"))
    return str(time.astype(f"datetime64[{'s' if cadence.unit == 'second' else precision}]"))


def as_times(times: np.ndarray) -> np.ndarray:
    """Return `times` as datetime64[s]; raise CalendarError when there are none or one is not a time."""
    times = np.asarray(times).astype("datetime64[s]")
    if times.ndim != 1 or times.size == 0:
        raise CalendarError("The series has no dates.")
    if np.isnat(times).any():
        raise CalendarError(f"Epoch {int(np.flatnonzero(np.isnat(times))[0]) + 1} of the series has no date.")
    return times


def decimal_years(times: np.ndarray) -> np.ndarray:
    """Return times as decimal years (float64): 2010.5 is the middle of 2010, leap years included."""
    times = as_times(times)
    years = times.astype("datetime64[Y]")
    begin = years.astype("datetime64[s]")
    length = (years + 1).astype("datetime64[s]") - begin
    return years.astype(int) + 1970 + (times - begin) / length


def detect_cadence(times: np.ndarray) -> Cadence:
    """Detect the expected spacing from the dates alone.

    A spacing counts as regular when nine in ten steps between neighbouring dates are whole multiples of the
    most frequent one (within a tenth of it), so that missing dates do not hide the cadence. Monthly and longer
    spacings are judged by calendar months. Dates at any hour of the day, such as overpasses of the Space Station, are
    irregular, however many days lie between them.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
    """
    unique = np.unique(as_times(times))
    if unique.size < 3:
        return _cadence_of_few(unique)
    steps = np.diff(unique).astype("timedelta64[s]").astype(np.int64)
    typical_days = np.median(steps) / 86400
    for months, low, high in ((1, 27.5, 31.5), (3, 88, 93), (12, 364, 367)):
        if low <= typical_days <= high and _keep_months(unique, months):
            return Cadence("month", months)
    if np.median(steps) > 40 * 86400:
        step = _common_step(np.diff(unique.astype("datetime64[M]").astype(int)))
        return Cadence("month", step) if step else Cadence("irregular")
    if np.all(unique == unique.astype("datetime64[D]")) or typical_days >= 0.9:
        days = np.diff(unique.astype("datetime64[D]").astype(int))
        restart = _restarts_yearly(unique, days)
        if restart:
            return Cadence("day", restart, yearly_restart=True)
        step = _common_step(days[days > 0]) if _at_one_hour(unique) else 0
        return Cadence("day", step) if step else Cadence("irregular")
    step = _common_step(steps)
    for unit in ("hour", "minute", "second"):
        if step and step % _SECONDS[unit] == 0:
            return Cadence(unit, step // _SECONDS[unit])
    return Cadence("irregular")


def _cadence_of_few(unique: np.ndarray) -> Cadence:
    if unique.size == 2 and 27 <= (unique[1] - unique[0]) / _DAY <= 32:
        return Cadence("month")
    return Cadence("irregular")


def _keep_months(unique: np.ndarray, months: int) -> bool:
    """Whether nearly every date has a period of its own: scenes of a satellite, now two and now none, do not."""
    periods = unique.astype("datetime64[M]").astype(int) // months
    return bool(np.unique(periods).size >= _MOSTLY * unique.size - 1)


def _common_step(steps: np.ndarray) -> int:
    """Most frequent step if nine in ten steps are whole multiples of it (within a tenth of it), else 0."""
    values, counts = np.unique(steps, return_counts=True)
    step = int(values[np.argmax(counts)])
    if step <= 0:
        return 0
    ratio = steps / step
    whole = (np.abs(ratio - np.round(ratio)) <= 0.1) & (np.round(ratio) >= 1)
    return step if whole.mean() >= 0.9 and counts.max() >= 0.3 * steps.size else 0


def _at_one_hour(unique: np.ndarray) -> bool:
    """Whether nine in ten dates lie within a few hours of the day; noon and midnight both stand for a whole day."""
    of_day = np.sort((unique - unique.astype("datetime64[D]")).astype("timedelta64[s]").astype(np.int64))
    if not (of_day % _HALF_DAY).any():
        return True
    around = np.concatenate([of_day, of_day + 2 * _HALF_DAY])
    inside = np.searchsorted(around, of_day + _FEW_HOURS, side="right") - np.arange(of_day.size)
    return bool(inside.max() >= _MOSTLY * of_day.size)


def _restarts_yearly(unique: np.ndarray, days: np.ndarray) -> int:
    """Composite length in days if the dates count from every 1 January, else 0."""
    values, counts = np.unique(days[days > 0], return_counts=True)
    step = int(values[np.argmax(counts)])
    day_of_year = (unique.astype("datetime64[D]") - unique.astype("datetime64[Y]")).astype(int)
    crosses_years = unique[0].astype("datetime64[Y]") != unique[-1].astype("datetime64[Y]")
    return step if step in (4, 5, 8, 10, 16) and crosses_years and np.all(day_of_year % step == 0) else 0


def _slots(times: np.ndarray, cadence: Cadence, origin: np.datetime64) -> np.ndarray:
    """Index of the period that each time falls in, counted from an epoch-independent origin where there is one."""
    if cadence.unit == "month":
        return times.astype("datetime64[M]").astype(np.int64) // cadence.step
    if cadence.yearly_restart:
        years = times.astype("datetime64[Y]")
        day_of_year = (times.astype("datetime64[D]") - years).astype(np.int64)
        return years.astype(np.int64) * -(-366 // cadence.step) + day_of_year // cadence.step
    offset = (times - origin).astype(np.int64)
    length = cadence.step * _SECONDS[cadence.unit]
    if cadence.unit == "day" and cadence.step == 1:
        return offset // length
    return np.round(offset / length).astype(np.int64)


def _slot_starts(slots: np.ndarray, cadence: Cadence, origin: np.datetime64) -> np.ndarray:
    if cadence.unit == "month":
        return (slots * cadence.step).astype("datetime64[M]").astype("datetime64[s]")
    if cadence.yearly_restart:
        per_year = -(-366 // cadence.step)
        years = (slots // per_year).astype("datetime64[Y]")
        starts = years.astype("datetime64[D]") + (slots % per_year) * cadence.step
        return np.minimum(starts, (years + 1).astype("datetime64[D]")).astype("datetime64[s]")
    return origin + slots * np.timedelta64(cadence.step * _SECONDS[cadence.unit], "s")


def _origin(times: np.ndarray, cadence: Cadence) -> np.datetime64:
    first = times.min()
    return first.astype("datetime64[D]").astype("datetime64[s]") if cadence.unit == "day" else first


def align(
    times: np.ndarray,
    cadence: Cadence,
    *,
    bounds: "np.ndarray | None" = None,
    duplicates: str = "separate",
    start: "np.datetime64 | None" = None,
    end: "np.datetime64 | None" = None,
) -> Alignment:
    """Lay dates onto the calendar that their cadence expects.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
        Dates in any order.
    cadence : Cadence
    bounds : ndarray of datetime64, shape (T, 2), optional
        First and last moment that each date stands for, where the source knows them.
    duplicates : {"separate", "mean", "first", "last", "refuse"}
        Several dates in one period: `separate` keeps them apart (a date that reaches into an empty
        neighbouring period takes that one, as GRACE's solution of 17 December to 16 January takes December;
        otherwise both stay, with their own dates), `mean` averages them, `first` and `last` take one,
        `refuse` raises.
    start, end : datetime64, optional
        The calendar reaches at least from `start` to `end`.

    Returns
    -------
    Alignment

    Raises
    ------
    CalendarError
        If there are no dates, the calendar would be absurdly long, or duplicates are refused.
    """
    times = as_times(times)
    if duplicates not in DUPLICATES:
        raise CalendarError(f"“{duplicates}” is not a way to treat duplicates; choose one of {', '.join(DUPLICATES)}.")
    if cadence.unit == "irregular":
        return _align_irregular(times, duplicates)
    reach = [times] + [np.array([moment], dtype="datetime64[s]") for moment in (start, end) if moment is not None]
    origin = _origin(times, cadence)
    slots = _slots(times, cadence, origin)
    reached = _slots(np.concatenate(reach), cadence, origin)
    first, last = int(reached.min()), int(reached.max())
    if last - first >= _MAX_EPOCHS:
        raise CalendarError(
            f"With a cadence of one {cadence}, the dates {times.min()} to {times.max()} make "
            f"{last - first + 1} epochs, more than {_MAX_EPOCHS}. Give a longer cadence."
        )
    starts = _slot_starts(np.arange(first, last + 2), cadence, origin)
    members: dict[int, list[int]] = {}
    for index in np.argsort(times, kind="stable"):
        members.setdefault(int(slots[index]) - first, []).append(int(index))
    notes: list[str] = []
    if duplicates == "separate":
        notes += _move_to_empty_neighbours(members, times, bounds, starts, cadence)
    epochs = []
    for slot in range(last - first + 1):
        if starts[slot] == starts[slot + 1]:  # a yearly count may leave an empty last period
            continue
        nominal = _nominal(starts[slot], starts[slot + 1], cadence)
        for moment, sources in _resolve(members.get(slot, []), times, nominal, duplicates, notes, cadence):
            epochs.append((moment, starts[slot], starts[slot + 1], sources))
    moments, begins, ends, members_of = zip(*epochs)
    return Alignment(
        cadence,
        np.array(moments, "datetime64[s]"),
        np.array(begins, "datetime64[s]"),
        np.array(ends, "datetime64[s]"),
        tuple(members_of),
        tuple(notes),
    )


def _nominal(start: np.datetime64, end: np.datetime64, cadence: Cadence) -> np.datetime64:
    if cadence.unit != "month":
        return start
    return (start + (end - start) // 2).astype("datetime64[D]").astype("datetime64[s]")


def _resolve(
    sources: "list[int]",
    times: np.ndarray,
    nominal: np.datetime64,
    duplicates: str,
    notes: "list[str]",
    cadence: Cadence,
) -> "list[tuple[np.datetime64, tuple[int, ...]]]":
    """Return the epochs that one period becomes, as (nominal date, source indices)."""
    if len(sources) < 2:
        return [(nominal, tuple(sources))]
    dates = " and ".join(str(times[index].astype("datetime64[D]")) for index in sources)
    where = epoch_label(nominal, cadence)
    if duplicates == "refuse":
        raise CalendarError(
            f"{dates} fall in the same period ({where}). Keep them apart, average them or take one: see Duplicates."
        )
    if duplicates == "mean":
        notes.append(f"{where}: mean of {dates}")
        return [(nominal, tuple(sources))]
    if duplicates in ("first", "last"):
        chosen = sources[0 if duplicates == "first" else -1]
        notes.append(f"{where}: {times[chosen].astype('datetime64[D]')} taken from {dates}")
        return [(nominal, (chosen,))]
    notes.append(f"{where}: {dates} kept apart")
    return [(times[index], (index,)) for index in sources]


def _move_to_empty_neighbours(
    members: "dict[int, list[int]]",
    times: np.ndarray,
    bounds: "np.ndarray | None",
    starts: np.ndarray,
    cadence: Cadence,
) -> "list[str]":
    """Give a date that shares its period to the empty neighbouring period that it reaches into."""
    notes = []
    for slot in sorted(slot for slot, sources in members.items() if len(sources) > 1):
        for index, neighbour in ((members[slot][0], slot - 1), (members[slot][-1], slot + 1)):
            inside = 0 <= neighbour < len(starts) - 1
            if len(members[slot]) < 2 or not inside or neighbour in members:
                continue
            if _reaches(times[index], None if bounds is None else bounds[index], starts, slot, neighbour):
                members[slot].remove(index)
                members[neighbour] = [index]
                nominal = _nominal(starts[neighbour], starts[neighbour + 1], cadence)
                notes.append(f"{epoch_label(nominal, cadence)}: solution of {times[index].astype('datetime64[D]')}")
    return notes


def _reaches(time: np.datetime64, bound: "np.ndarray | None", starts: np.ndarray, slot: int, neighbour: int) -> bool:
    """Whether a date's own bounds overlap a neighbouring period; without bounds, whether it lies on that side."""
    if bound is not None and not np.isnat(bound).any():
        return bool(bound[0] < starts[neighbour + 1] and bound[1] > starts[neighbour])
    middle = starts[slot] + (starts[slot + 1] - starts[slot]) // 2
    return bool(time < middle if neighbour < slot else time > middle)


def _align_irregular(times: np.ndarray, duplicates: str) -> Alignment:
    notes: list[str] = []
    epochs = []
    for moment in np.unique(times):
        same = [int(index) for index in np.flatnonzero(times == moment)]
        epochs += _resolve(same, times, moment, duplicates, notes, Cadence("irregular"))
    moments = np.array([moment for moment, _ in epochs], "datetime64[s]")
    starts, ends = epoch_ranges(moments, Cadence("irregular"))
    return Alignment(Cadence("irregular"), moments, starts, ends, tuple(sources for _, sources in epochs), tuple(notes))


def epoch_ranges(times: np.ndarray, cadence: Cadence) -> "tuple[np.ndarray, np.ndarray]":
    """Return the half-open period that each epoch stands for.

    An irregular epoch reaches halfway to its neighbours, so that an animation shows every epoch once.

    Returns
    -------
    starts, ends : ndarray of datetime64[s], shape (T,)
    """
    times = as_times(times)
    if cadence.unit != "irregular":
        origin = _origin(times, cadence)
        slots = _slots(times, cadence, origin)
        return _slot_starts(slots, cadence, origin), _slot_starts(slots + 1, cadence, origin)
    unique, inverse = np.unique(times, return_inverse=True)
    if unique.size == 1:
        return times, times + _DAY
    middles = unique[:-1] + np.diff(unique) // 2
    first, last = unique[0] - (middles[0] - unique[0]), unique[-1] + (unique[-1] - middles[-1])
    edges = np.concatenate([[first], middles, [last]])
    return edges[:-1][inverse], edges[1:][inverse]


def season_length(cadence: Cadence) -> int:
    """Return the number of phases in a year that a seasonal climatology distinguishes.

    Monthly data have twelve; shorter cadences have one for every step of at least eight days, so that each phase
    sees several years' observations; irregular data have twelve.
    """
    if cadence.unit == "irregular":
        return 12
    if cadence.unit == "month":
        return max(1, 12 // cadence.step)
    return int(np.ceil(365 / max(cadence.days, _SHORTEST_SEASON_DAYS)))


def season_index(times: np.ndarray, cadence: Cadence) -> np.ndarray:
    """Return the phase of the year of each time, an int from 0 to `season_length(cadence) - 1`, shape (T,)."""
    times = as_times(times)
    if cadence.unit in ("irregular", "month"):
        step = cadence.step if cadence.unit == "month" else 1
        return (times.astype("datetime64[M]").astype(int) % 12) // step % season_length(cadence)
    day_of_year = (times.astype("datetime64[D]") - times.astype("datetime64[Y]")).astype(int)
    width = max(cadence.days, _SHORTEST_SEASON_DAYS)
    return np.minimum((day_of_year / width).astype(int), season_length(cadence) - 1)
