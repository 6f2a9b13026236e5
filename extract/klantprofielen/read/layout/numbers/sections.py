"""Tables whose rows are grouped, each group with its own heading and its own sum (`Totaal Kop van Noord-Holland`).

A sum ends a table. Those of groups are one table only where the numbers prove it: each sum is that of the rows since
the one before, and the last row is the sum of all groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from klantprofielen.geometry import Box, Line, Page, Word
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.numbers.arithmetic import is_sum_of
from klantprofielen.read.layout.numbers.grid import Grid, GridRow, Part
from klantprofielen.read.layout.numbers.printed_numbers import Kind
from klantprofielen.read.layout.vocabulary.header_words import OWNERS, PROFILES, terms_of
from klantprofielen.read.letters import compact

_FEWEST_GROUPS = 2
# In heights: how exactly headings are aligned. In distances between rows: how far above its group one stands.
_ALIKE = 0.2
_NEXT_ROW = 1.5
# In heights: how far left of the names headings begin that have no sum to prove them.
_OUTDENT = 0.5
# Between two groups stands a heading, which may take two lines; none of another quarter, nor of a measure.
_MOST_LINES = 2
_NO_HEADING = re.compile(
    r"\d|kwartaal|klantprofiel|doelgroep|register|percentage|tabel|mutatie|toename|afname|verschil|verandering|waarvan"
)


def sections_joined(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those that are the groups of one table joined; of several ways to join, the one that takes most."""
    result: list[Grid] = []
    start = 0
    while start < len(grids):
        end = start + 1
        while end < len(grids) and _is_next(grids[end - 1], grids[end]):
            end += 1
        while end > start + 1 and not _adds_up([row for grid in grids[start:end] for row in grid.rows]):
            end -= 1
        result.append(_joined(grids[start:end]))
        start = end
    return result


def total_rows_of_pages_joined(grids: Sequence[Grid]) -> list[Grid]:
    """The grids; where following pages all end with one total row, of the rows of all of them, they are one table.

    That row is left out on all pages but the last.
    """
    result: list[Grid] = []
    for pages in followers(grids, lambda before, grid: _repeats_total(before[-1], grid)):
        rows = [row for grid in pages for row in grid.rows[:-1]]
        last = pages[-1].rows[-1]
        if len(pages) > 1 and is_sum_of(last, rows, _of_counts(range(1 + max(last.tokens)), rows)):
            before = [part for grid in pages[:-1] for part in _without_last_row(grid)]
            result.append(Grid((*before, *pages[-1].parts)))
        else:
            result += pages
    return result


def _repeats_total(above: Grid, below: Grid) -> bool:
    one, other = above.rows[-1], below.rows[-1]
    return (
        one.is_total
        and other.is_total
        and above.parts[-1].page.number + 1 == below.parts[0].page.number
        and len(above.parts[-1].columns) == len(below.parts[0].columns)
        and {index: token.text for index, token in one.tokens.items()}
        == {index: token.text for index, token in other.tokens.items()}
    )


def _of_counts(columns: Iterable[int], rows: Sequence[GridRow]) -> list[int]:
    """The columns in which none of these rows prints a percentage."""
    shares = {index for row in rows for index, token in row.tokens.items() if token.kind is Kind.SHARE}
    return [index for index in columns if index not in shares]


def _without_last_row(grid: Grid) -> list[Part]:
    *parts, last = grid.parts
    return [*parts, replace(last, rows=last.rows[:-1])] if len(last.rows) > 1 else parts


def without_group_headings(pages: Sequence[Page], grids: Sequence[Grid]) -> Sequence[Page]:
    """The pages without the headings of a table's groups that would be part of its header, or of a name.

    A text is one where each other group of the table has a heading that stands alike.
    """
    first = [line for grid in grids if (line := _first_heading(grid)) is not None]
    found = [*first, *(line for grid in grids for line in _outdented_headings(grid))]
    if not found:
        return pages
    return [replace(page, lines=tuple(line for line in page.lines if line not in found)) for page in pages]


def _first_heading(grid: Grid) -> Line | None:
    part = grid.parts[0]
    first = _right_above(part)
    others = [
        _lines_between(part.page, upper, lower)
        for upper, lower in pairwise(part.rows[:-1])
        if upper.is_total and not lower.is_total
    ]
    if first is None or not others or any(len(lines) != 1 for lines in others) or first.box.x1 <= part.columns[0].x0:
        return None
    is_alone = len(part.page.texts(first)) == 1 and _may_head_group(first)
    return first if is_alone and all(_stand_alike(first.box, lines[0].box) for lines in others) else None


