"""Joins the columns of a table that stand apart.

They do on further pages, as a spreadsheet prints it that is wider than its paper, or beside or below each other on one
page, each with the names of all rows.

Strips are joined only where the heads of all of them together name each published column once, every row that prints
its counts plainly adds up over the strips, and so does the total row; where names are not repeated, every row must.
Names, where they are repeated, must be the same, row by row. Else nothing is joined.

The strips of one list of rows are given as one wide page, all others moved to the right of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Line, Page, around
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.arrangements.strips import Strip, have_same_names, heads_of, strips_of
from klantprofielen.read.layout.header.header import Header, Table, read_header
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.numbers.arithmetic import all_add_up, total_agrees, verifies
from klantprofielen.read.layout.numbers.grid import Grid, GridRow, Part, is_of_periods
from klantprofielen.read.letters import compact
from klantprofielen.records import HeaderKind

# In font sizes: how far strips are set apart, and how much lines on one height differ.
_APART = 4.0
_LEVEL = 0.5
# So many letters of a text that is repeated are left where its end is cut off.
_FEWEST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class _Wide:
    """The strips of one list of rows on one wide page; `is_bare`: whether names are missing beside some of them."""

    part: Part
    further: tuple[tuple[Page, Box], ...]
    is_bare: bool


def wide_tables(pages: Sequence[Page]) -> tuple[list[Page], list[Table]]:
    """The tables whose columns stand apart, and the pages with each of them as one; none where unproven."""
    strips = [strip for page in pages for strip in strips_of(page)]
    for lists in _ways_to_group(strips):
        joined = [_wide(strips_of_rows) for strips_of_rows in lists if len(strips_of_rows) > 1]
        tables = [*_tables(joined)]
        if tables and len(tables) == sum(wide.part.rows[-1].is_total for wide in joined):
            changed = {page.number: page for table in tables for page, _ in table.further}
            changed |= {part.page.number: part.page for table in tables for part in table.grid.parts}
            return [changed.get(page.number, page) for page in pages], tables
    return list(pages), []


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
        same = next((index for index, each in enumerate(lists) if have_same_names(each[0], strip)), None)
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


def _trimmed(strips: Sequence[Strip]) -> list[Strip]:
    """The strips with the rows that all of them have; none where one without names has not as many."""
    rows = min(len(strip.runs) for strip in strips if strip.is_named)
    if any(len(strip.runs) != rows for strip in strips if not strip.is_named):
        return []
    return [replace(strip, runs=strip.runs[-rows:]) for strip in strips]


def _tables(joined: Sequence[_Wide]) -> Iterator[Table]:
    """The tables that are proven; one that goes on over pages ends with its total row."""
    for pieces in followers(joined, lambda before, _: not before[-1].part.rows[-1].is_total):
        if pieces[-1].part.rows[-1].is_total:
            grid = Grid(tuple(piece.part for piece in pieces))
            header = _proven(grid, is_bare=any(piece.is_bare for piece in pieces))
            if header is not None:
                yield Table(grid, header, tuple(one for piece in pieces for one in piece.further))


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
    """The strips of one list of rows on the first one's page, and what is left of the other pages."""
    first, *others = strips
    page = first.page
    heads = [heads_of(strip) for strip in strips]
    placed = [
        replace(strip, top=min([strip.top, *(box.top for box in own.boxes)]))
        for strip, own in zip(strips, heads, strict=True)
    ]
    lines = _without([strip for strip in placed[1:] if strip.page.number == page.number], page.lines)
    lines = [line for line in lines if line != heads[0].printed_caption]
    captions = [heads[0].caption] if heads[0].caption else []
    tops = [first.runs[0].line.box.top, *(line.box.top for line in (*heads[0].upright, *heads[0].turned))]
    sideways = list(page.sideways)
    tokens = [list(run.tokens) for run in first.runs]
    elsewhere: list[dict[int, tuple[Page, Box]]] = [{} for _ in tokens]
    for strip, own_heads in zip(others, heads[1:], strict=True):
        right_by = _right_of(first, lines, sideways) - min(box.x0 for box in [*own_heads.boxes, *strip.numbers])
        down_by = first.runs[0].line.box.y_centre - strip.runs[0].line.box.y_centre
        for line in own_heads.upright:
            _put(lines, line.moved(right_by, down_by))
        captions += [own_heads.caption.moved(right_by, down_by)] if own_heads.caption else []
        tops += [line.box.top + down_by for line in (*own_heads.upright, *own_heads.turned)]
        sideways += [line.moved(right_by, down_by) for line in own_heads.turned]
        for index, (own, run) in enumerate(zip(first.runs, strip.runs, strict=True)):
            drop = own.line.box.y_centre - run.line.box.y_centre
            numbers = Line(tuple(word for word in run.line.words if word.box.x1 > run.tokens[0].box.x0))
            _put(lines, numbers.moved(right_by, drop))
            for token in run.tokens:
                elsewhere[index][len(tokens[index])] = (strip.page, token.box)
                tokens[index].append(replace(token, box=token.box.moved(right_by, drop)))
    if captions:
        lines.append(_level(captions, min(tops)))
    page = replace(page, lines=tuple(sorted(lines, key=lambda line: line.box.y_centre)), sideways=tuple(sideways))
    columns = tuple(around(token.box for token in column) for column in zip(*tokens, strict=True))
    rows = (
        GridRow(page.number, around(token.box for token in own), run.label, dict(enumerate(own)), (), elsewhere=other)
        for run, own, other in zip(first.runs, tokens, elsewhere, strict=True)
    )
    further = tuple((_rest(strip, first.page), strip.box) for strip in placed if strip.page.number != page.number)
    return _Wide(Part(page, columns, tuple(rows)), further, any(not strip.is_named for strip in strips))


def _level(captions: Sequence[Line], top: float) -> Line:
    """The captions of all strips on one line, above all other heads."""
    return Line(tuple(word for line in captions for word in line.moved(0, top - line.box.bottom).words))


def _without(strips: Sequence[Strip], lines: Sequence[Line]) -> list[Line]:
    """Lines without the words of strips."""
    left = (tuple(word for word in line.words if not any(strip.has(word.box) for strip in strips)) for line in lines)
    return [Line(words) for words in left if words]


def _right_of(first: Strip, lines: Sequence[Line], sideways: Sequence[Line]) -> float:
    """Where the next strip may begin: right of all numbers and of all that stands over them."""
    last = first.runs[-1].line.box.bottom
    beside = [line.box.x1 for line in (*lines, *sideways) if line.box.y_centre <= last]
    return max(beside) + _APART * first.runs[0].line.size


def _put(lines: list[Line], line: Line) -> None:
    """Adds a line, to one on the same height where there is one."""
    for index, other in enumerate(lines):
        if other.box.is_level(line.box, _LEVEL):
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
