"""Jobs of the Climate Data Store are submitted, waited for, taken up, ended; the key is never seen."""

import io
import json
import random
import re
import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.errors import (
    AuthenticationError,
    Cancelled,
    ConnectionLostError,
    DamagedDataError,
    GeoGapError,
    LicenceError,
    NetworkError,
    NotFoundError,
    ServiceDownError,
)
from geogap_plugin.sources import catalog
from geogap_plugin.sources.catalog import read_catalog
from geogap_plugin.sources.cds import (
    HEADER,
    DataStore,
    Order,
    Orders,
    TooLargeError,
    area_of,
    halved,
    orders,
    unpacked,
)
from geogap_plugin.sources.download import Downloader
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.weather import Question

from .loopback import Server
from .weather_servers import KEY, Store

CATALOG = read_catalog(Path(catalog.__file__).with_name("catalog.json"))
HOURLY, MONTHLY = (CATALOG.weather_product(f"era5-land-{name}") for name in ("hourly", "monthly"))
BOX = (10.02, 46.04, 10.41, 46.33)
AREA = [46.4, 9.9, 45.9, 10.5]
EXECUTION = "/api/retrieve/v1/processes/reanalysis-era5-land/execution"


def hourly(first="2020-02-03T00", last="2020-02-04T23", variables=("2m_temperature",), box=BOX):
    return Question(HOURLY, HOURLY.chosen(variables), box, np.datetime64(first, "h"), np.datetime64(last, "h"))


def monthly(first, last, variables=("2m_temperature",)):
    return Question(MONTHLY, MONTHLY.chosen(variables), BOX, np.datetime64(first, "M"), np.datetime64(last, "M"))


class Bench:
    """A store on this machine and what asks it; waits are counted, not waited."""

    def __init__(self, server, folder, retry, key=KEY):
        self.store = Store(server, folder)
        self.server = server
        self.said = []
        self.shares = []
        self.folder = folder / "shelf"
        self.transport = PlainTransport(key, header=HEADER)
        self.retry = retry

    def client(self, cancelled=lambda: False):
        return DataStore(self.store.root, self.transport, self.retry, cancelled)

    def fetch(self, question, cancelled=lambda: False, **more):
        downloader = Downloader(
            self.transport,
            self.folder,
            retry=self.retry,
            progress=self.shares.append,
            tell=self.said.append,
            cancelled=cancelled,
            **more,
        )
        client = self.client(cancelled)
        return Orders(client, downloader).fetch(client.plan(question).requests)

    def names(self):
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def bench(server, tmp_path, quick):
    return Bench(server, tmp_path, quick)


def test_a_job_is_submitted_waited_for_and_downloaded(bench):
    bench.store.states = [["accepted", "accepted", "running", "successful"]]
    (fetched,) = bench.fetch(hourly())
    (job,) = bench.store.jobs.values()
    assert job["inputs"] == {
        "variable": ["2m_temperature"],
        "year": ["2020"],
        "month": ["02"],
        "day": ["03", "04"],
        "time": [f"{hour:02d}:00" for hour in range(24)],
        "area": AREA,
        "data_format": "netcdf",
        "download_format": "unarchived",
    }
    assert fetched.path.read_bytes() == bench.store.file(job)
    words = " ".join(bench.said)
    assert words.index("asked for") < words.index("waiting in the queue") < words.index("being prepared")
    assert bench.retry.waits == [1.0, 1.5, 2.25]
    assert bench.shares[-1] == 1.0
    record = fetched.record()
    assert record["inputs"] == job["inputs"]
    assert record["job"] == "job-0000"
    assert not any(name.endswith(".job") for name in bench.names())


def test_the_key_goes_to_the_store_alone(bench):
    bench.fetch(hourly())
    keyed = {path.split("/")[2] for _, path, headers in bench.server.seen if "private-token" in headers}
    assert keyed == {"retrieve"}
    assert all("authorization" not in headers for _, _, headers in bench.server.seen)


