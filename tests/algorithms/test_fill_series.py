"""`geogap:fillseries` fills every gap, changes nothing observed, and leaves nothing behind when it stops."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
)

from geogap_plugin.algorithms.layers import apply_style

from .conftest import MISSING_MONTHS, SEA, read, truth, write_series


def outputs(tmp_path):
    return {
        "OUTPUT": str(tmp_path / "filled.tif"),
        "OUTPUT_UNCERTAINTY": str(tmp_path / "uncertainty.tif"),
        "OUTPUT_FLAGS": str(tmp_path / "flags.tif"),
    }


@pytest.mark.parametrize("method", ["linear", "climatology", "harmonic", "gp"])
def test_every_gap_is_filled_and_nothing_observed_changes(run, series_file, tmp_path, method):
    paths = outputs(tmp_path)
    results, _, _ = run("fillseries", {"INPUT": series_file, "METHOD": method, **paths})
    values, labels, metadata = read(paths["OUTPUT"])
    sigma, _, _ = read(paths["OUTPUT_UNCERTAINTY"])
    flags, _, _ = read(paths["OUTPUT_FLAGS"])
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2015-01"))
    assert [label[:7] for label in labels] == [str(month) for month in months]
    expected = truth(months)
    observed = flags == 1
    assert values[observed].tobytes() == expected[observed].tobytes()
    assert not np.isin(months.astype(str)[np.nonzero(observed)[0]], MISSING_MONTHS).any()
    filled = flags == 2
    assert results["FILLED"] == filled.sum() == 5 * 29 + 1
    assert np.isfinite(values[filled]).all()
    assert (sigma[filled] > 0).all()
    assert (sigma[observed] == 0).all()
    assert (flags[:, SEA[0], SEA[1]] == 0).all()
    assert not (flags == 3).any()
    assert metadata["GEOGAP_METHOD"] == method
    error = np.abs(values - expected)[filled]
    assert error.max() < {"linear": 11, "climatology": 1, "harmonic": 1, "gp": 1}[method]


def test_auto_combines_the_methods_as_they_did_on_hidden_values(run, series_file, tmp_path):
    choice = tmp_path / "choice.tif"
    parameters = {"INPUT": series_file, "OUTPUT_CHOICE": str(choice), **outputs(tmp_path)}
    results, feedback, _ = run("fillseries", parameters)
    metadata = read(str(tmp_path / "filled.tif"))[2]
    scores, weights = json.loads(metadata["GEOGAP_SCORES"]), json.loads(metadata["GEOGAP_WEIGHTS"])
    assert {"auto", "gp", "harmonic", "climatology", "linear"} <= set(scores)
    assert scores["auto"]["rmse"] < 1.02 * min(score["rmse"] for score in scores.values())
    assert scores["linear"]["rmse"] > 2 * scores["harmonic"]["rmse"]
    assert weights["linear"] < 0.1
    assert sum(weights.values()) == pytest.approx(1, abs=0.01)
    assert "harmonic" in results["METHOD_USED"] or "gp" in results["METHOD_USED"]
    assert "RMSE" in feedback.textLog()
    bands, labels, _ = read(str(choice))
    assert labels[0] == "method with the largest weight"
    assert set(np.unique(bands[0])) <= {0, 1, 2, 3, 4}
    assert np.abs(bands[1:].sum(axis=0, dtype=int)[bands[0] > 0] - 100).max() <= 3


def test_the_model_fills_in_the_worker(run, series_file, tmp_path, runtime_folder, monkeypatch):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    results, _, _ = run("fillseries", {"INPUT": series_file, "METHOD": "model", **outputs(tmp_path)})
    values, _, metadata = read(str(tmp_path / "filled.tif"))
    flags, _, _ = read(str(tmp_path / "flags.tif"))
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2015-01"))
    error = (values - truth(months))[flags == 2]
    assert results["METHOD_USED"] == "model"
    assert np.sqrt(np.mean(error**2)) < 1.5
    assert len(metadata["GEOGAP_MODEL_SHA256"]) == 64


def test_a_gap_longer_than_the_model_has_seen_is_warned_of(run, tmp_path, runtime_folder, monkeypatch):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    missing = tuple(str(month) for month in np.arange(np.datetime64("2006-01"), np.datetime64("2008-01")))
    source = write_series(tmp_path / "long_gap.tif", missing=missing)
    _, feedback, _ = run("fillseries", {"INPUT": source, "METHOD": "model", **outputs(tmp_path)})
    assert "longest gap has 24 epochs" in feedback.textLog()


def test_without_onnx_runtime_the_baselines_are_used_and_it_is_said(run, series_file, tmp_path, monkeypatch):
    monkeypatch.setattr("geogap_plugin.algorithms.methods.find_runtime", _no_runtime)
    results, feedback, _ = run("fillseries", {"INPUT": series_file, **outputs(tmp_path)})
    assert "model" not in results["METHOD_USED"]
    assert "%" in results["METHOD_USED"]
    assert "ONNX Runtime" in feedback.textLog()


def _no_runtime(folders):
    from geogap_plugin.core.errors import RuntimeMissingError

    raise RuntimeMissingError("ONNX Runtime is not installed.")


def test_a_gap_longer_than_the_limit_stays_open(run, series_file, tmp_path):
    run("fillseries", {"INPUT": series_file, "METHOD": "linear", "MAX_GAP": 2, **outputs(tmp_path)})
    flags, labels, _ = read(str(tmp_path / "flags.tif"))
    open_months = {label[:7] for label, band in zip(labels, flags) if (band == 3).any()}
    assert open_months == {"2007-05", "2007-06", "2007-07"}


def test_a_series_without_gaps_comes_out_as_it_is(run, tmp_path):
    source = write_series(tmp_path / "whole.tif", missing=(), years=4)
    page = tmp_path / "report.html"
    results, _, _ = run("fillseries", {"INPUT": source, "OUTPUT_HTML": str(page), **outputs(tmp_path)})
    values, labels, _ = read(str(tmp_path / "filled.tif"))
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2007-01"))
    there = np.isfinite(values)
    assert results["FILLED"] == 1  # the clouded pixel
    assert len(labels) == 48
    assert np.abs(values - truth(months))[there].max() < 1
    assert "No epoch is missing altogether" in page.read_text(encoding="utf-8")


def test_a_single_epoch_is_no_reason_to_fail(run, tmp_path):
    stack = gdal.Open(write_series(tmp_path / "stack.tif"))
    single = str(tmp_path / "single_20030116.tif")
    gdal.Translate(single, stack, bandList=[1])
    results, feedback, _ = run(
        "fillseries", {"INPUT": single, "OUTPUT_HTML": str(tmp_path / "one.html"), **outputs(tmp_path)}
    )
    assert results["FILLED"] == 0
    assert "were not compared" in feedback.textLog()


def test_the_report_names_every_missing_month(run, series_file, tmp_path):
    page = tmp_path / "report.html"
    run("fillseries", {"INPUT": series_file, "METHOD": "harmonic", "OUTPUT_HTML": str(page), **outputs(tmp_path)})
    text = page.read_text(encoding="utf-8")
    for month in MISSING_MONTHS:
        assert f'title="{month}: missing"' in text
    assert "2007-05 … 2007-07" in text
    assert text.count("<svg") == 2


class CancelSoon(QgsProcessingFeedback):
    """Cancels itself as soon as the work reports progress."""

    def setProgress(self, progress):
        super().setProgress(progress)
        self.cancel()


@pytest.mark.parametrize("when", ["at the start", "in the middle"])
def test_cancel_leaves_no_file(provider, series_file, tmp_path, when):
    feedback = QgsProcessingFeedback() if when == "at the start" else CancelSoon()
    if when == "at the start":
        feedback.cancel()
    folder = tmp_path / "out"
    folder.mkdir()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    algorithm.run(
        {"INPUT": series_file, "METHOD": "gp", **outputs(folder)}, QgsProcessingContext(), feedback, {}, False
    )
    assert list(folder.iterdir()) == []


def test_a_killed_worker_gives_an_error_no_output_and_the_next_run_works(
    provider, run, tmp_path, runtime_folder, monkeypatch
):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    source = _large_series(tmp_path / "large.tif")
    folder = tmp_path / "out"
    folder.mkdir()
    killed = []

    def kill_worker():
        deadline = time.monotonic() + 60
        while not killed and time.monotonic() < deadline:
            for child in _worker_processes():
                time.sleep(1.0)
                os.kill(child, signal.SIGKILL)
                killed.append(child)
            time.sleep(0.02)

    killer = threading.Thread(target=kill_worker)
    killer.start()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    feedback = QgsProcessingFeedback()
    _, succeeded = algorithm.run(
        {"INPUT": source, "METHOD": "model", **outputs(folder)}, QgsProcessingContext(), feedback, {}, True
    )
    killer.join()
    assert killed
    assert not succeeded
    assert "inference process died" in feedback.textLog()
    assert list(folder.iterdir()) == []
    small = write_series(tmp_path / "small.tif")
    results, _, _ = run("fillseries", {"INPUT": small, "METHOD": "model", **outputs(folder)})
    assert results["FILLED"] == 146


def _large_series(path):
    """Many cells with gaps, so that the model runs for some seconds."""
    small = write_series(path.with_suffix(".small.tif"))
    gdal.Translate(str(path), small, width=150, height=180, resampleAlg="nearest")
    data, stack = gdal.Open(str(path), gdal.GA_Update), gdal.Open(small)
    for band in range(1, stack.RasterCount + 1):
        data.GetRasterBand(band).SetDescription(stack.GetRasterBand(band).GetDescription())
    data = None
    return str(path)


def _worker_processes():
    """Process ids of this process's children that run the worker's program (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue
            if parent == os.getpid() and b"worker/main.py" in command:
                found.append(int(entry.name))
    return found


def test_a_wrong_model_is_refused_before_anything_runs(provider, series_file, tmp_path):
    wrong = tmp_path / "wrong.onnx"
    wrong.write_bytes(b"this is no model")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    parameters = {"INPUT": series_file, "METHOD": "model", "MODEL": str(wrong), **outputs(tmp_path)}
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "wrong.onnx" in reason


@pytest.mark.parametrize("same", ["the input", "another output"])
def test_an_output_never_replaces_the_input_or_another_output(provider, series_file, tmp_path, same):
    before = Path(series_file).read_bytes()
    paths = outputs(tmp_path)
    paths["OUTPUT_UNCERTAINTY"] = series_file if same == "the input" else paths["OUTPUT"]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    feedback = QgsProcessingFeedback()
    parameters = {"INPUT": series_file, "METHOD": "linear", **paths}
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, True)
    assert not succeeded
    assert "Choose another name" in feedback.textLog()
    assert Path(series_file).read_bytes() == before
    assert sorted(tmp_path.glob("*.tif")) == [Path(series_file)]


