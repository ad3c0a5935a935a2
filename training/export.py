"""Exports a Keras network to an ONNX file with its card, and compares the two before it believes the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import onnx
import onnxruntime
import tensorflow as tf
import tf2onnx

from geogap_plugin.core.clouds.patch_model import ALIGNMENT
from geogap_plugin.core.errors import ModelFileError
from geogap_plugin.core.model_card import METADATA_KEY, ModelCard, TensorSpec, card_of
from geogap_plugin.core.onnx_file import inspect_onnx

from .networks import FEATURES

OPSET, IR_VERSION = 17, 8
INPUT, OUTPUT = "features", "quantiles"
LARGEST_DIFFERENCE = 1e-4
DYNAMIC = {3: ("batch", "time"), 4: ("batch", "height", "width")}
"""Names of the dimensions before the last, by how many there are in all."""

Predict = Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]


def tensor_specs(task: str) -> tuple[TensorSpec, TensorSpec]:
    """Return input and output of the networks of a task as a card describes them."""
    dims = DYNAMIC[4 if task == "patch" else 3]
    return TensorSpec(INPUT, (*dims, "feature"), FEATURES[task]), TensorSpec(OUTPUT, (*dims, "quantile"), ())


def to_onnx(network: keras.Model) -> onnx.ModelProto:
    """Convert a network to ONNX: opset 17, IR version 8, weights inside, named dynamic dimensions."""
    signature = [tf.TensorSpec(network.input_shape, tf.float32, name=INPUT)]
    model, _ = tf2onnx.convert.from_keras(network, input_signature=signature, opset=OPSET)
    model.ir_version = IR_VERSION
    del model.graph.value_info[:]
    _rename(model.graph, model.graph.input[0].name, INPUT)
    _rename(model.graph, model.graph.output[0].name, OUTPUT)
    for tensor, shape in ((model.graph.input[0], network.input_shape), (model.graph.output[0], network.output_shape)):
        *dynamic, last = tensor.type.tensor_type.shape.dim
        for dim, name in zip(dynamic, DYNAMIC[len(shape)], strict=True):
            dim.dim_param = name
        last.dim_value = shape[-1]
    onnx.checker.check_model(model)
    return model


def runner(model: onnx.ModelProto) -> Predict:
    """Return a function that runs a model in ONNX Runtime on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return lambda inputs: dict(zip(names, session.run(names, inputs), strict=True))


def largest_difference(network: keras.Model, predict: Predict, inputs: np.ndarray) -> float:
    """Return the largest difference between Keras and ONNX Runtime, relative to the largest output.

    Compared are batches of one and of several series or images, and records or images smaller than those given.

    Raises
    ------
    ModelFileError
        If the relative difference is above 1e-4, or an output has the wrong shape.
    """
    worst = 0.0
    smaller = (
        (inputs[:, : inputs.shape[1] // 3], inputs[:3, :7])
        if inputs.ndim == 3
        else (inputs[:, :, :ALIGNMENT], inputs[:3, :ALIGNMENT])
    )
    for part in (inputs[:1], inputs, *smaller):
        expected = keras.ops.convert_to_numpy(network(part))
        got = predict({INPUT: np.ascontiguousarray(part)})[OUTPUT]
        if got.shape != expected.shape:
            raise ModelFileError(f"The exported model returns {got.shape}; the network returns {expected.shape}.")
        worst = max(worst, float(np.max(np.abs(got - expected)) / np.max(np.abs(expected))))
    if not worst <= LARGEST_DIFFERENCE:
        raise ModelFileError(
            f"The exported model differs from the network by {worst:.2g} of the largest output; "
            f"at most {LARGEST_DIFFERENCE:g} is accepted. The converter does not support one of its layers."
        )
    return worst


def write_model(model: onnx.ModelProto, card: ModelCard, path: Path) -> int:
    """Write a model with its card, after reading both back as the plugin will; return the size in bytes.

    Raises
    ------
    ModelCardError, ModelFileError
        If the plugin would refuse the file.
    """
    text = card.dump()
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {METADATA_KEY: text})
    data = model.SerializeToString()
    found = inspect_onnx(data, path.name)
    card_of(found)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_bytes(data)
    aside.replace(path)
    return len(data)


def _rename(graph: onnx.GraphProto, old: str, new: str) -> None:
    """Rename a tensor wherever a graph uses it."""
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [new if name == old else name for name in names]
    for tensor in (*graph.input, *graph.output):
        if tensor.name == old:
            tensor.name = new
