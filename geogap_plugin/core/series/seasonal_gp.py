"""A Gaussian process for series whose year has a shape of its own: swings that depend on the season, and overtones.

The Gaussian process of `gaussian_process` takes residuals to be equally large in every month and the mean year to be
two harmonics. Water storage swings most around the wet season, and floods and melt rise faster than they fall. Here
the residuals are divided by their spread at each time of the year first, and a third of the kernels hold a fixed
seasonal cycle of higher harmonics. The spread is a regression of the squared residuals on the first two harmonics of
the year, drawn towards a constant one as if :data:`PRIOR_OBSERVATIONS` more observations had shown no season.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate
from .gaussian_process import Kernel, gp
from .harmonics import clock, fit_harmonics

PRIOR_OBSERVATIONS = 15.0
"""Weight of the prior that spread does not depend on the season, in observations."""

_LEAST_SPREAD = 0.4
_OVERTONES = (3, 4, 5)


@dataclass(frozen=True)
class SeasonalKernel(Kernel):
    """A residual covariance with a fixed cycle of the third to fifth harmonic, each of the variance `overtones`."""

    overtones: float

    def covariance(self, lag: np.ndarray, cycles: np.ndarray) -> np.ndarray:
        """Return the covariance, without noise, at lags in epochs and in cycles (years)."""
        total = super().covariance(lag, cycles)
        if self.overtones:
            total = total + self.overtones * sum(np.cos(2 * np.pi * overtone * cycles) for overtone in _OVERTONES)
        return total


KERNELS = tuple(
    SeasonalKernel(reach, slow, cycle, noise, overtones)
    for reach, slow, (cycle, overtones), noise in product(
        (3.0, 6.0, 12.0, 24.0), (0.0, 1.0), ((0.0, 0.0), (0.15, 0.0), (0.0, 0.05)), (0.05, 0.2, 0.6)
    )
)


def seasonal_gp(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Fill with a Gaussian process of residuals whose spread follows the season.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray of float64, shape (T, N)
        NaN = missing.
    cadence : Cadence

    Returns
    -------
    Estimate
        As :func:`geogap_plugin.core.series.gaussian_process.gp` returns it.
    """
    phase = clock(times, cadence).phase
    observed = np.isfinite(values)
    given = np.where(observed, values, np.nan)
    fit = fit_harmonics(phase, given).value
    spread = seasonal_spread(phase, given - fit)
    estimate = gp(times, (given - fit) / spread, cadence, kernels=KERNELS)
    return Estimate(np.where(observed, given, fit + estimate.mean * spread), estimate.sd * spread)


def seasonal_spread(phase: np.ndarray, residual: np.ndarray) -> np.ndarray:
    """Return the spread of residuals at each time of the year, relative to their spread over all.

    Parameters
    ----------
    phase : ndarray, shape (T,)
        Time in cycles (years).
    residual : ndarray, shape (T, N)
        NaN = missing.

    Returns
    -------
    ndarray of float64, shape (T, N)
        A factor, at least 0.4; 1 in cells without observations or without residuals.
    """
    observed = np.isfinite(residual)
    square = np.where(observed, np.square(residual), 0.0)
    mean = square.sum(axis=0) / np.maximum(observed.sum(axis=0), 1)
    relative = np.divide(square, mean, out=np.zeros_like(square), where=mean > 0) - observed
    angle = 2 * np.pi * phase
    design = np.column_stack([np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
    # The mean is 1 by construction: only the season's departures from it are regressed.
    normal = np.einsum("ta,tn,tb->nab", design, observed.astype(float), design, optimize=True)
    normal += PRIOR_OBSERVATIONS * np.eye(design.shape[1])
    season = np.linalg.solve(normal, (relative.T @ design)[..., np.newaxis])[..., 0]
    variance = np.where(mean > 0, 1.0 + design @ season.T, 1.0)
    return np.sqrt(np.maximum(variance, _LEAST_SPREAD**2))
