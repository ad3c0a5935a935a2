"""How good fillings are: errors, efficiencies, skill and honesty, with bootstrap intervals over gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint
from ..errors import InputError
from . import scoring
from .bootstrap import RESAMPLES, Interval, interval, resample_counts
from .fitting import SEASON_MEAN
from .hidden_values import HiddenValues
from .scoring import LEVELS, Moments

ERRORS = ("rmse", "mae", "bias", "crps", "width_50", "width_80", "width_90")
"""Metrics in the unit of the series."""

PURE = (
    "nse",
    "kge",
    "pcc",
    "nse_deseasonalised",
    "kge_deseasonalised",
    "pcc_deseasonalised",
    "skill_climatology",
    "skill_simple",
    "coverage_50",
    "coverage_80",
    "coverage_90",
)
"""Metrics without a unit."""

METRICS = (*ERRORS, *PURE)

SIMPLE = (SEASON_MEAN, "linear", "climatology", "harmonic")
"""The baselines of which the best one is what a method must beat."""

RELIABILITY_LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

_FEWEST_VALUES = 5
_LENGTH_CLASSES = (1, 3, 6, 12, 24)
_BAND_WIDTHS = (30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)
_FEWEST_BANDS = 3


@dataclass(frozen=True)
class ScoreRow:
    """The scores of one method on some of the hidden values.

    Parameters
    ----------
    method : str
    scope : {"all", "gap length", "latitude"}
        What the values were chosen by.
    part : str
        Which of them these are: epochs of a gap, degrees of latitude; '' for all.
    values, cells, gaps : int
        How many hidden values, in how many cells and gaps.
    metrics : dict of str to Interval
        By the names in :data:`METRICS`.
    """

    method: str
    scope: str
    part: str
    values: int
    cells: int
    gaps: int
    metrics: dict[str, Interval]


@dataclass(frozen=True)
class ScoreTable:
    """All rows, and the simple baseline that skill is measured against.

    Parameters
    ----------
    rows : list of ScoreRow
    simple : str
        Of :data:`SIMPLE`, the one with the lowest RMSE on all hidden values.
    """

    rows: list[ScoreRow]
    simple: str

    def overall(self) -> dict[str, ScoreRow]:
        """Return the row of every method over all hidden values."""
        return {row.method: row for row in self.rows if row.scope == "all"}

    def part(self, scope: str, method: str) -> list[ScoreRow]:
        """Return the rows of a method for one scope, in order."""
        return [row for row in self.rows if row.scope == scope and row.method == method]

    def best(self, names: Sequence[str]) -> str:
        """Return which of these methods has the lowest RMSE on all hidden values."""
        return _closest(self.overall(), names)


def score_table(
    hidden: HiddenValues,
    weights: np.ndarray,
    *,
    latitude: np.ndarray | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> ScoreTable:
    """Score every method on all hidden values, by the length of the gap, and by latitude.

    Errors, coverage and widths are averages over all hidden values, weighted by the area of their cells. NSE, KGE and
    PCC are computed for each cell on its own, so that differences between places do not pass for skill, and the
    area-weighted median over the cells is reported; a cell counts with five hidden values or more. Skill is
    1 - RMSE / RMSE of the reference. Intervals hold 90 % of the scores of samples drawn with replacement from the
    gaps; the reference is drawn with the same gaps.

    Parameters
    ----------
    hidden : HiddenValues
    weights : ndarray, shape (N,)
        Relative area of every cell.
    latitude : ndarray, shape (N,), optional
        Degrees; without them there are no rows by latitude.
    resamples : int
    seed : int

    Raises
    ------
    InputError
        If there is nothing to score.
    """
    if not hidden.truth.size:
        raise InputError("No hidden value was filled, so nothing can be scored. Choose another design or method.")
    scopes = [("all", "", np.ones(hidden.truth.size, dtype=bool)), *_by_length(hidden)]
    if latitude is not None:
        scopes += _by_latitude(latitude[hidden.cell])
    rows: list[ScoreRow] = []
    simple = ""
    for scope, part, chosen in scopes:
        checkpoint()
        some = hidden.where(chosen)
        gaps, some_gap = np.unique(some.gap, return_inverse=True)
        cells, some_cell = np.unique(some.cell, return_inverse=True)
        counts = resample_counts(gaps.size, resamples, seed=seed)
        sums = _Sums(counts, some_gap, some_cell, cells.size)
        found = {name: _replicates(some, name, sums, weights[cells]) for name in some.estimates}
        if not simple:
            means = {name: float(scores["rmse"][0]) for name, scores in found.items() if name in SIMPLE}
            simple = min(means, key=lambda name: means[name], default="")
        for name, scores in found.items():
            for key, reference in (("skill_climatology", SEASON_MEAN), ("skill_simple", simple)):
                given = found[reference]["rmse"] if reference in found else np.full_like(scores["rmse"], np.nan)
                scores[key] = np.asarray(scoring.skill(scores["rmse"], given))
            metrics = {key: interval(scores[key], gaps.size) for key in METRICS}
            rows.append(ScoreRow(name, scope, part, some.truth.size, cells.size, gaps.size, metrics))
    return ScoreTable(rows, simple)


def cell_scores(hidden: HiddenValues, method: str, reference: str, cells: int) -> dict[str, np.ndarray]:
    """Return a method's scores in every cell on its own.

    Parameters
    ----------
    hidden : HiddenValues
    method, reference : str
        The method to score, and the one that its skill is measured against.
    cells : int
        Number of cells, N.

    Returns
    -------
    dict of str to ndarray, shape (N,)
        `rmse` and `bias` in the unit of the series; `nse`, `nse_deseasonalised`, `skill_simple`, `coverage_90` without
        one; NaN where a cell has fewer than five hidden values.
    """
    estimate, other = hidden.estimates[method], hidden.estimates[reference]
    sums = _Sums(np.ones((1, 1)), np.zeros(hidden.cell.size, dtype=int), hidden.cell, cells)
    enough = sums.per_cell(np.ones(hidden.cell.size))[0] >= _FEWEST_VALUES
    plain = sums.moments(hidden.truth, estimate.mean)
    anomaly = sums.moments(hidden.truth - hidden.season, estimate.mean - hidden.season)
    error = np.sqrt(plain.squared_error)
    scores = {
        "rmse": error,
        "nse": plain.nse,
        "nse_deseasonalised": anomaly.nse,
        "skill_simple": scoring.skill(error, np.sqrt(sums.moments(hidden.truth, other.mean).squared_error)),
        "bias": sums.mean_per_cell(estimate.mean - hidden.truth),
        "coverage_90": sums.mean_per_cell(_each(scoring.coverage, hidden.truth, estimate.mean, estimate.sd, 0.9)),
    }
    return {name: np.where(enough, np.asarray(values)[0], np.nan) for name, values in scores.items()}


def reliability(
    hidden: HiddenValues, method: str, weights: np.ndarray, *, resamples: int = RESAMPLES, seed: int = 0
) -> list[Interval]:
    """Return the share of hidden values inside the central interval of each of :data:`RELIABILITY_LEVELS`."""
    gaps, gap = np.unique(hidden.gap, return_inverse=True)
    sums = _Sums(resample_counts(gaps.size, resamples, seed=seed), gap, hidden.cell, 1)
    estimate, weight = hidden.estimates[method], weights[hidden.cell]
    found = []
    for level in RELIABILITY_LEVELS:
        inside = _each(scoring.coverage, hidden.truth, estimate.mean, estimate.sd, level)
        found.append(interval(sums.mean(inside, weight), gaps.size))
    return found


def weighted_median(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the weighted median over the last axis, NaN left out; with equal weights it is the ordinary one.

    Parameters
    ----------
    values : ndarray, shape (R, N)
    weights : ndarray, shape (N,)
    """
    order = np.argsort(values, axis=1)  # NaN comes last
    ordered = np.take_along_axis(values, order, axis=1)
    weight = np.where(np.isfinite(ordered), weights[order], 0.0)
    share = np.cumsum(weight, axis=1)
    total = share[:, -1:]
    safe = np.where(total > 0, total, 1.0)
    # Where half of the weight lies exactly between two values, their mean is taken.
    below = np.argmax(share / safe >= 0.5 - 1e-12, axis=1)[:, np.newaxis]
    above = np.argmax(share / safe > 0.5 + 1e-12, axis=1)[:, np.newaxis]
    middle = (np.take_along_axis(ordered, below, axis=1) + np.take_along_axis(ordered, above, axis=1)) / 2
    return np.where(total > 0, middle, np.nan)[:, 0]


