"""ONNX Runtime is installed with the real pip while QGIS stays usable, and removed again."""

import os
import time

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from geogap_plugin import settings
from geogap_plugin.gui.job import running
from geogap_plugin.gui.options import OptionsPart
from geogap_plugin.gui.runtime_panel import RuntimePanel, running_installation
from geogap_plugin.worker import runtime

from ..sources.loopback import Server
from ..worker.test_runtime import needs_pip, wheel
from .conftest import discard, until


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the plugin installs in this test."""
    needs_pip()
    monkeypatch.setattr(settings, "profile_folder", lambda name: tmp_path / "profile" / name)
    monkeypatch.delenv(runtime.ENVIRONMENT_VARIABLE, raising=False)
    return tmp_path / "profile" / "runtime"


def opened():
    panel = RuntimePanel()
    panel.show()
    until(lambda: not running)
    return panel


@pytest.fixture
def panel():
    panel = opened()
    yield panel
    discard(panel)


@pytest.fixture
def silent_index(monkeypatch):
    """A package index that never answers."""
    with Server() as server:
        server.faults["/simple/onnxruntime/"] = ["silence"] * 5
        monkeypatch.setenv("PIP_INDEX_URL", f"{server.root}/simple")
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
            monkeypatch.delenv(name, raising=False)
        yield server


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def installed(panel, wheels):
    panel.wheels.setFilePath(str(wheels))
    press(panel.install_button)
    assert not panel.install_button.isEnabled()
    until(lambda: not running, 60)
    return panel.state.text()


def test_installing_from_a_folder_shows_the_log_and_what_is_there_then(panel, folder, tmp_path):
    assert not panel.remove_button.isEnabled()
    assert installed(panel, wheel(tmp_path / "wheels")) == f"ONNX Runtime 1.2.3 in {folder}"
    assert "Successfully installed onnxruntime-1.2.3" in panel.log.toPlainText()
    assert panel.log.isVisible()
    assert not panel.state.refused
    press(panel.remove_button)
    until(lambda: not running)
    assert list(folder.parent.iterdir()) == []
    assert "1.2.3" not in panel.state.text()
    assert not panel.remove_button.isEnabled()


def test_a_failure_is_said_in_words_and_changes_nothing(panel, folder, tmp_path):
    (tmp_path / "nothing").mkdir()
    assert "pip download" in installed(panel, tmp_path / "nothing")
    assert panel.state.refused
    assert panel.install_button.isEnabled()
    assert not folder.exists()


def test_the_environment_variable_is_named(folder, tmp_path, monkeypatch):
    first = opened()
    installed(first, wheel(tmp_path / "wheels"))
    discard(first)
    named = folder.rename(tmp_path / "elsewhere")
    monkeypatch.setenv(runtime.ENVIRONMENT_VARIABLE, str(named))
    panel = opened()
    assert str(named) in panel.state.text()
    assert runtime.ENVIRONMENT_VARIABLE in panel.state.text()
    discard(panel)


def test_cancelling_answers_at_once_and_leaves_nothing(panel, folder, silent_index):
    press(panel.install_button)
    until(lambda: silent_index.seen)
    begin = time.monotonic()
    press(panel.cancel_button)
    until(lambda: not running)
    assert time.monotonic() - begin < 1.5
    assert list(folder.parent.iterdir()) == []
    assert "cancelled" in panel.state.text()
    assert not panel.cancel_button.isVisible()


def test_an_installation_goes_on_without_its_panel_and_the_next_one_shows_it(folder, silent_index):
    first = opened()
    press(first.install_button)
    until(lambda: silent_index.seen and first.log.toPlainText())
    discard(first)
    assert running_installation() is not None
    second = RuntimePanel()
    second.show()
    assert "Looking in indexes" in second.log.toPlainText()
    assert second.cancel_button.isVisible()
    assert not second.install_button.isEnabled()
    OptionsPart(None).unload()  # as when the plugin is switched off
    until(lambda: not running)
    assert second.install_button.isEnabled()
    assert list(folder.parent.iterdir()) == []
    discard(second)
