"""Processing algorithm `alignscenes`: scenes are co-registered with a reference on one grid."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Cadence, epoch_ranges
from ..core.cancellation import cancellation, checkpoint
from ..core.errors import CalendarError, InputError
from ..core.limits import colour_limits
from ..core.motion.ecc import MOTIONS
from ..raster.classes import Classes, stored_bands
from ..raster.gdal_calls import bounded_cache
from ..raster.netcdf import is_multidimensional
from ..raster.scene_alignment import (
    SceneMotion,
    find_motion,
    liveliest_window,
    most_complete,
    stable_displacement,
    stable_residual,
)
from ..raster.scenes import Scene
from ..raster.series import RasterSeries, open_bands, open_each, open_series
from ..raster.stable_ground import StableGround
from ..raster.writer import SeriesWriter, date_labels
from ..raster.zones import Surface
from ..report.alignment import AlignedScene, AlignmentReport, Picture, alignment_page
from ..report.html import write_page
from .folders import new_folder, output_files
from .layers import LayerStyle, style_of
from .scenes import ScenesAlgorithm

_PICTURES = 4
_METHODS = ("cubic", "bilinear")
_WORSE = 0.1
"""Cells by which stable ground has to lie farther off than before to be worth a warning."""


@dataclass
class _Found:
    """A scene, how it lies, and what is told of it."""

    scene: Scene
    motion: SceneMotion | None
    told: AlignedScene


@dataclass
class _Output:
    """A file to be written: which bands, each with the scene whose motion it takes."""

    path: Path
    series: RasterSeries
    bands: list[tuple[int, _Found, Classes | None]] = field(default_factory=list)


class AlignScenes(ScenesAlgorithm):
    """Co-register scenes by maximising the enhanced correlation coefficient."""

    REFERENCE = "REFERENCE"
    MOTION = "MOTION"
    RESAMPLING = "RESAMPLING"
    MAX_SHIFT = "MAX_SHIFT"
    MIN_CORRELATION = "MIN_CORRELATION"
    NODATA = "NODATA"
    LOAD = "LOAD"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    OUTPUT_REPORT = "OUTPUT_REPORT"
    OUTPUTS = "OUTPUTS"

    NAME = "alignscenes"
    DISPLAY_NAME = QT_TR_NOOP("Align scenes")
    GROUP = QT_TR_NOOP("Prepare")
    SUMMARY = QT_TR_NOOP("Co-registers scenes of different dates with one of them, to parts of a pixel, on one grid.")
    HELP = QT_TR_NOOP(
        "Each scene is displaced, turned or bent as a whole until its local contrast correlates best with that of the "
        "reference (enhanced correlation coefficient, Evangelidis and Psarakis 2008). Neither brightness nor contrast "
        "of the images matters. Scenes may lie on different grids; all come out on the grid of the reference, "
        "resampled once. All bands of a file move together, and classes keep their values.\n\n"
        "What moves by itself, such as glaciers, must not decide how images lie: mark it, or the stable ground, with a "
        "mask. Then displacements between the aligned scenes are movements of the ground, see “Surface velocity”.\n\n"
        "A scene that correlates too little or would have to move too far is left out, and the log says why. How "
        "far stable ground was and is displaced is measured independently in windows, and told in metres."
    )
    TAGS = ("co-registration", "coregister", "ECC", "registration", "glacier", "Landsat", "Sentinel-2", "shift")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_scenes(
            self.tr(
                "Scenes of different dates: files of one date each, with one or several bands, or series with a band "
                "for each date; or a folder, whose GeoTIFF and NetCDF files are taken."
            )
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.REFERENCE, self.tr("Reference"), optional=True),
            self.tr(
                "The scene that the others are aligned with, and whose grid they get. Empty: the one of the scenes "
                "that lacks the fewest pixels."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.MOTION, self.tr("Motion"), list(MOTIONS), defaultValue="translation", usesStaticStrings=True
            ),
            self.tr(
                "What may be done to a scene: “translation” displaces it, “euclidean” also turns it, “affine” also "
                "stretches and shears it. The simplest that fits is the safest."
            ),
        )
        self.add_stable_ground(
            self.tr("Polygons or a raster. Only stable ground decides how scenes lie. Empty: all ground counts.")
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RESAMPLING, self.tr("Resampling"), list(_METHODS), defaultValue="cubic", usesStaticStrings=True
            ),
            self.tr("How values between the pixels of a scene are found. Classes get the nearest value."),
            advanced=True,
        )
        self._add_limits()
        self.add_dates_and_band()
        self.add_memory()
        self.add(
            QgsProcessingParameterBoolean(self.LOAD, self.tr("Load the results"), defaultValue=True),
            self.tr("Add the aligned scenes to the project as layers when the algorithm has finished."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Folder for the aligned scenes")),
            self.tr("A GeoTIFF is written into it for each file, under the same name."),
        )
        self.add_html_output(
            self.tr("A page with the motion of every scene, what is left of it, and pictures before and after.")
        )
        self.add_result(QgsProcessingOutputMultipleLayers(self.OUTPUTS, self.tr("Aligned scenes")))

    # The base writes its report under this name.
    OUTPUT_HTML = OUTPUT_REPORT

    def _add_limits(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            number(self.MAX_SHIFT, self.tr("Largest displacement (cells)"), number.Type.Double, 50, minValue=0.1),
            self.tr("A scene a corner of which would have to move farther is left out."),
            advanced=True,
        )
        self.add(
            number(self.MIN_CORRELATION, self.tr("Least correlation"), number.Type.Double, 0.1, minValue=0, maxValue=1),
            self.tr("A scene whose slopes correlate less with those of the reference, when aligned, is left out."),
            advanced=True,
        )
        self.add(
            number(self.NODATA, self.tr("Value without data"), number.Type.Double, optional=True),
            self.tr(
                "Stands for no value where the files do not say so, such as 0 around Landsat scenes. Empty: what the "
                "files say."
            ),
            advanced=True,
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse scenes that do not open."""
        with ExitStack() as stack:
            self._open(parameters, context, stack)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Align the scenes."""
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_FOLDER, context))
        report_path = self.report_path(parameters, context)
        memory = self.control(parameters, context, feedback).memory
        with ExitStack() as stack:
            stack.enter_context(cancellation(feedback.isCanceled))
            stack.enter_context(bounded_cache(memory // 4))
            scenes, reference = self._open(parameters, context, stack)
            files = output_files(folder, [Path(source).stem for source in dict.fromkeys(one.source for one in scenes)])
            for series in dict.fromkeys(one.series for one in scenes):
                self.check_outputs(series, *map(str, files))
            ground = self.stable_ground(parameters, context, reference.grid)
            feedback.pushInfo(self.tr("The reference is {}.").format(reference.name))
            found = []
            for index, scene in enumerate(scenes):
                found.append(self._align(scene, reference, ground, memory, parameters, context))
                self._tell(found[-1], reference, feedback)
                feedback.setProgress(70 * (index + 1) / len(scenes))
            used = [one for one in found if one.motion is not None or one.scene is reference]
            if not any(one.motion is not None for one in found):
                raise InputError(
                    self.tr(
                        "None of the scenes could be aligned with {}: {}. Choose another reference or band."
                    ).format(
                        reference.name,
                        "; ".join(
                            f"{one.told.name}: {one.told.outcome}" for one in found if one.scene is not reference
                        ),
                    )
                )
            outputs = self._outputs(folder, used, stack, parameters, context)
            page = self._page(found, reference, ground, parameters, context) if report_path else ""
            self._write(outputs, reference, report_path, page, parameters, context, feedback)
            if self.parameterAsBool(parameters, self.LOAD, context):
                self._load(outputs, context)
        results = {self.OUTPUT_FOLDER: str(folder), self.OUTPUTS: [str(output.path) for output in outputs]}
        if report_path:
            results[self.OUTPUT_REPORT] = report_path
        return results

    # Scenes.

    def _open(self, parameters: dict, context: QgsProcessingContext, stack: ExitStack) -> tuple[list[Scene], Scene]:
        """Open the scenes, in the order of their dates, and the reference, which may be one of them."""
        band, nodata = self.band(parameters, context), self._nodata(parameters, context)
        opened = open_each(self.sources(parameters, context), variable=band, dates=self.dates(parameters, context))
        scenes = []
        for series in opened:
            stack.enter_context(series)
            scenes += [Scene(series, epoch, nodata) for epoch in range(len(series.times))]
        scenes.sort(key=lambda scene: scene.time)
        given = parameters.get(self.REFERENCE)
        if given in (None, ""):
            if len(scenes) < 2:
                raise InputError(self.tr("“Scenes” holds one scene. Choose two or more, or a reference."))
            return scenes, most_complete(scenes)
        source = self._reference_source(parameters, context)
        same = [scene for scene in scenes if Path(scene.source).resolve() == Path(source).resolve()]
        if same:
            if len(scenes) < 2:
                raise InputError(self.tr("“Scenes” holds nothing but the reference."))
            return scenes, most_complete(same)
        try:
            series = stack.enter_context(open_series(source, variable=band))
        except CalendarError:
            series = stack.enter_context(open_series(source, variable=band or "1", dates=["1970-01-01"]))
        return scenes, most_complete([Scene(series, epoch, nodata) for epoch in range(len(series.times))])

    def _reference_source(self, parameters: dict, context: QgsProcessingContext) -> str:
        given = parameters[self.REFERENCE]
        if isinstance(given, str) and Path(given).is_file():
            return given
        layer = self.parameterAsRasterLayer(parameters, self.REFERENCE, context)
        if layer is None:
            raise InputError(self.tr("“Reference”: {} is no raster that QGIS can open.").format(given))
        return layer.source()

    def _nodata(self, parameters: dict, context: QgsProcessingContext) -> float | None:
        return None if parameters.get(self.NODATA) is None else self.parameterAsDouble(parameters, self.NODATA, context)

    def _align(
        self,
        scene: Scene,
        reference: Scene,
        ground: StableGround | None,
        memory: int,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> _Found:
        date = str(scene.time.astype("datetime64[D]"))
        if scene is reference:
            return _Found(scene, None, AlignedScene(scene.name, date, "reference"))
        kind = self.parameterAsEnumString(parameters, self.MOTION, context)
        farthest = self.parameterAsDouble(parameters, self.MAX_SHIFT, context)
        least = self.parameterAsDouble(parameters, self.MIN_CORRELATION, context)
        try:
            motion = find_motion(reference, scene, reference.grid, ground, kind, memory)
        except InputError as error:
            return _Found(scene, None, AlignedScene(scene.name, date, error.message))
        if not math.isfinite(motion.correlation):
            reason = self.tr("too few pixels in common with the reference")
        elif motion.correlation < least:
            reason = self.tr("correlation {:.2f}, less than {:g}").format(motion.correlation, least)
        elif motion.farthest > farthest:
            reason = self.tr("displaced by {:.1f} cells, more than {:g}").format(motion.farthest, farthest)
        else:
            return self._measured(scene, reference, ground, motion, parameters, context)
        return _Found(scene, None, AlignedScene(scene.name, date, reason, motion.before, motion.correlation))

    def _measured(
        self,
        scene: Scene,
        reference: Scene,
        ground: StableGround | None,
        motion: SceneMotion,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> _Found:
        """Measure what displacement of stable ground there was and is."""
        grid = reference.grid
        resampling = self.parameterAsEnumString(parameters, self.RESAMPLING, context)
        surface = Surface(grid) if grid.crs_wkt else None
        still, moved = scene.onto(grid, resampling), scene.onto(grid, resampling, motion.matrix)
        placed = reference.onto(grid)
        before = stable_displacement(placed, still, grid, surface, ground, motion.farthest)
        after = stable_displacement(placed, moved, grid, surface, ground, 0)
        residual, windows = stable_residual(before, after)
        told = AlignedScene(
            scene.name,
            str(scene.time.astype("datetime64[D]")),
            "aligned",
            motion.before,
            motion.correlation,
            motion.shift(grid, surface),
            motion.turn,
            residual,
            windows,
            len(after),
        )
        return _Found(scene, motion, told)

    def _tell(self, found: _Found, reference: Scene, feedback: QgsProcessingFeedback) -> None:
        told, unit = found.told, "m" if reference.grid.crs_wkt else self.tr("cells")
        if found.motion is None:
            if told.outcome != "reference":
                feedback.pushWarning(self.tr("{} is left out: {}.").format(told.name, told.outcome.rstrip(".")))
            return
        text = self.tr("{}: displaced by {:.2f} {unit} east and {:.2f} {unit} north, correlation {:.3f}").format(
            told.name, *told.shift, told.correlation, unit=unit
        )
        feedback.pushInfo(f"{text}; {self._left(told, unit)}")
        if found.motion.coarsening > 1:
            feedback.pushInfo(
                self.tr("The motion was found on cells {} times as long, to keep to the memory limit.").format(
                    found.motion.coarsening
                )
            )
        if told.residual[1] - told.residual[0] > _WORSE * _cell(reference):
            feedback.pushWarning(
                self.tr("{}: stable ground lies worse than before. Look at the pictures of the report.").format(
                    told.name
                )
            )

    def _left(self, told: AlignedScene, unit: str) -> str:
        """Say how far stable ground was and is displaced."""
        before, after = told.residual
        if not told.tried:
            return self.tr("no window lies on stable ground, so that what displacement is left could not be measured.")
        if not told.windows:
            return self.tr(
                "none of the {} windows on stable ground was found again, so that what displacement is left could not "
                "be measured."
            ).format(told.tried)
        if math.isfinite(before):
            text = self.tr("stable ground was displaced by {:.2f} {unit}, {:.2f} {unit} are left ({} of {} windows).")
            return text.format(before, after, told.windows, told.tried, unit=unit)
        text = self.tr("stable ground is displaced by {:.2f} {unit} ({} of {} windows); before, none was found.")
        return text.format(after, told.windows, told.tried, unit=unit)

    # Outputs.

    def _outputs(
        self, folder: Path, used: list[_Found], stack: ExitStack, parameters: dict, context: QgsProcessingContext
    ) -> list[_Output]:
        """Gather which bands of which files are written."""
        by_source: dict[str, list[_Found]] = {}
        for one in used:
            by_source.setdefault(one.scene.source, []).append(one)
        paths = output_files(folder, [Path(source).stem for source in by_source])
        outputs = []
        for path, (source, members) in zip(paths, by_source.items()):
            series = members[0].scene.series
            stored = [] if is_multidimensional(source) else stored_bands(source)
            bands: list[tuple[int, _Found, Classes | None]]
            if len(series.times) == 1 and len(stored) > 1:
                series = stack.enter_context(open_bands(source, members[0].scene.time))
                bands = [(band, members[0], stored[band]) for band in range(len(stored))]
            else:
                bands = [
                    (one.scene.epoch, one, stored[series.band_of(one.scene.epoch) - 1] if stored else None)
                    for one in members
                ]
            outputs.append(_Output(path, series, bands))
        return outputs

    def _write(
        self,
        outputs: list[_Output],
        reference: Scene,
        report_path: str,
        page: str,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Write all files, which appear together when the last is done."""
        resampling = self.parameterAsEnumString(parameters, self.RESAMPLING, context)
        nodata = self._nodata(parameters, context)
        done, total = 0, sum(len(output.bands) for output in outputs)
        with new_folder(outputs[0].path.parent), ExitStack() as stack:
            if report_path:
                write_page(report_path, page)
                stack.push(lambda kind, *_: Path(report_path).unlink(missing_ok=True) if kind else None)
            for output in outputs:
                writer = stack.enter_context(self._writer(output, reference, nodata, parameters, context))
                layers = [
                    Scene(output.series, band, nodata).onto(
                        reference.grid,
                        "nearest" if classes is not None and classes.reason else resampling,
                        None if one.motion is None else one.motion.matrix,
                    )
                    for band, one, classes in output.bands
                ]
                memory = self.control(parameters, context, feedback).memory
                for window in _windows(reference, writer, memory, len(layers)):
                    checkpoint()
                    values = np.concatenate([layer.read(window) for layer in layers])
                    writer.write(window, writer.rounded(values))
                done += len(output.bands)
                feedback.setProgress(70 + 30 * done / total)
            checkpoint()

    def _writer(
        self,
        output: _Output,
        reference: Scene,
        nodata: float | None,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> SeriesWriter:
        dtype, missing = _storage([classes for _, _, classes in output.bands], nodata)
        series = output.series
        labels = series.labels()
        dated = date_labels(series.times)
        return SeriesWriter(
            output.path,
            reference.grid,
            np.array([series.times[band] for band, _, _ in output.bands]),
            dtype=dtype,
            nodata=missing,
            unit=series.unit,
            descriptions=[
                labels[band] if len(output.bands) > 1 and one.scene.series is not series else dated[band]
                for band, one, _ in output.bands
            ],
            metadata=self.provenance(
                series, **self._settings(reference, parameters, context), SCENE_TIME=str(series.times[0])
            ),
            band_metadata=[_told(one, classes) for _, one, classes in output.bands],
        )

    def _settings(self, reference: Scene, parameters: dict, context: QgsProcessingContext) -> dict[str, str]:
        """Return what provenance says of how scenes were aligned."""
        return {
            "MOTION": self.parameterAsEnumString(parameters, self.MOTION, context),
            "REFERENCE": Path(reference.source).name,
            "RESAMPLING": self.parameterAsEnumString(parameters, self.RESAMPLING, context),
            "STABLE_GROUND": self.mask_name(parameters, context),
        }

    def _page(
        self,
        found: list[_Found],
        reference: Scene,
        ground: StableGround | None,
        parameters: dict,
        context: QgsProcessingContext,
    ) -> str:
        resampling = self.parameterAsEnumString(parameters, self.RESAMPLING, context)
        aligned = [one for one in found if one.motion is not None]
        farthest = sorted(aligned, key=lambda one: -one.motion.farthest if one.motion else 0.0)[:_PICTURES]
        grid = reference.grid
        window = liveliest_window(reference.onto(grid), [one.scene.onto(grid) for one in farthest])
        pictures = []
        for one in farthest:
            if window is None:
                break
            matrix = one.motion.matrix if one.motion else None
            images = (reference.onto(grid), one.scene.onto(grid, resampling), one.scene.onto(grid, resampling, matrix))
            pictures.append(Picture(one.told.name, *(layer.read(window)[0] for layer in images)))
        scenes = [one.told for one in found]
        if not any(told.outcome == "reference" for told in scenes):
            date = str(reference.time.astype("datetime64[D]"))
            scenes.insert(0, AlignedScene(reference.name, "" if date.startswith("1970") else date, "reference"))
        settings = self._settings(reference, parameters, context)
        provenance, motion = self.provenance(reference.series, **settings), settings["MOTION"]
        unit = "m" if grid.crs_wkt else "cells"
        return alignment_page(
            AlignmentReport(scenes, unit, motion, _cell(reference), ground is not None, pictures, provenance)
        )

    def _load(self, outputs: list[_Output], context: QgsProcessingContext) -> None:
        if context.project() is None:
            return
        times = np.array([one.scene.time for output in outputs for _, one, _ in output.bands])
        dates = np.unique(times)
        starts, ends = epoch_ranges(dates, Cadence("irregular"))
        for order, output in enumerate(outputs):
            path, series = str(output.path), output.series
            at = np.searchsorted(dates, [one.scene.time for _, one, _ in output.bands])
            qml, symmetric = style_of(f"{series.variable} {series.long_name} {series.name}", series.unit)
            with open_bands(path, times[0]) as written:
                row = written.grid.row_window(written.grid.height // 2)
                limits = colour_limits(written.read(row), symmetric=symmetric)
            name = self.tr("{} aligned").format(output.path.stem)
            style = LayerStyle(qml, "GeoGap", starts[at], ends[at], limits, order=order)
            self.load_from_folder(path, name, style, self.OUTPUTS, context)


def _storage(bands: list[Classes | None], nodata: float | None) -> tuple[str, float]:
    """Return one type and one nodata value that hold all bands of a file."""
    kinds = {(classes.dtype, classes.nodata) for classes in bands if classes is not None}
    if len(kinds) == 1 and None not in bands:
        [(dtype, missing)] = kinds
        holds = nodata is not None and np.dtype(dtype).kind != "f" and nodata == int(nodata)
        return dtype, float(nodata) if holds and nodata is not None else missing
    return "float32", float("nan")


def _windows(reference: Scene, writer: SeriesWriter, memory: int, layers: int):
    """Yield windows of the reference's grid along the tiles of the output."""
    return reference.series.windows(memory // 2, bytes_per_cell=48 * layers, block=writer.preferred_block)


def _told(found: _Found, classes: Classes | None) -> dict[str, str]:
    tags = {"GEOGAP_SOURCE_TIME": str(found.scene.time)}
    if found.motion is not None:
        tags["GEOGAP_MOTION"] = " ".join(f"{number:.9g}" for number in found.motion.matrix.ravel())
        tags["GEOGAP_CORRELATION"] = f"{found.motion.correlation:.4f}"
    if classes is not None and classes.reason:
        tags |= {"GEOGAP_CLASSES": classes.reason, **classes.tags}
    return tags


def _cell(reference: Scene) -> float:
    """Return the length of a cell at the middle of the grid, metres; 1 without a coordinate system."""
    return Surface(reference.grid).cell_length() if reference.grid.crs_wkt else 1.0
