"""Runs a model in the inference process: loads it, sends arrays, gets arrays, and can always let go."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..core.errors import Cancelled, InputError, RuntimeMissingError, WorkerError
from ..core.onnx_file import TensorInfo, inspect_onnx
from .exchange import Exchange
from .main import read_arrays, write_arrays
from .process import LineProcess, clean_environment
from .runtime import Runtime

START_SECONDS = 60.0
LOAD_SECONDS = 120.0
_CODE = re.compile(r"/\S+\.(?:cc|h|cpp):\d+ [^()]*\([^)]*\)( const)? |\[ONNXRuntimeError\] : \d+ : \w+ : |\w+\.cc:\d+ \w+ ")
_MAIN = str(Path(__file__).with_name("main.py"))


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
        Threads that one prediction uses.
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
        self._process: LineProcess | None = None
        self._exchange: Exchange | None = None
        self._model: LoadedModel | None = None
        self._version = ""
        self._killed = False

    def __enter__(self) -> InferenceWorker:
        """Return the worker itself."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close the worker."""
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the inference process, None while there is none."""
        process = self._process
        return None if process is None else process.pid

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
            if self._process is None:
                self._start()
            self._write(lambda file: file.write(model))
            reply = self._ask({"do": "load", "size": len(model)}, "load the model", LOAD_SECONDS)
            self._exchange.inbox.truncate(0)
            if reply.get("sha256") != info.sha256:
                raise self._confused()
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
            if self._process is None or self._model is None:
                raise WorkerError("No model is loaded in the inference process. Load the model again.")
            _check_inputs(self._model.inputs, inputs)
            layout = self._write(lambda file: write_arrays(file, inputs))
            reply = self._ask({"do": "predict", "inputs": layout}, "run the model", None)
            try:
                return read_arrays(self._exchange.outbox, reply["outputs"])
            except (KeyError, TypeError, ValueError) as error:
                raise self._confused() from error

    def kill(self) -> None:
        """Kill the inference process at once, from any thread; a call that waits for it raises `Cancelled`."""
        self._killed = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the inference process and give its memory back; may be called more than once."""
        with self._lock:
            self._drop()

    def _start(self) -> None:
        self._killed = False
        try:
            self._exchange = Exchange()
            arguments = [self._runtime.site or "", str(self._exchange.folder), str(self._threads)]
            self._process = LineProcess([self._runtime.interpreter, "-I", _MAIN, *arguments], clean_environment())
        except OSError as error:
            self._drop()
            raise WorkerError(f"The inference process cannot be started: {error}.") from error
        self._version = self._receive("start", START_SECONDS)["onnxruntime"]
        self._exchange.forget_names()

    def _write(self, write: Callable[[Any], Any]) -> Any:
        inbox = self._exchange.inbox
        try:
            inbox.seek(0)
            return write(inbox)
        except OSError as error:
            raise WorkerError(
                f"There is no room for the model's arrays in {self._exchange.folder.parent} "
                f"({error.strerror or error}). Free some space there or lower the memory setting."
            ) from error

    def _ask(self, request: dict[str, Any], doing: str, limit: float | None) -> dict[str, Any]:
        self._process.send(json.dumps(request))
        return self._receive(doing, limit)

    def _receive(self, doing: str, limit: float | None) -> dict[str, Any]:
        process = self._process
        try:
            line = process.receive(self._cancelled, limit)
        except Cancelled:
            self._drop()
            raise
        except TimeoutError:
            self._drop()
            raise WorkerError(
                f"The inference process took more than {limit:.0f} seconds to {doing}, and was ended. "
                "Try again when the computer is less busy.",
                process.errors,
            ) from None
        if line is None:
            self._drop()
            if self._killed:
                raise Cancelled
            raise WorkerError(_obituary(process.returncode, doing), process.errors)
        try:
            reply = json.loads(line)
        except ValueError:
            reply = None
        if not isinstance(reply, dict):
            raise self._confused()
        if "error" in reply:
            raise self._refusal(reply, doing)
        return reply

    def _refusal(self, reply: dict[str, Any], doing: str) -> Exception:
        """Turn an error reply into an exception for a person."""
        message, details = str(reply.get("message", "")), self._process.errors
        if reply["error"] == "import":
            self._drop()
            return RuntimeMissingError(
                f"ONNX Runtime in {self._runtime.site or self._runtime.interpreter} does not start: {message}. "
                "Install it again in GeoGap's options.",
                details,
            )
        if reply["error"] == "memory":
            return WorkerError(
                f"There is not enough memory to {doing}. Lower the memory setting or the number of threads.",
                f"{message}\n{details}",
            )
        advice = "Export it again at opset 17." if doing.startswith("load") else "Check the model with its author."
        return WorkerError(f"ONNX Runtime could not {doing}: {_reason(message)}. {advice}", f"{message}\n{details}")

    def _confused(self) -> WorkerError:
        """Give up a process whose answers make no sense."""
        details = self._process.errors
        self._drop()
        return WorkerError("The inference process gave an unreadable answer and was ended. Try again.", details)

    def _drop(self) -> None:
        process, exchange = self._process, self._exchange
        self._process = self._exchange = self._model = None
        if process is not None:
            process.close()
        if exchange is not None:
            exchange.close()


def _tensor(reply: Mapping[str, Any]) -> TensorInfo:
    return TensorInfo(reply["name"], reply["dtype"], tuple(reply["dims"]))


def _reason(message: str) -> str:
    """Return what ONNX Runtime says, without its source files, C++ signatures and status codes."""
    operator = re.search(r"while running (\w+) node", message)
    text = _CODE.sub("", message.split("Status Message: ")[-1]).strip()
    text = text.splitlines()[0][:300].rstrip(". ") if text else "no reason given"
    return f"{text} (operator {operator.group(1)})" if operator else text


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


def _obituary(returncode: int | None, doing: str) -> str:
    if returncode is not None and returncode < 0:
        how = f"killed by signal {-returncode}"
    else:
        how = f"exit status {returncode if returncode is None or returncode < 2**31 else hex(returncode)}"
    if os.name == "posix" and returncode == -signal.SIGKILL:
        advice = "Often the computer ran out of memory: lower the memory setting or the number of threads."
    else:
        advice = "Try again; if it happens again, install ONNX Runtime again in GeoGap's options or use another model."
    return f"The inference process died while it was to {doing} ({how}). {advice}"
