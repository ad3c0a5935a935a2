"""Processing algorithm `fillseries`: fill the gaps of a series through time, cell by cell."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.cancellation import cancellation
from ..core.limits import colour_limits
from ..core.series.blending import METHOD_NUMBERS
from ..core.trials.judging import Judgement, judge, judged_cells
from ..raster.blockwise import FillCounts, Sample, fill_series, sample_cells
from ..raster.regular import RegularSeries
from ..raster.snapshots import Snapshots
from ..raster.writer import SeriesWriter
from ..report.fill import FillReport, cell_series, fill_page, gap_epochs, map_panels
from ..report.html import write_page
from .filling import FillingAlgorithm, model_facts, warn_out_of_domain
from .layers import LayerStyle, style_of
from .methods import ModelFile, filling_methods


class FillSeries(FillingAlgorithm):
    """Fill a series with a model or a classical method and say how far to trust every value."""

    MAX_GAP = "MAX_GAP"
    OUTPUT_UNCERTAINTY = "OUTPUT_UNCERTAINTY"
    OUTPUT_FLAGS = "OUTPUT_FLAGS"
    OUTPUT_CHOICE = "OUTPUT_CHOICE"
    FILLED = "FILLED"
    METHOD_USED = "METHOD_USED"

    NAME = "fillseries"
    DISPLAY_NAME = QT_TR_NOOP("Fill series")
    GROUP = QT_TR_NOOP("Fill")
    SUMMARY = QT_TR_NOOP(
        "Fills the gaps of a series through time, cell by cell, with an uncertainty for every filled value."
    )
    HELP = QT_TR_NOOP(
        "Observed values are never changed. Missing epochs and missing pixels are estimated from the cell's own "
        "record: its seasons, its trend, and what was observed before and after the gap.\n\n"
        "“auto” hides known values in the pattern of the data's own gaps, lets every method fill them, and combines "
        "the methods in every cell with the weights that come closest. “model” runs the neural network alone, “gp” a "
        "Gaussian process averaged over 48 covariance functions, “harmonic” and “climatology” a seasonal cycle with "
        "the residual interpolated, “linear” a straight line.\n\n"
        "The output has a band for every epoch of the calendar. The uncertainty is one standard deviation in the "
        "unit of the series, calibrated on hidden values so that 90 % of them lie within 1.64 of it. Flags: "
        "1 observed, 2 filled, 3 gap left open, 0 outside."
    )
    TAGS = ("gap filling", "interpolation", "LSTM", "ONNX", "GRACE", "time series", "reconstruction")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add_method(
            self.tr(
                "How gaps are filled; “auto” combines the methods as they do best on this series' own hidden values."
            )
        )
        self.add_extent()
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_GAP,
                self.tr("Longest gap to fill (epochs)"),
                QgsProcessingParameterNumber.Type.Integer,
                optional=True,
                minValue=1,
            ),
            self.tr("Gaps longer than this stay open and are flagged 3. Empty: every gap is filled."),
        )
        self.add_reading_options()
        self.add_raster_output(
            self.OUTPUT, self.tr("Filled series"), self.tr("The complete series, a GeoTIFF with a band for each epoch.")
        )
        self.add_raster_output(
            self.OUTPUT_UNCERTAINTY,
            self.tr("Uncertainty"),
            self.tr("One standard deviation of every filled value, in the unit of the series; 0 where observed."),
            optional=True,
        )
        self.add_raster_output(
            self.OUTPUT_FLAGS,
            self.tr("Flags"),
            self.tr("What every value is: 1 observed, 2 filled, 3 gap left open, 0 outside."),
            optional=True,
        )
        self.add_raster_output(
            self.OUTPUT_CHOICE,
            self.tr("Methods taken"),
            self.tr(
                "Which method has the largest weight in every cell (1 model, 2 gp, 3 harmonic, 4 climatology, "
                "5 linear), and bands with the weight of each in percent."
            ),
            optional=True,
        )
        self.add_html_output(
            self.tr("A page that names every missing epoch, shows what was filled and how far to trust it.")
        )
        self.add_result(QgsProcessingOutputNumber(self.FILLED, self.tr("Number of values filled")))
        self.add_result(QgsProcessingOutputString(self.METHOD_USED, self.tr("Method used")))

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Fill the series."""
        control = self.control(parameters, context, feedback)
        name = self.parameterAsEnumString(parameters, self.METHOD, context)
        with self.open_source(parameters, context) as series:
            regular = self.open_regular(series, parameters, context)
            model = self.model(regular, parameters, context, feedback.pushWarning)
            with (
                cancellation(feedback.isCanceled),
                filling_methods(name, model, feedback.isCanceled, feedback.pushWarning) as methods,
            ):
                sample = sample_cells(regular, control)
                self._tell_calendar(regular, sample.missing_share() >= 1, feedback)
                judged = sample.take(judged_cells(sample.values))
                judgement = judge(regular.times, judged.values, methods, regular.cadence)
                _tell_judgement(judgement, series.unit, feedback)
                warnings = warn_out_of_domain(methods, regular, sample.values, feedback)
                snapshots = Snapshots(
                    regular.grid,
                    gap_epochs(sample.missing_share()),
                    sample.liveliest_cell(),
                    len(regular.times),
                )
                metadata = self._metadata(regular, name, judgement, model, parameters, context)
                paths = {key: self.output_path(parameters, key, context) for key in _RASTERS}
                self.check_outputs(series, *paths.values())
                counts = fill_series(
                    regular,
                    lambda window: judgement.blend(methods, judged.nearest(window)),
                    self.writer(paths[self.OUTPUT], regular, metadata),
                    control,
                    uncertainty=self._optional_writer(paths[self.OUTPUT_UNCERTAINTY], regular, metadata),
                    flags=self._optional_writer(paths[self.OUTPUT_FLAGS], regular, metadata, flags=True),
                    choice=self._choice_writer(paths[self.OUTPUT_CHOICE], regular, list(methods), metadata),
                    max_gap=self._max_gap(parameters, context),
                    on_fill=snapshots.take,
                )
            feedback.pushInfo(self.tr("{} values filled, {} left open.").format(counts.filled, counts.open))
            results = {key: path for key, path in paths.items() if path}
            report_path = self.report_path(parameters, context)
            if report_path:
                report = _report(regular, counts, judgement, snapshots, metadata, warnings)
                write_page(report_path, fill_page(report))
                results[self.OUTPUT_HTML] = report_path
            self._load(paths, regular, judgement.best, sample, snapshots, context)
        return {**results, self.FILLED: counts.filled, self.METHOD_USED: judgement.mixture()}

    def _max_gap(self, parameters: dict, context: QgsProcessingContext) -> int | None:
        return None if parameters.get(self.MAX_GAP) is None else self.parameterAsInt(parameters, self.MAX_GAP, context)

    def _optional_writer(self, path: str, regular: RegularSeries, metadata: dict[str, str], *, flags: bool = False):
        if not path:
            return None
        if flags:
            return self.writer(path, regular, metadata, dtype="uint8", nodata=None, unit="")
        return self.writer(path, regular, metadata)

    def _choice_writer(
        self, path: str, regular: RegularSeries, names: list[str], metadata: dict[str, str]
    ) -> SeriesWriter | None:
        if not path:
            return None
        bands = ["method with the largest weight", *(f"weight of {name} (%)" for name in names)]
        facts = {**metadata, "GEOGAP_METHODS": " ".join(f"{METHOD_NUMBERS[name]}={name}" for name in names)}
        return self.writer(path, regular, facts, bands=bands, dtype="uint8", nodata=None)

    def _metadata(
        self, regular, name, judgement: Judgement, model: ModelFile | None, parameters, context
    ) -> dict[str, str]:
        facts: dict[str, object] = {
            "METHOD": name,
            "WEIGHTS": {key: round(weight, 3) for key, (weight, _) in judgement.shares().items()},
            "CADENCE": str(regular.cadence),
            "DUPLICATES": self.parameterAsEnumString(parameters, self.DUPLICATES, context),
            "MAX_GAP": self._max_gap(parameters, context),
            "SCORES": {key: asdict(score) for key, score in judgement.scores.items()},
            **model_facts(model, judgement.methods),
        }
        return self.provenance(regular.series, **facts)

    def _load(
        self,
        paths: dict[str, str],
        regular: RegularSeries,
        method: str,
        sample: Sample,
        snapshots: Snapshots,
        context: QgsProcessingContext,
    ) -> None:
        series = regular.series
        starts, ends = regular.alignment.starts, regular.alignment.ends
        qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
        limits = colour_limits(sample.values, symmetric=symmetric)
        spread = colour_limits(snapshots.filled_uncertainty(), from_zero=True)
        group = self.tr("{}, filled ({})").format(series.name, method)
        for key, label, style in (
            (self.OUTPUT_CHOICE, self.tr("{} methods taken"), LayerStyle("methods", group)),
            (self.OUTPUT_FLAGS, self.tr("{} flags"), LayerStyle("flags", group, starts, ends)),
            (
                self.OUTPUT_UNCERTAINTY,
                self.tr("{} uncertainty"),
                LayerStyle("uncertainty", group, starts, ends, spread, order=1),
            ),
            (self.OUTPUT, self.tr("{} filled"), LayerStyle(qml, group, starts, ends, limits, order=2)),
        ):
            if paths[key]:
                self.load(paths[key], f"{label.format(series.name)} ({method})", style, context)

    def _tell_calendar(self, regular: RegularSeries, missing: np.ndarray, feedback: QgsProcessingFeedback) -> None:
        labels = regular.alignment.labels()
        for note in regular.alignment.notes:
            feedback.pushInfo(note)
        names = [label for label, is_missing in zip(labels, missing) if is_missing]
        feedback.pushInfo(
            self.tr("{} epochs from {} to {} (cadence: {}), {} missing: {}").format(
                len(labels), labels[0], labels[-1], regular.cadence, len(names), ", ".join(names) or "–"
            )
        )


