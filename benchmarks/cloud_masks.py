"""Masks for the clouds benchmark: real shapes of what is missing, laid over other images until a share is reached."""

import numpy as np

_MOST_HIDDEN = 0.95
_LEAST_CLOUD = 0.02
_TRIES = 10_000


def more_masked(values: np.ndarray, share: float, seed: int, seasons: int = 0) -> np.ndarray:
    """Hide known values of a stack (T, h, w) until a share of all of its values is missing.

    The shape of what is missing in one image, mirrored at random, is laid over another; the two are drawn at random. An
    image that would lose more than 95 % is left alone.

    Parameters
    ----------
    values : ndarray, shape (T, h, w)
        NaN = missing.
    share : float
        Of all values, 0 to 1.
    seed : int
    seasons : int
        If not 0, every second shape is laid over the images of one season in all years, T = years x seasons, so that no
        year shows what lies there.

    Returns
    -------
    ndarray of bool, shape (T, h, w)
        What was known and is hidden.
    """
    generator = np.random.default_rng(seed)
    missing = ~np.isfinite(values)
    masked = missing.copy()
    sources = np.flatnonzero(missing.mean(axis=(1, 2)) > _LEAST_CLOUD)
    for number in range(_TRIES):
        if masked.mean() >= share:
            break
        target = int(generator.integers(len(values)))
        shape = _mirrored(missing[generator.choice(sources)], generator)
        chosen = np.arange(target % seasons, len(values), seasons) if seasons and number % 2 else [target]
        for image in chosen:
            if (masked[image] | shape).mean() <= _MOST_HIDDEN:
                masked[image] |= shape
    return masked & ~missing


def clouded(values: np.ndarray, image: int, share: float, seed: int) -> np.ndarray:
    """Hide at least a share of the known pixels of one image (h, w) under clouds of other images; all where it is 1."""
    known = np.isfinite(values[image])
    if share >= 1:
        return known
    generator = np.random.default_rng(seed)
    inside = np.isfinite(values).any(axis=0)
    hidden = np.zeros(known.shape, dtype=bool)
    missing = inside & ~np.isfinite(values)
    size = missing.sum(axis=(1, 2)) / np.count_nonzero(inside)
    others = np.flatnonzero((size > _LEAST_CLOUD) & (size < _MOST_HIDDEN) & (np.arange(len(values)) != image))
    for _ in range(_TRIES):
        if np.count_nonzero(hidden) >= share * np.count_nonzero(known):
            break
        hidden |= _mirrored(missing[generator.choice(others)], generator) & known
    return hidden


def _mirrored(shape: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    return shape[:: generator.choice((-1, 1)), :: generator.choice((-1, 1))]
