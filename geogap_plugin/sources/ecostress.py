"""ECOSTRESS land surface temperature in NASA's catalogue: its tiles, which processing of a tile counts, its masks.

The tiled product ECO_L2T_LSTE is described in Hulley et al., ECOSTRESS Level 2 Product User Guide, JPL D-103137, and
in its metadata in CMR: a granule is a tile of the military grid at one overpass, with a cloud-optimised GeoTIFF for
each layer. There are several versions of the collection, of which a newer one replaces the older only as far as it has
been processed; and within a version, a tile may have been processed several times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.errors import DamagedDataError, NotFoundError
from .cmr import Cmr, Collection, file_name, moment
from .scene_catalog import SceneCollection
from .stac import Asset, Scene

SHORT_NAME = "ECO_L2T_LSTE"
PROVIDER = "LPCLOUD"
TITLE = "ECOSTRESS land surface temperatures"
PIXEL = 70.0
"""Metres."""

LAYERS = {
    "LST": ("Land surface temperature", "K"),
    "LST_err": ("Error of the land surface temperature", "K"),
    "EmisWB": ("Wideband emissivity", "1"),
    "QC": ("Quality control", ""),
    "cloud": ("Cloud mask", ""),
    "water": ("Water mask", ""),
    "view_zenith": ("View zenith angle", "degree"),
    "height": ("Elevation", "m"),
}
"""Title and unit of each layer; all are stored as they are, without scale."""

DAY_NIGHT = ("all", "day", "night")
QUALITIES = {"nominal": "QC: bits 0-1 = 2, 3", "best": "QC: bits 0-1 = 1-3", "any": ""}
"""Rules for the mandatory flags: 0 best, 1 degraded, 2 not set, 3 not produced (User Guide, Table 6)."""

CLOUDY = "cloud: 1-255"
"""1 is cloud, 255 not observed."""

WATER = "water: 1"
POSSIBLE = "LST: outside 200-370"
"""Kelvin: colder than any surface within 53 degrees of the equator, and hotter than any that does not burn."""

_LICENCE = (
    "NASA open data, free for any use: "
    "https://www.earthdata.nasa.gov/engage/open-data-services-software-policies/data-use-guidance"
)
_NAME = re.compile(
    r"ECOv(?P<version>\d+)_L2T_LSTE_(?P<orbit>\d+)_(?P<scene>\d+)_(?P<tile>[0-9A-Z]{5})_\d{8}T\d{6}(?P<processing>(_\d+)+)"
)
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Found:
    """Tiles in a region and a period.

    Parameters
    ----------
    scenes : tuple of Scene
        In the order of time.
    collection : SceneCollection
        What is known of the versions that they are of.
    versions : tuple of str
    searched : str
        Where was looked, for messages and the manifest.
    """

    scenes: tuple[Scene, ...]
    collection: SceneCollection
    versions: tuple[str, ...]
    searched: str


def masking(quality: str, *, clouds: bool, water: bool) -> str:
    """Return the rule for the quality layers.

    Parameters
    ----------
    quality : str
        One of `QUALITIES`.
    clouds, water : bool
        Whether to leave them out.
    """
    rules = (CLOUDY if clouds else "", QUALITIES[quality], WATER if water else "", POSSIBLE)
    return "; ".join(rule for rule in rules if rule)


def find_tiles(
    cmr: Cmr,
    root: str,
    box: tuple[float, float, float, float],
    first: np.datetime64,
    last: np.datetime64,
    *,
    version: str = "",
    day_night: str = "all",
    tell: Callable[[str], None] = lambda text: None,
) -> Found:
    """Find the tiles that touch a region in a period; of several processings of a tile the newest.

    Parameters
    ----------
    root : str
        Address of the catalogue, for messages.
    box : tuple of float
        West, south, east, north, degrees.
    first, last : datetime64
        Days, both included.
    version : str
        Of the collection, such as `002`; '' for the newest that there is of each tile.
    day_night : str
        One of `DAY_NIGHT`. Tiles that the catalogue calls neither stay.

    Raises
    ------
    NotFoundError
        If there is none; says what was searched.
    NetworkError
    """
    there = cmr.collections(SHORT_NAME, PROVIDER)
    collections = [one for one in there if version in ("", one.version)]
    looked = ", ".join(one.version for one in collections) or version or "any"
    searched = (
        f"{root}: {SHORT_NAME} of {PROVIDER}, version {looked}, {first} to {last}, region "
        f"{', '.join(f'{edge:g}' for edge in box)}"
    )
    if not collections:
        versions = ", ".join(one.version for one in there)
        reason = f"It has the versions {versions}." if there else "It may have been renamed: look for a newer GeoGap."
        raise NotFoundError(f"The catalogue has no such collection. {reason} Searched: {searched}.")
    begin, end = first.astype("datetime64[s]"), (last + 1).astype("datetime64[s]") - 1
    tiles = [
        parse_tile(item, collection) for collection in collections for item in cmr.entries(collection, begin, end, box)
    ]
    newest = _newest(tiles)
    scenes = [one for one in newest if day_night == "all" or one.properties["day_night"] in (day_night.upper(), "")]
    tell(f"{searched}: {len(tiles)} tiles, {len(newest)} without older processings, {len(scenes)} to be taken.")
    if not scenes:
        reason = f"None of {len(newest)} tiles is of the {day_night}." if newest else "No tile was found."
        raise NotFoundError(
            f"{reason} Searched: {searched}. Choose another period or region; the Space Station sees nothing beyond 54 "
            "degrees north and south, and no place every day."
        )
    used = [one for one in collections if any(scene.collection == _label(one) for scene in scenes)]
    return Found(tuple(scenes), _described(used), tuple(one.version for one in used), searched)


def _newest(tiles: Sequence[Scene]) -> list[Scene]:
    """Return each tile of each overpass once, in the order of time."""
    best: dict[tuple[str, ...], tuple[tuple[int, ...], Scene]] = {}
    for tile in tiles:
        name = _NAME.fullmatch(tile.id)
        # A name of another form stands for itself.
        key = (name["orbit"], name["scene"], name["tile"]) if name else (tile.id,)
        rank = (int(name["version"]), *map(int, name["processing"].split("_")[1:])) if name else (0,)
        if key not in best or (rank, tile.updated) > (best[key][0], best[key][1].updated):
            best[key] = (rank, tile)
    return sorted((tile for _, tile in best.values()), key=lambda tile: (tile.time, tile.id))


def tile_name(scene: Scene) -> str:
    """Return the name of a scene's tile in the military grid, its own name if that says nothing of it."""
    name = _NAME.fullmatch(scene.id)
    return name["tile"] if name else scene.id


