"""The Processing provider: which algorithms there are."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..metadata import WORKFLOWS, resource, version
from .align_scenes import AlignScenes
from .build_series import BuildSeries
from .compare_series import CompareSeries
from .export_netcdf import ExportNetcdf
from .fetch_ecostress import FetchEcostress
from .fetch_grace import FetchGrace
from .fetch_scenes import FetchScenes
from .fetch_weather import FetchWeather
from .fill_clouds import FillClouds
from .fill_series import FillSeries
from .find_gaps import FindGaps
from .install_model import InstallModel
from .match_grid import MatchGrid
from .score_gaps import ScoreGaps
from .surface_velocity import SurfaceVelocity
from .train_model import TrainModel
from .zonal_series import ZonalSeries

ALGORITHMS = (
    FetchGrace,
    FetchScenes,
    FetchEcostress,
    FetchWeather,
    BuildSeries,
    MatchGrid,
    AlignScenes,
    FindGaps,
    FillSeries,
    FillClouds,
    ScoreGaps,
    ExportNetcdf,
    InstallModel,
    CompareSeries,
    ZonalSeries,
    SurfaceVelocity,
    TrainModel,
)


class GeoGapProvider(QgsProcessingProvider):
    """GeoGap's algorithms under the id `geogap`."""

    def loadAlgorithms(self) -> None:
        """Add every algorithm and, once the provider is registered, the workflows that chain them."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        # A workflow looks its steps up in the registry: it has none before this provider stands there.
        if QgsApplication.processingRegistry().providerById(self.id()) is None:
            return
        for path in sorted(WORKFLOWS.glob("*.model3")):
            workflow = QgsProcessingModelAlgorithm()
            if workflow.fromFile(str(path)):
                self.addAlgorithm(workflow)

    def id(self) -> str:
        """Return the id, which never changes."""
        return "geogap"

    def name(self) -> str:
        """Return the name that is shown."""
        return "GeoGap"

    def longName(self) -> str:
        """Return the name with the version."""
        return f"GeoGap {version()}: gaps in satellite time series"

    def icon(self) -> QIcon:
        """Return the provider's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Return the file of the icon."""
        return resource("icons", "geogap.svg")
