"""Linear, climatology and harmonic fillings agree with what can be worked out by hand, and keep the laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geogap_plugin.core.calendar import Cadence, decimal_years
from geogap_plugin.core.series.baselines import BASELINE_LABELS, BASELINES
from geogap_plugin.core.series.bridge import find_neighbours, kriged_bridge, linear_bridge
from geogap_plugin.core.series.harmonics import clock, fit_harmonics
from geogap_plugin.core.series.variogram import Variogram, fit_variogram

MONTH = Cadence("month")
DAY = Cadence("day")


def months(count, start="2004-01"):
    return (np.datetime64(start, "M") + np.arange(count)).astype("datetime64[D]").astype("datetime64[s]")


def days(count, start="2015-01-01"):
    return (np.datetime64(start, "D") + np.arange(count)).astype("datetime64[s]")


def autocorrelated(epochs, cells, memory, seed):
    generator = np.random.default_rng(seed)
    series = generator.standard_normal((epochs, cells))
    for epoch in range(1, epochs):
        series[epoch] = memory * series[epoch - 1] + np.sqrt(1 - memory**2) * series[epoch]
    return series


def test_every_baseline_has_a_name_and_a_label():
    assert list(BASELINES) == ["linear", "climatology", "harmonic", "gp"]
    assert list(BASELINE_LABELS) == list(BASELINES)


def test_linear_equals_numpy_interp_in_time_and_holds_the_ends():
    generator = np.random.default_rng(1)
    times = months(50)
    values = generator.normal(size=(50, 6))
    values[generator.random(values.shape) < 0.5] = np.nan
    values[:4, 0] = np.nan
    values[45:, 1] = np.nan
    estimate = BASELINES["linear"](times, values, MONTH)
    years = decimal_years(times)
    for cell in range(6):
        seen = np.isfinite(values[:, cell])
        np.testing.assert_allclose(
            estimate.mean[:, cell], np.interp(years, years[seen], values[seen, cell]), rtol=1e-9, atol=1e-9
        )


def test_climatology_restores_any_purely_seasonal_series_exactly():
    times = months(84)
    truth = np.random.default_rng(2).normal(size=12)[np.arange(84) % 12][:, np.newaxis]
    values = truth.copy()
    values[[0, 1, 20, 21, 22, 40, 80, 81, 82, 83]] = np.nan
    estimate = BASELINES["climatology"](times, values, MONTH)
    np.testing.assert_allclose(estimate.mean, truth, atol=1e-12)


def test_climatology_adds_the_linear_residual_between_its_neighbours():
    times = months(36, "2005-01")
    season = np.arange(12.0)
    values = (season[np.arange(36) % 12] + np.repeat([-1.0, 0.0, 1.0], 12))[:, np.newaxis]
    values[17] = np.nan  # June of the middle year; its residuals before and after are 0
    values[23] = np.nan  # December of the middle year; between a residual of 0 and one of 1
    estimate = BASELINES["climatology"](times, values, MONTH)
    assert estimate.mean[17, 0] == pytest.approx(5.0)
    years = decimal_years(times)
    share = (years[23] - years[22]) / (years[24] - years[22])
    assert estimate.mean[23, 0] == pytest.approx(11.0 + share)


def test_a_season_that_was_never_observed_takes_the_harmonic_value():
    times = months(96)
    truth = (20 + 5 * np.cos(2 * np.pi * decimal_years(times)))[:, np.newaxis]
    values = truth.copy()
    values[3::12] = np.nan
    estimate = BASELINES["climatology"](times, values, MONTH)
    # Leap days let the middle of a month wander by a day, so that 12 season means are not quite a cosine.
    np.testing.assert_allclose(estimate.mean, truth, atol=0.06)


def test_harmonic_restores_trend_and_two_harmonics_exactly():
    times = months(72)
    years = decimal_years(times)
    truth = (3 - 0.7 * (years - 2006) + 4 * np.sin(2 * np.pi * years) + np.cos(4 * np.pi * years))[:, np.newaxis]
    values = truth.copy()
    values[10:21] = np.nan
    values[65:] = np.nan
    estimate = BASELINES["harmonic"](times, values, MONTH)
    np.testing.assert_allclose(estimate.mean, truth, atol=1e-9)


def test_harmonic_coefficients_are_those_of_least_squares():
    times = months(60)
    values = np.random.default_rng(3).normal(size=(60, 2))
    values[5:9, 0] = np.nan
    years = decimal_years(times)
    design = np.column_stack(
        [np.ones(60), years - 2006] + [wave(2 * np.pi * order * years) for order in (1, 2) for wave in (np.cos, np.sin)]
    )
    fit = fit_harmonics(clock(times, MONTH).phase, values)
    for cell in range(2):
        seen = np.isfinite(values[:, cell])
        coefficients = np.linalg.lstsq(design[seen], values[seen, cell], rcond=None)[0]
        np.testing.assert_allclose(fit.value[:, cell], design @ coefficients, atol=1e-9)


def test_a_cell_seen_in_summer_only_gets_no_invented_winter():
    times = days(6 * 365)
    day_of_year = (times.astype("datetime64[D]") - times.astype("datetime64[Y]")).astype(int)
    generator = np.random.default_rng(4)
    summer = (day_of_year > 170) & (day_of_year < 220)
    values = np.where(summer, 20 + generator.standard_normal(len(times)), np.nan)[:, np.newaxis]
    for name in ("climatology", "harmonic"):
        mean = BASELINES[name](times, values, DAY).mean
        assert mean.min() > 14
        assert mean.max() < 26


@pytest.mark.parametrize("name", list(BASELINES))
@pytest.mark.parametrize("epochs", [1, 2, 3, 5, 12, 20, 30])
def test_short_records_are_filled_sanely(name, epochs):
    times = months(epochs)
    for count in range(1, epochs + 1):
        values = np.full((epochs, 1), np.nan)
        values[np.unique(np.linspace(0, epochs - 1, count).round().astype(int)), 0] = 7.0
        values[0, 0] = 8.0
        estimate = BASELINES[name](times, values, MONTH)
        assert np.isfinite(estimate.mean).all()
        assert np.isfinite(estimate.sd).all()
        assert estimate.mean.min() > 5
        assert estimate.mean.max() < 10


@pytest.mark.parametrize("name", list(BASELINES))
@pytest.mark.parametrize(
    "cadence", [Cadence("hour"), Cadence("hour", 3), Cadence("second", 5), DAY, Cadence("day", 8), Cadence("month", 12)]
)
def test_every_cadence_is_filled(name, cadence):
    step = np.timedelta64(round(cadence.days * 86400), "s")
    times = np.datetime64("2019-03-01T00:00:00", "s") + np.arange(200) * step
    values = 280 + np.random.default_rng(5).normal(size=(200, 2))
    values[50:60] = np.nan
    estimate = BASELINES[name](times, values, cadence)
    assert np.abs(estimate.mean - 280).max() < 6
    assert (estimate.sd[50:60] > 0).all()


def test_hourly_series_have_a_daily_season():
    times = np.datetime64("2020-06-01T00:30:00", "s") + np.arange(24 * 10) * np.timedelta64(3600, "s")
    truth = (300 + 10 * np.cos(2 * np.pi * (np.arange(240) % 24) / 24))[:, np.newaxis]
    values = truth.copy()
    values[100:118] = np.nan
    for name in ("climatology", "harmonic", "gp"):
        np.testing.assert_allclose(BASELINES[name](times, values, Cadence("hour")).mean, truth, atol=0.01)


@pytest.mark.parametrize("name", list(BASELINES))
def test_observations_come_back_bit_by_bit_and_empty_cells_stay_empty(name):
    times = months(40)
    values = autocorrelated(40, 3, 0.7, seed=6)
    values[10:14, 0] = np.nan
    values[:, 2] = np.nan
    before = values.copy()
    estimate = BASELINES[name](times, values, MONTH)
    np.testing.assert_array_equal(values, before)
    seen = np.isfinite(values)
    np.testing.assert_array_equal(estimate.mean[seen], values[seen])
    assert not estimate.sd[seen].any()
    assert np.isnan(estimate.mean[:, 2]).all()
    assert np.isnan(estimate.sd[:, 2]).all()


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    share=st.floats(0.0, 0.9),
    cells=st.integers(2, 9),
    epochs=st.integers(3, 60),
    name=st.sampled_from(list(BASELINES)),
)
def test_a_cell_is_filled_alike_in_any_block(seed, share, cells, epochs, name):
    generator = np.random.default_rng(seed)
    times = months(epochs)
    values = generator.normal(size=(epochs, cells)).cumsum(axis=0)
    values[generator.random(values.shape) < share] = np.nan
    whole = BASELINES[name](times, values, MONTH)
    cut = generator.integers(1, cells)
    parts = [BASELINES[name](times, values[:, chosen], MONTH) for chosen in (slice(0, cut), slice(cut, None))]
    scale = np.nanmax(np.abs(values), initial=1.0)
    np.testing.assert_allclose(np.hstack([part.mean for part in parts]), whole.mean, atol=1e-6 * scale)
    np.testing.assert_allclose(np.hstack([part.sd for part in parts]), whole.sd, atol=1e-6 * scale)


def test_the_linear_error_is_that_of_the_best_known_case_a_random_walk():
    # Between two observations of a random walk with gamma(h) = h / 2 the bridge has variance a b / (a + b).
    near = find_neighbours(np.arange(11.0), np.isin(np.arange(11), [0, 10])[:, np.newaxis])

    class RandomWalk(Variogram):
        def gamma(self, lag):
            return lag / 2

    zero = np.zeros(1)
    walk = RandomWalk(zero, zero, np.zeros((0, 1)), (), 12.0)
    _, variance = linear_bridge(np.zeros((11, 1)), near, walk)
    inside = np.arange(11.0)
    np.testing.assert_allclose(variance[:, 0], inside * (10 - inside) / 10, atol=1e-12)


def test_kriging_from_two_neighbours_solves_the_normal_equations():
    near = find_neighbours(np.arange(8.0), np.isin(np.arange(8), [1, 6])[:, np.newaxis])
    variogram = Variogram(np.array([0.3]), np.array([0.0]), np.array([[1.2]]), (4.0,), 12.0)
    series = np.array([np.nan, 2.0, np.nan, np.nan, np.nan, np.nan, -1.0, np.nan])[:, np.newaxis]
    mean, variance = kriged_bridge(series, near, variogram)

    def covariance(lag):
        return 1.2 * np.exp(-lag / 4.0)

    system = np.array([[1.5, covariance(5)], [covariance(5), 1.5]])
    to_epoch = np.array([covariance(2), covariance(3)])
    weights = np.linalg.solve(system, to_epoch)
    assert mean[3, 0] == pytest.approx(weights @ [2.0, -1.0])
    assert variance[3, 0] == pytest.approx(1.5 - weights @ to_epoch)
    assert mean[7, 0] == pytest.approx(covariance(1) / 1.5 * -1.0)


def test_the_fitted_variogram_finds_the_variance_and_memory_of_a_simulated_series():
    series = autocorrelated(3000, 20, 0.9, seed=7)
    variogram = fit_variogram(np.arange(3000.0), series, 365.0)
    lags = np.array([[1.0], [5.0], [20.0]])
    expected = 1 - 0.9**lags
    np.testing.assert_allclose(variogram.gamma(lags).mean(axis=1, keepdims=True), expected, rtol=0.15)


@pytest.mark.parametrize("name", list(BASELINES))
def test_intervals_cover_simulated_values_about_as_often_as_they_say(name):
    times = months(150)
    years = decimal_years(times)[:, np.newaxis]
    truth = autocorrelated(150, 300, 0.8, seed=8) + 0.4 * np.random.default_rng(9).standard_normal((150, 300))
    truth = truth + 2 * np.cos(2 * np.pi * years)
    values = truth.copy()
    hidden = np.r_[15:26, 60:65, 90, 100, 110, 124:126]
    values[hidden] = np.nan
    estimate = BASELINES[name](times, values, MONTH)
    error = np.abs(truth - estimate.mean)[hidden] / estimate.sd[hidden]
    for quantile, level in ((0.6745, 0.5), (1.2816, 0.8), (1.6449, 0.9)):
        assert np.mean(error < quantile) == pytest.approx(level, abs=0.06)


def test_uncertainty_grows_into_a_gap_and_beyond_the_end():
    times = months(120)
    values = autocorrelated(120, 50, 0.9, seed=10)
    values[40:51] = np.nan
    values[110:] = np.nan
    for name in ("climatology", "harmonic", "gp"):
        sd = BASELINES[name](times, values, MONTH).sd.mean(axis=1)
        assert sd[45] > 1.3 * sd[40]
        assert sd[119] > 1.3 * sd[110]


@pytest.mark.parametrize("name", ["climatology", "harmonic", "gp"])
def test_a_three_hourly_record_of_two_years_knows_day_and_year(name):
    times = (np.datetime64("2010-01-01T00", "h") + np.arange(0, 800 * 24, 3)).astype("datetime64[s]")
    years, day = decimal_years(times)[:, np.newaxis], times.astype(np.int64)[:, np.newaxis] / 86400
    noise = np.random.default_rng(11).standard_normal((len(times), 3))
    truth = 15 + 10 * np.cos(2 * np.pi * (years - 0.55)) + 4 * np.cos(2 * np.pi * (day - 0.6)) + np.zeros((1, 3))
    values = truth + 0.5 * noise
    values[3000:3480] = np.nan  # sixty days
    error = (BASELINES[name](times, values, Cadence("hour", 3)).mean - truth)[3000:3480]
    # A record that knows only the day, or only the year, errs by 2.8 and more.
    assert np.sqrt(np.mean(error**2)) < {"climatology": 1.8, "harmonic": 1.0, "gp": 1.0}[name]


def test_a_sub_daily_record_of_less_than_two_years_keeps_the_day_alone():
    hours = np.arange(0, 600 * 24, 6)
    ticks = clock((np.datetime64("2010-01-01T00", "h") + hours).astype("datetime64[s]"), Cadence("hour", 6))
    assert ticks.years is None
    assert ticks.seasons.max() == 3


@pytest.mark.parametrize("name", ["harmonic", "gp"])
def test_a_yearly_series_keeps_its_trend_beyond_its_end(name):
    times = np.array([f"{year}-07-02" for year in range(1985, 2022)], dtype="datetime64[s]")
    truth = 3.0 * np.arange(37)[:, np.newaxis] + np.zeros((1, 4))
    values = truth + 0.5 * np.random.default_rng(12).standard_normal(truth.shape)
    values[31:] = np.nan
    estimate = BASELINES[name](times, values, Cadence("month", 12))
    assert np.abs(estimate.mean - truth)[31:].max() < 2.5


@pytest.mark.parametrize("name", list(BASELINES))
def test_eight_day_composites_of_a_year_with_46_steps_are_filled(name):
    years = range(2001, 2021)
    times = np.concatenate([np.datetime64(f"{year}-01-01") + 8 * np.arange(46) for year in years]).astype(
        "datetime64[s]"
    )
    phase = decimal_years(times)[:, np.newaxis] % 1
    truth = 0.2 + 0.5 * np.exp(-0.5 * ((phase - 0.55) / 0.09) ** 2) + np.zeros((1, 4))
    values = truth + 0.01 * np.random.default_rng(13).standard_normal(truth.shape)
    values[410:421] = np.nan  # the end of November to mid-February, and through the summer of another year
    values[620:631] = np.nan
    hidden = np.r_[410:421, 620:631]
    error = (BASELINES[name](times, values, Cadence("day", 8, yearly_restart=True)).mean - truth)[hidden]
    assert np.sqrt(np.mean(error**2)) < {"linear": 0.2, "climatology": 0.02, "harmonic": 0.12, "gp": 0.04}[name]
