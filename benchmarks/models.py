"""The bundled series models as filling methods, run in the inference process as the plugin runs them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Optional

from geogap_plugin.core.clouds.patch_model import PatchModel
from geogap_plugin.core.errors import GeoGapError
from geogap_plugin.core.estimate import Method

from .results import ROOT

MODELS = ROOT / "resources" / "models"
RUNTIME = ROOT / "build" / "runtime"


@contextmanager
def series_models(cadence: str) -> "Iterator[dict[str, Method]]":
    """Load every bundled model for series of a cadence; say what is left out, and why.

    Yields
    ------
    dict of str to Method
        By file name without its suffix.
    """
    with ExitStack() as stack:
        methods: dict[str, Method] = {}
        paths = sorted(MODELS.glob("*.onnx"))
        if not paths:
            print(f"No model in {MODELS}: the baselines are scored alone.")
        for path in paths:
            try:
                method = _load(path, cadence, stack)
            except GeoGapError as error:
                print(f"{path.name} is left out: {error.message}")
                continue
            if method is not None:
                methods[path.stem] = method
        yield methods


@contextmanager
def cloud_model() -> "Iterator[Optional[PatchModel]]":
    """Load the bundled model for clouds; None, with the reason printed, where it cannot be run."""
    from geogap_plugin.core.model_card import card_of
    from geogap_plugin.core.onnx_file import read_model
    from geogap_plugin.worker.client import InferenceWorker
    from geogap_plugin.worker.runtime import find_runtime

    with ExitStack() as stack:
        try:
            content, info = read_model(str(MODELS / "clouds.onnx"))
            worker = stack.enter_context(InferenceWorker(find_runtime([RUNTIME])))
            worker.load(content)
            model = PatchModel(card_of(info), worker.predict)
        except GeoGapError as error:
            print(f"The model is left out: {error.message}")
            model = None
        yield model


def _load(path, cadence, stack):
    # Imported here: the baselines can be scored without the worker's needs.
    from geogap_plugin.core.model_card import card_of
    from geogap_plugin.core.onnx_file import inspect_onnx
    from geogap_plugin.core.series.series_model import SeriesModel
    from geogap_plugin.worker.client import InferenceWorker
    from geogap_plugin.worker.runtime import find_runtime

    content = path.read_bytes()
    card = card_of(inspect_onnx(content))
    if card.task != "series" or card.cadence != cadence:
        return None
    worker = stack.enter_context(InferenceWorker(find_runtime([RUNTIME])))
    worker.load(content)
    return SeriesModel(card, worker.predict)
