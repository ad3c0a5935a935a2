"""Rebuilds the Keras network of an exported model, weights and all, from nothing but the ONNX file."""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, fields

import keras
import numpy as np
import onnx
from onnx import numpy_helper

from geogap_plugin.core.clouds.patch_model import ALIGNMENT
from geogap_plugin.core.errors import ModelFileError
from geogap_plugin.core.model_card import ModelCard

from .export import INPUT, OUTPUT, Predict, to_onnx
from .networks import FEATURES, NETWORKS, build_network
from .recipe import Recipe, Settings

LARGEST_DIFFERENCE = 1e-6

# float32 counts exactly from here to 2**24, and no constant of a graph is likely to lie there.
_FIRST_TRACER, _LAST_TRACER = 2**21, 2**24


def recipe_of(card: ModelCard) -> Recipe:
    """Return the recipe that a model was made by, as far as its card tells.

    Raises
    ------
    ModelFileError
        If the card does not name the settings of a network that this version can build.
    """
    stated = {**card.training.parameters, "seed": card.training.seed, "networks": card.training.parameters["network"]}
    try:
        settings = Settings(
            **{
                field.name: _setting(field.type, stated[field.name])
                for field in fields(Settings)
                # Cards are older than the settings that have a default.
                if field.default is MISSING or field.name in stated
            }
        )
    except (KeyError, ValueError) as error:
        raise ModelFileError(f"The card of the model {card.name} does not tell how its network is built.") from error
    if settings.networks[0] not in NETWORKS:
        raise ModelFileError(f"The network “{settings.networks[0]}” of the model {card.name} is not one of ours.")
    names = {field.name for field in fields(Recipe)} - {"settings"}
    return Recipe(**{name: getattr(card, name) for name in names}, settings=settings)


def rebuild(card: ModelCard, data: bytes, predict: Predict) -> keras.Model:
    """Build the network that a model was exported from, with its weights.

    A network of the card's settings is filled with numbers that occur only once and exported: where each number comes
    out tells which value of the file belongs to which weight, whatever the converter transposes, splits or puts in
    another order. The result is then compared with the model itself.

    Parameters
    ----------
    card : ModelCard
    data : bytes
        The ONNX file.
    predict : callable
        Runs the model; see :func:`training.export.runner`.

    Raises
    ------
    ModelFileError
        If the graph is not the one that the card's settings give, or the outputs differ by more than 1e-6 of the
        largest.
    """
    if card.inputs[0].features != FEATURES.get(card.task) or "network" not in card.training.parameters:
        raise ModelFileError(f"The model {card.name} {card.version} was made by another version of the recipes.")
    network = build_network(recipe_of(card))
    count = network.count_params()
    if count > _LAST_TRACER - _FIRST_TRACER:
        raise ModelFileError(f"The network of the model {card.name} has {count:,} weights, too many to be traced.")
    ends = np.cumsum([weight.size for weight in network.get_weights()])
    shapes = [weight.shape for weight in network.get_weights()]
    tracers = np.arange(_FIRST_TRACER, _FIRST_TRACER + count, dtype=np.float32)
    network.set_weights([part.reshape(shape) for part, shape in zip(np.split(tracers, ends[:-1]), shapes, strict=True)])
    traced, given = _constants(to_onnx(network).graph), _constants(onnx.load_from_string(data).graph)
    if [(name, array.shape) for name, array in traced] != [(name, array.shape) for name, array in given]:
        raise ModelFileError(f"The graph of the model {card.name} is not the one that its card describes.")
    values = np.full(count, np.nan, dtype=np.float32)
    for (_, tracer), (_, value) in zip(traced, given, strict=True):
        place = tracer.ravel().astype(np.int64) - _FIRST_TRACER
        ours = (place >= 0) & (place < count)
        values[place[ours]] = value.ravel()[ours]
    if not np.isfinite(values).all():
        raise ModelFileError(f"Weights of the model {card.name} are not in its file as they were in the network.")
    network.set_weights([part.reshape(shape) for part, shape in zip(np.split(values, ends[:-1]), shapes, strict=True)])
    _compare(card, network, predict)
    return network


def _setting(annotation: str, value: object) -> object:
    """Return a setting as recipes hold it; a card writes lists as words."""
    if annotation.startswith("tuple"):
        kind = int if "int" in annotation else str
        return tuple(kind(word) for word in str(value).split())
    return value


def _constants(graph: onnx.GraphProto) -> list[tuple[str, np.ndarray]]:
    """Return the float constants of a graph in the order in which its nodes use them, each with its use.

    Names differ between two exports of one network; the nodes and their order do not.
    """
    held = {tensor.name: tensor for tensor in graph.initializer}
    found, seen = [], Counter()
    for node in graph.node:
        seen[node.op_type] += 1
        for place, name in enumerate(node.input):
            if name in held and held[name].data_type == onnx.TensorProto.FLOAT:
                use = f"{node.op_type} {seen[node.op_type]}, input {place}"
                found.append((use, numpy_helper.to_array(held[name])))
    return found


def _compare(card: ModelCard, network: keras.Model, predict: Predict) -> None:
    shape = (4, 60) if card.task == "series" else (2, 4 * ALIGNMENT, 4 * ALIGNMENT)
    inputs = np.random.default_rng(0).normal(size=(*shape, len(card.inputs[0].features))).astype(np.float32)
    got, expected = np.asarray(network(inputs)), predict({INPUT: inputs})[OUTPUT]
    difference = float(np.max(np.abs(got - expected)) / np.max(np.abs(expected)))
    if not difference <= LARGEST_DIFFERENCE:
        raise ModelFileError(
            f"The network rebuilt from the model {card.name} differs from it by {difference:.2g} of the largest output."
        )
