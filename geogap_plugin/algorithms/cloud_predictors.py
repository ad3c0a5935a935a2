"""The predictors of a stack of images, brought onto its grid and dates as “Match grid” does it, on the way."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from ..raster.blockwise import Control
from ..raster.cloud_stack import OnEpochs
from ..raster.collocated import write_matched
from ..raster.predictors import Predictor, open_predictors
from ..raster.regular import RegularSeries
from ..raster.series import open_series
from ..raster.writer import SeriesWriter
from .matching import Plan, Target, Wishes, plan

translate = QCoreApplication.translate

_AS_IT_IS = Wishes("auto", "auto", "auto", 0.5, None, None, 0, [])
"""What “Match grid” does unless it is told otherwise."""


def open_all(sources: Sequence[str], series: RegularSeries, stack: ExitStack) -> tuple[list[Predictor], list[str]]:
    """Open every variable of every file but the series itself; say what was left out and why."""
    predictors, left_out = [], []
    itself = Predictor(series.series, True)
    for source in sources:
        found, reasons = open_predictors(source, [], stack)
        left_out += reasons
        predictors += [predictor for predictor in found if not predictor.is_same(itself)]
    return predictors, left_out


@contextmanager
def matched_predictors(
    sources: Sequence[str],
    series: RegularSeries,
    folder: Path,
    control: Control,
    tell: Callable[[str], None],
    *,
    classes: bool,
) -> Iterator[list[OnEpochs]]:
    """Yield the predictors on the grid and at the dates of a stack; files made for it are gone afterwards.

    Parameters
    ----------
    folder : Path
        Where these files are made: beside the output, where there is room.
    tell : callable
        Takes a line for the log.
    classes : bool
        Whether class maps are wanted; otherwise they are left out.

    Raises
    ------
    InputError
        If one cannot be opened, or does not meet the stack in time or space.
    """
    bounds = series.series.bounds if np.array_equal(series.times, series.series.times) else None
    target = Target(series.series.name, series.grid, series.times, bounds)
    with ExitStack() as stack:
        predictors, left_out = open_all(sources, series, stack)
        for reason in left_out:
            tell(translate("Predictors", "Left out: {}").format(reason))
        plans = []
        for predictor in predictors:
            planned = _planned(predictor, target)
            if planned.classes and not classes:
                tell(
                    translate("Predictors", "Left out: {} holds classes, which the regression cannot use.").format(
                        predictor.label
                    )
                )
                continue
            tell(f"{predictor.label}: {'; '.join(planned.notes)}.")
            plans.append(planned)
        scratch = None
        matched = []
        for number, planned in enumerate(plans):
            if planned.layers.resampling and scratch is None:
                scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix=".geogap", dir=folder))
            path = f"{scratch}/{number}.tif" if planned.layers.resampling else ""
            part = replace(control, progress=_share(control.progress, number, len(plans)))
            matched.append(_matched(planned, series, path, part, stack))
        yield matched


def _planned(predictor: Predictor, target: Target) -> Plan:
    try:
        return plan(predictor, target, _AS_IT_IS)
    except InputError as error:
        raise InputError(f"{predictor.label}: {error.message}", error.details) from error


def _matched(planned: Plan, series: RegularSeries, path: str, control: Control, stack: ExitStack) -> OnEpochs:
    """Return a predictor at the epochs of a series, written to a file first where it lies on another grid."""
    epochs = len(series.times)
    variable = planned.predictor.series.variable
    names = tuple(
        dict.fromkeys(name for name in (variable, planned.predictor.series.name, planned.predictor.label) if name)
    )
    if not planned.layers.resampling:
        layer_of = planned.collocated.layer_of if planned.method else np.repeat(planned.collocated.layer_of, epochs)
        return OnEpochs(names, planned.unit, planned.collocated, layer_of)
    with SeriesWriter(path, series.grid, planned.collocated.epochs, unit=planned.unit) as writer:
        write_matched(planned.layers, planned.collocated, series, writer, control, classes=planned.classes is not None)
    written = stack.enter_context(open_series(path))
    return OnEpochs(names, planned.unit, written, np.arange(epochs) if planned.method else np.zeros(epochs, dtype=int))


def _share(progress: Callable[[float], None], index: int, count: int) -> Callable[[float], None]:
    return lambda share: progress((index + share) / count)
