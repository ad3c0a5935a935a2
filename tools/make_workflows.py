"""Write the shipped workflows, `resources/model3/*.model3`, from the algorithms that they chain."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Qt writes the entries of a map in the order of their hashes: with a fixed seed the same code writes the same files.
os.environ["QT_HASH_SEED"] = "0"

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QPointF

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from geogap_plugin.algorithms.provider import GeoGapProvider  # noqa: E402

WORKFLOWS = ROOT / "resources" / "model3"
# Where boxes stand in the Model Designer: inputs in a row on top, steps below one another, results to their right.
ACROSS, DOWN = 260, 130


class Workflow:
    """A model in the making: inputs, steps that run `geogap` algorithms, and the results that are kept."""

    def __init__(self, name: str, title: str, summary: str) -> None:
        self.model = QgsProcessingModelAlgorithm(title, "Workflows", "")
        self.file = f"{name}.model3"
        self._inputs: list[str] = []
        self._steps: list[str] = []
        self._help = {"ALG_DESC": summary, "SHORT_DESCRIPTION": summary}

    def ask(self, definition: QgsProcessingParameterDefinition, help_text: str) -> str:
        """Add an input and return its name."""
        definition.setHelp(help_text)
        box = QgsProcessingModelParameter(definition.name())
        box.setDescription(definition.description())
        box.setPosition(QPointF(ACROSS * (len(self._inputs) + 0.5), DOWN * 0.5))
        self.model.addModelParameter(definition, box)
        self._inputs.append(definition.name())
        self._help[definition.name()] = help_text
        return definition.name()

    def step(self, algorithm: str, description: str, *, keep: dict[str, str], **given: object) -> str:
        """Add a step.

        Parameters
        ----------
        algorithm : str
            The algorithm without `geogap:`; it names the step too.
        keep : dict of str to str
            Which outputs are results of the workflow, with the titles under which they appear.
        **given
            The values of the parameters: the name of an input, `(step, output)` for an earlier step's output,
            else a fixed value.
        """
        child = QgsProcessingModelChildAlgorithm(f"geogap:{algorithm}")
        child.setChildId(algorithm)
        child.setDescription(description)
        child.setPosition(QPointF(ACROSS, DOWN * (len(self._steps) + 2)))
        for name, value in given.items():
            child.addParameterSources(name, [self._source(value)])
        kept = {}
        for row, (output, title) in enumerate(keep.items()):
            result = QgsProcessingModelOutput(title, title)
            result.setChildId(algorithm)
            result.setChildOutputName(output)
            # Reports are extras; a later step may need any of the others.
            result.setMandatory(output not in ("OUTPUT_HTML", "OUTPUT_REPORT"))
            result.setPosition(QPointF(ACROSS * (2.2 + row), DOWN * (len(self._steps) + 2.2)))
            kept[title] = result
        child.setModelOutputs(kept)
        self.model.addChildAlgorithm(child)
        self._steps.append(algorithm)
        return algorithm

    def finished(self) -> QgsProcessingModelAlgorithm:
        """Return the model, its results declared."""
        self.model.setHelpContent(self._help)
        self.model.updateDestinationParameters()
        return self.model

    def _source(self, value: object) -> QgsProcessingModelChildParameterSource:
        if isinstance(value, tuple):
            return QgsProcessingModelChildParameterSource.fromChildOutput(*value)
        if value in self._inputs:
            return QgsProcessingModelChildParameterSource.fromModelParameter(value)
        return QgsProcessingModelChildParameterSource.fromStaticValue(value)


def basins() -> Workflow:
    """GRACE water storage: its gaps, the filled series, and the means of basins."""
    flow = Workflow(
        "water_storage_of_basins",
        "Water storage of basins",
        "Lists the missing months of a water storage series, fills them, and averages the complete series over basins, "
        "with the uncertainty of every average and the trends.",
    )
    flow.ask(
        QgsProcessingParameterRasterLayer("series", "Water storage series"),
        "Monthly water storage, such as “Fetch GRACE water storage” writes.",
    )
    flow.ask(
        QgsProcessingParameterFeatureSource("basins", "Basins", [QgsProcessing.SourceType.TypeVectorPolygon]),
        "Polygons over which the filled series is averaged.",
    )
    flow.ask(
        QgsProcessingParameterField("name_field", "Name of the basins", parentLayerParameterName="basins"),
        "The field that names them.",
    )
    flow.step(
        "findgaps", "Find gaps", INPUT="series", keep={"OUTPUT_TABLE": "Missing months", "OUTPUT_HTML": "Gap report"}
    )
    fill = flow.step(
        "fillseries",
        "Fill series",
        INPUT="series",
        keep={
            "OUTPUT": "Filled series",
            "OUTPUT_UNCERTAINTY": "Uncertainty",
            "OUTPUT_FLAGS": "Flags",
            "OUTPUT_HTML": "Fill report",
        },
    )
    flow.step(
        "zonalseries",
        "Zonal series",
        INPUT=(fill, "OUTPUT"),
        UNCERTAINTY=(fill, "OUTPUT_UNCERTAINTY"),
        FLAGS=(fill, "OUTPUT_FLAGS"),
        REGIONS="basins",
        NAME_FIELD="name_field",
        keep={"OUTPUT": "Series of the basins", "OUTPUT_TRENDS": "Trends", "OUTPUT_HTML": "Basin report"},
    )
    return flow


def scenes() -> Workflow:
    """Cloudy scenes: filled, and written as NetCDF for other programs."""
    flow = Workflow(
        "cloudy_scenes_to_netcdf",
        "Cloudy scenes to NetCDF",
        "Fills the clouds in a series of land surface temperature or vegetation index scenes and writes the complete "
        "series, its uncertainty and its flags into one CF NetCDF file.",
    )
    flow.ask(
        QgsProcessingParameterRasterLayer("scenes", "Cloudy scenes"),
        "A series of scenes with gaps under the clouds, such as “Fetch satellite scenes” writes.",
    )
    flow.ask(
        QgsProcessingParameterMultipleLayers(
            "predictors", "Predictors", QgsProcessing.SourceType.TypeRaster, optional=True
        ),
        "Rasters that are known under the clouds too: weather, terrain, vegetation. Leave empty for none.",
    )
    fill = flow.step(
        "fillclouds",
        "Fill clouds",
        INPUT="scenes",
        PREDICTORS="predictors",
        keep={
            "OUTPUT": "Filled scenes",
            "OUTPUT_UNCERTAINTY": "Uncertainty",
            "OUTPUT_FLAGS": "Flags",
            "OUTPUT_HTML": "Report",
        },
    )
    flow.step(
        "exportnetcdf",
        "Export NetCDF",
        INPUT=(fill, "OUTPUT"),
        UNCERTAINTY=(fill, "OUTPUT_UNCERTAINTY"),
        FLAGS=(fill, "OUTPUT_FLAGS"),
        CADENCE="irregular",
        keep={"OUTPUT": "NetCDF file"},
    )
    return flow


def glacier() -> Workflow:
    """Scenes of a glacier: aligned on the ground around it, and how fast it flows."""
    flow = Workflow(
        "glacier_velocity",
        "Glacier velocity",
        "Aligns scenes of a glacier on the stable ground around it and measures how fast it flows between them, in "
        "metres a year, with the uncertainty that stable ground shows.",
    )
    flow.ask(
        QgsProcessingParameterMultipleLayers("scenes", "Scenes", QgsProcessing.SourceType.TypeRaster),
        "Scenes of different dates, one band each or series with a band for each date, such as the near infrared of "
        "“Fetch satellite scenes”. They may lie on different grids.",
    )
    flow.ask(
        QgsProcessingParameterVectorLayer("glaciers", "Glacier outlines", [QgsProcessing.SourceType.TypeVectorPolygon]),
        "Polygons of all that moves, such as outlines of the Randolph Glacier Inventory. The rest is stable ground.",
    )
    flow.ask(
        QgsProcessingParameterNumber(
            "days", "Least time between scenes (days)", QgsProcessingParameterNumber.Type.Double, 300, minValue=0
        ),
        "Slow glaciers need time to move: every scene is paired with the next one that is so much later.",
    )
    align = flow.step(
        "alignscenes",
        "Align scenes",
        INPUTS="scenes",
        STABLE_MASK="glaciers",
        MASK_MARKS="moving",
        LOAD=False,
        keep={"OUTPUT_FOLDER": "Aligned scenes", "OUTPUT_REPORT": "Alignment report"},
    )
    flow.step(
        "surfacevelocity",
        "Surface velocity",
        INPUTS=(align, "OUTPUTS"),
        STABLE_MASK="glaciers",
        MASK_MARKS="moving",
        MIN_DAYS="days",
        keep={"OUTPUT": "Speed", "OUTPUT_UNCERTAINTY": "Uncertainty", "OUTPUT_VECTORS": "Vectors"},
    )
    return flow


def main() -> None:
    """Write every workflow."""
    application = QgsApplication([], False)
    application.initQgis()
    provider = GeoGapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    WORKFLOWS.mkdir(parents=True, exist_ok=True)
    for flow in (basins(), scenes(), glacier()):
        flow.finished().toFile(str(WORKFLOWS / flow.file))
        sys.stdout.write(f"geogap: resources/model3/{flow.file} is written\n")
    application.exitQgis()


if __name__ == "__main__":
    main()
