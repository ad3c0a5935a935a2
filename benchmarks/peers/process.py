"""Run one peer on a file of series: `python -m benchmarks.peers.process MODULE:FUNCTION input.npz output.npz`.

The input holds `times` (T,) and `series` (M, T, N), the same cells under M masks; the output `mean` and `sd` of the
same shape and `seconds` of processor time. The exit status is 3 where a library is not installed.
"""

import sys
import time
from importlib import import_module

import numpy as np

from geogap_plugin.core.calendar import Cadence

MONTH = Cadence("month")
NOT_INSTALLED = 3


def main(arguments: "list[str]") -> int:
    """Fill and write; return the exit status."""
    function, source, target = arguments
    module, name = function.split(":")
    try:
        method = getattr(import_module(f"benchmarks.peers.{module}"), name)
    except ImportError as error:
        print(error, file=sys.stderr)
        return NOT_INSTALLED
    with np.load(source) as given:
        times, series = given["times"].astype("datetime64[s]"), given["series"]
    started = time.process_time()
    estimates = [method(times, values, MONTH) for values in series]
    seconds = time.process_time() - started
    np.savez(
        target,
        mean=np.stack([estimate.mean for estimate in estimates]),
        sd=np.stack([estimate.sd for estimate in estimates]),
        seconds=seconds,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
