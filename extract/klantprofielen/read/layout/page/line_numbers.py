"""Takes the numbers away that a line printer sets before every line: they number lines, and count nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from klantprofielen.geometry import Line

_NUMBER = re.compile(r"(\d{1,4})[:.)]?")
_FEWEST_LINES = 8
# Of the lines of a page, its head and foot left out: so many are numbered.
_MOST_LINES = 0.8


def without_line_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; where nearly all are numbered one by one from the top down, without their numbers.

    The rows of a table may be numbered, too, but not its title, its heads and its sentence.
    """
    first = [_NUMBER.fullmatch(line.words[0].text) for line in lines]
    numbers = [int(match[1]) for match in first if match]
    is_numbered = (
        len(numbers) >= max(_FEWEST_LINES, _MOST_LINES * len(lines))
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and any(len(line.words) > 1 and line.words[1].text[:1].isalpha() for line in lines[:2])
    )
    if not is_numbered:
        return tuple(lines)
    texts = (line.words[1:] if match else line.words for line, match in zip(lines, first, strict=True))
    return tuple(Line(words) for words in texts if words)
