"""Errors that are alike at neighbouring places: how far they reach, and what they do to the error of a mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence
from ..cancellation import checkpoint
from ..series.harmonics import clock, fit_harmonics
from .geodesy import distances_between

EXACT_CELLS = 2500
"""Up to so many cells, every pair of them is summed."""

_BINS = 1000
_LEAST_BLOCKS = 200
_VALUES = 4_000_000
_CHUNK = 2_000_000
_COMMON_EPOCHS = 24
_PAIRS_PER_BIN = 30
_DISTANCE_BINS = 25
_NEAR_BINS = 4
_LENGTHS = 400


@dataclass(frozen=True)
class Correlogram:
    """Correlation in space against distance.

    Parameters
    ----------
    distance : ndarray, shape (B,)
        Mean distance of the pairs of each bin, km.
    correlation : ndarray, shape (B,)
        Median of the pairs' correlations, -1 to 1.
    pairs : ndarray of int, shape (B,)
    length : float
        L of exp(-d / L), km; NaN where there are too few pairs to tell.
    """

    distance: np.ndarray
    correlation: np.ndarray
    pairs: np.ndarray
    length: float


def correlogram(
    times: np.ndarray, values: np.ndarray, cadence: Cadence, directions: np.ndarray, radius: float
) -> Correlogram:
    """Estimate how the departures from trend and season resemble one another with distance.

    Every cell's trend, annual and semiannual cycle is removed; the correlation coefficients of all pairs of cells
    with at least 24 common epochs are put into bins of distance, up to half the longest one; L of exp(-d / L) is the
    length with the smallest sum of absolute differences from the bins' medians, up to the bin in which these first
    fall below 1/e. Medians and absolute differences keep a few odd cells from deciding.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray, shape (T, N)
        Observed values only, NaN elsewhere.
    cadence : Cadence
    directions : ndarray, shape (N, 3)
        Of the cells, as :func:`.geodesy.unit_vectors` gives them.
    radius : float
        Of the Earth, km.
    """
    values = np.asarray(values, dtype=np.float64)
    residual = values - fit_harmonics(clock(times, cadence).phase, values).value
    correlations, common = _pairwise(residual)
    distance = distances_between(directions, directions, radius)
    first, second = np.triu_indices(len(directions), k=1)
    distance, correlations, common = (table[first, second] for table in (distance, correlations, common))
    usable = (common >= _COMMON_EPOCHS) & np.isfinite(correlations) & (distance > 0)
    distance, correlations = distance[usable], correlations[usable]
    if distance.size < _PAIRS_PER_BIN:
        return Correlogram(np.empty(0), np.empty(0), np.empty(0, dtype=int), float("nan"))
    reach = distance <= 0.5 * distance.max()
    if reach.sum() < _PAIRS_PER_BIN:
        reach[:] = True
    distance, correlations = distance[reach], correlations[reach]
    # Bins of equal numbers of pairs, so that the shortest distances, which matter most, have bins of their own.
    order = np.argsort(distance, kind="stable")
    bins = np.array_split(order, max(1, min(_DISTANCE_BINS, distance.size // _PAIRS_PER_BIN)))
    centres = np.array([distance[members].mean() for members in bins])
    medians = np.array([np.median(correlations[members]) for members in bins])
    lengths = np.geomspace(0.1 * centres.min(), 10 * centres.max(), _LENGTHS)
    # The far side of the curve, where fields may even be opposed, must not bend it where regions lie.
    below = np.flatnonzero(medians < np.exp(-1))
    near = slice(0, max(_NEAR_BINS, int(below[0]) + 1 if below.size else len(bins)))
    misfit = np.abs(np.exp(-centres[near] / lengths[:, np.newaxis]) - medians[near]).sum(axis=1)
    length = float(lengths[np.argmin(misfit)])
    return Correlogram(centres, medians, np.array([members.size for members in bins]), length)


def _pairwise(residual: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the correlation of every pair of columns over their common rows, and the number of these, (N, N)."""
    seen = np.isfinite(residual)
    values, seen = np.where(seen, residual, 0.0), seen.astype(float)
    common = seen.T @ seen
    number = np.maximum(common, 1)
    sums = values.T @ seen
    squares = (values**2).T @ seen
    covariance = values.T @ values / number - sums * sums.T / number**2
    variance = np.maximum(squares / number - (sums / number) ** 2, 0)
    scale = np.sqrt(variance * variance.T)
    return np.divide(covariance, scale, out=np.full(scale.shape, np.nan), where=scale > 0), common


