"""Values that cannot be: outside what a variable can take, or at odds with the pixels around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Union

import numpy as np

LIMITS = {"K": (180.0, 360.0), "°C": (-93.0, 87.0), "degC": (-93.0, 87.0), "celsius": (-93.0, 87.0)}
"""Least and largest value by unit: skin temperatures from the coldest ice to the hottest desert, with some room."""

INDEX_LIMITS = (-1.0, 1.0)
"""Of normalised difference indices, by their definition."""

NO_LIMITS = (-np.inf, np.inf)

Limits = tuple[Union[float, np.ndarray], Union[float, np.ndarray]]
"""Least and largest value, of all dates or, as arrays of shape (T, 1, 1), by date."""

_INDEX = re.compile(r"(?<![a-z])nd(vi|si|wi|bi|mi|re)(?![a-z])", re.IGNORECASE)
_TEMPERATURE = re.compile(r"(?<![a-z])[ls]st(?![a-z])|surface.?temperature", re.IGNORECASE)
_MOST_BEYOND = 0.1
_AWAY = 8.0
_FEWEST_NEIGHBOURS = 3
_FEWEST_DATES = 3
_MANY_BEYOND = 0.02
_FEWEST_VALUES = 30
_IMAGE_AWAY = 8.0
_DIRECTIONS = ((0, 1), (1, -1), (1, 0), (1, 1))
"""Row and column of one of each pair of neighbours, seen from the other."""

_NORMAL = 1.4826
"""Standard deviations of a normal distribution in one median absolute deviation."""


def limits_of(names: str, unit: str, sample: np.ndarray) -> tuple[float, float]:
    """Return the least and largest value that a variable can take, without limits where none are known.

    Limits that more than a tenth of a sample violates are not those of the variable: an index stored times 10,000, or
    an anomaly in kelvin.

    Parameters
    ----------
    names : str
        Of the variable and its file.
    unit : str
        A temperature of the surface without a unit is in K or °C, whichever fits.
    sample : ndarray
        Values; NaN = missing.
    """
    known = sample[np.isfinite(sample)]
    tried = [INDEX_LIMITS] if _INDEX.search(names) else []
    if unit in LIMITS:
        tried.append(LIMITS[unit])
    elif not unit and _TEMPERATURE.search(names):
        tried += [LIMITS["K"], LIMITS["°C"]]
    fitting = (
        (low, high)
        for low, high in tried
        if np.count_nonzero((known < low) | (known > high)) <= _MOST_BEYOND * known.size
    )
    return next(fitting, NO_LIMITS)


def limits_by_date(windows: Sequence[np.ndarray], limits: tuple[float, float]) -> Limits:
    """Return the least and largest value at each date, nearer to one another where an image is broken.

    Where a retrieval fails over a part of an image, it does so by degrees: around temperatures of 400 K lie some of
    350 K, which no limit of the variable and no clear neighbour tells. At dates at which more than 2 % of the known
    values are beyond the limits, values must also lie within eight robust standard deviations of the median of those
    within, that of whole images in the median of the dates without any such value. The image's median is held between
    the least and the largest of these dates', so that a failure of most of an image does not pass for its level.

    Parameters
    ----------
    windows : sequence of ndarray, shape (T, h, w)
        A sample of the raster; NaN = missing.
    limits : tuple of float
        Those of the variable.

    Returns
    -------
    tuple of ndarray, each of shape (T, 1, 1)
        The given limits where nothing is beyond them, or where no three dates are whole.
    """
    cells = np.concatenate([window.reshape(len(window), -1) for window in windows], axis=1)
    known = np.isfinite(cells).sum(axis=1)
    usable = _usable(cells, limits)
    beyond = known - np.isfinite(usable).sum(axis=1)
    low, high = (np.full((len(cells), 1, 1), limit) for limit in limits)
    whole = (beyond == 0) & (known >= _FEWEST_VALUES)
    broken = np.flatnonzero(beyond > _MANY_BEYOND * known)
    if broken.size and np.count_nonzero(whole) >= _FEWEST_DATES:
        levels = [_robust(usable[date]) for date in np.flatnonzero(whole)]
        medians, spreads = np.array(levels).T
        for date in broken:
            level = np.clip(_robust(usable[date])[0], medians.min(), medians.max())
            reach = _IMAGE_AWAY * np.median(spreads)
            # NaN, which compares with nothing, is the level of an image without any usable value.
            low[date], high[date] = np.fmax(low[date], level - reach), np.fmin(high[date], level + reach)
    return low, high


def _robust(values: np.ndarray) -> tuple[float, float]:
    """Return median and robust standard deviation of the finite values, NaN without any."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return np.nan, np.nan
    median = float(np.median(finite))
    return median, _NORMAL * float(np.median(np.abs(finite - median)))


