"""Inside QGIS: go through GeoGap's panels with a real mouse, and take a picture of every step.

QGIS runs this as its start-up script when `make screens` starts it; GEOGAP_SCREENS names the folder of the pictures.
"""

from __future__ import annotations

import os
import subprocess
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QPoint, QRect, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QToolBar, QWidget
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["GEOGAP_SCREENS"])
PYTHON_ERRORS = "Python error"
GAP = "2017-11"
PLACE = QgsPointXY(-60.25, -5.25)
SECOND_PLACE = QgsPointXY(-52.25, -14.25)


def settle(seconds: float = 1.2) -> None:
    """Let QGIS draw."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.02)


def wait_for(condition: Callable[[], object], what: str, seconds: float = 90.0) -> None:
    """Let QGIS work until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"It did not happen within {seconds:g} s: {what}.")
        settle(0.1)


def picture(name: str) -> None:
    """Save what is on the screen."""
    settle()
    subprocess.run(["import", "-window", "root", str(FOLDER / f"{name}.png")], check=True)


def mouse(*words: object) -> None:
    """Move and press the mouse of the screen, as a hand would."""
    command = subprocess.Popen(["xdotool", *map(str, words)])
    while command.poll() is None:
        settle(0.05)
    settle(0.3)


def click(widget: QWidget, at: QPoint | None = None, *before: object) -> None:
    """Click a widget, in its middle unless told otherwise."""
    if not widget.isEnabled() or not widget.isVisible():
        raise RuntimeError(f"{widget.accessibleName() or widget} cannot be clicked.")
    place = widget.mapToGlobal(at or widget.rect().center())
    mouse("mousemove", place.x(), place.y(), *before, "click", "1")


def on_map(place: QgsPointXY) -> QPoint:
    """Return where the map shows a place."""
    pixel = iface.mapCanvas().getCoordinateTransform().transform(place)
    return QPoint(round(pixel.x()), round(pixel.y()))


def tour() -> None:
    """From a clean start over the sample to a filled and animated map, and what else the panels show."""
    window = iface.mainWindow()
    window.showMaximized()
    settle()
    part = plugins["geogap_plugin"].parts[0]
    panel, series = part.panel, part.series
    if panel.isVisible() or series.isVisible():
        raise RuntimeError("A panel popped up at the first start.")
    window.findChild(QDockWidget, "Browser").hide()
    window.resizeDocks([window.findChild(QDockWidget, "Layers")], [330], Qt.Orientation.Horizontal)
    picture("1_first_start")

    button = window.findChild(QToolBar, "mPluginToolBar").widgetForAction(part.toolbar_action)
    click(button)
    picture("2_panel")
    click(panel.try_sample)
    wait_for(lambda: panel.gaps.missing, "the gaps of the sample are found")
    picture("3_gaps")

    panel.ensure_visible(panel.fill.fill)
    click(panel.fill.fill)
    wait_for(lambda: any(" filled " in layer.name() for layer in QgsProject.instance().mapLayers().values()), "filled")
    wait_for(lambda: not panel.runner.busy, "the filling ends")
    iface.messageBar().clearWidgets()
    window.resizeDocks([series], [330], Qt.Orientation.Vertical)
    picture("4_filled")

    viewport = iface.mapCanvas().viewport()
    click(viewport, on_map(PLACE))
    wait_for(lambda: len(series.plot.traces) == 1, "the plot shows the cell")
    mouse("keydown", "ctrl")
    click(viewport, on_map(SECOND_PLACE))
    mouse("keyup", "ctrl")
    wait_for(lambda: len(series.plot.traces) == 2, "the plot shows a second cell")
    in_the_gap(panel)
    picture("5_series")

    plot = series.plot
    before = part.timeline.moment()
    click(plot, QPoint(plot.width() * 3 // 4, plot.height() // 2))
    wait_for(lambda: part.timeline.moment() != before, "a click in the plot moves the Temporal Controller")
    panel.ensure_visible(panel.play)
    click(panel.play)
    controller = iface.mapCanvas().temporalController()
    seen = controller.currentFrameNumber()
    wait_for(lambda: controller.currentFrameNumber() > seen + 3, "the Temporal Controller plays")
    controls = window.findChild(QDockWidget, "Temporal Controller")
    controls.show()
    window.resizeDocks([controls], [1], Qt.Orientation.Vertical)
    picture("6_played")
    click(panel.play)
    controls.hide()

    region(panel, viewport)
    mean_of_region(series)
    toolbox(window, panel, series)
    dark(panel, series)


def in_the_gap(panel) -> None:
    """Choose a missing date in the calendar."""
    strip = panel.gaps.strip
    epoch = panel.study.facts.alignment.labels().index(GAP)
    square = strip.square_of(epoch).center().toPoint()
    panel.gaps.ensure_visible(epoch)
    settle(0.3)
    click(strip, square)
    wait_for(lambda: panel.gaps.shown == epoch, "the map shows the date that was clicked in the calendar")


def region(panel, viewport: QWidget) -> None:
    """Draw a rectangle on the map."""
    panel.ensure_visible(panel.region)
    click(panel.region.buttons["rectangle"])
    frame = QRect(on_map(QgsPointXY(-66, 2)), on_map(QgsPointXY(-54, -10)))
    first, last = viewport.mapToGlobal(frame.topLeft()), viewport.mapToGlobal(frame.bottomRight())
    mouse("mousemove", first.x(), first.y(), "mousedown", "1")
    mouse("mousemove", (first.x() + last.x()) // 2, (first.y() + last.y()) // 2)
    mouse("mousemove", last.x(), last.y(), "mouseup", "1")
    wait_for(lambda: panel.study.region.kind == "rectangle", "the rectangle is drawn")
    picture("7_region")


def mean_of_region(series) -> None:
    """Show the mean of the rectangle."""
    series.clear()
    series.show_region(series.panel_region)
    wait_for(lambda: len(series.plot.traces) == 1, "the plot shows the mean of the region")
    picture("8_mean_of_region")


def dark(panel, series) -> None:
    """Change to the dark theme; last, because QGIS does not come back from it without a restart."""
    panel.show()
    series.show()
    QgsApplication.setUITheme("Night Mapping")
    picture("11_dark")


def toolbox(window: QWidget, *panels: QDockWidget) -> None:
    """Show the algorithms in the toolbox, and the dialog of one."""
    for dock in panels:
        dock.hide()
    found = window.findChild(QDockWidget, "ProcessingToolbox")
    found.show()
    found.searchBox.setText("geogap")
    found.algorithmTree.expandAll()
    picture("9_toolbox")
    fill = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    dialog = AlgorithmDialog(fill, parent=window)
    dialog.resize(1100, 850)
    dialog.show()
    picture("10_fill_series")
    dialog.close()
    found.hide()


def run() -> None:
    """Take the tour and leave; what went wrong is left in a file for `make screens`."""
    errors: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(
        lambda text, tag, _level: errors.append(text) if tag == PYTHON_ERRORS else None
    )
    try:
        tour()
        if errors:
            raise RuntimeError("\n".join(errors))
    except Exception:
        picture("failure")
        (FOLDER / "failure.txt").write_text(traceback.format_exc(), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(3000, run)
