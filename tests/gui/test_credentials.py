"""Credentials live in the authentication manager alone; a test of the connection says in words what is wrong."""

import json
import os
import re
import sqlite3
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsSettings,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QLineEdit, QMessageBox

from geogap_plugin import settings
from geogap_plugin.algorithms.credentials import SERVICES, catalog_service, store, stored_config
from geogap_plugin.algorithms.fetch_grace import FetchGrace
from geogap_plugin.algorithms.fetch_weather import FetchWeather
from geogap_plugin.gui.credentials import CredentialsDialog, CredentialsPanel
from geogap_plugin.gui.diagnostics import diagnostics
from geogap_plugin.gui.job import running
from geogap_plugin.sources.scene_catalog import SceneCatalog

from ..sources.weather_servers import KEY as STORE_KEY
from ..sources.weather_servers import Store
from .conftest import discard, until

TOKEN = "eyJ0eXAi.panel-token-0123456789"
KEY = "0123abcd-panel-key0-9876"
ACCESS, SECRET = "PANELACCESSKEY000001", "panel/secret+key/0000000000000000000001"
SECRETS = (TOKEN, KEY, ACCESS, SECRET)

PATHS = {
    "earthdata": "/cmr/collections.json",
    "cds": "/cds/profiles/v1/account/verification/pat",
    "copernicus": "/eodata/geogap-connection-test",
    "stac": "/own/stac",
    "geosphere": "/geosphere/grid/historical/inca-v1-1h-1km/metadata",
}


def typed(service, server=None):
    """What a user types for a service."""
    if service == "copernicus":
        return {"access": ACCESS, "secret": SECRET}
    if service == "stac":
        return {"address": f"{server.root}/own/stac", "token": TOKEN}
    return {"token": KEY if service == "cds" else TOKEN}


def accepted(service, query, headers):
    """Whether a request carries what was typed, as the service expects it."""
    if service == "copernicus":
        return query.get("AWSAccessKeyId") == [ACCESS] or query.get("X-Amz-Credential", [""])[0].startswith(ACCESS)
    if service == "cds":
        return headers.get("private-token") == KEY
    return service == "geosphere" or headers.get("authorization") == f"Bearer {TOKEN}"


def answer(service, good):
    """What the service says: as its documentation shows it, the refusal with the secret in its body."""

    def handle(query, headers):
        kind = {"Content-Type": "application/json"}
        if good and accepted(service, query, headers):
            if service == "copernicus":
                return 404, {}, b"<Error><Code>NoSuchKey</Code></Error>"
            return 200, kind, json.dumps({"title": "Mine", "links": [], "stac_version": "1.0.0"}).encode()
        if service == "copernicus":
            body = f"<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>{ACCESS}</AWSAccessKeyId></Error>"
            return 403, {"Content-Type": "application/xml"}, body.encode()
        said = {"errors": [f"Token [Bearer {TOKEN}] has expired."], "title": f"bad {KEY}", "detail": f"bad {KEY}"}
        return 401, kind, json.dumps(said).encode()

    return handle


@pytest.fixture
def panel(services):
    panel = CredentialsPanel()
    panel.show()
    yield panel
    discard(panel)


def choose(panel, service):
    row = next(row for row, one in enumerate(SERVICES) if one.id == service)
    panel.table.setCurrentItem(panel.table.topLevelItem(row))
    return panel.table.topLevelItem(row)


def open_dialog(panel, service):
    choose(panel, service)
    QTest.mouseClick(panel.set_button, Qt.MouseButton.LeftButton)
    return panel.findChild(CredentialsDialog)


def save(dialog, fields):
    for name, text in fields.items():
        dialog.fields[name].clear()
        if text.isascii():
            QTest.keyClicks(dialog.fields[name], text)
        else:  # QTest knows no such keys
            dialog.fields[name].insert(text)
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)


def enter(panel, service, server):
    dialog = open_dialog(panel, service)
    save(dialog, typed(service, server))
    assert not dialog.isVisible(), dialog.verdict.text()
    discard(dialog)


