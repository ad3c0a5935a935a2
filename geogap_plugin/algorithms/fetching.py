"""What the fetch algorithms share: a period, credentials, downloads with progress, and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDateTime,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, Qt

from ..core.errors import InputError
from ..metadata import version
from ..raster.whole_file import check_folder
from ..sources.download import Downloader, Fetched, manifest
from ..sources.part import write_json
from ..sources.transport import Explain, Transport
from .base import GeoGapAlgorithm
from .credentials import default_config
from .network import download_cache

DOWNLOADED = 0.8
"""Share of the progress bar that the downloads take."""

PAUSED = "geogap_paused"
"""Property of a feedback: its cancel is a pause, and the next run goes on where this one stopped."""


class FetchAlgorithm(GeoGapAlgorithm):
    """Base of the algorithms that fetch data from an archive."""

    START = "START"
    END = "END"
    AUTH = "AUTH"
    LIST_ONLY = "LIST_ONLY"
    MANIFEST = "MANIFEST"
    MEGABYTES = "MEGABYTES"

    GROUP = QT_TR_NOOP("Fetch")

    # Parameters.

    def add_date(self, name: str, label: str, help_text: str) -> None:
        """Add an end of the period, which may be left empty."""
        kind = QgsProcessingParameterDateTime.Type.Date
        self.add(QgsProcessingParameterDateTime(name, label, kind, optional=True), help_text)

    def add_authentication(self, help_text: str) -> None:
        """Add the choice of an authentication configuration of QGIS; secrets are never parameters."""
        stored = self.tr("Empty: the credentials that are stored in Settings › Options › GeoGap.")
        self.add(
            QgsProcessingParameterAuthConfig(self.AUTH, self.tr("Authentication"), optional=True),
            f"{help_text} {stored}",
        )

    def add_size(self) -> None:
        """Add the estimate of the download to what the algorithm returns."""
        self.add_result(QgsProcessingOutputNumber(self.MEGABYTES, self.tr("About so much to download (MB)")))

    def add_manifest(self) -> None:
        """Add the path of the manifest to what the algorithm returns."""
        self.add_result(QgsProcessingOutputString(self.MANIFEST, self.tr("Manifest")))

    # What is asked for.

    def moment(self, parameters: dict, name: str, context: QgsProcessingContext) -> np.datetime64 | None:
        """Return a date as datetime64[s], None where it was left empty.

        Raises
        ------
        InputError
            If it is no date.
        """
        if parameters.get(name) in (None, ""):
            return None
        moment = self.parameterAsDateTime(parameters, name, context)
        if not moment.isValid():
            label = self.parameterDefinition(name).description()
            raise InputError(self.tr("“{}” is no date. Write it as 2010-01-31.").format(label))
        return np.datetime64(moment.toString(Qt.DateFormat.ISODate)[:19], "s")

    def period(
        self, parameters: dict, context: QgsProcessingContext, first: np.datetime64
    ) -> tuple[np.datetime64, np.datetime64]:
        """Return the first and the last month or day that are asked for; without a last one, up to now.

        Parameters
        ----------
        first : datetime64
            Where the period begins if `START` is empty; its precision ([M], [D]) is that of what is returned.

        Raises
        ------
        InputError
            If the period ends before it begins, or one of its ends is no date.
        """
        start, end = (self.moment(parameters, name, context) for name in (self.START, self.END))
        first = first if start is None else start.astype(first.dtype)
        last = (np.datetime64("now") if end is None else end).astype(first.dtype)
        if last < first:
            label = self.parameterDefinition(self.START).description()
            raise InputError(self.tr("“{}”, {}, comes after the last, {}.").format(label, first, last))
        return first, last

    def auth(self, parameters: dict, context: QgsProcessingContext, service: str) -> str:
        """Return the id of the authentication configuration: the one that was chosen, or else stored for a service.

        Parameters
        ----------
        service : str
            Id of the service that the credentials are for, '' for one that nothing is stored for.
        """
        return self.parameterAsString(parameters, self.AUTH, context) or default_config(service)

    # The work.

    def check_folders(self, *paths: str) -> None:
        """Refuse outputs whose folder cannot be written to, before hours of download rather than after.

        Parameters
        ----------
        paths : str
            Files; '' where an output was not asked for.

        Raises
        ------
        InputError
        """
        for path in filter(None, paths):
            check_folder(Path(path).parent)

    def download(
        self,
        items: Sequence[Any],
        shelf: str,
        transport: Transport,
        explain: Explain,
        feedback: QgsProcessingFeedback,
        fetch: Callable[[Downloader, Sequence[Any]], list[Fetched]] = Downloader.fetch,
    ) -> list[Fetched]:
        """Fetch files into the cache, those that are there already excepted, and say what was new.

        Parameters
        ----------
        items : sequence of Item
            Or of what `fetch` takes.
        shelf : str
            Folder of the cache: the id of the product.
        explain : callable
            What a status of the archive means to the user.
        fetch : callable
            Fetches the items with a downloader.

        Raises
        ------
        NetworkError, DiskFullError, Cancelled
        """
        cache = download_cache()
        downloader = Downloader(
            transport,
            cache.shelf(shelf),
            explain=explain,
            progress=stage(feedback, 0, DOWNLOADED),
            tell=feedback.pushInfo,
            cancelled=feedback.isCanceled,
            keep_parts=lambda: bool(feedback.property(PAUSED)),
        )
        fetched = fetch(downloader, items)
        new = [one for one in fetched if one.downloaded]
        feedback.pushInfo(
            self.tr("{} of {} files downloaded ({:,.1f} MB), the others were in {}.").format(
                len(new), len(fetched), sum(one.size for one in new) / 1e6, cache.folder
            )
        )
        paths = [one.path for one in fetched]
        cache.used(paths)
        cache.trim(keep=paths)
        return fetched

    def write_manifest(
        self, path: Path, about: Mapping[str, object], asked: Mapping[str, object], fetched: Sequence[Fetched]
    ) -> None:
        """Write what was fetched, from where, when and for which parameters.

        Parameters
        ----------
        path : Path
        about : mapping
            What there is to say of the product: release, licence, citation.
        asked : mapping
            Parameters by name; no secrets.
        """
        what = {
            **about,
            "algorithm": f"geogap:{self.name()}",
            "plugin": version(),
            "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "parameters": dict(asked),
        }
        write_json(path, manifest(what, fetched))


def stage(feedback: QgsProcessingFeedback, begin: float, end: float) -> Callable[[float], None]:
    """Return what shows the share done (0 to 1) of a stage that takes the progress bar from `begin` to `end`."""
    return lambda share: feedback.setProgress(100 * (begin + (end - begin) * share))
