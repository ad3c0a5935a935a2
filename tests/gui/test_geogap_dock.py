"""The GeoGap panel: four steps with real mouse events, real algorithms and a real canvas."""

import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from geogap_plugin.gui.places import PLACES, of_place, place_names, world_map
from geogap_plugin.gui.regions import Region
from geogap_plugin.metadata import RESOURCES
from geogap_plugin.report import clouds as clouds_report
from geogap_plugin.report import fill as fill_report

from ..algorithms.conftest import MISSING_MONTHS, read, write_series
from ..algorithms.polygons import polygon_layer
from .conftest import until
from .desk import RIGHT, click, drag, open_layer

WORLD_MAP = world_map()


@pytest.fixture
def panel(part):
    part.panel.setUserVisible(True)
    return part.panel


@pytest.fixture
def layer(panel, series_file):
    """A series that the panel works on."""
    layer = open_layer(series_file)
    panel.study.set_layer(layer)
    until(lambda: panel.study.facts is not None)
    return layer


def press(button):
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def idle(panel):
    until(lambda: not panel.runner.busy, 60)


def sentence(panel):
    """The sentence without its links."""
    document = QTextDocument()
    document.setHtml(panel.sentence.text())
    return document.toPlainText()


def edges(region):
    box = region.outline.boundingBox()
    return np.array([box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()])


# Region.


def test_a_rectangle_drawn_with_the_mouse_is_the_region(panel, desk):
    canvas = desk.mapCanvas()
    press(panel.region.buttons["rectangle"])
    drag(canvas, (-59.5, 2), (-56.5, -1))
    region = panel.study.region
    assert region.kind == "rectangle"
    np.testing.assert_allclose(edges(region), (-59.5, -1, -56.5, 2), atol=1.5 * canvas.mapUnitsPerPixel())
    assert region.extent().endswith("[EPSG:4326]")
    assert re.fullmatch(r"59\.\d\d° W to 56\.\d\d° W, \d\.\d\d° S to \d\.\d\d° N", panel.region.words.text())
    assert canvas.mapTool() is None
    assert sentence(panel).startswith("In the rectangle, take a series")


