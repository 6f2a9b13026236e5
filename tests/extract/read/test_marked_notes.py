"""A note behind a mark speaks of the name or the number that bears it; behind any other mark it speaks of the table."""

from __future__ import annotations

import pytest
from captioned_page import TOP, drawn, said
from handset import HEIGHT, ending_at, glyphs, width_of

from klantprofielen.geometry import UNTOLD, Glyph
from klantprofielen.read.layout.captions.said import NO_COUNTS, NOT_REAL, OF_A_PART, SAID_OF_FIGURES

_NOTES = {
    "Betreft het gemiddelde van de vier kwartalen.": NO_COUNTS,
    "Verandering ten opzichte van het vorige kwartaal.": NO_COUNTS,
    "Percentages": NO_COUNTS,
    "Voorlopige cijfers": NOT_REAL,
    "Alleen personen die op zoek zijn naar werk.": OF_A_PART,
}
_MARKS = ("*", "1)", "\u00b9", "\u2020")


def _note(text: str, mark: str, y: float = TOP + 60) -> list[Glyph]:
    return glyphs(f"{mark} {text}", 40, y, 7)


@pytest.mark.parametrize("note", _NOTES)
@pytest.mark.parametrize("mark", _MARKS)
def test_a_note_whose_mark_no_row_bears_is_one_on_the_table(note: str, mark: str) -> None:
    on_head = ending_at(mark, 320 + 110 * 4 + width_of(mark), TOP - 20)
    on_total = glyphs(mark, 40 + width_of("TOTAAL AMR"), TOP + 42)
    for bearer in ([], on_head, on_total):
        assert said(drawn([*_note(note, mark), *bearer]))


@pytest.mark.parametrize("note", _NOTES)
def test_the_note_on_a_title_may_stand_at_the_foot_of_the_page(note: str) -> None:
    on_title = glyphs("\u00b9", 40 + width_of("Flevoland", 11), 90)
    assert said(drawn([*_note(note, "\u00b9", HEIGHT - 20), *on_title]))


@pytest.mark.parametrize("note", _NOTES)
def test_a_mark_that_is_not_told_may_be_that_of_the_table(note: str) -> None:
    # A font that only numbers its glyphs: which digit it raised, nothing proves.
    on_title, on_name = (glyphs(UNTOLD, x, y, 6) for x, y in ((40 + width_of("Flevoland", 11), 90), (80, TOP + 13)))
    assert said(drawn([*_note(note, UNTOLD, HEIGHT - 20), *on_title]))
    assert said(drawn([*_note(note, UNTOLD), *on_name]))


@pytest.mark.parametrize("note", ["Voorlopig cijfer.", "Na een telfout hersteld.", "Geschat door de gemeente."])
@pytest.mark.parametrize("mark", _MARKS)
def test_a_note_whose_mark_a_name_or_a_number_bears_speaks_of_that(note: str, mark: str) -> None:
    places = [(40 + width_of("Dronten"), TOP + 14), (320.0 + 2 * (mark == "1)"), TOP + 14)]
    for place in places:
        assert not SAID_OF_FIGURES & said(drawn([*_note(note, mark), *glyphs(mark, *place)]))


@pytest.mark.parametrize("caption", ["Jongerencijfers", "Jeugdeditie", "18- t/m 26-jarigen"])
def test_a_caption_of_the_young_is_of_a_part(caption: str) -> None:
    assert OF_A_PART in said(drawn(glyphs(caption, 40, 130, 11)))


def test_a_raised_mark_in_brackets_is_that_of_the_note_with_a_plain_one() -> None:
    borne = glyphs("1)", 40 + width_of("Dronten"), TOP + 13, 4.5)
    assert not SAID_OF_FIGURES & said(drawn([*_note("Voorlopig cijfer.", "1)"), *borne]))
