"""Areas and lengths on an ellipsoid, distances on a sphere."""

from __future__ import annotations

import numpy as np


def authalic(latitude: np.ndarray, flattening: float) -> np.ndarray:
    """Return q of latitudes in degrees: equal areas are equal steps of q times equal steps of longitude.

    The area between two meridians and two parallels is a^2 (q2 - q1) (lambda2 - lambda1) / 2, a the semi-major axis
    and lambda in radians (Snyder 1987, USGS Professional Paper 1395, eq. 3-12). On a sphere (`flattening` 0) q is
    twice the sine of the latitude.
    """
    sine = np.sin(np.deg2rad(latitude))
    if flattening == 0:
        return 2 * sine
    e2 = flattening * (2 - flattening)
    e = np.sqrt(e2)
    return (1 - e2) * (sine / (1 - e2 * sine**2) + np.arctanh(e * sine) / e)


def unit_vectors(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Return the directions of points in degrees from the Earth's centre, shape (N, 3)."""
    x, y = np.deg2rad(longitude), np.deg2rad(latitude)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], axis=-1)


def distances_between(one: np.ndarray, other: np.ndarray, radius: float) -> np.ndarray:
    """Return great-circle distances, shape (N, M), in the unit of the radius, between unit vectors (N, 3) and (M, 3).

    Through the chord, which is exact to a metre on the Earth however near the points are.
    """
    squared = np.maximum(2 - 2 * (one @ other.T), 0)
    return 2 * radius * np.arcsin(np.minimum(0.5 * np.sqrt(squared), 1))


def metres_per_degree(latitude: np.ndarray, semi_major: float, flattening: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the lengths of a degree of longitude and of latitude on an ellipsoid, metres.

    By the radii of curvature in the prime vertical and in the meridian (Snyder 1987, eq. 4-20 and 4-18).

    Parameters
    ----------
    latitude : ndarray
        Degrees.
    semi_major : float
        Metres.
    """
    angle = np.deg2rad(latitude)
    e2 = flattening * (2 - flattening)
    root = np.sqrt(1 - e2 * np.sin(angle) ** 2)
    return (
        np.deg2rad(1) * semi_major * np.cos(angle) / root,
        np.deg2rad(1) * semi_major * (1 - e2) / root**3,
    )
