"""Finds the tables of this publication in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.arrangements.blocks_side_by_side import blocks_joined, stand_side_by_side
from klantprofielen.read.layout.arrangements.columns_apart import wide_tables
from klantprofielen.read.layout.arrangements.empty_column import with_empty_column
from klantprofielen.read.layout.arrangements.transposed import transposed_tables
from klantprofielen.read.layout.header.header import Header, Table, has_header, read_header
from klantprofielen.read.layout.header.labels import LABEL_GAPS, find_labels
from klantprofielen.read.layout.header.roles import SERIES_ORDER
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.names.totals import with_total_in_order
from klantprofielen.read.layout.numbers.arithmetic import verifies
from klantprofielen.read.layout.numbers.grid import FEWEST_ROWS, Grid, Part, find_grids, is_of_periods
from klantprofielen.read.layout.numbers.sections import (
    sections_joined,
    total_rows_of_pages_joined,
    without_group_headings,
)
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.records import HeaderKind, PrintedRemark

TABLE_LEFT_OUT = "table_left_out"
# In heights of a row: how far above or below the rows of a page a name may go on.
_NAME_REACH = 3


@dataclass(frozen=True, slots=True)
class Document:
    """The pages with the tables of this publication on them.

    Attributes:
        rows: where rows of numbers stand, of these tables and of others: (page, height).
        remarks: what was noticed of the document's other tables.
    """

    pages: Sequence[Page]
    tables: tuple[Table, ...]
    rows: tuple[tuple[int, Box], ...]
    remarks: tuple[PrintedRemark, ...]

    def above(self, index: int) -> Stretch:
        """The stretch between a table and the one before it, or the document's start."""
        return self.between(self.tables[index - 1] if index else None, self.tables[index])

    def below(self, index: int) -> Stretch:
        """The stretch between a table and the one after it, or the document's end."""
        following = index + 1
        return self.between(self.tables[index], self.tables[following] if following < len(self.tables) else None)

    def between(self, above: Table | None, below: Table | None) -> Stretch:
        """The stretch after one table (or the document's start) and before another (or its end)."""
        first = above.grid.parts[-1].page.number if above else self.pages[0].number
        last = below.grid.parts[0].page.number if below else self.pages[-1].number
        return Stretch(
            tuple(page for page in self.pages if first <= page.number <= last),
            max(part.box.bottom for part in above.grid.parts if part.page.number == first) if above else float("-inf"),
            below.header.top if below else float("inf"),
            self.rows,
        )

    def over_page_breaks(self, index: int) -> Iterator[tuple[Stretch, Part]]:
        """What stands between the parts of a table on two pages, with the later part: feet, colophon, heads.

        The header that the later page repeats is none of it, nor is a name that goes on below or above the break.
        """
        parts = self.tables[index].grid.parts
        for before, after in pairwise(parts):
            if after.page.number == before.page.number:
                continue
            labels = find_labels(after, names_column(after), LABEL_GAPS[0])
            names = [(part.page.number, box) for part in (before, after) for box in _names_near(part)]
            yield (
                Stretch(
                    tuple(page for page in self.pages if before.page.number <= page.number <= after.page.number),
                    max(part.box.bottom for part in parts if part.page.number == before.page.number),
                    labels.top if labels.is_of_publication else after.rows[0].box.top,
                    (*self.rows, *names),
                ),
                after,
            )


def _names_near(part: Part) -> Iterator[Box]:
    """The lines left of a part's numbers that are close enough to go on with its first name or its last."""
    reach = _NAME_REACH * part.rows[0].box.height
    for line in part.page.lines:
        is_near = -reach <= line.box.y_centre - part.box.top and line.box.y_centre - part.box.bottom <= reach
        if is_near and line.box.x1 <= part.columns[0].x0:
            yield line.box


