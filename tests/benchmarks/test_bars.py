"""Bars and figures are the ratios and shares that they say they are, computed here by hand."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import bars
from benchmarks.figures import area_figures, area_rmse, figures, row
from benchmarks.filled import Filled
from benchmarks.reported import REPORTED
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.trials.scoring import MethodScores, Scores

from .conftest import made_window


def scores(**rmse):
    """Scores of methods whose cells have these errors; everything else is a plausible constant."""
    methods = {}
    for name, values in rmse.items():
        values = np.asarray(values, dtype=float)
        rest = ("mae", "crps", "nse", "nse_deseasonalised", "pearson", "coverage_50", "coverage_80", "coverage_90")
        methods[name] = MethodScores({"rmse": values, **{metric: np.full(values.shape, 0.5) for metric in rest}}, 0.0)
    return Scores(methods, 100)


WEIGHTS = np.array([1.0, 1.0, 2.0])


def by_metric(results):
    return {result.name.rsplit(", ", 1)[1]: result for result in results}


def test_the_area_weighted_error_is_the_root_of_the_weighted_mean_square():
    found = scores(gp=[1.0, 2.0, 3.0]).methods["gp"]
    assert area_rmse(found, WEIGHTS) == pytest.approx(np.sqrt((1 + 4 + 2 * 9) / 4))


def test_a_network_is_set_beside_the_gaussian_process():
    found = by_metric(bars.net_bars("d", scores(gp=[1.0, 2.0, 3.0], net=[1.1, 2.0, 2.0]), WEIGHTS, ["net"]))
    assert found["RMSE median"].value == pytest.approx(2 / 2)
    assert found["RMSE median"].holds
    assert found["RMSE mean"].value == pytest.approx(5.1 / 6)
    assert found["area-weighted RMSE"].value == pytest.approx(np.sqrt((1.21 + 4 + 8) / (1 + 4 + 18)))


def test_the_blend_must_beat_the_gaussian_process_by_two_percent():
    gp = [1.0, 2.0, 3.0]
    assert all(bar.holds for bar in bars.auto_bars("d", scores(gp=gp, auto=np.multiply(0.979, gp)), WEIGHTS))
    assert not any(bar.holds for bar in bars.auto_bars("d", scores(gp=gp, auto=np.multiply(0.981, gp)), WEIGHTS))


def test_the_blend_is_set_beside_the_best_method_of_each_window():
    windows = {
        "east": scores(gp=[2.0, 2.0], linear=[1.0, 2.0], auto=[1.5, 1.5]),
        "west": scores(gp=[1.0, 1.0], linear=[3.0, 3.0], auto=[1.0, 1.04]),
    }
    east, west = bars.window_bars("d", windows, ["gp", "linear"])
    assert (east.value, east.holds) == (pytest.approx(1.0), True)
    assert "linear" in east.peer
    assert (west.value, west.holds) == (pytest.approx(1.02), False)
    assert "gp" in west.peer


def test_scattered_months_are_set_beside_the_simple_bridge():
    (bar,) = bars.scattered_bars("d", scores(auto=[0.9, 0.9, 0.9], **{bars.BRIDGED: [1.0, 1.0, 1.0]}), WEIGHTS)
    assert (bar.value, bar.bar, bar.holds) == (pytest.approx(0.9), 0.95, True)


def filled(latitude, inside, gap):
    """One hidden epoch; each cell's value lies in its 50 % interval or outside its 90 % one."""
    inside = np.asarray(inside)
    window = made_window(cells=inside.size)
    window = type(window)(window.name, window.times, window.values, np.asarray(latitude, dtype=float))
    truth = np.where(inside, 0.1, 9.0)[np.newaxis]
    said = Estimate(np.zeros_like(truth), np.ones_like(truth))
    return Filled(window, truth, np.zeros_like(truth), np.asarray(gap)[np.newaxis], {"gp": said})


def test_the_worst_band_and_the_worst_gap_length_are_judged(monkeypatch):
    monkeypatch.setattr(bars, "FEWEST", 10)
    # 20 values at 7 S, half of them inside; 20 at 8 N, all inside; 5 at 52 N, too few to judge.
    latitude = [-7.0] * 20 + [8.0] * 20 + [52.0] * 5
    inside = [True, False] * 10 + [True] * 20 + [False] * 5
    gap = [1] * 30 + [11] * 15
    results = bars.coverage_bars("d", [filled(latitude, inside, gap)], "gp")
    name = "d, all cells, gp, coverage of the 50 % interval"
    found = {result.name: result for result in results}
    assert found[name].value == pytest.approx(30 / 45)
    assert not found[name].holds
    band = found[f"{name}, worst latitude band"]
    assert band.value == 1.0
    assert "0° to 15°N" in band.peer
    assert not band.holds
    length = found[f"{name}, worst gap length"]
    assert length.value == pytest.approx(20 / 30)
    assert "single months" in length.peer
    at_90 = found["d, all cells, gp, coverage of the 90 % interval, worst latitude band"]
    assert at_90.value == 0.5
    assert "15°S to 0°" in at_90.peer


def test_the_limits_of_honest_intervals_are_three_points_over_all():
    latitude, gap = [1.0] * 100, [1] * 100
    for count, holds in ((47, True), (53, True), (46, False), (54, False)):
        inside = np.arange(100) < count
        result = bars.coverage_bars("d", [filled(latitude, inside, gap)], "gp")[0]
        assert (result.value, result.holds) == (pytest.approx(count / 100), holds)


def test_gap_classes_hold_every_length_once():
    one = filled([1.0] * 6, [True] * 6, [1, 2, 3, 4, 11, 12])
    chosen = np.array([parts[0][0] for parts in bars.gap_classes([one]).values()])
    np.testing.assert_array_equal(chosen.sum(axis=0), np.ones(6))
    np.testing.assert_array_equal(chosen.sum(axis=1), [1, 2, 2, 1])


def test_figures_are_judged_beside_reported_ones_only_where_they_are_comparable():
    found = scores(linear=[1.0], gp=[100.0], monthly=[99.0], SSA=[5.0])
    judged = {result.name: result for result in figures("d, any", found, {"monthly"}, like_reported=True, full=True)}
    assert judged["d, any, linear, RMSE median"].bar == pytest.approx(1.1 * REPORTED["linear"].rmse_median)
    assert judged["d, any, linear, NSE median"].bar == pytest.approx(-0.16 - 0.016)
    assert judged["d, any, gp, RMSE mean"].holds is False
    assert judged["d, any, monthly, RMSE median"].bar == pytest.approx(100.0)
    assert judged["d, any, SSA, RMSE median"].holds is None
    assert judged["d, any, gp, coverage of the 50 % interval"].holds
    plain = figures("d, any", found)
    assert all(result.holds is None for result in plain)


def test_what_states_no_error_has_no_coverage():
    found = scores(gp=[1.0], SSA=[1.0])
    for level in (50, 80, 90):
        found.methods["SSA"].cells[f"coverage_{level}"][:] = np.nan
    names = [result.name for result in figures("d, any", found)]
    assert "d, any, gp, coverage of the 50 % interval" in names
    assert not any("SSA, coverage" in name for name in names)
    assert row("SSA", found.methods["SSA"], {"SSA": 12.3})[-2:] == ("–", "12")


def test_scattered_months_have_reported_errors_of_their_own():
    found = {r.name: r for r in area_figures("d", scores(linear=[2.6], gp=[9.0]), np.ones(1), scattered=True)}
    assert found["d, all cells, linear, area-weighted RMSE"].holds is False
    assert found["d, all cells, gp, area-weighted RMSE"].holds is None
