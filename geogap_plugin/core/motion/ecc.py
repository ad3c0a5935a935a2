"""Alignment of images by the enhanced correlation coefficient (ECC).

Evangelidis & Psarakis 2008, Parametric image alignment using enhanced correlation coefficient maximization, IEEE TPAMI
30(10), 1858-1865: the inverse compositional iteration. The coefficient does not change with the gain and the offset of
either image.

Interpolation smooths noise, the more so the nearer a place lies to the middle between pixels. The slopes of an image
that moves know of this and draw the forward iteration there: half a pixel becomes its favourite. Those of the template,
which stays on its pixels, do not, so that the inverse iteration is free of this bias (Pan & Wang 2016, Experimental
Mechanics 56, 1395-1409, for the sum of squared differences).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..cancellation import checkpoint
from .phase_correlation import phase_shift
from .sampling import cubic, halved, local_contrast, orientation, slopes, smooth

MOTIONS = ("translation", "euclidean", "affine")

_SMALLEST = 48
"""Pixels of the shorter side of the coarsest level of the pyramid."""

_SAMPLED = 400_000
"""Pixels whose values decide at every level: of larger images an even choice."""

_ITERATIONS, _CONVERGED = 60, 1e-3
"""Most iterations at a level, and the motion of the corners in pixels at which they end."""

_LEAST_PIXELS = 64
_NOTHING = -2.0
"""Less than any coefficient: of images that have too little in common."""

_RIDGE = 1e-9


@dataclass(frozen=True)
class Alignment:
    """How an image lies against a template.

    Parameters
    ----------
    matrix : ndarray, shape (2, 3)
        The place (column, row) in the image of what lies at (column, row, 1) in the template, in pixels whose centres
        are whole numbers.
    correlation : float
        The enhanced correlation coefficient, -1 to 1; NaN where the images have too little in common.
    start : float
        The coefficient before, of the images as they lie.
    """

    matrix: np.ndarray
    correlation: float
    start: float

    def farthest(self, shape: tuple[int, ...]) -> float:
        """Return the largest displacement of a corner of an image of the shape (h, w), pixels."""
        return float(np.hypot(*displacement(self.matrix, *_corners(shape))).max())


def displacement(matrix: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return by how many columns and rows a motion displaces places."""
    x, y = np.asarray(columns, dtype=float), np.asarray(rows, dtype=float)
    return (
        matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2] - x,
        matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2] - y,
    )


def align(
    template: np.ndarray, image: np.ndarray, motion: str = "euclidean", counted: np.ndarray | None = None
) -> Alignment:
    """Find the motion that maximises the enhanced correlation coefficient, from coarse to fine.

    Coarse images are taken by their local contrast, the full resolution by the directions of its slopes: snow and
    shadows that come and go with the season otherwise outweigh what stays. The iteration starts from no motion and
    from the shift of phase correlation, on coarse images both as a mere translation and as the motion wanted; what
    correlates best goes on to the full resolution.

    Parameters
    ----------
    template, image : ndarray, shape (h, w)
        NaN where there is no value, such as under clouds; the sizes may differ.
    motion : str
        One of `MOTIONS`.
    counted : ndarray of bool, shape (h, w), optional
        Pixels of the template that decide, such as stable ground; all by default.

    Returns
    -------
    Alignment
        With the identity and a correlation of NaN if there are too few common pixels.
    """
    raw = [(template[np.newaxis].astype(np.float64), image[np.newaxis].astype(np.float64))]
    while min(raw[-1][0].shape[1:] + raw[-1][1].shape[1:]) >= 2 * _SMALLEST:
        raw.append((halved(raw[-1][0]), halved(raw[-1][1])))
    # Beside a gap, smoothing leans to where there are values, which draws the gaps of two images onto one another:
    # pixels there count only if there are no others in common.
    sharp = [
        (orientation(smooth(raw[0][0], whole=whole)[0]), orientation(smooth(raw[0][1], whole=whole)[0]))
        for whole in (True, False)
    ]
    # The finest level is searched by its slopes only, unless there is no other.
    level = min(1, len(raw) - 1)
    coarse = [(smooth(local_contrast(fixed)), smooth(local_contrast(moving))) for fixed, moving in raw[level:]]
    if counted is not None:
        # Afterwards, so that what stands beside the mask is the same in both images.
        for fixed, _ in sharp:
            fixed[:, ~counted] = np.nan
        for above, (fixed, _) in enumerate(coarse, start=level):
            fixed[:, ~counted[:: 2**above, :: 2**above]] = np.nan
    still = np.eye(2, 3)
    shift = still.copy()
    shift[:, 2] = phase_shift(coarse[-1][0][0], coarse[-1][1][0]) * 2.0 ** (len(raw) - 1)
    found = [
        _down(coarse, level, kind, begin) for begin in (still, shift) for kind in dict.fromkeys(("translation", motion))
    ]
    best = max([still, *found], key=lambda matrix: _correlation(*coarse[0], _rescaled(matrix, 0.5**level)))
    for finest in sharp:
        start = _correlation(*finest, still)
        matrix, correlation = _refine(*finest, motion, best)
        if correlation >= start:
            return Alignment(matrix, correlation, start)
    return Alignment(still, start if start > _NOTHING else float("nan"), start if start > _NOTHING else float("nan"))


