"""What can be fetched, as the registries tell: products, weather, and collections of scenes, by who provides them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from qgis.PyQt.QtCore import QCoreApplication

from .. import settings
from ..algorithms.credentials import catalog_service
from ..sources.catalog import Catalog, Product, WeatherProduct, read_catalog
from ..sources.ecostress import PIXEL, SHORT_NAME, TITLE
from ..sources.scene_catalog import SceneCatalog, SceneCollection, SceneRegistry, read_scene_registry

_ECOSTRESS_SINCE = "2018-07"

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Offer:
    """Something that one of the fetch algorithms brings.

    Parameters
    ----------
    id, title, provider : str
    algorithm : str
        Name of the algorithm that fetches it.
    fixed : mapping
        Parameters of the algorithm that say that it is this.
    about, period, resolution, licence : str
        Words for the user.
    citation : tuple of str
    service : str
        Whose credentials it needs, '' for nobody's.
    first : str
        ISO month in which it begins, '' if that is unknown.
    megabytes : float
        Of the whole of it, 0 where a search tells.
    bands : tuple of str
        That are fetched when none is named; empty where there is no choice.
    variables : tuple of (id, title, usual)
    clouds : bool
        Whether scenes tell their share of clouds.
    own : bool
        Whether the user names catalogue and collection.
    """

    id: str
    title: str
    provider: str
    algorithm: str
    fixed: Mapping[str, object]
    about: str = ""
    period: str = ""
    resolution: str = ""
    licence: str = ""
    citation: tuple[str, ...] = ()
    service: str = ""
    first: str = ""
    megabytes: float = 0.0
    bands: tuple[str, ...] = ()
    variables: tuple[tuple[str, str, bool], ...] = field(default=())
    clouds: bool = False
    own: bool = False

    @property
    def has_scenes(self) -> bool:
        """Whether a search lists single scenes."""
        return self.algorithm in ("fetchscenes", "fetchecostress")

    @property
    def searchable(self) -> bool:
        """Whether the service is to be asked what it has before anything is fetched."""
        return self.algorithm != "fetchgrace"

    @property
    def into_folder(self) -> bool:
        """Whether it becomes several files."""
        return self.algorithm in ("fetchscenes", "fetchweather")

    @property
    def month_wise(self) -> bool:
        """Whether whole months are fetched."""
        return self.algorithm == "fetchgrace" or self.id == "era5-land-monthly"

    def details(self) -> str:
        """Return what there is to know of it, as HTML."""
        rows = (
            (translate("Offer", "Provider"), self.provider),
            (translate("Offer", "Period"), self.period),
            (translate("Offer", "Resolution"), self.resolution),
            (translate("Offer", "Licence"), self.licence),
            (translate("Offer", "Citation"), "\n".join(self.citation)),
        )
        lines = "".join(f"<p><b>{escape(name)}</b><br>{_linked(text)}</p>" for name, text in rows if text)
        return f"<h3>{escape(self.title)}</h3><p>{_linked(self.about)}</p>{lines}"


def offers() -> list[Offer]:
    """Return all that can be fetched, those of one provider after one another.

    Raises
    ------
    InputError
        If a registry cannot be read.
    """
    catalog, scenes = read_catalog(), read_scene_registry()
    return [
        *(_of_product(catalog, product) for product in catalog.products),
        _of_ecostress(),
        *(_of_weather(product) for product in catalog.weather),
        *_of_scenes(scenes),
        _of_own_catalog(),
    ]


def _of_product(catalog: Catalog, product: Product) -> Offer:
    first = str(catalog.known_gaps(product).first)
    return Offer(
        product.id,
        product.title,
        product.centre,
        "fetchgrace",
        {"PRODUCT": product.id},
        product.about,
        translate("Offer", "{} to now, by month").format(first),
        product.resolution,
        product.licence,
        product.citation,
        product.credentials,
        first,
        product.megabytes,
    )


def _of_ecostress() -> Offer:
    return Offer(
        SHORT_NAME,
        TITLE,
        "NASA LP DAAC",
        "fetchecostress",
        {},
        translate(
            "Offer",
            "Land surface temperature at any hour of day and night, between 54° S and 54° N, from the Space Station.",
        ),
        translate("Offer", "{} to now, every few days").format(_ECOSTRESS_SINCE),
        translate("Offer", "{:.0f} m").format(PIXEL),
        service="earthdata",
        first=_ECOSTRESS_SINCE,
    )


def _of_weather(product: WeatherProduct) -> Offer:
    start = str(product.start)
    return Offer(
        product.id,
        product.title,
        product.centre,
        "fetchweather",
        {"DATASET": product.id},
        product.about,
        (
            translate("Offer", "{} to now, by month")
            if product.cadence == "month"
            else translate("Offer", "{} to now, by hour")
        ).format(start[:7]),
        product.resolution,
        product.licence,
        product.citation,
        product.credentials,
        start[:7],
        variables=tuple((one.id, f"{one.title} ({one.unit})", one.usual) for one in product.variables),
    )


def _of_scenes(registry: SceneRegistry) -> list[Offer]:
    return [
        _of_collection(catalog, collection)
        for catalog in registry.catalogs
        for collection in registry.collections
        if catalog.id in collection.catalogs
    ]


def _of_collection(catalog: SceneCatalog, collection: SceneCollection) -> Offer:
    begins = re.match(r"\d{4}-\d\d", collection.period)
    return Offer(
        f"{catalog.id}/{collection.id}",
        collection.title,
        catalog.title,
        "fetchscenes",
        {"CATALOG": catalog.id, "COLLECTION": collection.id},
        collection.about,
        ", ".join(filter(None, (collection.period, collection.cadence))),
        translate("Offer", "{:.0f} m").format(collection.resolution) if collection.resolution else "",
        collection.licence,
        collection.citation,
        catalog_service(catalog),
        begins[0] if begins else "",
        bands=collection.default_assets,
        clouds=True,
    )


def _of_own_catalog() -> Offer:
    return Offer(
        "own",
        translate("Offer", "Another STAC catalogue"),
        translate("Offer", "Your own"),
        "fetchscenes",
        {"CATALOG": settings.CATALOG_ADDRESS.read()},
        translate(
            "Offer",
            "Any STAC API: enter its address, the id of a collection, and the names of the assets that you want.",
        ),
        service="stac",
        clouds=True,
        own=True,
    )


def _linked(text: str) -> str:
    """Return text as HTML, with its addresses as links."""
    safe = escape(text, quote=False).replace("\n", "<br>")
    return re.sub(r"(https?://[^\s<;]*[^\s<;.,)])", r'<a href="\1">\1</a>', safe)
