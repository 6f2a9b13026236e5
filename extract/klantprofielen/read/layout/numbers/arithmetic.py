"""The identities that a publication proves itself by; here only used to tell columns and readings apart.

What may be believed is decided in SQL (`models/intermediate`), where every rule can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from klantprofielen.read.layout.numbers.grid import GridRow
from klantprofielen.read.layout.numbers.printed_numbers import sum_of
from klantprofielen.records import ColumnRole

PARTS = (
    ColumnRole.MUNICIPAL_WITH,
    ColumnRole.MUNICIPAL_WITHOUT,
    ColumnRole.UWV_WITH,
    ColumnRole.UWV_WITHOUT,
)

_SUMS = {
    ColumnRole.IN_SONAR: PARTS,
    ColumnRole.MUNICIPAL: PARTS[:2],
    ColumnRole.UWV: PARTS[2:],
    ColumnRole.WITH: PARTS[::2],
    ColumnRole.WITHOUT: PARTS[1::2],
}


def is_sum_of(whole: GridRow, parts: Sequence[GridRow], columns: Iterable[int]) -> bool:
    """Whether all of these rows print their counts plainly in every column, and those of the parts add up."""
    return bool(parts) and all(
        (count := whole.count(column)) is not None and sum_of(part.count(column) for part in parts) == count
        for column in columns
    )


def counts_by_role(roles: Sequence[ColumnRole], row: GridRow) -> dict[ColumnRole, int | None]:
    """The counts of a row; None where it prints none plainly."""
    return {role: row.count(column) for column, role in enumerate(roles)}


def total_agrees(roles: Sequence[ColumnRole], rows: Sequence[GridRow]) -> bool:
    """Whether the last row alone is a total, of what the others add up to in each column that prints all plainly.

    The column of all clients must be one of those.
    """
    *body, last = rows
    if not body or not last.is_total or any(row.is_total for row in body):
        return False
    is_proven = False
    for index, role in enumerate(roles):
        *parts, whole = [row.count(index) for row in rows]
        total = sum_of(parts)
        if role is ColumnRole.SHARE or whole is None or total is None:
            continue
        if total != whole:
            return False
        is_proven = is_proven or role is ColumnRole.IN_SONAR
    return is_proven


def all_add_up(roles: Sequence[ColumnRole], rows: Sequence[GridRow]) -> bool:
    """Whether every row prints all of its counts plainly, and its four parts add up to its total."""
    for row in rows:
        counts = counts_by_role(roles, row)
        total = sum_of(counts.get(part) for part in PARTS)
        if total is None or total != counts.get(ColumnRole.IN_SONAR):
            return False
    return bool(rows)


def verifies(roles: Sequence[ColumnRole], rows: Sequence[GridRow]) -> bool:
    """Whether every row that prints all its numbers plainly adds up under these roles, and one does."""
    checked = 0
    for row in rows:
        counts = counts_by_role(roles, row)
        for whole, parts in _SUMS.items():
            total = sum_of(counts.get(part) for part in parts)
            if counts.get(whole) is None or total is None or row.is_total:
                continue
            if total != counts[whole]:
                return False
            checked += 1
    return checked > 0
