"""A model of image patches as a way to fill clouds: it corrects the regression on other dates with what lies around."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint
from ..errors import ModelCardError
from ..estimate import Estimate
from ..model_card import ModelCard
from ..quantile_moments import mean_weights, spread_weights
from .clear_distance import distance_to_clear
from .fillers import Layers, RegressionFiller

OTHERS = 3
"""Other dates that the model sees: those most like the date that it fills."""

FEATURES = (
    "kriged",
    "residual",
    "clear",
    "left",
    "level",
    "detail",
    "spread",
    *(f"{name}_{number}" for number in range(1, OTHERS + 1) for name in ("residual", "clear")),
)
"""What the model sees of each pixel, in units of the standard deviation of the regression: see :func:`encode`."""

ALIGNMENT = 8
"""Heights and widths are made multiples of this many pixels, as a network that halves images thrice needs them."""

PIXELS = 200_000
"""Pixels in one prediction: about 100 MB with the network's own layers."""

_CUT = 6.0
_LEAST = 1e-3
_BLUR = 4

Predict = Callable[[dict[str, np.ndarray]], Mapping[str, np.ndarray]]


@dataclass(frozen=True)
class Surroundings:
    """What a fitted regression tells of the dates of a stack.

    Parameters
    ----------
    level, scale : ndarray, shape (T,)
        Mean and standard deviation of each date's values, in the unit of the series.
    others : ndarray of int, shape (T, OTHERS)
        The dates most correlated with each, best first; -1 where there are too few.
    """

    level: np.ndarray
    scale: np.ndarray
    others: np.ndarray

    @classmethod
    def of(cls, filler: RegressionFiller) -> Surroundings:
        """Read them off the distribution of the dates."""
        count = len(filler.days)
        level, scale = np.empty(count), np.empty(count)
        others = np.full((count, OTHERS), -1)
        for span in filler.spans:
            sd = np.sqrt(np.diagonal(span.normal.covariance))
            alike = np.abs(span.normal.covariance) / np.outer(sd, sd)
            np.fill_diagonal(alike, -1.0)
            best = np.argsort(-alike, axis=1, kind="stable")[:, : min(OTHERS, len(sd) - 1)]
            own = np.arange(span.target.start, span.target.stop)
            within = own - span.context.start
            level[own], scale[own] = span.normal.mean[within], sd[within]
            others[own, : best.shape[1]] = best[within] + span.context.start
        return cls(level, scale, others)


def encode(layers: Layers, surroundings: Surroundings, dates: np.ndarray) -> np.ndarray:
    """Return what the model sees of some dates, float32 of shape (D, h, w, F).

    All is in standard deviations of the regression and so without a unit: what is kriged and what is left after it;
    the residuals of clear pixels (0 under clouds) and where they are; the regressed value's anomaly from the date's
    mean in units of the date's standard deviation, its detail (less its mean over 9 x 9 pixels) in units of the
    regression's, and the logarithm of the one over the other; residuals and clear pixels of the dates most alike.

    Parameters
    ----------
    layers : Layers
        Of the whole stack, each of shape (T, h, w).
    surroundings : Surroundings
    dates : ndarray of int, shape (D,)
    """
    regressed, spread = layers.regressed[dates], layers.spread[dates]
    level, scale = (part[dates][:, np.newaxis, np.newaxis] for part in (surroundings.level, surroundings.scale))
    columns = {
        "kriged": np.clip(layers.kriged[dates], -_CUT, _CUT),
        **_seen(layers.residual[dates], ""),
        "left": layers.left[dates],
        "level": np.clip((regressed - level) / scale, -_CUT, _CUT),
        "detail": np.clip((regressed - _blurred(regressed)) / spread, -_CUT, _CUT),
        "spread": np.log(np.clip(spread / scale, _LEAST, 1 / _LEAST)),
    }
    for number, others in enumerate(surroundings.others[dates].T, 1):
        there = (others >= 0)[:, np.newaxis, np.newaxis]
        columns |= _seen(np.where(there, layers.residual[others], np.nan), f"_{number}")
    inputs = np.empty((*regressed.shape, len(FEATURES)), dtype=np.float32)
    for index, name in enumerate(FEATURES):
        inputs[..., index] = columns[name]
    return inputs


def _seen(residual: np.ndarray, suffix: str) -> dict[str, np.ndarray]:
    clear = np.isfinite(residual)
    return {f"residual{suffix}": np.where(clear, np.clip(residual, -_CUT, _CUT), 0.0), f"clear{suffix}": clear}


