"""`geogap:fetchgrace` finds, downloads and cuts out GRACE products, and never shows the token."""

import hashlib
import json
import re
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsRasterLayer

from geogap_plugin.sources import catalog

from ..sources.authentication import configuration
from ..sources.loopback import TOKEN, Cmr, Server, page
from .conftest import read, refused

gdal.UseExceptions()

AMAZON = "-70,-50,-10,0 [EPSG:4326]"


class World:
    """NASA's catalogue and archive, CSR's and GSFC's servers, all on this machine."""

    def __init__(self, server, folder, monkeypatch):
        self.server = server
        self.cmr = Cmr(server, page_size=4)
        self.cache = folder / "cache"
        content = json.loads(Path(catalog.__file__).with_name("catalog.json").read_text(encoding="utf-8"))
        content["services"]["cmr"] = self.cmr.root
        text = json.dumps(content)
        for host in ("https://download.csr.utexas.edu", "https://earth.gsfc.nasa.gov"):
            text = text.replace(host, server.root)
        registry = folder / "catalog.json"
        registry.write_text(text, encoding="utf-8")
        monkeypatch.setenv("GEOGAP_CATALOG", str(registry))
        monkeypatch.setenv("GEOGAP_CACHE", str(self.cache))
        monkeypatch.setenv("EARTHDATA_TOKEN", TOKEN)

    def add_mascons(self, content, name="GRCTellus.JPL.200204_202412.GLO.RL06.3M.MSCNv04CRI.nc"):
        concept = self.cmr.add_collection("TELLUS_GRAC-GRFO_MASCON_CRI_GRID_RL06.3_V4", "RL06.3Mv04")
        return self.cmr.add_granule(concept, name, content, "2002-04-04T00:00:00Z", "2024-12-31T23:59:59Z")

    def add_grids(self, files):
        """Serve monthly grids of GRACE; GRACE-FO's collection exists without a month of this period."""
        grace = self.cmr.add_collection("TELLUS_GRAC_L3_JPL_RL06_LND_v04", "RL06v04")
        later = self.cmr.add_collection("TELLUS_GRFO_L3_JPL_RL06.3_LND_v04", "RL06.3v04")
        self.cmr.add_granule(later, "GRD-3_2018152-2018181.nc", b"CDF", "2018-06-01T00:00:00Z", "2018-06-30T00:00:00Z")
        paths = []
        for file in files:
            first, last = (_day(text) for text in re.search(r"(\d{7})-(\d{7})", file.name).groups())
            span = (f"{first}T00:00:00Z", f"{last}T23:59:59Z")
            paths.append(self.cmr.add_granule(grace, file.name, file.read_bytes(), *span))
        return paths


def _day(text):
    return np.datetime64(text[:4], "D") + (int(text[4:]) - 1)


@pytest.fixture
def world(tmp_path, monkeypatch):
    with Server() as server:
        yield World(server, tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def real_grids(data_folder):
    return sorted((data_folder / "grace").glob("GRD-3_2007*.nc"))


@pytest.fixture(scope="module")
def grids(request, tmp_path_factory):
    """The real monthly grids of July to December 2007, or files like them where the data are absent."""
    try:
        return request.getfixturevalue("real_grids")
    except pytest.skip.Exception:
        folder = tmp_path_factory.mktemp("grids")
    files = []
    for month in np.arange(np.datetime64("2007-07"), np.datetime64("2008-01")):
        first, last = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1
        days = [(day - np.datetime64("2007-01-01")).astype(int) + 1 for day in (first, last)]
        files.append(folder / f"GRD-3_2007{days[0]:03d}-2007{days[1]:03d}_GRAC_JPLEM_BA01_0600_LND_v04.nc")
        write_mascons(files[-1], np.array([month]))
    return files


def write_mascons(path, months, units="units", land=True):
    """Write a global file of 10 degree cells from 0 to 360, like the mascon products, of known values; cm."""
    data = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path))
    root = data.GetRootGroup()
    double = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    first = (months.astype("datetime64[D]") - np.datetime64("2002-01-01")).astype(float)
    last = ((months + 1).astype("datetime64[D]") - np.datetime64("2002-01-01")).astype(float)
    axes = {
        "time": ((first + last) / 2, "days since 2002-01-01T00:00:00Z"),
        "lat": (np.arange(-85.0, 90, 10), "degrees_north"),
        "lon": (np.arange(5.0, 360, 10), "degrees_east"),
    }

    def mark(array, name, text):
        array.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString()).Write(text)

    dimensions = {}
    for name, (numbers, unit) in axes.items():
        dimensions[name] = root.CreateDimension(name, "", "", len(numbers))
        axis = root.CreateMDArray(name, [dimensions[name]], double)
        mark(axis, units, unit)
        if name == "time":
            mark(axis, "bounds", "time_bounds")
        axis.Write(numbers)
    both = root.CreateDimension("bounds", "", "", 2)
    root.CreateMDArray("time_bounds", [dimensions["time"], both], double).Write(np.stack([first, last], axis=1))
    for name, numbers in mascon_values(len(months)).items():
        if name == "land_mask" and not land:
            continue
        order = ("time", "lat", "lon") if numbers.ndim == 3 else ("lat", "lon")
        array = root.CreateMDArray(name, [dimensions[one] for one in order], double)
        array.SetNoDataValueDouble(-99999.0)
        if numbers.ndim == 3:
            mark(array, units, "cm")
        array.Write(numbers)
    array = axis = both = root = None
    dimensions.clear()
    data = None
    return Path(path).read_bytes()


