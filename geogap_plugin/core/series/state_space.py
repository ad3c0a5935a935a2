"""Sums of Ornstein-Uhlenbeck processes under white noise: filtered and smoothed exactly, in time linear in the record.

A process with the covariance sum_d v_d exp(-h / r_d) has D states, each of which decays by exp(-h / r_d) from one epoch
to the next whatever their spacing. Two states seen through a cosine and a sine make a cycle that evolves. The Kalman
filter turns observations into independent innovations, so that no covariance matrix of the record is ever made
(Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, section 3.4; Hartikainen & Sarkka 2010,
IEEE MLSP). Columns of a design are filtered beside the values, which gives generalised least squares (Rosenberg 1973,
Ann. Econ. Soc. Meas. 2, 399-428; de Jong 1991, Ann. Stat. 19, 1073-1083). Many processes go through time side by
side: the last axis of all arrays is the process. Cells that miss the same epochs share all but their values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint

_EPOCHS_BETWEEN_CHECKPOINTS = 128
_SAME_STEP = 9
"""Decimals to which two steps must agree to share their decays."""


@dataclass(frozen=True)
class Processes:
    """B processes of D terms each, seen as sum_d loading_d x_d plus noise.

    Parameters
    ----------
    loading : ndarray, shape (T, D)
        1 for a term as it is; cosine and sine of a cycle for two terms that make one.
    variance : ndarray, shape (D, B)
    reach : ndarray, shape (D, B)
        Decay times, in the unit of the positions.
    noise : ndarray, shape (B,)
        Variance of the white noise.
    pattern : ndarray of int, shape (B,)
        The missing pattern that each process is to explain: an index into the values.
    """

    loading: np.ndarray
    variance: np.ndarray
    reach: np.ndarray
    noise: np.ndarray
    pattern: np.ndarray


@dataclass(frozen=True)
class Record:
    """What is observed.

    Parameters
    ----------
    positions : ndarray, shape (T,), ascending
    design : ndarray, shape (T, P)
    values : ndarray, shape (T, G, M)
        G missing patterns, M cells with each; 0 where missing.
    observed : ndarray of bool, shape (T, G)
    """

    positions: np.ndarray
    design: np.ndarray
    values: np.ndarray
    observed: np.ndarray

    def columns(self, epoch: int, processes: Processes) -> np.ndarray:
        """Return design and values of an epoch beside each other, shape (P + M, B)."""
        terms, cells = self.design.shape[1], self.values.shape[2]
        columns = np.empty((terms + cells, processes.pattern.size))
        columns[:terms] = self.design[epoch][:, np.newaxis]
        columns[terms:] = self.values[epoch].T[:, processes.pattern]
        return columns


@dataclass(frozen=True)
class Trace:
    """What the filter expected of every epoch before it saw it.

    Parameters
    ----------
    gain : ndarray, shape (T, D, B)
        Covariance of the states with what is seen of them.
    variance : ndarray, shape (T, B)
        Of what is seen of the states, without noise.
    columns : ndarray, shape (T, P + M, B)
        Prediction of the design and of the values.
    """

    gain: np.ndarray
    variance: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True)
class Filtered:
    """Sufficient statistics of design X and values y under the covariance S of the observed epochs.

    Parameters
    ----------
    system : ndarray, shape (B, P, P)
        X' S^-1 X.
    right : ndarray, shape (B, P, M)
        X' S^-1 y.
    energy : ndarray, shape (B, M)
        y' S^-1 y of every cell.
    log_determinant : ndarray, shape (B,)
        Of S.
    trace : Trace or None
        Kept for :func:`smooth` where asked for.
    """

    system: np.ndarray
    right: np.ndarray
    energy: np.ndarray
    log_determinant: np.ndarray
    trace: Trace | None


def filter_forward(record: Record, processes: Processes, *, keep: bool = False) -> Filtered:
    """Run the Kalman filter over a record.

    Parameters
    ----------
    record : Record
    processes : Processes
    keep : bool
        Whether to keep the trace, 8 (D + P + M + 1) bytes per epoch and process.
    """
    epochs, terms = record.design.shape
    size = terms + record.values.shape[2]
    states, batch = processes.reach.shape
    diagonal = np.arange(states)
    covariance = np.zeros((states, states, batch))
    covariance[diagonal, diagonal] = processes.variance
    state = np.zeros((states, size, batch))
    products = np.zeros((terms, size, batch))
    row = np.empty((size, batch))
    energy = np.zeros((size - terms, batch))
    log_determinant = np.zeros(batch)
    trace = None
    if keep:
        trace = Trace(np.empty((epochs, states, batch)), np.empty((epochs, batch)), np.empty((epochs, size, batch)))
    decays = _Decays(record.positions, processes)
    for epoch in range(epochs):
        if epoch % _EPOCHS_BETWEEN_CHECKPOINTS == 0:
            checkpoint()
        if epoch:
            decay, pairs = decays.after(epoch - 1)
            covariance *= pairs
            covariance[diagonal, diagonal] += decays.renewal
            state *= decay[:, np.newaxis]
        loading = processes.loading[epoch]
        gain = np.einsum("d,deb->eb", loading, covariance)
        variance = loading @ gain
        predicted = np.einsum("d,dqb->qb", loading, state)
        if trace is not None:
            trace.gain[epoch], trace.variance[epoch], trace.columns[epoch] = gain, variance, predicted
        there = record.observed[epoch, processes.pattern]
        if not there.any():
            continue
        precision = there / (variance + processes.noise)
        innovation = record.columns(epoch, processes) - predicted
        weighted = innovation * precision
        for column in range(terms):  # the upper triangle alone: this takes most of the time
            products[column, column:] += np.multiply(weighted[column], innovation[column:], out=row[column:])
        energy += weighted[terms:] * innovation[terms:]
        log_determinant -= np.log(np.where(there, precision, 1.0))
        covariance -= (gain * precision)[:, np.newaxis] * gain
        state += gain[:, np.newaxis] * weighted
    lower = np.tril_indices(terms, -1)
    products[lower] = products[lower[::-1]]
    products = np.moveaxis(products, 2, 0)
    return Filtered(products[:, :, :terms], products[:, :, terms:], energy.T, log_determinant, trace)


def smooth(record: Record, processes: Processes, trace: Trace) -> Trace:
    """Predict design and values at every missing epoch from all observations, before and after it.

    The fixed-interval smoother runs backwards over the trace (de Jong 1989, J. Am. Stat. Assoc. 84, 1085-1088).

    Returns
    -------
    Trace
        The trace that was given, overwritten: at missing epochs `columns` holds the predictions and `variance` that of
        what is seen of the states. At observed epochs it means nothing.
    """
    epochs, states, batch = trace.gain.shape
    adjoint = np.zeros((states, trace.columns.shape[1], batch))
    information = np.zeros((states, states, batch))
    decays = _Decays(record.positions, processes)
    for epoch in range(epochs - 1, -1, -1):
        if epoch % _EPOCHS_BETWEEN_CHECKPOINTS == 0:
            checkpoint()
        if epoch < epochs - 1:
            decay, pairs = decays.after(epoch)
            adjoint *= decay[:, np.newaxis]
            information *= pairs
        gain, columns, variance = trace.gain[epoch], trace.columns[epoch], trace.variance[epoch]
        loading = processes.loading[epoch][:, np.newaxis]
        carried = np.einsum("db,dqb->qb", gain, adjoint)
        reduction = np.einsum("deb,eb->db", information, gain)
        reduced = np.einsum("db,db->b", reduction, gain)
        precision = record.observed[epoch, processes.pattern] / (variance + processes.noise)
        innovation = record.columns(epoch, processes) - columns
        adjoint += loading[:, np.newaxis] * ((innovation - carried) * precision)
        reduction *= precision
        information -= reduction[:, np.newaxis] * loading
        information -= loading[:, np.newaxis] * reduction
        information += (loading * loading[:, 0])[:, :, np.newaxis] * (precision * (1 + precision * reduced))
        columns += carried
        variance -= reduced
    return trace


class _Decays:
    """What is left of every term, and of every pair of terms, after a step; kept while the steps stay the same."""

    def __init__(self, positions: np.ndarray, processes: Processes) -> None:
        self._steps = np.round(np.diff(positions), _SAME_STEP)
        self._processes = processes
        self._step = -1.0
        self.renewal = self._decay = self._pairs = np.empty(0)

    def after(self, epoch: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the decays (D, B) and their products (D, D, B) from an epoch to the next; set `renewal` (D, B)."""
        step = self._steps[epoch]
        if step != self._step:
            self._step = step
            self._decay = np.exp(-step / self._processes.reach)
            self._pairs = self._decay[:, np.newaxis] * self._decay
            self.renewal = (1 - self._decay**2) * self._processes.variance
        return self._decay, self._pairs
