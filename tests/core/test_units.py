"""Units are converted where they are known and refused with the reason where they are not."""

import pytest

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.units import conversion, same_unit


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        (1.5, "m", "cm", 150),
        (25, "mm", "cm", 2.5),
        (2, "kg m-2", "mm", 2),
        (3, "Metres", "mm", 3000),
        (300, "K", "°C", 26.85),
        (10, "degC", "kelvin", 283.15),
        (40, "%", "1", 0.4),
        (7, "furlong", "Furlong", 7),
        (7, "", "", 7),
    ],
)
def test_a_known_unit_is_converted(value, unit, wanted, expected):
    factor, offset = conversion(unit, wanted)
    assert factor * value + offset == pytest.approx(expected)


@pytest.mark.parametrize(("unit", "wanted"), [("m", "K"), ("furlong", "m"), ("", "cm")])
def test_others_are_refused(unit, wanted):
    with pytest.raises(InputError, match="cannot be converted into"):
        conversion(unit, wanted)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mm", "kg m-2", True),
        ("°C", "degC", True),
        ("", "", True),
        ("cm", "m", False),
        ("K", "degC", False),
        ("K", "", False),
    ],
)
def test_units_are_the_same_where_the_numbers_are(one, other, same):
    assert same_unit(one, other) is same
