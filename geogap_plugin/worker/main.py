"""The inference process: reads requests as JSON lines, runs one ONNX model, and exits when its standard input closes.

It is started as ``python -I main.py SITE FOLDER THREADS`` and imports nothing of the plugin. Requests and replies
travel over standard input and output, arrays through two files in FOLDER ("inbox" and "outbox"). They are read and
written, not mapped: a full disk or a file cut short by somebody is then an ordinary error and not a SIGBUS that takes
QGIS down, and the files need no growing, locking or unmapping on any platform. Where FOLDER is in ``/dev/shm`` the
files are plain memory.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import queue
import re
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

_ALIGNMENT = 64
_DTYPES = {
    "tensor(float)": "float32", "tensor(double)": "float64", "tensor(float16)": "float16", "tensor(bool)": "bool",
    "tensor(int8)": "int8", "tensor(int16)": "int16", "tensor(int32)": "int32", "tensor(int64)": "int64",
    "tensor(uint8)": "uint8", "tensor(uint16)": "uint16", "tensor(uint32)": "uint32", "tensor(uint64)": "uint64",
}  # fmt: skip
_NO_MEMORY = re.compile(r"bad.?alloc|failed to allocate|out of memory|no space left", re.IGNORECASE)
_ORT_PREFIX = re.compile(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ")


def write_arrays(file: io.FileIO, arrays: Mapping[str, np.ndarray]) -> list[dict[str, Any]]:
    """Write arrays one behind the other into an unbuffered file.

    Returns
    -------
    list of dict
        The layout: name, dtype, shape and offset of every array, as JSON can carry it.
    """
    layout = []
    offset = 0
    for name, array in arrays.items():
        offset += -offset % _ALIGNMENT
        layout.append({"name": name, "dtype": array.dtype.name, "shape": list(array.shape), "offset": offset})
        file.seek(offset)
        view = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        offset += len(view)
        while view:
            view = view[file.write(view) :]
    return layout


def read_arrays(file: io.FileIO, layout: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Read the arrays that `write_arrays` wrote into fresh memory.

    Raises
    ------
    ValueError
        If the layout names more bytes than the file has, or an element type that the model contract lacks.
    """
    size = os.fstat(file.fileno()).st_size
    arrays = {}
    for entry in layout:
        if entry["dtype"] not in _DTYPES.values():
            raise ValueError(f"unknown element type {entry['dtype']!r}")
        dtype = np.dtype(entry["dtype"])
        shape = tuple(int(length) for length in entry["shape"])
        count = 1
        for length in shape:
            count *= length
        if min(shape, default=1) < 0 or not 0 <= entry["offset"] <= size - count * dtype.itemsize:
            raise ValueError(f"the array {entry['name']!r} reaches beyond the file")
        array = np.empty(shape, dtype)
        view = array.reshape(-1).view(np.uint8).data
        file.seek(entry["offset"])
        while view:
            read = file.readinto(view)
            if not read:
                raise ValueError(f"the array {entry['name']!r} reaches beyond the file")
            view = view[read:]
        arrays[entry["name"]] = array
    return arrays


