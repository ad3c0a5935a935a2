"""The area-weighted mean of a region at every epoch, gathered block by block, with its uncertainty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence
from ..series.trend import Trend, fit_trend
from .correlation import Blocks, block_side, correlated_variance
from .geodesy import unit_vectors

Locate = Callable[[np.ndarray, np.ndarray], "tuple[np.ndarray, np.ndarray]"]
"""Columns and rows to longitudes and latitudes, degrees."""

HALF = 0.5
"""An epoch is filled when more than this share of the area with values is, and too thin for a trend with less of it."""


@dataclass(frozen=True)
class RegionSeries:
    """The series of one region; arrays of shape (T,).

    Parameters
    ----------
    mean : ndarray
        Area-weighted mean of the cells with values, in the unit of the series; NaN where there is none.
    sd : ndarray
        Standard deviation of its error; NaN where it is not known.
    value_share, filled_share : ndarray
        Shares of the region's area, 0 to 1: with values, and with filled values (NaN where it is not known).
    area : float
        Of the region, km2.
    """

    mean: np.ndarray
    sd: np.ndarray
    value_share: np.ndarray
    filled_share: np.ndarray
    area: float

    def filled(self) -> np.ndarray:
        """Return the epochs at which most of what has values is filled, bool."""
        return np.nan_to_num(self.filled_share) > HALF * self.value_share

    def trends(self, times: np.ndarray, cadence: Cadence) -> tuple[Trend, Trend]:
        """Return the trend of all epochs, and that of the epochs that are not filled.

        Epochs with values on less than half of the area that the best epoch has are left out of both. The noise that
        :func:`.trend.fit_trend` finds in observed epochs holds their errors already, so that only what a filled
        epoch's variance has beyond theirs is added.
        """
        filled = self.filled()
        whole = self.value_share >= HALF * self.value_share.max()
        variance = np.nan_to_num(self.sd) ** 2
        usual = float(np.median(variance[~filled])) if (~filled).any() else 0.0
        extra = np.where(filled, np.sqrt(np.maximum(variance - usual, 0)), 0.0)
        return (
            fit_trend(times, np.where(whole, self.mean, np.nan), cadence, extra),
            fit_trend(times, np.where(whole & ~filled, self.mean, np.nan), cadence),
        )


class ZoneSums:
    """Sums of one region, to which its cells are added a few at a time.

    Parameters
    ----------
    epochs : int
    cells : int
        Number of cells that the region touches, which decides whether every pair of errors is summed.
    columns : int
        Columns of the window that the region lies in.
    knows_filled : bool
        Whether it is known which values are filled.
    knows_errors : bool
        Whether the values' standard deviations are known.
    """

    def __init__(self, epochs: int, cells: int, columns: int, *, knows_filled: bool, knows_errors: bool) -> None:
        self._values = np.zeros(epochs)
        self._weights = np.zeros(epochs)
        self._filled = np.zeros(epochs) if knows_filled else np.full(epochs, np.nan)
        self._knows_errors = knows_errors
        self._side = block_side(cells, epochs)
        self._across = -(-columns // self._side)
        self._sums: dict[int, np.ndarray] = {}
        self._squares: dict[int, np.ndarray] = {}
        # Weight, and weighted sums of column, row and their squares.
        self._places: dict[int, np.ndarray] = {}

    def add(
        self,
        weights: np.ndarray,
        rows: np.ndarray,
        columns: np.ndarray,
        values: np.ndarray,
        sd: np.ndarray | None,
        filled: np.ndarray | None,
    ) -> None:
        """Add some cells.

        Parameters
        ----------
        weights : ndarray, shape (N,)
            Area of the cells inside the region.
        rows, columns : ndarray of int, shape (N,)
            In the region's window.
        values, sd : ndarray, shape (T, N)
            NaN = missing; `sd` is None where it is not known.
        filled : ndarray of bool, shape (T, N), or None
        """
        seen = np.isfinite(values)
        self._values += np.where(seen, values, 0).astype(np.float64) @ weights
        self._weights += seen @ weights
        if filled is not None:
            self._filled += (seen & filled) @ weights
        if sd is None:
            return
        errors = np.where(seen & np.isfinite(sd), sd, 0).astype(np.float64) * weights
        block = rows // self._side * self._across + columns // self._side
        order = np.argsort(block, kind="stable")
        found, starts = np.unique(block[order], return_index=True)
        x, y = columns + 0.5, rows + 0.5
        places = np.stack([weights, weights * x, weights * y, weights * x**2, weights * y**2])
        for gathered, added in (
            (self._sums, errors),
            (self._squares, errors**2),
            (self._places, places),
        ):
            for number, part in zip(found.tolist(), np.add.reduceat(added[:, order], starts, axis=1).T):
                gathered[number] = gathered[number] + part if number in gathered else part.copy()

    def series(self, area: float, length: float, locate: Locate, radius: float) -> RegionSeries:
        """Return the series of the region once all of its cells are added.

        Parameters
        ----------
        area : float
            Of the whole region, in the unit of the weights (m2), the part outside the raster included.
        length : float
            Correlation length of the errors, km.
        locate : callable
            Turns columns and rows of the region's window into longitudes and latitudes, degrees.
        radius : float
            Of the Earth, km.
        """
        there = self._weights > 0
        divisor = np.where(there, self._weights, 1.0)
        mean = np.where(there, self._values / divisor, np.nan)
        sd = np.full(mean.shape, np.nan)
        if self._knows_errors and self._sums:
            variance = correlated_variance(self._blocks(locate, radius), length, radius)
            sd[there] = (np.sqrt(np.maximum(variance, 0)) / divisor)[there]
        # Rounded, so that a region without gaps has a share of 1.
        value_share, filled_share = np.round(self._weights / area, 9), np.round(self._filled / area, 9)
        return RegionSeries(mean, sd, value_share, filled_share, area / 1e6)

    def _blocks(self, locate: Locate, radius: float) -> Blocks:
        sums, squares, places = (
            np.stack([gathered[number] for number in sorted(gathered)], axis=1)
            for gathered in (self._sums, self._squares, self._places)
        )
        x, y, xx, yy = places[1:] / places[0]
        dx, dy = np.sqrt(np.maximum(xx - x**2, 0)), np.sqrt(np.maximum(yy - y**2, 0))
        signs = ((0, 0),) if self._side == 1 else ((-1, -1), (-1, 1), (1, -1), (1, 1))
        points = np.stack([unit_vectors(*locate(x + a * dx, y + b * dy)) for a, b in signs], axis=1)
        sides = []
        for a, b in ((0.5, 0), (0, 0.5)):
            chord = unit_vectors(*locate(x + a, y + b)) - unit_vectors(*locate(x - a, y - b))
            sides.append(radius * np.linalg.norm(chord, axis=1))
        return Blocks(sums, squares, points, sides[0], sides[1], self._side)
