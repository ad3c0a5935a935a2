"""Training data of patches: synthetic stacks of images, encoded as the plugin encodes real ones."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from geogap_plugin.core.blas_threads import one_blas_thread
from geogap_plugin.core.clouds import date_normal, fillers, patch_model, residual_kriging, temporal_kernel
from geogap_plugin.core.clouds.clear_distance import distance_to_clear
from geogap_plugin.core.clouds.fillers import RegressionFiller, fit_regression
from geogap_plugin.core.clouds.patch_model import Surroundings, encode

from . import synthetic, synthetic_stacks
from .group import PURPOSES, Group, cached, joined
from .recipe import Recipe
from .synthetic_stacks import Stack

PRIORS = (100.0, 300.0, 1000.0)
"""How many pixels the prior of the baseline's covariance is worth, in turn: “Fill clouds” chooses among such."""

_FARTHEST = 15.0
"""Errors beyond as many standard deviations are cut: the loss grows with them, and a network learns nothing else."""


def patch_groups(recipe: Recipe, purpose: str, patches: int, cache: Path) -> list[Group]:
    """Return encoded patches of synthetic stacks, an equal share of each number of dates of the recipe.

    Parameters
    ----------
    recipe : Recipe
    purpose : str
        One of :data:`training.group.PURPOSES`.
    patches : int
        Number of images in all.
    cache : Path
        Folder in which the encoded images are kept.
    """
    lengths = recipe.settings.lengths
    share = max(1, patches // len(lengths))
    return [
        cached(recipe, purpose, dates, share, _sources(), cache, partial(_draw, recipe, purpose, dates, share))
        for dates in lengths
    ]


def draw(recipe: Recipe, purpose: str, dates: int, number: int) -> Stack:
    """Draw a synthetic stack; the same arguments give the same one."""
    rng = np.random.default_rng([recipe.settings.seed, PURPOSES.index(purpose), dates, number])
    return synthetic_stacks.draw_stack(rng, dates, recipe.settings.size)


def encode_hidden(base: RegressionFiller, given: np.ndarray, truth: np.ndarray) -> Group:
    """Encode the images of a stack in which something is missing whose truth is known.

    Parameters
    ----------
    base : RegressionFiller
        Fitted to what is given.
    given : ndarray, shape (T, h, w)
        NaN = missing.
    truth : ndarray, shape (T, h, w)
        NaN = unknown.
    """
    hidden = np.isfinite(truth) & ~np.isfinite(given)
    images = np.flatnonzero(hidden.any(axis=(1, 2)))
    layers = base.layers(given)
    away = np.where(hidden, (truth - layers.mean) / layers.sd, 0.0)[images]
    return Group(
        # Half precision holds a standardised number to a thousandth, in half the room.
        encode(layers, Surroundings.of(base), images).astype(np.float16),
        np.clip(away, -_FARTHEST, _FARTHEST).astype(np.float32),
        hidden[images],
        distance_to_clear(np.isfinite(given[images])).astype(np.float32),
    )


def _draw(recipe: Recipe, purpose: str, dates: int, patches: int) -> Group:
    parts: list[Group] = []
    number = 0
    while sum(len(part.inputs) for part in parts) < patches:
        stack = draw(recipe, purpose, dates, number)
        given = np.where(stack.cloudy, np.nan, stack.truth)
        with one_blas_thread():
            base = fit_regression([given], stack.days, PRIORS[number % len(PRIORS)])
        parts.append(encode_hidden(base, given, stack.truth))
        number += 1
    every = joined(parts)
    return Group(*(getattr(every, name)[:patches] for name in Group.__dataclass_fields__))


def _sources() -> list[Path]:
    modules = (patch_model, fillers, date_normal, residual_kriging, temporal_kernel, synthetic, synthetic_stacks)
    return [*(Path(str(module.__file__)) for module in modules), Path(__file__)]
