"""What the words around a table say of its figures: that they are no counts, or no figures of anybody.

A table of changes, shares or estimates looks like a table of counts, and adds up like one. Words decide by where they
stand: a caption, heading or unit note at the table, or a sentence that speaks of the table, says what its numbers are;
a word in the prose beside it, or in the sentence on the register, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.footnote_marks import without_other_marks
from klantprofielen.read.layout.numbers.printed_numbers import is_countlike
from klantprofielen.read.layout.passages.blocks import Block, blocks_of
from klantprofielen.read.layout.passages.number_labels import labels_numbers
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.layout.vocabulary.register_words import names_register
from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures import claims, not_real, restrictions
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.lone_words import Kind, kind_named_alone
from klantprofielen.read.words_on_figures.standing_text import is_standing

NO_COUNTS = "figures_not_counts"
NOT_REAL = "figures_not_real"
OF_A_PART = "figures_of_a_part"
OF_OTHERS = "figures_of_others"
UNKNOWN = "words_on_figures_unknown"
SAID_OF_FIGURES = frozenset({NO_COUNTS, NOT_REAL, OF_A_PART, OF_OTHERS, UNKNOWN})

_COUNTS = re.compile(r"\baantal(?:len)?\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\bter vergelijking|\bvergelijking\b|\bvorig(?:e)? (?:jaar|kwartaal|periode)|\b(?:jaar|kwartaal) eerder"
    r"|\bhistorie|\bvoorgaande?\b|\bterugblik",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d*(])")
# The heads of a table, gathered into one line.
_HEADS = re.compile(r"(?:[A-Z][\w-]* ){2,}Totaal")
_OF_PUBLICATION = re.compile(r"\bkwartaal\b|\btransparantie\b|\b(?:19|20)\d\d\b", re.IGNORECASE)
_WITH_QUARTER = re.compile(r"\bkwartaal\W+(?:van\W+)?(?:19|20)\d\d\b|\bq[1-4]\W?(?:19|20)\d\d\b", re.IGNORECASE)
_NUMBERED = re.compile(r"Tab(?:el|le|\.) (\d+)", re.IGNORECASE)
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"(?:19|20)\d\d")
_MOST_CAPTION_LINES = 2
# In font sizes: how far below a table its unit note stands. A drawing has so many numbers at least.
_NOTE_REACH = 4.0
# In font sizes: so much room under a caption is a drawing's.
_DRAWING_ROOM = 6.0
_FEWEST_AXIS_NUMBERS = 4
# In heights: how exactly the heads of a table stand side by side.
_LEVEL = 0.5
# So many numbers are another table; an age and a year in captions are fewer.
_FEWEST_TABLE_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What a text at a table says of it."""

    code: str
    text: str
    page_number: int


def said_of_page(pages: Sequence[Page]) -> Iterator[Said]:
    """Texts that call the figures of the document an example, a draft or a test, upright, turned or stamped across."""
    for page in pages:
        stamps = [*page.slanted, *(line.text for line in page.sideways)]
        yield from (Said(NOT_REAL, text.strip(), page.number) for text in stamps if not_real.holds_stamp(text))
        blocks = blocks_of(Stretch((page,)).lines())
        for block, below in zip_longest(blocks, blocks[1:]):
            text = block.text
            # What names the publication or its quarter is a heading, whatever stands under it.
            names_it = bool(_OF_PUBLICATION.search(text))
            is_heading = block.is_short and (names_it or not (below is not None and block.heads(below)))
            called = next((part for part in _SENTENCE_END.split(text) if not_real.takes_back(part)), None)
            if not_real.is_stamp(text) or any(not_real.is_stamp(line.text) for line in block.lines):
                yield Said(NOT_REAL, text, page.number)
            elif called is not None:
                yield Said(NOT_REAL, text if block.is_short else called, page.number)
            elif is_heading and not_real.heads_unreal(text):
                yield Said(NOT_REAL, text, page.number)


def said_above(stretch: Stretch, table: Box, page: Page, *, has_shares: bool) -> Iterator[Said]:
    """Captions, headings and unit notes above a table, and sentences there that speak of it."""
    everything = _blocks(stretch)
    blocks = [block for block in everything if not _is_on_register(block)]
    for block in everything:
        if _is_on_register(block):
            yield from _sentences_on_register(block)
    caption = _nearest(blocks, table, page)
    for index, block in enumerate(blocks):
        below = blocks[index + 1 :]
        is_aside = block.page is page and block.box.x_overlap(table) <= 0
        if is_aside or _is_of_prose(block, everything, below) or labels_numbers(block, everything, table):
            continue
        heads_prose = any(block.heads(other) for other in below[:2])
        if not block.is_short and not _is_long_caption(block, below):
            yield from _sentences_on_table(block)
        elif _names_part(block, heads_prose=heads_prose) and not _hold_table(blocks):
            # The rows and captions of a table before this one name parts, too.
            yield Said(OF_A_PART, block.text, block.page.number)
        elif claims.names_others(block.text) and not heads_prose and not _hold_table(blocks):
            yield Said(OF_OTHERS, block.text, block.page.number)
        elif (
            claims.says_plainly_no_counts(block.text)
            or not (heads_prose or _heads_drawing(block, below) or _stands_apart(block, below))
        ) and (claims.says_no_counts(block.text, has_shares=has_shares) or claims.says_of_table(block.text)):
            yield Said(NO_COUNTS, block.text, block.page.number)
        else:
            # The rows and heads of a table before this one are no caption.
            is_at_table = block is caption and not heads_prose and not _hold_table(blocks)
            yield from _unknown_words(block, is_at_table=is_at_table)


