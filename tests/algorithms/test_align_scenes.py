"""`geogap:alignscenes` lays scenes onto one another to parts of a pixel, whole and as they were otherwise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from ..glacier import CELL, NORTH, SIZE, WEST, Ground, flowing, places, write_scene
from .conftest import read, refused
from .polygons import polygon_layer

MOTIONS = {2013: (0.0, 0.0), 2014: (3.37, -2.61), 2015: (-1.2, 7.73)}
INNER = slice(24, 64), slice(24, 64)
"""Rows and columns of stable ground that all scenes show."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """Three scenes on grids that differ by ten cells, with a glacier that flows through all of them."""
    folder = tmp_path_factory.mktemp("scenes")
    ground, ice = Ground(5), Ground(9)
    for number, (year, motion) in enumerate(MOTIONS.items()):
        camera = (motion[0] - 10 * number, motion[1])
        values = flowing(ground, ice, (0.0, -90.0 * number), camera, noise=6, seed=number)
        write_scene(folder / f"LC08_147038_{year}0815.tif", values, west=WEST + 10 * number * CELL)
    return folder


def tag(path, name):
    """Return a tag of the first band."""
    data = gdal.Open(path)
    return data.GetRasterBand(1).GetMetadataItem(name)


def given(scenes, folder, **more):
    reference = str(scenes / "LC08_147038_20130815.tif")
    return {"INPUTS": str(scenes), "REFERENCE": reference, "OUTPUT_FOLDER": str(folder), **more}


def test_scenes_on_other_grids_come_out_on_the_reference(run, scenes, glaciers, tmp_path):
    report = tmp_path / "report.html"
    results, feedback, _ = run(
        "alignscenes",
        given(scenes, tmp_path / "out", STABLE_MASK=glaciers, MASK_MARKS="moving", OUTPUT_REPORT=str(report)),
    )
    assert [Path(path).name for path in results["OUTPUTS"]] == [path.name for path in sorted(scenes.iterdir())]
    truth = Ground(5)(*places())
    for path in results["OUTPUTS"]:
        [values], _, tags = read(path)
        place = gdal.Open(path).GetGeoTransform()
        assert (place[0], place[3], values.shape) == (WEST, NORTH, (SIZE, SIZE))
        # Noise of 6 on a texture with a standard deviation of some hundreds: a tenth of a pixel off would be 50.
        assert np.nanstd((values - truth)[INNER]) < 20, path
        assert tags["GEOGAP_REFERENCE"] == "LC08_147038_20130815.tif"
        assert tags["GEOGAP_STABLE_GROUND"] == "regions (moving)"
    assert truth.std() > 300
    text = report.read_text(encoding="utf-8")
    assert "LC08_147038_20150815" in text
    assert "<svg" in text
    assert "m are left" in feedback.textLog()


def test_the_same_run_gives_the_same_scenes_whatever_the_memory(run, tmp_path):
    ground, (columns, rows) = Ground(5), places(160, 160)
    for year, across in ((2013, 0.0), (2014, 2.4)):
        # So many bands that the smaller memory does not hold them together.
        bands = ground(columns - across, rows) + np.arange(16)[:, np.newaxis, np.newaxis]
        write_scene(tmp_path / f"scene_{year}0801.tif", bands)
    inputs = sorted(str(path) for path in tmp_path.glob("scene_*.tif"))
    outputs = []
    for name, memory in (("one", 512), ("two", 512), ("small", 16)):
        results, _, _ = run(
            "alignscenes",
            {"INPUTS": inputs, "VARIABLE": "1", "OUTPUT_FOLDER": str(tmp_path / name), "MEMORY": memory},
        )
        outputs.append([read(path)[0] for path in results["OUTPUTS"]])
    for one, two, small in zip(*outputs):
        assert np.array_equal(one, two, equal_nan=True)
        assert np.allclose(one, small, equal_nan=True)


def test_whole_numbers_nodata_and_classes_are_kept(run, tmp_path):
    ground = Ground(5)
    folder = tmp_path / "scenes"
    folder.mkdir()
    for year, motion in ((2013, (0, 0)), (2014, (2.4, 1.2))):
        columns, rows = places(160, 160)
        values = np.rint(ground(columns - motion[0], rows - motion[1]) + 3000)
        values[rows % 40 < 3] = 0
        values[:, :6] = 0
        classes = np.where(np.hypot(columns - 80 - motion[0], rows - 80 - motion[1]) < 30, 5, 2)
        path = write_scene(folder / f"scene_{year}0801.tif", [values, classes], nodata=0, kind=gdal.GDT_UInt16)
        data = gdal.Open(path, gdal.GA_Update)
        data.GetRasterBand(2).SetCategoryNames(["", "", "rock", "", "", "ice"])
        data = None
    results, _, _ = run(
        "alignscenes",
        {"INPUTS": str(folder), "VARIABLE": "1", "OUTPUT_FOLDER": str(tmp_path / "out"), "NODATA": 0},
    )
    for path in results["OUTPUTS"]:
        data = gdal.Open(path)
        assert data.RasterCount == 2
        assert data.GetRasterBand(1).DataType == gdal.GDT_UInt16
        assert data.GetRasterBand(1).GetNoDataValue() == 0
        assert set(np.unique(data.GetRasterBand(2).ReadAsArray())) <= {0, 2, 5}
        values = data.GetRasterBand(1).ReadAsArray()
        assert (values[20:140, 20:140] == 0).mean() == pytest.approx(3 / 40, abs=0.04)


def test_a_dated_stack_stays_a_dated_stack(run, tmp_path):
    ground = Ground(5)
    columns, rows = places(160, 160)
    images = [ground(columns - across, rows) for across in (0.0, 1.5, -2.5)]
    path = write_scene(tmp_path / "nir08.tif", images)
    data = gdal.Open(path, gdal.GA_Update)
    for number, date in enumerate(("2013-08-01", "2014-08-01", "2015-08-01"), start=1):
        data.GetRasterBand(number).SetDescription(date)
    data = None
    results, _, _ = run("alignscenes", {"INPUTS": [path], "OUTPUT_FOLDER": str(tmp_path / "out")})
    values, labels, _ = read(results["OUTPUTS"][0])
    assert labels == ["2013-08-01", "2014-08-01", "2015-08-01"]
    for image in values[[0, 2]]:
        assert np.std((image - values[1])[20:140, 20:140]) < 15


def test_a_stranger_is_left_out_and_the_log_says_why(run, scenes, tmp_path):
    inputs = [str(scenes / f"LC08_147038_{year}0815.tif") for year in (2013, 2014)]
    inputs.append(write_scene(tmp_path / "LC08_147038_20160815.tif", Ground(77)(*places())))
    results, feedback, _ = run("alignscenes", {**given(scenes, tmp_path / "out"), "INPUTS": inputs})
    assert len(results["OUTPUTS"]) == 2
    assert "LC08_147038_20160815 is left out: correlation" in feedback.textLog()


def test_without_a_window_on_stable_ground_the_log_and_the_report_say_so(run, scenes, tmp_path):
    # Half as wide as a window.
    west, south, east, north = WEST + 30 * CELL, NORTH - SIZE * CELL, WEST + 46 * CELL, NORTH
    strip = f"MULTIPOLYGON((({west} {north},{east} {north},{east} {south},{west} {south},{west} {north})))"
    layer = polygon_layer({"rock": strip}, "EPSG:32643")
    QgsProject.instance().addMapLayer(layer)
    report = tmp_path / "report.html"
    inputs = [str(scenes / f"LC08_147038_{year}0815.tif") for year in (2013, 2014)]
    _, feedback, _ = run(
        "alignscenes",
        {**given(scenes, tmp_path / "out", STABLE_MASK=layer, OUTPUT_REPORT=str(report)), "INPUTS": inputs},
    )
    QgsProject.instance().removeMapLayer(layer)
    assert "no window lies on stable ground" in feedback.textLog()
    text = report.read_text(encoding="utf-8")
    assert "No window lies on stable ground" in text
    assert "nan" not in feedback.textLog()
    assert ">nan<" not in text


def test_too_far_is_left_out_and_nothing_is_written_if_nothing_fits(provider, scenes, tmp_path):
    text = refused("alignscenes", given(scenes, tmp_path / "out", MAX_SHIFT=1.0))
    assert "None of the scenes could be aligned" in text
    assert "displaced by" in text
    assert not (tmp_path / "out").exists()


def test_wrong_scenes_are_refused_in_words(provider, scenes, tmp_path):
    one = str(scenes / "LC08_147038_20130815.tif")
    assert "one scene" in refused("alignscenes", {"INPUTS": [one], "OUTPUT_FOLDER": str(tmp_path / "out")})
    twice = {"INPUTS": [one, one], "OUTPUT_FOLDER": str(tmp_path / "out")}
    assert "given twice" in refused("alignscenes", twice)
    undated = write_scene(tmp_path / "undated.tif", Ground(5)(*places(40, 40)))
    assert "date" in refused("alignscenes", {"INPUTS": [one, undated], "OUTPUT_FOLDER": str(tmp_path / "out")})
    assert "input or another output" in refused("alignscenes", given(scenes, scenes))
    assert not (tmp_path / "out").exists()


def test_a_cancel_leaves_nothing_behind(provider, scenes, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:alignscenes")
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda share: feedback.cancel() if share > 72 else None)
    report = tmp_path / "report.html"
    two = [str(scenes / f"LC08_147038_{year}0815.tif") for year in (2013, 2014)]
    parameters = {**given(scenes, tmp_path / "out", OUTPUT_REPORT=str(report)), "INPUTS": two}
    algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert feedback.isCanceled()
    assert not (tmp_path / "out").exists()
    assert not report.exists()


def test_real_scenes_of_a_glacier_without_a_place_are_aligned(run, data_folder, tmp_path):
    folder = data_folder / "glacier" / "parvati_rgb"
    if not folder.is_dir():
        pytest.skip("no scenes of the Parvati glacier among the data")
    names = ["LC08_L2SP_147038_20130925_02_T1.png", "LC08_L2SP_147038_20131128_02_T1.png"]
    inputs = []
    for name, size in zip(names, ((360, 360), (361, 359))):
        # A part of it is enough; their sizes differ by a pixel, as those of the whole scenes do.
        gdal.Translate(str(tmp_path / name), str(folder / name), format="PNG", srcWin=[400, 300, *size])
        inputs.append(str(tmp_path / name))
    results, feedback, _ = run(
        "alignscenes",
        {"INPUTS": inputs, "REFERENCE": inputs[0], "VARIABLE": "2", "OUTPUT_FOLDER": str(tmp_path / "out")},
    )
    # Windows matched by hand lie half a pixel west and half a pixel north of one another.
    motion = tag(results["OUTPUTS"][1], "GEOGAP_MOTION").split()
    assert [float(motion[2]), float(motion[5])] == pytest.approx([-0.55, -0.55], abs=0.15)
    assert "cells" in feedback.textLog()
