"""`python -m benchmarks.page` writes docs/accuracy.md from the results that the benchmarks left."""

import json
from pathlib import Path

from .results import RESULTS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
COLUMNS = {
    "RMSE median": "RMSE median (cm)",
    "RMSE mean": "RMSE mean (cm)",
    "NSE median": "NSE median",
    "deseasonalised NSE median": "NSE without season",
    "CC median": "CC median",
    "CRPS mean": "CRPS (cm)",
    "coverage of the 50 % interval": "in 50 %",
    "coverage of the 80 % interval": "in 80 %",
    "coverage of the 90 % interval": "in 90 %",
}
INTRODUCTION = """# Accuracy on monthly water storage

Made by `make bench NAME=monthly` and `python -m benchmarks.page` from `benchmarks/results/monthly.json`; change nothing
by hand. Known values of three windows of a real GRACE series (JPL Level-3 land grids, 1 degree, 2002-2016) are hidden
from every step of every method, filled, and compared. `monthly` is the bundled network.

The three windows served while the baselines were made, and the draw of cells with a spread of 3 cm or more was chosen
because its baselines come nearest to the figures that were reported for another series: neither is an untouched test.
Intervals are central ones; a perfect 90 % interval holds 90 % of the hidden values.
"""


def tables(results: "list[dict]") -> "dict[str, dict[str, dict[str, float]]]":
    """Group results named “design, cells, method, metric” by design and cells, then by method."""
    grouped: dict[str, dict[str, dict[str, float]]] = {}
    for result in results:
        parts = result["name"].rsplit(", ", 2)
        if len(parts) == 3 and parts[2] in COLUMNS:
            grouped.setdefault(parts[0], {}).setdefault(parts[1], {})[parts[2]] = result["value"]
    return grouped


def page(results: "list[dict]") -> str:
    """Return the page as Markdown."""
    lines = [INTRODUCTION]
    for title, methods in tables(results).items():
        columns = [metric for metric in COLUMNS if any(metric in scores for scores in methods.values())]
        lines.append(f"## {title[0].upper()}{title[1:]}\n")
        lines.append("| method | " + " | ".join(COLUMNS[metric] for metric in columns) + " |")
        lines.append("|---" * (len(columns) + 1) + "|")
        for method, scores in methods.items():
            lines.append(f"| {method} | " + " | ".join(_cell(scores.get(metric)) for metric in columns) + " |")
        lines.append("")
    judged = [result for result in results if result["holds"] is not None]
    lines.append("## Beside the figures reported elsewhere\n")
    lines.append(
        f"{sum(result['holds'] for result in judged)} of {len(judged)} comparisons hold within their tolerance. "
        "These do not:\n"
    )
    lines += ["| figure | measured | bar |", "|---|---|---|"]
    lines += [f"| {r['name']} | {_cell(r['value'])} | {_cell(r['bar'])} |" for r in judged if not r["holds"]]
    return "\n".join(lines) + "\n"


def _cell(value: "float | None") -> str:
    return "–" if value is None else f"{value:.3g}"


if __name__ == "__main__":
    PAGE.write_text(page(json.loads((RESULTS / "monthly.json").read_text(encoding="utf-8"))), encoding="utf-8")
    print(PAGE)
