"""The registry of remote products: what they are, where they lie, and the terms that they come with."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from ..core.errors import InputError

_FILE = Path(__file__).with_name("catalog.json")
OTHER_FILE = "GEOGAP_CATALOG"
"""Environment variable that names another registry: a mirror of the archives, or a server for tests."""

_KINDS = {
    "cmr": {"provider", "short_names", "granules", "file"},
    "page": {"page", "file"},
    "file": {"url"},
}


@dataclass(frozen=True)
class Product:
    """A remote data set.

    Parameters
    ----------
    id : str
        Never changes.
    title, centre, about, resolution, licence : str
        Words for the user.
    variable : str
        Of the NetCDF files.
    unit : str
        Of the variable, where the files do not say.
    uncertainty, scale_factor : str
        Variables of the files, '' if there is none.
    land_mask : mapping
        `variable`, and `url` where it lies in a file of its own; empty if there is none.
    calendar : str
        Which list of missing epochs applies.
    cadence : str
        As in :meth:`geogap_plugin.core.calendar.Cadence.parse`.
    megabytes : float
        Roughly what the whole of it takes.
    citation : tuple of str
    credentials : str
        `earthdata`, or '' for none.
    access : mapping
        `kind` (`cmr`, `page`, `file`) and where to look.
    """

    id: str
    title: str
    centre: str
    about: str
    variable: str
    unit: str
    uncertainty: str
    scale_factor: str
    land_mask: Mapping[str, str]
    calendar: str
    cadence: str
    resolution: str
    megabytes: float
    licence: str
    citation: tuple[str, ...]
    credentials: str
    access: Mapping[str, Any]


@dataclass(frozen=True)
class WeatherVariable:
    """A meteorological variable of a data set.

    Parameters
    ----------
    id : str
        As the service calls it in requests, and GeoGap its files.
    variable : str
        Of the NetCDF files.
    title : str
    unit : str
        Of the NetCDF files.
    accumulated : bool
        Whether it is an amount that the service adds up over time.
    usual : bool
        Whether it is fetched when nobody says which.
    """

    id: str
    variable: str
    title: str
    unit: str
    accumulated: bool
    usual: bool


@dataclass(frozen=True)
class WeatherProduct:
    """Gridded weather that a service cuts out on request.

    Parameters
    ----------
    id : str
        Never changes.
    title, centre, about, resolution, licence : str
        Words for the user.
    cell : float
        Size of a cell, degrees or metres.
    cadence : str
        As in :meth:`geogap_plugin.core.calendar.Cadence.parse`.
    start : datetime64[D]
    settled : int
        Days after which values no longer change.
    citation : tuple of str
    credentials : str
        `cds`, or '' for none.
    access : mapping
        `kind` (`geosphere`, `cds`), and `dataset`, the service's own name of it.
    bbox : tuple of float
        West, south, east and north end of what it covers, degrees.
    variables : tuple of WeatherVariable
    """

    id: str
    title: str
    centre: str
    about: str
    resolution: str
    cell: float
    cadence: str
    start: np.datetime64
    settled: int
    licence: str
    citation: tuple[str, ...]
    credentials: str
    access: Mapping[str, str]
    bbox: tuple[float, float, float, float]
    variables: tuple[WeatherVariable, ...]

    def chosen(self, ids: Sequence[str]) -> tuple[WeatherVariable, ...]:
        """Return variables by their ids, the usual ones for none.

        Raises
        ------
        InputError
            If the product lacks one of them.
        """
        known = {variable.id for variable in self.variables}
        lacking = [one for one in ids if one not in known]
        if lacking:
            raise InputError(
                f"{self.title} ({self.id}) has no variable {', '.join(lacking)}. It has "
                f"{', '.join(variable.id for variable in self.variables)}."
            )
        return tuple(one for one in self.variables if (one.id in ids if ids else one.usual))


@dataclass(frozen=True)
class KnownGaps:
    """The epochs that do not exist, for any product of a mission.

    Parameters
    ----------
    title, source : str
    first : datetime64[M]
    missing : ndarray of datetime64[M]
    """

    title: str
    source: str
    first: np.datetime64
    missing: np.ndarray

    def months(self, last: str) -> list[tuple[str, bool]]:
        """Return every month up to the one of an ISO day, as `2010-01`, and whether there is one."""
        months = np.arange(self.first, np.datetime64(last, "M") + 1)
        return [(str(month), month not in self.missing) for month in months]


@dataclass(frozen=True)
class Catalog:
    """All products.

    Parameters
    ----------
    services : mapping of str to str
        Addresses of search services.
    calendars : mapping of str to KnownGaps
    products : tuple of Product
    weather : tuple of WeatherProduct
    """

    services: Mapping[str, str]
    calendars: Mapping[str, KnownGaps]
    products: tuple[Product, ...]
    weather: tuple[WeatherProduct, ...]

    def product(self, product_id: str) -> Product:
        """Return a product by its id.

        Raises
        ------
        InputError
            If there is none.
        """
        for product in self.products:
            if product.id == product_id:
                return product
        known = ", ".join(product.id for product in self.products)
        raise InputError(f"“{product_id}” is no product that GeoGap knows. It knows {known}.")

    def weather_product(self, product_id: str) -> WeatherProduct:
        """Return a weather data set by its id.

        Raises
        ------
        InputError
            If there is none.
        """
        for product in self.weather:
            if product.id == product_id:
                return product
        known = ", ".join(product.id for product in self.weather)
        raise InputError(f"“{product_id}” is no weather data set that GeoGap knows. It knows {known}.")

    def known_gaps(self, product: Product) -> KnownGaps:
        """Return the epochs that no product of the mission has."""
        return self.calendars[product.calendar]


def read_catalog(path: Path | None = None) -> Catalog:
    """Read the registry.

    Parameters
    ----------
    path : Path, optional
        By default the file that `GEOGAP_CATALOG` names, or else the plugin's own.

    Raises
    ------
    InputError
        If it cannot be read, or an entry lacks a field or has an unknown one.
    """
    path = path or Path(os.environ.get(OTHER_FILE) or _FILE)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        calendars = {name: _known_gaps(entry) for name, entry in content["calendars"].items()}
        products = tuple(_product(path, entry, calendars) for entry in content["products"])
        weather = tuple(_weather(path, entry) for entry in content["weather"])
        return Catalog(content["services"], calendars, products, weather)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no registry of products: {error!r}.") from error


def _known_gaps(entry: dict[str, Any]) -> KnownGaps:
    return KnownGaps(
        entry["title"],
        entry["source"],
        np.datetime64(entry["first"], "M"),
        np.array(entry["missing"], dtype="datetime64[M]"),
    )


def _weather(path: Path, entry: dict[str, Any]) -> WeatherProduct:
    where = f"{path}: weather {entry.get('id', '?')}"
    _check_fields(where, entry, WeatherProduct)
    if set(entry["access"]) != {"kind", "dataset"} or entry["access"]["kind"] not in ("geosphere", "cds"):
        raise InputError(f"{where} has no known access.")
    for variable in entry["variables"]:
        _check_fields(f"{where}, variable {variable.get('id', '?')}", variable, WeatherVariable)
    read = {
        "start": np.datetime64(entry["start"], "D"),
        "citation": tuple(entry["citation"]),
        "bbox": tuple(entry["bbox"]),
        "variables": tuple(WeatherVariable(**variable) for variable in entry["variables"]),
    }
    return WeatherProduct(**{**entry, **read})


def _check_fields(where: str, entry: dict[str, Any], kind: Any) -> None:
    expected = {field.name for field in fields(kind)}
    if set(entry) != expected:
        raise InputError(
            f"{where} lacks {sorted(expected - set(entry))} or has unknown {sorted(set(entry) - expected)}."
        )


def _product(path: Path, entry: dict[str, Any], calendars: Mapping[str, KnownGaps]) -> Product:
    where = f"{path}: product {entry.get('id', '?')}"
    _check_fields(where, entry, Product)
    access = dict(entry["access"])
    kind = access.get("kind")
    if kind not in _KINDS or set(access) - {"kind"} != _KINDS[kind]:
        raise InputError(f"{where} has no known access.")
    if entry["calendar"] not in calendars:
        raise InputError(f"{where} has the calendar “{entry['calendar']}”, which the registry lacks.")
    if "file" in access:
        re.compile(access["file"])
    return Product(**{**entry, "citation": tuple(entry["citation"])})
