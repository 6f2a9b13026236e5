"""Heads that are abbreviated say what a note on the page explains them to be, and nothing where none does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import page, paragraph
from whole_page import FLAT, M0, M1, all_counts, body, counts_of, flat_header, published

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.publication import parse

_SHORT = ("GKL m.kp", "GKL z.kp", "UKL m.kp", "UKL z.kp", "Tot.")
_LEGEND = (
    "GKL: gemeenteklanten in Sonar; UKL: UWV-klanten in Sonar; m.kp: met klantprofiel;",
    "z.kp: zonder (geen) klantprofiel; Tot.: totaal in Sonar. Bron: UWV.",
)
_LETTERS = ("A", "B", "C", "D", "E")
_LEGEND_OF_LETTERS = (
    "A = gemeenteklanten met profiel, B = gemeenteklanten zonder profiel, C = klanten van UWV met profiel,",
    "D = klanten van UWV zonder profiel, E = totaal in Sonar",
)


_IN_BRACKETS = ("Gem. M", "Gem. Z", "UWV M", "UWV Z", "Sonar")
_SIGNED = ("Gem. + profiel", "Gem. \u2013 profiel", "UWV + profiel", "UWV \u2013 profiel", "Totaal")

_SIGNS_BEHIND = ("G+", "G-", "U+", "U-", "Tot.")
_LEGEND_OF_SIGNS = (
    "G+ = klant van de gemeente met klantprofiel in Sonar; G- = klant van de gemeente zonder klantprofiel in Sonar;",
    "U+ = klant van UWV met klantprofiel in Sonar; U- = klant van UWV zonder klantprofiel in Sonar; Tot. = totaal.",
)

_SIGNS_APART = ("gem. +", "gem. -", "UWV +", "UWV -", "Sonar")
_LEGEND_OF_PAIRS = (
    "gem. + / gem. -: gemeenteklanten met / zonder profiel in Sonar. UWV + / UWV -: UWV-klanten met / zonder profiel.",
    "Sonar: totaal.",
)

_FINISHED = ("Gem. profiel af", "Gem. profiel niet af", "UWV profiel af", "UWV profiel niet af", "Aantal in Sonar")


def _explained(heads: Sequence[str], legend: Sequence[str]) -> list[Glyph]:
    letters = [*body(), *flat_header(heads)]
    return letters + paragraph(legend, 40, 264, 9, 7)


@pytest.mark.parametrize(
    ("heads", "legend"),
    [
        (_SHORT, _LEGEND),
        (_LETTERS, _LEGEND_OF_LETTERS),
        (_IN_BRACKETS, ("Personen in Sonar, met (M) en zonder (Z) profiel, eerst bij de gemeente en dan bij UWV.",)),
        (_IN_BRACKETS, ("Wij geven aan of er een klantprofiel is (M) of niet (Z).",)),
        (_IN_BRACKETS, ("Van ieder is bekend of hij een profiel heeft (M) dan wel niet (Z).",)),
        (_FINISHED, ("Het klantprofiel is af als alles is ingevuld; anders is het iemand zonder profiel.",)),
        (_SIGNS_BEHIND, _LEGEND_OF_SIGNS),
        (_SIGNS_APART, _LEGEND_OF_PAIRS),
        (_SIGNED, ("+ profiel: klanten met een klantprofiel. \u2013 profiel: klanten zonder klantprofiel in Sonar.",)),
    ],
)
def test_abbreviated_heads_say_what_a_note_explains(heads: tuple[str, ...], legend: tuple[str, ...]) -> None:
    publication = published(_explained(heads, legend))
    assert counts_of(publication) == all_counts()
    assert [column.header_text for column in publication.columns if column.column_role in FLAT] == list(heads)


@pytest.mark.parametrize(
    "legend",
    [
        (_LEGEND[0], "z.kp: zonder kennis van Sonar; Tot.: totaal in Sonar."),
        (*_LEGEND, "z.kp: met klantprofiel;"),
        (_LEGEND[1],),
    ],
    ids=["in words of something else", "in two ways", "in part"],
)
def test_abbreviated_heads_that_no_note_explains_plainly_are_declined(legend: tuple[str, ...]) -> None:
    with pytest.raises(DeclinedError, match="header"):
        published(_explained(_SHORT, legend))


@pytest.mark.parametrize(
    ("heads", "legend"),
    [
        (_IN_BRACKETS, "Personen met (M) en zonder (Z) begeleiding in Sonar."),
        (_IN_BRACKETS, "Met (M) en zonder (M) profiel in Sonar."),
        (_IN_BRACKETS, "Of er een baan is (M) of niet (Z)."),
        (_FINISHED, "Het klantprofiel is af als alle verplichte onderdelen in Sonar zijn ingevuld."),
        (_FINISHED, "Het profiel is af als alles is ingevuld; anders geldt hij niet als iemand zonder profiel."),
        (_FINISHED, "Het profiel is af als alles is ingevuld; anders geldt hij als iemand met een half profiel."),
        (_SIGNED, "+ profiel: klanten met een klantprofiel in Sonar."),
        (_SIGNS_APART, "gem. + / gem. -: klanten erbij / eraf. UWV + / UWV -: klanten erbij / eraf. Sonar: totaal."),
        (_SIGNED, "+ profiel: erbij gekomen profielen. \u2013 profiel: vervallen profielen."),
    ],
)
def test_letters_and_signs_that_are_explained_as_something_else_or_in_part_are_declined(
    heads: tuple[str, ...], legend: str
) -> None:
    # Each row adds up: taken for the profiles they would be published as such.
    with pytest.raises(DeclinedError):
        parse([page(_explained(heads, [legend]))])


def test_a_sign_turned_round_in_its_note_turns_the_counts_round() -> None:
    legend = "\u2013 profiel: klanten met een klantprofiel. + profiel: klanten zonder klantprofiel in Sonar."
    read = counts_of(published(_explained(_SIGNED, [legend])))
    assert (read["Almere"][M1], read["Almere"][M0]) == ("450", "79")
