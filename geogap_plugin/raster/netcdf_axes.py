"""The axes of a CF variable: which dimension is time, which are space, and the grid they span."""

import re
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
from osgeo import gdal, osr

from ..core.errors import InputError
from .cf_time import is_time_unit
from .grid import Grid

_X_NAMES = re.compile(r"(lon|longitude|x|rlon|easting|xc|west_east|ncol|cols?)([_-].*|\d*)", re.IGNORECASE)
_Y_NAMES = re.compile(r"(lat|latitude|y|rlat|northing|yc|south_north|nrow|rows?)([_-].*|\d*)", re.IGNORECASE)
_X_STANDARD = ("longitude", "projection_x_coordinate", "grid_longitude", "projection_x_angular_coordinate")
_Y_STANDARD = ("latitude", "projection_y_coordinate", "grid_latitude", "projection_y_angular_coordinate")
_DEGREES = re.compile(r"degrees?(_?(east|north|e|n))?", re.IGNORECASE)
_IRREGULAR = 0.02
"""Coordinates may leave even spacing by this share of a step: rounding, not a Gaussian grid."""


@dataclass
class Axis:
    """One dimension of a variable.

    Parameters
    ----------
    name : str
    size : int
    kind : {"time", "x", "y", ""}
    coordinate : GDAL MDArray or None
        The 1-D variable along it.
    """

    name: str
    size: int
    kind: str
    coordinate: Any = None


def attributes(array: Any) -> "dict[str, Any]":
    """Return the attributes of a group or array as Python values."""
    found = {}
    # GDAL keeps back what it reads itself, “Units” in any spelling among it, unless all is asked for.
    for attribute in array.GetAttributes(["SHOW_ALL=YES"]) or []:
        try:
            found[attribute.GetName()] = attribute.Read()
        except RuntimeError:  # a type that GDAL cannot hand over: nothing that a grid needs
            continue
    return found


def text_attribute(found: "dict[str, Any]", name: str) -> str:
    """Return an attribute as text, '' if it is absent or no text; files that capitalise the name are understood."""
    value = found.get(name, found.get(name.capitalize(), ""))
    return value.strip() if isinstance(value, str) else ""


def numbers(array: Any) -> np.ndarray:
    """Return all values of a coordinate variable, unpacked, as float64; NaN where it has its fill value."""
    values = np.array(array.ReadAsArray(), dtype=np.float64)
    values[values == array.GetNoDataValueAsDouble()] = np.nan
    scale, offset = array.GetScale(), array.GetOffset()
    return values * (1.0 if scale is None else scale) + (offset or 0.0)


def axes_of(array: Any, siblings: "dict[str, Any]") -> "list[Axis]":
    """Recognise the dimensions of a variable.

    Parameters
    ----------
    siblings : dict
        The variables of the file by name, among which coordinates are looked for.
    """
    axes = [_recognise(dimension, siblings) for dimension in array.GetDimensions()]
    for kind in ("time", "x", "y"):
        same = [axis for axis in axes if axis.kind == kind]
        for axis in same[:-1]:  # `time` twice, or `x` beside `x_band`: the last is the inner one
            axis.kind = ""
    return axes


def _recognise(dimension: Any, siblings: "dict[str, Any]") -> Axis:
    name, size = dimension.GetName(), dimension.GetSize()
    coordinate = siblings.get(name)
    if coordinate is None or _dimension_names(coordinate) != [name]:
        along = [other for other in siblings.values() if _dimension_names(other) == [name]]
        ranked = [other for other in along if _kind(other.GetName(), other, by_name=False)]
        coordinate = ranked[0] if ranked else None
    return Axis(name, size, _kind(name, coordinate, by_name=True), coordinate)


def _dimension_names(array: Any) -> "list[str]":
    return [dimension.GetName() for dimension in array.GetDimensions() or []]


