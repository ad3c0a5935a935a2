"""`geogap:zonalseries` averages real files over real polygon layers, and says how certain the averages are."""

import math

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
)

from geogap_plugin.report.html import number

from .conftest import MISSING_MONTHS, read, truth, write_series
from .polygons import polygon_layer

# The series lies on 60 to 55 degrees west, 3 south to 3 north, in cells of one degree; (0, 0) is sea.
SQUARE = "POLYGON ((-59 -1, -57 -1, -57 1, -59 1, -59 -1))"
HOLED = (
    "MULTIPOLYGON (((-59.5 -2.5, -56 -2.5, -56 1.5, -59.5 1.5, -59.5 -2.5), (-58 -1, -57 -1, -57 0, -58 0, -58 -1)),"
    "((-55.5 2, -55 2, -55 3, -55.5 3, -55.5 2)))"
)
COASTAL = "POLYGON ((-60 2, -58 2, -58 3, -60 3, -60 2))"


@pytest.fixture
def filled(run, series_file, tmp_path):
    """The series filled, with its uncertainty and flags."""
    paths = {key: str(tmp_path / f"{key.lower()}.tif") for key in ("OUTPUT", "OUTPUT_UNCERTAINTY", "OUTPUT_FLAGS")}
    run("fillseries", {"INPUT": series_file, "METHOD": "harmonic", **paths})
    return {"INPUT": paths["OUTPUT"], "UNCERTAINTY": paths["OUTPUT_UNCERTAINTY"], "FLAGS": paths["OUTPUT_FLAGS"]}


def rows(results, context, name="OUTPUT"):
    layer = QgsProcessingUtils.mapLayerFromString(results[name], context)
    found = {}
    for feature in layer.getFeatures():
        found.setdefault(feature["region"], []).append(dict(zip(layer.fields().names(), feature.attributes())))
    return found


def weights(text):
    """Areas of the intersections with the cells, with QGIS's geometry, by the cosine of the latitude."""
    shape = QgsGeometry.fromWkt(text)
    found = np.zeros((6, 5))
    for row in range(6):
        for column in range(5):
            west, north = column - 60, 3 - row
            cell = QgsGeometry.fromRect(QgsRectangle(west, north - 1, west + 1, north))
            found[row, column] = shape.intersection(cell).area()
            found[row, column] *= math.cos(math.radians(2.5 - row))
    return found


@pytest.mark.parametrize("shape", [SQUARE, HOLED, COASTAL], ids=["square", "hole and parts", "coast"])
def test_the_mean_weights_cells_by_what_the_polygon_covers(run, series_file, shape):
    layer = polygon_layer({"basin": shape})
    results, _, context = run(
        "zonalseries", {"INPUT": series_file, "REGIONS": layer, "NAME_FIELD": "name", "OUTPUT": "memory:"}
    )
    table = rows(results, context)["basin"]
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2015-01"))
    values, area = truth(months).astype(float), weights(shape)
    there = area.copy()
    there[0, 0] = 0
    expected = (values * there).sum(axis=(1, 2)) / there.sum()
    assert [row["epoch"] for row in table] == [str(month) for month in months]
    for month, row, mean in zip(months, table, expected):
        if str(month) in MISSING_MONTHS:
            assert not row["mean"]
            assert row["value_share"] == 0
        elif str(month) != "2005-02":
            assert row["mean"] == pytest.approx(mean, abs=2e-3)
            assert row["value_share"] == pytest.approx(there.sum() / area.sum(), rel=2e-3)
        assert not row["sd"]
        assert row["unit"] == "cm"
    assert table[0]["date"].toString("yyyy-MM-dd") == "2003-01-16"


def test_filled_months_are_uncertain_and_marked(run, filled):
    layer = polygon_layer({"basin": HOLED})
    parameters = {**filled, "REGIONS": layer, "NAME_FIELD": "name", "OUTPUT": "memory:"}
    found = {
        length: {row["epoch"]: row for row in rows(*_results(run(*_with(parameters, length))))["basin"]}
        for length in (0, 300, 1e9)
    }
    values, labels, _ = read(filled["UNCERTAINTY"])
    area = weights(HOLED)
    area /= area.sum()
    for month in MISSING_MONTHS:
        sd = values[[label[:7] for label in labels].index(month)].astype(float)
        spread = [found[length][month]["sd"] for length in (0, 300, 1e9)]
        assert spread[0] < spread[1] < spread[2]
        assert spread[0] == pytest.approx(np.sqrt(np.nansum((area * sd) ** 2)), rel=2e-3)
        assert spread[2] == pytest.approx(np.nansum(area * sd), rel=2e-3)
        assert found[300][month]["filled_share"] == pytest.approx(1)
    assert found[300]["2003-01"]["sd"] == 0
    assert found[300]["2003-01"]["filled_share"] == 0


def _with(parameters, length):
    return "zonalseries", {**parameters, "CORRELATION_LENGTH": length}


def _results(finished):
    results, _, context = finished
    return results, context


def test_polygons_of_another_coordinate_system_mean_the_same(run, series_file):
    here = QgsGeometry.fromWkt(SQUARE)
    there = QgsGeometry(here)
    crs = QgsCoordinateReferenceSystem("EPSG:3857")
    there.transform(QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, QgsProject.instance()))
    means = []
    for shape, name in ((here, "EPSG:4326"), (there, "EPSG:3857")):
        layer = polygon_layer({"basin": shape.asWkt(12)}, name)
        results, _, context = run(
            "zonalseries", {"INPUT": series_file, "REGIONS": layer, "NAME_FIELD": "name", "OUTPUT": "memory:"}
        )
        means.append([row["mean"] or 0 for row in rows(results, context)["basin"]])
    np.testing.assert_allclose(means[1], means[0], atol=1e-6)