def mascon_values(count):
    """Return what `write_mascons` writes: south first, longitudes from 0 to 360."""
    t, row, column = np.ogrid[:count, :18, :36]
    land = (row[0] + column[0]) % 3 > 0
    return {
        "lwe_thickness": 10.0 * np.sin(t / 2) + row + column / 100,
        "uncertainty": 1.0 + row / 10 + 0 * t + 0 * column,
        "scale_factor": np.where(land, 1.0 + column[0] / 100 + 0 * row[0], -99999.0),
        "land_mask": land.astype(float),
    }


def in_order(values):
    """Turn south-first, 0..360 into what a map shows: north first, -180..180."""
    return np.roll(values[..., ::-1, :], 18, axis=-1)


def fetch(run, tmp_path, name="out.tif", feedback=None, load=False, **parameters):
    whole = {"OUTPUT": str(tmp_path / name), **parameters}
    return run("fetchgrace", whole, feedback, load=load)


def test_real_monthly_grids_become_a_series_with_the_values_of_the_files(run, world, real_grids, tmp_path):
    world.add_grids(real_grids)
    results, feedback, _ = fetch(
        run, tmp_path, PRODUCT="jpl-grids", START="2007-07-01", END="2007-12-31", EXTENT=AMAZON
    )
    values, labels, metadata = read(results["OUTPUT"])
    assert [label[:7] for label in labels] == [f"2007-{month:02d}" for month in range(7, 13)]
    for file, band in zip(real_grids, values):
        stored = (
            gdal.OpenEx(str(file), gdal.OF_MULTIDIM_RASTER).GetRootGroup().OpenMDArray("lwe_thickness").ReadAsArray()
        )
        expected = stored[0, 80:90, 290:310][::-1]  # 10 S to 0, 290 to 310 degrees east, north first
        expected = np.where(expected == -99999, np.nan, expected).astype(np.float32)
        assert np.isfinite(expected).any()
        np.testing.assert_array_equal(band, expected)
    data = gdal.Open(results["OUTPUT"])
    assert data.GetGeoTransform() == (-70.0, 1.0, 0.0, 0.0, 0.0, -1.0)
    assert data.GetRasterBand(1).GetUnitType() == "m"
    assert metadata["GEOGAP_PRODUCT"] == "jpl-grids"
    assert "RL06.3v04" in metadata["GEOGAP_RELEASE"]
    assert "doi.org" in metadata["GEOGAP_CITATION"]
    assert (results["MONTHS"], results["MISSING_MONTHS"]) == (6, 0)
    assert "6 of 6 files downloaded" in feedback.textLog()


