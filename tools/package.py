"""Stage the plugin as QGIS loads it, and zip it for the plugin repository, byte for byte the same every time.

The training package goes along, because `trainmodel` runs it; QGIS itself never imports it.
"""

from __future__ import annotations

import argparse
import configparser
import shutil
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "geogap_plugin"
TRAINING = "training"
STAGED = ROOT / "build" / "plugins" / PACKAGE
RESOURCES = ("icons", "styles", "models", "sample", "model3", "outlines", "i18n")
LEFT_OUT = (".*", "__pycache__", "*.pyc", "*.aux.xml", "*.ts")
# The ZIP format's first date: timestamps of a checkout would make every zip another file.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def version() -> str:
    """Return the version that metadata.txt states."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]["version"]


def stage() -> Path:
    """Copy the package, its resources, metadata and licence into one folder, complete or not at all."""
    aside = STAGED.with_name(f".{PACKAGE}.new")
    shutil.rmtree(aside, ignore_errors=True)
    ignore = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(ROOT / PACKAGE, aside, ignore=ignore)
    shutil.copytree(ROOT / TRAINING, aside / TRAINING, ignore=ignore)
    for name in RESOURCES:
        shutil.copytree(ROOT / "resources" / name, aside / "resources" / name, ignore=ignore)
    for name in ("metadata.txt", "LICENSE"):
        shutil.copy2(ROOT / name, aside / name)
    shutil.rmtree(STAGED, ignore_errors=True)
    aside.rename(STAGED)
    return STAGED


def write_zip() -> Path:
    """Zip the staged plugin with sorted names, one date and one set of permissions."""
    path = ROOT / "build" / f"{PACKAGE}-{version()}.zip"
    aside = path.with_suffix(".part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(STAGED.rglob("*")):
            if file.is_file():
                info = zipfile.ZipInfo(file.relative_to(STAGED.parent).as_posix(), FIXED_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3
                info.external_attr = 0o644 << 16
                archive.writestr(info, file.read_bytes())
    aside.replace(path)
    return path


def main() -> None:
    """Stage or zip, and say where the result lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["stage", "zip"], help="stage the plugin, or zip what is staged")
    path = stage() if parser.parse_args().step == "stage" else write_zip()
    size = f", {path.stat().st_size / 1e6:.1f} MB" if path.is_file() else ""
    sys.stdout.write(f"geogap: {path.relative_to(ROOT)} is ready{size}\n")


if __name__ == "__main__":
    main()
