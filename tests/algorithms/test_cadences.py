"""Daily, 8-day, yearly, hourly and irregular series are judged and filled through the same door as monthly ones."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from geogap_plugin.metadata import MODELS

from .conftest import read

BLOCKS = {7: 6, 30: 3, 90: 2}  # days, and how many of them are hidden in every station
ABSENT = slice(700, 705)  # days that no station has


def write_dated(path, times, values, unit):
    """Write values (T, N) with plain GDAL: one row, a column a cell, a band a date."""
    data = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], 1, len(values), gdal.GDT_Float32)
    data.SetGeoTransform((170.0, 0.1, 0.0, -40.0, 0.0, -0.1))
    for band, (time, row) in enumerate(zip(times, values.astype(np.float32)), start=1):
        raster = data.GetRasterBand(band)
        raster.SetDescription(str(time))
        raster.SetUnitType(unit)
        raster.SetNoDataValue(-9999.0)
        raster.WriteArray(np.where(np.isnan(row), np.float32(-9999), row)[np.newaxis])
    data = None
    return str(path)


def fill(run, source, folder, **parameters):
    """Run fillseries; return value, standard deviation and flag of shape (T, N), dates, and the log."""
    paths = {key: str(folder / f"{key}.tif") for key in ("OUTPUT", "OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS")}
    _, feedback, _ = run("fillseries", {"INPUT": source, **paths, **parameters})
    arrays = [read(path)[0][:, 0] for path in paths.values()]
    return (*arrays, read(paths["OUTPUT"])[1], feedback.textLog())


def hide_blocks(values, seed):
    """Return for each length of block the mask of what is hidden: blocks apart from each other, elsewhere each cell."""
    generator = np.random.default_rng(seed)
    lengths = [length for length, count in BLOCKS.items() for _ in range(count)]
    edges = np.linspace(1, len(values) - 1, len(lengths) + 1).astype(int)
    masks = {length: np.zeros(values.shape, dtype=bool) for length in BLOCKS}
    for cell in range(values.shape[1]):
        for length, first, last in zip(generator.permutation(lengths), edges[:-1], edges[1:]):
            start = generator.integers(first, last - length)
            masks[length][start : start + length, cell] = True
    return {length: mask & np.isfinite(values) for length, mask in masks.items()}


@pytest.fixture(scope="module")
def stations(data_folder, tmp_path_factory):
    """Write 1200 days of twelve GNSS stations, blocks hidden; return dates, truth in mm, the blocks and the file."""
    record = np.genfromtxt(data_folder / "series" / "gnss_newzealand_north_daily_mm.csv", delimiter=",")[1000:2200]
    share = np.isfinite(record).mean(axis=0)
    truth = record[:, (share > 0.6)][:, ::6][:, :12]
    truth = np.concatenate([truth[:, :-1], record[:, (share > 0.6) & (share < 0.95)][:, :1]], axis=1).astype(np.float32)
    truth[ABSENT] = np.nan
    dates = np.datetime64("2010-01-01") + np.arange(len(truth))
    blocks = hide_blocks(truth, seed=1)
    given = np.where(np.any(list(blocks.values()), axis=0), np.nan, truth)
    there = np.isfinite(given).any(axis=1)
    path = tmp_path_factory.mktemp("gnss") / "gnss_north.tif"
    return dates, truth, given, blocks, write_dated(path, dates[there], given[there], "mm")


def test_a_daily_record_of_stations_is_filled_better_than_by_a_line_or_by_the_season(run, stations, tmp_path):
    dates, truth, given, blocks, source = stations
    errors = {}
    for method in ("gp", "linear", "climatology"):
        value, sd, flag, labels, _ = fill(run, source, tmp_path, METHOD=method)
        assert labels == [str(date) for date in dates]
        observed = np.isfinite(given)
        assert value[observed].tobytes() == given[observed].tobytes()
        assert np.array_equal(flag == 1, observed)
        assert (flag != 3).all()
        assert np.isfinite(value).all()
        assert (sd[~observed] > 0).all()
        errors[method] = {length: np.sqrt(np.mean((value - truth)[mask] ** 2)) for length, mask in blocks.items()}
        if method == "gp":
            for mask in blocks.values():
                assert 0.84 <= np.mean(np.abs(value - truth)[mask] < 1.6449 * sd[mask]) <= 0.96
    for length in BLOCKS:
        assert errors["gp"][length] < 0.95 * errors["linear"][length]
        assert errors["gp"][length] < 0.8 * errors["climatology"][length]


def test_daily_data_get_no_monthly_model(provider, run, stations, tmp_path):
    dates, _, given, _, _ = stations
    part = slice(0, 150)
    source = write_dated(tmp_path / "part.tif", dates[part], given[part], "mm")
    *_, log = fill(run, source, tmp_path, METHOD="auto")
    assert "no model for this cadence" in log
    assert "cadence: day" in log
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    monthly = {"METHOD": "model", "MODEL": str(MODELS / "monthly.onnx"), "OUTPUT": str(tmp_path / "no.tif")}
    accepted, reason = algorithm.checkParameterValues({"INPUT": source, **monthly}, QgsProcessingContext())
    assert not accepted
    assert "cadence of one month" in reason
    without = {"INPUT": source, "METHOD": "model", "OUTPUT": str(tmp_path / "no.tif")}
    feedback = QgsProcessingFeedback()
    _, succeeded = algorithm.run(without, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert "model for this cadence" in feedback.textLog()


def test_the_longest_gap_counts_in_days(run, stations, tmp_path):
    *_, given, _, source = stations
    *_, flag, _, _ = fill(run, source, tmp_path, METHOD="linear", MAX_GAP=31)
    for cell in range(given.shape[1]):
        missing = np.concatenate([[False], ~np.isfinite(given[:, cell]), [False]])
        edges = np.flatnonzero(np.diff(missing.astype(int)))
        for first, last in zip(edges[::2], edges[1::2]):
            assert (flag[first:last, cell] == (3 if last - first > 31 else 2)).all()
    assert (flag == 3).any()


def test_missing_days_are_found(run, stations):
    dates, *_, source = stations
    results, feedback, _ = run("findgaps", {"INPUT": source, "OUTPUT_TABLE": "memory:"})
    assert results["EPOCHS"] == len(dates)
    assert results["MISSING_EPOCHS"] == 5
    assert f"{dates[ABSENT][0]} … {dates[ABSENT][-1]} (5)" in feedback.textLog()
    assert results["LONGEST_GAP"] >= 90


def eight_day_dates():
    """Return 46 composites a year, counted from every 1 January."""
    return np.concatenate([np.datetime64(f"{year}-01-01") + 8 * np.arange(46) for year in range(2008, 2019)])


def year_of(dates):
    """Return the decimal part of the year of each date."""
    begin = dates.astype("datetime64[Y]")
    return (dates - begin.astype("datetime64[D]")).astype(float) / 365.25


def greenness(dates, cells=6, seed=2):
    """Draw a vegetation index with a summer peak, a wobble and noise."""
    generator = np.random.default_rng(seed)
    peak = np.exp(-0.5 * ((year_of(dates)[:, np.newaxis] - 0.55) / 0.1) ** 2)
    wobble = np.cumsum(generator.standard_normal((len(dates), cells)), axis=0) * 0.002
    return 0.2 + 0.5 * peak + wobble + 0.01 * generator.standard_normal((len(dates), cells))


@pytest.mark.parametrize("method", ["gp", "climatology", "auto"])
def test_eight_day_composites_keep_their_46_steps_a_year(run, tmp_path, method):
    dates = eight_day_dates()
    truth = greenness(dates)
    given = truth.copy()
    given[np.random.default_rng(3).random(given.shape) < 0.25] = np.nan
    given[200:206, :3] = np.nan
    kept = np.ones(len(dates), dtype=bool)
    kept[[90, 91, 303]] = False
    source = write_dated(tmp_path / "ndvi.tif", dates[kept], given[kept], "1")
    value, sd, flag, labels, log = fill(run, source, tmp_path, METHOD=method)
    assert "cadence: 8 days of year" in log
    assert labels == [str(date) for date in dates]
    hidden = flag == 2
    error = (value - truth)[hidden]
    assert np.sqrt(np.mean(error**2)) < 0.025
    assert 0.84 <= np.mean(np.abs(error) < 1.6449 * sd[hidden]) <= 0.96


def test_irregular_dates_of_a_cloudy_satellite_are_filled(run, tmp_path):
    generator = np.random.default_rng(4)
    passes = np.datetime64("2013-04-11") + np.sort(np.concatenate([16 * np.arange(200), 16 * np.arange(200) + 7]))
    dates = passes[generator.random(passes.size) < 0.4]
    truth = greenness(dates, seed=5)
    given = truth.copy()
    given[generator.random(given.shape) < 0.3] = np.nan
    source = write_dated(tmp_path / "landsat.tif", dates, given, "1")
    value, sd, flag, labels, log = fill(run, source, tmp_path, METHOD="gp", CADENCE="irregular")
    assert labels == [str(date) for date in dates]
    hidden = flag == 2
    assert np.array_equal(hidden, np.isnan(given))
    error = (value - truth)[hidden]
    assert np.sqrt(np.mean(error**2)) < 0.04
    assert 0.8 <= np.mean(np.abs(error) < 1.6449 * sd[hidden]) <= 0.97
    assert "cadence: irregular" in log


def test_a_yearly_series_is_filled_along_its_trend(run, tmp_path):
    dates = np.array([f"{year}-07-02" for year in range(1985, 2022)], dtype="datetime64[D]")
    truth = 20 - 1.5 * np.arange(37)[:, np.newaxis] + 0.3 * np.random.default_rng(6).standard_normal((37, 5))
    kept = ~np.isin(np.arange(37), [9, 10, 11, 20])
    source = write_dated(tmp_path / "balance.tif", dates[kept], truth[kept], "m")
    value, _, flag, labels, log = fill(run, source, tmp_path, METHOD="gp")
    assert "cadence: 12 months" in log
    assert [label[:4] for label in labels] == [str(year) for year in range(1985, 2022)]
    assert np.array_equal(flag == 2, np.tile(~kept[:, np.newaxis], 5))
    assert np.abs(value - truth)[~kept].max() < 1.5


def test_an_hourly_series_is_filled_by_its_day(run, tmp_path):
    times = np.datetime64("2021-06-01T00:00:00") + np.arange(24 * 20).astype("timedelta64[h]")
    day = times.astype("datetime64[s]").astype(np.int64)[:, np.newaxis] / 86400
    noise = 0.3 * np.random.default_rng(7).standard_normal((len(times), 4))
    truth = 300 + 8 * np.cos(2 * np.pi * (day - 0.6)) + noise
    kept = np.ones(len(times), dtype=bool)
    kept[200:215] = False
    source = write_dated(tmp_path / "lst.tif", times[kept], truth[kept], "K")
    value, sd, _, labels, log = fill(run, source, tmp_path, METHOD="gp")
    assert "cadence: hour" in log
    assert len(labels) == len(times)
    assert np.sqrt(np.mean((value - truth)[~kept] ** 2)) < 0.8
    assert np.mean(np.abs(value - truth)[~kept] < 1.6449 * sd[~kept]) >= 0.8
