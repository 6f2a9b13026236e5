"""Rows that repeat what stands above them: a page's sum carried over (`Transport`), or a group's (`Subtotaal`).

They count nobody a second time, so they are left out; but only where they prove to be the sum of rows above, and where
the total row of all municipalities is there as well. Any other row of a table is SQL's to judge.
"""

from __future__ import annotations

from collections.abc import Sequence

from klantprofielen.read.layout.numbers.arithmetic import is_sum_of
from klantprofielen.read.layout.numbers.grid import Grid, GridRow
from klantprofielen.read.layout.vocabulary.row_labels import names_carried, names_total
from klantprofielen.records import ColumnRole


def repeated_rows(roles: Sequence[ColumnRole], rows: Sequence[GridRow], names: Sequence[str]) -> list[int]:
    """The rows, by index, that are the sum of all rows above them, or of those since the last such row."""
    columns = [index for index, role in enumerate(roles) if role is not ColumnRole.SHARE]
    carried = [index for index, name in enumerate(names) if names_carried(name)]
    sums = sorted({*carried, *(index for index, name in enumerate(names) if names_total(name))})
    counted = [index for index in range(len(rows)) if index not in sums]
    totals = {index for index in sums if is_sum_of(rows[index], [rows[row] for row in counted], columns)}
    if totals <= set(carried):
        return []
    found: list[int] = []
    for index in sums:
        above = [row for row in counted if row < index]
        since = [row for row in above if not found or row > found[-1]]
        adds_up = any(is_sum_of(rows[index], [rows[row] for row in part], columns) for part in (above, since))
        if adds_up and (index in carried or index not in totals):
            found.append(index)
    return found


def group_starts(roles: Sequence[ColumnRole], grid: Grid) -> list[list[int]]:
    """The rows with which groups begin that have a sum of their own, by index within each part of a grid."""
    labels = [row.label for row in grid.rows]
    repeated = repeated_rows(roles, grid.rows, labels)
    sums = {*repeated, *(index for index, label in enumerate(labels) if names_total(label))}
    starts = {index for index in range(len(labels)) if repeated and index not in sums and index - 1 in {-1, *sums}}
    found = []
    before = 0
    for part in grid.parts:
        found.append([place for place in range(len(part.rows)) if before + place in starts])
        before += len(part.rows)
    return found
