"""The Gaussian process that knows that some seasons swing more than others, and that years are no sine waves."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.series.gaussian_process import gp
from geogap_plugin.core.series.seasonal_gp import seasonal_gp, seasonal_spread

MONTH = Cadence("month")
TIMES = ((np.datetime64("2000-01") + np.arange(180)).astype("datetime64[D]") + 14).astype("datetime64[s]")
PHASE = np.arange(180) / 12


def test_the_spread_of_each_season_is_found():
    truth = np.exp(0.5 * np.cos(2 * np.pi * PHASE))
    truth /= np.sqrt(np.mean(truth**2))
    residual = np.random.default_rng(0).normal(size=(180, 400)) * truth[:, np.newaxis] * 7
    found = seasonal_spread(PHASE, residual).mean(axis=1)
    # Drawn towards 1 by the prior, but the course of the year is there.
    assert np.corrcoef(found, truth)[0, 1] > 0.98
    assert found.max() / found.min() > 1.5
    assert seasonal_spread(PHASE, 100 * residual) == pytest.approx(seasonal_spread(PHASE, residual))


def test_without_a_season_in_the_residuals_the_spread_is_even():
    residual = np.random.default_rng(1).normal(size=(180, 300))
    assert seasonal_spread(PHASE, residual).mean(axis=1) == pytest.approx(1, abs=0.05)
    assert (seasonal_spread(PHASE, np.full((180, 1), np.nan)) == 1).all()
    assert (seasonal_spread(PHASE, np.zeros((180, 1))) == 1).all()


def test_uncertainty_follows_the_season_and_observations_stay():
    random = np.random.default_rng(2)
    swing = np.exp(0.6 * np.cos(2 * np.pi * PHASE))[:, np.newaxis]
    values = 5 * np.sin(2 * np.pi * PHASE)[:, np.newaxis] + swing * random.normal(size=(180, 50))
    missing = np.zeros((180, 50), dtype=bool)
    missing[96:108] = True
    found = seasonal_gp(TIMES, np.where(missing, np.nan, values), MONTH)
    sd = found.sd[96:108].mean(axis=1)
    assert sd[0] > 1.5 * sd[6]  # January against July
    assert np.array_equal(found.mean[~missing], values[~missing])
    assert (found.sd[~missing] == 0).all()


def test_a_sharp_flood_every_year_is_filled_better_than_by_two_harmonics():
    random = np.random.default_rng(3)
    flood = np.exp(-0.5 * (((PHASE * 12) % 12 - 5) / 0.7) ** 2)[:, np.newaxis]
    values = 10 * flood + random.normal(0, 0.5, size=(180, 40))
    given = values.copy()
    given[84:96] = np.nan
    ours, plain = (
        np.sqrt(np.mean((method(TIMES, given, MONTH).mean[84:96] - values[84:96]) ** 2)) for method in (seasonal_gp, gp)
    )
    assert ours < 0.8 * plain


def test_a_cell_is_filled_alike_alone_and_in_company():
    values = np.random.default_rng(4).normal(size=(180, 6)).cumsum(axis=0)
    values[30:40, :3] = np.nan
    values[100:103, 2:] = np.nan
    together = seasonal_gp(TIMES, values, MONTH)
    for cell in range(6):
        alone = seasonal_gp(TIMES, values[:, [cell]], MONTH)
        assert np.abs(together.mean[:, [cell]] - alone.mean).max() < 1e-9 * np.nanstd(values)