def test_trends_stand_side_by_side_with_their_uncertainty(run, filled, tmp_path):
    layer = polygon_layer({"basin": HOLED, "plain": SQUARE})
    results, feedback, context = run(
        "zonalseries",
        {
            **filled,
            "REGIONS": layer,
            "NAME_FIELD": "name",
            "OUTPUT": "memory:",
            "OUTPUT_TRENDS": "memory:",
            "OUTPUT_HTML": str(tmp_path / "zonal.html"),
        },
    )
    found = rows(results, context, "OUTPUT_TRENDS")
    assert set(found) == {"basin", "plain"}
    [row] = found["plain"]
    assert (row["epochs"], row["epochs_observed"]) == (144, 139)
    assert row["unit"] == "cm/year"
    assert row["trend_low90"] < row["trend"] < row["trend_high90"]
    assert row["trend"] - row["trend_low90"] == pytest.approx(1.645 * row["trend_sd"])
    # Four cells of the equator; 111.32 km x 110.57 km each.
    assert row["area_km2"] == pytest.approx(4 * 111.32 * 110.57, rel=1e-3)
    assert results["REGION_COUNT"] == 2
    assert f"{number(results['CORRELATION_USED'])} km" in feedback.textLog()
    page = (tmp_path / "zonal.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "all epochs (cm/year)" in page
    assert "5 of 144 epochs are filled" in page


def test_a_region_outside_is_told_and_left_out(run, series_file):
    layer = polygon_layer({"basin": SQUARE, "Tibet": "POLYGON ((80 30, 81 30, 81 31, 80 31, 80 30))"})
    results, feedback, context = run(
        "zonalseries", {"INPUT": series_file, "REGIONS": layer, "NAME_FIELD": "name", "OUTPUT": "memory:"}
    )
    assert set(rows(results, context)) == {"basin"}
    assert "“Tibet” does not meet the raster" in feedback.textLog()


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("POLYGON ((80 30, 81 30, 81 31, 80 31, 80 30))", "does not meet the raster, which covers -60, -3, -55, 3"),
        ("POLYGON ((-58 0, -57 0, -58 0))", "holds no polygon"),
    ],
    ids=["outside", "no area"],
)
def test_nothing_but_unusable_regions_is_an_error(provider, run, series_file, shape, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("zonalseries", {"INPUT": series_file, "REGIONS": polygon_layer({"x": shape}), "OUTPUT": "memory:"})


def test_an_uncertainty_of_other_dates_or_cells_is_refused(run, series_file, tmp_path):
    layer = polygon_layer({"basin": SQUARE})
    shorter = write_series(tmp_path / "shorter.tif", missing=("2004-03",))
    smaller = str(tmp_path / "smaller.tif")
    gdal.Translate(smaller, series_file, srcWin=[0, 0, 4, 6])
    for path, words in ((shorter, "the same dates"), (smaller, "does not lie on the grid")):
        with pytest.raises(QgsProcessingException, match=words):
            run(
                "zonalseries",
                {"INPUT": series_file, "UNCERTAINTY": path, "REGIONS": layer, "OUTPUT": "memory:"},
            )


def test_a_polygon_that_crosses_itself_is_mended(run, series_file):
    layer = polygon_layer({"bow": "POLYGON ((-59 -1, -57 1, -57 -1, -59 1, -59 -1))"})
    results, _, context = run(
        "zonalseries",
        {"INPUT": series_file, "REGIONS": layer, "OUTPUT": "memory:", "OUTPUT_TRENDS": "memory:"},
    )
    [[row]] = rows(results, context, "OUTPUT_TRENDS").values()
    assert row["area_km2"] == pytest.approx(2 * 111.32 * 110.57, rel=1e-3)
    assert row["region"] == "region 1"


def test_a_cancelled_run_leaves_nothing(provider, run, filled, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgress(self, share):
            self.cancel()

    table = tmp_path / "table.csv"
    page = tmp_path / "page.html"
    run(
        "zonalseries",
        {
            **filled,
            "REGIONS": polygon_layer({"basin": SQUARE, "other": HOLED}),
            "OUTPUT": str(table),
            "OUTPUT_HTML": str(page),
        },
        Impatient(),
    )
    assert not table.exists()
    assert not page.exists()


def test_real_grace_data_have_a_series(run, data_folder, tmp_path):
    source = data_folder / "grace" / "jpl_l3_southamerica_2002-2016.nc"
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    amazon = "POLYGON ((-72 2, -60 2, -52 -2, -56 -12, -70 -12, -72 2))"
    results, _, context = run(
        "zonalseries",
        {
            "INPUT": str(copy),
            "REGIONS": polygon_layer({"Amazon": amazon}),
            "NAME_FIELD": "name",
            "MEASUREMENT_SD": 0.02,
            "OUTPUT": "memory:",
        },
    )
    table = rows(results, context)["Amazon"]
    means = np.array([row["mean"] for row in table if row["mean"]], dtype=float)
    # Amazonian storage swings by about half a metre of water.
    assert 0.2 < means.max() - means.min() < 0.8
    assert 300 < results["CORRELATION_USED"] < 3000
    spread = {round(row["sd"], 6) for row in table if row["sd"]}
    assert all(0.005 < sd < 0.02 for sd in spread)


def test_an_empty_layer_is_an_error(run, series_file):
    with pytest.raises(QgsProcessingException, match="holds no polygon"):
        run("zonalseries", {"INPUT": series_file, "REGIONS": polygon_layer({}), "OUTPUT": "memory:"})
