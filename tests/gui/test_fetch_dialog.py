"""The fetch dialog says what there is, searches, outlines scenes on the map, and queues what is wanted."""

import re

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QLineEdit, QPushButton

from geogap_plugin.gui.fetch_dialog import FetchDialog
from geogap_plugin.gui.fetch_part import FetchPart
from geogap_plugin.gui.fetch_queue import FetchQueue, State
from geogap_plugin.gui.regions import rectangle
from geogap_plugin.gui.scene_table import SceneTable

from ..sources.loopback import Server
from ..sources.weather_servers import Hub
from .conftest import discard, until
from .desk import drag
from .fetching import CLOUDS, OFFER, Archive

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def archive(tmp_path, monkeypatch):
    with Server() as server:
        archive = Archive(server, tmp_path, monkeypatch)
        archive.add_scenes()
        yield archive


@pytest.fixture
def dialog(archive, desk):
    desk.mapCanvas().setExtent(QgsRectangle(-59.8, 0.3, -59.4, 0.7))
    queue = FetchQueue()
    dialog = FetchDialog(desk, queue)
    dialog.show()
    yield dialog
    queue.close()
    until(lambda: not dialog.runner.busy and not dialog.scenes.pictures.busy and not queue.busy)
    dialog.close_all()
    discard(dialog)


@pytest.fixture
def found(dialog):
    """The dialog after a search in May and June 2024."""
    dialog.choose(OFFER)
    dialog.first.setDate(QDate(2024, 5, 1))
    dialog.last.setDate(QDate(2024, 6, 30))
    dialog.clouds.setValue(100)
    QTest.mouseClick(dialog.search_button, LEFT)
    assert dialog.runner.busy
    until(lambda: not dialog.runner.busy)
    assert dialog.runner.message.text() == ""
    return dialog


def bands(canvas):
    return [one for one in canvas.scene().items() if isinstance(one, QgsRubberBand) and one.asGeometry().area() > 0]


def products(dialog):
    groups = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    return {group.text(0): [group.child(row).text(0) for row in range(group.childCount())] for group in groups}


def test_products_are_listed_by_provider_with_all_that_is_known_of_them(dialog):
    listed = products(dialog)
    assert "JPL mascons RL06.3, CRI filtered" in listed["NASA Jet Propulsion Laboratory, PO.DAAC"]
    assert "INCA analyses, hourly" in listed["GeoSphere Austria"]
    assert "Made here" in listed["Earth Search by Element 84"]
    dialog.choose(OFFER)
    told = dialog.details.toPlainText()
    for words in ("2020-01 to now, 8 days", "100 m", "CC0", "Nobody (2024).", "Earth Search by Element 84"):
        assert words in told
    assert 'href="https://example.org/about"' in dialog.details.toHtml()
    assert dialog.credentials.text() == "No account is needed."
    assert not dialog.credentials_button.isVisible()


def test_missing_credentials_are_said_in_words_and_refuse_the_fetch(dialog):
    dialog.choose("jpl-mascons")
    assert dialog.credentials.refused
    assert dialog.credentials.text() == "Needs an account: no credentials for NASA Earthdata are stored."
    assert dialog.credentials_button.isVisible()
    QTest.mouseClick(dialog.add_button, LEFT)
    assert "need a free NASA Earthdata account" in dialog.verdict.text()
    assert dialog.queue_view.chosen() == []


def test_credentials_of_the_environment_count(dialog, monkeypatch):
    monkeypatch.setenv("EARTHDATA_TOKEN", "x" * 20)
    dialog.choose("jpl-grids")
    assert not dialog.credentials.refused
    assert "EARTHDATA_TOKEN" in dialog.credentials.text()


def test_the_calendar_shows_the_months_that_nobody_has_and_chooses_the_period(dialog):
    dialog.choose("csr-mascons")
    labels = [dialog.strip.label(epoch) for epoch in range(len(dialog.strip._labels))]
    assert labels[0] == "2002-04"
    assert labels[-1] == QDate.currentDate().toString("yyyy-MM")
    place = labels.index("2017-08")
    assert dialog.strip.text_of(place) == "2017-08: no product has this month"
    assert dialog.strip.text_of(labels.index("2017-06")) == "2017-06: exists"
    for label in ("2010-03", "2012-02"):
        square = dialog.strip.square_of(labels.index(label)).center().toPoint()
        QTest.mouseClick(dialog.strip, LEFT, Qt.KeyboardModifier.NoModifier, square)
    assert (dialog.first.date(), dialog.last.date()) == (QDate(2010, 3, 1), QDate(2012, 2, 29))
    assert dialog.strip.inside(labels.index("2011-07"))
    assert not dialog.strip.inside(labels.index("2012-03"))
    assert "115 MB" in dialog.size.text()


