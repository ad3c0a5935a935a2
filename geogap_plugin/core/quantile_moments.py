"""Mean and standard deviation of a distribution of which a few quantiles are known."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np


def mean_weights(levels: tuple[float, ...]) -> np.ndarray:
    """Return the weights of quantiles in the mean of a distribution whose quantile function is linear between them.

    Parameters
    ----------
    levels : tuple of float, length Q
        Ascending, in (0, 1).
    """
    known = np.array(levels)
    edges = np.concatenate([[0.0], (known[1:] + known[:-1]) / 2, [1.0]])
    return np.diff(edges)


def spread_weights(levels: tuple[float, ...]) -> np.ndarray:
    """Return the weights of quantiles in the standard deviation: their slope over those of the standard normal one.

    Parameters
    ----------
    levels : tuple of float, length Q
        Symmetric about 0.5.
    """
    normal = np.array([NormalDist().inv_cdf(level) for level in levels])
    return normal / np.sum(normal**2)
