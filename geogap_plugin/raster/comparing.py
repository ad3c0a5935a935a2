"""Two series compared cell by cell and over regions, block by block."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from ..core.cancellation import cancellation
from ..core.reference import subtract_mean
from ..core.trials.agreement import PairedMean, agreement
from .blockwise import Control, each_window
from .gdal_calls import reading
from .regular import RegularSeries
from .resampling import OntoGrid
from .writer import SeriesWriter
from .zones import Surface, Zone

_BYTES_PER_VALUE = 96
_LONGEST_SIDE = 400


def compare_series(
    reference: RegularSeries,
    epochs: np.ndarray,
    other: OntoGrid,
    convert: tuple[float, float],
    period: np.ndarray,
    writer: SeriesWriter,
    zones: list[Zone],
    control: Control,
) -> list[PairedMean]:
    """Write the metrics of every cell and return the mean series of all cells and of every region.

    Parameters
    ----------
    reference : RegularSeries
    epochs : ndarray of int, shape (P,)
        Its epochs that `other` has, too.
    other : OntoGrid
        The same epochs of the other series on the grid of the reference.
    convert : tuple of float
        Factor and offset that bring `other` into the unit of the reference.
    period : ndarray of bool, shape (P,)
        Epochs whose mean is subtracted from every cell of both; none for no change.
    writer : SeriesWriter
        Of five bands.
    """
    surface = Surface(reference.grid) if reference.grid.crs_wkt else None
    everywhere = PairedMean("", len(epochs))
    means = [PairedMean(zone.region.name, len(epochs)) for zone in zones]
    factor, offset = convert
    per_value = round(_BYTES_PER_VALUE + 8 * other.cells_per_cell)
    with cancellation(control.cancelled), writer:
        for block in each_window(reference, control, writer, per_value):
            first = reference.cells(block)[epochs]
            second = other.read(block).reshape(len(epochs), -1) * np.float32(factor) + np.float32(offset)
            both = np.isfinite(first) & np.isfinite(second)
            first, second = (np.where(both, values, np.nan) for values in (first, second))
            if period.any():
                first, second = subtract_mean(first, period), subtract_mean(second, period)
            found = agreement(first, second).astype(np.float32)
            writer.write(block, found.reshape(-1, block.height, block.width))
            areas = np.ones((block.height, block.width)) if surface is None else surface.areas(block)
            everywhere.add(areas.ravel(), first, second)
            for zone, mean in zip(zones, means):
                if block.meets(zone.window):
                    mean.add(zone.weights(block).ravel(), first, second)
    return [everywhere, *means]


def thinned(path: str) -> np.ndarray:
    """Return all bands of a raster with at most 400 cells a side, for pictures; shape (bands, rows, columns)."""
    with reading(path):
        dataset = gdal.Open(path)
        step = max(1.0, max(dataset.RasterXSize, dataset.RasterYSize) / _LONGEST_SIDE)
        size = (max(1, int(dataset.RasterXSize / step)), max(1, int(dataset.RasterYSize / step)))
        return dataset.ReadAsArray(buf_xsize=size[0], buf_ysize=size[1])
