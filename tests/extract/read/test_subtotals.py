"""Sums within a table: what is carried to the next page or adds up a part counts nobody twice, and none is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import HEADS, headings, moved, page, table

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import RowKind

_ROWS = {
    "Almere": (79, 450, 1060, 313),
    "Dronten": (3, 88, 229, 101),
    "Lelystad": (6, 243, 544, 226),
    "Urk": (0, 29, 51, 48),
    "Zeewolde": (0, 0, 0, 0),
}
_FIRST, _ALL = ("Almere", "Dronten", "Lelystad"), tuple(_ROWS)
Row = tuple[str, tuple[int, ...]]


def _sum(label: str, names: Sequence[str]) -> Row:
    return label, tuple(map(sum, zip(*(_ROWS[name] for name in names), strict=True)))


def _of(names: Sequence[str]) -> list[Row]:
    return [(name, _ROWS[name]) for name in names]


_TOTAL = _sum("TOTAAL AMR", _ALL)


def _read(*pages: Sequence[Row], heading_at: float = 60) -> PrintedPublication:
    (publication,) = _publications(*pages, heading_at=heading_at)
    return publication


def _publications(*pages: Sequence[Row], heading_at: float = 60, without_total: str = "") -> list[PrintedPublication]:
    """Rows below one header; one without numbers is a heading, which may begin elsewhere than the names."""
    first, *others = (_table(rows, heading_at, without_total=without_total) for rows in pages)
    set_pages = [[*headings(), *first], *others]
    return parse([page(letters, number) for number, letters in enumerate(set_pages, start=1)])


def _table(rows: Sequence[Row], heading_at: float = 60, *, without_total: str = "") -> list[Glyph]:
    printed = ((name, (*parts, *([sum(parts)] if parts and name != without_total else []))) for name, parts in rows)
    letters = table(printed, 180)
    headed = [180 + 14 * place for place, (_, parts) in enumerate(rows) if not parts]
    return moved(letters, heading_at - 60, where=lambda box: box.top in headed)


def _rows(publication: PrintedPublication, kind: RowKind = RowKind.MUNICIPALITY) -> list[str]:
    return [cell.cell_text for cell in publication.cells if cell.column_number == 1 and cell.row_kind is kind]


def _left_out(publication: PrintedPublication) -> list[str]:
    return [remark.remark_text for remark in publication.remarks if remark.remark_code == "rows_repeated"]


@pytest.mark.parametrize(
    "pages",
    [
        [
            [*_of(_FIRST), _sum("Te transporteren", _FIRST)],
            [_sum("Transport", _FIRST), *_of(_ALL[3:]), _TOTAL],
        ],
        [
            [*_of(_FIRST), _sum("Over te dragen", _FIRST)],
            [_sum("Transport vorige pagina", _FIRST), *_of(_ALL[3:]), _TOTAL],
        ],
        [
            [*_of(_FIRST), _sum("Transport", _FIRST)],
            [_sum("Transport van pagina 1", _FIRST), *_of(_ALL[3:]), _TOTAL],
        ],
        [[*_of(_FIRST), _sum("Subtotaal", _FIRST)], [*_of(_ALL[3:]), _TOTAL]],
        [[*_of(_FIRST), _sum("Subtotaal", _FIRST), *_of(_ALL[3:]), _sum("Subtotaal", _ALL[3:]), _TOTAL]],
        [[*_of(_FIRST), _sum("Subtotaal Noord", _FIRST), *_of(_ALL[3:]), _sum("Subtotaal Zuid", _ALL[3:]), _TOTAL]],
        [[_TOTAL, *_of(_FIRST), _sum("Subtotaal", _FIRST), *_of(_ALL[3:]), _sum("Subtotaal", _ALL[3:])]],
        [[*_of(_ALL), _sum("Te transporteren", _ALL)], [_sum("Transport", _ALL), _TOTAL]],
    ],
    ids=[
        "carried over",
        "in other words",
        "with the page's number",
        "of a page",
        "of two parts",
        "of named parts",
        "total first",
        "nothing but the total follows",
    ],
)
def test_a_sum_of_rows_above_is_left_out_by_name(pages: Sequence[Sequence[Row]]) -> None:
    publication = _read(*pages)
    assert _rows(publication) == list(_ALL)
    assert _rows(publication, RowKind.TOTAL) == ["TOTAAL AMR"]
    assert len(_left_out(publication)) == sum(len(rows) for rows in pages) - len(_ALL) - 1


@pytest.mark.parametrize(
    "rows",
    [
        [*_of(_FIRST), ("Subtotaal", (1, 2, 3, 4)), *_of(_ALL[3:]), _TOTAL],
        [*_of(_FIRST), _sum("Subtotaal", _FIRST), *_of(_ALL[3:]), ("TOTAAL AMR", (1, 2, 3, 4))],
        [*_of(_FIRST), _sum("Subtotaal", _FIRST), *_of(_ALL[3:])],
        [*_of(_FIRST), _sum("Swifterbant", _FIRST), *_of(_ALL[3:]), _TOTAL],
    ],
    ids=[
        "no sum",
        "no total of all",
        "no total row",
        "no name of a sum",
    ],
)
def test_what_is_not_proven_to_be_a_sum_stays_for_sql_to_judge(rows: Sequence[Row]) -> None:
    publication = _read(rows)
    assert len(_rows(publication)) + len(_rows(publication, RowKind.TOTAL)) == len(rows)
    assert not _left_out(publication)


_NORTH, _SOUTH, _THIRD = (("Regio Noord", ()), ("Zuid-Flevoland", ()), ("Oost", ()))
_PARTS = (_ALL[:2], _ALL[2:3], _ALL[3:])


def _grouped(label: str = "Totaal {}", *, headings: Sequence[Row] = (_NORTH, _SOUTH, _THIRD)) -> list[Row]:
    rows: list[Row] = []
    for (heading, none), names in zip(headings, _PARTS, strict=True):
        rows += [*([(heading, none)] if heading else []), *_of(names), _sum(label.format(heading), names)]
    return rows


@pytest.mark.parametrize("label", ["Subtotaal {}", "Totaal {}", "{} totaal", "Tussentelling {}"])
@pytest.mark.parametrize("heading_at", [60, 50, 75], ids=["aligned", "names indented", "heading indented"])
def test_headings_of_groups_are_no_part_of_a_name(label: str, heading_at: float) -> None:
    publication = _read([*_grouped(label), _TOTAL], heading_at=heading_at)
    assert _rows(publication) == list(_ALL)
    assert _rows(publication, RowKind.TOTAL) == ["TOTAAL AMR"]
    assert len(_left_out(publication)) == len(_PARTS)
    assert publication.verifies


@pytest.mark.parametrize("page_break", [3, 4, 6, 7, 10])
def test_groups_may_go_on_on_the_next_page(page_break: int) -> None:
    rows = [*_grouped("Subtotaal {}"), _TOTAL]
    publication = _read(rows[:page_break], rows[page_break:])
    assert _rows(publication) == list(_ALL)
    assert _rows(publication, RowKind.TOTAL) == ["TOTAAL AMR"]


@pytest.mark.parametrize("heading_at", [60, 330], ids=["from the names on", "over the numbers"])
def test_headings_may_reach_over_the_numbers(heading_at: float) -> None:
    headings = [(f"Subregio van de gemeenten en dorpen in het {side}", ()) for side in ("noorden", "zuiden", "oosten")]
    rows = [*_grouped("Subtotaal", headings=headings), _TOTAL]
    publication = _read(rows, heading_at=heading_at)
    assert _rows(publication) == list(_ALL)
    assert [column.header_text for column in publication.columns[1:]] == list(HEADS)


def test_a_line_over_the_numbers_is_no_heading_where_groups_have_none() -> None:
    rows = [row for row in _grouped() if row[1]]
    with pytest.raises(DeclinedError):
        _read([("Uitsluitend de jongeren onder de gemeenten hier", ()), *rows, _TOTAL], heading_at=200)


def test_groups_may_have_sums_and_no_headings() -> None:
    rows = [row for row in _grouped("Totaal {}") if row[1]]
    publication = _read([*rows, _TOTAL])
    assert _rows(publication) == list(_ALL)
    assert len(_left_out(publication)) == len(_PARTS)


@pytest.mark.parametrize(
    "rows",
    [
        [*_grouped(), ("TOTAAL AMR", (88, 810, 1884, 689))],
        [*_grouped()[:-1], ("Totaal Oost", (0, 29, 51, 49)), _TOTAL],
        [*_grouped(), _sum("TOTAAL AMR", _FIRST)],
        [*_grouped(headings=[_NORTH, ("Derde kwartaal 2020", ()), _THIRD]), _TOTAL],
        [*_grouped(headings=[_NORTH, ("UWV-klanten", ()), _THIRD]), _TOTAL],
        [*_grouped(headings=[_NORTH, ("Toename", ()), _THIRD]), _TOTAL],
        _grouped(),
    ],
    ids=[
        "total of all wrong",
        "a group's sum wrong",
        "total of some",
        "another quarter",
        "of UWV",
        "a change",
        "no total of all",
    ],
)
def test_groups_that_are_not_proven_to_be_one_table_are_not_joined(rows: Sequence[Row]) -> None:
    publication = _read(rows)
    assert not set(_ALL) <= set(_rows(publication))
    assert not _left_out(publication)


def test_the_first_line_of_a_name_is_no_heading() -> None:
    rows = [
        ("Noord", ()),
        *_of(_ALL[:2]),
        _sum("Subtotaal Noord", _ALL[:2]),
        ("Lely-", ()),
        ("stad", _ROWS["Lelystad"]),
    ]
    rows += [*_of(_ALL[3:]), _sum("Subtotaal Zuid", _ALL[2:]), _TOTAL]
    assert "Lely-stad" in _rows(_read(rows)), "what a hyphen divides stays together"


def test_a_total_row_at_the_foot_of_each_page_is_one_total() -> None:
    # As two tables, each would seem to lack the rows of the other.
    publication = _read([*_of(_FIRST), _TOTAL], [*_of(_ALL[3:]), _TOTAL])
    assert _rows(publication) == list(_ALL)
    assert _rows(publication, RowKind.TOTAL) == ["TOTAAL AMR"]


def test_equal_total_rows_of_two_tables_that_are_not_their_sum_join_nothing() -> None:
    letters = [*headings(), *_table([*_of(_ALL), _TOTAL])]
    assert [_rows(publication) for publication in parse([page(letters, 1), page(letters, 2)])] == [list(_ALL)] * 2


def test_pages_that_end_with_one_total_are_tables_of_their_own_where_a_cell_is_blank() -> None:
    pages = [*_of(_FIRST), _TOTAL], [*_of(_ALL[3:]), _TOTAL]
    assert _rows(_read(*pages)) == list(_ALL)
    assert [_rows(each) for each in _publications(*pages, without_total="Dronten")] == [[*_FIRST], [*_ALL[3:]]]
