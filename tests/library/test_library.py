"""The library keeps what it is given, whole, under its name and version, and is not upset by a damaged file."""

import hashlib
from pathlib import Path

import pytest

from geogap_plugin.core.errors import InputError, ModelCardError, ModelFileError
from geogap_plugin.library import install, installed_models, newest, version_order
from tests.series_onnx import series_model


def test_a_model_is_installed_whole_and_found_by_its_card(tmp_path):
    data = series_model(name="Alpine snow / LST", version="2.0.1")
    installed = install(data, tmp_path / "new" / "library")
    assert installed.path.read_bytes() == data
    assert installed.info.sha256 == hashlib.sha256(data).hexdigest()
    [found] = installed_models([tmp_path / "new" / "library"])
    assert (found.card.name, found.card.version) == ("Alpine snow / LST", "2.0.1")
    assert [path.name for path in installed.path.parent.iterdir()] == [installed.path.name]


def test_a_path_is_as_good_as_bytes(tmp_path):
    source = tmp_path / "model.onnx"
    source.write_bytes(series_model())
    assert install(source, tmp_path / "library").path.read_bytes() == source.read_bytes()
    assert install(str(source), tmp_path / "library").path.read_bytes() == source.read_bytes()


def test_the_same_file_again_changes_nothing(tmp_path):
    first = install(series_model(), tmp_path)
    before = first.path.stat()
    assert install(series_model(), tmp_path) == first
    assert first.path.stat() == before


def test_another_file_of_the_same_name_and_version_must_be_allowed(tmp_path):
    first = install(series_model(spread=1), tmp_path)
    other = series_model(spread=2)
    with pytest.raises(InputError, match=r"monthly 1\.0\.0"):
        install(other, tmp_path)
    assert first.path.read_bytes() == series_model(spread=1)
    assert install(other, tmp_path, overwrite=True).path.read_bytes() == other
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_somebody_renamed_is_still_replaced_and_not_doubled(tmp_path):
    first = install(series_model(spread=1), tmp_path)
    renamed = first.path.rename(tmp_path / "mine.onnx")
    install(series_model(spread=2), tmp_path, overwrite=True)
    assert list(tmp_path.iterdir()) == [renamed]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "a b"}, {"name": "a-b"}),
        ({"name": "a", "version": "b-1"}, {"name": "a-b", "version": "1"}),
        ({"name": "x" * 80}, {"name": "x" * 79 + "y"}),
        ({"name": "雪" * 80}, {"name": "氷" * 80}),
        ({"name": "../../escape"}, {"name": ".hidden"}),
    ],
)
def test_names_that_look_alike_as_files_stay_apart_and_inside(tmp_path, one, other):
    library = tmp_path / "library"
    paths = {install(series_model(**changes), library).path for changes in (one, other)}
    assert len(paths) == 2
    assert all(path.parent == library and not path.name.startswith(".") for path in paths)
    assert len(installed_models([library])) == 2


@pytest.mark.parametrize(
    ("data", "kind"), [(b"no model at all", ModelFileError), (series_model(metadata={}), ModelCardError)]
)
def test_a_model_that_is_refused_leaves_no_trace(tmp_path, data, kind):
    with pytest.raises(kind):
        install(data, tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(InputError, match="a file"):
        install(series_model(), blocked / "library")


def test_damaged_files_are_told_and_left_out(tmp_path):
    good = install(series_model(), tmp_path)
    (tmp_path / "cut.onnx").write_bytes(series_model()[:-40])
    (tmp_path / "empty.onnx").write_bytes(b"")
    (tmp_path / "folder.onnx").mkdir()
    (tmp_path / "notes.txt").write_text("not a model", encoding="utf-8")
    told = []
    assert installed_models([tmp_path, tmp_path / "nowhere"], told.append) == [good]
    assert sorted(Path(line.split(" is left out")[0].split(" ")[-1]).name for line in told) == [
        "cut.onnx",
        "empty.onnx",
        "folder.onnx",
    ]


def test_the_newest_version_of_a_name_wins_wherever_it_lies(tmp_path):
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    install(series_model(version="1.9.0"), bundled)
    install(series_model(name="other", version="1"), bundled)
    install(series_model(version="1.10.0"), own)
    install(series_model(version="1.2.0"), own)
    found = [(model.card.name, model.card.version) for model in newest(installed_models([bundled, own]))]
    assert sorted(found) == [("monthly", "1.10.0"), ("other", "1")]


def test_an_installed_model_stands_in_for_a_bundled_one_of_the_same_version(tmp_path):
    install(series_model(spread=1), tmp_path / "bundled")
    own = install(series_model(spread=2), tmp_path / "own")
    assert newest(installed_models([tmp_path / "bundled", tmp_path / "own"])) == [own]


def test_versions_are_ordered_as_people_read_them():
    ordered = ["0.9", "1.0.0a1", "1.0.0rc1", "1.0.0rc2", "1.0.0", "1.0.0.1", "1.0.1", "1.2", "1.10", "2", "2026.11"]
    assert sorted(sorted(ordered), key=version_order) == ordered
