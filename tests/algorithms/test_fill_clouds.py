"""`geogap:fillclouds` fills every cloud, changes nothing observed, uses what it is given, and says what it made."""

import json
import shutil

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
)

from geogap_plugin.algorithms.cloud_models import check_product
from geogap_plugin.algorithms.methods import ModelFile
from geogap_plugin.core.errors import InputError, RuntimeMissingError
from geogap_plugin.core.model_card import ModelCard
from geogap_plugin.raster.series import open_series
from geogap_plugin.raster.series_view import SeriesView
from tests import city
from tests.model_examples import CARD

from .conftest import read

METHODS = ["regression", "eof", "annual_cycle", "climatology"]
DATES = np.arange(np.datetime64("2021-01-05"), np.datetime64("2021-12-20"), 16)
SHAPE = (40, 50)
OBSERVED, FILLED, REPLACED, OUTSIDE = 1, 2, 4, 0
PLACE = (600000.0, 30.0, 0, 5200000.0, 0, -30.0)


def fields(seed, count, shape=SHAPE):
    """Fields whose power falls with the wavenumber, of unit variance."""
    rng = np.random.default_rng(seed)
    return np.array([city.smooth(rng, max(shape), 3.6)[: shape[0], : shape[1]] for _ in range(count)])


def temperature(dates=DATES, shape=SHAPE):
    """A season, a map and weather, K; and the weather of every date: the same everywhere on half of its spread."""
    season = 12 * np.sin(2 * np.pi * (np.arange(len(dates)) * 16 - 100) / 365.25)
    weather = fields(2, len(dates), shape)
    truth = 285 + season[:, None, None] + 4 * fields(1, 1, shape) + 2 * weather
    return truth.astype(np.float32), weather.astype(np.float32)


def clouds(count, shape=SHAPE, share=0.3):
    """Clouds over a share of each image; the last date is clear, so that no pixel is always hidden."""
    over = fields(3, count, shape)
    hidden = over > np.quantile(over, 1 - share)
    hidden[-1] = False
    return hidden


def write(path, values, dates=DATES, unit="K", epsg=32632, place=PLACE):
    """Write a stack with plain GDAL: one band a date, or none dated if there are no dates."""
    data = gdal.GetDriverByName("GTiff").Create(
        str(path), values.shape[2], values.shape[1], len(values), gdal.GDT_Float32
    )
    data.SetGeoTransform(place)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    data.SetProjection(reference.ExportToWkt())
    for number, layer in enumerate(values, start=1):
        band = data.GetRasterBand(number)
        band.SetDescription(str(dates[number - 1]) if len(dates) else "")
        band.SetUnitType(unit)
        band.SetNoDataValue(-9999.0)
        band.WriteArray(np.where(np.isnan(layer), -9999.0, layer))
    data = None
    return str(path)


def outputs(folder):
    return {
        "OUTPUT": str(folder / "filled.tif"),
        "OUTPUT_UNCERTAINTY": str(folder / "uncertainty.tif"),
        "OUTPUT_FLAGS": str(folder / "flags.tif"),
    }


def results_of(folder):
    """Values, uncertainty and flags of a run, and what the file says of itself."""
    values, _, metadata = read(str(folder / "filled.tif"))
    return values, read(str(folder / "uncertainty.tif"))[0], read(str(folder / "flags.tif"))[0], metadata


def rms(errors):
    return np.sqrt((np.asarray(errors, float) ** 2).mean())


