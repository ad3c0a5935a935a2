"""Measure the memory of filling and of finding gaps beside its setting: `python -m benchmarks.memory`."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from .accuracy import THINNED
from .results import RESULTS, ROOT, Result, at_most, write_results

MONTHS = 288
DEGREES = 0.5
PIXELS = 900
"""Height and width of the images whose clouds are filled."""

DATES = 48
LIMITS = (128, 512)
"""Memory settings in MB."""

MEGABYTE = 2**20
_MISSING = (*range(60, 71), 100, 101, 140, 170, 200, 230, 260)
_FIRST_MONTH = np.datetime64("2002-01", "M")
_EVERY = 0.05

_FILLED = {"OUTPUT": "filled.tif", "OUTPUT_UNCERTAINTY": "uncertainty.tif", "OUTPUT_FLAGS": "flags.tif"}


@dataclass(frozen=True)
class Case:
    """A run that is measured.

    Parameters
    ----------
    algorithm : str
    outputs : mapping of str to str
        Parameter and file name.
    series : str
        `months` or `images`: what it runs on.
    options : mapping of str to str
        Other parameters.
    limits : tuple of int
        Memory settings, MB: those that hold one square of images.
    """

    algorithm: str
    outputs: "Mapping[str, str]"
    series: str = "months"
    options: "Mapping[str, str]" = field(default_factory=dict)
    limits: "tuple[int, ...]" = LIMITS

    @property
    def name(self) -> str:
        """The algorithm and what is special of its parameters."""
        return " ".join([self.algorithm, *self.options.values()])


CASES = (
    Case("fillseries", _FILLED),
    Case("findgaps", {"OUTPUT_TABLE": "gaps.csv", "OUTPUT_FRACTION": "fraction.tif"}),
    Case("fillclouds", _FILLED, "images", {"METHOD": "regression"}, (224, 512)),
    Case("fillclouds", _FILLED, "images", {"METHOD": "model"}, (512,)),
)


@dataclass(frozen=True)
class Peak:
    """What a run of `qgis_process` took at most.

    Parameters
    ----------
    qgis : float
        Resident memory of the QGIS process, MB, as the system counted it.
    together : float
        The same with the inference process, MB, as seen twenty times a second.
    seconds : float
    """

    qgis: float
    together: float
    seconds: float


def write_series(path: Path, degrees: float, months: int = MONTHS) -> None:
    """Write a global monthly series of seasons and noise on land-like shapes, with missing months and cells.

    Parameters
    ----------
    path : Path
        A GeoTIFF with a band for each month that is there.
    degrees : float
        Size of a cell.
    """
    width, height = round(360 / degrees), round(180 / degrees)
    kept = [month for month in range(months) if month not in _MISSING]
    times = [str(_FIRST_MONTH + month) for month in kept]
    latitude = np.deg2rad(90 - degrees * (np.arange(height) + 0.5))[:, np.newaxis]
    longitude = np.deg2rad(-180 + degrees * (np.arange(width) + 0.5))
    land = np.sin(2 * longitude + np.sin(3 * latitude)) + np.cos(3 * latitude - longitude) > 0.7
    random = np.random.default_rng(0)

    def layer(index: int) -> np.ndarray:
        values = 10 * np.sin(2 * np.pi * kept[index] / 12 + latitude) + random.normal(scale=3.0, size=land.shape)
        return np.where(~land | (random.random(land.shape) < 0.02), np.nan, values)

    _write(path, (height, width), (-180, degrees, 0, 90, 0, -degrees), 4326, times, "cm", layer)


def write_images(path: Path, pixels: int, dates: int = DATES) -> None:
    """Write images of a temperature with a season, smooth weather and clouds that hide a third of each, 16 days apart.

    Parameters
    ----------
    path : Path
        A GeoTIFF with a band for each date.
    pixels : int
        Height and width.
    """
    times = [str(_FIRST_MONTH.astype("datetime64[D]") + 16 * date) for date in range(dates)]
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[:pixels, :pixels] / 40.0

    def waves() -> np.ndarray:
        """Return a smooth field of unit variance: waves of random directions and lengths."""
        lengths = random.normal(size=(8, 2))
        phases = random.uniform(0, 2 * np.pi, 8)
        return 0.5 * sum(np.sin(y * rows + x * columns + phase) for (y, x), phase in zip(lengths, phases))

    def layer(index: int) -> np.ndarray:
        season = 290 + 10 * np.sin(2 * np.pi * 16 * index / 365.25)
        values = season + 2 * waves() + random.normal(scale=0.3, size=rows.shape)
        return np.where(waves() > 0.45, np.nan, values)

    _write(path, rows.shape, (600000.0, 70.0, 0, 5200000.0, 0, -70.0), 32632, times, "K", layer)


def _write(
    path: Path,
    shape: "tuple[int, ...]",
    place: "tuple[float, ...]",
    epsg: int,
    times: "list[str]",
    unit: str,
    layer: "Callable[[int], np.ndarray]",
) -> None:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), shape[1], shape[0], len(times), gdal.GDT_Float32)
    dataset.SetGeoTransform(place)
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    dataset.SetProjection(system.ExportToWkt())
    for index, time_of_band in enumerate(times):
        band = dataset.GetRasterBand(index + 1)
        band.SetDescription(time_of_band)
        band.SetNoDataValue(float("nan"))
        band.SetUnitType(unit)
        band.WriteArray(layer(index).astype(np.float32))
    dataset.FlushCache()


def run(case: Case, source: Path, folder: Path, limit: int) -> Peak:
    """Run an algorithm in `qgis_process` and watch its memory.

    Raises
    ------
    SystemExit
        If it fails.
    """
    outputs = {name: str(folder / file) for name, file in case.outputs.items()}
    inputs = {"INPUT": str(source), "MEMORY": str(limit), **case.options, **outputs}
    command = [
        "qgis_process",
        "run",
        f"geogap:{case.algorithm}",
        *(f"--{name}={value}" for name, value in inputs.items()),
    ]
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as log:
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        together = 0.0
        while True:
            # wait4 also tells the peak that the system kept: of the largest of the process and those it waited for.
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            together = max(together, resident(child.pid))
            time.sleep(_EVERY)
        if status:
            log.seek(0)
            raise SystemExit(f"{log.read()[-2000:]}\n{' '.join(command)} failed.")
    qgis = usage.ru_maxrss * 1024 / MEGABYTE
    return Peak(qgis, max(qgis, together), time.monotonic() - started)


def resident(pid: int) -> float:
    """Return the resident memory of a process and all of its descendants in MB; 0 for one that has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE + sum(resident(child) for child in children)


