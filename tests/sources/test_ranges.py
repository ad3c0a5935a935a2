"""Rasters at a server are read piece by piece through a door on this machine: the right pixels or an error in words."""

import http.client
import random
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal, osr

from geogap_plugin.algorithms.network import QgisTransport
from geogap_plugin.core.errors import (
    AuthenticationError,
    Cancelled,
    ConnectionLostError,
    DamagedDataError,
    NetworkError,
    NotFoundError,
    ServiceDownError,
)
from geogap_plugin.sources import ranges
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.ranges import Address, RangeServer, RemoteFile
from geogap_plugin.sources.retry import Retry

from .loopback import TOKEN, Server, threads_left

gdal.UseExceptions()
pytestmark = pytest.mark.timeout(60)

FAULTS = (
    "503", "500", "429", "408", "retry after 1", "drop", "reset", "cut", "lie long", "lie short", "wrong range",
    "short range", "unknown size", "html", "no range", "drip", "silence",
)  # fmt: skip
FATAL = ("404", "400", "416", "new etag", "other size")
"""After these, trying again would not help, or would read two files as one."""


class Hurried(PlainTransport):
    """As a script's transport, with little patience for silence."""

    def exchange(self, request, sink, cancelled):
        return super().exchange(replace(request, timeout=0.25), sink, cancelled)


def brief(attempts=6, draw=None):
    """Return a retry that hardly waits."""
    return Retry(attempts, draw=draw or random.Random(1), sleep=lambda seconds: None)


