"""Other ways to fill clouds in a stack of images: simple ones, DINEOF, gradient boosting, and R's gapfill."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..cloud_masks import more_masked

_HIDDEN_FOR_RANK = 0.03
_RANKS = range(1, 21)
_STEPS = 200
_TOLERANCE = 1e-4
_SEARCH_PIXELS = 100
_TRAINING_MASKS = 3
_TRAINING_SHARE = 0.1
_GAPFILL = """
suppressPackageStartupMessages(library(gapfill))
paths <- commandArgs(TRUE)
input <- file(paths[1], "rb")
size <- readBin(input, "integer", 4)
values <- readBin(input, "double", prod(size))
close(input)
values[is.nan(values)] <- NA
filled <- Gapfill(array(values, size), clipRange = c(-1, 1))$fill
output <- file(paths[2], "wb")
writeBin(as.vector(filled), output)
close(output)
"""


def linear_in_time(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Interpolate each pixel between its neighbouring dates; the nearest one beyond the first and last."""
    cells = values.reshape(len(values), -1)
    filled = np.full(cells.shape, np.nan)
    for cell in range(cells.shape[1]):
        known = np.isfinite(cells[:, cell])
        if known.any():
            filled[:, cell] = np.interp(days, days[known], cells[known, cell])
    return _or_date_mean(filled.reshape(values.shape), values)


def same_date_climatology(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Take the pixel's mean over the years, then the image's mean of that season."""
    filled = np.full(values.shape, np.nan)
    for season in np.unique(seasons):
        chosen = values[seasons == season]
        known = np.isfinite(chosen)
        count = known.sum(axis=0)
        total = np.where(known, chosen, 0.0).sum(axis=0)
        mean = total.sum() / max(count.sum(), 1)
        filled[seasons == season] = np.where(count > 0, total / np.maximum(count, 1), mean if count.any() else np.nan)
    return _or_date_mean(filled, values)


def gdal_fill_nodata(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Fill each image from its own clear pixels by GDAL's inverse distance weighting, as “Fill nodata” in QGIS does."""
    filled = np.full(values.shape, np.nan)
    for image in np.flatnonzero(np.isfinite(values).any(axis=(1, 2))):
        known = np.isfinite(values[image])
        raster = gdal.GetDriverByName("MEM").Create("", values.shape[2], values.shape[1], 1, gdal.GDT_Float32)
        mask = gdal.GetDriverByName("MEM").Create("", values.shape[2], values.shape[1], 1, gdal.GDT_Byte)
        raster.GetRasterBand(1).WriteArray(np.where(known, values[image], 0.0))
        mask.GetRasterBand(1).WriteArray(known.astype(np.uint8))
        gdal.FillNodata(raster.GetRasterBand(1), mask.GetRasterBand(1), _SEARCH_PIXELS, 0)
        filled[image] = raster.GetRasterBand(1).ReadAsArray()
    return _or_date_mean(filled, values)


def dineof(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Iterate truncated singular values; 3 % of the known values choose how many (Beckers & Rixen 2003)."""
    cells = values.reshape(len(values), -1).astype(float)
    known = np.isfinite(cells)
    generator = np.random.default_rng(0)
    tested = known & (generator.random(cells.shape) < _HIDDEN_FOR_RANK)
    errors = {}
    for rank in _RANKS:
        if rank < len(values) - 1:
            said = _iterated(np.where(tested, np.nan, cells), rank)
            errors[rank] = float(((said - cells)[tested] ** 2).mean())
    return _iterated(cells, min(errors, key=lambda rank: errors[rank])).reshape(values.shape)


def _iterated(cells: np.ndarray, rank: int) -> np.ndarray:
    known = np.isfinite(cells)
    mean = cells[known].mean()
    filled = np.where(known, cells - mean, 0.0)
    scale = filled[known].std()
    for _ in range(_STEPS):
        functions = np.linalg.eigh(filled @ filled.T)[1][:, -rank:]
        change = np.where(known, 0.0, functions @ (functions.T @ filled) - filled)
        filled += change
        if np.sqrt((change**2).mean()) < _TOLERANCE * scale:
            break
    return filled + mean


def boosting(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Train gradient boosting on pixels that moved clouds hide, with DINEOF and the simple methods as features."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    features, targets = [], []
    for seed in range(_TRAINING_MASKS):
        share = float((~np.isfinite(values)).mean()) + _TRAINING_SHARE
        hidden = more_masked(values, share, seed)
        features.append(_features(days, np.where(hidden, np.nan, values), seasons)[hidden])
        targets.append(values[hidden])
    model = HistGradientBoostingRegressor(
        max_iter=300, learning_rate=0.05, max_leaf_nodes=31, min_samples_leaf=100, random_state=0
    )
    model.fit(np.concatenate(features), np.concatenate(targets))
    missing = ~np.isfinite(values)
    filled = values.astype(float)
    filled[missing] = model.predict(_features(days, values, seasons)[missing])
    return filled


def r_gapfill(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Fill by the R package gapfill: quantile regression of ranked images around (Gerber et al. 2018).

    Raises
    ------
    ImportError
        If R or the package is not installed.
    """
    program = shutil.which("Rscript")
    test = 'quit(status = !requireNamespace("gapfill", quietly = TRUE))'
    if program is None or subprocess.run([program, "-e", test], check=False).returncode:
        raise ImportError("R with the package gapfill is not installed")
    count = len(np.unique(seasons))
    # R's first index runs fastest: columns, rows, seasons, years.
    size = np.array([values.shape[2], values.shape[1], count, len(values) // count], dtype=np.int32)
    with tempfile.TemporaryDirectory() as folder:
        script, given, answer = (Path(folder) / name for name in ("fill.R", "given", "answer"))
        script.write_text(_GAPFILL, encoding="utf-8")
        given.write_bytes(size.tobytes() + values.astype(np.float64).tobytes())
        subprocess.run([program, str(script), str(given), str(answer)], check=True)
        filled = np.fromfile(answer).reshape(values.shape)
    return _or_date_mean(filled, values)


def _features(days: np.ndarray, values: np.ndarray, seasons: np.ndarray) -> np.ndarray:
    """Return what boosting sees of each pixel, shape (T, h, w, F)."""
    simple = [
        method(days, values, seasons) for method in (dineof, linear_in_time, same_date_climatology, gdal_fill_nodata)
    ]
    whole = np.where(np.isfinite(values), values, simple[0])
    around = [whole[np.clip(np.arange(len(values)) + step, 0, len(values) - 1)] for step in (-2, -1, 1, 2)]
    rows, columns = np.mgrid[: values.shape[1], : values.shape[2]]
    date_mean = whole.mean(axis=(1, 2), keepdims=True)
    pixel_mean = whole.mean(axis=0)
    flat = [seasons[:, np.newaxis, np.newaxis], days[:, np.newaxis, np.newaxis], rows, columns, date_mean, pixel_mean]
    parts = [*simple, *around, *(np.broadcast_to(part, values.shape) for part in flat)]
    return np.stack(parts, axis=-1).astype(np.float32)


def _or_date_mean(filled: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Fill what a method leaves open with the image's mean, and what that leaves with the mean of all."""
    known = np.isfinite(values)
    count = known.sum(axis=(1, 2))
    total = np.where(known, values, 0.0).sum(axis=(1, 2))
    mean = np.where(count > 0, total / np.maximum(count, 1), total.sum() / count.sum())
    return np.where(np.isfinite(filled), filled, mean[:, np.newaxis, np.newaxis])
