"""Training data: synthetic series, encoded as the plugin encodes real ones, kept in a cache between runs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geogap_plugin.core import features
from geogap_plugin.core.calendar import Cadence

from . import synthetic
from .recipe import Recipe

PURPOSES = ("training", "validation", "calibration", "test")
"""Sets of series that share no random number; their order is part of the seeds."""

_CHUNK = 2000
_CACHE_FORMAT = 1


@dataclass(frozen=True)
class Group:
    """Encoded series of one length.

    Parameters
    ----------
    inputs : ndarray of float32, shape (N, T, F)
    target : ndarray of float32, shape (N, T)
        The true values, standardised as the inputs are.
    hidden : ndarray of bool, shape (N, T)
        Values that were hidden from the inputs: the only ones that count.
    distance : ndarray of float32, shape (N, T)
        Epochs to the nearest observation.
    """

    inputs: np.ndarray
    target: np.ndarray
    hidden: np.ndarray
    distance: np.ndarray


def monthly_times(epochs: int) -> np.ndarray:
    """Return the middle days of consecutive months, datetime64[s], shape (T,)."""
    months = np.datetime64("1990-01", "M") + np.arange(epochs)
    return (months.astype("datetime64[D]") + 14).astype("datetime64[s]")


def draw(seed: int, purpose: str, epochs: int, chunk: int, cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw series and what is hidden of them, each (T, N); the same arguments give the same numbers."""
    rng = np.random.default_rng([seed, PURPOSES.index(purpose), epochs, chunk])
    return synthetic.draw_series(rng, epochs, cells).total, synthetic.draw_gaps(rng, epochs, cells)


def groups(recipe: Recipe, purpose: str, series: int, cache: Path) -> list[Group]:
    """Return encoded synthetic series, an equal share of each length of the recipe.

    Parameters
    ----------
    recipe : Recipe
    purpose : str
        One of :data:`PURPOSES`.
    series : int
        Number of series in all; each length gets at least one.
    cache : Path
        Folder in which the encoded series are kept.
    """
    lengths = recipe.settings.lengths
    share = max(1, series // len(lengths))
    return [_group(recipe, purpose, epochs, share, cache) for epochs in lengths]


def _group(recipe: Recipe, purpose: str, epochs: int, series: int, cache: Path) -> Group:
    key = json.dumps(
        [_CACHE_FORMAT, recipe.settings.seed, purpose, epochs, series, recipe.baseline, recipe.cadence, _code_digest()]
    )
    path = cache / f"{purpose}-{epochs}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            return Group(**{name: stored[name] for name in Group.__dataclass_fields__})
    parts = [
        _encode(recipe, *draw(recipe.settings.seed, purpose, epochs, chunk, min(_CHUNK, series - first)))
        for chunk, first in enumerate(range(0, series, _CHUNK))
    ]
    group = Group(*(np.concatenate([getattr(part, name) for part in parts]) for name in Group.__dataclass_fields__))
    cache.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part.npz")
    np.savez(aside, **{name: getattr(group, name) for name in Group.__dataclass_fields__})
    aside.replace(path)
    return group


def _encode(recipe: Recipe, truth: np.ndarray, hidden: np.ndarray) -> Group:
    given = np.where(hidden, np.nan, truth)
    encoded = features.encode(monthly_times(len(truth)), given, Cadence.parse(recipe.cadence), recipe.baseline)
    return Group(
        encoded.inputs,
        encoded.standardise(truth).astype(np.float32),
        np.ascontiguousarray(hidden.T),
        encoded.distance.T.astype(np.float32),
    )


def _code_digest() -> str:
    """Return a digest of the code that makes the numbers, so that a change of it makes the cache stale."""
    core = Path(features.__file__).parent
    names = ("features", "harmonics", "bridge", "variogram", "interpolation", "gaussian_process", "seasonal_gp")
    sources = [core / f"{name}.py" for name in names] + [Path(synthetic.__file__), Path(__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources if path.exists())).hexdigest()[:16]
