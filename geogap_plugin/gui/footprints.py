"""Outlines of scenes on the map, for as long as somebody looks at the list of them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

from .canvas_tools import region_band, remove_band

_DEGREES = "EPSG:4326"
_WIDE = 4


class Footprints:
    """Draws all outlines thinly and the chosen ones boldly.

    Parameters
    ----------
    canvas : QgsMapCanvas
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._all: Sequence[QgsGeometry] = ()
        self._chosen: Sequence[QgsGeometry] = ()
        self.bands: dict[str, QgsRubberBand] = {}
        canvas.destinationCrsChanged.connect(self._draw_again)

    def show(self, outlines: Sequence[QgsGeometry], chosen: Sequence[QgsGeometry] = ()) -> None:
        """Draw outlines, in degrees, in the place of earlier ones.

        Parameters
        ----------
        chosen : sequence of QgsGeometry
            Those that stand out.
        """
        self._all, self._chosen = outlines, chosen
        self._draw_again()

    def clear(self) -> None:
        """Take all outlines off the map."""
        self.show(())

    def close(self) -> None:
        """Let go of the map."""
        self._canvas.destinationCrsChanged.disconnect(self._draw_again)
        self.clear()

    def _draw_again(self) -> None:
        for band in self.bands.values():
            remove_band(self._canvas, band)
        self.bands = {}
        for name, outlines, width in (("all", self._all, 1), ("chosen", self._chosen, _WIDE)):
            if not outlines:
                continue
            band = region_band(self._canvas, width=width)
            if name == "all":
                # Hundreds of scenes of one place would hide the map.
                band.setFillColor(QColor(0, 0, 0, 0))
            band.setToGeometry(QgsGeometry.collectGeometry(outlines), QgsCoordinateReferenceSystem(_DEGREES))
            self.bands[name] = band
