"""The Climate Data Store: jobs that are submitted, waited for, and downloaded.

The interface is OGC API Processes as the official client (https://github.com/ecmwf/ecmwf-datastores-client,
ecmwf/datastores/processing.py) and the service (https://github.com/ecmwf-projects/cads-processing-api-service) use it:
`POST retrieve/v1/processes/DATASET/execution` with `{"inputs": {…}}` answers with a `jobID`; `GET retrieve/v1/jobs/ID`
with a `status`; `GET retrieve/v1/jobs/ID/results` with `{"asset": {"value": {"href", "file:size"}}}`, or with status
400 and a `traceback` for a job that failed; `DELETE retrieve/v1/jobs/ID` ends a job. Refusals are `{"type", "title",
"status", "detail"}`. The header `PRIVATE-TOKEN` holds the key.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import time
import zipfile
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import numpy as np

from ..core.errors import (
    AuthenticationError,
    Cancelled,
    DamagedDataError,
    GeoGapError,
    LicenceError,
    NetworkError,
    NotFoundError,
    ServiceDownError,
)
from .catalog import WeatherVariable
from .download import Downloader, Fetched, Item
from .part import disk_error, write_json
from .retry import Retry
from .transport import Cancel, Request, Response, Transport, explain, fetch, never, parsed, shown
from .weather import NETCDF, Plan, Question, file_name, moment, redacted

HOME = "https://cds.climate.copernicus.eu"
HEADER = "PRIVATE-TOKEN"
KEY_HELP = (
    f"Sign in at {HOME}, open your profile, and enter the personal access token (the key, without a user number and a "
    "colon before it) in Settings › Options › GeoGap, or store it in an authentication configuration of the type “API "
    f"Header” with the header “{HEADER}” and the key as its value."
)
VARIABLE = "CDSAPI_KEY"
"""Environment variable with a key, for runs without a window; the one that the official client reads."""

_ZIP = b"PK\x03\x04"
_FIELDS = 4000
"""Fields (variables x times) of a request. The store's own limit differs by data set and with time; this is below."""

_STEP = 0.1
_MOST_ACTIVE = 3
"""Jobs at a time: the store runs one or two of a user and rejects those beyond a handful."""

_FIRST_LOOK, _LONGEST_PAUSE, _GROWTH = 1.0, 30.0, 1.5
_QUEUE_PAUSE = 60.0
_LONGEST_WAIT = 24 * 3600.0
_MOST_TRIES, _QUEUE_TRIES = 3, 8
_GOODBYE = 0.6
"""Seconds in which jobs are ended after a cancel."""

_FULL_QUEUE = re.compile(r"queued requests .*limited", re.IGNORECASE | re.DOTALL)
_LARGEST_RATIO = 50
_ACTIVE = {"accepted": "is waiting in the queue of the Climate Data Store", "running": "is being prepared"}


class TooLargeError(NetworkError):
    """A request that the store finds too large."""


class ForbiddenError(AuthenticationError):
    """Something that belongs to another account, or that this one may not use."""


@dataclass(frozen=True)
class Order:
    """One job.

    Parameters
    ----------
    dataset : str
    inputs : mapping
        What the store is asked for.
    stem : str
        Beginning of the file's name.
    label : str
        What it is, for messages.
    final : datetime
        When the values no longer change.
    """

    dataset: str
    inputs: dict[str, Any]
    stem: str
    label: str
    final: datetime

    @property
    def name(self) -> str:
        """Name of the file."""
        return file_name(self.stem, [self.dataset, self.inputs])


