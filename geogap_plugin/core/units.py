"""Units that GeoGap can convert into one another."""

from __future__ import annotations

from .errors import InputError

_KINDS: tuple[dict[str, tuple[float, float]], ...] = (
    # Factor and offset into the first unit of each kind. A kilogram of water on a square metre is a millimetre high.
    {"m": (1, 0), "dm": (0.1, 0), "cm": (0.01, 0), "mm": (0.001, 0), "km": (1000, 0), "kg m-2": (0.001, 0)},
    {"k": (1, 0), "degc": (1, 273.15)},
    {"1": (1, 0), "%": (0.01, 0)},
)
_SPELLINGS = {
    **dict.fromkeys(("metre", "meter", "metres", "meters"), "m"),
    **dict.fromkeys(("centimetre", "centimeter", "centimetres", "centimeters"), "cm"),
    **dict.fromkeys(("millimetre", "millimeter", "millimetres", "millimeters"), "mm"),
    **dict.fromkeys(("kg/m2", "kg/m^2", "kg m^-2", "kg m**-2", "kg/m²"), "kg m-2"),
    **dict.fromkeys(("kelvin",), "k"),
    **dict.fromkeys(("°c", "c", "celsius", "deg c", "degree_celsius", "degrees_celsius", "deg_c"), "degc"),
    **dict.fromkeys(("percent",), "%"),
}


def conversion(unit: str, wanted: str) -> tuple[float, float]:
    """Return factor and offset that turn values of one unit into another: wanted = factor x value + offset.

    Lengths, heights of water, temperatures and shares are known; two equal or two empty units need no conversion.

    Raises
    ------
    InputError
        If the units are of different kinds, or one is unknown.
    """
    one, other = _plain(unit), _plain(wanted)
    if one == other:
        return 1.0, 0.0
    for kind in _KINDS:
        if one in kind and other in kind:
            (factor, offset), (wanted_factor, wanted_offset) = kind[one], kind[other]
            return factor / wanted_factor, (offset - wanted_offset) / wanted_factor
    raise InputError(
        f"“{unit or 'no unit'}” cannot be converted into “{wanted or 'no unit'}”: GeoGap converts lengths (m, cm, mm, "
        "km), heights of water (kg m-2), temperatures (K, degC) and shares (1, %). Convert one of the series first."
    )


def same_unit(one: str, other: str) -> bool:
    """Return whether values in one unit are the same numbers in the other."""
    try:
        return conversion(one, other) == (1.0, 0.0)
    except InputError:
        return False


def _plain(unit: str) -> str:
    words = " ".join(unit.lower().split())
    return _SPELLINGS.get(words, words)
