"""`geogap:fetchecostress` finds, masks and mosaics ECOSTRESS tiles, keeps their times, and never shows the token."""

import json
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from geogap_plugin.algorithms.fetch_ecostress import _around
from geogap_plugin.sources import catalog

from ..sources.authentication import configuration
from ..sources.loopback import TOKEN, Cmr, Server, page
from .conftest import read, refused

gdal.UseExceptions()
pytestmark = pytest.mark.timeout(60)

SIZE = 40
WEST, NORTH = 680000.0, 5300040.0
"""Corner of the tile in UTM zone 32, metres."""

_TYPES = {"QC": gdal.GDT_UInt16, "cloud": gdal.GDT_Byte, "water": gdal.GDT_Byte}


def layers(seed=0, size=SIZE):
    """Return the layers of a tile with every kind of pixel: values as the archive stores them."""
    random = np.random.default_rng(seed)
    shape = (size, size)
    lst = random.uniform(280, 320, shape).astype(np.float32)
    lst[random.random(shape) < 0.1] = np.nan
    lst[2, 3:9] = (150, 199.9, 200, 370, 370.1, 1000)
    mandatory = random.choice([0, 1, 2, 3], shape, p=[0.6, 0.2, 0.1, 0.1])
    mandatory[2, 3:9] = 0
    rest = random.integers(0, 1 << 14, shape) << 2
    cloud = random.choice([0, 1, 255], shape, p=[0.8, 0.15, 0.05])
    cloud[2, 3:9] = 0
    return {
        "LST": lst,
        "LST_err": random.uniform(0.5, 3, shape).astype(np.float32),
        "QC": (mandatory | rest).astype(np.uint16),
        "cloud": cloud.astype(np.uint8),
        "water": (random.random(shape) < 0.2).astype(np.uint8),
        "view_zenith": np.full(shape, 12.0, np.float32),
    }


def clear(tile, worst=1, water=False):
    """Return a tile's temperatures without what is to be left out, by the words of the user guide."""
    lst = tile["LST"].copy()
    lst[(tile["QC"].astype(int) % 4 > worst) | (tile["cloud"] != 0) | (lst < 200) | (lst > 370)] = np.nan
    if water:
        lst[tile["water"] == 1] = np.nan
    return lst


def cog(layer, values, west, north, epsg):
    """Return an array as a cloud-optimised GeoTIFF, as the archive makes them."""
    height, width = values.shape
    kind = _TYPES.get(layer, gdal.GDT_Float32)
    memory = gdal.GetDriverByName("MEM").Create("", width, height, 1, kind)
    memory.SetGeoTransform((west, 70.0, 0, north, 0, -70.0))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    memory.SetProjection(reference.ExportToWkt())
    if kind == gdal.GDT_Float32:
        memory.GetRasterBand(1).SetNoDataValue(float("nan"))
    elif layer == "cloud":
        memory.GetRasterBand(1).SetNoDataValue(255)
    memory.WriteArray(values)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layer.tif"
        gdal.GetDriverByName("COG").CreateCopy(str(path), memory, options=["COMPRESS=DEFLATE", "BLOCKSIZE=256"])
        return path.read_bytes()


def degrees(epsg, west, south, east, north):
    """Return the box around a rectangle in degrees: west, south, east, north."""
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(epsg)
    target.ImportFromEPSG(4326)
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(source, target).TransformBounds(west, south, east, north, 21)


