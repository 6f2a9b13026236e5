"""Texts that call the figures of a whole document an example, a draft or a test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from klantprofielen.geometry import Page
from klantprofielen.read.layout.captions.said import NOT_REAL, SENTENCE_END
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.words_on_figures import drafts
from klantprofielen.records import PrintedRemark

_OF_PUBLICATION = re.compile(r"\bkwartaal\b|\btransparantie\b|\b(?:19|20)\d\d\b", re.IGNORECASE)


def said_of_pages(pages: Sequence[Page]) -> Iterator[PrintedRemark]:
    """Texts that call the figures of the document an example, a draft or a test, upright, turned or stamped across."""
    for page in pages:
        for text in (*page.slanted, *(line.text for line in page.sideways)):
            if drafts.holds_stamp(text) or drafts.takes_back(text):
                yield PrintedRemark(NOT_REAL, text.strip(), page.number)
        blocks = Stretch((page,)).blocks()
        for block, below in zip_longest(blocks, blocks[1:]):
            text = block.text
            # What names the publication or its quarter is a heading, whatever stands under it.
            names_it = bool(_OF_PUBLICATION.search(text))
            is_heading = block.is_short and (names_it or not (below is not None and block.heads(below)))
            # A line at the foot of a page may have more words.
            is_line = len(block.lines) == 1 and not block.ends_a_sentence
            called = next((part for part in SENTENCE_END.split(text) if drafts.takes_back(part)), None)
            if drafts.is_stamp(text) or any(drafts.is_stamp(line.text) for line in block.lines):
                yield PrintedRemark(NOT_REAL, text, page.number)
            elif called is not None:
                yield PrintedRemark(NOT_REAL, text if block.is_short else called, page.number)
            elif (is_heading or is_line) and drafts.heads_unreal(text):
                yield PrintedRemark(NOT_REAL, text, page.number)
