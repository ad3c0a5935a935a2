"""Processing algorithm `exportnetcdf`: one CF NetCDF file of a series, its uncertainty and its flags."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Cadence, align, detect_cadence
from ..core.cf_names import standard_name, udunits, variable_name
from ..core.errors import InputError
from ..metadata import version
from ..raster.blockwise import export_series
from ..raster.cf_attributes import file_attributes, stated_attributes
from ..raster.cf_export import CfVariable, CfWriter, check_dates, epoch_bounds
from ..raster.regular import RegularSeries
from ..raster.series import RasterSeries
from .base import GeoGapAlgorithm
from .companions import open_companion


class ExportNetcdf(GeoGapAlgorithm):
    """Write a series with its uncertainty and flags into one self-describing file."""

    UNCERTAINTY = "UNCERTAINTY"
    FLAGS = "FLAGS"
    UNIT = "UNIT"
    TITLE = "TITLE"
    INSTITUTION = "INSTITUTION"

    NAME = "exportnetcdf"
    DISPLAY_NAME = QT_TR_NOOP("Export NetCDF")
    GROUP = QT_TR_NOOP("Use")
    SUMMARY = QT_TR_NOOP("Writes a series, its uncertainty and its flags into one CF NetCDF file for other programs.")
    HELP = QT_TR_NOOP(
        "The file is NetCDF-4 after the CF conventions 1.8, with the discovery attributes of ACDD 1.3: dated epochs "
        "with the periods that they stand for, latitude and longitude or the coordinates of the projection with "
        "their bounds, the coordinate reference system, units as UDUNITS spells them, flags with their meanings, and "
        "where the values come from. Values are written bit by bit as they are; nothing is resampled or put onto "
        "another calendar.\n\n"
        "For a projection that the conventions have no name for, latitude and longitude of every cell are written, "
        "too."
    )
    TAGS = ("NetCDF", "CF conventions", "export", "xarray", "ACDD", "time series")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add(
            QgsProcessingParameterRasterLayer(self.UNCERTAINTY, self.tr("Uncertainty"), optional=True),
            self.tr("The uncertainty that “Fill series” wrote beside the series: the same grid, dates and unit."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.FLAGS, self.tr("Flags"), optional=True),
            self.tr("The flags that “Fill series” wrote beside the series: the same grid and dates."),
        )
        for name, label, help_text in (
            (self.UNIT, self.tr("Unit"), self.tr("As UDUNITS spells it, such as cm or degC. Empty: the input's unit.")),
            (self.TITLE, self.tr("Title"), self.tr("Title of the file. Empty: made from the variable and the period.")),
            (self.INSTITUTION, self.tr("Institution"), self.tr("Who publishes the file. Empty: what the input says.")),
        ):
            self.add(QgsProcessingParameterString(name, label, optional=True), help_text, advanced=True)
        self.add_cadence()
        self.add_variable_and_memory()
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, self.tr("NetCDF file"), self.tr("NetCDF files (*.nc)"), optional=False
            ),
            self.tr("The file to write; its name ends with .nc."),
        )

    def readable_paths(self, parameters: dict) -> set[str]:
        """Return the rasters that name existing files."""
        names = (self.INPUT, self.UNCERTAINTY, self.FLAGS)
        return {name for name in names if isinstance(parameters.get(name), str) and Path(parameters[name]).is_file()}

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse inputs that do not belong together."""
        with ExitStack() as stack:
            series = stack.enter_context(self.open_source(parameters, context))
            check_dates(series)
            self._companions(series, parameters, context, stack)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Write the file."""
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        with ExitStack() as stack:
            series = stack.enter_context(self.open_source(parameters, context))
            check_dates(series)
            companions = self._companions(series, parameters, context, stack)
            self.check_outputs(series, path)
            for companion in companions.values():
                self.check_outputs(companion, path)
            cadence = self._cadence(series, parameters, context)
            bounds = epoch_bounds(series, cadence)
            stated = stated_attributes(series)
            variable = self._variable(series, stated, cadence, parameters, context, feedback)
            attributes = file_attributes(
                series,
                variable.long_name,
                cadence,
                bounds,
                stated=stated,
                provenance=self.provenance(series, CADENCE=str(cadence)),
                given={
                    "title": self.parameterAsString(parameters, self.TITLE, context).strip(),
                    "institution": self.parameterAsString(parameters, self.INSTITUTION, context).strip(),
                },
                step=self._step(series, companions),
            )
            writer = CfWriter(
                path,
                series.grid,
                series.times,
                bounds,
                variable,
                attributes,
                uncertainty=self.UNCERTAINTY in companions,
                flags=self.FLAGS in companions,
            )
            whole = {name: _as_it_is(companion) for name, companion in companions.items()}
            export_series(
                _as_it_is(series),
                writer,
                self.control(parameters, context, feedback),
                uncertainty=whole.get(self.UNCERTAINTY),
                flags=whole.get(self.FLAGS),
            )
            feedback.pushInfo(
                self.tr("{} epochs of “{}” written to {}.").format(len(series.times), variable.name, path)
            )
        return {self.OUTPUT: path}

    def _companions(
        self, series: RasterSeries, parameters: dict, context: QgsProcessingContext, stack: ExitStack
    ) -> dict[str, RasterSeries]:
        """Open the uncertainty and the flags, where they are given, and refuse those of another series."""
        opened = {
            name: open_companion(self, name, series, parameters, context, stack)
            for name in (self.UNCERTAINTY, self.FLAGS)
        }
        return {name: companion for name, companion in opened.items() if companion is not None}

    def _cadence(self, series: RasterSeries, parameters: dict, context: QgsProcessingContext) -> Cadence:
        name = self.parameterAsEnumString(parameters, self.CADENCE, context)
        return detect_cadence(series.times) if name == "auto" else Cadence.parse(name)

    def _variable(
        self,
        series: RasterSeries,
        stated: dict[str, str],
        cadence: Cadence,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> CfVariable:
        """Return what is said of the values, in the words of the conventions."""
        long_name = series.long_name or series.variable or series.name
        names = " ".join((stated.get("standard_name", ""), series.variable, long_name))
        given = self.parameterAsString(parameters, self.UNIT, context).strip()
        # An index has no dimension even where the input does not say so.
        asked = given or series.unit or ("1" if standard_name(names, "1") else "")
        unit = udunits(asked)
        if unit is None and given:
            raise InputError(
                self.tr(
                    "UNIT: “{}” is no unit that UDUNITS knows. Write for example cm, degC, kg m-2, mm day-1 or 1."
                ).format(given)
            )
        if unit is None:
            feedback.pushWarning(
                self.tr(
                    "The series is in “{}”, which is no unit that UDUNITS knows, so that the file states none. "
                    "Give the parameter UNIT to state one."
                ).format(asked)
                if asked
                else self.tr(
                    "The series states no unit, and neither does the file. Give the parameter UNIT to state one."
                )
            )
        over_time = " time: mean" if cadence.unit == "month" else ""
        return CfVariable(
            variable_name(series.variable, "value"),
            long_name,
            standard_name(names, unit or ""),
            unit or "",
            f"area: mean{over_time}",
        )

    def _step(self, series: RasterSeries, companions: dict[str, RasterSeries]) -> str:
        others = "".join(f", {name} {other.name}" for name, other in companions.items())
        return f"geogap:{self.name()} (GeoGap {version()}), INPUT {series.name}{others}"


def _as_it_is(series: RasterSeries) -> RegularSeries:
    """Return a series on its own dates."""
    return RegularSeries(series, align(series.times, Cadence("irregular")))