def typical_departure(windows: Sequence[np.ndarray], limits: Limits = NO_LIMITS) -> float:
    """Return the robust standard deviation of how a pixel departs from one beside it; see :func:`flag_outliers`.

    Parameters
    ----------
    windows : sequence of ndarray, shape (T, h, w)
        NaN = missing.
    limits : tuple of float, or of ndarray of shape (T, 1, 1)
    """
    away = [part[np.isfinite(part)] for window in windows for part in _pairs(_usable(window, limits))]
    known = np.abs(np.concatenate(away)) if away else np.zeros(0)
    return _NORMAL * float(np.median(known)) if known.size else 0.0


def flag_outliers(
    values: np.ndarray, unit: str = "", limits: Limits | None = None, spread: float | None = None
) -> np.ndarray:
    """Flag values that are not to be used.

    The rule: a value is an outlier if it is outside the physical limits; or if it departs from the eight pixels around
    it by more than eight robust standard deviations. Its departure from one of them is their difference less what that
    difference is in the median of the dates that show both, and from all the median of these. The standard deviation is
    1.4826 times the median absolute departure of single pairs, over all pixels and dates (Rousseeuw & Hubert 2011,
    WIREs Data Min. Knowl. Discov. 1, 73-79), or of the pixel's own departures where these are larger, as those of a
    pond in the fields are. Pixels with fewer than three clear neighbours, and pairs seen at fewer than three dates, are
    judged by the limits alone.

    Differences are blind to the season and to shores, and pairs to what clouds hide of either.

    Parameters
    ----------
    values : ndarray, shape (T, h, w)
        NaN = missing.
    unit : str
        Limits are known for :data:`LIMITS`.
    limits : tuple of float, or of ndarray of shape (T, 1, 1), optional
        Least and largest value, such as :data:`INDEX_LIMITS` or :func:`limits_by_date`, instead of the unit's.
    spread : float, optional
        The robust standard deviation, from :func:`typical_departure` of a sample of the raster; that of these values by
        default.

    Returns
    -------
    ndarray of bool, shape (T, h, w)
    """
    limits = limits or LIMITS.get(unit, NO_LIMITS)
    spread = typical_departure([values], limits) if spread is None else spread
    beyond = (values < limits[0]) | (values > limits[1])
    if not spread > 0:
        return beyond
    away = np.abs(_departures(_usable(values, limits)))
    own = _NORMAL * _median(away)
    return beyond | (away > _AWAY * np.fmax(own, spread))


def _usable(values: np.ndarray, limits: Limits) -> np.ndarray:
    return np.where((values >= limits[0]) & (values <= limits[1]), values, values.dtype.type(np.nan))


def _pairs(values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield how pixels depart from those beside them in each direction, NaN where too few dates show both."""
    height, width = values.shape[1:]
    for row, column in _DIRECTIONS:
        left, right = max(-column, 0), width - max(column, 0)
        here = values[:, : height - row, left:right]
        beside = values[:, row:, left + column : right + column]
        away = here - beside
        away -= np.where(np.isfinite(away).sum(axis=0) >= _FEWEST_DATES, _median(away), np.nan)
        yield away


def _departures(values: np.ndarray) -> np.ndarray:
    """Return how each value of (T, h, w) departs from those around it, NaN where too few are."""
    _, height, width = values.shape
    around = np.full((2 * len(_DIRECTIONS), *values.shape), np.nan, dtype=values.dtype)
    for number, ((row, column), away) in enumerate(zip(_DIRECTIONS, _pairs(values))):
        left, right = max(-column, 0), width - max(column, 0)
        around[2 * number, :, : height - row, left:right] = away
        around[2 * number + 1, :, row:, left + column : right + column] = -away
    return np.where(np.isfinite(around).sum(axis=0) >= _FEWEST_NEIGHBOURS, _median(around), np.nan)


def _median(values: np.ndarray) -> np.ndarray:
    """Return the median of the finite values over the first axis, NaN where there are none, without numpy's warning."""
    ordered = np.sort(values, axis=0)
    count = np.isfinite(values).sum(axis=0, keepdims=True)
    last = np.maximum(count - 1, 0)
    middle = 0.5 * (np.take_along_axis(ordered, last // 2, 0) + np.take_along_axis(ordered, (last + 1) // 2, 0))
    return np.where(count > 0, middle, np.nan)[0]
