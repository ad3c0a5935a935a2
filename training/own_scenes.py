"""Trains a model of predictors on a user's scenes, and keeps it only if it beats a regression on held-out ones."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from geogap_plugin.core.clouds.predictor_model import PredictorModel, encode, feature_names
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import (
    ALL_WEATHER,
    PRODUCTS,
    Domain,
    ModelCard,
    PredictorSpec,
    TensorSpec,
    Training,
    TrainingData,
    shows_weather,
)

from . import export, fit, ranking
from .group import Group
from .pixel_network import build_pixel_network, fit_line, over_images
from .pixels import describe_predictors, draw_groups
from .progress import Line, Say
from .recipe import SceneRecipe
from .scene_file import Scenes, read_scenes
from .scene_scores import TRAINED, card_scores, hide_and_fill, score_lines
from .scene_split import SceneSplit, split_scenes
from .train import PACKAGES, conformal_of, head_commit

_CHECKED_IMAGES = 2
_CHECKED_PIXELS = 32


@dataclass(frozen=True)
class SceneRun:
    """What a run needs beside its recipe.

    Parameters
    ----------
    folder : Path
        That the recipe's paths lie in.
    output : Path
        The ONNX file to write.
    build : Path
        Folder for checkpoints, learning curve and logs.
    command : str
        What the card names as the command that makes the model.
    licence : str
        Of the data, as the user states it.
    keep_anyway : bool
        Whether to write a model that is worse than a regression.
    """

    folder: Path
    output: Path
    build: Path
    command: str
    licence: str = "not stated"
    keep_anyway: bool = False


def train_scenes(recipe: SceneRecipe, run: SceneRun, say: Say) -> ModelCard | None:
    """Train on scenes and their predictors; return the card of the model that was written, None where none was.

    Held out are whole days and, of the scenes that are trained on, blocks of space. The epoch is chosen on some of
    these days. Scored are the others under clouds of other dates, on the same pixels: the model as “Fill clouds” uses
    it, its network alone, and the regression on predictors and other dates that needs no training. If that has a lower
    RMSE or CRPS, nothing is written.

    Raises
    ------
    InputError
        If the files do not go together, there are too few scenes, or the product needs other predictors.
    """
    began = time.monotonic()
    check_product(recipe)
    scenes = read_scenes(recipe.data, run.folder, recipe.unit)
    _check_weather(recipe, scenes)
    recipe = replace(recipe, variable=scenes.variable, unit=scenes.unit[:40])
    known = [np.isfinite(block).any(axis=(1, 2)) for block in scenes.values]
    split = split_scenes(scenes.times, np.any(known, axis=0), recipe.settings.seed)
    specs = describe_predictors(scenes, split)
    for line in _facts(recipe, scenes, split, specs):
        say(line)

    fit.prepare_tensorflow(recipe.settings.seed)
    training, validation, calibration, standard = draw_groups(recipe, scenes, split, specs)
    say(f"{len(training.target):,} pixels to train on, {len(validation.target):,} to choose the best epoch.")
    line = fit_line(training, validation)
    say(
        f"The network begins with a linear regression: RMSE {line.spread * standard.sd:.3g} {recipe.unit} on "
        "validation scenes."
    )
    network = build_pixel_network(recipe, line)
    folder = run.build / f"{recipe.name}-{_key(scenes, specs)}"
    network, progress = fit.fit(recipe, [training], [validation], folder, say, network)
    whole = over_images(recipe, network, line, standard.mean, standard.sd)
    model = export.to_onnx(whole)
    predict = export.runner(model)
    difference = export.largest_difference(whole, predict, _images(scenes, specs))
    say(f"Keras and ONNX Runtime differ by {difference:.2g} of the largest output at most.")

    card = _card(recipe, scenes, split, specs, run)
    card = replace(card, conformal=conformal_of(predict, [_of_pixels(calibration, recipe)], recipe.quantiles))
    hidden = hide_and_fill(PredictorModel(card, predict), scenes, split, recipe.settings, say)
    scores = hidden.scores()
    for line in (*score_lines(scores, recipe.unit), ranking.verdict(scores, TRAINED, recipe.unit)):
        say(line)
    if ranking.better_ones(scores, TRAINED) and not run.keep_anyway:
        say(Line("No model is written. The option --keep-anyway writes it all the same.", written=""))
        return None
    minutes = round((time.monotonic() - began) / 60, 2)
    parameters = {**card.training.parameters, "best_epoch": progress.best + 1}
    card = replace(
        card,
        scores=card_scores(hidden, scenes.name, recipe.unit),
        training=replace(card.training, minutes=minutes, parameters=parameters),
    )
    size = export.write_model(model, card, run.output)
    say(
        Line(f"Wrote {run.output} ({size / 1024:.0f} kB) after {minutes:.1f} minutes of work.", written=str(run.output))
    )
    return card


def check_product(recipe: SceneRecipe) -> None:
    """Refuse a product that there is none of."""
    if recipe.product not in PRODUCTS:
        allowed = ", ".join(product for product in PRODUCTS if product)
        raise InputError(f"The recipe {recipe.name}: the product “{recipe.product}” is not one of {allowed}.")


def _check_weather(recipe: SceneRecipe, scenes: Scenes) -> None:
    names = [name for offered in scenes.offered for name in offered.names]
    if recipe.product == ALL_WEATHER and not any(map(shows_weather, names)):
        raise InputError(
            "An all-weather model needs radiation or the air temperature at 2 m as a predictor, by which it can tell "
            f"what is under clouds; there are {', '.join(map(str, scenes.offered))}. Add one, or train for clear sky."
        )


def _facts(recipe: SceneRecipe, scenes: Scenes, split: SceneSplit, specs: tuple[PredictorSpec, ...]) -> list[str]:
    known = [np.isfinite(block).mean() for block in scenes.values]
    lines = [
        f"{scenes.name}: {len(scenes.times)} scenes, {scenes.period}, {len(scenes.windows)} windows, "
        f"{100 * float(np.mean(known)):.0f} % of the pixels known.",
        *scenes.notes,
        f"Predictors: {', '.join(f'{spec.name} (classes)' if spec.classes else spec.name for spec in specs)}.",
        f"Split: {split.describe()}.",
        f"Product: {recipe.product or 'not stated'}.",
    ]
    if recipe.product == ALL_WEATHER:
        lines.append(
            "All-weather holds only if the target was measured under clouds, too (by microwaves, say): one that has "
            "gaps there teaches nothing of them."
        )
    return lines


def _key(scenes: Scenes, specs: tuple[PredictorSpec, ...]) -> str:
    """Return what tells the checkpoints of one set of files from those of another."""
    return hashlib.sha256(f"{scenes.digest} {specs}".encode()).hexdigest()[:12]


def _images(scenes: Scenes, specs: tuple[PredictorSpec, ...]) -> np.ndarray:
    """Return encoded images to compare Keras and ONNX Runtime on."""
    some = slice(0, _CHECKED_IMAGES)
    part = scenes.predictors[0][:, some, :_CHECKED_PIXELS, :_CHECKED_PIXELS]
    return encode(part, scenes.days[some], specs)


def _of_pixels(group: Group, recipe: SceneRecipe) -> Group:
    """Return a group of patches for the network of whole images, of which the pixel in the middle counts."""
    shape = (len(group.target), recipe.settings.patch, recipe.settings.patch)
    middle = recipe.settings.patch // 2
    hidden, target = np.zeros(shape, bool), np.zeros(shape, np.float32)
    hidden[:, middle, middle] = True
    target[:, middle, middle] = group.target[:, 0, 0]
    return Group(group.inputs, target, hidden, np.ones(shape, np.float32))


def _card(
    recipe: SceneRecipe, scenes: Scenes, split: SceneSplit, specs: tuple[PredictorSpec, ...], run: SceneRun
) -> ModelCard:
    stem = re.sub(r"\W+", "-", Path(scenes.name).stem).strip("-")
    name = recipe.name if not stem or stem.casefold() == recipe.name.casefold() else f"{recipe.name}-{stem}"
    dims = ("batch", "height", "width")
    return ModelCard(
        name=name[:80],
        version=recipe.version,
        task=recipe.task,
        description=f"{recipe.description.strip()} Series: {scenes.name}. {split.describe()}."[:4000],
        variable=scenes.variable,
        unit=recipe.unit,
        cadence=recipe.cadence,
        inputs=(TensorSpec(export.INPUT, (*dims, "feature"), feature_names(specs)),),
        outputs=(TensorSpec(export.OUTPUT, (*dims, "quantile"), ()),),
        quantiles=recipe.quantiles,
        window=None,
        tile=None,
        overlap=recipe.settings.patch // 2,
        baseline=recipe.baseline,
        conformal=(),
        domain=Domain(None, None, None, scenes.latitude),
        training=Training(
            data=(TrainingData(scenes.name, run.licence, scenes.period),),
            seed=recipe.settings.seed,
            commit=head_commit(),
            command=run.command[:1000],
            minutes=0.0,
            packages={package: version(package) for package in (*PACKAGES, "rasterio")},
            parameters=recipe.parameters(),
        ),
        scores=(),
        licence=recipe.licence,
        product=recipe.product,
        predictors=specs,
    )
