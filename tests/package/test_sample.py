"""The sample is what its seed makes, says that it is synthetic, and lacks the months that the satellites lack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

gdal.UseExceptions()
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample" / "geogap_sample_twsa.tif"
# Counted on the missions' own list of solutions: the gap between them, and the rest by year.
BETWEEN_THE_MISSIONS = [str(month) for month in np.arange(np.datetime64("2017-07"), np.datetime64("2018-06"))]


def read(path):
    data = gdal.Open(str(path))
    values = data.ReadAsArray()
    bands = [data.GetRasterBand(number) for number in range(1, data.RasterCount + 1)]
    dates = [band.GetDescription() for band in bands]
    values = np.where(values == bands[0].GetNoDataValue(), np.nan, values)
    return values, dates, data.GetMetadata(), bands[0].GetUnitType()


@pytest.fixture(scope="module")
def sample():
    return read(SAMPLE)


@pytest.fixture(scope="module")
def made_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    options = ["--output", str(folder / "s.tif"), "--truth", str(folder / "t.tif")]
    subprocess.run([sys.executable, "tools/make_sample.py", *options], cwd=ROOT, check=True, capture_output=True)
    return read(folder / "s.tif"), read(folder / "t.tif")


def test_its_seed_makes_it_again(sample, made_again):
    values, dates, _, _ = sample
    again, dates_again, _, _ = made_again[0]
    assert dates_again == dates
    # Another numpy may round a sum the other way: by one step of the file at most, and rarely.
    np.testing.assert_allclose(again, values, atol=1.01 / 64, rtol=0)
    assert np.mean(np.isclose(again, values, atol=1e-6, rtol=0) | np.isnan(values)) > 0.999


def test_it_hides_months_of_the_complete_series_and_nothing_else(sample, made_again):
    values, dates, _, _ = sample
    truth, all_dates, _, _ = made_again[1]
    assert len(all_dates) == 273
    months = np.arange(np.datetime64("2002-04"), np.datetime64("2025-01"))
    assert [date[:7] for date in all_dates] == [str(month) for month in months]
    np.testing.assert_allclose(truth[[all_dates.index(date) for date in dates]], values, atol=1.01 / 64, rtol=0)


def test_it_lacks_the_months_that_grace_and_grace_fo_lack(sample):
    there = {date[:7] for date in sample[1]}
    assert not there & set(BETWEEN_THE_MISSIONS)
    assert {"2017-06", "2018-06", "2018-07", "2018-10", "2002-05", "2024-12"} <= there
    assert not there & {"2002-06", "2003-06", "2011-01", "2014-12", "2016-09", "2018-08", "2018-09"}
    assert len(there) == 240


def test_its_dates_are_the_middles_of_their_months(sample):
    assert all(date[8:] in ("15", "16") for date in sample[1])
    assert sample[1] == sorted(sample[1])


def test_it_says_that_it_is_synthetic_and_how_it_was_made(sample):
    _, _, tags, unit = sample
    assert "SYNTHETIC" in tags["TIFFTAG_IMAGEDESCRIPTION"]
    assert tags["synthetic"] == "yes"
    assert tags["command"] == "make sample"
    assert tags["seed"]
    assert unit == "cm"


def test_it_behaves_like_water_storage(sample):
    values = sample[0]
    sea = np.isnan(values).any(axis=0)
    assert np.isnan(values[:, sea]).all()
    assert 0.02 < sea.mean() < 0.2
    land = values[:, ~sea]
    assert 5 < land.std() < 15
    assert np.abs(land).max() < 80
    # Mascon-like: a cell tells most of what its neighbour says.
    ahead, behind = values[:, :, 1:].reshape(-1), values[:, :, :-1].reshape(-1)
    both = np.isfinite(ahead) & np.isfinite(behind)
    assert np.corrcoef(ahead[both], behind[both])[0, 1] > 0.97


def test_it_is_small():
    assert SAMPLE.stat().st_size < 1_500_000
