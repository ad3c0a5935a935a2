"""Kriging within images: against the dense system."""

from __future__ import annotations

import numpy as np

from geogap_plugin.core.clouds.residual_kriging import RANGES, Correlogram, fit_correlogram, krige


def correlation(distance, sills):
    return sum(sill * np.exp(-distance / reach) for sill, reach in zip(sills, RANGES))


def correlated_field(shape, sills, nugget, seed, count=1):
    rows, columns = (axis.ravel() for axis in np.indices(shape))
    distance = np.hypot(rows[:, np.newaxis] - rows, columns[:, np.newaxis] - columns)
    covariance = correlation(distance, sills) + nugget * np.eye(rows.size)
    draws = np.random.default_rng(seed).multivariate_normal(np.zeros(rows.size), covariance, size=count)
    return draws.reshape(count, *shape), distance


def test_the_prediction_is_that_of_the_dense_kriging_system():
    sills, nugget = np.array([0.3, 0.4, 0.0]), 0.3
    field, distance = correlated_field((14, 17), sills, nugget, seed=3)
    field = np.clip(field, -3.9, 3.9)
    known = np.random.default_rng(0).random(field.shape) < 0.5
    known[0, 4:10, 5:11] = False
    said = krige(np.where(known, field, np.nan), np.array([True]), Correlogram(sills, nugget))
    seen = known.ravel()
    system = correlation(distance[np.ix_(seen, seen)], sills) + nugget * np.eye(seen.sum())
    dense = correlation(distance[:, seen], sills) @ np.linalg.solve(system, field.ravel()[seen])
    np.testing.assert_allclose(said.ravel(), dense, atol=5e-3)


def test_the_correlogram_is_that_of_the_field():
    sills, nugget = np.array([0.0, 0.6, 0.0]), 0.4
    field, _ = correlated_field((24, 24), sills, nugget, seed=1, count=60)
    fitted = fit_correlogram([field])
    lags = np.array([1.0, 3.0, 6.0])
    np.testing.assert_allclose(correlation(lags, fitted.sills), correlation(lags, sills), atol=0.06)


def test_noise_is_not_kriged():
    noise = np.random.default_rng(2).normal(size=(40, 30, 30))
    assert fit_correlogram([noise]).sills.sum() < 0.03


def test_images_that_are_not_wanted_or_show_nothing_stay_zero():
    field = np.ones((3, 8, 8))
    field[1] = np.nan
    said = krige(field, np.array([False, True, True]), Correlogram(np.array([0.5, 0.0, 0.0]), 0.5))
    assert not said[0].any()
    assert not said[1].any()
    assert said[2].all()
