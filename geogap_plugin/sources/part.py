"""A file on its way: bytes beside the destination, with what is known of their origin, renamed when whole."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..core.errors import Cancelled, DamagedDataError, DiskFullError
from .transport import Cancel, Response, looks_like_page, never, shown

_ORPHANED = 900.0
"""Seconds after which a part that nobody writes to may be taken over: its process is gone."""

_PIECE = 2**20


class Part:
    """Bytes of a download that have arrived so far; a sink for the rest.

    The name holds a mark of its own, so that two processes never write to one part. What a process leaves behind after
    a cut is taken over by the next one that wants the same file.

    Parameters
    ----------
    destination : Path
    address : str
        Where the file comes from; a part from elsewhere is not continued.
    magic : tuple of bytes
        What the file may begin with; () for anything but a web page.
    size : int, optional
        Bytes that the whole file has, where the catalogue says so.
    """

    def __init__(
        self,
        destination: Path,
        address: str,
        magic: tuple[bytes, ...] = (),
        size: int | None = None,
    ) -> None:
        self.destination = destination
        self._address = address
        self._magic = magic
        self._promised = size
        self._path = destination.with_name(f".{destination.name}.{uuid4().hex[:8]}.part")
        self._facts: dict[str, Any] = {}
        self._take_over()
        self._size = self._path.stat().st_size if self._path.exists() else 0

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._size

    @property
    def share(self) -> float:
        """Share of the file that is there, 0 to 1; 0 while its size is unknown."""
        total = self._facts.get("total") or self._promised
        return min(1.0, self._size / total) if total else 0.0

    @property
    def facts(self) -> dict[str, Any]:
        """What the server said of the file: etag, last_modified, total."""
        return self._facts

    def _note(self, path: Path) -> Path:
        return path.with_name(f"{path.name}.json")

    def _take_over(self) -> None:
        """Claim the largest part that lies idle, by renaming it: only one process succeeds."""
        name = re.escape(self.destination.name)
        released = re.compile(rf"\.{name}\.part")
        owned = re.compile(rf"\.{name}\.[0-9a-f]{{8}}\.part")
        idle = []
        for path in self.destination.parent.glob(".*.part"):
            with suppress(OSError):
                found = path.stat()
                old = time.time() - found.st_mtime > _ORPHANED
                if released.fullmatch(path.name) or (owned.fullmatch(path.name) and old):
                    idle.append((found.st_size, path))
        for _, path in sorted(idle, reverse=True):
            with suppress(OSError, ValueError):
                facts = json.loads(self._note(path).read_text(encoding="utf-8"))
                if facts.get("url") != self._address:
                    continue
                # Fresh before it changes its name, or a third process would take it for an orphan again.
                os.utime(path)
                os.replace(path, self._path)
                self._note(path).unlink(missing_ok=True)
                self._facts = facts
                self._write_note()
                return

    def _write_note(self) -> None:
        write_json(self._note(self._path), {**self._facts, "url": self._address})

    def conditions(self, any_version: bool) -> dict[str, str]:
        """Return the headers that ask for the rest, {} for all of it.

        Parameters
        ----------
        any_version : bool
            Whether the rest is wanted even where the server gives nothing to tell versions apart: a checksum will.
        """
        validator = self._facts.get("etag", "")
        if not validator or validator.startswith("W/"):  # a weak one does not promise the same bytes (RFC 9110, 13.1.5)
            validator = self._facts.get("last_modified", "")
        if not self._size or not (validator or any_version):
            return {}
        wanted = {"Range": f"bytes={self._size}-"}
        return {**wanted, "If-Range": validator} if validator else wanted

    def begin(self, head: Response) -> bool:
        """Take the body of a success that is no web page: from where the part ends, or all of it anew."""
        if head.header("content-type").lower().startswith("text/html"):
            return False
        if head.status == 206:
            match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", head.header("content-range").strip())
            if not match or int(match[1]) != self._size:
                self.restart()
                raise DamagedDataError(f"{shown(head.url)} sent another part of the file than was asked for.")
            total = None if match[2] == "*" else int(match[2])
        elif head.status == 200:
            self.restart()
            length = head.header("content-length")
            total = int(length) if length.isdigit() and not head.header("content-encoding") else None
        else:
            return False
        if total is not None and self._promised is not None and total != self._promised:
            self.restart()
            raise DamagedDataError(
                f"{self.destination.name} has {total} bytes on the server and {self._promised} in the catalogue. Try "
                "again later: one of them is being renewed."
            )
        self._facts = {"etag": head.header("etag"), "last_modified": head.header("last-modified"), "total": total}
        self._write_note()
        return True

    def write(self, piece: bytes) -> None:
        """Append a piece.

        Raises
        ------
        DamagedDataError
            If the file begins as a web page or another kind of file, or becomes larger than promised.
        DiskFullError
        """
        total = self._facts.get("total") or self._promised
        if total is not None and self._size + len(piece) > total:
            self.restart()
            raise DamagedDataError(f"{self.destination.name} is larger than the {total} bytes that were promised.")
        try:
            # Without a buffer, so that what is counted is on its way to the disk.
            with open(self._path, "ab", buffering=0) as file:
                view = memoryview(piece)
                while view:
                    view = view[file.write(view) :]
        except OSError as error:
            raise disk_error(self.destination.parent, error) from error
        before, self._size = self._size, self._size + len(piece)
        if before < 16 <= self._size:
            self.check_beginning()

    def check_beginning(self) -> None:
        """Refuse a file that begins as it should not, and forget it.

        Raises
        ------
        DamagedDataError
        """
        head = b""
        if self._size:
            with open(self._path, "rb") as file:
                head = file.read(64)
        if looks_like_page(head) or (self._magic and not head.startswith(self._magic)):
            self.restart()
            raise no_file(self._address, self.destination.name, is_page=looks_like_page(head))

    def restart(self) -> None:
        """Forget what has arrived."""
        self._size = 0
        for path in (self._path, self._note(self._path)):
            path.unlink(missing_ok=True)

    def release(self) -> None:
        """Leave what has arrived to the next try, of this process or another."""
        if not self._size:
            self.restart()
            return
        free = self.destination.with_name(f".{self.destination.name}.part")
        with suppress(OSError):
            os.replace(self._note(self._path), self._note(free))
            os.replace(self._path, free)

    def digest(self, algorithm: str, cancelled: Cancel) -> str:
        """Return a checksum of what is there, hexadecimal."""
        self._path.touch()  # an empty file has had no piece
        return file_digest(self._path, algorithm, cancelled)

    def finish(self) -> None:
        """Give the file its name."""
        try:
            os.replace(self._path, self.destination)
        except OSError as error:
            raise disk_error(self.destination.parent, error) from error
        self._note(self._path).unlink(missing_ok=True)


def file_digest(path: Path, algorithm: str, cancelled: Cancel = never) -> str:
    """Return the checksum of a file, hexadecimal."""
    # md5 is what several archives publish: it finds damage, not forgery.
    state = hashlib.new(algorithm, usedforsecurity=False)
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(_PIECE), b""):
            state.update(piece)
            if cancelled():
                raise Cancelled
    return state.hexdigest()


def no_file(address: str, name: str, *, is_page: bool) -> DamagedDataError:
    """Return the error for an answer that is no file of the expected kind."""
    what = "a web page" if is_page else "something else"
    return DamagedDataError(
        f"{shown(address)} answered with {what} instead of {name}. Open the address in a browser: you may have to sign "
        "in, accept terms, or wait for a maintenance to end."
    )


def write_json(path: Path, content: object) -> None:
    """Write JSON whole or not at all."""
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")
    try:
        aside.write_text(json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(aside, path)
    except OSError as error:
        raise disk_error(path.parent, error) from error
    finally:
        aside.unlink(missing_ok=True)


def disk_error(folder: Path, error: OSError) -> DiskFullError:
    """Return what a failed write means to the user."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFullError(f"The disk of {folder} is full. Make room, then run again: what is complete is kept.")
    return DiskFullError(
        f"{folder} cannot be written to: {error.strerror or error}. Check its permissions.", str(error)
    )
