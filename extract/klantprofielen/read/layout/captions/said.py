"""What texts say of a table, and the texts that say it.

A table of changes, shares or estimates looks like a table of counts, and adds up like one. Words decide by where they
stand: a caption, heading or unit note at the table, or a sentence that speaks of the table, says what its numbers are;
a word in the prose beside it, or in the sentence on the register, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from klantprofielen.geometry import Page
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.layout.vocabulary.register_words import names_register
from klantprofielen.read.layout.vocabulary.row_labels import words_behind_total
from klantprofielen.read.words_on_figures import not_counts, restrictions
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.lone_words import kind_named_alone
from klantprofielen.read.words_on_figures.reckoned import is_reckoned
from klantprofielen.records import PrintedRemark

NO_COUNTS = "figures_not_counts"
NOT_REAL = "figures_not_real"
OF_A_PART = "figures_of_a_part"
OF_OTHERS = "figures_of_others"
UNKNOWN = "words_on_figures_unknown"
SAID_OF_FIGURES = frozenset({NO_COUNTS, NOT_REAL, OF_A_PART, OF_OTHERS, UNKNOWN})
COUNTS = re.compile(r"\baantal(?:len)?\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d*(])")
_TELLS_MORE = re.compile(r"[(,:]|(?:\S+\s+){4}\S")
NUMBERED = re.compile(r"Tab(?:el|le|\.) (\d+)", re.IGNORECASE)


def texts_of(stretch: Stretch) -> list[Block]:
    """The texts of a stretch without those that only spell abbreviations out, or lead to other pages."""
    return [
        block
        for block in stretch.blocks()
        if not not_counts.is_navigation(block.text)
        and not all(not_counts.explains_abbreviations(line.text) for line in block.lines)
    ]


def is_on_register(block: Block) -> bool:
    """Whether a block is (part of) the sentence on the register's size, and not a caption or a limit that names it."""
    if not names_register(block.text) or not_counts.limits_table(block.text) or restrictions.restricts(block.text):
        return False
    return not (block.is_short and not_counts.names_others(block.text))


def sentences_on_table(block: Block) -> Iterator[PrintedRemark]:
    """What the sentences of a text say of the table that they speak of."""
    for sentence in SENTENCE_END.split(block.text):
        if not_counts.says_of_table(sentence):
            yield PrintedRemark(NO_COUNTS, sentence, block.page.number)
        elif not_counts.limits_table(sentence) or restrictions.restricts(sentence):
            yield PrintedRemark(OF_A_PART, sentence, block.page.number)
        elif not_counts.counts_others(sentence):
            yield PrintedRemark(OF_OTHERS, sentence, block.page.number)
        elif unknown_words(sentence):
            yield PrintedRemark(UNKNOWN, sentence, block.page.number)


def sentences_on_register(block: Block) -> Iterator[PrintedRemark]:
    """What the sentences on the register say that is not of the target group, or not known to be."""
    for sentence in SENTENCE_END.split(block.text):
        if not_counts.names_other_day(sentence):
            yield PrintedRemark(NO_COUNTS, sentence, block.page.number)
        elif not_counts.counts_beyond(sentence):
            yield PrintedRemark(OF_OTHERS, sentence, block.page.number)
        elif unknown_words(sentence):
            yield PrintedRemark(UNKNOWN, sentence, block.page.number)


def unknown_words_in(block: Block, *, is_at_table: bool = False) -> Iterator[PrintedRemark]:
    """The sentences of a text that speak of figures in words that are not known."""
    for sentence in SENTENCE_END.split(block.text):
        if unknown_words(sentence, is_at_table=is_at_table):
            yield PrintedRemark(UNKNOWN, sentence, block.page.number)


def said_in_few_words(text: str, page_number: int) -> Iterator[PrintedRemark]:
    """What a short text that is of a table says of it, in words that are known for it or in words that are not."""
    if not_counts.names_unit(text) or is_reckoned(text):
        yield PrintedRemark(NO_COUNTS, text, page_number)
    elif restrictions.restricts(text) and not restrictions.names_everybody(text):
        yield PrintedRemark(OF_A_PART, text, page_number)
    elif not_counts.counts_beyond(text):
        yield PrintedRemark(OF_OTHERS, text, page_number)
    elif any(unknown_words(sentence, is_at_table=True) for sentence in SENTENCE_END.split(text)):
        yield PrintedRemark(UNKNOWN, text, page_number)


def said_in_total_row(label: str, page_number: int) -> Iterator[PrintedRemark]:
    """What the label of the total row says besides naming it and the region: `TOTAAL AMR (exclusief Wajong)`."""
    if not_counts.names_benefit(label) or kind_named_alone(label):
        yield PrintedRemark(OF_A_PART, label, page_number)
    elif words_behind_total(label):
        yield PrintedRemark(UNKNOWN, label, page_number)


def said_in_header(texts: Sequence[str | None], page: Page) -> Iterator[PrintedRemark]:
    """Header texts of counts and of what stands beside them that say otherwise: a unit, a change, a part."""
    for text in filter(None, texts):
        if not_counts.says_no_counts(text, has_shares=False):
            yield PrintedRemark(NO_COUNTS, text, page.number)
        elif not_counts.names_some(text):
            yield PrintedRemark(OF_A_PART, text, page.number)


def said_over_names(block: Block) -> Iterator[PrintedRemark]:
    """What the head of the names says besides naming them: `Gemeente (aantal vacatures)`."""
    text = block.text
    if not_counts.says_no_counts(text, has_shares=False):
        yield PrintedRemark(NO_COUNTS, text, block.page.number)
    elif not_counts.names_some(text) or kind_named_alone(text):
        yield PrintedRemark(OF_A_PART, text, block.page.number)
    elif _TELLS_MORE.search(text):
        # A name that wraps may stand there as well, and begins with a capital.
        yield from said_in_few_words(f"Gemeente {text}", block.page.number)


def number_of(block: Block) -> str | None:
    """The number that a caption begins with (`Tabel 1`)."""
    found = NUMBERED.match(block.text)
    return found.group(1) if found else None
