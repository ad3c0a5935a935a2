"""What the algorithms over scenes share: files, lists or folders of them, and the ground that stands still."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.cancellation import checkpoint
from ..core.errors import InputError
from ..core.regions.coverage import Region
from ..raster.grid import Grid
from ..raster.scenes import Scene
from ..raster.series import open_series
from ..raster.stable_ground import StableGround
from .base import GeoGapAlgorithm
from .inputs import existing_paths, given_dates, in_folder
from .regions import polygons_of

MARKS = ("stable", "moving")


class ScenesAlgorithm(GeoGapAlgorithm):
    """Base of the algorithms that lay scenes of different dates beside one another."""

    INPUTS = "INPUTS"
    DATES = "DATES"
    STABLE_MASK = "STABLE_MASK"
    MASK_MARKS = "MASK_MARKS"

    def add_scenes(self, help_text: str) -> None:
        """Add the scenes."""
        self.add(
            QgsProcessingParameterMultipleLayers(self.INPUTS, self.tr("Scenes"), QgsProcessing.SourceType.TypeRaster),
            help_text,
        )

    def add_stable_ground(self, help_text: str) -> None:
        """Add the mask of stable ground and what it marks."""
        self.add(
            QgsProcessingParameterMapLayer(
                self.STABLE_MASK,
                self.tr("Stable ground"),
                optional=True,
                types=[QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon],
            ),
            help_text,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.MASK_MARKS, self.tr("The mask marks"), list(MARKS), defaultValue="stable", usesStaticStrings=True
            ),
            self.tr(
                "What the polygons, or the raster's values other than zero, stand for: “stable” ground, or what is "
                "“moving”, such as glacier outlines."
            ),
        )

    def add_dates_and_band(self) -> None:
        """Add how dates are read and which band is looked at, both advanced."""
        self.add(
            QgsProcessingParameterString(self.DATES, self.tr("Dates"), optional=True),
            self.tr(
                "How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d, or "
                "the dates themselves, separated by commas, in the order of the scenes."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.VARIABLE, self.tr("Band"), optional=True),
            self.tr(
                "Name or number of the band that is compared where scenes have several bands, or the variable of a "
                "NetCDF file. A band with much contrast on rock and ice, such as near infrared, is best."
            ),
            advanced=True,
        )

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept folders and files that QGIS loads no layer from."""
        return {self.INPUTS} if existing_paths(parameters.get(self.INPUTS)) else set()

    def sources(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """Return the files of the scenes, folders opened."""
        paths = existing_paths(parameters.get(self.INPUTS))
        if paths:
            found = [source for item in paths for source in in_folder(item)]
        else:
            found = self.layer_sources(parameters, self.INPUTS, context)
        if len(set(found)) < len(found):
            twice = next(source for source in found if found.count(source) > 1)
            raise InputError(self.tr("“Scenes”: {} is given twice.").format(twice))
        return found

    def band(self, parameters: dict, context: QgsProcessingContext) -> str | None:
        """Return the band or variable that is compared, None for the only one."""
        return self.parameterAsString(parameters, self.VARIABLE, context).strip() or None

    def dates(self, parameters: dict, context: QgsProcessingContext) -> str | list[str] | None:
        """Return the dates that were given, or how to find them."""
        return given_dates(self.parameterAsString(parameters, self.DATES, context))

    def stable_ground(self, parameters: dict, context: QgsProcessingContext, grid: Grid) -> StableGround | None:
        """Open the mask of stable ground for grids in the coordinate system of `grid`; None without one.

        Raises
        ------
        InputError
            If it cannot be opened, holds no polygon, or lies elsewhere.
        """
        if parameters.get(self.STABLE_MASK) in (None, ""):
            return None
        moving = self.parameterAsEnumString(parameters, self.MASK_MARKS, context) == "moving"
        layer = self.parameterAsLayer(parameters, self.STABLE_MASK, context)
        if isinstance(layer, QgsRasterLayer):
            marks = Scene(_mask_series(layer.source()), 0)
            ground = StableGround(marks, moving=moving)
        elif isinstance(layer, QgsVectorLayer):
            ground = StableGround(self._regions(layer, grid, context), moving=moving)
        else:
            raise InputError(
                self.tr("“Stable ground”: {} is no raster or polygon layer.").format(parameters[self.STABLE_MASK])
            )
        return ground

    def mask_name(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Return what provenance says of stable ground: the layer of the mask and what it marks, or none."""
        if parameters.get(self.STABLE_MASK) in (None, ""):
            return "none"
        layer = self.parameterAsLayer(parameters, self.STABLE_MASK, context)
        return f"{layer.name()} ({self.parameterAsEnumString(parameters, self.MASK_MARKS, context)})"

    def _regions(self, layer: QgsVectorLayer, grid: Grid, context: QgsProcessingContext) -> list[Region]:
        if not grid.crs_wkt:
            raise InputError(
                self.tr("The scenes have no coordinate reference system, so that polygons have no place in them.")
            )
        crs = QgsCoordinateReferenceSystem.fromWkt(grid.crs_wkt)
        transform = QgsCoordinateTransform(layer.crs(), crs, context.transformContext())
        regions = []
        for feature in layer.getFeatures():
            checkpoint()
            name = str(feature.id())
            polygons = polygons_of(feature.geometry(), transform, name)
            if polygons:
                regions.append(Region(name, name, polygons))
        west, south, east, north = grid.extent
        bounds = [region.bounds() for region in regions]
        if not any(left < east and right > west and low < north and top > south for left, low, right, top in bounds):
            raise InputError(
                self.tr("“Stable ground”: no polygon meets the scenes. Check the coordinate system of both.")
            )
        return regions


def _mask_series(source: str):
    return open_series(source, variable="1", dates=["2000-01-01"])
