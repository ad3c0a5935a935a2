"""What a CF NetCDF file says of itself: coverage in space and time, and what its input stated.

The names are those of the Attribute Convention for Data Discovery (ACDD-1.3).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timezone

import numpy as np
from osgeo import gdal, osr

from ..core.calendar import Cadence
from .gdal_calls import quiet_gdal, reading
from .grid import Grid
from .netcdf import is_multidimensional, split_source
from .netcdf_axes import attributes
from .series import RasterSeries

_ISO_UNITS = {"month": "P{}M", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M", "second": "PT{}S"}
_EDGE_POINTS = 21


def stated_attributes(series: RasterSeries) -> dict[str, str]:
    """Return the texts that the file of a series (the first of several) states: its own, then its variable's."""
    source, _ = split_source(series.sources[0])
    with reading(source):
        if not is_multidimensional(source):
            return dict(gdal.OpenEx(source, gdal.OF_RASTER).GetMetadata())
        root = gdal.OpenEx(source, gdal.OF_MULTIDIM_RASTER).GetRootGroup()
        found = {**attributes(root), **attributes(root.OpenMDArrayFromFullname(f"/{series.variable}"))}
        return {key: value for key, value in found.items() if isinstance(value, str)}


def file_attributes(
    series: RasterSeries,
    long_name: str,
    cadence: Cadence,
    bounds: np.ndarray | None,
    *,
    stated: Mapping[str, str],
    provenance: Mapping[str, str],
    given: Mapping[str, str],
    step: str,
) -> dict[str, str | float]:
    """Return the attributes of a file: what it is, what it covers, who made it from what.

    Parameters
    ----------
    long_name : str
        What the values are.
    bounds : ndarray of datetime64[s], shape (T, 2), or None
    stated : mapping of str to str
        From :func:`stated_attributes`. All items `GEOGAP_...` are kept; history and licence are carried on.
    provenance : mapping of str to str
        Items `GEOGAP_...` for an input that has none.
    given : mapping of str to str
        What the user says; an empty text gives way to what the input states.
    step : str
        What was done to make the file, for its history.
    """
    period = f"{series.times[0].astype('datetime64[D]')} to {series.times[-1].astype('datetime64[D]')}"
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    origin = {**provenance, **{key: value for key, value in stated.items() if key.startswith("GEOGAP_")}}
    method = origin.get("GEOGAP_METHOD", "")
    filling = f"; gaps filled by GeoGap {origin['GEOGAP_VERSION']}, method {method}" if method else ""
    model = f", model {origin['GEOGAP_MODEL']}" if origin.get("GEOGAP_MODEL") else ""
    summary = f"{long_name[:1].upper()}{long_name[1:]} at {len(series.times)} epochs, {period}."
    if method:
        summary += f" Missing values were estimated from each cell's record (method {method}{model})."
    carried = {
        key: stated.get(key, "") for key in ("institution", "references", "project", "acknowledgement", "comment")
    }
    return {
        "title": f"{long_name}, {period}",
        "summary": summary,
        "keywords": ", ".join((long_name, "satellite time series", "gap filling")),
        "source": f"{origin.get('GEOGAP_INPUT') or series.name}{filling}{model if filling else ''}",
        **carried,
        "license": stated.get("license") or stated.get("licence", ""),
        **{key: value for key, value in given.items() if value},
        "history": "\n".join(filter(None, (f"{now}: {step}", stated.get("history", "")))),
        "date_created": now,
        "cdm_data_type": "Grid",
        "standard_name_vocabulary": "CF Standard Name Table",
        **time_coverage(series.times, bounds, cadence),
        **space_coverage(series.grid),
        **origin,
    }


def time_coverage(times: np.ndarray, bounds: np.ndarray | None, cadence: Cadence) -> dict[str, str | float]:
    """Return ACDD's attributes of the period: from the beginning of the first epoch to the end of the last."""
    start, end = (times[0], times[-1]) if bounds is None else (bounds.min(), bounds.max())
    seconds = int((end - start).astype(np.int64))
    days, rest = divmod(seconds, 86400)
    resolution = _ISO_UNITS.get(cadence.unit, "").format(cadence.step)
    return {
        "time_coverage_start": f"{start}Z",
        "time_coverage_end": f"{end}Z",
        "time_coverage_duration": f"P{days}D" + (f"T{rest}S" if rest else ""),
        "time_coverage_resolution": resolution,
    }


def space_coverage(grid: Grid) -> dict[str, str | float]:
    """Return ACDD's attributes of the region in degrees; nothing for a grid without a CRS or beyond its projection."""
    if not grid.crs_wkt:
        return {}
    west, south, east, north = grid.extent
    if not grid.is_geographic:
        crs, degrees = osr.SpatialReference(wkt=grid.crs_wkt), osr.SpatialReference()
        degrees.ImportFromEPSG(4326)
        for reference in (crs, degrees):
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        with quiet_gdal():
            try:
                transform = osr.CoordinateTransformation(crs, degrees)
                west, south, east, north = transform.TransformBounds(west, south, east, north, _EDGE_POINTS)
            except RuntimeError:
                return {}
        if not all(map(math.isfinite, (west, south, east, north))):
            return {}
    corners = ((south, west), (south, east), (north, east), (north, west), (south, west))
    found: dict[str, str | float] = {
        "geospatial_lat_min": south,
        "geospatial_lat_max": north,
        "geospatial_lat_units": "degrees_north",
        "geospatial_lon_min": west,
        "geospatial_lon_max": east,
        "geospatial_lon_units": "degrees_east",
        "geospatial_bounds": f"POLYGON (({', '.join(f'{lat:.10g} {lon:.10g}' for lat, lon in corners)}))",
        "geospatial_bounds_crs": "EPSG:4326",
    }
    if grid.is_geographic:
        found["geospatial_lat_resolution"] = -grid.geotransform[5]
        found["geospatial_lon_resolution"] = grid.geotransform[1]
    return found
