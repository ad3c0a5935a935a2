"""Values of images between their pixels, and what of them is compared."""

from __future__ import annotations

import numpy as np

_A = -0.5
"""Of the cubic convolution kernel: interpolates quadratics exactly (Keys 1981, IEEE TASSP 29, 1153-1160)."""

_AROUND = 7
"""Pixels to each side in the square whose contrast is the local one."""

_BINOMIAL = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / 16


def cubic(image: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return the values of an image at places between its pixels.

    By cubic convolution over 4 x 4 pixels (Keys 1981).

    Parameters
    ----------
    image : ndarray, shape (C, h, w)
        Channels; NaN where there is no value.
    rows, columns : ndarray, shape (...)
        Places in pixels; whole numbers are centres.

    Returns
    -------
    ndarray of float64, shape (C, ...)
        NaN where one of the pixels around has no value or lies beyond the edge.
    """
    channels, height, width = image.shape
    value = np.zeros((channels, *np.shape(rows)))
    if height < 4 or width < 4:
        return value * np.nan
    row, column = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    inside = (row >= 1) & (row < height - 2) & (column >= 1) & (column < width - 2)
    vertical, horizontal = cubic_weights(rows - row), cubic_weights(columns - column)
    first = (np.clip(row, 1, height - 3) - 1) * width + np.clip(column, 1, width - 3) - 1
    flat = image.reshape(channels, -1)
    for i in range(4):
        line = np.zeros_like(value)
        for j in range(4):
            line += horizontal[j] * flat[:, first + (i * width + j)]
        value += vertical[i] * line
    value[:, ~inside] = np.nan
    return value


def cubic_weights(t: np.ndarray) -> np.ndarray:
    """Return Keys's weights of the four pixels around a place a share t after the second, shape (4, ...)."""
    distance = np.stack([1 + t, t, 1 - t, 2 - t])
    near, far = distance[1:3], distance[[0, 3]]
    weights = np.empty_like(distance)
    weights[1:3] = ((_A + 2) * near - (_A + 3)) * near**2 + 1
    weights[[0, 3]] = ((_A * far - 5 * _A) * far + 8 * _A) * far - 4 * _A
    return weights


def slopes(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the slopes of images (..., h, w) down and across, by centred differences, in their unit per pixel.

    NaN where a neighbour has no value and at the edges of the image.
    """
    down, across = np.full(image.shape, np.nan), np.full(image.shape, np.nan)
    down[..., 1:-1, :] = (image[..., 2:, :] - image[..., :-2, :]) / 2
    across[..., 1:-1] = (image[..., 2:] - image[..., :-2]) / 2
    return down, across


def smooth(image: np.ndarray, *, whole: bool = False) -> np.ndarray:
    """Return images (C, h, w) under the 5 x 5 binomial kernel; pixels without a value stay so and lend nothing.

    Parameters
    ----------
    whole : bool
        Give no value either where a pixel under the kernel lacks one.
    """
    known = np.isfinite(image)
    weight = _binomial(known.astype(np.float64))
    if whole:
        known = known & (weight > 1 - 1e-9)
        return np.where(known, _binomial(np.nan_to_num(image)), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, _binomial(np.where(known, image, 0.0)) / weight, np.nan)


def halved(image: np.ndarray) -> np.ndarray:
    """Return every second pixel of smoothed images: the next level of a Gaussian pyramid (Burt & Adelson 1983)."""
    return smooth(image)[:, ::2, ::2]


def local_contrast(image: np.ndarray, least: float = 0.1) -> np.ndarray:
    """Return images (C, h, w) less the mean of the square around each pixel, in its standard deviations.

    Parameters
    ----------
    least : float
        Share of the image's mean contrast that is added to it, so that even ground stays even.
    """
    known = np.isfinite(image)
    count = np.maximum(_box_sum(known.astype(np.float64)), 1)
    values = np.where(known, image - (image[known].mean() if known.any() else 0.0), 0.0)
    departure = np.where(known, values - _box_sum(values) / count, 0.0)
    squares = np.maximum(_box_sum(departure**2) / count, 0)
    floor = least**2 * (squares[known].mean() if known.any() else 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = np.where(squares + floor > 0, departure / np.sqrt(squares + floor), 0.0)
    return np.where(known, scaled, np.nan)


def orientation(image: np.ndarray) -> np.ndarray:
    """Return the direction of the slope of an image (h, w) as a unit vector (down, across), shape (2, h, w).

    Fitch, Kadyrov, Christmas & Kittler 2002, Orientation correlation, BMVC, eq. 1: it knows neither contrast nor
    brightness. Slopes are centred differences; zero where the image is even, NaN where one has no value.
    """
    slope = np.stack(slopes(np.asarray(image, dtype=np.float64)))
    size = np.hypot(*slope)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(size > 0, slope / size, np.where(np.isnan(size), np.nan, 0.0))


def _binomial(image: np.ndarray) -> np.ndarray:
    for axis in (1, 2):
        size = image.shape[axis]
        padded = np.pad(image, [(2, 2) if axis == other else (0, 0) for other in range(3)])
        image = np.zeros(image.shape)
        for k, weight in enumerate(_BINOMIAL):
            image += weight * np.take(padded, range(k, k + size), axis=axis)
    return image


def _box_sum(image: np.ndarray) -> np.ndarray:
    """Return the sums over the square around each pixel."""
    for axis in (1, 2):
        size = image.shape[axis]
        padded = np.pad(image, [(_AROUND + 1, _AROUND) if axis == other else (0, 0) for other in range(3)])
        total = padded.cumsum(axis=axis)
        image = np.take(total, range(2 * _AROUND + 1, 2 * _AROUND + 1 + size), axis=axis) - np.take(
            total, range(size), axis=axis
        )
    return image
