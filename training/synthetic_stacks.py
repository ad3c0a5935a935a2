"""Synthetic stacks of images with clouds: the prior over what satellites see that a network of patches learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .synthetic import ornstein_uhlenbeck

YEAR_DAYS = 365.25
SHORTEST_RANGE, LONGEST_RANGE = 1.0, 40.0
_MOST_PARTS = 3
_LEAST_CLEAR_DATES = 3


@dataclass(frozen=True)
class Stack:
    """A stack of images of which clouds hide a part.

    Parameters
    ----------
    days : ndarray, shape (T,)
        Dates, ascending.
    truth : ndarray of float64, shape (T, h, w)
        Unit-free.
    cloudy : ndarray of bool, shape (T, h, w)
    """

    days: np.ndarray
    truth: np.ndarray
    cloudy: np.ndarray


def draw_stack(rng: np.random.Generator, dates: int, size: int) -> Stack:
    """Draw a stack of images.

    It is a sum of a fixed map, perhaps with sharp borders between classes; a cycle of the year whose amplitude and
    phase are maps; one to three random fields whose correlation lengths are 1 to 40 pixels, often longer along one
    direction, and which persist from one date to many; a level of each date; noise. Each part's share is drawn. A third
    of the stacks are bent, so that large values are compressed; some fields vary more at some dates or places.

    Parameters
    ----------
    rng : numpy.random.Generator
    dates : int
    size : int
        Height and width in pixels.
    """
    step = np.exp(rng.uniform(np.log(1), np.log(20)))
    days = np.cumsum(step * rng.gamma(4, 0.25, dates))
    shape = (dates, size, size)
    truth = np.zeros(shape) + _static(rng, size) * _log_uniform(rng, 0.2, 3.0)
    truth += _season(rng, days, size) * _log_uniform(rng, 0.1, 3.0)
    for _ in range(rng.integers(1, _MOST_PARTS + 1)):
        truth += _weather(rng, days, size) * _log_uniform(rng, 0.1, 1.0)
    level = ornstein_uhlenbeck(rng, dates, np.array([_log_uniform(rng, 0.3, 10.0)]))
    truth += level[:, :, np.newaxis] * _log_uniform(rng, 0.05, 2.0)
    if rng.random() < 1 / 3:
        truth = np.tanh(truth / rng.uniform(1.5, 4.0) + rng.normal(0, 0.3))
    noise = _log_uniform(rng, 0.01, 0.3) * truth.std()
    heavy = rng.random(shape) < rng.choice((0.0, 0.01, 0.04))
    truth += noise * rng.standard_normal(shape) * np.where(heavy, rng.uniform(3, 6), 1.0)
    return Stack(days, truth, draw_clouds(rng, dates, size))


def draw_clouds(rng: np.random.Generator, dates: int, size: int) -> np.ndarray:
    """Draw what clouds hide: fractal shapes, a different share of each image, swath edges, and single lost pixels.

    The share of an image follows a U-shaped or a one-sided beta distribution, as cloud cover does (Falls 1974, J.
    Geophys. Res. 79, 1261-1264). Every pixel is clear on three dates at the least.

    Returns
    -------
    ndarray of bool, shape (T, h, w)
    """
    slope = rng.uniform(2.2, 3.6)
    share = rng.beta(rng.uniform(0.4, 1.5), rng.uniform(0.6, 2.0), dates)
    cloudy = np.zeros((dates, size, size), dtype=bool)
    for date in range(dates):
        field = power_law_field(rng, size, slope)
        cloudy[date] = field < np.quantile(field, np.clip(share[date], 0.0, 1.0))
        if rng.random() < 0.15:
            cloudy[date] |= _beyond_swath(rng, size)
    if rng.random() < 0.4:
        cloudy |= rng.random(cloudy.shape) < _log_uniform(rng, 0.005, 0.1)
    clear = rng.random(cloudy.shape).argsort(axis=0) < _LEAST_CLEAR_DATES
    return np.where((~cloudy).sum(axis=0) < _LEAST_CLEAR_DATES, cloudy & ~clear, cloudy)


def power_law_field(rng: np.random.Generator, size: int, slope: float) -> np.ndarray:
    """Draw a field whose power falls with the wavenumber to the minus `slope`, of unit variance, shape (h, w).

    Clouds and turbulence have slopes of about 5/3 to 11/3 (Lovejoy 1982, Science 216, 185-187).
    """
    rows, columns = _wavenumbers(2 * size)
    wavenumber = np.hypot(rows, columns)
    wavenumber[0, 0] = np.inf
    return _field(rng, wavenumber ** (-slope / 2), size)


def gaussian_field(rng: np.random.Generator, size: int, reach: float, anisotropy: float, angle: float) -> np.ndarray:
    """Draw a field with a Matern covariance of smoothness 1, of unit variance, shape (h, w).

    Parameters
    ----------
    rng : numpy.random.Generator
    size : int
    reach : float
        Correlation length in pixels, across.
    anisotropy : float
        How many times it is longer along the direction of `angle` (radians).
    """
    rows, columns = _wavenumbers(2 * size)
    along = np.cos(angle) * columns + np.sin(angle) * rows
    across = -np.sin(angle) * columns + np.cos(angle) * rows
    square = (2 * np.pi * reach) ** 2 * ((anisotropy * along) ** 2 + across**2)
    # The spectrum of smoothness 1 in two dimensions falls with the fourth power; this is its root.
    return _field(rng, 1 / (1 + square), size)


def _wavenumbers(size: int) -> tuple[np.ndarray, np.ndarray]:
    return np.fft.fftfreq(size)[:, np.newaxis], np.fft.rfftfreq(size)[np.newaxis]


def _field(rng: np.random.Generator, root: np.ndarray, size: int) -> np.ndarray:
    """Filter white noise on a periodic grid of twice the size, of which a quarter is taken: it does not wrap."""
    white = np.fft.rfft2(rng.standard_normal((2 * size, 2 * size)))
    field = np.fft.irfft2(white * root, (2 * size, 2 * size))
    return (field / max(field.std(), 1e-12))[:size, :size]


def _any_field(rng: np.random.Generator, size: int) -> np.ndarray:
    if rng.random() < 0.5:
        return power_law_field(rng, size, rng.uniform(1.0, 4.0))
    reach = _log_uniform(rng, SHORTEST_RANGE, LONGEST_RANGE)
    return gaussian_field(rng, size, reach, _log_uniform(rng, 1.0, 6.0), rng.uniform(0, np.pi))


def _static(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw a map that all dates share, in half of the cases with classes that have sharp borders."""
    field = _any_field(rng, size)
    if rng.random() < 0.5:
        borders = np.sort(rng.normal(0, 0.8, rng.integers(1, 6)))
        values = rng.normal(0, 1, len(borders) + 1)
        field = rng.uniform(0.1, 0.7) * field + values[np.searchsorted(borders, _any_field(rng, size))]
    return field


