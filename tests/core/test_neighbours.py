"""Unknown pixels from their neighbours."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.neighbours import fill_from_neighbours
from geogap_plugin.core.estimate import Estimate


def test_a_pixel_is_the_mean_of_those_around_and_as_uncertain_as_they_differ():
    mean = np.arange(9.0).reshape(1, 3, 3)
    unknown = np.zeros((3, 3), dtype=bool)
    unknown[1, 1] = True
    said = fill_from_neighbours(Estimate(mean, np.full(mean.shape, 0.5)), unknown)
    around = np.delete(np.arange(9.0), 4)
    assert said.mean[0, 1, 1] == around.mean()
    np.testing.assert_allclose(said.sd[0, 1, 1], np.sqrt(around.var() + 0.25))
    np.testing.assert_array_equal(said.mean[0, 0], mean[0, 0])


def test_a_hole_is_filled_to_its_middle_and_pixels_outside_lend_nothing():
    mean = np.full((2, 7, 9), 4.0)
    mean[:, :, 6:] = np.nan
    unknown = np.zeros((7, 9), dtype=bool)
    unknown[1:6, 1:6] = True
    said = fill_from_neighbours(Estimate(mean, np.ones(mean.shape)), unknown)
    np.testing.assert_array_equal(said.mean[:, :, :6], 4.0)
    assert np.isnan(said.mean[:, :, 6:]).all()


def test_where_no_pixel_is_known_nothing_is_made_up():
    unknown = np.ones((4, 4), dtype=bool)
    said = fill_from_neighbours(Estimate(np.full((1, 4, 4), np.nan), np.full((1, 4, 4), np.nan)), unknown)
    assert np.isnan(said.mean).all()
