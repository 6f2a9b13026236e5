"""What texts at the side of a table say of its figures, upright or turned."""

from __future__ import annotations

from collections.abc import Iterator

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.captions.said import NO_COUNTS, OF_A_PART, OF_OTHERS, UNKNOWN, sentences_on_table
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.words_on_figures import not_counts, restrictions
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.records import PrintedRemark


def said_beside(texts: Stretch) -> Iterator[PrintedRemark]:
    """Notes at the side of a table that restrict whom it counts."""
    for block in texts.blocks():
        yield from sentences_on_table(block)
        if block.is_short and restrictions.is_restriction(block.text):
            yield PrintedRemark(OF_A_PART, block.text, block.page.number)


def said_sideways(page: Page, table: Box) -> Iterator[PrintedRemark]:
    """What a text that is turned, at the side of a page, says of the table there: its unit, or whom it counts."""
    for line in page.sideways:
        if line.box.x_overlap(table) > 0:
            continue
        if not_counts.says_no_counts(line.text, has_shares=False):
            yield PrintedRemark(NO_COUNTS, line.text, page.number)
        elif not_counts.names_part(line.text) or restrictions.restricts(line.text):
            yield PrintedRemark(OF_A_PART, line.text, page.number)
        elif not_counts.names_others(line.text):
            yield PrintedRemark(OF_OTHERS, line.text, page.number)
        elif unknown_words(line.text, is_at_table=True):
            yield PrintedRemark(UNKNOWN, line.text, page.number)
