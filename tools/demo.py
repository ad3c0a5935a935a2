"""Fill a series through `qgis_process`, draw a map and a series of the result, and say how good the filling is.

Run by `make demo`; the sample is filled unless `--input` names another series.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geogap_plugin.core.calendar import align, detect_cadence  # noqa: E402 - the path comes first
from geogap_plugin.core.model_card import card_of  # noqa: E402
from geogap_plugin.core.onnx_file import read_model  # noqa: E402
from geogap_plugin.core.series.filling import Fill, Flag  # noqa: E402
from geogap_plugin.metadata import MODELS  # noqa: E402
from geogap_plugin.raster.series import open_series  # noqa: E402
from geogap_plugin.report.figures import map_figure, save_png, series_figure  # noqa: E402
from geogap_plugin.report.fill import METHOD_NAMES, cell_series, gap_epochs, map_panels  # noqa: E402

SAMPLE = ROOT / "resources" / "sample" / "geogap_sample_twsa.tif"


def run_fill(source: Path, outputs: dict[str, Path], method: str) -> None:
    """Run `geogap:fillseries` in `qgis_process`; leave with its message when it fails."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # Fails where it is enabled already; if it cannot be enabled, the run below says so.
    enable = ["qgis_process", "plugins", "enable", "geogap_plugin"]
    subprocess.run(enable, env=environment, capture_output=True, check=False)
    inputs = {"INPUT": source, "METHOD": method, **outputs}
    command = ["qgis_process", "run", "geogap:fillseries", *(f"--{name}={value}" for name, value in inputs.items())]
    print(shlex.join(command), flush=True)
    finished = subprocess.run(command, env=environment, check=False)
    if finished.returncode:
        raise SystemExit("geogap:fillseries failed; its message stands above.")


def draw(outputs: dict[str, Path], folder: Path, name: str) -> list[Path]:
    """Draw the longest gap as maps before and after, and one cell's series; return the pictures."""
    with (
        open_series(str(outputs["OUTPUT"])) as filled,
        open_series(str(outputs["OUTPUT_UNCERTAINTY"])) as uncertainty,
        open_series(str(outputs["OUTPUT_FLAGS"])) as flags,
    ):
        values, spread, flag = filled.read(), uncertainty.read(), flags.read()
        alignment = align(filled.times, detect_cadence(filled.times))
        unit, grid = filled.unit, filled.grid
    inside = (flag != Flag.OUTSIDE).any(axis=0)
    share = (flag[:, inside] >= Flag.FILLED).mean(axis=1)
    pictures = [folder / "map.png", folder / "series.png"]
    epochs = gap_epochs(share)
    if epochs:
        before = np.where(flag[epochs] == Flag.OBSERVED, values[epochs], np.nan)
        sigma = np.where(flag[epochs] == Flag.FILLED, spread[epochs], np.nan)
        west, south, east, north = grid.extent
        labels = [alignment.labels()[epoch] for epoch in epochs]
        title = f"{name}: the longest gap, before and after"
        maps = (before, values[epochs], sigma)
        save_png(map_figure(map_panels(labels, maps, (west, east, south, north), unit, title)), pictures[0])
    spread_in_time = np.where(inside, np.std(np.where(np.isfinite(values), values, 0), axis=0), 0)
    row, column = np.unravel_index(np.argmax(spread_in_time), inside.shape)
    x, y = grid.cell_centre(int(row), int(column))
    at = (slice(None), row, column)
    cell = Fill(values[at], spread[at], flag[at])
    save_png(series_figure(cell_series(alignment.times, cell, f"{name} at {x:.6g}, {y:.6g}", unit)), pictures[1])
    return [picture for picture in pictures if picture.exists()]


def print_scores(filled: Path) -> None:
    """Print how each method did on the hidden values of this series, and what the model's card says."""
    data = gdal.Open(str(filled))
    facts, unit = data.GetMetadata(), data.GetRasterBand(1).GetUnitType()
    print(f"\nOn known values of this series, hidden for a test ({unit}):")
    print(f"  {'method':36s} {'RMSE':>8s} {'MAE':>8s} {'NSE':>6s}  in 90 % interval")
    for key, score in json.loads(facts["GEOGAP_SCORES"]).items():
        mark = "→" if key == facts["GEOGAP_METHOD"] else " "
        print(
            f"{mark} {METHOD_NAMES[key]:36s} {score['rmse']:8.3g} {score['mae']:8.3g} {score['nse']:6.2f}"
            f"  {score['coverage90']:.0%}"
        )
    for path in sorted(MODELS.glob("*.onnx")):
        card = card_of(read_model(str(path))[1])
        print(f"\nHeld-out scores of the bundled model “{card.name}” {card.version} beside its baseline's:")
        for score in (score for score in card.scores if score.metric.startswith("RMSE")):
            print(
                f"  {score.data}, {score.split}: {score.metric} {score.model:.3f} {score.unit}"
                f" (baseline {score.baseline:.3f})"
            )


def main() -> None:
    """Run the demonstration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", default="", help="series to fill; the bundled sample if empty")
    parser.add_argument("--output", default=str(ROOT / "build" / "demo"), help="folder for the results")
    parser.add_argument("--method", default="auto", help="fillseries' METHOD")
    options = parser.parse_args()
    source = Path(options.input or SAMPLE).resolve()
    if not source.exists():
        raise SystemExit(f"{options.input} does not exist. Give INPUT=file, a GeoTIFF or NetCDF series.")
    folder = Path(options.output).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    outputs = {
        "OUTPUT": folder / "filled.tif",
        "OUTPUT_UNCERTAINTY": folder / "uncertainty.tif",
        "OUTPUT_FLAGS": folder / "flags.tif",
        "OUTPUT_HTML": folder / "report.html",
    }
    run_fill(source, outputs, options.method)
    pictures = draw(outputs, folder, source.stem)
    print_scores(outputs["OUTPUT"])
    if source == SAMPLE:
        print("\nThe sample is synthetic: made by a script, not observed.")
    print("\nResults:")
    for path in [*outputs.values(), *pictures]:
        print(f"  {path}")


if __name__ == "__main__":
    main()
