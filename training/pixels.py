"""Training pixels of scenes: what predictors are like, and patches, encoded as the plugin encodes whole images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geogap_plugin.core.clouds.predictor_model import encode
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import PredictorSpec, Range

from .group import Group
from .recipe import SceneRecipe
from .scene_file import Scenes
from .scene_split import SceneSplit, held_out_blocks

MISSING = 0.05
"""Share of the training pixels that a predictor is taken from, so that the network learns to do without."""

_FEWEST_PIXELS = 500
_ENDS = (0.001, 0.999)
_MOST_CLASSES = 64
_MOST_VALUES = 200_000


@dataclass(frozen=True)
class Standard:
    """Mean and standard deviation of the target's training pixels, in its unit."""

    mean: float
    sd: float


def describe_predictors(scenes: Scenes, split: SceneSplit) -> tuple[PredictorSpec, ...]:
    """Return what the predictors are like in the scenes that are trained on, clouds included.

    The range is that of all but a thousandth of the values on either side.

    Raises
    ------
    InputError
        If a predictor has no value there, or more than 64 classes.
    """
    specs = []
    for index, (offered, classes) in enumerate(zip(scenes.offered, scenes.classes, strict=True)):
        found = np.concatenate([part[index, split.training].ravel() for part in scenes.predictors])
        known = found[np.isfinite(found)]
        known = known[:: -(-known.size // _MOST_VALUES) or 1].astype(float)
        name = offered.names[0]
        if not known.size:
            raise InputError(f"The predictor “{name}” has no value in the scenes that are trained on. Leave it out.")
        if classes:
            numbers = np.unique(known)
            if numbers.size > _MOST_CLASSES:
                raise InputError(f"The predictor “{name}” has {numbers.size} classes; {_MOST_CLASSES} are the most.")
            specs.append(PredictorSpec(name, "", 0.0, 1.0, None, tuple(int(number) for number in numbers)))
            continue
        low, high = np.quantile(known, _ENDS)
        numbers = (float(f"{number:.7g}") for number in (known.mean(), known.std() or 1.0))
        specs.append(PredictorSpec(name, offered.unit, *numbers, Range(float(low), float(high)), ()))
    return tuple(specs)


def draw_groups(
    recipe: SceneRecipe, scenes: Scenes, split: SceneSplit, specs: tuple[PredictorSpec, ...]
) -> tuple[Group, Group, Group, Standard]:
    """Draw pixels to train on, to choose the best epoch with, and for the conformal factor (targets in its unit).

    Training pixels lie in training scenes, outside of the held-out blocks, and lack a predictor now and then; the
    others lie anywhere in validation scenes.

    Raises
    ------
    InputError
        If too few pixels are known.
    """
    settings = recipe.settings
    rng = np.random.default_rng([settings.seed, 3])
    blocks = [held_out_blocks(window, settings.block, settings.held_out, settings.seed) for window in scenes.windows]
    everywhere = [np.zeros_like(block) for block in blocks]
    training, value = _patches(recipe, scenes, split.training, blocks, settings.samples, specs, rng)
    count = settings.validation + settings.calibration
    checked, other = _patches(recipe, scenes, split.validation, everywhere, count, specs, rng)
    if min(len(value), len(other)) < _FEWEST_PIXELS:
        raise InputError(
            f"{scenes.name}: {len(value)} pixels are known in the scenes that are trained on and {len(other)} in those "
            f"of the validation; {_FEWEST_PIXELS} are the fewest. More scenes, or clearer ones, are needed."
        )
    standard = Standard(float(value.mean()), float(value.std()) or 1.0)
    column = 0
    for spec in specs:
        width = len(spec.classes) or 2
        training[rng.random(len(training)) < MISSING, :, :, column : column + width] = 0
        column += width
    order = rng.permutation(len(other))
    chosen = round(len(other) * settings.validation / count)
    return (
        _group(training, (value - standard.mean) / standard.sd),
        _group(checked[order[:chosen]], (other[order[:chosen]] - standard.mean) / standard.sd),
        _group(checked[order[chosen:]], other[order[chosen:]]),
        standard,
    )


def _group(inputs: np.ndarray, target: np.ndarray) -> Group:
    shape = (len(target), 1, 1)
    return Group(inputs, target.reshape(shape).astype(np.float32), np.ones(shape, bool), np.ones(shape, np.float32))


def _patches(
    recipe: SceneRecipe,
    scenes: Scenes,
    chosen: np.ndarray,
    left_out: list[np.ndarray],
    count: int,
    specs: tuple[PredictorSpec, ...],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the patches (N, p, p, F) around known pixels, as many of each scene and window, and their values (N,)."""
    patch = recipe.settings.patch
    half = patch // 2
    share = max(1, round(count / (len(chosen) * len(scenes.windows))))
    inputs, values = [], []
    for block, predictors, without in zip(scenes.values, scenes.predictors, left_out, strict=True):
        for scene in chosen:
            rows, columns = np.nonzero(np.isfinite(block[scene]) & ~without)
            drawn = rng.permutation(rows.size)[:share]
            rows, columns = rows[drawn], columns[drawn]
            if not rows.size:
                continue
            encoded = encode(predictors[:, [scene]], scenes.days[[scene]], specs)[0]
            around = np.pad(encoded, ((half, half), (half, half), (0, 0)))
            seen = np.lib.stride_tricks.sliding_window_view(around, (patch, patch), axis=(0, 1))
            inputs.append(np.moveaxis(seen[rows, columns], 1, 3))
            values.append(block[scene][rows, columns].astype(float))
    if not inputs:
        return np.zeros((0, patch, patch, 1), np.float32), np.zeros(0)
    return np.ascontiguousarray(np.concatenate(inputs)), np.concatenate(values)
