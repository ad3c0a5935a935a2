"""The model card: read back as written, and refused field by field."""

import copy
import json

import numpy as np
import pytest

from geogap_plugin.core.errors import ModelCardError
from geogap_plugin.core.model_card import SCHEMA, ModelCard, shows_weather
from geogap_plugin.core.onnx_file import TensorInfo
from tests.model_examples import CARD

INPUTS = (TensorInfo("features", "float32", ("batch", "time", 2)),)
OUTPUTS = (TensorInfo("quantiles", "float32", ("batch", "time", 3)),)
ABSENT = object()


def at(document, path):
    """Return the container and key that a path such as ("inputs", 0, "name") leads to."""
    for step in path[:-1]:
        document = document[step]
    return document, path[-1]


def changed(path, value):
    card = copy.deepcopy(CARD)
    container, key = at(card, path)
    if value is ABSENT:
        del container[key]
    else:
        container[key] = value
    return json.dumps(card)


def written(path):
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def every_path(value, prefix=()):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in entries:
        yield (*prefix, key)
        yield from every_path(child, (*prefix, key))


FIXED_FIELDS = [
    path
    for path in every_path(CARD)
    if isinstance(path[-1], str)
    and path[:2] not in {("training", "packages"), ("training", "parameters")}
    and path not in {("product",), ("predictors",)}
]
FIXED_FIELDS += [("training", "packages"), ("training", "parameters")]


def test_a_card_reads_as_written():
    card = ModelCard.parse(json.dumps(CARD))
    assert card.inputs[0].features == ("residual", "observed")
    assert card.quantiles == (0.1, 0.5, 0.9)
    assert card.domain.latitude.low == -60
    assert card.domain.series_length is None
    assert card.training.parameters == {"units": 64, "learning_rate": 0.003, "lengths": "96 120", "shuffle": True}
    assert (card.scores[0].model, card.scores[0].baseline, card.scores[0].unit) == (2.5, 2.6, "cm")


def test_a_card_survives_a_round_trip():
    card = ModelCard.parse(json.dumps(CARD))
    assert json.loads(card.dump()) == CARD
    assert ModelCard.parse(card.dump()) == card


@pytest.mark.parametrize("path", FIXED_FIELDS, ids=written)
def test_a_missing_field_is_named(path):
    with pytest.raises(ModelCardError) as refusal:
        ModelCard.parse(changed(path, ABSENT))
    assert refusal.value.message.startswith(f"{written(path)}: this field is missing")


@pytest.mark.parametrize("path", sorted(every_path(CARD), key=written), ids=written)
def test_a_value_of_another_type_is_refused_by_name(path):
    container, key = at(CARD, path)
    wrong = "text" if isinstance(container[key], (int, float, list, dict)) else 12
    if path[:2] == ("training", "parameters") and len(path) == 3:
        wrong = None
    if path in {("window",), ("tile",), ("overlap",), ("domain", "series_length")}:
        wrong = "12"
    with pytest.raises(ModelCardError) as refusal:
        ModelCard.parse(changed(path, wrong))
    assert refusal.value.message.startswith(written(path))


