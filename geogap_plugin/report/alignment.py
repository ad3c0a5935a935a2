"""The page that `alignscenes` writes: how each scene lay against the reference, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .figures import FILLED, OBSERVED, new_figure, svg
from .html import number, page, paragraph, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class AlignedScene:
    """What became of a scene.

    Parameters
    ----------
    name, date : str
    outcome : str
        `reference`, `aligned`, or why it was left out.
    before, correlation : float
        The enhanced correlation coefficient before and after.
    shift : tuple of float
        East and north displacement of the scene that was taken off, at the middle of the grid, in `unit`.
    turn : float
        Rotation that was taken off, degrees clockwise.
    residual : tuple of float
        Median displacement of stable ground before and after, in `unit`; NaN where it could not be measured.
    windows, tried : int
        Windows on stable ground that the residual was measured on, and all of them.
    """

    name: str
    date: str
    outcome: str
    before: float = float("nan")
    correlation: float = float("nan")
    shift: tuple[float, float] = (float("nan"), float("nan"))
    turn: float = float("nan")
    residual: tuple[float, float] = (float("nan"), float("nan"))
    windows: int = 0
    tried: int = 0


@dataclass(frozen=True)
class Picture:
    """A part of the reference and of a scene before and after, shape (h, w) each."""

    title: str
    reference: np.ndarray
    before: np.ndarray
    after: np.ndarray


@dataclass(frozen=True)
class AlignmentReport:
    """What the page tells.

    Parameters
    ----------
    scenes : list of AlignedScene
    unit : str
        Of displacements: m, or cells where the scenes have no coordinate system.
    motion : str
    cell : float
        Length of a cell in `unit`.
    masked : bool
        Whether a mask says what is stable ground.
    pictures : list of Picture
    provenance : dict of str to str
    """

    scenes: list[AlignedScene]
    unit: str
    motion: str
    cell: float
    masked: bool
    pictures: list[Picture]
    provenance: dict[str, str]


def alignment_page(report: AlignmentReport) -> str:
    """Return the page as HTML."""
    aligned = [scene for scene in report.scenes if scene.outcome == "aligned"]
    refused = [scene for scene in report.scenes if scene.outcome not in ("aligned", "reference")]
    reference = next(scene.name for scene in report.scenes if scene.outcome == "reference")
    lead = (
        f"{_scenes(len(aligned))} aligned with {reference}"
        + (f", {_scenes(len(refused))} left out" if refused else "")
        + f". {_stable_ground(aligned, report.unit)}"
    )
    sections = [("Scenes", scenes_table(report) + paragraph(_legend(report), "note"))]
    if any(np.isfinite(scene.residual).any() for scene in aligned):
        sections.append(("Displacement of stable ground", svg(residual_figure(report))))
    if report.pictures:
        text = (
            "The reference in red over the scene in cyan, each stretched over its own values: edges that lie on one "
            "another are grey, others have coloured seams. Colours of whole areas are differences between the dates."
        )
        sections.append(("Before and after", svg(picture_figure(report.pictures)) + paragraph(text, "note")))
    sections.append(("Where this comes from", table(("", ""), sorted(filter(all, report.provenance.items())))))
    return page("Alignment of scenes", lead, sections)


def scenes_table(report: AlignmentReport) -> str:
    """Return the table with a row for each scene."""
    unit = report.unit
    header = (
        "scene", "date", "outcome", "correlation before", "after", f"east ({unit})", f"north ({unit})", "turn (°)",
        f"stable ground before ({unit})", f"after ({unit})", "windows",
    )  # fmt: skip
    rows = [
        (
            scene.name, scene.date.replace("-", "\u2011"), scene.outcome, number(scene.before, 2),
            number(scene.correlation, 2),
            number(scene.shift[0]), number(scene.shift[1]), number(scene.turn, 2), number(scene.residual[0]),
            number(scene.residual[1]), _windows(scene),
        )
        for scene in report.scenes
    ]  # fmt: skip
    return table(header, rows)


def _legend(report: AlignmentReport) -> str:
    ground = "stable ground by the mask" if report.masked else "all ground, because no mask was given"
    size = "" if report.unit != "m" else f" A cell is {number(report.cell)} m."
    return (
        f"Correlation: the enhanced correlation coefficient of the slopes on {ground}. East, north and turn: the "
        f"displacement of the scene that was taken off ({report.motion}), at the middle. Stable ground: median length "
        f"of the displacements of windows that were matched by themselves, which the alignment does not use. "
        f"Windows: how many of those on stable ground could be matched, before and after.{size}"
    )


def _windows(scene: AlignedScene) -> str:
    if scene.outcome != "aligned":
        return "–"
    return f"{scene.windows} of {scene.tried}" if scene.tried else "none"


def _scenes(count: int) -> str:
    return "1 scene was" if count == 1 else f"{count} scenes were"


def _stable_ground(aligned: list[AlignedScene], unit: str) -> str:
    """Say how far stable ground was and is displaced, or why nobody knows."""
    before, after = (_median([scene.residual[side] for scene in aligned]) for side in (0, 1))
    if not any(scene.tried for scene in aligned):
        return "No window lies on stable ground, so that its displacement could not be measured."
    if not np.isfinite(after):
        return "No window on stable ground was found again, so that its displacement could not be measured."
    if not np.isfinite(before):
        return f"Stable ground is displaced by {number(after)} {unit} in the median scene; before, no window was found."
    return (
        f"Stable ground was displaced by {number(before)} {unit} in the median scene; {number(after)} {unit} are left."
    )


def residual_figure(report: AlignmentReport) -> Figure:
    """Draw the displacement of stable ground of every aligned scene before and after."""
    scenes = [scene for scene in report.scenes if scene.outcome == "aligned"]
    figure = new_figure(10, 0.9 + 0.28 * len(scenes))
    axes = figure.subplots()
    places = np.arange(len(scenes))[::-1]
    before, after = (np.array([scene.residual[side] for scene in scenes]) for side in (0, 1))
    axes.hlines(places, after, before, color="#c5ccd3", linewidth=2)
    axes.plot(before, places, "o", color=FILLED, label="before")
    axes.plot(after, places, "o", color=OBSERVED, label="after")
    for place in places[~np.isfinite(after)]:
        axes.text(0.01, place, "not measured", transform=axes.get_yaxis_transform(), va="center", fontsize=8)
    axes.set_yticks(places, [scene.date for scene in scenes], fontsize=8)
    axes.set_xlim(left=0)
    axes.set_ylim(-0.6, len(scenes) - 0.4)
    axes.set_xlabel(report.unit)
    axes.grid(True, axis="x", color="#e6e6e6", linewidth=0.6)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=2, frameon=False, fontsize=8)
    return figure


def picture_figure(pictures: list[Picture]) -> Figure:
    """Draw the reference in red over each scene in cyan, before and after."""
    height, width = pictures[0].reference.shape
    figure = new_figure(10, len(pictures) * (5 * height / width + 0.35))
    panels = figure.subplots(len(pictures), 2, squeeze=False)
    for row, picture in zip(panels, pictures):
        for axes, image, when in zip(row, (picture.before, picture.after), ("before", "after")):
            common = np.isfinite(picture.reference) & np.isfinite(image)
            red, cyan = (_stretched(np.where(common, values, np.nan)) for values in (picture.reference, image))
            axes.imshow(np.stack([red, cyan, cyan], axis=-1), interpolation="nearest")
            axes.set_xticks([])
            axes.set_yticks([])
            axes.set_title(f"{picture.title}, {when}", loc="left", fontsize=9)
    return figure


def _stretched(image: np.ndarray) -> np.ndarray:
    finite = image[np.isfinite(image)]
    low, high = np.percentile(finite, (2, 98)) if finite.size else (0.0, 1.0)
    return np.clip(np.nan_to_num((image - low) / max(high - low, 1e-12), nan=1.0), 0, 1)


def _median(values: list[float]) -> float:
    finite = [value for value in values if np.isfinite(value)]
    return float(np.median(finite)) if finite else float("nan")
