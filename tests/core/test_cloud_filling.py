"""Filling clouds: what holds whatever the method, and how well it does on fields that are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geogap_plugin.core.clouds.cloud_filling import MARGIN, METHODS, NORMAL_WIDTHS, TILE, tiles
from geogap_plugin.core.clouds.cloud_fitting import fill_stack, fit_clouds, sample_windows
from geogap_plugin.core.clouds.fillers import scale_of_dates
from geogap_plugin.core.errors import Cancelled, InputError

TIMES = np.datetime64("2019-01-05", "s") + 16 * 86400 * np.arange(30)


def smooth_noise(generator, shape, width):
    """Return noise of unit spread that is smooth over so many pixels, made in Fourier space."""
    rows, columns = np.fft.fftfreq(shape[0])[:, np.newaxis], np.fft.rfftfreq(shape[1])
    filtered = np.fft.irfft2(
        np.fft.rfft2(generator.normal(size=shape)) * np.exp(-2 * (np.pi * width) ** 2 * (rows**2 + columns**2)), shape
    )
    return filtered / filtered.std()


def clouded(seed=0, size=28, dates=30, empty=()):
    """Return the truth of a stack with a season, a map and smooth anomalies, and the same under clouds, float32."""
    generator = np.random.default_rng(seed)
    place = 3 * smooth_noise(generator, (size, size), 2)
    season = 10 * np.cos(2 * np.pi * (np.arange(dates) * 16 - 200) / 365.2425)
    anomalies = np.array([smooth_noise(generator, (size, size), 5) for _ in range(dates)])
    truth = 290 + season[:, np.newaxis, np.newaxis] + place + anomalies + 0.2 * generator.normal(size=anomalies.shape)
    truth = truth.astype(np.float32)
    cloud = np.array([smooth_noise(generator, (size, size), 4) > 0.8 for _ in range(dates)])
    cloud[list(empty)] = True
    return truth, np.where(cloud, np.nan, truth).astype(np.float32)


def rmse(filled, truth, chosen):
    return float(np.sqrt(((filled.value - truth)[chosen] ** 2).mean()))


@pytest.fixture(scope="module")
def stack():
    return clouded(empty=(12,))


@pytest.mark.parametrize("method", METHODS)
def test_observed_values_stay_bit_identical_and_every_gap_is_filled(stack, method):
    _, values = stack
    filled, _ = fill_stack(values, TIMES, method)
    observed = np.isfinite(values)
    assert filled.value.dtype == np.float32
    np.testing.assert_array_equal(filled.value[observed].view(np.uint32), values[observed].view(np.uint32))
    assert np.isfinite(filled.value).all()
    assert not filled.sd[observed].any()
    assert (filled.sd[~observed] > 0).all()


def test_auto_beats_climatology_and_interpolation_in_time(stack):
    truth, values = stack
    gaps = ~np.isfinite(values)
    best, simple = (fill_stack(values, TIMES, method)[0] for method in ("auto", "climatology"))
    days = np.arange(30.0)
    linear = values.copy()
    for row, column in np.ndindex(*values.shape[1:]):
        known = np.isfinite(values[:, row, column])
        linear[:, row, column] = np.interp(days, days[known], values[known, row, column])
    assert rmse(best, truth, gaps) < 0.7 * rmse(simple, truth, gaps)
    assert rmse(best, truth, gaps) < 0.5 * np.sqrt(((linear - truth)[gaps] ** 2).mean())


def test_clear_pixels_around_a_cloud_help():
    truth, values = clouded(seed=3)
    gaps = ~np.isfinite(values)
    regression, eof = (fill_stack(values, TIMES, method)[0] for method in ("regression", "eof"))
    # The anomalies of a date are independent of all others: only clear pixels around a cloud know of them.
    assert rmse(regression, truth, gaps) < 0.75 * rmse(eof, truth, gaps)


def test_intervals_hold_what_they_promise():
    truth, values = clouded(seed=4)
    filled, _ = fill_stack(values, TIMES)
    gaps = ~np.isfinite(values)
    relative = np.abs(filled.value - truth)[gaps] / filled.sd[gaps]
    # They are learnt under more clouds than the stack has, so that they rather hold too much than too little.
    for quantile, level in ((0.6745, 0.5), (1.2816, 0.8), (1.6449, 0.9)):
        assert -0.05 < np.mean(relative <= quantile) - level < 0.12


def test_heavy_tails_make_the_narrow_interval_narrower_and_the_wide_one_wider():
    truth, values = clouded(seed=8)
    generator = np.random.default_rng(8)
    spikes = np.where(generator.random(truth.shape) < 0.08, generator.normal(0, 6, truth.shape), 0.0)
    values, truth = (values + spikes).astype(np.float32), truth + spikes
    filled, model = fill_stack(values, TIMES, "regression")
    assert model.half_widths[0.5] < 0.95 * NORMAL_WIDTHS[0.5]
    assert model.half_widths[0.9] > NORMAL_WIDTHS[0.9]
    gaps = ~np.isfinite(values)
    relative = np.abs(filled.value - truth)[gaps] / filled.sd[gaps]
    for level in (0.5, 0.8, 0.9):
        inside = np.mean(relative <= model.half_widths[level])
        assert inside == pytest.approx(level, abs=0.05)
    # One standard deviation alone makes the narrow interval hold too much.
    assert abs(np.mean(relative <= model.half_widths[0.5]) - 0.5) < abs(np.mean(relative <= NORMAL_WIDTHS[0.5]) - 0.5)


def test_the_scale_of_a_date_is_that_of_its_clear_pixels_beside_all_others():
    generator = np.random.default_rng(0)
    fields = generator.normal(size=(4, 60, 60)) * np.array([1.0, 1.0, 4.0, 1.0])[:, np.newaxis, np.newaxis]
    fields[3, :, 1:] = np.nan
    fields = np.concatenate([fields, np.full((1, 60, 60), np.nan)])
    scale = scale_of_dates([fields[:, :30], fields[:, 30:]])
    usual = np.sqrt(np.nanmean(fields**2))
    np.testing.assert_allclose(scale[:3], np.array([1.0, 1.0, 4.0]) / usual, rtol=0.05)
    # Sixty pixels count twice as much as the thirty that stand for the usual; none leave it.
    assert scale[3] == pytest.approx(np.sqrt((30 + 60 / usual**2) / 90), rel=0.1)
    assert scale[4] == 1
    assert (scale_of_dates([np.zeros((3, 4, 4))]) == 1).all()


def test_a_date_that_departs_more_is_more_uncertain_under_its_clouds():
    truth, values = clouded(seed=9)
    values = values.copy()
    noise = np.random.default_rng(9).normal(0, 4, values.shape[1:]).astype(np.float32)
    values[14:17, :, :] = truth[14:17]
    values[14:17, 5:15, 5:15] = np.nan
    quiet = fill_stack(values, TIMES, "regression")[0].sd
    values[15] += noise
    loud = fill_stack(values, TIMES, "regression")[0].sd
    ratio = np.nanmean(loud[15, 5:15, 5:15]) / np.nanmean(loud[14, 5:15, 5:15])
    assert ratio > 1.8 * np.nanmean(quiet[15, 5:15, 5:15]) / np.nanmean(quiet[14, 5:15, 5:15])


def test_the_uncertainty_grows_into_a_cloud():
    truth, _ = clouded(seed=5)
    values = truth.copy()
    generator = np.random.default_rng(0)
    for image in range(0, 30, 2):
        top, left = generator.integers(0, 10, 2)
        values[image, top : top + 18, left : left + 18] = np.nan
    values[9, 4:24, 4:24] = np.nan
    sd = fill_stack(values, TIMES, "regression")[0].sd[9]
    assert sd[13, 13] > 1.3 * sd[4:24, 4].mean()


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 1000))
def test_what_is_hidden_does_not_change_the_result(seed):
    truth, values = clouded(seed=seed, size=16, dates=12)
    gaps = ~np.isfinite(values)
    first, _ = fill_stack(np.where(gaps, np.nan, truth), TIMES[:12])
    second, _ = fill_stack(np.where(gaps, np.nan, np.where(gaps, -999, truth)), TIMES[:12])
    np.testing.assert_array_equal(first.value, second.value)
    np.testing.assert_array_equal(first.sd, second.sd)


def test_the_same_input_gives_the_same_output(stack):
    _, values = stack
    first, second = (fill_stack(values, TIMES)[0] for _ in range(2))
    np.testing.assert_array_equal(first.value, second.value)
    np.testing.assert_array_equal(first.sd, second.sd)


def test_pixels_without_any_value_are_outside_unless_asked_for(stack):
    truth, values = stack
    values = values.copy()
    values[:, 3:5, 7:9] = np.nan
    filled, model = fill_stack(values, TIMES, "regression")
    assert np.isnan(filled.value[:, 3:5, 7:9]).all()
    assert np.isnan(filled.sd[:, 3:5, 7:9]).all()
    inside = np.ones(values.shape[1:], dtype=bool)
    asked = model.fill(values, inside=inside)
    assert np.isfinite(asked.value).all()
    assert rmse(asked, truth, (slice(None), slice(3, 5), slice(7, 9))) < 2
    assert (asked.sd[:, 3:5, 7:9] > 0).all()


def test_an_empty_scene_gets_its_season_and_an_honest_uncertainty(stack):
    truth, values = stack
    filled, model = fill_stack(values, TIMES)
    assert model.empty.nonzero()[0].tolist() == [12]
    error = (filled.value - truth)[12]
    assert np.sqrt((error**2).mean()) < 3
    partly = np.isnan(values[11])
    assert filled.sd[12].mean() > filled.sd[11][partly].mean()


def test_a_predictor_that_drives_the_anomalies_is_used():
    generator = np.random.default_rng(0)
    truth, values = clouded(seed=8)
    driver = np.array([smooth_noise(generator, (28, 28), 1) for _ in range(30)])
    gaps = ~np.isfinite(values)
    driven_truth = truth + 4 * driver
    given = np.where(gaps, np.nan, driven_truth).astype(np.float32)
    predictors = driver[np.newaxis] + 0.05 * generator.normal(size=(1, *driver.shape))
    with_it, model = fill_stack(given, TIMES, predictors=predictors)
    without, _ = fill_stack(given, TIMES)
    assert model.weights.clear["predictors"] > 0.8
    assert rmse(with_it, driven_truth, gaps) < 0.5 * rmse(without, driven_truth, gaps)


def test_a_predictor_of_noise_does_no_harm():
    truth, values = clouded(seed=9)
    gaps = ~np.isfinite(values)
    noise = np.random.default_rng(1).normal(size=(1, *values.shape))
    with_it, without = (fill_stack(values, TIMES, predictors=p)[0] for p in (noise, None))
    assert rmse(with_it, truth, gaps) < 1.05 * rmse(without, truth, gaps)


def test_scores_are_those_of_moved_clouds_and_weights_sum_to_one(stack):
    _, values = stack
    _, model = fill_stack(values, TIMES)
    assert set(model.scores) == {*METHODS}
    for weights in (model.weights.clear, model.weights.empty):
        assert sum(weights.values()) == pytest.approx(1)
    assert model.scores["auto"].rmse < model.scores["climatology"].rmse
    assert 0.7 < model.scores["auto"].coverage90 <= 1


def test_a_stack_without_gaps_comes_back_as_it_is():
    truth, _ = clouded()
    filled, model = fill_stack(truth, TIMES, "regression")
    np.testing.assert_array_equal(filled.value, truth)
    assert not filled.sd.any()
    assert model.scores == {}


@pytest.mark.parametrize("method", METHODS)
def test_a_stack_that_never_varies_is_filled_with_its_only_value(method):
    values = np.full((8, 12, 12), 290.0, dtype=np.float32)
    values[::2, 3:8, 2:9] = np.nan
    values[1, :4] = np.nan
    times = np.datetime64("2021-01-01") + 16 * np.arange(8)
    filled, _ = fill_stack(values, times, method)
    np.testing.assert_allclose(filled.value, 290.0, atol=1e-3)
    assert (filled.sd < 0.01).all()


def test_a_stack_that_is_longer_than_one_part_is_filled_seamlessly():
    generator = np.random.default_rng(0)
    dates = 200
    times = np.datetime64("2019-01-05", "s") + 5 * 86400 * np.arange(dates)
    season = 10 * np.cos(2 * np.pi * np.arange(dates) * 5 / 365.2425)
    truth = 290 + season[:, np.newaxis, np.newaxis] + generator.normal(size=(6, 6)) + np.zeros((dates, 1, 1))
    gaps = generator.random(truth.shape) < 0.3
    filled, _ = fill_stack(np.where(gaps, np.nan, truth).astype(np.float32), times, "regression")
    assert rmse(filled, truth, gaps) < 0.3


def test_a_raster_is_filled_in_squares_that_see_their_surroundings():
    height, width = 2 * TILE + 5, TILE
    counted = np.zeros((height, width), dtype=int)
    for core, outer in tiles(height, width):
        counted[core] += 1
        for inner, wide, size in zip(core, outer, (height, width)):
            assert wide.start == max(inner.start - MARGIN, 0)
            assert wide.stop == min(inner.stop + MARGIN, size)
    assert (counted == 1).all()


@pytest.mark.parametrize("shape", [(100, 100), (3000, 50), (1000, 4000), (20, 100_000)])
def test_samples_lie_inside_the_raster_and_are_few(shape):
    windows = sample_windows(*shape)
    pixels = sum((rows.stop - rows.start) * (columns.stop - columns.start) for rows, columns in windows)
    assert pixels <= 8 * 64**2
    for rows, columns in windows:
        assert 0 <= rows.start < rows.stop <= shape[0]
        assert 0 <= columns.start < columns.stop <= shape[1]


def test_seams_between_squares_do_not_show():
    _, values = clouded(seed=2, size=2 * TILE - 100, dates=8)
    model = fit_clouds([values[:, :64, :64]], TIMES[:8], "regression")
    whole = model.fill(values).value
    tiled = np.empty_like(values)
    for core, outer in tiles(*values.shape[1:]):
        part = model.fill(values[:, outer[0], outer[1]]).value
        rows, columns = (slice(a.start - b.start, a.stop - b.start) for a, b in zip(core, outer))
        tiled[:, core[0], core[1]] = part[:, rows, columns]
    assert np.abs(tiled - whole).max() < 0.1


def test_an_unknown_method_and_too_few_dates_are_refused():
    _, values = clouded()
    with pytest.raises(InputError, match="no method “magic”"):
        fill_stack(values, TIMES, "magic")
    with pytest.raises(InputError, match="at least 3"):
        fill_stack(values[:2], TIMES[:2])


def test_the_user_can_cancel(stack):
    _, values = stack
    with pytest.raises(Cancelled):
        fill_stack(values, TIMES, cancelled=lambda: True)


@pytest.mark.slow
def test_the_published_ndvi_mask_is_filled_better_than_the_study_does(data_folder):
    pytest.importorskip("osgeo.gdal", reason="the environment that trains has no GDAL")
    from benchmarks.cloud_stacks import alaska

    study = alaska(data_folder)
    inside = np.isfinite(study.truth).any(axis=0)
    filled, _ = fill_stack(study.stack.values, study.stack.times, "regression", inside=inside)
    assert rmse(filled, study.truth, study.hidden) <= 0.0375
