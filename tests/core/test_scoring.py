"""Scores equal their textbook definitions, and hidden values are never seen by what is scored."""

import math

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.core.trials import hiding, scoring

MONTH = Cadence("month")
OBSERVED = np.array([2.0, 4.0, 6.0, 8.0])
PREDICTED = np.array([3.0, 4.0, 5.0, 10.0])


def months(count):
    return (np.datetime64("2004-01", "M") + np.arange(count)).astype("datetime64[D]").astype("datetime64[s]")


def test_errors_of_four_values_are_those_worked_out_by_hand():
    assert scoring.rmse(OBSERVED, PREDICTED) == pytest.approx(math.sqrt(6 / 4))
    assert scoring.mae(OBSERVED, PREDICTED) == pytest.approx(1.0)
    assert scoring.bias(OBSERVED, PREDICTED) == pytest.approx(0.5)
    assert scoring.nse(OBSERVED, PREDICTED) == pytest.approx(1 - 6 / 20)


def test_correlation_is_that_of_numpy():
    assert scoring.pearson(OBSERVED, PREDICTED) == pytest.approx(np.corrcoef(OBSERVED, PREDICTED)[0, 1])


def test_kling_gupta_efficiency_follows_its_three_parts():
    r = np.corrcoef(OBSERVED, PREDICTED)[0, 1]
    alpha = PREDICTED.std() / OBSERVED.std()
    beta = PREDICTED.mean() / OBSERVED.mean()
    expected = 1 - math.sqrt((r - 1) ** 2 + (alpha - 1) ** 2 + (beta - 1) ** 2)
    assert scoring.kge(OBSERVED, PREDICTED) == pytest.approx(expected)
    assert scoring.kge(OBSERVED, OBSERVED) == pytest.approx(1.0)


@pytest.mark.parametrize("metric", [scoring.rmse, scoring.mae, scoring.bias, scoring.nse, scoring.pearson, scoring.kge])
def test_pairs_with_a_missing_side_do_not_count(metric):
    observed = np.append(OBSERVED, [np.nan, 5.0])
    predicted = np.append(PREDICTED, [7.0, np.nan])
    assert metric(observed, predicted) == pytest.approx(metric(OBSERVED, PREDICTED))
    assert np.isnan(metric(np.array([np.nan]), np.array([1.0])))


@pytest.mark.parametrize("metric", [scoring.rmse, scoring.nse, scoring.pearson])
def test_weights_count_a_value_as_often_as_they_say(metric):
    repeated = metric(np.append(OBSERVED, OBSERVED[2:]), np.append(PREDICTED, PREDICTED[2:]))
    assert metric(OBSERVED, PREDICTED, weights=np.array([1, 1, 2, 2])) == pytest.approx(repeated)


def test_a_block_gives_one_number_a_cell_or_one_in_all():
    observed = np.stack([OBSERVED, OBSERVED], axis=1)
    predicted = np.stack([OBSERVED, PREDICTED], axis=1)
    np.testing.assert_allclose(scoring.rmse(observed, predicted), [0, math.sqrt(1.5)])
    assert scoring.rmse(observed, predicted, axis=None) == pytest.approx(math.sqrt(0.75))


def test_scores_of_a_constant_are_unknown_instead_of_enormous():
    constant = np.full(7, 0.1)
    assert np.isnan(scoring.nse(constant, constant + 1))
    assert np.isnan(scoring.pearson(constant, np.arange(7.0)))


def test_crps_equals_the_integral_of_the_squared_difference_of_distributions():
    x = np.linspace(-30, 30, 600_001)
    for observed, mean, sd in ((0.3, 1.0, 2.0), (-4.0, 0.0, 0.5)):
        gaussian = 0.5 * (1 + np.array([math.erf(v) for v in ((x[::100] - mean) / sd / math.sqrt(2))]))
        step = x[::100] >= observed
        integral = np.sum((gaussian - step) ** 2) * (x[100] - x[0])
        value = scoring.crps(np.array([observed]), np.array([mean]), np.array([sd]))
        assert value == pytest.approx(integral, abs=0.006)


