"""Displacements become velocities: outliers, the bias of stable ground, uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEAR_DAYS = 365.25

_TOLERANCE, _THRESHOLD = 0.1, 2.0
"""Pixels of matching noise and the threshold of the normalised median test (Westerweel & Scarano 2005, section 4)."""

_LEAST_NEIGHBOURS = 3
_TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation of a normal distribution."""

_LEAST_RADIUS, _SPARE = 8, 2
"""Cells: a ratio of signal to noise needs places without signal, and scenes are never quite aligned."""

LEAST_STABLE = 10
"""Windows on stable ground below which they say nothing of bias and spread."""


@dataclass(frozen=True)
class Velocity:
    """The velocity field of a pair of images.

    Parameters
    ----------
    east, north, speed : ndarray, shape (h, w)
        Metres a year; NaN where nothing was found.
    uncertainty : ndarray, shape (h, w)
        One standard deviation of the speed, metres a year.
    bias : tuple of float
        East and north displacement of stable ground that was taken off, metres; zero where there is none.
    spread : tuple of float
        Robust standard deviation of east and north displacements, metres: on stable ground, otherwise of each window
        against its neighbours.
    stable : int
        Windows on stable ground.
    """

    east: np.ndarray
    north: np.ndarray
    speed: np.ndarray
    uncertainty: np.ndarray
    bias: tuple[float, float]
    spread: tuple[float, float]
    stable: int

    def azimuth(self, place: tuple[int, int]) -> float:
        """Return the direction at a window, degrees clockwise from north, 0 to 360."""
        return float(np.rad2deg(np.arctan2(self.east[place], self.north[place])) % 360)


def kept(
    columns: np.ndarray,
    rows: np.ndarray,
    correlation: tuple[np.ndarray, float],
    signal_to_noise: tuple[np.ndarray, float],
) -> np.ndarray:
    """Return which displacements are to be believed: peaks that stand out, and no outliers among them.

    Parameters
    ----------
    columns, rows : ndarray, shape (h, w)
    correlation, signal_to_noise : (ndarray, float)
        Of each window, and the least that is wanted.
    """
    good = np.isfinite(columns)
    for values, least in (correlation, signal_to_noise):
        good &= np.nan_to_num(values, nan=-np.inf) >= least
    return good & ~median_outliers(np.where(good, columns, np.nan), np.where(good, rows, np.nan))


def search_radius(fastest: float, days: float, cell: float) -> int:
    """Return how many cells of a length in metres are searched for a speed in metres a year, with some to spare."""
    return max(_LEAST_RADIUS, int(np.ceil(fastest * days / YEAR_DAYS / cell)) + _SPARE)


def middle_time(first: np.datetime64, second: np.datetime64) -> np.datetime64:
    """Return the day in the middle between two dates."""
    return (first + (second - first) // 2).astype("datetime64[D]").astype("datetime64[s]")


def median_outliers(columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return which displacements depart from their neighbours: the normalised median test.

    The departure from the median of the eight neighbours, against the median departure of these from it (Westerweel &
    Scarano 2005, Experiments in Fluids 39, 1096-1100, eq. 2), of both components together. A window with fewer than
    three neighbours cannot be judged and counts as an outlier.

    Parameters
    ----------
    columns, rows : ndarray, shape (h, w)
        Displacements in pixels; NaN where there is none.
    """
    departure = np.zeros(columns.shape)
    for component in (columns, rows):
        around = neighbours(component)
        middle = _median(around)
        residual = _median(np.abs(around - middle))
        departure = np.hypot(departure, np.abs(component - middle) / (residual + _TOLERANCE))
    known = np.isfinite(columns) & np.isfinite(rows)
    alone = np.isfinite(neighbours(np.where(known, columns, np.nan))).sum(axis=0) < _LEAST_NEIGHBOURS
    with np.errstate(invalid="ignore"):
        return known & (alone | ~(departure <= np.sqrt(2) * _THRESHOLD))


def velocity(east: np.ndarray, north: np.ndarray, stable: np.ndarray | None, days: float) -> Velocity:
    """Return the velocity of displacements, the median of stable ground taken off.

    Parameters
    ----------
    east, north : ndarray, shape (h, w)
        Displacements, metres.
    stable : ndarray of bool, shape (h, w), or None
        Windows that do not move.
    days : float
        Between the images.
    """
    still = np.isfinite(east) & (np.zeros(east.shape, dtype=bool) if stable is None else stable)
    count = int(still.sum())
    if count >= LEAST_STABLE:
        parts = (east[still], north[still])
        bias = (float(np.median(parts[0])), float(np.median(parts[1])))
        spread = (_robust_sd(parts[0]), _robust_sd(parts[1]))
        # The median of n values varies by pi / 2 n of their variance.
        own_and_bias = np.sqrt(1 + np.pi / 2 / count)
    else:
        bias, own_and_bias = (0.0, 0.0), 1.0
        spread = (_robust_sd(east - _median(neighbours(east))), _robust_sd(north - _median(neighbours(north))))
    years = days / YEAR_DAYS
    eastward, northward = ((part - middle) / years for part, middle in zip((east, north), bias))
    speed = np.hypot(eastward, northward)
    along = [(part * sd) ** 2 for part, sd in zip((eastward, northward), spread)]
    with np.errstate(invalid="ignore", divide="ignore"):
        sd = np.sqrt(np.where(speed > 0, (along[0] + along[1]) / speed**2, np.mean(np.square(spread))))
    uncertainty = np.where(np.isfinite(speed), sd * own_and_bias / years, np.nan)
    return Velocity(eastward, northward, speed, uncertainty, bias, spread, count)


def neighbours(values: np.ndarray) -> np.ndarray:
    """Return the eight neighbours of every value, shape (8, h, w); NaN beyond the edge."""
    height, width = values.shape
    padded = np.pad(values, 1, constant_values=np.nan)
    steps = [(row, column) for row in range(3) for column in range(3) if (row, column) != (1, 1)]
    return np.stack([padded[row : row + height, column : column + width] for row, column in steps])


def choose_pairs(times: np.ndarray, least_days: float, season_days: float) -> list[tuple[int, int]]:
    """Pair every image with the next one that is late enough and of the same season.

    Parameters
    ----------
    times : ndarray of datetime64, shape (T,)
        Ascending.
    least_days : float
        Least time between the two of a pair.
    season_days : float
        Largest difference of their days of the year; 183 and more allow any.
    """
    days = times.astype("datetime64[s]").astype(np.int64) / 86400
    pairs = []
    for first in range(len(days)):
        apart = days - days[first]
        cycle = apart % YEAR_DAYS
        fits = (apart > 0) & (apart >= least_days) & (np.minimum(cycle, YEAR_DAYS - cycle) <= season_days)
        if fits.any():
            pairs.append((first, int(fits.argmax())))
    return pairs


def _median(stack: np.ndarray) -> np.ndarray:
    """Return the medians over the first axis, NaN where there is nothing, without a warning."""
    empty = ~np.isfinite(stack).any(axis=0)
    return np.where(empty, np.nan, np.nanmedian(np.where(empty, 0.0, stack), axis=0))


def _robust_sd(values: np.ndarray) -> float:
    values = values[np.isfinite(values)]
    return float(_TO_SIGMA * np.median(np.abs(values - np.median(values)))) if values.size else float("nan")
