"""Reads a user's own series for training: a GeoTIFF of dated bands, as GeoGap writes it, or a CF NetCDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import rasterio
import xarray

from geogap_plugin.core.calendar import Cadence, align, detect_cadence
from geogap_plugin.core.errors import CalendarError, InputError
from geogap_plugin.core.model_card import Range
from geogap_plugin.core.series.series_model import MIN_OBSERVATIONS

_NETCDF = {".nc", ".nc4", ".cdf", ".h5", ".hdf5"}
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?)?")


@dataclass(frozen=True)
class OwnSeries:
    """Cells of a user's series on a regular calendar.

    Parameters
    ----------
    name : str
        File name.
    variable, unit : str
        "any" where the file does not say.
    cadence : Cadence
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray of float64, shape (T, N)
        In the unit of the file; NaN = missing.
    cells : int
        Number of cells in the file that have enough observations, of which N were drawn.
    latitude : Range or None
        Degrees, of the whole grid; None for a projected one.
    """

    name: str
    variable: str
    unit: str
    cadence: Cadence
    times: np.ndarray
    values: np.ndarray
    cells: int
    latitude: Range | None

    @property
    def period(self) -> str:
        """First and last month, such as `2002-04 to 2016-08`."""
        first, last = (str(time.astype("datetime64[M]")) for time in self.times[[0, -1]])
        return f"{first} to {last}"

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that differ for other values or dates."""
        content = hashlib.sha256(self.times.tobytes())
        content.update(np.ascontiguousarray(self.values).tobytes())
        return content.hexdigest()[:16]


class _Layers(Protocol):
    """The epochs of an open file, in any order."""

    times: np.ndarray
    bounds: np.ndarray | None
    variable: str
    unit: str
    latitude: Range | None

    def read(self, epoch: int) -> np.ndarray:
        """Return the values of an epoch, float64, shape (height * width,), NaN where missing."""
        ...


