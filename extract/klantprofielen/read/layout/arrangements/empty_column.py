"""A column under whose head no row prints a number, where a note says what a blank cell stands for.

Only where all rows add up without it: then the column holds nobody. Which column that is the heads must tell by where
they stand, for sums can't: each of the others stands over its own numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, around
from klantprofielen.read.layout.header.header import Header, read_header
from klantprofielen.read.layout.header.labels import LABEL_GAPS, find_labels
from klantprofielen.read.layout.header.roles import SERIES_ORDER
from klantprofielen.read.layout.numbers.arithmetic import PARTS, counts_by_role
from klantprofielen.read.layout.numbers.grid import FEWEST_ROWS, Grid, GridRow, Part
from klantprofielen.read.layout.numbers.printed_numbers import sum_of
from klantprofielen.read.layout.passages.passages import Stretch, notes_on_blanks
from klantprofielen.records import ColumnRole


def with_empty_column(grid: Grid, names: Box | None) -> tuple[Grid, Header] | None:
    """The grid of one page with its empty column, and its header; None where it has none for certain."""
    part, *others = grid.parts
    whole_page = Stretch((part.page,))
    if others or len(part.columns) < len(SERIES_ORDER) - 1 or not notes_on_blanks(whole_page):
        return None
    found = _empty_head(part, names)
    if found is None:
        return None
    place, head = found
    filled = _with_column(part, place, head)
    whole = Grid((filled,))
    try:
        header = read_header(whole, filled, names)
    except DeclinedError:
        return None
    is_proven = header.roles[place] in PARTS and _add_up_without(place, header.roles, filled.rows)
    return (whole, header) if is_proven else None


def _empty_head(part: Part, names: Box | None) -> tuple[int, Box] | None:
    """The place among the columns where the only heads stand that are over no numbers, and the lowest of those."""
    boxes = [label.box for line in find_labels(part, names, LABEL_GAPS[0]).lines for label in line]
    over = {box: [place for place, column in enumerate(part.columns) if column.x_overlap(box) > 0] for box in boxes}
    headed = {places[0] for places in over.values() if len(places) == 1}
    empty = [box for box, places in over.items() if not places]
    places = {sum(column.x1 <= box.x0 for column in part.columns) for box in empty}
    if len(headed) < len(part.columns) or len(places) != 1:
        return None
    lowest = max(empty, key=lambda box: box.y_centre)
    return places.pop(), lowest


def _with_column(part: Part, place: int, head: Box) -> Part:
    rows = part.box
    column = Box(head.x0, rows.top, head.x1, rows.bottom)
    columns = (*part.columns[:place], column, *part.columns[place:])
    return replace(part, columns=columns, rows=tuple(_with_cell(row, place, column) for row in part.rows))


def _with_cell(row: GridRow, place: int, column: Box) -> GridRow:
    """A row with the places of its numbers moved up; one beside them that stands in the column is of that."""
    tokens = {index + (index >= place): token for index, token in row.tokens.items()}
    inside = [token for token in row.strays if token.box.x_overlap(column) > 0]
    if len(inside) != 1:
        return replace(row, tokens=tokens)
    tokens[place] = inside[0]
    box = around(token.box for token in tokens.values())
    return replace(row, tokens=tokens, strays=tuple(token for token in row.strays if token not in inside), box=box)


def _add_up_without(place: int, roles: Sequence[ColumnRole], rows: Sequence[GridRow]) -> bool:
    """Whether every row prints all else plainly, with a total that the other parts alone add up to."""
    for row in rows:
        counts = counts_by_role(roles, row)
        is_empty = place not in row.tokens or counts[roles[place]] == 0
        total = sum_of(counts.get(role) for role in PARTS if role is not roles[place])
        if not is_empty or total is None or total != counts.get(ColumnRole.IN_SONAR):
            return False
    return len(rows) >= FEWEST_ROWS
