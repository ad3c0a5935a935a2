"""Reads scenes and their predictors for training: GeoTIFFs on one grid with one set of dates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window

from geogap_plugin.core.clouds.cloud_fitting import sample_windows
from geogap_plugin.core.clouds.outliers import flag_outliers, limits_of, typical_departure
from geogap_plugin.core.clouds.predictor_model import Offered
from geogap_plugin.core.errors import CalendarError, InputError
from geogap_plugin.core.model_card import Range
from geogap_plugin.core.quality import parse_quality_rules

from .recipe import SceneData
from .series_file import band_date


@dataclass(frozen=True)
class Scenes:
    """Windows of a target and of its predictors; the whole of a small raster, else squares spread over it.

    Parameters
    ----------
    name, variable, unit : str
        Of the target.
    times : ndarray of datetime64[s], shape (T,), ascending
    windows : list of (slice, slice)
        Rows and columns.
    values : list of ndarray of float32, shape (T, h, w)
        NaN = missing, masked or an outlier.
    predictors : list of ndarray of float32, shape (P, T, h, w)
    offered : tuple of Offered, length P
        The first name is the one that the model will call it.
    classes : tuple of bool, length P
        Which predictors hold classes.
    latitude : Range or None
        Degrees; None for a projected grid.
    notes : tuple of str
        What was masked and found.
    """

    name: str
    variable: str
    unit: str
    times: np.ndarray
    windows: list[tuple[slice, slice]]
    values: list[np.ndarray]
    predictors: list[np.ndarray]
    offered: tuple[Offered, ...]
    classes: tuple[bool, ...]
    latitude: Range | None
    notes: tuple[str, ...]

    @property
    def days(self) -> np.ndarray:
        """Dates in days since 1970."""
        return self.times.astype("datetime64[s]").astype(np.int64) / 86400.0

    @property
    def period(self) -> str:
        """First and last day, such as `2022-06-01 to 2022-09-30`."""
        first, last = (str(time.astype("datetime64[D]")) for time in self.times[[0, -1]])
        return f"{first} to {last}"

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that differ for other values, predictors or dates."""
        content = hashlib.sha256(self.times.tobytes())
        for array in (*self.values, *self.predictors):
            content.update(np.ascontiguousarray(array).tobytes())
        return content.hexdigest()[:16]


def read_scenes(data: SceneData, folder: Path, unit: str = "") -> Scenes:
    """Read what a recipe names.

    Parameters
    ----------
    data : SceneData
    folder : Path
        That its paths lie in.
    unit : str
        Of the target, where its file does not say.

    Raises
    ------
    InputError
        If a file is missing or no raster, or is not on the target's grid and dates.
    CalendarError
        If the target's bands have no dates.
    """
    paths = _predictor_paths(data, folder)
    with ExitStack() as stack:
        target = stack.enter_context(_open(folder / data.target))
        times = _dates(target)
        if times is None:
            raise CalendarError(
                f"{target.name}: the bands have no dates. Name them by date, or let “Build series” do it."
            )
        if (np.diff(times) < np.timedelta64(0)).any():
            raise CalendarError(f"{target.name}: the dates do not ascend. Let “Build series” order them.")
        opened = [stack.enter_context(_open(path)) for path in paths]
        named = [name.casefold() for name in data.classes]
        offered = _named(opened)
        for name in named:
            if not any(name in {known.casefold() for known in one.names} for one in offered):
                raise InputError(
                    f"data.classes: no predictor is called “{name}”. There are: {', '.join(map(str, offered))}."
                )
        windows = sample_windows(target.height, target.width)
        values = [_read(target, window) for window in windows]
        notes = _mask(values, data, folder, windows, target, times)
        predictors = []
        for window in windows:
            layers = [_at_dates(one, window, target, times) for one in opened]
            predictors.append(np.stack(layers) if layers else np.empty((0, *values[0].shape), np.float32))
        if not target.units[0]:
            notes.append(f"{Path(target.name).name} has no unit; “{unit}” is taken.")
        unit = target.units[0] or unit
        variable = target.tags().get("GEOGAP_VARIABLE", "")
        notes += _without_outliers(values, f"{variable} {Path(target.name).stem}", unit)
        return Scenes(
            Path(target.name).name,
            variable or "any",
            unit or "any",
            times,
            windows,
            values,
            predictors,
            tuple(offered),
            tuple(
                bool(one.tags().get("GEOGAP_CLASSES")) or any(name.casefold() in named for name in how.names)
                for one, how in zip(opened, offered, strict=True)
            ),
            _latitude(target),
            tuple(notes),
        )


