"""A model of patches: what it sees, what is made of what it says, and that neither unit nor tiles matter."""

import copy
import json

import numpy as np
import pytest

from geogap_plugin.core.clouds.cloud_fitting import fit_clouds
from geogap_plugin.core.clouds.date_normal import DateNormal
from geogap_plugin.core.clouds.fillers import DateSpan, RegressionFiller, fit_regression
from geogap_plugin.core.clouds.patch_model import ALIGNMENT, FEATURES, OTHERS, PatchModel, Surroundings, encode
from geogap_plugin.core.errors import ModelCardError
from geogap_plugin.core.model_card import ModelCard
from geogap_plugin.core.model_trial import check_usable
from tests.model_examples import CARD

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
NORMAL = np.array([-1.2816, -0.6745, 0.0, 0.6745, 1.2816], dtype=np.float32)
DAYS = 8.0 * np.arange(9)
CLEAR, EMPTY = 2, 5


def card(**changes):
    content = copy.deepcopy(CARD)
    dims = ["batch", "height", "width"]
    content |= {
        "task": "patch",
        "baseline": "regression",
        "product": "clear-sky",
        "quantiles": list(LEVELS),
        "inputs": [{"name": "features", "dims": [*dims, "feature"], "features": list(FEATURES)}],
        "outputs": [{"name": "quantiles", "dims": [*dims, "quantile"], "features": []}],
        "conformal": [{"distance": 1, "factor": 1.0}, {"distance": 3, "factor": 1.5}, {"distance": 6, "factor": 2.0}],
    }
    return ModelCard.parse(json.dumps(content | changes))


def blurred(field, times=3):
    for _ in range(times):
        for axis in (-1, -2):
            field = (np.roll(field, 1, axis) + field + np.roll(field, -1, axis)) / 3
    return field


def stack(height=40, width=48, seed=0):
    """Return images with clouds: one of them is clear, one is empty."""
    rng = np.random.default_rng(seed)
    season = np.cos(2 * np.pi * DAYS / 365.25)[:, np.newaxis, np.newaxis]
    truth = blurred(rng.normal(size=(height, width))) * (3 + 2 * season) + blurred(rng.normal(size=(9, height, width)))
    clouds = blurred(rng.normal(size=(9, height, width)), 6)
    cloudy = clouds < np.quantile(clouds, 0.4)
    cloudy[CLEAR], cloudy[EMPTY] = False, True
    cloudy[0] = False
    return np.where(cloudy, np.nan, 290 + truth)


@pytest.fixture(scope="module")
def values():
    return stack()


@pytest.fixture(scope="module")
def base(values):
    return fit_regression([values], DAYS, 100.0)


def says(shift=0.0, widening=1.0):
    """Return a network that finds the same everywhere, in standard deviations of the regression."""
    return lambda given: {
        "quantiles": np.broadcast_to(
            np.float32(shift) + np.float32(widening) * NORMAL, (*given["features"].shape[:3], len(LEVELS))
        ).copy()
    }


def looks_around(given):
    """A network that sees the pixels beside each, and every feature."""
    seen = given["features"] @ np.linspace(-0.3, 0.4, len(FEATURES), dtype=np.float32)
    padded = np.pad(seen, ((0, 0), (1, 1), (1, 1)))
    around = sum(padded[:, r : r + seen.shape[1], c : c + seen.shape[2]] for r in range(3) for c in range(3)) / 9
    return {"quantiles": (around[..., np.newaxis] + NORMAL).astype(np.float32)}


def test_clear_pixels_are_told_from_clouds(values, base):
    inputs = encode(base.layers(values), Surroundings.of(base), np.arange(9))
    clear, residual = inputs[..., FEATURES.index("clear")], inputs[..., FEATURES.index("residual")]
    np.testing.assert_array_equal(clear == 1, np.isfinite(values))
    assert not residual[clear == 0].any()
    assert residual[CLEAR].std() == pytest.approx(1, abs=0.4)


