"""The texts around tables set by hand: headings, times, colophon and the sentence on the register are found as set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import HEIGHT, WIDTH, glyphs, moved, page, paragraph, width_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import texts_of
from whole_page import (
    PITCH,
    SENTENCE,
    TOP,
    all_counts,
    counts_of,
    note,
    notes_below,
    published,
    whole,
    without_sentence,
)

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import parse
from klantprofielen.records import PassageRole


def test_a_justified_sentence_beside_another_text_is_whole() -> None:
    letters: list[Glyph] = []
    beside = ("Door de koppeling tussen de kandidatenverkenner", "en Sonar zijn de profielen beschikbaar voor",
              "werkgevers. Gemeenten maken hun bestand zo", "transparant.")  # fmt: skip
    sentence = (
        "In Sonar zijn niet alle doelgroepers opgenomen, in",
        "de arbeidsmarktregio Flevoland bevat het",
        "doelgroepregister banenafspraak in totaal 5.082",
        "personen. Hiervan is 78% bekend binnen Sonar.",
    )
    end = 300 + width_of(sentence[0])
    for place, (left, right) in enumerate(zip(beside, sentence, strict=True)):
        letters += glyphs(left, 40, 300 + 11 * place)
        words = right.split()
        room = (end - 300 - sum(map(width_of, words))) / (len(words) - 1) if place < 3 else width_of(" ")
        x = 300.0
        for word in words:
            letters += glyphs(word, x, 300 + 11 * place)
            x += width_of(word) + room
    assert notes_below(letters) == [" ".join(sentence)]


@given(width=st.integers(24, 120))
@settings(max_examples=40, deadline=None)
def test_the_sentence_on_the_register_is_whole_however_it_wraps(width: int) -> None:
    words, lines = " ".join(SENTENCE).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += word + " "
    assert notes_below(paragraph([line.strip() for line in lines], 40, 300, 11)) == [" ".join(words)]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Stand per 30 juni 2020.", "Stand per 30 juni 2020"),
        ("Peildatum: 30-09-2020", "Peildatum: 30-09-2020"),
        ("De cijfers betreffen het derde kwartaal van 2019.", "cijfers betreffen het derde kwartaal van 2019"),
        ("Gegevens over Q3 2020", "Gegevens over Q3 2020"),
        ("Stand einde derde kwartaal 2019, zie ook de volgende pagina.", "Stand einde derde kwartaal 2019"),
    ],
)
def test_the_time_that_a_note_tells_is_held_against_the_headings(note: str, told: str) -> None:
    assert told in texts_of(published([*whole(), *glyphs(note, 60, 275)]), PassageRole.HEADING)


@pytest.mark.parametrize(
    "note",
    [
        "De volgende publicatie verschijnt in het derde kwartaal van 2020.",
        "Vragen? Bel vanaf 1 juli 2020.",
        "Deze cijfers zijn definitief. De cijfers over het derde kwartaal van 2019 vindt u in de vorige uitgave.",
    ],
)
def test_a_time_that_is_not_that_of_the_figures_is_no_heading(note: str) -> None:
    headings = texts_of(published([*whole(), *glyphs(note, 60, 275)]), PassageRole.HEADING)
    assert not any("derde" in text or "juli" in text for text in headings)


@pytest.mark.parametrize(
    "note",
    ["Stand 31 maart", "Ultimo maart 2020", "Peildatum: 1 april 2020", "Stand: eerste kwartaal 2020"],
)
@pytest.mark.parametrize("y", [115, 275, 520])
def test_a_time_alone_on_a_line_is_held_against_the_headings_wherever_it_stands(note: str, y: float) -> None:
    assert note in texts_of(published([*whole(), *glyphs(note, 60, y)]), PassageRole.HEADING)


def _above(lines: Sequence[str]) -> list[Glyph]:
    """A table without a quarter in its headings, with lines between these and its heads."""
    return [*(glyph for glyph in whole() if glyph.box.top != 70), *paragraph(lines, 60, 106, 12)]


def _beside(lines: Sequence[str], y: float) -> list[Glyph]:
    """A table without the sentence on the register, moved to the left, with lines in the room beside it."""
    letters = moved(without_sentence(), -100, where=lambda box: box.x0 > 200 and box.top > 150)
    return [*letters, *paragraph(lines, 690, y, 11)]


def _times(letters: list[Glyph]) -> tuple[list[str], list[str]]:
    """The headings that name a quarter, and the sentences that tell one."""
    passages = published(letters).passages
    named = [p for p in passages if "kwartaal" in p.passage_text.lower() or "q2" in p.passage_text.lower()]
    return (
        [p.passage_text for p in named if p.passage_role is PassageRole.HEADING],
        [p.passage_text for p in named if p.passage_role is PassageRole.SENTENCE],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "In deze uitgave van Transparantie van klantprofielen leest u de aantallen voor het tweede kwartaal van 2022.",
        "Deze tabel betreft het tweede kwartaal 2022.",
        "De cijfers zijn van het 2e kwartaal van 2022.",
        "De gegevens hebben betrekking op Q2 2022.",
        "Hieronder staan de aantallen per einde tweede kwartaal 2022, naar gemeente.",
        "Dit overzicht gaat over het tweede kwartaal van het jaar 2022.",
        "In het tweede kwartaal van 2022 stonden de volgende personen in Sonar.",
        "Alle aantallen in deze tabel gelden voor het tweede kwartaal van 2022.",
        "Tweede kwartaal 2022.",
        "Transparantie van klantprofielen, tweede kwartaal 2022.",
        "Flevoland | tweede kwartaal 2022.",
    ],
)
@pytest.mark.parametrize("more", ["", " Het gaat om iedereen in Sonar."])
def test_a_sentence_above_the_table_tells_the_quarter_of_its_figures(sentence: str, more: str) -> None:
    # A document that names its quarter nowhere else would be declined.
    assert _times(_above([sentence + more])) == ([], [sentence])


@pytest.mark.parametrize(
    "sentence",
    [
        "De volgende publicatie over het derde kwartaal van 2022 verschijnt in november.",
        "Ten opzichte van het eerste kwartaal 2022 zijn meer personen bekend.",
        "Het aantal klanten steeg vergeleken met het eerste kwartaal 2022.",
        "De cijfers zijn hoger dan die van het eerste kwartaal 2022.",
        "De aantallen van het eerste kwartaal 2022 waren lager.",
        "Gemeenten die vanaf het eerste kwartaal 2022 zijn samengevoegd, staan onder hun nieuwe naam.",
        "De cijfers van het eerste kwartaal 2022 zijn herzien.",
        "Gepubliceerd in het derde kwartaal 2022.",
        "Uitgave: bijgewerkt, derde kwartaal 2022.",
        "In het derde kwartaal 2022 volgt een bijeenkomst voor werkgevers.",
        "Deze tabel betreft de klanten.",
    ],
)
def test_a_sentence_on_another_time_tells_no_quarter(sentence: str) -> None:
    # The figures would be published under a quarter that they are only compared with.
    assert _times(_above([sentence])) == ([], [])


def test_a_line_of_a_paragraph_that_compares_is_no_heading() -> None:
    # Alone in naming a quarter, it would make it that of the table.
    paragraph = ("Het aantal personen met een klantprofiel is gestegen, vergeleken met", "het eerste kwartaal 2022, en",
                 "ligt hoger.")  # fmt: skip
    assert _times(_above(paragraph)) == ([], [])


def test_of_a_sentence_over_two_lines_the_quarter_is_told_once_whole() -> None:
    paragraph = ("In deze uitgave leest u hoeveel personen in Sonar staan, met de aantallen van",
                 "het tweede kwartaal 2022, voor wie zoekt.")  # fmt: skip
    assert _times(_above(paragraph))[1] == [" ".join(paragraph)]


_BAR = ("Lezen van de tabel", "Iedere regel is een gemeente.", "Een liggend streepje (–)", "betekent: niemand, het",
        "aantal is nul.")  # fmt: skip


@pytest.mark.parametrize("y", [TOP + 3, TOP - 60, 330])
def test_the_note_on_a_sign_counts_wherever_it_stands_beside_the_table(y: float) -> None:
    # Without it a dash is a number that nobody knows.
    notes = texts_of(published(_beside(_BAR, y)), PassageRole.BLANKS_NOTE)
    assert notes == [" ".join(_BAR[2:])]


def test_half_a_note_that_goes_on_over_the_table_is_none_beside_it() -> None:
    # `– betekent nul`, cut out of `niet altijd: een – betekent nul of onbekend`, would say what nobody wrote.
    half = glyphs("– betekent nul of is onbekend: het aantal is dan niet bij de gemeente bekend", 14, 320)
    notes = texts_of(published([*without_sentence(), *half]), PassageRole.BLANKS_NOTE)
    assert all("onbekend" in text for text in notes)


def _turned(letters: Sequence[Glyph], quarter_turns: int) -> list[Glyph]:
    """The letters turned about the page's middle, so that they stand sideways on a page as large."""
    return [
        glyph._replace(box=glyph.box.turned(quarter_turns, WIDTH, HEIGHT), quarter_turns=quarter_turns)
        for glyph in letters
    ]


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_table_set_sideways_has_the_headings_of_its_upright_page(quarter_turns: int) -> None:
    table = [glyph for glyph in whole() if 150 < glyph.box.top < 290]
    beside = [glyph for glyph in whole() if glyph not in table]
    shown = page_of_glyphs(1, HEIGHT, WIDTH, [*_turned(table, quarter_turns), *beside])
    (publication,) = parse([shown])
    assert counts_of(publication) == all_counts()
    texts = {passage.passage_role: passage for passage in reversed(publication.passages)}
    assert "5.082" in texts[PassageRole.FOOTNOTE].passage_text
    title = texts[PassageRole.HEADING]
    assert title.passage_text == "Transparantie van klantprofielen"
    assert (title.box.x0, title.box.top) == pytest.approx((40, 40)), "the crop shows where it stands"
    numbered = page_of_glyphs(1, HEIGHT, WIDTH, [*_turned(table, quarter_turns), *beside, *glyphs("1", 300, 820)])
    (publication,) = parse([numbered])
    assert not texts_of(publication, PassageRole.REGION_COLUMN), "the page's number"


