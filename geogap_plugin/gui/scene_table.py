"""The table of scenes that a search found: which there are, how cloudy, how large, and which are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qgis.core import QgsFeature, QgsGeometry
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QImage, QPixmap
from qgis.PyQt.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from .pictures import SIZE, Pictures
from .widgets import later

_TIME, _CLOUDS, _SIZE, _PLATFORM, _ID = range(5)
_LOOK_AFTER = 150
"""Milliseconds of rest after which pictures of what is in view are fetched."""


@dataclass(frozen=True)
class ListedScene:
    """A scene as the fetch algorithms list it.

    Parameters
    ----------
    id, time, platform : str
    cloud : float or None
        Per cent.
    thumbnail : str
        Address of a small picture, '' if there is none.
    megabytes : float
        To read, before compression.
    outline : QgsGeometry
        Degrees.
    """

    id: str
    time: str
    platform: str
    cloud: float | None
    thumbnail: str
    megabytes: float
    outline: QgsGeometry

    @classmethod
    def of(cls, feature: QgsFeature) -> ListedScene:
        """Read a footprint."""
        cloud = feature["cloud"]
        return cls(
            feature["id"],
            feature["time"],
            feature["platform"] or "",
            cloud if isinstance(cloud, (int, float)) else None,
            feature["thumbnail"] or "",
            feature["megabytes"],
            feature.geometry(),
        )


class SceneTable(QTreeWidget):
    """Lists scenes with a tick each; those that are too cloudy or out of the period are not shown."""

    counted = pyqtSignal()
    """Other scenes are wanted than before."""
    chosen = pyqtSignal()
    """Other rows are chosen than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(
            [self.tr("Time (UTC)"), self.tr("Clouds (%)"), self.tr("Size (MB)"), self.tr("Platform"), self.tr("Scene")]
        )
        self.setAccessibleName(self.tr("Scenes that were found"))
        self.setToolTip(self.tr("The space bar ticks and unticks; unticked scenes are not fetched"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.pictures = Pictures(self)
        self.pictures.arrived.connect(self._place)
        self.pictures.idle.connect(self._look)
        self._waiting = later(self, self._look)
        self._waiting.setInterval(_LOOK_AFTER)
        self.verticalScrollBar().valueChanged.connect(self._waiting.start)
        self.itemChanged.connect(self._ticked)
        self.itemSelectionChanged.connect(self.chosen)

    def show_scenes(self, scenes: Iterable[ListedScene]) -> None:
        """List scenes, all of them ticked."""
        self.pictures.stop()
        self.blockSignals(True)
        self.clear()
        self.setSortingEnabled(False)
        self.addTopLevelItems([_Row(scene) for scene in scenes])
        self.setSortingEnabled(True)
        self.sortByColumn(_TIME, Qt.SortOrder.AscendingOrder)
        self.blockSignals(False)
        for column in range(self.columnCount()):
            self.resizeColumnToContents(column)
        # Pictures come later.
        self.setColumnWidth(_TIME, SIZE + self.fontMetrics().horizontalAdvance("0000-00-00 00:00") + 44)
        self._changed()

    def restrict(self, first: str, last: str, most_cloud: float) -> None:
        """Show what lies in a period and is not too cloudy; a scene whose clouds are unknown is not.

        Parameters
        ----------
        first, last : str
            ISO days.
        most_cloud : float
            Per cent.
        """
        for row in self._rows():
            scene = row.scene
            clear = scene.cloud is None or scene.cloud <= most_cloud
            row.setHidden(not (clear and first <= scene.time[:10] <= last))
        self._changed()

    def tick(self, wanted: bool) -> None:
        """Tick or untick every scene that is shown."""
        self.blockSignals(True)
        for row in self._rows():
            if not row.isHidden():
                row.setCheckState(_TIME, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self._changed()

    def scenes(self) -> list[ListedScene]:
        """Return all that were found."""
        return [row.scene for row in self._rows()]

    def shown(self) -> list[ListedScene]:
        """Return those in the period that are not too cloudy."""
        return [row.scene for row in self._rows() if not row.isHidden()]

    def wanted(self) -> list[ListedScene]:
        """Return those that are shown and ticked."""
        return [
            row.scene for row in self._rows() if not row.isHidden() and row.checkState(_TIME) == Qt.CheckState.Checked
        ]

    def chosen_scenes(self) -> list[ListedScene]:
        """Return those whose rows are chosen."""
        return [row.scene for row in self._rows() if row.isSelected() and not row.isHidden()]

    def choose_date(self, day: str) -> None:
        """Choose the rows of a day and scroll to them."""
        self.clearSelection()
        for row in self._rows():
            if row.scene.time.startswith(day) and not row.isHidden():
                row.setSelected(True)
                self.scrollToItem(row)

    def clouds_by_date(self) -> list[tuple[str, float | None]]:
        """Return every day with scenes and its smallest share of clouds, per cent; None where none is known."""
        found: dict[str, list[float]] = {}
        for scene in self.scenes():
            shares = found.setdefault(scene.time[:10], [])
            if scene.cloud is not None:
                shares.append(scene.cloud)
        return [(day, min(found[day], default=None)) for day in sorted(found)]

    def resizeEvent(self, event) -> None:
        """Look for pictures of rows that have come into view."""
        super().resizeEvent(event)
        self._waiting.start()

    def showEvent(self, event) -> None:
        """Look for pictures when the table is first seen."""
        super().showEvent(event)
        self._waiting.start()

    def _rows(self) -> list[_Row]:
        return [self.topLevelItem(row) for row in range(self.topLevelItemCount())]

    def _ticked(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == _TIME:
            self.counted.emit()

    def _changed(self) -> None:
        self._waiting.start()
        self.counted.emit()
        self.chosen.emit()

    def _look(self) -> None:
        """Fetch the pictures of the rows in view."""
        if not self.isVisible():
            return
        view = self.viewport().rect()
        rows = [row for row in self._rows() if not row.isHidden() and self.visualItemRect(row).intersects(view)]
        self.pictures.ask([row.scene.thumbnail for row in rows if row.scene.thumbnail and not row.pictured])

    def _place(self, address: str, image: QImage) -> None:
        icon = QIcon(QPixmap.fromImage(image))
        self.blockSignals(True)
        for row in self._rows():
            if row.scene.thumbnail == address:
                row.pictured = True
                row.setIcon(_TIME, icon)
        self.blockSignals(False)
        self.viewport().update()


def number(size: float) -> str:
    """Return a size with as many digits as are worth it."""
    return f"{size:,.0f}" if size >= 10 else f"{size:.2g}"


class _Row(QTreeWidgetItem):
    """A line of the table, sorted by numbers where there are some."""

    def __init__(self, scene: ListedScene) -> None:
        clouds = "–" if scene.cloud is None else f"{scene.cloud:.0f}"
        when = scene.time.replace("T", " ")[:16]
        super().__init__([when, clouds, number(scene.megabytes), scene.platform, scene.id])
        self.scene = scene
        self.pictured = False
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.setCheckState(_TIME, Qt.CheckState.Checked)
        self.setSizeHint(_TIME, QSize(0, SIZE + 4))
        for column in (_CLOUDS, _SIZE):
            self.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keys: Sequence[object] = (scene.time, -1.0 if scene.cloud is None else scene.cloud, scene.megabytes)
        self._keys = [*keys, scene.platform, scene.id]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, _Row):
            return NotImplemented
        column = max(0, self.treeWidget().sortColumn())
        return self._keys[column] < other._keys[column]
