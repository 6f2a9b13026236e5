"""What the words around a table say of its figures: a table of changes that adds up is no table of counts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pytest
from captioned_page import ROWS, TOP, drawn, parsed, said, table_at
from handset import HEIGHT, SIZE, WIDTH, centred, glyphs, paragraph
from reading import codes_of, texts_of

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.captions.said import NO_COUNTS, NOT_REAL, OF_A_PART, OF_OTHERS, SAID_OF_FIGURES
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import parse
from klantprofielen.read.words_on_figures.standing_text import PROSE
from klantprofielen.records import ColumnRole, PassageRole


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
        # Other figures than a count at the end of the quarter.
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
        "Hieronder ziet u hoeveel het er m\u00e9\u00e9r zijn dan eind maart.",
        "De cijfers gelden voor eind januari en niet voor de laatste dag van het kwartaal.",
        "De tabel toont de stand per 15 mei.",
        "Leeswijzer: ieder getal is het rekenkundig midden van de vier standen van 2020.",
        # Many words.
        "Gemiddelde van de standen aan het einde van de vier kwartalen van het jaar 2020",
        "Tabel 1. Personen die zich tussen 1 april en 30 juni 2020 voor het eerst in Sonar hebben ingeschreven",
        "Mensen die zich in het tweede kwartaal van 2020 bij een gemeente of bij UWV hebben aangemeld",
        "Aantal mensen dat in de loop van het kwartaal een klantprofiel in Sonar heeft gekregen, naar gemeente en UWV",
        "Tabel 2: Verschil tussen het aantal klanten aan het begin en aan het einde van het tweede kwartaal van 2020.",
        # Sentences that foretell.
        "Op basis van de afgelopen kwartalen is geraamd hoeveel klanten eind 2023 in Sonar zullen staan.",
        "Het aantal klanten dat eind juni in Sonar zal staan, is berekend uit acht kwartalen.",
    ],
)
def test_a_caption_that_says_otherwise_is_heeded(caption: str) -> None:
    assert NO_COUNTS in said(drawn(paragraph(wrap(caption, 105), 40, 165)))


@pytest.mark.parametrize(
    ("scale", "is_heeded"), [((0, 20, 40, 60, 80, 100), False), ((0, 20, 41, 60, 80, 100), True), ((40,), True)]
)
def test_the_title_of_an_axis_is_said_of_the_drawing(scale: Sequence[int], *, is_heeded: bool) -> None:
    axis = [letter for place, number in enumerate(scale) for letter in glyphs(str(number), 200 + 80 * place, 150)]
    found = said(drawn([*axis, *centred("Aandeel met klantprofiel (%)", 380, 164)]))
    assert (NO_COUNTS in found) is is_heeded


@pytest.mark.parametrize(
    ("number", "size", "is_heeded"), [("5.082", 14, False), ("5.082", SIZE, True), ("2019", 14, True)]
)
def test_the_words_in_a_tile_are_said_of_its_number(number: str, size: float, *, is_heeded: bool) -> None:
    tile = [*glyphs(number, 60, 140, size), *glyphs("personen in het doelgroepregister banenafspraak", 60, 160)]
    assert (OF_OTHERS in said(drawn(tile))) is is_heeded


def test_links_to_the_quarters_before_and_after_say_nothing_of_the_table() -> None:
    assert not said(drawn(glyphs("Vorig kwartaal | Volgend kwartaal", 40, 165))) & SAID_OF_FIGURES
    assert NO_COUNTS in said(drawn(glyphs("Vorig kwartaal", 40, 165)))


@pytest.mark.parametrize(
    ("text", "left", "down", "is_heeded"),
    [
        ("aantallen per 10.000 inwoners", 820, 60, True),
        ("Arbeidsmarktregio 8", 20, 60, False),
        ("per 1.000 klanten", 400, 60, False),
        # At the side of the page, but not of the table.
        ("leeftijd 18 tot en met 34", 820, 280, True),
        ("Afkomstig uit Suwinet", 820, 280, True),
        ("UWV Gegevensdiensten", 820, 280, False),
    ],
)
def test_a_text_turned_beside_the_table_is_said_of_it(text: str, left: float, down: float, *, is_heeded: bool) -> None:
    turned = [
        Glyph(letter, Box(left, TOP + down - 4 * place, left + 8, TOP + down + 4 - 4 * place), SIZE, 3)
        for place, letter in enumerate(text)
    ]
    assert bool(SAID_OF_FIGURES & said(drawn(turned))) is is_heeded


def test_a_unit_over_the_heads_is_no_head() -> None:
    # 79 under "aantallen x 10" are some 790 people.
    assert NO_COUNTS in said(drawn(centred("aantallen \u00d7 10", 540, TOP - 32)))


def test_a_caption_below_is_of_the_next_table_where_the_own_one_has_its_caption_above() -> None:
    below = glyphs("Tabel 2. Ontwikkeling in de regio", 40, 372)
    assert NO_COUNTS in said(drawn(below))
    own = glyphs("Tabel 1. Klantprofielen naar gemeente", 40, 165)
    assert NO_COUNTS not in said(drawn([*own, *below]))
    assert NO_COUNTS in said(drawn([*own, *glyphs("Tabel 1: mutatie sinds vorig kwartaal", 40, 372)]))
    assert NO_COUNTS in said(drawn([*own, *glyphs("Tabel in duizendtallen", 40, 372)]))


def test_a_unit_below_the_table_is_heeded() -> None:
    assert NO_COUNTS in said(drawn(glyphs("* Aantallen x 1.000", 40, 300, 7)))


def test_a_change_in_the_head_of_the_names_is_heeded() -> None:
    assert NO_COUNTS in said(drawn(first="Mutatie"))


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
    assert not {NO_COUNTS, NOT_REAL} & said(drawn(paragraph(lines, 40, 140)))


def test_the_heading_of_a_paragraph_says_nothing_of_the_table() -> None:
    prose = "UWV en gemeenten werken samen aan de banenafspraak en leggen klanten vast in Sonar, ieder voor zijn eigen"
    letters = [*glyphs("Ontwikkeling van de banenafspraak", 40, 130, 10), *glyphs(prose, 40, 144)]
    letters += glyphs("doelgroep. Het klantprofiel helpt werkgevers bij het vinden van geschikte kandidaten.", 40, 154)
    assert NO_COUNTS not in said(drawn(letters))


def test_a_title_beside_the_table_is_that_of_a_drawing() -> None:
    assert NO_COUNTS not in said(drawn(glyphs("Ontwikkeling", 790, 200)))


def test_a_table_of_changes_beside_the_own_one_is_left_out_by_name() -> None:
    changes = [*glyphs("Mutatie ten opzichte van het vorige kwartaal", 40, 400, 10)]
    changes += table_at(450, (("Almere", 1, 2, 3, 4), ("Dronten", 2, 3, 4, 5), ("Urk", 5, 6, 7, 8)))
    letters = [*drawn(), *changes]
    (publication,) = parsed(letters)
    counts = [cell.cell_text for cell in publication.cells if cell.column_role is ColumnRole.MUNICIPAL_WITH]
    assert counts == ["79", "3", "0", "82"]
    assert [remark.remark_code for remark in publication.remarks] == ["table_left_out"]
    assert "Mutatie" in publication.remarks[0].remark_text


def test_a_table_of_quarters_is_left_out_and_is_no_table_alone() -> None:
    quarters = (("2019 Q4", 70, 440, 1000, 300), ("2020 Q1", 75, 445, 1030, 310))
    (publication,) = parsed([*drawn(), *glyphs("Verloop", 40, 400, 10), *table_at(450, quarters, "Kwartaal")])
    assert len({cell.row_number for cell in publication.cells}) == len(ROWS) + 1
    headings = texts_of(publication, PassageRole.HEADING)
    assert not any("Q1" in text or "Q4" in text for text in headings), "their quarters are not the publication's"
    alone = [letter for letter in drawn() if not TOP - 30 < letter.box.top < TOP + 80]
    with pytest.raises(DeclinedError, match="no_table"):
        parsed([*alone, *table_at(TOP, quarters, "Kwartaal")])


def test_blank_cells_are_read_only_where_a_note_explains_them() -> None:
    blank = [letter for letter in drawn() if not (abs(letter.box.top - (TOP + 14)) < 1 and 300 < letter.box.x0 < 330)]
    (without,) = parsed(blank)
    (explained,) = parsed([*blank, *glyphs("Lege cellen: minder dan 5.", 40, 300, SIZE - 1)])
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
        for letter in drawn()
        if not (any(abs(letter.box.top - (TOP + 14 * row)) < 1 for row in (1, 2)) and 300 < letter.box.x0 < 330)
    ]
    (read,) = parsed([*blank, *glyphs(note, 40, 300, SIZE - 1)])
    assert [(cell.row_number, cell.column_role) for cell in read.cells if not cell.cell_text] == [
        (2, ColumnRole.MUNICIPAL_WITH),
        (3, ColumnRole.MUNICIPAL_WITH),
    ]
    assert note in [passage.passage_text for passage in read.passages if passage.passage_role == "blanks_note"]


def test_the_title_of_a_drawing_is_not_the_caption_of_the_table_under_it() -> None:
    title = glyphs("Ontwikkeling van het register", 40, 110)
    own = glyphs("Aantallen per gemeente", 40, TOP - 62)
    assert NO_COUNTS not in said(drawn([*title, *own]))


@pytest.mark.parametrize(
    "near",
    ["", "Verschil in aantallen per gemeente"],
    ids=["the table has no caption of its own", "its own caption speaks of changes too"],
)
def test_a_caption_with_room_under_it_is_heeded_all_the_same(near: str) -> None:
    title = glyphs("Ontwikkeling van het register", 40, 110)
    own = glyphs(near, 40, TOP - 62) if near else []
    assert NO_COUNTS in said(drawn([*title, *own]))


def test_a_caption_over_the_column_of_the_region_is_the_tables() -> None:
    letters = [glyph._replace(box=glyph.box.moved(120, 0)) for glyph in drawn()]
    assert NO_COUNTS in said([*letters, *glyphs("6 Flevoland", 40, TOP + 14), *glyphs("Verschil", 40, TOP - 62)])


def test_the_line_of_the_quarter_is_a_heading_whatever_stands_under_it() -> None:
    prose = (
        "Gemeenten en UWV hebben een gedeelde verantwoordelijkheid om transparantie op de arbeidsmarkt",
        "te geven.",
    )
    letters = [*glyphs("Tweede kwartaal 2020 - concept, nog niet vastgesteld", 40, 120)]
    letters += paragraph(prose, 40, 132)
    assert NOT_REAL in said(drawn(letters))


def test_a_note_on_signs_is_told_without_the_sentence_before_it() -> None:
    below = glyphs("Hiervan is 78% bekend binnen Sonar.", 40, 352) + glyphs("\u2013 = nul (geen personen)", 40, 361)
    (read,) = parsed([*(letter for letter in drawn() if letter.box.top < 350), *below])
    notes = texts_of(read, PassageRole.BLANKS_NOTE)
    assert notes == ["\u2013 = nul (geen personen)"]


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
        "Stand per 30 juni 2020, gepubliceerd op 15 mei 2021",
        "Peildatum 1 juli 2020",
        "Gepubliceerd: 17 mei 2021, UWV Gegevensdiensten",
        "De cijfers tonen hoeveel inwoners met een indicatie banenafspraak in Sonar staan.",
        "Aantal mensen uit de doelgroep van de banenafspraak met en zonder klantprofiel in Sonar, per gemeente",
        "Tabel 1. Mensen uit de doelgroep van de banenafspraak die in Sonar staan ingeschreven, naar gemeente",
        "Klanten van gemeenten en van UWV, met of zonder profiel, zoals die aan het einde van het kwartaal stonden",
    ],
)
def test_what_stands_over_right_figures_is_let_be(caption: str) -> None:
    assert not SAID_OF_FIGURES & said(drawn(paragraph(wrap(caption, 105), 40, 165)))


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
        (400, "Meer informatie over vacatures en over werken met een uitkering vindt u op uwv.nl."),
        (140, "Voor werkgevers en intermediairs"),
        (140, "Klanten in Sonar uit het doelgroepregister"),
        (400, "De volgende publicatie is voorlopig gepland in het najaar; deze is voorlopig de laatste van 2020."),
    ],
)  # fmt: skip
def test_what_a_right_publication_tells_beside_its_table_is_let_be(y: float, text: str) -> None:
    lines = [line for part in text.splitlines() for line in wrap(part, 105)]
    assert not SAID_OF_FIGURES & said(drawn(paragraph(lines, 40, y)))


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
    prose = glyphs(lines[0], 40 + indent, top) + paragraph(lines[1:], 40, top + 10)
    assert not SAID_OF_FIGURES & said(drawn(prose))


@pytest.mark.parametrize("lines_before", [1, 2])
def test_the_own_prose_may_break_over_a_page_in_a_divided_word(lines_before: int) -> None:
    lines = ["De profielen in de kandidatenverkenner zijn afkomstig uit het landelijke klantvol-",
             "gsysteem Sonar. UWV registreert werkzoekenden in Sonar en gebruikt het systeem voor het vastleggen.",
             "Gemeenten kunnen eveneens werkzoekenden in Sonar registreren."]  # fmt: skip
    before = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 12)]
    before += paragraph(lines[:lines_before], 40, 500)
    after = [letter for letter in drawn() if letter.box.top > 80]
    after += paragraph(lines[lines_before:], 40, 40)
    pages = [page_of_glyphs(1, WIDTH, HEIGHT, before), page_of_glyphs(2, WIDTH, HEIGHT, after)]
    (publication,) = parse(pages)
    assert not SAID_OF_FIGURES & codes_of(publication)


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
    assert code in said(drawn([*prose, *glyphs(caption, 40, 165)]))
    assert code in said(drawn([*prose, *centred(caption, 420, 165)]))


@pytest.mark.parametrize("number", ["Tabel 1.", "Table 1:", "Tab. 2:"])
def test_a_long_caption_with_a_number_below_the_table_is_heeded(number: str) -> None:
    caption = f"{number} Klanten in Sonar, gemiddelde van de vier standen van het hele jaar 2020 (afgerond)"
    assert NO_COUNTS in said(drawn(glyphs(caption, 40, 308, 7)))


def test_a_heading_over_the_publications_own_prose_is_of_its_table() -> None:
    heading = glyphs("Nieuw in Sonar opgenomen klanten in dit kwartaal (instroom)", 40, 120)
    assert SAID_OF_FIGURES & said(drawn([*heading, *paragraph(wrap(PROSE[:400], 105), 40, 135)]))


def test_a_heading_whose_letters_stand_wide_apart_is_the_one_that_it_spells() -> None:
    assert not SAID_OF_FIGURES & said(drawn(glyphs("Tr ansparantie van klantprofielen in de regio", 40, 165)))
