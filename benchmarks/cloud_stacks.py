"""The stacks of images of the clouds benchmark, read as they were published."""

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
from osgeo import gdal

from geogap_plugin.core.clouds.outliers import flag_outliers
from geogap_plugin.core.errors import InputError

_DAY = np.timedelta64(86400, "s")
_SAME_OVERPASS = np.timedelta64(3600, "s")
_GAP = -100.0


@dataclass(frozen=True)
class Stack:
    """Images and what drives them.

    Parameters
    ----------
    name, unit : str
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray of float32, shape (T, h, w)
        NaN = missing.
    predictors : ndarray of float32, shape (P, T, h, w), optional
    """

    name: str
    unit: str
    times: np.ndarray
    values: np.ndarray
    predictors: Optional[np.ndarray] = None


@dataclass(frozen=True)
class Published:
    """A stack with the truth of what is missing, and what published methods made of it.

    Parameters
    ----------
    stack : Stack
        Without the hidden values.
    truth : ndarray, shape (T, h, w)
    hidden : ndarray of bool, shape (T, h, w)
        What is scored.
    outputs : dict of str to ndarray
        Each of shape (T, h, w), NaN where a method was not asked.
    """

    stack: Stack
    truth: np.ndarray
    hidden: np.ndarray
    outputs: "dict[str, np.ndarray]"


def _read(path: Path) -> "dict[str, np.ndarray]":
    """Return all variables of a NetCDF file."""
    if not path.is_file():
        raise InputError(f"There is no file {path}: the clouds benchmark needs it.")
    gdal.UseExceptions()
    group = gdal.OpenEx(str(path), gdal.OF_MULTIDIM_RASTER).GetRootGroup()
    return {name: np.array(group.OpenMDArray(name).ReadAsArray()) for name in group.GetMDArrayNames()}


def alaska(data: Path) -> Published:
    """MODIS NDVI of six summers in Alaska, eight composites each, 20 % of it masked (Gerber et al. 2018)."""
    found = _read(data / "ndvi" / "modis_alaska_mask20.nc")
    truth, given = (found[name].transpose(3, 2, 1, 0).reshape(48, 100, 100) for name in ("ndvi", "ndvi_masked20"))
    # The file counts seasons and years; 16-day composites of these summers begin on 25 May.
    times = np.array(
        [np.datetime64(f"{year}-01-01", "s") + (144 + 16 * n) * _DAY for year in range(2004, 2010) for n in range(8)]
    )
    hidden = np.isfinite(truth) & ~np.isfinite(given)
    return Published(Stack("MODIS NDVI, Alaska", "", times, given), truth, hidden, {})


def madrid(data: Path) -> "dict[int, Published]":
    """MODIS land surface temperature around Madrid, one day with gaps of eight sizes; by the gap's share in percent."""
    folder = data / "lst" / "modis_madrid"
    days = {path.stem[:8]: _without_gaps(path) for path in sorted((folder / "training_sample").glob("*.npy"))}
    if not days:
        raise InputError(f"There are no images in {folder / 'training_sample'}: the clouds benchmark needs them.")
    target = "20190903"
    times = np.array([f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in sorted([*days, target])], dtype="datetime64[s]")
    at = sorted([*days, target]).index(target)
    others = np.stack([days[day] for day in sorted(days)])
    found = {}
    for path in sorted((folder / "inputs").glob("*.npy")):
        given = np.insert(others, at, _without_gaps(path), axis=0)
        truth = np.full(given.shape, np.nan, dtype=np.float32)
        truth[at] = _without_gaps(folder / "actual_matrix" / f"{target}T000000.npy")
        hidden = np.isfinite(truth) & ~np.isfinite(given)
        percent = round(100 * float(hidden[at].mean()))
        outputs = {}
        for method in sorted((folder / "model_outputs").iterdir()):
            output = np.full(given.shape, np.nan)
            output[at] = _output_of(method, given[at], percent)
            outputs[method.name] = output
        found[percent] = Published(Stack("MODIS LST, Madrid", "K", times, given), truth, hidden, outputs)
    return dict(sorted(found.items()))


