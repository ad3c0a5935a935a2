"""Bootstrap intervals: how much a score owes to which gaps happened to be hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RESAMPLES = 500
CONFIDENCE = 0.9
_FEWEST_UNITS = 2


@dataclass(frozen=True)
class Interval:
    """A score and the bounds of its 90 % bootstrap interval, NaN where there are too few gaps for one."""

    value: float
    low: float = float("nan")
    high: float = float("nan")

    @property
    def surely_low(self) -> float:
        """The lower bound, or the score itself where there is no interval."""
        return self.low if np.isfinite(self.low) else self.value

    @property
    def surely_high(self) -> float:
        """The upper bound, or the score itself where there is no interval."""
        return self.high if np.isfinite(self.high) else self.value


def resample_counts(units: int, resamples: int = RESAMPLES, *, seed: int = 0) -> np.ndarray:
    """Return how often each unit is drawn in every resample, shape (1 + resamples, units).

    The first row is the sample itself: each unit once. A statistic that is computed from sums over units is computed
    for all resamples by one matrix product.
    """
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(units, np.full(units, 1 / units), size=resamples)
    return np.concatenate([np.ones((1, units), dtype=drawn.dtype), drawn]).astype(float)


def interval(replicates: np.ndarray, units: int) -> Interval:
    """Return a score with its percentile interval (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13).

    Parameters
    ----------
    replicates : ndarray, shape (1 + resamples,)
        The score of the sample itself, then of every resample, as :func:`resample_counts` orders them.
    units : int
        Number of units that were drawn from; one alone says nothing of the spread.
    """
    drawn = replicates[1:][np.isfinite(replicates[1:])]
    if units < _FEWEST_UNITS or not drawn.size:
        return Interval(float(replicates[0]))
    low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(replicates[0]), float(low), float(high))
