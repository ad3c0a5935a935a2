"""Epochs along the time axis of a CF NetCDF variable, through GDAL's multidimensional interface."""

import re
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
from osgeo import gdal

from ..core.errors import CalendarError, InputError
from .cf_time import decode_times, is_time_unit
from .gdal_calls import quiet_gdal, reading
from .grid import Window
from .netcdf_axes import Axis, attributes, axes_of, numbers, place, text_attribute
from .part import Handles, Packing, PartInfo, runs_of_epochs

_DRIVERS = ["netCDF", "HDF5", "Zarr"]
_EXPLICIT = re.compile(r'(?:NETCDF|HDF5):"?(.+?)"?(?:(?<=")|(?<!:.)):(?://)?([^:"]+)', re.IGNORECASE)
_MAX_DEPTH = 5
_DEFAULT_FILL = {
    gdal.GDT_Int16: -32767, gdal.GDT_UInt16: 65535, gdal.GDT_Int32: -2147483647, gdal.GDT_UInt32: 4294967295,
    gdal.GDT_Float32: 9.969209968386869e36, gdal.GDT_Float64: 9.969209968386869e36,
}  # fmt: skip
"""What the NetCDF library stores where nothing was written and the file names no fill value (NUG, appendix B)."""


@dataclass
class _Candidate:
    """A variable that might be the series."""

    path: str
    array: Any
    axes: "list[Axis]"

    def axis(self, kind: str) -> Optional[Axis]:
        return next((axis for axis in self.axes if axis.kind == kind), None)

    @property
    def others(self) -> "list[Axis]":
        return [axis for axis in self.axes if not axis.kind and axis.size != 1]


def split_source(source: str) -> "tuple[str, Optional[str]]":
    """Split GDAL's `NETCDF:"file.nc":variable` into file and variable; other sources have no variable."""
    match = _EXPLICIT.fullmatch(source.strip())
    return (match[1], match[2]) if match else (source, None)


def is_multidimensional(path: str) -> bool:
    """Whether GDAL reads a file as NetCDF, HDF5 or Zarr."""
    with quiet_gdal():
        try:
            return gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER, allowed_drivers=_DRIVERS) is not None
        except RuntimeError:
            return False


class NetcdfPart:
    """The epochs of one variable of a NetCDF file.

    Parameters
    ----------
    source : str
        The file.
    variable : str or None
        Its name, with groups as in `/group/name`; None where only one variable has a time axis and two of space.
    handles : Handles
        Keeps the file open.

    Raises
    ------
    InputError
        If no variable or several fit, or the one has no regular grid.
    CalendarError
        If its time axis cannot be decoded.
    """

    def __init__(self, source: str, variable: Optional[str], handles: Handles) -> None:
        self._source = source
        self._handles = handles
        with reading(source):
            dataset = gdal.OpenEx(source, gdal.OF_MULTIDIM_RASTER, allowed_drivers=_DRIVERS)
            root = dataset.GetRootGroup()
            found = _candidates(root)
            chosen = _choose(source, found, variable)
            siblings = _siblings(root, chosen.path)
            self._path = chosen.path
            self._describe(chosen, siblings, attributes(root))
            handles.get((source, self._path), lambda: (dataset, chosen.array))

    def _describe(self, chosen: _Candidate, siblings: "dict[str, Any]", root: "dict[str, Any]") -> None:
        where = f"{self._source}: {self._path.lstrip('/')}"
        x, y = chosen.axis("x"), chosen.axis("y")
        if x is None or y is None:
            raise InputError(f"{where} has no two axes of space: its dimensions are {_dimensions(chosen)}.")
        time = _epoch_axis(where, chosen)
        self._order = [chosen.axes.index(axis) for axis in (time, y, x) if axis is not None]
        self._placement = place(where, x, y, chosen.array, siblings, root)
        self._rank = len(chosen.axes)
        found = attributes(chosen.array)
        self._packing = _packing(chosen.array, found)
        times, bounds, problem = None, None, None
        try:
            times, bounds = _times(where, chosen, time, siblings, found)
        except CalendarError as error:
            problem = error
        blocks = list(chosen.array.GetBlockSize() or [0] * self._rank)
        height = blocks[chosen.axes.index(y)] or 1
        width = blocks[chosen.axes.index(x)] or x.size
        self._chunk = max(1, blocks[chosen.axes.index(time)]) if time is not None else 1
        placed = self._placement
        row = y.size % height if placed.flip_rows else 0
        column = (x.size - placed.roll) % width if placed.roll else 0
        self.info = PartInfo(
            source=self._source,
            grid=placed.grid,
            count=time.size if time is not None else 1,
            times=times,
            bounds=bounds,
            variable=self._path.lstrip("/"),
            unit=chosen.array.GetUnit() or text_attribute(found, "units"),
            long_name=text_attribute(found, "long_name") or text_attribute(found, "standard_name"),
            labels=[f"{time.name} {index}" for index in range(time.size)] if time is not None else [self._path],
            block=(height, width),
            block_origin=(row, column),
            problem=problem,
        )

    def _array(self) -> Any:
        def open_file() -> "tuple[Any, Any]":
            dataset = gdal.OpenEx(self._source, gdal.OF_MULTIDIM_RASTER, allowed_drivers=_DRIVERS)
            return dataset, dataset.GetRootGroup().OpenMDArrayFromFullname(self._path)

        return self._handles.get((self._source, self._path), open_file)[1]

    def read(self, epochs: np.ndarray, window: Window, out: np.ndarray) -> None:
        """Fill `out` (len(epochs), height, width; float32) with the values of some epochs, NaN where missing."""
        placed = self._placement
        row = self.info.grid.height - window.row - window.height if placed.flip_rows else window.row
        with reading(self._source):
            array = self._array()
            for position, first, count in runs_of_epochs(epochs, window.width * window.height, self._chunk):
                for column, start, width in self._columns(window):
                    stored = self._stored(array, (first, row, start), (count, window.height, width))
                    stored = stored[:, ::-1] if placed.flip_rows else stored
                    stored = stored[:, :, ::-1] if placed.flip_columns else stored
                    self._packing.unpack(stored, out[position : position + count, :, column : column + width])

    def _columns(self, window: Window) -> "list[tuple[int, int, int]]":
        """Split the window's columns where a rolled file wraps: (column in the window, column in the file, width)."""
        total = self.info.grid.width
        if self._placement.flip_columns:
            return [(0, total - window.column - window.width, window.width)]
        start = (window.column + self._placement.roll) % total
        first = min(window.width, total - start)
        pieces = [(0, start, first)]
        if first < window.width:
            pieces.append((first, 0, window.width - first))
        return pieces

    def _stored(self, array: Any, start: "tuple[int, ...]", count: "tuple[int, ...]") -> np.ndarray:
        starts, counts = [0] * self._rank, [1] * self._rank
        skip = 3 - len(self._order)
        for dimension, at, size in zip(self._order, start[skip:], count[skip:]):
            starts[dimension], counts[dimension] = at, size
        stored = array.ReadAsArray(starts, counts)
        rest = [dimension for dimension in range(self._rank) if dimension not in self._order]
        return stored.reshape(counts).transpose(rest + self._order).reshape(count)

    def close(self) -> None:
        """Let go of the file."""
        self._handles.drop((self._source, self._path))