class World:
    """NASA's catalogue and archive on this machine."""

    def __init__(self, server, folder, monkeypatch):
        self.server = server
        self.cmr = Cmr(server, page_size=4)
        content = json.loads(Path(catalog.__file__).with_name("catalog.json").read_text(encoding="utf-8"))
        content["services"]["cmr"] = self.cmr.root
        registry = folder / "catalog.json"
        registry.write_text(json.dumps(content), encoding="utf-8")
        monkeypatch.setenv("GEOGAP_CATALOG", str(registry))
        monkeypatch.setenv("GEOGAP_CACHE", str(folder / "cache"))
        monkeypatch.setenv("EARTHDATA_TOKEN", TOKEN)
        self.concepts = {}

    def add(
        self,
        values,
        when="2024-06-01T10:11:12",
        tile="32TQT",
        west=WEST,
        north=NORTH,
        epsg=32632,
        version="002",
        **more,
    ):
        """Serve a tile; return the paths of its layers."""
        if version not in self.concepts:
            doi = f"10.5067/ECOSTRESS/ECO_L2T_LSTE.{version}"
            self.concepts[version] = self.cmr.add_collection("ECO_L2T_LSTE", version, "LPCLOUD", doi)
        stamp = when.replace("-", "").replace(":", "")
        orbit = int((np.datetime64(when) - np.datetime64("2018-07-09")) / np.timedelta64(5574, "s"))
        name = f"ECOv{version}_L2T_LSTE_{orbit:05d}_005_{tile}_{stamp}_0713_01"
        files = {layer: cog(layer, array, west, north, epsg) for layer, array in values.items()}
        height, width = values["LST"].shape
        box = degrees(epsg, west, north - 70 * height, west + 70 * width, north)
        end = str(np.datetime64(when) + 52)
        return self.cmr.add_tile(self.concepts[version], name, files, f"{when}.140Z", f"{end}.110Z", box, **more)

    def files_asked(self):
        return [path for _, path, _ in self.server.seen if path.startswith(("/lp-prod-protected", "/signed"))]


@pytest.fixture
def world(tmp_path, monkeypatch):
    with Server() as server:
        yield World(server, tmp_path, monkeypatch)


def inside(west=WEST, north=NORTH, width=SIZE, height=SIZE, epsg=32632):
    """Return a region of whole pixels."""
    return f"{west},{west + 70 * width},{north - 70 * height},{north} [EPSG:{epsg}]"


def asked(folder, **more):
    return {
        "EXTENT": inside(),
        "START": "2024-06-01",
        "END": "2024-06-30",
        "OUTPUT": str(folder / "lst.tif"),
        **more,
    }


def left(folder):
    """Return the files that are neither the registry nor finished cuts in the cache."""
    names = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != "catalog.json"]
    return sorted(str(name) for name in names if name.parts[0] != "cache" or name.name.startswith("."))


def test_a_tile_arrives_pixel_by_pixel_with_its_time_and_where_it_came_from(run, world, tmp_path):
    tile = layers()
    world.add(tile)
    results, feedback, _ = run("fetchecostress", asked(tmp_path))
    values, labels, metadata = read(results["OUTPUT"])
    np.testing.assert_array_equal(values, clear(tile)[None])
    assert 0.3 < np.isfinite(values).mean() < 0.7
    assert labels == ["2024-06-01T10:11:12"]
    data = gdal.Open(results["OUTPUT"])
    assert data.GetGeoTransform() == (WEST, 70.0, 0.0, NORTH, 0.0, -70.0)
    assert data.GetRasterBand(1).GetUnitType() == "K"
    assert "ECOv002_L2T_LSTE" in data.GetRasterBand(1).GetMetadata()["GEOGAP_SCENES"]
    assert metadata["GEOGAP_VARIABLE"] == "LST"
    assert metadata["GEOGAP_MASK"] == "cloud: 1-255; QC: bits 0-1 = 2, 3; LST: outside 200-370"
    assert "10.5067/ECOSTRESS/ECO_L2T_LSTE.002" in metadata["GEOGAP_CITATION"]
    assert "free for any use" in metadata["GEOGAP_LICENCE"]
    assert (results["SCENES"], results["DATES"]) == (1, 1)
    assert "4 pixels have temperatures that cannot be" in feedback.textLog()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "catalog.json", "lst.manifest.json", "lst.tif"]
    said = json.loads(Path(results["MANIFEST"]).read_text(encoding="utf-8"))
    [scene] = said["scenes"]
    assert scene["implausible_pixels"] == 4
    assert scene["time"] == "2024-06-01T10:11:12Z"
    assert [url.rpartition("_")[2] for url in scene["quality_layers"]] == ["cloud.tif", "QC.tif"]
    assert said["parameters"]["MASK"] == metadata["GEOGAP_MASK"]
    assert (said["parameters"]["DAY_NIGHT"], said["parameters"]["MIN_COVER"]) == ("all", 1)
    assert said["citation"]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"QUALITY": "best"}, lambda tile: clear(tile, worst=0)),
        ({"MASK_WATER": True}, lambda tile: clear(tile, water=True)),
        ({"QUALITY": "any", "MASK_CLOUDS": False, "MASK": "none"}, lambda tile: tile["LST"]),
        ({"MASK": "QC: bits 14-15 = 0-2"}, lambda tile: np.where(tile["QC"] >> 14 == 3, tile["LST"], np.nan)),
    ],
)
def test_what_is_left_out_is_the_users_choice(run, world, tmp_path, choices, expected):
    tile = layers(1)
    world.add(tile)
    results, _, _ = run("fetchecostress", asked(tmp_path, **choices))
    np.testing.assert_array_equal(read(results["OUTPUT"])[0][0], expected(tile))


