"""A strip of squares, one for each date of a series, coloured by how much is missing."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from ..core.calendar import Alignment
from ..report.html import calendar_place, share_colour

_WIDEST, _NARROWEST = 20.0, 3.0
_HIGHEST, _LOWEST = 18.0, 11.0
_HEIGHT = 264.0
"""Rows are as low as they must be to lie within it, down to the lowest."""

_MONTHS = 12
_MARK_FROM = 7.0
"""Squares narrower than this bear no cross."""


class CalendarStrip(QWidget):
    """Shows the calendar of a series: a row a year (a day, for series finer than half a day), a square a date.

    Squares stand where their dates lie in the year, and one after another where the series keeps no calendar.

    Click, or the arrow keys and Enter, choose a date.
    """

    chosen = pyqtSignal(int)
    """The index of an epoch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Calendar of the series"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._labels: list[str] = []
        self._shares: list[float | None] = []
        self._places: list[tuple[int, int]] = []
        self._rows: list[str] = []
        self._columns = _MONTHS
        self._cursor = 0
        self._shown: int | None = None

    # What is shown.

    def set_calendar(self, alignment: Alignment | None) -> None:
        """Show the dates of a series; those that are missing altogether are known from the dates alone."""
        rows: dict[str, int] = {}
        self._places, self._labels, self._shares = [], [], []
        self._cursor, self._shown = 0, None
        if alignment is not None:
            self._labels = alignment.labels()
            self._shares = [1.0 if missing else None for missing in alignment.missing]
            cadence = alignment.cadence
            found = [calendar_place(time, cadence) for time in alignment.times]
            monthly = cadence.unit == "month" and cadence.step == 1
            first = 0 if monthly else min(column for _, column in found)
            counts: dict[str, int] = {}
            for row, column in found:
                counts[row] = counts.get(row, 0) + 1
                # Dates that keep no calendar stand one after another: two may be of one day.
                place = counts[row] - 1 if cadence.unit == "irregular" else column - first
                self._places.append((rows.setdefault(row, len(rows)), place))
            widest = 1 + max(column for _, column in self._places)
            self._columns = _MONTHS if monthly else widest
        self._rows = list(rows)
        self._describe()
        self.updateGeometry()
        self.update()

    def set_shares(self, shares: Sequence[float]) -> None:
        """Colour the dates by their missing share, 0 to 1."""
        self._shares = list(shares)
        self._describe()
        self.update()

    def set_shown(self, epoch: int | None) -> None:
        """Frame the date that the map shows."""
        if epoch != self._shown:
            self._shown = epoch
            self.update()

    @property
    def shown(self) -> int | None:
        """The date that is framed."""
        return self._shown

    def share(self, epoch: int) -> float | None:
        """Return the missing share of a date, None where it has not been counted."""
        return self._shares[epoch]

    def text_of(self, epoch: int) -> str:
        """Say what is missing at a date."""
        share, label = self._shares[epoch], self._labels[epoch]
        if share is None:
            return self.tr("{}: there, missing pixels not counted yet").format(label)
        if share <= 0:
            return self.tr("{}: complete").format(label)
        if share >= 1:
            return self.tr("{}: missing").format(label)
        return self.tr("{}: {:.1%} of the cells missing").format(label, share)

    def square_of(self, epoch: int) -> QRectF:
        """Return where the square of a date lies."""
        row, column = self._places[epoch]
        width, height, space = self._wide(), self._high(), self._space()
        return QRectF(self._left() + column * width, row * height, width - space, height - space)

    def epoch_at(self, x: float, y: float) -> int | None:
        """Return the date whose square holds a point."""
        if not self._places:
            return None
        row, column = int(y // self._high()), int((x - self._left()) // self._wide())
        return next((epoch for epoch, place in enumerate(self._places) if place == (row, column)), None)

    # What Qt asks.

    def sizeHint(self) -> QSize:
        """Return the size that shows every row."""
        return QSize(240, max(24, round(len(self._rows) * self._high()) + 2))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the narrowest squares; the height is that of the rows."""
        return QSize(max(120, round(self._left() + self._columns * _NARROWEST) + 2), self.sizeHint().height())

    def resizeEvent(self, event) -> None:
        """Follow the width: squares grow with it."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares that are visible."""
        painter = QPainter(self)
        # The application's: a theme of QGIS gives widgets a style sheet, whose palette lacks most colours.
        palette = QApplication.palette()
        if self._wide() >= _MARK_FROM:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        font = painter.font()
        font.setPixelSize(int(min(11, self._high())))
        painter.setFont(font)
        for row in self._labelled_rows():
            box = QRectF(0, row * self._high(), self._left() - 5, self._high() - self._space())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._rows[row])
        unknown = _between(palette.color(palette.ColorRole.Window), palette.color(palette.ColorRole.WindowText))
        for epoch, share in enumerate(self._shares):
            square = self.square_of(epoch)
            if square.bottom() < event.rect().top() or square.top() > event.rect().bottom():
                continue
            painter.fillRect(square, unknown if share is None else QColor(share_colour(share)))
            if share is not None and share >= 1 and square.width() >= _MARK_FROM:
                # The cross says it without colour, too.
                painter.setPen(QPen(QColor("white"), 1.2))
                arm = 0.22 * min(square.width(), square.height())
                centre = QPointF(arm, arm)
                inner = QRectF(square.center() - centre, square.center() + centre)
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.topRight(), inner.bottomLeft())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._shown is not None and self._shown < len(self._places):
            painter.setPen(QPen(palette.color(palette.ColorRole.WindowText), 2))
            painter.drawRect(self.square_of(self._shown))
        if self.hasFocus() and self._places:
            painter.setPen(QPen(palette.color(palette.ColorRole.Highlight), 2, Qt.PenStyle.DotLine))
            painter.drawRect(self.square_of(self._cursor))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the date under the mouse."""
        epoch = self.epoch_at(event.pos().x(), event.pos().y())
        if event.button() == Qt.MouseButton.LeftButton and epoch is not None:
            self._move_to(epoch)
            self.chosen.emit(epoch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the dates with the arrow keys, choose one with Enter or the space bar."""
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if not self._places:
            super().keyPressEvent(event)
        elif key in steps:
            self._move_to(min(max(self._cursor + steps[key], 0), len(self._places) - 1))
        elif key in rows:
            row, column = self._places[self._cursor]
            wanted = (row + rows[key], column)
            self._move_to(self._places.index(wanted) if wanted in self._places else self._cursor)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else len(self._places) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what is missing at the date under the mouse."""
        if event.type() == QEvent.Type.ToolTip:
            epoch = self.epoch_at(event.pos().x(), event.pos().y())
            if epoch is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.text_of(epoch), self)
            return True
        return super().event(event)

    # Inner workings.

    def _move_to(self, epoch: int) -> None:
        self._cursor = epoch
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.text_of(self._cursor) if self._places else self.tr("No series"))

    def _left(self) -> float:
        return float(self.fontMetrics().horizontalAdvance("0" * max(map(len, self._rows), default=4)) + 4)

    def _wide(self) -> float:
        return min(_WIDEST, max(_NARROWEST, (self.width() - self._left() - 2) / self._columns))

    def _high(self) -> float:
        return min(_HIGHEST, max(_LOWEST, _HEIGHT / max(1, len(self._rows))))

    def _space(self) -> float:
        return 1.5 if self._wide() >= _MARK_FROM else 0.0

    def _labelled_rows(self) -> range:
        """Return the rows that have room for their name."""
        return range(len(self._rows))


def _between(near: QColor, far: QColor) -> QColor:
    """Return a colour a third of the way from one to another."""
    return QColor(*(round((2 * a + b) / 3) for a, b in zip(near.getRgb()[:3], far.getRgb()[:3])))
