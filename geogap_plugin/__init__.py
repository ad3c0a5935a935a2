"""GeoGap: fill the gaps in satellite time series, inside QGIS."""


def classFactory(iface: object) -> object:
    """Return the plugin; QGIS calls this when it loads it."""
    from .plugin import GeoGapPlugin

    return GeoGapPlugin(iface)
