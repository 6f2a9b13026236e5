"""Tables wider than their paper: columns on further pages are joined where names and sums prove it, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import HEADS, SENTENCE, glyphs, page, paragraph, table
from reading import codes_of, rows_of, texts_of
from whole_page import ROW_NAMES, ROWS

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Page
from klantprofielen.read.layout.header.roles import SERIES_ORDER
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, PassageRole, RowKind

Rows = Sequence[tuple[str, tuple[int | str, ...]]]

_ALL: Rows = [(name, (*parts, sum(parts))) for name, parts in zip(ROW_NAMES, ROWS, strict=True)]
*_BODY, _TOTAL = _ALL
_TITLE = ("Transparantie van klantprofielen", "Tweede kwartaal 2020 Flevoland")
_TOP, _PITCH = 120.0, 14.0


def _strip(
    number: int,
    rows: Rows,
    columns: Sequence[int],
    *,
    named: bool = True,
    heads: Sequence[str] = HEADS,
    texts: Sequence[str] = _TITLE,
    below: Sequence[str] = SENTENCE,
) -> Page:
    """A page with some of the columns of a table."""
    shown = [(name if named else "", [counts[column] for column in columns]) for name, counts in rows]
    own, name_head, first = [heads[column] for column in columns], "Gemeente" if named else "", 260 if named else 140
    letters = table(shown, _TOP, names=40, first=first, heads=own, name_head=name_head)
    return page([*paragraph(texts, 40, 40, 20, 10), *letters, *paragraph(below, 40, 330, 12)], number)


def _rows(publication: PrintedPublication, kind: RowKind = RowKind.MUNICIPALITY) -> Rows:
    return [(name, tuple(map(_count, row))) for name, *row in rows_of(publication, kind)]


def _count(text: str) -> int | str:
    return int(text.replace(".", "")) if text[0].isdigit() else text


def _is_declined(pages: Sequence[Page]) -> bool:
    try:
        parse(pages)
    except DeclinedError:
        return True
    return False


_SHARES = [((0, 1), (2, 3), (4,)), ((0, 1), (2, 3, 4)), ((0, 1, 2), (3, 4)), ((0,), (1,), (2,), (3,), (4,))]


@pytest.mark.parametrize("named", [True, False], ids=["names on each page", "names on the first"])
@pytest.mark.parametrize("shares", _SHARES, ids=str)
def test_columns_on_further_pages_are_of_the_same_rows(shares: Sequence[Sequence[int]], *, named: bool) -> None:
    pages = [_strip(n, _ALL, columns, named=named or n == 1) for n, columns in enumerate(shares, start=1)]
    (publication,) = parse(pages)
    assert _rows(publication) == _BODY
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert [remark.remark_code for remark in publication.remarks] == ["columns_on_further_pages"]
    for cell in publication.cells:
        column = cell.column_number - 2
        stands_on = 1 if column < 0 else next(n for n, columns in enumerate(shares, start=1) if column in columns)
        assert cell.page_number == stands_on
    (count,) = (cell for cell in publication.cells if cell.cell_text == "1.060")
    place = next(columns.index(2) for columns in shares if 2 in columns)
    assert count.box.x1 == pytest.approx((260 if named or count.page_number == 1 else 140) + 110 * place)
    assert count.box.top == pytest.approx(_TOP), "the crop shows where it stands"


@pytest.mark.parametrize("named", [True, False], ids=["names on each page", "names on the first"])
@pytest.mark.parametrize("order", [(0, 2, 1, 3), (0, 1, 2, 3)], ids=["down first", "across first"])
def test_a_table_both_longer_and_wider_than_its_paper(order: Sequence[int], *, named: bool) -> None:
    strips = [(_ALL[:4], (0, 1)), (_ALL[:4], (2, 3, 4)), (_ALL[4:], (0, 1)), (_ALL[4:], (2, 3, 4))]
    pages = [
        _strip(number, rows, columns, named=named or columns == (0, 1))
        for number, (rows, columns) in enumerate([strips[place] for place in order], start=1)
    ]
    (publication,) = parse(pages)
    assert _rows(publication) == _BODY
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]


def test_columns_in_another_order_keep_their_counts() -> None:
    (publication,) = parse([_strip(1, _ALL, (4, 3)), _strip(2, _ALL, (2, 0, 1))])
    (almere,) = (row for name, row in _rows(publication) if name == "Almere")
    assert almere == (1902, 313, 1060, 79, 450)
    assert [column.column_role for column in publication.columns][1:] == [
        ColumnRole.IN_SONAR, ColumnRole.UWV_WITHOUT, ColumnRole.UWV_WITH, ColumnRole.MUNICIPAL_WITH,
        ColumnRole.MUNICIPAL_WITHOUT,
    ]  # fmt: skip


_SWAPPED = [_BODY[1], _BODY[0], *_BODY[2:], _TOTAL]
_OTHER_NAME = [("Zeewolde", _BODY[0][1]), *_ALL[1:]]
_LESS = [*_BODY, ("TOTAAL AMR", (_TOTAL[1][0] - 1, *_TOTAL[1][1:]))]
_HIDDEN = [("Almere", (79, 450, "<5", 313, 1902)), *_ALL[1:]]
_TWICE = ("Gemeente met profiel", "Gemeente geen profiel", "Gemeente met profiel", "UWV geen profiel", HEADS[4])
_WAJONG = (*HEADS[:2], "Wajong met profiel", *HEADS[3:])


@pytest.mark.parametrize(
    "pages",
    [
        [_strip(1, _ALL, (0, 1)), _strip(2, _SWAPPED, (2, 3, 4))],
        [_strip(1, _ALL, (0, 1)), _strip(2, _SWAPPED, (2, 3, 4), named=False)],
        [_strip(1, _ALL, (0, 1)), _strip(2, _OTHER_NAME, (2, 3, 4))],
        [_strip(1, _ALL, (0, 1)), _strip(2, _ALL[1:], (2, 3, 4), named=False)],
        [_strip(1, _BODY, (0, 1)), _strip(2, _BODY, (2, 3, 4))],
        [_strip(1, _LESS, (0, 1)), _strip(2, _LESS, (2, 3, 4))],
        [_strip(1, _HIDDEN, (0, 1)), _strip(2, _HIDDEN, (2, 3, 4), named=False)],
        [_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4), heads=_TWICE)],
        [_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4), heads=_WAJONG)],
        [_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3))],
        [_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4)), _strip(3, _ALL, (4,))],
    ],
    ids=[
        "rows in another order",
        "rows in another order, without names",
        "another name",
        "a row less, without names",
        "no total row",
        "a total that does not hold",
        "a suppressed count, without names",
        "a head twice",
        "a head of something else",
        "no total column",
        "a column twice",
    ],
)
def test_columns_that_are_not_proven_are_not_joined(pages: Sequence[Page]) -> None:
    assert _is_declined(pages)


def test_a_suppressed_count_is_read_where_names_are_repeated() -> None:
    (publication,) = parse([_strip(1, _HIDDEN, (0, 1)), _strip(2, _HIDDEN, (2, 3, 4))])
    assert _rows(publication)[0] == ("Almere", (79, 450, "<5", 313, 1902))


def test_what_a_further_page_says_of_its_columns_is_heeded() -> None:
    others = ("Transparantie van klantprofielen", "Derde kwartaal 2020 Flevoland")
    (publication,) = parse([_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4), texts=others)])
    headings = texts_of(publication, PassageRole.HEADING)
    assert "Derde kwartaal 2020 Flevoland" in headings, "two quarters contradict each other, whatever adds up"
    changes = (*_TITLE, "Toename ten opzichte van het vorige kwartaal")
    (publication,) = parse([_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4), texts=changes)])
    assert "figures_not_counts" in codes_of(publication)


def test_two_regions_over_two_pages_each_are_two_publications() -> None:
    other: Rows = [(f"{name}-Zuid", counts) for name, counts in _BODY]
    title = ("Transparantie van klantprofielen", "Tweede kwartaal 2020 Zuid-Flevoland")
    sentence = [line.replace("Flevoland", "Zuid-Flevoland") for line in SENTENCE]
    pages = [_strip(1, _ALL, (0, 1)), _strip(2, _ALL, (2, 3, 4))]
    pages += [_strip(3, [*other, _TOTAL], (0, 1), texts=title, below=sentence)]
    pages += [_strip(4, [*other, _TOTAL], (2, 3, 4), texts=title, below=sentence)]
    one, two = parse(pages)
    assert _rows(one) == _BODY
    assert _rows(two) == other
    for publication, name in ((one, "Flevoland"), (two, "Zuid-Flevoland")):
        (note,) = texts_of(publication, PassageRole.FOOTNOTE)
        assert f"arbeidsmarktregio {name} bevat" in note


def test_heads_that_stand_close_on_a_further_page_are_read_by_the_edges_of_their_numbers() -> None:
    # Together they would read as `UWV met profiel UWV geen profiel`, of which no column is.
    first = _strip(1, _ALL, (0, 1))
    letters = [*glyphs(_TITLE[0], 40, 40, 10), *table(((name, ()) for name in ROW_NAMES), _TOP, names=40, heads=())]
    for column, right in ((2, 260), (3, 328), (4, 440)):
        own = [("", [counts[column]]) for _, counts in _ALL]
        letters += table(own, _TOP, first=right, heads=[HEADS[column]], name_head="")
    (publication,) = parse([first, page(letters, 2)])
    assert _rows(publication) == _BODY


_CAPTIONS = ("Gemeenteklanten in Sonar", "UWV-klanten in Sonar, en totaal")
_UNDER_CAPTIONS = ("Met profiel", "Zonder profiel", "Met profiel", "Zonder profiel", "Totaal in Sonar")


def _on_one_page(
    places: Sequence[tuple[float, float]],
    *,
    captions: Sequence[str] = _CAPTIONS,
    tables: Sequence[Rows] = (_ALL, _ALL),
    heads: Sequence[str] = _UNDER_CAPTIONS,
) -> Page:
    """Two tables with the columns of municipalities and of UWV, each with names, captions and heads at its place."""
    letters = paragraph(_TITLE, 40, 40, 20, 10)
    for (left, top), caption, rows, columns in zip(places, captions, tables, ((0, 1), (2, 3, 4)), strict=True):
        shown = [(name, [counts[column] for column in columns]) for name, counts in rows]
        own = [heads[column] for column in columns]
        letters += glyphs(caption, left, top - 32)
        letters += table(shown, top, names=left, first=left + 170, step=90, heads=own)
    return page([*letters, *paragraph(SENTENCE, 40, 520, 12)])


_PLACES = {
    "beside": ((40.0, _TOP), (340.0, _TOP)),
    "beside, half a row lower": ((40.0, _TOP), (340.0, _TOP + _PITCH / 2)),
    "below": ((40.0, _TOP), (40.0, 300.0)),
}


@pytest.mark.parametrize("places", _PLACES.values(), ids=_PLACES)
def test_two_tables_on_a_page_with_the_columns_of_one_are_joined(places: Sequence[tuple[float, float]]) -> None:
    (publication,) = parse([_on_one_page(places)])
    assert _rows(publication) == _BODY
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert tuple(column.column_role for column in publication.columns[1:]) == SERIES_ORDER
    (count,) = (cell for cell in publication.cells if cell.cell_text == "1.060")
    left, top = places[1]
    assert (count.box.x1, count.box.top) == pytest.approx((left + 170, top)), "the crop shows where it stands"
    assert any("Flevoland" in passage.passage_text for passage in publication.passages)


_OTHER_NAMES: Rows = [("Ander" + name.lower(), counts) for name, counts in _BODY]
_OTHER_COUNTS: Rows = [(name, (*counts[:2], counts[2] + 1, *counts[3:])) for name, counts in _ALL]


@pytest.mark.parametrize(
    "changed",
    [
        {"tables": (_ALL, [*_OTHER_NAMES, _TOTAL])},
        {"tables": (_ALL, _OTHER_COUNTS)},
        {"captions": ("Gemeenteklanten in Sonar", "Mutatie UWV-klanten in Sonar")},
        {"captions": ("Gemeenteklanten in Sonar", "Gemeenteklanten in Sonar")},
        {"captions": ("Klanten in Sonar", "Klanten in Sonar")},
    ],
    ids=["other names", "no sums", "changes", "one owner twice", "no owner"],
)
@pytest.mark.parametrize("places", _PLACES.values(), ids=_PLACES)
def test_two_tables_on_a_page_that_are_not_proven_to_be_one_are_declined(
    places: Sequence[tuple[float, float]], changed: dict[str, object]
) -> None:
    assert _is_declined([_on_one_page(places, **changed)])  # type: ignore[arg-type]
