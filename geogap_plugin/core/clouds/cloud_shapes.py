"""Real cloud shapes laid over other images, to learn from what they hide."""

from __future__ import annotations

import numpy as np

_LEAST_LEFT = 0.1
_FEWEST_DATES = 3
_TRIES = 20


def lay_clouds(values: np.ndarray, share: float, seed: int) -> np.ndarray:
    """Return which known values shapes of missing ones hide that were moved to other images.

    Shapes are drawn as often as they occur and mirrored at random. An image keeps at least a tenth of its known
    pixels. Where some images are empty altogether, a share of the others, one at least, is emptied besides. A pixel
    keeps at least three dates.

    Parameters
    ----------
    values : ndarray, shape (T, h, w)
        NaN = missing. Pixels without any value are outside and have no part in it.
    share : float
        Share of the known values to lay clouds over, 0 to 1 (less where shapes are few or large), and of the images to
        empty.
    seed : int

    Returns
    -------
    ndarray of bool, shape (T, h, w)
    """
    known = np.isfinite(values)
    inside = known.any(axis=0)
    missing = inside & ~known
    hidden = np.zeros(values.shape, dtype=bool)
    cloudy, seen = missing.any(axis=(1, 2)), known.any(axis=(1, 2))
    targets, sources = np.flatnonzero(seen), np.flatnonzero(cloudy & seen)
    if targets.size <= _FEWEST_DATES:
        return hidden
    generator = np.random.default_rng(seed)
    wanted = share * np.count_nonzero(known)
    spare = known.sum(axis=0) - _FEWEST_DATES

    def lay(target: int, shape: np.ndarray, least: float) -> None:
        new = shape & known[target] & ~hidden[target] & (spare > 0)
        left = np.count_nonzero(known[target] & ~hidden[target]) - np.count_nonzero(new)
        if left >= least * np.count_nonzero(known[target]):
            hidden[target] |= new
            spare[new] -= 1

    if not seen.all():
        for target in generator.choice(targets, max(1, round(share * targets.size)), replace=False):
            lay(target, inside, 0.0)
    wanted += np.count_nonzero(hidden)
    for _ in range(_TRIES * len(values) if sources.size else 0):
        if np.count_nonzero(hidden) >= wanted:
            break
        target, source = generator.choice(targets), generator.choice(sources)
        if target != source:
            mirrored = missing[source][:: generator.choice((-1, 1)), :: generator.choice((-1, 1))]
            lay(target, mirrored, _LEAST_LEFT)
    return hidden
