"""Finds or makes the environment that models are trained in, and runs the training package there, stopped at a word."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404: fixed programs, argument lists, no shell
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..core.errors import GeoGapError, RuntimeMissingError, WorkerError
from .installing import Installer, staged
from .process import LineProcess, answer, user_environment
from .runtime import interpreter_names, qgis_interpreter

ENVIRONMENT_VARIABLE = "GEOGAP_TRAINING"
SIZE = "about 2 GB on the disk, 0.5 GB to download, one to ten minutes"
_PYTHONS = ((3, 11), (3, 13))
_NEEDED = ("tensorflow", "keras", "tf2onnx", "onnx", "onnxruntime", "rasterio", "xarray")
_PROBE = (
    "import importlib.util, json, sys; "
    "print(json.dumps([name for name in sys.argv[1:] if importlib.util.find_spec(name) is None]))"
)

# Isolated, so that neither the user's own packages nor QGIS's reach the environment; the code's folders come last, so
# that no plugin beside this one can stand in for a package of the environment.
_START = (
    "import runpy, sys; sys.path += sys.argv[1].split(chr(10)); sys.argv[1:] = sys.argv[2:]; "
    "runpy.run_module('training', run_name='__main__', alter_sys=True)"
)


def find_training(folder: str | Path) -> str:
    """Return the interpreter of the training environment: the one that GEOGAP_TRAINING names, or the one in `folder`.

    Raises
    ------
    RuntimeMissingError
        If there is none, or it lacks packages; the message says what `install_training` would install.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    place = Path(named or folder)
    interpreter = next((path for path in _environment_pythons(place) if path.is_file()), None)
    if interpreter is None:
        reason = f"{place} has no Python environment"
    else:
        missing = _missing_packages(interpreter)
        if not missing:
            return str(interpreter)
        reason = f"the environment {place} lacks {', '.join(missing)}"
    if named:
        raise RuntimeMissingError(
            f"Models cannot be trained: {reason}. The variable {ENVIRONMENT_VARIABLE} names it; install "
            "training/requirements.txt there, or remove the variable."
        )
    raise RuntimeMissingError(
        f"Models cannot be trained: {reason}. Training needs TensorFlow and what belongs to it, {SIZE}, in a folder of "
        "its own that QGIS does not load. Allow it (INSTALL), or name an environment that has it by the variable "
        f"{ENVIRONMENT_VARIABLE}."
    )


def install_training(
    folder: str | Path,
    requirements: str | Path,
    *,
    on_line: Callable[[str], object] = print,
    cancelled: Callable[[], bool] | None = None,
) -> str:
    """Make the training environment; the folder changes only on success.

    Parameters
    ----------
    folder : str or Path
        Where the environment goes; created, or replaced.
    requirements : str or Path
        The training package's requirements.txt.
    on_line : callable, optional
        Takes the output of venv and pip, line by line.
    cancelled : callable, optional
        Asked at least every 0.1 seconds; what runs is killed when it returns true.

    Returns
    -------
    str
        The environment's interpreter.

    Raises
    ------
    Cancelled
        If `cancelled` returned true; nothing is left behind.
    WorkerError
        If this Python is too old or too new for TensorFlow, there is no network or no room, or something is missing
        afterwards.
    """
    folder = Path(folder)
    low, high = _PYTHONS
    if not low <= sys.version_info[:2] <= high:
        raise WorkerError(
            f"TensorFlow runs on Python {_dotted(low)} to {_dotted(high)}; QGIS has {_dotted(sys.version_info[:2])}. "
            "Make an environment with another Python from training/requirements.txt and name it by the variable "
            f"{ENVIRONMENT_VARIABLE}."
        )
    installer = Installer(
        "The training environment cannot be made",
        "4 GB",
        "the package index has no fitting version of a package. Check pip's index settings",
        on_line,
        cancelled,
    )
    with staged(folder) as staging:
        on_line(f"Making a Python environment in {folder} ({SIZE})…")
        installer.run([qgis_interpreter().path, "-I", "-m", "venv", "--clear", str(staging)])
        python = next(path for path in _environment_pythons(staging) if path.is_file())
        installer.pip(python, "-r", str(requirements))
        missing = _missing_packages(python)
        if missing:
            raise WorkerError(
                f"The training environment was made but lacks {', '.join(missing)}. It was removed again."
            )
    on_line(f"The training environment is ready in {folder}.")
    return find_training(folder)


def run_training(
    interpreter: str,
    paths: Sequence[str | Path],
    arguments: Sequence[str],
    *,
    on_line: Callable[[str, dict], object],
    cancelled: Callable[[], bool],
) -> None:
    """Run `python -m training` with some arguments, such as `["train", "monthly"]`.

    Parameters
    ----------
    interpreter : str
        As `find_training` returns it.
    paths : sequence of str or Path
        Folders that hold the packages `training` and `geogap_plugin`.
    arguments : sequence of str
        Of a command that knows `--progress json`.
    on_line : callable
        Takes each line's text and the numbers that it carries.
    cancelled : callable
        Asked at least every 0.1 seconds; the process is killed when it returns true, and its checkpoints stay.

    Raises
    ------
    Cancelled
        If `cancelled` returned true.
    GeoGapError
        If training refused its input, in its own words, or failed.
    """
    command = [interpreter, "-I", "-c", _START, "\n".join(map(str, paths)), *arguments, "--progress", "json"]
    process = LineProcess(command, user_environment())
    while (line := process.receive(cancelled)) is not None:
        text, facts = _read_line(line)
        on_line(text, facts)
    if process.returncode == 0:
        return
    # Beside a refusal, what TensorFlow writes to the log tells nobody anything.
    _, refused, message = f"\n{process.errors}".rpartition("\nerror: ")
    if refused:
        raise GeoGapError(message)
    raise WorkerError(
        f"Training failed (exit status {process.returncode}). The end of its messages is in the log.", process.errors
    )


def _read_line(line: str) -> tuple[str, dict]:
    """Return the text of a line of progress and the numbers that it carries; other lines are taken as text."""
    try:
        facts = json.loads(line)
        return str(facts.pop("text")), facts
    except (ValueError, KeyError, TypeError, AttributeError):
        return line, {}


def _environment_pythons(folder: Path) -> list[Path]:
    if os.name == "nt":
        return [folder / "Scripts" / "python.exe"]
    return interpreter_names(folder)


def _missing_packages(interpreter: Path) -> list[str]:
    try:
        return json.loads(answer([str(interpreter), "-I", "-c", _PROBE, *_NEEDED], user_environment()).stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ["a Python that starts"]


def _dotted(numbers: Sequence[int]) -> str:
    return ".".join(map(str, numbers))
