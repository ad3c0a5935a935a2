"""Training on one's own series: what is read, what is held out, what is begun with, and when a model is kept."""

import importlib.util
import json
import os
from dataclasses import replace

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("TensorFlow is not installed here; see training/requirements.txt", allow_module_level=True)

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import onnx

from geogap_plugin.core.errors import CalendarError, InputError, ModelFileError
from geogap_plugin.core.model_card import ModelCard, Range, TensorSpec, card_of
from geogap_plugin.core.onnx_file import read_model
from geogap_plugin.core.series.features import FEATURES
from geogap_plugin.core.trials.scoring import MethodScores
from tests.model_examples import CARD
from training import export, fit, own_series, ranking
from training.__main__ import main
from training.networks import build_network
from training.rebuild import rebuild
from training.recipe import read_recipe
from training.series_file import read_series
from training.split import split_record
from training.windows import training_windows, validation_windows

# TensorFlow takes its threads before its first operation, which here may be any test's.
fit.prepare_tensorflow(0)

MISSING = ("2004-03", "2007-05", "2007-06", "2012-02")
ROWS, COLUMNS, MONTHS = 4, 5, 132
SEA = (0, 0)


def field(seed=1):
    """A seasonal cycle and a slow wander, different in every cell, with noise; cm."""
    rng = np.random.default_rng(seed)
    t = np.arange(MONTHS)[:, np.newaxis, np.newaxis]
    phase = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS) / 5.0
    wander = np.cumsum(rng.normal(0, 0.5, (MONTHS, ROWS, COLUMNS)), axis=0)
    return 8 * np.sin(2 * np.pi * t / 12 + phase) + wander + rng.normal(0, 0.5, wander.shape)


def write_geotiff(path, values, dates, *, unit="cm"):
    import rasterio
    from rasterio.transform import from_origin

    options = {"driver": "GTiff", "width": COLUMNS, "height": ROWS, "count": len(dates), "dtype": "float32"}
    with rasterio.open(
        path, "w", crs="EPSG:4326", transform=from_origin(-60, 3, 1, 1), nodata=-9999.0, **options
    ) as data:
        for band, (date, layer) in enumerate(zip(dates, values, strict=True), start=1):
            data.write(np.where(np.isfinite(layer), layer, -9999.0).astype("float32"), band)
            data.set_band_description(band, date)
            data.set_band_unit(band, unit)
    return path


@pytest.fixture(scope="module")
def series_file(tmp_path_factory):
    """A monthly GeoTIFF of eleven years without four of its months, and with a cell of sea."""
    months = [str(np.datetime64("2002-01") + month) for month in range(MONTHS)]
    values = field()
    values[:, SEA[0], SEA[1]] = np.nan
    there = [index for index, month in enumerate(months) if month not in MISSING]
    path = tmp_path_factory.mktemp("own") / "my storage.tif"
    return write_geotiff(path, values[there], [f"{months[index]}-16" for index in there])


def small(**changes):
    settings = {"series": 60, "validation": 40, "units": 6, "dense": 6, "epochs": 1, "batch": 32, "channels": 4}
    return replace(read_recipe("series").override(**(settings | changes)), baseline="harmonic")


def write_bundled(path, kind="lstm", scale=1e-3):
    """Export a network with weights of our own, with a card that tells how it is built."""
    recipe = read_recipe("monthly").override(networks=(kind,), units=6, layers=1, dense=6, channels=4, dilations=(1, 2))
    network = build_network(recipe)
    rng = np.random.default_rng(5)
    network.set_weights([weight + scale * rng.normal(size=weight.shape) for weight in network.get_weights()])
    card = ModelCard.parse(json.dumps(CARD))
    card = replace(
        card,
        inputs=(TensorSpec(export.INPUT, ("batch", "time", "feature"), FEATURES),),
        outputs=(TensorSpec(export.OUTPUT, ("batch", "time", "quantile"), ()),),
        quantiles=recipe.quantiles,
        baseline="harmonic",
        training=replace(card.training, parameters={**recipe.parameters(), "network": kind}),
    )
    export.write_model(export.to_onnx(network), card, path)
    return path, network


# What is read.


