"""Settings and credentials of a test's own, in a real QGIS, and every service on this machine."""

from __future__ import annotations

import gc
import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsSettings,
    QgsTemporalNavigationObject,
)
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
from qgis.PyQt.QtWidgets import QApplication

from geogap_plugin.algorithms.credentials import SERVICES
from geogap_plugin.gui.job import running
from geogap_plugin.gui.panels import PanelsPart
from geogap_plugin.gui.runs import AlgorithmRun
from geogap_plugin.plugin import GeoGapPlugin
from geogap_plugin.sources import catalog

from ..algorithms.conftest import write_series
from ..sources.loopback import Server, page

MASTER = "for tests only"


def until(condition, seconds=15.0):
    """Let Qt work until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.005)


def discard(widget):
    """Delete a widget as closing the options does."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def own_settings(qgis_app, monkeypatch):
    """A settings file that only this test reads and writes, and no credentials in the environment or left behind."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        manager.setMasterPassword(MASTER, True)
    for service in SERVICES:
        for variable in service.variables:
            monkeypatch.delenv(variable, raising=False)
    usual = QCoreApplication.organizationName()
    QCoreApplication.setOrganizationName(f"geogap-test-{uuid4().hex[:8]}")
    before = set(manager.configIds())
    yield Path(QgsSettings().fileName())
    try:
        until(lambda: not running)
    finally:
        running.clear()
    for config in set(manager.configIds()) - before:
        manager.removeAuthenticationConfig(config)
    file = Path(QgsSettings().fileName())
    file.unlink(missing_ok=True)
    with suppress(OSError):
        file.parent.rmdir()
    QCoreApplication.setOrganizationName(usual)


@pytest.fixture
def log(qgis_app):
    """What QGIS's log takes meanwhile."""
    lines = []

    def keep(*parts):
        lines.append(" ".join(str(part) for part in parts))

    QgsApplication.messageLog().messageReceived.connect(keep)
    yield lines
    QgsApplication.messageLog().messageReceived.disconnect(keep)


@pytest.fixture
def services(tmp_path, monkeypatch):
    """The server behind all services, whose addresses the registries of this test name."""
    with Server() as server:
        folder = Path(catalog.__file__).parent
        products = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
        products["services"] = {name: f"{server.root}/{name}" for name in products["services"]}
        scenes = json.loads((folder / "scenes.json").read_text(encoding="utf-8"))
        for entry in scenes["catalogs"]:
            if entry["id"] == "copernicus":
                entry["signing"]["endpoint"] = server.root
        for name, content, variable in (
            ("catalog.json", products, "GEOGAP_CATALOG"),
            ("scenes.json", scenes, "GEOGAP_SCENES"),
        ):
            (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
            monkeypatch.setenv(variable, str(tmp_path / name))
        server.pages["/geosphere/grid/historical/inca-v1-1h-1km/metadata"] = page(
            {"title": "INCA", "end_time": "2024-01-01T00:00+00:00", "parameters": []}
        )
        yield server


@pytest.fixture
def series_file(tmp_path):
    """A monthly series of twelve years with missing months, one clouded pixel and one cell of sea."""
    return write_series(tmp_path / "lwe_series.tif")


@pytest.fixture
def raised(monkeypatch):
    """What is raised in slots, where Python alone would end the process; nothing may be."""
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: seen.append(error))
    yield seen
    assert seen == []


@pytest.fixture
def no_circles():
    """No circle of references may hold a QObject: Python looks for circles in any thread, and would end it there."""
    gc.collect()
    gc.disable()
    yield
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
        objects = [found for found in gc.garbage if issubclass(type(found), QObject)]
        left = [type(found).__name__ for found in objects if not sip.isdeleted(found)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == []


@pytest.fixture
def desk(qgis_iface, raised, monkeypatch):
    """The window, with an empty project, a map of South America in degrees, and a Temporal Controller."""
    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    window, canvas = qgis_iface.mainWindow(), qgis_iface.mapCanvas()
    QgsProject.instance().clear()
    controller = QgsTemporalNavigationObject()
    canvas.setTemporalController(controller)
    window.resize(900, 700)
    window.show()
    canvas.resize(600, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(-62, -4, -53, 4))
    plugin = GeoGapPlugin(qgis_iface)
    plugin.initProcessing()
    yield qgis_iface
    until(lambda: not AlgorithmRun.running)
    QgsProject.instance().clear()
    plugin.unload()
    canvas.unsetMapTool(canvas.mapTool())
    canvas.setTemporalController(None)
    controller.deleteLater()
    window.hide()


@pytest.fixture
def part(desk):
    """The panels, loaded."""
    part = PanelsPart(desk)
    part.load()
    yield part
    if part.panel is not None:
        part.panel.runner.cancel()
    until(lambda: not AlgorithmRun.running)
    part.unload()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
