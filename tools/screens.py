"""Take pictures of the desktop plugin: a QGIS fresh from the box on a virtual screen, used as a person would use it.

Run by `make screens`; pictures land in `build/screens/`. What is done in QGIS stands in `desktop_tour.py`.
"""

from __future__ import annotations

import os
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
LIMIT_SECONDS = 420


def start_qgis() -> int:
    """Start the screen, a window manager and QGIS, wait for the pictures, and take everything down."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "QT_QPA_PLATFORM")}
    environment["DISPLAY"] = DISPLAY
    environment["GEOGAP_SCREENS"] = str(FOLDER)
    profile = Path(tempfile.mkdtemp(prefix="geogap-screens-"))
    settings = profile / "profiles" / "default" / "QGIS" / SETTINGS.name
    settings.parent.mkdir(parents=True)
    shutil.copy2(SETTINGS, settings)
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
        for process in (manager, screen):
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
    sys.exit(start_qgis())