def test_the_manifest_allows_the_fetch_to_be_audited_and_the_cache_spares_the_second(run, world, grids, tmp_path):
    world.add_grids(grids)
    asked = {"PRODUCT": "jpl-grids", "START": "2007-07-01", "END": "2007-12-31", "EXTENT": AMAZON}
    first, _, _ = fetch(run, tmp_path, **asked)
    said = json.loads(Path(first["MANIFEST"]).read_text(encoding="utf-8"))
    assert Path(first["MANIFEST"]) == tmp_path / "out.manifest.json"
    assert [file["sha256"] for file in said["files"]] == [hashlib.sha256(g.read_bytes()).hexdigest() for g in grids]
    assert all(file["url"].startswith(world.server.root) and file["downloaded"] for file in said["files"])
    assert said["licence"]
    assert said["citation"]
    assert said["parameters"] == {
        "EXTENT": AMAZON, "START": "2007-07", "END": "2007-12",
        "SCALE_FACTORS": False, "LAND_MASK": False, "DUPLICATES": "separate",
    }  # fmt: skip
    world.server.seen.clear()
    second, feedback, _ = fetch(run, tmp_path, "again.tif", **asked)
    assert all("/search/" in path for _, path, _ in world.server.seen)
    assert "0 of 6 files downloaded" in feedback.textLog()
    assert read(second["OUTPUT"])[0].tobytes() == read(first["OUTPUT"])[0].tobytes()


def test_missing_and_double_months_of_a_real_record(run, world, data_folder, tmp_path):
    source = data_folder / "grace" / "jpl_l3_southamerica_2002-2016.nc"
    world.add_mascons(source.read_bytes())
    results, feedback, _ = fetch(run, tmp_path, PRODUCT="jpl-mascons", START="2002-04-01", END="2016-08-31")
    values, labels, _ = read(results["OUTPUT"])
    empty = {label[:7] for label, band in zip(labels, values) if not np.isfinite(band).any()}
    known = catalog.read_catalog().calendars["grace"].missing
    months = np.arange(np.datetime64("2002-04"), np.datetime64("2016-09"))
    reached = months[months <= np.datetime64(labels[-1][:7])]
    # Every month that no product has, and no other: December 2011 has its solution although its middle is in January.
    assert empty == {str(month) for month in np.intersect1d(known, reached)}
    assert "2011-12" not in empty
    assert results["MISSING_MONTHS"] == len(empty)
    log = feedback.textLog()
    assert "Months that no product has" in log
    assert "Months that this product lacks" not in log


def test_the_double_month_is_found_from_either_side(run, world, data_folder, tmp_path):
    source = data_folder / "grace" / "jpl_l3_southamerica_2002-2016.nc"
    world.add_mascons(source.read_bytes())
    whole, _, _ = fetch(run, tmp_path, PRODUCT="jpl-mascons", END="2012-06-30")
    before, _, _ = fetch(run, tmp_path, "before.tif", PRODUCT="jpl-mascons", START="2011-10-01", END="2011-12-31")
    after, _, _ = fetch(run, tmp_path, "after.tif", PRODUCT="jpl-mascons", START="2012-01-01", END="2012-03-31")
    of_month = dict(zip([label[:7] for label in read(whole["OUTPUT"])[1]], read(whole["OUTPUT"])[0]))
    for part in (before, after):
        values, labels, _ = read(part["OUTPUT"])
        assert len(labels) == 3
        for label, band in zip(labels, values):
            assert band.tobytes() == of_month[label[:7]].tobytes()


@pytest.fixture(scope="module")
def mascons(tmp_path_factory):
    months = np.delete(np.arange(np.datetime64("2004-01"), np.datetime64("2005-01")), 4)  # no May
    return write_mascons(tmp_path_factory.mktemp("mascons") / "mascons.nc", months), months


def test_scale_factors_land_mask_and_uncertainty_on_request(run, world, mascons, tmp_path):
    content, months = mascons
    world.add_mascons(content)
    results, feedback, _ = fetch(
        run, tmp_path, PRODUCT="jpl-mascons", START="2004-01-15", END="2004-12-15", EXTENT="-90,-30,-40,20 [EPSG:4326]",
        SCALE_FACTORS=True, LAND_MASK=True, OUTPUT_UNCERTAINTY=str(tmp_path / "sd.tif"),
    )  # fmt: skip
    truth = {name: in_order(numbers)[..., 7:13, 9:15] for name, numbers in mascon_values(len(months)).items()}
    land = truth["land_mask"] == 1
    there = np.arange(12) != 4
    for path, name in ((results["OUTPUT"], "lwe_thickness"), (results["OUTPUT_UNCERTAINTY"], "uncertainty")):
        values, labels, _ = read(path)
        assert len(labels) == 12
        assert not np.isfinite(values[4]).any()
        expected = np.where(land, truth[name] * np.where(land, truth["scale_factor"], 0), np.nan)
        np.testing.assert_allclose(values[there], expected, rtol=1e-6)
        assert gdal.Open(path).GetRasterBand(1).GetUnitType() == "cm"
    assert 0 < land.mean() < 1
    assert "Months that this product lacks: 2004-05" in feedback.textLog()


