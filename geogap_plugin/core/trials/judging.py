"""Judging the methods on a series' own hidden values: their scores, their calibration, and how to combine them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..calendar import Cadence
from ..errors import InputError
from ..estimate import Estimate, Method
from ..series.blending import Blend, combine, convex_weights
from ..series.calibration import Calibration, calibrate
from ..series.harmonics import clock
from ..series.season_mean import seasonal_cycle
from .hiding import own_pattern, scattered
from .scoring import score_cells
from .trial import Trial, run_trial

AUTO = "auto"
"""The name of the combination of methods."""

MOST_CELLS = 400
"""Cells that are judged at most; the others are treated like the nearest of them."""

_MOST_PATTERNS = 60
_REPETITIONS = 8
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
    """The scores of all methods, the calibration of each, and the weights of their combination.

    Parameters
    ----------
    best : str
        What to take: :data:`AUTO` where methods were combined, otherwise a method's name.
    scores : dict of str to Score
        Of every method and, where there are several, of the combination. Empty where nothing could be hidden.
    design : str
        In words, what was hidden.
    methods : tuple of str
        The M methods that were judged.
    calibrations : dict of str to Calibration
        For each entry of the scores.
    weights : ndarray, shape (M, N)
        Of the methods, in their order, in each judged cell; a method taken alone has the weight 1.
    """

    best: str
    scores: dict[str, Score]
    design: str
    methods: tuple[str, ...]
    calibrations: dict[str, Calibration]
    weights: np.ndarray

    def calibration(self, name: str) -> Calibration:
        """Return the calibration of a method; factors of 1 where nothing could be hidden."""
        return self.calibrations.get(name, Calibration())

    def blend(self, methods: Mapping[str, Method], nearest: np.ndarray) -> Blend:
        """Return what was chosen as a method for N cells.

        Parameters
        ----------
        methods : mapping of str to Method
            Those that were judged.
        nearest : ndarray of int, shape (N,)
            Index of the judged cell that each cell is treated like.
        """
        return Blend(methods, self.weights[:, nearest], self.calibration(self.best))

    def shares(self) -> dict[str, tuple[float, float]]:
        """Return each method's mean weight, and the share of the judged cells in which its weight is the largest."""
        won = np.bincount(np.argmax(self.weights, axis=0), minlength=len(self.methods)) / self.weights.shape[1]
        return dict(zip(self.methods, zip(self.weights.mean(axis=1).tolist(), won.tolist())))

    def mixture(self) -> str:
        """Return what was taken in words: one method's name, or the mean weights such as “model 60 %, gp 40 %”."""
        if len(self.methods) == 1 or not self.scores:
            return self.best
        parts = [f"{name} {weight:.0%}".replace("%", " %") for name, (weight, _) in self.shares().items() if weight]
        return ", ".join(parts)


def judge(
    times: np.ndarray, values: np.ndarray, methods: Mapping[str, Method], cadence: Cadence, *, seed: int = 0
) -> Judgement:
    """Hide known values the way the series' own are missing, and let every method fill them.

    The combination is scored with weights and calibration, and every method with a calibration, that come from the
    other repetitions than the one that is scored.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        A sample of the cells; NaN = missing.
    methods : mapping of str to Method
        In the order of preference where nothing can be hidden. Several are combined.
    cadence : Cadence
    seed : int
        Of the shifts and of the scattered epochs.
    """
    names = list(methods)
    try:
        masks, design = _hide(values, seed)
    except InputError as error:
        alone = np.zeros((len(names), max(values.shape[1], 1)))
        alone[0] = 1.0
        return Judgement(names[0], {}, f"The methods were not compared. {error.message}", tuple(names), {}, alone)
    trial = run_trial(times, values, methods, cadence, masks)
    weights = convex_weights(trial.errors()) if len(names) > 1 else np.ones((1, values.shape[1]))
    season = seasonal_cycle(values, clock(times, cadence).seasons)[trial.epoch]
    crossed = _cross_fitted(trial)
    full = trial if len(names) == 1 else _with_blend(trial, weights)
    return Judgement(
        best=AUTO if len(names) > 1 else names[0],
        scores={name: _score(trial.truth, estimate, season) for name, estimate in crossed.items()},
        design=f"{design}: {int(np.isfinite(trial.truth).sum())} known values of {values.shape[1]} cells were hidden.",
        methods=tuple(names),
        calibrations={
            name: calibrate(trial.truth, estimate.mean, estimate.sd, trial.distance)
            for name, estimate in full.estimates.items()
        },
        weights=weights,
    )


