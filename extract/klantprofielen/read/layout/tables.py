"""Finds the tables of this publication in a document, and which of its tables are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Box, Line, Page, around
from klantprofielen.read.layout.arrangements.blocks_side_by_side import blocks_joined, stand_side_by_side
from klantprofielen.read.layout.arrangements.columns_apart import wide_tables
from klantprofielen.read.layout.arrangements.empty_column import with_empty_column
from klantprofielen.read.layout.arrangements.transposed import transposed_tables
from klantprofielen.read.layout.captions import (
    UNKNOWN,
    Said,
    caption_number,
    compares,
    has_heading,
    names_counts,
    said_above,
    said_alone,
    said_below,
    said_beside,
    said_in_header,
)
from klantprofielen.read.layout.footnote_marks import marks_in_rows
from klantprofielen.read.layout.header.header import Header, has_header, read_header
from klantprofielen.read.layout.header.roles import SERIES_ORDER
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.names.totals import with_total_in_order
from klantprofielen.read.layout.numbers.arithmetic import PARTS, verifies
from klantprofielen.read.layout.numbers.grid import FEWEST_ROWS, Grid, Part, find_grids, is_of_periods
from klantprofielen.read.layout.numbers.sections import (
    sections_joined,
    total_rows_of_pages_joined,
    without_group_headings,
)
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.records import ColumnRole, HeaderKind

TABLE_LEFT_OUT = "table_left_out"
# In font sizes: texts further apart are different texts.
_COLUMN_GAP = 0.9
# In font sizes: how far above and below its rows a note beside a table stands.
_SIDE_REACH = 6.0
_OF_WHICH = re.compile(r"\bwaarvan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid that is this publication's, with its header.

    Attributes:
        further: the pages on which further columns stand, and where.
    """

    grid: Grid
    header: Header
    further: tuple[tuple[Page, Box], ...] = ()

    @property
    def roles(self) -> tuple[ColumnRole, ...]:
        """What each number column holds, left to right."""
        return self.header.roles


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
    remarks: tuple[Said, ...]


def find_tables(pages: Sequence[Page], *, join_groups: bool) -> Document:
    """The tables of this publication on the pages; a table of periods is none.

    Raises:
        DeclinedError: no_table, header_unreadable, header_ambiguous or header_absent.
    """
    sections = _sections(pages, join_groups=join_groups)
    without_headings = without_group_headings(pages, sections)
    if without_headings is not pages:
        pages = without_headings
        sections = _sections(pages, join_groups=join_groups)
    found = [with_total_in_order(grid) for grid in sections if len(grid.rows) >= FEWEST_ROWS]
    grids = blocks_joined(found, join_groups=join_groups)
    of_periods = [grid for grid in grids if is_of_periods(grid)]
    remarks = tuple(
        Said(
            TABLE_LEFT_OUT,
            f"The rows of a table on page {grid.parts[0].page.number} are periods, not municipalities: "
            f"{grid.rows[0].label!r}.",
            grid.parts[0].page.number,
        )
        for grid in of_periods
    )
    own = [grid for grid in grids if grid not in of_periods]
    tables, pages = _upright_or_otherwise(pages, own, join_groups=join_groups)
    rows = [(row.page_number, row.box) for grid in grids for row in grid.rows]
    sides = [part for table in tables for part in table.grid.parts if part.rows[0].head is not None]
    rows += [(part.page.number, line) for part in sides for line in part.columns]
    return Document(pages, tuple(tables), tuple(rows), remarks)


def _sections(pages: Sequence[Page], *, join_groups: bool) -> list[Grid]:
    return sections_joined(total_rows_of_pages_joined(find_grids(pages, join_groups=join_groups)))


def _upright_or_otherwise(
    pages: Sequence[Page], grids: Sequence[Grid], *, join_groups: bool
) -> tuple[list[Table], Sequence[Page]]:
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
    on_side = [Table(*found) for found in transposed_tables(pages, join_groups=join_groups)]
    if on_side:
        return on_side, pages
    widened, wide = wide_tables(pages, join_groups=join_groups)
    if wide:
        return [Table(table.grid, table.header, table.further) for table in wide], widened
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


def tables_left_out(document: Document) -> dict[int, Said]:
    """The tables, by index, that stand beside the document's own: of no counts, or of another time to compare with.

    Where all tables are of no counts there is nothing to leave them out for: SQL judges them. Words that are not known
    leave none out: what they say may be of the document's own table.
    """
    told = [
        [said for said in said_of_table(document, index) if said.code != UNKNOWN]
        for index in range(len(document.tables))
    ]
    of_no_counts = {index: said[0] for index, said in enumerate(told) if said}
    left_out = {}
    for index, table in enumerate(document.tables):
        page = table.grid.parts[0].page.number
        heading = compares(between(document, document.tables[index - 1], table)) if index else None
        if heading is not None:
            left_out[index] = Said(
                TABLE_LEFT_OUT, f"A table on page {page} is there to compare with: {heading!r}.", page
            )
        elif index in of_no_counts and len(of_no_counts) < len(document.tables):
            text = f"A table on page {page} is of no counts: {of_no_counts[index].text!r}."
            left_out[index] = Said(TABLE_LEFT_OUT, text, page)
    return left_out


