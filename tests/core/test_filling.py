"""Observed values are never changed, filled ones always have an uncertainty, and flags say which is which."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.filling import Flag, fill

MONTH = Cadence("month")


def months(count):
    return (np.datetime64("2005-01") + np.arange(count)).astype("datetime64[s]")


def constant(value, sd=2.0):
    def method(times, values, cadence):
        assert values.dtype == np.float64
        return Estimate(np.full(values.shape, value), np.full(values.shape, sd))

    return method


@given(
    hnp.arrays(np.float32, (7, 5), elements=st.floats(width=32, allow_nan=True, allow_infinity=True)),
    st.none() | st.integers(1, 7),
)
def test_observed_values_come_out_bit_by_bit(values, max_gap):
    result = fill(months(7), values, constant(1.5), MONTH, max_gap=max_gap)
    observed = np.isfinite(values)
    assert result.value[observed].tobytes() == values[observed].tobytes()
    assert np.all(result.flag[observed] == Flag.OBSERVED)
    assert np.all(result.uncertainty[observed] == 0)
    filled = result.flag == Flag.FILLED
    assert np.all(result.value[filled] == 1.5)
    assert np.all(result.uncertainty[filled] == 2)
    rest = ~observed & ~filled
    assert np.isnan(result.value[rest]).all()
    assert np.isnan(result.uncertainty[rest]).all()
    assert np.all((result.flag == Flag.OUTSIDE) == ~observed.any(axis=0))


def test_a_gap_longer_than_the_limit_stays_open():
    values = np.array([[1, np.nan, 1, np.nan, np.nan, 1]], dtype=np.float32).T
    result = fill(months(6), values, constant(9.0), MONTH, max_gap=1)
    assert result.flag[:, 0].tolist() == [1, 2, 1, 3, 3, 1]


def test_what_the_method_cannot_answer_stays_open():
    values = np.array([[1, np.nan]], dtype=np.float32).T
    result = fill(months(2), values, constant(np.nan), MONTH)
    assert result.flag[:, 0].tolist() == [Flag.OBSERVED, Flag.OPEN]


def test_complete_cells_and_cells_outside_never_reach_the_method():
    values = np.array([[1, np.nan, 3], [1, np.nan, np.nan]], dtype=np.float32)
    seen = []

    def method(times, given_values, cadence):
        seen.append(given_values.shape)
        return Estimate(np.zeros(given_values.shape), np.ones(given_values.shape))

    fill(months(2), values, method, MONTH)
    assert seen == [(2, 1)]


def test_shapes_and_limits_that_make_no_sense_are_refused():
    with pytest.raises(InputError, match="3 dates do not fit"):
        fill(months(3), np.zeros((2, 2), dtype=np.float32), constant(0), MONTH)
    with pytest.raises(InputError, match="0 or more"):
        fill(months(2), np.zeros((2, 2), dtype=np.float32), constant(0), MONTH, max_gap=-1)