def test_a_drawn_polygon_the_map_view_and_everything(panel, desk):
    canvas = desk.mapCanvas()
    press(panel.region.buttons["polygon"])
    for corner in ((-59, -2), (-57, -2), (-57, 1)):
        click(canvas, *corner)
    click(canvas, -55, 3, RIGHT)
    assert panel.study.region.kind == "polygon"
    assert panel.study.region.outline.area() == pytest.approx(3, rel=0.03)
    press(panel.region.buttons["canvas"])
    extent = canvas.extent()
    np.testing.assert_allclose(
        edges(panel.study.region), (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    )
    items = len(canvas.scene().items())
    press(panel.region.buttons["everything"])
    assert panel.study.region.everything
    assert len(canvas.scene().items()) == items - 1


def test_the_polygons_of_a_layer_or_its_selected_features(panel):
    shapes = {"a": "POLYGON ((-59 -2, -58 -2, -58 -1, -59 -1, -59 -2))", "b": "POLYGON ((-57 0, -56 0, -56 2, -57 0))"}
    regions = polygon_layer(shapes)
    QgsProject.instance().addMapLayer(regions)
    press(panel.region.buttons["layer"])
    press(panel.region.take)
    np.testing.assert_allclose(edges(panel.study.region), (-59, -2, -56, 2))
    panel.region.selected.setChecked(True)
    press(panel.region.take)
    assert "no selected polygon" in panel.region.words.text()
    regions.selectByExpression("name = 'b'")
    press(panel.region.take)
    np.testing.assert_allclose(edges(panel.study.region), (-57, 0, -56, 2))
    assert sentence(panel).startswith("In regions, take")


needs_world_map = pytest.mark.skipif(not WORLD_MAP.is_file(), reason="this QGIS comes without its world map")


@needs_world_map
def test_a_country_is_found_by_part_of_its_name(panel, desk):
    items = len(desk.mapCanvas().scene().items())
    press(panel.region.buttons["place"])
    box = panel.region.places
    assert box.isVisible()
    names = [box.itemText(row) for row in range(box.count())]
    assert names[0] == "Afghanistan"
    assert names == sorted(set(names), key=str.casefold)
    assert len(names) > 230
    QTest.keyClicks(box.lineEdit(), "stri")
    found = box.completer().completionModel()
    assert [found.index(row, 0).data() for row in range(found.rowCount())] == ["Austria"]
    box.lineEdit().clear()
    QTest.keyClicks(box.lineEdit(), "austria")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    region = panel.study.region
    assert (region.kind, region.name) == ("place", "Austria")
    # Lake Constance, Lake Neusiedl, the Karawanks and the Thaya; the map is generalised.
    np.testing.assert_allclose(edges(region), (9.53, 46.38, 17.16, 49.02), atol=0.1)
    inside, outside = QgsPointXY(11.4, 47.27), QgsPointXY(12.5, 49.0)
    assert region.outline.contains(inside)
    assert not region.outline.contains(outside)
    assert region.extent().endswith("[EPSG:4326]")
    assert panel.region.words.text().startswith("Austria: 9.5")
    assert sentence(panel).startswith("In Austria, take")
    assert len(desk.mapCanvas().scene().items()) == items + 1
    assert Region.from_text(region.to_text()).name == "Austria"


def test_a_river_basin_is_found_by_its_name(panel):
    press(panel.region.buttons["place"])
    line = panel.region.places.lineEdit()
    QTest.keyClicks(line, "er basin")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert panel.study.region.everything
    assert (
        panel.region.words.text()
        == "Several places are named so: Dnieper basin, Fraser basin, Niger basin, Pearl River basin"
    )
    line.clear()
    QTest.keyClicks(line, "amazon")
    QTest.keyClick(line, Qt.Key.Key_Return)
    region = panel.study.region
    assert (region.kind, region.name) == ("place", "Amazon basin")
    # Manaus and La Paz's side of the Andes; Lima and Caracas are beyond its divides.
    assert region.outline.contains(QgsPointXY(-60.0, -3.1))
    assert region.outline.contains(QgsPointXY(-67.5, -15.8))
    assert not region.outline.contains(QgsPointXY(-77.0, -12.0))
    assert not region.outline.contains(QgsPointXY(-66.9, 10.5))
    assert sentence(panel).startswith("In Amazon basin, take")
    panel.region.choose("place")
    assert panel.region.places.currentText() == "Amazon basin"


def test_an_unknown_place_is_said_and_the_region_stays(panel):
    press(panel.region.buttons["place"])
    QTest.keyClicks(panel.region.places.lineEdit(), "Atlantis")
    QTest.keyClick(panel.region.places.lineEdit(), Qt.Key.Key_Return)
    assert "named “Atlantis”" in panel.region.words.text()
    assert panel.study.region.everything


@needs_world_map
def test_nothing_is_written_beside_the_maps_of_places(qgis_app):
    folders = (WORLD_MAP.parent, RESOURCES / "outlines")
    before = [sorted(folder.iterdir()) for folder in folders]
    for place in PLACES:
        for name in place_names(place):
            assert not of_place(place, name, name).everything, name
    assert [sorted(folder.iterdir()) for folder in folders] == before


def test_without_the_world_map_basins_alone_are_offered(panel, monkeypatch, tmp_path):
    monkeypatch.setattr(QgsApplication, "pkgDataPath", staticmethod(lambda: str(tmp_path)))
    press(panel.region.buttons["place"])
    assert str(tmp_path) in panel.region.words.text()
    box = panel.region.places
    assert {box.itemData(row)[0] for row in range(box.count())} == {"basin"}


# Data.


def test_an_opened_file_becomes_a_dated_layer(panel, series_file):
    panel.study.open_file(series_file)
    until(lambda: panel.study.facts is not None)
    layer = panel.study.layer
    assert layer.temporalProperties().isActive()
    assert panel.data.layers.currentLayer() is layer
    words = panel.data.words.text()
    assert "144 epochs" in words
    assert "2003-01 to 2014-12, 5 × 6 cells, cm" in words
    assert not panel.start.isVisible()


def test_a_file_that_is_no_series_is_said(panel, tmp_path):
    path = tmp_path / "words.tif"
    path.write_text("no raster", encoding="utf-8")
    panel.study.open_file(str(path))
    until(lambda: panel.study.problem)
    assert "words.tif" in panel.data.words.text()
    assert not panel.fill.fill.isEnabled()


def test_the_last_of_two_series_wins(panel, series_file, tmp_path):
    second = write_series(tmp_path / "second.tif", missing=(), years=3)
    panel.study.open_file(series_file)
    panel.study.open_file(second)
    until(lambda: panel.study.facts is not None)
    assert panel.study.source == second
    assert len(panel.study.facts.alignment.times) == 36


def test_a_removed_layer_leaves_the_panel_empty(panel, layer):
    QgsProject.instance().removeMapLayer(layer.id())
    assert panel.study.source == ""
    assert not panel.gaps.find.isEnabled()
    assert panel.start.isVisible()


def test_fetching_opens_the_dialog_of_the_algorithm(panel, layer):
    press(panel.gaps.more)
    [dialog] = panel._dialogs
    assert dialog.isVisible()
    assert dialog.algorithm().id() == "geogap:findgaps"
    panel.open_dialog("fetchgrace")
    assert len(panel._dialogs) == 2


# Gaps.


def test_gaps_are_found_and_a_click_in_the_calendar_shows_the_date(panel, layer, desk):
    gaps = panel.gaps
    assert "by their dates" in gaps.words.text()
    press(gaps.find)
    idle(panel)
    labels = panel.study.facts.alignment.labels()
    assert [label for epoch, label in enumerate(labels) if gaps.strip.share(epoch) == 1] == list(MISSING_MONTHS)
    assert gaps.strip.share(labels.index("2005-02")) == pytest.approx(1 / 29)
    assert "5 of 144 epochs are missing altogether, 1 in part. The longest gap lasts 3 epochs." in gaps.words.text()
    assert "its 5 missing epochs of 144" in sentence(panel)
    epoch = labels.index("2007-06")
    QTest.mouseClick(gaps.strip, Qt.MouseButton.LeftButton, pos=gaps.strip.square_of(epoch).center().toPoint())
    assert gaps.shown == epoch
    assert gaps.date.text() == "On the map: 2007-06: missing"
    shown = desk.mapCanvas().temporalRange()
    assert shown.begin().toString("yyyy-MM-dd") == "2007-06-01"


def test_a_layer_without_dates_gets_them_when_a_date_is_chosen(panel, series_file):
    plain = QgsRasterLayer(series_file, "plain")
    QgsProject.instance().addMapLayer(plain)
    panel.study.set_layer(plain)
    until(lambda: panel.study.facts is not None)
    assert not plain.temporalProperties().isActive()
    panel.gaps.strip.chosen.emit(3)
    assert plain.temporalProperties().isActive()
    assert len(plain.temporalProperties().fixedRangePerBand()) == plain.bandCount()


def test_gaps_of_a_region_are_those_of_its_cells(panel, layer, desk):
    press(panel.region.buttons["rectangle"])
    drag(desk.mapCanvas(), (-59.9, -1.1), (-58.1, -2.9))
    press(panel.gaps.find)
    idle(panel)
    assert "0 in part" in panel.gaps.words.text()


# Fill.


@pytest.mark.usefixtures("no_circles")
def test_filling_loads_layers_and_keeps_every_observed_value(panel, layer, series_file, tmp_path):
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("harmonic"))
    panel.fill.folder.setFilePath(str(tmp_path))
    press(panel.fill.fill)
    assert not panel.fill.fill.isEnabled()
    idle(panel)
    assert panel.runner.message.text() == ""
    names = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("series_"))
    assert names == ["series_filled.tif", "series_flags.tif", "series_uncertainty.tif"]
    values, _, _ = read(str(tmp_path / "series_filled.tif"))
    before, _, _ = read(series_file)
    there = [epoch for epoch, label in enumerate(panel.study.facts.alignment.labels()) if label not in MISSING_MONTHS]
    seen = np.isfinite(before)
    np.testing.assert_array_equal(values[there][seen], before[seen])
    # 29 cells of land in five months, and the clouded one.
    assert panel.fill.words.text().startswith("146 values filled (Trend, harmonics")
    sources = {found.source() for found in QgsProject.instance().mapLayers().values()}
    assert str(tmp_path / "series_filled.tif") in sources
    press(panel.fill.fill)
    idle(panel)
    assert (tmp_path / "series_filled_2.tif").exists()


