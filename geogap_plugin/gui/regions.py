"""A region that a user has chosen: where it came from, its outline, and how algorithms are told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.errors import InputError

KINDS = ("everything", "canvas", "rectangle", "polygon", "layer", "place")


@dataclass(frozen=True)
class Region:
    """A region; without an outline it is everything.

    Parameters
    ----------
    kind : str
        One of KINDS.
    outline : QgsGeometry
        Polygons, empty for everything.
    crs : QgsCoordinateReferenceSystem
        Of the outline.
    name : str
        What the user calls it: the name of the polygon layer, the country or the river basin.
    """

    kind: str = "everything"
    outline: QgsGeometry = field(default_factory=QgsGeometry)
    crs: QgsCoordinateReferenceSystem = field(default_factory=QgsCoordinateReferenceSystem)
    name: str = ""

    @property
    def everything(self) -> bool:
        """Whether it has no bounds."""
        return self.outline.isNull() or self.outline.isEmpty()

    def extent(self) -> str:
        """Return the rectangle around it as Processing reads it, '' for everything."""
        if self.everything:
            return ""
        box = self.outline.boundingBox()
        numbers = ",".join(f"{edge:.10g}" for edge in (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()))
        return f"{numbers} [{self.crs.authid()}]" if self.crs.authid() else numbers

    def edges(self) -> str:
        """Return its edges in words."""
        box = self.outline.boundingBox()
        west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        if self.crs.isGeographic():
            return f"{longitude(west)} to {longitude(east)}, {latitude(south)} to {latitude(north)}"
        unit = QgsUnitTypes.toAbbreviatedString(self.crs.mapUnits())
        return f"x {west:.0f} to {east:.0f}, y {south:.0f} to {north:.0f} {unit} ({self.crs.authid() or '?'})"

    def write(self, path: str, name: str) -> None:
        """Write the outline as the only feature of a GeoPackage, for an algorithm to read.

        Raises
        ------
        InputError
            If the file cannot be written.
        """
        fields = QgsFields()
        fields.append(QgsField("name", QMetaType.Type.QString))
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        writer = QgsVectorFileWriter.create(
            path, fields, Qgis.WkbType.MultiPolygon, self.crs, QgsProject.instance().transformContext(), options
        )
        feature = QgsFeature(fields)
        outline = QgsGeometry(self.outline)
        outline.convertToMultiType()
        feature.setGeometry(outline)
        feature.setAttributes([name])
        # Freed here: the file is whole once the writer is gone.
        if not writer.addFeature(feature) or writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise InputError(f"{path} could not be written: {writer.errorMessage()}.")
        del writer

    def to_text(self) -> dict[str, str]:
        """Return it as texts, for the project file."""
        return {
            "kind": self.kind,
            "outline": self.outline.asWkt(12) if not self.everything else "",
            "crs": self.crs.toWkt() if self.crs.isValid() else "",
            "name": self.name,
        }

    @classmethod
    def from_text(cls, texts: dict[str, str]) -> Region:
        """Read what :meth:`to_text` wrote; everything where it is unreadable."""
        kind = texts.get("kind", "")
        outline = QgsGeometry.fromWkt(texts.get("outline", ""))
        if kind not in KINDS or outline.isNull():
            return cls()
        return cls(kind, outline, QgsCoordinateReferenceSystem.fromWkt(texts.get("crs", "")), texts.get("name", ""))


def longitude(degrees: float) -> str:
    """Return a longitude in words."""
    return f"{abs(degrees):.2f}° {'E' if degrees >= 0 else 'W'}"


def latitude(degrees: float) -> str:
    """Return a latitude in words."""
    return f"{abs(degrees):.2f}° {'N' if degrees >= 0 else 'S'}"


def rectangle(kind: str, box: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> Region:
    """Return the region of a rectangle; everything for an empty one."""
    return Region() if box.isEmpty() or not box.isFinite() else Region(kind, QgsGeometry.fromRect(box), crs)


def of_features(layer: QgsVectorLayer, *, selected: bool) -> Region:
    """Return the polygons of a layer as one region.

    Raises
    ------
    InputError
        If there is none.
    """
    features = layer.getSelectedFeatures() if selected else layer.getFeatures()
    shapes = [feature.geometry() for feature in features if feature.hasGeometry()]
    outline = QgsGeometry.unaryUnion(shapes) if shapes else QgsGeometry()
    if outline.isEmpty():
        raise InputError(
            f"{layer.name()} has no selected polygon. Select some, or take all of them."
            if selected
            else f"{layer.name()} holds no polygon."
        )
    return Region("layer", outline, layer.crs(), layer.name())
