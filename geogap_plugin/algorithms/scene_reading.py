"""Assets of scenes, opened through the transport: signed, authorised where that is right, and with errors that tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import Cancelled, InputError
from ..raster.grid import Grid
from ..raster.scene_band import AS_STORED, SELF_CONTAINED, SceneBand, StoredAs
from ..sources.ranges import Address, RangeServer, RemoteFile
from ..sources.retry import Retry
from ..sources.stac import Asset, Scene
from ..sources.transport import Cancel, Explain, Transport, explain, never, origin, shown

Sign = Callable[[str, str], str]
"""Returns the address to ask for that of an asset, and for the one that was refused ('' for none)."""


def unsigned(href: str, refused: str) -> str:
    """Return an address as it is."""
    return href


@dataclass
class SceneReader:
    """Opens assets of scenes.

    Parameters
    ----------
    transport : Transport
    sign : callable
    trusted : str
        Address whose host alone gets the transport's credentials, '' for none.
    explain : callable
        What a status means to the user.
    retry : callable, optional
        Makes a Retry for a file.

    Attributes
    ----------
    fetched : int
        Bytes that came over the network.
    """

    transport: Transport
    sign: Sign = unsigned
    trusted: str = ""
    explain: Explain = explain
    retry: Callable[[], Retry] | None = None
    fetched: int = 0

    def grid_of(self, scene: Scene, asset: Asset, cancelled: Cancel = never) -> Grid:
        """Return the grid of an asset.

        Raises
        ------
        NetworkError, InputError
        """
        with RangeServer() as server, self.reading(scene, server, cancelled) as opened:
            return opened(asset, AS_STORED).grid

    @contextmanager
    def reading(self, scene: Scene, server: RangeServer, cancelled: Cancel) -> Iterator[Callable[..., SceneBand]]:
        """Return what opens assets of a scene; a failure of the network counts before what GDAL makes of it."""
        served: list[tuple[str, RemoteFile]] = []
        bands: list[SceneBand] = []

        def opened(asset: Asset, stored: StoredAs, wanted: Grid | None = None) -> SceneBand:
            remote = RemoteFile(
                self.transport,
                self._address(asset.href),
                None if self.retry is None else self.retry(),
                self.explain,
                cancelled,
            )
            url = server.serve(remote, Path(shown(asset.href)).name)
            served.append((url, remote))
            # An empty proxy: what is on this machine is not asked of the proxy of the network.
            path = f"/vsicurl?proxy=&url={url}"
            name = f"{scene.id}, {asset.key}"
            bands.append(SceneBand(path, name, stored, wanted, remote.check, SELF_CONTAINED))
            return bands[-1]

        try:
            yield opened
        except InputError as error:
            failures = [remote.failure for _, remote in served if remote.failure is not None]
            if cancelled():
                raise Cancelled from error
            if failures:
                raise failures[0] from error
            raise
        finally:
            # Closed by the thread that opened them: an exception may keep them until another thread collects them.
            for band in bands:
                band.close()
            for url, remote in served:
                server.withdraw(url)
                self.fetched += remote.fetched

    def _address(self, href: str) -> Address:
        trusted = bool(self.trusted) and origin(href) == origin(self.trusted)
        return Address(href, lambda refused: self.sign(href, refused), trusted)
