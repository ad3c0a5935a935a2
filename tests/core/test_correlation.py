"""The error of a mean knows that neighbours err alike: limits, exact sums, a Monte Carlo check, and the length."""

import math

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.regions import correlation
from geogap_plugin.core.regions.correlation import correlogram
from geogap_plugin.core.regions.geodesy import unit_vectors
from geogap_plugin.core.regions.zonal import ZoneSums

RADIUS = 6371.0
STEP = 0.25
NORTH = 50.0


def locate(columns, rows):
    return 10 + np.asarray(columns) * STEP, NORTH - np.asarray(rows) * STEP


def field(side):
    row, column = (index.ravel() for index in np.meshgrid(np.arange(side), np.arange(side), indexing="ij"))
    return row, column, np.cos(np.deg2rad(NORTH - (row + 0.5) * STEP))


def sd_of_mean(row, column, weights, sd, length):
    """What GeoGap says, shape (T,)."""
    sums = ZoneSums(len(sd), row.size, int(column.max()) + 1, knows_filled=False, knows_errors=True)
    sums.add(weights, row, column, np.zeros(sd.shape), sd, None)
    return sums.series(weights.sum(), length, locate, RADIUS).sd


def distance_matrix(row, column):
    """Haversine distances, km, written out."""
    lon, lat = (np.deg2rad(values) for values in locate(column + 0.5, row + 0.5))
    a = np.sin((lat[:, None] - lat) / 2) ** 2
    a += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    return 2 * RADIUS * np.arcsin(np.sqrt(np.minimum(a, 1)))


def covariance(row, column, length):
    return np.exp(-distance_matrix(row, column) / length)


@pytest.fixture
def some_cells():
    row, column, weights = field(8)
    sd = np.random.default_rng(1).uniform(0, 2, (3, row.size))
    return row, column, weights, sd


def test_independent_errors_average_out(some_cells):
    row, column, weights, sd = some_cells
    expected = np.sqrt(((weights * sd) ** 2).sum(axis=1)) / weights.sum()
    for length in (0.0, 1e-3):
        np.testing.assert_allclose(sd_of_mean(row, column, weights, sd, length), expected, rtol=1e-9)


def test_errors_that_are_one_and_the_same_do_not(some_cells):
    row, column, weights, sd = some_cells
    expected = (weights * sd).sum(axis=1) / weights.sum()
    for length in (math.inf, 1e9):
        np.testing.assert_allclose(sd_of_mean(row, column, weights, sd, length), expected, rtol=1e-6)


def test_every_pair_of_cells_is_summed(some_cells):
    row, column, weights, sd = some_cells
    rho = covariance(row, column, 60.0)
    scaled = weights * sd / weights.sum()
    expected = [math.sqrt(line @ rho @ line) for line in scaled]
    np.testing.assert_allclose(sd_of_mean(row, column, weights, sd, 60.0), expected, rtol=1e-9)


def test_simulated_fields_scatter_by_as_much(some_cells):
    row, column, weights, sd = some_cells
    factor = np.linalg.cholesky(covariance(row, column, 80.0) + 1e-12 * np.eye(row.size))
    draws = factor @ np.random.default_rng(2).normal(size=(row.size, 20000))
    means = weights @ (sd[0][:, None] * draws) / weights.sum()
    # The standard deviation of 20,000 draws is known to 0.5 %.
    assert sd_of_mean(row, column, weights, sd, 80.0)[0] == pytest.approx(means.std(), rel=0.02)


@pytest.mark.parametrize("length_in_blocks", [0.2, 0.5, 1, 3, 10])
@pytest.mark.parametrize("pattern", ["everywhere", "at random"])
def test_blocks_of_cells_come_within_a_percent_of_all_pairs(monkeypatch, length_in_blocks, pattern):
    monkeypatch.setattr(correlation, "EXACT_CELLS", 400)
    monkeypatch.setattr(correlation, "_BINS", 200)
    row, column, weights = field(40)
    round_region = np.hypot(row - 20, column - 20) < 20
    row, column, weights = row[round_region], column[round_region], weights[round_region]
    side = correlation.block_side(row.size, 1)
    assert side > 2
    rng = np.random.default_rng(3)
    sd = np.ones((1, row.size)) if pattern == "everywhere" else rng.uniform(0, 2, (1, row.size))
    length = length_in_blocks * side * STEP * 111.2
    scaled = weights * sd[0] / weights.sum()
    expected = math.sqrt(scaled @ covariance(row, column, length) @ scaled)
    assert sd_of_mean(row, column, weights, sd, length)[0] == pytest.approx(expected, rel=0.01)


def test_blocks_do_not_depend_on_how_the_cells_come(monkeypatch):
    monkeypatch.setattr(correlation, "EXACT_CELLS", 50)
    monkeypatch.setattr(correlation, "_BINS", 20)
    row, column, weights = field(12)
    sd = np.random.default_rng(4).uniform(0, 2, (2, row.size))
    whole = sd_of_mean(row, column, weights, sd, 100.0)
    sums = ZoneSums(2, row.size, 12, knows_filled=False, knows_errors=True)
    for part in np.array_split(np.random.default_rng(0).permutation(row.size), 7):
        sums.add(weights[part], row[part], column[part], np.zeros((2, part.size)), sd[:, part], None)
    np.testing.assert_allclose(sums.series(weights.sum(), 100.0, locate, RADIUS).sd, whole, rtol=1e-10)


def simulated(length, nuisance=0.0):
    """Monthly fields of twenty years correlated as exp(-d / length), with season and trend."""
    row, column, _ = field(14)
    factor = np.linalg.cholesky(covariance(row, column, length) + 1e-9 * np.eye(row.size))
    rng = np.random.default_rng(6)
    values = (factor @ rng.normal(size=(row.size, 240))).T
    times = (np.datetime64("2000-01") + np.arange(240)).astype("datetime64[s]")
    month = np.arange(240)[:, None]
    values += 20 * np.sin(2 * np.pi * month / 12) + 0.1 * month
    odd = rng.random(row.size) < nuisance
    values[:, odd] = rng.normal(size=(240, odd.sum())) * 50
    values[rng.random(values.shape) < 0.1] = np.nan
    return times, values, unit_vectors(*locate(column + 0.5, row + 0.5))


@pytest.mark.parametrize("length", [40.0, 150.0])
def test_the_length_of_simulated_fields_is_found_again(length):
    times, values, directions = simulated(length)
    found = correlogram(times, values, Cadence("month"), directions, RADIUS)
    assert found.length == pytest.approx(length, rel=0.15)
    assert np.all(np.diff(found.distance) > 0)


def test_a_few_odd_cells_do_not_decide():
    times, values, directions = simulated(150.0, nuisance=0.1)
    assert correlogram(times, values, Cadence("month"), directions, RADIUS).length == pytest.approx(150, rel=0.2)


def test_too_few_cells_tell_nothing():
    times, values, directions = simulated(150.0)
    assert math.isnan(correlogram(times, values[:, :5], Cadence("month"), directions[:5], RADIUS).length)
    assert math.isnan(correlogram(times[:20], values[:20], Cadence("month"), directions, RADIUS).length)


def test_long_records_are_summed_in_fewer_blocks():
    assert correlation.block_side(2500, 240) == 1
    assert correlation.block_side(2500, 20_000) > 1
    for cells, epochs in ((10**6, 240), (10**6, 10**5), (2501, 1)):
        assert cells / correlation.block_side(cells, epochs) ** 2 * epochs <= max(4e6, 200 * epochs)
