"""The methods that can fill a series: the baselines, and a model when one fits and ONNX Runtime is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingParameterFile

from ..core.baselines import BASELINES
from ..core.calendar import Cadence
from ..core.errors import GeoGapError, InputError, RuntimeMissingError
from ..core.estimate import Method
from ..core.model_card import ModelCard, card_of
from ..core.model_trial import check_usable
from ..core.onnx_file import OnnxInfo, read_model
from ..core.series_model import SeriesModel
from ..library import installed_models, newest
from ..metadata import MODELS
from ..worker.runtime import find_runtime

_MOST_THREADS = 4
METHODS = ("auto", "model", "gp", "harmonic", "climatology", "linear")


@dataclass(frozen=True)
class ModelFile:
    """A model that has been checked but not started.

    Parameters
    ----------
    data : bytes
        The ONNX file.
    info : OnnxInfo
    card : ModelCard
    """

    data: bytes
    info: OnnxInfo
    card: ModelCard


def runtime_folders() -> list[str]:
    """Return where the plugin looks for the ONNX Runtime that it installed."""
    return [str(Path(QgsApplication.qgisSettingsDirPath()) / "geogap" / "runtime")]


def read_series_model(path: str) -> ModelFile:
    """Read and check a model that fills series.

    Raises
    ------
    ModelFileError, ModelCardError
        If the file is unsafe, has no valid card, or the card disagrees with the graph.
    InputError
        If the model is for another task.
    """
    data, info = read_model(path)
    card = card_of(info)
    if card.task != "series":
        raise InputError(
            f"{path}: the model is made for the task “{card.task}”; filling a series needs a “series” model."
        )
    return ModelFile(data, info, card)


def model_parameter(name: str, label: str) -> QgsProcessingParameterFile:
    """Return the optional parameter that takes an ONNX file or the name of a model of the library."""
    return QgsProcessingParameterFile(
        name, label, optional=True, fileFilter="ONNX (*.onnx);;(*)", behavior=QgsProcessingParameterFile.Behavior.File
    )


def library_folder() -> str:
    """Return where models are installed."""
    return str(Path(QgsApplication.qgisSettingsDirPath()) / "geogap" / "models")


def library_model(cadence: Cadence, tell: Callable[[str], None] = lambda reason: None) -> ModelFile | None:
    """Return the series model of the library for a cadence, None where there is none.

    The bundled model comes before installed ones of other names, and the newest version of a name before older ones.

    Parameters
    ----------
    tell : callable, optional
        Takes a sentence about every model that is left out because it cannot be used.
    """
    fitting = []
    for model in installed_models([MODELS, library_folder()], tell):
        try:
            check_usable(model.card)
        except GeoGapError as error:
            tell(f"The model {model.path} is left out: {error.message}")
            continue
        if model.card.task == "series" and Cadence.parse(model.card.cadence) == cadence:
            fitting.append(model)
    return read_series_model(str(newest(fitting)[0].path)) if fitting else None


def choose_model(text: str, cadence: Cadence, tell: Callable[[str], None] = lambda reason: None) -> ModelFile | None:
    """Return the model that the user named, or the library's for the cadence where the text is empty.

    Parameters
    ----------
    text : str
        Path of an ONNX file, or a name in the library, with or without the version.
    tell : callable, optional
        Takes a sentence about every model of the library that cannot be used.

    Raises
    ------
    InputError
        If there is no such model, or it is made for another cadence.
    """
    if not text:
        return library_model(cadence, tell)
    path = text if Path(text).is_file() or text.lower().endswith(".onnx") else _path_of(text, tell)
    model = read_series_model(path)
    if Cadence.parse(model.card.cadence) != cadence:
        raise InputError(
            f"{text}: the model is made for a cadence of one {model.card.cadence}, the series has one {cadence}. "
            "Choose another model, or build the series with the model's cadence first."
        )
    return model


def _path_of(name: str, tell: Callable[[str], None]) -> str:
    """Return the file of a model of the library: the newest of the name, or the one of the name and version."""
    models = installed_models([MODELS, library_folder()], tell)
    named = [model for model in models if name in (model.card.name, f"{model.card.name} {model.card.version}")]
    if not named:
        known = ", ".join(sorted({model.card.name for model in models})) or "none"
        raise InputError(
            f"“{name}” is neither an ONNX file nor a model of the library, which has: {known}. Give the path of a "
            "file, or install the model first (“Install model”)."
        )
    return str(newest(named)[0].path)


@contextmanager
def filling_methods(
    name: str, model: ModelFile | None, cancelled: Callable[[], bool], tell: Callable[[str], None]
) -> Iterator[dict[str, Method]]:
    """Yield the methods that `name` allows, best known first, with the inference process running if one needs it.

    Parameters
    ----------
    name : str
        One of METHODS; `auto` allows all.
    model : ModelFile or None
    cancelled : callable
        Asked while the model runs; True kills its process.
    tell : callable
        Takes a line for the log.

    Raises
    ------
    GeoGapError
        If `name` is `model` and the model cannot run. With `auto`, the reason is told and the baselines remain.
    """
    baselines: dict[str, Method] = {key: BASELINES[key] for key in METHODS if key in BASELINES}
    if name in baselines:
        yield {name: baselines[name]}
        return
    if model is None:
        if name == "model":
            raise InputError(
                "There is no model for this cadence in the library. Give a model file, or choose another method."
            )
        tell("There is no model for this cadence in the library; the methods without a model are compared.")
        yield baselines
        return
    try:
        runtime = find_runtime(runtime_folders())
    except RuntimeMissingError as error:
        if name == "model":
            raise
        tell(f"{error.message} The methods without a model are compared.")
        yield baselines
        return
    from ..worker.client import InferenceWorker  # loaded on first use: a fifth of the plugin's import

    with InferenceWorker(runtime, threads=min(os.cpu_count() or 1, _MOST_THREADS), cancelled=cancelled) as worker:
        worker.load(model.data)
        with_model: dict[str, Method] = {"model": SeriesModel(model.card, worker.predict)}
        yield with_model if name == "model" else {**with_model, **baselines}
