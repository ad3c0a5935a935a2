"""How far the ground of many small windows has moved between two images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint
from .ecc import increment
from .sampling import cubic_weights, local_contrast, orientation, slopes, smooth

METHODS = ("orientation", "ncc")
"""What is correlated: the directions of the slopes (Fitch et al. 2002), or the local contrast."""

LEAST_SHARE = 0.35
"""Of the pixels of a window, these must have a value in both images."""

RIM = 9
"""Pixels around a place that decide its features: local contrast, smoothing and slopes reach so far."""

_AT_ONCE = 8 * 2**20
"""Numbers in the transforms of the windows that are matched together."""

_STEPS, _CONVERGED = 12, 1e-3
"""Most iterations, and the step in pixels at which they end."""

_FARTHEST = 1.5
"""Pixels that the refinement may go from the whole-pixel peak."""

_AROUND_PEAK = 2
_FLOOR = 1e-6
"""Of the local contrast: next to nothing, so that windows do not depend on the image around them."""


@dataclass(frozen=True)
class Matches:
    """What the matching of K windows found.

    Parameters
    ----------
    columns, rows : ndarray, shape (K,)
        Displacement in pixels; NaN where there is none.
    correlation : ndarray, shape (K,)
        At the peak, -1 to 1.
    signal_to_noise : ndarray, shape (K,)
        The peak above the mean of the correlations away from it, in their standard deviations.
    """

    columns: np.ndarray
    rows: np.ndarray
    correlation: np.ndarray
    signal_to_noise: np.ndarray


def features(image: np.ndarray, method: str) -> np.ndarray:
    """Return what is correlated of an image (h, w): shape (C, h, w), NaN where there is nothing.

    `ncc` takes the local contrast: slopes of light across a window would blunt the peak. `orientation` takes the
    directions of the slopes (:func:`.sampling.orientation`). Both are smoothed, because what is too fine for
    interpolation biases parts of a pixel (Pan 2013, Optics and Lasers in Engineering 51, 1161-1167).
    """
    values = np.asarray(image, dtype=np.float64)[np.newaxis]
    if method == "ncc":
        return smooth(local_contrast(values, _FLOOR))
    return orientation(smooth(values)[0])


def match(
    first: np.ndarray, second: np.ndarray, rows: np.ndarray, columns: np.ndarray, window: int, radius: int
) -> Matches:
    """Match windows of one image in another.

    Whole pixels by the normalised cross-correlation of what both images have a value for (Padfield 2012, IEEE TIP 21,
    2706-2718; compared with others in Heid & Kaeaeb 2012, Remote Sensing of Environment 118, 339-355). Parts of a
    pixel by maximising the enhanced correlation coefficient of the window (see :mod:`.ecc`), which has neither a
    preference for whole pixels, as a parabola through the peak has, nor one for half pixels under noise.

    Parameters
    ----------
    first, second : ndarray, shape (C, h, w)
        :func:`features` of the two images on one grid.
    rows, columns : ndarray of int, shape (K,)
        The pixel at the middle of each window (right and below of it where the size is even).
    window : int
        Side of the windows, pixels.
    radius : int
        Largest displacement that is looked for along each axis, pixels.
    """
    count = len(rows)
    found = [np.full(count, np.nan) for _ in range(4)]
    side = window + 2 * radius
    step = max(1, _AT_ONCE // (side * side * len(first) * 4))
    one, two = _padded(first, window, radius), _padded(second, window, radius)
    for begin in range(0, count, step):
        checkpoint()
        some = slice(begin, begin + step)
        for whole, part in zip(found, _match_some(one, two, rows[some], columns[some], window, radius)):
            whole[some] = part
    return Matches(found[0], found[1], found[2], found[3])


def _match_some(
    one: np.ndarray, two: np.ndarray, rows: np.ndarray, columns: np.ndarray, window: int, radius: int
) -> list[np.ndarray]:
    """Match windows together; the images are padded."""
    # From the middle of a window to its north-west pixel, less the padding.
    rows, columns = (places + window - window // 2 + 1 for places in (rows, columns))
    templates = _cut(one, rows + radius, columns + radius, window)
    areas = _cut(two, rows, columns, window + 2 * radius)
    surface = correlation_surface(templates, areas)
    count, size = len(surface), surface.shape[1]
    flat = surface.reshape(count, -1)
    there = np.isfinite(flat).any(axis=1)
    peak = np.where(np.isfinite(flat), flat, -2.0).argmax(axis=1)
    row, column = peak // size, peak % size
    snr = _signal_to_noise(surface, row, column)
    down, across = row - radius, column - radius
    refined = _refine(one, two, rows + radius, columns + radius, window, down, across)
    # A peak at the edge of what was looked at belongs to a displacement beyond.
    edge = (row == 0) | (row == size - 1) | (column == 0) | (column == size - 1)
    good = there & ~edge & np.isfinite(refined[2])
    return [np.where(good, values, np.nan) for values in (refined[1], refined[0], flat[np.arange(count), peak], snr)]


def correlation_surface(templates: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """Return the normalised cross-correlation of templates at every place inside larger areas.

    Padfield (2012), eq. 31 to 36, summed over the channels; by Fourier transforms.

    Parameters
    ----------
    templates : ndarray, shape (K, C, w, w)
    areas : ndarray, shape (K, C, s, s)
        NaN where there is no value.

    Returns
    -------
    ndarray, shape (K, s - w + 1, s - w + 1)
        NaN where less than `LEAST_SHARE` of the template meets values, or nothing varies.
    """
    window, side = templates.shape[-1], areas.shape[-1]
    places = side - window + 1
    known_t, t = _known(templates)
    known_a, a = _known(areas)
    spectra_t, spectra_a = (
        [np.fft.rfft2(part, s=(side, side)) for part in (known, values, values**2)]
        for known, values in ((known_t, t), (known_a, a))
    )

    def product(of_template: int, of_area: int) -> np.ndarray:
        spectrum = np.conj(spectra_t[of_template]) * spectra_a[of_area]
        return np.fft.irfft2(spectrum, s=(side, side))[..., :places, :places]

    number = np.maximum(np.round(product(0, 0)), 1)
    sum_t, sum_a = product(1, 0), product(0, 1)
    covariance = product(1, 1) - sum_t * sum_a / number
    variance_t, variance_a = product(2, 0) - sum_t**2 / number, product(0, 2) - sum_a**2 / number
    scale = [np.maximum((part**2).sum(axis=(1, 2, 3)), 1e-300)[:, np.newaxis, np.newaxis] for part in (t, a)]
    top = [part.sum(axis=1) for part in (covariance, variance_t, variance_a)]
    varies = (top[1] > 1e-9 * scale[0]) & (top[2] > 1e-9 * scale[1])
    enough = number[:, 0] >= LEAST_SHARE * window * window
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(varies & enough, np.clip(top[0] / np.sqrt(top[1] * top[2]), -1, 1), np.nan)


def _refine(
    one: np.ndarray,
    two: np.ndarray,
    first_row: np.ndarray,
    first_column: np.ndarray,
    window: int,
    down: np.ndarray,
    across: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return displacements down and across in parts of a pixel and the coefficient, NaN where they ran away."""
    # Channels stand beside one another as further pixels; each is centred by itself.
    rimmed = _cut(one, first_row - 1, first_column - 1, window + 2)
    template, slope_down, slope_across = (_beside(part[..., 1:-1, 1:-1]) for part in (rimmed, *slopes(rimmed)))
    jacobian = np.stack([slope_across, slope_down], axis=-1)
    begin = np.stack([across, down], axis=1).astype(float)
    shift, correlation = begin.copy(), np.full(len(down), np.nan)
    # Every window ends by itself: which others are matched with it changes nothing.
    going = np.arange(len(down))
    for _ in range(_STEPS):
        places = first_row[going] + shift[going, 1], first_column[going] + shift[going, 0]
        warped = _beside(_between(two, *places, window))
        step, correlation[going] = increment(template[going], warped, jacobian[going])
        shift[going] -= step
        far = np.abs(shift[going] - begin[going]).max(axis=1) > _FARTHEST
        going = going[~far & (np.abs(step).max(axis=1) >= _CONVERGED)]
        if not going.size:
            break
    near = np.abs(shift - begin).max(axis=1) <= _FARTHEST
    near[going] = False
    return shift[:, 1], shift[:, 0], np.where(near, correlation, np.nan)


