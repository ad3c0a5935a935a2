"""A raster variable over time, wherever it is kept: one file of dated bands, a CF NetCDF, or a list of files."""

import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from types import TracebackType
from typing import Optional, Union

import numpy as np

from ..core.errors import CalendarError, InputError
from .bands import BandsPart
from .grid import Grid, Window
from .iso_dates import explicit_dates
from .name_dates import dates_from_names
from .netcdf import NetcdfPart, is_multidimensional, split_source
from .part import Handles, Part, PartInfo
from .tiling import tile

Dates = Union[str, Sequence[object], None]

_NO_NAME = re.compile("OUTPUT(_[A-Z]+)*")
"""A parameter's name, as which Processing writes temporary files."""


class RasterSeries:
    """A raster variable over time, read window by window.

    Epochs are sorted by time. Arrays are north-up, unpacked, in the unit of the file, NaN where there is no value.
    Reading takes a lock, so that any thread may read.

    Parameters
    ----------
    parts : list of Part
        The files, on one grid.
    times : ndarray of datetime64[s], shape (T,)
        Date of every epoch of every part, in the order of the parts.
    bounds : ndarray of datetime64[s], shape (T, 2), or None

    Attributes
    ----------
    times : ndarray of datetime64[s], shape (T,)
        UTC, ascending. Two epochs may share a date.
    bounds : ndarray of datetime64[s], shape (T, 2), or None
        Period of every epoch, as the file states it; None unless it does so for all.
    grid : Grid
    variable, unit, long_name : str
        '' if unknown.
    name : str
        A short title: the file's name, or what it holds where Processing has named a temporary file.
    named_by_file : bool
        Whether that is the file's name.
    sources : tuple of str
        The file of every epoch.
    """

    def __init__(self, parts: "list[Part]", times: np.ndarray, bounds: Optional[np.ndarray]) -> None:
        first = parts[0].info
        self._parts = parts
        self._lock = threading.Lock()
        order = np.argsort(times, kind="stable")
        self._part_of = np.repeat(np.arange(len(parts)), [part.info.count for part in parts])[order]
        self._index = np.concatenate([np.arange(part.info.count) for part in parts])[order]
        self.times = times[order]
        self.bounds = None if bounds is None else bounds[order]
        self.grid: Grid = first.grid
        self.variable = first.variable
        self.unit = first.unit
        self.long_name = first.long_name
        title = _title([part.info.source for part in parts])
        self.named_by_file = not _NO_NAME.fullmatch(title)
        self.name = title if self.named_by_file else self.long_name or self.variable or "series"
        self.sources = tuple(parts[part].info.source for part in self._part_of)

    def __enter__(self) -> "RasterSeries":
        return self

    def __exit__(
        self,
        kind: Optional["type[BaseException]"],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for part in self._parts:
                part.close()

    def same_dates(self, other: "RasterSeries") -> bool:
        """Whether another series has the same epochs."""
        return np.array_equal(self.times, other.times)

    def read(self, window: Optional[Window] = None, epochs: Optional[Sequence[int]] = None) -> np.ndarray:
        """Return values of a window, reading no more of the file than it needs.

        Parameters
        ----------
        window : Window, optional
            All of the grid by default.
        epochs : sequence of int, optional
            Indices of epochs, in the order wanted; all by default.

        Returns
        -------
        ndarray of float32, shape (epochs, height, width)
            NaN where there is no value. float32 values of the file arrive bit-identical, others are unpacked in float64
            and rounded to the nearest float32.

        Raises
        ------
        InputError
            If the window reaches beyond the grid, an epoch does not exist, or a file cannot be read.
        """
        window = Window(*window) if window is not None else self.grid.full_window
        self.grid.check_window(window)
        chosen = np.arange(len(self.times)) if epochs is None else np.asarray(list(epochs), dtype=np.int64)
        if chosen.size and (chosen.min() < 0 or chosen.max() >= len(self.times)):
            raise InputError(
                f"The series has epochs 0 to {len(self.times) - 1}; asked for {chosen.min()} to {chosen.max()}."
            )
        values = np.empty((len(chosen), window.height, window.width), dtype=np.float32)
        part_of = self._part_of[chosen]
        edges = [0, *(np.flatnonzero(np.diff(part_of)) + 1), len(chosen)]
        with self._lock:
            for start, end in zip(edges, edges[1:]):
                if start < end:
                    part = self._parts[part_of[start]]
                    part.read(self._index[chosen[start:end]], window, values[start:end])
        return values

    def windows(
        self,
        memory_bytes: int,
        *,
        bytes_per_cell: Optional[int] = None,
        within: Optional[Window] = None,
        block: "Optional[tuple[int, int]]" = None,
    ) -> Iterator[Window]:
        """Yield windows that cover the grid once, along the file's own blocks, each within a limit of memory.

        Parameters
        ----------
        memory_bytes : int
            Limit for one window.
        bytes_per_cell : int, optional
            Bytes that a cell takes with all of its epochs; 4 for each epoch by default.
        within : Window, optional
            Cover this part of the grid only.
        block : tuple of int, optional
            Height and width to align to, where the output's tiles matter more than the input's.

        Raises
        ------
        InputError
            If not even one cell fits.
        """
        per_cell = bytes_per_cell or 4 * len(self.times)
        cells = int(memory_bytes) // per_cell
        if cells < 1:
            raise InputError(
                f"{memory_bytes / 2**20:.3g} MB do not hold one cell with its {len(self.times)} epochs "
                f"({per_cell / 2**20:.3g} MB). Raise the memory limit."
            )
        info = self._parts[0].info
        origin = (0, 0) if block else info.block_origin
        yield from tile(within or self.grid.full_window, cells, block or info.block, origin)

    def labels(self) -> "list[str]":
        """Return the names that the epochs have in their files: band descriptions, or numbers."""
        return [self._parts[part].info.labels[index] for part, index in zip(self._part_of, self._index)]

    def band_of(self, epoch: int) -> int:
        """Return the number, from 1, that an epoch has among the bands or time steps of its file."""
        return int(self._index[epoch]) + 1


def open_series(
    inputs: Union[str, Sequence[str]], *, variable: Optional[str] = None, dates: Dates = None
) -> RasterSeries:
    """Open a series: a file with dated bands, a NetCDF file, or a list of files with dates in them or in their names.

    Parameters
    ----------
    inputs : str or sequence of str
        A path or any source that GDAL opens, or a list of them. Files of a list may hold one epoch or several.
    variable : str, optional
        The NetCDF variable; in rasters with undated bands, the description or number of the band. Needed only
        where several fit.
    dates : str or sequence, optional
        Overrides what the files say: ISO dates or datetime64, one for each epoch in the order of the files, or a
        pattern such as `%Y%m%d` that is found in every file's name (in the bands' names, for one file with several).

    Returns
    -------
    RasterSeries

    Raises
    ------
    InputError
        If a file cannot be read, or the files differ in grid or unit.
    CalendarError
        If dates are missing, ambiguous or unreadable.
    """
    sources = (
        [str(inputs)] if isinstance(inputs, str) or hasattr(inputs, "__fspath__") else [str(item) for item in inputs]
    )
    parts = _open_parts(sources, variable)
    _check_alike(parts)
    times, bounds = _dates_of(parts, dates)
    return RasterSeries(parts, times, bounds)


def open_each(sources: Sequence[str], *, variable: Optional[str] = None, dates: Dates = None) -> "list[RasterSeries]":
    """Open files that lie on grids of their own, each as a series; their dates are found together.

    Parameters and errors as of :func:`open_series`.
    """
    parts = _open_parts(sources, variable)
    times, _ = _dates_of(parts, dates)
    ends = np.cumsum([part.info.count for part in parts])
    return [RasterSeries([part], times[end - part.info.count : end], None) for part, end in zip(parts, ends)]


def open_bands(source: str, time: np.datetime64) -> RasterSeries:
    """Open all bands of a raster without dates of its own, as if each were an epoch of the same date.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    part = BandsPart(source, None, Handles())
    return RasterSeries([part], np.full(part.info.count, time, dtype="datetime64[s]"), None)


def _open_parts(sources: Sequence[str], variable: Optional[str]) -> "list[Part]":
    if not sources:
        raise InputError("No raster was given.")
    handles = Handles()
    return [_open_part(source, variable, handles) for source in sources]


def _open_part(source: str, variable: Optional[str], handles: Handles) -> Part:
    path, inner = split_source(source)
    if is_multidimensional(path):
        return NetcdfPart(path, inner or variable, handles)
    return BandsPart(source, variable, handles)


def _check_alike(parts: "list[Part]") -> None:
    first = parts[0].info
    for part in parts[1:]:
        difference = first.grid.difference(part.info.grid)
        if difference:
            raise InputError(
                f"{first.source} and {part.info.source} do not lie on one grid: {difference}. "
                "Bring them onto one grid first."
            )
        if part.info.unit != first.unit:
            raise InputError(
                f"{first.source} is in “{first.unit}”, {part.info.source} in “{part.info.unit}”. "
                "Convert one of them first."
            )


def _dates_of(parts: "list[Part]", dates: Dates) -> "tuple[np.ndarray, Optional[np.ndarray]]":
    """Return the dates of all epochs: those given, the files' own, those in their names, or else in their tags."""
    infos = [part.info for part in parts]
    sources = [info.source for info in infos]
    several = next((info for info in infos if info.times is None and info.count > 1), None)
    if dates is not None:
        names = (
            infos[0].labels if len(infos) == 1 and infos[0].count > 1 else [_file_name(source) for source in sources]
        )
        if isinstance(dates, str):
            return explicit_dates(dates, names), None
        return explicit_dates(dates, [label for info in infos for label in info.labels]), None
    for info in infos:
        if info.problem is not None:
            raise info.problem
    if several is not None:
        shown = ", ".join(several.labels[:3]) + (", …" if several.count > 3 else "")
        raise CalendarError(
            f"{several.source} holds {several.count} bands without dates ({shown}). Name the bands by their dates "
            "(2010-01-16), give the dates in the order of the bands, or choose one band (variable)."
        )
    if all(info.times is not None for info in infos):
        bounds = None
        if all(info.bounds is not None for info in infos):
            bounds = np.concatenate([info.bounds for info in infos])
        return np.concatenate([info.times for info in infos]), bounds
    try:
        undated = [info.source for info in infos if info.times is None]
        named, ranges = dates_from_names(undated)
    except CalendarError:
        if any(info.times is None and info.fallback is None for info in infos):
            raise
        return np.concatenate([_own_times(info) for info in infos]), None
    if len(undated) == len(infos):
        return named, ranges
    by_source = dict(zip(undated, named))
    return np.concatenate([info.times if info.times is not None else [by_source[info.source]] for info in infos]), None


def _own_times(info: PartInfo) -> np.ndarray:
    return info.times if info.times is not None else np.array([info.fallback], dtype="datetime64[s]")


def _file_name(source: str) -> str:
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


def _title(sources: "list[str]") -> str:
    """Return a short title: the file's name, or what the names of several have in common."""
    stems = [PurePosixPath(_file_name(source).strip('"')).stem for source in sources]
    if len(stems) == 1:
        return stems[0]
    common = stems[0]
    while common and not all(stem.startswith(common) for stem in stems):
        common = common[:-1]
    return re.sub(r"[\W_\d]+$", "", common) or f"{len(stems)} files"
