"""Whole-raster work gives the same result whatever the blocks, keeps its memory, and stops when asked."""

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.calendar import Cadence, align
from geogap_plugin.core.errors import Cancelled
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.core.series.blending import Blend
from geogap_plugin.core.series.calibration import Calibration
from geogap_plugin.raster.blockwise import Control, fill_series, sample_cells, summarise_gaps
from geogap_plugin.raster.gdal_calls import bounded_cache
from geogap_plugin.raster.grid import Grid, Window
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.series import open_series
from geogap_plugin.raster.writer import SeriesWriter

MONTH = Cadence("month")
GRID = Grid("", (0.0, 1.0, 0.0, 20.0, 0.0, -1.0), 24, 20)


@pytest.fixture
def gappy(tmp_path):
    """Six years of months on 24 x 20 cells: random pixels missing, three months missing altogether."""
    random = np.random.default_rng(7)
    months = np.arange(np.datetime64("2010-01"), np.datetime64("2016-01")).astype("datetime64[s]")
    season = np.sin(2 * np.pi * np.arange(72) / 12)[:, np.newaxis, np.newaxis]
    values = (season * random.normal(5, 1, (20, 24)) + random.normal(0, 1, (72, 20, 24))).astype(np.float32)
    values[random.random(values.shape) < 0.1] = np.nan
    values[:, :3, :3] = np.nan
    keep = np.ones(72, dtype=bool)
    keep[[20, 21, 50]] = False
    path = tmp_path / "gappy.tif"
    with SeriesWriter(str(path), GRID, months[keep], unit="cm") as writer:
        writer.write(Window(0, 0, 24, 20), values[keep])
    return str(path)


def regular(series):
    return RegularSeries(series, align(series.times, MONTH))


def everywhere(method):
    """One method for all cells of any window, with its own uncertainty."""
    return lambda window: Blend({"gp": method}, np.ones((1, window.width * window.height)), Calibration())


def filled(source, target, method, memory):
    with open_series(source) as series:
        view = regular(series)
        writer = SeriesWriter(str(target), view.grid, view.times, unit="cm")
        counts = fill_series(view, everywhere(method), writer, Control(memory=memory))
    with open_series(str(target)) as result:
        return counts, result.read()


@pytest.mark.parametrize("method", ["linear", "harmonic", "gp"])
def test_the_result_does_not_depend_on_the_blocks(gappy, tmp_path, method):
    whole_counts, whole = filled(gappy, tmp_path / "whole.tif", BASELINES[method], 2**30)
    block_counts, blocks = filled(gappy, tmp_path / "blocks.tif", BASELINES[method], 2**20)
    assert (whole_counts.filled, whole_counts.observed) == (block_counts.filled, block_counts.observed)
    assert np.array_equal(np.isnan(whole), np.isnan(blocks))
    assert np.nanmax(np.abs(whole - blocks)) <= 1e-6 * np.nanstd(whole)


def test_a_block_takes_no_more_memory_than_it_may(gappy, tmp_path):
    taken = []

    def method(times, values, cadence):
        taken.append(values.size)
        return Estimate(np.zeros(values.shape), np.ones(values.shape))

    filled(gappy, tmp_path / "out.tif", method, 2**20)
    assert len(taken) > 1
    assert max(taken) * 128 <= 2**19


def test_gdal_caches_no_more_than_its_share_and_has_its_own_limit_back(gappy, tmp_path):
    before, seen = gdal.GetCacheMax(), []

    def method(times, values, cadence):
        seen.append(gdal.GetCacheMax())
        return Estimate(np.zeros(values.shape), np.ones(values.shape))

    filled(gappy, tmp_path / "out.tif", method, 2**23)
    assert set(seen) == {2**22}
    assert gdal.GetCacheMax() == before


def test_the_smallest_cache_limit_counts_while_several_run():
    before = gdal.GetCacheMax()
    with bounded_cache(2**24):
        with bounded_cache(2**23):
            assert gdal.GetCacheMax() == 2**23
        assert gdal.GetCacheMax() == 2**24
    assert gdal.GetCacheMax() == before


