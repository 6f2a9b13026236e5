"""A sentence that says of the figures what no rule knows keeps a document out; what offices print there does not."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from facsimiles.figures import figures_of
from facsimiles.layout import Layout
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from klantprofielen.read.document import read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.read.words_on_figures.known_words import unknown_words
from klantprofielen.read.words_on_figures.standing_text import PROSE
from klantprofielen.records import Readers

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
        "Uit privacyoverwegingen worden aantallen van 1 tot en met 4 niet getoond; daar staat <5.",
        "Aan de cijfers in deze publicatie kunnen geen rechten worden ontleend.",
        "Deze publicatie en meer cijfers vindt u op www.voorbeeld.nl/arbeidsmarkt.",
        # Of others than the figures, or no sentence.
        "De banenafspraak is bedoeld voor mensen met een arbeidsbeperking.",
        "Aalten Berkelland Bronckhorst Doetinchem Montferland",
        "2) Registratie is in dit kwartaal opgeschoond; het aantal daalde.",
        # Letters that a font lost or set elsewhere.
        "Deze pro\ufffdelen in Sonar bevatten gegevens van werkzoekenden en hun competenites.",
        "De we\u02b3kgeveʳs geven de gegevens van de kandidaten.",
    ],
)
def test_what_the_publication_is_known_to_say_has_no_unknown_words(sentence: str) -> None:
    assert unknown_words(sentence) == ()


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
    assert _CODE not in _remarks(pdf)
    assert _CODE in _remarks(_with_text(pdf, sentence, 118 if place == "above" else 560))


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


def _remarks(pdf: bytes) -> set[str]:
    reading = read_document(pdf, FileKind.PDF, Readers.CHECKED, Limits())
    return {remark.remark_code for publication in reading.publications for remark in publication.remarks}
