"""What captions, headings and heads above a table say of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.captions.other_figures import heads_drawing, heads_prose, hold_table
from klantprofielen.read.layout.captions.said import (
    COUNTS,
    NO_COUNTS,
    NUMBERED,
    OF_A_PART,
    OF_OTHERS,
    SENTENCE_END,
    is_on_register,
    number_of,
    sentences_on_register,
    sentences_on_table,
    texts_of,
    unknown_words_in,
)
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.layout.passages.number_labels import labels_numbers
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.layout.vocabulary.register_words import names_register, names_title
from klantprofielen.read.words_on_figures import not_counts, restrictions
from klantprofielen.read.words_on_figures.standing_text import is_standing
from klantprofielen.records import PrintedRemark

_COMPARES = re.compile(
    r"\bter vergelijking|\bvergelijking\b|\bvorig(?:e)? (?:jaar|kwartaal|periode)|\b(?:jaar|kwartaal) eerder"
    r"|\bhistorie|\bvoorgaande?\b|\bterugblik",
    re.IGNORECASE,
)
_WITH_QUARTER = re.compile(r"\bkwartaal\W+(?:van\W+)?(?:19|20)\d\d\b|\bq[1-4]\W?(?:19|20)\d\d\b", re.IGNORECASE)
_MOST_CAPTION_LINES = 2
# In font sizes: so much room under a caption is a drawing's.
_DRAWING_ROOM = 6.0


def said_above(stretch: Stretch, table: Box, page: Page, *, has_shares: bool) -> Iterator[PrintedRemark]:
    """Captions, headings and unit notes above a table, and sentences there that speak of it."""
    everything = texts_of(stretch)
    blocks = [block for block in everything if not is_on_register(block)]
    for block in everything:
        if is_on_register(block):
            yield from sentences_on_register(block)
    caption = _nearest(blocks, table, page)
    for index, block in enumerate(blocks):
        below = blocks[index + 1 :]
        is_aside = block.page is page and block.box.x_overlap(table) <= 0
        if is_aside or _is_of_prose(block, everything, below) or labels_numbers(block, everything, table):
            continue
        is_prose_heading = heads_prose(block, below)
        if not block.is_short and not _is_long_caption(block, below):
            yield from sentences_on_table(block)
        elif _names_part(block, is_prose_heading=is_prose_heading) and not hold_table(blocks):
            # The rows and captions of a table before this one name parts, too.
            yield PrintedRemark(OF_A_PART, block.text, block.page.number)
        elif (
            not_counts.counts_beyond(block.text) or (not_counts.names_others(block.text) and not is_prose_heading)
        ) and not hold_table(blocks):
            yield PrintedRemark(OF_OTHERS, block.text, block.page.number)
        elif (
            not_counts.says_plainly_no_counts(block.text)
            or not (is_prose_heading or heads_drawing(block, below) or _stands_apart(block, below))
        ) and (not_counts.says_no_counts(block.text, has_shares=has_shares) or not_counts.says_of_table(block.text)):
            yield PrintedRemark(NO_COUNTS, block.text, block.page.number)
        else:
            # The rows and heads of a table before this one are no caption.
            is_caption = (block is caption and not is_prose_heading) or names_title(block.text)
            is_at_table = is_caption and not hold_table(blocks)
            yield from unknown_words_in(block, is_at_table=is_at_table)


def _nearest(blocks: Sequence[Block], table: Box, page: Page) -> Block | None:
    """The text directly above a table: its caption, or a heading that has no other text under it."""
    above = [block for block in blocks if block.page is page and block.box.x_overlap(table) > 0]
    return max(above, key=lambda block: block.box.bottom, default=None)


def _is_of_prose(block: Block, blocks: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a short text is a line of prose that breaks off: of the publication's own, or in a word that goes on."""
    if not block.is_short:
        return False
    going_on = block.text.endswith("-") and bool(below) and below[0].text[:1].islower()
    return (going_on and not below[0].is_short) or is_standing(block.text, [other.text for other in blocks])


def _is_long_caption(block: Block, below: Sequence[Block]) -> bool:
    """Whether a text of many words is a caption or heading.

    It is numbered as a table's, or no sentence and either the last above it or with the quarter in it.
    """
    if NUMBERED.match(block.text):
        return True
    is_sentence = block.text.rstrip().endswith((".", ":", ";")) or SENTENCE_END.search(block.text)
    if is_sentence or len(block.lines) > _MOST_CAPTION_LINES:
        return False
    return all(other.is_short for other in below) or bool(_WITH_QUARTER.search(block.text))


def _names_part(block: Block, *, is_prose_heading: bool) -> bool:
    text = block.text
    if restrictions.names_everybody(text):
        return False
    if not_counts.names_part(text) or restrictions.restricts(text):
        return True
    return not is_prose_heading and (not_counts.names_benefit(text) or restrictions.is_restriction(text))


def _stands_apart(block: Block, below: Sequence[Block]) -> bool:
    """Whether a caption has room for a drawing under it, and the table one of its own that names counts."""
    nearer = [other for other in below if other.page is block.page]
    gap = min((other.box.top for other in nearer), default=block.box.bottom) - block.box.bottom
    return gap >= _DRAWING_ROOM * block.size and any(
        other.is_short and COUNTS.search(other.text) and not not_counts.names_change(other.text) for other in nearer
    )


def has_heading(stretch: Stretch, table: Box, page: Page) -> bool:
    """Whether a heading of its own stands above a table, which the one of the table before it is not."""
    return any(
        block.is_short and (block.page is not page or block.box.x_overlap(table) > 0)
        for block in stretch.blocks()
        if not names_register(block.text)
    )


def caption_number(stretch: Stretch) -> str | None:
    """The number of the last caption (`Tabel 1`) above a table."""
    numbers = (number_of(block) for block in stretch.blocks())
    return next(reversed([number for number in numbers if number is not None]), None)


def names_counts(stretch: Stretch) -> bool:
    """Whether a text of its own above a table says that it is of counts (`Aantallen per gemeente`)."""
    return any(COUNTS.search(line.text) for _, line in stretch.lines())


def compares(stretch: Stretch) -> str | None:
    """The heading that calls the table under it one of another time, to compare with."""
    found = [block.text for block in stretch.blocks() if block.is_short and _COMPARES.search(block.text)]
    return found[-1] if found else None