def _blocks(stretch: Stretch) -> list[Block]:
    """The texts of a stretch without those that only spell abbreviations out, or lead to other pages."""
    return [
        block
        for block in blocks_of(stretch.lines())
        if not claims.is_navigation(block.text)
        and not all(claims.explains_abbreviations(line.text) for line in block.lines)
    ]


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
    if _NUMBERED.match(block.text):
        return True
    is_sentence = block.text.rstrip().endswith((".", ":", ";")) or _SENTENCE_END.search(block.text)
    if is_sentence or len(block.lines) > _MOST_CAPTION_LINES:
        return False
    return all(other.is_short for other in below) or bool(_WITH_QUARTER.search(block.text))


def _names_part(block: Block, *, heads_prose: bool) -> bool:
    text = block.text
    if restrictions.names_everybody(text):
        return False
    if claims.names_part(text) or restrictions.restricts(text):
        return True
    return not heads_prose and (claims.names_benefit(text) or restrictions.is_restriction(text))


def _is_on_register(block: Block) -> bool:
    """Whether a block is (part of) the sentence on the register's size, and not a caption or a limit that names it."""
    if not names_register(block.text) or claims.limits_table(block.text) or restrictions.restricts(block.text):
        return False
    return not (block.is_short and claims.names_others(block.text))


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
    printed = _blocks(stretch)
    blocks = printed if borne is None else [without_other_marks(block, borne) for block in printed]
    rows = _rows_of_labels(blocks)
    for index, block in enumerate(blocks):
        # The note on a head or a title may stand at the foot of the page.
        is_of_mark = block is not printed[index] and block.page is page and block.is_short
        if all(line.text in rows for line in block.lines):
            continue
        if restrictions.of_part_in_register(block.text):
            yield Said(OF_A_PART, block.text, block.page.number)
        if _is_on_register(block):
            yield from _sentences_on_register(block)
            continue
        yield from _sentences_on_table(block)
        is_note = (
            block.is_short
            and block.page is page
            and -0.5 * size <= block.box.top - table.bottom <= _NOTE_REACH * size
            and block.box.x_overlap(table) > 0
            and block.size <= size * 1.05
        )
        names_table = bool(_NUMBERED.match(block.text)) or (block.is_short and block.text.lower().startswith("tabel"))
        number = _number_of(block)
        is_of_next = None not in {number, own_number} and number != own_number
        if (
            ((is_note or is_of_mark) and claims.names_unit(block.text))
            or (is_of_mark and claims.says_no_counts(block.text, has_shares=True))
            or (names_table and not is_of_next and claims.names_change(block.text))
        ):
            yield Said(NO_COUNTS, block.text, block.page.number)
        elif (
            (is_note or is_of_mark)
            and claims.names_part(block.text)
            and not claims.is_marked(block.text)
            and not restrictions.names_everybody(block.text)
        ) or (_is_short_note(block, page) and restrictions.is_restriction(block.text)):
            yield Said(OF_A_PART, block.text, block.page.number)
        elif (
            (is_note or is_of_mark)
            and not _hold_table([block])
            and not any(block.heads(other) for other in blocks[index + 1 : index + 3])
        ):
            yield from _unknown_words(block, is_at_table=True)


