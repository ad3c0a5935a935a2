"""Plans withhold what they say, score only known values, and hide the same whatever the block of cells."""

import math

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.gaps import runs
from geogap_plugin.core.regions.places import Places
from geogap_plugin.core.trials.designs import DESIGNS, default_length, plan_design

CELLS = 40


def places():
    x, y = np.meshgrid(np.arange(8.0) * 2 + 170, np.arange(5.0) * 2 - 4)
    return Places((x.ravel() + 180) % 360 - 180, y.ravel(), True)


def cloudy(epochs=100, seed=1):
    """Two empty images, an outage of three, and half of the cells clouded here and there."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(epochs, CELLS))
    values[random.random(epochs) < 0.3, : CELLS // 2] = np.nan
    values[40:43] = np.nan
    values[70] = np.nan
    return values


@pytest.mark.parametrize("design", list(DESIGNS))
def test_only_known_values_are_scored_and_all_that_is_scored_is_withheld(design):
    values = cloudy()
    plans = plan_design(design, values, places(), count=6, length=8, seed=2)
    assert 1 <= len(plans) <= 6
    for plan in plans:
        hiding = plan.hide(values, places())
        assert hiding.scored.any()
        assert not (hiding.scored & ~hiding.withheld).any()
        assert np.isfinite(values[hiding.withheld]).all()
        left = np.where(hiding.withheld, np.nan, values)
        assert (np.isfinite(left).sum(axis=0) >= 2).all()


@pytest.mark.parametrize("design", list(DESIGNS))
def test_a_plan_hides_the_same_in_a_block_as_in_the_whole(design):
    values, chosen = cloudy(), np.array([3, 11, 29])
    for plan in plan_design(design, values, places(), count=4, length=8, seed=2):
        whole = plan.hide(values, places())
        part = plan.hide(values[:, chosen], places().chosen(chosen))
        np.testing.assert_array_equal(part.withheld, whole.withheld[:, chosen])
        np.testing.assert_array_equal(part.scored, whole.scored[:, chosen])


@pytest.mark.parametrize("design", list(DESIGNS))
def test_the_same_seed_hides_the_same_values(design):
    values = cloudy()
    one, other = (plan_design(design, values, places(), seed=5) for _ in range(2))
    for a, b in zip(one, other):
        np.testing.assert_array_equal(a.hide(values, places()).withheld, b.hide(values, places()).withheld)


def great_circle_km(lon, lat, other_lon, other_lat):
    """The haversine formula, written out."""
    a = math.sin(math.radians(lat - other_lat) / 2) ** 2
    b = math.sin(math.radians(lon - other_lon) / 2) ** 2
    a += math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * b
    return 2 * 6371.0072 * math.asin(math.sqrt(a))


def test_a_region_is_withheld_with_300_km_around_it_and_nothing_else_is():
    values, where = np.zeros((60, CELLS)), places()
    plans = plan_design("region", values, where, count=5, length=6)
    assert len({plan.centre for plan in plans}) == 5
    for plan in plans:
        hiding = plan.hide(values, where)
        assert hiding.withheld.any(axis=1).sum() == 6
        scored, withheld = hiding.scored.any(axis=0), hiding.withheld.any(axis=0)
        assert scored.sum() >= CELLS // 10
        for cell in range(CELLS):
            distance = great_circle_km(where.x[cell], where.y[cell], *plan.centre)
            assert scored[cell] == (distance <= plan.radius_km)
            assert withheld[cell] == (distance <= plan.radius_km + 300)
        assert withheld.sum() > scored.sum()
        assert not withheld.all()


def test_regions_need_coordinates():
    with pytest.raises(InputError, match="coordinate system"):
        plan_design("region", cloudy(), Places(np.arange(40.0), np.arange(40.0), False, None))


def test_cloud_shapes_are_whole_shapes_of_the_series_and_one_is_an_empty_image():
    values = cloudy()
    missing = ~np.isfinite(values)
    shapes = {row.tobytes() for row in missing if row.any()}
    for plan in plan_design("cloud", values, places(), count=5):
        hidden = plan.hide(values, places()).scored
        empty = 0
        for epoch in np.flatnonzero(hidden.any(axis=1)):
            fitting = [shape for shape in shapes if _laid_over(shape, missing[epoch]) == hidden[epoch].tobytes()]
            assert fitting
            empty += (hidden[epoch] == ~missing[epoch]).all()
        assert empty >= 1


def _laid_over(shape, missing):
    return (np.frombuffer(shape, dtype=bool) & ~missing).tobytes()


def test_the_first_hindcast_is_the_beginning_and_later_ones_withhold_all_before():
    values = np.zeros((90, CELLS))
    values[:3] = np.nan
    plans = plan_design("begin", values, places(), count=4, length=10)
    hidings = [plan.hide(values, places()) for plan in plans]
    assert runs(hidings[0].scored[:, 0]) == [(3, 10)]
    for hiding in hidings:
        ((first, length),) = runs(hiding.scored[:, 0])
        assert length == 10
        assert runs(hiding.withheld[:, 0]) == [(3, first + 10 - 3)]
        assert first <= 3 + 87 / 3


def test_blocks_are_as_long_as_the_longest_gap_that_all_cells_share():
    assert default_length(cloudy()) == 3
    assert default_length(np.zeros((50, 3))) == 11


def test_a_series_without_gaps_has_no_clouds_to_move():
    for design in ("own", "cloud"):
        with pytest.raises(InputError, match="no gaps"):
            plan_design(design, np.zeros((50, CELLS)), places())


def test_a_record_too_short_is_refused():
    with pytest.raises(InputError, match="at least 8"):
        plan_design("block", np.zeros((5, CELLS)), places())
    values = np.full((50, CELLS), np.nan)
    values[7] = 1
    with pytest.raises(InputError, match="too few"):
        plan_design("block", values, places())
