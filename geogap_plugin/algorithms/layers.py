"""Outputs as layers: styled for their variable, named, grouped, and dated for the Temporal Controller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from qgis.core import (
    Qgis,
    QgsArrowSymbolLayer,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorFieldSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor

from ..metadata import resource

_CLASS_COLOURS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#000000")
"""Okabe & Ito (2008), Color Universal Design."""

_ARROW_COLOUR = "#20303c"

STYLE_PROPERTY = "geogap/style"
"""Custom property of a layer: the style file that it was given."""


@dataclass(frozen=True)
class LayerStyle:
    """How an output looks on the map.

    Parameters
    ----------
    qml : str
        Style file in `resources/styles`, without its ending.
    group : str
        Layer-tree group.
    starts, ends : ndarray of datetime64[s], shape (bands,), optional
        Half-open period of every band; None for a raster that stands still.
    limits : tuple of float, optional
        Values at the ends of the colours; the style file's own if None.
    order : int
        Layers of a higher order lie above the others.
    classes : dict of int to str, optional
        Names of the classes that the raster holds, each of which gets a colour of its own; `qml` does not count then.
    arrows : float, optional
        Length of an arrow of 1 in map units, for points with fields `east` and `north`; `qml` does not count then.
    """

    qml: str
    group: str
    starts: np.ndarray | None = None
    ends: np.ndarray | None = None
    limits: tuple[float, float] | None = None
    order: int = 0
    classes: dict[int, str] | None = None
    arrows: float | None = None


def style_of(names: str, unit: str) -> tuple[str, bool]:
    """Return the style file for a variable by its names and unit, and whether zero is the middle of its colours."""
    words = names.lower()
    if any(word in words for word in ("lwe", "tws", "water_equivalent", "anomaly")):
        return "twsa", True
    if "ndvi" in words:
        return "ndvi", False
    if "lst" in words or "surface_temperature" in words or unit.lower() in ("k", "kelvin", "°c", "deg c", "degc"):
        return "lst", False
    return "default", False


def show(path: str, name: str, style: LayerStyle, context: QgsProcessingContext) -> None:
    """Let an output be named, grouped, styled and dated when Processing loads it; do nothing if it will not."""
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    details.name = name
    details.forceName = True
    details.groupName = style.group
    details.layerSortKey = style.order
    details.setPostProcessor(_Styler.keep(style))


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles one layer on the main thread after Processing has loaded it."""

    # Processing keeps a C++ pointer only: without a Python reference the object is collected before it runs.
    kept: ClassVar[list[_Styler]] = []

    def __init__(self, style: LayerStyle) -> None:
        super().__init__()
        self.style = style

    @classmethod
    def keep(cls, style: LayerStyle) -> _Styler:
        styler = cls(style)
        cls.kept.append(styler)
        return styler

    def postProcessLayer(self, layer, context, feedback):
        """Apply the style."""
        if isinstance(layer, QgsRasterLayer):
            apply_style(layer, self.style)
        elif isinstance(layer, QgsVectorLayer) and self.style.arrows is not None:
            _draw_arrows(layer, self.style.arrows)
        if self in self.kept:
            self.kept.remove(self)


def apply_style(layer: QgsRasterLayer, style: LayerStyle) -> None:
    """Style a layer and give its bands their dates."""
    if style.classes is not None:
        _colour_classes(layer, style.classes)
    else:
        _, loaded = layer.loadNamedStyle(resource("styles", f"{style.qml}.qml"))
        if loaded and style.limits is not None:
            _stretch(layer, *style.limits)
    # Kept with the layer in the project: by it values are told from the uncertainty and the flags beside them.
    layer.setCustomProperty(STYLE_PROPERTY, style.qml)
    if style.starts is not None and style.ends is not None:
        animate(layer, style.starts, style.ends)
    layer.triggerRepaint()


def _draw_arrows(layer: QgsVectorLayer, scale: float) -> None:
    """Draw every point as an arrow along its fields `east` and `north`."""
    line = QgsVectorFieldSymbolLayer()
    line.setXAttribute("east")
    line.setYAttribute("north")
    line.setScale(scale)
    line.setDistanceUnit(QgsUnitTypes.RenderUnit.RenderMapUnits)
    arrow = QgsArrowSymbolLayer()
    arrow.subSymbol().setColor(QColor(_ARROW_COLOUR))
    arrow.setArrowWidth(0.35)
    arrow.setArrowStartWidth(0.35)
    arrow.setHeadLength(1.2)
    arrow.setHeadThickness(0.8)
    arrow.setIsCurved(False)
    arrow.setIsRepeated(False)
    # Symbols that are made of lists of layers leave these to Python, which frees them too early.
    shaft, marker = QgsLineSymbol.createSimple({}), QgsMarkerSymbol.createSimple({})
    shaft.changeSymbolLayer(0, arrow)
    line.setSubSymbol(shaft)
    marker.changeSymbolLayer(0, line)
    layer.setRenderer(QgsSingleSymbolRenderer(marker))
    layer.triggerRepaint()


def _colour_classes(layer: QgsRasterLayer, classes: dict[int, str]) -> None:
    """Give every class a colour: the first eight are told apart by colour-blind eyes as well."""
    entries = [
        QgsPalettedRasterRenderer.Class(number, _class_colour(place), name)
        for place, (number, name) in enumerate(classes.items())
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))


def _class_colour(place: int) -> QColor:
    if place < len(_CLASS_COLOURS):
        return QColor(_CLASS_COLOURS[place])
    # Steps of the golden angle never come back to a hue.
    return QColor.fromHsvF(place * 0.618034 % 1, 0.55, 0.85)


def _stretch(layer: QgsRasterLayer, low: float, high: float) -> None:
    """Spread the colours from `low` to `high`, so that all dates share one scale."""
    if not isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer):
        return
    renderer = layer.renderer().clone()
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    shader = renderer.shader().rasterShaderFunction()
    if isinstance(shader, QgsColorRampShader):
        shader.setMinimumValue(low)
        shader.setMaximumValue(high)
        shader.classifyColorRamp(band=-1)
    # Set anew, so that the legend of a layer that is in the project already follows.
    layer.setRenderer(renderer)


def animate(layer: QgsRasterLayer, starts: np.ndarray, ends: np.ndarray) -> None:
    """Give the bands of a layer their half-open periods, `datetime64[s]` of shape (bands,), UTC."""
    ranges = {
        band: QgsDateTimeRange(_utc(start), _utc(end), True, False)
        for band, (start, end) in enumerate(zip(starts, ends), start=1)
    }
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedRangePerBand)
    properties.setFixedRangePerBand(ranges)
    properties.setIsActive(True)


def _utc(moment: np.datetime64) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.astype("datetime64[s]").astype(np.int64)), Qt.TimeSpec.UTC)
