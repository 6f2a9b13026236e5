"""Unfolds a sheet on which two pages are printed side by side: the right one is read below the left one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import Line, Page
from klantprofielen.read.layout.numbers.columns import PUBLISHED_COLUMNS
from klantprofielen.read.layout.numbers.grid import FEWEST_TOKENS
from klantprofielen.read.layout.numbers.printed_numbers import TokenRun, token_runs
from klantprofielen.read.layout.vocabulary.register_words import names_register, names_title

# Of a sheet's width: between where its two pages meet, and how wide nothing is printed there. A sheet is so much wider
# than high.
_MIDDLE = (0.42, 0.58)
_GUTTER = 0.02
_WIDER = 1.2
# A page of a sheet has so many lines at least.
_FEWEST_LINES = 8
# Of the rows of a page: so many have their names beside them; others have names of two lines.
_MOST_ROWS = 0.5


def unfolded(page: Page) -> Page:
    """The page with its right half below its left one, if both are pages of their own; else as it is.

    They are where nothing is printed in the middle from top to bottom, and no more than one of the halves has rows of
    numbers, with their names; or each has, and its own title or register. Two halves of one list have one of both.
    """
    if page.width < _WIDER * page.height or page.tilt:
        return page
    at = _middle_of_gutter(page)
    if at is None:
        return page
    left, right = ([half for line in page.lines if (half := _side(line, at, is_left=one))] for one in (True, False))
    if min(len(left), len(right)) < _FEWEST_LINES:
        return page
    rows = [_rows(lines) for lines in (left, right)]
    are_whole = all(_is_publication(lines) for lines in (left, right))
    if any(found and not _is_table(found) for found in rows) or not any(rows) or (all(rows) and not are_whole):
        return page
    below = page.height
    return replace(
        page,
        height=2 * page.height,
        lines=(*left, *(line.moved(-at, below) for line in right)),
        sideways=tuple(line if line.box.x_centre < at else line.moved(-at, below) for line in page.sideways),
        fold=(at, below),
    )


def _middle_of_gutter(page: Page) -> float | None:
    """Where a sheet's two pages meet; None where something is printed there."""
    low, high = (share * page.width for share in _MIDDLE)
    boxes = sorted((word.box for line in (*page.lines, *page.sideways) for word in line.words), key=lambda box: box.x0)
    free, widest = low, (0.0, 0.0)
    for box in boxes:
        if box.x1 <= free:
            continue
        if box.x0 > free:
            widest = max(widest, (min(box.x0, high) - free, free))
        free = box.x1
        if free >= high:
            break
    else:
        widest = max(widest, (high - free, free))
    width, start = widest
    return start + width / 2 if width >= _GUTTER * page.width else None


def _side(line: Line, at: float, *, is_left: bool) -> Line | None:
    words = tuple(word for word in line.words if (word.box.x_centre < at) == is_left)
    return Line(words) if words else None


def _is_publication(lines: Sequence[Line]) -> bool:
    """Whether lines hold the title or the register's name, which each publication has once."""
    return any(names_title(line.text) or names_register(line.text) for line in lines)


def _rows(lines: Sequence[Line]) -> list[TokenRun]:
    runs = (run for line in lines for run in token_runs(line))
    return [run for run in runs if len(run.tokens) >= FEWEST_TOKENS]


def _is_table(rows: Sequence[TokenRun]) -> bool:
    """Whether rows have names and all columns: else those may stand on the other half, and the two are one table."""
    named = sum(any(char.isalpha() for word in row.before for char in word.text) for row in rows)
    return named >= _MOST_ROWS * len(rows) and max(len(row.tokens) for row in rows) >= PUBLISHED_COLUMNS