@pytest.mark.parametrize(
    ("way", "names"), [("fillseries", fill_report.METHOD_NAMES), ("fillclouds", clouds_report.METHOD_NAMES)]
)
def test_methods_are_called_in_the_panel_as_in_the_report(panel, way, names):
    panel.fill.way.setCurrentIndex(panel.fill.way.findData(way))
    box = panel.fill.method
    shown = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    assert shown == {name: names[name] for name in shown}
    assert len(shown) >= 6


def test_a_temporary_series_gives_its_layers_name_to_what_is_filled(panel, tmp_path):
    layer = open_layer(write_series(tmp_path / "OUTPUT.tif"), "Storage of Peru (JPL)")
    panel.study.set_layer(layer)
    until(lambda: panel.study.facts is not None)
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("linear"))
    press(panel.fill.fill)
    idle(panel)
    names = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
    assert "Storage of Peru (JPL) filled (linear)" in names
    assert not [name for name in names if "OUTPUT" in name]
    panel.fill.folder.setFilePath(str(tmp_path))
    layer.setName("Peru / cm")
    press(panel.fill.fill)
    idle(panel)
    assert (tmp_path / "Peru_cm_filled.tif").is_file()


def test_a_series_without_a_dimension_is_said_without_a_unit(panel, tmp_path):
    path = write_series(tmp_path / "ndvi.tif")
    data = gdal.Open(path, gdal.GA_Update)
    for band in range(data.RasterCount):
        data.GetRasterBand(band + 1).SetUnitType("1")
    data = None
    panel.study.set_layer(open_layer(path))
    until(lambda: panel.study.facts is not None)
    assert panel.study.facts.unit == "1"
    assert panel.data.words.text().endswith("5 × 6 cells")


