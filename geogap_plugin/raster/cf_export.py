"""Writing a series with its uncertainty and flags as one CF NetCDF file, window by window, complete or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from osgeo import gdal, osr

from ..core.calendar import Cadence, epoch_ranges
from ..core.cancellation import checkpoint
from ..core.errors import InputError
from ..core.series.filling import Flag
from .grid import Grid, Window
from .series import RasterSeries
from .whole_file import WholeFile, writing
from .writer import tile_size

CONVENTIONS = "CF-1.8, ACDD-1.3"
_FLOAT32 = gdal.ExtendedDataType.Create(gdal.GDT_Float32)
_FLOAT64 = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
_INT16 = gdal.ExtendedDataType.Create(gdal.GDT_Int16)
"""For flags: CF knows unsigned bytes from version 1.9 on only, and GDAL has signed ones since 3.7."""

_GREGORIAN = np.datetime64("1582-10-15", "s")
_MEANINGS = {
    Flag.OUTSIDE: "outside",
    Flag.OBSERVED: "observed",
    Flag.FILLED: "filled",
    Flag.OPEN: "gap_left_open",
    Flag.REPLACED: "outlier_replaced",
}
_LINEAR_UNITS = {"metre": "m", "meter": "m", "kilometre": "km", "foot": "foot", "US survey foot": "US_survey_foot"}

_CF_PROJECTIONS = frozenset(
    (
        "Albers_Conic_Equal_Area", "Azimuthal_Equidistant", "Cylindrical_Equal_Area", "Geostationary_Satellite",
        "Lambert_Azimuthal_Equal_Area", "Lambert_Conformal_Conic_1SP", "Lambert_Conformal_Conic_2SP", "Mercator_1SP",
        "Mercator_2SP", "Orthographic", "Polar_Stereographic", "Sinusoidal", "Stereographic", "Transverse_Mercator",
    )
)  # fmt: skip
"""Projections, by their names in WKT 1, that CF has a grid mapping for (CF-1.8, appendix F) and GDAL writes."""


def check_dates(series: RasterSeries) -> None:
    """Refuse two epochs of one date: the time axis of a CF file is strictly monotonic.

    Raises
    ------
    InputError
    """
    same = np.flatnonzero(series.times[1:] == series.times[:-1])
    if same.size:
        raise InputError(
            f"{series.name} has two epochs of {series.times[same[0]]}, which a CF file cannot hold. Bring the series "
            "onto a calendar first (“Build series”)."
        )


def epoch_bounds(series: RasterSeries, cadence: Cadence) -> np.ndarray | None:
    """Return the periods that the epochs stand for, datetime64[s] of shape (T, 2): as the series states, or by cadence.

    None for a series without a cadence that states none.
    """
    if series.bounds is not None or cadence.unit == "irregular":
        return series.bounds
    return np.column_stack(epoch_ranges(series.times, cadence))


@dataclass(frozen=True)
class CfVariable:
    """What the file says of the values.

    Parameters
    ----------
    name : str
        Of the variable; the uncertainty is called `name_uncertainty`, the flags `name_flag`.
    long_name : str
    standard_name : str
        Of the CF standard name table, '' if it has none.
    unit : str
        As UDUNITS spells it, '' if unknown.
    cell_methods : str
        How values stand for their cells and periods, '' if unknown.
    """

    name: str
    long_name: str
    standard_name: str = ""
    unit: str = ""
    cell_methods: str = ""


class CfWriter(WholeFile):
    """A CF NetCDF-4 file of values, their uncertainty and flags on one grid.

    Written through GDAL, whose NetCDF library is the one that QGIS has loaded.

    Parameters
    ----------
    path : str or Path
        Destination, `.nc`. Replaced if it exists, at the end.
    grid : Grid
    times : ndarray of datetime64[s], shape (T,)
        Strictly ascending.
    bounds : ndarray of datetime64[s], shape (T, 2), or None
        Period of every epoch.
    variable : CfVariable
    attributes : mapping of str to str or float
        Of the file.
    uncertainty, flags : bool
        Whether the file has them.

    Attributes
    ----------
    preferred_block : tuple of int
        Height and width of the chunks: windows that follow them write each chunk once.
    """

    KIND = "NetCDF file"
    SUFFIXES = (".nc",)

    def __init__(
        self,
        path: str | os.PathLike[str],
        grid: Grid,
        times: np.ndarray,
        bounds: np.ndarray | None,
        variable: CfVariable,
        attributes: Mapping[str, str | float],
        *,
        uncertainty: bool = False,
        flags: bool = False,
    ) -> None:
        per_value = 4 + 4 * uncertainty + flags
        super().__init__(path, len(times) * grid.width * grid.height * per_value)
        self.grid = grid
        self._times = times
        self._bounds = bounds
        self._variable = variable
        self._attributes = dict(attributes)
        self._with = {"uncertainty": uncertainty, "flag": flags}
        size = tile_size(len(times) * per_value, max(grid.width, grid.height))
        self.preferred_block = (min(size, grid.height), min(size, grid.width))
        self._crs = _reference(grid.crs_wkt)
        self._dataset: Any = None
        self._arrays: dict[str, Any] = {}

    def write(
        self,
        window: Window,
        value: np.ndarray,
        uncertainty: np.ndarray | None = None,
        flags: np.ndarray | None = None,
    ) -> None:
        """Write a window at all epochs.

        Parameters
        ----------
        window : Window
        value, uncertainty : ndarray of float32, shape (T, height, width)
            NaN where there is none.
        flags : ndarray of int, shape (T, height, width)
        """
        place = {"array_start_idx": [0, window.row, window.column], "count": list(value.shape)}
        with writing(self.path):
            for key, values in (("", value), ("uncertainty", uncertainty), ("flag", flags)):
                checkpoint()
                if values is not None:
                    dtype = np.int16 if key == "flag" else np.float32
                    self._arrays[key].Write(np.ascontiguousarray(values, dtype=dtype), **place)

    def _create(self) -> None:
        driver = gdal.GetDriverByName("netCDF")
        if driver is None:
            raise InputError("This QGIS comes without GDAL's NetCDF driver, so that no NetCDF file can be written.")
        options = ["FORMAT=NC4", f"CONVENTIONS={CONVENTIONS}"]
        self._dataset = driver.CreateMultiDimensional(str(self._aside), [], options)
        root = self._dataset.GetRootGroup()
        _describe(root, self._attributes)
        pair = root.CreateDimension("bound", "", "", 2)
        dimensions = [self._time_axis(root, pair), *self._space_axes(root, pair)]
        located = self._true_coordinates(root, dimensions[1:])
        self._create_arrays(root, dimensions, located)

    def _close(self) -> None:
        # Handles of arrays keep the file open.
        self._arrays.clear()
        dataset, self._dataset = self._dataset, None
        if dataset is not None:
            # By hand, as Dataset.Close() does since GDAL 3.8: an error while Python itself cleans up would be lost, and
            # a full disk may show here first.
            dataset.thisown = False
            dataset.__swig_destroy__(dataset)

    def _time_axis(self, root: Any, pair: Any) -> Any:
        stacked = self._times[:, np.newaxis] if self._bounds is None else np.column_stack([self._times, self._bounds])
        unit, length = next(
            (unit, length)
            for unit, length in (("days", 86400), ("hours", 3600), ("seconds", 1))
            if not (stacked.astype(np.int64) % length).any()
        )
        about = {
            "standard_name": "time",
            "long_name": "time",
            "axis": "T",
            "units": f"{unit} since 1970-01-01 00:00:00",
            "calendar": "standard" if stacked.min() >= _GREGORIAN else "proleptic_gregorian",
        }
        numbers = stacked.astype(np.int64) / length
        return _axis(root, "time", numbers[:, 0], None if self._bounds is None else numbers[:, 1:], pair, about)

    def _space_axes(self, root: Any, pair: Any) -> list[Any]:
        """Write both axes of space from the north and from the west; return their dimensions, y first."""
        west, dx, _, north, _, dy = self.grid.geotransform
        axes = (
            ("y", north, dy, self.grid.height),
            ("x", west, dx, self.grid.width),
        )
        dimensions = []
        for axis, edge, step, size in axes:
            edges = edge + step * np.arange(size + 1)
            centres = edge + step * (np.arange(size) + 0.5)
            name, about = self._describe_axis(axis)
            dimensions.append(_axis(root, name, centres, np.column_stack([edges[:-1], edges[1:]]), pair, about))
        return dimensions

    def _describe_axis(self, axis: str) -> tuple[str, dict[str, str]]:
        if self._crs is None:
            return axis, {"long_name": "column" if axis == "x" else "row", "units": "1"}
        common = {"axis": axis.upper(), "coverage_content_type": "coordinate"}
        if self._crs.IsGeographic():
            name = "longitude" if axis == "x" else "latitude"
            unit = "degrees_east" if axis == "x" else "degrees_north"
            return name[:3], {**common, "standard_name": name, "long_name": name, "units": unit}
        unit = _LINEAR_UNITS.get(self._crs.GetLinearUnitsName(), "m")
        name = f"projection_{axis}_coordinate"
        return axis, {**common, "standard_name": name, "long_name": f"{axis} coordinate of projection", "units": unit}

    def _true_coordinates(self, root: Any, dimensions: list[Any]) -> str:
        """Write latitude and longitude of every cell where CF knows no grid mapping that would give them."""
        if self._crs is None or self._crs.IsGeographic() or self._crs.GetAttrValue("PROJECTION") in _CF_PROJECTIONS:
            return ""
        wkt = self._crs.ExportToWkt()
        mapping = root.CreateMDArray("crs", [], _INT16)
        _describe(mapping, {"long_name": self._crs.GetName(), "crs_wkt": wkt, "spatial_ref": wkt})
        if self._crs.IsLocal():  # a building site's own coordinates lie nowhere on Earth
            return ""
        arrays = []
        for name, unit in (("longitude", "degrees_east"), ("latitude", "degrees_north")):
            array = root.CreateMDArray(name[:3], dimensions, _FLOAT64, ["COMPRESS=DEFLATE"])
            _describe(array, {"standard_name": name, "long_name": name, "units": unit})
            arrays.append(array)
        west, dx, _, north, _, dy = self.grid.geotransform
        x = west + dx * (np.arange(self.grid.width) + 0.5)
        transform = osr.CoordinateTransformation(self._crs, _reference("EPSG:4326"))
        for row in range(self.grid.height):
            checkpoint()
            y = np.full(x.shape, north + dy * (row + 0.5))
            points = np.array(transform.TransformPoints(np.column_stack([x, y])))[:, :2]
            points[~np.isfinite(points)] = np.nan
            for array, degrees in zip(arrays, points.T):
                array.Write(np.ascontiguousarray(degrees[np.newaxis]), [row, 0], [1, self.grid.width])
        return "lat lon"

    def _create_arrays(self, root: Any, dimensions: list[Any], located: str) -> None:
        variable = self._variable
        names = {key: f"{variable.name}_{key}" for key, wanted in self._with.items() if wanted}
        chunk = ",".join(map(str, (1, *self.preferred_block)))
        options = [f"BLOCKSIZE={chunk}", "COMPRESS=DEFLATE", "ZLEVEL=4"]
        shared = {"coordinates": located}
        # A spread of 1 degC is not 274 K: see CF-1.11, section 3.1.2.
        is_temperature = variable.unit in ("K", "degC")
        about = {
            "": {
                "long_name": variable.long_name,
                "standard_name": variable.standard_name,
                "units": variable.unit,
                "units_metadata": "temperature: on-scale" if is_temperature and variable.standard_name else "",
                "cell_methods": variable.cell_methods,
                "ancillary_variables": " ".join(names.values()),
                "coverage_content_type": "physicalMeasurement",
            },
            "uncertainty": {
                "long_name": f"uncertainty (one standard deviation) of {variable.long_name}",
                "standard_name": f"{variable.standard_name} standard_error" if variable.standard_name else "",
                "units": variable.unit,
                "units_metadata": "temperature: difference" if is_temperature else "",
                "comment": "0 where the value was observed",
                "coverage_content_type": "qualityInformation",
            },
            "flag": {
                "long_name": f"origin of {variable.long_name}",
                "standard_name": "status_flag",
                "flag_meanings": " ".join(_MEANINGS.values()),
                "coverage_content_type": "qualityInformation",
            },
        }
        for key, name in {"": variable.name, **names}.items():
            is_flag = key == "flag"
            array = root.CreateMDArray(name, dimensions, _INT16 if is_flag else _FLOAT32, options)
            if is_flag:
                array.CreateAttribute("flag_values", [len(_MEANINGS)], _INT16).Write([int(flag) for flag in _MEANINGS])
            else:
                array.SetNoDataValueDouble(float("nan"))
            _describe(array, {**about[key], **shared})
            self._place(array)
            self._arrays[key] = array
        # Last: GDAL gives every array that comes after a mapping of its own.
        if self._crs is not None and self._crs.GetAttrValue("PROJECTION") == "Sinusoidal":
            _mend_sinusoidal(root.OpenMDArray("sinusoidal"), self._crs)

    def _place(self, array: Any) -> None:
        """Say in which coordinate reference system an array lies."""
        if self._crs is None:
            return
        if self._crs.IsGeographic() or self._crs.GetAttrValue("PROJECTION") in _CF_PROJECTIONS:
            array.SetSpatialRef(self._crs)
            return
        _describe(array, {"grid_mapping": "crs"})


def _reference(text: str) -> Any:
    """Return a CRS with x before y, None for an empty text."""
    if not text:
        return None
    reference = osr.SpatialReference()
    reference.SetFromUserInput(text)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _axis(
    root: Any, name: str, centres: np.ndarray, bounds: np.ndarray | None, pair: Any, about: Mapping[str, str]
) -> Any:
    """Write a coordinate variable and its bounds; return the dimension."""
    dimension = root.CreateDimension(name, "", "", len(centres))
    array = root.CreateMDArray(name, [dimension], _FLOAT64)
    _describe(array, {**about, "bounds": "" if bounds is None else f"{name}_bounds"})
    array.Write(np.ascontiguousarray(centres, dtype=np.float64))
    if bounds is not None:
        root.CreateMDArray(f"{name}_bounds", [dimension, pair], _FLOAT64).Write(np.ascontiguousarray(bounds))
    return dimension


def _mend_sinusoidal(mapping: Any, crs: Any) -> None:
    """Add the parameter's name in CF-1.8, appendix F, to the one that GDAL writes."""
    name = "longitude_of_projection_origin"
    if name not in [attribute.GetName() for attribute in mapping.GetAttributes()]:
        _describe(mapping, {name: crs.GetProjParm("longitude_of_center")})


def _describe(holder: Any, attributes: Mapping[str, str | float]) -> None:
    """Give a group or array its attributes, texts or numbers; empty texts are left out."""
    for name, value in attributes.items():
        if isinstance(value, float):
            holder.CreateAttribute(name, [], _FLOAT64).Write(value)
        elif value:
            holder.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString(), ["NC_TYPE=NC_CHAR"]).Write(value)
