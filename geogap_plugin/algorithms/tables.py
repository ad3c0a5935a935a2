"""Tables as outputs, with or without a point for each row."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import repeat
from numbers import Real

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
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
    points: Iterable[tuple[float, float]] | None = None,
    crs_wkt: str = "",
) -> str:
    """Write a table to the sink of an output, numbers that are not finite as NULL, and return where it is.

    Parameters
    ----------
    name : str
        Of the output's parameter.
    columns : iterable of (name, type)
    points : iterable of (x, y), optional
        One for each row; a table without geometry by default.
    crs_wkt : str
        Their coordinate reference system.

    Raises
    ------
    QgsProcessingException
        If the sink cannot be made or written.
    """
    fields = QgsFields()
    for title, type_of_value in columns:
        fields.append(QgsField(title, type_of_value))
    kind = QgsWkbTypes.Type.NoGeometry if points is None else QgsWkbTypes.Type.Point
    crs = QgsCoordinateReferenceSystem.fromWkt(crs_wkt) if crs_wkt else QgsCoordinateReferenceSystem()
    sink, destination = algorithm.parameterAsSink(parameters, name, context, fields, kind, crs)
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    for row, point in zip(rows, repeat(None) if points is None else points):
        feature = QgsFeature(fields)
        if point is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*point)))
        feature.setAttributes([None if _not_finite(value) else value for value in row])
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, name))
    return destination


def _not_finite(value: object) -> bool:
    return isinstance(value, Real) and not math.isfinite(value)
