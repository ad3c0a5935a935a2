"""Training data of series: synthetic ones, encoded as the plugin encodes real ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.series import features

from . import synthetic
from .group import PURPOSES, Group, cached, joined
from .recipe import Recipe

_CHUNK = 2000


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
    def make() -> Group:
        return joined(
            [
                _encode(recipe, *draw(recipe.settings.seed, purpose, epochs, chunk, min(_CHUNK, series - first)))
                for chunk, first in enumerate(range(0, series, _CHUNK))
            ]
        )

    return cached(recipe, purpose, epochs, series, _sources(), cache, make)


def _encode(recipe: Recipe, truth: np.ndarray, hidden: np.ndarray) -> Group:
    given = np.where(hidden, np.nan, truth)
    encoded = features.encode(monthly_times(len(truth)), given, Cadence.parse(recipe.cadence), recipe.baseline)
    return Group(
        encoded.inputs,
        encoded.standardise(truth).astype(np.float32),
        np.ascontiguousarray(hidden.T),
        encoded.distance.T.astype(np.float32),
    )


def _sources() -> list[Path]:
    core = Path(features.__file__).parent
    names = ("features", "harmonics", "bridge", "variogram", "interpolation", "gaussian_process", "seasonal_gp")
    return [*(core / f"{name}.py" for name in names), Path(synthetic.__file__), Path(__file__)]
