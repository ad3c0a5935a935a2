"""GRACE and GRACE-FO: which files hold a product over a period, wherever its centre keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import numpy as np

from ..core.errors import NotFoundError
from .catalog import Catalog, Product
from .cmr import Cmr, Collection, Granule, file_name, release
from .download import Item
from .earthdata import explain_earthdata
from .retry import Retry
from .transport import Cancel, Explain, Transport, explain, fetch_text, never, shown

_NETCDF = (b"CDF", b"\x89HDF")
"""How NetCDF files begin: classic, and HDF5."""


@dataclass(frozen=True)
class Found:
    """Files that hold a product.

    Parameters
    ----------
    items : tuple of Item
        The data, by date.
    land_mask : Item or None
        A file of its own for the land mask.
    version : str
        What the catalogue says of the release.
    dois : tuple of str
    searched : str
        Where was looked, for messages and the manifest.
    """

    items: tuple[Item, ...]
    land_mask: Item | None
    version: str
    dois: tuple[str, ...]
    searched: str


def described(product: Product, found: Found) -> dict[str, Any]:
    """Return what a manifest says of a product and its release."""
    return {
        "product": product.id,
        "title": product.title,
        "centre": product.centre,
        "release": found.version,
        "doi": list(found.dois),
        "searched": found.searched,
        "licence": product.licence,
        "citation": list(product.citation),
    }


def explanation(product: Product) -> Explain:
    """Return what explains the refusals of a product's archive."""
    return explain_earthdata if product.credentials == "earthdata" else explain


def find(
    catalog: Catalog,
    product: Product,
    start: np.datetime64,
    end: np.datetime64,
    transport: Transport,
    *,
    retry: Retry | None = None,
    cancelled: Cancel = never,
    tell: Callable[[str], None] = lambda text: None,
) -> Found:
    """Find the files of a product that cover a part of a period.

    Parameters
    ----------
    start, end : datetime64[M]
        First and last month. Files of the months before and after come along.

    Raises
    ------
    NotFoundError
        If there is none; says what was searched.
    NetworkError
    """
    access = product.access
    retry = retry or Retry(attempts=4, idle=transport.idle)
    if access["kind"] == "cmr":
        cmr = Cmr(catalog.services["cmr"], transport, retry, cancelled)
        found = _in_cmr(cmr, catalog.services["cmr"], product, start, end, tell)
    elif access["kind"] == "page":
        found = _on_page(product, transport, retry, cancelled)
    else:
        found = Found((_plain(access["url"]),), None, file_name(access["url"]), (), shown(access["url"]))
    mask = product.land_mask.get("url", "")
    return Found(found.items, _plain(mask) if mask else None, found.version, found.dois, found.searched)


def _plain(url: str) -> Item:
    return Item(url, file_name(url), magic=_NETCDF)


def _in_cmr(
    cmr: Cmr, root: str, product: Product, start: np.datetime64, end: np.datetime64, tell: Callable[[str], None]
) -> Found:
    access = product.access
    # A month more on either side: which month a solution stands for depends on its neighbours.
    first, last = (start - 1).astype("datetime64[s]"), (end + 2).astype("datetime64[s]") - 1
    collections: list[Collection] = []
    granules: list[tuple[Collection, Granule]] = []
    searched = []
    for pattern in access["short_names"]:
        collection = cmr.newest_collection(pattern, access["provider"])
        searched.append(pattern if collection is None else collection.short_name)
        if collection is None:
            continue
        tell(f"{collection.short_name}: {collection.title}")
        collections.append(collection)
        granules += [(collection, granule) for granule in cmr.granules(collection, first, last, access["file"])]
    where = f"{shown(root)}: {', '.join(searched)} of {access['provider']}, {start} to {end}, files {access['file']}"
    if not granules:
        raise NotFoundError(
            f"Nothing was found for {product.title}. Searched: {where}. Choose another period; GRACE has no months "
            "between 2017-07 and 2018-05."
            if collections
            else f"{product.title} is no longer in the catalogue under its name. Searched: {where}. Look for a newer "
            "version of GeoGap."
        )
    if access["granules"] == "newest":
        granules = [max(granules, key=lambda pair: (str(pair[1].end), release(pair[1].file), pair[1].revised))]
    granules.sort(key=lambda pair: (str(pair[1].start), pair[1].file))
    items = tuple(_item(product, collection, granule) for collection, granule in granules)
    version = "; ".join(f"{collection.short_name} {collection.version}" for collection in collections)
    return Found(items, None, version, tuple(one.doi for one in collections if one.doi), where)


def _item(product: Product, collection: Collection, granule: Granule) -> Item:
    return Item(
        granule.url,
        granule.file,
        granule.size,
        granule.checksum,
        authorise=product.credentials == "earthdata",
        magic=_NETCDF,
        facts={"collection": collection.concept, "granule": granule.name, "revised": granule.revised},
    )


def _on_page(product: Product, transport: Transport, retry: Retry, cancelled: Cancel) -> Found:
    """Find the newest file that a centre's page links to."""
    page, pattern = product.access["page"], product.access["file"]
    response = retry.run(lambda: fetch_text(transport, page, cancelled=cancelled), cancelled)
    links = re.findall(r"""href\s*=\s*["']([^"'#]+)["']""", response.body.decode("utf-8", "replace"), re.IGNORECASE)
    fitting = [urljoin(response.url, link) for link in links if re.fullmatch(pattern, file_name(link), re.IGNORECASE)]
    where = f"{shown(page)}, files {pattern}"
    if not fitting:
        raise NotFoundError(
            f"Nothing was found for {product.title}. Searched: {where}. The page may have changed: look for a newer "
            "version of GeoGap, or download the file with a browser and use “Build series”."
        )
    url = max(fitting, key=lambda link: release(file_name(link).lower()))
    return Found((_plain(url),), None, file_name(url), (), where)
