"""Inside QGIS: go through GeoGap's panels with a real mouse, and take a picture of every step.

QGIS runs this as its start-up script when `make screens` starts it; GEOGAP_SCREENS names the folder of the pictures.
With GEOGAP_TOUR=first_steps it goes no further than the sample, as `tests/gui/test_desktop.py` lets it.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.modeler.ModelerDialog import ModelerDialog
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QDate, QPoint, QRect, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QToolBar, QWidget
from qgis.utils import iface, plugins

from geogap_plugin.gui.credentials import CredentialsDialog
from geogap_plugin.gui.fetch_queue import FetchQueue
from geogap_plugin.gui.options import PAGE, OptionsPage
from geogap_plugin.gui.regions import rectangle
from geogap_plugin.metadata import WORKFLOWS

FOLDER = Path(os.environ["GEOGAP_SCREENS"])
PYTHON_ERRORS = "Python error"
GAP = "2017-11"
PLACE = QgsPointXY(-60.25, -5.25)
SECOND_PLACE = QgsPointXY(-52.25, -14.25)
# The city of tests/city.py, whose services this machine offers meanwhile, and a summer of it.
CITY = QgsRectangle(681200, 5238020, 684000, 5240820)
CITY_CRS = "EPSG:32632"
FIRST_DAY, LAST_DAY = QDate(2022, 5, 1), QDate(2022, 9, 27)
CLOUDED = "2022-06-18"


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


def picture(name: str, *shown: QWidget) -> None:
    """Save what is on the screen, or the part of it where some widgets are."""
    settle()
    crop = []
    if shown:
        place = QRect()
        for widget in shown:
            place |= widget.frameGeometry() if widget.isWindow() else _on_screen(widget)
        crop = ["-crop", f"{place.width()}x{place.height()}+{place.x()}+{place.y()}", "+repage"]
    subprocess.run(["import", "-window", "root", *crop, str(FOLDER / f"{name}.png")], check=True)


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


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
    # What has just been laid out anew may still move.
    settle(0.3)
    place = widget.mapToGlobal(at or widget.rect().center())
    mouse("mousemove", place.x(), place.y(), *before, "click", "1")


def on_map(place: QgsPointXY) -> QPoint:
    """Return where the map shows a place."""
    pixel = iface.mapCanvas().getCoordinateTransform().transform(place)
    return QPoint(round(pixel.x()), round(pixel.y()))


def tour() -> None:
    """From a clean start over the sample to a filled and animated map, and what else the panels show."""
    window, part = begin()
    panel, series = part.panel, part.series
    open_sample(window, part)
    quick_check(panel)
    fill_sample(window, panel, series)
    viewport = iface.mapCanvas().viewport()
    point(viewport, series)
    second_point(viewport, series)
    in_the_gap(panel)
    picture("6_panel")
    play(window, part)
    region(panel, viewport)
    mean_of_region(series)
    place(panel, series)
    toolbox(window, panel, series)
    workflow()
    models(window)
    options(window)
    fetch(window, panel)
    clouds(window, panel, series)
    dark(panel, series)


def first_steps() -> None:
    """Do what a newcomer does: three clicks to a filled, animated map, and one on a cell; write down what is seen."""
    window, part = begin()
    panel, series = part.panel, part.series
    empty = fetch_dialog_without_a_map()
    open_sample(window, part)
    # The combination of all methods takes a minute where there are few processors.
    panel.fill.method.setCurrentIndex(panel.fill.method.findData("harmonic"))
    fill_sample(window, panel, series)
    point(iface.mapCanvas().viewport(), series)
    in_the_gap(panel)
    picture("6_panel")
    [trace] = series.plot.traces
    moment = part.timeline.moment()
    frames = play(window, part)
    seen = {
        "fetch": empty,
        "layers": {layer.name(): layer.source() for layer in QgsProject.instance().mapLayers().values()},
        "shown": [node.name() for node in QgsProject.instance().layerTreeRoot().checkedLayers()],
        "place": [PLACE.x(), PLACE.y()],
        "times": [str(time)[:7] for time in trace.series.times],
        "values": [float(value) for value in trace.series.value],
        "filled": [bool(filled) for filled in trace.series.filled],
        "moment": str(moment),
        "frames": frames,
    }
    (FOLDER / "seen.json").write_text(json.dumps(seen), encoding="utf-8")


def begin() -> tuple[QWidget, Any]:
    """Make the window large; nothing of GeoGap has popped up in it."""
    window = iface.mainWindow()
    window.showMaximized()
    settle()
    part = plugins["geogap_plugin"].parts[0]
    if part.panel.isVisible() or part.series.isVisible():
        raise RuntimeError("A panel popped up at the first start.")
    window.findChild(QDockWidget, "Browser").hide()
    window.resizeDocks([window.findChild(QDockWidget, "Layers")], [330], Qt.Orientation.Horizontal)
    picture("1_first_start")
    return window, part


def open_sample(window: QWidget, part) -> None:
    """Open the panel, and in it the sample with its gaps."""
    click(window.findChild(QToolBar, "mPluginToolBar").widgetForAction(part.toolbar_action))
    picture("2_start", part.panel)
    click(part.panel.try_sample)
    wait_for(lambda: part.panel.gaps.missing, "the gaps of the sample are found")
    picture("3_gaps")


def quick_check(panel) -> None:
    """Let the panel say how well a filling goes."""
    panel.ensure_visible(panel.fill.fill)
    click(panel.fill.check)
    wait_for(lambda: panel.fill.words.isVisible(), "the quick check says how well the filling goes")
    panel.ensure_visible(panel.fill.words)
    picture("4_quick_check", panel)


def fill_sample(window: QWidget, panel, series) -> None:
    """Fill the sample; its layers come onto the map, and the plot opens."""
    panel.ensure_visible(panel.fill.fill)
    click(panel.fill.fill)
    wait_for(lambda: panel.runner.busy, "the filling begins")
    wait_for(lambda: not panel.runner.busy, "the filling ends", 150)
    if not any(" filled " in layer.name() for layer in QgsProject.instance().mapLayers().values()):
        raise RuntimeError(f"No filled layer has come: {panel.runner.message.text()}")
    iface.messageBar().clearWidgets()
    window.resizeDocks([series], [330], Qt.Orientation.Vertical)
    picture("5_filled")


def point(viewport: QWidget, series) -> None:
    """Point at a cell."""
    click(viewport, on_map(PLACE))
    wait_for(lambda: len(series.plot.traces) == 1, "the plot shows the cell")


def second_point(viewport: QWidget, series) -> None:
    """Point at one more cell."""
    mouse("keydown", "ctrl")
    click(viewport, on_map(SECOND_PLACE))
    mouse("keyup", "ctrl")
    wait_for(lambda: len(series.plot.traces) == 2, "the plot shows a second cell")


def play(window: QWidget, part) -> list[int]:
    """Go to a date in the plot, then let the map play; return the frames before and after."""
    panel, plot = part.panel, part.series.plot
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
    picture("7_played")
    click(panel.play)
    controls.hide()
    return [seen, controller.currentFrameNumber()]


def fetch_dialog_without_a_map() -> str:
    """Return what the fetch dialog says where there is no region yet."""
    part = plugins["geogap_plugin"].parts[1]
    part.show()
    picture("0_fetch_without_a_map", part.dialog)
    click(part.dialog.add_button)
    said = part.dialog.verdict.text()
    part.dialog.close()
    return said


def in_the_gap(panel, date: str = GAP) -> None:
    """Choose a date in the calendar."""
    strip = panel.gaps.strip
    labels = panel.study.facts.alignment.labels()
    epoch = next(place for place, label in enumerate(labels) if label.startswith(date))
    panel.gaps.ensure_visible(epoch)
    settle(0.3)
    click(strip, strip.square_of(epoch).center().toPoint())
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
    picture("8_region")


def mean_of_region(series) -> None:
    """Show the mean of the rectangle."""
    series.clear()
    series.show_region(series.panel_region)
    wait_for(lambda: len(series.plot.traces) == 1, "the plot shows the mean of the region")
    picture("9_mean_of_region")


def place(panel, series) -> None:
    """Take a river basin by its name."""
    series.clear()
    series.hide()
    panel.ensure_visible(panel.region)
    click(panel.region.buttons["place"])
    mouse("type", "amazon")
    settle()
    mouse("key", "Down", "Return")
    wait_for(lambda: panel.study.region.name == "Amazon basin", "the basin is the region")
    picture("10_place", iface.mapCanvas(), panel.region)
    panel.region.choose("everything")


def workflow() -> None:
    """Open a workflow in the Model Designer."""
    model = QgsProcessingModelAlgorithm()
    model.fromFile(str(WORKFLOWS / "water_storage_of_basins.model3"))
    designer = ModelerDialog.create(model)
    designer.resize(1300, 620)
    designer.show()
    settle()
    designer.view().fitInView(designer.view().scene().itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    picture("13_workflow", designer)
    designer.close()


def models(window: QWidget) -> None:
    """Open the manager of models."""
    part = plugins["geogap_plugin"].parts[2]
    part.show()
    picture("14_models", part.manager)
    part.manager.close()


def options(window: QWidget) -> None:
    """Open GeoGap's page of the options, and the dialog for a token."""
    problems: list[Exception] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            dialog.resize(1150, 880)
            page = dialog.findChild(OptionsPage)
            wait_for(lambda: "1." in page.runtime.state.text(), "ONNX Runtime is found")
            picture("15_options", dialog)
            page.credentials.set_credentials()
            settle()
            asks = page.findChild(CredentialsDialog)
            picture("16_credentials", asks)
            asks.reject()
        except Exception as error:
            problems.append(error)
        dialog.reject()

    QTimer.singleShot(500, look)
    iface.showOptionsDialog(window, PAGE)
    if problems:
        raise problems[0]


