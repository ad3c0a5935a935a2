"""The GeoGap panel: in a region, take a series, see its gaps, fill them; four steps that read as a sentence."""

from __future__ import annotations

from html import escape

from qgis import processing
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ..algorithms.methods import runtime_folders
from ..core.errors import RuntimeMissingError
from ..worker.runtime import find_runtime
from .data_step import DataStep
from .fill_step import FillStep
from .gaps_step import GapsStep
from .job import Job
from .options import PAGE
from .region_step import RegionStep
from .study import Study
from .timeline import Timeline
from .widgets import THEME_EVENTS, RunBar, Step, later, note, push_button

_SCOPE = "geogap"
_PLAY, _PAUSE = "temporal_navigation/forward.svg", "temporal_navigation/pause.svg"


class GeoGapDock(QgsDockWidget):
    """The panel.

    Parameters
    ----------
    iface : QgisInterface
    timeline : Timeline
    """

    series_wanted = pyqtSignal(list)
    """Layers whose series are to be shown."""

    def __init__(self, iface, timeline: Timeline) -> None:
        super().__init__(iface.mainWindow())
        self._theme_timer = later(self, self._follow_theme)
        self.setObjectName("GeoGap")
        self.setWindowTitle(self.tr("GeoGap"))
        self._iface = iface
        self._timeline = timeline
        self._dialogs: list = []
        self._looked = False
        self._sample_asked = False
        self._filled: list[QgsRasterLayer] = []
        self.study = Study(self)
        self.runner = RunBar()
        self.region = RegionStep(iface.mapCanvas(), self.study)
        self.data = DataStep(self.study, self.open_dialog)
        self.gaps = GapsStep(self.study, self.runner, timeline, self.open_dialog)
        self.fill = FillStep(self.study, self.runner, self.open_dialog)
        self.steps: dict[str, Step] = {
            "region": self.region,
            "data": self.data,
            "gaps": self.gaps,
            "fill": self.fill,
        }
        self._build()
        self.study.series_changed.connect(self._tell)
        self.study.region_changed.connect(self._tell)
        self.study.facts_changed.connect(self._tell)
        self.study.facts_changed.connect(self._go_on_with_sample)
        self.study.opened.connect(self._show_layer)
        self.fill.method.currentTextChanged.connect(self._tell)
        self.fill.filled.connect(self._has_filled)
        self.runner.busy_changed.connect(self.data.setDisabled)
        timeline.playing_changed.connect(self._show_playing)
        QgsProject.instance().layersWillBeRemoved.connect(self._layers_go)
        self._tell()

    # Building.

    def _build(self) -> None:
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.sentence.setAccessibleName(self.tr("What GeoGap is about to do"))
        self.sentence.linkActivated.connect(lambda step: self.steps[step].open())
        self.start = QFrame()
        self.start.setFrameShape(QFrame.Shape.StyledPanel)
        welcome = QHBoxLayout(self.start)
        self.try_sample = push_button(
            self.tr("Try the Sample"), self._try_sample, self.tr("Opens a small series of water storage with its gaps")
        )
        text = note(self.tr("For newcomers"))
        text.setText(self.tr("New here? Three clicks lead to a filled, animated map."))
        welcome.addWidget(text, 1)
        welcome.addWidget(self.try_sample)
        self.play = push_button(self.tr("Play"), self._play, self.tr("Animates the map, date after date"), _PLAY)
        self.show_series = push_button(
            self.tr("Show Series"), self._want_series, self.tr("Opens the plot of cells"), "mActionIdentify.svg"
        )
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self.missing.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.missing.setAccessibleName(self.tr("What is not installed"))
        self.missing.linkActivated.connect(lambda _link: self._open_options())
        self.missing.setVisible(False)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self.start)
        for step in self.steps.values():
            column.addWidget(step)
        look = QHBoxLayout()
        look.addWidget(self.play)
        look.addWidget(self.show_series)
        look.addStretch(1)
        column.addLayout(look)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self._scroll = scroll
        whole = QWidget(self)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addWidget(self.runner)
        foot.addWidget(self.missing)
        outer.addLayout(foot)
        self.setWidget(whole)
        self.setMinimumWidth(330)

    # What others ask for.

    def work_on(self, layer: QgsRasterLayer, step: str) -> None:
        """Show a step for a layer."""
        self.study.set_layer(layer)
        self.setUserVisible(True)
        self.steps[step].open()

    def ensure_visible(self, widget: QWidget) -> None:
        """Scroll to a widget of the panel."""
        self._scroll.ensureWidgetVisible(widget)

    def open_dialog(self, name: str, parameters: dict | None = None) -> None:
        """Open the dialog of one of GeoGap's algorithms; QGIS stays usable beside it."""
        dialog = processing.createAlgorithmDialog(f"geogap:{name}", parameters or {})
        if dialog is not None:
            self._dialogs = [*(kept for kept in self._dialogs if kept.isVisible()), dialog]
            dialog.show()

    def close_all(self) -> None:
        """Let go of the canvas and of what is running, before the panel goes."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._layers_go)
        self._timeline.playing_changed.disconnect(self._show_playing)
        self.runner.give_up()
        self.study.close()
        self.region.close_all()
        self.gaps.close_all()
        for dialog in self._dialogs:
            dialog.close()
        self._dialogs = []

    def save(self, project: QgsProject) -> None:
        """Write the choices into the project."""
        self.study.save(project)
        for key, text in self.fill.state().items():
            project.writeEntry(_SCOPE, f"fill/{key}", text)

    def restore(self, project: QgsProject) -> None:
        """Take the choices that the project says."""
        self._filled = []
        self.study.restore(project)
        self.fill.set_state({key: project.readEntry(_SCOPE, f"fill/{key}")[0] for key in self.fill.state()})
        self._tell()

    def showEvent(self, event) -> None:
        """Look once what is installed, when the panel is first seen."""
        super().showEvent(event)
        # Nothing may be cut off to the right, whatever the font and the language.
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(self._scroll.widget().minimumSizeHint().width() + bar)
        if not self._looked:
            self._looked = True
            job = Job(self.tr("Looking for ONNX Runtime"), lambda job: _lacks_runtime())
            job.ended.connect(self._tell_missing)
            job.start()

    def changeEvent(self, event) -> None:
        """Give links the colour of the theme."""
        super().changeEvent(event)
        if event.type() in THEME_EVENTS:
            self._theme_timer.start()

    def _follow_theme(self) -> None:
        for label in (self.sentence, self.missing):
            text = label.text()
            # A label takes the same text for no change.
            label.setText("")
            label.setText(text)

    # The sentence.

    def _tell(self) -> None:
        """Say what is chosen, as one sentence whose parts lead to the steps."""
        study = self.study
        region = self.tr("the whole series")
        if not study.region.everything:
            region = {
                "canvas": self.tr("the map view"),
                "rectangle": self.tr("the rectangle"),
                "polygon": self.tr("the polygon"),
            }.get(study.region.kind, study.region.name)
        data = study.name or self.tr("a series")
        gaps = self.tr("its gaps")
        if self.gaps.missing is not None and self.gaps.missing[0]:
            gaps = self.tr("its {} missing epochs of {}").format(*self.gaps.missing)
        method = self.fill.method.currentText()
        self.sentence.setText(
            self.tr("In {}, take {}, see {}, and fill them by the method {}.").format(
                _link("region", region), _link("data", data), _link("gaps", gaps), _link("fill", method)
            )
        )
        self.start.setVisible(not study.source)
        ready = study.facts is not None and study.layer is not None
        self.play.setEnabled(ready)
        self.show_series.setEnabled(ready)

    def _tell_missing(self, lacks: bool | None, _problem: str) -> None:
        text = self.tr(
            "ONNX Runtime is not installed: the neural network is left out, all other methods run. {}"
        ).format(_link("options", self.tr("Options…")))
        self.missing.setText(text)
        self.missing.setVisible(bool(lacks))

    def _open_options(self) -> None:
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE)

    # The sample, the map, the series.

    def _try_sample(self) -> None:
        self._sample_asked = True
        self.data.try_sample()

    def _go_on_with_sample(self) -> None:
        """Show the gaps of the sample as soon as its dates are known."""
        if self._sample_asked and self.study.facts is not None:
            self._sample_asked = False
            self._show_layer(self.study.layer)
            self._timeline.show(self.study.facts.alignment, 0)
            self.gaps.find_gaps()

    def _show_layer(self, layer: QgsRasterLayer | None) -> None:
        """Let the map show the whole of a layer."""
        if layer is not None:
            canvas = self._iface.mapCanvas()
            canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
            canvas.refresh()

    def _has_filled(self, layers: list) -> None:
        self._filled = layers
        if layers:
            self.series_wanted.emit(layers[:1])
        self.play.setFocus(Qt.FocusReason.OtherFocusReason)

    def _play(self) -> None:
        if self.study.facts is None:
            return
        if self._timeline.playing:
            self._timeline.pause()
        else:
            self.study.show_dates()
            self._timeline.play(self.study.facts.alignment)

    def _show_playing(self, playing: bool) -> None:
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.setAccessibleName(self.play.text())
        self.play.setIcon(QgsApplication.getThemeIcon(_PAUSE if playing else _PLAY))

    def _want_series(self) -> None:
        wanted = [layer for layer in (*self._filled[:1], self.study.layer) if layer is not None]
        self.series_wanted.emit(wanted)

    def _layers_go(self, layer_ids: list[str]) -> None:
        self._filled = [layer for layer in self._filled if layer.id() not in layer_ids]
        if self.study.layer_id in layer_ids:
            self.study.set_layer(None)


def _link(step: str, text: str) -> str:
    return f'<a href="{step}">{escape(text)}</a>'


def _lacks_runtime() -> bool:
    try:
        find_runtime(runtime_folders())
    except RuntimeMissingError:
        return True
    return False
