"""How a series that nobody has run an algorithm on looks as a layer: styled for its variable, its bands dated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.calendar import Alignment
from ..core.limits import colour_limits
from ..raster.blockwise import Control, sample_cells
from ..raster.regular import RegularSeries
from ..raster.series_view import SeriesView
from .layers import LayerStyle, style_of


@dataclass(frozen=True)
class SeriesFacts:
    """What is said of a series before anything is computed from it.

    Parameters
    ----------
    name, variable, unit : str
    alignment : Alignment
        Its dates on the calendar.
    width, height : int
        Cells.
    starts, ends : ndarray of datetime64[s], shape (bands,)
        Half-open period of every band of its file; empty for a series of several files.
    """

    name: str
    variable: str
    unit: str
    alignment: Alignment
    width: int
    height: int
    starts: np.ndarray
    ends: np.ndarray


def series_facts(source: str) -> SeriesFacts:
    """Read what the header of a series says.

    Raises
    ------
    InputError, CalendarError
        If the source is no series.
    """
    view = SeriesView(source)
    try:
        return _facts(view.regular)
    finally:
        view.close()


def series_style(source: str) -> tuple[SeriesFacts, LayerStyle]:
    """Return what a series is and how it looks as a layer; colours follow a sample of its cells.

    Raises
    ------
    InputError, CalendarError
        If the source is no series.
    """
    view = SeriesView(source)
    try:
        series, facts = view.series, _facts(view.regular)
        qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
        limits = colour_limits(sample_cells(view.regular, Control()).values, symmetric=symmetric)
    finally:
        view.close()
    return facts, LayerStyle(qml, "GeoGap", facts.starts, facts.ends, limits)


def _facts(regular: RegularSeries) -> SeriesFacts:
    series, alignment = regular.series, regular.alignment
    grid = regular.grid
    starts, ends = _periods_of_bands(regular)
    return SeriesFacts(series.name, series.variable, series.unit, alignment, grid.width, grid.height, starts, ends)


def _periods_of_bands(regular: RegularSeries) -> tuple[np.ndarray, np.ndarray]:
    """Return the period of every band of the file, in its order; nothing where the epochs lie in several files."""
    series, alignment = regular.series, regular.alignment
    empty = np.array([], dtype="datetime64[s]")
    if len(set(series.sources)) != 1:
        return empty, empty
    bands = len(series.times)
    starts, ends = np.empty(bands, dtype="datetime64[s]"), np.empty(bands, dtype="datetime64[s]")
    for epoch, members in enumerate(alignment.sources):
        for member in members:
            band = series.band_of(member) - 1
            starts[band], ends[band] = alignment.starts[epoch], alignment.ends[epoch]
    return starts, ends


def epoch_at(alignment: Alignment, time: np.datetime64) -> int | None:
    """Return the epoch in whose period a time lies, None outside the calendar and between its periods."""
    epoch = int(np.searchsorted(alignment.starts, time, side="right")) - 1
    return epoch if epoch >= 0 and time < alignment.ends[epoch] else None


def nearest_epoch(alignment: Alignment, time: np.datetime64) -> int:
    """Return the epoch whose date is nearest to a time."""
    return int(np.argmin(np.abs(alignment.times - time)))