def test_what_lies_there_needs_no_job(bench):
    bench.fetch(hourly())
    bench.server.seen.clear()
    (again,) = bench.fetch(hourly())
    assert not again.downloaded
    assert [path for _, path, _ in bench.server.seen] == ["/api/catalogue/v1/collections/reanalysis-era5-land"]


def test_preliminary_values_are_asked_for_again(bench):
    day = np.datetime64("now", "D") - 10
    bench.store.interval[1] = f"{day + 5}T00:00:00Z"
    question = hourly(f"{day}T00", f"{day}T23")
    (fetched,) = bench.fetch(question)
    note = fetched.path.with_name(f"{fetched.path.name}.json")
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**said, "downloaded": "2020-01-01T00:00:00+00:00"}), encoding="utf-8")
    bench.fetch(question)
    assert len(bench.store.jobs) == 2


def test_hours_are_asked_for_by_month_and_amounts_from_the_hour_before():
    question = hourly("2020-03-01T00", "2020-04-02T23", ("2m_temperature", "total_precipitation"))
    made = list(orders(question, AREA))
    spans = [(one.inputs["variable"], one.inputs["month"], one.inputs["day"], len(one.inputs["time"])) for one in made]
    march = [f"{day:02d}" for day in range(1, 32)]
    assert spans == [
        (["2m_temperature"], ["03"], march, 24),
        (["2m_temperature"], ["04"], ["01", "02"], 24),
        (["total_precipitation"], ["02"], ["29"], 1),
        (["total_precipitation"], ["03"], march, 24),
        (["total_precipitation"], ["04"], ["01", "02"], 24),
    ]
    assert made[2].inputs["time"] == ["23:00"]
    assert len({one.name for one in made}) == 5
    first = HOURLY.start.astype("datetime64[h]")
    start = list(orders(hourly(str(first), "1950-01-01T23", ("total_precipitation",)), AREA))
    assert [one.inputs["year"] for one in start] == [["1950"]]


def test_months_are_asked_for_in_whole_years_and_the_parts_of_years_alone():
    made = list(orders(monthly("2018-11", "2022-02"), AREA))
    asked = {(one.inputs["year"][0], one.inputs["month"][0]): one.inputs for one in made}
    assert {(tuple(one["year"]), len(one["month"])) for one in asked.values()} == {
        (("2018",), 2),
        (("2019", "2020", "2021"), 12),
        (("2022",), 2),
    }
    assert all(one["product_type"] == ["monthly_averaged_reanalysis"] for one in asked.values())
    assert all(one["time"] == ["00:00"] for one in asked.values())
    everything = list(orders(monthly("1950-01", "2025-12", [one.id for one in MONTHLY.variables]), AREA))
    sizes = [len(one.inputs["variable"]) * len(one.inputs["year"]) * len(one.inputs["month"]) for one in everything]
    assert sum(sizes) == 18 * 76 * 12
    assert max(sizes) <= 4000


def test_the_area_holds_every_cell_that_the_box_touches_and_one_more():
    assert area_of(BOX) == AREA
    assert area_of((10.0, 46.0, 10.0, 46.0)) == [46.1, 9.9, 45.9, 10.1]
    assert area_of((-180, -90, 180, 90)) == [90, -180, -90, 180]
    assert area_of((180, 90, 180, 90)) == [90, 179.9, 89.9, 180]
    draw = random.Random(2)
    for _ in range(500):
        west, south = round(draw.uniform(-179, 170), draw.randint(1, 6)), round(draw.uniform(-89, 80), 2)
        east, north = west + draw.uniform(0, 5), south + draw.uniform(0, 5)
        top, left, bottom, right = area_of((west, south, east, north))
        assert left - 0.05 < west
        assert right + 0.05 > east
        assert bottom - 0.05 < south
        assert top + 0.05 > north
        assert right - left <= east - west + 0.3 + 1e-6
        assert right - left >= 0.2 - 1e-6


