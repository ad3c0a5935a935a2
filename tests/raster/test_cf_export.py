"""A CF file that cannot be written whole is not written at all."""

import subprocess
import sys
import textwrap

import numpy as np
import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.raster.cf_export import CfVariable, CfWriter
from geogap_plugin.raster.grid import Grid
from geogap_plugin.raster.series import open_series

GRID = Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 40, 30)
TIMES = np.array(["1570-01-01", "1600-06-30"], dtype="datetime64[s]")


def writer(path, times=TIMES):
    return CfWriter(path, GRID, times, None, CfVariable("value", "value"), {})


def test_a_disk_that_fills_up_when_the_file_is_closed_is_noticed(tmp_path):
    # The library keeps a megabyte back until the file is closed; a limit of the file's size stands for the full disk.
    code = """
        import resource, signal, sys
        import numpy as np
        from geogap_plugin.core.errors import InputError
        from tests.raster.test_cf_export import GRID, writer
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        values = np.random.default_rng(0).normal(size=(200, 30, 40)).astype("float32")
        try:
            with writer(sys.argv[1], np.arange(200).astype("datetime64[D]").astype("datetime64[s]")) as file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
                file.write(GRID.full_window, values)
                print("all is written")
        except InputError as error:
            print(error)
    """
    path = tmp_path / "full.nc"
    command = [sys.executable, "-c", textwrap.dedent(code), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"{path} could not be written" in done.stdout
    assert done.stdout.startswith("all is written")
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_dates_before_the_gregorian_reform_come_back(tmp_path):
    with writer(tmp_path / "old.nc") as file:
        file.write(GRID.full_window, np.zeros((2, 30, 40), np.float32))
    with open_series(str(tmp_path / "old.nc")) as series:
        assert (series.times == TIMES).all()


@pytest.mark.parametrize(("name", "words"), [("a.tif", "end its name with .nc"), ("nowhere/a.nc", "does not exist")])
def test_a_destination_that_cannot_be_is_refused(tmp_path, name, words):
    with pytest.raises(InputError, match=words), writer(tmp_path / name):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_error_during_the_work_leaves_nothing(tmp_path):
    with pytest.raises(InputError, match="could not be written"), writer(tmp_path / "a.nc") as file:
        file.write(GRID.full_window._replace(row=1), np.zeros((2, 30, 40), np.float32))
    assert list(tmp_path.iterdir()) == []
