"""The plugin in QGIS's own desktop: nothing pops up, clicks lead to a filled map, and unloading leaves nothing."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.gui.data_step import SAMPLE
from geogap_plugin.metadata import resource

from ..algorithms.conftest import read

pytestmark = [pytest.mark.gui, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens" / "first_steps"


@contextmanager
def running(command, **options):
    """A process that ends with the block."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def virtual_screen(size):
    """A screen of its own, whose name is yielded."""
    if not (shutil.which("Xvfb") and shutil.which("qgis")):
        pytest.skip("Xvfb or the QGIS desktop is not installed; `make setup-screen` installs a screen")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-dpi", "96", "-nolisten", "tcp"]
    with running(command, stdout=subprocess.PIPE, text=True) as screen:
        yield f":{screen.stdout.readline().strip()}"


def start_qgis(folder, display, script, **more):
    """Run a script in QGIS with a profile that has never been used; return the ended process."""
    plugin = folder / "plugins" / "geogap_plugin"
    plugin.mkdir(parents=True)
    for path in [*(ROOT / "geogap_plugin").iterdir(), ROOT / "metadata.txt", ROOT / "resources"]:
        if path.name != "__pycache__":
            (plugin / path.name).symlink_to(path)
    temporary = folder / "temporary"
    temporary.mkdir()
    profile = folder / "profile" / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "QGIS3.ini", profile / "QGIS3.ini")
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "QT_QPA_PLATFORM")}
    environment |= {
        "DISPLAY": display,
        "QGIS_PLUGINPATH": str(plugin.parent),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "TMPDIR": str(temporary),
        **more,
    }
    command = ["qgis", "--nologo", "--noversioncheck", "--code", str(script)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the script in QGIS has told."""
    with virtual_screen("1200x800") as display:
        finished = start_qgis(
            tmp_path_factory.mktemp("desktop"), display, Path(__file__).with_name("desktop_reload.py")
        )
    lines = [json.loads(line) for line in finished.stdout.splitlines() if line.startswith("{")]
    assert lines, finished.stderr
    assert not [line["failure"] for line in lines if "failure" in line]
    return lines


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What a newcomer sees who tries the sample with the mouse; pictures of it lie in `build/screens/first_steps`."""
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    folder = tmp_path_factory.mktemp("newcomer")
    tour = {"GEOGAP_SCREENS": str(SCREENS), "GEOGAP_TOUR": "first_steps"}
    with virtual_screen("1600x1000") as display, running(["openbox"], env={**os.environ, "DISPLAY": display}):
        finished = start_qgis(folder, display, ROOT / "tools" / "desktop_tour.py", **tour)
    failure = SCREENS / "failure.txt"
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    assert (SCREENS / "seen.json").exists(), finished.stderr
    return json.loads((SCREENS / "seen.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample():
    """The sample by plain GDAL: its months, and their images."""
    path = resource(*SAMPLE)
    values, labels, _ = read(path)
    return [label[:7] for label in labels], values, gdal.Open(path).GetGeoTransform()


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


def test_nothing_is_fetched_for_an_empty_map(seen):
    assert seen["fetch"].startswith("No region yet: draw one")


def test_the_sample_is_filled_onto_the_map(seen, sample):
    [name] = [name for name in seen["layers"] if " filled " in name]
    assert name in seen["shown"]
    filled, labels, _ = read(seen["layers"][name])
    months, images, _ = sample
    whole = np.arange(np.datetime64(months[0]), np.datetime64(months[-1]) + 1)
    assert [label[:7] for label in labels] == [str(month) for month in whole]
    assert len(months) < len(whole)
    inside = np.isfinite(images).any(axis=0)
    assert np.isfinite(filled[:, inside]).all()
    known = np.isfinite(images)
    np.testing.assert_array_equal(filled[np.isin(whole.astype(str), months)][known], images[known])


def test_the_plot_shows_the_cell_that_was_clicked(seen, sample):
    months, images, (west, width, _, north, _, height) = sample
    column, row = int((seen["place"][0] - west) // width), int((seen["place"][1] - north) // height)
    truth = dict(zip(months, images[:, row, column].tolist()))
    shown = dict(zip(seen["times"], seen["values"]))
    assert {month: shown[month] for month in months} == truth
    gaps = sorted(set(seen["times"]) - set(months))
    assert [month for month, filled in zip(seen["times"], seen["filled"]) if filled] == gaps
    assert np.isfinite([shown[month] for month in gaps]).all()


def test_the_map_goes_to_the_date_of_the_calendar_and_plays(seen):
    assert seen["moment"].startswith("2017-11")
    before, after = seen["frames"]
    assert after > before + 3
    assert len(list(SCREENS.glob("*.png"))) == 7
