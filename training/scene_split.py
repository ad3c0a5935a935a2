"""Splits scenes for training: whole days and blocks of space apart, and clouds of other dates over what is scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geogap_plugin.core.errors import InputError

FEWEST_DAYS = 3
SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Of a held-out scene's known pixels, what clouds are laid over: to all of the scene."""

_VALIDATION_SHARE, _TEST_SHARE = 0.2, 0.2
_LEAST_CLOUD, _MOST_CLOUD = 0.02, 0.95
_TRIES = 200


@dataclass(frozen=True)
class SceneSplit:
    """Which scenes are trained on, chosen with and scored on: indices, ascending.

    Scenes of one day are never in two parts: they see the same weather.
    """

    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray

    def describe(self) -> str:
        """Say it in words."""
        return (
            f"{len(self.training)} scenes are trained on, {len(self.validation)} choose the best epoch and the "
            f"calibration, {len(self.test)} are scored; no day is in two parts"
        )


def split_scenes(times: np.ndarray, seen: np.ndarray, seed: int) -> SceneSplit:
    """Split scenes by days, drawn at random: three fifths for training, a fifth for validation, a fifth for scores.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
    seen : ndarray of bool, shape (T,)
        Scenes with any known pixel; the others are in no part.
    seed : int

    Raises
    ------
    InputError
        If there are fewer than three days.
    """
    days = np.asarray(times).astype("datetime64[D]")
    found = np.unique(days[seen])
    if found.size < FEWEST_DAYS:
        raise InputError(
            f"The scenes are of {found.size} days; training with whole days held out needs {FEWEST_DAYS}. Fill with "
            "another method, or fetch more scenes."
        )
    order = np.random.default_rng([seed, 1]).permutation(found)
    test = max(1, round(_TEST_SHARE * found.size))
    validation = max(1, round(_VALIDATION_SHARE * found.size))
    parts = (order[test + validation :], order[test : test + validation], order[:test])
    return SceneSplit(*(np.flatnonzero(seen & np.isin(days, part)) for part in parts))


def held_out_blocks(window: tuple[slice, slice], block: int, share: float, seed: int) -> np.ndarray:
    """Return which pixels of a window lie in blocks that are never trained on, bool, shape (h, w).

    A block is the same whatever window sees it.
    """
    rows, columns = (np.arange(part.start, part.stop) // block for part in window)
    pairs = [np.random.default_rng([seed, 2, int(row), int(column)]).random() for row in np.unique(rows)
             for column in np.unique(columns)]  # fmt: skip
    drawn = np.array(pairs).reshape(np.unique(rows).size, np.unique(columns).size) < share
    return drawn[rows - rows[0]][:, columns - columns[0]]


def lay_over(values: np.ndarray, scene: int, share: float, rng: np.random.Generator) -> np.ndarray:
    """Return which known pixels of a scene are hidden under the shapes of other scenes' clouds, bool, shape (h, w).

    Shapes are mirrored at random and laid over one another until they hide at least the share; all is hidden where that
    is 1, or where no other scene has clouds.

    Parameters
    ----------
    values : ndarray, shape (T, h, w)
        NaN = missing. Pixels without any value are outside, not clouds.
    scene : int
    share : float
        Of the scene's known pixels, 0 to 1.
    rng : numpy.random.Generator
    """
    known = np.isfinite(values[scene])
    missing = np.isfinite(values).any(axis=0) & ~np.isfinite(values)
    size = missing.mean(axis=(1, 2))
    others = np.flatnonzero((size > _LEAST_CLOUD) & (size < _MOST_CLOUD) & (np.arange(len(values)) != scene))
    if share >= 1 or not others.size:
        return known
    hidden = np.zeros(known.shape, dtype=bool)
    for _ in range(_TRIES):
        if np.count_nonzero(hidden) >= share * np.count_nonzero(known):
            break
        shape = missing[rng.choice(others)]
        hidden |= shape[:: rng.choice((-1, 1)), :: rng.choice((-1, 1))] & known
    return hidden
