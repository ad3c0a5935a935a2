"""Finds the Python interpreter and the ONNX Runtime that inference runs on, and installs ONNX Runtime."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess  # nosec B404: fixed programs, argument lists, no shell
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import RuntimeMissingError, WorkerError
from .installing import Installer, staged
from .process import answer, clean_environment

ENVIRONMENT_VARIABLE = "GEOGAP_RUNTIME"

# What an interpreter says about itself: started once before it is trusted.
_PROBE = """
import importlib.metadata, importlib.util, json, sys
def version(name):
    if importlib.util.find_spec(name) is None:
        return None
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "unknown version"
print(json.dumps({"python": sys.version_info[:2], "numpy": version("numpy"), "onnxruntime": version("onnxruntime"),
    "pip": version("pip")}))
"""

# The same order as in the inference process: the interpreter's numpy first, then the folder.
_TRIAL = "import sys, numpy; sys.path.insert(0, sys.argv[1]); import onnxruntime; print(onnxruntime.__version__)"


@dataclass(frozen=True)
class Runtime:
    """Where inference runs.

    Parameters
    ----------
    interpreter : str
        Path of the Python interpreter that the inference process is started with.
    site : str or None
        Folder that holds the onnxruntime package; None for the interpreter's own.
    version : str
        Version of ONNX Runtime.
    """

    interpreter: str
    site: str | None
    version: str


@dataclass(frozen=True)
class _Interpreter:
    path: str
    onnxruntime: str | None
    pip: str | None


def find_runtime(folders: Iterable[str | Path] = ()) -> Runtime:
    """Find ONNX Runtime: in the folder that GEOGAP_RUNTIME names, in `folders`, then in the interpreter itself.

    Parameters
    ----------
    folders : iterable of str or Path, optional
        Folders that `install_runtime` may have filled, best first.

    Returns
    -------
    Runtime

    Raises
    ------
    RuntimeMissingError
        If ONNX Runtime is in none of them; the details say what was looked at.
    WorkerError
        If no Python interpreter can be started.
    """
    interpreter = qgis_interpreter()
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    candidates = [*([named] if named else []), *folders]
    tried = []
    for folder in candidates:
        version, reason = _package_version(Path(folder))
        if version:
            return Runtime(interpreter.path, str(folder), version)
        tried.append(f"{folder}: {reason}")
    if interpreter.onnxruntime:
        return Runtime(interpreter.path, None, interpreter.onnxruntime)
    tried.append(f"{interpreter.path}: has no onnxruntime of its own")
    target = candidates[0] if candidates else "FOLDER"
    raise RuntimeMissingError(
        "ONNX Runtime is not installed, so models cannot run (other methods can). Install it in Settings › Options › "
        f"GeoGap, or with: {interpreter.path} -m pip install --target {target} --no-deps onnxruntime. "
        f"Another folder is found through the variable {ENVIRONMENT_VARIABLE}.",
        "\n".join(tried),
    )


def install_runtime(
    folder: str | Path,
    *,
    wheels: str | Path | None = None,
    on_line: Callable[[str], object] = print,
    cancelled: Callable[[], bool] | None = None,
) -> Runtime:
    """Install ONNX Runtime into a folder of its own with the interpreter's pip; the folder changes only on success.

    Parameters
    ----------
    folder : str or Path
        Where the package goes; created, or replaced.
    wheels : str or Path, optional
        A folder with an onnxruntime wheel, for a computer without a network.
    on_line : callable, optional
        Receives pip's output, line by line.
    cancelled : callable, optional
        Asked at least every 0.1 seconds; pip is killed when it returns true.

    Returns
    -------
    Runtime
        The new installation, started once.

    Raises
    ------
    Cancelled
        If `cancelled` returned true; nothing is left behind.
    WorkerError
        If there is no pip, no network, no fitting wheel, no room, or the result does not start.
    """
    folder = Path(folder)
    interpreter = qgis_interpreter()
    if interpreter.pip is None:
        raise WorkerError(
            f"ONNX Runtime cannot be installed: the Python interpreter {interpreter.path} has no pip. On Debian and "
            "Ubuntu install the package python3-pip (or python3-onnxruntime, which GeoGap uses as it is)."
        )
    if wheels is not None and not any(Path(wheels).glob("onnxruntime-*.whl")):
        raise WorkerError(
            f"There is no onnxruntime wheel in {wheels}. Download one on another computer with: "
            f"pip download --no-deps --only-binary :all: --python-version {_dotted()} onnxruntime."
        )
    installer = Installer(
        "ONNX Runtime cannot be installed",
        "about 200 MB",
        f"there is no onnxruntime wheel for Python {_dotted()} on this computer. Check the network, or give a folder "
        "with such a wheel",
        on_line,
        cancelled,
        offline=", or download the wheel elsewhere and give its folder",
    )
    source = [] if wheels is None else ["--no-index", "--find-links", str(wheels)]
    with staged(folder) as staging:
        installer.pip(interpreter.path, "--target", str(staging), "--no-deps", *source, "onnxruntime")
        version = _start_once(interpreter.path, staging)
    on_line(f"ONNX Runtime {version} is installed in {folder}.")
    return Runtime(interpreter.path, str(folder), version)


def _start_once(interpreter: str, site: Path) -> str:
    trial = answer([interpreter, "-I", "-c", _TRIAL, str(site)], clean_environment())
    if trial.returncode != 0:
        raise WorkerError(
            "ONNX Runtime was installed but does not start, so it was removed again. On Windows install Microsoft's "
            "Visual C++ Redistributable (x64) and try again.",
            trial.stderr[-4000:],
        )
    return trial.stdout.strip().splitlines()[-1]


def _package_version(folder: Path) -> tuple[str | None, str]:
    """Version of the onnxruntime package in `folder`, or None and why it cannot be used."""
    package = folder / "onnxruntime"
    try:
        found = re.search(r'^__version__ = "([^"]+)"', (package / "__init__.py").read_text("utf-8"), re.MULTILINE)
        binaries = [path.name for path in (package / "capi").glob("onnxruntime_pybind11_state*")]
    except (OSError, UnicodeDecodeError):
        return None, "has no onnxruntime package"
    if not binaries:
        return None, "is incomplete; install it again"
    # cpython-311-x86_64-linux-gnu.so, cp311-win_amd64.pyd; a file without a tag says nothing.
    tags = {tag for name in binaries for tag in re.findall(r"(?:cpython-|cp)(\d{2,3})", name)}
    running = "{}{}".format(*sys.version_info[:2])
    if tags and running not in tags:
        return None, f"was installed for another Python than {_dotted()}; install it again"
    return (found.group(1) if found else "unknown version"), ""


@functools.lru_cache(maxsize=1)
def qgis_interpreter() -> _Interpreter:
    """Find the interpreter of this very Python and ask it who it is.

    ``sys.executable`` is not it inside QGIS. A virtual environment, where tests and benchmarks run, may have the numpy
    that its base lacks.
    """
    tried = []
    for prefix in dict.fromkeys((sys.base_prefix, sys.prefix)):
        for path in interpreter_names(Path(prefix)):
            if not path.is_file():
                continue
            try:
                said = json.loads(answer([str(path), "-I", "-c", _PROBE], clean_environment()).stdout)
            except (OSError, subprocess.TimeoutExpired, ValueError) as error:
                tried.append(f"{path}: {error}")
                continue
            if tuple(said["python"]) != sys.version_info[:2]:
                tried.append(f"{path}: is Python {'.'.join(map(str, said['python']))}")
            elif said["numpy"] is None:
                tried.append(f"{path}: has no numpy")
            else:
                return _Interpreter(str(path), said["onnxruntime"], said["pip"])
    raise WorkerError(
        f"No Python {_dotted()} with numpy was found in {sys.base_prefix} to run models with. "
        "Repair the installation of QGIS.",
        "\n".join(tried),
    )


def interpreter_names(prefix: Path, system: str = os.name) -> list[Path]:
    """Return where an interpreter can lie under a prefix, the likeliest first."""
    if system == "nt":
        return [prefix / name for name in ("python3.exe", "python.exe", "Scripts/python.exe")]
    return [prefix / "bin" / name for name in (f"python{_dotted()}", "python3", "python")]


def _dotted() -> str:
    return "{}.{}".format(*sys.version_info[:2])