class DataStore:
    """The store's interface.

    Parameters
    ----------
    root : str
        Address of the service, with `/api`.
    transport : Transport
        Has the key.
    retry : Retry, optional
    cancelled : callable
    """

    def __init__(self, root: str, transport: Transport, retry: Retry | None = None, cancelled: Cancel = never) -> None:
        self.root = root.rstrip("/")
        self.transport = transport
        self.retry = retry or Retry(attempts=6, idle=transport.idle)
        self.cancelled = cancelled
        self.explain = redacted(transport, explain_cds)

    def probe(self) -> str:
        """Say in words that the store accepts the key.

        Raises
        ------
        AuthenticationError
            If it does not.
        NetworkError
        """
        self._ask("profiles/v1/account/verification/pat", b"")
        return f"{shown(self.root)} accepts the key."

    def period(self, dataset: str) -> tuple[np.datetime64 | None, np.datetime64 | None]:
        """Return the first and the last moment of a data set, None where the catalogue does not say."""
        about = self._ask(f"catalogue/v1/collections/{dataset}", authorise=False)
        try:
            start, end = about["extent"]["temporal"]["interval"][0]
        except (KeyError, IndexError, TypeError, ValueError):
            return None, None
        last = moment(end)
        if last is not None and last == last.astype("datetime64[D]"):
            last = last + np.timedelta64(86399, "s")  # a date, the whole day of which is there
        return moment(start), last

    def plan(self, question: Question) -> Plan:
        """Return the jobs that answer a question.

        Raises
        ------
        NotFoundError
            If the period or the region lies outside of what there is.
        NetworkError
        """
        question = question.within(*self.period(question.product.access["dataset"]))
        area = area_of(question.box)
        rows, columns = (round((high - low) / _STEP) + 1 for high, low in ((area[0], area[2]), (area[3], area[1])))
        return Plan(question, rows * columns, tuple(orders(question, area)))

    def submit(self, order: Order) -> str:
        """Submit a job and return its id.

        An answer that is lost on the way may leave a second job behind: the store answers it from its own cache.

        Raises
        ------
        TooLargeError, LicenceError, AuthenticationError, NetworkError
        """
        body = json.dumps({"inputs": order.inputs}).encode()
        return _text(self._ask(f"retrieve/v1/processes/{order.dataset}/execution", body), "jobID")

    def status(self, job: str) -> str:
        """Return the state of a job: accepted, running, successful, failed, rejected, dismissed or deleted."""
        return _text(self._ask(f"retrieve/v1/jobs/{job}"), "status")

    def result(self, job: str) -> tuple[str, int | None]:
        """Return where the file of a successful job lies, and its size in bytes.

        Raises
        ------
        NotFoundError
            If it has expired.
        """
        path = f"retrieve/v1/jobs/{job}/results"
        content = self._ask(path)
        asset = (content.get("asset") or {}).get("value") or {}
        if not isinstance(asset, dict) or not asset.get("href"):
            raise DamagedDataError(f"{shown(self.root)} names no file for the job {job}. Try again later.")
        size = asset.get("file:size")
        return urljoin(f"{self.root}/{path}", str(asset["href"])), size if isinstance(size, int) and size > 0 else None

    def failure(self, job: str, status: str, label: str) -> NetworkError:
        """Return why a job has come to nothing, as the store says it."""
        said = _said(self.retry.run(lambda: self._refusal(job), self.cancelled))
        words = self.transport.redact(str(said.get("traceback") or said.get("detail") or said.get("title") or ""))
        if _FULL_QUEUE.search(words):
            return ServiceDownError(
                f"The Climate Data Store accepts no more requests from you at present ({_last_line(words)}). Try again "
                "later: what is complete is kept."
            )
        reason = _last_line(words) or f"{shown(self.root)} gives no reason"
        error = NetworkError(
            f"The Climate Data Store could not prepare {label} (job {job}, {status}): {reason}. Choose another period "
            "or other variables, or try again later."
        )
        error.details = words
        return error

    def _refusal(self, job: str) -> Response:
        response = self._exchange(f"retrieve/v1/jobs/{job}/results", None, authorise=True)
        error = self.explain(response)
        if error is not None and getattr(error, "temporary", False):
            raise error
        return response

    def delete(self, jobs: Sequence[str]) -> None:
        """End jobs, in less than a second; those that cannot be reached so fast stay."""
        deadline = time.monotonic() + _GOODBYE

        def late() -> bool:
            return time.monotonic() > deadline

        def end(job: str) -> None:
            request = Request(f"{self.root}/retrieve/v1/jobs/{job}", "DELETE", authorise=True, timeout=_GOODBYE)
            with suppress(GeoGapError):
                fetch(self.transport, request, None, late)

        with ThreadPoolExecutor(max_workers=max(1, len(jobs))) as pool:
            under_way = {pool.submit(end, job) for job in jobs}
            while under_way and not late():
                _, under_way = wait(under_way, timeout=0.05)
                self.transport.idle()

    def _ask(self, path: str, body: bytes | None = None, *, authorise: bool = True) -> dict[str, Any]:
        """Return the JSON object that the store answers with."""

        def ask() -> dict[str, Any]:
            response = self._exchange(path, body, authorise)
            error = self.explain(response)
            if error is not None:
                raise error
            content = parsed(response)
            if not isinstance(content, dict):
                raise DamagedDataError(f"{shown(response.url)} answered with no JSON object. Try again later.")
            return content

        return self.retry.run(ask, self.cancelled)

    def _exchange(self, path: str, body: bytes | None, authorise: bool) -> Response:
        headers = {"Accept": "application/json", **({"Content-Type": "application/json"} if body else {})}
        method = "GET" if body is None else "POST"
        request = Request(f"{self.root}/{path}", method, headers, body, authorise)
        return fetch(self.transport, request, None, self.cancelled)


