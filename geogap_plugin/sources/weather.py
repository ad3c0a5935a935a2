"""Gridded weather on request: what is asked for, how much that is, and what a service makes of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

import numpy as np

from ..core.errors import GeoGapError, InputError, NotFoundError
from .catalog import WeatherProduct, WeatherVariable
from .transport import Response, Transport

NETCDF = (b"CDF", b"\x89HDF")
"""How NetCDF files begin: classic, and HDF5."""

_MOST_BYTES = 20e9
_MOST_REQUESTS = 1500
_MOST_EPOCHS = 65535
"""Bands that a GeoTIFF can have (TIFF 6.0, SamplesPerPixel)."""

_BYTES = 4


@dataclass(frozen=True)
class Question:
    """Weather that somebody wants.

    Parameters
    ----------
    product : WeatherProduct
    variables : tuple of WeatherVariable
    box : tuple of float
        West, south, east, north; degrees.
    first, last : datetime64[M] or datetime64[h]
        First and last month or hour, UTC.
    """

    product: WeatherProduct
    variables: tuple[WeatherVariable, ...]
    box: tuple[float, float, float, float]
    first: np.datetime64
    last: np.datetime64

    @property
    def epochs(self) -> int:
        """Months or hours, both ends included."""
        return int((self.last - self.first).astype(np.int64)) + 1

    def within(self, start: np.datetime64 | None, end: np.datetime64 | None) -> Question:
        """Return the part of it that lies in the period and the region that the service covers.

        Parameters
        ----------
        start, end : datetime64 or None
            What the service says that it has; None if it does not say.

        Raises
        ------
        NotFoundError
            If nothing is left of it.
        """
        product, unit = self.product, self.first.dtype
        start = product.start if start is None else start
        first = max(self.first, start.astype(unit))
        last = self.last if end is None else min(self.last, end.astype(unit))
        if last < first:
            until = "now" if end is None else end.astype(unit)
            raise NotFoundError(
                f"{product.title} reach from {start.astype(unit)} to {until}; nothing of {self.first} to {self.last} "
                "lies in it. Choose another period."
            )
        covered = product.bbox
        box = tuple(map(max, self.box[:2], covered[:2])) + tuple(map(min, self.box[2:], covered[2:]))
        west, south, east, north = box
        if east < west or north < south:
            raise NotFoundError(
                f"{product.title} cover {covered[0]:g} to {covered[2]:g} degrees east and {covered[1]:g} to "
                f"{covered[3]:g} degrees north; the region lies outside. Choose another region."
            )
        return replace(self, first=first, last=last, box=(west, south, east, north))

    def final(self, last: np.datetime64) -> datetime:
        """Return when values up to a moment no longer change."""
        moment = last.astype("datetime64[s]") + np.timedelta64(self.product.settled, "D")
        return datetime.fromtimestamp(int(moment.astype(np.int64)), timezone.utc)


@dataclass(frozen=True)
class Plan:
    """How a service is asked.

    Parameters
    ----------
    question : Question
        What of it the service has.
    cells : int
        About so many.
    requests : tuple
        One for each file: what the service's module makes of it.
    """

    question: Question
    cells: int
    requests: tuple[Any, ...] = field(repr=False)

    @property
    def megabytes(self) -> float:
        """About what the values take."""
        return self.cells * self.question.epochs * len(self.question.variables) * _BYTES / 1e6

    def check_size(self) -> None:
        """Refuse what no service would give and no disk would like.

        Raises
        ------
        InputError
        """
        question = self.question
        what = (
            f"{len(question.variables)} variables of {question.product.title} at {question.epochs:,} times and about "
            f"{self.cells:,} cells"
        )
        advice = "Choose a shorter period, a smaller region or fewer variables."
        if question.epochs > _MOST_EPOCHS:
            raise InputError(
                f"{what}: a GeoTIFF holds {_MOST_EPOCHS:,} bands at most. Fetch the period in several runs."
            )
        if self.megabytes * 1e6 > _MOST_BYTES:
            raise InputError(
                f"{what} are about {self.megabytes / 1e3:,.0f} GB, more than {_MOST_BYTES / 1e9:.0f} GB. {advice}"
            )
        if len(self.requests) > _MOST_REQUESTS:
            raise InputError(
                f"{what} take {len(self.requests):,} requests to the service, more than {_MOST_REQUESTS:,}. {advice}"
            )


def described(product: WeatherProduct) -> dict[str, Any]:
    """Return what a manifest says of a data set."""
    return {
        "product": product.id,
        "title": product.title,
        "centre": product.centre,
        "dataset": product.access["dataset"],
        "licence": product.licence,
        "citation": list(product.citation),
    }


def file_name(stem: str, request: Any) -> str:
    """Return a name for the file that a request is answered with: another one for every other request."""
    mark = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()[:12]
    return f"{stem}_{mark}.nc"


def moment(text: object) -> np.datetime64 | None:
    """Return an ISO 8601 moment that a service states, UTC; None if it is none."""
    try:
        stated = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    if stated.tzinfo is not None:
        stated = stated.astimezone(timezone.utc).replace(tzinfo=None)
    return np.datetime64(stated, "s")


def redacted(transport: Transport, explain: Callable[[Response], GeoGapError | None]) -> Callable[..., Any]:
    """Return what explains an answer without repeating credentials that the server has put into it."""

    def explained(response: Response) -> GeoGapError | None:
        error = explain(response)
        if error is not None:
            error.message = transport.redact(error.message)
            error.details = transport.redact(error.details)
            error.args = (error.message,)
        return error

    return explained
