"""Kriging of what a regression leaves, within each image: clear pixels correct the ones around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint
from .temporal_kernel import non_negative

RANGES = (1.5, 5.0, 15.0)
"""Ranges of the exponential parts of the correlogram, in pixels."""

REACH = 32
"""Pixels beyond which a clear pixel has no say."""

_LAGS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32)
_CUT = 4.0
_LEAST_NUGGET = 0.05
_TOLERANCE = 1e-3
_MOST_STEPS = 300


@dataclass(frozen=True)
class Correlogram:
    """Shares of the variance of a standardised residual that decay over each of :data:`RANGES`, and the rest.

    Parameters
    ----------
    sills : ndarray, shape (3,)
    nugget : float
        Of what no neighbour shares, at least 0.05.
    """

    sills: np.ndarray
    nugget: float


def fit_correlogram(fields: list[np.ndarray]) -> Correlogram:
    """Fit a correlogram to standardised residuals of all images, along rows and columns.

    Parameters
    ----------
    fields : list of ndarray, shape (T, h, w)
        Residual over its standard deviation; NaN where there is none. Values beyond 4 are cut.
    """
    products, pairs = np.zeros(len(_LAGS)), np.zeros(len(_LAGS))
    for field in fields:
        known = np.isfinite(field)
        value = np.where(known, np.clip(field, -_CUT, _CUT), 0.0)
        for index, lag in enumerate(_LAGS):
            for axis in (1, 2):
                size = field.shape[axis] - lag
                if size > 0:
                    here, there = _cut(value, axis, 0, size), _cut(value, axis, lag, size)
                    products[index] += float((here * there).sum())
                    pairs[index] += np.count_nonzero(_cut(known, axis, 0, size) & _cut(known, axis, lag, size))
    found = pairs > 0
    if not found[0]:
        return Correlogram(np.zeros(len(RANGES)), 1.0)
    correlation = products[found] / pairs[found]
    lags = np.array(_LAGS)[found]
    # The residuals' own pixel says nothing of its neighbours; near lags weigh more.
    root = 1 / np.sqrt(1.0 + lags[1:])
    design = np.exp(-lags[1:, np.newaxis] / np.array(RANGES))
    sills = non_negative(design * root[:, np.newaxis], correlation[1:] * root)
    return Correlogram(sills, max(float(correlation[0] - sills.sum()), _LEAST_NUGGET))


def _cut(array: np.ndarray, axis: int, first: int, size: int) -> np.ndarray:
    return array[:, first : first + size] if axis == 1 else array[:, :, first : first + size]


def krige(field: np.ndarray, wanted: np.ndarray, correlogram: Correlogram) -> np.ndarray:
    """Predict standardised residuals everywhere from those at clear pixels (simple kriging, Cressie 1993, sec. 3.2).

    The system of all clear pixels of an image is solved by conjugate gradients; its matrix is a convolution, done
    with the fast Fourier transform on a grid with a border of :data:`REACH` pixels (Fritz, Neuweiler & Nowak
    2009, Math. Geosci. 41, 509-533).

    Parameters
    ----------
    field : ndarray, shape (T, h, w)
        NaN where there is none. Values beyond 4 are cut.
    wanted : ndarray of bool, shape (T,)
        Images to predict; the others are 0.
    correlogram : Correlogram

    Returns
    -------
    ndarray, shape (T, h, w)
    """
    result = np.zeros(field.shape)
    if not correlogram.sills.any():
        return result
    height, width = field.shape[1:]
    shape = (_even(height + min(REACH, height)), _even(width + min(REACH, width)))
    circulant = _Circulant(shape, (height, width), _spectrum(shape, correlogram.sills))

    for image in np.flatnonzero(wanted):
        known = np.isfinite(field[image])
        if known.any():
            target = np.where(known, np.clip(field[image], -_CUT, _CUT), 0.0)
            result[image] = circulant.times(_solve(circulant, target, known, correlogram.nugget))
    return result


@dataclass(frozen=True)
class _Circulant:
    """A covariance that is the same everywhere, on a periodic grid that an image lies on.

    Parameters
    ----------
    grid, image : tuple of int
        Height and width of each.
    spectrum : ndarray
        Transform of the covariance.
    """

    grid: tuple[int, int]
    image: tuple[int, int]
    spectrum: np.ndarray

    def times(self, field: np.ndarray) -> np.ndarray:
        """Multiply an image by the covariance."""
        return self._filtered(field, self.spectrum)

    def over(self, field: np.ndarray, nugget: float) -> np.ndarray:
        """Multiply an image by the inverse of the covariance with a nugget, as if all of the grid were known."""
        return self._filtered(field, 1 / (self.spectrum + nugget))

    def _filtered(self, field: np.ndarray, spectrum: np.ndarray) -> np.ndarray:
        height, width = self.image
        return np.fft.irfft2(np.fft.rfft2(field, self.grid) * spectrum, self.grid)[:height, :width]


def _solve(circulant: _Circulant, target: np.ndarray, known: np.ndarray, nugget: float) -> np.ndarray:
    """Return the weights of the clear pixels by conjugate gradients.

    They are preconditioned with the inverse of the whole grid's covariance (Chan & Ng 1996, SIAM Rev. 38, 427-482),
    which takes a fifth of the steps.
    """
    weights = np.zeros_like(target)
    residual = target.copy()
    direction = nearer = np.where(known, circulant.over(residual, nugget), 0.0)
    least = _TOLERANCE**2 * float((residual**2).sum())
    product = float((residual * nearer).sum())
    for _ in range(_MOST_STEPS):
        if float((residual**2).sum()) <= least:
            break
        checkpoint()
        applied = np.where(known, circulant.times(direction) + nugget * direction, 0.0)
        step = product / float((direction * applied).sum())
        weights += step * direction
        residual -= step * applied
        nearer = np.where(known, circulant.over(residual, nugget), 0.0)
        following = float((residual * nearer).sum())
        direction = nearer + following / product * direction
        product = following
    return weights


def _spectrum(shape: tuple[int, int], sills: np.ndarray) -> np.ndarray:
    """Return the transform of the correlogram on a periodic grid; rounding and wrapping leave no negative power."""
    rows, columns = (np.minimum(np.arange(size), size - np.arange(size)) for size in shape)
    distance = np.hypot(rows[:, np.newaxis], columns)
    correlation = sum(sill * np.exp(-distance / reach) for sill, reach in zip(sills, RANGES))
    return np.maximum(np.fft.rfft2(correlation).real, 0.0)


def _even(size: int) -> int:
    """Return the next length that transforms fast: a power of two, or three quarters of one."""
    power = 1 << (size - 1).bit_length()
    return 3 * power // 4 if 3 * power // 4 >= size and power >= 4 else power
