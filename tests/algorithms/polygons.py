"""Polygon layers for tests, made in memory."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType


def polygon_layer(shapes, crs="EPSG:4326"):
    """Return a layer with a named feature for every WKT of a dict."""
    layer = QgsVectorLayer(f"MultiPolygon?crs={crs}", "regions", "memory")
    layer.dataProvider().addAttributes([QgsField("name", QMetaType.Type.QString)])
    layer.updateFields()
    for name, text in shapes.items():
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt(text))
        assert layer.dataProvider().addFeature(feature)
    return layer
