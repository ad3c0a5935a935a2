"""The step “Data”: a layer of the project, a file, something to fetch or build, or the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.core import QgsApplication, QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from ..metadata import resource
from .study import Study
from .widgets import Step, add_action, menu_button, note, push_button

SAMPLE = ("sample", "geogap_sample_twsa.tif")
_FETCH, _BUILD = "Fetch", "buildseries"
_NO_UNIT = "1"
"""How files write that a series has no dimension, such as NDVI."""
_FILES = "*.tif *.tiff *.nc *.nc4 *.vrt *.hdf *.h5"


class DataStep(Step):
    """Chooses the series of a study.

    Parameters
    ----------
    study : Study
    open_dialog : callable
        Opens the dialog of one of GeoGap's algorithms, given its name.
    """

    fetch_wanted = pyqtSignal()
    """The dialog with all products is to be opened."""

    def __init__(self, study: Study, open_dialog, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setTitle(self.tr("2  Data"))
        self.setAccessibleName(self.tr("Step 2, data"))
        self._study = study
        self.layers = QgsMapLayerComboBox(self)
        self.layers.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.layers.setAllowEmptyLayer(True, self.tr("Choose a series"))
        self.layers.setAccessibleName(self.tr("Series"))
        self.layers.setToolTip(self.tr("A raster layer with one band for each date"))
        # Only what the user chooses counts: the box also changes by itself when layers come and go.
        self.layers.setLayer(None)
        self.layers.layerChanged.connect(self._layer_chosen)
        self.column.addWidget(self.layers)
        fetch = QMenu(self)
        add_action(fetch, self.tr("Fetch…"), self.fetch_wanted.emit)
        fetch.addSeparator()
        provider = QgsApplication.processingRegistry().providerById("geogap")
        for algorithm in provider.algorithms() if provider is not None else []:
            if algorithm.groupId() == _FETCH.lower():
                add_action(fetch, f"{algorithm.displayName()}…", partial(open_dialog, algorithm.name()))
        fetch.addSeparator()
        add_action(fetch, self.tr("Build Series of Single Rasters…"), partial(open_dialog, _BUILD))
        self.add_row(
            push_button(
                self.tr("Open File…"), self._browse, self.tr("A GeoTIFF or NetCDF file"), "mActionFileOpen.svg"
            ),
            menu_button(self.tr("Fetch"), fetch, self.tr("Download a series, or build one"), "mActionAddXyzLayer.svg"),
        )
        self.words = note(self.tr("The series in words"))
        self.column.addWidget(self.words)
        study.series_changed.connect(self._show)
        study.facts_changed.connect(self._show)
        self._show()

    def try_sample(self) -> None:
        """Work on the sample: its layer if it is in the project, else its file."""
        path = resource(*SAMPLE)
        for layer in QgsProject.instance().mapLayers().values():
            if layer.source() == path:
                self._study.set_layer(layer)
                return
        self._study.open_file(path)

    def _browse(self) -> None:
        title, kinds = self.tr("Open a series"), self.tr("Series ({});;All files (*)").format(_FILES)
        path, _ = QFileDialog.getOpenFileName(self, title, QgsProject.instance().homePath(), kinds)
        if path:
            self._study.open_file(path)

    def _layer_chosen(self, layer) -> None:
        self._study.set_layer(layer)

    def _show(self) -> None:
        study = self._study
        self.layers.blockSignals(True)
        self.layers.setAdditionalItems([] if study.layer_id or not study.source else [Path(study.source).name])
        self.layers.setLayer(study.layer)
        if not study.layer_id and study.source:
            self.layers.setCurrentText(Path(study.source).name)
        self.layers.blockSignals(False)
        facts = study.facts
        if study.problem:
            self.words.setText(study.problem)
        elif facts is not None:
            labels = facts.alignment.labels()
            self.words.setText(
                self.tr("{}{} epochs (cadence: {}), {} to {}, {} × {} cells{}").format(
                    f"{facts.variable}: " if facts.variable else "",
                    len(labels),
                    facts.alignment.cadence,
                    labels[0],
                    labels[-1],
                    facts.width,
                    facts.height,
                    f", {facts.unit}" if facts.unit not in ("", _NO_UNIT) else "",
                )
            )
        elif study.source:
            self.words.setText(self.tr("Reading…"))
        else:
            self.words.setText(self.tr("A raster with one band for each date, or a NetCDF file with a time axis."))
