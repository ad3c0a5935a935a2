"""What training on a user's own data begins with: the run's settings, and the bundled model with its network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import keras
import onnx

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.clouds.patch_model import PatchModel
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import OnnxInfo, read_model
from geogap_plugin.core.series.series_model import SeriesModel

from . import export
from .progress import Say
from .rebuild import rebuild, recipe_of
from .recipe import Recipe

BUNDLED = "bundled"
"""What a recipe names in `networks` to go on with the bundled model's network and weights."""

TRAINED, ZERO_SHOT = "trained model", "bundled model as it is"

_SHAPE = ("networks", "units", "layers", "channels", "dilations", "dense")


@dataclass(frozen=True)
class Run:
    """What a run needs beside its recipe.

    Parameters
    ----------
    data : Path
        The series: a GeoTIFF with dated bands, or, where cells are trained on, NetCDF.
    output : Path
        The ONNX file to write.
    build : Path
        Folder for checkpoints, learning curve and logs.
    bundled : Path
        The model to begin with and to compare with.
    command : str
        What the card names as the command that makes the model.
    licence : str
        Of the data, as the user states it.
    variable : str or None
        Of a NetCDF file with several.
    keep_anyway : bool
        Whether to write a model that is worse than what there was.
    """

    data: Path
    output: Path
    build: Path
    bundled: Path
    command: str
    licence: str = "not stated"
    variable: str | None = None
    keep_anyway: bool = False


@dataclass(frozen=True)
class Known:
    """The bundled model: what to compare with and, where its network can be rebuilt, what to begin with."""

    model: SeriesModel | PatchModel
    info: OnnxInfo
    network: keras.Model | None

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.model.card.name} {self.model.card.version}"


def bundled_model(path: Path, cadence: Cadence | None, say: Say, *, with_network: bool) -> Known | None:
    """Return the bundled model; say why where it does not fit or cannot be gone on with.

    Parameters
    ----------
    path : Path
    cadence : Cadence or None
        Of the series; None for a stack of images, which may have any.
    say : callable
    with_network : bool
        Whether to rebuild its network.
    """
    try:
        data, info = read_model(path)
        card = card_of(info)
        predict = export.runner(onnx.load_from_string(data))
        model = PatchModel(card, predict) if cadence is None else SeriesModel(card, predict)
    except InputError as error:
        say(f"There is no bundled model to begin with or to compare with. {error.message}")
        return None
    if cadence is not None and Cadence.parse(card.cadence) != cadence:
        say(f"The bundled model is for a cadence of one {card.cadence}, the series has one {cadence}: it is left out.")
        return None
    network = None
    if with_network:
        try:
            network = rebuild(card, data, predict)
            say(f"Beginning with the weights of {card.name} {card.version}.")
        except InputError as error:
            say(f"Beginning from scratch: {error.message}")
    return Known(model, info, network)


def take_network(recipe: Recipe, known: Known | None, from_scratch: str) -> Recipe:
    """Return the recipe with what the model to begin with decides, or the network of that name where there is none."""
    if known is None or known.network is None:
        networks = (from_scratch,) if recipe.settings.networks == (BUNDLED,) else recipe.settings.networks[:1]
        return recipe.override(networks=networks)
    theirs = recipe_of(known.model.card)
    shape = {name: getattr(theirs.settings, name) for name in _SHAPE}
    return replace(recipe, baseline=theirs.baseline, quantiles=theirs.quantiles).override(**shape)


def key_of(digest: str, known: Known | None) -> str:
    """Return what tells the checkpoints of one data set and beginning from those of another."""
    beginning = known.info.sha256 if known and known.network else ""
    return hashlib.sha256(f"{digest} {beginning}".encode()).hexdigest()[:12]


def began_with(known: Known | None) -> str:
    """Say in a card what the weights were that training began with."""
    return f"{known.title}, sha256 {known.info.sha256}" if known and known.network else "random weights"
