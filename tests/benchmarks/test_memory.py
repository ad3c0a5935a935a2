"""The series whose filling is measured, and how memory is counted."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from benchmarks.memory import resident, write_images, write_series
from geogap_plugin.raster.series import open_series


def test_the_series_is_global_monthly_and_has_gaps_and_sea(tmp_path):
    write_series(tmp_path / "series.tif", 15.0, months=80)
    with open_series(str(tmp_path / "series.tif")) as series:
        values = series.read()
        assert (series.grid.width, series.grid.height) == (24, 12)
        assert series.unit == "cm"
        assert series.times[0] == np.datetime64("2002-01-01")
    # Eleven of eighty months are missing.
    assert len(values) == 69
    seen = np.isfinite(values).any(axis=0)
    assert 0.1 < seen.mean() < 0.9
    assert 0.01 < np.isnan(values[:, seen]).mean() < 0.03


def test_the_images_have_clouds_in_patches_and_no_pixel_outside(tmp_path):
    write_images(tmp_path / "images.tif", 60, dates=20)
    with open_series(str(tmp_path / "images.tif")) as series:
        values = series.read()
        assert (series.unit, values.shape) == ("K", (20, 60, 60))
        assert series.times[1] - series.times[0] == np.timedelta64(16, "D")
    hidden = np.isnan(values)
    assert 0.15 < hidden.mean() < 0.5
    assert not hidden.all(axis=0).any()
    # Neighbours are hidden together.
    assert np.mean(hidden[:, 1:] == hidden[:, :-1]) > 0.9


def held_by_a_process_with(megabytes):
    code = f"held = b'1' * ({megabytes} << 20); print('ready', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        held = resident(child.pid)
        child.communicate(b"\n", timeout=30)
    return held


def test_resident_memory_counts_what_a_process_holds():
    assert held_by_a_process_with(60) - held_by_a_process_with(20) == pytest.approx(40, abs=5)
    assert resident(2**22 + 1) == 0.0
