"""The page of scores says in words what its numbers mean, and draws a cell's hidden values beside the filled ones."""

import numpy as np
import pytest

from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.trials.bootstrap import Interval
from geogap_plugin.core.trials.hidden_values import HiddenValues
from geogap_plugin.core.trials.skill import METRICS, ScoreRow, ScoreTable
from geogap_plugin.core.trials.verdict import judge_scores
from geogap_plugin.report.score import cell_series, telling_cells, verdict_text, with_interval


def verdict_of(nse=0.9, season=0.5, skill=0.1, inside=0.9, gaps=10):
    metrics = {name: Interval(0.5, 0.4, 0.6) for name in METRICS}
    spread = 0.05 if gaps > 1 else np.nan
    for name, value in (("nse", nse), ("skill_climatology", season), ("skill_simple", skill)):
        metrics[name] = Interval(value, value - spread, value + spread)
    metrics["rmse"] = Interval(2.456, 2.1, 2.9)
    metrics["coverage_90"] = Interval(inside, inside, inside)
    row = ScoreRow("gp", "all", "", 1234, 20, gaps, metrics)
    return verdict_text(judge_scores(row), ScoreTable([row], "linear"), "gp", "cm")


def test_a_good_filling_is_to_be_trusted():
    text = verdict_of()
    assert text.startswith("Trust the filling: on 1234 known values hidden in 10 gaps, “Gaussian process” is typically")
    assert "2.46 cm off (2.1 to 2.9), with an NSE of 0.90 (0.85 to 0.95)." in text
    assert text.endswith("Its 90 % intervals hold 90 % of the hidden values.")


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ({"nse": 0.4}, "single values are uncertain"),
        ({"season": 0.02}, "not surely closer than the mean of the season"),
        ({"skill": -0.2}, "“Linear interpolation” comes closer"),
        ({"inside": 0.6}, "hold only 60 % of the hidden values"),
    ],
)
def test_each_weakness_asks_for_care_and_is_named(scores, words):
    text = verdict_of(**scores)
    assert text.startswith("Trust the filling with care")
    assert words in text


def test_what_is_no_better_than_the_mean_is_not_to_be_trusted():
    assert verdict_of(nse=0.04).startswith("Do not trust the filling")
    assert "cell's mean" in verdict_of(nse=0.04)


def test_a_single_gap_has_no_interval_and_says_so():
    text = verdict_of(gaps=1)
    assert "hidden in 1 gap," in text
    assert "With a single gap" in text


def test_scores_that_are_not_known_say_so():
    assert verdict_of(nse=np.nan).startswith("Whether to trust the filling could not be judged")


def test_scores_are_written_as_their_kind_asks():
    assert with_interval(Interval(1.23456, 1.1, 1.3), "rmse") == "1.23 (1.1\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}1.3)"
    assert with_interval(Interval(0.987), "nse") == "0.99"
    assert with_interval(Interval(0.876), "coverage_90") == "88 %"
    assert with_interval(Interval(np.nan), "nse") == "–"


def test_a_cell_shows_its_hidden_values_and_never_two_fillings_side_by_side():
    times = np.arange(np.datetime64("2010-01"), np.datetime64("2010-11")).astype("datetime64[s]")
    values = np.arange(10.0)
    epoch, repetition = np.array([2, 3, 4, 7, 2]), np.array([0, 0, 1, 2, 0])
    cell = np.array([0, 0, 0, 0, 1])
    hidden = HiddenValues(
        epoch * 1.0,
        epoch * 0,
        cell,
        epoch,
        repetition,
        repetition,
        epoch,
        {"gp": Estimate(epoch + 0.5, epoch * 0 + 0.1)},
    )
    drawn = cell_series(times, values, hidden, "gp", 0, "title", "cm")
    np.testing.assert_array_equal(np.flatnonzero(drawn.filled), [2, 3, 7])  # 4 would touch 3
    np.testing.assert_allclose(drawn.value, [0, 1, 2.5, 3.5, 4, 5, 6, 7.5, 8, 9])
    np.testing.assert_allclose(drawn.truth[[2, 3, 7]], [2, 3, 7])
    np.testing.assert_allclose(drawn.uncertainty, np.where(drawn.filled, 0.1, 0))


def test_the_best_the_typical_and_the_worst_cell_are_chosen():
    scores = np.array([0.5, np.nan, 0.9, -2.0, 0.6])
    assert telling_cells(scores) == [("best", 2), ("typical", 4), ("worst", 3)]
    assert telling_cells(scores[:1]) == [("best", 0)]
    assert telling_cells(scores[1:2]) == []
