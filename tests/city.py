"""A city that is made up: land surface temperature that follows from what drives it, and the services that hold it.

Temperature is that of the air of six hours, less 6.5 K a kilometre, plus what the sun of six hours heats the ground:
much where there is no vegetation, little over water; plus a small field of its own and noise. Nothing is observed.

`python -m tests.city FOLDER` serves NASA's archive, a catalogue of Sentinel-2 and the hub of INCA with it on this
machine, writes `truth.tif` into the folder, and prints the environment in which the commands of docs/lst-gap.md find
all that.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from geogap_plugin.sources import catalog, scene_catalog

from .sources.loopback import TOKEN, Cmr, Server
from .sources.real_servers import nginx, rustac
from .sources.stac_items import collection, item
from .sources.weather_servers import EPOCH, Hub

gdal.UseExceptions()

SIZE, CELL = 40, 70.0
FINE, TERRAIN_CELL = 10.0, 35.0
WEST, NORTH, EPSG = 681200.0, 5240820.0, 32632
REGION = f"{WEST:.0f},{WEST + SIZE * CELL:.0f},{NORTH - SIZE * CELL:.0f},{NORTH:.0f} [EPSG:{EPSG}]"
AROUND = "11.36,11.49,47.22,47.34 [EPSG:4326]"
"""With a cell of INCA and more on every side."""

LONGITUDE = 11.42
START, DAYS = np.datetime64("2022-05-01T00:00:00"), 150
LOOKS = 15
"""How many overpasses Sentinel-2 has."""

WATER, HOUSES, TREES = 1, 2, 3
NOISE = 0.3
"""Kelvin: nobody can do better."""


@dataclass(frozen=True)
class City:
    """What is where.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,)
    truth : ndarray, shape (T, SIZE, SIZE)
        Temperature of the surface, K, without noise, under clouds as well.
    seen : ndarray of float32, shape (T, SIZE, SIZE)
        What ECOSTRESS stores: with noise, and the tops of clouds.
    cloudy : ndarray of bool, shape (T, SIZE, SIZE)
    air, sun : ndarray, shape (H,)
        Temperature (K) and radiation (W m-2) of every hour from `START`.
    green : ndarray, shape (7 SIZE, 7 SIZE)
        NDVI.
    """

    times: np.ndarray
    truth: np.ndarray
    seen: np.ndarray
    cloudy: np.ndarray
    air: np.ndarray
    sun: np.ndarray
    green: np.ndarray

    def weather(self, name, hours, y, x):
        """Return INCA's values: °C or W m-2 at hours since 1961 and places in EPSG:31287."""
        hour = np.clip(hours - (START - EPOCH).astype(int) // 3600, 0, len(self.air) - 1)
        if name == "GL":
            return np.round(self.sun[hour] + 0 * (x + y), 2)
        to_city = osr.CoordinateTransformation(_reference(31287), _reference(EPSG))
        places = np.stack(np.broadcast_arrays(x, y), axis=-1).astype(float)
        east = np.array(to_city.TransformPoints(places.reshape(-1, 2)))[:, 0].reshape(places.shape[:2])
        return np.round(self.air[hour] - 273.15 + _warmer(east), 2)


def make_city(folder, scenes=60, seed=0):
    """Make up a city that ECOSTRESS sees so often; write `terrain.tif` (35 m) and `landcover.tif` (10 m, classes)."""
    rng = np.random.default_rng(seed)
    folder = Path(folder)
    fine = SIZE * 7
    air, sun = _hours(rng)
    height = 600 + 250 * smooth(rng, fine, 3.6)
    write(folder / "terrain.tif", _coarser(height, SIZE * 2).astype("f4"), TERRAIN_CELL, unit="m")
    green = np.clip(0.45 + 0.2 * smooth(rng, fine, 2.4), 0.02, 0.9)
    cover = np.where(smooth(rng, fine, 3.0) > 1.3, WATER, np.where(green < 0.42, HOUSES, TREES)).astype("u1")
    green[cover == WATER] = 0.02
    write(folder / "landcover.tif", cover, FINE, colours=True)

    times = _overpasses(rng, scenes)
    ndvi, water, terrain = (averaged(layer, 7) for layer in (green, (cover == WATER).astype(float), height))
    east = WEST + CELL * (np.arange(SIZE) + 0.5)
    own = 0.6 * smooth(rng, SIZE)
    truth = np.empty((scenes, SIZE, SIZE))
    for scene, time in enumerate(times):
        last = int((time - START) / np.timedelta64(3600, "s"))
        window = slice(last - 5, last + 1)
        warmth, heat = air[window].mean() + _warmer(east), sun[window].mean()
        truth[scene] = warmth - 0.0065 * (terrain - 600) + 0.03 * heat * (1.1 - ndvi) * (1 - 0.7 * water) + own
    share = rng.permutation(np.concatenate([np.linspace(0.0, 0.9, scenes - 1), [1.0]]))
    cloudy = np.array([clouds(rng, SIZE, part) for part in share])
    tops = np.array([262 + 4 * smooth(rng, SIZE) for _ in range(scenes)])
    seen = np.where(cloudy, tops, truth + NOISE * rng.standard_normal(truth.shape)).astype("f4")
    return City(times, truth, seen, cloudy, air, sun, green)


@contextmanager
def served(city, folder):
    """Serve a city's scenes and weather; yield the environment in which the plugin finds them, with a cache.

    Parameters
    ----------
    city : City
    folder : Path
        Empty; for what the services serve and write.
    """
    with Server() as server, nginx(folder, _new(folder / "log")) as (address, _):
        cmr = Cmr(server)
        concept = cmr.add_collection("ECO_L2T_LSTE", "002", "LPCLOUD", "10.5067/ECOSTRESS/ECO_L2T_LSTE.002")
        for time, seen, cloudy in zip(city.times, city.seen, city.cloudy):
            _add_tile(cmr, concept, time, seen, cloudy, _new(folder / "tile"))
        hub = Hub(server, _new(folder / "inca"), field=city.weather)
        items = _write_sentinel(city, _new(folder / "sentinel"), address)
        with rustac(collection("sentinel-2-l2a"), items, _new(folder / "stac")) as stac:
            products = _registry(catalog)
            products["services"] |= {"cmr": cmr.root, "geosphere": hub.root}
            scenes = _registry(scene_catalog)
            scenes["catalogs"][0] |= {"url": stac, "signing": {}}
            for name, content in (("catalog", products), ("scenes", scenes)):
                (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
            yield {
                catalog.OTHER_FILE: str(folder / "catalog.json"),
                scene_catalog.OTHER_FILE: str(folder / "scenes.json"),
                "EARTHDATA_TOKEN": TOKEN,
                "GEOGAP_CACHE": str(folder / "cache"),
            }


def smooth(rng, size, slope=3.0):
    """Draw a field of unit variance whose power falls with the wavenumber."""
    rows, columns = np.fft.fftfreq(2 * size)[:, None], np.fft.rfftfreq(2 * size)[None]
    wavenumber = np.hypot(rows, columns)
    wavenumber[0, 0] = np.inf
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((2 * size, 2 * size))) * wavenumber ** (-slope / 2))
    return ((field - field.mean()) / field.std())[:size, :size]


