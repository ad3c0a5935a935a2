"""`geogap:surfacevelocity` measures in true metres a year how fast ground moves between scenes."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..glacier import CELL, GLACIER, SIZE, Ground, flowing, places, write_scene
from .conftest import read, refused
from .test_align_scenes import tag

STEP = 16
CENTRES = STEP * np.arange(SIZE // STEP) + STEP // 2
INSIDE = (GLACIER[0] + 2 < CENTRES - STEP) & (GLACIER[1] - 2 > CENTRES + STEP)
BESIDE = (GLACIER[0] - 8 > CENTRES + STEP) | (GLACIER[1] + 8 < CENTRES - STEP)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """Three scenes a year apart, of a glacier that flows 45 m a year to the grid's south; one is off by 0.4 pixels."""
    folder = tmp_path_factory.mktemp("scenes")
    ground, ice = Ground(5), Ground(9)
    for number, year in enumerate((2013, 2014, 2015)):
        motion = (0.4, 0.0) if year == 2014 else (0.0, 0.0)
        values = flowing(ground, ice, (0.0, -45.0 * number), motion, noise=8, seed=number)
        values[140:146] = np.nan
        write_scene(folder / f"scene_{year}0815.tif", values, nodata=-9999.0)
    return folder


@pytest.mark.parametrize("method", ["orientation", "ncc"])
def test_a_known_flow_is_measured_and_the_shift_of_a_scene_is_taken_off(run, scenes, glaciers, tmp_path, method):
    outputs = {name: str(tmp_path / f"{name.lower()}.tif") for name in ("OUTPUT_EAST", "OUTPUT_NORTH")}
    results, _, context = run(
        "surfacevelocity",
        {
            "INPUTS": str(scenes),
            "STABLE_MASK": glaciers,
            "MASK_MARKS": "moving",
            "METHOD": method,
            "OUTPUT": str(tmp_path / "speed.tif"),
            "OUTPUT_UNCERTAINTY": str(tmp_path / "sd.tif"),
            "OUTPUT_VECTORS": "memory:",
            **outputs,
        },
    )
    speed, labels, tags = read(results["OUTPUT"])
    assert labels == ["2014-02-13", "2015-02-13"]
    assert tags["GEOGAP_VARIABLE"] == "speed"
    assert (tags["GEOGAP_STABLE_GROUND"], tags["GEOGAP_MAX_SPEED"]) == ("regions (moving)", "300.0")
    data = gdal.Open(results["OUTPUT"])
    assert data.GetRasterBand(1).GetUnitType() == "m/year"
    assert data.GetGeoTransform()[1] == STEP * CELL
    # Grid south is not true south: the convergence is (longitude - 75) * sin(latitude), here at 77.1 degrees east.
    turn = np.deg2rad(2.1 * np.sin(np.deg2rad(32.1)))
    east, north = (read(results[name])[0] for name in outputs)
    for pair in range(2):
        # 45 m in 365 days; an accuracy of 0.03 pixels.
        assert np.nanmedian(speed[pair][:, INSIDE]) == pytest.approx(45 * 365.25 / 365, abs=0.9)
        assert np.nanmedian(north[pair][:, INSIDE]) == pytest.approx(-45 * np.cos(turn), abs=0.9)
        assert np.nanmedian(east[pair][:, INSIDE]) == pytest.approx(-45 * np.sin(turn), abs=0.9)
        assert abs(np.nanmedian(east[pair][:, BESIDE])) < 0.25
        assert np.nanmedian(speed[pair][:, BESIDE]) < 1.0
    bias = tag(results["OUTPUT"], "GEOGAP_STABLE_BIAS_M").split()
    assert float(bias[0]) == pytest.approx(0.4 * CELL, abs=1.0)
    sd, _, _ = read(results["OUTPUT_UNCERTAINTY"])
    spread = np.nanstd(np.where(BESIDE, north[0], np.nan)[np.abs(north[0]) < 3])
    assert 0.2 * spread < np.nanmedian(sd) < 5 * spread
    points = list(QgsProcessingUtils.mapLayerFromString(results["OUTPUT_VECTORS"], context).getFeatures())
    assert len(points) == np.isfinite(speed).sum()
    southward = [point for point in points if point["speed"] > 40]
    assert np.median([point["azimuth"] for point in southward]) == pytest.approx(180 + np.rad2deg(turn), abs=1.5)


def test_the_same_run_gives_the_same_velocities_whatever_the_memory(run, scenes, tmp_path):
    speeds = []
    for number, memory in enumerate((512, 512, 32)):
        results, feedback, _ = run(
            "surfacevelocity",
            {
                "INPUTS": str(scenes),
                "MIN_DAYS": 500.0,
                "OUTPUT": str(tmp_path / f"{number}.tif"),
                "MEMORY": memory,
            },
        )
        speeds.append(read(results["OUTPUT"])[0])
    assert np.array_equal(speeds[0], speeds[1], equal_nan=True)
    assert np.allclose(speeds[0], speeds[2], atol=1e-3, equal_nan=True)
    assert "no mask of stable ground" in feedback.textLog()


