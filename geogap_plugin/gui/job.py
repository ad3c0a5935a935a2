"""Work of a widget in a background task of QGIS: what it says on the way, its result, and its error in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..core.errors import Cancelled, GeoGapError

LOG = "GeoGap"
"""The tab of QGIS's log messages."""

running: set[Job] = set()
"""Jobs that have been started and have not ended. QGIS alone does not keep a task of Python alive."""


class Job(QgsTask):
    """A task that runs a function and tells its widget how it went.

    The task manager deletes a job after its end: a widget lets go of it when it has ended.

    Parameters
    ----------
    title : str
        What QGIS shows beside its progress.
    work : callable
        Takes the job and returns the result; runs in another thread, may raise a GeoGapError, and asks `isCanceled`.
    """

    said = pyqtSignal(str)
    ended = pyqtSignal(object, str)
    """The result, and the error in words: '' after success, and after a cancel, whose result is None."""

    def __init__(self, title: str, work: Callable[[Job], Any]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self.lines: list[str] = []
        self._work = work
        self._result: Any = None
        self._error = ""

    def start(self) -> None:
        """Hand the job to QGIS's task manager."""
        running.add(self)
        QgsApplication.taskManager().addTask(self)

    def end_with(self, widget: QWidget) -> None:
        """Cancel when a widget is deleted before the job has ended."""
        # A method of Python's own: after the job's end PyQt drops such a connection, and not one to `cancel`.
        widget.destroyed.connect(self._give_up)

    def _give_up(self) -> None:
        self.cancel()

    def say(self, line: str) -> None:
        """Pass a line on to whoever watches, and keep it for those who come later."""
        self.lines.append(line)
        self.said.emit(line)

    def run(self) -> bool:
        """Do the work; QGIS calls this in a thread of its own."""
        try:
            self._result = self._work(self)
        except Cancelled:
            return False
        except GeoGapError as error:
            self._error = error.message
            return False
        except Exception as error:
            # An exception that leaves `run` would end the process. Its text is not shown: it may repeat a request.
            self._error = f"Something went wrong that GeoGap did not expect ({type(error).__name__})."
            return False
        return True

    def finished(self, succeeded: bool) -> None:
        """Tell the result; QGIS calls this in the main thread."""
        running.discard(self)
        if self._error:
            QgsMessageLog.logMessage(f"{self.description()}: {self._error}", LOG, Qgis.MessageLevel.Warning)
        self.ended.emit(self._result if succeeded else None, self._error)
