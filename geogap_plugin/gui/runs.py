"""Processing algorithms in the background of the desktop, run as the toolbox runs them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar

from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import InputError

_TRACEBACK = "Traceback (most recent call last)"


class _Feedback(QgsProcessingFeedback):
    """Keeps what went wrong, in the algorithm's words."""

    def __init__(self) -> None:
        super().__init__(False)
        self.problems: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """Keep an error, and log it as any feedback does."""
        self.problems.append(error)
        super().reportError(error, fatalError)


class AlgorithmRun(QObject):
    """One run of an algorithm in a background task, with an entry in the Processing history.

    Its outputs are loaded, styled and grouped as after a run from the toolbox.

    Parameters
    ----------
    algorithm_id : str
    parameters : dict

    Raises
    ------
    InputError
        If there is no such algorithm, or it refuses the parameters.
    """

    progressed = pyqtSignal(float)
    """Per cent."""
    ended = pyqtSignal(bool, dict)
    """Whether it succeeded, and the results."""

    # The task works on the context and the feedback until it has ended, also when nobody else waits for it.
    running: ClassVar[set[AlgorithmRun]] = set()

    def __init__(self, algorithm_id: str, parameters: dict) -> None:
        # Without a parent: it outlives the panel that has started it.
        super().__init__()
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        if algorithm is None:
            raise InputError(self.tr("There is no algorithm {}.").format(algorithm_id))
        self.algorithm = algorithm
        self.parameters = parameters
        self.feedback = _Feedback()
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.context.setFeedback(self.feedback)
        self.task: QgsProcessingAlgRunnerTask | None = None
        self._entry: int | None = None
        accepted, reason = algorithm.checkParameterValues(parameters, self.context)
        if not accepted:
            raise InputError(reason)

    def start(self) -> None:
        """Start the task; `ended` tells of its end."""
        self._remember()
        self.task = QgsProcessingAlgRunnerTask(self.algorithm, self.parameters, self.context, self.feedback)
        self.task.setDescription(self.algorithm.displayName())
        self.task.executed.connect(self._finish)
        self.feedback.progressChanged.connect(self.progressed)
        self.running.add(self)
        QgsApplication.taskManager().addTask(self.task)

    def cancel(self) -> None:
        """Ask the algorithm to stop, which it does within a second."""
        self.feedback.cancel()
        if self.task is not None:
            self.task.cancel()

    def problem(self) -> str:
        """Return what went wrong in words, '' if nothing did or the user cancelled."""
        return "\n".join(dict.fromkeys(map(self._in_words, self._problems())))

    def report(self) -> str:
        """Return all that was reported of what went wrong: of an error that nobody foresaw, where it came from."""
        return "\n".join(self._problems())

    def _problems(self) -> list[str]:
        return [] if self.feedback.isCanceled() else self.feedback.problems

    def _in_words(self, problem: str) -> str:
        """Return a sentence for the traceback that Processing reports of what an algorithm did not foresee."""
        if not problem.lstrip().startswith(_TRACEBACK):
            return problem
        last = problem.strip().splitlines()[-1]
        return self.tr("Something went wrong that GeoGap did not expect: {}").format(last)

    def _remember(self) -> None:
        """Write the run into the Processing history, from which it can be repeated and copied as a command."""
        details: dict[str, Any] = {
            "python_command": self.algorithm.asPythonCommand(self.parameters, self.context),
            "algorithm_id": self.algorithm.id(),
            "parameters": self.algorithm.asMap(self.parameters, self.context),
        }
        command, complete = self.algorithm.asQgisProcessCommand(self.parameters, self.context)
        if complete:
            details["process_command"] = command
        self._details = details
        self._entry, _ = QgsGui.historyProviderRegistry().addEntry("processing", details)

    def _finish(self, succeeded: bool, results: dict) -> None:
        self.task = None
        self.running.discard(self)
        cancelled = self.feedback.isCanceled()
        if self._entry is not None:
            self._details.update(results=results, log=self.feedback.htmlLog())
            QgsGui.historyProviderRegistry().updateEntry(self._entry, self._details)
        if succeeded and not cancelled:
            handleAlgorithmResults(self.algorithm, self.context, self.feedback, self.parameters)
        self.ended.emit(succeeded and not cancelled, results)
        # Slots may hold the run itself: Python would find such a circle in any thread, and end the run there.
        for signal in (self.ended, self.progressed):
            with suppress(TypeError):  # nobody listened
                signal.disconnect()
