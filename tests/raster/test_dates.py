"""Dates in file names, in band descriptions and as given."""

import numpy as np
import pytest

from geogap_plugin.core.errors import CalendarError
from geogap_plugin.raster.iso_dates import date_of_band, date_of_tags, explicit_dates, parse_iso
from geogap_plugin.raster.name_dates import dates_from_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["lst_20100131.tif", "lst_20100228.tif"], ["2010-01-31", "2010-02-28"]),
        (["lst-2010-01-31.tif"], ["2010-01-31"]),
        (["lst_2010_01_31.tif"], ["2010-01-31"]),
        (["lst_2010_01.tif", "lst_2010_02.tif"], ["2010-01-01", "2010-02-01"]),
        (["a/2010-01.tif"], ["2010-01-01"]),
        (["chirps-v2.0.2010.03.tif"], ["2010-03-01"]),
        (["ndvi_201003_v2.tif"], ["2010-03-01"]),
        (["x_2010_031.tif"], ["2010-01-31"]),
        (["x_2012366.tif"], ["2012-12-31"]),
        (["S_20100131T1030.tif"], ["2010-01-31T10:30"]),
        (["S_20100131T103015Z.tif"], ["2010-01-31T10:30:15"]),
        (["20171025_2056.Cloud.nc"], ["2017-10-25T20:56"]),
        (["LC08_L2SP_147038_20140216_20200911_02_T1.TIF"], ["2014-02-16"]),
        (["/d/LC08_L1TP_014032_20180428_B10.TIF"], ["2018-04-28"]),
        (["S2A_MSIL2A_20180102T102421_N0206_R065_T32TLS_20180102T121300.tif"], ["2018-01-02T10:24:21"]),
        (["MOD11A1.A2010001.h18v04.061.2020123456789.hdf"], ["2010-01-01"]),
        (["MOD13A3.061__1_km_NDVI_doy2010032_aid0001.tif"], ["2010-02-01"]),
        (["C:\\data\\lst_20100131.tif"], ["2010-01-31"]),
        (["2010-01-31/lst.tif", "2010-02-28/lst.tif"], ["2010-01-31", "2010-02-28"]),
    ],
)
def test_names_are_dated(names, expected):
    times, bounds = dates_from_names(names)
    assert times.tolist() == np.array(expected, dtype="datetime64[s]").tolist()
    assert bounds is None


def test_a_range_gives_the_middle_and_the_bounds():
    times, bounds = dates_from_names(["GRD-3_2018152-2018181_GRFO_JPLEM_BA01_0600_LND_v03.tif"])
    assert str(times[0]) == "2018-06-16T00:00:00"
    assert [str(edge) for edge in bounds[0]] == ["2018-06-01T00:00:00", "2018-07-01T00:00:00"]


def test_a_date_that_all_names_share_is_not_the_date():
    times, _ = dates_from_names(["v20200101_20100131.tif", "v20200101_20100228.tif"])
    assert [str(time)[:10] for time in times] == ["2010-01-31", "2010-02-28"]


def test_two_dates_in_a_name_are_ambiguous():
    with pytest.raises(CalendarError, match=r"a_20100131_20100301\.tif.*more than one date.*2010-01-31 and 2010-03-01"):
        dates_from_names(["a_20100131_20100301.tif", "a_20100228_20100402.tif"])


def test_the_one_file_without_a_date_is_named():
    with pytest.raises(CalendarError, match=r"mask\.tif: no date like 20100131.* 2 of the 3 files"):
        dates_from_names(["a_20100131.tif", "mask.tif", "a_20100228.tif"])


def test_no_date_at_all_says_what_was_tried_and_how_to_help():
    with pytest.raises(CalendarError, match=r"dem\.tif: no date.*2010-01-31.*%Y%m%d"):
        dates_from_names(["dem.tif"])


@pytest.mark.parametrize("name", ["x_20101301.tif", "x_2011366.tif", "p147038.tif", "x_20100231.tif", "id12345678.tif"])
def test_digits_that_are_no_date_are_none(name):
    with pytest.raises(CalendarError, match="no date"):
        dates_from_names([name])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-01-16", "2010-01-16"),
        ("2010-01", "2010-01-01"),
        ("20100116", "2010-01-16"),
        ("2010-01-16T10:30:00Z", "2010-01-16T10:30:00"),
        ("2010-01-16T10:30:00.000+01:00", "2010-01-16T09:30:00"),
        ("2010-01-16 10:30", "2010-01-16T10:30:00"),
        ("2010:01:16 10:30:00", "2010-01-16T10:30:00"),
    ],
)
def test_iso_dates_are_read(text, expected):
    assert parse_iso(text) == np.datetime64(expected, "s")


@pytest.mark.parametrize("text", ["", "Green", "2010", "Band 1", "2010-13-01", "0.5", "123456", "2010-02-30"])
def test_other_texts_are_no_dates(text):
    assert parse_iso(text) is None


def test_a_band_may_state_its_date_in_its_metadata():
    assert date_of_band("LST", {"Date": "2010-01-16"}) == np.datetime64("2010-01-16", "s")
    assert date_of_band("LST", {"STATISTICS_MEAN": "20100116"}) is None


def test_a_file_may_state_its_date_in_its_tags():
    assert date_of_tags({"TIFFTAG_DATETIME": "2021:04:01 06:57:06"}) == np.datetime64("2021-04-01T06:57:06")
    assert date_of_tags({"ACQUISITION_DATE": "2021-04-01"}) == np.datetime64("2021-04-01", "s")


def test_a_pattern_dates_every_name():
    names = ["T31_310110_v1.tif", "T31_280210_v1.tif"]
    assert [str(time)[:10] for time in explicit_dates("%d%m%y", names)] == ["2010-01-31", "2010-02-28"]
    assert str(explicit_dates("_%Y%j.", ["MOD.12345_2010032.tif"])[0])[:10] == "2010-02-01"
    assert str(explicit_dates("%d%b%Y", ["run_05Mar2011.nc"])[0])[:10] == "2011-03-05"


def test_a_pattern_that_is_not_there_names_the_file():
    with pytest.raises(CalendarError, match=r"%Y%m%d.*mask\.tif"):
        explicit_dates("%Y%m%d", ["a_20100131.tif", "mask.tif"])


def test_an_unknown_directive_is_refused():
    with pytest.raises(CalendarError, match="%q"):
        explicit_dates("%q", ["a.tif"])


def test_dates_may_be_given_as_text_or_numpy():
    given = ["2010-01-31", np.datetime64("2010-02-28")]
    assert [str(time)[:10] for time in explicit_dates(given, ["a", "b"])] == ["2010-01-31", "2010-02-28"]


def test_too_few_dates_are_refused():
    with pytest.raises(CalendarError, match="1 dates were given for 2 epochs"):
        explicit_dates(["2010-01-31"], ["a", "b"])


def test_an_unreadable_date_is_quoted():
    with pytest.raises(CalendarError, match="31/01/2010"):
        explicit_dates(["31/01/2010"], ["a"])