def test_the_error_of_the_product_comes_where_there_is_a_temperature(run, world, tmp_path):
    tile = layers(2)
    world.add(tile)
    results, _, _ = run("fetchecostress", asked(tmp_path, OUTPUT_UNCERTAINTY=str(tmp_path / "error.tif")))
    expected = np.where(np.isfinite(clear(tile)), tile["LST_err"], np.nan)
    np.testing.assert_array_equal(read(results["OUTPUT_UNCERTAINTY"])[0][0], expected)
    np.testing.assert_array_equal(read(results["OUTPUT"])[0][0], clear(tile))
    assert gdal.Open(results["OUTPUT_UNCERTAINTY"]).GetRasterBand(1).GetUnitType() == "K"


def test_a_second_run_reads_nothing_again_and_counts_the_same(run, world, tmp_path):
    world.add(layers(3))
    first, _, _ = run("fetchecostress", asked(tmp_path))
    before = read(first["OUTPUT"])[0]
    world.server.seen.clear()
    second, feedback, _ = run("fetchecostress", asked(tmp_path, OUTPUT=str(tmp_path / "again.tif")))
    # Where the pixels lie is read from the file once more.
    assert {path.rpartition("_")[2] for path in world.files_asked()} <= {"LST.tif"}
    np.testing.assert_array_equal(read(second["OUTPUT"])[0], before)
    assert "1 of 1 cuts were there already" in feedback.textLog()
    assert "4 pixels have temperatures that cannot be" in feedback.textLog()


def test_overpasses_stay_apart_and_the_tiles_of_one_are_laid_together(run, world, tmp_path):
    left_side, right_side, night = layers(4), layers(5), layers(6)
    for tile, more in (
        (left_side, {"when": "2024-06-01T10:11:12", "tile": "32TQT"}),
        (right_side, {"when": "2024-06-01T10:12:04", "tile": "32TRT", "west": WEST + 70 * 30}),
        (night, {"when": "2024-06-01T21:00:00", "flag": "NIGHT"}),
    ):
        world.add(tile, **more)
    results, _, _ = run(
        "fetchecostress", asked(tmp_path, EXTENT=inside(width=70), OUTPUT_HTML=str(tmp_path / "l.html"))
    )
    values, labels, _ = read(results["OUTPUT"])
    assert labels == ["2024-06-01T10:11:38", "2024-06-01T21:00:00"]
    expected = np.full((2, SIZE, 70), np.nan, np.float32)
    expected[0, :, :SIZE] = clear(left_side)
    gaps = np.isnan(expected[0, :, 30:70])
    expected[0, :, 30:70][gaps] = clear(right_side)[gaps]
    expected[1, :, :SIZE] = clear(night)
    np.testing.assert_array_equal(values, expected)
    bands = gdal.Open(results["OUTPUT"])
    assert bands.GetRasterBand(1).GetMetadata()["GEOGAP_SOURCE_TIME"] == "2024-06-01T10:11:12 2024-06-01T10:12:04"
    assert (tmp_path / "l.html").read_text(encoding="utf-8").count("data:image/png") == 3
    nights, _, _ = run("fetchecostress", asked(tmp_path, DAY_NIGHT="night", OUTPUT=str(tmp_path / "night.tif")))
    np.testing.assert_array_equal(read(nights["OUTPUT"])[0][0], clear(night))


