"""Measure how fast the model for clouds fills, beside ONNX Runtime alone: `python -m benchmarks.cloud_speed`."""

import sys

import numpy as np

from geogap_plugin.core.clouds.fillers import fit_regression
from geogap_plugin.core.clouds.patch_model import PIXELS, PatchModel, Surroundings, encode
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.metadata import MODELS
from geogap_plugin.worker.client import InferenceWorker
from geogap_plugin.worker.runtime import find_runtime
from training.synthetic_stacks import draw_stack

from .results import Result, at_least, at_most, write_results
from .speed import median_seconds

DATES, SIZE, PRIOR = 24, 224, 300.0
"""A tile of 160 pixels with its margins."""

MOST_TIMES, LEAST_MEGAPIXELS = 1.3, 0.2
RUNS = 5


def measure() -> "list[Result]":
    """Fill a tile with and without the model, and run the model alone in this process."""
    runtime = find_runtime()
    if runtime.site:
        sys.path.insert(0, runtime.site)
    import onnxruntime

    data, info = read_model(str(MODELS / "clouds.onnx"))
    stack = draw_stack(np.random.default_rng(1), DATES, SIZE)
    given = np.where(stack.cloudy, np.nan, stack.truth)
    base = fit_regression([given[:, :64, :64]], stack.days, PRIOR)
    cloudy = np.flatnonzero(stack.cloudy.any(axis=(1, 2)))
    inputs = encode(base.layers(given), Surroundings.of(base), cloudy)
    at_once = max(1, PIXELS // SIZE**2)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

    def alone() -> None:
        for first in range(0, len(inputs), at_once):
            session.run(None, {"features": inputs[first : first + at_once]})

    layers = base.layers(given)
    with InferenceWorker(runtime, threads=1) as worker:
        worker.load(data)
        filler = PatchModel(card_of(info), worker.predict).on(base)
        # In turns, so that whatever else the machine does falls on all alike; the fastest run is the least disturbed.
        works = (alone, lambda: filler.correct(layers), lambda: filler.estimate(given), lambda: base.layers(given))
        seconds = np.array([[median_seconds(work, 1) for work in works] for _ in range(RUNS)])
    runtime_alone, model, whole, regression = seconds.min(axis=0)
    name = f"{len(cloudy)} images of {SIZE} x {SIZE} pixels"
    megapixels = cloudy.size * SIZE**2 / 1e6
    return [
        at_most(f"model, {name}", model / runtime_alone, "times as long", "ONNX Runtime alone", MOST_TIMES),
        at_least(
            f"filling with the model, {name}", megapixels / whole, "megapixels x dates a second", "", LEAST_MEGAPIXELS
        ),
        Result(f"filling without it, {name}", megapixels / regression, "megapixels x dates a second", ""),
        Result(
            f"filling with the model, {name}", whole / regression, "times as long", "the regression that it corrects"
        ),
    ]


def main() -> None:
    """Print the results and write `benchmarks/results/cloud_speed.json`."""
    results = measure()
    for result in results:
        bar = "" if result.bar is None else f", bar {result.bar:g}: {'holds' if result.holds else 'does not hold'}"
        print(f"{result.name}: {result.value:.3g} {result.unit} ({result.peer}{bar})", flush=True)
    print(write_results("cloud_speed", results))


if __name__ == "__main__":
    main()
