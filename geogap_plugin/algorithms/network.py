"""Requests through QGIS: its proxy, certificates and authentication configurations."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .. import settings
from ..core.errors import AuthenticationError, Cancelled, NetworkError
from ..sources import cds
from ..sources.cache import Cache
from ..sources.catalog import Product, WeatherProduct
from ..sources.earthdata import TOKEN_HELP, VARIABLE
from ..sources.transport import LARGEST_BODY, Cancel, Pace, Request, Response, Sink, lost, shown

_Made = TypeVar("_Made", bound=QObject)

_LOOK_EVERY = 100
"""Milliseconds between two looks at the user's cancel."""

_BUFFER = 4 * 2**20
_PIECE = 256 * 1024
_CONTENT_ERRORS = 200
"""Codes of QNetworkReply.NetworkError below this are of the connection or the proxy, the others of the answer."""


CACHE_FOLDER = "GEOGAP_CACHE"
"""Environment variable that names another folder for downloads."""

_CACHE_NAME = "geogap_downloads"


def download_cache() -> Cache:
    """Return the folder of downloads, with the limit that the settings give it."""
    return Cache(_cache_folder(), settings.CACHE_LIMIT.read() * 2**20)


def _cache_folder() -> Path:
    named = os.environ.get(CACHE_FOLDER)
    if named:
        return Path(named)
    # A folder of its own inside the user's: what the cache has no room for is deleted.
    chosen = settings.CACHE_FOLDER.read()
    return Path(chosen) / _CACHE_NAME if chosen else settings.profile_folder("cache")


def transport_for(product: Product | WeatherProduct, auth_config: str) -> QgisTransport:
    """Return what carries the requests for a product, with the credentials that it needs.

    Parameters
    ----------
    product : Product or WeatherProduct
    auth_config : str
        Id of an authentication configuration; '' for the token in the environment, for runs without a window.

    Raises
    ------
    AuthenticationError
        If the product needs a token and there is none.
    """
    if product.credentials == "cds":
        return store_transport(product.title, auth_config)
    return earthdata_transport(product.title, auth_config) if product.credentials == "earthdata" else QgisTransport()


def earthdata_transport(title: str, auth_config: str) -> QgisTransport:
    """Return what carries the requests for data that want a NASA Earthdata token.

    Parameters
    ----------
    title : str
        Of the data.
    auth_config : str
        Id of an authentication configuration; '' for the token in the environment.

    Raises
    ------
    AuthenticationError
        If there is no token.
    """
    transport = QgisTransport(auth_config, "" if auth_config else os.environ.get(VARIABLE, ""))
    if not transport.has_credentials:
        raise AuthenticationError(f"{title} need a free NASA Earthdata account. Choose “Authentication”. {TOKEN_HELP}")
    if not transport.has_bearer:
        raise AuthenticationError(f"The authentication configuration holds no bearer token. {TOKEN_HELP}")
    return transport


def store_transport(title: str, auth_config: str) -> QgisTransport:
    """Return what carries the requests for data that want a key of the Climate Data Store.

    Parameters
    ----------
    title : str
        Of the data.
    auth_config : str
        Id of an authentication configuration; '' for the key in the environment.

    Raises
    ------
    AuthenticationError
        If there is no key.
    """
    transport = QgisTransport(auth_config, "" if auth_config else os.environ.get(cds.VARIABLE, ""), cds.HEADER)
    if not transport.has_credentials:
        raise AuthenticationError(
            f"{title} need a free account of the Climate Data Store. Choose “Authentication”. {cds.KEY_HELP}"
        )
    if not transport.sends_header:
        raise AuthenticationError(f"The authentication configuration holds no header “{cds.HEADER}”. {cds.KEY_HELP}")
    return transport


S3_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
"""Environment variables with a pair of S3 keys, for runs without a window."""


def s3_keys(title: str, auth_config: str) -> tuple[str, str]:
    """Return access key and secret key of an S3 service.

    Parameters
    ----------
    title : str
        Of the service.
    auth_config : str
        Id of an authentication configuration; '' for the keys in the environment.

    Raises
    ------
    AuthenticationError
        If there are none.
    """
    key, secret = (os.environ.get(name, "") for name in S3_VARIABLES)
    if auth_config:
        config = QgsAuthMethodConfig()
        QgsApplication.authManager().loadAuthenticationConfig(auth_config, config, True)
        key, secret = config.config("username"), config.config("password")
    if not (key and secret):
        raise AuthenticationError(
            f"{title} wants a pair of S3 keys. Make one on its web site, enter it in Settings › Options › GeoGap, or "
            "store it in an authentication configuration of the type “AWS S3” and choose that as “Authentication”."
        )
    return key, secret


