"""Measure speed against limits and peers of the same run: `python -m benchmarks.speed`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.metadata import MODELS
from geogap_plugin.worker.client import InferenceWorker
from geogap_plugin.worker.runtime import find_runtime

from .results import ROOT, Result, at_most, write_results

IMPORT_SECONDS = 0.1
GP_SECONDS = 44.0
CELLS, EPOCHS, MISSING = 15_483, 236, 36
BATCH, MONTHS = 32, 240
RUNS = 7
_IMPORT = """
import time, qgis.core, qgis.PyQt.QtGui, numpy, osgeo.gdal, osgeo.osr
start = time.perf_counter()
import geogap_plugin.plugin
print(time.perf_counter() - start)
"""


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median wall-clock time of several runs after one that does not count."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return float(np.median(seconds))


def plugin_import() -> Result:
    """Time the import of the plugin in a fresh interpreter in which QGIS and numpy are loaded."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    seconds = []
    for _ in range(RUNS):
        command = [sys.executable, "-c", _IMPORT]
        finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        seconds.append(float(finished.stdout.split()[-1]))
    return at_most("import of the plugin", float(np.median(seconds)), "s", "limit", IMPORT_SECONDS)


def gaussian_process() -> Result:
    """Time the Gaussian process on a global land grid of one missing pattern."""
    random = np.random.default_rng(1)
    times = (np.datetime64("2002-04") + np.arange(EPOCHS)).astype("datetime64[s]")
    values = random.normal(size=(EPOCHS, CELLS)).cumsum(axis=0)
    values[random.choice(EPOCHS, MISSING, replace=False)] = np.nan
    start = time.perf_counter()
    BASELINES["gp"](times, values, Cadence("month"))
    seconds = time.perf_counter() - start
    return at_most(f"gp, {CELLS} cells x {MISSING} missing months", seconds, "s", "reported for one core", GP_SECONDS)


def worker_overhead() -> Result:
    """Compare a prediction in the inference process with the same in this process."""
    runtime = find_runtime()
    if runtime.site:
        sys.path.insert(0, runtime.site)
    import onnxruntime

    data, info = read_model(str(MODELS / "monthly.onnx"))
    batch = np.random.default_rng(2).normal(size=(BATCH, MONTHS, info.inputs[0].dims[-1])).astype(np.float32)
    feed = {info.inputs[0].name: batch}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    here = median_seconds(lambda: session.run(None, feed), 30)
    with InferenceWorker(runtime, threads=1) as worker:
        worker.load(data)
        there = median_seconds(lambda: worker.predict(feed), 30)
    name = f"inference process, {BATCH} cells x {MONTHS} months"
    return Result(name, there / here, "times as long", "ONNX Runtime in the same process")


def main() -> None:
    """Run all and write `benchmarks/results/speed.json`."""
    results = []
    for measure in (plugin_import, gaussian_process, worker_overhead):
        result = measure()
        bar = "" if result.bar is None else f", bar {result.bar:g}: {'holds' if result.holds else 'does not hold'}"
        print(f"{result.name}: {result.value:.3g} {result.unit} ({result.peer}{bar})", flush=True)
        results.append(result)
    print(write_results("speed", results))


if __name__ == "__main__":
    main()
