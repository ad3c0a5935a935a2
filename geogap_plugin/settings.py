"""What the user has set once for every run, in QGIS's settings; a parameter of an algorithm wins over it.

Secrets are never among it: of credentials only the id is kept that they have in QGIS's authentication manager.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings

_PREFIX = "geogap/"


@dataclass(frozen=True)
class Number:
    """A whole number within limits.

    Parameters
    ----------
    name : str
        Key under `geogap/`.
    default, lowest, highest : int
    """

    name: str
    default: int
    lowest: int
    highest: int

    def read(self) -> int:
        """Return the number; the default where nothing or nonsense is stored."""
        try:
            stored = QgsSettings().value(_PREFIX + self.name, self.default, type=int)
        except TypeError:
            return self.default
        return min(max(stored, self.lowest), self.highest)

    def write(self, value: int) -> None:
        """Store the number; nothing is stored for the default, so that a later version may have another."""
        _store(self.name, value, self.default)


@dataclass(frozen=True)
class Text:
    """A text.

    Parameters
    ----------
    name : str
        Key under `geogap/`.
    default : str
    """

    name: str
    default: str = ""

    def read(self, among: Sequence[str] = ()) -> str:
        """Return the text; the default where nothing is stored, or something that is not `among` the choices."""
        stored = str(QgsSettings().value(_PREFIX + self.name, self.default) or self.default)
        return self.default if among and stored not in among else stored

    def write(self, value: str) -> None:
        """Store the text; nothing is stored for the default."""
        _store(self.name, value, self.default)


THREADS = Number("threads", 0, 0, 64)
"""Threads of the inference process; 0 leaves it to GeoGap."""

MEMORY = Number("memory_megabytes", 512, 16, 65536)
"""What the memory limit of an algorithm is unless the user changes it, MB."""

CACHE_LIMIT = Number("cache_megabytes", 4096, 64, 1_000_000)
"""Downloads are kept up to this size, MB."""

CACHE_FOLDER = Text("cache_folder")
MODEL_FOLDER = Text("model_folder")
"""Folders in the place of those in the QGIS profile, '' for these."""

METHOD = Text("method", "auto")
"""The method of filling unless the user chooses another."""

CATALOG_ADDRESS = Text("stac_address")
"""The STAC catalogue of the user's own to which the stored credentials belong."""

ALL = (THREADS, MEMORY, CACHE_LIMIT, CACHE_FOLDER, MODEL_FOLDER, METHOD, CATALOG_ADDRESS)


def credentials_of(service: str) -> Text:
    """Return the setting that holds the id of the authentication configuration for a service."""
    return Text(f"credentials/{service}")


def profile_folder(name: str) -> Path:
    """Return a folder of GeoGap in the QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "geogap" / name


def _store(name: str, value: object, default: object) -> None:
    if value == default:
        QgsSettings().remove(_PREFIX + name)
    else:
        QgsSettings().setValue(_PREFIX + name, value)
