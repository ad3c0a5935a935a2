"""Metrics of a comparison count pairs only, and mean series common cells only."""

import numpy as np
import pytest

from geogap_plugin.core.trials.agreement import METRICS, PairedMean, agreement, unit_of


def test_pairs_count_and_too_few_say_nothing():
    reference = np.array([[1.0, 1.0], [2.0, 2.0], [4.0, np.nan], [np.nan, 5.0]])
    other = np.array([[2.0, 2.0], [3.0, 3.0], [5.0, 6.0], [9.0, np.nan]])
    found = dict(zip(METRICS, agreement(reference, other)))
    assert found["bias"][0] == pytest.approx(1.0)
    assert found["RMSE"][0] == pytest.approx(1.0)
    assert found["PCC"][0] == pytest.approx(1.0)
    variance = np.var([1, 2, 4])
    assert found["NSE"][0] == pytest.approx(1 - 1 / variance)
    assert found["KGE"][0] == pytest.approx(1 - abs(10 / 7 - 1))
    assert all(np.isnan(values[1]) for values in found.values())


def test_a_mean_is_of_the_cells_that_both_have():
    mean = PairedMean("basin", 3)
    reference = np.array([[1.0, 10.0], [2.0, np.nan], [3.0, 30.0]])
    mean.add(np.array([1.0, 3.0]), reference, reference + np.array([[1], [1], [np.nan]]))
    one, other = mean.means()
    np.testing.assert_allclose(one, [31 / 4, 2, np.nan])
    np.testing.assert_allclose(other, [31 / 4 + 1, 3, np.nan])
    assert (mean.epochs(), mean.cells) == (2, 2)


def test_only_errors_have_the_unit_of_the_series():
    assert [unit_of(name, "cm") for name in METRICS] == ["1", "1", "1", "cm", "cm"]
