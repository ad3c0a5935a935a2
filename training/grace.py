"""Real monthly series to score models on: windows of GRACE land water storage on the one degree grid of JPL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray

from geogap_plugin.core.calendar import Cadence, align

REGIONS = ("southamerica", "africa", "europe")
DEFAULT_DATA = Path(__file__).parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Record:
    """A block of real cells on a regular calendar.

    Parameters
    ----------
    name : str
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray of float64, shape (T, N)
        cm of water; NaN = missing.
    """

    name: str
    times: np.ndarray
    values: np.ndarray


def data_folder() -> Path:
    """Return the folder of data for scores: the environment variable GEOGAP_DATA, or the default."""
    return Path(os.environ.get("GEOGAP_DATA") or DEFAULT_DATA)


def read_records(folder: Path) -> list[Record]:
    """Read all GRACE windows that a folder has; none is an empty list."""
    paths = [folder / "grace" / f"jpl_l3_{region}_2002-2016.nc" for region in REGIONS]
    return [_read(path, region) for path, region in zip(paths, REGIONS, strict=True) if path.exists()]


def _read(path: Path, region: str) -> Record:
    with xarray.open_dataset(path, engine="h5netcdf") as data:
        field = data["lwe_thickness"].transpose("time", "lat", "lon")
        values = 100.0 * np.asarray(field.values, dtype=np.float64).reshape(len(field), -1)
        dates = data["time"].values.astype("datetime64[s]")
    values[~(np.abs(values) < 1e4)] = np.nan
    calendar = align(dates, Cadence("month"))
    regular = np.full((len(calendar.times), values.shape[1]), np.nan)
    for epoch, sources in enumerate(calendar.sources):
        if sources:
            regular[epoch] = values[list(sources)].mean(axis=0)
    on_land = np.isfinite(regular).sum(axis=0) > len(regular) // 2
    return Record(f"GRACE JPL L3, {region}", calendar.times, regular[:, on_land])