def said_alone(stretch: Stretch) -> Iterator[Said]:
    """Lines of a few words, wherever they stand, that say no more than whom or what the table counts.

    Several that tell people apart in one way (`18-27 jaar` and `27-50 jaar`) are the labels of a drawing or of another
    table; so is one that heads a paragraph, or a drawing or table with numbers of its own.
    """
    blocks = _blocks(stretch)
    rows = _rows_of_labels(blocks)
    alone = [
        block
        for index, block in enumerate(blocks)
        if block.is_short
        and not any(block.heads(other) for other in blocks[index + 1 : index + 3])
        and not _heads_drawing(block, blocks[index + 1 :])
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
        yield from _sentences_on_table(block)
        if block.is_short and restrictions.is_restriction(block.text):
            yield Said(OF_A_PART, block.text, block.page.number)


def _is_short_note(block: Block, page: Page) -> bool:
    """Whether a text below a table is a note: it bears a mark, or ends as a sentence does; a heading does neither."""
    return block.is_short and block.page is page and (claims.is_marked(block.text) or block.text.rstrip().endswith("."))


def said_in_header(texts: Sequence[str | None], page: Page) -> Iterator[Said]:
    """Header texts of counts and of what stands beside them that say otherwise: a unit, a change, a part."""
    for text in texts:
        if text and claims.says_no_counts(text, has_shares=False):
            yield Said(NO_COUNTS, text, page.number)
        elif text and (claims.names_part(text) or claims.names_benefit(text)):
            yield Said(OF_A_PART, text, page.number)


def has_heading(stretch: Stretch, table: Box, page: Page) -> bool:
    """Whether a heading of its own stands above a table, which the one of the table before it is not."""
    return any(
        block.is_short and (block.page is not page or block.box.x_overlap(table) > 0)
        for block in blocks_of(stretch.lines())
        if not names_register(block.text)
    )


def caption_number(stretch: Stretch) -> str | None:
    """The number of the last caption (`Tabel 1`) above a table."""
    numbers = (_number_of(block) for block in blocks_of(stretch.lines()))
    return next(reversed([number for number in numbers if number is not None]), None)


def _number_of(block: Block) -> str | None:
    found = _NUMBERED.match(block.text)
    return found.group(1) if found else None


def names_counts(stretch: Stretch) -> bool:
    """Whether a text of its own above a table says that it is of counts (`Aantallen per gemeente`)."""
    return any(_COUNTS.search(line.text) for _, line in stretch.lines())


def compares(stretch: Stretch) -> str | None:
    """The heading that calls the table under it one of another time, to compare with."""
    found = [block.text for block in blocks_of(stretch.lines()) if block.is_short and _COMPARES.search(block.text)]
    return found[-1] if found else None


def _sentences_on_table(block: Block) -> Iterator[Said]:
    for sentence in _SENTENCE_END.split(block.text):
        if claims.says_of_table(sentence):
            yield Said(NO_COUNTS, sentence, block.page.number)
        elif claims.limits_table(sentence) or restrictions.restricts(sentence):
            yield Said(OF_A_PART, sentence, block.page.number)
        elif claims.counts_others(sentence):
            yield Said(OF_OTHERS, sentence, block.page.number)
        elif unknown_words(sentence):
            yield Said(UNKNOWN, sentence, block.page.number)


def _sentences_on_register(block: Block) -> Iterator[Said]:
    for sentence in _SENTENCE_END.split(block.text):
        if claims.counts_beyond(sentence):
            yield Said(OF_OTHERS, sentence, block.page.number)
        elif unknown_words(sentence):
            yield Said(UNKNOWN, sentence, block.page.number)


def _unknown_words(block: Block, *, is_at_table: bool = False) -> Iterator[Said]:
    for sentence in _SENTENCE_END.split(block.text):
        if unknown_words(sentence, is_at_table=is_at_table):
            yield Said(UNKNOWN, sentence, block.page.number)


def _stands_apart(block: Block, below: Sequence[Block]) -> bool:
    """Whether a caption has room for a drawing under it, and the table one of its own that names counts."""
    nearer = [other for other in below if other.page is block.page]
    gap = min((other.box.top for other in nearer), default=block.box.bottom) - block.box.bottom
    return gap >= _DRAWING_ROOM * block.size and any(
        other.is_short and _COUNTS.search(other.text) and not claims.names_change(other.text) for other in nearer
    )


def _hold_table(blocks: Sequence[Block]) -> bool:
    """Whether texts are, or hold, the rows or the heads of another table: heads stand side by side."""
    lines = [line for block in blocks for line in block.lines]
    numbers = sum(_is_number(word.text) for line in lines for word in line.words)
    parts = [line.box for line in lines if claims.names_part(line.text) or claims.names_benefit(line.text)]
    return (
        numbers >= _FEWEST_TABLE_NUMBERS
        or any(_HEADS.fullmatch(line.text) for line in lines)
        or any(
            abs(one.y_centre - other.y_centre) < _LEVEL * min(one.height, other.height)
            for one, other in combinations(parts, 2)
        )
    )


def _is_number(text: str) -> bool:
    """Whether a word is a number as tables have: no dash and no year."""
    return is_countlike(text) and bool(_DIGIT.search(text)) and not _YEAR.fullmatch(text)


def _heads_drawing(block: Block, below: Sequence[Block]) -> bool:
    """Whether numbers stand between a caption and the table: the axis of a drawing that it names."""
    numbers = [
        line
        for other in below
        for line in other.lines
        if other.page is block.page and all(is_countlike(word.text) for word in line.words)
    ]
    return len(numbers) >= _FEWEST_AXIS_NUMBERS
