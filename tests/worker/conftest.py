"""The real ONNX Runtime, found once for all tests of the worker."""

import os
from pathlib import Path

import pytest

from geogap_plugin.core.errors import RuntimeMissingError
from geogap_plugin.worker.client import InferenceWorker
from geogap_plugin.worker.runtime import find_runtime

BUILT = Path(__file__).parents[2] / "build" / "runtime"


@pytest.fixture(scope="session")
def runtime():
    try:
        return find_runtime([BUILT])
    except RuntimeMissingError as error:
        pytest.skip(
            f"ONNX Runtime is in neither GEOGAP_RUNTIME ({os.environ.get('GEOGAP_RUNTIME')}) nor {BUILT}: {error}"
        )


@pytest.fixture
def worker(runtime):
    with InferenceWorker(runtime) as opened:
        yield opened
