"""Setup derives the backports of the mirror in use, installs what is missing, and says how to go on if it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ask(tmp_path, name, text, codename="bookworm"):
    """Run the script on an APT folder with one source file."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "tools/apt_backports.py", codename, "--etc", str(tmp_path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def fields(stanza):
    return dict(line.split(": ", 1) for line in stanza.splitlines() if line and not line.startswith(" "))


DEB822 = """\
Types: deb
# a comment inside the stanza
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
"""


def test_deb822_sources_give_their_mirror_and_key(tmp_path):
    found = ask(tmp_path, "sources.list.d/debian.sources", DEB822)
    assert found.returncode == 0
    assert fields(found.stdout) == {
        "Types": "deb",
        "URIs": "http://mirror.example/debian",
        "Suites": "bookworm-backports",
        "Components": "main",
        "Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg",
    }


def test_one_line_sources_give_their_mirror_and_options(tmp_path):
    text = "# deb http://old.example/debian bookworm main\n"
    text += "deb [arch=amd64,arm64 signed-by=/etc/k.gpg] https://m.example/d bookworm main non-free # here\n"
    found = ask(tmp_path, "sources.list", text)
    assert fields(found.stdout) == {
        "Types": "deb",
        "URIs": "https://m.example/d",
        "Suites": "bookworm-backports",
        "Components": "main",
        "Architectures": "amd64 arm64",
        "Signed-By": "/etc/k.gpg",
    }


def test_a_key_inside_the_stanza_is_kept_whole(tmp_path):
    key = "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----\n"
    text = "Types: deb deb-src\nURIs: mirror+file:/etc/apt/m.list\nSuites: stable\nComponents: main\n" + key
    found = ask(tmp_path, "sources.list.d/a.sources", text)
    assert "URIs: mirror+file:/etc/apt/m.list" in found.stdout
    assert "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n" in found.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.list", "deb http://m.example/d bookworm main\ndeb http://m.example/d bookworm-backports main\n"),
        ("sources.list.d/b.sources", DEB822.replace("bookworm-updates", "bookworm-backports")),
    ],
)
def test_backports_that_are_there_are_not_added_again(tmp_path, name, text):
    found = ask(tmp_path, name, text)
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "deb http://m.example/d trixie main\n",
        "deb-src http://m.example/d bookworm main\n",
        "deb http://m.example/d bookworm-security main\n",
        "deb http://m.example/d bookworm contrib\n",
    ],
)
def test_without_a_mirror_of_the_release_it_says_so(tmp_path, text):
    assert ask(tmp_path, "sources.list", text).returncode == 3


def test_a_disabled_stanza_is_no_mirror(tmp_path):
    text = "Enabled: no\nTypes: deb\nURIs: http://m.example/d\nSuites: bookworm\nComponents: main\n"
    assert ask(tmp_path, "sources.list.d/debian.sources", text).returncode == 3


class Machine:
    """A machine of our own making: the plain tools, and stand-ins for what a test is about."""

    TOOLS = ("sh", "awk", "cat", "dirname", "env", "grep", "mktemp", "rm", "tail", "tee")

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name in self.TOOLS:
            (folder / name).symlink_to(shutil.which(name))

    def add(self, name, *lines):
        path = self.folder / name
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        path.chmod(0o755)

    def setup(self, *arguments, python="/nowhere/python3"):
        environment = {"PATH": str(self.folder), "QGIS_PYTHON": python, "TMPDIR": str(self.folder.parent)}
        return subprocess.run(
            ["tools/system.sh", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path / "bin")
    machine.add("id", "echo 0")
    machine.add("dpkg-query", "exit 1")
    return machine


def test_without_apt_it_asks_for_a_qgis(machine):
    done = machine.setup("qgis")
    assert done.returncode == 1
    assert "Install QGIS 3.40 or later" in done.stderr
    assert "QGIS_PYTHON=" in done.stderr


def test_a_qgis_that_is_there_is_used_without_a_word(machine):
    machine.add("qgis_process")
    machine.add("python", "echo 34006")
    done = machine.setup("qgis", python="python")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_packages_that_are_there_are_not_installed_again(machine):
    machine.add("apt-get", "exit 1")
    machine.add("dpkg-query", "printf installed")
    assert machine.setup("packages", "xvfb", "openbox").returncode == 0


def test_without_root_and_sudo_it_names_the_packages(machine):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    done = machine.setup("packages", "xvfb")
    assert done.returncode == 1
    assert "by an administrator: xvfb" in done.stderr


def test_sudo_that_wants_a_password_is_not_asked_without_a_terminal(machine):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    machine.add("sudo", "exit 1")
    done = machine.setup("packages", "xvfb")
    assert done.returncode == 1
    assert "Run the command in a terminal" in done.stderr


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "Another package manager is running"),
        ("E: Failed to fetch x  Temporary failure resolving 'y'", "Check the network"),
        ("E: You don't have enough free space in /var/cache.", "The disk is full"),
        ("E: dpkg was interrupted, you must manually run 'dpkg --configure -a'", "dpkg --configure -a"),
    ],
)
def test_a_failed_installation_says_how_to_go_on(machine, said, advice):
    machine.add("apt-get", f'echo "{said}"', "exit 100")
    done = machine.setup("packages", "xvfb")
    assert done.returncode == 1
    assert said in done.stderr
    assert advice in done.stderr.split("geogap: ")[-1]


def test_an_installation_that_works_ends_well(machine, tmp_path):
    machine.add("apt-get", f'echo "$@" >> {tmp_path}/asked')
    assert machine.setup("packages", "xvfb", "openbox").returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0].endswith("update")
    assert asked[1].endswith("install -y --no-install-recommends xvfb openbox")


def make_environment(folder, requirement):
    return subprocess.run(
        [sys.executable, "tools/environment.py", "-r", str(requirement), str(folder)],
        cwd=ROOT,
        env={**os.environ, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_environment_is_made_once_and_again_when_its_requirements_change(tmp_path):
    folder, requirement = tmp_path / "venv", tmp_path / "requirements.txt"
    requirement.write_text("# nothing but pip\npip\n", encoding="utf-8")
    assert "is ready" in make_environment(folder, requirement).stdout
    assert make_environment(folder, requirement).stdout == ""
    requirement.write_text("a-package-that-nobody-made==1.0\n", encoding="utf-8")
    failed = make_environment(folder, requirement)
    assert failed.returncode == 1
    assert "The package index has no such version" in failed.stderr
