"""Files with several variables, without dates, or of classes are taken for what they are."""

from contextlib import ExitStack

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.collocation import collocate
from geogap_plugin.core.epochs import lay_out
from geogap_plugin.core.errors import CalendarError, InputError
from geogap_plugin.raster.classes import classes_of
from geogap_plugin.raster.collocated import CollocatedSeries
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.predictors import open_predictors
from geogap_plugin.raster.series import open_series

DATES = ["2010-01-16", "2010-02-15", "2010-03-16"]


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


def test_every_variable_of_a_netcdf_file_is_one(write_netcdf, axes, cube, stack):
    variables = {
        **axes,
        "t2m": (("time", "lat", "lon"), cube, {"units": "K"}),
        "rain": (("time", "lat", "lon"), cube * 2, {"units": "mm"}),
        "height": (("lat", "lon"), cube[0], {"units": "m"}),
    }
    path = write_netcdf("weather.nc", variables)
    found, left_out = open_predictors(path, [], stack)
    found.sort(key=lambda predictor: predictor.label)
    assert [(p.label, p.dated, p.changes, len(p.series.times), p.series.unit) for p in found] == [
        ("weather height", False, False, 1, "m"),
        ("weather rain", True, True, 3, "mm"),
        ("weather t2m", True, True, 3, "K"),
    ]
    assert left_out == []
    np.testing.assert_array_equal(found[1].series.read(), cube * 2)
    chosen, _ = open_predictors(path, ["RAIN"], stack)
    assert [p.series.variable for p in chosen] == ["rain"]
    assert open_predictors(path, ["wind"], stack)[0] == []
    assert found[1].is_called("weather.nc")
    assert found[1].is_called("Rain")
    assert not found[1].is_called("t2m")
    assert chosen[0].is_same(found[1])
    assert not chosen[0].is_same(found[0])


def test_a_raster_without_a_date_stands_still(write_tif, stack):
    path = write_tif("dem.tif", np.ones((1, 4, 4), dtype="f4"), unit="m")
    (found,), _ = open_predictors(path, [], stack)
    assert (found.label, found.dated, found.changes) == ("dem", False, False)
    (scene,), _ = open_predictors(write_tif("s2_20180701.tif", np.ones((1, 4, 4), dtype="f4")), [], stack)
    assert (scene.dated, scene.changes) == (True, False)


def test_named_bands_without_dates_are_variables_and_nameless_ones_are_refused(write_tif, stack):
    values = np.arange(48, dtype="f4").reshape(3, 4, 4)
    found, _ = open_predictors(write_tif("s2.tif", values, ["B02", "B03", "B04"]), [], stack)
    assert [p.label for p in found] == ["s2 B02", "s2 B03", "s2 B04"]
    np.testing.assert_array_equal(found[2].series.read(), values[2:])
    nameless = write_tif("stack.tif", values)
    with pytest.raises(CalendarError, match="3 bands without dates"):
        open_predictors(nameless, [], stack)
    (second,), _ = open_predictors(nameless, ["2"], stack)
    np.testing.assert_array_equal(second.series.read(), values[1:2])


def classes(path, **options):
    with open_series(path, **options) as series:
        return classes_of(series)


def test_classes_are_known_by_what_the_file_says(write_tif, write_netcdf, axes, cube):
    values = np.array([[[1, 2], [3, 3]]] * 3, dtype="u1")
    plain = write_tif("dn.tif", values, DATES)
    assert classes(plain).reason == ""
    coloured = write_tif("landcover.tif", values[:1], DATES[:1])
    dataset = gdal.Open(coloured, gdal.GA_Update)
    table = gdal.ColorTable()
    table.SetColorEntry(1, (255, 0, 0, 255))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset = None
    assert classes(coloured).reason == "colour table"
    named = write_tif("named.tif", values, DATES)
    dataset = gdal.Open(named, gdal.GA_Update)
    dataset.GetRasterBand(1).SetCategoryNames(["", "bare soil", "water"])
    dataset = None
    found = classes(named)
    assert found.reason == "names of categories"
    assert found.tags == {"flag_values": "1 2", "flag_meanings": "bare_soil water"}
    flagged = {"flag_values": np.array([0, 1], dtype="i2"), "flag_meanings": "clear cloud"}
    variables = {**axes, "scl": (("time", "lat", "lon"), cube.astype("i2"), flagged)}
    found = classes(write_netcdf("scl.nc", variables))
    assert (found.reason, found.tags["flag_meanings"], found.dtype) == ("flag_meanings", "clear cloud", "int32")
    # Programs turn classes with gaps into floating point; what the numbers mean stays.
    variables["scl"] = (("time", "lat", "lon"), cube, flagged)
    found = classes(write_netcdf("floats.nc", variables))
    assert (found.reason, found.dtype) == ("flag_meanings", "float32")
    variables["scl"] = (("time", "lat", "lon"), cube, {"flag_values": flagged["flag_values"]})
    assert classes(write_netcdf("shares.nc", variables)).reason == ""


@pytest.mark.parametrize(
    ("kind", "nodata", "stored"),
    [
        ("u1", 0, ("uint8", 0)),
        ("u1", None, ("int16", -32768)),
        ("i2", -1, ("int16", -1)),
        ("i2", None, ("int32", -(2**31))),
    ],
)
def test_classes_are_stored_as_whole_numbers(write_tif, kind, nodata, stored):
    options = {} if nodata is None else {"nodata": nodata}
    found = classes(write_tif("c.tif", np.ones((3, 2, 2), dtype=kind), DATES, **options))
    assert (found.dtype, found.nodata) == stored


def test_dates_meet_cell_by_cell_whatever_the_window(write_tif):
    times = np.datetime64("2020-01-01T00:00:00") + np.arange(40) * np.timedelta64(3600, "s")
    rng = np.random.default_rng(9)
    values = rng.normal(size=(40, 5, 6)).astype("f4")
    values[rng.random(values.shape) < 0.2] = np.nan
    path = write_tif("hours.tif", values, [str(time) for time in times])
    target = np.array(["2020-01-01T05:20", "2020-01-01T20:00", "2021-01-01T00:00", "2020-01-01T05:20"], "datetime64[s]")
    with open_series(path) as series:
        found = CollocatedSeries(
            series, collocate(lay_out(times), lay_out(target), "mean", window=np.timedelta64(4, "h")), target
        )
        assert found.layer_of.tolist() == [0, 1, -1, 0]
        assert found.times.tolist() == target[:2].tolist()
        expected = np.stack([values[2:6].astype(float).mean(axis=0), values[17:21].astype(float).mean(axis=0)])
        np.testing.assert_allclose(found.read(Window(0, 0, 6, 5)), expected, rtol=1e-6)
        np.testing.assert_allclose(found.read(Window(4, 1, 2, 3)), expected[:, 1:4, 4:], rtol=1e-6)


def test_a_file_that_is_none_is_refused(tmp_path, stack):
    (tmp_path / "notes.txt").write_text("no raster")
    with pytest.raises(InputError, match=r"notes\.txt"):
        open_predictors(str(tmp_path / "notes.txt"), [], stack)