def test_a_search_fills_the_table_and_the_map(found, desk, archive):
    table = found.scenes
    assert [scene.cloud for scene in table.scenes()] == list(CLOUDS)
    assert [found.strip.text_of(epoch) for epoch in range(2)] == ["2024-05-01: 5% clouds", "2024-05-04: 90% clouds"]
    [band] = bands(desk.mapCanvas())
    assert band.asGeometry().boundingBox().xMinimum() == pytest.approx(-60.0, abs=1e-6)
    assert band.asGeometry().boundingBox().xMaximum() == pytest.approx(-58.9, abs=1e-6)
    table.setCurrentItem(table.topLevelItem(1))
    _, chosen = sorted(bands(desk.mapCanvas()), key=lambda one: -one.asGeometry().area())
    assert chosen.asGeometry().boundingBox().xMinimum() == pytest.approx(-59.9, abs=1e-6)
    assert chosen.width() > band.width()
    assert not [path for _, path, _ in archive.server.seen if path.startswith("/files")]


def test_pictures_come_by_themselves_each_once(found, archive):
    table = found.scenes
    until(lambda: all(not table.topLevelItem(row).icon(0).isNull() for row in range(4)))
    until(lambda: not table.pictures.busy)
    assert [len(archive.server.requests(f"/pictures/scene-{number}.png")) for number in range(4)] == [1] * 4
    picture = table.topLevelItem(3).icon(0).pixmap(48, 48).toImage()
    assert picture.pixelColor(picture.rect().center()).red() == pytest.approx(120, abs=2)


def test_clouds_dates_and_ticks_say_how_much_it_is(found, desk):
    each = [scene.megabytes for scene in found.scenes.scenes()]
    assert found.size.text().startswith("Scenes: 4 of 4. Dates: 4.")
    found.clouds.setValue(70)
    assert found.size.text().startswith("Scenes: 3 of 3. Dates: 3.")
    found.last.setDate(QDate(2024, 5, 31))
    assert found.size.text().startswith("Scenes: 2 of 2. Dates: 2.")
    found.scenes.setFocus()
    found.scenes.setCurrentItem(found.scenes.topLevelItem(0))
    QTest.keyClick(found.scenes, Qt.Key.Key_Space)
    assert f"about {each[2]:.2g} MB" in found.size.text()
    assert found.size.text().startswith("Scenes: 1 of 2. Dates: 1.")
    assert found.fetch_parameters()["SCENE_IDS"] == "scene-2"
    QTest.mouseClick(found.all_button, LEFT)
    assert "SCENE_IDS" not in found.fetch_parameters()
    QTest.mouseClick(found.none_button, LEFT)
    assert not found.add_button.isEnabled()
    assert [one for one in bands(desk.mapCanvas()) if one.width() == 1] == []


def test_a_date_of_the_calendar_chooses_its_scenes(found):
    square = found.strip.square_of(2).center().toPoint()
    QTest.mouseClick(found.strip, LEFT, Qt.KeyboardModifier.NoModifier, square)
    assert [scene.id for scene in found.scenes.chosen_scenes()] == ["scene-2"]
    found.strip.setFocus()
    QTest.keyClick(found.strip, Qt.Key.Key_Right)
    QTest.keyClick(found.strip, Qt.Key.Key_Return)
    assert [scene.id for scene in found.scenes.chosen_scenes()] == ["scene-3"]


def test_another_region_or_a_longer_period_wants_another_search(found):
    found.first.setDate(QDate(2024, 5, 3))
    assert found.scenes.scenes()
    found.first.setDate(QDate(2024, 4, 1))
    assert not found.scenes.scenes()
    assert found.size.text() == "“Search” lists the scenes of the region and the period."


def test_what_is_wanted_is_fetched_and_loaded(found, tmp_path):
    found.scenes.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    found.folder.setFilePath(str(tmp_path))
    QTest.mouseClick(found.add_button, LEFT)
    [entry] = found.queue_view.chosen()
    assert entry.state is State.RUNNING
    until(lambda: entry.state is not State.RUNNING)
    assert entry.problem == ""
    path = tmp_path / "modis-11A2-061_2024-05-01_2024-06-30" / "b.tif"
    series = gdal.Open(str(path))
    names = [series.GetRasterBand(band + 1).GetDescription()[:10] for band in range(series.RasterCount)]
    assert names == ["2024-05-01", "2024-05-09", "2024-06-02"]
    [layer] = QgsProject.instance().mapLayers().values()
    assert layer.source() == str(path)
    QTest.mouseClick(found.add_button, LEFT)
    assert str(found.queue_view.chosen()[-1].parameters["OUTPUT_FOLDER"]).endswith("2024-06-30_2")


def test_a_search_for_what_is_no_longer_chosen_counts_for_nothing(dialog):
    dialog.choose(OFFER)
    dialog.first.setDate(QDate(2024, 5, 1))
    QTest.mouseClick(dialog.search_button, LEFT)
    dialog.first.setDate(QDate(2024, 5, 2))
    until(lambda: not dialog.runner.busy)
    assert dialog.scenes.scenes() == []
    assert "search again" in dialog.runner.message.text()


