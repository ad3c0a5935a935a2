"""Which run of an algorithm a raster came from, as its metadata say."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Optional

from osgeo import gdal

from .gdal_calls import reading

_OWN = ("GEOGAP_VARIABLE", "GEOGAP_LONG_NAME", "GEOGAP_METHODS")
"""What outputs of one run may say differently."""


HALF_WIDTHS = "HALF_WIDTHS"
"""Half the widths of intervals by their level, in standard deviations, as JSON: `GEOGAP_HALF_WIDTHS`."""


def half_width(tags: Mapping[str, str], level: float = 0.9) -> Optional[float]:
    """Return half the width of an interval, in standard deviations, as a run learnt it; None if it did not."""
    try:
        width = float(json.loads(tags[f"GEOGAP_{HALF_WIDTHS}"])[f"{level:g}"])
    except (KeyError, TypeError, ValueError):
        return None
    return width if 0 < width < math.inf else None


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
