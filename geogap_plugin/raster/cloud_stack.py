"""Filling the clouds of a series of images on disk: sampled, fitted, then filled square by square within the memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..core.cancellation import cancellation, checkpoint
from ..core.clouds.cloud_filling import MARGIN, MODEL, TILE, CloudModel
from ..core.clouds.cloud_fitting import sample_windows
from ..core.clouds.outliers import Limits, flag_outliers, limits_by_date, limits_of, typical_departure
from ..core.errors import InputError
from ..core.series.filling import Fill, Flag
from .blockwise import Control, sample_cells
from .gdal_calls import bounded_cache
from .grid import Grid, Window
from .regular import RegularSeries
from .resampling import Layers
from .writer import SeriesWriter

BYTES_PER_VALUE = 48
"""Working memory per value of a square and its margin while it is filled."""

BYTES_PER_PREDICTOR = 4

BYTES_PER_SAMPLED_VALUE = 80
"""Working memory per value of the sample while methods are fitted and judged."""

BYTES_PER_SAMPLED_PREDICTOR = 12

BYTES_PER_VALUE_OF_NETWORK = 64
"""More working memory per value where a network corrects the estimate: what that is made of, in double precision."""

_NETWORK = 48 * 2**20
"""Working memory of one prediction, whatever the square."""

_OUTLIER_BYTES = 400
"""Working memory per value while outliers are looked for: sorted copies of the eight neighbours."""

_CACHE = 64 * 2**20
"""What GDAL's cache gets at least, up to half of the memory."""

_SIDES = (TILE, 96, 64)
_AT_ONCE = 320 * 2**20
"""Bytes that a square takes with its margin, if it is not the smallest."""

_OVERLAP = 32
"""Cells over which neighbouring squares fade into one another; half of the margin lies beyond them on either side."""

_RIM = 1
"""Pixels around a window that its outliers are judged by."""


@dataclass(frozen=True)
class OnEpochs:
    """A predictor on the grid of the stack and at its epochs.

    Parameters
    ----------
    names : tuple of str
        All that it goes by: its variable, its file.
    unit : str
    layers : Layers
    layer_of : ndarray of int, shape (E,)
        Which layer holds at each epoch; -1 where none does.
    """

    names: tuple[str, ...]
    unit: str
    layers: Layers
    layer_of: np.ndarray

    def read(self, window: Window) -> np.ndarray:
        """Return a window at all epochs: float32, shape (E, height, width), NaN where missing."""
        values = self.layers.read(window)[self.layer_of]
        values[self.layer_of < 0] = np.nan
        return values


@dataclass(frozen=True)
class OutlierRule:
    """What counts as an outlier; see :func:`geogap_plugin.core.clouds.outliers.flag_outliers`.

    Parameters
    ----------
    limits : tuple of float
        Least and largest value that can be.
    by_date : tuple of ndarray, each of shape (E, 1, 1)
        The same at each epoch, nearer to one another where an image is broken.
    spread : float
        Robust standard deviation of a pixel's departure from those around it.
    """

    limits: tuple[float, float]
    by_date: Limits
    spread: float


@dataclass(frozen=True)
class StackSample:
    """Windows of a stack that methods are fitted to, without outliers.

    Parameters
    ----------
    windows : list of Window
    values : list of ndarray, shape (E, h, w)
    predictors : list of ndarray, shape (P, E, h, w), or None
    rule : OutlierRule or None
        None where every value counts as observed.
    """

    windows: list[Window]
    values: list[np.ndarray]
    predictors: list[np.ndarray] | None
    rule: OutlierRule | None

    def missing_share(self) -> np.ndarray:
        """Return the share of the pixels inside that miss a value at each epoch, shape (E,)."""
        missing = np.sum([(~np.isfinite(part) & inside_of(part)).sum(axis=(1, 2)) for part in self.values], axis=0)
        return missing / max(sum(np.count_nonzero(inside_of(part)) for part in self.values), 1)

    def telling_cell(self) -> tuple[int, int]:
        """Return row and column of the pixel that shows most of a filling: often seen, and its values vary much."""
        window, part = max(zip(self.windows, self.values), key=lambda pair: np.count_nonzero(np.isfinite(pair[1])))
        known = np.isfinite(part)
        count = np.maximum(known.sum(axis=0), 1)
        filled = np.where(known, part, 0.0).astype(float)
        mean = filled.sum(axis=0) / count
        variance = np.where(known, (filled - mean) ** 2, 0.0).sum(axis=0) / count
        often = known.sum(axis=0) >= np.median(known.sum(axis=0)[known.any(axis=0)]) if known.any() else known[0]
        row, column = np.unravel_index(int(np.argmax(np.where(often, variance, -1.0))), often.shape)
        return window.row + int(row), window.column + int(column)


