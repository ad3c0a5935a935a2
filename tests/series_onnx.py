"""A small ONNX model that fills series, with a card, written byte by byte; wrong in any way that a test wants."""

import copy
import json

import numpy as np

from geogap_plugin.core.series.features import FEATURES
from tests.model_examples import CARD
from tests.worker.onnx_builder import graph, model, node, tensor, value

QUANTILES = (0.1, 0.5, 0.9)


def card(**changes):
    """A sound card for the series models below."""
    sound = copy.deepcopy(CARD)
    sound["inputs"][0]["features"] = list(FEATURES)
    sound["quantiles"] = list(QUANTILES)
    sound["domain"]["series_length"] = None
    return {**sound, **changes}


def series_model(spread=1.0, features=None, metadata=None, **changes):
    """Residual quantiles -spread, 0 and +spread at every epoch, whatever the features are: the baseline, in short.

    `changes` are of the card; `metadata` replaces it altogether.
    """
    features = features or len(FEATURES)
    constants = [
        tensor("weights", np.zeros((features, 3), np.float32)),
        tensor("levels", np.array([-spread, 0, spread], np.float32)),
    ]
    nodes = [node("MatMul", ["features", "weights"], ["zero"]), node("Add", ["zero", "levels"], ["quantiles"])]
    inputs = [value("features", ["batch", "time", features])]
    outputs = [value("quantiles", ["batch", "time", 3])]
    metadata = {"geogap": json.dumps(card(**changes))} if metadata is None else metadata
    return model(graph(nodes, inputs, outputs, constants), metadata)
