"""The repository stays small, complete, and free of traces of the machine that it was made on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 3_000_000
# Absolute folders of a development machine and addresses of package mirrors.
FOLDERS = r"(?<![\w./~-])/(work|farm|root|opt/wheels)/"
MIRRORS = r"(?:deb|archive|ports)\.(?:debian|ubuntu)\.\w+|pypi\.org/simple"
TRACES = re.compile(f"{FOLDERS}|{MIRRORS}")


def tracked():
    """Return the files that git has or would take; every file outside build/ where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        paths = [path for path in ROOT.rglob("*") if not {"build", ".git", "__pycache__"} & set(path.parts)]
    return [path for path in paths if path.is_file()]


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_is_larger_than_three_megabytes():
    assert [f"{path.relative_to(ROOT)}" for path in tracked() if path.stat().st_size > LARGEST] == []


def test_no_file_names_a_folder_or_mirror_of_the_machine_it_was_made_on():
    hits = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if TRACES.search(line)
    ]
    assert hits == []


def test_no_code_is_left_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX)\b")
    code = [path for path in tracked() if path.suffix in {".py", ".sh"} and path != Path(__file__)]
    assert [str(path.relative_to(ROOT)) for path in code if later.search(text_of(path))] == []


def test_no_module_is_called_utils():
    assert [str(path) for path in tracked() if re.fullmatch(r"(utils?|helpers?|misc)\.py", path.name)] == []


def test_no_notebook_cache_or_editor_folder_is_tracked():
    forbidden = {".ipynb_checkpoints", "__pycache__", ".idea", ".vscode", ".DS_Store"}
    assert [str(path) for path in tracked() if forbidden & set(path.parts)] == []


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "metadata.txt", "pyproject.toml", "Makefile"])
def test_what_a_visitor_looks_for_is_there(name):
    assert (ROOT / name).is_file()


def test_help_lists_every_command():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = ["demo", "test", "run", "plugin", "package", "lint", "bench", "train", "sample", "screens", "clean"]
    assert [command for command in commands if f"make {command} " not in shown] == []


@pytest.mark.parametrize("script", sorted((ROOT / "tools").glob("*.sh")), ids=lambda script: script.name)
def test_shell_scripts_can_be_read_by_a_plain_shell(script):
    subprocess.run(["sh", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o100
