"""Processing algorithm `matchgrid`: predictors on the grid and at the dates of a target."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Cadence, align, epoch_ranges
from ..core.cancellation import cancellation
from ..core.collocation import METHODS, parse_duration
from ..core.epochs import STAMPS, lay_out
from ..core.errors import InputError
from ..core.limits import colour_limits
from ..raster.blockwise import Control
from ..raster.collocated import Matched, write_matched
from ..raster.predictors import Predictor, open_predictors
from ..raster.regular import RegularSeries
from ..raster.resampling import RESAMPLING
from ..raster.series import RasterSeries
from ..raster.writer import SeriesWriter
from .base import GeoGapAlgorithm, given_layers
from .folders import new_folder, output_files
from .inputs import words_of
from .layers import LayerStyle, style_of
from .matching import NO_CLASSES, Plan, Target, Wishes, plan


class MatchGrid(GeoGapAlgorithm):
    """Bring predictors onto the grid and the dates of a target."""

    # The base reads the target as it reads every input.
    INPUT = "TARGET"
    VARIABLE = "TARGET_VARIABLE"
    INPUTS = "INPUTS"
    VARIABLES = "VARIABLES"
    RESAMPLING = "RESAMPLING"
    CATEGORICAL = "CATEGORICAL"
    LEAST_COVER = "LEAST_COVER"
    TIME = "TIME"
    WINDOW = "WINDOW"
    TOLERANCE = "TOLERANCE"
    MAX_MISSING = "MAX_MISSING"
    STAMP = "STAMP"
    LOAD = "LOAD"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    OUTPUTS = "OUTPUTS"

    NAME = "matchgrid"
    DISPLAY_NAME = QT_TR_NOOP("Match grid")
    GROUP = QT_TR_NOOP("Prepare")
    SUMMARY = QT_TR_NOOP("Brings predictors onto the grid and the dates of a target series.")
    HELP = QT_TR_NOOP(
        "Every variable of every input becomes one GeoTIFF on exactly the target's grid, with a band for each of the "
        "target's dates; inputs that do not change, such as a terrain model, become one band. The unit is kept.\n\n"
        "Dates meet first, on the input's own grid, then cells. Mean and sum take the values whose periods end inside "
        "a window that ends with the target's date: six hours before 10:37 hold the hourly values of 05:00 to 10:00. A "
        "window that lacks a value gives none, and nothing is extrapolated. Sums of amounts (mm, kg m-2, J m-2) add "
        "up; all else is integrated over time, and its unit says so: W m-2 becomes W m-2 h.\n\n"
        "Cells smaller than the target's are averaged, larger ones interpolated bilinearly, unless you choose. "
        "Averages are weighted by area. Interpolation does not reach into cells without a value.\n\n"
        "Classes, such as land cover or a scene classification, are never averaged: they get the nearest or the most "
        "frequent class, and the value that is nearest in time. The log says which inputs were taken for classes and "
        "why."
    )
    TAGS = ("resample", "reproject", "warp", "collocate", "predictors", "meteorology", "land cover", "time series")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUTS, self.tr("Predictors"), QgsProcessing.SourceType.TypeRaster
            ),
            self.tr(
                "Series to bring onto the target's grid, such as meteorology or reflectances: rasters with dated bands "
                "or NetCDF files, all variables of which are taken. Rasters without a date stand for all dates."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Target series")),
            self.tr("The series whose grid and dates are wanted, such as land surface temperature scenes."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RESAMPLING,
                self.tr("Resampling"),
                list(RESAMPLING),
                defaultValue="auto",
                usesStaticStrings=True,
            ),
            self.tr(
                "How cells meet. “auto” averages smaller cells and interpolates larger ones bilinearly; of classes it "
                "takes the most frequent or the nearest. For classes, anything else than “nearest” and “mode” counts "
                "as “auto”."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.TIME,
                self.tr("Matching in time"),
                ["auto", *METHODS],
                defaultValue="auto",
                usesStaticStrings=True,
            ),
            self.tr(
                "How dates meet. “nearest” and “last” (at or before) take each cell's nearest value within the "
                "tolerance, “linear” interpolates between two, “mean” and “sum” take all values of the window. "
                "“auto”: the mean over the target's months or days where the input is about as fine or finer, "
                "the nearest of irregular dates, otherwise linear; an input of one date stands for all dates. Classes "
                "get the nearest unless “last” is chosen."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.WINDOW, self.tr("Window"), optional=True),
            self.tr(
                "Length of the window before each date that “mean” and “sum” cover, such as 6 hours or 8 days. Empty: "
                "the month, day or other period that the target's date stands for."
            ),
        )
        self._add_advanced()
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Folder for the matched series")),
            self.tr("A GeoTIFF is written into it for each variable, named after input and variable."),
        )
        self.add_result(QgsProcessingOutputMultipleLayers(self.OUTPUTS, self.tr("Matched series")))

    def _add_advanced(self) -> None:
        self.add(
            QgsProcessingParameterString(self.TOLERANCE, self.tr("Tolerance"), optional=True),
            self.tr(
                "How far in time a value may lie from the target's date for “nearest”, “last” and “linear”, such as "
                "90 min or 8 days. Empty: one step of the input's cadence, or twice the median spacing of irregular "
                "dates."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_MISSING,
                self.tr("Missing values allowed in a window"),
                QgsProcessingParameterNumber.Type.Integer,
                0,
                minValue=0,
            ),
            self.tr("How many values a mean or sum may lack; they then count as the mean of the others."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.STAMP,
                self.tr("Dates of the predictors"),
                list(STAMPS),
                defaultValue="auto",
                usesStaticStrings=True,
            ),
            self.tr(
                "What a date says: the instant of a value, or the start or end of the period as long as the cadence. "
                "“auto”: the periods that a file states, months and days without a time of day as such, otherwise "
                "instants. Hourly sums that are dated by the start of their hour need “start”."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.CATEGORICAL, self.tr("Class maps"), optional=True),
            self.tr(
                "Names of inputs or variables that hold classes, separated by commas, in addition to those that say so "
                "by a colour table, names of categories or flag_values and flag_meanings; “none”: nothing holds "
                "classes."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.LEAST_COVER,
                self.tr("Least cover (%)"),
                QgsProcessingParameterNumber.Type.Double,
                50,
                minValue=0,
                maxValue=100,
            ),
            self.tr(
                "Share of a cell of the target that cells with a value must cover for “average”, “mode”, “min”, “max” "
                "and “median”."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.VARIABLES, self.tr("Variables of the predictors"), optional=True),
            self.tr(
                "Which variables of files with several are taken, separated by commas: names, or names or numbers of "
                "bands without dates. Empty: all of them."
            ),
            advanced=True,
        )
        self.add_variable_and_memory()
        self.add(
            QgsProcessingParameterBoolean(self.LOAD, self.tr("Load the results"), defaultValue=True),
            self.tr("Add the matched series to the project as styled, dated layers when the algorithm has finished."),
            advanced=True,
        )

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept NetCDF files of several variables, from which QGIS loads no layer."""
        return super().readable_paths(parameters) | ({self.INPUTS} if given_layers(parameters, self.INPUTS) else set())

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse lengths of time that are none, and inputs that do not open."""
        self._wishes(parameters, context)
        with ExitStack() as stack:
            self._open_inputs(self._open_target(parameters, context, stack), parameters, context, stack)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Match the predictors."""
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_FOLDER, context))
        with ExitStack() as stack:
            stack.enter_context(cancellation(feedback.isCanceled))
            target = self._open_target(parameters, context, stack)
            predictors, left_out = self._open_inputs(target, parameters, context, stack)
            for reason in left_out:
                feedback.pushWarning(self.tr("Left out: {}").format(reason))
            plans = self._plans(predictors, target, self._wishes(parameters, context), feedback)
            paths = output_files(folder, [predictor.label for predictor in predictors])
            for opened in (target, *predictors):
                self.check_outputs(opened.series, *map(str, paths))
            matched = self._write(plans, paths, target.series, self.control(parameters, context, feedback))
            for path, planned, found in zip(paths, plans, matched):
                self._tell_result(path, planned, found, feedback)
                if self.parameterAsBool(parameters, self.LOAD, context):
                    self._load(str(path), planned, found, target.series, context)
        return {self.OUTPUT_FOLDER: str(folder), self.OUTPUTS: [str(path) for path in paths]}

    def _write(self, plans: list[Plan], paths: list[Path], target: RasterSeries, control: Control) -> list[Matched]:
        """Write all outputs, which appear together when the last is done."""
        regular = RegularSeries(target, align(target.times, Cadence("irregular")))
        matched = []
        with new_folder(paths[0].parent), ExitStack() as outputs:
            writers = [
                outputs.enter_context(self._writer(path, planned, regular)) for path, planned in zip(paths, plans)
            ]
            for index, (planned, writer) in enumerate(zip(plans, writers)):
                part = replace(control, progress=_share(control.progress, index, len(plans)))
                classes = planned.classes is not None
                matched.append(
                    write_matched(planned.layers, planned.collocated, regular, writer, part, classes=classes)
                )
        return matched

    # Inputs.

    def _open_target(self, parameters: dict, context: QgsProcessingContext, stack: ExitStack) -> Predictor:
        variable = self.parameterAsString(parameters, self.VARIABLE, context).strip()
        source = self.input_source(parameters, context)
        found, _ = open_predictors(source, [variable] if variable else [], stack)
        if not found:
            raise InputError(self.tr("TARGET_VARIABLE: {} has no variable “{}”.").format(source, variable))
        if len(found) > 1:
            names = ", ".join(predictor.series.variable for predictor in found)
            raise InputError(
                self.tr("{} holds several variables: {}. Say which one is the target (TARGET_VARIABLE).").format(
                    source, names
                )
            )
        return found[0]

    def _open_inputs(
        self, target: Predictor, parameters: dict, context: QgsProcessingContext, stack: ExitStack
    ) -> tuple[list[Predictor], list[str]]:
        """Open the variables of all inputs but the target itself; say what was left out and why."""
        wanted = words_of(self.parameterAsString(parameters, self.VARIABLES, context))
        predictors, left_out = [], []
        for source in self.layer_sources(parameters, self.INPUTS, context):
            found, reasons = open_predictors(source, wanted, stack)
            left_out += reasons
            if not found:
                left_out.append(self.tr("{} has none of the variables {}.").format(source, ", ".join(wanted)))
            for predictor in found:
                if predictor.is_same(target):
                    left_out.append(self.tr("{} is the target.").format(predictor.label))
                else:
                    predictors.append(predictor)
        if not predictors:
            raise InputError(self.tr("Nothing is left of the predictors. {}").format(" ".join(left_out)))
        return predictors, left_out

    def _wishes(self, parameters: dict, context: QgsProcessingContext) -> Wishes:
        window, tolerance = (
            parse_duration(self.parameterAsString(parameters, name, context), name)
            for name in (self.WINDOW, self.TOLERANCE)
        )
        return Wishes(
            self.parameterAsEnumString(parameters, self.RESAMPLING, context),
            self.parameterAsEnumString(parameters, self.TIME, context),
            self.parameterAsEnumString(parameters, self.STAMP, context),
            self.parameterAsDouble(parameters, self.LEAST_COVER, context) / 100,
            window,
            tolerance,
            self.parameterAsInt(parameters, self.MAX_MISSING, context),
            words_of(self.parameterAsString(parameters, self.CATEGORICAL, context)),
        )

    def _plans(
        self, predictors: list[Predictor], target: Predictor, wishes: Wishes, feedback: QgsProcessingFeedback
    ) -> list[Plan]:
        """Decide what becomes of each predictor, and say so."""
        for name in wishes.classes:
            if name != NO_CLASSES and not any(predictor.is_called(name) for predictor in predictors):
                raise InputError(
                    self.tr("CATEGORICAL: no input is called “{}”. There are: {}.").format(
                        name, ", ".join(predictor.label for predictor in predictors)
                    )
                )
        plans = []
        for predictor in predictors:
            try:
                plans.append(plan(predictor, Target.of(target.series, dated=target.dated), wishes))
            except InputError as error:
                raise InputError(f"{predictor.label}: {error.message}", error.details) from error
            feedback.pushInfo(f"{predictor.label}: {'; '.join(plans[-1].notes)}.")
        return plans

    # Outputs.

    def _writer(self, path: Path, planned: Plan, regular: RegularSeries) -> SeriesWriter:
        series, classes = planned.predictor.series, planned.classes
        metadata = self.provenance(series, **planned.facts)
        if classes:
            metadata.update({"GEOGAP_CLASSES": classes.reason or "named", **classes.tags})
        return SeriesWriter(
            path,
            regular.grid,
            planned.collocated.epochs,
            dtype=classes.dtype if classes else "float32",
            nodata=classes.nodata if classes else float("nan"),
            unit=planned.unit,
            descriptions=None if planned.method else [series.variable or series.name],
            metadata=metadata,
            band_metadata=[{"GEOGAP_SOURCE_TIME": text} if text else {} for text in planned.source_times()],
        )

    def _tell_result(self, path: Path, planned: Plan, found: Matched, feedback: QgsProcessingFeedback) -> None:
        shares = found.share_per_epoch
        text = self.tr("{}: {} of {} bands have values, of {:.1f} % of the cells on average ({}).").format(
            path.name, int((shares > 0).sum()), len(shares), 100 * shares.mean(), planned.unit or self.tr("no unit")
        )
        if shares.any():
            feedback.pushInfo(text)
        else:
            feedback.pushWarning(text)

    def _load(
        self, path: str, planned: Plan, found: Matched, target: RasterSeries, context: QgsProcessingContext
    ) -> None:
        if context.project() is None:
            return
        series = planned.predictor.series
        name = self.tr("{} matched").format(planned.predictor.label)
        qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", planned.unit)
        starts = ends = None
        if planned.method:
            epochs = lay_out(target.times, target.bounds)
            moments = epoch_ranges(target.times, Cadence("irregular"))
            starts, ends = (epochs.starts, epochs.ends) if epochs.has_periods else moments
        classes = planned.classes.names(found.sample) if planned.classes is not None else None
        limits = None if classes else colour_limits(found.sample, symmetric=symmetric)
        style = LayerStyle(qml, "GeoGap", starts, ends, limits, classes=classes)
        self.load_from_folder(path, name, style, self.OUTPUTS, context)


def _share(progress: Callable[[float], None], index: int, count: int) -> Callable[[float], None]:
    """Return what tells the progress of one of several jobs."""
    return lambda share: progress((index + share) / count)
