"""What a training run tells of its progress: lines for people that carry their numbers for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

Say = Callable[[str], None]
"""Takes each line of progress."""


class Line(str):
    """A line of progress that carries the numbers in it, so that nobody has to read them out of the text.

    Parameters
    ----------
    text : str
    facts : str, int, float, bool or None
        Such as `share` (of the fitting that is done, 0 to 1), `epoch`, `epochs`, `loss`, `validation`, `seconds_left`.
    """

    facts: dict[str, object]

    def __new__(cls, text: str, **facts: object) -> Line:
        """Make a text with facts."""
        line = super().__new__(cls, text)
        line.facts = facts
        return line


def say_text(line: str) -> None:
    """Print a line for people."""
    print(line, flush=True)


def say_json(line: str) -> None:
    """Print a line for programs: one JSON object with `text` and the numbers that the line carries."""
    print(json.dumps({"text": str(line), **getattr(line, "facts", {})}, ensure_ascii=False), flush=True)


SPEAKERS: dict[str, Say] = {"text": say_text, "json": say_json}
"""Ways to show progress, by the name that the command line gives them."""
