"""Whatever happens to a run, its credentials are in nothing that it leaves behind.

Each service gets a world of its own on this machine that repeats all that it is sent, in every way to fail. The
algorithm runs as from the toolbox, with an entry in the history; then everything is searched: settings, history,
authentication database, outputs and what lies beside them, cache, temporary files, project, log, diagnostics, console.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsNetworkAccessManager,
    QgsProcessingUtils,
    QgsProject,
    QgsSettings,
)
from qgis.gui import QgsGui

from geogap_plugin import settings
from geogap_plugin.algorithms import network
from geogap_plugin.algorithms.credentials import SERVICES, header, key_pair, store
from geogap_plugin.gui.diagnostics import diagnostics
from geogap_plugin.gui.runs import AlgorithmRun
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.transport import Pace

from ..algorithms.conftest import provider  # noqa: F401 -- the fixture
from ..algorithms.test_fetch_grace import World, write_mascons
from ..sources.loopback import TOKEN, page
from ..sources.stac_items import collection, item
from ..sources.weather_servers import KEY, Store
from .conftest import until

pytestmark = [pytest.mark.usefixtures("provider"), pytest.mark.timeout(60)]

OWN = "own.catalogue-token-0123456789"
ACCESS, SECRET = "LEAKTESTACCESSKEY001", "leak/test+key/0000000000000000000000001"
SECRETS = (TOKEN, KEY, OWN, ACCESS, SECRET, "Signature=", "do-not-show-me")
VALUES = {
    "earthdata": header(TOKEN),
    "cds": header(KEY, name="PRIVATE-TOKEN"),
    "copernicus": key_pair(ACCESS, SECRET),
    "stac": header(OWN),
}
HEADLESS = {"earthdata": (TOKEN,), "cds": (KEY,), "copernicus": (ACCESS, SECRET), "stac": (OWN,)}


class Case:
    """One algorithm with a service behind it; `path` wants the credentials, `file` holds the data."""

    def __init__(self, server, folder, monkeypatch):
        self.server, self.folder, self.monkeypatch = server, folder, monkeypatch
        self.path = self.file = ""

    def earthdata(self):
        world = World(self.server, self.folder, self.monkeypatch)
        self.monkeypatch.delenv("EARTHDATA_TOKEN")
        months = np.arange(np.datetime64("2005-01"), np.datetime64("2005-04"))
        self.path = world.add_mascons(write_mascons(self.folder / "served.nc", months))
        self.file = f"/signed{self.path}"
        (self.folder / "served.nc").unlink()
        return "fetchgrace", {"PRODUCT": "jpl-mascons", "OUTPUT": str(self.folder / "out" / "series.tif")}

    def cds(self):
        served = self.folder / "served"
        served.mkdir()
        era5 = Store(self.server, served)
        self.monkeypatch.setattr("geogap_plugin.sources.cds._FIRST_LOOK", 0.02)
        registry = Path(os.environ["GEOGAP_CATALOG"])
        content = json.loads(registry.read_text(encoding="utf-8"))
        content["services"]["cds"] = era5.root
        registry.write_text(json.dumps(content), encoding="utf-8")
        self.path = f"{Store.BASE}/retrieve/v1/processes/reanalysis-era5-land/execution"
        self.file = "/cci2-prod-cache-1/2025-03-14/job-0000.nc"
        return "fetchweather", {
            "DATASET": "era5-land-hourly",
            "EXTENT": "10.02,10.41,46.04,46.33 [EPSG:4326]",
            "START": "2020-02-03",
            "END": "2020-02-03",
            "VARIABLES": ["2m_temperature"],
            "OUTPUT_FOLDER": str(self.folder / "out" / "weather"),
        }

    def copernicus(self):
        registry = Path(os.environ["GEOGAP_SCENES"])
        content = json.loads(registry.read_text(encoding="utf-8"))
        entry = next(one for one in content["catalogs"] if one["id"] == "copernicus")
        entry["url"] = f"{self.server.root}/scenes"
        registry.write_text(json.dumps(content), encoding="utf-8")
        self.path = "/eodata/scene.tif"
        return self.scenes("/scenes", "s3://eodata/scene.tif", "copernicus")

    def stac(self):
        settings.CATALOG_ADDRESS.write(f"{self.server.root}/own")
        self.path = "/own/files/scene.tif"
        return self.scenes("/own", f"{self.server.root}{self.path}", f"{self.server.root}/own")

    def scenes(self, root, address, catalog):
        """Serve a catalogue of one scene, whose file lies at `path`."""
        self.file = self.path
        file = self.folder / "scene.tif"
        write_scene(file)
        self.server.add(self.path, file.read_bytes())
        found = item("scene", "mine", "2024-05-10T10:00:00Z", {"band": (file, address, {})})
        file.unlink()
        links = [{"rel": "search", "href": f"{self.server.root}{root}/search", "method": "POST"}]
        for path, content in (
            ("", {"title": "Mine", "links": links}),
            ("/collections", {"collections": [collection("mine")], "links": []}),
            ("/collections/mine", collection("mine")),
            ("/search", {"type": "FeatureCollection", "features": [found], "links": []}),
        ):
            self.server.pages[f"{root}{path}"] = page(content)
        return "fetchscenes", {
            "CATALOG": catalog,
            "COLLECTION": "mine",
            "ASSETS": "band",
            "EXTENT": "15.0,15.01,47.0,47.01 [EPSG:4326]",
            "START": "2024-05-01",
            "END": "2024-05-31",
            "OUTPUT_FOLDER": str(self.folder / "out" / "scenes"),
            "OUTPUT_HTML": str(self.folder / "out" / "list.html"),
        }


def write_scene(path):
    memory = gdal.GetDriverByName("MEM").Create("", 200, 200, 1, gdal.GDT_Float32)
    memory.SetGeoTransform((499000.0, 10.0, 0, 5207000.0, 0, -10.0))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    memory.SetProjection(reference.ExportToWkt())
    memory.GetRasterBand(1).SetNoDataValue(-9999)
    memory.WriteArray(np.linspace(0, 1, 40000, dtype=np.float32).reshape(200, 200))
    gdal.GetDriverByName("COG").CreateCopy(str(path), memory, options=["BLOCKSIZE=128"])


def repeats(status, kind="application/json", location=""):
    """An answer with all that has been sent, in its headers and in its body."""

    def handle(query, headers):
        sent = {name: text for name, text in headers.items() if not name.startswith("_")}
        said = json.dumps({"title": str(sent), "detail": str(sent), "error": str(query), "errors": [str(sent)]})
        echo = " ".join([*sent.values(), *(value for values in query.values() for value in values)])
        told = {"Content-Type": kind, "X-Echo": echo, "WWW-Authenticate": f'Bearer realm="{echo}"'}
        if location:
            told["Location"] = f"{location}?again={quote(echo)}"
        body = f"<!DOCTYPE html><html>{said}</html>" if "html" in kind else said
        return status, told, body.encode()

    return handle


ANSWERS = {
    "unauthorised": lambda server: repeats(401),
    "forbidden": lambda server: repeats(403),
    "bad request": lambda server: repeats(400),
    "gone": lambda server: repeats(404),
    "too many": lambda server: repeats(429),
    "broken": lambda server: repeats(500),
    "nonsense": lambda server: repeats(200),
    "sign-in page": lambda server: repeats(200, "text/html"),
    "sent elsewhere": lambda server: repeats(302, location=f"{server.elsewhere}/thief"),
    "sent round in circles": lambda server: repeats(307, location=f"{server.root}/circle"),
}
FAULTS = ("drop", "reset", "html", "cut", "silence")
FAILURES = [*ANSWERS, *FAULTS, "cancelled", "no connection"]


def fail(case, failure):
    """Let the service fail at what wants the credentials."""
    server, path = case.server, case.path
    server.pages["/thief"] = repeats(401)
    server.pages["/circle"] = repeats(307, location=f"{server.root}/circle")
    if failure in ANSWERS:
        server.pages[path] = ANSWERS[failure](server)
    elif failure == "cancelled":
        server.faults[path] = ["silence"] * 50
    elif failure == "no connection":
        server.pages[path] = repeats(302, location="http://127.0.0.1:9/nobody")
    elif failure:
        server.faults[case.file if failure == "cut" else path] = [failure] * 50


def leaks(folder, said):
    """Return (place, secret) of every secret that can be found anywhere."""
    QgsSettings().sync()
    QgsProject.instance().write(str(folder / "project.qgs"))
    places = {"texts": "\n".join([*said, diagnostics()]).encode()}
    profile = Path(QgsApplication.qgisSettingsDirPath())
    for root in {folder, profile, Path(QgsSettings().fileName()).parent, Path(QgsProcessingUtils.tempFolder())}:
        places |= {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and not path.is_symlink()}
    forms = {form for secret in SECRETS for form in disguises(secret)}
    return [(place, form) for place, content in places.items() for form in forms if form in content]


def disguises(secret):
    """Return a secret as it is, in an address, in base64, and the greater part of it."""
    short = secret[: max(10, 2 * len(secret) // 3)]
    yield from {one.encode() for one in (secret, quote(secret, safe=""), short)}
    yield base64.b64encode(secret.encode())[:-4]


@pytest.fixture
def case(services, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("GEOGAP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(Retry, "wait", lambda self, seconds, cancelled: None)
    monkeypatch.setattr(network, "Pace", lambda timeout: Pace(0.2))
    usual = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(100)
    yield Case(services, tmp_path, monkeypatch)
    QgsNetworkAccessManager.setTimeout(usual)
    QgsProject.instance().clear()


def keep(case, service, where):
    """Give the credentials to the authentication manager or to the environment."""
    if where == "stored":
        store(service, VALUES[service])
        return
    variables = next(one.variables for one in SERVICES if one.id == service)
    for name, text in zip(variables, HEADLESS[service]):
        case.monkeypatch.setenv(name, text)


def run(case, service, kept="stored", failure=""):
    """Run the algorithm of a service as the toolbox does; return whether it succeeded, and all that it said."""
    algorithm, parameters = getattr(case, service)()
    keep(case, service, kept)
    fail(case, failure)
    one = AlgorithmRun(f"geogap:{algorithm}", parameters)
    ended = []
    one.ended.connect(lambda *result: ended.append(result))
    one.start()
    if failure == "cancelled":
        until(lambda: case.server.requests(case.path))
        one.cancel()
    until(lambda: ended, 40)
    return ended[0][0], [one.problem(), one.feedback.textLog(), one.feedback.htmlLog(), str(ended)]


@pytest.fixture(scope="module", autouse=True)
def own_history(qgis_app):
    """Leave no entry in the history of the tests' profile, or hundreds gather."""
    yield
    QgsGui.historyProviderRegistry().clearHistory(Qgis.HistoryProviderBackend.LocalProfile, "processing")


