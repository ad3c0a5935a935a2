"""Tables without geometry as outputs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Real

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from .base import GeoGapAlgorithm


def write_table(
    algorithm: GeoGapAlgorithm,
    name: str,
    columns: Iterable[tuple[str, QMetaType.Type]],
    rows: Iterable[list],
    parameters: dict,
    context: QgsProcessingContext,
) -> str:
    """Write a table to the sink of an output, numbers that are not finite as NULL, and return where it is.

    Parameters
    ----------
    name : str
        Of the output's parameter.
    columns : iterable of (name, type)

    Raises
    ------
    QgsProcessingException
        If the sink cannot be made or written.
    """
    fields = QgsFields()
    for title, kind in columns:
        fields.append(QgsField(title, kind))
    sink, destination = algorithm.parameterAsSink(parameters, name, context, fields, QgsWkbTypes.Type.NoGeometry)
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    for row in rows:
        feature = QgsFeature(fields)
        feature.setAttributes([None if _not_finite(value) else value for value in row])
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, name))
    return destination


def _not_finite(value: object) -> bool:
    return isinstance(value, Real) and not math.isfinite(value)
