"""Gaps are measured as a person would count them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.gaps import count_gaps, distances, gap_lengths, outside_cells, runs

NAN = np.nan


def test_a_cell_that_never_has_a_value_is_outside():
    values = np.array([[1.0, NAN, NAN], [NAN, NAN, 2.0]])
    assert outside_cells(values).tolist() == [False, True, False]


def test_runs_are_first_index_and_length():
    assert runs([True, False, True, True, False, True]) == [(0, 1), (2, 2), (5, 1)]
    assert runs([]) == []


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_gap_lengths_agree_with_counting_by_hand(observed):
    values = np.where(observed, 1.0, NAN)[:, np.newaxis]
    expected = []
    for is_observed, group in itertools.groupby(observed):
        length = len(list(group))
        expected += [0] * length if is_observed else [length] * length
    assert gap_lengths(values)[:, 0].tolist() == expected
    by_hand = [len(list(group)) for is_observed, group in itertools.groupby(observed) if not is_observed]
    assert count_gaps(values) == {length: by_hand.count(length) for length in set(by_hand)}


def test_distances_are_days_to_the_nearest_observations():
    times = np.array(["2020-01-01", "2020-01-05", "2020-02-01"], dtype="datetime64[s]")
    previous, following = distances(times, np.array([[True], [False], [True]]))
    assert previous[:, 0].tolist() == [0, 4, 0]
    assert following[:, 0].tolist() == [0, 27, 0]


def test_there_is_no_observation_before_the_first():
    times = np.array(["2020-01-01", "2020-01-02"], dtype="datetime64[s]")
    previous, following = distances(times, np.array([[False], [True]]))
    assert previous[0, 0] == np.inf
    assert following[0, 0] == pytest.approx(1)
