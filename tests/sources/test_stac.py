"""STAC catalogues of all kinds are searched page by page; what they get wrong is said, and tokens stay at home."""

import json
import math

import numpy as np
import pytest

from geogap_plugin.core.errors import (
    AuthenticationError,
    ConnectionLostError,
    DamagedDataError,
    NetworkError,
    NotFoundError,
)
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.stac import Projection, Stac, parse_scene

from .loopback import TOKEN, page

REGION = (15.0, 47.0, 16.0, 48.0)
FIRST, LAST = np.datetime64("2024-05-01"), np.datetime64("2024-05-31")
SQUARE = {"type": "Polygon", "coordinates": [[[15, 47], [16, 47], [16, 48], [15, 48], [15, 47]]]}
COG = "image/tiff; application=geotiff; profile=cloud-optimized"


def item(name, assets=None, when="2024-05-10T09:50:00Z", collection="scenes", **properties):
    """Return a small item, with what STAC asks for and no more."""
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": name,
        "collection": collection,
        "geometry": SQUARE,
        "bbox": [15.0, 47.0, 16.0, 48.0],
        "properties": {"datetime": when, **properties},
        "links": [],
        "assets": {"b": {"href": "https://files.example.org/b.tif", "type": COG}} if assets is None else assets,
    }


class Catalogue:
    """A STAC API on the loopback server.

    Parameters
    ----------
    methods : how its landing page offers the search
    paging : `merge` and `body` (POST), `token` (GET), `none`, `stuck` (the next page is this one), `turning` (a new
        link to the same page each time), or `empty` (an empty page at the end)
    counted : what it says of the number of scenes; None for nothing
    """

    def __init__(self, server, items, *, methods=("POST", "GET"), paging="merge", counted=None, size=3):
        self.server, self.items, self.paging, self.counted, self.size = server, items, paging, counted, size
        self.asked = []
        links = [{"rel": "search", "href": f"{self.root}/search", "method": method} for method in methods]
        server.pages["/stac"] = page({"title": "A catalogue", "links": links})
        server.pages["/stac/search"] = self.search

    @property
    def root(self):
        return f"{self.server.root}/stac"

    def search(self, query, asked):
        body = json.loads(asked["_body"] or b"{}")
        given = {key: value[0] for key, value in query.items()} if asked["_method"] == "GET" else body
        self.asked.append((asked["_method"], given))
        start = int(given.get("token", 0))
        shown = [] if self.paging == "stuck" and start else self.items[start : start + self.size]
        if self.paging == "turning":
            shown = self.items[: self.size]
        found = {"type": "FeatureCollection", "features": shown, "links": self.links(start, body)}
        if self.counted is not None:
            found["numberMatched"] = self.counted
        return 200, {"Content-Type": "application/geo+json"}, json.dumps(found).encode()

    def links(self, start, body):
        after = start + self.size
        if self.paging == "none" or (after >= len(self.items) + (self.size if self.paging == "empty" else 0)):
            return []
        there = {"rel": "next", "href": f"{self.root}/search"}
        if self.paging == "token":
            return [{**there, "href": f"?token={after}&limit=3"}]
        if self.paging == "stuck":
            return [{**there, "method": "POST", "body": {"token": 0}, "merge": True}]
        if self.paging == "turning":
            return [{**there, "method": "POST", "body": {"token": after % 7 + len(self.asked)}, "merge": True}]
        if self.paging == "body":
            return [{**there, "method": "POST", "body": {**body, "token": after}}]
        return [{**there, "method": "POST", "body": {"token": after}, "merge": True}]


@pytest.fixture
def stac(server, quick):
    def open_at(root, transport=None, **more):
        return Stac(root, transport or PlainTransport(""), quick, **more)

    return open_at


def names(scenes):
    return [scene.id for scene in scenes]


TEN = [item(f"s{number}", when=f"2024-05-{10 + number}T09:50:00Z") for number in range(10)]


@pytest.mark.parametrize(
    ("methods", "paging"), [(("GET", "POST"), "merge"), (("POST",), "body"), (("GET",), "token"), ((None,), "token")]
)
def test_all_pages_are_asked_for(server, stac, methods, paging):
    catalogue = Catalogue(server, TEN, methods=methods, paging=paging, counted=10)
    found = stac(catalogue.root).search("scenes", REGION, FIRST, LAST)
    assert names(found) == [f"s{number}" for number in range(10)]
    assert [int(asked.get("token", 0)) for _, asked in catalogue.asked] == [0, 3, 6, 9]
    assert {method for method, _ in catalogue.asked} == {"POST" if "POST" in methods else "GET"}


