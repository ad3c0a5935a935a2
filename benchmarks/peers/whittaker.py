"""Whittaker's smoother with the smoothing that its cross-validation chooses, by the library `whittaker-eilers`."""

import numpy as np
from whittaker_eilers import WhittakerSmoother

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate

from .harmonics import without_error

ORDER = 2


def whittaker(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Smooth each cell; missing months weigh nothing (Eilers 2003, Anal. Chem. 75, 3631-3636).

    The penalty on second differences is the one of 27 between 1e-5 and 1e8 with the least leave-one-out error. The
    library's option against serial correlation is off: it smooths the season away (African cells, scattered months:
    RMSE 4.7 cm with it, 1.7 cm without).
    Parameters and returns are those of :func:`.harmonics.harmonics`; the epochs count as evenly spaced.
    """
    mean = np.full(values.shape, np.nan)
    for cell in range(values.shape[1]):
        seen = np.isfinite(values[:, cell])
        smoother = WhittakerSmoother(1.0, ORDER, len(values), weights=seen.astype(float).tolist())
        given = np.where(seen, values[:, cell], 0.0).tolist()
        mean[:, cell] = smoother.smooth_optimal(given, break_serial_correlation=False).get_optimal().get_smoothed()
    return without_error(mean)