def _walk(group: Any, depth: int = 0) -> "list[tuple[str, Any]]":
    """Return all arrays of a group and those below it, with their full names."""
    found = []
    for name in group.GetMDArrayNames(["SHOW_ALL=YES"]) or []:
        try:
            array = group.OpenMDArray(name)
        except RuntimeError:  # a type GDAL does not know
            continue
        if array is not None:
            found.append((array.GetFullName(), array))
    if depth < _MAX_DEPTH:
        for name in group.GetGroupNames() or []:
            found += _walk(group.OpenGroup(name), depth + 1)
    return found


def _siblings(root: Any, path: str) -> "dict[str, Any]":
    """Return variables by name as seen from one of them: those of its own group hide those of the groups above."""
    visible = {}
    for full_name, array in _walk(root):
        group, _, name = full_name.rpartition("/")
        if path.startswith(group + "/"):
            visible[name] = array
    return visible


def _candidates(root: Any) -> "list[_Candidate]":
    """Return numeric variables that are no coordinates, bounds or grid mappings of others."""
    arrays = _walk(root)
    helpers = set()
    for _, array in arrays:
        found = attributes(array)
        helpers.update(text_attribute(found, "coordinates").split())
        helpers.update(text_attribute(found, key) for key in ("bounds", "grid_mapping", "climatology"))
    candidates = []
    for path, array in arrays:
        numeric = array.GetDataType().GetClass() == gdal.GEDTC_NUMERIC
        name = path.rpartition("/")[2]
        along = [dimension.GetName() for dimension in array.GetDimensions() or []]
        position = text_attribute(attributes(array), "standard_name") in ("latitude", "longitude")
        if numeric and along and along != [name] and name not in helpers and not position:
            candidates.append(_Candidate(path, array, axes_of(array, _siblings_of(arrays, path))))
    return candidates


def _siblings_of(arrays: "list[tuple[str, Any]]", path: str) -> "dict[str, Any]":
    return {name.rpartition("/")[2]: array for name, array in arrays if path.startswith(name.rpartition("/")[0] + "/")}