def test_a_request_that_the_store_finds_too_large_is_split(bench):
    bench.store.most_fields = 30
    fetched = bench.fetch(hourly("2020-02-03T00", "2020-02-06T23", ("2m_temperature", "2m_dewpoint_temperature")))
    asked = [job["inputs"] for job in bench.store.jobs.values()]
    assert len(fetched) == len(asked) == 8
    assert {(one["variable"][0], one["day"][0]) for one in asked} == {
        (variable, f"{day:02d}") for variable in ("2m_temperature", "2m_dewpoint_temperature") for day in range(3, 7)
    }
    again = bench.fetch(hourly("2020-02-03T00", "2020-02-06T23", ("2m_temperature", "2m_dewpoint_temperature")))
    assert not any(one.downloaded for one in again)
    assert len(bench.store.jobs) == 8
    bench.store.most_fields = 0
    with pytest.raises(TooLargeError, match="Choose a smaller region"):
        bench.fetch(hourly("2021-01-01T00", "2021-01-01T23"))


def test_a_job_that_cannot_be_split_is_not(bench):
    (order,) = orders(hourly("2020-02-03T00", "2020-02-03T23"), AREA)
    assert [len(half.inputs["time"]) for half in halved(order)] == [12, 12]
    alone = Order(order.dataset, {**order.inputs, "time": ["00:00"]}, order.stem, order.label, order.final)
    assert halved(alone) == []


def test_the_period_is_cut_to_what_the_catalogue_has(bench):
    bench.store.interval[1] = "2020-02-03T00:00:00Z"
    plan = bench.client().plan(hourly())
    assert str(plan.question.last) == "2020-02-03T23"
    with pytest.raises(NotFoundError, match="reach from 1950-01-01T00 to 2020-02-03T23"):
        bench.client().plan(hourly("2021-01-01T00", "2021-01-01T23"))
    bench.store.interval = "unknown"
    assert str(bench.client().plan(hourly()).question.last) == "2020-02-04T23"


def test_no_more_jobs_at_a_time_than_the_store_likes(bench):
    bench.store.states = [["accepted", "running", "successful"]] * 8
    most = []
    status = bench.store._job

    def counting(job, headers):
        most.append(sum(known.get("last") != "successful" for known in bench.store.jobs.values()))
        return status(job, headers)

    bench.store._job = counting
    fetched = bench.fetch(hourly("2020-01-01T00", "2020-08-31T23"))
    assert len(fetched) == 8
    assert max(most) <= 3


REFUSALS = {
    "wrong key": (AuthenticationError, "does not accept the key"),
    "licence": (
        LicenceError,
        r"Open https://cds.climate.copernicus.eu/datasets/reanalysis-era5-land\?tab=download#man",
    ),
    "licence elsewhere": (LicenceError, r"Open https://cds.climate.copernicus.eu/datasets/reanalysis-era5-land\?tab"),
    "forbidden": (AuthenticationError, "refuses access.*operation not permitted"),
    "failed": (
        NetworkError,
        r"could not prepare ERA5-Land, hourly, 2m_temperature.*\(job job-0000, failed\): ValueError",
    ),
    "rejected": (NetworkError, r"\(job job-0000, rejected\): ValueError: no data for this date\."),
    "no such data set": (NotFoundError, "process not found"),
    "invalid": (NetworkError, "It says: invalid request: no field “variabel”"),
    "no job": (DamagedDataError, "without a “jobID”"),
    "html": (DamagedDataError, "a web page instead of JSON"),
    "list": (DamagedDataError, "no JSON object"),
    "no file": (DamagedDataError, "names no file for the job job-0000"),
    "down": (ServiceDownError, "does not work at present"),
    "busy": (ServiceDownError, "too many requests"),
    "dismissed": (NetworkError, r"has ended \(dismissed\)"),
    "strange": (NetworkError, r"has ended \(lost\)"),
    "expired": (NotFoundError, "results expired"),
    "file gone": (NotFoundError, "no longer"),
    "another file": (DamagedDataError, "something else instead of"),
    "no connection": (ConnectionLostError, "connection"),
}


