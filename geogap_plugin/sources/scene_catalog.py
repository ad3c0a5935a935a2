"""The registry of scene catalogues: their addresses, and what GeoGap knows of their collections beyond STAC.

What the catalogue itself says of an asset (scale, offset, nodata) counts before what stands here, except where it is
known to be wrong.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..core.errors import InputError
from .stac import Asset, Scene

_FILE = Path(__file__).with_name("scenes.json")
OTHER_FILE = "GEOGAP_SCENES"
"""Environment variable that names another registry: a mirror, or a server for tests."""


@dataclass(frozen=True)
class SceneCatalog:
    """A STAC API.

    Parameters
    ----------
    id, title, url : str
    credentials : str
        `s3` for a pair of keys, `header` for what an authentication configuration adds to requests, '' for none.
    signing : mapping
        `kind` (`sas`, `s3`) and where; empty if addresses are read as they are.
    """

    id: str
    title: str
    url: str
    credentials: str = ""
    signing: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SceneCollection:
    """What is known of a collection.

    Parameters
    ----------
    id, title, about : str
    catalogs : tuple of str
        Ids of the catalogues that have it.
    default_assets : tuple of str
    names : mapping of str to tuple of str
        Common names, and the assets that they mean, of which a scene has one.
    mask : str
        Rule for the quality layer, as :func:`geogap_plugin.core.quality.parse_quality_rules` reads it.
    masks : mapping of str to str
        Rules of assets that have others.
    bands : mapping of str to mapping
        Regular expression of the key of an asset: scale, offset, nodata, unit, and since when another offset holds.
    offset_applied : str
        Property that says whether the offset that the catalogue names is in the numbers already.
    resolution : float
        Metres.
    cadence, period, licence : str
    citation : tuple of str
    """

    id: str
    title: str = ""
    about: str = ""
    catalogs: tuple[str, ...] = ()
    default_assets: tuple[str, ...] = ()
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    mask: str = ""
    masks: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    offset_applied: str = ""
    resolution: float = 0.0
    cadence: str = ""
    period: str = ""
    licence: str = ""
    citation: tuple[str, ...] = ()

    def asset(self, scene: Scene, name: str) -> Asset | None:
        """Return the asset of a scene that a name means, None if the scene has none; with the numbers known here."""
        for key in (name, *self.names.get(name, ())):
            if key in scene.assets:
                return self._described(scene, scene.assets[key])
        return None

    def mask_rule(self, asset: Asset) -> str:
        """Return the rule for the quality layer that goes with an asset."""
        return self.masks.get(asset.key, self.mask)

    def _described(self, scene: Scene, asset: Asset) -> Asset:
        known = next((band for form, band in self.bands.items() if re.fullmatch(form, asset.key)), {})
        since = known.get("offset_since")
        offset = asset.offset
        if since is not None and str(scene.properties.get(since["property"]) or "") >= since["from"]:
            offset = since["offset"]
        elif self.offset_applied and scene.properties.get(self.offset_applied) is True:
            offset = 0.0
        return replace(
            asset,
            scale=asset.scale if asset.scale is not None else known.get("scale"),
            offset=offset if offset is not None else known.get("offset"),
            nodata=asset.nodata if asset.nodata is not None else known.get("nodata"),
            unit=_UNITS.get(asset.unit.lower(), asset.unit) or known.get("unit", ""),
        )


_UNITS = {"kelvin": "K", "degree_celsius": "degC"}


@dataclass(frozen=True)
class SceneRegistry:
    """All catalogues and collections."""

    catalogs: tuple[SceneCatalog, ...]
    collections: tuple[SceneCollection, ...]

    def catalog(self, name: str) -> SceneCatalog:
        """Return a catalogue by its id, or one of the user's own by its address.

        Raises
        ------
        InputError
            If it is neither.
        """
        for catalog in self.catalogs:
            if name in (catalog.id, catalog.url):
                return catalog
        if re.match(r"https?://[^/]+", name):
            return SceneCatalog(name, name, name, "header")
        known = ", ".join(catalog.id for catalog in self.catalogs)
        raise InputError(f"“{name}” is no catalogue. Choose one of {known}, or give the address of a STAC API.")

    def collection(self, catalog: SceneCatalog, name: str) -> SceneCollection:
        """Return what is known of a collection; nothing but its name, if it is not listed."""
        for collection in self.collections:
            if collection.id == name and catalog.id in collection.catalogs:
                return collection
        return SceneCollection(name)


def read_scene_registry(path: Path | None = None) -> SceneRegistry:
    """Read the registry.

    Parameters
    ----------
    path : Path, optional
        By default the file that `GEOGAP_SCENES` names, or else the plugin's own.

    Raises
    ------
    InputError
        If it cannot be read, or an entry lacks a field or has an unknown one.
    """
    path = path or Path(os.environ.get(OTHER_FILE) or _FILE)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return SceneRegistry(
            tuple(SceneCatalog(**entry) for entry in content["catalogs"]),
            tuple(SceneCollection(**_with_tuples(entry)) for entry in content["collections"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no registry of scene catalogues: {error!r}.") from error


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    lists = ("catalogs", "default_assets", "citation")
    return {key: tuple(value) if key in lists else value for key, value in entry.items()}
