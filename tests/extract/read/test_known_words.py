"""A sentence that says of the figures what no rule knows keeps a document out; what offices print there does not."""

from __future__ import annotations

import io

import pikepdf
import pytest
from captioned_page import drawn, said
from handset import HEIGHT, glyphs
from hypothesis import given
from hypothesis import strategies as st
from reading import read_pdf, remarks_of
from reportlab.pdfgen.canvas import Canvas

from facsimiles.figures import figures_of
from facsimiles.layout import Layout
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES
from klantprofielen.read.words_on_figures import drafts, known_words, not_counts
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.lone_words import kind_named_alone
from klantprofielen.read.words_on_figures.standing_text import PROSE

_CODE = "words_on_figures_unknown"


@pytest.mark.parametrize(
    ("sentence", "is_known"),
    [
        ("De kleinste regio van het land naar aantal gemeenten.", True),
        ("De grootste arbeidsmarktregio van Nederland", True),
        ("De op een na kleinste regio, met drie gemeenten.", True),
        ("Dit is de dunstbevolkte regio van het land.", True),
        ("De jongste regio in Nederland qua inwoners.", True),
        ("De kleinste gemeenten van het land.", False),
        ("De jongste kandidaten van de regio.", False),
        ("De kleinste regio in procenten.", False),
        ("De grootste regio met de jongste kandidaten.", False),
    ],
)
def test_how_large_the_region_is_may_be_said_at_its_table(sentence: str, is_known: bool) -> None:
    # Of two regions in one document the table of the second was left out.
    assert (unknown_words(sentence, is_at_table=True) == ()) is is_known


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("De aantallen in de tabel zijn werkweken van 25,5 uur.", "werkweken"),
        ("In het doelgroepregister staan in totaal 11.016 fte.", "fte"),
        ("Hiervan is naar verwachting 68% bekend binnen Sonar.", "verwachting"),
        ("Deze bijlage gaat niet over de banenafspraak, maar over mensen in de WW.", "WW"),
        ("In de regio ontvangen 18.212 personen bijstand.", "bijstand"),
        ("De aantallen zijn bepaald met een nieuwe rekenwijze.", "rekenwijze"),
        ("Alle getallen zijn vermenigvuldigd met drie.", "vermenigvuldigd"),
        ("De kolommen tellen dossiers en geen personen.", "dossiers"),
        ("Deze tabel is een weergave van de wensen van de gemeenten.", "wensen"),
        ("De cijfers zijn door de provincie ingevuld.", "provincie"),
    ],
)
def test_what_a_sentence_says_of_the_figures_in_other_words_is_named(sentence: str, word: str) -> None:
    assert word in " ".join(unknown_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio Groningen bevat het doelgroepregister "
        "banenafspraak in totaal 9.191 personen.",
        "Het doelgroepregister telt in de regio Zuid-Kennemerland en I mond 5.117 personen, van wie 66% bekend is.",
        "Insonarzijn niet alledoelgroepers opgenomen, het bevathetdoelgroepregister in totaal 4.017 personen.",
        "gio Noord-Limburg bevat het doelgroepregister banenafspraak in totaal 4017 personen.",
        "Aantallen kleiner dan 5 zijn uit oogpunt van privacy niet getoond; de totalen zijn inclusief deze aantallen.",
        # However the register and its percentage are worded: their number counts people, and nothing is expected.
        "Aandeel bekend in Sonar: 68%.",
        "De doelgroep volgens het doelgroepregister behelst alhier 5.082 personen.",
        "De tabel loopt door op de volgende pagina.",
        "Overname van de cijfers is toegestaan met bronvermelding.",
        "Een streepje in de tabel betekent dat er geen klanten zijn.",
        "Het bestand is met de grootst mogelijke zorg samengesteld.",
        "Het gaat om mensen die niet zelfstandig het wettelijk minimumloon kunnen verdienen.",
        "Uit privacyoverwegingen worden aantallen van 1 tot en met 4 niet getoond; daar staat <5.",
        "Aan de cijfers in deze publicatie kunnen geen rechten worden ontleend.",
        "Deze publicatie en meer cijfers vindt u op www.voorbeeld.nl/arbeidsmarkt.",
        # Of others than the figures, or no sentence.
        "De banenafspraak is bedoeld voor mensen met een arbeidsbeperking.",
        "Aalten Berkelland Bronckhorst Doetinchem Montferland",
        "2) Registratie is in dit kwartaal opgeschoond; het aantal daalde.",
        "Wie in de loop van het kwartaal verhuisde, telt mee in de nieuwe woongemeente.",
        # Letters that a font lost or set elsewhere.
        "Deze pro\ufffdelen in Sonar bevatten gegevens van werkzoekenden en hun competenites.",
        "De we\u02b3kgeveʳs geven de gegevens van de kandidaten.",
        # Prose that does not say what the figures are may have any words.
        "Een kandidaat zonder profiel is voor een werkgever niet te vinden.",
        "Dat lukt alleen als een profiel is ingevuld.",
        "Een profiel is effectief zodra het volledig is ingevuld; fictieve invullingen worden geweigerd.",
        "Wilt u sparren over de cijfers van uw gemeente?",
        "Halen werkgevers de afgesproken aantallen niet, dan kan de quotumregeling in werking treden.",
        "Op termijn gaan gemeenten en UWV gegevens uitwisselen volgens de VUM-standaard.",
    ],
)
def test_what_the_publication_is_known_to_say_has_no_unknown_words(sentence: str) -> None:
    assert unknown_words(sentence) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Klanten in Sonar per gemeente", "Tabel 1. Bekende doelgroepleden per gemeente en hun profielstatus",
        "Peilperiode: eerste kwartaal 2021", "Flevoland in vogelvlucht", "Eenheid: personen",
        "Gemeenten in alfabetische volgorde, met regiototaal op de onderste regel",
        "Het gaat om personen en niet om het aantal uitkeringen.", "De publicatie is geen ranglijst.",
        "Publicatiedatum: 22 augustus 2023", "Redactie: regiokantoor Arnhem",
        "Laatste mutatie in Sonar: 30 juni 2020", "Vragen? Neem contact op met de helpdesk.",
    ],
)  # fmt: skip
def test_captions_and_notes_of_known_words_are_let_be(text: str) -> None:
    assert unknown_words(text, is_at_table=True) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Jonggehandicapten", "Jonggehandicapten"), ("Nulmeting", "Nulmeting"),
        ("Kwartaalstanden", "Kwartaalstanden"), ("De beginstand", "beginstand"), ("Streefwaarden", "Streefwaarden"),
        ("Vacatures voor de banenafspraak", "Vacatures"), ("Het gaat om huishoudens.", "huishoudens"),
        ("Aantal gesprekken met kandidaten", "gesprekken"), ("Gerealiseerde garantiebanen", "garantiebanen"),
        ("Steekproefuitkomsten, niet opgehoogd", "Steekproefuitkomsten"),
    ],
)  # fmt: skip
def test_an_unknown_word_of_a_caption_or_note_is_named(text: str, word: str) -> None:
    assert word in unknown_words(text, is_at_table=True)


