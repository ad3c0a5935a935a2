"""Requests go where they should, credentials stay with their host, and refusals are said in words."""

import json
import re

import pytest

from geogap_plugin.core.errors import (
    AuthenticationError,
    ConnectionLostError,
    DamagedDataError,
    LicenceError,
    NetworkError,
)
from geogap_plugin.sources.earthdata import explain_earthdata
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.transport import Pace, Request, Response, fetch, fetch_text, parsed, shown

from .loopback import TOKEN, page


def authorised(server, path):
    return ["authorization" in headers for headers in server.requests(path)]


def test_a_redirect_within_the_host_keeps_the_token_and_the_range(server, transport):
    server.add("/data.nc", b"0123456789", protected=True)
    server.redirects["/here"] = (302, "/data.nc")
    response = fetch(transport, Request(f"{server.root}/here", headers={"Range": "bytes=2-4"}, authorise=True))
    assert (response.status, response.body) == (206, b"234")
    assert authorised(server, "/data.nc") == [True]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_never_carries_the_token(server, transport, status):
    server.add("/signed.nc", b"0123456789")
    server.redirects["/cloud"] = (status, f"{server.elsewhere}/signed.nc?Signature=x")
    headers = {"Range": "bytes=2-4", "Authorization": "Basic secret", "Cookie": "secret"}
    response = fetch(transport, Request(f"{server.root}/cloud", headers=headers, authorise=True))
    assert response.body == b"234"
    [there] = server.requests("/signed.nc")
    assert there["host"].startswith("localhost")
    assert {"authorization", "cookie"}.isdisjoint(there)
    assert authorised(server, "/cloud") == [True]


def test_the_token_does_not_come_back_from_a_detour(server, transport):
    server.add("/data.nc", b"x", protected=True)
    server.redirects["/away"] = (302, f"{server.elsewhere}/back")
    server.redirects["/back"] = (302, f"{server.root}/data.nc")
    assert fetch(transport, Request(f"{server.root}/away", authorise=True)).status == 401
    assert authorised(server, "/back") == [False]
    assert authorised(server, "/data.nc") == [False]


def test_a_circle_ends(server, transport):
    server.redirects["/a"] = (302, "/b")
    server.redirects["/b"] = (302, "/a")
    with pytest.raises(NetworkError, match="redirected 10 times"):
        fetch(transport, Request(f"{server.root}/a"))


@pytest.mark.parametrize("url", ["ftp://host/file", "file:///etc/passwd", "nonsense", "http://"])
def test_only_web_addresses_are_asked(transport, url):
    with pytest.raises(NetworkError, match="no address of a server"):
        fetch(transport, Request(url))


def test_a_redirect_to_a_local_file_is_refused(server, transport):
    server.redirects["/a"] = (302, "file:///etc/passwd")
    with pytest.raises(NetworkError, match="no address of a server"):
        fetch(transport, Request(f"{server.root}/a"))


def test_credentials_are_not_sent_without_encryption(transport):
    with pytest.raises(NetworkError, match="not encrypted"):
        fetch(transport, Request("http://archive.example.org/a.nc", authorise=True))


def test_an_encrypted_address_does_not_lead_to_a_plain_one():
    class Encrypted:
        def exchange(self, request, sink, cancelled):
            return Response(302, {"location": "http://archive.example.org/a.nc"}, request.url)

    with pytest.raises(NetworkError, match="not encrypted"):
        fetch(Encrypted(), Request("https://archive.example.org/a.nc"))


def test_no_server_is_a_lost_connection(transport):
    with pytest.raises(ConnectionLostError, match=r"127\.0\.0\.1 failed.*Check the network"):
        fetch(transport, Request("http://127.0.0.1:9/"))


def test_a_web_page_is_not_taken_for_json(server, transport):
    server.pages["/list"] = page(b"<!DOCTYPE html><html>Sign in</html>", "text/html")
    with pytest.raises(DamagedDataError, match="a web page instead of JSON"):
        parsed(fetch_text(transport, f"{server.root}/list"))


def test_what_is_shown_of_an_address_holds_no_secret():
    assert shown("https://user:word@host.org:8443/a/b.nc?Signature=abc#d") == "https://host.org:8443/a/b.nc"


def test_pace_counts_a_drip_as_silence():
    now = [0.0]
    pace = Pace(10, clock=lambda: now[0])
    for second in range(10):
        now[0] = second
        pace.arrived(100)
        assert not pace.too_slow()
    now[0] = 10.5  # 1000 bytes in more than ten seconds
    assert pace.too_slow()
    pace.arrived(2000)
    assert not pace.too_slow()


EULA = {
    "status_code": 403,
    "error_description": "EULA Acceptance Failure",
    "resolution_url": "https://urs.earthdata.nasa.gov/approve_app?client_id=abc",
}


@pytest.mark.parametrize(
    ("status", "body", "where", "error", "words"),
    [
        (401, b'{"error": "invalid_token"}', "", AuthenticationError, "wrong or has expired"),
        (403, json.dumps(EULA).encode(), "", LicenceError, r"approve_app\?client_id=abc"),
        (403, b"<Error>AccessDenied</Error>", "", AuthenticationError, "may not use these data"),
        (403, b'["odd"]', "", AuthenticationError, "may not use these data"),
        (200, b"<html>", "/oauth/authorize?client_id=x", AuthenticationError, "asks to sign in"),
        (404, b"", "", NetworkError, "not there"),
    ],
)
def test_what_earthdata_refuses_is_explained_with_the_way_out(status, body, where, error, words):
    found = explain_earthdata(Response(status, {}, f"https://archive.podaac.earthdata.nasa.gov{where}", body))
    assert isinstance(found, error)
    assert re.search(words, found.message)


def test_a_link_that_leads_elsewhere_is_not_shown():
    said = {**EULA, "resolution_url": "https://earthdata.nasa.gov.evil.org/sign"}
    found = explain_earthdata(Response(403, {}, "https://x.earthdata.nasa.gov/a", json.dumps(said).encode()))
    assert isinstance(found, LicenceError)
    assert "evil" not in found.message
    assert "urs.earthdata.nasa.gov" in found.message


def test_a_transport_does_not_show_its_token(monkeypatch):
    monkeypatch.setenv("EARTHDATA_TOKEN", TOKEN)
    transport = PlainTransport()
    assert TOKEN not in repr(transport)
    assert TOKEN not in transport.redact(f"header: Bearer {TOKEN}")
