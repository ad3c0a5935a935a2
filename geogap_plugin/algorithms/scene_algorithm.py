"""What the algorithms that fetch satellite scenes share: the grid, the list, and the way from scenes to series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsRectangle,
)

from ..core.calendar import Cadence, align
from ..core.errors import InputError, NotFoundError
from ..core.limits import colour_limits
from ..core.quality import NO_MASK, QualityRule, parse_quality_rules
from ..metadata import version
from ..raster.blockwise import Control, sample_cells
from ..raster.grid import Grid
from ..raster.resampling import RESAMPLING
from ..raster.scene_band import SceneBand
from ..raster.scene_grid import bounds_in, crs_wkt, pixel_size_in, snapped_grid
from ..raster.scene_mosaic import Cut, DayMosaics, write_mosaics
from ..raster.writer import SeriesWriter
from ..report.html import write_page
from ..report.scenes import scenes_page
from ..sources.scene_catalog import SceneCollection
from ..sources.stac import Asset, Scene
from ..sources.transport import shown
from .fetching import DOWNLOADED, FetchAlgorithm, stage
from .layers import LayerStyle, style_of
from .network import download_cache
from .scene_cutting import (
    Errand,
    SceneCutter,
    common_projection,
    day_mosaics,
    days_of,
    errand_bytes,
    scene_records,
)
from .scene_list import listed_scenes, write_footprints
from .scene_reading import SceneReader

_DEGREES = "EPSG:4326"


@dataclass(frozen=True)
class SceneWish:
    """What the parameters ask for.

    Parameters
    ----------
    source : str
        Address of the catalogue.
    collection : SceneCollection
    assets : tuple of str
    first, last : datetime64[D]
    rule : str
        For the quality layers; '' for what is known of the collection.
    most_cloud : float
        Per cent.
    """

    source: str
    collection: SceneCollection
    assets: tuple[str, ...]
    first: np.datetime64
    last: np.datetime64
    rule: str
    most_cloud: float = 100.0

    def described(self) -> dict[str, object]:
        """Return what the manifest says of the catalogue and the collection."""
        collection = self.collection
        return {
            "catalog": shown(self.source),
            "collection": collection.id,
            "title": collection.title,
            "licence": collection.licence,
            "citation": list(collection.citation),
        }

    def provenance(self, name: str, title: str) -> dict[str, str]:
        """Return what a series says of where it came from."""
        facts = {
            "VARIABLE": name,
            "LONG_NAME": title,
            "TITLE": self.collection.title,
            "SOURCE": f"{shown(self.source)} {self.collection.id}",
            "LICENCE": self.collection.licence,
            "CITATION": "\n".join(self.collection.citation),
            "MASK": self.rule or self.collection.mask,
        }
        return {f"GEOGAP_{key}": value for key, value in facts.items() if value}


class SceneAlgorithm(FetchAlgorithm):
    """Base of the algorithms that bring satellite scenes onto one grid."""

    RESOLUTION = "RESOLUTION"
    CRS = "CRS"
    GRID = "GRID"
    MASK = "MASK"
    RESAMPLING = "RESAMPLING"
    SCENE_IDS = "SCENE_IDS"
    MAX_SIZE = "MAX_SIZE"
    SKIP_DAMAGED = "SKIP_DAMAGED"
    OUTPUT_FOOTPRINTS = "OUTPUT_FOOTPRINTS"
    SCENES = "SCENES"
    DATES = "DATES"

    OVERVIEWS = True
    """Whether overviews of the scenes may be read where the cells are large."""

    # Parameters.

    def add_text(
        self,
        name: str,
        label: str,
        help_text: str,
        default: str = "",
        hints: Sequence[str] = (),
        *,
        optional: bool = False,
        advanced: bool = False,
    ) -> None:
        """Add a text, with what one may choose from."""
        parameter = QgsProcessingParameterString(name, label, default or None, optional=optional)
        if hints:
            parameter.setMetadata({"widget_wrapper": {"value_hints": list(hints)}})
        self.add(parameter, help_text, advanced=advanced)

    def add_region_and_period(self) -> None:
        """Add what is searched for."""
        self.add_extent()
        self.add_date(self.START, self.tr("First day"), self.tr("The first day, UTC."))
        self.add_date(self.END, self.tr("Last day"), self.tr("The last day, UTC. Empty: today."))

    def add_resolution(self) -> None:
        """Add the size of the cells."""
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.RESOLUTION, self.tr("Resolution"), kind, optional=True, minValue=0),
            self.tr("Size of the cells in the units of the coordinate reference system. Empty: that of the scenes."),
        )

    def add_list_only(self) -> None:
        """Add the choice to look first."""
        self.add(
            QgsProcessingParameterBoolean(self.LIST_ONLY, self.tr("List only"), defaultValue=False),
            self.tr("Search, list and estimate the size, but download no scene."),
        )

    def add_scene_options(self) -> None:
        """Add the grid, the mask, the resampling and the limits, all of them advanced."""
        self.add(
            QgsProcessingParameterRasterLayer(self.GRID, self.tr("Grid of another raster"), optional=True),
            self.tr("Take the cells of this raster, whatever resolution and region say."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, self.tr("Coordinate reference system"), optional=True),
            self.tr("Of the series. Empty: that of most of the scenes."),
            advanced=True,
        )
        self.add_text(
            self.SCENE_IDS,
            self.tr("Only these scenes"),
            self.tr("Ids with commas between them, as “Footprints” lists them. Empty: all that are found."),
            optional=True,
            advanced=True,
        )
        self.add_text(
            self.MASK,
            self.tr("Quality layers"),
            self.tr("What makes a pixel unusable; see the help. Empty: what is known of the collection."),
            optional=True,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RESAMPLING, self.tr("Resampling"), list(RESAMPLING), defaultValue="auto", usesStaticStrings=True
            ),
            self.tr(
                "How pixels become cells. “auto” averages smaller pixels and interpolates larger ones; classes and "
                "bits want “nearest” or “mode”."
            ),
            advanced=True,
        )
        number = QgsProcessingParameterNumber
        self.add(
            number(self.MAX_SIZE, self.tr("Most to download (MB)"), number.Type.Integer, 4000, minValue=1),
            self.tr("A search that would download more than about this stops before it does."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.SKIP_DAMAGED, self.tr("Leave out damaged scenes"), defaultValue=False),
            self.tr("Go on without scenes whose files cannot be read, and name them, instead of stopping."),
            advanced=True,
        )
        self.add_memory()

    def add_lists(self) -> None:
        """Add what is listed before anything is downloaded."""
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_FOOTPRINTS,
                self.tr("Footprints"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            self.tr("Outlines of the scenes with date, clouds and the address of a small picture."),
        )
        self.add_html_output(self.tr("The list of the scenes with small pictures."))
        self.add_size()
        self.add_result(QgsProcessingOutputNumber(self.SCENES, self.tr("Number of scenes")))
        self.add_result(QgsProcessingOutputNumber(self.DATES, self.tr("Number of dates")))

    # What is asked for.

    def days(self, parameters: dict, context: QgsProcessingContext) -> tuple[np.datetime64, np.datetime64]:
        """Return the first and the last day.

        Raises
        ------
        InputError
            If there is no first day, or the last comes before it.
        """
        if parameters.get(self.START) in (None, ""):
            raise InputError(self.tr("“First day” is empty. Choose the period."))
        return self.period(parameters, context, np.datetime64("1970-01-01", "D"))

    def box(self, parameters: dict, context: QgsProcessingContext) -> tuple[float, float, float, float]:
        """Return west, south, east and north of the region in degrees.

        Raises
        ------
        InputError
            If there is no region.
        """
        if parameters.get(self.GRID):
            grid = self._other_grid(parameters, context)
            box = bounds_in(grid.crs_wkt, grid.extent, crs_wkt(_DEGREES))
            if box is None:
                raise InputError(self.tr("The region of the chosen raster has no place in longitude and latitude."))
            return box
        if parameters.get(self.EXTENT) not in (None, ""):
            extent = self.parameterAsExtent(parameters, self.EXTENT, context, QgsCoordinateReferenceSystem(_DEGREES))
            if not extent.isNull():
                return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()
        raise InputError(self.tr("“Region” is empty. Draw a rectangle, or choose the grid of another raster."))

    def _other_grid(self, parameters: dict, context: QgsProcessingContext) -> Grid:
        layer = self.parameterAsRasterLayer(parameters, self.GRID, context)
        if layer is None:
            raise InputError(self.tr("“Grid of another raster” cannot be opened."))
        return SceneBand(layer.source(), layer.name()).grid

    def scene_grid(
        self,
        errands: Sequence[Errand],
        parameters: dict,
        context: QgsProcessingContext,
        reader: SceneReader,
        feedback: QgsProcessingFeedback,
    ) -> Grid:
        """Return the grid of the series: that of another raster, or one derived from the scenes and the region."""
        if parameters.get(self.GRID):
            return self._other_grid(parameters, context)
        common, transform = common_projection(errands)
        if not common or not transform:
            native = reader.grid_of(errands[0].scene, errands[0].asset, feedback.isCanceled)
            common, transform = native.crs_wkt, native.geotransform
        scenes_wkt, pixel = crs_wkt(common), transform[1]
        chosen = self.parameterAsCrs(parameters, self.CRS, context)
        # Compared as QGIS does: the same system may be written in several ways.
        own = not chosen.isValid() or chosen == QgsCoordinateReferenceSystem.fromWkt(scenes_wkt)
        wkt = scenes_wkt if own else chosen.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019)
        extent = self._extent_in(wkt, parameters, context)
        cell = self.parameterAsDouble(parameters, self.RESOLUTION, context) if parameters.get(self.RESOLUTION) else 0.0
        if own:
            return snapped_grid(wkt, extent, cell or pixel, (transform[0], transform[3]))
        return snapped_grid(wkt, extent, cell or pixel_size_in(scenes_wkt, pixel, wkt, extent))

    def _extent_in(
        self, wkt: str, parameters: dict, context: QgsProcessingContext
    ) -> tuple[float, float, float, float]:
        extent: QgsRectangle = self.parameterAsExtent(
            parameters, self.EXTENT, context, QgsCoordinateReferenceSystem.fromWkt(wkt)
        )
        return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()

    def masks(self, scene: Scene, asset: Asset, wish: SceneWish) -> tuple[tuple[Asset, QualityRule], ...]:
        """Return the quality layers of an asset.

        Raises
        ------
        InputError
            If the scene lacks one; says which it has.
        """
        masks = []
        for rule in parse_quality_rules(wish.rule or wish.collection.mask_rule(asset)):
            layer = wish.collection.asset(scene, rule.layer)
            if layer is None:
                raise InputError(
                    self.tr("{} has no quality layer “{}”. It has {}. Write “{}” to mask nothing.").format(
                        scene.id, rule.layer, ", ".join(sorted(scene.assets)), NO_MASK
                    )
                )
            masks.append((layer, rule))
        return tuple(masks)

    def chosen_scenes(
        self, found: Sequence[Scene], parameters: dict, context: QgsProcessingContext
    ) -> tuple[Scene, ...]:
        """Return the scenes that were chosen by their ids, all of them where none was.

        Raises
        ------
        NotFoundError
            If one of them was not found.
        """
        text = self.parameterAsString(parameters, self.SCENE_IDS, context)
        wanted = {part.strip() for part in text.split(",")} - {""}
        lacking = sorted(wanted - {scene.id for scene in found})
        if lacking:
            raise NotFoundError(
                self.tr("{} of “{}” are not among the scenes that were found: {}.").format(
                    len(lacking), self.parameterDefinition(self.SCENE_IDS).description(), ", ".join(lacking[:5])
                )
            )
        return tuple(scene for scene in found if not wanted or scene.id in wanted)

    # The work.

    def list_scenes(
        self,
        scenes: Sequence[Scene],
        errands: Sequence[Errand],
        wish: SceneWish,
        grid: Grid,
        parameters: dict,
        context: QgsProcessingContext,
        reader: SceneReader,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, object]:
        """Say what there is and how large, and write the lists that are asked for.

        Raises
        ------
        InputError
            If more would be downloaded than the user allows, and not only listed.
        """
        sizes = [size / 1e6 for size in errand_bytes(errands, grid, overviews=self.OVERVIEWS)]
        megabytes = sum(sizes)
        size = f"{megabytes:,.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"
        feedback.pushInfo(
            self.tr("{} scenes; {} x {} cells of {:g}; about {} to read, before compression.").format(
                len(scenes), grid.width, grid.height, grid.geotransform[1], size
            )
        )
        results: dict[str, object] = {self.SCENES: len(scenes), self.MEGABYTES: megabytes}
        report = self.report_path(parameters, context)
        if report:
            facts = (
                (self.tr("Catalogue"), shown(wish.source)),
                (self.tr("Collection"), wish.collection.title or wish.collection.id),
                (self.tr("Period"), f"{wish.first} – {wish.last}"),
                (self.tr("To read, before compression"), size),
                (self.tr("Licence"), wish.collection.licence or "–"),
            )
            lead = self.tr("{} scenes, about {}.").format(len(scenes), size)
            listed = listed_scenes(scenes, wish.collection, wish.assets, reader.transport, feedback)
            write_page(report, scenes_page(self.tr("Satellite scenes"), lead, facts, listed))
            results[self.OUTPUT_HTML] = report
        if parameters.get(self.OUTPUT_FOOTPRINTS) is not None:
            name = self.OUTPUT_FOOTPRINTS
            of_scene = dict.fromkeys((scene.id for scene in scenes), 0.0)
            for errand, size_of_errand in zip(errands, sizes):
                of_scene[errand.scene.id] += size_of_errand
            results[name] = write_footprints(self, name, scenes, of_scene, parameters, context)
        most = self.parameterAsInt(parameters, self.MAX_SIZE, context)
        if megabytes > most and not self.parameterAsBoolean(parameters, self.LIST_ONLY, context):
            raise InputError(
                self.tr(
                    "About {:,.0f} MB would be downloaded, and “Most to download” is {:,} MB. Choose a smaller region, "
                    "a shorter period, fewer clouds or a coarser resolution, or raise the limit."
                ).format(megabytes, most)
            )
        return results

    def cut(
        self,
        errands: Sequence[Errand],
        grid: Grid,
        shelf: str,
        parameters: dict,
        context: QgsProcessingContext,
        reader: SceneReader,
        feedback: QgsProcessingFeedback,
    ) -> tuple[list[Cut | None], list[str]]:
        """Cut the scenes out, into the cache; return the cuts, and what was left out."""
        cache = download_cache()
        cutter = SceneCutter(
            reader,
            cache.shelf(shelf),
            grid,
            self.parameterAsEnumString(parameters, self.RESAMPLING, context),
            skip_damaged=self.parameterAsBoolean(parameters, self.SKIP_DAMAGED, context),
            overviews=self.OVERVIEWS,
            progress=stage(feedback, 0, DOWNLOADED),
            tell=feedback.pushWarning,
            cancelled=feedback.isCanceled,
        )
        cuts = cutter.cut(errands)
        feedback.pushInfo(
            self.tr("{:,.1f} MB downloaded; {} of {} cuts were there already.").format(
                reader.fetched / 1e6, cutter.found, len(errands)
            )
        )
        kept = [cut.path for cut in cuts if cut is not None]
        cache.used(kept)
        cache.trim(keep=kept)
        return cuts, cutter.left_out

    def days_of(self, scenes: Sequence[Scene]) -> np.ndarray:
        """Return the day of each scene: those of one day are laid together."""
        return days_of(scenes)

    def write_days(
        self,
        path: str,
        name: str,
        taken: Sequence[tuple[Errand, Cut]],
        grid: Grid,
        wish: SceneWish,
        control: Control,
        feedback: QgsProcessingFeedback,
    ) -> DayMosaics:
        """Write the series of an asset, the scenes of every day laid together.

        Raises
        ------
        NotFoundError
            If no scene has anything in the region.
        """
        if not taken:
            raise NotFoundError(self.tr("No scene has a value of “{}” in the region.").format(name))
        mosaics, about = day_mosaics(taken, grid, self.days_of)
        asset = taken[0][0].asset
        metadata = {
            "GEOGAP_VERSION": version(),
            "GEOGAP_ALGORITHM": f"geogap:{self.name()}",
            **wish.provenance(name, asset.title),
        }
        writer = SeriesWriter(path, grid, mosaics.times, unit=asset.unit, metadata=metadata, band_metadata=about)
        seen = write_mosaics(mosaics, writer, control)
        feedback.pushInfo(
            self.tr("{}: {} dates, on average {:.0f} % of the cells have a value.").format(
                name, len(mosaics.times), 100 * seen.mean()
            )
        )
        return mosaics

    def scene_style(self, name: str, unit: str, mosaics: DayMosaics) -> LayerStyle:
        """Return how a series looks on the map."""
        alignment = align(mosaics.times, Cadence.parse("irregular"))
        qml, symmetric = style_of(name, unit)
        limits = colour_limits(sample_cells(mosaics, Control()).values, symmetric=symmetric)
        return LayerStyle(qml, "GeoGap", alignment.starts, alignment.ends, limits)

    def write_scene_manifest(
        self,
        path: Path,
        wish: SceneWish,
        errands: Sequence[Errand],
        cuts: Sequence[Cut | None],
        left_out: Sequence[str],
        parameters: dict,
        **more: object,
    ) -> None:
        """Write what was taken of which scene, and how to cite it.

        Parameters
        ----------
        more : object
            Other parameters of the algorithm.
        """
        asked = {
            "ASSETS": list(wish.assets),
            self.EXTENT: str(parameters.get(self.EXTENT) or ""),
            self.START: str(wish.first),
            self.END: str(wish.last),
            self.MASK: wish.rule or wish.collection.mask or NO_MASK,
            **more,
        }
        about = {**wish.described(), "scenes": scene_records(errands, cuts), "left_out": list(left_out)}
        self.write_manifest(path, about, asked, [])
