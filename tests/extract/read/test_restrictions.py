"""Words that say whom a table counts: a table of a part of the clients, or of others, is not the series."""

from __future__ import annotations

from textwrap import wrap

import pytest
from captioned_page import drawn, said
from handset import HEIGHT, WIDTH, ending_at, glyphs, paragraph
from reading import codes_of

from klantprofielen.read.layout.captions.said import OF_A_PART, OF_OTHERS, SAID_OF_FIGURES
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import parse
from klantprofielen.read.words_on_figures.standing_text import PROSE


def test_a_long_heading_with_the_quarter_restricts_the_table() -> None:
    heading = glyphs("Tweede kwartaal 2020 - Flevoland - alleen jongeren (18 tot en met 26 jaar)", 40, 112, 11)
    prose = paragraph(wrap(PROSE[:170], 90), 40, 134, 11)
    assert OF_A_PART in said(drawn([*heading, *prose]))


@pytest.mark.parametrize(
    "caption",
    [
        "Selectie: alleen klanten jonger dan 27 jaar",
        "Jongeren tot 27 jaar",
        "Klanten van 50 jaar en ouder",
        "Vrouwen in de doelgroep",
        "Alleen klanten met Wajong",
        "18 - 27 jaar",
        "Wajong",
        "Klanten met een Wajong-uitkering",
        "Participatiewet",
        "Sector zorg en welzijn",
        "Branche: bouw",
        "Alleen werkzoekenden",
        "Exclusief Urk",
        "Leeftijdsgroep 15-27",
        "Mannelijke klanten",
        "55-plussers",
        "Langer dan een jaar ingeschreven",
        "Klanten zonder werk",
        "Steekproef van klanten",
        "De tabel bevat uitsluitend klanten jonger dan 27 jaar die door de gemeente of door UWV worden bediend.",
        "Deze uitgave betreft uitsluitend klanten met een Wajong-uitkering; anderen uit het doelgroepregister tellen "
        "niet mee.",
        "De cijfers hebben alleen betrekking op jongeren tot 27 jaar in de regio, met en zonder profiel in Sonar.",
        "Deze tabel geeft het aantal personen met een WW-uitkering die in Sonar zijn geregistreerd, met en zonder.",
    ],
)
def test_a_table_of_a_part_of_the_clients_is_not_the_series(caption: str) -> None:
    assert OF_A_PART in said(drawn(glyphs(caption, 40, 165)))


@pytest.mark.parametrize(
    "caption", ["Klanten in Sonar per gemeente", "Stand eind tweede kwartaal 2020", "Aantal klanten"]
)
def test_a_caption_of_all_clients_says_nothing_of_a_part(caption: str) -> None:
    assert OF_A_PART not in said(drawn(glyphs(caption, 40, 165)))


def test_the_sentence_of_the_register_told_of_others_is_heeded() -> None:
    letters = [letter for letter in drawn() if letter.box.top < 330]
    letters += glyphs("In Sonar zijn niet alle WW-gerechtigden opgenomen, in de regio Flevoland zijn er in", 40, 340)
    letters += glyphs("totaal 6.677 lopende WW-uitkeringen. Hiervan is 72% bekend binnen Sonar.", 40, 352)
    assert OF_OTHERS in said(letters)
    assert OF_OTHERS not in said(drawn())


def test_a_note_below_that_limits_the_table_is_heeded() -> None:
    assert OF_A_PART in said(drawn(glyphs("Alleen klanten jonger dan 27 jaar.", 40, 300, 7)))


@pytest.mark.parametrize(
    "caption",
    [
        "Aantal vacatures per gemeente",
        "Lopende uitkeringen",
        "Bron: Suwinet",
        "Klanten in het eigen systeem",
        "Aantal personen in het doelgroepregister",
        "Geregistreerd op werk.nl",
        "Aantal inwoners",
        "Profielen zichtbaar op werk.nl",
        "Kandidaten in de kandidatenverkenner",
    ],
)
def test_a_table_of_others_or_of_another_system_is_not_the_series(caption: str) -> None:
    assert OF_OTHERS in said(drawn(glyphs(caption, 40, 165)))


@pytest.mark.parametrize(
    "note",
    [
        "Telling beperkt tot personen met een indicatie via de Praktijkroute.",
        "Overzicht beperkt zich tot klanten met een uitkering.",
        "Lijst van klanten uit het Werkoffensief",
    ],
)
def test_a_note_that_limits_what_is_counted_is_heeded(note: str) -> None:
    assert said(drawn(glyphs(note, 40, 300, 7))) & SAID_OF_FIGURES


