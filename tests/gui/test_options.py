"""The page of options: what is set there counts for the next run, and it is readable and reachable for everybody."""

import os
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsCredentials, QgsSettings
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QColor, QKeyEvent, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QWidget,
)

from geogap_plugin import settings
from geogap_plugin.algorithms.fill_series import FillSeries
from geogap_plugin.algorithms.methods import inference_threads, library_folder
from geogap_plugin.algorithms.network import download_cache
from geogap_plugin.gui.credentials import CredentialsDialog
from geogap_plugin.gui.job import running
from geogap_plugin.gui.options import OptionsFactory

from .conftest import MASTER, discard, until

CONTROLS = (QPushButton, QComboBox, QAbstractSpinBox, QTreeWidget)


@pytest.fixture
def page():
    page = OptionsFactory().createWidget()
    page.resize(800, 900)
    page.show()
    until(lambda: not running)
    yield page
    until(lambda: not running)
    discard(page)


def defaults():
    algorithm = FillSeries().create()
    return {name: algorithm.parameterDefinition(name).defaultValue() for name in ("METHOD", "MEMORY")}


def test_what_is_set_counts_for_the_next_run(page, tmp_path):
    page.method.setCurrentText("harmonic")
    page.threads.setValue(3)
    page.memory.setValue(2048)
    page.model_folder.setFilePath(str(tmp_path / "models"))
    page.cache_folder.setFilePath(str(tmp_path / "downloads"))
    page.cache_limit.setValue(1000)
    assert defaults() == {"METHOD": "auto", "MEMORY": 512}  # not before the options are accepted
    page.apply()
    assert defaults() == {"METHOD": "harmonic", "MEMORY": 2048}
    assert inference_threads() == 3
    assert library_folder() == str(tmp_path / "models")
    assert download_cache().limit == 1000 * 2**20
    assert download_cache().folder.parent == tmp_path / "downloads"
    again = OptionsFactory().createWidget()
    assert (again.method.currentText(), again.threads.value(), again.memory.value()) == ("harmonic", 3, 2048)
    until(lambda: not running)
    discard(again)


def test_defaults_are_not_stored(page):
    page.memory.setValue(1024)
    page.apply()
    page.memory.setValue(512)
    page.apply()
    assert [key for key in QgsSettings().allKeys() if key.startswith("geogap/")] == []


def test_nonsense_in_the_settings_means_the_default():
    for key, value in {"method": "magic", "threads": "many", "memory_megabytes": -5, "cache_megabytes": "x"}.items():
        QgsSettings().setValue(f"geogap/{key}", value)
    assert defaults() == {"METHOD": "auto", "MEMORY": 16}
    assert inference_threads() == min(os.cpu_count(), 4)
    assert download_cache().limit == 4096 * 2**20


def test_emptying_the_cache_leaves_the_users_own_files_alone(page, tmp_path, monkeypatch):
    monkeypatch.delenv("GEOGAP_CACHE", raising=False)
    settings.CACHE_FOLDER.write(str(tmp_path))
    (tmp_path / "thesis.docx").write_text("mine")
    download = download_cache().shelf("jpl-mascons") / "a.nc"
    download.parent.mkdir(parents=True)
    download.write_bytes(bytes(3 * 2**20))
    page._measure()
    until(lambda: not running)
    assert page.cache_size.text() == "3 MB"
    monkeypatch.setattr(QMessageBox, "question", lambda *about: QMessageBox.StandardButton.Yes)
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    until(lambda: not running)
    assert not download.exists()
    assert (tmp_path / "thesis.docx").read_text() == "mine"
    assert page.cache_size.text() == "0 MB"


def test_a_folder_of_the_environment_cannot_be_changed_here(monkeypatch, tmp_path):
    settings.CACHE_FOLDER.write("/kept")
    monkeypatch.setenv("GEOGAP_CACHE", str(tmp_path))
    page = OptionsFactory().createWidget()
    assert not page.cache_folder.isEnabled()
    page.apply()
    assert settings.CACHE_FOLDER.read() == "/kept"
    until(lambda: not running)
    discard(page)


