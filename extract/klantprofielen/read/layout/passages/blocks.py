"""Gathers lines into blocks of text: headings, notes and paragraphs, by their left edge and line distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klantprofielen.geometry import Box, Line, Page, around

# In font sizes: how exactly the lines of a block begin at one edge, how far apart they stand, and how alike their
# type is.
_SAME_EDGE = 1.0
_NEXT_LINE = 0.9
_OVERLAP = 0.6
_SAME_SIZE = 0.12
_SPACE = 0.3
# In font sizes: how far the first line of a paragraph may be indented; a line of prose has so many words.
_INDENT = 3.5
_FEWEST_PROSE_WORDS = 4
# A line goes on with one of the blocks that began last.
_NEAR = 12
# A heading or note has at most so many words; more are a paragraph.
_SHORT = 12
# A heading stands so close above the paragraph that it heads, and is so little larger.
_HEADS = 2.5
_HEADING_SIZE = 1.5


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together, top to bottom."""

    page: Page
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return joined_lines(self.lines)

    @property
    def box(self) -> Box:
        """The box around the lines."""
        return around(line.box for line in self.lines)

    @property
    def size(self) -> float:
        """The font size of its first line."""
        return self.lines[0].size

    @property
    def is_short(self) -> bool:
        """Whether it is a heading or a note, and not a paragraph."""
        return sum(len(line.words) for line in self.lines) <= _SHORT

    @property
    def ends_a_sentence(self) -> bool:
        """Whether a full stop ends it."""
        return self.text.rstrip().endswith(".")

    def heads(self, below: Block) -> bool:
        """Whether it is the heading of a paragraph: directly above it, in hardly larger type."""
        return (
            below.page is self.page
            and not below.is_short
            and abs(below.box.x0 - self.box.x0) <= _SAME_EDGE * self.size
            and below.box.top >= self.box.top
            and below.box.top - self.box.bottom <= _HEADS * self.size
            and self.size <= _HEADING_SIZE * below.size
        )


def blocks_of(lines: Iterable[tuple[Page, Line]]) -> list[Block]:
    """The blocks that lines in reading order make."""
    found: list[tuple[Page, list[Line]]] = []
    for page, line in lines:
        for other_page, block in found[: -_NEAR - 1 : -1]:
            if other_page is page and _goes_on(block, line):
                block.append(line)
                break
            if other_page is not page:
                found.append((page, [line]))
                break
        else:
            found.append((page, [line]))
    return [Block(page, tuple(block)) for page, block in found]


def _goes_on(block: Sequence[Line], line: Line) -> bool:
    last = block[-1]
    box, size = line.box, last.size
    edge = block[1 if len(block) > 1 and _is_indented(block[0], block[1]) else 0].box.x0
    is_at_edge = abs(box.x0 - edge) <= _SAME_EDGE * size or (len(block) == 1 and _is_indented(last, line))
    if not is_at_edge or abs(line.size - size) > _SAME_SIZE * size:
        return False
    # A line that wraps has no room left for the first word of the next one.
    had_room = last.box.x1 + _SPACE * size + line.words[0].box.width < box.x1
    return not had_room and -_OVERLAP * size < box.top - last.box.bottom <= _NEXT_LINE * size


def _is_indented(first: Line, second: Line) -> bool:
    """Whether a line is the indented first one of a paragraph that the second goes on with."""
    return (
        _SAME_EDGE < (first.box.x0 - second.box.x0) / first.size <= _INDENT
        and min(len(first.words), len(second.words)) >= _FEWEST_PROSE_WORDS
    )


def joined_lines(lines: Iterable[Line]) -> str:
    """Lines as one text; a word that a hyphen divides at a line's end is whole again."""
    text = ""
    for line in lines:
        if text.endswith("-") and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text += (" " if text else "") + line.text
    return text
