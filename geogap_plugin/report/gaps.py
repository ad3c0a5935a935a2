"""The page that `findgaps` writes: the calendar, the missing epochs, the lengths of the gaps."""

from __future__ import annotations

import numpy as np

from ..core.calendar import Alignment
from .figures import gap_length_figure, svg
from .html import calendar_section, number, page, paragraph, table


def gap_page(
    name: str, alignment: Alignment, share: np.ndarray, gap_counts: dict[int, int], gaps: list[tuple[int, int]]
) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    name : str
        The series.
    alignment : Alignment
    share : ndarray, shape (E,)
        Share of the cells that miss a value at each epoch, 0 to 1.
    gap_counts : dict of int to int
        Number of gaps of each length, over all cells.
    gaps : list of (first epoch, length)
        Runs of epochs at which everything is missing.
    """
    labels = alignment.labels()
    missing = sum(length for _, length in gaps)
    partly = int(((share > 0) & (share < 1)).sum())
    lead = (
        f"{missing} of {len(labels)} epochs are missing altogether and {partly} in part; "
        f"the series reaches from {labels[0]} to {labels[-1]} with a cadence of one {alignment.cadence}."
    )
    sections = [("Calendar", calendar_section(alignment.times, share, alignment.cadence))]
    if gaps:
        sections.append(("Missing epochs", missing_table(labels, gaps)))
    figure = gap_length_figure(gap_counts, f"epochs of one {alignment.cadence}")
    if figure is not None:
        sections.append(("Lengths of the gaps", svg(figure)))
    if partly:
        worst = np.argsort(np.where(share < 1, share, 0))[::-1][:20]
        rows = [(labels[epoch], f"{share[epoch]:.1%}") for epoch in worst if 0 < share[epoch] < 1]
        sections.append(("Epochs missing in part, the worst first", table(("epoch", "cells missing"), rows)))
    if alignment.notes:
        sections.append(("Dates that share a period", "".join(paragraph(note) for note in alignment.notes)))
    return page(f"Gaps of {name}", lead, sections)


def missing_table(labels: list[str], gaps: list[tuple[int, int]]) -> str:
    """Return a table of the gaps in time, each named by its first and last epoch."""
    rows = [
        (labels[first] if length == 1 else f"{labels[first]} … {labels[first + length - 1]}", number(length))
        for first, length in gaps
    ]
    return table(("gap", "epochs"), rows)
