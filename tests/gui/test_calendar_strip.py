"""The calendar shows a square for every date, which mouse and keyboard choose."""

import numpy as np
import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from geogap_plugin.core.calendar import Cadence, align, detect_cadence
from geogap_plugin.gui.calendar_strip import CalendarStrip
from geogap_plugin.report.html import share_colour

from .conftest import discard

MONTHS = [month for month in np.arange("2003-01", "2006-01", dtype="datetime64[M]") if str(month) != "2004-05"]
DAYS = np.arange("2003-01-01", "2005-01-01", dtype="datetime64[D]")
MAY = 16


@pytest.fixture
def strip(desk):
    strip = CalendarStrip()
    strip.resize(300, 120)
    strip.chosen_epochs = []
    strip.chosen.connect(strip.chosen_epochs.append)
    strip.show()
    yield strip
    discard(strip)


def calendar(dates):
    times = np.array([np.datetime64(date, "D") for date in dates]).astype("datetime64[s]")
    return align(times, detect_cadence(times))


def test_a_missing_month_is_known_from_the_dates_alone(strip):
    strip.set_calendar(calendar(MONTHS))
    assert [epoch for epoch in range(36) if strip.share(epoch) == 1] == [MAY]
    assert strip.share(0) is None
    assert "2004-05: missing" in strip.text_of(MAY)
    strip.set_shares([0.0] * MAY + [1.0] + [0.25] * 19)
    assert strip.text_of(0) == "2003-01: complete"
    assert "25.0% of the cells" in strip.text_of(35)


def test_squares_bear_the_colour_of_their_share_and_years_lie_below_one_another(strip):
    strip.set_calendar(calendar(MONTHS))
    strip.set_shares([0.0] * MAY + [1.0] + [0.5] * 19)
    image = strip.grab().toImage()
    for epoch, share in ((3, 0.0), (30, 0.5)):
        corner = strip.square_of(epoch).topLeft().toPoint()
        assert image.pixelColor(corner.x() + 2, corner.y() + 2).name() == share_colour(share)
    january, may = strip.square_of(12), strip.square_of(MAY)
    assert january.top() == may.top() > strip.square_of(0).top()
    assert may.left() > january.left()


def test_a_click_and_the_keyboard_choose_a_date(strip):
    strip.set_calendar(calendar(MONTHS))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.square_of(MAY).center().toPoint())
    strip.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Home):
        QTest.keyClick(strip, key)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Enter)
    assert strip.chosen_epochs == [MAY, MAY + 1, MAY - 11, 0]
    assert strip.accessibleDescription().startswith("2003-01")


def test_a_click_beside_the_squares_chooses_nothing(strip):
    strip.set_calendar(calendar(MONTHS))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().bottomRight())
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().topLeft())
    strip.set_calendar(None)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center())
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert strip.chosen_epochs == []


def test_overpasses_stand_one_after_another_from_the_left(strip):
    hours = np.cumsum([0, 22, 50, 23, 1.5, 70, 47, 21, 26, 90]).astype(int)
    times = np.datetime64("2022-11-20T03:00:00") + hours.astype("timedelta64[h]")
    strip.set_calendar(align(np.append(times, np.datetime64("2023-02-03T11:00:00")), Cadence("irregular")))
    squares = [strip.square_of(epoch) for epoch in range(11)]
    assert [square.left() for square in squares[:10]] == sorted({square.left() for square in squares[:10]})
    assert squares[10].left() == squares[0].left()
    assert squares[10].top() > squares[9].top()
    assert squares[9].right() <= strip.width()
    assert strip.epoch_at(squares[4].center().x(), squares[4].center().y()) == 4


def test_a_summer_of_days_begins_at_the_left(strip):
    strip.set_calendar(calendar(np.arange("2003-06-01", "2003-06-20", dtype="datetime64[D]")))
    year = CalendarStrip()
    year.set_calendar(calendar(DAYS))
    assert strip.square_of(0).left() == year.square_of(0).left()
    assert strip.square_of(18).right() <= strip.width()


def test_days_keep_squares_that_can_be_hit(strip):
    strip.set_calendar(calendar(DAYS))
    strip.resize(strip.minimumSizeHint())
    assert strip.square_of(0).width() >= 3
    for epoch in (0, 364, 365, len(DAYS) - 1):
        centre = strip.square_of(epoch).center()
        assert strip.epoch_at(centre.x(), centre.y()) == epoch
        assert centre.x() < strip.width()
        assert centre.y() < strip.height()