def test_diagnostics_tell_what_a_bug_report_needs_and_not_who_reports(page, monkeypatch):
    monkeypatch.setenv("HOME", str(Path(QgsApplication.qgisSettingsDirPath()).parents[1]))
    QTest.mouseClick(page.copy_button, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    python = "{}.{}.{}".format(*sys.version_info[:3])
    for wanted in (
        "GeoGap 0.",
        "QGIS 3.",
        f"Python version {python}",
        "GDAL",
        "NumPy",
        "monthly",
        "memory_megabytes: 512",
    ):
        assert wanted in text, wanted
    assert os.environ["HOME"] not in text
    assert "~/" in text
    assert "Copied" in page.copied.text()


def reached(window):
    """Return the widgets that the tab key reaches, in its order."""
    window.activateWindow()
    found = []
    for _ in range(100):
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
        widget = window.focusWidget()
        if found and widget is found[0]:
            break
        found.append(widget)
    return found


def test_the_tab_key_reaches_every_control_from_top_to_bottom(page):
    order = reached(page)
    controls = [one for kind in CONTROLS for one in page.findChildren(kind) if one.isVisible() and one.isEnabled()]
    assert len(controls) > 8
    assert [one for one in controls if one not in order] == []
    places = [one.mapTo(page, one.rect().center()).y() for one in order if isinstance(one, CONTROLS)]
    assert all(later > earlier - 10 for earlier, later in zip(places, places[1:])), places


@pytest.mark.parametrize("service", ["earthdata", "cds", "copernicus", "stac"])
def test_the_dialog_is_used_with_the_keyboard_alone(service):
    from geogap_plugin.algorithms.credentials import service as by_id

    dialog = CredentialsDialog(by_id(service))
    dialog.show()
    assert not set(dialog.fields.values()) - set(reached(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    discard(dialog)


def name_of(widget):
    buddies = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    text = widget.text() if isinstance(widget, QPushButton) else ""
    return widget.accessibleName() or text or " ".join(buddies)


def test_every_control_has_a_name_for_screen_readers(page):
    controls = [one for kind in CONTROLS for one in page.findChildren(kind)]
    controls += [one for one in page.findChildren(QLineEdit) if not isinstance(one.parent(), QAbstractSpinBox)]
    assert [one for one in controls if not name_of(one)] == []


def contrast(one, other):
    """Contrast ratio of WCAG 2.1, 1.4.3."""

    def luminance(colour):
        parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_dark_theme_stays_readable(page):
    dark = QPalette()
    for role, colour in (("Window", "#2d2d2d"), ("Base", "#1e1e1e"), ("Button", "#3a3a3a")):
        dark.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    for role in ("WindowText", "Text", "ButtonText"):
        dark.setColor(getattr(QPalette.ColorRole, role), QColor("#eeeeee"))
    page.setPalette(dark)
    page.runtime.state.refuse("Something is wrong.")
    for widget in page.findChildren(QWidget):
        if type(widget).__module__.startswith("geogap_plugin"):
            assert widget.styleSheet() == ""
    for label in page.findChildren(QLabel):
        assert label.styleSheet() == ""
        palette = label.palette()
        text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
        assert contrast(text, palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)) > 4.5
    picture = page.findChild(QScrollArea).grab().toImage()
    assert picture.pixelColor(3, 3).lightness() < 80


class Nobody(QgsCredentials):
    """Somebody who does not know the master password and counts how often he is asked."""

    def __init__(self):
        super().__init__()
        self.asked = 0
        self.setInstance(self)

    def requestMasterPassword(self, *about):
        self.asked += 1
        return False, ""


@pytest.fixture
def nobody():
    manager = QgsApplication.authManager()
    manager.clearMasterPassword()
    Nobody.kept = getattr(Nobody, "kept", None) or Nobody()
    Nobody.kept.asked = 0
    yield Nobody.kept
    assert manager.setMasterPassword(MASTER, True)


def test_opening_the_page_asks_for_no_password_and_a_refusal_is_said_in_words(nobody):
    QgsSettings().setValue("geogap/credentials/earthdata", "abc1234")
    page = OptionsFactory().createWidget()
    page.show()
    until(lambda: not running)
    assert nobody.asked == 0
    dialog = CredentialsDialog(page.credentials.service)
    dialog.show()
    dialog.fields["token"].setText("a.token")
    dialog.accept()
    assert nobody.asked
    assert "master password is needed" in dialog.verdict.text()
    assert dialog.isVisible()
    discard(dialog)
    discard(page)
