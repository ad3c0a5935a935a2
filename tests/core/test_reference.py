"""A reference period is read as a person means it, and anomalies are differences from its mean."""

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.reference import epochs_within, parse_period, subtract_mean

TIMES = np.array(["2003-12-16", "2004-01-16", "2004-12-16", "2005-01-16"], dtype="datetime64[s]")


@pytest.mark.parametrize("text", ["2004-01/2004-12", "2004/2004", " 2004-01 / 2004-12 "])
def test_a_period_holds_its_first_and_last_month(text):
    assert epochs_within(TIMES, parse_period(text)).tolist() == [False, True, True, False]


def test_no_period_holds_nothing():
    assert parse_period(" ") == ()
    assert not epochs_within(TIMES, ()).any()


@pytest.mark.parametrize("text", ["2004", "2005/2004", "2004-00/2005-01", "from 2004 to 2005"])
def test_what_is_no_period_is_refused_by_name(text):
    with pytest.raises(InputError, match=text[:4]):
        parse_period(text)


def test_a_cell_without_a_value_in_the_period_has_no_anomaly():
    values = np.array([[1, 5], [2, np.nan], [4, np.nan], [9, 7]], dtype=np.float32)
    anomaly = subtract_mean(values, epochs_within(TIMES, parse_period("2004/2004")))
    assert anomaly[:, 0].tolist() == [-2, -1, 1, 6]
    assert np.isnan(anomaly[:, 1]).all()
