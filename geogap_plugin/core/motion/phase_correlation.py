"""The shift between two images, from the phases of their spectra."""

from __future__ import annotations

import numpy as np


def phase_shift(template: np.ndarray, image: np.ndarray, upsampling: int = 20) -> np.ndarray:
    """Return by how many columns and rows an image is displaced against a template.

    The peak of the phase correlation (Kuglin & Hines 1975) is found on whole pixels, then between them by a Fourier
    transform of the peak's surroundings alone (Guizar-Sicairos, Thurman & Fienup 2008, Optics Letters 33, 156-158).

    Parameters
    ----------
    template, image : ndarray, shape (h, w)
        NaN where there is no value. Of images of different sizes, the common north-west part is taken.
    upsampling : int
        The result is a multiple of 1 / `upsampling` pixels.

    Returns
    -------
    ndarray, shape (2,)
        Columns, rows; zero where nothing varies.
    """
    height, width = (min(sizes) for sizes in zip(template.shape, image.shape))
    taper = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    first, second = (np.fft.fft2(_flat(part[:height, :width]) * taper) for part in (template, image))
    product = second * np.conj(first)
    size = np.abs(product)
    if not size.max() > 0:
        return np.zeros(2)
    product /= np.maximum(size, 1e-6 * size.max())
    surface = np.abs(np.fft.ifft2(product))
    row, column = (
        place if place <= length // 2 else place - length
        for place, length in zip(np.unravel_index(int(surface.argmax()), surface.shape), surface.shape)
    )
    fine = np.arange(-1.5 * upsampling, 1.5 * upsampling + 1) / upsampling
    down = np.exp(2j * np.pi * np.outer(row + fine, np.fft.fftfreq(height)))
    across = np.exp(2j * np.pi * np.outer(np.fft.fftfreq(width), column + fine))
    i, j = np.unravel_index(int((down @ product @ across).real.argmax()), (fine.size, fine.size))
    return np.array([column + fine[j], row + fine[i]])


def _flat(image: np.ndarray) -> np.ndarray:
    """Return an image around zero, with zeros where it has no value."""
    known = np.isfinite(image)
    return np.where(known, image - image[known].mean(), 0.0) if known.any() else np.zeros(image.shape)
