"""Figures that a document calls an example, a draft or wrong are not published."""

from __future__ import annotations

import pytest
from captioned_page import drawn, said
from handset import glyphs

from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.captions.said import NOT_REAL, SAID_OF_FIGURES


def _aslant(text: str) -> list[Glyph]:
    return [
        Glyph(letter, Box(300 + 8 * at, 60 + 8 * at, 320 + 8 * at, 80 + 8 * at), 20, None)
        for at, letter in enumerate(text)
    ]


def _turned(text: str, quarter_turns: int) -> list[Glyph]:
    return [
        Glyph(letter, Box(820, 60 + 12 * at, 832, 72 + 12 * at), 12, quarter_turns) for at, letter in enumerate(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "V O O R B E E L D",
        "De cijfers in deze tabel zijn fictief.",
        "Voorbeeld. De aantallen zijn verzonnen.",
        "Dit is een concept.",
        "Onderstaand voorbeeld laat zien hoe de tabel gelezen wordt.",
        "De aantallen in het voorbeeld zijn anders.",
        "De aantallen zijn niet ontleend aan Sonar.",
        "Gegenereerde waarden, zie de handleiding.",
        "Ten behoeve van de ketentest.",
        "Ze horen niet bij bestaande personen.",
        "De getallen zijn bedacht en dienen alleen om de opbouw van de tabel uit te leggen.",
        "Let op: dit document is een concept en niet bestemd voor publicatie.",
        # Not final.
        "De cijfers in deze tabel zijn voorlopig.",
        "Deze aantallen zijn nog niet definitief.",
        "Dit is een oefenbestand.",
        # What is wrong with the document.
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
def test_a_text_that_calls_the_figures_unreal_unfinished_or_wrong_is_heeded(text: str) -> None:
    assert NOT_REAL in said(drawn(glyphs(text, 40, 400)))


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
        "Na publicatie bleek een fout. Een herziene tabel volgt.",
        "Versie 0.9",
        "UWV © februari 2021. Vervallen; vervangen door de uitgave van 12 maart 2021.",
        "werkversie 3 d.d. 4 juli – nog te controleren door regio, cijfers kunnen wijzigen",
        "De aantallen kunnen nog worden bijgesteld.",
        "Testomgeving",
        "UWV Gegevensdiensten | concept d.d. 12 januari 2021",
        "Ter bespreking met de regio",
        "Voorlopige cijfers. Nog niet vastgesteld, niet bestemd voor publicatie.",
    ],
)
def test_a_document_that_takes_its_figures_back_is_not_let_in(words: str) -> None:
    assert NOT_REAL in said(drawn(glyphs(words, 300, 60)))


@pytest.mark.parametrize("text", ["vragen? cijfers@voorbeeld.nl", "Meer cijfers: www.voorbeeld.nl/test"])
def test_an_address_calls_nothing_an_example(text: str) -> None:
    assert NOT_REAL not in said(drawn(glyphs(text, 40, 400)))


@pytest.mark.parametrize(
    "stamp",
    [
        *("VOORBEELD", "CONCEPT", "FICTIEF", "TEST", "DRAFT", "SPECIMEN", "Conceptversie 2", "CONCEPTVERSIE"),
        *("VOORLOPIG", "VOORLOPIGE CIJFERS", "VERVALLEN", "INGETROKKEN", "NIET DEFINITIEF", "OEFENBESTAND"),
        *("DUMMY", "DRUKPROEF", "Concept - niet voor publicatie"),
    ],
)
@pytest.mark.parametrize("place", ["upright", "aslant", "downwards", "upwards"])
def test_a_stamp_is_heeded_wherever_it_stands(stamp: str, place: str) -> None:
    places = {
        "upright": glyphs(stamp, 300, 60, 24),
        "aslant": _aslant(stamp),
        "downwards": _turned(stamp, 1),
        "upwards": _turned(stamp[::-1], 3),
    }
    assert NOT_REAL in said(drawn(places[place]))


@pytest.mark.parametrize("words", ["OBSOLETE", "ter illustratie", "VOORLOPIG - wordt nog bijgewerkt", "template"])
def test_what_is_aslant_is_a_stamp_in_more_words_than_what_is_upright(words: str) -> None:
    assert NOT_REAL in said(drawn(_aslant(words)))


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
    assert not SAID_OF_FIGURES & said(drawn(glyphs(text, 40, 400)))


@pytest.mark.parametrize(
    "words",
    [
        "Deze publicatie vervangt de eerdere, die is ingetrokken.",
        "De uitgave van mei is vervallen en vervangen door deze.",
        "De cijfers kunnen niet meer worden bijgesteld.",
    ],
)
def test_what_this_edition_replaced_and_what_stays_as_it_is_is_let_be(words: str) -> None:
    assert NOT_REAL not in said(drawn(glyphs(words, 40, 400)))
