"""Fitting the methods that fill clouds, and judging them: cloud shapes of other dates are laid over known pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..calendar import Cadence, as_times, detect_cadence
from ..cancellation import cancellation, checkpoint
from ..errors import InputError
from ..estimate import Estimate
from ..series.blending import convex_weights
from ..series.calibration import Calibration, calibrate
from ..series.season_mean import season_mean
from .annual_cycle import annual_cycle
from .clear_distance import distance_to_clear
from .cloud_filling import (
    AUTO,
    EOF,
    METHODS,
    MODEL,
    NORMAL_WIDTHS,
    PREDICTORS,
    REGRESSION,
    CloudFill,
    CloudModel,
    CloudScore,
    Weights,
    sd_factors,
    tiles,
)
from .cloud_shapes import lay_clouds
from .eof import RANKS, fit_eof
from .fillers import CellFiller, Filler, RegressionFiller, fit_regression, fit_spans, flat, scale_of_dates, thinned
from .predictor_trend import fit_predictor_trend

SAMPLE_WINDOW = 64
MOST_WINDOWS = 8

_PRIOR_PIXELS = (100.0, 1000.0)
_ROUNDS = 2
_SHARE = 0.12
"""Of the known values that clouds are laid over, and of the dates that are emptied where some are empty."""
_FEWEST_HIDDEN = 100
_LEAST_CLEAR = 0.01
_PRIOR_DATES = 10.0


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
        cells = np.isfinite(flat(self.windows))
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
            factors = sd_factors(*calibrated, trial.distance, trial.empty)
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
        cells = thinned(flat(sample.windows))
        sd = method(self.times, cells, self.cadence).sd
        common = float(np.sqrt((sd[np.isfinite(sd)] ** 2).mean())) if np.isfinite(sd).any() else 0.0
        # One year says nothing of how years differ.
        return CellFiller(self.times, self.cadence, method, common or float(np.nanstd(cells)))

    def _eof(self, sample: _Sample, rank: int) -> RegressionFiller:
        cells = thinned(flat(sample.windows))
        spans = fit_spans(cells, self.days, lambda values, days: fit_eof(values, days, min(rank, len(days) - 2)))
        filler = RegressionFiller(self.days, spans)
        return replace(filler, date_scale=scale_of_dates([filler.residual(window) for window in sample.windows]))

    def _regression(self, sample: _Sample, prior: float, with_predictors: bool) -> RegressionFiller:
        if not with_predictors or sample.predictors is None:
            return fit_regression(sample.windows, self.days, prior)
        drivers = [part.reshape(*part.shape[:2], -1) for part in sample.predictors]
        explained, explaining = thinned(flat(sample.windows)), thinned(np.concatenate(drivers, axis=2))
        trend = fit_predictor_trend(explained, explaining, self.days)
        residuals = []
        for window, given in zip(sample.windows, drivers):
            checkpoint()
            residuals.append(window - trend.predict(given, self.days).reshape(window.shape))
        return replace(fit_regression(residuals, self.days, prior), trend=trend)


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
        sd = said.sd * sd_factors(calibration, empty_factor, trial.distance, trial.empty)
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
