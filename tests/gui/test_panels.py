"""The panels in the window: entries of menus, ten times loading, and five hundred random events."""

import gc
import random

import numpy as np
import pytest
from qgis.core import Qgis, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QWidget

from geogap_plugin.gui.panels import PanelsPart
from geogap_plugin.gui.runs import AlgorithmRun

from ..algorithms.conftest import read
from .conftest import until
from .desk import click, open_layer

EVENTS = 500
KEYS = [
    getattr(Qt.Key, f"Key_{name}")
    for name in ("Tab", "Backtab", "Left", "Right", "Up", "Down", "Home", "End", "Space", "Return", "Escape", "Plus")
] + [getattr(Qt.Key, f"Key_{name}") for name in ("Minus", "0", "5", "A", "Delete", "Backspace", "PageUp", "PageDown")]


@pytest.fixture
def layer(part, series_file):
    return open_layer(series_file)


@pytest.fixture
def active(layer, desk):
    desk.setActiveLayer(layer)
    return layer


def entries(part):
    return {action.text(): action for action in part._layer_actions}


def test_nothing_is_shown_until_asked_for(part):
    assert part.panel.isHidden()
    assert part.series.isHidden()
    part.toolbar_action.trigger()
    assert not part.panel.isHidden()
    part.toolbar_action.trigger()
    assert part.panel.isHidden()


def test_a_raster_layer_is_taken_to_its_gaps(part, active):
    entries(part)["Find gaps…"].trigger()
    assert not part.panel.isHidden()
    assert part.panel.study.layer is active
    part.panel.gaps.setCollapsed(True)
    entries(part)["Find gaps…"].trigger()
    assert not part.panel.gaps.isCollapsed()


def test_a_raster_layer_is_taken_to_its_filling(part, active):
    part.panel.fill.setCollapsed(True)
    entries(part)["Fill gaps…"].trigger()
    until(lambda: part.panel.fill.fill.isEnabled())
    assert not part.panel.fill.isCollapsed()
    assert part.panel.study.layer is active


def test_a_raster_layer_shows_its_series(part, active, desk, series_file):
    entries(part)["Show series"].trigger()
    assert not part.series.isHidden()
    click(desk.mapCanvas(), -56.5, 0.5)
    until(lambda: part.series.plot.traces)
    values, _, _ = read(series_file)
    shown = part.series.plot.traces[0].series.value
    np.testing.assert_array_equal(shown[np.isfinite(shown)], values[np.isfinite(values[:, 2, 3]), 2, 3])


def test_a_raster_without_dates_does_no_harm(part, desk, root):
    single = QgsRasterLayer(str(root / "nothing.tif"), "broken")
    QgsProject.instance().addMapLayer(single)
    desk.setActiveLayer(single)
    for action in part._layer_actions:
        action.trigger()
    assert part.panel.study.source == ""


def test_the_entries_are_those_of_raster_layers(desk, part):
    calls = desk.addCustomActionForLayerType.call_args_list[-3:]
    assert [call.args[0].text() for call in calls] == ["Find gaps…", "Fill gaps…", "Show series"]
    assert {(call.args[1], call.args[2], call.args[3]) for call in calls} == {("GeoGap", Qgis.LayerType.Raster, True)}


def test_ten_times_loading_leaves_nothing(desk, series_file):
    window, canvas = desk.mainWindow(), desk.mapCanvas()
    counts = []
    for _ in range(11):
        part = PanelsPart(desk)
        part.load()
        part.panel.setUserVisible(True)
        part.show_series([open_layer(series_file)])
        click(canvas, -56.5, 0.5)
        until(lambda part=part: part.series.plot.traces)
        part.panel.region.choose("canvas")
        part.unload()
        QgsProject.instance().clear()
        del part
        gc.collect()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        docks = [dock for dock in window.findChildren(QDockWidget) if dock.objectName().startswith("GeoGap")]
        assert docks == []
        assert canvas.mapTool() is None
        counts.append((len(QApplication.allWidgets()), len(window.children()), len(canvas.scene().items())))
    # The first round makes what QGIS itself keeps.
    assert counts[2:] == counts[1:-1]


def test_unloading_after_a_load_that_failed_is_no_error(desk):
    part = PanelsPart(desk)
    part.unload()
    part.load()
    part.unload()
    part.unload()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.usefixtures("no_circles")
def test_unloading_while_something_runs(desk, series_file):
    part = PanelsPart(desk)
    part.load()
    part.panel.study.set_layer(open_layer(series_file))
    until(lambda: part.panel.study.facts is not None)
    part.panel.gaps.find_gaps()
    part.show_series([part.panel.study.layer])
    click(desk.mapCanvas(), -56.5, 0.5)
    part.unload()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    until(lambda: not AlgorithmRun.running)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_random_events_raise_nothing(part, active, monkeypatch, desk, seed):
    monkeypatch.setattr(part.panel, "_open_options", lambda: None)
    chance = random.Random(seed)
    part.panel.setUserVisible(True)
    part.series.setUserVisible(True)
    part.panel.study.set_layer(active)
    until(lambda: part.panel.study.facts is not None)
    # Menus and dialogs wait for a hand, in an event loop of their own.
    hand = QTimer()
    hand.timeout.connect(_close_popups)
    hand.start(30)
    for _ in range(EVENTS):
        _strike(chance, [part.panel, part.series], desk.mapCanvas().viewport())
    hand.stop()
    _close_popups()
    part.panel.runner.cancel()
    until(lambda: not AlgorithmRun.running, 60)
    until(lambda: not part.series._reader.busy)


def _close_popups():
    for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if widget is not None:
            widget.close()


def _strike(chance, docks, viewport):
    """Press a key or the mouse somewhere on the panels or the map."""
    widgets = [found for dock in docks for found in dock.findChildren(QWidget) if found.isVisible()]
    target = chance.choice([*widgets, viewport, viewport])
    place = QPoint(chance.randrange(max(1, target.width())), chance.randrange(max(1, target.height())))
    held = chance.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ControlModifier])
    button = chance.choice([Qt.MouseButton.LeftButton] * 4 + [Qt.MouseButton.RightButton])
    kind = chance.randrange(10)
    if kind < 5:
        QTest.mouseClick(target, button, held, place)
    elif kind == 5:
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, held, place)
    elif kind == 6:
        QTest.mouseMove(target, place)
    elif kind == 7:
        wheel = QWheelEvent(
            QPointF(place),
            QPointF(target.mapToGlobal(place)),
            QPoint(),
            QPoint(0, chance.choice((-120, 120))),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, wheel)
    else:
        QTest.keyClick(target, chance.choice(KEYS), held)
