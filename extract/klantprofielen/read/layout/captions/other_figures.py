"""Which texts around a table are of other figures: the rows and heads of another table, the labels of a drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from klantprofielen.geometry import Box
from klantprofielen.read.layout.numbers.printed_numbers import is_countlike
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.layout.vocabulary.register_words import names_register
from klantprofielen.read.words_on_figures import not_counts
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.standing_text import is_standing

# The heads of a table, gathered into one line.
_HEADS = re.compile(r"(?:[A-Z][\w-]* ){2,}Totaal")
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"(?:19|20)\d\d")
# So many numbers are another table; an age and a year in captions are fewer.
_FEWEST_TABLE_NUMBERS = 6
_FEWEST_AXIS_NUMBERS = 4
# In heights: how exactly heads stand side by side, a number level with its label, and labels in line.
_LEVEL = 0.5
# So many texts of so few words in one line are the labels of a drawing.
_FEWEST_LABELS, _MOST_LABEL_WORDS = 3, 3
# In font sizes: the rows of another table stand so close below its heading.
_HEADING_REACH = 6.0


def hold_table(blocks: Sequence[Block]) -> bool:
    """Whether texts are, or hold, the rows or the heads of another table: heads stand side by side."""
    lines = [line for block in blocks for line in block.lines]
    numbers = sum(_is_number(word.text) for line in lines for word in line.words)
    parts = [line.box for line in lines if not_counts.names_some(line.text)]
    return (
        numbers >= _FEWEST_TABLE_NUMBERS
        or any(_HEADS.fullmatch(line.text) for line in lines)
        or any(one.is_level(other, _LEVEL) for one, other in combinations(parts, 2))
    )


def _is_number(text: str) -> bool:
    """Whether a word is a number as tables have: no dash and no year."""
    return is_countlike(text) and bool(_DIGIT.search(text)) and not _YEAR.fullmatch(text)


def heads_table(block: Block, below: Sequence[Block]) -> bool:
    """Whether the rows of another table stand close below a text: its heading."""
    return hold_table([other for other in below if is_close_above(block, other.box, other.page.number)])


def is_close_above(block: Block, box: Box, page_number: int) -> bool:
    """Whether a text stands where the heading of a box stands."""
    return page_number == block.page.number and 0 <= box.top - block.box.bottom <= _HEADING_REACH * block.size


def heads_drawing(block: Block, below: Sequence[Block]) -> bool:
    """Whether numbers stand between a caption and the table: the axis of a drawing that it names."""
    numbers = [
        line
        for other in below
        for line in other.lines
        if other.page is block.page and all(is_countlike(word.text) for word in line.words)
    ]
    return len(numbers) >= _FEWEST_AXIS_NUMBERS


def heads_prose(block: Block, below: Sequence[Block]) -> bool:
    """Whether a text is the heading of one of the two paragraphs after it, and so may speak of that alone.

    What stands over the publication's own prose, or over the sentence on the register, may as well be of the table.
    """
    prose = (other for other in below[:2] if not is_standing(other.text, ()) and not names_register(other.text))
    return any(block.heads(other) for other in prose)


def row_labels(blocks: Sequence[Block]) -> set[str]:
    """The texts that stand level with a number of their own, where more than one does: labels of another table."""
    lines = [(block.page, line) for block in blocks for line in block.lines]
    numbers = [
        (page, line) for page, line in lines if all(is_countlike(word.text.rstrip("%") or "0") for word in line.words)
    ]
    labels = [
        line.text
        for page, line in lines
        if any(
            other is page and number.box.x0 > line.box.x1 and line.box.is_level(number.box, _LEVEL)
            for other, number in numbers
        )
    ]
    return set(labels) if len(labels) > 1 else set()


def is_drawing_label(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a text is one of several in line that a drawing has, more than one of them in words not known.

    Beside a publisher and a date, a text of its own is none.
    """
    labels = [other for other in blocks if _may_be_label(other) and _is_in_line(block, other)]
    unknown = [other for other in labels if unknown_words(other.text, is_at_table=True)]
    return _may_be_label(block) and len(labels) >= _FEWEST_LABELS and len(unknown) > 1


def _may_be_label(block: Block) -> bool:
    return len(block.lines) == 1 and has_few_words(block.text)


def has_few_words(text: str) -> bool:
    """Whether a text has no more words than a label has."""
    return len(text.split()) <= _MOST_LABEL_WORDS


def _is_in_line(block: Block, other: Block) -> bool:
    """Whether a text stands in one line or one column with another, in type of one size: labels of a drawing do."""
    one, two = block.box, other.box
    is_aligned = min(abs(one.y_centre - two.y_centre), abs(one.x0 - two.x0), abs(one.x1 - two.x1)) < _LEVEL * block.size
    return block.page is other.page and is_aligned and abs(block.size - other.size) < _LEVEL