def parse_tile(item: Mapping[str, Any], collection: Collection) -> Scene:
    """Return a tile from an entry of the catalogue (UMM-G).

    Raises
    ------
    DamagedDataError
        If it lacks what it must have.
    """
    try:
        umm = item["umm"]
        name = str(umm["GranuleUR"])
        period = umm["TemporalExtent"]["RangeDateTime"]
        time, end = (moment(str(period.get(f"{side}DateTime") or "")) for side in ("Beginning", "Ending"))
        if np.isnat(time):
            raise ValueError("BeginningDateTime is no date")
        flag = str((umm.get("DataGranule") or {}).get("DayNightFlag") or "").upper()
        return Scene(
            id=name,
            collection=_label(collection),
            time=time,
            end=None if np.isnat(end) else end,
            bbox=_box(umm["SpatialExtent"]["HorizontalSpatialDomain"]["Geometry"]),
            geometry={},
            cloud=None if umm.get("CloudCover") is None else float(umm["CloudCover"]),
            platform="ISS",
            updated=str(item.get("meta", {}).get("revision-date", "")),
            assets=_assets(name, umm["RelatedUrls"]),
            properties={"day_night": flag if flag in ("DAY", "NIGHT") else ""},
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        umm = item.get("umm") if isinstance(item, dict) else None
        name = umm.get("GranuleUR", "without a name") if isinstance(umm, dict) else "of another form"
        raise DamagedDataError(f"The catalogue's entry {name} cannot be read: {error!r}. Try again later.") from error


def _assets(name: str, links: Sequence[Mapping[str, Any]]) -> dict[str, Asset]:
    """Return the layers of a tile, and its small picture, from the links of an entry."""
    assets: dict[str, Asset] = {}
    for link in links:
        url = str(link.get("URL", ""))
        stem, _, ending = file_name(url).rpartition(".")
        # s3:// is for computers inside the cloud.
        if not url.startswith(("https://", "http://")) or not stem.startswith(name):
            continue
        layer = stem[len(name) + 1 :]
        if ending == "tif" and layer in LAYERS and link.get("Type") == "GET DATA":
            title, unit = LAYERS[layer]
            assets.setdefault(layer, Asset(layer, url, title, "image/tiff", unit=unit))
        elif ending in _PICTURES and (layer in ("", "browse") or (layer == "LST" and "thumbnail" not in assets)):
            assets["thumbnail"] = Asset("thumbnail", url, "", _PICTURES[ending])
    return assets


def _box(geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a footprint in degrees."""
    if geometry.get("BoundingRectangles"):
        box = geometry["BoundingRectangles"][0]
        west, south, east, north = (
            float(box[f"{side}BoundingCoordinate"]) for side in ("West", "South", "East", "North")
        )
        return west, south, east, north
    points = geometry["GPolygons"][0]["Boundary"]["Points"]
    x, y = ([float(point[axis]) for point in points] for axis in ("Longitude", "Latitude"))
    return min(x), min(y), max(x), max(y)


def _label(collection: Collection) -> str:
    return f"{collection.short_name}.{collection.version}"


def _described(collections: Sequence[Collection]) -> SceneCollection:
    """Return what is to be said of the collections that tiles come from."""
    return SceneCollection(
        id=" ".join(_label(one) for one in collections),
        title="; ".join(one.title for one in collections),
        default_assets=("LST",),
        names={"lst": ("LST",)},
        mask=masking("nominal", clouds=True, water=False),
        resolution=PIXEL,
        cadence="irregular",
        period="2018-07 to now",
        licence=_LICENCE,
        citation=tuple(
            f"Hook, S., Hulley, G. {one.title} [Data set]. NASA Land Processes Distributed Active Archive Center. "
            f"https://doi.org/{one.doi}"
            for one in collections
        ),
    )
