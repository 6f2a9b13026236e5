"""What came of a spoiled document, held against what the whole one says.

The arithmetic here is written anew, not taken from the product: a reading that passes it would pass in SQL as well, or
nearly so (SQL also knows the municipalities).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from facsimiles.disagreement import readers_differ
from facsimiles.figures import COUNTS
from facsimiles.found import error_codes
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.worker import Outcome
from klantprofielen.records import PassageRole, RowKind

SAME = "read the same"
FEWER = "read the same, with cells that are suppressed or not there"
REMARKED = "kept out by a remark of the reader"
UNPROVEN = "read otherwise, and does not add up"
OTHER = "OTHER NUMBERS THAT ADD UP"

Row = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The numbers of a publication: its rows, its total row by role, register and percentage.

    `has_gaps`: whether a row lacks a cell, for which SQL rejects (`cell_missing`).
    """

    rows: Counter[Row]
    total: dict[str, int | None]
    texts: tuple[int, ...]
    has_gaps: bool = False


def verdict(outcome: Outcome, whole: Said) -> str:
    """One of the above, or `declined: CODE`."""
    if outcome.declined is not None:
        return f"declined: {outcome.declined.reason}"
    assert outcome.reading is not None
    if readers_differ(outcome.reading):
        return REMARKED
    verdicts = {_verdict(publication, whole) for publication in outcome.reading.publications}
    return max(verdicts, key=(SAME, FEWER, REMARKED, UNPROVEN, OTHER).index)


def _verdict(publication: PrintedPublication, whole: Said) -> str:
    if error_codes() & {remark.remark_code for remark in publication.remarks}:
        return REMARKED
    found = said(publication)
    if found.rows == whole.rows:
        return SAME
    if not adds_up(found):
        return UNPROVEN
    is_known = all(any(_within(row, known) for known in whole.rows) for row in found.rows)
    return FEWER if is_known else OTHER


def _within(row: Row, known: Row) -> bool:
    return all(count is None or count == other for count, other in zip(row, known, strict=True))


def said(publication: PrintedPublication) -> Said:
    """The numbers of a reading."""
    rows: dict[int, dict[str, int | None]] = {}
    total: dict[str, int | None] = {}
    for cell in publication.cells:
        if cell.column_role in COUNTS:
            into = total if cell.row_kind is RowKind.TOTAL else rows.setdefault(cell.row_number, {})
            into[cell.column_role] = _count(cell.cell_text)
    notes = " ".join(p.passage_text for p in publication.passages if p.passage_role is PassageRole.FOOTNOTE)
    numbers = tuple(int(text.replace(".", "")) for text in re.findall(r"\d+(?:\.\d{3})*", notes))
    has_gaps = any(role not in row for row in rows.values() for role in COUNTS)
    return Said(Counter(tuple(row.get(role) for role in COUNTS) for row in rows.values()), total, numbers, has_gaps)


def _count(text: str) -> int | None:
    return int(text.replace(".", "")) if re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", text) else None


def adds_up(found: Said) -> bool:
    """Whether rows, total row and percentage bear one another out, as far as they are there."""
    rows = [row for row in found.rows.elements() if None not in row]
    if found.has_gaps or not rows or any(sum(row[:4]) != row[4] for row in rows):  # type: ignore[arg-type]
        return False
    columns = [sum(row[place] or 0 for row in rows) for place in range(5)]
    printed = [found.total.get(role) for role in COUNTS]
    is_whole = None not in printed and printed == columns
    is_shifted = printed[1:] == columns[:4]
    if is_whole or is_shifted:
        return True
    is_borne_out = len(found.texts) == 2 and round(100 * columns[4] / max(found.texts[0], 1)) == found.texts[1]
    return all(count is None for count in printed) and is_borne_out