@dataclass(frozen=True)
class _Sums:
    """Sums over gaps that are drawn with replacement, of all values or of every cell's.

    Parameters
    ----------
    counts : ndarray, shape (R, G)
        How often each of G gaps is drawn in each of R resamples.
    gap, cell : ndarray of int, shape (H,)
        Of every value.
    cells : int
    """

    counts: np.ndarray
    gap: np.ndarray
    cell: np.ndarray
    cells: int

    def mean(self, values: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return the weighted mean of values (H,) in every resample, shape (R,)."""
        gaps = self.counts.shape[1]
        total = self.counts @ np.bincount(self.gap, weights=weight * values, minlength=gaps)
        share = self.counts @ np.bincount(self.gap, weights=weight, minlength=gaps)
        return np.divide(total, share, out=np.full(share.shape, np.nan), where=share > 0)

    def per_cell(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of values (H,) over each cell in every resample, shape (R, N)."""
        gaps = self.counts.shape[1]
        sums = np.bincount(self.gap * self.cells + self.cell, weights=values, minlength=gaps * self.cells)
        return self.counts @ sums.reshape(gaps, self.cells)

    def mean_per_cell(self, values: np.ndarray) -> np.ndarray:
        """Return the mean of values (H,) over each cell in every resample, shape (R, N)."""
        total, number = self.per_cell(values), self.per_cell(np.ones(values.size))
        return np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)

    def moments(self, observed: np.ndarray, predicted: np.ndarray) -> Moments:
        """Return the moments of every cell's pairs in every resample, each of shape (R, N)."""
        # Sums of squares about the cell's mean lose no digits to a large offset.
        number = np.maximum(np.bincount(self.cell, minlength=self.cells), 1)
        centre = np.bincount(self.cell, weights=observed, minlength=self.cells) / number
        o, p = observed - centre[self.cell], predicted - centre[self.cell]
        mean_o, mean_p = self.mean_per_cell(o), self.mean_per_cell(p)
        return Moments(
            centre + mean_o,
            centre + mean_p,
            _variance(self.mean_per_cell(o * o), mean_o),
            _variance(self.mean_per_cell(p * p), mean_p),
            self.mean_per_cell(o * p) - mean_o * mean_p,
            self.mean_per_cell((p - o) ** 2),
        )


