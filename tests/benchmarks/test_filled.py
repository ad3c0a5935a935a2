"""What was hidden, what was said of it, and the scores of both."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.filled import Filled, covered, hide_and_fill, pool, score
from geogap_plugin.core.estimate import Estimate


@pytest.fixture
def masks(window):
    """Two masks: epochs 22 to 24, next to a gap of two months, in all cells; epoch 40 in the first cell."""
    block, single = np.zeros((2, *window.values.shape), dtype=bool)
    block[22:25] = True
    single[40, 0] = True
    return [block, single]


def by_value(error, sd):
    """A method that knows the truth and is wrong by `error`; hidden values are asked of the window, not of it."""

    def fill(number, given):
        return {"off": Estimate(np.where(np.isfinite(given), given, 0.0) + error, np.full(given.shape, sd))}

    return fill


def test_methods_are_given_no_hidden_value(window, masks):
    seen = []
    hide_and_fill(window, masks, lambda number, given: seen.append((number, given.copy())) or {})
    assert [number for number, _ in seen] == [0, 1]
    for (_, given), mask in zip(seen, masks):
        assert np.isnan(given[mask]).all()
        np.testing.assert_array_equal(given[~mask], window.values[~mask])


def test_only_hidden_values_are_kept_with_the_length_of_their_gaps(window, masks):
    filled = hide_and_fill(window, masks, by_value(0.0, 1.0))
    assert filled.truth.shape == (4, 6)
    np.testing.assert_array_equal(filled.truth[:3], window.values[22:25])
    np.testing.assert_array_equal(np.isfinite(filled.truth[3]), [True] + [False] * 5)
    assert (filled.gap[:3] == 5).all()
    assert filled.gap[3, 0] == 1
    assert filled.hidden == 19
    assert filled.estimates["off"].mean.shape == (4, 6)


def test_the_season_is_the_mean_of_the_calendar_month(window, masks):
    filled = hide_and_fill(window, masks, by_value(0.0, 1.0))
    np.testing.assert_allclose(filled.season[0], np.nanmean(window.values[22 % 12 :: 12], axis=0))


def filled_with(window, truth, mean, sd, gap=1):
    truth = np.asarray(truth, dtype=float)
    estimate = Estimate(np.broadcast_to(mean, truth.shape) * 1.0, np.broadcast_to(sd, truth.shape) * 1.0)
    return Filled(window, truth, np.zeros(truth.shape), np.full(truth.shape, gap), {"m": estimate})


def test_scores_are_those_of_the_hidden_values(window):
    truth = np.array([[1.0, 2.0], [3.0, np.nan]])
    found = score(filled_with(window, truth, 0.0, 1.0)).methods["m"]
    np.testing.assert_allclose(found.cells["rmse"], [np.sqrt(5), 2.0])
    assert found.mean("mae") == 2.0


def test_without_an_error_the_crps_is_the_mean_absolute_error(window):
    found = score(filled_with(window, [[1.0, 2.0], [-3.0, np.nan]], 0.0, np.nan)).methods["m"]
    np.testing.assert_allclose(found.cells["crps"], [2.0, 2.0])
    assert np.isnan(found.cells["coverage_90"]).all()


def test_pooling_joins_the_chosen_cells_and_drops_what_a_window_lacks(window):
    first = score(filled_with(window, [[1.0, 2.0]], 0.0, 1.0))
    second = score(filled_with(window, [[3.0, 4.0]], 0.0, 1.0))
    second.methods["other"] = second.methods["m"]
    joined = pool([first, second], [np.array([1]), slice(None)])
    np.testing.assert_allclose(joined.methods["m"].cells["rmse"], [2.0, 3.0, 4.0])
    assert list(joined.methods) == ["m"]
    assert joined.hidden == 4


def test_coverage_counts_values_over_all_windows(window):
    # The 50 % interval of a standard normal reaches to 0.674, the 90 % one to 1.645.
    windows = [
        filled_with(window, [[0.5, 0.7], [1.0, np.nan]], 0.0, 1.0),
        filled_with(window, [[-0.6, 1.7]], 0.0, 1.0),
    ]
    everything = [np.array(True)] * 2
    assert covered(windows, "m", 0.5, everything) == (pytest.approx(2 / 5), 5)
    assert covered(windows, "m", 0.9, everything) == (pytest.approx(4 / 5), 5)
    first_cells = [np.array([True, False])] * 2
    assert covered(windows, "m", 0.5, first_cells) == (pytest.approx(2 / 3), 3)


def test_coverage_of_nothing_is_unknown(window):
    share, count = covered([filled_with(window, [[1.0]], 0.0, 1.0)], "m", 0.5, [np.array(False)])
    assert np.isnan(share)
    assert count == 0