def fetch(window: QWidget, panel) -> None:
    """Look at a product of months; search for scenes; fetch a series of temperatures of the city."""
    part = plugins["geogap_plugin"].parts[1]
    part.show()
    dialog = part.dialog
    dialog.choose("jpl-mascons")
    picture("17_fetch_grace", dialog)
    dialog.close()
    QgsProject.instance().clear()
    city = QgsCoordinateReferenceSystem(CITY_CRS)
    iface.mapCanvas().setDestinationCrs(city)
    iface.mapCanvas().setExtent(CITY)
    panel.study.set_region(rectangle("rectangle", CITY, city))
    part.show()
    dialog.folder.setFilePath(os.environ["QGIS_CUSTOM_CONFIG_PATH"])
    for offer, name in (("planetary-computer/sentinel-2-l2a", "18_fetch_scenes"), ("ECO_L2T_LSTE", "")):
        dialog.choose(offer)
        dialog.first.setDate(FIRST_DAY)
        dialog.last.setDate(LAST_DAY)
        settle()
        click(dialog.search_button)
        wait_for(lambda: dialog.scenes.shown(), "scenes are found")
        if name:
            picture(name, dialog)
    click(dialog.add_button)
    wait_for(lambda: _fetched(part.queue), "the scenes are fetched", 240)
    dialog.close()


