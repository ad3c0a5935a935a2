"""The training environment: found, made whole or not at all, and its process stopped at a word."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geogap_plugin.core.errors import Cancelled, GeoGapError, RuntimeMissingError, WorkerError
from geogap_plugin.worker.training import ENVIRONMENT_VARIABLE, SIZE, find_training, install_training, run_training

ROOT = Path(__file__).parents[2]


@pytest.fixture
def no_environment(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)


def package(folder, body):
    """Write a package `training` that does what `body` says, and return the folder that holds it."""
    (folder / "training").mkdir()
    (folder / "training" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "training" / "__main__.py").write_text(body, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("no_environment")
def test_a_missing_environment_says_what_would_be_installed_and_how_big_it_is(tmp_path):
    with pytest.raises(RuntimeMissingError) as refusal:
        find_training(tmp_path / "environment")
    assert "TensorFlow" in refusal.value.message
    assert SIZE in refusal.value.message
    assert "2 GB" in SIZE
    assert ENVIRONMENT_VARIABLE in refusal.value.message


def test_an_environment_without_the_packages_names_what_it_lacks(tmp_path, monkeypatch):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "bare"))
    with pytest.raises(RuntimeMissingError, match=r"lacks tensorflow, keras.*requirements\.txt"):
        find_training(tmp_path / "other")


def test_lines_arrive_with_their_numbers_and_arguments_as_given(tmp_path):
    folder = package(
        tmp_path,
        "import json, sys\n"
        "print(json.dumps({'text': 'epoch 1/2', 'share': 0.5, 'loss': 0.2}))\n"
        "print('a plain line')\n"
        "print(json.dumps({'text': repr(sys.argv[1:])}))\n",
    )
    lines = []
    run_training(
        sys.executable,
        [folder],
        ["train", "a b", "--licence=ü"],
        on_line=lambda text, facts: lines.append((text, facts)),
        cancelled=lambda: False,
    )
    assert lines[0] == ("epoch 1/2", {"share": 0.5, "loss": 0.2})
    assert lines[1] == ("a plain line", {})
    assert lines[2] == (repr(["train", "a b", "--licence=ü", "--progress", "json"]), {})


def test_a_refusal_arrives_in_its_own_words_and_a_crash_with_its_end(tmp_path):
    refused = package(tmp_path, "import sys\nprint('error: The series is too short.', file=sys.stderr)\nsys.exit(1)\n")
    with pytest.raises(GeoGapError, match=r"^The series is too short"):
        run_training(sys.executable, [refused], [], on_line=print, cancelled=lambda: False)
    (refused / "training" / "__main__.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(WorkerError, match="exit status 1") as failure:
        run_training(sys.executable, [refused], [], on_line=print, cancelled=lambda: False)
    assert "ZeroDivisionError" in failure.value.details


def test_cancelling_stops_the_process_within_a_second(tmp_path):
    folder = package(tmp_path, "import os, time\nprint(os.getpid(), flush=True)\nwhile True:\n    time.sleep(0.1)\n")
    pids = []
    asked = []

    def cancelled():
        if pids:
            asked.append(time.monotonic())
        return bool(pids)

    with pytest.raises(Cancelled):
        run_training(
            sys.executable, [folder], [], on_line=lambda text, facts: pids.append(int(text)), cancelled=cancelled
        )
    assert time.monotonic() - asked[0] < 1
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_packages_of_the_environment_come_before_a_plugins_folder(tmp_path):
    folder = package(tmp_path, "import json\nprint(json.__file__)\n")
    (folder / "json.py").write_text("raise ImportError('a plugin called json')\n", encoding="utf-8")
    lines = []
    run_training(sys.executable, [folder], [], on_line=lambda text, facts: lines.append(text), cancelled=lambda: False)
    assert not lines[0].startswith(str(folder))


@pytest.mark.usefixtures("no_environment")
def test_without_a_package_index_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("a-package-that-nobody-made==1.0\n", encoding="utf-8")
    lines = []
    with pytest.raises(WorkerError, match="no fitting version") as failure:
        install_training(tmp_path / "place" / "environment", requirements, on_line=lines.append)
    assert "a-package-that-nobody-made" in failure.value.details
    assert SIZE in lines[0]
    assert list((tmp_path / "place").iterdir()) == []


@pytest.mark.usefixtures("no_environment")
def test_an_environment_that_lacks_something_does_not_replace_the_old_one(tmp_path):
    folder = tmp_path / "environment"
    folder.mkdir()
    (folder / "old").write_text("", encoding="utf-8")
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(WorkerError, match="lacks tensorflow"):
        install_training(folder, requirements, on_line=lambda line: None)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["environment", "requirements.txt"]
    assert (folder / "old").exists()


@pytest.mark.usefixtures("no_environment")
def test_cancelling_an_installation_leaves_nothing_behind(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing\n", encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(Cancelled):
        install_training(
            tmp_path / "place" / "environment",
            requirements,
            on_line=lambda line: None,
            cancelled=lambda: time.monotonic() - began > 0.6,
        )
    assert list((tmp_path / "place").iterdir()) == []