def test_what_is_missing_is_counted_as_by_hand(gappy):
    with open_series(gappy) as series:
        view = regular(series)
        summary = summarise_gaps(view, Control(memory=2**20))
        values = view.read()
    inside = np.isfinite(values).any(axis=0)
    assert summary.cells == inside.sum() == 24 * 20 - 9
    assert np.allclose(summary.share_per_epoch, np.isnan(values[:, inside]).mean(axis=1))
    assert summary.share_per_epoch[[20, 21, 50]].tolist() == [1, 1, 1]
    assert sum(length * count for length, count in summary.gap_counts.items()) == np.isnan(values[:, inside]).sum()


def test_cancel_in_the_middle_leaves_no_file(gappy, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with open_series(gappy) as series:
        view = regular(series)
        done = []
        control = Control(memory=2**20, progress=done.append, cancelled=lambda: len(done) > 1)
        writer = SeriesWriter(str(folder / "out.tif"), view.grid, view.times)
        with pytest.raises(Cancelled):
            fill_series(view, everywhere(BASELINES["linear"]), writer, control)
    assert 1 < len(done) < 20
    assert list(folder.iterdir()) == []


def test_the_sample_is_spread_over_the_grid_and_has_its_values(gappy):
    with open_series(gappy) as series:
        view = regular(series)
        sample = sample_cells(view, Control(), limit=60)
        values = view.read()
    assert sample.values.shape == (72, 60)
    assert np.array_equal(values[:, sample.cells[:, 0], sample.cells[:, 1]], sample.values, equal_nan=True)
    assert sample.cells[:, 0].min() == 0
    assert sample.cells[:, 0].max() == 19


def test_months_with_two_dates_are_averaged_where_both_have_values(tmp_path):
    times = np.array(["2010-01-05", "2010-01-25", "2010-02-15"], dtype="datetime64[s]")
    grid = Grid("", (0.0, 1.0, 0.0, 1.0, 0.0, -1.0), 2, 1)
    path = str(tmp_path / "double.tif")
    with SeriesWriter(path, grid, times) as writer:
        writer.write(Window(0, 0, 2, 1), np.array([[[1, np.nan]], [[4, 6]], [[7, 8]]], dtype=np.float32))
    with open_series(path) as series:
        view = RegularSeries(series, align(series.times, MONTH, duplicates="mean"))
        assert view.read()[:, 0].tolist() == [[2.5, 6.0], [7.0, 8.0]]


def test_every_cell_is_treated_like_the_nearest_of_the_sample(gappy):
    with open_series(gappy) as series:
        sample = sample_cells(regular(series), Control(), limit=17)
    window = Window(5, 3, 7, 9)
    found = sample.nearest(window).reshape(9, 7)
    for row, column in [(3, 5), (7, 8), (11, 11)]:
        distances = [(row - there[0]) ** 2 + (column - there[1]) ** 2 for there in sample.cells]
        assert distances[found[row - 3, column - 5]] == min(distances)


def test_the_map_of_the_choice_shows_numbers_and_percent(gappy, tmp_path):
    halves = {"gp": BASELINES["linear"], "harmonic": BASELINES["harmonic"]}
    target, choice = tmp_path / "out.tif", tmp_path / "choice.tif"
    with open_series(gappy) as series:
        view = regular(series)

        def blend_at(window):
            east = np.tile(np.arange(window.column, window.column + window.width) >= 12, window.height)
            return Blend(halves, np.where(east, [[0.2], [0.8]], [[1.0], [0.0]]), Calibration())

        writer = SeriesWriter(str(target), view.grid, view.times)
        shares = SeriesWriter(str(choice), view.grid, view.times[:3], dtype="uint8", nodata=None)
        fill_series(view, blend_at, writer, Control(memory=2**20), choice=shares)
    bands = gdal.Open(str(choice)).ReadAsArray()
    assert (bands[:, 10, 20] == [3, 20, 80]).all()
    assert (bands[:, 10, 3] == [2, 100, 0]).all()
    assert (bands[:, 0, 0] == 0).all()  # outside
