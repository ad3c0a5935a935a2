"""The part of docs/accuracy.md on clouds, from the results that the benchmark left."""

from collections.abc import Sequence
from typing import Optional

from .markdown import holding, markdown_table, yes_or_no

METRICS = ("RMSE", "MAE", "bias", "R2")

INTRODUCTION = """# Accuracy under clouds

Made by `make bench NAME=clouds`, `python -m benchmarks.cloud_speed` and `python -m benchmarks.page` from the files in
`benchmarks/results`; change nothing by hand.

Known pixels of stacks of images are hidden from every step of every method, filled, and compared: under a published
mask, under published gaps, and under the shapes that clouds have at other dates of the same stack. `model` is the
bundled network, which corrects `regression`; `auto` is the combination of all methods that `fillclouds` takes by
default. What is hidden chooses no rank, no weight and no calibration: these come from clouds that are laid over what is
left.

Intervals are central ones: the standard deviation times half widths that are learnt with it. Errors under clouds have
heavy tails, so that those of the normal distribution would make the 50 % interval too wide and the 90 % one too narrow.
Asked for is the nominal share within 4 points.

The peers, which fill the same hidden pixels:

* **linear in time**: each pixel between its neighbouring dates.
* **same-date climatology**: the pixel's mean of the season over the years.
* **GDAL fill nodata**: each image from its own clear pixels, inverse distance weighting.
* **DINEOF**: iterated truncated singular values, the number of functions from 3 % of the known values (Beckers &
  Rixen 2003).
* **gradient boosting + EOF**: histogram gradient boosting (library scikit-learn) on the four above, neighbouring dates
  and place.
* **R gapfill**: where R and its package gapfill are installed (Gerber et al. 2018).
"""


def clouds_part(results: "list[dict]", speed: "Sequence[dict]" = ()) -> str:
    """Return the part as Markdown, from the results on clouds and on the speed of filling them; '' without any."""
    if not results:
        return ""
    lines = [INTRODUCTION]
    for place, methods in _places(results).items():
        unit = next((scores["unit"] for scores in methods.values() if scores["unit"]), "")
        named = f" ({unit})" if unit else ""
        header = ["method", *(metric if metric == "R2" else f"{metric}{named}" for metric in METRICS)]
        rows = [[name, *(_cell(scores.get(metric)) for metric in METRICS)] for name, scores in methods.items()]
        lines += [f"## {place}", "", *markdown_table(header, rows), ""]
        lines += _published(results, place)
        lines += _by_share(results, place)
        lines += _by_gap(results, place)
    lines += _intervals(results)
    lines += _bars(results)
    lines += _speed(speed)
    return "\n".join(lines).rstrip() + "\n"


def _places(results: "list[dict]") -> "dict[str, dict[str, dict]]":
    """Group results named “place, method, metric” by place, of the places where several methods have all metrics."""
    found: dict[str, dict[str, dict]] = {}
    for result in results:
        parts = result["name"].rsplit(", ", 2)
        if len(parts) == 3 and parts[2] in METRICS and " / " not in parts[1] and result["holds"] is None:
            scores = found.setdefault(parts[0], {}).setdefault(parts[1], {"unit": ""})
            scores[parts[2]] = result["value"]
            scores["unit"] = scores["unit"] or result["unit"]
    whole = {
        place: {name: scores for name, scores in methods.items() if set(METRICS) <= scores.keys()}
        for place, methods in found.items()
    }
    return {place: methods for place, methods in whole.items() if len(methods) > 1}


def _published(results: "list[dict]", place: str) -> "list[str]":
    """Return the figures that a study gives itself of the same mask."""
    ending = ", as published, RMSE"
    told = [
        f"{result['name'][len(place) + 2 : -len(ending)]} {_cell(result['value'])}"
        for result in results
        if result["name"].startswith(f"{place}, ") and result["name"].endswith(ending)
    ]
    return [f"The study's own RMSE: {', '.join(told)}.", ""] if told else []


def _by_share(results: "list[dict]", place: str) -> "list[str]":
    """Return the scores of `auto` by the share of a scene under clouds."""
    stack = place.removesuffix(", held-out scenes")
    found: dict[str, dict[str, str]] = {}
    for result in results:
        name, _, figure = result["name"].partition(" under clouds, auto, ")
        if stack != place and figure and name.startswith(f"{stack}, scenes with "):
            share = name.removeprefix(f"{stack}, scenes with ")
            percent = figure.startswith("share within")
            found.setdefault(share, {})[figure] = (
                f"{100 * result['value']:.0f} %" if percent else _cell(result["value"])
            )
    if not found:
        return []
    figures = list(next(iter(found.values())))
    rows = [[share, *(scores.get(figure, "–") for figure in figures)] for share, scores in found.items()]
    return ["`auto` by the share of the scene under clouds:", "", *markdown_table(["clouds", *figures], rows), ""]


def _by_gap(results: "list[dict]", place: str) -> "list[str]":
    """Return the errors at each published gap of one day, beside the published outputs."""
    stack = place.removesuffix(", all gaps")
    found: dict[str, dict[str, float]] = {}
    for result in results:
        if stack != place and result["name"].startswith(f"{stack}, gap of ") and result["name"].endswith(", MAE"):
            gap, method, _ = result["name"].removeprefix(f"{stack}, gap of ").rsplit(", ", 2)
            found.setdefault(gap, {})[method] = result["value"]
    if not found:
        return []
    methods = list(next(iter(found.values())))
    rows = [[gap, *(_cell(errors.get(method)) for method in methods)] for gap, errors in found.items()]
    return [
        "MAE at each gap, beside the outputs that were published:",
        "",
        *markdown_table(["gap", *methods], rows),
        "",
    ]


def _intervals(results: "list[dict]") -> "list[str]":
    found: dict[str, list[str]] = {}
    for result in results:
        place, _, level = result["name"].partition(", auto, coverage of the ")
        if level:
            text = f"{100 * result['value']:.0f}"
            found.setdefault(place, []).append(text if result["holds"] else f"**{text}**")
    if not found:
        return []
    rows = [[place, "/".join(shares)] for place, shares in found.items()]
    text = "Share of the hidden pixels inside the 50, 80 and 90 % intervals of `auto`, bold where not within 4 points."
    return ["## How honest the intervals are", "", text, "", *markdown_table(["hidden", "inside, %"], rows), ""]


def _bars(results: "list[dict]") -> "list[str]":
    judged = [result for result in results if result["holds"] is not None and "coverage of the" not in result["name"]]
    rows = [[r["name"], _cell(r["value"]), _cell(r["bar"]), r["peer"], yes_or_no(r)] for r in judged]
    header = ["figure", "measured", "bar", "beside", "holds"]
    return ["## Bars", "", f"{holding(judged)} hold.", "", *markdown_table(header, rows), ""]


def _speed(results: "Sequence[dict]") -> "list[str]":
    if not results:
        return []
    rows = [[r["name"], f"{_cell(r['value'])} {r['unit']}", _cell(r["bar"]), r["peer"], yes_or_no(r)] for r in results]
    return [
        "## Time of filling clouds",
        "",
        "On one core.",
        "",
        *markdown_table(["figure", "measured", "bar", "beside", "holds"], rows),
        "",
    ]


def _cell(value: "Optional[float]") -> str:
    if value is None:
        return "–"
    return f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}"