def test_a_geotiff_of_dated_bands_is_laid_onto_its_calendar(series_file):
    series = read_series(series_file, 1000, 0)
    assert (str(series.cadence), series.unit, series.period) == ("month", "cm", "2002-01 to 2012-12")
    assert series.values.shape == (MONTHS, ROWS * COLUMNS - 1)
    assert series.latitude == Range(-1, 3)
    empty = [str(time)[:7] for time in series.times[np.isnan(series.values).all(axis=1)]]
    assert tuple(empty) == MISSING
    expected = field().reshape(MONTHS, -1)[:, 1:]
    there = np.isfinite(series.values)
    np.testing.assert_allclose(series.values[there], expected[there], atol=1e-5)


def test_cells_are_drawn_by_the_seed_and_never_more_than_asked(series_file):
    first, again, other = (read_series(series_file, 7, seed) for seed in (1, 1, 2))
    assert first.values.shape[1] == 7
    assert first.cells == ROWS * COLUMNS - 1
    assert first.digest == again.digest != other.digest


def test_a_netcdf_file_is_read_with_its_fill_value_unit_and_bounds(tmp_path):
    import xarray

    days = np.array([np.datetime64("2002-01") + month for month in range(MONTHS)]).astype("datetime64[ns]")
    middle = days + np.timedelta64(14, "D")
    # As in GRACE: a solution that is dated into January but reaches back into a December without one.
    middle[47] = middle[48] - np.timedelta64(13, "D")
    values = field()
    values[3, 1, 1] = np.nan
    content = {
        "storage": (("time", "lat", "lon"), values, {"units": "cm"}),
        "land": (("lat", "lon"), np.ones((ROWS, COLUMNS))),
        "time_bounds": (("time", "side"), np.stack([days, days + np.timedelta64(27, "D")], axis=1)),
    }
    axes = {
        "time": ("time", middle, {"bounds": "time_bounds"}),
        "lat": np.arange(ROWS) + 0.5,
        "lon": np.arange(COLUMNS),
    }
    path = tmp_path / "storage.nc"
    units = {"units": "days since 2002-01-01"}
    encoding = {"storage": {"_FillValue": -99999.0}, "time": units, "time_bounds": units}
    xarray.Dataset(content, axes).to_netcdf(path, engine="h5netcdf", encoding=encoding)
    series = read_series(path, 1000, 0)
    assert (series.variable, series.unit) == ("storage", "cm")
    assert series.latitude == Range(0.5, ROWS - 0.5)
    assert series.values.shape == (MONTHS, ROWS * COLUMNS)
    assert np.isnan(series.values).sum() == 1


@pytest.mark.parametrize(
    ("names", "error", "said"),
    [
        (["first", "second"], CalendarError, "band 1 is called “first”"),
        (["2002-01-16", "2002-02-16"], InputError, "no cell has 24 observations"),
    ],
)
def test_what_is_no_series_is_refused_in_words(tmp_path, names, error, said):
    path = write_geotiff(tmp_path / "short.tif", field()[:2], names)
    with pytest.raises(error, match=said):
        read_series(path, 10, 0)


