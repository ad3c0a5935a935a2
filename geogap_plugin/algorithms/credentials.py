"""The services that want credentials: where QGIS keeps them, which ones count, and whether they are accepted."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from qgis.core import QgsApplication, QgsAuthMethodConfig

from .. import settings
from ..core.errors import AuthenticationError, InputError
from ..raster.presigned import S3Signer
from ..sources import cds, earthdata, s3
from ..sources.catalog import read_catalog
from ..sources.geosphere import Geosphere
from ..sources.retry import Retry
from ..sources.scene_catalog import SceneCatalog, read_scene_registry
from ..sources.stac import Stac
from ..sources.transport import LOOPBACK, Cancel, never
from .network import S3_VARIABLES, QgisTransport, earthdata_transport, s3_keys, store_transport

OWN_CATALOG_VARIABLE = "GEOGAP_STAC_AUTHORIZATION"
"""Environment variable with a bearer token for a catalogue of the user's own, for runs without a window."""

_PROBE_OBJECT = "s3://eodata/geogap-connection-test"
_ATTEMPTS = 2
"""Tries of a test: whoever waits for its result wants to know soon."""


@dataclass(frozen=True)
class Service:
    """A service and the kind of credentials that it wants.

    Parameters
    ----------
    id : str
    title : str
    method : str
        QGIS's method of authentication, '' for a service that needs none.
    variables : tuple of str
        Environment variables that stand for the credentials in runs without a window.
    home : str
        Where an account is made.
    """

    id: str
    title: str
    method: str
    variables: tuple[str, ...] = ()
    home: str = ""


SERVICES = (
    Service("earthdata", "NASA Earthdata", "APIHeader", (earthdata.VARIABLE,), earthdata.HOME),
    Service("cds", "Climate Data Store", "APIHeader", (cds.VARIABLE,), cds.HOME),
    Service("copernicus", "Copernicus Data Space (S3)", "AWSS3", S3_VARIABLES, "https://dataspace.copernicus.eu"),
    Service("stac", "STAC catalogue of your own", "APIHeader", (OWN_CATALOG_VARIABLE,)),
    Service("geosphere", "GeoSphere Austria", ""),
)


def service(name: str) -> Service:
    """Return a service by its id."""
    return next(one for one in SERVICES if one.id == name)


def stored_config(name: str) -> str:
    """Return the id of the authentication configuration that is stored for a service, '' if there is none any more."""
    config = settings.credentials_of(name).read()
    return config if config and config in QgsApplication.authManager().configIds() else ""


def in_environment(name: str) -> bool:
    """Whether environment variables hold credentials for a service."""
    variables = next((one.variables for one in SERVICES if one.id == name), ())
    return bool(variables) and all(os.environ.get(variable) for variable in variables)


def default_config(name: str) -> str:
    """Return the configuration for a run that names none: '' where the environment has credentials, or nobody."""
    return "" if in_environment(name) else stored_config(name)


def catalog_service(catalog: SceneCatalog) -> str:
    """Return the service whose credentials a catalogue may get, '' for none: they go to no other address."""
    if catalog.credentials == "header":
        own = settings.CATALOG_ADDRESS.read()
        return "stac" if own and catalog.url.rstrip("/") == own.rstrip("/") else ""
    return catalog.id if catalog.credentials else ""


def header(text: str, *, name: str = "Authorization") -> dict[str, str]:
    """Return the configuration that puts a token into a header.

    Parameters
    ----------
    text : str
        The token as it was pasted: “Bearer ” or “key:” before it is left out.
    name : str
        Of the header.

    Raises
    ------
    InputError
        If it can be no token, or the name no header's.
    """
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        raise InputError("The name of a header holds letters, digits and hyphens only. “Authorization” is usual.")
    secret = _pasted(re.sub(r"^(bearer\s+|\w*\s*:)", "", text.strip(), flags=re.IGNORECASE), "The token")
    return {name: f"Bearer {secret}" if name.lower() == "authorization" else secret}


def key_pair(access: str, secret: str) -> dict[str, str]:
    """Return the configuration of a pair of S3 keys.

    Raises
    ------
    InputError
        If they can be no keys.
    """
    return {"username": _pasted(access, "The access key"), "password": _pasted(secret, "The secret key")}