def _kind(name: str, coordinate: Any, by_name: bool) -> str:
    if coordinate is not None:
        if coordinate.GetDataType().GetClass() != gdal.GEDTC_NUMERIC:
            return ""
        found = attributes(coordinate)
        standard, axis = text_attribute(found, "standard_name"), text_attribute(found, "axis").upper()
        units = coordinate.GetUnit() or text_attribute(found, "units")
        if is_time_unit(units):
            return "time"
        if standard in _X_STANDARD or axis == "X" or re.fullmatch(r"degrees?_?e(ast)?", units, re.IGNORECASE):
            return "x"
        if standard in _Y_STANDARD or axis == "Y" or re.fullmatch(r"degrees?_?n(orth)?", units, re.IGNORECASE):
            return "y"
    if by_name and _X_NAMES.fullmatch(name):
        return "x"
    if by_name and _Y_NAMES.fullmatch(name):
        return "y"
    return ""


@dataclass
class Placement:
    """How a variable's rows and columns lie on the north-up grid.

    Parameters
    ----------
    grid : Grid
    flip_rows, flip_columns : bool
        Whether the file's rows run from south to north, its columns from east to west.
    roll : int
        The file's column that is the grid's first.
    """

    grid: Grid
    flip_rows: bool
    flip_columns: bool
    roll: int


def place(where: str, x: Axis, y: Axis, array: Any, siblings: "dict[str, Any]", root: "dict[str, Any]") -> Placement:
    """Return the grid of a variable.

    Longitudes are moved, never resampled: a grid that lies wholly beyond 180 degrees east is moved 360 degrees to the
    west, as QGIS draws it; a global grid from 0 to 360 is rolled to begin at -180. Any other keeps the file's numbers.

    Raises
    ------
    InputError
        If the coordinates are not evenly spaced, or one column or row gives no cell size.
    """
    crs = _crs(array, siblings, root, x, y)
    if x.coordinate is None or y.coordinate is None:
        hint = _curvilinear_hint(array, siblings)
        if hint:
            raise InputError(f"{where} {hint}")
        return Placement(Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), x.size, y.size), False, False, 0)
    scale = _metres_per_radian(x, crs)
    west, dx = _edge_and_step(where, x, siblings, root, scale)
    first_edge, dy = _edge_and_step(where, y, siblings, root, scale)
    flip_columns, flip_rows = dx < 0, dy > 0
    if flip_columns:
        west, dx = west + x.size * dx, -dx
    north = first_edge + y.size * dy if flip_rows else first_edge
    roll = 0
    geographic = crs is not None and bool(crs.IsGeographic()) and not crs.IsDerivedGeographic()
    if geographic:
        west, roll = _wrap(west, dx, x.size, flip_columns)
        # What the sums above have rounded away, 0.01 mm on the ground.
        west, dx, north, dy = (round(number, 10) for number in (west, dx, north, dy))
    wkt = "" if crs is None else crs.ExportToWkt()
    return Placement(Grid(wkt, (west, dx, 0.0, north, 0.0, -abs(dy)), x.size, y.size), flip_rows, flip_columns, roll)


def _wrap(west: float, dx: float, width: int, flipped: bool) -> "tuple[float, int]":
    if west >= 180 - dx * 1e-3:
        return west - 360, 0
    is_global = abs(width * dx - 360) < _IRREGULAR * dx
    roll = int(np.ceil((180 - west) / dx - 0.5 - 1e-6))  # the first column whose centre is at 180 or beyond
    if is_global and 0 < roll < width and not flipped:
        return west + roll * dx - 360, roll
    return west, 0


def _edge_and_step(
    where: str, axis: Axis, siblings: "dict[str, Any]", root: "dict[str, Any]", scale: float
) -> "tuple[float, float]":
    """Return the outer edge of the first cell and the signed step of an axis."""
    centres = numbers(axis.coordinate) * scale
    if not np.isfinite(centres).all():
        raise InputError(f"{where}: the coordinates along {axis.name} have missing values.")
    if axis.size == 1:
        width = _single_cell(axis, siblings, root)
        if not width:
            raise InputError(
                f"{where}: a single cell along {axis.name} and no bounds, so that the size of the cell is unknown. "
                "Write the bounds of the coordinate, or choose more cells."
            )
        return float(centres[0] - width * scale / 2), width * scale
    steps = np.sign(np.diff(centres))
    if axis.kind == "x" and steps.min() < steps.max() and _DEGREES.fullmatch(axis.coordinate.GetUnit() or ""):
        centres = np.unwrap(centres, period=360)  # 0 to 179, then -180 to -1
    step = float((centres[-1] - centres[0]) / (axis.size - 1))
    even = centres[0] + step * np.arange(axis.size)
    worst = float(np.abs(centres - even).max())
    if step == 0 or worst > _IRREGULAR * abs(step):
        raise InputError(
            f"{where}: the coordinates along {axis.name} are not evenly spaced "
            f"(steps from {np.diff(centres).min():.6g} to {np.diff(centres).max():.6g}). Regrid the file first."
        )
    return float(centres[0]) - step / 2, step