def write_cog(path, size, block, compression, seed=0):
    """Write noise over a gradient, with overviews; return its values."""
    values = np.random.default_rng(seed).integers(0, 200, (size, size)) + np.arange(size) * 20
    values = values.astype(np.uint16)
    memory = gdal.GetDriverByName("MEM").Create("", size, size, 1, gdal.GDT_UInt16)
    memory.SetGeoTransform((500000, 10, 0, 5300000, 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    memory.SetProjection(reference.ExportToWkt())
    memory.GetRasterBand(1).WriteArray(values)
    memory.GetRasterBand(1).SetScale(0.5)
    gdal.GetDriverByName("COG").CreateCopy(
        str(path), memory, options=[f"COMPRESS={compression}", f"BLOCKSIZE={block}", "OVERVIEW_RESAMPLING=NEAREST"]
    )
    return values


KINDS = ((700, 128, "DEFLATE"), (512, 512, "LZW"), (900, 256, "NONE"), (130, 128, "ZSTD"), (1400, 256, "DEFLATE"))


@pytest.fixture(scope="module")
def rasters(tmp_path_factory):
    """Cloud-optimised GeoTIFFs of several sizes and compressions: (bytes, values)."""
    folder = tmp_path_factory.mktemp("cogs")
    made = []
    for number, kind in enumerate(KINDS):
        values = write_cog(folder / f"{number}.tif", *kind, seed=number)
        made.append(((folder / f"{number}.tif").read_bytes(), values))
    return made


@pytest.fixture
def raster(rasters):
    return rasters[0]


@contextmanager
def served(address, transport=None, retry=None, name="x.tif", **more):
    """Serve an address through the door; give the file, and what GDAL opens."""
    remote = RemoteFile(transport or Hurried(""), address, retry or brief(), **more)
    with RangeServer() as door:
        yield remote, f"/vsicurl?proxy=&url={door.serve(remote, name)}"


def plain(url):
    return Address(url, lambda refused: url)


def pixels(path):
    """Return all pixels of the raster, and those of its first overview, as GDAL reads them."""
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    whole = band.ReadAsArray()
    return whole, band.GetOverview(0).ReadAsArray() if band.GetOverviewCount() else whole[::2, ::2]


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = threading.enumerate()
    yield
    assert threads_left(before) == []


# GDAL through the door.


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_gdal_reads_what_the_server_has(server, rasters, number):
    body, values = rasters[number]
    with served(plain(server.add("/x.tif", body))) as (remote, path):
        whole, overview = pixels(path)
    np.testing.assert_array_equal(whole, values)
    np.testing.assert_array_equal(overview, values[::2, ::2][: overview.shape[0], : overview.shape[1]])
    assert remote.failure is None
    assert remote.fetched <= 1.2 * len(body) + 2**15


def test_only_what_is_needed_is_fetched(server, rasters):
    body, values = rasters[4]
    with served(plain(server.add("/x.tif", body))) as (remote, path):
        part = gdal.Open(path).ReadAsArray(512, 768, 200, 100)
    np.testing.assert_array_equal(part, values[768:868, 512:712])
    assert remote.fetched < len(body) / 5


def test_requests_go_through_qgis_as_well(server, qgis_app, raster):
    body, values = raster
    url = server.add("/x.tif", body)
    server.faults["/x.tif"] = ["503", "", "cut", "reset", "", "wrong range"]
    with served(plain(url), QgisTransport()) as (remote, path):
        np.testing.assert_array_equal(pixels(path)[0], values)
    assert remote.failure is None
    assert server.faults["/x.tif"] == []


def test_a_proxy_of_the_network_is_not_asked_for_what_is_on_this_machine(server, raster, monkeypatch):
    body, values = raster
    dead = "http://127.0.0.1:9"
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "GDAL_HTTP_PROXY"):
        monkeypatch.setenv(name, dead)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    gdal.SetConfigOption("GDAL_HTTP_PROXY", dead)
    try:
        with served(plain(server.add("/x.tif", body))) as (_, path):
            np.testing.assert_array_equal(pixels(path)[0], values)
    finally:
        gdal.SetConfigOption("GDAL_HTTP_PROXY", None)


def test_several_threads_read_several_files(server, rasters):
    urls = [server.add(f"/{number}.tif", body) for number, (body, _) in enumerate(rasters)]
    found = {}

    def read(number, door):
        remote = RemoteFile(Hurried(""), plain(urls[number]), brief())
        found[number] = pixels(f"/vsicurl?proxy=&url={door.serve(remote, 'x.tif')}")[0]

    with RangeServer() as door:
        working = [threading.Thread(target=read, args=(number, door)) for number in range(len(urls))]
        for thread in working:
            thread.start()
        for thread in working:
            thread.join()
    for number, (_, values) in enumerate(rasters):
        np.testing.assert_array_equal(found[number], values)


def test_a_server_without_ranges_is_read_whole(server, raster):
    body, values = raster
    server.plain = True
    with served(plain(server.add("/x.tif", body))) as (remote, path):
        np.testing.assert_array_equal(pixels(path)[0], values)
    assert len(server.seen) == 1
    assert remote.fetched == len(body)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_faults_give_the_right_pixels_or_an_error_in_words(rasters, seed):
    """Five hundred in each of the two cases."""
    draw = random.Random(seed)
    faults = reads = good = 0
    with Server() as server, RangeServer() as door:
        while faults < 500:
            body, values = rasters[draw.choice((0, 1, 3))]
            url = server.add(f"/{reads}.tif", body)
            likely = draw.choice((0.3, 0.6, 0.9))
            # Silence takes time, and so is drawn less often.
            kinds = draw.choices(FAULTS + FATAL, [8] * (len(FAULTS) - 2) + [0.3, 0.3] + [1] * len(FATAL), k=40)
            planned = [kind if draw.random() < likely else "" for kind in kinds]
            server.faults[f"/{reads}.tif"] = list(planned)
            remote = RemoteFile(Hurried(""), plain(url), brief(draw=draw))
            try:
                whole, overview = pixels(f"/vsicurl?proxy=&url={door.serve(remote, 'x.tif')}")
                remote.check()
            except RuntimeError:
                assert isinstance(remote.failure, NetworkError), "GDAL failed without a reason"
            except NetworkError:
                pass
            else:
                good += 1
                np.testing.assert_array_equal(whole, values)
                np.testing.assert_array_equal(overview, values[::2, ::2])
            if remote.failure is not None:
                assert remote.failure.message.endswith(".")
                assert "127.0.0.1" in remote.failure.message
            faults += sum(kind != "" for kind in planned[: len(planned) - len(server.faults[f"/{reads}.tif"])])
            reads += 1
    assert reads / 4 < good < reads


# What a file's server may do, one by one.


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("drip", "silence")])
def test_a_fault_that_passes_is_tried_again(server, raster, fault):
    body, _ = raster
    url = server.add("/x.tif", body)
    server.faults["/x.tif"] = [fault, "", fault]
    remote = RemoteFile(Hurried(""), plain(url), brief())
    assert remote.read(100, 5000) == body[100:5100]
    assert remote.read(20000, 3000) == body[20000:23000]
    assert remote.size() == len(body)


