"""Synthetic monthly series with gaps: the prior over hydrological and climatic records that a network learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MONTHS = 12
SHORTEST_BLOCK, LONGEST_BLOCK = 1, 18
CELLS_PER_PATTERN = 20


@dataclass(frozen=True)
class Parts:
    """The components of synthetic series, each of shape (T, N), whose sum is the series."""

    seasonal: np.ndarray
    persistent: np.ndarray
    interannual: np.ndarray
    drift: np.ndarray
    noise: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """The series itself, shape (T, N)."""
        return self.seasonal + self.persistent + self.interannual + self.drift + self.noise


def draw_series(rng: np.random.Generator, epochs: int, cells: int) -> Parts:
    """Draw synthetic monthly series.

    Each has an annual and a semiannual cycle whose amplitude and phase change slowly, perhaps a fixed cycle of higher
    harmonics, three Ornstein-Uhlenbeck processes with time scales up to 3, 12 and 55 months (sometimes smoothed, often
    stronger in one season than in another), perhaps a wave with a quasi-period of 24 to 84 months, a trend, perhaps
    a bend and rarely a step, and noise of 6 to 80 % of the rest, of which 2 % are outliers.

    Parameters
    ----------
    rng : numpy.random.Generator
    epochs, cells : int

    Returns
    -------
    Parts
        Of unit-free numbers; the variance of everything but season and noise is about 1.
    """
    months = np.arange(epochs, dtype=np.float64)[:, np.newaxis]
    persistent = _persistent(rng, epochs, cells) * _swing(rng, months, cells)
    interannual = _interannual(rng, months, cells)
    drift = _drift(rng, months, cells)
    seasonal = _seasonal(rng, months, cells)
    signal = np.std(persistent + interannual + drift, axis=0) + 0.3 * np.std(seasonal, axis=0)
    noise = rng.standard_normal((epochs, cells)) * signal * _log_uniform(rng, 0.06, 0.8, cells)
    outlier = rng.random((epochs, cells)) < 0.02
    noise[outlier] *= rng.uniform(3, 8, np.count_nonzero(outlier))
    return Parts(seasonal, persistent, interannual, drift, noise)


def draw_gaps(rng: np.random.Generator, epochs: int, cells: int) -> np.ndarray:
    """Draw which values are hidden: up to 20 % single months, and one to three blocks of 1 to 18 months.

    Blocks may reach over the ends of the record. Half of a cell is left observed at the least. Twenty cells share
    their gaps, as those of a satellite's series do: a Gaussian process then works out each pattern once.

    Returns
    -------
    ndarray of bool, shape (T, N)
    """
    asked, cells = cells, -(-cells // CELLS_PER_PATTERN)
    hidden = rng.random((epochs, cells)) < rng.uniform(0, 0.2, cells)
    months = np.arange(epochs)[:, np.newaxis]
    blocks = rng.integers(1, 4, cells)
    for block in range(3):
        length = rng.integers(SHORTEST_BLOCK, LONGEST_BLOCK + 1, cells)
        first = rng.integers(-length // 2, epochs - length // 2)
        inside = (months >= first) & (months < first + length) & (blocks > block)
        room = (hidden | inside).sum(axis=0) <= epochs // 2
        hidden |= inside & room
    return np.repeat(hidden, CELLS_PER_PATTERN, axis=1)[:, :asked]


def _seasonal(rng: np.random.Generator, months: np.ndarray, cells: int) -> np.ndarray:
    amplitude = np.where(rng.random(cells) < 0.08, 0.0, _log_uniform(rng, 0.2, 6.0, cells))
    semiannual = amplitude * rng.beta(1, 4, cells)
    total = np.zeros((len(months), cells))
    changing = np.where(rng.random(cells) < 0.7, _log_uniform(rng, 0.02, 0.4, cells), 0.0)
    for size, harmonic in ((amplitude, 1), (semiannual, 2)):
        modulation = 1 + changing * ornstein_uhlenbeck(rng, len(months), rng.uniform(12, 120, cells))
        shift = 0.7 * changing * ornstein_uhlenbeck(rng, len(months), rng.uniform(12, 120, cells))
        phase = rng.uniform(0, 2 * np.pi, cells) + shift
        total += size * modulation * np.cos(2 * np.pi * harmonic * months / MONTHS + phase)
    for harmonic in (3, 4, 5):
        size = np.where(rng.random(cells) < 0.5, amplitude * rng.beta(1, 9, cells), 0.0)
        total += size * np.cos(2 * np.pi * harmonic * months / MONTHS + rng.uniform(0, 2 * np.pi, cells))
    return total


def _swing(rng: np.random.Generator, months: np.ndarray, cells: int) -> np.ndarray:
    """Draw by how much departures from the season depend on the season: a factor with a mean square of about 1."""
    seasonal = rng.random(cells) < 0.7
    exponent = np.zeros((len(months), cells))
    for harmonic, size in ((1, 0.4), (2, 0.15)):
        phase = rng.uniform(0, 2 * np.pi, cells)
        exponent += rng.normal(0, size, cells) * seasonal * np.cos(2 * np.pi * harmonic * months / MONTHS + phase)
    factor = np.exp(exponent)
    return factor / np.sqrt(np.mean(factor**2, axis=0))


def _persistent(rng: np.random.Generator, epochs: int, cells: int) -> np.ndarray:
    shares = rng.dirichlet((0.7, 0.9, 0.7), cells).T
    total = np.zeros((epochs, cells))
    for share, (shortest, longest) in zip(shares, ((0.3, 3), (3, 12), (12, 55))):
        total += np.sqrt(share) * ornstein_uhlenbeck(rng, epochs, _log_uniform(rng, shortest, longest, cells))
    smooth = rng.random(cells) < 0.4
    chosen = total[:, smooth]
    padded = np.pad(chosen, ((1, 1), (0, 0)), mode="edge")
    total[:, smooth] = (padded[:-2] + 2 * chosen + padded[2:]) / 4
    return total


def _interannual(rng: np.random.Generator, months: np.ndarray, cells: int) -> np.ndarray:
    size = np.where(rng.random(cells) < 0.4, _log_uniform(rng, 0.1, 1.2, cells), 0.0)
    period = rng.uniform(24, 84, cells)
    wander = ornstein_uhlenbeck(rng, len(months), rng.uniform(24, 120, cells))
    return size * np.cos(2 * np.pi * months / period + rng.uniform(0, 2 * np.pi, cells) + wander)


def _drift(rng: np.random.Generator, months: np.ndarray, cells: int) -> np.ndarray:
    epochs = len(months)
    drift = rng.normal(0, 0.7, cells) * (months / epochs - 0.5)
    bend = rng.uniform(0.1, 0.9, cells) * epochs
    bent = rng.random(cells) < 0.3
    drift = drift + bent * rng.normal(0, 1.5, cells) * np.maximum(months - bend, 0) / epochs
    step = rng.uniform(0.1, 0.9, cells) * epochs
    stepped = rng.random(cells) < 0.04
    return drift + stepped * rng.normal(0, 1.5, cells) * (months >= step)


def ornstein_uhlenbeck(rng: np.random.Generator, epochs: int, scale: np.ndarray) -> np.ndarray:
    """Draw stationary Ornstein-Uhlenbeck processes of unit variance, shape (T, N); `scale` (N,) in months."""
    keep = np.exp(-1.0 / scale)
    innovation = np.sqrt(1 - keep**2)
    noise = rng.standard_normal((epochs, len(scale)))
    for month in range(1, epochs):
        noise[month] = keep * noise[month - 1] + innovation * noise[month]
    return noise


def _log_uniform(rng: np.random.Generator, low: float, high: float, cells: int) -> np.ndarray:
    return np.exp(rng.uniform(np.log(low), np.log(high), cells))
