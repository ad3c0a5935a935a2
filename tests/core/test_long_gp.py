"""Long records are filled as a plain textbook implementation says, through level shifts, and whatever the block."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence, decimal_years
from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled
from geogap_plugin.core.series import long_gp
from geogap_plugin.core.series.disruptions import level_shifts, wild_values
from geogap_plugin.core.series.gaussian_process import MAX_EPOCHS, gp
from geogap_plugin.core.series.harmonics import clock

DAY = Cadence("day")


def days(count):
    return (np.datetime64("2010-01-01", "D") + np.arange(count)).astype("datetime64[s]")


def persistent(epochs, cells, reach, seed):
    """Draw Ornstein-Uhlenbeck processes of unit variance."""
    generator = np.random.default_rng(seed)
    memory = np.exp(-1 / reach)
    values = generator.standard_normal((epochs, cells))
    for epoch in range(1, epochs):
        values[epoch] = memory * values[epoch - 1] + np.sqrt(1 - memory**2) * values[epoch]
    return values


def textbook(times, step_days, series, kernels):
    """Fill one cell by eqs 2.25-2.26 of Rasmussen & Williams (2006) and REML: dense matrices, a kernel at a time."""
    phase = decimal_years(times)
    t = phase * 365.2425 / step_days
    seen = np.isfinite(series)
    angle = 2 * np.pi * phase[:, None]
    design = np.hstack(
        [np.ones_like(angle), angle - angle.mean()] + [f(k * angle) for k in (1, 2) for f in (np.cos, np.sin)]
    )
    overtones = np.hstack([f(k * angle) for k in (3, 4) for f in (np.cos, np.sin)])
    lag = np.abs(t[:, None] - t)
    cycles = np.abs(phase[:, None] - phase)
    x, x_new, y = design[seen], design[~seen], series[seen]
    fits = []
    for terms, noise, cycle in kernels:
        process = sum(variance * np.exp(-lag / reach) for variance, reach in terms)
        process = process + cycle * np.cos(2 * np.pi * cycles) * np.exp(-cycles / 5)
        for shrunk in (0.0, 0.05, 1.0):
            k = process + noise * np.eye(len(t)) + shrunk * overtones @ overtones.T
            ci = np.linalg.inv(k[np.ix_(seen, seen)])
            c_new = k[np.ix_(~seen, seen)]
            info = x.T @ ci @ x
            rest = y - x @ np.linalg.solve(info, x.T @ ci @ y)
            energy = rest @ ci @ rest
            freedom = len(y) - x.shape[1]
            log_reml = 0.5 * (np.linalg.slogdet(ci)[1] - np.linalg.slogdet(info)[1] - freedom * np.log(energy))
            mean = x_new @ np.linalg.solve(info, x.T @ ci @ y) + c_new @ ci @ rest
            r = x_new - c_new @ ci @ x
            unit = np.diag(k)[~seen] - np.einsum("ij,jk,ik->i", c_new, ci, c_new)
            unit = unit + np.einsum("ij,jk,ik->i", r, np.linalg.inv(info), r)
            fits.append((log_reml, mean, unit * energy / (freedom - 2)))
    logs, means, variances = (np.array(part) for part in zip(*fits))
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    mean = weights @ means
    return mean, np.sqrt(weights @ variances + weights @ (means - mean) ** 2)


@pytest.mark.parametrize("evolving", [False, True])
def test_it_equals_the_textbook_formulas_at_irregular_dates(monkeypatch, evolving):
    generator = np.random.default_rng(1)
    dates = np.sort(generator.choice(1000, 80, replace=False))
    times = (np.datetime64("2012-03-01", "D") + dates).astype("datetime64[s]")
    years = decimal_years(times)[:, np.newaxis]
    values = 5 * np.cos(2 * np.pi * years) + 2 * np.cos(6 * np.pi * years) + persistent(80, 12, 9.0, seed=2)
    values += 0.3 * generator.standard_normal(values.shape)
    values[40:48] = np.nan
    values[generator.choice(80, 12), generator.choice(3, 12)] = np.nan
    monkeypatch.setattr(long_gp, "_LEAST_WEIGHT", 0.0)
    monkeypatch.setattr(long_gp, "_CYCLES_TO_EVOLVE", 0 if evolving else 1000)
    mean, variance = values.copy(), np.zeros(values.shape)
    long_gp.fill_long_records(clock(times, Cadence("irregular")), values, np.arange(12), mean, variance)
    noises = (1e-4, 1e-3, 1e-2, 0.1, 0.3, 1.0)
    kernels = [([(1.0, reach)], noise, 0.0) for reach in (1, 4, 16, 64, 256, 1024) for noise in noises]
    for slope in (-0.5, 0, 0.5, 1):
        total = sum(reach**slope for reach in (1.0, 10.0, 100.0, 1000.0))
        terms = [(reach**slope / total, reach) for reach in (1.0, 10.0, 100.0, 1000.0)]
        kernels += [(terms, noise, 0.0) for noise in noises]
    if evolving:
        kernels += [([(1.0, reach)], noise, 0.15) for reach in (4, 16, 64, 256) for noise in (0.01, 0.1, 0.3, 1.0)]
    step = float(np.median(np.diff(dates)))
    for cell in (0, 11):  # the first three have gaps of their own, the others share theirs
        gap = np.isnan(values[:, cell])
        expected_mean, expected_sd = textbook(times, step, values[:, cell], kernels)
        np.testing.assert_allclose(mean[gap, cell], expected_mean, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(np.sqrt(variance[gap, cell]), expected_sd, rtol=1e-6)


def test_a_cell_gets_the_same_filling_in_whatever_block_it_comes():
    times = days(MAX_EPOCHS + 80)
    values = persistent(len(times), 30, 20.0, seed=3) + 100
    values[np.random.default_rng(4).random(values.shape) < 0.1] = np.nan
    values[:, 12:] = np.where(
        np.arange(len(times))[:, np.newaxis] // 30 == 7, np.nan, 100 + persistent(500, 18, 9.0, 5)
    )
    whole = gp(times, values, DAY)
    for cells in (np.array([3]), np.r_[2:15], np.r_[10, 29]):
        part = gp(times, values[:, cells], DAY)
        np.testing.assert_allclose(part.mean, whole.mean[:, cells], atol=1e-6)
        np.testing.assert_allclose(part.sd, whole.sd[:, cells], atol=1e-6)


def test_persistence_of_hundreds_of_days_bridges_a_gap_of_half_a_year():
    times = days(2500)
    truth = persistent(2500, 12, 700.0, seed=6)
    values = truth + 0.05 * np.random.default_rng(7).standard_normal(truth.shape)
    values[1200:1380] = np.nan
    estimate = gp(times, values, DAY)
    error = (estimate.mean - truth)[1200:1380]
    spread = np.sqrt(0.05**2 + 90 / 700)  # of a random walk, at most, in the middle of the bridge
    assert np.sqrt(np.mean(error**2)) < spread
    assert 0.8 < np.mean(np.abs(error) < 1.6449 * estimate.sd[1200:1380]) <= 1


def test_an_overtone_of_the_year_is_filled_in():
    times = days(1500)
    years = decimal_years(times)[:, np.newaxis]
    truth = 3 * np.cos(2 * np.pi * years) + np.cos(6 * np.pi * years) + np.zeros((1, 3))
    values = truth + 0.1 * np.random.default_rng(8).standard_normal(truth.shape)
    values[700:800] = np.nan
    np.testing.assert_allclose(gp(times, values, DAY).mean[700:800], truth[700:800], atol=0.15)


def test_a_level_shift_is_found_measured_and_left_open_where_nobody_saw_it():
    generator = np.random.default_rng(9)
    values = generator.standard_normal((900, 3))
    values[400:, 0] += 500
    values[500:, 1] -= 300
    values[490:500, 1] = np.nan
    level, doubt = level_shifts(values, 365)
    assert (level[:400, 0] == 0).all()
    np.testing.assert_allclose(level[400:, 0], 500, atol=3)
    np.testing.assert_allclose(level[500:, 1], -300, atol=3)
    np.testing.assert_allclose(level[490:500, 1], level[500, 1] / 2)
    np.testing.assert_allclose(np.sqrt(doubt[490:500, 1]), -level[500, 1] / 2)
    assert not level[:, 2].any()
    assert not doubt[:, [0, 2]].any()


def test_rain_that_dries_up_is_no_level_shift():
    generator = np.random.default_rng(10)
    values = np.zeros((1500, 1))
    for epoch in range(1, 1500):
        rain = 50 if generator.random() < 0.01 else 0
        values[epoch] = 0.97 * values[epoch - 1] + rain + 0.1 * generator.standard_normal()
    assert np.abs(np.diff(values, axis=0)).max() > 100 * np.median(np.abs(np.diff(values, axis=0))) / 1.4826
    assert not level_shifts(values, 365)[0].any()


def test_a_wild_value_stays_as_it_is_and_spoils_nothing():
    times = days(900)
    truth = persistent(900, 2, 200.0, seed=14)
    values = truth + 0.1 * np.random.default_rng(15).standard_normal(truth.shape)
    values[550, 1] = -1000.0
    values[600:660] = np.nan
    assert np.argwhere(wild_values(values)).tolist() == [[550, 1]]
    estimate = gp(times, values, DAY)
    assert estimate.mean[550, 1] == -1000
    assert estimate.sd[550, 1] == 0
    values[550, 1] = np.nan
    without = gp(times, values, DAY)
    np.testing.assert_allclose(estimate.mean[600:660], without.mean[600:660], atol=1e-6)
    np.testing.assert_allclose(estimate.sd[600:660], without.sd[600:660], rtol=1e-6)


def test_values_that_are_often_wild_belong_to_the_process():
    generator = np.random.default_rng(16)
    values = generator.standard_normal((1000, 1)) + 100 * (generator.random((1000, 1)) < 0.02)
    assert not wild_values(values).any()


def test_an_earthquake_elsewhere_does_not_spoil_a_gap():
    times = days(1600)
    truth = persistent(1600, 4, 200.0, seed=11)
    values = truth + 0.1 * np.random.default_rng(12).standard_normal(truth.shape)
    values[1000:] += [0, 0, 800, 800]
    values[300:360] = np.nan
    estimate = gp(times, values, DAY)
    error = np.sqrt(np.mean((estimate.mean - truth)[300:360] ** 2, axis=0))
    assert (error[2:] < 0.6).all()
    assert (estimate.sd[300:360, 2:] < 1).all()


def test_a_constant_long_record_is_filled_with_its_constant():
    values = np.full((600, 2), 271.3)
    values[100:150] = np.nan
    values[500:, 1] = np.nan
    estimate = gp(days(600), values, DAY)
    np.testing.assert_allclose(estimate.mean, 271.3, rtol=1e-12)
    assert (estimate.sd < 1e-6).all()


def test_it_stops_when_cancelled_in_the_middle_of_a_record():
    values = persistent(2000, 3, 20.0, seed=13)
    values[50:60] = np.nan
    asked = []

    def cancelled():
        asked.append(None)
        return len(asked) > 5

    with cancellation(cancelled), pytest.raises(Cancelled):
        gp(days(2000), values, DAY)
