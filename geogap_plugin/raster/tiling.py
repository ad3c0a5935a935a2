"""Windows that cover a raster along its blocks, none larger than a number of cells."""

from collections.abc import Iterator

from .grid import Window


def tile(
    area: Window, cells: int, block: "tuple[int, int]" = (1, 1), origin: "tuple[int, int]" = (0, 0)
) -> Iterator[Window]:
    """Yield windows that cover an area once, each of at most `cells` cells.

    Whole blocks are kept together where they fit: as many side by side as possible, then as many rows of them. A
    block that does not fit is cut into rows, and its pieces come one after the other, while the block is in the cache.

    Parameters
    ----------
    area : Window
    cells : int
        At least 1.
    block : tuple of int
        Height and width of the blocks.
    origin : tuple of int
        Row and column at which one block begins.
    """
    if area.width * area.height <= cells:
        yield area
        return
    block_height, block_width = min(block[0], area.height), min(block[1], area.width)
    if block_height * block_width > cells:
        for outer in _lattice(area, block_height, block_width, origin):
            width = min(outer.width, cells)
            yield from _lattice(outer, max(1, cells // width), width, (outer.row, outer.column))
        return
    across = max(1, cells // block_height // block_width) * block_width
    # Nothing is gained by windows that reach beyond the area, and a full width leaves more rows.
    across = min(across, -(-area.width // block_width) * block_width)
    down = max(1, cells // min(across, max(area.width, block_width)) // block_height) * block_height
    yield from _lattice(area, down, across, origin)


def _lattice(area: Window, height: int, width: int, origin: "tuple[int, int]") -> Iterator[Window]:
    """Cut an area along a lattice with one knot at `origin`, row by row."""
    for row, rows in _cuts(area.row, area.height, height, origin[0]):
        for column, columns in _cuts(area.column, area.width, width, origin[1]):
            yield Window(column, row, columns, rows)


def _cuts(start: int, length: int, step: int, origin: int) -> "Iterator[tuple[int, int]]":
    at, end = start, start + length
    while at < end:
        following = min(end, at + step - (at - origin) % step)
        yield at, following - at
        at = following
