"""How alike two dates are by the time between them: what is assumed of dates that too little is seen of."""

from __future__ import annotations

import numpy as np

from ..series.harmonics import YEAR_DAYS

_DECAYS = 5
_ITERATIONS = 2000
_LEAST_NOISE = 0.02
_HALF_YEAR = 0.5 * YEAR_DAYS
_FIXED_HOUR = 1 / 24


def cycles(days: np.ndarray) -> list[float]:
    """Return the periods (days) that dates show: the year over half of it, the day where the hour changes.

    Parameters
    ----------
    days : ndarray, shape (T,)
        Dates in days since any origin.
    """
    found = [YEAR_DAYS] if np.ptp(days) > _HALF_YEAR else []
    hour = 2 * np.pi * days
    # The spread of angles about their mean direction: hours on either side of midnight are close.
    resultant = min(float(np.hypot(np.cos(hour).mean(), np.sin(hour).mean())), 1.0)
    spread = np.sqrt(-2 * np.log(max(resultant, 1e-12))) / (2 * np.pi)
    return [*found, 1.0] if spread > _FIXED_HOUR else found


def waves(days: np.ndarray, orders: int) -> np.ndarray:
    """Return a constant, and cosine and sine of the first harmonics of each cycle, shape (1 + W, T).

    Parameters
    ----------
    days : ndarray, shape (T,)
    orders : int
        Harmonics of each cycle.
    """
    angles = [2 * np.pi * order * days / period for period in cycles(days) for order in range(1, orders + 1)]
    return np.array([np.ones_like(days), *(wave(angle) for angle in angles for wave in (np.cos, np.sin))])


def fit_kernel(moments: np.ndarray, weights: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Fit a covariance function of the time between dates to second moments.

    A sum of a constant (the map that all dates share), the first two harmonics of each cycle, exponential decays from
    the typical spacing to half the record, and noise, none of them negative, by weighted least squares: a positive
    definite model for any set of dates (sums of positive definite functions: Christakos 1984, Water Resour. Res. 20,
    251-265).

    Parameters
    ----------
    moments : ndarray, shape (T, T)
        Products of what was seen at two dates, averaged.
    weights : ndarray, shape (T, T)
        Number of pixels behind each; 0 where there are none.
    days : ndarray, shape (T,)

    Returns
    -------
    ndarray, shape (T, T)
        Positive definite, with the same value all along its diagonal.
    """
    lag = np.abs(days[:, np.newaxis] - days)
    spacing = np.diff(np.unique(days))
    step = float(np.median(spacing)) if spacing.size else 1.0
    decays = np.geomspace(step, max(0.5 * float(lag.max()), 2 * step), _DECAYS)
    terms = [np.ones_like(lag)]
    terms += [np.cos(2 * np.pi * order * lag / period) for period in cycles(days) for order in (1, 2)]
    terms += [np.exp(-lag / decay) for decay in decays]
    pairs = np.triu_indices(len(days), 1)
    root = np.sqrt(weights[pairs])
    design = np.array([term[pairs] * root for term in terms]).T
    share = non_negative(design, moments[pairs] * root)
    seen = np.diagonal(weights) > 0
    total = float(np.diagonal(moments)[seen].mean()) if seen.any() else 1.0
    noise = max(total - float(share.sum()), _LEAST_NOISE * max(total, float(share.sum())))
    return np.tensordot(share, np.array(terms), 1) + noise * np.eye(len(days))


def non_negative(design: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Minimise |design x - target| over x >= 0 by accelerated projected gradients (Beck & Teboulle 2009).

    Parameters
    ----------
    design : ndarray, shape (M, P)
    target : ndarray, shape (M,)
    """
    normal, moment = design.T @ design, design.T @ target
    step = max(float(np.linalg.norm(normal, 2)), 1e-30)
    solution = leading = np.zeros(design.shape[1])
    momentum = 1.0
    for _ in range(_ITERATIONS):
        following = np.maximum(leading - (normal @ leading - moment) / step, 0.0)
        rate = 0.5 * (1 + np.sqrt(1 + 4 * momentum**2))
        leading = following + (momentum - 1) / rate * (following - solution)
        solution, momentum = following, rate
    return solution
