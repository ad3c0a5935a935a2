"""Processing algorithm `fetchweather`: meteorological predictors for a region and a period."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Alignment, Cadence, align
from ..core.errors import DamagedDataError, InputError, NotFoundError
from ..core.limits import colour_limits
from ..raster.blockwise import Control, copy_series, sample_cells
from ..raster.era5 import HourlyAmounts, open_store_series, preliminary_epochs
from ..raster.netcdf import is_multidimensional
from ..raster.regular import RegularSeries
from ..raster.series import RasterSeries, open_series
from ..raster.whole_file import aside, check_folder
from ..sources.catalog import Catalog, WeatherVariable, read_catalog
from ..sources.cds import KEY_HELP, DataStore, Orders, unpacked
from ..sources.download import Fetched
from ..sources.geosphere import Geosphere, PoliteTransport, explain_geosphere
from ..sources.transport import Transport, explain
from ..sources.weather import Plan, Question, described
from .fetching import DOWNLOADED, FetchAlgorithm, stage
from .layers import LayerStyle, style_of
from .network import transport_for

_DEGREES = "EPSG:4326"
_SLOW = 240
"""Requests to GeoSphere Austria that take longer than an hour."""


@dataclass(frozen=True)
class _Written:
    """A series that lies in its file.

    Parameters
    ----------
    path : str
    title : str
    alignment : Alignment
    style : str
    limits : tuple of float
    """

    path: str
    title: str
    alignment: Alignment
    style: str
    limits: tuple[float, float]


class FetchWeather(FetchAlgorithm):
    """Find, download and cut out gridded weather."""

    DATASET = "DATASET"
    VARIABLES = "VARIABLES"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    OUTPUT_LAYERS = "OUTPUT_LAYERS"
    EPOCHS = "EPOCHS"
    MISSING_EPOCHS = "MISSING_EPOCHS"

    NAME = "fetchweather"
    DISPLAY_NAME = QT_TR_NOOP("Fetch weather")
    SUMMARY = QT_TR_NOOP("Downloads gridded weather for a region and a period, one dated series for each variable.")
    HELP = QT_TR_NOOP(
        "The service cuts out the region and the period; what comes is kept in a cache. Each variable becomes a series "
        "VARIABLE.tif on the data set's own grid, in its own unit; “Match grid” lays them onto that of a target. "
        "A file manifest.json beside them says what was fetched, from where, with which checksums, under which "
        "licence, and how to cite it.\n\n"
        "ERA5-Land adds up precipitation, evaporation, runoff and radiation through the day. In hourly series they are "
        "turned into the amounts of single hours: a band holds the amount of the hour that ends at its time, which is "
        "the difference from the hour before, and at 01 UTC the value itself. Differences that rounding has made "
        "slightly negative stay as they are. In monthly series they are mean amounts of a day. Values of the last "
        "months are preliminary (ERA5T); how many is said in the log and in the files.\n\n"
        "ERA5-Land needs a free account of the Climate Data Store. {key} The store prepares what is asked for in jobs, "
        "which may wait for minutes to hours. After a failure the next run takes up the jobs that are under way; a "
        "cancel ends them.\n\n"
        "Data sets and their variables (those with * are fetched when none is chosen):\n{datasets}"
    )
    TAGS = ("INCA", "GeoSphere Austria", "ERA5-Land", "Copernicus", "temperature", "precipitation", "radiation", "wind")

    def __init__(self) -> None:
        super().__init__()
        self.catalog: Catalog = read_catalog()

    def shortHelpString(self) -> str:
        """Return the help beside the dialog, with what the registry says of the data sets."""
        datasets = "\n".join(
            f"• {one.id}: {one.title} ({one.centre}). {one.about} {one.resolution}. "
            + "; ".join(f"{v.id}{'*' if v.usual else ''} {v.title} ({v.unit})" for v in one.variables)
            for one in self.catalog.weather
        )
        return self.tr(self.SUMMARY) + "\n\n" + self.tr(self.HELP).format(key=KEY_HELP, datasets=datasets)

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        datasets = [product.id for product in self.catalog.weather]
        variables = list(dict.fromkeys(one.id for product in self.catalog.weather for one in product.variables))
        self.add(
            QgsProcessingParameterEnum(
                self.DATASET, self.tr("Data set"), datasets, defaultValue=datasets[0], usesStaticStrings=True
            ),
            self.tr("Which weather; see the help for what there is."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.VARIABLES,
                self.tr("Variables"),
                variables,
                allowMultiple=True,
                optional=True,
                usesStaticStrings=True,
            ),
            self.tr(
                "Variables of the data set; see the help for which those are. Empty: the usual ones, for INCA "
                "temperature, humidity, radiation and wind, for ERA5-Land temperature and precipitation."
            ),
        )
        self.add_extent()
        self.add_date(
            self.START,
            self.tr("First day"),
            self.tr("The first day, UTC; for monthly data any day of the first month. Empty: the beginning."),
        )
        self.add_date(
            self.END,
            self.tr("Last day"),
            self.tr("The last day, UTC; for monthly data any day of the last month. Empty: the newest there is."),
        )
        self.add_authentication(
            self.tr(
                "For ERA5-Land: an authentication configuration of QGIS with the key of the Climate Data Store: type "
                "API Header, header “PRIVATE-TOKEN”, value the key. Not needed for INCA. Without a window, the "
                "environment variable CDSAPI_KEY does as well."
            )
        )
        self.add(
            QgsProcessingParameterBoolean(self.LIST_ONLY, self.tr("List only"), defaultValue=False),
            self.tr("Ask the service what it has and estimate the size, but download nothing."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Folder")),
            self.tr("The folder for the series, one GeoTIFF for each variable with a band for each hour or month."),
        )
        self.add_result(QgsProcessingOutputMultipleLayers(self.OUTPUT_LAYERS, self.tr("Series")))
        self.add_manifest()
        self.add_size()
        self.add_result(QgsProcessingOutputNumber(self.EPOCHS, self.tr("Number of hours or months")))
        self.add_result(QgsProcessingOutputNumber(self.MISSING_EPOCHS, self.tr("Number of missing hours or months")))

    # What is asked for.

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse what the data set does not have, and missing credentials, before anything is asked for."""
        question = self._question(parameters, context)
        question.within(None, None)
        transport_for(question.product, self.auth(parameters, context, question.product.credentials))

    def _question(self, parameters: dict, context: QgsProcessingContext) -> Question:
        product = self.catalog.weather_product(self.parameterAsEnumString(parameters, self.DATASET, context))
        ids = list(filter(None, self.parameterAsEnumStrings(parameters, self.VARIABLES, context)))
        variables = product.chosen(ids)
        if product.cadence == "month":
            first, last = self.period(parameters, context, product.start.astype("datetime64[M]"))
        else:
            if parameters.get(self.START) in (None, ""):
                label = self.parameterDefinition(self.START).description()
                raise InputError(
                    self.tr("“{}” is empty. {} are hourly since {}: choose a period.").format(
                        label, product.title, product.start
                    )
                )
            days = self.period(parameters, context, product.start)
            first, last = days[0].astype("datetime64[h]"), (days[1] + 1).astype("datetime64[h]") - 1
        return Question(product, variables, self._box(parameters, context, product.bbox), first, last)

    def _box(
        self, parameters: dict, context: QgsProcessingContext, everywhere: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        """Return west, south, east and north of the region in degrees."""
        if parameters.get(self.EXTENT) in (None, ""):
            return everywhere
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, QgsCoordinateReferenceSystem(_DEGREES))
        if extent.isNull():
            return everywhere
        return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()

    # The work.

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Fetch the weather and write the series."""
        question = self._question(parameters, context)
        transport = transport_for(question.product, self.auth(parameters, context, question.product.credentials))
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_FOLDER, context))
        list_only = self.parameterAsBoolean(parameters, self.LIST_ONLY, context)
        if not list_only:
            check_folder(folder if folder.exists() else folder.parent)
        source: Geosphere | DataStore
        if question.product.access["kind"] == "geosphere":
            source = Geosphere(self.catalog.services["geosphere"], transport, cancelled=feedback.isCanceled)
        else:
            source = DataStore(self.catalog.services["cds"], transport, cancelled=feedback.isCanceled)
        plan = source.plan(question)
        question = plan.question
        feedback.pushInfo(
            self.tr(
                "{} variables, {:,} times from {} to {}, about {:,} cells: about {:,.3g} MB in {} requests."
            ).format(
                len(question.variables),
                question.epochs,
                question.first,
                question.last,
                plan.cells,
                plan.megabytes,
                len(plan.requests),
            )
        )
        plan.check_size()
        size: dict[str, object] = {self.MEGABYTES: plan.megabytes}
        if list_only:
            return {**size, self.EPOCHS: question.epochs}
        if isinstance(source, DataStore):
            fetched = self.download(
                plan.requests,
                question.product.id,
                transport,
                explain,
                feedback,
                lambda downloader, jobs: Orders(source, downloader).fetch(jobs),
            )
        else:
            fetched = self._download_grids(transport, plan, feedback)
        files = [path for one in fetched for path in self._readable(one)]
        made = not folder.exists()
        folder.mkdir(exist_ok=True)
        try:
            return {**size, **self._write_all(files, fetched, question, folder, parameters, context, feedback)}
        except BaseException:
            if made:
                with suppress(OSError):
                    folder.rmdir()
            raise

    def _download_grids(self, transport: Transport, plan: Plan, feedback: QgsProcessingFeedback) -> list[Fetched]:
        polite = PoliteTransport(transport, len(plan.requests))
        if len(plan.requests) >= _SLOW:
            feedback.pushInfo(
                self.tr("GeoSphere Austria answers 240 requests an hour: this takes about {:.1f} hours.").format(
                    len(plan.requests) * polite.seconds_between / 3600
                )
            )
        return self.download(plan.requests, plan.question.product.id, polite, explain_geosphere, feedback)

    def _readable(self, fetched: Fetched) -> list[str]:
        """Return the NetCDF files of a download; throw away one that is none, so that the next run fetches it anew."""
        try:
            files = [str(path) for path in unpacked(fetched.path)]
            if not all(map(is_multidimensional, files)):
                raise DamagedDataError(
                    self.tr("{} is damaged, although it came whole. It was thrown away; run again.").format(
                        fetched.path.name
                    )
                )
        except DamagedDataError:
            fetched.forget()
            raise
        return files

    def _write_all(
        self,
        files: Sequence[str],
        fetched: Sequence[Fetched],
        question: Question,
        folder: Path,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict:
        """Write every variable and the manifest; they appear together."""
        note = folder / "manifest.json"
        preliminary = 0
        if question.product.access["kind"] == "cds":
            preliminary = preliminary_epochs(files)
            if preliminary:
                feedback.pushInfo(
                    self.tr("{} of the dates that were fetched have preliminary values (ERA5T).").format(preliminary)
                )
        written = []
        with ExitStack() as stack:
            beside_note = stack.enter_context(aside(note))
            for number, variable in enumerate(question.variables):
                series = stack.enter_context(_open(files, variable, question))
                view = self._view(series, variable, question, parameters, context)
                path = folder / f"{variable.id}.tif"
                beside = stack.enter_context(aside(path))
                share = (1 - DOWNLOADED) / len(question.variables)
                begin = DOWNLOADED + number * share
                control = Control(progress=stage(feedback, begin, begin + share), cancelled=feedback.isCanceled)
                unit = _unit(series, variable, question)
                if unit.partition(" day-1")[0] != variable.unit:
                    feedback.pushWarning(
                        self.tr("{} comes in “{}”; it used to be “{}”. Check its values.").format(
                            variable.id, unit, variable.unit
                        )
                    )
                metadata = self._metadata(series, variable, question, preliminary)
                copy_series(view, self.writer(beside, view, metadata, unit=unit), control)
                style, symmetric = style_of(f"{variable.id} {variable.title}", unit)
                limits = colour_limits(sample_cells(view, control).values, symmetric=symmetric)
                title = f"{variable.title} ({question.product.title})"
                written.append(_Written(str(path), title, view.alignment, style, limits))
            asked = {
                self.DATASET: question.product.id,
                self.VARIABLES: [variable.id for variable in question.variables],
                self.EXTENT: str(parameters.get(self.EXTENT) or ""),
                self.START: str(question.first),
                self.END: str(question.last),
            }
            self.write_manifest(Path(beside_note), described(question.product), asked, fetched)
        for one in written:
            self._show(one, context)
        alignments = [one.alignment for one in written]
        missing = max(int(alignment.missing.sum()) for alignment in alignments)
        epochs = max(len(alignment.times) for alignment in alignments)
        feedback.pushInfo(self.tr("{:,} times, {:,} of them missing.").format(epochs, missing))
        return {
            self.OUTPUT_FOLDER: str(folder),
            self.OUTPUT_LAYERS: [one.path for one in written],
            self.MANIFEST: str(note),
            self.EPOCHS: epochs,
            self.MISSING_EPOCHS: missing,
        }

    def _view(
        self,
        series: RasterSeries,
        variable: WeatherVariable,
        question: Question,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> RegularSeries:
        """Return the epochs and the region that are asked for."""
        cadence = Cadence.parse(question.product.cadence)
        amounts = _are_totals(variable, question)
        first = question.first - np.timedelta64(int(amounts), "h") if amounts else question.first
        start = first.astype("datetime64[s]")
        whole = align(series.times, cadence, duplicates="first", start=start)
        alignment = whole.within(first, question.last)
        if alignment is None or (amounts and len(alignment.times) < 2):
            raise NotFoundError(
                self.tr("{} has no value from {} to {}: what the service sent reaches from {} to {}.").format(
                    variable.id, question.first, question.last, series.times[0], series.times[-1]
                )
            )
        window = self.extent_window(series.grid, parameters, context)
        return (HourlyAmounts if amounts else RegularSeries)(series, alignment, window)

    def _metadata(
        self, series: RasterSeries, variable: WeatherVariable, question: Question, preliminary: int
    ) -> dict[str, str]:
        product = question.product
        meaning = ""
        if variable.accumulated:
            meaning = "amount of the hour that ends at the time of a band"
            if product.cadence == "month":
                meaning = "mean amount of a day"
        return self.provenance(
            series,
            LONG_NAME=f"{variable.title}: {meaning}" if meaning else variable.title,
            PRODUCT=product.id,
            TITLE=product.title,
            CENTRE=product.centre,
            LICENCE=product.licence,
            CITATION="\n".join(product.citation),
            CADENCE=product.cadence,
            PRELIMINARY=str(preliminary) if preliminary else "",
        )

    def _show(self, written: _Written, context: QgsProcessingContext) -> None:
        """Let a series be loaded into the project, if there is one."""
        alignment = written.alignment
        style = LayerStyle(written.style, "GeoGap", alignment.starts, alignment.ends, written.limits)
        self.load_from_folder(written.path, written.title, style, self.OUTPUT_LAYERS, context)


def _are_totals(variable: WeatherVariable, question: Question) -> bool:
    """Whether a variable comes as totals since midnight."""
    return variable.accumulated and question.product.cadence == "hour" and question.product.access["kind"] == "cds"


def _open(files: Sequence[str], variable: WeatherVariable, question: Question) -> RasterSeries:
    if question.product.access["kind"] == "cds":
        return open_store_series(files, variable.variable)
    return open_series(list(files), variable=variable.variable)


def _unit(series: RasterSeries, variable: WeatherVariable, question: Question) -> str:
    """Return the unit of what is written: that of the files in plain spelling, amounts of monthly means a day."""
    unit = _plain(series.unit) or variable.unit
    return f"{unit} day-1" if variable.accumulated and question.product.cadence == "month" else unit


def _plain(unit: str) -> str:
    """Return a unit as the registry spells it."""
    unit = unit.replace("**", "").replace(" of water equivalent", "").strip()
    return {"degree_celsius": "°C", "degc": "°C", "celsius": "°C", "percent": "%"}.get(unit.lower(), unit)
