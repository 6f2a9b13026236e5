"""Numbers that a narrow cell breaks over two lines are whole where all sums say so, and nowhere else."""

from __future__ import annotations

import pytest
from handset import headings, page, table
from reading import rows_of

from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import RowKind

_ROWS = {
    "Almere": (79, 450, 1060, 313, 1902),
    "Dronten": (3, 88, 229, 101, 421),
    "Urk": (0, 29, 51, 48, 128),
    "TOTAAL AMR": (82, 567, 1340, 462, 2451),
}


def _read(rows: dict[str, tuple[int, ...]]) -> PrintedPublication:
    """Thousands stand on the line of the name, the rest of the number under them, as a browser breaks them."""
    lines = [[f"{count:,}".partition(",") for count in counts] for counts in rows.values()]
    upper = zip(rows, ([first for first, _, _ in line] for line in lines), strict=True)
    lower = (("", [rest for _, _, rest in line]) for line in lines)
    letters = [*headings(), *table(upper, 140, pitch=24), *table(lower, 150, pitch=24, heads=(), name_head="")]
    (publication,) = parse([page(letters)])
    return publication


def test_a_number_over_two_lines_is_one_where_every_row_adds_up() -> None:
    publication = _read(_ROWS)
    assert rows_of(publication)[0] == ["Almere", "79", "450", "1 060", "313", "1 902"]
    assert rows_of(publication)[-1] == ["TOTAAL AMR", "82", "567", "1 340", "462", "2 451"]
    assert all(cell.row_kind is RowKind.MUNICIPALITY for cell in publication.cells if cell.row_number < 4)


@pytest.mark.parametrize("row", ["Almere", "TOTAAL AMR"])
def test_a_number_over_two_lines_that_nothing_proves_is_not_joined(row: str) -> None:
    wrong = {**_ROWS, row: (*_ROWS[row][:4], _ROWS[row][4] + 1)}
    assert "1 060" not in {text for cells in rows_of(_read(wrong)) for text in cells}
