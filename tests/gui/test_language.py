"""Everything that the panels and dialogs say goes through the translation."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QAbstractButton, QAction, QGroupBox, QLabel, QLineEdit, QTreeWidget

from geogap_plugin.gui.credentials import CredentialsPanel
from geogap_plugin.gui.job import running
from geogap_plugin.gui.models import ModelManager
from geogap_plugin.gui.options import OptionsPage
from geogap_plugin.gui.runtime_panel import RuntimePanel

from .conftest import discard, until

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "i18n" / "geogap_de.ts"
ENTRIES = {
    (context.findtext("name"), message.findtext("source"))
    for context in ElementTree.parse(SOURCE).iter("context")
    for message in context.iter("message")
}
# Formats and folders, the same in every language.
NAMES = {"PNG…", "SVG…", "CSV…"}


class Marked(QTranslator):
    """A language in which every string of GeoGap stands in guillemets."""

    def translate(self, context, source, _disambiguation=None, _number=-1):
        return f"«{source}»" if (context, source) in ENTRIES else ""


@pytest.fixture
def marked(qgis_app):
    translator = Marked()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def said(widget):
    """Return what a widget and all below it show in words, tell screen readers, or explain in tooltips."""
    texts = set()
    for part in [
        widget,
        *widget.findChildren(QLabel),
        *widget.findChildren(QAbstractButton),
        *widget.findChildren(QAction),
    ]:
        if hasattr(part, "text"):
            texts.add(part.text())
        texts.add(part.toolTip())
    for part in widget.findChildren(QGroupBox):
        texts.add(part.title())
    for part in widget.findChildren(QLineEdit):
        texts.add(part.placeholderText())
    for part in widget.findChildren(QTreeWidget):
        texts.update(part.headerItem().text(column) for column in range(part.columnCount()))
    return {text for text in texts - NAMES if any(map(str.isalpha, text)) and not text.startswith("/")}


def foreign(widget):
    """Return what is said in English although the language is another."""
    return {text for text in said(widget) if "«" not in text}


@pytest.mark.parametrize("kind", [OptionsPage, CredentialsPanel, ModelManager, RuntimePanel])
def test_a_dialog_speaks_the_users_language(marked, desk, kind):
    widget = kind()
    until(lambda: not running)
    left = foreign(widget)
    discard(widget)
    assert left == set()


def test_the_panels_speak_the_users_language(marked, part):
    assert foreign(part.panel) | foreign(part.series) == set()
