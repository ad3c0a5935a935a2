"""ECOSTRESS in NASA's catalogue: every tile once, in its newest processing, with the right layers and masks."""

import numpy as np
import pytest

from geogap_plugin.core.errors import DamagedDataError, NotFoundError, ServiceDownError
from geogap_plugin.core.quality import parse_quality_rules
from geogap_plugin.sources import ecostress
from geogap_plugin.sources.cmr import Cmr, Collection

from . import loopback

DAY = np.datetime64("2024-06-01")
BOX = (11.0, 47.0, 12.0, 48.0)
LAYERS = dict.fromkeys(("LST", "LST_err", "QC", "cloud", "water", "view_zenith", "height", "EmisWB", "Emis1"), b"II*\0")


@pytest.fixture
def pages(server):
    return loopback.Cmr(server, page_size=4)


@pytest.fixture
def old(pages):
    return pages.add_collection("ECO_L2T_LSTE", "002", "LPCLOUD", "10.5067/ECOSTRESS/ECO_L2T_LSTE.002")


@pytest.fixture
def new(pages, old):
    return pages.add_collection("ECO_L2T_LSTE", "003", "LPCLOUD", "10.5067/ECOSTRESS/ECO_L2T_LSTE.003")


@pytest.fixture
def find(pages, transport, quick):
    def find(first=DAY, last=DAY, box=BOX, **more):
        return ecostress.find_tiles(Cmr(pages.root, transport, quick), pages.root, box, first, last, **more)

    return find


def add(pages, concept, name, time="2024-06-01T10:11:12.345Z", box=BOX, **more):
    return pages.add_tile(concept, name, LAYERS, time, f"{time[:17]}59.000Z", box, **more)


def test_of_each_tile_the_newest_processing_counts_and_older_versions_fill_the_rest(pages, old, new, find):
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0712_01")
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0713_01")
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQU_20240601T101112_0713_02")
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQU_20240601T101112_0713_01", revised="2025-01-01T00:00:00Z")
    add(pages, old, "ECOv002_L2T_LSTE_33554_006_32TQU_20240601T101204_0713_01", "2024-06-01T10:12:04.000Z")
    add(pages, old, "ECOv002_L2T_LSTE_33560_003_32TQT_20240601T200000_0713_01", "2024-06-01T20:00:00.000Z")
    add(pages, new, "ECOv003_L2T_LSTE_33560_003_32TQT_20240601T200000_01", "2024-06-01T20:00:00.000Z")
    found = find()
    assert [scene.id[17:] for scene in found.scenes] == [
        "33554_005_32TQT_20240601T101112_0713_01",
        "33554_005_32TQU_20240601T101112_0713_02",
        "33554_006_32TQU_20240601T101204_0713_01",
        "33560_003_32TQT_20240601T200000_01",
    ]
    assert found.versions == ("003", "002")
    assert [text.rpartition("/")[2] for text in found.collection.citation] == ["ECO_L2T_LSTE.003", "ECO_L2T_LSTE.002"]
    only = find(version="002")
    assert only.scenes[-1].id == "ECOv002_L2T_LSTE_33560_003_32TQT_20240601T200000_0713_01"
    assert only.collection.id == "ECO_L2T_LSTE.002"


def test_layers_are_found_among_other_links_with_place_time_and_picture(pages, old, find, server):
    name = "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0713_01"
    paths = add(pages, old, name, box=(10.9, 46.9, 12.4, 47.9), flag="Night", CloudCover=37.5)
    [scene] = find().scenes
    assert {key: asset.href for key, asset in scene.assets.items() if key != "thumbnail"} == {
        layer: f"{server.root}{path}" for layer, path in paths.items() if layer != "Emis1"
    }
    assert {key for key, asset in scene.assets.items() if asset.unit == "K"} == {"LST", "LST_err"}
    assert scene.assets["LST"].scale is None
    assert scene.thumbnail == f"{server.root}/lp-prod-public/{name}/{name}.png"
    assert str(scene.time) == "2024-06-01T10:11:12"
    assert scene.bbox == (10.9, 46.9, 12.4, 47.9)
    assert (scene.cloud, scene.platform, scene.properties["day_night"]) == (37.5, "ISS", "NIGHT")
    assert ecostress.tile_name(scene) == "32TQT"


def test_region_and_period_are_asked_of_the_catalogue_page_by_page_without_a_token(pages, old, find, server):
    for number in range(11):
        time = f"2024-06-{number + 1:02d}T10:00:00.000Z"
        add(pages, old, f"ECOv002_L2T_LSTE_335{number:02d}_005_32TQT_{time[:10].replace('-', '')}T100000_0713_01", time)
        add(pages, old, f"ECOv002_L2T_LSTE_335{number:02d}_005_33TUN_x_0713_01", time, box=(13.0, 47.0, 14.0, 48.0))
    found = find(DAY + 1, DAY + 9, (11.1234567, 47.0, 12.0, 48.0))
    assert [int(str(scene.time)[8:10]) for scene in found.scenes] == list(range(2, 11))
    asked = [query for kind, query in pages.queries if kind == "granules"]
    assert len(asked) >= 3
    assert asked[0]["bounding_box"] == ["11.123457,47.000000,12.000000,48.000000"]
    assert asked[0]["temporal[]"] == ["2024-06-02T00:00:00Z,2024-06-10T23:59:59Z"]
    assert not [headers for _, _, headers in server.seen if "authorization" in headers]


