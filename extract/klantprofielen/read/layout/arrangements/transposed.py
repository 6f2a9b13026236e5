"""Reads tables set on their side: a column for each municipality, the last for their total, and a row for each count.

Such a table is given as if it were printed the usual way, each number and name with the box where it stands. It is
taken only where the words beside its rows say each published count exactly once, every column has one name over it,
and all of its sums hold; else it is none, and the document is declined as without this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from klantprofielen.geometry import HEAD_GAP, Box, Line, Page, around
from klantprofielen.read.layout.header.header import Header
from klantprofielen.read.layout.header.header_texts import Label, Text, turned_texts
from klantprofielen.read.layout.header.roles import SERIES_ORDER, is_complete, role_of
from klantprofielen.read.layout.names.name_lines import texts_joined
from klantprofielen.read.layout.numbers.arithmetic import total_agrees, verifies
from klantprofielen.read.layout.numbers.columns import extents
from klantprofielen.read.layout.numbers.grid import FEWEST_TOKENS, Grid, GridRow, Part, is_of_periods
from klantprofielen.read.layout.numbers.printed_numbers import TokenRun, token_runs
from klantprofielen.read.layout.vocabulary.header_words import OWNERS, PROFILES, Term, terms_of
from klantprofielen.records import ColumnRole, HeaderKind

# In font sizes: texts further apart are different texts, with which each line is cut until it has one for each column.
_NAME_GAPS = (HEAD_GAP, 0.4)
# In font sizes: how far apart the rows of one table, the names from the first of them (the label of a group may stand
# between), and the lines of one name may stand.
_FURTHEST_ROW = 5.0
_FURTHEST_NAME = 4.5
_NEXT_LINE = 0.9
# In heights: how exactly the lines of one label begin below one another.
_ALIGNED = 0.3
# The lines of one name are set in one size of type.
_SAME_SIZE = 0.12
_TOTAL = "Totaal"
_GROUPS = 2
_ROWS_IN_GROUP = 2


def transposed_tables(pages: Sequence[Page]) -> Iterator[tuple[Grid, Header]]:
    """The tables on the pages that are set on their side, each with what its columns would hold the usual way."""
    for page in pages:
        for runs in _groups(page):
            table = _table(page, runs)
            if table is not None:
                yield table


def _groups(page: Page) -> Iterator[list[TokenRun]]:
    """Rows one below the other with equally many numbers, and nothing over the numbers between them."""
    group: list[TokenRun] = []
    for line in page.lines:
        run = max(token_runs(line, join_groups=page.joins_groups), key=lambda one: len(one.tokens), default=None)
        if run is not None and len(run.tokens) >= FEWEST_TOKENS:
            if group and not _goes_on(group[-1], run):
                yield group
                group = []
            group.append(run)
        elif group and any(word.box.x1 > _left(group) for word in line.words):
            yield group
            group = []
    yield group


def _goes_on(above: TokenRun, below: TokenRun) -> bool:
    distance = below.line.box.y_centre - above.line.box.y_centre
    return (
        len(above.tokens) == len(below.tokens)
        and distance <= _FURTHEST_ROW * above.line.size
        and all(one.box.x_overlap(other.box) > -one.size for one, other in zip(above.tokens, below.tokens, strict=True))
    )


def _left(runs: Sequence[TokenRun]) -> float:
    """Where the numbers begin."""
    return min(run.tokens[0].box.x0 for run in runs)


def _table(page: Page, runs: Sequence[TokenRun]) -> tuple[Grid, Header] | None:
    if len(runs) < len(SERIES_ORDER):
        return None
    columns = extents(runs)
    heads = _names(page, columns, runs)
    said = _said(page, runs, max(head.box.bottom for head in heads)) if heads else None
    if heads is None or said is None:
        return None
    roles, texts = said
    rows = tuple(
        GridRow(
            page.number, column, head.text, {place: run.tokens[index] for place, run in enumerate(runs)}, (),
            head=head.box,
        )
        for index, (column, head) in enumerate(zip(columns, heads, strict=True))
    )  # fmt: skip
    # The total may bear the region's name: what its column is called is settled with the other names.
    as_total = (*rows[:-1], replace(rows[-1], label=_TOTAL))
    if not is_complete(roles) or not total_agrees(roles, as_total) or not verifies(roles, rows):
        return None
    lines = tuple(run.box for run in runs)
    top = min(head.box.top for head in heads)
    grid = Grid((Part(page, lines, rows),))
    if is_of_periods(grid):
        return None
    return grid, Header(HeaderKind.READ, roles, texts, top, lines[0].top)


def _names(page: Page, columns: Sequence[Box], runs: Sequence[TokenRun]) -> list[Text] | None:
    """The name over each column, upright or turned a quarter; the last and no other is that of the total."""
    upright = ([*_lines_over(page, columns, runs, gap)] for gap in _NAME_GAPS)
    first = GridRow(page.number, runs[0].box, "", dict(enumerate(runs[0].tokens)), ())
    turned = turned_texts(Part(page, tuple(columns), (first,)), None)
    for lines in (*upright, [turned]):
        heads = _one_for_each(lines, columns)
        if heads is not None:
            return heads
    return None


def _lines_over(page: Page, columns: Sequence[Box], runs: Sequence[TokenRun], gap: float) -> Iterator[list[Text]]:
    """The lines over the numbers, the lowest first, as far as each follows close above the one before."""
    first = runs[0]
    left, right = min(first.tokens[0].box.x0, columns[0].x0), columns[-1].x1
    # The first name may be centred left of its numbers, and then begins right of what the rows are called.
    labels_end = max((word.box.x1 for run in runs for word in run.before), default=left)
    lowest, reach, size = first.line.box.top, _FURTHEST_NAME, 0.0
    for line in reversed([line for line in page.lines if line.box.y_centre < first.line.box.top]):
        found = [Text(text.text, text.box) for text in page.texts(line, gap)]
        texts = [text for text in found if text.box.x1 > left or text.box.x0 > labels_end]
        if not texts:
            continue
        top, bottom = line.box.top, line.box.bottom
        is_heading = abs(line.size - (size or line.size)) > _SAME_SIZE * line.size
        if is_heading or lowest - bottom > reach * line.size or any(text.box.x0 > right for text in texts):
            return
        yield texts
        lowest, reach, size = top, _NEXT_LINE, line.size


def _column_of(box: Box, columns: Sequence[Box], found: Sequence[Sequence[Text]]) -> int | None:
    """The one column over which a text stands: over its numbers, or over the lines of its name found so far."""
    over = [
        index
        for index, column in enumerate(columns)
        if any(other.x_overlap(box) > 0 for other in (column, *(below.box for below in found[index])))
    ]
    return over[0] if len(over) == 1 else None


def _one_for_each(lines: Sequence[Sequence[Text]], columns: Sequence[Box]) -> list[Text] | None:
    """The texts of lines, the lowest first, as one name for each column; None where that is not certain."""
    found: list[list[Text]] = [[] for _ in columns]
    for texts in lines:
        if len(texts) == len(columns):
            # One for each: they stand in the order of the columns, also where they begin beside the numbers.
            places: list[int | None] = list(range(len(columns)))
        else:
            places = [_column_of(text.box, columns, found) for text in texts]
        for place, text in zip(places, texts, strict=True):
            if place is None or any(_is_over(text.box, columns, other) for other in (place - 1, place + 1)):
                return None
            found[place].insert(0, text)
    if not all(found):
        return None
    heads = [
        Text(texts_joined([text.text for text in texts]).replace("- ", "-"), around(text.box for text in texts))
        for texts in found
    ]
    is_apart = all(one.box.x_overlap(other.box) <= 0 for one, other in pairwise(heads))
    return heads if is_apart else None


def _is_over(box: Box, columns: Sequence[Box], place: int) -> bool:
    return 0 <= place < len(columns) and columns[place].x_overlap(box) > 0


def _said(
    page: Page, runs: Sequence[TokenRun], names_bottom: float
) -> tuple[tuple[ColumnRole, ...], tuple[str, ...]] | None:
    """What the words left of the numbers say of each row, with the words; None where any is unknown or left over."""
    left, last = _left(runs), runs[-1].line.box.bottom
    rows: list[Label] = []
    others: list[Label] = []
    for line in [line for line in page.lines if names_bottom < line.box.y_centre <= last]:
        words = tuple(word for word in line.words if word.box.x1 <= left)
        texts = page.texts(Line(words)) if words else []
        labels = [Label(text.text, terms_of(text.text) or (), text.box) for text in texts]
        if any(run.line is line for run in runs) and labels:
            rows.append(labels.pop())
        elif rows and len(labels) == 1 and _goes_on_in(rows[-1], labels[0]):
            rows[-1] = rows[-1].over(labels.pop())
        others += labels
    if len(rows) < len(runs) or any(not label.terms for label in (*rows, *others)):
        return None
    # Where a label wraps, words that only fill may stand on a line of their own.
    over = _groups_over(rows, [label for label in others if set(label.terms) != {Term.FILLER}])
    if over is None:
        return None
    roles = [role_of(row, [group] if group else []) for row, group in zip(rows, over, strict=True)]
    texts_of_rows = [f"{group.text} / {row.text}" if group else row.text for row, group in zip(rows, over, strict=True)]
    known = tuple(role for role in roles if role is not None)
    return (known, tuple(texts_of_rows)) if len(known) == len(roles) else None


def _goes_on_in(row: Label, below: Label) -> bool:
    """Whether a row's label wraps before the profile that it affirms or denies: `Gemeenteklanten, geen` / `profiel`."""
    is_under = (
        abs(row.box.x0 - below.box.x0) <= _ALIGNED * row.box.height and below.box.top - row.box.bottom <= row.box.height
    )
    is_open = row.has(Term.NEGATIVE, Term.POSITIVE) and not row.has(Term.PROFILE)
    return is_under and is_open and Term.PROFILE in below.terms and set(below.terms) <= {Term.PROFILE, Term.FILLER}


