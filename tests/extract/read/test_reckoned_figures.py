"""Counts that were worked on, are of another time, or go beyond the target group are not those of the series."""

from __future__ import annotations

import pytest
from captioned_page import drawn, said
from handset import glyphs

from klantprofielen.read.layout.captions.said import NO_COUNTS, NOT_REAL, OF_A_PART, OF_OTHERS
from klantprofielen.read.words_on_figures.known_words import unknown_words


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Om gemeenten te vergelijken zijn alle aantallen omgerekend naar duizend inwoners.", NO_COUNTS),
        ("Voor de leesbaarheid zijn de aantallen door tien gedeeld.", NO_COUNTS),
        ("Getallen onder de tien zijn op tien gesteld.", NO_COUNTS),
        ("De gegevens van een van de gemeenten zijn van een kwartaal eerder overgenomen.", NO_COUNTS),
        ("Kolom drie komt uit het vorige verslag.", NO_COUNTS),
        ("De som van de vier kwartalen is weergegeven.", NO_COUNTS),
        ("Getallen tonen het aantal profielen; een klant kan er meer dan een hebben.", NO_COUNTS),
        ("Vermelde aantallen zijn doelen, geen realisaties.", NO_COUNTS),
        ("Getallen = percentages", NO_COUNTS),
        ("Ook werkzoekenden buiten de doelgroep van de banenafspraak zijn meegeteld.", OF_OTHERS),
        ("De kolom 'Geen profiel' bevat ook mensen die inmiddels zijn uitgeschreven.", OF_OTHERS),
        ("Totaal in Sonar: inclusief werkzoekenden zonder indicatie banenafspraak.", OF_OTHERS),
        ("Inclusief mensen uit andere regio's die hier willen werken.", OF_OTHERS),
        ("Opgave van de gemeenten zelf; niet uit Sonar afkomstig.", OF_OTHERS),
        ("Wie al werk heeft, is niet in de tabel opgenomen.", OF_A_PART),
        ("Zo zou de tabel eruit kunnen zien.", NOT_REAL),
        ("We tellen nu alle werkzoekenden, ook degenen die niet tot de doelgroep behoren.", OF_OTHERS),
        ("% van het totaal in Sonar", NO_COUNTS),
    ],
)
def test_what_was_done_to_counts_is_heeded(sentence: str, code: str) -> None:
    assert code in said(drawn(glyphs(sentence, 40, 300, 7)))


@pytest.mark.parametrize(
    ("caption", "code"),
    [
        ("Stand begin volgend kwartaal", NO_COUNTS),
        ("Hoger opgeleide kandidaten met en zonder profiel", OF_A_PART),
        ("Klanten naar gemeente waar zij werken", OF_OTHERS),
        ("Aantal bezoeken per gemeente", OF_OTHERS),
        ("Tabel A: steekproefuitkomsten, niet opgehoogd", OF_A_PART),
    ],
)
def test_a_caption_of_other_counts_is_heeded(caption: str, code: str) -> None:
    assert code in said(drawn(glyphs(caption, 40, 130, 11)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Het percentage is het aantal klanten gedeeld door het aantal personen in het doelgroepregister.",
        "De cijfers zijn definitief en worden niet meer bijgesteld.",
        "Wie niet tot de doelgroep behoort, is niet meegeteld.",
        "Ook wie niet tot de doelgroep behoort, is niet meegeteld.",
        "Wie niet in Sonar staat, is niet in de tabel opgenomen.",
        "Wie in het buitenland woont, is niet meegeteld.",
    ],
)
def test_what_changes_no_count_is_let_be(sentence: str) -> None:
    assert not said(drawn(glyphs(sentence, 40, 300, 7)))


def test_figures_of_something_are_known_only_by_their_whole_name() -> None:
    assert unknown_words("Groeicijfers doelgroep banenafspraak", is_at_table=True) == ("Groeicijfers",)
    assert unknown_words("Kerncijfers doelgroep banenafspraak", is_at_table=True) == ()
