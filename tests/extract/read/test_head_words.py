"""Heads as thirty offices would word them: read where their words say which count it is, and refused where they don't.

Sums can't tell a column with a profile from one without, nor the municipality's from UWV's: only these words can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from handset import HEADS, centred, ending_at, glyphs, page
from whole_page import (
    ALL,
    FLAT,
    M0,
    M1,
    ORDER,
    TOP,
    U0,
    U1,
    all_counts,
    body,
    counts_of,
    flat_header,
    over_columns,
    published,
    right_of,
    whole,
)

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.publication import parse
from klantprofielen.read.layout.vocabulary.header_words import Term, terms_of
from klantprofielen.records import ColumnRole, HeaderKind

_IS_MUNICIPAL, _HAS_PROFILE = {M1, M0}, {M1, U1}
# The heads are set small, so that the longest stays within its column.
_SMALL = 5.5
_BY_OWNER, _BY_PROFILE = (ALL, U0, U1, M0, M1), (M0, U0, M1, U1, ALL)


def _two_levels(
    order: Sequence[ColumnRole], groups: Mapping[ColumnRole, str], leaves: Mapping[ColumnRole, str], total: str
) -> list[Glyph]:
    """Rows under two levels of heads: each group over its two columns, the total at the foot."""
    letters = [*body(order), *glyphs("Gemeente", 60, TOP - 16)]
    for column, role in enumerate(order):
        letters += ending_at(leaves.get(role, total), right_of(column), TOP - 16, _SMALL)
        following = order[column + 1] if column + 1 < len(order) else None
        if role in groups and following in groups and groups[following] == groups[role]:
            letters += centred(groups[role], (right_of(column) + right_of(column + 1)) / 2 - 15, TOP - 28, _SMALL)
    return letters


def _owners(municipal: str, uwv: str) -> dict[ColumnRole, str]:
    return {role: municipal if role in _IS_MUNICIPAL else uwv for role in FLAT if role is not ALL}


def _profiles(having: str, lacking: str) -> dict[ColumnRole, str]:
    return {role: having if role in _HAS_PROFILE else lacking for role in FLAT if role is not ALL}


_OWNERS = (
    ("Gemeenteklanten", "UWV-klanten"),
    ("Bij gemeente", "Bij UWV"),
    ("Onder beheer van gemeente", "Onder beheer van UWV"),
    ("In dienstverlening bij gemeente", "In dienstverlening bij UWV"),
    ("Gem. klanten", "UWV kl\u00e1nten"),
    ("Gemeentebestand", "UWV-bestand"),
    ("Klantenbestand van de gemeente", "Klantenbestand van UWV"),
    ("Gemeentelijke dienstverlening", "Dienstverlening UWV"),
    ("Gemeente bedient", "UWV bedient"),
    ("Bediend door gemeente", "Bediend door UWV"),
    ("In beeld bij gemeente", "In beeld bij UWV"),
    ("Verantwoordelijkheid gemeente", "Verantwoordelijkheid UWV"),
    ("Gemeente is verantwoordelijk", "UWV is verantwoordelijk"),
    ("Gemeentelijke doelgroep", "Doelgroep UWV"),
    ("Dossierhouder gemeente", "Dossierhouder UWV"),
    ("Gemeente heeft regie", "UWV heeft regie"),
    ("Gemeente ondersteunt", "UWV ondersteunt"),
    ("Door gemeente begeleid", "Door UWV begeleid"),
    ("Gemeente begeleidt", "UWV begeleidt"),
    ("Eigenaar: gemeente", "Eigenaar: UWV"),
    ("Werkzoekende bij gemeente", "Werkzoekende bij UWV"),
    ("Valt onder gemeente", "Valt onder UWV"),
    ("Klanten die onder gemeente vallen", "Klanten die onder UWV vallen"),
    ("Gemeente beheert", "UWV beheert"),
    ("In portefeuille gemeente", "In portefeuille UWV"),
    ("Gemeente's klanten", "UWV's klanten"),
    ("Gemeentes", "UWV WERKbedrijf"),
    ("Client\u00e8le gemeente", "Client\u00e8le UWV"),
    ("Behorend bij gemeente", "Behorend bij UWV"),
    ("Geholpen door gemeente", "Geholpen door UWV"),
    ("Uitvoering gemeente", "Uitvoering UWV"),
    ("Klantgroep gemeente", "Klantgroep UWV"),
    ("Gemeente: regie", "UWV: regie"),
    ("Gemeente Sonar", "UWV Sonar"),
    ("Gemeente als dienstverlener", "UWV als dienstverlener"),
    ("Gemeente helpt", "UWV helpt"),
    ("Dienstverlening ligt bij gemeente", "Dienstverlening ligt bij UWV"),
)
_SIGNS = (
    ("met profiel", "zonder profiel"),
    ("wel profiel", "geen profiel"),
    ("profiel: ja", "profiel: nee"),
    ("profiel aanwezig", "profiel ontbreekt"),
    ("profiel aanwezig", "profiel afwezig"),
    ("profiel gevuld", "profiel leeg"),
    ("profiel vindbaar", "profiel niet vindbaar"),
    ("profiel zichtbaar", "profiel onzichtbaar"),
    ("met cv-profiel", "zonder cv-profiel"),
    ("heeft een profiel", "heeft nog geen profiel"),
    ("profiel gemaakt", "profiel nog niet gemaakt"),
    ("voorzien van profiel", "niet voorzien van profiel"),
    ("profiel reeds gemaakt", "profiel nog te maken"),
    ("in bezit van profiel", "niet in bezit van profiel"),
    ("met profiel", "ontbrekend profiel"),
    ("met profiel", "profiel mist"),
    ("met profiel", "profielloos"),
    ("m. profiel", "z. profiel"),
    ("met prof.", "geen prof."),
    ("profiel +", "profiel \u2212"),
    ("profiel (+)", "profiel (-)"),
    ("met profiel (a)", "zonder profiel (b)"),
    ("profiel", "zonder"),
    ("profiel gereed", "geen profiel"),
)
_TOTALS = (
    "Totaal", "Samen", "Som", "Tot.", "\u2211", "\u03a3", "Sonar totaal", "Totaal bekend in Sonar", "Totaal (a + b)",
    "Alles", "Allemaal", "Iedereen", "Gezamenlijk", "Bij elkaar", "Opgeteld", "Optelsom", "In totaal", "Klanttotaal",
    "Alle klanten", "Alle klanten in Sonar", "Beide", "Hele bestand", "Gemeente en UWV", "Gemeente + UWV",
    "Gemeente en UWV samen", "Som van de vier",
)  # fmt: skip


@pytest.mark.parametrize("owners", _OWNERS, ids=" | ".join)
@pytest.mark.parametrize("order", [_BY_OWNER, _BY_PROFILE], ids=["over", "under"])
def test_an_owner_is_named_in_any_words(owners: tuple[str, str], order: tuple[ColumnRole, ...]) -> None:
    named, signs = _owners(*owners), _profiles("met profiel", "zonder profiel")
    levels = (named, signs) if order is _BY_OWNER else (signs, named)
    assert counts_of(published(_two_levels(order, *levels, "Totaal"))) == all_counts()


@pytest.mark.parametrize("signs", _SIGNS, ids=" | ".join)
@pytest.mark.parametrize("order", [_BY_OWNER, _BY_PROFILE], ids=["under", "over"])
def test_a_profile_is_affirmed_and_denied_in_any_words(signs: tuple[str, str], order: tuple[ColumnRole, ...]) -> None:
    named, having = _owners("Gemeente", "UWV"), _profiles(*signs)
    levels = (named, having) if order is _BY_OWNER else (having, named)
    assert counts_of(published(_two_levels(order, *levels, "Totaal"))) == all_counts()


@pytest.mark.parametrize("total", _TOTALS)
def test_all_clients_are_named_in_any_words_where_they_are_the_sum(total: str) -> None:
    levels = (_owners("Gemeente", "UWV"), _profiles("met profiel", "geen profiel"))
    assert counts_of(published(_two_levels(_BY_OWNER, *levels, total))) == all_counts()


@pytest.mark.parametrize(
    "states",
    [
        ("aanwezig", "ontbreekt"),
        ("aanwezig", "niet aanwezig"),
        ("gevuld", "leeg"),
        ("vindbaar", "niet vindbaar"),
        ("zichtbaar", "onzichtbaar"),
        ("ja", "nee"),
        ("wel", "niet"),
        ("+", "\u2212"),
        ("(+)", "(-)"),
    ],
    ids=" | ".join,
)
def test_a_state_under_the_head_profile_says_with_and_is_nothing_without_that_head(states: tuple[str, str]) -> None:
    letters = _two_levels(ORDER, _owners("Gemeente", "UWV"), _profiles(*states), "Totaal")
    headed = [*letters, *centred("Klantprofiel", right_of(1) + 40, TOP - 41, _SMALL)]
    assert counts_of(published(headed)) == all_counts()
    if states[0] not in {"ja", "wel"}:
        # `+` and `−` may be those of a change, `zichtbaar` that of a person.
        with pytest.raises(DeclinedError):
            published(letters)


def test_a_state_denied_on_the_line_above_it_is_denied() -> None:
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 16), *over_columns(["aanwezig"] * 4, TOP - 16)]
    letters += over_columns(("", "niet") * 2, TOP - 25)
    for place, owner in ((0.5, "Gemeente"), (2.5, "UWV")):
        letters += centred(owner, right_of(0) + 110 * place, TOP - 40)
    letters += [*centred("Profiel", right_of(1) + 40, TOP - 54), *ending_at("Totaal", right_of(4), TOP - 16)]
    assert counts_of(published(letters)) == all_counts()


def test_a_denial_close_to_the_next_head_stays_with_its_own_profile() -> None:
    # Read as `ontbreekt Profiel aanwezig`, the third head would have been denied.
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 32), *ending_at("Totaal", right_of(4), TOP - 32)]
    for place, owner in ((0.5, "Gemeenteklanten"), (2.5, "UWV-klanten")):
        letters += centred(owner, right_of(0) + 110 * place, TOP - 32)
    letters += over_columns(("Profiel aanwezig", "Profiel ontbreekt") * 2, TOP - 18, 11.4)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("order", [ORDER, (ALL, U0, U1, M0, M1)])
def test_a_head_of_more_lines_than_the_others_begins_alone(order: tuple[ColumnRole, ...]) -> None:
    heads = {
        M1: ("Gemeente met", "profiel"),
        M0: ("Gemeente", "zonder", "profiel"),
        U1: ("UWV met", "profiel"),
        U0: ("UWV zonder", "profiel"),
        ALL: ("Totaal",),
    }
    letters = [*body(order), *glyphs("Gemeente", 60, TOP - 16)]
    for column, role in enumerate(order):
        for line, text in enumerate(reversed(heads[role])):
            letters += ending_at(text, right_of(column), TOP - 16 - 10 * line)
    assert counts_of(published(letters)) == all_counts()


def test_a_denied_group_head_on_two_lines_is_denied() -> None:
    letters = _two_levels(_BY_PROFILE, _profiles("voorzien van profiel", "profiel"), _owners("Gemeente", "UWV"), "Som")
    letters += centred("niet voorzien van", right_of(0) + 40, TOP - 35, _SMALL)
    assert counts_of(published(letters)) == all_counts()


# Heads that count something else: behind a head, before it, in its place.
_OTHERS = (
    "instroom", "uitstroom", "nieuw", "nieuwe", "aangemeld", "mutatie +", "groei", "+/-", "+/\u2212", "\u00b1",
    "\u2206", "\u2191", "t.o.v. vorig kwartaal", "2019", "eind 2019", "januari", "gemiddeld", "geschat", "geraamd",
    "verwacht", "prognose", "streefcijfer", "norm", "voorlopig", "herzien", "concept", "per 1000", "per 100 klanten",
    "x 1.000", "\u00d7 10", "index", "aan het werk", "werkend", "met baan", "geplaatst", "plaatsingen", "vacatures",
    "werkgevers", "uren", "fte", "\u20ac", "dossiers", "gesprekken", "huishoudens", "jonger dan 27", "onder 27", "27-",
    "50+", "18-27", "< 27", "vrouwen", "Wajong", "WW", "Participatiewet", "bijstand", "uitkering", "Wsw",
    "beschut werk", "met cv", "zonder cv", "rijbewijs", "onvolledig", "verouderd", "actueel", "gepubliceerd",
    "in aanmaak", "onbekend", "deels", "selectie", "Suwinet", "doelgroepregister", "buiten Sonar", "niet in Sonar",
    "niet bekend in Sonar", "niet ingeschreven", "niet bij gemeente", "zonder begeleiding", "met begeleiding",
    "geen dienstverlening", "met ondersteuning", "inwoners", "registraties", "direct bemiddelbaar", "maximum",
    "uitgeschreven", "netto", "overig", "inactief", "nuggers", "jongeren", "ingetrokken",
    "niet gereed", "nog niet gereed", "zonder dienstverlener", "niet geholpen", "niet in staat", "alsnog",
)  # fmt: skip
_PLACES = ("behind", "before", "in place of an owner", "in place of a denial", "behind a group", "on its own line")


def _with_other(other: str, place: str) -> list[Glyph]:
    owners, signs = ["Gemeente", "UWV"], ["met profiel", "zonder profiel"]
    flat = [*body(), *glyphs("Gemeente", 60, TOP - 16)]
    if place == "behind":
        return [*flat, *over_columns([f"{head} {other}" for head in HEADS], TOP - 16, _SMALL)]
    if place == "before":
        return [*flat, *over_columns([f"{other} {head}" for head in HEADS], TOP - 16, _SMALL)]
    if place == "on its own line":
        return [*flat, *over_columns(HEADS, TOP - 24, _SMALL), *over_columns([other] * 4, TOP - 16, _SMALL)]
    if place == "in place of an owner":
        owners[1] = other
    elif place == "in place of a denial":
        signs[1] = other
    else:
        owners = [f"{owner} {other}" for owner in owners]
    return _two_levels(ORDER, _owners(*owners), _profiles(*signs), "Totaal")


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("other", _OTHERS)
def test_a_head_that_counts_something_else_is_never_taken_for_a_count(other: str, place: str) -> None:
    # Every row adds up: were a word passed over, other people's figures would be published as the clients'.
    if place == "on its own line" and other in {"2019", "< 27"}:
        pytest.skip("numbers on a line are a row, of a municipality called Gemeente: no release has that")
    try:
        publications = parse([page(_with_other(other, place))])
    except DeclinedError:
        return
    assert all(publication.remarks for publication in publications), "read, and nothing said against it"
    assert all(publication.header_kind is HeaderKind.READ for publication in publications)


@pytest.mark.parametrize("first", ["ander gebied", "functieprofiel", "registraties", "niet actueel"])
def test_heads_whose_first_line_is_unknown_are_not_read_without_it(first: str) -> None:
    letters = whole()
    letters += over_columns([first] * 5, TOP - 30)
    with pytest.raises(DeclinedError, match="header"):
        published(letters)


def test_a_question_over_the_owners_hides_no_head_beside_it() -> None:
    # `Totaal` stands on the question's line: passed over with it, the last column would have no head.
    letters = [*body(), *flat_header([*HEADS[:4], None])]
    letters += centred("Wie verzorgt de dienstverlening?", right_of(1) + 40, TOP - 34)
    assert counts_of(published([*letters, *ending_at("Totaal", right_of(4), TOP - 34)])) == all_counts()


@pytest.mark.parametrize("order", [ORDER, (U0, ALL, M0, U1, M1)])
def test_a_cell_may_name_what_is_denied_the_profile_and_the_owner_each_on_its_line(order: Sequence[ColumnRole]) -> None:
    lines = {
        M1: ("", "Klantprofiel", "via", "gemeente"),
        M0: ("Geen", "klantprofiel,", "klant", "gemeente"),
        U1: ("", "", "Klantprofiel", "via UWV"),
        U0: ("", "Geen", "klantprofiel,", "klant UWV"),
        ALL: ("", "", "In Sonar", "(alles)"),
    }
    letters = [*body(order), *glyphs("Gemeente", 60, TOP - 16)]
    for column, role in enumerate(order):
        for line, text in enumerate(lines[role]):
            letters += centred(text, right_of(column) - 15, TOP - 46 + 10 * line)
    assert counts_of(published(letters)) == all_counts()


def test_a_tile_with_the_size_of_the_register_above_the_heads_is_none() -> None:
    letters = [*whole(), *glyphs("7.467", right_of(0), TOP - 56, 14)]
    letters += glyphs("doelgroepregister", right_of(0) - 30, TOP - 40)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize(
    ("above", "below"),
    [("Gemeente zonder", "begeleiding"), ("Gemeente niet", "in beheer"), ("Gemeente profiel niet", "gereed")],
)
def test_what_a_head_denies_on_its_next_line_is_no_profile(above: str, below: str) -> None:
    letters = [*body(), *flat_header([None, below, *HEADS[2:]])]
    letters += [*ending_at("profiel", right_of(0), TOP - 20), *ending_at("Gemeente met", right_of(0), TOP - 30)]
    letters += ending_at(above, right_of(1), TOP - 30)
    with pytest.raises(DeclinedError, match="header"):
        published(letters)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("alsnog profiel", None),  # not `nog profiel`
        ("Profiel nog niet gereed", None),  # perhaps begun
        ("Gemeente Sonar", (Term.MUNICIPAL, Term.FILLER)),  # not `gemeentes` and letters left over
        ("profiel 2)", (Term.PROFILE,)),
        ("(12)", ()),
        ("Uitvoeringsinstituut Werknemersverzekeringen", (Term.UWV,)),
        ("open", None),
        ("klantbeeld", None),
        ("tot", None),
        ("profiel 31", None),
    ],
)
def test_letters_are_divided_into_known_words_or_refused(text: str, terms: tuple[Term, ...] | None) -> None:
    assert terms_of(text) == terms