def arrange(bench, case):
    """Let the store fail in one way."""
    store, pages = bench.store, bench.server.pages
    jobs = "/api/retrieve/v1/jobs/job-0000"

    def answer(status, content, kind="application/json"):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return lambda query, headers: (status, {"Content-Type": kind}, body)

    def refusal(status, title, detail=""):
        return lambda query, headers: store._refuse(status, title, detail + KEY)

    if case == "wrong key":
        bench.transport = PlainTransport("wrong", header=HEADER)
    elif case == "licence":
        store.accepted = False
    elif case == "licence elsewhere":
        pages[EXECUTION] = refusal(403, "required licences not accepted", "please visit https://evil.example/x ")
    elif case == "forbidden":
        pages[EXECUTION] = refusal(403, "permission denied", "operation not permitted ")
    elif case in ("failed", "rejected", "dismissed", "strange"):
        store.states = [[{"strange": "lost"}.get(case, case)]] * 9
    elif case == "no such data set":
        pages[EXECUTION] = refusal(404, "process not found", "dataset not found ")
    elif case == "invalid":
        pages[EXECUTION] = refusal(400, "invalid request", "no field “variabel” ")
    elif case == "no job":
        pages[EXECUTION] = answer(201, {"status": "accepted"})
    elif case == "html":
        pages[EXECUTION] = answer(200, b"<!DOCTYPE html><html>Sign in</html>", "text/html")
    elif case == "list":
        pages[EXECUTION] = answer(200, [KEY])
    elif case == "no file":
        guarded = pages[EXECUTION]

        def without(query, headers):
            given = guarded(query, headers)
            pages[f"{jobs}/results"] = answer(200, {"asset": {"value": KEY}})
            return given

        pages[EXECUTION] = without
    elif case == "down":
        bench.server.faults[EXECUTION] = ["503"] * 30
    elif case == "busy":
        bench.server.faults[EXECUTION] = ["429"] * 30
    elif case == "expired":
        store.expired = 9
    elif case == "file gone":
        store.gone = 9
    elif case == "another file":
        store.file = lambda known: b"GIF89a" + KEY.encode() + bytes(100)
    elif case == "no connection":
        bench.server.faults[EXECUTION] = ["drop"] * 30


@pytest.mark.parametrize("case", REFUSALS)
def test_every_refusal_is_said_in_words_without_the_key(bench, case):
    arrange(bench, case)
    error, words = REFUSALS[case]
    with pytest.raises(error, match=words) as caught:
        bench.fetch(hourly())
    seen = f"{caught.value!r} {caught.value} {caught.value.message} {caught.value.details} {bench.said}"
    assert KEY not in seen
    for path in bench.folder.iterdir():
        assert KEY.encode() not in path.read_bytes()
    assert not any(name.endswith((".nc", ".part")) for name in bench.names())


def test_a_traceback_is_kept_for_the_log_without_the_key(bench):
    bench.store.states = [["failed"]]
    bench.store.traceback += f": {KEY}"
    with pytest.raises(NetworkError) as caught:
        bench.fetch(hourly())
    assert "Traceback (most recent call last)" in caught.value.details
    assert KEY not in caught.value.details + caught.value.message


def test_a_full_queue_is_waited_for(bench):
    bench.store.states = [["rejected"], ["accepted", "successful"]]
    bench.store.traceback = (
        "Number queued requests for this dataset is temporarily limited. Please configure your scripts accordingly"
    )
    assert len(bench.fetch(hourly())) == 1
    assert 60 in bench.retry.waits
    bench.store.states = [["rejected"]] * 20
    with pytest.raises(ServiceDownError, match="accepts no more requests from you"):
        bench.fetch(hourly("2021-01-01T00", "2021-01-01T23"))


