"""The wiring between QGIS and GeoGap: the Processing provider comes and goes with the plugin."""

from qgis.core import QgsApplication

from .algorithms.provider import GeoGapProvider


class GeoGapPlugin:
    """What QGIS loads, in the desktop and in `qgis_process` (where `iface` is None)."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None

    def initProcessing(self) -> None:  # noqa: N802 - the name that QGIS calls
        """Add the Processing provider; `qgis_process` calls this alone."""
        provider = GeoGapProvider()
        # The registry takes the provider, or deletes it when there is one of the same id.
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider

    def initGui(self) -> None:  # noqa: N802 - the name that QGIS calls
        """Add everything that the desktop shows."""
        self.initProcessing()

    def unload(self) -> None:
        """Take away what was added."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
