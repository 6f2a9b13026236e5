"""What notes below a table say of its figures."""

from __future__ import annotations

from collections.abc import Iterator

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.captions.footnote_marks import without_other_marks
from klantprofielen.read.layout.captions.other_figures import heads_prose, hold_table, row_labels
from klantprofielen.read.layout.captions.said import (
    NO_COUNTS,
    NUMBERED,
    OF_A_PART,
    is_on_register,
    number_of,
    sentences_on_register,
    sentences_on_table,
    texts_of,
    unknown_words_in,
)
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.words_on_figures import not_counts, restrictions
from klantprofielen.records import PrintedRemark

# In font sizes: how far below a table its unit note stands.
_NOTE_REACH = 4.0
# In font sizes: how far a note's line reaches into the last row's; of their size: how large its type is at most.
_OVERLAP, _NOTE_SIZE = 0.5, 1.05


def said_below(
    stretch: Stretch,
    table: Box,
    page: Page,
    *,
    size: float,
    own_number: str | None = None,
    borne: frozenset[str] | None = None,
) -> Iterator[PrintedRemark]:
    """Unit notes directly below a table, and sentences that speak of it.

    `own_number`: that of its caption above (`Tabel 1`); a caption below with another number is of the next table.
    `borne`: the marks that names and numbers bear; a note with another mark is read as one without.
    """
    printed = texts_of(stretch)
    blocks = printed if borne is None else [without_other_marks(block, borne) for block in printed]
    rows = row_labels(blocks)
    for index, block in enumerate(blocks):
        if all(line.text in rows for line in block.lines):
            continue
        if restrictions.of_part_in_register(block.text):
            yield PrintedRemark(OF_A_PART, block.text, block.page.number)
        if is_on_register(block):
            yield from sentences_on_register(block)
            continue
        yield from sentences_on_table(block)
        # The note on a head or a title may stand at the foot of the page.
        is_of_mark = block is not printed[index] and block.page is page and block.is_short
        is_note = is_of_mark or _is_directly_below(block, table, page, size)
        if _is_of_no_counts(block, is_note=is_note, is_of_mark=is_of_mark, own_number=own_number):
            yield PrintedRemark(NO_COUNTS, block.text, block.page.number)
        elif (is_note and _names_part(block)) or (
            _is_short_note(block, page) and restrictions.is_restriction(block.text)
        ):
            yield PrintedRemark(OF_A_PART, block.text, block.page.number)
        elif (
            is_note
            and not hold_table([block])
            and (block.ends_a_sentence or not heads_prose(block, blocks[index + 1 :]))
        ):
            yield from unknown_words_in(block, is_at_table=True)


def _is_directly_below(block: Block, table: Box, page: Page, size: float) -> bool:
    """Whether a short text in type no larger than the table's stands right under it: its note."""
    return (
        block.is_short
        and block.page is page
        and -_OVERLAP * size <= block.box.top - table.bottom <= _NOTE_REACH * size
        and block.box.x_overlap(table) > 0
        and block.size <= _NOTE_SIZE * size
    )


def _is_of_no_counts(block: Block, *, is_note: bool, is_of_mark: bool, own_number: str | None) -> bool:
    """Whether a note names another unit, or a caption below its own table a change."""
    text = block.text
    names_table = bool(NUMBERED.match(text)) or (block.is_short and text.lower().startswith("tabel"))
    number = number_of(block)
    is_of_next = None not in {number, own_number} and number != own_number
    return (
        (is_note and not_counts.names_unit(text))
        or (is_of_mark and not_counts.says_no_counts(text, has_shares=True))
        or (names_table and not is_of_next and not_counts.names_change(text))
    )


def _names_part(block: Block) -> bool:
    text = block.text
    return not_counts.names_part(text) and not not_counts.is_marked(text) and not restrictions.names_everybody(text)


def _is_short_note(block: Block, page: Page) -> bool:
    """Whether a text below a table is a note: it bears a mark, or ends as a sentence does; a heading does neither."""
    return block.is_short and block.page is page and (not_counts.is_marked(block.text) or block.ends_a_sentence)
