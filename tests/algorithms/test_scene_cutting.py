"""Scenes are cut out side by side, kept, and found again; one that fails takes nobody else's work with it."""

import random
import threading
import time
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.algorithms.network import QgisTransport
from geogap_plugin.algorithms.scene_cutting import (
    Errand,
    SceneCutter,
    common_projection,
    day_mosaics,
    errand_bytes,
    scene_records,
)
from geogap_plugin.algorithms.scene_reading import SceneReader, unsigned
from geogap_plugin.core.errors import (
    AuthenticationError,
    Cancelled,
    DamagedDataError,
    InputError,
    NotFoundError,
    ServiceDownError,
)
from geogap_plugin.core.quality import parse_quality_rules
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.stac import Projection, parse_scene
from tests.raster.scenes import damage_tile, grid, write_scene
from tests.sources.loopback import TOKEN, Server, threads_left
from tests.sources.stac_items import item

pytestmark = pytest.mark.timeout(60)
GRID = grid(500000, 5300000, 10.0, 200, 150)
TILED = ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"]


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = threading.enumerate()
    yield
    assert threads_left(before) == []


def noise(seed, shape=(200, 250)):
    return np.random.default_rng(seed).integers(1, 60000, shape).astype(np.uint16)


@pytest.fixture
def made(server, tmp_path):
    """Serve a scene of one band `b` with scale 0.5; give its errand and its values on the grid."""

    def make(name, seed=0, spoil=None, when="2024-05-10T09:50:12Z", **more):
        stored = noise(seed)
        path = write_scene(tmp_path / f"{name}.tif", stored, west=499900, north=5300100, options=TILED)
        if spoil:
            damage_tile(path, spoil)
        url = server.add(f"/{name}.tif", (tmp_path / f"{name}.tif").read_bytes())
        band = {"raster:bands": [{"scale": 0.5}]}
        scene = parse_scene(item(name, "scenes", when, {"b": (path, url, band)}, **more))
        return Errand(scene, "b", scene.assets["b"]), (stored * 0.5)[10:160, 10:210].astype(np.float32)

    return make


@pytest.fixture
def cutter(tmp_path):
    def make(**more):
        reader = SceneReader(
            more.pop("transport", None) or PlainTransport(""),
            more.pop("sign", unsigned),
            more.pop("trusted", ""),
            retry=lambda: Retry(4, draw=random.Random(1), sleep=lambda seconds: None),
        )
        return SceneCutter(reader, tmp_path / "cache", more.pop("grid", GRID), **more)

    return make


def values(cut):
    return gdal.Open(str(cut.path)).ReadAsArray()


def kept(tmp_path):
    return sorted(path.name for path in (tmp_path / "cache").iterdir())


def test_scenes_are_cut_out_in_the_order_of_the_errands(made, cutter, tmp_path):
    told = []
    scenes = [made(f"s{number}", number) for number in range(9)]
    cuts = cutter(progress=told.append).cut([errand for errand, _ in scenes])
    for cut, (_, expected) in zip(cuts, scenes):
        np.testing.assert_array_equal(values(cut), expected)
    assert len(kept(tmp_path)) == 9
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_qgis_carries_the_requests_of_several_scenes(made, cutter, server, qgis_app):
    scenes = [made(f"s{number}", number) for number in range(5)]
    for number in range(5):
        server.faults[f"/s{number}.tif"] = ["503", "", "cut"]
    made_by_qgis = cutter(transport=QgisTransport())
    for cut, (_, expected) in zip(made_by_qgis.cut([errand for errand, _ in scenes]), scenes):
        np.testing.assert_array_equal(values(cut), expected)
    assert made_by_qgis.reader.fetched > 0


def test_no_errand_is_no_cut(cutter):
    assert cutter().cut([]) == []