def judged_cells(values: np.ndarray) -> np.ndarray:
    """Return the indices of the cells that are worth judging: an even sample, in order.

    Methods work once for every pattern of missing values. Where clouds give each cell its own, fewer cells are judged.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    """
    cells = values.shape[1]
    sampled = _even(cells, MOST_CELLS)
    patterns = np.unique(np.packbits(np.isfinite(values[:, sampled]), axis=0), axis=1).shape[1]
    return sampled if patterns <= _MOST_PATTERNS else _even(cells, _MOST_PATTERNS)


def _even(cells: int, most: int) -> np.ndarray:
    return np.unique(np.linspace(0, cells - 1, min(cells, most)).round().astype(int))


def estimate_all(
    times: np.ndarray, values: np.ndarray, methods: Mapping[str, Method], cadence: Cadence, *, seed: int = 0
) -> dict[str, Estimate]:
    """Fill with every method and with their combination, all calibrated on the very values that are given.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    values : ndarray, shape (T, N)
        NaN = missing. Many cells are judged by an even sample of them: :func:`judged_cells`.
    methods : mapping of str to Method
    cadence : Cadence
    seed : int

    Returns
    -------
    dict of str to Estimate
        Of each method, and of :data:`AUTO` where there are several; each of shape (T, N).
    """
    cells = values.shape[1]
    sampled = judged_cells(values)
    judgement = judge(times, values[:, sampled], methods, cadence, seed=seed)
    raw = {name: method(times, values, cadence) for name, method in methods.items()}
    if len(methods) > 1:
        nearest = np.searchsorted((sampled[1:] + sampled[:-1]) / 2, np.arange(cells))
        raw[AUTO] = combine(list(raw.values()), judgement.weights[:, nearest])
    return {name: judgement.calibration(name).apply(estimate, times, values, cadence) for name, estimate in raw.items()}


def _with_blend(trial: Trial, weights: np.ndarray) -> Trial:
    """Return the trial with the combination beside the methods."""
    return replace(trial, estimates={**trial.estimates, AUTO: combine(list(trial.estimates.values()), weights)})


def _cross_fitted(trial: Trial) -> dict[str, Estimate]:
    """Return what every method and the combination say of each repetition, fitted on the other repetitions."""
    repetitions = np.unique(trial.repetition)
    names = [*trial.estimates, AUTO] if len(trial.estimates) > 1 else list(trial.estimates)
    shape = trial.truth.shape
    result = {name: Estimate(np.full(shape, np.nan), np.full(shape, np.nan)) for name in names}
    for repetition in repetitions:
        scored = trial.repetition == repetition
        others = ~scored if len(repetitions) > 1 else scored
        if len(trial.estimates) > 1:
            trial_here = _with_blend(trial, convex_weights(trial.errors()[:, others]))
        else:
            trial_here = trial
        for name, estimate in trial_here.estimates.items():
            calibration = calibrate(
                trial.truth[others], estimate.mean[others], estimate.sd[others], trial.distance[others]
            )
            result[name].mean[scored] = estimate.mean[scored]
            result[name].sd[scored] = estimate.sd[scored] * calibration.factor(trial.distance[scored])
    return result


def _score(truth: np.ndarray, estimate: Estimate, season: np.ndarray) -> Score:
    cells = score_cells(truth, estimate.mean, estimate.sd, season)

    def over_cells(metric: str, summary: Callable[[np.ndarray], float] = np.mean) -> float:
        known = cells[metric][np.isfinite(cells[metric])]
        return float(summary(known)) if known.size else float("nan")

    return Score(
        rmse=over_cells("rmse"),
        mae=over_cells("mae"),
        bias=over_cells("bias"),
        crps=over_cells("crps"),
        nse=over_cells("nse", np.median),
        coverage90=over_cells("coverage_90"),
        count=int(np.isfinite(truth).sum()),
    )


def _hide(values: np.ndarray, seed: int) -> tuple[list[np.ndarray], str]:
    missing = ~np.isfinite(values)
    if missing.any():
        return own_pattern(values, count=_REPETITIONS, seed=seed), "The series' own gaps, moved to other dates"
    hidden = scattered(values, count=_REPETITIONS, length=_SCATTERED_EPOCHS, seed=seed)
    return hidden, "Single dates here and there, as the series has no gaps"
