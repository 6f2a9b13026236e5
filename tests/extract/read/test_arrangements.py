"""Tables in another arrangement: read as one table where that is certain, and never as another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import SENTENCE, ending_at, glyphs, headings, moved, page, paragraph, table
from reading import roles_of
from whole_page import NAMES, ORDER, PARTS

from facsimiles.figures import dotted
from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, RowKind

_HEADS = ("Gem.\nprofiel", "Gem.\ngeen\nprofiel", "UWV\nprofiel", "UWV\ngeen\nprofiel", "Totaal\nSonar")
_PARTS = dict(zip(NAMES, PARTS, strict=True)) | {"Zeewolde": (11, 37, 95, 64)}
_TOP, _PITCH = 180.0, 14.0
# Where names begin, and where the first column ends and how far the next ends from it.
_LEFT, _RIGHT = (40.0, 150.0, 60.0), (440.0, 550.0, 60.0)

Rows = Sequence[tuple[str, tuple[int, ...]]]


def _with_sum(name: str) -> tuple[str, tuple[int, ...]]:
    return name, (*_PARTS[name], sum(_PARTS[name]))


def _total_of(rows: Rows) -> tuple[str, tuple[int, ...]]:
    return "TOTAAL AMR", tuple(map(sum, zip(*(counts for _, counts in rows), strict=True)))


_ALL = [_with_sum(name) for name in _PARTS]
_TOTAL = _total_of(_ALL)


def _texts() -> list[Glyph]:
    return [*headings(), *paragraph(SENTENCE, 40, 320, 12)]


def _block(
    rows: Rows, place: tuple[float, float, float], heads: Sequence[str] = _HEADS, down: float = 0
) -> list[Glyph]:
    """A block of rows under heads of two or three lines, each right-aligned with its column."""
    names, first, step = place
    letters = table(rows, _TOP, names=names, first=first, step=step, heads=heads)
    return moved(letters, 0, down, where=lambda box: box.top >= _TOP)


def _rows(publication: PrintedPublication, kind: RowKind = RowKind.MUNICIPALITY) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (row[ColumnRole.MUNICIPALITY], tuple(int(row[role].replace(".", "")) for role in ORDER))
        for row in roles_of(publication, kind)
    ]


def _is_whole(letters: list[Glyph]) -> bool:
    """Whether everything on a page is taken for one table without a doubt."""
    try:
        publications = parse([page(letters)])
    except DeclinedError:
        return False
    doubts = {remark.remark_code for one in publications for remark in one.remarks}
    return len(publications) == 1 and not doubts & {"row_not_understood", "stray_number"}


@pytest.mark.parametrize("down", [0.0, 5.0], ids=["level rows", "rows between rows"])
def test_blocks_side_by_side_are_one_table(down: float) -> None:
    letters = [*_texts(), *_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, down=down)]
    (publication,) = parse([page(letters)])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert not publication.remarks
    (urk,) = (cell for cell in publication.cells if cell.cell_text == "Urk")
    assert (urk.box.x0, urk.box.top) == pytest.approx((_RIGHT[0], _TOP + _PITCH + down)), (
        "the crop shows where it stands"
    )


def test_a_block_that_nothing_stands_over_has_the_heads_of_the_first() -> None:
    bare = [g for g in _block([*_ALL[3:], _TOTAL], _RIGHT, (), down=-9) if g.box.top >= _TOP - 9]
    (publication,) = parse([page([*_texts(), *_block(_ALL[:3], _LEFT), *bare])])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]


def test_a_total_row_below_all_blocks_is_their_last() -> None:
    total = _block([_TOTAL], _LEFT, (), down=4 * _PITCH)
    (publication,) = parse([page([*_texts(), *_block(_ALL[:3], _LEFT), *_block(_ALL[3:], _RIGHT), *total])])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert [cell.row_kind for cell in publication.cells][-1] is RowKind.TOTAL


_SWAPPED = (_HEADS[1], _HEADS[0], *_HEADS[2:])
_LESS = ("TOTAAL AMR", (_TOTAL[1][0] - 1, *_TOTAL[1][1:]))


@pytest.mark.parametrize(
    "blocks",
    [
        [*_block([*_ALL[:3], _total_of(_ALL[:3])], _LEFT), *_block([*_ALL[3:], _total_of(_ALL[3:])], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _total_of(_ALL[3:])], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block(_ALL[3:], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _LESS], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, _SWAPPED)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, ("Wajong", "WIA", "WW", "IOW", "Totaal"))],
    ],
    ids=[
        "two regions",
        "a total of the right one alone",
        "no total",
        "sums that do not hold",
        "heads in another order",
        "heads of something else",
    ],
)
def test_what_only_stands_side_by_side_is_not_joined(blocks: list[Glyph]) -> None:
    assert not _is_whole([*_texts(), *blocks])
    try:
        publications = parse([page([*_texts(), *blocks])])
    except DeclinedError:
        return
    names = [{name for name, _ in _rows(publication)} for publication in publications]
    assert all(found in (set(list(_PARTS)[:3]), set(list(_PARTS)[3:])) for found in names)


_SIDE_HEADS = (
    "Gemeenteklanten, profiel in Sonar",
    "Gemeenteklanten, geen profiel in Sonar",
    "UWV-klanten, profiel in Sonar",
    "UWV-klanten, geen profiel in Sonar",
    "Totaal in Sonar",
)
_PROFILES = ("Profiel in Sonar", "Geen profiel in Sonar")
_LINES = (
    ("Gemeenteklanten in Sonar", None),
    *((label, row) for row, label in enumerate(_PROFILES)),
    ("UWV-klanten in Sonar", None),
    *((label, row + 2) for row, label in enumerate(_PROFILES)),
    ("Totaal in Sonar", 4),
)


def _columns(
    columns: Rows,
    lines: Sequence[tuple[str, int | None]],
    names: Sequence[str] | None = None,
    mark: str = ".",
    left: float = 0,
) -> list[Glyph]:
    """A column for each municipality; a line with a label and, where it has a number, the row of numbers beside it."""
    letters = glyphs("Gemeente", 40, _TOP - 20)
    for column, (name, counts) in enumerate(columns):
        right = 300 + 75.0 * column
        for line, text in enumerate(reversed((names[column] if names else name).split("\n"))):
            letters += ending_at(text, right - left, _TOP - 20 - 9 * line)
        for line, (_, row) in enumerate(lines):
            if row is not None:
                letters += ending_at(f"{counts[row]:,}".replace(",", mark), right, _TOP + _PITCH * line)
    return letters + paragraph([label for label, _ in lines], 40, _TOP, _PITCH)


_FLAT = [(label, row) for row, label in enumerate(_SIDE_HEADS)]


# A narrow first column breaks a label before the profile that it denies.
_REST = " profiel in Sonar"
_BROKEN = [
    line
    for label, row in _FLAT
    for line in ([(label[: -len(_REST)], row), (_REST.strip(), None)] if "geen" in label else [(label, row)])
]


@pytest.mark.parametrize(
    "lines",
    [_FLAT, _LINES, _BROKEN],
    ids=["each label says all", "groups on lines of their own", "labels that wrap"],
)
def test_a_table_on_its_side_is_read_as_if_it_stood(lines: Sequence[tuple[str, int | None]]) -> None:
    (publication,) = parse([page([*_texts(), *_columns([*_ALL, _TOTAL], lines)])])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert not publication.remarks
    (count,) = (cell for cell in publication.cells if cell.cell_text == "1.060")
    place = [row for _, row in lines].index(2)
    assert (count.box.x1, count.box.top) == pytest.approx((300, _TOP + _PITCH * place)), (
        "the crop shows where it stands"
    )


def test_a_name_of_a_table_on_its_side_may_be_centred_left_of_its_numbers() -> None:
    names = ("Almere", "Dronten", "Lelystad", "Emmeloord", "Urk", "Zeewolde", "Totaal")
    (publication,) = parse([page([*_texts(), *_columns([*_ALL, _TOTAL], _FLAT, names, left=32)])])
    assert _rows(publication) == [(name, counts) for name, (_, counts) in zip(names, _ALL, strict=False)]


@pytest.mark.parametrize("name", ["Regio", "Flevoland"])
def test_the_total_of_a_table_on_its_side_may_bear_the_regions_name(name: str) -> None:
    (publication,) = parse([page([*_texts(), *_columns([*_ALL, (name, _TOTAL[1])], _LINES)])])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [(name, _TOTAL[1])]


def test_groups_may_stand_beside_their_rows_and_names_may_wrap() -> None:
    lines = [(label, row) for label, row in _LINES if row is not None]
    letters = [
        glyph for glyph in _columns([*_ALL, _TOTAL], lines, _WRAPPED) if glyph.box.x1 > 200 or glyph.box.top < _TOP
    ]
    letters += paragraph([label for label, _ in lines[:4]], 150, _TOP, _PITCH)
    for line, label in ((0, "Gemeenteklanten"), (2, "UWV-klanten"), (4, "Totaal in Sonar")):
        letters += glyphs(label, 40, _TOP + _PITCH * line)
    (publication,) = parse([page([*_texts(), *letters])])
    assert _rows(publication)[3][0] == "Noordoost-polder", "a hyphen at a line's end can be the name's own"
    assert [counts for _, counts in _rows(publication)] == [counts for _, counts in _ALL]


_WRAPPED = ("Almere", "Dronten", "Lelystad", "Noordoost-\npolder", "Urk", "Zeewolde", "Totaal\nregio")
_ONE_LESS = ("Almere", (78, *_ALL[0][1][1:]))


@pytest.mark.parametrize("mark", [",", " ", "\u2009", "\u202f", "\ufffd"])
def test_a_table_on_its_side_adds_up_whatever_parts_its_thousands(mark: str) -> None:
    (publication,) = parse([page([*_texts(), *_columns([*_ALL, _TOTAL], _LINES, _WRAPPED, mark)])])
    printed = [cell.cell_text for cell in publication.cells if cell.row_kind is RowKind.TOTAL]
    assert printed == ["Totaal regio", *(f"{count:,}".replace(",", mark) for count in _TOTAL[1])]


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        ([*_ALL, _TOTAL], _FLAT[:4]),
        ([*_ALL, _TOTAL], [(_SIDE_HEADS[0], 0), *_FLAT[:1], *_FLAT[2:]]),
        ([*_ALL, _TOTAL], [("Wajong", 0), *_FLAT[1:]]),
        ([*_ALL, _TOTAL], [(_LINES[0][0], None), *_LINES[1:3], *_LINES[4:]]),
        ([*_ALL, _TOTAL], [*_LINES[1:3], *_LINES[3:]]),
        ([_ONE_LESS, *_ALL[1:], _TOTAL], _FLAT),
        ([*_ALL, _LESS], _FLAT),
        (_ALL, _FLAT),
        ([_TOTAL, *_ALL], _FLAT),
        ([(f"Q{number} 2019", counts) for number, (_, counts) in enumerate(_ALL)] + [_TOTAL], _FLAT),
    ],
    ids=[
        "no total in Sonar",
        "a role twice",
        "another word",
        "one group for both",
        "rows before the only group",
        "a column that does not add up",
        "a row that does not add up",
        "no total column",
        "the total first",
        "quarters",
    ],
)
def test_what_is_not_certain_of_a_table_on_its_side_is_declined(
    columns: Rows, lines: Sequence[tuple[str, int | None]]
) -> None:
    with pytest.raises(DeclinedError):
        parse([page([*_texts(), *_columns(columns, lines)])])


def test_a_column_without_a_name_gives_no_other_columns_name_to_its_numbers() -> None:
    names = [name for name, _ in _ALL[:2]] + ["", *[name for name, _ in _ALL[3:]], "TOTAAL AMR"]
    with pytest.raises(DeclinedError):
        parse([page([*_texts(), *_columns([*_ALL, _TOTAL], _FLAT, names)])])


def _emptied(note: str, without: int, *, heads_moved_by: float = 0.0, total: str = "") -> list[Glyph]:
    """A table in which no row prints anything in one column; its total row may."""
    rows = [
        (name, tuple(0 if place == without else count for place, count in enumerate(_PARTS[name]))) for name in _PARTS
    ]
    rows = [(name, (*counts, sum(counts))) for name, counts in rows]
    printed = [
        (name, (*counts[:without], total if name == "TOTAAL AMR" else "", *counts[without + 1 :]))
        for name, counts in [*rows, _total_of(rows)]
    ]
    letters = moved(_block(printed, _LEFT), heads_moved_by, where=lambda box: box.top < _TOP and box.x0 > _LEFT[1] - 40)
    return [*letters, *_texts(), *glyphs(note, 40, 300)]


@pytest.mark.parametrize("total", ["", "0"])
@pytest.mark.parametrize("without", range(4))
def test_a_column_in_which_no_row_prints_a_number_is_that_of_the_head_over_nothing(without: int, total: str) -> None:
    (publication,) = parse(
        [page(_emptied("Een lege cel betekent dat er geen personen zijn (0).", without, total=total))]
    )
    blank = {cell.column_role for cell in publication.cells if not cell.cell_text}
    assert blank == {ORDER[without]}
    rows = roles_of(publication, RowKind.MUNICIPALITY)
    for place, role in enumerate(ORDER[:4]):
        if place != without:
            assert [row[role] for row in rows] == [dotted(parts[place]) for parts in _PARTS.values()]


@pytest.mark.parametrize(
    "letters",
    [
        _emptied("Stand ultimo juni.", 3),
        _emptied("Een lege cel betekent dat er geen personen zijn (0).", 3, heads_moved_by=-60),
        _emptied("Een lege cel betekent dat er geen personen zijn (0).", 4),
        _emptied("Een lege cel betekent dat er geen personen zijn (0).", 3, total="5"),
    ],
    ids=["no note", "heads a column off", "no totals", "a total of nothing"],
)
def test_what_is_not_certain_of_an_empty_column_is_declined(letters: list[Glyph]) -> None:
    with pytest.raises(DeclinedError):
        parse([page(letters)])
