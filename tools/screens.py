"""Take pictures of the desktop plugin: a QGIS fresh from the box on a virtual screen, used as a person would use it.

Run by `make screens`; pictures land in `build/screens/`. What is done in QGIS stands in `desktop_tour.py`. What is
fetched comes from the city of `tests/city.py`, whose services run on this machine. With `--guide`, the pictures that
the pages of `docs/` and the README show are written into `docs/images/` as well, with few colours.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "screens"
SCREEN = "1600x1000x24"
DISPLAY = ":97"
TOUR = ROOT / "tools" / "desktop_tour.py"
SETTINGS = ROOT / "tools" / "QGIS3.ini"
LIMIT_SECONDS = 900
PLUGIN = ROOT / "build" / "plugins" / "geogap_plugin"
TEST_PYTHON = ROOT / "build" / "venvs" / "qgis" / "bin" / "python"
IMAGES = ROOT / "docs" / "images"
COLOURS = 255
"""Enough for windows and maps side by side."""


def make_profile(folder: Path) -> None:
    """Make a profile of QGIS as a user's is: the plugin and ONNX Runtime are installed in it."""
    profile = folder / "profiles" / "default"
    (profile / "QGIS").mkdir(parents=True)
    shutil.copy2(SETTINGS, profile / "QGIS" / SETTINGS.name)
    shutil.copytree(PLUGIN, profile / "python" / "plugins" / PLUGIN.name)
    runtime = os.environ.get("GEOGAP_RUNTIME")
    if runtime:
        (profile / "geogap").mkdir()
        (profile / "geogap" / "runtime").symlink_to(runtime)


def start_city(folder: Path) -> tuple[subprocess.Popen, dict[str, str]]:
    """Start the services of the city; return the process and the environment in which they are found."""
    ours = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [str(TEST_PYTHON), "-m", "tests.city", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, env=ours, stdout=subprocess.PIPE, text=True)
    found: dict[str, str] = {}
    # The cache is the last line: everything answers then.
    for line in process.stdout or ():
        name, _, value = line.removeprefix("export ").strip().partition("=")
        found[name] = value
        if name == "GEOGAP_CACHE":
            return process, found
    raise SystemExit("The services of tests/city.py did not start.")


def write_guide() -> None:
    """Write the pictures that a page shows into docs/images, with few colours."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = set(re.findall(r"images/(\w+)\.png", "".join(page.read_text(encoding="utf-8") for page in pages)))
    for picture in sorted(FOLDER.glob("*.png")):
        name = picture.stem.partition("_")[2]
        if name in shown:
            few = ["-dither", "None", "-colors", str(COLOURS), "-strip", "-define", "png:compression-level=9"]
            subprocess.run(["convert", str(picture), *few, f"PNG8:{IMAGES / name}.png"], check=True)
            print(IMAGES / f"{name}.png")


def start_qgis() -> int:
    """Start the services, the screen, a window manager and QGIS, wait for the pictures, and take everything down."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    # The plugin and ONNX Runtime of the profile are used, not those that the developer's variables name.
    left_out = ("PYTHONPATH", "QT_QPA_PLATFORM", "QGIS_PLUGINPATH", "GEOGAP_RUNTIME")
    environment = {key: value for key, value in os.environ.items() if key not in left_out}
    environment["DISPLAY"] = DISPLAY
    environment["GEOGAP_SCREENS"] = str(FOLDER)
    profile = Path(tempfile.mkdtemp(prefix="geogap-"))
    make_profile(profile)
    city, services = start_city(profile / "city")
    environment |= services
    environment["QGIS_CUSTOM_CONFIG_PATH"] = str(profile)
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SCREEN, "-dpi", "96", "-nolisten", "tcp"])
    manager = None
    try:
        time.sleep(2)
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        command = ["qgis", "--nologo", "--noversioncheck", "--code", str(TOUR)]
        status = subprocess.run(command, env=environment, timeout=LIMIT_SECONDS, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"QGIS did not finish within {LIMIT_SECONDS} s; the pictures so far are in {FOLDER}.", file=sys.stderr)
        status = 1
    finally:
        for process in (manager, screen, city):
            if process is not None:
                process.terminate()
                process.wait()
        shutil.rmtree(profile, ignore_errors=True)
    failure = FOLDER / "failure.txt"
    if failure.exists():
        print(failure.read_text(encoding="utf-8"), file=sys.stderr)
        failure.unlink()
        return 1
    for picture in sorted(FOLDER.glob("*.png")):
        print(picture)
    return status


if __name__ == "__main__":
    failed = start_qgis()
    if not failed and "--guide" in sys.argv:
        write_guide()
    sys.exit(failed)