def test_an_empty_image_shows_what_other_dates_say_and_nothing_else(values, base):
    inputs = dict(zip(FEATURES, encode(base.layers(values), Surroundings.of(base), np.array([EMPTY]))[0].T))
    assert not inputs["kriged"].any()
    assert (inputs["left"] == 1).all()
    assert inputs["level"].std() > 0.1


def test_detail_is_what_nine_by_nine_pixels_around_do_not_share(values, base):
    layers = base.layers(values)
    detail = encode(layers, Surroundings.of(base), np.array([3]))[0, ..., FEATURES.index("detail")]
    for row, column in ((20, 20), (0, 0), (39, 3)):
        around = layers.regressed[3, max(row - 4, 0) : row + 5, max(column - 4, 0) : column + 5].mean()
        expected = (layers.regressed[3, row, column] - around) / layers.spread[3, row, column]
        assert detail[row, column] == pytest.approx(np.clip(expected, -6, 6), abs=1e-4)


def test_the_dates_that_are_seen_beside_it_are_those_most_correlated():
    covariance = np.diag([1.0, 4.0, 9.0, 1.0, 1.0])
    for one, other, correlation in ((0, 1, 0.2), (0, 2, -0.9), (0, 3, 0.5), (0, 4, 0.1)):
        covariance[one, other] = covariance[other, one] = correlation * np.sqrt(
            covariance[one, one] * covariance[other, other]
        )
    span = DateSpan(slice(0, 5), slice(0, 5), DateNormal(np.arange(5.0), covariance))
    found = Surroundings.of(RegressionFiller(np.arange(5.0), (span,)))
    assert found.others[0].tolist() == [2, 3, 1]
    np.testing.assert_allclose(found.scale, [1, 2, 3, 1, 1])
    np.testing.assert_allclose(found.level, np.arange(5))


def test_a_stack_of_three_dates_leaves_the_other_places_empty():
    values = stack()[:3]
    base = fit_regression([values], DAYS[:3], 100.0)
    inputs = encode(base.layers(values), Surroundings.of(base), np.array([1]))
    last = FEATURES.index(f"clear_{OTHERS}")
    assert not inputs[..., last].any()
    assert inputs[..., FEATURES.index("clear_2")].any()


def test_the_inputs_have_no_unit(values, base):
    other = 1.8 * values - 459.67
    changed = fit_regression([other], DAYS, 100.0)
    dates = np.arange(9)
    ours = encode(base.layers(values), Surroundings.of(base), dates)
    theirs = encode(changed.layers(other), Surroundings.of(changed), dates)
    np.testing.assert_allclose(ours, theirs, atol=2e-3)


def test_a_network_that_finds_nothing_leaves_the_regression_with_its_uncertainty(values, base):
    expected = base.estimate(values, None)
    factorless = card(conformal=[{"distance": 1, "factor": 1.0}])
    said = PatchModel(factorless, says()).on(base).estimate(values)
    np.testing.assert_allclose(said.mean, expected.mean, atol=1e-5)
    np.testing.assert_allclose(said.sd, expected.sd, rtol=1e-4)


def test_what_the_network_says_counts_under_clouds_in_units_of_the_regression(values, base):
    expected = base.estimate(values, None)
    said = PatchModel(card(), says(shift=0.5, widening=2.0)).on(base).estimate(values)
    cloudy = ~np.isfinite(values)
    np.testing.assert_allclose(said.mean[~cloudy], expected.mean[~cloudy])
    np.testing.assert_allclose(said.sd[~cloudy], expected.sd[~cloudy])
    layers = base.layers(values)
    moved = 0.5 * (layers.spread * layers.left)[cloudy]
    np.testing.assert_allclose((said.mean - expected.mean)[cloudy], moved, rtol=1e-4)
    # No pixel of an empty image is near a clear one: the last factor of the card holds.
    np.testing.assert_allclose(said.sd[EMPTY], 2.0 * 2.0 * expected.sd[EMPTY], rtol=1e-4)
    beside = cloudy & (np.roll(~cloudy, 1, axis=1) | np.roll(~cloudy, -1, axis=1))
    beside[:, [0, -1]] = False
    np.testing.assert_allclose(said.sd[beside], 2.0 * 1.0 * expected.sd[beside], rtol=1e-4)


