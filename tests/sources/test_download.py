"""Downloads survive what real servers do, and never leave a file that is not whole."""

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from geogap_plugin.core.errors import (
    AuthenticationError,
    Cancelled,
    ConnectionLostError,
    DamagedDataError,
    DiskFullError,
    InputError,
    NotFoundError,
    ServiceDownError,
)
from geogap_plugin.sources.cache import Cache
from geogap_plugin.sources.download import Downloader, Item, manifest
from geogap_plugin.sources.part import Part
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.transport import Request, fetch, seconds_to_wait

ROOT = Path(__file__).resolve().parents[2]
MAGIC = (b"CDF", b"\x89HDF")


def content(size, seed=1):
    return b"CDF\x01" + random.Random(seed).randbytes(size - 4)


def item(server, name, body, checked=True, **more):
    url = server.add(f"/data/{name}", body)
    if checked:
        more = {"size": len(body), "checksum": ("SHA-256", hashlib.sha256(body).hexdigest().upper()), **more}
    return Item(url, name, magic=MAGIC, **more)


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def downloader(transport, quick, tmp_path):
    return Downloader(transport, tmp_path / "cache", retry=quick)


def test_files_arrive_whole_with_a_note_of_where_they_come_from(server, downloader):
    bodies = {f"{name}.nc": content(50_000, name) for name in range(5)}
    shares = []
    downloader.progress = shares.append
    fetched = downloader.fetch([item(server, name, body) for name, body in bodies.items()])
    assert [one.path.read_bytes() for one in fetched] == list(bodies.values())
    note = json.loads((downloader.folder / "0.nc.json").read_text())
    assert note["url"] == f"{server.root}/data/0.nc"
    assert note["sha256"] == hashlib.sha256(bodies["0.nc"]).hexdigest()
    assert note["bytes"] == 50_000
    assert note["downloaded"].endswith("+00:00")
    assert shares[-1] == 1
    assert all(0 <= share <= 1 for share in shares)
    assert names(downloader.folder) == sorted([*bodies, *(f"{name}.json" for name in bodies)])


def test_what_is_there_is_not_fetched_again_and_what_is_damaged_is(server, downloader):
    wanted = [item(server, "a.nc", content(9000)), item(server, "b.nc", content(9000, 2))]
    downloader.fetch(wanted)
    (downloader.folder / "b.nc").write_bytes(b"CDF rotten")
    server.seen.clear()
    again = downloader.fetch(wanted)
    assert [path for _, path, _ in server.seen] == ["/data/b.nc"]
    assert [one.downloaded for one in again] == [False, True]
    assert (downloader.folder / "b.nc").read_bytes() == content(9000, 2)


def test_without_a_checksum_the_server_is_asked_whether_the_file_has_changed(server, downloader):
    wanted = item(server, "a.nc", content(9000), checked=False)
    downloader.fetch([wanted])
    [again] = downloader.fetch([wanted])
    assert not again.downloaded
    assert server.served["/data/a.nc"] == 9000
    server.add("/data/a.nc", content(8000, 5))
    [newer] = downloader.fetch([wanted])
    assert newer.downloaded
    assert newer.path.read_bytes() == content(8000, 5)


def test_a_cut_download_goes_on_where_it_stopped(server, downloader):
    body = content(900_000)
    server.faults["/data/a.nc"] = ["cut", "cut"]
    [got] = downloader.fetch([item(server, "a.nc", body)])
    assert got.path.read_bytes() == body
    asked = [headers.get("range") for headers in server.requests("/data/a.nc")]
    assert asked == [None, "bytes=600000-", "bytes=800000-"]
    assert server.requests("/data/a.nc")[1]["if-range"] == server.files["/data/a.nc"][1]
    assert server.served["/data/a.nc"] == 900_000


