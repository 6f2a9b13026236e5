"""Numbers, codes, bullets and icons before the names of rows, and marks behind, are no part of them."""

from __future__ import annotations

import pytest
from handset import ending_at, glyphs, paragraph
from reading import texts_of
from whole_page import NAMES, PITCH, TOP, all_counts, counts_of, published, renamed, whole

from klantprofielen.records import PassageRole


def test_numbers_before_names_that_number_the_rows_are_no_part_of_them() -> None:
    letters = whole()
    for row, name in enumerate(NAMES):
        letters = renamed(letters, row, f"{row + 1}. {name}")
    assert counts_of(published(letters)) == all_counts()


def test_the_number_of_a_row_whose_name_wraps_stands_in_no_column() -> None:
    letters = whole()
    letters += paragraph("12345", 50, TOP, PITCH)
    y = TOP + 3 * PITCH
    letters = [letter for letter in letters if letter.box.top != y or not 55 < letter.box.x0 < 200]
    letters += [*glyphs("Noordoost-", 60, y - 4.5), *glyphs("polder", 60, y + 4.5)]
    publication = published(letters)
    assert list(counts_of(publication)) == [*NAMES[:3], "Noordoost-polder", NAMES[4]]
    assert not publication.remarks


@pytest.mark.parametrize("code", ["GM00{}", "GM 00{}"])
def test_a_code_before_each_name_is_no_part_of_it(code: str) -> None:
    letters = whole()
    for row, name in enumerate(NAMES):
        letters = renamed(letters, row, f"{code.format(34 + 7 * row)} {name}")
    assert counts_of(published(letters)) == all_counts()


def test_a_code_of_each_municipality_is_not_the_region() -> None:
    codes = [f"GM{34 + 7 * row:04d}" for row in range(len(NAMES))]
    publication = published([*whole(), *paragraph(codes, 20, TOP, PITCH)])
    assert counts_of(publication) == all_counts()
    assert not texts_of(publication, PassageRole.REGION_COLUMN)


@pytest.mark.parametrize("symbol", ["\ue00c", "\ue00c ", "\u2022 ", "\u25ba"])
def test_a_bullet_or_an_icon_before_a_name_is_no_part_of_it(symbol: str) -> None:
    letters = whole()
    for place in range(len(NAMES)):
        letters += ending_at(symbol, 60, TOP + PITCH * place)
    assert counts_of(published(letters)) == all_counts()


def test_a_letter_in_brackets_behind_a_name_is_the_mark_of_a_note_and_that_of_a_province_is_not() -> None:
    marked = renamed(renamed(whole(), 1, "Dronten (a)"), 2, "Lelystad (O)")
    assert list(counts_of(published(marked))) == ["Almere", "Dronten", "Lelystad (O)", "Noordoostpolder", "Urk"]
