"""Processing algorithm `buildseries`: files or layers become one dated, regular series."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.errors import InputError
from ..core.limits import colour_limits
from ..core.reference import epochs_within, parse_period, subtract_mean
from ..raster.blockwise import copy_series, sample_cells
from ..raster.series import RasterSeries, open_series
from .base import GeoGapAlgorithm
from .inputs import existing_paths, given_dates, in_folder
from .layers import LayerStyle, style_of


class BuildSeries(GeoGapAlgorithm):
    """Lay single-date rasters, a dated stack or a NetCDF file onto a regular calendar."""

    INPUTS = "INPUTS"
    DATES = "DATES"
    REFERENCE_PERIOD = "REFERENCE_PERIOD"

    NAME = "buildseries"
    DISPLAY_NAME = QT_TR_NOOP("Build series")
    GROUP = QT_TR_NOOP("Prepare")
    SUMMARY = QT_TR_NOOP("Makes one dated, regular series of single-date rasters, a dated stack or a NetCDF file.")
    HELP = QT_TR_NOOP(
        "The result is a GeoTIFF with one band for every period of the calendar, named by its date. Periods "
        "without data are there as empty bands, so that gaps are seen and can be filled. Values are not "
        "resampled.\n\n"
        "Dates are taken from file names (20100131, 2010-01, 2010_031, 2010001-2010031 and the like), from tags, "
        "or from the time axis of a NetCDF file, unless you give them."
    )
    TAGS = ("time series", "stack", "NetCDF", "GRACE", "dates", "temporal")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add(
            QgsProcessingParameterMultipleLayers(self.INPUTS, self.tr("Rasters"), QgsProcessing.SourceType.TypeRaster),
            self.tr(
                "One raster for each date, all on the same grid; or a single stack or NetCDF file; or a folder, whose "
                "GeoTIFF and NetCDF files are taken."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.DATES, self.tr("Dates"), optional=True),
            self.tr(
                "How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d or "
                "%Y_%j, or the dates themselves, separated by commas, in the order of the rasters or bands."
            ),
        )
        self.add_cadence(advanced=False)
        self.add_extent()
        self.add_duplicates(advanced=False)
        self.add(
            QgsProcessingParameterString(self.REFERENCE_PERIOD, self.tr("Reference period"), optional=True),
            self.tr(
                "Years or months whose mean is subtracted from every cell, such as 2004-01/2009-12, so that the series "
                "holds anomalies. Empty: values stay as they are."
            ),
        )
        self.add_variable_and_memory()
        self.add_raster_output(
            self.OUTPUT, self.tr("Series"), self.tr("The series, a GeoTIFF with a band for each epoch.")
        )

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept folders and NetCDF files of several variables among the rasters."""
        return {self.INPUTS} if existing_paths(parameters.get(self.INPUTS)) else set()

    def check(self, parameters, context) -> None:
        """Refuse a period that is none."""
        parse_period(self.parameterAsString(parameters, self.REFERENCE_PERIOD, context))

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Build the series."""
        period = parse_period(self.parameterAsString(parameters, self.REFERENCE_PERIOD, context))
        path = self.output_path(parameters, self.OUTPUT, context)
        with self._open(parameters, context) as series:
            self.check_outputs(series, path)
            regular = self.open_regular(series, parameters, context)
            for note in regular.alignment.notes:
                feedback.pushInfo(note)
            missing = int(regular.alignment.missing.sum())
            feedback.pushInfo(
                self.tr("{} epochs (cadence: {}), {} of them missing.").format(
                    len(regular.times), regular.cadence, missing
                )
            )
            reference = epochs_within(regular.times, period)
            if period and not reference.any():
                raise InputError(
                    f"The reference period {'/'.join(str(day) for day in period)} lies outside the series, "
                    f"which reaches from {regular.alignment.labels()[0]} to {regular.alignment.labels()[-1]}."
                )
            metadata = self.provenance(
                series,
                CADENCE=str(regular.cadence),
                REFERENCE_PERIOD="/".join(str(day) for day in period),
            )
            control = self.control(parameters, context, feedback)
            copy_series(regular, self.writer(path, regular, metadata), control, reference)
            qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
            sample = sample_cells(regular, control).values
            values = subtract_mean(sample, reference) if period else sample
            limits = colour_limits(values, symmetric=symmetric or bool(period))
            style = LayerStyle(qml, "GeoGap", regular.alignment.starts, regular.alignment.ends, limits)
            self.load(path, self.tr("{} series").format(series.name), style, context)
        return {self.OUTPUT: path}

    def _open(self, parameters: dict, context: QgsProcessingContext) -> RasterSeries:
        sources = self._sources(parameters, context)
        variable = self.parameterAsString(parameters, self.VARIABLE, context).strip()
        return open_series(
            sources if len(sources) > 1 else sources[0],
            variable=variable or None,
            dates=given_dates(self.parameterAsString(parameters, self.DATES, context)),
        )

    def _sources(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """Return the rasters' sources; a path that QGIS cannot load as a layer still counts, and a folder is opened."""
        paths = existing_paths(parameters.get(self.INPUTS))
        if paths:
            return [source for item in paths for source in in_folder(item)]
        sources = [layer.source() for layer in self.parameterAsLayerList(parameters, self.INPUTS, context)]
        if not sources:
            raise InputError(self.tr("“Rasters” is empty, or none of its entries could be opened."))
        return sources
