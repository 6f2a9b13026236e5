"""Sets names that stand right of their numbers left of them, where the rest of the parser looks for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from klantprofielen.geometry import Line, Page, Word
from klantprofielen.read.layout.numbers.printed_numbers import token_runs

# The columns that this publication has at least, the rows of a table, and the numbers of a row of it.
_FEWEST_COLUMNS, _FEWEST_ROWS = 5, 3
_FEWEST_TOKENS = 3
# Of the rows: so many have a name on their own line.
_MOST_ROWS = 0.8
# In font sizes: how far heads stand above the first row, and names go on below the last; how far left names begin.
_HEADS_REACH, _NAMES_REACH = 8.0, 2.0
_MARGIN = 0.3
_TEXT_GAP = 0.9


def names_at_left(page: Page) -> Page:
    """The page with the names right of a table's numbers set beside its left edge; else as it is.

    Only where no row has a name left of its numbers. `shown_box` gives the places where they are printed.
    """
    runs = [run for line in page.lines for run in token_runs(line, join_groups=True)]
    rows = [run for run in runs if len(run.tokens) >= _FEWEST_COLUMNS]
    if len(rows) < _FEWEST_ROWS or any(_has_letters(run.before) for run in rows):
        return page
    behind = [tuple(word for word in run.line.words if word.box.x0 >= run.tokens[-1].box.x1) for run in rows]
    named = [words for words in behind if _has_letters(words)]
    if len(named) < _MOST_ROWS * len(rows):
        return page
    size = rows[0].line.size
    left = min(words[0].box.x0 for words in named) - _MARGIN * size
    if left < max(run.tokens[-1].box.x1 for run in rows):
        return page
    top = rows[0].line.box.top - _HEADS_REACH * size
    bottom = rows[-1].line.box.bottom + _NAMES_REACH * size
    of_rows = {id(run.line) for run in runs if len(run.tokens) >= _FEWEST_TOKENS}
    lines = [
        _turned_over(line, left, page.width)
        if top <= line.box.y_centre <= bottom and (id(line) in of_rows or not _goes_over(line, left))
        else line
        for line in page.lines
    ]
    return replace(page, lines=tuple(lines), aside=page.width)


def _goes_over(line: Line, left: float) -> bool:
    """Whether a text goes on over the edge of the names: prose below the table, or a heading above it."""
    return any(
        before.box.x0 < left <= after.box.x0 and after.box.x0 - before.box.x1 < _TEXT_GAP * line.size
        for before, after in pairwise(line.words)
    )


def _has_letters(words: Sequence[Word]) -> bool:
    return any(char.isalpha() for word in words for char in word.text)


def _turned_over(line: Line, left: float, width: float) -> Line:
    """A line, what begins right of a place moved left of the page's edge."""
    moved = [replace(word, box=word.box.moved(-width, 0)) for word in line.words if word.box.x0 >= left]
    return Line((*moved, *(word for word in line.words if word.box.x0 < left)))
