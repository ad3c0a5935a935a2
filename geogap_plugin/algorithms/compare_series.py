"""Processing algorithm `compareseries`: two series, cell by cell and by region."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, QMetaType

from ..core.calendar import align, detect_cadence
from ..core.cancellation import cancellation
from ..core.errors import InputError
from ..core.matching import match_epochs
from ..core.reference import epochs_within, parse_period
from ..core.trials.agreement import LEAST_PAIRS, METRICS, unit_of
from ..core.units import conversion
from ..raster.comparing import compare_series, thinned
from ..raster.regular import RegularSeries
from ..raster.resampling import OntoGrid
from ..raster.series import RasterSeries
from ..raster.writer import SeriesWriter
from ..raster.zones import Surface
from ..report.compare import ComparisonReport, comparison_page
from ..report.html import write_page
from .layers import LayerStyle
from .regions import RegionsAlgorithm
from .tables import write_table

_FINER = 0.75
"""A cadence below this share of another's is finer, and its values are averaged."""

_FIELDS = (
    ("area", QMetaType.Type.QString),
    ("cells", QMetaType.Type.Int),
    ("epochs", QMetaType.Type.Int),
    ("first", QMetaType.Type.QString),
    ("last", QMetaType.Type.QString),
    *((name.lower(), QMetaType.Type.Double) for name in METRICS),
    ("unit", QMetaType.Type.QString),
)