def test_without_them_every_cell_keeps_its_value(run, world, mascons, tmp_path):
    content, months = mascons
    world.add_mascons(content)
    results, feedback, _ = fetch(run, tmp_path, PRODUCT="jpl-mascons", START="2004-06-01")
    values, labels, _ = read(results["OUTPUT"])
    expected = in_order(mascon_values(len(months))["lwe_thickness"]).astype(np.float32)
    np.testing.assert_array_equal(values, expected[4:])
    assert labels[-1][:7] == "2004-12"
    assert "The product ends with 2004-12" in feedback.textLog()


def test_of_several_releases_and_files_the_newest_is_taken(run, world, mascons, tmp_path):
    content, _ = mascons
    old = world.cmr.add_collection("TELLUS_GRAC-GRFO_MASCON_CRI_GRID_RL06.1_V3", "RL06.1Mv03")
    world.cmr.add_granule(old, "GRCTellus.JPL.old.nc", b"CDF old", "2002-04-04T00:00:00Z", "2024-12-31T00:00:00Z")
    world.add_mascons(content)
    newest = world.cmr.collections[-1]["meta"]["concept-id"]
    span = ("2002-04-04T00:00:00Z", "2023-12-31T00:00:00Z")
    world.cmr.add_granule(newest, "GRCTellus.JPL.200204_202312.GLO.nc", b"CDF older", *span)
    world.cmr.add_granule(newest, "CLM4.SCALE_FACTOR.JPL.MSCNv03CRI.nc", b"CDF other", *span)
    results, _, _ = fetch(run, tmp_path, PRODUCT="jpl-mascons")
    said = json.loads(Path(results["MANIFEST"]).read_text(encoding="utf-8"))
    assert [file["file"] for file in said["files"]] == ["GRCTellus.JPL.200204_202412.GLO.RL06.3M.MSCNv04CRI.nc"]
    assert "RL06.3_V4" in said["release"]


def test_gsfc_lists_its_newest_file_on_a_page(run, world, mascons, tmp_path):
    content, _ = mascons
    links = [
        "/sites/default/files/geo/gsfc.glb_.200204_202410_rl06v2.0_obp-ice6gd.h5",
        "/sites/default/files/geo/gsfc.glb_.200204_202312_rl06v2.0_obp-ice6gd_halfdegree.nc",
        "/sites/default/files/geo/gsfc.glb_.200204_202410_rl06v2.0_obp-ice6gd_halfdegree.nc",
        "/sites/default/files/geo/gsfc.glb_.200204_202410_rl06v2.0_sla-ice6gd_halfdegree.nc",
    ]
    listed = "".join(f'<a href="{link}">file</a>' for link in links)
    world.server.pages["/geo/data/grace-mascons"] = page(f"<html>{listed}</html>".encode(), "text/html")
    world.server.add(links[2], content)
    results, _, _ = fetch(run, tmp_path, PRODUCT="gsfc-mascons", END="2004-04-30", START="2004-01-01", LAND_MASK=True)
    values, _, _ = read(results["OUTPUT"])
    land = in_order(mascon_values(1)["land_mask"]) == 1
    assert (np.isfinite(values) == land).all()
    assert not any("authorization" in headers for _, _, headers in world.server.seen)


