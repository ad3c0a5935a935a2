"""Every score of the table equals the one that plain loops over the hidden values give."""

import math
from dataclasses import replace

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.trials.hidden_values import HiddenValues
from geogap_plugin.core.trials.skill import (
    METRICS,
    RELIABILITY_LEVELS,
    cell_scores,
    reliability,
    score_table,
    weighted_median,
)
from geogap_plugin.core.trials.verdict import Trust, judge_scores

GAPS, CELLS = 6, 5
WEIGHTS = np.array([1.0, 0.9, 0.7, 0.5, 0.2])
LATITUDE = np.array([5.0, 15.0, 25.0, -5.0, -15.0])
Z = {50: 0.6744898, 80: 1.2815516, 90: 1.6448536}


def hidden_values(per_gap=4, seed=0):
    """Values with a season; five estimates of them, from perfect to garbage."""
    random = np.random.default_rng(seed)
    gap, step, cell = (part.ravel() for part in np.indices((GAPS, per_gap, CELLS)))
    season = 5 * np.sin(step + cell)
    truth = 3 + season + random.normal(0, 1 + cell, cell.size)
    noise = random.normal(size=cell.size)
    ones = np.ones(cell.size)
    estimates = {
        "perfect": Estimate(truth, 0.5 * ones),
        "good": Estimate(truth + 0.4 * noise + 0.1, 0.4 * ones),
        "sure": Estimate(truth + 0.4 * noise, 0.01 * ones),
        "garbage": Estimate(777.0 * ones, 5 * ones),
        "linear": Estimate(truth + 2 * noise, 2 * ones),
        "season_mean": Estimate(3 + season, 2 * ones),
    }
    return HiddenValues(truth, season + 3, cell, gap * 10 + step, gap, gap, np.where(gap < 2, 1, 5), estimates)


def loop_scores(hidden, name, weights):
    """All scores of one method, written out value by value."""
    mean, sd = hidden.estimates[name].mean, hidden.estimates[name].sd
    sums = dict.fromkeys(
        ("rmse", "mae", "bias", "crps", *(f"coverage_{k}" for k in Z), *(f"width_{k}" for k in Z)), 0.0
    )
    total = 0.0
    for truth, m, s, cell in zip(hidden.truth, mean, sd, hidden.cell):
        w, z = weights[cell], (truth - m) / s
        total += w
        sums["rmse"] += w * (m - truth) ** 2
        sums["mae"] += w * abs(m - truth)
        sums["bias"] += w * (m - truth)
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        sums["crps"] += w * s * (z * math.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))
        for level, factor in Z.items():
            sums[f"coverage_{level}"] += w * (abs(z) <= factor)
            sums[f"width_{level}"] += w * 2 * factor * s
    found = {key: value / total for key, value in sums.items()}
    found["rmse"] = math.sqrt(found["rmse"])
    for suffix, season in (("", 0 * hidden.season), ("_deseasonalised", hidden.season)):
        cells = {"nse": [], "kge": [], "pcc": []}
        for cell in np.unique(hidden.cell):
            here = hidden.cell == cell
            o, p = (hidden.truth - season)[here], (mean - season)[here]
            cells["nse"].append(1 - ((p - o) ** 2).sum() / ((o - o.mean()) ** 2).sum())
            if p.std() < 1e-12:
                cells["pcc"].append(np.nan)
                cells["kge"].append(np.nan)
                continue
            r = np.corrcoef(o, p)[0, 1]
            cells["pcc"].append(r)
            ratios = (r - 1) ** 2 + (p.std() / o.std() - 1) ** 2 + (p.mean() / o.mean() - 1) ** 2
            cells["kge"].append(1 - math.sqrt(ratios))
        for key, values in cells.items():
            found[key + suffix] = loop_median(values, weights[np.unique(hidden.cell)])
    return found


def loop_median(values, weights):
    """The value at which half of the weight is reached."""
    known = sorted((value, weight) for value, weight in zip(values, weights) if not math.isnan(value))
    half, reached = sum(weight for _, weight in known) / 2, 0.0
    for value, weight in known:
        reached += weight
        if reached > half:
            return value
    return math.nan


@pytest.mark.parametrize("name", ["good", "sure", "linear", "season_mean", "garbage"])
def test_scores_are_those_of_a_plain_loop(name):
    hidden = hidden_values()
    row = score_table(hidden, WEIGHTS, resamples=5).overall()[name]
    expected = loop_scores(hidden, name, WEIGHTS)
    for key, value in expected.items():
        # The correlation with a constant is not known.
        assert row.metrics[key].value == pytest.approx(value, rel=1e-6, abs=1e-9, nan_ok=True), key
    season, linear = (loop_scores(hidden, other, WEIGHTS)["rmse"] for other in ("season_mean", "linear"))
    assert row.metrics["skill_climatology"].value == pytest.approx(1 - expected["rmse"] / season)
    assert row.metrics["skill_simple"].value == pytest.approx(1 - expected["rmse"] / min(season, linear))
    assert set(row.metrics) == set(METRICS)
    assert (row.values, row.cells, row.gaps) == (GAPS * 4 * CELLS, CELLS, GAPS)


def test_a_resample_is_scored_like_a_sample_with_gaps_repeated():
    hidden = hidden_values()
    draws = np.random.default_rng(0).multinomial(GAPS, np.full(GAPS, 1 / GAPS), size=40)
    found = {"rmse": [], "nse": []}
    for draw in draws:
        repeated = hidden.where(
            np.concatenate([np.flatnonzero(hidden.gap == g) for g in range(GAPS) for _ in range(draw[g])])
        )
        scores = loop_scores(repeated, "good", WEIGHTS)
        for key, values in found.items():
            values.append(scores[key])
    row = score_table(hidden, WEIGHTS, resamples=40, seed=0).overall()["good"]
    for key, values in found.items():
        low, high = np.quantile(values, [0.05, 0.95])
        assert (row.metrics[key].low, row.metrics[key].high) == pytest.approx((low, high))