def measure(degrees: float, pixels: int, algorithms: "tuple[str, ...]" = ()) -> "list[Result]":
    """Run every case with every limit; print and return what it took above the same on a handful of cells.

    Parameters
    ----------
    degrees : float
        Size of a cell of the monthly series.
    pixels : int
        Height and width of the images.
    algorithms : tuple of str, optional
        Run these alone.
    """
    cases = [case for case in CASES if not algorithms or case.algorithm in algorithms]
    writing = {"months": (write_series, degrees, 45.0), "images": (write_images, pixels, 24)}
    sizes = {
        "months": f"{round(360 / degrees)} x {round(180 / degrees)} cells x {MONTHS} months",
        "images": f"{pixels} x {pixels} pixels x {DATES} dates",
    }
    enable = ["qgis_process", "plugins", "enable", "geogap_plugin"]
    subprocess.run(enable, capture_output=True, check=False)
    results = []
    with tempfile.TemporaryDirectory(dir=_scratch()) as name:
        folder = Path(name)
        for series in {case.series for case in cases}:
            write, large, tiny = writing[series]
            write(folder / f"{series}.tif", large)
            write(folder / f"tiny {series}.tif", tiny)
        for case in cases:
            idle = run(case, folder / f"tiny {case.series}.tif", folder, case.limits[0])
            for limit in case.limits:
                peak = run(case, folder / f"{case.series}.tif", folder, limit)
                above = peak.qgis - idle.qgis
                label = f"{case.name}, {sizes[case.series]}, memory limit {limit} MB"
                about = f"the limit; {above:.0f} MB above the {idle.qgis:.0f} MB of the same on a handful of cells"
                results += [
                    at_most(f"{label}, QGIS process", above / limit, "of the limit", about, 1.0),
                    Result(f"{label}, with the inference process", peak.together - idle.qgis, "MB"),
                    Result(f"{label}, time", peak.seconds, "s"),
                ]
                print(
                    f"{label}: {above:.0f} MB above {idle.qgis:.0f} MB, {above / limit:.2f} of the limit"
                    f" ({'holds' if results[-3].holds else 'DOES NOT HOLD'}); with the inference process"
                    f" {peak.together - idle.qgis:.0f} MB; {peak.seconds:.0f} s",
                    flush=True,
                )
    return results


def _scratch() -> Path:
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main(arguments: "list[str] | None" = None) -> int:
    """Measure and write `benchmarks/results/memory.json`."""
    gdal.UseExceptions()
    parser = argparse.ArgumentParser(prog="benchmarks.memory", description=__doc__)
    parser.add_argument("--degrees", type=float, default=DEGREES, help="size of a cell; larger ones are quicker")
    parser.add_argument("--pixels", type=int, default=PIXELS, help="height and width of the images; fewer are quicker")
    parser.add_argument("--algorithm", action="append", default=[], help="measure this one alone")
    given = parser.parse_args(arguments)
    whole = (given.degrees, given.pixels, given.algorithm) == (DEGREES, PIXELS, [])
    results = measure(given.degrees, given.pixels, tuple(given.algorithm))
    path = write_results("memory", results, RESULTS if whole else THINNED)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
