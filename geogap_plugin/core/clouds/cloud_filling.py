"""Filling clouds in a stack of images: fitted methods, their combination, and its calibrated uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np

from ..cancellation import checkpoint
from ..estimate import Estimate
from ..series.blending import combine
from ..series.calibration import Calibration
from .clear_distance import distance_to_clear
from .fillers import CellFiller, Filler, RegressionFiller
from .neighbours import fill_from_neighbours

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

_VALUES_AT_ONCE = 200_000

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
            factor = sd_factors(self.calibration, self.empty_factor, distance_to_clear(observed[one]), self.empty[one])
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


def sd_factors(calibration: Calibration, empty_factor: float, distance: np.ndarray, empty: np.ndarray) -> np.ndarray:
    """Return the factors of standard deviations; `empty` broadcasts to the distances."""
    return np.where(empty, empty_factor, calibration.factor(distance))


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
