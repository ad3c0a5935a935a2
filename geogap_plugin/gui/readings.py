"""Cells of series read in the background: the newest request wins, and files stay open between two clicks."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication

from ..core.calendar import Alignment
from ..core.errors import GeoGapError
from ..core.series.baseline_curve import baseline_curve
from ..raster.series_view import CellReading, SeriesView
from .job import Job

_OPEN_AT_MOST = 8


@dataclass(frozen=True)
class Request:
    """A cell to read.

    Parameters
    ----------
    source, uncertainty, flags : str
        The files; '' where there is none.
    x, y : float
        In the coordinates of the files.
    curve : str
        A baseline curve to compute with it; '' for none.
    """

    source: str
    uncertainty: str
    flags: str
    x: float
    y: float
    curve: str = ""


@dataclass(frozen=True)
class Answer:
    """What was read.

    Parameters
    ----------
    unit : str
    alignment : Alignment or None
    reading : CellReading or None
        None where the cell could not be read.
    curve : ndarray or None
    problem : str
        Why there is no reading.
    """

    unit: str = ""
    alignment: Alignment | None = None
    reading: CellReading | None = None
    curve: np.ndarray | None = None
    problem: str = ""


class CellReader:
    """Reads cells in one background task at a time.

    Parameters
    ----------
    done : callable
        Takes the requests and their answers, in the main thread.
    """

    def __init__(self, done: Callable[[Sequence[Request], list[Answer]], None]) -> None:
        self._done = done
        self._views: OrderedDict[tuple, SeriesView] = OrderedDict()
        self._task: Job | None = None
        self._waiting: Sequence[Request] | None = None
        self._closing = False

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._task is not None

    def read(self, requests: Sequence[Request]) -> None:
        """Read cells; what still waits to be read is dropped for it."""
        if self._task is not None:
            self._waiting = requests
            return
        self._closing = False
        title = QCoreApplication.translate("CellReader", "Reading series")
        self._task = Job(title, lambda job: [self._answer(request) for request in requests])
        self._task.ended.connect(lambda answers, problem: self._finish(requests, answers, problem))
        self._task.start()

    def close(self) -> None:
        """Let go of the files, after what is being read."""
        self._waiting = None
        self._closing = True
        if self._task is None:
            self._close_views()

    def _finish(self, requests: Sequence[Request], answers: list[Answer] | None, problem: str) -> None:
        self._task = None
        if self._closing:
            self._close_views()
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.read(waiting)
        else:
            self._done(requests, answers or [Answer(problem=problem)] * len(requests))

    def _close_views(self) -> None:
        while self._views:
            self._views.popitem()[1].close()

    def _answer(self, request: Request) -> Answer:
        try:
            view = self._view(request)
            reading = view.cell(request.x, request.y)
            curve = None
            if request.curve:
                regular = view.regular
                curve = baseline_curve(request.curve, regular.times, reading.observed(), regular.cadence)
        except GeoGapError as error:
            return Answer(problem=error.message)
        return Answer(view.series.unit, view.regular.alignment, reading, curve)

    def _view(self, request: Request) -> SeriesView:
        """Return the open files of a request; files that have changed are opened anew."""
        files = (request.source, request.uncertainty, request.flags)
        key = (*files, *(_changed(file) for file in files))
        if key in self._views:
            self._views.move_to_end(key)
            return self._views[key]
        view = SeriesView(*files)
        self._views[key] = view
        if len(self._views) > _OPEN_AT_MOST:
            self._views.popitem(last=False)[1].close()
        return view


def _changed(file: str) -> int:
    """Return when a file was changed, 0 for what is no file of its own, such as a NetCDF variable."""
    try:
        return os.stat(file).st_mtime_ns if file else 0
    except OSError:
        return 0
