"""GeoSphere Austria's data hub: grids cut out in space and time, within its limits of size and rate.

The interface is described at https://dataset.api.hub.geosphere.at/v1/docs/user-guide/: `grid/historical/DATASET` with
`parameters`, `bbox` (south,west,north,east), `start`, `end` and `output_format`; `…/metadata` says in JSON which
parameters there are and when (`parameters`, `start_time`, `end_time`).
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import replace
from urllib.parse import urlencode

import numpy as np

from ..core.errors import Cancelled, DamagedDataError, GeoGapError, InputError, NetworkError, ServiceDownError
from .download import Item
from .retry import Retry
from .transport import (
    Cancel,
    Request,
    Response,
    Sink,
    Transport,
    explain,
    fetch_text,
    never,
    parsed,
    seconds_to_wait,
    shown,
)
from .weather import NETCDF, Plan, Question, file_name, moment

_MOST_VALUES = 10_000_000
"""Values (parameters x hours x cells) that a request for NetCDF may ask for (user guide, Request Limit)."""

_CAREFUL = 0.8
"""Share of it that is used: the number of cells is an estimate."""

_MOST_HOURS = 8784
_A_SECOND = 4.0
_AN_HOUR = 240
"""Requests that are sent: the service allows 5 a second and 240 an hour."""

_LOOK_EVERY = 0.1
_SOUTH, _ORIGIN = 47.5, 13.0 + 20.0 / 60.0
"""Latitude and longitude of the origin of Austria Lambert (EPSG:31287), degrees."""

_EARTH_RADIUS = 6_377_397.0
"""Metres; the larger half axis of Bessel's ellipsoid."""

_ROOM = 1.01
_MARGIN = 0.02
"""Degrees on every side; more than a cell."""


