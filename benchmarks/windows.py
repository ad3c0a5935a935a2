"""The windows of monthly water storage that the benchmark finds in a folder."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional

import numpy as np

from geogap_plugin.core.calendar import Cadence, align, detect_cadence
from geogap_plugin.core.errors import GeoGapError, InputError
from geogap_plugin.core.gaps import outside_cells
from geogap_plugin.core.regions.places import area_weights
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.series import open_series

MONTH = Cadence("month")
SHORTEST = 48
"""Months with a field that a window must have: what is hidden has to leave a few years."""

_CENTIMETRES = {"m": 100.0, "cm": 1.0, "mm": 0.1}


@dataclass(frozen=True)
class Window:
    """A window of land cells on the monthly calendar.

    Parameters
    ----------
    name : str
        Of the file, without its suffix.
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray of float64, shape (T, N)
        Water storage anomaly in cm; NaN = missing. Cells that are never observed are left out.
    latitude : ndarray, shape (N,)
        Degrees north.
    """

    name: str
    times: np.ndarray
    values: np.ndarray
    latitude: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """Relative area of each cell, shape (N,)."""
        return area_weights(self.latitude)

    def only(self, cells: np.ndarray) -> "Window":
        """Return the window with some of its cells."""
        return replace(self, values=self.values[:, cells], latitude=self.latitude[cells])


def find_windows(folder: Path, cells: Optional[int] = None) -> "list[Window]":
    """Read every NetCDF file of a folder that holds a monthly series; say of long ones why they are left out.

    Parameters
    ----------
    folder : Path
    cells : int, optional
        Read no more than so many cells of each, drawn at random, the same ones every time.

    Raises
    ------
    InputError
        If there is none.
    """
    windows = []
    for path in sorted(folder.glob("*.nc")):
        try:
            window = read_window(path)
        except GeoGapError as error:
            print(f"{path.name} is left out: {error.message}")
            continue
        if window is not None:
            if cells is not None and cells < window.values.shape[1]:
                window = window.only(draw(np.arange(window.values.shape[1]), cells))
            windows.append(window)
    if not windows:
        raise InputError(
            f"{folder} has no NetCDF file with a monthly series of {SHORTEST} months or more. Name a folder whose "
            "subfolder “grace” has some: make bench NAME=monthly DATA=folder."
        )
    return windows


def read_window(path: Path) -> Optional[Window]:
    """Read monthly fields; a month with two solutions keeps both, with their own dates. None for a single field.

    Raises
    ------
    InputError
        If the series is not monthly, too short, or in a unit that is no height of water.
    """
    with open_series(str(path)) as series:
        if len(series.times) == 1:
            return None
        cadence = detect_cadence(series.times)
        if cadence != MONTH:
            raise InputError(f"its cadence is {cadence}, not a month.")
        if len(series.times) < SHORTEST:
            raise InputError(f"it has {len(series.times)} months; {SHORTEST} are needed.")
        if series.unit not in _CENTIMETRES:
            raise InputError(f"its unit is “{series.unit}”; m, cm or mm of water is expected.")
        regular = RegularSeries(series, align(series.times, MONTH, bounds=series.bounds))
        values = regular.read().astype(np.float64) * _CENTIMETRES[series.unit]
        _, _, _, top, _, height = series.grid.geotransform
    latitude = np.repeat(top + height * (np.arange(values.shape[1]) + 0.5), values.shape[2])
    values = values.reshape(len(values), -1)
    inside = ~outside_cells(values)
    return Window(path.stem, regular.times, values[:, inside], latitude[inside])


def draw(cells: np.ndarray, count: int) -> np.ndarray:
    """Draw cells at random, the same ones every time, in ascending order; all where there are no more."""
    return np.sort(np.random.default_rng(0).choice(cells, min(count, cells.size), replace=False))
