"""Written series come back bit-identical, dated and described, complete or not at all."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from osgeo import gdal, osr

from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.grid import Grid, Window
from geogap_plugin.raster.series import open_series
from geogap_plugin.raster.tiling import tile
from geogap_plugin.raster.writer import SeriesWriter


def wkt():
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    return crs.ExportToWkt()


GRID = Grid(wkt(), (10.0, 0.5, 0.0, 50.0, 0.0, -0.5), 40, 30)
WHOLE = Window(0, 0, 40, 30)
TIMES = np.array(["2010-01-16", "2010-02-15"], dtype="datetime64[s]")


def write(path, values, *, grid=GRID, times=TIMES, windows=None, **options):
    with SeriesWriter(path, grid, times, **options) as writer:
        for window in windows or [grid.full_window]:
            rows, columns = (
                slice(window.row, window.row + window.height),
                slice(window.column, window.column + window.width),
            )
            writer.write(window, values[:, rows, columns])
    return path


@pytest.fixture
def values():
    found = np.random.default_rng(5).normal(size=(2, 30, 40)).astype(np.float32)
    found[0, :5, :5] = np.nan
    return found


def test_dates_unit_grid_nodata_and_provenance_are_in_the_file(tmp_path, values):
    path = str(tmp_path / "a.tif")
    write(path, values, unit="cm", metadata={"GEOGAP_INPUT": "x.nc"}, band_metadata=[{"GEOGAP_SOURCE_TIME": "t"}, {}])
    dataset = gdal.Open(path)
    assert dataset.GetGeoTransform() == GRID.geotransform
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "4326"
    assert dataset.GetMetadataItem("GEOGAP_INPUT") == "x.nc"
    assert [dataset.GetRasterBand(n).GetDescription() for n in (1, 2)] == ["2010-01-16", "2010-02-15"]
    assert [dataset.GetRasterBand(n).GetUnitType() for n in (1, 2)] == ["cm", "cm"]
    assert np.isnan(dataset.GetRasterBand(1).GetNoDataValue())
    assert dataset.GetRasterBand(1).GetMetadataItem("GEOGAP_SOURCE_TIME") == "t"
    assert dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE") == "BAND"
    assert dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") in ("ZSTD", "DEFLATE")
    assert os.listdir(tmp_path) == ["a.tif"]


def test_times_of_day_are_written_when_there_are_any(tmp_path, values):
    times = np.array(["2010-01-16T00:00", "2010-01-16T10:30"], dtype="datetime64[s]")
    write(str(tmp_path / "a.tif"), values, times=times)
    with open_series(str(tmp_path / "a.tif")) as series:
        assert np.array_equal(series.times, times)


def test_a_variable_and_its_long_name_come_back(tmp_path, values):
    path = write(str(tmp_path / "a.tif"), values, metadata={"GEOGAP_VARIABLE": "lwe", "GEOGAP_LONG_NAME": "water"})
    with open_series(path) as series:
        assert (series.variable, series.long_name) == ("lwe", "water")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hnp.arrays(np.float32, (2, 30, 40), elements=st.floats(width=32, allow_infinity=False)), st.integers(1, 1200))
def test_values_come_back_bit_identical_whatever_the_windows(tmp_path, values, cells):
    path = write(str(tmp_path / "a.tif"), values, windows=list(tile(WHOLE, cells, (16, 16))))
    with open_series(path) as series:
        found = series.read()
    present = ~np.isnan(values)
    assert np.array_equal(np.isnan(found), ~present)
    assert found[present].tobytes() == values[present].tobytes()


def test_cells_that_are_never_written_have_no_value(tmp_path, values):
    path = write(str(tmp_path / "a.tif"), values, windows=[Window(0, 0, 3, 3)])
    with open_series(path) as series:
        found = series.read()
    assert np.isfinite(found[1, :3, :3]).all()
    assert np.isnan(found[:, 3:]).all()


def test_missing_values_become_a_numeric_nodata(tmp_path, values):
    path = write(str(tmp_path / "a.tif"), values, nodata=-9999.0)
    assert gdal.Open(path).ReadAsArray(0, 0, 1, 1).ravel().tolist() == [-9999.0, float(values[1, 0, 0])]


def test_flags_are_written_as_bytes(tmp_path):
    flags = np.tile(np.arange(40, dtype=np.uint8) % 4, (2, 30, 1))
    path = write(str(tmp_path / "a.tif"), flags, dtype="uint8", nodata=0)
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    assert band.DataType == gdal.GDT_Byte
    assert band.GetNoDataValue() == 0
    assert np.array_equal(band.ReadAsArray(), flags[0])


def test_a_nodata_value_that_the_type_cannot_hold_is_refused(tmp_path):
    with pytest.raises(InputError, match="-9999 does not fit"):
        SeriesWriter(str(tmp_path / "a.tif"), GRID, TIMES, dtype="uint8", nodata=-9999)


def test_an_exception_leaves_nothing_behind(tmp_path, values):
    def interrupted():
        with SeriesWriter(str(tmp_path / "a.tif"), GRID, TIMES) as writer:
            writer.write(WHOLE, values)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert os.listdir(tmp_path) == []


def test_an_existing_file_stays_until_the_new_one_is_complete(tmp_path, values):
    path = tmp_path / "a.tif"
    write(str(path), values)
    before = path.read_bytes()

    def failing():
        with SeriesWriter(str(path), GRID, TIMES) as writer:
            assert path.read_bytes() == before
            writer.write(WHOLE, values[:1])

    with pytest.raises(InputError, match="does not fit"):
        failing()
    assert path.read_bytes() == before
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset/>")
    write(str(path), values + 1)
    assert np.array_equal(gdal.Open(str(path)).ReadAsArray()[1], values[1] + 1)
    assert os.listdir(tmp_path) == ["a.tif"]


def test_a_killed_process_leaves_no_output(tmp_path, root):
    code = f"""
        import os, signal, sys
        sys.path.insert(0, {str(root)!r})
        import numpy as np
        from geogap_plugin.raster.grid import Grid
        from geogap_plugin.raster.writer import SeriesWriter
        grid = Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 64, 64)
        with SeriesWriter({str(tmp_path / "a.tif")!r}, grid, np.array(["2010-01-01"], "datetime64[s]")) as writer:
            writer.write(grid.full_window, np.zeros((1, 64, 64), "float32"))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.tif").exists()


