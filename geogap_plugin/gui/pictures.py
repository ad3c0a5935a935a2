"""Small pictures of scenes, fetched one after another in the background."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QBuffer, QByteArray, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader
from qgis.PyQt.QtWidgets import QWidget

from ..algorithms.network import QgisTransport
from ..algorithms.scene_list import fetch_picture
from ..core.errors import Cancelled, GeoGapError
from .job import Job

SIZE = 48
"""Pixels of a picture's longer side."""

_LARGEST_SIDE = 4096
"""What claims to be larger is no small picture, and is not decoded."""


class Pictures(QWidget):
    """Fetches pictures that are asked for, each once; never seen itself."""

    arrived = pyqtSignal(str, QImage)
    """The address and the picture."""
    idle = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._asked: set[str] = set()
        self._images: dict[str, QImage] = {}
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether pictures are on their way."""
        return self._job is not None

    def ask(self, addresses: Sequence[str]) -> None:
        """Fetch the pictures at some addresses, unless others are on their way: `idle` tells when to ask again."""
        wanted = [one for one in dict.fromkeys(addresses) if one.startswith("http") and one not in self._asked]
        if self.busy or not wanted:
            return
        self._job = Job(self.tr("Fetching small pictures of scenes"), lambda job: self._fetch(wanted, job))
        self._job.said.connect(self._pass_on)
        self._job.ended.connect(self._ended)
        self._job.end_with(self)
        self._job.start()

    def stop(self) -> None:
        """Leave the rest."""
        if self._job is not None:
            self._job.cancel()

    def _fetch(self, addresses: Sequence[str], job: Job) -> None:
        transport = QgisTransport()
        for address in addresses:
            if job.isCanceled():
                raise Cancelled
            self._asked.add(address)
            try:
                image = small_image(fetch_picture(address, transport, job.isCanceled))
            except Cancelled:
                self._asked.discard(address)
                raise
            except GeoGapError:
                continue  # a list without a picture is still a list
            self._images[address] = image
            job.say(address)

    def _pass_on(self, address: str) -> None:
        image = self._images.pop(address, None)
        if image is not None and not image.isNull():
            self.arrived.emit(address, image)

    def _ended(self, _result: object, _error: str) -> None:
        self._job = None
        self.idle.emit()


def small_image(body: bytes) -> QImage:
    """Return an image file as a small image; a null image if it is none, or unreasonably large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(body))
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(SIZE, SIZE), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()
