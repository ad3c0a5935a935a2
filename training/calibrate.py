"""Conformal calibration: by how much the predicted intervals must widen to hold what they promise."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.model_card import ConformalFactor
from geogap_plugin.core.series.calibration import DISTANCES

_MIN_VALUES = 200


def conformal_factors(
    quantiles: np.ndarray, target: np.ndarray, distance: np.ndarray, levels: tuple[float, ...]
) -> tuple[ConformalFactor, ...]:
    """Return factors by which distances from the median must be multiplied, by distance to the nearest observation.

    For each central interval that the levels enclose, the factor that gives it its nominal share of held-out
    values is an empirical quantile of the values' own distances, relative to the interval's half width (split
    conformal prediction with scaled scores: Romano et al. 2019, NeurIPS 32). A class gets the geometric mean over
    the intervals; one with fewer than 200 values gets the factor of the class before it.

    Parameters
    ----------
    quantiles : ndarray, shape (M, Q)
        Predictions for M held-out values.
    target, distance : ndarray, shape (M,)
        The values, and epochs to the nearest observation.
    levels : tuple of float, length Q
        Symmetric about 0.5.
    """
    ordered = np.sort(quantiles, axis=1)
    middle = len(levels) // 2
    bounds = np.concatenate([[0], DISTANCES[:-1], [np.inf]])
    factors: list[ConformalFactor] = []
    for index, longest in enumerate(DISTANCES):
        chosen = (distance > bounds[index]) & (distance <= bounds[index + 1])
        factor = factors[-1].factor if factors else 1.0
        if np.count_nonzero(chosen) >= _MIN_VALUES:
            ratios = [
                np.quantile(
                    _relative_distance(ordered[chosen], target[chosen], middle, low), levels[-1 - low] - levels[low]
                )
                for low in range(middle)
            ]
            factor = float(np.exp(np.mean(np.log(ratios))))
        factors.append(ConformalFactor(longest, float(f"{factor:.4f}")))
    return tuple(factors)


def _relative_distance(ordered: np.ndarray, target: np.ndarray, middle: int, low: int) -> np.ndarray:
    """Return each value's distance from the median, relative to the interval's half width on its side."""
    median = ordered[:, middle]
    above = target >= median
    width = np.where(above, ordered[:, -1 - low] - median, median - ordered[:, low])
    return np.abs(target - median) / np.maximum(width, 1e-9)