@pytest.mark.parametrize(
    ("path", "value", "named", "reason"),
    [
        (("extra",), 1, "extra", "unknown"),
        (("inputs", 0, "shape"), 1, "inputs[0].shape", "unknown"),
        (("schema",), SCHEMA + 1, "schema", "newer GeoGap"),
        (("schema",), 0, "schema", "whole number from 1"),
        (("schema",), True, "schema", "true or false"),
        (("name",), "", "name", "empty"),
        (("name",), "x" * 81, "name", "81 characters"),
        (("name",), "bell\x07", "name", "control characters"),
        (("name",), "bidi\u202e", "name", "control characters"),
        (("task",), "guess", "task", "not one of"),
        (("baseline",), "kriging", "baseline", "not one of"),
        (("inputs",), [], "inputs", "0 items"),
        (("inputs", 0, "dims"), ["time", "batch", "feature"], "inputs[0].dims", "first dimension"),
        (("inputs", 0, "dims"), ["batch", "time", "depth"], "inputs[0].dims[2]", "not one of"),
        (("inputs", 0, "dims"), ["batch", "time", "time", "feature"], "inputs[0].dims", "twice"),
        (("inputs", 0, "dims"), ["batch", "feature"], "inputs", "batch, time, feature"),
        (("inputs", 0, "features"), [], "inputs[0].features", "names are needed"),
        (("inputs", 0, "features"), ["a", "a"], "inputs[0].features", "twice"),
        (("outputs", 0, "features"), ["a"], "outputs[0].features", "only for it"),
        (("outputs", 0, "name"), "features", "inputs", "occurs twice"),
        (("quantiles",), [], "outputs[0].dims", "quantile"),
        (("quantiles",), [0.1, 0.9], "quantiles", "0.5 among them"),
        (("quantiles",), [0.1, 0.5, 0.5, 0.9], "quantiles[2]", "ascend"),
        (("quantiles",), [0.0, 0.5, 0.9], "quantiles[0]", "between 0 and 1"),
        (("quantiles",), [0.1, 0.5, 1], "quantiles[2]", "between 0 and 1"),
        (("window",), 0, "window", "whole number from 1"),
        (("product",), "cloudy", "product", "not one of clear-sky, all-weather"),
        (("product",), "all-weather", "product", "radiation or the air temperature at 2 m"),
        (("conformal",), [], "conformal", "0 items"),
        (("conformal", 0, "factor"), 0, "conformal[0].factor", "from 0.01"),
        (("conformal", 1, "distance"), 1, "conformal[1].distance", "ascend"),
        (("domain", "gap_length"), [18, 1], "domain.gap_length", "greater"),
        (("domain", "gap_length"), [18], "domain.gap_length", "1 items"),
        (("domain", "gap_length"), [1, 2, 3], "domain.gap_length", "two numbers"),
        (("training", "seed"), -1, "training.seed", "whole number from 0"),
        (("training", "seed"), 1.5, "training.seed", "whole number"),
        (("training", "minutes"), -1, "training.minutes", "from 0"),
        (("training", "parameters", "units"), [1], "training.parameters.units", "number"),
        (("scores",), [], "scores", "0 items"),
        (("scores", 0, "model"), True, "scores[0].model", "true or false"),
        (("scores", 0, "model"), 10**400, "scores[0].model", "too large"),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_name(path, value, named, reason):
    with pytest.raises(ModelCardError) as refusal:
        ModelCard.parse(changed(path, value))
    assert refusal.value.message.startswith(f"{named}: ")
    assert reason in refusal.value.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "not valid JSON"),
        ('{"schema": 1, "schema": 1}', "occurs twice"),
        ('{"schema": NaN}', "NaN is not a number"),
        ('{"schema": -Infinity}', "not a number"),
        ('{"schema": ' + "9" * 10_000 + "}", ""),
        (" " * 300_000, "300,000 characters"),
    ],
    ids=["empty", "cut", "list", "deep", "twice", "nan", "infinity", "huge number", "long"],
)
def test_text_that_is_no_sound_json_object_is_refused(text, reason):
    with pytest.raises(ModelCardError) as refusal:
        ModelCard.parse(text)
    assert reason in refusal.value.message


def test_an_infinite_score_is_refused_although_json_can_spell_it():
    text = json.dumps(CARD).replace('"model": 2.5', '"model": 1e999')
    with pytest.raises(ModelCardError, match=r"^scores\[0\]\.model: the number is not finite"):
        ModelCard.parse(text)


def test_a_newer_card_is_recognised_before_its_unknown_fields():
    text = json.dumps({"schema": SCHEMA + 1, "something": "new"})
    with pytest.raises(ModelCardError, match="newer GeoGap"):
        ModelCard.parse(text)


def test_a_graph_that_keeps_the_cards_promises_is_accepted():
    card = ModelCard.parse(json.dumps(CARD))
    card.check_graph(INPUTS, OUTPUTS)
    card.check_graph([TensorInfo("features", "float32", (None, "unk__1", 2))], OUTPUTS)