def test_the_next_run_goes_on_after_a_failure(server, downloader):
    body = content(900_000)
    server.faults["/data/a.nc"] = ["cut"] + ["500"] * 20
    with pytest.raises(ServiceDownError):
        downloader.fetch([item(server, "a.nc", body)])
    assert names(downloader.folder) == [".a.nc.part", ".a.nc.part.json"]
    server.faults.clear()
    [got] = downloader.fetch([item(server, "a.nc", body)])
    assert got.path.read_bytes() == body
    assert server.served["/data/a.nc"] == 900_000
    assert names(downloader.folder) == ["a.nc", "a.nc.json"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(server, downloader):
    server.faults["/data/a.nc"] = ["cut"] + ["500"] * 20
    wanted = item(server, "a.nc", content(90_000), checked=False)
    with pytest.raises(ServiceDownError):
        downloader.fetch([wanted])
    server.faults.clear()
    server.add("/data/a.nc", content(70_000, 9))
    [got] = downloader.fetch([wanted])
    assert got.path.read_bytes() == content(70_000, 9)


def test_a_server_without_ranges_is_asked_for_everything_again(server, downloader):
    server.plain = True
    server.faults["/data/a.nc"] = ["cut"]
    body = content(90_000)
    [got] = downloader.fetch([item(server, "a.nc", body, checked=False)])
    assert got.path.read_bytes() == body


def test_a_part_of_a_process_that_is_gone_is_taken_over(server, downloader):
    body = content(90_000)
    wanted = item(server, "a.nc", body)
    downloader.folder.mkdir(parents=True)
    orphan = downloader.folder / ".a.nc.0123abcd.part"
    orphan.write_bytes(body[:60_000])
    (downloader.folder / ".a.nc.0123abcd.part.json").write_text(
        json.dumps({"url": wanted.url, "etag": "", "total": 90_000})
    )
    import os

    os.utime(orphan, (time.time() - 3600, time.time() - 3600))
    [got] = downloader.fetch([wanted])
    assert got.path.read_bytes() == body
    assert server.served["/data/a.nc"] == 30_000
    assert names(downloader.folder) == ["a.nc", "a.nc.json"]


@pytest.mark.parametrize("status", ["429", "500", "502", "503", "504"])
def test_a_service_that_is_down_for_a_while_is_asked_again(server, downloader, quick, status):
    server.faults["/data/a.nc"] = [status] * 3
    body = content(5000)
    [got] = downloader.fetch([item(server, "a.nc", body)])
    assert got.path.read_bytes() == body
    assert len(quick.waits) == 3
    for number, wait in enumerate(quick.waits):
        assert 0.5 * 2**number <= wait <= 2**number


def test_a_service_that_stays_down_is_given_up(server, downloader, quick):
    server.faults["/data/a.nc"] = ["503"] * 50
    with pytest.raises(ServiceDownError, match=r"status 503.*Try again later"):
        downloader.fetch([item(server, "a.nc", content(5000))])
    assert len(server.requests("/data/a.nc")) == quick.attempts
    assert names(downloader.folder) == []


def test_the_wait_that_a_server_asks_for_is_kept(server, downloader, quick):
    server.faults["/data/a.nc"] = ["retry after 17", "retry after Wed, 21 Oct 2099 07:28:00 GMT"]
    with pytest.raises(ServiceDownError):
        downloader.fetch([item(server, "a.nc", content(5000))])
    assert quick.waits == [17.0]  # seventy years are not waited for


def test_retry_after_may_be_a_date_by_the_servers_own_clock(server, downloader, quick):
    date = "Wed, 21 Oct 2015 07:27:00 GMT"
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:30 GMT", date) == 90
    assert seconds_to_wait("Wed, 21 Oct 2015 07:26:30 GMT", date) == 0
    assert seconds_to_wait("12") == 12
    assert seconds_to_wait("soon") is None


@pytest.mark.parametrize(
    ("fault", "error"), [("404", NotFoundError), ("410", NotFoundError), ("403", AuthenticationError)]
)
def test_what_trying_again_does_not_mend_is_said_at_once(server, downloader, quick, fault, error):
    server.faults["/data/a.nc"] = [fault]
    with pytest.raises(error, match=r"/data/a\.nc"):
        downloader.fetch([item(server, "a.nc", content(5000))])
    assert quick.waits == []
    assert names(downloader.folder) == []


def test_a_failure_loses_nothing_of_the_others(server, downloader):
    server.faults["/data/1.nc"] = ["404"]
    wanted = [item(server, f"{number}.nc", content(5000, number)) for number in range(3)]
    with pytest.raises(NotFoundError):
        downloader.fetch(wanted)
    whole = [name for name in names(downloader.folder) if name.endswith(".nc")]
    assert "0.nc" in whole
    assert "1.nc" not in whole


@pytest.mark.parametrize("fault", ["html", "flip", "rot", "wrong range", "lie long", "lie short", "drop", "cut"])
def test_one_lie_is_mended(server, downloader, fault):
    body = content(60_000)
    server.faults["/data/a.nc"] = ["cut", fault] if fault == "wrong range" else [fault]
    [got] = downloader.fetch([item(server, "a.nc", body)])
    assert got.path.read_bytes() == body
    assert names(downloader.folder) == ["a.nc", "a.nc.json"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("html", "web page"),
        ("flip", "something else"),
        ("rot", "checksum"),
        ("lie short", "catalogue"),
        ("lie long", "catalogue"),
    ],
)
def test_a_server_that_keeps_lying_is_given_up_and_nothing_stays(server, downloader, fault, reason):
    server.faults["/data/a.nc"] = [fault] * 50
    with pytest.raises(DamagedDataError, match=reason):
        downloader.fetch([item(server, "a.nc", content(60_000))])
    assert names(downloader.folder) == []