def test_what_is_asked_of_a_catalogue_with_post(server, stac):
    catalogue = Catalogue(server, TEN)
    stac(catalogue.root).search("scenes", REGION, FIRST, LAST)
    for _, asked in catalogue.asked:
        assert asked["collections"] == ["scenes"]
        assert asked["bbox"] == [15.0, 47.0, 16.0, 48.0]
        assert asked["datetime"] == "2024-05-01T00:00:00Z/2024-05-31T23:59:59Z"
    assert server.requests("/stac/search")[0]["content-type"] == "application/json"


def test_what_is_asked_of_a_catalogue_with_get(server, stac):
    catalogue = Catalogue(server, TEN[:2], methods=("GET",))
    server.pages["/stac"] = page({"links": [{"rel": "search", "href": f"{catalogue.root}/search?key=of-mine"}]})
    stac(catalogue.root).search("scenes", (179.0, -18.0, -179.0, -17.0), FIRST, LAST)
    [(_, asked)] = catalogue.asked
    assert asked["bbox"] == "179.0,-18.0,-179.0,-17.0"
    assert asked["collections"] == "scenes"
    assert asked["key"] == "of-mine"


def test_an_empty_page_is_the_last(server, stac):
    catalogue = Catalogue(server, TEN[:6], paging="empty", counted=6)
    assert len(stac(catalogue.root).search("scenes", REGION, FIRST, LAST)) == 6
    assert len(catalogue.asked) == 3


def test_no_scene_is_no_error(server, stac):
    assert stac(Catalogue(server, [], counted=0).root).search("scenes", REGION, FIRST, LAST) == []


def test_scenes_come_in_the_order_of_time(server, stac):
    mixed = [TEN[index] for index in (4, 1, 9, 0)]
    found = stac(Catalogue(server, mixed).root).search("scenes", REGION, FIRST, LAST)
    assert names(found) == ["s0", "s1", "s4", "s9"]


@pytest.mark.parametrize("paging", ["stuck", "turning"])
def test_a_catalogue_that_repeats_a_page_is_given_up(server, stac, paging):
    catalogue = Catalogue(server, [*TEN[:3], *TEN[:3]] if paging == "stuck" else TEN, paging=paging)
    with pytest.raises(DamagedDataError, match="the same page again and again"):
        stac(catalogue.root).search("scenes", REGION, FIRST, LAST)
    assert len(catalogue.asked) <= 3


def test_fewer_scenes_than_were_counted_are_an_error(server, stac):
    catalogue = Catalogue(server, TEN, paging="none", counted=10)
    with pytest.raises(DamagedDataError, match="counted 10 scenes and sent 3"):
        stac(catalogue.root).search("scenes", REGION, FIRST, LAST)


def test_the_older_way_to_count_is_known(server, stac):
    Catalogue(server, TEN)
    server.pages["/stac/search"] = page({"features": TEN[:2], "context": {"matched": 5}})
    with pytest.raises(DamagedDataError, match="counted 5 scenes and sent 2"):
        stac(f"{server.root}/stac").search("scenes", REGION, FIRST, LAST)


def test_a_scene_that_is_sent_twice_counts_once(server, stac):
    catalogue = Catalogue(server, [*TEN[:4], TEN[0], TEN[4]], counted=6)
    assert len(stac(catalogue.root).search("scenes", REGION, FIRST, LAST)) == 5


def test_too_many_scenes_are_not_fetched(server, stac, monkeypatch):
    monkeypatch.setattr("geogap_plugin.sources.stac._MOST", 5)
    catalogue = Catalogue(server, TEN)
    with pytest.raises(NetworkError, match=r"More than 5 scenes match\. Choose a shorter period"):
        stac(catalogue.root).search("scenes", REGION, FIRST, LAST)
    assert len(catalogue.asked) == 2


# Servers that fail or are none.


def test_a_search_that_fails_for_a_while_goes_on(server, stac, quick):
    catalogue = Catalogue(server, TEN, counted=10)
    server.faults = {"/stac": ["503", "drop"], "/stac/search": ["retry after 2", "cut", "500", "", "429"]}
    assert len(stac(catalogue.root).search("scenes", REGION, FIRST, LAST)) == 10
    assert max(quick.waits) >= 2


