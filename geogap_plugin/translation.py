"""GeoGap in the user's language: the compiled translations that lie among its resources."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .metadata import resource


class Translation:
    """The translation into QGIS's language, for as long as the plugin is loaded; English where there is none."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def load(self) -> None:
        """Install the translation, so that strings asked for from now on come in the user's language."""
        translator = QTranslator()
        # Looks for geogap_de_AT.qm, then for geogap_de.qm.
        if translator.load(QLocale(QgsApplication.locale()), "geogap", "_", resource("i18n")):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    def unload(self) -> None:
        """Take it away."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
