"""Versions of a value are merged, totals become hourly amounts, and what does not go together is refused."""

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.calendar import Cadence, align
from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.era5 import HourlyAmounts, open_store_series, preliminary_epochs
from geogap_plugin.raster.grid import Window
from tests.sources.weather_servers import axis, era_value, hourly_rain, mark, netcdf, write_era

gdal.UseExceptions()

AREA = [46.3, 10.0, 46.0, 10.4]
LATITUDES, LONGITUDES = np.array([46.3, 46.2, 46.1, 46.0]), np.array([10.0, 10.1, 10.2, 10.3, 10.4])
TIMES = np.arange(np.datetime64("2020-02-02T23"), np.datetime64("2020-02-05T00")).astype("datetime64[s]")
LATE = np.datetime64("2020-02-04T07")


def test_the_version_that_has_a_value_counts(tmp_path):
    plain, older = str(tmp_path / "plain.nc"), str(tmp_path / "older.nc")
    write_era(plain, ["t2m"], TIMES, AREA, LATE)
    write_era(older, ["t2m"], TIMES, AREA, LATE, versions=True)
    with open_store_series([plain], "t2m") as one, open_store_series([older], "t2m") as other:
        expected = era_value("t2m", TIMES, LATITUDES, LONGITUDES).astype(np.float32)
        expected[:, 0, 0] = np.nan
        np.testing.assert_array_equal(one.read(), expected)
        np.testing.assert_array_equal(other.read(), expected)
        part = Window(1, 1, 2, 3)
        np.testing.assert_array_equal(other.read(part, [3, 40]), expected[[3, 40], 1:4, 1:3])


def test_versions_of_packed_numbers_are_merged_as_well(tmp_path):
    path = str(tmp_path / "packed.nc")
    stored = np.full((2, 2, 2, 2), -32767, dtype=np.int16)
    stored[0, 0], stored[1, 1] = 100, 200

    def write():
        with netcdf(path) as root:
            along = [
                axis(root, "time", np.array([0.0, 1.0]), units="hours since 2020-01-01"),
                axis(root, "expver", np.array([1, 5], dtype=np.int32), gdal.GDT_Int32),
                axis(root, "latitude", np.array([46.1, 46.0]), units="degrees_north"),
                axis(root, "longitude", np.array([10.0, 10.1]), units="degrees_east"),
            ]
            array = root.CreateMDArray("t2m", along, gdal.ExtendedDataType.Create(gdal.GDT_Int16))
            mark(array, units="K", scale_factor=0.5, add_offset=200.0)
            array.SetNoDataValueDouble(-32767)
            array.Write(stored)
            del array
            along.clear()

    write()
    with open_store_series([path], "t2m") as series:
        np.testing.assert_array_equal(series.read()[:, 0, 0], [250.0, 300.0])


def test_preliminary_dates_are_counted_once(tmp_path):
    for short in ("t2m", "tp"):
        write_era(tmp_path / f"{short}.nc", [short], TIMES, AREA, LATE)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    assert preliminary_epochs(paths) == (TIMES >= LATE).sum() == 17
    write_era(tmp_path / "older.nc", ["t2m"], TIMES, AREA, LATE, versions=True)
    assert preliminary_epochs([str(tmp_path / "older.nc")]) == 0  # which values are, not which dates


def test_amounts_of_hours_over_several_files(tmp_path):
    for number, some in enumerate((TIMES[:1], TIMES[1:20], TIMES[20:])):
        write_era(tmp_path / f"{number}.nc", ["tp"], some, AREA)
    write_era(tmp_path / "other.nc", ["t2m"], TIMES, AREA)
    with open_store_series([str(path) for path in tmp_path.iterdir()], "tp") as series:
        view = HourlyAmounts(series, align(series.times, Cadence("hour")), Window(1, 1, 3, 2))
        place = (1 + LATITUDES[:, None] / 100 + LONGITUDES / 1000)[1:3, 1:4]
        expected = 1e-5 * hourly_rain(TIMES.astype("datetime64[h]").astype(int))[1:, None, None] * place
        assert view.times[0] == TIMES[1]
        assert len(view.alignment.labels()) == len(TIMES) - 1
        np.testing.assert_allclose(view.read(), expected, atol=1e-9)
        np.testing.assert_allclose(view.read(Window(1, 0, 1, 2)), expected[:, :, 1:2], atol=1e-9)


def test_what_does_not_go_together_is_refused(tmp_path):
    write_era(tmp_path / "a.nc", ["t2m"], TIMES[:5], AREA)
    write_era(tmp_path / "b.nc", ["t2m"], TIMES[5:], [46.4, 10.0, 46.0, 10.4])
    paths = [str(tmp_path / name) for name in ("a.nc", "b.nc")]
    with pytest.raises(InputError, match="does not go together"):
        open_store_series(paths, "t2m")
    with pytest.raises(InputError, match="2 files without the variable “tp”"):
        open_store_series(paths, "tp")
