"""Which figures of a table are crossed out or drawn over: struck through, or under a line or a drawing across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from klantprofielen.geometry import TEXT_LAYER_OF_SCAN, Box, Page, Stroke, around
from klantprofielen.records import ColumnRole, PrintedCell, PrintedRemark

STRUCK_OUT, DRAWN_OVER = "figures_struck_out", "figures_drawn_over"
# Of a table's width and height: a line that crosses it out goes so far over it.
_LEAST_SPAN = 0.5
# In points: so far above a table's first row its header may stand, and below its last a line may end.
_HEADER = 110.0
# Of a table's width: how far beside it a line that crosses it out may begin. One from further off is of the page.
_BESIDE = 0.2
_MOST_QUOTED = 6
# In points: so near figures a drawing lies over them; so many of a table's are more than a drawing at its side touches.
_REACH = 12.0
_FEWEST_DRAWN_OVER = 2


def crossed_out(pages: Sequence[Page], cells: Sequence[PrintedCell]) -> Iterator[PrintedRemark]:
    """What is crossed out of a table's cells, page by page; the boxes of cells are on the page as it is shown."""
    for page in pages:
        own = [cell for cell in cells if cell.page_number == page.number]
        if own and _is_crossed(around(cell.box for cell in own), page.slashes):
            yield PrintedRemark(STRUCK_OUT, f"The table on page {page.number} is crossed out.", page.number)
            continue
        drawn_over = [cell.cell_text for cell in _drawn_over(own, page)]
        if len(drawn_over) >= _FEWEST_DRAWN_OVER:
            told = f"A drawing on page {page.number} lies over figures: {', '.join(drawn_over[:_MOST_QUOTED])}."
            yield PrintedRemark(DRAWN_OVER, told, page.number)
        struck = [cell.cell_text for cell in own if _is_struck(cell, page.struck)]
        if struck:
            more = f" and {len(struck) - _MOST_QUOTED} more" if len(struck) > _MOST_QUOTED else ""
            told = f"Figures on page {page.number} are struck through: {', '.join(struck[:_MOST_QUOTED])}{more}."
            yield PrintedRemark(STRUCK_OUT, told, page.number)


def _is_struck(cell: PrintedCell, struck: Sequence[Box]) -> bool:
    """Whether the cell is a count of which every digit is struck through."""
    if cell.column_role is ColumnRole.MUNICIPALITY:
        return False
    return 0 < sum(char.isdigit() for char in cell.cell_text) <= sum(map(cell.box.has_middle_of, struck))


def _drawn_over(cells: Sequence[PrintedCell], page: Page) -> list[PrintedCell]:
    """The counts that a drawing reaches which lies between them; heads may be drawn. Of a scan everything is drawn."""
    counts = [cell for cell in cells if cell.column_role is not ColumnRole.MUNICIPALITY]
    if not counts or any(code == TEXT_LAYER_OF_SCAN for code, _ in page.notes):
        return []
    table = around(cell.box for cell in counts)
    inside = [block for block in page.drawn if table.has_middle_of(block)]
    return [
        cell
        for cell in counts
        if any(block.x_overlap(cell.box) > -_REACH and block.y_overlap(cell.box) > -_REACH for block in inside)
    ]


def _is_crossed(table: Box, slashes: Sequence[Stroke]) -> bool:
    """Whether a line goes across a table from side to side, or two such cross one another on it."""
    over = [slash for slash in slashes if _spans(slash, table)]
    rising = {(slash.x1 - slash.x0) * (slash.y1 - slash.y0) > 0 for slash in over}
    return len(rising) > 1 or any(_is_of(slash, table) for slash in over)


def _spans(slash: Stroke, table: Box) -> bool:
    """Whether the part of a line over a table spans much of its width and of its height."""
    first, last = 0.0, 1.0
    for start, end, low, high in (
        (slash.x0, slash.x1, table.x0, table.x1),
        (slash.y0, slash.y1, table.top, table.bottom),
    ):
        one, other = sorted(((low - start) / (end - start), (high - start) / (end - start)))
        first, last = max(first, one), min(last, other)
    part = last - first
    return (
        part * abs(slash.x1 - slash.x0) >= _LEAST_SPAN * table.width
        and part * abs(slash.y1 - slash.y0) >= _LEAST_SPAN * table.height
    )


def _is_of(slash: Stroke, table: Box) -> bool:
    """Whether a line begins and ends at a table."""
    beside = _BESIDE * table.width
    return (
        min(slash.x0, slash.x1) >= table.x0 - beside
        and max(slash.x0, slash.x1) <= table.x1 + beside
        and min(slash.y0, slash.y1) >= table.top - _HEADER
        and max(slash.y0, slash.y1) <= table.bottom + _HEADER
    )
