"""Joins the columns of a table that go on on further pages, as a spreadsheet prints it that is wider than its paper.

Each page then has a strip of the table: the same rows, with their names or without, and one column or more. Strips are
joined only where the heads of all of them together name each published column once, every row that prints its counts
plainly adds up over the pages, and so does the total row; where names are not repeated, every row must. Names, where
they are repeated, must be the same, row by row. Else nothing is joined.

The strips of one list of rows are given as one wide page, those of further pages moved to the right of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Line, Page, around
from klantprofielen.read.layout.header.header import Header, read_header
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.numbers.arithmetic import all_add_up, total_agrees, verifies
from klantprofielen.read.layout.numbers.grid import Grid, GridRow, Part, is_of_periods
from klantprofielen.read.layout.numbers.printed_numbers import TokenRun, token_runs
from klantprofielen.read.layout.vocabulary.header_words import terms_of
from klantprofielen.read.layout.vocabulary.row_labels import names_total
from klantprofielen.read.letters import compact
from klantprofielen.records import HeaderKind

# In font sizes: how far apart the rows of a strip and the lines of its heads stand; a gap that parts texts; how far
# strips are set apart, and how much lines on one height differ.
_FURTHEST_ROW = 3.5
_FURTHEST_HEAD = 3.2
_TEXT_GAP = 0.65
_APART = 4.0
_LEVEL = 0.5
# In times the usual distance between rows.
_WIDEST_ROW = 2.5
# So many letters of a text that is repeated are left where its end is cut off.
_FEWEST_LETTERS = 8
# Texts over the first row that look like rows (`Tweede kwartaal 2020`).
_MOST_ROWS_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns of a table that one page has.

    Attributes:
        top: where its heads begin.
    """

    page: Page
    runs: tuple[TokenRun, ...]
    top: float

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands before the numbers of each row; nothing at all where names are not repeated."""
        return tuple(compact(" ".join(word.text for word in run.before)) for run in self.runs)

    @property
    def is_named(self) -> bool:
        """Whether the names stand beside the numbers."""
        return any(self.labels)

    @property
    def box(self) -> Box:
        """The box around heads, names and numbers."""
        box = around(run.line.box for run in self.runs)
        return Box(box.x0, min(box.top, self.top), box.x1, box.bottom)


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table whose columns stand on several pages.

    Attributes:
        further: what is left of each further page without the strip and without what the first page says as well, and
            the place of the strip on it.
    """

    grid: Grid
    header: Header
    further: tuple[tuple[Page, Box], ...]


@dataclass(frozen=True, slots=True)
class _Wide:
    """The strips of one list of rows on one wide page; `is_bare`: whether names are missing beside some of them."""

    part: Part
    further: tuple[tuple[Page, Box], ...]
    is_bare: bool


def wide_tables(pages: Sequence[Page], *, join_groups: bool) -> tuple[list[Page], list[WideTable]]:
    """The tables whose columns go on on further pages, and the pages with each of them on one; none where unproven."""
    strips = [strip for page in pages if (strip := _strip(page, join_groups=join_groups)) is not None]
    for lists in _ways_to_group(strips):
        joined = [_wide(strips_of_rows) for strips_of_rows in lists if len(strips_of_rows) > 1]
        tables = [*_tables(joined)]
        if tables and len(tables) == sum(wide.part.rows[-1].is_total for wide in joined):
            changed = {page.number: page for table in tables for page, _ in table.further}
            changed |= {part.page.number: part.page for table in tables for part in table.grid.parts}
            return [changed.get(page.number, page) for page in pages], tables
    return list(pages), []


