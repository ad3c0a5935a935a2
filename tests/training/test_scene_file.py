"""Scenes and predictors are read as they are, and what does not go together is refused in words."""

import importlib.util

import numpy as np
import pytest

if importlib.util.find_spec("tensorflow") is None:
    pytest.skip("the training environment is needed; see training/requirements.txt", allow_module_level=True)

from geogap_plugin.core.errors import CalendarError, InputError
from training.recipe import SceneData
from training.scene_file import read_scenes

from . import scenes


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    return folder, *scenes.make(folder)


def test_values_dates_units_and_names_are_those_of_the_files(made):
    folder, truth, cloudy = made
    read = read_scenes(SceneData(), folder)
    assert (read.name, read.variable, read.unit, read.latitude) == ("lst.tif", "LST", "K", None)
    np.testing.assert_array_equal(read.times, scenes.moments())
    [values], [predictors] = read.values, read.predictors
    assert np.isnan(values[cloudy]).all()
    np.testing.assert_allclose(values[~cloudy], truth[~cloudy], atol=2)
    assert [str(one) for one in read.offered] == ["T2M (K)", "cover", "height (m)"]
    assert read.classes == (False, True, False)
    assert predictors.shape == (3, *truth.shape)
    # One without a date stands for all.
    assert (predictors[2] == predictors[2, :1]).all()


def test_quality_layers_mask_and_say_how_much(made):
    folder, _, _ = made
    [values] = read_scenes(SceneData(), folder).values
    read = read_scenes(SceneData(masks=("qc.tif = QC: bits 0-1 = 2, 3",)), folder)
    [masked] = read.values
    lost = np.isfinite(values) & np.isnan(masked)
    assert 0.08 < lost.sum() / np.isfinite(values).sum() < 0.12
    with pytest.raises(InputError, match="is not of the form"):
        read_scenes(SceneData(masks=("qc.tif",)), folder)
    assert any(note.startswith("qc.tif masks 1") for note in read.notes)


def test_predictors_that_hold_classes_can_be_named(made):
    folder, *_ = made
    assert read_scenes(SceneData(classes=("Height",)), folder).classes == (False, True, True)
    with pytest.raises(InputError, match="no predictor is called “slope”"):
        read_scenes(SceneData(classes=("slope",)), folder)


def test_an_impossible_temperature_is_left_out(made, tmp_path):
    _, truth, _ = made
    values = truth.astype("f4")
    values[4, 5, 6] = 900.0
    scenes.write(tmp_path / "lst.tif", values, scenes.moments(), "K", GEOGAP_VARIABLE="LST")
    read = read_scenes(SceneData(predictors=("*.tif",)), tmp_path)
    assert np.argwhere(np.isnan(read.values[0])).tolist() == [[4, 5, 6]]
    assert "1 outliers are left out." in read.notes
    assert read.offered == ()


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda path, air: scenes.write(path, air, scenes.moments(), west=680070.0), "is not on the grid of"),
        (lambda path, air: scenes.write(path, air[:, 1:], scenes.moments()), "is not on the grid of"),
        (lambda path, air: scenes.write(path, air, scenes.moments() + np.timedelta64(1, "h")), "has other dates"),
        (lambda path, air: scenes.write(path, air[1:], scenes.moments()[1:]), "has other dates"),
        (lambda path, air: path.write_text("no raster", encoding="utf-8"), "is missing or no raster"),
    ],
)
def test_a_predictor_that_does_not_fit_is_refused(made, tmp_path, write, said):
    folder, truth, _ = made
    write(tmp_path / "air.tif", truth.astype("f4"))
    with pytest.raises(InputError, match=said):
        read_scenes(SceneData(predictors=(str(tmp_path / "air.tif"),)), folder)


def test_files_that_are_not_there_and_bands_without_dates_are_refused(made, tmp_path):
    folder, truth, _ = made
    with pytest.raises(InputError, match="there is no file"):
        read_scenes(SceneData(predictors=("nothing/*.tif",)), folder)
    with pytest.raises(InputError, match="is missing or no raster"):
        read_scenes(SceneData(target="none.tif"), folder)
    scenes.write(tmp_path / "lst.tif", truth.astype("f4"), [f"layer {date}" for date in range(len(truth))])
    with pytest.raises(CalendarError):
        read_scenes(SceneData(predictors=("*.tif",)), tmp_path)
    scenes.write(tmp_path / "lst.tif", truth.astype("f4"), scenes.moments()[::-1])
    with pytest.raises(CalendarError, match="do not ascend"):
        read_scenes(SceneData(predictors=("*.tif",)), tmp_path)
