"""Hidden values of a window beside what every method says of them, and their scores."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geogap_plugin.core.estimate import Estimate, joined
from geogap_plugin.core.gaps import gap_lengths
from geogap_plugin.core.series.harmonics import clock
from geogap_plugin.core.series.season_mean import seasonal_cycle
from geogap_plugin.core.trials.scoring import MethodScores, Scores, coverage, score_cells

from .windows import MONTH, Window


@dataclass(frozen=True)
class Filled:
    """H epochs at which some design hid values of N cells, those of one mask after those of another.

    Parameters
    ----------
    window : Window
    truth : ndarray, shape (H, N)
        Hidden values in cm; NaN where a cell's value was not hidden.
    season : ndarray, shape (H, N)
        The cell's mean of the calendar month over its whole record, cm.
    gap : ndarray of int, shape (H, N)
        Months of the gap that the hidden value lies in, with months beside it that were missing before.
    estimates : dict of str to Estimate
        Each of shape (H, N); NaN where a method was not asked.
    """

    window: Window
    truth: np.ndarray
    season: np.ndarray
    gap: np.ndarray
    estimates: "dict[str, Estimate]"

    @property
    def hidden(self) -> int:
        """Number of hidden values."""
        return int(np.isfinite(self.truth).sum())


def without(window: Window, mask: np.ndarray) -> np.ndarray:
    """Return the values of a window, shape (T, N), with those under a mask hidden."""
    return np.where(mask, np.nan, window.values)


def hide_and_fill(
    window: Window,
    masks: "Sequence[np.ndarray]",
    fill: "Callable[[int, np.ndarray], Mapping[str, Estimate]]",
) -> Filled:
    """Hide what each mask (T, N) says and keep what is said of it.

    Parameters
    ----------
    fill : callable
        Takes the number of a mask and the values that are left, shape (T, N); returns estimates of shape (T, N).
    """
    cycle = seasonal_cycle(window.values, clock(window.times, MONTH).seasons)
    truth, season, gap = [], [], []
    said: dict[str, list[Estimate]] = {}
    for number, mask in enumerate(masks):
        rows, given = mask.any(axis=1), without(window, mask)
        truth.append(np.where(mask, window.values, np.nan)[rows])
        season.append(cycle[rows])
        gap.append(gap_lengths(given)[rows])
        for name, estimate in fill(number, given).items():
            said.setdefault(name, []).append(estimate.at(rows))
    estimates = {name: joined(parts) for name, parts in said.items()}
    return Filled(window, np.concatenate(truth), np.concatenate(season), np.concatenate(gap), estimates)


def score(filled: Filled) -> Scores:
    """Score every method, cell by cell.

    A method that states no error has no coverage, and its continuous ranked probability score is its mean absolute
    error (Gneiting & Raftery 2007, J. Am. Stat. Assoc. 102, 359-378, section 4.2).
    """
    methods = {}
    for name, estimate in filled.estimates.items():
        cells = score_cells(filled.truth, estimate.mean, estimate.sd, filled.season)
        if not np.isfinite(estimate.sd).any():
            cells["crps"] = cells["mae"]
        methods[name] = MethodScores(cells, math.nan)
    return Scores(methods, filled.hidden)


def pool(scores: "Sequence[Scores]", cells: "Sequence[np.ndarray | slice]") -> Scores:
    """Join chosen cells of several windows; a method that one of them lacks is left out."""
    names = [name for name in scores[0].methods if all(name in part.methods for part in scores)]
    methods = {}
    for name in names:
        parts = [part.methods[name].cells for part in scores]
        metrics = {
            metric: np.concatenate([part[metric][chosen] for part, chosen in zip(parts, cells)]) for metric in parts[0]
        }
        methods[name] = MethodScores(metrics, math.nan)
    return Scores(methods, sum(part.hidden for part in scores))


def covered(
    windows: "Sequence[Filled]", method: str, level: float, chosen: "Sequence[np.ndarray]"
) -> "tuple[float, int]":
    """Return the share of hidden values inside a method's central interval, and how many values these were.

    Parameters
    ----------
    chosen : sequence of ndarray of bool, broadcast to (H, N)
        Which values of each window count.
    """
    truth, mean, sd = (
        np.concatenate([part.ravel() for part in parts])
        for parts in zip(
            *(
                (np.where(which, filled.truth, np.nan), filled.estimates[method].mean, filled.estimates[method].sd)
                for filled, which in zip(windows, chosen)
            )
        )
    )
    count = int(np.isfinite(truth + mean + sd).sum())
    return (float(coverage(truth, mean, sd, level)), count) if count else (math.nan, 0)
