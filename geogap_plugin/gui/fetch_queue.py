"""The queue of fetches: one after another, each of them paused, taken up, tried again or cancelled by itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from qgis.PyQt.QtCore import QObject, QSize, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.fetching import PAUSED
from ..core.errors import InputError
from .runs import AlgorithmRun
from .widgets import ShortNote, later, push_button

_TITLE, _SIZE, _PROGRESS, _STATE = range(4)


class State(Enum):
    """How an entry of the queue stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = (State.RUNNING, State.PAUSING)
ENDED = (State.DONE, State.FAILED, State.CANCELLED)


class Entry:
    """A fetch that is to be run.

    Parameters
    ----------
    title : str
    algorithm : str
        Name of one of GeoGap's algorithms.
    parameters : dict
    size : str
        The estimate in words.
    """

    def __init__(self, title: str, algorithm: str, parameters: dict, size: str = "") -> None:
        self.title = title
        self.algorithm = algorithm
        self.parameters = parameters
        self.size = size
        self.state = State.WAITING
        self.progress = 0.0
        self.problem = ""
        self.report = ""
        self.results: dict = {}
        self.run: AlgorithmRun | None = None


class FetchQueue(QObject):
    """Runs entries one after another by their algorithms.

    A pause ends the run and keeps what has arrived; taken up, the algorithm goes on there: files by range requests,
    scenes from the cache, jobs of a service by their ids.
    """

    changed = pyqtSignal()
    """Entries have come, gone, moved on or changed their state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    @property
    def busy(self) -> bool:
        """Whether an entry is running."""
        return any(entry.state in UNDER_WAY for entry in self.entries)

    def add(self, entry: Entry) -> None:
        """Append an entry.

        Raises
        ------
        InputError
            If its algorithm refuses the parameters, such as for want of credentials.
        """
        AlgorithmRun(f"geogap:{entry.algorithm}", entry.parameters)
        self.entries.append(entry)
        self._go_on()

    def pause(self, entry: Entry) -> None:
        """Let an entry rest; what has arrived is kept."""
        if entry.state is State.WAITING:
            entry.state = State.PAUSED
        elif entry.state is State.RUNNING and entry.run is not None:
            entry.state = State.PAUSING
            entry.run.feedback.setProperty(PAUSED, True)
            entry.run.cancel()
        self._go_on()

    def resume(self, entry: Entry) -> None:
        """Take up an entry that was paused."""
        if entry.state is State.PAUSED:
            entry.state = State.WAITING
        self._go_on()

    def retry(self, entry: Entry) -> None:
        """Try an entry again that has failed or was cancelled."""
        if entry.state in (State.FAILED, State.CANCELLED):
            entry.state, entry.problem, entry.report = State.WAITING, "", ""
        self._go_on()

    def cancel(self, entry: Entry) -> None:
        """Stop an entry; no output stays."""
        if entry.state in UNDER_WAY and entry.run is not None:
            entry.state = State.RUNNING
            entry.run.feedback.setProperty(PAUSED, False)
            entry.run.cancel()
        elif entry.state in (State.WAITING, State.PAUSED):
            entry.state = State.CANCELLED
        self._go_on()

    def remove_ended(self) -> None:
        """Forget the entries that have come to an end."""
        self.entries = [entry for entry in self.entries if entry.state not in ENDED]
        self.changed.emit()

    def close(self) -> None:
        """Cancel all, before QGIS or the plugin ends."""
        for entry in self.entries:
            if entry.state not in UNDER_WAY and entry.state not in ENDED:
                entry.state = State.CANCELLED
        for entry in list(self.entries):
            self.cancel(entry)

    def _go_on(self) -> None:
        """Start the next entry, if none is running."""
        while not self.busy:
            waiting = next((entry for entry in self.entries if entry.state is State.WAITING), None)
            if waiting is None:
                break
            self._start(waiting)
        self.changed.emit()

    def _start(self, entry: Entry) -> None:
        try:
            run = AlgorithmRun(f"geogap:{entry.algorithm}", entry.parameters)
        except InputError as error:
            entry.state, entry.problem, entry.report = State.FAILED, error.message, error.message
            return
        entry.run, entry.state, entry.progress = run, State.RUNNING, 0.0
        run.progressed.connect(lambda share: self._progressed(entry, share))
        run.ended.connect(lambda succeeded, results: self._ended(entry, run, succeeded, results))
        run.start()

    def _progressed(self, entry: Entry, share: float) -> None:
        entry.progress = share
        self.changed.emit()

    def _ended(self, entry: Entry, run: AlgorithmRun, succeeded: bool, results: dict) -> None:
        entry.run = None
        if succeeded:
            entry.state, entry.progress, entry.results = State.DONE, 100.0, results
        elif entry.state is State.PAUSING:
            entry.state = State.PAUSED
        elif run.feedback.isCanceled():
            entry.state = State.CANCELLED
        else:
            entry.state, entry.problem, entry.report = State.FAILED, run.problem(), run.report()
        self._go_on()


class QueueView(QWidget):
    """Shows a queue and offers what can be done with the chosen entries.

    Parameters
    ----------
    queue : FetchQueue
    """

    def __init__(self, queue: FetchQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._shown: list[Entry] = []
        self.table = QTreeWidget(self)
        self.table.setHeaderLabels([self.tr("Queue"), self.tr("Size"), self.tr("Progress"), self.tr("State")])
        self.table.setAccessibleName(self.tr("Queue of fetches"))
        self.table.setRootIsDecorated(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.header().setStretchLastSection(False)
        self.table.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._show_possible)
        self.problem = ShortNote(self.tr("What went wrong"))
        self._see = later(self, lambda: self.table.scrollToItem(self.table.currentItem()))
        self.pause_button = push_button(
            self.tr("Pause"),
            self._for_each(queue.pause),
            self.tr("Keeps what has arrived"),
            "temporal_navigation/pause.svg",
        )
        self.resume_button = push_button(
            self.tr("Resume"), self._for_each(queue.resume), self.tr("Goes on where it stopped"), "mActionPlay.svg"
        )
        self.retry_button = push_button(
            self.tr("Retry"),
            self._for_each(queue.retry),
            self.tr("Tries again; what has arrived is not fetched again"),
            "mActionRefresh.svg",
        )
        self.cancel_button = push_button(
            self.tr("Cancel"), self._for_each(queue.cancel), self.tr("Stops and leaves no output"), "mActionStop.svg"
        )
        self.clear_button = push_button(
            self.tr("Remove Finished"), queue.remove_ended, self.tr("The files and layers stay")
        )
        self.copy_button = push_button(
            self.tr("Copy Message"), self._copy, self.tr("What went wrong, with all details"), "mActionEditCopy.svg"
        )
        self.buttons = (
            self.pause_button,
            self.resume_button,
            self.retry_button,
            self.cancel_button,
            self.clear_button,
            self.copy_button,
        )
        row = QHBoxLayout()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.problem)
        column.addLayout(row)
        queue.changed.connect(self.refresh)
        self.refresh()

    def chosen(self) -> list[Entry]:
        """Return the entries that are chosen; the only one there is, if none is."""
        found = [entry for row, entry in enumerate(self._shown) if self.table.topLevelItem(row).isSelected()]
        return self._shown if not found and len(self._shown) == 1 else found

    def refresh(self) -> None:
        """Show how the queue stands."""
        if self._shown != self._queue.entries:
            self._list()
        for row, entry in enumerate(self._shown):
            item = self.table.topLevelItem(row)
            item.setText(_STATE, self.words(entry.state))
            item.setToolTip(_STATE, entry.problem)
            self.table.itemWidget(item, _PROGRESS).setValue(int(entry.progress))
        self._show_possible()

    def words(self, state: State) -> str:
        """Return a state in words."""
        return {
            State.WAITING: self.tr("Waiting"),
            State.RUNNING: self.tr("Running"),
            State.PAUSING: self.tr("Pausing…"),
            State.PAUSED: self.tr("Paused"),
            State.DONE: self.tr("Done"),
            State.FAILED: self.tr("Failed"),
            State.CANCELLED: self.tr("Cancelled"),
        }[state]

    def _list(self) -> None:
        """List the entries anew; the newest is chosen."""
        self.table.blockSignals(True)
        self._shown = list(self._queue.entries)
        self.table.clear()
        for entry in self._shown:
            item = QTreeWidgetItem([entry.title, entry.size])
            item.setToolTip(_TITLE, entry.title)
            self.table.addTopLevelItem(item)
            bar = QProgressBar(self.table)
            bar.setRange(0, 100)
            bar.setAccessibleName(self.tr("Progress of {}").format(entry.title))
            self.table.setItemWidget(item, _PROGRESS, bar)
            item.setSizeHint(_PROGRESS, QSize(140, bar.sizeHint().height() + 4))
        if self._shown:
            self.table.setCurrentItem(self.table.topLevelItem(len(self._shown) - 1))
        for column in (_SIZE, _PROGRESS):
            self.table.resizeColumnToContents(column)
        self.table.blockSignals(False)

    def _show_possible(self) -> None:
        chosen = self.chosen()
        states = {entry.state for entry in chosen}
        for button, possible in (
            (self.pause_button, {State.WAITING, State.RUNNING}),
            (self.resume_button, {State.PAUSED}),
            (self.retry_button, {State.FAILED, State.CANCELLED}),
            (self.cancel_button, {State.WAITING, State.RUNNING, State.PAUSING, State.PAUSED}),
        ):
            button.setEnabled(bool(states & possible))
        self.clear_button.setEnabled(any(entry.state in ENDED for entry in self._shown))
        problems = "\n".join(dict.fromkeys(entry.problem for entry in chosen if entry.problem))
        self.problem.setText(problems)
        if self.problem.isHidden() == bool(problems):
            self.problem.setVisible(bool(problems))
            # The table is higher or lower now.
            self._see.start()
        self.copy_button.setVisible(bool(problems))

    def _copy(self) -> None:
        """Put what was reported of the chosen entries onto the clipboard."""
        reports = dict.fromkeys(entry.report for entry in self.chosen() if entry.report)
        QApplication.clipboard().setText("\n\n".join(reports))

    def _for_each(self, action: Callable[[Entry], None]) -> Callable[[], None]:
        def slot() -> None:
            for entry in self.chosen():
                action(entry)

        return slot
