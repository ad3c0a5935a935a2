"""Colours reach over what is there, and are never asked to spread over nothing."""

import numpy as np
import pytest

from geogap_plugin.core.limits import colour_limits


def test_nearly_everything_lies_between_the_limits():
    values = np.concatenate([np.arange(1000.0), [1e9, np.nan]])
    low, high = colour_limits(values)
    inside = np.isfinite(values) & (values >= low) & (values <= high)
    assert inside.sum() == pytest.approx(0.96 * 1001, abs=2)


def test_anomalies_have_zero_in_the_middle_and_uncertainties_begin_there():
    values = np.linspace(-3, 8, 500)
    low, high = colour_limits(values, symmetric=True)
    assert low == -high
    assert high == pytest.approx(7.78, abs=0.01)
    assert colour_limits(values, from_zero=True)[0] == 0


@pytest.mark.parametrize("values", [np.full(3, np.nan), np.zeros(4), np.array([])])
def test_nothing_to_spread_over_still_gives_limits(values):
    low, high = colour_limits(values)
    assert high > low