@pytest.mark.parametrize("case", ["dismissed", "expired", "gone"])
def test_what_has_ended_or_expired_is_asked_for_anew(bench, case):
    bench.store.states = [["dismissed"]] if case == "dismissed" else []
    bench.store.expired, bench.store.gone = int(case == "expired"), int(case == "gone")
    assert len(bench.fetch(hourly())) == 1
    assert len(bench.store.jobs) == 2
    assert "asked for anew" in " ".join(bench.said)


def test_the_next_run_takes_up_the_jobs_of_one_that_failed(bench):
    bench.store.states = [["accepted"] * 3 + ["successful"], ["failed"]]
    with pytest.raises(NetworkError, match="could not prepare"):
        bench.fetch(hourly("2020-02-03T00", "2020-03-04T23"))
    assert [name for name in bench.names() if name.endswith(".job")] != []
    fetched = bench.fetch(hourly("2020-02-03T00", "2020-03-04T23"))
    assert len(fetched) == 2
    assert len(bench.store.jobs) == 3
    assert "the job job-0000 of an earlier run is taken up" in " ".join(bench.said)
    assert not any(name.endswith(".job") for name in bench.names())


@pytest.mark.parametrize("case", ["deleted", "failed", "of another account", "unreadable"])
def test_a_remembered_job_that_is_of_no_use_is_submitted_anew(bench, case):
    bench.store.states = [["accepted"]]
    (order,) = orders(hourly(), AREA)
    earlier = bench.client().submit(order)
    bench.folder.mkdir()
    note = bench.folder / f".{order.name}.job"
    note.write_text("{" if case == "unreadable" else json.dumps({"job": earlier}), encoding="utf-8")
    path = f"/api/retrieve/v1/jobs/{earlier}"
    if case == "deleted":
        bench.store.deleted.append(earlier)
    elif case == "failed":
        bench.store.jobs[earlier]["states"] = ["failed"]
    elif case == "of another account":
        bench.server.pages[path] = lambda q, h: bench.store._refuse(403, "permission denied", "Operation not permitted")
    assert len(bench.fetch(hourly())) == 1
    assert len(bench.store.jobs) == 2


def test_a_job_that_never_begins_is_given_up_and_remembered(bench, monkeypatch):
    monkeypatch.setattr("geogap_plugin.sources.cds._LONGEST_WAIT", 7200.0)
    bench.store.states = [["accepted"]]
    with pytest.raises(ServiceDownError, match="has not begun in 2 hours"):
        bench.fetch(hourly())
    assert any(name.endswith(".job") for name in bench.names())
    assert bench.store.deleted == []


@pytest.mark.parametrize("where", ["submit", "queue", "status", "results", "download", "delete"])
def test_cancel_is_heard_within_a_second_and_ends_the_jobs(server, tmp_path, where):
    bench = Bench(server, tmp_path, Retry())
    bench.store.states = [["accepted"], ["accepted"], ["accepted"]]
    stuck = "/api/retrieve/v1/jobs/job-0000"
    if where in ("results", "download"):
        bench.store.states = [["successful"]]
    if where == "submit":
        server.faults[EXECUTION] = ["silence"]
    elif where == "status":
        server.faults[stuck] = ["silence"]
    elif where == "results":
        server.faults[f"{stuck}/results"] = ["silence"]
    elif where == "download":
        server.faults["/cci2-prod-cache-1/2025-03-14/job-0000.nc"] = ["silence"]
    stop = threading.Event()
    if where == "delete":
        server.faults[stuck] = ["", "", *["silence"] * 9]
    threading.Timer(0.9 if where == "delete" else 0.5, stop.set).start()
    moments = []

    def cancelled():
        if stop.is_set() and not moments:
            moments.append(time.monotonic())
        return stop.is_set()

    with pytest.raises(Cancelled):
        bench.fetch(hourly("2020-01-01T00", "2020-03-31T23"), cancelled)
    assert time.monotonic() - moments[0] < 1
    if where == "submit":
        assert bench.store.jobs == {}
    elif where != "delete":
        assert set(bench.store.deleted) == set(bench.store.jobs)
    assert bench.names() == []