@pytest.mark.parametrize("fault", ["drip", "silence"])
def test_a_server_that_falls_silent_is_tried_again(server, raster, fault):
    body, _ = raster
    url = server.add("/x.tif", body)
    server.faults["/x.tif"] = ["", fault]
    remote = RemoteFile(Hurried(""), plain(url), brief())
    begin = time.monotonic()
    assert remote.size() == len(body)
    assert remote.read(20000, 3000) == body[20000:23000]
    assert 0.25 <= time.monotonic() - begin < 2


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("503", ServiceDownError, "does not work at present"),
        ("429", ServiceDownError, "too many requests"),
        ("404", NotFoundError, "is not there"),
        ("403", AuthenticationError, "refuses access"),
        ("401", AuthenticationError, "asks for credentials"),
        ("drop", ConnectionLostError, "failed"),
        ("reset", ConnectionLostError, "failed"),
        ("cut", ConnectionLostError, "broke off"),
        ("html", DamagedDataError, "a web page instead of a raster"),
        ("wrong range", DamagedDataError, "other bytes than those asked for"),
        ("short range", DamagedDataError, "other bytes than those asked for"),
        ("lie short", DamagedDataError, "other bytes than those asked for"),
        ("unknown size", DamagedDataError, "does not say which bytes"),
    ],
)
def test_a_fault_that_stays_is_said(server, raster, fault, error, words):
    url = server.add("/x.tif", raster[0])
    server.faults["/x.tif"] = [fault] * 20
    remote = RemoteFile(Hurried(""), plain(url), brief())
    with pytest.raises(error, match=words):
        remote.read(0, 1000)
    asked = len(server.seen)
    with pytest.raises(error, match=words):
        remote.read(0, 1000)
    assert len(server.seen) == asked, "what has failed is not asked for again: GDAL would ask a dozen times"


def test_a_server_says_how_long_to_wait(server, raster, quick):
    url = server.add("/x.tif", raster[0])
    server.faults["/x.tif"] = ["retry after 7"]
    assert RemoteFile(Hurried(""), plain(url), quick).size() == len(raster[0])
    assert 7 <= quick.waits[0] < 9


@pytest.mark.parametrize("fault", ["new etag", "other size"])
def test_a_file_that_is_replaced_meanwhile_is_not_mixed(server, raster, fault):
    url = server.add("/x.tif", raster[0])
    server.faults["/x.tif"] = ["", fault]
    remote = RemoteFile(Hurried(""), plain(url), brief())
    remote.size()
    with pytest.raises(NetworkError, match="has been replaced by another file while it was read"):
        remote.read(30000, 100)


def test_a_file_that_is_replaced_is_known_by_its_date_too(server, raster):
    body, _ = raster
    url = f"{server.root}/dated.tif"
    dates = iter(["Fri, 10 May 2024 09:00:00 GMT"] * 2 + ["Sat, 11 May 2024 09:00:00 GMT"])

    def dated(query, asked):
        first, last = (int(number) for number in asked["range"][len("bytes=") :].split("-"))
        headers = {"Content-Range": f"bytes {first}-{last}/{len(body)}", "Last-Modified": next(dates)}
        return 206, headers, body[first : last + 1]

    server.pages["/dated.tif"] = dated
    remote = RemoteFile(Hurried(""), plain(url), brief())
    assert remote.size() == len(body)
    assert remote.read(30000, 10) == body[30000:30010]
    with pytest.raises(NetworkError, match="has been replaced"):
        remote.read(40000, 10)


def test_a_large_file_without_ranges_is_refused_before_it_comes(server, raster, monkeypatch):
    monkeypatch.setattr(ranges, "_LARGEST_WHOLE", 50_000)
    server.plain = True
    url = server.add("/x.tif", raster[0])
    with pytest.raises(
        NetworkError, match=r"knows no range requests. Download the file and use “Build series”"
    ) as raised:
        RemoteFile(Hurried(""), plain(url), brief()).size()
    assert not raised.value.temporary
    assert len(server.seen) == 1


@pytest.mark.parametrize("refusal", ["403", "401"])
def test_a_signature_that_expires_in_the_middle_is_renewed(server, raster, refusal):
    body, values = raster
    url = server.add("/x.tif", body)
    server.faults["/x.tif"] = ["", refusal, "", refusal, "503", "cut"]
    made = []

    def sign(refused):
        if refused or not made:
            assert refused == (made[-1] if made else "")
            made.append(f"{url}?sig=number-{len(made)}")
        return made[-1]

    with served(Address(url, sign)) as (remote, path):
        np.testing.assert_array_equal(pixels(path)[0], values)
    assert len(made) == 3
    assert remote.failure is None


