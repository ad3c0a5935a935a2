"""Pages say what is missing at a glance, escape what comes from files, and are never left half-written."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence, align
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.gaps import runs
from geogap_plugin.core.trials.judging import Judgement, Score
from geogap_plugin.report.figures import CellSeries, MapPanels, map_figure, save_png, series_figure, svg
from geogap_plugin.report.fill import gap_epochs, verdict
from geogap_plugin.report.gaps import gap_page
from geogap_plugin.report.html import calendar_section, number, table, write_page
from geogap_plugin.report.traces import Trace, readout


def monthly(*labels):
    return align(np.array(labels, dtype="datetime64[s]"), Cadence("month"))


def test_the_calendar_has_a_square_for_every_epoch_and_a_cross_for_every_missing_one():
    aligned = monthly("2010-11-16", "2011-02-16", "2011-03-16")
    share = np.array([0.0, 1.0, 1.0, 0.25, 0.0])
    section = calendar_section(aligned.times, share, aligned.cadence)
    titles = re.findall(r'title="([^"]+)"', section)
    assert titles == [
        "2010-11: 0% of the cells missing",
        "2010-12: missing",
        "2011-01: missing",
        "2011-02: 25% of the cells missing",
        "2011-03: 0% of the cells missing",
    ]
    assert section.count("×") == 2


@pytest.mark.parametrize(("cadence", "rows"), [("hour", 2), ("8 days", 1), ("irregular", 1)])
def test_other_cadences_have_a_calendar_too(cadence, rows):
    step = {"hour": "3600", "8 days": "691200", "irregular": "86400"}[cadence]
    times = np.datetime64("2020-01-01T00:00:00") + np.arange(30) * np.timedelta64(int(step), "s")
    section = calendar_section(times, np.zeros(30), Cadence.parse(cadence))
    assert section.count('<th class="row">') == rows
    assert section.count('class="slot"') == 30


def test_text_from_files_cannot_become_markup():
    aligned = monthly("2010-01-16", "2010-03-16")
    share = np.array([0.0, 1.0, 0.0])
    page = gap_page("<script>alert(1)</script>", aligned, share, {1: 4}, runs(share >= 1))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "1 of 3 epochs are missing altogether" in page


def test_figures_are_pictures(tmp_path):
    times = np.arange(np.datetime64("2010-01"), np.datetime64("2012-01")).astype("datetime64[s]")
    filled = np.arange(24) % 7 == 0
    cell = CellSeries(times, np.sin(np.arange(24.0)), filled * 0.3, filled, "cell", "cm")
    ElementTree.fromstring(svg(series_figure(cell)))
    field, nothing = np.arange(12.0).reshape(3, 4), np.full((3, 4), np.nan)
    panels = MapPanels(["a", "b"], [field, nothing], [field, field], [nothing, field], (0, 4, 0, 3), "cm", "maps")
    save_png(map_figure(panels), tmp_path / "maps.png")
    assert (tmp_path / "maps.png").read_bytes().startswith(b"\x89PNG")


def test_the_interval_reaches_as_far_as_the_filling_learnt():
    times = np.arange(np.datetime64("2010-01"), np.datetime64("2010-04")).astype("datetime64[s]")
    filled = np.array([False, True, False])
    wide = CellSeries(times, np.zeros(3), filled * 2.0, filled, "cell", "K", half_width=2.5)
    normal = replace(wide, half_width=CellSeries.half_width)
    assert readout([Trace(wide, "#2a78b5")], times[1]) == "cell, 2010-02-01: 0 ± 5 K (filled)"
    assert readout([Trace(normal, "#2a78b5")], times[1]) == "cell, 2010-02-01: 0 ± 3.29 K (filled)"
    for cell, reach in ((wide, 5.0), (normal, 3.29)):
        [band] = series_figure(cell).axes[0].collections
        assert band.get_paths()[0].vertices[:, 1].max() == pytest.approx(reach)


def test_the_longest_gap_is_shown_between_its_neighbours():
    share = np.array([0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0], dtype=float)
    assert gap_epochs(share) == [3, 6, 8, 10]
    assert gap_epochs(np.zeros(5)) == []


@pytest.mark.parametrize(("nse", "words"), [(0.9, "like observations"), (0.5, "uncertain"), (0.1, "do not build")])
def test_the_verdict_says_in_words_whether_to_trust(nse, words):
    score = Score(rmse=2.0, mae=1.5, bias=0.0, crps=1.0, nse=nse, coverage90=0.9, count=100)
    assert words in verdict(Judgement("gp", {"gp": score}, "", ("gp",), {}, np.ones((1, 1))), "cm")


def test_numbers_are_short_and_a_missing_one_is_a_dash():
    assert [number(value) for value in (0.012345, 12.345, 12345.6, np.nan)] == ["0.0123", "12.3", "12346", "–"]


def test_the_chosen_row_is_marked():
    assert table(("a",), [("x",), ("y",)], chosen="y").count('class="chosen"') == 1


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "page.html"
    write_page(str(target), "first")
    write_page(str(target), "second")
    assert target.read_text(encoding="utf-8") == "second"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(InputError, match="nowhere"):
        write_page(str(tmp_path / "nowhere" / "page.html"), "x")


@pytest.mark.parametrize(
    ("cadence", "days", "kind"), [("day", 1, "narrow"), ("8 days", 8, "wide"), ("16 days", 16, "")]
)
def test_a_calendar_of_many_columns_still_fits_the_page(cadence, days, kind):
    times = (np.datetime64("2015-01-01") + np.arange(0, 365, days)).astype("datetime64[s]")
    section = calendar_section(times, np.zeros(len(times)), Cadence.parse(cadence))
    assert section.startswith(f'<table class="{" ".join(["calendar", kind]).strip()}">')