def test_a_pause_leaves_the_jobs_to_the_next_run(bench):
    bench.store.states = [["accepted"]]
    stop = threading.Event()
    bench.retry.wait = lambda seconds, cancelled: stop.set()
    with pytest.raises(Cancelled):
        bench.fetch(hourly(), stop.is_set, keep_parts=stop.is_set)
    assert bench.store.deleted == []
    [job] = bench.store.jobs
    bench.store.jobs[job]["states"] = ["successful"]
    bench.fetch(hourly())
    assert list(bench.store.jobs) == [job]


def test_probe_says_whether_the_key_is_right(bench):
    assert bench.client().probe().endswith("accepts the key.")
    bench.transport = PlainTransport("wrong", header=HEADER)
    with pytest.raises(AuthenticationError, match="personal access token"):
        bench.client().probe()


def archived(*names):
    def archive(body):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name in names:
                file.writestr(name, body)
        return packed.getvalue()

    return archive


def test_an_archive_is_unpacked(bench):
    bench.store.archive = archived("data_0.nc", "readme.txt", "../../data_1.NC")
    (fetched,) = bench.fetch(hourly())
    files = unpacked(fetched.path)
    assert len(files) == 2
    assert {path.parent for path in files} == {bench.folder}
    expected = bench.store.file(bench.store.jobs["job-0000"])
    assert all(path.read_bytes() == expected for path in files)
    assert unpacked(files[0]) == files[:1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 no archive", "broken archive"),
        (archived("readme.txt")(b"words"), "without a NetCDF file"),
        (archived("large.nc")(bytes(10_000_000)), "absurdly large"),
    ],
)
def test_an_archive_of_no_use_is_refused(tmp_path, content, words):
    path = tmp_path / "x.nc"
    path.write_bytes(content)
    with pytest.raises(DamagedDataError, match=words):
        unpacked(path)
    assert [one.name for one in tmp_path.iterdir()] == ["x.nc"]


FAULTS = (*("500", "503", "429", "drop", "html", "retry after 2", "") * 6, "404", "403", "401")
ENDS = (*["successful"] * 9, "failed", "rejected", "dismissed")


@pytest.mark.parametrize("seed", range(150))
def test_random_faults_give_the_whole_or_an_error_in_words(tmp_path, seed):
    draw = random.Random(seed)
    retry = Retry(draw=draw, sleep=lambda seconds: None)
    retry.wait = lambda seconds, cancelled: None
    with Server() as server:
        bench = Bench(server, tmp_path, retry)
        body = b"CDF\x01" + draw.randbytes(3000)
        bench.store.file = lambda known: body
        bench.store.states = [[*draw.choices(("accepted", "running"), k=2), draw.choice(ENDS)] for _ in range(4)]
        bench.store.expired, bench.store.gone = draw.randint(0, 1), draw.randint(0, 1)
        jobs = "/api/retrieve/v1/jobs/job-"
        for path in (EXECUTION, f"{jobs}0000", f"{jobs}0001", f"{jobs}0000/results", f"{jobs}0001/results"):
            server.faults[path] = draw.choices(FAULTS, k=draw.randint(0, 3))
        for number in range(3):
            file = f"/cci2-prod-cache-1/2025-03-14/job-{number:04d}.nc"
            server.faults[file] = draw.choices((*FAULTS, "cut", "lie long"), k=draw.randint(0, 4))
        try:
            fetched = bench.fetch(hourly("2020-02-03T00", "2020-03-04T23"))
            assert len(fetched) == 2
            assert all(one.path.read_bytes() == body for one in fetched)
        except GeoGapError as error:
            bench.said += [repr(error), error.message, error.details]
        assert KEY not in " ".join(bench.said)
        for name in bench.names():
            content = (bench.folder / name).read_bytes()
            assert KEY.encode() not in content
            assert not name.endswith(".nc") or content == body
            assert re.search(r"\.nc(\.json)?$|\.(part|job)(\.json)?$", name)
