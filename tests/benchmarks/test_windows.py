"""Any folder of monthly windows will do; what is not one is left out with a reason."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.windows import draw, find_windows, read_window
from geogap_plugin.core.errors import InputError

MIDDLES = 15 + 30.4375 * np.arange(60)


@pytest.fixture
def values():
    values = np.random.default_rng(0).normal(size=(60, 2, 3)).astype(np.float32)
    values[:, 0, 0] = -99999.0
    values[10, 1] = -99999.0
    return values


def test_a_window_is_in_centimetres_with_the_latitude_of_every_land_cell(write_grid, values):
    window = read_window(write_grid("basin.nc", values, MIDDLES, "mm"))
    assert window.name == "basin"
    assert window.values.shape == (60, 5)
    np.testing.assert_allclose(window.values[0], values[0].ravel()[1:] / 10, rtol=1e-6)
    np.testing.assert_array_equal(window.latitude, [49.5, 49.5, 48.5, 48.5, 48.5])
    np.testing.assert_allclose(window.weights, np.cos(np.deg2rad(window.latitude)))
    np.testing.assert_array_equal(np.isnan(window.values[10]), [False, False, True, True, True])


def test_every_monthly_series_of_a_folder_is_found(write_grid, values, tmp_path, capsys):
    write_grid("b.nc", values, MIDDLES, "m")
    write_grid("a.nc", values, MIDDLES, "cm")
    write_grid("daily.nc", values, 1.0 * np.arange(60), "cm")
    write_grid("short.nc", values[:30], MIDDLES[:30], "cm")
    write_grid("temperature.nc", values, MIDDLES, "K")
    write_grid("one_month.nc", values[:1], MIDDLES[:1], "cm")
    assert [window.name for window in find_windows(tmp_path / "grace")] == ["a", "b"]
    said = capsys.readouterr().out
    assert "daily.nc is left out" in said
    assert "30 months; 48 are needed" in said
    assert "“K”" in said
    assert "one_month" not in said


def test_a_few_cells_are_drawn_the_same_every_time(write_grid, values, tmp_path):
    write_grid("a.nc", values, MIDDLES, "cm")
    first, again = (find_windows(tmp_path / "grace", 3)[0] for _ in range(2))
    assert first.values.shape == (60, 3)
    np.testing.assert_array_equal(first.values, again.values)


def test_a_folder_without_windows_is_refused(tmp_path):
    with pytest.raises(InputError, match="no NetCDF file with a monthly series"):
        find_windows(tmp_path)


def test_a_draw_takes_all_where_there_are_no_more():
    np.testing.assert_array_equal(draw(np.array([7, 3, 5]), 10), [3, 5, 7])


def test_the_real_windows_are_found(data_folder):
    windows = find_windows(data_folder / "grace", 5)
    assert len(windows) >= 3
    assert all(window.values.shape[1] == 5 for window in windows)
