"""Fitted ways to estimate a stack of images: each pixel by itself, or each date from the others and what is around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..calendar import Cadence
from ..estimate import Estimate, Method
from .clear_distance import distance_to_clear
from .date_normal import DateNormal, fit_dates
from .predictor_trend import PredictorTrend
from .residual_kriging import RANGES, Correlogram, fit_correlogram, krige

MOST_DATES = 160
"""Longer stacks are filled in parts of half as many dates, each with the dates around it."""

_MOST_PIXELS = 8_000
_LEAST_SHARE_LEFT = 0.02
_DATE_PRIOR_PIXELS = 30.0


class Filler(Protocol):
    """A fitted way to estimate a stack."""

    def estimate(self, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
        """Estimate `values` (T, h, w; NaN = missing) everywhere, with `predictors` (P, T, h, w)."""
        ...


@dataclass(frozen=True)
class CellFiller:
    """A method that fills each pixel from its own values.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
    cadence : Cadence
    method : Method
    common_sd : float
        Root mean square of the standard deviations of all pixels. A pixel's own comes from few values and may be 0: its
        variance is averaged with the common one.
    """

    times: np.ndarray
    cadence: Cadence
    method: Method
    common_sd: float = 0.0

    def estimate(self, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
        """Estimate a stack; see :class:`Filler`."""
        said = self.method(self.times, values.reshape(len(values), -1).astype(float), self.cadence)
        sd = np.sqrt(0.5 * (said.sd**2 + self.common_sd**2))
        return Estimate(said.mean.reshape(values.shape), sd.reshape(values.shape))


@dataclass(frozen=True)
class DateSpan:
    """Dates that are filled together: `target` from the dates of `context`, both ranges of indices."""

    context: slice
    target: slice
    normal: DateNormal


@dataclass(frozen=True)
class Layers:
    """What an estimate by regression is made of, each of shape (T, h, w).

    Parameters
    ----------
    trend : ndarray
        Of the predictors, in the unit of the series; 0 without any.
    regressed, spread : ndarray
        What other dates say of the rest, and its standard deviation, in the unit of the series.
    residual : ndarray
        What is observed less these, in standard deviations; NaN where nothing is.
    kriged : ndarray
        What the residuals around say, in standard deviations.
    left : ndarray
        Share of the standard deviation that is left after kriging.
    """

    trend: np.ndarray
    regressed: np.ndarray
    spread: np.ndarray
    residual: np.ndarray
    kriged: np.ndarray
    left: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """Expected value, in the unit of the series."""
        return self.trend + self.regressed + self.spread * self.kriged

    @property
    def sd(self) -> np.ndarray:
        """Standard deviation of its error, in the unit of the series."""
        return self.spread * self.left


@dataclass(frozen=True)
class RegressionFiller:
    """Regression of each date on the others, after a trend of the predictors and before kriging of what is left.

    Parameters
    ----------
    days : ndarray, shape (T,)
    spans : tuple of DateSpan
    trend : PredictorTrend, optional
    correlogram : Correlogram, optional
        None: nothing is kriged.
    date_scale : ndarray, shape (T,), optional
        How much larger errors are at a date than at others; see :func:`scale_of_dates`.
    """

    days: np.ndarray
    spans: tuple[DateSpan, ...]
    trend: PredictorTrend | None = None
    correlogram: Correlogram | None = None
    date_scale: np.ndarray | None = None

    def estimate(self, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
        """Estimate a stack; see :class:`Filler`."""
        layers = self.layers(values, predictors)
        return Estimate(layers.mean, layers.sd * self.scale_at(slice(None)))

    def scale_at(self, dates: slice | np.ndarray) -> np.ndarray | float:
        """Return the scale of dates as it is multiplied with their images."""
        return 1.0 if self.date_scale is None else self.date_scale[dates, np.newaxis, np.newaxis]

    def layers(
        self, values: np.ndarray, predictors: np.ndarray | None = None, wanted: np.ndarray | None = None
    ) -> Layers:
        """Return the estimate of a stack with what it is made of; images that are not `wanted` (T,) are not kriged."""
        trend = self._trend(predictors, values.shape)
        regressed, spread = self.regress(values - trend)
        residual = (values - trend - regressed) / spread
        return Layers(trend, regressed, spread, residual, *self._krige(residual, wanted))

    def before_kriging(self, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
        """Estimate a stack pixel by pixel, from other dates and predictors alone."""
        trend = self._trend(predictors, values.shape)
        regressed, spread = self.regress(values - trend)
        return Estimate(trend + regressed, spread)

    def after_kriging(self, images: np.ndarray, said: Estimate, dates: slice) -> Estimate:
        """Correct what :meth:`before_kriging` said of the images of dates (D, h, w; NaN = missing) by what is clear."""
        kriged, left = self._krige((images - said.mean) / said.sd)
        return Estimate(said.mean + said.sd * kriged, said.sd * left * self.scale_at(dates))

    def _krige(self, residual: np.ndarray, wanted: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return what residuals around say, and which share of the standard deviation is left; see :class:`Layers`."""
        if self.correlogram is None:
            return np.zeros(residual.shape), np.ones(residual.shape)
        clear = np.isfinite(residual)
        cloudy = ~clear.all(axis=(1, 2))
        kriged = krige(residual, cloudy if wanted is None else cloudy & wanted, self.correlogram)
        near = distance_to_clear(clear)[..., np.newaxis]
        shared = (self.correlogram.sills * np.exp(-near / np.array(RANGES))).sum(axis=-1)
        return kriged, np.sqrt(np.maximum(1 - shared, _LEAST_SHARE_LEFT))

    def regress(self, residual: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and standard deviation from other dates alone, each of shape (T, h, w)."""
        cells = residual.reshape(len(residual), -1)
        mean, sd = np.empty(cells.shape), np.empty(cells.shape)
        for span in self.spans:
            said = span.normal.regress(cells[span.context])
            own = slice(span.target.start - span.context.start, span.target.stop - span.context.start)
            mean[span.target], sd[span.target] = said.mean[own], said.sd[own] * said.spread
        return mean.reshape(residual.shape), sd.reshape(residual.shape)

    def residual(self, values: np.ndarray) -> np.ndarray:
        """Return what is observed (T, h, w; NaN = missing) less what other dates say, in standard deviations."""
        mean, sd = self.regress(values)
        return (values - mean) / sd

    def _trend(self, predictors: np.ndarray | None, shape: tuple[int, ...]) -> np.ndarray:
        if self.trend is None or predictors is None:
            return np.zeros(shape)
        return self.trend.predict(predictors.reshape(len(predictors), shape[0], -1), self.days).reshape(shape)


def fit_regression(windows: Sequence[np.ndarray], days: np.ndarray, prior: float) -> RegressionFiller:
    """Fit a regression on other dates, and the kriging of what it leaves, to windows of a stack.

    Parameters
    ----------
    windows : sequence of ndarray, shape (T, h, w)
        NaN = missing.
    days : ndarray, shape (T,)
        Dates in days since any origin.
    prior : float
        How many pixels the prior of the covariance is worth; see :func:`.date_normal.fit_dates`.
    """
    spans = fit_spans(thinned(flat(windows)), days, lambda values, dates: fit_dates(values, dates, prior))
    filler = RegressionFiller(days, spans)
    fields = [filler.residual(window) for window in windows]
    return RegressionFiller(days, spans, None, fit_correlogram(fields), scale_of_dates(fields))


def scale_of_dates(fields: Sequence[np.ndarray]) -> np.ndarray:
    """Return by how much each date's errors exceed the usual, from its clear pixels.

    The root mean square of what the regression leaves of a date, over that of all dates, drawn towards 1 as if 30 more
    pixels had shown the usual: an inverse gamma prior of the date's variance (Gelman et al. 2013, Bayesian Data
    Analysis, 2.6). Temperatures at noon depart more than those at night, and some scenes hold undetected clouds.

    Parameters
    ----------
    fields : sequence of ndarray, shape (T, h, w)
        What is observed less the regression, in standard deviations of it; NaN where nothing is.

    Returns
    -------
    ndarray, shape (T,)
    """
    cells = flat(fields)
    count = np.isfinite(cells).sum(axis=1)
    total = np.where(np.isfinite(cells), cells, 0.0) ** 2
    usual = float(total.sum()) / max(int(count.sum()), 1)
    if usual <= 0:
        return np.ones(len(cells))
    return np.sqrt((_DATE_PRIOR_PIXELS + total.sum(axis=1) / usual) / (_DATE_PRIOR_PIXELS + count))


def fit_spans(
    cells: np.ndarray, days: np.ndarray, fit: Callable[[np.ndarray, np.ndarray], DateNormal]
) -> tuple[DateSpan, ...]:
    """Fit the dates together, or in parts where there are very many."""
    count = len(days)
    if count <= MOST_DATES:
        return (DateSpan(slice(0, count), slice(0, count), fit(cells, days)),)
    spans = []
    for first in range(0, count, MOST_DATES // 2):
        last = min(first + MOST_DATES // 2, count)
        start = min(max(first - MOST_DATES // 4, 0), count - MOST_DATES)
        context = slice(start, start + MOST_DATES)
        spans.append(DateSpan(context, slice(first, last), fit(cells[context], days[context])))
    return tuple(spans)


def flat(windows: Sequence[np.ndarray]) -> np.ndarray:
    """Return all pixels of windows side by side, shape (T, N)."""
    return np.concatenate([window.reshape(len(window), -1) for window in windows], axis=1).astype(float)


def thinned(cells: np.ndarray) -> np.ndarray:
    """Return an even sample of the last axis."""
    return cells[..., :: -(-cells.shape[-1] // _MOST_PIXELS)]