def test_two_utm_zones_come_onto_one_grid(run, world, tmp_path):
    """The tile of zone 33 is laid onto the pixels of that of zone 32, the nearest of its pixels in each cell."""
    west, north = 720000.0, 5300040.0
    first, second = layers(7), layers(8, 80)
    world.add(first, west=west, north=north)
    bounds = degrees(32632, west, north - 70 * SIZE, west + 70 * SIZE, north)
    zone_33 = osr.SpatialReference()
    zone_33.ImportFromEPSG(32633)
    zone_32 = osr.SpatialReference()
    zone_32.ImportFromEPSG(32632)
    turn = osr.CoordinateTransformation(zone_32, zone_33)
    corner = turn.TransformPoint(west + 70 * 20, north + 70 * 15)
    other = (float(np.floor(corner[0])) + 0.5, float(np.floor(corner[1])) + 0.5)
    world.add(second, tile="33TUN", west=other[0], north=other[1], epsg=32633, when="2024-06-01T10:11:20")
    assert bounds[2] > 11.9
    results, _, _ = run("fetchecostress", asked(tmp_path, EXTENT=inside(west, north), RESAMPLING="nearest"))
    values = read(results["OUTPUT"])[0]
    assert gdal.Open(results["OUTPUT"]).GetGeoTransform()[:4:3] == (west, north)
    x, y = np.meshgrid(west + 70 * (np.arange(SIZE) + 0.5), north - 70 * (np.arange(SIZE) + 0.5))
    there = np.array(turn.TransformPoints(np.column_stack([x.ravel(), y.ravel()]).tolist()))
    columns, rows = (there[:, 0] - other[0]) / 70, (other[1] - there[:, 1]) / 70
    hit = (columns >= 0) & (columns < 80) & (rows >= 0) & (rows < 80)
    from_other = np.full(SIZE * SIZE, np.nan, np.float32)
    from_other[hit] = clear(second)[rows[hit].astype(int), columns[hit].astype(int)]
    expected = clear(first)
    gaps = np.isnan(expected)
    expected[gaps] = from_other.reshape(SIZE, SIZE)[gaps]
    assert 100 < np.isfinite(from_other.reshape(SIZE, SIZE)[gaps]).sum() < gaps.sum()
    # Cells whose centre lies on the edge of a pixel may take either.
    edge = ((np.abs(columns % 1 - 0.5) > 0.499) | (np.abs(rows % 1 - 0.5) > 0.499)).reshape(SIZE, SIZE)
    np.testing.assert_array_equal(values[0][~edge], expected[~edge])


def test_large_cells_are_means_of_the_clear_pixels_and_not_of_overviews(run, world, tmp_path):
    tile = layers(9, 640)
    paths = world.add(tile)
    (tmp_path / "served.tif").write_bytes(world.server.files[f"/signed{paths['LST']}"][0])
    assert gdal.Open(str(tmp_path / "served.tif")).GetRasterBand(1).GetOverviewCount() > 0
    region = inside(width=640, height=640)
    results, _, _ = run("fetchecostress", asked(tmp_path, EXTENT=region, RESOLUTION=280, CRS="EPSG:32632"))
    values = read(results["OUTPUT"])[0][0]
    with np.errstate(all="ignore"):
        sums = np.nansum(clear(tile).reshape(160, 4, 160, 4).astype(float), axis=(1, 3))
        counts = np.isfinite(clear(tile)).reshape(160, 4, 160, 4).sum(axis=(1, 3))
    there = counts > 0
    np.testing.assert_array_equal(np.isfinite(values), there)
    np.testing.assert_allclose(values[there], (sums[there] / counts[there]).astype(np.float32), rtol=1e-6)


def test_several_versions_are_mixed_with_a_warning_or_told_apart(run, world, tmp_path):
    old, new = layers(10), layers(11)
    world.add(old)
    world.add(new, when="2024-06-05T08:00:00", version="003")
    results, feedback, _ = run("fetchecostress", asked(tmp_path))
    assert len(read(results["OUTPUT"])[1]) == 2
    assert "mixes the versions 003, 002" in feedback.textLog()
    only, feedback, _ = run("fetchecostress", asked(tmp_path, VERSION="002", OUTPUT=str(tmp_path / "old.tif")))
    np.testing.assert_array_equal(read(only["OUTPUT"])[0], clear(old)[None])
    assert "mixes" not in feedback.textLog()


