"""Remote files read piece by piece: a door on this machine through which GDAL reads what our transport fetches.

GDAL asks over HTTP for the byte ranges that it needs of a cloud-optimised GeoTIFF (or JPEG 2000). What it asks goes to
a server on the loopback address, and from there through the transport: so the user's proxy, certificates and
credentials hold, expired signatures are renewed, failures that pass are tried again as the server asks, a
cancel is heard within a second, and GDAL never sees half an answer.
"""

from __future__ import annotations

import re
import secrets
import socket
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from ..core.errors import AuthenticationError, DamagedDataError, NetworkError, NotFoundError
from .retry import Retry
from .transport import Cancel, Explain, Request, Response, Transport, explain, fetch, looks_like_page, never, shown

_CHUNK = 16 * 1024
"""Bytes that are asked for to learn a file's size; GDAL reads them next."""

_LARGEST_WHOLE = 32 * 2**20
"""Bytes of a file that may be kept in memory where a server sends no ranges."""

_KEPT = 8
"""Answers of a file that are kept for when GDAL asks again."""

_VERSIONS = ("etag", "last-modified")
"""Headers that tell one state of a file from another; the first that two answers share counts."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass
class Address:
    """Where a file is, signed anew when the signature has expired.

    Parameters
    ----------
    href : str
        As the catalogue has it, without a signature.
    sign : callable
        Returns the address to ask; told the one that was refused, or ''.
    authorise : bool
        Whether the server wants the transport's credentials.
    """

    href: str
    sign: Callable[[str], str]
    authorise: bool = False


class RemoteFile:
    """The bytes of a file at a server that answers range requests (RFC 9110, 14).

    Parameters
    ----------
    transport : Transport
    address : Address
    retry : Retry
    explain : callable
        What a status means to the user.
    cancelled : callable

    Attributes
    ----------
    failure : Exception or None
        Why a read failed: nothing is read any more then. GDAL takes what it cannot read for absent in places (scale and
        offset of a GeoTIFF among others), so that :meth:`check` has to be asked after it.
    fetched : int
        Bytes that came over the network.
    """

    def __init__(
        self,
        transport: Transport,
        address: Address,
        retry: Retry | None = None,
        explain: Explain = explain,
        cancelled: Cancel = never,
    ) -> None:
        self._transport = transport
        self._address = address
        self._retry = retry or Retry(idle=transport.idle)
        self._explain = explain
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._whole: bytes | None = None
        self._version: dict[str, str] = {}
        self._size: int | None = None
        self.failure: Exception | None = None
        self.fetched = 0

    def check(self) -> None:
        """Raise what a read failed with."""
        if self.failure is not None:
            raise self.failure

    def size(self) -> int:
        """Return the number of bytes of the file.

        Raises
        ------
        NetworkError, Cancelled
        """
        if self._size is None:
            self.read(0, _CHUNK)
        return self._size or 0

    def read(self, start: int, length: int) -> bytes:
        """Return bytes of the file, fewer than asked for only at its end.

        Raises
        ------
        NetworkError
            If trying again did not help, or the file has changed since the first read.
        Cancelled
        """
        with self._lock:
            self.check()
            if self._whole is not None:
                return self._whole[start : start + length]
            if self._size is not None:
                length = min(length, self._size - start)
            for (begin, end), body in self._kept.items():
                if begin <= start and start + length <= end:
                    return body[start - begin : start - begin + length]
            if length <= 0:
                return b""
            try:
                body = self._retry.run(lambda: self._ask(start, length), self._cancelled)
            except Exception as error:
                self.failure = error
                raise
            if self._whole is not None:
                return self._whole[start : start + length]
            self._kept[(start, start + len(body))] = body
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return body

    def _ask(self, start: int, length: int) -> bytes:
        """Ask once; once more with a new signature where the old one is refused."""
        url = self._address.sign("")
        response = self._request(url, start, length)
        error = self._explain(response)
        if isinstance(error, AuthenticationError):
            renewed = self._address.sign(url)
            if renewed != url:
                response = self._request(renewed, start, length)
                error = self._explain(response)
        if error is not None:
            raise error
        self.fetched += len(response.body)
        return self._checked(response, start, length)

    def _request(self, url: str, start: int, length: int) -> Response:
        headers = {"Range": f"bytes={start}-{start + length - 1}"}
        request = Request(url, headers=headers, authorise=self._address.authorise)
        return fetch(self._transport, request, _NoLargeFile(shown(self._address.href)), self._cancelled)

    def _checked(self, response: Response, start: int, length: int) -> bytes:
        """Return the body if it is what was asked for."""
        where = shown(self._address.href)
        if looks_like_page(response.body):
            raise DamagedDataError(f"{where} answered with a web page instead of a raster. Try again later.")
        promised = _CONTENT_RANGE.fullmatch(response.header("content-range").strip())
        if response.status == 200 or promised is None:
            return self._all_of_it(response, start, length)
        begin, last, total = (int(number) for number in promised.groups())
        wanted = min(length, total - start)
        if begin != start or last - begin + 1 != wanted or len(response.body) != wanted:
            raise DamagedDataError(f"{where} sent other bytes than those asked for. Try again later.")
        self._remember(total, response)
        return response.body

    def _all_of_it(self, response: Response, start: int, length: int) -> bytes:
        where = shown(self._address.href)
        if response.status != 200:
            raise DamagedDataError(f"{where} does not say which bytes it sent. Try again later.")
        promised = response.header("content-length")
        if promised.isdigit() and int(promised) != len(response.body):
            raise DamagedDataError(f"{where} sent {len(response.body)} bytes instead of {promised}. Try again later.")
        _NoLargeFile(where).check(len(response.body))
        self._remember(len(response.body), response)
        self._whole = response.body
        return response.body[start : start + length]

    def _remember(self, size: int, response: Response) -> None:
        version = {name: response.header(name) for name in _VERSIONS if response.header(name)}
        shared = next((name for name in _VERSIONS if name in version and name in self._version), None)
        if self._size not in (None, size) or (shared and version[shared] != self._version[shared]):
            raise NetworkError(
                f"{shown(self._address.href)} has been replaced by another file while it was read. Run again."
            )
        self._size, self._version = size, {**version, **self._version}


@dataclass
class _NoLargeFile:
    """Refuses a whole file that is too large to be kept, before it arrives.

    Parameters
    ----------
    where : str
        Its address, for the error.
    """

    where: str

    def begin(self, head: Response) -> bool:
        """Look at the promised length; what may come is kept in memory."""
        promised = head.header("content-length")
        if head.status == 200 and promised.isdigit():
            self.check(int(promised))
        return False

    def write(self, piece: bytes) -> None:
        """Take nothing."""

    def check(self, size: int) -> None:
        """Raise a NetworkError for too many bytes."""
        if size > _LARGEST_WHOLE:
            raise NetworkError(
                f"{self.where} cannot be read in parts: its server knows no range requests. Download the file and use "
                "“Build series”."
            )


class _Door(ThreadingHTTPServer):
    """Ends its connections with itself: GDAL keeps them open, each with a thread that waits here."""

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._connections: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note a connection."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Close the door and all connections."""
        super().server_close()
        for request in list(self._connections):
            with suppress(OSError):  # ended a moment ago
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that GDAL has left."""


@dataclass
class RangeServer:
    """A server on the loopback address that hands out remote files to GDAL; a context manager.

    Addresses hold a secret of this run, so that other programs of this computer cannot read through it.
    """

    _files: dict[str, RemoteFile] = field(default_factory=dict)
    _secret: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    _server: _Door | None = None

    def __enter__(self) -> RangeServer:
        server = _Door(_handler(self))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self._server = server
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def serve(self, remote: RemoteFile, name: str) -> str:
        """Return the address under which a file can be read here.

        Parameters
        ----------
        name : str
            Of the file, so that its format shows.
        """
        if self._server is None:
            raise NetworkError("The files are not served outside of the block.")
        path = f"/{self._secret}/{secrets.token_hex(8)}/{re.sub(r'[^A-Za-z0-9._-]', '_', name)}"
        self._files[path] = remote
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def withdraw(self, address: str) -> None:
        """Serve a file no longer."""
        self._files.pop(address[address.index("/", len("http://")) :], None)

    def find(self, path: str) -> RemoteFile | None:
        """Return the file served under a path."""
        return self._files.get(path)


def _handler(server: RangeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GDAL's HEAD and GET requests."""

        protocol_version = "HTTP/1.1"
        # Head and body are sent one after the other: the second would wait 40 ms for the first to be acknowledged.
        disable_nagle_algorithm = True

        def log_message(self, format: str, *_: object) -> None:
            """Keep silent: addresses are nobody else's business."""

        def do_HEAD(self) -> None:
            """Say how large the file is."""
            self._answer(body=False)

        def do_GET(self) -> None:
            """Send the range that is asked for, or everything."""
            self._answer(body=True)

        def _answer(self, body: bool) -> None:
            remote = server.find(self.path)
            try:
                if remote is None:
                    raise NotFoundError("Not served here.")
                size = remote.size()
                asked = _RANGE.fullmatch(self.headers.get("Range", ""))
                start = int(asked.group(1)) if asked else 0
                end = min(size, int(asked.group(2)) + 1 if asked and asked.group(2) else size)
                if asked and start >= end:
                    self._send(416, {"Content-Range": f"bytes */{size}"}, b"", 0)
                    return
                content = remote.read(start, end - start) if body else b""
            except Exception:
                # The file remembers why. GDAL asks for others beside a raster, such as .aux.xml, which are not there.
                self._send(404, {}, b"", 0)
                return
            headers = {"Accept-Ranges": "bytes"}
            if asked:
                headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
            self._send(206 if asked else 200, headers, content, end - start)

        def _send(self, status: int, headers: dict[str, str], content: bytes, length: int) -> None:
            with suppress(OSError):  # GDAL has gone
                self.send_response(status)
                for name, text in headers.items():
                    self.send_header(name, text)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(content)

    return Handler
