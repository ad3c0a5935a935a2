"""The plugin in QGIS's own desktop: nothing pops up, the menu opens the options, and unloading leaves nothing."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def display():
    """A virtual screen."""
    if not (shutil.which("Xvfb") and shutil.which("qgis")):
        pytest.skip("Xvfb or the QGIS desktop is not installed; `make setup-screen` installs a screen")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1200x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        yield f":{screen.stdout.readline().strip()}"
        screen.terminate()


@pytest.fixture(scope="module")
def told(display, tmp_path_factory):
    """What the script in QGIS has told, in a profile that has never been used."""
    folder = tmp_path_factory.mktemp("desktop")
    plugin = folder / "plugins" / "geogap_plugin"
    plugin.mkdir(parents=True)
    for path in [*(ROOT / "geogap_plugin").iterdir(), ROOT / "metadata.txt", ROOT / "resources"]:
        if path.name != "__pycache__":
            (plugin / path.name).symlink_to(path)
    profile = folder / "profile" / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "QGIS3.ini", profile / "QGIS3.ini")
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "QT_QPA_PLATFORM")}
    environment |= {
        "DISPLAY": display,
        "QGIS_PLUGINPATH": str(plugin.parent),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
    }
    command = ["qgis", "--nologo", "--noversioncheck", "--code", str(Path(__file__).with_name("desktop_reload.py"))]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    lines = [json.loads(line) for line in finished.stdout.splitlines() if line.startswith("{")]
    assert lines, finished.stderr
    assert not [line["failure"] for line in lines if "failure" in line]
    return lines


def test_nothing_pops_up_at_the_first_start(told):
    assert told[0]["windows"] == ["QMainWindow"]
    assert told[0]["locked"]
    assert told[0]["menu"][-1] == "Options…"


def test_the_menu_opens_the_page_of_options(told):
    *pages, title = told[1]["options"]
    assert set(pages) == {"geogap"}
    assert title.endswith("GeoGap")


def test_unloading_and_loading_ten_times_leaves_nothing(told):
    left = [line["left"] for line in told if "left" in line]
    assert len(left) == 10
    assert not left[0]["provider"]
    assert left[0]["menu"] == []
    assert [round for round in left[1:] if round != left[0]] == []
