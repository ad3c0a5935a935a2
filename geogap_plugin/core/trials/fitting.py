"""Methods as they would be used on a series: judged, calibrated and combined on the values that are given alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..calendar import Cadence
from ..estimate import Method
from ..regions.places import Places
from ..series.calibration import Calibrated
from ..series.season_mean import season_mean
from .judging import AUTO, Judgement, judge, judged_cells

SEASON_MEAN = "season_mean"
"""The name of :func:`.season_mean.season_mean` among the methods that are scored."""


@dataclass(frozen=True)
class Fitted:
    """What was learnt about some methods from a sample of cells.

    Parameters
    ----------
    methods : mapping of str to Method
        As they came.
    judgement : Judgement
    judged : Places
        Of the cells that were judged.
    """

    methods: Mapping[str, Method]
    judgement: Judgement
    judged: Places

    def for_cells(self, places: Places) -> dict[str, Method]:
        """Return the calibrated methods, their combination and the mean of the season, for a block of these cells."""
        nearest = places.nearest(self.judged)
        calibrated = {
            name: Calibrated(method, self.judgement.calibration(name)) for name, method in self.methods.items()
        }
        return {**calibrated, AUTO: self.judgement.blend(self.methods, nearest), SEASON_MEAN: season_mean}


def fit_methods(
    times: np.ndarray,
    values: np.ndarray,
    places: Places,
    methods: Mapping[str, Method],
    cadence: Cadence,
    *,
    seed: int = 0,
) -> Fitted:
    """Judge, calibrate and combine methods on a sample of cells, as `judging.estimate_all` does.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing. Of many cells an even sample is judged: :func:`.judging.judged_cells`.
    places : Places
        Of the same cells.
    methods : mapping of str to Method
    cadence : Cadence
    seed : int
    """
    chosen = judged_cells(values)
    return Fitted(methods, judge(times, values[:, chosen], methods, cadence, seed=seed), places.chosen(chosen))