@dataclass(frozen=True)
class CloudCounts:
    """How many values of a filled stack are what.

    Parameters
    ----------
    observed, filled, open : int
        Values, over all cells and epochs; those in the place of outliers are among the filled.
    missing_share : ndarray, shape (E,)
        Share of the cells inside that missed a value at each epoch before filling, 0 to 1.
    outliers : ndarray of int, shape (E,)
    """

    observed: int
    filled: int
    open: int
    missing_share: np.ndarray
    outliers: np.ndarray


def inside_of(values: np.ndarray, predictors: np.ndarray | None = None) -> np.ndarray:
    """Return which pixels of (E, h, w) have a value at any epoch, or each of some predictors (P, E, h, w) at any.

    A map among the predictors that has no values over the sea so keeps the sea outside.
    """
    inside = np.isfinite(values).any(axis=0)
    if predictors is not None and len(predictors):
        inside |= np.logical_and.reduce([np.isfinite(part).any(axis=0) for part in predictors])
    return inside


class CloudStack:
    """Images of a series, the predictors beside them, and what of the images counts as observed.

    Parameters
    ----------
    series : RegularSeries
    predictors : sequence of OnEpochs
    replace_outliers : bool
        Whether outliers are gaps.
    """

    def __init__(
        self, series: RegularSeries, predictors: Sequence[OnEpochs] = (), *, replace_outliers: bool = True
    ) -> None:
        self.series = series
        self.predictors = tuple(predictors)
        self._replace = replace_outliers

    def sample(self, control: Control) -> StackSample:
        """Return windows to fit methods to, and the rule for outliers that they show."""
        with cancellation(control.cancelled), bounded_cache(_cache(control.memory)):
            windows = self._sample_windows(control)
            values = []
            for window in windows:
                checkpoint()
                values.append(self.series.read(window))
            rule = self._rule(values) if self._replace else None
            if rule is not None:
                values = [np.where(_flagged(part, rule), np.nan, part) for part in values]
            predictors = None
            if self.predictors:
                predictors = []
                for window in windows:
                    checkpoint()
                    predictors.append(np.stack([predictor.read(window) for predictor in self.predictors]))
        return StackSample(windows, values, predictors, rule)

    def read(self, window: Window, rule: OutlierRule | None) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
        """Return the images of a window, which of their values are outliers, and the predictors (P, E, h, w)."""
        values, outliers = self._images(window, rule)
        predictors = None
        if self.predictors:
            predictors = np.empty((len(self.predictors), *values.shape), dtype=np.float32)
            for number, predictor in enumerate(self.predictors):
                predictors[number] = predictor.read(window)
        return values, outliers, predictors

    def _images(self, window: Window, rule: OutlierRule | None) -> tuple[np.ndarray, np.ndarray]:
        if rule is None:
            values = self.series.read(window)
            return values, np.zeros(values.shape, dtype=bool)
        # A pixel is judged by those around it, so that the answer is the same in every window.
        wide = _grown(window, _RIM, self.series.grid)
        values = self.series.read(wide)
        outliers = _flagged(values, rule)
        own = (
            slice(None),
            slice(window.row - wide.row, window.row - wide.row + window.height),
            slice(window.column - wide.column, window.column - wide.column + window.width),
        )
        return values[own], outliers[own]

    def _sample_windows(self, control: Control) -> list[Window]:
        """Return where to sample: spread over the grid, or, if that meets mostly pixels outside, where values are."""
        grid = self.series.grid
        spread = [_as_window(place) for place in sample_windows(grid.height, grid.width)]
        if len(spread) == 1:
            return spread
        met = [window for window in spread if inside_of(self.series.read(window)).any()]
        if 2 * len(met) > len(spread):
            return met
        cells = sample_cells(self.series, control).cells
        chosen = cells[np.unique(np.linspace(0, len(cells) - 1, len(spread)).round().astype(int))] if len(cells) else []
        height, width = spread[0].height, spread[0].width
        around = [
            (min(max(row - height // 2, 0), grid.height - height), min(max(column - width // 2, 0), grid.width - width))
            for row, column in chosen
        ]
        return [Window(int(column), int(row), width, height) for row, column in dict.fromkeys(around)] or spread

    def _rule(self, windows: list[np.ndarray]) -> OutlierRule:
        series = self.series.series
        names = f"{series.variable} {series.long_name} {series.name}"
        limits = limits_of(names, series.unit, np.concatenate([part.ravel() for part in windows]))
        by_date = limits_by_date(windows, limits)
        return OutlierRule(limits, by_date, typical_departure(windows, by_date))


def fill_stack(
    stack: CloudStack,
    model: CloudModel,
    rule: OutlierRule | None,
    value: SeriesWriter,
    control: Control,
    *,
    uncertainty: SeriesWriter | None = None,
    flags: SeriesWriter | None = None,
    on_fill: Callable[[Window, Fill], None] = lambda window, filled: None,
) -> CloudCounts:
    """Fill a stack square by square and write value, uncertainty and flags.

    All outputs appear together when the last square is done, or none does. The squares are the same whatever the
    memory, and so is the result.

    Parameters
    ----------
    model : CloudModel
        Fitted to a sample of the stack.
    rule : OutlierRule or None
        That of the sample.
    on_fill : callable
        Told of every square (window, Fill), for a report that needs a few of the values.

    Raises
    ------
    InputError
        If the memory does not hold one square at all epochs.
    """
    grid, epochs = stack.series.grid, len(stack.series.times)
    network = MODEL in model.fillers
    check_memory(stack.series, len(stack.predictors), control.memory, network=network)
    square = square_of(stack.series, len(stack.predictors), network=network)
    missing, outliers = np.zeros(epochs, dtype=np.int64), np.zeros(epochs, dtype=np.int64)
    totals = dict.fromkeys(Flag, 0)
    done = cells = 0
    with cancellation(control.cancelled), ExitStack() as open_files, bounded_cache(_cache(control.memory)):
        for writer in (value, uncertainty, flags):
            if writer is not None:
                open_files.enter_context(writer)
        for window, filled in _squares(stack, model, rule, square, value.path.parent):
            value.write(window, filled.value)
            if uncertainty is not None:
                uncertainty.write(window, filled.uncertainty)
            if flags is not None:
                flags.write(window, filled.flag)
            on_fill(
                window, Fill(*(part.reshape(epochs, -1) for part in (filled.value, filled.uncertainty, filled.flag)))
            )
            missing += (filled.flag >= Flag.FILLED).sum(axis=(1, 2))
            outliers += (filled.flag == Flag.REPLACED).sum(axis=(1, 2))
            for flag in Flag:
                totals[flag] += int((filled.flag == flag).sum())
            cells += int((filled.flag[0] != Flag.OUTSIDE).sum())
            done += window.width * window.height
            control.progress(done / (grid.width * grid.height))
        checkpoint()
    return CloudCounts(
        totals[Flag.OBSERVED],
        totals[Flag.FILLED] + totals[Flag.REPLACED],
        totals[Flag.OPEN],
        missing / max(cells, 1),
        outliers,
    )


def square_of(series: RegularSeries, predictors: int = 0, *, network: bool = False) -> int:
    """Return the side of the squares that a stack is filled in, smaller for very long ones, whatever the memory."""
    per_cell = _bytes_per_cell(series, predictors, network)
    return next((side for side in _SIDES if per_cell * (side + 2 * MARGIN) ** 2 <= _AT_ONCE), _SIDES[-1])


def _bytes_per_cell(series: RegularSeries, predictors: int, network: bool) -> int:
    per_value = BYTES_PER_VALUE + BYTES_PER_PREDICTOR * predictors + BYTES_PER_VALUE_OF_NETWORK * network
    return len(series.times) * per_value


def check_memory(series: RegularSeries, predictors: int, memory: int, *, network: bool = False) -> None:
    """Refuse a memory limit that does not hold one square, or the sample that methods are fitted to, at all epochs.

    Parameters
    ----------
    predictors : int
    memory : int
        Bytes.
    network : bool
        Whether one is among the methods.

    Raises
    ------
    InputError
        If it does not.
    """
    epochs, side = len(series.times), square_of(series, predictors, network=network) + 2 * MARGIN
    pixels = min(side, series.grid.height) * min(side, series.grid.width)
    sampled = sum(
        (rows.stop - rows.start) * (columns.stop - columns.start)
        for rows, columns in sample_windows(series.grid.height, series.grid.width)
    )
    fitting = sampled * epochs * (BYTES_PER_SAMPLED_VALUE + BYTES_PER_SAMPLED_PREDICTOR * predictors)
    filling = pixels * _bytes_per_cell(series, predictors, network)
    # Of what fitting took, about a third stays with the process.
    needed = max(filling, fitting) + fitting // 3 + _NETWORK * network
    if needed > memory - _cache(memory):
        enough = -(-(needed + max(needed // 3, min(needed, _CACHE))) // 2**20)
        raise InputError(
            f"{memory / 2**20:.0f} MB do not hold {max(pixels, sampled)} pixels with {epochs} dates and {predictors} "
            f"predictors, which are filled together. Raise the memory limit (MEMORY) to {enough} MB, or fill fewer "
            "dates at a time" + (", or choose a method without a network." if network else ".")
        )


def _squares(
    stack: CloudStack, model: CloudModel, rule: OutlierRule | None, side: int, folder: Path
) -> Iterator[tuple[Window, Fill]]:
    """Yield the squares of a stack one by one, filled; arrays of shape (E, height, width).

    Estimates reach :data:`_OVERLAP` cells into the squares to the right and below, where they fade out as the
    neighbour's fade in, so that no step shows what lay beyond a margin. What is kept for the next row of squares lies
    in a file, since rows may be long.

    Parameters
    ----------
    folder : Path
        Where that file is made.
    """
    grid, epochs = stack.series.grid, len(stack.series.times)
    shape = (2, 2, epochs, _OVERLAP, grid.width)
    with tempfile.TemporaryFile(dir=folder) as scratch:
        scratch.truncate(4 * int(np.prod(shape)))
        for number, top in enumerate(range(0, grid.height, side)):
            beside = np.zeros((2, epochs, side, 0), dtype=np.float32)
            for left in range(0, grid.width, side):
                checkpoint()
                window = _clipped(Window(left, top, side, side), grid)
                reach = _clipped(Window(left, top, side + _OVERLAP, side + _OVERLAP), grid)
                given, inside, outliers, said = _estimated(stack, model, rule, reach)
                said *= _fade(reach, side, grid)
                # Mapped for one square at a time: what lies elsewhere in the row takes no memory.
                strips = np.memmap(scratch, np.float32, "r+", shape=shape)
                above, below = strips[number % 2], strips[1 - number % 2]
                below[:, :, : reach.height - window.height, left : left + reach.width] += said[:, :, window.height :]
                said, right = said[:, :, : window.height, : window.width], said[:, :, : window.height, window.width :]
                said[..., : beside.shape[3]] += beside[:, :, : window.height, : window.width]
                if top:
                    met = above[:, :, :, left : left + window.width]
                    said[:, :, :_OVERLAP] += met[:, :, : window.height]
                    met[...] = 0
                    del met
                del strips, above, below
                beside = right.copy()
                own = np.s_[:, : window.height, : window.width]
                yield window, _as_fill(given[own], inside[own[1:]], outliers[own], said)


def _estimated(
    stack: CloudStack, model: CloudModel, rule: OutlierRule | None, window: Window
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return a window's values, which pixels to fill, which values are outliers, estimate and sd (2, E, h, w)."""
    around = _grown(window, MARGIN - _OVERLAP // 2, stack.series.grid)
    own = (
        slice(None),
        slice(window.row - around.row, window.row - around.row + window.height),
        slice(window.column - around.column, window.column - around.column + window.width),
    )
    given, outliers, predictors = stack.read(around, rule)
    inside = inside_of(given, predictors if model.from_predictors else None)
    used = np.where(outliers, np.float32(np.nan), given)
    observed = np.isfinite(used)[own]
    said = np.full((2, *observed.shape), np.nan, dtype=np.float32)
    if not observed[:, inside[own[1:]]].all():
        filled = model.fill(used, predictors, inside)
        said[0], said[1] = filled.value[own], filled.sd[own]
    return given[own], inside[own[1:]], outliers[own], said


def _as_fill(given: np.ndarray, inside: np.ndarray, outliers: np.ndarray, said: np.ndarray) -> Fill:
    """Return observed values as they are, what was said (2, E, h, w) elsewhere, and what each value is."""
    observed = np.isfinite(given) & ~outliers
    value = np.where(observed, given, said[0])
    flag = np.where(observed, np.uint8(Flag.OBSERVED), np.uint8(Flag.FILLED))
    flag[outliers] = Flag.REPLACED
    flag[~np.isfinite(value)] = Flag.OPEN
    flag[:, ~inside] = Flag.OUTSIDE
    return Fill(value, np.where(observed, np.float32(0), said[1]), flag)


def _fade(reach: Window, side: int, grid: Grid) -> np.ndarray:
    """Return weights of shape (h, w) that, with those of the neighbours, sum to 1."""
    ramp = (np.arange(_OVERLAP, dtype=np.float32) + 0.5) / _OVERLAP
    weights = []
    for first, size, end in ((reach.row, reach.height, grid.height), (reach.column, reach.width, grid.width)):
        weight = np.ones(side + _OVERLAP, dtype=np.float32)
        if first:
            weight[:_OVERLAP] = ramp
        if first + side < end:
            weight[side:] = 1 - ramp
        weights.append(weight[:size])
    return weights[0][:, np.newaxis] * weights[1]


def _flagged(values: np.ndarray, rule: OutlierRule) -> np.ndarray:
    """Flag outliers a few rows at a time, each with those around it."""
    flagged = np.zeros(values.shape, dtype=bool)
    height = values.shape[1]
    step = max(1, _CACHE // 4 // (_OUTLIER_BYTES * values.shape[0] * values.shape[2]))
    for first in range(0, height, step):
        checkpoint()
        last = min(first + step, height)
        start = max(first - _RIM, 0)
        part = flag_outliers(values[:, start : min(last + _RIM, height)], limits=rule.by_date, spread=rule.spread)
        flagged[:, first:last] = part[:, first - start : first - start + last - first]
    return flagged


def _as_window(place: tuple[slice, slice]) -> Window:
    rows, columns = place
    return Window(columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)


def _clipped(window: Window, grid: Grid) -> Window:
    """Return the part of a window on the grid."""
    left, top = max(window.column, 0), max(window.row, 0)
    right, bottom = min(window.column + window.width, grid.width), min(window.row + window.height, grid.height)
    return Window(left, top, right - left, bottom - top)


def _grown(window: Window, rim: int, grid: Grid) -> Window:
    """Return a window with so many cells more on every side, as far as the grid goes."""
    column, row, width, height = window
    return _clipped(Window(column - rim, row - rim, width + 2 * rim, height + 2 * rim), grid)


def _cache(memory: int) -> int:
    """Return what GDAL may cache: half of a small memory limit."""
    return max(memory // 4, min(memory // 2, _CACHE))