class Server:
    """Answers requests: holds ONNX Runtime, the two files and one model.

    Several threads share the work in one of two ways. A batch of independent rows is cut into one part a thread, which
    suits recurrent networks: threads inside an operator hardly speed those up. A model without a batch, or a batch of
    one, gets threads inside its operators.

    Parameters
    ----------
    onnxruntime : module
        The imported package.
    inbox, outbox : io.FileIO
        Unbuffered files for the arrays that come in and go out.
    threads : int
        Number of threads.
    """

    def __init__(self, onnxruntime: Any, inbox: io.FileIO, outbox: io.FileIO, threads: int) -> None:
        self._onnxruntime = onnxruntime
        self._inbox = inbox
        self._outbox = outbox
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads)
        self._model = b""
        self._batched = False
        self._sessions: dict[int, Any] = {}

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out one request and return its reply; a failure becomes a reply too, never an exception."""
        try:
            if request["do"] == "load":
                return self._load(request["model"], request["batched"])
            return self._predict(request["inputs"])
        # The boundary of the process: whatever fails here is the client's to explain.
        except Exception as error:
            message = _ORT_PREFIX.sub("", str(error)) or type(error).__name__
            no_memory = isinstance(error, MemoryError) or _NO_MEMORY.search(message)
            return {"error": "memory" if no_memory else "failed", "message": message}

    def _load(self, layout: list[dict[str, Any]], batched: bool) -> dict[str, Any]:
        self._sessions.clear()
        self._model, self._batched = read_arrays(self._inbox, layout)["model"].tobytes(), batched
        session = self._session(1 if batched else self._threads)
        return {
            "inputs": [_describe(tensor) for tensor in session.get_inputs()],
            "outputs": [_describe(tensor) for tensor in session.get_outputs()],
            "metadata": session.get_modelmeta().custom_metadata_map,
            "sha256": hashlib.sha256(self._model).hexdigest(),
        }

    def _session(self, threads: int) -> Any:
        """Return the session with `threads` threads inside an operator, made at its first use."""
        if threads not in self._sessions:
            options = self._onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 2
            options.use_deterministic_compute = True
            # Idle threads that spin take the cores from QGIS, which is preparing the next block meanwhile.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            options.add_session_config_entry("session.inter_op.allow_spinning", "0")
            options.add_session_config_entry("session.load_model_format", "ONNX")
            self._sessions[threads] = self._onnxruntime.InferenceSession(
                self._model, options, providers=["CPUExecutionProvider"]
            )
        return self._sessions[threads]

    def _predict(self, layout: list[dict[str, Any]]) -> dict[str, Any]:
        inputs = read_arrays(self._inbox, layout)
        lanes = min(self._threads, *(len(array) for array in inputs.values())) if self._batched else 1
        session = self._session(1 if lanes > 1 else self._threads)
        names = [tensor.name for tensor in session.get_outputs()]
        if lanes > 1:
            cut = {name: np.array_split(array, lanes) for name, array in inputs.items()}
            parts = [{name: pieces[lane] for name, pieces in cut.items()} for lane in range(lanes)]
            answers = list(self._pool.map(lambda part: session.run(names, part), parts))
            results = [np.concatenate([answer[index] for answer in answers]) for index in range(len(names))]
        else:
            results = session.run(names, inputs)
        outputs = {name: results[index] for index, name in enumerate(names)}
        return {"outputs": write_arrays(self._outbox, outputs)}


def _describe(tensor: Any) -> dict[str, Any]:
    if tensor.type not in _DTYPES:
        raise ValueError(f"{tensor.name!r} is of type {tensor.type}, not a tensor of numbers")
    return {"name": tensor.name, "dtype": _DTYPES[tensor.type], "dims": list(tensor.shape)}


def _receive(waiting: queue.SimpleQueue) -> None:
    """Pass on requests; end the process when the client is gone, even in the middle of a run."""
    for line in sys.stdin.buffer:
        waiting.put(json.loads(line))
    os._exit(0)


def main(site: str, folder: str, threads: str) -> None:
    """Serve requests until standard input closes.

    Parameters
    ----------
    site : str
        Folder that holds the onnxruntime package, or "" for the interpreter's own.
    folder : str
        Folder that holds the files "inbox" and "outbox".
    threads : str
        Number of threads.
    """
    # Replies get a descriptor of their own; whatever a library prints goes to standard error.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(waiting,), daemon=True).start()
    # numpy is imported already, so a numpy that lies beside onnxruntime cannot take the interpreter's place.
    if site:
        sys.path.insert(0, site)
    try:
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        reply: dict[str, Any] = {"onnxruntime": onnxruntime.__version__}
    except (ImportError, OSError, AttributeError) as error:
        reply = {"error": "import", "message": str(error)}
    with (
        Path(folder, "inbox").open("rb", buffering=0) as inbox,
        Path(folder, "outbox").open("r+b", buffering=0) as outbox,
    ):
        server = None if "error" in reply else Server(onnxruntime, inbox, outbox, int(threads))
        while True:
            replies.write(json.dumps(reply) + "\n")
            replies.flush()
            if server is None:
                os._exit(1)
            reply = server.answer(waiting.get())


if __name__ == "__main__":
    main(*sys.argv[1:])
