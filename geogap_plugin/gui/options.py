"""GeoGap's page in QGIS's options, and the entry of the Raster menu that opens it."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..algorithms.methods import METHODS
from ..algorithms.network import CACHE_FOLDER, download_cache
from ..metadata import resource
from ..sources.cache import Cache
from .credentials import CredentialsPanel
from .diagnostics import diagnostics
from .job import Job, running
from .menu import add_entry, remove_entry
from .runtime_panel import RuntimePanel

PAGE = "geogap"
"""By this name QGIS finds the page."""


class OptionsPage(QgsOptionsPageWidget):
    """Settings, credentials and ONNX Runtime; the settings are stored when the options are accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE)
        self.runtime = RuntimePanel(self)
        self.credentials = CredentialsPanel(self)
        self.method = QComboBox(self)
        self.method.addItems(METHODS)
        self.method.setCurrentText(settings.METHOD.read(METHODS))
        self.threads = _spin_box(settings.THREADS, "", self)
        self.threads.setSpecialValueText(self.tr("Automatic"))
        self.memory = _spin_box(settings.MEMORY, self.tr(" MB"), self)
        self.memory.setSingleStep(128)
        self.model_folder = self._folder(settings.MODEL_FOLDER, "models")
        self.cache_folder = self._folder(settings.CACHE_FOLDER, "cache")
        if os.environ.get(CACHE_FOLDER):
            self.cache_folder.setEnabled(False)
            self.cache_folder.setFilePath("")
            self.cache_folder.lineEdit().setPlaceholderText(
                self.tr("The environment variable {} names the folder").format(CACHE_FOLDER)
            )
        self.cache_limit = _spin_box(settings.CACHE_LIMIT, self.tr(" MB"), self)
        self.cache_limit.setSingleStep(512)
        self.cache_size = QLabel(self)
        self.empty_button = QPushButton(self.tr("Empty…"), self)
        self.copy_button = QPushButton(self.tr("Copy Diagnostics"), self)
        self.copied = QLabel(self)
        self._lay_out()
        self.empty_button.clicked.connect(self.empty_cache)
        self.copy_button.clicked.connect(self.copy_diagnostics)
        self._measure()

    def _folder(self, setting: settings.Text, name: str) -> QgsFileWidget:
        widget = QgsFileWidget(self)
        widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        widget.setFilePath(setting.read())
        widget.lineEdit().setPlaceholderText(str(settings.profile_folder(name)))
        return widget

    def _lay_out(self) -> None:
        filling = QFormLayout()
        _row(filling, self.tr("Default method"), self.method, self.tr("What “Method” is unless you choose another."))
        _row(filling, self.tr("Threads"), self.threads, self.tr("Of the process that runs models."))
        _row(
            filling,
            self.tr("Memory limit"),
            self.memory,
            self.tr("What “Memory limit” is unless you change it; the results do not depend on it."),
        )
        _row(filling, self.tr("Model folder"), self.model_folder, self.tr("Where models of your own are installed."))
        used = QHBoxLayout()
        used.addWidget(self.cache_size)
        used.addWidget(self.empty_button)
        used.addStretch()
        downloads = QFormLayout()
        _row(
            downloads,
            self.tr("Folder"),
            self.cache_folder,
            self.tr("Downloads are kept in a folder of their own inside this one."),
        )
        _row(downloads, self.tr("Limit"), self.cache_limit, self.tr("What was used longest ago is deleted first."))
        downloads.addRow(self.tr("In use"), used)
        help_row = QHBoxLayout()
        help_row.addWidget(self.copy_button)
        help_row.addWidget(self.copied, 1)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.addWidget(_group(self.tr("ONNX Runtime"), self.runtime))
        column.addWidget(_group(self.tr("Credentials"), self.credentials))
        column.addWidget(_group(self.tr("Filling"), filling))
        column.addWidget(_group(self.tr("Downloads"), downloads))
        column.addLayout(help_row)
        column.addStretch()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def apply(self) -> None:
        """Store the settings; QGIS calls this when the options are accepted."""
        settings.METHOD.write(self.method.currentText())
        settings.THREADS.write(self.threads.value())
        settings.MEMORY.write(self.memory.value())
        settings.MODEL_FOLDER.write(self.model_folder.filePath().strip())
        if self.cache_folder.isEnabled():
            settings.CACHE_FOLDER.write(self.cache_folder.filePath().strip())
        settings.CACHE_LIMIT.write(self.cache_limit.value())

    def copy_diagnostics(self) -> None:
        """Put what a bug report needs onto the clipboard."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            QApplication.clipboard().setText(diagnostics())
        finally:
            QApplication.restoreOverrideCursor()
        self.copied.setText(self.tr("Copied. It holds no secrets; paste it into your report."))

    def empty_cache(self) -> None:
        """Delete all downloads, if the user means it."""
        folder = download_cache().folder
        question = self.tr("Delete all downloads in {}? They will be fetched again when they are needed.").format(
            folder
        )
        if QMessageBox.question(self, self.tr("Empty Cache"), question) == QMessageBox.StandardButton.Yes:
            self.empty_button.setEnabled(False)
            job = Job(self.tr("Deleting downloads"), lambda job: Cache(folder, 0).trim())
            job.ended.connect(self._measure)
            job.start()

    def _measure(self) -> None:
        """Look in the background how much room the downloads take."""
        cache = download_cache()
        self.cache_size.setText(self.tr("Measuring…"))
        job = Job(self.tr("Measuring the downloads"), lambda job: cache.size())
        job.ended.connect(self._measured)
        job.start()

    def _measured(self, size: int | None, error: str) -> None:
        self.cache_size.setText(self.tr("{:,.0f} MB").format((size or 0) / 2**20))
        self.empty_button.setEnabled(bool(size))


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever QGIS opens its options."""

    def __init__(self) -> None:
        super().__init__("GeoGap", QIcon(resource("icons", "geogap.svg")), PAGE)

    def icon(self) -> QIcon:
        """Return the icon beside the page's name."""
        return QIcon(resource("icons", "geogap.svg"))

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        """Return a new page."""
        return OptionsPage(parent)


