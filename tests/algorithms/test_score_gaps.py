"""`geogap:scoregaps` scores fillings on hidden values, maps them, and says in words whether to trust them."""

import math
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)

from geogap_plugin.algorithms.layers import LayerStyle, apply_style
from geogap_plugin.core.trials.designs import DESIGNS
from tests.series_onnx import card, series_model

from .conftest import SEA, read, write_series

QUICK = {"METHOD": "climatology", "REPEATS": 2, "OUTPUT_TABLE": "memory:"}


def rows_of(results, context):
    table = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_TABLE"], context)
    return list(table.getFeatures())


def test_a_seasonal_series_is_filled_well_by_the_season_and_badly_by_a_line(run, series_file):
    results, feedback, context = run("scoregaps", {"INPUT": series_file, **QUICK})
    rows = {row["method"]: row for row in rows_of(results, context) if row["scope"] == "all"}
    assert set(rows) == {"climatology", "linear", "harmonic", "season_mean"}
    assert rows["climatology"]["unit"] == "cm"
    assert results["RMSE"] == rows["climatology"]["rmse"] < 0.3
    assert results["NSE"] == rows["climatology"]["nse"] > 0.99
    assert rows["climatology"]["skill_climatology"] > 0.5
    assert rows["linear"]["rmse"] > 3 * rows["climatology"]["rmse"]
    assert rows["climatology"]["cells"] == 29
    assert rows["climatology"]["rmse_low"] <= rows["climatology"]["rmse"] <= rows["climatology"]["rmse_high"]
    assert results["METHOD_BEST"] == min(("climatology", "linear", "harmonic"), key=lambda name: rows[name]["rmse"])
    assert results["VERDICT"].startswith("Trust the filling")
    assert results["VERDICT"] in feedback.textLog()


def test_a_line_through_long_gaps_is_not_trusted(run, series_file):
    parameters = {**QUICK, "METHOD": "linear", "DESIGN": "block", "LENGTH": 12}
    results, _, context = run("scoregaps", {"INPUT": series_file, **parameters})
    assert results["VERDICT"].startswith("Do not trust the filling")
    assert results["NSE"] < 0
    [by_length] = [
        row for row in rows_of(results, context) if row["scope"] == "gap length" and row["method"] == "linear"
    ]
    assert by_length["part"] == "7–12"


@pytest.mark.parametrize("design", list(DESIGNS))
def test_every_design_runs(run, series_file, design):
    results, _, context = run("scoregaps", {"INPUT": series_file, **QUICK, "DESIGN": design, "REPEATS": 2})
    assert math.isfinite(results["RMSE"])
    bands = {row["part"] for row in rows_of(results, context) if row["scope"] == "latitude"}
    assert len(bands) >= 3


def test_auto_scores_the_combination_and_the_model_beside_all_others(run, tmp_path, runtime_folder, monkeypatch):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    series_file = write_series(tmp_path / "short.tif", years=6)
    parameters = {"INPUT": series_file, "REPEATS": 1, "SAMPLE": 8, "OUTPUT_TABLE": "memory:"}
    results, _, context = run("scoregaps", parameters)
    rows = {row["method"]: row for row in rows_of(results, context) if row["scope"] == "all"}
    assert {"auto", "model", "gp", "harmonic", "climatology", "linear", "season_mean"} <= set(rows)
    assert results["RMSE"] == rows["auto"]["rmse"]


def test_the_map_has_the_scores_of_every_cell_and_the_table_their_mean(run, series_file, tmp_path):
    skill = str(tmp_path / "skill.tif")
    results, _, context = run("scoregaps", {"INPUT": series_file, **QUICK, "OUTPUT_SKILL": skill})
    bands, labels, metadata = read(skill)
    assert labels == [
        "RMSE (cm)",
        "NSE",
        "NSE without season",
        "skill against the best simple baseline",
        "bias (cm)",
        "share inside the 90 % interval",
    ]
    assert np.isnan(bands[:, SEA[0], SEA[1]]).all()
    inside = np.isfinite(bands[0])
    assert inside.sum() == 29
    [row] = [row for row in rows_of(results, context) if row["scope"] == "all" and row["method"] == "climatology"]
    assert bands[1][inside].min() <= row["nse"] <= bands[1][inside].max()
    latitude = np.repeat(2.5 - np.arange(6), 5).reshape(6, 5)
    weights = np.cos(np.deg2rad(latitude))[inside]
    # One cell misses a month more than the others, so that it has a few hidden values less.
    assert np.sqrt(np.average(bands[0][inside] ** 2, weights=weights)) == pytest.approx(row["rmse"], rel=0.01)
    assert np.average(bands[4][inside], weights=weights) == pytest.approx(row["bias"], abs=0.005)
    assert metadata["GEOGAP_DESIGN"] == "own"
    assert metadata["GEOGAP_METHOD"] == "climatology"


