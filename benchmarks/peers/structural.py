"""A structural time series model with the Kalman smoother, by the library `statsmodels`."""

import warnings

import numpy as np
from statsmodels.tsa.statespace.structural import UnobservedComponents

from geogap_plugin.core.calendar import Cadence, season_length
from geogap_plugin.core.estimate import Estimate

_ITERATIONS = 50


def structural(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Fit trend, evolving annual and semiannual cycle, AR(1) and noise to each cell by maximum likelihood, and smooth.

    Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, chapters 2 and 4: a local linear
    trend with an irregular term, a trigonometric season of two harmonics whose coefficients follow a random walk, and a
    first-order autoregression. Parameters are those of :func:`.harmonics.harmonics`; the sd is that of a
    new observation.
    """
    mean, sd = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    for cell in range(values.shape[1]):
        mean[:, cell], sd[:, cell] = _smooth(values[:, cell], season_length(cadence))
    return Estimate(mean, sd)


def _smooth(series: np.ndarray, period: int) -> "tuple[np.ndarray, np.ndarray]":
    centre, scale = np.nanmean(series), np.nanstd(series)
    model = UnobservedComponents(
        (series - centre) / scale,
        level="local linear trend",
        freq_seasonal=[{"period": period, "harmonics": 2}],
        autoregressive=1,
    )
    with warnings.catch_warnings():
        # A variance at its bound of zero is an ordinary outcome here, and the optimiser says so each time.
        warnings.simplefilter("ignore")
        fitted = model.fit(disp=False, maxiter=_ITERATIONS)
    design = model.ssm["design"][0]
    smoothed = fitted.smoother_results
    signal = design @ smoothed.smoothed_state
    variance = np.einsum("i,ijt,j->t", design, smoothed.smoothed_state_cov, design) + model.ssm["obs_cov"][0, 0]
    return centre + scale * signal, scale * np.sqrt(np.maximum(variance, 0.0))
