"""Reads the fields of a JSON document one by one and names the field in every refusal."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NoReturn, TypeVar

from .errors import ModelCardError

MAX_CHARACTERS = 256 * 1024
MAX_ITEMS = 1000

_T = TypeVar("_T")
_KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}


class Field:
    """One value of a JSON document and the path to it.

    Parameters
    ----------
    value : object
        As `json.loads` gives it.
    path : str
        Such as "inputs[0].dims"; empty for the document itself.
    """

    def __init__(self, value: Any, path: str = "") -> None:
        self._value = value
        self._path = path

    @classmethod
    def document(cls, text: str) -> Field:
        """Parse a JSON object strictly: no NaN or infinity, no key twice, no more than 256 kB."""
        if len(text) > MAX_CHARACTERS:
            raise ModelCardError(
                f"The model card has {len(text):,} characters; {MAX_CHARACTERS:,} are read. Shorten its texts."
            )
        try:
            value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
        except (ValueError, RecursionError) as error:
            raise ModelCardError(f"The model card is not valid JSON: {error}. Export the model again.") from error
        if not isinstance(value, dict):
            raise ModelCardError("The model card is not a JSON object. Export the model again.")
        return cls(value)

    def refuse(self, reason: str) -> NoReturn:
        """Raise ModelCardError about this field."""
        raise ModelCardError(f"{self._path or 'model card'}: {reason}")

    def members(
        self, readers: Mapping[str, Callable[[Field], Any]], absent: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Read an object that has these keys and no other; refuse with all that is wrong, a line each.

        Parameters
        ----------
        readers : mapping of str to callable
        absent : mapping of str to object, optional
            Keys that may be missing, and what stands for them then.
        """
        mapping = self._typed(dict, "an object")
        unknown = [self._child(key[:80]) for key in mapping if key not in readers]
        reason = "this field is unknown. Remove it, or correct its name."
        left_out = {name: value for name, value in (absent or {}).items() if name not in mapping}
        there = {name: read for name, read in readers.items() if name not in left_out}
        attempts = [partial(field.refuse, reason) for field in unknown]
        attempts += [partial(self._member, name, read) for name, read in there.items()]
        return {**dict(zip(there, collect(attempts))), **left_out}

    def _member(self, name: str, read: Callable[[Field], _T]) -> _T:
        return read(self[name])

    def each(self, read: Callable[[Field], _T], least: int = 0) -> tuple[_T, ...]:
        """Read the items of a list; refuse with all that is wrong, a line each."""
        return tuple(collect([partial(read, item) for item in self.items(least)]))

    def __getitem__(self, key: str) -> Field:
        mapping = self._typed(dict, "an object")
        child = self._child(key)
        if key not in mapping:
            child.refuse("this field is missing. Add it to the card.")
        return Field(mapping[key], child._path)

    def text(self, longest: int = 200, *, empty: bool = False) -> str:
        """Return a text of printable characters."""
        value = self._typed(str, "text")
        if len(value) > longest:
            self.refuse(f"the text has {len(value):,} characters; at most {longest:,} are allowed.")
        if not value.strip() and not empty:
            self.refuse("the text is empty.")
        if not all(letter.isprintable() or letter == "\n" for letter in value):
            self.refuse("the text has control characters.")
        return value

    def choice(self, allowed: tuple[str, ...]) -> str:
        """Return one of a few words."""
        value = self.text(empty="" in allowed)
        if value not in allowed:
            self.refuse(f"“{value}” is not one of {', '.join(word for word in allowed if word)}.")
        return value

    def integer(self, least: int = 0, most: int = 2**53) -> int:
        """Return a whole number within bounds."""
        if isinstance(self._value, bool) or not isinstance(self._value, int):
            self.refuse(f"a whole number is expected, not {self._kind()}.")
        if not least <= self._value <= most:
            self.refuse(f"a whole number from {least:,} to {most:,} is expected.")
        return self._value

    def number(self, least: float = -math.inf, most: float = math.inf) -> float:
        """Return a finite number within bounds."""
        if isinstance(self._value, bool) or not isinstance(self._value, (int, float)):
            self.refuse(f"a number is expected, not {self._kind()}.")
        if (isinstance(self._value, int) and abs(self._value) > 2**53) or not math.isfinite(self._value):
            self.refuse("the number is not finite, or too large.")
        if not least <= self._value <= most:
            self.refuse(f"a number from {least:g} to {most:g} is expected, not {self._value:g}.")
        return float(self._value)

    def items(self, least: int = 0) -> list[Field]:
        """Return the items of a list."""
        value = self._typed(list, "a list")
        if not least <= len(value) <= MAX_ITEMS:
            self.refuse(f"the list has {len(value)} items; from {least} to {MAX_ITEMS} are expected.")
        return [Field(item, f"{self._path}[{index}]") for index, item in enumerate(value)]

    def entries(self, read: Callable[[Field], _T]) -> dict[str, _T]:
        """Read the entries of an object whose keys are free; refuse with all that is wrong, a line each."""
        value = self._typed(dict, "an object")
        if len(value) > MAX_ITEMS:
            self.refuse(f"the object has {len(value)} entries; at most {MAX_ITEMS} are allowed.")

        def entry(key: str) -> _T:
            path = self._child(key[:80])._path
            Field(key, path).text()
            return read(Field(value[key], path))

        return dict(zip(value, collect([partial(entry, key) for key in value])))

    def optional(self, read: Callable[[Field], _T]) -> _T | None:
        """Return None for null, and what `read` makes of anything else."""
        return None if self._value is None else read(self)

    def scalar(self) -> str | int | float | bool:
        """Return a text, a number, or true or false."""
        if isinstance(self._value, bool):
            return self._value
        if isinstance(self._value, str):
            return self.text(1000, empty=True)
        number = self.number()
        return self._value if isinstance(self._value, int) else number

    def _child(self, key: str) -> Field:
        return Field(None, f"{self._path}.{key}" if self._path else key)

    def _typed(self, kind: type, words: str) -> Any:
        if not isinstance(self._value, kind):
            self.refuse(f"{words} is expected, not {self._kind()}.")
        return self._value

    def _kind(self) -> str:
        return _KINDS.get(type(self._value), "a number")


def collect(readers: Iterable[Callable[[], Any]]) -> list[Any]:
    """Call all readers and return what they return.

    Raises
    ------
    ModelCardError
        If any of them refuses; the message has what each of these says, a line each.
    """
    values, reasons = [], []
    for read in readers:
        try:
            values.append(read())
        except ModelCardError as error:
            reasons.append(error.message)
    if reasons:
        raise ModelCardError("\n".join(reasons))
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the field “{twice[:80]}” occurs twice")
    return mapping