def test_the_map_is_the_same_whatever_the_memory(run, tmp_path):
    wide = str(tmp_path / "wide.tif")
    narrow = gdal.Open(write_series(tmp_path / "lwe.tif"))
    gdal.Translate(wide, narrow, width=60, height=50, resampleAlg="bilinear")
    maps = []
    for memory in (16, 512):
        path = str(tmp_path / f"skill_{memory}.tif")
        parameters = {**QUICK, "METHOD": "linear", "REPEATS": 1, "SAMPLE": 20, "MEMORY": memory}
        run("scoregaps", {"INPUT": wide, **parameters, "OUTPUT_SKILL": path})
        maps.append(read(path)[0])
    np.testing.assert_allclose(maps[0], maps[1], rtol=1e-5, atol=1e-6)


def test_the_same_seed_gives_the_same_table_and_another_seed_another(run, series_file, tmp_path):
    texts = []
    for number, seed in enumerate((1, 1, 2)):
        path = tmp_path / f"{number}.csv"
        run(
            "scoregaps",
            {"INPUT": series_file, **QUICK, "REPEATS": 1, "SAMPLE": 4, "SEED": seed, "OUTPUT_TABLE": str(path)},
        )
        texts.append(path.read_text(encoding="utf-8"))
    assert texts[0] == texts[1] != texts[2]
    layer = QgsVectorLayer(str(tmp_path / "0.csv"), "scores")
    assert {"method", "scope", "part", "rmse", "rmse_low", "rmse_high", "coverage_90"} <= set(layer.fields().names())


def test_the_report_begins_with_the_verdict_and_explains_its_numbers(run, series_file, tmp_path):
    page = tmp_path / "score.html"
    results, _, _ = run("scoregaps", {"INPUT": series_file, **QUICK, "OUTPUT_HTML": str(page)})
    text = page.read_text(encoding="utf-8")
    assert results["OUTPUT_HTML"] == str(page)
    assert f'<p class="lead">{results["VERDICT"]}</p>' in text
    assert text.count("<svg") == 6
    for words in ("RMSE (cm)", "The worst cell", "1 is perfect", "Mean of the season", "nominal level"):
        assert words in text


def test_the_map_opens_on_the_skill_with_zero_in_the_middle(run, series_file, tmp_path):
    skill = str(tmp_path / "skill.tif")
    run("scoregaps", {"INPUT": series_file, **QUICK, "METHOD": "linear", "OUTPUT_SKILL": skill})
    layer = QgsRasterLayer(skill, "skill")
    apply_style(layer, LayerStyle("skill", "GeoGap", limits=(-0.4, 0.4)))
    assert layer.renderer().usesBands() == [4]
    assert layer.renderer().classificationMin() == -0.4
    middle = layer.renderer().shader().rasterShaderFunction().sourceColorRamp().color(0.5)
    assert middle.saturation() == 0


def test_a_model_from_other_latitudes_is_warned_of(run, series_file, tmp_path, runtime_folder, monkeypatch):
    monkeypatch.setenv("GEOGAP_RUNTIME", str(runtime_folder))
    model = tmp_path / "northern.onnx"
    model.write_bytes(series_model(domain={**card()["domain"], "latitude": [40, 75]}))
    _, feedback, _ = run("scoregaps", {"INPUT": series_file, **QUICK, "METHOD": "model", "MODEL": str(model)})
    assert "The cells lie between -3° and 3° of latitude; the model was trained on 40 to 75°" in feedback.textLog()


def test_a_series_without_gaps_is_told_to_choose_another_design(run, provider, tmp_path):
    complete = write_series(tmp_path / "complete.tif", missing=("2005-02",))
    source = gdal.Open(complete)
    gdal.Translate(str(tmp_path / "part.tif"), source, bandList=list(range(40, 100)))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:scoregaps")
    with pytest.raises(QgsProcessingException, match="Choose blocks or scattered"):
        algorithm.run(
            {"INPUT": str(tmp_path / "part.tif"), **QUICK}, QgsProcessingContext(), QgsProcessingFeedback(), {}, False
        )
    results, _, _ = run("scoregaps", {"INPUT": str(tmp_path / "part.tif"), **QUICK, "DESIGN": "block"})
    assert results["NSE"] > 0.9


def test_cancel_leaves_nothing_behind(provider, series_file, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgress(self, progress):
            if progress > 50:
                self.cancel()

    before = sorted(Path(tmp_path).iterdir())
    outputs = {
        "OUTPUT_TABLE": str(tmp_path / "scores.csv"),
        "OUTPUT_SKILL": str(tmp_path / "skill.tif"),
        "OUTPUT_HTML": str(tmp_path / "score.html"),
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:scoregaps")
    results, _ = algorithm.run(
        {"INPUT": series_file, **QUICK, **outputs}, QgsProcessingContext(), Impatient(), {}, False
    )
    assert not results
    assert sorted(Path(tmp_path).iterdir()) == before


def test_the_input_is_not_overwritten(provider, series_file):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:scoregaps")
    with pytest.raises(QgsProcessingException, match="Choose another name"):
        algorithm.run(
            {"INPUT": series_file, **QUICK, "OUTPUT_SKILL": series_file},
            QgsProcessingContext(),
            QgsProcessingFeedback(),
            {},
            False,
        )
    assert read(series_file)[0].shape == (139, 6, 5)
