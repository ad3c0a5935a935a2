"""A trial: known values are hidden, and every method says what it takes them to be."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence
from ..cancellation import checkpoint
from ..estimate import Estimate, Method, joined
from ..series.calibration import nearest_observation


@dataclass(frozen=True)
class Trial:
    """Hidden values and what was said of them; H epochs in all, those of one mask after those of the other.

    Parameters
    ----------
    truth : ndarray, shape (H, N)
        The hidden values; NaN where a cell's value was not hidden.
    distance : ndarray, shape (H, N)
        Epochs to the nearest value that was left.
    epoch, repetition : ndarray of int, shape (H,)
        Which epoch it is, and which mask hid it.
    estimates : dict of str to Estimate
        Each of shape (H, N).
    seconds : dict of str to float
        Time that each method took.
    """

    truth: np.ndarray
    distance: np.ndarray
    epoch: np.ndarray
    repetition: np.ndarray
    estimates: dict[str, Estimate]
    seconds: dict[str, float]

    def errors(self) -> np.ndarray:
        """Return truth minus mean of every method, shape (M, H, N)."""
        return np.stack([self.truth - estimate.mean for estimate in self.estimates.values()])


def run_trial(
    times: np.ndarray,
    values: np.ndarray,
    methods: Mapping[str, Method],
    cadence: Cadence,
    masks: Sequence[np.ndarray],
) -> Trial:
    """Hide what the masks say, one after the other, and let every method fill it.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing.
    methods : mapping of str to Method
    cadence : Cadence
    masks : sequence of ndarray of bool, shape (T, N) or (T, 1)
        One must hide a known value.
    """
    truth, distance, hidden_epochs, repetition = [], [], [], []
    said: dict[str, list[Estimate]] = {name: [] for name in methods}
    seconds = dict.fromkeys(methods, 0.0)
    for number, mask in enumerate(masks):
        hidden = mask & np.isfinite(values)
        epochs = np.flatnonzero(hidden.any(axis=1))
        hidden_epochs.append(epochs)
        given = np.where(hidden, np.nan, values)
        truth.append(np.where(hidden, values, np.nan)[epochs])
        distance.append(nearest_observation(times, np.isfinite(given), cadence)[epochs])
        repetition.append(np.full(epochs.size, number))
        for name, method in methods.items():
            checkpoint()
            started = time.perf_counter()
            estimate = method(times, given.copy(), cadence)
            seconds[name] += time.perf_counter() - started
            said[name].append(estimate.at(epochs))
    return Trial(
        np.concatenate(truth),
        np.concatenate(distance),
        np.concatenate(hidden_epochs),
        np.concatenate(repetition),
        {name: joined(parts) for name, parts in said.items()},
        seconds,
    )
