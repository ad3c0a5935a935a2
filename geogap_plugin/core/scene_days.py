"""Satellite scenes of one day or overpass over one place: which belong together, and what time they stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_SECONDS_A_DEGREE = 240.0
"""A degree of longitude is four minutes of solar time."""


def solar_days(times: np.ndarray, longitudes: np.ndarray) -> np.ndarray:
    """Return the day of local mean solar time: a pass over one region has one such day, even around midnight UTC.

    Parameters
    ----------
    times : ndarray of datetime64, shape (n,)
        UTC.
    longitudes : ndarray, shape (n,)
        Degrees; counted on from the first across 180 degrees, where the day would change in the middle of a pass.

    Returns
    -------
    ndarray of datetime64[D], shape (n,)
    """
    east = np.asarray(longitudes, dtype=float)
    east = east[:1] + (east - east[:1] + 180) % 360 - 180
    shift = np.round(east * _SECONDS_A_DEGREE).astype("timedelta64[s]")
    return (np.asarray(times).astype("datetime64[s]") + shift).astype("datetime64[D]")


def overpasses(times: np.ndarray, longest: np.timedelta64) -> np.ndarray:
    """Return for every scene when the overpass that it belongs to began.

    For orbits that see a place at any hour, several times a day: day and night stay apart.

    Parameters
    ----------
    times : ndarray of datetime64, shape (n,)
        UTC.
    longest : timedelta64
        Scenes that begin within so long of the first belong to one overpass; less than a revolution.

    Returns
    -------
    ndarray of datetime64[s], shape (n,)
    """
    moments = np.asarray(times).astype("datetime64[s]")
    begun = moments.copy()
    first = None
    for index in np.argsort(moments, kind="stable"):
        if first is None or moments[index] - first > longest:
            first = moments[index]
        begun[index] = first
    return begun


def group_days(days: np.ndarray, clouds: Sequence[float]) -> list[list[int]]:
    """Return the scenes of every day, days in order, the scene with the fewest clouds first.

    Parameters
    ----------
    days : ndarray of datetime64, shape (n,)
        Or the beginnings of overpasses.
    clouds : sequence of float
        Shares; NaN where unknown, which comes last.

    Returns
    -------
    list of lists of int
        Positions in `days`.
    """
    known = np.nan_to_num(np.asarray(clouds, dtype=float), nan=np.inf)
    order = np.lexsort((np.arange(len(days)), known, np.asarray(days)))
    groups: list[list[int]] = []
    for index in order.tolist():
        if groups and days[groups[-1][0]] == days[index]:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def mean_time(times: np.ndarray) -> np.datetime64:
    """Return the middle of several moments, as datetime64[s]."""
    seconds = np.asarray(times).astype("datetime64[s]").astype(np.int64)
    return np.datetime64(int(np.round(seconds.mean())), "s")


def overlay(layers: Sequence[np.ndarray]) -> np.ndarray:
    """Return a mosaic: every cell from the first layer that has a value there, NaN where none has.

    Parameters
    ----------
    layers : sequence of ndarray
        Of one shape; NaN where missing.
    """
    mosaic = np.array(layers[0], copy=True)
    for layer in layers[1:]:
        np.copyto(mosaic, layer, where=np.isnan(mosaic))
    return mosaic