def test_what_was_cut_out_is_found_again(made, cutter, server):
    errands = [made(f"s{number}", number)[0] for number in range(3)]
    first = cutter().cut(errands)
    asked = len(server.seen)
    again = cutter()
    assert again.cut(errands) == first
    assert again.found == 3
    assert again.reader.fetched == 0
    assert len(server.seen) == asked


def test_a_cut_that_the_computer_went_down_over_is_made_again(made, cutter, tmp_path):
    errand, expected = made("s")
    [cut] = cutter().cut([errand])
    cut.path.write_bytes(b"")
    again = cutter()
    [cut] = again.cut([errand])
    np.testing.assert_array_equal(values(cut), expected)
    assert again.found == 0
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("what", ["scale", "offset", "nodata", "mask", "grid", "resampling", "overviews", "updated"])
def test_what_would_be_cut_otherwise_is_cut_anew(made, cutter, what):
    errand, expected = made("s")
    cutter().cut([errand])
    more = {}
    if what in ("scale", "offset", "nodata"):
        errand = replace(errand, asset=replace(errand.asset, **{what: 3.0}))
    elif what == "mask":
        errand = replace(errand, masks=((errand.asset, parse_quality_rules("b: outside 0-1000")[0]),))
    elif what == "grid":
        more["grid"] = grid(500000, 5300000, 10.0, 200, 149)
    elif what == "updated":
        errand = replace(errand, scene=replace(errand.scene, updated="2025-01-01T00:00:00Z"))
    else:
        more[what] = {"resampling": "nearest", "overviews": False}[what]
    again = cutter(**more)
    [cut] = again.cut([errand])
    assert again.found == 0
    assert again.reader.fetched > 0
    if what == "scale":
        np.testing.assert_array_equal(values(cut), expected * 6)
    if what == "mask":
        np.testing.assert_array_equal(values(cut), np.where(expected > 1000, np.nan, expected))


def test_signatures_in_addresses_do_not_make_a_cut_another(made, cutter):
    errand, _ = made("s")
    cutter().cut([errand])
    signed = replace(errand, asset=replace(errand.asset, href=f"{errand.asset.href}?sig=new"))
    again = cutter()
    again.cut([signed])
    assert again.found == 1


def test_scenes_with_much_the_same_name_and_address_are_not_mistaken(made, cutter, server, tmp_path):
    """Names that differ after the eightieth letter only, and addresses that differ in the query only."""
    pages = {}
    errands, wanted = [], []
    for number in range(2):
        errand, expected = made(f"s{number}", number)
        pages[str(number)] = server.files[f"/s{number}.tif"][0]
        scene = replace(errand.scene, id="x" * 90 + str(number))
        errands.append(replace(errand, scene=scene, asset=replace(errand.asset, href=f"{server.root}/get?n={number}")))
        wanted.append(expected)
    server.pages["/get"] = lambda query, asked: (200, {}, pages[query["n"][0]])
    for cut, expected in zip(cutter().cut(errands), wanted):
        np.testing.assert_array_equal(values(cut), expected)


def test_a_scene_beside_the_grid_makes_no_cut(made, cutter, tmp_path):
    away = grid(700000, 5300000, 10.0, 20, 15)
    assert cutter(grid=away).cut([made("s")[0]]) == [None]
    assert kept(tmp_path) == []


# Scenes that fail.


def test_a_damaged_tile_is_looked_at_twice_and_named(made, cutter, server, tmp_path):
    errand, _ = made("broken", spoil="1_1")
    with pytest.raises(DamagedDataError) as raised:
        cutter().cut([errand])
    assert "broken, b: the file at" in raised.value.message
    assert f"{server.root}/broken.tif is damaged" in raised.value.message
    assert "Leave out damaged scenes" in raised.value.message
    assert raised.value.details
    assert Counter(headers["range"] for headers in server.requests("/broken.tif"))["bytes=0-16383"] == 2
    assert kept(tmp_path) == []


