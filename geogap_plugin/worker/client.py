"""Runs a model in the inference process: loads it, sends arrays, gets arrays, and can always let go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.errors import InputError, WorkerError
from ..core.onnx_file import OnnxInfo, TensorInfo, inspect_onnx
from .connection import Connection
from .main import write_arrays
from .runtime import Runtime

_LOAD_SECONDS = 120.0


@dataclass(frozen=True)
class LoadedModel:
    """A model as ONNX Runtime sees it.

    Parameters
    ----------
    inputs, outputs : tuple of TensorInfo
        Tensors that `InferenceWorker.predict` takes and returns.
    metadata : dict of str to str
        ``metadata_props`` of the file.
    sha256 : str
        Hexadecimal digest of the file.
    onnxruntime_version : str
        Version of ONNX Runtime.
    """

    inputs: tuple[TensorInfo, ...]
    outputs: tuple[TensorInfo, ...]
    metadata: dict[str, str]
    sha256: str
    onnxruntime_version: str


class InferenceWorker:
    """One model in a process of its own, kept warm between calls; a context manager.

    The process starts with the first `load`. After a cancel, a failure of the process or `close`, the next `load`
    starts a new one. Calls from several threads wait for one another; `kill` does not wait.

    Parameters
    ----------
    runtime : Runtime
        From `geogap_plugin.worker.runtime.find_runtime`.
    threads : int, optional
        Threads that one prediction uses: a batch of rows is shared out among them.
    cancelled : callable, optional
        Asked at least every 0.1 seconds while waiting; when it returns true the process is killed and `Cancelled`
        raised.

    Raises
    ------
    InputError
        If `threads` is not a positive number.
    """

    def __init__(self, runtime: Runtime, *, threads: int = 1, cancelled: Callable[[], bool] | None = None) -> None:
        if threads < 1:
            raise InputError(f"The number of threads is {threads}; give 1 or more.")
        self._runtime = runtime
        self._threads = int(threads)
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._model: LoadedModel | None = None
        self._version = ""

    def __enter__(self) -> InferenceWorker:
        """Return the worker itself."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close the worker."""
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the inference process, None while there is none."""
        connection = self._connection
        return None if connection is None or connection.ended else connection.pid

    def load(self, model: bytes) -> LoadedModel:
        """Inspect a model, load it in the inference process, and keep it there in place of the one before.

        Parameters
        ----------
        model : bytes
            The whole ONNX file.

        Returns
        -------
        LoadedModel

        Raises
        ------
        ModelFileError
            If the file is not safe and self-contained; see `geogap_plugin.core.onnx_file.inspect_onnx`.
        RuntimeMissingError
            If ONNX Runtime does not start.
        WorkerError
            If ONNX Runtime refuses the model, or the process fails, dies or takes too long.
        Cancelled
            If the user cancelled.
        """
        info = inspect_onnx(model)
        with self._lock:
            self._model = None
            connection = self._open()
            layout = connection.write(lambda file: write_arrays(file, {"model": np.frombuffer(model, "uint8")}))
            request = {"do": "load", "model": layout, "batched": _is_batched(info)}
            reply = connection.ask(request, "load the model", _LOAD_SECONDS)
            connection.write(lambda file: file.truncate(0))
            if reply.get("sha256") != info.sha256:
                raise connection.give_up()
            self._model = LoadedModel(
                inputs=tuple(_tensor(tensor) for tensor in reply["inputs"]),
                outputs=tuple(_tensor(tensor) for tensor in reply["outputs"]),
                metadata=dict(reply["metadata"]),
                sha256=info.sha256,
                onnxruntime_version=self._version,
            )
            return self._model

    def predict(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Run the loaded model once.

        Parameters
        ----------
        inputs : mapping of str to ndarray
            One array for every input of the model, of its element type (float32) and shape.

        Returns
        -------
        dict of str to ndarray
            Every output of the model; the arrays are the caller's own.

        Raises
        ------
        InputError
            If inputs are missing, unknown, or of another element type or shape than the model declares.
        WorkerError
            If no model is loaded, the model fails, or the process dies.
        Cancelled
            If the user cancelled.
        """
        with self._lock:
            connection, model = self._connection, self._model
            if connection is None or connection.ended or model is None:
                raise WorkerError("No model is loaded in the inference process. Load the model again.")
            _check_inputs(model.inputs, inputs)
            layout = connection.write(lambda file: write_arrays(file, inputs))
            reply = connection.ask({"do": "predict", "inputs": layout}, "run the model")
            return connection.read(reply.get("outputs"))

    def kill(self) -> None:
        """Kill the inference process at once, from any thread; a call that waits for it raises `Cancelled`."""
        connection = self._connection
        if connection is not None:
            connection.kill()

    def close(self) -> None:
        """End the inference process and give its memory back; may be called more than once."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()

    def _open(self) -> Connection:
        if self._connection is None or self._connection.ended:
            if self._connection is not None:
                self._connection.close()
            # Kept before it is ready, so that `kill` reaches a process that is still starting.
            self._connection = Connection(self._runtime, self._threads, self._cancelled)
            self._version = self._connection.greet()
        return self._connection


def _is_batched(info: OnnxInfo) -> bool:
    """Whether the first axis of every input and output is "batch", the model contract's name for independent rows."""
    return bool(info.inputs) and all(tensor.dims[:1] == ("batch",) for tensor in (*info.inputs, *info.outputs))


def _tensor(reply: Mapping[str, Any]) -> TensorInfo:
    return TensorInfo(reply["name"], reply["dtype"], tuple(reply["dims"]))


def _check_inputs(expected: tuple[TensorInfo, ...], inputs: Mapping[str, np.ndarray]) -> None:
    names = [tensor.name for tensor in expected]
    missing = [name for name in names if name not in inputs]
    unknown = [name for name in inputs if name not in names]
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"does not know {', '.join(unknown)}"
        raise InputError(f"The prediction {what}: the model's inputs are {', '.join(names)}.")
    sizes: dict[str, int] = {}
    for tensor in expected:
        array = inputs[tensor.name]
        if not isinstance(array, np.ndarray) or array.dtype.name != tensor.dtype or not array.dtype.isnative:
            found = getattr(array, "dtype", type(array).__name__)
            raise InputError(f"The input {tensor.name} is {found}; the model takes arrays of {tensor.dtype}.")
        wanted = "(" + ", ".join("any" if dim is None else str(dim) for dim in tensor.dims) + ")"
        if array.ndim != len(tensor.dims) or array.size == 0:
            raise InputError(f"The input {tensor.name} has the shape {array.shape}; the model takes {wanted}.")
        for axis, dim in enumerate(tensor.dims):
            length = array.shape[axis]
            if dim is not None and length != (dim if isinstance(dim, int) else sizes.setdefault(dim, length)):
                raise InputError(
                    f"The input {tensor.name} has the shape {array.shape}; dimension {axis} does not fit the model's "
                    f"{wanted}."
                )