def test_a_tile_without_a_layer_is_left_out_and_named(run, world, tmp_path):
    world.add(layers(12))
    lacking = layers(13)
    del lacking["LST_err"]
    world.add(lacking, when="2024-06-03T08:00:00")
    more = {"OUTPUT_UNCERTAINTY": str(tmp_path / "error.tif")}
    results, feedback, _ = run("fetchecostress", asked(tmp_path, **more))
    assert read(results["OUTPUT"])[1] == read(results["OUTPUT_UNCERTAINTY"])[1] == ["2024-06-01T10:11:12"]
    assert "20240603T080000_0713_01 lacks" in feedback.textLog()


def test_overpasses_that_show_next_to_nothing_are_not_written(run, world, tmp_path):
    tile, cloudy = layers(14), layers(15)
    cloudy["cloud"][:] = 1
    cloudy["cloud"][5, 5:9], cloudy["QC"][5, 5:9], cloudy["LST"][5, 5:9] = 0, 0, 300.0
    world.add(tile)
    world.add(cloudy, when="2024-06-02T10:00:00")
    results, feedback, _ = run("fetchecostress", asked(tmp_path))
    assert read(results["OUTPUT"])[1] == ["2024-06-01T10:11:12"]
    assert "2 overpasses, 1 of them with values in fewer than 1 % of the cells" in feedback.textLog()
    whole, _, _ = run("fetchecostress", asked(tmp_path, MIN_COVER=0, OUTPUT=str(tmp_path / "whole.tif")))
    values, labels, _ = read(whole["OUTPUT"])
    assert labels == ["2024-06-01T10:11:12", "2024-06-02T10:00:00"]
    assert np.isfinite(values[1]).sum() == 4
    text = refused("fetchecostress", asked(tmp_path, MIN_COVER=90, OUTPUT=str(tmp_path / "none.tif")))
    assert "the best of 2 overpasses covers" in text
    assert not (tmp_path / "none.tif").exists()