class QgisTransport:
    """Carries requests with QGIS's network access manager, from any thread.

    `QgsBlockingNetworkRequest` is not used: in QGIS 3.40 it sends the credentials of an authentication configuration to
    whatever host a redirect names, keeps the whole answer in memory, and reports success when it was cancelled.

    Parameters
    ----------
    auth_config : str
        Id of an authentication configuration, '' for none. Its secrets are never seen outside the request.
    bearer : str
        Token for requests that are to be authorised, where there is no configuration.
    header : str
        Header that holds the token alone, '' for `Authorization: Bearer …`.

    Raises
    ------
    AuthenticationError
        If QGIS cannot read the configuration.
    """

    def __init__(self, auth_config: str = "", bearer: str = "", header: str = "") -> None:
        self._auth_config = auth_config
        self._bearer = bearer
        self._header = header
        self._names: set[str] = set()
        self._secrets = {bearer} - {""}
        if auth_config:
            self._authorise(QNetworkRequest(QUrl("https://localhost/")))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @property
    def has_credentials(self) -> bool:
        """Whether there is anything to authorise a request with."""
        return bool(self._auth_config or self._bearer)

    @property
    def has_bearer(self) -> bool:
        """Whether the credentials are a bearer token."""
        return any(secret.lower().startswith("bearer ") for secret in self._secrets) or bool(self._bearer)

    @property
    def sends_header(self) -> bool:
        """Whether the credentials go into the header that holds them alone."""
        return not self._auth_config or self._header.lower() in self._names

    def _authorise(self, query: QNetworkRequest) -> None:
        if self._bearer and not self._auth_config:
            header = self._header or "Authorization"
            query.setRawHeader(header.encode(), (self._bearer if self._header else f"Bearer {self._bearer}").encode())
            return
        manager = QgsApplication.authManager()
        updated, _ = manager.updateNetworkRequest(query, self._auth_config)
        if not updated or self._auth_config not in manager.configIds():
            raise AuthenticationError(
                f"QGIS cannot read the authentication configuration “{self._auth_config}”. Check it in Settings › "
                "Options › Authentication; the master password must be set."
            )
        for name in query.rawHeaderList():
            self._names.add(bytes(name).decode("latin-1").lower())
            self._secrets.add(bytes(query.rawHeader(name)).decode("latin-1"))

    def exchange(self, request: Request, sink: Sink | None, cancelled: Cancel) -> Response:
        """Return the answer, of whatever status; see :class:`geogap_plugin.sources.transport.Transport`."""
        query = QNetworkRequest(QUrl.fromEncoded(request.url.encode()))
        for attribute, setting in _ATTRIBUTES:
            query.setAttribute(attribute, _number(setting))
        # Named, so that Qt neither asks for a compressed answer nor unpacks one: ranges and checksums are of the file.
        for name, text in {"Accept-Encoding": "identity", **request.headers}.items():
            query.setRawHeader(name.encode(), text.encode())
        if request.authorise and self.has_credentials:
            self._authorise(query)
        exchange = _Exchange(query, request, sink, cancelled)
        try:
            return exchange.run()
        except NetworkError as error:
            error.args = (self.redact(error.message),)
            error.message = self.redact(error.message)
            raise
        finally:
            exchange.close()

    def idle(self) -> None:
        """Let QGIS answer what other threads ask of its main thread, such as whether to trust a certificate."""
        if threading.current_thread() is threading.main_thread():
            QCoreApplication.processEvents()

    def redact(self, text: str) -> str:
        """Return a text without the credentials."""
        for secret in self._secrets:
            for word in (secret, secret.rpartition(" ")[2]):
                text = text.replace(word, "…") if len(word) > 3 else text
        return text


_ATTRIBUTES = (
    (QNetworkRequest.Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy),
    (QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork),
    (QNetworkRequest.Attribute.CacheSaveControlAttribute, False),
    (QNetworkRequest.Attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual),
    (QNetworkRequest.Attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual),
    (QNetworkRequest.Attribute.AuthenticationReuseAttribute, QNetworkRequest.LoadControl.Manual),
)


def _number(constant: Any) -> int:
    """Return one of Qt's constants as the number that it is: PyQt 6 makes objects of them."""
    return int(getattr(constant, "value", constant))


