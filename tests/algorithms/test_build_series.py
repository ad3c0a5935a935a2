"""`geogap:buildseries` makes one dated, regular series and loses nothing."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext

from .conftest import MISSING_MONTHS, SEA, read, truth, write_series


@pytest.fixture
def scenes(tmp_path, series_file):
    """The series as one file a month, its date in the name."""
    folder = tmp_path / "months"
    folder.mkdir()
    stack = gdal.Open(series_file)
    for band in range(1, stack.RasterCount + 1):
        label = stack.GetRasterBand(band).GetDescription()
        gdal.Translate(str(folder / f"twsa_{label.replace('-', '')}_v06.tif"), stack, bandList=[band])
    return folder


def test_a_folder_of_dated_files_becomes_a_regular_series(run, scenes, tmp_path):
    results, _, _ = run("buildseries", {"INPUTS": [str(scenes)], "OUTPUT": str(tmp_path / "built.tif")})
    values, labels, metadata = read(results["OUTPUT"])
    assert len(labels) == 144
    assert labels[:2] == ["2003-01-16", "2003-02-15"]
    empty = {label[:7] for label, band in zip(labels, values) if not np.isfinite(band).any()}
    assert empty == set(MISSING_MONTHS)
    assert metadata["GEOGAP_CADENCE"] == "month"
    expected = truth(np.arange(144))
    there = np.isfinite(values)
    assert values[there].tobytes() == expected[there].tobytes()


def test_a_stack_with_the_reference_period_holds_anomalies(run, series_file, tmp_path):
    results, _, _ = run(
        "buildseries",
        {"INPUTS": [series_file], "REFERENCE_PERIOD": "2005-01/2006-12", "OUTPUT": str(tmp_path / "anomaly.tif")},
    )
    values, labels, _ = read(results["OUTPUT"])
    inside = [label[:4] in ("2005", "2006") for label in labels]
    with np.errstate(invalid="ignore"):
        means = values[inside].mean(axis=0)
    assert np.isnan(means[SEA])
    assert np.nanmax(np.abs(means)) < 1e-5


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2005", "not a reference period"),
        ("2006-01/2005-01", "ends before it begins"),
        ("2005-13/2006-01", "not a ref"),
    ],
)
def test_a_wrong_reference_period_is_explained(provider, series_file, period, reason):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:buildseries")
    parameters = {"INPUTS": [series_file], "REFERENCE_PERIOD": period, "OUTPUT": "x.tif"}
    accepted, message = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert reason in message


def test_a_series_built_twice_is_the_same(run, series_file, tmp_path):
    once, _, _ = run("buildseries", {"INPUTS": [series_file], "OUTPUT": str(tmp_path / "once.tif")})
    twice, _, _ = run("buildseries", {"INPUTS": [once["OUTPUT"]], "OUTPUT": str(tmp_path / "twice.tif")})
    first, second = read(once["OUTPUT"]), read(twice["OUTPUT"])
    assert first[0].tobytes() == second[0].tobytes()
    assert first[1] == second[1]


def test_only_the_region_is_written(run, series_file, tmp_path):
    results, _, _ = run(
        "buildseries",
        {"INPUTS": [series_file], "EXTENT": "-58.5,-56.5,0.5,1.5 [EPSG:4326]", "OUTPUT": str(tmp_path / "region.tif")},
    )
    data = gdal.Open(results["OUTPUT"])
    assert (data.RasterXSize, data.RasterYSize) == (3, 2)
    assert data.GetGeoTransform()[:4:3] == (-59.0, 2.0)


def test_dates_can_be_given(run, tmp_path):
    source = write_series(tmp_path / "undated.tif", missing=(), years=1)
    data = gdal.Open(source, gdal.GA_Update)
    for band in range(1, 13):
        data.GetRasterBand(band).SetDescription("")
    data = None
    dates = ",".join(f"1999-{month:02d}" for month in range(1, 13))
    results, _, _ = run("buildseries", {"INPUTS": [source], "DATES": dates, "OUTPUT": str(tmp_path / "dated.tif")})
    assert read(results["OUTPUT"])[1][0] == "1999-01-16"
