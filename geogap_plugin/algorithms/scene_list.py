"""What a search for scenes found: as a page with small pictures, and as footprints on the map."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsJsonUtils,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.errors import DamagedDataError, GeoGapError
from ..report.scenes import ListedScene
from ..sources.scene_catalog import SceneCollection
from ..sources.stac import Scene
from ..sources.transport import Cancel, Transport, fetch_text, shown
from .base import GeoGapAlgorithm

_PICTURES = 60
"""Scenes whose pictures are fetched for the page."""

_LARGEST_PICTURE = 2 * 2**20
_PATIENCE = 10.0


def listed_scenes(
    scenes: Sequence[Scene],
    collection: SceneCollection,
    names: Sequence[str],
    transport: Transport,
    feedback: QgsProcessingFeedback,
) -> list[ListedScene]:
    """Return the scenes as the page shows them, the first ones with pictures.

    Parameters
    ----------
    names : sequence of str
        The bands that are wanted.
    """
    return [
        ListedScene(
            scene.id,
            str(scene.time).replace("T", " ")[:16],
            scene.platform,
            scene.cloud,
            ", ".join(name for name in names if collection.asset(scene, name)),
            _picture(scene, transport, feedback) if number < _PICTURES else b"",
        )
        for number, scene in enumerate(scenes)
    ]


def _picture(scene: Scene, transport: Transport, feedback: QgsProcessingFeedback) -> bytes:
    """Return a scene's small picture; empty if it cannot be had, which is no reason to stop."""
    if not scene.thumbnail.startswith("http"):
        return b""
    try:
        return fetch_picture(scene.thumbnail, transport, feedback.isCanceled)
    except GeoGapError as error:
        if feedback.isCanceled():
            raise
        feedback.pushDebugInfo(error.message)
        return b""


def fetch_picture(address: str, transport: Transport, cancelled: Cancel) -> bytes:
    """Return the file of a scene's small picture.

    Raises
    ------
    NetworkError
        If it cannot be had soon.
    DamagedDataError
        If it is too large for a small picture.
    """
    body = fetch_text(transport, address, cancelled=cancelled, timeout=_PATIENCE).body
    if len(body) > _LARGEST_PICTURE:
        raise DamagedDataError(f"{shown(address)} is no small picture: it has {len(body) / 1e6:.1f} MB.")
    return body


def write_footprints(
    algorithm: GeoGapAlgorithm,
    name: str,
    scenes: Sequence[Scene],
    megabytes: Mapping[str, float],
    parameters: dict,
    context: QgsProcessingContext,
) -> str:
    """Write the outlines of scenes to the sink of an output and return where it is.

    Parameters
    ----------
    megabytes : mapping of str to float
        About how much is to be read of each scene, by its id.

    Raises
    ------
    QgsProcessingException
        If the sink cannot be made or written.
    """
    fields = QgsFields()
    text, real = QMetaType.Type.QString, QMetaType.Type.Double
    for title, kind in (
        ("id", text),
        ("time", text),
        ("cloud", real),
        ("platform", text),
        ("thumbnail", text),
        ("megabytes", real),
    ):
        fields.append(QgsField(title, kind))
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    sink, destination = algorithm.parameterAsSink(
        parameters, name, context, fields, QgsWkbTypes.Type.MultiPolygon, degrees
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    for scene in scenes:
        feature = QgsFeature(fields)
        feature.setGeometry(_outline(scene))
        size = megabytes.get(scene.id, 0.0)
        feature.setAttributes([scene.id, f"{scene.time}Z", scene.cloud, scene.platform, scene.thumbnail, size])
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, name))
    return destination


def _outline(scene: Scene) -> QgsGeometry:
    outline = QgsJsonUtils.geometryFromGeoJson(json.dumps(scene.geometry)) if scene.geometry else QgsGeometry()
    if outline.isNull():
        outline = QgsGeometry.fromRect(QgsRectangle(*scene.bbox))
    outline.convertToMultiType()
    return outline