def catalog_address(text: str) -> str:
    """Return the address of a STAC catalogue, which is kept among the settings and must hold no secret.

    Raises
    ------
    InputError
        If it is no address, is not encrypted, or holds a user name, a password or a query.
    """
    address = text.strip()
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("The address of a catalogue begins with https:// and the name of a host.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise InputError(
            "Credentials are sent to encrypted addresses only. Enter an address that begins with https://."
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise InputError("Enter the address alone: no user name, password or query. The token has a field of its own.")
    return address


def _pasted(text: str, what: str) -> str:
    secret = text.strip()
    if not secret:
        raise InputError(f"{what} is empty.")
    if not all("!" <= sign <= "~" for sign in secret):
        raise InputError(f"{what} holds a space or another sign that none has. Copy it again, on its own.")
    return secret


def store(name: str, values: Mapping[str, str]) -> None:
    """Put credentials into QGIS's authentication manager, in the place of older ones, and remember under which id.

    Parameters
    ----------
    values : mapping of str to str
        What the method of authentication wants: a header and its value, or `username` and `password`.

    Raises
    ------
    AuthenticationError
        If the authentication manager does not take them.
    """
    wanted = service(name)
    manager = QgsApplication.authManager()
    config = QgsAuthMethodConfig(wanted.method)
    config.setName(f"GeoGap: {wanted.title}")
    for key, text in values.items():
        config.setConfig(key, text)
    known = stored_config(name)
    if known:
        config.setId(known)
        stored = manager.updateAuthenticationConfig(config)
    else:
        stored, config = manager.storeAuthenticationConfig(config)
    if not stored:
        raise AuthenticationError(
            "QGIS's authentication manager did not store the credentials. Check the master password in Settings › "
            "Options › Authentication."
        )
    settings.credentials_of(name).write(config.id())


def forget(name: str) -> None:
    """Remove the credentials of a service from the authentication manager."""
    config = stored_config(name)
    if config and not QgsApplication.authManager().removeAuthenticationConfig(config):
        raise AuthenticationError(
            "QGIS's authentication manager did not remove the credentials. Remove them in Settings › Options › "
            "Authentication."
        )
    settings.credentials_of(name).write("")


def probe(name: str, cancelled: Cancel = never) -> str:
    """Ask a service whether it accepts the credentials and say so in words.

    Parameters
    ----------
    name : str
        Id of the service.

    Raises
    ------
    AuthenticationError
        If it does not, or there are none.
    NetworkError
        If it does not answer.
    """
    config, title = default_config(name), service(name).title
    if service(name).method and name != "stac" and not config and not in_environment(name):
        raise AuthenticationError(f"No credentials are stored for {title}. Choose “Set…” first.")
    if name == "earthdata":
        transport = earthdata_transport(title, config)
        return earthdata.probe(read_catalog().services["cmr"], transport, cancelled)
    if name == "cds":
        transport = store_transport(title, config)
        root = read_catalog().services["cds"]
        return cds.DataStore(root, transport, Retry(_ATTEMPTS, idle=transport.idle), cancelled).probe()
    if name == "copernicus":
        return _probe_bucket(config, cancelled)
    if name == "stac":
        return _probe_catalog(config, cancelled)
    catalog, transport = read_catalog(), QgisTransport()
    dataset = next(one.access["dataset"] for one in catalog.weather if one.access["kind"] == "geosphere")
    retry = Retry(_ATTEMPTS, idle=transport.idle)
    return Geosphere(catalog.services["geosphere"], transport, retry, cancelled).probe(dataset)


def _probe_bucket(config: str, cancelled: Cancel) -> str:
    catalog = read_scene_registry().catalog("copernicus")
    keys = s3_keys(catalog.title, config)
    signer = S3Signer(catalog.signing["endpoint"], catalog.signing["region"], *keys)
    return s3.probe(QgisTransport(), signer.sign(_PROBE_OBJECT), cancelled)


def _probe_catalog(config: str, cancelled: Cancel) -> str:
    address = settings.CATALOG_ADDRESS.read()
    if not address:
        raise InputError("The address of the catalogue is missing. Enter it first.")
    transport = QgisTransport(config, "" if config else os.environ.get(OWN_CATALOG_VARIABLE, ""))
    retry = Retry(_ATTEMPTS, idle=transport.idle)
    title = Stac(address, transport, retry, authorise=transport.has_credentials, cancelled=cancelled).probe()
    said = f"The catalogue “{transport.redact(title)}” answers"
    return f"{said} and does not refuse the credentials." if transport.has_credentials else f"{said}."
