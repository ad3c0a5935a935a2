"""One inference process and its two files: started, asked, and ended; its failures told to a person."""

from __future__ import annotations

import io
import json
import os
import re
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ..core.errors import Cancelled, GeoGapError, RuntimeMissingError, WorkerError
from .exchange import Exchange
from .main import read_arrays
from .process import LineProcess, clean_environment
from .runtime import Runtime

_START_SECONDS = 60.0
_MAIN = str(Path(__file__).with_name("main.py"))
_CODE = re.compile(
    r"/\S+\.(?:cc|h|cpp):\d+ [^()]*\([^)]*\)( const)? |\[ONNXRuntimeError\] : \d+ : \w+ : |\w+\.cc:\d+ \w+ "
)
_Answer = TypeVar("_Answer")


class Connection:
    """A running inference process. Whoever gets an error and finds it `ended` opens a new one.

    Parameters
    ----------
    runtime : Runtime
        Interpreter and ONNX Runtime.
    threads : int
        Threads that one prediction uses.
    cancelled : callable or None
        Asked at least every 0.1 seconds while waiting.

    Raises
    ------
    WorkerError
        If the process cannot be started.
    """

    def __init__(self, runtime: Runtime, threads: int, cancelled: Callable[[], bool] | None) -> None:
        self._runtime = runtime
        self._cancelled = cancelled
        self._killed = False
        self._closed = False
        try:
            self._exchange = Exchange()
        except OSError as error:
            raise WorkerError(f"The files of the inference process cannot be made: {error}.") from error
        arguments = [runtime.site or "", str(self._exchange.folder), str(threads)]
        try:
            self._process = LineProcess([runtime.interpreter, "-I", _MAIN, *arguments], clean_environment())
        except OSError as error:
            self._exchange.close()
            raise WorkerError(f"The inference process cannot be started: {error}.") from error

    @property
    def pid(self) -> int:
        """Process id of the inference process."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether the process was closed or killed."""
        return self._closed or self._killed

    def greet(self) -> str:
        """Wait until the process is ready, and return its version of ONNX Runtime.

        Raises
        ------
        RuntimeMissingError
            If ONNX Runtime cannot be imported.
        WorkerError, Cancelled
            As in `ask`.
        """
        version = str(self._receive("start", _START_SECONDS).get("onnxruntime"))
        self._exchange.forget_names()
        return version

    def write(self, write: Callable[[io.FileIO], _Answer]) -> _Answer:
        """Let `write` fill the file that the process reads from; return what it returns.

        Raises
        ------
        WorkerError
            If there is no room.
        """
        try:
            self._exchange.inbox.seek(0)
            return write(self._exchange.inbox)
        except OSError as error:
            raise WorkerError(
                f"There is no room for the model's arrays in {self._exchange.folder.parent} "
                f"({error.strerror or error}). Free some space there or lower the memory setting."
            ) from error

    def ask(self, request: Mapping[str, Any], doing: str, limit: float | None = None) -> dict[str, Any]:
        """Send a request and wait for the reply.

        Parameters
        ----------
        request : mapping
            As `geogap_plugin.worker.main.Server.answer` takes it.
        doing : str
            What messages say the process was to do: "load the model".
        limit : float, optional
            Longest wait in seconds.

        Raises
        ------
        WorkerError
            If the process reports a failure, dies, or takes longer than `limit`; it is closed in the last two cases.
        Cancelled
            If the user cancelled or the process was killed on purpose; it is closed.
        """
        self._process.send(json.dumps(request))
        return self._receive(doing, limit)

    def read(self, layout: Any) -> dict[str, np.ndarray]:
        """Read the arrays that the process wrote and described by `layout`; the process is not trusted to be right."""
        try:
            return read_arrays(self._exchange.outbox, layout)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise self.give_up() from error

    def kill(self) -> None:
        """Kill the process at once, from any thread; a call that waits for it raises `Cancelled`."""
        self._killed = True
        self._process.kill()

    def give_up(self) -> WorkerError:
        """Close a process whose answers make no sense, and return the error to raise."""
        self.close()
        return WorkerError(
            "The inference process gave an unreadable answer and was ended. Try again.", self._process.errors
        )

    def close(self) -> None:
        """End the process and remove its files; may be called more than once."""
        if not self._closed:
            self._closed = True
            self._process.close()
            self._exchange.close()

    def _receive(self, doing: str, limit: float | None) -> dict[str, Any]:
        try:
            line = self._process.receive(self._cancelled, limit)
        except Cancelled:
            self.close()
            raise
        except TimeoutError:
            self.close()
            raise WorkerError(
                f"The inference process took more than {limit:.0f} seconds to {doing}, and was ended. "
                "Try again when the computer is less busy.",
                self._process.errors,
            ) from None
        if line is None:
            self.close()
            if self._killed:
                raise Cancelled
            raise WorkerError(_obituary(self._process.returncode, doing), self._process.errors)
        try:
            reply = json.loads(line)
        except ValueError:
            reply = None
        if not isinstance(reply, dict):
            raise self.give_up()
        if "error" in reply:
            raise self._failure(reply, doing)
        return reply

    def _failure(self, reply: Mapping[str, Any], doing: str) -> GeoGapError:
        message, details = str(reply.get("message", "")), self._process.errors
        if reply["error"] == "import":
            self.close()
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


def _reason(message: str) -> str:
    """Return what ONNX Runtime says, without its source files, C++ signatures and status codes."""
    operator = re.search(r"while running (\w+) node", message)
    text = _CODE.sub("", message.split("Status Message: ")[-1]).strip()
    text = text.splitlines()[0][:300].rstrip(". ") if text else "no reason given"
    return f"{text} (operator {operator.group(1)})" if operator else text


def _obituary(returncode: int | None, doing: str) -> str:
    """Say how the process died, by its exit status, and what to do."""
    killed = os.name == "posix" and returncode == -signal.SIGKILL
    if returncode is not None and returncode < 0:
        how = f"killed by signal {-returncode}"
    else:
        # Windows reports a crash as a large number that people know in hexadecimal.
        how = f"exit status {returncode if returncode is None or returncode < 2**31 else hex(returncode)}"
    if killed:
        advice = "Often the computer ran out of memory: lower the memory setting or the number of threads."
    else:
        advice = "Try again; if it happens again, install ONNX Runtime again in GeoGap's options or use another model."
    return f"The inference process died while it was to {doing} ({how}). {advice}"
