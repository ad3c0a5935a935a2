"""Values that cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from geogap_plugin.core.outliers import INDEX_LIMITS, flag_outliers


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
