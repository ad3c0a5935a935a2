"""The page behind the Help button of an algorithm, written from its definition in the user's language."""

from __future__ import annotations

import shlex
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl

from ..core.errors import InputError
from ..metadata import version
from ..report.html import escape, page, paragraph, write_page

translate = QCoreApplication.translate
_Flag = QgsProcessingParameterDefinition.Flag


def help_url(algorithm: QgsProcessingAlgorithm) -> str:
    """Write an algorithm's page into the user's profile, unless it lies there, and return its address.

    Returns
    -------
    str
        A `file:` address; empty where the profile cannot be written, so that QGIS opens its own help.
    """
    path = Path(QgsApplication.qgisSettingsDirPath(), "geogap", "help", f"{algorithm.name()}.html")
    text = help_page(algorithm)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_page(str(path), text)
    except (OSError, InputError):
        return ""
    return QUrl.fromLocalFile(str(path)).toString()


def help_page(algorithm: QgsProcessingAlgorithm) -> str:
    """Return an algorithm's page: what it does, its parameters, its results, and how to run it without the dialog."""
    lead, *rest = algorithm.shortHelpString().split("\n\n")
    shown = [item for item in algorithm.parameterDefinitions() if not item.flags() & _Flag.FlagHidden]
    inputs = [item for item in shown if not item.isDestination()]
    advanced = [item for item in inputs if item.flags() & _Flag.FlagAdvanced]
    sections = [
        (translate("HelpPage", "What it does"), "".join(paragraph(text) for text in rest)),
        (translate("HelpPage", "Parameters"), _entries([item for item in inputs if item not in advanced])),
        (translate("HelpPage", "Advanced parameters"), _entries(advanced)),
        (
            translate("HelpPage", "Results"),
            _entries([item for item in shown if item.isDestination()]) + _numbers(algorithm),
        ),
        (translate("HelpPage", "Without the dialog"), _commands(algorithm, shown)),
        (translate("HelpPage", "Version"), paragraph(f"GeoGap {version()}, geogap:{algorithm.name()}", "note")),
    ]
    return page(algorithm.displayName(), lead, [(heading, content) for heading, content in sections if content])


def _entries(parameters: list[QgsProcessingParameterDefinition]) -> str:
    """Return parameters one below the other: label, name, what it takes, and its help."""
    return "".join(
        f"<p><b>{escape(item.description())}</b> <code>{escape(item.name())}</code><br>"
        f'<span class="note">{escape(_takes(item))}</span><br>{escape(item.help())}</p>'
        for item in parameters
    )


def _takes(parameter: QgsProcessingParameterDefinition) -> str:
    """Return in words what a parameter takes, whether it must be given, and its default."""
    kind = QgsApplication.processingRegistry().parameterType(parameter.type())
    words = [kind.name() if kind else parameter.type()]
    if isinstance(parameter, QgsProcessingParameterEnum):
        words = [
            translate("HelpPage", "one or more of") if parameter.allowMultiple() else translate("HelpPage", "one of")
        ]
        words[0] += " " + ", ".join(parameter.options())
    if isinstance(parameter, QgsProcessingParameterNumber) and parameter.maximum() < 1e300:
        words.append(translate("HelpPage", "{} to {}").format(f"{parameter.minimum():g}", f"{parameter.maximum():g}"))
    if parameter.flags() & _Flag.FlagOptional:
        words.append(translate("HelpPage", "optional"))
    default = parameter.defaultValue()
    if default not in (None, "", []) and not parameter.isDestination():
        words.append(translate("HelpPage", "default: {}").format(default))
    return "; ".join(words)


def _numbers(algorithm: QgsProcessingAlgorithm) -> str:
    """Return the results that are no files: numbers and texts for models and scripts."""
    destinations = {item.name() for item in algorithm.destinationParameterDefinitions()}
    return "".join(
        f"<p><b>{escape(item.description())}</b> <code>{escape(item.name())}</code></p>"
        for item in algorithm.outputDefinitions()
        if item.name() not in destinations
    )


def _commands(algorithm: QgsProcessingAlgorithm, shown: list[QgsProcessingParameterDefinition]) -> str:
    """Return a `qgis_process` command and a line of Python with the parameters that must be given."""
    needed = [item for item in shown if not item.flags() & _Flag.FlagOptional and item.defaultValue() in (None, "")]
    values = {item.name(): "TEMPORARY_OUTPUT" if item.isDestination() else f"<{item.type()}>" for item in needed}
    command = " ".join(
        ["qgis_process run", algorithm.id(), "--", *(f"{name}={shlex.quote(value)}" for name, value in values.items())]
    )
    return (
        paragraph(translate("HelpPage", "In a terminal, with your own files in the places in angle brackets:"))
        + f"<pre>{escape(command)}</pre>"
        + paragraph(translate("HelpPage", "In QGIS's Python console:"))
        + f"<pre>processing.run({escape(repr(algorithm.id()))}, {escape(repr(values))})</pre>"
    )
