"""Displacements between two scenes on one grid, strip by strip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.cancellation import checkpoint
from ..core.motion.displacement import RIM, features, match
from .grid import Grid, Window
from .resampling import Layers
from .stable_ground import StableGround
from .zones import Surface

_BYTES_PER_CELL = 400
_LEAST_STABLE = 0.8


@dataclass(frozen=True)
class Nodes:
    """The windows of a displacement field: middles of blocks of `step` x `step` cells.

    Parameters
    ----------
    grid : Grid
        Of the scenes.
    step, window : int
        Cells.
    """

    grid: Grid
    step: int
    window: int

    @property
    def rows(self) -> np.ndarray:
        """The cell row at the middle of each window row."""
        return np.arange(self.grid.height // self.step) * self.step + self.step // 2

    @property
    def columns(self) -> np.ndarray:
        """The cell column at the middle of each window column."""
        return np.arange(self.grid.width // self.step) * self.step + self.step // 2

    def strip(self, first: int, last: int, reach: int) -> Window:
        """Return the window of the grid that node rows need with so many cells around their windows."""
        half = self.window // 2 + 1 + reach
        top = max(0, int(self.rows[first]) - half)
        return Window(0, top, self.grid.width, min(self.grid.height, int(self.rows[last - 1]) + half) - top)


def displacements(
    first: Layers, second: Layers, nodes: Nodes, radius: int, method: str, memory: int, progress
) -> np.ndarray:
    """Match the windows of one scene in another.

    Parameters
    ----------
    first, second : Layers
        Of one layer each, on the grid of `nodes`.
    radius : int
        Largest displacement along each axis, cells.
    method : str
        One of `core.motion.displacement.METHODS`.
    memory : int
        Bytes.
    progress : callable
        Called with the share done.

    Returns
    -------
    ndarray, shape (4, node rows, node columns)
        Displacement in columns and rows, correlation and signal-to-noise ratio, NaN where there is none.
    """
    rows, columns = nodes.rows, nodes.columns
    found = np.full((4, len(rows), len(columns)), np.nan)
    fit = memory // (_BYTES_PER_CELL * nodes.grid.width)
    many = int(max(1, (fit - nodes.window - 2 * (radius + RIM)) // nodes.step))
    for begin in range(0, len(rows), many):
        checkpoint()
        end = min(begin + many, len(rows))
        strip = nodes.strip(begin, end, radius + RIM)
        one, two = (features(layers.read(strip)[0], method) for layers in (first, second))
        r, c = np.meshgrid(rows[begin:end] - strip.row, columns, indexing="ij")
        matches = match(one, two, r.ravel(), c.ravel(), nodes.window, radius)
        for layer, values in zip(found, (matches.columns, matches.rows, matches.correlation, matches.signal_to_noise)):
            layer[begin:end] = values.reshape(r.shape)
        progress(end / len(rows))
    return found


def stable_nodes(ground: StableGround, nodes: Nodes) -> np.ndarray:
    """Return which windows lie on stable ground, for the most part of them; bool, shape (node rows, node columns)."""
    stable = np.zeros((len(nodes.rows), len(nodes.columns)), dtype=bool)
    half = nodes.window // 2
    for index in range(len(nodes.rows)):
        checkpoint()
        strip = nodes.strip(index, index + 1, 0)
        share = ground.read(nodes.grid, strip).mean(axis=0)
        total = np.concatenate([[0.0], np.cumsum(share)])
        begin, end = np.maximum(nodes.columns - half, 0), np.minimum(nodes.columns + half, nodes.grid.width)
        stable[index] = (total[end] - total[begin]) / (end - begin) >= _LEAST_STABLE
    return stable


def ground_metres(surface: Surface, nodes: Nodes, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return displacements in cells as metres to the true east and north, shape (2, node rows, node columns)."""
    r, c = np.meshgrid(nodes.rows, nodes.columns, indexing="ij")
    steps = surface.metres(c.ravel(), r.ravel())
    metres = np.einsum("kij,kj->ik", steps, np.stack([columns.ravel(), rows.ravel()], axis=1))
    return metres.reshape(2, *r.shape)