def test_a_web_page_is_no_catalogue_and_is_not_asked_again(server, stac, quick):
    server.pages["/"] = page(b"<!DOCTYPE html><html>Welcome</html>", "text/html")
    with pytest.raises(DamagedDataError, match="a web page instead of JSON"):
        stac(f"{server.root}/").search("scenes", REGION, FIRST, LAST)
    assert quick.waits == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([1, 2], "something else than a STAC landing page"),
        ({"links": "none"}, "something else than a STAC landing page"),
        ({"links": []}, "a landing page without a search"),
        ({"links": [{"rel": "search"}, {"rel": "search", "href": 7}, "x"]}, "a landing page without a search"),
        ({"links": [{"rel": "search", "href": "/stac/search", "method": "PUT"}]}, "a landing page without a search"),
    ],
)
def test_what_is_no_stac_api_is_said(server, stac, answer, words):
    server.pages["/stac"] = page(answer)
    with pytest.raises(DamagedDataError, match=words):
        stac(f"{server.root}/stac").search("scenes", REGION, FIRST, LAST)


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"features": None},
        {"features": {}},
        {"features": [None]},
        {"features": [[]]},
        {"features": TEN[:1], "context": [], "numberMatched": "many", "links": "none", "extra": None},
        {"features": TEN[:1], "links": [{"rel": "next", "href": "/stac/search", "method": "POST", "body": [1]}]},
        {"features": TEN[:1], "links": [{"rel": "next", "href": "file:///etc/passwd"}]},
    ],
)
def test_odd_answers_do_no_worse_than_an_error_in_words(server, stac, answer):
    Catalogue(server, [])
    server.pages["/stac/search"] = page(answer)
    try:
        found = stac(f"{server.root}/stac").search("scenes", REGION, FIRST, LAST)
    except NetworkError:
        return
    assert names(found) == ["s0"]


def test_a_collection_that_is_gone_names_those_that_are_alike(server, stac):
    known = [{"id": name} for name in ("landsat-c2-l2", "landsat-c2-l1", "sentinel-2-l2a", "naip")]
    server.pages["/stac/collections"] = page({"collections": [*known, None]})
    with pytest.raises(NotFoundError) as raised:
        stac(f"{server.root}/stac").collection("landsat-8-c2-l2")
    assert "has no collection “landsat-8-c2-l2”, or no longer" in raised.value.message
    assert "landsat-c2-l2, landsat-c2-l1" in raised.value.message
    assert "naip" not in raised.value.message


def test_a_collection_with_an_odd_name_is_asked_for_as_it_is(server, stac):
    asked = []
    for path in ("/stac/collections/a%20b%2Fc%3Fd", "/stac/collections"):
        server.pages[path] = lambda query, headers: (
            asked.append(headers["_path"]),
            page({"id": "a b/c?d"})(query, headers),
        )[1]
    assert stac(f"{server.root}/stac").collection("a b/c?d")["id"] == "a b/c?d"
    assert asked == ["/stac/collections/a%20b%2Fc%3Fd"]


def test_collections_come_in_pages_too(server, stac):
    server.pages["/stac/collections"] = lambda query, headers: page(
        {"collections": [{"id": "second"}]}
        if query
        else {"collections": [{"id": "first"}], "links": [{"rel": "next", "href": "?page=2"}]}
    )(query, headers)
    assert [one["id"] for one in stac(f"{server.root}/stac/").collections()] == ["first", "second"]


def test_no_server_is_said(stac):
    with pytest.raises(ConnectionLostError, match="Check the network"):
        stac("http://127.0.0.1:9").probe()


def test_the_title_of_a_catalogue(server, stac):
    Catalogue(server, [])
    assert stac(f"{server.root}/stac/").probe() == "A catalogue"


# A catalogue of one's own, with a token.


@pytest.fixture
def own(server, stac):
    """A catalogue that wants the token for all it says."""
    catalogue = Catalogue(server, TEN, counted=10)
    server.protected |= {"/stac", "/stac/search"}
    return catalogue


def carried(server):
    """Return which requests carried the token: host name and path."""
    return {(host.partition(":")[0], path) for host, path, headers in server.seen if TOKEN in str(headers)}


def test_the_token_goes_to_the_catalogue(server, stac, own):
    found = stac(own.root, PlainTransport(TOKEN), authorise=True).search("scenes", REGION, FIRST, LAST)
    assert len(found) == 10
    assert carried(server) == {("127.0.0.1", "/stac"), ("127.0.0.1", "/stac/search")}


def test_without_a_token_it_is_asked_for(stac, own):
    with pytest.raises(AuthenticationError, match=r"/stac asks for credentials"):
        stac(own.root).search("scenes", REGION, FIRST, LAST)


