"""The Gaussian process agrees with a plain textbook implementation and keeps the laws of the house."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence, decimal_years
from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled
from geogap_plugin.core.series import gaussian_process
from geogap_plugin.core.series.gaussian_process import gp

MONTH = Cadence("month")


def months(count, start="2003-01"):
    return (np.datetime64(start, "M") + np.arange(count)).astype("datetime64[D]").astype("datetime64[s]")


def simulated(times, cells, seed):
    """Trend, season and an autocorrelated residual, with noise."""
    generator = np.random.default_rng(seed)
    years = decimal_years(times)[:, np.newaxis]
    residual = np.zeros((len(times), cells))
    for epoch in range(1, len(times)):
        residual[epoch] = 0.85 * residual[epoch - 1] + np.sqrt(1 - 0.85**2) * generator.standard_normal(cells)
    season = generator.normal(0, 3, cells) * np.cos(2 * np.pi * years) + generator.normal(0, 1, cells) * np.sin(
        4 * np.pi * years
    )
    noise = 0.4 * generator.standard_normal(residual.shape)
    return generator.normal(0, 10, cells) + 0.3 * (years - years[0]) + season + residual + noise


def dense_prediction(times, series):
    """Fill one cell by the formulas of Rasmussen & Williams (2006), eqs 2.41-2.42 and REML, one kernel at a time."""
    years = decimal_years(times)
    t = 12 * years
    seen = np.isfinite(series)
    design = np.column_stack(
        [np.ones_like(t), years - years.mean()]
        + [wave(2 * np.pi * order * years) for order in (1, 2) for wave in (np.cos, np.sin)]
    )
    x, x_new, y = design[seen], design[~seen], series[seen]
    lag = np.abs(t[:, None] - t[None, :])
    fits = []
    for tau in (3, 6, 12, 24):
        for slow in (0, 1):
            for cycle in (0, 0.15):
                for noise in (0.05, 0.2, 0.6):
                    k = np.exp(-lag / tau) + slow * np.exp(-lag / 60)
                    k += cycle * np.cos(2 * np.pi * lag / 12) * np.exp(-lag / 60)
                    k += noise * np.eye(len(t))
                    c = k[np.ix_(seen, seen)]
                    c_new = k[np.ix_(~seen, seen)]
                    ci = np.linalg.inv(c)
                    info = x.T @ ci @ x
                    beta = np.linalg.solve(info, x.T @ ci @ y)
                    rest = y - x @ beta
                    rss = rest @ ci @ rest
                    nu = len(y) - x.shape[1]
                    log_reml = -0.5 * (np.linalg.slogdet(c)[1] + np.linalg.slogdet(info)[1] + nu * np.log(rss))
                    mean = x_new @ beta + c_new @ ci @ rest
                    r = x_new - c_new @ ci @ x
                    unit = (
                        np.diag(k)[~seen]
                        - np.einsum("ij,jk,ik->i", c_new, ci, c_new)
                        + np.einsum("ij,jk,ik->i", r, np.linalg.inv(info), r)
                    )
                    fits.append((log_reml, mean, unit * rss / (nu - 2)))
    assert len(fits) == 48
    logs = np.array([fit[0] for fit in fits])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    means = np.array([fit[1] for fit in fits])
    variances = np.array([fit[2] for fit in fits])
    mean = weights @ means
    return mean, np.sqrt(weights @ variances + weights @ (means - mean) ** 2)


def test_it_equals_the_textbook_formulas_with_all_48_kernels():
    times = months(72)
    values = simulated(times, 3, seed=1)
    values[20:31] = np.nan
    values[40, 1] = np.nan
    values[60:, 2] = np.nan
    estimate = gp(times, values, MONTH)
    for cell in range(3):
        gap = np.isnan(values[:, cell])
        mean, sd = dense_prediction(times, values[:, cell])
        np.testing.assert_allclose(estimate.mean[gap, cell], mean, rtol=1e-8)
        np.testing.assert_allclose(estimate.sd[gap, cell], sd, rtol=1e-8)


def test_observations_come_back_unchanged_with_no_uncertainty():
    times = months(60)
    values = simulated(times, 4, seed=2)
    values[10:15] = np.nan
    estimate = gp(times, values, MONTH)
    seen = np.isfinite(values)
    assert np.array_equal(estimate.mean[seen], values[seen])
    assert not estimate.sd[seen].any()
    assert (estimate.sd[~seen] > 0).all()


def test_a_cell_gets_the_same_filling_in_whatever_block_it_comes():
    times = months(96)
    values = simulated(times, 40, seed=3)
    generator = np.random.default_rng(4)
    values[generator.random(values.shape) < 0.1] = np.nan
    values[30:41, ::2] = np.nan
    whole = gp(times, values, MONTH)
    scale = np.nanstd(values, axis=0)
    order = generator.permutation(40)
    for cells in (order[:1], order[1:8], order[8:]):
        part = gp(times, values[:, cells], MONTH)
        np.testing.assert_allclose(part.mean / scale[cells], whole.mean[:, cells] / scale[cells], atol=1e-6)
        np.testing.assert_allclose(part.sd / scale[cells], whole.sd[:, cells] / scale[cells], atol=1e-6)


def test_changing_unit_and_offset_changes_the_filling_alike():
    times = months(96)
    values = simulated(times, 5, seed=5)
    values[50:61] = np.nan
    plain = gp(times, values, MONTH)
    other = gp(times, 1e-9 * values + 3e-7, MONTH)
    np.testing.assert_allclose(other.mean, 1e-9 * plain.mean + 3e-7, rtol=1e-7, atol=1e-16)
    np.testing.assert_allclose(other.sd, 1e-9 * plain.sd, rtol=1e-6)


def test_cells_with_one_missing_pattern_share_one_system(monkeypatch):
    times = months(60)
    values = simulated(times, 200, seed=6)
    values[20:25, :150] = np.nan
    values[33, 150:] = np.nan
    patterns = []
    predict = gaussian_process._predict
    monkeypatch.setattr(gaussian_process, "_predict", lambda *given: patterns.append(given[2].size) or predict(*given))
    gp(times, values[:, np.random.default_rng(0).permutation(200)], MONTH)
    assert sorted(patterns) == [1, 5]


def test_intervals_cover_simulated_values_as_often_as_they_say():
    times = months(120)
    truth = simulated(times, 400, seed=7)
    values = truth.copy()
    hidden = np.r_[20:31, 70:81]
    values[hidden] = np.nan
    estimate = gp(times, values, MONTH)
    error = np.abs(truth - estimate.mean)[hidden] / estimate.sd[hidden]
    for quantile, level in ((0.6745, 0.5), (1.2816, 0.8), (1.6449, 0.9)):
        assert np.mean(error < quantile) == pytest.approx(level, abs=0.04)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7])
def test_a_cell_with_few_observations_is_filled_near_them(count):
    times = months(60)
    values = np.full((60, 1), np.nan)
    values[np.linspace(5, 50, count).round().astype(int), 0] = 5 + np.arange(count)
    estimate = gp(times, values, MONTH)
    assert np.isfinite(estimate.mean).all()
    assert np.isfinite(estimate.sd).all()
    assert estimate.mean.min() > 5 - count
    assert estimate.mean.max() < 5 + 2 * count


def test_a_constant_cell_is_filled_with_its_constant():
    times = months(60)
    values = np.full((60, 2), 271.3)
    values[10:20] = np.nan
    values[30:, 1] = np.nan
    estimate = gp(times, values, MONTH)
    np.testing.assert_allclose(estimate.mean, 271.3, rtol=1e-12)
    assert (estimate.sd < 1e-6).all()


def test_a_cell_without_observations_stays_empty():
    times = months(24)
    values = np.full((24, 2), np.nan)
    values[::2, 1] = np.arange(12)
    estimate = gp(times, values, MONTH)
    assert np.isnan(estimate.mean[:, 0]).all()
    assert np.isfinite(estimate.mean[:, 1]).all()


def test_irregular_dates_are_filled_by_their_real_distance():
    generator = np.random.default_rng(8)
    days = np.sort(generator.choice(np.arange(4 * 365), 90, replace=False))
    times = (np.datetime64("2015-01-01", "D") + days).astype("datetime64[s]")
    truth = (10 + 3 * np.cos(2 * np.pi * decimal_years(times)))[:, np.newaxis]
    values = truth + 0.05 * generator.standard_normal(truth.shape)
    values[30:45] = np.nan
    estimate = gp(times, values, Cadence("irregular"))
    np.testing.assert_allclose(estimate.mean[30:45], truth[30:45], atol=0.2)


def test_a_long_daily_record_is_filled_in_gaps_of_any_length_and_at_its_ends():
    times = (np.datetime64("2010-01-01", "D") + np.arange(2200)).astype("datetime64[s]")
    truth = simulated(times, 2, seed=9)
    values = truth.copy()
    # A gap at each end, a short one, and one of more than a year.
    for gap in (slice(0, 6), slice(235, 246), slice(700, 1120), slice(2190, 2200)):
        values[gap] = np.nan
    estimate = gp(times, values, Cadence("day"))
    assert np.isfinite(estimate.mean).all()
    assert np.isfinite(estimate.sd).all()
    hidden = np.isnan(values)
    assert np.mean(np.abs(truth - estimate.mean)[hidden] < 1.6449 * estimate.sd[hidden]) > 0.8
    short = np.r_[235:246]
    assert np.sqrt(np.mean((truth - estimate.mean)[short] ** 2)) < 1.5


def test_hidden_values_have_no_say():
    times = months(84)
    values = simulated(times, 3, seed=10)
    values[40:45] = np.nan
    infinite = values.copy()
    infinite[40:45] = np.inf
    np.testing.assert_array_equal(gp(times, values, MONTH).mean, gp(times, infinite, MONTH).mean)


def test_it_stops_when_cancelled():
    times = months(60)
    values = simulated(times, 2, seed=11)
    values[5] = np.nan
    with cancellation(lambda: True), pytest.raises(Cancelled):
        gp(times, values, MONTH)
