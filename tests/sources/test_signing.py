"""Addresses are signed with a token that is fetched once, renewed in time, and never shown."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from geogap_plugin.core.errors import Cancelled, DamagedDataError, NetworkError, NotFoundError
from geogap_plugin.sources.ranges import Address, RemoteFile
from geogap_plugin.sources.signing import SasSigner

from .loopback import page

SECRET = "c2VjcmV0LW9mLWEtdG9rZW4"
HOSTS = (".blob.example.net",)
HREF = "https://landsat.blob.example.net/c2/scene/B10.TIF"


class Tokens:
    """A service that hands out tokens, numbered, each valid for `lasts` seconds; its clock is `ahead` by seconds."""

    def __init__(self, server, lasts=3000.0, ahead=0.0):
        self.server, self.lasts, self.ahead = server, lasts, ahead
        self.given = 0
        self.lock = threading.Lock()
        server.pages["/sas/token/landsat-c2-l2"] = self.hand_out

    @property
    def service(self):
        return f"{self.server.root}/sas/token/"

    def hand_out(self, query, asked):
        with self.lock:
            self.given += 1
            token = f"st=2024-05-10&se=x&sig={SECRET}{self.given}%3D"
        now = datetime.now(timezone.utc) + timedelta(seconds=self.ahead)
        until = f"{now + timedelta(seconds=self.lasts):%Y-%m-%dT%H:%M:%S}.1234567Z"
        headers = {"Content-Type": "application/json", "Date": format_datetime(now, usegmt=True)}
        return 200, headers, json.dumps({"msft:expiry": until, "token": token}).encode()


@pytest.fixture
def tokens(server):
    return Tokens(server)


@pytest.fixture
def signer(tokens, transport, quick):
    return SasSigner(tokens.service, HOSTS, "landsat-c2-l2", transport, quick)


def signatures(url):
    return parse_qs(urlsplit(url).query)["sig"]


def test_one_token_does_for_many_addresses(signer, tokens):
    signed = [signer.sign(f"{HREF}.{number}") for number in range(50)]
    assert tokens.given == 1
    assert signed[0] == f"{HREF}.0?st=2024-05-10&se=x&sig={SECRET}1%3D"
    assert all(signatures(url) == [f"{SECRET}1="] for url in signed)


def test_one_token_does_for_many_threads(signer, tokens):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(signer.sign, [HREF] * 40))) == 1
    assert tokens.given == 1


def test_a_question_mark_is_not_written_twice(signer):
    assert signer.sign(f"{HREF}?version=2").startswith(f"{HREF}?version=2&st=")


def test_what_is_signed_is_not_signed_again(signer, tokens):
    once = signer.sign(HREF)
    assert signer.sign(once) == once
    own = f"{HREF}?se=y&sig=of-the-catalogue"
    assert signer.sign(own) == own
    assert signer.sign(own, refused=own) == own
    assert tokens.given == 1


@pytest.mark.parametrize(
    "href",
    [
        "https://files.example.org/B10.TIF",
        "https://blob.example.net.evil.org/B10.TIF",
        "https://evil.org/.blob.example.net",
        "https://evilblob.example.net/B10.TIF",
        "https://user:x.blob.example.net@evil.org/B10.TIF",
        "s3://bucket/B10.TIF",
        "nonsense",
        "",
    ],
)
def test_other_hosts_see_no_token(signer, tokens, href):
    assert signer.sign(href) == href
    assert tokens.given == 0


def test_a_token_that_is_refused_is_renewed_once_for_all(signer, tokens):
    old = [signer.sign(f"{HREF}.{number}") for number in range(5)]
    new = [signer.sign(f"{HREF}.{number}", refused=url) for number, url in enumerate(old)]
    assert tokens.given == 2
    assert [signatures(url) for url in new] == [[f"{SECRET}2="]] * 5


def test_a_token_is_renewed_before_it_ends(signer, tokens, monkeypatch):
    signer.sign(HREF)
    now = time.monotonic()
    monkeypatch.setattr("geogap_plugin.sources.signing.time.monotonic", lambda: now + 2800)
    assert signatures(signer.sign(HREF)) == [f"{SECRET}1="]
    monkeypatch.setattr("geogap_plugin.sources.signing.time.monotonic", lambda: now + 2900)
    assert signatures(signer.sign(HREF)) == [f"{SECRET}2="]
    assert tokens.given == 2


@pytest.mark.parametrize("ahead", [-86400, 7200])
def test_a_wrong_clock_costs_no_more_tokens(signer, tokens, ahead):
    tokens.ahead = ahead
    assert len({signer.sign(HREF) for _ in range(10)}) == 1
    assert tokens.given == 1


def test_a_token_that_has_nearly_ended_is_not_fetched_for_every_piece(signer, tokens):
    tokens.lasts = 5
    assert len({signer.sign(HREF) for _ in range(10)}) == 1
    assert tokens.given == 1


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        "token",
        {"token": f"sig={SECRET}"},
        {"msft:expiry": "2030-01-01T00:00:00Z"},
        {"token": "", "msft:expiry": "2030-01-01T00:00:00Z"},
        {"token": None, "msft:expiry": "2030-01-01T00:00:00Z"},
        {"token": f"sig={SECRET}", "msft:expiry": "soon"},
        {"token": f"sig={SECRET}", "msft:expiry": None},
    ],
)
def test_an_answer_without_a_token_is_said_without_what_it_holds(server, signer, tokens, answer):
    server.pages["/sas/token/landsat-c2-l2"] = page(answer)
    with pytest.raises(DamagedDataError, match=r"/sas/token/landsat-c2-l2 answered without a token") as raised:
        signer.sign(HREF)
    assert SECRET not in raised.value.message + raised.value.details


def test_a_web_page_instead_of_a_token_is_said(server, signer, tokens):
    server.pages["/sas/token/landsat-c2-l2"] = page(b"<html>Sign in</html>", "text/html")
    with pytest.raises(DamagedDataError, match="a web page instead of JSON"):
        signer.sign(HREF)


def test_a_service_that_fails_for_a_while_is_asked_again(server, signer, tokens, quick):
    server.faults["/sas/token/landsat-c2-l2"] = ["503", "drop", "html", "retry after 3"]
    assert signatures(signer.sign(HREF)) == [f"{SECRET}1="]
    assert len(quick.waits) == 4
    assert quick.waits[-1] >= 3


def test_a_collection_without_tokens_is_an_error(server, signer, tokens):
    del server.pages["/sas/token/landsat-c2-l2"]
    with pytest.raises(NotFoundError):
        signer.sign(HREF)


def test_a_service_that_is_silent_hears_a_cancel(server, tokens, transport, quick):
    server.faults["/sas/token/landsat-c2-l2"] = ["silence"]
    pressed = threading.Event()
    signer = SasSigner(tokens.service, HOSTS, "landsat-c2-l2", transport, quick, pressed.is_set)
    threading.Timer(0.3, pressed.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        signer.sign(HREF)
    assert time.monotonic() - begin < 1.3


def test_the_token_is_never_shown(server, tokens, transport, quick):
    """A file at a host whose addresses are signed refuses every token: what is said of that holds none."""
    refused = []
    server.pages["/B10.TIF"] = lambda query, asked: (
        refused.append(query["sig"][0]),
        (403, {}, b"AuthenticationFailed"),
    )[1]
    signer = SasSigner(tokens.service, ("127.0.0.1",), "landsat-c2-l2", transport, quick)
    href = f"{server.root}/B10.TIF"
    remote = RemoteFile(transport, Address(href, lambda old: signer.sign(href, old)), quick)
    with pytest.raises(NetworkError) as raised:
        remote.size()
    assert refused == [f"{SECRET}1=", f"{SECRET}2="]
    told = f"{raised.value!r} {raised.value.details} {signer!r} {remote!r} {remote.failure!r}"
    assert SECRET not in told
    assert "B10.TIF refuses access" in told
