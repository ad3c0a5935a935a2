"""Map tools: draw a polygon, and point at cells."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QPalette

_LEAST_CORNERS = 3


def region_band(canvas: QgsMapCanvas, *, width: int = 2) -> QgsRubberBand:
    """Return a band that outlines a region in the colour of selections on white, see-through inside."""
    colour = canvas.palette().color(QPalette.ColorRole.Highlight)
    band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
    band.setStrokeColor(colour)
    band.setSecondaryStrokeColor(QColor(Qt.GlobalColor.white))
    band.setFillColor(QColor(colour.red(), colour.green(), colour.blue(), 40))
    band.setWidth(width)
    return band


def remove_band(canvas: QgsMapCanvas, band: QgsRubberBand | None) -> None:
    """Take a band off a canvas."""
    if band is not None:
        canvas.scene().removeItem(band)


class BorrowedTool:
    """A map tool that is set for a while, and then the one that was there before.

    Parameters
    ----------
    canvas : QgsMapCanvas
    tools : sequence of QgsMapTool
        One of them is set at a time.
    """

    def __init__(self, canvas: QgsMapCanvas, *tools: QgsMapTool) -> None:
        self._canvas = canvas
        self._tools = tools
        self._before: QgsMapTool | None = None

    @property
    def active(self) -> bool:
        """Whether one of the tools is set."""
        return self._canvas.mapTool() in self._tools

    def take(self, tool: QgsMapTool) -> None:
        """Set a tool."""
        if not self.active:
            self._before = self._canvas.mapTool()
        if self._canvas.mapTool() is not tool:
            self._canvas.setMapTool(tool)

    def give_back(self) -> None:
        """Set what was there before, unless somebody has set another tool meanwhile."""
        before, self._before = self._before, None
        if not self.active:
            return
        if before is None or sip.isdeleted(before):
            self._canvas.unsetMapTool(self._canvas.mapTool())
        else:
            self._canvas.setMapTool(before)

    def close(self) -> None:
        """Give the canvas back and delete the tools."""
        self.give_back()
        for tool in self._tools:
            tool.deleteLater()
        self._tools = ()


class PolygonTool(QgsMapTool):
    """Draws one polygon: a click for each corner; right click, double click or Enter ends it, Escape drops it."""

    drawn = pyqtSignal(QgsGeometry)
    """In the coordinates of the canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._corners: list[QgsPointXY] = []
        self._band: QgsRubberBand | None = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Set a corner, or end the polygon."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._draw(event.mapPoint())
        elif event.button() == Qt.MouseButton.RightButton:
            self._end()

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """End the polygon; the first of the two clicks has set its last corner."""
        self._end()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Let the open edge follow the mouse."""
        if self._corners:
            self._draw(event.mapPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Enter, drop with Escape, take back a corner with Backspace."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif event.key() == Qt.Key.Key_Escape:
            self._drop()
        elif event.key() == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self._draw(self._corners[-1] if self._corners else None)
        else:
            event.ignore()
            return
        # Otherwise the canvas would act on the key, too.
        event.accept()

    def deactivate(self) -> None:
        """Drop what is not finished."""
        self._drop()
        super().deactivate()

    def _end(self) -> None:
        corners = self._corners
        self._drop()
        if len(corners) >= _LEAST_CORNERS:
            polygon = QgsGeometry.fromPolygonXY([corners])
            # One that crosses itself may have no area before it is mended.
            polygon = polygon if polygon.isGeosValid() else polygon.makeValid()
            if polygon.area():
                self.drawn.emit(polygon)

    def _drop(self) -> None:
        self._corners = []
        remove_band(self.canvas(), self._band)
        self._band = None

    def _draw(self, pointer: QgsPointXY | None) -> None:
        if self._band is None:
            self._band = region_band(self.canvas())
        points = [*self._corners, *([pointer] if pointer is not None else [])]
        self._band.setToGeometry(QgsGeometry.fromPolygonXY([points]) if points else QgsGeometry())


class CellTool(QgsMapTool):
    """Points at places: a click takes one, with Control one more; with Shift held, the mouse takes one as it moves."""

    pointed = pyqtSignal(QgsPointXY, bool)
    """A place in the coordinates of the canvas, and whether it comes beside the earlier ones."""
    hovered = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Take a place."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointed.emit(event.mapPoint(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the place under the mouse while Shift is held."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.hovered.emit(event.mapPoint())
