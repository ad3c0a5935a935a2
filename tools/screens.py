"""Take pictures of the desktop plugin: start QGIS on a virtual screen, work with it as a person would, and save what is seen.

Run by `make screens`; pictures land in `build/screens/`. Inside QGIS this same file runs as the start-up script.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "screens"
SAMPLE = ROOT / "resources" / "sample" / "geogap_sample_twsa.tif"
SCREEN = "1600x1000x24"
DISPLAY = ":97"
LIMIT_SECONDS = 300


def start_qgis() -> int:
    """Start the screen, a window manager and QGIS, wait for the pictures, and take everything down."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "QT_QPA_PLATFORM")}
    environment["DISPLAY"] = DISPLAY
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SCREEN, "-nolisten", "tcp"])
    manager = None
    try:
        time.sleep(2)
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        command = ["qgis", "--nologo", "--noversioncheck", "--code", __file__, os.environ.get("INPUT") or str(SAMPLE)]
        status = subprocess.run(command, env=environment, timeout=LIMIT_SECONDS, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"QGIS did not finish within {LIMIT_SECONDS} s; the pictures so far are in {FOLDER}.", file=sys.stderr)
        status = 1
    finally:
        for process in (manager, screen):
            if process is not None:
                process.terminate()
                process.wait()
    failure = FOLDER / "failure.txt"
    if failure.exists():
        print(failure.read_text(encoding="utf-8"), file=sys.stderr)
        failure.unlink()
        return 1
    for picture in sorted(FOLDER.glob("*.png")):
        print(picture)
    return status


def work_in_qgis() -> None:
    """Run the algorithms on the open layer, animate the result, and take a picture of every step."""
    import traceback

    import processing
    from processing.gui.AlgorithmDialog import AlgorithmDialog
    from qgis.core import Qgis, QgsApplication, QgsDateTimeRange, QgsProcessingFeedback, QgsProject
    from qgis.PyQt.QtCore import QTimer
    from qgis.PyQt.QtWidgets import QApplication, QDockWidget
    from qgis.utils import iface

    def settle(seconds: float = 1.5) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.02)

    def picture(name: str) -> None:
        settle()
        subprocess.run(["import", "-window", "root", str(FOLDER / f"{name}.png")], check=True)

    def steps() -> None:
        window = iface.mainWindow()
        window.showMaximized()
        layer = iface.activeLayer()
        toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
        toolbox.show()
        tree = toolbox.findChild(type(toolbox.algorithmTree), "algorithmTree")
        toolbox.searchBox.setText("gap")
        tree.expandAll()
        picture("1_toolbox")
        dialog = AlgorithmDialog(
            QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries"), parent=window
        )
        dialog.resize(1000, 800)
        dialog.show()
        picture("2_fill_series")
        dialog.close()
        outputs = {"OUTPUT": "TEMPORARY_OUTPUT", "OUTPUT_UNCERTAINTY": "TEMPORARY_OUTPUT", "OUTPUT_FLAGS": "TEMPORARY_OUTPUT"}
        feedback = QgsProcessingFeedback()
        processing.runAndLoadResults("geogap:fillseries", {"INPUT": layer.source(), **outputs}, feedback=feedback)
        filled = next(found for found in QgsProject.instance().mapLayers().values() if " filled " in found.name())
        ranges = filled.temporalProperties().fixedRangePerBand()
        controller = iface.mapCanvas().temporalController()
        controller.setTemporalExtents(QgsDateTimeRange(ranges[1].begin(), ranges[len(ranges)].end()))
        controller.setFrameDuration(_month())
        controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)
        iface.mapCanvas().setExtent(filled.extent())
        window.findChild(QDockWidget, "Temporal Controller").show()
        for name, band in (("3_before_the_gap", 1), ("4_in_the_gap", 189)):
            controller.setCurrentFrameNumber(band - 1)
            picture(name)
        seen = controller.currentFrameNumber()
        controller.playForward()
        settle(4)
        controller.pause()
        if controller.currentFrameNumber() == seen:
            raise RuntimeError("The Temporal Controller does not play the filled series.")
        picture("5_played")

    def run() -> None:
        try:
            steps()
        except Exception:  # noqa: BLE001 - whatever it was, the outer process tells it and QGIS closes
            (FOLDER / "failure.txt").write_text(traceback.format_exc(), encoding="utf-8")
        QgsProject.instance().setDirty(False)
        os._exit(0)

    QTimer.singleShot(3000, run)


def _month():
    from qgis.core import QgsInterval, QgsUnitTypes

    return QgsInterval(1, QgsUnitTypes.TemporalUnit.TemporalMonths)


if "qgis.utils" in sys.modules:
    work_in_qgis()
elif __name__ == "__main__":
    sys.exit(start_qgis())
