"""The way to the fetch dialog: its entry in the menu, its queue, and the panel that opens it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..metadata import resource
from .fetch_dialog import FetchDialog
from .fetch_queue import FetchQueue
from .menu import add_entry, remove_entry
from .regions import Region


class FetchPart:
    """The entry “Fetch…” in the Raster menu and in the GeoGap panel, for as long as the plugin is loaded.

    Parameters
    ----------
    iface : QgisInterface
    panels : PanelsPart
        Whose panel offers the dialog and has a region.
    """

    def __init__(self, iface: Any, panels: Any) -> None:
        self._iface = iface
        self._panels = panels
        self._action: QAction | None = None
        self.queue: FetchQueue | None = None
        self.dialog: FetchDialog | None = None

    def load(self) -> None:
        """Add the entries."""
        label = QCoreApplication.translate("FetchPart", "Fetch…")
        self.queue = FetchQueue()
        self._action = QAction(QIcon(resource("icons", "fetch.svg")), label, self._iface.mainWindow())
        self._action.setObjectName("geogap_fetch")
        self._action.triggered.connect(self.show)
        add_entry(self._iface, self._action)
        if self._panels.panel is not None:
            self._panels.panel.data.fetch_wanted.connect(self.show)

    def unload(self) -> None:
        """Take the entries and the window away, and end what is running."""
        if self._panels.panel is not None:
            with suppress(TypeError):  # loading got not so far
                self._panels.panel.data.fetch_wanted.disconnect(self.show)
        if self._action is not None:
            remove_entry(self._iface, self._action)
            self._action = None
        if self.queue is not None:
            self.queue.close()
        if self.dialog is not None:
            self.dialog.close_all()
            self.dialog.deleteLater()
            self.dialog = None
        self.queue = None

    def show(self, _checked: bool = False) -> None:
        """Open the dialog with the region of the panel, or bring it to the front."""
        if self.queue is None:
            return
        if self.dialog is None:
            self.dialog = FetchDialog(self._iface, self.queue, self._iface.mainWindow())
        if not self.dialog.isVisible():
            panel = self._panels.panel
            self.dialog.offer_region(Region() if panel is None else panel.study.region)
            if self.dialog.region().everything:
                self.dialog.take_map_view()
        self.dialog.show()
        self.dialog.raise_()
