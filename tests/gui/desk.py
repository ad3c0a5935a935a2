"""Hands on QGIS's window: layers as GeoGap loads them, clicks and drags on the map."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from geogap_plugin.algorithms.layers import apply_style
from geogap_plugin.algorithms.opening import series_style

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def open_layer(path, name="series"):
    """Add a series to the project as GeoGap loads it."""
    layer = QgsRasterLayer(path, name)
    _, style = series_style(path)
    apply_style(layer, style)
    QgsProject.instance().addMapLayer(layer)
    return layer


def pixel(canvas, x, y):
    """Return where the canvas shows a place."""
    found = canvas.getCoordinateTransform().transform(x, y)
    return QPoint(round(found.x()), round(found.y()))


def click(canvas, x, y, button=LEFT, keys=Qt.KeyboardModifier.NoModifier):
    """Click on a place of the map."""
    QTest.mouseMove(canvas.viewport(), pixel(canvas, x, y))
    QTest.mouseClick(canvas.viewport(), button, keys, pixel(canvas, x, y))


def move(widget, position, buttons=LEFT, keys=Qt.KeyboardModifier.NoModifier):
    """Move the mouse over a widget; QTest's own moves hold no button."""
    where = QPointF(widget.mapToGlobal(position))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(position), where, Qt.MouseButton.NoButton, buttons, keys)
    QApplication.sendEvent(widget, event)


def drag(canvas, start, end):
    """Drag from place to place on the map."""
    first, last = pixel(canvas, *start), pixel(canvas, *end)
    QTest.mousePress(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, first)
    move(canvas.viewport(), (first + last) / 2)
    move(canvas.viewport(), last)
    QTest.mouseRelease(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, last)