def test_a_new_signature_that_is_refused_too_is_an_error(server, raster):
    url = server.add("/x.tif", raster[0])
    server.faults["/x.tif"] = ["403", "403", "403"]
    made = iter(range(10))
    remote = RemoteFile(Hurried(""), Address(url, lambda refused: f"{url}?sig={next(made)}-secret"), brief())
    with pytest.raises(AuthenticationError, match="refuses access") as raised:
        remote.read(0, 100)
    assert len(server.seen) == 2
    assert "secret" not in raised.value.message


def test_a_token_goes_only_where_it_is_meant_to(server, raster):
    body, _ = raster
    server.add("/own.tif", body, protected=True)
    server.redirects["/moved.tif"] = (302, f"{server.elsewhere}/elsewhere.tif")
    server.add("/elsewhere.tif", body)
    for path in ("/own.tif", "/moved.tif"):
        url = f"{server.root}{path}"
        remote = RemoteFile(PlainTransport(TOKEN), Address(url, lambda refused, url=url: url, authorise=True), brief())
        assert remote.read(5, 10) == body[5:15]
    assert "authorization" not in server.requests("/elsewhere.tif")[0]
    unasked = RemoteFile(PlainTransport(TOKEN), plain(f"{server.root}/own.tif"), brief())
    with pytest.raises(AuthenticationError):
        unasked.size()


# Reading.


def test_bytes_at_the_end_and_beyond(server):
    body = bytes(range(256)) * 100
    remote = RemoteFile(Hurried(""), plain(server.add("/x.bin", body)), brief())
    assert remote.read(0, 10**6) == body
    assert remote.read(len(body) - 5, 100) == body[-5:]
    assert remote.read(len(body), 10) == b""
    assert remote.read(len(body) + 50, 10) == b""
    assert remote.read(5, 0) == b""
    assert len(server.seen) == 1, "what is here already is not asked for again"


def test_an_empty_file_is_no_raster(server):
    url = server.add("/x.tif", b"")
    with served(plain(url)) as (remote, path), pytest.raises(RuntimeError):
        gdal.Open(path)
    assert isinstance(remote.failure, NetworkError)


def test_what_is_no_raster_is_gdal_s_to_say(server):
    with served(plain(server.add("/x.tif", b"PK\3\4" + bytes(5000)))) as (remote, path), pytest.raises(RuntimeError):
        gdal.Open(path)
    assert remote.failure is None


def test_metadata_that_could_not_be_read_are_not_taken_for_absent(server, tmp_path):
    """GDAL goes on without scale and offset when it cannot read them; the file remembers that it failed."""
    path = tmp_path / "wordy.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 256, 256, 1, gdal.GDT_UInt16, options=["TILED=YES"])
    dataset.SetMetadata({"HISTORY": "x" * 60_000})
    dataset.GetRasterBand(1).SetScale(0.5)
    dataset.GetRasterBand(1).SetOffset(3.0)
    dataset.GetRasterBand(1).WriteArray(np.full((256, 256), 7, np.uint16))
    dataset = None
    url = server.add("/x.tif", path.read_bytes())
    outcomes = set()
    for good in range(5):
        server.faults["/x.tif"] = [""] * good + ["503"] * 20
        with served(plain(url), retry=brief(2)) as (remote, address):
            try:
                dataset = gdal.Open(address)
                scale, value = dataset.GetRasterBand(1).GetScale(), dataset.ReadAsArray()[0, 0]
                remote.check()
            except (RuntimeError, ServiceDownError):
                assert isinstance(remote.failure, ServiceDownError)
                outcomes.add("failed")
            else:
                assert (scale, value) == (0.5, 7)
                outcomes.add("read")
    assert outcomes == {"failed", "read"}


@pytest.mark.parametrize("fault", ["silence", "slow", "503"])
def test_a_cancel_is_heard_within_a_second(server, raster, fault):
    url = server.add("/x.tif", raster[0])
    pressed = threading.Event()
    server.faults["/x.tif"] = [fault] * 20 if fault != "slow" else []
    server.slow = 0.5 if fault == "slow" else 0.0
    threading.Timer(0.3, pressed.set).start()
    begin = time.monotonic()
    with served(plain(url), PlainTransport(""), Retry(), cancelled=pressed.is_set) as (remote, path):
        with pytest.raises(RuntimeError):
            pixels(path)
        assert isinstance(remote.failure, Cancelled)
    assert time.monotonic() - begin < 1.3


