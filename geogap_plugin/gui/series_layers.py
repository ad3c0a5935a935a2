"""The series among the layers of the project, and the rasters that a filling wrote beside them."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer

from ..algorithms.layers import STYLE_PROPERTY
from ..core.errors import GeoGapError
from ..raster.origin import origin

_BESIDE = ("uncertainty", "flags")
_NO_SERIES = (*_BESIDE, "missing_share", "skill", "methods", "agreement")


def is_series(layer: object) -> bool:
    """Whether a layer may hold values over time: a raster with several bands that is not beside another."""
    return (
        isinstance(layer, QgsRasterLayer)
        and layer.isValid()
        and layer.providerType() == "gdal"
        and layer.bandCount() > 1
        and layer.customProperty(STYLE_PROPERTY) not in _NO_SERIES
    )


def series_layers() -> list[QgsRasterLayer]:
    """Return the series of the project, in the order of the layer tree."""
    order = QgsProject.instance().layerTreeRoot().layerOrder()
    return [layer for layer in order if is_series(layer)]


def beside(layer: QgsRasterLayer) -> dict[str, str]:
    """Return the sources of the uncertainty and the flags that the same run wrote, as far as they are in the project.

    Returns
    -------
    dict
        With the keys `uncertainty` and `flags`; '' where there is none.
    """
    found = dict.fromkeys(_BESIDE, "")
    run: dict[str, str] | None = None
    for other in QgsProject.instance().mapLayers().values():
        role = other.customProperty(STYLE_PROPERTY)
        if role not in _BESIDE or not _same_cells(layer, other):
            continue
        run = _origin(layer) if run is None else run
        if run and run == _origin(other):
            found[role] = other.source()
    return found


def _same_cells(one: QgsRasterLayer, other: object) -> bool:
    return (
        isinstance(other, QgsRasterLayer)
        and (one.width(), one.height(), one.bandCount()) == (other.width(), other.height(), other.bandCount())
        and one.extent() == other.extent()
    )


def _origin(layer: QgsRasterLayer) -> dict[str, str]:
    try:
        return origin(layer.source())
    except GeoGapError:  # a file that is gone has no companions
        return {}