def test_a_sentence_at_the_height_of_the_headings_on_another_page_hides_none_of_them() -> None:
    end = TOP + 2.5 * PITCH
    first = [glyph for glyph in whole() if glyph.box.top < end]
    second = moved((glyph for glyph in whole() if glyph.box.top > end), 0, -160)
    second += moved((glyph for glyph in second if glyph.box.top > 135), 0, -70)
    (publication,) = parse([page(first, 1), page([glyph for glyph in second if not 135 < glyph.box.top < 165], 2)])
    headings = texts_of(publication, PassageRole.HEADING)
    assert headings == ["Transparantie van klantprofielen", "Tweede kwartaal 2020", "Flevoland"]
    assert counts_of(publication) == all_counts()


def test_sentences_above_two_tables_are_each_of_the_table_below_them() -> None:
    above = moved(whole(), 0, -185, where=lambda box: box.top > 295)
    other = glyphs(SENTENCE[1].replace("5.082", "5.150"), 40, 112 + 12)
    other = [*[glyph for glyph in above if not 120 < glyph.box.top < 132], *other]
    first, second = parse([page(above, 1), page(other, 2)])
    assert "5.082" in note(first)
    assert "5.150" in note(second)


def test_a_sentence_between_two_tables_is_not_that_of_the_second() -> None:
    # The second table has none of its own; the register of the first is not its.
    first, second = parse([page(whole(), 1), page(without_sentence(), 2)])
    assert "5.082" in note(first)
    assert note(second) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ["UWV Gegevensdiensten © januari 2021"],
        ["UWV Gegevensdiensten ©", "januari 2021"],
        [
            "Volg ons op uwv.nl Bronvermelding bij overname is verplicht. Dit is pagina 1 van 1 "
            "UWV Gegevensdiensten © januari 2021"
        ],
    ],
    ids=["a line", "two lines", "the end of a line"],
)
def test_the_colophon_is_found_as_it_is_set(lines: list[str]) -> None:
    found = texts_of(published([*whole(), *paragraph(lines, 60, 500, 11)]), PassageRole.COLOPHON)
    assert found == ["UWV Gegevensdiensten © januari 2021"]


