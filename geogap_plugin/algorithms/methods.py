"""The methods that can fill a series: the baselines, and a model when one fits and ONNX Runtime is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication

from ..core.baselines import BASELINES
from ..core.calendar import Cadence
from ..core.errors import InputError, RuntimeMissingError
from ..core.estimate import Method
from ..core.model_card import ModelCard, card_of
from ..core.onnx_file import OnnxInfo, read_model
from ..core.series_model import SeriesModel
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


def bundled_model(cadence: Cadence) -> ModelFile | None:
    """Return the bundled series model for a cadence, None where there is none."""
    for path in sorted(MODELS.glob("*.onnx")):
        model = read_series_model(str(path))
        if Cadence.parse(model.card.cadence) == cadence:
            return model
    return None


def choose_model(path: str, cadence: Cadence) -> ModelFile | None:
    """Return the model at `path`, or the bundled one for the cadence where the path is empty.

    Raises
    ------
    InputError
        If the model at `path` is made for another cadence.
    """
    if not path:
        return bundled_model(cadence)
    model = read_series_model(path)
    if Cadence.parse(model.card.cadence) != cadence:
        raise InputError(
            f"{path}: the model is made for a cadence of one {model.card.cadence}, the series has one {cadence}. "
            "Choose another model, or build the series with the model's cadence first."
        )
    return model


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
            raise InputError("There is no bundled model for this cadence. Give a model file, or choose another method.")
        tell("There is no bundled model for this cadence; the methods without a model are compared.")
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
