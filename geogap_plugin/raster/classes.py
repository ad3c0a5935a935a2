"""Which rasters hold classes, whose numbers must never be averaged, and how they are stored and called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from osgeo import gdal, gdal_array

from .gdal_calls import reading
from .netcdf import is_multidimensional, split_source
from .netcdf_axes import attributes
from .series import RasterSeries

MOST = 2**24
"""Whole numbers from this on are not exact in the single precision that series are read in."""

_FLAG_KEYS = ("flag_values", "flag_masks", "flag_meanings")


@dataclass(frozen=True)
class Classes:
    """How the classes of a raster are stored and called.

    Parameters
    ----------
    reason : str
        Why they are classes, '' if the file does not say so.
    dtype : str
        Type that holds all of them and the nodata value.
    nodata : float
        NaN for a type that is not whole numbers.
    tags : dict of str to str
        `flag_values` and `flag_meanings` of a CF file, or names of the classes by their number.
    """

    reason: str
    dtype: str
    nodata: float
    tags: dict[str, str] = field(default_factory=dict)

    def names(self, values: np.ndarray) -> dict[int, str]:
        """Return the names of classes, by number; those of `values` that have none are called by their number.

        Parameters
        ----------
        values : ndarray
            NaN where there is none.
        """
        numbers = [int(float(number)) for number in self.tags.get("flag_values", "").replace(",", " ").split()]
        words = [word.replace("_", " ") for word in self.tags.get("flag_meanings", "").split()]
        named = dict(zip(numbers, words))
        there = np.unique(values[np.isfinite(values)]).astype(int).tolist()
        return {number: named.get(number, str(number)) for number in sorted({*named, *there})}


def classes_of(series: RasterSeries) -> Classes:
    """Return what the file of a series (the first of several) says of classes.

    A raster holds classes if it has a colour table, names of categories, an attribute table that names or colours
    values, `flag_meanings`, or whole numbers with `flag_values` or `flag_masks`, or if GeoGap made it of classes.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    source, _ = split_source(series.sources[0])
    with reading(source):
        if is_multidimensional(source):
            root = gdal.OpenEx(source, gdal.OF_MULTIDIM_RASTER).GetRootGroup()
            return _of_array(root.OpenMDArrayFromFullname(f"/{series.variable}"))
        dataset = gdal.OpenEx(series.sources[0], gdal.OF_RASTER)
        bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
        named = [band for band in bands if band.GetDescription() == series.variable]
        return _of_band((named or bands)[0], dataset.GetMetadata())


def stored_bands(source: str) -> list[Classes]:
    """Return how every band of a raster file is stored, and whether it holds classes.

    The type is the file's where its values are whole numbers and the nodata value is one of them, else `float32`.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    with reading(source):
        dataset = gdal.OpenEx(source, gdal.OF_RASTER)
        bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
        return [_of_band(band, dataset.GetMetadata()) for band in bands]


def _of_array(array: Any) -> Classes:
    found = attributes(array)
    tags = {key: _text(found[key]) for key in _FLAG_KEYS if key in found}
    dtype = _type(array.GetDataType().GetNumericDataType())
    packed = (array.GetScale() or 1.0, array.GetOffset() or 0.0) != (1.0, 0.0)
    whole = dtype.kind in "iu" and not packed
    return Classes(_flagged(tags, whole), *_storage(dtype if whole else None, array.GetNoDataValue()), tags)


def _of_band(band: Any, of_file: dict[str, str]) -> Classes:
    dtype = _type(band.DataType)
    packed = (band.GetScale() or 1.0, band.GetOffset() or 0.0) != (1.0, 0.0)
    whole = dtype.kind in "iu" and not packed
    stated = {**of_file, **band.GetMetadata()}
    tags = {key: stated[key] for key in _FLAG_KEYS if stated.get(key)}
    names = band.GetCategoryNames() or []
    table = band.GetDefaultRAT()
    uses = [table.GetUsageOfCol(column) for column in range(table.GetColumnCount())] if table is not None else []
    if band.GetColorTable() is not None:
        reason = "colour table"
    elif any(names):
        reason = "names of categories"
    elif {gdal.GFU_Name, gdal.GFU_Red} & set(uses):
        reason = "attribute table"
    elif stated.get("GEOGAP_CLASSES"):
        reason = "GEOGAP_CLASSES"
    else:
        reason = _flagged(tags, whole)
    if any(names) and not tags:
        known = [(number, name) for number, name in enumerate(names) if name]
        tags = {
            "flag_values": " ".join(str(number) for number, _ in known),
            "flag_meanings": " ".join("_".join(name.split()) for _, name in known),
        }
    return Classes(reason, *_storage(dtype if whole else None, band.GetNoDataValue()), tags)


def _flagged(tags: dict[str, str], whole: bool) -> str:
    """Return the attribute that makes a variable one of classes, '' for none."""
    return "flag_meanings" if "flag_meanings" in tags else next(iter(tags), "") if whole else ""


def _storage(dtype: np.dtype | None, nodata: float | None) -> tuple[str, float]:
    """Return a type that holds all values of another and a nodata value that is none of them."""
    if dtype is None:
        return "float32", float("nan")
    within = nodata is not None and np.iinfo(dtype).min <= nodata <= min(np.iinfo(dtype).max, MOST)
    if within and dtype.name in ("uint8", "int16", "uint16", "int32"):
        return dtype.name, float(nodata or 0)
    if dtype.itemsize == 1:
        return "int16", -32768.0
    return "int32", float(np.iinfo(np.int32).min)


def _type(code: int) -> np.dtype:
    return np.dtype(gdal_array.GDALTypeCodeToNumericTypeCode(code) or np.float32)


def _text(value: Any) -> str:
    return " ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