@pytest.mark.parametrize(
    ("line", "colophon"),
    [
        ("Volg ons Bronvermelding bij overname is verplicht. UWV, juli 2020", "UWV, juli 2020"),
        ("Bronvermelding verplicht | UWV 15 juli 2020", "UWV 15 juli 2020"),
        ("Bron: UWV, gepubliceerd in juli 2020", "Bron: UWV, gepubliceerd in juli 2020"),
        ("Vragen over de cijfers beantwoordt UWV juli 2020", None),
        ("Neem contact op. UWV verwerkt tot juli 2020 de opgaven", None),
    ],
)
def test_the_publisher_and_a_date_close_a_foot_line(line: str, colophon: str | None) -> None:
    found = texts_of(published([*whole(), *glyphs(line, 60, 500)]), PassageRole.COLOPHON)
    assert found == ([colophon] if colophon else [])


def test_the_sentence_on_the_register_beside_the_table_is_found_where_none_stands_above_or_below() -> None:
    lines = ("UWV in cijfers", "Het doelgroepregister bevat in", "de arbeidsmarktregio Flevoland",
             "5.082 personen, waarvan 78%", "bekend is binnen Sonar.")  # fmt: skip
    publication = published(_beside(lines, TOP + 3))
    assert counts_of(publication) == all_counts()
    assert note(publication) == " ".join(lines[1:])


