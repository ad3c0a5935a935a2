"""What a series model sees of a cell: the only preprocessing, the same in training and in the plugin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence, as_times
from ..errors import InputError
from ..estimate import Estimate
from .baselines import FOUNDATIONS, climatology, harmonic
from .bridge import find_neighbours
from .harmonics import clock, fit_harmonics

FEATURES = (
    "residual",
    "observed",
    "bridged",
    "seasonal",
    "previous",
    "following",
    "spread",
    "climatology",
    "harmonic",
)
"""Names of the inputs of every epoch, in the order of the last axis of `Encoded.inputs`."""

BRIDGED = FEATURES.index("bridged")
SPREAD = FEATURES.index("spread")

_NORMAL_MAD = 1.4826
_SMALLEST_SCALE = 0.01
_SPREAD_RANGE = (0.05, 10.0)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Encoded:
    """A block of cells as a series model sees it.

    Parameters
    ----------
    inputs : ndarray of float32, shape (N, T, F)
        Features in the order of :data:`FEATURES`, cells first as networks expect.
    reference : ndarray of float64, shape (T, N)
        Least-squares trend and season; a standardised value x stands for `reference + scale * x`.
    baseline : Estimate
        The bridged baseline in the unit of the series.
    scale : ndarray of float64, shape (N,)
        Robust scale of the residual, in the unit of the series; never 0.
    distance : ndarray of float64, shape (T, N)
        Epochs to the nearest observation: 0 at an observation, inf in a cell without any.
    """

    inputs: np.ndarray
    reference: np.ndarray
    baseline: Estimate
    scale: np.ndarray
    distance: np.ndarray

    def standardise(self, values: np.ndarray) -> np.ndarray:
        """Return values (T, N) in the unit of the network, cells first: shape (N, T)."""
        return ((values - self.reference) / self.scale).T

    def restore(self, standardised: np.ndarray) -> np.ndarray:
        """Return network outputs of shape (N, T) in the unit of the series, time first: shape (T, N)."""
        return self.reference + self.scale * standardised.T


def encode(times: np.ndarray, values: np.ndarray, cadence: Cadence, baseline: str = "seasonal_gp") -> Encoded:
    """Turn a block of cells into the inputs of a series model.

    Every cell is encoded from its own observations alone, and the inputs do not change when the cell is shifted or
    scaled. The features of an epoch are the residual over trend and season (0 where missing), whether there is an
    observation, the residual of the bridged baseline, the season with its trend, the logarithms of one plus the
    epochs to the previous and the following observation, the standard deviation of the baseline's error, and by how
    much season means and harmonics with a bridged residual differ from the baseline; all but the second and the
    distances in units of the cell's scale.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing.
    cadence : Cadence
    baseline : str
        Name of the baseline in :data:`geogap_plugin.core.series.baselines.FOUNDATIONS`.

    Returns
    -------
    Encoded

    Raises
    ------
    InputError
        If the shapes disagree or there is no such baseline.
    """
    times = as_times(times)
    values = np.asarray(values, dtype=np.float64)
    if values.ndim != 2 or len(values) != len(times):
        raise InputError(f"{len(times)} dates do not fit values of shape {values.shape}; (dates, cells) is expected.")
    if baseline not in FOUNDATIONS:
        raise InputError(f"There is no baseline “{baseline}”. Use one of: {', '.join(sorted(FOUNDATIONS))}.")
    observed = np.isfinite(values)
    values = np.where(observed, values, np.nan)
    ticks = clock(times, cadence)
    fit = fit_harmonics(ticks.phase, values)
    estimate = FOUNDATIONS[baseline](times, values, cadence)
    scale = robust_scale(values, fit.value)
    near = find_neighbours(ticks.positions, observed)
    # Beyond the ends of the record the distance that there is not is the length of the record.
    longest = float(ticks.positions[-1] - ticks.positions[0]) + 1.0
    previous, following = (np.minimum(side, longest) for side in (near.before, near.after))
    count = np.maximum(observed.sum(axis=0), 1)
    middle = np.where(observed, values, 0.0).sum(axis=0) / count
    inputs = np.empty((values.shape[1], len(times), len(FEATURES)), dtype=np.float32)

    def put(name: str, feature: np.ndarray) -> None:
        inputs[:, :, FEATURES.index(name)] = feature.T

    put("residual", np.where(observed, (values - fit.value) / scale, 0.0))
    put("observed", observed)
    put("bridged", (estimate.mean - fit.value) / scale)
    put("seasonal", (fit.value - middle) / scale)
    put("previous", np.log1p(previous))
    put("following", np.log1p(following))
    put("spread", np.clip(estimate.sd / scale, *_SPREAD_RANGE))
    put("climatology", (climatology(times, values, cadence).mean - estimate.mean) / scale)
    put("harmonic", (harmonic(times, values, cadence).mean - estimate.mean) / scale)
    # Cells without a single observation have no fit; the network must still get numbers.
    inputs[~np.isfinite(inputs)] = 0.0
    return Encoded(inputs, fit.value, estimate, scale, np.minimum(near.before, near.after))


def robust_scale(values: np.ndarray, fit: np.ndarray) -> np.ndarray:
    """Return a scale of every cell's residual that a few outliers do not move.

    It is the median absolute residual times 1.4826 (the standard deviation of a normal distribution; Rousseeuw & Croux
    1993, J. Am. Stat. Assoc. 88, 1273-1283), but at least a hundredth of the standard deviation of the values, so
    that a cell that its trend and season explain to rounding keeps a sensible scale.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    fit : ndarray, shape (T, N)

    Returns
    -------
    ndarray of float64, shape (N,)
        In the unit of the values; 1 for a constant cell and for one without observations.
    """
    observed = np.isfinite(values)
    count = observed.sum(axis=0)
    safe = np.maximum(count, 1)
    absolute = np.sort(np.where(observed, np.abs(values - fit), np.inf), axis=0)
    middle = np.stack([(safe - 1) // 2, safe // 2])
    median = np.take_along_axis(absolute, middle, axis=0).mean(axis=0)
    mean = np.where(observed, values, 0.0).sum(axis=0) / safe
    deviation = np.sqrt(np.where(observed, (values - mean) ** 2, 0.0).sum(axis=0) / safe)
    constant = (count == 0) | (deviation <= _ROUNDING * np.abs(mean))
    return np.where(constant, 1.0, np.maximum(_NORMAL_MAD * median, _SMALLEST_SCALE * deviation))