def add_csr(world, folder, months, units="units", mask_step=10):
    """Serve CSR's solution, without a land mask, and its land mask in a file of its own."""
    where = "/outgoing/grace/RL0603_mascons"
    content = write_mascons(folder / "csr.nc", months, units=units, land=False)
    world.server.add(f"{where}/CSR_GRACE_GRACE-FO_RL0603_Mascons_all-corrections.nc", content)
    data = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(folder / "mask.nc"))
    root = data.GetRootGroup()
    double = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    latitudes, longitudes = (np.arange(low + mask_step / 2, high, mask_step) for low, high in ((-90, 90), (0, 360)))
    dimensions = []
    for name, numbers in (("lat", latitudes), ("lon", longitudes)):
        dimensions.append(root.CreateDimension(name, "", "", len(numbers)))
        root.CreateMDArray(name, dimensions[-1:], double).Write(numbers)
    mask = mascon_values(1)["land_mask"][: len(latitudes), : len(longitudes)]
    root.CreateMDArray("LO_val", dimensions, double).Write(np.ascontiguousarray(mask))
    dimensions.clear()
    root = data = None
    world.server.add(f"{where}/CSR_GRACE_GRACE-FO_RL06_Mascons_v02_LandMask.nc", (folder / "mask.nc").read_bytes())


@pytest.mark.parametrize("units", ["units", "Units"])
def test_csr_needs_no_account_and_brings_its_mask_in_a_file_of_its_own(run, world, tmp_path, monkeypatch, units):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    months = np.arange(np.datetime64("2004-01"), np.datetime64("2004-07"))
    add_csr(world, tmp_path, months, units)
    results, _, _ = fetch(run, tmp_path, PRODUCT="csr-mascons", START="2004-01-01", LAND_MASK=True)
    values, labels, _ = read(results["OUTPUT"])
    assert [label[:7] for label in labels] == [str(month) for month in months]
    assert (np.isfinite(values) == (in_order(mascon_values(1)["land_mask"]) == 1)).all()
    assert gdal.Open(results["OUTPUT"]).GetRasterBand(1).GetUnitType() == "cm"


def test_a_mask_on_another_grid_is_refused(provider, world, tmp_path):
    add_csr(world, tmp_path, np.arange(np.datetime64("2004-01"), np.datetime64("2004-07")), mask_step=20)
    text = refused("fetchgrace", {"PRODUCT": "csr-mascons", "LAND_MASK": True, "OUTPUT": str(tmp_path / "x.tif")})
    assert "do not lie on one grid" in text
    assert not (tmp_path / "x.tif").exists()


def test_the_help_says_what_the_products_are_and_how_to_get_a_token(provider):
    text = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchgrace").shortHelpString()
    for product in catalog.read_catalog().products:
        assert f"• {product.id}: {product.title}" in text
    assert "Generate Token" in text
    assert "{" not in text


def test_the_result_goes_into_fill_series_and_is_a_dated_layer(run, world, mascons, tmp_path):
    world.add_mascons(mascons[0])
    path = str(tmp_path / "out.tif")
    load = {path: QgsProcessingContext.LayerDetails("x", QgsProject.instance(), "OUTPUT")}
    results, _, context = fetch(run, tmp_path, PRODUCT="jpl-mascons", EXTENT="0,60,0,60 [EPSG:4326]", load=load)
    details = context.layerToLoadOnCompletionDetails(path)
    assert details.name == "JPL mascons RL06.3, CRI filtered"
    layer = QgsRasterLayer(path, "x")
    details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert layer.temporalProperties().isActive()
    filled, _, _ = run(
        "fillseries", {"INPUT": results["OUTPUT"], "METHOD": "linear", "OUTPUT": str(tmp_path / "f.tif")}
    )
    assert np.isfinite(read(filled["OUTPUT"])[0]).all()


def test_what_a_product_lacks_is_refused_before_anything_is_downloaded(provider, world, tmp_path):
    asked = {"OUTPUT": str(tmp_path / "x.tif")}
    for more, words in (
        ({"PRODUCT": "csr-mascons", "SCALE_FACTORS": True}, "Apply scale factors"),
        ({"PRODUCT": "jpl-grids", "LAND_MASK": True}, "Land only"),
        ({"PRODUCT": "gsfc-mascons", "OUTPUT_UNCERTAINTY": str(tmp_path / "u.tif")}, "Uncertainty"),
        (
            {"PRODUCT": "jpl-grids", "START": "2010-05-01", "END": "2009-01-01"},
            "2010-05, comes after the last, 2009-01",
        ),
    ):
        assert words in refused("fetchgrace", {**asked, **more})
    assert world.server.seen == []


