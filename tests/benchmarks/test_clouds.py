"""The clouds benchmark: its masks, its readers and its peers."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cloud_masks import clouded, more_masked
from benchmarks.cloud_stacks import alaska, ecostress, goes, madrid, slovenia
from benchmarks.peers import clouds as peers

DAYS = 16.0 * np.arange(12)
SEASONS = np.tile(np.arange(4), 3)


def a_stack(seed=0):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(12, 20, 24)).astype(np.float32)
    for image in range(0, 12, 3):
        top, left = generator.integers(0, 9, 2)
        values[image, top : top + 9, left : left + 12] = np.nan
    return values


def test_a_mask_hides_known_values_up_to_its_share():
    values = a_stack()
    hidden = more_masked(values, 0.3, seed=0)
    assert not (hidden & np.isnan(values)).any()
    assert 0.3 <= (hidden | np.isnan(values)).mean() < 0.35
    np.testing.assert_array_equal(hidden, more_masked(values, 0.3, seed=0))


def test_clouds_of_all_years_leave_seasons_without_a_year():
    values = a_stack()
    left = np.isfinite(values) & ~more_masked(values, 0.5, seed=0, seasons=4)
    one_year = np.isfinite(values) & ~more_masked(values, 0.5, seed=0)
    assert (~left.reshape(3, 4, 20, 24).any(axis=0)).sum() > (~one_year.reshape(3, 4, 20, 24).any(axis=0)).sum()


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_a_scene_is_clouded_by_at_least_the_share(share):
    values = a_stack()
    hidden = clouded(values, 1, share, seed=0)
    assert hidden.mean() >= share
    assert hidden.all() == (share == 1)


@pytest.mark.parametrize(
    "method", [peers.linear_in_time, peers.same_date_climatology, peers.gdal_fill_nodata, peers.dineof]
)
def test_a_peer_restores_a_stack_that_its_assumption_holds_for(method):
    rows, columns = np.indices((20, 24))
    # Linear in time, the same at a season of all years, smooth in space, and of rank 1.
    values = np.repeat((5 + 0.01 * rows + 0.02 * columns)[np.newaxis], 12, axis=0).astype(np.float32)
    gaps = np.isnan(a_stack())
    filled = method(DAYS, np.where(gaps, np.nan, values), SEASONS)
    assert np.abs(filled - values)[gaps].max() < 0.15


def test_a_peer_answers_everywhere_even_without_anything_to_go_by():
    values = a_stack()
    values[5] = np.nan
    values[:, 4, 4] = np.nan
    for method in (peers.linear_in_time, peers.same_date_climatology, peers.gdal_fill_nodata, peers.dineof):
        assert np.isfinite(method(DAYS, values, SEASONS)).all()


def test_gapfill_is_left_out_where_r_is_not_installed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ImportError, match="gapfill is not installed"):
        peers.r_gapfill(DAYS, a_stack(), SEASONS)


def test_the_published_simple_rows_of_the_ndvi_study_come_out_alike(data_folder):
    study = alaska(data_folder)
    assert study.hidden.sum() == 35040
    days, seasons = study.stack.times.astype(np.int64) / 86400.0, np.tile(np.arange(8), 6)
    # The study leaves pixels without a value at any date open when it interpolates: here they count, too.
    for method, published in ((peers.linear_in_time, 0.0919), (peers.same_date_climatology, 0.0565)):
        error = (method(days, study.stack.values, seasons) - study.truth)[study.hidden]
        assert np.sqrt((error**2).mean()) == pytest.approx(published, abs=1.2e-3)


def test_the_published_outputs_for_madrid_belong_to_their_gaps(data_folder):
    gaps = madrid(data_folder)
    assert list(gaps) == [6, 8, 17, 30, 39, 50, 79, 94]
    study = gaps[50]
    assert np.abs(study.outputs["SSGP-toolbox"] - study.truth)[study.hidden].mean() == pytest.approx(0.853, abs=1e-3)
    clear = np.isfinite(study.stack.values) & np.isfinite(study.truth)
    np.testing.assert_allclose(study.stack.values[clear], study.truth[clear], atol=0.01)


def test_predictors_lie_on_the_grid_and_dates_of_their_stack(data_folder):
    for stack in (goes(data_folder), ecostress(data_folder)):
        assert stack.predictors.shape[1:] == stack.values.shape
        assert np.nanmax(stack.values) <= 360
    air, skin = goes(data_folder).predictors[0], goes(data_folder).values
    known = np.isfinite(skin)
    assert np.corrcoef(air[known], skin[known])[0, 1] > 0.8


def test_cloudy_pixels_of_sentinel_2_are_missing(data_folder):
    stack = slovenia(data_folder)
    assert stack.values.shape == (68, 101, 100)
    assert (np.isnan(stack.values).all(axis=(1, 2))).sum() == 20
