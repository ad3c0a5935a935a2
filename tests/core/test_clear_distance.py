"""Distances to clear pixels."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.clear_distance import FARTHEST, distance_to_clear


def test_steps_are_near_the_straight_distance():
    clear = np.random.default_rng(0).random((2, 60, 70)) < 0.004
    said = distance_to_clear(clear)
    for image, steps in zip(clear, said):
        rows, columns = np.nonzero(image)
        row, column = np.indices(image.shape)
        straight = np.hypot(row[..., np.newaxis] - rows, column[..., np.newaxis] - columns).min(axis=-1)
        near = straight < FARTHEST / 1.2
        assert (np.abs(steps - straight)[near] <= 0.12 * straight[near] + 1).all()


def test_a_clear_pixel_is_at_zero_and_an_empty_image_infinitely_far():
    clear = np.zeros((2, 5, 5), dtype=bool)
    clear[0, 2, 2] = True
    said = distance_to_clear(clear)
    assert said[0, 2, 2] == 0
    assert said[0, 2, 3] == 1
    assert np.isinf(said[1]).all()


def test_beyond_the_farthest_it_is_infinite():
    clear = np.zeros((1, 1, 60), dtype=bool)
    clear[0, 0, 0] = True
    said = distance_to_clear(clear)[0, 0]
    np.testing.assert_array_equal(said[: FARTHEST + 1], np.arange(FARTHEST + 1))
    assert np.isinf(said[FARTHEST + 1 :]).all()