def _unmonitored(made: _Made) -> _Made:
    """Return a QObject that C++ made, of whose end in this thread PyQt is not told, unless this is the main one.

    PyQt hears of it in the main thread, by a queued signal. When that arrives, another thread may have an object at the
    same address already, which PyQt would then take for the deleted one. For the same reason whoever holds the returned
    object lets go of it before its end: of what PyQt is not told of, it would cut off the successor's signals.
    """
    if threading.current_thread() is not threading.main_thread():
        with suppress(TypeError):  # an address that PyQt has seen before is not watched again
            made.destroyed.disconnect()
    return made


def _sent(query: QNetworkRequest, request: Request) -> QNetworkReply:
    """Send a request and return its reply."""
    manager = _unmonitored(QgsNetworkAccessManager.instance())
    reply = _unmonitored(manager.sendCustomRequest(query, request.method.encode(), request.body or b""))
    _end_timeout(reply)
    return reply


def _end_timeout(reply: QNetworkReply) -> None:
    """Leave it to `Pace` to give a reply up: QGIS would log its whole address, signatures included."""
    timer = reply.findChild(QTimer, "timeoutTimer")
    if timer is not None:  # none where the user's settings want no timeout
        _unmonitored(timer)
        timer.timeout.disconnect()  # stopped, it would start again with the next piece


class _Exchange:
    """One reply, taken piece by piece in an event loop of this thread."""

    def __init__(self, query: QNetworkRequest, request: Request, sink: Sink | None, cancelled: Cancel) -> None:
        # First, so that a thread that Qt did not start has an event dispatcher for the timers of the request.
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._reply = _sent(query, request)
        self._request = request
        self._sink = sink
        self._cancelled = cancelled
        self._pace = Pace(request.timeout)
        self._head: Response | None = None
        self._taken = False
        self._kept = bytearray()
        self._arrived = 0
        self._failure: Exception | None = None

    def run(self) -> Response:
        """Wait for the end of the reply and return it."""
        self._reply.setReadBufferSize(_BUFFER)
        self._timer.timeout.connect(self._guarded(self._look))
        self._reply.readyRead.connect(self._guarded(self._receive))
        self._reply.finished.connect(self._loop.quit)
        self._timer.start(_LOOK_EVERY)
        if not self._reply.isFinished():
            self._loop.exec()
        self._timer.stop()
        self._reply.readyRead.disconnect()
        self._reply.finished.disconnect(self._loop.quit)
        self._guarded(self._receive)()
        if self._cancelled():
            raise Cancelled
        if self._failure is not None:
            raise self._failure
        return self._answer()

    def close(self) -> None:
        """End the reply, and let go of all that belongs to this thread: an error may keep this object for long."""
        self._timer.stop()
        self._reply.abort()
        self._reply.deleteLater()
        del self._timer, self._reply, self._loop, self._failure

    def _guarded(self, action: Callable[[], None]) -> Callable[[], None]:
        """Return a slot that keeps an exception for later: Qt would end the process."""

        def slot() -> None:
            if self._failure is not None:
                return
            try:
                action()
            except Exception as error:
                self._failure = error
                self._loop.quit()

        return slot

    def _look(self) -> None:
        if self._cancelled():
            raise Cancelled
        if self._pace.too_slow():
            raise lost(self._request.url, "too little arrived in time")

    def _receive(self) -> None:
        if self._head is None:
            head = self._described()
            if head is None:
                return
            self._head = head
            self._taken = self._sink is not None and self._sink.begin(head)
        while self._reply.bytesAvailable() > 0:
            piece = bytes(self._reply.read(_PIECE))
            if not piece:
                return
            self._arrived += len(piece)
            self._pace.arrived(len(piece))
            if self._taken and self._sink is not None:
                self._sink.write(piece)
            else:
                self._kept += piece
                if len(self._kept) > LARGEST_BODY:
                    raise NetworkError(
                        f"{shown(self._request.url)} answered with more than {LARGEST_BODY / 2**20:.0f} MB."
                    )

    def _described(self) -> Response | None:
        """Return status and headers, None before they have arrived."""
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status is None:
            return None
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(text).decode("latin-1")
            for name, text in self._reply.rawHeaderPairs()
        }
        return Response(int(status), headers, self._request.url)

    def _answer(self) -> Response:
        error = _number(self._reply.error())
        head = self._head
        if head is None or 0 < error < _CONTENT_ERRORS:
            raise lost(self._request.url, self._reply.errorString())
        promised = head.header("content-length")
        if promised.isdigit() and self._arrived < int(promised) and self._request.method != "HEAD":
            raise lost(self._request.url, f"it broke off after {self._arrived} bytes of {promised}")
        return Response(head.status, head.headers, head.url, bytes(self._kept))
