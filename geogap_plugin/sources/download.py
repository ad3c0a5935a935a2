"""Downloads that survive: several at a time, resumed after a cut, checked, whole or not at all."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from ..core.errors import Cancelled, DamagedDataError, DiskFullError, InputError
from .part import Part, disk_error, file_digest, no_file, write_json
from .retry import Retry
from .transport import Cancel, Explain, Request, Response, Transport, explain, fetch, looks_like_page, never, shown

_LOOK_EVERY = 0.1
_SPARE = 64 * 2**20
"""Bytes that a download leaves free on the disk."""

_LATELY = timedelta(days=1)

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True)
class Item:
    """A file to be fetched.

    Parameters
    ----------
    url : str
    name : str
        Of the file on disk.
    size : int, optional
        Bytes, where the catalogue says so.
    checksum : tuple of str
        Algorithm and hexadecimal digest, ('', '') where the catalogue gives none.
    authorise : bool
        Whether the server wants credentials.
    magic : tuple of bytes
        What the file may begin with.
    facts : dict
        More about it, for the manifest.
    source : str
        What stands for the content, where the address of the same content differs from one time to the next.
    final : datetime, optional
        When the content has ceased to change: a file that came later, or a day ago at most, is taken without asking
        the server.
    """

    url: str
    name: str
    size: int | None = None
    checksum: tuple[str, str] = ("", "")
    authorise: bool = False
    magic: tuple[bytes, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    final: datetime | None = None

    @property
    def address(self) -> str:
        """Where it comes from, without a query that may hold a signature; with the name it stands for the content."""
        return self.source or shown(self.url)

    @property
    def verified(self) -> tuple[str, str]:
        """Algorithm and digest, ('', '') where Python knows no such algorithm."""
        algorithm = self.checksum[0].lower().replace("-", "")
        return (algorithm, self.checksum[1].lower()) if algorithm in _ALGORITHMS else ("", "")


@dataclass(frozen=True)
class Fetched:
    """A file that lies on disk, whole.

    Parameters
    ----------
    item : Item
    path : Path
    sha256 : str
    size : int
        Bytes.
    when : str
        ISO 8601 moment of the download, UTC.
    downloaded : bool
        False where it lay there already.
    """

    item: Item
    path: Path
    sha256: str
    size: int
    when: str
    downloaded: bool

    def forget(self) -> None:
        """Delete the file and its note: it has turned out to be of no use."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}.json").unlink(missing_ok=True)

    def record(self) -> dict[str, Any]:
        """Return what a manifest says of it."""
        return {
            **self.item.facts,
            "file": self.path.name,
            "url": self.item.address,
            "bytes": self.size,
            "sha256": self.sha256,
            "downloaded": self.when,
        }


