"""How scenes are held out: whole days, blocks of space, and clouds of other dates over what is scored."""

import importlib.util

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("the training environment is needed; see training/requirements.txt", allow_module_level=True)

from geogap_plugin.core.errors import InputError
from training.scene_split import held_out_blocks, lay_over, split_scenes


def test_scenes_of_a_day_are_in_one_part_and_empty_ones_in_none():
    rng = np.random.default_rng(0)
    times = np.sort(np.datetime64("2022-01-01T00:00:00") + rng.integers(0, 40 * 86400, 90) * np.timedelta64(1, "s"))
    seen = rng.random(90) < 0.9
    split = split_scenes(times, seen, seed=1)
    parts = [set(times[part].astype("datetime64[D]")) for part in (split.training, split.validation, split.test)]
    assert sum(map(len, parts)) == len(set.union(*parts))
    np.testing.assert_array_equal(
        np.sort(np.concatenate([split.training, split.validation, split.test])), np.flatnonzero(seen)
    )
    days = len(set(times[seen].astype("datetime64[D]")))
    assert [len(part) for part in parts[1:]] == [round(0.2 * days)] * 2


def test_three_days_are_the_fewest():
    times = np.array(["2022-01-01T02", "2022-01-01T12", "2022-01-02", "2022-01-03"], "datetime64[s]")
    split = split_scenes(times, np.ones(4, bool), seed=0)
    assert {len(part) > 0 for part in (split.training, split.validation, split.test)} == {True}
    with pytest.raises(InputError, match="of 2 days"):
        split_scenes(times, np.array([True, True, True, False]), seed=0)


def test_a_block_is_the_same_whatever_window_sees_it():
    whole = held_out_blocks((slice(0, 200), slice(0, 160)), 16, 0.2, seed=5)
    part = held_out_blocks((slice(37, 101), slice(50, 114)), 16, 0.2, seed=5)
    np.testing.assert_array_equal(part, whole[37:101, 50:114])
    assert 0.1 < whole.mean() < 0.3
    blocks = whole.reshape(200 // 8, 8, 160 // 8, 8)
    assert (blocks.all(axis=(1, 3)) | ~blocks.any(axis=(1, 3))).all()


@pytest.mark.parametrize("share", [0.2, 0.6, 0.8])
def test_clouds_of_other_scenes_hide_the_share_that_is_asked_for(share):
    rng = np.random.default_rng(2)
    values = rng.normal(size=(6, 40, 40))
    for date in range(6):
        values[date, 6 * date : 6 * date + 8, 3:30] = np.nan
    values[2, 20:25] = np.nan
    hidden = lay_over(values, 2, share, np.random.default_rng(0))
    known = np.isfinite(values[2])
    assert not (hidden & ~known).any()
    assert hidden.sum() >= share * known.sum()
    # No cloud, mirrored or not, reaches these columns.
    assert not hidden[:, 37:].any()
    assert not hidden[:, :3].any()


def test_a_whole_scene_is_emptied_where_all_is_asked_for_or_no_other_scene_has_clouds():
    values = np.random.default_rng(0).normal(size=(3, 10, 10))
    values[0, :3] = np.nan
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(lay_over(values, 0, 1.0, rng), np.isfinite(values[0]))
    np.testing.assert_array_equal(lay_over(values, 0, 0.2, rng), np.isfinite(values[0]))