def test_nobody_gets_the_token_who_is_not_to_be_trusted(server, stac):
    catalogue = Catalogue(server, TEN)
    stac(catalogue.root, PlainTransport(TOKEN)).search("scenes", REGION, FIRST, LAST)
    assert carried(server) == set()


@pytest.mark.parametrize("way", ["search", "next", "next with POST", "redirect", "collections"])
def test_the_token_stays_with_the_catalogue_s_host(server, stac, own, way):
    away = f"{server.elsewhere}/away"
    server.pages["/away"] = page({"features": [], "collections": []})
    here = {"rel": "search", "href": f"{own.root}/search", "method": "POST"}
    if way == "search":
        server.pages["/stac"] = page({"links": [{**here, "href": away}]})
    elif way.startswith("next"):
        link = {"rel": "next", "href": away, **({"method": "POST"} if "POST" in way else {})}
        server.pages["/stac/search"] = page({"features": TEN[:1], "links": [link]})
    elif way == "redirect":
        server.redirects["/stac/search"] = (307, away)
    else:
        server.pages["/stac/collections"] = page({"collections": [], "links": [{"rel": "next", "href": away}]})
    catalogue = stac(own.root, PlainTransport(TOKEN), authorise=True)
    if way == "collections":
        catalogue.collections()
    else:
        catalogue.search("scenes", REGION, FIRST, LAST)
    assert server.requests("/away")
    assert carried(server)
    assert {host for host, _ in carried(server)} == {"127.0.0.1"}


# Items in the shapes of the public catalogues.


def landsat_at_planetary_computer(code):
    """Collection 2 Level 2 as the Planetary Computer has it: numbers in raster:bands, projection in the properties."""
    thermal = {"unit": "kelvin", "scale": 0.00341802, "offset": 149.0, "nodata": 0, "data_type": "uint16"}
    return item(
        "LC09_L2SP_190027_20240510_02_T1",
        {
            "lwir11": {
                "href": "https://landsateuwest.blob.core.windows.net/landsat-c2/x/LC09_ST_B10.TIF",
                "type": COG,
                "title": "Surface Temperature Band",
                "roles": ["data", "temperature"],
                "raster:bands": [thermal],
            },
            "qa_pixel": {
                "href": "https://landsateuwest.blob.core.windows.net/x/QA.TIF",
                "type": COG,
                "roles": ["cloud"],
            },
            "rendered_preview": {"href": "https://pc.example.org/p.png", "type": "image/png", "roles": ["overview"]},
        },
        when="2024-05-10T09:50:12.123456Z",
        collection="landsat-c2-l2",
        platform="landsat-9",
        **{
            "eo:cloud_cover": 12.5,
            "proj:shape": [7921, 7801],
            "proj:transform": [30.0, 0.0, 413985.0, 0.0, -30.0, 5374215.0],
            **code,
        },
    )


@pytest.mark.parametrize("code", [{"proj:code": "EPSG:32633"}, {"proj:epsg": 32633}])
def test_landsat_at_the_planetary_computer(code):
    scene = parse_scene(landsat_at_planetary_computer(code))
    thermal = scene.assets["lwir11"]
    assert (scene.cloud, scene.platform, scene.time) == (12.5, "landsat-9", np.datetime64("2024-05-10T09:50:12"))
    assert (thermal.scale, thermal.offset, thermal.nodata, thermal.unit) == (0.00341802, 149.0, 0.0, "kelvin")
    assert thermal.media_type == "image/tiff"
    assert thermal.roles == ("data", "temperature")
    placed = Projection("EPSG:32633", (413985.0, 30.0, 0.0, 5374215.0, 0.0, -30.0), (7921, 7801))
    assert thermal.projection == scene.assets["qa_pixel"].projection == placed
    assert scene.assets["qa_pixel"].nodata is None
    assert scene.thumbnail == "https://pc.example.org/p.png"


