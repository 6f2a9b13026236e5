"""Footnote marks behind names, numbers, heads and totals: they are no numbers, and cost no row."""

from __future__ import annotations

import pytest
from handset import HEADS, headings, moved, page, paragraph, table, width_of
from reading import rows_of

from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, RowKind

RAISED = 5.0
_ROWS = {
    "Almere": ("79", "450", "1.060", "313", "1.902"),
    "Dronten": ("3", "88", "229", "101", "421"),
    "Urk": ("0", "29", "51", "48", "128"),
    "TOTAAL AMR": ("82", "567", "1.340", "462", "2.451"),
}


def _read(
    name_mark: str = "", number_mark: str = "", head_mark: str = "", total_mark: str = "", before: str = ""
) -> PrintedPublication:
    """A publication with marks behind Dronten's name, Almere's third number, the last head and the total's name.

    `before`: a mark before the names of Dronten and of the total, in the smaller size of raised marks.
    """
    behind = {"Dronten": name_mark, "TOTAAL AMR": total_mark}
    rows = {name + behind.get(name, ""): list(counts) for name, counts in _ROWS.items()}
    rows["Almere"][2] += number_mark
    letters = [*headings(), *table(rows.items(), 140, heads=(*HEADS[:-1], HEADS[-1] + head_mark))]
    marked = {140 + 14, 140 + 3 * 14}
    letters = moved(letters, width_of(before, RAISED), where=lambda box: box.top in marked and box.x0 < 200)
    letters += paragraph(("", before) * 2, 60, 140, 14, RAISED)
    (publication,) = parse([page(letters)])
    return publication


_MARKS = ("†", "‡", " †", " ‡)", "§", " #", "①", " ②", " ❸", "¹", "*", " *)", " 1)", " 12)")


@pytest.mark.parametrize("mark", _MARKS)
def test_a_mark_behind_a_name_stays_with_the_name(mark: str) -> None:
    publication = _read(name_mark=mark, total_mark=mark)
    assert rows_of(publication, RowKind.MUNICIPALITY)[1] == [f"Dronten{mark}", "3", "88", "229", "101", "421"]
    assert rows_of(publication, RowKind.TOTAL) == [[f"TOTAAL AMR{mark}", "82", "567", "1.340", "462", "2.451"]]
    assert publication.verifies
    assert not publication.remarks


@pytest.mark.parametrize("mark", ["†", " †", "‡", "§", " #", "①", " ❷", "¹", "*"])
def test_a_mark_behind_a_number_stays_with_the_number(mark: str) -> None:
    publication = _read(number_mark=mark)
    assert rows_of(publication, RowKind.MUNICIPALITY)[0] == ["Almere", "79", "450", f"1.060{mark}", "313", "1.902"]
    assert publication.verifies
    assert not publication.remarks


@pytest.mark.parametrize("mark", ["†", " ‡", " §", " #", " ①", "²", " 2)"])
def test_a_mark_behind_a_head_says_nothing_of_the_column(mark: str) -> None:
    publication = _read(head_mark=mark)
    assert publication.columns[-1].column_role is ColumnRole.IN_SONAR
    assert len(rows_of(publication, RowKind.MUNICIPALITY)) == 3


def test_an_asterisk_in_a_column_is_a_suppressed_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_ROWS, "Urk", ("*", "29", "51", "48", "128"))
    assert rows_of(_read(), RowKind.MUNICIPALITY)[2] == ["Urk", "*", "29", "51", "48", "128"]


@pytest.mark.parametrize("mark", ["1) ", "12)", "2 ", "3", "*", "* ", "†", "(1) ", "⁽¹⁾"])
def test_a_raised_mark_before_a_name_costs_no_row(mark: str) -> None:
    publication = _read(before=mark)
    ((name, *counts),) = (row for row in rows_of(publication, RowKind.MUNICIPALITY) if "Dronten" in row[0])
    assert counts == ["3", "88", "229", "101", "421"]
    assert name.endswith("Dronten")
    assert len(name) <= len(mark) + len(" Dronten")
    assert [row[1:] for row in rows_of(publication, RowKind.TOTAL)] == [["82", "567", "1.340", "462", "2.451"]]
    assert publication.verifies
    assert not publication.remarks
