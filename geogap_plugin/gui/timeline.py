"""The link to the Temporal Controller: which date the map shows, and how to show another."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsDateTimeRange, QgsInterval, QgsTemporalNavigationObject, QgsUnitTypes
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDateTime, QObject, Qt, pyqtSignal, pyqtSlot

from ..core.calendar import Alignment

_UNITS = {
    "month": QgsUnitTypes.TemporalUnit.TemporalMonths,
    "day": QgsUnitTypes.TemporalUnit.TemporalDays,
    "hour": QgsUnitTypes.TemporalUnit.TemporalHours,
    "minute": QgsUnitTypes.TemporalUnit.TemporalMinutes,
    "second": QgsUnitTypes.TemporalUnit.TemporalSeconds,
}
_IDLE = QgsTemporalNavigationObject.AnimationState.Idle


class Timeline(QObject):
    """Follows the canvas's Temporal Controller and moves it.

    Parameters
    ----------
    canvas : QgsMapCanvas
    parent : QObject, optional
    """

    moved = pyqtSignal()
    """The map shows another period, or none."""
    playing_changed = pyqtSignal(bool)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        canvas.temporalRangeChanged.connect(self.moved)
        self._followed = self._controller()
        if self._followed is not None:
            self._followed.stateChanged.connect(self._state_changed)

    def close(self) -> None:
        """Let go of the canvas and its controller."""
        self._canvas.temporalRangeChanged.disconnect(self.moved)
        if self._followed is not None:
            self._followed.stateChanged.disconnect(self._state_changed)
            self._followed = None

    @property
    def playing(self) -> bool:
        """Whether the map is animated."""
        controller = self._controller()
        return controller is not None and controller.animationState() != _IDLE

    def moment(self) -> np.datetime64 | None:
        """Return the beginning of the period that the map shows, UTC; None if it shows no period."""
        begin = self._canvas.temporalRange().begin()
        return np.datetime64(begin.toSecsSinceEpoch(), "s") if begin.isValid() else None

    def show(self, alignment: Alignment, epoch: int) -> None:
        """Let the map show an epoch of a series; the controller is laid onto its calendar first, if it is elsewhere."""
        controller = self._controller()
        if controller is None:
            self._canvas.setTemporalRange(_period(alignment, epoch))
            return
        self._cover(controller, alignment)
        controller.setCurrentFrameNumber(
            controller.findBestFrameNumberForFrameStart(moment_of(alignment.starts[epoch]))
        )

    def play(self, alignment: Alignment, *, frames_per_second: float = 8.0) -> None:
        """Play a series from the date that is shown, from the beginning after its end."""
        controller = self._controller()
        if controller is None:
            return
        self._cover(controller, alignment)
        controller.setFramesPerSecond(frames_per_second)
        if controller.currentFrameNumber() >= controller.totalFrameCount() - 1:
            controller.setCurrentFrameNumber(0)
        controller.playForward()

    def pause(self) -> None:
        """Stop playing."""
        controller = self._controller()
        if controller is not None:
            controller.pause()

    # A slot of Qt's own without the signal's argument: PyQt cannot convert that enumeration.
    @pyqtSlot()
    def _state_changed(self) -> None:
        self.playing_changed.emit(self.playing)

    def _controller(self) -> QgsTemporalNavigationObject | None:
        return self._canvas.temporalController()

    def _cover(self, controller: QgsTemporalNavigationObject, alignment: Alignment) -> None:
        """Lay the controller onto the calendar of a series, unless it is there already."""
        extents = QgsDateTimeRange(moment_of(alignment.starts[0]), moment_of(alignment.ends[-1]), True, False)
        interval = _interval(alignment)
        same_span = (controller.temporalExtents().begin(), controller.temporalExtents().end()) == (
            extents.begin(),
            extents.end(),
        )
        animated = controller.navigationMode() == Qgis.TemporalNavigationMode.Animated
        if animated and same_span and controller.frameDuration() == interval:
            return
        if interval.originalUnit() == QgsUnitTypes.TemporalUnit.TemporalIrregularStep:
            controller.setAvailableTemporalRanges([_period(alignment, epoch) for epoch in range(len(alignment.starts))])
        controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)
        controller.setTemporalExtents(extents)
        controller.setFrameDuration(interval)


def moment_of(time: np.datetime64) -> QDateTime:
    """Return a time as Qt has it, UTC."""
    return QDateTime.fromSecsSinceEpoch(int(time.astype("datetime64[s]").astype(np.int64)), Qt.TimeSpec.UTC)


def _period(alignment: Alignment, epoch: int) -> QgsDateTimeRange:
    return QgsDateTimeRange(moment_of(alignment.starts[epoch]), moment_of(alignment.ends[epoch]), True, False)


def _interval(alignment: Alignment) -> QgsInterval:
    """Return the length of a frame: one step of the cadence, or the epochs themselves where no count of units fits."""
    cadence = alignment.cadence
    if cadence.yearly_restart or cadence.unit not in _UNITS:
        return QgsInterval(1, QgsUnitTypes.TemporalUnit.TemporalIrregularStep)
    return QgsInterval(cadence.step, _UNITS[cadence.unit])