def clouds(rng, size, share):
    """Draw clouds over a share of an image."""
    field = smooth(rng, size)
    return field <= np.quantile(field, share) if share > 0 else np.zeros((size, size), bool)


def averaged(values, factor):
    """Average squares of `factor` cells."""
    height, width = values.shape
    return values.reshape(height // factor, factor, width // factor, factor).mean(axis=(1, 3))


def write(path, values, cell, *, labels=None, unit="", nodata=None, colours=False):
    """Write bands with plain GDAL."""
    values = np.asarray(values)
    values = values[None] if values.ndim == 2 else values
    kind = {"f4": gdal.GDT_Float32, "u1": gdal.GDT_Byte, "u2": gdal.GDT_UInt16}[values.dtype.str[1:]]
    data = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[2], values.shape[1], len(values), kind)
    data.SetGeoTransform((WEST, cell, 0, NORTH, 0, -cell))
    data.SetProjection(_reference(EPSG).ExportToWkt())
    for number, layer in enumerate(values, start=1):
        band = data.GetRasterBand(number)
        band.SetDescription(labels[number - 1] if labels else "")
        band.SetUnitType(unit)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if colours:
            table = gdal.ColorTable()
            for entry, colour in ((WATER, (0, 0, 255)), (HOUSES, (200, 0, 0)), (TREES, (0, 120, 0))):
                table.SetColorEntry(entry, (*colour, 255))
            band.SetColorTable(table)
        band.WriteArray(layer)
    data = None
    return Path(path)


def _hours(rng):
    """Return the city's air temperature (K) and radiation (W m-2) of every hour."""
    number = np.arange(DAYS * 24)
    hour = number % 24 + LONGITUDE / 15
    front = np.zeros(DAYS)
    for day in range(1, DAYS):
        front[day] = 0.75 * front[day - 1] + rng.normal(0, 2.5)
    haze = np.repeat(rng.uniform(0.55, 1.0, DAYS), 24)
    sun = np.maximum(0, 950 * np.sin(np.pi * (hour - 5) / 14)) * ((hour > 5) & (hour < 19)) * haze
    season = 3 * np.sin(np.pi * number / len(number))
    return 289 + season + np.repeat(front, 24) + 6 * np.cos(2 * np.pi * (hour - 15) / 24), sun


