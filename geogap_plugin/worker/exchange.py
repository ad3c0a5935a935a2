"""The two private files through which arrays travel to the inference process and back."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

_PREFIX = "geogap-worker-"
_MEMORY_FOLDER = Path("/dev", "shm")
_MEMORY_BYTES = 512 * 2**20
_STALE_SECONDS = 600


class Exchange:
    """A private folder with the files "inbox" and "outbox", open and unbuffered.

    The folder lies in memory (``/dev/shm``) where that exists and is roomy, else among the temporary files. Once the
    other process has opened the files too, `forget_names` takes their names away where the system allows it (not on
    Windows): from then on nothing is left behind however the two processes end.
    """

    def __init__(self) -> None:
        parent = _parent_folder()
        _sweep(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        # O_SHORT_LIVED asks Windows to keep the file in memory rather than to write it to the disk.
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_SHORT_LIVED", 0)
        self.inbox = os.fdopen(os.open(self.folder / "inbox", flags, 0o600), "r+b", buffering=0)
        self.outbox = os.fdopen(os.open(self.folder / "outbox", flags, 0o600), "r+b", buffering=0)

    def forget_names(self) -> None:
        """Remove the folder while the files stay open, where the system allows it."""
        if os.name == "posix":
            shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Close the files and remove the folder."""
        self.inbox.close()
        self.outbox.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _parent_folder() -> Path:
    try:
        free = shutil.disk_usage(_MEMORY_FOLDER).free
    except OSError:
        free = 0
    roomy = free >= _MEMORY_BYTES and os.access(_MEMORY_FOLDER, os.W_OK | os.X_OK)
    return _MEMORY_FOLDER if roomy else Path(tempfile.gettempdir())


def _sweep(parent: Path) -> None:
    """Remove folders that a killed QGIS left behind.

    A live worker has no folder after its start (POSIX) or holds its files open, so that they refuse to be removed
    (Windows): age is a safe sign on both.
    """
    for folder in parent.glob(_PREFIX + "*"):
        try:
            stale = time.time() - folder.stat().st_mtime > _STALE_SECONDS
        except OSError:
            continue
        if stale:
            shutil.rmtree(folder, ignore_errors=True)