def test_images_of_any_size_reach_the_network_as_multiples_of_its_squares():
    values = stack(37, 51)
    base = fit_regression([values], DAYS, 100.0)
    sizes = []

    def predict(given):
        sizes.append(given["features"].shape[1:3])
        return looks_around(given)

    said = PatchModel(card(), predict).on(base).estimate(values)
    assert said.mean.shape == values.shape
    assert np.isfinite(said.mean).all()
    assert (said.sd > 0).all()
    assert all(size % ALIGNMENT == 0 for shape in sizes for size in shape)


def test_the_same_stack_is_filled_the_same_way(values, base):
    model = PatchModel(card(), looks_around)
    first, second = model.on(base).estimate(values), model.on(base).estimate(values.copy())
    np.testing.assert_array_equal(first.mean, second.mean)
    np.testing.assert_array_equal(first.sd, second.sd)


def test_a_tile_with_its_margin_is_filled_as_the_whole_is():
    values = stack(48, 112, seed=3)
    fitted = fit_regression([values], DAYS, 100.0)
    # Kriging sees the whole image; what the model adds must need no more than the margin.
    filler = PatchModel(card(), looks_around).on(RegressionFiller(fitted.days, fitted.spans))
    whole, part = filler.estimate(values), filler.estimate(values[:, :, :80])
    np.testing.assert_allclose(part.mean[:, :, :48], whole.mean[:, :, :48], rtol=0, atol=1e-6)
    np.testing.assert_allclose(part.sd[:, :, :48], whole.sd[:, :, :48], rtol=1e-6)


def test_a_model_is_one_of_the_methods_that_are_judged(values):
    times = np.datetime64("2020-01-01") + DAYS.astype("timedelta64[D]")
    model = PatchModel(card(), says())
    fitted = fit_clouds([values], times, "auto", corrected=model.on)
    assert fitted.scores["model"].rmse == pytest.approx(fitted.scores["regression"].rmse, rel=1e-4)


def test_a_model_for_something_else_is_refused():
    with pytest.raises(ModelCardError, match="patch"):
        PatchModel(ModelCard.parse(json.dumps(CARD)), says())


def test_a_model_that_sees_other_features_is_refused_before_it_runs():
    dims = ["batch", "height", "width", "feature"]
    older = card(inputs=[{"name": "features", "dims": dims, "features": ["residual", "clear"]}])
    with pytest.raises(ModelCardError, match=r"inputs\[0\]\.features.*residual, clear"):
        check_usable(older)
    check_usable(card())


def test_an_answer_of_another_shape_is_refused(values, base):
    model = PatchModel(card(), lambda given: {"quantiles": np.zeros((1, 2, 3), np.float32)})
    with pytest.raises(ModelCardError, match="promises"):
        model.on(base).estimate(values)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"inputs": [{"name": "features", "dims": ["batch", "time", "feature"], "features": ["a"]}]}, "inputs"),
        ({"outputs": [{"name": "quantiles", "dims": ["batch", "height", "width"], "features": []}]}, "outputs"),
        ({"quantiles": [0.1, 0.9]}, "quantiles"),
        ({"product": "all-weather"}, "product"),
    ],
)
def test_a_card_that_is_none_of_a_patch_model_is_refused_by_field(change, named):
    with pytest.raises(ModelCardError) as refusal:
        card(**change)
    assert refusal.value.message.startswith(f"{named}: ")


@pytest.mark.parametrize("useful", [True, False])
def test_the_model_corrects_the_regression_with_predictors_where_these_help(useful):
    values = stack(32, 40, seed=3)
    predictors = np.random.default_rng(3).normal(size=(6, *values.shape))
    observed = values + 3 * predictors[0] if useful else values
    times = np.datetime64("2020-01-01") + DAYS.astype("timedelta64[D]")
    with_trend = []

    def corrected(base):
        with_trend.append(base.trend is not None)
        return PatchModel(card(), says()).on(base)

    fit_clouds([observed], times, "auto", [predictors], corrected=corrected)
    assert all(with_trend) if useful else not any(with_trend)
