"""What the algorithms over polygons share: layers as regions on a raster's grid."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..core.cancellation import checkpoint
from ..core.errors import InputError
from ..core.regions.coverage import Region, unbroken
from ..raster.zones import Surface, Zone
from .base import GeoGapAlgorithm

_PIECES = 200
"""Into so many pieces the longer side of a region's box is cut before its edges are bent by a transformation."""

_ROUNDING = 1e-6


class RegionsAlgorithm(GeoGapAlgorithm):
    """Base of the algorithms that summarise rasters over polygons."""

    REGIONS = "REGIONS"
    NAME_FIELD = "NAME_FIELD"

    def add_regions(self, help_text: str, *, optional: bool = False) -> None:
        """Add the polygon layer and the field that names its regions."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.REGIONS, self.tr("Regions"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=optional
            ),
            help_text,
        )
        self.add(
            QgsProcessingParameterField(
                self.NAME_FIELD, self.tr("Name of the regions"), parentLayerParameterName=self.REGIONS, optional=True
            ),
            self.tr("The field that names the regions. Empty: they are called by their feature id."),
        )

    def zones(
        self, surface: Surface, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> list[Zone]:
        """Return the regions of the layer on a grid; those that do not meet it are told and left out.

        Raises
        ------
        InputError
            If no region meets the raster, or a polygon has no place in the raster's coordinate system.
        """
        source = self.parameterAsSource(parameters, self.REGIONS, context)
        if source is None:
            raise InputError(self.tr("“Regions” could not be opened. Choose a polygon layer."))
        crs = QgsCoordinateReferenceSystem.fromWkt(surface.grid.crs_wkt)
        transform = QgsCoordinateTransform(source.sourceCrs(), crs, context.transformContext())
        field = self.parameterAsString(parameters, self.NAME_FIELD, context)
        zones: list[Zone] = []
        problem = InputError(self.tr("“Regions” holds no polygon."))
        for feature in source.getFeatures():
            checkpoint()
            name = str(feature[field]) if field else self.tr("region {}").format(feature.id())
            polygons = polygons_of(feature.geometry(), transform, name)
            if not polygons:
                feedback.pushWarning(self.tr("The region “{}” has no area and is left out.").format(name))
                continue
            try:
                zone = Zone(Region(str(feature.id()), name, polygons), surface)
            except InputError as error:
                problem = error
                feedback.pushWarning(error.message)
                continue
            if zone.inside_share < 1 - _ROUNDING:
                feedback.pushWarning(
                    self.tr("{:.1%} of the region “{}” lies inside the raster; the rest has no values.").format(
                        zone.inside_share, name
                    )
                )
            zones.append(zone)
        if not zones:
            raise problem
        return zones


def polygons_of(geometry: QgsGeometry, transform: QgsCoordinateTransform, name: str) -> list[list[np.ndarray]]:
    """Return the rings of a geometry in the coordinates of the grid; [] for one without area."""
    box = geometry.boundingBox()
    if geometry.isEmpty() or not box.width() * box.height():
        return []
    shape = QgsGeometry(geometry.constGet().segmentize())
    if not shape.isGeosValid():
        shape = shape.makeValid()
    if not transform.isShortCircuited():
        # A straight edge in one system is bent in the other: more corners let it follow.
        shape = shape.densifyByDistance(max(box.width(), box.height()) / _PIECES)
        try:
            shape.transform(transform)
        except QgsCsException as error:
            raise InputError(
                f"The region “{name}” has no place in the coordinate system of the raster. Check the coordinate "
                "system of the layer, or cut the region to where the raster lies.",
                str(error),
            ) from error
    polygons = [
        [np.array([(point.x(), point.y()) for point in ring]) for ring in part.asPolygon()]
        for part in shape.asGeometryCollection()
        if part.type() == Qgis.GeometryType.Polygon
    ]
    if transform.destinationCrs().isGeographic() and not transform.sourceCrs().isGeographic():
        polygons = [unbroken(polygon, name) for polygon in polygons]
    return polygons
