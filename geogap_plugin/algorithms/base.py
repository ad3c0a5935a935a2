"""What all algorithms share: names, help, errors in the user's words, inputs as series, outputs as layers."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .. import settings
from ..core.calendar import DUPLICATES, Cadence, align, detect_cadence
from ..core.errors import Cancelled, GeoGapError, InputError
from ..metadata import resource, version
from ..raster.blockwise import Control
from ..raster.grid import Grid, Window
from ..raster.regular import RegularSeries
from ..raster.series import RasterSeries, open_series
from ..raster.writer import SeriesWriter
from .help_page import help_url
from .layers import LayerStyle, show

CADENCES = ("auto", "month", "year", "16 days", "8 days", "week", "day", "3 hours", "hour", "irregular")


class GeoGapAlgorithm(QgsProcessingAlgorithm):
    """Base of GeoGap's algorithms.

    A subclass gives `NAME`, `DISPLAY_NAME`, `GROUP`, `SUMMARY`, `HELP` and `TAGS`, defines its parameters in
    `initAlgorithm`, and does its work in `execute`. Errors raised as GeoGapError reach the user as they are written.
    """

    INPUT = "INPUT"
    VARIABLE = "VARIABLE"
    CADENCE = "CADENCE"
    DUPLICATES = "DUPLICATES"
    EXTENT = "EXTENT"
    MEMORY = "MEMORY"
    OUTPUT = "OUTPUT"
    OUTPUT_HTML = "OUTPUT_HTML"

    NAME = ""
    DISPLAY_NAME = ""
    GROUP = ""
    SUMMARY = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()

    # Names and help.

    def tr(self, text: str) -> str:
        """Translate a string of this class or of one that it inherits from."""
        for kind in type(self).__mro__:
            translated = QCoreApplication.translate(kind.__name__, text)
            if translated != text:
                return translated
        return text

    def createInstance(self) -> GeoGapAlgorithm:
        """Return a fresh algorithm."""
        return type(self)()

    def name(self) -> str:
        """Return the id, which never changes."""
        return self.NAME

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return self.tr(self.DISPLAY_NAME)

    def group(self) -> str:
        """Return the group in the toolbox."""
        return self.tr(self.GROUP)

    def groupId(self) -> str:
        """Return the group's id."""
        return self.GROUP.lower()

    def tags(self) -> list[str]:
        """Return words that find the algorithm in the toolbox's search."""
        return list(self.TAGS)

    def shortDescription(self) -> str:
        """Return one sentence for the tooltip."""
        return self.tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        """Return the help beside the dialog."""
        return self.tr(self.SUMMARY) + "\n\n" + self.tr(self.HELP)

    def helpUrl(self) -> str:
        """Return the page that the Help button opens."""
        return help_url(self)

    def icon(self) -> QIcon:
        """Return the icon of the algorithm's group."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Return the file of the icon."""
        return resource("icons", f"{self.groupId()}.svg")

    # Errors.

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Run the algorithm; say what went wrong as a Processing error, and nothing when the user cancelled."""
        try:
            with _clearing_frames():
                return self.execute(parameters, context, feedback)
        except Cancelled:
            return {}
        except GeoGapError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.message) from error
        except OSError as error:
            # Of the machine, not of GeoGap: no room, no permission, a name that is too long, a drive that is gone.
            if error.filename is None or error.strerror is None:
                raise
            feedback.pushDebugInfo(traceback.format_exc())
            words = self.tr("{} cannot be read or written: {}. Choose another place, or see what keeps it.")
            raise QgsProcessingException(words.format(error.filename, error.strerror)) from error

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Do the work and return the outputs."""
        raise GeoGapError(f"{type(self).__name__} has no execute method.")

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        """Explain in words what is wrong with the parameters before anything runs."""
        accepted, reason = super().checkParameterValues(parameters, context)
        if not accepted:
            refused = {
                definition.name()
                for definition in self.parameterDefinitions()
                if not definition.checkValueIsAcceptable(parameters.get(definition.name()), context)
            }
            if not refused or not refused <= self.readable_paths(parameters):
                return accepted, reason
        try:
            self.check(parameters, context)
        except GeoGapError as error:
            return False, error.message
        return True, ""

    def readable_paths(self, parameters: dict) -> set[str]:
        """Return the parameters that name existing paths: GeoGap opens some from which QGIS loads no layer."""
        value = parameters.get(self.INPUT)
        return {self.INPUT} if isinstance(value, str) and Path(value).is_file() else set()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Raise a GeoGapError for parameters that do not go together; the base checks nothing more."""

    # Parameters.

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str, *, advanced: bool = False) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        if not self.addParameter(parameter):
            raise GeoGapError(f"geogap:{self.name()} has two parameters of one name.")

    def add_result(self, output: QgsProcessingOutputDefinition) -> None:
        """Add a number or text that the algorithm returns beside its files."""
        if not self.addOutput(output):
            raise GeoGapError(f"geogap:{self.name()} has two outputs of one name.")

    def add_series_input(self) -> None:
        """Add the input series and how to read it."""
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Series")),
            self.tr(
                "A raster with one band for each date: a GeoTIFF whose bands are named by date, such as “Build series” "
                "writes, or a NetCDF file with a time axis. A layer of the project or a file."
            ),
        )

    def add_reading_options(self) -> None:
        """Add the options that say how dates become epochs, all of them advanced."""
        self.add_cadence()
        self.add_duplicates()
        self.add_variable_and_memory()

    def add_variable_and_memory(self) -> None:
        """Add the NetCDF variable and the memory limit, both advanced."""
        self.add(
            QgsProcessingParameterString(self.VARIABLE, self.tr("Variable"), optional=True),
            self.tr("Name of the variable in a NetCDF file with several. Empty: the only one with a time axis."),
            advanced=True,
        )
        self.add_memory()

    def add_memory(self) -> None:
        """Add the memory limit, advanced."""
        self.add(
            QgsProcessingParameterNumber(
                self.MEMORY,
                self.tr("Memory limit (MB)"),
                QgsProcessingParameterNumber.Type.Integer,
                settings.MEMORY.read(),
                minValue=settings.MEMORY.lowest,
                maxValue=settings.MEMORY.highest,
            ),
            self.tr(
                "The raster is worked on in blocks that need at most this much memory; the result does not change."
            ),
            advanced=True,
        )

    def add_cadence(self, *, advanced: bool = True, default: str = "auto") -> None:
        """Add the expected spacing of the epochs."""
        self.add(
            QgsProcessingParameterEnum(
                self.CADENCE, self.tr("Cadence"), list(CADENCES), defaultValue=default, usesStaticStrings=True
            ),
            self.tr(
                "The expected spacing of the epochs, which decides what counts as missing. “auto” detects it from "
                "the dates; “irregular” expects nothing, so that only pixels can be missing."
            ),
            advanced=advanced,
        )

    def add_duplicates(self, *, advanced: bool = True) -> None:
        """Add what happens to several dates in one period."""
        self.add(
            QgsProcessingParameterEnum(
                self.DUPLICATES,
                self.tr("Duplicates"),
                list(DUPLICATES),
                defaultValue="separate",
                usesStaticStrings=True,
            ),
            self.tr(
                "Several dates in one period, such as GRACE's two solutions in January 2012. “separate” keeps them "
                "apart: one that reaches into an empty neighbouring period takes that period, otherwise both stay with "
                "their own dates. “mean” averages them, “first” and “last” take one, “refuse” stops."
            ),
            advanced=advanced,
        )

    def add_extent(self) -> None:
        """Add the region."""
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Region"), optional=True),
            self.tr("Only this region is read and written, snapped outwards to whole cells. Empty: everything."),
        )

    def add_raster_output(self, name: str, label: str, help_text: str, *, optional: bool = False) -> None:
        """Add a raster output; an optional one is off unless the user asks for it."""
        self.add(
            QgsProcessingParameterRasterDestination(name, label, optional=optional, createByDefault=not optional),
            help_text,
        )

    def add_html_output(self, help_text: str) -> None:
        """Add the report, off unless the user asks for it."""
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML,
                self.tr("Report"),
                self.tr("HTML files (*.html)"),
                optional=True,
                createByDefault=False,
            ),
            help_text,
        )

    # Inputs.

    def input_source(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Return what GDAL opens for the input: a layer's source, or the text that was given."""
        # A NetCDF container is no valid layer for QGIS, so a path that QGIS cannot load still counts as a path.
        value = parameters.get(self.INPUT)
        if isinstance(value, str) and Path(value).is_file():
            return value
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is not None:
            return layer.source()
        text = self.parameterAsString(parameters, self.INPUT, context)
        if not text:
            raise InputError(self.tr("“Series” is empty. Choose a raster layer or a file."))
        return text

    def layer_sources(self, parameters: dict, name: str, context: QgsProcessingContext) -> list[str]:
        """Return the sources of several layers; a file that QGIS cannot load as a layer still counts."""
        label = self.parameterDefinition(name).description()
        sources = []
        for item in given_layers(parameters, name):
            if isinstance(item, str) and Path(item).is_file():
                sources.append(item)
                continue
            layer = QgsProcessingUtils.mapLayerFromString(item, context) if isinstance(item, str) else item
            if not isinstance(layer, QgsRasterLayer):
                raise InputError(self.tr("“{}”: {} is no raster that QGIS can open.").format(label, item))
            sources.append(layer.source())
        if not sources and not self.parameterDefinition(name).flags() & OPTIONAL:
            raise InputError(self.tr("“{}” is empty. Choose raster layers or files.").format(label))
        return sources

    def open_regular(
        self, series: RasterSeries, parameters: dict, context: QgsProcessingContext, **alignment_options
    ) -> RegularSeries:
        """Lay an open series onto the calendar and the region that the parameters ask for."""
        name = self.parameterAsEnumString(parameters, self.CADENCE, context)
        cadence = detect_cadence(series.times) if name == "auto" else Cadence.parse(name)
        alignment = align(
            series.times,
            cadence,
            bounds=series.bounds,
            duplicates=self.parameterAsEnumString(parameters, self.DUPLICATES, context),
            **alignment_options,
        )
        return RegularSeries(series, alignment, self.extent_window(series.grid, parameters, context))

    def extent_window(self, grid: Grid, parameters: dict, context: QgsProcessingContext) -> Window | None:
        """Return the part of a grid inside the region, None for all of it."""
        if parameters.get(self.EXTENT) in (None, ""):
            return None
        crs = QgsCoordinateReferenceSystem.fromWkt(grid.crs_wkt)
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
        if extent.isNull():
            return None
        return grid.window_for_extent(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())

    def open_source(self, parameters: dict, context: QgsProcessingContext) -> RasterSeries:
        """Open the input series."""
        variable = self.parameterAsString(parameters, self.VARIABLE, context).strip()
        series = open_series(self.input_source(parameters, context), variable=variable or None)
        if not series.named_by_file:
            layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
            series.name = layer.name() if layer is not None and layer.name() != self.OUTPUT else series.name
        return series

    def control(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Control:
        """Return how blockwise work reports and stops."""
        return Control(
            memory=self.parameterAsInt(parameters, self.MEMORY, context) * 2**20,
            progress=lambda share: feedback.setProgress(100 * share),
            cancelled=feedback.isCanceled,
        )

    # Outputs.

    def output_path(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """Return an output's file, '' where the user did not ask for it."""
        if parameters.get(name) is None and self.parameterDefinition(name).flags() & OPTIONAL:
            return ""
        return self.parameterAsOutputLayer(parameters, name, context)

    def check_outputs(self, series: RasterSeries, *paths: str) -> None:
        """Refuse outputs that would replace the input or one another.

        Raises
        ------
        InputError
            If two of the files are the same.
        """
        taken = {Path(source).resolve() for source in series.sources}
        for path in filter(None, paths):
            if Path(path).resolve() in taken:
                raise InputError(
                    self.tr("{} is an input or another output of this run. Choose another name.").format(path)
                )
            taken.add(Path(path).resolve())

    def report_path(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Return the report's file, '' where the user did not ask for it."""
        if parameters.get(self.OUTPUT_HTML) in (None, ""):
            return ""
        return self.parameterAsFileOutput(parameters, self.OUTPUT_HTML, context)

    def provenance(self, series: RasterSeries, **facts: object) -> dict[str, str]:
        """Return what every output says of where it came from."""
        return {
            "GEOGAP_VERSION": version(),
            "GEOGAP_ALGORITHM": f"geogap:{self.name()}",
            "GEOGAP_INPUT": series.name,
            "GEOGAP_VARIABLE": series.variable,
            "GEOGAP_LONG_NAME": series.long_name,
            **{
                f"GEOGAP_{key}": value if isinstance(value, str) else json.dumps(value)
                for key, value in facts.items()
                if value not in (None, "")
            },
        }

    def writer(
        self,
        path: str,
        regular: RegularSeries,
        metadata: dict[str, str],
        *,
        bands: Sequence[str] | None = None,
        **options,
    ) -> SeriesWriter:
        """Return a writer of a raster on the grid of `regular`: with its epochs and unit, or with named bands."""
        if bands is not None:
            times = regular.times[:1].repeat(len(bands))
            return SeriesWriter(path, regular.grid, times, descriptions=bands, metadata=metadata, **options)
        return SeriesWriter(
            path,
            regular.grid,
            regular.times,
            unit=options.pop("unit", regular.series.unit),
            metadata=metadata,
            descriptions=regular.alignment.labels() if regular.cadence.unit != "month" else None,
            band_metadata=_source_dates(regular),
            **options,
        )

    def load(self, path: str, name: str, style: LayerStyle, context: QgsProcessingContext) -> None:
        """Style, name, group and animate an output when it is loaded."""
        show(path, name, style, context)

    def load_from_folder(
        self, path: str, name: str, style: LayerStyle, output: str, context: QgsProcessingContext
    ) -> None:
        """Let a file in an output folder be loaded into the project, if there is one; Processing loads no folders."""
        if context.project() is not None:
            details = QgsProcessingContext.LayerDetails(name, context.project(), output)
            context.addLayerToLoadOnCompletion(path, details)
        self.load(path, name, style, context)


@contextmanager
def _clearing_frames() -> Iterator[None]:
    """Clear the frames of an error: they hold the feedback, which Python might end later, in another thread."""
    try:
        yield
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)
        raise


OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional


def given_layers(parameters: dict, name: str) -> list[object]:
    """Return what was given for a parameter that takes several layers."""
    value = parameters.get(name)
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def _source_dates(regular: RegularSeries) -> list[dict[str, str]]:
    """Say for every band which dates of the source it holds; nothing for a missing epoch."""
    dates = [" ".join(str(regular.series.times[i]) for i in members) for members in regular.alignment.sources]
    return [{"GEOGAP_SOURCE_TIME": text} if text else {} for text in dates]
