"""Runs a recipe from synthetic series to a scored ONNX file."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from geogap_plugin.core.features import FEATURES
from geogap_plugin.core.model_card import (
    ConformalFactor,
    Domain,
    ModelCard,
    Range,
    TensorSpec,
    Training,
    TrainingData,
)
from geogap_plugin.core.series_model import SeriesModel

from . import export, fit, synthetic
from .calibrate import conformal_factors
from .data import Group, groups
from .recipe import Recipe
from .scores import score

PACKAGES = ("tensorflow-cpu", "keras", "tf2onnx", "onnx", "onnxruntime", "numpy")
ROOT = Path(__file__).parents[1]


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
    settings, began = recipe.settings, time.monotonic()
    say(f"Drawing and encoding {settings.series:,} synthetic series…")
    cache = build / "cache"
    training = groups(recipe, "training", settings.series, cache)
    validation = groups(recipe, "validation", settings.validation, cache)
    fit.prepare_tensorflow(settings.seed)
    prepared = time.monotonic() - began
    network, progress = fit.fit(recipe, training, validation, build / recipe.name, say)

    model = export.to_onnx(network)
    predict = export.runner(model)
    difference = export.largest_difference(network, predict, training[0].inputs[:32])
    say(f"Keras and ONNX Runtime differ by {difference:.2g} of the largest output at most.")

    began = time.monotonic()
    held_out = groups(recipe, "calibration", settings.calibration, cache)
    conformal = _calibrate(predict, held_out, recipe.quantiles)
    card = _card(recipe, conformal, progress, command)
    card = replace(card, scores=tuple(score(SeriesModel(card, predict), settings.seed, data, say)))
    minutes = (prepared + progress.seconds + time.monotonic() - began) / 60
    card = replace(card, training=replace(card.training, minutes=round(minutes, 2)))
    size = export.write_model(model, card, output)
    say(f"Wrote {output} ({size / 1024:.0f} kB) after {minutes:.1f} minutes of work.")
    return card


def _calibrate(
    predict: export.Predict, held_out: list[Group], levels: tuple[float, ...]
) -> tuple[ConformalFactor, ...]:
    quantiles, target, distance = [], [], []
    for group in held_out:
        for first in range(0, len(group.inputs), 64):
            chosen = slice(first, first + 64)
            hidden = group.hidden[chosen]
            quantiles.append(predict({export.INPUT: group.inputs[chosen]})[export.OUTPUT][hidden])
            target.append(group.target[chosen][hidden])
            distance.append(group.distance[chosen][hidden])
    return conformal_factors(*map(np.concatenate, (quantiles, target, distance)), levels)


def _card(recipe: Recipe, conformal: tuple[ConformalFactor, ...], progress: fit.Progress, command: str) -> ModelCard:
    settings = recipe.settings
    return ModelCard(
        name=recipe.name,
        version=recipe.version,
        task="series",
        description=recipe.description.strip(),
        variable=recipe.variable,
        unit=recipe.unit,
        cadence=recipe.cadence,
        inputs=(TensorSpec(export.INPUT, ("batch", "time", "feature"), FEATURES),),
        outputs=(TensorSpec(export.OUTPUT, ("batch", "time", "quantile"), ()),),
        quantiles=recipe.quantiles,
        window=None,
        tile=None,
        overlap=None,
        baseline=recipe.baseline,
        conformal=conformal,
        domain=Domain(
            value_scale=None,
            gap_length=Range(synthetic.SHORTEST_BLOCK, synthetic.LONGEST_BLOCK),
            series_length=Range(min(settings.lengths), max(settings.lengths)),
            latitude=None,
        ),
        training=Training(
            data=(TrainingData("Synthetic series (training/synthetic.py)", recipe.licence, "none"),),
            seed=settings.seed,
            commit=_commit(),
            command=command,
            minutes=0.0,
            packages={name: version(name) for name in PACKAGES},
            parameters={**recipe.parameters(), "best_epoch": progress.best + 1},
        ),
        scores=(),
        licence=recipe.licence,
    )


def _commit() -> str:
    try:
        result = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return result.stdout.strip() or "unknown"
