"""GeoGap's entries in the Raster menu."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QAction, QMenu

MENU = "GeoGap"
"""The submenu of the Raster menu; QGIS makes it for the first entry."""


def add_entry(iface: Any, action: QAction) -> None:
    """Add an entry below those that are there."""
    iface.addPluginToRasterMenu(MENU, action)


def remove_entry(iface: Any, action: QAction) -> None:
    """Remove an entry and delete it; with the last one the submenu goes, too."""
    iface.removePluginRasterMenu(MENU, action)
    action.deleteLater()
    # QGIS takes an empty submenu out of the Raster menu and keeps it: one more with every reload.
    for menu in iface.mainWindow().findChildren(QMenu):
        if menu.title() == MENU and menu.isEmpty():
            menu.deleteLater()