class OptionsPart:
    """The page of options and its entry in the Raster menu, for as long as the plugin is loaded.

    Parameters
    ----------
    iface : QgisInterface
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._factory: OptionsFactory | None = None
        self._action: QAction | None = None

    def load(self) -> None:
        """Register the page and add the entry."""
        self._factory = OptionsFactory()
        self._iface.registerOptionsWidgetFactory(self._factory)
        label = QCoreApplication.translate("OptionsPart", "Options…")
        icon = QgsApplication.getThemeIcon("mActionOptions.svg")
        self._action = QAction(icon, label, self._iface.mainWindow())
        self._action.setObjectName("geogap_options")
        self._action.triggered.connect(self.show)
        add_entry(self._iface, self._action)

    def unload(self) -> None:
        """Take both away, and end what the page has started."""
        if self._action is not None:
            remove_entry(self._iface, self._action)
            self._action = None
        if self._factory is not None:
            self._iface.unregisterOptionsWidgetFactory(self._factory)
            self._factory = None
        for job in list(running):
            job.cancel()

    def show(self) -> None:
        """Open QGIS's options at the page."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE)


def _spin_box(setting: settings.Number, suffix: str, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setRange(setting.lowest, setting.highest)
    box.setValue(setting.read())
    box.setSuffix(suffix)
    return box


def _row(form: QFormLayout, label: str, widget: QWidget, about: str) -> None:
    """Add a row whose purpose is said by a tooltip and to screen readers."""
    form.addRow(label, widget)
    target = widget.lineEdit() if isinstance(widget, QgsFileWidget) else widget
    target.setAccessibleName(label)
    target.setAccessibleDescription(about)
    widget.setToolTip(about)


def _group(title: str, content: QWidget | QFormLayout) -> QGroupBox:
    group = QGroupBox(title)
    if isinstance(content, QWidget):
        layout = QVBoxLayout(group)
        layout.addWidget(content)
    else:
        group.setLayout(content)
    return group
