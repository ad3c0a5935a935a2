"""Designs hide what they say, only known values, the same ones for the same seed."""

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.gaps import runs
from geogap_plugin.core.trials import hiding


def gappy(epochs=120, cells=5, seed=1):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(epochs, cells))
    values[40:43] = np.nan
    values[generator.random(values.shape) < 0.1] = np.nan
    return values


@pytest.mark.parametrize("design", list(hiding.DESIGNS))
def test_every_design_hides_known_values_only_and_repeats_itself(design):
    values = gappy()
    masks = hiding.DESIGNS[design](values, seed=3)
    again = hiding.DESIGNS[design](values, seed=3)
    assert masks
    for mask, same in zip(masks, again):
        assert mask.shape == values.shape
        assert mask.any()
        assert np.isfinite(values[mask]).all()
        np.testing.assert_array_equal(mask, same)
        assert (np.isfinite(values) & ~mask).sum(axis=0).min() >= 2


@pytest.mark.parametrize("design", ["own_pattern", "scattered"])
def test_another_seed_hides_other_values(design):
    values = gappy()
    one, other = (hiding.DESIGNS[design](values, seed=seed) for seed in (1, 2))
    assert any((a != b).any() for a, b in zip(one, other))


def test_blocks_are_contiguous_cover_all_cells_and_keep_record_on_both_sides():
    values = np.zeros((179, 3))
    masks = hiding.blocks(values, count=10, length=11)
    assert len(masks) == 10
    firsts = []
    for mask in masks:
        assert (mask == mask[:, :1]).all()
        ((first, length),) = runs(mask[:, 0])
        assert length == 11
        firsts.append(first)
    assert min(firsts) >= 11
    assert max(firsts) <= 179 - 22
    assert np.ptp(np.diff(firsts)) <= 1


def test_a_short_record_gets_shorter_blocks():
    masks = hiding.blocks(np.zeros((16, 2)), count=10, length=11)
    assert all(mask[:, 0].sum() == 4 for mask in masks)


def test_one_block_hides_the_epochs_that_were_named():
    (mask,) = hiding.one_block(np.zeros((30, 2)), 12, 5)
    np.testing.assert_array_equal(np.flatnonzero(mask[:, 0]), [12, 13, 14, 15, 16])


def test_scattered_hides_whole_epochs_that_were_observed():
    values = gappy()
    (mask,) = hiding.scattered(values, length=20, seed=5)
    rows = mask.any(axis=1)
    assert rows.sum() == 20
    np.testing.assert_array_equal(mask[rows], np.isfinite(values)[rows])
    assert not rows[40:43].any()


def test_the_own_pattern_is_the_missing_one_shifted():
    values = np.zeros((50, 4))
    values[10:14] = np.nan
    values[20, 1] = np.nan
    missing = np.isnan(values)
    shifted = [np.roll(missing, shift, axis=0) & ~missing for shift in range(1, 50)]
    for mask in hiding.own_pattern(values, count=5, seed=2):
        assert sum((mask == candidate).all() for candidate in shifted) == 1


def test_the_beginning_is_the_first_observed_epochs():
    values = np.zeros((60, 2))
    values[:3] = np.nan
    (mask,) = hiding.beginning(values, length=5)
    np.testing.assert_array_equal(np.flatnonzero(mask[:, 0]), np.arange(3, 8))


def test_the_typical_gap_is_the_longest_that_all_cells_share():
    values = gappy()
    values[70:90, 0] = np.nan
    assert hiding.typical_gap(values) == 3
    assert hiding.typical_gap(np.zeros((10, 2))) == 1


def test_a_series_without_gaps_has_no_pattern_to_hide():
    with pytest.raises(InputError, match="no gaps"):
        hiding.own_pattern(np.zeros((50, 2)))


def test_a_record_too_short_to_hide_anything_is_refused():
    with pytest.raises(InputError, match="at least 8"):
        hiding.blocks(np.zeros((7, 2)))


def test_a_series_with_too_few_observations_is_refused():
    values = np.full((50, 1), np.nan)
    values[3:5] = 1.0
    with pytest.raises(InputError, match="too few"):
        hiding.scattered(values)