def _signal_to_noise(surface: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    places = np.arange(surface.shape[1])
    near = (np.abs(places - row[:, np.newaxis]) <= _AROUND_PEAK)[:, :, np.newaxis] & (
        np.abs(places - column[:, np.newaxis]) <= _AROUND_PEAK
    )[:, np.newaxis, :]
    rest = np.where(near | ~np.isfinite(surface), np.nan, surface).reshape(len(surface), -1)
    count = np.isfinite(rest).sum(axis=1)
    total = np.nansum(rest, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / count
        spread = np.sqrt(np.nansum((rest - mean[:, np.newaxis]) ** 2, axis=1) / count)
        peak = surface[np.arange(len(surface)), row, column]
        return np.where(count >= 8, (peak - mean) / spread, np.nan)


def _padded(image: np.ndarray, window: int, radius: int) -> np.ndarray:
    rim = window + radius + 1
    return np.pad(image, ((0, 0), (rim, rim), (rim, rim)), constant_values=np.nan)


def _cut(image: np.ndarray, first_row: np.ndarray, first_column: np.ndarray, size: int) -> np.ndarray:
    offsets = np.arange(size)
    rows = first_row[:, np.newaxis, np.newaxis] + offsets[:, np.newaxis]
    columns = first_column[:, np.newaxis, np.newaxis] + offsets
    return image[:, rows, columns].transpose(1, 0, 2, 3)


def _between(image: np.ndarray, first_row: np.ndarray, first_column: np.ndarray, size: int) -> np.ndarray:
    """Return squares that begin between pixels, shape (K, C, size, size), by cubic convolution."""
    row, column = np.floor(first_row).astype(int), np.floor(first_column).astype(int)
    part = _cut(image, row - 1, column - 1, size + 3)
    down, across = (
        weights[:, :, np.newaxis, np.newaxis, np.newaxis]
        for weights in (cubic_weights(first_row - row), cubic_weights(first_column - column))
    )
    lines = sum(across[k] * part[..., k : k + size] for k in range(4))
    return sum(down[k] * lines[:, :, k : k + size] for k in range(4))


def _known(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = np.isfinite(part)
    count = np.maximum(known.sum(axis=(2, 3), keepdims=True), 1)
    mean = np.where(known, part, 0.0).sum(axis=(2, 3), keepdims=True) / count
    return known.astype(np.float64), np.where(known, part - mean, 0.0)


def _beside(values: np.ndarray) -> np.ndarray:
    """Return (K, C, w, w) as (K, C * w * w), every channel around its own mean."""
    known = np.isfinite(values)
    count = np.maximum(known.sum(axis=(2, 3), keepdims=True), 1)
    mean = np.where(known, values, 0.0).sum(axis=(2, 3), keepdims=True) / count
    return (values - mean).reshape(len(values), -1)
