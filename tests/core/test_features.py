"""What a network sees of a cell: from its own observations alone, whatever their unit, and always finite."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.core.series.features import FEATURES, encode, robust_scale
from tests.model_examples import gappy, months

MONTH = Cadence("month")


def feature(encoded, name):
    return encoded.inputs[:, :, FEATURES.index(name)].T


def test_observed_epochs_carry_their_residual_and_missing_ones_a_zero():
    values = gappy()
    encoded = encode(months(120), values, MONTH)
    observed = np.isfinite(values)
    expected = (values - encoded.reference) / encoded.scale
    np.testing.assert_allclose(feature(encoded, "residual")[observed], expected[observed], rtol=1e-6)
    assert not feature(encoded, "residual")[~observed].any()
    np.testing.assert_array_equal(feature(encoded, "observed"), observed)


@pytest.mark.parametrize("baseline", ["harmonic", "climatology"])
def test_the_bridged_residual_and_its_spread_are_those_of_the_baseline(baseline):
    values = gappy()
    encoded = encode(months(120), values, MONTH, baseline)
    estimate = BASELINES[baseline](months(120), values, MONTH)
    bridged = encoded.reference + encoded.scale * feature(encoded, "bridged")
    np.testing.assert_allclose(bridged, estimate.mean, atol=1e-5)
    spread = feature(encoded, "spread") * encoded.scale
    gap = slice(43, 48)
    np.testing.assert_allclose(spread[gap], estimate.sd[gap], rtol=1e-5)


def test_distances_count_epochs_to_the_nearest_observation_on_either_side():
    values = gappy(cells=1)
    values[:, 0] = np.arange(120.0) % 7
    values[40:51] = np.nan
    encoded = encode(months(120), values, MONTH)
    # Months differ in length by a day or two; counted by calendar they are within a tenth of an epoch.
    np.testing.assert_allclose(np.expm1(feature(encoded, "previous")[40:51, 0]), np.arange(1, 12), atol=0.11)
    np.testing.assert_allclose(np.expm1(feature(encoded, "following")[40:51, 0]), np.arange(11, 0, -1), atol=0.11)
    np.testing.assert_allclose(encoded.distance[45, 0], 6, atol=0.11)
    assert not feature(encoded, "previous")[values[:, 0] >= 0].any()


@settings(max_examples=25, deadline=None)
@given(scale=st.floats(1e-6, 1e6), shift=st.floats(-1e3, 1e3))
def test_the_unit_of_the_series_does_not_matter(scale, shift):
    values = gappy()
    plain = encode(months(120), values, MONTH)
    changed = encode(months(120), scale * (values + shift), MONTH)
    np.testing.assert_allclose(changed.inputs, plain.inputs, atol=2e-4)
    np.testing.assert_allclose(changed.scale, scale * plain.scale, rtol=1e-4)


def test_a_cell_is_encoded_from_its_own_observations_alone():
    values = gappy(cells=6)
    together = encode(months(120), values, MONTH)
    alone = encode(months(120), values[:, [4]], MONTH)
    np.testing.assert_allclose(together.inputs[4], alone.inputs[0], atol=1e-6)


def test_hidden_values_leave_no_trace_in_the_inputs():
    values = gappy()
    hidden = values.copy()
    hidden[70:80] = np.nan
    poisoned = values.copy()
    poisoned[70:80] += 1e3
    poisoned[70:80] = np.nan
    np.testing.assert_array_equal(
        encode(months(120), hidden, MONTH).inputs, encode(months(120), poisoned, MONTH).inputs
    )


def test_standardised_values_are_restored_to_the_unit_of_the_series():
    values = gappy()
    encoded = encode(months(120), values, MONTH)
    standardised = encoded.standardise(values)
    assert standardised.shape == (5, 120)
    observed = np.isfinite(values)
    np.testing.assert_allclose(encoded.restore(standardised)[observed], values[observed], rtol=1e-9)


@pytest.mark.parametrize(
    "cell",
    [
        np.full(60, np.nan),
        np.full(60, 4.2),
        np.zeros(60),
        np.r_[1.0, np.full(59, np.nan)],
        np.r_[np.full(59, np.nan), -1e30],
        np.sin(2 * np.pi * np.arange(60) / 12),
        np.r_[np.zeros(59), 1e20],
        np.where(np.arange(60) == 7, np.inf, 1.0),
    ],
    ids=["empty", "constant", "zero", "one value", "one huge value", "pure season", "spike", "infinity"],
)
def test_odd_cells_give_finite_inputs_and_a_positive_scale(cell):
    encoded = encode(months(60), cell[:, np.newaxis], MONTH)
    assert np.isfinite(encoded.inputs).all()
    assert (encoded.scale > 0).all()


def test_a_constant_cell_has_scale_one():
    encoded = encode(months(60), np.full((60, 1), 273.15), MONTH)
    assert encoded.scale == 1


def test_the_scale_is_the_standard_deviation_of_normal_residuals_and_ignores_outliers():
    noise = np.random.default_rng(3).normal(0, 2.5, (4000, 1))
    clean = robust_scale(noise, np.zeros_like(noise))
    noise[:80] = 1e4
    spoiled = robust_scale(noise, np.zeros_like(noise))
    assert clean == pytest.approx(2.5, rel=0.05)
    # A hundredth of the standard deviation (about 1400) bounds the scale from below.
    assert spoiled == pytest.approx(noise.std() / 100, rel=1e-6)


def test_an_unknown_baseline_is_refused_by_name():
    with pytest.raises(InputError, match="kriging"):
        encode(months(60), np.zeros((60, 1)), MONTH, "kriging")


def test_dates_and_values_of_different_length_are_refused():
    with pytest.raises(InputError, match="59 dates"):
        encode(months(59), np.zeros((60, 1)), MONTH)
