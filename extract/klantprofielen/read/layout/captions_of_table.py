"""Which texts stand above, below and beside a table, and what they say of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from klantprofielen.geometry import TEXT_GAP, Box, Line, Page, around
from klantprofielen.read.layout.captions.above import (
    caption_number,
    compares,
    has_heading,
    names_counts,
    said_above,
)
from klantprofielen.read.layout.captions.anywhere import said_anywhere
from klantprofielen.read.layout.captions.below import said_below
from klantprofielen.read.layout.captions.beside import said_beside, said_sideways
from klantprofielen.read.layout.captions.footnote_marks import marks_in_rows
from klantprofielen.read.layout.captions.said import (
    UNKNOWN,
    said_in_header,
    said_over_names,
)
from klantprofielen.read.layout.header.header import Table
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.numbers.arithmetic import PARTS
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.passages.blocks import blocks_of
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.layout.tables import TABLE_LEFT_OUT, Document
from klantprofielen.records import ColumnRole, PrintedRemark

# In font sizes: how far above and below its rows a note beside a table stands.
_SIDE_REACH = 6.0
_OF_WHICH = re.compile(r"\bwaarvan\b", re.IGNORECASE)


def tables_left_out(document: Document, said: Sequence[Sequence[PrintedRemark]]) -> dict[int, PrintedRemark]:
    """The tables, by index, that stand beside the document's own: of no counts, or of another time to compare with.

    `said` is what `said_of_table` gives of each.
    Where all tables are of no counts there is nothing to leave them out for: SQL judges them. Words that are not known
    leave none out: what they say may be of the document's own table.
    """
    told = [[remark for remark in remarks if remark.remark_code != UNKNOWN] for remarks in said]
    of_no_counts = {index: remarks[0] for index, remarks in enumerate(told) if remarks}
    left_out = {}
    for index, table in enumerate(document.tables):
        page = table.grid.parts[0].page.number
        heading = compares(document.above(index)) if index else None
        if heading is not None:
            left_out[index] = PrintedRemark(
                TABLE_LEFT_OUT, f"A table on page {page} is there to compare with: {heading!r}.", page
            )
        elif index in of_no_counts and len(of_no_counts) < len(document.tables):
            text = f"A table on page {page} is of no counts: {of_no_counts[index].remark_text!r}."
            left_out[index] = PrintedRemark(TABLE_LEFT_OUT, text, page)
    return left_out


def said_of_table(document: Document, index: int) -> Iterator[PrintedRemark]:
    """What the words at one table say of its figures."""
    table = document.tables[index]
    part = table.grid.parts[0]
    page, box = _extent(document, table, part)
    has_shares = ColumnRole.SHARE in table.roles
    above, below = document.above(index), document.below(index)
    own = list(said_above(above, box, page, has_shares=has_shares))
    down_to_rows = replace(above, last_bottom=part.rows[0].box.top)
    if index and not own and not has_heading(above, box, page) and not names_counts(down_to_rows):
        own = list(said_above(document.above(0), box, page, has_shares=has_shares))
    yield from own
    counted = [text for role, text in zip(table.roles, _heads(table), strict=True) if role is not ColumnRole.SHARE]
    yield from said_in_header(counted, page)
    over_names = [
        (page, text)
        for line in page.lines
        if table.header.top <= line.box.y_centre < part.rows[0].box.top
        for text in page.texts(line)
        if text.box.x1 <= part.columns[0].x0
    ]
    for block in blocks_of(over_names):
        yield from said_over_names(block)
    last = table.grid.parts[-1]
    last_page, last_box = _extent(document, table, last)
    end = last.rows[-1]
    # A last row whose numbers all stand beside the columns has a height all the same.
    size = next((token.box.height for token in end.tokens.values()), end.box.height)
    number = caption_number(above)
    # The names of a table on its side are its heads: which mark is whose is not known there.
    is_upright = table.grid.rows[0].head is None
    borne = marks_in_rows(table.grid.parts, _heads(table)) if is_upright else None
    yield from said_below(below, last_box, last_page, size=size, own_number=number, borne=borne)
    own_pages = {one.page.number for one in table.grid.parts}
    if index == 0:
        yield from said_anywhere(above, box, own_pages)
    if index == len(document.tables) - 1:
        yield from said_anywhere(below, last_box, own_pages)
    for between, later in document.over_page_breaks(index):
        yield from said_anywhere(between, _extent(document, table, later)[1], own_pages)
    for one in table.grid.parts:
        own_page, own_box = _extent(document, table, one)
        texts_beside = _texts_beside(own_page, own_box)
        yield from said_beside(texts_beside)
        yield from said_anywhere(texts_beside, box, own_pages)
        yield from said_sideways(own_page, own_box)
    for page, box in table.further:
        yield from said_above(Stretch((page,), last_bottom=box.top), box, page, has_shares=has_shares)
        yield from said_below(Stretch((page,), first_top=box.bottom), box, page, size=size)


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
        for text in page.texts(line)
        if text.box.x0 > table.x1 or text.box.x1 < table.x0
    ]
    return Stretch((replace(page, lines=tuple(texts), across=None),))


def beside(table: Table, *, whole: bool = False) -> Iterator[Stretch]:
    """What stands on the pages of a table left of its names and right of its numbers, as a text of its own each.

    `whole`: without what goes on into the table's width.
    """
    for part in table.grid.parts:
        names = names_column(part)
        gap = TEXT_GAP * part.rows[0].box.height
        sides = [(part.columns[-1].x1 + gap, float("inf"))]
        sides += [(float("-inf"), names.x0 - gap)] if names else []
        for left, right in sides:
            words = [
                tuple(word for word in line.words if left <= word.box.x0 and word.box.x1 <= right)
                for line in part.page.lines
                if not (whole and _goes_across(line, left, right, gap))
            ]
            lines = tuple(Line(own) for own in words if own)
            yield Stretch((replace(part.page, lines=lines, across=None),))


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
    """The box of a part with what stands left of its numbers: names, and the column of regions or codes beside them.

    A sentence left of the names is a text beside the table.
    """
    names = names_column(part)
    box = part.box if names is None else part.box | names
    left_of_names = [
        text
        for line in part.page.lines
        if box.top <= line.box.y_centre <= box.bottom
        for text in part.page.texts(line)
        if text.box.x1 < box.x0
    ]
    if any(_ends_a_sentence(text.text) for text in left_of_names):
        return box
    return around([box, *(text.box for text in left_of_names)])


def _ends_a_sentence(text: str) -> bool:
    """Whether a text ends one: `Alleen vrouwen.`, not `1.`."""
    return text.rstrip().endswith((".", "!", "?")) and any(char.isalpha() for char in text)
