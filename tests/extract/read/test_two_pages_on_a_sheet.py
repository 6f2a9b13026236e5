"""Two pages on one sheet are read one after the other; a table across the middle of a sheet stays one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from handset import HEIGHT, WIDTH, glyphs, headings, moved, page, paragraph, table
from reading import rows_of, texts_of

from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.arrangements.two_pages_on_a_sheet import unfolded
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import PassageRole, RowKind

_HEADS = ("Gem.\nprofiel", "Gem.\ngeen profiel", "UWV\nprofiel", "UWV\ngeen profiel", "Totaal\nin Sonar")
_ROWS = {
    "Almere": ("79", "450", "1.060", "313", "1.902"),
    "Dronten": ("3", "88", "229", "101", "421"),
    "Lelystad": ("6", "243", "544", "226", "1.019"),
    "Zeewolde": ("1", "20", "61", "17", "99"),
    "Urk": ("0", "29", "51", "48", "128"),
    "TOTAAL AMR": ("89", "830", "1.945", "705", "3.569"),
}
_PROSE = tuple(
    f"Gemeenten en UWV hebben samen de taak die in regel {n} staat." for n in ("een", "twee", "drie", "vier")
)
_MIDDLE = WIDTH / 2


def _prose(x: float) -> list[Glyph]:
    return paragraph((*_PROSE, *_PROSE), x, 110, 15)


def _table(x: float, rows: Mapping[str, tuple[str, ...]] = _ROWS) -> list[Glyph]:
    return table(rows.items(), 170, names=x, first=x + 120, step=55, heads=_HEADS)


def _sentence(x: float, region: str = "Flevoland") -> list[Glyph]:
    lines = (
        f"In de arbeidsmarktregio {region} bevat het doelgroepregister",
        "5.082 personen. Hiervan is 70% bekend in Sonar.",
    )
    return paragraph(lines, x, 300, 12)


_ALL = [[name, *counts] for name, counts in _ROWS.items()]


def test_text_on_the_left_page_and_the_table_on_the_right() -> None:
    right = _MIDDLE + 30
    (publication,) = parse([page([*headings(), *_prose(40), *_table(right), *_sentence(right)])])
    assert rows_of(publication) == _ALL
    (count,) = (cell for cell in publication.cells if cell.cell_text == "1.060")
    assert (count.box.x1, count.box.top) == pytest.approx((right + 230, 170)), "the crop shows where it stands"
    assert texts_of(publication, PassageRole.HEADING)[:3] == [
        "Transparantie van klantprofielen",
        "Tweede kwartaal 2020",
        "Flevoland",
    ]


def test_two_publications_on_one_sheet() -> None:
    other = {f"{name}-Zuid" if name != "TOTAAL AMR" else name: counts for name, counts in _ROWS.items()}
    right = _MIDDLE + 30
    letters = [*headings(), *_table(40), *_sentence(40), *headings("Zuid", right), *_table(right, other)]
    one, two = parse([page([*letters, *_sentence(right, "Zuid")])])
    assert rows_of(one) == _ALL
    assert rows_of(two) == [[name, *counts] for name, counts in other.items()]
    assert texts_of(two, PassageRole.HEADING)[-1] == "Zuid"


def test_two_regions_under_one_title_have_a_register_each() -> None:
    other = {f"{name}-Zuid" if name != "TOTAAL AMR" else name: counts for name, counts in list(_ROWS.items())[2:]}
    right = _MIDDLE + 30
    letters = [*headings(), *_table(40), *_sentence(40), *glyphs("Zuid", right, 80, 10), *_table(right, other)]
    one, two = parse([page([*letters, *_sentence(right, "Zuid")])])
    assert rows_of(one) == _ALL
    assert rows_of(two) == [[name, *counts] for name, counts in other.items()]


def test_each_of_two_publications_has_its_own_colophon() -> None:
    right = _MIDDLE + 30
    letters = [*headings(), *_table(40), *_sentence(40), *headings("Zuid", right), *_table(right)]
    letters += [*_sentence(right, "Zuid"), *glyphs("UWV © juli 2020", 40, 350)]
    once = parse([page(letters)])
    assert [_colophon(publication) for publication in once] == [["UWV © juli 2020"]] * 2, "one is of both"
    each = parse([page([*letters, *glyphs("UWV © augustus 2020", right, 350)])])
    assert [_colophon(publication) for publication in each] == [["UWV © juli 2020"], ["UWV © augustus 2020"]]


def _colophon(publication: PrintedPublication) -> list[str]:
    return texts_of(publication, PassageRole.COLOPHON)


def test_names_of_two_lines_do_not_keep_two_pages_together() -> None:
    # Their rows have no name on the line of their numbers.
    right = _MIDDLE + 30
    letters = [*headings(), *_table(40), *_sentence(40), *headings("Zuid", right), *_table(right), *_sentence(right)]
    for x in (40, right):
        letters = [g for g in letters if not (x <= g.box.x0 < x + 60 and g.box.top in {184, 240})]
        for y, words in ((184, ("Dron-", "ten")), (240, ("TOTAAL", "AMR"))):
            letters += [*glyphs(words[0], x, y - 4, 7), *glyphs(words[1], x, y + 4, 7)]
    one, two = parse([page(letters)])
    assert [row[1:] for row in rows_of(one)] == [row[1:] for row in rows_of(two)] == [row[1:] for row in _ALL]


def test_a_list_in_two_halves_is_no_two_pages() -> None:
    names = list(_ROWS)
    left, right = ({name: _ROWS[name] for name in part} for part in (names[:3], names[3:]))
    letters = [*headings(), *_table(40, left), *_table(_MIDDLE + 30, right)]
    sheet = page([*letters, *_sentence(40)])
    assert unfolded(sheet) is sheet
    (publication,) = parse([sheet])
    assert sorted(rows_of(publication)) == sorted(_ALL)


def test_a_table_with_a_wide_gap_in_the_middle_is_one() -> None:
    letters = [*headings(), *table(_ROWS.items(), 170, names=40, first=240, step=90, heads=_HEADS)]
    letters = moved(letters, 140, where=lambda box: box.top > 140 and box.x0 > 350)
    letters += paragraph([f"Noot {line}" for line in range(4)], 480, 320, 12)
    sheet = page([*letters, *_sentence(40)])
    assert unfolded(sheet) is sheet
    (publication,) = parse([sheet])
    assert rows_of(publication) == _ALL


def test_a_sheet_as_high_as_wide_is_one_page() -> None:
    assert HEIGHT * 1.2 < WIDTH
    sheet = page([*headings(), *_prose(40), *_table(_MIDDLE + 30)])
    assert unfolded(sheet).fold is not None
    narrow = type(sheet)(1, WIDTH, WIDTH, sheet.lines)
    assert unfolded(narrow) is narrow


def test_rows_with_few_numbers_at_a_page_break_are_kept() -> None:
    rows = {
        "Almere": ("79", "450", "1.060", "313", "1.902"),
        "Dronten": ("3", "88", "229", "101", "421"),
        "Lelystad": ("", "", "", "226", "1.019"),
        "Zeewolde": ("", "", "", "", "99"),
        "Urk": ("0", "29", "51", "48", "128"),
        "TOTAAL AMR": ("89", "830", "1.945", "705", "3.569"),
    }
    names = list(rows)
    first, second = ({name: rows[name] for name in part} for part in (names[:3], names[3:]))
    note = glyphs("Lege cellen: minder dan 5 klanten.", 40, 280)
    (publication,) = parse(
        [page([*headings(), *_table(40, first)], 1), page([*_table(40, second), *note, *_sentence(40)], 2)]
    )
    found: dict[int, dict[int, str]] = {}
    for cell in publication.cells:
        if cell.row_kind is RowKind.MUNICIPALITY:
            found.setdefault(cell.row_number, {})[cell.column_number] = cell.cell_text
    assert [[row[column] for column in sorted(row)] for row in found.values()] == [
        [name, *counts] for name, counts in rows.items() if name != "TOTAAL AMR"
    ]
