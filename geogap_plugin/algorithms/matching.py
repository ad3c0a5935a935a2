"""What “Match grid” makes of each predictor: how its dates and cells meet those of the target, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication

from ..core.collocation import (
    Collocation,
    choose_method,
    collocate,
    default_tolerance,
    stands_still,
    unit_of_sum,
)
from ..core.epochs import Epochs, lay_out
from ..core.errors import InputError
from ..raster.classes import Classes, classes_of
from ..raster.collocated import CollocatedSeries
from ..raster.grid import Grid
from ..raster.predictors import Predictor
from ..raster.resampling import CLASSES, OntoGrid
from ..raster.series import RasterSeries

translate = QCoreApplication.translate

NO_CLASSES = "none"
"""What a user names to say that nothing holds classes."""

_FOR_CLASSES = ("nearest", "mode")


@dataclass(frozen=True)
class Target:
    """What predictors are matched to.

    Parameters
    ----------
    name : str
    grid : Grid
    times : ndarray of datetime64[s], shape (T,)
    bounds : ndarray of datetime64[s], shape (T, 2), or None
        Period of every date, where they are known.
    dated : bool
        False where the date means nothing.
    """

    name: str
    grid: Grid
    times: np.ndarray
    bounds: np.ndarray | None
    dated: bool = True

    @classmethod
    def of(cls, series: RasterSeries, *, dated: bool) -> Target:
        """Return a series as a target."""
        return cls(series.name, series.grid, series.times, series.bounds, dated)


@dataclass(frozen=True)
class Wishes:
    """What the user asks for, of all predictors alike.

    Parameters
    ----------
    resampling, time, stamp : str
        Of `RESAMPLING`; of `METHODS`, or `auto`; of `STAMPS`.
    least_share : float
        Share of a cell that must be covered, 0 to 1.
    window, tolerance : timedelta64 or None
        None where they are not given.
    max_missing : int
        Values that a window may lack.
    classes : list of str
        Names of the predictors that hold classes.
    """

    resampling: str
    time: str
    stamp: str
    least_share: float
    window: np.timedelta64 | None
    tolerance: np.timedelta64 | None
    max_missing: int
    classes: list[str]


@dataclass(frozen=True)
class Plan:
    """What is to be made of one predictor.

    Parameters
    ----------
    predictor : Predictor
    classes : Classes or None
        None for quantities.
    method : str
        How dates meet; '' for a predictor that stands for all dates.
    collocated : CollocatedSeries
    layers : OntoGrid
    unit : str
        Of the output.
    facts : dict of str to object
        For the provenance of the output.
    notes : tuple of str
        What was decided and why, for the log.
    """

    predictor: Predictor
    classes: Classes | None
    method: str
    collocated: CollocatedSeries
    layers: OntoGrid
    unit: str
    facts: dict[str, object]
    notes: tuple[str, ...]

    def source_times(self) -> list[str]:
        """Return the dates that every band is made of: one, or the first and the last; '' for none.

        Cells that miss a value there take their nearest one within the tolerance.
        """
        if not self.predictor.dated:
            return [""] * len(self.collocated.epochs)
        times, collocation = self.predictor.series.times, self.collocated.collocation
        spans = [times[collocation.first_choice(draw)] for draw in collocation.draws]
        return ["/".join(str(time) for time in np.unique(span[[0, -1]])) if span.size else "" for span in spans]


def plan(predictor: Predictor, target: Target, wishes: Wishes) -> Plan:
    """Decide what is to be made of a predictor.

    Raises
    ------
    InputError
        If predictor and target do not meet in time or space, or what is asked for cannot be had.
    """
    notes: list[str] = []
    facts: dict[str, object] = {"TARGET": target.name}
    classes = _classes(predictor, wishes, notes)
    method, collocation, unit = _in_time(predictor, target, classes, wishes, facts, notes)
    times = target.times if method else predictor.series.times[:1]
    collocated = CollocatedSeries(predictor.series, collocation, times)
    asked = wishes.resampling
    if classes and asked not in _FOR_CLASSES:
        if asked != "auto":
            notes.append(translate("Predictors", "“{}” would mix classes and was not done").format(asked))
        asked = CLASSES
    layers = OntoGrid(collocated, target.grid, resampling=asked, least_share=wishes.least_share)
    facts["RESAMPLING"] = layers.resampling
    if layers.resampling:
        facts["LEAST_COVER"] = 100 * wishes.least_share
        notes.append(translate("Predictors", "cells: {}").format(layers.resampling))
    else:
        notes.append(translate("Predictors", "on the target's grid already"))
    return Plan(predictor, classes, method, collocated, layers, unit, facts, tuple(notes))


def _classes(predictor: Predictor, wishes: Wishes, notes: list[str]) -> Classes | None:
    stated = classes_of(predictor.series)
    named = any(predictor.is_called(name) for name in wishes.classes)
    if not named and (not stated.reason or NO_CLASSES in wishes.classes):
        return None
    notes.append(
        translate("Predictors", "classes, never averaged ({})").format(
            translate("Predictors", "named as such") if named else stated.reason
        )
    )
    return stated


def _in_time(
    predictor: Predictor,
    target: Target,
    classes: Classes | None,
    wishes: Wishes,
    facts: dict[str, object],
    notes: list[str],
) -> tuple[str, Collocation, str]:
    """Return how dates meet, which of them make which, and the unit."""
    series = predictor.series
    if not predictor.dated or (wishes.time == "auto" and not predictor.changes):
        notes.append(
            translate("Predictors", "one date ({}), which stands for all").format(series.times[0])
            if predictor.dated
            else translate("Predictors", "no date, stands for all")
        )
        return "", stands_still(), series.unit
    if not target.dated:
        raise InputError(
            translate(
                "Predictors",
                "it has {} dates, and the target {} has none that they could meet. Name the target's band by its "
                "date, or date it with “Build series”.",
            ).format(len(series.times), target.name)
        )
    source = lay_out(series.times, series.bounds, wishes.stamp)
    wanted = lay_out(target.times, target.bounds)
    method = wishes.time
    if classes and method not in ("nearest", "last"):
        if method != "auto":
            notes.append(translate("Predictors", "“{}” would mix classes and was not done").format(method))
        method = "nearest"
    if method == "auto":
        method = choose_method(source, wanted)
    factor, unit = unit_of_sum(series.unit, source.cadence) if method == "sum" else (1.0, series.unit)
    collocation = collocate(
        source,
        wanted,
        method,
        bounds=series.bounds,
        window=wishes.window,
        tolerance=wishes.tolerance,
        max_missing=wishes.max_missing,
        factor=factor,
    )
    met = int(collocation.matched.sum())
    if not met:
        raise InputError(
            translate(
                "Predictors",
                "none of its dates from {} to {} ({}) gives a value for the target, which reaches from {} to {}. "
                "Choose series of the same time, another way to match dates, or a larger tolerance.",
            ).format(series.times[0], series.times[-1], source.cadence, *target.times[[0, -1]])
        )
    facts.update(_time_facts(method, source, wishes))
    notes.append(_dates_note(method, source, wanted, wishes))
    notes.append(translate("Predictors", "{} of {} dates of the target met").format(met, len(wanted.times)))
    if unit != series.unit:
        notes.append(translate("Predictors", "the sum is in {}").format(unit))
    elif method == "sum" and not unit:
        notes.append(translate("Predictors", "it has no unit, and values were added as they are"))
    return method, collocation, unit


def _time_facts(method: str, source: Epochs, wishes: Wishes) -> dict[str, object]:
    facts: dict[str, object] = {"TIME": method, "STAMP": wishes.stamp}
    if method in ("mean", "sum"):
        window = "" if wishes.window is None else _words(wishes.window)
        return {**facts, "WINDOW": window, "MAX_MISSING": wishes.max_missing}
    return {**facts, "TOLERANCE": _words(default_tolerance(source) if wishes.tolerance is None else wishes.tolerance)}


def _dates_note(method: str, source: Epochs, target: Epochs, wishes: Wishes) -> str:
    """Say how dates meet."""
    if method not in ("mean", "sum"):
        reach = default_tolerance(source) if wishes.tolerance is None else wishes.tolerance
        return translate("Predictors", "dates: {} within {}").format(method, _words(reach))
    if wishes.window is None:
        return translate("Predictors", "dates: {} over the period of each date ({})").format(method, target.cadence)
    return translate("Predictors", "dates: {} over the {} up to each date").format(method, _words(wishes.window))


def _words(length: np.timedelta64) -> str:
    """Say a length of time in the largest unit that suits it."""
    seconds = int(length.astype("timedelta64[s]").astype(np.int64))
    sizes = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))
    size, unit = next((size, unit) for size, unit in sizes if seconds >= size or size == 1)
    return f"{seconds / size:.4g} {unit}"