def history():
    return QgsGui.historyProviderRegistry().queryEntries(providerId="processing")


@pytest.mark.parametrize("service", list(VALUES))
@pytest.mark.parametrize("kept", ["stored", "environment"])
def test_a_success_leaves_the_secret_nowhere(case, log, capfd, service, kept):
    before = len(history())
    succeeded, said = run(case, service, kept)
    assert succeeded, said
    assert len(history()) == before + 1
    assert [path for path in (case.folder / "out").rglob("*.json") if "manifest" in path.name]
    assert leaks(case.folder, [*said, *log, *capfd.readouterr()]) == []


@pytest.mark.parametrize("service", list(VALUES))
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_leaves_the_secret_nowhere(case, log, capfd, service, failure):
    kept = "environment" if failure in ("unauthorised", "broken") else "stored"
    succeeded, said = run(case, service, kept, failure)
    goes_on = failure == "cut" and service in ("earthdata", "cds")  # such downloads are taken up where they were cut
    assert succeeded == goes_on, said
    assert case.server.requests(case.path)
    assert bool(said[0]) == (failure != "cancelled" and not goes_on)
    assert leaks(case.folder, [*said, *log, *capfd.readouterr()]) == []
    assert [secret for secret in (TOKEN, KEY, OWN, SECRET) if secret in str(case.server.requests("/thief"))] == []


def test_the_search_finds_what_is_there(case, monkeypatch):
    planted = {
        "settings": lambda text: QgsSettings().setValue("geogap/planted", text),
        "history": lambda text: QgsGui.historyProviderRegistry().addEntry("processing", {"log": text}),
        "project": lambda text: QgsProject.instance().setTitle(text),
        "temporary": lambda text: Path(QgsProcessingUtils.generateTempFilename("planted.txt")).write_text(text),
        "cache": lambda text: (case.folder / "planted.bin").write_bytes(b"0" + text.encode() + b"1"),
        "diagnostics": lambda text: settings.MODEL_FOLDER.write(f"/{text}"),
    }
    for place, plant in planted.items():
        secret = f"planted-in-the-{place}-{uuid4().hex}"
        monkeypatch.setattr("tests.gui.test_secrets.SECRETS", (secret,))
        assert leaks(case.folder, []) == []
        plant(secret)
        assert leaks(case.folder, []), place
