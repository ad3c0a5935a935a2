"""A cell of a series is read with what is known of its errors, and files that do not fit are left out."""

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.series_view import SeriesView

DATES = ("2020-01-16", "2020-02-16", "2020-04-16")


def values():
    return np.arange(3 * 2 * 4, dtype="f4").reshape(3, 2, 4)


def test_a_cell_holds_the_values_of_the_file_on_its_calendar(write_tif):
    view = SeriesView(str(write_tif("series.tif", values(), DATES)))
    reading = view.cell(12.5, 48.5)
    np.testing.assert_array_equal(reading.value, [6, 14, np.nan, 22])
    assert reading.extent == (12, 48, 13, 49)
    assert reading.centre() == (12.5, 48.5)
    assert not view.knows_filled
    assert not reading.filled.any()
    assert np.isnan(reading.uncertainty).all()
    view.close()


def test_flags_and_uncertainty_beside_it_count(write_tif):
    flags = np.ones((3, 2, 4), dtype="u1")
    flags[1, 1, 2] = 2
    paths = [
        str(write_tif(name, array, DATES))
        for name, array in (("series.tif", values()), ("spread.tif", values() / 10), ("flags.tif", flags))
    ]
    reading = SeriesView(*paths).cell(12.5, 48.5)
    np.testing.assert_array_equal(reading.filled, [False, True, False, False])
    np.testing.assert_allclose(reading.uncertainty, [0.6, 1.4, np.nan, 2.2], rtol=1e-6)
    np.testing.assert_array_equal(reading.observed(), [6, np.nan, np.nan, 22])


def test_the_interval_is_the_one_that_the_filling_learnt(write_tif):
    source = str(write_tif("series.tif", values(), DATES))
    assert SeriesView(source).cell(12.5, 48.5).half_width == pytest.approx(1.645)
    for text, expected in (('{"0.5": 0.6, "0.9": 1.87}', 1.87), ('{"0.9": -1}', 1.645), ("odd", 1.645)):
        data = gdal.OpenEx(source, gdal.OF_UPDATE)
        data.SetMetadataItem("GEOGAP_HALF_WIDTHS", text)
        data = None
        assert SeriesView(source).cell(12.5, 48.5).half_width == pytest.approx(expected)


def test_flags_of_another_grid_are_left_out(write_tif):
    source = str(write_tif("series.tif", values(), DATES))
    other = str(write_tif("flags.tif", np.ones((3, 2, 3), dtype="u1"), DATES))
    assert not SeriesView(source, "", other).knows_filled
    assert not SeriesView(source, "", source + ".gone").knows_filled


def test_a_place_outside_is_said_by_name(write_tif):
    view = SeriesView(str(write_tif("series.tif", values(), DATES)))
    with pytest.raises(InputError, match="outside series"):
        view.cell(20, 48.5)
