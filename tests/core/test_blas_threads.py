"""OpenBLAS is kept to one thread for small matrices, and gets its threads back."""

import pytest

from geogap_plugin.core.blas_threads import _openblas, one_blas_thread


def test_the_number_of_threads_is_one_inside_and_what_it_was_after():
    if _openblas() is None:
        pytest.skip("numpy uses another library than OpenBLAS here")
    get, put = _openblas()
    before = get()
    try:
        put(2)
        with one_blas_thread():
            assert get() == 1
        assert get() == 2
    finally:
        put(before)
