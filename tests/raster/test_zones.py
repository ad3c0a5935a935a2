"""Regions on grids: areas of cells on the Earth, weights against OGR's own intersections, both counts of longitudes."""

import math

import numpy as np
import pytest
from osgeo import ogr, osr

from geogap_plugin.core.calendar import align, detect_cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.regions.coverage import Region
from geogap_plugin.raster.blockwise import Control
from geogap_plugin.raster.grid import Grid, Window
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.series import open_series
from geogap_plugin.raster.zones import KnownErrors, Surface, Zone, sample_correlogram, union, zonal_series

SEMI_MAJOR, FLATTENING = 6378137.0, 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)


def wkt(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


def grid(epsg=4326, west=-60.0, north=5.0, dx=0.5, dy=0.5, width=40, height=50):
    return Grid(wkt(epsg), (west, dx, 0.0, north, 0.0, -dy), width, height)


def ring(*corners):
    return np.array(corners, dtype=float)


def box(west, south, east, north):
    return ring((west, south), (east, south), (east, north), (west, north), (west, south))


def zone(area, on=None):
    return Zone(Region("1", "basin", [area]), Surface(on or grid()))


def square_metres(south, north, degrees):
    """Area between two parallels, from the closed form of the integral of M N cos(phi)."""

    def until(latitude):
        sine = math.sin(math.radians(latitude))
        e = math.sqrt(E2)
        return sine / (2 * (1 - E2 * sine**2)) + math.log((1 + e * sine) / (1 - e * sine)) / (4 * e)

    return SEMI_MAJOR**2 * (1 - E2) * math.radians(degrees) * (until(north) - until(south))


def test_cells_in_degrees_have_their_area_on_the_ellipsoid():
    surface = Surface(grid())
    found = surface.areas(Window(3, 7, 2, 4))
    expected = [square_metres(5 - 0.5 * (row + 1), 5 - 0.5 * row, 0.5) for row in range(7, 11)]
    np.testing.assert_allclose(found, np.repeat(expected, 2).reshape(4, 2), rtol=1e-10)


def test_the_globe_is_whole():
    globe = Surface(grid(west=-180, north=90, dx=2, dy=2, width=180, height=90))
    assert globe.areas(globe.grid.full_window).sum() == pytest.approx(510_065_621.724e6, rel=1e-9)


def test_cells_of_a_projection_have_their_area_on_the_earth_not_on_the_map():
    mercator = Surface(grid(3395, -1e6, 9e6, 1e4, 1e4, 200, 300))
    found = mercator.areas(Window(0, 100, 200, 1))
    _, latitude = mercator.locate(np.zeros(2), np.array([100.0, 101.0]))
    degrees = 1e4 / (math.pi * SEMI_MAJOR) * 180
    np.testing.assert_allclose(found, square_metres(latitude[1], latitude[0], degrees), rtol=1e-3)
    assert found[0, 0] < 0.5e8  # half of what the map shows
    equal_area = Surface(grid(6933, -1e6, 6e6, 1e4, 1e4, 200, 300))
    np.testing.assert_allclose(equal_area.areas(Window(0, 0, 5, 5)), 1e8, rtol=1e-4)


def test_a_raster_without_a_coordinate_system_is_refused():
    with pytest.raises(InputError, match="no coordinate reference system"):
        Surface(Grid("", (0, 1, 0, 0, 0, -1), 3, 3))


def test_weights_are_the_intersections_that_ogr_finds():
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    reach = 3 + np.sin(7 * angle)
    outline = np.column_stack([-51.3 + reach * np.cos(angle), -4.1 + reach * np.sin(angle)])
    hole = outline * 0.3 + [-35.9, -2.9]
    found = zone([outline, hole])
    weights = found.weights(found.window) / found.surface.areas(found.window)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    for corners in (outline, hole):
        line = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in corners:
            line.AddPoint_2D(x, y)
        line.CloseRings()
        polygon.AddGeometry(line)
    assert polygon.IsValid()
    for row in range(found.window.height):
        for column in range(found.window.width):
            west = -60 + 0.5 * (found.window.column + column)
            north = 5 - 0.5 * (found.window.row + row)
            corners = [(west, north), (west + 0.5, north), (west + 0.5, north - 0.5), (west, north - 0.5)]
            text = ", ".join(f"{x} {y}" for x, y in [*corners, corners[0]])
            cell = ogr.CreateGeometryFromWkt(f"POLYGON (({text}))")
            assert weights[row, column] == pytest.approx(polygon.Intersection(cell).Area() / 0.25, abs=1e-9)


def test_a_region_within_one_cell_has_its_area():
    found = zone([box(-50.4, -3.4, -50.3, -3.2)])
    assert found.cells == 1
    assert (found.window.width, found.window.height) == (1, 1)
    # Its share of the cell times the cell's area: the cell's areas are even within it to 0.1 %.
    assert found.area == pytest.approx(square_metres(-3.4, -3.2, 0.1), rel=1e-3)


@pytest.mark.parametrize("turn", [0, 360, -360])
def test_longitudes_may_be_counted_either_way(turn):
    here, there = zone([box(-55, -10, -50, -5)]), zone([box(-55 + turn, -10, -50 + turn, -5)])
    assert there.window == here.window
    assert there.area == here.area


def test_a_region_across_the_seam_has_both_sides():
    globe = grid(west=-180, north=90, dx=2, dy=2, width=180, height=90)
    found = zone([box(175, -20, 187, -10)], globe)
    weights = found.shares(globe.full_window)
    assert weights.sum() == pytest.approx(6 * 5)
    assert weights[:, :4].sum() > 0 < weights[:, -3:].sum()
    assert found.inside_share == pytest.approx(1)


def test_what_lies_outside_counts_for_the_area():
    found = zone([box(-65, -5, -55, 0)])
    assert found.inside_share == pytest.approx(0.5)
    assert found.area == pytest.approx(square_metres(-5, 0, 10), rel=1e-9)


def test_a_region_elsewhere_is_refused_by_name():
    with pytest.raises(InputError, match="“basin” does not meet the raster, which covers -60, -20, -40, 5"):
        zone([box(10, 40, 20, 50)])
    with pytest.raises(InputError, match="does not meet"):
        zone([box(-40, -5, -30, 0)])  # shares an edge only


def test_a_union_of_windows_holds_them_all():
    assert union([Window(3, 4, 2, 2), Window(1, 5, 1, 9)]) == Window(1, 4, 4, 10)


@pytest.fixture
def filled(write_tif):
    """A series of 8 x 6 cells and 30 months, its uncertainty and flags; cell (0, 0) is sea."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(30, 6, 8)).astype("f4")
    values[:, 0, 0] = np.nan
    values[4, 2, 3] = np.nan
    uncertainty = np.zeros_like(values)
    uncertainty[10:13] = 1.5
    flags = np.where(uncertainty > 0, 2, 1).astype("u1")
    names = [f"{month}-16" for month in np.arange(np.datetime64("2010-01"), np.datetime64("2012-07"))]
    files = (("values", values), ("sd", uncertainty), ("flags", flags))
    opened = [open_series(str(write_tif(f"{name}.tif", array, names))) for name, array in files]
    alignment = align(opened[0].times, detect_cadence(opened[0].times))
    yield (*(RegularSeries(series, alignment) for series in opened), values)
    for series in opened:
        series.close()


REGION = [box(10.5, 45.2, 15.5, 49.9), box(12, 46, 13, 47)]


def test_the_series_of_a_region_is_its_weighted_mean(filled):
    series, uncertainty, flags, values = filled
    found_zone = zone(REGION, series.grid)
    window = found_zone.window
    weights = found_zone.weights(window).ravel()
    inside = values[:, window.row : window.row + window.height, window.column : window.column + window.width]
    inside = inside.reshape(30, -1)
    seen = np.isfinite(inside)
    expected = (np.where(seen, inside, 0) @ weights) / (seen @ weights)
    found = zonal_series(found_zone, KnownErrors(series, uncertainty, flags), Control(), math.inf)
    np.testing.assert_allclose(found.mean, expected, rtol=1e-6)
    np.testing.assert_allclose(found.value_share, (seen @ weights) / found_zone.area)
    assert found.value_share[4] < found.value_share[5]
    np.testing.assert_allclose(found.sd[10:13], 1.5, rtol=1e-6)
    assert not found.sd[[0, 20]].any()
    assert np.flatnonzero(found.filled()).tolist() == [10, 11, 12]
    assert found.area == pytest.approx(found_zone.area / 1e6)


def test_the_limit_of_memory_changes_nothing(filled):
    series, uncertainty, flags, _ = filled
    source = KnownErrors(series, uncertainty, flags, 0.4)
    whole, pieces = (
        zonal_series(zone(REGION, series.grid), source, Control(memory=memory), 100.0) for memory in (2**28, 6000)
    )
    for name in ("mean", "sd", "value_share", "filled_share"):
        np.testing.assert_allclose(getattr(pieces, name), getattr(whole, name), rtol=1e-9)


def test_a_positive_uncertainty_means_filled_where_there_are_no_flags(filled):
    series, uncertainty, flags, _ = filled
    one, other = (
        zonal_series(zone(REGION, series.grid), source, Control(), 100.0)
        for source in (KnownErrors(series, uncertainty), KnownErrors(series, uncertainty, flags))
    )
    np.testing.assert_array_equal(one.filled_share, other.filled_share)
    np.testing.assert_array_equal(one.sd, other.sd)


def test_the_error_of_observations_is_theirs_alone(filled):
    series, uncertainty, flags, _ = filled
    found = zonal_series(zone(REGION, series.grid), KnownErrors(series, uncertainty, flags, 0.4), Control(), math.inf)
    np.testing.assert_allclose(found.sd[[0, 9]], 0.4, rtol=1e-6)
    np.testing.assert_allclose(found.sd[11], 1.5, rtol=1e-6)
    alone = zonal_series(zone(REGION, series.grid), KnownErrors(series, measurement_sd=0.4), Control(), math.inf)
    np.testing.assert_allclose(alone.sd, 0.4, rtol=1e-6)
    assert np.isnan(alone.filled_share).all()


def test_independent_noise_reaches_nowhere(filled):
    series, uncertainty, _, _ = filled
    surface = Surface(series.grid)
    found = sample_correlogram(KnownErrors(series, uncertainty), surface, Control(), series.grid.full_window)
    assert found.length < 40  # of cells of 110 km
