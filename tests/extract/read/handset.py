"""Pages set by hand, letter by letter: every letter has its place, so that a test knows what stands where."""

from __future__ import annotations

from collections.abc import Sequence

from klantprofielen.geometry import Box, Glyph, Page
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs

WIDTH, HEIGHT, SIZE = 842.0, 595.0, 8.0
# In sizes: how wide a letter is, and a space; that is all the typeface there is.
LETTER, SPACE = 0.5, 0.28


def width_of(text: str, size: float = SIZE, tracking: float = 0.0) -> float:
    """How far a text goes."""
    return sum((SPACE if letter.isspace() else LETTER) * size + tracking for letter in text)


def glyphs(text: str, x: float, y: float, size: float = SIZE, tracking: float = 0.0) -> list[Glyph]:
    """A text from `x` on, its letters `tracking` points apart; spaces are printed."""
    placed = []
    for letter in text:
        width = width_of(letter, size)
        placed.append(Glyph(letter, Box(x, y, x + width, y + size), size))
        x += width + tracking
    return placed


def ending_at(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    """A text that ends at `x`."""
    return glyphs(text, x - width_of(text, size), y, size)


def centred(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    """A text around `x`."""
    return glyphs(text, x - width_of(text, size) / 2, y, size)


def paragraph(texts: Sequence[str], x: float, y: float, step: float = 10, size: float = SIZE) -> list[Glyph]:
    """Lines below one another, `step` points apart."""
    return [letter for place, text in enumerate(texts) for letter in glyphs(text, x, y + step * place, size)]


def page(letters: Sequence[Glyph], number: int = 1) -> Page:
    """The page that these letters stand on."""
    return page_of_glyphs(number, WIDTH, HEIGHT, letters)
