"""Self-contained HTML pages: text, tables, a calendar of what is missing, and figures as inline SVG."""

import html
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from ..core.calendar import Cadence, epoch_label
from ..core.errors import InputError

_STYLE = """
body{font:15px/1.5 "Open Sans",system-ui,sans-serif;color:#20303c;max-width:1000px;margin:2em auto;padding:0 1em}
h1{font-size:1.5em;margin-bottom:.2em} h2{font-size:1.1em;margin-top:2em;border-bottom:1px solid #d9dee3}
pre{background:#f3f6f8;padding:.7em 1em;border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
.lead{font-size:1.1em} .note{color:#5b6b78;font-size:.9em} svg{max-width:100%;height:auto}
table{border-collapse:collapse;margin:.6em 0} th,td{padding:.25em .7em;text-align:right;border-bottom:1px solid #e6eaee}
th:first-child,td:first-child{text-align:left} tr.chosen td{font-weight:600;background:#fdf3e1}
table.calendar{border-collapse:separate;border-spacing:2px;font-size:.75em}
table.calendar th,table.calendar td{border:0;padding:0;min-width:.55em;height:1.7em}
table.calendar th,table.calendar td{text-align:center;color:#5b6b78}
table.calendar td.slot{border-radius:3px;min-width:2.6em;color:#fff} table.wide td.slot{min-width:.5em}
table.calendar th.row{padding-right:.6em} table.narrow{border-spacing:0 2px}
table.narrow td,table.narrow td.slot{min-width:2px;width:2px;height:1rem;font-size:0;border-radius:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em .9em;margin:.4em 0} dt{font-weight:600} dd{margin:0}
.key span{display:inline-block;width:1.4em;height:1em;border-radius:3px;margin:0 .3em 0 1em;vertical-align:middle}
"""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NARROW = 100
_WIDE = 40
_COMPLETE, _PARTLY, _MISSING = (43, 122, 120), (237, 174, 73), (209, 73, 91)


def escape(text: object) -> str:
    """Return text that is safe inside HTML."""
    return html.escape(str(text))


def page(title: str, lead: str, sections: "Sequence[tuple[str, str]]") -> str:
    """Return a whole page: a title and a lead in plain text, then sections of (heading, HTML)."""
    body = "".join(f"<h2>{escape(heading)}</h2>\n{content}\n" for heading, content in sections)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n"
        f'<p class="lead">{escape(lead)}</p>\n{body}</body></html>\n'
    )


def table(header: "Sequence[str]", rows: "Iterable[Sequence[object]]", *, chosen: "object" = None) -> str:
    """Return a table; the row whose first cell equals `chosen` is marked."""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    lines = []
    for row in rows:
        mark = ' class="chosen"' if chosen is not None and row[0] == chosen else ""
        lines.append(f"<tr{mark}>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>"


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of plain text, of the class `kind` (`note`) if given."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def number(value: float, digits: int = 3) -> str:
    """Return a number for people: three significant digits, `–` where there is none."""
    return "–" if not np.isfinite(value) else f"{value:.{digits}g}" if abs(value) < 1000 else f"{value:.0f}"


def calendar_section(times: np.ndarray, share: np.ndarray, cadence: Cadence) -> str:
    """Return a calendar in which one sees at a glance which epochs are missing.

    Months stand in twelve columns with a row a year; other cadences have a row a year, sub-daily ones a row a day.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (E,)
    share : ndarray, shape (E,)
        Share of the cells that miss a value, 0 to 1.
    """
    rows: dict[str, list[tuple[int, int]]] = {}
    for epoch, time in enumerate(times):
        row, column = calendar_place(time, cadence)
        rows.setdefault(row, []).append((column, epoch))
    monthly = cadence.unit == "month" and cadence.step == 1
    lines = [f"<tr><th></th>{''.join(f'<th>{name}</th>' for name in _MONTHS)}</tr>"] if monthly else []
    for row, placed in rows.items():
        cells = _squares(placed, times, share, cadence, 12 if monthly else 0)
        lines.append(f'<tr><th class="row">{row}</th>{cells}</tr>')
    key = (
        f'<p class="key note"><span style="background:{share_colour(0)}"></span>complete'
        f'<span style="background:{share_colour(0.3)}"></span>partly missing'
        f'<span style="background:{share_colour(1)}"></span>missing</p>'
    )
    columns = 1 + max(column for placed in rows.values() for column, _ in placed)
    kind = "calendar" if columns <= _WIDE else "calendar wide" if columns <= _NARROW else "calendar narrow"
    return f'<table class="{kind}">{"".join(lines)}</table>{key}'


def calendar_place(time: np.datetime64, cadence: Cadence) -> "tuple[str, int]":
    """Return the row (its label) and the column of an epoch in a calendar."""
    day = time.astype("datetime64[D]")
    if cadence.unit == "month":
        return str(time.astype("datetime64[Y]")), int(time.astype("datetime64[M]").astype(int) % 12)
    if cadence.date_only or cadence.unit == "irregular":
        step = cadence.step if cadence.date_only else 1
        return str(time.astype("datetime64[Y]")), int((day - time.astype("datetime64[Y]")).astype(int)) // step
    seconds = int((time - day).astype("timedelta64[s]").astype(int))
    return str(day), int(seconds / (cadence.days * 86400))


def _squares(placed, times, share, cadence: Cadence, columns: int) -> str:
    """Return one row's cells, empty ones where the calendar has no epoch."""
    at: dict[int, list[int]] = {}
    for column, epoch in placed:
        at.setdefault(column, []).append(epoch)
    cells = []
    for column in range(max(columns, max(at) + 1)):
        epochs = at.get(column)
        if not epochs:
            cells.append("<td></td>")
            continue
        worst = max(float(share[epoch]) for epoch in epochs)
        label = ", ".join(epoch_label(times[epoch], cadence) for epoch in epochs)
        # The cross says it without colour, too.
        mark = "×" if worst >= 1 else ""
        title = f"{label}: missing" if worst >= 1 else f"{label}: {worst:.0%} of the cells missing"
        cells.append(f'<td class="slot" title="{title}" style="background:{share_colour(worst)}">{mark}</td>')
    return "".join(cells)


def share_colour(share: float) -> str:
    """Return a colour for a missing share: green where complete, amber to red the more is missing."""
    if share <= 0:
        mixed = _COMPLETE
    elif share >= 1:
        mixed = _MISSING
    else:
        return _hexadecimal([round(a + (b - a) * share) for a, b in zip(_PARTLY, _MISSING)])
    return _hexadecimal(mixed)


def _hexadecimal(colour: "Sequence[int]") -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)


def write_page(path: str, text: str) -> None:
    """Write a page aside and rename it, so that no half-written file ever stands at `path`."""
    target = Path(path)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)
