"""`geogap:compareseries` matches dates, units and grids, and its metrics are those worked out with plain numpy."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProcessingUtils

from .conftest import MISSING_MONTHS, SEA, read, truth
from .polygons import polygon_layer

MONTHS = np.arange(np.datetime64("2003-01"), np.datetime64("2015-01"))
SQUARE = "POLYGON ((-59 -1, -57 -1, -57 1, -59 1, -59 -1))"


def write(path, values, months=MONTHS, unit="cm", day="01", factor=1):
    """Write a series on the fixture's grid, in cells `factor` times as large."""
    kind = gdal.GetDriverByName("GTiff")
    data = kind.Create(str(path), values.shape[2], values.shape[1], len(values), gdal.GDT_Float32)
    data.SetGeoTransform((-60.0, factor, 0.0, 3.0, 0.0, -factor))
    data.SetProjection(
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
    )
    for band, (layer, month) in enumerate(zip(values, months), start=1):
        raster = data.GetRasterBand(band)
        raster.SetDescription(f"{month}-{day}")
        raster.SetUnitType(unit)
        raster.WriteArray(layer.astype("f4"))
    data = None
    return str(path)


def noisy(seed=0):
    return truth(MONTHS) + np.random.default_rng(seed).normal(size=(144, 6, 5)) + 0.5


def common(values):
    """The values at the epochs that the fixture's series has, shape (139, 6, 5)."""
    return values[[str(month) not in MISSING_MONTHS for month in MONTHS]].astype(float)


def by_hand(reference, other):
    """PCC, NSE, KGE, RMSE and bias of two 1-D series without gaps."""
    r = np.corrcoef(reference, other)[0, 1]
    alpha, beta = np.std(other) / np.std(reference), np.mean(other) / np.mean(reference)
    return [
        r,
        1 - np.sum((other - reference) ** 2) / np.sum((reference - reference.mean()) ** 2),
        1 - np.sqrt((r - 1) ** 2 + (alpha - 1) ** 2 + (beta - 1) ** 2),
        np.sqrt(np.mean((other - reference) ** 2)),
        np.mean(other - reference),
    ]


