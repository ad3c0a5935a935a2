"""Processing algorithm `fillclouds`: fill the clouds of a stack of images through space and time."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.cancellation import cancellation
from ..core.clouds.cloud_filling import AUTO, METHODS, MODEL, REGRESSION, CloudModel
from ..core.limits import colour_limits
from ..core.model_card import ALL_WEATHER, CLEAR_SKY
from ..raster.cloud_stack import (
    CloudCounts,
    CloudStack,
    OnEpochs,
    OutlierRule,
    StackSample,
    check_memory,
    fill_stack,
    square_of,
)
from ..raster.origin import HALF_WIDTHS
from ..raster.regular import RegularSeries
from ..raster.snapshots import Snapshots
from ..raster.whole_file import check_folder
from ..raster.writer import SeriesWriter
from ..report.clouds import CloudReport, cloud_page, shown_epochs
from ..report.figures import MapPanels
from ..report.fill import cell_series
from ..report.html import write_page
from .base import given_layers
from .cloud_models import check_product, choose_model, fit
from .cloud_predictors import matched_predictors, open_all
from .filling import FillingAlgorithm, model_facts
from .layers import LayerStyle, style_of
from .methods import ModelFile

OUTLIERS = ("replace", "keep")


class FillClouds(FillingAlgorithm):
    """Fill the clouds of a stack of images and say how far to trust every value."""

    PREDICTORS = "PREDICTORS"
    OUTLIERS = "OUTLIERS"
    OUTPUT_UNCERTAINTY = "OUTPUT_UNCERTAINTY"
    OUTPUT_FLAGS = "OUTPUT_FLAGS"
    FILLED = "FILLED"
    REPLACED = "REPLACED"
    METHOD_USED = "METHOD_USED"

    NAME = "fillclouds"
    DISPLAY_NAME = QT_TR_NOOP("Fill clouds")
    GROUP = QT_TR_NOOP("Fill")
    SUMMARY = QT_TR_NOOP(
        "Fills the pixels under clouds in a stack of images from other dates, clear pixels around and predictors, with "
        "an uncertainty for every filled value."
    )
    HELP = QT_TR_NOOP(
        "For stacks of images such as land surface temperature or NDVI, of which clouds hide a part. Images that are "
        "empty altogether are filled, too. Observed values are never changed. A series of coarse cells with missing "
        "months is a case for “Fill series”.\n\n"
        "“regression” estimates every pixel from the same pixel at all other dates, and corrects that by the clear "
        "pixels around the cloud (kriging). Where predictors are given, they explain what they can first. “eof” uses a "
        "few empirical orthogonal functions (DINEOF), “annual_cycle” a cycle of the year, or of the day in hourly "
        "images, “climatology” the mean of the season, and “model” a neural network. “auto” lays cloud shapes of other "
        "dates over known pixels, lets every method fill them, and combines the methods as they came closest.\n\n"
        "Predictors are series or maps that are known under clouds: air temperature, radiation, terrain, vegetation. "
        "They are brought onto the grid and the dates of the stack as “Match grid” does it by default; run that "
        "yourself for sums over hours or other rules. Where a predictor is missing, its usual value counts. A model of "
        "predictors also fills pixels that are never clear, as in a single image, where each predictor has a value: a "
        "map without values over the sea keeps the sea outside.\n\n"
        "Temperatures are those of a clear sky unless a model says otherwise: under clouds the ground is cooler by day "
        "and warmer at night than what is filled.\n\n"
        "Values outside what the variable can be, and values that differ from their neighbours by more than eight "
        "robust standard deviations, are outliers: they are not used, and replaced unless you keep them. In an image "
        "of which more than 2 % cannot be, so are values that far from its median.\n\n"
        "The uncertainty is one standard deviation in the unit of the series, calibrated on hidden values by the "
        "distance to the nearest clear pixel. The file says by how many of these the 50, 80 and 90 % intervals reach "
        "to either side (GEOGAP_HALF_WIDTHS); the series panel draws the 90 % one so. Flags: 1 observed, 2 filled, "
        "3 gap left open, 4 outlier replaced, 0 outside (no value at any date)."
    )
    TAGS = ("cloud", "gap filling", "LST", "land surface temperature", "NDVI", "kriging", "DINEOF", "reconstruction")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add_method(
            self.tr(
                "How clouds are filled; “auto” combines the methods as they do best on clouds laid over known pixels "
                "of this stack."
            ),
            (AUTO, MODEL, *METHODS[1:]),
            self.tr("the library's model for clouds"),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.PREDICTORS, self.tr("Predictors"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            self.tr(
                "Series or maps that explain the images and are known under clouds, such as air temperature at 2 m, "
                "radiation or terrain. Rasters with dated bands, or NetCDF files, all variables of which are taken; "
                "rasters without a date stand for all dates."
            ),
        )
        self.add_extent()
        self._add_advanced()
        self.add_raster_output(
            self.OUTPUT, self.tr("Filled images"), self.tr("The complete stack, a GeoTIFF with a band for each date.")
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
            self.tr("What every value is: 1 observed, 2 filled, 3 gap left open, 4 outlier replaced, 0 outside."),
            optional=True,
        )
        self.add_html_output(
            self.tr("A page that shows images before and after, how well each method did, and what was an outlier.")
        )
        self.add_result(QgsProcessingOutputNumber(self.FILLED, self.tr("Number of values filled")))
        self.add_result(QgsProcessingOutputNumber(self.REPLACED, self.tr("Number of outliers replaced")))
        self.add_result(QgsProcessingOutputString(self.METHOD_USED, self.tr("Method used")))

    def _add_advanced(self) -> None:
        self.add(
            QgsProcessingParameterEnum(
                self.OUTLIERS, self.tr("Outliers"), list(OUTLIERS), defaultValue="replace", usesStaticStrings=True
            ),
            self.tr(
                "What becomes of values that cannot be: “replace” treats them as gaps and flags them, “keep” takes "
                "every value as observed."
            ),
            advanced=True,
        )
        self.add_cadence(default="irregular")
        self.add_duplicates()
        self.add_variable_and_memory()

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept NetCDF files of several variables, from which QGIS loads no layer."""
        given = {self.PREDICTORS} if given_layers(parameters, self.PREDICTORS) else set()
        return super().readable_paths(parameters) | given

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse inputs that do not open, a model that does not fit, and a memory limit that is too low."""
        with self.open_source(parameters, context) as series, ExitStack() as stack:
            regular = self.open_regular(series, parameters, context)
            found, _ = open_all(self.layer_sources(parameters, self.PREDICTORS, context), regular, stack)
            model = self._model(parameters, context, len(found))
            if model is not None:
                check_product(model, [name for one in found for name in (one.series.variable, one.label)])
            memory = self.parameterAsInt(parameters, self.MEMORY, context) * 2**20
            check_memory(regular, len(found), memory, network=model is not None)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Fill the stack."""
        control = self.control(parameters, context, feedback)
        method = self.parameterAsEnumString(parameters, self.METHOD, context)
        with self.open_source(parameters, context) as series, ExitStack() as running:
            running.enter_context(cancellation(feedback.isCanceled))
            regular = self.open_regular(series, parameters, context)
            paths = {key: self.output_path(parameters, key, context) for key in _RASTERS}
            self.check_outputs(series, *paths.values())
            # Before the methods are fitted, which may take minutes.
            for path in filter(None, paths.values()):
                check_folder(Path(path).absolute().parent)
            sources = self.layer_sources(parameters, self.PREDICTORS, context)
            model = self._model(parameters, context, len(sources), feedback.pushWarning)
            predictors = running.enter_context(
                matched_predictors(
                    sources,
                    regular,
                    Path(paths[self.OUTPUT]).parent,
                    control,
                    feedback.pushInfo,
                    classes=model is not None and method == MODEL,
                )
            )
            if predictors and method not in (AUTO, MODEL, REGRESSION):
                feedback.pushWarning(self.tr("The method “{}” makes no use of predictors.").format(method))
            replace = self.parameterAsEnumString(parameters, self.OUTLIERS, context) == "replace"
            stack = CloudStack(regular, predictors, replace_outliers=replace)
            sample = stack.sample(control)
            fitted, model = fit(
                method, model, regular, sample, predictors, running, feedback.isCanceled, feedback.pushWarning
            )
            product = _product(regular, model)
            self._tell(fitted, sample, product, series.unit, feedback)
            snapshots = Snapshots(
                regular.grid, shown_epochs(sample.missing_share()), sample.telling_cell(), len(regular.times)
            )
            metadata = self._metadata(
                regular, method, fitted, model, predictors, sample.rule, product, parameters, context
            )
            square = square_of(regular, len(predictors), network=MODEL in fitted.fillers)
            writers = self._writers(paths, regular, metadata, square)
            counts = fill_stack(
                stack,
                fitted,
                sample.rule,
                writers[self.OUTPUT],
                control,
                uncertainty=writers.get(self.OUTPUT_UNCERTAINTY),
                flags=writers.get(self.OUTPUT_FLAGS),
                on_fill=snapshots.take,
            )
            feedback.pushInfo(
                self.tr("{} values filled, {} of them in the place of outliers, {} left open.").format(
                    counts.filled, int(counts.outliers.sum()), counts.open
                )
            )
            results = {key: path for key, path in paths.items() if path}
            report_path = self.report_path(parameters, context)
            if report_path:
                report = _report(regular, counts, fitted, sample, snapshots, product, metadata)
                write_page(report_path, cloud_page(report))
                results[self.OUTPUT_HTML] = report_path
            self._load(paths, regular, method, sample, snapshots, context)
        return {
            **results,
            self.FILLED: counts.filled,
            self.REPLACED: int(counts.outliers.sum()),
            self.METHOD_USED: _mixture(fitted),
        }

    def _model(
        self, parameters: dict, context: QgsProcessingContext, predictors: int, tell=lambda reason: None
    ) -> ModelFile | None:
        method = self.parameterAsEnumString(parameters, self.METHOD, context)
        if method not in (AUTO, MODEL):
            return None
        return choose_model(self.parameterAsString(parameters, self.MODEL, context).strip(), method, predictors, tell)

    def _writers(
        self, paths: dict[str, str], regular: RegularSeries, metadata: dict[str, str], square: int
    ) -> dict[str, SeriesWriter]:
        whole_numbers = {"dtype": "uint8", "nodata": None, "unit": ""}
        return {
            key: self.writer(
                path, regular, metadata, square=square, **(whole_numbers if key == self.OUTPUT_FLAGS else {})
            )
            for key, path in paths.items()
            if path
        }

    def _metadata(
        self,
        regular: RegularSeries,
        method: str,
        fitted: CloudModel,
        model: ModelFile | None,
        predictors: list[OnEpochs],
        rule: OutlierRule | None,
        product: str,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> dict[str, str]:
        facts: dict[str, object] = {
            "METHOD": method,
            "WEIGHTS": {
                dates: {name: round(weight, 3) for name, weight in weights.items()}
                for dates, weights in asdict(fitted.weights).items()
            },
            "PREDICTORS": [predictor.names[-1] for predictor in predictors] or None,
            "PRODUCT": product,
            "OUTLIERS": self.parameterAsEnumString(parameters, self.OUTLIERS, context),
            "OUTLIER_LIMITS": list(rule.limits) if rule is not None and np.isfinite(rule.limits).all() else None,
            "CADENCE": str(regular.cadence),
            "DUPLICATES": self.parameterAsEnumString(parameters, self.DUPLICATES, context),
            "SCORES": {name: asdict(score) for name, score in fitted.scores.items()},
            HALF_WIDTHS: {f"{level:g}": round(width, 4) for level, width in fitted.half_widths.items()},
            **model_facts(model, fitted.fillers),
        }
        return self.provenance(regular.series, **facts)

    def _tell(
        self, fitted: CloudModel, sample: StackSample, product: str, unit: str, feedback: QgsProcessingFeedback
    ) -> None:
        if sample.rule is not None and np.isfinite(sample.rule.limits).all():
            low, high = sample.rule.limits
            feedback.pushInfo(self.tr("Values outside {} are outliers.").format(f"{low:g} to {high:g} {unit}".strip()))
        for name, score in fitted.scores.items():
            figures = (("RMSE", f"{score.rmse:.4g}"), ("MAE", f"{score.mae:.4g}"), ("bias", f"{score.bias:.2g}"))
            said = ", ".join(f"{what} {figure} {unit}".strip() for what, figure in figures)
            feedback.pushInfo(f"{name:12s} {said}, {score.coverage90:.0%} inside the 90 % interval")
        if not fitted.scores:
            feedback.pushWarning(self.tr("Nothing could be hidden from this stack, so that no method was judged."))
        reach = [f"{fitted.half_widths[level]:.2f}" for level in (0.5, 0.8, 0.9)]
        feedback.pushInfo(
            self.tr("Intervals of 50, 80 and 90 % reach {}, {} and {} standard deviations to either side.").format(
                *reach
            )
        )
        feedback.pushInfo(self.tr("Weights: {}.").format(_mixture(fitted)))
        if product == CLEAR_SKY:
            feedback.pushInfo(
                self.tr(
                    "This is a clear-sky product: under clouds the ground is cooler by day and warmer at night than "
                    "what is filled."
                )
            )
        elif product == ALL_WEATHER:
            feedback.pushInfo(self.tr("This is an all-weather product: what is filled counts for the clouded ground."))

    def _load(
        self,
        paths: dict[str, str],
        regular: RegularSeries,
        method: str,
        sample: StackSample,
        snapshots: Snapshots,
        context: QgsProcessingContext,
    ) -> None:
        series = regular.series
        starts, ends = regular.alignment.starts, regular.alignment.ends
        qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
        limits = colour_limits(np.concatenate([part.ravel() for part in sample.values]), symmetric=symmetric)
        spread = colour_limits(snapshots.filled_uncertainty(), from_zero=True)
        group = self.tr("{}, clouds filled ({})").format(series.name, method)
        for key, label, style in (
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


_RASTERS = (FillClouds.OUTPUT, FillClouds.OUTPUT_UNCERTAINTY, FillClouds.OUTPUT_FLAGS)


def _mixture(fitted: CloudModel) -> str:
    """Return what was taken in words: one method's name, or weights such as “regression 60 %, eof 40 %”."""
    weights = fitted.weights.clear
    parts = [f"{name} {100 * weight:.0f} %" for name, weight in weights.items() if weight]
    return ", ".join(parts) if len(weights) > 1 else next(iter(weights))


def _product(regular: RegularSeries, model: ModelFile | None) -> str:
    """Return which product is made of surface temperatures: what the model says, else clear-sky; '' of others."""
    series = regular.series
    if style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)[0] != "lst":
        return ""
    return model.card.product if model is not None and model.card.product else CLEAR_SKY


def _report(
    regular: RegularSeries,
    counts: CloudCounts,
    fitted: CloudModel,
    sample: StackSample,
    snapshots: Snapshots,
    product: str,
    metadata: dict[str, str],
) -> CloudReport:
    series, grid = regular.series, regular.grid
    labels = regular.alignment.labels()
    x, y = grid.cell_centre(*snapshots.cell)
    panels = None
    if snapshots.epochs:
        west, south, east, north = grid.extent
        _, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
        panels = MapPanels(
            [labels[epoch] for epoch in snapshots.epochs],
            list(snapshots.before()),
            list(snapshots.value),
            list(snapshots.filled_uncertainty()),
            (west, east, south, north),
            series.unit,
            f"{series.name}: before and after",
            symmetric,
        )
    return CloudReport(
        series.name,
        series.unit,
        labels,
        regular.times,
        counts.missing_share,
        counts.outliers,
        (counts.observed, counts.filled, counts.open),
        fitted,
        sample.rule.limits if sample.rule is not None else None,
        product,
        cell_series(
            regular.times,
            snapshots.cell_fill,
            f"{series.name} at {x:.6g}, {y:.6g}",
            series.unit,
            fitted.half_widths[0.9],
        ),
        panels,
        metadata,
    )
