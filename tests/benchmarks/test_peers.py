"""The peers do on known cases what their authors say, and one that is not there is left out with a reason."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers import runner
from benchmarks.peers.catalogue import PEERS, Peer
from benchmarks.peers.harmonics import harmonics, harmonics_and_linear
from benchmarks.peers.runner import LeftOutError, run_peer
from benchmarks.peers.ssa import ssa
from geogap_plugin.core.calendar import Cadence

from .conftest import months

MONTH = Cadence("month")
GAP = slice(60, 71)


def with_gap(series):
    values = np.array(series, dtype=float)
    values[GAP] = np.nan
    return values


def rms(values):
    return np.sqrt(np.mean(np.square(values)))


@pytest.fixture
def sine():
    """A year's sine of amplitude 5 and half a year's of 2 about 1, for two cells of another phase each."""
    angle = 2 * np.pi * np.arange(144)[:, np.newaxis] / 12
    phase = np.array([0.0, 1.0])
    return 1 + 5 * np.sin(angle + phase) + 2 * np.cos(2 * angle - phase)


def test_ssa_fills_a_pure_sine(sine):
    filled = ssa(months(144), with_gap(sine), MONTH)
    assert rms(filled.mean[GAP] - sine[GAP]) < 0.02 * 5
    assert np.isnan(filled.sd).all()


def test_ssa_fills_noise_with_little_more_than_the_mean():
    noise = np.random.default_rng(1).normal(size=(144, 50))
    filled = ssa(months(144), with_gap(noise), MONTH)
    assert rms(filled.mean[GAP] - noise[GAP]) < 1.3


def test_ssa_fills_each_cell_by_itself(sine):
    both = np.column_stack([sine[:, 0], np.random.default_rng(0).normal(size=144)])
    alone = ssa(months(144), with_gap(both[:, :1]), MONTH).mean
    np.testing.assert_allclose(ssa(months(144), with_gap(both), MONTH).mean[:, :1], alone, atol=1e-9)


def test_harmonics_are_a_least_squares_fit_of_trend_and_two_cycles():
    times = months(144)
    random = np.random.default_rng(0)
    values = with_gap(random.normal(size=(144, 3)).cumsum(axis=0))
    years = (times - times[0]) / np.timedelta64(86400, "s") / 365.2425
    angle = 2 * np.pi * years
    cycles = [np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)]
    design = np.column_stack([np.ones(144), years, *cycles])
    seen = np.isfinite(values[:, 0])
    expected = design @ np.linalg.lstsq(design[seen], values[seen], rcond=None)[0]
    # Our years follow the calendar, these the mean year.
    np.testing.assert_allclose(harmonics(times, values, MONTH).mean, expected, atol=0.05)


def test_the_linear_residual_is_bridged_between_its_neighbours():
    times = months(144)
    values = with_gap(np.random.default_rng(0).normal(size=(144, 2)).cumsum(axis=0))
    values[140:] = np.nan
    fit = harmonics(times, values, MONTH).mean
    filled = harmonics_and_linear(times, values, MONTH).mean
    days = (times - times[0]) / np.timedelta64(86400, "s")
    share = (days[65] - days[59]) / (days[71] - days[59])
    residual = values - fit
    np.testing.assert_allclose(filled[65], fit[65] + (1 - share) * residual[59] + share * residual[71])
    np.testing.assert_allclose(filled[143], fit[143] + residual[139])
    seen = np.isfinite(values)
    np.testing.assert_allclose(filled[seen], values[seen])


def test_whittaker_fills_a_line():
    pytest.importorskip("whittaker_eilers")
    from benchmarks.peers.whittaker import whittaker

    line = np.column_stack([0.3 * np.arange(144) - 7, np.full(144, 2.0)])
    np.testing.assert_allclose(whittaker(months(144), with_gap(line), MONTH).mean, line, atol=1e-3)


def test_the_structural_model_fills_a_sine_and_knows_how_well(sine):
    pytest.importorskip("statsmodels")
    from benchmarks.peers.structural import structural

    truth = sine + np.random.default_rng(0).normal(scale=0.5, size=sine.shape)
    filled = structural(months(144), with_gap(truth), MONTH)
    assert rms(filled.mean[GAP] - sine[GAP]) < 0.5
    assert 0.4 < np.median(filled.sd[GAP]) < 1.0


def test_a_peer_in_a_process_of_its_own_says_the_same(sine):
    peer = next(peer for peer in PEERS if peer.label == "SSA")
    series = np.stack([with_gap(sine), np.where(np.arange(144)[:, np.newaxis] % 30 == 3, np.nan, sine)])
    answer = run_peer(peer, months(144), series)
    for given, said in zip(series, answer.estimates):
        np.testing.assert_allclose(said.mean, ssa(months(144), given, MONTH).mean, atol=1e-9)
    assert answer.milliseconds > 0


def test_a_peer_whose_library_is_missing_is_left_out(sine):
    absent = Peer("absent", "absent:absent", "bench", "drawn", "")
    with pytest.raises(LeftOutError, match=r"not installed: .*absent"):
        run_peer(absent, months(144), sine[np.newaxis])


def test_a_peer_whose_environment_is_missing_is_left_out(sine, monkeypatch, tmp_path):
    monkeypatch.setitem(runner.ENVIRONMENTS, "bench", tmp_path / "bin" / "python")
    with pytest.raises(LeftOutError, match="there is no environment"):
        run_peer(next(peer for peer in PEERS if peer.environment == "bench"), months(144), sine[np.newaxis])


def test_a_peer_that_fails_is_left_out_with_its_own_words(sine):
    peer = next(peer for peer in PEERS if peer.label == "SSA")
    with pytest.raises(LeftOutError, match="Error"):
        run_peer(peer, months(20), sine[np.newaxis, :20])


def test_every_peer_names_a_module_and_an_environment(root):
    for peer in PEERS:
        module, _, function = peer.function.partition(":")
        text = (root / "benchmarks" / "peers" / f"{module}.py").read_text(encoding="utf-8")
        assert f"def {function}(" in text
        assert peer.environment in ("", *runner.ENVIRONMENTS)
        assert peer.about
