"""Epochs kept as bands: GeoTIFF and every other raster that GDAL opens."""

from typing import Any, Optional

import numpy as np
from osgeo import gdal

from ..core.errors import CalendarError, InputError
from .cf_time import decode_times
from .gdal_calls import reading
from .grid import Grid, Window
from .iso_dates import date_of_band, date_of_tags
from .part import Handles, Packing, PartInfo, runs_of_epochs


class BandsPart:
    """The bands of one GDAL raster as epochs, or one of its bands as the only epoch.

    Parameters
    ----------
    source : str
        What GDAL opens.
    variable : str or None
        In a raster whose bands are not dated: the description or number of the one to take.
    handles : Handles
        Keeps the file open.

    Raises
    ------
    InputError
        If GDAL cannot open the raster, it has no bands, or it holds complex numbers or a rotated grid.
    """

    def __init__(self, source: str, variable: Optional[str], handles: Handles) -> None:
        self._source = source
        self._handles = handles
        with reading(source):
            dataset = self._dataset()
            if dataset.RasterCount == 0:
                raise InputError(_no_bands(source, dataset))
            self._bands = _bands_to_use(source, dataset, variable)
            bands = [dataset.GetRasterBand(number) for number in self._bands]
            if gdal.DataTypeIsComplex(bands[0].DataType):
                raise InputError(f"{source}: the values are complex numbers. Compute amplitude or phase first.")
            grid, self._south_up = _grid_of(source, dataset)
            hdf4 = dataset.GetDriver().ShortName.startswith("HDF4")
            self._packing = [_packing(band, hdf4) for band in bands]
            # Interleaved pixels: every tile holds all bands, and reading band by band would decode it as many times.
            interleaved = dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE") == "PIXEL"
            self._together = len(bands) if interleaved and len({band.DataType for band in bands}) == 1 else 1
            self._masked = bool(bands[0].GetMaskFlags() == gdal.GMF_PER_DATASET)
            self.info = self._describe(dataset, bands, grid, variable)

    def _dataset(self) -> Any:
        return self._handles.get(self._source, lambda: gdal.OpenEx(self._source, gdal.OF_RASTER))

    def _describe(self, dataset: Any, bands: "list[Any]", grid: Grid, variable: Optional[str]) -> PartInfo:
        tags = dataset.GetMetadata()
        times = [_band_time(band, tags) for band in bands]
        dated = None if any(time is None for time in times) else np.array(times, dtype="datetime64[s]")
        name = tags.get("GEOGAP_VARIABLE") or variable or bands[0].GetMetadataItem("NETCDF_VARNAME") or ""
        name = name or tags.get("variable", "")
        if not name and dated is None and len(bands) == 1:
            name = bands[0].GetDescription()
        width, height = bands[0].GetBlockSize()
        origin = grid.height % height if self._south_up else 0
        return PartInfo(
            source=self._source,
            grid=grid,
            count=len(bands),
            times=dated,
            bounds=None,
            variable=name,
            unit=bands[0].GetUnitType() or bands[0].GetMetadataItem("units") or tags.get("units") or "",
            long_name=tags.get("GEOGAP_LONG_NAME")
            or bands[0].GetMetadataItem("long_name")
            or tags.get("long_name", ""),
            labels=[band.GetDescription() or f"band {number}" for number, band in zip(self._bands, bands)],
            block=(height, width),
            block_origin=(origin, 0),
            fallback=date_of_tags(tags) if len(bands) == 1 else None,
        )

    def read(self, epochs: np.ndarray, window: Window, out: np.ndarray) -> None:
        """Fill `out` (len(epochs), height, width; float32) with the values of some epochs, NaN where missing."""
        with reading(self._source):
            dataset = self._dataset()
            row = self.info.grid.height - window.row - window.height if self._south_up else window.row
            place = (window.column, row, window.width, window.height)
            for position, first, count in runs_of_epochs(epochs, window.width * window.height, self._together):
                numbers = self._bands[first : first + count]
                stack = dataset.ReadAsArray(*place, band_list=numbers) if self._together > 1 and count > 1 else None
                for index, number in enumerate(numbers):
                    band = dataset.GetRasterBand(number)
                    stored = band.ReadAsArray(*place) if stack is None else stack[index]
                    target = out[position + index]
                    target = target[::-1] if self._south_up else target
                    self._packing[first + index].unpack(stored, target)
                    if self._masked:
                        target[band.GetMaskBand().ReadAsArray(*place) == 0] = np.nan

    def close(self) -> None:
        """Let go of the file."""
        self._handles.drop(self._source)


