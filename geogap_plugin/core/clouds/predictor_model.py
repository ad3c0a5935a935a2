"""A model of predictors as a way to fill clouds: it is corrected by clear pixels around and by other dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import numpy as np

from ..calendar import Cadence, as_times
from ..cancellation import checkpoint
from ..errors import InputError, ModelCardError
from ..estimate import Estimate
from ..model_card import ModelCard, PredictorSpec
from ..quantile_moments import spread_weights
from ..series.calibration import Calibration
from ..series.harmonics import YEAR_DAYS
from ..units import conversion
from .cloud_filling import MODEL, REGRESSION, CloudModel, Weights
from .cloud_fitting import fit_clouds
from .date_normal import DateNormal
from .fillers import DateSpan, RegressionFiller
from .residual_kriging import fit_correlogram

DATE_FEATURES = ("year, cosine", "year, sine", "day, cosine", "day, sine")
"""What the model sees of each date: the day of the year and the hour of the day (UTC), as places on a circle."""

PIXELS = 50_000
"""Pixels in one prediction, in whole images: about 200 MB with layers of 512 filters."""

_FEWEST_DATES = 3
_BEYOND_SEEN = 0.05
_MARGIN = 0.25

Predict = Callable[[dict[str, np.ndarray]], Mapping[str, np.ndarray]]


def feature_names(specs: Sequence[PredictorSpec]) -> tuple[str, ...]:
    """Return the names of what :func:`encode` makes of predictors and dates, in its order."""
    names: list[str] = []
    for spec in specs:
        names += [f"{spec.name} = {number}" for number in spec.classes] or [spec.name, f"{spec.name} known"]
    return (*names, *DATE_FEATURES)


def encode(predictors: np.ndarray, days: np.ndarray, specs: Sequence[PredictorSpec]) -> np.ndarray:
    """Return what the model sees of every pixel, float32 of shape (T, h, w, F).

    A quantity is standardised, held within the range that was seen in training and a quarter of it to either side (a
    day may be warmer than all scenes that were trained on), and comes with 1 where it is known; where it is missing,
    both are 0, as they are beyond the edge of an image for a network that pads with zeros. Classes have a 1 each; one
    that was not seen counts as missing.

    Parameters
    ----------
    predictors : ndarray, shape (P, T, h, w)
        In the units and the order of the specifications; NaN = missing.
    days : ndarray, shape (T,)
        Dates in days since 1970, UTC.
    specs : sequence of PredictorSpec, length P
    """
    inputs = np.zeros((*predictors.shape[1:], len(feature_names(specs))), dtype=np.float32)
    column = 0
    for values, spec in zip(predictors, specs):
        if spec.classes:
            for number in spec.classes:
                inputs[..., column] = values == number
                column += 1
            continue
        known = np.isfinite(values)
        if spec.seen is not None:
            margin = _MARGIN * (spec.seen.high - spec.seen.low)
            values = np.clip(values, spec.seen.low - margin, spec.seen.high + margin)
        inputs[..., column] = np.where(known, (values - spec.mean) / spec.sd, 0.0)
        inputs[..., column + 1] = known
        column += 2
    for period in (YEAR_DAYS, 1.0):
        angle = (2 * np.pi * days / period)[:, np.newaxis, np.newaxis]
        inputs[..., column] = np.cos(angle)
        inputs[..., column + 1] = np.sin(angle)
        column += 2
    return inputs


@dataclass(frozen=True)
class Offered:
    """A predictor that a user gives.

    Parameters
    ----------
    names : tuple of str
        All that it goes by, such as the names of its variable and of its file.
    unit : str
        "" where it is not known.
    """

    names: tuple[str, ...]
    unit: str = ""

    def __str__(self) -> str:
        names = " = ".join(dict.fromkeys(self.names))
        return f"{names} ({self.unit})" if self.unit else names


class PredictorModel:
    """A model of the task “predictors”.

    Parameters
    ----------
    card : ModelCard
    predict : callable
        Takes and returns a mapping of tensor name to float32 array, images first.

    Raises
    ------
    ModelCardError
        If the card is not of a model of predictors whose inputs this version of GeoGap computes.
    """

    def __init__(self, card: ModelCard, predict: Predict) -> None:
        card.check_use("predictors", feature_names(card.predictors))
        if 0.5 not in card.quantiles:
            raise ModelCardError(f"quantiles: the model {card.name} has no median (0.5), which is what it fills with.")
        self.card = card
        self._predict = predict

    def order(self, offered: Sequence[Offered]) -> list[int]:
        """Return which of the given predictors is which of the model's, by name; capitals do not matter.

        Raises
        ------
        InputError
            If one of the model's is missing, is there twice, or has another unit; the message names both sides.
        """
        order, problems = [], []
        for spec in self.card.predictors:
            name = spec.name.casefold()
            found = [index for index, one in enumerate(offered) if name in {known.casefold() for known in one.names}]
            if len(found) != 1:
                problems.append(f"“{spec.name}” is {'there more than once' if found else 'missing'}")
                continue
            unit = offered[found[0]].unit
            if spec.unit and unit and not _are_one_unit(unit, spec.unit):
                problems.append(f"“{spec.name}” is in {unit} instead of {spec.unit}")
            order += found
        if problems:
            needed = ", ".join(str(Offered((spec.name,), spec.unit)) for spec in self.card.predictors)
            given = ", ".join(map(str, offered)) or "none"
            raise InputError(
                f"The predictors are not those of the model {self.card.name}: {'; '.join(problems)}. It needs: "
                f"{needed}. Given: {given}. Name a file or its variable as the model calls it."
            )
        return order

    def estimate(self, predictors: np.ndarray, days: np.ndarray) -> Estimate:
        """Estimate images from predictors alone: the median and its calibrated standard deviation, each (T, h, w).

        Parameters
        ----------
        predictors : ndarray, shape (P, T, h, w)
            In the order of the card; NaN = missing.
        days : ndarray, shape (T,)
            Dates in days since 1970, UTC.

        Raises
        ------
        ModelCardError
            If the model's output has another shape than its card says.
        """
        levels = self.card.quantiles
        mean, sd = np.empty(predictors.shape[1:]), np.empty(predictors.shape[1:])
        factor = float(self.card.conformal_factor(np.array([np.inf]))[0])
        size = max(1, PIXELS // max(1, mean[0].size))
        for first in range(0, len(days), size):
            checkpoint()
            dates = slice(first, first + size)
            quantiles = self._quantiles(encode(predictors[:, dates], days[dates], self.card.predictors))
            mean[dates] = quantiles[..., levels.index(0.5)]
            sd[dates] = factor * (quantiles.astype(float) @ spread_weights(levels))
        return Estimate(mean, sd)

    def out_of_domain(self, predictors: np.ndarray) -> list[str]:
        """Say of which predictors more than a twentieth of the values is beyond what was seen in training.

        Parameters
        ----------
        predictors : ndarray, shape (P, ...)
            In the order of the card; NaN = missing.
        """
        reasons = []
        for values, spec in zip(predictors, self.card.predictors):
            known = values[np.isfinite(values)]
            if spec.seen is None:
                beyond, seen = ~np.isin(known, spec.classes), f"classes {', '.join(map(str, spec.classes))}"
            else:
                beyond, seen = (known < spec.seen.low) | (known > spec.seen.high), f"{spec.seen} {spec.unit}".strip()
            if known.size and beyond.mean() > _BEYOND_SEEN:
                reasons.append(
                    f"{100 * beyond.mean():.0f} % of the values of {spec.name} are beyond those that the model was "
                    f"trained on ({seen}). Check the unit and the season."
                )
        return reasons

    def has_seen(self, files: Iterable[str]) -> bool:
        """Whether the model was trained on one of these files, by their names: its errors there are of known values."""
        return not {data.name for data in self.card.training.data}.isdisjoint(PurePath(file).name for file in files)

    def _quantiles(self, inputs: np.ndarray) -> np.ndarray:
        """Return the quantiles of encoded images, those that cross put in order (Chernozhukov et al. 2010)."""
        name = self.card.outputs[0].name
        outputs = self._predict({self.card.inputs[0].name: inputs})
        expected = (*inputs.shape[:3], len(self.card.quantiles))
        if name not in outputs or outputs[name].shape != expected:
            got = outputs[name].shape if name in outputs else "nothing"
            raise ModelCardError(f"outputs[0]: the model returned {got} as {name}; its card promises {expected}.")
        return np.sort(outputs[name], axis=3)


@dataclass(frozen=True)
class PredictorFiller:
    """A model of predictors, and a regression that fills what it leaves.

    Parameters
    ----------
    model : PredictorModel
    order : list of int
        Which of the given predictors is which of the model's.
    base : RegressionFiller
        Of observed values less the model's: other dates and clear pixels around correct its estimate.
    """

    model: PredictorModel
    order: list[int]
    base: RegressionFiller

    def estimate(self, values: np.ndarray, predictors: np.ndarray | None) -> Estimate:
        """Estimate `values` (T, h, w; NaN = missing) everywhere, with `predictors` (P, T, h, w).

        Where an image shows nothing, its level is the model's alone, and so is the least uncertainty: that of scenes
        held out in training. What it leaves of scenes that it was trained on says too little of others.

        Raises
        ------
        InputError
            If there are no predictors.
        """
        if predictors is None:
            raise InputError(f"The model {self.model.card.name} fills from predictors, and none are given.")
        said = self.model.estimate(predictors[self.order], self.base.days)
        rest = self.base.estimate(values - said.mean, None)
        shown = np.isfinite(values).any(axis=(1, 2))[:, np.newaxis, np.newaxis]
        return Estimate(said.mean + rest.mean, np.where(shown, rest.sd, np.maximum(rest.sd, said.sd)))


def fit_predictor_model(
    model: PredictorModel,
    windows: Sequence[np.ndarray],
    times: np.ndarray,
    predictors: Sequence[np.ndarray],
    offered: Sequence[Offered],
    cadence: Cadence | None = None,
    seed: int = 0,
) -> CloudModel:
    """Fit what corrects a model of predictors to windows of a stack.

    What is observed less what the model says of it is regressed on other dates and kriged, judged and calibrated on
    clouds laid over known pixels, as any stack is (:func:`.cloud_fitting.fit_clouds`): regression kriging with a
    network as the trend (Hengl, Heuvelink & Rossiter 2007, Comput. Geosci. 33, 1301-1315). With fewer than three dates
    that have values, each is corrected by the mean of its clear pixels and by those around, and nothing is judged.

    Parameters
    ----------
    model : PredictorModel
    windows : sequence of ndarray, shape (T, h, w)
        NaN = missing; :func:`.cloud_fitting.sample_windows` says where to take them.
    times : ndarray of datetime64, shape (T,), ascending
    predictors : sequence of ndarray, shape (P, T, h, w)
        Of the same windows.
    offered : sequence of Offered, length P
        How each predictor is called.
    cadence : Cadence, optional
    seed : int

    Raises
    ------
    InputError
        If the predictors are not those of the model.
    """
    order = model.order(offered)
    times = as_times(times)
    days = times.astype(np.int64) / 86400.0
    said = [model.estimate(part[order], days) for part in predictors]
    residuals = [window - part.mean for window, part in zip(windows, said)]
    weights = Weights({MODEL: 1.0}, {MODEL: 1.0})
    seen = np.any([np.isfinite(window).any(axis=(1, 2)) for window in windows], axis=0)
    if np.count_nonzero(seen) < _FEWEST_DATES:
        filler = PredictorFiller(model, order, _alone(residuals, [part.sd for part in said], days))
        return CloudModel({MODEL: filler}, weights, ~seen, Calibration(), 1.0, {}, from_predictors=True)
    fitted = fit_clouds(residuals, times, REGRESSION, None, cadence, seed)
    base = fitted.fillers[REGRESSION]
    if not isinstance(base, RegressionFiller):
        raise TypeError("the regression is fitted as a regression")
    return replace(
        fitted,
        fillers={MODEL: PredictorFiller(model, order, base)},
        weights=weights,
        scores={MODEL: fitted.scores[REGRESSION]} if fitted.scores else {},
        from_predictors=True,
    )


def _are_one_unit(unit: str, other: str) -> bool:
    try:
        return conversion(unit, other) == (1.0, 0.0)
    except InputError:
        return False


def _alone(residuals: list[np.ndarray], spreads: list[np.ndarray], days: np.ndarray) -> RegressionFiller:
    """Return a correction of each date by itself: its mean residual, and kriging."""
    cells = np.concatenate([part.reshape(len(days), -1) for part in residuals], axis=1)
    expected = np.concatenate([part.reshape(len(days), -1) for part in spreads], axis=1)
    known = np.isfinite(cells)
    count = np.maximum(known.sum(axis=1), 1)
    mean = np.where(known, cells, 0.0).sum(axis=1) / count
    spread = np.where(known, (cells - mean[:, np.newaxis]) ** 2, 0.0).sum(axis=1) / count
    variance = np.where(known.any(axis=1), spread, (expected**2).mean(axis=1))
    variance = np.maximum(variance, 1e-6 * float((expected**2).mean()))
    whole = slice(0, len(days))
    scaled = [(part - mean[:, None, None]) / np.sqrt(variance)[:, None, None] for part in residuals]
    return RegressionFiller(
        days, (DateSpan(whole, whole, DateNormal(mean, np.diag(variance))),), None, fit_correlogram(scaled)
    )