def _replicates(hidden: HiddenValues, name: str, sums: _Sums, weights: np.ndarray) -> dict[str, np.ndarray]:
    """Return the scores of a method in every resample, each of shape (R,)."""
    truth, mean, sd = hidden.truth, hidden.estimates[name].mean, hidden.estimates[name].sd
    weight = weights[sums.cell]
    found = {
        "rmse": np.sqrt(sums.mean((mean - truth) ** 2, weight)),
        "mae": sums.mean(np.abs(mean - truth), weight),
        "bias": sums.mean(mean - truth, weight),
        "crps": sums.mean(_each(scoring.crps, truth, mean, sd), weight),
    }
    for level in LEVELS:
        inside = _each(scoring.coverage, truth, mean, sd, level)
        found[f"coverage_{level * 100:.0f}"] = sums.mean(inside, weight)
        found[f"width_{level * 100:.0f}"] = sums.mean(_each(scoring.interval_width, sd, level), weight)
    enough = np.bincount(sums.cell, minlength=sums.cells) >= _FEWEST_VALUES
    for suffix, season in (("", np.zeros(truth.size)), ("_deseasonalised", hidden.season)):
        moments = sums.moments(truth - season, mean - season)
        for key, values in (("nse", moments.nse), ("kge", moments.kge), ("pcc", moments.pearson)):
            found[key + suffix] = weighted_median(np.where(enough, values, np.nan), weights)
    if name == SEASON_MEAN:
        # Its only departures from the season are the little that hiding a value moves its mean, the other way.
        for key in ("kge_deseasonalised", "pcc_deseasonalised"):
            found[key] = np.full(len(sums.counts), np.nan)
    return found


def _each(metric: Callable[..., scoring.Number], *arguments: np.ndarray | float) -> np.ndarray:
    """Return a metric of every value on its own, shape (H,)."""
    return np.asarray(metric(*(a[np.newaxis] if isinstance(a, np.ndarray) else a for a in arguments), axis=0))


def _variance(square: np.ndarray, mean: np.ndarray) -> np.ndarray:
    variance = square - mean**2
    # What is left of a constant is rounding.
    return np.where(variance < 1e-12 * square, 0.0, variance)


def _by_length(hidden: HiddenValues) -> list[tuple[str, str, np.ndarray]]:
    """Return the classes of gap length (epochs) that occur, each with its values."""
    lows = (1, *(upper + 1 for upper in _LENGTH_CLASSES))
    found = []
    for low, high in zip(lows, (*_LENGTH_CLASSES, None)):
        chosen = hidden.gap_length >= low
        if high is not None:
            chosen &= hidden.gap_length <= high
        label = f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
        if chosen.any():
            found.append(("gap length", label, chosen))
    return found


def _by_latitude(latitude: np.ndarray) -> list[tuple[str, str, np.ndarray]]:
    """Return bands of latitude, at least three where the cells span so many, each with its values."""
    for width in _BAND_WIDTHS:
        band = np.floor(latitude / width).astype(int)
        if np.unique(band).size >= _FEWEST_BANDS:
            break
    return [
        ("latitude", f"{_degrees(number * width)} to {_degrees((number + 1) * width)}", band == number)
        for number in np.unique(band)[::-1].tolist()
    ]


def _degrees(latitude: float) -> str:
    letter = "" if latitude == 0 else "N" if latitude > 0 else "S"
    return f"{abs(latitude):g}°{letter}"


def _closest(rows: dict[str, ScoreRow], names: Sequence[str]) -> str:
    known = {name: rows[name].metrics["rmse"].value for name in names if name in rows}
    return min(known, key=lambda name: known[name])