def test_a_tile_that_was_damaged_on_the_way_is_right_at_the_second_look(made, cutter, server):
    errand, expected = made("s")
    whole = server.files["/s.tif"]
    spoilt = bytearray(whole[0])
    spoilt[40_000:] = bytes(len(spoilt) - 40_000)
    turns = iter([bytes(spoilt)])
    server.pages["/s.tif"] = lambda query, asked: (200, {}, next(turns, whole[0]))
    [cut] = cutter().cut([errand])
    np.testing.assert_array_equal(values(cut), expected)


def test_damaged_scenes_can_be_left_out_and_are_named(made, cutter, server, tmp_path):
    good, expected = made("good", 1)
    broken, _ = made("broken", 2, spoil="0_1")
    gone, _ = made("gone", 3)
    del server.files["/gone.tif"]
    page, _ = made("page", 4)
    server.faults["/page.tif"] = ["html"] * 50
    told = []
    tolerant = cutter(skip_damaged=True, tell=told.append)
    cuts = tolerant.cut([broken, good, gone, page])
    assert [cut is None for cut in cuts] == [True, False, True, True]
    np.testing.assert_array_equal(values(cuts[1]), expected)
    assert sorted(text.split(":")[0] for text in tolerant.left_out) == ["broken, b", "gone, b", "page, b"]
    assert sorted(told) == sorted(tolerant.left_out)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    ("fault", "error"), [("503", ServiceDownError), ("403", AuthenticationError), ("404", NotFoundError)]
)
def test_one_scene_that_fails_keeps_the_cuts_of_the_others(made, cutter, server, tmp_path, fault, error):
    errands = [made(f"s{number}", number)[0] for number in range(3)]
    cutter().cut(errands)
    failing, _ = made("failing", 9)
    server.faults["/failing.tif"] = [fault] * 50
    with pytest.raises(error):
        cutter().cut([*errands, failing])
    assert len(kept(tmp_path)) == 3
    server.faults.clear()
    again = cutter()
    assert all(again.cut([*errands, failing]))
    assert again.found == 3


@pytest.mark.parametrize("fault", ["503", "403"])
def test_a_server_that_is_down_or_refuses_is_no_damaged_scene(made, cutter, server, fault):
    failing, _ = made("failing")
    server.faults["/failing.tif"] = [fault] * 50
    tolerant = cutter(skip_damaged=True)
    with pytest.raises((ServiceDownError, AuthenticationError)):
        tolerant.cut([failing])
    assert tolerant.left_out == []


def test_a_full_disk_is_no_damaged_scene(made, cutter, monkeypatch, tmp_path):
    full = SimpleNamespace(total=10**9, used=10**9, free=0)
    monkeypatch.setattr("geogap_plugin.raster.whole_file.shutil.disk_usage", lambda folder: full)
    tolerant = cutter(skip_damaged=True)
    with pytest.raises(InputError, match="Make room"):
        tolerant.cut([made("s")[0]])
    assert tolerant.left_out == []
    assert kept(tmp_path) == []


def test_a_file_that_names_other_files_is_not_followed(cutter, made, server, tmp_path):
    """A virtual raster from a catalogue could name any file of this computer."""
    errand, _ = made("s")
    secret = write_scene(tmp_path / "secret.tif", noise(1), west=499900, north=5300100)
    gdal.Translate(str(tmp_path / "v.vrt"), secret, format="VRT")
    text = (tmp_path / "v.vrt").read_text().replace('relativeToVRT="1">secret.tif', f'relativeToVRT="0">{secret}')
    assert secret in text
    assert gdal.Open(text) is not None
    server.add("/s.tif", text.encode())
    with pytest.raises(DamagedDataError, match="damaged or of a kind that GDAL does not read"):
        cutter().cut([errand])


