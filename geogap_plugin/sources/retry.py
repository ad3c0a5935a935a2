"""Trying again: how long to wait after a failure that may pass, and when to give up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ..core.errors import Cancelled, NetworkError
from .transport import Cancel, never

_Result = TypeVar("_Result")
_LOOK_EVERY = 0.1


@dataclass
class Retry:
    """Exponential back-off with jitter, so that many clients do not come back at the same moment.

    Half of the wait is certain and half is drawn ("equal jitter", M. Brooker, Exponential Backoff And Jitter, AWS
    Architecture Blog, 2015). A server's `Retry-After` is a lower limit.

    Parameters
    ----------
    attempts : int
        Tries in a row without progress.
    first, longest : float
        Shortest and longest wait before jitter, seconds.
    patience : float
        A server that asks to wait longer than this, seconds, is given up.
    draw : random.Random
    sleep, idle : callable
        How to wait; what to do meanwhile, about ten times a second.
    """

    attempts: int = 6
    first: float = 1.0
    longest: float = 60.0
    patience: float = 300.0
    draw: random.Random = field(default_factory=random.Random)
    sleep: Callable[[float], None] = time.sleep
    idle: Callable[[], None] = lambda: None

    def delay(self, failures: int, retry_after: float | None = None) -> float:
        """Return the seconds to wait after so many failures in a row."""
        whole = min(self.longest, self.first * 2 ** (failures - 1))
        return max(whole * self.draw.uniform(0.5, 1.0), retry_after or 0.0)

    def wait(self, seconds: float, cancelled: Cancel) -> None:
        """Wait, and hear a cancel meanwhile.

        Raises
        ------
        Cancelled
        """
        while seconds > 0:
            if cancelled():
                raise Cancelled
            self.idle()
            self.sleep(min(seconds, _LOOK_EVERY))
            seconds -= _LOOK_EVERY
        if cancelled():
            raise Cancelled

    def run(
        self, action: Callable[[], _Result], cancelled: Cancel = never, progress: Callable[[], int] = lambda: 0
    ) -> _Result:
        """Do something until it succeeds, fails for good, or has failed too often.

        Parameters
        ----------
        action : callable
        progress : callable
            Bytes that earlier tries have left behind: when it has grown, the count of failures begins anew.

        Raises
        ------
        NetworkError
            The last one.
        """
        failures, reached = 0, progress()
        while True:
            try:
                return action()
            except NetworkError as error:
                if not error.temporary:
                    raise
                if progress() > reached:
                    failures, reached = 0, progress()
                failures += 1
                asked = error.retry_after
                if failures >= self.attempts or (asked is not None and asked > self.patience):
                    raise
                self.wait(self.delay(failures, asked), cancelled)
