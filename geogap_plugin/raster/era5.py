"""Files of the Climate Data Store as series: versions of a value merged, totals of a day turned into hourly amounts.

The store's NetCDF has the axes `valid_time`, `latitude` and `longitude`, and the texts `expver(valid_time)`: “0001” for
final and “0005” for preliminary values (ECMWF, GRIB to netCDF conversion on new CDS and ADS systems). Older files keep
the two versions along an axis `expver`, where only one of them has a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from osgeo import gdal

from ..core.accumulation import hourly_amounts
from ..core.calendar import Alignment
from ..core.errors import InputError
from .gdal_calls import reading
from .grid import Window
from .netcdf import NetcdfPart
from .netcdf_axes import numbers
from .part import Handles, Part
from .regular import RegularSeries
from .series import RasterSeries

_VERSION = "expver"
_FINAL = 1


class VersionedPart(NetcdfPart):
    """A variable whose values may come in several versions: the first that has one counts."""

    def _describe(self, chosen: Any, siblings: dict[str, Any], root: dict[str, Any]) -> None:
        self._version, self._versions = -1, 1
        for position, axis in enumerate(chosen.axes):
            if axis.name == _VERSION:
                axis.kind = "version"
                self._version, self._versions = position, axis.size
        super()._describe(chosen, siblings, root)

    def _stored(self, array: Any, start: tuple[int, ...], count: tuple[int, ...]) -> np.ndarray:
        merged = super()._stored(array, start, count)
        for version in range(1, self._versions):
            slices = [":"] * self._rank
            slices[self._version] = f"{version}:{version + 1}"
            other = super()._stored(array.GetView(f"[{','.join(slices)}]"), start, count)
            missing = np.isnan(merged) if merged.dtype.kind == "f" else np.zeros(merged.shape, dtype=bool)
            merged = np.where(missing | np.isin(merged, self._packing.missing), other, merged)
        return merged


def open_store_series(paths: Sequence[str], variable: str) -> RasterSeries:
    """Open a variable of files of the store; files that lack it are passed over.

    Raises
    ------
    InputError
        If none has it, or they lie on different grids.
    """
    handles = Handles()
    parts: list[Part] = [VersionedPart(path, variable, handles) for path in paths if _has(path, variable)]
    if not parts:
        raise InputError(f"The Climate Data Store has sent {len(paths)} files without the variable “{variable}”.")
    for part in parts:
        if part.info.problem is not None:
            raise part.info.problem
        difference = parts[0].info.grid.difference(part.info.grid)
        if difference or part.info.times is None:
            raise InputError(
                f"{part.info.source} does not go together with {parts[0].info.source}: {difference or 'no dates'}. "
                "Delete both and run again."
            )
    times = [part.info.times for part in parts if part.info.times is not None]
    return RasterSeries(parts, np.concatenate(times), None)


def preliminary_epochs(paths: Sequence[str]) -> int:
    """Return how many dates of the files have preliminary values (ERA5T), which the store replaces within months."""
    found: set[float] = set()
    for path in paths:
        with reading(path):
            root = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER).GetRootGroup()
            versions = root.OpenMDArray(_VERSION) if _VERSION in (root.GetMDArrayNames() or []) else None
            along = [] if versions is None else [one.GetName() for one in versions.GetDimensions() or []]
            if versions is None or len(along) != 1 or along == [_VERSION]:
                continue
            text = versions.GetDataType().GetClass() == gdal.GEDTC_STRING
            stated = versions.Read() if text else numbers(versions)
            found.update(time for time, one in zip(numbers(root.OpenMDArray(along[0])), stated) if int(one) != _FINAL)
    return len(found)


class HourlyAmounts(RegularSeries):
    """A view of totals that begin anew every day: the amounts of single hours.

    Parameters
    ----------
    series : RasterSeries
    alignment : Alignment
        By the hour. Its first epoch serves the second one, and is left out.
    window : Window, optional
        The part of the grid to use; all of it by default.
    """

    def __init__(self, series: RasterSeries, alignment: Alignment, window: Window | None = None) -> None:
        self._whole = RegularSeries(series, alignment, window)
        rest = replace(
            alignment,
            times=alignment.times[1:],
            starts=alignment.starts[1:],
            ends=alignment.ends[1:],
            sources=alignment.sources[1:],
        )
        super().__init__(series, rest, window)

    def read(self, window: Window | None = None) -> np.ndarray:
        """Return all epochs of a window of the grid: float32, shape (E, height, width), NaN where missing."""
        return hourly_amounts(self._whole.times, self._whole.read(window))[1:]


def _has(path: str, variable: str) -> bool:
    with reading(path):
        root = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER).GetRootGroup()
        return variable in (root.GetMDArrayNames() or [])
