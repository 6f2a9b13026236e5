"""Tables that go on on a further page: each name stays whole, no foot of a page is in one, and no page is skipped."""

from __future__ import annotations

import pytest
from handset import glyphs, headings, moved, page
from whole_page import NAMES, PITCH, ROWS, TOP, all_counts, counts_of, flat_header, numbers, whole

from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES
from klantprofielen.read.layout.publication import parse
from klantprofielen.records import PassageRole


def test_a_name_goes_on_under_the_repeated_header_where_names_begin_at_their_numbers() -> None:
    names = ("Almere", "Capelle aan|den IJssel", "Lelystad", "Krimpen aan den|IJssel", "Urk", "TOTAAL AMR")
    first, second = [*headings(), *flat_header()], flat_header()
    for place, (name, row) in enumerate(zip(names, ROWS, strict=True)):
        y = TOP + 24 * place if place < 2 else TOP + 14 + 24 * (place - 2)
        letters = first if place < 2 else second
        lines = name.split("|")
        letters += glyphs(lines[0], 60, y)
        if len(lines) > 1:
            # The page ends below the numbers of the second row.
            letters, y = (second, TOP - 10) if place == 1 else (letters, y)
            letters += glyphs(lines[1], 60, y + 10)
            y = TOP + 24 if place == 1 else y
        (first if place < 2 else second).extend(numbers(row, y))
    (publication,) = parse([page(first, 1), page(second, 2)])
    assert [*counts_of(publication)] == [name.replace("|", " ") for name in names[:-1]]


def test_a_name_in_a_tall_row_goes_on_on_the_next_page() -> None:
    letters = whole()
    # Rows stand three lines apart; the name of the second goes on alone at the top of the next page.
    tall = [g._replace(box=g.box.moved(0, (g.box.top - TOP) * 1.6)) if g.box.top >= TOP else g for g in letters]
    at = TOP + 1.5 * 2.6 * PITCH
    first = [g for g in tall if g.box.top < at]
    second = moved((g for g in tall if g.box.top > at), 0, 70 - at)
    (publication,) = parse([page(first, 1), page([*second, *glyphs("IJssel", 60, 60)], 2)])
    assert "Dronten IJssel" in counts_of(publication)


def _in_two() -> tuple[list[Glyph], list[Glyph]]:
    """The letters of a page that ends within its table, and of the next."""
    letters = whole()
    at = TOP + 2.5 * PITCH
    return [g for g in letters if g.box.top < at], moved((g for g in letters if g.box.top > at), 0, 40 - at)


@pytest.mark.parametrize("foot", ["1 van 2   UWV Gegevensdiensten \u00a9 juli 2020", "UWV \u00a9 juli 2020", "blad 1"])
def test_the_foot_of_a_page_is_no_part_of_its_last_name(foot: str) -> None:
    first, second = _in_two()
    first += glyphs(foot, 60, TOP + 3 * PITCH + 2, 6)
    (publication,) = parse([page(first, 1), page([*second, *glyphs(foot.replace("1", "2"), 60, 400, 6)], 2)])
    assert counts_of(publication) == all_counts()


@pytest.mark.parametrize("between", ["", "Pagina 2 van 3"])
def test_a_table_goes_on_after_a_page_without_anything(between: str) -> None:
    first, last = _in_two()
    (publication,) = parse([page(first, 1), page(glyphs(between, 60, 560), 2), page(last, 3)])
    assert counts_of(publication) == all_counts()


def test_a_table_does_not_go_on_after_a_page_that_says_something() -> None:
    first, last = _in_two()
    pages = [page(first, 1), page(glyphs("Zeeland, derde kwartaal 2020", 60, 60), 2), page(last, 3)]
    assert all(len(counts_of(publication)) < len(NAMES) for publication in parse(pages))


def test_what_the_next_page_says_of_quarter_and_region_is_held_against_the_headings() -> None:
    first, second = _in_two()
    down = [g._replace(box=g.box.moved(0, 80)) for g in second]
    again = "Transparantie van klantprofielen - Zeeland - vierde kwartaal 2020 (vervolg)"
    (publication,) = parse([page(first, 1), page([*glyphs(again, 60, 30), *down], 2)])
    assert counts_of(publication) == all_counts()
    assert again in [p.passage_text for p in publication.passages if p.passage_role is PassageRole.HEADING]


@pytest.mark.parametrize(
    ("text", "is_heeded"), [("Alleen vrouwen", True), ("Stand na correctie", True), ("1 van 2", False)]
)
@pytest.mark.parametrize("is_at_foot", [True, False])
def test_a_note_where_a_table_breaks_is_read(text: str, is_heeded: bool, is_at_foot: bool) -> None:
    first, second = _in_two()
    down = [g._replace(box=g.box.moved(0, 80)) for g in second]
    at_foot, at_top = (text, "") if is_at_foot else ("", text)
    pages = [page([*first, *glyphs(at_foot, 60, 540)], 1), page([*glyphs(at_top, 60, 30), *down], 2)]
    (publication,) = parse(pages)
    assert bool(SAID_OF_FIGURES & {remark.remark_code for remark in publication.remarks}) is is_heeded
