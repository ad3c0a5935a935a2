"""Scores of a model and of its baseline on the same hidden values of the same cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Method
from geogap_plugin.core.model_card import Score

BLOCK, STARTS, SCATTERED = 11, 10, 20


@dataclass(frozen=True)
class Errors:
    """What a method got wrong at hidden values, per cell and hidden value: NaN where nothing was hidden.

    Parameters
    ----------
    error, sd : ndarray, shape (H, N)
        Estimate less truth, and the estimate's own standard deviation.
    """

    error: np.ndarray
    sd: np.ndarray

    def rmse(self) -> np.ndarray:
        """Return the root mean square error of every cell, shape (N,)."""
        return np.sqrt(np.nanmean(self.error**2, axis=0))

    def coverage(self, level: float) -> float:
        """Return the share of hidden values inside the central interval of a nominal level."""
        known = np.isfinite(self.error)
        half = NormalDist().inv_cdf(0.5 + level / 2) * self.sd[known]
        return float(np.mean(np.abs(self.error[known]) <= half))


def hide_and_estimate(
    method: Method, times: np.ndarray, values: np.ndarray, masks: list[np.ndarray], cadence: Cadence
) -> Errors:
    """Hide values, estimate them, and compare, once for each mask.

    Parameters
    ----------
    method : Method
    times : ndarray of datetime64[s], shape (T,)
    values : ndarray, shape (T, N)
        NaN = missing.
    masks : list of ndarray of bool, shape (T, N) or (T, 1)
        What to hide.
    cadence : Cadence
    """
    errors, deviations = [], []
    for mask in masks:
        hidden = np.broadcast_to(mask, values.shape) & np.isfinite(values)
        estimate = method(times, np.where(hidden, np.nan, values), cadence)
        errors.append(np.where(hidden, estimate.mean - values, np.nan))
        deviations.append(np.where(hidden, estimate.sd, np.nan))
    return Errors(np.concatenate(errors), np.concatenate(deviations))


def blocks(values: np.ndarray) -> list[np.ndarray]:
    """Return ten masks that hide eleven months in all cells, spread evenly over the record, shape (T, 1) each."""
    epochs = len(values)
    starts = np.linspace(BLOCK, epochs - 2 * BLOCK, STARTS).round().astype(int)
    return [_mask(epochs, slice(start, start + BLOCK)) for start in starts]


def scattered(values: np.ndarray, seed: int = 0) -> list[np.ndarray]:
    """Return one mask that hides twenty single months of all cells, shape (T, 1)."""
    present = np.flatnonzero(np.isfinite(values).any(axis=1))[1:-1]
    return [_mask(len(values), np.random.default_rng(seed).choice(present, SCATTERED, replace=False))]


def compare(
    data: str, split: str, unit: str, model: Errors, baseline: Errors, levels: tuple[float, ...] = (0.5, 0.9)
) -> Iterator[Score]:
    """Yield the scores of a model beside its baseline's."""
    ours, theirs = model.rmse(), baseline.rmse()
    # A cell counts where either can be scored, so that both are judged on the same cells.
    both = np.isfinite(ours) & np.isfinite(theirs)
    for name, summary in (("median over cells", np.median), ("mean over cells", np.mean)):
        yield Score(data, split, f"RMSE, {name}", unit, _rounded(summary(ours[both])), _rounded(summary(theirs[both])))
    for level in levels:
        metric = f"share within the {100 * level:.0f} % interval"
        yield Score(data, split, metric, "1", _rounded(model.coverage(level)), _rounded(baseline.coverage(level)))


def _mask(epochs: int, chosen: slice | np.ndarray) -> np.ndarray:
    mask = np.zeros((epochs, 1), dtype=bool)
    mask[chosen] = True
    return mask


def _rounded(value: float) -> float:
    return float(f"{value:.5g}")
