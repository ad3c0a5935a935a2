"""Processing algorithm `fetchscenes`: satellite scenes from a STAC catalogue as dated series on one grid."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.errors import InputError, NotFoundError
from ..core.quality import parse_quality_rules
from ..raster.blockwise import Control
from ..raster.grid import Grid
from ..raster.presigned import S3Signer
from ..raster.scene_mosaic import Cut
from ..raster.whole_file import aside, check_folder
from ..sources.scene_catalog import SceneCatalog, SceneRegistry, read_scene_registry
from ..sources.signing import SasSigner
from ..sources.stac import Scene, Stac
from ..sources.transport import Cancel, never, shown
from .credentials import OWN_CATALOG_VARIABLE, catalog_service
from .fetching import DOWNLOADED, stage
from .network import QgisTransport, s3_keys
from .scene_algorithm import SceneAlgorithm, SceneWish
from .scene_cutting import Errand, file_stem
from .scene_reading import SceneReader, unsigned


class FetchScenes(SceneAlgorithm):
    """Search a catalogue, cut out the region, mask, resample, and lay the scenes of every day together."""

    CATALOG = "CATALOG"
    COLLECTION = "COLLECTION"
    ASSETS = "ASSETS"
    MAX_CLOUD = "MAX_CLOUD"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    OUTPUT_LAYERS = "OUTPUT_LAYERS"

    NAME = "fetchscenes"
    DISPLAY_NAME = QT_TR_NOOP("Fetch satellite scenes")
    SUMMARY = QT_TR_NOOP(
        "Searches a STAC catalogue and turns what it finds into dated series, one for each band, on one grid."
    )
    HELP = QT_TR_NOOP(
        "Any STAC API will do: one of the catalogues below, or the address of another. Only the part of each scene "
        "that lies in the region is read, from an overview where the resolution allows it. Clouds, shadows and what "
        "else the quality layer calls unusable are left out pixel by pixel, numbers become physical values, and the "
        "scenes of one day (of local solar time) are laid together, the one with the fewest clouds on top. A "
        "fully cloudy date stays as an empty band, for “Fill clouds” and “Fill series”.\n\n"
        "Switch “List only” on to see first what there is, how cloudy, and how much would be downloaded: in the report "
        "with small pictures, and as footprints on the map.\n\n"
        "What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file "
        "manifest.json beside the series says what was fetched, from where, under which "
        "licence, and how to cite it.\n\n"
        "Quality layers: “qa_pixel: bit 1, bit 3” leaves out pixels with one of these bits, “QC_Day: bits 0-1 = 2, 3” "
        "those where two bits have one of the values, “SCL: 3, 8-10” classes; several layers are divided by a "
        "semicolon, “none” masks nothing.\n\n"
        "Catalogues and collections:\n{catalogs}"
    )
    TAGS = ("STAC", "Landsat", "Sentinel-2", "MODIS", "LST", "COG", "Planetary Computer", "Earth Search", "download")

    def __init__(self) -> None:
        super().__init__()
        self.registry: SceneRegistry = read_scene_registry()

    def shortHelpString(self) -> str:
        """Return the help beside the dialog, with what the registry says of the catalogues."""
        lines = []
        for catalog in self.registry.catalogs:
            lines.append(f"• {catalog.id}: {catalog.title}")
            lines += [
                f"    – {one.id}: {one.title}. {one.about} {one.period}."
                for one in self.registry.collections
                if catalog.id in one.catalogs
            ]
        return self.tr(self.SUMMARY) + "\n\n" + self.tr(self.HELP).format(catalogs="\n".join(lines))

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        catalogs = [catalog.id for catalog in self.registry.catalogs]
        self.add_text(
            self.CATALOG,
            self.tr("Catalogue"),
            self.tr("{}, or the address of a STAC API.").format(", ".join(catalogs)),
            catalogs[0],
            catalogs,
        )
        collections = list(dict.fromkeys(one.id for one in self.registry.collections))
        self.add_text(
            self.COLLECTION,
            self.tr("Collection"),
            self.tr("Id of a collection of the catalogue; see the help for those that GeoGap knows more of."),
            collections[0],
            collections,
        )
        self.add_text(
            self.ASSETS,
            self.tr("Bands"),
            self.tr(
                "Names with commas between them: those of the catalogue's assets, or common names such as lst, red, "
                "nir, swir16. Empty: the usual ones of the collection."
            ),
            optional=True,
        )
        self.add_region_and_period()
        number = QgsProcessingParameterNumber
        self.add(
            number(
                self.MAX_CLOUD,
                self.tr("Most clouds (%)"),
                number.Type.Double,
                80,
                minValue=0,
                maxValue=100,
            ),
            self.tr("Scenes with a larger share of clouds are left out; those whose share is unknown are not."),
        )
        self.add_resolution()
        self.add_authentication(
            self.tr(
                "For copernicus: an authentication configuration of QGIS of the type AWS S3, or a user name and "
                "password, with your S3 access key and secret key. For a catalogue of your own: the configuration that "
                "it wants. Without a window, the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                "{} with a bearer token."
            ).format(OWN_CATALOG_VARIABLE)
        )
        self.add_list_only()
        self.add_scene_options()
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Folder")),
            self.tr("The folder for the series, one GeoTIFF for each band of the scenes, with a band for each date."),
        )
        self.add_lists()
        self.add_result(QgsProcessingOutputMultipleLayers(self.OUTPUT_LAYERS, self.tr("Series")))
        self.add_manifest()

    # What is asked for.

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse what cannot be searched, and missing credentials, before anything is asked for."""
        wish, catalog = self._wish(parameters, context)
        parse_quality_rules(wish.rule)
        self.box(parameters, context)
        self._reader(wish, catalog, parameters, context)

    def _wish(self, parameters: dict, context: QgsProcessingContext) -> tuple[SceneWish, SceneCatalog]:
        catalog = self.registry.catalog(self.parameterAsString(parameters, self.CATALOG, context).strip())
        name = self.parameterAsString(parameters, self.COLLECTION, context).strip()
        collection = self.registry.collection(catalog, name)
        text = self.parameterAsString(parameters, self.ASSETS, context)
        assets = tuple(part.strip() for part in text.split(",") if part.strip()) or collection.default_assets
        if not assets:
            raise InputError(self.tr("“Bands” is empty. Name the assets of {} that you want.").format(name))
        if len({file_stem(asset) for asset in assets}) < len(assets):
            raise InputError(self.tr("“Bands” names one asset twice."))
        first, last = self.days(parameters, context)
        rule = self.parameterAsString(parameters, self.MASK, context).strip()
        clouds = self.parameterAsDouble(parameters, self.MAX_CLOUD, context)
        return SceneWish(catalog.url, collection, assets, first, last, rule, clouds), catalog

    def _reader(
        self,
        wish: SceneWish,
        catalog: SceneCatalog,
        parameters: dict,
        context: QgsProcessingContext,
        cancelled: Cancel = never,
    ) -> SceneReader:
        """Return what opens scenes of a catalogue, with its signatures and the user's credentials."""
        auth, signing = self.auth(parameters, context, catalog_service(catalog)), catalog.signing
        if catalog.credentials == "s3":
            keys = s3_keys(catalog.title, auth)
            return SceneReader(QgisTransport(), S3Signer(signing["endpoint"], signing["region"], *keys).sign)
        if catalog.credentials == "header":
            transport = QgisTransport(auth, "" if auth else os.environ.get(OWN_CATALOG_VARIABLE, ""))
            return SceneReader(transport, trusted=catalog.url if transport.has_credentials else "")
        transport = QgisTransport()
        if signing.get("kind") == "sas":
            service, hosts = signing["service"], tuple(signing["hosts"])
            tokens = SasSigner(service, hosts, wish.collection.id, transport, cancelled=cancelled)
            return SceneReader(transport, tokens.sign)
        return SceneReader(transport, unsigned)

    # The work.

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Search, list, cut out and write."""
        wish, catalog = self._wish(parameters, context)
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_FOLDER, context))
        list_only = self.parameterAsBoolean(parameters, self.LIST_ONLY, context)
        if not list_only:
            check_folder(folder if folder.is_dir() else folder.parent)
        reader = self._reader(wish, catalog, parameters, context, feedback.isCanceled)
        scenes = self._search(wish, reader, parameters, context, feedback)
        errands = self._errands(scenes, wish, feedback)
        grid = self.scene_grid(errands, parameters, context, reader, feedback)
        results = self.list_scenes(scenes, errands, wish, grid, parameters, context, reader, feedback)
        if list_only:
            return results
        shelf = f"scenes-{file_stem(wish.collection.id)}"
        cuts, left_out = self.cut(errands, grid, shelf, parameters, context, reader, feedback)
        return {**results, **self._write(wish, errands, cuts, left_out, grid, folder, parameters, context, feedback)}

    def _search(
        self,
        wish: SceneWish,
        reader: SceneReader,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> list[Scene]:
        box = self.box(parameters, context)
        catalog = Stac(wish.source, reader.transport, authorise=bool(reader.trusted), cancelled=feedback.isCanceled)
        about = catalog.collection(wish.collection.id)
        if about.get("deprecated"):
            feedback.pushWarning(self.tr("{} is deprecated: look for its successor.").format(wish.collection.id))
        found = catalog.search(wish.collection.id, box, wish.first, wish.last)
        searched = self.tr("{}, {}, {} to {}, region {}").format(
            shown(wish.source), wish.collection.id, wish.first, wish.last, ", ".join(f"{edge:g}" for edge in box)
        )
        clear = [scene for scene in found if scene.cloud is None or scene.cloud <= wish.most_cloud]
        feedback.pushInfo(
            self.tr("{}: {} scenes, {} of them too cloudy.").format(searched, len(found), len(found) - len(clear))
        )
        if not clear:
            reason = self.tr("All {} scenes are too cloudy.").format(len(found)) if found else self.tr("No scene.")
            raise NotFoundError(
                self.tr("{} Searched: {}. Choose another period, region or share of clouds.").format(reason, searched)
            )
        return list(self.chosen_scenes(clear, parameters, context))

    def _errands(self, scenes: Sequence[Scene], wish: SceneWish, feedback: QgsProcessingFeedback) -> list[Errand]:
        """Return what is to be cut out: every wanted asset that a scene has, with its quality layers."""
        errands: list[Errand] = []
        lacking: Counter[str] = Counter()
        for scene in scenes:
            for name in wish.assets:
                asset = wish.collection.asset(scene, name)
                if asset is None:
                    lacking[name] += 1
                else:
                    errands.append(Errand(scene, name, asset, self.masks(scene, asset, wish)))
        for name, count in lacking.items():
            if count == len(scenes):
                there = sorted({key for scene in scenes for key in scene.assets})
                raise InputError(self.tr("No scene has “{}”. They have {}.").format(name, ", ".join(there)))
            feedback.pushWarning(self.tr("{} of {} scenes have no “{}”.").format(count, len(scenes), name))
        if not wish.rule and not wish.collection.mask:
            feedback.pushWarning(
                self.tr("Nothing is known of quality layers of {}: clouds stay. Say in “{}” what is unusable.").format(
                    wish.collection.id, self.parameterDefinition(self.MASK).description()
                )
            )
        return errands

    def _write(
        self,
        wish: SceneWish,
        errands: Sequence[Errand],
        cuts: Sequence[Cut | None],
        left_out: Sequence[str],
        grid: Grid,
        folder: Path,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, object]:
        """Write a series for each band; all files appear together."""
        made = not folder.exists()
        folder.mkdir(exist_ok=True)
        note, written = folder / "manifest.json", []
        memory = self.parameterAsInt(parameters, self.MEMORY, context) * 2**20
        share = (1 - DOWNLOADED) / len(wish.assets)
        try:
            with ExitStack() as stack:
                beside_note = stack.enter_context(aside(note))
                for number, name in enumerate(wish.assets):
                    taken = [(e, cut) for e, cut in zip(errands, cuts) if e.name == name and cut is not None]
                    path = str(folder / f"{file_stem(name)}.tif")
                    begin = DOWNLOADED + number * share
                    control = Control(memory, stage(feedback, begin, begin + share), feedback.isCanceled)
                    beside = stack.enter_context(aside(path))
                    mosaics = self.write_days(beside, name, taken, grid, wish, control, feedback)
                    written.append((path, name, self.scene_style(name, taken[0][0].asset.unit, mosaics)))
                more = {self.MAX_CLOUD: wish.most_cloud}
                self.write_scene_manifest(Path(beside_note), wish, errands, cuts, left_out, parameters, **more)
        except BaseException:
            if made:
                with suppress(OSError):
                    folder.rmdir()
            raise
        for path, name, style in written:
            self.load_from_folder(path, f"{name} ({wish.collection.id})", style, self.OUTPUT_LAYERS, context)
        return {
            self.OUTPUT_FOLDER: str(folder),
            self.OUTPUT_LAYERS: [path for path, *_ in written],
            self.MANIFEST: str(note),
            self.DATES: max(len(style.starts) for *_, style in written if style.starts is not None),
        }
