"""Inside QGIS: fill the open layer, animate the result, and take a picture of every step.

QGIS runs this as its start-up script when `make screens` starts it; GEOGAP_SCREENS names the folder of the pictures.
"""

from __future__ import annotations

import os
import subprocess
import time
import traceback
from pathlib import Path

import processing
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsInterval,
    QgsProcessingFeedback,
    QgsProject,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

FOLDER = Path(os.environ["GEOGAP_SCREENS"])
GAP_BAND = 189


def settle(seconds: float = 1.5) -> None:
    """Let QGIS draw."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.02)


def picture(name: str) -> None:
    """Save what is on the screen."""
    settle()
    subprocess.run(["import", "-window", "root", str(FOLDER / f"{name}.png")], check=True)


def tour() -> None:
    """Walk through toolbox, dialog, filling and animation."""
    window = iface.mainWindow()
    window.showMaximized()
    layer = iface.activeLayer()
    toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
    toolbox.show()
    toolbox.searchBox.setText("geogap")
    toolbox.algorithmTree.expandAll()
    picture("1_toolbox")
    fill = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    dialog = AlgorithmDialog(fill, parent=window)
    dialog.resize(1100, 850)
    dialog.show()
    picture("2_fill_series")
    dialog.close()
    outputs = dict.fromkeys(("OUTPUT", "OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS"), "TEMPORARY_OUTPUT")
    parameters = {"INPUT": layer.source(), **outputs}
    processing.runAndLoadResults("geogap:fillseries", parameters, feedback=QgsProcessingFeedback())
    toolbox.hide()
    filled = next(found for found in QgsProject.instance().mapLayers().values() if " filled " in found.name())
    animate(filled)


def animate(filled) -> None:
    """Play the filled layer with the Temporal Controller."""
    ranges = filled.temporalProperties().fixedRangePerBand()
    controller = iface.mapCanvas().temporalController()
    controller.setTemporalExtents(QgsDateTimeRange(ranges[1].begin(), ranges[len(ranges)].end()))
    controller.setFrameDuration(QgsInterval(1, QgsUnitTypes.TemporalUnit.TemporalMonths))
    controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)
    iface.mapCanvas().setExtent(filled.extent())
    iface.mainWindow().findChild(QDockWidget, "Temporal Controller").show()
    for name, band in (("3_before_the_gap", 1), ("4_in_the_gap", GAP_BAND)):
        controller.setCurrentFrameNumber(band - 1)
        picture(name)
    seen = controller.currentFrameNumber()
    controller.playForward()
    settle(5)
    controller.pause()
    if controller.currentFrameNumber() == seen:
        raise RuntimeError("The Temporal Controller does not play the filled series.")
    picture("5_played")


def run() -> None:
    """Take the tour and leave; what went wrong is left in a file for `make screens`."""
    try:
        tour()
    except Exception:
        (FOLDER / "failure.txt").write_text(traceback.format_exc(), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(3000, run)
