"""A plot of series on the screen: zoom, pan, a line at the map's date; matplotlib is loaded when it first draws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QPalette
from qgis.PyQt.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ..core.errors import GeoGapError, InputError
from ..raster.whole_file import aside, check_folder
from ..report.figures import new_figure
from ..report.traces import Look, Trace, draw_traces, readout, traces_table
from .widgets import THEME_EVENTS, later

FORMATS = ("png", "svg", "csv")
_ON_PAPER = Look("#ffffff", "#20303c")
_CLICK_PIXELS = 4
_ZOOM = 1.25
_PAGE_INCHES = (10.0, 4.5)


class SeriesPlot(QWidget):
    """Draws series against time.

    The wheel zooms in time, dragging pans, a double click shows everything, a click chooses a date. With the keyboard:
    plus and minus zoom, 0 shows everything, the arrow keys step from date to date.
    """

    clicked = pyqtSignal(object)
    """A time (datetime64[s], UTC)."""
    stepped = pyqtSignal(int)
    """So many epochs on or back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_timer = later(self, self._follow_theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Plot of the series"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(QPalette.ColorRole.Text)
        layout.addWidget(self._hint)
        self._canvas: Any = None
        self._panels: list[Any] = []
        self._lines: list[Any] = []
        self._background: Any = None
        self._drawn_look: Look | None = None
        self._traces: list[Trace] = []
        self._date: np.datetime64 | None = None
        self._pressed: tuple[float, float, tuple[float, float]] | None = None

    def sizeHint(self) -> QSize:
        """Return a wide, low size."""
        return QSize(640, 220)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which a plot says nothing."""
        return QSize(260, 120)

    # What is shown.

    @property
    def traces(self) -> list[Trace]:
        """What is drawn."""
        return self._traces

    def say(self, hint: str) -> None:
        """Show a sentence in place of a plot that has nothing to show."""
        self._hint.setText(hint)

    def show_traces(self, traces: Sequence[Trace], *, keep_view: bool = False) -> None:
        """Draw series.

        Parameters
        ----------
        keep_view : bool
            Keep the span of time that is shown.
        """
        view = self._panels[0].get_xlim() if keep_view and self._panels else None
        self._traces = list(traces)
        self._hint.setVisible(not self._traces)
        if self._traces and self._canvas is None:
            self._create()
        if self._canvas is not None:
            self._canvas.setVisible(bool(self._traces))
            self._draw(view)
        self.setAccessibleDescription(", ".join(trace.series.title for trace in self._traces))

    def set_date(self, date: np.datetime64 | None) -> None:
        """Draw a line at the date that the map shows; None takes it away."""
        self._date = date
        self._blit()

    def show_everything(self) -> None:
        """Undo every zoom."""
        if self._panels:
            self._draw(None)

    def zoom(self, factor: float, centre: float | None = None) -> None:
        """Show a span of time shorter by a factor.

        Parameters
        ----------
        centre : float, optional
            What stays where it is, as matplotlib counts days; the middle by default.
        """
        if self._panels:
            low, high = self._panels[0].get_xlim()
            middle = (low + high) / 2 if centre is None else centre
            self._panels[0].set_xlim(middle - (middle - low) / factor, middle + (high - middle) / factor)
            self._canvas.draw_idle()

    def save(self, path: str) -> None:
        """Write the plot as PNG or SVG, or its series as CSV; the file appears whole or not at all.

        Raises
        ------
        InputError
            If there is nothing to write, the ending is none of these, or the file cannot be written.
        """
        kind = Path(path).suffix.lower().lstrip(".")
        if kind not in FORMATS:
            raise InputError(self.tr("{} ends in none of .png, .svg and .csv.").format(path))
        if not self._traces:
            raise InputError(self.tr("There is no series to export. Click on the map first."))
        check_folder(Path(path).parent)
        with aside(path) as inside:
            if kind == "csv":
                Path(inside).write_text(traces_table(self._traces), encoding="utf-8")
            else:
                figure = new_figure(*_PAGE_INCHES)
                panels = draw_traces(figure, self._traces, _ON_PAPER)
                if self._panels:
                    panels[0].set_xlim(self._panels[0].get_xlim())
                figure.savefig(inside, format=kind, facecolor=_ON_PAPER.background)

    # What Qt asks.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with plus, minus and 0, step with the arrow keys."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(_ZOOM if key == Qt.Key.Key_Plus else 1 / _ZOOM)
        elif key == Qt.Key.Key_0:
            self.show_everything()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in THEME_EVENTS:
            self._theme_timer.start()

    def _follow_theme(self) -> None:
        if self._panels and _look() != self._drawn_look:
            self._draw(self._panels[0].get_xlim())

    # Inner workings.

    def _create(self) -> None:
        try:
            from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
            from matplotlib.figure import Figure
        except ImportError as error:
            raise GeoGapError(
                self.tr("The plot needs matplotlib, which this QGIS lacks. Install it for QGIS's Python."), str(error)
            ) from error
        self._canvas = FigureCanvasQTAgg(Figure(layout="constrained"))
        # The keys belong to this widget, which also has the name for screen readers.
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.layout().addWidget(self._canvas)
        for name, slot in (
            ("button_press_event", self._press),
            ("motion_notify_event", self._move),
            ("button_release_event", self._release),
            ("scroll_event", self._scroll),
            ("draw_event", self._drawn),
        ):
            self._canvas.mpl_connect(name, slot)

    def _draw(self, view: tuple[float, float] | None) -> None:
        look = self._drawn_look = _look()
        self._background = None
        self._panels = draw_traces(self._canvas.figure, self._traces, look)
        # Animated: left out of the drawing, and laid over a copy of it whenever the date changes.
        self._lines = [
            axes.axvline(np.datetime64(0, "s").astype(object), color=look.text, linewidth=1.2, animated=True)
            for axes in self._panels
        ]
        if self._panels:
            times = [moment for trace in self._traces for moment in (trace.series.times[0], trace.series.times[-1])]
            first, last = min(times).astype(object), max(times).astype(object)
            self._panels[0].set_xlim(view if view is not None else (first, last))
        self._canvas.draw_idle()

    def _drawn(self, event: Any) -> None:
        self._background = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
        self._lay_line()

    def _blit(self) -> None:
        if self._background is not None:
            self._canvas.restore_region(self._background)
            self._lay_line()
            self._canvas.blit(self._canvas.figure.bbox)

    def _lay_line(self) -> None:
        if self._date is None:
            return
        for axes, line in zip(self._panels, self._lines):
            line.set_xdata([self._date.astype(object)] * 2)
            axes.draw_artist(line)

    def _press(self, event: Any) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.dblclick:
            self._pressed = None
            self.show_everything()
        elif event.button == 1 and event.inaxes is not None:
            self._pressed = (event.x, event.xdata, self._panels[0].get_xlim())

    def _move(self, event: Any) -> None:
        time = _time(event)
        self._canvas.setToolTip(readout(self._traces, time) if time is not None and self._traces else "")
        if self._pressed is None or event.inaxes is None or abs(event.x - self._pressed[0]) <= _CLICK_PIXELS:
            return
        start, _, (low, high) = self._pressed
        shift = (event.x - start) / event.inaxes.bbox.width * (high - low)
        self._panels[0].set_xlim(low - shift, high - shift)
        self._canvas.draw_idle()

    def _release(self, event: Any) -> None:
        pressed, self._pressed = self._pressed, None
        time = _time(event)
        if pressed is not None and time is not None and abs(event.x - pressed[0]) <= _CLICK_PIXELS:
            self.clicked.emit(time)

    def _scroll(self, event: Any) -> None:
        if event.inaxes is not None:
            self.zoom(_ZOOM**event.step, event.xdata)


def _look() -> Look:
    """Return the colours of the theme."""
    # The application's: a theme of QGIS gives widgets a style sheet, whose palette lacks most colours.
    palette = QApplication.palette()
    return Look(palette.color(QPalette.ColorRole.Base).name(), palette.color(QPalette.ColorRole.Text).name())


def _time(event: Any) -> np.datetime64 | None:
    """Return the time under the mouse, None outside the axes."""
    if event.inaxes is None or event.xdata is None:
        return None
    from matplotlib.dates import num2date

    try:
        return np.datetime64(num2date(event.xdata).replace(tzinfo=None), "s")
    except (ValueError, OverflowError):  # panned beyond the years that Python counts
        return None
