"""Sets running text on pages, for the engines that draw where they are told: measures, wraps and breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from facsimiles.drawing import BLUE, Draw, Page, Stroke, Text
from facsimiles.faces import is_at_hand, width_of
from facsimiles.layout import Layout
from facsimiles.sheet import Foot, Heading, Paragraph

PAPERS = {
    "a4": (595.28, 841.89),
    "a4_landscape": (841.89, 595.28),
    "a3": (841.89, 1190.55),
    "a3_landscape": (1190.55, 841.89),
    "a5": (419.53, 595.28),
    "letter": (612.0, 792.0),
    "cropped": (595.28, 841.89),
}
MARGIN = 48.0
FOOT_HEIGHT = 36.0
SHADE = (0.93, 0.95, 0.97)
DARK = (0.0, 0.27, 0.49)


def face_for(layout: Layout, *, bold: bool = False, italic: bool = False) -> str:
    """The layout's typeface, or the bundled one where this machine lacks it."""
    face = layout.face if is_at_hand(layout.face) else "vera"
    if bold and layout.bold == "face":
        return f"{face}-bold"
    has_italic = face in ("vera", "helvetica")
    return f"{face}-italic" if italic and has_italic else face


def wrapped(text: str, face: str, size: float, width: float, spacing: float = 0) -> list[str]:
    """The lines of a text in a column of `width` points; a newline in the text always ends a line."""
    lines = []
    for given in text.split("\n"):
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer, face, size, spacing) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


@dataclass
class Setter:
    """Where the next block goes: the page being filled and how far down it has come."""

    layout: Layout
    pages: list[Page] = field(default_factory=list)
    draws: list[Draw] = field(default_factory=list)
    late: list[Draw] = field(default_factory=list)
    y: float = MARGIN

    @property
    def width(self) -> float:
        """The page's width in points."""
        return PAPERS[self.layout.paper][0]

    @property
    def height(self) -> float:
        """The page's height in points."""
        return PAPERS[self.layout.paper][1]

    @property
    def floor(self) -> float:
        """How far down the page a block may come."""
        return self.height - MARGIN - FOOT_HEIGHT

    def break_page(self) -> None:
        """Ends the page, if anything stands on it. What is to be drawn late is drawn now."""
        if self.draws or self.late:
            self.pages.append(Page(self.width, self.height, (*self.draws, *self.late)))
        self.draws, self.late, self.y = [], [], MARGIN

    def put_line(self, text: str, x: float, size: float, face: str, colour: tuple[float, float, float]) -> None:
        """One line of running text at the current height, which it moves down."""
        self.y += size * 1.35 * max(self.layout.leading, 1.0)
        if self.y > self.floor:
            self.break_page()
            self.y += size * 1.35
        self.draws.append(Text(x, self.y, text, size, face, colour, spacing=self.layout.spacing))

    def put_heading(self, block: Heading) -> None:
        """A heading, with room above it."""
        size = {1: 2.4, 2: 1.7, 3: 1.4}[block.level] * max(self.layout.size, 6)
        face = face_for(self.layout, bold=block.level < 3)
        self.y += size * 0.4
        for line in wrapped(block.text, face, size, self.width - 2 * MARGIN, self.layout.spacing):
            self.put_line(line, MARGIN, size, face, BLUE if block.level == 1 else (0, 0, 0))

    def put_paragraph(self, block: Paragraph) -> None:
        """Running text, with room above it."""
        size = self.layout.size * (0.85 if block.is_small else 1)
        face = face_for(self.layout, italic=block.italic)
        self.y += self.layout.size
        width = block.width or self.width - 2 * MARGIN
        lines = wrapped(block.text, face, size, width, self.layout.spacing)
        for number, line in enumerate(lines):
            if self.layout.paragraphs == "justified" and number < len(lines) - 1:
                self._put_justified(line, size, face, width)
            else:
                self.put_line(line, MARGIN, size, face, (0, 0, 0))

    def _put_justified(self, line: str, size: float, face: str, width: float) -> None:
        """A line whose words are set apart until it fills the width; no spaces are drawn."""
        words = line.split(" ")
        self.put_line(words[0], MARGIN, size, face, (0, 0, 0))
        natural = sum(width_of(word, face, size, self.layout.spacing) for word in words)
        gap = min((width - natural) / max(len(words) - 1, 1), 4 * size)
        x = MARGIN
        for before, word in pairwise(words):
            x += width_of(before, face, size, self.layout.spacing) + gap
            self.draws.append(Text(x, self.y, word, size, face, spacing=self.layout.spacing))

    def put_stamp(self, stamp: str, look: str) -> None:
        """A stamp on the page being filled: at a slant, turned a quarter, upright, or hardly to be seen."""
        pale = {"faint": 0.94, "faintest": 0.985, "slanted": 0.8}.get(look)
        colour = (pale, pale, pale) if pale else (0.75, 0.2, 0.2)
        text = " ".join(stamp) if look == "spaced" else stamp
        x, y, angle, size = {
            "turned": (self.width - 14, self.height - 200, 90, 22.0),
            "upright": (MARGIN, 30, 0, 18.0),
            "spaced": (self.width / 2, self.height - 20, 0, 14.0),
        }.get(look, (self.width * 0.2, self.height * 0.75, 52, 72.0))
        self.draws.insert(0, Text(x, y, text, size, face_for(self.layout), colour, angle=angle))

    def put_foot(self, block: Foot) -> None:
        """The bottom line of the page."""
        base, size = self.height - MARGIN, min(self.layout.size, 8)
        face, right = face_for(self.layout), self.width - MARGIN
        self.draws.append(Stroke(MARGIN, base - 12, right, base - 12, 0.8))
        self.draws.append(Text(MARGIN, base, block.left, size, face))
        middle = self.width / 2 - width_of(block.middle, face, size) / 2 - 20
        room = width_of(block.middle + block.right, face, size) + middle + 10
        # On narrow paper the middle text takes a line of its own, below.
        self.draws.append(Text(middle, base + (12 if room > right else 0), block.middle, size, face))
        if block.right:
            self.draws.append(Text(right - width_of(block.right, face, size), base, block.right, size, face))
