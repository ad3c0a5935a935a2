"""A calendar of what exists: months of a product, or dates on which scenes were found."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget

from .calendar_strip import CalendarStrip

_FADED = 190
"""How much of the window's colour lies over dates out of the period, of 255."""

_MONTHS = 12


class OfferStrip(CalendarStrip):
    """Shows a square for every month, whether it exists or not, or for every date that has scenes, by its clouds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Calendar of what exists"))
        self._monthly = False
        self._first = self._last = ""

    def set_months(self, months: Sequence[tuple[str, bool]]) -> None:
        """Show months, as `2010-01`, and whether there is something of them."""
        rows = list(dict.fromkeys(label[:4] for label, _ in months))
        places = [(rows.index(label[:4]), int(label[5:7]) - 1) for label, _ in months]
        self._show(True, [label for label, _ in months], [0.0 if there else 1.0 for _, there in months], rows, places)

    def set_dates(self, clouds: Sequence[tuple[str, float | None]]) -> None:
        """Show dates, as `2010-01-31`, with their share of clouds in per cent: one after another, a row a year."""
        rows = list(dict.fromkeys(label[:4] for label, _ in clouds))
        counts = dict.fromkeys(rows, 0)
        places = []
        for label, _ in clouds:
            places.append((rows.index(label[:4]), counts[label[:4]]))
            counts[label[:4]] += 1
        shares = [None if share is None else share / 100 for _, share in clouds]
        self._show(False, [label for label, _ in clouds], shares, rows, places)

    def set_period(self, first: str, last: str) -> None:
        """Fade the dates out of a period.

        Parameters
        ----------
        first, last : str
            ISO days.
        """
        self._first, self._last = first, last
        self.update()

    def label(self, epoch: int) -> str:
        """Return a month or a date."""
        return self._labels[epoch]

    def inside(self, epoch: int) -> bool:
        """Whether a date lies in the period."""
        label = self._labels[epoch]
        return self._first[: len(label)] <= label <= self._last[: len(label)]

    def text_of(self, epoch: int) -> str:
        """Say what there is at a date."""
        share, label = self._shares[epoch], self._labels[epoch]
        if self._monthly:
            return (self.tr("{}: exists") if not share else self.tr("{}: no product has this month")).format(label)
        if share is None:
            return self.tr("{}: clouds unknown").format(label)
        return self.tr("{}: {:.0%} clouds").format(label, share)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares, faded out of the period."""
        super().paintEvent(event)
        colour = QColor(QApplication.palette().color(QApplication.palette().ColorRole.Window))
        colour.setAlpha(_FADED)
        painter = QPainter(self)
        for epoch in range(len(self._labels)):
            if not self.inside(epoch):
                painter.fillRect(
                    self.square_of(epoch).adjusted(-0.5, -0.5, 0.5, 0.5).intersected(QRectF(self.rect())), colour
                )
        painter.end()

    def _show(
        self,
        monthly: bool,
        labels: list[str],
        shares: Sequence[float | None],
        rows: list[str],
        places: list[tuple[int, int]],
    ) -> None:
        self._monthly = monthly
        self._labels, self._shares, self._rows, self._places = labels, list(shares), rows, places
        self._columns = max([_MONTHS, *(column + 1 for _, column in places)])
        self._cursor = 0
        self._describe()
        self.updateGeometry()
        self.update()
