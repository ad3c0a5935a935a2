"""A series on its calendar with what is known of its errors, open to be looked at cell by cell."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from ..core.calendar import align, detect_cadence
from ..core.errors import InputError
from ..core.series.trend import Z90
from .grid import Window
from .origin import half_width, origin
from .regular import RegularSeries
from .series import RasterSeries, open_series
from .zones import KnownErrors


@dataclass(frozen=True)
class CellReading:
    """What a series holds at one cell; arrays of shape (E,).

    Parameters
    ----------
    window : Window
        The cell.
    extent : tuple of float
        Its west, south, east and north edge, in the units of the grid.
    times : ndarray of datetime64[s]
    value : ndarray of float32
        In the unit of the series; NaN = missing.
    uncertainty : ndarray of float32
        One standard deviation, in the unit of the series; NaN where it is not known.
    filled : ndarray of bool
        False everywhere where nothing says which values are filled.
    half_width : float
        Half the width of the 90 % interval, in standard deviations: that of the normal distribution unless the run that
        wrote the series learnt another.
    """

    window: Window
    extent: tuple[float, float, float, float]
    times: np.ndarray
    value: np.ndarray
    uncertainty: np.ndarray
    filled: np.ndarray
    half_width: float = Z90

    def centre(self) -> tuple[float, float]:
        """Return x and y of the middle of the cell."""
        west, south, east, north = self.extent
        return (west + east) / 2, (south + north) / 2

    def observed(self) -> np.ndarray:
        """Return the values that are not filled, NaN elsewhere."""
        return np.where(self.filled, np.nan, self.value)


class SeriesView:
    """Files that are kept open for looking at single cells; any thread may read.

    Parameters
    ----------
    source : str
        What `open_series` opens.
    uncertainty, flags : str, optional
        Rasters that a filling wrote beside it: standard deviations, and what every value is. One that has other dates
        or cells is left out.

    Raises
    ------
    InputError, CalendarError
        If the source is no series.
    """

    def __init__(self, source: str, uncertainty: str = "", flags: str = "") -> None:
        self._files = ExitStack()
        try:
            series = self._files.enter_context(open_series(source))
            alignment = align(series.times, detect_cadence(series.times), bounds=series.bounds)
            self.regular = RegularSeries(series, alignment)
            self._known = KnownErrors(self.regular, self._beside(uncertainty), self._beside(flags))
            self._half_width = _half_width(series)
        except BaseException:
            self._files.close()
            raise

    @property
    def series(self) -> RasterSeries:
        """The file, with its name, variable and unit."""
        return self.regular.series

    @property
    def knows_filled(self) -> bool:
        """Whether it is known which values are filled."""
        return self._known.knows_filled

    def cell(self, x: float, y: float) -> CellReading:
        """Read the cell that holds a point, given in the coordinates of the grid.

        Raises
        ------
        InputError
            If the point lies outside the raster, or a file cannot be read.
        """
        grid = self.regular.grid
        try:
            window = grid.window_for_extent(x, y, x, y)
        except InputError as error:
            raise InputError(f"This place lies outside {self.series.name}.") from error
        values, spread, filled = self._known.read(window)
        return CellReading(
            window,
            grid.subgrid(window).extent,
            self.regular.times,
            values[:, 0],
            np.full(len(values), np.nan, dtype=np.float32) if spread is None else spread[:, 0],
            np.zeros(len(values), dtype=bool) if filled is None else filled[:, 0],
            self._half_width,
        )

    def close(self) -> None:
        """Let go of the files."""
        self._files.close()

    def _beside(self, source: str) -> RegularSeries | None:
        """Open a raster that goes with the series; None where there is none, or it does not fit."""
        if not source:
            return None
        try:
            other = self._files.enter_context(open_series(source))
        except InputError:
            return None
        fits = self.series.same_dates(other) and self.series.grid.matches(other.grid)
        return RegularSeries(other, self.regular.alignment) if fits else None


def _half_width(series: RasterSeries) -> float:
    try:
        return half_width(origin(series.sources[0])) or Z90
    except InputError:  # no file of its own, such as a part of a NetCDF file that GDAL knows under another name
        return Z90
