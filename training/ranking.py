"""Sets the scores of several methods on the same hidden values beside one another, and says which is good enough."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from geogap_plugin.core.model_card import Score
from geogap_plugin.core.trials.scoring import MethodScores

from .scores import METRICS

_COLUMNS = (
    ("rmse", np.nanmedian, "RMSE median"),
    ("rmse", np.nanmean, "RMSE mean"),
    ("crps", np.nanmean, "CRPS mean"),
    ("nse", np.nanmedian, "NSE median"),
    ("nse_deseasonalised", np.nanmedian, "NSE without season"),
    ("coverage_90", np.nanmean, "in 90 % interval"),
)
_JUDGED = {"rmse": "RMSE", "crps": "CRPS"}
_ROUNDING = 1e-6


def score_lines(scores: Mapping[str, MethodScores], unit: str) -> list[str]:
    """Return a table as lines: RMSE and CRPS in `unit`, over the cells; NSE and the share inside without one."""
    width = max(map(len, scores))
    lines = [f"{f'(RMSE, CRPS in {unit})':{width}s}  " + "  ".join(title for _, _, title in _COLUMNS)]
    for name, found in scores.items():
        numbers = (f"{summary(found.cells[metric]):{len(title)}.4g}" for metric, summary, title in _COLUMNS)
        lines.append(f"{name:{width}s}  " + "  ".join(numbers))
    return lines


def better_ones(scores: Mapping[str, MethodScores], candidate: str) -> list[str]:
    """Return the methods with a lower RMSE or CRPS (means over the cells) than the candidate's."""
    ours = scores[candidate]
    return [
        name
        for name, theirs in scores.items()
        if any(theirs.mean(metric) < ours.mean(metric) * (1 - _ROUNDING) for metric in _JUDGED)
    ]


def verdict(scores: Mapping[str, MethodScores], candidate: str, unit: str) -> str:
    """Say in words whether the candidate is at least as good as all others on the held-out values."""
    better = better_ones(scores, candidate)

    def numbers(name: str) -> str:
        return ", ".join(f"{label} {scores[name].mean(metric):.4g} {unit}" for metric, label in _JUDGED.items())

    others = "; ".join(f"{name}: {numbers(name)}" for name in (better or scores) if name != candidate)
    if better:
        return f"The {candidate} is not as good as what there was ({numbers(candidate)}; {others}). Keep using that."
    return f"The {candidate} is at least as good as all others ({numbers(candidate)}; {others})."


def card_scores(
    scores: Mapping[str, MethodScores], baseline: str, titles: Mapping[str, str], data: str, unit: str
) -> tuple[Score, ...]:
    """Return rows for a model card.

    Parameters
    ----------
    scores : mapping of str to MethodScores
    baseline : str
        The method that stands in the column of the baseline.
    titles : mapping of str to str
        For each method with rows of its own, what the card says was hidden and who filled it.
    data, unit : str
    """

    def number(method: str, metric: str, summary: object) -> float:
        return float(f"{summary(scores[method].cells[metric]):.5g}")

    return tuple(
        Score(data, title, label, own_unit or unit, number(name, metric, summary), number(baseline, metric, summary))
        for name, title in titles.items()
        for metric, summary, label, own_unit in METRICS
    )
