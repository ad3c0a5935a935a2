"""The zip keeps the plugin repository's rules, one test a rule."""

from __future__ import annotations

import ast
import configparser
import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "geogap_plugin"


def run_step(step):
    return subprocess.run(
        [sys.executable, "tools/package.py", step], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def zip_path():
    run_step("stage")
    return ROOT / re.search(r"build/\S+\.zip", run_step("zip"))[0]


@pytest.fixture(scope="module")
def names(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def metadata(zip_path):
    parser = configparser.ConfigParser(interpolation=None)
    with zipfile.ZipFile(zip_path) as archive:
        parser.read_string(archive.read(f"{PACKAGE}/metadata.txt").decode("utf-8"))
    return parser["general"]


@pytest.fixture(scope="module")
def modules(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        return {name: ast.parse(archive.read(name)) for name in archive.namelist() if name.endswith(".py")}


def test_is_at_most_25_megabytes(zip_path):
    assert zip_path.stat().st_size <= 25e6


def test_holds_one_folder_named_like_the_package(names):
    assert {PurePosixPath(name).parts[0] for name in names} == {PACKAGE}


def test_holds_licence_metadata_code_and_resources(names):
    needed = ["LICENSE", "metadata.txt", "__init__.py", "resources/icons/geogap.svg"]
    needed += ["resources/styles/twsa.qml", "resources/sample/geogap_sample_twsa.tif"]
    needed += ["resources/outlines/basins.geojson"]
    assert not {f"{PACKAGE}/{name}" for name in needed} - set(names)


def test_the_licence_is_the_gpl_version_2(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        text = archive.read(f"{PACKAGE}/LICENSE").decode("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 2, June 1991" in text


def test_holds_no_hidden_file_cache_or_test(names):
    for name in names:
        parts = PurePosixPath(name).parts
        assert not any(part.startswith(".") for part in parts), name
        assert not {"__pycache__", "__MACOSX", "tests", "test"} & set(parts), name


def test_holds_no_binary_and_no_script(names):
    forbidden = {".so", ".dll", ".dylib", ".pyd", ".exe", ".sh", ".bat", ".cmd", ".pyc", ".whl", ".zip", ".pkl"}
    assert [name for name in names if PurePosixPath(name).suffix.lower() in forbidden] == []


@pytest.mark.parametrize(
    "key",
    ["name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository"],
)
def test_metadata_has_the_required_key(metadata, key):
    assert metadata.get(key, "").strip()


def test_metadata_names_the_qgis_versions_and_the_provider(metadata):
    assert metadata["qgisMinimumVersion"] == "3.40"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert metadata["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in metadata


def test_metadata_links_are_web_addresses(metadata):
    for key in ("homepage", "tracker", "repository"):
        assert re.fullmatch(r"https://\S+", metadata[key]), key


def test_metadata_icon_is_in_the_zip(metadata, names):
    assert f"{PACKAGE}/{metadata['icon']}" in names


def test_the_version_is_the_changelogs_newest(metadata):
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert metadata["version"] == newest[1]


def test_about_states_the_external_dependency(metadata):
    assert "external dependency" in metadata["about"].lower()
    assert "onnxruntime" in metadata["about"]


def test_two_builds_give_the_same_bytes(zip_path):
    first = hashlib.sha256(zip_path.read_bytes()).hexdigest()
    run_step("stage")
    run_step("zip")
    assert hashlib.sha256(zip_path.read_bytes()).hexdigest() == first


def called(node):
    """Return the dotted name of what a call calls, as far as it is names and attributes."""
    parts = []
    target = node.func
    while isinstance(target, ast.Attribute):
        parts.append(target.attr)
        target = target.value
    if isinstance(target, ast.Name):
        parts.append(target.id)
    return ".".join(reversed(parts))


FORBIDDEN_CALLS = {
    "eval": r"eval|exec|compile|__import__",
    "os.system": r"os\.(system|popen|exec\w*|spawn\w*)",
    "pickle": r"(pickle|cPickle|marshal|shelve|dill|joblib)\.\w+|.*\.read_pickle",
    "extractall": r".*\.extractall",
    "md5": r"(hashlib\.)?(md5|sha1)",
    "subprocess in a shell": r"subprocess\.(getoutput|getstatusoutput)",
    "mktemp": r"tempfile\.mktemp",
}


@pytest.mark.parametrize("rule", FORBIDDEN_CALLS)
def test_code_never_calls(modules, rule):
    hits = [
        f"{name}:{node.lineno} {called(node)}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and re.fullmatch(FORBIDDEN_CALLS[rule], called(node))
    ]
    assert hits == []


def test_code_never_uses_a_shell_or_unpickles(modules):
    hits = [
        f"{name}:{node.value.lineno} {node.arg}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg in ("shell", "allow_pickle")
        and not (isinstance(node.value, ast.Constant) and node.value.value is False)
    ]
    assert hits == []


def test_code_holds_no_assert(modules):
    nodes = ((name, node) for name, tree in modules.items() for node in ast.walk(tree))
    hits = [f"{name}:{node.lineno}" for name, node in nodes if isinstance(node, ast.Assert)]
    assert hits == []


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module, node.lineno


def test_qt_comes_from_qgis_alone(modules):
    hits = [
        f"{name}:{line} {module}"
        for name, tree in modules.items()
        for module, line in imported(tree)
        if re.match(r"(PyQt|PySide|sip\b)", module)
    ]
    assert hits == []


def test_no_unsafe_serializer_is_imported(modules):
    hits = [
        f"{name}:{line} {module}"
        for name, tree in modules.items()
        for module, line in imported(tree)
        if module.split(".")[0] in {"pickle", "marshal", "shelve", "dill", "joblib", "telnetlib", "ftplib"}
    ]
    assert hits == []
