"""Where a benchmark finds its data, and the figures that it leaves behind."""

import json
import math
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Optional

from geogap_plugin.core.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Result:
    """One figure of a benchmark.

    Parameters
    ----------
    name : str
        What was measured: design, method, metric.
    value : float
    unit : str
        Empty for a number without one.
    peer : str
        What it is compared with, and where that figure comes from; empty if with nothing.
    bar : float, optional
        The figure to reach.
    holds : bool, optional
        Whether it is reached.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    bar: Optional[float] = None
    holds: Optional[bool] = None


def at_most(name: str, value: float, unit: str, peer: str, bar: float) -> Result:
    """Return a figure that is good when it is not above the bar."""
    return Result(name, value, unit, peer, bar, bool(value <= bar))


def at_least(name: str, value: float, unit: str, peer: str, bar: float) -> Result:
    """Return a figure that is good when it is not below the bar."""
    return Result(name, value, unit, peer, bar, bool(value >= bar))


def within(name: str, value: float, unit: str, peer: str, bar: float, tolerance: float) -> Result:
    """Return a figure that is good when it is at most `tolerance` away from the bar."""
    # 0.53 - 0.5 is a little more than 0.03 to a computer.
    return Result(name, value, unit, peer, bar, bool(abs(value - bar) <= tolerance + _ROUNDING))


def data_folder() -> Path:
    """Return the folder of the benchmark data: DATA or GEOGAP_DATA, else `../shared/data` beside the repository.

    Raises
    ------
    InputError
        If it does not exist.
    """
    folder = Path(os.environ.get("DATA") or os.environ.get("GEOGAP_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder} with benchmark data. Name one: make bench NAME=… DATA=folder.")
    return folder


def write_results(name: str, results: "Sequence[Result]", folder: Path = RESULTS) -> Path:
    """Write `NAME.json` in `benchmarks/results` or another folder whole or not at all, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    rows = [asdict(result) for result in results]
    for row in rows:
        row["value"] = round(row["value"], 4) if math.isfinite(row["value"]) else None
        row["bar"] = None if row["bar"] is None else round(row["bar"], 4)
    aside = path.with_suffix(".json.part")
    aside.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    aside.replace(path)
    return path


def print_table(title: str, header: "Sequence[str]", rows: "Sequence[Sequence[str]]") -> None:
    """Print a table with aligned columns, the first to the left."""
    widths = [max(len(line[column]) for line in (header, *rows)) for column in range(len(header))]
    print(f"\n{title}")
    for line in (header, *rows):
        cells = [line[0].ljust(widths[0])] + [text.rjust(width) for text, width in zip(line[1:], widths[1:])]
        print("  " + "  ".join(cells))
