"""Where the cells of a block lie: distances between them, and the area that each stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from .geodesy import distances_between, unit_vectors

_EARTH_RADIUS_KM = 6371.0072
"""Radius of the sphere with the Earth's surface area (Moritz 2000, Geodetic Reference System 1980)."""

_CHUNK = 4_000_000


@dataclass(frozen=True)
class Places:
    """The centres of N cells.

    Parameters
    ----------
    x, y : ndarray of float64, shape (N,)
        Longitude and latitude in degrees, or projected coordinates.
    geographic : bool
        True where the coordinates are degrees.
    unit_metres : float or None
        Length of the unit of projected coordinates in metres; None where it is not known.
    """

    x: np.ndarray
    y: np.ndarray
    geographic: bool
    unit_metres: float | None = 1.0

    @property
    def weights(self) -> np.ndarray:
        """Relative area of every cell, shape (N,): the cosine of the latitude, or 1 in a projected grid."""
        return np.clip(area_weights(self.y), 0, None) if self.geographic else np.ones(len(self.y))

    def chosen(self, cells: np.ndarray | slice) -> Places:
        """Return the places of some of the cells, by index or mask."""
        return Places(self.x[cells], self.y[cells], self.geographic, self.unit_metres)

    def distance_km(self, x: float, y: float) -> np.ndarray:
        """Return the distance of every cell from a point in km, shape (N,): along the great circle for degrees.

        Raises
        ------
        InputError
            If the unit of the coordinates is not known.
        """
        if not self.geographic and self.unit_metres is None:
            raise InputError(
                "The series has no coordinate system, so that no distance in kilometres is known. Assign one to the "
                "raster, or choose another design than “region”."
            )
        unit = 1.0 if self.geographic else (self.unit_metres or 1.0) / 1000
        return self._distances(Places(np.array([x]), np.array([y]), self.geographic))[:, 0] * unit

    def nearest(self, others: Places) -> np.ndarray:
        """Return the index of the nearest of M other places for every cell, shape (N,)."""
        step = max(1, _CHUNK // max(len(others.x), 1))
        parts = [slice(first, first + step) for first in range(0, len(self.x), step)]
        found = [np.argmin(self.chosen(part)._distances(others), axis=1) for part in parts]
        return np.concatenate(found) if found else np.zeros(0, dtype=int)

    def _distances(self, others: Places) -> np.ndarray:
        """Return distances to M others, shape (N, M): km for degrees, the unit of the coordinates otherwise."""
        if self.geographic:
            return distances_between(unit_vectors(self.x, self.y), unit_vectors(others.x, others.y), _EARTH_RADIUS_KM)
        return np.hypot(self.x[:, np.newaxis] - others.x, self.y[:, np.newaxis] - others.y)


def area_weights(latitude: np.ndarray) -> np.ndarray:
    """Return the cosine of latitudes in degrees: the relative area of cells of a geographic grid."""
    return np.cos(np.deg2rad(latitude))
