"""What every filling method returns: a mean and a standard deviation at every epoch."""

from dataclasses import dataclass
from typing import Protocol

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


class Method(Protocol):
    """A way to estimate missing values: a baseline or a model, both called alike."""

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing) at all `times` (T, datetime64[s])."""
        ...
