"""A folder of packages is replaced whole or stays as it was."""

import shutil

import pytest

from geogap_plugin.core.errors import WorkerError
from geogap_plugin.worker.installing import staged


def names(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_the_new_folder_takes_the_place_of_the_old_one(tmp_path):
    folder = tmp_path / "environment"
    folder.mkdir()
    (folder / "old").touch()
    with staged(folder) as staging:
        (staging / "new").touch()
        assert (folder / "old").exists()
    assert names(tmp_path) == ["environment", "new"]


def test_after_an_error_the_old_folder_is_there(tmp_path):
    folder = tmp_path / "environment"
    folder.mkdir()
    (folder / "old").touch()

    def install():
        with staged(folder) as staging:
            (staging / "new").touch()
            raise WorkerError("no room")

    with pytest.raises(WorkerError, match="no room"):
        install()
    assert names(tmp_path) == ["environment", "old"]


def test_a_new_folder_that_cannot_be_put_into_place_leaves_the_old_one(tmp_path):
    folder = tmp_path / "environment"
    folder.mkdir()
    (folder / "old").touch()
    with pytest.raises(WorkerError, match="cannot be replaced"), staged(folder) as staging:
        shutil.rmtree(staging)
    assert names(tmp_path) == ["environment", "old"]
