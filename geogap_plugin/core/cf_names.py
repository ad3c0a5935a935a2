"""Names of the CF conventions: units as UDUNITS spells them, standard names, names of NetCDF variables."""

from __future__ import annotations

import re
import unicodedata

_SPELLINGS = {
    **dict.fromkeys(("°c", "℃", "c", "oc", "deg c", "deg. c", "degrees c", "degree c", "degc", "celsius"), "degC"),
    **dict.fromkeys(("k", "kelvin", "kelvins", "deg k", "degk", "degrees kelvin"), "K"),
    **dict.fromkeys(("-", "none", "n/a", "na", "ratio", "index", "fraction", "unitless", "dimensionless"), "1"),
    **dict.fromkeys(("deg", "°"), "degree"),
    **dict.fromkeys(("meter", "metre", "meters", "metres"), "m"),
}
_WATER = re.compile(r"\s*\(?(w\.? ?e\.?|ewh|ewt|lwe|of water|water equivalent)\)?$", re.IGNORECASE)
"""A height of water is a length for UDUNITS; that it is water belongs into the name."""

_PREFIX = "(?:da|[yzafpnumcdhkMGTPEZY])?"
_SCALED = r"m|g|s|K|mol|Pa|bar|J|W|N|Hz|V|A|T|l|L|Gal|rad|sr"
_PLAIN = (
    "degC|degF|degree|degrees|degree_Celsius|degrees_celsius|deg_C|celsius|kelvin|percent|%|count|counts|ppm|ppb|DU|dBZ|"
    "ha|foot|inch|US_survey_foot|min|minute|minutes|h|hr|hour|hours|d|day|days|week|month|months|yr|year|years|mbar|"
    "second|seconds|gram|grams|kilogram|kilograms|kilometre|kilometer|centimetre|centimeter|centimeters|centimetres|"
    "millimetre|millimeter|millimeters|millimetres|pascal|watt|joule|newton"
)
_TERM = rf"(?:(?:{_PREFIX}(?:{_SCALED})|{_PLAIN})(?:(?:\^|\*\*)?[+-]?\d)?|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_UNIT = re.compile(rf"{_TERM}(?:(?: *(?:\*|/|\.) *| +){_TERM})*")

_STANDARD_NAMES = (
    (re.compile(r"normali[sz]ed[ _]difference[ _]vegetation[ _]index|(?<![a-z])ndvi(?![a-z])"),
     "normalized_difference_vegetation_index", ("1",)),
    (re.compile(r"(?<![a-z])(land[ _]?)?surface[ _]temperature(?![ _]anomal)|(?<![a-z])lst(?![a-z])"),
     "surface_temperature", ("K", "degC")),
    (re.compile(r"(?<![a-z])(air[ _]temperature|t2m|2m[ _]temperature|2[ _]met(?:re|er)[ _]temperature)(?![ _]anomal)"),
     "air_temperature", ("K", "degC")),
)  # fmt: skip
"""What a variable calls itself, its name in the CF standard name table, and units that this name may have."""


_AXES = ("time", "lat", "lon", "x", "y", "bound", "crs")


def udunits(unit: str) -> str | None:
    """Return a unit as UDUNITS-2 spells it, None where GeoGap does not know that UDUNITS would understand it.

    `°C` becomes `degC`, `cm w.e.` becomes `cm`, `kg/m²` becomes `kg/m2`, `unitless` becomes `1`.
    """
    text = unicodedata.normalize("NFKC", unit.replace("⁻", "-")).replace("\u2212", "-").strip()
    text = text.replace("μ", "u").replace("·", ".").replace("µ", "u")
    text = _SPELLINGS.get(text.lower(), text)
    text = _WATER.sub("", text)
    return text if _UNIT.fullmatch(text) else None


def standard_name(names: str, unit: str) -> str:
    """Return the CF standard name of a variable, '' where none is known.

    Parameters
    ----------
    names : str
        Everything that the variable is called.
    unit : str
        As :func:`udunits` spells it. A name is not given to a variable of another dimension.
    """
    words = names.lower()
    if "anomal" in words:
        return ""
    return next((name for pattern, name, units in _STANDARD_NAMES if pattern.search(words) and unit in units), "")


def variable_name(text: str, otherwise: str) -> str:
    """Return a name that NetCDF and CF allow, and no axis has: letters, digits and underscores, a letter first."""
    plain = re.sub(r"\W+", "_", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()).strip("_")
    if plain.lower() in _AXES:
        return f"{plain}_value"
    return plain if re.match(r"[A-Za-z]", plain) else otherwise