@pytest.mark.parametrize("name", ["a.nc", "a", "a.tif.gz"])
def test_only_a_geotiff_is_written(tmp_path, name):
    with pytest.raises(InputError, match=r"end its name with \.tif"), SeriesWriter(str(tmp_path / name), GRID, TIMES):
        pass


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with (
        pytest.raises(InputError, match="nowhere does not exist"),
        SeriesWriter(tmp_path / "nowhere" / "a.tif", GRID, TIMES),
    ):
        pass


def test_a_folder_without_permission_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    with pytest.raises(InputError, match="cannot be written to"), SeriesWriter(tmp_path / "a.tif", GRID, TIMES):
        pass


def test_a_full_disk_is_noticed_before_the_work(tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(InputError, match=r"0 MB free; a\.tif may take"), SeriesWriter(tmp_path / "a.tif", GRID, TIMES):
        pass
    assert os.listdir(tmp_path) == []


def test_a_disk_that_fills_during_the_work_leaves_nothing(tmp_path, values, monkeypatch):
    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match=r"a\.tif could not be written: .*No space left"):
        write(str(tmp_path / "a.tif"), values)
    assert os.listdir(tmp_path) == []


def test_windows_along_the_tiles_write_no_tile_twice(tmp_path):
    grid = Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 600, 500)
    noise = np.random.default_rng(9).normal(size=(2, 500, 600)).astype(np.float32)
    block = SeriesWriter(tmp_path / "x.tif", grid, TIMES).preferred_block
    write(tmp_path / "whole.tif", noise, grid=grid)
    write(tmp_path / "tiles.tif", noise, grid=grid, windows=list(tile(grid.full_window, 256 * 256, block)))
    sizes = [(tmp_path / name).stat().st_size for name in ("whole.tif", "tiles.tif")]
    assert sizes[1] <= 1.001 * sizes[0]


def test_many_epochs_have_smaller_tiles(tmp_path):
    times = np.arange(np.datetime64("1980-01-01"), np.datetime64("2005-01-01")).astype("datetime64[s]")
    big = Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 5000, 5000)
    height, width = SeriesWriter(tmp_path / "a.tif", big, times).preferred_block
    assert height * width * len(times) * 4 <= 64 * 2**20
    assert height % 16 == width % 16 == 0
