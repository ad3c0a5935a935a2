"""What the pages of docs/ and the README point to exists: pictures, pages, headings, algorithms and parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication

import geogap_plugin

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
ALGORITHM = re.compile(r"geogap:(\w+)")
LARGEST_FOLDER = 2_500_000

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pytest.fixture(scope="module")
def provider(qgis_app):
    """GeoGap's provider, with its workflows."""
    plugin = geogap_plugin.classFactory(None)
    plugin.initProcessing()
    yield plugin.provider
    plugin.unload()


def anchors(page):
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def local_links(page):
    """Return (address, file, anchor) of every link that stays in the repository."""
    for address in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in address and not address.startswith("mailto:"):
            name, _, anchor = address.partition("#")
            yield address, (page.parent / name).resolve() if name else page, anchor


@every_page
def test_every_picture_and_page_that_is_linked_exists(page):
    assert [address for address, file, _ in local_links(page) if not file.exists()] == []


@every_page
def test_every_heading_that_is_linked_exists(page):
    found = [(address, file, anchor) for address, file, anchor in local_links(page) if anchor]
    assert [address for address, file, anchor in found if anchor not in anchors(file)] == []


@every_page
def test_every_algorithm_that_is_named_is_in_the_toolbox(page, provider):
    named = set(ALGORITHM.findall(page.read_text(encoding="utf-8")))
    # A workflow has a name of several words, of which the first is found.
    known = {algorithm.name().split()[0] for algorithm in provider.algorithms()}
    assert named - known == set()


@every_page
def test_every_parameter_of_a_command_is_one_of_the_algorithms(page, provider):
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for quoted, plain, rest in re.findall(r'qgis_process run (?:"geogap:([^"]+)"|geogap:(\w+))([^\n`]*)', text):
        algorithm = QgsApplication.processingRegistry().algorithmById(f"geogap:{quoted or plain}")
        known = {definition.name() for definition in algorithm.parameterDefinitions()}
        given = set(re.findall(r"--(\w+)=", rest))
        assert given - known == set()


def test_every_picture_is_shown_somewhere_and_all_are_small():
    pictures = [path for path in (ROOT / "docs" / "images").iterdir() if path.suffix == ".png"]
    shown = {file for page in PAGES for _, file, _ in local_links(page)}
    assert [path.name for path in pictures if path not in shown] == []
    assert sum(path.stat().st_size for path in pictures) < LARGEST_FOLDER


def test_the_readme_leads_to_every_page():
    linked = {file for _, file, _ in local_links(ROOT / "README.md")}
    assert [page.name for page in sorted((ROOT / "docs").glob("*.md")) if page not in linked] == []