def said_of_table(document: Document, index: int) -> Iterator[Said]:
    """What the words at one table say of its figures."""
    table = document.tables[index]
    part = table.grid.parts[0]
    page, box = _extent(document, table, part)
    has_shares = ColumnRole.SHARE in table.roles
    before = document.tables[index - 1] if index else None
    own = list(said_above(between(document, before, table), box, page, has_shares=has_shares))
    down_to_rows = replace(between(document, before, table), last_bottom=part.rows[0].box.top)
    if (
        index
        and not own
        and not has_heading(between(document, before, table), box, page)
        and not names_counts(down_to_rows)
    ):
        own = list(said_above(between(document, None, document.tables[0]), box, page, has_shares=has_shares))
    yield from own
    counted = [text for role, text in zip(table.roles, _heads(table), strict=True) if role is not ColumnRole.SHARE]
    aside = [
        text.text
        for line in page.lines
        if table.header.top <= line.box.y_centre < part.rows[0].box.top
        for text in page.texts(line, _COLUMN_GAP)
        if text.box.x1 <= part.columns[0].x0
    ]
    yield from said_in_header([*counted, *aside], page)
    after = document.tables[index + 1] if index + 1 < len(document.tables) else None
    last = table.grid.parts[-1]
    last_page, last_box = _extent(document, table, last)
    end = last.rows[-1]
    # A last row whose numbers all stand beside the columns has a height all the same.
    size = next((token.box.height for token in end.tokens.values()), end.box.height)
    number = caption_number(between(document, before, table))
    # The names of a table on its side are its heads: which mark is whose is not known there.
    is_upright = table.grid.rows[0].head is None
    borne = marks_in_rows(table.grid.parts, _heads(table)) if is_upright else None
    below = between(document, table, after)
    yield from said_below(below, last_box, last_page, size=size, own_number=number, borne=borne)
    if before is None:
        yield from said_alone(between(document, before, table))
    if after is None:
        yield from said_alone(between(document, table, after))
    for one in table.grid.parts:
        texts_beside = _texts_beside(*_extent(document, table, one))
        yield from said_beside(texts_beside)
        yield from said_alone(texts_beside)
    for page, box in table.further:
        yield from said_above(above_columns(page, box), box, page, has_shares=has_shares)
        yield from said_below(Stretch((page,), box.bottom, float("inf")), box, page, size=size)


def _heads(table: Table) -> tuple[str | None, ...]:
    """The head of each column, without the `waarvan` that all four parts of the total have: together they are all."""
    heads = table.header.texts
    parts = [text or "" for role, text in zip(table.roles, heads, strict=True) if role in PARTS]
    if not all(_OF_WHICH.search(text) for text in parts):
        return heads
    return tuple(
        _OF_WHICH.sub("", text) if text and role in PARTS else text
        for role, text in zip(table.roles, heads, strict=True)
    )


def _texts_beside(page: Page, table: Box) -> Stretch:
    """The texts right and left of a table that begin level with it or its heads, as texts of their own."""
    texts = [
        text
        for line in page.lines
        if -_SIDE_REACH * line.size <= line.box.y_centre - table.top
        and line.box.y_centre - table.bottom <= _SIDE_REACH * line.size
        for text in page.texts(line, _COLUMN_GAP)
        if text.box.x0 > table.x1 or text.box.x1 < table.x0
    ]
    return Stretch((replace(page, lines=tuple(texts), across=None),), float("-inf"), float("inf"))


def above_columns(page: Page, columns: Box) -> Stretch:
    """What stands on a further page above the columns that go on there, and on the table's first page does not."""
    return Stretch((page,), float("-inf"), columns.top)


def beside(table: Table, *, whole: bool = False) -> Iterator[Stretch]:
    """What stands on the pages of a table left of its names and right of its numbers, as a text of its own each.

    `whole`: without what goes on into the table's width.
    """
    for part in table.grid.parts:
        names = names_column(part)
        gap = _COLUMN_GAP * part.rows[0].box.height
        sides = [(part.columns[-1].x1 + gap, float("inf"))]
        sides += [(float("-inf"), names.x0 - gap)] if names else []
        for left, right in sides:
            words = [
                tuple(word for word in line.words if left <= word.box.x0 and word.box.x1 <= right)
                for line in part.page.lines
                if not (whole and _goes_across(line, left, right, gap))
            ]
            lines = tuple(Line(own) for own in words if own)
            yield Stretch((replace(part.page, lines=lines, across=None),), float("-inf"), float("inf"))


def _goes_across(line: Line, left: float, right: float, gap: float) -> bool:
    """Whether a line has words of one text on both sides of an edge, or one across it."""
    inside = [word.box for word in line.words if left <= word.box.x0 and word.box.x1 <= right]
    outside = [word.box for word in line.words if not (left <= word.box.x0 and word.box.x1 <= right)]
    return any(one.x0 - other.x1 < gap and other.x0 - one.x1 < gap for one in inside for other in outside)


def _extent(document: Document, table: Table, part: Part) -> tuple[Page, Box]:
    """The page of a part, whole, and the box of all that the table has on it."""
    page = next(page for page in document.pages if page.number == part.page.number)
    return page, around(_with_names(one) for one in table.grid.parts if one.page.number == page.number)


def _with_names(part: Part) -> Box:
    """The box of a part with what stands left of its numbers: names, and the region's column beside them."""
    names = names_column(part)
    box = part.box if names is None else part.box | names
    left = min((line.box.x0 for line in part.page.lines if box.top <= line.box.y_centre <= box.bottom), default=box.x0)
    return Box(min(left, box.x0), box.top, box.x1, box.bottom)


def between(document: Document, above: Table | None, below: Table | None) -> Stretch:
    """The stretch of the document after one table (or its start) and before the next (or its end)."""
    pages = document.pages
    first = above.grid.parts[-1].page.number if above else pages[0].number
    last = below.grid.parts[0].page.number if below else pages[-1].number
    return Stretch(
        tuple(page for page in pages if first <= page.number <= last),
        max(part.box.bottom for part in above.grid.parts if part.page.number == first) if above else float("-inf"),
        below.header.top if below else float("inf"),
        document.rows,
    )