def _blurred(images: np.ndarray) -> np.ndarray:
    """Return the mean over the 9 x 9 pixels around each, of those inside the image."""
    for axis in (1, 2):
        size = images.shape[axis]
        first = np.maximum(np.arange(size) - _BLUR, 0)
        last = np.minimum(np.arange(size) + _BLUR + 1, size)
        start = np.zeros_like(images[:, :1] if axis == 1 else images[:, :, :1])
        total = np.concatenate([start, np.cumsum(images, axis=axis)], axis=axis)
        count = (last - first).reshape((-1, 1) if axis == 1 else (1, -1))
        images = (np.take(total, last, axis) - np.take(total, first, axis)) / count
    return images


class PatchModel:
    """A model of the task “patch”, which makes fillers of fitted regressions.

    Parameters
    ----------
    card : ModelCard
    predict : callable
        Takes and returns a mapping of tensor name to float32 array, images first.

    Raises
    ------
    ModelCardError
        If the card is not of a patch model whose inputs this version of GeoGap computes.
    """

    def __init__(self, card: ModelCard, predict: Predict) -> None:
        card.check_use("patch", FEATURES)
        self.card = card
        self._predict = predict

    def on(self, base: RegressionFiller) -> PatchFiller:
        """Return the filler that corrects a fitted regression."""
        return PatchFiller(self, base, Surroundings.of(base))

    def quantiles(self, inputs: np.ndarray) -> np.ndarray:
        """Return the quantiles of encoded images (D, h, w, F), in standard deviations of the regression after kriging.

        Quantiles that cross are put in order (Chernozhukov et al. 2010, Econometrica 78, 1093-1125).

        Returns
        -------
        ndarray of float32, shape (D, h, w, Q)

        Raises
        ------
        ModelCardError
            If the model's output has another shape than its card says.
        """
        height, width = inputs.shape[1:3]
        margin = [(0, 0), (0, -height % ALIGNMENT), (0, -width % ALIGNMENT), (0, 0)]
        padded = np.pad(inputs, margin)
        name = self.card.outputs[0].name
        outputs = self._predict({self.card.inputs[0].name: padded})
        expected = (*padded.shape[:3], len(self.card.quantiles))
        if name not in outputs or outputs[name].shape != expected:
            got = outputs[name].shape if name in outputs else "nothing"
            raise ModelCardError(f"outputs[0]: the model returned {got} as {name}; its card promises {expected}.")
        return np.sort(outputs[name][:, :height, :width], axis=3)


@dataclass(frozen=True)
class PatchFiller:
    """A regression that a model corrects under clouds.

    Parameters
    ----------
    model : PatchModel
    base : RegressionFiller
    surroundings : Surroundings
        Of the base.
    """

    model: PatchModel
    base: RegressionFiller
    surroundings: Surroundings

    def estimate(self, values: np.ndarray, predictors: np.ndarray | None = None) -> Estimate:
        """Estimate `values` (T, h, w; NaN = missing) everywhere, with `predictors` (P, T, h, w)."""
        return self.correct(self.base.layers(values, predictors))

    def correct(self, layers: Layers) -> Estimate:
        """Correct what the base says of a stack.

        Clear pixels get the regression's estimate: no network is trained on these. The uncertainty is the slope of the
        predicted quantiles over those of the standard normal distribution, times the card's factor for the distance to
        the nearest clear pixel.
        """
        mean, sd = layers.mean, layers.sd * self.base.scale_at(slice(None))
        clear = np.isfinite(layers.residual)
        centre, slope = mean_weights(self.model.card.quantiles), spread_weights(self.model.card.quantiles)
        cloudy = np.flatnonzero(~clear.all(axis=(1, 2)))
        size = max(1, PIXELS // mean[0].size)
        for first in range(0, cloudy.size, size):
            checkpoint()
            dates = cloudy[first : first + size]
            quantiles = self.model.quantiles(encode(layers, self.surroundings, dates))
            factor = self.model.card.conformal_factor(distance_to_clear(clear[dates]))
            unit = np.where(clear[dates], 0.0, layers.spread[dates] * layers.left[dates])
            mean[dates] += unit * (quantiles @ centre)
            sd[dates] *= np.where(clear[dates], 1.0, factor * (quantiles @ slope))
        return Estimate(mean, sd)
