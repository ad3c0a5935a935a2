"""The plugin speaks German and Italian: every string has its translation, and QGIS's language chooses it."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

import geogap_plugin

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "resources" / "i18n"
MARKERS = {"tr", "translate", "QT_TR_NOOP"}


def strings_of_the_code():
    """Return every literal that the code marks for translation, read from its syntax trees."""
    found = set()
    for path in (ROOT / "geogap_plugin").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKERS and node.args and isinstance(node.args[-1], ast.Constant):
                found.add(node.args[-1].value)
    return found


def entries(language):
    """Return (context, source, translation, type) for every message of a language."""
    root = ElementTree.parse(I18N / f"geogap_{language}.ts").getroot()
    return [
        (
            context.findtext("name"),
            message.findtext("source"),
            message.findtext("translation") or "",
            message.find("translation").get("type"),
        )
        for context in root.iter("context")
        for message in context.iter("message")
    ]


every_language = pytest.mark.parametrize("language", ["de", "it"])


@every_language
def test_every_string_of_the_code_is_translated(language):
    translated = {source for _, source, translation, kind in entries(language) if translation and kind is None}
    assert strings_of_the_code() - translated == set()


@every_language
def test_a_translation_keeps_what_the_code_puts_in_and_how_a_label_ends(language):
    for _, source, translation, _ in entries(language):
        holes = re.compile(r"\{[^}]*\}")
        assert Counter(holes.findall(source)) == Counter(holes.findall(translation)), source
        assert source.count("\n") == translation.count("\n"), source
        assert source.endswith("…") == translation.endswith("…"), source
        assert source.endswith(".") == translation.endswith("."), source
        assert source.startswith(" ") == translation.startswith(" "), source


@every_language
def test_what_is_compiled_is_what_was_written(qgis_app, language):
    translator = QTranslator()
    assert translator.load(str(I18N / f"geogap_{language}.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        for context, source, translation, _ in entries(language):
            assert QCoreApplication.translate(context, source) == translation
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(("locale", "label"), [("de_AT", "Lücken finden"), ("it", "Trova lacune"), ("fr", "Find gaps")])
def test_the_language_of_qgis_chooses(qgis_app, monkeypatch, locale, label):
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: locale))
    plugin = geogap_plugin.classFactory(None)
    plugin.initProcessing()
    try:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:findgaps")
        assert algorithm.displayName() == label
        assert algorithm.name() == "findgaps"
        # A string of the base class, in an algorithm that inherits it.
        assert (algorithm.parameterDefinition("EXTENT").description() == "Region") == (
            locale == "fr" or locale == "de_AT"
        )
    finally:
        plugin.unload()
    assert QCoreApplication.translate("FindGaps", "Find gaps") == "Find gaps"
