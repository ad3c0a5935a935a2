"""Print the APT entry of a Debian release's backports, derived from the mirror that the machine already uses."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ONE_LINE = re.compile(r"^deb\s+(?:\[(?P<options>[^\]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<components>.+)$")


@dataclass(frozen=True)
class Entry:
    """One binary package source: where it is, its suites and components, and the lines to keep for its signature."""

    uris: str
    suites: tuple[str, ...]
    components: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def parse_one_line(text: str) -> list[Entry]:
    """Read the entries of a ``.list`` file (``deb [option=value] URI suite component...``)."""
    entries = []
    for line in text.splitlines():
        match = ONE_LINE.match(line.split("#", 1)[0].strip())
        if match:
            pairs = (option.partition("=") for option in (match["options"] or "").split())
            options = tuple((name, value) for name, _, value in pairs)
            entries.append(Entry(match["uri"], (match["suite"],), tuple(match["components"].split()), options))
    return entries


def parse_deb822(text: str) -> list[Entry]:
    """Read the stanzas of a ``.sources`` file; a disabled stanza counts as absent."""
    entries = []
    without_comments = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for stanza in re.split(r"\n\s*\n", without_comments):
        fields: dict[str, str] = {}
        name = ""
        for line in stanza.splitlines():
            if line[:1] in " \t" and name:
                fields[name] += "\n" + line
            elif ":" in line:
                name, _, value = line.partition(":")
                name = name.strip().lower()
                fields[name] = value.strip()
        if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() in ("no", "false"):
            continue
        options = tuple((key, fields[key]) for key in ("signed-by", "trusted", "architectures") if key in fields)
        suites = tuple(fields.get("suites", "").split())
        components = tuple(fields.get("components", "").split())
        entries.append(Entry(fields.get("uris", ""), suites, components, options))
    return entries


def backports_stanza(entries: list[Entry], codename: str) -> str | None:
    """Return the deb822 stanza that adds ``<codename>-backports``, or an empty text where it is there already.

    Returns
    -------
    str or None
        None where no entry serves the release itself, so that no mirror is known.
    """
    suite = f"{codename}-backports"
    if any(suite in entry.suites for entry in entries):
        return ""
    # A release may be followed by its codename or by its role; its updates and security suites live elsewhere.
    for wanted in (codename, "stable", "oldstable"):
        for entry in entries:
            if wanted in entry.suites and "main" in entry.components:
                lines = ["Types: deb", f"URIs: {entry.uris}", f"Suites: {suite}", "Components: main"]
                names = {"signed-by": "Signed-By", "trusted": "Trusted", "architectures": "Architectures"}
                names["arch"] = "Architectures"
                for name, value in entry.options:
                    if name in names:
                        value = value.replace(",", " ") if names[name] == "Architectures" else value
                        lines.append(f"{names[name]}: {value}")
                return "\n".join(lines) + "\n"
    return None


def main() -> int:
    """Print the stanza for the codename given; exit 3 where no mirror is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codename", help="the release's codename, such as bookworm")
    parser.add_argument("--etc", type=Path, default=Path("/etc/apt"), help="APT's configuration folder")
    arguments = parser.parse_args()
    entries = []
    for path in [arguments.etc / "sources.list", *sorted((arguments.etc / "sources.list.d").glob("*"))]:
        if path.is_file() and path.suffix == ".sources":
            entries += parse_deb822(path.read_text(encoding="utf-8"))
        elif path.is_file() and path.suffix == ".list":
            entries += parse_one_line(path.read_text(encoding="utf-8"))
    stanza = backports_stanza(entries, arguments.codename)
    if stanza is None:
        return 3
    sys.stdout.write(stanza)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