def test_an_input_that_is_no_series_is_explained(provider, tmp_path):
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"II*\0nothing")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    accepted, reason = algorithm.checkParameterValues(
        {"INPUT": str(broken), **outputs(tmp_path)}, QgsProcessingContext()
    )
    assert not accepted
    assert "broken.tif" in reason


def test_a_loaded_output_is_styled_named_grouped_and_temporal(run, series_file, tmp_path):
    paths = outputs(tmp_path)
    load = {paths["OUTPUT"]: QgsProcessingContext.LayerDetails("x", QgsProject.instance(), "OUTPUT")}
    feedback = QgsProcessingFeedback()
    _, _, context = run("fillseries", {"INPUT": series_file, "METHOD": "linear", **paths}, feedback, load=load)
    details = context.layersToLoadOnCompletion()[paths["OUTPUT"]]
    assert details.name == "lwe_series filled (linear)"
    assert details.groupName == "lwe_series, filled (linear)"
    layer = QgsProcessingUtils.mapLayerFromString(paths["OUTPUT"], context)
    details.postProcessor().postProcessLayer(layer, context, feedback)
    temporal = layer.temporalProperties()
    assert temporal.isActive()
    assert temporal.mode() == Qgis.RasterTemporalMode.FixedRangePerBand
    ranges = temporal.fixedRangePerBand()
    assert len(ranges) == 144
    assert ranges[1].begin().toString("yyyy-MM-dd HH:mm") == "2003-01-01 00:00"
    assert ranges[1].end() == ranges[2].begin()
    renderer = layer.renderer()
    assert renderer.classificationMax() == -renderer.classificationMin() > 5
    assert details.layerSortKey > 0


def test_a_band_follows_the_temporal_controller(run, series_file, tmp_path):
    from geogap_plugin.algorithms.layers import LayerStyle
    from geogap_plugin.core.calendar import Cadence, epoch_ranges

    paths = outputs(tmp_path)
    run("fillseries", {"INPUT": series_file, "METHOD": "linear", **paths})
    layer = QgsRasterLayer(paths["OUTPUT"], "filled")
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2015-01")).astype("datetime64[s]")
    starts, ends = epoch_ranges(months, Cadence("month"))
    announced = []
    layer.rendererChanged.connect(lambda: announced.append(layer.renderer().classificationMax()))
    apply_style(layer, LayerStyle("twsa", "g", starts, ends, (-12.0, 12.0)))
    assert announced[-1] == 12
    ranges = layer.temporalProperties().fixedRangePerBand()
    assert layer.temporalProperties().filteredBandsForTemporalRange(layer, ranges[54]) == [54]
