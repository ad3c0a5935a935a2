"""What every filling method returns: a mean and a standard deviation at every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .calendar import Cadence


@dataclass(frozen=True)
class Estimate:
    """An estimate of a block of cells at all of its epochs.

    Parameters
    ----------
    mean : ndarray, shape (T, N)
        Expected value, in the unit of the series; NaN where the method has no answer.
    sd : ndarray, shape (T, N)
        One standard deviation of the error, in the unit of the series.
    """

    mean: np.ndarray
    sd: np.ndarray

    def at(self, index: Any) -> Estimate:
        """Return the estimate at some epochs or cells, by any index of an array (T, N)."""
        return Estimate(self.mean[index], self.sd[index])


def joined(parts: Sequence[Estimate]) -> Estimate:
    """Return estimates one after the other, along their first axis."""
    return Estimate(np.concatenate([part.mean for part in parts]), np.concatenate([part.sd for part in parts]))


class Method(Protocol):
    """A way to estimate missing values: a baseline or a model, both called alike."""

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing) at all `times` (T, datetime64[s])."""
        ...
