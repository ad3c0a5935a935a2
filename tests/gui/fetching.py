"""A catalogue of scenes and an archive of GRACE on one server of this machine, for the fetch dialog."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.PyQt.QtCore import QBuffer, QByteArray
from qgis.PyQt.QtGui import QColor, QImage

from geogap_plugin.sources import catalog

from ..sources.loopback import Server, page
from ..sources.stac_items import item

gdal.UseExceptions()

COLLECTION = "modis-11A2-061"
CATALOG = "earth-search"
OFFER = f"{CATALOG}/{COLLECTION}"
CLOUDS = (5.0, 90.0, 30.0, 60.0)
DAYS = ("2024-05-01", "2024-05-04", "2024-05-09", "2024-06-02")
GRACE_URL = "/outgoing/grace/grace.nc"


class Archive:
    """Answers as a STAC API and as CSR's download server do; the registries of the test name it.

    Parameters
    ----------
    server : Server
    folder : Path
    monkeypatch : pytest.MonkeyPatch
    """

    def __init__(self, server: Server, folder: Path, monkeypatch) -> None:
        self.server = server
        self.folder = folder
        self.items: list[dict] = []
        sources = Path(catalog.__file__).parent
        scenes = json.loads((sources / "scenes.json").read_text(encoding="utf-8"))
        products = json.loads((sources / "catalog.json").read_text(encoding="utf-8"))
        for entry in scenes["catalogs"]:
            entry["url"] = f"{server.root}/{entry['id']}"
        scenes["collections"].append(
            {
                "id": COLLECTION,
                "catalogs": [CATALOG],
                "title": "Made here",
                "about": "Scenes of a test, see https://example.org/about.",
                "default_assets": ["b"],
                "mask": "b: 9999",
                "resolution": 100,
                "period": "2020-01 to now",
                "cadence": "8 days",
                "licence": "CC0",
                "citation": ["Nobody (2024)."],
            }
        )
        products["services"] = dict.fromkeys(products["services"], f"{server.root}/v1")
        for product in products["products"]:
            if product["id"] == "csr-mascons":
                product["access"]["url"] = f"{server.root}{GRACE_URL}"
        for name, content, variable in (
            ("catalog.json", products, "GEOGAP_CATALOG"),
            ("scenes.json", scenes, "GEOGAP_SCENES"),
        ):
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
            monkeypatch.setenv(variable, str(folder / name))
        monkeypatch.setenv("GEOGAP_CACHE", str(folder / "cache"))
        about = {"id": COLLECTION, "type": "Collection", "links": []}
        search = {"rel": "search", "href": f"{server.root}/{CATALOG}/search", "method": "POST"}
        server.pages[f"/{CATALOG}"] = page({"links": [search]})
        server.pages[f"/{CATALOG}/collections/{COLLECTION}"] = page(about)
        server.pages[f"/{CATALOG}/search"] = self._search

    def _search(self, query, headers):
        asked = json.loads(headers["_body"] or b"{}")
        first, last = asked["datetime"].split("/")
        found = [one for one in self.items if first <= one["properties"]["datetime"] <= last]
        body = {"type": "FeatureCollection", "features": found, "links": []}
        return 200, {"Content-Type": "application/geo+json"}, json.dumps(body).encode()

    def add_scenes(self, size: int = 64) -> None:
        """Offer a scene for each of DAYS, each 0.1 degrees further to the east, with a picture."""
        for number, (day, cloud) in enumerate(zip(DAYS, CLOUDS)):
            name = f"scene-{number}"
            path = self.folder / f"{name}.tif"
            values = np.random.default_rng(number).integers(1, 9000, (size, size)).astype(np.uint16)
            memory = gdal.GetDriverByName("MEM").Create("", size, size, 1, gdal.GDT_UInt16)
            memory.SetGeoTransform((-60 + 0.1 * number, 0.8 / size, 0, 1, 0, -0.8 / size))
            memory.SetProjection(
                'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
                'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
            )
            memory.WriteArray(values)
            gdal.GetDriverByName("COG").CreateCopy(str(path), memory, options=["COMPRESS=DEFLATE"])
            address = self.server.add(f"/files/{name}.tif", path.read_bytes())
            offered = item(name, COLLECTION, f"{day}T10:00:00Z", {"b": (path, address, {})}, cloud=cloud)
            picture = self.server.add(f"/pictures/{name}.png", picture_of(QColor(40 * number, 120, 160)))
            offered["assets"]["thumbnail"] = {"href": picture, "type": "image/png", "roles": ["thumbnail"]}
            self.items.append(offered)


def picture_of(colour: QColor) -> bytes:
    """Return a PNG of one colour."""
    image = QImage(200, 150, QImage.Format.Format_RGB32)
    image.fill(colour)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content)
