"""Hidden values, side by side with what every method said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence
from ..cancellation import checkpoint
from ..estimate import Estimate, Method, joined
from ..gaps import gap_lengths, runs
from ..regions.places import Places
from ..series.harmonics import clock
from ..series.season_mean import seasonal_cycle
from .designs import Plan


@dataclass(frozen=True)
class HiddenValues:
    """H hidden values and the estimates of them; a value that several repetitions hid stands there several times.

    Parameters
    ----------
    truth : ndarray, shape (H,)
        In the unit of the series.
    season : ndarray, shape (H,)
        The cell's mean of the season over its whole record, hidden values included.
    cell, epoch, repetition : ndarray of int, shape (H,)
        Where and in which repetition the value was hidden.
    gap : ndarray of int, shape (H,)
        Which gap it lay in: gaps of several repetitions that overlap in time count as one, as they share their weather.
    gap_length : ndarray of int, shape (H,)
        Epochs of the gap in the cell's record, with values beside it that were missing before.
    estimates : dict of str to Estimate
        Each with arrays of shape (H,).
    """

    truth: np.ndarray
    season: np.ndarray
    cell: np.ndarray
    epoch: np.ndarray
    repetition: np.ndarray
    gap: np.ndarray
    gap_length: np.ndarray
    estimates: dict[str, Estimate]

    def where(self, chosen: np.ndarray) -> HiddenValues:
        """Return some of the values, by mask or index."""
        return HiddenValues(
            self.truth[chosen],
            self.season[chosen],
            self.cell[chosen],
            self.epoch[chosen],
            self.repetition[chosen],
            self.gap[chosen],
            self.gap_length[chosen],
            {name: estimate.at(chosen) for name, estimate in self.estimates.items()},
        )


def hide_and_fill(
    times: np.ndarray,
    values: np.ndarray,
    places: Places,
    plans: Sequence[Plan],
    cadence: Cadence,
    methods_of: Callable[[int, np.ndarray], Mapping[str, Method]],
    progress: Callable[[float], None] = lambda share: None,
) -> HiddenValues:
    """Hide what each plan says, let every method fill it, and keep what was hidden and scored.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing.
    places : Places
        Of the same cells.
    plans : sequence of Plan
        The repetitions, each filled on its own.
    cadence : Cadence
    methods_of : callable
        Takes the number of a repetition and the values (T, N) without what is withheld; returns its methods, the same
        names every time. Neither they nor what makes them is ever given a withheld value.
    progress : callable
        Called with the share done, 0 to 1.

    Returns
    -------
    HiddenValues
        Of those values that all methods had an answer for.
    """
    values = np.asarray(values, dtype=np.float64)
    cycle = seasonal_cycle(values, clock(times, cadence).seasons)
    epochs, cells, lengths = [], [], []
    said: dict[str, list[Estimate]] = {}
    for number, plan in enumerate(plans):
        checkpoint()
        hiding = plan.hide(values, places)
        given = np.where(hiding.withheld, np.nan, values)
        at = np.nonzero(hiding.scored)
        epochs.append(at[0])
        cells.append(at[1])
        lengths.append(gap_lengths(given)[at])
        for name, method in methods_of(number, given).items():
            checkpoint()
            estimate = method(times, given.copy(), cadence)
            said.setdefault(name, []).append(estimate.at(at))
        progress((number + 1) / len(plans))
    repetition = np.repeat(np.arange(len(plans)), [part.size for part in epochs])
    epoch, cell, length = np.concatenate(epochs), np.concatenate(cells), np.concatenate(lengths)
    estimates = {name: joined(parts) for name, parts in said.items()}
    hidden = HiddenValues(
        values[epoch, cell],
        cycle[epoch, cell],
        cell,
        epoch,
        repetition,
        _gaps(repetition, epoch, length, ~np.isfinite(values).any(axis=1)),
        length,
        estimates,
    )
    return hidden.where(np.all([np.isfinite(estimate.mean) for estimate in estimates.values()], axis=0))


def _gaps(repetition: np.ndarray, epoch: np.ndarray, length: np.ndarray, absent: np.ndarray) -> np.ndarray:
    """Return a number for the gap that each value lies in, shape (H,).

    A gap is a run of epochs at which a repetition hides something or nothing was there to hide (`absent`, shape (T,));
    where scattered pixels make a run longer than any cell's gap, it is cut to that length. A gap that begins inside
    another, of whichever repetition, joins it.
    """
    if not epoch.size:
        return np.zeros(0, dtype=int)
    longest = int(length.max())
    gaps = []
    for number in np.unique(repetition):
        hidden = absent.copy()
        hidden[epoch[repetition == number]] = True
        for first, count in runs(hidden):
            if not absent[first : first + count].all():
                cuts = range(first, first + count, longest)
                gaps += [(start, min(start + longest, first + count), number) for start in cuts]
    index = np.zeros((int(repetition.max()) + 1, absent.size), dtype=int)
    current, end = -1, -1
    for first, last, number in sorted(gaps):
        if first >= end:
            current, end = current + 1, last
        index[number, first:last] = current
    return index[repetition, epoch]