def result(panel):
    QTest.mouseClick(panel.test_button, Qt.MouseButton.LeftButton)
    until(lambda: panel.test_button.isEnabled())
    return panel.verdict.text()


def configuration_of(service):
    config = QgsAuthMethodConfig()
    assert QgsApplication.authManager().loadAuthenticationConfig(stored_config(service), config, True)
    return config


def everything_written(log):
    """All texts that leave GeoGap: settings, QGIS's log, diagnostics, and what is in clear in the database."""
    QgsSettings().sync()
    profile = Path(QgsApplication.qgisSettingsDirPath())
    text = "\n".join([*log, diagnostics()])
    for path in [*profile.rglob("*.ini"), *profile.rglob("*.xml")]:
        text += path.read_text(encoding="utf-8", errors="replace")
    with sqlite3.connect(profile / "qgis-auth.db") as database:
        text += "\n".join(database.iterdump())
    return text


@pytest.mark.parametrize(
    ("service", "method", "wanted"),
    [
        ("earthdata", "APIHeader", {"Authorization": f"Bearer {TOKEN}"}),
        ("cds", "APIHeader", {"PRIVATE-TOKEN": KEY}),
        ("copernicus", "AWSS3", {"username": ACCESS, "password": SECRET}),
        ("stac", "APIHeader", {"Authorization": f"Bearer {TOKEN}"}),
    ],
)
def test_what_is_typed_goes_into_the_authentication_manager_and_nowhere_else(
    panel, services, log, own_settings, service, method, wanted
):
    enter(panel, service, services)
    config = configuration_of(service)
    assert config.method() == method
    assert {key: config.config(key) for key in wanted} == wanted
    assert config.name().startswith("GeoGap: ")
    written = everything_written(log)
    assert config.id() in own_settings.read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret in written]
    assert choose(panel, service).text(1).startswith("Stored")


def test_new_credentials_take_the_place_of_the_old_ones(panel, services):
    enter(panel, "earthdata", services)
    first = stored_config("earthdata")
    save(open_dialog(panel, "earthdata"), {"token": "another.token"})
    assert stored_config("earthdata") == first
    assert configuration_of("earthdata").config("Authorization") == "Bearer another.token"


def test_removed_credentials_are_gone_from_the_manager(panel, services, monkeypatch):
    enter(panel, "cds", services)
    config = stored_config("cds")
    choose(panel, "cds")
    monkeypatch.setattr(QMessageBox, "question", lambda *about: QMessageBox.StandardButton.No)
    panel.remove_button.click()
    assert stored_config("cds") == config
    monkeypatch.setattr(QMessageBox, "question", lambda *about: QMessageBox.StandardButton.Yes)
    panel.remove_button.click()
    assert config not in QgsApplication.authManager().configIds()
    assert choose(panel, "cds").text(1) == "None"
    assert not panel.remove_button.isEnabled()


def test_credentials_deleted_elsewhere_count_as_none(panel, services):
    enter(panel, "cds", services)
    QgsApplication.authManager().removeAuthenticationConfig(stored_config("cds"))
    panel.refresh()
    assert choose(panel, "cds").text(1) == "None"
    assert "No credentials are stored" in result(panel)


@pytest.mark.parametrize("service", list(PATHS))
def test_a_service_that_accepts_says_so(panel, services, log, service):
    services.pages[PATHS[service]] = (
        answer(service, good=True) if service != "geosphere" else services.pages[PATHS[service]]
    )
    if service != "geosphere":
        enter(panel, service, services)
    choose(panel, service)
    said = result(panel)
    assert any(word in said for word in ("accepts", "answers")), said
    assert services.requests(PATHS[service])
    assert not [secret for secret in SECRETS if secret in said + everything_written(log)]


def test_a_catalogue_that_repeats_the_token_in_its_title_is_not_quoted(panel, services):
    services.pages[PATHS["stac"]] = lambda query, headers: (
        200,
        {"Content-Type": "application/json"},
        json.dumps({"title": f"Hello {headers['authorization']}", "links": []}).encode(),
    )
    enter(panel, "stac", services)
    choose(panel, "stac")
    said = result(panel)
    assert said.startswith("The catalogue “Hello …” answers")