def _season(rng: np.random.Generator, days: np.ndarray, size: int) -> np.ndarray:
    angle = 2 * np.pi * days[:, np.newaxis, np.newaxis] / YEAR_DAYS
    amplitude = 1 + rng.uniform(0, 0.8) * _static(rng, size)
    phase = rng.uniform(0, 2 * np.pi) + rng.uniform(0, 0.6) * _any_field(rng, size)
    return amplitude * np.cos(angle + phase) + rng.uniform(0, 0.3) * _static(rng, size) * np.cos(2 * angle + phase)


def _weather(rng: np.random.Generator, days: np.ndarray, size: int) -> np.ndarray:
    """Draw a field that changes from date to date, of unit variance."""
    reach = _log_uniform(rng, SHORTEST_RANGE, LONGEST_RANGE)
    anisotropy, angle = _log_uniform(rng, 1.0, 5.0), rng.uniform(0, np.pi)
    persistence = _log_uniform(rng, 0.1, 10.0) * float(np.median(np.diff(days)))
    fields = np.array([gaussian_field(rng, size, reach, anisotropy, angle) for _ in days])
    for date in range(1, len(days)):
        keep = np.exp(-(days[date] - days[date - 1]) / persistence)
        fields[date] = keep * fields[date - 1] + np.sqrt(1 - keep**2) * fields[date]
    if rng.random() < 1 / 3:
        fields *= np.exp(rng.normal(0, 0.5, len(days)))[:, np.newaxis, np.newaxis]
    return fields * (_swing(rng, size) if rng.random() < 0.3 else 1.0)


def _swing(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw by how much some places vary more than others."""
    return np.exp(rng.uniform(0.2, 0.7) * _static(rng, size))


def _beyond_swath(rng: np.random.Generator, size: int) -> np.ndarray:
    rows, columns = np.mgrid[:size, :size] - (size - 1) / 2
    angle = rng.uniform(0, 2 * np.pi)
    return np.cos(angle) * columns + np.sin(angle) * rows > rng.uniform(-0.3, 0.6) * size


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))