def test_weather_says_how_much_it_would_be(dialog, archive, desk, tmp_path):
    hub = Hub(archive.server, tmp_path)
    desk.mapCanvas().setExtent(QgsRectangle(16.2, 48.1, 16.5, 48.3))
    dialog.take_map_view()
    dialog.choose("inca-hourly")
    dialog.first.setDate(QDate(2024, 5, 1))
    dialog.last.setDate(QDate(2024, 5, 2))
    assert dialog.search_button.text() == "Estimate Size"
    QTest.mouseClick(dialog.search_button, LEFT)
    until(lambda: not dialog.runner.busy)
    assert dialog.runner.message.text() == ""
    assert "MB to download" in dialog.size.text()
    assert hub.asked == []
    dialog.last.setDate(QDate(2024, 5, 3))
    assert "asks the service" in dialog.size.text()


def test_an_empty_map_is_no_region_and_fetches_nothing(archive, desk, monkeypatch):
    canvas = QgsMapCanvas()
    assert canvas.mapSettings().visibleExtent().isNull()
    monkeypatch.setattr(desk, "mapCanvas", lambda: canvas)
    queue = FetchQueue()
    dialog = FetchDialog(desk, queue)
    dialog.show()
    [shown] = [edit for edit in dialog.extent.findChildren(QLineEdit) if edit.isVisible()]
    assert "No region yet" in (shown.text() or shown.placeholderText())
    assert not re.search(r"\d{5}", shown.text())
    assert dialog.verdict.text().startswith("No region yet: draw one")
    assert not dialog.verdict.refused
    dialog.choose("csr-mascons")
    QTest.mouseClick(dialog.add_button, LEFT)
    assert dialog.verdict.refused
    assert dialog.verdict.text().startswith("No region yet: draw one")
    assert queue.entries == []
    dialog.choose(OFFER)
    QTest.mouseClick(dialog.search_button, LEFT)
    assert not dialog.runner.busy
    assert dialog.verdict.refused
    canvas.resize(600, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(-59.8, 0.3, -59.4, 0.7))
    QTest.mouseClick(dialog.view_button, LEFT)
    assert dialog.verdict.text() == ""
    assert dialog.region().outline.boundingBox().yMaximum() == pytest.approx(0.7, abs=0.1)
    dialog.close_all()
    discard(dialog)


def test_what_the_service_refuses_is_said(dialog, archive):
    archive.items.clear()
    dialog.choose(OFFER)
    QTest.mouseClick(dialog.search_button, LEFT)
    until(lambda: not dialog.runner.busy)
    assert "No scene." in dialog.runner.message.text()
    assert not dialog.add_button.isEnabled()


def test_outlines_go_with_the_dialog_and_come_back(found, desk):
    assert bands(desk.mapCanvas())
    found.close()
    assert bands(desk.mapCanvas()) == []
    found.show()
    assert bands(desk.mapCanvas())
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert bands(desk.mapCanvas()) == []


def test_the_dialog_makes_room_while_a_rectangle_is_drawn(dialog, desk):
    dialog.extent.setOutputExtentFromDrawOnCanvas()
    assert not dialog.isVisible()
    drag(desk.mapCanvas(), (-59.7, 0.4), (-59.5, 0.6))
    assert dialog.isVisible()
    assert dialog.region().outline.boundingBox().xMinimum() == pytest.approx(-59.7, abs=0.01)


def test_every_control_is_named_and_within_reach_of_the_keyboard(found):
    for widget in (
        *found.findChildren(QPushButton),
        found.tree,
        found.details,
        found.first,
        found.last,
        found.strip,
        found.clouds,
        found.bands,
        found.scenes,
        found.queue_view.table,
    ):
        if widget.isVisible() and widget.objectName() != "qt_toolbar_ext_button":
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


def test_the_menu_and_the_panel_open_it_and_unloading_leaves_nothing(archive, desk, part, tmp_path):
    window, canvas = desk.mainWindow(), desk.mapCanvas()
    items = len(canvas.scene().items())
    part.panel.study.set_region(
        rectangle("rectangle", QgsRectangle(-59.7, 0.4, -59.5, 0.6), canvas.mapSettings().destinationCrs())
    )
    for _ in range(3):
        fetch = FetchPart(desk, part)
        fetch.load()
        window.findChild(QAction, "geogap_fetch").trigger()
        first = fetch.dialog
        assert first.region().outline.boundingBox().xMaximum() == pytest.approx(-59.5)
        part.panel.data.fetch_wanted.emit()
        assert fetch.dialog is first
        first.choose(OFFER)
        first.first.setDate(QDate(2024, 5, 1))
        first.last.setDate(QDate(2024, 6, 30))
        first.search()
        until(lambda dialog=first: not dialog.runner.busy)
        assert first.scenes.scenes()
        until(lambda dialog=first: not dialog.scenes.pictures.busy)
        archive.server.slow = 0.1
        first.folder.setFilePath(str(tmp_path))
        first.add()
        queue = fetch.queue
        assert queue.busy
        fetch.unload()
        until(lambda queue=queue: not queue.busy)
        discard(first)
        assert window.findChild(FetchDialog, "GeoGapFetch") is None
        assert window.findChild(SceneTable) is None
        assert window.findChild(QAction, "geogap_fetch") is None
        part.panel.data.fetch_wanted.emit()
    part.panel.study.set_region(type(part.panel.study.region)())
    assert len(canvas.scene().items()) <= items + 1
