"""Sets names right of or between their numbers left of them, where the rest of the parser looks for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import Line, Page, Word
from klantprofielen.read.layout.numbers.columns import PUBLISHED_COLUMNS
from klantprofielen.read.layout.numbers.printed_numbers import TokenRun, token_runs

_FEWEST_ROWS = 3
# Of the rows: so many have a name on their own line.
_MOST_ROWS = 0.8
# In font sizes: how far heads stand above the first row, and names go on below the last; how far left names begin.
_HEADS_REACH, _NAMES_REACH = 8.0, 2.0
_MARGIN = 0.3


def names_at_left(page: Page) -> Page:
    """The page with the names that stand right of or between a table's numbers set beside its left edge.

    As it is where a row has a name left of its numbers. `shown_box` gives the places where they are printed.
    """
    rows = [runs for line in page.lines if _is_row(runs := token_runs(line))]
    if len(rows) < _FEWEST_ROWS or any(_has_letters(runs[0].before) for runs in rows):
        return page
    names = [_names(runs) for runs in rows]
    named = [words for words in names if _has_letters(words)]
    if len(named) < _MOST_ROWS * len(rows):
        return page
    first, last = rows[0][0].line, rows[-1][0].line
    left = min(words[0].box.x0 for words in named) - _MARGIN * first.size
    right = min((run.tokens[0].box.x0 for runs in rows for run in runs[1:]), default=float("inf"))
    if left < max(runs[0].tokens[-1].box.x1 for runs in rows) or right < max(words[-1].box.x1 for words in named):
        return page
    # A head of the numbers may begin over the names, but not stand there.
    end = max(words[-1].box.x1 for words in named) if right < float("inf") else right
    top, bottom = first.box.top - _HEADS_REACH * first.size, last.box.bottom + _NAMES_REACH * first.size
    of_rows = {id(runs[0].line) for runs in rows}
    lines = []
    for line in page.lines:
        if id(line) in of_rows:
            of_names = [word for word in line.words if left <= word.box.x0 < right]
        elif top <= line.box.y_centre <= bottom:
            texts = page.texts(line)
            of_names = [
                word for text in texts if left <= text.box.x0 and text.box.x_centre < end for word in text.words
            ]
        else:
            of_names = []
        lines.append(_turned_over(line, of_names, page.width))
    return replace(page, lines=tuple(lines), aside=page.width)


def _is_row(runs: Sequence[TokenRun]) -> bool:
    return len(runs) in {1, 2} and sum(len(run.tokens) for run in runs) >= PUBLISHED_COLUMNS


def _names(runs: Sequence[TokenRun]) -> tuple[Word, ...]:
    """The words between the two runs of numbers of a row, or behind the only one."""
    if len(runs) > 1:
        return runs[1].before
    return tuple(word for word in runs[0].line.words if word.box.x0 >= runs[0].tokens[-1].box.x1)


def _has_letters(words: Sequence[Word]) -> bool:
    return any(char.isalpha() for word in words for char in word.text)


def _turned_over(line: Line, of_names: Sequence[Word], width: float) -> Line:
    """A line, some of its words moved left of the page's edge."""
    moved = [replace(word, box=word.box.moved(-width, 0)) for word in of_names]
    return Line((*moved, *(word for word in line.words if word not in of_names))) if moved else line
