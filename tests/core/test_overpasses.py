"""Scenes of one overpass belong together, those of another never."""

import numpy as np

from geogap_plugin.core.quality import parse_quality_rules
from geogap_plugin.core.scene_days import group_days, overpasses

TEN_MINUTES = np.timedelta64(10, "m")


def test_scenes_of_one_overpass_belong_together_and_day_and_night_do_not():
    times = np.array(
        [
            "2024-06-01T21:30:05",  # night of the same day
            "2024-06-01T10:00:00",
            "2024-06-01T10:00:52",
            "2024-06-01T11:33:10",  # next revolution
            "2024-06-01T10:10:00",
            "2024-06-02T00:03:00",
            "2024-06-01T23:58:00",  # across midnight
        ],
        dtype="datetime64[s]",
    )
    begun = overpasses(times, TEN_MINUTES)
    assert [str(time)[8:16] for time in begun] == [
        "01T21:30", "01T10:00", "01T10:00", "01T11:33", "01T10:00", "01T23:58", "01T23:58",
    ]  # fmt: skip
    clouds = [np.nan, 40.0, 10.0, np.nan, np.nan, np.nan, np.nan]
    assert group_days(begun, clouds) == [[2, 1, 4], [3], [0], [5, 6]]


def test_a_long_row_of_scenes_is_cut_after_ten_minutes():
    times = np.datetime64("2024-06-01T10:00:00") + 52 * np.arange(30).astype("timedelta64[s]")
    begun = overpasses(times, TEN_MINUTES)
    assert [int((begun == first).sum()) for first in np.unique(begun)] == [12, 12, 6]
    assert overpasses(times[:0], TEN_MINUTES).shape == (0,)


def test_values_outside_a_range_are_unusable_and_its_ends_are_not():
    [rule] = parse_quality_rules("LST: outside 200-370.5")
    values = np.array([199.99, 200.0, 300.0, 370.5, 370.51, np.nan, 0.0], dtype=np.float32)
    np.testing.assert_array_equal(rule.unusable(values), [True, False, False, False, True, True, True])


def test_a_range_stands_beside_bits_of_the_same_layer():
    [rule] = parse_quality_rules("x: bit 0, outside 2-9")
    np.testing.assert_array_equal(rule.unusable(np.arange(12)), [n % 2 == 1 or n < 2 or n > 9 for n in range(12)])