def find_tables(pages: Sequence[Page]) -> Document:
    """The tables of this publication on the pages; a table of periods is none.

    Raises:
        DeclinedError: no_table, header_unreadable, header_ambiguous or header_absent.
    """
    sections = _sections(pages)
    without_headings = without_group_headings(pages, sections)
    if without_headings is not pages:
        pages = without_headings
        sections = _sections(pages)
    found = [with_total_in_order(grid) for grid in sections if len(grid.rows) >= FEWEST_ROWS]
    grids = blocks_joined(found)
    of_periods = [grid for grid in grids if is_of_periods(grid)]
    remarks = tuple(
        PrintedRemark(
            TABLE_LEFT_OUT,
            f"The rows of a table on page {grid.parts[0].page.number} are periods, not municipalities: "
            f"{grid.rows[0].label!r}.",
            grid.parts[0].page.number,
        )
        for grid in of_periods
    )
    own = [grid for grid in grids if grid not in of_periods]
    tables, pages = _upright_or_otherwise(pages, own)
    rows = [(row.page_number, row.box) for grid in grids for row in grid.rows]
    sides = [part for table in tables for part in table.grid.parts if part.rows[0].head is not None]
    rows += [(part.page.number, line) for part in sides for line in part.columns]
    return Document(pages, tuple(tables), tuple(rows), remarks)


def _sections(pages: Sequence[Page]) -> list[Grid]:
    return sections_joined(total_rows_of_pages_joined(find_grids(pages)))


def _upright_or_otherwise(pages: Sequence[Page], grids: Sequence[Grid]) -> tuple[list[Table], Sequence[Page]]:
    """The tables that stand upright; where none of those has a header, those on their side or wider than a page.

    Without a header, sums may hold by chance: those over four municipalities and their total do. With the tables come
    the pages; the columns of a wide table stand on one.
    """
    declined: DeclinedError | None = None
    upright: list[Table] = []
    try:
        upright = _tables(grids)
    except DeclinedError as error:
        declined = error
    if any(table.header.kind is HeaderKind.READ for table in upright):
        return upright, pages
    on_side = [Table(*found) for found in transposed_tables(pages)]
    if on_side:
        return on_side, pages
    widened, wide = wide_tables(pages)
    if wide:
        return wide, widened
    if declined is not None:
        raise declined
    return upright, pages


def _tables(grids: Sequence[Grid]) -> list[Table]:
    """The grids whose header is this publication's; without any, the one grid that can be it by its form."""
    if not grids:
        raise DeclinedError(
            Reason.NO_TABLE,
            "No table of at least two rows of numbers was found; if the document shows one, it may be a picture.",
        )
    read: list[Table] = []
    bare: list[Table] = []
    declined: list[DeclinedError] = []
    for grid in grids:
        part = grid.parts[0]
        names = names_column(part)
        try:
            table = Table(grid, _under_highest(grid, read_header(grid, part, names)))
        except DeclinedError as error:
            filled = with_empty_column(grid, names)
            if filled is not None:
                read.append(Table(*filled))
                continue
            if grid.column_count >= len(SERIES_ORDER) and has_header(part, names):
                raise
            declined.append(error)
        else:
            (read if table.header.kind is HeaderKind.READ else bare).append(table)
    if read:
        return read
    proven = [table for table in bare if verifies(table.roles, table.grid.rows)]
    if len(bare) == 1 or len(proven) == 1:
        return proven or bare
    if bare:
        raise DeclinedError(
            Reason.HEADER_ABSENT,
            f"{len(bare)} tables stand here without a header; it is not certain which one is meant.",
        )
    raise declined[0]


def _under_highest(grid: Grid, header: Header) -> Header:
    """The header of a grid's first block, beginning where the highest head of the blocks beside it does."""
    first = grid.parts[0]
    beside = [part for part in grid.parts if stand_side_by_side(first, part)]
    tops = [read_header(grid, part, names_column(part)).top for part in beside]
    return replace(header, top=min([header.top, *tops]))