def refused(parameters):
    """Return why an algorithm does not take its parameters."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    return reason


@pytest.fixture
def stack(tmp_path):
    """A cloudy stack on disk, its truth and what is hidden: clouds, a date that is empty, a corner never seen."""
    truth, weather = temperature()
    hidden = clouds(len(DATES))
    hidden[7] = True
    hidden[:, :3, :4] = True
    values = np.where(hidden, np.float32(np.nan), truth)
    return write(tmp_path / "lst.tif", values), truth, hidden, weather


@pytest.mark.parametrize("method", METHODS)
def test_every_cloud_is_filled_and_nothing_observed_changes(run, stack, tmp_path, method):
    source, truth, hidden, _ = stack
    results, feedback, _ = run("fillclouds", {"INPUT": source, "METHOD": method, **outputs(tmp_path)})
    values, sd, flags, metadata = results_of(tmp_path)
    outside = np.zeros(SHAPE, bool)
    outside[:3, :4] = True
    assert values[~hidden].tobytes() == truth[~hidden].tobytes()
    assert (flags[:, outside] == OUTSIDE).all()
    assert np.isnan(values[:, outside]).all()
    gap = hidden & ~outside
    assert (flags[gap] == FILLED).all()
    assert (flags[~hidden] == OBSERVED).all()
    assert results["FILLED"] == gap.sum()
    assert (sd[gap] > 0).all()
    assert (sd[~hidden] == 0).all()
    assert (results["METHOD_USED"], metadata["GEOGAP_METHOD"]) == (method, method)
    # Beside the mean of each pixel's clear dates, which is all that one year tells of the season's mean.
    share = {"regression": 0.25, "eof": 0.4, "annual_cycle": 0.6, "climatology": 1.01}[method]
    means = np.nanmean(np.where(hidden, np.nan, truth)[:, ~outside], axis=0)
    assert rms((values - truth)[gap]) < share * rms((means - truth[:, ~outside])[hidden[:, ~outside]])
    assert "RMSE" in feedback.textLog()
    assert "clear-sky" in feedback.textLog()
    widths = json.loads(metadata["GEOGAP_HALF_WIDTHS"])
    assert list(widths) == ["0.5", "0.8", "0.9"]
    assert 0 < widths["0.5"] < widths["0.8"] < widths["0.9"] < 4
    assert f"and {widths['0.9']:.2f} standard deviations" in feedback.textLog()
    assert metadata["GEOGAP_HALF_WIDTHS"] == read(str(tmp_path / "uncertainty.tif"))[2]["GEOGAP_HALF_WIDTHS"]
    [row, column] = np.argwhere(gap[4])[0]
    view = SeriesView(str(tmp_path / "filled.tif"))
    assert view.cell(PLACE[0] + 30 * column + 15, PLACE[3] - 30 * row - 15).half_width == widths["0.9"]
    view.close()


def test_auto_and_the_model_run_in_the_worker_and_are_judged_beside_the_others(
    run, stack, tmp_path, runtime_folder, monkeypatch
):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    source, truth, hidden, _ = stack
    run("fillclouds", {"INPUT": source, **outputs(tmp_path)})
    values, _, flags, metadata = results_of(tmp_path)
    scores, weights = json.loads(metadata["GEOGAP_SCORES"]), json.loads(metadata["GEOGAP_WEIGHTS"])
    assert set(scores) == {"auto", "model", *METHODS}
    assert scores["auto"]["rmse"] < 1.02 * min(score["rmse"] for score in scores.values())
    assert sum(weights["clear"].values()) == pytest.approx(1, abs=0.01)
    assert rms((values - truth)[flags == FILLED]) < 2.0
    run("fillclouds", {"INPUT": source, "METHOD": "model", **outputs(tmp_path)})
    values, _, flags, metadata = results_of(tmp_path)
    assert values[~hidden].tobytes() == truth[~hidden].tobytes()
    assert rms((values - truth)[flags == FILLED]) < 2.0
    assert metadata["GEOGAP_MODEL"].startswith("clouds ")
    assert len(metadata["GEOGAP_MODEL_SHA256"]) == 64
    assert metadata["GEOGAP_PRODUCT"] == "clear-sky"


def test_without_onnx_runtime_the_others_run_and_the_model_is_refused(provider, run, stack, tmp_path, monkeypatch):
    def none(folders):
        raise RuntimeMissingError("ONNX Runtime is not installed.")

    monkeypatch.setattr("geogap_plugin.algorithms.methods.find_runtime", none)
    results, feedback, _ = run("fillclouds", {"INPUT": stack[0], **outputs(tmp_path)})
    assert "model" not in results["METHOD_USED"]
    assert "ONNX Runtime is not installed" in feedback.textLog()
    folder = tmp_path / "out"
    folder.mkdir()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    feedback = QgsProcessingFeedback()
    parameters = {"INPUT": stack[0], "METHOD": "model", **outputs(folder)}
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert "ONNX Runtime is not installed" in feedback.textLog()
    assert list(folder.iterdir()) == []


def test_predictors_on_another_grid_and_dates_tell_what_clouds_hide(run, stack, tmp_path):
    source, truth, hidden, weather = stack
    # Coarser cells, daily, from before the first date until after the last, and a map without a date.
    days = np.arange(DATES[0] - 3, DATES[-1] + 4)
    daily = np.array([weather[np.abs(DATES - day).argmin()] for day in days])
    coarse = daily.reshape(len(days), 20, 2, 25, 2).mean(axis=(2, 4))
    drivers = [
        write(tmp_path / "air.tif", 280 + 3 * coarse, days, "K", place=(600000.0, 60.0, 0, 5200000.0, 0, -60.0)),
        write(tmp_path / "terrain.tif", fields(9, 1), (), "m"),
    ]
    error = {}
    for name, given in (("alone", []), ("driven", drivers)):
        folder = tmp_path / name
        folder.mkdir()
        parameters = {"INPUT": source, "METHOD": "regression", "PREDICTORS": given, **outputs(folder)}
        _, feedback, _ = run("fillclouds", parameters)
        values, _, flags, metadata = results_of(folder)
        assert values[~hidden].tobytes() == truth[~hidden].tobytes()
        error[name] = rms((values - truth)[flags == FILLED])
        # Nothing that was made for the run is left beside the output.
        assert {path.suffix for path in folder.iterdir()} == {".tif"}
    assert error["driven"] < 0.5 * error["alone"]
    assert "air" in feedback.textLog()
    assert len(json.loads(metadata["GEOGAP_PREDICTORS"])) == 2


def test_missing_predictors_do_not_stop_the_filling(run, stack, tmp_path):
    source, _, _, weather = stack
    known = 280 + 3 * weather
    known[3:6, 5:20, 5:30] = np.nan
    known[10] = np.nan
    driver = write(tmp_path / "air.tif", known)
    run("fillclouds", {"INPUT": source, "METHOD": "regression", "PREDICTORS": [driver], **outputs(tmp_path)})
    values, _, flags, _ = results_of(tmp_path)
    assert not (flags == 3).any()
    assert np.isfinite(values[flags == FILLED]).all()


def test_an_outlier_is_replaced_flagged_and_reported_unless_it_is_kept(run, tmp_path):
    truth, _ = temperature()
    hidden = clouds(len(DATES))
    hidden[4, 20, 20] = False
    values = np.where(hidden, np.float32(np.nan), truth)
    values[4, 20, 20] = 916.0
    source, page = write(tmp_path / "lst.tif", values), tmp_path / "page.html"
    parameters = {"INPUT": source, "METHOD": "regression", "OUTPUT_HTML": str(page), **outputs(tmp_path)}
    results, _, _ = run("fillclouds", parameters)
    filled, sd, flags, metadata = results_of(tmp_path)
    assert np.argwhere(flags == REPLACED).tolist() == [[4, 20, 20]]
    assert abs(filled[4, 20, 20] - truth[4, 20, 20]) < 6
    assert sd[4, 20, 20] > 0
    assert results["REPLACED"] == 1
    assert results["FILLED"] == hidden.sum() + 1
    assert json.loads(metadata["GEOGAP_OUTLIER_LIMITS"]) == [180, 360]
    text = page.read_text(encoding="utf-8")
    assert "Outliers" in text
    assert "flag 4" in text
    assert str(DATES[4]) in text
    run("fillclouds", {**parameters, "OUTLIERS": "keep"})
    filled, _, flags, _ = results_of(tmp_path)
    assert (filled[4, 20, 20], flags[4, 20, 20]) == (916.0, OBSERVED)


def test_a_stack_without_gaps_comes_out_as_it_is(run, tmp_path):
    truth, _ = temperature()
    source, page = write(tmp_path / "lst.tif", truth), tmp_path / "page.html"
    parameters = {"INPUT": source, "METHOD": "regression", "OUTPUT_HTML": str(page), **outputs(tmp_path)}
    results, _, _ = run("fillclouds", parameters)
    values, sd, flags, _ = results_of(tmp_path)
    assert results["FILLED"] == 0
    assert values.tobytes() == truth.tobytes()
    assert (flags == OBSERVED).all()
    assert (sd == 0).all()
    assert page.exists()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_dates_with_values_are_refused_in_words(provider, tmp_path, count):
    truth, _ = temperature()
    truth[count:] = np.nan
    folder = tmp_path / "out"
    folder.mkdir()
    feedback = QgsProcessingFeedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    parameters = {"INPUT": write(tmp_path / "lst.tif", truth), "METHOD": "regression", **outputs(folder)}
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert f"Only {count} dates have values" in feedback.textLog()
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_before_anything_is_fitted(provider, stack, tmp_path):
    feedback = QgsProcessingFeedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    parameters = {"INPUT": stack[0], "METHOD": "regression", **outputs(tmp_path / "nowhere")}
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert "nowhere does not exist. Create it or choose another." in feedback.textLog()
    assert "RMSE" not in feedback.textLog()


def test_packed_whole_numbers_come_out_in_their_unit(run, stack, tmp_path):
    _, truth, hidden, _ = stack
    packed = np.where(hidden, 0, np.round((truth - 200) / 0.02))
    data = gdal.Open(stack[0])
    shape = (data.RasterXSize, data.RasterYSize, data.RasterCount)
    whole = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "whole.tif"), *shape, gdal.GDT_UInt16)
    whole.SetGeoTransform((600000.0, 30.0, 0, 5200000.0, 0, -90.0))
    whole.SetProjection(data.GetProjection())
    for number, layer in enumerate(packed, start=1):
        band = whole.GetRasterBand(number)
        band.SetDescription(str(DATES[number - 1]))
        band.SetUnitType("K")
        band.SetNoDataValue(0)
        band.SetScale(0.02)
        band.SetOffset(200.0)
        band.WriteArray(layer)
    whole = data = None
    run("fillclouds", {"INPUT": str(tmp_path / "whole.tif"), "METHOD": "regression", **outputs(tmp_path)})
    values, _, flags, _ = results_of(tmp_path)
    np.testing.assert_allclose(values[flags == OBSERVED], truth[flags == OBSERVED], atol=0.0101)
    assert rms((values - truth)[flags == FILLED]) < 2.0
    assert gdal.Open(str(tmp_path / "filled.tif")).GetGeoTransform()[5] == -90


def test_a_model_of_another_task_and_a_memory_that_is_too_low_are_refused_before_the_run(provider, stack, tmp_path):
    source = stack[0]
    given = {"INPUT": source, **outputs(tmp_path)}
    assert "task “series”" in refused({**given, "METHOD": "model", "MODEL": "monthly"})
    large = write(tmp_path / "large.tif", np.zeros((len(DATES), 300, 300), np.float32))
    assert "MEMORY" in refused({**given, "INPUT": large, "MEMORY": 16})
    assert "air.tif" in refused({**given, "PREDICTORS": [str(tmp_path / "air.tif")]})


def test_a_model_of_all_weather_needs_what_is_known_under_clouds():
    features = [*("T2M", "T2M known", "year, cosine", "year, sine", "day, cosine", "day, sine")]
    air = {"name": "T2M", "unit": "K", "mean": 290.0, "sd": 5.0, "seen": [275.0, 305.0], "classes": []}
    content = {
        **CARD,
        "name": "town",
        "task": "predictors",
        "inputs": [{"name": "features", "dims": ["batch", "height", "width", "feature"], "features": features}],
        "outputs": [{"name": "quantiles", "dims": ["batch", "height", "width", "quantile"], "features": []}],
        "product": "all-weather",
        "predictors": [air],
    }
    model = ModelFile(b"", None, ModelCard.parse(json.dumps(content)))
    check_product(model, ["terrain", "air_temperature"])
    check_product(model, ["ssrd"])
    with pytest.raises(InputError, match=r"all-weather product.*terrain, NDVI"):
        check_product(model, ["terrain", "NDVI"])


def test_an_index_is_no_temperature_and_keeps_within_its_limits(run, tmp_path):
    truth = (0.5 + 0.1 * fields(5, len(DATES)) + 0.05 * fields(6, 1)).astype(np.float32)
    values = np.where(clouds(len(DATES)), np.float32(np.nan), truth)
    values[2, 5, 5] = 1.7
    source = write(tmp_path / "NDVI.tif", values, unit="")
    _, feedback, _ = run("fillclouds", {"INPUT": source, "METHOD": "regression", **outputs(tmp_path)})
    _, _, flags, metadata = results_of(tmp_path)
    assert flags[2, 5, 5] == REPLACED
    assert metadata.get("GEOGAP_PRODUCT", "") in ("", "None")
    assert "clear-sky" not in feedback.textLog()


def test_a_region_on_a_geographic_grid_beyond_the_antimeridian(run, tmp_path):
    truth, _ = temperature()
    hidden = clouds(len(DATES))
    values = np.where(hidden, np.float32(np.nan), truth)
    source = write(tmp_path / "lst.tif", values, epsg=4326, place=(179.0, 0.05, 0, 60.0, 0, -0.05))
    run(
        "fillclouds",
        {"INPUT": source, "METHOD": "regression", "EXTENT": "179.5,180.5,58.5,59.5 [EPSG:4326]", **outputs(tmp_path)},
    )
    own = np.s_[:, 10:30, 10:30]
    filled, _, flags, _ = results_of(tmp_path)
    assert filled.shape == truth[own].shape
    assert filled[~hidden[own]].tobytes() == truth[own][~hidden[own]].tobytes()
    assert (flags[hidden[own]] == FILLED).all()


def test_results_are_layers_with_a_style_a_name_and_dates(run, stack, tmp_path):
    paths, feedback = outputs(tmp_path), QgsProcessingFeedback()
    load = {path: QgsProcessingContext.LayerDetails("x", QgsProject.instance(), key) for key, path in paths.items()}
    _, _, context = run("fillclouds", {"INPUT": stack[0], "METHOD": "climatology", **paths}, feedback, load=load)
    for path, name in zip(paths.values(), ("filled", "uncertainty", "flags")):
        details = context.layersToLoadOnCompletion()[path]
        assert details.name == f"lst {name} (climatology)"
        assert details.groupName == "lst, clouds filled (climatology)"
        layer = QgsProcessingUtils.mapLayerFromString(path, context)
        details.postProcessor().postProcessLayer(layer, context, feedback)
        ranges = layer.temporalProperties().fixedRangePerBand()
        assert layer.temporalProperties().isActive()
        assert len(ranges) == len(DATES)
        for band, date in enumerate(DATES, start=1):
            begin, end = (time.toString("yyyy-MM-dd") for time in (ranges[band].begin(), ranges[band].end()))
            assert begin <= str(date) < end
    assert "outlier replaced" in [entry.label for entry in layer.renderer().classes()]


class CancelSoon(QgsProcessingFeedback):
    """Cancels itself as soon as the work reports progress."""

    def setProgress(self, progress):
        super().setProgress(progress)
        self.cancel()


@pytest.mark.parametrize("when", ["at the start", "in the middle"])
def test_cancel_leaves_no_file(provider, stack, tmp_path, when):
    feedback = QgsProcessingFeedback() if when == "at the start" else CancelSoon()
    if when == "at the start":
        feedback.cancel()
    folder = tmp_path / "out"
    folder.mkdir()
    driver = write(tmp_path / "air.tif", 280 + stack[3], place=(600000.0, 31.0, 0, 5200000.0, 0, -31.0))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillclouds")
    parameters = {"INPUT": stack[0], "METHOD": "regression", "PREDICTORS": [driver], **outputs(folder)}
    algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert list(folder.iterdir()) == []


# Real images.


def test_hourly_temperatures_with_the_air_s_of_the_same_file(run, data_folder, tmp_path):
    source = shutil.copy(data_folder / "lst" / "goes16_argentina_2022-12-14_16.nc", tmp_path)
    parameters = {"INPUT": source, "VARIABLE": "LST", "METHOD": "regression", "PREDICTORS": [source]}
    region = "-68,-67.3,-26.5,-25.8 [EPSG:4326]"
    run("fillclouds", {**parameters, "EXTENT": region, **outputs(tmp_path)})
    values, _, flags, metadata = results_of(tmp_path)
    assert (flags == FILLED).any()
    assert not (flags == 3).any()
    assert np.isfinite(values[flags != OUTSIDE]).all()
    assert json.loads(metadata["GEOGAP_PREDICTORS"]) == ["goes16_argentina_2022-12-14_16 T2M_GFS"]
    score = json.loads(metadata["GEOGAP_SCORES"])["predictors"]
    assert score["mae"] < 3
    assert 0.75 < score["coverage90"] < 0.97


def test_impossible_temperatures_of_ecostress_are_replaced(run, data_folder, tmp_path):
    path = data_folder / "lst" / "ecostress_amazon_ATTO.nc"
    source = shutil.copy(path, tmp_path)
    given = gdal.Open(f'NETCDF:"{path}":LST').ReadAsArray()
    impossible = np.isfinite(given) & ((given > 360) | ((given < 180) & (given > -9000)))
    assert impossible.any()
    results, _, _ = run(
        "fillclouds", {"INPUT": source, "VARIABLE": "LST", "METHOD": "climatology", **outputs(tmp_path)}
    )
    values, _, flags, _ = results_of(tmp_path)
    assert (flags == REPLACED).sum() == results["REPLACED"] >= impossible.sum()
    assert (flags == REPLACED).sum() < 0.03 * np.isin(flags, (OBSERVED, REPLACED)).sum()
    assert 180 < np.nanmin(values) < np.nanmax(values) < 360
    # The image of an evening of which a corner failed by degrees, from 400 K down to what the forest has.
    broken = [str(time)[:10] for time in open_series(source, variable="LST").times].index("2020-09-12")
    assert np.count_nonzero(impossible[broken]) > 100
    assert values[broken][flags[broken] == OBSERVED].max() < 315
    assert np.count_nonzero(flags[broken] == OBSERVED) > 400
