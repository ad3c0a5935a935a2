"""Make a Python environment from requirement files, once: done again only when a requirement or the Python changes."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

STAMP = "geogap-stamp.txt"
NO_INDEX = ("NewConnectionError", "Temporary failure", "Name or service not known", "ConnectTimeout", "Network is unre")


def fingerprint(arguments: argparse.Namespace) -> str:
    """Return what the environment depends on: the Python, the options and the requirement files' text."""
    digest = hashlib.sha256()
    for part in (sys.version, arguments.target, arguments.system_site_packages, sorted(arguments.hold)):
        digest.update(repr(part).encode())
    for path in arguments.requirement:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run(command: list[str], log: Path) -> None:
    """Run a command with its output in a log; on failure show the end of the log, say why and stop."""
    with log.open("a", encoding="utf-8") as stream:
        code = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, check=False).returncode
    if code == 0:
        return
    text = log.read_text(encoding="utf-8", errors="replace")
    print("\n".join(text.splitlines()[-15:]), file=sys.stderr)
    if "ensurepip" in text or "python3-venv" in text:
        hint = "Python's venv module is not complete. Install it (Debian: python3-venv)."
    elif any(word in text for word in NO_INDEX):
        hint = "The package index cannot be reached. Check the network, or pip's proxy and index settings."
    elif "No matching distribution" in text:
        hint = "The package index has no such version for this Python. Check pip's index settings and the requirement."
    elif "No space left" in text:
        hint = "The disk is full. Free some space."
    else:
        hint = f"The whole log is in {log}."
    again = "Then run the same command again."
    raise SystemExit(f"\ngeogap: {' '.join(command[:5])} ... failed.\n        {hint}\n        {again}")


def pip(python: Path) -> list[str]:
    """Return the start of a quiet pip command."""
    return [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]


def make_venv(arguments: argparse.Namespace, log: Path) -> None:
    """Create the virtual environment, or bring an earlier one up to date."""
    folder, python = arguments.folder, arguments.folder / "bin" / "python"
    if not python.exists():
        options = ["--system-site-packages"] if arguments.system_site_packages else []
        run([sys.executable, "-m", "venv", *options, str(folder)], log)
    if arguments.requirement:
        command = [*pip(python), "install"]
        for path in arguments.requirement:
            command += ["-r", str(path)]
        if arguments.hold:
            constraints = folder / "constraints.txt"
            held = "".join(f"{name}=={version(name)}\n" for name in arguments.hold)
            constraints.write_text(held, encoding="utf-8")
            command += ["-c", str(constraints)]
        run(command, log)


def make_target(arguments: argparse.Namespace, log: Path) -> None:
    """Install wheels into a plain folder, written aside and then moved into place."""
    folder = arguments.folder
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    command = [*pip(arguments.target), "install", "--target", str(aside), "--no-deps", "--only-binary", ":all:"]
    for path in arguments.requirement:
        command += ["-r", str(path)]
    run(command, log)
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def main() -> None:
    """Read the command line and do what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the environment's folder")
    parser.add_argument("-r", "--requirement", type=Path, action="append", default=[], help="a requirement file")
    parser.add_argument("--system-site-packages", action="store_true", help="see the system's packages")
    parser.add_argument("--hold", action="append", default=[], help="keep this package at the system's version")
    parser.add_argument("--target", type=Path, help="install into a plain folder with this interpreter's pip")
    parser.add_argument("--about", default="some seconds", help="how long it takes and how much it loads")
    arguments = parser.parse_args()

    stamp = arguments.folder / STAMP
    wanted = fingerprint(arguments)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"geogap: setting up {os.path.relpath(arguments.folder)} ({arguments.about})", flush=True)
    start = time.monotonic()
    arguments.folder.parent.mkdir(parents=True, exist_ok=True)
    log = arguments.folder.with_name(arguments.folder.name + ".log")
    log.unlink(missing_ok=True)
    if arguments.target:
        make_target(arguments, log)
    else:
        make_venv(arguments, log)
    stamp.write_text(wanted, encoding="utf-8")
    print(f"geogap: {os.path.relpath(arguments.folder)} is ready after {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
