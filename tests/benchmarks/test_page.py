"""The page has a table for each design, says what is left out, and ends with what holds."""

from __future__ import annotations

from benchmarks.monthly import SCATTERED, TEN_BLOCKS
from benchmarks.page import page, tables


def result(name, value, unit="", peer="", bar=None, holds=None):
    return {"name": name, "value": value, "unit": unit, "peer": peer, "bar": bar, "holds": holds}


RESULTS = [
    result(f"{TEN_BLOCKS}, any spread, gp, RMSE median", 2.345, "cm", "gp, elsewhere", 2.5, True),
    result(f"{TEN_BLOCKS}, any spread, gp, NSE median", 0.7123, "", "gp, elsewhere", 0.72, False),
    result(f"{TEN_BLOCKS}, any spread, gp, coverage of the 90 % interval", 0.905, "", "nominal", 0.9, True),
    result(f"{TEN_BLOCKS}, any spread, SSA, RMSE median", 3.1),
    result(f"{TEN_BLOCKS}, any spread, BRITS, left out", None, "", "not installed: no torch"),
    result(f"{TEN_BLOCKS}, all cells, gp, area-weighted RMSE", 2.61, "cm"),
    result(f"{TEN_BLOCKS}, a few cells, structural time series, RMSE median", 2.2, "cm"),
    result(f"{TEN_BLOCKS}, all cells, auto / gp, RMSE mean", 0.971, "", "gp on the same cells", 0.98, True),
    result(f"{TEN_BLOCKS}, africa, auto / best single method, RMSE mean", 1.02, "", "gp", 1.01, False),
    result(f"{TEN_BLOCKS}, all cells, gp, coverage of the 50 % interval", 0.51, "", "nominal", 0.5, True),
    result(f"{TEN_BLOCKS}, all cells, gp, coverage of the 50 % interval, worst latitude band", 0.4, "", "", 0.5, False),
    result(f"{SCATTERED}, any spread, gp, RMSE median", 1.5, "cm"),
]


def lines_of(text, start):
    return [line for line in text.splitlines() if line.startswith(start)]


def test_results_are_grouped_by_design_and_draw():
    found = tables(RESULTS)
    assert list(found) == [f"{TEN_BLOCKS}, any spread", f"{TEN_BLOCKS}, a few cells", f"{SCATTERED}, any spread"]
    assert found[f"{TEN_BLOCKS}, any spread"]["SSA"] == {"RMSE median": 3.1}


def test_the_page_has_a_table_for_each_design_with_methods_and_peers():
    text = page(RESULTS)
    gp = lines_of(text, "| gp |")[0]
    assert gp == "| gp | 0.712 | – | 2.35 | – | – | – | – | – | 0.91 | 2.61 |"
    assert lines_of(text, "| SSA |")
    assert "BRITS was left out: not installed: no torch." in text
    assert lines_of(text, "| structural time series |")
    assert text.index("## Ten 11-month blocks") < text.index("## 20 scattered months") < text.index("## Bars")


def test_what_does_not_hold_is_said():
    text = page(RESULTS)
    assert "4 of 7 hold; of those on intervals, 2 of 3." in text
    assert f"| {TEN_BLOCKS}, all cells, auto / gp, RMSE mean | 0.971 | at most 0.980 | yes |" in text
    assert "| 1.020 | at most 1.010 | **no** |" in text
    assert "| ten 11-month blocks | gp | 51 | **40** | – |" in text
    assert lines_of(text, f"| {TEN_BLOCKS}, any spread, gp, NSE median | 0.712 | 0.720 |")


def test_a_page_of_nothing_judged_still_reads():
    assert "0 of 0 hold" in page(RESULTS[-1:])
