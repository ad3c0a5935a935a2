"""What GeoGap asks of itself: a network at least as good as the Gaussian process, a better blend, honest intervals."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from geogap_plugin.core.trials.judging import AUTO
from geogap_plugin.core.trials.scoring import Scores

from .figures import area_rmse
from .filled import Filled, covered
from .results import Result, at_most, print_table, within

NET_OVER_GP = 1.00
AUTO_OVER_GP = 0.98
AUTO_AIM = 0.95
AUTO_OVER_BEST = 1.01
AUTO_OVER_BRIDGED = 0.95
BRIDGED = "trend + 2 harmonics + linear residual"

LEVELS = (50, 80, 90)
OVERALL, EACH = 0.03, 0.06
"""How far coverage may be from nominal, over all values and in each band of latitude and class of gap length."""

FEWEST = 500
"""Hidden values that a band or class needs to be judged: the standard error of a coverage is then at most 0.022."""

BAND_DEGREES = 15
GAP_CLASSES = ((1, 1), (2, 3), (4, 11), (12, None))
"""Shortest and longest gap of each class, in months."""


def net_bars(design: str, scores: Scores, weights: np.ndarray, models: "Sequence[str]") -> "list[Result]":
    """Set each network's RMSE on all cells beside the Gaussian process's."""
    return [bar for model in models for bar in _ratios(design, scores, weights, model, NET_OVER_GP, "")]


def auto_bars(design: str, scores: Scores, weights: np.ndarray) -> "list[Result]":
    """Set the blend's RMSE on all cells beside the Gaussian process's."""
    return _ratios(design, scores, weights, AUTO, AUTO_OVER_GP, f"; the aim is {AUTO_AIM}")


def _ratios(design: str, scores: Scores, weights: np.ndarray, method: str, bar: float, aim: str) -> "list[Result]":
    ours, gp = scores.methods[method], scores.methods["gp"]
    ratios = {
        "RMSE median": ours.median("rmse") / gp.median("rmse"),
        "RMSE mean": ours.mean("rmse") / gp.mean("rmse"),
        "area-weighted RMSE": area_rmse(ours, weights) / area_rmse(gp, weights),
    }
    return [
        at_most(f"{design}, all cells, {method} / gp, {metric}", ratio, "", f"gp on the same cells{aim}", bar)
        for metric, ratio in ratios.items()
    ]


def window_bars(design: str, scores: "Mapping[str, Scores]", single: "Sequence[str]") -> "list[Result]":
    """Set the blend's mean RMSE in each window beside the best single method's there."""
    results = []
    for window, found in scores.items():
        means = {name: found.methods[name].mean("rmse") for name in single}
        best = min(means, key=lambda name: means[name])
        name = f"{design}, {window}, {AUTO} / best single method, RMSE mean"
        value = found.methods[AUTO].mean("rmse") / means[best]
        results.append(at_most(name, value, "", f"{best} on the same cells", AUTO_OVER_BEST))
    return results


def scattered_bars(design: str, scores: Scores, weights: np.ndarray) -> "list[Result]":
    """Set the blend beside harmonics with a linearly bridged residual, the best simple way to fill single months."""
    value = area_rmse(scores.methods[AUTO], weights) / area_rmse(scores.methods[BRIDGED], weights)
    name = f"{design}, all cells, {AUTO} / {BRIDGED}, area-weighted RMSE"
    return [at_most(name, value, "", "the same cells", AUTO_OVER_BRIDGED)]


def coverage_bars(design: str, windows: "Sequence[Filled]", method: str) -> "list[Result]":
    """Judge a method's intervals over all hidden values, and where they are worst by latitude and by gap length."""
    results = []
    for level in LEVELS:
        name = f"{design}, all cells, {method}, coverage of the {level} % interval"
        share, _ = covered(windows, method, level / 100, [np.array(True)] * len(windows))
        results.append(within(name, share, "", f"nominal ± {OVERALL}", level / 100, OVERALL))
        for where, parts in (("latitude band", latitude_bands(windows)), ("gap length", gap_classes(windows))):
            worst = _worst(windows, method, level / 100, parts)
            if worst is not None:
                label, share = worst
                peer = f"nominal ± {EACH}; {label}"
                results.append(within(f"{name}, worst {where}", share, "", peer, level / 100, EACH))
    return results


def _worst(
    windows: "Sequence[Filled]", method: str, nominal: float, parts: "Mapping[str, Sequence[np.ndarray]]"
) -> "tuple[str, float] | None":
    """Return the part whose coverage is farthest from nominal, and its coverage."""
    found = {label: covered(windows, method, nominal, chosen) for label, chosen in parts.items()}
    shares = {label: share for label, (share, count) in found.items() if count >= FEWEST}
    if not shares:
        return None
    label = max(shares, key=lambda label: abs(shares[label] - nominal))
    return label, shares[label]


def latitude_bands(windows: "Sequence[Filled]") -> "dict[str, list[np.ndarray]]":
    """Return which cells of each window lie in each band, as masks of shape (N,)."""
    south = [np.floor(filled.window.latitude / BAND_DEGREES) * BAND_DEGREES for filled in windows]
    return {
        f"{_degrees(edge)} to {_degrees(edge + BAND_DEGREES)}": [band == edge for band in south]
        for edge in np.unique(np.concatenate(south))
    }


def _degrees(latitude: float) -> str:
    return f"{abs(latitude):.0f}°" + ("" if latitude == 0 else "N" if latitude > 0 else "S")


def gap_classes(windows: "Sequence[Filled]") -> "dict[str, list[np.ndarray]]":
    """Return which hidden values of each window lie in gaps of each class, as masks of shape (H, N)."""
    classes = {}
    for shortest, longest in GAP_CLASSES:
        label = f"gaps of {shortest} months and more" if longest is None else f"gaps of {shortest} to {longest} months"
        if shortest == longest:
            label = "single months"
        classes[label] = [
            (filled.gap >= shortest) & (filled.gap <= (math.inf if longest is None else longest)) for filled in windows
        ]
    return classes


def print_bars(title: str, bars: "Sequence[Result]") -> None:
    """Print each bar with what was measured and whether it holds."""
    rows = [
        (bar.name, f"{bar.value:.3f}", f"{bar.bar:.3f}", bar.peer, "holds" if bar.holds else "DOES NOT HOLD")
        for bar in bars
    ]
    print_table(title, ("figure", "measured", "bar", "beside", ""), rows)


def print_coverage(design: str, bars: "Mapping[str, Sequence[Result]]") -> None:
    """Print a line for each method; an exclamation mark stands at what does not hold."""
    rows = []
    for method, results in bars.items():
        line = [method]
        for ending in (" interval", "worst latitude band", "worst gap length"):
            found = [result for result in results if result.name.endswith(ending)]
            line.append("/".join(f"{100 * result.value:.0f}{'' if result.holds else '!'}" for result in found) or "–")
        rows.append(tuple(line))
    header = ("intervals of 50/80/90 %", "all values (± 3)", "worst latitude band (± 6)", "worst gap length (± 6)")
    print_table(f"{design}: share of hidden values inside, %; ! marks what is farther from nominal", header, rows)
