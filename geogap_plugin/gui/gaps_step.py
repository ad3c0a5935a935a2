"""The step “Gaps”: the calendar of the series, coloured by what is missing; a date chosen in it is shown on the map."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProcessingUtils
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QWidget

from ..algorithms.opening import epoch_at
from .calendar_strip import CalendarStrip
from .runs import AlgorithmRun
from .study import Study
from .timeline import Timeline
from .widgets import RunBar, Step, note, push_button

_HIGHEST = 270
_LOWEST = 40


class GapsStep(Step):
    """Finds the gaps of a study's series and shows them as a calendar.

    Parameters
    ----------
    study : Study
    runner : RunBar
    timeline : Timeline
    open_dialog : callable
        Opens the dialog of one of GeoGap's algorithms, given its name.
    """

    def __init__(
        self, study: Study, runner: RunBar, timeline: Timeline, open_dialog, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.setTitle(self.tr("3  Gaps"))
        self.setAccessibleName(self.tr("Step 3, gaps"))
        self._study, self._runner, self._timeline = study, runner, timeline
        self.missing: tuple[int, int] | None = None
        self.strip = CalendarStrip(self)
        self.strip.chosen.connect(self._go_to)
        self._frame = QScrollArea(self)
        self._frame.setWidgetResizable(True)
        self._frame.setFrameShape(QFrame.Shape.NoFrame)
        self._frame.setWidget(self.strip)
        self._frame.setMinimumHeight(_LOWEST)
        self._frame.setMaximumHeight(_HIGHEST)
        self.column.addWidget(self._frame)
        self.words = note(self.tr("The gaps in words"))
        self.column.addWidget(self.words)
        self.date = note(self.tr("The date on the map"))
        self.column.addWidget(self.date)
        self.find = push_button(
            self.tr("Find Gaps"), self.find_gaps, self.tr("Count the missing dates and the missing pixels")
        )
        self.more = push_button(
            self.tr("More Options…"),
            lambda: open_dialog("findgaps", self._study.parameters()),
            self.tr("The dialog of “Find gaps”, with a report and a map of the missing share"),
        )
        self.add_row(self.find, self.more)
        study.series_changed.connect(self._forget)
        study.region_changed.connect(self._forget)
        study.facts_changed.connect(self._show)
        runner.busy_changed.connect(self._enable)
        timeline.moved.connect(self._follow)
        self._forget()

    def find_gaps(self) -> None:
        """Run “Find gaps”."""
        parameters = {**self._study.parameters(), "OUTPUT_TABLE": QgsProcessing.TEMPORARY_OUTPUT}
        self._runner.start("findgaps", parameters, self._found)

    @property
    def shown(self) -> int | None:
        """The epoch that the map shows."""
        return self.strip.shown

    def ensure_visible(self, epoch: int) -> None:
        """Scroll to a date."""
        place = self.strip.square_of(epoch).center()
        self._frame.ensureVisible(int(place.x()), int(place.y()))

    def close_all(self) -> None:
        """Let go of the Temporal Controller, before the widget goes."""
        self._timeline.moved.disconnect(self._follow)

    def _found(self, run: AlgorithmRun, results: dict) -> None:
        facts = self._study.facts
        if facts is None or run.parameters["INPUT"] != self._study.source:
            return
        table = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_TABLE"], run.context)
        share_of = {row["epoch"]: row["missing_share"] for row in table.getFeatures()}
        shares = [share_of.get(label, 0.0) for label in facts.alignment.labels()]
        self.strip.set_shares(shares)
        partly = sum(0 < share < 1 for share in shares)
        self.missing = (int(results["MISSING_EPOCHS"]), int(results["EPOCHS"]))
        text = self.tr("{} of {} epochs are missing altogether, {} in part. The longest gap lasts {} epochs.")
        self.words.setText(text.format(*self.missing, partly, int(results["LONGEST_GAP"])))
        self._study.facts_changed.emit()

    def _forget(self) -> None:
        self.missing = None
        self._show()

    def _show(self) -> None:
        facts = self._study.facts
        if self.missing is None:
            self.strip.set_calendar(None if facts is None else facts.alignment)
            if facts is None:
                self.words.setText(self.tr("Choose a series to see its calendar."))
            else:
                self.words.setText(
                    self.tr("{} of {} epochs are missing altogether, by their dates.").format(
                        int(facts.alignment.missing.sum()), len(facts.alignment.times)
                    )
                )
        self._frame.setVisible(facts is not None)
        self._frame.setFixedHeight(max(_LOWEST, min(_HIGHEST, self.strip.sizeHint().height() + 4)))
        self._enable()
        self._follow()

    def _enable(self, _busy: bool = False) -> None:
        ready = self._study.facts is not None and not self._runner.busy
        self.find.setEnabled(ready)
        self.more.setEnabled(bool(self._study.source))

    def _go_to(self, epoch: int) -> None:
        if self._study.facts is not None:
            self._study.show_dates()
            self._timeline.show(self._study.facts.alignment, epoch)

    def _follow(self) -> None:
        facts, moment = self._study.facts, self._timeline.moment()
        shown = None if facts is None or moment is None else epoch_at(facts.alignment, moment)
        self.strip.set_shown(shown)
        self.date.setText("" if shown is None else self.tr("On the map: {}").format(self.strip.text_of(shown)))
        self.date.setVisible(shown is not None)
