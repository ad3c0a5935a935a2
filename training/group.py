"""Encoded training data of any task, drawn in sets that share no random number and kept in a cache between runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .recipe import Recipe

PURPOSES = ("training", "validation", "calibration", "test")
"""Sets of data that share no random number; their order is part of the seeds."""

_CACHE_FORMAT = 2


@dataclass(frozen=True)
class Group:
    """Encoded series of one length, or images of one size.

    Parameters
    ----------
    inputs : ndarray of float, shape (N, T, F) or (N, h, w, F)
    target : ndarray of float32, shape (N, T) or (N, h, w)
        The true values, standardised as the inputs are.
    hidden : ndarray of bool, shape (N, T) or (N, h, w)
        Values that were hidden from the inputs: the only ones that count.
    distance : ndarray of float32, shape (N, T) or (N, h, w)
        Epochs, or pixels, to the nearest observation.
    """

    inputs: np.ndarray
    target: np.ndarray
    hidden: np.ndarray
    distance: np.ndarray


def joined(parts: list[Group]) -> Group:
    """Return groups one after the other."""
    return Group(*(np.concatenate([getattr(part, name) for part in parts]) for name in Group.__dataclass_fields__))


def cached(
    recipe: Recipe, purpose: str, length: int, count: int, sources: list[Path], cache: Path, make: Callable[[], Group]
) -> Group:
    """Return a group from the cache, or make and keep it.

    Parameters
    ----------
    recipe : Recipe
    purpose : str
        One of :data:`PURPOSES`.
    length, count : int
        Epochs, and how many series or images.
    sources : list of Path
        The code that makes the numbers: a change of it makes the cache stale.
    cache : Path
        Folder in which encoded data are kept.
    make : callable
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    settings = recipe.settings
    key = json.dumps(
        [_CACHE_FORMAT, settings.seed, settings.size, purpose, length, count, recipe.baseline, recipe.cadence, digest]
    )
    path = cache / f"{purpose}-{length}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            return Group(**{name: stored[name] for name in Group.__dataclass_fields__})
    group = make()
    cache.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part.npz")
    np.savez(aside, **{name: getattr(group, name) for name in Group.__dataclass_fields__})
    aside.replace(path)
    return group
