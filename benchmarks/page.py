"""`python -m benchmarks.page` writes docs/accuracy.md from the results that the benchmarks left."""

import json
from collections.abc import Iterable, Sequence
from typing import Optional

from .clouds_page import clouds_part
from .markdown import holding, markdown_table, yes_or_no
from .monthly import CELLS_PER_WINDOW, DESIGNS, FEW_CELLS, FEW_PER_WINDOW, SAMPLES
from .peers.catalogue import FEW, PEERS
from .reported import OTHERS_REPORTED, REPORTED
from .results import RESULTS, ROOT

PAGE = ROOT / "docs" / "accuracy.md"
COLUMNS = {
    "NSE median": "NSE",
    "deseasonalised NSE median": "NSE without season",
    "RMSE median": "RMSE, median (cm)",
    "RMSE mean": "RMSE, mean (cm)",
    "CC median": "CC",
    "CRPS mean": "CRPS (cm)",
    "coverage of the 50 % interval": "in 50 %",
    "coverage of the 80 % interval": "in 80 %",
    "coverage of the 90 % interval": "in 90 %",
}
"""Metrics of the results and the headings of their columns."""

AREA = "area-weighted RMSE"
LEFT_OUT = "left out"
WORST = {
    " interval": "all values",
    "worst latitude band": "worst latitude band",
    "worst gap length": "worst gap length",
}
"""Endings of the results of intervals that are judged on all cells, and what they are of."""

INTRODUCTION = """# Accuracy on monthly water storage

Made by `make bench NAME=monthly` and `python -m benchmarks.page` from `benchmarks/results/monthly.json`; change nothing
by hand.

Known values of windows of a real GRACE series (JPL Level-3 land grids, 1 degree, 2002-2016: Africa, Europe, South
America) are hidden from every step of every method, filled, and compared. `monthly` is the bundled network, `auto` the
combination of all methods that `fillseries` takes by default. Intervals and combination are calibrated on values hidden
from what is left, anew for every gap.

NSE, CC and the first RMSE are medians over cells, CRPS and the second RMSE means. NSE without season is that of the
departures from each cell's own mean year: a filling that only repeats the season gets nothing for it. Intervals are
central ones; a perfect 90 % interval holds 90 % of the hidden values. A method that states no error has no intervals,
and its CRPS is its mean absolute error.

The windows served while the methods were made, and the draw of cells with a spread of 3 cm or more was chosen because
its scores come nearest to those that were reported for another series: neither is an untouched test.

The peers, which fill the same hidden values:
"""


def page(results: "list[dict]", costs: "Sequence[dict]" = ()) -> str:
    """Return the page as Markdown, from the results on monthly series and those of speed and memory."""
    lines = [INTRODUCTION, *(f"* **{peer.label}**: {peer.about}." for peer in PEERS), ""]
    any_spread, lively = SAMPLES
    found = tables(results)
    area = {(r["name"].rsplit(", ", 3)[0], r["name"].rsplit(", ", 3)[2]): r["value"] for r in _ending(results, AREA)}
    reasons = {tuple(r["name"].rsplit(", ", 2)[:2]): r["peer"] for r in _ending(results, LEFT_OUT)}
    for design in DESIGNS:
        place = f"{design}, {any_spread}"
        if place not in found:
            continue
        text = f"{CELLS_PER_WINDOW} land cells drawn from each window; the last column is of all cells."
        lines += [f"## {design[0].upper()}{design[1:]}", "", text, ""]
        lines += _table(found[place], {method: area.get((design, method)) for method in found[place]}, reasons, place)
        few = f"{design}, {FEW_CELLS}"
        if few in found:
            slow = [peer.label for peer in PEERS if peer.cells == FEW]
            lines += [f"On {FEW_PER_WINDOW} of these of each window: {', '.join(slow)}, which is slow.", ""]
            lines += _table(found[few], {}, reasons, few)
    lines += ["## Beside the figures reported elsewhere", ""]
    lines += ["The same on cells with a spread of 3 cm or more, and what is reported of other series (starred).", ""]
    for design in DESIGNS:
        place = f"{design}, {lively}"
        if place in found:
            lines += [f"### {design[0].upper()}{design[1:]}, {lively}", ""]
            lines += _table(found[place], {}, reasons, place, starred=design == next(iter(DESIGNS)))
    lines += _intervals(results)
    lines += _bars(results)
    lines += _costs(costs)
    return "\n".join(lines).rstrip() + "\n"


def tables(results: "list[dict]") -> "dict[str, dict[str, dict[str, Optional[float]]]]":
    """Group results named “design, cells, method, metric” by design and cells, then by method."""
    grouped: dict[str, dict[str, dict[str, Optional[float]]]] = {}
    for result in results:
        parts = result["name"].rsplit(", ", 2)
        if len(parts) == 3 and parts[2] in COLUMNS and parts[0].endswith((*SAMPLES, FEW_CELLS)):
            grouped.setdefault(parts[0], {}).setdefault(parts[1], {})[parts[2]] = result["value"]
    return grouped


def _ending(results: "list[dict]", ending: str) -> "Iterable[dict]":
    return (result for result in results if result["name"].endswith(f", {ending}") and " / " not in result["name"])