def test_sentinel_2_at_earth_search():
    def band(cell, offset):
        numbers = {"nodata": 0, "data_type": "uint16", "scale": 0.0001, "offset": offset}
        return {
            "type": COG,
            "raster:bands": [{**numbers, "spatial_resolution": cell}],
            "eo:bands": [{"name": "b", "common_name": "red"}],
            "proj:shape": [109800 // cell] * 2,
            "proj:transform": [cell, 0, 499980, 0, -cell, 5300040],
        }

    cogs = "https://e84-earth-search-sentinel-data.s3.us-west-2.amazonaws.com"
    scene = parse_scene(
        item(
            "S2B_T33TWN_20240510T100029_L2A",
            {
                "red": {"href": f"{cogs}/B04.tif", **band(10, -0.1)},
                "swir16": {"href": f"{cogs}/B11.tif", **band(20, -0.1)},
                "thumbnail": {"href": f"{cogs}/L2A_PVI.jpg", "type": "image/jpeg", "roles": ["thumbnail"]},
                "granule_metadata": {"href": f"{cogs}/metadata.xml", "type": "application/xml"},
            },
            when="2024-05-10T10:03:41.9Z",
            **{"proj:code": "EPSG:32633", "proj:epsg": None, "eo:cloud_cover": 3, "updated": "2024-05-11T00:00:00Z"},
        )
    )
    assert scene.assets["red"].projection.transform == (499980.0, 10.0, 0.0, 5300040.0, 0.0, -10.0)
    assert scene.assets["swir16"].projection.transform[1] == 20.0
    assert scene.assets["swir16"].projection.shape == (5490, 5490)
    assert (scene.assets["red"].scale, scene.assets["red"].offset) == (0.0001, -0.1)
    assert scene.thumbnail.endswith("PVI.jpg")
    assert scene.updated == "2024-05-11T00:00:00Z"


def test_sentinel_2_at_copernicus_in_stac_1_1():
    said = item(
        "S2B_MSIL2A_20240510T100029_N0510_R122_T33TWN",
        {
            "B04_10m": {
                "href": "s3://eodata/Sentinel-2/MSI/L2A/2024/05/10/a b.SAFE/T33TWN_B04_10m.jp2",
                "type": "image/jp2",
                "bands": [{"name": "B04", "eo:common_name": "red"}],
                "nodata": 0,
                "raster:scale": 0.0001,
                "raster:offset": -0.1,
                "proj:code": "EPSG:32633",
                "proj:shape": [10980, 10980],
                "proj:transform": [10, 0, 499980, 0, -10, 5300040],
                "alternate": {"https": {"href": "https://zipper.example.org/x"}},
            },
            "SCL_20m": {"href": "s3://eodata/x/SCL_20m.jp2", "type": "image/jp2", "bands": [{"nodata": 0}]},
        },
        when="2024-05-10T10:00:29.024Z",
        start_datetime="2024-05-10T10:00:29.024000Z",
        end_datetime="2024-05-10T10:00:29.024000Z",
        **{"processing:version": "05.10"},
    )
    said["stac_version"] = "1.1.0"
    scene = parse_scene(said)
    red = scene.assets["B04_10m"]
    assert red.href == "s3://eodata/Sentinel-2/MSI/L2A/2024/05/10/a b.SAFE/T33TWN_B04_10m.jp2"
    assert (red.scale, red.offset, red.nodata) == (0.0001, -0.1, 0.0)
    assert red.projection.crs == "EPSG:32633"
    assert scene.assets["SCL_20m"].projection == Projection()
    assert scene.assets["SCL_20m"].nodata == 0.0
    assert scene.time == scene.end == np.datetime64("2024-05-10T10:00:29")
    assert scene.cloud is None


def test_modis_stands_for_a_period():
    wkt = 'PROJCS["unnamed",GEOGCS["Unknown",DATUM["x",SPHEROID["x",6371007.181,0]]],PROJECTION["Sinusoidal"]]'
    said = item(
        "MOD11A2.A2024129.h18v04.061",
        {"LST_Day_1km": {"href": "https://modiseuwest.blob.core.windows.net/x/LST_Day_1km.tif", "type": COG}},
        when=None,
        start_datetime="2024-05-08T00:00:00Z",
        end_datetime="2024-05-15T23:59:59Z",
        **{
            "proj:epsg": None,
            "proj:wkt2": wkt,
            "proj:shape": [1200, 1200],
            "proj:transform": [926.625433055833, 0.0, 0.0, 0.0, -926.625433055833, 5559752.598333],
        },
    )
    said["bbox"] = [0.0, 40.0, -1.0, 26.0, 50.0, 1.0]  # with heights
    scene = parse_scene(said)
    assert (scene.time, scene.end) == (np.datetime64("2024-05-08"), np.datetime64("2024-05-15T23:59:59"))
    assert scene.assets["LST_Day_1km"].projection.crs == wkt
    assert scene.bbox == (0.0, 40.0, 26.0, 50.0)
    assert scene.longitude == 13.0


def test_the_middle_of_a_scene_across_the_date_line():
    said = item("fiji")
    said["bbox"] = [178.0, -19.0, -179.0, -17.0]
    assert parse_scene(said).longitude == 179.5


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-10T09:50:12Z", "2024-05-10T09:50:12"),
        ("2024-05-10T09:50:12.9999Z", "2024-05-10T09:50:12"),
        ("2024-05-10T09:50:12.123456789Z", "2024-05-10T09:50:12"),
        ("2024-05-10t09:50:12z", "2024-05-10T09:50:12"),
        ("2024-05-10T01:20:12.5+02:00", "2024-05-09T23:20:12"),
        ("2024-05-10T22:20:12-05:30", "2024-05-11T03:50:12"),
        ("2024-05-10T09:50:12", "2024-05-10T09:50:12"),
        ("2024-05-10", "2024-05-10T00:00:00"),
    ],
)
def test_moments_in_all_their_forms(text, moment):
    assert parse_scene(item("s", when=text)).time == np.datetime64(moment)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (0, 0.0),
        ("nan", math.nan),
        ("NaN", math.nan),
        ("-inf", -math.inf),
        ("-9999", -9999.0),
        ("none", None),
        (None, None),
    ],
)
def test_nodata_in_all_its_forms(said, number):
    found = parse_scene(item("s", {"b": {"href": "https://x.org/b.tif", "raster:bands": [{"nodata": said}]}}))
    assert found.assets["b"].nodata == pytest.approx(number, nan_ok=True)


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("./b.tif", "https://files.example.org/scenes/s/b.tif"),
        ("/b.tif", "https://files.example.org/b.tif"),
        ("https://x.org/a b/ü.tif?sig=a%2Fb&x=1", "https://x.org/a%20b/%C3%BC.tif?sig=a%2Fb&x=1"),
        ("s3://bucket/a b.tif", "s3://bucket/a b.tif"),
    ],
)
def test_addresses_in_all_their_forms(href, whole):
    said = item("s", {"b": {"href": href}})
    said["links"] = [{"rel": "self", "href": "https://files.example.org/scenes/s/s.json"}]
    assert parse_scene(said).assets["b"].href == whole


