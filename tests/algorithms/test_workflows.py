"""The shipped workflows run from Processing and open in the Model Designer."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProject,
)
from qgis.PyQt.QtCore import QSize

import geogap_plugin

from ..glacier import GLACIER, Ground, flowing, outline, write_scene
from .conftest import MISSING_MONTHS, read, write_series
from .polygons import polygon_layer

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "resources" / "model3").glob("*.model3"))


@pytest.fixture(scope="module")
def plugin(qgis_app):
    """The plugin as `qgis_process` loads it."""
    plugin = geogap_plugin.classFactory(None)
    plugin.initProcessing()
    yield plugin
    plugin.unload()


def run(name, parameters):
    """Run a workflow of the toolbox as Processing does."""
    model = QgsApplication.processingRegistry().createAlgorithmById(f"geogap:{name}")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    accepted, reason = model.checkParameterValues(parameters, context)
    assert accepted, reason
    results, succeeded = model.run(parameters, context, feedback, {}, False)
    assert succeeded, feedback.textLog()
    return results


def test_the_files_are_what_the_command_writes(tmp_path):
    before = {path.name: path.read_bytes() for path in FILES}
    code = "import sys, tools.make_workflows as made; made.WORKFLOWS = made.Path(sys.argv[1]); made.main()"
    environment = {**os.environ, "QT_HASH_SEED": "0"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env=environment, check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_workflow_is_in_the_toolbox_and_opens_in_the_model_designer(plugin, qgis_iface, monkeypatch, path):
    # The test runner's stand-in for the main window has no default size for icons, as QGIS has.
    monkeypatch.setattr(type(qgis_iface), "iconSize", lambda self, _docked=False: QSize(24, 24), raising=False)
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    assert QgsApplication.processingRegistry().algorithmById(f"geogap:{model.name()}").outputDefinitions()
    assert model.validate() == (True, [])
    assert all(child.algorithm() for child in model.childAlgorithms().values())
    designer = pytest.importorskip("processing.modeler.ModelerDialog").ModelerDialog()
    try:
        designer.loadModel(str(path))
        assert set(designer.model().childAlgorithms()) == set(model.childAlgorithms())
    finally:
        designer.setDirty(False)
        designer.close()
        designer.deleteLater()


def test_water_storage_of_basins(plugin, tmp_path):
    basins = polygon_layer(
        {
            "west": "MULTIPOLYGON(((-59 1,-58 1,-58 -1,-59 -1,-59 1)))",
            "east": "MULTIPOLYGON(((-57 1,-56 1,-56 -1,-57 -1,-57 1)))",
        }
    )
    results = run(
        "Water storage of basins",
        {
            "series": write_series(tmp_path / "lwe.tif"),
            "basins": basins,
            "name_field": "name",
            "filled_series": str(tmp_path / "filled.tif"),
            "uncertainty": str(tmp_path / "sd.tif"),
            "flags": str(tmp_path / "flags.tif"),
            "missing_months": str(tmp_path / "missing.csv"),
            "series_of_the_basins": str(tmp_path / "basins.csv"),
            "trends": str(tmp_path / "trends.csv"),
            "basin_report": str(tmp_path / "basins.html"),
        },
    )
    values, labels, _ = read(results["filled_series"])
    assert len(labels) == 144
    with Path(results["missing_months"]).open(encoding="utf-8") as file:
        assert set(MISSING_MONTHS) <= {row["epoch"] for row in csv.DictReader(file)}
    with Path(results["series_of_the_basins"]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["region"] for row in rows} == {"west", "east"}
    [gap] = [row for row in rows if row["region"] == "west" and row["epoch"] == "2007-06"]
    # Cells of column 1, rows 2 and 3: the mean over the basin, weighted by area, lies between theirs.
    month = labels.index("2007-06-16") if "2007-06-16" in labels else labels.index("2007-06")
    cells = values[month, 2:4, 1]
    assert cells.min() - 1e-3 <= float(gap["mean"]) <= cells.max() + 1e-3
    assert float(gap["sd"]) > 0
    assert "west" in Path(results["basin_report"]).read_text(encoding="utf-8")


def test_cloudy_scenes_to_netcdf(plugin, tmp_path):
    path = write_series(tmp_path / "lst.tif", missing=(), years=2)
    results = run(
        "Cloudy scenes to NetCDF",
        {
            "scenes": path,
            "predictors": [],
            "filled_scenes": str(tmp_path / "filled.tif"),
            "uncertainty": str(tmp_path / "sd.tif"),
            "flags": str(tmp_path / "flags.tif"),
            "netcdf_file": str(tmp_path / "scenes.nc"),
        },
    )
    filled, _, _ = read(results["filled_scenes"])
    names = {name.rpartition(":")[2]: name for name, _ in gdal.Open(results["netcdf_file"]).GetSubDatasets()}
    assert {"value", "value_uncertainty", "value_flag"} <= set(names)
    exported = gdal.Open(names["value"]).ReadAsArray()
    assert exported.shape == filled.shape
    inside = ~np.isnan(filled)
    assert np.array_equal(exported[inside], filled[inside])


def test_glacier_velocity(plugin, tmp_path):
    ground, ice = Ground(5), Ground(9)
    scenes = [
        write_scene(tmp_path / f"scene_{year}0815.tif", flowing(ground, ice, (0.0, -45.0 * number), motion))
        for number, (year, motion) in enumerate([(2013, (0.0, 0.0)), (2014, (2.4, -1.7))])
    ]
    glaciers = polygon_layer({"glacier": outline()}, "EPSG:32643")
    QgsProject.instance().addMapLayer(glaciers)
    results = run(
        "Glacier velocity",
        {
            "scenes": scenes,
            "glaciers": glaciers,
            "days": 300,
            "aligned_scenes": str(tmp_path / "aligned"),
            "alignment_report": str(tmp_path / "report.html"),
            "speed": str(tmp_path / "speed.tif"),
            "uncertainty": str(tmp_path / "sd.tif"),
            "vectors": str(tmp_path / "vectors.gpkg"),
        },
    )
    assert sorted(path.name for path in (tmp_path / "aligned").glob("*.tif")) == [Path(scene).name for scene in scenes]
    [speed], [label], _ = read(results["speed"])
    assert label == "2014-02-13"
    centres = 16 * np.arange(speed.shape[1]) + 8
    inside = (centres - 16 > GLACIER[0] + 4) & (centres + 16 < GLACIER[1] - 4)
    assert np.nanmedian(speed[:, inside]) == pytest.approx(45 * 365.25 / 365, abs=1.0)
    beside = (centres + 24 < GLACIER[0]) | (centres - 24 > GLACIER[1])
    assert np.nanmedian(speed[:, beside]) < 1.0
    assert "alignment" in Path(results["alignment_report"]).read_text(encoding="utf-8").lower()
    QgsProject.instance().removeMapLayer(glaciers)
