"""The total row where its form does not show it: off its columns, or called by the region's name or by none.

Both are taken for what they are only where their numbers prove it: each the sum of all in its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import around
from klantprofielen.read.layout.grid import Grid, GridRow
from klantprofielen.read.layout.names import RowName
from klantprofielen.read.layout.passages import PassageOnPage
from klantprofielen.read.layout.printed import count_of
from klantprofielen.read.letters import compact
from klantprofielen.records import ColumnRole

# A sum of fewer rows may come about by chance.
_FEWEST_SUMMED = 2


def with_total_in_order(grid: Grid) -> Grid:
    """The grid, its total row's numbers in the columns by their own order where they stand beside those.

    There must be one for each column, each the sum of what all other rows print in it.
    """
    *body, total = grid.rows
    tokens = sorted((*total.tokens.values(), *total.strays, *total.beside), key=lambda token: token.box.x0)
    if not total.is_total or not total.strays or len(tokens) != grid.column_count:
        return grid
    in_order = replace(
        total,
        tokens=dict(enumerate(tokens)),
        strays=(),
        beside=(),
        box=around(token.box for token in tokens),
    )
    if not _is_sum(in_order, body, range(grid.column_count)):
        return grid
    *parts, last = grid.parts
    return Grid((*parts, replace(last, rows=(*last.rows[:-1], in_order))))


def is_total_by_sums(
    roles: Sequence[ColumnRole],
    rows: Sequence[GridRow],
    names: Sequence[RowName | None],
    passages: Sequence[PassageOnPage],
) -> bool:
    """Whether the last row is the total, though it has no name or one that the words around the table have as well."""
    *body, last = rows
    name = compact(names[-1].text) if names[-1] else ""
    if name and not any(name in compact(passage.text) for passage in passages):
        return False
    return _is_sum(last, body, [index for index, role in enumerate(roles) if role is not ColumnRole.SHARE])


def _is_sum(whole: GridRow, parts: Sequence[GridRow], columns: Sequence[int]) -> bool:
    """Whether a row prints in every column plainly what the others add up to, and not nothing."""
    counted = 0
    for column in columns:
        texts = [row.tokens[column].text if column in row.tokens else "" for row in (*parts, whole)]
        counts = [count for text in texts if (count := count_of(text)) is not None]
        if len(counts) < len(texts) or 2 * counts[-1] != sum(counts):
            return False
        counted += counts[-1]
    return len(parts) >= _FEWEST_SUMMED and counted > 0
