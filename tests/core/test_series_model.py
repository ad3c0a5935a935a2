"""A series model as a filling method: its quantiles decoded, calibrated and kept within what the network knows."""

import dataclasses
import json

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled, InputError, ModelCardError
from geogap_plugin.core.model_card import ConformalFactor, ModelCard, Range, TensorSpec
from geogap_plugin.core.series.baselines import BASELINES
from geogap_plugin.core.series.features import BRIDGED, FEATURES, SPREAD
from geogap_plugin.core.series.series_model import MIN_OBSERVATIONS, SeriesModel
from tests.model_examples import CARD, gappy, months

MONTH = Cadence("month")
LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NORMAL = np.array([-1.959964, -1.281552, -0.674490, 0.0, 0.674490, 1.281552, 1.959964])


def make_card(**changes):
    card = dataclasses.replace(
        ModelCard.parse(json.dumps(CARD)),
        inputs=(TensorSpec("features", ("batch", "time", "feature"), FEATURES),),
        quantiles=LEVELS,
        conformal=(ConformalFactor(1, 1.0),),
    )
    return dataclasses.replace(card, **changes)


def network(shift=0.0, width=1.0):
    """Return a stand-in for an inference session: the bridged baseline plus `shift`, with normal quantiles."""

    def predict(inputs):
        features = inputs["features"]
        centre = features[:, :, [BRIDGED]] + shift
        return {"quantiles": (centre + width * features[:, :, [SPREAD]] * NORMAL).astype(np.float32)}

    return predict


def test_a_network_that_adds_nothing_gives_the_baseline_and_its_uncertainty():
    values = gappy()
    estimate = SeriesModel(make_card(), network())(months(120), values, MONTH)
    expected = BASELINES["harmonic"](months(120), values, MONTH)
    missing = ~np.isfinite(values)
    np.testing.assert_allclose(estimate.mean, expected.mean, atol=1e-5)
    np.testing.assert_allclose(estimate.sd[missing], expected.sd[missing], rtol=0.02)


def test_a_shift_of_the_network_is_a_shift_in_scales_of_the_cell():
    values = gappy(cells=1)
    missing = ~np.isfinite(values[:, 0])
    plain = SeriesModel(make_card(), network())(months(120), values, MONTH)
    shifted = SeriesModel(make_card(), network(shift=2.0))(months(120), values, MONTH)
    difference = (shifted.mean - plain.mean)[:, 0]
    assert not difference[~missing].any()
    assert np.ptp(difference[missing]) < 1e-5
    tenfold = SeriesModel(make_card(), network(shift=2.0))(months(120), 10 * values, MONTH)
    np.testing.assert_allclose(tenfold.mean, 10 * shifted.mean, rtol=1e-4, atol=1e-4)


def test_the_uncertainty_is_multiplied_by_the_factor_for_the_distance():
    values = gappy(cells=1)
    plain = SeriesModel(make_card(), network())(months(120), values, MONTH)
    factors = (ConformalFactor(2, 1.0), ConformalFactor(12, 3.0))
    wide = SeriesModel(make_card(conformal=factors), network())(months(120), values, MONTH)
    ratio = wide.sd[40:51, 0] / plain.sd[40:51, 0]
    np.testing.assert_allclose(ratio[3:8], 3, rtol=1e-9)
    np.testing.assert_allclose(ratio[[0, -1]], 1, rtol=1e-9)
    np.testing.assert_allclose(wide.mean, plain.mean, atol=1e-9)


def test_skewed_quantiles_give_the_mean_of_the_distribution_between_them():
    def exponential(inputs):
        quantiles = np.broadcast_to(-np.log1p(-np.array(levels)), (*inputs["features"].shape[:2], len(levels)))
        return {"quantiles": quantiles.astype(np.float32)}

    levels = tuple(np.round(np.arange(0.01, 0.995, 0.01), 2).tolist())
    values = gappy(cells=1)
    model = SeriesModel(make_card(quantiles=levels), exponential)
    zero = SeriesModel(make_card(), lambda inputs: {"quantiles": np.zeros((*inputs["features"].shape[:2], 7), "f4")})
    missing = ~np.isfinite(values)
    difference = (model(months(120), values, MONTH).mean - zero(months(120), values, MONTH).mean)[missing]
    medians = (model.quantiles(months(120), values, MONTH)[49] - zero.quantiles(months(120), values, MONTH)[3])[missing]
    # The exponential distribution has mean 1 and median ln 2; its tail beyond 99 % is cut off here.
    np.testing.assert_allclose(difference / medians, 0.99 / np.log(2), rtol=0.02)


def test_quantiles_that_cross_are_put_in_order():
    def crossing(inputs):
        outputs = network()(inputs)["quantiles"]
        return {"quantiles": np.ascontiguousarray(outputs[:, :, ::-1])}

    values = gappy()
    quantiles = SeriesModel(make_card(), crossing).quantiles(months(120), values, MONTH)
    assert (np.diff(quantiles, axis=0) >= 0).all()
    straight = SeriesModel(make_card(), network()).quantiles(months(120), values, MONTH)
    np.testing.assert_allclose(quantiles, straight)


