"""Judging the methods on a series' own hidden values, and choosing the one that comes closest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .calendar import Cadence
from .errors import InputError
from .estimate import Method
from .hiding import own_pattern, scattered
from .scoring import evaluate

_REPETITIONS = 5
_SCATTERED_EPOCHS = 12


@dataclass(frozen=True)
class Score:
    """How one method did on the hidden values, averaged over cells.

    Parameters
    ----------
    rmse, mae, bias, crps : float
        Mean over the cells, in the unit of the series.
    nse : float
        Median over the cells of the Nash-Sutcliffe efficiency.
    coverage90 : float
        Share of the hidden values inside the 90 % interval, 0 to 1.
    count : int
        Number of hidden values.
    """

    rmse: float
    mae: float
    bias: float
    crps: float
    nse: float
    coverage90: float
    count: int


@dataclass(frozen=True)
class Judgement:
    """The scores of all methods and the choice.

    Parameters
    ----------
    best : str
        The method to take.
    scores : dict of str to Score
        Empty where nothing could be hidden.
    design : str
        In words, what was hidden.
    """

    best: str
    scores: dict[str, Score]
    design: str


def judge(
    times: np.ndarray, values: np.ndarray, methods: Mapping[str, Method], cadence: Cadence, *, seed: int = 0
) -> Judgement:
    """Hide known values the way the series' own are missing, let every method fill them, and take the closest.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        A sample of the cells; NaN = missing.
    methods : mapping of str to Method
        In the order of preference where nothing can be hidden.
    cadence : Cadence
    seed : int
        Of the shifts and of the scattered epochs.

    Returns
    -------
    Judgement
        The method with the lowest root mean squared error, averaged over cells.
    """
    try:
        masks, design = _hide(values, seed)
        scored = evaluate(times, values, methods, cadence, masks)
        best = scored.best("rmse")
    except InputError as error:
        return Judgement(next(iter(methods)), {}, f"The methods were not compared. {error.message}")
    scores = {
        name: Score(
            rmse=method.mean("rmse"),
            mae=method.mean("mae"),
            bias=method.mean("bias"),
            crps=method.mean("crps"),
            nse=method.median("nse"),
            coverage90=method.mean("coverage_90"),
            count=scored.hidden,
        )
        for name, method in scored.methods.items()
    }
    return Judgement(best, scores, f"{design}: {scored.hidden} known values of {values.shape[1]} cells were hidden.")


def _hide(values: np.ndarray, seed: int) -> tuple[list[np.ndarray], str]:
    missing = ~np.isfinite(values)
    if missing.any():
        return own_pattern(values, count=_REPETITIONS, seed=seed), "The series' own gaps, moved to other dates"
    hidden = scattered(values, count=_REPETITIONS, length=_SCATTERED_EPOCHS, seed=seed)
    return hidden, "Single dates here and there, as the series has no gaps"
