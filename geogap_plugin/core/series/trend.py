"""The linear trend of one series, with an error that knows that neighbouring epochs resemble one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence, decimal_years
from .harmonics import choose_levels, clock, columns_of, design_matrix

Z90 = 1.645
"""Half the width of a 90 % interval, in standard deviations of a normal error."""

_TREND = 1
_LEAST_FREEDOM = 4
_PERSISTENCE = np.linspace(0.0, 0.98, 25)


@dataclass(frozen=True)
class Trend:
    """A linear trend.

    Parameters
    ----------
    slope, sd : float
        Trend and its standard deviation, unit of the series per year; NaN where the record bears no trend.
    level : float
        Value of the trend line in the middle of the epochs used.
    middle : float
        That moment, in decimal years.
    persistence : float
        Correlation of what trend and season leave, from one step of the cadence to the next.
    epochs : int
        Number of epochs used.
    """

    slope: float
    sd: float
    level: float
    middle: float
    persistence: float
    epochs: int

    def interval90(self) -> tuple[float, float]:
        """Return the ends of the trend's 90 % interval, unit of the series per year."""
        return self.slope - Z90 * self.sd, self.slope + Z90 * self.sd

    def line(self, times: np.ndarray) -> np.ndarray:
        """Return the values of the trend line at times of shape (T,)."""
        return self.level + self.slope * (decimal_years(times) - self.middle)


def fit_trend(times: np.ndarray, values: np.ndarray, cadence: Cadence, extra_sd: np.ndarray | None = None) -> Trend:
    """Fit mean, trend, annual and semiannual cycle by generalised least squares with first-order autoregressive noise.

    Generalised least squares after Aitken (1936, Proc. R. Soc. Edinburgh 55, 42-48), with the whitening of Prais &
    Winsten (1954, Cowles Commission Discussion Paper 383) carried over to unequal steps: noise a time d apart is
    correlated as phi^d. phi and the noise's variance maximise the restricted likelihood (Patterson & Thompson 1971,
    Biometrika 58, 545-554) of the epochs without extra error; unlike the lag-one coefficient of least-squares
    residuals it is not biased low in short records. Epochs with an extra error count less: their standard deviation
    is sqrt(sigma^2 + extra^2), and their extra errors are as persistent as the noise.

    A record bears a trend from two years on, with three observations a term: :func:`.harmonics.choose_levels`.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T,)
        NaN = left out.
    cadence : Cadence
    extra_sd : ndarray, shape (T,), optional
        Standard deviation of an error beyond that of the observations, such as a filling's; 0 for none.
    """
    used = np.isfinite(values)
    nan = float("nan")
    nothing = Trend(nan, nan, nan, nan, nan, int(used.sum()))
    if used.sum() < 2:
        return nothing
    times, values = times[used], np.asarray(values, dtype=np.float64)[used]
    extra = np.zeros(values.size) if extra_sd is None else np.asarray(extra_sd, dtype=np.float64)[used]
    ticks = clock(times, cadence)
    columns = columns_of(int(choose_levels(ticks.phase, np.ones((values.size, 1), dtype=bool))[0]))
    if _TREND not in columns or values.size < len(columns) + _LEAST_FREEDOM:
        return nothing
    design = design_matrix(ticks.phase)[:, columns]
    sure = extra == 0
    if sure.sum() < len(columns) + _LEAST_FREEDOM:
        sure[:] = True
    phi, sigma = _noise(ticks.positions[sure], design[sure], values[sure])
    spread = np.sqrt(sigma**2 + extra**2)
    if not spread.all():  # the record is a straight line and its season, to the last digit
        spread = np.ones(values.size)
    whitened = _whiten(ticks.positions, np.column_stack([design, values]) / spread[:, np.newaxis], phi)
    inverse = np.linalg.pinv(whitened[:, :-1].T @ whitened[:, :-1])
    coefficients = inverse @ (whitened[:, :-1].T @ whitened[:, -1])
    years = decimal_years(times)
    half = 0.5 * (years[-1] - years[0])
    place = columns.index(_TREND)
    sd = float(np.sqrt(inverse[place, place])) if sigma > 0 or extra.any() else 0.0
    return Trend(
        float(coefficients[place]) / half, sd / half, float(coefficients[0]), float(years[0] + half), phi, values.size
    )


def _noise(positions: np.ndarray, design: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """Return phi and sigma of the noise by restricted maximum likelihood, phi to 0.0025."""
    phi = sigma = 0.0
    for coarse in (True, False):
        candidates = _PERSISTENCE if coarse else np.clip(np.linspace(phi - 0.04, phi + 0.04, 33), 0.0, _PERSISTENCE[-1])
        tried = [_restricted_likelihood(positions, design, values, candidate) for candidate in candidates]
        best = int(np.argmin([misfit for misfit, _ in tried]))
        phi, sigma = float(candidates[best]), tried[best][1]
    return phi, sigma


def _restricted_likelihood(
    positions: np.ndarray, design: np.ndarray, values: np.ndarray, phi: float
) -> tuple[float, float]:
    """Return -2 log of the restricted likelihood, up to a constant, and sigma."""
    whitened = _whiten(positions, np.column_stack([design, values]), phi)
    left, right = whitened[:, :-1], whitened[:, -1]
    normal = left.T @ left
    remainder: np.ndarray = right - left @ np.linalg.solve(normal, left.T @ right)
    freedom = len(values) - design.shape[1]
    variance = float(remainder @ remainder) / freedom
    shares = np.log1p(-(phi ** (2 * _steps(positions)))).sum() if phi else 0.0
    return freedom * np.log(max(variance, 1e-300)) + shares + np.linalg.slogdet(normal)[1], float(np.sqrt(variance))


def _whiten(positions: np.ndarray, columns: np.ndarray, phi: float) -> np.ndarray:
    """Turn columns (T, P) whose noise is correlated as phi^d into columns whose noise is not."""
    share = (phi ** _steps(positions))[:, np.newaxis] if phi else 0.0
    whitened = columns.astype(np.float64)
    whitened[1:] = (columns[1:] - share * columns[:-1]) / np.sqrt(1 - share**2)
    return whitened


def _steps(positions: np.ndarray) -> np.ndarray:
    """Return the steps from each epoch to the next; two epochs of one moment still lie a hundredth apart."""
    return np.maximum(np.diff(positions), 0.01)
