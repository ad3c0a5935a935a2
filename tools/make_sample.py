"""Make the sample: a synthetic series in the likeness of GRACE and GRACE-FO water storage, from a fixed seed.

Nothing in it was measured. What it shares with the real thing is its shape: monthly epochs of which the satellites'
true list of missing months is absent, mascon-like smoothness, a seasonal cycle whose size and phase drift over the
land, slow interannual swings, trends, and a noise that grows where the real missions' did.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

SEED = 20020317  # the day GRACE was launched
SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample" / "geogap_sample_twsa.tif"
FIRST, LAST = np.datetime64("2002-04"), np.datetime64("2024-12")
# Months without a GRACE or GRACE-FO solution; 2017-07 to 2018-05 lies between the missions.
# fmt: off
MISSING = [
    "2002-06", "2002-07", "2003-06", "2011-01", "2011-06", "2012-05", "2012-10", "2013-03", "2013-08", "2013-09",
    "2014-02", "2014-07", "2014-12", "2015-06", "2015-10", "2015-11", "2016-04", "2016-09", "2016-10", "2017-02",
    "2017-07", "2017-08", "2017-09", "2017-10", "2017-11", "2017-12", "2018-01", "2018-02", "2018-03", "2018-04",
    "2018-05", "2018-08", "2018-09",
]
# fmt: on
WEST, NORTH, STEP = -75.0, 8.0, 0.5
ROWS, COLUMNS = 56, 60
NODATA = -99999.0
UNITS_PER_CM = 64  # a power of two: steps of 0.016 cm, far below the noise, keep the file small


def smooth_noise(rng: np.random.Generator, count: int, degrees: float) -> np.ndarray:
    """Return `count` fields of unit variance, shape (count, ROWS, COLUMNS), correlated over `degrees`."""
    margin = int(4 * degrees / STEP) + 1
    rows, columns = ROWS + margin, COLUMNS + margin
    white = rng.standard_normal((count, rows, columns))
    frequency = np.hypot(np.fft.fftfreq(rows)[:, np.newaxis], np.fft.rfftfreq(columns))
    sigma = degrees / STEP / 2
    kernel = np.exp(-2 * (np.pi * sigma * frequency) ** 2)
    fields = np.fft.irfft2(np.fft.rfft2(white) * kernel, s=(rows, columns))[:, :ROWS, :COLUMNS]
    # The kernel's own gain, not each field's spread: a few fields must stay stronger than others.
    half = kernel[:, 1:-1] if columns % 2 == 0 else kernel[:, 1:]
    gain = np.sqrt((np.sum(kernel**2) + np.sum(half**2)) / (rows * columns))
    return fields / gain


def ornstein_uhlenbeck(rng: np.random.Generator, months: int, count: int, memory: float) -> np.ndarray:
    """Return `count` stationary processes of unit variance, shape (months, count), that forget over `memory` months."""
    keep = np.exp(-1 / memory)
    steps = rng.standard_normal((months, count))
    values = np.empty_like(steps)
    values[0] = steps[0]
    for index in range(1, months):
        values[index] = keep * values[index - 1] + np.sqrt(1 - keep**2) * steps[index]
    return values


def noise_level(months: np.ndarray) -> np.ndarray:
    """Return the noise of every month in cm: more in the first year, on repeat orbits, with failing accelerometers."""
    level = np.full(len(months), 1.1)
    level[months < np.datetime64("2003-01")] = 1.6
    level[(months >= np.datetime64("2004-07")) & (months <= np.datetime64("2004-12"))] = 2.0
    level[(months >= np.datetime64("2015-01")) & (months <= np.datetime64("2017-06"))] = 1.7
    level[months >= np.datetime64("2018-06")] = 1.0
    return level


def make(seed: int = SEED) -> tuple[np.ndarray, np.ndarray]:
    """Make the complete series.

    Returns
    -------
    months : ndarray of datetime64[M], shape (T,)
    values : ndarray of float32, shape (T, ROWS, COLUMNS)
        Water storage anomaly in cm relative to the mean of 2004 to 2009; NaN at sea.
    """
    rng = np.random.default_rng(seed)
    months = np.arange(FIRST, LAST + 1)
    count = len(months)
    year = (months - np.datetime64("2002-01")).astype(float) / 12
    lat = (NORTH - STEP * (np.arange(ROWS) + 0.5))[:, np.newaxis]
    lon = WEST + STEP * (np.arange(COLUMNS) + 0.5)[np.newaxis, :]

    # A wet season that comes later in the north, strongest along a band like a great river.
    shape = smooth_noise(rng, 4, 6.0)
    river = np.exp(-(((lat + 3 + 0.08 * (lon + 60)) / 5) ** 2)) * np.exp(-(((lon + 61) / 13) ** 2))
    amplitude = np.clip(5 + 17 * river + 1.8 * shape[0], 1.0, None)
    peak = 0.30 + 0.018 * (lat + 10) + 0.03 * shape[1]
    angle = 2 * np.pi * (year[:, np.newaxis, np.newaxis] - peak)
    seasonal = amplitude * (np.cos(angle) + (0.13 + 0.05 * shape[2]) * np.cos(2 * angle + 0.9))

    patterns = smooth_noise(rng, 6, 9.0)
    slow = ornstein_uhlenbeck(rng, count, 6, memory=14.0) * np.array([3.2, 2.6, 2.0, 1.5, 1.2, 1.0])
    interannual = np.tensordot(slow, patterns, axes=1) * (0.6 + 0.8 * river)
    local = smooth_noise(rng, count, 3.5)
    for index in range(1, count):
        local[index] = 0.55 * local[index - 1] + np.sqrt(1 - 0.55**2) * local[index]
    trend = 0.30 * shape[3] * (year - year.mean())[:, np.newaxis, np.newaxis]
    noise = noise_level(months)[:, np.newaxis, np.newaxis] * smooth_noise(rng, count, 3.0)

    values = seasonal + interannual + 1.3 * local + trend + noise
    reference = (months >= np.datetime64("2004-01")) & (months <= np.datetime64("2009-12"))
    values -= values[reference].mean(axis=0)
    coast = (lat - 2.5) + 0.85 * (lon + 49.5) + 1.1 * smooth_noise(rng, 1, 4.0)[0]
    values[:, coast > 0] = np.nan
    return months, (np.round(values * UNITS_PER_CM) / UNITS_PER_CM).astype(np.float32)


def write(path: Path, months: np.ndarray, values: np.ndarray, seed: int, what: str) -> None:
    """Write a GeoTIFF with one band a month, dated at the month's middle."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    options = ["COMPRESS=DEFLATE", "PREDICTOR=3", "ZLEVEL=9", "INTERLEAVE=BAND", "TILED=NO", f"BLOCKYSIZE={ROWS}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    data = gdal.GetDriverByName("GTiff").Create(str(aside), COLUMNS, ROWS, len(months), gdal.GDT_Float32, options)
    data.SetProjection(reference.ExportToWkt())
    data.SetGeoTransform((WEST, STEP, 0.0, NORTH, 0.0, -STEP))
    data.SetMetadata(
        {
            "AREA_OR_POINT": "Area",
            "TIFFTAG_IMAGEDESCRIPTION": f"SYNTHETIC sample of GeoGap, not a measurement: {what}",
            "variable": "lwe_thickness",
            "long_name": "synthetic terrestrial water storage anomaly",
            "units": "cm",
            "synthetic": "yes",
            "seed": str(seed),
            "command": "make sample",
            "reference_period": "2004-01/2009-12",
            "licence": "CC0-1.0",
        }
    )
    for band, (month, field) in enumerate(zip(months, values), start=1):
        first, following = (m.astype("datetime64[D]") for m in (month, month + 1))
        raster = data.GetRasterBand(band)
        raster.SetDescription(str(first + (following - first) // 2))
        raster.SetUnitType("cm")
        raster.SetNoDataValue(NODATA)
        raster.WriteArray(np.where(np.isnan(field), np.float32(NODATA), field))
    data = None
    aside.replace(path)


def main() -> None:
    """Write the sample, and on request the complete series with the months that the sample hides."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=SAMPLE, help="the sample's file")
    parser.add_argument("--truth", type=Path, help="also write the complete series here")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed makes another land")
    arguments = parser.parse_args()
    gdal.UseExceptions()
    months, values = make(arguments.seed)
    there = ~np.isin(months, np.array(MISSING, dtype="datetime64[M]"))
    what = "water storage anomalies with the months missing that GRACE and GRACE-FO did not measure"
    write(arguments.output, months[there], values[there], arguments.seed, what)
    size = arguments.output.stat().st_size
    print(f"geogap: {arguments.output.name}: {there.sum()} of {len(months)} months, {size} bytes")
    if arguments.truth:
        write(arguments.truth, months, values, arguments.seed, "the complete series behind the sample")


if __name__ == "__main__":
    main()
