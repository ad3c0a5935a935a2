"""Clouds laid over known pixels."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.cloud_shapes import lay_clouds


def a_stack(empty=(), seed=0):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(12, 20, 20))
    for image in (1, 4, 7):
        top, left = generator.integers(0, 10, 2)
        values[image, top : top + 8, left : left + 8] = np.nan
    values[list(empty)] = np.nan
    values[:, 0] = np.nan
    return values


def test_only_known_values_are_hidden_and_about_the_share():
    values = a_stack()
    hidden = lay_clouds(values, 0.1, seed=0)
    assert not (hidden & ~np.isfinite(values)).any()
    assert 0.1 <= hidden.sum() / np.isfinite(values).sum() < 0.1 + 64 / np.isfinite(values).sum()


def test_images_are_emptied_where_some_are_empty_and_not_otherwise():
    emptied = [
        np.flatnonzero(np.isfinite(values).any(axis=(1, 2)) & ~(np.isfinite(values) & ~hidden).any(axis=(1, 2)))
        for values in (a_stack(), a_stack(empty=(3,)))
        for hidden in [lay_clouds(values, 0.12, seed=1)]
    ]
    assert emptied[0].size == 0
    assert emptied[1].size == 1


def test_every_pixel_keeps_three_dates():
    values = a_stack()[:6]
    hidden = lay_clouds(values, 0.5, seed=0)
    left = (np.isfinite(values) & ~hidden).sum(axis=0)
    assert left[hidden.any(axis=0)].min() >= 3


def test_without_clouds_nothing_is_hidden():
    assert not lay_clouds(np.ones((5, 4, 4)), 0.2, seed=0).any()


def test_the_same_seed_hides_the_same():
    values = a_stack()
    np.testing.assert_array_equal(lay_clouds(values, 0.1, 3), lay_clouds(values, 0.1, 3))
    assert (lay_clouds(values, 0.1, 3) != lay_clouds(values, 0.1, 4)).any()
