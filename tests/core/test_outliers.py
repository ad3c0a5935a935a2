"""Values that cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from geogap_plugin.core.clouds.outliers import INDEX_LIMITS, LIMITS, flag_outliers, limits_by_date


def scene(seed=0):
    generator = np.random.default_rng(seed)
    return 300 + generator.normal(0, 1, (15, 20, 20)) + np.arange(15)[:, np.newaxis, np.newaxis]


def test_physical_limits_hold_by_unit():
    values = scene()
    values[3, 4, 5], values[6, 7, 8] = 916.0, 3.0
    flagged = flag_outliers(values, "K")
    assert flagged[3, 4, 5]
    assert flagged[6, 7, 8]
    assert flagged.sum() == 2


def test_a_value_far_from_its_neighbours_is_flagged_within_the_limits():
    values = scene()
    values[3, 4, 5] = 340.0
    assert np.argwhere(flag_outliers(values, "K")).tolist() == [[3, 4, 5]]


def test_a_shore_that_is_always_there_is_not_an_outlier():
    values = scene()
    values[:, :, 10:] += 25
    values[:, 3, 3] -= 30
    assert not flag_outliers(values, "K").any()


def test_a_date_that_is_warm_everywhere_is_not_an_outlier():
    values = scene()
    values[5] += 20
    assert not flag_outliers(values, "K").any()


def test_missing_and_lonely_pixels_are_judged_by_the_limits_alone():
    values = np.full((4, 6, 6), np.nan)
    values[:, 2, 2] = [300, 300, 340, 800]
    assert np.argwhere(flag_outliers(values, "K")).tolist() == [[3, 2, 2]]


@pytest.mark.parametrize("value", [-1.5, 1.5])
def test_an_index_stays_within_one(value):
    values = np.random.default_rng(0).uniform(0.3, 0.4, (5, 6, 6))
    values[2, 3, 3] = value
    assert flag_outliers(values, limits=INDEX_LIMITS)[2, 3, 3]


def test_a_constant_image_has_no_outlier():
    assert not flag_outliers(np.full((3, 4, 4), 280.0), "K").any()


def test_clouds_over_a_season_make_no_outliers_of_their_edges():
    """Pixels beside one another are seen at other dates, warm ones or cold ones."""
    rows, columns = np.mgrid[:30, :30]
    season = 10 * np.cos(np.arange(8) / 8 * 2 * np.pi)[:, np.newaxis, np.newaxis]
    field = 290 + season + np.sin((rows + 2 * columns) / 5 + np.arange(8)[:, np.newaxis, np.newaxis])
    cloud = np.sin(rows / 3 + np.arange(8)[:, np.newaxis, np.newaxis]) + np.sin(columns / 4) > 0.6
    values = np.where(cloud, np.nan, field)
    assert not flag_outliers(values, "K").any()
    date, row, column = np.argwhere(~cloud)[1000]
    values[date, row, column] += 25
    assert np.argwhere(flag_outliers(values, "K")).tolist() == [[date, row, column]]


def test_a_pond_that_warms_less_than_the_fields_is_not_an_outlier():
    values = scene()
    values[:, 8, 8] = 300 + 12 * np.sin(np.arange(15))
    assert not flag_outliers(values, "K")[:, 8, 8].any()


def broken_scene():
    """One image of fifteen that fails from the left: impossible, then by degrees less and less wrong."""
    values = scene()
    values[4, :, :5] = 420.0
    values[4, :, 5:8] = [355.0, 350.0, 345.0]
    return values


def test_a_broken_image_has_limits_of_its_own():
    values = broken_scene()
    low, high = limits_by_date([values[:, :, :10], values[:, :, 10:]], LIMITS["K"])
    # Images spread by 1 K around 300 to 314 K; that of the fifth date is at 304 K.
    assert low[4, 0, 0] == pytest.approx(304 - 8, abs=1.5)
    assert high[4, 0, 0] == pytest.approx(304 + 8, abs=1.5)
    others = np.arange(15) != 4
    assert (low[others] == 180).all()
    assert (high[others] == 360).all()
    flagged = flag_outliers(values, limits=(low, high))
    assert flagged[4, :, :8].all()
    assert flagged.sum() == 20 * 8
    # Neighbours tell only the middle of the rim from what is beside it.
    assert not flag_outliers(values, "K")[4, :, 5:8].all()


def test_few_impossible_values_leave_the_limits_of_the_variable():
    values = scene()
    values[3, 4, 5:9] = 916.0
    low, high = limits_by_date([values], LIMITS["K"])
    assert (low == 180).all()
    assert (high == 360).all()


def test_the_failure_of_most_of_an_image_does_not_pass_for_its_level():
    values = scene()
    values[4, :, :15], values[4, :, 15:18] = 350.0, 400.0
    flagged = flag_outliers(values, limits=limits_by_date([values], LIMITS["K"]))
    assert flagged[4, :, :18].all()
    assert not flagged[:4].any()
    assert not flagged[5:].any()


def test_an_image_that_is_impossible_altogether_and_a_stack_of_such():
    values = scene()
    values[4] = 500.0
    assert flag_outliers(values, limits=limits_by_date([values], LIMITS["K"])).sum() == 400
    values[:] = 500.0
    values[:, :5] = 300.0
    assert flag_outliers(values, limits=limits_by_date([values], LIMITS["K"])).sum() == 15 * 300
