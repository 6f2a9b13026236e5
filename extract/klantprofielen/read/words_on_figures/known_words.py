"""Whether a sentence speaks of figures in words that this publication is not known to use.

Other rules know words that say what figures are. No list of those is ever whole: a table may count anything. So the
words that say nothing new are listed, too, and a sentence on the figures that has any other is not passed over.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from klantprofielen.geometry import UNMAPPED
from klantprofielen.read.words_on_figures.claims import BENEFITS, concludes, is_marked, names_change
from klantprofielen.read.words_on_figures.restrictions import names_everybody
from klantprofielen.read.words_on_figures.standing_text import PROSE

# A sentence has so many words, and fewer numbers than a row of a table.
_FEWEST_WORDS, _MOST_NUMBERS = 4, 3
# A part of a known word, where a line or a cell's border breaks it, has so many letters; fewer where a text begins or
# ends, or before a known word.
_FEWEST_LETTERS, _FEWEST_AT_END = 6, 3
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_DAMAGED = re.compile(rf"\S*[\ufffd{UNMAPPED}]\S*")
_ADDRESS = re.compile(r"\S*(?:www\.|https?:|@)\S*|\S+\.(?:nl|eu|com|org)\b\S*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Speaks of the figures: these words, or people and a number.
_FIGURES = re.compile(
    r"\b(?:aantal(?:len)?|cijfers?|getal(?:len)?|tabel(?:len)?|bijlage|overzicht|opgave|telling(?:en)?|geteld|meetelt"
    r"|meetellen|meegeteld|publicatie|uitgave|document|editie|rapportage|bestand|gegevens|waarden|percentages?"
    r"|kolom(?:men)?|rij(?:en)?|peildatum)\b|%",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:personen|mensen|\w*klanten|cli\u00ebnten|kandidaten|werkzoekenden|inwoners|\w*gerechtigden|fte)\b",
    re.IGNORECASE,
)
# Ends as a sentence does, or says something of something: a heading or the heads of a table do neither.
_SENTENCE = re.compile(
    r"[.!?;:]\W*$|\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|staat|staan|stond|stonden|telt|tellen"
    r"|bevat|bevatten|betreft|betreffen|gaat|gaan|toont|tonen|geeft|geven|kan|kunnen|mag|mogen|moet|moeten|zal|zullen)\b",
    re.IGNORECASE,
)
# The sentence on the register and its percentage, which offices word in many ways, and what its number counts.
_ON_REGISTER = re.compile(
    r"doelgroep(?:en)?register|\bbekend\b.*\bsonar\b|\bsonar\b.*\d\s?(?:%|procent)|\d\s?(?:%|procent).*\bsonar\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?<![\d.,])\d[\d.,]*\s+([^\W\d_]+)")
# Not of these figures: what is to be read elsewhere, the publication after this one, and who is in the target group.
_ELSEWHERE = re.compile(
    r"(?:lees|zie|kijk)\b(?:\W+(?:ook|verder|op|voor))+\b|de volgende (?:publicatie|uitgave|editie)\b"
    r"|(?:de doelgroep|het doelgroepregister)(?: van de banenafspraak| banenafspraak)? (?:telt|omvat|bevat|bestaat)\b"
    r"(?!.*\d)",
    re.IGNORECASE,
)
_BENEFIT = re.compile(rf"(?:{BENEFITS})", re.IGNORECASE)
# What stands in the publication's title, heads, notes and sentence on the register, as offices word them.
_WORDS = """
    transparantie klantprofiel klantprofielen profiel profielen sonar banenafspraak banenafspraken gemeente
    gemeenten gemeentelijke gemeenteklant gemeenteklanten uwv amr regio regionaal regionale arbeidsmarktregio
    arbeidsmarktregio's arbeidsmarkt arbeidsmarktinformatie klant klanten personen mensen kandidaten
    werkzoekenden doelgroep doelgroepen doelgroeper doelgroepers doelgroepregister doelgroepenregister register
    landelijk landelijke nederland dienstverlener bediend beheer systeem klantvolgsysteem geregistreerd
    geregistreerde registratie ingeschreven opgenomen aanwezig aanwezigheid ontbreekt bekend aangetroffen omvang
    verdeeld

    kwartaal eerste tweede derde vierde januari februari maart april mei juni juli augustus september oktober
    november december begin eind einde ultimo stand stond stonden standen peildatum laatste dag per

    aantal aantallen totaal totalen som samen procent percentage percentages cijfers getallen tabel tabellen
    kolom kolommen rij rijen overzicht publicatie uitgave document pagina bladzijde blz pag bijlage bron bronnen
    bronvermelding overname toegestaan verplicht gegevensdiensten verschijnt elk elke ieder iedere iedereen
    vindt vinden meer informatie zie verder vervolg volgende vorige loopt door rechterhelft linkerhelft
    hieronder hierboven onderstaande bovenstaande links rechts boven onder laat laten zien blijkt waarde waarden

    leeg lege blanco cel cellen vak vakje vakjes streepje teken betekent nul nihil privacy oogpunt reden redenen
    verband daar onthullen herleidbaar herleidbaarheid herleiding voorkomen onthulling getoond weergegeven
    afgebeeld vermeld afgedrukt gelaten privacyoverwegingen overwegingen berekend werkelijke bescherming
    persoonsgegevens onderdrukt kleiner minder dan een één twee drie vier vijf tien inclusief exclusief begrepen
    meegeteld telt tellen mee wel vaste woonplaats afgerond afronding

    de het der den en of maar want dus noch ook nog al reeds van voor naar aan bij uit tot als om over met op te
    ter ten in binnen zonder tussen volgens wegens is zijn was waren wordt worden werd werden heeft hebben had
    staat staan komt komen bevat bevatte bevatten omvat omvatte geldt gelden gaat dat die deze dit daarin
    daarvan hier hierin hiervan waar waarin waarvan wie wat welke hen hun haar er zich zij ze men ons u uw niet
    geen alle allen alles alleen enkele elkaar zo ongeveer ruim circa heel andere eigen

    rechten ontleend voorbehouden niets verveelvoudigd gekopieerd openbaar gemaakt schriftelijke voorafgaande
    toestemming aansprakelijk samenwerking samengesteld opgesteld gekomen afdeling vragen contact mail telefoon
    website internet online bezoek raadpleeg actuele vastgesteld geactualiseerd ververst volgorde indeling
    herindeling herindelingen samengevoegd persoon toelichting leeswijzer leest lezen toename groeit
    ontwikkeling vergelijking vergelijken mag mogen overgenomen gebruikt regio's eerdere versie verwisseld
    hersteld keer geteld toont tonen geeft geven indicatie betreft betreffen weer verdeling uitsplitsing aandeel
    uitgesplitst onderverdeeld woonachtig werkzoekende afwijken afwijkingen afrondingsverschillen mogelijk
    ontstaan zover verantwoordelijk bedient begeleid voorgaande kwartalen voortgang
    ontwikkelde ontwikkeld arbeidsbeperking inwoners resultaten doel gebruik gebruiken
