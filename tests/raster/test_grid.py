import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import osr

from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.grid import Grid, Window


def wkt(epsg):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    return crs.ExportToWkt()


DEGREES = Grid(wkt(4326), (10.0, 0.5, 0.0, 50.0, 0.0, -0.5), 20, 10)
METRES = Grid(wkt(32644), (168150.0, 30.0, 0.0, 3570822.0, 0.0, -30.0), 40, 30)
GLOBE = Grid(wkt(4326), (-180.0, 1.0, 0.0, 90.0, 0.0, -1.0), 360, 180)


def test_the_extent_is_west_south_east_north():
    assert DEGREES.extent == (10.0, 45.0, 20.0, 50.0)


def test_a_window_of_its_own_extent_is_the_whole_grid():
    assert DEGREES.window_for_extent(*DEGREES.extent) == Window(0, 0, 20, 10)


def test_an_extent_snaps_outwards_to_the_cells_it_touches():
    assert DEGREES.window_for_extent(10.6, 48.1, 11.4, 49.4) == Window(1, 1, 2, 3)


def test_rounding_noise_at_an_edge_touches_no_further_cell():
    assert DEGREES.window_for_extent(10.5 - 1e-9, 49.0 - 1e-9, 11.0 + 1e-9, 49.5 + 1e-9) == Window(1, 1, 1, 1)


def test_a_point_is_the_cell_it_lies_in():
    assert DEGREES.window_for_extent(10.7, 49.8, 10.7, 49.8) == Window(1, 0, 1, 1)


def test_an_extent_that_leaves_the_grid_is_clipped():
    assert DEGREES.window_for_extent(0, 0, 11, 60) == Window(0, 0, 2, 10)


def test_an_extent_beside_the_grid_is_refused_with_both_places():
    with pytest.raises(InputError, match=r"30, 45, 31, 46.*covers 10, 45, 20, 50"):
        DEGREES.window_for_extent(30, 45, 31, 46)


def test_longitudes_may_be_counted_to_360():
    assert (
        GLOBE.window_for_extent(278, -10, 326, 10)
        == GLOBE.window_for_extent(-82, -10, -34, 10)
        == Window(98, 80, 48, 20)
    )


def test_all_longitudes_are_the_whole_globe_however_counted():
    assert GLOBE.window_for_extent(0, -90, 360, 90) == Window(0, 0, 360, 180)


def test_an_extent_across_the_seam_of_the_globe_is_refused_not_halved():
    with pytest.raises(InputError, match="both sides"):
        GLOBE.window_for_extent(170, -10, 190, 10)


@given(st.integers(0, 19), st.integers(0, 9), st.data())
def test_the_extent_of_a_subgrid_leads_back_to_its_window(column, row, data):
    window = Window(column, row, data.draw(st.integers(1, 20 - column)), data.draw(st.integers(1, 10 - row)))
    assert DEGREES.window_for_extent(*DEGREES.subgrid(window).extent) == window


def test_a_window_beyond_the_grid_is_refused():
    with pytest.raises(InputError, match="does not lie inside"):
        DEGREES.subgrid(Window(15, 0, 6, 1))


def test_a_rotated_geotransform_is_refused():
    with pytest.raises(InputError, match="north-up"):
        Grid("", (0.0, 1.0, 0.1, 0.0, 0.0, -1.0), 2, 2)


def test_the_centre_of_a_cell():
    assert DEGREES.cell_centre(1, 2) == (11.25, 49.25)


@pytest.mark.parametrize(("shift", "same"), [(0.0, True), (0.5e-3 * 0.5, True), (2e-3 * 0.5, False)])
def test_grids_are_the_same_to_a_thousandth_of_a_cell(shift, same):
    moved = Grid(DEGREES.crs_wkt, (10.0 + shift, 0.5, 0.0, 50.0, 0.0, -0.5), 20, 10)
    assert DEGREES.matches(moved) is same


def test_a_difference_of_grids_names_the_numbers():
    other = Grid(DEGREES.crs_wkt, DEGREES.geotransform, 21, 10)
    assert DEGREES.difference(other) == "20 x 10 cells against 21 x 10"
    assert "WGS 84 / UTM zone 44N" in METRES.difference(Grid(wkt(32645), METRES.geotransform, 40, 30))


def test_a_shifted_window_keeps_its_size():
    assert Window(1, 2, 3, 4).shifted(10, -1) == Window(11, 1, 3, 4)
