"""A model of predictors: what it sees, which predictors it takes, and how clear pixels and other dates correct it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from geogap_plugin.core.clouds.predictor_model import (
    Offered,
    PredictorModel,
    encode,
    feature_names,
    fit_predictor_model,
)
from geogap_plugin.core.errors import InputError, ModelCardError
from geogap_plugin.core.model_card import ModelCard
from tests.model_examples import CARD

AIR = {"name": "T2M", "unit": "K", "mean": 290.0, "sd": 5.0, "seen": [275.0, 305.0], "classes": []}
COVER = {"name": "landcover", "unit": "", "mean": 0.0, "sd": 1.0, "seen": None, "classes": [1, 4]}
LEVELS = [0.1, 0.5, 0.9]
HALF_80 = 1.2815515655446004
OFFERED = [Offered(("T2M", "inca_T2M"), "K"), Offered(("landcover",))]


def card(**changes):
    predictors = changes.pop("predictors", [AIR, COVER])
    names = [
        "T2M",
        "T2M known",
        "landcover = 1",
        "landcover = 4",
        "year, cosine",
        "year, sine",
        "day, cosine",
        "day, sine",
    ]
    content = {
        **json.loads(json.dumps(CARD)),
        "task": "predictors",
        "unit": "K",
        "cadence": "irregular",
        "baseline": "regression",
        "inputs": [{"name": "features", "dims": ["batch", "height", "width", "feature"], "features": names}],
        "outputs": [{"name": "quantiles", "dims": ["batch", "height", "width", "quantile"], "features": []}],
        "quantiles": LEVELS,
        "conformal": [{"distance": 1, "factor": 1.5}],
        "product": "clear-sky",
        "predictors": predictors,
        **changes,
    }
    return ModelCard.parse(json.dumps(content))


def warmth(inputs):
    """A model that knows: 290 K + 5 K for each standard deviation of the air, 3 K more on class 4; 80 % within 2 K."""
    features = inputs["features"]
    median = 290 + 5 * features[..., 0] + 3 * features[..., 3]
    return {"quantiles": np.stack([median - 2, median, median + 2], axis=-1).astype(np.float32)}


def moments(count, step=86400):
    return np.datetime64("2022-06-01T10:00:00") + np.arange(count) * np.timedelta64(step, "s")


# What it sees.


def test_predictors_are_standardised_held_near_what_was_seen_and_masked():
    predictors = np.array([[[[285.0, np.nan, 400.0]]], [[[4.0, 2.0, np.nan]]]])
    seen = encode(predictors, np.array([0.0]), card().predictors)
    assert seen.dtype == np.float32
    # 275 to 305 K was seen; 312.5 K is a quarter of that more.
    np.testing.assert_allclose(seen[0, 0, :, 0], [-1.0, 0.0, 4.5])
    np.testing.assert_allclose(seen[0, 0, :, 1], [1, 0, 1])
    # The second class was never seen, and the third is missing: neither has a 1.
    np.testing.assert_allclose(seen[0, 0, :, 2:4], [[0, 1], [0, 0], [0, 0]])


def test_day_of_the_year_and_hour_are_places_on_circles():
    new_year_noon = np.datetime64("2021-01-01T12:00:00").astype("datetime64[s]").astype(np.int64) / 86400
    a_year_later = new_year_noon + 365.2425
    half_a_day = new_year_noon + 0.5
    seen = encode(np.zeros((2, 3, 1, 1)), np.array([new_year_noon, a_year_later, half_a_day]), card().predictors)
    circles = seen[:, 0, 0, 4:].astype(float)
    np.testing.assert_allclose((circles**2).sum(axis=1), 2, rtol=1e-6)
    np.testing.assert_allclose(circles[1, :2], circles[0, :2], atol=1e-6)
    np.testing.assert_allclose(circles[2, 2:], -circles[0, 2:], atol=1e-6)
    np.testing.assert_allclose(circles[0, 2:], [-1, 0], atol=1e-6)


def test_the_median_is_taken_and_the_spread_is_calibrated():
    predictors = np.full((2, 4, 3, 5), 290.0)
    predictors[1] = 4
    said = PredictorModel(card(), warmth).estimate(predictors, np.arange(4.0))
    np.testing.assert_allclose(said.mean, 293.0)
    np.testing.assert_allclose(said.sd, 1.5 * 2 / HALF_80, rtol=1e-6)


def test_it_does_not_matter_how_many_images_go_at_once(monkeypatch):
    rng = np.random.default_rng(0)
    predictors = np.stack([rng.normal(290, 5, (7, 6, 4)), rng.choice([1, 4], (7, 6, 4))])
    model = PredictorModel(card(), warmth)
    together = model.estimate(predictors, np.arange(7.0))
    monkeypatch.setattr("geogap_plugin.core.clouds.predictor_model.PIXELS", 25)
    apart = model.estimate(predictors, np.arange(7.0))
    np.testing.assert_array_equal(apart.mean, together.mean)
    np.testing.assert_array_equal(apart.sd, together.sd)


# Which predictors it takes.


def test_predictors_are_found_by_name_whatever_their_order_and_capitals():
    model = PredictorModel(card(), warmth)
    assert model.order([Offered(("terrain",), "m"), Offered(("Landcover",)), Offered(("x", "t2m"), "kelvin")]) == [2, 1]


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ([Offered(("landcover",))], "“T2M” is missing"),
        ([*OFFERED, Offered(("t2m",))], "“T2M” is there more than once"),
        ([Offered(("T2M",), "degC"), OFFERED[1]], "“T2M” is in degC instead of K"),
        ([Offered(("T2M",), "K h"), OFFERED[1]], "“T2M” is in K h instead of K"),
        ([], "Given: none"),
    ],
)
def test_other_predictors_are_refused_with_the_names_of_both_sides(offered, said):
    with pytest.raises(InputError) as refusal:
        PredictorModel(card(), warmth).order(offered)
    assert said in refusal.value.message
    assert "It needs: T2M (K), landcover." in refusal.value.message
    for one in offered:
        assert str(one) in refusal.value.message


def test_values_beyond_what_was_seen_are_told():
    model = PredictorModel(card(), warmth)
    celsius = np.stack([np.full((1, 4, 4), 17.0), np.full((1, 4, 4), 7.0)])
    first, second = model.out_of_domain(celsius)
    assert first.startswith("100 % of the values of T2M")
    assert "275 to 305 K" in first
    assert "classes 1, 4" in second
    assert model.out_of_domain(np.stack([np.full((1, 4, 4), 290.0), np.full((1, 4, 4), 1.0)])) == []


def test_a_model_of_another_kind_is_refused():
    with pytest.raises(ModelCardError, match="a model for “predictors” is needed"):
        PredictorModel(ModelCard.parse(json.dumps(CARD)), warmth)
    sound = card()
    other = replace(sound, inputs=(replace(sound.inputs[0], features=("T2M", "hour")),))
    with pytest.raises(ModelCardError, match="expects T2M, hour"):
        PredictorModel(other, warmth)
    with pytest.raises(ModelCardError, match="no median"):
        PredictorModel(card(quantiles=[0.1, 0.9]), warmth)
    with pytest.raises(ModelCardError, match="its card promises"):
        PredictorModel(card(), lambda inputs: {"quantiles": inputs["features"]}).estimate(
            np.zeros((2, 1, 2, 2)), np.zeros(1)
        )


def test_the_card_says_what_the_predictors_are_and_comes_back_unchanged():
    sound = card()
    assert ModelCard.parse(sound.dump()) == sound
    assert feature_names(sound.predictors) == sound.inputs[0].features


@pytest.mark.parametrize(
    ("predictors", "said"),
    [
        ([], "needed for the task “predictors”"),
        ([AIR, {**AIR, "name": "t2m"}], "a name occurs twice"),
        ([{**AIR, "sd": 0.0}], "predictors[0].sd"),
        ([{**AIR, "seen": None}], "a range is needed for a quantity"),
        ([{**COVER, "seen": [0, 1]}], "only for it"),
    ],
)
def test_a_card_with_unsound_predictors_is_refused(predictors, said):
    with pytest.raises(ModelCardError) as refusal:
        card(predictors=predictors)
    assert said in refusal.value.message


def test_an_all_weather_card_needs_a_predictor_of_the_weather():
    assert card(product="all-weather").product == "all-weather"
    names = ["landcover = 1", "landcover = 4", "year, cosine", "year, sine", "day, cosine", "day, sine"]
    inputs = [{"name": "features", "dims": ["batch", "height", "width", "feature"], "features": names}]
    with pytest.raises(ModelCardError, match="radiation or the air temperature at 2 m"):
        card(product="all-weather", predictors=[COVER], inputs=inputs)


# How it fills.


def weather(dates, size=24, seed=3):
    """Air and classes, what the model makes of them, and a truth that departs by a map and a level of each date."""
    rng = np.random.default_rng(seed)
    air = (
        290
        + rng.normal(0, 4, (dates, 1, 1))
        + np.linspace(-2, 2, size)[np.newaxis, :, np.newaxis]
        + np.zeros((1, 1, size))
    )
    cover = np.broadcast_to(rng.choice([1.0, 4.0], (size, size)), air.shape)
    known = air + 3 * (cover == 4)
    rows, columns = np.mgrid[:size, :size]
    departure = 2 * np.sin(rows / 5) * np.cos(columns / 7) + rng.normal(0, 1.0, (dates, 1, 1))
    truth = known + departure + rng.normal(0, 0.1, air.shape)
    cloudy = np.zeros(air.shape, bool)
    for date in range(dates):
        top, left = rng.integers(0, size - 10, 2)
        cloudy[date, top : top + 10, left : left + 10] = True
    return np.stack([air, cover]), known, truth, cloudy


def test_clear_pixels_and_other_dates_correct_the_model():
    predictors, known, truth, cloudy = weather(12)
    cloudy[5] = True
    given = np.where(cloudy, np.nan, truth)
    fitted = fit_predictor_model(PredictorModel(card(), warmth), [given], moments(12), [predictors], OFFERED)
    filled = fitted.fill(given, predictors)
    np.testing.assert_array_equal(filled.value[~cloudy], truth[~cloudy])
    assert (filled.sd[~cloudy] == 0).all()
    assert np.isfinite(filled.value).all()
    there = cloudy & (np.arange(12) != 5)[:, np.newaxis, np.newaxis]
    error, alone = np.abs(filled.value - truth), np.abs(known - truth)
    assert error[there].mean() < 0.25 * alone[there].mean()
    # The level of the empty scene is anybody's guess; its map is known from other dates.
    assert np.std((filled.value - truth)[5]) < 0.3 * np.std((known - truth)[5])
    assert 0.7 < (error[there] < 1.6449 * filled.sd[there]).mean() <= 1
    # What it says of itself counts scenes that it emptied.
    assert error[there].mean() < fitted.scores["model"].mae < 0.6 * alone.mean()


def test_it_is_far_better_than_the_model_is_wrong_by_a_constant():
    predictors, _, truth, cloudy = weather(10)
    given = np.where(cloudy, np.nan, truth)
    biased = PredictorModel(card(), lambda inputs: {"quantiles": warmth(inputs)["quantiles"] + 8})
    filled = fit_predictor_model(biased, [given], moments(10), [predictors], OFFERED).fill(given, predictors)
    assert np.abs((filled.value - truth)[cloudy].mean()) < 0.3


@pytest.mark.parametrize("dates", [1, 2])
def test_one_or_two_scenes_are_filled_as_well(dates):
    predictors, known, truth, cloudy = weather(dates)
    given = np.where(cloudy, np.nan, truth)
    fitted = fit_predictor_model(PredictorModel(card(), warmth), [given], moments(dates), [predictors], OFFERED)
    filled = fitted.fill(given, predictors, np.ones(truth.shape[1:], bool))
    assert fitted.scores == {}
    np.testing.assert_array_equal(filled.value[~cloudy], truth[~cloudy])
    assert np.abs(filled.value - truth)[cloudy].mean() < np.abs(known - truth)[cloudy].mean()
    assert (filled.sd[cloudy] > 0).all()


def test_a_stack_without_any_value_is_what_the_model_says():
    predictors, known, *_ = weather(2)
    given = np.full(known.shape, np.nan)
    fitted = fit_predictor_model(PredictorModel(card(), warmth), [given], moments(2), [predictors], OFFERED)
    filled = fitted.fill(given, predictors, np.ones(known.shape[1:], bool))
    np.testing.assert_allclose(filled.value, known, atol=1e-3)
    np.testing.assert_allclose(filled.sd, 1.5 * 2 / HALF_80, rtol=1e-3)


def test_an_empty_scene_is_no_less_certain_than_the_model_says():
    predictors, _, truth, cloudy = weather(12)
    cloudy[5] = True
    given = np.where(cloudy, np.nan, truth)

    def doubtful(inputs):
        median = warmth(inputs)["quantiles"][..., 1:2]
        return {"quantiles": median + np.float32([-40, 0, 40])}

    model, other = PredictorModel(card(), warmth), PredictorModel(card(), doubtful)
    sure, unsure = (
        fit_predictor_model(one, [given], moments(12), [predictors], OFFERED).fill(given, predictors)
        for one in (model, other)
    )
    np.testing.assert_allclose(unsure.value, sure.value, rtol=1e-6)
    clear = np.arange(12) != 5
    np.testing.assert_allclose(unsure.sd[clear], sure.sd[clear], rtol=1e-6)
    assert (unsure.sd[5] > 5 * sure.sd[5]).all()


def test_missing_predictors_leave_no_hole():
    predictors, _, truth, cloudy = weather(8)
    predictors = predictors.copy()
    predictors[0, 3] = np.nan
    predictors[0, :, :4, :4] = np.nan
    given = np.where(cloudy, np.nan, truth)
    model = PredictorModel(card(), warmth)
    filled = fit_predictor_model(model, [given], moments(8), [predictors], OFFERED).fill(given, predictors)
    assert np.isfinite(filled.value).all()


def test_without_predictors_it_refuses():
    predictors, _, truth, cloudy = weather(6)
    given = np.where(cloudy, np.nan, truth)
    fitted = fit_predictor_model(PredictorModel(card(), warmth), [given], moments(6), [predictors], OFFERED)
    with pytest.raises(InputError, match="none are given"):
        fitted.fill(given, None)
