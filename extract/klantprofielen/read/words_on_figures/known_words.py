"""Whether a sentence speaks of figures in words that this publication is not known to use.

Other rules know words that say what figures are. No list of those is ever whole: a table may count anything. So the
words that say nothing new are listed, too: the publication's own here, others in `ordinary_words.txt`. A sentence that
says what the figures are, or a caption or note at the table, that has any other word is not passed over.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from klantprofielen.geometry import UNMAPPED
from klantprofielen.read.words_on_figures.not_counts import (
    ADDRESS,
    BENEFITS,
    concludes,
    is_marked,
    names_change,
    tells_upkeep,
)
from klantprofielen.read.words_on_figures.restrictions import names_everybody
from klantprofielen.read.words_on_figures.standing_text import PROSE

# A sentence on figures has so many words; a text at the table fewer. Both have fewer numbers than a row of a table.
_FEWEST_WORDS, _MOST_NUMBERS = 3, 3
# A part of a known word, where a line or a cell's border breaks it, has so many letters; fewer where a text begins or
# ends, or before a known word.
_FEWEST_LETTERS, _FEWEST_AT_END = 6, 3
# Two known words together may say something new of figures: `kwartaalstanden`, `beginstand`.
_OTHER_FIGURES = re.compile(
    r"(?!kwartaalcijfers)(?:kwartaal|jaar|maand|week|dag|begin|tussen|deel|half)"
    r"(?:stand(?:en)?|cijfers|aantal(?:len)?|waarden?|tota(?:al|len))|(?!kern|stand|kwartaal|arbeidsmarkt|gemeente|regio|basis|klant)\w{3,}(?:cijfers|uitkomsten)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_DAMAGED = re.compile(rf"\S*{re.escape(UNMAPPED)}\S*")
_FILE = re.compile(
    r"[\w.-]+\.(?:lst|txt|pdf|xlsx?|docx?|rpt|prn|csv|ods|odt|indd|tex|html?|rdl|jrxml|xml)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A sentence says what the figures are where they are its subject, or where it says what is counted or shown.
_FIGURES = (
    r"(?:aantal(?:len)?|cijfers?|getal(?:len)?|tabel(?:len)?|bijlage|overzicht|opgave|telling(?:en)?|stand(?:en)?"
    r"|publicatie|uitgave|document|editie|rapportage|bestand|gegevens|waarden?|uitkomst(?:en)?|resultaten|lijst|kolom(?:men)?"
    r"|rij(?:en)?|pagina|totalen|totaal|peildatum|statistiek|meting|personen|klanten|kandidaten|profielen)"
)
_ARE = (
    r"(?:is|zijn|was|waren|wordt|worden|werd|werden|betrof|gaat|gaan|ging|toont|tonen|geeft|geven|bevat"
    r"|bevatten|omvat|omvatten|telt|tellen|geldt|gelden|heeft|hebben|staat|staan|komt|komen|laat|laten|vermeldt|vermelden"
    r"|beschrijft|beschrijven|vormt|vormen|dient|dienen|moet|moeten|kan|kunnen|mag|mogen|bestaat|bestaan"
    r"|berust|berusten|verschijnt|verschijnen|volgt|volgen|vindt|vinden|rust|rusten|slaat|slaan|ziet|zien|verwijst|verwijzen)"
)
_SHOWN = (
    r"(?:geteld|meegeteld|meegerekend|meegenomen|opgenomen|weergegeven|vermeld|getoond|afgebeeld|afgedrukt|opgevoerd"
    r"|gepresenteerd|gemeten|weggelaten|uitgesloten|inbegrepen|opgeteld)"
)
_TELLS = re.compile(
    rf"^(?:\W*(?:let op|n\.? ?b|noot|opmerking|toelichting|leeswijzer|attentie)\W+)?\W*(?:"
    rf"(?:\w+\W+){{0,3}}?{_FIGURES}\b(?:\W+\w+){{0,7}}?\W+{_ARE}\b"
    rf"|(?:dit|deze|het|hier|hierin|daarbij|hierbij|wij|we|u)\W+(?:{_ARE}|tel(?:len)?|beperk(?:en|t)|toon|tonen)\b"
    rf"|(?:in|op|van|voor)\W+(?:\w+\W+){{0,3}}?{_FIGURES}\b(?:\W+\w+){{0,4}}?\W+{_ARE}\b"
    rf"|(?:per|voor (?:elke|iedere)|van (?:elke|iedere)) gemeente\b"
    rf"|(?:{_SHOWN}|gecorrigeerd|gebaseerd|berekend|geraamd|gewogen)\b"
    rf")|\b(?:wij|we)\W+(?:ons\W+)?(?:tel|kijk|reken|rond|to|laat|lat|hebben|houd|beperk)\w*\b"
    rf"|\b(?:tellen|kijken|rekenen|ronden|tonen|laten|hebben|houden|beperken|rekenden|telden)\W+(?:wij|we)\b"
    rf"|\b(?:kolom|rij|regel)\W+(?:een|twee|drie|vier|vijf|\d)\b"
    rf"|\bhoud er rekening\b|\b(?:bijgeteld|ingelezen|bijgeschat|weggevallen|cijfermateriaal)\b"
    rf"|\b(?:is|zijn|wordt|worden|werd|werden)\b(?:\W+\w+){{0,9}}?\W+{_SHOWN}\b"
    rf"|\b{_SHOWN}\W+(?:is|zijn|wordt|worden|werd|werden)\b|\bbetreffen\b|\bbetreft\b"
    rf"|\b(?:zit(?:ten)?|is|zijn)\W+erbij\b|^(?:tabel|cijfers|aantallen|getallen)\s*:"
    rf"|\b(?:tel(?:t|len))\b.*\bmee\b|\b(?:onze|deze|de|bovenstaande|onderstaande)\W+(?:cijfers|aantallen|getallen|tabel)\b",
    re.IGNORECASE,
)
_OF_ALL_FIGURES = re.compile(
    r"\b(?:alle|de|deze)\W+(?:cijfers|aantallen|getallen|gegevens|kolommen|tabel)\b|\bin deze tabel\b", re.IGNORECASE
)
# A number of people tells of a population, whose register may have been taken for this one's.
_PEOPLE_COUNTED = re.compile(
    r"\d\s+(?:\w+\s+)?"
    r"(?:personen|mensen|\w*klanten|cli\u00ebnten|kandidaten|werkzoekenden|inwoners|\w*gerechtigden|fte)\b",
    re.IGNORECASE,
)
# Compared with the register, and written down in it: no change, and no flow.
_IN_REGISTER = r"doelgroep(?:en)?register"
_OF_REGISTER = re.compile(
    rf"\b(?:ten opzichte van|vergeleken (?:met|bij)|in vergelijking met)\b(?=(?:\W+\w+){{0,9}}?\W+{_IN_REGISTER})"
    rf"|(?<=\d )(?:inschrijvingen|aanmeldingen)|\b(?:inschrijvingen|aanmeldingen)(?=\W+(?:in|uit|van)\W+(?:het\W+)?"
    rf"{_IN_REGISTER})",
    re.IGNORECASE,
)
# `Schinnen, Nuth en Onderbanken`
_NAMES = re.compile(r"\W*[\w'\u2019-]+, [A-Z]")
_QUESTION = re.compile(r"\?\W*$")
# `Geen steekproef`, `niet het aantal uitkeringen`, `niet geschat`: what the figures are not.
_DENIED = re.compile(
    r"\b(?:geen(?: enkele)?|niet (?:om |op )?(?:een|het aantal|aantallen)|(?:niets|niet) (?:over|om) (?:het aantal )?)"
    r"\W*([^\W\d_]+)|\bniet\W+((?:bij)?geschat|geraamd|gewogen|opgehoogd)",
    re.IGNORECASE,
)
# What says nothing new though a word of it may elsewhere: `Jaar: 2017`, `vervangen door een x`.
_HARMLESS = re.compile(
    r"\bjaar\W{1,2}(?=(?:19|20)\d\d\b)|\b(?:oude|nieuwe) (?:gemeente)?na(?:am|men)\b"
    r"|\b(?:keer )?per jaar\b(?=.{0,3}$|\W+voor\b)|\bnieuwe (?=uitgave|publicatie|editie)"
    r"|^\W*(?:ontvangen|ingekomen)(?: op)?\W*\d{1,2}\W?\w+\W?(?:\d{2,4})?\W*$"
    # `Wie in de loop van het kwartaal verhuisde, telt mee in de nieuwe woongemeente`
    r"|\bwie\b[^.]*\bverhuis(?:de|d is|t)\b,? telt (?:mee )?in (?:de|zijn|haar) (?:nieuwe|oude) (?:woon)?gemeente\b"
    r"|\bmet (?:(?:de )?(?:grootste?|meeste|grote|veel)(?: mogelijke)? )?zorg\b"
    r"|\bwettelijke? minimumloon(?: (?:kunnen )?verdienen)?\b"
    r"|\b(?:page|sheet|slide) \d+(?: of \d+)?\b|\bcc[ -]by(?:[ -]\w+)*\b|\bbewerking (?:door )?uwv\b"
    r"|\bgemeente van inschrijving\b|\bbanen (?=uit de banenafspraak)"
    r"|\b(?:vervangen door|aangeduid met|weergegeven als|afgedrukt als)\W+(?:een\W+)?[\W_]?"
    r"(?:x|sterretjes?|streepjes?|asterisk|punt|puntjes?|kruisjes?|teken|symbool|bolletjes?|[^\w\s])(?!\w)",
    re.IGNORECASE,
)
# The sentence on the register and its percentage, which offices word in many ways, and what its number counts.
_ON_REGISTER = re.compile(
    r"doelgroep(?:en)?register|\bbekend\b.*\bsonar\b|\bsonar\b.*\d\s?(?:%|procent)|\d\s?(?:%|procent).*\bsonar\b",
    re.IGNORECASE,
)
# What only that sentence says without limiting the figures: `Een deel is niet in Sonar geregistreerd`.
_ON_REGISTER_WORDS = re.compile(
    r"\b(?:deel|sprake|spreken|teld?e|teller|inschrijving(?:en)?|actieve|overigen|dossiers?|(?:in)?compleet|vanzelf|nooit"
    r"|meestal)\b",
    re.IGNORECASE,
)
# `8.519 Friese personen`
_UNIT = re.compile(r"(?<![\d.,])\d[\d.,]*\s+(?:[A-Z][^\W\d_]+\s+(?=[a-z]))?([^\W\d_]+)")
# Not of these figures: what is to be read elsewhere, the publication after this one, who is in the target group, and
# how large the region is: `De kleinste regio van het land naar aantal gemeenten.`
_ELSEWHERE = re.compile(
    r"(?:lees|zie|kijk)\b(?:\W+(?:ook|verder|op|voor))+\b|meer (?:informatie|uitleg|weten|lezen) over\b"
    r"|de volgende (?:publicatie|uitgave|editie)\b"
    r"|(?:de doelgroep|het doelgroepregister)(?: van de banenafspraak| banenafspraak)? (?:telt|omvat|bevat|bestaat)\b"
    r"(?!.*\d)"
    r"|(?:dit is )?(?:de|het|een)\W+(?:op\W+\w+\W+na\W+)?(?:\w+ste|\w+bevolkte)\W+(?:arbeidsmarkt)?regio(?:'s)?\b"
    r"(?:\W+(?:van|in|uit)\W+(?:het land|ons land|nederland|de provincie))?"
    r"(?:\W+(?:(?:gemeten|gerekend) )?(?:naar|qua|in|met)\W+(?:(?:het|de) )?(?:\w+ )?"
    r"(?:gemeenten|inwoners|oppervlakte))?\W*$",
    re.IGNORECASE,
)
# Who made a publication, when, and whom to ask.
_IMPRINT = re.compile(
    r"(?:(?:eind)?redactie|opmaak|fotografie|vormgeving|productie|persvragen|contact\w*|publicatiedatum|jaargang|issn"
    r"|telefoon|e-?mail|secretariaat|aanmelden|volg ons|verantwoordelijk uitgever)\b",
    re.IGNORECASE,
)
# A scheme bears a name, and a table may count those in it alone: `Praktijkroute`.
_SCHEME = re.compile(
    r"\w{3,}(?:route|regeling|traject|project|programma|pilot|aanpak|fonds|loket|kamer|punt|offensief|akkoord)",
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

    kwartaal kwartaalcijfers eerste tweede derde vierde i ii iii iv januari februari maart april mei juni juli
    augustus september oktober november december begin eind einde ultimo stand stond stonden standen peildatum laatste
    dag per

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
    ontwikkelde ontwikkeld arbeidsbeperking inwoners resultaten doel gebruik gebruiken bijvoorbeeld pct dekkingsgraad
    facsimile uitgegeven synthetisch synthetische table figure
"""


