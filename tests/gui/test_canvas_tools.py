"""Map tools take what a mouse draws on a real canvas, and give the map back as it was."""

import pytest
from qgis.core import QgsPointXY
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest

from geogap_plugin.gui.canvas_tools import BorrowedTool, CellTool, PolygonTool

from .desk import RIGHT, click, move, pixel


@pytest.fixture
def canvas(desk):
    canvas = desk.mapCanvas()
    before = len(canvas.scene().items())
    yield canvas
    assert len(canvas.scene().items()) == before


@pytest.fixture
def polygon(canvas):
    tool = PolygonTool(canvas)
    tool.found = []
    tool.drawn.connect(tool.found.append)
    canvas.setMapTool(tool)
    yield tool
    canvas.unsetMapTool(tool)


def press(tool, key):
    tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_clicks_are_the_corners_of_a_polygon(canvas, polygon):
    corners = [(-60, -2), (-57, -2), (-57, 1)]
    for corner in corners:
        click(canvas, *corner)
    click(canvas, -55, 3, RIGHT)
    [found] = polygon.found
    a_pixel = canvas.mapUnitsPerPixel()
    for corner, vertex in zip(corners, found.asPolygon()[0]):
        assert vertex.distance(QgsPointXY(*corner)) < 1.5 * a_pixel
    assert found.area() == pytest.approx(4.5, rel=0.02)


def test_a_double_click_and_enter_end_a_polygon(canvas, polygon):
    click(canvas, -60, -2)
    click(canvas, -57, -2)
    press(polygon, Qt.Key.Key_Return)
    assert polygon.found == []
    for corner in ((-60, -2), (-57, -2), (-57, 1)):
        click(canvas, *corner)
    press(polygon, Qt.Key.Key_Return)
    click(canvas, -60, -2)
    click(canvas, -57, -2)
    click(canvas, -57, 1)
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel(canvas, -57, 1))
    assert [round(found.area(), 1) for found in polygon.found] == [4.5, 4.5]


def test_escape_drops_a_polygon_and_backspace_a_corner(canvas, polygon):
    for corner in ((-60, -2), (-57, -2), (-57, 1)):
        click(canvas, *corner)
    press(polygon, Qt.Key.Key_Escape)
    click(canvas, -55, 3, RIGHT)
    assert polygon.found == []
    for corner in ((-60, -2), (-57, -2), (-54, 3), (-57, 1)):
        click(canvas, *corner)
        if corner == (-54, 3):
            press(polygon, Qt.Key.Key_Backspace)
    press(polygon, Qt.Key.Key_Enter)
    assert polygon.found[0].area() == pytest.approx(4.5, rel=0.02)


def test_a_polygon_that_crosses_itself_is_made_valid_and_a_line_is_none(canvas, polygon):
    for corner in ((-60, -2), (-56, 2), (-56, -2), (-60, 2)):
        click(canvas, *corner)
    press(polygon, Qt.Key.Key_Return)
    for corner in ((-60, -2), (-58, -2), (-56, -2)):
        click(canvas, *corner)
    press(polygon, Qt.Key.Key_Return)
    [found] = polygon.found
    assert found.isGeosValid()
    assert found.area() == pytest.approx(8, rel=0.02)


def test_cells_are_pointed_at_with_clicks_and_with_shift(canvas):
    tool = CellTool(canvas)
    pointed, hovered = [], []
    tool.pointed.connect(lambda point, more: pointed.append((round(point.x()), round(point.y()), more)))
    tool.hovered.connect(hovered.append)
    canvas.setMapTool(tool)
    click(canvas, -58, 1)
    click(canvas, -56, 2, keys=Qt.KeyboardModifier.ControlModifier)
    click(canvas, -56, 2, RIGHT)
    move(canvas.viewport(), pixel(canvas, -57, 1), Qt.MouseButton.NoButton)
    assert pointed == [(-58, 1, False), (-56, 2, True)]
    assert hovered == []
    move(canvas.viewport(), pixel(canvas, -57, 1), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ShiftModifier)
    assert (round(hovered[0].x()), round(hovered[0].y())) == (-57, 1)
    canvas.unsetMapTool(tool)


def test_a_borrowed_canvas_goes_back_to_its_tool(canvas):
    pan, own, other = QgsMapToolPan(canvas), CellTool(canvas), QgsMapToolPan(canvas)
    borrowed = BorrowedTool(canvas, own)
    canvas.setMapTool(pan)
    borrowed.take(own)
    borrowed.take(own)
    assert borrowed.active
    borrowed.give_back()
    assert canvas.mapTool() is pan
    borrowed.take(own)
    canvas.setMapTool(other)
    borrowed.give_back()
    assert canvas.mapTool() is other
    canvas.unsetMapTool(other)
    borrowed.take(own)
    borrowed.give_back()
    assert canvas.mapTool() is None
