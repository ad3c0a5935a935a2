"""Every real and odd file opens correctly or is refused with a reason; none brings the process down.

Values were read once with netCDF4 1.7.2 and tifffile, not with GDAL.
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from glob import glob
from typing import NamedTuple

import numpy as np
import pytest

from geogap_plugin.core.errors import GeoGapError
from geogap_plugin.raster.series import open_series


class Opens(NamedTuple):
    """What a file that opens holds; `spot` is (epoch, row, column) on the north-up grid and the value there."""

    shape: tuple[int, int, int]
    first: str
    last: str
    unit: str
    spot: tuple[int, int, int]
    value: float
    options: dict = {}


NO_GRID = "no variable on a regular grid"
DAY = {"dates": ["2020-01-01"]}
HADGEM = "odd/tas_Amon_HadGEM2-ES_"
GRACE = "_JPLEM_BA01_0600_LND_v03"
BANDS = {"dates": ["2020-01-01", "2020-01-02", "2020-01-03"]}

OPEN = {
    f"{HADGEM}historical_r1i1p1_193412-195911.nc": Opens(
        (300, 2, 2), "1934-12-16", "1959-11-16", "K", (5, 1, 1), 216.63403
    ),
    f"{HADGEM}historical_r1i1p1_198412-200511.nc": Opens(
        (252, 2, 2), "1984-12-16", "2005-11-16", "K", (5, 1, 1), 214.26892
    ),
    f"{HADGEM}rcp85_r1i1p1_227412-229911.nc": Opens((300, 2, 2), "2274-12-16", "2299-11-16", "K", (5, 1, 1), 239.31366),
    "odd/mswep_month.nc": Opens((3, 5, 5), "1979-01-01", "1979-03-01", "mm/month", (2, 1, 3), 38.14),
    "odd/20171025_2056.Cloud_Top_Height.nc": Opens(
        (1, 300, 500), "2017-10-25T20:53:39", "2017-10-25T20:53:39", "m", (0, 2, 155), 10023.5
    ),
    "odd/S2008001.L3m_DAY_CHL_chlor_a_9km.nc": Opens(
        (1, 2160, 4320), "2008-01-01", "2008-01-01", "mg m^-3", (0, 1991, 4207), 1.801773
    ),
    "odd/r-cran-ncmeta_S2008001.L3m_DAY_CHL_chlor_a_9km.nc": Opens(
        (1, 2160, 4320), "2008-01-01", "2008-01-01", "mg m^-3", (0, 1991, 4207), 1.801773
    ),
    "odd/test_monotonic_coordinate.nc": Opens(
        (3, 3, 3), "1970-01-01T01:00:00", "1970-01-01T02:00:00", "m s-1", (1, 0, 2), 18.0, {"variable": "wind1"}
    ),
    "odd/unicode.nc": Opens((1, 10, 10), "2020-01-01", "2020-01-01", "K", (0, 9, 9), 273.7075, DAY),
    "odd/cog_tags.tif": Opens((1, 256, 256), "2020-01-01", "2020-01-01", "", (0, 60, 50), 1000.3178, DAY),
    "odd/cog_band_tags.tif": Opens((1, 256, 256), "2020-01-01", "2020-01-01", "", (0, 60, 50), 1000.3178, DAY),
    "grace/jpl_l3_southamerica_2002-2016.nc": Opens(
        (158, 69, 48), "2002-04-17T12:00:00", "2016-12-24T12:00:00", "m", (10, 40, 20), 0.13258927
    ),
    "grace/jpl_l3_africa_2002-2016.nc": Opens(
        (158, 73, 70), "2002-04-17T12:00:00", "2016-12-24T12:00:00", "m", (10, 40, 50), 0.06518412
    ),
    f"grace/GRD-3_2007244-2007273_GRAC{GRACE}.nc": Opens(
        (1, 180, 360), "2007-09-16", "2007-09-16", "m", (0, 95, 120), -0.39497063
    ),
    f"grace/GRD-3_2018152-2018181_GRFO{GRACE}.tif": Opens(
        (1, 180, 360), "2018-06-16", "2018-06-16", "", (0, 95, 120), 0.287084
    ),
    "lst/goes16_argentina_2022-12-14_16.nc": Opens(
        (66, 157, 98), "2022-12-14", "2022-12-16T17:00:00", "K", (20, 106, 50), 313.8525, {"variable": "LST"}
    ),
    "lst/ecostress_amazon_ATTO.nc": Opens(
        (157, 35, 27), "2018-08-05T15:39:17", "2025-10-07T21:59:12", "", (16, 29, 12), 296.5591, {"variable": "LST"}
    ),
    "ndvi/s2_ndvi_eolearn_slovenia.nc": Opens(
        (68, 101, 100), "2015-07-11T10:00:08", "2017-12-22T10:04:15", "", (30, 50, 60), 0.41438177, {"variable": "NDVI"}
    ),
    "landsat/LC08_L1TP_014032_20181208_20181226_01_T1/LC08_L1TP_014032_20181208_B10.TIF": Opens(
        (1, 78, 77), "2018-12-08", "2018-12-08", "", (0, 60, 50), 18361.0
    ),
}  # fmt: skip

REFUSED = [
    ("odd/zostoga_Omon_bcc-csm1-1_rcp45_r1i1p1_210001-230012.nc", NO_GRID, {}),
    ("odd/ps_Amon_CanESM2_rcp26_2022_xyav.nc", NO_GRID, {}),
    ("odd/ps_Amon_CanESM2_rcp45_2022_xyav.nc", NO_GRID, {}),
    ("odd/tas_Amon_CanESM2_rcp45_2022_xyav.nc", NO_GRID, {}),
    ("odd/era5_2022_2mtemp_spres_xyav.nc", NO_GRID, {}),
    ("odd/CRM032_test1.nc", r"MSLP \(time 1 x rgrid 10855\)", {}),
    ("odd/GFWED_sample_2017.nc", r"BUI \(loc 4 x time 365\)", {}),
    ("odd/issue671.nc", r"soil_moisture \(numRows 3164 x numCells 82\)", {}),
    ("odd/lateral_search_example.nc", NO_GRID, {}),
    ("odd/bad_data_type.nc", NO_GRID, {}),
    ("odd/rotated_cordex.nc", NO_GRID, {}),
    ("odd/tsice_OImon_NorESM1-ME_rcp60_r1i1p1_200601-205012.nc", r"tsice \(time 540 x j 9 x i 8\)", {}),
    ("odd/gridmet_sample.nc", "precipitation_amount: The time axis holds 9.96921e", {}),
    ("odd/ncmeta_r_gridmet_sample.nc", "precipitation_amount: The time axis holds 9.96921e", {}),
    ("odd/test_monotonic_coordinate.nc", "several variables: wind1, wind2, wind3", {}),
    ("odd/test_monotonic_coordinate.nc", "wind2: The time axis has missing values", {"variable": "wind2"}),
    ("odd/rasterwise-bad_examples_62-example3.nc", "the time axis is empty", {}),
    ("odd/unicode.nc", "no date in the file", {}),
    ("odd/avhrr.hdf", "no date in the file", {}),
    ("odd/cint16.tif", "complex numbers", {}),
    ("odd/cog_tags.tif", "no date in the file", {}),
    ("odd/cog_band_tags.tif", "no date in the file", {}),
    ("odd/corrupt.tif", "3 bands without dates", {}),
    ("odd/corrupt.tif", "IReadBlock failed", BANDS),
    ("odd/uvdata0.asc", "not recognized", {}),
    ("odd/xy.asc", "Ungridded", {}),
    (f"grace/GRD-3_2018152-2018181_GRFO{GRACE}.txt", r"\.txt file is text", {}),
    ("lst/goes16_argentina_2022-12-14_16.nc", "several variables: LST, T2M_GFS", {}),
    ("lst/ecostress_amazon_ATTO.nc", "several variables: LST, NDVI, SM, Rg", {}),
    ("lst/ecostress_test.tif", "no date in the file", {}),
    ("lst/s2_test_10m.tif", "no date in the file", {}),
    ("ndvi/modis_alaska_mask20.nc", "several variables: ndvi, ndvi_masked20", {}),
    ("ndvi/modis_alaska_mask20.nc", r"more axes than time and space: season \(8\), year \(6\)", {"variable": "ndvi"}),
    ("glacier/parvati_ndsi_sequence.nc", "4 bands without dates", {}),
    ("glacier/parvati_rgb/LC08_L2SP_147038_20130418_02_T1.png", "3 bands without dates", {}),
]


@pytest.mark.parametrize("name", OPEN)
def test_a_readable_file_opens_with_its_dates_unit_and_values(data_folder, name):
    expected = OPEN[name]
    with open_series(str(data_folder / name), **expected.options) as series:
        values = series.read()
        assert values.shape == expected.shape
        assert series.times[[0, -1]].tolist() == np.array([expected.first, expected.last], "datetime64[s]").tolist()
        assert series.unit == expected.unit
        assert values[expected.spot] == pytest.approx(expected.value, rel=2e-7)


@pytest.mark.parametrize(("name", "phrase", "options"), REFUSED)
def test_an_unusable_file_is_refused_with_its_name_and_the_reason(data_folder, capfd, name, phrase, options):
    def use():
        with open_series(str(data_folder / name), **options) as series:
            series.read()

    with pytest.raises(GeoGapError, match=f"(?s){re.escape(name)}.*{phrase}"):
        use()
    assert capfd.readouterr().err == ""


def test_every_odd_file_is_in_one_of_the_tables(data_folder):
    known = {*OPEN, *(name for name, _, _ in REFUSED)}
    names = {f"odd/{path.name}" for path in (data_folder / "odd").iterdir() if path.suffix not in (".csv", ".xml")}
    assert names <= known


def test_missing_months_and_the_two_solutions_of_a_month_are_in_the_grace_series(data_folder):
    with open_series(str(data_folder / "grace/jpl_l3_africa_2002-2016.nc")) as series:
        months = series.times.astype("datetime64[M]")
        found, counts = np.unique(months, return_counts=True)
        assert [str(month) for month in found[counts == 2]] == ["2012-01", "2015-04"]
        assert np.datetime64("2002-06") not in found
        assert str(series.bounds[0, 0])[:10] == "2002-04-04"


def test_grace_files_of_one_month_each_make_a_series(data_folder):
    paths = glob(str(data_folder / "grace" / "GRD-3_2007*.nc"))
    with open_series(paths) as series:
        assert [str(time)[:7] for time in series.times] == [f"2007-{month:02}" for month in range(7, 13)]
        assert str(series.bounds[0, 1])[:10] == "2007-08-01"
        assert series.read()[2, 95, 120] == np.float32(-0.39497063)


def test_landsat_scenes_whose_frames_differ_are_refused_by_name(data_folder):
    paths = sorted(glob(str(data_folder / "landsat" / "LC08_L1TP_014032*" / "*_B10.TIF")))
    with pytest.raises(
        GeoGapError, match=r"(?s)20180311_B10\.TIF and .*20180428_B10\.TIF do not lie on one grid: west"
    ):
        open_series(paths)


def test_no_file_crashes_the_process(data_folder):
    code = """
        import sys
        from geogap_plugin.core.errors import GeoGapError
        from geogap_plugin.raster.series import open_series
        for path in sys.stdin.read().splitlines():
            for dates in (None, ["2020-01-01"]):
                for variable in (None, "LST", "1"):
                    try:
                        with open_series(path, variable=variable, dates=dates) as series:
                            series.read()
                    except GeoGapError:
                        pass
            print(path, flush=True)
    """
    folders = [str(data_folder / folder / "*.*") for folder in ("odd", "grace", "lst", "ndvi", "glacier")]
    paths = sorted(path for folder in folders for path in glob(folder))
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"after {done.stdout.splitlines()[-1:]}: {done.stderr[-2000:]}"
    assert done.stdout.splitlines() == paths
    assert done.stderr == ""
