"""GDAL's errors, as exceptions that name the file, and never on standard error."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal, osr

from ..core.errors import InputError

_NO_RASTERS = (".txt", ".xml", ".csv", ".json", ".md", ".html", ".qml", ".tfw", ".prj", ".asc", ".xyz")

gdal.UseExceptions()
osr.UseExceptions()


@contextmanager
def quiet_gdal() -> Iterator[None]:
    """Keep GDAL's warnings off standard error; its failures are exceptions.

    The handler belongs to the calling thread, so other threads of QGIS keep theirs.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


class _CacheLimit:
    """GDAL's block cache, which belongs to the whole process, under the smallest limit that anyone asks for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: list[int] = []
        self._before = 0

    def ask(self, limit: int) -> None:
        with self._lock:
            if not self._asked:
                self._before = gdal.GetCacheMax()
            self._asked.append(limit)
            gdal.SetCacheMax(min(self._before, *self._asked))

    def release(self, limit: int) -> None:
        with self._lock:
            self._asked.remove(limit)
            gdal.SetCacheMax(min(self._before, *self._asked) if self._asked else self._before)


_cache_limit = _CacheLimit()


@contextmanager
def bounded_cache(limit: int) -> "Iterator[None]":
    """Let GDAL cache at most `limit` bytes of blocks meanwhile: its own limit is a share of the computer's memory."""
    _cache_limit.ask(limit)
    try:
        yield
    finally:
        _cache_limit.release(limit)


@contextmanager
def reading(source: str) -> Iterator[None]:
    """Turn GDAL's exceptions into an InputError about `source`.

    Raises
    ------
    InputError
        If GDAL fails inside the block.
    """
    with quiet_gdal():
        try:
            yield
        except RuntimeError as error:
            raise InputError(
                f"{source} could not be read: {_sentence(str(error))} {_advice(source)}",
                str(error),
            ) from error


def _advice(source: str) -> str:
    suffix = os.path.splitext(source)[1].lower()
    if suffix in _NO_RASTERS:
        return (
            f"A {suffix} file is text that goes with rasters, no raster: leave it out and give GeoTIFF or NetCDF files."
        )
    if os.path.isdir(source):
        return "It is a folder: give the files in it."
    return "Check that the file is complete and not damaged."


def _sentence(message: str) -> str:
    message = message.strip() or "GDAL gave no reason"
    return message if message.endswith(".") else message + "."
