"""Regions that have a name: countries of QGIS's world map, and river basins that come with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsExpression, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ..core.errors import InputError
from ..metadata import resource
from .regions import Region

PLACES = ("basin", "country")

_NAME = "name"
_WORLD_MAP = ("resources", "data", "world_map.gpkg")


def world_map() -> Path:
    """Return where QGIS keeps its world map: generalised outlines of Natural Earth, in the public domain."""
    return Path(QgsApplication.pkgDataPath()).joinpath(*_WORLD_MAP)


def place_names(place: str) -> set[str]:
    """Return the names of all countries or river basins as their map writes them.

    Parameters
    ----------
    place : str
        One of PLACES.

    Raises
    ------
    InputError
        If the map is missing or cannot be read.
    """
    layer = _outlines(place)
    column = layer.fields().lookupField(_NAME)
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setSubsetOfAttributes([column])
    # Two scraps of the world map have no name.
    return {str(row[column]) for row in layer.getFeatures(request) if row[column]}


def of_place(place: str, name: str, title: str) -> Region:
    """Return a country or river basin as a region.

    Parameters
    ----------
    place : str
        One of PLACES.
    name : str
        One of its names.
    title : str
        What the region is called.

    Raises
    ------
    InputError
        If the map is missing or cannot be read, or has no such name.
    """
    layer = _outlines(place)
    request = QgsFeatureRequest().setFilterExpression(QgsExpression.createFieldEqualityExpression(_NAME, name))
    shapes = [feature.geometry() for feature in layer.getFeatures(request)]
    if not shapes:
        raise InputError(f"There is no {place} named “{name}”.")
    return Region("place", QgsGeometry.unaryUnion(shapes), layer.crs(), title)


def _outlines(place: str) -> QgsVectorLayer:
    path, within = resource("outlines", "basins.geojson"), "basins"
    if place == "country":
        path, within = str(world_map()), "countries"
    options = QgsVectorLayer.LayerOptions()
    # A file of QGIS's or the plugin's own, which nothing may be written beside.
    options.forceReadOnly = True
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(f"{path}|layername={within}", place, "ogr", options)
    if not layer.isValid() or layer.fields().lookupField(_NAME) < 0:
        raise InputError(f"The outlines of a {place} cannot be read from {path}.")
    return layer
