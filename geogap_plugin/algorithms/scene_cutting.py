"""Scenes from a catalogue to files on one grid: several at a time, each kept, so that a fetch can go on later."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..core.errors import Cancelled, DamagedDataError, NotFoundError
from ..core.quality import QualityRule
from ..core.scene_days import group_days, mean_time, solar_days
from ..raster.blockwise import Control
from ..raster.grid import Grid
from ..raster.scene_band import AS_STORED, ClearPixels, StoredAs, UnreadableError
from ..raster.scene_grid import bounds_in, crs_wkt
from ..raster.scene_mosaic import Cut, DayMosaics, cut_scene
from ..sources.part import write_json
from ..sources.ranges import RangeServer
from ..sources.stac import Asset, Scene
from ..sources.transport import Cancel, never, shown
from .scene_reading import SceneReader

_FORMAT = 1
"""Goes up when cuts are made differently, so that older ones in the cache are not taken."""

_PARALLEL = 4
"""Scenes at a time: a polite number for a public archive."""

_BYTES = 2
"""Of a pixel, as nearly all scenes are stored."""

_OF_QUALITY = 16.0
"""How much better quality layers compress than bands; they are read without overviews."""

_PASS = np.timedelta64(12, "h")
"""What stands for longer than this is no pass of a satellite but a mean over days."""

_LOOK_EVERY = 0.1

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Errand:
    """An asset of a scene that is to be cut out.

    Parameters
    ----------
    scene : Scene
    name : str
        What the asset is called in the result.
    asset : Asset
    masks : tuple of (Asset, QualityRule)
        Quality layers of the same scene.
    """

    scene: Scene
    name: str
    asset: Asset
    masks: tuple[tuple[Asset, QualityRule], ...] = ()

    @property
    def title(self) -> str:
        """What errors call it."""
        return f"{self.scene.id}, {self.asset.key}"


@dataclass
class SceneCutter:
    """Cuts scenes out of remote files, window by window, onto one grid.

    Parameters
    ----------
    reader : SceneReader
    folder : Path
        Where the cuts are kept.
    grid : Grid
    resampling : str
    skip_damaged : bool
        Whether to leave out what cannot be read, rather than to stop.
    overviews : bool
        Whether an overview may be read where the cells are large.
    progress, tell : callable
    cancelled : callable

    Attributes
    ----------
    left_out : list of str
        What could not be read, with the reason.
    found : int
        Cuts that were there already.
    """

    reader: SceneReader
    folder: Path
    grid: Grid
    resampling: str = "auto"
    skip_damaged: bool = False
    overviews: bool = True
    progress: Callable[[float], None] = lambda share: None
    tell: Callable[[str], None] = lambda text: None
    cancelled: Cancel = never
    left_out: list[str] = field(default_factory=list)
    found: int = 0

    def cut(self, errands: Sequence[Errand]) -> list[Cut | None]:
        """Cut out scenes; return a cut for each errand, None where a scene does not touch the grid or was left out.

        Raises
        ------
        NetworkError, InputError
            What the first scene failed with that is not to be left out; what was cut out before stays in the folder.
        Cancelled
            Within a second; no half of a file stays.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        cuts: list[Cut | None] = [None] * len(errands)
        shares = np.zeros(max(1, len(errands)))
        stop = threading.Event()
        failure: BaseException | None = None
        with RangeServer() as server, ThreadPoolExecutor(_PARALLEL, "geogap-scene") as pool:

            def work(index: int) -> Cut | None:
                def share(done: float) -> None:
                    shares[index] = done

                control = Control(cancelled=stop.is_set, progress=share)
                return self._cut(errands[index], server, control)

            running: dict[Future[Cut | None], int] = {pool.submit(work, i): i for i in range(len(errands))}
            while running:
                done, _ = wait(running, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
                self.reader.transport.idle()
                if self.cancelled():
                    stop.set()
                for future in done:
                    index = running.pop(future)
                    shares[index] = 1.0
                    if future.cancelled():
                        continue
                    # Not raised here: an error that holds this frame, which holds it, would outlive the run.
                    error = future.exception()
                    if error is None:
                        cuts[index] = future.result()
                    elif not self._may_leave_out(errands[index], error) and not isinstance(error, Cancelled):
                        failure = failure or error
                if stop.is_set() or failure is not None:
                    stop.set()
                    for future in running:
                        future.cancel()
                self.progress(float(shares.mean()))
        if self.cancelled():
            raise Cancelled
        if failure is not None:
            raise failure
        return cuts

    def _may_leave_out(self, errand: Errand, error: BaseException) -> bool:
        """Note what cannot be read and is not needed; say whether that is so."""
        if self.skip_damaged and isinstance(error, (DamagedDataError, NotFoundError)):
            self.left_out.append(f"{errand.title}: {error.message}")
            self.tell(self.left_out[-1])
            return True
        return False

    def _cut(self, errand: Errand, server: RangeServer, control: Control) -> Cut | None:
        path = self.folder / self._file_name(errand)
        if path.is_file():
            with suppress(UnreadableError):  # a cut that the computer went down over is made again
                cut = self._noted(path)
                self.found += 1
                return cut
        # A second look, because a tile may have been damaged on the way; at its source it would be so again.
        try:
            return self._cut_once(errand, server, control, path)
        except UnreadableError:
            pass
        try:
            return self._cut_once(errand, server, control, path)
        except UnreadableError as error:
            raise DamagedDataError(
                f"{errand.title}: the file at {shown(errand.asset.href)} is damaged or of a kind that GDAL does not "
                "read. Leave out damaged scenes, or try again later.",
                error.message,
            ) from error

    def _cut_once(self, errand: Errand, server: RangeServer, control: Control, path: Path) -> Cut | None:
        asset = errand.asset
        stored = StoredAs(asset.scale, asset.offset, asset.nodata)
        with self.reader.reading(errand.scene, server, control.cancelled) as opened:
            band = opened(asset, stored, self.grid if self.overviews else None)
            masks = [
                (band if layer.href == asset.href else opened(layer, AS_STORED), rule) for layer, rule in errand.masks
            ]
            clear = ClearPixels(band, masks)
            done = cut_scene(
                clear,
                self.grid,
                path,
                resampling=self.resampling,
                time=errand.scene.time,
                unit=asset.unit,
                control=control,
            )
        if not done:
            return None
        if clear.implausible:
            write_json(_note(path), {"implausible": clear.implausible})
        return self._noted(path)

    def _noted(self, path: Path) -> Cut:
        """Return a cut that lies on disk, with what was noted of it."""
        cut, note = Cut.found(path, self.grid), _note(path)
        if not note.is_file():
            return cut
        return replace(cut, implausible=json.loads(note.read_text(encoding="utf-8"))["implausible"])

    def _file_name(self, errand: Errand) -> str:
        """Return a name that stands for the scene and all that its cut depends on."""
        asset = errand.asset
        grid = (self.grid.crs_wkt, self.grid.geotransform, self.grid.width, self.grid.height)
        numbers = (asset.scale, asset.offset, asset.nodata, self.resampling, self.overviews)
        masks = [(layer.key, shown(layer.href), repr(rule)) for layer, rule in errand.masks]
        scene = (errand.scene.id, errand.scene.updated, asset.key, shown(asset.href))
        key = json.dumps([_FORMAT, scene, grid, numbers, masks])
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        return f"{file_stem(errand.scene.id[:80])}.{file_stem(asset.key[:30])}.{digest}.tif"


def _note(path: Path) -> Path:
    """Return the file beside a cut; the cache throws both away together."""
    return path.with_name(f"{path.name}.json")


def file_stem(name: str) -> str:
    """Return a name without what a file's name may not hold."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name)


def common_projection(errands: Sequence[Errand]) -> tuple[str, tuple[float, ...]]:
    """Return the CRS of most assets and the finest geotransform of those, empty where the catalogue does not say."""
    projections = [errand.asset.projection for errand in errands]
    common = Counter(projection.crs for projection in projections).most_common(1)[0][0]
    transforms = [one.transform for one in projections if one.crs == common and one.transform]
    return common, min(transforms, key=lambda numbers: numbers[1], default=())


def errand_bytes(errands: Sequence[Errand], grid: Grid, *, overviews: bool = True) -> list[float]:
    """Return roughly how much is to be read for each errand, before compression.

    Counts the pixels of all cells that a scene's box covers, in each layer; overviews have up to four for a cell.
    """
    most = 4.0 if overviews else np.inf
    degrees = crs_wkt("EPSG:4326")
    box = bounds_in(grid.crs_wkt, grid.extent, degrees) or (-180.0, -90.0, 180.0, 90.0)
    area = max(_shared_degrees(box, box), 1e-12)
    cells = grid.width * grid.height
    sizes = []
    for errand in errands:
        pixel = (errand.asset.projection.transform or (0.0, grid.geotransform[1]))[1]
        finer = max(1.0, (grid.geotransform[1] / pixel) ** 2) if pixel > 0 else 1.0
        quality = {layer.href for layer, _ in errand.masks} - {errand.asset.href}
        layers = min(most, finer) + len(quality) * max(1.0, finer / (_OF_QUALITY if overviews else 1.0))
        sizes.append(_shared_degrees(box, errand.scene.bbox) / area * layers * cells * _BYTES)
    return sizes


def _shared_degrees(one: _Box, other: _Box) -> float:
    """Return the area that two boxes share, square degrees; both may lie across 180 degrees."""
    width, others = (east - west + (360 if east < west else 0) for west, _, east, _ in (one, other))
    begins = (other[0] - one[0]) % 360
    across = sum(max(0.0, min(width, start + others) - max(0.0, start)) for start in (begins, begins - 360))
    return across * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))


def days_of(scenes: Sequence[Scene]) -> np.ndarray:
    """Return the day of each scene: datetime64[D], shape (n,)."""
    times = np.array([scene.time for scene in scenes])
    middles = np.array([scene.longitude for scene in scenes])
    # What stands for a period begins with a calendar day, whatever the sun says.
    whole = np.array([scene.end is not None and scene.end - scene.time > _PASS for scene in scenes])
    return np.where(whole, times.astype("datetime64[D]"), solar_days(times, middles))


def day_mosaics(
    taken: Sequence[tuple[Errand, Cut]], grid: Grid, days_of: Callable[[Sequence[Scene]], np.ndarray] = days_of
) -> tuple[DayMosaics, list[dict[str, str]]]:
    """Return the mosaics of an asset, one for each day, and for each what a band's metadata say of it.

    Parameters
    ----------
    days_of : callable
        Returns the day of each scene, or whatever else scenes have in common that are to be laid together.
    """
    scenes = [errand.scene for errand, _ in taken]
    times = np.array([scene.time for scene in scenes])
    groups = group_days(days_of(scenes), [np.nan if scene.cloud is None else scene.cloud for scene in scenes])
    about = [
        {
            "GEOGAP_SOURCE_TIME": " ".join(str(scenes[index].time) for index in group),
            "GEOGAP_SCENES": " ".join(scenes[index].id for index in group),
        }
        for group in groups
    ]
    moments = np.array([mean_time(times[group]) for group in groups])
    return DayMosaics([[taken[index][1] for index in group] for group in groups], moments, grid), about


def scene_records(errands: Sequence[Errand], cuts: Sequence[Cut | None]) -> list[dict[str, object]]:
    """Return what a manifest says of each asset of a scene."""
    return [
        {
            "scene": errand.scene.id,
            "time": f"{errand.scene.time}Z",
            "updated": errand.scene.updated,
            "platform": errand.scene.platform,
            "cloud_percent": errand.scene.cloud,
            "asset": errand.asset.key,
            "url": shown(errand.asset.href),
            "scale": errand.asset.scale,
            "offset": errand.asset.offset,
            "quality_layers": [shown(layer.href) for layer, _ in errand.masks if layer.href != errand.asset.href],
            "implausible_pixels": 0 if cut is None else cut.implausible,
            "used": cut is not None,
        }
        for errand, cut in zip(errands, cuts)
    ]