def read_series(path: Path, most_cells: int, seed: int, variable: str | None = None) -> OwnSeries:
    """Read cells of a series, epoch by epoch, so that memory holds what is drawn and not the file.

    Parameters
    ----------
    path : Path
    most_cells : int
        Cells to draw, at random where the file has more with 24 observations at the least.
    seed : int
    variable : str, optional
        Of a NetCDF file with several.

    Raises
    ------
    InputError
        If the file cannot be read as a series, or no cell has enough observations.
    CalendarError
        If its bands have no dates, or the dates no regular spacing.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file {path}. Give a GeoTIFF with dated bands, or a NetCDF file.")
    opened = _open_netcdf(path, variable) if path.suffix.lower() in _NETCDF else _open_bands(path)
    with opened as layers:
        cadence = detect_cadence(layers.times)
        if cadence.unit == "irregular":
            raise CalendarError(
                f"{path}: the dates have no regular spacing. Make a regular series (buildseries) first."
            )
        epochs = range(len(layers.times))
        count = sum(np.isfinite(layers.read(epoch)).astype(np.int64) for epoch in epochs)
        usable = np.flatnonzero(count >= MIN_OBSERVATIONS)
        if usable.size == 0:
            raise InputError(
                f"{path}: no cell has {MIN_OBSERVATIONS} observations; the fullest has {int(np.max(count))}. "
                "Training needs a longer record."
            )
        drawn = usable
        if usable.size > most_cells:
            drawn = np.sort(np.random.default_rng(seed).choice(usable, most_cells, replace=False))
        values = np.stack([layers.read(epoch)[drawn] for epoch in epochs])
        calendar = align(layers.times, cadence, bounds=layers.bounds)
        regular = np.full((len(calendar.times), drawn.size), np.nan)
        for epoch, sources in enumerate(calendar.sources):
            if sources:
                regular[epoch] = values[list(sources)].mean(axis=0)
        return OwnSeries(
            path.name,
            layers.variable or "any",
            layers.unit or "any",
            cadence,
            calendar.times,
            regular,
            int(usable.size),
            layers.latitude,
        )


class _Bands:
    def __init__(self, path: Path, data: rasterio.DatasetReader) -> None:
        self._data = data
        self.times = np.array([band_date(path, number, text) for number, text in enumerate(data.descriptions, 1)])
        self.bounds = None
        self.variable = data.tags().get("GEOGAP_VARIABLE", "")
        self.unit = data.units[0] or ""
        self.latitude = None
        if data.crs is not None and data.crs.is_geographic:
            self.latitude = Range(round(data.bounds.bottom, 6), round(data.bounds.top, 6))

    def read(self, epoch: int) -> np.ndarray:
        stored = self._data.read(epoch + 1, masked=True)
        values = stored.astype(np.float64) * self._data.scales[epoch] + self._data.offsets[epoch]
        return _finite(values.filled(np.nan))


@contextmanager
def _open_bands(path: Path) -> Iterator[_Layers]:
    try:
        with rasterio.open(path) as data:
            yield _Bands(path, data)
    except rasterio.errors.RasterioIOError as error:
        raise InputError(f"{path} cannot be read as a raster.", str(error)) from error


def band_date(path: Path, number: int, text: str | None) -> np.datetime64:
    """Return the date that a band is called.

    Raises
    ------
    CalendarError
        If its name is none.
    """
    if text is None or not _DATE.fullmatch(text):
        raise CalendarError(
            f"{path}: band {number} is called “{text or ''}”, which is no date. Name the bands by date (2010-01-16), "
            "or let GeoGap's “Build series” (buildseries) write the series."
        )
    return np.datetime64(text.replace(" ", "T"), "s")


class _Netcdf:
    def __init__(self, path: Path, data: xarray.Dataset, variable: str | None) -> None:
        field, axis = _choose(path, data, variable)
        self._field = field.transpose(axis, ...)
        dates = data[axis]
        if dates.dtype.kind != "M":
            raise CalendarError(f"{path}: the dates of “{axis}” cannot be read as those of the standard calendar.")
        self.times = dates.values.astype("datetime64[s]")
        pairs = data.get(dates.attrs.get("bounds", dates.encoding.get("bounds", "")))
        is_time = pairs is not None and pairs.dtype.kind == "M" and pairs.shape == (len(self.times), 2)
        self.bounds = pairs.values.astype("datetime64[s]") if is_time else None
        self.variable, self.unit = str(field.name), str(field.attrs.get("units", ""))
        north = [
            np.asarray(field[name].values, dtype=np.float64)
            for name in field.coords
            if str(field[name].attrs.get("units", "")).startswith("degrees_n") or name in ("lat", "latitude")
        ]
        self.latitude = Range(round(float(np.min(north[0])), 6), round(float(np.max(north[0])), 6)) if north else None

    def read(self, epoch: int) -> np.ndarray:
        return _finite(np.asarray(self._field[epoch].values, dtype=np.float64).ravel())


@contextmanager
def _open_netcdf(path: Path, variable: str | None) -> Iterator[_Layers]:
    try:
        data = xarray.open_dataset(path, engine="h5netcdf")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"{path} cannot be read as NetCDF 4. Classic NetCDF is not read here: let “Build series” (buildseries) "
            "write a GeoTIFF of it.",
            str(error),
        ) from error
    with data:
        yield _Netcdf(path, data, variable)


def _choose(path: Path, data: xarray.Dataset, variable: str | None) -> tuple[xarray.DataArray, str]:
    """Return the variable that is the series, and the name of its time axis."""
    found = {}
    for name, field in data.data_vars.items():
        axes = [axis for axis in field.dims if axis in data.coords and data[axis].dtype.kind in "MO"]
        if len(axes) == 1 and field.dtype.kind in "fiu" and sum(size > 1 for size in field.shape) >= 2:
            found[str(name)] = (field, str(axes[0]))
    if variable:
        found = {name: value for name, value in found.items() if name == variable}
    if len(found) != 1:
        if not found:
            what = f"no variable “{variable}”" if variable else "no variable"
            raise InputError(f"{path} has {what} with a time axis and two axes of space.")
        raise InputError(f"{path} has several series: {', '.join(found)}. Name one with --variable.")
    return next(iter(found.values()))


def _finite(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.nan).ravel()
