"""Maps of scores: every cell of a series scored on its own, block by block."""

from collections.abc import Mapping, Sequence
from typing import Callable

import numpy as np

from ..core.cancellation import cancellation
from ..core.gaps import outside_cells
from ..core.regions.places import Places
from .blockwise import BYTES_PER_FILLED_VALUE, Control, each_window
from .cell_places import window_places
from .regular import RegularSeries
from .writer import SeriesWriter

Score = Callable[[np.ndarray, Places], Mapping[str, np.ndarray]]
"""Takes values (T, N) and places; returns one number a cell (N,) for each band."""


def write_skill_map(
    series: RegularSeries, bands: Sequence[str], score: Score, writer: SeriesWriter, control: Control, copies: float
) -> None:
    """Score every cell that has values and write a band for each score; the file appears when the last block is done.

    Parameters
    ----------
    series : RegularSeries
    bands : sequence of str
        Which of the scores to write, in the order of the bands.
    score : callable
        See :data:`Score`. What it says of a cell may not depend on the cells that it is given with it.
    writer : SeriesWriter
        Of as many bands, on the grid of the series.
    control : Control
    copies : float
        How many times the values of a block are held while they are scored, beside what filling them once takes.
    """
    with cancellation(control.cancelled), writer:
        for window in each_window(series, control, writer, int(BYTES_PER_FILLED_VALUE + 8 * copies)):
            values = series.cells(window)
            inside = np.flatnonzero(~outside_cells(values))
            found = np.full((len(bands), values.shape[1]), np.nan, dtype=np.float32)
            if inside.size:
                scores = score(values[:, inside], window_places(series.grid, window).chosen(inside))
                found[:, inside] = np.stack([scores[band] for band in bands])
            writer.write(window, found.reshape(len(bands), window.height, window.width))
