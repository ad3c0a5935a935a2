"""Run an accuracy benchmark: `python -m benchmarks.accuracy monthly`."""

import argparse
import importlib
import sys

from geogap_plugin.core.errors import GeoGapError

from .results import RESULTS, ROOT, data_folder, write_results

BENCHMARKS = {
    "clouds": "benchmarks.clouds",
    "monthly": "benchmarks.monthly",
}
"""Name of each benchmark and its module, which has `run(data: Path, cells: Optional[int]) -> list[Result]`."""

THINNED = ROOT / "build" / "bench"
"""Where the figures of a run on a few cells go: they are no results."""


def main(arguments: "list[str] | None" = None) -> int:
    """Run the benchmark that the command line names; return the exit status: 0 once it has run, whatever holds."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy", description=__doc__)
    parser.add_argument("name", choices=sorted(BENCHMARKS))
    parser.add_argument("--cells", type=int, help="take so many cells of each window, for a quick look")
    given = parser.parse_args(arguments)
    name = given.name
    try:
        results = importlib.import_module(BENCHMARKS[name]).run(data_folder(), given.cells)
    except GeoGapError as error:
        print(f"{name}: {error.message}", file=sys.stderr)
        return 2
    path = write_results(name, results, RESULTS if given.cells is None else THINNED)
    failed = [result for result in results if result.holds is False]
    judged = sum(result.holds is not None for result in results)
    print(f"\n{judged - len(failed)} of {judged} bars hold; all figures are in {path}.")
    for result in failed:
        print(
            f"  does not hold: {result.name} is {result.value:.3f} {result.unit}, bar {result.bar:.3f} ({result.peer})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