def test_crps_without_uncertainty_is_the_absolute_error():
    assert scoring.crps(OBSERVED, PREDICTED, np.zeros(4)) == pytest.approx(1.0)


def test_coverage_and_width_are_those_of_a_gaussian():
    generator = np.random.default_rng(1)
    observed = 3 + 2 * generator.standard_normal(100_000)
    mean, sd = np.full(100_000, 3.0), np.full(100_000, 2.0)
    for level in (0.5, 0.8, 0.9):
        assert scoring.coverage(observed, mean, sd, level) == pytest.approx(level, abs=0.01)
    assert scoring.interval_width(sd, 0.95) == pytest.approx(2 * 1.959964 * 2)


def test_skill_is_the_share_of_the_error_that_is_saved():
    assert scoring.skill(1.5, 2.0) == pytest.approx(0.25)


def seasonal_values(cells=3, seed=2):
    generator = np.random.default_rng(seed)
    season = 10 * np.sin(2 * np.pi * np.arange(96) / 12)[:, np.newaxis]
    return season + generator.standard_normal((96, cells))


def test_repeating_the_season_earns_nothing_once_the_season_is_removed():
    values = seasonal_values()
    climatology = values.reshape(8, 12, 3).mean(axis=0)[np.arange(96) % 12]
    repeat = {"repeat": lambda times, given, cadence: Estimate(climatology, np.ones_like(given))}
    scores = scoring.evaluate(months(96), values, repeat, MONTH, hiding.blocks(values)).methods["repeat"]
    assert scores.median("nse") > 0.9
    assert scores.median("nse_deseasonalised") < 0.05


def test_a_method_never_sees_a_hidden_value():
    values = seasonal_values()
    masks = hiding.blocks(values, count=3) + hiding.scattered(values, seed=1)
    seen = []

    def spy(times, given, cadence):
        seen.append(given.copy())
        return Estimate(np.zeros_like(given), np.ones_like(given))

    scoring.evaluate(months(96), values, {"spy": spy}, MONTH, masks)
    for given, mask in zip(seen, masks):
        assert np.isnan(given[mask]).all()
        np.testing.assert_array_equal(given[~mask], values[~mask])


@pytest.mark.parametrize("name", list(BASELINES))
def test_garbage_in_the_hidden_values_changes_no_prediction(name):
    values = seasonal_values()
    masks = hiding.blocks(values, count=2)
    predictions = []
    for garbage in (0.0, 1e6):
        spoilt = values.copy()
        spoilt[masks[0]] += garbage

        def recording(times, given, cadence):
            estimate = BASELINES[name](times, given, cadence)
            predictions.append((estimate.mean, estimate.sd))
            return estimate

        scoring.evaluate(months(96), spoilt, {name: recording}, MONTH, masks[:1])
    np.testing.assert_array_equal(predictions[0][0], predictions[1][0])
    np.testing.assert_array_equal(predictions[0][1], predictions[1][1])


def test_scores_are_taken_at_hidden_values_only():
    values = seasonal_values()
    mask = np.zeros(values.shape, dtype=bool)
    mask[10, 0] = mask[20, 1] = True

    def off_by_two(times, given, cadence):
        return Estimate(np.where(np.isnan(given), values + 2, 1e9), np.ones_like(given))

    scores = scoring.evaluate(months(96), values, {"off": off_by_two}, MONTH, [mask])
    assert scores.hidden == 2
    np.testing.assert_allclose(scores.methods["off"].cells["bias"], [2, 2, np.nan])
    assert scores.methods["off"].mean("rmse") == pytest.approx(2)


def test_the_best_method_has_the_lowest_error():
    values = seasonal_values()
    scores = scoring.evaluate(months(96), values, BASELINES, MONTH, hiding.blocks(values, count=4))
    expected = min(BASELINES, key=lambda name: np.nanmean(scores.methods[name].cells["crps"]))
    assert scores.best() == expected
    assert scores.best() != "linear"


def test_hiding_nothing_is_refused():
    values = seasonal_values()
    with pytest.raises(InputError, match="hide no known value"):
        scoring.evaluate(months(96), values, BASELINES, MONTH, [np.zeros(values.shape, dtype=bool)])
