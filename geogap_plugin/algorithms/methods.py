"""The methods that can fill a series: the baselines, and a model when one fits and ONNX Runtime is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingParameterFile

from .. import settings
from ..core.calendar import Cadence
from ..core.errors import GeoGapError, InputError, RuntimeMissingError
from ..core.estimate import Method
from ..core.model_card import ModelCard, card_of
from ..core.model_trial import check_usable
from ..core.onnx_file import OnnxInfo, read_model
from ..core.series.baselines import BASELINES
from ..core.series.series_model import Predict, SeriesModel
from ..library import Installed, installed_models, newest
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
    return [str(settings.profile_folder("runtime"))]


def read_task_model(path: str, tasks: Sequence[str], purpose: str) -> ModelFile:
    """Read and check a model that is made for one of some tasks.

    Parameters
    ----------
    purpose : str
        What needs such a model, for the message.

    Raises
    ------
    ModelFileError, ModelCardError
        If the file is unsafe, has no valid card, or the card disagrees with the graph.
    InputError
        If the model is for another task.
    """
    data, info = read_model(path)
    card = card_of(info)
    if card.task not in tasks:
        wanted = " or ".join(f"“{task}”" for task in tasks)
        raise InputError(f"{path}: the model is made for the task “{card.task}”; {purpose} needs a {wanted} model.")
    return ModelFile(data, info, card)


def read_series_model(path: str) -> ModelFile:
    """Read and check a model that fills series; see :func:`read_task_model`."""
    return read_task_model(path, ("series",), "filling a series")


def library_models(
    fits: Callable[[ModelCard], bool], tell: Callable[[str], None] = lambda reason: None
) -> list[Installed]:
    """Return the usable models of the library that fit.

    The bundled model comes before installed ones of other names, and the newest version of a name before older ones.

    Parameters
    ----------
    fits : callable
        Takes a card.
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
        if fits(model.card):
            fitting.append(model)
    return newest(fitting)


def model_parameter(name: str, label: str) -> QgsProcessingParameterFile:
    """Return the optional parameter that takes an ONNX file or the name of a model of the library."""
    return QgsProcessingParameterFile(
        name, label, optional=True, fileFilter="ONNX (*.onnx);;(*)", behavior=QgsProcessingParameterFile.Behavior.File
    )


def library_folder() -> str:
    """Return where models are installed."""
    return settings.MODEL_FOLDER.read() or str(settings.profile_folder("models"))


def library_model(cadence: Cadence, tell: Callable[[str], None] = lambda reason: None) -> ModelFile | None:
    """Return the series model of the library for a cadence, None where there is none; see :func:`library_models`."""
    found = library_models(lambda card: card.task == "series" and Cadence.parse(card.cadence) == cadence, tell)
    return read_series_model(str(found[0].path)) if found else None


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
    path = model_path(text, tell)
    model = read_series_model(path)
    if Cadence.parse(model.card.cadence) != cadence:
        raise InputError(
            f"{text}: the model is made for a cadence of one {model.card.cadence}, the series has one {cadence}. "
            "Choose another model, or build the series with the model's cadence first."
        )
    return model


def model_path(name: str, tell: Callable[[str], None]) -> str:
    """Return the file that a user names: a path, or a model of the library by its name, with or without the version."""
    if Path(name).is_file() or name.lower().endswith(".onnx"):
        return name
    models = installed_models([MODELS, library_folder()], tell)
    named = [model for model in models if name in (model.card.name, f"{model.card.name} {model.card.version}")]
    if not named:
        known = ", ".join(sorted({model.card.name for model in models})) or "none"
        raise InputError(
            f"“{name}” is neither an ONNX file nor a model of the library, which has: {known}. Give the path of a "
            "file, or install the model first (“Install model”)."
        )
    return str(newest(named)[0].path)


def inference_threads() -> int:
    """Return how many threads the inference process uses: what the user has set, or as many as pay off."""
    return settings.THREADS.read() or min(os.cpu_count() or 1, _MOST_THREADS)


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
    with ExitStack() as running:
        try:
            predict = running.enter_context(running_model(model, cancelled))
        except RuntimeMissingError as error:
            if name == "model":
                raise
            tell(f"{error.message} The methods without a model are compared.")
            yield baselines
            return
        with_model: dict[str, Method] = {"model": SeriesModel(model.card, predict)}
        yield with_model if name == "model" else {**with_model, **baselines}


@contextmanager
def running_model(model: ModelFile, cancelled: Callable[[], bool]) -> Iterator[Predict]:
    """Yield what a model predicts with, in an inference process of its own.

    Parameters
    ----------
    cancelled : callable
        Asked while the model runs; True kills the process.

    Raises
    ------
    RuntimeMissingError
        If ONNX Runtime is not there.
    """
    runtime = find_runtime(runtime_folders())
    from ..worker.client import InferenceWorker  # loaded on first use: a fifth of the plugin's import

    with InferenceWorker(runtime, threads=inference_threads(), cancelled=cancelled) as worker:
        worker.load(model.data)
        yield worker.predict
