"""Processing algorithm `installmodel`: check an ONNX file against the model contract and add it to the library."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Cadence
from ..core.errors import InputError, ModelCardError, RuntimeMissingError
from ..core.model_card import ModelCard, Score, card_of
from ..core.model_trial import check_outputs, check_usable, trial_inputs
from ..core.onnx_file import read_model
from ..library import Installed, install
from ..worker.runtime import find_runtime
from .base import GeoGapAlgorithm
from .methods import library_folder, runtime_folders

_CELLS = (1, 16)
"""A graph whose batch is fixed, or broken for more than one cell, shows it between these."""


_SCORES = 4
"""That are told in the log."""


class InstallModel(GeoGapAlgorithm):
    """Check a model, run it once, and put it where the other algorithms find it."""

    OVERWRITE = "OVERWRITE"
    NAME_INSTALLED = "NAME"
    VERSION = "VERSION"
    TIME_PER_CELL = "TIME_PER_CELL"

    NAME = "installmodel"
    DISPLAY_NAME = QT_TR_NOOP("Install model")
    GROUP = QT_TR_NOOP("Models")
    SUMMARY = QT_TR_NOOP(
        "Checks an ONNX model and adds it to the library, where “Fill series” finds it by its name and cadence."
    )
    HELP = QT_TR_NOOP(
        "The file must be a self-contained ONNX graph of standard operators with a GeoGap model card: name, version, "
        "inputs, outputs, calibration, training data, held-out scores. Everything that is wrong is listed, by the "
        "name of the field.\n\n"
        "The model is then run once on a small synthetic input in the inference process; its output must have the "
        "shape that the card promises, and be finite.\n\n"
        "The library is the folder geogap/models of the QGIS profile. Of several versions of one model the newest is "
        "used; to take a model away, delete its file."
    )
    TAGS = ("model", "ONNX", "library", "neural network", "install", "check")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add(
            QgsProcessingParameterFile(self.INPUT, self.tr("Model file"), fileFilter="ONNX (*.onnx)"),
            self.tr("An ONNX file with a GeoGap model card, such as the training package writes."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.OVERWRITE, self.tr("Replace a different model of the same name and version"), defaultValue=False
            ),
            self.tr("A model keeps its name and version for good, unless it may be replaced on purpose."),
            advanced=True,
        )
        self.add_result(QgsProcessingOutputString(self.OUTPUT, self.tr("Installed file")))
        self.add_result(QgsProcessingOutputString(self.NAME_INSTALLED, self.tr("Name of the model")))
        self.add_result(QgsProcessingOutputString(self.VERSION, self.tr("Version of the model")))
        self.add_result(QgsProcessingOutputNumber(self.TIME_PER_CELL, self.tr("Time for a cell (ms)")))

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a file that does not keep the contract."""
        self._checked(self.parameterAsString(parameters, self.INPUT, context))

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Check the model, run it and install it."""
        path = self.parameterAsString(parameters, self.INPUT, context)
        data, card = self._checked(path)
        results: dict[str, object] = {}
        try:
            with self._contract(path):
                seconds = _run_once(data, card, feedback)
        except RuntimeMissingError as error:
            feedback.pushWarning(self.tr("{} The model is installed without having been run.").format(error.message))
        else:
            results[self.TIME_PER_CELL] = 1000 * seconds
            feedback.pushInfo(self.tr("It ran, in {:.3g} ms for a cell.").format(1000 * seconds))
        overwrite = self.parameterAsBoolean(parameters, self.OVERWRITE, context)
        installed = install(data, library_folder(), overwrite)
        self._tell(installed, feedback)
        return {
            **results,
            self.OUTPUT: str(installed.path),
            self.NAME_INSTALLED: card.name,
            self.VERSION: card.version,
        }

    def _checked(self, path: str) -> tuple[bytes, ModelCard]:
        """Return the file and its card, or raise an error that lists everything that is wrong."""
        if not path:
            raise InputError(self.tr("“Model file” is empty. Choose an ONNX file."))
        data, info = read_model(path)
        with self._contract(path):
            card = card_of(info)
            check_usable(card)
        return data, card

    @contextmanager
    def _contract(self, path: str) -> Iterator[None]:
        """Turn a card's refusals into an error that names the file and lists them."""
        try:
            yield
        except ModelCardError as error:
            problems = "\n".join(f"• {line}" for line in error.message.splitlines())
            raise InputError(self.tr("{} does not keep the model contract:\n{}").format(path, problems)) from error

    def _purpose(self, card: ModelCard) -> str:
        """Return what a model is for, as a sentence."""
        variable = self.tr("any variable") if card.variable == "any" else f"{card.variable} ({card.unit})"
        work = {
            "series": self.tr("fills gaps in series of {}, cell by cell"),
            "predictors": self.tr("tells {} under clouds from predictors"),
            "patch": self.tr("fills clouds in stacks of images of {}"),
            "frames": self.tr("tells the next images of {}"),
        }[card.task]
        cadence = Cadence.parse(card.cadence)
        if cadence.unit == "irregular":
            dates = self.tr("with dates at any distance")
        else:
            dates = self.tr("with one date every {}").format(cadence)
        return f"{work.format(variable)}, {dates}."

    def _tell(self, installed: Installed, feedback: QgsProcessingFeedback) -> None:
        card, info = installed.card, installed.info
        feedback.pushInfo(f"{card.name} {card.version}: {self._purpose(card)}")
        feedback.pushInfo(self.tr("Licence: {}.").format(card.licence))
        shown = _headline(card.scores)
        for score in shown:
            unit = "" if score.unit == "1" else f" {score.unit}"
            feedback.pushInfo(
                self.tr("  {}, {}, {}: {:.4g}{} (baseline: {:.4g})").format(
                    score.data, score.split, score.metric, score.model, unit, score.baseline
                )
            )
        if len(shown) < len(card.scores):
            feedback.pushInfo(
                self.tr("  {} more scores are in the card: see “GeoGap Models”.").format(len(card.scores) - len(shown))
            )
        feedback.pushInfo(
            self.tr("Installed as {} ({:.3g} MB, sha256 {}).").format(installed.path, info.size / 1e6, info.sha256)
        )


def _headline(scores: Sequence[Score]) -> list[Score]:
    """Return the first score of every data set and way of hiding, a few at most."""
    first: dict[tuple[str, str], Score] = {}
    for score in scores:
        first.setdefault((score.data, score.split), score)
    return list(first.values())[:_SCORES]


def _run_once(data: bytes, card: ModelCard, feedback: QgsProcessingFeedback) -> float:
    """Run a model on small inputs in the inference process; return the seconds that a cell takes."""
    runtime = find_runtime(runtime_folders())
    from ..worker.client import InferenceWorker  # loaded on first use: a fifth of the plugin's import

    with InferenceWorker(runtime, cancelled=feedback.isCanceled) as worker:
        worker.load(data)
        for cells in _CELLS:
            inputs = trial_inputs(card, cells)
            begin = time.perf_counter()
            outputs = worker.predict(inputs)
            seconds = time.perf_counter() - begin
            check_outputs(card, outputs, cells)
    return seconds / cells
