"""A way for long numpy work to notice that the user has cancelled, without knowing who asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Callable

from .errors import Cancelled

_cancelled: ContextVar[Callable[[], bool]] = ContextVar("cancelled", default=lambda: False)


@contextmanager
def cancellation(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let every :func:`checkpoint` inside the block ask `cancelled` whether to go on."""
    previous = _cancelled.set(cancelled)
    try:
        yield
    finally:
        _cancelled.reset(previous)


def checkpoint() -> None:
    """Raise :class:`Cancelled` if the work that this call belongs to has been cancelled."""
    if _cancelled.get()():
        raise Cancelled
