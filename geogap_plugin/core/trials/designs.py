"""Designs of a test: a plan for each repetition of what is withheld from the methods, and what of it is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..errors import InputError
from ..regions.places import Places
from .hiding import (
    block_epochs,
    hide_known,
    missing_inside,
    pattern_shifts,
    record_length,
    scattered_epochs,
    typical_gap,
)

BUFFER_KM = 300.0
"""Width of the belt around a left-out region that is withheld, too, but not scored."""

_SCATTERED_EPOCHS = 20
_LENGTH_WITHOUT_GAPS = 11
_REGION_SHARE = 0.1
_LATEST_BEGINNING = 1 / 3
_METRE = 0.001
"""In km: rounding does not decide whether the outermost cell belongs to a region."""


@dataclass(frozen=True)
class Hiding:
    """What one repetition hides of a block of cells.

    Parameters
    ----------
    withheld : ndarray of bool, shape (T, N)
        Known values that no method may see.
    scored : ndarray of bool, shape (T, N)
        Those of them that the fillings are judged on.
    """

    withheld: np.ndarray
    scored: np.ndarray


class Plan(Protocol):
    """One repetition, laid down for the whole series: it hides the same values whatever the block of cells."""

    def hide(self, values: np.ndarray, places: Places) -> Hiding:
        """Return what is hidden of `values` (T, N; NaN = missing) in cells at `places`."""
        ...


@dataclass(frozen=True)
class EpochPlan:
    """Hides the same epochs in all cells.

    Parameters
    ----------
    withheld, scored : ndarray of bool, shape (T,)
    """

    withheld: np.ndarray
    scored: np.ndarray

    def hide(self, values: np.ndarray, places: Places) -> Hiding:
        """Return what is hidden; see :class:`Plan`."""
        withheld = hide_known(values, self.withheld[:, np.newaxis])
        return Hiding(withheld, withheld & self.scored[:, np.newaxis])


@dataclass(frozen=True)
class ShapePlan:
    """Lays the shapes of the series' own missing values over other epochs.

    Parameters
    ----------
    source : ndarray of int, shape (T,)
        For each epoch the one whose shape is laid over it; -1 for none.
    """

    source: np.ndarray

    def hide(self, values: np.ndarray, places: Places) -> Hiding:
        """Return what is hidden; see :class:`Plan`."""
        missing = ~np.isfinite(values)
        hidden = hide_known(values, missing[self.source] & (self.source >= 0)[:, np.newaxis])
        return Hiding(hidden, hidden)


@dataclass(frozen=True)
class RegionPlan:
    """Hides a disc of cells, and a belt around it that is not scored, over some epochs.

    Parameters
    ----------
    epochs : ndarray of bool, shape (T,)
    centre : tuple of float
        x and y.
    radius_km : float
        Of the disc that is scored; the belt is :data:`BUFFER_KM` wide.
    """

    epochs: np.ndarray
    centre: tuple[float, float]
    radius_km: float

    def hide(self, values: np.ndarray, places: Places) -> Hiding:
        """Return what is hidden; see :class:`Plan`."""
        distance = places.distance_km(*self.centre)
        withheld = hide_known(values, self.epochs[:, np.newaxis] & (distance <= self.radius_km + BUFFER_KM))
        return Hiding(withheld, withheld & (distance <= self.radius_km))


def block(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan blocks of `length` epochs over all cells, spread evenly; see :func:`.hiding.blocks`."""
    return [_epochs(len(values), epochs) for epochs in block_epochs(len(values), count, length)]