_RASTERS = (FillSeries.OUTPUT, FillSeries.OUTPUT_UNCERTAINTY, FillSeries.OUTPUT_FLAGS, FillSeries.OUTPUT_CHOICE)


def _tell_judgement(judgement: Judgement, unit: str, feedback: QgsProcessingFeedback) -> None:
    feedback.pushInfo(judgement.design)
    for name, score in judgement.scores.items():
        mark = "→" if name == judgement.best else " "
        feedback.pushInfo(
            f"{mark} {name:12s} RMSE {score.rmse:.4g} {unit}, NSE {score.nse:.2f}, "
            f"{score.coverage90:.0%} inside the 90 % interval"
        )


def _report(
    regular: RegularSeries,
    counts: FillCounts,
    judgement: Judgement,
    snapshots: Snapshots,
    metadata: dict[str, str],
    warnings: list[str],
) -> FillReport:
    series, grid = regular.series, regular.grid
    labels = regular.alignment.labels()
    x, y = grid.cell_centre(*snapshots.cell)
    panels = None
    if snapshots.epochs:
        maps = (snapshots.before(), snapshots.value, snapshots.filled_uncertainty())
        west, south, east, north = grid.extent
        title = f"{series.name}: the longest gap, before and after"
        panels = map_panels(
            [labels[epoch] for epoch in snapshots.epochs], maps, (west, east, south, north), series.unit, title
        )
    return FillReport(
        series.name,
        series.unit,
        regular.alignment,
        counts.missing_share,
        counts.filled,
        counts.open,
        judgement,
        cell_series(regular.times, snapshots.cell_fill, f"{series.name} at {x:.6g}, {y:.6g}", series.unit),
        panels,
        metadata,
        warnings,
    )
