"""Scenes whose temperature follows from air, cover and height, as GeoTIFFs with their predictors."""

from __future__ import annotations

import numpy as np
import rasterio
from rasterio import Affine

SIZE, DATES = 32, 24
FIRST = np.datetime64("2022-06-01T10:00:00")
GRASS, ROOF = 3, 7


def moments(dates=DATES):
    """Return a scene every third day, at another hour each."""
    return FIRST + np.arange(dates) * np.timedelta64(3 * 86400 + 4000, "s")


def write(path, values, times=None, unit="", west=680000.0, nodata=None, **tags):
    """Write float32 or whole numbers with rasterio; bands are named by date where there are dates."""
    values = np.asarray(values)
    values = values[np.newaxis] if values.ndim == 2 else values
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff", "count": len(values), "height": values.shape[1], "width": values.shape[2],
        "dtype": values.dtype.name, "crs": "EPSG:32632", "transform": Affine(70.0, 0.0, west, 0.0, -70.0, 5240000.0),
        "nodata": nodata,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as data:
        data.write(values)
        data.update_tags(**tags)
        for band in range(1, len(values) + 1):
            data.set_band_description(band, str(times[band - 1]) if times is not None else path.stem)
            data.set_band_unit(band, unit)
    return path


def make(folder, dates=DATES, seed=0, noise=0.3):
    """Write `lst.tif`, `qc.tif` and `predictors/`; return temperature without gaps or noise, and what is cloudy."""
    rng = np.random.default_rng(seed)
    times = moments(dates)
    rows, columns = np.mgrid[:SIZE, :SIZE]
    air = 290 + rng.normal(0, 5, (dates, 1, 1)) + 0.05 * columns + 0 * rows
    cover = np.where(rng.random((SIZE // 4, SIZE // 4)) < 0.4, ROOF, GRASS).repeat(4, 0).repeat(4, 1)
    height = 500 + 200 * np.sin(rows / 6) * np.cos(columns / 9)
    # What roofs add grows with the warmth of the air: no line says that.
    truth = air - 0.0065 * (height - 500) + np.where(cover == ROOF, 4 + 0.4 * np.maximum(air - 290, -5), 0)
    cloudy = np.zeros(truth.shape, bool)
    for date in range(dates):
        top, left = rng.integers(-8, SIZE - 8, 2)
        size = rng.integers(6, 24)
        cloudy[date, max(top, 0) : top + size, max(left, 0) : left + size] = True
    seen = truth + noise * rng.standard_normal(truth.shape)
    write(folder / "lst.tif", np.where(cloudy, np.nan, seen).astype("f4"), times, "K", GEOGAP_VARIABLE="LST")
    write(folder / "qc.tif", np.where(rng.random(truth.shape) < 0.1, 2, 0).astype("u2"), times)
    write(folder / "predictors" / "T2M.tif", air.astype("f4"), times, "K", GEOGAP_VARIABLE="T2M")
    write(folder / "predictors" / "height.tif", height.astype("f4"), unit="m")
    write(folder / "predictors" / "cover.tif", cover.astype("u1"), GEOGAP_CLASSES="{}")
    return truth, cloudy
