"""The monthly benchmark runs on any folder of windows, scores all methods and judges them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks import accuracy, monthly
from benchmarks.monthly import SCATTERED
from geogap_plugin.core.trials import hiding


@pytest.fixture
def data(write_grid, tmp_path):
    """Two windows on different months, so that a peer is asked for each on its own."""
    random = np.random.default_rng(0)
    for name, epochs in (("north.nc", 72), ("south.nc", 60)):
        month = np.arange(epochs)[:, np.newaxis, np.newaxis]
        values = 8 * np.sin(2 * np.pi * month / 12 + random.uniform(0, 6, (2, 3)))
        values = values + random.normal(size=(epochs, 2, 3))
        values[[20, 21]] = -99999.0
        write_grid(name, values, 15 + 30.4375 * np.arange(epochs), "cm")
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """Two short designs and the peers that need nothing but numpy."""
    designs = {
        monthly.TEN_BLOCKS: lambda window: hiding.blocks(window.values, count=1, length=6),
        SCATTERED: lambda window: hiding.scattered(window.values, length=6, seed=0),
    }
    monkeypatch.setattr(monthly, "DESIGNS", designs)
    peers = [peer for peer in monthly.PEERS if peer.label == "SSA" or not peer.environment]
    absent = type(peers[0])("absent", "absent:absent", "bench", "drawn", "")
    monkeypatch.setattr(monthly, "PEERS", (*peers, absent))


@pytest.mark.usefixtures("quick", "runtime_folder")
def test_every_method_and_peer_is_scored_and_judged(data, capsys):
    results = {result.name: result for result in monthly.run(data)}
    said = capsys.readouterr().out
    for method in ("linear", "gp", "auto", "trend + 2 harmonics", "SSA"):
        error = results[f"{monthly.TEN_BLOCKS}, any spread, {method}, RMSE median"].value
        # Noise of 1 cm on a season that all but the line can see.
        assert 0.7 < error < (9 if method == "linear" else 2.5), method
    assert results[f"{monthly.TEN_BLOCKS}, any spread, absent, left out"].peer.startswith("not installed")
    assert "absent" in said
    assert "auto / best single method" in said
    assert f"{SCATTERED}, all cells, auto / trend + 2 harmonics + linear residual, area-weighted RMSE" in results
    assert f"{SCATTERED}, all cells, auto, coverage of the 90 % interval" in results
    assert all(f"{SCATTERED}, {name}, auto / best single method, RMSE mean" in results for name in ("north", "south"))


@pytest.mark.usefixtures("quick", "runtime_folder")
def test_a_thinned_run_leaves_the_results_alone(data, monkeypatch, tmp_path):
    monkeypatch.setenv("DATA", str(data))
    monkeypatch.setattr(monthly, "DESIGNS", {SCATTERED: monthly.DESIGNS[SCATTERED]})
    monkeypatch.setattr(monthly, "WITH_PEERS", ())
    monkeypatch.setattr(accuracy, "THINNED", tmp_path / "thin")
    monkeypatch.setattr(accuracy, "RESULTS", tmp_path / "full")
    assert accuracy.main(["monthly", "--cells", "2"]) == 0
    assert json.loads((tmp_path / "thin" / "monthly.json").read_text())
    assert not (tmp_path / "full").exists()


def test_a_folder_without_windows_is_an_error_for_the_reader(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATA", str(tmp_path))
    assert accuracy.main(["monthly"]) == 2
    assert "no NetCDF file with a monthly series" in capsys.readouterr().err
