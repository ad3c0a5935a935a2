"""Requests through Python's own http.client: for scripts and tests without QGIS."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from ..core.errors import Cancelled, NetworkError
from .transport import LARGEST_BODY, Cancel, Pace, Request, Response, Sink, lost, shown

_PIECE = 256 * 1024
_LOOK_EVERY = 0.1
_CONNECT = 30.0


class PlainTransport:
    """Carries requests with http.client.

    Parameters
    ----------
    bearer : str, optional
        Token for requests that are to be authorised; by default the environment's `EARTHDATA_TOKEN`.
    agent : str
        Name that servers see.
    header : str
        Header that holds the token alone, '' for `Authorization: Bearer …`.
    """

    def __init__(self, bearer: str | None = None, agent: str = "GeoGap", header: str = "") -> None:
        self._bearer = os.environ.get("EARTHDATA_TOKEN", "") if bearer is None else bearer
        self._agent = agent
        self._header = header

    def __repr__(self) -> str:
        return f"{type(self).__name__}(agent={self._agent!r})"

    def exchange(self, request: Request, sink: Sink | None, cancelled: Cancel) -> Response:
        """Return the answer, of whatever status; see :class:`geogap_plugin.sources.transport.Transport`."""
        parts = urlsplit(request.url)
        connection = _connection(parts.scheme, parts.hostname or "", parts.port, min(_CONNECT, request.timeout))
        headers = {"User-Agent": self._agent, "Accept-Encoding": "identity", **request.headers}
        if request.authorise and self._bearer:
            headers[self._header or "Authorization"] = self._bearer if self._header else f"Bearer {self._bearer}"
        pace = Pace(request.timeout)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.connect()
            with _watched(connection.sock, pace, cancelled) as stopped:
                connection.request(request.method, target, request.body, headers)
                answer = connection.getresponse()
                found = {name.lower(): text for name, text in answer.getheaders()}
                head = Response(answer.status, found, request.url)
                body = _receive(answer, head, sink, pace, stopped)
        except (OSError, http.client.HTTPException) as error:
            if cancelled():
                raise Cancelled from error
            reason = "too little arrived in time" if pace.too_slow() else str(error) or type(error).__name__
            raise lost(request.url, self.redact(reason)) from error
        finally:
            connection.close()
        if cancelled():
            raise Cancelled
        return Response(head.status, head.headers, head.url, body)

    def idle(self) -> None:
        """Do nothing: other threads need nothing of the calling one."""

    def redact(self, text: str) -> str:
        """Return a text without the token."""
        return text.replace(self._bearer, "…") if self._bearer else text


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


@contextmanager
def _watched(sock: socket.socket, pace: Pace, cancelled: Cancel) -> Iterator[threading.Event]:
    """Shut the connection under a read that waits, when the user cancels or too little arrives."""
    done, stopped = threading.Event(), threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_EVERY):
            if cancelled() or pace.too_slow():
                stopped.set()
                with suppress(OSError):  # closed a moment ago
                    sock.shutdown(socket.SHUT_RDWR)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield stopped
    finally:
        done.set()
        watcher.join()


def _receive(
    answer: http.client.HTTPResponse, head: Response, sink: Sink | None, pace: Pace, stopped: threading.Event
) -> bytes:
    """Hand the body to the sink, or return it.

    Raises
    ------
    OSError
        If it ends before its promised end.
    NetworkError
        If it is too large to be kept.
    """
    taken = sink if sink is not None and sink.begin(head) else None
    promised, arrived = answer.length, 0
    kept = bytearray()
    while promised is None or arrived < promised:
        piece = answer.read1(_PIECE if promised is None else min(_PIECE, promised - arrived))
        if not piece:
            break
        arrived += len(piece)
        pace.arrived(len(piece))
        if taken is not None:
            taken.write(piece)
        else:
            kept += piece
            if len(kept) > LARGEST_BODY:
                raise NetworkError(f"{shown(head.url)} answered with more than {LARGEST_BODY / 2**20:.0f} MB.")
    if stopped.is_set() or (promised is not None and arrived < promised):
        raise ConnectionResetError(f"it broke off after {arrived} bytes" + (f" of {promised}" if promised else ""))
    return bytes(kept)