"""


def unknown_words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence on the figures that the publication is not known to use; none of any other text.

    Of the sentence on the register: what its number counts, and words of changes and estimates.
    Names (capitals within a sentence, also with a letter lost: `I mond`) count as known, abbreviations and benefits
    don't. A note behind a mark speaks of what bears the mark.
    """
    if is_marked(sentence) or names_everybody(sentence) or concludes(sentence) or _ELSEWHERE.match(sentence):
        return ()
    sentence = _ADDRESS.sub(" ", _DAMAGED.sub(" ", unicodedata.normalize("NFKC", sentence)))
    words = _WORD.findall(sentence)
    numbers = _NUMBER.findall(sentence)
    speaks = _FIGURES.search(sentence) or (numbers and _PEOPLE.search(sentence))
    if len(words) < _FEWEST_WORDS or len(numbers) > _MOST_NUMBERS:
        return ()
    if not speaks or not _SENTENCE.search(sentence):
        return ()
    ends = {words[0], words[-1]}
    if _ON_REGISTER.search(sentence):
        units = (word for word in _UNIT.findall(sentence) if not _is_known(word))
        return (*units, *([sentence] if names_change(sentence) else []))
    return tuple(
        word
        for place, word in enumerate(words)
        if not (place and (_is_name(word) or len(words[place - 1]) == 1))
        and not _is_known(word)
        and not (word in ends and _is_part(word, _FEWEST_AT_END))
    )


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and not _BENEFIT.fullmatch(word)


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    letters = word.lower().replace("\u2019", "'")
    if _BENEFIT.fullmatch(letters):
        return False
    plain = letters.replace("-", "").replace("'", "")
    if len(plain) == 1 or letters in _known() or _is_of_known(plain) or "".join(sorted(plain)) in _anagrams():
        return True
    return _is_part(plain, _FEWEST_LETTERS) or any(
        plain.endswith(known) and _is_part(plain.removesuffix(known), _FEWEST_AT_END) for known in _long_known()
    )


def _is_part(word: str, fewest_letters: int) -> bool:
    letters = word.lower()
    return len(letters) >= fewest_letters and any(
        known.startswith(letters) or known.endswith(letters) for known in _known()
    )


def _is_of_known(letters: str) -> bool:
    """Whether letters are known words without the spaces between them, as some programs leave them."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in _known() for start in reached):
            reached.add(end)
    return len(letters) in reached


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_WORDS.split()) | frozenset(word.lower() for word in _WORD.findall(PROSE))


@lru_cache(maxsize=1)
def _long_known() -> tuple[str, ...]:
    return tuple(word for word in _known() if len(word) > _FEWEST_AT_END + 1)


@lru_cache(maxsize=1)
def _anagrams() -> frozenset[str]:
    """The letters of long known words: where a ligature's letters stand elsewhere (`competenites`)."""
    return frozenset("".join(sorted(word)) for word in _known() if len(word) > _FEWEST_LETTERS)
