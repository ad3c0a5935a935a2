"""The model manager lists what there is with its card, and takes models in and out."""

import shutil
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox

from geogap_plugin import settings
from geogap_plugin.gui.models import ModelManager, ModelsPart
from geogap_plugin.metadata import MODELS

from ..series_onnx import series_model
from .conftest import discard, until


@pytest.fixture
def folder(tmp_path, desk):
    """The library of this test."""
    folder = tmp_path / "library"
    settings.MODEL_FOLDER.write(str(folder))
    return folder


@pytest.fixture
def manager(folder):
    manager = ModelManager()
    manager.show()
    yield manager
    until(lambda: not manager.runner.busy)
    discard(manager)


def rows(manager):
    found = [manager.models.topLevelItem(row) for row in range(manager.models.topLevelItemCount())]
    return {(item.text(0), item.text(3)): item for item in found}


def own_model(tmp_path, name="own"):
    path = tmp_path / f"{name}.onnx"
    path.write_bytes(series_model(name=name))
    return path


def install(manager, path):
    manager.install(str(path))
    until(lambda: not manager.runner.busy)


def test_every_bundled_model_is_there_with_its_card(manager):
    assert {name for name, where in rows(manager) if where == "bundled"} == {
        path.stem for path in Path(MODELS).glob("*.onnx")
    }
    manager.models.setCurrentItem(rows(manager)["monthly", "bundled"])
    text = manager.card.toPlainText()
    for told in (
        "monthly 2.0.0",
        "Gap length",
        "1 to 18 epochs",
        "synthetic series",
        "python -m training train monthly",
    ):
        assert told in text
    assert not manager.remove_button.isEnabled()


def test_an_installed_model_is_chosen_and_can_be_removed(manager, folder, tmp_path, monkeypatch):
    install(manager, own_model(tmp_path))
    assert manager.runner.message.text() == ""
    [file] = folder.glob("*.onnx")
    assert manager.chosen().path == file
    assert "Fills monthly series." in manager.card.toPlainText()
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *asked: next(answers))
    QTest.mouseClick(manager.remove_button, Qt.MouseButton.LeftButton)
    assert file.is_file()
    QTest.mouseClick(manager.remove_button, Qt.MouseButton.LeftButton)
    assert not file.exists()
    assert ("own", "installed") not in rows(manager)


def test_a_refused_file_leaves_the_library_alone_and_says_why(manager, folder, tmp_path):
    path = tmp_path / "noise.onnx"
    path.write_bytes(b"\x00\x01 no graph")
    install(manager, path)
    assert "noise.onnx is not a valid ONNX model" in manager.runner.message.text()
    assert not list(folder.glob("*"))


def test_a_damaged_file_in_the_library_is_named(manager, folder):
    folder.mkdir()
    (folder / "broken.onnx").write_bytes(b"torn")
    manager.refresh()
    assert "broken.onnx" in manager.runner.message.text()
    assert ("monthly", "bundled") in rows(manager)


def test_a_dropped_onnx_file_is_installed_and_others_are_not_taken(manager, folder, tmp_path):
    path = own_model(tmp_path)
    other = tmp_path / "picture.png"
    shutil.copy(path, other)
    for file, taken in ((other, False), (path, True)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, buttons, keys)
        entering.ignore()
        QApplication.sendEvent(manager, entering)
        assert entering.isAccepted() == taken
        QApplication.sendEvent(manager, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, keys))
        until(lambda: not manager.runner.busy)
        assert (("own", "installed") in rows(manager)) == taken


def test_every_button_is_reached_by_the_keyboard_and_has_a_name(manager):
    for button in (manager.install_button, manager.remove_button, manager.train_button, manager.folder_button):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_menu_entry_comes_and_goes(desk, folder):
    window = desk.mainWindow()
    part = ModelsPart(desk)
    for _ in range(3):
        part.load()
        window.findChild(QAction, "geogap_models").trigger()
        first = part.manager
        window.findChild(QAction, "geogap_models").trigger()
        assert part.manager is first
        part.unload()
        discard(first)
        assert window.findChild(ModelManager, "GeoGapModels") is None
        assert window.findChild(QAction, "geogap_models") is None
