"""The step “Fill”: the method, what comes out, a quick check on a sample of cells, and the filling itself."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsFileWidget, QgsSpinBox
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QGridLayout, QWidget

from .runs import AlgorithmRun
from .study import Study
from .widgets import RunBar, Step, note, push_button

_SERIES, _CLOUDS = "fillseries", "fillclouds"
_OUTPUTS = ("OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS", "OUTPUT_HTML")
_ENDINGS = {
    "OUTPUT": "filled.tif",
    "OUTPUT_UNCERTAINTY": "uncertainty.tif",
    "OUTPUT_FLAGS": "flags.tif",
    "OUTPUT_HTML": "report.html",
}
_ON = ("OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS")
_QUICK = {"REPEATS": 3, "SAMPLE": 40}
_LONGEST = 100_000


class FillStep(Step):
    """Fills the series of a study.

    Parameters
    ----------
    study : Study
    runner : RunBar
    open_dialog : callable
        Opens the dialog of one of GeoGap's algorithms, given its name and parameters.
    """

    filled = pyqtSignal(list)
    """The layers that a filling has brought, the filled series first."""

    def __init__(self, study: Study, runner: RunBar, open_dialog, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setTitle(self.tr("4  Fill"))
        self.setAccessibleName(self.tr("Step 4, fill"))
        self._study, self._runner, self._open_dialog = study, runner, open_dialog
        self._report = ""
        self._way_chosen = False
        registry = QgsApplication.processingRegistry()
        found = {name: registry.algorithmById(f"geogap:{name}") for name in (_SERIES, _CLOUDS)}
        self._algorithms: dict[str, QgsProcessingAlgorithm] = {
            name: algorithm for name, algorithm in found.items() if algorithm is not None
        }
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.way = QComboBox(self)
        for name, algorithm in self._algorithms.items():
            self.way.addItem(algorithm.displayName(), name)
            self.way.setItemData(self.way.count() - 1, algorithm.shortDescription(), Qt.ItemDataRole.ToolTipRole)
        self.way.currentIndexChanged.connect(self._take_way)
        self.way.activated.connect(self._keep_way)
        form.addRow(self.tr("Fill with"), self.way)
        self.method = QComboBox(self)
        self.method.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.method.setMinimumContentsLength(16)
        form.addRow(self.tr("Method"), self.method)
        self.model = QgsFileWidget(self)
        self.model.setFilter("ONNX (*.onnx)")
        self.model.lineEdit().setPlaceholderText(self.tr("The library's own"))
        form.addRow(self.tr("Model"), self.model)
        self.longest = QgsSpinBox(self)
        self.longest.setRange(0, _LONGEST)
        self.longest.setSpecialValueText(self.tr("No limit"))
        self.longest.setClearValue(0)
        self.longest.setSuffix(self.tr(" epochs"))
        form.addRow(self.tr("Longest gap"), self.longest)
        self.folder = QgsFileWidget(self)
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.lineEdit().setPlaceholderText(self.tr("Temporary files"))
        form.addRow(self.tr("Save in"), self.folder)
        self._form = form
        for row in range(form.rowCount()):
            label = form.itemAt(row, QFormLayout.ItemRole.LabelRole).widget()
            field = form.itemAt(row, QFormLayout.ItemRole.FieldRole).widget()
            field.setAccessibleName(label.text())
        self.column.addLayout(form)
        self.outputs = {name: QCheckBox(self) for name in _OUTPUTS}
        grid = QGridLayout()
        for place, (name, box) in enumerate(self.outputs.items()):
            box.setChecked(name in _ON)
            grid.addWidget(box, 0, place)
        self.column.addLayout(grid)
        self.check = push_button(
            self.tr("Quick Check"),
            self.quick_check,
            self.tr("Hides known values of a few cells, fills them, and says in seconds how well that went"),
        )
        self.more = push_button(self.tr("More Options…"), self._open_more, self.tr("The dialog with every parameter"))
        self.fill = push_button(
            self.tr("Fill Gaps"),
            self.fill_gaps,
            self.tr("Fills the series and loads what comes out"),
            "mActionStart.svg",
        )
        self.add_row(self.check, self.more)
        self.add_row(self.fill, stretch=False)
        self.words = note(self.tr("How the filling went"))
        self.words.setVisible(False)
        self.column.addWidget(self.words)
        self.report = push_button(self.tr("Open Report"), self._open_report)
        self.report.setVisible(False)
        self.column.addWidget(self.report)
        study.series_changed.connect(self._forget)
        study.facts_changed.connect(self._suggest_way)
        study.facts_changed.connect(self._enable)
        runner.busy_changed.connect(self._enable)
        self._take_way()
        self._enable()

    # What is chosen.

    def method_names(self, way: str) -> dict[str, str]:
        """Return what the methods of an algorithm are called on screen; in English as its report calls them."""
        both = {"auto": self.tr("Combination of all methods"), "model": self.tr("Neural network")}
        if way == _SERIES:
            return {
                **both,
                "linear": self.tr("Linear interpolation"),
                "climatology": self.tr("Season means and bridged residual"),
                "harmonic": self.tr("Trend, harmonics and bridged residual"),
                "gp": self.tr("Gaussian process"),
            }
        return {
            **both,
            "regression": self.tr("Other dates and kriging"),
            "eof": self.tr("Empirical orthogonal functions (DINEOF)"),
            "annual_cycle": self.tr("Cycle of the year or the day"),
            "climatology": self.tr("Mean of the season"),
        }

    def parameters(self) -> dict:
        """Return what the chosen algorithm is to be run with."""
        algorithm = self._algorithm()
        known = {definition.name() for definition in algorithm.parameterDefinitions()}
        chosen = {**self._study.parameters(), "METHOD": self.method.currentData()}
        if self.model.filePath():
            chosen["MODEL"] = self.model.filePath()
        if self.longest.value():
            chosen["MAX_GAP"] = self.longest.value()
        for name in ("OUTPUT", *(name for name, box in self.outputs.items() if box.isChecked())):
            chosen[name] = self._destination(name)
        return {name: value for name, value in chosen.items() if name in known}

    def state(self) -> dict[str, str]:
        """Return the choices as texts, for the project file."""
        return {
            "way": self.way.currentData() or "",
            "method": self.method.currentData() or "",
            "model": self.model.filePath(),
            "longest": str(self.longest.value()),
            "folder": self.folder.filePath(),
            "outputs": " ".join(name for name, box in self.outputs.items() if box.isChecked()),
        }

    def set_state(self, state: dict[str, str]) -> None:
        """Take choices that :meth:`state` gave; what is empty or unknown stays at its default."""
        self._way_chosen = self.way.findData(state.get("way", "")) >= 0
        self.way.setCurrentIndex(max(0, self.way.findData(state.get("way", ""))))
        self._take_way()
        method = self.method.findData(state.get("method", ""))
        if method >= 0:
            self.method.setCurrentIndex(method)
        self.model.setFilePath(state.get("model", ""))
        longest = state.get("longest", "")
        self.longest.setValue(int(longest) if longest.isdecimal() else 0)
        self.folder.setFilePath(state.get("folder", ""))
        wanted = state["outputs"].split() if state.get("way") else _ON
        for name, box in self.outputs.items():
            box.setChecked(name in wanted)

    def _algorithm(self) -> QgsProcessingAlgorithm:
        return self._algorithms[self.way.currentData()]

    def _destination(self, name: str) -> object:
        folder = self.folder.filePath()
        stem = re.sub(r"[^\w.-]+", "_", self._study.name).strip("._") or "series"
        path = _free(Path(folder), f"{stem}_{_ENDINGS[name]}") if folder else ""
        if name == "OUTPUT_HTML":
            return path or QgsProcessingUtils.generateTempFilename(_ENDINGS[name])
        return QgsProcessingOutputLayerDefinition(path or QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())

    def _keep_way(self, _index: int) -> None:
        self._way_chosen = True

    def _suggest_way(self) -> None:
        """Suggest what suits the series, unless the user has chosen: overpasses are images under clouds."""
        facts = self._study.facts
        if facts is not None and not self._way_chosen:
            overpasses = facts.alignment.cadence.unit == "irregular"
            self.way.setCurrentIndex(max(0, self.way.findData(_CLOUDS if overpasses else _SERIES)))

    def _take_way(self, _index: int = 0) -> None:
        """Offer what the chosen algorithm has."""
        algorithm = self._algorithm()
        definition = algorithm.parameterDefinition("METHOD")
        self.method.clear()
        names = self.method_names(self.way.currentData())
        for place, option in enumerate(definition.options()):
            self.method.addItem(names.get(option, option), option)
            self.method.setItemData(place, option, Qt.ItemDataRole.ToolTipRole)
        self.method.setCurrentIndex(max(0, self.method.findData(str(definition.defaultValue()))))
        for field, name in (
            (self.method, "METHOD"),
            (self.model, "MODEL"),
            (self.longest, "MAX_GAP"),
            *((box, name) for name, box in self.outputs.items()),
        ):
            found = algorithm.parameterDefinition(name)
            field.setVisible(found is not None)
            label = self._form.labelForField(field)
            if label is not None:
                label.setVisible(found is not None)
            if found is not None:
                field.setToolTip(found.help())
                if isinstance(field, QCheckBox):
                    field.setText(found.description())
        self._enable()

    # What is done.

    def quick_check(self) -> None:
        """Run “Score gap filling” on a few cells, a few times."""
        chosen = {key: value for key, value in self.parameters().items() if not key.startswith(("OUTPUT", "MAX_GAP"))}
        chosen = {**chosen, **_QUICK, "OUTPUT_TABLE": QgsProcessing.TEMPORARY_OUTPUT}
        self._runner.start("scoregaps", chosen, self._checked)

    def fill_gaps(self) -> None:
        """Run the filling."""
        self._runner.start(self.way.currentData(), self.parameters(), self._filled)

    def _checked(self, run: AlgorithmRun, results: dict) -> None:
        note_on = self.tr("Quick check on {} cells. {}").format(_QUICK["SAMPLE"], results["VERDICT"])
        self._say(note_on)

    def _filled(self, run: AlgorithmRun, results: dict) -> None:
        self._report = str(results.get("OUTPUT_HTML", ""))
        text = (
            self.tr("{:,} values filled").format(int(results["FILLED"])) if "FILLED" in results else self.tr("Filled")
        )
        used = str(results.get("METHOD_USED", ""))
        method = self.method_names(self.way.currentData()).get(used, used)
        self._say(self.tr("{} ({}).").format(text, method) if method else f"{text}.")
        self.report.setVisible(bool(self._report))
        files = [results[name] for name in ("OUTPUT", *_ON) if results.get(name)]
        layers = {
            layer.source(): layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsRasterLayer)
        }
        self.filled.emit([layers[file] for file in files if file in layers])

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def _forget(self) -> None:
        self._say("")
        self._report = ""
        self.report.setVisible(False)
        self._enable()

    def _enable(self, _busy: bool = False) -> None:
        ready = self._study.facts is not None and not self._runner.busy
        self.fill.setEnabled(ready)
        self.check.setEnabled(ready and self.way.currentData() == _SERIES)
        self.more.setEnabled(bool(self._study.source))

    def _open_more(self) -> None:
        self._open_dialog(self.way.currentData(), self.parameters())

    def _open_report(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report))


def _free(folder: Path, name: str) -> str:
    """Return the path of a file that does not exist yet: a filling never replaces an earlier one."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}_{number}{Path(name).suffix}"
        number += 1
    return str(path)
