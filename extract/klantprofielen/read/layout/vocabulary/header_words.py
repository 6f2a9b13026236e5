"""The words of a table header, and what they say of a column.

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
    Term.MUNICIPAL: ("gemeentelijke", "gemeentelijk", "gemeentes", "gemeenten", "gemeente", "gem"),
    Term.UWV: ("uitvoeringsinstituutwerknemersverzekeringen", "uwvwerkbedrijf", "werkbedrijf", "uwvs", "uwv"),
    Term.PROFILE: ("klantprofielen", "klantprofiel", "klantprof", "profielen", "profiel", "prof", "pr", "kp",
        "kandidaatprofielen", "kandidaatprofiel", "clientprofielen", "clientprofiel", "cvprofielen", "cvprofiel"),
    Term.POSITIVE: ("met", "wel", "ja"),
    # `loos` as in `profielloos`.
    Term.NEGATIVE: ("nogniet", "nietmet", "nog", "geen", "zonder", "nee", "niet", "ontbrekende", "ontbrekend",
        "ontbreken", "ontbreekt", "afwezig", "mist", "lege", "leeg", "onvindbaar", "onzichtbaar", "loos", "loze"),
    Term.TOTAL: ("eindtotaal", "tezamen", "samen", "totalen", "totaal", "totale", "subtotaal", "som", "generaal",
        "algemeen", "allemaal", "alles", "allen", "iedereen", "gezamenlijk", "bijelkaar", "opgeteld", "optelling",
        "optelsom", "\u03c3"),
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
        "opgesteld", "aangemaakt", "gemaakt", "ingevuld", "gevuld", "vastgelegd", "vindbaar", "zichtbaar",
        "transparant", "bediend", "bedient", "bedienen", "bediening", "begeleidt", "begeleiden", "ondersteund",
        "ondersteunt",
        "ondersteunen", "ondersteuning", "geholpen", "beheert", "beheerd", "beheerder", "regiehouder", "regie",
        "dossierhouder", "bestandseigenaar", "eigenaar", "partij", "domein", "uitvoering", "behorend", "horend",
        "vallen", "valt", "inbeeld", "portefeuille", "caseload", "clientele", "klantgroep", "kandidaat", "werkzoekende",
        "persoon", "verantwoordelijke", "verantwoordelijk", "organisatie", "eigen", "kolommen", "kolom", "abcd", "tm",
        "klantvolgsysteem", "systeem", "voorzien", "bezit", "reeds", "temaken", "optestellen", "gehele", "hele",
        "alsdienstverlener", "verleentdienst", "verleendienst", "helpt", "helpen", "ligt", "staat", "wieverzorgt",
        "wieverleent", "gereed", "devier",
        "beide", "waarvoor", "alle", "onder", "van", "der", "het", "die", "is", "zijn", "door", "via", "bij", "per",
        "in", "de", "een", "en",
    ),
}  # fmt: skip
# What a profile is said to be, alone under `Profiel`, as against `ontbreekt`, `leeg` or `niet zichtbaar`.
_STATES = frozenset({
    "aanwezig", "beschikbaar", "opgesteld", "gemaakt", "ingevuld", "gevuld", "vindbaar", "zichtbaar", "vastgelegd",
    "gereed",
})  # fmt: skip
_PLUS, _MINUS = frozenset({"+", "(+)"}), frozenset({"-", "\u2212", "\u2013", "(-)", "(\u2212)", "(\u2013)"})
# What is said behind a profile, never before it.
ONLY_BEHIND = ("ja", "nee", "ontbreekt", "ontbreken", "afwezig", "mist", "leeg", "onvindbaar", "onzichtbaar")
# Abbreviations and signs that letters alone don't show, and letters of columns, `(a + b)`, which say nothing.
_SIGNED = r"(prof\w*\.?|\bkp) ?"
_WRITTEN_OUT = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\btot\.(?!\w)", "totaal "),
        (r"-?kl\.(?!\w)", "klanten "),
        (r"\bm\. ?(?=\w*prof)", "met "),
        (r"\bz\. ?(?=\w*prof)", "zonder "),
        (_SIGNED + r"(?:\+|\(\+\))$", r"\1 met"),
        (_SIGNED + "(?:\u2212|\\([-\u2212\u2013]\\))$", r"\1 zonder"),
        ("\u2211", "\u03c3"),
        (r"^[a-e][.)] (?=\w)", ""),
        (r"[(\[][a-e](?: ?\+ ?[a-e])*[)\]]", ""),
    )
)
# Years, ages, scales and changes: only numbers that mark a note or a column say nothing of a count.
_OTHER_FIGURES = re.compile(
    "[\u00b1\u2206\u2191\u2193\u25b2\u25bc\u20ac$\u00a3\u2030\u2248~<>\u2264\u2265\u00d7\u00f7]"
    "|\\+ ?/ ?[-\u2212\u2013]|\\d{3}|\\d\\d ?[-+\u2212\u2013]"
    r"|(?<![\d(\[])\d\d(?![\d)\]])"
)
_DATE = re.compile(r"\d{4}|\d[-\u2013]\d")
_NUMBER_OF_COLUMN = re.compile(r"\d{1,2}")
# What is with or without these is no profile: `zonder begeleiding`, `niet in Sonar`, `niet bij gemeente`.
_SIGN_OF_OTHERS = (
    r"(?:met|zonder|geen|(?<!prof)(?<!profiel)(?<!profielen)(?<!kp)(?:nogniet|niet|wel))"
    r"(?:een|de|het|in|binnen|bij|via|door|van|onder|eigen)*"
    r"(?:{})"
)
_SERVICES = "begeleid|ondersteun|help|geholpen|dienstverlen|beheer|bediend|doelgroepregister"
# Who has begun on a profile may be among those that have one: `niet gereed` does not say.
_UNFINISHED = "|nietgereed"
_OF_SERVICES = re.compile(_SIGN_OF_OTHERS.format(_SERVICES) + _UNFINISHED)
_OF_OTHERS = re.compile(
    _SIGN_OF_OTHERS.format(
        f"{_SERVICES}|sonar|klantvolgsysteem|systeem|bekend|geregistreerd|ingeschreven|gem(?!aakt)|uwv|werkbedrijf|regie"
        "|caseload|portefeuille|bestand|staat|klanten|clienten|kandidaten|personen|mensen|werkzoekenden"
    )
    + _UNFINISHED
)
# What a character without a meaning may be: a ligature, or a hyphen or point, which says nothing.
_UNMAPPED_MEANS = ("fi", "fl", "ff", "ffi", "ffl", "")
_MOST_UNMAPPED = 4
_TERM_OF = {word: term for term, words in _WORDS.items() for word in words}
_LONGEST = max(map(len, _TERM_OF))


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
    if _OTHER_FIGURES.search(text) and not _NUMBER_OF_COLUMN.fullmatch(text.strip()):
        return None
    for abbreviation, word in _WRITTEN_OUT:
        text = abbreviation.sub(word, text)
    letters = re.sub(r"\d", "", compact(text))
    terms = None if _OF_OTHERS.search(letters) else _terms_of_letters(letters)
    return None if names_register_alone(text) and set(terms or ()) != {Term.FILLER} else terms


@lru_cache(maxsize=2048)
def _terms_of_letters(letters: str) -> tuple[Term, ...] | None:
    """The terms of the longest known words that all letters can be divided into, from the left."""
    if not letters:
        return ()
    for end in range(min(len(letters), _LONGEST), 0, -1):
        if letters[:end] in _TERM_OF and (rest := _terms_of_letters(letters[end:])) is not None:
            return (_TERM_OF[letters[:end]], *rest)
    return None


def names_state(text: str) -> bool:
    """Whether a head says no more than what a profile is where there is one: `aanwezig`, `ingevuld`, `+`."""
    return compact(text) in _STATES or text.strip() in _PLUS


def denies_state(text: str) -> bool:
    """Whether a head says no more than that this is not so: `ontbreekt`, `niet ingevuld`, `\u2212`."""
    terms = set(terms_of(text) or ())
    return text.strip() in _MINUS or (Term.NEGATIVE in terms and terms <= {Term.NEGATIVE, Term.FILLER})


def names_register_alone(text: str) -> bool:
    """Whether a text speaks of the register and not of Sonar, where only a part of its people is."""
    letters = compact(text)
    return "register" in letters and "sonar" not in letters


def counts_others(text: str) -> bool:
    """Whether a head is made of words of this header and says something else all the same: `+/-`, `niet in Sonar`."""
    letters = re.sub(r"\d", "", compact(text))
    others = _OF_OTHERS.search(letters) or (_OTHER_FIGURES.search(text) and not _DATE.search(text))
    return bool(others) and _terms_of_letters(letters) is not None


def denies_others(above: str, below: str) -> bool:
    """Whether two lines of one head are with or without something else than a profile: `zonder` / `begeleiding`."""
    both = compact(f"{above} {below}")
    return bool(_OF_SERVICES.search(both)) and not OWNERS & set(terms_of(below) or ())
