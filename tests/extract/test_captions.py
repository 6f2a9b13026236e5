"""What the words around a table say of its figures: a table of changes that adds up is no table of counts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pytest
from handset import HEIGHT, SIZE, WIDTH, centred, ending_at, glyphs

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.captions import NO_COUNTS, NOT_REAL, OF_A_PART, OF_OTHERS, SAID_OF_FIGURES
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.read.layout.standing_text import PROSE
from klantprofielen.read.layout.words import page_of_glyphs
from klantprofielen.records import ColumnRole, PassageRole

_LABELS = ("Gemeente met profiel", "Gemeente geen profiel", "UWV met profiel", "UWV geen profiel", "Totaal in Sonar")
_ROWS = (("Almere", 79, 450, 1060, 313), ("Dronten", 3, 88, 229, 101), ("Urk", 0, 29, 51, 48))
_SENTENCE = (
    "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
    "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
)
_TABLE = 240.0


def _table(top: float, rows: Sequence[tuple[str, int, int, int, int]] = _ROWS, first: str = "Gemeente") -> list[Glyph]:
    letters = glyphs(first, 40, top - 20)
    for column, label in enumerate(_LABELS):
        letters += ending_at(label, 320 + 110 * column, top - 20)
    total = ("TOTAAL AMR", *(sum(row[place] for row in rows) for place in range(1, 5)))  # type: ignore[misc]
    for place, (name, *parts) in enumerate((*rows, total)):
        letters += glyphs(str(name), 40, top + 14 * place)
        for column, count in enumerate((*parts, sum(parts))):
            letters += ending_at(str(count), 320 + 110 * column, top + 14 * place)
    return letters


def _page(extra: Sequence[Glyph] = (), *, first: str = "Gemeente") -> list[Glyph]:
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 12)]
    letters += [*glyphs("Flevoland", 40, 90, 12), *_table(_TABLE, first=first)]
    for place, line in enumerate(_SENTENCE):
        letters += glyphs(line, 40, 340 + 12 * place)
    return [*letters, *extra]


def _read(letters: Sequence[Glyph]) -> list[PrintedPublication]:
    return parse([page_of_glyphs(1, WIDTH, HEIGHT, letters)])


def _said(letters: Sequence[Glyph]) -> set[str]:
    (publication,) = _read(letters)
    return {remark.remark_code for remark in publication.remarks}


@pytest.mark.parametrize(
    "caption",
    [
        "Mutatie ten opzichte van het vorige kwartaal",
        "Toename per gemeente",
        "Afname sinds een jaar eerder.",
        "Verschil met vorig kwartaal",
        "Ontwikkeling t.o.v. het tweede kwartaal van 2019",
        "Index (2019 = 100)",
        "Percentages",
        "Gemiddeld per maand",
        "Prognose voor het tweede kwartaal",
        "Geschatte aantallen",
        "Aantallen per 1 000 inwoners",
        "x 1.000",
        "Deze tabel toont de mutaties per gemeente sinds het einde van het eerste kwartaal van dit jaar.",
        "De cijfers in dit overzicht zijn geen aantallen, zij geven het verschil met het kwartaal daarvoor aan.",
    ],
)
def test_a_caption_that_says_otherwise_is_heeded(caption: str) -> None:
    assert NO_COUNTS in _said(_page(glyphs(caption, 40, 165)))


def test_a_unit_over_the_heads_is_no_head() -> None:
    # 79 under "aantallen x 10" are some 790 people.
    assert NO_COUNTS in _said(_page(centred("aantallen \u00d7 10", 540, _TABLE - 32)))


def test_a_caption_below_is_of_the_next_table_where_the_own_one_has_its_caption_above() -> None:
    below = glyphs("Tabel 2. Ontwikkeling in de regio", 40, 372)
    assert NO_COUNTS in _said(_page(below))
    own = glyphs("Tabel 1. Klantprofielen naar gemeente", 40, 165)
    assert NO_COUNTS not in _said(_page([*own, *below]))
    assert NO_COUNTS in _said(_page([*own, *glyphs("Tabel 1: mutatie sinds vorig kwartaal", 40, 372)]))
    assert NO_COUNTS in _said(_page([*own, *glyphs("Tabel in duizendtallen", 40, 372)]))


def test_a_unit_below_the_table_is_heeded() -> None:
    assert NO_COUNTS in _said(_page(glyphs("* Aantallen x 1.000", 40, 300, 7)))


def test_a_change_in_the_head_of_the_names_is_heeded() -> None:
    assert NO_COUNTS in _said(_page(first="Mutatie"))


@pytest.mark.parametrize(
    "lines",
    [
        ("Door de toename van het aantal werkzoekenden en de ontwikkeling van de banenafspraak groeit het percentage",
         "mensen met een klantprofiel. Een voorbeeld daarvan is de samenwerking; het concept werkt in iedere regio."),
        ("Aantallen per gemeente",),
        ("Percentage bekend binnen Sonar: 78%",),
        ("Aantal klanten en percentage bekend",),
    ],
)  # fmt: skip
def test_the_same_words_in_prose_say_nothing_of_the_table(lines: Sequence[str]) -> None:
    letters = [letter for place, line in enumerate(lines) for letter in glyphs(line, 40, 140 + 10 * place)]
    assert not {NO_COUNTS, NOT_REAL} & _said(_page(letters))


def test_a_long_heading_with_the_quarter_restricts_the_table() -> None:
    heading = glyphs("Tweede kwartaal 2020 - Flevoland - alleen jongeren (18 tot en met 26 jaar)", 40, 112, 11)
    prose = [
        letter for place, line in enumerate(wrap(PROSE[:170], 90)) for letter in glyphs(line, 40, 134 + 11 * place)
    ]
    assert OF_A_PART in _said(_page([*heading, *prose]))


def test_the_heading_of_a_paragraph_says_nothing_of_the_table() -> None:
    prose = "UWV en gemeenten werken samen aan de banenafspraak en leggen klanten vast in Sonar, ieder voor zijn eigen"
    letters = [*glyphs("Ontwikkeling van de banenafspraak", 40, 130, 10), *glyphs(prose, 40, 144)]
    letters += glyphs("doelgroep. Het klantprofiel helpt werkgevers bij het vinden van geschikte kandidaten.", 40, 154)
    assert NO_COUNTS not in _said(_page(letters))


def test_a_title_beside_the_table_is_that_of_a_drawing() -> None:
    assert NO_COUNTS not in _said(_page(glyphs("Ontwikkeling", 790, 200)))


@pytest.mark.parametrize("stamp", ["VOORBEELD", "CONCEPT", "FICTIEF", "TEST", "DRAFT", "SPECIMEN", "Conceptversie 2"])
@pytest.mark.parametrize("turned", [None, 1, 3])
def test_a_stamp_across_the_page_is_heeded(stamp: str, turned: int | None) -> None:
    placed = [
        Glyph(letter, Box(300 + 8 * at, 60 + 8 * at, 320 + 8 * at, 80 + 8 * at), 20, turned)
        for at, letter in enumerate(stamp)
    ]
    if turned is not None:
        order = stamp if turned == 1 else stamp[::-1]
        placed = [
            Glyph(letter, Box(820, 60 + 12 * at, 832, 72 + 12 * at), 12, turned) for at, letter in enumerate(order)
        ]
    assert NOT_REAL in _said(_page(placed))


@pytest.mark.parametrize(
    "text",
    [
        "V O O R B E E L D",
        "De cijfers in deze tabel zijn fictief.",
        "Voorbeeld. De aantallen zijn verzonnen.",
        "Dit is een concept.",
        "Let op: dit document is een concept en niet bestemd voor publicatie.",
    ],
)
def test_a_text_that_calls_the_figures_unreal_is_heeded(text: str) -> None:
    assert NOT_REAL in _said(_page(glyphs(text, 40, 400)))


def test_a_table_of_changes_beside_the_own_one_is_left_out_by_name() -> None:
    changes = [*glyphs("Mutatie ten opzichte van het vorige kwartaal", 40, 400, 10)]
    changes += _table(450, (("Almere", 1, 2, 3, 4), ("Dronten", 2, 3, 4, 5), ("Urk", 5, 6, 7, 8)))
    letters = [*_page(), *changes]
    (publication,) = _read(letters)
    assert [cell.cell_text for cell in publication.cells if cell.column_role is ColumnRole.MUNICIPAL_WITH] == [
        "79",
        "3",
        "0",
        "82",
    ]
    assert [remark.remark_code for remark in publication.remarks] == ["table_left_out"]
    assert "Mutatie" in publication.remarks[0].remark_text


def test_a_table_of_quarters_is_left_out_and_is_no_table_alone() -> None:
    quarters = (("2019 Q4", 70, 440, 1000, 300), ("2020 Q1", 75, 445, 1030, 310))
    (publication,) = _read([*_page(), *glyphs("Verloop", 40, 400, 10), *_table(450, quarters, "Kwartaal")])
    assert len({cell.row_number for cell in publication.cells}) == len(_ROWS) + 1
    headings = [passage.passage_text for passage in publication.passages if passage.passage_role is PassageRole.HEADING]
    assert not any("Q1" in text or "Q4" in text for text in headings), "their quarters are not the publication's"
    alone = [letter for letter in _page() if not _TABLE - 30 < letter.box.top < _TABLE + 80]
    with pytest.raises(DeclinedError, match="no_table"):
        _read([*alone, *_table(_TABLE, quarters, "Kwartaal")])


def test_blank_cells_are_read_only_where_a_note_explains_them() -> None:
    blank = [
        letter for letter in _page() if not (abs(letter.box.top - (_TABLE + 14)) < 1 and 300 < letter.box.x0 < 330)
    ]
    (without,) = _read(blank)
    (explained,) = _read([*blank, *glyphs("Lege cellen: minder dan 5.", 40, 300, SIZE - 1)])
    assert "" not in [cell.cell_text for cell in without.cells]
    assert [(cell.row_number, cell.column_role) for cell in explained.cells if not cell.cell_text] == [
        (2, ColumnRole.MUNICIPAL_WITH)
    ]


@pytest.mark.parametrize(
    "note", ["Een lege cel betekent dat er geen personen zijn.", "Blanco = nihil", "Leeg: nul personen"]
)
def test_most_cells_of_a_column_may_be_blank_where_a_note_explains_them(note: str) -> None:
    # The total row and one other fill the column: what stands in it is not taken for the next one.
    blank = [
        letter
        for letter in _page()
        if not (any(abs(letter.box.top - (_TABLE + 14 * row)) < 1 for row in (1, 2)) and 300 < letter.box.x0 < 330)
    ]
    (read,) = _read([*blank, *glyphs(note, 40, 300, SIZE - 1)])
    assert [(cell.row_number, cell.column_role) for cell in read.cells if not cell.cell_text] == [
        (2, ColumnRole.MUNICIPAL_WITH),
        (3, ColumnRole.MUNICIPAL_WITH),
    ]
    assert note in [passage.passage_text for passage in read.passages if passage.passage_role == "blanks_note"]


def test_the_title_of_a_drawing_is_not_the_caption_of_the_table_under_it() -> None:
    title = glyphs("Ontwikkeling van het register", 40, 110)
    own = glyphs("Aantallen per gemeente", 40, _TABLE - 62)
    assert NO_COUNTS not in _said(_page([*title, *own]))


@pytest.mark.parametrize(
    "near",
    ["", "Verschil in aantallen per gemeente"],
    ids=["the table has no caption of its own", "its own caption speaks of changes too"],
)
def test_a_caption_with_room_under_it_is_heeded_all_the_same(near: str) -> None:
    title = glyphs("Ontwikkeling van het register", 40, 110)
    own = glyphs(near, 40, _TABLE - 62) if near else []
    assert NO_COUNTS in _said(_page([*title, *own]))


def test_a_caption_over_the_column_of_the_region_is_the_tables() -> None:
    letters = [glyph._replace(box=_moved(glyph.box, 120)) for glyph in _page()]
    assert NO_COUNTS in _said([*letters, *glyphs("6 Flevoland", 40, _TABLE + 14), *glyphs("Verschil", 40, _TABLE - 62)])


def _moved(box: Box, by: float) -> Box:
    return Box(box.x0 + by, box.top, box.x1 + by, box.bottom)


@pytest.mark.parametrize(
    "caption",
    [
        "Selectie: alleen klanten jonger dan 27 jaar",
        "Jongeren tot 27 jaar",
        "Klanten van 50 jaar en ouder",
        "Vrouwen in de doelgroep",
        "Alleen klanten met Wajong",
        "18 - 27 jaar",
    ],
)
def test_a_table_of_a_part_of_the_clients_is_not_the_series(caption: str) -> None:
    assert OF_A_PART in _said(_page(glyphs(caption, 40, 200)))


@pytest.mark.parametrize(
    "caption", ["Klanten in Sonar per gemeente", "Stand eind tweede kwartaal 2020", "Aantal klanten"]
)
def test_a_caption_of_all_clients_says_nothing_of_a_part(caption: str) -> None:
    assert OF_A_PART not in _said(_page(glyphs(caption, 40, 200)))


@pytest.mark.parametrize(
    "words",
    [
        "INGETROKKEN",
        "Cijfers onjuist gebleken. Niet gebruiken.",
        "Deze publicatie is ingetrokken.",
        "Deze uitgave is teruggetrokken wegens een fout in de tabel; zie de herziene uitgave van 15 december.",
        "Deze tabel is inmiddels vervangen door die van 3 maart.",
        "Ingetrokken op 3 mei 2020",
        "Deze publicatie is op 12 juli 2019 ingetrokken wegens een fout in de selectie.",
        "Gebruik de herziene versie.",
        "Let op: deze tabel bevat fouten.",
        "Gecorrigeerde versie verschijnt later",
        "Versie 0.9",
        "Testomgeving",
        "UWV Gegevensdiensten | concept d.d. 12 januari 2021",
        "Ter bespreking met de regio",
        "Voorlopige cijfers. Nog niet vastgesteld, niet bestemd voor publicatie.",
    ],
)
def test_a_document_that_takes_its_figures_back_is_not_let_in(words: str) -> None:
    assert NOT_REAL in _said(_page(glyphs(words, 300, 60)))


def test_the_line_of_the_quarter_is_a_heading_whatever_stands_under_it() -> None:
    prose = (
        "Gemeenten en UWV hebben een gedeelde verantwoordelijkheid om transparantie op de arbeidsmarkt",
        "te geven.",
    )
    letters = [*glyphs("Tweede kwartaal 2020 - concept, nog niet vastgesteld", 40, 120)]
    letters += [letter for place, line in enumerate(prose) for letter in glyphs(line, 40, 132 + 10 * place)]
    assert NOT_REAL in _said(_page(letters))


def test_a_note_on_signs_is_told_without_the_sentence_before_it() -> None:
    below = glyphs("Hiervan is 78% bekend binnen Sonar.", 40, 352) + glyphs("\u2013 = nul (geen personen)", 40, 361)
    (read,) = _read([*(letter for letter in _page() if letter.box.top < 350), *below])
    notes = [passage.passage_text for passage in read.passages if passage.passage_role is PassageRole.BLANKS_NOTE]
    assert notes == ["\u2013 = nul (geen personen)"]


def test_a_correction_that_speaks_of_the_earlier_version_is_let_be() -> None:
    words = "Deze publicatie vervangt de eerdere, die is ingetrokken."
    assert NOT_REAL not in _said(_page(glyphs(words, 40, 400)))


@pytest.mark.parametrize(
    "caption",
    [
        "Cumulatieve aantallen sinds 1 januari",
        "Instroom in het tweede kwartaal",
        "Nieuwe klanten per gemeente",
        "Kwartaalgemiddelde",
        "Voortschrijdend gemiddelde over vier kwartalen",
        "Streefcijfers voor eind 2020",
        "Raming tweede kwartaal 2020",
        "Scenario 2: hoge groei",
        "Verwachte aantallen eind 2020",
        "In duizendtallen",
        "1.000-tallen",
        "\u00d7 1.000 personen",
        "Afgerond op vijftallen",
        "Relatieve verdeling",
        "Verdeling in %",
        "Saldo van in- en uitschrijvingen",
        "Gewogen aantallen",
        "Plaatsingen per gemeente",
        "Nieuw ingeschreven klanten met en zonder profiel",
        "In het kwartaal nieuw in Sonar geregistreerde personen",
        "Aantal klanten dat in het tweede kwartaal een klantprofiel kreeg",
        "Klantprofielen aangemaakt in het tweede kwartaal",
        "Nulmeting: aantallen herrekend naar 2015",
        "Som van de drie maanden",
        "Modelmatig bepaald",
        "Aantal keren bekeken",
        "Norm per gemeente",
        "(x 10)",
        "Deze tabel geeft per gemeente de instroom van het kwartaal weer, met en zonder klantprofiel in Sonar.",
        "Weergegeven is het gemiddelde van de drie maanden van het kwartaal, per gemeente en naar profiel.",
    ],
)
def test_other_figures_than_a_count_at_the_end_of_the_quarter_are_heeded(caption: str) -> None:
    assert NO_COUNTS in _said(_page(glyphs(caption, 40, 165)))


@pytest.mark.parametrize(
    "caption",
    [
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
    ],
)
def test_a_part_of_the_clients_in_other_words_is_not_the_series(caption: str) -> None:
    assert OF_A_PART in _said(_page(glyphs(caption, 40, 165)))


def test_a_table_that_counts_people_with_a_benefit_is_of_a_part() -> None:
    words = "Deze tabel geeft het aantal personen met een WW-uitkering die in Sonar zijn geregistreerd, met en zonder."
    assert OF_A_PART in _said(_page(glyphs(words, 40, 165)))


def test_the_sentence_of_the_register_told_of_others_is_heeded() -> None:
    letters = [letter for letter in _page() if letter.box.top < 330]
    letters += glyphs("In Sonar zijn niet alle WW-gerechtigden opgenomen, in de regio Flevoland zijn er in", 40, 340)
    letters += glyphs("totaal 6.677 lopende WW-uitkeringen. Hiervan is 72% bekend binnen Sonar.", 40, 352)
    assert OF_OTHERS in _said(letters)
    assert OF_OTHERS not in _said(_page())


@pytest.mark.parametrize(
    "caption",
    [
        "Tabel 1. Klanten in Sonar met en zonder klantprofiel, per gemeente",
        "Kandidatenverkenner banenafspraak",
        "Gecorrigeerde versie",
        "Herziene uitgave, 3 mei 2020",
        "Versie 1.0",
        "Van de kandidaten is een profiel in Sonar gemaakt",
        "Vrij te gebruiken met bronvermelding",
        "Klanten met banenafspraak, geregistreerd in Sonar",
    ],
)
def test_what_stands_over_right_figures_is_let_be(caption: str) -> None:
    assert not SAID_OF_FIGURES & _said(_page(glyphs(caption, 40, 165)))


def test_a_note_below_that_limits_the_table_is_heeded() -> None:
    assert OF_A_PART in _said(_page(glyphs("Alleen klanten jonger dan 27 jaar.", 40, 300, 7)))


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
    assert OF_OTHERS in _said(_page(glyphs(caption, 40, 165)))


@pytest.mark.parametrize(
    "stamp",
    [
        "CONCEPTVERSIE",
        "VOORLOPIG",
        "VOORLOPIGE CIJFERS",
        "VERVALLEN",
        "INGETROKKEN",
        "NIET DEFINITIEF",
        "OEFENBESTAND",
        "DUMMY",
        "DRUKPROEF",
        "Concept - niet voor publicatie",
    ],
)
@pytest.mark.parametrize("place", ["upright", "aslant", "turned"])
def test_a_stamp_in_other_words_is_heeded(stamp: str, place: str) -> None:
    if place == "upright":
        placed = glyphs(stamp, 300, 60, 24)
    elif place == "aslant":
        placed = [
            Glyph(letter, Box(300 + 8 * at, 60 + 8 * at, 320 + 8 * at, 80 + 8 * at), 20, None)
            for at, letter in enumerate(stamp)
        ]
    else:
        placed = [Glyph(letter, Box(820, 60 + 9 * at, 832, 69 + 9 * at), 12, 1) for at, letter in enumerate(stamp)]
    assert NOT_REAL in _said(_page(placed))


@pytest.mark.parametrize("words", ["OBSOLETE", "ter illustratie", "VOORLOPIG - wordt nog bijgewerkt", "template"])
def test_what_is_aslant_is_a_stamp_in_more_words_than_what_is_upright(words: str) -> None:
    placed = [
        Glyph(letter, Box(300 + 8 * at, 60 + 8 * at, 320 + 8 * at, 80 + 8 * at), 20, None)
        for at, letter in enumerate(words)
    ]
    assert NOT_REAL in _said(_page(placed))


@pytest.mark.parametrize(
    "words",
    [
        "De cijfers in deze tabel zijn voorlopig.",
        "Deze aantallen zijn nog niet definitief.",
        "Dit is een oefenbestand.",
    ],
)
def test_a_sentence_that_calls_the_figures_not_final_is_heeded(words: str) -> None:
    assert NOT_REAL in _said(_page(glyphs(words, 40, 400)))


@pytest.mark.parametrize(
    ("y", "text"),
    [
        # A foreword that speaks of a growth, a benefit or the young.
        (120, "Voorwoord\nDe cijfers laten zien dat de toename van het aantal klantprofielen in de regio ook dit "
              "kwartaal doorzet, en dat steeds meer jongeren met een Wajong-uitkering door werkgevers worden gevonden. "
              "Het concept werkt."),
        (120, "De aantallen tonen een lichte stijging van het aantal mensen met een klantprofiel in bijna alle "
              "gemeenten van de regio. Een voorbeeld daarvan is de gemeente die met werkgevers uit de zorg samen "
              "proefplaatsingen begon."),
        # What a publication explains of itself.
        (140, "Laatste mutatie in Sonar: 30 juni 2020"),
        (140, "Datum laatste wijziging: 1 juli 2020"),
        (400, "Legenda: een klantprofiel beschrijft wat iemand kan; het doelgroepregister telt wie tot de doelgroep "
              "van de banenafspraak behoort. Een mutatie in Sonar wordt de volgende dag verwerkt. Gemiddeld duurt dat "
              "een week."),
        (400, "Het doelgroepregister bevat mensen met een Wajong-uitkering, mensen in de Participatiewet die geen "
              "wettelijk minimumloon kunnen verdienen, en schoolverlaters. Dit overzicht bevat alle mensen in Sonar, "
              "ongeacht leeftijd."),
        (300, "1) Voorlopig cijfer."),
        (300, "* Voorlopige cijfers"),
        (400, "Meer informatie over vacatures en over werken met een uitkering vindt u op uwv.nl."),
        (140, "Voor werkgevers en intermediairs"),
        (140, "Klanten in Sonar uit het doelgroepregister"),
        (400, "Training\nOntwikkeling van de methode"),
        (400, "De volgende publicatie is voorlopig gepland in het najaar; deze is voorlopig de laatste van 2020."),
    ],
)  # fmt: skip
def test_what_a_right_publication_tells_beside_its_table_is_let_be(y: float, text: str) -> None:
    lines = [line for part in text.splitlines() for line in wrap(part, 105)]
    letters = [letter for place, line in enumerate(lines) for letter in glyphs(line, 40, y + 10 * place)]
    assert not SAID_OF_FIGURES & _said(_page(letters))


def test_two_captions_that_name_a_part_are_no_other_table() -> None:
    captions = [*glyphs("Wajong", 40, 140, 10), *glyphs("Klanten met een Wajong-uitkering", 40, 165)]
    assert OF_A_PART in _said(_page(captions))


@pytest.mark.parametrize(
    "caption",
    [
        "Gemiddelde van de standen aan het einde van de vier kwartalen van het jaar 2020",
        "Tabel 1. Personen die zich tussen 1 april en 30 juni 2020 voor het eerst in Sonar hebben ingeschreven",
        "Mensen die zich in het tweede kwartaal van 2020 bij een gemeente of bij UWV hebben aangemeld",
        "Aantal mensen dat in de loop van het kwartaal een klantprofiel in Sonar heeft gekregen, naar gemeente en UWV",
        "Tabel 2: Verschil tussen het aantal klanten aan het begin en aan het einde van het tweede kwartaal van 2020.",
    ],
)
def test_a_caption_of_many_words_says_what_figures_are(caption: str) -> None:
    lines = wrap(caption, 105)
    letters = [letter for place, line in enumerate(lines) for letter in glyphs(line, 40, 165 + 10 * place)]
    assert NO_COUNTS in _said(_page(letters))


@pytest.mark.parametrize(
    "text",
    [
        "Aantal mensen uit de doelgroep van de banenafspraak met en zonder klantprofiel in Sonar, per gemeente",
        "Tabel 1. Mensen uit de doelgroep van de banenafspraak die in Sonar staan ingeschreven, naar gemeente",
        "Klanten van gemeenten en van UWV, met of zonder profiel, zoals die aan het einde van het kwartaal stonden",
    ],
)
def test_a_caption_of_many_words_that_names_counts_is_let_be(text: str) -> None:
    lines = wrap(text, 105)
    letters = [letter for place, line in enumerate(lines) for letter in glyphs(line, 40, 165 + 10 * place)]
    assert not SAID_OF_FIGURES & _said(_page(letters))


@pytest.mark.parametrize(
    "text",
    [
        "Proefdruk ter controle door de arbeidsmarktadviseur.",
        "De getallen zijn nog niet vrijgegeven door UWV Gegevensdiensten en mogen niet worden overgenomen.",
        "EMBARGO: tot publicatie uitsluitend ter inzage voor de redactie.",
        "Deze cijfers zijn nog niet gecontroleerd.",
        "De cijfers in deze publicatie mogen nog niet worden gebruikt.",
        "De rijen van Heerlen, Kerkrade en Landgraaf kloppen daardoor niet.",
        "Erratum: de getallen van Almere en Dronten zijn verwisseld.",
        "In de tabel zijn bij het opmaken enkele getallen bij de verkeerde regel terechtgekomen.",
    ],
)
def test_a_document_that_says_what_is_wrong_with_it_is_declined(text: str) -> None:
    assert NOT_REAL in _said(_page(glyphs(text, 40, 400)))


@pytest.mark.parametrize(
    "text",
    [
        "Zonder bronvermelding mogen de cijfers niet worden overgenomen.",
        "De cijfers mogen niet worden gebruikt om regio's met elkaar te vergelijken.",
        "In een eerdere versie van deze publicatie waren twee rijen verwisseld; dat is hersteld.",
        "De aantallen van de gemeenten en UWV zijn niet bij elkaar op te tellen tot het doelgroepregister.",
        "Overname van cijfers is toegestaan met bronvermelding.",
    ],
)
def test_a_note_on_the_use_of_right_figures_is_let_be(text: str) -> None:
    assert not SAID_OF_FIGURES & _said(_page(glyphs(text, 40, 400)))


_PROSE = (
    "De profielen in de kandidatenverkenner zijn afkomstig uit het landelijke klantvolgsysteem Sonar. UWV registreert "
    "werkzoekenden in Sonar en gebruikt het systeem voor het vastleggen, monitoren en verantwoorden van de "
    "dienstverlening en re-integratie."
)


@pytest.mark.parametrize("indent", [0, 16])
@pytest.mark.parametrize("width", [38, 45, 60, 75, 90])
@pytest.mark.parametrize("top", [105, 370])
def test_the_own_prose_says_nothing_of_the_table_wherever_its_lines_break(top: int, width: int, indent: int) -> None:
    lines = wrap(_PROSE, width)
    prose = glyphs(lines[0], 40 + indent, top) + [
        letter for place, line in enumerate(lines[1:], 1) for letter in glyphs(line, 40, top + 10 * place)
    ]
    assert not SAID_OF_FIGURES & _said(_page(prose))


@pytest.mark.parametrize("lines_before", [1, 2])
def test_the_own_prose_may_break_over_a_page_in_a_divided_word(lines_before: int) -> None:
    lines = ["De profielen in de kandidatenverkenner zijn afkomstig uit het landelijke klantvol-",
             "gsysteem Sonar. UWV registreert werkzoekenden in Sonar en gebruikt het systeem voor het vastleggen.",
             "Gemeenten kunnen eveneens werkzoekenden in Sonar registreren."]  # fmt: skip
    before = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 12)]
    for place, line in enumerate(lines[:lines_before]):
        before += glyphs(line, 40, 500 + 10 * place)
    after = [letter for letter in _page() if letter.box.top > 80]
    for place, line in enumerate(lines[lines_before:]):
        after += glyphs(line, 40, 40 + 10 * place)
    pages = [page_of_glyphs(1, WIDTH, HEIGHT, before), page_of_glyphs(2, WIDTH, HEIGHT, after)]
    (publication,) = parse(pages)
    assert not SAID_OF_FIGURES & {remark.remark_code for remark in publication.remarks}


@pytest.mark.parametrize(
    ("caption", "code"),
    [
        ("Profielen in de kandidatenverkenner", OF_OTHERS),
        ("De profielen in de kandidatenverkenner", OF_OTHERS),
        ("Klanten met een Wajong- of WIA-uitkering", OF_A_PART),
    ],
)
def test_words_of_the_prose_that_stand_alone_are_a_caption(caption: str, code: str) -> None:
    prose = glyphs("Gemeenten en UWV hebben een gedeelde verantwoordelijkheid om transparantie te realiseren.", 40, 120)
    assert code in _said(_page([*prose, *glyphs(caption, 40, 165)]))
    assert code in _said(_page([*prose, *centred(caption, 420, 165)]))


def _with_note(note: str, place: str, mark: str) -> set[str]:
    x, y, width = {"above": (40, 190, 105), "below": (40, 298, 105), "beside": (800, 225, 24)}[place]
    lines = wrap(f"{mark} {note}".strip(), width)
    letters = [letter for at, line in enumerate(lines) for letter in glyphs(line, x, y + 9 * at, 7)]
    (publication,) = parse([page_of_glyphs(1, WIDTH + 120, HEIGHT, [*_page(), *letters])])
    return {remark.remark_code for remark in publication.remarks}


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
    letters = [letter for letter in _page() if letter.box.top < 350]
    letters += glyphs(
        "banenafspraken in totaal 1.661 personen tot 27 jaar. Hiervan is 80% bekend binnen Sonar.", 40, 352
    )
    assert OF_A_PART in _said(letters)


@pytest.mark.parametrize(
    "sentence",
    [
        "Op basis van de afgelopen kwartalen is geraamd hoeveel klanten eind 2023 in Sonar zullen staan.",
        "Het aantal klanten dat eind juni in Sonar zal staan, is berekend uit acht kwartalen.",
    ],
)
def test_a_sentence_that_foretells_the_figures_is_heeded(sentence: str) -> None:
    assert NO_COUNTS in _said(_page(glyphs(sentence, 40, 140)))


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
    assert [place for place, (x, y) in _PLACES.items() if not SAID_OF_FIGURES & _said(_page(glyphs(words, x, y)))] == []


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
    assert [place for place, (x, y) in _PLACES.items() if SAID_OF_FIGURES & _said(_page(glyphs(words, x, y)))] == []


def test_labels_that_tell_people_apart_in_one_way_are_those_of_a_drawing() -> None:
    labels = [*glyphs("18-27 jaar", 60, 430), *glyphs("27-50 jaar", 260, 430), *glyphs("50-plus", 460, 430)]
    assert not SAID_OF_FIGURES & _said(_page(labels))
    assert OF_A_PART in _said(_page(glyphs("18-27 jaar", 60, 430)))


def test_a_figure_of_its_own_far_below_the_table_restricts_nobody() -> None:
    assert not SAID_OF_FIGURES & _said(_page(glyphs("WW-uitkeringen: 11.204", 40, 430)))
    assert OF_A_PART in _said(_page(glyphs("WW-uitkeringen", 40, 430)))


def test_a_paragraph_with_its_heading_below_the_table_restricts_nobody() -> None:
    prose = "Gemeenten en UWV helpen jongeren met een Wajong-uitkering samen aan een baan bij een werkgever."
    assert not SAID_OF_FIGURES & _said(_page([*glyphs("Jongeren", 40, 420), *glyphs(prose, 40, 434)]))