class Orders:
    """Jobs that are submitted a few at a time, looked after, and downloaded into a folder.

    What a job is called is noted beside its file to be, so that the next run takes up what this one began. A cancel
    ends the jobs, unless the downloader keeps its parts.

    Parameters
    ----------
    store : DataStore
    downloader : Downloader
        Into the folder; its progress and words are those of the whole.
    """

    def __init__(self, store: DataStore, downloader: Downloader) -> None:
        self._store = store
        self._downloader = downloader
        self._waiting: deque[Order] = deque()
        self._active: dict[str, Order] = {}
        self._states: dict[str, str] = {}
        self._tries: Counter[str] = Counter()
        self._remembered: set[str] = set()
        self._done: list[Fetched] = []

    def fetch(self, wanted: Sequence[Order]) -> list[Fetched]:
        """Fetch what jobs give; files that lie there and have ceased to change are taken as they are.

        Raises
        ------
        NetworkError
            The first that trying again does not mend. Jobs that are under way are taken up by the next run.
        Cancelled
            The jobs are ended.
        """
        self._downloader.folder.mkdir(parents=True, exist_ok=True)
        self._waiting.extend(wanted)
        pause, waited = _FIRST_LOOK, 0.0
        try:
            while self._waiting or self._active:
                self._begin()
                if not self._active or self._look():
                    pause, waited = _FIRST_LOOK, 0.0
                    continue
                if waited > _LONGEST_WAIT:
                    raise ServiceDownError(
                        f"The Climate Data Store has not begun in {_LONGEST_WAIT / 3600:.0f} hours. Run again later: "
                        "the jobs go on, and are taken up."
                    )
                self._store.retry.wait(pause, self._store.cancelled)
                waited, pause = waited + pause, min(pause * _GROWTH, _LONGEST_PAUSE)
        except Cancelled:
            if not self._downloader.keep_parts():
                self._store.delete(list(self._active))
                for order in self._active.values():
                    self._note(order).unlink(missing_ok=True)
            raise
        self._downloader.progress(1.0)
        return self._done

    def _item(self, order: Order, url: str = "", size: int | None = None, job: str = "") -> Item:
        source = f"{shown(self._store.root)}/retrieve/v1/processes/{order.dataset}/execution"
        facts = {"inputs": order.inputs, **({"job": job} if job else {})}
        return Item(url, order.name, size, magic=(*NETCDF, _ZIP), facts=facts, source=source, final=order.final)

    def _note(self, order: Order) -> Path:
        return self._downloader.folder / f".{order.name}.job"

    def _begin(self) -> None:
        """Submit jobs, or take up those of an earlier run; what lies there needs none."""
        while self._waiting and len(self._active) < _MOST_ACTIVE:
            order = self._waiting.popleft()
            kept = self._downloader.kept(self._item(order))
            if kept is not None:
                self._done.append(kept)
                continue
            job = self._earlier(order)
            if job:
                self._downloader.tell(f"{order.label}: the job {job} of an earlier run is taken up.")
                self._remembered.add(job)
            else:
                try:
                    job = self._store.submit(order)
                except TooLargeError:
                    halves = halved(order)
                    if not halves:
                        raise
                    self._downloader.tell(f"{order.label}: too large for one request, asked for in two.")
                    self._waiting.extendleft(reversed(halves))
                    continue
                write_json(self._note(order), {"job": job})
                self._downloader.tell(f"{order.label}: asked for (job {job}).")
            self._active[job] = order

    def _earlier(self, order: Order) -> str:
        with suppress(OSError, ValueError, KeyError, TypeError):
            job = json.loads(self._note(order).read_text(encoding="utf-8"))["job"]
            return job if re.fullmatch(r"[\w-]+", job) else ""
        return ""

    def _look(self) -> bool:
        """Look at every job; return whether one has ended."""
        ended = False
        for job, order in list(self._active.items()):
            try:
                status = self._store.status(job)
            except (NotFoundError, ForbiddenError) as error:
                if isinstance(error, ForbiddenError) and job not in self._remembered:
                    raise
                status = "deleted"  # by the user, or it is a job of an earlier run with the key of another account
            if status in _ACTIVE:
                if self._states.get(job) != status:
                    self._downloader.tell(f"{order.label} {_ACTIVE[status]}.")
                self._states[job] = status
                continue
            ended = True
            self._end(job, order, status)
        return ended

    def _end(self, job: str, order: Order, status: str) -> None:
        if status == "successful":
            try:
                self._download(job, order)
            except (NotFoundError, AuthenticationError) as error:
                self._again(job, order, error)
        elif status in ("failed", "rejected") and job not in self._remembered:
            reason = self._store.failure(job, status, order.label)
            if not isinstance(reason, ServiceDownError):
                self._forget(job)
                raise reason
            self._again(job, order, reason, _QUEUE_TRIES)
            self._store.retry.wait(_QUEUE_PAUSE * self._tries[order.name], self._store.cancelled)
        else:
            gone = f"The job {job} of the Climate Data Store for {order.label} has ended ({status}). Run again."
            self._again(job, order, NetworkError(gone))

    def _forget(self, job: str) -> None:
        order = self._active.pop(job)
        self._note(order).unlink(missing_ok=True)

    def _again(self, job: str, order: Order, error: NetworkError, most: int = _MOST_TRIES) -> None:
        """Submit a job anew: its file has expired, or somebody has ended it."""
        self._forget(job)
        if job not in self._remembered:
            self._tries[order.name] += 1
            if self._tries[order.name] >= most:
                raise error
        self._downloader.tell(f"{order.label}: {error.message} It is asked for anew.")
        self._waiting.append(order)

    def _download(self, job: str, order: Order) -> None:
        url, size = self._store.result(job)
        whole = len(self._done) + len(self._active) + len(self._waiting)
        begun = len(self._done)
        downloader = replace(
            self._downloader, progress=lambda share: self._downloader.progress((begun + share) / whole)
        )
        self._done += downloader.fetch([self._item(order, url, size, job)])
        self._forget(job)


