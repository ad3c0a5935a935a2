"""A folder of downloads with a limit: what has not been used for longest goes first."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PART_AGE = 7 * 86400.0
"""Seconds after which a part that nobody came back for is thrown away."""


class Cache:
    """Downloads by product, kept from one run to the next.

    Parameters
    ----------
    folder : Path
    limit : int
        Bytes.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit

    def shelf(self, name: str) -> Path:
        """Return the folder of one product."""
        return self.folder / name

    def used(self, paths: Iterable[Path]) -> None:
        """Note that files are in use now."""
        now = time.time()
        for path in paths:
            with suppress(OSError):
                os.utime(path, (now, path.stat().st_mtime))

    def size(self) -> int:
        """Return how many bytes are in it."""
        return sum(_size(path) for path in self.folder.rglob("*") if path.is_file())

    def trim(self, keep: Iterable[Path] = ()) -> list[Path]:
        """Delete what was used longest ago until the rest is within the limit, and parts that have been forgotten.

        Parameters
        ----------
        keep : iterable of Path
            In use: not deleted, whatever the limit.

        Returns
        -------
        list of Path
            What was deleted.
        """
        kept = {path.resolve() for path in keep}
        entries = []
        gone: list[Path] = []
        for path in self.folder.rglob("*"):
            with suppress(OSError):
                found = path.stat()
                if not path.is_file() or path.resolve() in kept:
                    continue
                if path.name.startswith("."):
                    if time.time() - found.st_mtime > _PART_AGE:
                        path.unlink()
                        gone.append(path)
                elif path.suffix != ".json" or not path.with_suffix("").exists():
                    entries.append((found.st_atime, found.st_size, path))
        total = sum(size for _, size, _ in entries) + sum(_size(path) for path in kept)
        for _, size, path in sorted(entries):
            if total <= self.limit:
                break
            with suppress(OSError):  # open in another program
                path.unlink()
                path.with_name(f"{path.name}.json").unlink(missing_ok=True)
                gone.append(path)
                total -= size
        return gone


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
