"""The total row where its form does not show it: off its columns, or called by the region's name or by none.

Both are taken for what they are only where their numbers prove it: each the sum of all in its column, as far as those
are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import around
from klantprofielen.read.layout.names.names import RowName
from klantprofielen.read.layout.numbers.arithmetic import is_sum_of
from klantprofielen.read.layout.numbers.grid import Grid, GridRow
from klantprofielen.read.layout.numbers.printed_numbers import Kind, count_of
from klantprofielen.read.letters import compact
from klantprofielen.records import ColumnRole

# A sum of fewer rows may come about by chance.
_FEWEST_SUMMED = 2
# `<5`, `≤ 4`
_STATED = re.compile(r"([<≤])\s?(\d{1,2})")


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
    texts: Sequence[str],
) -> bool:
    """Whether the last row is the total, though it has no name or one that the texts around the table have as well."""
    *body, last = rows
    name = compact(names[-1].text) if names[-1] else ""
    if name and not any(name in compact(text) for text in texts):
        return False
    counted = [index for index, role in enumerate(roles) if role is not ColumnRole.SHARE]
    return _is_sum(last, body, counted) or (bool(name) and _is_sum_as_far_as_known(last, body, counted, roles))


def _is_sum_as_far_as_known(
    whole: GridRow, parts: Sequence[GridRow], columns: Sequence[int], roles: Sequence[ColumnRole]
) -> bool:
    """Whether a row prints what the others add up to, where some counts are suppressed.

    Every column printed in full must add up, that of all clients among them. In the others what is known may not
    exceed the whole, nor may it be less than the whole by more than the suppressed counts can be.
    """
    in_full = []
    for column in columns:
        bounds = [_bounds(row, column) for row in parts]
        least, most = _bounds(whole, column)
        if column not in whole.tokens or None in {low for low, _ in (*bounds, (least, most))}:
            return False
        if all(low == high for low, high in (*bounds, (least, most))):
            in_full.append(column)
            continue
        known = sum(low or 0 for low, _ in bounds)
        open_end = any(high is None for _, high in bounds)
        if (most is not None and known > most) or (
            not open_end and (least or 0) > sum(high or 0 for _, high in bounds)
        ):
            return False
    is_proven = any(roles[column] is ColumnRole.IN_SONAR for column in in_full)
    return is_proven and _is_sum(whole, parts, in_full)


def _bounds(row: GridRow, column: int) -> tuple[int | None, int | None]:
    """The least and the most that a cell can count: no most where nothing says it, neither where it is no count."""
    token = row.tokens.get(column)
    if token is None:
        return 0, None
    count = count_of(token.text)
    if count is not None:
        return count, count
    if token.kind is not Kind.SUPPRESSED:
        return None, None
    stated = _STATED.fullmatch(token.text)
    return 0, (int(stated[2]) - (stated[1] == "<") if stated else None)


def _is_sum(whole: GridRow, parts: Sequence[GridRow], columns: Sequence[int]) -> bool:
    """Whether a row prints in every column plainly what the others add up to, and not nothing."""
    adds_up = len(parts) >= _FEWEST_SUMMED and is_sum_of(whole, parts, columns)
    return adds_up and any(whole.count(column) for column in columns)
