"""The series dock: click the map and see what series hold there, observed, filled and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsCheckableComboBox, QgsDockWidget, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.opening import SeriesFacts, epoch_at, nearest_epoch, series_facts
from ..core.calendar import Alignment
from ..core.errors import GeoGapError, InputError
from ..core.regions.zonal import HALF
from ..report.figures import CellSeries
from ..report.traces import TRACE_COLOURS, Trace
from .canvas_tools import BorrowedTool, CellTool, PolygonTool, region_band, remove_band
from .job import Job
from .plot import FORMATS, SeriesPlot
from .readings import Answer, CellReader, Request
from .regions import Region, latitude, longitude, of_features
from .runs import AlgorithmRun
from .series_layers import beside, series_layers
from .timeline import Timeline
from .widgets import action_button, add_action, menu_button, note

_SCOPE = "geogap"
_MOST_PLACES = 8
_CRS = "EPSG:4326"


@dataclass(frozen=True)
class Place:
    """A place whose series is shown.

    Parameters
    ----------
    point : QgsPointXY
    crs : QgsCoordinateReferenceSystem
    """

    point: QgsPointXY
    crs: QgsCoordinateReferenceSystem

    def within(self, crs: QgsCoordinateReferenceSystem) -> QgsPointXY | None:
        """Return the place in another coordinate system, None where it has none there."""
        if not crs.isValid() or not self.crs.isValid():
            return self.point
        try:
            return QgsCoordinateTransform(self.crs, crs, QgsProject.instance()).transform(self.point)
        except QgsCsException:
            return None

    def words(self) -> str:
        """Return longitude and latitude in words."""
        found = self.within(QgsCoordinateReferenceSystem(_CRS))
        if found is None or not self.crs.isValid():
            return f"{self.point.x():.6g}, {self.point.y():.6g}"
        return f"{longitude(found.x())}, {latitude(found.y())}"


class SeriesDock(QgsDockWidget):
    """Shows the series of cells and regions, of one layer or several.

    Parameters
    ----------
    iface : QgisInterface
    timeline : Timeline
    """

    def __init__(self, iface, timeline: Timeline) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("GeoGapSeries")
        self.setWindowTitle(self.tr("Series"))
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self._timeline = timeline
        self._places: list[Place] = []
        self._bands: list[QgsRubberBand] = []
        self._region: Region | None = None
        self._region_band: QgsRubberBand | None = None
        self._region_traces: list[CellSeries] = []
        self._runs: list[AlgorithmRun] = []
        self._hovered: Place | None = None
        self._alignment: Alignment | None = None
        self._keep_view = False
        self._reader = CellReader(self._show)
        self.panel_region = Region()
        self._build()
        self._cell_tool = CellTool(self._canvas)
        self._cell_tool.pointed.connect(self._take)
        self._cell_tool.hovered.connect(self._hover)
        self._polygon_tool = PolygonTool(self._canvas)
        self._polygon_tool.drawn.connect(self._polygon_drawn)
        self._pointing = BorrowedTool(self._canvas, self._cell_tool)
        self._drawing = BorrowedTool(self._canvas, self._polygon_tool)
        project = QgsProject.instance()
        project.layerTreeRoot().layerOrderChanged.connect(self._list_layers)
        project.layerWillBeRemoved.connect(self._layer_goes)
        timeline.moved.connect(self._follow)
        self._canvas.mapToolSet.connect(self._tool_set)
        self._list_layers()
        self._explain()

    # Building.

    def _build(self) -> None:
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        bar = QHBoxLayout()
        self._point = QAction(self.tr("Point at Cells"), self)
        self._point.setCheckable(True)
        self._point.setToolTip(
            self.tr(
                "Click on the map to see the series of a cell. With Control, a click shows one more; while Shift is "
                "held, the plot follows the mouse."
            )
        )
        self._point.toggled.connect(self._toggle_tool)
        bar.addWidget(action_button(self._point))
        region_menu = QMenu(self)
        add_action(region_menu, self.tr("Draw Polygon"), self._draw_polygon)
        add_action(region_menu, self.tr("Selected Features of the Active Layer"), self._mean_of_selected)
        add_action(region_menu, self.tr("Region of the GeoGap Panel"), self._mean_of_panel)
        bar.addWidget(
            menu_button(
                self.tr("Mean of Region"),
                region_menu,
                self.tr("The area-weighted mean of a polygon, as “Zonal series” computes it"),
            )
        )
        self._clear = QAction(self.tr("Clear"), self)
        self._clear.setToolTip(self.tr("Take away every series"))
        self._clear.triggered.connect(self.clear)
        bar.addWidget(action_button(self._clear))
        self.layers = QgsCheckableComboBox(body)
        self.layers.setAccessibleName(self.tr("Layers whose series are shown"))
        self.layers.setToolTip(self.tr("Layers whose series are shown"))
        self.layers.setDefaultText(self.tr("Choose layers"))
        self.layers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.layers.setMinimumContentsLength(12)
        self.layers.checkedItemsChanged.connect(self._layers_chosen)
        bar.addWidget(self.layers, 1)
        self.curve = QComboBox(body)
        self.curve.setAccessibleName(self.tr("Baseline curve"))
        self.curve.setToolTip(self.tr("A smooth curve fitted to the observed values, drawn behind them"))
        for label, name in (
            (self.tr("No baseline"), ""),
            (self.tr("Season means"), "season"),
            (self.tr("Trend and harmonics"), "harmonic"),
        ):
            self.curve.addItem(label, name)
        self.curve.currentIndexChanged.connect(self._refresh)
        bar.addWidget(self.curve)
        self._everything = QAction(self.tr("Zoom Full"), self)
        self._everything.setToolTip(self.tr("Show the whole span of time (double click in the plot)"))
        bar.addWidget(action_button(self._everything))
        export_menu = QMenu(self)
        for kind in FORMATS:
            add_action(export_menu, f"{kind.upper()}…", partial(self._export, kind))
        bar.addWidget(
            menu_button(self.tr("Export"), export_menu, self.tr("Save the plot as a picture, or its values as a table"))
        )
        layout.addLayout(bar)
        self.plot = SeriesPlot(body)
        self._everything.triggered.connect(self.plot.show_everything)
        self.plot.clicked.connect(self._go_to)
        self.plot.stepped.connect(self._step)
        layout.addWidget(self.plot, 1)
        self.message = note(self.tr("Message"))
        self.message.setVisible(False)
        layout.addWidget(self.message)
        self.setWidget(body)
        self.setFocusProxy(self.plot)

    # What others ask for.

    def show_layers(self, layers: Sequence[QgsRasterLayer]) -> None:
        """Show the series of these layers instead of others'; of none, those that are shown."""
        self._list_layers({layer.id() for layer in layers} or None)

    def start_pointing(self) -> None:
        """Let the next click on the map show a cell."""
        self._point.setChecked(True)

    def clear(self) -> None:
        """Take away every series."""
        self._places, self._hovered = [], None
        self._drop_region()
        self._refresh()

    def close_all(self) -> None:
        """Let go of the canvas, the files and the project, before the dock goes."""
        self._canvas.mapToolSet.disconnect(self._tool_set)
        self._drawing.close()
        self._pointing.close()
        for run in self._runs:
            run.cancel()
        self._runs = []
        self._reader.close()
        self._drop_bands()
        self._drop_region()
        project = QgsProject.instance()
        project.layerTreeRoot().layerOrderChanged.disconnect(self._list_layers)
        project.layerWillBeRemoved.disconnect(self._layer_goes)
        self._timeline.moved.disconnect(self._follow)

    def save(self, project: QgsProject) -> None:
        """Write what is shown into the project."""
        places = [f"{place.point.x():.17g} {place.point.y():.17g} {place.crs.authid()}" for place in self._places]
        project.writeEntry(_SCOPE, "series/places", places)
        project.writeEntry(_SCOPE, "series/layers", self._checked())
        project.writeEntry(_SCOPE, "series/curve", self.curve.currentData())

    def restore(self, project: QgsProject) -> None:
        """Show what the project says."""
        self._drop_region()
        self._places = []
        for text in project.readListEntry(_SCOPE, "series/places")[0][:_MOST_PLACES]:
            words = text.split()
            try:
                point = QgsPointXY(float(words[0]), float(words[1]))
            except (IndexError, ValueError):
                continue
            self._places.append(Place(point, QgsCoordinateReferenceSystem(words[2] if len(words) > 2 else "")))
        self.curve.setCurrentIndex(max(0, self.curve.findData(project.readEntry(_SCOPE, "series/curve")[0])))
        self._list_layers(set(project.readListEntry(_SCOPE, "series/layers")[0]))
        self._refresh()

    # Layers.

    def _checked(self) -> list[str]:
        return [str(found) for found in self.layers.checkedItemsData()]

    def _list_layers(self, wanted: set[str] | None = None) -> None:
        """List the series of the project anew; the first one is taken where none is chosen."""
        checked = set(self._checked()) if wanted is None else wanted
        known = series_layers()
        if known and not checked & {layer.id() for layer in known}:
            active = self._iface.activeLayer()
            checked = {(active if active in known else known[0]).id()}
        self.layers.blockSignals(True)
        self.layers.clear()
        for layer in known:
            state = Qt.CheckState.Checked if layer.id() in checked else Qt.CheckState.Unchecked
            self.layers.addItemWithCheckState(layer.name(), state, layer.id())
        self.layers.blockSignals(False)
        self._refresh()

    def _layers_chosen(self, _names: list[str]) -> None:
        self._alignment = None
        if self._region is not None:
            self.show_region(self._region)
        self._refresh()

    def _layer_goes(self, layer_id: str) -> None:
        if layer_id in self._checked():
            # On Windows an open file could not be deleted or replaced.
            self._reader.close()

    def _shown_layers(self) -> list[QgsRasterLayer]:
        found = (QgsProject.instance().mapLayer(layer_id) for layer_id in self._checked())
        return [layer for layer in found if layer is not None]

    # Places.

    def _toggle_tool(self, on: bool) -> None:
        if on:
            self._pointing.take(self._cell_tool)
        else:
            self._pointing.give_back()

    def _tool_set(self, tool: QgsMapTool | None, _before: QgsMapTool | None) -> None:
        """Show whether a click on the map takes a cell: other buttons change the tool, too."""
        self._point.setChecked(tool is self._cell_tool)
        self._explain()

    def _place(self, point: QgsPointXY) -> Place:
        return Place(point, self._canvas.mapSettings().destinationCrs())

    def _take(self, point: QgsPointXY, beside_others: bool) -> None:
        self._hovered = None
        if not self.isVisible():
            self.setUserVisible(True)
        earlier = self._places if beside_others else []
        if not beside_others:
            self._drop_region()
        self._places = [*earlier, self._place(point)][-_MOST_PLACES:]
        self._refresh()

    def _hover(self, point: QgsPointXY) -> None:
        self._hovered = self._place(point)
        self._keep_view = True
        self._refresh()

    def _refresh(self, _index: int = 0) -> None:
        """Read what is to be shown."""
        places = [self._hovered] if self._hovered is not None else self._places
        curve = self.curve.currentData()
        requests = []
        for place in places:
            for layer in self._shown_layers():
                point = place.within(layer.crs())
                if point is not None:
                    files = beside(layer)
                    requests.append(
                        Request(layer.source(), files["uncertainty"], files["flags"], point.x(), point.y(), curve)
                    )
        if requests:
            self._reader.read(requests)
        else:
            self._drop_bands()
            self._redraw([])

    def _show(self, requests: Sequence[Request], answers: list[Answer]) -> None:
        """Draw what was read."""
        names = {layer.source(): layer for layer in self._shown_layers()}
        self._drop_bands()
        traces: list[Trace] = []
        problems = []
        for request, answer in zip(requests, answers):
            layer = names.get(request.source)
            if layer is None:
                continue
            if answer.reading is None:
                problems.append(answer.problem)
                continue
            reading = answer.reading
            colour = TRACE_COLOURS[len(traces) % len(TRACE_COLOURS)]
            where = Place(QgsPointXY(*reading.centre()), layer.crs()).words()
            title = f"{layer.name()}, {where}"
            cell = CellSeries(
                reading.times,
                reading.value,
                reading.uncertainty,
                reading.filled,
                title,
                answer.unit,
                half_width=reading.half_width,
            )
            traces.append(Trace(cell, colour, answer.curve))
            self._alignment = answer.alignment
            self._outline(QgsGeometry.fromRect(_box(reading.extent)), layer, colour)
        self._say("\n".join(dict.fromkeys(problems)))
        self._redraw(traces)

    def _redraw(self, traces: list[Trace]) -> None:
        for cell in self._region_traces:
            traces.append(Trace(cell, TRACE_COLOURS[len(traces) % len(TRACE_COLOURS)]))
        try:
            self.plot.show_traces(traces, keep_view=self._keep_view)
        except GeoGapError as error:
            self._say(error.message)
        self._keep_view = bool(traces)
        self._explain()
        self._follow()

    def _explain(self) -> None:
        if not series_layers():
            self.plot.say(self.tr("The project has no series. Open a raster with one band for each date."))
        elif self._point.isChecked():
            self.plot.say(self.tr("Click on the map to see what the chosen layers hold there."))
        else:
            self.plot.say(
                self.tr("Press “Point at Cells” and click on the map to see what the chosen layers hold there.")
            )

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _outline(self, outline: QgsGeometry, layer: QgsRasterLayer, colour: str) -> None:
        band = region_band(self._canvas)
        band.setStrokeColor(QColor(colour))
        band.setFillColor(QColor(0, 0, 0, 0))
        band.setToGeometry(outline, layer.crs())
        self._bands.append(band)

    def _drop_bands(self) -> None:
        for band in self._bands:
            remove_band(self._canvas, band)
        self._bands = []

    # Regions.

    def _draw_polygon(self) -> None:
        self._drawing.take(self._polygon_tool)
        self._say(self.tr("Click the corners of the polygon on the map; a right click ends it."))

    def _polygon_drawn(self, outline: QgsGeometry) -> None:
        self._say("")
        self._drawing.give_back()
        self.show_region(Region("polygon", outline, self._canvas.mapSettings().destinationCrs(), self.tr("polygon")))

    def _mean_of_selected(self) -> None:
        layer = self._iface.activeLayer()
        if not isinstance(layer, QgsVectorLayer):
            self._say(self.tr("Choose a polygon layer in the layer tree and select features of it first."))
            return
        try:
            self.show_region(of_features(layer, selected=True))
        except InputError as error:
            self._say(error.message)

    def _mean_of_panel(self) -> None:
        if self.panel_region.everything:
            self._say(self.tr("The GeoGap panel has no region yet. Choose one there first."))
        else:
            self.show_region(self.panel_region)

    def show_region(self, region: Region) -> None:
        """Show the mean of a region, for every chosen layer, as soon as “Zonal series” has computed it."""
        self._drop_region()
        self._region = region
        self._region_band = region_band(self._canvas)
        self._region_band.setToGeometry(region.outline, region.crs)
        path = QgsProcessingUtils.generateTempFilename("region.gpkg")
        name = region.name or self.tr("region")
        try:
            region.write(path, name)
            for layer in self._shown_layers():
                self._start_mean(layer, path, name)
        except GeoGapError as error:
            self._say(error.message)
        self._learn_dates()

    def _learn_dates(self) -> None:
        """Read the calendar of what is shown, for clicks in the plot."""
        layers = self._shown_layers()
        if self._alignment is None and layers:
            source = layers[0].source()
            job = Job(self.tr("Reading dates"), lambda job: series_facts(source))
            job.ended.connect(self._dates_known)
            job.start()

    def _dates_known(self, facts: SeriesFacts | None, _problem: str) -> None:
        if facts is not None and self._alignment is None:
            self._alignment = facts.alignment

    def _start_mean(self, layer: QgsRasterLayer, regions: str, name: str) -> None:
        files = beside(layer)
        parameters = {
            "INPUT": layer.source(),
            "REGIONS": regions,
            "NAME_FIELD": "name",
            "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT,
            **{key.upper(): source for key, source in files.items() if source},
        }
        run = AlgorithmRun("geogap:zonalseries", parameters)
        title = self.tr("{}, mean of {}").format(layer.name(), name)
        run.ended.connect(lambda succeeded, results: self._mean_done(run, title, succeeded, results))
        self._runs.append(run)
        self._say(self.tr("Computing the mean of the region…"))
        run.start()

    def _mean_done(self, run: AlgorithmRun, title: str, succeeded: bool, results: dict) -> None:
        if run not in self._runs:
            return
        self._runs.remove(run)
        self._say("" if succeeded else run.problem())
        if succeeded and self._region is not None:
            table = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], run.context)
            self._region_traces.append(_series_of(table, title))
        self._refresh()

    def _drop_region(self) -> None:
        for run in self._runs:
            run.cancel()
        self._runs, self._region_traces, self._region = [], [], None
        remove_band(self._canvas, self._region_band)
        self._region_band = None

    # Dates.

    def _follow(self) -> None:
        moment, epoch = self._timeline.moment(), self._shown_epoch()
        self.plot.set_date(moment if epoch is None or self._alignment is None else self._alignment.times[epoch])

    def _shown_epoch(self) -> int | None:
        """Return the epoch that the map shows, None where it shows none of the series."""
        moment = self._timeline.moment()
        return None if moment is None or self._alignment is None else epoch_at(self._alignment, moment)

    def _go_to(self, time: np.datetime64) -> None:
        if self._alignment is not None:
            self._timeline.show(self._alignment, nearest_epoch(self._alignment, time))

    def _step(self, epochs: int) -> None:
        if self._alignment is None:
            return
        shown = self._shown_epoch()
        last = len(self._alignment.times) - 1
        epoch = 0 if shown is None else shown + epochs
        self._timeline.show(self._alignment, min(max(epoch, 0), last))

    # Export.

    def _export(self, kind: str) -> None:
        title = self.tr("Export series")
        path, _ = QFileDialog.getSaveFileName(self, title, f"series.{kind}", f"{kind.upper()} (*.{kind})")
        if path:
            self.export(path if Path(path).suffix else f"{path}.{kind}")

    def export(self, path: str) -> None:
        """Write the plot or its values to a file, and say what became of it."""
        try:
            self.plot.save(path)
        except GeoGapError as error:
            self._say(error.message)
        else:
            self._say(self.tr("{} is written.").format(path))

    def hideEvent(self, event) -> None:
        """Give the map back its tool when the dock is closed."""
        self._point.setChecked(False)
        super().hideEvent(event)


def _series_of(table: QgsVectorLayer, title: str) -> CellSeries:
    """Return the rows of a table of “Zonal series” as a series to draw."""
    rows = list(table.getFeatures())
    mean, spread, seen, filled = (
        np.array([float("nan") if row[name] == NULL else row[name] for row in rows], dtype=np.float64)
        for name in ("mean", "sd", "value_share", "filled_share")
    )
    times = np.array([row["date"].toString(Qt.DateFormat.ISODate) for row in rows], dtype="datetime64[s]")
    unit = rows[0]["unit"] if rows else ""
    return CellSeries(times, mean, spread, filled > HALF * seen, title, "" if unit == NULL else unit)


def _box(extent: tuple[float, float, float, float]) -> QgsRectangle:
    west, south, east, north = extent
    return QgsRectangle(west, south, east, north)
