"""STAC APIs: catalogues of satellite scenes that are searched by place and time.

Any server that implements the SpatioTemporal Asset Catalog API, item search (https://api.stacspec.org, 1.0), in its
form with POST or with GET. How cloudy a scene may be is looked at here rather than asked of the server: not all know
the extensions for that, and a scene whose cloud share is unknown would get lost.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

import numpy as np

from ..core.errors import DamagedDataError, NetworkError, NotFoundError
from .retry import Retry
from .transport import (
    Cancel,
    Explain,
    Request,
    Response,
    Transport,
    explain,
    fetch,
    looks_like_page,
    never,
    origin,
    parsed,
    shown,
)

_PAGE = 200
"""Scenes in an answer: fewer answers, each of a few megabytes."""

_MOST = 10_000
"""Scenes of one search: more are a mistake in the period or the region."""


@dataclass(frozen=True)
class Projection:
    """Where the pixels of an asset lie, as far as the catalogue says.

    Parameters
    ----------
    crs : str
        `EPSG:…` or WKT, '' if unknown.
    transform : tuple of float
        As in GDAL: west, cell width, 0, north, 0, minus cell height; empty if unknown.
    shape : tuple of int
        Rows and columns; empty if unknown.
    """

    crs: str = ""
    transform: tuple[float, ...] = ()
    shape: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asset:
    """A file of a scene.

    Parameters
    ----------
    key, href, title, media_type : str
    roles : tuple of str
    scale, offset : float or None
        value = stored * scale + offset; None where the catalogue does not say.
    nodata : float or None
    unit : str
    projection : Projection
    """

    key: str
    href: str
    title: str = ""
    media_type: str = ""
    roles: tuple[str, ...] = ()
    scale: float | None = None
    offset: float | None = None
    nodata: float | None = None
    unit: str = ""
    projection: Projection = field(default_factory=Projection)


@dataclass(frozen=True)
class Scene:
    """An item of a catalogue.

    Parameters
    ----------
    id, collection : str
    time : datetime64[s]
        UTC; the beginning, where it stands for a period.
    end : datetime64[s] or None
        End of the period that it stands for.
    bbox : tuple of float
        West, south, east, north, degrees.
    geometry : mapping
        GeoJSON.
    cloud : float or None
        Share of clouds, per cent.
    platform, updated : str
    assets : mapping of str to Asset
    properties : mapping
    """

    id: str
    collection: str
    time: np.datetime64
    end: np.datetime64 | None
    bbox: tuple[float, float, float, float]
    geometry: Mapping[str, Any]
    cloud: float | None
    platform: str
    updated: str
    assets: Mapping[str, Asset]
    properties: Mapping[str, Any]

    @property
    def longitude(self) -> float:
        """Longitude of the middle of its box, degrees."""
        west, _, east, _ = self.bbox
        return (west + east + (360 if east < west else 0)) / 2

    @property
    def thumbnail(self) -> str:
        """Address of a small picture, '' if there is none."""
        for wanted in ("thumbnail", "overview"):
            for asset in self.assets.values():
                if wanted in (asset.key, *asset.roles) and asset.media_type in ("image/png", "image/jpeg", "image/jpg"):
                    return asset.href
        return ""


class Stac:
    """A catalogue.

    Parameters
    ----------
    root : str
        Address of its landing page.
    transport : Transport
    retry : Retry, optional
    explain : callable
        What a status means to the user.
    authorise : bool
        Whether it wants the transport's credentials.
    cancelled : callable
    """

    def __init__(
        self,
        root: str,
        transport: Transport,
        retry: Retry | None = None,
        *,
        explain: Explain = explain,
        authorise: bool = False,
        cancelled: Cancel = never,
    ) -> None:
        self.root = root.rstrip("/")
        self._transport = transport
        self._retry = retry or Retry(idle=transport.idle)
        self._explain = explain
        self._authorise = authorise
        self._cancelled = cancelled

    def probe(self) -> str:
        """Return the catalogue's title.

        Raises
        ------
        NetworkError
            If it does not answer, does not accept the credentials, or is no STAC API.
        """
        return str(self._landing().get("title") or self.root)

    def collection(self, name: str) -> Mapping[str, Any]:
        """Return what the catalogue says of a collection.

        Raises
        ------
        NotFoundError
            If it has none of that name; says which it has.
        """
        try:
            found = self._get(f"{self.root}/collections/{quote(name, safe='')}")
        except NotFoundError as error:
            there = [str(one.get("id")) for one in self.collections()]
            near = difflib.get_close_matches(name, there, 5, 0.4) or sorted(there)[:20]
            raise NotFoundError(
                f"{shown(self.root)} has no collection “{name}”, or no longer. It has {', '.join(near) or 'none'}."
            ) from error
        if not isinstance(found, dict) or found.get("id") != name:
            raise DamagedDataError(f"{shown(self.root)} answered with something else than the collection “{name}”.")
        return found

    def collections(self) -> list[Mapping[str, Any]]:
        """Return all collections."""
        found: list[Mapping[str, Any]] = []
        url: str | None = f"{self.root}/collections"
        seen: set[str] = set()
        while url and url not in seen:
            seen.add(url)
            page = self._get(url)
            if not isinstance(page, dict) or not isinstance(page.get("collections"), list):
                raise self._strange("a list of collections")
            found += [one for one in page["collections"] if isinstance(one, dict)]
            url = next((urljoin(url, link["href"]) for link in _links(page, "next")), None)
        return found

    def search(
        self, collection: str, bbox: tuple[float, float, float, float], first: np.datetime64, last: np.datetime64
    ) -> list[Scene]:
        """Return the scenes of a collection that touch a region in a period, in the order of time.

        Parameters
        ----------
        bbox : tuple of float
            West, south, east, north, degrees; west greater than east across 180 degrees.
        first, last : datetime64
            Days, both included.

        Raises
        ------
        NetworkError
            If an answer is damaged, or fewer scenes arrive than the catalogue counted.
        """
        begin, end = (str(day.astype("datetime64[D]")) for day in (first, last))
        asked = {
            "collections": [collection],
            "bbox": [round(float(edge), 7) for edge in bbox],
            "datetime": f"{begin}T00:00:00Z/{end}T23:59:59Z",
            "limit": _PAGE,
        }
        request: Request | None = self._search_request(asked)
        scenes: dict[str, Scene] = {}
        counted, sent = 0, 0
        while request is not None:
            page = self._ask(request)
            if not isinstance(page, dict) or not isinstance(page.get("features"), list):
                raise self._strange("something else than a list of scenes")
            counted, sent = max(counted, _matched(page)), sent + len(page["features"])
            found = {scene.id: scene for scene in (parse_scene(item, self.root) for item in page["features"])}
            if found and found.keys() <= scenes.keys():
                raise self._strange("the same page again and again")
            scenes.update(found)
            if len(scenes) > _MOST:
                raise NetworkError(f"More than {_MOST:,} scenes match. Choose a shorter period or a smaller region.")
            request = self._next(page, request) if found else None
        if sent < counted:
            raise DamagedDataError(f"{shown(self.root)} counted {counted} scenes and sent {sent}. Try again later.")
        return sorted(scenes.values(), key=lambda scene: (scene.time, scene.id))

    def _search_request(self, asked: dict[str, Any]) -> Request:
        """Return the first request, in the form that the landing page offers; POST where it offers both."""
        links = _links(self._landing(), "search")
        methods = {_method(link): urljoin(f"{self.root}/", link["href"]) for link in links}
        if not methods.keys() & {"GET", "POST"}:
            raise self._strange("a landing page without a search; give the address of a STAC API, not of its files")
        if "POST" in methods:
            return self._post(methods["POST"], asked)
        flat = {name: ",".join(map(str, value)) if isinstance(value, list) else value for name, value in asked.items()}
        url = f"{methods['GET']}{'&' if '?' in methods['GET'] else '?'}{urlencode(flat)}"
        return Request(url, headers=_JSON, authorise=self._may(url))

    def _next(self, page: Mapping[str, Any], request: Request) -> Request | None:
        """Return the request for the next page, None after the last (STAC API, item search, paging)."""
        for link in _links(page, "next"):
            url = urljoin(request.url, link["href"])
            if _method(link) != "POST":
                return Request(url, headers=_JSON, authorise=self._may(url))
            body = link.get("body") or {}
            if not isinstance(body, dict):
                raise self._strange("a link to the next page that cannot be followed")
            before = json.loads(request.body or b"{}")
            return self._post(url, {**before, **body} if link.get("merge") or not body else body)
        return None

    def _post(self, url: str, body: Mapping[str, Any]) -> Request:
        headers = {**_JSON, "Content-Type": "application/json"}
        return Request(url, "POST", headers, json.dumps(body).encode(), authorise=self._may(url))

    def _may(self, url: str) -> bool:
        """Whether the credentials are meant for an address."""
        return self._authorise and origin(url) == origin(self.root)

    def _landing(self) -> Mapping[str, Any]:
        page = self._get(self.root)
        if not isinstance(page, dict) or not isinstance(page.get("links"), list):
            raise self._strange("something else than a STAC landing page")
        return page

    def _get(self, url: str) -> Any:
        return self._ask(Request(url, headers=_JSON, authorise=self._may(url)))

    def _ask(self, request: Request) -> Any:
        def once() -> Any:
            response: Response = fetch(self._transport, request, None, self._cancelled)
            error = self._explain(response)
            if error is not None:
                raise error
            try:
                return parsed(response)
            except DamagedDataError as unreadable:
                # A web page comes from an address that is none of a catalogue, or where one has to sign in first.
                unreadable.temporary = not looks_like_page(response.body)
                raise

        return self._retry.run(once, self._cancelled)

    def _strange(self, what: str) -> DamagedDataError:
        return DamagedDataError(f"{shown(self.root)} answered with {what}. Check that it is a STAC API.")


_JSON = {"Accept": "application/geo+json, application/json"}


def _links(page: Mapping[str, Any], relation: str) -> list[Mapping[str, Any]]:
    links = page.get("links")
    return [
        link
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, dict) and link.get("rel") == relation and isinstance(link.get("href"), str)
    ]


def _method(link: Mapping[str, Any]) -> str:
    return str(link.get("method") or "GET").upper()


def _matched(page: Mapping[str, Any]) -> int:
    """Return how many scenes the catalogue counts in all, 0 where it does not say."""
    context = page.get("context")
    matched = page.get("numberMatched", context.get("matched") if isinstance(context, dict) else None)
    return matched if isinstance(matched, int) else 0


class _FieldError(ValueError):
    """What is wrong with an item: the name of a field."""


@contextmanager
def _field(name: str) -> Iterator[None]:
    """Say which field it was that could not be read."""
    try:
        yield
    except _FieldError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        raise _FieldError(name) from error


def parse_scene(item: Any, base: str = "") -> Scene:
    """Return a scene from a STAC item (1.0 or 1.1, with the older and the newer forms of the extensions).

    Parameters
    ----------
    item : dict
    base : str
        Address that relative links start from, where the item names none of its own.

    Raises
    ------
    DamagedDataError
        If it lacks what an item must have; names the field.
    """
    try:
        with _field("id"):
            name = str(item["id"])
        with _field("properties"):
            properties = {**item["properties"]}
        with _field("datetime"):
            begin, end = properties.get("start_datetime"), properties.get("end_datetime")
            time, last = moment(begin or properties["datetime"]), moment(end) if end else None
        with _field("bbox"):
            edges = [float(edge) for edge in item["bbox"]]
            west, south, east, north = edges if len(edges) == 4 else (*edges[:2], *edges[3:5])
        with _field("assets"):
            base = next((link["href"] for link in _links(item, "self")), base)
            assets = {key: _asset(key, entry, properties, base) for key, entry in item["assets"].items()}
        with _field("eo:cloud_cover"):
            cloud = _number(properties.get("eo:cloud_cover"))
    except _FieldError as error:
        which = f"item {item['id']}" if isinstance(item, dict) and "id" in item else "list holds an item that"
        raise DamagedDataError(
            f"The catalogue's {which} cannot be read: “{error}” is missing or of another form. Try again later."
        ) from error
    return Scene(
        id=name,
        collection=str(item.get("collection") or ""),
        time=time,
        end=last,
        bbox=(west, south, east, north),
        geometry=item.get("geometry") or {},
        cloud=cloud,
        platform=str(properties.get("platform") or ""),
        updated=str(properties.get("updated") or properties.get("created") or ""),
        assets=assets,
        properties=properties,
    )


def _asset(key: str, entry: Mapping[str, Any], properties: Mapping[str, Any], base: str) -> Asset:
    with _field(f"assets.{key}"):
        bands = entry.get("raster:bands") or entry.get("bands") or []
        # STAC 1.1 lets an asset say for all of its bands what they have in common.
        band = {**entry, **(bands[0] if bands and isinstance(bands[0], dict) else {})}
        return Asset(
            key=key,
            href=_address(entry["href"], base),
            title=str(entry.get("title") or ""),
            media_type=str(entry.get("type") or "").split(";")[0].strip(),
            roles=tuple(map(str, entry.get("roles") or ())),
            scale=_number(band.get("raster:scale", band.get("scale"))),
            offset=_number(band.get("raster:offset", band.get("offset"))),
            nodata=_number(band.get("nodata")),
            unit=str(band.get("unit") or ""),
            projection=_projection({**properties, **entry}),
        )


def _address(href: str, base: str) -> str:
    """Return a whole address; of the web, without what an address may not hold as it is, such as a space."""
    whole = href if "://" in href else urljoin(base, href)
    parts = urlsplit(whole)
    if parts.scheme not in ("http", "https"):
        return whole
    if not parts.hostname or parts.port == 0:
        raise ValueError(href)
    return quote(whole, safe="%/:=&?~#+!$,;'@()*[]")


def _projection(said: Mapping[str, Any]) -> Projection:
    code, epsg = said.get("proj:code"), said.get("proj:epsg")
    crs = str(code or (f"EPSG:{epsg}" if epsg else "") or said.get("proj:wkt2") or "")
    shape = tuple(int(count) for count in said.get("proj:shape") or ())
    numbers = [float(number) for number in said.get("proj:transform") or ()]
    if len(numbers) < 6:
        return Projection(crs, (), shape)
    dx, skew_x, west, skew_y, dy, north = numbers[:6]
    return Projection(crs, (west, dx, skew_x, north, skew_y, dy), shape)


def moment(text: str) -> np.datetime64:
    """Return a moment in UTC from RFC 3339, to the second, with any number of decimals.

    Raises
    ------
    ValueError, AttributeError
        If it is none.
    """
    found = datetime.fromisoformat(re.sub(r"\.\d+", "", text.strip().upper().replace("Z", "+00:00")))
    offset = found.utcoffset()
    plain = found.replace(tzinfo=None)
    return np.datetime64(plain - offset if offset else plain, "s")


def _number(value: Any) -> float | None:
    """Return a number, also one in the form of a text such as “nan”; None where there is none."""
    if isinstance(value, str):
        with suppress(ValueError):
            return float(value)
        return None
    return None if value is None or isinstance(value, bool) else float(value)