@pytest.mark.parametrize(
    ("inputs", "outputs", "named"),
    [
        ((), OUTPUTS, "inputs[0].name"),
        (INPUTS, (), "outputs[0].name"),
        ([TensorInfo("x", "float32", ("batch", "time", 2))], OUTPUTS, "inputs[0].name"),
        ((*INPUTS, TensorInfo("x", "float32", (1,))), OUTPUTS, "inputs"),
        (INPUTS, (*OUTPUTS, TensorInfo("x", "float32", (1,))), "outputs"),
        ([TensorInfo("features", "float64", ("batch", "time", 2))], OUTPUTS, "inputs[0]"),
        ([TensorInfo("features", "float32", ("batch", 2))], OUTPUTS, "inputs[0].dims"),
        ([TensorInfo("features", "float32", (1, "time", 2))], OUTPUTS, "inputs[0].dims[0]"),
        ([TensorInfo("features", "float32", ("batch", 120, 2))], OUTPUTS, "inputs[0].dims[1]"),
        ([TensorInfo("features", "float32", ("batch", "time", 3))], OUTPUTS, "inputs[0].dims[2]"),
        ([TensorInfo("features", "float32", ("batch", "time", "f"))], OUTPUTS, "inputs[0].dims[2]"),
        (INPUTS, [TensorInfo("quantiles", "float32", ("batch", "time", 9))], "outputs[0].dims[2]"),
    ],
)
def test_a_graph_that_differs_from_the_card_is_refused_by_field(inputs, outputs, named):
    card = ModelCard.parse(json.dumps(CARD))
    with pytest.raises(ModelCardError) as refusal:
        card.check_graph(inputs, outputs)
    assert refusal.value.message.startswith(f"{named}: ")


def test_a_fixed_window_may_be_fixed_in_the_graph():
    card = ModelCard.parse(changed(("window",), 120))
    card.check_graph([TensorInfo("features", "float32", ("batch", 120, 2))], OUTPUTS)
    with pytest.raises(ModelCardError, match=r"inputs\[0\]\.dims\[1\].*size 120"):
        card.check_graph([TensorInfo("features", "float32", ("batch", 96, 2))], OUTPUTS)


def test_the_calibration_factor_follows_the_distance_to_the_nearest_observation():
    card = ModelCard.parse(json.dumps(CARD))
    distance = np.array([[0, 1, 2], [6, 6.5, 12], [13, 1000, np.inf]])
    assert card.conformal_factor(distance).tolist() == [[1.1, 1.1, 1.3], [1.3, 2.0, 2.0], [2.0, 2.0, 2.0]]


def test_everything_that_is_wrong_with_a_card_is_listed_at_once():
    card = copy.deepcopy(CARD)
    card["name"] = ""
    card["colour"] = "blue"
    del card["licence"]
    card["inputs"][0]["dims"] = ["time", "batch", "feature"]
    card["outputs"][0]["name"] = 3
    card["conformal"][1]["factor"] = 0
    card["conformal"][2]["factor"] = -1
    card["training"]["seed"] = "seven"
    del card["training"]["data"][0]["period"]
    card["training"]["packages"]["keras"] = 3
    card["scores"][0]["unit"] = ""
    with pytest.raises(ModelCardError) as refusal:
        ModelCard.parse(json.dumps(card))
    assert sorted(line.split(":")[0] for line in refusal.value.message.splitlines()) == [
        "colour",
        "conformal[1].factor",
        "conformal[2].factor",
        "inputs[0].dims",
        "licence",
        "name",
        "outputs[0].name",
        "scores[0].unit",
        "training.data[0].period",
        "training.packages.keras",
        "training.seed",
    ]


def test_everything_that_is_wrong_with_a_graph_is_listed_at_once():
    card = ModelCard.parse(json.dumps(CARD))
    with pytest.raises(ModelCardError) as refusal:
        card.check_graph([TensorInfo("x", "float32", ("batch", 2))], [TensorInfo("quantiles", "float64", (1,))])
    assert [line.split(":")[0] for line in refusal.value.message.splitlines()] == [
        "inputs[0].name",
        "inputs",
        "outputs[0]",
    ]


def test_a_card_from_before_products_were_named_has_none():
    assert ModelCard.parse(changed(("product",), ABSENT)).product == ""
    assert ModelCard.parse(changed(("predictors",), ABSENT)).predictors == ()


@pytest.mark.parametrize(
    "name",
    ["T2M", "t2m", "2m_temperature", "air_temperature", "GL_sum_6h", "ssrd", "surface_solar_radiation_downwards"],
)
def test_all_weather_is_granted_to_models_that_see_the_weather(name):
    card = json.loads(changed(("inputs", 0, "features"), ["ndvi", name]))
    card["product"] = "all-weather"
    assert ModelCard.parse(json.dumps(card)).product == "all-weather"


@pytest.mark.parametrize("name", ["ndvi", "gloss", "elevation", "land_surface_temperature", "day_sin", "B08", "slope"])
def test_a_view_of_the_ground_is_no_weather(name):
    assert not shows_weather(name)
