"""The series panel shows what the files hold at the cells that are clicked on a real canvas."""

import csv

import numpy as np
import processing
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from geogap_plugin.core.calendar import align, detect_cadence
from geogap_plugin.core.series.baseline_curve import baseline_curve
from geogap_plugin.gui.regions import Region, of_features

from ..algorithms.conftest import MISSING_MONTHS, read, truth, write_series
from ..algorithms.polygons import polygon_layer
from .conftest import until
from .desk import RIGHT, click, move, open_layer, pixel

MONTHS = np.arange("2003-01", "2015-01", dtype="datetime64[M]")
THERE = np.array([str(month) not in MISSING_MONTHS for month in MONTHS])
# Cells of one degree from 60 W, 3 N: row 2 and column 3 lie here.
CLOUDED = np.flatnonzero(MONTHS.astype(str) == "2005-02")
CELL = (-56.5, 0.5)
OTHER = (-58.4, -1.6)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dock(part):
    part.series.setUserVisible(True)
    return part.series


@pytest.fixture
def layer(dock, series_file):
    return open_layer(series_file)


@pytest.fixture
def filled(dock, series_file, tmp_path):
    """The series filled as a user does: value, uncertainty and flags are layers of the project."""
    names = ("OUTPUT", "OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS")
    paths = {name: str(tmp_path / f"{name.lower()}.tif") for name in names}
    processing.run("geogap:fillseries", {"INPUT": series_file, "METHOD": "harmonic", **paths})
    for name, role in zip(names, ("twsa", "uncertainty", "flags")):
        found = QgsRasterLayer(paths[name], f"filled {role}")
        found.setCustomProperty("geogap/style", role)
        QgsProject.instance().addMapLayer(found)
    return paths


def idle(dock):
    until(lambda: not dock._reader.busy and not dock._runs)


def point_at(dock, *place, **keys):
    dock.start_pointing()
    click(dock._canvas, *place, **keys)
    idle(dock)


def test_a_click_shows_the_values_of_the_file(dock, layer):
    point_at(dock, *CELL)
    [trace] = dock.plot.traces
    expected = truth(MONTHS)[:, 2, 3]
    expected[~THERE] = np.nan
    expected[CLOUDED] = np.nan
    np.testing.assert_allclose(trace.series.value, expected, rtol=1e-6)
    assert trace.series.unit == "cm"
    assert trace.series.title == "series, 56.50° W, 0.50° N"
    assert not trace.series.filled.any()


def test_control_adds_a_cell_and_a_plain_click_begins_anew(dock, layer):
    before = len(dock._canvas.scene().items())
    point_at(dock, *CELL)
    point_at(dock, *OTHER, keys=CONTROL)
    assert len(dock.plot.traces) == 2
    assert len({trace.colour for trace in dock.plot.traces}) == 2
    assert len(dock._canvas.scene().items()) == before + 2
    point_at(dock, *OTHER)
    [trace] = dock.plot.traces
    np.testing.assert_allclose(trace.series.value[THERE], truth(MONTHS)[THERE, 4, 1], rtol=1e-6)
    dock.clear()
    assert dock.plot.traces == []
    assert len(dock._canvas.scene().items()) == before


def test_several_layers_are_shown_at_once(dock, layer, tmp_path):
    second = open_layer(write_series(tmp_path / "second.tif", missing=(), years=3), "second")
    dock.show_layers([layer, second])
    point_at(dock, *CELL)
    assert [trace.series.title.split(",")[0] for trace in dock.plot.traces] == ["second", "series"]
    dock.show_layers([second])
    idle(dock)
    [trace] = dock.plot.traces
    assert len(trace.series.value) == 36


def test_filled_values_are_told_from_observed_ones_with_their_uncertainty(dock, filled):
    point_at(dock, *CELL)
    [trace] = dock.plot.traces
    values, _, _ = read(filled["OUTPUT"])
    spread, _, _ = read(filled["OUTPUT_UNCERTAINTY"])
    missing = ~THERE
    missing[CLOUDED] = True
    np.testing.assert_array_equal(trace.series.value, values[:, 2, 3])
    np.testing.assert_array_equal(trace.series.filled, missing)
    np.testing.assert_array_equal(trace.series.uncertainty[missing], spread[missing, 2, 3])
    assert (trace.series.uncertainty[missing] > 0).all()