def _fetched(queue: FetchQueue) -> bool:
    """Say whether a layer has come; what has failed on its way goes on where it stopped, as “Retry” does."""
    for entry in queue.entries:
        queue.retry(entry)
    return bool(QgsProject.instance().mapLayers())


def clouds(window: QWidget, panel, series) -> None:
    """Fill the clouds of the city."""
    for dock in (panel, series):
        dock.show()
    panel.work_on(next(iter(QgsProject.instance().mapLayers().values())), "gaps")
    wait_for(lambda: panel.study.facts is not None, "the dates of the scenes are read")
    panel.region.choose("everything")
    in_the_gap(panel, CLOUDED)
    picture("19_cloudy", iface.mapCanvas())
    panel.fill.way.setCurrentIndex(panel.fill.way.findData("fillclouds"))
    panel.ensure_visible(panel.fill.fill)
    click(panel.fill.fill)
    wait_for(lambda: panel.fill.words.isVisible(), "the clouds are filled", 240)
    iface.messageBar().clearWidgets()
    in_the_gap(panel, CLOUDED)
    click(iface.mapCanvas().viewport(), on_map(CITY.center()))
    wait_for(lambda: len(series.plot.traces) == 1, "the plot shows the cell")
    picture("20_clouds")


def dark(panel, series) -> None:
    """Change to the dark theme; last, because QGIS does not come back from it without a restart."""
    panel.show()
    series.show()
    QgsApplication.setUITheme("Night Mapping")
    picture("21_dark")


def toolbox(window: QWidget, panel, series) -> None:
    """Show the algorithms in the toolbox, and the dialog of one."""
    for dock in (panel, series):
        dock.hide()
    found = window.findChild(QDockWidget, "ProcessingToolbox")
    found.show()
    found.searchBox.setText("geogap")
    found.algorithmTree.expandAll()
    picture("11_toolbox", found)
    fill = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    dialog = AlgorithmDialog(fill, parent=window)
    dialog.setParameters({"INPUT": panel.study.layer_id})
    dialog.resize(1100, 850)
    dialog.show()
    picture("12_fill_series", dialog)
    dialog.close()
    found.hide()


def run() -> None:
    """Take the tour and leave; what went wrong is left in a file."""
    errors: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(
        lambda text, tag, _level: errors.append(text) if tag == PYTHON_ERRORS else None
    )
    try:
        (first_steps if os.environ.get("GEOGAP_TOUR") == "first_steps" else tour)()
        if errors:
            raise RuntimeError("\n".join(errors))
    except Exception:
        picture("failure")
        (FOLDER / "failure.txt").write_text(traceback.format_exc(), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(3000, run)