FAILURES = {
    "refused": r"does not accept|refuse|credentials|secret key",
    "500": "does not work at present",
    "drop": "connection",
    "html": "web page",
    "redirect": "",
}


@pytest.mark.parametrize("failure", list(FAILURES))
@pytest.mark.parametrize("service", ["earthdata", "cds", "copernicus", "stac"])
def test_a_failure_is_said_in_words_without_the_secret(panel, services, log, service, failure, monkeypatch):
    monkeypatch.setattr("geogap_plugin.algorithms.credentials._ATTEMPTS", 1)
    path = PATHS[service]
    services.pages[path] = answer(service, good=False)
    if failure == "redirect":
        services.redirects[path] = (302, f"{services.elsewhere}/thief")
        services.pages["/thief"] = answer(service, good=False)
    elif failure != "refused":
        services.faults[path] = [failure] * 20
    enter(panel, service, services)
    choose(panel, service)
    said = result(panel)
    assert panel.verdict.refused
    assert said.endswith(".")
    assert re.search(FAILURES[failure], said), said
    assert not [secret for secret in SECRETS if secret in said + everything_written(log)]
    assert not [headers for headers in services.requests("/thief") if TOKEN in str(headers) or KEY in str(headers)]


def test_no_server_at_all_is_a_matter_of_the_network(panel, services):
    settings.CATALOG_ADDRESS.write("http://127.0.0.1:9/stac")
    choose(panel, "stac")
    assert "Check the network" in result(panel)


def test_a_test_is_cancelled_with_its_page(services):
    panel = CredentialsPanel()
    services.faults[PATHS["geosphere"]] = ["silence"]
    choose(panel, "geosphere")
    panel.test()
    until(lambda: services.requests(PATHS["geosphere"]))
    begin = time.monotonic()
    discard(panel)
    until(lambda: not running)
    assert time.monotonic() - begin < 1.5


def test_the_window_answers_while_a_test_runs(panel, services):
    services.faults[PATHS["geosphere"]] = ["silence"]
    choose(panel, "geosphere")
    begin = time.monotonic()
    panel.test_button.click()
    assert time.monotonic() - begin < 0.3
    assert not panel.test_button.isEnabled()
    next(iter(running)).cancel()
    until(lambda: panel.test_button.isEnabled())


@pytest.mark.parametrize(
    ("service", "fields", "reason"),
    [
        ("earthdata", {"token": ""}, "empty"),
        ("earthdata", {"token": "two words"}, "space"),
        ("cds", {"token": "schlüssel"}, "Copy it again"),
        ("copernicus", {"access": ACCESS, "secret": " "}, "secret key is empty"),
        ("stac", {"address": "catalogue", "token": TOKEN}, "https://"),
        ("stac", {"address": "http://example.org/stac", "token": TOKEN}, "encrypted"),
        ("stac", {"address": "https://me:word@example.org/stac", "token": TOKEN}, "no user name"),
        ("stac", {"address": "https://example.org/stac?key=1", "token": TOKEN}, "query"),
        ("stac", {"address": "https://example.org/stac", "header": "X Key:", "token": TOKEN}, "hyphens"),
    ],
)
def test_what_can_be_no_credentials_is_explained_and_not_stored(panel, service, fields, reason):
    dialog = open_dialog(panel, service)
    save(dialog, fields)
    assert dialog.isVisible()
    assert reason in dialog.verdict.text()
    assert stored_config(service) == ""
    assert settings.CATALOG_ADDRESS.read() == ""


@pytest.mark.parametrize(
    ("service", "pasted", "key", "stored"),
    [
        ("earthdata", f"  Bearer {TOKEN} ", "Authorization", f"Bearer {TOKEN}"),
        ("cds", f"key: {KEY}", "PRIVATE-TOKEN", KEY),
        ("cds", f"12345:{KEY}", "PRIVATE-TOKEN", KEY),
    ],
)
def test_what_is_pasted_with_its_name_is_understood(panel, service, pasted, key, stored):
    save(open_dialog(panel, service), {"token": pasted})
    assert configuration_of(service).config(key) == stored


