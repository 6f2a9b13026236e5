"""What notes below and beside a table, and lines alone on the page, say of its figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.captions.footnote_marks import without_other_marks
from klantprofielen.read.layout.captions.said import (
    NO_COUNTS,
    NUMBERED,
    OF_A_PART,
    OF_OTHERS,
    UNKNOWN,
    Said,
    heads_drawing,
    hold_table,
    is_on_register,
    number_of,
    sentences_on_register,
    sentences_on_table,
    texts_of,
    unknown_words_in,
)
from klantprofielen.read.layout.numbers.printed_numbers import is_countlike
from klantprofielen.read.layout.passages.blocks import Block, blocks_of
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures import claims, restrictions
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.lone_words import Kind, kind_named_alone
from klantprofielen.read.words_on_figures.reckoned import is_reckoned
from klantprofielen.read.words_on_figures.standing_text import is_standing

# In font sizes: how far below a table its unit note stands.
_NOTE_REACH = 4.0
# In font sizes: how far a note's line reaches into the last row's; of their size: how large its type is at most.
_OVERLAP, _NOTE_SIZE = 0.5, 1.05
# In heights: how exactly a number stands level with its label.
_LEVEL = 0.5
# So many texts of so few words in one line are the labels of a drawing.
_FEWEST_LABELS, _MOST_LABEL_WORDS = 3, 3
# In font sizes: the rows of another table stand so close below its heading.
_HEADING_REACH = 6.0
# `WW-uitkeringen: 11.204`
_OWN_FIGURE = re.compile(r":\s*[\d.]+\s?%?$")


def said_below(
    stretch: Stretch,
    table: Box,
    page: Page,
    *,
    size: float,
    own_number: str | None = None,
    borne: frozenset[str] | None = None,
) -> Iterator[Said]:
    """Unit notes directly below a table, and sentences that speak of it.

    `own_number`: that of its caption above (`Tabel 1`); a caption below with another number is of the next table.
    `borne`: the marks that names and numbers bear; a note with another mark is read as one without.
    """
    printed = texts_of(stretch)
    blocks = printed if borne is None else [without_other_marks(block, borne) for block in printed]
    rows = _rows_of_labels(blocks)
    for index, block in enumerate(blocks):
        if all(line.text in rows for line in block.lines):
            continue
        if restrictions.of_part_in_register(block.text):
            yield Said(OF_A_PART, block.text, block.page.number)
        if is_on_register(block):
            yield from sentences_on_register(block)
            continue
        yield from sentences_on_table(block)
        # The note on a head or a title may stand at the foot of the page.
        is_of_mark = block is not printed[index] and block.page is page and block.is_short
        is_note = is_of_mark or _is_directly_below(block, table, page, size)
        heads_prose = any(block.heads(other) for other in blocks[index + 1 : index + 3])
        if _is_of_no_counts(block, is_note=is_note, is_of_mark=is_of_mark, own_number=own_number):
            yield Said(NO_COUNTS, block.text, block.page.number)
        elif (is_note and _names_part(block)) or (
            _is_short_note(block, page) and restrictions.is_restriction(block.text)
        ):
            yield Said(OF_A_PART, block.text, block.page.number)
        elif is_note and not hold_table([block]) and not heads_prose:
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
        (is_note and claims.names_unit(text))
        or (is_of_mark and claims.says_no_counts(text, has_shares=True))
        or (names_table and not is_of_next and claims.names_change(text))
    )


def _names_part(block: Block) -> bool:
    text = block.text
    return claims.names_part(text) and not claims.is_marked(text) and not restrictions.names_everybody(text)


def said_alone(stretch: Stretch) -> Iterator[Said]:
    """Lines of a few words, wherever they stand, that say no more than whom or what the table counts.

    Several that tell people apart in one way (`18-27 jaar` and `27-50 jaar`) are the labels of a drawing or of another
    table; so is one that heads a paragraph, or a drawing or table with numbers of its own.
    """
    blocks = texts_of(stretch)
    rows = _rows_of_labels(blocks)
    alone = [
        block
        for index, block in enumerate(blocks)
        if block.is_short
        and not any(block.heads(other) for other in blocks[index + 1 : index + 3])
        and not heads_drawing(block, blocks[index + 1 :])
        and not restrictions.names_everybody(block.text)
    ]
    named = [
        (block, text, kind)
        for block in alone
        for text in [line.text for line in block.lines if kind_named_alone(line.text)] or [block.text]
        if text not in rows
        if (kind := kind_named_alone(text)) is not None
    ]
    texts_by_kind: dict[Kind, set[str]] = {}
    for _, text, kind in named:
        texts_by_kind.setdefault(kind, set()).add(compact(text))
    for block, text, kind in named:
        if len(texts_by_kind[kind]) == 1:
            yield Said(NO_COUNTS if kind is Kind.FLOW else OF_A_PART, text, block.page.number)


def said_shortly(stretch: Stretch, table: Box, pages: Collection[int]) -> Iterator[Said]:
    """Short texts on a table's pages, wherever they stand, in words that are not known: a foot line may take all back.

    Not the labels of a drawing, no heading or label of another table, no heading of prose, and no text with a figure
    of its own.
    """
    blocks = texts_of(stretch)
    rows = _rows_of_labels(blocks)
    labels = [block for block in blocks if len(block.lines) == 1 and len(block.lines[0].words) <= _MOST_LABEL_WORDS]
    for index, block in enumerate(blocks):
        below = blocks[index + 1 :]
        is_label = all(line.text in rows for line in block.lines) or (
            block in labels and _are_labels([other for other in labels if _is_in_line(block, other)])
        )
        if (
            (block.is_short or len(block.lines) == 1)
            and block.page.number in pages
            and not is_label
            and not (is_on_register(block) and any(char.isdigit() for char in block.text))
            and not hold_table([block])
            and not hold_table([other for other in below if _is_close_above(block, other.box, other.page.number)])
            and not any(
                _is_close_above(block, row, number) and row.bottom <= stretch.last_bottom
                for number, row in stretch.rows
            )
            and not heads_drawing(block, below)
            and not any(block.heads(other) for other in below[:2])
            and not any(other.heads(block) for other in blocks[:index])
            and not _OWN_FIGURE.search(block.text)
            and not is_standing(block.text, [other.text for other in blocks])
        ):
            yield from _said_in_few_words(block, is_over_table=block.box.x_overlap(table) > 0)


def _are_labels(blocks: Sequence[Block]) -> bool:
    """Whether texts in one line are those of a drawing: several of them are not known.

    Beside a publisher and a date, a text of its own is none.
    """
    unknown = [block for block in blocks if unknown_words(block.text, is_at_table=True)]
    return len(blocks) >= _FEWEST_LABELS and len(unknown) > 1


def _is_close_above(block: Block, box: Box, page_number: int) -> bool:
    return page_number == block.page.number and 0 <= box.top - block.box.bottom <= _HEADING_REACH * block.size


def _said_in_few_words(block: Block, *, is_over_table: bool) -> Iterator[Said]:
    text = block.text
    if claims.is_marked(text):
        return  # of what bears the mark: said_below reads those that nothing bears
    is_lone_change = (
        is_over_table
        and len(text.split()) <= _MOST_LABEL_WORDS
        and claims.names_change(text)
        and not claims.tells_upkeep(text)
    )
    if claims.names_unit(text) or is_reckoned(text) or is_lone_change:
        yield Said(NO_COUNTS, text, block.page.number)
    elif restrictions.restricts(text) and not restrictions.names_everybody(text):
        yield Said(OF_A_PART, text, block.page.number)
    elif claims.counts_beyond(text):
        yield Said(OF_OTHERS, text, block.page.number)
    else:
        yield from unknown_words_in(block, is_at_table=True)
        # Lines of an imprint, one below the other, are texts of their own.
        if len(block.lines) > 1 and any(unknown_words(line.text, is_at_table=True) for line in block.lines):
            yield Said(UNKNOWN, text, block.page.number)


def _is_in_line(block: Block, other: Block) -> bool:
    """Whether a text stands in one line or one column with another, in type of one size: labels of a drawing do."""
    one, two = block.box, other.box
    is_aligned = min(abs(one.y_centre - two.y_centre), abs(one.x0 - two.x0), abs(one.x1 - two.x1)) < _LEVEL * block.size
    return block.page is other.page and is_aligned and abs(block.size - other.size) < _LEVEL


def _rows_of_labels(blocks: Sequence[Block]) -> set[str]:
    """The texts that stand level with a number of their own, where more than one does: labels of another table."""
    lines = [(block.page, line) for block in blocks for line in block.lines]
    numbers = [
        (page, line) for page, line in lines if all(is_countlike(word.text.rstrip("%") or "0") for word in line.words)
    ]
    labels = [
        line.text
        for page, line in lines
        if any(
            other is page and number.box.x0 > line.box.x1
            and abs(number.box.y_centre - line.box.y_centre) < _LEVEL * min(number.box.height, line.box.height)
            for other, number in numbers
        )
    ]  # fmt: skip
    return set(labels) if len(labels) > 1 else set()


def said_beside(texts: Stretch) -> Iterator[Said]:
    """Notes at the side of a table that restrict whom it counts."""
    for block in blocks_of(texts.lines()):
        yield from sentences_on_table(block)
        if block.is_short and restrictions.is_restriction(block.text):
            yield Said(OF_A_PART, block.text, block.page.number)


def said_sideways(page: Page, table: Box) -> Iterator[Said]:
    """What a text that is turned and stands beside a table says of it: its unit, or whom it counts."""
    for line in page.sideways:
        is_beside = line.box.x_overlap(table) <= 0 < line.box.y_overlap(table)
        if is_beside and claims.says_no_counts(line.text, has_shares=False):
            yield Said(NO_COUNTS, line.text, page.number)
        elif is_beside and (claims.names_part(line.text) or restrictions.restricts(line.text)):
            yield Said(OF_A_PART, line.text, page.number)
        elif is_beside and unknown_words(line.text, is_at_table=True):
            yield Said(UNKNOWN, line.text, page.number)


def _is_short_note(block: Block, page: Page) -> bool:
    """Whether a text below a table is a note: it bears a mark, or ends as a sentence does; a heading does neither."""
    return block.is_short and block.page is page and (claims.is_marked(block.text) or block.text.rstrip().endswith("."))
