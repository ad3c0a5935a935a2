"""Singular spectrum analysis that fills gaps by iteration, as used for the months that GRACE missed."""

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate

from .harmonics import without_error

WINDOW = 24
"""M of Yi & Sneeuw 2021, in months."""

COMPONENTS = 6
"""K of Yi & Sneeuw 2021."""

TOLERANCE = 1e-3
"""Iteration of a component ends when no filled value changes by more, in standard deviations of the cell."""

_ITERATIONS = 60


def ssa(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Fill each cell with its leading modes, found with the missing values first at the mean, then as filled.

    The first mode is iterated until the filled values rest, then the first two are, and so on to the sixth
    (Kondrashov & Ghil 2006, Nonlin. Processes Geophys. 13, 151-159, section 2; window and number of modes of Yi &
    Sneeuw 2021, J. Geophys. Res. Solid Earth 126, e2020JB021227). The lag covariance is that of the trajectory matrix
    (Broomhead & King 1986). Parameters and returns are those of :func:`.harmonics.harmonics`; the epochs count as
    evenly spaced.
    """
    observed = np.isfinite(values).T
    centre = np.nanmean(values, axis=0)[:, np.newaxis]
    scale = np.nanstd(values, axis=0)[:, np.newaxis]
    scale[scale == 0] = 1.0
    given = np.where(observed, (values.T - centre) / scale, 0.0)
    filled = given.copy()
    for components in range(1, COMPONENTS + 1):
        moving = np.arange(len(filled))
        for _ in range(_ITERATIONS):
            series, seen = filled[moving], observed[moving]
            # The mean, too, is that of observed and filled values: Kondrashov & Ghil, step 2.
            mean = series.mean(axis=1, keepdims=True)
            updated = np.where(seen, given[moving], mean + _leading(series - mean, components))
            change = np.abs(updated - series).max(axis=1)
            filled[moving] = updated
            moving = moving[change > TOLERANCE]
            if not moving.size:
                break
    return without_error((centre + scale * filled).T)


def _leading(series: np.ndarray, components: int) -> np.ndarray:
    """Return the sum of the leading reconstructed components of each row of `series`, shape (N, T)."""
    length = series.shape[1]
    trajectory = np.lib.stride_tricks.sliding_window_view(series, WINDOW, axis=1)
    covariance = np.swapaxes(trajectory, 1, 2) @ trajectory
    modes = np.linalg.eigh(covariance)[1][:, :, -components:]
    rows = (trajectory @ modes) @ np.swapaxes(modes, 1, 2)
    total = np.zeros_like(series)
    for lag in range(WINDOW):
        total[:, lag : lag + rows.shape[1]] += rows[:, :, lag]
    epochs = np.arange(length)
    return total / np.minimum(np.minimum(epochs + 1, length - epochs), min(WINDOW, length - WINDOW + 1))