@dataclass
class Downloader:
    """Fetches files into a folder.

    Parameters
    ----------
    transport : Transport
    folder : Path
        Is made if need be.
    explain : callable
        What a status means to the user.
    retry : Retry
    parallel : int
        Files at a time: a polite number for a public archive.
    progress : callable
        Told the share that is done, 0 to 1.
    tell : callable
        Told in words what happens.
    cancelled : callable
    keep_parts : callable
        Whether a cancel leaves what has arrived of a file to the next run.
    """

    transport: Transport
    folder: Path
    explain: Explain = explain
    retry: Retry = field(default_factory=Retry)
    parallel: int = 3
    progress: Callable[[float], None] = lambda share: None
    tell: Callable[[str], None] = lambda text: None
    cancelled: Cancel = never
    keep_parts: Cancel = never

    def fetch(self, items: Sequence[Item]) -> list[Fetched]:
        """Fetch files, in their order; those that are there whole are not fetched again.

        After a failure the others that are under way end first, so that nothing that is whole gets lost.

        Raises
        ------
        NetworkError
            The first one that trying again did not mend.
        DiskFullError
        Cancelled
            No part of a file stays, unless `keep_parts` says so.
        """
        _check_names(items)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(self.folder, error) from error
        here = {item.name: self.kept(item) for item in items}
        wanted = [item for item in items if here[item.name] is None]
        self._check_space(wanted)
        stop, failed = threading.Event(), threading.Event()
        failure: Exception | None = None
        parts: dict[Future, Part] = {}
        waiting = list(wanted)
        with ThreadPoolExecutor(max_workers=max(1, min(self.parallel, len(wanted)))) as pool:
            try:
                while parts or (waiting and failure is None):
                    while waiting and len(parts) < self.parallel and failure is None:
                        item = waiting.pop(0)
                        part = Part(self.folder / item.name, item.address, item.magic, item.size)
                        parts[pool.submit(self._one, item, part, stop, failed)] = part
                    finished, _ = wait(parts, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
                    self.transport.idle()
                    if self.cancelled():
                        stop.set()
                    for future in finished:
                        del parts[future]
                        problem = future.exception()
                        if problem is None:
                            fetched = future.result()
                            here[fetched.item.name] = fetched
                            self.tell(f"{fetched.item.name}: {fetched.size / 1e6:,.1f} MB")
                        elif isinstance(problem, Exception):
                            failure = failure or problem
                            failed.set()
                    done = sum(one is not None for one in here.values())
                    self.progress((done + sum(part.share for part in parts.values())) / len(items))
            except BaseException:
                stop.set()
                raise
        if self.cancelled():
            raise Cancelled
        if failure is not None:
            raise failure
        self.progress(1.0)
        return [found for found in (here[item.name] for item in items) if found is not None]

    def _one(self, item: Item, part: Part, stop: threading.Event, failed: threading.Event) -> Fetched:
        """Fetch one file, in a thread of its own; what is under way ends when another fails, what waits does not."""

        def action() -> Fetched:
            try:
                return self._try(item, part, stop.is_set)
            except OSError as error:  # somebody has emptied the folder
                part.restart()
                raise DamagedDataError(f"{item.name} could not be read back: {error}. It is fetched anew.") from error

        try:
            return self.retry.run(action, lambda: stop.is_set() or failed.is_set(), lambda: part.size)
        except DiskFullError:
            part.restart()
            raise
        except BaseException:
            if stop.is_set() and not self.keep_parts():
                part.restart()
            else:
                part.release()
            raise

    def _try(self, item: Item, part: Part, cancelled: Cancel) -> Fetched:
        headers = part.conditions(any_version=bool(item.verified[0]))
        older = {} if headers else self._older(item)
        request = Request(item.url, headers={**headers, **older}, authorise=item.authorise)
        response = fetch(self.transport, request, part, cancelled)
        error = self.explain(response)
        if response.status == 304 and older:
            part.restart()
            return self._unchanged(item)
        if response.status == 416:
            self._check_beyond(response, part)
        elif error is not None:
            raise error
        elif response.status not in (200, 206) or response.body:
            raise no_file(item.address, item.name, is_page=looks_like_page(response.body))
        return self._complete(item, part, cancelled)

    def _check_beyond(self, response: Response, part: Part) -> None:
        """Accept a part that has all bytes already; the server then has no range to give (RFC 9110, 15.5.17)."""
        if response.header("content-range").replace(" ", "") != f"bytes*/{part.size}":
            part.restart()
            raise DamagedDataError(f"{part.destination.name} has become shorter on the server. It is fetched anew.")

    def _complete(self, item: Item, part: Part, cancelled: Cancel) -> Fetched:
        """Check what has arrived and give it its name."""
        total = part.facts.get("total") or item.size
        if total is not None and part.size < total:
            raise DamagedDataError(f"{item.name} ended after {part.size} of {total} bytes.")
        part.check_beginning()
        algorithm, expected = item.verified
        if algorithm and part.digest(algorithm, cancelled) != expected:
            part.restart()
            raise DamagedDataError(
                f"{item.name} does not have the {algorithm} checksum of the catalogue. It was thrown away; try again "
                "later."
            )
        facts = part.facts
        when = datetime.now(timezone.utc).isoformat(timespec="seconds")
        digest = part.digest("sha256", cancelled)
        fetched = Fetched(item, self.folder / item.name, digest, part.size, when, downloaded=True)
        # The note first: a file beside an older note is fetched again, a file without one would be believed.
        self._write_note(fetched, facts.get("etag", ""), facts.get("last_modified", ""))
        part.finish()
        return fetched

    # What is there already.

    def _note(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _write_note(self, fetched: Fetched, etag: str, last_modified: str) -> None:
        write_json(self._note(fetched.item.name), {**fetched.record(), "etag": etag, "last_modified": last_modified})

    def _read_note(self, item: Item) -> dict[str, Any]:
        """Return what was noted of the file that lies there, {} if it is another one."""
        with suppress(OSError, ValueError, KeyError):
            note = json.loads(self._note(item.name).read_text(encoding="utf-8"))
            if note["url"] == item.address and (self.folder / item.name).stat().st_size == note["bytes"]:
                return note
        return {}

    def kept(self, item: Item) -> Fetched | None:
        """Return a file that needs no request: it has the catalogue's own checksum, or will not change any more."""
        algorithm, expected = item.verified
        path = self.folder / item.name
        if item.final is not None and not algorithm:
            algorithm, expected = "sha256", self._believed(item, item.final)
        if algorithm and expected and path.is_file() and file_digest(path, algorithm, self.cancelled) == expected:
            return self._unchanged(item)
        return None

    def _believed(self, item: Item, final: datetime) -> str:
        """Return the checksum that was noted of a file, '' if the content may have changed since."""
        with suppress(KeyError, ValueError, TypeError):
            note = self._read_note(item)
            when = datetime.fromisoformat(note["downloaded"])
            if when >= final or datetime.now(timezone.utc) - when < _LATELY:
                return note["sha256"]
        return ""

    def _unchanged(self, item: Item) -> Fetched:
        path = self.folder / item.name
        note = self._read_note(item)
        digest = note.get("sha256") or file_digest(path, "sha256", self.cancelled)
        return Fetched(item, path, digest, path.stat().st_size, note.get("downloaded", ""), downloaded=False)

    def _older(self, item: Item) -> dict[str, str]:
        """Return headers that ask for a file only if it is newer than the unharmed one that lies there."""
        note = self._read_note(item)
        if not note or file_digest(self.folder / item.name, "sha256", self.cancelled) != note.get("sha256"):
            return {}
        if note.get("etag"):
            return {"If-None-Match": note["etag"]}
        return {"If-Modified-Since": note["last_modified"]} if note.get("last_modified") else {}

    def _check_space(self, wanted: Sequence[Item]) -> None:
        needed = sum(item.size or 0 for item in wanted)
        free = shutil.disk_usage(self.folder).free
        if needed and free < needed + _SPARE:
            raise DiskFullError(
                f"{self.folder} has {free / 1e6:,.0f} MB free; {len(wanted)} files need {needed / 1e6:,.0f} MB. Make "
                "room, or ask for a shorter period."
            )


def _check_names(items: Sequence[Item]) -> None:
    """Refuse names that would leave the folder, or meet there."""
    seen: set[str] = set()
    for item in items:
        plain = item.name == Path(item.name).name and item.name not in ("", ".", "..")
        if not plain or item.name.startswith(".") or any(sign in item.name for sign in '\\/:*?"<>|\0'):
            raise InputError(f"The catalogue names a file “{item.name}”, which is no plain file name.")
        if item.name.casefold() in seen:
            raise InputError(f"The catalogue names the file {item.name} twice.")
        seen.add(item.name.casefold())


def manifest(what: dict[str, Any], fetched: Sequence[Fetched]) -> dict[str, Any]:
    """Return what has to be known to repeat or audit a fetch.

    Parameters
    ----------
    what : dict
        Product, version, parameters, licence, citation.
    """
    return {"schema": 1, **what, "files": [one.record() for one in fetched]}
