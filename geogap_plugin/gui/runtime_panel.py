"""The part of the options that installs ONNX Runtime: what is there, a live log, an offline folder, remove."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.methods import runtime_folders
from ..core.errors import GeoGapError, RuntimeMissingError
from ..worker.installing import remove
from ..worker.runtime import ENVIRONMENT_VARIABLE, Runtime, find_runtime, install_runtime
from .job import Job, running
from .verdict import Verdict

_LOG_LINES = 5


class Installation(Job):
    """The installation of ONNX Runtime, which goes on when the options are closed.

    Parameters
    ----------
    title : str
    wheels : str
        Folder with a wheel, '' for the package index.
    """

    def __init__(self, title: str, wheels: str) -> None:
        super().__init__(title, self._install)
        self._wheels = wheels

    def _install(self, job: Job) -> Runtime:
        folder = runtime_folders()[0]
        return install_runtime(folder, wheels=self._wheels or None, on_line=self.say, cancelled=self.isCanceled)


def running_installation() -> Installation | None:
    """Return the installation that is under way, whichever panel has started it."""
    return next((job for job in running if isinstance(job, Installation)), None)


def _installed_runtime() -> Runtime | None:
    try:
        return find_runtime(runtime_folders())
    except RuntimeMissingError:
        return None


class RuntimePanel(QWidget):
    """Says which ONNX Runtime there is, and installs or removes GeoGap's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._installation: Installation | None = None
        self.state = Verdict(self.tr("State of ONNX Runtime"), self)
        self.wheels = QgsFileWidget(self)
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.setDialogTitle(self.tr("Folder with an onnxruntime wheel"))
        self.wheels.lineEdit().setPlaceholderText(self.tr("Empty: download from the package index"))
        self.wheels.lineEdit().setAccessibleName(self.tr("Offline folder"))
        self.install_button = QPushButton(self.tr("Install"), self)
        self.remove_button = QPushButton(self.tr("Remove"), self)
        self.cancel_button = QPushButton(self.tr("Cancel Installation"), self)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Installation is running"))
        self.log = QPlainTextEdit(self)
        self.log.setReadOnly(True)
        self.log.setTabChangesFocus(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setFixedHeight(self.log.fontMetrics().lineSpacing() * (_LOG_LINES + 2))
        self.log.setAccessibleName(self.tr("Log of the installation"))
        self._lay_out()
        self.install_button.clicked.connect(self.install)
        self.remove_button.clicked.connect(self.remove)
        self.cancel_button.clicked.connect(self.cancel)
        under_way = running_installation()
        if under_way is None:
            self.refresh()
        else:
            self._watch(under_way)

    def _lay_out(self) -> None:
        about = QLabel(
            self.tr(
                "Trained models run with ONNX Runtime, in a process of their own. It is installed into GeoGap's folder "
                "in the QGIS profile (about 20 MB to download), never into QGIS's Python. The other methods do not "
                "need it."
            ),
            self,
        )
        about.setWordWrap(True)
        buttons = QHBoxLayout()
        for button in (self.install_button, self.remove_button, self.cancel_button):
            buttons.addWidget(button)
        self.busy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.busy, 1)
        buttons.addStretch()
        form = QFormLayout()
        form.addRow(self.tr("Offline folder"), self.wheels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (about, self.state):
            layout.addWidget(part)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addWidget(self.log)
        self.log.hide()
        self._show_running(False)

    def refresh(self) -> None:
        """Look for ONNX Runtime, which asks the interpreter, in the background."""
        self.state.wait(self.tr("Looking for ONNX Runtime…"))
        search = Job(self.tr("Looking for ONNX Runtime"), lambda job: _installed_runtime())
        search.ended.connect(self._found)
        search.start()

    def install(self) -> None:
        """Install ONNX Runtime in the background, from the offline folder if there is one."""
        self.log.clear()
        installation = Installation(self.tr("Installing ONNX Runtime"), self.wheels.filePath())
        self._watch(installation)
        installation.start()

    def cancel(self) -> None:
        """Stop the installation; nothing is left of it."""
        if self._installation is not None:
            self._installation.cancel()

    def remove(self) -> None:
        """Remove the ONNX Runtime that GeoGap has installed."""
        try:
            remove(Path(runtime_folders()[0]))
        except GeoGapError as error:
            self.state.refuse(error.message)
            return
        self.refresh()

    def _watch(self, installation: Installation) -> None:
        """Show an installation, with what it has said so far."""
        self._installation = installation
        for line in installation.lines:
            self.log.appendPlainText(line)
        installation.said.connect(self.log.appendPlainText)
        installation.ended.connect(self._installed)
        self.log.show()
        self.state.wait(self.tr("Installing…"))
        self._show_running(True)

    def _installed(self, runtime: Runtime | None, error: str) -> None:
        self._installation = None
        self._show_running(False)
        if error:
            self.state.refuse(error)
        elif runtime is None:
            self.state.wait(self.tr("The installation was cancelled; nothing has changed."))
        else:
            self.refresh()  # which of several is used

    def _found(self, runtime: Runtime | None, error: str) -> None:
        if runtime is None:
            self.state.refuse(error or self.tr("ONNX Runtime is not installed."))
        elif runtime.site is None:
            self.state.accept(self.tr("ONNX Runtime {} of the system's Python").format(runtime.version))
        else:
            self.state.accept(self.tr("ONNX Runtime {} in {}").format(runtime.version, runtime.site))
        if runtime is not None and runtime.site not in (None, *runtime_folders()):
            self.state.add(self.tr("The environment variable {} names this folder.").format(ENVIRONMENT_VARIABLE))
        self._show_running(self._installation is not None)

    def _show_running(self, running: bool) -> None:
        self.install_button.setEnabled(not running)
        self.wheels.setEnabled(not running)
        self.remove_button.setEnabled(not running and Path(runtime_folders()[0]).is_dir())
        self.cancel_button.setVisible(running)
        self.busy.setVisible(running)
