"""Real stacks of images with clouds of which the truth is known, to score models on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray

_GAP = -100.0
_MADRID_DAY = "20190903"
_MADRID_SHARES = (0.17, 0.50, 0.94)


@dataclass(frozen=True)
class Record:
    """A stack, with and without what is hidden.

    Parameters
    ----------
    name, split, unit : str
    times : ndarray of datetime64[D], shape (T,)
    given, truth : ndarray of float64, shape (T, h, w)
        NaN = missing, and unknown.
    """

    name: str
    split: str
    unit: str
    times: np.ndarray
    given: np.ndarray
    truth: np.ndarray


def read_records(folder: Path) -> Iterator[Record]:
    """Yield all stacks that a folder has, of those that this knows."""
    alaska = folder / "ndvi" / "modis_alaska_mask20.nc"
    if alaska.is_file():
        yield _alaska(alaska)
    madrid = folder / "lst" / "modis_madrid"
    if madrid.is_dir():
        yield from _madrid(madrid)


def _alaska(path: Path) -> Record:
    """Read MODIS NDVI of six summers in Alaska, eight composites each (Gerber et al. 2018)."""
    with xarray.open_dataset(path, engine="h5netcdf") as data:
        truth, given = (
            np.asarray(data[name].values, dtype=np.float64).transpose(3, 2, 1, 0).reshape(48, 100, 100)
            for name in ("ndvi", "ndvi_masked20")
        )
    # The file counts seasons and years; 16-day composites of these summers begin on 25 May.
    years = np.array([f"{year}-05-25" for year in range(2004, 2010)], dtype="datetime64[D]")
    times = (years[:, np.newaxis] + 16 * np.arange(8)).ravel()
    return Record("MODIS NDVI, Alaska", "masks of 20 % of the values", "1", times, given, truth)


def _madrid(folder: Path) -> Iterator[Record]:
    """Read MODIS land surface temperature around Madrid, one day of it with clouds of several sizes."""
    images = {path.stem[:8]: _without_gaps(path) for path in (folder / "training_sample").glob("*.npy")}
    truth = _without_gaps(folder / "actual_matrix" / f"{_MADRID_DAY}T000000.npy")
    inputs = {path: _without_gaps(path) for path in sorted((folder / "inputs").glob("*.npy"))}
    known = np.isfinite(truth)
    hidden = {path: (known & ~np.isfinite(image)).mean() for path, image in inputs.items()}
    names = sorted([*images, _MADRID_DAY])
    times = np.array([f"{name[:4]}-{name[4:6]}-{name[6:]}" for name in names], dtype="datetime64[D]")
    for share in _MADRID_SHARES:
        path = min(inputs, key=lambda path: abs(hidden[path] - share))
        given = np.stack([images.get(name, inputs[path]) for name in names])
        whole = np.full(given.shape, np.nan)
        whole[names.index(_MADRID_DAY)] = truth
        yield Record("MODIS LST, Madrid", f"{100 * hidden[path]:.0f} % of a day", "K", times, given, whole)


def _without_gaps(path: Path) -> np.ndarray:
    values = np.load(path).astype(np.float64)
    return np.where(values == _GAP, np.nan, values)
