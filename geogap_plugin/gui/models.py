"""The model manager: which models there are, what their cards say, and how they come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis import processing
from qgis.PyQt.QtCore import QCoreApplication, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.methods import library_folder
from ..core.errors import GeoGapError
from ..library import Installed, installed_models, remove
from ..metadata import MODELS, resource
from ..report.card import card_html
from .menu import add_entry, remove_entry
from .widgets import RunBar, push_button

_MODEL = Qt.ItemDataRole.UserRole


class ModelManager(QDialog):
    """Lists the bundled and the installed models beside the card of the chosen one.

    A model comes in by the button or dropped as a file, through the algorithm “Install model”, which checks it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("GeoGapModels")
        self.setWindowTitle(self.tr("GeoGap Models"))
        self.setAcceptDrops(True)
        self.resize(900, 560)
        self._training: QDialog | None = None
        self.models = QTreeWidget(self)
        self.models.setHeaderLabels([self.tr("Model"), self.tr("Version"), self.tr("Cadence"), self.tr("Where")])
        self.models.setRootIsDecorated(False)
        self.models.setAccessibleName(self.tr("Models"))
        self.models.currentItemChanged.connect(self._show_card)
        self.card = QTextBrowser(self)
        self.card.setAccessibleName(self.tr("Card of the model"))
        self.runner = RunBar(self)
        self.runner.busy_changed.connect(self._show_buttons)
        self.install_button = push_button(
            self.tr("Install…"),
            self.choose_file,
            self.tr("Check an ONNX file and add it to the library"),
            "mActionAdd.svg",
        )
        self.remove_button = push_button(
            self.tr("Remove…"), self.remove, self.tr("Delete the chosen model's file"), "mActionDeleteSelected.svg"
        )
        self.train_button = push_button(
            self.tr("Train…"), self.train, self.tr("Open “Train model”"), "processingAlgorithm.svg"
        )
        self.folder_button = push_button(self.tr("Open Folder"), self.open_folder, library_folder(), "mIconFolder.svg")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.models)
        splitter.addWidget(self.card)
        splitter.setSizes([360, 540])
        buttons = QHBoxLayout()
        for button in (self.install_button, self.remove_button, self.train_button, self.folder_button):
            buttons.addWidget(button)
        buttons.addStretch()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(splitter, 1)
        column.addWidget(self.runner)
        column.addLayout(buttons)

    # The list.

    def refresh(self, chosen: str = "") -> None:
        """Read both folders again; a file that is no sound model is named below the list.

        Parameters
        ----------
        chosen : str
            File of the model that is chosen then; empty for the first.
        """
        problems: list[str] = []
        found = installed_models([library_folder(), MODELS], problems.append)
        self.models.clear()
        for model in found:
            bundled = model.path.parent == Path(MODELS)
            card = model.card
            where = self.tr("bundled") if bundled else self.tr("installed")
            item = QTreeWidgetItem([card.name, card.version, card.cadence, where])
            item.setData(0, _MODEL, model)
            item.setToolTip(0, card.description)
            self.models.addTopLevelItem(item)
            if str(model.path) == chosen:
                self.models.setCurrentItem(item)
        for column in range(self.models.columnCount()):
            self.models.resizeColumnToContents(column)
        if self.models.currentItem() is None and found:
            self.models.setCurrentItem(self.models.topLevelItem(0))
        self.runner.say("\n".join(problems))
        self._show_buttons()

    def chosen(self) -> Installed | None:
        """Return the chosen model."""
        item = self.models.currentItem()
        return None if item is None else item.data(0, _MODEL)

    def _show_card(self) -> None:
        model = self.chosen()
        self.card.setHtml("" if model is None else card_html(model.card, str(model.path), model.info.size))
        self._show_buttons()

    def _show_buttons(self) -> None:
        model = self.chosen()
        self.install_button.setEnabled(not self.runner.busy)
        self.remove_button.setEnabled(model is not None and model.path.parent != Path(MODELS))

    # What the buttons do.

    def choose_file(self) -> None:
        """Ask for an ONNX file and install it."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Install Model"), "", self.tr("ONNX models (*.onnx)"))
        if path:
            self.install(path)

    def install(self, path: str) -> None:
        """Check a model and add it to the library, in the background; what is wrong with it is said in words."""
        self.runner.start("installmodel", {"INPUT": path}, lambda run, results: self.refresh(results["OUTPUT"]))

    def remove(self) -> None:
        """Delete the chosen model's file, if the user is sure."""
        model = self.chosen()
        if model is None or not self._sure(model):
            return
        try:
            remove(model)
        except GeoGapError as error:
            self.runner.say(error.message)
            return
        self.refresh()

    def _sure(self, model: Installed) -> bool:
        question = self.tr("Delete {} {}? Its file {} is gone for good.").format(
            model.card.name, model.card.version, model.path
        )
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self, self.tr("Remove Model"), question, yes | no, no) == yes

    def train(self) -> None:
        """Open the dialog of “Train model”; QGIS stays usable beside it."""
        self._training = processing.createAlgorithmDialog("geogap:trainmodel", {})
        if self._training is not None:
            self._training.show()

    def open_folder(self) -> None:
        """Show the library in the system's file manager."""
        folder = Path(library_folder())
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Files that are dropped.

    def dragEnterEvent(self, event: Any) -> None:
        """Take one ONNX file."""
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Install the file that was dropped."""
        path = self._dropped(event)
        if path:
            event.acceptProposedAction()
            self.install(path)

    def _dropped(self, event: Any) -> str:
        files = [url.toLocalFile() for url in event.mimeData().urls()]
        sound = len(files) == 1 and files[0].lower().endswith(".onnx") and not self.runner.busy
        return files[0] if sound else ""


class ModelsPart:
    """The entry “Models…” in the Raster menu, for as long as the plugin is loaded.

    Parameters
    ----------
    iface : QgisInterface
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._action: QAction | None = None
        self.manager: ModelManager | None = None

    def load(self) -> None:
        """Add the entry."""
        label = QCoreApplication.translate("ModelsPart", "Models…")
        self._action = QAction(QIcon(resource("icons", "models.svg")), label, self._iface.mainWindow())
        self._action.setObjectName("geogap_models")
        self._action.triggered.connect(self.show)
        add_entry(self._iface, self._action)

    def unload(self) -> None:
        """Take the entry and the window away."""
        if self._action is not None:
            remove_entry(self._iface, self._action)
            self._action = None
        if self.manager is not None:
            self.manager.runner.cancel()
            self.manager.deleteLater()
            self.manager = None

    def show(self) -> None:
        """Open the manager, or bring it to the front."""
        if self.manager is None:
            self.manager = ModelManager(self._iface.mainWindow())
        else:
            self.manager.refresh()
        self.manager.show()
        self.manager.raise_()
