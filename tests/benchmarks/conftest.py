"""Windows of monthly values that are made here, with plain numpy and SciPy: not with the code under test."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.io import netcdf_file

from benchmarks.windows import Window


def months(count, first="2003-01"):
    """Return the fifteenth of so many months."""
    return (np.datetime64(first, "M") + np.arange(count)).astype("datetime64[D]").astype("datetime64[s]") + 14 * 86400


def made_window(name="made", epochs=72, cells=6, seed=0, south=-20.0):
    """Return a window of seasons, trends and noise, with a few months missing everywhere."""
    random = np.random.default_rng(seed)
    month = np.arange(epochs)[:, np.newaxis]
    values = 8 * np.sin(2 * np.pi * month / 12 + random.uniform(0, 6, cells)) + 0.05 * month
    values = values + random.normal(size=(epochs, cells))
    values[[20, 21, 50]] = np.nan
    return Window(name, months(epochs), values, south + 10.0 * np.arange(cells))


@pytest.fixture
def window():
    return made_window()


@pytest.fixture
def write_grid(tmp_path):
    """Write a classic NetCDF file of values (T, h, w) with dates in days, 1 degree cells from 10 E, 50 N."""

    def write(name, values, days, unit):
        path = tmp_path / "grace" / name
        path.parent.mkdir(exist_ok=True)
        _, height, width = np.shape(values)
        with netcdf_file(str(path), "w") as file:
            axes = {
                "time": (np.asarray(days, dtype=float), "days since 2003-01-01"),
                "lat": (49.5 - np.arange(height), "degrees_north"),
                "lon": (10.5 + np.arange(width), "degrees_east"),
            }
            for axis, (numbers, units) in axes.items():
                file.createDimension(axis, len(numbers))
                made = file.createVariable(axis, "f8", (axis,))
                made[...] = numbers
                made.units = units
            made = file.createVariable("lwe_thickness", "f4", ("time", "lat", "lon"))
            made[...] = values
            made.units = unit
            made._FillValue = np.float32(-99999.0)
        return path

    return write
