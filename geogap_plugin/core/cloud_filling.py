"""Filling clouds in a stack of images from other dates, clear pixels around and predictors, with their uncertainty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import NormalDist
from typing import Protocol

import numpy as np

from .annual_cycle import annual_cycle
from .blending import combine, convex_weights
from .calendar import Cadence, as_times, detect_cadence
from .calibration import Calibration, calibrate
from .cancellation import cancellation, checkpoint
from .clear_distance import distance_to_clear
from .cloud_shapes import lay_clouds
from .date_normal import DateNormal, fit_dates
from .eof import RANKS, fit_eof
from .errors import InputError
from .estimate import Estimate, Method
from .neighbours import fill_from_neighbours
from .predictor_trend import PredictorTrend, fit_predictor_trend
from .residual_kriging import RANGES, Correlogram, fit_correlogram, krige
from .season_mean import season_mean

AUTO = "auto"
REGRESSION = "regression"
PREDICTORS = "predictors"
EOF = "eof"
MODEL = "model"
METHODS = (AUTO, REGRESSION, EOF, "annual_cycle", "climatology")
"""What a user may ask for; `auto` is the best combination of the others on clouds laid over known pixels."""

TILE = 160
MARGIN = 32
"""Images are filled in squares of so many pixels, each with so many around it, always from the upper left corner."""

SAMPLE_WINDOW = 64
MOST_WINDOWS = 8
MOST_DATES = 160
"""Longer stacks are filled in parts of half as many dates, each with the dates around it."""

_MOST_PIXELS = 8_000
_VALUES_AT_ONCE = 200_000
_PRIOR_PIXELS = (100.0, 1000.0)
_ROUNDS = 2
_SHARE = 0.12
"""Of the known values that clouds are laid over, and of the dates that are emptied where some are empty."""
_LEAST_SHARE_LEFT = 0.02
_FEWEST_HIDDEN = 100
_LEAST_CLEAR = 0.01
_DATE_PRIOR_PIXELS = 30.0
_PRIOR_DATES = 10.0

NORMAL_WIDTHS: Mapping[float, float] = {level: NormalDist().inv_cdf(0.5 + 0.5 * level) for level in (0.5, 0.8, 0.9)}
"""Half the width of central intervals of the normal distribution, in standard deviations, by their nominal level."""


@dataclass(frozen=True)
class CloudFill:
    """A filled stack.

    Parameters
    ----------
    value : ndarray, shape (T, h, w)
        Observed values, bit-identical, and estimates in the gaps; NaN outside: where a pixel has no value at any date.
    sd : ndarray, shape (T, h, w)
        One standard deviation of the error, in the unit of the series; 0 at observed values, NaN outside.
    """

    value: np.ndarray
    sd: np.ndarray


@dataclass(frozen=True)
class CloudScore:
    """How a method did on clouds laid over known pixels, in the unit of the series.

    Parameters
    ----------
    rmse, mae, bias : float
    coverage90 : float
        Share of the hidden values inside the 90 % interval, 0 to 1.
    count : int
    """

    rmse: float
    mae: float
    bias: float
    coverage90: float
    count: int


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


@dataclass(frozen=True)
class Weights:
    """Weights of the methods, each with a sum of 1.

    Parameters
    ----------
    clear : dict of str to float
        At dates with clear pixels.
    empty : dict of str to float
        At dates without.
    """

    clear: dict[str, float]
    empty: dict[str, float]

    def kept(self) -> tuple[str, ...]:
        """Return the methods that have any weight."""
        return tuple(name for name in self.clear if self.clear[name] > 0 or self.empty[name] > 0)

    def combine(self, estimates: dict[str, Estimate], empty: np.ndarray) -> Estimate:
        """Combine estimates of one shape; `empty`, which broadcasts to it, says which values' dates are."""
        names = [name for name in self.clear if name in estimates]
        said = [estimates[name] for name in names]
        if len(said) == 1:
            return said[0]
        clear, none = (
            combine(said, np.array([weights[name] for name in names])) for weights in (self.clear, self.empty)
        )
        return Estimate(np.where(empty, none.mean, clear.mean), np.where(empty, none.sd, clear.sd))


