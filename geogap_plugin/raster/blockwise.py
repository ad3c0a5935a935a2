"""Whole-raster work, one window after the other, so that memory stays under its limit and cancel is heard."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Callable, Optional, Protocol, Union

import numpy as np

from ..core.cancellation import cancellation, checkpoint
from ..core.errors import InputError
from ..core.gaps import count_gaps, outside_cells
from ..core.reference import subtract_mean
from ..core.series.blending import Blend
from ..core.series.filling import Fill, Flag, fill
from .cf_export import CfWriter
from .gdal_calls import bounded_cache
from .grid import Grid, Window
from .regular import RegularSeries
from .resampling import Layers
from .writer import SeriesWriter

BYTES_PER_VALUE = 128
"""Working memory per value of a block while it is read, looked at and written."""

BYTES_PER_FILLED_VALUE = 384
"""The same while it is filled: float64 copies, features, estimates, flags and output."""

_CACHE = 64 * 2**20
"""What GDAL's cache gets at least, up to half of the memory: room for one tile of every output at all epochs."""


@dataclass
class Control:
    """How long work reports and stops.

    Parameters
    ----------
    memory : int
        Limit in bytes for the arrays of one block and GDAL's cache.
    progress : callable
        Called with the share done, 0 to 1.
    cancelled : callable
        Asked whether to stop.
    """

    memory: int = 512 * 2**20
    progress: Callable[[float], None] = lambda share: None
    cancelled: Callable[[], bool] = lambda: False


@dataclass
class FillCounts:
    """How many values of a filled series are what.

    Parameters
    ----------
    observed, filled, open : int
        Values, over all cells and epochs.
    missing_share : ndarray, shape (E,)
        Share of the cells inside that missed a value at each epoch before filling, 0 to 1.
    """

    observed: int
    filled: int
    open: int
    missing_share: np.ndarray


@dataclass
class GapSummary:
    """What is missing in a series.

    Parameters
    ----------
    share_per_epoch : ndarray, shape (E,)
        Share of the cells inside that miss a value at each epoch, 0 to 1.
    cells : int
        Number of cells inside.
    gap_counts : dict of int to int
        How many gaps of each length (epochs) there are, counted over all cells.
    """

    share_per_epoch: np.ndarray
    cells: int
    gap_counts: "dict[int, int]"


class Tiled(Protocol):
    """What is read window by window, such as a regular series."""

    grid: Grid

    def windows(
        self, memory: int, bytes_per_value: int = 4, block: Optional[tuple[int, int]] = None
    ) -> Iterator[Window]:
        """Yield windows that cover the grid once, each taking at most `memory` bytes for all epochs."""
        ...