def test_overpasses_are_no_days_of_which_most_are_missing(panel, tmp_path):
    # A station in orbit: every one to three days, some twenty minutes earlier each time.
    days = np.cumsum(np.tile([1, 1, 2, 1, 3], 6))
    times = np.datetime64("2022-05-01T12:00") + (1440 * days - 31 * np.arange(30)).astype("timedelta64[m]")
    path = str(tmp_path / "station.tif")
    data = gdal.GetDriverByName("GTiff").Create(path, 5, 6, 30, gdal.GDT_Float32)
    data.SetGeoTransform((-60.0, 1.0, 0.0, 3.0, 0.0, -1.0))
    for band, time in enumerate(times, start=1):
        data.GetRasterBand(band).SetDescription(str(time))
        data.GetRasterBand(band).WriteArray(np.full((6, 5), 300 + band, dtype=np.float32))
    data = None
    panel.study.set_layer(open_layer(path))
    until(lambda: panel.study.facts is not None)
    assert "cadence: irregular" in panel.data.words.text()
    assert panel.gaps.words.text().startswith("0 of 30 epochs")
    press(panel.gaps.find)
    idle(panel)
    assert panel.gaps.missing == (0, 30)
    assert panel.fill.way.currentData() == "fillclouds"


def test_the_way_to_fill_follows_the_series_until_the_user_chooses(panel, layer, tmp_path):
    assert panel.fill.way.currentData() == "fillseries"
    panel.fill.set_state({**panel.fill.state(), "way": "fillclouds"})
    panel.study.set_layer(open_layer(write_series(tmp_path / "other.tif")))
    until(lambda: panel.study.facts is not None)
    assert panel.fill.way.currentData() == "fillclouds"


def test_a_run_stands_in_the_history_with_its_command(panel, layer):
    press(panel.gaps.find)
    idle(panel)
    entry = QgsGui.historyProviderRegistry().queryEntries()[-1].entry
    assert entry["algorithm_id"] == "geogap:findgaps"
    assert "processing.run" in entry["python_command"]
    assert "qgis_process run geogap:findgaps" in entry["process_command"]


def test_a_quick_check_says_in_seconds_how_well_it_goes(panel, layer):
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("harmonic"))
    before = set(QgsProject.instance().mapLayers())
    press(panel.fill.check)
    idle(panel)
    assert panel.fill.words.text().startswith("Quick check on 40 cells.")
    assert "cm" in panel.fill.words.text()
    assert set(QgsProject.instance().mapLayers()) == before


def test_a_report_is_offered(panel, layer):
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("linear"))
    panel.fill.outputs["OUTPUT_HTML"].setChecked(True)
    press(panel.fill.fill)
    idle(panel)
    assert panel.fill.report.isVisible()
    assert "<html" in Path(panel.fill._report).read_text(encoding="utf-8").lower()


def test_a_refusal_is_said_in_its_words_and_nothing_is_left(panel, layer, tmp_path):
    panel.fill.model.setFilePath(str(tmp_path / "none.onnx"))
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("model"))
    panel.fill.folder.setFilePath(str(tmp_path))
    press(panel.fill.fill)
    idle(panel)
    assert "none.onnx" in panel.runner.message.text()
    assert not list(tmp_path.glob("series_*"))
    assert panel.fill.fill.isEnabled()