def _single_cell(axis: Axis, siblings: "dict[str, Any]", root: "dict[str, Any]") -> float:
    """Return the width of an axis of one cell from its bounds or the file's stated resolution, 0 if unknown."""
    bounds = siblings.get(text_attribute(attributes(axis.coordinate), "bounds"))
    if bounds is not None and [d.GetSize() for d in bounds.GetDimensions()] == [1, 2]:
        low, high = numbers(bounds).ravel()
        return abs(float(high - low))
    stated = root.get({"x": "geospatial_lon_resolution", "y": "geospatial_lat_resolution"}[axis.kind], 0)
    try:
        return abs(float(stated))
    except (TypeError, ValueError):
        return 0.0


def _metres_per_radian(x: Axis, crs: Optional[osr.SpatialReference]) -> float:
    """Geostationary coordinates are view angles; their CRS counts metres at the satellite's height."""
    if crs is None or crs.GetAttrValue("PROJECTION") != "Geostationary_Satellite":
        return 1.0
    angular = (x.coordinate.GetUnit() or "").lower().startswith(("rad", "microrad"))
    micro = 1e-6 if (x.coordinate.GetUnit() or "").lower().startswith("micro") else 1.0
    small = np.abs(numbers(x.coordinate)).max() < 1  # no unit, but no metres either
    return crs.GetProjParm("satellite_height", 1.0) * micro if angular or small else 1.0


def _crs(
    array: Any, siblings: "dict[str, Any]", root: "dict[str, Any]", x: Axis, y: Axis
) -> Optional[osr.SpatialReference]:
    """Return the CRS that the file states, EPSG:4326 for plain longitude and latitude, else None."""
    stated = array.GetSpatialRef()
    if stated is not None:
        # GDAL's own copy keeps the multidimensional axis mapping; a grid needs x before y.
        return _from_text(stated.ExportToWkt())
    mapping = siblings.get(text_attribute(attributes(array), "grid_mapping").split(":")[0].split(" ")[0])
    mapping = mapping or siblings.get("crs") or siblings.get("spatial_ref")
    holders = [attributes(mapping)] if mapping is not None else []
    for holder in [*holders, attributes(array), root]:
        for key in (
            "crs_wkt",
            "spatial_ref",
            "proj4",
            "proj4text",
            "epsg_code",
            "crs",
            "projection",
            "coordinate_system",
        ):
            reference = _from_text(text_attribute(holder, key))
            if reference is not None:
                return reference
    return _from_text("EPSG:4326") if _is_lon_lat(x, y) else None


def _from_text(text: str) -> Optional[osr.SpatialReference]:
    if not text:
        return None
    reference = osr.SpatialReference()
    try:
        reference.SetFromUserInput(text)
    except RuntimeError:
        return None
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _is_lon_lat(x: Axis, y: Axis) -> bool:
    if x.coordinate is None or y.coordinate is None:
        return False
    named = re.match(r"lon", x.name, re.IGNORECASE) and re.match(r"lat", y.name, re.IGNORECASE)
    units = [(axis.coordinate.GetUnit() or "") for axis in (x, y)]
    standard = [text_attribute(attributes(axis.coordinate), "standard_name") for axis in (x, y)]
    degrees = all(_DEGREES.fullmatch(unit) and unit.lower() not in ("degree", "degrees") for unit in units)
    if not (named or degrees or standard == ["longitude", "latitude"]):
        return False
    return bool(np.abs(numbers(y.coordinate)).max() <= 90.01 and np.abs(numbers(x.coordinate)).max() <= 540)


def _curvilinear_hint(array: Any, siblings: "dict[str, Any]") -> str:
    for name in text_attribute(attributes(array), "coordinates").split():
        other = siblings.get(name)
        if other is not None and len(_dimension_names(other)) == 2:
            return f"has 2-D coordinates ({name}), so its cells form no regular grid. Warp it to a regular grid first."
    return ""
