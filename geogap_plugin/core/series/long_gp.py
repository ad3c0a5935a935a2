"""The Gaussian process for fine steps and long records: exact, averaged over kernels, linear in the length.

The model of a cell is y = X b + e, as in `gaussian_process`. e is white noise plus one Ornstein-Uhlenbeck process, or
plus a sum of four whose reaches differ by factors of ten and whose variances follow a power of the reach. Such a sum
has a spectrum that falls with a power of the frequency, like the flicker noise of positions from satellites (Zhang et
al. 1997, J. Geophys. Res. 102, 18035-18055). Overtones of the cycle join X with a prior variance. Kernels and
overtones get weights from the restricted likelihood of the whole record. Wild values are left aside, and level shifts,
such as an earthquake's, are taken out before and put back after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from .disruptions import level_shifts, wild_values
from .harmonics import Clock, choose_levels, columns_of, design_matrix, fit_harmonics
from .state_space import Filtered, Processes, Record, filter_forward, smooth

_CHUNK_CELLS = 128
_CELLS_TO_SHARE = 8
_BATCH = 1024
_TRACE_BYTES = 64 * 2**20
_LEAST_WEIGHT = 1e-3
_NO_SPREAD = 1e-9
_LEAST_RESIDUAL = 1e-12
_SHIFT_WINDOW = 365
_SEMIANNUAL_SINE = 5

OVERTONES = (3, 4)
"""Harmonics of the cycle beyond the two of the design; cells whose observations bear those two get them."""

OVERTONE_VARIANCES = (None, 0.05, 1.0)
"""Prior variances of their coefficients, relative to the variance of the kernel; None: without them."""


@dataclass(frozen=True)
class LongKernel:
    """One residual covariance, before the scale of the cell.

    Parameters
    ----------
    variances : tuple of float
        Of the Ornstein-Uhlenbeck terms; they sum to 1.
    reaches : tuple of float
        Decay time of each term, in epochs.
    noise : float
        Variance of white noise.
    cycle : float
        Variance of a cycle (annual; daily in sub-daily series) whose amplitude and phase evolve over
        :data:`CYCLE_REACH` cycles.
    """

    variances: tuple[float, ...]
    reaches: tuple[float, ...]
    noise: float
    cycle: float = 0.0

    @classmethod
    def power_law(cls, slope: float, noise: float) -> LongKernel:
        """Return the kernel whose spectrum falls with the power 1 + `slope` of the frequency."""
        reaches = (1.0, 10.0, 100.0, 1000.0)
        total = sum(reach**slope for reach in reaches)
        return cls(tuple(reach**slope / total for reach in reaches), reaches, noise)


CYCLE_REACH = 5.0
"""Decay time of the evolving cycle, in cycles."""

_NOISES = (1e-4, 1e-3, 1e-2, 0.1, 0.3, 1.0)
KERNELS = tuple(
    LongKernel((1.0,), (reach,), noise) for reach, noise in product((1.0, 4.0, 16.0, 64.0, 256.0, 1024.0), _NOISES)
) + tuple(LongKernel.power_law(slope, noise) for slope, noise in product((-0.5, 0.0, 0.5, 1.0), _NOISES))
"""On hidden blocks of 7, 30 and 90 days of GNSS positions, two and a half times as many changed the errors by 1 %."""

CYCLE_KERNELS = tuple(
    LongKernel((1.0,), (reach,), noise, 0.15)
    for reach, noise in product((4.0, 16.0, 64.0, 256.0), (0.01, 0.1, 0.3, 1.0))
)
"""Kernels that are averaged over, too, in records of at least twenty cycles: a daily cycle follows the weather."""

_CYCLES_TO_EVOLVE = 20


def fill_long_records(
    time: Clock, given: np.ndarray, cells: np.ndarray, mean: np.ndarray, variance: np.ndarray
) -> None:
    """Write mean and variance at the missing epochs of the given cells, and at epochs that are as good as missing.

    Parameters
    ----------
    time : Clock
    given : ndarray, shape (T, N)
        NaN = missing.
    cells : ndarray of int, shape (C,)
    mean, variance : ndarray, shape (T, N)
        Changed in place.
    """
    given = np.where(wild_values(given), np.nan, given)
    _, patterns = np.unique(np.packbits(np.isfinite(given[:, cells]), axis=0), axis=1, return_inverse=True)
    # Cells with the same missing pattern side by side, so that they come into the same chunk.
    cells = cells[np.argsort(patterns.reshape(-1), kind="stable")]
    for first in range(0, cells.size, _CHUNK_CELLS):
        chunk = cells[first : first + _CHUNK_CELLS]
        missing = ~np.isfinite(given[:, chunk])
        shift, doubt = level_shifts(given[:, chunk], max(round(time.period), _SHIFT_WINDOW))
        values = given[:, chunk] - shift
        fit = fit_harmonics(time.phase, values, time.years).value
        residual = np.where(missing, 0.0, values - fit)
        scale = np.sqrt((residual**2).sum(axis=0) / (~missing).sum(axis=0))
        # Residuals at the level of rounding are none: such a cell is its own fit.
        scale[scale <= _NO_SPREAD * np.abs(np.where(missing, 0.0, values)).max(axis=0)] = 0.0
        residual /= np.where(scale > 0, scale, np.inf)
        levels = choose_levels(time.phase, ~missing, time.years)
        for groups in _groups_of_cells(missing, levels):
            regression = _Regression.of(time, int(levels[groups[0, 0]]), residual[:, groups], ~missing[:, groups[:, 0]])
            unit_mean, unit_variance = regression.predict()
            rows, group = np.nonzero(missing[:, groups[:, 0]])
            at = rows[:, np.newaxis], groups[group]
            where = rows[:, np.newaxis], chunk[groups[group]]
            mean[where] = (fit + shift)[at] + unit_mean[rows, group] * scale[groups[group]]
            variance[where] = unit_variance[rows, group] * scale[groups[group]] ** 2 + doubt[at]


def _groups_of_cells(missing: np.ndarray, levels: np.ndarray) -> Iterator[np.ndarray]:
    """Yield cells to be filled at once, shape (G, M): G patterns with M cells each, all of one level.

    Of a pattern that is rare each cell counts as a pattern of its own, so that many can be filled side by side.
    """
    _, patterns, counts = np.unique(np.packbits(missing, axis=0), axis=1, return_inverse=True, return_counts=True)
    patterns = patterns.reshape(-1)
    for pattern in np.flatnonzero(counts >= _CELLS_TO_SHARE):
        yield np.flatnonzero(patterns == pattern)[np.newaxis]
    rare = counts[patterns] < _CELLS_TO_SHARE
    for level in np.unique(levels[rare]):
        yield np.flatnonzero(rare & (levels == level))[:, np.newaxis]


@dataclass(frozen=True)
class _Regression:
    """Generalised least squares of cells that bear the same terms.

    Parameters
    ----------
    record : Record
        Design: fixed terms, then overtones.
    fixed : int
        Number of fixed terms.
    phase : ndarray, shape (T,)
        Time in cycles.
    period : float
        Epochs in a cycle.
    kernels : tuple of LongKernel
        What is averaged over.
    """

    record: Record
    fixed: int
    phase: np.ndarray
    period: float
    kernels: tuple[LongKernel, ...]

    @classmethod
    def of(cls, time: Clock, level: int, values: np.ndarray, observed: np.ndarray) -> _Regression:
        """Give the cells' values (T, G, M) the design of their level."""
        columns = columns_of(level)
        design = design_matrix(time.phase, time.years)[:, columns]
        overtones = OVERTONES if _SEMIANNUAL_SINE in columns else ()
        waves = [wave(2 * np.pi * order * time.phase) for order in overtones for wave in (np.cos, np.sin)]
        record = Record(time.positions, np.column_stack([design, *waves]), values, observed)
        evolves = time.phase[-1] - time.phase[0] >= _CYCLES_TO_EVOLVE
        kernels = KERNELS + CYCLE_KERNELS if evolves else KERNELS
        return cls(record, design.shape[1], time.phase, time.period, kernels)

    @property
    def priors(self) -> tuple[float | None, ...]:
        """Prior variances of the overtones that are averaged over."""
        return OVERTONE_VARIANCES if self.record.design.shape[1] > self.fixed else (None,)

    def predict(self) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of new observations at the missing epochs, shape (T, G, M); 0 at others."""
        weights = self._weights()
        epochs, _, cells = self.record.values.shape
        mean, square = np.zeros(self.record.values.shape), np.zeros(self.record.values.shape)
        for kernels in self._alike():
            chosen, patterns = np.nonzero(weights[:, kernels].any(axis=(0, 3)))
            states = self._processes(kernels[:1], patterns[:1]).reach.shape[0]
            width = max(1, _TRACE_BYTES // (8 * epochs * (states + self.record.design.shape[1] + cells + 1)))
            for first in range(0, patterns.size, width):
                part = slice(first, first + width)
                self._add_predictions(kernels[chosen[part]], patterns[part], weights, mean, square)
        return mean, np.maximum(square - mean**2, 0.0)

    def _weights(self) -> np.ndarray:
        """Return the weights of priors, kernels and cells, shape (O, K, G, M); 0 where too small to matter."""
        _, patterns, cells = self.record.values.shape
        log_likelihood = np.empty((len(self.priors), len(self.kernels), patterns, cells))
        abreast = max(1, _BATCH // patterns)
        for kernels in self._alike():
            for first in range(0, kernels.size, abreast):
                part = kernels[first : first + abreast]
                processes = self._processes(np.repeat(part, patterns), np.tile(np.arange(patterns), part.size))
                filtered = filter_forward(self.record, processes)
                for option, prior in enumerate(self.priors):
                    solution = self._solve(filtered, prior, processes.pattern)
                    log_likelihood[option, part] = solution.log_likelihood.reshape(part.size, patterns, cells)
        weights = np.exp(log_likelihood - log_likelihood.max(axis=(0, 1)))
        weights /= weights.sum(axis=(0, 1))
        weights[weights < _LEAST_WEIGHT] = 0.0
        return weights / weights.sum(axis=(0, 1))

    def _alike(self) -> list[np.ndarray]:
        """Return the indices of kernels that are filtered side by side: of as many terms, all with a cycle or none."""
        kinds = [(len(kernel.reaches), kernel.cycle > 0) for kernel in self.kernels]
        return [np.flatnonzero([kind == other for other in kinds]) for kind in sorted(set(kinds))]

    def _processes(self, kernels: np.ndarray, patterns: np.ndarray) -> Processes:
        """Pair kernels that are alike with patterns; both of shape (B,)."""
        chosen = [self.kernels[index] for index in kernels]
        variance = np.array([kernel.variances for kernel in chosen]).T
        reach = np.array([kernel.reaches for kernel in chosen]).T
        loading = np.ones((len(self.phase), len(reach)))
        if chosen[0].cycle:
            variance = np.concatenate([variance, np.tile([kernel.cycle for kernel in chosen], (2, 1))])
            reach = np.concatenate([reach, np.full((2, reach.shape[1]), CYCLE_REACH * self.period)])
            angle = 2 * np.pi * self.phase
            loading = np.column_stack([loading, np.cos(angle), np.sin(angle)])
        return Processes(loading, variance, reach, np.array([kernel.noise for kernel in chosen]), patterns)

    def _solve(self, filtered: Filtered, prior: float | None, pattern: np.ndarray) -> _Solution:
        """Estimate the coefficients of B processes, the overtones with a prior variance or not at all."""
        size = self.fixed if prior is None else self.record.design.shape[1]
        system, right = filtered.system[:, :size, :size].copy(), filtered.right[:, :size]
        log_determinant = filtered.log_determinant
        if prior is not None:
            shrunk = np.arange(self.fixed, size)
            system[:, shrunk, shrunk] += 1 / prior
            log_determinant = log_determinant + shrunk.size * np.log(prior)
        log_determinant = log_determinant + np.linalg.slogdet(system)[1]
        inverse = np.linalg.inv(system)
        coefficients = inverse @ right
        count = self.record.observed.sum(axis=0)[pattern][:, np.newaxis]
        freedom = count - self.fixed
        explained = (coefficients * right).sum(axis=1)
        residual = np.maximum(filtered.energy - explained, _LEAST_RESIDUAL * count)
        log_likelihood = -0.5 * (log_determinant[:, np.newaxis] + freedom * np.log(residual))
        return _Solution(coefficients, inverse, residual / np.maximum(freedom - 2, 1), log_likelihood)

    def _add_predictions(
        self, kernels: np.ndarray, patterns: np.ndarray, weights: np.ndarray, mean: np.ndarray, square: np.ndarray
    ) -> None:
        """Add what each pair of a kernel and a pattern says of the missing epochs to mean and mean square."""
        processes = self._processes(kernels, patterns)
        filtered = filter_forward(self.record, processes, keep=True)
        if filtered.trace is None:
            return
        trace = smooth(self.record, processes, filtered.trace)
        first = self.record.design.shape[1]
        for option, prior in enumerate(self.priors):
            solution = self._solve(filtered, prior, patterns)
            size = solution.coefficients.shape[1]
            for pair in np.flatnonzero(weights[option, kernels, patterns].any(axis=1)):
                pattern = patterns[pair]
                rows = np.flatnonzero(~self.record.observed[:, pattern])
                left = self.record.design[rows, :size] - trace.columns[rows, :size, pair]
                predicted = trace.columns[rows, first:, pair] + left @ solution.coefficients[pair]
                spread = trace.variance[rows, pair] + processes.noise[pair]
                spread += ((left @ solution.inverse[pair]) * left).sum(axis=1)
                weight = weights[option, kernels[pair], pattern]
                mean[rows, pattern] += weight * predicted
                square[rows, pattern] += weight * (spread[:, np.newaxis] * solution.scale[pair] + predicted**2)


@dataclass(frozen=True)
class _Solution:
    """Regressions of B processes on M cells each.

    Parameters
    ----------
    coefficients : ndarray, shape (B, P, M)
    inverse : ndarray, shape (B, P, P)
        Covariance of the coefficients, over the scale.
    scale : ndarray, shape (B, M)
        Variance that stands for 1.
    log_likelihood : ndarray, shape (B, M)
        Restricted, up to a constant.
    """

    coefficients: np.ndarray
    inverse: np.ndarray
    scale: np.ndarray
    log_likelihood: np.ndarray