def _strip(page: Page, *, join_groups: bool) -> Strip | None:
    """The longest list of rows on a page with equally many numbers at the end of each, one below the other."""
    groups: list[list[TokenRun]] = []
    for line in page.lines:
        run = max(token_runs(line, join_groups=join_groups), key=lambda one: one.tokens[-1].box.x1, default=None)
        if run is None or run.tokens[-1].box.x1 < line.words[-1].box.x1:
            continue
        if groups and _goes_on(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    longest = max(groups, key=len, default=[])
    return Strip(page, tuple(longest), longest[0].line.box.top) if longest else None


def _goes_on(group: Sequence[TokenRun], run: TokenRun) -> bool:
    last = group[-1]
    pitches = sorted(below.line.box.y_centre - above.line.box.y_centre for above, below in pairwise(group))
    furthest = _WIDEST_ROW * pitches[len(pitches) // 2] if pitches else 0.0
    return (
        len(run.tokens) == len(last.tokens)
        and not (len(group) > 1 and names_total(_label(last)))
        and run.line.box.y_centre - last.line.box.y_centre <= max(furthest, _FURTHEST_ROW * last.line.size)
        and all(one.box.x_overlap(other.box) > 0 for one, other in zip(last.tokens, run.tokens, strict=True))
    )


def _label(run: TokenRun) -> str:
    return " ".join(word.text for word in run.before)


def _ways_to_group(strips: Sequence[Strip]) -> Iterator[list[list[Strip]]]:
    """The strips by the rows that they print: by names; those without names by their order, across or down first."""
    lists: list[list[Strip]] = []
    across: list[list[Strip]] = []
    bare: list[Strip] = []
    for strip in strips:
        if not strip.is_named:
            bare.append(strip)
            if across:
                across[-1].append(strip)
            continue
        same = next((index for index, each in enumerate(lists) if _same_rows(each[0], strip)), None)
        if same is None:
            lists.append([strip])
            across.append([strip])
        else:
            lists[same].append(strip)
            across[same].append(strip)
    if not lists:
        return
    yield [_trimmed(each) for each in across]
    if bare and len(lists) > 1 and len(bare) % len(lists) == 0:
        yield [_trimmed([*each, *bare[index :: len(lists)]]) for index, each in enumerate(lists)]


def _same_rows(one: Strip, other: Strip) -> bool:
    """Whether two strips name the same rows in the same order, but for texts over the first row that look like rows."""
    rows = min(len(one.runs), len(other.runs))
    return (
        max(len(one.runs), len(other.runs)) - rows <= _MOST_ROWS_BEFORE
        and one.labels[-rows:] == other.labels[-rows:]
        and one.page.number != other.page.number
    )


def _trimmed(strips: Sequence[Strip]) -> list[Strip]:
    """The strips with the rows that all of them have; none where one without names has not as many."""
    rows = min(len(strip.runs) for strip in strips if strip.is_named)
    if any(len(strip.runs) != rows for strip in strips if not strip.is_named):
        return []
    return [replace(strip, runs=strip.runs[-rows:]) for strip in strips]


def _tables(joined: Sequence[_Wide]) -> Iterator[WideTable]:
    """The tables that are proven; one that goes on over pages ends with its total row."""
    pieces: list[_Wide] = []
    for wide in joined:
        pieces.append(wide)
        if wide.part.rows[-1].is_total:
            grid = Grid(tuple(piece.part for piece in pieces))
            header = _proven(grid, is_bare=any(piece.is_bare for piece in pieces))
            if header is not None:
                yield WideTable(grid, header, tuple(one for piece in pieces for one in piece.further))
            pieces = []


def _proven(grid: Grid, *, is_bare: bool) -> Header | None:
    """The heads of a table over several pages, if they say what each column holds and the sums prove it."""
    first = grid.parts[0]
    if any(len(part.columns) != len(first.columns) for part in grid.parts) or is_of_periods(grid):
        return None
    try:
        header = read_header(grid, first, names_column(first))
    except DeclinedError:
        return None
    proves = all_add_up if is_bare else verifies
    is_proven = proves(header.roles, grid.rows) and total_agrees(header.roles, grid.rows)
    return header if header.kind is HeaderKind.READ and is_proven else None


def _wide(strips: Sequence[Strip]) -> _Wide:
    """The strips of one list of rows on one page, and what is left of the others' pages."""
    first = strips[0]
    lines, sideways = list(first.page.lines), list(first.page.sideways)
    tokens = [list(run.tokens) for run in first.runs]
    elsewhere: list[dict[int, tuple[Page, Box]]] = [{} for _ in tokens]
    further = []
    for strip in strips[1:]:
        heads, turned = _heads(strip)
        boxes = [line.box for line in (*heads, *turned)]
        right_by = _right_of(first, lines, sideways) - min(box.x0 for box in [*boxes, *_numbers(strip)])
        down_by = first.runs[0].line.box.y_centre - strip.runs[0].line.box.y_centre
        for line in heads:
            _put(lines, line.moved(right_by, down_by))
        sideways += [line.moved(right_by, down_by) for line in turned]
        for index, (own, run) in enumerate(zip(first.runs, strip.runs, strict=True)):
            drop = own.line.box.y_centre - run.line.box.y_centre
            numbers = Line(tuple(word for word in run.line.words if word.box.x1 > run.tokens[0].box.x0))
            _put(lines, numbers.moved(right_by, drop))
            for token in run.tokens:
                elsewhere[index][len(tokens[index])] = (strip.page, token.box)
                tokens[index].append(replace(token, box=token.box.moved(right_by, drop)))
        placed = replace(strip, top=min((box.top for box in boxes), default=strip.top))
        further.append((_rest(placed, first.page), placed.box))
    page = replace(first.page, lines=tuple(sorted(lines, key=lambda line: line.box.y_centre)), sideways=tuple(sideways))
    columns = tuple(around(row[index].box for row in tokens) for index in range(len(tokens[0])))
    rows = (
        GridRow(page.number, around(token.box for token in own), _label(run), dict(enumerate(own)), (), elsewhere=other)
        for run, own, other in zip(first.runs, tokens, elsewhere, strict=True)
    )
    return _Wide(Part(page, columns, tuple(rows)), tuple(further), any(not strip.is_named for strip in strips))


def _numbers(strip: Strip) -> list[Box]:
    return [token.box for run in strip.runs for token in run.tokens]


def _right_of(first: Strip, lines: Sequence[Line], sideways: Sequence[Line]) -> float:
    """Where the next strip may begin: right of all numbers and of all that stands over them."""
    last = first.runs[-1].line.box.bottom
    beside = [line.box.x1 for line in (*lines, *sideways) if line.box.y_centre <= last]
    return max(beside) + _APART * first.runs[0].line.size


def _heads(strip: Strip) -> tuple[list[Line], list[Line]]:
    """The lines over the numbers that are made up of a header's words, upright and turned, as far as each is near."""
    page, first = strip.page, strip.runs[0]
    left = max((run.before[-1].box.x1 for run in strip.runs if run.before), default=float("-inf"))
    turned = [line for line in page.sideways if line.box.bottom <= first.line.box.top and line.box.x_centre > left]
    lowest = min([first.line.box.top, *(line.box.top for line in turned)])
    heads: list[Line] = []
    for line in reversed([line for line in page.lines if line.box.y_centre < first.line.box.top]):
        texts = page.texts(line, _TEXT_GAP)
        over = [text for text in texts if text.box.x0 > left]
        if lowest - line.box.bottom > _FURTHEST_HEAD * line.size or not all(map(_is_of_heads, over)):
            break
        if len(over) < len(texts) and not over and any(terms_of(text.text) is None for text in texts):
            break
        if over:
            heads.insert(0, Line(tuple(word for text in over for word in text.words)))
        lowest = min(lowest, line.box.top)
    return heads, turned


def _is_of_heads(text: Line) -> bool:
    """Whether each word of a text is one of a header: heads may stand so close that together they say nothing."""
    return all(terms_of(word.text) is not None for word in text.words)


def _put(lines: list[Line], line: Line) -> None:
    """Adds a line, to one on the same height where there is one."""
    for index, other in enumerate(lines):
        if abs(other.box.y_centre - line.box.y_centre) < _LEVEL * min(other.box.height, line.box.height):
            lines[index] = Line((*other.words, *line.words))
            return
    lines.append(line)


def _rest(strip: Strip, first: Page) -> Page:
    """A further page without the strip, and without what the first page says as well."""
    said = [compact(line.text) for line in first.lines]
    left = (
        line
        for line in strip.page.lines
        if not strip.box.top <= line.box.y_centre <= strip.box.bottom and not _is_repeated(compact(line.text), said)
    )
    return replace(strip.page, lines=tuple(left), sideways=())


def _is_repeated(text: str, said: Sequence[str]) -> bool:
    """Whether a text stands on the first page as well; a narrow page may cut its end off."""
    return any(text == line or (len(text) >= _FEWEST_LETTERS and line.startswith(text)) for line in said)