def test_a_tile_of_unknown_name_is_kept_for_itself(pages, old, find):
    add(pages, old, "ECOv002_L2T_LSTE_of_another_form")
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0713_01")
    assert len(find().scenes) == 2


@pytest.mark.parametrize(("wanted", "there"), [("all", [0, 1, 2]), ("day", [0, 2]), ("night", [1, 2])])
def test_day_and_night_are_told_apart_by_the_flag(pages, old, find, wanted, there):
    for number, flag in enumerate(("DAY", "NIGHT", "UNSPECIFIED")):
        add(pages, old, f"ECOv002_L2T_LSTE_3355{number}_005_32TQT_20240601T101112_0713_01", flag=flag)
    assert [int(scene.id[21]) for scene in find(day_night=wanted).scenes] == there


def test_nothing_found_says_what_was_searched(pages, find):
    with pytest.raises(NotFoundError, match=r"no such collection. It may have been renamed.*ECO_L2T_LSTE of LPCLOUD"):
        find()
    add(pages, pages.add_collection("ECO_L2T_LSTE", "002", "LPCLOUD"), "ECOv002_L2T_LSTE_1_1_32TQT_20200101T000000_1_1")
    with pytest.raises(NotFoundError, match=r"No tile was found.*version 002, 2023-01-01 to 2023-01-02, region 11, 47"):
        find(np.datetime64("2023-01-01"), np.datetime64("2023-01-02"))
    with pytest.raises(NotFoundError, match="It has the versions 002"):
        find(version="004")
    with pytest.raises(NotFoundError, match="None of 1 tiles is of the night"):
        find(day_night="night")


def test_a_search_survives_a_bad_moment_and_gives_up_in_words(pages, old, find, server, quick):
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0713_01")
    server.faults["/search/collections.umm_json"] = ["503", "drop"]
    server.faults["/search/granules.umm_json"] = ["retry after 2", "html", "429", "500"]
    assert len(find().scenes) == 1
    assert max(quick.waits) >= 2
    server.faults["/search/granules.umm_json"] = ["503"] * 20
    with pytest.raises(ServiceDownError, match="does not work at present"):
        find()


COLLECTION = Collection("C1-LPCLOUD", "ECO_L2T_LSTE", "002", "Title", "10.5067/x")


@pytest.mark.parametrize(
    "damage",
    [
        {"umm": None},
        {"umm": {"GranuleUR": "x"}},
        {"umm": {"GranuleUR": "x", "TemporalExtent": {"RangeDateTime": {}}}},
        {"umm": {"GranuleUR": "x", "TemporalExtent": {"RangeDateTime": {"BeginningDateTime": "soon"}}}},
        [],
    ],
)
def test_a_damaged_entry_is_named(damage):
    with pytest.raises(DamagedDataError, match=r"entry (x|of another form) cannot be read"):
        ecostress.parse_tile(damage, COLLECTION)


def test_a_polygon_is_a_footprint_as_well(pages, old):
    add(pages, old, "ECOv002_L2T_LSTE_33554_005_32TQT_20240601T101112_0713_01")
    [item] = pages.granules[old]
    corners = ((11.0, 47.0), (12.0, 47.1), (12.1, 48.0), (11.0, 47.9))
    points = [{"Longitude": x, "Latitude": y} for x, y in corners]
    geometry = {"GPolygons": [{"Boundary": {"Points": points}}]}
    item["umm"]["SpatialExtent"]["HorizontalSpatialDomain"]["Geometry"] = geometry
    assert ecostress.parse_tile(item, COLLECTION).bbox == (11.0, 47.0, 12.1, 48.0)


@pytest.mark.parametrize(("quality", "kept"), [("nominal", {0, 1}), ("best", {0}), ("any", {0, 1, 2, 3})])
def test_the_masks_take_away_what_the_user_guide_calls_unusable(quality, kept):
    rules = {rule.layer: rule for rule in parse_quality_rules(ecostress.masking(quality, clouds=True, water=True))}
    every = np.arange(65536)
    if quality == "any":
        assert "QC" not in rules
    else:
        expected = [number % 4 not in kept for number in every.tolist()]
        np.testing.assert_array_equal(rules["QC"].unusable(every), expected)
    np.testing.assert_array_equal(rules["cloud"].unusable(every[:256]), every[:256] != 0)
    np.testing.assert_array_equal(rules["water"].unusable(every[:256]), every[:256] == 1)
    kelvin = np.linspace(150, 420, 1000)
    np.testing.assert_array_equal(rules["LST"].unusable(kelvin), (kelvin < 200) | (kelvin > 370))
    assert "water" not in ecostress.masking(quality, clouds=False, water=False)
    assert "cloud" not in ecostress.masking(quality, clouds=False, water=False)
