"""The models of the library that can fill clouds, and how each kind of them is fitted to a stack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

import numpy as np

from ..core.clouds.cloud_filling import AUTO, MODEL, CloudModel
from ..core.clouds.cloud_fitting import fit_clouds
from ..core.clouds.patch_model import PatchModel
from ..core.clouds.predictor_model import Offered, PredictorModel, fit_predictor_model
from ..core.errors import InputError, RuntimeMissingError
from ..core.model_card import ALL_WEATHER, shows_weather
from ..raster.cloud_stack import OnEpochs, StackSample
from ..raster.regular import RegularSeries
from .methods import ModelFile, library_models, model_path, read_task_model, running_model

PATCH, PREDICTORS = "patch", "predictors"
_TASKS = (PATCH, PREDICTORS)


def choose_model(
    text: str, method: str, predictors: int, tell: Callable[[str], None] = lambda reason: None
) -> ModelFile | None:
    """Return the model that the user named, or the library's where the text is empty.

    Models of images alone are made for any stack and taken from the library; one of predictors is made for these alone
    and must be named, unless it is the only one there.

    Parameters
    ----------
    text : str
        Path of an ONNX file, or a name in the library, with or without the version.
    method : str
        `model`, or `auto`, which takes models of images alone and does without any where there is none.
    predictors : int
        How many were given.
    tell : callable, optional
        Takes a sentence about every model of the library that cannot be used.

    Raises
    ------
    InputError
        If there is no such model, or it is not for filling clouds.
    """
    purpose = "filling clouds"
    if text:
        model = read_task_model(model_path(text, tell), _TASKS, purpose)
        if method == AUTO and model.card.task == PREDICTORS:
            raise InputError(
                f"The model {model.card.name} fills by its own predictors and cannot be combined with other methods. "
                "Choose “model” as the method (METHOD)."
            )
        return model
    wanted = (PREDICTORS, PATCH) if predictors and method == MODEL else (PATCH,)
    for task in wanted:
        found = [model for model in library_models(lambda card: card.task in wanted, tell) if model.card.task == task]
        if task == PREDICTORS and len(found) > 1:
            names = ", ".join(f"{model.card.name} {model.card.version}" for model in found)
            raise InputError(f"The library has several models of predictors: {names}. Say which one to use (MODEL).")
        if found:
            return read_task_model(str(found[0].path), _TASKS, purpose)
    if method == MODEL:
        raise InputError(
            "The library has no model that fills clouds. Give a model file (MODEL), install one (“Install model”), or "
            "choose another method."
        )
    return None


def check_product(model: ModelFile, names: Sequence[str]) -> None:
    """Refuse a model of all weather where no predictor shows the weather under clouds.

    Parameters
    ----------
    names : sequence of str
        All that the predictors go by.

    Raises
    ------
    InputError
        If it is one, and they do not.
    """
    if model.card.product == ALL_WEATHER and not any(shows_weather(name) for name in names):
        given = ", ".join(names) or "none"
        raise InputError(
            f"The model {model.card.name} makes an all-weather product: the temperature under clouds can be told from "
            f"radiation or the air temperature at 2 m alone, and neither is among the predictors ({given}). Add one, "
            "named so, or choose a clear-sky model."
        )


def fit(
    method: str,
    model: ModelFile | None,
    series: RegularSeries,
    sample: StackSample,
    predictors: Sequence[OnEpochs],
    running: ExitStack,
    cancelled: Callable[[], bool],
    tell: Callable[[str], None],
) -> tuple[CloudModel, ModelFile | None]:
    """Fit a method to a sample, with the inference process running if one needs it.

    Parameters
    ----------
    running : ExitStack
        Ends the inference process.
    tell : callable
        Takes a line for the log.

    Returns
    -------
    CloudModel
    ModelFile or None
        What was used of `model`: nothing where ONNX Runtime is missing and `auto` does without.
    """
    predict = None
    if model is not None:
        try:
            predict = running.enter_context(running_model(model, cancelled))
        except RuntimeMissingError as error:
            if method == MODEL:
                raise
            tell(f"{error.message} The methods without a model are compared.")
    if model is None or predict is None:
        return fit_clouds(sample.values, series.times, method, sample.predictors), None
    if model.card.task == PREDICTORS:
        fitting = PredictorModel(model.card, predict)
        offered = [Offered(predictor.names, predictor.unit) for predictor in predictors]
        if sample.predictors is None:
            raise InputError(f"The model {model.card.name} fills from predictors. Give them (PREDICTORS).")
        order = fitting.order(offered)
        met = np.concatenate([part[order].reshape(len(order), -1) for part in sample.predictors], axis=1)
        for reason in fitting.out_of_domain(met):
            tell(reason)
        if fitting.has_seen(series.series.sources):
            tell(
                f"{model.card.name} was trained on this series: the errors told here are smaller than those on other "
                "dates, for which its card has scores of held-out scenes."
            )
        return fit_predictor_model(fitting, sample.values, series.times, sample.predictors, offered), model
    patches = PatchModel(model.card, predict)
    return fit_clouds(sample.values, series.times, method, sample.predictors, corrected=patches.on), model
