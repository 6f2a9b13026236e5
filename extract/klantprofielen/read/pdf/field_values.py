"""Figures in the text fields of a form: what a field shows is read where that is also what it holds.

A field's text is no part of the page's content. Each reader lays out the appearances by itself; what both then have to
show for each field that can be seen is its value, and nothing else where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import UNTOLD, Box, Glyph

# In points: a field with a smaller side is there for a program, and shows nothing.
_LEAST_SIDE = 1.0
# How a form may print a number that it holds without marks.
_GROUPED, _GROUP_MARKS = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+"), re.compile(r"[.,'’]")


@dataclass(frozen=True, slots=True)
class Field:
    """A text field that a page shows: its place on the shown page, and the value that it holds ('' for none)."""

    box: Box
    value: str

    def is_in_sight(self, width: float, height: float) -> bool:
        """Whether the field is large enough to show anything, and on the page."""
        box = self.box
        is_on_page = box.x1 > 0 and box.bottom > 0 and box.x0 < width and box.top < height
        return is_on_page and min(box.width, box.height) >= _LEAST_SIDE

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands within the field, which clips what does not."""
        return self.box.has_middle_of(glyph.box)


def as_filled_in(glyphs: Sequence[Glyph], fields: Sequence[Field]) -> list[Glyph]:
    """The glyphs of fields' appearances that their fields do not clip, as those of fonts of their own."""
    return [glyph._replace(font=-1 - glyph.font) for glyph in glyphs if any(field.holds(glyph) for field in fields)]


def expect_values(number: int, seen: Sequence[Glyph], fields: Sequence[Field]) -> None:
    """Expects that each field of a page shows its value, and that nothing is printed where it does.

    `seen` are the glyphs that can be seen: of the page's own content, and of its fields.

    Raises:
        DeclinedError: fields_contradictory.
    """
    if not fields:
        return
    filled_in = [glyph for glyph in seen if glyph.font < 0]
    for field in fields:
        shown = "".join(glyph.text for glyph in filled_in if field.holds(glyph))
        if not _says(shown, field.value):
            raise _contradictory(number, f"a form field shows {shown!r} and holds {field.value!r}")
    for glyph in _under([glyph for glyph in seen if glyph.font >= 0], filled_in):
        raise _contradictory(number, f"a form field is laid over text ({glyph.text!r} can still be read)")


def _contradictory(number: int, what: str) -> DeclinedError:
    return DeclinedError(
        Reason.FIELDS_CONTRADICTORY,
        f"On page {number} {what}, so what was published is not certain. "
        "Ask the source for a copy without form fields.",
    )


def _says(shown: str, value: str) -> bool:
    """Whether a field shows what it holds; a number may have been set in groups. Digits not told say nothing."""
    shown, value = "".join(shown.split()), "".join(value.split())
    if value.isdigit() and _GROUPED.fullmatch(shown.replace(UNTOLD, "0")):
        shown = _GROUP_MARKS.sub("", shown)
    return len(shown) == len(value) and all(char in {UNTOLD, held} for char, held in zip(shown, value, strict=True))


def _under(printed: Sequence[Glyph], filled_in: Sequence[Glyph]) -> Iterator[Glyph]:
    """The letters and digits printed where a field shows one as well."""
    letters = [glyph for glyph in printed if glyph.text.isalnum()]
    over = [glyph.box for glyph in filled_in if not glyph.text.isspace()]
    if not letters or not over:
        return
    x0, top, x1, bottom = np.array(over).T
    for glyph in letters:
        box = glyph.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        is_under = (x0 < box.x_centre) & (box.x_centre < x1) & (top < box.y_centre) & (box.y_centre < bottom)
        is_over = (box.x0 < x) & (x < box.x1) & (box.top < y) & (y < box.bottom)
        if np.any(is_under | is_over):
            yield glyph
