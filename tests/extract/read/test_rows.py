"""The rows of tables set by hand: each number belongs to the name that a person reads beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from handset import HEADS, ending_at, glyphs, headings, moved, paragraph, width_of
from reading import roles_of, texts_of
from whole_page import (
    FLAT,
    NAMES,
    OVER_OWNER,
    PARTS,
    PITCH,
    ROW_NAMES,
    ROWS,
    SENTENCE,
    SUMS,
    TOP,
    Counts,
    all_counts,
    body,
    by_role,
    counts_of,
    flat_header,
    note,
    numbers,
    published,
    read_under,
    renamed,
    right_of,
    upward,
    whole,
    without_sentence,
)

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.records import ColumnRole, PassageRole, RowKind


@pytest.mark.parametrize(("one", "other"), list(permutations(range(4), 2)))
def test_two_columns_of_one_name_are_declined(one: int, other: int) -> None:
    labels = [*HEADS]
    labels[one] = labels[other]
    with pytest.raises(DeclinedError):
        read_under(labels)


def test_a_caption_over_the_names_is_no_head_however_near_it_stands() -> None:
    assert counts_of(published([*whole(), *glyphs("Klantprofielen per gemeente", 60, TOP - 36)])) == all_counts()


def test_a_text_further_below_than_rows_stand_is_no_part_of_the_last_name() -> None:
    total, *rows = [TOP + PITCH * place for place in range(len(NAMES) + 1)]
    letters = [letter for letter in body() if letter.box.top not in {total, *rows}]
    for y, name, parts in zip((total, *rows), ("Totaal AMR", *NAMES), (SUMS, *PARTS), strict=True):
        letters += [*glyphs(name, 60, y), *numbers(parts, y)]
    heading = glyphs("Toelichting", 60, rows[-1] + 1.4 * PITCH)
    assert counts_of(published([*letters, *flat_header(), *heading])) == all_counts()


def test_a_column_that_says_the_same_in_every_row_holds_no_names() -> None:
    letters = [*whole(), *glyphs("Provincie", 180, TOP - 20), *paragraph(["Flevoland"] * 5, 180, TOP, PITCH)]
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize(
    "name",
    [
        "Arbeidsmarktregio Flevoland",
        "Som van de gemeenten",
        "Hele regio",
        "Flevoland samen",
        "Flevoland, alle gemeenten",
    ],
)
def test_a_total_row_may_be_called_by_the_region_or_as_a_sum(name: str) -> None:
    assert counts_of(published(renamed(whole(), len(NAMES), name))) == all_counts()


@pytest.mark.parametrize("numbers_on", [0, 1, 2])
@pytest.mark.parametrize("row", [0, 2, 4])
def test_a_name_that_wraps_belongs_to_its_own_row(numbers_on: int, row: int) -> None:
    pieces = ("Nieuwe", "Noord-", "oostpolder")
    letters = [*headings(), *flat_header()]
    y = TOP + 4
    for place, parts in enumerate(PARTS):
        lines = pieces if place == row else (NAMES[place],)
        letters += paragraph(lines, 60, y, 9)
        letters += numbers(parts, y + 9 * (numbers_on if place == row else 0))
        y += 9 * len(lines) + 14
    names = list(counts_of(published(letters)))
    expected = list(NAMES)
    expected[row] = "Nieuwe Noord-oostpolder"
    assert names == expected


@pytest.mark.parametrize("numbers_on", [0, 2])
def test_names_are_told_apart_where_a_font_gives_its_letters_uneven_boxes(numbers_on: int) -> None:
    # Lines of one name stand 9 points apart, names 10; the letter p reaches 3 points lower.
    names = ("Capelle aan den IJssel", "Delft", "Krimpen aan den IJssel", "Maassluis", "Voorne aan Zee")
    lines_of = {
        0: ("Capelle aan", "den", "IJssel"),
        2: ("Krimpen", "aan den", "IJssel"),
        4: ("Voorne", "aan", "Zee"),
    }
    letters = [*headings(), *flat_header()]
    y = TOP + 4
    for place, parts in enumerate(PARTS):
        lines = lines_of.get(place, (names[place],))
        for number, text in enumerate(lines):
            letters += [
                g._replace(box=Box(g.box.x0, g.box.top, g.box.x1, g.box.bottom + 3 * ("p" in text)))
                for g in glyphs(text, 60, y + 9 * number)
            ]
        letters += numbers(parts, y + 9 * (numbers_on if place in lines_of else 0))
        y += 9 * len(lines) + 1
    assert tuple(counts_of(published(letters))) == names


def test_names_on_lines_of_their_own_may_reach_over_the_numbers() -> None:
    names = ("Almere", "Dronten", "Lelystad", "Noordoostpolder in de provincie Flevoland", "Urk", "TOTAAL AMR")
    letters = [*headings(), *flat_header()]
    for place, (name, row) in enumerate(zip(names, ROWS, strict=True)):
        letters += glyphs(name, 60, TOP + 30 * place, 14 if place == 3 else 8)
        letters += numbers(row, TOP + 30 * place + 13)
    publication = published(letters)
    assert list(counts_of(publication)) == list(names[:-1])
    assert len(_totals(publication)) == 1


def _with_total_beside(parts: Counts, right_by: float) -> list[Glyph]:
    bottom = TOP + PITCH * len(NAMES)
    letters = moved(body(parts=parts), right_by, where=lambda box: box.top == bottom and box.x0 > 200)
    return [*letters, *flat_header()]


_SMALL = ((21, 22, 23, 24), (31, 32, 33, 34), (26, 27, 28, 29), (36, 37, 38, 39), (41, 42, 43, 44))


@pytest.mark.parametrize("right_by", [18.0, -40.0, 50.0])
def test_a_total_row_beside_its_columns_is_read_in_their_order_where_sums_prove_it(right_by: float) -> None:
    publication = published(_with_total_beside(_SMALL, right_by))
    assert counts_of(publication) == all_counts(_SMALL)
    (total,) = _totals(publication)
    assert total == [f"{sum(column)}" for column in zip(*(by_role(row).values() for row in _SMALL), strict=True)]  # type: ignore[arg-type]
    assert not publication.remarks


def test_a_total_row_beside_its_columns_that_adds_up_to_something_else_is_told_number_by_number() -> None:
    # In a document that others made the process that read it ended.
    letters = _with_total_beside(_SMALL, 18)
    off = next(index for index, letter in enumerate(letters) if letter.box.top == TOP and letter.text == "1")
    letters[off] = letters[off]._replace(text="3")
    publication = published(letters)
    assert sum(remark.remark_code == "stray_number" for remark in publication.remarks) == len(FLAT)


def _totals(publication: PrintedPublication) -> list[list[str]]:
    return [[row[role] for role in FLAT] for row in roles_of(publication, RowKind.TOTAL)]


@pytest.mark.parametrize(
    ("name", "first", "is_total"),
    [("Flevoland", 79, True), ("", 79, True), ("Flevoland", 78, False), ("Biddinghuizen", 79, False)],
    ids=["the region", "no name", "another sum", "a name that is said nowhere else"],
)
def test_a_last_row_by_the_name_of_the_region_is_the_total_where_it_is_the_sum(
    name: str, first: int, is_total: bool
) -> None:
    # Taken for a municipality it would double the region.
    letters = renamed(whole(), len(NAMES), name)
    if first == 78:
        off = next(index for index, letter in enumerate(letters) if letter.box.top == TOP and letter.text == "9")
        letters[off] = letters[off]._replace(text="8")
    publication = published(letters)
    assert bool(_totals(publication)) is is_total
    assert (set(counts_of(publication)) == set(NAMES)) is is_total


def _reprinted(letters: list[Glyph], printed: dict[tuple[int, int], str]) -> list[Glyph]:
    """The letters with other texts in cells, by row and column."""
    for (row, column), text in printed.items():
        y, right = TOP + PITCH * row, right_of(column)
        letters = [
            letter for letter in letters if letter.box.top != y or not right - 60 < letter.box.x0 < right + 1
        ] + ending_at(text, right, y)
    return letters


@pytest.mark.parametrize(
    ("printed", "is_total"),
    [
        ({(1, 0): "<5"}, True),
        ({(1, 0): "<5", (4, 0): "<5"}, True),
        ({(4, 0): "-", (1, 0): "x", (4, 2): "*"}, True),
        ({(1, 0): "≤ 4", (4, 3): "n.b."}, True),
        ({(1, 0): "<5", (5, 1): "-"}, True),
        ({(1, 0): "<3"}, False),
        ({(1, 0): "<5", (0, 0): "9"}, False),
        ({(1, 0): "-", (5, 0): "112"}, False),
        ({(1, 0): "-", (0, 0): "790"}, False),
        ({(1, 0): "<5", (4, 4): "-"}, False),
        ({(1, 0): "<5", (5, 4): "3.974"}, False),
        ({(1, 0): "<5", (5, 1): "942"}, False),
    ],
    ids=[
        "one", "two", "without bounds", "other signs", "in the total", "too few are hidden", "too few are known",
        "less than is known", "more is known", "all clients hidden", "another sum of all", "another sum of a part",
    ],
)  # fmt: skip
def test_a_last_row_by_the_name_of_the_region_is_the_total_as_far_as_counts_are_printed(
    printed: dict[tuple[int, int], str], is_total: bool
) -> None:
    # Taken for a municipality it would double the region; a municipality taken for the total would be lost.
    letters = renamed(whole(), len(NAMES), "Flevoland")
    publication = published(_reprinted(letters, printed))
    assert bool(_totals(publication)) is is_total
    assert (set(counts_of(publication)) == set(NAMES)) is is_total


def test_a_last_row_without_a_name_is_no_total_where_counts_are_suppressed() -> None:
    letters = renamed(whole(), len(NAMES), "")
    publication = published(_reprinted(letters, {(1, 0): "<5"}))
    assert not _totals(publication)
    assert publication.remarks, "a row of nobody's would be published"


def _in_lines(names: Sequence[Sequence[str]], anchor: str, line: float) -> list[Glyph]:
    """A table whose names take several lines: the numbers stand at the first, the last or the middle of them."""
    letters = [*headings(), *flat_header(), *paragraph(SENTENCE, 40, 300, 12)]
    y = TOP
    for lines, row in zip(names, ROWS, strict=True):
        at = {"first": 0.0, "last": line * (len(lines) - 1), "middle": line * (len(lines) - 1) / 2}[anchor]
        letters += [*paragraph(lines, 60, y, line), *numbers(row, y + at)]
        y += line * len(lines)
    return letters


@pytest.mark.parametrize("anchor", ["first", "last", "middle"])
@pytest.mark.parametrize("line", [9.0, 11.0])
def test_lines_of_names_as_far_apart_as_rows_are_each_of_its_own_row(anchor: str, line: float) -> None:
    # Where nothing but the row that a name begins or ends in tells it from the next one.
    names = (("Almere", "aan de Vaart"), ("Dronten",), ("Haarlemmerlied", "e en", "Spaarnwoude"), ("Lelystad",),
             ("Noordoost-", "polder en Urk"), ("Totaal",))  # fmt: skip
    found = counts_of(published(_in_lines(names, anchor, line)))
    whole = ["Almere aan de Vaart", "Dronten", "Haarlemmerlied e en Spaarnwoude", "Lelystad", "Noordoost-polder en Urk"]
    assert list(found) == whole
    assert list(found.values()) == list(all_counts().values())


def test_a_total_row_under_many_lines_of_its_name_is_a_row_of_the_table() -> None:
    names = (*((name,) for name in NAMES), ("Totaal in de", "regio Zuid-", "Kennemerla", "nd en", "IJmond"))
    publication = published(_in_lines(names, "last", 12))
    assert len(_totals(publication)) == 1


def test_a_region_that_stands_beside_the_rows_with_and_without_its_number_is_named_once() -> None:
    # `flevoland 6 flevoland` is the name of no region: the document would be declined.
    named = [*glyphs("6 Flevoland", 40, TOP), *glyphs("Flevoland", 40, TOP + 3 * PITCH)]
    publication = published([*moved(whole(), 80), *named])
    assert counts_of(publication) == all_counts()
    assert texts_of(publication, PassageRole.REGION_COLUMN) == ["6 Flevoland"]


def test_groups_above_turned_heads_are_read_also_where_the_head_of_the_names_stands_at_their_foot() -> None:
    letters = moved(body(), 0, 60, where=lambda box: box.top > 95)
    letters += glyphs("Gemeente", 60, TOP + 48)
    for column, role in enumerate(FLAT):
        letters += upward(OVER_OWNER.get(role, "Totaal in Sonar"), right_of(column) - 8, TOP + 56)
    for place, owner in enumerate(("Gemeenteklanten", "UWV-klanten")):
        letters += glyphs(owner, right_of(2 * place) - 10, TOP - 30)
    assert counts_of(published(letters)) == all_counts()


def _in_groups(left: float, rows: int) -> list[Glyph]:
    """A table whose first rows, and the others, stand under a heading that has no numbers."""
    gap = PITCH + 2
    letters = flat_header()
    for letter in body():
        down = 0.0 if letter.box.top < TOP else gap if letter.box.top < TOP + PITCH * rows else 2 * gap
        letters.append(letter._replace(box=letter.box.moved(0, down)))
    letters += glyphs("Provincie Flevoland", left, TOP + 2)
    return letters + glyphs("Provincie Utrecht", left, TOP + 2 + gap + PITCH * rows)


def test_headings_left_of_the_names_group_the_rows_and_are_part_of_no_name() -> None:
    publication = published(_in_groups(50, 2))
    assert counts_of(publication) == all_counts()
    assert not publication.remarks


def test_names_right_of_their_numbers_are_read_and_shown_where_they_stand() -> None:
    bare = [letter for letter in without_sentence() if letter.box.top < 100 or letter.box.x0 > 200]
    letters = moved(bare, -180, where=lambda box: box.top > 100)
    letters += [*glyphs("Gemeente", 620, TOP - 20), *paragraph(ROW_NAMES, 620, TOP, PITCH)]
    letters += paragraph(SENTENCE, 350, 262, 12)
    publication = published(letters)
    assert counts_of(publication) == all_counts()
    assert len(_totals(publication)) == 1
    assert note(publication) == " ".join(SENTENCE)
    places = {cell.cell_text: cell.box.x0 for cell in publication.cells if cell.column_role is ColumnRole.MUNICIPALITY}
    assert set(places.values()) == {620.0}


def test_names_between_their_numbers_are_read_and_shown_where_they_stand() -> None:
    # The total left of the names: its column is moved before them, and all others to the right.
    letters = [*headings(), *paragraph(SENTENCE, 40, 300, 12)]
    for letter in without_sentence():
        if letter.box.top > 100 and letter.box.x0 > 150:
            right_by = 100 - right_of(4) if letter.box.x0 > right_of(3) else 80
            letters += moved([letter], right_by)
    letters += [*glyphs("Gemeente", 150, TOP - 20), *paragraph(ROW_NAMES, 150, TOP, PITCH)]
    publication = published(letters)
    assert counts_of(publication) == all_counts()
    assert len(_totals(publication)) == 1
    places = {cell.cell_text: cell.box.x0 for cell in publication.cells if cell.column_role is ColumnRole.MUNICIPALITY}
    assert set(places.values()) == {150.0}


def test_a_name_that_ends_under_wider_numbers_of_other_rows_is_that_of_its_own() -> None:
    # Right before its own number; the total row's begins further to the left.
    right_by = right_of(0) - width_of("28") - 1.5 - (60 + width_of("Noordoostpolder"))
    letters = moved(whole(), right_by, where=lambda box: box.x0 < 200 and TOP - 5 < box.top < 290)
    assert counts_of(published(letters)) == all_counts()


def test_a_column_that_most_rows_leave_blank_is_found_also_where_the_total_rows_name_wraps() -> None:
    kept = {"Urk", "TOTAAL AMR"}
    letters = [*flat_header(), *glyphs("Een leeg veld: minder dan 10 personen.", 40, 330)]
    for letter in body():
        row = round((letter.box.top - TOP) / PITCH)
        in_rows = 0 <= row <= len(NAMES)
        if in_rows and right_of(0) - 40 < letter.box.x0 < right_of(0) and ROW_NAMES[row] not in kept:
            continue
        if not (row == len(NAMES) and letter.box.x0 < right_of(0) - 40):
            letters.append(letter)
    last = TOP + PITCH * len(NAMES)
    letters += [*glyphs("TOTAAL", 60, last - 4, 7), *glyphs("AMR", 60, last + 4, 7)]
    counts = counts_of(published(letters))
    assert [name for name, row in counts.items() if all(row.values())] == ["Urk"]
