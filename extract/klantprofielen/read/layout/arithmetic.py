"""The identities that a publication proves itself by; here only used to tell columns and readings apart.

What may be believed is decided in SQL (`models/intermediate`), where every rule can be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from klantprofielen.read.layout.grid import GridRow
from klantprofielen.read.layout.printed import count_of
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


def verifies(roles: Sequence[ColumnRole], rows: Sequence[GridRow]) -> bool:
    """Whether every row that prints all its numbers plainly adds up under these roles, and one does."""
    checked = 0
    for row in rows:
        counts = {roles[index]: count_of(token.text) for index, token in row.tokens.items()}
        for whole, parts in _SUMS.items():
            numbers = [counts.get(part) for part in parts]
            if counts.get(whole) is None or None in numbers or row.is_total:
                continue
            if sum(number for number in numbers if number is not None) != counts[whole]:
                return False
            checked += 1
    return checked > 0
