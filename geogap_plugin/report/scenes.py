"""The list of scenes that a search found, with small pictures, as a page."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from .html import escape, page, paragraph, table

_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class ListedScene:
    """A line of the list.

    Parameters
    ----------
    id, time, platform : str
    cloud : float or None
        Per cent.
    assets : str
    picture : bytes
        PNG or JPEG; empty if there is none.
    """

    id: str
    time: str
    platform: str
    cloud: float | None
    assets: str
    picture: bytes = b""


def scenes_page(title: str, lead: str, facts: Sequence[tuple[str, object]], scenes: Sequence[ListedScene]) -> str:
    """Return the page.

    Parameters
    ----------
    title, lead : str
    facts : sequence of (name, value)
        What was searched, and how much there is to download.
    scenes : sequence of ListedScene
    """
    summary = table(("Search", ""), facts)
    cards = "\n".join(_card(scene) for scene in scenes) or paragraph("No scene.")
    return page(title, lead, [("What was searched", summary), ("Scenes", f'<div class="scenes">{cards}</div>{_STYLE}')])


_STYLE = """<style>
.scenes { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 14px; }
.scenes figure { margin: 0; border: 1px solid #d8dde3; border-radius: 6px; overflow: hidden; background: #fff; }
.scenes img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; background: #eef1f4; }
.scenes figcaption { padding: 8px 10px; font-size: 12px; line-height: 1.45; overflow-wrap: anywhere; }
.scenes b { font-size: 13px; }
</style>"""


def _card(scene: ListedScene) -> str:
    kind = next((kind for magic, kind in _KINDS.items() if scene.picture.startswith(magic)), "")
    encoded = base64.b64encode(scene.picture).decode("ascii") if kind else ""
    picture = f'<img alt="" src="data:{kind};base64,{encoded}">' if kind else ""
    cloud = "clouds unknown" if scene.cloud is None else f"{scene.cloud:.0f} % clouds"
    words = " · ".join(filter(None, (cloud, scene.platform)))
    return (
        f"<figure>{picture}<figcaption><b>{escape(scene.time)}</b><br>{escape(words)}<br>"
        f"{escape(scene.id)}<br>{escape(scene.assets)}</figcaption></figure>"
    )
