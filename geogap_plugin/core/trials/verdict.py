"""Whether to trust a filling: one stated rule from scores to a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from .skill import ScoreRow

SATISFACTORY_NSE = 0.5
"""Half of a cell's variance explained: satisfactory after Moriasi et al. 2007, Trans. ASABE 50, 885-900, table 4."""

LEAST_COVERAGE = 0.8
"""Share of the hidden values that an honest 90 % interval holds at least; one that holds more is merely cautious."""


class Trust(Enum):
    """How far to trust a filling."""

    YES = "trust"
    WITH_CARE = "care"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verdict:
    """How far to trust a filling, and why.

    Parameters
    ----------
    trust : Trust
    better_than_mean : bool
        Closer than each cell's mean.
    precise : bool
        Explains at least half of a cell's variance.
    better_than_season : bool
        Closer than the mean of the season.
    beaten : bool
        A simple baseline is clearly closer.
    overconfident : bool
        The 90 % intervals hold too few of the hidden values.
    """

    trust: Trust
    better_than_mean: bool
    precise: bool
    better_than_season: bool
    beaten: bool
    overconfident: bool


def judge_scores(row: ScoreRow) -> Verdict:
    """Return the verdict on a method from its scores over all hidden values.

    The rule: "no" unless the lower bound of the NSE lies above 0, the level of the cell's mean. "trust" where, besides,
    the lower bound of the NSE reaches 0.5, that of the skill against the mean of the season lies above 0, no simple
    baseline is clearly closer (the upper bound of the skill against the best of them is not negative), and the 90 %
    intervals hold at least 80 % of the values. "care" for all between. Bounds are those of the bootstrap; where a
    single gap allows none, the score itself counts. The NSE without the season does not decide: its reference is the
    mean of the hidden departures, which nobody who fills a gap knows, and which is hard to beat within one gap.
    """
    metrics = row.metrics
    nse, season, skill = metrics["nse"], metrics["skill_climatology"], metrics["skill_simple"]
    findings = {
        "better_than_mean": bool(nse.surely_low > 0),
        "precise": bool(nse.surely_low >= SATISFACTORY_NSE),
        "better_than_season": bool(season.surely_low > 0),
        "beaten": bool(skill.surely_high < 0),
        "overconfident": bool(metrics["coverage_90"].value < LEAST_COVERAGE),
    }
    if not np.isfinite(nse.value):
        return Verdict(Trust.UNKNOWN, **findings)
    if not findings["better_than_mean"]:
        return Verdict(Trust.NO, **findings)
    good = findings["precise"] and findings["better_than_season"]
    good = good and not findings["beaten"] and not findings["overconfident"]
    return Verdict(Trust.YES if good else Trust.WITH_CARE, **findings)