def _groups_over(rows: Sequence[Label], groups: Sequence[Label]) -> list[Label | None] | None:
    """The group that each row stands in: none at all, or two of two rows each; None where it is neither."""
    over: list[Label | None] = [None] * len(rows)
    if not groups:
        return over
    grouped = [place for place, row in enumerate(rows) if not _says_all(row)]
    if len(groups) != _GROUPS or len(grouped) != _GROUPS * _ROWS_IN_GROUP:
        return None
    for number, group in enumerate(sorted(groups, key=lambda label: label.box.y_centre)):
        first, second = grouped[_ROWS_IN_GROUP * number : _ROWS_IN_GROUP * (number + 1)]
        own, others = (OWNERS, PROFILES) if group.has(*OWNERS) else (PROFILES, OWNERS)
        levels = [rows[first], rows[second]]
        if (
            second != first + 1
            or not set(group.terms) <= own | {Term.FILLER}
            or any(row.has(*own) or not row.has(*others) for row in levels)
            or not _stands_over(group.box, rows[first - 1].box if first else None, rows[first].box, rows[second].box)
        ):
            return None
        over[first] = over[second] = group
    return over


def _says_all(row: Label) -> bool:
    return row.has(Term.TOTAL, Term.SHARE) or (row.has(*OWNERS) and row.has(*PROFILES))


def _stands_over(group: Box, before: Box | None, first: Box, second: Box) -> bool:
    """Whether a group's label stands beside its two rows, or on a line of its own above them, below the row before."""
    if group.x1 <= min(first.x0, second.x0):
        return first.top <= group.y_centre <= second.bottom
    return (before is None or before.y_centre < group.y_centre) and group.bottom <= first.y_centre
