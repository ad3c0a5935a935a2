"""GeoSphere Austria's hub is asked within its limits, and its failures are survived or said in words."""

import itertools
import json
import random
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.errors import (
    Cancelled,
    DamagedDataError,
    GeoGapError,
    InputError,
    NetworkError,
    NotFoundError,
    ServiceDownError,
)
from geogap_plugin.sources import catalog
from geogap_plugin.sources.catalog import read_catalog
from geogap_plugin.sources.download import Downloader
from geogap_plugin.sources.geosphere import Geosphere, PoliteTransport, cells_of, explain_geosphere
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.transport import Request, fetch
from geogap_plugin.sources.weather import Question

from .weather_servers import Hub, _geographic, _lambert

PRODUCT = read_catalog(Path(catalog.__file__).with_name("catalog.json")).weather_product("inca-hourly")
VIENNA = (16.2, 48.1, 16.3, 48.2)
MAGIC = (b"CDF", b"\x89HDF")


def question(first="2020-01-01T00", last="2020-01-01T23", variables=("T2M", "GL"), box=VIENNA):
    chosen = PRODUCT.chosen(variables)
    return Question(PRODUCT, chosen, box, np.datetime64(first, "h"), np.datetime64(last, "h"))


@pytest.fixture
def hub(server, tmp_path):
    return Hub(server, tmp_path)


@pytest.fixture
def service(hub, transport, quick):
    return Geosphere(hub.root, transport, quick)


@pytest.fixture
def downloader(transport, quick, tmp_path):
    return Downloader(transport, tmp_path / "shelf", explain=explain_geosphere, retry=quick)


def test_a_request_names_parameters_box_and_period_as_the_user_guide_says(hub, service, downloader):
    plan = service.plan(question())
    (fetched,) = downloader.fetch(plan.requests)
    assert fetched.path.read_bytes().startswith(MAGIC)
    assert hub.asked == [
        {
            "parameters": ["T2M", "GL"],
            "start": ["2020-01-01T00:00"],
            "end": ["2020-01-01T23:00"],
            "bbox": ["48.08000,16.18000,48.22000,16.32000"],
            "output_format": ["netcdf"],
        }
    ]
    assert fetched.record()["query"]["parameters"] == "T2M,GL"


def test_no_request_is_larger_than_the_limit_and_none_is_lost(hub, service, downloader, monkeypatch):
    monkeypatch.setattr("geogap_plugin.sources.geosphere._MOST_VALUES", 20_000)
    hub.limit = 20_000
    asked = question("2020-01-01T00", "2020-01-10T23")
    plan = service.plan(asked)
    downloader.fetch(plan.requests)
    assert len(hub.asked) == len(plan.requests) > 3
    assert 5_000 < hub.largest <= 20_000
    spans = sorted((np.datetime64(one["start"][0], "h"), np.datetime64(one["end"][0], "h")) for one in hub.asked)
    assert (spans[0][0], spans[-1][1]) == (asked.first, asked.last)
    assert all(after - before == 1 for (_, before), (after, _) in itertools.pairwise(spans))


def test_the_cells_of_a_box_are_never_fewer_than_the_grid_gives():
    from osgeo import osr

    project = osr.CoordinateTransformation(_geographic(), _lambert()).TransformPoint
    draw = random.Random(5)
    for _ in range(300):
        west, east = sorted(draw.uniform(8.1, 17.74) for _ in range(2))
        south, north = sorted(draw.uniform(45.77, 49.48) for _ in range(2))
        edge = [(lon, lat) for lon in np.linspace(west, east, 21) for lat in (south, north)]
        xs, ys = zip(*(project(lon, lat)[:2] for lon, lat in edge))
        true = ((max(xs) - min(xs)) / 1000 + 1) * ((max(ys) - min(ys)) / 1000 + 1)
        estimate = cells_of((west, south, east, north), 1000)
        assert true <= estimate <= 1.05 * true + 4 * ((max(xs) - min(xs) + max(ys) - min(ys)) / 1000) + 20


def test_another_period_finds_in_the_cache_what_it_shares(hub, service, downloader, monkeypatch):
    monkeypatch.setattr("geogap_plugin.sources.geosphere._MOST_VALUES", 20_000)
    first = service.plan(question("2020-01-01T00", "2020-01-20T23"))
    downloader.fetch(first.requests)
    hub.asked.clear()
    second = service.plan(question("2020-01-01T00", "2020-01-15T23"))
    downloader.fetch(second.requests)
    assert len(hub.asked) <= 1 < len(second.requests)


def test_values_that_may_still_change_are_asked_for_again_after_a_day(hub, service, downloader):
    hub.end = str(np.datetime64("now", "D") - 2) + "T00:00+00:00"
    new = str(np.datetime64("now", "D") - 3)
    (item,) = service.plan(question(f"{new}T00", f"{new}T23")).requests
    downloader.fetch([item])
    assert downloader.kept(item) is not None
    note = downloader.folder / f"{item.name}.json"
    said = json.loads(note.read_text(encoding="utf-8"))
    for age, kept in (("2000-01-01T00:00:00+00:00", False), ("2999-01-01T00:00:00+00:00", True)):
        note.write_text(json.dumps({**said, "downloaded": age}), encoding="utf-8")
        assert (downloader.kept(item) is not None) == kept
    (downloader.folder / item.name).write_bytes(b"CDF damaged")
    assert downloader.kept(item) is None


def test_the_period_is_cut_to_what_the_service_has(hub, service):
    hub.end = "2020-01-05T12:00+00:00"
    plan = service.plan(question("2020-01-05T00", "2020-02-01T23"))
    assert str(plan.question.last) == "2020-01-05T12"
    with pytest.raises(NotFoundError, match=r"reach from 2011-03-15T00 to 2020-01-05T12; nothing of 2021"):
        service.plan(question("2021-01-01T00", "2021-01-02T23"))


