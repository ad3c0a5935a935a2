"""No method ever sees what is hidden, and blocks of cells are scored as the sample is."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.regions.places import Places
from geogap_plugin.core.series.baselines import climatology, linear
from geogap_plugin.core.series.season_mean import season_mean
from geogap_plugin.core.trials.designs import DESIGNS, plan_design
from geogap_plugin.core.trials.hidden_values import hide_and_fill
from geogap_plugin.core.trials.judging import estimate_all
from geogap_plugin.core.trials.score_run import ScoreRun
from geogap_plugin.core.trials.skill import score_table
from geogap_plugin.core.trials.verdict import Trust, judge_scores

MONTH = Cadence("month")
EPOCHS = 96
TIMES = (np.datetime64("2005-01") + np.arange(EPOCHS)).astype("datetime64[s]")
CELLS = 12
PLACES = Places(np.arange(CELLS) * 3.0, np.linspace(-50, 50, CELLS), True)
METHODS = {"linear": linear, "climatology": climatology}


def record(seed=4):
    random = np.random.default_rng(seed)
    season = 6 * np.sin(2 * np.pi * np.arange(EPOCHS)[:, np.newaxis] / 12 + np.arange(CELLS))
    values = season + np.cumsum(random.normal(size=(EPOCHS, CELLS)), axis=0) / 3
    values[[20, 21, 50]] = np.nan
    values[random.random(values.shape) < 0.05] = np.nan
    return values


@pytest.mark.parametrize("design", list(DESIGNS))
def test_neither_methods_nor_what_makes_them_see_a_withheld_value(design):
    values = record()
    plans = plan_design(design, values, PLACES, count=4, length=8)
    withheld = [plan.hide(values, PLACES).withheld for plan in plans]
    looked = []

    def methods_of(number, given):
        assert np.isnan(given[withheld[number]]).all()

        def spy(times, seen, cadence):
            assert np.isnan(seen[withheld[number]]).all()
            np.testing.assert_array_equal(seen[~withheld[number]], values[~withheld[number]])
            looked.append(number)
            seen[:] = 0  # what one method does to its copy, the next one does not see
            return Estimate(np.zeros_like(seen), np.ones_like(seen))

        return {"spy": spy, "other": spy}

    hide_and_fill(TIMES, values, PLACES, plans, MONTH, methods_of)
    assert looked == [number for number in range(len(plans)) for _ in range(2)]


@pytest.mark.parametrize("design", list(DESIGNS))
def test_garbage_in_the_hidden_values_changes_no_estimate(design):
    values = record()
    (plan,) = plan_design(design, values, PLACES, count=1, length=8)
    spoilt = np.where(plan.hide(values, PLACES).withheld, 1e6, values)
    found = [
        ScoreRun(TIMES, MONTH, METHODS, [plan], chosen="auto").on_sample(given, PLACES).estimates
        for given in (values, spoilt)
    ]
    assert {"auto", "season_mean", "linear", "climatology"} == set(found[0])
    for name, estimate in found[0].items():
        np.testing.assert_array_equal(estimate.mean, found[1][name].mean)
        np.testing.assert_array_equal(estimate.sd, found[1][name].sd)


def test_blocks_of_cells_are_scored_alike_however_they_are_cut():
    values = record()
    run = ScoreRun(TIMES, MONTH, METHODS, plan_design("own", values, PLACES, count=3), chosen="auto")
    run.on_sample(values, PLACES)
    whole = run.on_cells(values, PLACES, "linear")
    for part in (np.arange(5), np.arange(5, CELLS)):
        cut = run.on_cells(values[:, part], PLACES.chosen(part), "linear")
        for name, scores in cut.items():
            np.testing.assert_allclose(scores, whole[name][part], rtol=1e-6)


def test_what_is_scored_is_what_filling_the_rest_of_the_series_would_give():
    values = record()
    (plan,) = plan_design("own", values, PLACES, count=1)
    hidden = ScoreRun(TIMES, MONTH, METHODS, [plan], chosen="auto", seed=3).on_sample(values, PLACES)
    given = np.where(plan.hide(values, PLACES).withheld, np.nan, values)
    for name, estimate in estimate_all(TIMES, given, METHODS, MONTH, seed=3).items():
        np.testing.assert_allclose(hidden.estimates[name].mean, estimate.mean[hidden.epoch, hidden.cell])
        np.testing.assert_allclose(hidden.estimates[name].sd, estimate.sd[hidden.epoch, hidden.cell])


def test_truth_and_gaps_are_those_that_were_hidden():
    values = record()
    plans = plan_design("block", values, PLACES, count=3, length=8)
    hidden = ScoreRun(TIMES, MONTH, METHODS, plans, chosen="linear").on_sample(values, PLACES)
    np.testing.assert_array_equal(hidden.truth, values[hidden.epoch, hidden.cell])
    assert "auto" not in hidden.estimates
    assert hidden.truth.size == sum(plan.hide(values, PLACES).scored.sum() for plan in plans)
    assert np.unique(hidden.gap).size == 3
    for gap in range(3):
        assert np.ptp(hidden.epoch[hidden.gap == gap]) == 7
    assert hidden.gap_length.min() >= 8


def test_a_block_across_a_missing_epoch_is_one_gap():
    values = record()
    values[:] = np.where(np.isnan(values), 0, values)
    values[30] = np.nan
    (plan,) = [p for p in plan_design("block", values, PLACES, count=9, length=8) if p.scored[30]][:1]
    hidden = ScoreRun(TIMES, MONTH, METHODS, [plan], chosen="linear").on_sample(values, PLACES)
    assert np.unique(hidden.gap).size == 1
    assert (hidden.gap_length == 8).all()


def test_gaps_of_several_repetitions_at_the_same_time_count_as_one():
    values = np.where(np.isnan(record()), 0, record())
    (plan,) = plan_design("block", values, PLACES, count=1, length=8)
    hidden = ScoreRun(TIMES, MONTH, METHODS, [plan, plan], chosen="linear").on_sample(values, PLACES)
    assert np.unique(hidden.repetition).size == 2
    assert np.unique(hidden.gap).size == 1


def test_a_method_that_knows_the_truth_is_trusted_and_one_that_says_a_thousand_is_not():
    values = record()
    truth = np.where(np.isnan(values), 0, values)
    methods = {
        "oracle": lambda times, given, cadence: Estimate(truth[:, : given.shape[1]], np.full(given.shape, 0.1)),
        "garbage": lambda times, given, cadence: Estimate(np.full(given.shape, 1000.0), np.full(given.shape, 5.0)),
    }
    plans = plan_design("own", values, PLACES, count=5)
    rows = score_table(
        ScoreRun(TIMES, MONTH, methods, plans, chosen="oracle").on_sample(values, PLACES), PLACES.weights
    ).overall()
    assert rows["oracle"].metrics["nse"].value == 1
    assert judge_scores(rows["oracle"]).trust is Trust.YES
    assert judge_scores(rows["garbage"]).trust is Trust.NO


def test_the_mean_of_the_season_is_the_mean_of_its_months():
    values = record()
    estimate = season_mean(TIMES, values, MONTH)
    for month in (0, 7):
        np.testing.assert_allclose(estimate.mean[month], np.nanmean(values[month::12], axis=0))
    departures = values - estimate.mean
    years = np.isfinite(values[0::12]).sum(axis=0)
    variance = np.nansum(departures**2, axis=0) / (np.isfinite(values).sum(axis=0) - 12)
    np.testing.assert_allclose(estimate.sd[0], np.sqrt(variance * (1 + 1 / years)))
    values[5::12, 0] = np.nan
    assert season_mean(TIMES, values, MONTH).mean[5, 0] == pytest.approx(np.nanmean(values[:, 0]))