def _down(pyramid: list[tuple[np.ndarray, np.ndarray]], level: int, motion: str, matrix: np.ndarray) -> np.ndarray:
    """Refine a motion of the full resolution down a pyramid whose finest level is `level`."""
    for above, (fixed, moving) in reversed(list(enumerate(pyramid))):
        scale = 0.5 ** (level + above)
        matrix = _rescaled(_refine(fixed, moving, motion, _rescaled(matrix, scale))[0], 1 / scale)
    return matrix


def increment(template: np.ndarray, warped: np.ndarray, jacobian: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the motion of the template that maximises the coefficient's approximation, for K images at once.

    Eq. 19 to 26 of Evangelidis & Psarakis (2008), the two images having changed their parts.

    Parameters
    ----------
    template, warped : ndarray, shape (K, N)
        Values at the same places; NaN in either takes the pixel out.
    jacobian : ndarray, shape (K, N, P)
        Change of the template's values with the parameters of its motion.

    Returns
    -------
    step : ndarray, shape (K, P)
    correlation : ndarray, shape (K,)
        Of the values given; NaN where too few pixels count or nothing varies.
    """
    used = np.isfinite(template) & np.isfinite(warped) & np.isfinite(jacobian).all(axis=-1)
    count = np.maximum(used.sum(axis=1), 1)[:, np.newaxis]

    def centred(values: np.ndarray) -> np.ndarray:
        values = np.where(used, values, 0.0)
        return np.where(used, values - values.sum(axis=1, keepdims=True) / count, 0.0)

    moved, still = centred(template), centred(warped)
    change = np.stack([centred(jacobian[..., p]) for p in range(jacobian.shape[-1])], axis=-1)
    normal = np.einsum("knp,knq->kpq", change, change)
    on_still, on_moved = (np.einsum("knp,kn->kp", change, values) for values in (still, moved))
    ss, mm, sm = (np.einsum("kn,kn->k", *pair) for pair in ((still, still), (moved, moved), (still, moved)))
    size = np.trace(normal, axis1=1, axis2=2)[:, np.newaxis, np.newaxis]
    solvable = (used.sum(axis=1) >= _LEAST_PIXELS) & (ss > 0) & (mm > 0) & (size[:, 0, 0] > 0)
    eye = np.eye(normal.shape[-1])
    normal = np.where(solvable[:, np.newaxis, np.newaxis], normal + _RIDGE * size * eye, eye)
    solved_still, solved_moved = (
        np.linalg.solve(normal, side[..., np.newaxis])[..., 0] for side in (on_still, on_moved)
    )
    p_ss, p_mm = (on_still * solved_still).sum(axis=1), (on_moved * solved_moved).sum(axis=1)
    p_sm = (on_still * solved_moved).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ahead = sm - p_sm
        gain = np.where(ahead > 0, (mm - p_mm) / ahead, np.maximum(np.sqrt(p_mm / p_ss), -ahead / p_ss))
        correlation = np.where(solvable, sm / np.sqrt(ss * mm), np.nan)
    step = gain[:, np.newaxis] * solved_still - solved_moved
    return np.where(solvable[:, np.newaxis] & np.isfinite(step), step, 0.0), correlation


class _Motion:
    """A family of motions about the centre of a template, its parameters of the size of pixels at the edge."""

    def __init__(self, name: str, shape: tuple[int, ...]) -> None:
        self.name = name
        self.centre = np.array([(shape[1] - 1) / 2, (shape[0] - 1) / 2])
        self.reach = max(1.0, float(np.hypot(*self.centre)))

    def jacobian(self, x: np.ndarray, y: np.ndarray, down: np.ndarray, across: np.ndarray) -> np.ndarray:
        """Return the change of values at places with the parameters, from their slopes; shape (N, P)."""
        if self.name == "translation":
            return np.stack([across, down], axis=-1)
        u, v = (x - self.centre[0]) / self.reach, (y - self.centre[1]) / self.reach
        if self.name == "euclidean":
            return np.stack([down * u - across * v, across, down], axis=-1)
        return np.stack([across * u, across * v, across, down * u, down * v, down], axis=-1)

    def moved(self, matrix: np.ndarray, step: np.ndarray) -> np.ndarray:
        """Return the motion for a template that has made a step of the parameters: its inverse comes first."""
        linear, shift = np.eye(2), step
        if self.name == "euclidean":
            angle, shift = step[0] / self.reach, step[1:]
            linear = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        elif self.name == "affine":
            linear, shift = linear + step[[0, 1, 3, 4]].reshape(2, 2) / self.reach, step[[2, 5]]
        back = np.linalg.inv(linear)
        at_start = self.centre - back @ (self.centre + shift)
        return np.column_stack([matrix[:, :2] @ back, matrix[:, :2] @ at_start + matrix[:, 2]])


def _refine(template: np.ndarray, image: np.ndarray, motion: str, matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """Iterate at one level of the pyramid; return the motion that it ends at and its coefficient.

    The coefficient itself is higher between pixels, where interpolation smooths noise: a step that lowers it is as good
    as any. Only where the iteration does not end, the motion of the highest coefficient is returned.
    """
    family = _Motion(motion, template[0].shape)
    x, y, values = _sampled(template)
    corners = _corners(template[0].shape)
    change = _jacobian(family, template, x, y)
    best, highest = matrix, float("nan")
    for _ in range(_ITERATIONS):
        checkpoint()
        step, found = _step(change, image, matrix, x, y, values)
        if not np.isfinite(found):
            break
        if not highest >= found:
            best, highest = matrix, found
        further = family.moved(matrix, step)
        if np.hypot(*np.subtract(displacement(further, *corners), displacement(matrix, *corners))).max() < _CONVERGED:
            return matrix, found
        matrix = further
    return best, highest


def _jacobian(family: _Motion, template: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the change of the values of all channels with the parameters, shape (C * N, P)."""
    places = y.astype(int), x.astype(int)
    down, across = (slope[:, places[0], places[1]] for slope in slopes(template))
    return np.concatenate([family.jacobian(x, y, *pair) for pair in zip(down, across)])


def _step(
    change: np.ndarray, image: np.ndarray, matrix: np.ndarray, x: np.ndarray, y: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, float]:
    dx, dy = displacement(matrix, x, y)
    warped = cubic(image, y + dy, x + dx)
    step, found = increment(values.reshape(1, -1), warped.reshape(1, -1), change[np.newaxis])
    return step[0], float(found[0])


def _correlation(template: np.ndarray, image: np.ndarray, matrix: np.ndarray) -> float:
    """Return the coefficient of a motion, -2 where too little is common."""
    x, y, values = _sampled(template)
    change = _jacobian(_Motion("translation", template[0].shape), template, x, y)
    found = _step(change, image, matrix, x, y, values)[1]
    return found if np.isfinite(found) else _NOTHING


def _sampled(template: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the columns, rows and values of pixels with a value, an even choice of those of large images."""
    rows, columns = np.nonzero(np.isfinite(template).all(axis=0))
    # A step that shares no divisor with the width would be ideal; the golden ratio is even for all of them.
    if rows.size > _SAMPLED:
        chosen = np.sort(np.argsort((np.arange(rows.size) * 0.6180339887498949) % 1, kind="stable")[:_SAMPLED])
        rows, columns = rows[chosen], columns[chosen]
    return columns.astype(float), rows.astype(float), template[:, rows, columns]


def _corners(shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    height, width = shape
    return np.array([0.0, width - 1, 0.0, width - 1]), np.array([0.0, 0.0, height - 1, height - 1])


def _rescaled(matrix: np.ndarray, factor: float) -> np.ndarray:
    """Return a motion in pixels that are `1 / factor` times as large."""
    return np.column_stack([matrix[:, :2], matrix[:, 2] * factor])
