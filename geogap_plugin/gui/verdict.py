"""A line that says how something stands: a sign of the theme and a sentence that can be copied."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

_GOOD, _BAD = "mIconSuccess.svg", "mIconWarning.svg"


class Verdict(QWidget):
    """A sign and a sentence; no colours of its own, so that it is readable in every theme.

    Parameters
    ----------
    name : str
        What screen readers call it.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._sentence.setTextInteractionFlags(selectable)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._sentence.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignTop)
        self.wait("")

    def text(self) -> str:
        """Return the sentence."""
        return self._sentence.text()

    @property
    def refused(self) -> bool:
        """Whether it says that something is wrong."""
        return self._refused

    def accept(self, sentence: str) -> None:
        """Say that all is well."""
        self._show(sentence, _GOOD)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong."""
        self._show(sentence, _BAD)

    def wait(self, sentence: str) -> None:
        """Say what goes on; nothing is known yet."""
        self._show(sentence, "")

    def add(self, sentence: str) -> None:
        """Say one thing more."""
        self._sentence.setText(f"{self.text()}. {sentence}")

    def _show(self, sentence: str, sign: str) -> None:
        self.setVisible(bool(sentence))
        self._refused = sign == _BAD
        self._sentence.setText(sentence)
        # In place of what a sign alone would say.
        self._sentence.setAccessibleDescription(sentence)
        self._sign.setVisible(bool(sign))
        if sign:
            size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
            self._sign.setPixmap(QgsApplication.getThemeIcon(sign).pixmap(size, size))
