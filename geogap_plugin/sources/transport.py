"""Requests and answers, whoever carries them: redirects, credentials that stay with their host, errors in words."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from ..core.errors import (
    AuthenticationError,
    ConnectionLostError,
    DamagedDataError,
    GeoGapError,
    NetworkError,
    NotFoundError,
    ServiceDownError,
)

TIMEOUT = 60.0
"""Seconds in which at least `LEAST_BYTES` have to arrive, or the connection counts as lost."""

LEAST_BYTES = 1024
LARGEST_BODY = 64 * 2**20
"""Bytes of an answer that is kept in memory: catalogues, pages, messages."""

_MOST_REDIRECTS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_OF_ONE_HOST = ("authorization", "cookie", "proxy-authorization")

Cancel = Callable[[], bool]


def never() -> bool:
    """Say that nobody has cancelled."""
    return False


@dataclass(frozen=True)
class Request:
    """What is asked of a server.

    Parameters
    ----------
    url : str
        http or https.
    method : str
    headers : mapping of str to str
        Without credentials: these are the transport's.
    body : bytes, optional
    authorise : bool
        Whether the transport adds its credentials.
    timeout : float
        Seconds in which at least `LEAST_BYTES` have to arrive.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    authorise: bool = False
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Response:
    """What a server answered.

    Parameters
    ----------
    status : int
    headers : mapping of str to str
        Names in lower case.
    url : str
        Where the answer came from, after redirects.
    body : bytes
        Empty where a sink took it.
    """

    status: int
    headers: Mapping[str, str]
    url: str
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header, '' if it is absent."""
        return self.headers.get(name.lower(), "")


class Sink(Protocol):
    """Takes the body of an answer piece by piece."""

    def begin(self, head: Response) -> bool:
        """Look at an answer before its body arrives and say whether to take it; otherwise it is kept in memory."""
        ...

    def write(self, piece: bytes) -> None:
        """Take the next piece of the body."""
        ...


class Transport(Protocol):
    """Carries one request to a server and its answer back, without following redirects."""

    def exchange(self, request: Request, sink: Sink | None, cancelled: Cancel) -> Response:
        """Return the answer, of whatever status.

        Raises
        ------
        ConnectionLostError
            If there is no connection, it breaks off before the end of the body, or too little arrives in time.
        Cancelled
            If `cancelled` says so, within a second.
        """
        ...

    def idle(self) -> None:
        """Do what has to be done while the calling thread waits for others."""
        ...

    def redact(self, text: str) -> str:
        """Return a text without the credentials."""
        ...


class Pace:
    """Notices that too little arrives: silence as well as a drip that would never end.

    Parameters
    ----------
    timeout : float
        Seconds in which at least `LEAST_BYTES` have to arrive.
    clock : callable
        Seconds.
    """

    def __init__(self, timeout: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._timeout = timeout
        self._clock = clock
        self._since = clock()
        self._bytes = 0

    def arrived(self, count: int) -> None:
        """Count bytes."""
        self._bytes += count
        if self._bytes >= LEAST_BYTES:
            self._since, self._bytes = self._clock(), 0

    def too_slow(self) -> bool:
        """Whether too little has arrived for too long."""
        return self._clock() - self._since > self._timeout


def fetch(transport: Transport, request: Request, sink: Sink | None = None, cancelled: Cancel = never) -> Response:
    """Send a request and follow redirects; credentials stay with the host that they were meant for.

    Signed addresses in the cloud refuse a request that carries a token as well, and a token is nobody else's business:
    https://github.com/qgis/QGIS/pull/66124 shows what happens otherwise.

    Raises
    ------
    NetworkError
        If the connection fails, there are too many redirects, or one leads away from http(s) or to a host without
        encryption.
    """
    for _ in range(_MOST_REDIRECTS):
        _check_address(request)
        response = transport.exchange(request, sink, cancelled)
        target = response.header("location")
        if response.status not in _REDIRECTS or not target:
            return response
        request = _redirected(request, urljoin(request.url, target), response.status)
    raise NetworkError(f"{shown(request.url)} was redirected {_MOST_REDIRECTS} times. Try again later.")


def _redirected(request: Request, url: str, status: int) -> Request:
    same = origin(url) == origin(request.url)
    if urlsplit(request.url).scheme == "https" and urlsplit(url).scheme == "http":
        raise NetworkError(f"{shown(request.url)} leads to {shown(url)}, which is not encrypted. It was not followed.")
    headers = {name: text for name, text in request.headers.items() if same or name.lower() not in _OF_ONE_HOST}
    if status == 303 and request.method != "HEAD":
        request = replace(request, method="GET", body=None)
    return replace(request, url=url, headers=headers, authorise=request.authorise and same)


def _check_address(request: Request) -> None:
    parts = urlsplit(request.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NetworkError(f"{shown(request.url)} is no address of a server.")
    if request.authorise and parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise NetworkError(f"Credentials are not sent to {shown(request.url)}: the connection is not encrypted.")


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)


def shown(url: str) -> str:
    """Return an address as it may be shown: without what may hold a signature, a token or a password."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path}"


