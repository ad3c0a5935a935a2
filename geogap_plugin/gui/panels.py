"""The panels in QGIS's window: their entries in menus, toolbar and layer tree, and their state in the project."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..metadata import resource
from .geogap_dock import GeoGapDock
from .menu import MENU, add_entry, remove_entry
from .series_dock import SeriesDock
from .series_layers import is_series
from .timeline import Timeline

_RIGHT, _BOTTOM = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea


class PanelsPart:
    """The GeoGap panel and the series panel, for as long as the plugin is loaded.

    Parameters
    ----------
    iface : QgisInterface
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self.timeline: Timeline | None = None
        self.panel: GeoGapDock | None = None
        self.series: SeriesDock | None = None
        self._menu_actions: list[QAction] = []
        self._layer_actions: list[QAction] = []
        self.toolbar_action: QAction | None = None

    def load(self) -> None:
        """Add the panels, hidden unless they were open in the last session, and their entries."""
        window = self._iface.mainWindow()
        self.timeline = Timeline(self._iface.mapCanvas(), window)
        self.panel = GeoGapDock(self._iface, self.timeline)
        self.series = SeriesDock(self._iface, self.timeline)
        for dock, area in ((self.panel, _RIGHT), (self.series, _BOTTOM)):
            # The window knows from the last session where a panel was, and whether it was open.
            if not window.restoreDockWidget(dock):
                self._iface.addDockWidget(area, dock)
                dock.hide()
        self.panel.series_wanted.connect(self.show_series)
        self.panel.study.region_changed.connect(self._pass_region)
        self._add_entry(self.panel, "geogap.svg", _tr("GeoGap Panel"), "geogap_panel")
        self._add_entry(self.series, "inspect.svg", _tr("Series Panel"), "geogap_series")
        self.toolbar_action = self._menu_actions[0]
        self._iface.addToolBarIcon(self.toolbar_action)
        for text, icon, slot in (
            (_tr("Find gaps…"), "inspect.svg", lambda: self._work_on("gaps")),
            (_tr("Fill gaps…"), "fill.svg", lambda: self._work_on("fill")),
            (_tr("Show series"), "geogap.svg", lambda: self.show_series([self._iface.activeLayer()])),
        ):
            action = QAction(QIcon(resource("icons", icon)), text, window)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            self._iface.addCustomActionForLayerType(action, MENU, Qgis.LayerType.Raster, True)
            self._layer_actions.append(action)
        project = QgsProject.instance()
        project.writeProject.connect(self._save)
        project.readProject.connect(self._restore)
        project.cleared.connect(self._restore)
        self._restore()

    def unload(self) -> None:
        """Take away all of it."""
        if self.timeline is not None:
            project = QgsProject.instance()
            for signal, slot in (
                (project.writeProject, self._save),
                (project.readProject, self._restore),
                (project.cleared, self._restore),
            ):
                with suppress(TypeError):  # loading got not so far
                    signal.disconnect(slot)
        for action in self._layer_actions:
            self._iface.removeCustomActionForLayerType(action)
            action.deleteLater()
        self._layer_actions = []
        if self.toolbar_action is not None:
            self._iface.removeToolBarIcon(self.toolbar_action)
            self.toolbar_action = None
        for action in self._menu_actions:
            remove_entry(self._iface, action)
        self._menu_actions = []
        for dock in (self.panel, self.series):
            if dock is not None:
                dock.close_all()
                self._iface.removeDockWidget(dock)
                dock.deleteLater()
        self.panel = self.series = None
        if self.timeline is not None:
            self.timeline.close()
            self.timeline.deleteLater()
            self.timeline = None

    def show_series(self, layers: list) -> None:
        """Open the series panel for some layers."""
        if self.series is not None:
            self.series.setUserVisible(True)
            self.series.show_layers([layer for layer in layers if is_series(layer)])
            self.series.start_pointing()

    def _work_on(self, step: str) -> None:
        layer = self._iface.activeLayer()
        if self.panel is not None and is_series(layer):
            self.panel.work_on(layer, step)

    def _add_entry(self, dock: QgsDockWidget, icon: str, text: str, name: str) -> None:
        """Add an action that shows and hides a panel to the Raster menu."""
        action = QAction(QIcon(resource("icons", icon)), text, self._iface.mainWindow())
        action.setObjectName(name)
        action.setCheckable(True)
        dock.setToggleVisibilityAction(action)
        add_entry(self._iface, action)
        self._menu_actions.append(action)

    def _pass_region(self) -> None:
        if self.panel is not None and self.series is not None:
            self.series.panel_region = self.panel.study.region

    def _save(self, _document: object = None) -> None:
        if self.panel is not None and self.series is not None:
            self.panel.save(QgsProject.instance())
            self.series.save(QgsProject.instance())

    def _restore(self, _document: object = None) -> None:
        if self.panel is not None and self.series is not None:
            self.panel.restore(QgsProject.instance())
            self.series.restore(QgsProject.instance())


def _tr(text: str) -> str:
    return QCoreApplication.translate("PanelsPart", text)
