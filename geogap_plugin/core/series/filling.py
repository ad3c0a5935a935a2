"""Filling the gaps of a block of cells: observed values stay as they are, every filled one gets an uncertainty."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Optional

import numpy as np

from ..calendar import Cadence, as_times
from ..errors import InputError
from ..estimate import Method
from ..gaps import gap_lengths, outside_cells
from .blending import Blend


class Flag(IntEnum):
    """What a value in a filled series is."""

    OUTSIDE = 0
    OBSERVED = 1
    FILLED = 2
    OPEN = 3
    REPLACED = 4
    """Filled in the place of an outlier, which was not used."""


FILLED_FLAGS = (Flag.FILLED, Flag.REPLACED)
"""Of values that were estimated."""


@dataclass(frozen=True)
class Fill:
    """A filled block.

    Parameters
    ----------
    value : ndarray of float32, shape (T, N)
        Observed values bit by bit as given; NaN outside and in gaps left open.
    uncertainty : ndarray of float32, shape (T, N)
        One standard deviation of the error of a filled value, in the unit of the series; 0 where observed;
        NaN where there is no value.
    flag : ndarray of uint8, shape (T, N)
        A :class:`Flag`.
    """

    value: np.ndarray
    uncertainty: np.ndarray
    flag: np.ndarray


def fill(
    times: np.ndarray, values: np.ndarray, method: Method, cadence: Cadence, *, max_gap: Optional[int] = None
) -> Fill:
    """Fill the gaps of a block; cells without a gap and cells outside never reach the method.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray of float32, shape (T, N)
        NaN = missing.
    method : Method
        A baseline or a model, or a :class:`~geogap_plugin.core.series.blending.Blend` with weights for these N cells.
    cadence : Cadence
    max_gap : int, optional
        Gaps of more epochs than this stay open.

    Raises
    ------
    InputError
        If the shapes disagree or `max_gap` is negative.
    """
    times = as_times(times)
    if values.ndim != 2 or len(values) != len(times):
        raise InputError(f"{len(times)} dates do not fit values of shape {values.shape}; (dates, cells) is expected.")
    if max_gap is not None and max_gap < 0:
        raise InputError(f"The longest gap to fill is {max_gap} epochs; give 0 or more.")
    value = np.array(values, dtype=np.float32, copy=True)
    missing = ~np.isfinite(value)
    value[missing] = np.nan
    outside = outside_cells(value)
    flag = np.where(missing, np.uint8(Flag.OPEN), np.uint8(Flag.OBSERVED))
    flag[:, outside] = Flag.OUTSIDE
    uncertainty = np.where(missing, np.float32(np.nan), np.float32(0))
    wanted = missing & ~outside
    if max_gap is not None:
        wanted &= gap_lengths(value) <= max_gap
    cells = np.flatnonzero(wanted.any(axis=0))
    if cells.size:
        chosen = method.of_cells(cells) if isinstance(method, Blend) else method
        estimate = chosen(times, value[:, cells].astype(np.float64), cadence)
        filled = wanted[:, cells] & np.isfinite(estimate.mean)
        value[:, cells] = np.where(filled, estimate.mean.astype(np.float32), value[:, cells])
        uncertainty[:, cells] = np.where(filled, estimate.sd.astype(np.float32), uncertainty[:, cells])
        flag[:, cells] = np.where(filled, np.uint8(Flag.FILLED), flag[:, cells])
    return Fill(value, uncertainty, flag)
