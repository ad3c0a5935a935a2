"""Scenes of one pass belong to one day, the clearest on top, and every cell is of the first scene that has it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.scene_days import group_days, mean_time, overlay, solar_days


def moments(*texts):
    return np.array(texts, dtype="datetime64[s]")


def test_a_pass_around_midnight_utc_is_of_one_solar_day():
    # 165 degrees west is eleven hours behind: half past twelve in the afternoon of 9 May.
    times = moments("2024-05-09T23:59:50", "2024-05-10T00:00:14", "2024-05-10T00:00:38")
    days = solar_days(times, np.array([-165.0, -165.2, -165.4]))
    assert np.unique(days).astype(str).tolist() == ["2024-05-09"]


def test_the_same_moment_is_another_day_elsewhere():
    noon_utc = moments("2024-05-10T12:00:00")
    assert solar_days(noon_utc, np.array([179.0]))[0] == np.datetime64("2024-05-10")  # 23:56
    late_utc = moments("2024-05-10T23:00:00")
    assert solar_days(late_utc, np.array([16.0]))[0] == np.datetime64("2024-05-11")  # 00:04
    assert solar_days(late_utc, np.array([14.0]))[0] == np.datetime64("2024-05-10")  # 23:56


def test_a_pass_across_the_date_line_is_of_one_day():
    times = moments("2024-05-10T22:30:00", "2024-05-10T22:30:20", "2024-05-10T22:30:40")
    assert len(np.unique(solar_days(times, np.array([179.5, -179.8, -178.0])))) == 1
    assert len(np.unique(solar_days(times, np.array([-179.8, 179.5, 178.0])))) == 1


def test_no_scene_is_no_day():
    assert solar_days(moments(), np.array([])).size == 0
    assert group_days(solar_days(moments(), np.array([])), []) == []


@given(st.integers(0, 10**9), st.integers(-180, 180))
def test_solar_time_is_four_minutes_a_degree(second, longitude):
    day = solar_days(np.array([second], dtype="datetime64[s]"), np.array([longitude]))[0]
    assert int(day.astype(int)) == (second + 240 * longitude) // 86400


def test_the_clearest_scene_of_a_day_comes_first_and_the_unknown_last():
    days = np.array(["2024-05-02", "2024-05-01", "2024-05-02", "2024-05-02", "2024-05-01"], dtype="datetime64[D]")
    assert group_days(days, [20.0, 50.0, np.nan, 10.0, 50.0]) == [[1, 4], [3, 0, 2]]


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 100) | st.just(float("nan"))), max_size=20))
def test_grouping_keeps_every_scene_once_in_order(scenes):
    days = np.array([day for day, _ in scenes], dtype="datetime64[D]")
    groups = group_days(days, [cloud for _, cloud in scenes])
    assert sorted(index for group in groups for index in group) == list(range(len(scenes)))
    assert [{scenes[index][0] for index in group} for group in groups] == [
        {day} for day in sorted({d for d, _ in scenes})
    ]
    for group in groups:
        clouds = [np.inf if np.isnan(scenes[index][1]) else scenes[index][1] for index in group]
        assert clouds == sorted(clouds)


def test_the_middle_of_several_moments():
    times = moments("2024-05-09T23:59:50", "2024-05-10T00:00:14", "2024-05-10T00:00:38")
    assert mean_time(times) == np.datetime64("2024-05-10T00:00:14")
    assert mean_time(times[:1]) == times[0]


def test_every_cell_is_of_the_first_layer_that_has_it():
    nan = np.nan
    top = np.array([[1, nan, nan], [nan, 2, nan]], dtype=np.float32)
    below = np.array([[7, 8, nan], [9, 7, nan]], dtype=np.float32)
    lowest = np.array([[5, 5, 5], [5, 5, nan]], dtype=np.float32)
    result = overlay([top, below, lowest])
    np.testing.assert_array_equal(result, np.array([[1, 8, 5], [9, 2, nan]], dtype=np.float32))
    assert result.dtype == np.float32
    assert np.isnan(top[0, 1]), "the layers themselves stay as they are"


@pytest.mark.parametrize("count", [1, 2, 5])
@given(data=st.data())
def test_overlay_is_cell_by_cell(count, data):
    cells = st.lists(st.sampled_from([np.nan, 1.0, 2.0, 3.0]), min_size=6, max_size=6)
    layers = [np.array(data.draw(cells)) for _ in range(count)]
    expected = [next((layer[cell] for layer in layers if not np.isnan(layer[cell])), np.nan) for cell in range(6)]
    np.testing.assert_array_equal(overlay(layers), expected)