def test_an_unexpected_failure_is_kept_for_the_one_who_asked(server, raster, capfd):
    class Broken(PlainTransport):
        def exchange(self, request, sink, cancelled):
            raise ZeroDivisionError("odd")

    with served(plain("http://127.0.0.1:9/x.tif"), Broken("")) as (remote, path):
        with pytest.raises(RuntimeError):
            gdal.Open(path)
        with pytest.raises(ZeroDivisionError):
            remote.check()
    assert "Traceback" not in capfd.readouterr().err


# The door itself.


def ask(address, method="GET", **headers):
    """Ask the door without GDAL."""
    host, _, path = address.partition("http://")[2].partition("/")
    connection = http.client.HTTPConnection(host, timeout=5)
    connection.request(method, f"/{path}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


@pytest.fixture
def door(server, raster):
    remote = RemoteFile(Hurried(""), plain(server.add("/x.tif", raster[0])), brief())
    with RangeServer() as opened:
        yield opened, opened.serve(remote, "x.tif")


def test_the_door_answers_ranges(door, raster):
    _, address = door
    body, _ = raster
    size = len(body)
    status, headers, found = ask(address, Range="bytes=10-19")
    assert (status, found, headers["Content-Range"]) == (206, body[10:20], f"bytes 10-19/{size}")
    assert ask(address, Range=f"bytes={size - 5}-")[2] == body[-5:]
    assert ask(address, Range=f"bytes={size - 5}-{size + 100}")[2] == body[-5:]
    assert ask(address)[0::2] == (200, body)
    status, headers, found = ask(address, "HEAD")
    assert (status, headers["Content-Length"], found) == (200, str(size), b"")
    status, headers, found = ask(address, Range=f"bytes={size}-{size + 10}")
    assert (status, headers["Content-Range"], found) == (416, f"bytes */{size}", b"")
    assert ask(address, Range="bytes=20-10")[0] == 416


def test_the_door_shows_nothing_else(door, server):
    opened, address = door
    root, secret, token, name = address.rsplit("/", 3)
    for wrong in (
        f"{root}/", f"{root}/x.tif", f"{root}/{secret}/", f"{root}/{secret}/{token}/", f"{root}/{secret}/{name}",
        f"{root}/{secret}/{'0' * len(token)}/{name}", f"{address}.aux.xml", f"{address}/../{name}", f"{address}?x=1",
        f"{root}/{'a' * len(secret)}/{token}/{name}", f"{root}/{secret}/{token}/..%2f..%2fetc%2fpasswd",
    ):  # fmt: skip
        assert ask(wrong)[0::2] == (404, b""), wrong
    assert ask(address, "POST")[0] == 501
    opened.withdraw(address)
    assert ask(address)[0] == 404
    assert server.seen == []


def test_the_door_does_not_wait_between_head_and_body(door, raster):
    _, address = door
    body, _ = raster
    host, _, path = address.partition("http://")[2].partition("/")
    connection = http.client.HTTPConnection(host, timeout=5)
    begin = time.monotonic()
    for start in range(50):  # all of them are in the first piece that the door has fetched
        connection.request("GET", f"/{path}", headers={"Range": f"bytes={start}-{start + 9}"})
        assert connection.getresponse().read() == body[start : start + 10]
    connection.close()
    assert time.monotonic() - begin < 1.0


def test_the_door_is_closed_after_the_block(server, raster):
    remote = RemoteFile(Hurried(""), plain(server.add("/x.tif", raster[0])), brief())
    opened = RangeServer()
    with pytest.raises(NetworkError, match="not served outside"):
        opened.serve(remote, "x.tif")
    with opened:
        address = opened.serve(remote, "x.tif")
        # GDAL keeps the connection, and the door a thread for it.
        dataset = gdal.Open(f"/vsicurl?proxy=&url={address}")
    with pytest.raises(OSError):
        ask(address)
    assert dataset is not None


def test_a_name_may_hold_anything(server, raster):
    body, values = raster
    with served(plain(server.add("/x.tif", body)), name="ü&url=http://x/?a b#%2F..\n.tif") as (_, path):
        assert path.isascii()
        assert path.count("&") == 1
        np.testing.assert_array_equal(pixels(path)[0], values)
