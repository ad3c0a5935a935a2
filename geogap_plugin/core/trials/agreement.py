"""How well two series agree: the metrics of a comparison, cell by cell and of regional means."""

from __future__ import annotations

import numpy as np

from .scoring import bias, kge, nse, pearson, rmse

METRICS = {"PCC": pearson, "NSE": nse, "KGE": kge, "RMSE": rmse, "bias": bias}
"""Name of every metric and how it is computed; the first three have no unit, the others that of the series."""

LEAST_PAIRS = 3
"""With fewer common epochs, a metric says nothing."""


def agreement(reference: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return all metrics of every cell.

    Parameters
    ----------
    reference, other : ndarray, shape (T, N)
        NaN = missing; pairs in which either is are left out. The bias is that of `other` against `reference`.

    Returns
    -------
    ndarray, shape (5, N)
        In the order of `METRICS`; NaN with fewer than three pairs, and where a metric is not defined.
    """
    reference, other = np.asarray(reference, dtype=np.float64), np.asarray(other, dtype=np.float64)
    enough = (np.isfinite(reference) & np.isfinite(other)).sum(axis=0) >= LEAST_PAIRS
    return np.stack([np.where(enough, metric(reference, other), np.nan) for metric in METRICS.values()])


def unit_of(metric: str, unit: str) -> str:
    """Return the unit of a metric of series in a unit."""
    return unit if metric in ("RMSE", "bias") else "1"


class PairedMean:
    """Area-weighted means of two series over the cells that have both, gathered block by block.

    Parameters
    ----------
    name : str
    epochs : int
    """

    def __init__(self, name: str, epochs: int) -> None:
        self.name = name
        self.cells = 0
        self._sums = np.zeros((2, epochs))
        self._weights = np.zeros(epochs)

    def add(self, weights: np.ndarray, reference: np.ndarray, other: np.ndarray) -> None:
        """Add cells with weights (N,) and values (T, N), NaN = missing."""
        both = np.isfinite(reference) & np.isfinite(other)
        self.cells += int((both.any(axis=0) & (weights > 0)).sum())
        self._weights += both @ weights
        for total, values in zip(self._sums, (reference, other)):
            total += np.where(both, values, 0).astype(np.float64) @ weights

    def means(self) -> tuple[np.ndarray, np.ndarray]:
        """Return both mean series, shape (T,), NaN at epochs without common cells."""
        reference, other = np.divide(
            self._sums, self._weights, out=np.full(self._sums.shape, np.nan), where=self._weights > 0
        )
        return reference, other

    def metrics(self) -> dict[str, float]:
        """Return the metrics of the mean series."""
        reference, other = self.means()
        found = agreement(reference[:, np.newaxis], other[:, np.newaxis])[:, 0]
        return dict(zip(METRICS, found.tolist()))

    def epochs(self) -> int:
        """Return the number of epochs at which both have values."""
        return int((self._weights > 0).sum())
