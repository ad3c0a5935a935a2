"""Installs Python packages into a folder that changes only on success, and says in words why it failed."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import WorkerError
from .process import LineProcess, user_environment

_REASONS = (
    (
        r"ensurepip|python3-venv",
        "Python's venv module is not complete. On Debian and Ubuntu install the package python3-venv.",
    ),
    (r"(?i)no space left|errno 28", "the disk is full. Free {room} and try again."),
    (
        r"NewConnectionError|Max retries|ProxyError|timed out|SSLError|resolution",
        "the package index cannot be reached. Check the network and the proxy{offline}.",
    ),
    (r"No matching distribution|not a supported wheel", "{unfit}."),
    ("", "the last lines of the log say more."),
)
_LAST_LINES = 40


@dataclass(frozen=True)
class Installer:
    """Runs pip and the like, watched, and explains their failures.

    Parameters
    ----------
    failure : str
        How an error begins, such as “ONNX Runtime cannot be installed”.
    room : str
        What the installation takes on the disk.
    unfit : str
        What it means that the package index, or a folder of wheels, has nothing that fits.
    on_line : callable
        Takes the output, line by line.
    cancelled : callable, optional
        Asked at least every 0.1 seconds; what runs is killed when it returns true.
    offline : str
        What else helps where there is no network, as the end of a sentence.
    """

    failure: str
    room: str
    unfit: str
    on_line: Callable[[str], object]
    cancelled: Callable[[], bool] | None
    offline: str = ""

    def pip(self, interpreter: str | Path, *arguments: str) -> None:
        """Install with an interpreter's pip, from wheels alone; see :meth:`run` for the errors."""
        command = [str(interpreter), "-I", "-m", "pip", "install", "--only-binary", ":all:", "--no-input"]
        self.run([*command, "--disable-pip-version-check", "--progress-bar", "off", *arguments])

    def run(self, command: Sequence[str]) -> None:
        """Run a command to its end.

        Raises
        ------
        Cancelled
        WorkerError
            If it fails; the details are its last lines.
        """
        # A setting "user = true" of pip would contradict a folder of its own.
        environment = {**user_environment(), "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
        process = LineProcess(command, environment, merge=True)
        output = []
        while (line := process.receive(self.cancelled)) is not None:
            output.append(line)
            self.on_line(line)
        if process.returncode != 0:
            text = "\n".join(output[-_LAST_LINES:])
            reason = next(reason for pattern, reason in _REASONS if re.search(pattern, text))
            words = reason.format(room=self.room, offline=self.offline, unfit=self.unfit)
            raise WorkerError(f"{self.failure}: {words}", text)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside `folder`, which takes its place when the block ends without an error.

    Raises
    ------
    WorkerError
        If it cannot be made, or the old one is in use; nothing has changed then.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=folder.name + ".part-", dir=folder.parent))
        # mkdtemp makes folders for one user; this becomes an ordinary one.
        staging.chmod(0o755)
    except OSError as error:
        raise WorkerError(f"The folder {folder.parent} cannot be written: {error.strerror or error}.") from error
    try:
        yield staging
        _replace(folder, staging)
    finally:
        _remove(staging)


def _replace(folder: Path, staging: Path) -> None:
    """Give a folder another's place; the old one stays if that fails."""
    old = folder.with_name(f"{staging.name}-old")
    try:
        if folder.exists():
            folder.rename(old)
        staging.rename(folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise WorkerError(
            f"The folder {folder} cannot be replaced: {error.strerror or error}. Stop the models and the training that "
            "run, and try again."
        ) from error
    _remove(old)


def remove(folder: Path) -> None:
    """Remove an installation, all of it or nothing.

    Raises
    ------
    WorkerError
        If it is in use.
    """
    aside = folder.with_name(f"{folder.name}.part-removed")
    try:
        folder.rename(aside)
    except OSError as error:
        raise WorkerError(
            f"The folder {folder} cannot be removed: {error.strerror or error}. Stop the models and the training that "
            "run, and try again."
        ) from error
    _remove(aside)


def _remove(folder: Path) -> None:
    """Remove a folder in which a killed process's own children, or a virus scanner, may be busy for a moment."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
