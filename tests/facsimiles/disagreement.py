"""Whether two readers take different numbers from a document; the models say so for everything that they take."""

from __future__ import annotations

from klantprofielen.read.document import OneReading, Reading
from klantprofielen.read.letters import compact


def readers_differ(reading: Reading) -> bool:
    """Whether one of two readers could not read, finds other tables, or has another text in a cell."""
    if len(reading.by_reader) == 1:
        return False
    first, second = (_cells(one) for one in reading.by_reader)
    return first != second


def _cells(one: OneReading) -> list[dict[tuple[int, str], str]]:
    return [
        {(cell.row_number, cell.column_role): compact(cell.cell_text) for cell in publication.cells}
        for publication in one.publications
    ]
