"""Rows that repeat what stands above them: a page's sum carried over (`Transport`), or a group's (`Subtotaal`).

They count nobody a second time, so they are left out; but only where they prove to be the sum of rows above, and where
the total row of all municipalities is there as well. Any other row of a table is SQL's to judge.
"""

from __future__ import annotations

from collections.abc import Sequence

from klantprofielen.read.layout.grid import GridRow
from klantprofielen.read.layout.printed import count_of
from klantprofielen.read.layout.vocabulary import names_carried, names_total
from klantprofielen.records import ColumnRole

# A count by column index; None where the column prints none plainly.
_Counts = dict[int, int | None]


def repeated_rows(roles: Sequence[ColumnRole], rows: Sequence[GridRow], names: Sequence[str]) -> list[int]:
    """The rows, by index, that are the sum of all rows above them, or of those since the last such row."""
    counts = [_counts(roles, row) for row in rows]
    carried = [index for index, name in enumerate(names) if names_carried(name)]
    sums = sorted({*carried, *(index for index, name in enumerate(names) if names_total(name))})
    counted = [index for index in range(len(rows)) if index not in sums]
    totals = {index for index in sums if _is_sum_of(counts[index], [counts[row] for row in counted])}
    if totals <= set(carried):
        return []
    found: list[int] = []
    for index in sums:
        above = [row for row in counted if row < index]
        since = [row for row in above if not found or row > found[-1]]
        adds_up = any(_is_sum_of(counts[index], [counts[row] for row in part]) for part in (above, since))
        if adds_up and (index in carried or index not in totals):
            found.append(index)
    return found


def _counts(roles: Sequence[ColumnRole], row: GridRow) -> _Counts:
    return {
        index: count_of(row.tokens[index].text) if index in row.tokens else None
        for index, role in enumerate(roles)
        if role is not ColumnRole.SHARE
    }


def _is_sum_of(whole: _Counts, parts: Sequence[_Counts]) -> bool:
    """Whether every column prints all of these counts plainly, and they add up."""
    if not parts:
        return False
    for index, count in whole.items():
        known = [number for part in parts if (number := part[index]) is not None]
        if count is None or len(known) < len(parts) or sum(known) != count:
            return False
    return True