def test_secrets_are_typed_blindly(panel):
    for service in SERVICES[:4]:
        dialog = CredentialsDialog(service)
        hidden = [name for name, field in dialog.fields.items() if field.echoMode() == QLineEdit.EchoMode.Password]
        assert set(hidden) == set(dialog.fields) - {"address", "header"}
        discard(dialog)


def test_a_fetch_takes_the_stored_credentials_unless_others_are_chosen(services, monkeypatch):
    fetch, context = FetchGrace().create(), QgsProcessingContext()
    assert fetch.auth({}, context, "earthdata") == ""
    assert not fetch.checkParameterValues({"OUTPUT": "x.tif"}, context)[0]
    store("earthdata", {"Authorization": f"Bearer {TOKEN}"})
    assert fetch.auth({}, context, "earthdata") == stored_config("earthdata")
    assert fetch.auth({}, context, "cds") == ""
    assert fetch.auth({"AUTH": "abc1234"}, context, "earthdata") == "abc1234"
    monkeypatch.setenv("EARTHDATA_TOKEN", "of-this-run")
    assert fetch.auth({}, context, "earthdata") == ""


def test_the_credentials_of_a_catalogue_go_to_its_address_alone():
    settings.CATALOG_ADDRESS.write("https://example.org/stac/")
    mine, other = (
        SceneCatalog(url, url, url, "header") for url in ("https://example.org/stac", "https://example.org/other")
    )
    assert catalog_service(mine) == "stac"
    assert catalog_service(other) == ""
    assert catalog_service(SceneCatalog("x", "X", "https://x.org", "")) == ""


def test_the_environment_is_named_and_not_shown(panel, monkeypatch):
    monkeypatch.setenv("EARTHDATA_TOKEN", TOKEN)
    panel.refresh()
    assert choose(panel, "earthdata").text(1) == "From the environment: EARTHDATA_TOKEN"
    assert "NASA Earthdata: in the environment" in diagnostics()
    assert TOKEN not in diagnostics()


@pytest.mark.parametrize("key", [STORE_KEY, f"{STORE_KEY}-old"])
def test_a_run_uses_the_stored_key_and_shows_it_nowhere(services, tmp_path, monkeypatch, log, key):
    (tmp_path / "served").mkdir()
    era5 = Store(services, tmp_path / "served")
    monkeypatch.setattr("geogap_plugin.sources.cds._FIRST_LOOK", 0.02)
    monkeypatch.setenv("GEOGAP_CACHE", str(tmp_path / "cache"))
    registry = json.loads(Path(os.environ["GEOGAP_CATALOG"]).read_text(encoding="utf-8"))
    registry["services"]["cds"] = era5.root
    Path(os.environ["GEOGAP_CATALOG"]).write_text(json.dumps(registry), encoding="utf-8")
    store("cds", {"PRIVATE-TOKEN": key})
    fetch, context, feedback = FetchWeather().create(), QgsProcessingContext(), QgsProcessingFeedback()
    asked = {
        "DATASET": "era5-land-hourly",
        "EXTENT": "10.02,10.41,46.04,46.33 [EPSG:4326]",
        "START": "2020-02-03",
        "END": "2020-02-03",
        "VARIABLES": ["2m_temperature"],
        "OUTPUT_FOLDER": str(tmp_path / "out"),
    }
    _, succeeded = fetch.run(asked, context, feedback, {}, True)
    assert succeeded == (key == STORE_KEY), feedback.textLog()
    files = [path for folder in ("out", "cache") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert bool(files) == succeeded
    written = everything_written(log) + feedback.textLog() + feedback.htmlLog() + str(fetch.asMap(asked, context))
    assert STORE_KEY not in written
    assert [path for path in files if STORE_KEY.encode() in path.read_bytes()] == []