def unknown_words(text: str, *, is_at_table: bool = False) -> tuple[str, ...]:
    """The words of a text on the figures that the publication is not known to use; none of any other text.

    A text is on the figures where it says what they are, or where it stands at the table as its caption or note.
    Of the sentence on the register: what its number counts, and words of changes and estimates.
    Names (capitals within a sentence, also with a letter lost: `I mond`) count as known, abbreviations and benefits
    don't. A note behind a mark speaks of what bears the mark, if it doesn't say that it is of all figures.
    """
    if (is_marked(text) and not _OF_ALL_FIGURES.search(text)) or concludes(text) or tells_upkeep(text):
        return ()
    counts_everybody = names_everybody(text) and not names_change(text)
    if counts_everybody or _ELSEWHERE.match(text) or _IMPRINT.match(text) or _QUESTION.search(text):
        return ()
    text = unicodedata.normalize("NFKC", text)
    for says_nothing in (_DAMAGED, ADDRESS, _FILE, _HARMLESS):
        text = says_nothing.sub(" ", text)
    words = _WORD.findall(text)
    if len(_NUMBER.findall(text)) > _MOST_NUMBERS or (len(words) < _FEWEST_WORDS and not is_at_table):
        return ()
    if _ON_REGISTER.search(text):
        text = _OF_REGISTER.sub(" ", text)
        others = [word for word in _UNIT.findall(text) if not _is_known(word)] + ([text] if names_change(text) else [])
        if others:
            return tuple(others)
        text, is_at_table = _ON_REGISTER_WORDS.sub(" ", text), True
        words = _WORD.findall(text)
    if not words or not (is_at_table or _TELLS.search(text) or _PEOPLE_COUNTED.search(text)):
        return ()
    ends = {words[0], words[-1]}
    begins_with_names = bool(_NAMES.match(text))
    denied = {word for found in _DENIED.findall(text) for word in found}
    return tuple(
        word
        for place, word in enumerate(words)
        if not ((place or begins_with_names) and _is_name(word))
        and not (place and len(words[place - 1]) == 1)
        and word not in denied
        and not _is_known(word)
        and not (word in ends and _is_part(word, _FEWEST_AT_END))
        # `Tr ansparantie`, where letters stand wide apart.
        and not any(
            (first + second).lower() in _known() for first, second in pairwise(words[max(place - 1, 0) : place + 2])
        )
    )


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and not (_BENEFIT.fullmatch(word) or _SCHEME.fullmatch(word))


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    # Accents may only stress a word: `m\u00e9t en z\u00f3nder klantprofiel`.
    plainly = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    if plainly != word and _is_known(plainly):
        return True
    letters = word.lower().replace("\u2019", "'")
    if _BENEFIT.fullmatch(letters) or _OTHER_FIGURES.fullmatch(letters):
        return False
    plain = letters.replace("-", "").replace("'", "")
    if len(plain) == 1 or {letters, plain} & _ordinary():
        return True
    if letters in _known() or _is_of_known(plain) or "".join(sorted(plain)) in _anagrams():
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
def _ordinary() -> frozenset[str]:
    """The words of `ordinary_words.txt`, which change nothing in whatever they are said of."""
    lines = (resources.files(__package__) / "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _long_known() -> tuple[str, ...]:
    return tuple(word for word in _known() if len(word) > _FEWEST_AT_END + 1)


@lru_cache(maxsize=1)
def _anagrams() -> frozenset[str]:
    """The letters of long known words: where a ligature's letters stand elsewhere (`competenites`)."""
    return frozenset("".join(sorted(word)) for word in _known() if len(word) > _FEWEST_LETTERS)
