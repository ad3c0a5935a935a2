"""The page on clouds has a table for each stack, intervals, and what holds."""

from __future__ import annotations

from benchmarks.clouds_page import clouds_part


def result(name, value, unit="", peer="", bar=None, holds=None):
    return {"name": name, "value": value, "unit": unit, "peer": peer, "bar": bar, "holds": holds}


def scores(place, method, unit, *values):
    names = ("RMSE", "MAE", "bias", "R2")
    return [result(f"{place}, {method}, {name}", value, unit) for name, value in zip(names, values)]


SCENES = "GOES-16 LST, Argentina, held-out scenes"
RESULTS = [
    *scores(SCENES, "auto", "K", 1.912, 0.88, 0.0123, 0.977),
    *scores(SCENES, "linear in time", "K", 2.35, 1.09, -0.2, 0.966),
    result(f"{SCENES}, auto beside peers, RMSE", 1.912, "K", "linear in time on the same pixels", 2.35, True),
    result(f"{SCENES}, auto, share within 3 K", 0.94, "", "own aim", 0.95, False),
    result(f"{SCENES}, auto, coverage of the 50 % interval", 0.51, "", "nominal", 0.5, True),
    result(f"{SCENES}, auto, coverage of the 90 % interval", 0.8, "", "nominal", 0.9, False),
    result("GOES-16 LST, Argentina, scenes with 20 % under clouds, auto, RMSE", 1.62, "K"),
    result("GOES-16 LST, Argentina, scenes with 20 % under clouds, auto, share within 3 K", 0.953),
    *scores("MODIS LST, Madrid, all gaps", "auto", "K", 0.8, 0.6, 0.1, 0.9),
    *scores("MODIS LST, Madrid, all gaps", "regression", "K", 0.9, 0.7, 0.1, 0.8),
    result("MODIS LST, Madrid, gap of 50 %, SSGP-toolbox, MAE", 0.853, "K", "published output"),
    result("MODIS LST, Madrid, gap of 50 %, auto, MAE", 0.61, "K", "SSGP-toolbox", 0.853, True),
]


def test_each_stack_has_a_table_of_methods_with_units():
    text = clouds_part(RESULTS)
    assert f"## {SCENES}\n" in text
    assert "| method | RMSE (K) | MAE (K) | bias (K) | R2 |" in text
    assert "| auto | 1.912 | 0.880 | 0.0123 | 0.977 |" in text
    assert "| linear in time | 2.350 | 1.090 | -0.200 | 0.966 |" in text


def test_cloud_shares_and_published_gaps_have_tables_of_their_own():
    text = clouds_part(RESULTS)
    assert "| 20 % | 1.620 | 95 % |" in text
    assert "| 50 % | 0.853 | 0.610 |" in text


def test_what_does_not_hold_is_told():
    text = clouds_part(RESULTS)
    assert f"| {SCENES} | 51/**80** |" in text
    assert "2 of 3 hold." in text
    assert f"| {SCENES}, auto, share within 3 K | 0.940 | 0.950 | own aim | **no** |" in text


def test_speed_is_added_where_it_was_measured_and_nothing_comes_of_nothing():
    speed = [result("model", 1.12, "times as long", "ONNX Runtime alone", 1.3, True)]
    assert "| model | 1.120 times as long | 1.300 | ONNX Runtime alone | yes |" in clouds_part(RESULTS, speed)
    assert clouds_part([]) == ""