def _predictor_paths(data: SceneData, folder: Path) -> list[Path]:
    target = (folder / data.target).resolve()
    paths: list[Path] = []
    for pattern in data.predictors:
        place = Path(pattern)
        found = sorted(folder.glob(pattern)) if not place.is_absolute() else [place]
        if not found:
            raise InputError(f"data.predictors: there is no file {folder / pattern}.")
        paths += [path for path in found if path.resolve() != target and path not in paths]
    return paths


@contextmanager
def _open(path: Path) -> Iterator[rasterio.DatasetReader]:
    try:
        with rasterio.open(path) as data:
            yield data
    except rasterio.errors.RasterioIOError as error:
        raise InputError(f"{path} is missing or no raster. Give GeoTIFFs.", str(error)) from error


def _dates(data: rasterio.DatasetReader) -> np.ndarray | None:
    """Return the dates of the bands, None for a single band without one."""
    if data.count == 1 and not _is_date(data):
        return None
    return np.array([band_date(Path(data.name), number, text) for number, text in enumerate(data.descriptions, 1)])


def _is_date(data: rasterio.DatasetReader) -> bool:
    try:
        band_date(Path(data.name), 1, data.descriptions[0])
    except CalendarError:
        return False
    return True


def _read(data: rasterio.DatasetReader, window: tuple[slice, slice]) -> np.ndarray:
    """Return all bands of a window, float32, NaN where missing."""
    stored = data.read(window=Window.from_slices(*window), masked=True)
    scale, offset = (np.array(numbers)[:, np.newaxis, np.newaxis] for numbers in (data.scales, data.offsets))
    values = np.ma.filled(stored.astype(np.float64) * scale + offset, np.nan)
    return np.where(np.isfinite(values), values, np.nan).astype(np.float32)


def _at_dates(
    data: rasterio.DatasetReader, window: tuple[slice, slice], target: rasterio.DatasetReader, times: np.ndarray
) -> np.ndarray:
    """Return a predictor of a window at the target's dates; one without a date stands for all."""
    if (data.width, data.height, data.crs) != (
        target.width,
        target.height,
        target.crs,
    ) or not data.transform.almost_equals(target.transform):
        raise InputError(
            f"{data.name} is not on the grid of {target.name}. Let “Match grid” (matchgrid) bring it there."
        )
    own = _dates(data)
    values = _read(data, window)
    if own is None:
        return np.broadcast_to(values, (len(times), *values.shape[1:]))
    if len(own) != len(times) or (own != times).any():
        raise InputError(
            f"{data.name} has other dates than {target.name}. Let “Match grid” (matchgrid) bring it to the target's."
        )
    return values


def _named(opened: Sequence[rasterio.DatasetReader]) -> list[Offered]:
    """Return how predictors are called: by their variable where that tells them apart, else by their file."""
    variables = [data.tags().get("GEOGAP_VARIABLE", "") for data in opened]
    offered = []
    for data, variable in zip(opened, variables, strict=True):
        stem = Path(data.name).stem
        alone = variable and [name.casefold() for name in variables].count(variable.casefold()) == 1
        names = (variable, stem) if alone else (stem,)
        offered.append(Offered(tuple(name[:80] for name in names), (data.units[0] or "")[:40]))
    return offered


def _mask(
    values: list[np.ndarray],
    data: SceneData,
    folder: Path,
    windows: list[tuple[slice, slice]],
    target: rasterio.DatasetReader,
    times: np.ndarray,
) -> list[str]:
    """Take out what quality layers call unusable; say how much."""
    notes = []
    for line in data.masks:
        path, sign, text = line.partition("=")
        rules = parse_quality_rules(text) if sign else ()
        if not rules:
            raise InputError(f"data.masks: “{line}” is not of the form “qc.tif = QC: bits 0-1 = 2, 3”.")
        with _open(folder / path.strip()) as layer:
            lost = known = 0
            for window, block in zip(windows, values, strict=True):
                stored = _at_dates(layer, window, target, times)
                unusable = np.any([rule.unusable(stored) for rule in rules], axis=0) & np.isfinite(block)
                known += int(np.isfinite(block).sum())
                lost += int(unusable.sum())
                block[unusable] = np.nan
        notes.append(f"{Path(path.strip()).name} masks {100 * lost / max(known, 1):.1f} % of the known pixels.")
    return notes


def _without_outliers(values: list[np.ndarray], names: str, unit: str) -> list[str]:
    limits = limits_of(names, unit, np.concatenate([block.ravel() for block in values]))
    spread = typical_departure(values, limits)
    count = 0
    for block in values:
        outliers = flag_outliers(block, unit, limits, spread)
        count += int(outliers.sum())
        block[outliers] = np.nan
    return [f"{count:,} outliers are left out."] if count else []


def _latitude(data: rasterio.DatasetReader) -> Range | None:
    if data.crs is None or not data.crs.is_geographic:
        return None
    return Range(round(data.bounds.bottom, 6), round(data.bounds.top, 6))