def explain(response: Response) -> GeoGapError | None:
    """Return what an answer's status means to the user, None for success."""
    status, where = response.status, shown(response.url)
    if status < 400:
        return None
    if status in (401, 407):
        return AuthenticationError(f"{where} asks for credentials, or refuses those it got (status {status}).")
    if status == 403:
        return AuthenticationError(f"{where} refuses access (status 403). Check what your account may use.")
    if status in (404, 410):
        return NotFoundError(f"{where} is not there, or no longer (status {status}).")
    if status in (408, 425, 429) or status >= 500:
        meaning = "has too many requests at present" if status == 429 else "does not work at present"
        error = ServiceDownError(f"{origin(response.url)[1]} {meaning} (status {status}). Try again later.")
        error.retry_after = seconds_to_wait(response.header("retry-after"), response.header("date"))
        return error
    return NetworkError(f"{where} refuses the request (status {status}).")


Explain = Callable[[Response], "GeoGapError | None"]


def seconds_to_wait(retry_after: str, date: str = "") -> float | None:
    """Return how long a `Retry-After` header asks to wait: seconds or a date (RFC 9110, 10.2.3); None if unreadable.

    Parameters
    ----------
    date : str
        The server's own clock, from which a date is counted.
    """
    text = retry_after.strip()
    if re.fullmatch(r"\d+", text):
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        now = parsedate_to_datetime(date) if date else datetime.now(timezone.utc)
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError, IndexError):
        return None


def looks_like_page(head: bytes) -> bool:
    """Whether the first bytes of a body are those of a web page."""
    return head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))


def fetch_text(
    transport: Transport,
    url: str,
    parameters: list[tuple[str, str]] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    cancelled: Cancel = never,
    explain: Explain = explain,
    timeout: float = TIMEOUT,
) -> Response:
    """Return the answer to a plain GET request.

    Raises
    ------
    NetworkError
        If there is no answer, or its status is no success.
    """
    whole = f"{url}?{urlencode(parameters)}" if parameters else url
    response = fetch(transport, Request(whole, headers=headers or {}, timeout=timeout), None, cancelled)
    error = explain(response)
    if error is not None:
        raise error
    return response


def parsed(response: Response) -> Any:
    """Return the JSON of an answer.

    Raises
    ------
    DamagedDataError
        If it is something else.
    """
    try:
        return json.loads(response.body.decode("utf-8"))
    except ValueError as error:
        what = "a web page" if looks_like_page(response.body) else "something unreadable"
        raise DamagedDataError(
            f"{shown(response.url)} answered with {what} instead of JSON. Try again later; if you are behind a proxy "
            "or a sign-in page, open the address in a browser first."
        ) from error


def lost(url: str, reason: object) -> ConnectionLostError:
    """Return the error for a connection that failed."""
    return ConnectionLostError(
        f"The connection to {origin(url)[1]} failed: {reason}. Check the network, or try again later."
    )