def test_the_plot_follows_the_mouse_while_shift_is_held(dock, layer):
    point_at(dock, *CELL)
    move(
        dock._canvas.viewport(),
        pixel(dock._canvas, *OTHER),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    idle(dock)
    assert dock.plot.traces[0].series.title == "series, 58.50° W, 1.50° S"


def test_a_baseline_is_drawn_on_demand(dock, layer):
    point_at(dock, *CELL)
    assert dock.plot.traces[0].curve is None
    dock.curve.setCurrentIndex(dock.curve.findData("season"))
    idle(dock)
    [trace] = dock.plot.traces
    observed = trace.series.value
    means = [np.nanmean(observed[month::12]) for month in range(12)]
    np.testing.assert_allclose(trace.curve, np.tile(means, 12), atol=1e-5)
    dock.curve.setCurrentIndex(dock.curve.findData("harmonic"))
    idle(dock)
    times = MONTHS.astype("datetime64[D]").astype("datetime64[s]")
    cadence = align(times, detect_cadence(times)).cadence
    expected = baseline_curve("harmonic", trace.series.times, observed, cadence)
    np.testing.assert_allclose(dock.plot.traces[0].curve, expected)


def test_outside_the_raster_is_said(dock, layer):
    point_at(dock, -53.5, 3.6)
    assert dock.plot.traces == []
    assert dock.message.text() == "This place lies outside lwe_series."
    point_at(dock, *CELL)
    assert not dock.message.isVisible()


def test_a_click_in_the_plot_moves_the_temporal_controller_and_back(dock, layer):
    point_at(dock, *CELL)
    dock.plot.clicked.emit(np.datetime64("2008-09-20", "s"))
    controller = dock._canvas.temporalController()
    assert controller.currentFrameNumber() == 5 * 12 + 8
    assert str(dock._timeline.moment())[:10] == "2008-09-01"
    assert dock.plot._date == np.datetime64("2008-09-16", "s")
    controller.next()
    assert dock.plot._date == np.datetime64("2008-10-16", "s")
    dock.plot.setFocus()
    QTest.keyClick(dock.plot, Qt.Key.Key_Left)
    assert str(dock._timeline.moment())[:7] == "2008-09"
    for _ in range(3):
        dock.plot.clicked.emit(np.datetime64("1990-01-01", "s"))
        QTest.keyClick(dock.plot, Qt.Key.Key_Left)
    assert str(dock._timeline.moment())[:7] == "2003-01"


def test_a_mouse_on_the_plot_moves_the_map(dock, layer):
    point_at(dock, *CELL)
    canvas = dock.plot._canvas
    canvas.draw()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2, canvas.height() // 2))
    assert dock._timeline.moment() is not None


def test_the_mean_of_a_drawn_polygon_is_that_of_zonal_series(dock, filled):
    dock._draw_polygon()
    for corner in ((-59, -1), (-57, -1), (-57, 1), (-59, 1)):
        click(dock._canvas, *corner)
    click(dock._canvas, -55, 3, RIGHT)
    until(lambda: dock.plot.traces)
    idle(dock)
    [trace] = dock.plot.traces
    values, _, _ = read(filled["OUTPUT"])
    # Four cells astride the equator have the same area.
    np.testing.assert_allclose(trace.series.value, values[:, 2:4, 1:3].mean(axis=(1, 2)), atol=0.1)
    assert trace.series.title == "filled twsa, mean of polygon"
    assert trace.series.unit == "cm"
    np.testing.assert_array_equal(trace.series.filled, ~THERE)
    assert dock.message.text() == ""
    until(lambda: dock._alignment is not None)
    dock.plot.clicked.emit(np.datetime64("2008-09-20", "s"))
    assert str(dock._timeline.moment())[:7] == "2008-09"


def test_the_mean_of_selected_features_stands_beside_a_cell(dock, layer, desk):
    regions = polygon_layer({"south": "POLYGON ((-60 -3, -55 -3, -55 0, -60 0, -60 -3))", "far": "POLYGON EMPTY"})
    QgsProject.instance().addMapLayer(regions)
    desk.setActiveLayer(regions)
    point_at(dock, *CELL)
    dock._mean_of_selected()
    assert "no selected polygon" in dock.message.text()
    regions.selectByExpression("name = 'south'")
    dock._mean_of_selected()
    idle(dock)
    until(lambda: len(dock.plot.traces) == 2)
    assert dock.plot.traces[1].series.title == "series, mean of regions"


def test_a_region_beside_the_series_is_said(dock, layer):
    far = polygon_layer({"far": "POLYGON ((10 40, 12 40, 12 42, 10 42, 10 40))"})
    dock.show_region(of_features(far, selected=False))
    idle(dock)
    assert dock.plot.traces == []
    assert dock.message.text()


def test_the_panel_without_a_region_is_said(dock, layer):
    dock._mean_of_panel()
    assert "no region yet" in dock.message.text()
    dock.panel_region = Region()
    assert dock.plot.traces == []


def test_other_tools_release_the_button_and_the_button_gives_the_tool_back(dock, layer):
    canvas = dock._canvas
    dock.start_pointing()
    assert canvas.mapTool() is dock._cell_tool
    dock._draw_polygon()
    assert not dock._point.isChecked()
    for corner in ((-59, -1), (-57, -1), (-57, 1)):
        click(canvas, *corner)
    click(canvas, -55, 3, RIGHT)
    assert canvas.mapTool() is dock._cell_tool
    assert dock._point.isChecked()
    dock._point.setChecked(False)
    assert canvas.mapTool() is None
    idle(dock)


def test_a_removed_layer_leaves_the_plot_and_its_file_can_be_deleted(dock, layer, series_file, tmp_path):
    point_at(dock, *CELL)
    QgsProject.instance().removeMapLayer(layer.id())
    idle(dock)
    assert dock.plot.traces == []
    assert "no series" in dock.plot._hint.text()


def test_a_file_that_is_gone_is_said(dock, layer, series_file, tmp_path):
    (tmp_path / "lwe_series.tif").rename(tmp_path / "elsewhere.tif")
    point_at(dock, *CELL)
    assert dock.plot.traces == []
    assert "lwe_series.tif" in dock.message.text()


def test_what_is_exported_is_what_is_shown(dock, layer, tmp_path):
    dock.export(str(tmp_path / "early.csv"))
    assert "Click on the map" in dock.message.text()
    point_at(dock, *CELL)
    for kind in ("png", "svg", "csv"):
        dock.export(str(tmp_path / f"series.{kind}"))
        assert (tmp_path / f"series.{kind}").stat().st_size > 1000
        assert f"series.{kind}" in dock.message.text()
    with open(tmp_path / "series.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["date"][:7] for row in rows if row["kind"] == "missing"] == sorted((*MISSING_MONTHS, "2005-02"))


def test_the_project_keeps_cells_layers_and_baseline(dock, layer, tmp_path):
    point_at(dock, *CELL)
    point_at(dock, *OTHER, keys=CONTROL)
    dock.curve.setCurrentIndex(dock.curve.findData("season"))
    idle(dock)
    project, path = QgsProject.instance(), str(tmp_path / "study.qgz")
    titles = [trace.series.title for trace in dock.plot.traces]
    assert project.write(path)
    project.clear()
    idle(dock)
    assert dock.plot.traces == []
    assert project.read(path)
    idle(dock)
    until(lambda: len(dock.plot.traces) == 2)
    assert [trace.series.title for trace in dock.plot.traces] == titles
    assert dock.plot.traces[0].curve is not None


def test_a_projected_map_leads_to_the_same_cell(dock, layer):
    canvas, mercator = dock._canvas, QgsCoordinateReferenceSystem("EPSG:3857")
    transform = QgsCoordinateTransform(layer.crs(), mercator, QgsProject.instance())
    canvas.setDestinationCrs(mercator)
    canvas.setExtent(transform.transformBoundingBox(layer.extent()))
    there = transform.transform(QgsPointXY(*CELL))
    point_at(dock, there.x(), there.y())
    assert dock.plot.traces[0].series.title == "series, 56.50° W, 0.50° N"


def test_the_mean_is_not_loaded_as_a_layer(dock, layer):
    before = set(QgsProject.instance().mapLayers())
    dock.show_region(of_features(polygon_layer({"a": "POLYGON ((-59 -1, -57 -1, -57 1, -59 -1))"}), selected=False))
    idle(dock)
    until(lambda: dock.plot.traces)
    assert set(QgsProject.instance().mapLayers()) == before
