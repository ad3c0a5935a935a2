"""Convex combinations of methods, weighted for each cell by how they did on values hidden from it and its like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate, Method
from .calibration import Calibration

METHOD_NUMBERS = {"model": 1, "gp": 2, "harmonic": 3, "climatology": 4, "linear": 5}
"""What stands for a method in a map of the choice."""

LOCAL_SHARE = 0.4
"""Share of the errors of a cell and its neighbours in its weights; the rest is the average over all judged cells."""

_NEIGHBOURS = 5
_LEAST = 0.05
_HOPELESS = 1.25
_RIDGE = 0.02
_SMALLEST = 1e-6


def convex_weights(errors: np.ndarray, local: float = LOCAL_SHARE) -> np.ndarray:
    """Return the weights, none negative and with a sum of 1, whose combination has the least mean square error.

    The second moments of the errors of a cell, relative to the best method's, are averaged over the five
    cells before and after it, and these with the mean over all cells, so that a few hidden values do not decide
    alone (Bates & Granger 1969, Oper. Res. Q. 20, 451-468; drawn towards the pool as in Diebold & Pauly 1990, Int.
    J. Forecast. 6, 503-508). Weights below 5 % are dropped, and a method whose root mean square error over all cells
    is more than a quarter above the best one's gets none: what it adds in short gaps it would spoil in long ones.

    Parameters
    ----------
    errors : ndarray, shape (M, H, N)
        Of M methods at H hidden epochs of N cells, neighbours side by side; NaN where nothing was hidden.
    local : float
        Share of the cell's and its neighbours' moments, 0 to 1.

    Returns
    -------
    ndarray, shape (M, N)
    """
    count = np.isfinite(errors).all(axis=0).sum(axis=0)
    clean = np.where(np.isfinite(errors).all(axis=0), errors, 0.0)
    moments = np.einsum("mhn,khn->nmk", clean, clean) / np.maximum(count, 1)[:, np.newaxis, np.newaxis]
    squares = np.diagonal(moments, axis1=1, axis2=2)
    # Relative to the best method's: a hopeless one must not make the differences between the others look small.
    size = np.maximum(squares.min(axis=1), _SMALLEST * squares.max(axis=1))
    judged = (count > 0) & (size > 0)
    if not judged.any():
        return np.full((len(errors), errors.shape[2]), 1.0 / len(errors))
    moments[judged] /= size[judged, np.newaxis, np.newaxis]
    pooled = moments[judged].mean(axis=0)
    moments[~judged] = pooled
    squares = np.diagonal(pooled)
    worthy = np.flatnonzero(squares <= _HOPELESS**2 * squares.min())
    mixed = local * _smoothed(moments) + (1 - local) * pooled
    weights = np.zeros((len(errors), len(moments)))
    weights[worthy] = _least_squares(mixed[:, worthy][:, :, worthy])
    return weights


def _smoothed(moments: np.ndarray) -> np.ndarray:
    """Average over each cell and the neighbours before and after it."""
    cells = np.arange(len(moments))
    first, last = np.maximum(cells - _NEIGHBOURS, 0), np.minimum(cells + _NEIGHBOURS + 1, len(moments))
    running = np.concatenate([np.zeros((1, *moments.shape[1:])), np.cumsum(moments, axis=0)])
    return (running[last] - running[first]) / (last - first)[:, np.newaxis, np.newaxis]


def _least_squares(moments: np.ndarray) -> np.ndarray:
    """Minimise w' C w over the simplex for each of N matrices C (M, M); every set of methods is tried."""
    methods = moments.shape[1]
    best = np.full(len(moments), np.inf)
    weights = np.zeros((methods, len(moments)))
    for size in range(1, methods + 1):
        for chosen in combinations(range(methods), size):
            part = moments[:, chosen][:, :, chosen] + _RIDGE * np.eye(size)
            solved = np.linalg.solve(part, np.ones((len(part), size, 1)))[:, :, 0]
            candidate = solved / solved.sum(axis=1, keepdims=True)
            value = np.einsum("nm,nmk,nk->n", candidate, part, candidate)
            better = (candidate >= _LEAST).all(axis=1) & (value < best)
            best[better] = value[better]
            weights[:, better] = 0.0
            weights[np.ix_(chosen, better)] = candidate[better].T
    return weights


def combine(estimates: Iterable[Estimate], weights: np.ndarray) -> Estimate:
    """Return the weighted mean of estimates, of their means and, as their errors are nearly the same, of their sds.

    Parameters
    ----------
    estimates : iterable of M Estimate
        Each of shape (T, N); taken one after another, and not kept.
    weights : ndarray, shape (M, N), or (M,) for all cells alike
        Where a method has no answer (NaN), the others share its weight.
    """
    mean, sd, total = np.zeros(()), np.zeros(()), np.zeros(())
    for estimate, row in zip(estimates, weights):
        weight = np.where(np.isfinite(estimate.mean), row, 0.0)
        mean = mean + np.where(weight > 0, weight * estimate.mean, 0.0)
        sd = sd + np.where(weight > 0, weight * estimate.sd, 0.0)
        total = total + weight
    safe = np.where(total > 0, total, np.nan)
    return Estimate(mean / safe, sd / safe)


@dataclass(frozen=True)
class Blend:
    """A combination of methods with weights of its own for each cell, called as any method.

    Parameters
    ----------
    methods : mapping of str to Method
        M of them, in the order of the weights.
    weights : ndarray, shape (M, N)
        N must be the number of cells that the blend is called with.
    calibration : Calibration
    """

    methods: Mapping[str, Method]
    weights: np.ndarray
    calibration: Calibration

    def of_cells(self, cells: np.ndarray) -> Blend:
        """Return the blend for some of the cells, by their index."""
        return Blend(self.methods, self.weights[:, cells], self.calibration)

    def shares(self, inside: np.ndarray) -> np.ndarray:
        """Return what a map of the choice shows, uint8 of shape (1 + M, N).

        The first row is the number in :data:`METHOD_NUMBERS` of the method with the largest weight; the others are the
        weights in percent.

        Parameters
        ----------
        inside : ndarray of bool, shape (N,)
            Cells that have values; the others are 0 throughout.
        """
        numbers = np.array([METHOD_NUMBERS[name] for name in self.methods])
        rows = np.concatenate([numbers[np.argmax(self.weights, axis=0)][np.newaxis], np.rint(100 * self.weights)])
        return np.where(inside, rows, 0).astype(np.uint8)

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing) at all `times` (T, datetime64[s])."""
        estimates = (
            _of_some(method, np.flatnonzero(weights > 0), times, values, cadence)
            for method, weights in zip(self.methods.values(), self.weights)
        )
        return self.calibration.apply(combine(estimates, self.weights), times, values, cadence)


def _of_some(method: Method, cells: np.ndarray, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Estimate some of the cells, by their index; the others are NaN."""
    full = Estimate(np.full(values.shape, np.nan), np.full(values.shape, np.nan))
    if cells.size:
        part = method(times, values[:, cells], cadence)
        full.mean[:, cells], full.sd[:, cells] = part.mean, part.sd
    return full
