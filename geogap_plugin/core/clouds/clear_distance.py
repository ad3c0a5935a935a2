"""How far a pixel of an image is from the nearest clear one."""

from __future__ import annotations

import numpy as np

FARTHEST = 32
"""Distances beyond this many pixels are infinite."""


def distance_to_clear(clear: np.ndarray) -> np.ndarray:
    """Return the distance to the nearest clear pixel of the same image, in pixels.

    Steps to the four and to the eight neighbours alternate, which makes octagons (Rosenfeld & Pfaltz 1968, Pattern
    Recognit. 1, 33-61): a count of whole steps, at most 12 % from the straight distance.

    Parameters
    ----------
    clear : ndarray of bool, shape (T, h, w)

    Returns
    -------
    ndarray of float64, shape (T, h, w)
        0 at a clear pixel; inf beyond :data:`FARTHEST` and in images without any.
    """
    distance = np.where(clear, 0.0, np.inf)
    reached = clear
    for step in range(1, FARTHEST + 1):
        grown = _grow(reached, diagonal=step % 2 == 0)
        new = grown & ~reached
        if not new.any():
            break
        distance[new] = step
        reached = grown
    return distance


def _grow(mask: np.ndarray, diagonal: bool) -> np.ndarray:
    rows = mask.copy()
    rows[:, 1:] |= mask[:, :-1]
    rows[:, :-1] |= mask[:, 1:]
    source = rows if diagonal else mask
    grown = rows.copy()
    grown[:, :, 1:] |= source[:, :, :-1]
    grown[:, :, :-1] |= source[:, :, 1:]
    return grown
