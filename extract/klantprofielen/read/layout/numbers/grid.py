"""Finds the grids of numbers on the pages: rows of number tokens in common columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from klantprofielen.geometry import HEAD_GAP, Box, Page, around, usual_distance
from klantprofielen.read.layout.numbers.columns import column_of, columns_of
from klantprofielen.read.layout.numbers.printed_numbers import ASTERISKS, Token, TokenRun, count_of, token_runs
from klantprofielen.read.layout.vocabulary.header_words import Term, terms_of
from klantprofielen.read.layout.vocabulary.register_words import names_size
from klantprofielen.read.layout.vocabulary.row_labels import names_carried, names_total

# A row of the publication has five numbers; one that prints fewer has a cell missing or an odd total row.
FEWEST_TOKENS = 3
FEWEST_ROWS = 2
# A page that says no more than this is blank.
_PAGE_NUMBER = re.compile(r"(?:pagina|blad|bladzijde|p\.)?\s*\d+(?:\s*(?:van|/)\s*\d+)?", re.IGNORECASE)
# Rows of one table follow one another within so many times the usual distance.
_FURTHEST_ROW = 4.0
_ROW_HEIGHT = 3.5
# A row with few numbers follows within so many times the usual distance; how exactly it is aligned, in font sizes.
_NEXT_ROW = 1.3
# In font sizes: how far apart the lines of a name stand.
_NAME_LINE = 2.0
_ALIGNED = 0.4
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b|kwartaal|\bq[1-4]\b|\bkw\b|\b[1-4]e kw")
# In font sizes: numbers so far right of the last column are no part of the table.
_BESIDE_GAP = 2.5
# Of the width of rows: how much of it a total row that stands off its columns has in common with them.
_BESIDE_OVERLAP = 0.7


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of numbers: the token of each column, by column index.

    Attributes:
        label: the words left of the numbers on the same line.
        strays: tokens that stand in no column.
        beside: tokens far to the right of the last column: the axis or a label of a drawing.
        head: where the label stands, in a table set on its side: over the numbers.
        elsewhere: the page and place of the numbers, by column index, that a further page has.
    """

    page_number: int
    box: Box
    label: str
    tokens: dict[int, Token]
    strays: tuple[Token, ...]
    beside: tuple[Token, ...] = ()
    head: Box | None = None
    elsewhere: Mapping[int, tuple[Page, Box]] = field(default_factory=dict)

    @property
    def is_total(self) -> bool:
        """Whether the row names itself a total."""
        return names_total(self.label)

    def count(self, column: int) -> int | None:
        """The count that it prints in a column; None where it prints none plainly."""
        token = self.tokens.get(column)
        return count_of(token.text) if token else None


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a grid on one page, with where its columns stand there.

    Attributes:
        rows_beside: how many of its lines carry a row of another grid as well.
    """

    page: Page
    columns: tuple[Box, ...]
    rows: tuple[GridRow, ...]
    rows_beside: int = 0

    @property
    def box(self) -> Box:
        """The box around the numbers."""
        return around(row.box for row in self.rows)

    @property
    def row_distance(self) -> float | None:
        """The usual distance between the middles of rows; None for a single row."""
        return usual_distance(row.box for row in self.rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers, on one page or running over several."""

    parts: tuple[Part, ...]

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """All rows, in printed order."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def column_count(self) -> int:
        """The number of number columns."""
        return len(self.parts[0].columns)


def is_of_periods(grid: Grid) -> bool:
    """Whether the rows are quarters or years: a history of the region, not its municipalities."""
    labels = [row.label for row in grid.rows if not row.is_total]
    return sum(bool(_PERIOD.search(label.lower())) for label in labels) > len(labels) / 2


def find_grids(pages: Sequence[Page]) -> list[Grid]:
    """All grids of the document, in reading order, single rows too; one that runs over a page break is one grid."""
    grids: list[Grid] = []
    page_before: int | None = None
    for page in pages:
        parts = list(parts_of(page))
        # The axis of a drawing may stand above the one row that a page has of the table.
        for index, part in enumerate(sorted(parts, key=partial(_is_axis, others=parts))):
            before = _last_table(grids)
            if before is not None and _continues(grids[before], part, page_before=page_before if index == 0 else None):
                grids[before] = Grid((*grids[before].parts, part))
            else:
                grids.append(Grid((part,)))
        is_blank = all(_PAGE_NUMBER.fullmatch(line.text) for line in page.lines)
        page_before = page_before if is_blank else page.number
    return grids


def _last_table(grids: Sequence[Grid]) -> int | None:
    """Which grid a part can go on with: the last that is no axis of a drawing."""
    parts = [part for grid in grids for part in grid.parts]
    tables = (index for index, grid in enumerate(grids) if len(grid.parts) > 1 or not _is_axis(grid.parts[0], parts))
    return max(tables, default=None)


def _is_axis(part: Part, others: Sequence[Part]) -> bool:
    """Whether a part is a single row without a name that stands beside a table on its page."""
    return (
        len(part.rows) == 1
        and not any(char.isalpha() for char in part.rows[0].label)
        and any(other.page is part.page and other.box.x_overlap(part.box) <= 0 for other in others)
    )


def _continues(grid: Grid, part: Part, *, page_before: int | None) -> bool:
    """Whether a part goes on with the grid before it, which ended without a total row.

    It does at the top of the next page that says anything (`page_before` is the last before it), or on the same page
    after nothing but a repeated header. The columns may stand elsewhere there; that the header names them alike is
    checked with it.
    """
    last = grid.parts[-1]
    end = last.rows[-1].label
    if len(part.columns) != len(last.columns) or (names_total(end) and not names_carried(end)):
        return False
    if part.page.number == last.page.number:
        is_below = last.box.x_overlap(part.box) > 0
        return is_below and _only_header_between(part.page, last.rows[-1].box, part.rows[0].box)
    return last.page.number == page_before and not _register_is_told_below(last)


def _register_is_told_below(part: Part) -> bool:
    """Whether the sentence on the register follows, with its number: it closes a publication."""
    end = part.rows[-1].box.bottom
    return names_size(" ".join(line.text for line in part.page.lines if line.box.top > end))


def _only_header_between(page: Page, above: Box, below: Box) -> bool:
    """Whether all that stands between two rows are header words."""
    return all(
        terms_of(text.text) is not None
        for line in page.lines
        if above.bottom < line.box.y_centre < below.top
        for text in page.texts(line, HEAD_GAP)
    )


def parts_of(page: Page) -> Iterator[Part]:
    """The rows of numbers on a page that stand in common columns."""
    groups: list[list[TokenRun]] = []
    beside: list[TokenRun] = []
    short: list[TokenRun] = []
    for line in page.lines:
        runs = token_runs(line, join_groups=page.joins_groups)
        found = [run for run in runs if len(run.tokens) >= FEWEST_TOKENS and not numbers_columns(run)]
        short += [run for run in runs if len(run.tokens) < FEWEST_TOKENS and not found]
        taken = _add_to_groups(page, groups, found)
        beside += [run for run in found if run is not taken and len(run.tokens) > FEWEST_TOKENS]
    for group in groups:
        part = _part(page, _with_short_rows(group, short), beside)
        if part is not None:
            yield part


def numbers_columns(run: TokenRun) -> bool:
    """Whether a row without a name is that of the numbers of the columns: 1, 2, 3 or (2), (3), (4)."""
    numbers = [re.sub(r"\D", "", token.text) for token in run.tokens]
    first = int(numbers[0]) if numbers[0].isdecimal() else 0
    return not run.before and first in (1, 2) and numbers == [str(first + place) for place in range(len(numbers))]


def _add_to_groups(page: Page, groups: list[list[TokenRun]], found: Sequence[TokenRun]) -> TokenRun | None:
    """Adds the runs of one line to the rows that they follow; gives the longest that was added.

    A run goes on with rows closely above it in the same columns; numbers that stand beside (the axis of a chart) do
    not come between. Of runs that follow nothing the longest begins a table, whatever short ones (opening hours in a
    table beside) go on with.
    """
    by_length = sorted(found, key=lambda run: len(run.tokens), reverse=True)
    placed = [(run, group) for run in by_length if (group := _group_of(page, groups, run)) is not None]
    long = [run for run, _ in placed if len(run.tokens) > FEWEST_TOKENS]
    for run, group in placed:
        if run in long[:1] or len(run.tokens) <= FEWEST_TOKENS:
            group.append(run)
    if by_length and not long and all(run is not by_length[0] for run, _ in placed):
        groups.append([by_length[0]])
        return by_length[0]
    return placed[0][0] if placed else None


def _group_of(page: Page, groups: Sequence[list[TokenRun]], run: TokenRun) -> list[TokenRun] | None:
    """The rows that a run goes on with."""
    for group in reversed(groups):
        if not _ends(page, group, run) and (_aligned(group[-1], run) or _is_total_of(group, run)):
            return group
        if not _stands_beside(group, run):
            return None
    return None


def _is_total_of(group: Sequence[TokenRun], run: TokenRun) -> bool:
    """Whether a total row off its columns goes on with rows: as many numbers as those, between the same sides."""
    extent, own = around(other.box for other in group), run.box
    return (
        names_total(run.label)
        and len(run.tokens) == len(group[-1].tokens)
        and own.x_overlap(extent) > _BESIDE_OVERLAP * max(own.width, extent.width)
    )


def _stands_beside(group: Sequence[TokenRun], run: TokenRun) -> bool:
    """Whether a run shares no width with the rows of a group."""
    return run.box.x_overlap(around(other.box for other in group)) <= 0


def _with_short_rows(group: Sequence[TokenRun], short: Sequence[TokenRun]) -> list[TokenRun]:
    """The rows with those between them that print one or two numbers only, each in a column, beside a name.

    At a page break such a row may be the first or last of a page.
    """
    columns = columns_of(group)
    fitting = [
        run
        for run in short
        if run.before
        and run.before[0].box.x1 <= columns[0].x0
        and all(any(token.box.x_overlap(column) > 0 for column in columns) for token in run.tokens)
    ]
    rows = list(group)
    for run in sorted(fitting, key=lambda run: run.line.box.y_centre):
        if group[0].line.box.y_centre < run.line.box.y_centre < group[-1].line.box.y_centre:
            rows.append(run)
    rows.sort(key=lambda run: run.line.box.y_centre)
    reach = _NEXT_ROW * (usual_distance(run.line.box for run in rows) or 0.0)
    for run in sorted(fitting, key=lambda run: -run.line.box.y_centre):
        if 0 < rows[0].line.box.y_centre - run.line.box.y_centre <= reach and _is_row_of(run, group, columns):
            rows.insert(0, run)
    for run in sorted(fitting, key=lambda run: run.line.box.y_centre):
        is_next = 0 < run.line.box.y_centre - rows[-1].line.box.y_centre <= reach
        if is_next and not names_total(rows[-1].label) and _is_row_of(run, group, columns):
            rows.append(run)
    return rows


def _is_row_of(run: TokenRun, group: Sequence[TokenRun], columns: Sequence[Box]) -> bool:
    """Whether a run above or below rows is one of them: aligned with their names and numbers, which end the line."""
    names = [other.before[0].box.x0 for other in group if other.before]
    return (
        run.tokens[-1].box.x1 == run.line.box.x1
        and terms_of(run.label) is None
        and any(abs(run.before[0].box.x0 - left) < _ALIGNED * run.line.size for left in names)
        and all(any(token.box.x_off(column) < _ALIGNED * token.size for column in columns) for token in run.tokens)
    )


def _ends(page: Page, group: Sequence[TokenRun], run: TokenRun) -> bool:
    last = group[-1]
    if _has_header_between(page, last, run):
        return True
    if len(group) > 1 and names_total(last.label):
        return True
    if _is_under_name(page, last, run):
        return False
    distance = run.line.box.y_centre - last.line.box.y_centre
    height = _ROW_HEIGHT * last.line.size
    usual = usual_distance(other.line.box for other in group)
    return distance > max(_FURTHEST_ROW * (height if usual is None else usual), height)


def _is_under_name(page: Page, above: TokenRun, below: TokenRun) -> bool:
    """Whether between two rows stand the lines of a name alone, close together: the lower row is its last line's."""
    if not below.before:
        return False
    start = below.before[0].box.x0
    lines = [line for line in page.lines if above.line.box.y_centre < line.box.y_centre < below.line.box.y_centre]
    words = [word for line in lines for word in line.words if word.box.x0 < below.tokens[-1].box.x1]
    return (
        bool(words)
        and all(word.box.x1 < min(above.tokens[0].box.x0, below.tokens[0].box.x0) for word in words)
        and all(abs(line.words[0].box.x0 - start) < _ALIGNED * line.size for line in lines if line.words[0] in words)
        and all(
            lower.box.y_centre - upper.box.y_centre <= _NAME_LINE * lower.size
            for upper, lower in pairwise([above.line, *lines, below.line])
        )
    )


