import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.tiling import tile

SIDE = st.integers(1, 70)


@given(SIDE, SIDE, st.integers(0, 9), st.integers(0, 9), st.integers(1, 6000), SIDE, SIDE, SIDE, SIDE)
def test_windows_cover_the_area_once_and_keep_their_size(width, height, column, row, cells, bh, bw, oy, ox):
    area = Window(column, row, width, height)
    covered = np.zeros((row + height, column + width), dtype=int)
    for window in tile(area, cells, (bh, bw), (oy, ox)):
        assert window.width * window.height <= cells
        covered[window.row : window.row + window.height, window.column : window.column + window.width] += 1
    assert (covered[row:, column:] == 1).all()
    assert covered.sum() == width * height


@pytest.mark.parametrize("cells", [64 * 64, 5 * 64 * 64, 200 * 64])
def test_no_block_that_fits_is_cut(cells):
    for window in tile(Window(0, 0, 200, 150), cells, (64, 64)):
        assert window.row % 64 == 0
        assert window.column % 64 == 0


def test_a_block_that_does_not_fit_is_finished_before_the_next():
    windows = list(tile(Window(0, 0, 128, 64), 64 * 10, (64, 64)))
    blocks = [window.column // 64 for window in windows]
    assert blocks == sorted(blocks)
    assert {window.width for window in windows} == {64}


def test_the_lattice_starts_at_its_origin():
    rows = {window.row for window in tile(Window(0, 0, 10, 100), 10 * 32, (32, 10), (4, 0))}
    assert rows == {0, 4, 36, 68}


def test_what_fits_whole_is_one_window():
    assert list(tile(Window(3, 2, 70, 50), 70 * 64, (64, 64))) == [Window(3, 2, 70, 50)]
