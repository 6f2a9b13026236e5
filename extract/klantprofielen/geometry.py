"""Boxes, glyphs, words and pages: the one notion of a page that every reader gives and the parser reads.

Lengths are points; the origin is the top left corner of the page as it is shown, y grows downward.
A transcript counts characters and lines instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median_high
from typing import NamedTuple

# The part of a gap that already parts two words with no printed space between them.
_UNSPACED = 0.33
# In font sizes: texts further apart are different texts; texts over columns, as heads are, stand closer.
TEXT_GAP, HEAD_GAP = 0.9, 0.65


class Box(NamedTuple):
    """A rectangle with sides parallel to the page's."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.bottom - self.top

    @property
    def x_centre(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def y_centre(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    def __or__(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def has_middle_of(self, other: Box) -> bool:
        """Whether the middle of another box lies in this one."""
        return self.x0 <= other.x_centre <= self.x1 and self.top <= other.y_centre <= self.bottom

    def x_overlap(self, other: Box) -> float:
        """The length that both share horizontally; negative is the gap between them."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def y_overlap(self, other: Box) -> float:
        """The length that both share vertically; negative is the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def x_off(self, other: Box) -> float:
        """How far both are from beginning, ending or being centred at one place."""
        return min(abs(self.x0 - other.x0), abs(self.x1 - other.x1), abs(self.x_centre - other.x_centre))

    def is_level(self, other: Box, reach: float) -> bool:
        """Whether the middles of both are less apart than so many heights of the lower of them."""
        return abs(self.y_centre - other.y_centre) < reach * min(self.height, other.height)

    def moved(self, right_by: float, down_by: float) -> Box:
        """This box elsewhere."""
        return Box(self.x0 + right_by, self.top + down_by, self.x1 + right_by, self.bottom + down_by)

    def scaled(self, factor: float) -> Box:
        """This box in another unit."""
        return Box(self.x0 * factor, self.top * factor, self.x1 * factor, self.bottom * factor)

    def turned(self, quarter_turns: int, width: float, height: float) -> Box:
        """This box after the page of that size was turned clockwise by so many quarters."""
        match quarter_turns % 4:
            case 1:
                return Box(height - self.bottom, self.x0, height - self.top, self.x1)
            case 2:
                return Box(width - self.x1, height - self.bottom, width - self.x0, height - self.top)
            case 3:
                return Box(self.top, width - self.x1, self.bottom, width - self.x0)
            case _:
                return self

    def tilted(self, tilt: float) -> Box:
        """The smallest box around this one after the page was turned by so many radians clockwise about its corner."""
        cos, sin = math.cos(tilt), math.sin(tilt)
        corners = [(x, y) for x in (self.x0, self.x1) for y in (self.top, self.bottom)]
        xs, ys = [x * cos - y * sin for x, y in corners], [x * sin + y * cos for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; at least one is needed."""
    known = list(boxes)
    if len(known) == 1:
        return known[0]
    x0, top, x1, bottom = zip(*known, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


def usual_distance(boxes: Iterable[Box]) -> float | None:
    """The usual distance between the middles of boxes below one another; None for a single one."""
    distances = [below.y_centre - above.y_centre for above, below in pairwise(boxes)]
    return median_high(distances) if distances else None


class Stroke(NamedTuple):
    """A straight line drawn on a page, from one end to the other, on the page as it is shown."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float


# What a character is whose font tells no meaning of it.
UNMAPPED = "\ufffd"
# A digit of which the text says one thing and the page another: a shade, which is no sign between thousands.
UNTOLD = "\u2592"
# The remark on a page that is a picture whose text layer was read.
TEXT_LAYER_OF_SCAN = "text_layer_of_scan"


class Glyph(NamedTuple):
    """One character as a reader gives it.

    Attributes:
        text: what it means: usually one character; `UNMAPPED` where the font does not say.
        size: the font size in points.
        quarter_turns: how the glyph is turned clockwise against the shown page; None when askew.
        ink: the fill colour (red, green, blue, 0..255) that it is painted with; None when not known.
        is_painted: False for text that is placed but not painted (render mode 3).
        font: which font draws it, as a number that means nothing outside the page; 0 when not known,
            and below 0 for what a form's field shows.
        is_numbered: whether its font only numbers its glyphs, so that its text is the usual one of that number.
        by_number: of a glyph without a meaning, what its number would mean; '' where that is nothing.
    """

    text: str
    box: Box
    size: float
    quarter_turns: int | None = 0
    ink: tuple[int, int, int] | None = None
    is_painted: bool = True
    font: int = 0
    is_numbered: bool = False
    by_number: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together.

    Attributes:
        space_before: the white space printed between this word and the one before it in the line, '' if
            there is only distance.
    """

    text: str
    box: Box
    size: float
    space_before: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right; at least one.

    Attributes:
        box: the box around the words.
        size: the largest font size in the line.
    """

    words: tuple[Word, ...]
    box: Box = field(init=False, compare=False)
    size: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", around([word.box for word in self.words]))
        object.__setattr__(self, "size", max([word.size for word in self.words]))

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join([word.text for word in self.words])

    def moved(self, right_by: float, down_by: float) -> Line:
        """This line elsewhere."""
        return Line(tuple(replace(word, box=word.box.moved(right_by, down_by)) for word in self.words))

    def fragments(self, gap: float, unspaced_gap: float | None = None) -> list[Line]:
        """The line cut wherever two words stand further apart than `gap` times the font size.

        `unspaced_gap` holds instead for words with no printed space between them.
        """
        starts = []
        for place, (before, word) in enumerate(pairwise(self.words), start=1):
            reach = gap if word.space_before or unspaced_gap is None else unspaced_gap
            if not word.box.x0 - before.box.x1 <= reach * max(word.size, before.size):
                starts.append(place)
        return self.cut_before(starts)

    def cut_before(self, places: Sequence[int]) -> list[Line]:
        """The line cut before the words at these places."""
        if not places:
            return [self]
        return [Line(self.words[start:end]) for start, end in pairwise([0, *places, len(self.words)])]


@dataclass(frozen=True, slots=True)
class Page:
    """A page in its reading frame: turned so that most of its text stands upright.

    Attributes:
        quarter_turns: how the reading frame was turned clockwise from the page as it is shown.
        lines: the upright text, top to bottom.
        sideways: lines of text turned a quarter against the rest, each with its box in the reading frame.
        slanted: texts that stand at a slant, as a stamp across the page does.
        notes: remarks of the reader on this page: (code, text).
        tilt: by how many radians the page's text fell from left to right before it was set straight.
        fold: of a sheet with two pages side by side, which are read one below the other: where the right one begins on
            the sheet, and from what height on it is read.
        aside: of a page whose names stand right of their numbers, and are read left of its edge: how far left of
            where they are printed.
        scale: how many units of the reading frame go into a point of the page as it is shown.
        gap_tolerance: by how much the gaps between words are wider than the type explains.
        spaces_are_printed: whether words of a text have a space between them, not just distance.
        across: the text turned a quarter against the rest as a page of its own, where there is much of it (the
            headings of a page whose table is set sideways).
        struck: where digits that a line runs through stand, on the page as it is shown.
        drawn: where parts of large drawings stand, on the page as it is shown.
        slashes: the long lines drawn aslant over the page, as it is shown.
        joins_groups: whether `1 060` is read as one number on it, and not as two.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    sideways: tuple[Line, ...] = ()
    slanted: tuple[str, ...] = ()
    quarter_turns: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    spaces_are_printed: bool = False
    gap_tolerance: float = 1.0
    scale: float = 1.0
    tilt: float = 0.0
    fold: tuple[float, float] | None = None
    aside: float = 0.0
    across: Page | None = None
    struck: tuple[Box, ...] = ()
    drawn: tuple[Box, ...] = ()
    slashes: tuple[Stroke, ...] = ()
    joins_groups: bool = True

    def texts(self, line: Line, gap: float = TEXT_GAP) -> list[Line]:
        """A line of this page cut into its texts, at gaps of so many font sizes.

        Where this page's texts print their spaces, words without one part at a smaller gap.
        """
        wide_gap = gap * self.gap_tolerance
        return line.fragments(wide_gap, wide_gap * _UNSPACED if self.spaces_are_printed else wide_gap)

    def shown_box(self, box: Box) -> Box:
        """A box of the reading frame in the coordinates of the page as it is shown."""
        if self.aside and box.x_centre < 0:
            box = box.moved(self.aside, 0.0)
        box = box.tilted(self.tilt) if self.tilt else box
        height = self.height
        if self.fold is not None:
            right, height = self.fold
            if box.y_centre > height:
                box = Box(box.x0 + right, box.top - height, box.x1 + right, box.bottom - height)
        turned = box.turned(-self.quarter_turns, self.width, height)
        return turned if self.scale == 1.0 else turned.scaled(1 / self.scale)
