"""Trains a model on a user's own series, scores it beside the bundled model, and keeps it only if it is no worse."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from geogap_plugin.core.estimate import Method
from geogap_plugin.core.model_card import Domain, ModelCard, Range, Training, TrainingData
from geogap_plugin.core.series.baselines import FOUNDATIONS
from geogap_plugin.core.series.series_model import SeriesModel
from geogap_plugin.core.trials.scoring import evaluate

from . import export, fit, ranking
from .beginning import BUNDLED, TRAINED, ZERO_SHOT, Known, Run, began_with, bundled_model, key_of, take_network
from .progress import Line, Say
from .recipe import Recipe
from .series_file import OwnSeries, read_series
from .split import Split, split_record
from .train import PACKAGES, conformal_of, head_commit
from .windows import training_windows, validation_windows

FROM_SCRATCH = "lstm"
_MOST_CELLS = 500
_READERS = ("xarray", "h5netcdf", "rasterio")


def train_series(recipe: Recipe, run: Run, say: Say) -> ModelCard | None:
    """Train on a user's own series; return the card of the model that was written, None where none was.

    Nothing after the training part of the record is seen in training or in scaling (see :class:`training.split.Split`).
    Scored are blocks of the last part, on the same values: the baseline, the bundled model without training, and the
    trained model. If another has a lower error than the trained model (RMSE or CRPS, means over the cells), nothing is
    written.

    Raises
    ------
    GeoGapError
        If the series cannot be read, or is too short or too empty to train on.
    """
    began = time.monotonic()
    series, split = open_split(recipe, run.data, run.variable, say)
    fit.prepare_tensorflow(recipe.settings.seed)
    known = bundled_model(run.bundled, series.cadence, say, with_network=recipe.settings.networks == (BUNDLED,))
    recipe = _complete(recipe, series, known)
    say(f"Drawing gaps over the cells and encoding {recipe.settings.series:,} windows…")
    training, validation = training_windows(recipe, series, split), validation_windows(recipe, series, split)
    begin = known.network if known else None
    if begin:
        say(f"Validation loss before training: {fit.validate(begin, [validation], recipe.quantiles):.5f}")
    folder = run.build / f"{recipe.name}-{key_of(series.digest, known)}"
    network, progress = fit.fit(recipe, [training], [validation], folder, say, begin)
    model = export.to_onnx(network)
    predict = export.runner(model)
    export.largest_difference(network, predict, training.inputs[:32])

    card = _card(recipe, series, split, run, known)
    card = replace(card, conformal=conformal_of(predict, [validation], recipe.quantiles))
    baseline = f"baseline ({recipe.baseline})"
    methods: dict[str, Method] = {TRAINED: SeriesModel(card, predict), baseline: FOUNDATIONS[recipe.baseline]}
    if known:
        methods[ZERO_SHOT] = known.model
    masks, unit = split.test_masks(), _unit(series)
    say(f"Scoring on {len(masks)} held-out blocks…")
    scores = evaluate(series.times, series.values, methods, series.cadence, masks).methods
    for line in (*ranking.score_lines(scores, unit), ranking.verdict(scores, TRAINED, unit)):
        say(line)
    if ranking.better_ones(scores, TRAINED) and not run.keep_anyway:
        say(Line("No model is written. The option --keep-anyway writes it all the same.", written=""))
        return None
    hidden = f"blocks of {split.length} epochs from {_day(series, split.test[0])} on, hidden over all cells"
    titles = {TRAINED: hidden}
    if known:
        titles[ZERO_SHOT] = f"{hidden}; filled by {known.title} without training"
    minutes = round((time.monotonic() - began) / 60, 2)
    parameters = {**card.training.parameters, "best_epoch": progress.best + 1}
    card = replace(
        card,
        scores=ranking.card_scores(scores, baseline, titles, series.name, unit),
        training=replace(card.training, minutes=minutes, parameters=parameters),
    )
    size = export.write_model(model, card, run.output)
    text = f"Wrote {run.output} ({size / 1024:.0f} kB) after {minutes:.1f} minutes of work."
    say(Line(text, written=str(run.output)))
    return card


def open_split(recipe: Recipe, data: Path, variable: str | None, say: Say) -> tuple[OwnSeries, Split]:
    """Read a series and split its record; say both."""
    settings = recipe.settings
    series = read_series(data, min(_MOST_CELLS, settings.series), settings.seed, variable)
    split = split_record(len(series.times), max(settings.lengths))
    say(
        f"{series.name}: {len(series.times)} epochs (cadence: {series.cadence}), {series.period}; "
        f"{series.values.shape[1]} of {series.cells} cells drawn."
    )
    say(f"Split: {split.describe(series.times)}.")
    return series, split


def _complete(recipe: Recipe, series: OwnSeries, known: Known | None) -> Recipe:
    """Return the recipe with what the series and the model to begin with decide."""
    recipe = replace(recipe, variable=series.variable, unit=_unit(series), cadence=str(series.cadence))
    return take_network(recipe, known, FROM_SCRATCH)


def _card(recipe: Recipe, series: OwnSeries, split: Split, run: Run, known: Known | None) -> ModelCard:
    data = [TrainingData(series.name, run.licence, series.period)]
    gaps, length = [1.0, float(split.length)], [float(split.training), float(len(series.times))]
    if known and known.network:
        theirs = known.model.card
        data += theirs.training.data
        gaps += _ends(theirs.domain.gap_length)
        length += _ends(theirs.domain.series_length)
    given, returned = export.tensor_specs("series")
    return ModelCard(
        name=re.sub(r"\W+", "-", Path(series.name).stem).strip("-")[:80] or recipe.name,
        version=recipe.version,
        task="series",
        description=f"{recipe.description.strip()} Series: {series.name}. {split.describe(series.times)}."[:4000],
        variable=series.variable,
        unit=_unit(series),
        cadence=str(series.cadence),
        inputs=(given,),
        outputs=(returned,),
        quantiles=recipe.quantiles,
        window=None,
        tile=None,
        overlap=None,
        baseline=recipe.baseline,
        conformal=(),
        domain=Domain(None, Range(min(gaps), max(gaps)), Range(min(length), max(length)), series.latitude),
        training=Training(
            data=tuple(data),
            seed=recipe.settings.seed,
            commit=head_commit(),
            command=run.command[:1000],
            minutes=0.0,
            packages={name: version(name) for name in (*PACKAGES, *_READERS)},
            parameters={
                **recipe.parameters(),
                "network": recipe.settings.networks[0],
                "began_with": began_with(known),
                "cells": series.values.shape[1],
            },
        ),
        scores=(),
        licence=recipe.licence,
    )


def _ends(limits: Range | None) -> list[float]:
    return [] if limits is None else [limits.low, limits.high]


def _unit(series: OwnSeries) -> str:
    return series.unit[:40]


def _day(series: OwnSeries, epoch: int) -> str:
    return str(series.times[epoch].astype("datetime64[D]"))