@dataclass(frozen=True)
class CloudModel:
    """Fitted fillers, how they are combined, and how their uncertainty is calibrated.

    Parameters
    ----------
    fillers : dict of str to Filler
        Those with a weight.
    weights : Weights
    empty : ndarray of bool, shape (T,)
        Dates of which the sample shows next to nothing: there is nothing to krige from, and even the level of the image
        is an estimate, so that other weights and another calibration hold.
    calibration : Calibration
        By the distance to the nearest clear pixel, in pixels.
    empty_factor : float
        Of the standard deviation at empty dates.
    scores : dict of str to CloudScore
        Of each method and, where several were combined, of `auto`; empty where nothing could be hidden.
    from_predictors : bool
        Whether pixels that are never clear are told as well.
    half_widths : mapping of float to float
        Half the width of central intervals by their nominal level, in standard deviations: those of the normal
        distribution, stretched as the errors on hidden values were. These have heavy tails, so that the 50 %
        interval is narrower and the 90 % one wider than the normal one of the same standard deviation.
    """

    fillers: dict[str, Filler]
    weights: Weights
    empty: np.ndarray
    calibration: Calibration
    empty_factor: float
    scores: dict[str, CloudScore]
    from_predictors: bool = False
    half_widths: Mapping[float, float] = field(default_factory=lambda: NORMAL_WIDTHS)

    def fill(
        self, values: np.ndarray, predictors: np.ndarray | None = None, inside: np.ndarray | None = None
    ) -> CloudFill:
        """Fill the gaps of a piece of the stack, as large as memory bears.

        Parameters
        ----------
        values : ndarray, shape (T, h, w)
            NaN = missing.
        predictors : ndarray, shape (P, T, h, w), optional
        inside : ndarray of bool, shape (h, w), optional
            Pixels to fill; those with a value at any date if not given. One without any is filled from its neighbours,
            unless predictors tell it.
        """
        observed = np.isfinite(values)
        inside = observed.any(axis=0) if inside is None else inside | observed.any(axis=0)
        if observed[:, inside].all():
            return CloudFill(values.copy(), np.where(observed, values.dtype.type(0), values))
        said = {name: _before_images(filler, values, predictors) for name, filler in self.fillers.items()}
        nothing = values.dtype.type(np.nan)
        mean, sd = np.where(observed, values, nothing), np.where(observed, values.dtype.type(0), nothing)
        # Image by image, so that little more than the stack itself is held in double precision.
        for date in np.flatnonzero(~observed.all(axis=(1, 2))):
            checkpoint()
            one, gap = slice(date, date + 1), inside & ~observed[date]
            estimates = {}
            for name, filler in self.fillers.items():
                image = Estimate(said[name].mean[one].astype(float), said[name].sd[one].astype(float))
                if isinstance(filler, RegressionFiller):
                    image = filler.after_kriging(values[one], image, one)
                estimates[name] = image
            blended = self.weights.combine(estimates, self.empty[one])
            factor = _factors(self.calibration, self.empty_factor, distance_to_clear(observed[one]), self.empty[one])
            mean[date][gap] = blended.mean[0][gap]
            sd[date][gap] = (blended.sd * factor)[0][gap]
        unknown = inside & ~observed.any(axis=0) & (not self.from_predictors)
        whole = fill_from_neighbours(Estimate(mean, sd), unknown) if unknown.any() else Estimate(mean, sd)
        return CloudFill(np.where(observed, values, whole.mean.astype(values.dtype)), whole.sd.astype(values.dtype))