def orders(question: Question, area: list[float]) -> Iterator[Order]:
    """Yield the jobs for a question: by month for hours, by some years for months, and by kind of variable.

    Amounts and states come in jobs of their own, as the store splits or drops them in a common NetCDF file.
    """
    hourly = question.product.cadence == "hour"
    for accumulated in (False, True):
        variables = [one for one in question.variables if one.accumulated == accumulated]
        # The amount of an hour is a difference, so that the hour before the first is wanted as well.
        first = question.first - np.timedelta64(int(hourly and accumulated), "h") if hourly else question.first
        first = max(first, question.product.start.astype(first.dtype))
        at_once = max(1, _FIELDS // (31 * 24 if hourly else 12))
        for begin in range(0, len(variables), at_once):
            some = variables[begin : begin + at_once]
            split = _months(first, question.last) if hourly else _years(first, question.last, at_once // len(some))
            for dates, start, end in split:
                yield _order(question, some, area, dates, start, end)


def _order(
    question: Question,
    variables: Sequence[WeatherVariable],
    area: list[float],
    dates: dict[str, list[str]],
    start: np.datetime64,
    end: np.datetime64,
) -> Order:
    product = question.product
    inputs = {
        **({} if product.cadence == "hour" else {"product_type": ["monthly_averaged_reanalysis"]}),
        "variable": [variable.id for variable in variables],
        **dates,
        "area": area,
        "data_format": "netcdf",
        "download_format": "unarchived",
    }
    dataset = product.access["dataset"]
    label = f"{product.title}, {', '.join(one.id for one in variables)}, {start} to {end}"
    return Order(dataset, inputs, f"{product.id}_{start}", label, question.final(end + 1))


def _months(first: np.datetime64, last: np.datetime64) -> Iterator[tuple[dict, np.datetime64, np.datetime64]]:
    """Split hours into months; a lone hour at the beginning is asked for alone, other days as a whole."""
    for month in np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1):
        start = max(first, month.astype("datetime64[h]"))
        end = min(last, (month + 1).astype("datetime64[h]") - 1)
        days = np.arange(start.astype("datetime64[D]"), end.astype("datetime64[D]") + 1)
        hours = range(24) if end > start else [int(end.astype(np.int64)) % 24]
        dates = {
            "year": [str(month)[:4]],
            "month": [str(month)[5:7]],
            "day": [str(day)[8:] for day in days],
            "time": [f"{hour:02d}:00" for hour in hours],
        }
        yield dates, days[0], days[-1]


def _years(first: np.datetime64, last: np.datetime64, most: int) -> Iterator[tuple[dict, np.datetime64, np.datetime64]]:
    """Split months into some whole years at a time, and the parts of years at the ends."""
    years: dict[tuple[str, ...], list[list[str]]] = {}
    for year in np.arange(first.astype("datetime64[Y]"), last.astype("datetime64[Y]") + 1):
        start, end = max(first, year.astype("datetime64[M]")), min(last, (year + 1).astype("datetime64[M]") - 1)
        months = tuple(str(month)[5:] for month in np.arange(start, end + 1))
        groups = years.setdefault(months, [[]])
        if len(groups[-1]) >= max(1, most):
            groups.append([])
        groups[-1].append(str(year))
    for months, groups in years.items():
        for some in groups:
            dates = {"year": some, "month": list(months), "time": ["00:00"]}
            yield dates, np.datetime64(f"{some[0]}-{months[0]}"), np.datetime64(f"{some[-1]}-{months[-1]}")


def halved(order: Order) -> list[Order]:
    """Return two smaller jobs that give the same: half of the variables each, else of the years or days; [] if none."""
    for key in ("variable", "year", "day", "month", "time"):
        values = order.inputs.get(key, [])
        if len(values) > 1:
            middle = len(values) // 2
            return [replace(order, inputs={**order.inputs, key: half}) for half in (values[:middle], values[middle:])]
    return []


def area_of(box: tuple[float, float, float, float]) -> list[float]:
    """Return north, west, south and east of the cells that a box touches, and one more on every side.

    The store's cells have their centres at tenths of a degree. One more, because a single row or column does not say
    how wide it is.
    """
    west, south, east, north = box
    ends = []
    for low, high, lowest, highest in ((south, north, -900, 900), (west, east, -1800, 1800)):
        # A cell reaches half a step to either side of its centre.
        begin, end = math.floor(low / _STEP + 0.5), math.ceil(high / _STEP - 0.5)
        begin, end = max(min(begin, end) - 1, lowest), min(max(begin, end) + 1, highest)
        ends.append((round(begin * _STEP, 1), round(end * _STEP, 1)))
    (south, north), (west, east) = ends
    return [north, west, south, east]


def unpacked(path: Path) -> list[Path]:
    """Return the NetCDF files of a result: itself, or what it holds where the store has sent an archive.

    Raises
    ------
    DamagedDataError
        If the archive holds no NetCDF file, or is none.
    DiskFullError
    """
    with open(path, "rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return [path]
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(".nc")]
            for number, member in enumerate(members):
                if member.file_size > _LARGEST_RATIO * max(member.compress_size, 1):
                    raise DamagedDataError(
                        f"{path.name} holds a file that is absurdly large. It was not unpacked; run again."
                    )
                inside = path.with_name(f"{path.stem}-{number}.nc")
                if not inside.exists() or inside.stat().st_size != member.file_size:
                    aside = inside.with_name(f".{inside.name}.part")
                    with archive.open(member) as packed, open(aside, "wb") as file:
                        shutil.copyfileobj(packed, file)
                    aside.replace(inside)
                found.append(inside)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise DamagedDataError(f"{path.name} is a broken archive: {error}. It was thrown away; run again.") from error
    except OSError as error:
        raise disk_error(path.parent, error) from error
    if not found:
        raise DamagedDataError(f"{path.name} is an archive without a NetCDF file. It was thrown away; run again.")
    return found


def explain_cds(response: Response) -> GeoGapError | None:
    """Return what an answer of the store means to the user, None for success."""
    error = explain(response)
    if error is None or response.status >= 500 or response.status == 429:
        return error
    said = _said(response)
    title, detail = str(said.get("title", "")), str(said.get("detail") or said.get("traceback") or "")
    words = ": ".join(filter(None, (title, _last_line(detail))))
    if response.status == 401:
        return AuthenticationError(f"The Climate Data Store does not accept the key: it is wrong or old. {KEY_HELP}")
    if "licen" in words.lower() and response.status in (400, 403):
        return LicenceError(
            f"The Climate Data Store wants you to accept the terms of the data first. Open {_terms(response, detail)} "
            "in a browser, sign in, accept them, and run again."
        )
    if re.search(r"cost limits|too large", words, re.IGNORECASE):
        return TooLargeError(
            f"The Climate Data Store finds the request too large ({words}). Choose a smaller region, a shorter period "
            "or fewer variables."
        )
    if response.status == 403:
        return ForbiddenError(
            f"The Climate Data Store refuses access to {shown(response.url)} (status 403): "
            f"{words or 'it gives no reason'}. Check what your account may use."
        )
    if words:
        error.message = f"{error.message} It says: {words[:300]}"
        error.args = (error.message,)
    return error


def _said(response: Response) -> dict[str, Any]:
    """Return the JSON object in an answer, {} if there is none."""
    with suppress(DamagedDataError):
        content = parsed(response)
        return content if isinstance(content, dict) else {}
    return {}


def _terms(response: Response, detail: str) -> str:
    """Return the link to the terms if it leads to Copernicus itself, else to the page of the data set."""
    for link in re.findall(r"https://[^\s<>\"']+", detail):
        host = urlsplit(link).hostname or ""
        if host.endswith((".copernicus.eu", ".ecmwf.int")):
            return link.rstrip(".,;)")
    dataset = re.search(r"/processes/([\w-]+)/", response.url)
    return f"{HOME}/datasets/{dataset[1]}?tab=download#manage-licences" if dataset else f"{HOME}/profile?tab=licences"


def _last_line(text: str) -> str:
    """Return the last line of a traceback, which says what was wrong; at most 300 characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300].rstrip(".") if lines else ""


def _text(content: dict[str, Any], key: str) -> str:
    found = content.get(key)
    if not isinstance(found, str) or not re.fullmatch(r"[\w-]+", found):
        raise DamagedDataError(f"The Climate Data Store answered without a “{key}”. Try again later.")
    return found
