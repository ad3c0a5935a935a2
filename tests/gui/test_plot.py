"""The plot: a click is a date, wheel and keys zoom, and what is shown can be taken away as a file."""

import csv
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from geogap_plugin.core.errors import InputError
from geogap_plugin.gui.plot import SeriesPlot
from geogap_plugin.report.figures import CellSeries
from geogap_plugin.report.traces import Trace

from .conftest import discard, until
from .desk import move

TIMES = np.arange("2003-01", "2013-01", dtype="datetime64[M]").astype("datetime64[s]")


def trace(title="Amazon", unit="cm", shift=0.0):
    value = 10 * np.sin(np.arange(120) / 6) + shift
    value[5] = np.nan
    filled = np.zeros(120, dtype=bool)
    filled[40:52] = True
    return Trace(CellSeries(TIMES, value, np.where(filled, 2.0, np.nan), filled, title, unit), "#2a78b5")


@pytest.fixture
def plot(desk):
    plot = SeriesPlot()
    plot.resize(640, 320)
    plot.times, plot.steps = [], []
    plot.clicked.connect(plot.times.append)
    plot.stepped.connect(plot.steps.append)
    plot.show()
    yield plot
    discard(plot)


def shown(plot):
    """The axes, drawn."""
    plot._canvas.draw()
    return plot._panels[0]


def place(plot, time):
    """Where a time lies in the middle of the axes, in the canvas's own pixels."""
    axes = shown(plot)
    x = axes.transData.transform((axes.convert_xunits(time.astype(object)), 0))[0]
    return QPoint(round(x / plot._canvas.device_pixel_ratio), plot._canvas.height() // 2)


def test_nothing_is_loaded_before_something_is_drawn(plot):
    plot.say("Click on the map.")
    assert plot._canvas is None
    plot.show_traces([trace()])
    assert plot._canvas.isVisible()
    plot.show_traces([])
    assert not plot._canvas.isVisible()


def test_a_click_is_the_date_under_the_mouse(plot):
    plot.show_traces([trace()])
    wanted = np.datetime64("2008-03-16", "s")
    QTest.mouseClick(plot._canvas, Qt.MouseButton.LeftButton, pos=place(plot, wanted))
    [time] = plot.times
    assert abs(time - wanted) < np.timedelta64(8, "D")


def test_dragging_pans_and_is_no_click(plot):
    plot.show_traces([trace()])
    before = shown(plot).get_xlim()
    start = place(plot, np.datetime64("2008-01-01", "s"))
    QTest.mousePress(plot._canvas, Qt.MouseButton.LeftButton, pos=start)
    move(plot._canvas, start + QPoint(60, 0))
    move(plot._canvas, start + QPoint(120, 0))
    QTest.mouseRelease(plot._canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    after = shown(plot).get_xlim()
    assert plot.times == []
    assert after[0] < before[0] - 100
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])
    QTest.mouseDClick(plot._canvas, Qt.MouseButton.LeftButton, pos=start)
    assert shown(plot).get_xlim() == pytest.approx(before)


def test_the_keyboard_zooms_and_steps(plot):
    plot.show_traces([trace()])
    low, high = shown(plot).get_xlim()
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    narrow = shown(plot).get_xlim()
    assert narrow[1] - narrow[0] == pytest.approx((high - low) / 1.25**2)
    plot.show_traces([trace(shift=5)], keep_view=True)
    assert shown(plot).get_xlim() == pytest.approx(narrow)
    QTest.keyClick(plot, Qt.Key.Key_0)
    assert shown(plot).get_xlim() == pytest.approx((low, high))
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.steps == [-1, 1]


def test_two_units_have_two_panels(plot):
    plot.show_traces([trace(), trace("Vienna", "K", 290)])
    shown(plot)
    assert [axes.get_ylabel() for axes in plot._panels] == ["cm", "K"]


def test_the_date_of_the_map_is_a_line(plot):
    plot.show_traces([trace()])
    shown(plot)
    before = plot.grab().toImage()
    plot.set_date(np.datetime64("2006-06-01", "s"))
    QApplication.processEvents()
    with_line = plot.grab().toImage()
    assert with_line != before
    plot.set_date(None)
    QApplication.processEvents()
    assert plot.grab().toImage() == before


def test_pictures_are_whole_and_show_what_the_plot_shows(plot, tmp_path):
    plot.show_traces([trace()])
    plot.save(str(tmp_path / "series.png"))
    picture = QImage(str(tmp_path / "series.png"))
    assert picture.width() > 900
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(picture.height())}
    assert {"#ffffff", "#2a78b5"} <= colours
    plot.save(str(tmp_path / "series.svg"))
    assert ElementTree.parse(tmp_path / "series.svg").getroot().tag.endswith("svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["series.png", "series.svg"]


def test_a_table_holds_every_value_with_its_unit(plot, tmp_path):
    plot.show_traces([trace(), trace("Vienna", "K", 290)])
    plot.save(str(tmp_path / "series.csv"))
    with open(tmp_path / "series.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 240
    assert [row["kind"] for row in rows[4:7]] == ["observed", "missing", "observed"]
    assert rows[5]["value"] == ""
    assert rows[41]["kind"] == "filled"
    assert float(rows[41]["value"]) == pytest.approx(10 * np.sin(41 / 6), abs=1e-6)
    assert float(rows[41]["standard deviation"]) == 2
    assert (rows[130]["series"], rows[130]["unit"], rows[130]["date"][:10]) == ("Vienna", "K", "2003-11-01")


@pytest.mark.parametrize("name", ["series.pdf", "series", "nowhere/series.png"])
def test_what_cannot_be_written_is_said_and_leaves_nothing(plot, tmp_path, name):
    plot.show_traces([trace()])
    with pytest.raises(InputError):
        plot.save(str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_export_is_said(plot, tmp_path):
    with pytest.raises(InputError, match="Click on the map"):
        plot.save(str(tmp_path / "series.png"))


def test_the_plot_follows_a_dark_theme(plot):
    plot.show_traces([trace()])
    usual = QApplication.palette()
    dark = QPalette(usual)
    for role, colour in ((QPalette.ColorRole.Base, "#202020"), (QPalette.ColorRole.Text, "#dddddd")):
        dark.setColor(role, QColor(colour))
    try:
        QApplication.setPalette(dark)
        until(lambda: plot._panels[0].get_facecolor()[:3] == pytest.approx((32 / 255,) * 3))
        assert plot._panels[0].yaxis.label.get_color() == "#dddddd"
    finally:
        QApplication.setPalette(usual)