def test_looking_first_needs_no_token_and_downloads_no_tile(run, world, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    for hour in (8, 12, 20):
        world.add(layers(hour), when=f"2024-06-01T{hour:02d}:00:00")
    more = {"OUTPUT_HTML": str(tmp_path / "list.html"), "OUTPUT_FOOTPRINTS": str(tmp_path / "outlines.gpkg")}
    results, feedback, _ = run("fetchecostress", asked(tmp_path, LIST_ONLY=True, **more))
    assert results["SCENES"] == 3
    assert "OUTPUT" not in results
    assert "40 x 40 cells of 70" in feedback.textLog() or "41 x 41 cells of 70" in feedback.textLog()
    assert world.files_asked() == []
    assert not [headers for _, _, headers in world.server.seen if "authorization" in headers]
    assert (tmp_path / "list.html").read_text(encoding="utf-8").count("<figure>") == 3
    outlines = QgsVectorLayer(results["OUTPUT_FOOTPRINTS"])
    assert sorted(one["time"] for one in outlines.getFeatures())[0] == "2024-06-01T08:00:00Z"
    assert not (tmp_path / "lst.tif").exists()


def test_the_result_goes_into_fill_series_and_is_a_dated_layer(run, world, tmp_path):
    for day in range(1, 7):
        world.add(layers(day), when=f"2024-06-0{day}T{8 + day:02d}:00:00")
    path = str(tmp_path / "lst.tif")
    load = {path: QgsProcessingContext.LayerDetails("x", QgsProject.instance(), "OUTPUT")}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchecostress")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    context.setLayersToLoadOnCompletion(load)
    _, succeeded = algorithm.run(asked(tmp_path), context, feedback, {}, True)
    assert succeeded, feedback.textLog()
    layer = QgsRasterLayer(path, "x")
    context.layerToLoadOnCompletionDetails(path).postProcessor().postProcessLayer(layer, context, feedback)
    shown = layer.temporalProperties().fixedRangePerBand()[2]
    assert layer.temporalProperties().isActive()
    assert shown.contains(QDateTime(QDate(2024, 6, 2), QTime(10, 0), Qt.TimeSpec.UTC))
    assert not shown.contains(QDateTime(QDate(2024, 6, 1), QTime(9, 0), Qt.TimeSpec.UTC))
    filled, _, _ = run("fillseries", {"INPUT": path, "METHOD": "linear", "OUTPUT": str(tmp_path / "filled.tif")})
    before, after = read(path), read(filled["OUTPUT"])
    seen = np.isfinite(before[0])
    np.testing.assert_array_equal(after[0][seen], before[0][seen])
    assert np.isfinite(after[0]).sum() > seen.sum()


# What goes wrong.

EULA = {
    "status_code": 403,
    "error_description": "EULA Acceptance Failure",
    "resolution_url": "https://urs.earthdata.nasa.gov/approve_app?client_id=abc",
}
REFUSALS = {
    "wrong token": ((401, {}, b'{"error": "invalid_token"}'), "wrong or has expired"),
    "licence": ((403, {}, json.dumps(EULA).encode()), "accept its terms"),
    "forbidden": ((403, {}, TOKEN.encode()), "may not use these data"),
    "absent": ((404, {}, b"gone"), "is not there"),
    "sign-in page": ((302, {"Location": "/oauth/authorize?client_id=x"}, b""), "asks to sign in"),
    "echo": ((400, {"X-Echo": TOKEN}, TOKEN.encode()), "status 400"),
}


@pytest.mark.parametrize("layer", ["LST", "QC"])
@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_said_in_words_and_the_token_is_never_seen(provider, world, tmp_path, case, layer):
    answer, words = REFUSALS[case]
    world.add(layers())
    paths = world.add(layers(1), when="2024-06-09T10:00:00", tile="32TPT", west=WEST - 70 * 35)
    world.server.pages["/oauth/authorize"] = page(f"<html>{TOKEN}</html>".encode(), "text/html")
    world.server.pages[paths[layer]] = lambda query, headers: answer
    text = refused("fetchecostress", asked(tmp_path))
    assert words in text
    assert TOKEN not in text
    assert "do-not-show-me" not in text
    assert left(tmp_path) == []
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert TOKEN.encode() not in path.read_bytes()
        assert b"do-not-show-me" not in path.read_bytes()


def test_the_token_stays_with_the_archive_and_is_in_nothing_that_is_left(run, world, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    world.add(layers())
    with configuration("APIHeader", Authorization=f"Bearer {TOKEN}") as chosen:
        _, feedback, _ = run(
            "fetchecostress",
            asked(
                tmp_path,
                AUTH=chosen,
                OUTPUT_UNCERTAINTY=str(tmp_path / "error.tif"),
                OUTPUT_HTML=str(tmp_path / "list.html"),
            ),
        )
    handed = {
        (host.partition(":")[0], path.split("/")[1]) for host, path, h in world.server.seen if "authorization" in h
    }
    assert handed == {("127.0.0.1", "lp-prod-protected")}
    signed = [(host, headers) for host, path, headers in world.server.seen if path.startswith("/signed")]
    assert signed
    assert all(host.startswith("localhost") and "range" in headers for host, headers in signed)
    assert TOKEN not in feedback.htmlLog()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) >= 6
    for path in written:
        assert TOKEN.encode() not in path.read_bytes()
        assert b"do-not-show-me" not in path.read_bytes()


def test_faults_on_the_way_are_survived(run, world, tmp_path):
    tile = layers(20)
    paths = world.add(tile)
    for layer, fault in (("LST", "cut"), ("QC", "500"), ("cloud", "429")):
        world.server.faults[f"/signed{paths[layer]}"] = [fault]
    world.server.faults[paths["LST"]] = ["503"]
    world.server.faults["/search/granules.umm_json"] = ["html"]
    results, _, _ = run("fetchecostress", asked(tmp_path))
    np.testing.assert_array_equal(read(results["OUTPUT"])[0][0], clear(tile))


def test_a_damaged_or_absent_tile_can_be_left_out_and_is_named(run, world, tmp_path):
    good = layers(21)
    world.add(good)
    rotten = world.add(layers(22), when="2024-06-02T10:00:00")
    absent = world.add(layers(23), when="2024-06-03T10:00:00")
    content, _ = world.server.files[f"/signed{rotten['QC']}"]
    world.server.add(f"/signed{rotten['QC']}", content[:400] + bytes(len(content) - 400))
    world.server.pages[absent["cloud"]] = lambda query, headers: (404, {}, b"gone")
    results, _, _ = run("fetchecostress", asked(tmp_path, SKIP_DAMAGED=True))
    np.testing.assert_array_equal(read(results["OUTPUT"])[0], clear(good)[None])
    said = json.loads(Path(results["MANIFEST"]).read_text(encoding="utf-8"))
    assert [any(stamp in text for text in said["left_out"]) for stamp in ("20240602", "20240603")] == [True, True]
    assert [scene["used"] for scene in said["scenes"]] == [True, False, False]


def test_nothing_found_says_what_was_searched(provider, world, tmp_path):
    world.add(layers())
    text = refused("fetchecostress", asked(tmp_path, START="2019-01-01", END="2019-01-31"))
    assert "ECO_L2T_LSTE of LPCLOUD, version 002, 2019-01-01 to 2019-01-31" in text
    text = refused("fetchecostress", asked(tmp_path, EXTENT="20,21,10,11 [EPSG:4326]"))
    assert "region 20, 10, 21, 11" in text
    assert "“Version”" in text or "It has the versions 002" in refused("fetchecostress", asked(tmp_path, VERSION="9"))
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"START": None}, "“First day” is empty"),
        ({"EXTENT": None}, "“Region” is empty"),
        ({"END": "2024-01-01"}, "comes after the last"),
        ({"MASK": "cloud"}, "no rule for a quality layer"),
        ({"OUTPUT": "/no/such/folder/lst.tif"}, "does not exist"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_asked(provider, world, tmp_path, wrong, words):
    world.add(layers())
    assert words in refused("fetchecostress", asked(tmp_path, **wrong))
    assert world.server.seen == []


def test_two_outputs_of_one_name_a_layer_that_is_not_there_and_too_much_are_refused(provider, world, tmp_path):
    world.add(layers())
    assert "two outputs" in refused("fetchecostress", asked(tmp_path, OUTPUT_UNCERTAINTY=str(tmp_path / "lst.tif")))
    assert "has no quality layer “snow”" in refused("fetchecostress", asked(tmp_path, MASK="snow: 1"))
    assert world.files_asked() == []
    text = refused(
        "fetchecostress", asked(tmp_path, EXTENT="11.4,11.5,47.7,47.9 [EPSG:4326]", RESOLUTION=1, MAX_SIZE=1)
    )
    assert "Most to download" in text
    assert left(tmp_path) == []


def test_without_a_token_the_way_to_one_is_shown(provider, world, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    text = refused("fetchecostress", asked(tmp_path))
    assert "urs.earthdata.nasa.gov" in text
    assert "API Header" in text
    with configuration("Basic", username="someone", password="do-not-show-me") as chosen:
        text = refused("fetchecostress", asked(tmp_path, AUTH=chosen))
    assert "holds no bearer token" in text
    assert world.server.seen == []


@pytest.mark.parametrize("where", ["search", "place", "tiles"])
def test_cancel_is_heard_within_a_second_and_leaves_nothing(provider, world, tmp_path, where):
    paths = world.add(layers())
    stuck = {
        "search": "/search/granules.umm_json",
        "place": f"/signed{paths['LST']}",
        "tiles": f"/signed{paths['cloud']}",
    }[where]
    world.server.faults[stuck] = ["silence"] * 9
    feedback = QgsProcessingFeedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchecostress")
    cancelled = []
    threading.Timer(1.0, lambda: (cancelled.append(time.monotonic()), feedback.cancel())).start()
    results, _ = algorithm.run(asked(tmp_path), QgsProcessingContext(), feedback, {}, True)
    assert time.monotonic() - cancelled[0] < 1.0
    assert not results.get("OUTPUT")
    assert left(tmp_path) == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("geogap-scene")]


def test_the_help_names_the_rules_and_the_way_to_a_token(provider):
    text = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchecostress").shortHelpString()
    for words in ("below 200 K or above 370 K", "Generate Token", "mandatory flags 2 and 3"):
        assert words in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((11.0, 47.0, 12.0, 48.0), (11.0, 47.0, 12.0, 48.0)),
        ((179.0, -95.0, 181.0, 95.0), (179.0, -90.0, -179.0, 90.0)),
        ((-185.0, 0.0, -175.0, 1.0), (175.0, 0.0, -175.0, 1.0)),
        ((-200.0, 0.0, 200.0, 1.0), (-180.0, 0.0, 180.0, 1.0)),
    ],
)
def test_longitudes_are_asked_for_as_the_catalogue_wants_them(box, expected):
    assert _around(box) == expected