def _without_gaps(path: Path) -> np.ndarray:
    values = np.load(path).astype(np.float32)
    return np.where(values == _GAP, np.nan, values)


def _output_of(method: Path, given: np.ndarray, percent: int) -> np.ndarray:
    """Return the output that was made of these clear pixels: one input's name has another share than its outputs."""
    clear = np.isfinite(given)
    for path in sorted(method.glob("*.npy"), key=lambda path: abs(int(path.stem.split("_")[1]) - percent)):
        output = np.load(path)
        if np.allclose(output[clear], given[clear], atol=0.01):
            return output
    raise InputError(f"No file in {method} belongs to the gap of {percent} %.")


def goes(data: Path) -> Stack:
    """GOES-16 hourly land surface temperature over Argentina, with the 2 m temperature of a forecast."""
    found = _read(data / "lst" / "goes16_argentina_2022-12-14_16.nc")
    times = np.datetime64("2022-12-14", "s") + found["time"].astype("timedelta64[h]")
    hours = np.searchsorted(found["time_gfs"], found["time"])
    air = _bilinear(found["T2M_GFS"][hours], (found["lat_gfs"], found["lon_gfs"]), (found["lat"], found["lon"]))
    return Stack("GOES-16 LST, Argentina", "K", times, _usable(found["LST"]), air[np.newaxis].astype(np.float32))


def _bilinear(values: np.ndarray, source: "tuple[np.ndarray, np.ndarray]", target: "tuple[np.ndarray, np.ndarray]"):
    """Interpolate (T, h, w) along rows and columns; beyond the outermost cells they are repeated."""
    for axis, (have, want) in enumerate(zip(source, target), start=1):
        order = np.argsort(have)
        position = np.interp(want, have[order], order.astype(float))
        low = np.clip(np.floor(position).astype(int), 0, len(have) - 2)
        share = np.expand_dims(position - low, (0, 2) if axis == 1 else (0, 1))
        values = np.take(values, low, axis) * (1 - share) + np.take(values, low + 1, axis) * share
    return values


def ecostress(data: Path) -> Stack:
    """ECOSTRESS land surface temperature at the ATTO tower, with NDVI, soil moisture and radiation of each overpass."""
    found = _read(data / "lst" / "ecostress_amazon_ATTO.nc")
    start = np.datetime64("2018-08-05T15:39:17", "s")
    times = start + found["time_LST"].astype("timedelta64[s]")
    predictors = []
    for name in ("NDVI", "SM", "Rg"):
        own = start + found[f"time_{name}"].astype("timedelta64[s]")
        nearest = np.abs(own[np.newaxis] - times[:, np.newaxis]).argmin(axis=1)
        near = np.abs(own[nearest] - times) <= _SAME_OVERPASS
        predictors.append(np.where(near[:, np.newaxis, np.newaxis], found[name][nearest], np.nan))
    return Stack("ECOSTRESS LST, ATTO", "K", times, _usable(found["LST"]), np.stack(predictors))


def _usable(temperature: np.ndarray) -> np.ndarray:
    return np.where(flag_outliers(temperature, "K"), np.nan, temperature)


def slovenia(data: Path) -> Stack:
    """Sentinel-2 NDVI of 68 dates in Slovenia without the pixels under clouds."""
    found = _read(data / "ndvi" / "s2_ndvi_eolearn_slovenia.nc")
    times = np.datetime64("2015-07-11T10:00:08", "s") + found["time"].astype("timedelta64[s]")
    clear = (found["CLM"] == 0) & (found["IS_VALID"] == 1)
    return Stack("Sentinel-2 NDVI, Slovenia", "", times, np.where(clear, found["NDVI"], np.nan).astype(np.float32))