def test_without_a_token_the_way_to_one_is_shown(provider, world, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    text = refused("fetchgrace", {"PRODUCT": "jpl-mascons", "OUTPUT": str(tmp_path / "x.tif")})
    assert "urs.earthdata.nasa.gov" in text
    assert "API Header" in text


def test_the_token_comes_from_the_authentication_manager(run, world, mascons, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    world.add_mascons(mascons[0])
    with configuration("APIHeader", Authorization=f"Bearer {TOKEN}") as chosen:
        results, feedback, _ = fetch(run, tmp_path, PRODUCT="jpl-mascons", AUTH=chosen, EXTENT=AMAZON)
    assert results["MISSING_MONTHS"] > 0
    assert TOKEN not in feedback.textLog()
    assert TOKEN.encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_password_is_no_token(provider, world, tmp_path, monkeypatch):
    monkeypatch.delenv("EARTHDATA_TOKEN")
    with configuration("Basic", username="someone", password="do-not-show-me") as chosen:
        text = refused("fetchgrace", {"PRODUCT": "jpl-mascons", "AUTH": chosen, "OUTPUT": str(tmp_path / "x.tif")})
    assert "holds no bearer token" in text
    assert "do-not-show-me" not in text
    assert world.server.seen == []


def test_a_missing_folder_is_noticed_before_the_download(provider, world, mascons, tmp_path):
    world.add_mascons(mascons[0])
    for output in ("OUTPUT", "OUTPUT_UNCERTAINTY"):
        asked = {"PRODUCT": "jpl-mascons", "OUTPUT": str(tmp_path / "x.tif"), output: str(tmp_path / "no" / "x.tif")}
        assert "does not exist" in refused("fetchgrace", asked)
    assert world.server.seen == []


def test_a_region_across_the_seam_of_the_grids_is_refused_before_the_download(provider, world, mascons, tmp_path):
    world.add_mascons(mascons[0])
    asked = {"PRODUCT": "jpl-mascons", "OUTPUT": str(tmp_path / "x.tif"), "EXTENT": "170,190,-20,0 [EPSG:4326]"}
    assert "lies on both sides of -180 degrees" in refused("fetchgrace", asked)
    assert world.server.seen == []


def test_an_uncertainty_does_not_appear_without_its_series(provider, world, mascons, tmp_path):
    world.add_mascons(mascons[0])
    (tmp_path / "taken.tif").mkdir()
    asked = {"PRODUCT": "jpl-mascons", "OUTPUT": str(tmp_path / "taken.tif")}
    assert "is a folder" in refused("fetchgrace", {**asked, "OUTPUT_UNCERTAINTY": str(tmp_path / "sd.tif")})
    assert not any(path.name == "sd.tif" or path.name.startswith(".geogap") for path in tmp_path.iterdir())


@pytest.mark.parametrize(("start", "end"), [("2031-01-01", "2031-06-30"), ("2017-08-01", "2018-03-31")])
def test_nothing_found_says_what_was_searched(provider, world, grids, mascons, tmp_path, start, end):
    world.add_grids(grids)
    world.add_mascons(mascons[0])
    for product in ("jpl-grids", "jpl-mascons"):
        text = refused(
            "fetchgrace", {"PRODUCT": product, "START": start, "END": end, "OUTPUT": str(tmp_path / "x.tif")}
        )
        assert "Searched: " in text
        assert re.search("TELLUS_GRAC[_-]", text)
        assert start[:7] in text
    assert not (tmp_path / "x.tif").exists()


def test_a_product_that_has_moved_is_said_to_have(provider, world, tmp_path):
    text = refused("fetchgrace", {"PRODUCT": "jpl-mascons", "OUTPUT": str(tmp_path / "x.tif")})
    assert "no longer in the catalogue" in text
    assert "MASCON_CRI_GRID_RL*" in text


def left(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != "catalog.json")


EULA = {
    "status_code": 403,
    "error_description": "EULA Acceptance Failure",
    "resolution_url": "https://urs.earthdata.nasa.gov/approve_app?client_id=abc",
}
REFUSALS = {
    "wrong token": ((401, {}, b'{"error": "invalid_token"}'), "wrong or has expired"),
    "licence": ((403, {}, json.dumps(EULA).encode()), "accept its terms"),
    "forbidden": ((403, {}, TOKEN.encode()), "may not use these data"),
    "retired": ((410, {}, b"gone"), "no longer"),
    "sign-in page": ((302, {"Location": "/oauth/authorize?client_id=x"}, b""), "asks to sign in"),
    "echo": ((400, {"X-Echo": TOKEN}, TOKEN.encode()), "status 400"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_the_token_is_never_seen_whatever_goes_wrong(provider, world, grids, tmp_path, case):
    answer, words = REFUSALS[case]
    paths = world.add_grids(grids)
    world.server.pages["/oauth/authorize"] = page(f"<html>{TOKEN}</html>".encode(), "text/html")
    world.server.pages[paths[3]] = lambda query, headers: answer  # midway: three files arrive before
    text = refused(
        "fetchgrace",
        {"PRODUCT": "jpl-grids", "START": "2007-07-01", "END": "2007-12-31", "OUTPUT": str(tmp_path / "x.tif")},
    )
    assert words in text
    assert TOKEN not in text
    assert "do-not-show-me" not in text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert TOKEN.encode() not in path.read_bytes()
        assert b"do-not-show-me" not in path.read_bytes()
    assert not any(name.endswith((".part", ".tif")) or "manifest" in name for name in left(tmp_path))


def test_neither_output_nor_manifest_nor_log_holds_the_token_after_a_success(run, world, grids, tmp_path):
    world.add_grids(grids)
    _, feedback, _ = fetch(run, tmp_path, PRODUCT="jpl-grids", START="2007-07-01", END="2007-12-31")
    assert TOKEN not in feedback.textLog()
    assert TOKEN not in feedback.htmlLog()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes()
            assert b"do-not-show-me" not in path.read_bytes()
    handed = {path for host, path, headers in world.server.seen if "authorization" in headers}
    assert handed == {path for path in handed if path.startswith("/podaac-ops-cumulus-protected/")}
    assert len(handed) == 6


def test_an_expired_token_loses_nothing_of_what_has_arrived(run, world, grids, tmp_path):
    world.add_grids(grids)
    asked = {"PRODUCT": "jpl-grids", "START": "2007-07-01", "END": "2007-12-31", "OUTPUT": str(tmp_path / "x.tif")}
    allowed = world.cmr._redirect_if_allowed
    count = iter(range(100))

    def expiring(query, headers):
        return allowed(query, headers) if next(count) < 3 else allowed(query, {**headers, "authorization": "expired"})

    for path in [path for path in world.server.pages if path.startswith("/podaac")]:
        world.server.pages[path] = expiring
    assert "expired" in refused("fetchgrace", asked)
    for path in [path for path in world.server.pages if path.startswith("/podaac")]:
        world.server.pages[path] = allowed
    world.server.served.clear()
    _, feedback, _ = run("fetchgrace", asked)
    assert "3 of 6 files downloaded" in feedback.textLog()


def test_faults_on_the_way_are_survived(run, world, grids, tmp_path):
    paths = world.add_grids(grids)
    for number, faults in enumerate((["cut"], ["500"], ["drop"], ["rot"], ["lie short"], ["html"])):
        world.server.faults[f"/signed{paths[number]}"] = faults
    world.server.faults["/search/granules.umm_json"] = ["503", "html"]
    results, _, _ = fetch(run, tmp_path, PRODUCT="jpl-grids", START="2007-07-01", END="2007-12-31", EXTENT=AMAZON)
    assert results["MISSING_MONTHS"] == 0


@pytest.mark.parametrize("where", ["search", "download"])
def test_cancel_is_heard_within_a_second_and_leaves_nothing(provider, world, grids, tmp_path, where):
    paths = world.add_grids(grids)
    stuck = "/search/granules.umm_json" if where == "search" else f"/signed{paths[0]}"
    world.server.faults[stuck] = ["silence"]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fetchgrace")
    feedback = QgsProcessingFeedback()
    threading.Timer(0.8, feedback.cancel).start()
    begin = time.monotonic()
    asked = {"PRODUCT": "jpl-grids", "START": "2007-07-01", "END": "2007-07-31", "OUTPUT": str(tmp_path / "x.tif")}
    results, _ = algorithm.run(asked, QgsProcessingContext(), feedback, {}, True)
    assert time.monotonic() - begin < 1.8
    assert not results.get("OUTPUT")
    assert not any(name.endswith((".part", ".tif")) or "manifest" in name for name in left(tmp_path))