class CompareSeries(RegionsAlgorithm):
    """Say how well a series agrees with a reference."""

    # The base reads the reference as it reads every input.
    INPUT = "A"
    VARIABLE = "VARIABLE_A"
    B = "B"
    VARIABLE_B = "VARIABLE_B"
    REFERENCE_PERIOD = "REFERENCE_PERIOD"
    OUTPUT_TABLE = "OUTPUT_TABLE"
    EPOCHS = "EPOCHS"

    NAME = "compareseries"
    DISPLAY_NAME = QT_TR_NOOP("Compare series")
    GROUP = QT_TR_NOOP("Judge")
    SUMMARY = QT_TR_NOOP("Compares two series cell by cell and by region: correlation, efficiency, RMSE and bias.")
    HELP = QT_TR_NOOP(
        "A is the reference, B the series that is judged by it. Epochs are matched on the calendar of A; where B has "
        "several dates in one period, they are averaged. Units of length, height of water, temperature and shares are "
        "converted into that of A. If the grids differ, B is resampled onto that of A: averaged where its cells are "
        "smaller, interpolated bilinearly where they are larger.\n\n"
        "The raster has a band each for Pearson's correlation (PCC), the Nash-Sutcliffe efficiency (NSE), the "
        "Kling-Gupta efficiency (KGE), the root mean squared error (RMSE) and the bias (B less A). The table gives "
        "the same of the area-weighted mean series, of all cells and of every region.\n\n"
        "Only epochs at which a cell has both values count, at least three."
    )
    TAGS = ("validation", "correlation", "Nash-Sutcliffe", "Kling-Gupta", "RMSE", "bias", "NSE", "KGE", "PCC")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Reference series (A)")),
            self.tr("The series that the other is judged by: a raster with dated bands or a NetCDF file."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.B, self.tr("Compared series (B)")),
            self.tr("The series that is judged."),
        )
        self.add_regions(self.tr("Polygons whose mean series are compared, too."), optional=True)
        self.add(
            QgsProcessingParameterString(self.REFERENCE_PERIOD, self.tr("Reference period"), optional=True),
            self.tr(
                "Years or months, such as 2004-01/2009-12. The mean of the common epochs in it is subtracted from "
                "every cell of both series, so that anomalies against different periods can be compared. Empty: "
                "values stay as they are."
            ),
        )
        self.add_reading_options()
        self.add(
            QgsProcessingParameterString(self.VARIABLE_B, self.tr("Variable of B"), optional=True),
            self.tr("Name of the variable in a NetCDF file with several. Empty: the only one with a time axis."),
            advanced=True,
        )
        self.add_raster_output(
            self.OUTPUT, self.tr("Agreement"), self.tr("A raster with the bands PCC, NSE, KGE, RMSE and bias.")
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_TABLE,
                self.tr("Agreement of the means"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            ),
            self.tr("A table of the metrics of the area-weighted mean series, of all cells and of every region."),
        )
        self.add_html_output(self.tr("A page with maps of the metrics and both mean series."))
        self.add_result(QgsProcessingOutputNumber(self.EPOCHS, self.tr("Number of common epochs")))
        for name in METRICS:
            self.add_result(QgsProcessingOutputNumber(name.upper(), self.tr("{} of the means").format(name)))

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept files that QGIS loads no layer from for both series."""
        return {
            name
            for name in (self.INPUT, self.B)
            if isinstance(parameters.get(name), str) and Path(parameters[name]).is_file()
        }

    def check(self, parameters, context) -> None:
        """Refuse inputs that do not open as series, and a period that is none."""
        parse_period(self.parameterAsString(parameters, self.REFERENCE_PERIOD, context))
        with self.open_source(parameters, context) as series:
            self.open_regular(series, parameters, context)
        self._open_other(parameters, context).close()

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Compare the series."""
        period = parse_period(self.parameterAsString(parameters, self.REFERENCE_PERIOD, context))
        path = self.output_path(parameters, self.OUTPUT, context)
        with ExitStack() as stack:
            stack.enter_context(cancellation(feedback.isCanceled))
            one = stack.enter_context(self.open_source(parameters, context))
            two = stack.enter_context(self._open_other(parameters, context))
            self.check_outputs(one, path)
            self.check_outputs(two, path)
            regular = self.open_regular(one, parameters, context)
            notes = list(regular.alignment.notes)
            convert = self._convert(one, two, notes)
            other = self._on_calendar(two, regular, notes)
            epochs, epochs_other = match_epochs(regular.alignment, other.alignment)
            if len(epochs) < LEAST_PAIRS:
                raise InputError(
                    self.tr(
                        "The two series have {} common epochs, and {} are needed: A reaches from {} to {}, B from {} "
                        "to {}. Choose series of the same time, or set the cadence."
                    ).format(len(epochs), LEAST_PAIRS, *(str(day) for series in (one, two) for day in _reach(series)))
                )
            within = epochs_within(regular.times[epochs], period)
            if period and not within.any():
                raise InputError(self.tr("The reference period lies outside the common epochs of the two series."))
            labels = [regular.alignment.labels()[epoch] for epoch in epochs]
            notes.append(self.tr("{} common epochs from {} to {}.").format(len(epochs), labels[0], labels[-1]))
            onto = OntoGrid(other, regular.grid, epochs_other)
            if onto.resampling:
                notes.append(self.tr("B was resampled onto the grid of A ({}).").format(onto.resampling))
            for note in notes:
                feedback.pushInfo(note)
            wanted = parameters.get(self.REGIONS) is not None
            zones = self.zones(Surface(regular.grid), parameters, context, feedback) if wanted else []
            facts = self.provenance(
                one,
                COMPARED=two.name,
                CADENCE=str(regular.cadence),
                REFERENCE_PERIOD="/".join(str(month) for month in period),
                EPOCHS=len(epochs),
            )
            writer = self._agreement_writer(path, regular, facts)
            control = self.control(parameters, context, feedback)
            means = compare_series(regular, epochs, onto, convert, within, writer, zones, control)
        means[0].name = self.tr("All cells")
        found = means[0].metrics()
        for name, value in found.items():
            feedback.pushInfo(
                f"{name} {value:.4g} {unit_of(name, one.unit) if name in ('RMSE', 'bias') else ''}".strip()
            )
        self.load(path, self.tr("{} against {}").format(two.name, one.name), LayerStyle("agreement", "GeoGap"), context)
        results = {self.OUTPUT: path, self.EPOCHS: len(epochs)}
        results.update({name.upper(): value for name, value in found.items() if value == value})
        if parameters.get(self.OUTPUT_TABLE) is not None:
            rows = [
                [mean.name, mean.cells, mean.epochs(), labels[0], labels[-1], *mean.metrics().values(), one.unit]
                for mean in means
            ]
            results[self.OUTPUT_TABLE] = write_table(self, self.OUTPUT_TABLE, _FIELDS, rows, parameters, context)
        report_path = self.report_path(parameters, context)
        if report_path:
            west, south, east, north = regular.grid.extent
            report = ComparisonReport(
                (one.name, two.name),
                one.unit,
                regular.times[epochs],
                labels,
                means,
                thinned(path),
                (west, east, south, north),
                notes,
                facts,
            )
            write_page(report_path, comparison_page(report))
            results[self.OUTPUT_HTML] = report_path
        return results

    def _open_other(self, parameters: dict, context: QgsProcessingContext) -> RasterSeries:
        asked = {
            **parameters,
            self.INPUT: parameters.get(self.B),
            self.VARIABLE: self.parameterAsString(parameters, self.VARIABLE_B, context),
        }
        return self.open_source(asked, context)

    def _convert(self, one: RasterSeries, two: RasterSeries, notes: list[str]) -> tuple[float, float]:
        """Return factor and offset that bring B into the unit of A."""
        if bool(one.unit) != bool(two.unit):
            notes.append(
                self.tr("{} has no unit; its values are taken to be in {}.").format(
                    two.name if one.unit else one.name, one.unit or two.unit
                )
            )
            return 1.0, 0.0
        factor, offset = conversion(two.unit, one.unit)
        if (factor, offset) != (1.0, 0.0):
            notes.append(
                self.tr("B was converted from {} into {} (× {:g} + {:g}).").format(two.unit, one.unit, factor, offset)
            )
        return factor, offset

    def _on_calendar(self, two: RasterSeries, regular: RegularSeries, notes: list[str]) -> RegularSeries:
        """Lay B onto its own periods of the cadence of A."""
        cadence, own = regular.cadence, detect_cadence(two.times)
        duplicates = "separate"
        if own.days < _FINER * cadence.days or (own.unit == "irregular" and cadence.unit != "irregular"):
            duplicates = "mean"
            notes.append(self.tr("B has a cadence of one {}; it was averaged to one {}.").format(own, cadence))
        elif cadence.days < _FINER * own.days:
            raise InputError(
                self.tr(
                    "A has a cadence of one {}, B one of one {}. Exchange A and B, or set the cadence to “{}” and "
                    "duplicates to “mean”, so that A is averaged."
                ).format(cadence, own, own)
            )
        return RegularSeries(two, align(two.times, cadence, bounds=two.bounds, duplicates=duplicates))

    def _agreement_writer(self, path: str, regular: RegularSeries, facts: dict[str, str]) -> SeriesWriter:
        unit = regular.series.unit
        return self.writer(
            path,
            regular,
            facts,
            bands=[f"{name} ({unit})" if name in ("RMSE", "bias") and unit else name for name in METRICS],
            band_metadata=[{"units": unit_of(name, unit) or "1"} for name in METRICS],
        )


def _reach(series: RasterSeries) -> np.ndarray:
    """Return the first and the last day of a series."""
    return series.times[[0, -1]].astype("datetime64[D]")
