"""A band of a satellite scene: read in windows, at a fitting overview, scaled, without what its mask calls unusable."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from osgeo import gdal

from ..core.errors import InputError
from ..core.quality import QualityRule
from .gdal_calls import reading
from .grid import Grid, Window
from .part import Packing
from .resampling import OntoGrid
from .scene_grid import cell_size_in
from .tiling import tile

_ONE_EPOCH = np.zeros(1, dtype="datetime64[s]")

_FINER = 2.0
"""An overview is read where its pixels are still this many times smaller than the cells that are wanted."""

_FLAGS = 4 * 2**20
"""Pixels of a quality layer that are looked at at a time."""


SELF_CONTAINED = ("GTiff", "JP2OpenJPEG", "JP2ECW", "JP2KAK", "JP2MrSID")
"""Drivers of formats that scenes come in, none of which names other files: a VRT from a catalogue could name any."""


class UnreadableError(InputError):
    """A scene that GDAL cannot read, or that has no place on the map."""


@dataclass(frozen=True)
class StoredAs:
    """How the numbers of a band become values; what is None is taken from the file itself.

    Parameters
    ----------
    scale, offset : float or None
        value = stored * scale + offset.
    nodata : float or None
        Stored where there is no value.
    """

    scale: float | None = None
    offset: float | None = None
    nodata: float | None = None


class SceneBand:
    """The first band of a raster file, as a layer that can be laid onto another grid.

    Parameters
    ----------
    path : str
        What GDAL opens: a file, or `/vsicurl/` and an address.
    name : str
        For errors: the scene and its asset.
    stored : StoredAs
    wanted : Grid, optional
        The grid that it is for: where its cells are much larger than a pixel, an overview is read instead, a fraction
        of the bytes.
    check : callable
        Raises what GDAL does not tell of a file that it could not read in places.
    drivers : sequence of str
        Names of the GDAL drivers that may open it; empty for all.

    Attributes
    ----------
    grid : Grid

    Raises
    ------
    UnreadableError
        If it cannot be opened, or has no coordinate reference system.
    """

    times = _ONE_EPOCH

    def __init__(
        self,
        path: str,
        name: str,
        stored: StoredAs | None = None,
        wanted: Grid | None = None,
        check: Callable[[], None] = lambda: None,
        drivers: Sequence[str] = (),
    ) -> None:
        self.name = name
        self._check = check
        self._dataset: gdal.Dataset | None = None
        with self._reading():
            try:
                self._dataset = gdal.OpenEx(path, gdal.OF_RASTER, list(drivers))
                self.grid = _grid(self._dataset, name)
                level = -1 if wanted is None else _overview(self._dataset, cell_size_in(wanted, self.grid) / _FINER)
                if level >= 0:
                    self._dataset = gdal.OpenEx(path, gdal.OF_RASTER, list(drivers), [f"OVERVIEW_LEVEL={level}"])
                    self.grid = _grid(self._dataset, name)
                self._packing = _packing(self._dataset.GetRasterBand(1), stored or StoredAs())
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._dataset = None

    def read(self, window: Window) -> np.ndarray:
        """Return the values of a window: float32, shape (1, height, width), NaN where missing.

        Raises
        ------
        UnreadableError
            If they cannot be read; names the scene.
        """
        values = np.empty((1, window.height, window.width), dtype=np.float32)
        self._packing.unpack(self.stored(window)[None], values)
        return values

    def stored(self, window: Window) -> np.ndarray:
        """Return the numbers of a window as they are stored: shape (height, width).

        Raises
        ------
        UnreadableError
            If they cannot be read; names the scene.
        """
        if self._dataset is None:
            raise InputError(f"{self.name} is closed.")
        with self._reading():
            return self._dataset.GetRasterBand(1).ReadAsArray(*window)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with reading(self.name):
                yield
        except InputError as error:
            raise UnreadableError(error.message, error.details) from error
        self._check()


AS_STORED = StoredAs(1.0, 0.0, math.nan)
"""For classes and bits: a file's nodata may be one of them, 0 for “good” among others."""


