"""Rasters that go with a series, such as the uncertainty and the flags of the run that filled it."""

from __future__ import annotations

from contextlib import ExitStack

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from ..core.units import same_unit
from ..raster.series import RasterSeries
from .base import GeoGapAlgorithm

translate = QCoreApplication.translate


def open_companion(
    algorithm: GeoGapAlgorithm,
    name: str,
    series: RasterSeries,
    parameters: dict,
    context: QgsProcessingContext,
    stack: ExitStack,
) -> RasterSeries | None:
    """Open what a parameter names beside a series, until the stack is closed; None where it names nothing.

    Raises
    ------
    InputError
        If it has other cells or dates than the series, or an uncertainty another unit.
    """
    if parameters.get(name) in (None, ""):
        return None
    asked = {**parameters, algorithm.INPUT: parameters[name], algorithm.VARIABLE: ""}
    other = stack.enter_context(algorithm.open_source(asked, context))
    label = algorithm.parameterDefinition(name).description()
    difference = series.grid.difference(other.grid)
    if difference:
        raise InputError(
            translate("Companions", "“{}” ({}) does not lie on the grid of the series: {}.").format(
                label, other.name, difference
            )
        )
    if not series.same_dates(other):
        raise InputError(
            translate(
                "Companions",
                "“{}” ({}) has {} epochs from {} to {}, the series {} from {} to {}. Choose one with the same dates.",
            ).format(label, other.name, *_span(other), *_span(series))
        )
    if name == "UNCERTAINTY" and not same_unit(other.unit, series.unit):
        raise InputError(
            translate(
                "Companions", "“{}” ({}) is in “{}”, the series in “{}”. Choose the one that belongs to the series."
            ).format(label, other.name, other.unit, series.unit)
        )
    return other


def _span(series: RasterSeries) -> tuple[int, str, str]:
    return len(series.times), str(series.times[0]), str(series.times[-1])
