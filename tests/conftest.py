"""What all tests share: where the data and ONNX Runtime lie, and no network or GPU by accident."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Set before any test imports TensorFlow or Qt.
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("QGIS_CUSTOM_CONFIG_PATH", str(ROOT / "build" / "profile"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let go of files that a caught exception keeps open before QGIS ends: GDAL's drivers are gone by then."""
    if nextitem is None:
        gc.collect()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Return the folder of real data: GEOGAP_DATA, or the one beside the repository."""
    folder = Path(os.environ.get("GEOGAP_DATA") or ROOT / ".." / "shared" / "data").resolve()
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set GEOGAP_DATA to a folder of them")
    return folder


@pytest.fixture(scope="session")
def runtime_folder() -> Path:
    """Return the folder that ONNX Runtime is installed in: GEOGAP_RUNTIME, or build/runtime."""
    folder = Path(os.environ.get("GEOGAP_RUNTIME") or ROOT / "build" / "runtime").resolve()
    if not (folder / "onnxruntime").is_dir():
        pytest.skip(f"no ONNX Runtime in {folder}; run 'make setup-runtime'")
    return folder


@pytest.fixture(scope="session")
def sample_file() -> Path:
    """Return the sample series that the plugin ships."""
    return ROOT / "resources" / "sample" / "geogap_sample_twsa.tif"


@pytest.fixture(scope="session")
def netcdf_python() -> str:
    """Return the interpreter beside the CF compliance checker, xarray and UDUNITS."""
    python = ROOT / "build" / "venvs" / "netcdf" / "bin" / "python"
    if not python.exists():
        pytest.skip(f"no {python}; run 'make setup-netcdf'")
    return str(python)