def own(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan the data's own missing pattern, shifted in time; see :func:`.hiding.own_pattern`."""
    missing_inside(values)
    epochs = np.arange(len(values))
    return [ShapePlan((epochs - shift) % len(values)) for shift in pattern_shifts(len(values), count, seed)]


def scattered(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan twenty single epochs (at most a quarter of the observed ones) at random; see :func:`.hiding.scattered`."""
    chosen = scattered_epochs(values, count, _SCATTERED_EPOCHS, seed)
    return [_epochs(len(values), epochs) for epochs in chosen]


def begin(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan hindcasts: the beginning of the record, and of records made to begin later.

    The first repetition hides the first `length` observed epochs (at most a quarter). Each further one withholds
    everything up to a later date, at most a third of the way in, and scores the last `length` epochs of that, as if
    the record had begun there: one beginning alone would say nothing of the spread.
    """
    seen = np.flatnonzero(np.isfinite(values).any(axis=1))
    length = min(length, seen.size // 4)
    if not length:
        return []
    plans: list[Plan] = []
    for first in np.unique(np.linspace(0, seen.size * _LATEST_BEGINNING, count).astype(int)):
        scored = seen[first : first + length]
        plans.append(_epochs(len(values), scored, withheld=range(scored[-1] + 1)))
    return plans


def region(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan regions that are left out, each with a tenth of the cells, over one of as many blocks of epochs.

    The first centre is drawn at random, each further one is the cell farthest from those before.

    A method that works cell by cell uses nothing of a cell's neighbours, so that hiding them changes its estimate of
    a cell by nothing. What does reach across cells is the choice between methods, their blend and the calibration
    of their uncertainties: this design measures whether these, learnt without the region and 300 km around it in
    that period, carry over to the region.
    """
    generator = np.random.default_rng(seed)
    size = max(1, round(_REGION_SHARE * len(places.x)))
    chosen = int(generator.integers(len(places.x)))
    nearest = np.full(len(places.x), np.inf)
    plans: list[Plan] = []
    for epochs in block_epochs(len(values), count, length):
        centre = (float(places.x[chosen]), float(places.y[chosen]))
        distance = places.distance_km(*centre)
        radius = float(np.sort(distance)[size - 1]) + _METRE
        plans.append(RegionPlan(_mask(len(values), epochs), centre, radius))
        nearest = np.minimum(nearest, distance)
        chosen = int(np.argmax(nearest))
    return plans


def cloud(values: np.ndarray, places: Places, count: int, length: int, seed: int) -> list[Plan]:
    """Plan real cloud shapes: what is missing at an epoch is laid over another, for twenty epochs at a time.

    Shapes are drawn as often as they occur; where the series has images that are empty altogether, each repetition
    has at least one.
    """
    missing = missing_inside(values)
    inside = np.isfinite(values).any(axis=0)
    cloudy, empty = (np.flatnonzero(some(missing[:, inside], axis=1)) for some in (np.any, np.all))
    generator = np.random.default_rng(seed)
    plans: list[Plan] = []
    for targets in scattered_epochs(values, count, _SCATTERED_EPOCHS, seed):
        shapes = generator.choice(cloudy, targets.size)
        if empty.size and targets.size and not np.isin(shapes, empty).any():
            shapes[0] = generator.choice(empty)
        source = np.full(len(values), -1)
        source[targets] = shapes
        plans.append(ShapePlan(source))
    return plans


DESIGNS: dict[str, Callable[[np.ndarray, Places, int, int, int], list[Plan]]] = {
    "own": own,
    "block": block,
    "scattered": scattered,
    "begin": begin,
    "region": region,
    "cloud": cloud,
}
"""All designs; each takes values (T, N), places, the number of repetitions, the epochs of a block, and a seed."""


def plan_design(
    design: str, values: np.ndarray, places: Places, *, count: int = 10, length: int = 11, seed: int = 0
) -> list[Plan]:
    """Lay down the repetitions of a design.

    Parameters
    ----------
    design : str
        One of :data:`DESIGNS`.
    values : ndarray, shape (T, N)
        A sample of the cells; NaN = missing.
    places : Places
        Of the same cells.
    count : int
        Repetitions; each is filled on its own.
    length : int
        Epochs of a block, for `block`, `begin` and `region`; at most a quarter of the record.
    seed : int

    Returns
    -------
    list of Plan
        Without those that hide nothing of the sample.

    Raises
    ------
    InputError
        If the record is too short, or nothing can be hidden.
    """
    record_length(values)
    plans = DESIGNS[design](values, places, count, length, seed) if values.size else []
    plans = [plan for plan in plans if plan.hide(values, places).scored.any()]
    if not plans:
        raise InputError(
            f"The design “{design}” can hide no known value: the series has too few observations. "
            "Choose another design or a longer series."
        )
    return plans


def default_length(values: np.ndarray) -> int:
    """Return the epochs of a block where none are given: the longest gap that all cells share, else eleven."""
    shared = ~np.isfinite(values).any(axis=1)
    return typical_gap(values) if shared.any() else _LENGTH_WITHOUT_GAPS


def _mask(epochs: int, chosen: Iterable[int]) -> np.ndarray:
    mask = np.zeros(epochs, dtype=bool)
    mask[list(chosen)] = True
    return mask


def _epochs(count: int, scored: Iterable[int], withheld: Iterable[int] | None = None) -> EpochPlan:
    hidden = _mask(count, scored)
    return EpochPlan(hidden if withheld is None else _mask(count, withheld), hidden)
