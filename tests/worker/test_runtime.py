"""Finding the interpreter and ONNX Runtime, and installing ONNX Runtime with the real pip."""

import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from geogap_plugin.core.errors import Cancelled, RuntimeMissingError, WorkerError
from geogap_plugin.worker import runtime as module
from geogap_plugin.worker.process import LineProcess, clean_environment
from geogap_plugin.worker.runtime import Runtime, find_runtime, install_runtime

TAG = "{}{}".format(*sys.version_info[:2])


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.delenv(module.ENVIRONMENT_VARIABLE, raising=False)
    find = module.qgis_interpreter
    find.cache_clear()
    yield
    find.cache_clear()


def package(folder, version="1.2.3", tag=f"cpython-{TAG}-x86_64-linux-gnu", code=""):
    """A folder that looks like an installed onnxruntime."""
    capi = folder / "onnxruntime" / "capi"
    capi.mkdir(parents=True)
    (folder / "onnxruntime" / "__init__.py").write_text(f'__version__ = "{version}"\n{code}')
    (capi / f"onnxruntime_pybind11_state.{tag}.so").write_bytes(b"")
    return folder


def wheel(folder, code=""):
    """A wheel named onnxruntime that pip installs without a network."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "onnxruntime-1.2.3-py3-none-any.whl", "w") as archive:
        archive.writestr("onnxruntime/__init__.py", f'__version__ = "1.2.3"\n{code}')
        archive.writestr("onnxruntime/capi/onnxruntime_pybind11_state.so", "")
        info = "onnxruntime-1.2.3.dist-info"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: onnxruntime\nVersion: 1.2.3\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return folder


def missing(monkeypatch, **facts):
    """Make the interpreter one without these parts."""
    real = module.qgis_interpreter()
    values = {"path": real.path, "onnxruntime": None, "pip": real.pip, **facts}
    monkeypatch.setattr(module, "qgis_interpreter", lambda: module._Interpreter(**values))
    return real.path


def test_the_interpreter_is_of_the_running_version_and_not_the_first_on_the_path(monkeypatch, tmp_path):
    fake = tmp_path / "python3"
    fake.write_text("#!/bin/sh\necho wrong\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sys, "executable", str(fake))
    found = module.qgis_interpreter().path
    said = subprocess.run([found, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True)
    assert said.stdout.strip() == str(tuple(sys.version_info[:2]))
    assert Path(found).is_relative_to(sys.base_prefix) or Path(found).is_relative_to(sys.prefix)


def test_an_interpreter_of_another_version_is_not_trusted(monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "python3"
    fake.write_text('#!/bin/sh\necho \'{"python": [3, 1], "numpy": "1.0", "onnxruntime": null, "pip": null}\'\n')
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(WorkerError, match="No Python") as raised:
        find_runtime()
    assert "is Python 3.1" in raised.value.details


def test_windows_names_are_tried_under_the_prefix():
    names = [path.as_posix() for path in module.interpreter_names(Path("C:/QGIS/apps/Python312"), "nt")]
    assert names[:2] == ["C:/QGIS/apps/Python312/python3.exe", "C:/QGIS/apps/Python312/python.exe"]


def test_the_named_folder_comes_first_then_the_given_ones_then_the_interpreters_own(monkeypatch, tmp_path):
    named, given, other = (package(tmp_path / name, name) for name in ("named", "given", "other"))
    monkeypatch.setenv(module.ENVIRONMENT_VARIABLE, str(named))
    assert find_runtime([given, other]).version == "named"
    monkeypatch.delenv(module.ENVIRONMENT_VARIABLE)
    assert find_runtime([given, other]).site == str(given)
    assert find_runtime([tmp_path / "nothing", other]).version == "other"
    path = missing(monkeypatch, onnxruntime="9.9")
    assert find_runtime([tmp_path / "nothing"]) == Runtime(path, None, "9.9")


def test_a_missing_runtime_says_how_to_get_one_and_where_was_looked(monkeypatch, tmp_path):
    missing(monkeypatch)
    with pytest.raises(RuntimeMissingError, match="Install it") as raised:
        find_runtime([tmp_path / "runtime"])
    assert module.ENVIRONMENT_VARIABLE in raised.value.message
    assert str(tmp_path / "runtime") in raised.value.details


def test_a_runtime_for_another_python_is_not_used_and_says_so(monkeypatch, tmp_path):
    missing(monkeypatch)
    with pytest.raises(RuntimeMissingError) as raised:
        find_runtime([package(tmp_path / "old", tag="cpython-36-x86_64-linux-gnu")])
    assert "another Python" in raised.value.details


def test_an_interrupted_copy_of_a_runtime_is_not_used(monkeypatch, tmp_path):
    missing(monkeypatch)
    (tmp_path / "onnxruntime").mkdir()
    (tmp_path / "onnxruntime" / "__init__.py").write_text('__version__ = "1.0"\n')
    with pytest.raises(RuntimeMissingError) as raised:
        find_runtime([tmp_path])
    assert "incomplete" in raised.value.details


def needs_pip():
    if module.qgis_interpreter().pip is None:
        pytest.skip(f"{module.qgis_interpreter().path} has no pip")


def test_a_wheel_folder_installs_without_a_network_and_replaces_the_old_runtime(tmp_path):
    needs_pip()
    folder = package(tmp_path / "profile" / "runtime", "0.1")
    lines = []
    installed = install_runtime(folder, wheels=wheel(tmp_path / "wheels"), on_line=lines.append)
    assert installed.version == "1.2.3"
    assert find_runtime([folder]) == installed
    assert any("Installing" in line for line in lines)
    assert [path.name for path in folder.parent.iterdir()] == ["runtime"]


def test_a_runtime_that_does_not_start_is_not_installed(tmp_path):
    needs_pip()
    folder = package(tmp_path / "profile" / "runtime", "0.1")
    with pytest.raises(WorkerError, match="does not start") as raised:
        install_runtime(folder, wheels=wheel(tmp_path / "wheels", "raise ImportError('DLL load failed')"))
    assert "DLL load failed" in raised.value.details
    assert find_runtime([folder]).version == "0.1"
    assert [path.name for path in folder.parent.iterdir()] == ["runtime"]


def test_cancelling_an_installation_leaves_nothing(tmp_path):
    needs_pip()
    folder = tmp_path / "profile" / "runtime"
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        install_runtime(folder, wheels=wheel(tmp_path / "wheels"), cancelled=lambda: time.monotonic() - begin > 0.1)
    assert list(folder.parent.iterdir()) == []


def test_no_network_says_what_to_do(tmp_path, monkeypatch):
    needs_pip()
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    with pytest.raises(WorkerError, match="cannot be reached") as raised:
        install_runtime(tmp_path / "runtime", on_line=lambda line: None)
    assert "onnxruntime" in raised.value.details
    assert list(tmp_path.iterdir()) == []


def test_an_empty_wheel_folder_says_how_to_fill_it(tmp_path):
    needs_pip()
    with pytest.raises(WorkerError, match="pip download"):
        install_runtime(tmp_path / "runtime", wheels=tmp_path)


def test_a_wheel_for_another_python_says_so(tmp_path):
    needs_pip()
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "onnxruntime-1.2.3-cp36-cp36m-win_amd64.whl").write_bytes(b"")
    with pytest.raises(WorkerError, match="no onnxruntime wheel for Python"):
        install_runtime(tmp_path / "runtime", wheels=tmp_path / "wheels", on_line=lambda line: None)


def test_an_interpreter_without_pip_says_which_package_has_it(monkeypatch, tmp_path):
    missing(monkeypatch, pip=None)
    with pytest.raises(WorkerError, match="python3-pip"):
        install_runtime(tmp_path / "runtime")


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    needs_pip()
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkerError, match="cannot be written"):
        install_runtime(tmp_path / "file" / "runtime")


def test_cancel_is_heard_while_lines_keep_coming():
    process = LineProcess([sys.executable, "-c", "while True: print('working', flush=True)"], clean_environment())
    pressed = threading.Event()
    threading.Timer(0.3, pressed.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        all(iter(lambda: process.receive(pressed.is_set), None))
    assert time.monotonic() - begin < 1.3
    assert process.returncode is not None