def without(name):
    return {key: value for key, value in item("s7").items() if key != name}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (without("id"), "id"),
        (without("properties"), "properties"),
        (without("bbox"), "bbox"),
        (without("assets"), "assets"),
        ({**item("s7"), "properties": {}}, "datetime"),
        ({**item("s7"), "properties": None}, "properties"),
        ({**item("s7"), "bbox": None}, "bbox"),
        ({**item("s7"), "bbox": []}, "bbox"),
        ({**item("s7"), "bbox": [1, 2, 3, None]}, "bbox"),
        ({**item("s7"), "assets": []}, "assets"),
        (item("s7", when=None), "datetime"),
        (item("s7", when="yesterday"), "datetime"),
        (item("s7", when=20240510), "datetime"),
        (item("s7", {"red": {"title": "without an address"}}), "assets.red"),
        (item("s7", {"red": {"href": None}}), "assets.red"),
        (item("s7", {"red": None}), "assets.red"),
        (item("s7", {"red": {"href": "http://[::1/x.tif"}}), "assets.red"),
        (item("s7", {"red": {"href": "https://x.org:port/x.tif"}}), "assets.red"),
        (item("s7", {"red": {"href": "https:///x.tif"}}), "assets.red"),
        (item("s7", {"red": {"href": "https://x.org/x.tif", "proj:transform": [1, 0, "west", 0, 1, 0]}}), "assets.red"),
        (item("s7", **{"eo:cloud_cover": []}), "eo:cloud_cover"),
        ("item", "id"),
        (None, "id"),
    ],
)
def test_an_item_that_lacks_something_is_named_with_the_field(said, field):
    with pytest.raises(DamagedDataError) as raised:
        parse_scene(said)
    assert f"“{field}” is missing or of another form" in raised.value.message
    assert ("s7" in raised.value.message) == (field != "id")


def test_what_is_optional_may_be_missing_or_empty():
    said = item("s", {"b": {"href": "https://x.org/b.tif", "raster:bands": [], "roles": None, "type": None}})
    del said["geometry"], said["links"], said["collection"]
    scene = parse_scene(said)
    assert scene.geometry == {}
    assert scene.collection == ""
    assert scene.thumbnail == ""
    assert scene.assets["b"].scale is None
    assert scene.assets["b"].projection == Projection()
