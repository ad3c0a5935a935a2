"""Rasters given as files, lists of files or folders, and their dates."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import InputError


def given_paths(value: object) -> list[object]:
    """Return what was given for a parameter that takes a path, or several layers or paths."""
    return [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []


def existing_paths(value: object) -> list[object]:
    """Return what :func:`given_paths` does if all of it are paths of files or folders that exist, else nothing."""
    given = given_paths(value)
    return given if all(isinstance(item, str) and Path(item).exists() for item in given) else []


def words_of(text: str) -> list[str]:
    """Return the words of a text that separates them by commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def in_folder(item: object) -> list[str]:
    """Return the GeoTIFF and NetCDF files of a folder, sorted by name; anything else as it is.

    Raises
    ------
    InputError
        If the folder holds none.
    """
    folder = Path(str(item))
    if not folder.is_dir():
        return [str(item)]
    files = sorted(str(file) for file in folder.iterdir() if file.suffix.lower() in (".tif", ".tiff", ".nc", ".nc4"))
    if not files:
        raise InputError(f"The folder {item} holds no GeoTIFF or NetCDF file.")
    return files


def given_dates(text: str) -> str | list[str] | None:
    """Return a pattern, a list of dates, or None for neither."""
    text = text.strip()
    if not text or "%" in text:
        return text or None
    return words_of(text)