def test_two_captions_that_name_a_part_are_no_other_table() -> None:
    captions = [*glyphs("Wajong", 40, 140, 10), *glyphs("Klanten met een Wajong-uitkering", 40, 165)]
    assert OF_A_PART in said(drawn(captions))


def _with_note(note: str, place: str, mark: str) -> set[str]:
    x, y, width = {"above": (40, 190, 105), "below": (40, 298, 105), "beside": (800, 225, 24)}[place]
    lines = wrap(f"{mark} {note}".strip(), width)
    letters = paragraph(lines, x, y, 9, 7)
    (publication,) = parse([page_of_glyphs(1, WIDTH + 120, HEIGHT, [*drawn(), *letters])])
    return codes_of(publication)


@pytest.mark.parametrize("mark", ["", "*", "1)"])
@pytest.mark.parametrize(
    "note",
    [
        "Klanten van 18 tot 27 jaar.",
        "Uitsluitend jongeren tot 27 jaar zijn meegeteld.",
        "Leeftijdsgroep 18 tot 27.",
        "Personen van 27 jaar en ouder tellen niet mee.",
        "Betreft klanten met een Wajong-uitkering.",
        "Klanten zonder uitkering zijn buiten beschouwing gelaten.",
        "Deze cijfers zijn exclusief klanten met een Wajong-uitkering.",
        "Vrouwen zijn niet meegeteld.",
        "Betreft klanten met een beroep in de techniek.",
        "Klanten van werkgevers in de bouw.",
        "Geteld zijn klanten die door een werkgever zijn benaderd.",
        "Alleen klanten die sinds 1 januari 2020 zijn ingeschreven.",
        "* Alle cijfers in deze tabel betreffen alleen jongeren tot en met 27 jaar.",
        "Uitsnede: uitsluitend jongeren tot 27 jaar uit het praktijkonderwijs.",
        "Sinds 1 april 2020 ingeschreven klanten.",
        "Het betreft uitsluitend nieuwe inschrijvingen van dit kwartaal.",
        "Zonder klanten in beschut werk.",
        "De tabel telt klanten die jonger zijn dan 27 jaar.",
        "Populatie: klanten tussen 18 en 27 jaar.",
        "Beperkt tot klanten met een indicatie voor beschut werk.",
    ],
)
def test_a_note_that_restricts_whom_the_table_counts_is_heeded_wherever_it_stands(note: str, mark: str) -> None:
    # A table of the young alone adds up, and is no part of the series.
    assert [
        place for place in ("above", "below", "beside") if not SAID_OF_FIGURES & _with_note(note, place, mark)
    ] == []


@pytest.mark.parametrize("mark", ["", "*", "1)"])
@pytest.mark.parametrize(
    "note",
    [
        "Inclusief klanten die via de regionale sociale dienst worden bediend.",
        "Inclusief klanten jonger dan 18 jaar.",
        "Alle klanten zijn meegeteld, ongeacht leeftijd.",
        "Klanten van alle leeftijden, met en zonder uitkering.",
        "Klanten met meer dan een profiel zijn een keer geteld.",
        "Klanten die niet in Sonar staan, zijn niet meegeteld.",
        "Alleen klanten in Sonar zijn geteld.",
        "Geteld zijn alle klanten die op 30 juni 2020 in Sonar stonden.",
        "De tabel toont het aantal klanten met en zonder klantprofiel per gemeente.",
        "Klanten zonder profiel in Sonar zijn niet zichtbaar voor werkgevers.",
        "Dit betreft klanten uit de doelgroep van de banenafspraak.",
        "De doelgroep telt mensen met een Wajong-uitkering, een WSW-indicatie of uit de Participatiewet.",
        "Sinds 1 januari 2019 is Noordwijkerhout onderdeel van Noordwijk.",
        "Niet alle klanten zijn opgenomen in Sonar.",
        "Gemeenteklanten: klanten voor wie de gemeente verantwoordelijk is.",
        "Door afronding kunnen totalen afwijken.",
    ],
)
def test_a_note_that_restricts_nobody_is_let_be_wherever_it_stands(note: str, mark: str) -> None:
    assert [place for place in ("above", "below", "beside") if SAID_OF_FIGURES & _with_note(note, place, mark)] == []


def test_the_sentence_of_the_register_that_counts_an_age_is_of_a_part() -> None:
    letters = [letter for letter in drawn() if letter.box.top < 350]
    letters += glyphs(
        "banenafspraken in totaal 1.661 personen tot 27 jaar. Hiervan is 80% bekend binnen Sonar.", 40, 352
    )
    assert OF_A_PART in said(letters)


_PLACES = {"top": (40, 20), "above": (40, 118), "caption": (420, 165), "far below": (40, 420), "foot": (700, 560)}


