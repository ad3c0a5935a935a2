"""Runs a recipe from synthetic series or images to a scored ONNX file."""

from __future__ import annotations

import subprocess  # nosec B404: asks git for the commit, nothing else
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import keras
import numpy as np

from geogap_plugin.core.clouds.patch_model import PatchModel
from geogap_plugin.core.model_card import (
    ConformalFactor,
    Domain,
    ModelCard,
    Range,
    Score,
    Training,
    TrainingData,
)
from geogap_plugin.core.series.series_model import SeriesModel

from . import cloud_scores, data, export, fit, networks, patches, scores, synthetic
from .calibrate import conformal_factors
from .group import Group
from .recipe import Recipe

PACKAGES = ("tensorflow-cpu", "keras", "tf2onnx", "onnx", "onnxruntime", "numpy")
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Task:
    """What differs between the tasks that are trained on synthetic data.

    Parameters
    ----------
    material, source : str
        What is drawn, and the module that draws it.
    groups : callable
        From recipe, purpose, number and cache to encoded data.
    domain : callable
        From a recipe to what the model sees in training.
    score : callable
        From card, predict, recipe, folder of real data and progress to scores.
    """

    material: str
    source: str
    groups: Callable[[Recipe, str, int, Path], list[Group]]
    domain: Callable[[Recipe], Domain]
    score: Callable[[ModelCard, export.Predict, Recipe, Path, Callable[[str], None]], list[Score]]


TASKS = {
    "series": Task(
        "series",
        "synthetic.py",
        data.groups,
        lambda recipe: Domain(None, Range(synthetic.SHORTEST_BLOCK, synthetic.LONGEST_BLOCK), _lengths(recipe), None),
        lambda card, predict, recipe, folder, say: scores.score(
            SeriesModel(card, predict), recipe.settings.seed, folder, say
        ),
    ),
    "patch": Task(
        "images",
        "synthetic_stacks.py",
        patches.patch_groups,
        lambda recipe: Domain(None, None, _lengths(recipe), None),
        lambda card, predict, recipe, folder, say: cloud_scores.score(PatchModel(card, predict), recipe, folder, say),
    ),
}
"""By the task of a recipe."""


def train(
    recipe: Recipe, output: Path, build: Path, data: Path, command: str, say: Callable[[str], None] = print
) -> ModelCard:
    """Make the model of a recipe.

    Parameters
    ----------
    recipe : Recipe
    output : Path
        The ONNX file to write.
    build : Path
        Folder for the cache of series and the checkpoints.
    data : Path
        Folder of real data; without it the scores are of synthetic series alone.
    command : str
        What the card names as the command that makes the model.
    say : callable
        Takes each line of progress.

    Returns
    -------
    ModelCard
        As it stands in the file.
    """
    settings, task, began = recipe.settings, TASKS[recipe.task], time.monotonic()
    say(f"Drawing and encoding {settings.series:,} synthetic {task.material}…")
    cache = build / "cache"
    training = task.groups(recipe, "training", settings.series, cache)
    validation = task.groups(recipe, "validation", settings.validation, cache)
    fit.prepare_tensorflow(settings.seed)
    prepared = time.monotonic() - began
    network, progress, losses = _fit_all(recipe, training, validation, build / recipe.name, say)

    model = export.to_onnx(network)
    predict = export.runner(model)
    difference = export.largest_difference(network, predict, training[0].inputs[:32].astype(np.float32))
    say(f"Keras and ONNX Runtime differ by {difference:.2g} of the largest output at most.")

    began = time.monotonic()
    held_out = task.groups(recipe, "calibration", settings.calibration, cache)
    conformal = conformal_of(predict, held_out, recipe.quantiles)
    card = _card(recipe, conformal, progress, losses, command)
    card = replace(card, scores=tuple(task.score(card, predict, recipe, data, say)))
    minutes = (prepared + progress.seconds + time.monotonic() - began) / 60
    card = replace(card, training=replace(card.training, minutes=round(minutes, 2)))
    size = export.write_model(model, card, output)
    say(f"Wrote {output} ({size / 1024:.0f} kB) after {minutes:.1f} minutes of work.")
    return card


def _fit_all(
    recipe: Recipe, training: list[Group], validation: list[Group], folder: Path, say: Callable[[str], None]
) -> tuple[keras.Model, fit.Progress, dict[str, float]]:
    """Train every network that the recipe names; return the best, its progress, and all losses on validation series."""
    runs = {}
    for kind in recipe.settings.networks:
        say(f"Network: {kind}")
        runs[kind] = fit.fit(recipe.override(networks=(kind,)), training, validation, folder / kind, say)
    losses = {kind: progress.validation[progress.best] for kind, (_, progress) in runs.items()}
    best = min(losses, key=losses.__getitem__)
    say("Validation loss: " + ", ".join(f"{kind} {loss:.5f}" for kind, loss in losses.items()) + f"; taken: {best}")
    seconds = sum(progress.seconds for _, progress in runs.values())
    network, progress = runs[best]
    return network, replace(progress, seconds=seconds), losses


def conformal_of(
    predict: export.Predict, held_out: list[Group], levels: tuple[float, ...]
) -> tuple[ConformalFactor, ...]:
    """Return the conformal factors of a network from held-out groups of encoded series or images."""
    quantiles, target, distance = [], [], []
    for group in held_out:
        for first in range(0, len(group.inputs), 64):
            chosen = slice(first, first + 64)
            hidden = group.hidden[chosen]
            inputs = group.inputs[chosen].astype(np.float32)
            quantiles.append(predict({export.INPUT: inputs})[export.OUTPUT][hidden])
            target.append(group.target[chosen][hidden])
            distance.append(group.distance[chosen][hidden])
    return conformal_factors(*map(np.concatenate, (quantiles, target, distance)), levels)


def _card(
    recipe: Recipe,
    conformal: tuple[ConformalFactor, ...],
    progress: fit.Progress,
    losses: dict[str, float],
    command: str,
) -> ModelCard:
    settings, task = recipe.settings, TASKS[recipe.task]
    given, returned = export.tensor_specs(recipe.task)
    return ModelCard(
        name=recipe.name,
        version=recipe.version,
        task=recipe.task,
        description=recipe.description.strip(),
        variable=recipe.variable,
        unit=recipe.unit,
        cadence=recipe.cadence,
        inputs=(given,),
        outputs=(returned,),
        quantiles=recipe.quantiles,
        window=None,
        tile=None,
        overlap=networks.reach(settings) if recipe.task == "patch" else None,
        baseline=recipe.baseline,
        conformal=conformal,
        domain=task.domain(recipe),
        training=Training(
            data=(TrainingData(f"Synthetic {task.material} (training/{task.source})", recipe.licence, "none"),),
            seed=settings.seed,
            commit=head_commit(),
            command=command,
            minutes=0.0,
            packages={name: version(name) for name in PACKAGES},
            parameters={
                **recipe.parameters(),
                "network": min(losses, key=losses.__getitem__),
                **{f"validation_loss_{kind}": round(loss, 6) for kind, loss in losses.items()},
                "best_epoch": progress.best + 1,
            },
        ),
        scores=(),
        licence=recipe.licence,
        product=recipe.product,
    )


def _lengths(recipe: Recipe) -> Range:
    return Range(min(recipe.settings.lengths), max(recipe.settings.lengths))


def head_commit() -> str:
    """Return the commit of the repository that the code runs from, “unknown” outside one."""
    try:
        result = subprocess.run(  # nosec B603 B607: a fixed command; git is wherever the user's PATH has it
            ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return result.stdout.strip() or "unknown"
