"""Processing algorithm `zonalseries`: the area-weighted series of polygons, with uncertainty and trend."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, QDateTime, QMetaType, Qt

from ..core.cancellation import cancellation, checkpoint
from ..core.series.trend import Trend
from ..raster.blockwise import Control
from ..raster.regular import RegularSeries
from ..raster.zones import KnownErrors, Surface, Zone, sample_correlogram, union, zonal_series
from ..report.html import number, write_page
from ..report.zonal import ErrorModel, RegionResult, ZonalReport, zonal_page
from .companions import open_companion
from .regions import RegionsAlgorithm
from .tables import write_table

_TEXT, _NUMBER, _WHOLE = QMetaType.Type.QString, QMetaType.Type.Double, QMetaType.Type.Int
_FIELDS = (
    ("region_id", _TEXT),
    ("region", _TEXT),
    ("epoch", _TEXT),
    ("date", QMetaType.Type.QDate),
    ("mean", _NUMBER),
    ("sd", _NUMBER),
    ("unit", _TEXT),
    ("value_share", _NUMBER),
    ("filled_share", _NUMBER),
)
_ONE_TREND = (("", _NUMBER), ("_sd", _NUMBER), ("_low90", _NUMBER), ("_high90", _NUMBER), ("_persistence", _NUMBER))
_TREND_FIELDS = (
    ("region_id", _TEXT),
    ("region", _TEXT),
    ("area_km2", _NUMBER),
    ("first", _TEXT),
    ("last", _TEXT),
    ("unit", _TEXT),
    ("epochs", _WHOLE),
    *((f"trend{name}", kind) for name, kind in _ONE_TREND),
    ("epochs_observed", _WHOLE),
    *((f"trend_observed{name}", kind) for name, kind in _ONE_TREND),
    ("correlation_km", _NUMBER),
)


class ZonalSeries(RegionsAlgorithm):
    """Average a series over polygons, say how certain the averages are, and fit their trends."""

    UNCERTAINTY = "UNCERTAINTY"
    FLAGS = "FLAGS"
    MEASUREMENT_SD = "MEASUREMENT_SD"
    CORRELATION_LENGTH = "CORRELATION_LENGTH"
    OUTPUT_TRENDS = "OUTPUT_TRENDS"
    REGION_COUNT = "REGION_COUNT"
    CORRELATION_USED = "CORRELATION_USED"

    NAME = "zonalseries"
    DISPLAY_NAME = QT_TR_NOOP("Zonal series")
    GROUP = QT_TR_NOOP("Use")
    SUMMARY = QT_TR_NOOP("Averages a series over polygons, with the uncertainty of the averages and their trends.")
    HELP = QT_TR_NOOP(
        "Every cell counts by the area that the polygon covers of it, exactly, on the ellipsoid; a polygon smaller "
        "than a cell works. The table has a row for every region and epoch: mean, standard deviation, and the shares "
        "of the region's area with values and with filled values.\n\n"
        "Errors of neighbouring filled cells are alike and do not average out. Two cells a distance d apart are taken "
        "as correlated by exp(-d / L). L is estimated from the series itself: trend, annual and semiannual cycle are "
        "removed from a sample of cells, the correlations of all pairs are binned by distance, and L is the one that "
        "comes closest to the bins' medians. Set it yourself if you know better.\n\n"
        "Observed values have the uncertainty 0 in GeoGap's outputs: their measurement error is not in the result "
        "unless you give it (Standard deviation of observed values).\n\n"
        "Trends are fitted by generalised least squares with an annual and a semiannual cycle and first-order "
        "autoregressive noise, once with all epochs (filled ones count less, by their uncertainty) and once without "
        "those at which more than half of the area with values is filled."
    )
    TAGS = ("zonal statistics", "basin", "catchment", "time series", "mean", "trend", "uncertainty", "GRACE")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add(
            QgsProcessingParameterRasterLayer(self.UNCERTAINTY, self.tr("Uncertainty"), optional=True),
            self.tr("Standard deviation of every value, as “Fill series” writes it: 0 where a value is observed."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.FLAGS, self.tr("Flags"), optional=True),
            self.tr(
                "What every value is, as “Fill series” writes it: 2 is filled. Empty: a value with an uncertainty "
                "above 0 is filled."
            ),
        )
        self.add_regions(
            self.tr("Polygons in any coordinate system, with several parts and holes if need be. One region a feature.")
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MEASUREMENT_SD,
                self.tr("Standard deviation of observed values"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            ),
            self.tr(
                "Measurement error of an observed value of one cell, in the unit of the series. It is taken as "
                "correlated in space like the errors of filled values. Empty: none."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.CORRELATION_LENGTH,
                self.tr("Correlation length of the errors (km)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            ),
            self.tr(
                "The distance at which the correlation of two cells' errors has fallen to 37 %. 0: independent errors. "
                "Empty: estimated from the series."
            ),
            advanced=True,
        )
        self.add_reading_options()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Series of the regions"), QgsProcessing.SourceType.TypeVector
            ),
            self.tr("A table with a row for every region and epoch."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_TRENDS,
                self.tr("Trends"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            ),
            self.tr("A table with a row for every region: its trend with all epochs and without filled ones."),
        )
        self.add_html_output(self.tr("A page with every region's series, its uncertainty and its trends."))
        self.add_result(QgsProcessingOutputNumber(self.REGION_COUNT, self.tr("Number of regions")))
        self.add_result(
            QgsProcessingOutputNumber(self.CORRELATION_USED, self.tr("Correlation length of the errors (km)"))
        )

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept files that QGIS loads no layer from for the other rasters, too."""
        names = (self.INPUT, self.UNCERTAINTY, self.FLAGS)
        return {name for name in names if isinstance(parameters.get(name), str) and Path(parameters[name]).is_file()}

    def check(self, parameters, context) -> None:
        """Refuse an input that does not open as a series."""
        with self.open_source(parameters, context) as series:
            self.open_regular(series, parameters, context)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Average the series over the regions."""
        control = self.control(parameters, context, feedback)
        with ExitStack() as stack:
            stack.enter_context(cancellation(feedback.isCanceled))
            series = stack.enter_context(self.open_source(parameters, context))
            regular = self.open_regular(series, parameters, context)
            for note in regular.alignment.notes:
                feedback.pushInfo(note)
            surface = Surface(regular.grid)
            zones = self.zones(surface, parameters, context, feedback)
            companions = [
                open_companion(self, name, series, parameters, context, stack)
                for name in (self.UNCERTAINTY, self.FLAGS)
            ]
            uncertainty, flags = (
                None if other is None else RegularSeries(other, regular.alignment) for other in companions
            )
            measurement_sd = self._number(self.MEASUREMENT_SD, parameters, context)
            source = KnownErrors(regular, uncertainty, flags, measurement_sd or 0.0)
            errors = self._errors(source, surface, zones, control, parameters, context)
            feedback.pushInfo(errors.origin)
            regions = _summarise(zones, source, control, errors.length)
        results: dict = {self.REGION_COUNT: len(zones)}
        if math.isfinite(errors.length):
            results[self.CORRELATION_USED] = errors.length
        dates = QMetaType.Type.QDate if _whole_days(regular) else QMetaType.Type.QDateTime
        fields = [(name, dates if name == "date" else kind) for name, kind in _FIELDS]
        rows = [row for zone, region in zip(zones, regions) for row in _rows(zone, region, regular)]
        results[self.OUTPUT] = write_table(self, self.OUTPUT, fields, rows, parameters, context)
        if parameters.get(self.OUTPUT_TRENDS) is not None:
            rows = [_trend_row(zone, region, regular, errors.length) for zone, region in zip(zones, regions)]
            results[self.OUTPUT_TRENDS] = write_table(
                self, self.OUTPUT_TRENDS, _TREND_FIELDS, rows, parameters, context
            )
        report_path = self.report_path(parameters, context)
        if report_path:
            facts = self.provenance(
                series,
                CADENCE=str(regular.cadence),
                CORRELATION_LENGTH=f"{errors.length:.6g} km" if errors.length == errors.length else "",
                MEASUREMENT_SD=measurement_sd,
            )
            report = ZonalReport(series.name, series.unit, regular.alignment, regions, errors, facts)
            write_page(report_path, zonal_page(report))
            results[self.OUTPUT_HTML] = report_path
        return results

    def _number(self, name: str, parameters: dict, context: QgsProcessingContext) -> float | None:
        return None if parameters.get(name) is None else self.parameterAsDouble(parameters, name, context)

    def _errors(
        self,
        source: KnownErrors,
        surface: Surface,
        zones: list[Zone],
        control: Control,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> ErrorModel:
        """Return how far errors reach: as the user says, or as the series shows."""
        given = self._number(self.CORRELATION_LENGTH, parameters, context)
        if not source.knows_errors:
            origin = self.tr("No uncertainty was given, so that the means come without one.")
            return ErrorModel(math.nan, origin)
        if given is not None:
            return ErrorModel(given, self.tr("Correlation length of the errors: {:g} km, as given.").format(given))
        found = sample_correlogram(source, surface, control, union([zone.window for zone in zones]))
        if not math.isfinite(found.length):
            origin = self.tr(
                "The series has too few observed values to tell how far errors reach; within a region they are taken "
                "as one and the same, which is the safe side."
            )
            return ErrorModel(math.inf, origin)
        origin = self.tr("Correlation length of the errors: {} km, estimated from {} pairs of cells.").format(
            number(found.length), int(found.pairs.sum())
        )
        return ErrorModel(found.length, origin, found)


def _summarise(zones: list[Zone], source: KnownErrors, control: Control, length: float) -> list[RegionResult]:
    regular = source.series
    regions = []
    for index, zone in enumerate(zones):

        def progress(share: float, index: int = index) -> None:
            control.progress((index + share) / len(zones))

        found = zonal_series(zone, source, replace(control, progress=progress), length)
        trends = found.trends(regular.times, regular.cadence)
        regions.append(RegionResult(zone.region.name, found, *trends))
        checkpoint()
    return regions


def _whole_days(regular: RegularSeries) -> bool:
    return bool((regular.times == regular.times.astype("datetime64[D]")).all())


def _rows(zone: Zone, region: RegionResult, regular: RegularSeries) -> Iterator[list]:
    found = region.series
    whole_days = _whole_days(regular)
    for epoch, label in enumerate(regular.alignment.labels()):
        moment = QDateTime.fromSecsSinceEpoch(int(regular.times[epoch].astype(np.int64)), Qt.TimeSpec.UTC)
        yield [
            zone.region.identifier,
            region.name,
            label,
            moment.date() if whole_days else moment,
            float(found.mean[epoch]),
            float(found.sd[epoch]),
            regular.series.unit,
            float(found.value_share[epoch]),
            float(found.filled_share[epoch]),
        ]


def _trend_row(zone: Zone, region: RegionResult, regular: RegularSeries, length: float) -> list:
    labels = regular.alignment.labels()
    unit = f"{regular.series.unit or '1'}/year"

    def columns(trend: Trend) -> list:
        return [trend.epochs, trend.slope, trend.sd, *trend.interval90(), trend.persistence]

    return [
        zone.region.identifier,
        region.name,
        region.series.area,
        labels[0],
        labels[-1],
        unit,
        *columns(region.trend),
        *columns(region.trend_observed),
        length if math.isfinite(length) else math.nan,
    ]
