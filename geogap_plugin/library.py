"""The library of models: what is installed and bundled, found by name; how a checked model is added to it.

A library is a folder of ONNX files. A model is known by the name and version on its card; the file's name only follows
from them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from .core.errors import GeoGapError, InputError
from .core.model_card import ModelCard, card_of
from .core.onnx_file import OnnxInfo, inspect_onnx, read_model

_LONGEST_STEM = 80


@dataclass(frozen=True)
class Installed:
    """A model of a library, checked against the contract when it was read.

    Parameters
    ----------
    path : Path
    card : ModelCard
    info : OnnxInfo
    """

    path: Path
    card: ModelCard
    info: OnnxInfo


def install(model: bytes | str | Path, folder: str | Path, overwrite: bool = False) -> Installed:
    """Check a model and put it into a library; the file appears whole or not at all.

    A model that is there already, byte for byte, stays as it is.

    Parameters
    ----------
    model : bytes, str or Path
        The ONNX file, or its path.
    folder : str or Path
        The library; created if need be.
    overwrite : bool
        Whether to replace a model of the same name and version whose file differs.

    Returns
    -------
    Installed

    Raises
    ------
    ModelFileError, ModelCardError
        If the file is unsafe, has no valid card, or the card disagrees with the graph.
    InputError
        If another file of this name and version is there and `overwrite` is false, or the folder cannot be written.
    """
    data, info = (model, inspect_onnx(model)) if isinstance(model, bytes) else read_model(model)
    card = card_of(info)
    folder = Path(folder)
    path = folder / _file_name(card)
    for there in installed_models([folder]):
        if (there.card.name, there.card.version) != (card.name, card.version):
            continue
        if there.info.sha256 == info.sha256:
            return there
        if not overwrite:
            raise InputError(
                f"The library has another model called {card.name} {card.version} (sha256 {there.info.sha256[:12]}…, "
                f"this one {info.sha256[:12]}…). Give the new model another version, or allow it to be replaced "
                "(OVERWRITE)."
            )
        path = there.path
    _write(path, data)
    return Installed(path, card, info)


def remove(model: Installed) -> None:
    """Delete a model's file.

    Raises
    ------
    InputError
        If it cannot be deleted.
    """
    try:
        model.path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{model.path} cannot be deleted: {error.strerror or error}. Check that you may write to its folder.",
            str(error),
        ) from error


def installed_models(
    folders: Iterable[str | Path], tell: Callable[[str], None] = lambda reason: None
) -> list[Installed]:
    """Return the models in some folders, in the order of the folders and, within one, of their file names.

    Parameters
    ----------
    folders : iterable of str or Path
        One that does not exist holds no models.
    tell : callable, optional
        Takes a sentence about every file that is damaged or otherwise refused; such files are left out.
    """
    found = []
    for folder in folders:
        for path in sorted(Path(folder).glob("*.onnx")):
            try:
                _, info = read_model(path)
                found.append(Installed(path, card_of(info), info))
            except GeoGapError as error:
                tell(f"The model file {path} is left out: {error.message}")
    return found


def newest(models: Iterable[Installed]) -> list[Installed]:
    """Return the newest version of every name, in the order in which the names first occur.

    Of two files of one name and version the later one counts, so that an installed model stands in for a bundled one.
    """
    best: dict[str, Installed] = {}
    for model in models:
        name = model.card.name
        if name not in best or version_order(model.card.version) >= version_order(best[name].card.version):
            best[name] = model
    return list(best.values())


def version_order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Return what orders versions: numbers by their size, and “1.0.0rc1” before “1.0.0” before “1.0.0.1”."""
    parts = re.findall(r"\d+|[a-z]+", version.lower())
    end = (0, 0, "")
    return (*((1, int(part), "") if part.isdigit() else (-1, 0, part) for part in parts), end)


def _file_name(card: ModelCard) -> str:
    """Return a file name that is safe on every system and differs between names and versions."""
    known_as = f"{card.name}\n{card.version}"
    readable = re.sub(r"[^A-Za-z0-9._]+", "-", f"{card.name}-{card.version}").strip("-.")[:_LONGEST_STEM]
    return f"{readable}-{hashlib.sha256(known_as.encode()).hexdigest()[:8]}.onnx"


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(data)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"The model cannot be written into the library {path.parent}: {error.strerror or error}. "
            "Check that the folder can be written to and that the disk has room.",
            str(error),
        ) from error
