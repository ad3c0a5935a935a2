"""The wiring between QGIS and GeoGap: the Processing provider and the parts of the desktop come and go together."""

from __future__ import annotations

from typing import Any, Protocol

from qgis.core import QgsApplication

from .algorithms.provider import GeoGapProvider
from .translation import Translation


class Part(Protocol):
    """A part of the desktop: a dock, a page of options, an entry of a menu."""

    def load(self) -> None:
        """Add it to QGIS; nothing pops up."""

    def unload(self) -> None:
        """Take away all that was added, however far `load` got."""


class GeoGapPlugin:
    """What QGIS loads, in the desktop and in `qgis_process`.

    Parameters
    ----------
    iface : QgisInterface or None
        The desktop; None in `qgis_process`.
    """

    def __init__(self, iface: Any = None) -> None:
        self.iface = iface
        self.translation = Translation()
        self.provider: GeoGapProvider | None = None
        self.parts: list[Part] = []

    def initProcessing(self) -> None:
        """Add the Processing provider; `qgis_process` calls this alone."""
        self.translation.load()
        provider = GeoGapProvider()
        # The registry takes the provider, or deletes it when there is one of the same id.
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider
            provider.refreshAlgorithms()

    def initGui(self) -> None:
        """Add everything that the desktop shows."""
        self.initProcessing()
        for part in self._desktop_parts():
            self.parts.append(part)
            part.load()

    def unload(self) -> None:
        """Take away what was added, the last first."""
        while self.parts:
            self.parts.pop().unload()
        if self.provider is not None and QgsApplication.processingRegistry().removeProvider(self.provider):
            self.provider = None
        self.translation.unload()

    def _desktop_parts(self) -> list[Part]:
        """Return the parts in the order in which they stand in the menu."""
        # Here, so that `qgis_process` loads no widgets.
        from .gui.fetch_part import FetchPart
        from .gui.models import ModelsPart
        from .gui.options import OptionsPart
        from .gui.panels import PanelsPart

        panels = PanelsPart(self.iface)
        return [panels, FetchPart(self.iface, panels), ModelsPart(self.iface), OptionsPart(self.iface)]
