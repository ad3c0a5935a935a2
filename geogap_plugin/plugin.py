"""The wiring between QGIS and GeoGap: the Processing provider comes and goes with the plugin."""

from __future__ import annotations

from qgis.core import QgsApplication

from .algorithms.provider import GeoGapProvider


class GeoGapPlugin:
    """What QGIS loads, in the desktop and in `qgis_process`."""

    def __init__(self) -> None:
        self.provider: GeoGapProvider | None = None

    def initProcessing(self) -> None:
        """Add the Processing provider; `qgis_process` calls this alone."""
        provider = GeoGapProvider()
        # The registry takes the provider, or deletes it when there is one of the same id.
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider

    def initGui(self) -> None:
        """Add everything that the desktop shows."""
        self.initProcessing()

    def unload(self) -> None:
        """Take away what was added."""
        if self.provider is not None and QgsApplication.processingRegistry().removeProvider(self.provider):
            self.provider = None