def test_where_no_stable_ground_is_found_again_the_log_says_so(run, scenes, glaciers, tmp_path):
    first, second = (str(scenes / f"scene_{year}0815.tif") for year in (2013, 2015))
    values = gdal.Open(second).ReadAsArray()
    values[:, : GLACIER[0]] = values[:, GLACIER[1] :] = -9999.0
    clouded = write_scene(tmp_path / "scene_20150815.tif", values, nodata=-9999.0)
    results, feedback, _ = run(
        "surfacevelocity",
        {
            "INPUTS": [first, clouded],
            "STABLE_MASK": glaciers,
            "MASK_MARKS": "moving",
            "OUTPUT": str(tmp_path / "speed.tif"),
        },
    )
    assert "no window on stable ground was found again" in feedback.textLog()
    assert "nan" not in feedback.textLog()
    assert tag(results["OUTPUT"], "GEOGAP_STABLE_WINDOWS") == "0"
    assert tag(results["OUTPUT"], "GEOGAP_STABLE_BIAS_M") is None


def test_on_a_geographic_grid_metres_are_those_of_the_ellipsoid(run, tmp_path):
    ground, (columns, rows) = Ground(5), places(200, 200)
    cell = 0.0003
    for year, across in ((2013, 0.0), (2014, 2.0)):
        write_scene(
            tmp_path / f"scene_{year}0101.tif", ground(columns - across, rows), 10.0, 60.03, (cell, cell), epsg=4326
        )
    inputs = sorted(str(path) for path in tmp_path.glob("scene_*.tif"))
    results, _, _ = run("surfacevelocity", {"INPUTS": inputs, "OUTPUT": str(tmp_path / "speed.tif")})
    # At 60 degrees north a degree of longitude of WGS 84 is 55800 m long.
    expected = 2 * cell * 55800 * 365.25 / 365
    assert np.nanmedian(read(results["OUTPUT"])[0]) == pytest.approx(expected, rel=0.01)


def test_pairs_need_time_and_season(run, scenes, provider, tmp_path):
    parameters = {"INPUTS": str(scenes), "OUTPUT": str(tmp_path / "speed.tif"), "MIN_DAYS": 500.0}
    results, _, _ = run("surfacevelocity", parameters)
    assert results["PAIRS"] == 1
    assert read(results["OUTPUT"])[1] == ["2014-08-15"]
    assert "can be paired" in refused("surfacevelocity", {**parameters, "MIN_DAYS": 5000.0})


def test_wrong_scenes_are_refused_in_words_and_nothing_is_written(provider, scenes, tmp_path):
    output = str(tmp_path / "speed.tif")
    other = write_scene(tmp_path / "scene_20180815.tif", np.ones((50, 60)))
    first = str(scenes / "scene_20130815.tif")
    assert "one grid" in refused("surfacevelocity", {"INPUTS": [first, other], "OUTPUT": output})
    fast = {"INPUTS": str(scenes), "OUTPUT": output, "MAX_SPEED": 50_000.0}
    assert "Lower the largest speed" in refused("surfacevelocity", fast)
    small = [write_scene(tmp_path / f"small_{year}0101.tif", np.ones((50, 60))) for year in (2013, 2014)]
    assert "too few for windows" in refused("surfacevelocity", {"INPUTS": small, "OUTPUT": output})
    even = [write_scene(tmp_path / f"even_{year}0101.tif", np.ones((90, 90))) for year in (2013, 2014)]
    assert "No window was found" in refused("surfacevelocity", {"INPUTS": even, "OUTPUT": output})
    nowhere = [write_scene(tmp_path / f"nowhere_{year}0101.tif", np.ones((90, 90)), epsg=None) for year in (2013, 2014)]
    assert "no coordinate reference system" in refused("surfacevelocity", {"INPUTS": nowhere, "OUTPUT": output})
    assert not (tmp_path / "speed.tif").exists()


def test_a_cancel_leaves_nothing_behind(provider, scenes, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:surfacevelocity")
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda share: feedback.cancel() if share > 40 else None)
    parameters = {"INPUTS": str(scenes), "OUTPUT": str(tmp_path / "speed.tif")}
    algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert feedback.isCanceled()
    assert list(tmp_path.iterdir()) == []


def styled(layer):
    """Return the style of a layer as XML."""
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document.toString()


def test_speed_is_loaded_with_its_colours_and_vectors_as_arrows(run, scenes, tmp_path):
    path, vectors = str(tmp_path / "speed.tif"), str(tmp_path / "vectors.gpkg")
    details = {name: QgsProcessingContext.LayerDetails(name, QgsProject.instance(), name) for name in (path, vectors)}
    _, feedback, context = run(
        "surfacevelocity",
        {"INPUTS": str(scenes), "OUTPUT": path, "OUTPUT_VECTORS": vectors, "MIN_DAYS": 500.0},
        load=details,
    )
    for source, kind in ((path, QgsRasterLayer), (vectors, QgsVectorLayer)):
        layer = kind(source, "layer")
        found = context.layerToLoadOnCompletionDetails(source)
        assert found.groupName == "GeoGap"
        found.postProcessor().postProcessLayer(layer, context, feedback)
        if kind is QgsVectorLayer:
            assert 'class="VectorField"' in styled(layer)
        else:
            assert layer.renderer().classificationMin() == 0
            assert layer.temporalProperties().isActive()