def test_no_more_files_at_a_time_than_is_polite(server, downloader, transport, monkeypatch):
    exchange, lock, busy, most = transport.exchange, threading.Lock(), [], []

    def counted(request, sink, cancelled):
        with lock:
            busy.append(request)
            most.append(len(busy))
        try:
            return exchange(request, sink, cancelled)
        finally:
            with lock:
                busy.pop()

    monkeypatch.setattr(transport, "exchange", counted)
    server.slow = 0.02
    downloader.fetch([item(server, f"{number}.nc", content(70_000, number)) for number in range(9)])
    assert 2 <= max(most) <= 3


@pytest.mark.parametrize("fault", ["drip", "silence"])
def test_a_connection_on_which_too_little_arrives_is_lost(server, transport, fault):
    url = server.add("/slow.nc", content(60_000))
    server.faults["/slow.nc"] = [fault]
    begin = time.monotonic()
    with pytest.raises(ConnectionLostError, match="too little arrived"):
        fetch(transport, Request(url, timeout=0.5))
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize("state", ["slow body", "silence", "waiting"])
def test_cancel_is_heard_within_a_second_and_leaves_nothing(server, transport, tmp_path, state):
    wanted = [item(server, f"{number}.nc", content(3_000_000, number)) for number in range(4)]
    server.slow = 0.05
    if state != "slow body":
        server.faults = {
            f"/data/{number}.nc": ["silence" if state == "silence" else "retry after 60"] for number in range(4)
        }
    pressed = threading.Event()
    downloader = Downloader(transport, tmp_path / "cache", cancelled=pressed.is_set, retry=Retry())
    threading.Timer(0.6, pressed.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        downloader.fetch(wanted)
    assert time.monotonic() - begin < 1.6
    assert names(downloader.folder) == []


def test_a_disk_without_room_is_noticed_before_and_while_writing(server, downloader, tmp_path):
    wanted = item(server, "a.nc", content(5000), size=10**17, checksum=("", ""))
    with pytest.raises(DiskFullError, match=r"100,000,000,000 MB"):
        downloader.fetch([wanted])
    full = Path("/dev/full")
    if full.exists():  # Linux: a device that always answers "no space left"
        part = Part(tmp_path / "b.nc", "http://x/b.nc")
        part._path = full
        with pytest.raises(DiskFullError, match="is full"):
            part.write(b"CDF")


@pytest.mark.parametrize("name", ["../a.nc", "a/b.nc", ".hidden", "", "..", "a\\b.nc", "a:b"])
def test_a_catalogue_cannot_write_outside_the_folder(server, downloader, name):
    with pytest.raises(InputError, match="plain file name"):
        downloader.fetch([Item(server.root, name)])


def test_the_manifest_says_what_was_fetched_and_under_which_terms(server, downloader):
    fetched = downloader.fetch([item(server, "a.nc", content(5000), facts={"granule": "G1"})])
    text = manifest({"product": "p", "licence": "l", "citation": "c", "parameters": {"START": "2002"}}, fetched)
    assert text["files"][0]["granule"] == "G1"
    assert text["files"][0]["sha256"] == hashlib.sha256(content(5000)).hexdigest()
    assert (text["schema"], text["licence"], text["parameters"]) == (1, "l", {"START": "2002"})


def test_the_cache_lets_go_of_what_was_not_used_for_longest(tmp_path):
    cache = Cache(tmp_path, limit=2500)
    shelf = cache.shelf("product")
    shelf.mkdir()
    for age, name in enumerate(["new", "kept", "old", "oldest"]):
        (shelf / f"{name}.nc").write_bytes(bytes(1000))
        (shelf / f"{name}.nc.json").write_text("{}")
        os.utime(shelf / f"{name}.nc", (1e9 - age, 1e9))
    (shelf / ".forgotten.nc.part").write_bytes(b"x")
    os.utime(shelf / ".forgotten.nc.part", (1e9, 1e9))
    cache.used([shelf / "old.nc"])
    cache.trim(keep=[shelf / "kept.nc"])
    assert names(shelf) == ["kept.nc", "kept.nc.json", "old.nc", "old.nc.json"]


FAULTS = [
    "cut",
    "drop",
    "429",
    "500",
    "503",
    "html",
    "flip",
    "rot",
    "lie long",
    "lie short",
    "wrong range",
    "retry after 1",
]


@pytest.mark.parametrize("seed", range(6))
def test_hundreds_of_faults_lose_no_file_and_leave_none_half_written(server, transport, tmp_path, seed):
    draw = random.Random(seed)
    bodies = {f"{number}.nc": content(draw.randint(20, 200_000), number) for number in range(25)}
    wanted = [item(server, name, body) for name, body in bodies.items()]
    for name in bodies:
        server.faults[f"/data/{name}"] = draw.choices(FAULTS, k=draw.randint(0, 4))
    put = sum(len(faults) for faults in server.faults.values())
    retry = Retry(draw=draw, sleep=lambda seconds: None)
    folder = tmp_path / "cache"
    half = []
    watching = threading.Event()

    def watch():
        while not watching.wait(0.005):
            for name, body in bodies.items():
                path = folder / name
                if path.exists() and path.stat().st_size != len(body):
                    half.append(name)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        fetched = Downloader(transport, folder, retry=retry).fetch(wanted)
    finally:
        watching.set()
        watcher.join()
    assert put > 30
    assert {one.path.name: one.path.read_bytes() for one in fetched} == bodies
    assert half == []
    assert names(folder) == sorted([*bodies, *(f"{name}.json" for name in bodies)])


def test_a_large_file_of_unknown_size_shows_progress(server, downloader):
    server.slow = 0.03
    shares = []
    downloader.progress = shares.append
    downloader.fetch([item(server, "a.nc", content(400_000), checked=False)])
    assert any(0.1 < share < 0.9 for share in shares)


def test_what_waits_for_a_service_does_not_hold_up_the_bad_news(server, transport, tmp_path):
    wanted = [item(server, f"{number}.nc", content(5000, number)) for number in range(2)]
    server.faults = {"/data/0.nc": ["retry after 200"], "/data/1.nc": ["404"]}
    begin = time.monotonic()
    with pytest.raises(NotFoundError):
        Downloader(transport, tmp_path / "cache").fetch(wanted)
    assert time.monotonic() - begin < 2


def test_processes_that_share_a_cache_do_not_harm_one_another(server, tmp_path):
    bodies = [content(300_000, number) for number in range(6)]
    wanted = [item(server, f"{number}.nc", body) for number, body in enumerate(bodies)]
    folder = tmp_path / "cache"
    folder.mkdir()
    for number, body in enumerate(bodies):  # what a killed process has left behind
        orphan = folder / f".{number}.nc.0123abcd.part"
        orphan.write_bytes(body[:200_000])
        orphan.with_name(f"{orphan.name}.json").write_text(json.dumps({"url": wanted[number].url, "total": len(body)}))
        os.utime(orphan, (time.time() - 3600, time.time() - 3600))
    server.slow = 0.002
    server.faults = {f"/data/{number}.nc": ["cut", "500", "drop"] for number in range(6)}
    script = (
        "import sys, json, pathlib\n"
        "from geogap_plugin.sources.download import Downloader, Item\n"
        "from geogap_plugin.sources.plain_transport import PlainTransport\n"
        "from geogap_plugin.sources.retry import Retry\n"
        "items = [Item(*one[:3], tuple(one[3]), magic=(b'CDF',)) for one in json.loads(sys.argv[1])]\n"
        "Downloader(PlainTransport(''), pathlib.Path(sys.argv[2]), retry=Retry(first=0.01)).fetch(items)\n"
    )
    listed = json.dumps([(one.url, one.name, one.size, one.checksum) for one in wanted])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, listed, str(folder)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [process.communicate()[1] for process in running] == ["", "", ""]
    assert [(folder / one.name).read_bytes() for one in wanted] == bodies
    assert names(folder) == sorted(f"{number}.nc{end}" for number in range(6) for end in ("", ".json"))
