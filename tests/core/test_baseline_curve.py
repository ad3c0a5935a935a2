"""The curve beside a cell's values is drawn from the observed ones alone."""

import numpy as np
import pytest

from geogap_plugin.core.calendar import detect_cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.series.baseline_curve import baseline_curve

TIMES = np.arange("2003-01", "2015-01", dtype="datetime64[M]").astype("datetime64[s]")
CADENCE = detect_cadence(TIMES)


def cycle():
    return 10 * np.sin(2 * np.pi * np.arange(144) / 12)


def test_a_cycle_with_a_gap_is_found_again():
    values = cycle()
    values[30:60] = np.nan
    np.testing.assert_allclose(baseline_curve("season", TIMES, values, CADENCE), cycle(), atol=1e-9)
    np.testing.assert_allclose(baseline_curve("harmonic", TIMES, values, CADENCE), cycle(), atol=0.5)


def test_a_record_without_values_has_no_curve_and_an_unknown_name_is_refused():
    assert np.isnan(baseline_curve("season", TIMES, np.full(144, np.nan), CADENCE)).all()
    with pytest.raises(InputError, match="season, harmonic"):
        baseline_curve("spline", TIMES, cycle(), CADENCE)
