"""Words that change what figures mean are heeded in a label, at the side of the table and in the register's sentence.

A clerk writes them where there is room: behind the total row's name, under the head of the names, beside a row.
"""

from __future__ import annotations

import pytest
from captioned_page import drawn, parsed
from handset import HEIGHT, WIDTH, glyphs, paragraph
from reading import codes_of

from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import parse


def _said(letters: list[Glyph]) -> set[str]:
    (publication,) = parsed(letters)
    return SAID_OF_FIGURES & codes_of(publication)


@pytest.mark.parametrize(
    "label",
    [
        "TOTAAL AMR (exclusief statushouders)",
        "Totaal Flevoland (aantallen na weging)",
        "Totaal, stand van het derde kwartaal",
        "TOTAAL EXCL. WAJONG",
    ],
)
def test_the_label_of_the_total_row_may_say_what_all_rows_count(label: str) -> None:
    assert _said(drawn(total_label=label))


@pytest.mark.parametrize(
    "label",
    [
        "Totaal Flevoland",
        "Regio als geheel: totaal",
        "Totaal van alle gemeenten",
        "TOTAAL (ZUID-LIMBURG)",
        "Totaal NHN",
    ],
)
def test_the_label_of_the_total_row_may_name_the_region(label: str) -> None:
    assert not _said(drawn(total_label=label))


@pytest.mark.parametrize(
    "head", ["Gemeente, alleen mbo-opgeleiden", "Gemeente (getoond is het aantal vacatures)", "Gemeente: uren per week"]
)
def test_the_head_of_the_names_may_say_what_the_table_counts(head: str) -> None:
    assert _said(drawn(first=head))


@pytest.mark.parametrize("head", ["Gemeente", "Gemeenten (alfabetisch)", "Plaats van inschrijving"])
def test_the_head_of_the_names_may_say_what_they_are(head: str) -> None:
    assert not _said(drawn(first=head))


@pytest.mark.parametrize(
    ("note", "is_heeded"),
    [
        (("= gewerkte uren",), True),
        (("cijfers van voor", "de correctie"), True),
        (("per 1.000", "inwoners"), True),
        (("Klanten in Sonar",), False),
        (("Inclusief klanten jonger", "dan 18 jaar."), False),
    ],
)
def test_a_short_note_at_the_side_is_read(note: tuple[str, ...], is_heeded: bool) -> None:
    letters = [*drawn(), *paragraph(note, 800, 250, 9, 7)]
    (publication,) = parse([page_of_glyphs(1, WIDTH + 120, HEIGHT, letters)])
    assert bool(SAID_OF_FIGURES & codes_of(publication)) is is_heeded


@pytest.mark.parametrize("note", ["Alleen vrouwen.", "= gewerkte uren.", "Dit zijn geen klanten."])
def test_a_sentence_left_of_the_names_is_a_note_and_no_region(note: str) -> None:
    moved = [letter._replace(box=letter.box.moved(160, 0)) for letter in drawn()]
    (publication,) = parse([page_of_glyphs(1, WIDTH + 160, HEIGHT, moved + glyphs(note, 20, 250, 9))])
    assert SAID_OF_FIGURES & {remark.remark_code for remark in publication.remarks}


@pytest.mark.parametrize(
    ("words", "is_heeded"),
    [
        ("gerekend zonder de 60-plussers", True),
        ("naar wij verwachten over een jaar", True),
        ("stand van 4 februari 2020", True),
        ("de overigen werken meestal al", False),
        ("stand van 30 juni 2020", False),
    ],
)
def test_the_sentence_on_the_register_may_say_more(words: str, is_heeded: bool) -> None:
    letters = [letter for letter in drawn() if letter.box.top < 350]
    letters += glyphs(f"banenafspraken in totaal 5.082 personen ({words}). 78% is bekend in Sonar.", 40, 352)
    assert bool(_said(letters)) is is_heeded


def test_a_sentence_behind_that_of_the_register_says_whom_the_table_counts() -> None:
    letters = [letter for letter in drawn() if letter.box.top < 350]
    letters += glyphs("banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.", 40, 352)
    assert not _said(letters)
    assert _said(letters + glyphs("Personen zijn geteld bij de gemeente waar zij werken.", 40, 363))
    assert not _said(
        letters + glyphs("Zij zijn ingedeeld naar woonplaats, niet naar de gemeente waar zij werken.", 40, 363)
    )
    assert not _said(letters + glyphs("Een streepje betekent: hier zijn geen klanten bekend.", 40, 363))


@pytest.mark.parametrize(
    "text",
    [
        "Hoeveel klanten er volgens de afspraken eind 2023 een profiel moeten hebben",
        "Sinds 2015 bij elkaar opgeteld",
        "Waar een gemeente niets aanleverde, hebben wij zelf een aantal ingevuld.",
        "Ook de partners van klanten zijn in deze kolom geteld.",
        "De tabel toont profielen die in het kwartaal zijn bijgewerkt.",
        "Peildatum van alle gegevens in de tabel: 15 augustus 2019.",
        "Geldt niet meer",
        "Herziening volgt, niet citeren.",
        "De cijfers zijn nog niet door de regio nagelopen",
        "Bron is een enquête die wij in het najaar onder gemeenten hielden.",
        "Bron: enquête onder werkgevers",
        "Waarom de tabel op deze pagina niet gebruikt mag worden",
        "In deze uitgave tellen wij ook mensen mee die niet tot de doelgroep behoren",
        "Bij elk aantal is een willekeurig getal opgeteld.",
        "Tabel: enkel havo en hoger.",
        "Hier staat alleen wie geen enkele werkervaring heeft.",
        "Beschut werk zit erbij.",
        "UWV © juli 2020, vervallen uitgave",
        "De getallen in deze druk zijn die van het kwartaal ervoor",
        "Dit overzicht had niet verspreid mogen worden.",
        "Hieronder vallen ook huisgenoten van de klant.",
        "Hier staan aanvragen, geen mensen.",
        "De uitkomst is verkregen uit een steekproef.",
        "Ook statushouders zijn meegeteld.",
        "Lijst wordt nog gecorrigeerd.",
        "Zo zouden de cijfers eruitzien als elke gemeente haar afspraak nakomt",
    ],
)
def test_what_takes_figures_back_is_heeded_above_a_paragraph(text: str) -> None:
    assert _said(drawn(glyphs(text, 40, 320)))


@pytest.mark.parametrize(
    ("behind", "is_heeded"),
    [
        ("– wat wij aan het eind van volgend jaar hopen te bereiken", True),
        (", voor zover de kandidaat net van school komt", True),
        ("in de regio", False),
        ("– Kwartaaloverzicht", False),
    ],
)
def test_what_stands_behind_the_title_is_read(behind: str, is_heeded: bool) -> None:
    letters = [letter for letter in drawn() if letter.box.top > 60]
    letters += glyphs(f"Transparantie van klantprofielen {behind}", 40, 40, 16)
    assert bool(_said(letters)) is is_heeded