def test_the_size_of_the_batches_does_not_matter():
    values = gappy(cells=9)
    whole = SeriesModel(make_card(), network(), batch=64)(months(120), values, MONTH)
    single = SeriesModel(make_card(), network(), batch=2)(months(120), values, MONTH)
    np.testing.assert_array_equal(whole.mean, single.mean)


def test_no_call_of_the_network_has_more_cells_than_a_batch():
    sizes = []

    def counting(inputs):
        sizes.append(len(inputs["features"]))
        assert inputs["features"].dtype == np.float32
        return network()(inputs)

    SeriesModel(make_card(), counting, batch=4)(months(120), gappy(cells=9), MONTH)
    assert sizes == [4, 4, 1]


def test_cells_with_too_few_observations_get_the_baseline_and_never_reach_the_network():
    values = gappy(cells=3)
    values[MIN_OBSERVATIONS - 1 :, 1] = np.nan
    estimate = SeriesModel(make_card(), network(shift=5.0))(months(120), values, MONTH)
    expected = BASELINES["harmonic"](months(120), values, MONTH)
    np.testing.assert_array_equal(estimate.mean[:, 1], expected.mean[:, 1])
    np.testing.assert_array_equal(estimate.sd[:, 1], expected.sd[:, 1])
    assert np.isnan(SeriesModel(make_card(), network()).quantiles(months(120), values, MONTH)[:, :, 1]).all()


def test_a_block_without_a_usable_cell_is_estimated_all_the_same():
    values = np.full((120, 2), np.nan)
    values[3, 0] = 1.0
    estimate = SeriesModel(make_card(), network())(months(120), values, MONTH)
    assert estimate.mean.shape == (120, 2)


def test_any_length_of_record_is_taken():
    for epochs in (30, 61, 400):
        values = gappy(epochs=epochs)
        values[:25] = 1.0
        assert SeriesModel(make_card(), network())(months(epochs), values, MONTH).mean.shape == values.shape


def test_a_cancel_is_noticed_between_batches():
    calls = []

    def predict(inputs):
        calls.append(1)
        return network()(inputs)

    model = SeriesModel(make_card(), predict, batch=1)
    with cancellation(lambda: len(calls) >= 2), pytest.raises(Cancelled):
        model(months(120), gappy(cells=50), MONTH)
    assert len(calls) == 2


def test_another_cadence_is_refused():
    with pytest.raises(InputError, match=r"month.*8 days"):
        SeriesModel(make_card(), network())(months(120), gappy(), Cadence("day", 8))


def test_a_model_of_another_task_is_refused():
    with pytest.raises(ModelCardError, match=r"^task: "):
        SeriesModel(make_card(task="frames"), network())


def test_a_model_with_other_features_is_refused():
    spec = TensorSpec("features", ("batch", "time", "feature"), tuple(reversed(FEATURES)))
    with pytest.raises(ModelCardError, match=r"^inputs\[0\]\.features: "):
        SeriesModel(make_card(inputs=(spec,)), network())


@pytest.mark.parametrize("output", [{}, {"quantiles": np.zeros((5, 120, 3), dtype=np.float32)}])
def test_an_output_that_breaks_the_cards_promise_is_refused(output):
    with pytest.raises(ModelCardError, match=r"^outputs\[0\]: "):
        SeriesModel(make_card(), lambda inputs: output)(months(120), gappy(), MONTH)


def test_what_lies_outside_the_training_domain_is_said():
    domain = dataclasses.replace(
        make_card().domain,
        value_scale=Range(0.5, 40),
        gap_length=Range(1, 18),
        series_length=Range(72, 288),
        latitude=Range(-60, 75),
    )
    model = SeriesModel(make_card(domain=domain, unit="cm"), network())
    values = gappy()
    assert model.out_of_domain(months(120), values, (-10.0, 10.0)) == []
    long_gap = values.copy()
    long_gap[40:60] = np.nan
    long_gap[[39, 60]] = 0.0
    reasons = {
        "20 epochs": model.out_of_domain(months(120), long_gap),
        "60 epochs": model.out_of_domain(months(60), values[:60]),
        "Check the unit": model.out_of_domain(months(120), values / 100),
        "80°": model.out_of_domain(months(120), values, (-10.0, 80.0)),
    }
    for words, said in reasons.items():
        assert len(said) == 1
        assert words in said[0]


def test_cells_outside_the_area_are_no_gap_out_of_the_domain():
    model = SeriesModel(make_card(), network())
    values = gappy()
    values[:, 2] = np.nan
    assert not [reason for reason in model.out_of_domain(months(120), values) if "gap" in reason]
