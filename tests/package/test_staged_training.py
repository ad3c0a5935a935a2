"""The staged plugin carries the training package, and it runs from there."""

import subprocess
import sys
from pathlib import Path

import pytest

from geogap_plugin.core.errors import GeoGapError
from geogap_plugin.worker.training import run_training

ROOT = Path(__file__).resolve().parents[2]
STAGED = ROOT / "build" / "plugins" / "geogap_plugin"
PYTHON = ROOT / "build" / "venvs" / "training" / "bin" / "python"


@pytest.fixture(scope="module")
def staged():
    subprocess.run([sys.executable, "tools/package.py", "stage"], cwd=ROOT, check=True, capture_output=True)
    return STAGED


def test_every_file_of_the_package_goes_along(staged):
    sources = {
        path.relative_to(ROOT) for path in (ROOT / "training").rglob("*") if path.suffix in {".py", ".toml", ".txt"}
    }
    assert sources
    assert {path for path in sources if not (staged / path).is_file()} == set()


def test_the_recipes_are_found_by_the_staged_package(staged, tmp_path):
    if not PYTHON.is_file():
        pytest.skip("there is no training environment; run 'make setup-training'")
    lines = []
    recipe = tmp_path / "none.toml"
    # A recipe that does not exist: the refusal names those that do, and says which package answered.
    with pytest.raises(GeoGapError, match=r"Give one of .*monthly.*series"):
        run_training(
            str(PYTHON),
            [staged, staged.parent],
            ["train", str(recipe)],
            on_line=lambda text, facts: lines.append(text),
            cancelled=lambda: False,
        )
