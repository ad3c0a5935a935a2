"""An output file that appears whole or not at all: written beside its destination, then renamed."""

import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Optional, TypeVar
from uuid import uuid4

from ..core.errors import InputError
from .gdal_calls import quiet_gdal

_Self = TypeVar("_Self", bound="WholeFile")


class WholeFile(ABC):
    """Base of the writers; a context manager.

    The file is written beside its destination and renamed when the block ends without an error; otherwise nothing
    stays.

    Parameters
    ----------
    path : str or Path
        Destination. Replaced if it exists, at the end.
    size : int
        Bytes that the file takes before compression.

    Raises
    ------
    InputError
        On entering, if the destination has another extension, cannot be written, or lacks space.
    """

    KIND = ""
    SUFFIXES: "tuple[str, ...]" = ()

    def __init__(self, path: "str | os.PathLike[str]", size: int) -> None:
        self.path = Path(path)
        self._size = size
        self._aside = self.path.with_name(f".{self.path.stem}.{uuid4().hex[:8]}.part{self.SUFFIXES[0]}")

    @abstractmethod
    def _create(self) -> None:
        """Open the file that lies aside."""

    @abstractmethod
    def _close(self) -> None:
        """Write what is left and close the file; do nothing if it is closed."""

    def __enter__(self: _Self) -> _Self:
        self._check_destination()
        try:
            with writing(self.path):
                self._create()
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(
        self,
        kind: "Optional[type[BaseException]]",
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        if kind is not None:
            self._discard()
            return
        try:
            with writing(self.path):
                self._close()
                os.replace(self._aside, self.path)
                # Statistics that QGIS kept of the file that was here before are not those of this one.
                Path(f"{self.path}.aux.xml").unlink(missing_ok=True)
        finally:
            self._discard()

    def _check_destination(self) -> None:
        if self.path.suffix.lower() not in self.SUFFIXES:
            raise InputError(
                f"{self.path}: the output is a {self.KIND}; end its name with {' or '.join(self.SUFFIXES)}."
            )
        folder = self.path.parent
        check_folder(folder)
        if self.path.is_dir():
            raise InputError(f"{self.path} is a folder. Choose another name.")
        free = shutil.disk_usage(folder).free
        if free < self._size / 2:
            raise InputError(
                f"{folder} has {free / 2**20:,.0f} MB free; {self.path.name} may take {self._size / 2 / 2**20:,.0f} MB "
                f"({self._size / 2**20:,.0f} MB before compression). Make room or choose another folder."
            )

    def _discard(self) -> None:
        """Close and delete what lies beside the destination."""
        # What cannot be written any more is not wanted.
        with quiet_gdal(), suppress(RuntimeError, OSError):
            self._close()
        for leftover in (self._aside, Path(f"{self._aside}.aux.xml")):
            leftover.unlink(missing_ok=True)


def check_folder(folder: Path) -> None:
    """Raise an InputError for a folder that files cannot be written to."""
    if not folder.is_dir():
        raise InputError(f"The folder {folder} does not exist. Create it or choose another.")
    if not os.access(folder, os.W_OK):
        raise InputError(f"The folder {folder} cannot be written to. Choose another.")


@contextmanager
def aside(path: "str | os.PathLike[str]") -> Iterator[str]:
    """Give a path for a file that must not appear without others that are made after it.

    It gets its name when the block ends without an error, and is gone otherwise.
    """
    destination = Path(path)
    with tempfile.TemporaryDirectory(prefix=".geogap", dir=destination.parent) as folder:
        inside = Path(folder) / destination.name
        yield str(inside)
        with writing(destination):
            os.replace(inside, destination)
            Path(f"{destination}.aux.xml").unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn GDAL's and the system's errors into an InputError about the output."""
    with quiet_gdal():
        try:
            yield
        except (RuntimeError, OSError) as error:
            raise InputError(
                f"{path} could not be written: {error}. Check that the disk has room and that no program keeps the "
                "file open, or choose another name.",
                str(error),
            ) from error