def test_every_cell_has_the_textbook_metrics(run, series_file, tmp_path):
    other = noisy()
    path = write(tmp_path / "b.tif", other)
    results, feedback, _ = run("compareseries", {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")})
    found, labels, tags = read(results["OUTPUT"])
    assert labels == ["PCC", "NSE", "KGE", "RMSE (cm)", "bias (cm)"]
    assert tags["GEOGAP_ALGORITHM"] == "geogap:compareseries"
    assert np.isnan(found[:, SEA[0], SEA[1]]).all()
    one, two = common(truth(MONTHS)), common(other)
    for row, column in ((5, 4), (1, 0), (3, 3)):
        np.testing.assert_allclose(
            found[:, row, column], by_hand(one[:, row, column], two[:, row, column].astype("f4")), rtol=2e-4
        )
    assert results["EPOCHS"] == 139
    assert results["RMSE"] < 1
    assert "139 common epochs from 2003-01 to 2014-12" in feedback.textLog()


def test_units_are_converted_and_said(run, series_file, tmp_path):
    path = write(tmp_path / "mm.tif", truth(MONTHS) * 10, unit="mm")
    results, feedback, _ = run("compareseries", {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")})
    assert results["RMSE"] < 1e-5
    assert "converted from mm into cm" in feedback.textLog()


def test_units_of_another_kind_are_refused(run, series_file, tmp_path):
    path = write(tmp_path / "k.tif", truth(MONTHS), unit="K")
    with pytest.raises(QgsProcessingException, match="“K” cannot be converted into “cm”"):
        run("compareseries", {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")})
    assert not (tmp_path / "c.tif").exists()


def test_finer_cells_are_averaged_onto_the_reference(run, series_file, tmp_path):
    fine = np.repeat(np.repeat(truth(MONTHS), 2, axis=1), 2, axis=2)
    fine[:, ::2, ::2] += 1
    path = write(tmp_path / "fine.tif", fine, factor=0.5)
    results, feedback, _ = run("compareseries", {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")})
    assert "resampled onto the grid of A (average)" in feedback.textLog()
    found, _, _ = read(results["OUTPUT"])
    np.testing.assert_allclose(found[4, 1:, :], 0.25, atol=1e-4)
    assert results["BIAS"] == pytest.approx(0.25, abs=1e-4)


def test_a_reference_period_takes_the_offset_away(run, series_file, tmp_path):
    path = write(tmp_path / "b.tif", truth(MONTHS) + 7)
    parameters = {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")}
    plain, _, _ = run("compareseries", parameters)
    assert plain["BIAS"] == pytest.approx(7, abs=1e-4)
    shifted, _, _ = run("compareseries", {**parameters, "REFERENCE_PERIOD": "2004/2009"})
    assert shifted["BIAS"] == pytest.approx(0, abs=1e-4)
    with pytest.raises(QgsProcessingException, match="outside the common epochs"):
        run("compareseries", {**parameters, "REFERENCE_PERIOD": "1990/1995"})


def test_regions_have_metrics_of_their_mean_series(run, series_file, tmp_path):
    other = noisy(3)
    path = write(tmp_path / "b.tif", other)
    results, _, context = run(
        "compareseries",
        {
            "A": series_file,
            "B": path,
            "REGIONS": polygon_layer({"basin": SQUARE}),
            "NAME_FIELD": "name",
            "OUTPUT": str(tmp_path / "c.tif"),
            "OUTPUT_TABLE": "memory:",
            "OUTPUT_HTML": str(tmp_path / "c.html"),
        },
    )
    layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_TABLE"], context)
    found = {feature["area"]: feature for feature in layer.getFeatures()}
    assert set(found) == {"All cells", "basin"}
    # Four cells on both sides of the equator: all of one area.
    one, two = (common(values)[:, 2:4, 1:3] for values in (truth(MONTHS), other))
    clouded = [str(month) for month in MONTHS if str(month) not in MISSING_MONTHS].index("2005-02")
    keep = np.arange(139) != clouded
    row = found["basin"]
    expected = by_hand(one[keep].mean(axis=(1, 2)), two[keep].mean(axis=(1, 2)))
    np.testing.assert_allclose([row[name] for name in ("pcc", "nse", "rmse")], np.array(expected)[[0, 1, 3]], rtol=0.02)
    assert (row["cells"], row["epochs"], row["unit"]) == (4, 139, "cm")
    assert found["All cells"]["cells"] == 29
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "RMSE (cm)" in page


def test_daily_values_are_averaged_onto_months(run, series_file, tmp_path):
    days = np.arange(np.datetime64("2003-01-01"), np.datetime64("2004-01-01"))
    of_month = (days.astype("datetime64[M]") - np.datetime64("2003-01")).astype(int)
    rng = np.random.default_rng(1)
    wobble = rng.normal(size=365)
    wobble -= np.array([wobble[of_month == month].mean() for month in range(12)])[of_month]
    values = truth(MONTHS)[of_month] + wobble[:, np.newaxis, np.newaxis]
    data = write(tmp_path / "days.tif", values, months=[str(day)[:7] for day in days])
    source = gdal.Open(data, gdal.GA_Update)
    for band, day in enumerate(days, start=1):
        source.GetRasterBand(band).SetDescription(str(day))
    source = None
    results, feedback, _ = run("compareseries", {"A": series_file, "B": data, "OUTPUT": str(tmp_path / "c.tif")})
    assert results["EPOCHS"] == 12
    assert results["RMSE"] < 1e-5
    assert "it was averaged to one month" in feedback.textLog()
    with pytest.raises(QgsProcessingException, match="Exchange A and B"):
        run("compareseries", {"A": data, "B": series_file, "OUTPUT": str(tmp_path / "c.tif")})


def test_series_of_other_years_are_refused(run, series_file, tmp_path):
    later = np.arange(np.datetime64("2020-01"), np.datetime64("2021-01"))
    path = write(tmp_path / "later.tif", truth(later), months=later)
    with pytest.raises(QgsProcessingException, match="0 common epochs"):
        run("compareseries", {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif")})


def test_no_input_is_overwritten(run, series_file, tmp_path):
    path = write(tmp_path / "b.tif", noisy())
    for taken in (series_file, path):
        with pytest.raises(QgsProcessingException, match="Choose another name"):
            run("compareseries", {"A": series_file, "B": path, "OUTPUT": taken})


def test_a_cancelled_run_leaves_nothing(run, series_file, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgress(self, share):
            self.cancel()

    path = write(tmp_path / "b.tif", noisy())
    before = set(tmp_path.iterdir())
    run(
        "compareseries",
        {"A": series_file, "B": path, "OUTPUT": str(tmp_path / "c.tif"), "OUTPUT_HTML": str(tmp_path / "c.html")},
        Impatient(),
    )
    assert {file for file in tmp_path.iterdir() if not file.name.endswith(".aux.xml")} == before


def test_a_crop_of_the_delivered_grace_product_is_the_product(run, data_folder, tmp_path):
    crop = data_folder / "grace" / "jpl_l3_southamerica_2002-2016.nc"
    months = sorted((data_folder / "grace").glob("GRD-3_2007*.nc"))
    copies = []
    for source in (crop, *months):
        copies.append(tmp_path / source.name)
        copies[-1].write_bytes(source.read_bytes())
    globe = str(tmp_path / "globe.tif")
    run("buildseries", {"INPUTS": [str(copy) for copy in copies[1:]], "OUTPUT": globe})
    results, _, _ = run("compareseries", {"A": str(copies[0]), "B": globe, "OUTPUT": str(tmp_path / "c.tif")})
    assert (results["EPOCHS"], results["RMSE"], results["BIAS"]) == (6, 0, 0)
    found, _, _ = read(results["OUTPUT"])
    assert np.nanmax(np.abs(found[3])) == 0