class _Flags:
    """Where a quality layer calls pixels unusable, 1, and where not, 0: by all of its bits, of which float32 has 24."""

    times = _ONE_EPOCH

    def __init__(self, layer: SceneBand, rule: QualityRule) -> None:
        self.grid = layer.grid
        self._layer = layer
        self._rule = rule

    def read(self, window: Window) -> np.ndarray:
        """Return the flags of a window: float32, shape (1, height, width)."""
        return self._rule.unusable(self._layer.stored(window))[None].astype(np.float32)


class ClearPixels:
    """A band without the pixels that quality layers call unusable.

    The mask is laid on before the band is resampled, pixel by pixel, so that no cloud is averaged into its neighbours.
    Where an overview of the band is read, a pixel of it goes with any of the pixels of the quality layer in it: half a
    cloud has been averaged into it.

    Parameters
    ----------
    band : SceneBand
    masks : sequence of (SceneBand, QualityRule)
        Quality layers on their own grids. The band itself may be one of them.

    Attributes
    ----------
    implausible : int
        Pixels read that the rule for the band's own values left out; where windows overlap, in each of them.

    Raises
    ------
    UnreadableError
        If a quality layer lies elsewhere.
    """

    times = _ONE_EPOCH

    def __init__(self, band: SceneBand, masks: Sequence[tuple[SceneBand, QualityRule]]) -> None:
        self.grid = band.grid
        self._band = band
        self._own = [rule for layer, rule in masks if layer is band]
        self._masks = [self._mask(layer, rule) for layer, rule in masks if layer is not band]
        self.implausible = 0

    def _mask(self, layer: SceneBand, rule: QualityRule) -> OntoGrid:
        try:
            return OntoGrid(_Flags(layer, rule), self.grid, resampling="max")
        except InputError as error:
            raise UnreadableError(f"{layer.name} does not lie where {self._band.name} lies.", error.message) from error

    def read(self, window: Window) -> np.ndarray:
        """Return the values of a window: float32, shape (1, height, width), NaN where missing or unusable."""
        values = self._band.read(window)
        for mask in self._masks:
            for part in tile(window, max(1, int(_FLAGS / mask.cells_per_cell))):
                rows = slice(part.row - window.row, part.row - window.row + part.height)
                columns = slice(part.column - window.column, part.column - window.column + part.width)
                # Where the quality layer has no pixel, nothing says that one is usable.
                values[0, rows, columns][mask.read(part)[0] != 0] = np.nan
        for rule in self._own:
            beyond = rule.unusable(values) & np.isfinite(values)
            self.implausible += int(beyond.sum())
            values[beyond] = np.nan
        return values


def _grid(dataset: gdal.Dataset, name: str) -> Grid:
    wkt = dataset.GetProjection()
    if not wkt:
        raise InputError(f"{name} has no coordinate reference system, so that it has no place on the map.")
    return Grid(wkt, dataset.GetGeoTransform(), dataset.RasterXSize, dataset.RasterYSize)


def _overview(dataset: gdal.Dataset, largest: float) -> int:
    """Return the coarsest overview whose pixels are no larger, -1 for the raster itself."""
    band = dataset.GetRasterBand(1)
    coarsest = dataset.GetGeoTransform()[1]
    best, whole = -1, coarsest * band.XSize
    for level in range(band.GetOverviewCount()):
        size = whole / band.GetOverview(level).XSize
        if coarsest < size <= largest * (1 + 1e-3):
            best, coarsest = level, size
    return best


def _packing(band: gdal.Band, stored: StoredAs) -> Packing:
    nodata = band.GetNoDataValue() if stored.nodata is None else stored.nodata
    return Packing(
        _known(stored.scale, band.GetScale(), 1.0),
        _known(stored.offset, band.GetOffset(), 0.0),
        [] if nodata is None or math.isnan(nodata) else [nodata],
    )


def _known(said: float | None, stored: float | None, otherwise: float) -> float:
    if said is not None:
        return said
    return otherwise if stored is None else stored
