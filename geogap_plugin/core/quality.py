"""Quality layers: which pixels their bit fields and classes call unusable."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from .errors import InputError

NO_MASK = "none"
"""Said instead of a rule where nothing is to be masked."""

_FORM = (
    "Write it as “qa_pixel: bit 1, bit 3” for single bits that must not be set, “QC_Day: bits 0-1 = 2, 3” for the "
    "values of several bits, “SCL: 3, 8-10” for classes, or “LST: outside 200-370” for a range, several layers with "
    "a semicolon between them, or “none”."
)
_NUMBER = r"(\d{1,10})"
_BIT = re.compile(rf"bit\s+{_NUMBER}", re.IGNORECASE)
_BITS = re.compile(rf"bits\s+{_NUMBER}\s*-\s*{_NUMBER}\s*=\s*(.+)", re.IGNORECASE)
_VALUES = re.compile(rf"{_NUMBER}(?:\s*-\s*{_NUMBER})?")
_OUTSIDE = re.compile(r"outside\s+(\d{1,6}(?:\.\d+)?)\s*-\s*(\d{1,6}(?:\.\d+)?)", re.IGNORECASE)

_WIDTH = 32
"""Bits of the widest quality layers."""

_MOST_VALUES = 1 << 16
"""Classes of one range: more are a slip of the pen, and would take long to look up."""


@dataclass(frozen=True)
class BitField:
    """Neighbouring bits of a quality layer, and which of their values mean that a pixel is unusable.

    Parameters
    ----------
    shift : int
        The lowest bit, 0 for the least significant.
    width : int
        Number of bits; 0 for the whole number, a class.
    values : frozenset of int
        Unusable.
    """

    shift: int
    width: int
    values: frozenset[int]

    def hit(self, stored: np.ndarray) -> np.ndarray:
        """Return where the field has one of the values: bool, of the shape of `stored` (whole numbers)."""
        whole = stored.astype(np.int64)
        field = whole if self.width == 0 else (whole >> self.shift) & ((1 << self.width) - 1)
        return np.isin(field, list(self.values))


@dataclass(frozen=True)
class Outside:
    """Values beyond a range: impossible, rather than flagged.

    Parameters
    ----------
    lowest, highest : float
        Ends of the range, both possible.
    """

    lowest: float
    highest: float

    def hit(self, stored: np.ndarray) -> np.ndarray:
        """Return where values lie outside the range: bool, of the shape of `stored`."""
        return (stored < self.lowest) | (stored > self.highest)


@dataclass(frozen=True)
class QualityRule:
    """What makes a pixel unusable, by one quality layer.

    Parameters
    ----------
    layer : str
        Name of the layer.
    fields : tuple of BitField or Outside
        Any of them is enough.
    """

    layer: str
    fields: tuple[BitField | Outside, ...]

    def unusable(self, stored: np.ndarray) -> np.ndarray:
        """Return which pixels are unusable: bool, of the shape of `stored`.

        Parameters
        ----------
        stored : ndarray
            The layer's numbers; float where NaN says that there is none, which makes a pixel unusable as well.
        """
        numbers = np.asarray(stored)
        missing = ~np.isfinite(numbers)
        there = np.where(missing, 0, numbers)
        bad = missing
        for field in self.fields:
            bad = bad | field.hit(there)
        return bad


def parse_quality_rules(text: str) -> tuple[QualityRule, ...]:
    """Read rules such as ``qa_pixel: bit 1, bit 3; SCL: 3, 8-10``.

    Returns
    -------
    tuple of QualityRule
        Empty for `none` or an empty text.

    Raises
    ------
    InputError
        If the text has another form.
    """
    if text.strip().lower() in ("", NO_MASK):
        return ()
    rules = []
    for part in text.split(";"):
        layer, colon, conditions = part.partition(":")
        if not colon or not layer.strip() or not conditions.strip():
            raise InputError(f"“{part.strip()}” is no rule for a quality layer. {_FORM}")
        rules.append(QualityRule(layer.strip(), _fields(conditions, part)))
    return tuple(rules)


def _fields(conditions: str, part: str) -> tuple[BitField | Outside, ...]:
    """Read the conditions of a layer; a list of values goes on over commas."""
    fields: list[BitField | Outside] = []
    for condition in re.split(r",\s*(?=bit|outside)", conditions.strip(), flags=re.IGNORECASE):
        single, several, beyond = (form.fullmatch(condition.strip()) for form in (_BIT, _BITS, _OUTSIDE))
        if single:
            bit = int(single.group(1))
            fields.append(BitField(*_span(bit, bit, condition), frozenset({1})))
        elif several:
            shift, width = _span(int(several.group(1)), int(several.group(2)), condition)
            fields.append(BitField(shift, width, _values(several.group(3), part, width)))
        elif beyond:
            lowest, highest = float(beyond.group(1)), float(beyond.group(2))
            if highest < lowest:
                raise InputError(f"“{condition.strip()}” counts backwards. {_FORM}")
            fields.append(Outside(lowest, highest))
        else:
            fields.append(BitField(0, 0, _values(condition, part)))
    return tuple(fields)


def _span(first: int, last: int, condition: str) -> tuple[int, int]:
    """Return the lowest bit and the number of bits."""
    if last < first:
        raise InputError(f"“{condition.strip()}” counts backwards. {_FORM}")
    if last >= _WIDTH:
        raise InputError(f"“{condition.strip()}” names a bit that no quality layer has: they count from 0 to 31.")
    return first, last - first + 1


def _values(text: str, part: str, width: int = _WIDTH) -> frozenset[int]:
    """Read numbers and ranges of numbers that `width` bits can hold."""
    values: set[int] = set()
    for piece in (piece.strip() for piece in text.split(",")):
        found = _VALUES.fullmatch(piece)
        if not found:
            raise InputError(f"“{piece}” in “{part.strip()}” is neither a value nor a bit. {_FORM}")
        first, last = int(found.group(1)), int(found.group(2) or found.group(1))
        if last < first:
            raise InputError(f"“{piece}” in “{part.strip()}” counts backwards. {_FORM}")
        if last >= 1 << width:
            raise InputError(
                f"“{piece}” in “{part.strip()}” never occurs: {width} bits hold at most {(1 << width) - 1}."
            )
        if last - first >= _MOST_VALUES:
            raise InputError(f"“{piece}” in “{part.strip()}” has more than {_MOST_VALUES:,} values. Name fewer.")
        values.update(range(first, last + 1))
    return frozenset(values)
