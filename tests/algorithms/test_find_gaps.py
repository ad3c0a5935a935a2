"""`geogap:findgaps` lists, maps and draws what is missing."""

import numpy as np
from qgis.core import QgsProcessingUtils

from .conftest import MISSING_MONTHS, SEA, read


def test_the_table_names_every_missing_month_and_its_gap(run, series_file):
    results, feedback, context = run("findgaps", {"INPUT": series_file, "OUTPUT_TABLE": "memory:"})
    table = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_TABLE"], context)
    rows = {feature["epoch"]: feature for feature in table.getFeatures()}
    whole = {epoch for epoch, row in rows.items() if row["missing_share"] == 1}
    assert whole == set(MISSING_MONTHS)
    assert rows["2007-06"]["gap_length"] == 3
    assert (rows["2007-06"]["gap_first"], rows["2007-06"]["gap_last"]) == ("2007-05", "2007-07")
    assert rows["2007-06"]["period_start"].startswith("2007-06-01")
    assert results["EPOCHS"] == 144
    assert results["MISSING_EPOCHS"] == 5
    assert results["LONGEST_GAP"] == 3
    assert "2011-12" in feedback.textLog()


def test_a_clouded_pixel_is_a_gap_in_part(run, series_file):
    results, _, context = run("findgaps", {"INPUT": series_file, "OUTPUT_TABLE": "memory:"})
    table = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_TABLE"], context)
    [row] = [feature for feature in table.getFeatures() if feature["epoch"] == "2005-02"]
    assert abs(row["missing_share"] - 1 / 29) < 1e-6
    assert not row["gap_length"]


def test_the_missing_share_is_mapped_and_the_sea_is_outside(run, series_file, tmp_path):
    results, _, _ = run(
        "findgaps",
        {"INPUT": series_file, "OUTPUT_TABLE": "memory:", "OUTPUT_FRACTION": str(tmp_path / "share.tif")},
    )
    [share], _, _ = read(results["OUTPUT_FRACTION"])
    assert np.isnan(share[SEA])
    assert np.isclose(share[5, 4], 5 / 144)
    assert np.isclose(share[2, 3], 6 / 144)


def test_the_calendar_crosses_out_the_missing_months(run, series_file, tmp_path):
    results, _, _ = run(
        "findgaps", {"INPUT": series_file, "OUTPUT_TABLE": "memory:", "OUTPUT_HTML": str(tmp_path / "gaps.html")}
    )
    text = (tmp_path / "gaps.html").read_text(encoding="utf-8")
    assert results["OUTPUT_HTML"] == str(tmp_path / "gaps.html")
    for month in MISSING_MONTHS:
        assert f'title="{month}: missing"' in text
    assert text.count("×") == len(MISSING_MONTHS)


def test_an_irregular_series_has_no_missing_epochs(run, series_file):
    results, _, _ = run("findgaps", {"INPUT": series_file, "CADENCE": "irregular", "OUTPUT_TABLE": "memory:"})
    assert (results["EPOCHS"], results["MISSING_EPOCHS"]) == (139, 0)