def test_scale_and_offset_that_did_not_arrive_are_not_taken_for_absent(made, cutter, server, tmp_path):
    """GDAL goes on without the metadata that it cannot read: the values would be wrong, and kept."""
    stored = noise(1, (64, 64))
    path = write_scene(tmp_path / "wordy.tif", stored)
    dataset = gdal.Open(path, gdal.GA_Update)
    # Written after the pixels, at the end of the file: pixels are here when they fail to come.
    dataset.SetMetadata({"HISTORY": "x" * 60_000})
    dataset.GetRasterBand(1).SetScale(0.5)
    dataset = None
    errand, _ = made("s")
    errand = replace(errand, asset=replace(errand.asset, scale=None))
    server.add("/s.tif", (tmp_path / "wordy.tif").read_bytes())
    [cut] = cutter().cut([errand])
    np.testing.assert_array_equal(values(cut), stored * 0.5)
    cut.path.unlink()
    requests = len(server.seen)
    for good in range(requests):
        server.faults["/s.tif"] = [""] * good + ["503"] * 50
        with pytest.raises(ServiceDownError):
            cutter().cut([errand])
        assert kept(tmp_path) == []
    assert requests > 1


@pytest.mark.parametrize("fault", ["silence", "slow", "503"])
def test_cancel_is_heard_within_a_second_and_leaves_nothing(made, cutter, server, tmp_path, fault):
    errands = [made(f"s{number}", number)[0] for number in range(6)]
    server.slow = 0.2 if fault == "slow" else 0.0
    if fault != "slow":
        server.faults = {f"/s{number}.tif": [fault] * 50 for number in range(6)}
    pressed = threading.Event()
    waiting = cutter(cancelled=pressed.is_set)
    waiting.reader.retry = Retry
    threading.Timer(0.4, pressed.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        waiting.cut(errands)
    assert time.monotonic() - begin < 1.4
    assert kept(tmp_path) == []


# Credentials.


def test_the_token_goes_to_files_of_the_catalogue_s_host_only(made, cutter, server):
    own, _ = made("own", 1)
    server.protected.add("/own.tif")
    other, _ = made("other", 2)
    other = replace(other, asset=replace(other.asset, href=other.asset.href.replace(server.root, server.elsewhere)))
    cuts = cutter(transport=PlainTransport(TOKEN), trusted=f"{server.root}/stac").cut([own, other])
    assert all(cuts)
    assert {headers.get("authorization") for headers in server.requests("/own.tif")} == {f"Bearer {TOKEN}"}
    assert {headers.get("authorization") for headers in server.requests("/other.tif")} == {None}
    assert not [cut for cut in cuts if TOKEN.encode() in cut.path.read_bytes()]


# What goes with it.


def errand_at(west, east, when="2024-05-10T22:30:00Z", cloud=None, pixel=10.0):
    said = {
        "id": f"{west}",
        "properties": {"datetime": when, "eo:cloud_cover": cloud},
        "bbox": [west, -19.0, east, -17.0],
        "assets": {"b": {"href": "https://x.org/b.tif"}},
    }
    scene = parse_scene(said)
    asset = replace(scene.assets["b"], projection=Projection("EPSG:32760", (0.0, pixel, 0.0, 0.0, 0.0, -pixel)))
    return Errand(scene, "b", asset)


def test_a_pass_across_the_date_line_is_one_day(made, cutter):
    errand, _ = made("s")
    [cut] = cutter().cut([errand])
    taken = [(errand_at(*box), cut) for box in ((176.0, 178.0), (178.5, -179.5), (-179.0, -177.0))]
    mosaics, about = day_mosaics(taken, GRID)
    assert len(mosaics.times) == 1
    assert about[0]["GEOGAP_SCENES"] == "176.0 178.5 -179.0"


def test_the_clearest_scene_of_a_day_lies_on_top(made, cutter):
    scenes = [
        made("cloudy", 1, cloud=80.0),
        made("clear", 2, cloud=5.0),
        made("next", 3, when="2024-05-11T09:50:00Z"),
    ]
    cuts = cutter().cut([errand for errand, _ in scenes])
    mosaics, about = day_mosaics([(errand, cut) for (errand, _), cut in zip(scenes, cuts)], GRID)
    found = mosaics.read(GRID.full_window)
    np.testing.assert_array_equal(found[0], scenes[1][1])
    np.testing.assert_array_equal(found[1], scenes[2][1])
    assert [band["GEOGAP_SCENES"] for band in about] == ["clear cloudy", "next"]


def test_what_stands_for_days_begins_with_its_own_day():
    """Eight days from midnight UTC: at 150 degrees east, the sun says the day before or after."""
    said = {
        "properties": {
            "datetime": None,
            "start_datetime": "2024-05-08T00:00:00Z",
            "end_datetime": "2024-05-15T23:59:59Z",
        },
        "bbox": [-160.0, 0.0, -150.0, 10.0],
        "assets": {"b": {"href": "https://x.org/b.tif"}},
    }
    tiles = [parse_scene({"id": name, **said}) for name in ("h01", "h02")]
    pairs = [(Errand(scene, "b", scene.assets["b"]), None) for scene in tiles]
    mosaics, _ = day_mosaics(pairs, GRID)
    assert mosaics.times.astype(str).tolist() == ["2024-05-08T00:00:00"]


def bytes_of(errands, region, **more):
    return sum(errand_bytes(errands, region, **more))


def test_the_estimate_counts_what_scenes_share_with_the_region():
    region = grid(500000, 8000000, 10.0, 1000, 1000, epsg=32760)
    whole = bytes_of([errand_at(170.0, 179.9)], region)
    assert whole == pytest.approx(2 * 1000 * 1000, rel=0.01)
    assert bytes_of([errand_at(10.0, 20.0)], region) == 0.0
    coarse = grid(500000, 8000000, 100.0, 100, 100, epsg=32760)
    assert bytes_of([errand_at(170.0, 179.9)], coarse) == pytest.approx(2 * 4 * 100 * 100, rel=0.01)
    assert bytes_of([errand_at(170.0, 179.9)], coarse, overviews=False) == pytest.approx(2 * 1000 * 1000, rel=0.01)


def test_the_estimate_knows_the_date_line():
    region = grid(790000, 8030000, 100.0, 400, 400, epsg=32760)  # 179.7 degrees east to 179.9 west
    both = bytes_of([errand_at(178.0, -178.0, pixel=100.0)], region)
    assert both == pytest.approx(2 * 400 * 400, rel=0.01)
    east, west = (bytes_of([errand_at(*box, pixel=100.0)], region) for box in ((178.0, 180.0), (-180.0, -178.0)))
    assert east + west == pytest.approx(both, rel=0.01)
    assert east > west > 0


def test_the_common_projection_is_that_of_most_and_its_finest_pixels():
    coarse, fine = errand_at(1.0, 2.0, pixel=20.0), errand_at(1.0, 2.0, pixel=10.0)
    other = replace(coarse, asset=replace(coarse.asset, projection=Projection("EPSG:32601", (0, 1, 0, 0, 0, -1))))
    assert common_projection([coarse, fine, other]) == ("EPSG:32760", fine.asset.projection.transform)
    unknown = replace(coarse, asset=replace(coarse.asset, projection=Projection()))
    assert common_projection([unknown]) == ("", ())


def test_records_say_what_was_used_without_signatures(made, cutter):
    errand, _ = made("s", cloud=12.0)
    errand = replace(errand, asset=replace(errand.asset, href=f"{errand.asset.href}?sig=secret"))
    used, unused = scene_records([errand, errand], [*cutter().cut([errand]), None])
    assert (used["scene"], used["asset"], used["cloud_percent"]) == ("s", "b", 12.0)
    assert used["used"]
    assert not unused["used"]
    assert "secret" not in str(used)
