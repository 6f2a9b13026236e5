"""Numbers that a narrow cell breaks at the space between their thousands: `1` and, on the next line, `153`.

Two counts may stand below one another just so, so this is a reading for the sums to prove.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import Line, Page, Word

_THOUSANDS, _REST = re.compile(r"\d{1,3}"), re.compile(r"\d{3}(?:\D{1,2})?")
# In heights: how far below a number the rest of it stands, and how exactly both end or begin in line.
_NEXT_LINE = 0.8
_ALIGNED = 0.3


def with_wrapped_numbers(page: Page) -> Page:
    """The page with each line of nothing but threes of digits joined to the numbers right above them."""
    lines: list[Line] = []
    for line in page.lines:
        joined = _joined(lines[-1], line) if lines else None
        if joined is not None:
            lines[-1] = joined
        else:
            lines.append(line)
    return replace(page, lines=tuple(lines)) if len(lines) < len(page.lines) else page


def _joined(above: Line, line: Line) -> Line | None:
    """Both lines as one; None where a word of the second does not go on with a number of the first."""
    places = [_goes_on_from(above.words, word) for word in line.words]
    if None in places or len(set(places)) < len(places):
        return None
    rests = dict(zip(places, line.words, strict=True))
    words: list[Word] = []
    for place, word in enumerate(above.words):
        words += _side_by_side(word, rests[place]) if place in rests else [word]
    return Line(tuple(words))


def _side_by_side(word: Word, rest: Word) -> list[Word]:
    """A number and the rest of it in one column, each on its own line still, so that a box holds both."""
    both = word.box | rest.box
    digits = len(word.text) + len(rest.text)
    middle = both.x0 + both.width * len(word.text) / digits
    return [
        replace(word, box=word.box._replace(x0=both.x0, x1=middle)),
        replace(rest, box=rest.box._replace(x0=middle, x1=both.x1), space_before=" "),
    ]


def _goes_on_from(above: Sequence[Word], word: Word) -> int | None:
    if not _REST.fullmatch(word.text):
        return None
    for place, upper in enumerate(above):
        off = min(abs(upper.box.x1 - word.box.x1), abs(upper.box.x0 - word.box.x0))
        is_under = word.box.top - upper.box.bottom <= _NEXT_LINE * upper.box.height
        if _THOUSANDS.fullmatch(upper.text) and is_under and off <= _ALIGNED * upper.box.height:
            return place
    return None