def _table(
    methods: "dict[str, dict[str, Optional[float]]]",
    area: "dict[str, Optional[float]]",
    reasons: "dict[tuple[str, ...], str]",
    place: str,
    starred: bool = False,
) -> "list[str]":
    """Return a table of methods, with their area-weighted error where `area` has it, and what was left out, and why."""
    header = ["method", *COLUMNS.values(), *(["RMSE, all cells by area (cm)"] if area else [])]
    rows = []
    for method, scores in methods.items():
        cells = [_cell(scores.get(metric), metric) for metric in COLUMNS]
        rows.append([method, *cells, *([_cell(area[method], AREA)] if area else [])])
    for known in (*REPORTED.values(), *OTHERS_REPORTED) if starred else ():
        told = {
            "NSE median": known.nse,
            "RMSE median": known.rmse_median,
            "RMSE mean": known.rmse_mean,
            "CC median": known.pearson,
        }
        rows.append([f"\\* {known.label}", *(_cell(told.get(metric), metric) for metric in COLUMNS)])
    lines = [*markdown_table(header, rows), ""]
    left_out = {method: why for (where, method), why in reasons.items() if where == place}
    return lines + [line for method, why in left_out.items() for line in (f"{method} was left out: {why}.", "")]


def _intervals(results: "list[dict]") -> "list[str]":
    """Return one table of the coverage on all cells, overall and where it is worst."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for result in results:
        design, _, figure = result["name"].partition(", all cells, ")
        method, _, coverage = figure.partition(", coverage of the")
        if not coverage:
            continue
        ending = next((ending for ending in WORST if coverage.endswith(ending)), None)
        if ending is not None and result["holds"] is not None and result["value"] is not None:
            text = f"{100 * result['value']:.0f}" if result["holds"] else f"**{100 * result['value']:.0f}**"
            found.setdefault((design, method), {}).setdefault(ending, []).append(text)
    if not found:
        return []
    header = ["hidden", "method", *(f"{what}, %" for what in WORST.values())]
    rows = [
        [design, method, *("/".join(parts.get(ending, ["–"])) for ending in WORST)]
        for (design, method), parts in found.items()
    ]
    text = (
        "Share of the hidden values of all cells inside the 50, 80 and 90 % intervals. Asked for: within 3 points over "
        "all values, within 6 in every latitude band of 15 degrees and every class of gap length (1, 2 to 3, 4 to 11, "
        "and from 12 months) with 500 values or more. What is not is bold."
    )
    return ["## How honest the intervals are", "", text, "", *markdown_table(header, rows), ""]


def _bars(results: "list[dict]") -> "list[str]":
    """Return what the project asks of itself, and what does not hold beside reported figures."""
    judged = [result for result in results if result["holds"] is not None]
    coverage = [result for result in judged if "coverage of the" in result["name"]]
    ratios = [result for result in judged if " / " in result["name"]]
    others = [result for result in judged if result not in coverage and result not in ratios]
    lines = ["## Bars", "", f"{holding(judged)} hold; of those on intervals, {holding(coverage)}.", ""]
    if ratios:
        rows = [[r["name"], _cell(r["value"], ""), f"at most {_cell(r['bar'], '')}", yes_or_no(r)] for r in ratios]
        lines += ["Ratios of errors on the same cells:", ""]
        lines += [*markdown_table(["figure", "measured", "bar", "holds"], rows), ""]
    lines.append(f"Beside reported figures and the Gaussian process, {holding(others)} hold within their tolerance.")
    failed = [[r["name"], _cell(r["value"], ""), _cell(r["bar"], ""), r["peer"]] for r in others if not r["holds"]]
    if failed:
        lines[-1] += " These do not:"
        lines += ["", *markdown_table(["figure", "measured", "bar", "beside"], failed)]
    return lines


def _costs(results: "Sequence[dict]") -> "list[str]":
    """Return the table of speed and memory."""
    if not results:
        return []
    rows = [
        [r["name"], f"{_cell(r['value'], '')} {r['unit']}", _cell(r["bar"], ""), r["peer"], yes_or_no(r)]
        for r in results
    ]
    text = "Made by `make bench NAME=speed` and `make bench NAME=memory`."
    header = ["figure", "measured", "at most", "beside", "holds"]
    return ["", "## Time and memory", "", text, "", *markdown_table(header, rows)]


def _cell(value: "Optional[float]", metric: str) -> str:
    if value is None:
        return "–"
    digits = 2 if metric.startswith(("RMSE", "CRPS", "coverage", AREA)) else 3
    return f"{value:.{digits}f}"


def main() -> None:
    """Write the page."""
    costs = [result for name in ("speed", "memory") for result in _results(name)]
    parts = [page(_results("monthly"), costs), clouds_part(_results("clouds"), _results("cloud_speed"))]
    PAGE.write_text("\n".join(part for part in parts if part), encoding="utf-8")
    print(PAGE)


def _results(name: str) -> "list[dict]":
    """Return what a benchmark left; nothing where it was not run."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


if __name__ == "__main__":
    main()