def _bands_to_use(source: str, dataset: Any, variable: Optional[str]) -> "list[int]":
    """All bands, or the one that `variable` names by description or number."""
    count = dataset.RasterCount
    everything = list(range(1, count + 1))
    if not variable:
        return everything
    names = [dataset.GetRasterBand(number).GetDescription() for number in everything]
    chosen = [number for number, name in zip(everything, names) if name == variable]
    if not chosen and variable.isdecimal() and 1 <= int(variable) <= count:
        chosen = [int(variable)]
    if chosen:
        return chosen[:1]
    known = {dataset.GetMetadataItem("GEOGAP_VARIABLE"), dataset.GetRasterBand(1).GetMetadataItem("NETCDF_VARNAME")}
    if count == 1 or variable in known or all(date_of_band(name, {}) is not None for name in names):
        return everything  # one variable only, whatever it is called
    listed = ", ".join(name or str(number) for number, name in zip(everything, names))
    raise InputError(f"{source}: no band is called “{variable}”. It has {listed}.")


def _no_bands(source: str, dataset: Any) -> str:
    subdatasets = [name for name, _ in dataset.GetSubDatasets()]
    if subdatasets:
        return f"{source} holds several rasters. Choose one of {', '.join(subdatasets[:12])}."
    return f"{source} holds no raster band."


def _grid_of(source: str, dataset: Any) -> "tuple[Grid, bool]":
    """Return the north-up grid, and whether the file's rows run from south to north."""
    width, height = dataset.RasterXSize, dataset.RasterYSize
    geotransform = dataset.GetGeoTransform(can_return_null=True)
    if geotransform is None:
        if dataset.GetGCPCount():
            raise InputError(f"{source} is placed by ground control points. Warp it to a regular grid first.")
        # Where QGIS draws a raster without a place: pixels to the east and down from the origin.
        return Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), width, height), False
    west, dx, skew_x, north, skew_y, dy = geotransform
    if skew_x or skew_y or dx <= 0 or dy == 0:
        raise InputError(f"{source}: the grid is rotated or mirrored. Warp it to a north-up grid first.")
    south_up = dy > 0
    if south_up:
        north, dy = north + height * dy, -dy
    return Grid(dataset.GetProjection(), (west, dx, 0.0, north, 0.0, dy), width, height), south_up


def _packing(band: Any, hdf4: bool) -> Packing:
    nodata = band.GetNoDataValue()
    scale, offset = band.GetScale() or 1.0, band.GetOffset() or 0.0
    return Packing(
        scale=scale,
        # HDF4 means (stored - offset) * scale, all others stored * scale + offset; GDAL passes the numbers on.
        offset=-offset * scale if hdf4 else offset,
        missing=[] if nodata is None or nodata != nodata else [nodata],
    )


def _band_time(band: Any, tags: "dict[str, str]") -> Optional[np.datetime64]:
    """Return the date of a band from its description, its metadata, or the NetCDF time that GDAL copied into them."""
    metadata = band.GetMetadata()
    time = date_of_band(band.GetDescription(), metadata)
    number, units = metadata.get("NETCDF_DIM_time"), tags.get("time#units")
    if time is None and number and units:
        try:
            time = decode_times(np.array([float(number)]), units, tags.get("time#calendar", ""))[0]
        except (CalendarError, ValueError):  # the name of the file, or the user, may still tell
            return None
    return time
