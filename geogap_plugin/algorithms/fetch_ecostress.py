"""Processing algorithm `fetchecostress`: land surface temperature from the Space Station as a dated series."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.errors import InputError, NotFoundError
from ..core.quality import parse_quality_rules
from ..core.scene_days import overpasses
from ..raster.blockwise import Control
from ..raster.grid import Grid
from ..raster.scene_mosaic import Cut, covered_shares
from ..raster.whole_file import aside
from ..sources import ecostress
from ..sources.catalog import read_catalog
from ..sources.cmr import Cmr
from ..sources.earthdata import TOKEN_HELP, explain_earthdata
from ..sources.ecostress import DAY_NIGHT, PIXEL, POSSIBLE, QUALITIES, SHORT_NAME, TITLE
from ..sources.scene_catalog import SceneCollection
from ..sources.stac import Projection, Scene
from .fetching import DOWNLOADED, stage
from .layers import LayerStyle
from .network import QgisTransport, earthdata_transport
from .scene_algorithm import SceneAlgorithm, SceneWish
from .scene_cutting import Errand, day_mosaics
from .scene_reading import SceneReader

_OVERPASS = np.timedelta64(600, "s")
"""Scenes of one overpass begin within so long; the station comes back after 93 minutes at the earliest."""

_VALUE, _ERROR = "LST", "LST_err"
_WEIGHED = 0.05
"""Share of the progress bar that looking at what has been cut out takes."""


class FetchEcostress(SceneAlgorithm):
    """Find tiles, cut out the region, mask, and lay the tiles of every overpass together."""

    DAY_NIGHT = "DAY_NIGHT"
    QUALITY = "QUALITY"
    MASK_CLOUDS = "MASK_CLOUDS"
    MASK_WATER = "MASK_WATER"
    MIN_COVER = "MIN_COVER"
    VERSION = "VERSION"
    OUTPUT_UNCERTAINTY = "OUTPUT_UNCERTAINTY"

    OVERVIEWS = False
    # Those of the archive are interpolated: clouds bleed into their neighbours, and bits become other bits.

    NAME = "fetchecostress"
    DISPLAY_NAME = QT_TR_NOOP("Fetch ECOSTRESS land surface temperature")
    SUMMARY = QT_TR_NOOP(
        "Turns ECOSTRESS scenes of a region (70 m, Kelvin) into a series with a date and time for every overpass."
    )
    HELP = QT_TR_NOOP(
        "ECOSTRESS looks from the International Space Station at any hour of day and night, every few days and at no "
        "fixed time, between 54 degrees south and north, since July 2018. The tiles of the product ECO_L2T_LSTE are "
        "looked up in NASA's catalogue; only the part of each that lies in the region is read. The tiles of one "
        "overpass become one band, named by the time of the view (UTC); two overpasses of one day stay apart, and so "
        "do day and night.\n\n"
        "Left out, pixel by pixel and before anything is resampled: clouds and what was not observed (cloud layer); "
        "what the quality layer calls not produced (mandatory flags 2 and 3; with “best”, the degraded pixels of flag "
        "1 too; these flags say nothing of clouds); water, if you want; and temperatures that cannot be, below 200 K "
        "or above 370 K, which are counted. In “Quality layers” you may say it otherwise, for instance “cloud: 1-255; "
        "QC: bits 0-1 = 2, 3, bits 14-15 = 0; LST: outside 250-400”, which also leaves out errors above 2 K.\n\n"
        "Without another grid, cells are the pixels of the tile that covers most of the region: there, values stay as "
        "they are. Tiles do not share their pixels, and regions may reach into another UTM zone: the others are "
        "resampled.\n\n"
        "There are several versions of the product; the newest does not reach back to the beginning yet. Each tile is "
        "taken in the newest version that there is of it; a warning says when a series has several. A tile that was "
        "processed several times counts once.\n\n"
        "{token} Looking with “List only” needs no account.\n\n"
        "What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file "
        "NAME.manifest.json beside the series says what was fetched, from where, under which licence, and how to cite "
        "it."
    )
    TAGS = ("ECOSTRESS", "LST", "land surface temperature", "thermal", "ISS", "Earthdata", "LP DAAC", "download")

    def shortHelpString(self) -> str:
        """Return the help beside the dialog, with the way to a token."""
        return self.tr(self.SUMMARY) + "\n\n" + self.tr(self.HELP).format(token=TOKEN_HELP)

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_region_and_period()
        self._add_choice(self.DAY_NIGHT, self.tr("Day or night"), DAY_NIGHT, self.tr("By the flag of the catalogue."))
        self._add_choice(
            self.QUALITY,
            self.tr("Quality"),
            tuple(QUALITIES),
            self.tr(
                "“nominal” takes what was produced, “best” what was produced without degradation, “any” everything."
            ),
        )
        for name, label, default, help_text in (
            (self.MASK_CLOUDS, self.tr("Leave out clouds"), True, self.tr("By the cloud layer of the product.")),
            (self.MASK_WATER, self.tr("Leave out water"), False, self.tr("By the water layer of the product.")),
        ):
            self.add(QgsProcessingParameterBoolean(name, label, defaultValue=default), help_text)
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.MIN_COVER, self.tr("Least cover (%)"), kind, 1, minValue=0, maxValue=100),
            self.tr(
                "Overpasses that leave fewer cells of the region with a value are not written. 0 writes empty ones too."
            ),
        )
        self.add_resolution()
        self.add_authentication(
            self.tr(
                "An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header "
                "“Authorization”, value “Bearer ” and the token. Without a window, the environment variable "
                "EARTHDATA_TOKEN does as well."
            )
        )
        self.add_list_only()
        self.add_text(
            self.VERSION,
            self.tr("Version"),
            self.tr("Of the product, such as 002. Empty: the newest that there is of each tile."),
            optional=True,
            advanced=True,
        )
        self.add_scene_options()
        self.add_raster_output(
            self.OUTPUT, self.tr("Series"), self.tr("The series, a GeoTIFF with a band for each overpass, Kelvin.")
        )
        self.add_raster_output(
            self.OUTPUT_UNCERTAINTY,
            self.tr("Uncertainty"),
            self.tr("The product's own estimate of the error of each temperature, Kelvin."),
            optional=True,
        )
        self.add_lists()
        self.add_manifest()

    def _add_choice(self, name: str, label: str, choices: Sequence[str], help_text: str) -> None:
        self.add(
            QgsProcessingParameterEnum(name, label, list(choices), defaultValue=choices[0], usesStaticStrings=True),
            help_text,
        )

    # What is asked for.

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse what cannot be searched, and a missing token, before anything is asked for."""
        parse_quality_rules(self._wish(parameters, context).rule)
        self.box(parameters, context)
        self._transport(parameters, context)

    def _wish(self, parameters: dict, context: QgsProcessingContext) -> SceneWish:
        first, last = self.days(parameters, context)
        rule = self.parameterAsString(parameters, self.MASK, context).strip() or ecostress.masking(
            self.parameterAsEnumString(parameters, self.QUALITY, context),
            clouds=self.parameterAsBoolean(parameters, self.MASK_CLOUDS, context),
            water=self.parameterAsBoolean(parameters, self.MASK_WATER, context),
        )
        wants_error = parameters.get(self.OUTPUT_UNCERTAINTY) is not None
        assets = (_VALUE, _ERROR) if wants_error else (_VALUE,)
        return SceneWish(read_catalog().services["cmr"], SceneCollection(SHORT_NAME), assets, first, last, rule)

    def _transport(self, parameters: dict, context: QgsProcessingContext) -> QgisTransport:
        """Return what carries the requests; the catalogue alone needs no token."""
        if self.parameterAsBoolean(parameters, self.LIST_ONLY, context):
            return QgisTransport()
        return earthdata_transport(TITLE, self.auth(parameters, context, "earthdata"))

    def days_of(self, scenes: Sequence[Scene]) -> np.ndarray:
        """Return the overpass of each scene: those of one overpass are laid together."""
        return overpasses(np.array([scene.time for scene in scenes]), _OVERPASS)

    # The work.

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Search, list, cut out and write."""
        wish = self._wish(parameters, context)
        list_only = self.parameterAsBoolean(parameters, self.LIST_ONLY, context)
        # Not asked for when listing: Processing would look for the files.
        paths = [] if list_only else self._paths(parameters, context)
        box = _around(self.box(parameters, context))
        reader = SceneReader(self._transport(parameters, context), explain=explain_earthdata)
        found = ecostress.find_tiles(
            Cmr(wish.source, reader.transport, cancelled=feedback.isCanceled),
            wish.source,
            box,
            wish.first,
            wish.last,
            version=self.parameterAsString(parameters, self.VERSION, context).strip(),
            day_night=self.parameterAsEnumString(parameters, self.DAY_NIGHT, context),
            tell=feedback.pushInfo,
        )
        found = replace(found, scenes=self.chosen_scenes(found.scenes, parameters, context))
        if len(found.versions) > 1:
            feedback.pushWarning(
                self.tr("The series mixes the versions {}; “Version” takes one alone.").format(
                    ", ".join(found.versions)
                )
            )
        wish = replace(wish, collection=found.collection)
        errands = self._errands(found.scenes, wish, feedback)
        if not list_only:
            reader.trusted = errands[0].asset.href
        errands = self._on_one_grid(errands, box, list_only, parameters, reader, feedback)
        grid = self.scene_grid(errands, parameters, context, reader, feedback)
        results = self.list_scenes(found.scenes, errands, wish, grid, parameters, context, reader, feedback)
        if list_only:
            return results
        cuts, left_out = self.cut(errands, grid, "ecostress", parameters, context, reader, feedback)
        return {**results, **self._write(wish, errands, cuts, left_out, grid, paths, parameters, context, feedback)}

    def _paths(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """Return the files to be written."""
        path = self.output_path(parameters, self.OUTPUT, context)
        uncertainty_path = self.output_path(parameters, self.OUTPUT_UNCERTAINTY, context)
        self.check_folders(path, uncertainty_path)
        if uncertainty_path and Path(path).resolve() == Path(uncertainty_path).resolve():
            raise InputError(self.tr("{} is two outputs of this run. Choose another name for one.").format(path))
        return [path, uncertainty_path] if uncertainty_path else [path]

    def _errands(self, scenes: Sequence[Scene], wish: SceneWish, feedback: QgsProcessingFeedback) -> list[Errand]:
        """Return what is to be cut out: the layers of every tile, with what masks them."""
        errands = []
        for scene in scenes:
            assets = [wish.collection.asset(scene, name) for name in wish.assets]
            if any(asset is None for asset in assets):
                feedback.pushWarning(
                    self.tr("{} lacks one of its layers {} and is left out.").format(scene.id, ", ".join(wish.assets))
                )
                continue
            errands += [
                Errand(scene, name, asset, self.masks(scene, asset, wish))
                for name, asset in zip(wish.assets, assets)
                if asset is not None
            ]
        if not errands:
            raise NotFoundError(self.tr("No tile has the layers {}.").format(", ".join(wish.assets)))
        return errands

    def _on_one_grid(
        self,
        errands: Sequence[Errand],
        box: tuple[float, float, float, float],
        list_only: bool,
        parameters: dict,
        reader: SceneReader,
        feedback: QgsProcessingFeedback,
    ) -> list[Errand]:
        """Say for all tiles where the pixels of the one lie that covers most of the region: they become the cells.

        The same tile is found whatever the period, so that series of several periods fit together.
        """
        tiles = {ecostress.tile_name(errand.scene): errand for errand in reversed(errands)}
        tile = min(tiles, key=lambda name: (-_shared(tiles[name].scene, box), name))
        if list_only:
            # Near enough for an estimate; its file would want a token.
            utm = f"EPSG:{326 if tile[2:3] >= 'N' else 327}{tile[:2]}" if tile[:2].isdigit() else "EPSG:4326"
            place = Projection(utm, (0, PIXEL, 0, 0, 0, -PIXEL))
        elif parameters.get(self.GRID):
            place = Projection("", (0, PIXEL, 0, 0, 0, -PIXEL))
        else:
            native = reader.grid_of(tiles[tile].scene, tiles[tile].asset, feedback.isCanceled)
            place = Projection(native.crs_wkt, native.geotransform)
        return [replace(errand, asset=replace(errand.asset, projection=place)) for errand in errands]

    def _write(
        self,
        wish: SceneWish,
        errands: Sequence[Errand],
        cuts: Sequence[Cut | None],
        left_out: Sequence[str],
        grid: Grid,
        paths: Sequence[str],
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, object]:
        """Write the series and its uncertainty; all files appear together."""
        memory = self.parameterAsInt(parameters, self.MEMORY, context) * 2**20
        taken = [(errand, cut) for errand, cut in zip(errands, cuts) if cut is not None]
        weighing = Control(memory, stage(feedback, DOWNLOADED, DOWNLOADED + _WEIGHED), feedback.isCanceled)
        least = self.parameterAsDouble(parameters, self.MIN_COVER, context)
        kept = self._covering([pair for pair in taken if pair[0].name == _VALUE], grid, least / 100, weighing, feedback)
        self._tell_impossible(taken, feedback)
        note = Path(paths[0]).with_suffix(".manifest.json")
        share = (1 - DOWNLOADED - _WEIGHED) / len(paths)
        written = []
        with ExitStack() as stack:
            for number, (name, path) in enumerate(zip(wish.assets, paths)):
                begin = DOWNLOADED + _WEIGHED + number * share
                control = Control(memory, stage(feedback, begin, begin + share), feedback.isCanceled)
                pairs = [(errand, cut) for errand, cut in taken if errand.name == name and errand.scene.id in kept]
                beside = stack.enter_context(aside(path))
                mosaics = self.write_days(beside, name, pairs, grid, wish, control, feedback)
                style = self.scene_style(name, "K", mosaics)
                written.append((path, _of_error(style) if name == _ERROR else style))
            beside_note = stack.enter_context(aside(note))
            self.write_scene_manifest(
                Path(beside_note), wish, errands, cuts, left_out, parameters, **self._asked(parameters, context)
            )
        names = (self.tr("ECOSTRESS LST"), self.tr("ECOSTRESS LST uncertainty"))
        for name, (path, style) in zip(names, written):
            self.load(path, name, style, context)
        starts = written[0][1].starts
        outputs = dict(zip((self.OUTPUT, self.OUTPUT_UNCERTAINTY), paths))
        return {**outputs, self.MANIFEST: str(note), self.DATES: 0 if starts is None else len(starts)}

    def _covering(
        self,
        taken: Sequence[tuple[Errand, Cut]],
        grid: Grid,
        least: float,
        control: Control,
        feedback: QgsProcessingFeedback,
    ) -> set[str]:
        """Return the ids of the scenes whose overpass covers enough of the region.

        Raises
        ------
        NotFoundError
            If none does.
        """
        if not taken:
            raise NotFoundError(self.tr("No tile reaches into the region."))
        mosaics, about = day_mosaics(taken, grid, self.days_of)
        shares = covered_shares(mosaics, control)
        enough = shares >= least
        feedback.pushInfo(
            self.tr("{} overpasses, {} of them with values in fewer than {:g} % of the cells.").format(
                len(shares), int((~enough).sum()), 100 * least
            )
        )
        if not enough.any():
            raise NotFoundError(
                self.tr(
                    "Clouds, or the edge of the view: the best of {} overpasses covers {:.2g} % of the region. Lower "
                    "“{}”, choose another period, or mask less."
                ).format(len(shares), 100 * shares.max(), self.parameterDefinition(self.MIN_COVER).description())
            )
        return {name for one, sufficient in zip(about, enough) if sufficient for name in one["GEOGAP_SCENES"].split()}

    def _tell_impossible(self, taken: Sequence[tuple[Errand, Cut]], feedback: QgsProcessingFeedback) -> None:
        """Say how many temperatures cannot be."""
        count = sum(cut.implausible for errand, cut in taken if errand.name == _VALUE)
        if count:
            feedback.pushWarning(
                self.tr("{:,} pixels have temperatures that cannot be and were left out (usually: {}).").format(
                    count, POSSIBLE
                )
            )

    def _asked(self, parameters: dict, context: QgsProcessingContext) -> dict[str, object]:
        """Return what else the manifest says of the parameters."""
        return {
            self.DAY_NIGHT: self.parameterAsEnumString(parameters, self.DAY_NIGHT, context),
            self.MIN_COVER: self.parameterAsDouble(parameters, self.MIN_COVER, context),
            self.VERSION: self.parameterAsString(parameters, self.VERSION, context).strip(),
        }


def _of_error(style: LayerStyle) -> LayerStyle:
    """Return the style of an uncertainty: from zero upwards, below the values."""
    return replace(style, qml="uncertainty", limits=style.limits and (0.0, style.limits[1]), order=style.order - 1)


def _around(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a region with longitudes from -180 to 180; west is greater than east across 180 degrees."""
    west, south, east, north = box
    south, north = max(south, -90.0), min(north, 90.0)
    if east - west >= 360:
        return -180.0, south, 180.0, north
    west, east = ((edge + 180) % 360 - 180 if abs(edge) > 180 else edge for edge in (west, east))
    return west, south, east, north


def _shared(scene: Scene, box: tuple[float, float, float, float]) -> float:
    """Return how much of a region a scene's box covers, square degrees to four digits."""
    left, bottom, right, top = scene.bbox
    across = min(right, box[2]) - max(left, box[0])
    down = min(top, box[3]) - max(bottom, box[1])
    return round(max(across, 0.0) * max(down, 0.0), 4)
