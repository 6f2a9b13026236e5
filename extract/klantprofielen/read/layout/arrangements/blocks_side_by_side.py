"""Joins the blocks of one list of municipalities that is printed side by side on a page.

Two tables that stand beside each other are no such list. Blocks are joined only where all heads over them say the same,
and where the one total row below the last of them is what all of them together add up to; else nothing is
changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import HEAD_GAP, Line, Page, around
from klantprofielen.read.layout.header.header import Header, read_header
from klantprofielen.read.layout.names.names import find_names, names_column
from klantprofielen.read.layout.numbers.arithmetic import total_agrees
from klantprofielen.read.layout.numbers.grid import Grid, Part, parts_of
from klantprofielen.read.layout.vocabulary.header_words import Term, terms_of
from klantprofielen.records import HeaderKind

# In font sizes: how far above the numbers heads may stand.
_HEADS_REACH = 8.0
# In heights of a row's numbers: how far below the last of them its name may go on.
_NAMES_REACH = 2.0


def blocks_joined(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those that are blocks of one list joined to one: its blocks from left to right, page by page."""
    lists = [_list_of(grid) for grid in grids]
    own = [part for blocks in lists if blocks is not None for part in blocks.parts]
    return [
        blocks or grid
        for grid, blocks in zip(grids, lists, strict=True)
        if blocks is not None or not any(_is_within(part, other) for part in grid.parts for other in own)
    ]


def stand_side_by_side(one: Part, other: Part) -> bool:
    """Whether two parts are blocks beside each other."""
    return one.page.number == other.page.number and one.box.x_overlap(other.box) <= 0


def _is_within(part: Part, block: Part) -> bool:
    """Whether a part is (a piece of) a block that was joined to another."""
    return (
        part.page.number == block.page.number
        and part.box.x_overlap(block.box) > 0
        and part.box.y_overlap(block.box) > 0
    )


def _list_of(grid: Grid) -> Grid | None:
    """The list whose leftmost blocks a grid is; None where it is none."""
    by_part = [list(_blocks(part)) for part in grid.parts]
    if all(len(blocks) == 1 for blocks in by_part):
        return None
    blocks = [block for blocks in by_part for block in blocks]
    found = Grid(tuple(_total_last(blocks)))
    headed = found.parts[: len(blocks)]
    if any(len(block.columns) != grid.column_count or not block.rows for block in found.parts):
        return None
    try:
        # Over blocks right of the first nothing at all may stand.
        heads = [
            read_header(found, block, names_column(block)) if block is headed[0] or _has_text_above(block) else None
            for block in headed
        ]
    except DeclinedError:
        return None
    bottoms = [head.bottom if head else None for head in heads]
    found = Grid(tuple(map(_named, found.parts, [*bottoms, None])))
    first, *others = [head for head in heads if head is not None]
    say_the_same = all(_says(first) == _says(other) for other in others)
    if not say_the_same or first.kind is not HeaderKind.READ or not total_agrees(first.roles, found.rows):
        return None
    return found


def _has_text_above(block: Part) -> bool:
    first = block.rows[0].box
    columns = around(block.columns)
    return any(
        word.box.x_overlap(columns) > 0
        for line in block.page.lines
        if 0 < first.top - line.box.y_centre <= _HEADS_REACH * first.height
        for word in line.words
    )


def _named(block: Part, heads_bottom: float | None) -> Part:
    """A block whose rows are labelled with their whole names, also where those wrap; `None` where no heads stand."""
    first, last = block.rows[0].box, block.rows[-1].box
    top = first.top - first.height if heads_bottom is None else heads_bottom
    names = find_names(block, top=top, bottom=last.bottom + _NAMES_REACH * last.height).names
    rows = (replace(row, label=name.text if name else "") for row, name in zip(block.rows, names, strict=True))
    return replace(block, rows=tuple(rows))


def _says(header: Header) -> tuple[object, ...]:
    """What a header says of its columns; where its words wrap, filling words alone on a line are not kept."""
    terms = (terms_of(text or "") or () for text in header.texts)
    return header.kind, header.roles, tuple(tuple(term for term in each if term is not Term.FILLER) for each in terms)


def _blocks(part: Part) -> Iterator[Part]:
    """A part and the blocks right of it, each on the page with all that stands beside the block left out."""
    at = _gap_right_of(part)
    sides = None if at is None else [_side(part.page, part, at, is_left=is_left) for is_left in (True, False)]
    found = [[other for other in parts_of(side) if other.box.y_overlap(part.box) > 0] for side in sides or ()]
    if [len(parts) for parts in found] != [1, 1]:
        yield part
        return
    (left,), (right,) = found
    yield left
    yield from _blocks(right)


def _gap_right_of(part: Part) -> float | None:
    """Where, between the last column of a part and the texts right of it, the widest gap without any text is."""
    page, box, size = part.page, part.box, part.rows[0].box.height
    end = part.columns[-1].x1
    starts = [
        word.box.x0
        for line in page.lines
        if box.top <= line.box.y_centre <= box.bottom
        for word in line.words
        if word.box.x0 > end
    ]
    if not starts:
        return None
    start = min(starts)
    free = end
    gaps: list[tuple[float, float]] = []
    for text in sorted(
        (
            text.box
            for line in page.lines
            if box.top - _HEADS_REACH * size <= line.box.y_centre <= box.bottom
            for text in page.texts(line, HEAD_GAP)
        ),
        key=lambda text: text.x0,
    ):
        # A text over both blocks is a heading of both, or prose.
        is_over_both = text.x0 <= end - size and text.x1 >= start + size
        if text.x1 > free and text.x0 <= start and not is_over_both:
            gaps.append((text.x0 - free, free))
            free = text.x1
    width, left = max(gaps, default=(0.0, free))
    return left + width / 2 if width > 0 else None


def _side(page: Page, part: Part, at: float, *, is_left: bool) -> Page:
    """The page with one side of a gap alone; texts over both sides that are no rows stay whole."""
    lines = []
    for line in page.lines:
        is_row = part.box.top <= line.box.y_centre <= part.box.bottom
        is_over_both = any(text.box.x0 < at < text.box.x1 for text in page.texts(line, HEAD_GAP))
        own = tuple(word for word in line.words if (word.box.x_centre < at) == is_left)
        if is_over_both and not is_row:
            lines.append(line)
        elif own:
            lines.append(Line(own))
    sideways = tuple(line for line in page.sideways if (line.box.x_centre < at) == is_left)
    return replace(page, lines=tuple(lines), sideways=sideways)


def _total_last(blocks: Sequence[Part]) -> list[Part]:
    """The blocks; a total row in the first columns that stands below all of them comes last, as a part of its own."""
    for index, block in enumerate(blocks[:-1]):
        others = [row.box.bottom for other in blocks for row in other.rows if row is not block.rows[-1]]
        total = block.rows[-1]
        if not stand_side_by_side(block, blocks[-1]):
            continue
        if total.is_total and len(block.rows) > 1 and total.box.top >= max(others):
            at = (total.box.top + max(others)) / 2
            above, below = (
                replace(block.page, lines=tuple(line for line in block.page.lines if (line.box.y_centre < at) == over))
                for over in (True, False)
            )
            rest = replace(block, page=above, rows=block.rows[:-1])
            return [*blocks[:index], rest, *blocks[index + 1 :], replace(block, page=below, rows=(total,))]
    return list(blocks)
