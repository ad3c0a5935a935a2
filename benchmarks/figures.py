"""The figures of one design and draw of cells, and their rows in the printed tables."""

from collections.abc import Mapping
from typing import Optional

import numpy as np

from geogap_plugin.core.trials.scoring import MethodScores, Scores

from .reported import REPORTED, REPORTED_COVERAGE, SCATTERED_RMSE, SOURCE, SOURCE_SCATTERED, TOLERANCE, Reported
from .results import Result, at_least, at_most, within

HEADER = (
    "method",
    "NSE median [quartiles]",
    "deseas. NSE",
    "RMSE median / mean (cm)",
    "CC",
    "CRPS (cm)",
    "cover 50/80/90 %",
    "ms a cell",
)


def figures(
    place: str,
    scores: Scores,
    models: "frozenset[str]" = frozenset(),
    *,
    like_reported: bool = False,
    full: bool = False,
) -> "list[Result]":
    """Return the figures of all methods on one draw of cells.

    Parameters
    ----------
    place : str
        Design and draw, “ten 11-month blocks, any spread”.
    scores : Scores
    models : frozenset of str
        The networks whose error is judged beside the Gaussian process's.
    like_reported : bool
        Whether the reported table is of such a design, so that its errors are bars.
    full : bool
        Whether it is of this very design, so that NSE, CC and coverage are judged, too: within a single block values
        vary less than over ten, so that its NSE and CC are other quantities.
    """
    results = []
    for method, found in scores.methods.items():
        name = f"{place}, {method}"
        known = REPORTED.get(method) if like_reported else None
        gp = scores.methods["gp"].median("rmse") if method in models else None
        results += [
            *_errors(name, found, known, gp),
            *_agreement(name, found, known, full),
            Result(f"{name}, deseasonalised NSE median", found.median("nse_deseasonalised"), ""),
            Result(f"{name}, CRPS mean", found.mean("crps"), "cm"),
        ]
        if np.isfinite(found.mean("coverage_50")):
            results += [_coverage(name, found, level, judged=full) for level in REPORTED_COVERAGE]
    return results


def _errors(name: str, scores: MethodScores, known: "Optional[Reported]", gp: "Optional[float]") -> "list[Result]":
    median, mean = scores.median("rmse"), scores.mean("rmse")
    if known:
        peer = _beside(known)
        return [
            at_most(f"{name}, RMSE median", median, "cm", peer, known.rmse_median * TOLERANCE),
            at_most(f"{name}, RMSE mean", mean, "cm", peer, known.rmse_mean * TOLERANCE),
        ]
    judged = Result(f"{name}, RMSE median", median, "cm")
    if gp is not None:
        judged = at_most(judged.name, median, "cm", "gp on the same cells", gp)
    return [judged, Result(f"{name}, RMSE mean", mean, "cm")]


def _agreement(name: str, scores: MethodScores, known: "Optional[Reported]", full: bool) -> "list[Result]":
    nse, pearson = scores.median("nse"), scores.median("pearson")
    peer = _beside(known) if known else ""
    if known and full:
        return [
            at_least(f"{name}, NSE median", nse, "", peer, known.nse - (TOLERANCE - 1) * abs(known.nse)),
            at_least(f"{name}, CC median", pearson, "", peer, known.pearson / TOLERANCE),
        ]
    return [Result(f"{name}, NSE median", nse, "", peer), Result(f"{name}, CC median", pearson, "", peer)]


def _beside(known: Reported) -> str:
    return f"{known.label}, {SOURCE}"


def _coverage(name: str, scores: MethodScores, level: str, judged: bool) -> Result:
    label, value = f"{name}, coverage of the {level} % interval", scores.mean(f"coverage_{level}")
    if judged:
        peer = f"nominal ± 0.06; the Gaussian process is reported at {REPORTED_COVERAGE[level]}"
        return within(label, value, "", peer, int(level) / 100, 0.06)
    return Result(label, value, "")


def area_rmse(scores: MethodScores, weights: np.ndarray) -> float:
    """Return the root of the area-weighted mean of the cells' squared errors, in cm."""
    squares = MethodScores({"mse": scores.cells["rmse"] ** 2}, 0.0)
    return float(np.sqrt(squares.mean("mse", weights)))


def area_figures(design: str, scores: Scores, weights: np.ndarray, *, scattered: bool = False) -> "list[Result]":
    """Return the area-weighted RMSE of every method on all cells, beside the reported one of scattered months."""
    results = []
    for method, found in scores.methods.items():
        label, value = f"{design}, all cells, {method}, area-weighted RMSE", area_rmse(found, weights)
        bar = SCATTERED_RMSE.get(method) if scattered else None
        if bar is None:
            results.append(Result(label, value, "cm"))
        else:
            results.append(at_most(label, value, "cm", SOURCE_SCATTERED, TOLERANCE * bar))
    return results


def row(name: str, scores: MethodScores, cost: "Mapping[str, float]") -> "tuple[str, ...]":
    """Return a method's row under :data:`HEADER`; `cost` is the time a cell and filling take, in milliseconds."""
    nse = scores.cells["nse"][np.isfinite(scores.cells["nse"])]
    low, high = np.quantile(nse, (0.25, 0.75)) if nse.size else (np.nan, np.nan)
    coverages = [100 * scores.mean(f"coverage_{level}") for level in REPORTED_COVERAGE]
    return (
        name,
        f"{scores.median('nse'):.3f} [{low:.2f}, {high:.2f}]",
        f"{scores.median('nse_deseasonalised'):.3f}",
        f"{scores.median('rmse'):.2f} / {scores.mean('rmse'):.2f}",
        # A constant filling has no correlation.
        f"{pearson:.3f}" if np.isfinite(pearson := scores.median("pearson")) else "–",
        f"{scores.mean('crps'):.2f}",
        "/".join(f"{value:.0f}" for value in coverages) if np.isfinite(coverages).all() else "–",
        f"{cost[name]:.2g}" if name in cost else "",
    )


def reported_row(known: Reported) -> "tuple[str, ...]":
    """Return the row of a method that is reported elsewhere."""
    rmse = f"{known.rmse_median:.2f} / {known.rmse_mean:.2f}"
    return (f"* {known.label}", f"{known.nse:.3f}", "", rmse, f"{known.pearson:.3f}", "", "", "")