def _has_header_between(page: Page, above: TokenRun, below: TokenRun) -> bool:
    """Whether words of this publication's header stand between two rows: the lower one begins a table."""
    return any(
        {Term.PROFILE, Term.UWV} & set(terms_of(text.text) or ())
        for line in page.lines
        if above.line.box.y_centre < line.box.y_centre < below.line.box.y_centre
        for text in page.texts(line, HEAD_GAP)
        if above.tokens[0].box.x0 < text.box.x1 and text.box.x0 <= above.tokens[-1].box.x1
    )


def _aligned(above: TokenRun, below: TokenRun) -> bool:
    """Whether most numbers of the shorter row stand over or under one number of the other."""
    short, long = sorted((above.tokens, below.tokens), key=len)
    reach = max(token.size for token in long)
    hits = sum(any(a.box.x_overlap(b.box) > -reach for b in long) for a in short)
    return hits >= len(short) - 1


def _numbers_row(token: Token, run: TokenRun, runs: Sequence[TokenRun]) -> bool:
    """Whether a number left of all columns is that of a row whose name wraps: the other rows have theirs there too."""
    firsts = [other.line.words[0] for other in runs if other.before]
    others = [word for word in firsts if word.text.rstrip(".)").isdecimal()]
    aligned = [
        word
        for word in others
        if min(abs(word.box.x0 - token.box.x0), abs(word.box.x1 - token.box.x1)) < _ALIGNED * token.size
    ]
    return not run.before and 2 * len(aligned) > len(runs)


def _part(page: Page, runs: Sequence[TokenRun], beside: Sequence[TokenRun]) -> Part | None:
    columns = columns_of(runs)
    if len(columns) < FEWEST_TOKENS:
        return None
    rows = []
    for run in runs:
        tokens: dict[int, Token] = {}
        strays: list[Token] = []
        far: list[Token] = []
        for token in run.tokens:
            index = column_of(token, columns)
            if index is None and ASTERISKS.fullmatch(token.text) and token.box.x1 < columns[0].x0:
                continue  # a mark behind the name
            if index is None and token is run.tokens[0] and _numbers_row(token, run, runs):
                continue
            if index is None and token.box.x0 > columns[-1].x1 + _BESIDE_GAP * token.size:
                far.append(token)
            elif index is None or index in tokens:
                strays.append(token)
            else:
                tokens[index] = token
        box = around(token.box for token in [*tokens.values(), *strays] or run.tokens)
        rows.append(GridRow(page.number, box, run.label, tokens, tuple(strays), tuple(far)))
    lines = {id(run.line) for run in runs}
    return Part(page, tuple(columns), tuple(rows), sum(id(run.line) in lines for run in beside))