def _choose(source: str, found: "list[_Candidate]", variable: Optional[str]) -> _Candidate:
    spatial = [candidate for candidate in found if candidate.axis("x") and candidate.axis("y")]
    if variable:
        wanted = variable.strip("/")
        named = [c for c in found if wanted in (c.path.strip("/"), c.path.rpartition("/")[2])]
        if len(named) == 1:
            return named[0]
        known = ", ".join(c.path.lstrip("/") for c in spatial) or "none with two axes of space"
        raise InputError(f"{source} has no variable “{variable}”. It has {known}.")
    ancillary = {name for c in found for name in text_attribute(attributes(c.array), "ancillary_variables").split()}
    spatial = [c for c in spatial if c.path.rpartition("/")[2] not in ancillary] or spatial
    dated = [c for c in spatial if c.axis("time")]
    pool = dated or [c for c in spatial if not _is_flag(c)]
    if len(pool) == 1:
        return pool[0]
    if not pool:
        listed = "; ".join(f"{c.path.lstrip('/')} ({_dimensions(c)})" for c in found[:8]) or "coordinates only"
        raise InputError(
            f"{source} holds no variable on a regular grid of two axes of space; it has {listed}. "
            "Warp curvilinear data or lists of points to a regular grid first."
        )
    names = ", ".join(c.path.lstrip("/") for c in pool)
    raise InputError(f"{source} holds several variables: {names}. Say which one is the series (variable).")


def _is_flag(candidate: _Candidate) -> bool:
    found = attributes(candidate.array)
    return "flag_values" in found or "flag_masks" in found or "status_flag" in text_attribute(found, "standard_name")


def _dimensions(candidate: _Candidate) -> str:
    return " x ".join(f"{axis.name} {axis.size}" for axis in candidate.axes)


def _epoch_axis(where: str, chosen: _Candidate) -> Optional[Axis]:
    """Return the time axis, or the one other axis that dates may be given for; None for a single epoch."""
    time, others = chosen.axis("time"), chosen.others
    if time is not None and time.size == 0:
        raise InputError(f"{where}: the time axis is empty, the file holds no epoch.")
    if (time is not None and others) or len(others) > 1:
        listed = ", ".join(f"{axis.name} ({axis.size})" for axis in others)
        raise InputError(
            f"{where} has more axes than time and space: {listed}. Write one level or member to a file of its own."
        )
    return time if time is not None else (others[0] if others else None)


def _times(
    where: str, chosen: _Candidate, axis: Optional[Axis], siblings: "dict[str, Any]", found: "dict[str, Any]"
) -> "tuple[Any, Any]":
    """Decode the dates and their bounds; (None, None) where the variable has none."""
    coordinate = axis.coordinate if axis is not None and axis.kind == "time" else None
    if axis is None:
        names = [*text_attribute(found, "coordinates").split(), "time", "t"]
        scalars = [siblings[name] for name in names if name in siblings and _is_scalar_time(siblings[name])]
        coordinate = scalars[0] if scalars else None
    if coordinate is None:
        return None, None
    own = attributes(coordinate)
    units = coordinate.GetUnit() or text_attribute(own, "units")
    values = np.atleast_1d(numbers(coordinate))
    pairs = _bounds(siblings.get(text_attribute(own, "bounds")), values.size)
    try:
        stacked = np.concatenate([values, pairs.ravel()]) if pairs is not None else values
        decoded = decode_times(stacked, units, text_attribute(own, "calendar"))
    except CalendarError as error:
        raise CalendarError(f"{where}: {error.message}") from error
    if pairs is None:
        return decoded, None
    return decoded[: values.size], decoded[values.size :].reshape(-1, 2)


def _is_scalar_time(array: Any) -> bool:
    size = int(np.prod([dimension.GetSize() for dimension in array.GetDimensions() or []]))
    return size == 1 and is_time_unit(array.GetUnit())


def _bounds(array: Any, count: int) -> Optional[np.ndarray]:
    if array is None:
        return None
    values = numbers(array)
    if values.shape != (count, 2) or not np.isfinite(values).all():
        return None
    return values


def _packing(array: Any, found: "dict[str, Any]") -> Packing:
    scale, offset, nodata = array.GetScale(), array.GetOffset(), array.GetNoDataValue()
    missing = [] if nodata is None else [nodata]
    for key in ("_FillValue", "missing_value"):
        missing += _as_numbers(found.get(key))
    number_type = array.GetDataType().GetNumericDataType()
    if not missing and number_type in _DEFAULT_FILL:
        missing = [_DEFAULT_FILL[number_type]]
    bits = gdal.GetDataTypeSize(number_type)
    unsigned = text_attribute(found, "_Unsigned").lower() == "true"
    low, high = (_as_numbers(found.get(key)) for key in ("valid_min", "valid_max"))
    limits = _as_numbers(found.get("valid_range"))
    if len(limits) == 2:
        low, high = limits[:1], limits[1:]
    if unsigned:
        missing, low, high = ([v + 2**bits if v < 0 else v for v in some] for some in (missing, low, high))
    return Packing(
        scale=1.0 if scale is None else scale,
        offset=0.0 if offset is None else offset,
        missing=sorted({number for number in missing if number == number}),
        lowest=low[0] if low else None,
        highest=high[0] if high else None,
    )


def _as_numbers(value: Any) -> "list[float]":
    """Return an attribute as numbers; text such as '0, 100', which some files hold, is not believed."""
    if value is None or isinstance(value, (str, bytes)):
        return []
    given = list(value) if isinstance(value, (list, tuple)) else [value]
    return [float(number) for number in given if not isinstance(number, str)]
