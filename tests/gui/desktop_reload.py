"""Inside QGIS's desktop: what stands on the screen at the first start, and what unloading leaves; as JSON lines."""

import gc
import json
import os
import time
import traceback

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

NAME = "geogap_plugin"
ROUNDS = 10


def tell(**facts):
    print(json.dumps(facts), flush=True)


def settle(seconds=0.1):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows():
    return [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def submenu():
    found = [action.menu() for action in iface.rasterMenu().actions() if action.text() == "GeoGap"]
    return [action.text() for menu in found for action in menu.actions()]


def leftovers():
    gc.collect()
    settle()
    window = iface.mainWindow()
    return {
        "widgets": len(QApplication.allWidgets()),
        "children": len(window.children()),
        "canvas": len(iface.mapCanvas().scene().items()),
        "menu": submenu(),
        "provider": QgsApplication.processingRegistry().providerById("geogap") is not None,
        "tasks": QgsApplication.taskManager().count(),
    }


def option_page():
    """Open the options by the menu's entry and return the page that is shown."""
    shown = []

    def look():
        settle(1)
        dialog = QApplication.activeModalWidget()
        shown.extend(widget.objectName() for widget in dialog.findChildren(object) if widget.objectName() == "geogap")
        shown.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(300, look)
    menu = next(action.menu() for action in iface.rasterMenu().actions() if action.text() == "GeoGap")
    next(action for action in menu.actions() if action.objectName() == "geogap_options").trigger()
    return shown


def run():
    try:
        settle(0.5)
        tell(windows=windows(), locked=not QgsApplication.authManager().masterPasswordIsSet(), menu=submenu())
        tell(options=option_page())
        for _ in range(ROUNDS):
            assert NAME in plugins
            unloadPlugin(NAME)
            tell(left=leftovers())
            assert loadPlugin(NAME)
            assert startPlugin(NAME)
            settle()
    except Exception:
        tell(failure=traceback.format_exc())
    os._exit(0)


QTimer.singleShot(100, run)