def test_cancel_leaves_nothing(panel, tmp_path):
    long = write_series(tmp_path / "long.tif", years=60)
    panel.study.open_file(long)
    until(lambda: panel.study.facts is not None)
    out = tmp_path / "out"
    out.mkdir()
    panel.fill.folder.setFilePath(str(out))
    press(panel.fill.fill)
    press(panel.runner._cancel)
    idle(panel)
    until(lambda: not list(out.iterdir()))
    assert panel.runner.message.text() == ""
    assert panel.fill.fill.isEnabled()


def test_clouds_are_filled_by_their_own_algorithm(panel, layer):
    panel.fill.way.setCurrentIndex(panel.fill.way.findData("fillclouds"))
    chosen = panel.fill.parameters()
    known = {
        definition.name()
        for definition in QgsApplication.processingRegistry().algorithmById("geogap:fillclouds").parameterDefinitions()
    }
    assert set(chosen) <= known
    assert chosen["METHOD"] == "auto"
    assert not panel.fill.check.isEnabled()


# The whole.


def test_three_clicks_lead_from_the_sample_to_a_filled_animated_map(part, panel, desk):
    press(panel.try_sample)
    until(lambda: panel.gaps.missing is not None and not panel.runner.busy, 30)
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("climatology"))
    panel.ensure_visible(panel.fill.fill)
    press(panel.fill.fill)
    idle(panel)
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert any(" filled " in name for name in names)
    controller = desk.mapCanvas().temporalController()
    frame = controller.currentFrameNumber()
    press(panel.play)
    assert panel.play.text() == "Pause"
    until(lambda: controller.currentFrameNumber() > frame + 2)
    press(panel.play)
    assert panel.play.text() == "Play"
    assert not part.series.isHidden()
    click(desk.mapCanvas(), -60.2, -5.2)
    until(lambda: part.series.plot.traces)
    [trace] = part.series.plot.traces
    assert trace.series.filled.sum() == 33
    press(panel.show_series)


def test_the_project_keeps_region_series_and_choices(panel, layer, desk, tmp_path):
    press(panel.region.buttons["rectangle"])
    drag(desk.mapCanvas(), (-59.5, 2), (-56.5, -1))
    kept = edges(panel.study.region)
    fill = panel.fill
    fill.method.setCurrentIndex(fill.method.findData("gp"))
    fill.longest.setValue(4)
    fill.folder.setFilePath(str(tmp_path))
    fill.outputs["OUTPUT_FLAGS"].setChecked(False)
    project, path = QgsProject.instance(), str(tmp_path / "study.qgz")
    assert project.write(path)
    project.clear()
    assert panel.study.source == ""
    assert panel.study.region.everything
    assert (fill.method.currentData(), fill.longest.value(), fill.folder.filePath()) == ("auto", 0, "")
    assert fill.outputs["OUTPUT_FLAGS"].isChecked()
    assert project.read(path)
    until(lambda: panel.study.facts is not None)
    assert panel.study.layer.name() == "series"
    np.testing.assert_allclose(edges(panel.study.region), kept)
    assert panel.study.region.kind == "rectangle"
    assert (fill.method.currentData(), fill.longest.value(), fill.folder.filePath()) == ("gp", 4, str(tmp_path))
    assert not fill.outputs["OUTPUT_FLAGS"].isChecked()
    assert fill.outputs["OUTPUT_UNCERTAINTY"].isChecked()


def test_a_broken_project_entry_does_no_harm(part, panel):
    project = QgsProject.instance()
    for key in ("region/kind", "region/outline", "region/crs", "series/source", "fill/way", "fill/longest"):
        project.writeEntry("geogap", key, "\x01nonsense;--")
    project.writeEntry("geogap", "series/places", ["a b", "1", "nan inf EPSG:0"])
    part._restore()
    assert panel.study.region.everything
    assert panel.fill.longest.value() == 0
    until(lambda: panel.study.problem)


def test_every_control_has_a_name_and_takes_the_keyboard(panel, layer):
    controls = [
        found
        for kind in (QAbstractButton, QComboBox)
        for found in panel.widget().findChildren(kind)
        if found.isVisible() and not isinstance(found.parent(), QLineEdit)
    ]
    assert len(controls) > 15
    own = [found for found in controls if type(found.parent()).__name__ not in ("QgsFileWidget", "QgsFilterLineEdit")]
    for found in own:
        named = found.accessibleName() or getattr(found, "text", str)()
        assert named or found.objectName().startswith("collapse"), found
        if found.isEnabled() and not found.objectName().startswith("collapse"):
            assert found.focusPolicy() & Qt.FocusPolicy.TabFocus, named
