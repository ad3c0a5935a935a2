"""What the GeoGap panel works on, a region and a series, which its steps share and the project keeps."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.layers import LayerStyle, animate, apply_style
from ..algorithms.opening import SeriesFacts, series_facts, series_style
from ..core.errors import InputError
from .job import Job
from .regions import KINDS, Region

_SCOPE = "geogap"


class Study(QObject):
    """A region and a series; the header of the series is read in the background."""

    region_changed = pyqtSignal()
    series_changed = pyqtSignal()
    """Another series, of which nothing is known yet."""
    facts_changed = pyqtSignal()
    """The header has been read, or cannot be."""
    opened = pyqtSignal(QgsRasterLayer)
    """A file has become a layer of the project."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.region = Region()
        self.layer_id = ""
        self.source = ""
        self.facts: SeriesFacts | None = None
        self.problem = ""
        self._asked = 0

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The series as a layer; None for a file from which QGIS loads none."""
        return QgsProject.instance().mapLayer(self.layer_id) if self.layer_id else None

    @property
    def name(self) -> str:
        """What the series is called, '' without one."""
        layer = self.layer
        return layer.name() if layer is not None else self.facts.name if self.facts is not None else ""

    def set_region(self, region: Region) -> None:
        """Work on another region."""
        self.region = region
        self.region_changed.emit()

    def set_layer(self, layer: QgsRasterLayer | None) -> None:
        """Work on a layer of the project, or on nothing."""
        if layer is None:
            self._take("", "")
        elif (layer.id(), layer.source()) != (self.layer_id, self.source):
            self._take(layer.id(), layer.source())

    def open_file(self, path: str) -> None:
        """Load a file as a styled and dated layer and work on it; on the file itself where QGIS loads no layer."""
        self._asked += 1
        asked = self._asked
        job = Job(self.tr("Opening {}").format(path), lambda job: series_style(path))
        job.ended.connect(lambda found, problem: self._loaded(asked, path, found, problem))
        job.start()

    def show_dates(self) -> None:
        """Give the bands of the series' layer their dates, if nobody has: the map could show none of them otherwise."""
        layer = self.layer
        if layer is None or self.facts is None or layer.temporalProperties().isActive():
            return
        if layer.bandCount() == len(self.facts.starts):
            animate(layer, self.facts.starts, self.facts.ends)

    def parameters(self) -> dict[str, str]:
        """Return the input and the region as GeoGap's algorithms take them."""
        extent = self.region.extent()
        return {"INPUT": self.source, **({"EXTENT": extent} if extent else {})}

    def close(self) -> None:
        """Listen to no answer any more."""
        self._asked += 1

    def save(self, project: QgsProject) -> None:
        """Write it into the project."""
        for key, text in self.region.to_text().items():
            project.writeEntry(_SCOPE, f"region/{key}", text)
        project.writeEntry(_SCOPE, "series/layer", self.layer_id)
        project.writeEntry(_SCOPE, "series/source", "" if self.layer_id else self.source)

    def restore(self, project: QgsProject) -> None:
        """Take what the project says."""
        keys = Region(KINDS[0]).to_text()
        self.set_region(Region.from_text({key: project.readEntry(_SCOPE, f"region/{key}")[0] for key in keys}))
        layer = project.mapLayer(project.readEntry(_SCOPE, "series/layer")[0])
        source = project.readEntry(_SCOPE, "series/source")[0]
        if layer is None and source:
            self._take("", source)
        else:
            self.set_layer(layer if isinstance(layer, QgsRasterLayer) else None)

    def _take(self, layer_id: str, source: str) -> None:
        self.layer_id, self.source = layer_id, source
        self.facts, self.problem = None, ""
        self.series_changed.emit()
        self._asked += 1
        if not source:
            return
        asked = self._asked
        job = Job(self.tr("Reading dates"), lambda job: series_facts(source))
        job.ended.connect(lambda found, problem: self._read(asked, found, problem))
        job.start()

    def _read(self, asked: int, facts: SeriesFacts | None, problem: str) -> None:
        if asked == self._asked:
            self.facts, self.problem = facts, problem
            self.facts_changed.emit()

    def _loaded(self, asked: int, path: str, found: tuple[SeriesFacts, LayerStyle] | None, problem: str) -> None:
        if asked != self._asked:
            return
        if found is None:
            self.problem = problem or str(InputError(self.tr("{} could not be opened.").format(path)))
            self.facts_changed.emit()
            return
        facts, style = found
        layer = QgsRasterLayer(path, facts.name)
        if not layer.isValid() or layer.bandCount() != len(facts.starts):
            self._take("", path)
            return
        apply_style(layer, style)
        QgsProject.instance().addMapLayer(layer)
        self.set_layer(layer)
        self.opened.emit(layer)