def _warmer(east):
    """Return by how much places are warmer than the middle of the city: 1 K more for each half of it eastward."""
    return np.clip((east - WEST - SIZE * CELL / 2) / (SIZE * CELL / 2), -3, 3)


def _add_tile(cmr, concept, time, seen, cloudy, folder):
    """Add a tile of ECOSTRESS: temperature, quality (bits 0-1 are 3 under clouds), clouds and water."""
    layers = {"LST": seen, "QC": np.where(cloudy, 3, 0).astype("u2"), "cloud": cloudy.astype("u1")}
    files = {}
    for name, values in {**layers, "water": np.zeros(cloudy.shape, "u1")}.items():
        plain = write(folder / "plain.tif", values, CELL)
        gdal.GetDriverByName("COG").CreateCopy(str(folder / "cloud.tif"), gdal.Open(str(plain)))
        files[name] = (folder / "cloud.tif").read_bytes()
    stamp = str(time).replace("-", "").replace(":", "")
    name = f"ECOv002_L2T_LSTE_{int((time - START).astype(int)) // 5574:05d}_005_32TPT_{stamp}_0713_01"
    box = osr.CoordinateTransformation(_reference(EPSG), _reference(4326)).TransformBounds(
        WEST, NORTH - SIZE * CELL, WEST + SIZE * CELL, NORTH, 21
    )
    cmr.add_tile(concept, name, files, f"{time}.140Z", f"{time + 52}.110Z", box)


def _write_sentinel(city, folder, address):
    """Write reflectances of 10 m as baseline 05.10 stores them, with the classes SCL: 9 under clouds, bright there."""
    rng = np.random.default_rng(1)
    red = 0.04 + 0.12 * (1 - city.green)
    near = red * (1 + city.green) / (1 - np.minimum(city.green, 0.95))
    items = []
    for number, share in enumerate(np.linspace(0, 0.8, LOOKS)):
        time = START + np.timedelta64(86400 * (2 + 10 * number) + 10 * 3600 + 20 * 60, "s")
        covered = clouds(rng, len(city.green), share)
        files = {}
        for band, values in (("B04", red), ("B08", near), ("SCL", None)):
            path = folder / f"{band}_{number}.tif"
            if values is None:
                write(path, np.where(covered, 9, 4).astype("u1"), FINE)
            else:
                stored = np.where(covered, 0.8, values + rng.normal(0, 0.002, values.shape)) + 0.1
                write(path, np.clip(1e4 * stored, 1, 2e4).astype("u2"), FINE, nodata=0)
            files[band] = (path, f"{address}/{path.parent.name}/{path.name}", {})
        about = {"s2:processing_baseline": "05.10", "platform": "sentinel-2a"}
        items.append(item(f"S2A_{number}", "sentinel-2-l2a", f"{time}Z", files, cloud=100 * float(share), **about))
    return items


def _overpasses(rng, scenes):
    """Return times of overpasses at any hour, a few days apart."""
    days = np.sort(rng.choice(np.arange(1, DAYS - 1), scenes, replace=False))
    seconds = (rng.uniform(0, 24, scenes) * 3600).astype(int)
    return START + days.astype("timedelta64[D]") + seconds.astype("timedelta64[s]")


def _coarser(values, size):
    """Return the values at the centres of a coarser grid."""
    index = ((np.arange(size) + 0.5) * len(values) / size).astype(int)
    return values[np.ix_(index, index)]


def _reference(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _registry(module):
    return json.loads(Path(module.__file__).with_name(module._FILE.name).read_text(encoding="utf-8"))


def _new(folder):
    folder.mkdir(exist_ok=True)
    return folder


def main(folder):
    """Serve a city until the command is stopped."""
    folder = Path(folder).resolve()
    services = folder / "services"
    services.mkdir(parents=True)
    city = make_city(folder)
    write(folder / "truth.tif", city.truth.astype("f4"), CELL, labels=[str(time) for time in city.times], unit="K")
    with served(city, services) as environment:
        for name, value in environment.items():
            print(f"export {name}={value}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    if len(sys.argv) != 2 or os.path.exists(sys.argv[1]):
        sys.exit("usage: python -m tests.city FOLDER, which is made")
    main(sys.argv[1])
