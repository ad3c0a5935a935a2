"""Many small matrices on one thread: OpenBLAS's own threads wait for each other longer than they work on them."""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

_NAMES = ("openblas_{}_num_threads", "openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads64_")
"""What the functions are called in Linux distributions, in numpy's older and in its newer wheels."""


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep OpenBLAS to one thread within the block; do nothing where numpy uses another library.

    On a busy machine of two cores the Cholesky factor of a matrix of 80 rows takes a tenth of the time so.
    """
    functions = _openblas()
    if functions is None:
        yield
        return
    get, put = functions
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)


@lru_cache(maxsize=1)
def _openblas() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """Return OpenBLAS's functions that get and set the number of threads, None where they cannot be found."""
    try:
        # A name is looked up in the libraries that numpy's extension depends on, too.
        library = ctypes.CDLL(importlib.import_module("numpy.linalg._umath_linalg").__file__)
    except (ImportError, OSError):
        return None
    for name in _NAMES:
        try:
            return getattr(library, name.format("get")), getattr(library, name.format("set"))
        except AttributeError:
            continue
    return None