@pytest.mark.parametrize(
    "words",
    [
        "18-27 jaar",
        "27 jaar en ouder",
        "55-plus",
        "< 27 jaar",
        "jongeren",
        "Vrouwen",
        "Mannelijke klanten",
        "Mbo-niveau 2",
        "vso/pro",
        "Laagopgeleiden",
        "Wajong",
        "Doelgroep: P-wet",
        "Klanten met een WIA-uitkering",
        "Excl. Wajong",
        "zonder startkwalificatie",
        "Statushouders",
        "Per gemeente van herkomst",
        "Visueel beperkten",
        "Werkenden",
        "Alleen actieve dossiers",
        "Direct bemiddelbaar",
        "langer dan 12 maanden ingeschreven",
        "Sector: techniek",
        "Deelpopulatie",
        "Nieuwe instroom",
        "nieuwe klanten in Q2",
        "Cumulatief",
        "Gemiddeld per kwartaal",
        "januari t/m juni 2020",
        "t/m juni",
    ],
)
def test_a_few_words_alone_that_restrict_the_table_are_heeded_wherever_they_stand(words: str) -> None:
    assert [place for place, (x, y) in _PLACES.items() if not SAID_OF_FIGURES & said(drawn(glyphs(words, x, y)))] == []


@pytest.mark.parametrize(
    "words",
    [
        "Mannen en vrouwen",
        "Alle leeftijden",
        "Klanten in Sonar",
        "Kandidatenverkenner banenafspraak",
        "april t/m juni 2020",
        "Stand ultimo juni 2020",
        "Juli 2020",
        "Werkgeversservicepunt Flevoland",
        "Exclusief voor werkgevers",
        "Wijzigingen voorbehouden",
        "10 jaar banenafspraak",
        "Iedereen doet mee",
        "Pagina 18-27",
    ],
)
def test_a_few_words_alone_that_restrict_nobody_are_let_be_wherever_they_stand(words: str) -> None:
    assert [place for place, (x, y) in _PLACES.items() if SAID_OF_FIGURES & said(drawn(glyphs(words, x, y)))] == []


def test_labels_beside_numbers_of_their_own_are_those_of_another_table() -> None:
    labels = ("tot 27 jaar", "27 tot 45 jaar", "45 jaar en ouder", "Totaal")
    letters = paragraph(labels, 40, 420, 14)
    for place, number in enumerate(("31", "42", "27", "100")):
        letters += ending_at(number, 250, 420 + 14 * place)
    assert not SAID_OF_FIGURES & said(drawn(letters))
    # One such text beside a page's number is a caption still.
    assert OF_A_PART in said(drawn([*glyphs("45 jaar en ouder", 40, 200), *ending_at("2", 700, 200)]))


def test_labels_that_tell_people_apart_in_one_way_are_those_of_a_drawing() -> None:
    labels = [*glyphs("18-27 jaar", 60, 430), *glyphs("27-50 jaar", 260, 430), *glyphs("50-plus", 460, 430)]
    assert not SAID_OF_FIGURES & said(drawn(labels))
    assert OF_A_PART in said(drawn(glyphs("18-27 jaar", 60, 430)))


def test_a_figure_of_its_own_far_below_the_table_restricts_nobody() -> None:
    assert not SAID_OF_FIGURES & said(drawn(glyphs("WW-uitkeringen: 11.204", 40, 430)))
    assert OF_A_PART in said(drawn(glyphs("WW-uitkeringen", 40, 430)))


def test_a_paragraph_with_its_heading_below_the_table_restricts_nobody() -> None:
    prose = "Gemeenten en UWV helpen jongeren met een Wajong-uitkering samen aan een baan bij een werkgever."
    assert not SAID_OF_FIGURES & said(drawn([*glyphs("Jongeren", 40, 420), *glyphs(prose, 40, 434)]))


@pytest.mark.parametrize(
    "note",
    [
        "Wsw: Wet sociale werkvoorziening; PW = Participatiewet",
        "Wajong: Wet arbeidsongeschiktheidsvoorziening jonggehandicapten",
        "vso: voortgezet speciaal onderwijs",
        "LKS \u2013 loonkostensubsidie",
    ],
)
def test_a_note_that_spells_abbreviations_out_restricts_nobody(note: str) -> None:
    assert not said(drawn(glyphs(note, 40, 308, 7)))


@pytest.mark.parametrize("note", ["WW: werkzoekenden met een WW-uitkering", "Wajong: alleen Wajongers", "Wsw: 27 jaar"])
def test_a_note_that_does_more_than_that_is_heeded(note: str) -> None:
    assert said(drawn(glyphs(note, 40, 308, 7)))
