"""Trains a model on a user's own stack of images, and keeps it only if held-out clouds say that it is no worse."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from geogap_plugin.core.blas_threads import one_blas_thread
from geogap_plugin.core.clouds.cloud_shapes import lay_clouds
from geogap_plugin.core.clouds.fillers import fit_regression
from geogap_plugin.core.clouds.patch_model import ALIGNMENT, PatchModel
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import Domain, ModelCard, Range, Training, TrainingData

from . import export, fit, networks, ranking
from .beginning import BUNDLED, TRAINED, ZERO_SHOT, Known, Run, began_with, bundled_model, key_of, take_network
from .cloud_scores import METRICS, fill_hidden, rows, scores_of
from .group import Group, joined
from .patches import PRIORS, encode_hidden
from .progress import Line, Say
from .recipe import Recipe, SceneData
from .scene_file import Scenes, read_scenes
from .train import PACKAGES, conformal_of, head_commit

BASELINE = "regression"
FROM_SCRATCH = "unet"
_SHARE = 0.12
_MOST_ROUNDS = 12
_FEWEST_HIDDEN = 500
# Clouds for the scores, for the choice of the epoch, and for training have random numbers of their own.
_TEST, _VALIDATION, _TRAINING = 1_000_000, 2_000_000, 3_000_000
_APART = 1000


def train_stack(recipe: Recipe, run: Run, say: Say) -> ModelCard | None:
    """Train on a user's own stack; return the card of the model that was written, None where none was.

    Shapes of clouds from other dates are laid over known pixels three times, one upon the other: what the first hide is
    scored and seen by no step of training; what the second hide decides which epoch is best, and calibrates; what the
    third, other ones in every round, hide is learnt. Scored are the regression, the bundled model without training, and
    the trained model, all as “Fill clouds” uses them. If another has a lower RMSE or CRPS than the trained model,
    nothing is written.

    Raises
    ------
    GeoGapError
        If the stack cannot be read, or has no clouds or too few dates to lay them over.
    """
    began = time.monotonic()
    scenes = read_scenes(SceneData(run.data.name, ()), run.data.resolve().parent)
    known = [np.isfinite(window).mean() for window in scenes.values]
    say(
        f"{scenes.name}: {len(scenes.times)} dates, {scenes.period}, {len(scenes.windows)} windows, "
        f"{100 * float(np.mean(known)):.0f} % of the pixels known."
    )
    for note in scenes.notes:
        say(note)
    seed = recipe.settings.seed
    fit.prepare_tensorflow(seed)
    bundled = bundled_model(run.bundled, None, say, with_network=recipe.settings.networks == (BUNDLED,))
    recipe = take_network(
        replace(recipe, variable=scenes.variable, unit=scenes.unit[:40]), bundled, from_scratch=FROM_SCRATCH
    )
    scored = _clouded(scenes.values, seed + _TEST, scenes.name)
    chosen = _clouded(scored, seed + _VALIDATION, scenes.name)
    training = _rounds(recipe, scenes, chosen, say)
    validation = _encoded(chosen, scored, scenes.days, PRIORS[0])
    begin = bundled.network if bundled else None
    if begin:
        say(f"Validation loss before training: {fit.validate(begin, [validation], recipe.quantiles):.5f}")
    folder = run.build / f"{recipe.name}-{key_of(scenes.digest, bundled)}"
    network, progress = fit.fit(recipe, [training], [validation], folder, say, begin)
    model = export.to_onnx(network)
    predict = export.runner(model)
    export.largest_difference(network, predict, training.inputs[:8].astype(np.float32))

    card = _card(recipe, scenes, run, bundled)
    card = replace(card, conformal=conformal_of(predict, [validation], recipe.quantiles))
    models = {TRAINED: PatchModel(card, predict), BASELINE: None}
    if bundled:
        models[ZERO_SHOT] = bundled.model
    say("Scoring on the clouds that were laid first…")
    truth, said = fill_hidden(models, scored, scenes.values, scenes.times, seed)
    scores = {name: scores_of(truth, estimate) for name, estimate in said.items()}
    for name, found in scores.items():
        say(f"{name}: " + ", ".join(f"{label} {found.mean(metric):.4g}" for metric, label, _ in METRICS))
    say(ranking.verdict(scores, TRAINED, recipe.unit))
    if ranking.better_ones(scores, TRAINED) and not run.keep_anyway:
        say(Line("No model is written. The option --keep-anyway writes it all the same.", written=""))
        return None
    split = "under clouds of other dates, which no step of training saw"
    found = list(rows(scenes.name, split, recipe.unit, scores[TRAINED], scores[BASELINE]))
    if bundled:
        zero_shot = f"{split}; filled by {bundled.title} without training"
        found += rows(scenes.name, zero_shot, recipe.unit, scores[ZERO_SHOT], scores[BASELINE])
    minutes = round((time.monotonic() - began) / 60, 2)
    parameters = {**card.training.parameters, "best_epoch": progress.best + 1}
    card = replace(card, scores=tuple(found), training=replace(card.training, minutes=minutes, parameters=parameters))
    size = export.write_model(model, card, run.output)
    text = f"Wrote {run.output} ({size / 1024:.0f} kB) after {minutes:.1f} minutes of work."
    say(Line(text, written=str(run.output)))
    return card


def _clouded(windows: list[np.ndarray], seed: int, name: str) -> list[np.ndarray]:
    """Return windows less what moved clouds hide."""
    masks = [lay_clouds(window, _SHARE, seed + _APART * number) for number, window in enumerate(windows)]
    if sum(map(np.count_nonzero, masks)) < _FEWEST_HIDDEN:
        raise InputError(
            f"{name}: there are no clouds, or too few dates, to lay clouds of some dates over others. Training needs a "
            "stack with gaps and more than three dates; use the bundled model as it is."
        )
    return [np.where(mask, np.nan, window) for mask, window in zip(masks, windows, strict=True)]


def _rounds(recipe: Recipe, scenes: Scenes, windows: list[np.ndarray], say: Say) -> Group:
    """Encode as many images as the recipe asks for, under other clouds in every round."""
    wanted = recipe.settings.series
    parts: list[Group] = []
    while sum(len(part.inputs) for part in parts) < wanted and len(parts) < _MOST_ROUNDS:
        number = len(parts)
        given = _clouded(windows, recipe.settings.seed + _TRAINING + number, scenes.name)
        parts.append(_encoded(given, windows, scenes.days, PRIORS[number % len(PRIORS)]))
        say(f"Round {number + 1}: {len(parts[-1].inputs)} images encoded.")
    return joined(parts)


def _encoded(given: list[np.ndarray], truth: list[np.ndarray], days: np.ndarray, prior: float) -> Group:
    """Fit the regression to what is given, and encode all windows, made multiples of the network's squares."""
    with one_blas_thread():
        base = fit_regression(given, days, prior)
        group = joined([encode_hidden(base, part, whole) for part, whole in zip(given, truth, strict=True)])
    height, width = group.target.shape[1:]
    margin = ((0, 0), (0, -height % ALIGNMENT), (0, -width % ALIGNMENT))
    return Group(
        np.pad(group.inputs, (*margin, (0, 0))),
        *(np.pad(getattr(group, name), margin) for name in ("target", "hidden", "distance")),
    )


