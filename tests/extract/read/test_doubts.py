"""A document that doubts its own figures, or says that it was not the last word, is not let in, wherever it says so."""

from __future__ import annotations

import pytest
from captioned_page import drawn, said
from handset import HEIGHT, glyphs

from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES


@pytest.mark.parametrize(
    "words",
    [
        "v0.9",
        "Onder voorbehoud",
        "Alle aantallen x 10.",
        "Deze pagina is vervallen; zie de uitgave van 14 september.",
        "Bevat fouten, zie rectificatie.",
        "Wij twijfelen aan de juistheid van de gemeentelijke aantallen.",
        "Per abuis zijn de regels van Urk en Dronten verwisseld.",
        "Dit is nog niet de eindstand: gemeenten hebben tot 21 juli de tijd om te reageren.",
        "De foutmarge bedraagt 4 procentpunt naar boven en naar beneden.",
        "Getallen uit de testomgeving",
        "Aan elke cel is een willekeurige afwijking van maximaal 3 toegevoegd.",
        "Indicatieve cijfers",
        "Voor twee gemeenten was geen opgave beschikbaar; daar staat het cijfer van vorig jaar.",
        "Beschouw bovenstaande als een eerste proeve.",
        "Wie inmiddels werk heeft, is uit de telling gelaten.",
        "Getallen afgerond.",
        "Gecorrigeerd: Velsen, UWV zonder profiel, moet zijn 58.",
        "Bij Urk moet 51 zijn 61.",
    ],
)
@pytest.mark.parametrize("y", [130, 400, HEIGHT - 20], ids=["above", "below", "foot"])
def test_a_document_that_doubts_its_figures_is_not_let_in(words: str, y: float) -> None:
    assert said(drawn(glyphs(words, 40, y, 7))) & SAID_OF_FIGURES


@pytest.mark.parametrize(
    "words",
    [
        "Zet- en drukfouten voorbehouden.",
        "Kijk voor de nieuwe uitgave op de website.",
        "Dit werk valt onder CC BY 4.0.",
        "Page 1",
        "Bron: Sonar, bewerking UWV Gegevensdiensten",
    ],
)
def test_what_any_office_prints_below_is_let_be(words: str) -> None:
    assert not said(drawn(glyphs(words, 40, HEIGHT - 20, 7))) & SAID_OF_FIGURES


@pytest.mark.parametrize("words", ["Klad", "in uren", "Nulmeting"])
@pytest.mark.parametrize("step", [(0, 9), (150, 0)], ids=["in a column", "in a line"])
def test_a_text_in_line_with_publisher_and_date_is_no_label_of_a_drawing(words: str, step: tuple[int, int]) -> None:
    across, down = step
    foot = [
        letter
        for place, text in enumerate(("UWV", "Flevoland", "juli 2020", words))
        for letter in glyphs(text, 40 + across * place, HEIGHT - 50 + down * place, 7)
    ]
    assert said(drawn(foot)) & SAID_OF_FIGURES