def _before_images(filler: Filler, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
    """Estimate a stack as far as pixels are worked on one by one, some rows at a time, in single precision."""
    if not isinstance(filler, (CellFiller, RegressionFiller)):
        said = filler.estimate(values, predictors)
        return Estimate(said.mean.astype(np.float32), said.sd.astype(np.float32))
    by_pixel = filler.before_kriging if isinstance(filler, RegressionFiller) else filler.estimate
    mean, sd = np.empty(values.shape, dtype=np.float32), np.empty(values.shape, dtype=np.float32)
    step = max(1, _VALUES_AT_ONCE // values[:, 0].size)
    for first in range(0, values.shape[1], step):
        checkpoint()
        rows = slice(first, first + step)
        said = by_pixel(values[:, rows], None if predictors is None else predictors[:, :, rows])
        mean[:, rows], sd[:, rows] = said.mean, said.sd
    return Estimate(mean, sd)


def fill_stack(
    values: np.ndarray,
    times: np.ndarray,
    method: str = AUTO,
    predictors: np.ndarray | None = None,
    inside: np.ndarray | None = None,
    cadence: Cadence | None = None,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
    corrected: Callable[[RegressionFiller], Filler] | None = None,
) -> tuple[CloudFill, CloudModel]:
    """Fill a stack that fits into memory; for rasters of any size call :func:`fit_clouds` and fill tile by tile.

    Parameters
    ----------
    values : ndarray, shape (T, h, w)
        NaN = missing.
    times : ndarray of datetime64, shape (T,), ascending
    method : str
        As in :func:`fit_clouds`.
    predictors : ndarray, shape (P, T, h, w), optional
        On the grid and dates of the stack; NaN = missing.
    inside : ndarray of bool, shape (h, w), optional
        Pixels to fill; those with a value at any date if not given.
    cadence : Cadence, optional
        Found from the dates if not given.
    seed : int
        Of the clouds that the methods are judged on.
    cancelled : callable
        Asked now and then; True stops the work with :class:`.errors.Cancelled`.
    corrected : callable, optional
        As in :func:`fit_clouds`.
    """
    with cancellation(cancelled):
        height, width = values.shape[1:]
        windows = sample_windows(height, width)
        model = fit_clouds(
            [values[:, rows, columns] for rows, columns in windows],
            times,
            method,
            None if predictors is None else [predictors[:, :, rows, columns] for rows, columns in windows],
            cadence,
            seed,
            corrected,
        )
        filled = CloudFill(np.empty_like(values), np.empty_like(values))
        for core, outer in tiles(height, width):
            checkpoint()
            part = model.fill(
                values[:, outer[0], outer[1]],
                None if predictors is None else predictors[:, :, outer[0], outer[1]],
                None if inside is None else inside[outer],
            )
            inner = tuple(slice(a.start - b.start, a.stop - b.start) for a, b in zip(core, outer))
            filled.value[:, core[0], core[1]] = part.value[:, inner[0], inner[1]]
            filled.sd[:, core[0], core[1]] = part.sd[:, inner[0], inner[1]]
    return filled, model


def tiles(height: int, width: int, tile: int = TILE) -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Return the squares that an image is filled in, and each with its margin, as slices of rows and columns.

    The squares are the same whatever the memory, so that a result does not depend on it.
    """
    return [
        (
            (slice(top, min(top + tile, height)), slice(left, min(left + tile, width))),
            (
                slice(max(top - MARGIN, 0), min(top + tile + MARGIN, height)),
                slice(max(left - MARGIN, 0), min(left + tile + MARGIN, width)),
            ),
        )
        for top in range(0, height, tile)
        for left in range(0, width, tile)
    ]


def sample_windows(height: int, width: int) -> list[tuple[slice, slice]]:
    """Return where a raster is sampled to fit the methods: the whole of a small one, else windows spread over it."""
    if height * width <= MOST_WINDOWS * SAMPLE_WINDOW**2:
        return [(slice(0, height), slice(0, width))]
    across = max(1, min(MOST_WINDOWS, round(np.sqrt(MOST_WINDOWS * width / height))))
    down = max(1, MOST_WINDOWS // across)
    return [
        (_window(row, down, height), _window(column, across, width)) for row in range(down) for column in range(across)
    ]


def _window(index: int, count: int, size: int) -> slice:
    length = min(SAMPLE_WINDOW, size)
    first = round((index + 0.5) * size / count - 0.5 * length)
    first = min(max(first, 0), size - length)
    return slice(first, first + length)


def fit_clouds(
    windows: Sequence[np.ndarray],
    times: np.ndarray,
    method: str = AUTO,
    predictors: Sequence[np.ndarray] | None = None,
    cadence: Cadence | None = None,
    seed: int = 0,
    corrected: Callable[[RegressionFiller], Filler] | None = None,
) -> CloudModel:
    """Fit a method, or all and their combination, to windows of a stack.

    Known values are hidden twice under cloud shapes from other dates. What the methods make of them chooses the
    number of empirical orthogonal functions, how far the dates' covariance is drawn towards its prior, the
    weights of the methods, and the calibration of the uncertainty. All is then fitted again to all known values.

    Parameters
    ----------
    windows : sequence of ndarray, shape (T, h, w)
        NaN = missing; :func:`sample_windows` says where to take them.
    times : ndarray of datetime64, shape (T,), ascending
    method : str
        One of :data:`METHODS`, or :data:`MODEL`. Where predictors are given, `regression` uses them and `auto` tries
        both.
    predictors : sequence of ndarray, shape (P, T, h, w), optional
        Of the same windows.
    cadence : Cadence, optional
    seed : int
    corrected : callable, optional
        Makes a better filler of a fitted regression: that is :data:`MODEL`, which `auto` tries besides.

    Raises
    ------
    InputError
        If there are fewer than three dates with values, or the method is unknown.
    """
    if method not in METHODS and not (method == MODEL and corrected):
        raise InputError(f"There is no method “{method}” to fill clouds. Choose one of {', '.join(METHODS)}.")
    seen = np.any([np.isfinite(window).any(axis=(1, 2)) for window in windows], axis=0)
    if np.count_nonzero(seen) < 3:
        raise InputError(f"Only {np.count_nonzero(seen)} dates have values; filling clouds needs at least 3.")
    times = as_times(times)
    names = _names(method, with_predictors=predictors is not None, with_model=corrected is not None)
    bench = _Bench(times, cadence or detect_cadence(times), names, corrected)
    return bench.model(_Sample(list(windows), None if predictors is None else list(predictors)), seed)


def _names(method: str, *, with_predictors: bool, with_model: bool) -> tuple[str, ...]:
    if method == AUTO:
        more = (MODEL,) * with_model + (PREDICTORS,) * with_predictors
        return (*more, *(name for name in METHODS if name != AUTO))
    return (PREDICTORS,) if method == REGRESSION and with_predictors else (method,)


@dataclass(frozen=True)
class _Sample:
    windows: list[np.ndarray]
    predictors: list[np.ndarray] | None

    def predictors_of(self, window: int) -> np.ndarray | None:
        return None if self.predictors is None else self.predictors[window]

    def empty(self) -> np.ndarray:
        """Return at which dates next to no pixel that is ever clear is clear, shape (T,)."""
        cells = np.isfinite(_flat(self.windows))
        return cells.sum(axis=1) < _LEAST_CLEAR * np.count_nonzero(cells.any(axis=0))

    def hiding(self, seed: int) -> tuple[_Sample, list[np.ndarray]]:
        """Return the sample without what moved clouds hide, and where that is."""
        masks = [lay_clouds(window, _SHARE, seed + 1000 * number) for number, window in enumerate(self.windows)]
        given = [np.where(mask, np.nan, window) for mask, window in zip(masks, self.windows)]
        return _Sample(given, self.predictors), masks


@dataclass(frozen=True)
class _Trial:
    """Hidden values of one round, and what the methods said of them, each of shape (K,).

    Parameters
    ----------
    truth : ndarray
    distance : ndarray
        To the nearest clear pixel.
    date : ndarray of int
        Index of the date; those of other rounds are others.
    empty : ndarray of bool
        Whether the date shows next to nothing.
    estimates : dict of str to Estimate
    """

    truth: np.ndarray
    distance: np.ndarray
    date: np.ndarray
    empty: np.ndarray
    estimates: dict[str, Estimate]

    def with_auto(self, weights: Weights) -> _Trial:
        """Return the trial with the combination beside the methods."""
        return replace(self, estimates={**self.estimates, AUTO: weights.combine(self.estimates, self.empty)})


@dataclass
class _Bench:
    """Fits methods to samples, with the settings that did best so far."""

    times: np.ndarray
    cadence: Cadence
    names: tuple[str, ...]
    corrected: Callable[[RegressionFiller], Filler] | None = None
    rank: int = 3
    prior: float = _PRIOR_PIXELS[-1]
    model_with_predictors: bool = True

    @property
    def days(self) -> np.ndarray:
        return self.times.astype(np.int64) / 86400.0

    def model(self, sample: _Sample, seed: int) -> CloudModel:
        """Judge the methods, and fit those that get a weight to the whole sample."""
        trials: list[_Trial] = []
        for number in range(_ROUNDS):
            given, masks = sample.hiding(seed + number)
            if not any(mask.any() for mask in masks):
                break
            fitted = {} if trials else self._choose(given, sample, masks)
            trials.append(self._try(number, given, sample, masks, fitted))
        if not trials:
            alone = {name: float(name == self.names[0]) for name in self.names}
            fillers = {self.names[0]: self._fit(self.names[0], sample)}
            return CloudModel(fillers, Weights(alone, alone), sample.empty(), Calibration(), 1.0, {})
        weights = self._weights(trials)
        several = len(self.names) > 1
        blended = [trial.with_auto(weights) for trial in trials] if several else trials
        name = AUTO if several else self.names[0]
        calibration, empty_factor = _calibrate(blended, name)
        return CloudModel(
            {name: self._fit(name, sample) for name in weights.kept()},
            weights,
            sample.empty(),
            calibration,
            empty_factor,
            {name: self._score(trials, name) for name in blended[0].estimates},
            half_widths=_half_widths(blended, name, calibration, empty_factor),
        )

    def _score(self, trials: list[_Trial], name: str) -> CloudScore:
        """Score each round with the weights and the calibration of the other."""
        error, half_width = [], []
        for number, trial in enumerate(trials):
            others = [other for index, other in enumerate(trials) if index != number] or [trial]
            if name == AUTO:
                weights = self._weights(others)
                others, trial = [other.with_auto(weights) for other in others], trial.with_auto(weights)
            said = trial.estimates[name]
            calibrated = _calibrate(others, name)
            factors = _factors(*calibrated, trial.distance, trial.empty)
            hidden = np.isfinite(said.mean)
            error.append((said.mean - trial.truth)[hidden])
            half_width.append(_half_widths(others, name, *calibrated)[0.9] * (said.sd * factors)[hidden])
        away = np.concatenate(error)
        return CloudScore(
            float(np.sqrt((away**2).mean())),
            float(np.abs(away).mean()),
            float(away.mean()),
            float((np.abs(away) <= np.concatenate(half_width)).mean()),
            away.size,
        )

    def _weights(self, trials: list[_Trial]) -> Weights:
        """Return the best weights at dates with clear pixels and, where any were emptied, at empty ones."""
        found = []
        for empty in (False, True):
            errors = [
                np.concatenate([(trial.truth - trial.estimates[name].mean)[trial.empty == empty] for trial in trials])
                for name in self.names
            ]
            chosen = np.array(errors)
            chosen = chosen[:, np.isfinite(chosen).all(axis=0)]
            enough = chosen.shape[1] >= _FEWEST_HIDDEN
            shares = convex_weights(chosen[:, :, np.newaxis], local=0.0)[:, 0] if enough else None
            found.append(None if shares is None else dict(zip(self.names, shares.tolist())))
        clear, none = found
        first = {name: float(name == self.names[0]) for name in self.names}
        return Weights(clear or none or first, none or clear or first)

    def _choose(self, given: _Sample, sample: _Sample, masks: list[np.ndarray]) -> dict[str, Filler]:
        """Choose the number of functions, the weight of the prior and what the model corrects, by hidden values.

        Returns
        -------
        dict of str to Filler
            What was fitted on the way and is best.
        """
        best: dict[str, Filler] = {}
        if EOF in self.names:
            ranks = {rank: self._eof(given, rank) for rank in RANKS if rank < len(self.times) - 1}
            self.rank = min(ranks, key=lambda rank: self._error(ranks[rank], given, sample, masks))
            best[EOF] = ranks[self.rank]
        regression = next((name for name in (REGRESSION, PREDICTORS) if name in self.names), None)
        if regression:
            priors = {prior: self._regression(given, prior, regression == PREDICTORS) for prior in _PRIOR_PIXELS}
            self.prior = min(priors, key=lambda prior: self._error(priors[prior], given, sample, masks))
            best[regression] = priors[self.prior]
        if {MODEL, REGRESSION, PREDICTORS} <= set(self.names):
            best[PREDICTORS] = self._regression(given, self.prior, with_predictors=True)
            without, with_them = (self._error(best[name], given, sample, masks) for name in (REGRESSION, PREDICTORS))
            self.model_with_predictors = with_them < without
        return best

    def _error(self, filler: Filler, given: _Sample, sample: _Sample, masks: list[np.ndarray]) -> float:
        square, count = 0.0, 0
        for number, mask in enumerate(masks):
            said = filler.estimate(given.windows[number], given.predictors_of(number)).mean[mask]
            square += float(((said - sample.windows[number][mask]) ** 2).sum())
            count += said.size
        return square / max(count, 1)

    def _try(
        self, number: int, given: _Sample, sample: _Sample, masks: list[np.ndarray], fitted: dict[str, Filler]
    ) -> _Trial:
        hidden = [mask & np.isfinite(window) for mask, window in zip(masks, sample.windows)]
        date = np.concatenate([np.nonzero(mask)[0] for mask in hidden])

        def chosen(windows: Iterable[np.ndarray]) -> np.ndarray:
            """Return what is hidden of windows, which are made one after another and not kept."""
            return np.concatenate([window[mask] for mask, window in zip(hidden, windows)]).astype(float)

        estimates = {}
        for name in self.names:
            filler = fitted.get(name) or self._fit(name, given)
            parts = []
            for index, (mask, window) in enumerate(zip(hidden, given.windows)):
                checkpoint()
                said = filler.estimate(window, given.predictors_of(index))
                parts.append((said.mean[mask], said.sd[mask]))
            mean, sd = (np.concatenate(part) for part in zip(*parts))
            estimates[name] = Estimate(mean, sd)
        distance = chosen(distance_to_clear(np.isfinite(window)) for window in given.windows)
        dates = date + number * len(self.times)
        return _Trial(chosen(sample.windows), distance, dates, given.empty()[date], estimates)

    def _fit(self, name: str, sample: _Sample) -> Filler:
        if name == EOF:
            return self._eof(sample, self.rank)
        if name in (REGRESSION, PREDICTORS):
            return self._regression(sample, self.prior, name == PREDICTORS)
        if name == MODEL and self.corrected is not None:
            return self.corrected(self._regression(sample, self.prior, self.model_with_predictors))
        method = season_mean if name == "climatology" else annual_cycle
        cells = _thinned(_flat(sample.windows))
        sd = method(self.times, cells, self.cadence).sd
        common = float(np.sqrt((sd[np.isfinite(sd)] ** 2).mean())) if np.isfinite(sd).any() else 0.0
        # One year says nothing of how years differ.
        return CellFiller(self.times, self.cadence, method, common or float(np.nanstd(cells)))

    def _eof(self, sample: _Sample, rank: int) -> RegressionFiller:
        cells = _thinned(_flat(sample.windows))
        spans = _spans(cells, self.days, lambda values, days: fit_eof(values, days, min(rank, len(days) - 2)))
        filler = RegressionFiller(self.days, spans)
        return replace(filler, date_scale=scale_of_dates([filler.residual(window) for window in sample.windows]))

    def _regression(self, sample: _Sample, prior: float, with_predictors: bool) -> RegressionFiller:
        if not with_predictors or sample.predictors is None:
            return fit_regression(sample.windows, self.days, prior)
        drivers = [part.reshape(*part.shape[:2], -1) for part in sample.predictors]
        thinned = _thinned(np.concatenate(drivers, axis=2))
        trend = fit_predictor_trend(_thinned(_flat(sample.windows)), thinned, self.days)
        residuals = []
        for window, given in zip(sample.windows, drivers):
            checkpoint()
            residuals.append(window - trend.predict(given, self.days).reshape(window.shape))
        return replace(fit_regression(residuals, self.days, prior), trend=trend)


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
    spans = _spans(_thinned(_flat(windows)), days, lambda values, dates: fit_dates(values, dates, prior))
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
    cells = _flat(fields)
    count = np.isfinite(cells).sum(axis=1)
    total = np.where(np.isfinite(cells), cells, 0.0) ** 2
    usual = float(total.sum()) / max(int(count.sum()), 1)
    if usual <= 0:
        return np.ones(len(cells))
    return np.sqrt((_DATE_PRIOR_PIXELS + total.sum(axis=1) / usual) / (_DATE_PRIOR_PIXELS + count))


def _spans(
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


def _factors(calibration: Calibration, empty_factor: float, distance: np.ndarray, empty: np.ndarray) -> np.ndarray:
    """Return the factors of standard deviations; `empty` broadcasts to the distances."""
    return np.where(empty, empty_factor, calibration.factor(distance))


def _calibrate(trials: list[_Trial], name: str) -> tuple[Calibration, float]:
    """Return the calibration by distance, and the factor of empty dates."""
    truth = np.concatenate([trial.truth for trial in trials])
    mean = np.concatenate([trial.estimates[name].mean for trial in trials])
    sd = np.concatenate([trial.estimates[name].sd for trial in trials])
    distance = np.concatenate([trial.distance for trial in trials])
    date = np.concatenate([trial.date for trial in trials])
    empty = np.concatenate([trial.empty for trial in trials])
    near = calibrate(truth[~empty], mean[~empty], sd[~empty], distance[~empty], date[~empty])
    if np.count_nonzero(empty) < _FEWEST_HIDDEN:
        return near, near.factors[-1]
    far = calibrate(truth[empty], mean[empty], sd[empty], np.full(truth[empty].shape, np.inf), date[empty])
    return near, far.factors[-1]


def _half_widths(trials: list[_Trial], name: str, calibration: Calibration, empty_factor: float) -> dict[float, float]:
    """Return half the widths of intervals that hold their nominal share of all hidden values, in standard deviations.

    Each is the empirical quantile of the relative errors (Lei et al. 2018, as in :func:`.calibration.calibrate`), drawn
    towards that of the normal distribution as if ten more dates had shown it.
    """
    relative, dates = [], 0
    for trial in trials:
        said = trial.estimates[name]
        hidden = np.isfinite(said.mean) & (said.sd > 0)
        sd = said.sd * _factors(calibration, empty_factor, trial.distance, trial.empty)
        relative.append((np.abs(trial.truth - said.mean)[hidden]) / sd[hidden])
        dates += np.unique(trial.date[hidden]).size
    errors = np.concatenate(relative)
    if errors.size < _FEWEST_HIDDEN:
        return dict(NORMAL_WIDTHS)
    share = dates / (dates + _PRIOR_DATES)
    return {
        level: float(width ** (1 - share) * max(np.quantile(errors, level), 1e-6) ** share)
        for level, width in NORMAL_WIDTHS.items()
    }


def _flat(windows: Sequence[np.ndarray]) -> np.ndarray:
    """Return all pixels of windows side by side, shape (T, N)."""
    return np.concatenate([window.reshape(len(window), -1) for window in windows], axis=1).astype(float)


def _thinned(cells: np.ndarray) -> np.ndarray:
    """Return an even sample of the last axis."""
    return cells[..., :: -(-cells.shape[-1] // _MOST_PIXELS)]
