"""Which run of an algorithm a raster came from, as its metadata say."""

from __future__ import annotations

from osgeo import gdal

from .gdal_calls import reading

_OWN = ("GEOGAP_VARIABLE", "GEOGAP_LONG_NAME", "GEOGAP_METHODS")
"""What outputs of one run may say differently."""


def origin(source: str) -> dict[str, str]:
    """Return what a raster says of the run that wrote it, {} for one that GeoGap did not write.

    Raises
    ------
    InputError
        If the raster cannot be opened.
    """
    with reading(source):
        tags = gdal.OpenEx(source, gdal.OF_RASTER).GetMetadata()
    return {key: value for key, value in tags.items() if key.startswith("GEOGAP_") and key not in _OWN}
