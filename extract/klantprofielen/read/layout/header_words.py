"""The words of a table header, and what they say of a column; what total rows are called.

Header texts are read letter by letter: `UWV-klanten in Sonar`, hyphenated, letter-spaced or wrapped, is
`uwvklanteninsonar`, and must be made up of known words to the last letter.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from klantprofielen.geometry import UNMAPPED
from klantprofielen.read.letters import compact


class Term(Enum):
    """What one header word says."""

    MUNICIPAL = auto()
    UWV = auto()
    PROFILE = auto()
    POSITIVE = auto()
    NEGATIVE = auto()
    TOTAL = auto()
    SHARE = auto()
    REGION = auto()
    NAME = auto()
    CODE = auto()
    FILLER = auto()


# Of whom a column counts clients, and of those with or without profile.
OWNERS = frozenset({Term.MUNICIPAL, Term.UWV})
PROFILES = frozenset({Term.PROFILE, Term.POSITIVE, Term.NEGATIVE})

_WORDS: dict[Term, tuple[str, ...]] = {
    Term.MUNICIPAL: ("gemeentelijke", "gemeentelijk", "gemeenten", "gemeente", "gem"),
    Term.UWV: ("uwvwerkbedrijf", "werkbedrijf", "uwv"),
    Term.PROFILE: ("klantprofielen", "klantprofiel", "klantprof", "profielen", "profiel", "prof", "pr", "kp",
        "kandidaatprofielen", "kandidaatprofiel", "clientprofielen", "clientprofiel"),
    Term.POSITIVE: ("met", "wel", "ja"),
    Term.NEGATIVE: ("nogniet", "nietmet", "nog", "geen", "zonder", "nee", "niet", "ontbreekt", "afwezig"),
    Term.TOTAL: ("eindtotaal", "tezamen", "samen", "totalen", "totaal", "totale", "subtotaal", "som", "generaal",
        "algemeen"),
    # Shares, and figures of another quarter or of the change since: none of them is a count to publish.
    Term.SHARE: ("kwartaal", "vorige", "vorig", "verandering", "ontwikkeling", "verschil", "mutatie", "toename",
        "afname", "percentage", "procenten", "procent", "aandeel", "perc", "pct", "%"),
    Term.REGION: ("arbeidsmarktregionummer", "arbeidsmarktregios", "arbeidsmarktregio", "regios", "regio", "amr",
        "provincie"),
    Term.NAME: ("gemeentenaam", "naam"),
    # Numbers that count nobody.
    Term.CODE: ("rangnummer", "volgnummer", "nummer", "nr", "cbs", "code", "rang"),
    Term.FILLER: (
        "banenafspraken", "banenafspraak", "doelgroepregister", "doelgroep", "werkzoekenden", "kandidaten",
        "geregistreerde", "vervolg", "geregistreerd", "dienstverlening", "personen", "aantallen", "aantal", "mensen",
        "klanten", "klant", "clienten", "client", "bestand", "heeft", "hebben", "waarvan", "bekend", "sonar", "binnen",
        "beheer", "begeleiding", "begeleid", "verantwoordelijkheid", "ingeschreven", "aanwezig", "beschikbaar",
        "opgesteld", "aangemaakt", "gemaakt", "ingevuld", "vastgelegd", "bediend", "ondersteund", "ondersteuning",
        "portefeuille", "caseload", "verantwoordelijke", "organisatie", "eigen", "kolommen", "kolom", "abcd", "tm",
        "klantvolgsysteem", "systeem", "alle", "onder", "van",
        "der", "het", "door", "via", "bij", "per", "in", "de", "een", "en",
    ),
}  # fmt: skip
# What a character without a meaning may be: a ligature, or a hyphen or point, which says nothing.
_UNMAPPED_MEANS = ("fi", "fl", "ff", "ffi", "ffl", "")
_MOST_UNMAPPED = 4
_TERM_OF = {word: term for term, words in _WORDS.items() for word in words}
_TERM = re.compile("|".join(sorted(map(re.escape, _TERM_OF), key=len, reverse=True)))


# What a total row may be called, and what the name of a region begins with.
_TOTAL_LABELS = (
    "totaal",
    "eindtotaal",
    "amrtotaal",
    "totale",
    "subtotaal",
    "allegemeenten",
    "heleregio",
    "geheleregio",
)
_CARRIED = re.compile(r"(?:te)?transport(?:eren)?|overtebrengen|overbrengen|(?:sub|tussen)(?:totaal|telling|som)\w*")
_REGION_LABELS = ("arbeidsmarktregio", "regio")


@lru_cache(maxsize=2048)
def terms_of(text: str) -> tuple[Term, ...] | None:
    """The terms that a header text consists of; None when some letter of it is not part of a known word.

    A glyph without a meaning of its own (`pro\ufffdel`) is what makes all words known, if that says one thing only.
    """
    if text.count(UNMAPPED) > _MOST_UNMAPPED:
        return None
    if UNMAPPED in text:
        known = {meant for means in _UNMAPPED_MEANS if (meant := terms_of(text.replace(UNMAPPED, means, 1)))}
        return known.pop() if len(known) == 1 else None
    letters = re.sub(r"\d", "", compact(text))
    terms: list[Term] = []
    position = 0
    while position < len(letters):
        match = _TERM.match(letters, position)
        if match is None:
            return None
        terms.append(_TERM_OF[match.group()])
        position = match.end()
    return tuple(terms)


def names_total(text: str) -> bool:
    """Whether a row label is that of a total row: `TOTAAL AMR`, `Totaal Flevoland`, `Regiototaal`, `Alle gemeenten`."""
    letters = compact(text).lstrip("0123456789")  # of a footnote mark, or the region's number
    return letters.endswith("totaal") or letters.startswith(_TOTAL_LABELS) or letters in {"samen", "som"}


def names_carried(text: str) -> bool:
    """Whether a row label is that of a sum carried over to the next page, or of a part of the table."""
    return bool(_CARRIED.fullmatch(compact(text)))


def names_region(text: str) -> bool:
    """Whether the name of a row is that of a region: the row of its total, whatever it is called."""
    return compact(text).startswith(_REGION_LABELS)
