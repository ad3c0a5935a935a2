"""Processing algorithm `surfacevelocity`: displacements between aligned scenes, as metres a year."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, QMetaType

from ..core.calendar import Cadence, epoch_ranges
from ..core.cancellation import cancellation, checkpoint
from ..core.errors import InputError
from ..core.limits import colour_limits
from ..core.motion.displacement import METHODS
from ..core.motion.velocity import LEAST_STABLE, Velocity, choose_pairs, kept, middle_time, search_radius, velocity
from ..raster.gdal_calls import bounded_cache
from ..raster.scene_pairs import Nodes, displacements, ground_metres, stable_nodes
from ..raster.scenes import Scene, coarsened
from ..raster.series import RasterSeries, open_series
from ..raster.writer import SeriesWriter
from ..raster.zones import Surface
from .layers import LayerStyle
from .scenes import ScenesAlgorithm
from .tables import write_table

_FIELDS = (
    ("date_1", QMetaType.Type.QString),
    ("date_2", QMetaType.Type.QString),
    ("days", QMetaType.Type.Double),
    ("speed", QMetaType.Type.Double),
    ("azimuth", QMetaType.Type.Double),
    ("east", QMetaType.Type.Double),
    ("north", QMetaType.Type.Double),
    ("uncertainty", QMetaType.Type.Double),
    ("correlation", QMetaType.Type.Double),
    ("snr", QMetaType.Type.Double),
    ("stable", QMetaType.Type.Bool),
)

_FARTHEST = 200
"""Cells that are searched at most."""


@dataclass(frozen=True)
class _Pair:
    """What was found between two scenes."""

    first: np.datetime64
    second: np.datetime64
    field: Velocity
    correlation: np.ndarray
    signal_to_noise: np.ndarray

    @property
    def days(self) -> float:
        return _days(self.first, self.second)


class SurfaceVelocity(ScenesAlgorithm):
    """Measure how fast the ground moves between scenes on one grid."""

    WINDOW = "WINDOW"
    STEP = "STEP"
    METHOD = "METHOD"
    MAX_SPEED = "MAX_SPEED"
    MIN_DAYS = "MIN_DAYS"
    SEASON = "SEASON"
    MIN_SNR = "MIN_SNR"
    MIN_CORRELATION = "MIN_CORRELATION"
    OUTPUT_EAST = "OUTPUT_EAST"
    OUTPUT_NORTH = "OUTPUT_NORTH"
    OUTPUT_UNCERTAINTY = "OUTPUT_UNCERTAINTY"
    OUTPUT_VECTORS = "OUTPUT_VECTORS"
    PAIRS = "PAIRS"
    STABLE_SPREAD = "STABLE_SPREAD"

    NAME = "surfacevelocity"
    DISPLAY_NAME = QT_TR_NOOP("Surface velocity")
    GROUP = QT_TR_NOOP("Use")
    SUMMARY = QT_TR_NOOP("Measures how fast glaciers or other ground move between aligned scenes, in metres a year.")
    HELP = QT_TR_NOOP(
        "Windows of a scene are looked for in the next scene, to parts of a pixel. The result is a series with a band "
        "for each pair of scenes, dated by the middle between the two, of cells as large as the distance of the "
        "windows. Displacements are true metres on the ground to the true east and north, also on geographic grids.\n\n"
        "Windows are dropped where the peak of the correlation stands out too little, and where a displacement departs "
        "from those around it (normalised median test, Westerweel and Scarano 2005).\n\n"
        "What stable ground seems to move by is an error of the images: its median is taken off every pair, its spread "
        "is the uncertainty. Without a mask nothing is taken off, and the uncertainty says only how much neighbouring "
        "windows differ.\n\n"
        "Scenes of the same season, some years apart and with little snow, show slow glaciers best: the error of a "
        "tenth of a pixel is divided by the time between them. The scenes must lie on one grid, see “Align scenes”."
    )
    TAGS = ("glacier", "velocity", "feature tracking", "displacement", "offset tracking", "flow", "Landsat", "ice")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_scenes(
            self.tr(
                "Aligned scenes on one grid, such as “Align scenes” writes: files of one date each, a series with a "
                "band for each date, or a folder of them."
            )
        )
        self.add_stable_ground(self.tr("Polygons or a raster of ground that stands still, or of what moves."))
        number = QgsProcessingParameterNumber
        self.add(
            number(self.WINDOW, self.tr("Window (cells)"), number.Type.Integer, 32, minValue=8, maxValue=256),
            self.tr(
                "Side of the windows that are matched. Larger windows are found more surely, smaller ones show more "
                "detail."
            ),
        )
        self.add(
            number(
                self.STEP, self.tr("Distance of the windows (cells)"), number.Type.Integer, optional=True, minValue=1
            ),
            self.tr("Side of a cell of the result. Empty: half a window."),
        )
        self.add(
            number(self.MIN_DAYS, self.tr("Least time between scenes (days)"), number.Type.Double, 0, minValue=0),
            self.tr(
                "Every scene is paired with the next one that is so much later: 0 pairs neighbours, 700 scenes two "
                "years apart."
            ),
        )
        self.add(
            number(
                self.SEASON,
                self.tr("Largest difference of season (days)"),
                number.Type.Double,
                optional=True,
                minValue=0,
            ),
            self.tr(
                "Scenes are paired only if their days of the year differ by no more, so that snow and shadows are "
                "alike. Empty: any season."
            ),
        )
        self.add(
            number(self.MAX_SPEED, self.tr("Largest speed (metres a year)"), number.Type.Double, 300, minValue=0.1),
            self.tr("How far windows are looked for. The larger, the slower and the less sure."),
        )
        self._add_advanced()
        self.add_raster_output(
            self.OUTPUT,
            self.tr("Speed"),
            self.tr("A series of speeds, metres a year, with a band for each pair of scenes."),
        )
        for name, label, text in (
            (self.OUTPUT_EAST, self.tr("East component"), self.tr("The velocity to the east, metres a year.")),
            (self.OUTPUT_NORTH, self.tr("North component"), self.tr("The velocity to the north, metres a year.")),
            (
                self.OUTPUT_UNCERTAINTY,
                self.tr("Uncertainty"),
                self.tr("One standard deviation of the speed, metres a year."),
            ),
        ):
            self.add_raster_output(name, label, text, optional=True)
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_VECTORS,
                self.tr("Vectors"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            ),
            self.tr(
                "A point for each window and pair, with speed, azimuth (degrees from north), components and quality; "
                "drawn as arrows."
            ),
        )
        self.add_result(QgsProcessingOutputNumber(self.PAIRS, self.tr("Number of pairs")))
        self.add_result(
            QgsProcessingOutputNumber(
                self.STABLE_SPREAD, self.tr("Spread of displacements on stable ground, median pair (metres)")
            )
        )

    def _add_advanced(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            QgsProcessingParameterEnum(
                self.METHOD,
                self.tr("Correlation of"),
                list(METHODS),
                defaultValue="orientation",
                usesStaticStrings=True,
            ),
            self.tr(
                "“orientation” compares the directions of slopes, which shadows, snow and sensors change least; “ncc” "
                "compares local contrast."
            ),
            advanced=True,
        )
        self.add(
            number(self.MIN_SNR, self.tr("Least signal-to-noise ratio"), number.Type.Double, 3.5, minValue=0),
            self.tr(
                "How far the peak must stand above the mean of the other correlations, in their standard deviations."
            ),
            advanced=True,
        )
        self.add(
            number(self.MIN_CORRELATION, self.tr("Least correlation"), number.Type.Double, 0.2, minValue=0, maxValue=1),
            self.tr("Windows whose peak is lower are dropped."),
            advanced=True,
        )
        self.add_dates_and_band()
        self.add_memory()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse scenes that do not lie on one grid with a place on the Earth, that are too small or too far apart."""
        with self._open(parameters, context) as series:
            self._nodes(series, parameters, context)
            self._pairs(series, Surface(series.grid), parameters, context)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Measure the velocities."""
        wanted = {
            name: path
            for name in (self.OUTPUT, self.OUTPUT_EAST, self.OUTPUT_NORTH, self.OUTPUT_UNCERTAINTY)
            if (path := self.output_path(parameters, name, context))
        }
        memory = self.control(parameters, context, feedback).memory
        with ExitStack() as stack:
            stack.enter_context(cancellation(feedback.isCanceled))
            stack.enter_context(bounded_cache(memory // 4))
            series = stack.enter_context(self._open(parameters, context))
            self.check_outputs(series, *wanted.values())
            nodes = self._nodes(series, parameters, context)
            surface = Surface(series.grid)
            ground = self.stable_ground(parameters, context, series.grid)
            stable = None if ground is None else stable_nodes(ground, nodes)
            if stable is not None and stable.sum() < LEAST_STABLE:
                text = (
                    self.tr("“Stable ground”: only {} windows lie on it. Use a mask with more stable ground.")
                    if stable.any()
                    else self.tr("“Stable ground”: no window lies on it. Use another mask, or smaller windows.")
                )
                raise InputError(text.format(int(stable.sum())))
            if ground is None:
                feedback.pushWarning(
                    self.tr(
                        "There is no mask of stable ground: nothing is taken off the displacements, and the "
                        "uncertainty says only how much neighbouring windows differ."
                    )
                )
            pairs = self._measure(series, nodes, surface, stable, parameters, context, feedback)
            if not any(np.isfinite(pair.field.speed).any() for pair in pairs):
                raise InputError(
                    self.tr(
                        "No window was found again in any pair of scenes. Use larger windows, a higher largest speed, "
                        "or scenes of one season."
                    )
                )
            self._write(series, nodes, pairs, wanted, parameters, context)
            results: dict[str, object] = {**wanted, self.PAIRS: len(pairs)}
            spreads = [length for pair in pairs if np.isfinite(length := np.hypot(*pair.field.spread))]
            if spreads:
                results[self.STABLE_SPREAD] = float(np.median(spreads))
            if parameters.get(self.OUTPUT_VECTORS) is not None:
                results[self.OUTPUT_VECTORS] = self._write_vectors(series, nodes, pairs, stable, parameters, context)
            self._load(series, pairs, wanted, context)
            if self.OUTPUT_VECTORS in results:
                self._load_vectors(str(results[self.OUTPUT_VECTORS]), series, nodes, pairs, context)
        return results

    # Measuring.

    def _open(self, parameters: dict, context: QgsProcessingContext) -> RasterSeries:
        sources = self.sources(parameters, context)
        return open_series(
            sources if len(sources) > 1 else sources[0],
            variable=self.band(parameters, context),
            dates=self.dates(parameters, context),
        )

    def _pairs(
        self, series: RasterSeries, surface: Surface, parameters: dict, context: QgsProcessingContext
    ) -> list[tuple[int, int, int]]:
        """Return the scenes of each pair, and how many cells around a window are searched."""
        least = self.parameterAsDouble(parameters, self.MIN_DAYS, context)
        season = (
            366.0 if parameters.get(self.SEASON) is None else self.parameterAsDouble(parameters, self.SEASON, context)
        )
        pairs = choose_pairs(series.times, least, season)
        if not pairs:
            raise InputError(
                self.tr(
                    "None of the {} scenes, from {} to {}, can be paired: lower the least time between scenes, or "
                    "allow a larger difference of season."
                ).format(len(series.times), *series.times[[0, -1]].astype("datetime64[D]"))
            )
        fastest = self.parameterAsDouble(parameters, self.MAX_SPEED, context)
        found = []
        for first, second in pairs:
            days = _days(series.times[first], series.times[second])
            radius = search_radius(fastest, days, surface.cell_length())
            if radius > _FARTHEST:
                raise InputError(
                    self.tr(
                        "At {:g} metres a year the ground moves by {} cells in {:.0f} days, more than can be searched "
                        "({}). Lower the largest speed, or pair scenes that are nearer in time."
                    ).format(fastest, radius, days, _FARTHEST)
                )
            found.append((first, second, radius))
        return found

    def _nodes(self, series: RasterSeries, parameters: dict, context: QgsProcessingContext) -> Nodes:
        window = self.parameterAsInt(parameters, self.WINDOW, context)
        step = (
            max(1, window // 2)
            if parameters.get(self.STEP) is None
            else self.parameterAsInt(parameters, self.STEP, context)
        )
        if min(series.grid.width, series.grid.height) < 2 * max(step, window):
            raise InputError(
                self.tr("The scenes have {} x {} cells, too few for windows of {}. Choose smaller windows.").format(
                    series.grid.width, series.grid.height, window
                )
            )
        return Nodes(series.grid, step, window)

    def _measure(
        self,
        series: RasterSeries,
        nodes: Nodes,
        surface: Surface,
        stable: np.ndarray | None,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> list[_Pair]:
        chosen = self._pairs(series, surface, parameters, context)
        method = self.parameterAsEnumString(parameters, self.METHOD, context)
        control = self.control(parameters, context, feedback)
        pairs = []
        for index, (first, second, radius) in enumerate(chosen):
            columns, rows, correlation, snr = displacements(
                Scene(series, first),
                Scene(series, second),
                nodes,
                radius,
                method,
                control.memory // 2,
                lambda share, index=index: control.progress(0.95 * (index + share) / len(chosen)),
            )
            good = kept(
                columns,
                rows,
                (correlation, self.parameterAsDouble(parameters, self.MIN_CORRELATION, context)),
                (snr, self.parameterAsDouble(parameters, self.MIN_SNR, context)),
            )
            columns[~good] = rows[~good] = np.nan
            east, north = ground_metres(surface, nodes, columns, rows)
            field = velocity(east, north, stable, _days(series.times[first], series.times[second]))
            pairs.append(_Pair(series.times[first], series.times[second], field, correlation, snr))
            self._tell(pairs[-1], good, stable is not None, feedback)
        return pairs

    def _tell(self, pair: _Pair, good: np.ndarray, masked: bool, feedback: QgsProcessingFeedback) -> None:
        field = pair.field
        dates = [str(time.astype("datetime64[D]")) for time in (pair.first, pair.second)]
        text = self.tr("{} to {} ({:.0f} days): {:.0%} of the windows found").format(*dates, pair.days, good.mean())
        if field.stable >= LEAST_STABLE:
            text += self.tr(
                "; stable ground seemed to move by {:.2f} m east and {:.2f} m north, with a spread of {:.2f} and "
                "{:.2f} m ({} windows)"
            ).format(*field.bias, *field.spread, field.stable)
        feedback.pushInfo(text + ".")
        if masked and field.stable < LEAST_STABLE:
            text = (
                self.tr("{} to {}: only {} windows on stable ground were found again, so that nothing was taken off.")
                if field.stable
                else self.tr("{} to {}: no window on stable ground was found again, so that nothing was taken off.")
            )
            feedback.pushWarning(text.format(*dates, field.stable))

    # Outputs.

    def _write(
        self,
        series: RasterSeries,
        nodes: Nodes,
        pairs: list[_Pair],
        wanted: dict[str, str],
        parameters: dict,
        context: QgsProcessingContext,
    ) -> None:
        """Write the rasters, which appear together."""
        grid = coarsened(series.grid, nodes.step)
        bands = {
            self.OUTPUT: ("speed", "surface velocity"),
            self.OUTPUT_EAST: ("east", "surface velocity to the east"),
            self.OUTPUT_NORTH: ("north", "surface velocity to the north"),
            self.OUTPUT_UNCERTAINTY: ("uncertainty", "uncertainty of the surface velocity"),
        }
        with ExitStack() as stack:
            for name, path in wanted.items():
                component, title = bands[name]
                metadata = self.provenance(
                    series,
                    METHOD=self.parameterAsEnumString(parameters, self.METHOD, context),
                    WINDOW=nodes.window,
                    STEP=nodes.step,
                    STABLE_GROUND=self.mask_name(parameters, context),
                    **{
                        name: self.parameterAsDouble(parameters, name, context)
                        for name in (self.MAX_SPEED, self.MIN_DAYS, self.SEASON, self.MIN_SNR, self.MIN_CORRELATION)
                        if parameters.get(name) is not None or name != self.SEASON
                    },
                )
                metadata |= {"GEOGAP_VARIABLE": component, "GEOGAP_LONG_NAME": title}
                writer = stack.enter_context(
                    SeriesWriter(
                        path,
                        grid,
                        np.array([middle_time(pair.first, pair.second) for pair in pairs]),
                        unit="m/year",
                        metadata=metadata,
                        band_metadata=[_pair_tags(pair) for pair in pairs],
                    )
                )
                values = np.stack([getattr(pair.field, component) for pair in pairs]).astype(np.float32)
                writer.write(grid.full_window, values)
            checkpoint()

    def _write_vectors(
        self,
        series: RasterSeries,
        nodes: Nodes,
        pairs: list[_Pair],
        stable: np.ndarray | None,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> str:
        def rows():
            for pair in pairs:
                checkpoint()
                field = pair.field
                dates = [str(time.astype("datetime64[D]")) for time in (pair.first, pair.second)]
                for place in zip(*np.nonzero(np.isfinite(field.speed))):
                    yield [
                        *dates,
                        pair.days,
                        float(field.speed[place]),
                        field.azimuth(place),
                        *(
                            float(values[place])
                            for values in (
                                field.east, field.north, field.uncertainty, pair.correlation, pair.signal_to_noise
                            )
                        ),
                        None if stable is None else bool(stable[place]),
                    ]  # fmt: skip

        def points():
            grid = coarsened(series.grid, nodes.step)
            for pair in pairs:
                for row, column in zip(*np.nonzero(np.isfinite(pair.field.speed))):
                    yield grid.cell_centre(int(row), int(column))

        return write_table(
            self, self.OUTPUT_VECTORS, _FIELDS, rows(), parameters, context, points(), series.grid.crs_wkt
        )

    def _load(
        self, series: RasterSeries, pairs: list[_Pair], wanted: dict[str, str], context: QgsProcessingContext
    ) -> None:
        times = np.array([middle_time(pair.first, pair.second) for pair in pairs])
        starts, ends = epoch_ranges(times, Cadence("irregular"))
        fields = [pair.field for pair in pairs]
        styles = {
            self.OUTPUT: (self.tr("{} speed"), "velocity", "speed", {"from_zero": True}),
            self.OUTPUT_EAST: (self.tr("{} velocity east"), "twsa", "east", {"symmetric": True}),
            self.OUTPUT_NORTH: (self.tr("{} velocity north"), "twsa", "north", {"symmetric": True}),
            self.OUTPUT_UNCERTAINTY: (
                self.tr("{} velocity uncertainty"),
                "uncertainty",
                "uncertainty",
                {"from_zero": True},
            ),
        }
        for order, (name, path) in enumerate(reversed(wanted.items())):
            title, qml, component, how = styles[name]
            limits = colour_limits(np.stack([getattr(field, component) for field in fields]), **how)
            style = LayerStyle(qml, "GeoGap", starts, ends, limits, order=order)
            self.load(path, title.format(series.name), style, context)

    def _load_vectors(
        self, path: str, series: RasterSeries, nodes: Nodes, pairs: list[_Pair], context: QgsProcessingContext
    ) -> None:
        _, fastest = colour_limits(np.stack([pair.field.speed for pair in pairs]), from_zero=True)
        length = nodes.step * series.grid.geotransform[1] / fastest
        style = LayerStyle("", "GeoGap", order=10, arrows=length)
        self.load(path, self.tr("{} velocity").format(series.name), style, context)


def _days(first: np.datetime64, second: np.datetime64) -> float:
    return float((second - first) / np.timedelta64(1, "D"))


def _pair_tags(pair: _Pair) -> dict[str, str]:
    """Say of a band which scenes it comes from, and what stable ground said if there was any."""
    field = pair.field
    tags = {
        "GEOGAP_SOURCE_TIME": f"{pair.first} {pair.second}",
        "GEOGAP_DAYS": f"{pair.days:g}",
        "GEOGAP_STABLE_WINDOWS": str(field.stable),
    }
    if field.stable >= LEAST_STABLE:
        tags["GEOGAP_STABLE_BIAS_M"] = " ".join(f"{value:.3f}" for value in field.bias)
    if np.isfinite(field.spread).all():
        tags["GEOGAP_SPREAD_M"] = " ".join(f"{value:.3f}" for value in field.spread)
    return tags