def test_no_ordinary_word_says_what_figures_are() -> None:
    # A word on the list is passed over wherever it stands: one that other rules know would contradict them.
    ordinary = known_words._ordinary()
    assert len(ordinary) > 5_000
    told = [
        word
        for word in ordinary
        if not_counts.names_change(word) or not_counts.names_part(word) or not_counts.names_benefit(word)
        or not_counts.names_others(word) or kind_named_alone(word) or drafts.is_stamp(word)
    ]  # fmt: skip
    assert told == []
    assert all(word == word.lower() for word in ordinary)


@pytest.mark.parametrize("text", ["Jonggehandicapten", "Nulmeting", "Vacatures voor de banenafspraak"])
@pytest.mark.parametrize("y", [195, 300, 450, HEIGHT - 20])
def test_a_short_text_is_held_against_the_list_wherever_it_stands(text: str, y: float) -> None:
    # A foot line may take all back.
    assert said(drawn(glyphs(text, 40, y))) & SAID_OF_FIGURES


def test_the_labels_of_a_drawing_and_a_file_name_are_not_held_against_the_list() -> None:
    names = ("Vlasakkers", "Zonnegloren", "Heidebloem", "Waterrijk", "Berkenhof")
    labels = [letter for place, name in enumerate(names) for letter in glyphs(name, 40 + 90 * place, 450)]
    assert not said(drawn([*labels, *glyphs("KLANTPROF.LST", 700, 20)])) & SAID_OF_FIGURES


@given(st.integers(0, len(PROSE) - 1), st.integers(20, 400))
def test_no_stretch_of_its_own_prose_has_unknown_words(start: int, length: int) -> None:
    # Broken between words, as a column or a page breaks it.
    words = PROSE[start : start + length].split(" ")[1:-1]
    assert unknown_words(" ".join(words)) == ()


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(
    "sentence",
    [
        "De aantallen in de tabel zijn werkweken van 25,5 uur.",
        "De gerealiseerde aantallen verschijnen in het voorjaar.",
        "Deze uitgave gaat over iedereen die een beroep doet op de voedselbank.",
    ],
)
def test_a_document_with_such_a_sentence_at_its_table_is_not_accepted(place: str, sentence: str) -> None:
    pdf = made(fitted(Specimen((figures_of("flevoland_2020q2"),), Layout(), "reportlab")))
    assert _CODE not in remarks_of(read_pdf(pdf))
    assert _CODE in remarks_of(read_pdf(_with_text(pdf, sentence, 118 if place == "above" else 560)))


def _with_text(pdf: bytes, text: str, down: float) -> bytes:
    stamp = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        width, height = (float(side) for side in page.MediaBox[2:4])
        canvas = Canvas(stamp, pagesize=(width, height))
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, height - down, text)
        canvas.save()
        with pikepdf.open(stamp) as over:
            page.add_overlay(over.pages[0])
        into = io.BytesIO()
        document.save(into)
    return into.getvalue()


def test_a_marked_note_on_all_figures_is_held_against_the_list_and_one_on_its_own_is_not() -> None:
    assert unknown_words("* Alle cijfers zijn gecorrigeerd.") == ("gecorrigeerd",)
    assert unknown_words("* Na de telling gecorrigeerd.") == ()
