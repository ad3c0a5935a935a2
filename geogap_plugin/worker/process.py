"""A child process that speaks in lines, watched so that cancelling answers at once and nobody is orphaned."""

from __future__ import annotations

import os
import queue
import re
import subprocess  # nosec B404: fixed programs, argument lists, no shell
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import IO, cast

from ..core.errors import Cancelled

POLL_SECONDS = 0.05
_ANSWER_SECONDS = 60
_TAIL_BYTES = 8192
_MAX_LINE = 8 * 2**20
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")

# What a process needs to start at all. QGIS's own PYTHON*, LD_PRELOAD, QT_* and GDAL_* stay behind.
_KEPT = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "USERPROFILE", "PATHEXT", "NUMBER_OF_PROCESSORS",
)  # fmt: skip


def clean_environment() -> dict[str, str]:
    """Return the few environment variables that a child process is given."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # numpy's own threads would only cost memory: the inference process does no linear algebra with numpy.
    return {**kept, "OPENBLAS_NUM_THREADS": "1"}


def user_environment() -> dict[str, str]:
    """Return the user's environment, for pip's proxy and index, without what belongs to QGIS's Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LD_PRELOAD"))}


def answer(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a short program without input and return what it says.

    Raises
    ------
    OSError, subprocess.TimeoutExpired
        If it cannot be started, or takes more than a minute.
    """
    return subprocess.run(  # nosec B603
        list(command),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=dict(environment),
        timeout=_ANSWER_SECONDS,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class LineProcess:
    """A running child process: lines in, lines out, the end of its standard error kept.

    The child's standard input is a pipe that only this process holds, so a child that reads it sees its end even when
    this process is killed.

    Parameters
    ----------
    command : sequence of str
        Program and arguments.
    environment : mapping
        The whole environment of the child.
    merge : bool, optional
        Whether standard error is read as lines together with standard output.

    Raises
    ------
    OSError
        If the program cannot be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], *, merge: bool = False) -> None:
        self._process = subprocess.Popen(  # nosec B603
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if merge else subprocess.PIPE,
            env=dict(environment),
            # Ctrl+C in a terminal is for QGIS or the test runner, which then decides about the child.
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # The pipes are there, because they were asked for above.
        self._input, self._output = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._tail = bytearray()
        self._threads = [threading.Thread(target=_pass_lines, args=(self._output, self._lines), daemon=True)]
        if not merge:
            self._threads.append(
                threading.Thread(target=_keep_tail, args=(self._process.stderr, self._tail), daemon=True)
            )
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Exit status of the child, None while it runs."""
        return self._process.poll()

    @property
    def errors(self) -> str:
        """End of what the child wrote to its standard error."""
        return _COLOURS.sub("", bytes(self._tail).decode("utf-8", "replace")).strip()

    def send(self, line: str) -> None:
        """Send one line; a child that is gone is noticed by `receive`."""
        try:
            self._input.write(line.encode() + b"\n")
            self._input.flush()
        except OSError:
            self._process.kill()

    def receive(self, cancelled: Callable[[], bool] | None = None, limit: float | None = None) -> str | None:
        """Wait for one line.

        Parameters
        ----------
        cancelled : callable, optional
            Asked at least every 0.1 seconds.
        limit : float, optional
            Longest wait in seconds.

        Returns
        -------
        str or None
            The line without its end, or None when the child has ended; it is reaped then.

        Raises
        ------
        Cancelled
            If `cancelled` returned true. The child is killed.
        TimeoutError
            If nothing came within `limit`. The child is killed.
        """
        deadline = None if limit is None else time.monotonic() + limit
        while True:
            if cancelled is not None and cancelled():
                self.close(0)
                raise Cancelled
            try:
                line = self._lines.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if deadline is not None and time.monotonic() > deadline:
                    self.close(0)
                    raise TimeoutError from None
                continue
            if line is None:
                self.close(0)
            return line

    def kill(self) -> None:
        """Kill the child at once; safe to call from any thread and more than once."""
        self._process.kill()

    def close(self, grace: float = 5.0) -> None:
        """Close the child's input, wait `grace` seconds for it to end, kill it if it has not, and reap it."""
        if not grace:
            self._process.kill()
        try:
            self._input.close()
        except OSError:
            self._process.kill()
        try:
            self._process.wait(grace or None)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join(1.0)
        for stream in (self._output, self._process.stderr):
            if stream is not None:
                stream.close()


def _pass_lines(stream: IO[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    while True:
        line = stream.readline(_MAX_LINE)
        if not line:
            break
        lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))
    lines.put(None)


def _keep_tail(stream: IO[bytes], tail: bytearray) -> None:
    while True:
        chunk = os.read(stream.fileno(), _TAIL_BYTES)
        if not chunk:
            break
        tail += chunk
        del tail[:-_TAIL_BYTES]
