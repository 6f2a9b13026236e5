"""What short texts say of a table wherever they stand on its pages: at the foot, in the corner, after the colophon."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from klantprofielen.geometry import Box
from klantprofielen.read.layout.captions.other_figures import (
    has_few_words,
    heads_drawing,
    heads_prose,
    heads_table,
    hold_table,
    is_close_above,
    is_drawing_label,
    row_labels,
)
from klantprofielen.read.layout.captions.said import (
    NO_COUNTS,
    OF_A_PART,
    UNKNOWN,
    is_on_register,
    said_in_few_words,
    texts_of,
)
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures import not_counts, restrictions
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.lone_words import Kind, kind_named_alone
from klantprofielen.read.words_on_figures.standing_text import is_standing
from klantprofielen.records import PrintedRemark

# `WW-uitkeringen: 11.204`
_OWN_FIGURE = re.compile(r":\s*[\d.]+\s?%?$")


def said_anywhere(stretch: Stretch, table: Box, pages: Collection[int]) -> Iterator[PrintedRemark]:
    """What short texts say wherever they stand; `pages` are those of the table."""
    blocks = texts_of(stretch)
    rows = row_labels(blocks)
    yield from _said_alone(blocks, rows)
    for index, block in enumerate(blocks):
        if _is_short_text(stretch, blocks, index, rows) and block.page.number in pages:
            if block.box.x_overlap(table) > 0 and _is_lone_change(block.text):
                yield PrintedRemark(NO_COUNTS, block.text, block.page.number)
            yield from _said_in_few_words(block)


def _said_alone(blocks: Sequence[Block], rows: Collection[str]) -> Iterator[PrintedRemark]:
    """Lines of a few words that say no more than whom or what the table counts.

    Several that tell people apart in one way (`18-27 jaar` and `27-50 jaar`) are the labels of a drawing or of another
    table; so is one that heads a paragraph, or a drawing or table with numbers of its own.
    """
    alone = [
        block
        for index, block in enumerate(blocks)
        if block.is_short
        and not heads_prose(block, blocks[index + 1 :])
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
            yield PrintedRemark(NO_COUNTS if kind is Kind.FLOW else OF_A_PART, text, block.page.number)


def _is_short_text(stretch: Stretch, blocks: Sequence[Block], index: int, rows: Collection[str]) -> bool:
    """Whether a text is short and may be of the table, in whatever words: a foot line may take all back.

    Not what is of other figures (labels, headings of a table, a drawing or prose, a text with a figure of its own), and
    not what stands on every page.
    """
    block = blocks[index]
    return (
        (block.is_short or len(block.lines) == 1)
        and not _tells_register_size(block)
        and not _is_of_other_figures(block, blocks[:index], blocks[index + 1 :], rows)
        and not _heads_rows(block, stretch)
        and not is_standing(block.text, [other.text for other in blocks])
    )


def _tells_register_size(block: Block) -> bool:
    return is_on_register(block) and any(char.isdigit() for char in block.text)


def _is_of_other_figures(block: Block, above: Sequence[Block], below: Sequence[Block], rows: Collection[str]) -> bool:
    """Whether a text is a label or heading of another table, a drawing or prose, its paragraph, or has a figure."""
    return (
        all(line.text in rows for line in block.lines)
        or is_drawing_label(block, [*above, block, *below])
        or hold_table([block])
        or heads_table(block, below)
        or heads_drawing(block, below)
        or heads_prose(block, below)
        or any(other.heads(block) for other in above)
        or bool(_OWN_FIGURE.search(block.text))
    )


def _heads_rows(block: Block, stretch: Stretch) -> bool:
    """Whether a text stands right above rows that were read as a table's, and left out."""
    return any(is_close_above(block, row, number) and row.bottom <= stretch.last_bottom for number, row in stretch.rows)


def _is_lone_change(text: str) -> bool:
    return has_few_words(text) and not_counts.names_change(text) and not not_counts.tells_upkeep(text)


def _said_in_few_words(block: Block) -> Iterator[PrintedRemark]:
    if not_counts.is_marked(block.text):
        return  # of what bears the mark: said_below reads those that nothing bears
    yield from said_in_few_words(block.text, block.page.number)
    # Lines of an imprint (`UWV` / `juli 2020` / …) are texts of their own; a text that wraps goes on in small letters.
    wraps = any(line.text[:1].islower() and not line.text[-1].isdigit() for line in block.lines)
    if len(block.lines) > 1 and not wraps and any(unknown_words(line.text, is_at_table=True) for line in block.lines):
        yield PrintedRemark(UNKNOWN, block.text, block.page.number)