def _outdented_headings(grid: Grid) -> list[Line]:
    """The headings of groups that have no sums (`Provincie Drenthe`): each begins left of all names.

    Groups that have a name in common are no places, but people of other kinds.
    """
    part = grid.parts[0]
    first = _right_above(part)
    others = [line for upper, lower in pairwise(part.rows) for line in _lines_between(part.page, upper, lower)]
    names = [_first_word(part.page, row) for row in part.rows if not row.is_total]
    labels = [row.label for row in part.rows]
    if first is None or not others or None in names or len(set(labels)) < len(labels):
        return []
    left = min(name.box.x0 for name in names if name is not None)
    are_headings = all(
        line.box.x0 <= left - _OUTDENT * line.box.height
        and line.box.x1 <= part.columns[0].x0
        and _stand_alike(line.box, first.box)
        and _may_head_group(line)
        for line in (first, *others)
    )
    return [first, *others] if are_headings else []


def _right_above(part: Part) -> Line | None:
    """The line above the first row, where it stands no further off than the heading of a group."""
    first = part.rows[0].box
    above = [line for line in part.page.lines if line.box.y_centre < first.top][-1:]
    reach = _NEXT_ROW * (part.row_distance or 0.0)
    return next((line for line in above if first.y_centre - line.box.y_centre <= reach), None)


def _may_head_group(line: Line) -> bool:
    return terms_of(line.text) is None and not _NO_HEADING.search(compact(line.text))


def _first_word(page: Page, row: GridRow) -> Word | None:
    level = [line for line in page.lines if line.box.top <= row.box.y_centre <= line.box.bottom]
    words = [word for line in level for word in line.words if word.box.x1 <= row.box.x0]
    return min(words, key=lambda word: word.box.x0, default=None)


def _lines_between(page: Page, upper: GridRow, lower: GridRow) -> list[Line]:
    return [line for line in page.lines if upper.box.bottom < line.box.y_centre < lower.box.top]


def _stand_alike(one: Box, other: Box) -> bool:
    off = min(abs(one.x0 - other.x0), abs(one.x_centre - other.x_centre))
    return off <= _ALIKE * one.height and abs(one.height - other.height) <= _ALIKE * one.height


def _is_next(above: Grid, below: Grid) -> bool:
    """Whether a grid can be the next group: in the same columns, with nothing but a heading between."""
    last, first = above.parts[-1], below.parts[0]
    return (
        above.rows[-1].is_total
        and last.page.number == first.page.number
        and len(last.columns) == len(first.columns)
        and all(one.x_overlap(other) > 0 for one, other in zip(last.columns, first.columns, strict=True))
        and _only_heading_between(last.page, last.rows[-1], first.rows[0])
    )


def _only_heading_between(page: Page, above: GridRow, below: GridRow) -> bool:
    lines = _lines_between(page, above, below)
    texts = [text.text for line in lines for text in page.texts(line)]
    return len(texts) == len(lines) <= _MOST_LINES and not any(
        _NO_HEADING.search(compact(text)) or {*OWNERS, *PROFILES} & set(terms_of(text) or ()) for text in texts
    )


def _adds_up(rows: Sequence[GridRow]) -> bool:
    """Whether the last row is the sum of all groups, and each row before it that is called a sum that of its group."""
    *groups, last = rows
    columns = _of_counts(range(1 + max(index for row in rows for index in row.tokens)), rows)
    sums = [index for index, row in enumerate(groups) if row.is_total]
    starts = [0, *(index + 1 for index in sums)]
    return (
        last.is_total
        and len(sums) >= _FEWEST_GROUPS
        and sums[-1] == len(groups) - 1
        and all(is_sum_of(groups[end], groups[start:end], columns) for start, end in zip(starts, sums, strict=False))
        and is_sum_of(last, [groups[end] for end in sums], columns)
    )


def _joined(grids: Sequence[Grid]) -> Grid:
    """The grids as one, its parts on one page as one as well."""
    first, *others = grids
    parts = list(first.parts)
    for part in (part for grid in others for part in grid.parts):
        if part.page.number == parts[-1].page.number:
            parts[-1] = _one_part(parts[-1], part)
        else:
            parts.append(part)
    return Grid(tuple(parts))


def _one_part(above: Part, below: Part) -> Part:
    return Part(
        above.page,
        tuple(one | other for one, other in zip(above.columns, below.columns, strict=True)),
        (*above.rows, *below.rows),
        above.rows_beside + below.rows_beside,
    )