def _card(recipe: Recipe, scenes: Scenes, run: Run, bundled: Known | None) -> ModelCard:
    data = [TrainingData(scenes.name, run.licence, scenes.period)]
    dates = float(len(scenes.times))
    length = Range(dates, dates)
    if bundled and bundled.network:
        theirs = bundled.model.card
        data += theirs.training.data
        if theirs.domain.series_length:
            length = Range(min(dates, theirs.domain.series_length.low), max(dates, theirs.domain.series_length.high))
    given, returned = export.tensor_specs("patch")
    return ModelCard(
        name=re.sub(r"\W+", "-", Path(scenes.name).stem).strip("-")[:80] or recipe.name,
        version=recipe.version,
        task="patch",
        description=f"{recipe.description.strip()} Stack: {scenes.name}, {len(scenes.times)} dates, {scenes.period}."[
            :4000
        ],
        variable=scenes.variable,
        unit=recipe.unit,
        cadence=recipe.cadence,
        inputs=(given,),
        outputs=(returned,),
        quantiles=recipe.quantiles,
        window=None,
        tile=None,
        overlap=networks.reach(recipe.settings),
        baseline=recipe.baseline,
        conformal=(),
        domain=Domain(None, None, length, scenes.latitude),
        training=Training(
            data=tuple(data),
            seed=recipe.settings.seed,
            commit=head_commit(),
            command=run.command[:1000],
            minutes=0.0,
            packages={name: version(name) for name in (*PACKAGES, "rasterio")},
            parameters={
                **recipe.parameters(),
                "network": recipe.settings.networks[0],
                "began_with": began_with(bundled),
            },
        ),
        scores=(),
        licence=recipe.licence,
        product=recipe.product,
    )
