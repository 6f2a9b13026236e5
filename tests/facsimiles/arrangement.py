"""A publication's table in another arrangement: in blocks, on its side, or with columns on further pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from facsimiles.sheet import Cell, Table

_BLOCKS = {"halves": 2, "thirds": 3, "total_below": 2}
_BLANK = Cell("")


def in_blocks(table: Table, arrangement: str) -> Table:
    """The table in blocks beside each other, each under the whole header.

    The total row, the last of the body, stands below the last block; as `total_below`, below all in the first columns.
    """
    width, depth = table.column_count, len(table.header)
    *rows, total = table.body
    # A block has at least two rows.
    size = max(2, -(-len(rows) // _BLOCKS[arrangement]))
    blocks = [list(rows[start : start + size]) for start in range(0, len(rows), size)]
    if arrangement != "total_below":
        blocks[-1].append(total)
    header = tuple(
        _beside([row] * len(blocks), Cell("", rows=depth) if place == 0 else None)
        for place, row in enumerate(table.header)
    )
    empty = (_BLANK,) * width
    body = [_beside(beside, _BLANK) for beside in zip_longest(*blocks, fillvalue=empty)]
    if arrangement == "total_below":
        body.append(_beside([total, *[empty] * (len(blocks) - 1)], _BLANK))
    return Table(header, tuple(body), len(blocks) * (width + 1) - 1)


def _beside(rows: Sequence[tuple[Cell, ...]], between: Cell | None) -> tuple[Cell, ...]:
    """Rows of blocks as one row, with a blank column between them; None where a cell above covers it."""
    cells = list(rows[0])
    for row in rows[1:]:
        cells += [*([between] if between else []), *row]
    return tuple(cells)


def transposed(table: Table, groups: Sequence[tuple[str, Sequence[str]]], arrangement: str) -> Table:
    """The table with a column for each of its rows, and a row for each of its number columns.

    `groups`: upper headings with the lower ones under each; they stand in two columns before the numbers, or as
    `transposed_stacked` in one, the upper ones on lines of their own.
    """
    names = [replace(row[0], bold=True, align="centre", upright="bottom") for row in table.body]
    numbers = iter(zip(*(row[1:] for row in table.body), strict=True))
    has_two = any(label for label, _ in groups)
    is_stacked = arrangement == "transposed_stacked"
    labels = 2 if has_two and not is_stacked else 1
    body: list[tuple[Cell, ...]] = []
    for label, columns in groups:
        if label and is_stacked:
            body.append((Cell(label, bold=True), *[_BLANK] * len(names)))
        for place, column in enumerate(columns):
            before = [] if is_stacked or not label or place else [Cell(label, rows=len(columns))]
            head = Cell(column, columns=1 if label else labels)
            body.append((*before, head, *next(numbers)))
    header = ((Cell("Gemeente", columns=labels), *names),)
    return Table(header, tuple(body), labels + len(names))


def in_strips(groups: Sequence[Sequence[object]], most: int) -> list[range]:
    """Which groups of columns stand on each page: as many as have `most` columns, and one at least."""
    strips: list[range] = []
    start, width = 0, 0
    for place, columns in enumerate(groups):
        if place > start and width + len(columns) > most:
            strips.append(range(start, place))
            start, width = place, 0
        width += len(columns)
    return [*strips, range(start, len(groups))]