class Geosphere:
    """The data hub; needs no account.

    Parameters
    ----------
    root : str
        Address of the service.
    transport : Transport
    retry : Retry, optional
    cancelled : callable
    """

    def __init__(self, root: str, transport: Transport, retry: Retry | None = None, cancelled: Cancel = never) -> None:
        self._root = root.rstrip("/")
        self._transport = transport
        self._retry = retry or Retry(attempts=4, idle=transport.idle)
        self._cancelled = cancelled

    def plan(self, question: Question) -> Plan:
        """Return the requests that answer a question, each within the limit of size.

        Requests begin at hours that do not depend on the period asked for, so that another period finds in the cache
        what they share.

        Raises
        ------
        NotFoundError
            If the period or the region lies outside of what there is.
        InputError
            If the service has ceased to offer a variable.
        NetworkError
        """
        dataset = question.product.access["dataset"]
        about = self._metadata(dataset)
        offered = {str(one.get("name")) for one in about["parameters"]}
        lacking = [one.id for one in question.variables if one.id not in offered]
        if lacking:
            raise InputError(
                f"{self._root} offers {', '.join(sorted(offered))} of {dataset}, and no longer {', '.join(lacking)}. "
                "Choose other variables, or look for a newer version of GeoGap."
            )
        # The cells that the region touches must come, whether or not their centres lie in it.
        west, south, east, north = question.box
        wider = replace(question, box=(west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN))
        question.within(None, None)
        question = wider.within(moment(about.get("start_time")), moment(about.get("end_time")))
        cells = cells_of(question.box, question.product.cell)
        hours = int(_MOST_VALUES * _CAREFUL // (cells * len(question.variables)))
        if hours < 1:
            raise InputError(
                f"One hour of {len(question.variables)} variables at {cells:,} cells is more than the service gives "
                "at a time. Choose a smaller region or fewer variables."
            )
        hours = min(hours, _MOST_HOURS)
        first, last = (int(end.astype(np.int64)) for end in (question.first, question.last))
        items = tuple(
            self._item(question, max(first, begin), min(last, begin + hours - 1))
            for begin in range(first - first % hours, last + 1, hours)
        )
        return Plan(question, cells, items)

    def probe(self, dataset: str) -> str:
        """Say in words that the service answers.

        Raises
        ------
        NetworkError
        """
        about = self._metadata(dataset)
        return f"{shown(self._root)} answers: {about.get('title', dataset)}, up to {about.get('end_time', '?')}."

    def _metadata(self, dataset: str) -> dict:
        url = f"{self._root}/grid/historical/{dataset}/metadata"

        def ask() -> dict:
            content = parsed(fetch_text(self._transport, url, cancelled=self._cancelled, explain=explain_geosphere))
            if not isinstance(content, dict) or not all(
                isinstance(one, dict) for one in content.get("parameters", [None])
            ):
                raise DamagedDataError(f"{shown(url)} answered with no list of parameters. Try again later.")
            return content

        return self._retry.run(ask, self._cancelled)

    def _item(self, question: Question, first: int, last: int) -> Item:
        begin, end = (np.datetime64(int(hour), "h") for hour in (first, last))
        west, south, east, north = question.box
        query = [("parameters", variable.id) for variable in question.variables]
        query += [
            # Minutes, as the service writes and reads them.
            ("start", str(begin.astype("datetime64[m]"))),
            ("end", str(end.astype("datetime64[m]"))),
            ("bbox", f"{south:.5f},{west:.5f},{north:.5f},{east:.5f}"),
            ("output_format", "netcdf"),
        ]
        url = f"{self._root}/grid/historical/{question.product.access['dataset']}"
        return Item(
            f"{url}?{urlencode(query)}",
            file_name(f"{question.product.id}_{begin}", [url, query]),
            magic=NETCDF,
            facts={"query": dict(query) | {"parameters": ",".join(one.id for one in question.variables)}},
            final=question.final(end),
        )


def cells_of(box: tuple[float, float, float, float], cell: float) -> int:
    """Return how many cells of Austria Lambert a box of longitudes and latitudes takes, rather too many than too few.

    The service cuts out a rectangle of the grid around the box. A conformal cone on a sphere is exact enough for its
    size (Snyder 1987, Map Projections, eq. 15-1 to 15-4, with one standard parallel).

    Parameters
    ----------
    box : tuple of float
        West, south, east, north; degrees.
    cell : float
        Side of a cell, metres.
    """
    west, south, east, north = box
    cone = math.sin(math.radians(_SOUTH))

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        above, below = (math.tan(math.radians(45 + angle / 2)) for angle in (_SOUTH, latitude))
        radius = _EARTH_RADIUS / math.tan(math.radians(_SOUTH)) * (above / below) ** cone
        turned = math.radians((longitude - _ORIGIN) * cone)
        return radius * math.sin(turned), -radius * math.cos(turned)

    # A parallel reaches farthest south where it is nearest to the central meridian.
    longitudes = (west, east, min(max(_ORIGIN, west), east))
    ends = zip(*(place(longitude, latitude) for longitude in longitudes for latitude in (south, north)))
    columns, rows = (math.ceil((max(some) - min(some)) * _ROOM / cell) + 2 for some in ends)
    return columns * rows


class PoliteTransport:
    """Sends requests no faster than the service allows.

    Parameters
    ----------
    transport : Transport
    requests : int
        How many there will be: as many as an hour allows go as fast as a second allows, more are spread evenly.
    clock, sleep : callable
    """

    def __init__(self, transport: Transport, requests: int, clock=time.monotonic, sleep=time.sleep) -> None:
        self._transport = transport
        self._every = 1 / _A_SECOND if requests < _AN_HOUR else 3600 / _AN_HOUR
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = clock()

    @property
    def seconds_between(self) -> float:
        """Seconds from one request to the next."""
        return self._every

    def exchange(self, request: Request, sink: Sink | None, cancelled: Cancel) -> Response:
        """Return the answer; see :class:`geogap_plugin.sources.transport.Transport`."""
        with self._lock:
            turn = max(self._next, self._clock())
            self._next = turn + self._every
        while (left := turn - self._clock()) > 0:
            if cancelled():
                raise Cancelled
            self._sleep(min(left, _LOOK_EVERY))
        return self._transport.exchange(request, sink, cancelled)

    def idle(self) -> None:
        """Do what has to be done while the calling thread waits for others."""
        self._transport.idle()

    def redact(self, text: str) -> str:
        """Return a text without the credentials."""
        return self._transport.redact(text)


def explain_geosphere(response: Response) -> GeoGapError | None:
    """Return what an answer of the data hub means to the user, None for success.

    Errors are JSON: `{"detail": "…"}` or, of the framework, `{"detail": [{"loc": […], "msg": "…"}]}`. Beyond the limit
    of rate the header `ratelimit-reset` counts the seconds (user guide, Request Limit).
    """
    error = explain(response)
    if isinstance(error, ServiceDownError) and response.status == 429 and error.retry_after is None:
        error.retry_after = seconds_to_wait(response.header("ratelimit-reset"))
    if type(error) is NetworkError:
        try:
            detail = parsed(response).get("detail", "")
        except (DamagedDataError, AttributeError):
            return error
        reasons = detail if isinstance(detail, list) else [detail]
        words = " ".join(str(one.get("msg", one) if isinstance(one, dict) else one) for one in reasons)
        return NetworkError(f"{error.message} It says: {words[:300]}")
    return error