def test_rows_by_length_and_latitude_are_those_of_their_values():
    hidden = hidden_values()
    table = score_table(hidden, WEIGHTS, latitude=LATITUDE, resamples=5)
    short, long = table.part("gap length", "good")
    assert (short.part, long.part) == ("1", "4–6")
    assert (short.gaps, long.gaps) == (2, 4)
    expected = loop_scores(hidden.where(hidden.gap_length == 1), "good", WEIGHTS)
    assert short.metrics["rmse"].value == pytest.approx(expected["rmse"])
    bands = {row.part: row for row in table.part("latitude", "good")}
    assert list(bands) == ["20°N to 40°N", "0° to 20°N", "20°S to 0°"]
    north = loop_scores(hidden.where(LATITUDE[hidden.cell] >= 20), "good", WEIGHTS)["rmse"]
    assert bands["20°N to 40°N"].metrics["rmse"].value == pytest.approx(north)
    assert bands["20°S to 0°"].cells == 2


def test_a_perfect_method_has_an_nse_of_one_and_is_trusted():
    row = score_table(hidden_values(), WEIGHTS).overall()["perfect"]
    assert row.metrics["nse"].value == row.metrics["nse"].low == 1
    assert row.metrics["skill_simple"].value == 1
    assert judge_scores(row).trust is Trust.YES


def test_garbage_is_not_trusted_and_a_method_too_sure_of_itself_only_with_care():
    rows = score_table(hidden_values(), WEIGHTS).overall()
    assert judge_scores(rows["garbage"]).trust is Trust.NO
    sure = judge_scores(rows["sure"])
    assert sure.trust is Trust.WITH_CARE
    assert sure.overconfident


def test_the_mean_of_the_season_is_not_better_than_itself():
    verdict = judge_scores(score_table(hidden_values(), WEIGHTS).overall()["season_mean"])
    assert not verdict.better_than_season
    assert verdict.trust is not Trust.YES


def test_a_method_that_a_simple_one_beats_is_to_be_taken_with_care():
    hidden = hidden_values()
    estimates = {"worse": hidden.estimates["linear"], "linear": hidden.estimates["good"]}
    row = score_table(replace(hidden, estimates=estimates), WEIGHTS).overall()["worse"]
    assert judge_scores(row).beaten
    assert row.metrics["skill_simple"].high < 0


def test_values_that_do_not_vary_cannot_be_judged():
    hidden = hidden_values()
    constant = np.full(hidden.truth.size, 2.0)
    flat = replace(hidden, truth=constant, estimates={"any": Estimate(constant + 0.1, constant)})
    assert judge_scores(score_table(flat, WEIGHTS).overall()["any"]).trust is Trust.UNKNOWN


def test_cells_on_their_own_have_the_scores_of_their_own_values():
    hidden = hidden_values()
    scores = cell_scores(hidden, "good", "linear", CELLS + 1)
    for cell in range(CELLS):
        here = hidden.cell == cell
        truth, mean = hidden.truth[here], hidden.estimates["good"].mean[here]
        error = math.sqrt(((mean - truth) ** 2).mean())
        other = math.sqrt(((hidden.estimates["linear"].mean[here] - truth) ** 2).mean())
        assert scores["rmse"][cell] == pytest.approx(error)
        assert scores["bias"][cell] == pytest.approx((mean - truth).mean())
        assert scores["nse"][cell] == pytest.approx(1 - error**2 / truth.var())
        assert scores["skill_simple"][cell] == pytest.approx(1 - error / other)
        inside = np.abs(truth - mean) <= Z[90] * 0.4
        assert scores["coverage_90"][cell] == pytest.approx(inside.mean())
    assert all(np.isnan(values[CELLS]) for values in scores.values())


def test_a_cell_with_four_hidden_values_has_no_efficiency_of_its_own():
    hidden = hidden_values(per_gap=1)
    few = hidden.where((hidden.cell > 0) | (hidden.gap < 4))
    assert np.isnan(cell_scores(few, "good", "linear", CELLS)["nse"][0])
    assert np.isfinite(cell_scores(few, "good", "linear", CELLS)["nse"][1:]).all()


def test_reliability_is_the_share_inside_each_interval():
    hidden = hidden_values()
    shares = reliability(hidden, "good", np.ones(CELLS))
    error = np.abs(hidden.truth - hidden.estimates["good"].mean) / 0.4
    assert shares[RELIABILITY_LEVELS.index(0.9)].value == pytest.approx((error <= Z[90]).mean())
    assert shares[RELIABILITY_LEVELS.index(0.5)].value == pytest.approx((error <= Z[50]).mean())
    values = [share.value for share in shares]
    assert values == sorted(values)


def test_the_weighted_median_is_the_ordinary_one_for_equal_weights():
    values = np.random.default_rng(1).normal(size=(20, 8))
    values[3, 2:] = np.nan
    np.testing.assert_allclose(weighted_median(values, np.full(8, 0.3)), np.nanmedian(values, axis=1))
    assert weighted_median(np.array([[1.0, 2.0, 9.0]]), np.array([1.0, 1.0, 5.0]))[0] == 9
    assert np.isnan(weighted_median(np.full((1, 2), np.nan), np.ones(2)))[0]


def test_nothing_hidden_is_refused():
    hidden = hidden_values()
    with pytest.raises(InputError, match="nothing can be scored"):
        score_table(hidden.where(np.zeros(hidden.truth.size, dtype=bool)), WEIGHTS)
