"""Signatures of addresses that expire: where an asset of a catalogue is read from.

Microsoft's Planetary Computer hands out tokens for a collection that last under an hour and are appended to addresses
of its storage (https://planetarycomputer.microsoft.com/docs/concepts/sas/).
"""

from __future__ import annotations

import threading
import time
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

import numpy as np

from ..core.errors import DamagedDataError
from .retry import Retry
from .stac import moment
from .transport import Cancel, Transport, fetch_text, never, parsed, shown

_MARGIN = 120.0
"""Seconds before its end at which a token is not used any more."""

_SHORTEST = 10.0
"""Seconds for which a token is used at least, so that a service that says odd things is not asked again and again."""


class SasSigner:
    """Appends a shared access signature to addresses, and renews it in time.

    Parameters
    ----------
    service : str
        Address that hands out tokens, to which the collection is appended.
    hosts : tuple of str
        Ends of the names of hosts whose addresses are signed.
    collection : str
    transport : Transport
    retry : Retry, optional
    cancelled : callable
    """

    def __init__(
        self,
        service: str,
        hosts: tuple[str, ...],
        collection: str,
        transport: Transport,
        retry: Retry | None = None,
        cancelled: Cancel = never,
    ) -> None:
        self._url = f"{service.rstrip('/')}/{collection}"
        self._hosts = hosts
        self._transport = transport
        self._retry = retry or Retry(idle=transport.idle)
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._signature = ""
        self._until = 0.0

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown(self._url)})"

    def sign(self, href: str, refused: str = "") -> str:
        """Return an address with a signature; one that has a signature, or lies at another host, as it is.

        Parameters
        ----------
        refused : str
            The signed address that the server did not accept any more.

        Raises
        ------
        NetworkError
            If the service gives no token.
        """
        parts = urlsplit(href)
        if not (parts.hostname or "").endswith(self._hosts) or "sig" in parse_qs(parts.query):
            return href
        with self._lock:
            stale = bool(self._signature) and refused.endswith(self._signature)
            if stale or not self._signature or time.monotonic() > self._until:
                self._renew()
            return f"{href}{'&' if parts.query else '?'}{self._signature}"

    def _renew(self) -> None:
        def ask() -> tuple[str, float]:
            answer = fetch_text(self._transport, self._url, cancelled=self._cancelled)
            said = parsed(answer)
            try:
                signature, end = said["token"].lstrip("?"), moment(said["msft:expiry"])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise self._without_token() from error
            if not signature:
                raise self._without_token()
            # By the service's own clock: that of this computer may be wrong by hours.
            lasts = _remaining(end, answer.header("date"))
            return signature, time.monotonic() + max(lasts - _MARGIN, _SHORTEST)

        self._signature, self._until = self._retry.run(ask, self._cancelled)

    def _without_token(self) -> DamagedDataError:
        return DamagedDataError(f"{shown(self._url)} answered without a token. Try again later.")


def _remaining(end: np.datetime64, date: str) -> float:
    """Return the seconds to a moment from what a server's clock says."""
    try:
        now = parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, IndexError):
        now = time.time()
    return float(end.astype("datetime64[s]").astype(np.int64)) - now
