"""Measure the memory of filling and of finding gaps beside their setting: `python -m benchmarks.memory`."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from .accuracy import THINNED
from .results import RESULTS, ROOT, Result, at_most, write_results

MONTHS = 288
DEGREES = 0.5
LIMITS = (128, 512)
"""Memory settings in MB."""

MEGABYTE = 2**20
_MISSING = (*range(60, 71), 100, 101, 140, 170, 200, 230, 260)
_FIRST_MONTH = np.datetime64("2002-01", "M")
_EVERY = 0.05

ALGORITHMS = {
    "fillseries": {"OUTPUT": "filled.tif", "OUTPUT_UNCERTAINTY": "uncertainty.tif", "OUTPUT_FLAGS": "flags.tif"},
    "findgaps": {"OUTPUT_TABLE": "gaps.csv", "OUTPUT_FRACTION": "fraction.tif"},
}
"""The algorithms that are measured, and what they write."""


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
    latitude = np.deg2rad(90 - degrees * (np.arange(height) + 0.5))[:, np.newaxis]
    longitude = np.deg2rad(-180 + degrees * (np.arange(width) + 0.5))
    land = np.sin(2 * longitude + np.sin(3 * latitude)) + np.cos(3 * latitude - longitude) > 0.7
    random = np.random.default_rng(0)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, len(kept), gdal.GDT_Float32)
    dataset.SetGeoTransform((-180, degrees, 0, 90, 0, -degrees))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    dataset.SetProjection(system.ExportToWkt())
    for index, month in enumerate(kept, start=1):
        field = 10 * np.sin(2 * np.pi * month / 12 + latitude) + random.normal(scale=3.0, size=land.shape)
        field[~land | (random.random(land.shape) < 0.02)] = np.nan
        band = dataset.GetRasterBand(index)
        band.SetDescription(str(_FIRST_MONTH + month))
        band.SetNoDataValue(float("nan"))
        band.SetUnitType("cm")
        band.WriteArray(field.astype(np.float32))
    dataset.FlushCache()


def run(algorithm: str, source: Path, folder: Path, limit: int) -> Peak:
    """Run an algorithm in `qgis_process` and watch its memory.

    Raises
    ------
    SystemExit
        If it fails.
    """
    outputs = {name: str(folder / file) for name, file in ALGORITHMS[algorithm].items()}
    inputs = {"INPUT": str(source), "MEMORY": str(limit), **outputs}
    command = ["qgis_process", "run", f"geogap:{algorithm}", *(f"--{name}={value}" for name, value in inputs.items())]
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


def measure(degrees: float) -> "list[Result]":
    """Run every algorithm with every limit; print and return what it took above the same on a handful of cells."""
    enable = ["qgis_process", "plugins", "enable", "geogap_plugin"]
    subprocess.run(enable, capture_output=True, check=False)
    results = []
    with tempfile.TemporaryDirectory(dir=_scratch()) as name:
        folder = Path(name)
        large, tiny = folder / "series.tif", folder / "tiny.tif"
        write_series(large, degrees)
        write_series(tiny, 45.0)
        grid = f"{round(360 / degrees)} x {round(180 / degrees)} cells x {MONTHS} months"
        for algorithm in ALGORITHMS:
            idle = run(algorithm, tiny, folder, LIMITS[0])
            for limit in LIMITS:
                peak = run(algorithm, large, folder, limit)
                above = peak.qgis - idle.qgis
                label = f"{algorithm}, {grid}, memory limit {limit} MB"
                about = f"the limit; {above:.0f} MB above the {idle.qgis:.0f} MB of the same on 32 cells"
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
    degrees = parser.parse_args(arguments).degrees
    path = write_results("memory", measure(degrees), RESULTS if degrees == DEGREES else THINNED)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
