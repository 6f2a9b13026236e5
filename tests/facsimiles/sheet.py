"""A publication as a run of blocks, after its words are chosen and before any engine sets them.

A table is as in HTML: a cell that spans rows or columns stands once, in its first row, and the places that it
covers are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. A newline in `text` is a line end; `mark` is a raised footnote mark after it."""

    text: str
    bold: bool = False
    align: str = "left"
    rows: int = 1
    columns: int = 1
    link: bool = False
    mark: str = ""
    upright: str = "top"
    drawn: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Header rows and body rows of cells. `total` says that the last body row is a total row."""

    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    column_count: int
    total: bool = False
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the title), 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `width` in points narrows it; 0 takes the whole line."""

    text: str
    italic: bool = False
    width: int = 0
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Foot:
    """The line at the bottom of the last page."""

    left: str
    middle: str
    right: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Table | Heading | Paragraph | Foot | PageBreak


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column of its upper left corner."""

    cell: Cell
    row: int
    column: int


def placed_cells(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Placed]:
    """Every cell of a table's rows with its place in the grid, spans taken into account."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield Placed(cell, row, column)
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
