"""The part of the options that holds credentials: which services have some, set them, remove them, test them."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsPasswordLineEdit
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..algorithms.credentials import (
    SERVICES,
    Service,
    catalog_address,
    forget,
    header,
    in_environment,
    key_pair,
    probe,
    store,
    stored_config,
)
from ..core.errors import AuthenticationError, GeoGapError
from ..sources import cds
from .job import Job
from .verdict import Verdict


def unlock() -> None:
    """Let QGIS ask for its master password, here in the main thread; it does so once in a session.

    Raises
    ------
    AuthenticationError
        If the user does not give it, or the authentication manager cannot be used.
    """
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        raise AuthenticationError(f"QGIS's authentication manager cannot be used: {manager.disabledMessage()}")
    if not manager.setMasterPassword(True):
        raise AuthenticationError("QGIS's master password is needed to read or store credentials.")


def credentials_state(service: Service) -> str:
    """Say where the credentials of a service are; reads no secret and asks for no password."""
    if not service.method:
        return QCoreApplication.translate("CredentialsPanel", "Needs none")
    if in_environment(service.id):
        said = QCoreApplication.translate("CredentialsPanel", "From the environment: {}")
        return said.format(", ".join(service.variables))
    if not stored_config(service.id):
        return QCoreApplication.translate("CredentialsPanel", "None")
    if service.id == "stac":
        said = QCoreApplication.translate("CredentialsPanel", "Stored, for {}")
        return said.format(settings.CATALOG_ADDRESS.read())
    return QCoreApplication.translate("CredentialsPanel", "Stored")


class CredentialsDialog(QDialog):
    """Takes the credentials of one service and puts them into QGIS's authentication manager.

    Parameters
    ----------
    service : Service
    """

    def __init__(self, service: Service, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.service = service
        self.setWindowTitle(self.tr("Credentials for {}").format(service.title))
        self.fields: dict[str, QLineEdit] = {}
        self.verdict = Verdict(self.tr("What is wrong"), self)
        form = QFormLayout()
        for name, label, secret in self._wanted():
            field = QgsPasswordLineEdit(self) if secret else QLineEdit(self)
            field.setAccessibleName(label)
            form.addRow(label, field)
            self.fields[name] = field
        if "address" in self.fields:
            self.fields["address"].setText(settings.CATALOG_ADDRESS.read())
            self.fields["header"].setText("Authorization")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._about())
        layout.addLayout(form)
        layout.addWidget(self.verdict)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 80)

    def _wanted(self) -> list[tuple[str, str, bool]]:
        """Return the fields: name, label, and whether it is secret."""
        if self.service.method == "AWSS3":
            return [("access", self.tr("Access key"), True), ("secret", self.tr("Secret key"), True)]
        if self.service.id == "cds":
            return [("token", self.tr("Personal access token"), True)]
        if self.service.id == "stac":
            return [
                ("address", self.tr("Address"), False),
                ("header", self.tr("Header"), False),
                ("token", self.tr("Token"), True),
            ]
        return [("token", self.tr("Token"), True)]

    def _about(self) -> QLabel:
        home = self.service.home
        where = self.tr("An account is free: {}.").format(f'<a href="{home}">{home}</a>') if home else ""
        kept = self.tr("What you enter is kept in QGIS's authentication manager, encrypted with your master password.")
        about = QLabel(" ".join(filter(None, (where, kept))), self)
        about.setTextFormat(Qt.TextFormat.RichText)
        about.setWordWrap(True)
        about.setOpenExternalLinks(True)
        return about

    def accept(self) -> None:
        """Store what was entered; stay open and say what is wrong with it."""
        try:
            self._store()
        except GeoGapError as error:
            self.verdict.refuse(error.message)
            return
        super().accept()

    def _store(self) -> None:
        text = {name: field.text() for name, field in self.fields.items()}
        address = catalog_address(text["address"]) if "address" in text else ""
        if self.service.method == "AWSS3":
            values = key_pair(text["access"], text["secret"])
        elif self.service.id == "cds":
            values = header(text["token"], name=cds.HEADER)
        else:
            values = header(text["token"], name=text.get("header", "Authorization").strip())
        unlock()
        store(self.service.id, values)
        if address:
            settings.CATALOG_ADDRESS.write(address)


class CredentialsPanel(QWidget):
    """A table of the services, and what can be done about the credentials of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._test: Job | None = None
        self.table = QTreeWidget(self)
        self.table.setColumnCount(2)
        self.table.setHeaderLabels([self.tr("Service"), self.tr("Credentials")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(self.tr("Services and their credentials"))
        for service in SERVICES:
            self.table.addTopLevelItem(QTreeWidgetItem([service.title, ""]))
        self.set_button = QPushButton(self.tr("Set…"), self)
        self.remove_button = QPushButton(self.tr("Remove…"), self)
        self.test_button = QPushButton(self.tr("Test Connection"), self)
        self.verdict = Verdict(self.tr("Result of the test"), self)
        buttons = QHBoxLayout()
        for button in (self.set_button, self.remove_button, self.test_button):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addLayout(buttons)
        layout.addWidget(self.verdict)
        self.refresh()
        self.table.setCurrentItem(self.table.topLevelItem(0))
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(0, self.table.columnWidth(0) + 3 * self.fontMetrics().averageCharWidth())
        height = sum(self.table.sizeHintForRow(row) for row in range(len(SERVICES)))
        self.table.setFixedHeight(height + self.table.header().sizeHint().height() + 2 * self.table.frameWidth() + 4)
        self._show_possible()
        self.table.currentItemChanged.connect(self._chosen)
        self.table.itemActivated.connect(self._activated)
        self.set_button.clicked.connect(self.set_credentials)
        self.remove_button.clicked.connect(self.remove)
        self.test_button.clicked.connect(self.test)

    @property
    def service(self) -> Service:
        """The service that is chosen."""
        return SERVICES[max(0, self.table.indexOfTopLevelItem(self.table.currentItem()))]

    def refresh(self) -> None:
        """Say of every service where its credentials are; reads no secret and asks for no password."""
        for row, service in enumerate(SERVICES):
            self.table.topLevelItem(row).setText(1, credentials_state(service))

    def set_credentials(self) -> None:
        """Open the dialog for the service that is chosen."""
        dialog = CredentialsDialog(self.service, self)
        dialog.accepted.connect(self._stored)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _stored(self) -> None:
        self.refresh()
        self._show_possible()
        self.verdict.accept(self.tr("The credentials are stored. Test them with “Test Connection”."))

    def remove(self) -> None:
        """Remove the credentials of the service that is chosen, if the user means it."""
        question = self.tr("Remove the credentials for {} from QGIS's authentication manager?").format(
            self.service.title
        )
        answer = QMessageBox.question(self, self.tr("Remove Credentials"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self._guarded(self._forget)

    def _forget(self) -> None:
        unlock()
        forget(self.service.id)
        self.refresh()
        self._show_possible()
        self.verdict.wait(self.tr("The credentials are removed."))

    def test(self) -> None:
        """Ask the service in the background whether it accepts the credentials."""
        self._guarded(self._begin_test)

    def _begin_test(self) -> None:
        service = self.service
        if stored_config(service.id) and not in_environment(service.id):
            unlock()
        self._test = Job(
            self.tr("Testing the connection to {}").format(service.title), lambda job: probe(service.id, job.isCanceled)
        )
        self._test.ended.connect(self._tested)
        self._test.end_with(self)
        self.verdict.wait(self.tr("Asking {}…").format(service.title))
        self._show_possible()
        self._test.start()

    def _tested(self, said: str | None, error: str) -> None:
        self._test = None
        self._show_possible()
        if error:
            self.verdict.refuse(error)
        else:
            self.verdict.accept(said or "")

    def _guarded(self, action: Callable[[], None]) -> None:
        try:
            action()
        except GeoGapError as error:
            self.verdict.refuse(error.message)

    def _activated(self) -> None:
        if self.set_button.isEnabled():
            self.set_credentials()

    def _chosen(self) -> None:
        if self._test is None:
            self.verdict.wait("")
        self._show_possible()

    def _show_possible(self) -> None:
        idle = self._test is None
        self.set_button.setEnabled(idle and bool(self.service.method))
        self.remove_button.setEnabled(idle and bool(stored_config(self.service.id)))
        self.test_button.setEnabled(idle)