def test_a_file_that_is_not_there_or_no_raster_is_refused(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_series(tmp_path / "none.tif", 10, 0)
    for name in ("text.tif", "text.nc"):
        (tmp_path / name).write_text("no raster", encoding="utf-8")
        with pytest.raises(InputError, match="cannot be read"):
            read_series(tmp_path / name, 10, 0)


# What is held out.


@pytest.mark.parametrize("epochs", [72, 100, 177, 400])
@pytest.mark.parametrize("length", [1, 11, 40])
def test_the_parts_follow_one_another_with_margins(epochs, length):
    split = split_record(epochs, length)
    assert 0.4 * epochs < split.training
    assert split.training + split.margin == split.validation[0]
    assert split.validation[1] + split.margin == split.test[0]
    assert split.test[1] == epochs
    assert 1 <= split.margin <= 6
    for mask in split.test_masks():
        hidden = np.flatnonzero(mask)
        assert len(hidden) == split.length <= length
        assert split.test[0] <= hidden.min() <= hidden.max() < epochs - 1
    for mask in split.validation_masks():
        hidden = np.flatnonzero(mask)
        assert split.validation[0] <= hidden.min() <= hidden.max() < split.validation[1]


def test_a_record_that_is_too_short_to_split_is_refused():
    with pytest.raises(InputError, match="71 epochs"):
        split_record(71, 11)


def test_nothing_of_the_later_parts_reaches_the_training_windows(series_file):
    series = read_series(series_file, 1000, 0)
    split = split_record(len(series.times), 11)
    changed = series.values.copy()
    changed[split.training :] += 100 * np.random.default_rng(0).normal(size=changed[split.training :].shape)
    group, other = (training_windows(small(), one, split) for one in (series, replace(series, values=changed)))
    for name in ("inputs", "target", "hidden", "distance"):
        np.testing.assert_array_equal(getattr(group, name), getattr(other, name))
    changed = series.values.copy()
    changed[split.validation[1] :] = np.nan
    group, other = (validation_windows(small(), one, split) for one in (series, replace(series, values=changed)))
    np.testing.assert_array_equal(group.inputs, other.inputs)


def test_hidden_values_do_not_reach_the_inputs_and_every_number_is_finite(series_file):
    series = read_series(series_file, 1000, 0)
    split = split_record(len(series.times), 11)
    group = training_windows(small(), series, split)
    assert group.inputs.shape == (60, split.training, len(FEATURES))
    observed = group.inputs[:, :, FEATURES.index("observed")] > 0
    assert not (observed & group.hidden).any()
    assert group.hidden.any(axis=1).all()
    for name in ("inputs", "target", "distance"):
        assert np.isfinite(getattr(group, name)).all()


# What is begun with.


@pytest.mark.parametrize("kind", ["lstm", "conv"])
def test_a_network_is_rebuilt_from_its_onnx_file(tmp_path, kind):
    path, network = write_bundled(tmp_path / "m.onnx", kind, scale=0.3)
    data, info = read_model(path)
    predict = export.runner(onnx.load_from_string(data))
    rebuilt = rebuild(card_of(info), data, predict)
    inputs = np.random.default_rng(3).normal(size=(7, 91, len(FEATURES))).astype(np.float32)
    expected = np.asarray(network(inputs))
    assert np.max(np.abs(np.asarray(rebuilt(inputs)) - expected)) <= 1e-6 * np.max(np.abs(expected))


def test_a_graph_that_is_not_the_cards_is_not_rebuilt(tmp_path):
    path, _ = write_bundled(tmp_path / "m.onnx")
    data, info = read_model(path)
    predict, card = export.runner(onnx.load_from_string(data)), card_of(info)

    def with_parameters(**changes):
        return replace(card, training=replace(card.training, parameters={**card.training.parameters, **changes}))

    with pytest.raises(ModelFileError, match="not the one that its card describes"):
        rebuild(with_parameters(units=7), data, predict)
    with pytest.raises(ModelFileError, match="not one of ours"):
        rebuild(with_parameters(network="transformer"), data, predict)
    parameters = {name: value for name, value in card.training.parameters.items() if name != "network"}
    with pytest.raises(ModelFileError, match="another version"):
        rebuild(replace(card, training=replace(card.training, parameters=parameters)), data, predict)
    with pytest.raises(ModelFileError, match="differs from it"):
        rebuild(card, data, lambda given: {"quantiles": predict(given)["quantiles"] * 1.0001})


# When a model is kept.


def scores(**rmse_and_crps):
    return {
        name: MethodScores({"rmse": np.array([rmse]), "crps": np.array([crps])}, 0.0)
        for name, (rmse, crps) in rmse_and_crps.items()
    }


def test_a_model_is_good_enough_when_nothing_else_has_a_lower_error():
    assert ranking.better_ones(scores(ours=(2.0, 1.0), zero=(2.0, 1.0), base=(2.1, 1.2)), "ours") == []
    assert ranking.better_ones(scores(ours=(2.0, 1.1), zero=(2.1, 1.0), base=(2.2, 1.2)), "ours") == ["zero"]
    assert ranking.better_ones(scores(ours=(2.3, 0.9), zero=(2.1, 1.0), base=(2.2, 1.2)), "ours") == ["zero", "base"]


def test_the_verdict_names_what_is_better_with_its_numbers():
    text = ranking.verdict(scores(ours=(2.5, 1.1), zero=(2.25, 1.0), base=(2.6, 1.2)), "ours", "cm")
    assert "not as good" in text
    assert "zero: RMSE 2.25 cm, CRPS 1 cm" in text
    assert "base" not in text


def run_of(series_file, folder, **changes):
    bundled, _ = write_bundled(folder / "bundled.onnx")
    output = folder / "out" / "own.onnx"
    return own_series.Run(series_file, output, folder / "build", bundled, "the command", "CC0-1.0", **changes)


def test_a_trained_model_says_on_its_card_what_it_was_trained_and_scored_on(series_file, tmp_path):
    lines = []
    card = own_series.train_series(small(epochs=2), run_of(series_file, tmp_path, keep_anyway=True), lines.append)
    assert card == card_of(read_model(tmp_path / "out" / "own.onnx")[1])
    assert card.name == "my-storage"
    assert (card.unit, card.cadence, card.baseline, card.domain.latitude) == ("cm", "month", "harmonic", Range(-1, 3))
    [data, *others] = card.training.data
    assert (data.name, data.licence, data.period) == ("my storage.tif", "CC0-1.0", "2002-01 to 2012-12")
    assert others
    assert "trained on 2002-01-" in card.description
    assert card.training.parameters["began_with"].startswith("monthly 1.0.0, sha256 ")
    assert card.training.parameters["units"] == 6
    assert len({score.split for score in card.scores}) == 2
    rows = {("without training" in score.split, score.metric): score for score in card.scores}
    ours, theirs = rows[(False, "RMSE, mean over cells")], rows[(True, "RMSE, mean over cells")]
    assert ours.unit == theirs.unit == "cm"
    assert ours.baseline == theirs.baseline
    assert any(line.startswith("Beginning with the weights of monthly 1.0.0") for line in lines)
    assert lines[-1].facts["written"] == str(tmp_path / "out" / "own.onnx")


def test_a_model_that_is_worse_is_not_written_and_the_reason_is_said(series_file, tmp_path):
    lines = []
    recipe = small(learning_rate=3.0)
    assert own_series.train_series(recipe, run_of(series_file, tmp_path), lines.append) is None
    assert not (tmp_path / "out").exists()
    assert any("is not as good as what there was" in line for line in lines)
    assert lines[-1].facts["written"] == ""


def test_without_a_fitting_bundled_model_a_network_is_trained_from_scratch(series_file, tmp_path):
    lines = []
    run = replace(run_of(series_file, tmp_path, keep_anyway=True), bundled=tmp_path / "none.onnx")
    card = own_series.train_series(small(), run, lines.append)
    assert card.training.parameters["began_with"] == "random weights"
    assert card.training.parameters["network"] == "lstm"
    assert any("There is no bundled model" in line for line in lines)
    assert len({score.split for score in card.scores}) == 1


def test_the_command_line_trains_on_a_file_and_speaks_json(series_file, tmp_path, capsys):
    bundled, _ = write_bundled(tmp_path / "bundled.onnx")
    output = tmp_path / "own.onnx"
    words = ["train", "series", "--data", str(series_file), "--begin", str(bundled), "--output", str(output)]
    words += ["--build", str(tmp_path), "--series", "60", "--validation", "40", "--epochs", "2", "--keep-anyway"]
    assert main([*words, "--licence", "CC0-1.0", "--progress", "json"]) == 0
    spoken = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    epochs = [line for line in spoken if "epoch" in line]
    assert [line["share"] for line in epochs] == [0.5, 1.0]
    assert all(line["loss"] > 0 and line["validation"] > 0 and line["seconds_left"] >= 0 for line in epochs)
    assert spoken[-1]["written"] == str(output)
    command = card_of(read_model(output)[1]).training.command
    assert command.startswith("python -m training train series --data my storage.tif --series 60")
    assert str(tmp_path) not in command


def test_the_recipe_series_asks_for_a_file(capsys):
    assert main(["train", "series"]) == 1
    assert "--data FILE" in capsys.readouterr().err
