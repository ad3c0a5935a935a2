"""QGIS's own network carries the requests, with its authentication, and does what the plain transport does."""

import gc
import hashlib
import random
import resource
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.PyQt.QtCore import QCoreApplication

from geogap_plugin.algorithms import network
from geogap_plugin.algorithms.network import QgisTransport
from geogap_plugin.core.errors import AuthenticationError, Cancelled, ConnectionLostError, NetworkError
from geogap_plugin.sources.download import Downloader, Item
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.transport import Request, fetch

from .authentication import configuration
from .loopback import TOKEN
from .test_download import FAULTS, content, names


@pytest.fixture
def auth_config(qgis_app):
    """A configuration in QGIS's authentication manager that adds the token."""
    with configuration("APIHeader", Authorization=f"Bearer {TOKEN}") as stored:
        yield stored


def item(server, name, body):
    digest = hashlib.sha256(body).hexdigest()
    return Item(server.add(f"/data/{name}", body), name, len(body), ("sha256", digest), magic=(b"CDF",))


def test_the_authentication_manager_gives_the_token_to_one_host_only(server, auth_config):
    server.add("/signed.nc", b"0123456789")
    server.redirects["/cloud"] = (302, f"{server.elsewhere}/signed.nc?Signature=x")
    transport = QgisTransport(auth_config)
    assert transport.has_bearer
    response = fetch(transport, Request(f"{server.root}/cloud", headers={"Range": "bytes=2-4"}, authorise=True))
    assert (response.status, response.body) == (206, b"234")
    [here], [there] = server.requests("/cloud"), server.requests("/signed.nc")
    assert here["authorization"] == f"Bearer {TOKEN}"
    assert "authorization" not in there
    assert there["host"].startswith("localhost")
    assert there["range"] == "bytes=2-4"
    assert TOKEN not in transport.redact(f"Bearer {TOKEN} and {TOKEN}")


def test_nothing_is_authorised_unasked(server, auth_config):
    server.add("/a.nc", b"x")
    fetch(QgisTransport(auth_config), Request(f"{server.root}/a.nc"))
    assert "authorization" not in server.requests("/a.nc")[0]


def test_an_unknown_configuration_is_explained(qgis_app):
    with pytest.raises(AuthenticationError, match="cannot read the authentication configuration “nothing”"):
        QgisTransport("nothing")


def test_a_challenge_is_an_answer_and_no_dialog(server, qgis_app):
    server.pages["/basic"] = lambda query, headers: (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"denied")
    begin = time.monotonic()
    response = fetch(QgisTransport(), Request(f"{server.root}/basic"))
    assert (response.status, response.body) == (401, b"denied")
    assert time.monotonic() - begin < 2


def test_hundreds_of_faults_in_threads(server, qgis_app, tmp_path):
    draw = random.Random(3)
    bodies = {f"{number}.nc": content(draw.randint(20, 300_000), number) for number in range(20)}
    wanted = [item(server, name, body) for name, body in bodies.items()]
    for name in bodies:
        server.faults[f"/data/{name}"] = draw.choices(FAULTS, k=draw.randint(0, 4))
    retry = Retry(draw=draw, sleep=lambda seconds: None)
    fetched = Downloader(QgisTransport(), tmp_path / "cache", retry=retry).fetch(wanted)
    assert {one.path.name: one.path.read_bytes() for one in fetched} == bodies
    assert names(tmp_path / "cache") == sorted([*bodies, *(f"{name}.json" for name in bodies)])


def test_pyqt_is_not_told_of_the_end_of_a_reply_whose_place_another_may_have_taken(server, qgis_app, monkeypatch):
    told, replies, end_timeout = [], [], network._end_timeout

    def watch(reply):
        replies.append(reply)  # PyQt is told of those alone that Python still holds
        reply.__dtor__ = lambda: told.append(threading.current_thread())  # what sip calls when it gives a wrapper up
        end_timeout(reply)

    monkeypatch.setattr(network, "_end_timeout", watch)
    url = server.add("/a.nc", b"x")
    with ThreadPoolExecutor(1) as pool:
        for _ in range(5):
            pool.submit(fetch, QgisTransport(), Request(url)).result()
    QCoreApplication.processEvents()
    assert threading.main_thread() not in told


@pytest.mark.parametrize("fault", ["", "cut", "cancel"])
def test_nothing_of_qt_outlives_an_exchange_in_another_thread(server, qgis_app, monkeypatch, fault):
    # PyQt would take what comes to lie at the address of a reply for the reply, and cut its signals off.
    made, end_timeout, url = [], network._end_timeout, server.add("/a.nc", content(99_000, 1))

    def watch(reply):
        made.append(weakref.ref(reply))
        end_timeout(reply)

    def attempt():
        try:
            fetch(QgisTransport(), Request(url), cancelled=lambda: fault == "cancel")
        except (NetworkError, Cancelled) as error:
            return error  # with its frames, as a caller may keep it

    monkeypatch.setattr(network, "_end_timeout", watch)
    server.faults["/a.nc"] = [fault] if fault == "cut" else []
    gc.disable()
    try:
        with ThreadPoolExecutor(1) as pool:
            error = pool.submit(attempt).result()
            left = [reply() for reply in made]
    finally:
        gc.enable()
    assert (error is not None) == bool(fault)
    assert left == [None]


def test_a_large_file_does_not_pass_through_memory(server, qgis_app, tmp_path):
    body = b"CDF" + bytes(150 * 2**20)
    wanted = item(server, "large.nc", body)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Downloader(QgisTransport(), tmp_path / "cache").fetch([wanted])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 60, f"{grown:.0f} MB"


@pytest.mark.parametrize("fault", ["drip", "silence"])
def test_too_little_is_noticed(server, qgis_app, fault):
    url = server.add("/slow.nc", content(60_000))
    server.faults["/slow.nc"] = [fault]
    with pytest.raises(ConnectionLostError, match="too little arrived"):
        fetch(QgisTransport(), Request(url, timeout=0.4))


def test_no_server_and_an_unknown_host_are_lost_connections(qgis_app):
    for url in ("http://127.0.0.1:9/", "http://no.such.host.invalid/"):
        with pytest.raises(ConnectionLostError, match="Check the network"):
            fetch(QgisTransport(), Request(url))


@pytest.mark.parametrize("fault", ["", "silence"])
def test_cancel_is_heard_within_a_second(server, qgis_app, tmp_path, fault):
    wanted = [item(server, f"{number}.nc", content(3_000_000, number)) for number in range(4)]
    server.slow = 0.05
    server.faults = {f"/data/{number}.nc": [fault] for number in range(4)}
    pressed = threading.Event()
    downloader = Downloader(QgisTransport(), tmp_path / "cache", cancelled=pressed.is_set)
    threading.Timer(0.5, pressed.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        downloader.fetch(wanted)
    assert time.monotonic() - begin < 1.5
    assert names(tmp_path / "cache") == []
