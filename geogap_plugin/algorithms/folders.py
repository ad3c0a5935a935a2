"""Folders of files as outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.errors import InputError


def output_files(folder: Path, labels: list[str]) -> list[Path]:
    """Return a file for every label, no two of one name on any file system."""
    taken: set[str] = set()
    paths = []
    for label in labels:
        stem = re.sub(r"[^\w.-]+", "_", label).strip("._") or "series"
        name = next(
            name for name in (stem, *(f"{stem}_{count}" for count in range(2, 10_000))) if name.lower() not in taken
        )
        taken.add(name.lower())
        paths.append(folder / f"{name}.tif")
    return paths


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """Make a folder, which goes again if the block fails."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"OUTPUT_FOLDER: {folder} could not be made: {error.strerror}. Choose another folder."
        ) from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for path in made:
                path.rmdir()
        raise
