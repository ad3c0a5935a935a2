"""Gaussian-process filling: trend and seasons by generalised least squares, the rest averaged over 48 kernels.

The model of a cell is y = X b + e. X holds intercept, trend, annual and semiannual cycle; e has one of 48 covariances
(:data:`KERNELS`) times an unknown scale. Every kernel gets a weight from its restricted likelihood, in which b and the
scale are integrated out (Patterson & Thompson 1971, Biometrika 58, 545-554; Rasmussen & Williams 2006, section 2.7),
and the predictions are averaged with those weights.

What makes it fast: a missing value is treated as one more unknown of the regression, with a column of X that is 1 at
its epoch and 0 elsewhere. Its estimate is the kriging prediction and its variance the kriging variance, noise and
uncertainty of b included. So one inverse of the full record's covariance serves all missing patterns, and
what is left for each pattern is a small system of the order of its missing values, shared by all cells that have it.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from ..blas_threads import one_blas_thread
from ..calendar import Cadence
from ..cancellation import checkpoint
from ..estimate import Estimate
from .harmonics import choose_levels, clock, columns_of, design_matrix, fit_harmonics
from .interpolation import harmonic
from .long_gp import fill_long_records

MAX_EPOCHS = 420
"""The longest record that is modelled by dense covariances; longer ones go to `long_gp`."""

_FINE_DAYS = 20.0
_CHUNK_BYTES = 8 * 2**20
_FEWEST_OBSERVATIONS = 6
_NO_SPREAD = 1e-9
_LEAST_WEIGHT = 1e-9


@dataclass(frozen=True)
class Kernel:
    """One residual covariance: a sum of up to four terms, before the scale of the cell.

    Parameters
    ----------
    reach : float
        Decay time of the Ornstein-Uhlenbeck term of variance 1, in epochs (months of a monthly series).
    slow : float
        Variance of a second one with a decay time of :data:`SLOW_REACH` epochs.
    cycle : float
        Variance of an annual cycle whose amplitude and phase evolve over :data:`CYCLE_REACH` cycles.
    noise : float
        Variance of white noise.
    """

    reach: float
    slow: float
    cycle: float
    noise: float

    def covariance(self, lag: np.ndarray, cycles: np.ndarray) -> np.ndarray:
        """Return the covariance, without noise, at lags in epochs and in cycles (years)."""
        total = np.exp(-lag / self.reach)
        if self.slow:
            total = total + self.slow * np.exp(-lag / SLOW_REACH)
        if self.cycle:
            total = total + self.cycle * np.cos(2 * np.pi * cycles) * np.exp(-cycles / CYCLE_REACH)
        return total


SLOW_REACH = 60.0
"""Decay time of the slow term, in epochs."""

CYCLE_REACH = 5.0
"""Decay time of the evolving cycle, in cycles. On hidden blocks of monthly water storage, values of 3, 5 and 10 and
variances of the slow term from 0.5 to 2 scored alike (NSE within 0.01)."""

KERNELS = tuple(
    Kernel(reach, slow, cycle, noise)
    for reach, slow, cycle, noise in product((3.0, 6.0, 12.0, 24.0), (0.0, 1.0), (0.0, 0.15), (0.05, 0.2, 0.6))
)


def gp(times: np.ndarray, values: np.ndarray, cadence: Cadence, *, kernels: "tuple[Kernel, ...]" = KERNELS) -> Estimate:
    """Fill with a Gaussian process averaged over 48 kernels.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
        Any spacing; decay times count in steps of the cadence.
    values : ndarray of float64, shape (T, N)
        NaN = missing.
    cadence : Cadence
    kernels : tuple of Kernel
        What is averaged over in records of up to :data:`MAX_EPOCHS` epochs; the default, in those of monthly, longer or
        irregular steps.

    Returns
    -------
    Estimate
        At missing epochs the mean and standard deviation of a new *observation*: noise, uncertainty of the fixed
        effects and of the scale (Student's t) and spread between kernels included. The observation itself, with an
        sd of 0, where there is one; NaN for a cell that has none.

    Notes
    -----
    Cells with fewer than six observations get the harmonic estimate. Records of steps of up to twenty days, and those
    of more than :data:`MAX_EPOCHS` epochs, have kernels of their own (:data:`.long_gp.KERNELS`), with reaches up to a
    thousand epochs, and take time and memory in proportion to their length.
    """
    time = clock(times, cadence)
    observed = np.isfinite(values)
    given = np.where(observed, values, np.nan)
    mean, variance = given.copy(), np.where(observed, 0.0, np.nan)
    count = observed.sum(axis=0)
    sparse = np.flatnonzero(count < _FEWEST_OBSERVATIONS)
    if sparse.size:
        simple = harmonic(times, given[:, sparse], cadence)
        mean[:, sparse], variance[:, sparse] = simple.mean, simple.sd**2
    cells = np.flatnonzero((count >= _FEWEST_OBSERVATIONS) & ~observed.all(axis=0))
    with one_blas_thread():
        if cells.size and len(times) <= MAX_EPOCHS and not (kernels is KERNELS and cadence.days < _FINE_DAYS):
            _fill_record(_Record.of(tuple(time.positions), tuple(time.phase), kernels), given, cells, mean, variance)
        elif cells.size:
            fill_long_records(time, given, cells, mean, variance)
    return Estimate(np.where(observed, values, mean), np.where(observed, 0.0, np.sqrt(variance)))


@dataclass(frozen=True)
class _Record:
    """What all cells of a record share: its design and, for every kernel, the inverse covariance.

    Parameters
    ----------
    phase : ndarray, shape (T,)
    design : ndarray, shape (T, P)
    inverse : ndarray, shape (K, T, T)
    projected : ndarray, shape (K, T, P)
        Inverse times design.
    log_determinant : ndarray, shape (K,)
    """

    phase: np.ndarray
    design: np.ndarray
    inverse: np.ndarray
    projected: np.ndarray
    log_determinant: np.ndarray

    @classmethod
    @lru_cache(maxsize=2)
    def of(
        cls, positions: "tuple[float, ...]", phases: "tuple[float, ...]", kernels: "tuple[Kernel, ...]"
    ) -> "_Record":
        """Work out a record from its positions and phases; the last two are kept.

        Judging hides values of the same record again and again, and the inverses are most of the work then. They take
        15 MB for 200 epochs and 70 MB for 420.
        """
        place, phase = np.array(positions), np.array(phases)
        lag = np.abs(place[:, np.newaxis] - place)
        cycles = np.abs(phase[:, np.newaxis] - phase)
        inverse = np.empty((len(kernels), len(place), len(place)))
        log_determinant = np.empty(len(kernels))
        for index, kernel in enumerate(kernels):
            checkpoint()
            covariance = kernel.covariance(lag, cycles) + kernel.noise * np.eye(len(place))
            factor = np.linalg.cholesky(covariance)
            log_determinant[index] = 2 * np.log(np.diagonal(factor)).sum()
            half = np.linalg.inv(factor)
            inverse[index] = half.T @ half
        design = design_matrix(phase)
        return cls(phase, design, inverse, inverse @ design, log_determinant)


def _fill_record(record: _Record, given: np.ndarray, cells: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> None:
    """Write mean and variance at the missing epochs of the given cells, a chunk of cells at a time."""
    epochs = len(record.phase)
    # Cells with the same missing pattern side by side, so that a chunk holds few patterns.
    cells = cells[np.lexsort(np.packbits(np.isfinite(given[:, cells]), axis=0))]
    width = max(1, _CHUNK_BYTES // (8 * len(record.inverse) * epochs))
    for first in range(0, cells.size, width):
        checkpoint()
        chunk = cells[first : first + width]
        _fill_chunk(record, given, chunk, mean, variance)


def _fill_chunk(record: _Record, given: np.ndarray, cells: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> None:
    values = given[:, cells]
    observed = np.isfinite(values)
    levels = choose_levels(record.phase, observed)
    fit = fit_harmonics(record.phase, values).value
    residual = np.where(observed, values - fit, 0.0)
    scale = np.sqrt((residual**2).sum(axis=0) / observed.sum(axis=0))
    # Residuals at the level of rounding are none: such a cell is its own fit.
    scale[scale <= _NO_SPREAD * np.abs(np.where(observed, values, 0.0)).max(axis=0)] = 0.0
    residual = residual / np.where(scale > 0, scale, 1.0) * (scale > 0)
    weighted = record.inverse @ residual
    energy = np.einsum("ktc,tc->kc", weighted, residual)
    patterns, members = np.unique(np.packbits(observed, axis=0), axis=1, return_inverse=True)
    members = members.reshape(-1)
    for pattern in range(patterns.shape[1]):
        checkpoint()
        group = np.flatnonzero(members == pattern)
        missing = np.flatnonzero(~observed[:, group[0]])
        columns = np.array(columns_of(int(levels[group[0]])))
        unit_mean, unit_variance = _predict(record, columns, missing, weighted[:, :, group], energy[:, group])
        where = np.ix_(missing, cells[group])
        mean[where] = fit[np.ix_(missing, group)] + unit_mean * scale[group]
        variance[where] = unit_variance * scale[group] ** 2


def _predict(
    record: _Record, columns: np.ndarray, missing: np.ndarray, weighted: np.ndarray, energy: np.ndarray
) -> "tuple[np.ndarray, np.ndarray]":
    """Predict the missing values of cells that share a pattern, averaged over kernels.

    Parameters
    ----------
    columns : ndarray of int, shape (P,)
        Of the design.
    missing : ndarray of int, shape (M,)
    weighted : ndarray, shape (K, T, C)
        Inverse covariance times the values, 0 where missing.
    energy : ndarray, shape (K, C)
        Values times `weighted`.

    Returns
    -------
    mean, variance : ndarray, shape (M, C)
    """
    design, projected = record.design[:, columns], record.projected[:, :, columns]
    epochs, terms = design.shape
    size = terms + missing.size
    inverse = record.inverse
    system = np.empty((len(inverse), size, size))
    system[:, :terms, :terms] = design.T @ projected
    system[:, terms:, :terms] = projected[:, missing]
    system[:, :terms, terms:] = projected[:, missing].transpose(0, 2, 1)
    system[:, terms:, terms:] = inverse[:, missing[:, np.newaxis], missing]
    right = np.concatenate([design.T @ weighted, weighted[:, missing]], axis=1)
    explained, log_determinant = _explained(system, right, energy)
    freedom = epochs - size
    residual = np.maximum(energy - explained, 1e-12 * epochs)
    log_likelihood = -0.5 * ((record.log_determinant + log_determinant)[:, np.newaxis] + freedom * np.log(residual))
    weights = np.exp(log_likelihood - log_likelihood.max(axis=0))
    weights /= weights.sum(axis=0)
    # A kernel that has no say in any of the cells needs no inverse.
    heard = np.flatnonzero(weights.max(axis=1) > _LEAST_WEIGHT)
    weights, residual = weights[heard], residual[heard]
    solved = np.linalg.inv(system[heard])
    predictions = -(solved[:, terms:] @ right[heard])
    mean = np.einsum("kc,kmc->mc", weights, predictions)
    noise = np.diagonal(solved, axis1=1, axis2=2)[:, terms:]
    within = np.einsum("kc,km->mc", weights * residual / max(freedom - 2, 1), noise)
    between = np.einsum("kc,kmc->mc", weights, (predictions - mean) ** 2)
    return mean, within + between


def _explained(system: np.ndarray, right: np.ndarray, energy: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    """Return what the regressions explain of each cell's energy, and the systems' log-determinants.

    Both fall out of the Cholesky factor of the system bordered by its right sides, an eighth of the work of an inverse.

    Parameters
    ----------
    system : ndarray, shape (K, U, U)
    right : ndarray, shape (K, U, C)
    energy : ndarray, shape (K, C)
        Total of which a part is explained: an upper bound.

    Returns
    -------
    explained : ndarray, shape (K, C)
    log_determinant : ndarray, shape (K,)
    """
    kernels, size, cells = right.shape
    explained = np.empty((kernels, cells))
    for first in range(0, cells, size):
        part = slice(first, min(first + size, cells))
        border = right[:, :, part]
        width = border.shape[2]
        bordered = np.empty((kernels, size + width, size + width))
        bordered[:, :size, :size] = system
        bordered[:, :size, size:] = border
        bordered[:, size:, :size] = border.transpose(0, 2, 1)
        # Any corner large enough to keep the whole positive definite will do.
        bordered[:, size:, size:] = (1 + 2 * energy[:, part].sum(axis=1))[:, np.newaxis, np.newaxis] * np.eye(width)
        factor = np.linalg.cholesky(bordered)
        explained[:, part] = (factor[:, size:, :size] ** 2).sum(axis=2)
    return explained, 2 * np.log(np.diagonal(factor, axis1=1, axis2=2)[:, :size]).sum(axis=1)