def test_the_sentence_on_the_register_is_found_in_the_second_of_two_columns_of_text() -> None:
    beside = ("Sonar biedt ook de mogelijkheid om van", "kandidaten een klantprofiel op te stellen.", "Deze bevatten",
              "gegevens van werkzoekenden en hun competenties.")  # fmt: skip
    sentence = ("Het doelgroepregister banenafspraak telt in", "de arbeidsmarktregio Flevoland in totaal",
                "5.082 personen; 78 procent van hen is", "bekend in Sonar.")  # fmt: skip
    letters = paragraph(beside, 40, 300, 11) + paragraph(sentence, 300, 300, 11)
    assert notes_below(letters) == [" ".join(sentence)]


@pytest.mark.parametrize("beside", ["Vragen over de cijfers? Bel uw adviseur.", "Meer regio's op www.werk.nl"])
def test_a_sentence_or_an_address_beside_the_rows_is_no_region(beside: str) -> None:
    letters = [*moved(whole(), 300), *glyphs(beside, 30, 210)]
    (publication,) = parse([page_of_glyphs(1, 1200, 600, letters)])
    assert not texts_of(publication, PassageRole.REGION_COLUMN)


def test_another_title_is_enough_where_the_words_speak_of_profiles_in_sonar_and_of_the_target_group() -> None:
    letters = [g for g in whole() if g.box.top > 60]
    (publication,) = parse([page_of_glyphs(1, 1000, 600, [*letters, *glyphs("Kandidaten in beeld", 40, 40, 16)])])
    assert len(counts_of(publication)) == 5


def test_a_target_group_of_others_under_another_title_is_another_publication() -> None:
    # `Doelgroep` alone names nobody: the counts of all job seekers would pass for those of the series.
    letters = [g for g in whole() if 60 < g.box.top < 299]
    letters += [*glyphs("Werkzoekenden in Sonar", 40, 40, 16), *glyphs("De doelgroep is breed", 40, 110)]
    with pytest.raises(DeclinedError, match="other_uwv_publication"):
        parse([page_of_glyphs(1, 1000, 600, letters)])