def test_a_region_outside_austria_is_refused_with_what_is_covered(service):
    with pytest.raises(NotFoundError, match=r"8\.1 to 17\.74 degrees east"):
        service.plan(question(box=(2.0, 48.0, 3.0, 49.0)))


def test_a_variable_that_the_service_has_dropped_is_named(hub, service):
    hub.parameters.remove("GL")
    with pytest.raises(InputError, match="no longer GL"):
        service.plan(question())


def test_absurd_sizes_are_refused_in_words(service):
    austria = PRODUCT.bbox
    plan = service.plan(question("2012-01-01T00", "2018-12-31T23", box=austria))
    with pytest.raises(InputError, match="GB, more than 20 GB"):
        plan.check_size()
    with pytest.raises(InputError, match="a GeoTIFF holds 65,535 bands"):
        service.plan(question("2012-01-01T00", "2022-12-31T23")).check_size()
    service.plan(question("2020-01-01T00", "2020-12-31T23")).check_size()


def test_requests_keep_to_the_rate_that_the_service_allows(transport, server):
    server.add("/file", b"CDF")
    now = [0.0]
    times = []

    class Noting:
        def exchange(self, request, sink, cancelled):
            times.append(now[0])

    def sleep(seconds):
        now[0] += seconds

    few = PoliteTransport(Noting(), 20, lambda: now[0], sleep)
    for _ in range(20):
        few.exchange(Request("http://x/"), None, lambda: False)
    assert all(sum(begin <= one < begin + 1 for one in times) <= 5 for begin in times)
    times.clear()
    many = PoliteTransport(Noting(), 500, lambda: now[0], sleep)
    for _ in range(500):
        many.exchange(Request("http://x/"), None, lambda: False)
    assert all(sum(begin <= one < begin + 3600 for one in times) <= 240 for begin in times)
    waiting = PoliteTransport(PlainTransport(""), 500)
    waiting.exchange(Request(f"{server.root}/file"), None, lambda: False)
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        waiting.exchange(Request(f"{server.root}/file"), None, lambda: time.monotonic() - begin > 0.2)
    assert time.monotonic() - begin < 1


def answer(status, body, **headers):
    return lambda query, asked: (status, {"Content-Type": "application/json", **headers}, body)


@pytest.mark.parametrize(
    ("page", "error", "words"),
    [
        (answer(404, b'{"detail": "Not Found"}'), NotFoundError, "no longer"),
        (answer(400, b'{"detail": "bbox is outside of the grid"}'), NetworkError, "It says: bbox is outside"),
        (answer(422, b'{"detail": [{"loc": ["query"], "msg": "field required"}]}'), NetworkError, "field required"),
        (answer(429, b"{}", **{"ratelimit-reset": "3000"}), ServiceDownError, "too many requests"),
        (answer(200, b'{"parameters": "none"}'), DamagedDataError, "no list of parameters"),
        (answer(200, b"<!DOCTYPE html><html></html>"), DamagedDataError, "a web page instead of JSON"),
    ],
)
def test_refusals_are_said_in_words(hub, service, page, error, words):
    hub.server.pages[f"{hub.PATH}/metadata"] = page
    with pytest.raises(error, match=words):
        service.plan(question())


def test_the_service_says_how_long_to_wait(server, transport):
    server.pages["/busy"] = answer(429, b"{}", **{"ratelimit-reset": "17"})
    assert explain_geosphere(fetch(transport, Request(f"{server.root}/busy"))).retry_after == 17


def test_probe_says_what_answers(hub, service):
    assert "up to 2026-10-01" in service.probe("inca-v1-1h-1km")
    hub.server.faults[f"{hub.PATH}/metadata"] = ["500"] * 20
    with pytest.raises(ServiceDownError):
        service.probe("inca-v1-1h-1km")


def test_cancel_is_heard_within_a_second(hub, transport):
    hub.server.faults[f"{hub.PATH}/metadata"] = ["silence"]
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        Geosphere(hub.root, transport, cancelled=stop.is_set).plan(question())
    assert time.monotonic() - begin < 1.3


# A body that is cut together with its Content-Length, or damaged inside, shows only when the file is opened.
FAULTS = ("cut", "lie long", "500", "503", "429", "drop", "html", "retry after 2", "404", "403")


@pytest.mark.parametrize("seed", range(100))
def test_random_faults_give_the_whole_or_an_error_in_words(server, tmp_path, seed):
    draw = random.Random(seed)
    body = b"CDF\x01" + draw.randbytes(5000)
    hub = Hub(server, tmp_path)
    served = server.add("/real", body)
    hub.server.pages[hub.PATH] = lambda query, headers: (302, {"Location": served}, b"")
    server.faults["/real"] = draw.choices((*FAULTS, ""), k=draw.randint(0, 6))
    server.faults[f"{hub.PATH}/metadata"] = draw.choices([*FAULTS[2:], ""], k=draw.randint(0, 3))
    server.faults[hub.PATH] = draw.choices([*FAULTS[2:], ""], k=draw.randint(0, 3))
    retry = Retry(draw=draw, sleep=lambda seconds: None)
    transport = PlainTransport("", "GeoGap")
    shelf = tmp_path / "shelf"
    try:
        plan = Geosphere(hub.root, transport, retry).plan(question())
        (fetched,) = Downloader(transport, shelf, explain=explain_geosphere, retry=retry).fetch(plan.requests)
        assert fetched.path.read_bytes() == body
    except GeoGapError:
        assert [path for path in shelf.glob("*.nc") if not path.name.startswith(".")] == []
