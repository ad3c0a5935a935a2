"""Small widgets that the panels share: a step that folds, buttons with names, a bar that runs algorithms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QEvent, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from qgis.PyQt.QtWidgets import (
    QAction,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import InputError
from .runs import AlgorithmRun

THEME_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
"""They come before the application has all colours of its new theme."""

_MESSAGE_LINES = 8
"""Most refusals are shorter, also in a narrow panel; what is longer leaves its buttons in sight."""

Done = Callable[[AlgorithmRun, dict], None]


class Step(QgsCollapsibleGroupBoxBasic):
    """One step of a panel, which can be folded away."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 4, 8, 8)
        self.column.setSpacing(6)

    def open(self) -> None:
        """Unfold the step and give it the keyboard."""
        self.setCollapsed(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_row(self, *widgets: QWidget, stretch: bool = True) -> None:
        """Add widgets beside one another."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        if stretch:
            row.addStretch(1)
        self.column.addLayout(row)


class RunBar(QWidget):
    """Runs one algorithm at a time, shows how far it is, and cancels it."""

    busy_changed = pyqtSignal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: AlgorithmRun | None = None
        self._done: Done | None = None
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(True)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancel)
        self.message = ShortNote(self.tr("What went wrong"), _MESSAGE_LINES)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        column.addLayout(row)
        self._show_busy(False)
        self.say("")

    @property
    def busy(self) -> bool:
        """Whether an algorithm is running."""
        return self._run is not None

    def start(self, name: str, parameters: dict[str, Any], done: Done) -> None:
        """Run an algorithm of GeoGap; what it refuses is said in its words.

        Parameters
        ----------
        done : callable
            Takes the run and its results when it has succeeded.
        """
        if self._run is not None:
            return
        self.say("")
        try:
            run = AlgorithmRun(f"geogap:{name}", parameters)
        except InputError as error:
            self.say(error.message)
            return
        self._run, self._done = run, done
        run.progressed.connect(self._progress)
        run.ended.connect(self._ended)
        self._bar.setRange(0, 0)
        self._bar.setFormat(f"{run.algorithm.displayName()} %p %")
        self._show_busy(True)
        run.start()

    def cancel(self) -> None:
        """Stop what is running."""
        if self._run is not None:
            self._run.cancel()

    def give_up(self) -> None:
        """Stop what is running and hear no more of it."""
        self.cancel()
        self._run, self._done = None, None

    def say(self, text: str) -> None:
        """Show a sentence, nothing for ''."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _progress(self, share: float) -> None:
        if self._run is not None:
            self._bar.setRange(0, 100)
            self._bar.setValue(int(share))

    def _ended(self, succeeded: bool, results: dict) -> None:
        run, done = self._run, self._done
        self._run, self._done = None, None
        self._show_busy(False)
        if run is None or done is None:
            return
        if succeeded:
            done(run, results)
        else:
            self.say(run.problem())

    def _show_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self.busy_changed.emit(busy)


class ShortNote(QLabel):
    """A text of a few lines at most, which never asks for more room; its tooltip shows all of it.

    Parameters
    ----------
    name : str
        What screen readers call it.
    most : int
        Lines.
    """

    def __init__(self, name: str, most: int = 2) -> None:
        super().__init__()
        self._most = most
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setAccessibleDescription(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = _first_lines(self._whole, self.contentsRect().width(), self._most, self.font())
        super().setText(shown)
        self.setToolTip(self._whole if shown.endswith("…") else "")


def _first_lines(text: str, width: int, most: int, font: QFont) -> str:
    """Return a text broken into lines, also inside of words; the last of `most` lines ends in … where there is more."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    shown: list[str] = []
    for paragraph in text.splitlines():
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            starts.append(line.textStart())
        layout.endLayout()
        shown += [paragraph[start:end].rstrip() for start, end in zip(starts, [*starts[1:], None])]
    if len(shown) <= most:
        return "\n".join(shown)
    last = QFontMetrics(font).elidedText(f"{shown[most - 1]} {shown[most]}…", Qt.TextElideMode.ElideRight, width)
    return "\n".join([*shown[: most - 1], last])


def later(owner: QWidget, slot: Callable[[], None]) -> QTimer:
    """Return a timer that, once started, calls a slot when Qt has done what it is doing; it goes with its owner."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer


def note(name: str) -> QLabel:
    """Return an empty text that wraps and can be copied.

    Parameters
    ----------
    name : str
        What screen readers call it.
    """
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setAccessibleName(name)
    return label


def push_button(text: str, slot: Callable[[], None], tip: str = "", icon: str = "") -> QPushButton:
    """Return a button; `icon` is the file of one of QGIS's own."""
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    if icon:
        button.setIcon(QgsApplication.getThemeIcon(icon))
    button.clicked.connect(lambda _checked=False: slot())
    return button


def action_button(action: QAction) -> QToolButton:
    """Return a button of an action that the keyboard reaches."""
    button = QToolButton()
    button.setDefaultAction(action)
    if not action.icon().isNull():
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return _reachable(button, action.text())


def menu_button(text: str, menu: QMenu, tip: str = "", icon: str = "") -> QToolButton:
    """Return a button that opens a menu."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    if icon:
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return _reachable(button, text)


def add_action(menu: QMenu, text: str, slot: Callable[[], None]) -> QAction:
    """Add an entry to a menu."""
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: slot())
    return action


def _reachable(button: QToolButton, name: str) -> QToolButton:
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(name)
    return button
