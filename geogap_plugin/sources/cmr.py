"""NASA's Common Metadata Repository: which collections and files there are, and where they lie.

The interface is described at https://cmr.earthdata.nasa.gov/search/site/docs/search/api.html; answers are UMM-JSON
(https://wiki.earthdata.nasa.gov/display/CMR/CMR+Client+Partner+User+Guide): `items`, each with `meta` and `umm`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np

from ..core.errors import DamagedDataError, GeoGapError, NetworkError
from .retry import Retry
from .transport import Cancel, Response, Transport, explain, fetch_text, never, parsed, shown

_PAGE_SIZE = 500
_MOST_PAGES = 200
_AFTER = "CMR-Search-After"
"""Header that asks for the page after another one; `page_num` is refused beyond a million entries."""


@dataclass(frozen=True)
class Collection:
    """A collection.

    Parameters
    ----------
    concept : str
        CMR's id.
    short_name, version, title, doi : str
    """

    concept: str
    short_name: str
    version: str
    title: str
    doi: str


@dataclass(frozen=True)
class Granule:
    """A file of a collection.

    Parameters
    ----------
    name : str
        The granule's own name.
    url : str
    size : int or None
        Bytes.
    checksum : tuple of str
        Algorithm and digest, ('', '') if the catalogue gives none.
    start, end : datetime64[s]
        What it covers; NaT if unknown.
    revised : str
        ISO 8601 moment of the last change in the catalogue.
    """

    name: str
    url: str
    size: int | None
    checksum: tuple[str, str]
    start: np.datetime64
    end: np.datetime64
    revised: str

    @property
    def file(self) -> str:
        """The name of the file."""
        return file_name(self.url)


def file_name(url: str) -> str:
    """Return the last part of an address' path."""
    return unquote(urlsplit(url).path.rpartition("/")[2])


class Cmr:
    """Searches the repository; needs no account.

    Parameters
    ----------
    root : str
        Address of the search service.
    transport : Transport
    retry : Retry, optional
    cancelled : callable
    """

    COLLECTIONS = "collections.umm_json"
    GRANULES = "granules.umm_json"

    def __init__(self, root: str, transport: Transport, retry: Retry | None = None, cancelled: Cancel = never) -> None:
        self._root = root.rstrip("/")
        self._transport = transport
        self._retry = retry or Retry(attempts=4, idle=transport.idle)
        self._cancelled = cancelled

    def newest_collection(self, short_name: str, provider: str) -> Collection | None:
        """Return the newest release among the collections whose short name fits, None if none does."""
        return next(iter(self.collections(short_name, provider)), None)

    def collections(self, short_name: str, provider: str) -> list[Collection]:
        """Return the collections whose short name fits and that are not empty, the newest release first.

        Parameters
        ----------
        short_name : str
            May hold `*` and `?`: releases of GRACE products are part of their short names.
        provider : str
        """
        query = [
            ("short_name", short_name),
            ("options[short_name][pattern]", "true"),
            ("provider", provider),
            ("include_granule_counts", "true"),
        ]
        found = [_collection(item) for item in self._all(self.COLLECTIONS, query) if _has_granules(item)]
        return sorted(found, key=lambda one: (release(one.short_name), release(one.version)), reverse=True)

    def granules(
        self, collection: Collection, start: np.datetime64, end: np.datetime64, file_pattern: str
    ) -> list[Granule]:
        """Return the files of a collection that cover a part of a period, by date, each once.

        Parameters
        ----------
        start, end : datetime64
            First and last moment.
        file_pattern : str
            Regular expression that the whole name of a file has to match: one granule may lie there in several formats.
        """
        newest: dict[str, Granule] = {}
        for item in self.entries(collection, start, end):
            granule = _granule(item, file_pattern)
            if granule is not None and granule.revised >= newest.get(granule.file, granule).revised:
                newest[granule.file] = granule
        return sorted(newest.values(), key=lambda granule: (str(granule.start), granule.file))

    def entries(
        self,
        collection: Collection,
        start: np.datetime64,
        end: np.datetime64,
        box: tuple[float, float, float, float] | None = None,
    ) -> list[dict[str, Any]]:
        """Return what the catalogue holds of the granules of a collection in a period, each with `meta` and `umm`.

        Parameters
        ----------
        start, end : datetime64
            First and last moment.
        box : tuple of float, optional
            West, south, east, north, degrees, that they touch; west greater than east across 180 degrees.
        """
        query = [
            ("collection_concept_id", collection.concept),
            ("temporal[]", f"{_iso(start)},{_iso(end)}"),
        ]
        if box is not None:
            query.append(("bounding_box", ",".join(f"{edge:.6f}" for edge in box)))
        return self._all(self.GRANULES, query)

    def _all(self, kind: str, query: list[tuple[str, str]]) -> list[dict[str, Any]]:
        """Return the entries of all pages."""
        url = f"{self._root}/{kind}"
        whole = [*query, ("page_size", str(_PAGE_SIZE))]
        items: list[dict[str, Any]] = []
        after = ""
        for _ in range(_MOST_PAGES):
            page, hits, after = self._retry.run(partial(self._page, url, whole, after), self._cancelled)
            items += page
            if not after or not page:
                if len(items) < hits:
                    raise DamagedDataError(
                        f"{shown(url)} announced {hits} entries and gave {len(items)}. Try again later."
                    )
                return items
        raise NetworkError(
            f"{shown(url)} gives more than {_MOST_PAGES * _PAGE_SIZE} entries. Ask for a shorter period."
        )

    def _page(self, url: str, query: list[tuple[str, str]], after: str) -> tuple[list[dict[str, Any]], int, str]:
        headers = {"Accept": "application/json", **({_AFTER: after} if after else {})}
        response = fetch_text(self._transport, url, query, headers=headers, cancelled=self._cancelled, explain=_explain)
        content = parsed(response)
        items = content.get("items") if isinstance(content, dict) else None
        if not isinstance(items, list):
            raise DamagedDataError(f"{shown(url)} answered with no list of entries. Try again later.")
        hits = response.header("cmr-hits") or str(content.get("hits", 0))
        return items, int(hits) if hits.isdigit() else 0, response.header(_AFTER)


