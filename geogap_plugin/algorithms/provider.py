"""The Processing provider: which algorithms there are."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..metadata import resource, version
from .build_series import BuildSeries
from .compare_series import CompareSeries
from .export_netcdf import ExportNetcdf
from .fetch_ecostress import FetchEcostress
from .fetch_grace import FetchGrace
from .fetch_scenes import FetchScenes
from .fetch_weather import FetchWeather
from .fill_series import FillSeries
from .find_gaps import FindGaps
from .install_model import InstallModel
from .match_grid import MatchGrid
from .score_gaps import ScoreGaps
from .train_model import TrainModel
from .zonal_series import ZonalSeries

ALGORITHMS = (
    FetchGrace,
    FetchScenes,
    FetchEcostress,
    FetchWeather,
    BuildSeries,
    MatchGrid,
    FindGaps,
    FillSeries,
    ScoreGaps,
    ExportNetcdf,
    InstallModel,
    CompareSeries,
    ZonalSeries,
    TrainModel,
)


class GeoGapProvider(QgsProcessingProvider):
    """GeoGap's algorithms under the id `geogap`."""

    def loadAlgorithms(self) -> None:
        """Add every algorithm."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

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