@dataclass(frozen=True)
class Blocks:
    """Errors of the cells of a region, summed over blocks of `side` x `side` cells.

    Parameters
    ----------
    sums, squares : ndarray, shape (T, B)
        Sum over each block of weight x standard deviation, and of its square.
    directions : ndarray, shape (B, P, 3)
        Unit vectors of P points that stand for a block: one where blocks are cells, four otherwise.
    width, height : ndarray, shape (B,)
        Sides of a cell there, km.
    side : int
        1 where every cell is a block of its own.
    """

    sums: np.ndarray
    squares: np.ndarray
    directions: np.ndarray
    width: np.ndarray
    height: np.ndarray
    side: int


def block_side(cells: int, epochs: int) -> int:
    """Return the cells on a side of a block: 1 up to `EXACT_CELLS` cells, then so many that some 1000 blocks remain.

    Records of many epochs have fewer blocks, so that their sums stay within some 30 MB.
    """
    most = max(_LEAST_BLOCKS, _VALUES // epochs)
    return 1 if cells <= min(EXACT_CELLS, most) else int(np.ceil(np.sqrt(cells / min(_BINS, most))))


def correlated_variance(blocks: Blocks, length: float, radius: float) -> np.ndarray:
    """Return the variance of a weighted sum whose errors are correlated as exp(-d / `length`).

    sum_ij w_i w_j sd_i sd_j exp(-d_ij / L), over all pairs of cells where blocks are cells. Larger blocks keep the
    squares of their own cells exact, take the mean correlation of the pairs inside a block from its cells' lattice,
    and that between two blocks from four points in each, a two-point Gauss rule in either direction.

    Parameters
    ----------
    blocks : Blocks
    length : float
        km; 0 for independent errors, inf for errors that are one and the same.
    radius : float
        Of the Earth, km.

    Returns
    -------
    ndarray, shape (T,)
    """
    sums, squares = blocks.sums, blocks.squares
    if length == np.inf:
        return sums.sum(axis=1) ** 2
    if length == 0:
        return squares.sum(axis=1)
    inside = _mean_correlation_inside(blocks, length)
    total = squares.sum(axis=1) + ((sums**2 - squares) * inside).sum(axis=1)
    count, points = blocks.directions.shape[:2]
    everywhere = blocks.directions.reshape(-1, 3)
    step = max(1, _CHUNK // (points * len(everywhere)))
    for start in range(0, count, step):
        checkpoint()
        some = blocks.directions[start : start + step]
        rho = np.exp(-distances_between(some.reshape(-1, 3), everywhere, radius) / length)
        rho = rho.reshape(len(some), points, count, points).mean(axis=(1, 3))
        rho[np.arange(len(some)), np.arange(start, start + len(some))] = 0
        total += np.einsum("tb,tb->t", sums[:, start : start + step], sums @ rho.T)
    return total


def _mean_correlation_inside(blocks: Blocks, length: float) -> np.ndarray:
    """Return the mean correlation of two different cells of a block, shape (B,)."""
    side = blocks.side
    if side == 1:
        return np.zeros(blocks.sums.shape[1])
    lag = np.arange(side)
    # Pairs that lie so many columns and rows apart, in both directions.
    number = np.where(lag > 0, 2, 1) * (side - lag)
    pairs = np.outer(number, number).astype(float)
    pairs[0, 0] = 0
    shapes, which = np.unique(np.round(np.stack([blocks.width, blocks.height]), 6), axis=1, return_inverse=True)
    means = [
        np.sum(pairs * np.exp(-np.hypot(lag[:, np.newaxis] * height, lag * width) / length)) / pairs.sum()
        for width, height in shapes.T
    ]
    return np.array(means)[which.ravel()]