def _explain(response: Response) -> GeoGapError | None:
    """Return what a status means; CMR says in words what it dislikes: `{"errors": ["…"]}`."""
    error = explain(response)
    if type(error) is NetworkError:
        try:
            reasons = parsed(response).get("errors", [])
        except (DamagedDataError, AttributeError):
            return error
        return NetworkError(f"{error.message} It says: {' '.join(str(reason) for reason in reasons)[:300]}")
    return error


def release(text: str) -> list[tuple[int, ...]]:
    """Return the numbers in a name, so that RL06.3_V4 follows RL06.1_V3, and RL06.10 follows RL06.9."""
    return [tuple(int(part) for part in number.split(".")) for number in re.findall(r"\d+(?:\.\d+)*", text)]


def _has_granules(item: dict[str, Any]) -> bool:
    return item.get("meta", {}).get("granule-count", 1) != 0


def _collection(item: dict[str, Any]) -> Collection:
    umm = item.get("umm", {})
    return Collection(
        concept=str(item.get("meta", {}).get("concept-id", "")),
        short_name=str(umm.get("ShortName", "")),
        version=str(umm.get("Version", "")),
        title=str(umm.get("EntryTitle", "")),
        doi=str((umm.get("DOI") or {}).get("DOI", "")),
    )


def _granule(item: dict[str, Any], file_pattern: str) -> Granule | None:
    """Return a file, None where the granule has none of the wanted kind."""
    umm = item.get("umm", {})
    links = [
        link["URL"]
        for link in umm.get("RelatedUrls", [])
        # "GET DATA" with s3:// is for computers inside the cloud.
        if link.get("Type") == "GET DATA" and str(link.get("URL", "")).startswith(("https://", "http://"))
    ]
    url = next((link for link in links if re.fullmatch(file_pattern, file_name(link))), "")
    if not url:
        return None
    archived = (umm.get("DataGranule") or {}).get("ArchiveAndDistributionInformation", [])
    about: dict[str, Any] = next((entry for entry in archived if entry.get("Name") == file_name(url)), {})
    checksum = about.get("Checksum") or {}
    size = about.get("SizeInBytes")
    range_of = (umm.get("TemporalExtent") or {}).get("RangeDateTime", {})
    return Granule(
        name=str(umm.get("GranuleUR", "")),
        url=url,
        size=int(size) if isinstance(size, (int, float)) and size > 0 else None,
        checksum=(str(checksum.get("Algorithm", "")), str(checksum.get("Value", ""))),
        start=moment(range_of.get("BeginningDateTime", "")),
        end=moment(range_of.get("EndingDateTime", "")),
        revised=str(item.get("meta", {}).get("revision-date", "")),
    )


def moment(text: str) -> np.datetime64:
    """Return a moment of the catalogue as datetime64[s], NaT if it cannot be read."""
    try:
        return np.datetime64(text.rstrip("Z") or "NaT", "s")
    except ValueError:
        return np.datetime64("NaT", "s")


def _iso(moment: np.datetime64) -> str:
    return f"{moment.astype('datetime64[s]')}Z"