def each_window(
    series: Tiled,
    control: Control,
    writer: "Union[SeriesWriter, CfWriter, None]" = None,
    bytes_per_value: int = BYTES_PER_VALUE,
) -> Iterator[Window]:
    """Yield windows that cover a series once; tell the progress, and hear a cancel before each and after the last.

    Parameters
    ----------
    writer : SeriesWriter or CfWriter, optional
        The windows follow its tiles, those of the source otherwise.
    bytes_per_value : int
        Working memory that a value of a window takes; what GDAL caches is taken off the limit before.
    """
    total = series.grid.width * series.grid.height
    block = None if writer is None else writer.preferred_block
    done = 0
    cache = max(control.memory // 4, min(control.memory // 2, _CACHE))
    with bounded_cache(cache):
        for window in series.windows(control.memory - cache, bytes_per_value, block):
            checkpoint()
            yield window
            done += window.width * window.height
            control.progress(done / total)
        checkpoint()


def copy_series(
    series: RegularSeries, writer: SeriesWriter, control: Control, reference: Optional[np.ndarray] = None
) -> None:
    """Write a series onto its regular calendar; gaps stay gaps.

    Parameters
    ----------
    reference : ndarray of bool, shape (E,), optional
        Epochs whose mean is subtracted from every cell; none for no change. Cells without a value in the
        reference period become missing.
    """
    with cancellation(control.cancelled), writer:
        for window in each_window(series, control, writer):
            values = series.cells(window)
            if reference is not None and reference.any():
                values = subtract_mean(values, reference)
            writer.write(window, values.reshape(-1, window.height, window.width))


def export_series(
    series: RegularSeries,
    writer: CfWriter,
    control: Control,
    *,
    uncertainty: Optional[RegularSeries] = None,
    flags: Optional[RegularSeries] = None,
) -> None:
    """Write a series with its uncertainty and flags into one CF NetCDF file.

    Parameters
    ----------
    uncertainty, flags : RegularSeries, optional
        On the epochs and the grid of the series.

    Raises
    ------
    InputError
        If the flags hold other numbers than those of `Flag`.
    """
    with cancellation(control.cancelled), writer:
        for window in each_window(series, control, writer):
            writer.write(
                window,
                series.read(window),
                None if uncertainty is None else uncertainty.read(window),
                None if flags is None else _read_flags(flags, window),
            )


def _read_flags(flags: RegularSeries, window: Window) -> np.ndarray:
    found = flags.read(window)
    # A raster of flags may call 0 its nodata value.
    found[np.isnan(found)] = Flag.OUTSIDE
    if not np.isin(found, list(Flag)).all():
        known = ", ".join(f"{flag:d} {flag.name.lower()}" for flag in Flag)
        raise InputError(
            f"{flags.series.name} holds other numbers than flags ({known}). Choose the raster of flags that belongs to "
            "the series."
        )
    return found.astype(np.int16)


def fill_series(
    series: RegularSeries,
    blend_at: Callable[[Window], Blend],
    value: SeriesWriter,
    control: Control,
    *,
    uncertainty: Optional[SeriesWriter] = None,
    flags: Optional[SeriesWriter] = None,
    max_gap: Optional[int] = None,
    choice: Optional[SeriesWriter] = None,
    on_fill: Callable[[Window, Fill], None] = lambda window, filled: None,
) -> FillCounts:
    """Fill a series block by block and write value, uncertainty and flags.

    All outputs appear together when the last block is done, or none does.

    Parameters
    ----------
    blend_at : callable
        Returns the combination of methods for the cells of a window, row by row.
    choice : SeriesWriter, optional
        Gets :meth:`geogap_plugin.core.series.blending.Blend.shares` as bands.
    on_fill : callable, optional
        Told of every block (window, Fill), for a report that needs a few of the values.

    Returns
    -------
    FillCounts
    """
    missing = np.zeros(len(series.times), dtype=np.int64)
    observed = filled_values = left_open = cells = 0
    with cancellation(control.cancelled), ExitStack() as stack:
        for writer in (value, uncertainty, flags, choice):
            if writer is not None:
                stack.enter_context(writer)
        for window in each_window(series, control, value, BYTES_PER_FILLED_VALUE):
            blend = blend_at(window)
            filled = fill(series.times, series.cells(window), blend, series.cadence, max_gap=max_gap)
            shape = (len(series.times), window.height, window.width)
            value.write(window, filled.value.reshape(shape))
            if uncertainty is not None:
                uncertainty.write(window, filled.uncertainty.reshape(shape))
            if flags is not None:
                flags.write(window, filled.flag.reshape(shape))
            if choice is not None:
                shares = blend.shares(filled.flag[0] != Flag.OUTSIDE)
                choice.write(window, shares.reshape(-1, window.height, window.width))
            missing += (filled.flag >= Flag.FILLED).sum(axis=1)
            observed += int((filled.flag == Flag.OBSERVED).sum())
            filled_values += int((filled.flag == Flag.FILLED).sum())
            left_open += int((filled.flag == Flag.OPEN).sum())
            cells += int((filled.flag[0] != Flag.OUTSIDE).sum())
            on_fill(window, filled)
    return FillCounts(observed, filled_values, left_open, missing / max(cells, 1))


def summarise_gaps(series: RegularSeries, control: Control, share: Optional[SeriesWriter] = None) -> GapSummary:
    """Count what is missing, per epoch and per gap length, and write the missing share of every cell.

    Parameters
    ----------
    share : SeriesWriter, optional
        One band: the share of the epochs at which a cell has no value, 0 to 1; NaN outside.
    """
    missing_per_epoch = np.zeros(len(series.times), dtype=np.int64)
    counts: Counter[int] = Counter()
    cells = 0
    with cancellation(control.cancelled), ExitStack() as stack:
        if share is not None:
            stack.enter_context(share)
        for window in each_window(series, control, share):
            values = series.cells(window)
            missing = ~np.isfinite(values)
            outside = outside_cells(values)
            missing_per_epoch += missing[:, ~outside].sum(axis=1)
            cells += int((~outside).sum())
            counts.update(count_gaps(values[:, ~outside]))
            if share is not None:
                fraction = np.where(outside, np.nan, missing.mean(axis=0)).astype(np.float32)
                share.write(window, fraction.reshape(1, window.height, window.width))
    return GapSummary(missing_per_epoch / max(cells, 1), cells, dict(sorted(counts.items())))


@dataclass
class Sample:
    """Some cells of a series, spread evenly over its grid.

    Parameters
    ----------
    values : ndarray of float32, shape (E, N)
    cells : ndarray of int, shape (N, 2)
        Row and column of each.
    """

    values: np.ndarray
    cells: np.ndarray

    def take(self, chosen: np.ndarray) -> "Sample":
        """Return some of the cells, by their index."""
        return Sample(self.values[:, chosen], self.cells[chosen])

    def missing_share(self) -> np.ndarray:
        """Return the share of the sampled cells that miss a value at each epoch, shape (E,)."""
        return (~np.isfinite(self.values)).mean(axis=1) if self.values.size else np.zeros(len(self.values))

    def nearest(self, window: Window) -> np.ndarray:
        """Return the index of the sampled cell that is nearest to each cell of a window, row by row, shape (N,)."""
        rows = np.arange(window.row, window.row + window.height)
        columns = np.arange(window.column, window.column + window.width)
        # One row at a time: the distances of a whole window to all sampled cells would not fit in memory.
        across = (columns[:, np.newaxis] - self.cells[:, 1]) ** 2
        return np.concatenate([np.argmin(across + (row - self.cells[:, 0]) ** 2, axis=1) for row in rows])

    def liveliest_cell(self) -> tuple[int, int]:
        """Return the row and column of the cell whose values vary most: it shows most of a filling."""
        if not len(self.cells):
            return 0, 0
        row, column = self.cells[int(np.nanargmax(np.nanvar(self.values.astype(np.float64), axis=0)))]
        return int(row), int(column)


def sample_cells(series: Layers, control: Control, limit: int = 400, rows: int = 24) -> Sample:
    """Return at most `limit` cells with observations, from `rows` rows of the grid."""
    values, cells = [], []
    with bounded_cache(control.memory // 2):
        for row in np.unique(np.linspace(0, series.grid.height - 1, rows).round().astype(int)):
            checkpoint()
            line = series.read(series.grid.row_window(int(row)))[:, 0]
            columns = np.flatnonzero(~outside_cells(line))
            values.append(line[:, columns])
            cells.append(np.column_stack([np.full(columns.size, row), columns]))
    found, places = np.concatenate(values, axis=1), np.concatenate(cells)
    chosen = np.unique(np.linspace(0, len(places) - 1, limit).round().astype(int)) if len(places) else []
    return Sample(found[:, chosen], places[chosen])
