"""How scenes lie against a reference, and how far that leaves stable ground displaced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.cancellation import checkpoint
from ..core.motion.displacement import RIM, features, match
from ..core.motion.ecc import align, displacement
from .grid import Grid, Window
from .resampling import Layers
from .scenes import Scene, coarsened
from .stable_ground import StableGround
from .zones import Surface

_BYTES_PER_CELL = 200
"""Working memory of the alignment for a cell of the grid that it works on."""

_WINDOW, _ACROSS = 32, 14
"""Side of the windows of stable ground that judge an alignment, cells, and how many there are along each side."""

_LEAST_STABLE, _LEAST_SNR, _LEAST_CORRELATION = 0.8, 5.0, 0.5
_LOOK_AROUND = 4

_SAMPLED_ROWS = 60
_PICTURE = 220
"""Cells along the sides of the pictures of a report."""


@dataclass(frozen=True)
class SceneMotion:
    """How a scene lies against the reference.

    Parameters
    ----------
    matrix : ndarray, shape (2, 3)
        The place (column, row) at which the scene shows what belongs at (column, row, 1) of the reference's grid, in
        cells of it from its north-west corner.
    correlation, before : float
        The enhanced correlation coefficient with and without the motion, -1 to 1; NaN where too little is common.
    farthest : float
        Largest displacement of a corner of the grid, cells.
    coarsening : int
        Cells of the grid along a side of the cells that the motion was found on.
    """

    matrix: np.ndarray
    correlation: float
    before: float
    farthest: float
    coarsening: int = 1

    def shift(self, grid: Grid, surface: Surface | None) -> tuple[float, float]:
        """Return how far the middle of the grid is displaced to the east and north, metres; cells without a surface."""
        middle = np.array([grid.width / 2]), np.array([grid.height / 2])
        [(east, north)] = _on_ground(surface, *middle, np.stack(displacement(self.matrix, *middle), axis=1))
        return float(east), float(north)

    @property
    def turn(self) -> float:
        """The rotation, degrees clockwise on the map."""
        return float(np.rad2deg(np.arctan2(self.matrix[1, 0] - self.matrix[0, 1], np.trace(self.matrix[:, :2]))))


def find_motion(
    reference: Layers, scene: Scene, grid: Grid, ground: StableGround | None, motion: str, memory: int
) -> SceneMotion:
    """Align a scene with a reference, on a coarser grid where the memory does not hold the grid's own cells.

    Parameters
    ----------
    reference : Scene
    grid : Grid
        Of the reference.
    ground : StableGround or None
        Cells of the reference that count; all without it.
    motion : str
        One of `core.motion.ecc.MOTIONS`.
    memory : int
        Bytes.
    """
    factor = max(1, int(np.ceil(np.sqrt(grid.width * grid.height * _BYTES_PER_CELL / memory))))
    coarse = grid if factor == 1 else coarsened(grid, factor)
    template = _on(reference, coarse)
    counted = None if ground is None else ground.read(coarse)
    image = scene.onto(coarse).read(coarse.full_window)[0]
    found = align(template, image, motion, counted)
    checkpoint()
    matrix = found.matrix.copy()
    # From the centres of cells to their corner, and to the cells of the grid.
    matrix[:, 2] = factor * (matrix[:, 2] + 0.5 - matrix[:, :2] @ (0.5, 0.5))
    return SceneMotion(
        matrix, found.correlation, found.start, factor * found.farthest((coarse.height, coarse.width)), factor
    )


def stable_displacement(
    reference: Layers,
    scene: Layers,
    grid: Grid,
    surface: Surface | None,
    ground: StableGround | None,
    reach: float,
) -> np.ndarray:
    """Measure by how far windows of stable ground are displaced between a reference and a scene on its grid.

    Parameters
    ----------
    reference, scene : Layers
        Of one layer each, on `grid`.
    surface : Surface or None
        Where the cells lie on the Earth, if that is known.
    reach : float
        Displacement that has to be found, cells.

    Returns
    -------
    ndarray, shape (K, 2)
        East and north, metres, of the windows on stable ground, NaN where one was not found again; in cells without a
        surface.
    """
    radius = int(np.ceil(reach)) + _LOOK_AROUND
    size = _WINDOW + 2 * (radius + RIM)
    places, found = [], []
    for row in _spread(grid.height):
        for column in _spread(grid.width):
            checkpoint()
            window = _around(grid, row, column, size)
            if ground is not None:
                inside = _around(grid, row, column, _WINDOW)
                if ground.read(grid, inside).mean() < _LEAST_STABLE:
                    continue
            first, second = (features(layers.read(window)[0], "orientation") for layers in (reference, scene))
            matches = match(
                first, second, np.array([row - window.row]), np.array([column - window.column]), _WINDOW, radius
            )
            believed = matches.signal_to_noise[0] >= _LEAST_SNR and matches.correlation[0] >= _LEAST_CORRELATION
            places.append((column, row))
            found.append((matches.columns[0], matches.rows[0]) if believed else (np.nan, np.nan))
    if not places:
        return np.zeros((0, 2))
    columns, rows = np.array(places).T
    return _on_ground(surface, columns, rows, np.array(found))


def stable_residual(before: np.ndarray, after: np.ndarray) -> tuple[tuple[float, float], int]:
    """Return how far stable ground was and is displaced, and by how many windows that is judged.

    Both are medians over the same windows, those found before and after, if there are any; otherwise what was is NaN.

    Parameters
    ----------
    before, after : ndarray, shape (K, 2)
        As :func:`stable_displacement` measures them before and after the alignment.
    """
    found = np.isfinite(after).all(axis=1)
    both = found & np.isfinite(before).all(axis=1)
    judged = both if both.any() else found
    return (_median_length(before[both]), _median_length(after[judged])), int(judged.sum())


def _median_length(displacements: np.ndarray) -> float:
    return float(np.median(np.hypot(*displacements.T))) if len(displacements) else float("nan")


def most_complete(scenes: list[Scene]) -> Scene:
    """Return the scene that lacks the fewest pixels of its grid, by a sample; of equals, the middle one."""
    shares = []
    for scene in scenes:
        checkpoint()
        rows = np.unique(np.linspace(0, scene.grid.height - 1, _SAMPLED_ROWS).astype(int))
        lines = [np.isfinite(scene.read(scene.grid.row_window(int(row)))).mean() for row in rows]
        shares.append(round(float(np.mean(lines)), 2))
    middle = (len(scenes) - 1) / 2
    return scenes[min(range(len(scenes)), key=lambda index: (-shares[index], abs(index - middle)))]


def liveliest_window(reference: Layers, scenes: list[Layers]) -> Window | None:
    """Return the part of the reference with the most contrast where all have values, None if there is none."""
    grid = reference.grid
    height, width = min(_PICTURE, grid.height), min(_PICTURE, grid.width)
    best, most = None, 0.0
    for row in np.unique(np.linspace(0, grid.height - height, 5).astype(int)):
        for column in np.unique(np.linspace(0, grid.width - width, 5).astype(int)):
            window = Window(int(column), int(row), width, height)
            values = reference.read(window)[0]
            common = np.isfinite(values)
            for scene in scenes:
                common &= np.isfinite(scene.read(window)[0])
            contrast = float(common.mean() * values[common].std()) if common.any() else 0.0
            if contrast > most:
                best, most = window, contrast
    return best


def _on_ground(surface: Surface | None, columns: np.ndarray, rows: np.ndarray, displacements: np.ndarray) -> np.ndarray:
    """Return displacements (K, 2) in columns and rows as metres east and north, or north-up in cells."""
    if surface is None:
        return displacements * (1, -1)
    return np.einsum("kij,kj->ki", surface.metres(columns, rows), displacements)


def _on(layers: Layers, grid: Grid) -> np.ndarray:
    if isinstance(layers, Scene):
        layers = layers.onto(grid)
    return layers.read(grid.full_window)[0].astype(np.float64)


def _spread(length: int) -> list[int]:
    """Return the middles of windows, spread evenly over a side of the grid."""
    count = min(_ACROSS, max(1, length // _WINDOW))
    return [int((place + 0.5) * length / count) for place in range(count)]


def _around(grid: Grid, row: int, column: int, size: int) -> Window:
    """Return the window around a cell, as far as the grid goes."""
    top, left = max(0, row - size // 2), max(0, column - size // 2)
    bottom, right = min(grid.height, row + size // 2 + 1), min(grid.width, column + size // 2 + 1)
    return Window(left, top, right - left, bottom - top)
